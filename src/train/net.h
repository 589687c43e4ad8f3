/* net.h: the network that all neural models share, as the trainer sees it.
 *
 *   word vector (fixed) + sum of spelling pieces + extra categories
 *     -> LAYERS of bidirectional LSTM (Hochreiter and Schmidhuber 1997)
 *     -> one hidden layer, cut in parts
 *     -> arcs: biaffine, labels: bilinear (Dozat and Manning, ICLR 2017), if `arc` > 0
 *     -> groups of classes, one softmax each (tags, lemma scripts, IOB labels)
 *
 * All parameters lie in one flat array; struct net_at says where. Matrices are row-major, [in][out]. Position 0 of each
 * sentence is the root; tokens are 1..n. Gradients are written out by hand and checked against differences
 * (net_check). Workers have gradients of their own, which are added in order: two threads give the same bytes as two
 * threads always do. */
#ifndef BL_TRAIN_NET_H
#define BL_TRAIN_NET_H

#include <stddef.h>
#include <stdint.h>

#include "train/vectors.h"

enum { NET_LAYERS = 4, NET_GROUPS = 6, NET_EXTRAS = 8, NET_WORKERS = 2 };

typedef struct net_config {
  uint32_t word_dim, piece_dim, piece_rows;
  uint32_t extras, extra_size[NET_EXTRAS], extra_dim; /* categorical inputs; id 0 is for the root */
  uint32_t hidden, layers;
  uint32_t arc, label, labels;        /* 0: no trees */
  uint32_t tag, groups, group_size[NET_GROUPS];
  float group_weight[NET_GROUPS];
  float drop_input, drop_layer, drop_mlp, drop_word;
} net_config;

/* One sentence. Arrays are owned by the caller. */
typedef struct net_sentence {
  uint32_t n;              /* tokens, without the root */
  uint32_t *word;          /* [n] row of the vectors, UINT32_MAX: unknown */
  uint32_t *pieces;        /* all pieces one after the other */
  uint32_t *piece_begin;   /* [n + 1] into pieces */
  uint32_t *extra;         /* [n][extras] */
  uint32_t *head;          /* [n] 0: root, else 1..n */
  uint8_t *dep;            /* [n] */
  int32_t *group[NET_GROUPS]; /* [n] class, -1: not known */
} net_sentence;

typedef struct net_at {
  size_t pieces, extra[NET_EXTRAS];
  size_t wx[NET_LAYERS][2], wh[NET_LAYERS][2], b[NET_LAYERS][2];
  size_t wm, bm, u, wl, wt, bt;
  size_t total;
} net_at;

typedef struct net {
  net_config c;
  net_at at;
  const vectors *vec;
  uint32_t x_dim, m_dim, t_dim; /* input, hidden parts, all classes */
  float *w, *m, *v, *g[NET_WORKERS];
  uint64_t step;
} net;

/* What the network says of one sentence: arcs[(n+1)*(n+1)] (row: dependent), label scores for a head are asked for
 * later, classes[n+1][t_dim]. */
typedef struct net_output {
  float *arcs, *classes, *dep_part, *head_part; /* *_part: [(n+1)][label] for net_label_scores */
  uint32_t n;
} net_output;

net *net_new(const net_config *c, const vectors *vec, uint64_t seed);
void net_free(net *n);

/* The network of `c`, which is that of `from` without its last groups of classes, with the weights of `from`; its Adam is new. */
net *net_narrow(const net *from, const net_config *c);

/* One step of Adam on a batch of sentences; returns the loss a token. */
float net_train(net *n, const net_sentence *const *batch, size_t count, float rate, uint64_t *rng);

/* Runs one sentence without dropout. Free the output with net_output_free. */
void net_run(net *n, const net_sentence *s, net_output *out);
void net_output_free(net_output *out);

/* Scores of all labels of the arc from `head` to `token` (positions with root = 0). */
void net_label_scores(const net *n, const net_output *out, uint32_t token, uint32_t head, float *scores);

/* Compares gradients with differences on one batch and prints the largest relative error; for the developer. */
float net_check(net *n, const net_sentence *const *batch, size_t count);

#endif
