/* train_parser.c: `byline-train parser`: tags, lemmas and trees by one network (net.h). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "doc/ud.h"
#include "syntax/mst.h"
#include "train/commands.h"
#include "train/net.h"
#include "train/save.h"
#include "train/treebank.h"
#include "train/util.h"

enum { BATCH_TOKENS = 1400, PIECE_ROWS = 20000 };

typedef struct score {
  uint32_t words, upos, xpos, lemma, feats, uas, las;
} score;

static uint32_t best(const float *z, uint32_t n) {
  uint32_t at = 0;
  for (uint32_t i = 1; i < n; i++)
    if (z[i] > z[at]) at = i;
  return at;
}

static void score_classes(const net *n, const net_sentence *s, const net_output *o, score *sum) {
  uint32_t *hits[GROUP_COUNT] = {&sum->upos, &sum->xpos, &sum->lemma, &sum->feats};
  for (uint32_t i = 0; i < s->n; i++) {
    const float *row = o->classes + (size_t)(i + 1) * n->t_dim;
    for (uint32_t g = 0; g < GROUP_COUNT; row += n->c.group_size[g++])
      *hits[g] += (int32_t)best(row, n->c.group_size[g]) == s->group[g][i];
  }
}

static void score_tree(const net *n, const net_sentence *s, const net_output *o, score *sum, bl_arena *scratch) {
  uint32_t *heads = BL_ARENA_NEW(scratch, uint32_t, s->n + 1);
  float labels[256];
  bl_mst(o->arcs, s->n + 1, heads, scratch);
  for (uint32_t i = 1; i <= s->n; i++) {
    bool right = heads[i] == s->head[i - 1];
    net_label_scores(n, o, i, heads[i], labels);
    sum->uas += right;
    sum->las += right && bl_dep_plain((bl_dep)best(labels, n->c.labels)) == bl_dep_plain((bl_dep)s->dep[i - 1]);
  }
}

static score evaluate(net *n, const treebank *dev) {
  score sum = {0};
  bl_arena scratch = {0};
  for (uint32_t i = 0; i < dev->sentences.count; i++) {
    const net_sentence *s = &dev->sentences.items[i];
    net_output o;
    net_run(n, s, &o);
    score_classes(n, s, &o, &sum);
    score_tree(n, s, &o, &sum, &scratch);
    sum.words += s->n;
    net_output_free(&o);
    bl_arena_reset(&scratch);
  }
  bl_arena_free(&scratch);
  return sum;
}

static void print_score(const char *name, score s) {
  double w = s.words / 100.0;
  fprintf(stderr, "  %s: UPOS %.2f XPOS %.2f lemma %.2f feats %.2f UAS %.2f LAS %.2f\n", name, s.upos / w, s.xpos / w,
          s.lemma / w, s.feats / w, s.uas / w, s.las / w);
}

/* Batches of like length: sentences are shuffled, sorted by length within a stretch, cut, and the batches shuffled. */
typedef struct batches {
  const net_sentence **order;
  size_t *begin; /* [count + 1] */
  size_t count;
} batches;

static void shuffle(void *items, size_t count, size_t size, uint64_t *rng) {
  char *p = items, keep[64];
  for (size_t i = count; i > 1; i--) {
    size_t j = rng_below(rng, (uint32_t)i);
    memcpy(keep, p + (i - 1) * size, size);
    memcpy(p + (i - 1) * size, p + j * size, size);
    memcpy(p + j * size, keep, size);
  }
}

static int by_length(const void *a, const void *b) {
  const net_sentence *x = *(const net_sentence *const *)a, *y = *(const net_sentence *const *)b;
  return x->n < y->n ? -1 : x->n > y->n;
}

static batches make_batches(const treebank *t, size_t tokens, uint64_t *rng) {
  enum { STRETCH = 2000 };
  batches b = {.order = xcalloc(t->sentences.count, sizeof *b.order), .begin = xcalloc(t->sentences.count + 1, sizeof *b.begin)};
  size_t total = t->sentences.count, sum = 0;
  for (size_t i = 0; i < total; i++) b.order[i] = &t->sentences.items[i];
  shuffle(b.order, total, sizeof *b.order, rng);
  for (size_t i = 0; i < total; i += STRETCH)
    qsort(b.order + i, total - i < STRETCH ? total - i : STRETCH, sizeof *b.order, by_length);
  for (size_t i = 0; i < total; i++) {
    sum += b.order[i]->n;
    if (sum < tokens && i + 1 < total) continue;
    b.begin[++b.count] = i + 1;
    sum = 0;
  }
  return b;
}

