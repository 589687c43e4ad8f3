/* UTF-8: decoding, repair, counting, letter classes, folding. No locale is ever asked.
 *
 * Letter classes and case cover ASCII, Latin-1, Latin Extended-A/B and Additional, Greek and Cyrillic, which is what
 * names in English-language news are written in; letters of other scripts count as letters without case. */
#ifndef BL_BASE_UTF8_H
#define BL_BASE_UTF8_H

#include "base/str.h"

#define BL_REPLACEMENT 0xFFFDu

/* Decodes the code point at byte *at (< s.n) and moves *at behind it. A byte that begins no valid sequence gives
 * BL_REPLACEMENT and moves by one. Overlong forms and surrogates are invalid (Unicode 15, table 3-7). */
uint32_t bl_utf8_next(bl_str s, size_t *at);

/* The code point that ends right before byte `at` (> 0); moves *at to its beginning. `s` must be valid. */
uint32_t bl_utf8_prev(bl_str s, size_t *at);

/* Appends `cp`. */
void bl_utf8_put(bl_buf *buf, uint32_t cp);

/* Whether all of `s` is valid UTF-8. */
bool bl_utf8_valid(bl_str s);

/* Appends `s` with each invalid byte and each character that XML and RDF refuse (controls but tab, LF, CR; U+FFFE,
 * U+FFFF) replaced by U+FFFD; returns how many were replaced. */
size_t bl_utf8_repair(bl_buf *out, bl_str s);

/* Number of code points of valid `s`. */
size_t bl_utf8_count(bl_str s);

bool bl_cp_alpha(uint32_t cp);
bool bl_cp_digit(uint32_t cp); /* ASCII digits */
bool bl_cp_upper(uint32_t cp);
bool bl_cp_lower(uint32_t cp);
bool bl_cp_space(uint32_t cp); /* blanks, also NBSP, U+2000-200B, U+3000, line and paragraph separator */
bool bl_cp_punct(uint32_t cp); /* neither letter, digit, mark nor blank */
uint32_t bl_cp_to_lower(uint32_t cp);
uint32_t bl_cp_to_upper(uint32_t cp);

/* Lower case of all of it, in the arena. */
bl_str bl_utf8_lower(bl_arena *arena, bl_str s);

/* Appends `s` in lower case without accents, with curly quotes and dashes as ASCII ones: the form under which names
 * are compared ("Sérgio" -> "sergio", "Panjšir" -> "panjsir", "–" -> "-"). */
void bl_utf8_fold(bl_buf *out, bl_str s);

#endif
