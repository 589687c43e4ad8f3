/* UTF-8 after Unicode 15, table 3-7; folding tables were made from the Unicode decompositions. See utf8.h. */
#include "base/utf8.h"

/* Lower-case ASCII base letters of U+00C0..U+024F and U+1E00..U+1EFF, `?` where there is none. */
static const char base_C0[] =
    "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkk?lllllll"
    "lllnnnnnn?" "??oooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
    "?" "??" "??" "??" "??" "??" "??" "??e?" "??" "??" "??" "??" "??" "??" "??" "?oo?" "??" "??" "??" "??" "??" "??uu?" "??" "??" "??" "??" "??" "??" "??"
    "?" "??" "?dddlllnnnaaiioouuuuuuuuuu?aaaa?" "??" "?ggkkoooo?" "?jdddgg?" "?nnaa?" "??" "?"
    "aaaaeeeeiiiioooorrrruuuusstt?" "?hh?" "??" "??" "?aaeeooooooooyy?" "??" "??" "??" "??" "??" "?"
    "?" "??" "??" "??" "??" "??" "??" "??" "?"
;
static const char base_1E00[] =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwyas?" "??" "?aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy?" "??" "??" "?"
;

static bool continuation(unsigned char c) { return (c & 0xC0) == 0x80; }

/* Length of the valid sequence at `p` (of `n` bytes), 0 if there is none. */
static size_t sequence(const unsigned char *p, size_t n) {
  if (p[0] < 0x80) return 1;
  if (p[0] < 0xC2 || p[0] > 0xF4) return 0;
  size_t length = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
  if (n < length) return 0;
  for (size_t i = 1; i < length; i++)
    if (!continuation(p[i])) return 0;
  if (p[0] == 0xE0 && p[1] < 0xA0) return 0;
  if (p[0] == 0xED && p[1] > 0x9F) return 0;
  if (p[0] == 0xF0 && p[1] < 0x90) return 0;
  if (p[0] == 0xF4 && p[1] > 0x8F) return 0;
  return length;
}

static uint32_t decode(const unsigned char *p, size_t length) {
  switch (length) {
    case 1: return p[0];
    case 2: return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    case 3: return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    default:
      return (uint32_t)(p[0] & 7) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
  }
}

uint32_t bl_utf8_next(bl_str s, size_t *at) {
  const unsigned char *p = (const unsigned char *)s.p + *at;
  size_t length = sequence(p, s.n - *at);
  *at += length ? length : 1;
  return length ? decode(p, length) : BL_REPLACEMENT;
}

uint32_t bl_utf8_prev(bl_str s, size_t *at) {
  size_t begin = *at - 1;
  while (begin > 0 && *at - begin < 4 && continuation((unsigned char)s.p[begin])) begin--;
  *at = begin;
  size_t from = begin;
  return bl_utf8_next(s, &from);
}

