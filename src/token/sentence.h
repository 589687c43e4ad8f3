/* The classifier of sentence ends: features of a gap between two tokens, and their weights. */
#ifndef BL_TOKEN_SENTENCE_H
#define BL_TOKEN_SENTENCE_H

#include "doc/doc.h"

enum { BL_GAP_FEATURES = 32, BL_GAP_WEIGHTS = 1 << 15 };

/* Rows of the weight table for the gap behind token `index` of a paragraph whose tokens are `span` and whose last
 * sentence began at `begin`; their number. */
uint32_t bl_gap_features(const bl_doc *doc, bl_span span, uint32_t begin, uint32_t index, uint32_t rows[BL_GAP_FEATURES]);

#endif