static void train_epoch(net *n, const treebank *t, float rate_from, float rate_to, uint64_t *rng) {
  batches b = make_batches(t, BATCH_TOKENS, rng);
  size_t *order = xcalloc(b.count, sizeof *order);
  double loss = 0;
  for (size_t i = 0; i < b.count; i++) order[i] = i;
  shuffle(order, b.count, sizeof *order, rng);
  for (size_t i = 0; i < b.count; i++) {
    size_t k = order[i];
    float rate = rate_from + (rate_to - rate_from) * (float)i / (float)b.count;
    loss += net_train(n, b.order + b.begin[k], b.begin[k + 1] - b.begin[k], rate, rng);
  }
  fprintf(stderr, "  loss %.4f\n", loss / (double)b.count);
  free(order), free(b.order), free(b.begin);
}

static net_config config(const classes *c, const vectors *v) {
  return (net_config){.word_dim = (uint32_t)v->dim, .piece_dim = 64, .piece_rows = PIECE_ROWS, .hidden = 192, .layers = 3,
                      .arc = 160, .label = 48, .labels = BL_DEP_COUNT, .tag = 144, .groups = GROUP_COUNT,
                      .group_size = {BL_POS_COUNT, BL_XPOS_COUNT, c->lemma.names.count, c->feats.names.count, WORD_CLASSES},
                      .group_weight = {0.5f, 0.5f, 0.5f, 0.25f, 1},
                      .drop_input = 0.25f, .drop_layer = 0.33f, .drop_mlp = 0.33f, .drop_word = 0.1f};
}

/* The learning rate falls linearly to nothing over the whole run. */
static float rate_at(double done, float top) {
  return top * (float)(1.02 - done);
}

/* The META section; the text lives until the next call. */
static const char *parser_meta(const classes *c, int epochs, bool silver, score ewt, score gum) {
  static char text[1024];
  snprintf(text, sizeof text,
           "kind: tagger, lemmatiser, parser (3-layer BiLSTM, biaffine)\ncorpora: UD English EWT train (CC BY-SA 4.0), GUM train, open genres (CC BY)%s\n"
           "seed: 20261124\nepochs: %d\nlemma scripts: %u\nfeature sets: %u\n"
           "EWT dev, gold tokens, float weights: UPOS %.2f lemma %.2f UAS %.2f LAS %.2f\n"
           "GUM dev, gold tokens, float weights: UPOS %.2f lemma %.2f UAS %.2f LAS %.2f\nlicence: CC BY-SA 4.0\n",
           silver ? "; before them raw news (texts of their publishers; weights only) as parsed by a first model" : "", epochs, c->lemma.names.count, c->feats.names.count, 100.0 * ewt.upos / ewt.words, 100.0 * ewt.lemma / ewt.words,
           100.0 * ewt.uas / ewt.words, 100.0 * ewt.las / ewt.words, 100.0 * gum.upos / gum.words, 100.0 * gum.lemma / gum.words,
           100.0 * gum.uas / gum.words, 100.0 * gum.las / gum.words);
  return text;
}

/* All that a run needs. */
typedef struct trainer {
  const char *corpora, *model;
  int epochs;
  uint64_t rng;
  vectors *vectors;
  bl_map rows;
  classes classes;
  treebank train, ewt, gum;
} trainer;

static void read_corpora(trainer *t) {
  const char *files[] = {path_join(t->corpora, "ewt/train.conllu"), path_join(t->corpora, "gum/train.conllu")};
  reading plain = {&t->classes, &t->rows, PIECE_ROWS, 0, 0, &t->rng};
  learn_classes(files, 2, &t->classes);
  read_treebank(path_join(t->corpora, "ewt/dev.conllu"), &plain, &t->ewt);
  read_treebank(path_join(t->corpora, "gum/dev.conllu"), &plain, &t->gum);
}

