/* net_part.h: a worker's part of a batch, as the files of the network share it.
 *
 * Sentences are packed in falling order of length: at time t the first active[t] of them still run, row off[t] + b is position t
 * of sentence b. Behind the LSTMs rows are put in sentence order (first[b] + t), where the heads work. net_layers.c runs the
 * layers forward and back, net_heads.c makes scores, losses and their gradients, net.c trains. */
#ifndef BL_TRAIN_NET_PART_H
#define BL_TRAIN_NET_PART_H

#include "train/net.h"

typedef struct part {
  net *n;
  float *g; /* gradients; NULL: no training */
  const net_sentence *const *s;
  size_t count, rows, steps;
  uint32_t *off, *active; /* [steps + 1], [steps] */
  uint32_t *first;        /* [count + 1] */
  uint32_t *sentence;     /* [rows] packed row -> sentence */
  float *x, *mask_x;
  float *out[NET_LAYERS], *mask[NET_LAYERS];
  float *gates[NET_LAYERS][2], *cell[NET_LAYERS][2];
  float *e, *mlp, *mask_m, *q, *p, *z;
  float *d_e, *d_mlp, *d_out;
  uint64_t rng;
  double loss;
  size_t tokens;
} part;

/* Lays the sentences out; the caller has set n, g, s, count, rng. */
void part_pack(part *p);
void part_forward(part *p);
void part_backward(part *p);
void part_free(part *p);

/* Losses and gradients of one head each, added to p->loss, p->g and p->d_mlp. */
void part_arcs(part *p);
void part_labels(part *p);
void part_classes(part *p);

/* Columns [at, at + dim) of the hidden layer as a matrix of its own; free with free(). */
float *part_columns(const part *p, const float *from, size_t at, size_t dim);

/* C[m][n] = A[m][k] B[k][n] (+ C); += A^T B; = A B^T (+ C). */
void net_mul(float *C, const float *A, const float *B, size_t m, size_t n, size_t k, float keep);
void net_mul_ta(float *C, const float *A, size_t lda, const float *B, size_t ldb, size_t m, size_t n, size_t k);
void net_mul_tb(float *C, size_t ldc, const float *A, size_t lda, const float *B, size_t m, size_t n, size_t k, float keep);
void net_add_bias(float *C, const float *b, size_t m, size_t n);
void net_sum_rows(float *b, const float *C, size_t m, size_t n);

#endif
