/* Which way a time without a year or date points: the tense of the words around it. */
#ifndef BL_MENTION_TIMES_TENSE_H
#define BL_MENTION_TIMES_TENSE_H

#include "mention/phrase.h"

/* Below 0 the past, above 0 the future, 0 not known; 2 and -2 are surer than 1 and -1. By the governing verb in the
 * tree if there is one, else by the nearest word of class TENSE of the rules (and past tags if there are tags) in the
 * sentence [begin, end) of atoms. */
int bl_tense_at(const bl_phrases *phrases, const bl_doc *doc, const bl_atoms *atoms, bl_span sentence, bl_span match);

#endif
