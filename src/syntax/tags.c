/* tags.c: see tags.h. */
#include "syntax/tags.h"

#include "base/io.h"

static bl_status add_line(const char *path, unsigned line, bl_str text, bl_tag_pairs *out) {
  bl_str name;
  bl_str_next(&text, '\t', &name);
  int xpos = bl_xpos_parse(name);
  if (xpos < 0) return bl_fail(BL_ERR_FORMAT, "%s:%u:1: unknown Penn tag '" BL_STR_FMT "'", path, line, BL_STR_ARG(name));
  while (text.p && bl_str_next(&text, '\t', &name)) {
    int upos = bl_upos_parse(name);
    if (upos < 0) return bl_fail(BL_ERR_FORMAT, "%s:%u:1: unknown universal tag '" BL_STR_FMT "'", path, line, BL_STR_ARG(name));
    out->fits[xpos][upos] = true;
  }
  return BL_OK;
}

bl_status bl_tag_pairs_open(const char *path, bl_tag_pairs *out) {
  bl_buf bytes = {0};
  bl_status status = bl_read_file(path, 1 << 20, &bytes);
  bl_str rest = bl_buf_view(&bytes), text;
  *out = (bl_tag_pairs){0};
  for (unsigned line = 1; status == BL_OK && rest.n && bl_str_next(&rest, '\n', &text); line++)
    if (text.n && text.p[0] != '#') status = add_line(path, line, text, out);
  bl_buf_free(&bytes);
  return status;
}

void bl_tag_pairs_best(const bl_tag_pairs *pairs, const float upos[BL_POS_COUNT], const float xpos[BL_XPOS_COUNT], uint8_t *u, uint8_t *x) {
  float most = 0;
  bool any = false;
  *u = 0, *x = BL_XPOS_NONE;
  for (int i = 0; i < BL_XPOS_COUNT; i++)
    for (int k = 0; k < BL_POS_COUNT; k++) {
      if (!pairs->fits[i][k] || (any && upos[k] + xpos[i] <= most)) continue;
      most = upos[k] + xpos[i], any = true;
      *u = (uint8_t)k, *x = (uint8_t)i;
    }
}
