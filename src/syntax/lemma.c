/* Lemma scripts; see lemma.h. Cuts are counted in characters, so "’s" and "'s" are cut alike. */
#include "syntax/lemma.h"

#include "base/utf8.h"

static size_t common_prefix(bl_str a, bl_str b) {
  size_t i = 0, good = 0;
  while (i < a.n && i < b.n) {
    size_t j = i;
    if (bl_utf8_next(a, &i) != bl_utf8_next(b, &j)) break;
    good = i;
  }
  return good;
}

bl_str bl_lemma_script(bl_arena *arena, bl_str form, bl_str lemma) {
  bl_str low = bl_utf8_lower(arena, form);
  bool keep = common_prefix(form, lemma) > common_prefix(low, lemma);
  bl_str base = keep ? form : low;
  size_t same = common_prefix(base, lemma);
  if (!same && lemma.n)
    return bl_str_from(bl_arena_printf(arena, "=" BL_STR_FMT, BL_STR_ARG(lemma)));
  size_t cut = bl_utf8_count(bl_str_slice(base, same, base.n));
  return bl_str_from(bl_arena_printf(arena, "%c-%zu+" BL_STR_FMT, keep ? 'k' : 'l', cut, BL_STR_ARG(bl_str_slice(lemma, same, lemma.n))));
}

bl_str bl_lemma_apply(bl_arena *arena, bl_str form, bl_str script) {
  if (script.n > 1 && script.p[0] == '=') return bl_str_copy(arena, bl_str_slice(script, 1, script.n));
  bl_str base = script.n && script.p[0] == 'k' ? form : bl_utf8_lower(arena, form);
  ptrdiff_t plus = bl_str_find(script, BL_STR("+"), 0);
  long cut = 0;
  if (plus < 2 || !bl_str_int(bl_str_slice(script, 2, (size_t)plus), &cut)) return base;
  size_t end = base.n;
  while (cut-- > 0 && end > 0) bl_utf8_prev(base, &end);
  bl_str tail = bl_str_slice(script, (size_t)plus + 1, script.n);
  if (!end && !tail.n) return base;
  return bl_str_from(bl_arena_printf(arena, BL_STR_FMT BL_STR_FMT, (int)end, base.p, BL_STR_ARG(tail)));
}
