/* Pattern lists. Globs are matched with one step back to the last star, so a match costs at most the product of both
 * lengths; callers ask only about short lines. */
#include "read/patterns.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"

static bl_status add_line(const char *path, unsigned number, bl_str line, const char *const *kinds, bl_patterns *out) {
  bl_str kind, rest = bl_str_trim(line);
  if (!rest.n || rest.p[0] == '#') return BL_OK;
  bl_str_next(&rest, '\t', &kind);
  rest = bl_str_trim(rest);
  if (!rest.n) return bl_fail(BL_ERR_FORMAT, "%s:%u:1: expected kind, tab, pattern", path, number);
  while (*kinds && !bl_str_eq_c(kind, *kinds)) kinds++;
  if (!*kinds) return bl_fail(BL_ERR_FORMAT, "%s:%u:1: unknown kind '" BL_STR_FMT "'", path, number, BL_STR_ARG(kind));
  BL_PUSH(&out->items, ((bl_pattern){bl_str_copy(&out->arena, kind), bl_str_copy(&out->arena, rest)}));
  return BL_OK;
}

bl_status bl_patterns_open(const char *path, const char *const *kinds, bl_patterns *out) {
  bl_buf bytes = {0};
  bl_status status = bl_read_file(path, 1 << 20, &bytes);
  bl_str rest = bl_buf_view(&bytes), line;
  unsigned number = 0;
  while (status == BL_OK && rest.n && bl_str_next(&rest, '\n', &line)) status = add_line(path, ++number, line, kinds, out);
  bl_buf_free(&bytes);
  return status;
}

void bl_patterns_close(bl_patterns *p) {
  BL_VEC_FREE(&p->items);
  bl_arena_free(&p->arena);
}

static bool glob(bl_str pattern, bl_str text) {
  size_t p = 0, t = 0, star = SIZE_MAX, mark = 0;
  while (t < text.n) {
    if (p < pattern.n && pattern.p[p] == '*') {
      star = p++, mark = t;
    } else if (p < pattern.n && pattern.p[p] == text.p[t]) {
      p++, t++;
    } else if (star != SIZE_MAX) {
      p = star + 1, t = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.n && pattern.p[p] == '*') p++;
  return p == pattern.n;
}

bool bl_patterns_glob(const bl_patterns *ps, const char *kind, bl_str folded) {
  size_t blanks = 0;
  for (size_t i = 0; i < folded.n; i++) blanks += folded.p[i] == ' ';
  for (uint32_t i = 0; i < ps->items.count; i++) {
    bl_pattern p = ps->items.items[i];
    if (p.text.p[0] == '*' && blanks > 3) continue;
    if (bl_str_eq_c(p.kind, kind) && glob(p.text, folded)) return true;
  }
  return false;
}

bool bl_patterns_inside(const bl_patterns *ps, const char *kind, bl_str folded) {
  for (uint32_t i = 0; i < ps->items.count; i++)
    if (bl_str_eq_c(ps->items.items[i].kind, kind) && bl_str_find(folded, ps->items.items[i].text, 0) >= 0) return true;
  return false;
}

bool bl_patterns_end(const bl_patterns *ps, const char *kind, bl_str folded) {
  for (uint32_t i = 0; i < ps->items.count; i++) {
    bl_str text = ps->items.items[i].text;
    if (bl_str_eq_c(ps->items.items[i].kind, kind) && bl_str_ends(folded, text) && folded.n > text.n && folded.p[folded.n - text.n - 1] == ' ') return true;
  }
  return false;
}

bool bl_patterns_is(const bl_patterns *ps, const char *kind, bl_str text) {
  for (uint32_t i = 0; i < ps->items.count; i++)
    if (bl_str_eq_c(ps->items.items[i].kind, kind) && bl_str_eq(ps->items.items[i].text, text)) return true;
  return false;
}
