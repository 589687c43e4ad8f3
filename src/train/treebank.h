/* treebank.h: CoNLL-U files as sentences for the network, and the classes that are learned from them. */
#ifndef BL_TRAIN_TREEBANK_H
#define BL_TRAIN_TREEBANK_H

#include "base/map.h"
#include "doc/doc.h"
#include "train/net.h"

/* Groups of classes of the parser's network. */
enum { GROUP_UPOS, GROUP_XPOS, GROUP_LEMMA, GROUP_FEATS, GROUP_COUNT };

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

/* Reads a file. With `noise` > 0 that share of the sentences comes a second time in the dress of headlines: lower case,
 * capitals or title case, or without the final full stop. Exits on a bad file. */
void read_treebank(const char *file, const classes *c, const bl_map *rows, uint32_t piece_rows, float noise,
                   uint64_t *rng, treebank *out);
void free_treebank(treebank *t);

/* Fills word and pieces of a sentence from its forms. */
void spell_sentence(treebank *t, const bl_str *forms, const bl_map *rows, uint32_t piece_rows, net_sentence *s);

#endif
