/* What the parts of `byline-train attribution` share; see train_attribution.c. */
#ifndef BL_TRAIN_ATTRIBUTION_H
#define BL_TRAIN_ATTRIBUTION_H

#include "base/status.h"
#include "doc/doc.h"

/* ---- gold (train_attribution_gold.c) ---------------------------------------------------------------------------- */

/* Sorted token numbers. */
typedef struct bl_gold_role {
  uint32_t *items;
  uint32_t count;
} bl_gold_role;

typedef struct bl_gold_attribution {
  bl_gold_role source, cue, content;
} bl_gold_attribution;

typedef struct bl_gold_doc {
  bl_doc *doc;
  BL_VEC(bl_gold_attribution) items; /* in doc->arena; ordered by cue */
} bl_gold_doc;

typedef BL_VEC(bl_gold_doc) bl_gold_docs;

/* Reads trees (`trees`/NAME.conllu), texts (`text`/NAME.txt) and brat annotations (`gold`/NAME.ann or
 * NAME_ANNOTATOR.ann). Characters that are no blanks must be the same in trees and text; other documents are skipped
 * and counted in *skipped. */
bl_status bl_gold_read(const char *trees, const char *text, const char *gold, bl_gold_docs *out, uint32_t *skipped);
void bl_gold_free(bl_gold_docs *docs);

#endif
