/* Who or what a number counts. */
#ifndef BL_MENTION_QUANTITY_COUNTED_H
#define BL_MENTION_QUANTITY_COUNTED_H

#include "mention/phrase.h"

/* The head token of what the number words [tokens) count, BL_NONE: through the tree when there, else the next noun,
 * else without tags the next word that is not in class NOT_COUNTED of the rules. */
uint32_t bl_counted_by(const bl_phrases *phrases, const bl_doc *doc, const bl_atoms *atoms, bl_span tokens,
                       uint32_t next_atom);

#endif
