/* The network of all neural models, for use: LSTM layers over words, hidden layer, arcs, labels, classes.
 *
 * It reads what src/train/save.c writes; src/train/net.h describes the mathematics. Weights have 8 bits, activations 16,
 * sums are integers, and what is left of floating point is done in a fixed order: the same words give the same scores on
 * every machine. Const after loading and shared by threads; each call has a workspace of its own. */
#ifndef BL_NN_NETWORK_H
#define BL_NN_NETWORK_H

#include "base/map.h"
#include "base/status.h"
#include "data/model.h"
#include "nn/matrix.h"

/* Word vectors: a row of 8-bit numbers with a scale for each word; shared by all networks. */
typedef struct bl_vectors {
  bl_model model;
  bl_map rows; /* norm -> row */
  const int8_t *numbers;
  const float *scales;
  uint32_t count, dim;
} bl_vectors;

bl_status bl_vectors_open(const char *path, bl_vectors *out);
void bl_vectors_close(bl_vectors *v);

enum { BL_NET_LAYERS = 4, BL_NET_GROUPS = 6, BL_NET_EXTRAS = 8 };

typedef struct bl_network {
  bl_model model;
  bl_arena arena;
  const bl_vectors *vectors;
  uint32_t piece_dim, piece_rows, extras, extra_dim, extra_size[BL_NET_EXTRAS];
  uint32_t hidden, layers, arc, label, labels, tag, groups, group_size[BL_NET_GROUPS];
  uint32_t x_dim, m_dim, t_dim;
  const int8_t *pieces, *extra[BL_NET_EXTRAS];
  float piece_scale, extra_scale[BL_NET_EXTRAS];
  bl_matrix wx[BL_NET_LAYERS][2], wh[BL_NET_LAYERS][2], wm, u, wl, wt;
} bl_network;

/* Opens a network; `vectors` must outlive it and have the dimension it was trained with. */
bl_status bl_network_open(const char *path, const bl_vectors *vectors, bl_network *out);
void bl_network_close(bl_network *n);

/* One sentence in, scores out. Positions count the root as 0, tokens are 1..n. */
typedef struct bl_net_sentence {
  uint32_t n;
  const bl_str *forms;    /* [n] */
  const uint8_t *extra;   /* [n][extras], NULL without extras */
  float *classes;         /* out: [n + 1][t_stride] scores of all groups, one after the other */
  uint32_t t_stride;
  float *arcs;            /* out: [n + 1][n + 1], row = dependent; NULL without arcs */
  int16_t *label_dep;     /* out: [n + 1][label] for bl_network_labels */
  float *label_head;      /* out: [n + 1][label] */
} bl_net_sentence;

/* Runs a batch of sentences together; all outputs lie in `arena`. Cost and memory grow with the sum of lengths (and with
 * the square of each length for arcs). */
void bl_network_run(const bl_network *n, bl_net_sentence *sentences, uint32_t count, bl_arena *arena);

/* How far z[chosen] stands above the best other of n scores, z[skip] left out; below zero when another is better. */
float bl_margin(const float *z, uint32_t n, uint32_t chosen, uint32_t skip);

/* For each token 1..n of a sentence that has run, with heads[0..n]: the best label of its arc and its margin. */
void bl_network_labels(const bl_network *n, const bl_net_sentence *s, const uint32_t *heads, uint8_t *labels, float *margins, bl_arena *arena);

/* The offset of group g in a row of classes. */
uint32_t bl_network_group(const bl_network *n, uint32_t g);

#endif
