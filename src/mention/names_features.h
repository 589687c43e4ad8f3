/* Features of tokens for the names model: what the trainer and the program both see.
 *
 * A feature is a 32-bit hash of a template number and what fills it. The templates: words, shapes, affixes and clusters
 * around the token; gazetteer phrases over it; the run of capitalised words it stands in and what stands beside the
 * run; and what surrounds the same word elsewhere in the document (context aggregation of Ratinov & Roth, CoNLL 2009),
 * so that a surname alone is known by its title further up. */
#ifndef BL_MENTION_NAMES_FEATURES_H
#define BL_MENTION_NAMES_FEATURES_H

#include "doc/doc.h"
#include "mention/names_lexicon.h"

typedef BL_VEC(uint32_t) bl_features;

typedef struct bl_feature_doc bl_feature_doc;

/* Looks over the whole document once; `domain` marks the convention of labels (0: that of news). Everything lives in
 * `arena`. The document must have tokens and sentences; trees are not used. */
bl_feature_doc *bl_feature_doc_new(const bl_lexicon *lexicon, const bl_doc *doc, int domain, bl_arena *arena);

/* Appends the features of `token`, each once or more. */
void bl_features_of(const bl_feature_doc *fd, uint32_t token, bl_features *out);

/* What a first pass found, for the second (Krishnan & Manning, ACL 2006): gives each token the label of the majority of
 * the same word in the document, and of the longest name around it. `labels` has a label (names_crf.h) for each token.
 */
void bl_feature_doc_second(bl_feature_doc *fd, const uint8_t *labels);

#endif
