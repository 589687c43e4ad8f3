/* Numbers in the text of gazetteers; for the importers alone. */
#ifndef BL_DATA_GAZETTEER_TEXT_H
#define BL_DATA_GAZETTEER_TEXT_H

#include <stdbool.h>

#include "base/str.h"

/* The digits that `s` begins with, as a number; 0 if there are none or it is above `limit`. */
uint64_t bl_kb_digits(bl_str s, uint64_t limit);

/* Degrees in decimal notation to degrees * 100000; false if it is no number of degrees. */
bool bl_kb_degrees(bl_str s, int32_t *out);

#endif