/* The treebanks anew, with other sentences copied in other dress. */
static void read_train(trainer *t) {
  const char *files[] = {path_join(t->corpora, "ewt/train.conllu"), path_join(t->corpora, "gum/train.conllu")};
  reading noisy = {&t->classes, &t->rows, PIECE_ROWS, 0.16f, 0, &t->rng};
  free_treebank(&t->train);
  t->train = (treebank){0};
  for (int i = 0; i < 2; i++) read_treebank(files[i], &noisy, &t->train);
}

/* Learns from raw text that a teacher has parsed: its trees and tags, with words hidden, and the hidden words themselves
 * ("noisy student", Xie et al. 2020; Rybak and Wroblewska 2018 for parsing). One file is in memory at a time. */
static net *learn_silver(trainer *t, net *n, char **files, int count) {
  net_config cfg = n->c;
  cfg.groups++;
  net *big = net_new(&cfg, t->vectors, 1);
  reading how = {&t->classes, &t->rows, PIECE_ROWS, 0.05f, 0.15f, &t->rng};
  for (int i = 0; i < count; i++) {
    double start = seconds(), done = (double)i / count, next = (i + 1.0) / count;
    treebank silver = {0};
    read_treebank(files[i], &how, &silver);
    train_epoch(big, &silver, rate_at(done * 0.5, 2e-3f), rate_at(next * 0.5, 2e-3f), &t->rng);
    free_treebank(&silver);
    fprintf(stderr, "silver %d of %d, %.0f s\n", i + 1, count, seconds() - start);
    if (i % 3 == 2) print_score("EWT dev", evaluate(big, &t->ewt));
  }
  net *narrow = net_narrow(big, &n->c);
  net_free(big);
  net_free(n);
  return narrow;
}

static void learn_gold(trainer *t, net *n, bool silver) {
  float top = silver ? 1e-3f : 2e-3f;
  for (int e = 0; e < t->epochs; e++) {
    double start = seconds();
    read_train(t);
    train_epoch(n, &t->train, rate_at((double)e / t->epochs, top), rate_at((double)(e + 1) / t->epochs, top), &t->rng);
    fprintf(stderr, "epoch %d of %d, %.0f s\n", e + 1, t->epochs, seconds() - start);
    score a = evaluate(n, &t->ewt), b = evaluate(n, &t->gum);
    print_score("EWT dev", a);
    print_score("GUM dev", b);
    save_parser(n, &t->classes, parser_meta(&t->classes, e + 1, silver, a, b), t->model);
  }
}

static void check(trainer *t, net *n) {
  read_train(t);
  batches b = make_batches(&t->train, 100, &t->rng);
  fprintf(stderr, "largest relative gradient error: %g\n", (double)net_check(n, b.order + b.begin[5], b.begin[6] - b.begin[5]));
}

static void free_trainer(trainer *t) {
  free_treebank(&t->train), free_treebank(&t->ewt), free_treebank(&t->gum);
  bl_map_free(&t->rows);
  vectors_free(t->vectors);
}

int bl_train_parser(int argc, char **argv) {
  if (argc < 5) die("usage: byline-train parser CORPORA VECTORS OUT.model EPOCHS [check | SILVER.conllu...]");
  trainer t = {.corpora = argv[1], .model = argv[3], .epochs = atoi(argv[4]), .rng = 20261124, .vectors = vectors_load(argv[2])};
  bool checking = argc == 6 && !strcmp(argv[5], "check");
  int silver = checking ? 0 : argc - 5;
  t.rows = vector_rows(t.vectors);
  read_corpora(&t);
  net_config cfg = config(&t.classes, t.vectors);
  net *n = net_new(&cfg, t.vectors, 1);
  fprintf(stderr, "parser: %u lemma scripts, %u feature sets, %zu parameters\n", t.classes.lemma.names.count, t.classes.feats.names.count, n->at.total);
  if (silver) n = learn_silver(&t, n, argv + 5, silver);
  if (checking) check(&t, n);
  else learn_gold(&t, n, silver > 0);
  net_free(n);
  free_trainer(&t);
  return 0;
}
