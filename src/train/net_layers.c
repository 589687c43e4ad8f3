/* net_layers.c: embedding, LSTM layers and hidden layer of a part, forward and back. See net_part.h. */
#include "train/net_part.h"

#include <cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nn/activation.h"
#include "nn/matrix.h"
#include "train/util.h"

#define SLOPE 0.1f

/* ---- small matrix helpers --------------------------------------------------------------------------------------- */

/* C[m][n] = A[m][k] B[k][n] (+ C) */
void net_mul(float *C, const float *A, const float *B, size_t m, size_t n, size_t k, float keep) {
  if (!m || !n || !k) return;
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)m, (int)n, (int)k, 1, A, (int)k, B, (int)n, keep, C, (int)n);
}

/* C[m][n] += A[k][m]^T B[k][n] */
void net_mul_ta(float *C, const float *A, size_t lda, const float *B, size_t ldb, size_t m, size_t n, size_t k) {
  if (!m || !n || !k) return;
  cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, (int)m, (int)n, (int)k, 1, A, (int)lda, B, (int)ldb, 1, C, (int)n);
}

/* C[m][n] = A[m][k] B[n][k]^T (+ C), C with stride ldc */
void net_mul_tb(float *C, size_t ldc, const float *A, size_t lda, const float *B, size_t m, size_t n, size_t k, float keep) {
  if (!m || !n || !k) return;
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)m, (int)n, (int)k, 1, A, (int)lda, B, (int)k, keep, C, (int)ldc);
}

BL_CLONES void net_add_bias(float *C, const float *b, size_t m, size_t n) {
  for (size_t i = 0; i < m; i++)
    for (size_t j = 0; j < n; j++) C[i * n + j] += b[j];
}

BL_CLONES void net_sum_rows(float *b, const float *C, size_t m, size_t n) {
  for (size_t i = 0; i < m; i++)
    for (size_t j = 0; j < n; j++) b[j] += C[i * n + j];
}

/* ---- a worker's part of a batch --------------------------------------------------------------------------------- */

void part_pack(part *p) {
  p->steps = p->count ? p->s[0]->n + 1 : 0;
  p->off = xcalloc(p->steps + 1, sizeof *p->off);
  p->active = xcalloc(p->steps + 1, sizeof *p->active);
  p->first = xcalloc(p->count + 1, sizeof *p->first);
  for (size_t b = 0; b < p->count; b++) {
    p->first[b + 1] = p->first[b] + p->s[b]->n + 1;
    for (size_t t = 0; t <= p->s[b]->n; t++) p->active[t]++;
    p->tokens += p->s[b]->n;
  }
  for (size_t t = 0; t < p->steps; t++) p->off[t + 1] = p->off[t] + p->active[t];
  p->rows = p->off[p->steps];
  p->sentence = xcalloc(p->rows, sizeof *p->sentence);
  for (size_t t = 0; t < p->steps; t++)
    for (size_t b = 0; b < p->active[t]; b++) p->sentence[p->off[t] + b] = (uint32_t)b;
}

/* A dropout mask a sentence: 0 or 1/keep. */
static float *make_mask(part *p, size_t rows, size_t dim, float drop) {
  float *m = xfloats(rows * dim), keep = 1 - drop;
  for (size_t i = 0; i < rows * dim; i++) m[i] = rng_float(&p->rng) < keep ? 1 / keep : 0;
  return m;
}

BL_CLONES static void apply_mask(const part *p, float *x, const float *mask, size_t dim) {
  for (size_t r = 0; r < p->rows; r++) {
    const float *m = mask + p->sentence[r] * dim;
    for (size_t i = 0; i < dim; i++) x[r * dim + i] *= m[i];
  }
}

static void embed_row(part *p, const net_sentence *s, size_t t, float *x) {
  const net *n = p->n;
  const net_config *c = &n->c;
  if (t == 0) { /* the root: the last piece row alone */
    memcpy(x + c->word_dim, n->w + n->at.pieces + (size_t)(c->piece_rows - 1) * c->piece_dim, c->piece_dim * sizeof *x);
    return;
  }
  int drop = p->g && c->drop_word > 0 && rng_float(&p->rng) < c->drop_word;
  if (s->word[t - 1] != UINT32_MAX && !drop)
    memcpy(x, n->vec->vec + (size_t)s->word[t - 1] * c->word_dim, c->word_dim * sizeof *x);
  for (uint32_t k = s->piece_begin[t - 1]; k < s->piece_begin[t]; k++) {
    const float *row = n->w + n->at.pieces + (size_t)s->pieces[k] * c->piece_dim;
    for (uint32_t i = 0; i < c->piece_dim; i++) x[c->word_dim + i] += row[i];
  }
  for (uint32_t e = 0; e < c->extras; e++)
    memcpy(x + c->word_dim + c->piece_dim + e * c->extra_dim,
           n->w + n->at.extra[e] + (size_t)s->extra[(t - 1) * c->extras + e] * c->extra_dim, c->extra_dim * sizeof *x);
}

