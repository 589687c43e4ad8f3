/* The model container; see model.h for the layout. Every offset is checked against the file before it is used. */
#include "data/model.h"

#include <stdlib.h>
#include <string.h>

static const char magic[8] = {'B', 'Y', 'L', 'N', 'M', 'D', 'L', '1'};

enum { VERSION = 1, HEADER = 16, ROW = 48, SECTION_ALIGN = 64, MAX_SECTIONS = 4096 };

static uint64_t number(const unsigned char *p, int bytes) {
  uint64_t v = 0;
  for (int i = bytes - 1; i >= 0; i--) v = v << 8 | p[i];
  return v;
}

static void put_number(bl_buf *out, uint64_t v, int bytes) {
  for (int i = 0; i < bytes; i++) bl_buf_char(out, (char)(v >> 8 * i & 0xFF));
}

static uint64_t checksum(const void *p, size_t n) { return bl_hash((bl_str){p, n}); }

static bl_status bad(const char *path, const char *why) {
  return bl_fail(BL_ERR_FORMAT, "%s: not a usable model: %s", path, why);
}

static bl_status check_header(const char *path, const bl_model *model) {
  const unsigned char *p = model->file.p;
  if (model->file.n < HEADER + 8 || memcmp(p, magic, sizeof magic) != 0) return bad(path, "no model file");
  if (number(p + 8, 4) != VERSION) return bad(path, "another version");
  uint64_t count = number(p + 12, 4);
  if (count > MAX_SECTIONS || HEADER + count * ROW + 8 > model->file.n) return bad(path, "cut short");
  size_t table = HEADER + (size_t)count * ROW;
  if (number(p + table, 8) != checksum(p, table)) return bad(path, "the section table is damaged");
  return BL_OK;
}

static bl_status read_row(const char *path, bl_model *model, uint32_t i) {
  const unsigned char *row = model->file.p + HEADER + (size_t)i * ROW;
  bl_model_section *s = &model->sections[i];
  memcpy(s->name, row, sizeof s->name);
  uint64_t offset = number(row + 24, 8), length = number(row + 32, 8);
  if (s->name[23] || offset % SECTION_ALIGN || offset > model->file.n || length > model->file.n - offset)
    return bad(path, "a section lies outside of the file");
  s->p = model->file.p + offset;
  s->n = (size_t)length;
  if (number(row + 40, 8) != checksum(s->p, s->n)) {
    bl_status status = bad(path, "a section is damaged");
    return bl_fail(status, "%s: section %s is damaged (checksum)", path, s->name);
  }
  return BL_OK;
}

bl_status bl_model_open(const char *path, bl_model *out) {
  *out = (bl_model){0};
  BL_TRY(bl_map_file(path, &out->file));
  bl_status status = check_header(path, out);
  if (status == BL_OK) {
    out->count = (uint32_t)number(out->file.p + 12, 4);
    out->sections = bl_calloc(out->count, sizeof *out->sections);
  }
  for (uint32_t i = 0; status == BL_OK && i < out->count; i++) status = read_row(path, out, i);
  if (status != BL_OK) bl_model_close(out);
  return status;
}

void bl_model_close(bl_model *model) {
  free(model->sections);
  bl_unmap_file(&model->file);
  *model = (bl_model){0};
}

bl_status bl_model_section_get(const bl_model *model, const char *path, const char *name, size_t length,
                               bl_model_section *out) {
  for (uint32_t i = 0; i < model->count; i++) {
    if (strcmp(model->sections[i].name, name) != 0) continue;
    if (length && model->sections[i].n != length)
      return bl_fail(BL_ERR_FORMAT, "%s: section %s has %zu bytes, not %zu", path, name, model->sections[i].n, length);
    *out = model->sections[i];
    return BL_OK;
  }
  return bl_fail(BL_ERR_FORMAT, "%s: no section %s", path, name);
}

static size_t aligned(size_t n) { return (n + SECTION_ALIGN - 1) / SECTION_ALIGN * SECTION_ALIGN; }

bl_status bl_model_write(const char *path, const bl_model_section *sections, uint32_t count) {
  bl_buf out = {0};
  size_t offset = aligned(HEADER + (size_t)count * ROW + 8);
  bl_buf_add(&out, magic, sizeof magic);
  put_number(&out, VERSION, 4);
  put_number(&out, count, 4);
  for (uint32_t i = 0; i < count; i++) {
    char name[24] = {0};
    memcpy(name, sections[i].name, 23);
    bl_buf_add(&out, name, sizeof name);
    put_number(&out, offset, 8);
    put_number(&out, sections[i].n, 8);
    put_number(&out, checksum(sections[i].p, sections[i].n), 8);
    offset += aligned(sections[i].n);
  }
  put_number(&out, checksum(out.p, out.n), 8);
  for (uint32_t i = 0; i < count; i++) {
    while (out.n % SECTION_ALIGN) bl_buf_char(&out, 0);
    bl_buf_add(&out, sections[i].p, sections[i].n);
  }
  bl_status status = bl_write_file(path, bl_buf_view(&out));
  bl_buf_free(&out);
  return status;
}
