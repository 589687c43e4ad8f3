/* From bytes to text: articles by room read, plain lines here. */
#include "base/utf8.h"
#include "pipeline/engine.h"
#include "pipeline/inputs.h"
#include "read/read.h"

static void add_line(bl_doc *doc, bl_str text, size_t begin, size_t end) {
  bl_str line = bl_str_trim(bl_str_slice(text, begin, end));
  if (!line.n) return;
  uint32_t from = (uint32_t)(line.p - text.p);
  BL_PUSH(&doc->paragraphs, ((bl_paragraph){{from, from + (uint32_t)line.n}, BL_PAR_BODY}));
}

/* The text as it is, a paragraph for each line that is not blank. */
static void read_lines(bl_str bytes, bl_doc *doc) {
  bl_buf repaired = {0};
  size_t bad = bl_utf8_repair(&repaired, bytes);
  if (bad) bl_diag(&doc->diags, &doc->arena, "%zu bytes or characters are no valid text and were replaced", bad);
  bl_doc_set_text(doc, bl_buf_view(&repaired));
  bl_buf_free(&repaired);
  size_t begin = 0;
  for (size_t i = 0; i <= doc->text.n; i++) {
    if (i < doc->text.n && doc->text.p[i] != '\n') continue;
    add_line(doc, doc->text, begin, i);
    begin = i + 1;
  }
}

bl_status bl_read_bytes(const bl_engine *engine, const char *path, bl_str bytes, bl_date date, const bl_options *options,
                        bl_doc *doc) {
  if (options->input != BL_INPUT_LINES) {
    bl_read_options read = {options->raw, date};
    return bl_reader_read(engine->tools[BL_STAGE_READ], path, bytes, &read, doc);
  }
  read_lines(bytes, doc);
  doc->meta.published = date;
  return BL_OK;
}
