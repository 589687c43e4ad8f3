/* Numerals: numbers in words and digits, read from atoms.
 *
 * Cardinals ("1,50,000", "2.5 million", "twenty-five", "two hundred and six", "half a million", "a dozen", "2 1/2",
 * "one and a half") and ordinals ("21st", "twenty-first"). The words stand in data/numbers/english.txt. Values are
 * exact: num / den * 10^exp in integers; no floating point. */
#ifndef BL_MENTION_NUMERALS_H
#define BL_MENTION_NUMERALS_H

#include "mention/phrase_atoms.h"

typedef struct bl_numeral {
  uint32_t begin, end; /* atoms */
  int64_t num, den;    /* den >= 1 */
  int16_t exp;         /* power of ten */
  bool ordinal;
  bool in_words; /* begins with a word */
} bl_numeral;

typedef struct bl_numerals bl_numerals;

/* Loads data_dir/numbers/english.txt. On failure *out is NULL and the message names file, line and column. */
bl_status bl_numerals_open(const char *data_dir, bl_numerals **out);
void bl_numerals_close(bl_numerals *numerals);

/* The longest numeral that begins at atom `at` and ends at or before `limit`; false if none does. An ordinal only where
 * no longer cardinal is. Const: safe from several threads at once. */
bool bl_numeral_at(const bl_numerals *numerals, const bl_atoms *atoms, uint32_t at, uint32_t limit, bl_numeral *out);

/* Every word that can begin a numeral, for the index of the patterns. */
size_t bl_numeral_word_count(const bl_numerals *numerals);
bl_str bl_numeral_word(const bl_numerals *numerals, size_t index);

/* The value as an int when it is whole and fits, else -1. */
long bl_numeral_int(const bl_numeral *numeral);

/* Appends the value as a decimal numeral ("60", "8800000000", "2.5"); a fraction that does not end is rounded to 15
 * digits. `exp` is added to the power of ten. */
void bl_numeral_print(const bl_numeral *numeral, int exp, bl_buf *out);

#endif
