/* Evidence about names from beyond their own words: class words ("the towns of A and B", "A and B districts"),
 * datelines
 * ("DORSK (Northern Wire) -"), and the other mentions of the same name in the document. */
#ifndef BL_MENTION_NAMES_AGREE_H
#define BL_MENTION_NAMES_AGREE_H

#include "doc/doc.h"
#include "mention/names_lexicon.h"

/* Corrects the types of doc->mentions, names in text order without nested ones. Trees are not needed. */
void bl_names_agree(const bl_lexicon *lexicon, bl_doc *doc);

#endif
