/* tags.h: a universal tag and a Penn tag that go together.
 *
 * The network scores both apart. data/syntax/tags.tsv says which pairs UD English has; the best pair is taken, so each tag also
 * has the other one's word. */
#ifndef BL_SYNTAX_TAGS_H
#define BL_SYNTAX_TAGS_H

#include "base/status.h"
#include "doc/ud.h"

typedef struct bl_tag_pairs {
  bool fits[BL_XPOS_COUNT][BL_POS_COUNT];
} bl_tag_pairs;

/* Reads `PENN TAB UNIVERSAL...` lines. An unknown tag is refused with path and line; a Penn tag without a line fits none. */
bl_status bl_tag_pairs_open(const char *path, bl_tag_pairs *out);

/* The pair with the greatest sum of scores (logarithms, each up to a constant); on a tie the first in order of the numbers. */
void bl_tag_pairs_best(const bl_tag_pairs *pairs, const float upos[BL_POS_COUNT], const float xpos[BL_XPOS_COUNT], uint8_t *u, uint8_t *x);

#endif
