/* net.c: forward, backward, Adam. See net.h for the shape of the network.
 *
 * A worker's part of a batch is packed: sentences in falling order of length, so that at time t the first active[t]
 * sentences still run and each step is one matrix product without padding. Row off[t] + b is position t of sentence b.
 * Behind the LSTMs rows are put in sentence order (first[b] + t), where the heads work. */
#include "train/net.h"

#include <cblas.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "nn/activation.h"
#include "nn/matrix.h"
#include "train/util.h"

#define SLOPE 0.1f

/* ---- parameters ------------------------------------------------------------------------------------------------- */

static size_t take(size_t *at, size_t n) {
  size_t here = *at;
  *at += (n + 15) / 16 * 16;
  return here;
}

static void lay_out(net *n) {
  const net_config *c = &n->c;
  size_t at = 0, H = c->hidden;
  n->x_dim = c->word_dim + c->piece_dim + c->extras * c->extra_dim;
  n->m_dim = 2 * c->arc + 2 * c->label + c->tag;
  n->t_dim = 0;
  for (uint32_t g = 0; g < c->groups; g++) n->t_dim += c->group_size[g];
  n->at.pieces = take(&at, (size_t)c->piece_rows * c->piece_dim);
  for (uint32_t e = 0; e < c->extras; e++) n->at.extra[e] = take(&at, (size_t)c->extra_size[e] * c->extra_dim);
  for (uint32_t l = 0; l < c->layers; l++)
    for (int d = 0; d < 2; d++) {
      n->at.wx[l][d] = take(&at, (l ? 2 * H : n->x_dim) * 4 * H);
      n->at.wh[l][d] = take(&at, H * 4 * H);
      n->at.b[l][d] = take(&at, 4 * H);
    }
  n->at.wm = take(&at, 2 * H * n->m_dim);
  n->at.bm = take(&at, n->m_dim);
  n->at.u = take(&at, (size_t)c->arc * c->arc);
  n->at.wl = take(&at, (size_t)c->label * c->labels * c->label);
  n->at.wt = take(&at, (size_t)c->tag * n->t_dim);
  n->at.bt = take(&at, n->t_dim);
  n->at.total = at;
}

static void fill(float *w, size_t n, float scale, uint64_t *rng) {
  for (size_t i = 0; i < n; i++) w[i] = (2 * rng_float(rng) - 1) * scale;
}

static float glorot(size_t in, size_t out) { return sqrtf(6.0f / (float)(in + out)); }

net *net_new(const net_config *c, const vectors *vec, uint64_t seed) {
  net *n = xcalloc(1, sizeof *n);
  n->c = *c;
  n->vec = vec;
  lay_out(n);
  n->w = xfloats(n->at.total);
  n->m = xfloats(n->at.total);
  n->v = xfloats(n->at.total);
  for (int k = 0; k < NET_WORKERS; k++) n->g[k] = xfloats(n->at.total);
  size_t H = c->hidden;
  fill(n->w + n->at.pieces, (size_t)c->piece_rows * c->piece_dim, 0.1f, &seed);
  for (uint32_t e = 0; e < c->extras; e++) fill(n->w + n->at.extra[e], (size_t)c->extra_size[e] * c->extra_dim, 0.3f, &seed);
  for (uint32_t l = 0; l < c->layers; l++)
    for (int d = 0; d < 2; d++) {
      size_t in = l ? 2 * H : n->x_dim;
      fill(n->w + n->at.wx[l][d], in * 4 * H, glorot(in, H), &seed);
      fill(n->w + n->at.wh[l][d], H * 4 * H, glorot(H, H), &seed);
      for (size_t i = 0; i < H; i++) n->w[n->at.b[l][d] + H + i] = 1; /* forget gate */
    }
  fill(n->w + n->at.wm, 2 * H * n->m_dim, glorot(2 * H, 200), &seed);
  fill(n->w + n->at.u, (size_t)c->arc * c->arc, 0.05f, &seed);
  fill(n->w + n->at.wl, (size_t)c->label * c->labels * c->label, 0.05f, &seed);
  fill(n->w + n->at.wt, (size_t)c->tag * n->t_dim, glorot(c->tag, 50), &seed);
  openblas_set_num_threads(1);
  return n;
}