static void embed(part *p) {
  size_t X = p->n->x_dim;
  p->x = xfloats(p->rows * X);
  for (size_t t = 0; t < p->steps; t++)
    for (size_t b = 0; b < p->active[t]; b++) embed_row(p, p->s[b], t, p->x + (p->off[t] + b) * X);
  if (!p->g) return;
  p->mask_x = make_mask(p, p->count, X, p->n->c.drop_input);
  apply_mask(p, p->x, p->mask_x, X);
}

static void embed_back(part *p, float *dx) {
  const net *n = p->n;
  const net_config *c = &n->c;
  size_t X = n->x_dim;
  apply_mask(p, dx, p->mask_x, X);
  for (size_t t = 0; t < p->steps; t++)
    for (size_t b = 0; b < p->active[t]; b++) {
      const net_sentence *s = p->s[b];
      const float *d = dx + (p->off[t] + b) * X + c->word_dim;
      if (t == 0) {
        float *row = p->g + n->at.pieces + (size_t)(c->piece_rows - 1) * c->piece_dim;
        for (uint32_t i = 0; i < c->piece_dim; i++) row[i] += d[i];
        continue;
      }
      for (uint32_t k = s->piece_begin[t - 1]; k < s->piece_begin[t]; k++) {
        float *row = p->g + n->at.pieces + (size_t)s->pieces[k] * c->piece_dim;
        for (uint32_t i = 0; i < c->piece_dim; i++) row[i] += d[i];
      }
      for (uint32_t e = 0; e < c->extras; e++) {
        float *row = p->g + n->at.extra[e] + (size_t)s->extra[(t - 1) * c->extras + e] * c->extra_dim;
        for (uint32_t i = 0; i < c->extra_dim; i++) row[i] += d[c->piece_dim + e * c->extra_dim + i];
      }
    }
}

/* ---- LSTM ------------------------------------------------------------------------------------------------------- */

/* One time step of `rows` rows: gates come as sums, leave as activations (i, f, g, o). `c0` NULL: no state before. */
BL_CLONES static void lstm_step(float *gates, float *cell, float *out, size_t ldo, const float *c0, size_t before, size_t rows, size_t H) {
  for (size_t r = 0; r < rows; r++) {
    float *g = gates + r * 4 * H, *c = cell + r * H, *h = out + r * ldo;
    const float *old = c0 && r < before ? c0 + r * H : NULL;
    for (size_t i = 0; i < 2 * H; i++) g[i] = bl_sigmoid(g[i]);
    for (size_t i = 2 * H; i < 3 * H; i++) g[i] = bl_tanh(g[i]);
    for (size_t i = 3 * H; i < 4 * H; i++) g[i] = bl_sigmoid(g[i]);
    for (size_t i = 0; i < H; i++) c[i] = g[i] * g[2 * H + i];
    for (size_t i = 0; old && i < H; i++) c[i] += g[H + i] * old[i];
    for (size_t i = 0; i < H; i++) h[i] = g[3 * H + i] * bl_tanh(c[i]);
  }
}

/* Rows that have a state before them at step t, and where that step is; direction 1 runs from the end. */
static size_t rows_before(const part *p, size_t t, int dir, size_t *prev) {
  if (dir ? t + 1 >= p->steps : t == 0) return 0;
  *prev = dir ? t + 1 : t - 1;
  return dir ? p->active[t + 1] : p->active[t];
}

