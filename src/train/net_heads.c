/* net_heads.c: scores, losses and gradients of arcs, labels and classes. See net_part.h. */
#include "train/net_part.h"

#include <cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "train/util.h"

/* Columns [at, at + dim) of the hidden layer as a matrix of its own. */
float *part_columns(const part *p, const float *from, size_t at, size_t dim) {
  float *c = xfloats(p->rows * dim);
  for (size_t r = 0; r < p->rows; r++) memcpy(c + r * dim, from + r * p->n->m_dim + at, dim * sizeof *c);
  return c;
}

static void add_columns(const part *p, float *to, const float *from, size_t at, size_t dim) {
  for (size_t r = 0; r < p->rows; r++)
    for (size_t i = 0; i < dim; i++) to[r * p->n->m_dim + at + i] += from[r * dim + i];
}

/* ---- heads: scores, losses, gradients --------------------------------------------------------------------------- */

/* Softmax of z[n] in place, minus one at `gold`; returns the loss. */
static double softmax_loss(float *z, size_t n, size_t gold) {
  float most = z[0], sum = 0;
  for (size_t i = 1; i < n; i++)
    if (z[i] > most) most = z[i];
  for (size_t i = 0; i < n; i++) sum += z[i] = expf(z[i] - most);
  for (size_t i = 0; i < n; i++) z[i] /= sum;
  double loss = -log((double)z[gold] + 1e-12);
  z[gold] -= 1;
  return loss;
}

void part_arcs(part *p) {
  const net *n = p->n;
  size_t A = n->c.arc;
  float *dep = part_columns(p, p->mlp, 0, A), *head = part_columns(p, p->mlp, A, A);
  float *q = xfloats(p->rows * A), *d_q = xfloats(p->rows * A), *d_head = xfloats(p->rows * A), *d_dep = xfloats(p->rows * A);
  net_mul(q, dep, n->w + n->at.u, p->rows, A, A, 0);
  for (size_t b = 0; b < p->count; b++) {
    size_t k = p->s[b]->n + 1, at = p->first[b] * A;
    float *s = xfloats(k * k);
    net_mul_tb(s, k, q + at, A, head + at, k, k, A, 0);
    for (size_t i = 0; i < k; i++) s[i * k + i] = -1e9f;
    for (size_t i = 1; i < k; i++) p->loss += softmax_loss(s + i * k, k, p->s[b]->head[i - 1]);
    memset(s, 0, k * sizeof *s);
    net_mul(d_q + at, s, head + at, k, A, k, 0);
    net_mul_ta(d_head + at, s, k, q + at, A, k, A, k);
    free(s);
  }
  net_mul_ta(p->g + n->at.u, dep, A, d_q, A, A, A, p->rows);
  net_mul_tb(d_dep, A, d_q, A, n->w + n->at.u, p->rows, A, A, 0);
  add_columns(p, p->d_mlp, d_dep, 0, A);
  add_columns(p, p->d_mlp, d_head, A, A);
  free(dep), free(head), free(q), free(d_q), free(d_head), free(d_dep);
}

void part_labels(part *p) {
  const net *n = p->n;
  size_t L = n->c.label, R = n->c.labels, A = n->c.arc;
  float *dep = part_columns(p, p->mlp, 2 * A, L), *head = part_columns(p, p->mlp, 2 * A + L, L);
  float *P = xfloats(p->rows * R * L), *d_dep = xfloats(p->rows * L), *d_head = xfloats(p->rows * L), z[256];
  net_mul(P, dep, n->w + n->at.wl, p->rows, R * L, L, 0);
  for (size_t b = 0; b < p->count; b++) {
    memset(P + (size_t)p->first[b] * R * L, 0, R * L * sizeof *P);
    for (size_t i = 1; i <= p->s[b]->n; i++) {
      size_t row = p->first[b] + i, up = p->first[b] + p->s[b]->head[i - 1];
      float *block = P + row * R * L;
      for (size_t r = 0; r < R; r++) z[r] = cblas_sdot((int)L, block + r * L, 1, head + up * L, 1);
      p->loss += softmax_loss(z, R, p->s[b]->dep[i - 1]);
      for (size_t r = 0; r < R; r++) {
        cblas_saxpy((int)L, z[r], block + r * L, 1, d_head + up * L, 1);
        for (size_t j = 0; j < L; j++) block[r * L + j] = z[r] * head[up * L + j];
      }
    }
  }
  net_mul_ta(p->g + n->at.wl, dep, L, P, R * L, L, R * L, p->rows);
  net_mul_tb(d_dep, L, P, R * L, n->w + n->at.wl, p->rows, L, R * L, 0);
  add_columns(p, p->d_mlp, d_dep, 2 * A, L);
  add_columns(p, p->d_mlp, d_head, 2 * A + L, L);
  free(dep), free(head), free(P), free(d_dep), free(d_head);
}

void part_classes(part *p) {
  const net *n = p->n;
  size_t T = n->t_dim, G = n->c.tag, at = n->m_dim - G;
  float *in = part_columns(p, p->mlp, at, G), *z = xfloats(p->rows * T), *d_in = xfloats(p->rows * G);
  net_mul(z, in, n->w + n->at.wt, p->rows, T, G, 0);
  net_add_bias(z, n->w + n->at.bt, p->rows, T);
  for (size_t b = 0; b < p->count; b++)
    for (size_t i = 0; i <= p->s[b]->n; i++) {
      float *row = z + (p->first[b] + i) * T;
      for (uint32_t g = 0; g < n->c.groups; row += n->c.group_size[g++]) {
        int32_t gold = i && p->s[b]->group[g] ? p->s[b]->group[g][i - 1] : -1;
        if (gold < 0) {
          memset(row, 0, n->c.group_size[g] * sizeof *row);
          continue;
        }
        p->loss += n->c.group_weight[g] * softmax_loss(row, n->c.group_size[g], (size_t)gold);
        for (uint32_t k = 0; k < n->c.group_size[g]; k++) row[k] *= n->c.group_weight[g];
      }
    }
  net_mul_ta(p->g + n->at.wt, in, G, z, T, G, T, p->rows);
  net_sum_rows(p->g + n->at.bt, z, p->rows, T);
  net_mul_tb(d_in, G, z, T, n->w + n->at.wt, p->rows, G, T, 0);
  add_columns(p, p->d_mlp, d_in, at, G);
  free(in), free(z), free(d_in);
}

