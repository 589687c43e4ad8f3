/* See names_crf.h. Forward and backward sums run in probabilities that are scaled at each token. */
#include "train/names_crf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { L = BL_NAME_LABELS };

static uint64_t next_random(uint64_t *state) {
  uint64_t z = (*state += 0x9E3779B97F4A7C15u);
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}

/* ---- features of the whole corpus ------------------------------------------------------------------------------- */

typedef struct feature_set {
  BL_VEC(uint32_t) items;  /* features of all tokens, one after the other */
  BL_VEC(uint64_t) begins; /* of each token, and the end */
  BL_VEC(uint32_t) spans;  /* sentences: first token, number of tokens */
  BL_VEC(uint32_t) allowed;
} feature_set;

static void collect_document(const bl_lexicon *lexicon, const names_doc *d, const uint8_t *first, feature_set *set) {
  bl_arena arena = {0};
  bl_features features = {0};
  bl_feature_doc *fd = bl_feature_doc_new(lexicon, d->doc, d->domain, &arena);
  if (first) bl_feature_doc_second(fd, first);
  for (uint32_t s = 0; s < d->doc->sentences.count; s++) {
    bl_span span = d->doc->sentences.items[s].tokens;
    BL_PUSH(&set->spans, set->allowed.count);
    BL_PUSH(&set->spans, span.end - span.begin);
    for (uint32_t i = span.begin; i < span.end; i++) {
      features.count = 0;
      bl_features_of(fd, i, &features);
      BL_PUSH(&set->begins, set->items.count);
      BL_PUSH(&set->allowed, d->allowed[i]);
      for (uint32_t k = 0; k < features.count; k++) BL_PUSH(&set->items, features.items[k]);
    }
  }
  BL_VEC_FREE(&features);
  bl_arena_free(&arena);
}

