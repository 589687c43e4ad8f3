/* Attributions as lines; see dump_attributions.h. */
#include "doc/dump_attributions.h"

static void put_spans(const bl_doc *doc, const bl_spans *spans, bl_buf *out) {
  if (!spans->count) bl_buf_char(out, '-');
  for (uint32_t i = 0; i < spans->count; i++) {
    bl_span cp = bl_doc_cp_span(doc, bl_doc_token_bytes(doc, spans->items[i]));
    bl_buf_printf(out, "%s%u-%u", i ? "," : "", cp.begin, cp.end);
  }
}

void bl_dump_attributions(const bl_doc *doc, bl_buf *out) {
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    const bl_attribution *a = &doc->attributions.items[i];
    if (bl_str_starts(a->rule, BL_STR("attribution/link:"))) continue;
    bl_buf_str(out, doc->name);
    const bl_spans *roles[3] = {&a->source, &a->cue, &a->content};
    for (int k = 0; k < 3; k++) {
      bl_buf_char(out, '\t');
      put_spans(doc, roles[k], out);
    }
    bl_buf_char(out, '\n');
  }
}

static void put_words(bl_doc *doc, const bl_spans *spans, bl_buf *out) {
  if (!spans->count) bl_buf_char(out, '-');
  for (uint32_t i = 0; i < spans->count; i++) {
    bl_str text = bl_doc_span_text(doc, spans->items[i]);
    if (i) bl_buf_c(out, " ... ");
    for (size_t k = 0; k < text.n; k++) bl_buf_char(out, text.p[k] == '\n' ? ' ' : text.p[k]);
  }
}

void bl_dump_attributions_words(bl_doc *doc, bl_buf *out) {
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    const bl_attribution *a = &doc->attributions.items[i];
    bl_buf_printf(out, "%u ", i + 1);
    put_words(doc, &a->source, out);
    bl_buf_c(out, " | ");
    put_words(doc, &a->cue, out);
    bl_buf_c(out, " | ");
    put_words(doc, &a->content, out);
    bl_buf_printf(out, " | %s%s%s", bl_modality_name(a->modality), a->speech ? "" : " attitude", a->quoted ? " quoted" : "");
    if (a->outer != BL_NONE) bl_buf_printf(out, " in %u", a->outer + 1);
    if (a->entity != BL_NONE && a->entity < doc->entities.count)
      bl_buf_printf(out, " by " BL_STR_FMT " (%s)", BL_STR_ARG(doc->entities.items[a->entity].label),
                    bl_etype_name(doc->entities.items[a->entity].type));
    bl_buf_printf(out, " [" BL_STR_FMT "]\n", BL_STR_ARG(a->rule));
  }
}
