/* lemma_table.c: a hash map a tag over the lines of one file; see lemma_table.h. */
#include "syntax/lemma_table.h"

#include <stdlib.h>

#include "base/io.h"
#include "base/utf8.h"
#include "syntax/lemma.h"

enum { LIMIT = 32 << 20 };

static bl_status add_line(const char *path, unsigned line, bl_str text, bl_lemma_table *t) {
  bl_str form, tag, lemma;
  bool fields = bl_str_next(&text, '\t', &form) && bl_str_next(&text, '\t', &tag) && bl_str_next(&text, '\t', &lemma);
  if (!fields || !form.n || !lemma.n)
    return bl_fail(BL_ERR_FORMAT, "%s:%u:1: not `form TAB tag TAB lemma`", path, line);
  int xpos = bl_xpos_parse(tag);
  if (xpos < 0) return bl_fail(BL_ERR_FORMAT, "%s:%u:%zu: unknown tag '" BL_STR_FMT "'", path, line, form.n + 2, BL_STR_ARG(tag));
  bl_map_put(&t->lemmas[xpos], form, t->rows.count);
  BL_PUSH(&t->rows, lemma);
  return BL_OK;
}

static bl_status add_lines(const char *path, bl_lemma_table *t) {
  bl_str rest = bl_buf_view(&t->text), text;
  for (unsigned line = 1; rest.n && bl_str_next(&rest, '\n', &text); line++)
    if (text.n && text.p[0] != '#') BL_TRY(add_line(path, line, text, t));
  return BL_OK;
}

bl_status bl_lemma_table_open(const char *path, bl_lemma_table *out) {
  bl_status status = bl_read_file(path, LIMIT, &out->text);
  if (status == BL_OK) status = add_lines(path, out);
  if (status != BL_OK) bl_lemma_table_free(out);
  return status;
}

void bl_lemma_table_free(bl_lemma_table *t) {
  for (int i = 0; i < BL_XPOS_COUNT; i++) bl_map_free(&t->lemmas[i]);
  BL_VEC_FREE(&t->rows);
  bl_buf_free(&t->text);
}

/* Length of the part in front of a word that the table may hold: up to the last hyphen, or a prefix of verbs; 0: none. */
static size_t prefix_of(bl_str word) {
  static const char *const prefixes[] = {"counter", "under", "inter", "over", "fore", "out", "mis", "dis", "pre", "un", "re", "co", "up"};
  for (size_t i = word.n; i-- > 1;)
    if (word.p[i] == '-') return i + 1;
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
    if (bl_str_starts(word, bl_str_from(prefixes[i])) && word.n >= bl_str_from(prefixes[i]).n + 4) return bl_str_from(prefixes[i]).n;
  return 0;
}

/* "re-captured", "outgunned": the lemma of what stands behind the prefix, with the prefix. */
static bl_str by_prefix(const bl_lemma_table *t, bl_arena *arena, bl_str word, bl_xpos tag) {
  size_t n = prefix_of(word);
  uint32_t row = n ? bl_map_get(&t->lemmas[tag], bl_str_slice(word, n, word.n)) : BL_NONE;
  if (row == BL_NONE) return (bl_str){0};
  bl_str lemma = t->rows.items[row];
  return bl_str_from(bl_arena_printf(arena, BL_STR_FMT BL_STR_FMT, BL_STR_ARG(bl_str_slice(word, 0, n)), BL_STR_ARG(lemma)));
}

bl_str bl_lemma_find(const bl_lemma_table *t, bl_arena *arena, bl_str form, bl_xpos tag, bl_str script) {
  bool name = tag == BL_XPOS_NNP || tag == BL_XPOS_NNPS;
  bl_str word = name ? form : bl_utf8_lower(arena, form);
  uint32_t row = bl_map_get(&t->lemmas[tag], word);
  if (row != BL_NONE) return t->rows.items[row];
  bl_str prefixed = name ? (bl_str){0} : by_prefix(t, arena, word, tag);
  if (prefixed.n) return prefixed;
  return tag == BL_XPOS_NNP ? form : bl_lemma_apply(arena, form, script);
}
