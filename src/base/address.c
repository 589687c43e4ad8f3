/* address.c: see address.h. */
#include "base/address.h"

static bool starts_nocase(bl_str s, bl_str head) {
  return s.n > head.n && bl_str_eq_nocase(bl_str_slice(s, 0, head.n), head);
}

static bool ends_nocase(bl_str s, bl_str tail) {
  return s.n > tail.n + 1 && bl_str_eq_nocase(bl_str_slice(s, s.n - tail.n, s.n), tail);
}

bool bl_is_address(bl_str word) {
  static const char *const heads[] = {"http://", "https://", "www.", "ftp://"};
  static const char *const ends[] = {".com", ".org", ".net", ".gov", ".edu", ".co.uk", ".tv"};
  for (size_t k = 0; k < sizeof heads / sizeof *heads; k++)
    if (starts_nocase(word, bl_str_from(heads[k]))) return true;
  ptrdiff_t at = bl_str_find(word, BL_STR("@"), 0);
  if (at > 0 && bl_str_find(word, BL_STR("."), (size_t)at) > 0) return true;
  for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
    if (ends_nocase(word, bl_str_from(ends[k]))) return true;
  return false;
}
