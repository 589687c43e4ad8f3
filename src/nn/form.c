/* form.c: norms, shapes and spelling pieces of words.
 *
 * Lower-casing covers ASCII, Latin-1 and Latin Extended-A, Greek and Cyrillic
 * by arithmetic on code points, so that no locale and no table is needed.
 * Pieces are hashed into a fixed table (Weinberger et al. 2009, "Feature
 * hashing"); a piece's kind goes into its seed, so "s" as a prefix and "s" as
 * a suffix are different rows. */
#include "nn/form.h"

#include <string.h>

uint64_t bl_hash_bytes(const void *bytes, size_t len, uint64_t seed) {
  const unsigned char *p = bytes;
  uint64_t h = 14695981039346656037ULL ^ (seed * 0x9E3779B97F4A7C15ULL);
  for (size_t i = 0; i < len; i++) h = (h ^ p[i]) * 1099511628211ULL;
  h ^= h >> 32;
  h *= 0xD6E8FEB86659FD93ULL;
  return h ^ (h >> 32);
}

/* Length of the character at p, 1 for a byte that starts none. */
static size_t char_len(const unsigned char *p, size_t left) {
  size_t n = p[0] < 0xC2 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 1;
  if (n > left) return 1;
  for (size_t i = 1; i < n; i++)
    if ((p[i] & 0xC0) != 0x80) return 1;
  return n;
}

static uint32_t two_byte(const unsigned char *p) {
  return ((uint32_t)(p[0] & 31) << 6) | (p[1] & 63);
}

static uint32_t lower(uint32_t c) {
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if (c >= 0x100 && c <= 0x137) return c | 1;
  if (c >= 0x139 && c <= 0x148) return c + (c & 1);
  if (c >= 0x14A && c <= 0x177) return c | 1;
  if (c == 0x178) return 0xFF;
  if (c >= 0x179 && c <= 0x17E) return c + (c & 1);
  if (c >= 0x391 && c <= 0x3A9) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  return c;
}

/* ASCII stand-in of a three-byte typographic character, or NULL. */
static const char *plain(const unsigned char *p) {
  if (p[0] != 0xE2) return NULL;
  if (p[1] == 0x80) {
    if (p[2] == 0x98 || p[2] == 0x99 || p[2] == 0x9B) return "'";
    if (p[2] >= 0x9C && p[2] <= 0x9F) return "\"";
    if (p[2] >= 0x90 && p[2] <= 0x95) return "-";
    if (p[2] == 0xA6) return "...";
  }
  if (p[1] == 0x88 && p[2] == 0x92) return "-";
  return NULL;
}

/* Norm of one character of n bytes at p into dst (room for 4); its length. */
static size_t norm_char(const unsigned char *p, size_t n, char *dst) {
  if (n == 1) {
    dst[0] = (char)(p[0] >= 'A' && p[0] <= 'Z' ? p[0] + 32 : p[0] >= '0' && p[0] <= '9' ? '0' : p[0]);
    return 1;
  }
  if (n == 2) {
    uint32_t c = lower(two_byte(p));
    dst[0] = (char)(0xC0 | (c >> 6));
    dst[1] = (char)(0x80 | (c & 63));
    return 2;
  }
  const char *ascii = n == 3 ? plain(p) : NULL;
  if (ascii) {
    size_t k = strlen(ascii);
    memcpy(dst, ascii, k);
    return k;
  }
  memcpy(dst, p, n);
  return n;
}

size_t bl_form_norm(const char *form, size_t len, char out[BL_NORM_MAX + 1]) {
  const unsigned char *p = (const unsigned char *)form;
  size_t o = 0;
  for (size_t i = 0; i < len;) {
    char c[4];
    size_t n = char_len(p + i, len - i);
    size_t k = norm_char(p + i, n, c);
    if (o + k > BL_NORM_MAX) break;
    memcpy(out + o, c, k);
    o += k;
    i += n;
  }
  out[o] = 0;
  return o;
}

enum { LOWER = 1, UPPER = 2, DIGIT = 4, OTHER = 8 };

static unsigned char_class(const unsigned char *p, size_t n) {
  if (n == 1) {
    if (p[0] >= 'a' && p[0] <= 'z') return LOWER;
    if (p[0] >= 'A' && p[0] <= 'Z') return UPPER;
    if (p[0] >= '0' && p[0] <= '9') return DIGIT;
    return OTHER;
  }
  if (n != 2) return OTHER;
  uint32_t c = two_byte(p);
  if (lower(c) != c) return UPPER;
  return c >= 0xDF && c != 0xF7 ? LOWER : OTHER;
}

unsigned bl_form_shape(const char *form, size_t len) {
  const unsigned char *p = (const unsigned char *)form;
  unsigned first = 0, rest = 0, marks = 0, letters = 0;
  for (size_t i = 0; i < len;) {
    size_t n = char_len(p + i, len - i);
    unsigned k = char_class(p + i, n);
    if (k & (LOWER | UPPER)) {
      if (letters++) rest |= k;
      else first = k;
    }
    if (k == DIGIT) marks |= 1;
    if (k == OTHER) marks |= p[i] == '-' ? 2 : p[i] == '.' ? 4 : p[i] == '\'' ? 8 : 16;
    i += n;
  }
  unsigned kase = 0;
  if (first == LOWER) kase = rest & UPPER ? 4 : 1;
  if (first == UPPER) kase = rest & LOWER ? (rest & UPPER ? 4 : 2) : letters > 1 ? 3 : 2;
  return kase * 32 + marks;
}

/* Kinds of piece, the seeds of their hashes. */
enum { WHOLE = 1, SHAPE = 2, GRAM = 3, PREFIX = 16, SUFFIX = 32 };

/* Starts of the characters of s into at, at[count] = len. */
static size_t char_starts(const char *s, size_t len, size_t at[BL_NORM_MAX + 2]) {
  size_t n = 0;
  for (size_t i = 0; i < len; i += char_len((const unsigned char *)s + i, len - i)) at[n++] = i;
  at[n] = len;
  return n;
}

size_t bl_form_pieces(const char *form, size_t len, uint32_t rows,
                      uint32_t out[BL_PIECES_MAX]) {
  char s[BL_NORM_MAX + 3];
  size_t at[BL_NORM_MAX + 4], k = 0;
  size_t n = bl_form_norm(form, len, s);
  size_t chars = char_starts(s, n, at);
  unsigned shape = bl_form_shape(form, len);
  out[k++] = (uint32_t)(bl_hash_bytes(&(unsigned char){(unsigned char)shape}, 1, SHAPE) % rows);
  out[k++] = (uint32_t)(bl_hash_bytes(s, n, WHOLE) % rows);
  for (size_t i = 1; i <= 3 && i <= chars; i++)
    out[k++] = (uint32_t)(bl_hash_bytes(s, at[i], PREFIX + i) % rows);
  for (size_t i = 1; i <= 5 && i <= chars; i++)
    out[k++] = (uint32_t)(bl_hash_bytes(s + at[chars - i], n - at[chars - i], SUFFIX + i) % rows);
  memmove(s + 1, s, n);
  s[0] = '<';
  s[n + 1] = '>';
  chars = char_starts(s, n + 2, at);
  for (size_t i = 0; i + 3 <= chars && k < BL_PIECES_MAX; i++)
    out[k++] = (uint32_t)(bl_hash_bytes(s + at[i], at[i + 3] - at[i], GRAM) % rows);
  return k;
}
