/* Running the network; see network.h. Sentences are packed in falling order of length (as in the trainer): at time t the
 * first active[t] of them still run, so each step of an LSTM is one matrix product over all of them. */
#include "nn/network.h"

#include <stdlib.h>
#include <string.h>

#include "nn/activation.h"
#include "nn/form.h"
#include "nn/load.h"

#define SLOPE 0.1f
static const float INPUT_RANGE = 8, STATE_RANGE = 1, HIDDEN_RANGE = 16;

typedef struct run {
  const bl_network *n;
  bl_net_sentence **s; /* by falling length */
  uint32_t count, steps, rows;
  uint32_t *off, *active, *first;
  uint32_t *input, inputs; /* packed row -> row of the input; words that look alike share one */
  bl_arena *arena, scratch;
} run;

/* ---- packing ---------------------------------------------------------------------------------------------------- */

typedef struct ranked {
  bl_net_sentence *s;
  uint32_t order;
} ranked;

static int longer_first(const void *a, const void *b) {
  const ranked *x = a, *y = b;
  if (x->s->n != y->s->n) return x->s->n > y->s->n ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

static void pack(run *r, bl_net_sentence *sentences) {
  ranked *sorted = BL_ARENA_NEW(&r->scratch, ranked, r->count);
  for (uint32_t i = 0; i < r->count; i++) sorted[i] = (ranked){&sentences[i], i};
  qsort(sorted, r->count, sizeof *sorted, longer_first);
  r->s = BL_ARENA_NEW(&r->scratch, bl_net_sentence *, r->count);
  for (uint32_t i = 0; i < r->count; i++) r->s[i] = sorted[i].s;
  r->steps = r->s[0]->n + 1;
  r->off = BL_ARENA_NEW(&r->scratch, uint32_t, r->steps + 1);
  r->active = BL_ARENA_NEW(&r->scratch, uint32_t, r->steps + 1);
  r->first = BL_ARENA_NEW(&r->scratch, uint32_t, r->count + 1);
  for (uint32_t b = 0; b < r->count; b++) {
    r->first[b + 1] = r->first[b] + r->s[b]->n + 1;
    r->active[r->s[b]->n]++;
  }
  for (uint32_t t = r->steps; t-- > 0;) r->active[t] += r->active[t + 1];
  for (uint32_t t = 0; t < r->steps; t++) r->off[t + 1] = r->off[t] + r->active[t];
  r->rows = r->off[r->steps];
}

/* ---- input ------------------------------------------------------------------------------------------------------ */

BL_CLONES static void add_row(const int8_t *row, uint32_t dim, int32_t *sum) {
  for (uint32_t i = 0; i < dim; i++) sum[i] += row[i];
}

static void embed_pieces(const bl_network *n, const uint32_t *pieces, size_t count, float *x) {
  int32_t sum[256] = {0};
  for (size_t k = 0; k < count; k++) add_row(n->pieces + (size_t)pieces[k] * n->piece_dim, n->piece_dim, sum);
  for (uint32_t i = 0; i < n->piece_dim; i++) x[i] = (float)sum[i] * n->piece_scale;
}

static void embed_word(const bl_network *n, bl_str form, float *x) {
  const bl_vectors *v = n->vectors;
  char norm[BL_NORM_MAX + 1];
  uint32_t pieces[BL_PIECES_MAX];
  size_t length = bl_form_norm(form.p, form.n, norm);
  uint32_t row = bl_map_get(&v->rows, (bl_str){norm, length});
  for (uint32_t i = 0; row != BL_NONE && i < v->dim; i++) x[i] = (float)v->numbers[(size_t)row * v->dim + i] * v->scales[row];
  embed_pieces(n, pieces, bl_form_pieces(form.p, form.n, n->piece_rows - 1, pieces), x + v->dim);
}

static void embed_position(const bl_network *n, const bl_net_sentence *s, uint32_t t, float *x) {
  uint32_t root = n->piece_rows - 1;
  memset(x, 0, n->x_dim * sizeof *x);
  if (!t) {
    embed_pieces(n, &root, 1, x + n->vectors->dim);
    return;
  }
  embed_word(n, s->forms[t - 1], x);
  float *e = x + n->vectors->dim + n->piece_dim;
  for (uint32_t k = 0; k < n->extras; k++, e += n->extra_dim) {
    uint32_t id = s->extra[(size_t)(t - 1) * n->extras + k];
    const int8_t *row = n->extra[k] + (size_t)(id < n->extra_size[k] ? id : 0) * n->extra_dim;
    for (uint32_t i = 0; i < n->extra_dim; i++) e[i] = (float)row[i] * n->extra_scale[k];
  }
}

/* The input row of a position: that of an equal word before it, or a new one (*fresh). Without extra categories the form
 * is all that the first layer sees, so half of its work is done once for several words. */
static uint32_t input_row(run *r, bl_map *seen, const bl_net_sentence *s, uint32_t t, bool *fresh) {
  bl_str form = t ? s->forms[t - 1] : BL_STR("");
  uint32_t *slot = r->n->extras ? NULL : bl_map_at(seen, form);
  *fresh = !slot || *slot == BL_NONE;
  if (!*fresh) return *slot;
  if (slot) *slot = r->inputs;
  return r->inputs++;
}

static int16_t *embed(run *r) {
  const bl_network *n = r->n;
  uint32_t width = bl_matrix_row(&n->wx[0][0]);
  int16_t *in = BL_ARENA_NEW(&r->scratch, int16_t, (size_t)r->rows * width);
  float *x = BL_ARENA_NEW(&r->scratch, float, n->x_dim);
  bl_map seen = {0};
  r->input = BL_ARENA_NEW(&r->scratch, uint32_t, r->rows);
  for (uint32_t t = 0; t < r->steps; t++)
    for (uint32_t b = 0; b < r->active[t]; b++) {
      bool fresh;
      uint32_t row = r->input[r->off[t] + b] = input_row(r, &seen, r->s[b], t, &fresh);
      if (!fresh) continue;
      embed_position(n, r->s[b], t, x);
      bl_quantize(x, n->x_dim, INPUT_RANGE, in + (size_t)row * width);
    }
  bl_map_free(&seen);
  return in;
}

/* ---- LSTM ------------------------------------------------------------------------------------------------------- */

/* Gates of one row (sums in, i f g o) and the old cell -> the new cell and state. */
BL_CLONES static void lstm_row(float *restrict g, float *restrict c, float *restrict h, uint32_t H) {
  for (uint32_t i = 0; i < 2 * H; i++) g[i] = bl_sigmoid(g[i]);
  for (uint32_t i = 2 * H; i < 3 * H; i++) g[i] = bl_tanh(g[i]);
  for (uint32_t i = 3 * H; i < 4 * H; i++) g[i] = bl_sigmoid(g[i]);
  for (uint32_t i = 0; i < H; i++) c[i] = g[i] * g[2 * H + i] + g[H + i] * c[i];
  for (uint32_t i = 0; i < H; i++) h[i] = g[3 * H + i] * bl_tanh(c[i]);
}

/* One direction of one layer: in -> columns [dir * H, dir * H + H) of out. The first layer's sums from the input are made
 * for each input row and copied to the positions; `gates` has room for both. */
static void lstm(run *r, uint32_t l, int dir, const int16_t *in, size_t in_width, float *gates, int16_t *out) {
  const bl_network *n = r->n;
  uint32_t H = n->hidden, G = n->wx[l][dir].out_blocks * 16;
  float *sums = l ? gates : gates + (size_t)r->rows * G;
  float *cell = BL_ARENA_NEW(&r->scratch, float, (size_t)r->active[0] * H), *h = BL_ARENA_NEW(&r->scratch, float, H);
  bl_matrix_mul(&n->wx[l][dir], in, in_width, l ? r->rows : r->inputs, l ? STATE_RANGE : INPUT_RANGE, sums, G, 0);
  for (uint32_t k = 0; k < r->steps; k++) {
    uint32_t t = dir ? r->steps - 1 - k : k, before = 0, prev = 0;
    if (dir ? t + 1 < r->steps : t > 0) prev = dir ? t + 1 : t - 1, before = dir ? r->active[t + 1] : r->active[t];
    float *g = gates + (size_t)r->off[t] * G;
    for (uint32_t b = 0; !l && b < r->active[t]; b++) memcpy(g + (size_t)b * G, sums + (size_t)r->input[r->off[t] + b] * G, G * sizeof *g);
    if (before) bl_matrix_mul(&n->wh[l][dir], out + (size_t)r->off[prev] * 2 * H + (size_t)dir * H, 2 * H, before, STATE_RANGE, g, G, 1);
    for (uint32_t b = 0; b < r->active[t]; b++) {
      lstm_row(g + (size_t)b * G, cell + (size_t)b * H, h, H);
      bl_quantize(h, H, STATE_RANGE, out + (size_t)(r->off[t] + b) * 2 * H + (size_t)dir * H);
    }
  }
}

static int16_t *encode(run *r) {
  const bl_network *n = r->n;
  size_t width = bl_matrix_row(&n->wx[0][0]), D = 2 * (size_t)n->hidden;
  int16_t *in = embed(r);
  float *gates = bl_arena_raw(&r->scratch, (size_t)(r->rows + r->inputs) * n->wx[0][0].out_blocks * 16 * sizeof *gates);
  for (uint32_t l = 0; l < n->layers; l++) {
    int16_t *out = bl_arena_raw(&r->scratch, (size_t)r->rows * D * sizeof *out);
    for (int d = 0; d < 2; d++) lstm(r, l, d, in, width, gates, out);
    in = out;
    width = D;
  }
  int16_t *e = bl_arena_raw(&r->scratch, (size_t)r->rows * D * sizeof *e); /* sentence order */
  for (uint32_t t = 0; t < r->steps; t++)
    for (uint32_t b = 0; b < r->active[t]; b++)
      memcpy(e + (size_t)(r->first[b] + t) * D, in + (size_t)(r->off[t] + b) * D, D * sizeof *e);
  return e;
}

/* ---- heads ------------------------------------------------------------------------------------------------------ */

/* The sum of eight lanes, in a fixed order. */
static inline float fold(const float lane[8]) {
  return ((lane[0] + lane[4]) + (lane[1] + lane[5])) + ((lane[2] + lane[6]) + (lane[3] + lane[7]));
}

/* The product of two vectors over eight lanes in a fixed order. */
BL_CLONES static float dot(const float *restrict a, const float *restrict b, uint32_t n) {
  float lane[8] = {0};
  for (uint32_t i = 0; i < n; i++) lane[i & 7] += a[i] * b[i];
  return fold(lane);
}

typedef float eight __attribute__((vector_size(32), aligned(4)));

/* dot() of `a` with four rows of `b` that lie `ldb` apart: the same sums, four at a time so that none waits. */
BL_CLONES static void dot4(const float *a, const float *b, size_t ldb, uint32_t n, float *out) {
  eight s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
  for (uint32_t i = 0; i + 8 <= n; i += 8) {
    eight x = *(const eight *)(const void *)(a + i);
    s0 += x * *(const eight *)(const void *)(b + i);
    s1 += x * *(const eight *)(const void *)(b + ldb + i);
    s2 += x * *(const eight *)(const void *)(b + 2 * ldb + i);
    s3 += x * *(const eight *)(const void *)(b + 3 * ldb + i);
  }
  float lanes[4][8];
  memcpy(lanes[0], &s0, 32), memcpy(lanes[1], &s1, 32), memcpy(lanes[2], &s2, 32), memcpy(lanes[3], &s3, 32);
  for (uint32_t r = 0; r < 4; r++) {
    for (uint32_t i = n & ~7u; i < n; i++) lanes[r][i & 7] += a[i] * b[r * ldb + i];
    out[r] = fold(lanes[r]);
  }
}

/* The products of `a` with `rows` rows of `b`. */
static void dots(const float *a, const float *b, size_t ldb, uint32_t rows, uint32_t n, float *out) {
  uint32_t r = 0;
  for (; r + 4 <= rows; r += 4) dot4(a, b + r * ldb, ldb, n, out + r);
  for (; r < rows; r++) out[r] = dot(a, b + r * ldb, n);
}

static void set_constants(const bl_network *n, float *row) {
  uint32_t A = n->arc, L = n->label;
  if (!A) return;
  row[A - 1] = row[2 * A - 1] = row[2 * A + L - 1] = row[2 * A + 2 * L - 1] = 1;
}

/* Activations of columns [at, at + dim) of the hidden layer of sentence b. */
static int16_t *part(run *r, bl_arena *arena, const float *hidden, size_t stride, uint32_t b, uint32_t at, uint32_t dim) {
  uint32_t rows = r->s[b]->n + 1;
  int16_t *p = BL_ARENA_NEW(arena, int16_t, (size_t)rows * dim);
  for (uint32_t i = 0; i < rows; i++) bl_quantize(hidden + (size_t)(r->first[b] + i) * stride + at, dim, HIDDEN_RANGE, p + (size_t)i * dim);
  return p;
}

static void arcs(run *r, const float *hidden, size_t stride, uint32_t b) {
  const bl_network *n = r->n;
  bl_net_sentence *s = r->s[b];
  uint32_t rows = s->n + 1, A = n->arc, Q = n->u.out_blocks * 16;
  float *q = BL_ARENA_NEW(&r->scratch, float, (size_t)rows * Q);
  const float *h = hidden + (size_t)r->first[b] * stride;
  bl_matrix_mul(&n->u, part(r, &r->scratch, hidden, stride, b, 0, A), A, rows, HIDDEN_RANGE, q, Q, 0);
  s->arcs = BL_ARENA_NEW(r->arena, float, (size_t)rows * rows);
  for (uint32_t i = 1; i < rows; i++) dots(q + (size_t)i * Q, h + A, stride, rows, A, s->arcs + (size_t)i * rows);
  s->label_dep = part(r, r->arena, hidden, stride, b, 2 * A, n->label);
  s->label_head = BL_ARENA_NEW(r->arena, float, (size_t)rows * n->label);
  for (uint32_t i = 0; i < rows; i++)
    memcpy(s->label_head + (size_t)i * n->label, h + i * stride + 2 * A + n->label, n->label * sizeof(float));
}

static void classes(run *r, const float *hidden, size_t stride, uint32_t b) {
  const bl_network *n = r->n;
  bl_net_sentence *s = r->s[b];
  s->t_stride = n->wt.out_blocks * 16;
  s->classes = BL_ARENA_NEW(r->arena, float, (size_t)(s->n + 1) * s->t_stride);
  int16_t *in = part(r, &r->scratch, hidden, stride, b, n->m_dim - n->tag, n->tag);
  bl_matrix_mul(&n->wt, in, n->tag, s->n + 1, HIDDEN_RANGE, s->classes, s->t_stride, 0);
}

static float *hidden_layer(run *r, const int16_t *e) {
  const bl_network *n = r->n;
  size_t stride = (size_t)n->wm.out_blocks * 16;
  float *hidden = bl_arena_raw(&r->scratch, r->rows * stride * sizeof *hidden);
  bl_matrix_mul(&n->wm, e, 2 * (size_t)n->hidden, r->rows, STATE_RANGE, hidden, stride, 0);
  for (uint32_t i = 0; i < r->rows; i++) {
    float *row = hidden + i * stride;
    for (size_t k = 0; k < stride; k++) row[k] = row[k] < 0 ? row[k] * SLOPE : row[k];
    set_constants(n, row);
  }
  return hidden;
}

void bl_network_run(const bl_network *n, bl_net_sentence *sentences, uint32_t count, bl_arena *arena) {
  if (!count) return;
  run r = {.n = n, .count = count, .arena = arena};
  pack(&r, sentences);
  float *hidden = hidden_layer(&r, encode(&r));
  size_t stride = (size_t)n->wm.out_blocks * 16;
  for (uint32_t b = 0; b < count; b++) {
    if (n->arc) arcs(&r, hidden, stride, b);
    if (n->groups) classes(&r, hidden, stride, b);
  }
  bl_arena_free(&r.scratch);
}

float bl_margin(const float *z, uint32_t n, uint32_t chosen, uint32_t skip) {
  bool any = false;
  float rest = 0;
  for (uint32_t k = 0; k < n; k++)
    if (k != chosen && k != skip && (!any || z[k] > rest)) rest = z[k], any = true;
  return any ? z[chosen] - rest : 1e9f;
}

void bl_network_labels(const bl_network *n, const bl_net_sentence *s, const uint32_t *heads, uint8_t *labels, float *margins, bl_arena *arena) {
  uint32_t L = n->label, P = n->wl.out_blocks * 16;
  float *p = bl_arena_raw(arena, (size_t)(s->n + 1) * P * sizeof *p);
  bl_matrix_mul(&n->wl, s->label_dep, L, s->n + 1, HIDDEN_RANGE, p, P, 0);
  for (uint32_t i = 1; i <= s->n; i++) {
    float z[256];
    dots(s->label_head + (size_t)heads[i] * L, p + (size_t)i * P, L, n->labels, L, z);
    labels[i] = 0;
    for (uint32_t k = 1; k < n->labels; k++)
      if (z[k] > z[labels[i]]) labels[i] = (uint8_t)k;
    margins[i] = bl_margin(z, n->labels, labels[i], labels[i]);
  }
}

uint32_t bl_network_group(const bl_network *n, uint32_t g) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < g && i < n->groups; i++) at += n->group_size[i];
  return at;
}