void bl_utf8_put(bl_buf *buf, uint32_t cp) {
  char b[4];
  if (cp < 0x80) {
    b[0] = (char)cp;
    bl_buf_add(buf, b, 1);
  } else if (cp < 0x800) {
    b[0] = (char)(0xC0 | cp >> 6);
    b[1] = (char)(0x80 | (cp & 0x3F));
    bl_buf_add(buf, b, 2);
  } else if (cp < 0x10000) {
    b[0] = (char)(0xE0 | cp >> 12);
    b[1] = (char)(0x80 | (cp >> 6 & 0x3F));
    b[2] = (char)(0x80 | (cp & 0x3F));
    bl_buf_add(buf, b, 3);
  } else {
    b[0] = (char)(0xF0 | cp >> 18);
    b[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    b[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    b[3] = (char)(0x80 | (cp & 0x3F));
    bl_buf_add(buf, b, 4);
  }
}

bool bl_utf8_valid(bl_str s) {
  for (size_t i = 0; i < s.n;) {
    size_t length = sequence((const unsigned char *)s.p + i, s.n - i);
    if (!length) return false;
    i += length;
  }
  return true;
}

static bool refused(uint32_t cp) {
  return (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r') || (cp >= 0x7F && cp < 0xA0) || cp == 0xFFFE || cp == 0xFFFF;
}

size_t bl_utf8_repair(bl_buf *out, bl_str s) {
  size_t bad = 0;
  for (size_t i = 0; i < s.n;) {
    size_t length = sequence((const unsigned char *)s.p + i, s.n - i);
    if (!length || refused(decode((const unsigned char *)s.p + i, length))) {
      bl_utf8_put(out, BL_REPLACEMENT);
      bad++;
      i += length ? length : 1;
      continue;
    }
    bl_buf_add(out, s.p + i, length);
    i += length;
  }
  return bad;
}

size_t bl_utf8_count(bl_str s) {
  size_t count = 0;
  for (size_t i = 0; i < s.n; i++) count += !continuation((unsigned char)s.p[i]);
  return count;
}

bool bl_cp_digit(uint32_t cp) { return cp >= '0' && cp <= '9'; }

bool bl_cp_space(uint32_t cp) {
  return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200B) || cp == 0x2028 ||
         cp == 0x2029 || cp == 0x202F || cp == 0x205F || cp == 0x3000 || cp == 0xFEFF;
}

bool bl_cp_alpha(uint32_t cp) {
  if (cp < 0x80) return (cp | 32) >= 'a' && (cp | 32) <= 'z';
  if (cp == 0xAA || cp == 0xB5 || cp == 0xBA) return true;
  if (cp < 0xC0) return false;
  if (cp == 0xD7 || cp == 0xF7) return false;
  if (cp < 0x2000) return true;
  if (cp < 0x2C00) return cp >= 0x2C00 || (cp >= 0x2100 && cp < 0x2190);
  if (cp >= 0x3000 && cp < 0x3040) return cp >= 0x3005 && cp <= 0x3007;
  if (cp >= 0xE000 && cp < 0xF900) return false;
  if (cp >= 0xFE00 && cp < 0xFE70) return false;
  if (cp >= 0xFF00 && cp < 0xFFF0) return (cp >= 0xFF21 && cp <= 0xFF3A) || (cp >= 0xFF41 && cp <= 0xFF5A) || cp >= 0xFF66;
  return cp < 0x1F000 && cp < 0xFFF0;
}

bool bl_cp_punct(uint32_t cp) { return !bl_cp_alpha(cp) && !bl_cp_digit(cp) && !bl_cp_space(cp); }

/* Alternating upper/lower pairs: the even one is upper from 0x100, the odd one in a few stretches. */
static bool odd_pairs(uint32_t cp) {
  return (cp >= 0x139 && cp <= 0x148) || (cp >= 0x179 && cp <= 0x17E) || (cp >= 0x1CD && cp <= 0x1DC);
}

static bool paired(uint32_t cp) {
  return (cp >= 0x100 && cp <= 0x177 && cp != 0x138 && cp != 0x149 && cp != 0x130 && cp != 0x131) || odd_pairs(cp) ||
         (cp >= 0x1DE && cp <= 0x1EF) || (cp >= 0x1F8 && cp <= 0x21F) || (cp >= 0x222 && cp <= 0x233) ||
         (cp >= 0x460 && cp <= 0x481) || (cp >= 0x48A && cp <= 0x4BF) || (cp >= 0x4D0 && cp <= 0x52F) ||
         (cp >= 0x1E00 && cp <= 0x1E95) || (cp >= 0x1EA0 && cp <= 0x1EFF);
}

uint32_t bl_cp_to_lower(uint32_t cp) {
  if (cp < 0x80) return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
  if (cp >= 0xC0 && cp <= 0xDE && cp != 0xD7) return cp + 32;
  if (cp == 0x130) return 'i';
  if (cp == 0x178) return 0xFF;
  if (cp == 0x18F) return 0x259;
  if (paired(cp)) return odd_pairs(cp) ? cp + (cp & 1) : cp | 1;
  if (cp >= 0x391 && cp <= 0x3A9) return cp + 32;
  if (cp >= 0x410 && cp <= 0x42F) return cp + 32;
  if (cp >= 0x400 && cp <= 0x40F) return cp + 80;
  return cp;
}

uint32_t bl_cp_to_upper(uint32_t cp) {
  if (cp < 0x80) return cp >= 'a' && cp <= 'z' ? cp - 32 : cp;
  if (cp >= 0xE0 && cp <= 0xFE && cp != 0xF7) return cp - 32;
  if (cp == 0xFF) return 0x178;
  if (cp == 0x131) return 'I';
  if (cp == 0x259) return 0x18F;
  if (paired(cp)) return odd_pairs(cp) ? cp - !(cp & 1) : cp & ~1u;
  if (cp >= 0x3B1 && cp <= 0x3C9 && cp != 0x3C2) return cp - 32;
  if (cp >= 0x430 && cp <= 0x44F) return cp - 32;
  if (cp >= 0x450 && cp <= 0x45F) return cp - 80;
  return cp;
}

bool bl_cp_upper(uint32_t cp) { return bl_cp_to_lower(cp) != cp; }

bool bl_cp_lower(uint32_t cp) { return bl_cp_to_upper(cp) != cp || cp == 0xDF; }

bl_str bl_utf8_lower(bl_arena *arena, bl_str s) {
  bl_buf out = {0};
  for (size_t i = 0; i < s.n;) bl_utf8_put(&out, bl_cp_to_lower(bl_utf8_next(s, &i)));
  bl_str copy = bl_str_copy(arena, bl_buf_view(&out));
  bl_buf_free(&out);
  return copy;
}

static uint32_t fold_cp(uint32_t cp) {
  if (cp >= 0xC0 && cp <= 0x24F && base_C0[cp - 0xC0] != '?') return (uint32_t)base_C0[cp - 0xC0];
  if (cp >= 0x1E00 && cp <= 0x1EFF && base_1E00[cp - 0x1E00] != '?') return (uint32_t)base_1E00[cp - 0x1E00];
  if ((cp >= 0x2018 && cp <= 0x201B) || cp == 0x2BC || cp == 0x2032 || cp == '`' || cp == 0xB4) return '\'';
  if (cp >= 0x201C && cp <= 0x201F) return '"';
  if (cp >= 0x2010 && cp <= 0x2015) return '-';
  if (bl_cp_space(cp)) return ' ';
  return bl_cp_to_lower(cp);
}

void bl_utf8_fold(bl_buf *out, bl_str s) {
  for (size_t i = 0; i < s.n;) {
    uint32_t cp = bl_utf8_next(s, &i);
    if (cp >= 0x300 && cp <= 0x36F) continue;
    bl_utf8_put(out, fold_cp(cp));
  }
}
