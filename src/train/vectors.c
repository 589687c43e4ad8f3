/* vectors.c: structured skip-gram with negative sampling.
 *
 * Method: Mikolov et al. 2013 with one output matrix a relative position (Ling
 * et al. 2015, "Two/too simple adaptations of word2vec for syntax problems"),
 * which keeps word order and so suits tagging and parsing. One thread, one
 * random stream: the same text and seed give the same vectors. Sums run over
 * eight fixed lanes, so that every instruction set adds in the same order. */
#include "train/vectors.h"

#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "train/text.h"
#include "train/util.h"

#define CLONES __attribute__((target_clones("avx2", "default")))
enum { LANES = 8, NEG_TABLE = 1 << 22 };

typedef struct sgns {
  const vectors_opts *o;
  const text *t;
  vectors *v;
  float *out; /* [window * 2][count][dim] */
  uint32_t *neg;
  uint64_t rng;
  uint64_t total;
} sgns;

CLONES static float dot(const float *a, const float *b, size_t n) {
  float lane[LANES] = {0}, sum = 0;
  for (size_t i = 0; i < n; i += LANES)
    for (size_t k = 0; k < LANES; k++) lane[k] += a[i + k] * b[i + k];
  for (size_t k = 0; k < LANES; k++) sum += lane[k];
  return sum;
}

/* The two updates of one pair: err += g * out; out += g * in. */
CLONES static void update(float *err, float *out, const float *in, float g, size_t n) {
  for (size_t i = 0; i < n; i++) {
    float o = out[i];
    err[i] += g * o;
    out[i] = o + g * in[i];
  }
}

static float sigmoid_of(float x) {
  if (x > 8) return 1;
  if (x < -8) return 0;
  return 1.0f / (1.0f + expf(-x));
}

static void fill_negatives(sgns *s) {
  double sum = 0, acc = 0;
  size_t n = s->v->count, w = 0;
  for (size_t i = 0; i < n; i++) sum += pow((double)s->v->freq[i], 0.75);
  acc = pow((double)s->v->freq[0], 0.75) / sum;
  for (size_t i = 0; i < NEG_TABLE; i++) {
    s->neg[i] = (uint32_t)w;
    if ((double)(i + 1) / NEG_TABLE > acc && w + 1 < n) acc += pow((double)s->v->freq[++w], 0.75) / sum;
  }
}

/* One (word, context) pair at relative position slot. */
static void train_pair(sgns *s, uint32_t word, uint32_t context, size_t slot, float rate, float *err) {
  size_t d = s->v->dim;
  float *in = s->v->vec + word * d;
  for (int k = 0; k <= s->o->negatives; k++) {
    uint32_t target = k ? s->neg[rng_next(&s->rng) % NEG_TABLE] : context;
    if (k && target == context) continue;
    float *out = s->out + (slot * s->v->count + target) * d;
    float g = ((k ? 0.0f : 1.0f) - sigmoid_of(dot(in, out, d))) * rate;
    update(err, out, in, g, d);
  }
}

static int skip_word(sgns *s, uint32_t word) {
  float f = (float)s->v->freq[word] / (float)s->total;
  float keep = sqrtf(s->o->sample / f) + s->o->sample / f;
  return keep < 1 && rng_float(&s->rng) > keep;
}

static void train_word(sgns *s, size_t at, size_t lo, size_t hi, float rate) {
  uint32_t word = s->t->ids[at];
  size_t w = (size_t)s->o->window;
  float err[512] = {0};
  for (size_t slot = 0; slot < 2 * w; slot++) {
    size_t off = slot < w ? w - slot : slot - w + 1;
    if (slot < w ? at < lo + off : at + off >= hi) continue;
    train_pair(s, word, s->t->ids[slot < w ? at - off : at + off], slot, rate, err);
  }
  float *in = s->v->vec + word * s->v->dim;
  for (size_t i = 0; i < s->v->dim; i++) in[i] += err[i];
}

static void train_epoch(sgns *s, int epoch) {
  const text *t = s->t;
  size_t lo = 0;
  while (lo < t->len) {
    size_t hi = lo;
    while (hi < t->len && t->ids[hi] != TEXT_BREAK) hi++;
    double done = ((double)epoch + (double)lo / (double)t->len) / s->o->epochs;
    float rate = s->o->rate * (float)(done < 0.999 ? 1 - done : 0.001);
    for (size_t i = lo; i < hi; i++)
      if (!skip_word(s, t->ids[i])) train_word(s, i, lo, hi, rate);
    lo = hi + 1;
  }
}

static void read_folder(text *t, const char *dir) {
  struct dirent **list;
  int n = scandir(dir, &list, NULL, alphasort);
  if (n < 0) die("%s: no such folder", dir);
  for (int i = 0; i < n; i++) {
    size_t len = strlen(list[i]->d_name);
    if (len > 4 && !strcmp(list[i]->d_name + len - 4, ".tsv")) {
      char *path = path_join(dir, list[i]->d_name);
      text_read_columns(t, path, 0);
      free(path);
    }
    free(list[i]);
  }
  free(list);
}

