/* Quantities: numbers with their bounds, units, and who or what is counted, by the patterns of data/numbers.
 *
 * What the words do not say is left open: "at least 60" has a min and no max, "nearly 60" is 60 and approximate,
 * "dozens" is approximate without a number. Shares ("a third of") are decimals with the unit "fraction". Times, ages
 * and numbers that are names ("Route 66", "F-16") are no quantities. Runs after the times; tags and trees are used when
 * there. */
#ifndef BL_MENTION_QUANTITY_H
#define BL_MENTION_QUANTITY_H

#include "doc/doc.h"

typedef struct bl_quantities bl_quantities;

/* Loads data_dir/numbers. On failure *out is NULL. Const afterwards: shared by threads. */
bl_status bl_quantities_open(const char *data_dir, bl_quantities **out);
void bl_quantities_close(bl_quantities *quantities);

/* Fills doc->quantities, in text order, without overlaps. */
bl_status bl_quantities_run(const bl_quantities *quantities, bl_doc *doc);

/* Examples of the rules, for the tests. */
typedef void (*bl_quantities_example)(void *user, const char *file, uint32_t line, bl_str text, bl_str expected,
                                      bool wanted);
void bl_quantities_examples(const bl_quantities *quantities, bl_quantities_example each, void *user);

#endif
