/* Training of the conditional random field of names: stochastic gradient with AdaGrad steps, feature dropout, and sums
 * over allowed labels where the gold is partial (Tsuboi et al., COLING 2008). */
#ifndef BL_TRAIN_NAMES_CRF_H
#define BL_TRAIN_NAMES_CRF_H

#include "train/names_data.h"

typedef struct crf_options {
  int epochs;
  float rate, dropout, decay;
  uint32_t min_count;
  uint64_t seed;
  float prune; /* weights smaller than this are not written */
} crf_options;

enum { CRF_ROW = 32 }; /* floats a feature: labels, then the sum of squared gradients at CRF_ROW - 1 */

typedef struct crf {
  uint32_t *keys; /* hash of each feature, ascending */
  float *weights; /* count x CRF_ROW */
  float transitions[BL_NAME_LABELS * BL_NAME_LABELS];
  uint32_t count;
} crf;

/* Trains on the documents whose fold is not `left_out` (-1: all). `first` gives for each document the labels of the
 * first pass, NULL for the first pass itself. */
crf *crf_train(const bl_lexicon *lexicon, const names_docs *docs, int left_out, uint8_t *const *first,
               const crf_options *options);
/* Labels of one document. */
void crf_label(const crf *c, const bl_lexicon *lexicon, const names_doc *doc, int domain, const uint8_t *first,
               uint8_t *labels);
void crf_free(crf *c);

#endif