static text *read_corpora(const vectors_opts *o) {
  text *t = text_new();
  char *news = path_join(o->corpora, "text/news.txt.xz"), *ewt = path_join(o->corpora, "ewt/train.conllu");
  char *gum = path_join(o->corpora, "gum/train.conllu"), *ww = path_join(o->corpora, "ner/worldwide/train");
  text_read_raw(t, news);
  text_read_columns(t, ewt, 1);
  text_read_columns(t, gum, 1);
  if (!o->open_only) read_folder(t, ww);
  free(news);
  free(ewt);
  free(gum);
  free(ww);
  return t;
}

static vectors *new_vectors(const vectors_opts *o, text *t, uint64_t *rng) {
  vectors *v = xcalloc(1, sizeof *v);
  v->count = t->words;
  v->dim = o->dim;
  v->word = xmalloc(v->count * sizeof *v->word);
  v->freq = xmalloc(v->count * sizeof *v->freq);
  v->vec = xfloats(v->count * v->dim);
  for (size_t i = 0; i < v->count; i++) {
    v->word[i] = xstrdup(t->word[i]);
    v->freq[i] = t->freq[i];
  }
  for (size_t i = 0; i < v->count * v->dim; i++) v->vec[i] = (rng_float(rng) - 0.5f) / (float)v->dim;
  return v;
}

/* Behind the numbers of skip-gram: how often the word has a capital of its own, how often it is all capitals, how frequent
 * it is, and that it is known at all. Vectors are of lower-cased norms and cannot know the first two. */
static void add_habits(vectors *v, const text *t) {
  enum { HABITS = 4 };
  size_t dim = v->dim + HABITS;
  float *all = xfloats(v->count * dim);
  for (size_t i = 0; i < v->count; i++) {
    const text_case *c = &t->cases[i];
    float *habit = all + i * dim + v->dim, inside = (float)c->inside;
    memcpy(all + i * dim, v->vec + i * v->dim, v->dim * sizeof *all);
    habit[0] = c->inside ? (2 * (float)c->capital - inside) / (inside + 1) : 0;
    habit[1] = c->inside ? (float)c->capitals / (inside + 1) : 0;
    habit[2] = (log10f((float)v->freq[i]) - 3) / 2;
    habit[3] = 1;
  }
  free(v->vec);
  v->vec = all;
  v->dim = dim;
}

vectors *vectors_train(const vectors_opts *o) {
  if (o->dim % LANES || o->dim > 512 || o->window < 1) die("bad vector size or window");
  double start = seconds();
  text *t = read_corpora(o);
  fprintf(stderr, "text: %zu tokens, %zu words, %.0f s\n", t->len, t->words, seconds() - start);
  text_rank(t, o->min_count, o->max_words);
  sgns s = {.o = o, .t = t, .rng = o->seed};
  s.v = new_vectors(o, t, &s.rng);
  s.out = xfloats(s.v->count * o->dim * 2 * (size_t)o->window);
  s.neg = xmalloc(NEG_TABLE * sizeof *s.neg);
  for (size_t i = 0; i < s.v->count; i++) s.total += s.v->freq[i];
  fill_negatives(&s);
  fprintf(stderr, "vectors: %zu words kept, %zu tokens\n", s.v->count, t->len);
  for (int e = 0; e < o->epochs; e++) {
    train_epoch(&s, e);
    fprintf(stderr, "vectors: epoch %d of %d, %.0f s\n", e + 1, o->epochs, seconds() - start);
  }
  free(s.out);
  free(s.neg);
  add_habits(s.v, t);
  text_free(t);
  return s.v;
}

void vectors_save(const vectors *v, const char *path) {
  FILE *f = xfopen(path, "wb");
  fprintf(f, "byline-vectors %zu %zu\n", v->count, v->dim);
  for (size_t i = 0; i < v->count; i++) fprintf(f, "%s %llu\n", v->word[i], (unsigned long long)v->freq[i]);
  if (fwrite(v->vec, sizeof(float), v->count * v->dim, f) != v->count * v->dim || fclose(f))
    die("%s: cannot write", path);
}

vectors *vectors_load(const char *path) {
  FILE *f = xfopen(path, "rb");
  vectors *v = xcalloc(1, sizeof *v);
  if (fscanf(f, "byline-vectors %zu %zu", &v->count, &v->dim) != 2 || fgetc(f) != '\n')
    die("%s: not a vectors file", path);
  v->word = xcalloc(v->count, sizeof *v->word);
  v->freq = xcalloc(v->count, sizeof *v->freq);
  v->vec = xfloats(v->count * v->dim);
  char *line = NULL;
  size_t cap = 0;
  for (size_t i = 0; i < v->count; i++) {
    ssize_t n = getline(&line, &cap, f);
    char *gap = n > 0 ? strrchr(line, ' ') : NULL;
    if (!gap) die("%s: broken word list", path);
    v->freq[i] = strtoull(gap + 1, NULL, 10);
    *gap = 0;
    v->word[i] = xstrdup(line);
  }
  free(line);
  if (fread(v->vec, sizeof(float), v->count * v->dim, f) != v->count * v->dim) die("%s: cut short", path);
  fclose(f);
  return v;
}

void vectors_free(vectors *v) {
  if (!v) return;
  for (size_t i = 0; i < v->count; i++) free(v->word[i]);
  free(v->word);
  free(v->freq);
  free(v->vec);
  free(v);
}
