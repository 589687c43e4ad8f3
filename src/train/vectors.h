/* vectors.h: word vectors from raw text, for the word table of all models. */
#ifndef BL_TRAIN_VECTORS_H
#define BL_TRAIN_VECTORS_H

#include <stddef.h>
#include <stdint.h>

/* A table of words with one vector of `dim` floats each, most frequent first.
 * Owned by the caller, freed with vectors_free(). */
typedef struct vectors {
  size_t count, dim;
  char **word;
  uint64_t *freq;
  float *vec;
} vectors;

/* Parameters of a run, all of which go into the model's META section. */
typedef struct vectors_opts {
  const char *corpora;   /* folder of the corpora */
  int open_only;         /* leave out sets without an open licence */
  size_t dim, min_count, max_words;
  int window, negatives, epochs;
  float rate, sample;
  uint64_t seed;
} vectors_opts;

/* Trains vectors by structured skip-gram (see vectors.c) on the news text and
 * the training parts of the treebanks. Exits with a message on a missing file. */
vectors *vectors_train(const vectors_opts *opts);

/* Writes and reads the trainer's own form: text header, words, raw floats.
 * Both exit with a message on failure. */
void vectors_save(const vectors *v, const char *path);
vectors *vectors_load(const char *path);
void vectors_free(vectors *v);

#endif