static void lstm(part *p, uint32_t l, int dir, const float *in, size_t in_dim) {
  const net *n = p->n;
  size_t H = n->c.hidden;
  float *G = p->gates[l][dir] = xfloats(p->rows * 4 * H);
  float *C = p->cell[l][dir] = xfloats(p->rows * H);
  float *O = p->out[l] + dir * H;
  net_mul(G, in, n->w + n->at.wx[l][dir], p->rows, 4 * H, in_dim, 0);
  net_add_bias(G, n->w + n->at.b[l][dir], p->rows, 4 * H);
  for (size_t k = 0; k < p->steps; k++) {
    size_t t = dir ? p->steps - 1 - k : k, prev = 0, before = rows_before(p, t, dir, &prev);
    float *g = G + (size_t)p->off[t] * 4 * H;
    if (before)
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)before, (int)(4 * H), (int)H, 1,
                  O + (size_t)p->off[prev] * 2 * H, (int)(2 * H), n->w + n->at.wh[l][dir], (int)(4 * H), 1, g, (int)(4 * H));
    lstm_step(g, C + (size_t)p->off[t] * H, O + (size_t)p->off[t] * 2 * H, 2 * H,
              before ? C + (size_t)p->off[prev] * H : NULL, before, p->active[t], H);
  }
}

/* Gradient of one step: dh (with what came from the next step) and dc -> gates; dc for the step before in place. */
BL_CLONES static void lstm_step_back(float *gates, const float *cell, const float *c0, size_t before, float *dh, float *dc, size_t rows, size_t H) {
  for (size_t r = 0; r < rows; r++) {
    float *g = gates + r * 4 * H;
    const float *old = r < before ? c0 + r * H : NULL;
    for (size_t i = 0; i < H; i++) {
      float before_c = old ? old[i] : 0;
      float ig = g[i], fg = g[H + i], gg = g[2 * H + i], og = g[3 * H + i];
      float tc = bl_tanh(cell[r * H + i]);
      float d = dc[r * H + i] + dh[r * H + i] * og * (1 - tc * tc);
      g[i] = d * gg * ig * (1 - ig);
      g[H + i] = d * before_c * fg * (1 - fg);
      g[2 * H + i] = d * ig * (1 - gg * gg);
      g[3 * H + i] = dh[r * H + i] * tc * og * (1 - og);
      dc[r * H + i] = d * fg;
    }
  }
}

/* Adds to parameters' gradients and to d_in [rows][in_dim]. */
static void lstm_back(part *p, uint32_t l, int dir, const float *in, size_t in_dim, const float *d_out, float *d_in) {
  const net *n = p->n;
  size_t H = n->c.hidden, most = p->active[0];
  float *G = p->gates[l][dir], *C = p->cell[l][dir];
  const float *O = p->out[l] + dir * H; /* without dropout: masks are applied to copies */
  float *dh = xfloats(most * H), *dc = xfloats(most * H), *hp = xfloats(p->rows * H);
  size_t live = 0;
  for (size_t k = 0; k < p->steps; k++) {
    size_t t = dir ? k : p->steps - 1 - k, prev = 0, before = rows_before(p, t, dir, &prev), rows = p->active[t];
    for (size_t r = 0; r < rows; r++) {
      if (r >= live) memset(dh + r * H, 0, H * sizeof *dh), memset(dc + r * H, 0, H * sizeof *dc);
      const float *d = d_out + (p->off[t] + r) * 2 * H + dir * H;
      for (size_t i = 0; i < H; i++) dh[r * H + i] += d[i];
    }
    float *g = G + (size_t)p->off[t] * 4 * H;
    lstm_step_back(g, C + (size_t)p->off[t] * H, before ? C + (size_t)p->off[prev] * H : NULL, before, dh, dc, rows, H);
    if (before) net_mul_tb(dh, H, g, 4 * H, n->w + n->at.wh[l][dir], before, H, 4 * H, 0);
    for (size_t r = 0; r < before; r++)
      memcpy(hp + (p->off[t] + r) * H, O + (p->off[prev] + r) * 2 * H, H * sizeof *hp);
    live = before;
  }
  net_mul_ta(p->g + n->at.wx[l][dir], in, in_dim, G, 4 * H, in_dim, 4 * H, p->rows);
  net_mul_ta(p->g + n->at.wh[l][dir], hp, H, G, 4 * H, H, 4 * H, p->rows);
  net_sum_rows(p->g + n->at.b[l][dir], G, p->rows, 4 * H);
  net_mul_tb(d_in, in_dim, G, 4 * H, n->w + n->at.wx[l][dir], p->rows, in_dim, 4 * H, 1);
  free(dh);
  free(dc);
  free(hp);
}

/* ---- the whole forward pass ------------------------------------------------------------------------------------- */

static float *masked_copy(const part *p, uint32_t l) {
  size_t D = 2 * p->n->c.hidden;
  float *copy = xfloats(p->rows * D);
  memcpy(copy, p->out[l], p->rows * D * sizeof *copy);
  if (p->mask[l]) apply_mask(p, copy, p->mask[l], D);
  return copy;
}