net *net_narrow(const net *from, const net_config *c) {
  net *n = net_new(c, from->vec, 1);
  memcpy(n->w, from->w, n->at.wt * sizeof *n->w); /* all that stands before the classes has the same place */
  for (uint32_t k = 0; k < c->tag; k++)
    memcpy(n->w + n->at.wt + (size_t)k * n->t_dim, from->w + from->at.wt + (size_t)k * from->t_dim, n->t_dim * sizeof *n->w);
  memcpy(n->w + n->at.bt, from->w + from->at.bt, n->t_dim * sizeof *n->w);
  return n;
}

void net_free(net *n) {
  if (!n) return;
  free(n->w);
  free(n->m);
  free(n->v);
  for (int k = 0; k < NET_WORKERS; k++) free(n->g[k]);
  free(n);
}

/* ---- small matrix helpers --------------------------------------------------------------------------------------- */

/* C[m][n] = A[m][k] B[k][n] (+ C) */
static void mul(float *C, const float *A, const float *B, size_t m, size_t n, size_t k, float keep) {
  if (!m || !n || !k) return;
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)m, (int)n, (int)k, 1, A, (int)k, B, (int)n, keep, C, (int)n);
}

/* C[m][n] += A[k][m]^T B[k][n] */
static void mul_ta(float *C, const float *A, size_t lda, const float *B, size_t ldb, size_t m, size_t n, size_t k) {
  if (!m || !n || !k) return;
  cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, (int)m, (int)n, (int)k, 1, A, (int)lda, B, (int)ldb, 1, C, (int)n);
}

/* C[m][n] = A[m][k] B[n][k]^T (+ C), C with stride ldc */
static void mul_tb(float *C, size_t ldc, const float *A, size_t lda, const float *B, size_t m, size_t n, size_t k, float keep) {
  if (!m || !n || !k) return;
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)m, (int)n, (int)k, 1, A, (int)lda, B, (int)k, keep, C, (int)ldc);
}

BL_CLONES static void add_bias(float *C, const float *b, size_t m, size_t n) {
  for (size_t i = 0; i < m; i++)
    for (size_t j = 0; j < n; j++) C[i * n + j] += b[j];
}

BL_CLONES static void sum_rows(float *b, const float *C, size_t m, size_t n) {
  for (size_t i = 0; i < m; i++)
    for (size_t j = 0; j < n; j++) b[j] += C[i * n + j];
}

/* ---- a worker's part of a batch --------------------------------------------------------------------------------- */

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

static void pack(part *p) {
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
  mul(G, in, n->w + n->at.wx[l][dir], p->rows, 4 * H, in_dim, 0);
  add_bias(G, n->w + n->at.b[l][dir], p->rows, 4 * H);
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
    if (before) mul_tb(dh, H, g, 4 * H, n->w + n->at.wh[l][dir], before, H, 4 * H, 0);
    for (size_t r = 0; r < before; r++)
      memcpy(hp + (p->off[t] + r) * H, O + (p->off[prev] + r) * 2 * H, H * sizeof *hp);
    live = before;
  }
  mul_ta(p->g + n->at.wx[l][dir], in, in_dim, G, 4 * H, in_dim, 4 * H, p->rows);
  mul_ta(p->g + n->at.wh[l][dir], hp, H, G, 4 * H, H, 4 * H, p->rows);
  sum_rows(p->g + n->at.b[l][dir], G, p->rows, 4 * H);
  mul_tb(d_in, in_dim, G, 4 * H, n->w + n->at.wx[l][dir], p->rows, in_dim, 4 * H, 1);
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
  mul(p->mlp, p->e, n->w + n->at.wm, p->rows, M, 2 * n->c.hidden, 0);
  add_bias(p->mlp, n->w + n->at.bm, p->rows, M);
  for (size_t i = 0; i < total; i++)
    if (p->mlp[i] < 0) p->mlp[i] *= SLOPE;
  if (p->g) {
    p->mask_m = make_mask(p, p->rows, M, n->c.drop_mlp);
    for (size_t i = 0; i < total; i++) p->mlp[i] *= p->mask_m[i];
  }
  for (size_t r = 0; r < p->rows; r++) set_constants(n, p->mlp + r * M, 1);
}

