/* save.h: networks and vectors as model files (data/model.h) with 8-bit weights. `meta` is the META section: one
 * "key: value" a line. All exit on failure. */
#ifndef BL_TRAIN_SAVE_H
#define BL_TRAIN_SAVE_H

#include "train/net.h"
#include "train/treebank.h"

/* The parser's network with its lemma scripts and feature strings. */
void save_parser(const net *n, const classes *c, const char *meta, const char *path);

/* A sequence labeller: names[g] are the classes of group g. */
void save_labeller(const net *n, const bl_symtab *names, uint32_t groups, const char *meta, const char *path);

/* Word vectors with a scale for each word. */
void save_vectors(const vectors *v, const char *meta, const char *path);

#endif
