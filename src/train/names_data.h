/* Documents with gold names for the trainer. Corpora say different things: some mark no nationalities, some call a
 * building a place. So each token has a set of labels that its corpus allows, and training sums over all of them. */
#ifndef BL_TRAIN_NAMES_DATA_H
#define BL_TRAIN_NAMES_DATA_H

#include "doc/doc.h"
#include "mention/names_crf.h"

typedef struct names_doc {
  bl_doc *doc;
  uint32_t *allowed; /* for each token a mask over BL_NAME_LABELS */
  int domain;        /* 0 news, 1 web, 2 encyclopedia */
  uint32_t fold;     /* for jackknifing */
} names_doc;

typedef BL_VEC(names_doc) names_docs;

/* Appends the training sets of CORPORA/ner; `open_only` leaves out texts without a licence. */
bl_status names_read_train(const char *corpora, bool open_only, names_docs *out);
/* Appends a development set: "worldwide" or "uner". */
bl_status names_read_dev(const char *corpora, const char *set, names_docs *out);
void names_docs_free(names_docs *docs);

#endif
