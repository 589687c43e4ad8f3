/* Whether two files of articles/ tell of one article, one of them a later version of the other. */
#ifndef BL_PIPELINE_SAME_ARTICLE_H
#define BL_PIPELINE_SAME_ARTICLE_H

#include "base/str.h"

/* Both are Turtle as graph/write.h writes it. The file names must be equal; addresses (dcterms:source) decide where both
 * have one; else equal titles, or at least half of the longer passages of the shorter in common. */
bool bl_same_article(bl_str a, bl_str b);

#endif