static int compare_keys(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

/* The features seen often enough, ascending. */
static uint32_t *frequent(const feature_set *set, uint32_t min_count, uint32_t *count) {
  uint8_t *seen = bl_calloc((size_t)1 << 32, 1); /* pages come as they are touched */
  uint32_t n = 0;
  for (uint32_t i = 0; i < set->items.count; i++)
    if (seen[set->items.items[i]] < min_count && ++seen[set->items.items[i]] == min_count) n++;
  uint32_t *keys = bl_malloc((n + 1) * sizeof *keys);
  n = 0;
  for (uint32_t i = 0; i < set->items.count; i++) {
    uint32_t f = set->items.items[i];
    if (seen[f] == min_count) keys[n++] = f, seen[f] = 255;
  }
  free(seen);
  qsort(keys, n, sizeof *keys, compare_keys);
  *count = n;
  return keys;
}

static uint32_t find_key(const crf *c, uint32_t key) {
  uint32_t low = 0, high = c->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (c->keys[middle] < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low < c->count && c->keys[low] == key ? low : BL_NONE;
}

/* Numbers in place of hashes; those not kept fall out. */
static void number_features(const crf *c, feature_set *set) {
  uint32_t *top = bl_calloc((1 << 16) + 2, sizeof *top);
  for (uint32_t i = 0; i < c->count; i++) top[(c->keys[i] >> 16) + 1]++;
  for (uint32_t i = 0; i <= 1 << 16; i++) top[i + 1] += top[i];
  uint32_t write = 0, token = 0;
  for (uint32_t i = 0; i < set->items.count; i++) {
    while (token < set->begins.count && set->begins.items[token] == i) set->begins.items[token++] = write;
    uint32_t f = set->items.items[i], found = BL_NONE;
    for (uint32_t k = top[f >> 16]; k < top[(f >> 16) + 1] && found == BL_NONE; k++)
      if (c->keys[k] == f) found = k;
    if (found != BL_NONE) set->items.items[write++] = found;
  }
  while (token < set->begins.count) set->begins.items[token++] = write;
  set->items.count = write;
  BL_PUSH(&set->begins, write);
  free(top);
}

/* ---- sums over label sequences ---------------------------------------------------------------------------------- */

typedef struct lattice {
  float *scores, *unary, *forward, *backward, *gradient;
  uint32_t capacity;
  float pair[L * L]; /* exp of transitions, 0 where not allowed */
  float pair_gradient[L * L];
} lattice;

static void size_lattice(lattice *l, uint32_t n) {
  if (n <= l->capacity) return;
  float **all[] = {&l->scores, &l->unary, &l->forward, &l->backward, &l->gradient};
  for (int i = 0; i < 5; i++) *all[i] = bl_realloc(*all[i], (size_t)n * L * sizeof(float));
  l->capacity = n;
}

static float normalise(float *v) {
  float sum = 0;
  for (int y = 0; y < L; y++) sum += v[y];
  float scale = sum > 0 ? 1 / sum : 0;
  for (int y = 0; y < L; y++) v[y] *= scale;
  return scale;
}

/* Adds `sign` times the expected counts under the labels that `allowed` leaves (NULL: all). */
static void expect(lattice *l, uint32_t n, const uint32_t *allowed, float sign) {
  for (uint32_t i = 0; i < n; i++) {
    float *u = l->unary + (size_t)i * L, *f = l->forward + (size_t)i * L;
    const float *s = l->scores + (size_t)i * L;
    float top = s[0];
    for (int y = 1; y < L; y++) top = s[y] > top ? s[y] : top;
    for (int y = 0; y < L; y++) u[y] = (!allowed || allowed[i] >> y & 1) ? expf(s[y] - top) : 0;
    for (int y = 0; y < L; y++) {
      float sum = i ? 0 : bl_name_follows(-1, y);
      for (int x = 0; i && x < L; x++) sum += f[x - L] * l->pair[x * L + y];
      f[y] = sum * u[y];
    }
    normalise(f);
  }
  for (uint32_t i = n; i-- > 0;) {
    float *b = l->backward + (size_t)i * L, next[L];
    const float *f = l->forward + (size_t)i * L;
    if (i + 1 == n) {
      for (int y = 0; y < L; y++) b[y] = bl_name_follows(y, -1);
    } else {
      for (int y = 0; y < L; y++) next[y] = b[y + L] * l->unary[(size_t)(i + 1) * L + (size_t)y];
      float total = 0;
      for (int x = 0; x < L; x++) {
        b[x] = 0;
        for (int y = 0; y < L; y++) b[x] += l->pair[x * L + y] * next[y];
        total += f[x] * b[x];
      }
      float scale = total > 0 ? sign / total : 0;
      for (int x = 0; x < L; x++)
        for (int y = 0; y < L; y++) l->pair_gradient[x * L + y] += scale * f[x] * l->pair[x * L + y] * next[y];
      normalise(b);
    }
    float p[L], sum = 0;
    for (int y = 0; y < L; y++) sum += p[y] = f[y] * b[y];
    for (int y = 0; y < L; y++) l->gradient[(size_t)i * L + (size_t)y] += sum > 0 ? sign * p[y] / sum : 0;
  }
}

/* ---- steps ------------------------------------------------------------------------------------------------------ */

static void score_token(const crf *c, const uint32_t *features, uint64_t n, float scale, float *out) {
  float sums[L] = {0};
  for (uint64_t k = 0; k < n; k++) {
    const float *w = c->weights + (size_t)features[k] * CRF_ROW;
    for (int y = 0; y < L; y++) sums[y] += w[y];
  }
  for (int y = 0; y < L; y++) out[y] = sums[y] * scale;
}

static void step_token(crf *c, const uint32_t *features, uint64_t n, float scale, const float *g, const crf_options *o,
                       float rate) {
  float size = 0, gradient[L];
  for (int y = 0; y < L; y++) gradient[y] = g[y] * scale, size += gradient[y] * gradient[y];
  if (size < 1e-7f) return;
  for (uint64_t k = 0; k < n; k++) {
    float *w = c->weights + (size_t)features[k] * CRF_ROW;
    w[CRF_ROW - 1] += size;
    float step = rate / sqrtf(w[CRF_ROW - 1] + 0.1f), keep = 1 - step * o->decay;
    for (int y = 0; y < L; y++) w[y] = w[y] * keep - step * gradient[y];
  }
}

typedef struct training {
  crf *c;
  feature_set *set;
  const crf_options *options;
  lattice l;
  float pair_squares[L * L];
  uint64_t random;
  BL_VEC(uint32_t) kept; /* features that dropout left, token after token */
  BL_VEC(uint64_t) begins;
} training;

static void drop_features(training *t, uint32_t first, uint32_t n) {
  uint64_t threshold = (uint64_t)((double)t->options->dropout * 65536);
  t->kept.count = t->begins.count = 0;
  for (uint32_t i = 0; i < n; i++) {
    BL_PUSH(&t->begins, t->kept.count);
    uint64_t bits = 0;
    int left = 0;
    for (uint64_t k = t->set->begins.items[first + i]; k < t->set->begins.items[first + i + 1]; k++) {
      if (!left) bits = next_random(&t->random), left = 4;
      if ((bits & 0xFFFF) >= threshold) BL_PUSH(&t->kept, t->set->items.items[k]);
      bits >>= 16;
      left--;
    }
  }
  BL_PUSH(&t->begins, t->kept.count);
}

static void step_pairs(training *t, float rate) {
  for (int i = 0; i < L * L; i++) {
    float g = t->l.pair_gradient[i];
    if (g == 0) continue;
    t->pair_squares[i] += g * g;
    t->c->transitions[i] -= rate * g / sqrtf(t->pair_squares[i] + 1);
    t->l.pair[i] = bl_name_follows(i / L, i % L) ? expf(t->c->transitions[i]) : 0;
  }
}

static void train_sentence(training *t, uint32_t first, uint32_t n, float rate) {
  lattice *l = &t->l;
  float scale = 1 / (1 - t->options->dropout);
  size_lattice(l, n);
  drop_features(t, first, n);
  for (uint32_t i = 0; i < n; i++)
    score_token(t->c, t->kept.items + t->begins.items[i], t->begins.items[i + 1] - t->begins.items[i], scale,
                l->scores + (size_t)i * L);
  memset(l->gradient, 0, (size_t)n * L * sizeof(float));
  memset(l->pair_gradient, 0, sizeof l->pair_gradient);
  expect(l, n, NULL, 1);
  expect(l, n, t->set->allowed.items + first, -1);
  for (uint32_t i = 0; i < n; i++)
    step_token(t->c, t->kept.items + t->begins.items[i], t->begins.items[i + 1] - t->begins.items[i], scale,
               l->gradient + (size_t)i * L, t->options, rate);
  step_pairs(t, rate);
}

static void run_epochs(training *t) {
  uint32_t sentences = t->set->spans.count / 2;
  uint32_t *order = bl_malloc((sentences + 1) * sizeof *order);
  for (uint32_t i = 0; i < sentences; i++) order[i] = i;
  for (int epoch = 0; epoch < t->options->epochs; epoch++) {
    clock_t begin = clock();
    for (uint32_t i = sentences; i > 1; i--) {
      uint32_t j = (uint32_t)(next_random(&t->random) % i), k = order[i - 1];
      order[i - 1] = order[j];
      order[j] = k;
    }
    float rate = t->options->rate * (1 - (float)epoch / (float)t->options->epochs);
    for (uint32_t i = 0; i < sentences; i++)
      train_sentence(t, t->set->spans.items[2 * order[i]], t->set->spans.items[2 * order[i] + 1], rate);
    fprintf(stderr, "names: epoch %d of %d, %.0f s\n", epoch + 1, t->options->epochs,
            (double)(clock() - begin) / CLOCKS_PER_SEC);
  }
  free(order);
}

crf *crf_train(const bl_lexicon *lexicon, const names_docs *docs, int left_out, uint8_t *const *first,
               const crf_options *options) {
  feature_set set = {0};
  for (uint32_t i = 0; i < docs->count; i++)
    if ((int)docs->items[i].fold != left_out) collect_document(lexicon, &docs->items[i], first ? first[i] : NULL, &set);
  crf *c = bl_calloc(1, sizeof *c);
  c->keys = frequent(&set, options->min_count, &c->count);
  number_features(c, &set);
  c->weights = bl_calloc((size_t)c->count + 1, CRF_ROW * sizeof(float));
  fprintf(stderr, "names: %u sentences, %u tokens, %u features kept, %.1f a token\n", set.spans.count / 2,
          set.allowed.count, c->count, (double)set.items.count / (set.allowed.count + 1));
  training *t = bl_calloc(1, sizeof *t);
  *t = (training){.c = c, .set = &set, .options = options, .random = options->seed};
  for (int i = 0; i < L * L; i++) t->l.pair[i] = bl_name_follows(i / L, i % L);
  run_epochs(t);
  float *buffers[] = {t->l.scores, t->l.unary, t->l.forward, t->l.backward, t->l.gradient};
  for (int i = 0; i < 5; i++) free(buffers[i]);
  BL_VEC_FREE(&t->kept);
  BL_VEC_FREE(&t->begins);
  free(t);
  BL_VEC_FREE(&set.items);
  BL_VEC_FREE(&set.begins);
  BL_VEC_FREE(&set.spans);
  BL_VEC_FREE(&set.allowed);
  return c;
}

void crf_label(const crf *c, const bl_lexicon *lexicon, const names_doc *d, int domain, const uint8_t *first,
               uint8_t *labels) {
  bl_arena arena = {0};
  bl_features features = {0};
  bl_feature_doc *fd = bl_feature_doc_new(lexicon, d->doc, domain, &arena);
  if (first) bl_feature_doc_second(fd, first);
  for (uint32_t s = 0; s < d->doc->sentences.count; s++) {
    bl_span span = d->doc->sentences.items[s].tokens;
    float *scores = BL_ARENA_NEW(&arena, float, (size_t)(span.end - span.begin) * L);
    for (uint32_t i = span.begin; i < span.end; i++) {
      features.count = 0;
      bl_features_of(fd, i, &features);
      uint32_t n = 0;
      for (uint32_t k = 0; k < features.count; k++) {
        uint32_t number = find_key(c, features.items[k]);
        if (number != BL_NONE) features.items[n++] = number;
      }
      score_token(c, features.items, n, 1, scores + (size_t)(i - span.begin) * L);
    }
    bl_names_viterbi(scores, c->transitions, span.end - span.begin, &arena, labels + span.begin);
  }
  BL_VEC_FREE(&features);
  bl_arena_free(&arena);
}

void crf_free(crf *c) {
  if (!c) return;
  free(c->keys);
  free(c->weights);
  free(c);
}