/* Columns [at, at + dim) of the hidden layer as a matrix of its own. */
static float *columns(const part *p, const float *from, size_t at, size_t dim) {
  float *c = xfloats(p->rows * dim);
  for (size_t r = 0; r < p->rows; r++) memcpy(c + r * dim, from + r * p->n->m_dim + at, dim * sizeof *c);
  return c;
}

static void add_columns(const part *p, float *to, const float *from, size_t at, size_t dim) {
  for (size_t r = 0; r < p->rows; r++)
    for (size_t i = 0; i < dim; i++) to[r * p->n->m_dim + at + i] += from[r * dim + i];
}

static void forward(part *p) {
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

static void arc_head(part *p) {
  const net *n = p->n;
  size_t A = n->c.arc;
  float *dep = columns(p, p->mlp, 0, A), *head = columns(p, p->mlp, A, A);
  float *q = xfloats(p->rows * A), *d_q = xfloats(p->rows * A), *d_head = xfloats(p->rows * A), *d_dep = xfloats(p->rows * A);
  mul(q, dep, n->w + n->at.u, p->rows, A, A, 0);
  for (size_t b = 0; b < p->count; b++) {
    size_t k = p->s[b]->n + 1, at = p->first[b] * A;
    float *s = xfloats(k * k);
    mul_tb(s, k, q + at, A, head + at, k, k, A, 0);
    for (size_t i = 0; i < k; i++) s[i * k + i] = -1e9f;
    for (size_t i = 1; i < k; i++) p->loss += softmax_loss(s + i * k, k, p->s[b]->head[i - 1]);
    memset(s, 0, k * sizeof *s);
    mul(d_q + at, s, head + at, k, A, k, 0);
    mul_ta(d_head + at, s, k, q + at, A, k, A, k);
    free(s);
  }
  mul_ta(p->g + n->at.u, dep, A, d_q, A, A, A, p->rows);
  mul_tb(d_dep, A, d_q, A, n->w + n->at.u, p->rows, A, A, 0);
  add_columns(p, p->d_mlp, d_dep, 0, A);
  add_columns(p, p->d_mlp, d_head, A, A);
  free(dep), free(head), free(q), free(d_q), free(d_head), free(d_dep);
}

static void label_head(part *p) {
  const net *n = p->n;
  size_t L = n->c.label, R = n->c.labels, A = n->c.arc;
  float *dep = columns(p, p->mlp, 2 * A, L), *head = columns(p, p->mlp, 2 * A + L, L);
  float *P = xfloats(p->rows * R * L), *d_dep = xfloats(p->rows * L), *d_head = xfloats(p->rows * L), z[256];
  mul(P, dep, n->w + n->at.wl, p->rows, R * L, L, 0);
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
  mul_ta(p->g + n->at.wl, dep, L, P, R * L, L, R * L, p->rows);
  mul_tb(d_dep, L, P, R * L, n->w + n->at.wl, p->rows, L, R * L, 0);
  add_columns(p, p->d_mlp, d_dep, 2 * A, L);
  add_columns(p, p->d_mlp, d_head, 2 * A + L, L);
  free(dep), free(head), free(P), free(d_dep), free(d_head);
}

static void class_head(part *p) {
  const net *n = p->n;
  size_t T = n->t_dim, G = n->c.tag, at = n->m_dim - G;
  float *in = columns(p, p->mlp, at, G), *z = xfloats(p->rows * T), *d_in = xfloats(p->rows * G);
  mul(z, in, n->w + n->at.wt, p->rows, T, G, 0);
  add_bias(z, n->w + n->at.bt, p->rows, T);
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
  mul_ta(p->g + n->at.wt, in, G, z, T, G, T, p->rows);
  sum_rows(p->g + n->at.bt, z, p->rows, T);
  mul_tb(d_in, G, z, T, n->w + n->at.wt, p->rows, G, T, 0);
  add_columns(p, p->d_mlp, d_in, at, G);
  free(in), free(z), free(d_in);
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
  mul_ta(p->g + n->at.wm, p->e, D, p->d_mlp, M, D, M, p->rows);
  sum_rows(p->g + n->at.bm, p->d_mlp, p->rows, M);
  p->d_e = xfloats(p->rows * D);
  mul_tb(p->d_e, D, p->d_mlp, M, n->w + n->at.wm, p->rows, D, M, 0);
}

static void backward(part *p) {
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

static void free_part(part *p) {
  free(p->off), free(p->active), free(p->first), free(p->sentence), free(p->x), free(p->mask_x);
  for (uint32_t l = 0; l < p->n->c.layers; l++) {
    free(p->out[l]), free(p->mask[l]);
    for (int d = 0; d < 2; d++) free(p->gates[l][d]), free(p->cell[l][d]);
  }
  free(p->e), free(p->mlp), free(p->mask_m), free(p->d_mlp), free(p->d_e);
}

static void *run_part(void *argument) {
  part *p = argument;
  if (!p->count) return NULL;
  pack(p);
  forward(p);
  p->d_mlp = xfloats(p->rows * p->n->m_dim);
  if (p->n->c.arc) arc_head(p), label_head(p);
  if (p->n->c.groups) class_head(p);
  backward(p);
  free_part(p);
  return NULL;
}

/* ---- training --------------------------------------------------------------------------------------------------- */

typedef struct slice {
  net *n;
  size_t from, to;
  float rate, scale, norm;
} slice;

static double squares(const float *g, size_t from, size_t to) {
  double sum = 0;
  for (size_t i = from; i < to; i++) sum += (double)g[i] * g[i];
  return sum;
}

/* Adam (Kingma and Ba 2015) over a slice of the parameters. */
BL_CLONES static void *adam(void *argument) {
  slice *s = argument;
  net *n = s->n;
  const float b1 = 0.9f, b2 = 0.98f, eps = 1e-8f;
  float c1 = 1 - powf(b1, (float)n->step), c2 = 1 - powf(b2, (float)n->step), rate = s->rate * sqrtf(c2) / c1;
  float *g = n->g[0];
  for (size_t i = s->from; i < s->to; i++) {
    float d = g[i] * s->scale;
    n->m[i] = b1 * n->m[i] + (1 - b1) * d;
    n->v[i] = b2 * n->v[i] + (1 - b2) * d * d;
    n->w[i] -= rate * n->m[i] / (sqrtf(n->v[i]) + eps);
    g[i] = 0;
  }
  return NULL;
}

static int by_length(const void *a, const void *b) {
  const net_sentence *x = *(const net_sentence *const *)a, *y = *(const net_sentence *const *)b;
  return x->n > y->n ? -1 : x->n < y->n;
}

static void run_parts(net *n, const net_sentence *const *batch, size_t count, part parts[NET_WORKERS], uint64_t *rng) {
  const net_sentence **sorted[NET_WORKERS];
  pthread_t thread[NET_WORKERS];
  for (int k = 0; k < NET_WORKERS; k++) {
    sorted[k] = xcalloc(count, sizeof *sorted[k]);
    size_t mine = 0;
    for (size_t i = (size_t)k; i < count; i += NET_WORKERS) sorted[k][mine++] = batch[i];
    qsort(sorted[k], mine, sizeof *sorted[k], by_length);
    parts[k] = (part){.n = n, .g = n->g[k], .s = sorted[k], .count = mine, .rng = rng_next(rng)};
    if (pthread_create(&thread[k], NULL, run_part, &parts[k])) die("cannot start a thread");
  }
  for (int k = 0; k < NET_WORKERS; k++) {
    pthread_join(thread[k], NULL);
    free(sorted[k]);
  }
}

static size_t add_gradients(net *n, const part parts[NET_WORKERS], double *loss) {
  size_t tokens = 0;
  *loss = 0;
  for (int k = 0; k < NET_WORKERS; k++) {
    tokens += parts[k].tokens;
    *loss += parts[k].loss;
    if (!k) continue;
    for (size_t i = 0; i < n->at.total; i++) n->g[0][i] += n->g[k][i];
    memset(n->g[k], 0, n->at.total * sizeof *n->g[k]);
  }
  return tokens;
}

float net_train(net *n, const net_sentence *const *batch, size_t count, float rate, uint64_t *rng) {
  part parts[NET_WORKERS];
  slice slices[NET_WORKERS];
  pthread_t thread[NET_WORKERS];
  double loss;
  run_parts(n, batch, count, parts, rng);
  size_t tokens = add_gradients(n, parts, &loss);
  if (!tokens) return 0;
  n->step++;
  float scale = 1 / (float)tokens;
  float norm = (float)sqrt(squares(n->g[0], 0, n->at.total)) * scale;
  if (norm > 5) scale *= 5 / norm;
  for (size_t k = 0; k < NET_WORKERS; k++) {
    slices[k] = (slice){n, n->at.total * k / NET_WORKERS, n->at.total * (k + 1) / NET_WORKERS, rate, scale, norm};
    if (pthread_create(&thread[k], NULL, adam, &slices[k])) die("cannot start a thread");
  }
  for (int k = 0; k < NET_WORKERS; k++) pthread_join(thread[k], NULL);
  return (float)(loss / (double)tokens);
}

float net_check(net *n, const net_sentence *const *batch, size_t count) {
  part parts[NET_WORKERS];
  uint64_t seed = 7, rng = seed;
  double loss, up, down;
  float worst = 0;
  run_parts(n, batch, count, parts, &rng);
  add_gradients(n, parts, &loss);
  float *g = xfloats(n->at.total);
  memcpy(g, n->g[0], n->at.total * sizeof *g);
  for (int k = 0; k < 60; k++) {
    size_t i = (size_t)(rng_next(&seed) % n->at.total);
    while (fabsf(g[i]) < 0.2f) i = (i + 1) % n->at.total;
    float old = n->w[i], step = 1e-3f;
    n->w[i] = old + step, rng = 7, memset(n->g[0], 0, n->at.total * sizeof *g);
    run_parts(n, batch, count, parts, &rng), add_gradients(n, parts, &up);
    n->w[i] = old - step, rng = 7, memset(n->g[0], 0, n->at.total * sizeof *g);
    run_parts(n, batch, count, parts, &rng), add_gradients(n, parts, &down);
    n->w[i] = old;
    float slope = (float)((up - down) / (2 * step)), error = fabsf(slope - g[i]) / (fabsf(slope) + fabsf(g[i]) + 1e-3f);
    if (error > worst) worst = error;
  }
  memset(n->g[0], 0, n->at.total * sizeof *g);
  free(g);
  return worst;
}

/* ---- running ---------------------------------------------------------------------------------------------------- */

void net_run(net *n, const net_sentence *s, net_output *out) {
  part p = {.n = n, .s = &s, .count = 1};
  size_t k = s->n + 1, A = n->c.arc, L = n->c.label;
  pack(&p);
  forward(&p);
  *out = (net_output){.n = s->n};
  if (A) {
    float *dep = columns(&p, p.mlp, 0, A), *head = columns(&p, p.mlp, A, A), *q = xfloats(k * A);
    out->arcs = xfloats(k * k);
    mul(q, dep, n->w + n->at.u, k, A, A, 0);
    mul_tb(out->arcs, k, q, A, head, k, k, A, 0);
    free(dep), free(head), free(q);
    out->dep_part = columns(&p, p.mlp, 2 * A, L);
    out->head_part = columns(&p, p.mlp, 2 * A + L, L);
  }
  float *in = columns(&p, p.mlp, n->m_dim - n->c.tag, n->c.tag);
  out->classes = xfloats(k * n->t_dim);
  mul(out->classes, in, n->w + n->at.wt, k, n->t_dim, n->c.tag, 0);
  add_bias(out->classes, n->w + n->at.bt, k, n->t_dim);
  free(in);
  free_part(&p);
}

void net_output_free(net_output *out) {
  free(out->arcs), free(out->classes), free(out->dep_part), free(out->head_part);
  *out = (net_output){0};
}

void net_label_scores(const net *n, const net_output *out, uint32_t token, uint32_t head, float *scores) {
  size_t L = n->c.label, R = n->c.labels;
  float *P = xfloats(R * L);
  mul(P, out->dep_part + token * L, n->w + n->at.wl, 1, R * L, L, 0);
  for (size_t r = 0; r < R; r++) scores[r] = cblas_sdot((int)L, P + r * L, 1, out->head_part + head * L, 1);
  free(P);
}