/* Packed rows to sentence order, or back (adding nothing: each row has one place). */
static void reorder(const part *p, float *to, const float *from, size_t dim, int back) {
  for (size_t t = 0; t < p->steps; t++)
    for (size_t b = 0; b < p->active[t]; b++) {
      size_t a = p->off[t] + b, s = p->first[b] + t;
      memcpy(to + (back ? a : s) * dim, from + (back ? s : a) * dim, dim * sizeof *to);
    }
}

/* The last number of each arc and label part is the constant 1, which gives the biaffine form its linear terms. */
static void set_constants(const net *n, float *row, float value) {
  size_t A = n->c.arc, L = n->c.label;
  if (!A) return;
  row[A - 1] = row[2 * A - 1] = value;
  row[2 * A + L - 1] = row[2 * A + 2 * L - 1] = value;
}

static void hidden_layer(part *p) {
  const net *n = p->n;
  size_t M = n->m_dim, total = p->rows * M;
  p->mlp = xfloats(total);
  net_mul(p->mlp, p->e, n->w + n->at.wm, p->rows, M, 2 * n->c.hidden, 0);
  net_add_bias(p->mlp, n->w + n->at.bm, p->rows, M);
  for (size_t i = 0; i < total; i++)
    if (p->mlp[i] < 0) p->mlp[i] *= SLOPE;
  if (p->g) {
    p->mask_m = make_mask(p, p->rows, M, n->c.drop_mlp);
    for (size_t i = 0; i < total; i++) p->mlp[i] *= p->mask_m[i];
  }
  for (size_t r = 0; r < p->rows; r++) set_constants(n, p->mlp + r * M, 1);
}

void part_forward(part *p) {
  const net *n = p->n;
  size_t H = n->c.hidden;
  embed(p);
  float *in = p->x;
  for (uint32_t l = 0; l < n->c.layers; l++) {
    p->out[l] = xfloats(p->rows * 2 * H);
    for (int d = 0; d < 2; d++) lstm(p, l, d, in, l ? 2 * H : n->x_dim);
    if (p->g) p->mask[l] = make_mask(p, p->count, 2 * H, n->c.drop_layer);
    if (l) free(in);
    in = masked_copy(p, l);
  }
  p->e = xfloats(p->rows * 2 * H);
  reorder(p, p->e, in, 2 * H, 0);
  free(in);
  hidden_layer(p);
}

/* ---- the whole backward pass ------------------------------------------------------------------------------------ */

static void hidden_back(part *p) {
  const net *n = p->n;
  size_t M = n->m_dim, D = 2 * n->c.hidden;
  for (size_t r = 0; r < p->rows; r++) set_constants(n, p->d_mlp + r * M, 0);
  for (size_t i = 0; i < p->rows * M; i++) {
    p->d_mlp[i] *= p->mask_m[i];
    if (p->mlp[i] < 0) p->d_mlp[i] *= SLOPE;
  }
  net_mul_ta(p->g + n->at.wm, p->e, D, p->d_mlp, M, D, M, p->rows);
  net_sum_rows(p->g + n->at.bm, p->d_mlp, p->rows, M);
  p->d_e = xfloats(p->rows * D);
  net_mul_tb(p->d_e, D, p->d_mlp, M, n->w + n->at.wm, p->rows, D, M, 0);
}

void part_backward(part *p) {
  const net *n = p->n;
  size_t D = 2 * n->c.hidden;
  hidden_back(p);
  float *d = xfloats(p->rows * D);
  reorder(p, d, p->d_e, D, 1);
  for (uint32_t l = n->c.layers; l-- > 0;) {
    size_t in_dim = l ? D : n->x_dim;
    float *in = l ? masked_copy(p, l - 1) : p->x, *d_in = xfloats(p->rows * in_dim);
    apply_mask(p, d, p->mask[l], D);
    for (int dir = 0; dir < 2; dir++) lstm_back(p, l, dir, in, in_dim, d, d_in);
    if (l) free(in);
    free(d);
    d = d_in;
  }
  embed_back(p, d);
  free(d);
}

void part_free(part *p) {
  free(p->off), free(p->active), free(p->first), free(p->sentence), free(p->x), free(p->mask_x);
  for (uint32_t l = 0; l < p->n->c.layers; l++) {
    free(p->out[l]), free(p->mask[l]);
    for (int d = 0; d < 2; d++) free(p->gates[l][d]), free(p->cell[l][d]);
  }
  free(p->e), free(p->mlp), free(p->mask_m), free(p->d_mlp), free(p->d_e);
}
