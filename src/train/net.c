/* net.c: parameters, training by Adam in NET_WORKERS threads, running. See net.h for the shape of the network, net_part.h for its layers. */
#include "train/net_part.h"

#include <cblas.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "nn/matrix.h"
#include "train/util.h"

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

static void *run_part(void *argument) {
  part *p = argument;
  if (!p->count) return NULL;
  part_pack(p);
  part_forward(p);
  p->d_mlp = xfloats(p->rows * p->n->m_dim);
  if (p->n->c.arc) part_arcs(p), part_labels(p);
  if (p->n->c.groups) part_classes(p);
  part_backward(p);
  part_free(p);
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
  part_pack(&p);
  part_forward(&p);
  *out = (net_output){.n = s->n};
  if (A) {
    float *dep = part_columns(&p, p.mlp, 0, A), *head = part_columns(&p, p.mlp, A, A), *q = xfloats(k * A);
    out->arcs = xfloats(k * k);
    net_mul(q, dep, n->w + n->at.u, k, A, A, 0);
    net_mul_tb(out->arcs, k, q, A, head, k, k, A, 0);
    free(dep), free(head), free(q);
    out->dep_part = part_columns(&p, p.mlp, 2 * A, L);
    out->head_part = part_columns(&p, p.mlp, 2 * A + L, L);
  }
  float *in = part_columns(&p, p.mlp, n->m_dim - n->c.tag, n->c.tag);
  out->classes = xfloats(k * n->t_dim);
  net_mul(out->classes, in, n->w + n->at.wt, k, n->t_dim, n->c.tag, 0);
  net_add_bias(out->classes, n->w + n->at.bt, k, n->t_dim);
  free(in);
  part_free(&p);
}

void net_output_free(net_output *out) {
  free(out->arcs), free(out->classes), free(out->dep_part), free(out->head_part);
  *out = (net_output){0};
}

void net_label_scores(const net *n, const net_output *out, uint32_t token, uint32_t head, float *scores) {
  size_t L = n->c.label, R = n->c.labels;
  float *P = xfloats(R * L);
  net_mul(P, out->dep_part + token * L, n->w + n->at.wl, 1, R * L, L, 0);
  for (size_t r = 0; r < R; r++) scores[r] = cblas_sdot((int)L, P + r * L, 1, out->head_part + head * L, 1);
  free(P);
}
