/* treebank.h: CoNLL-U files as sentences for the network, and the classes that are learned from them. */
#ifndef BL_TRAIN_TREEBANK_H
#define BL_TRAIN_TREEBANK_H

#include "base/map.h"
#include "doc/doc.h"
#include "train/net.h"

/* Groups of classes of the parser's network. */
enum { GROUP_UPOS, GROUP_XPOS, GROUP_LEMMA, GROUP_FEATS, GROUP_COUNT, GROUP_WORD = GROUP_COUNT };

/* Words that GROUP_WORD can name: the most frequent rows of the vectors. */
enum { WORD_CLASSES = 3000 };

/* Classes without a fixed list: lemma scripts and feature strings, in order of falling count. */
typedef struct classes {
  bl_symtab lemma, feats;
} classes;

typedef struct treebank {
  bl_arena arena;
  BL_VEC(net_sentence) sentences;
  BL_VEC(bl_str *) forms; /* [n] of each sentence */
} treebank;

/* A map from norm to row of the vectors; free with bl_map_free. */
bl_map vector_rows(const vectors *v);

/* Learns classes from the files: scripts and features seen at least twice. */
void learn_classes(const char *const *files, size_t count, classes *out);

/* How to read: word rows and pieces; `noise`: the share of sentences that come a second time in the dress of headlines (lower
 * case, capitals or title case, or without the final full stop); `mask`: the share of words that are hidden, to be guessed as
 * GROUP_WORD from what stands around them. */
typedef struct reading {
  const classes *classes;
  const bl_map *rows;
  uint32_t piece_rows;
  float noise, mask;
  uint64_t *rng;
} reading;

/* Reads a file into `out`. Exits on a bad file. */
void read_treebank(const char *file, const reading *how, treebank *out);
void free_treebank(treebank *t);

#endif
