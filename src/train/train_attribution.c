/* byline-train attribution: the three linear models of the attributor.
 *
 * The cue tagger is a linear-chain CRF (Lafferty et al. 2001), the choice of source and content a log-linear model over
 * the candidates of a cue; both by stochastic gradient with AdaGrad steps (Duchi et al. 2011), weights averaged over the
 * last epochs. Features that come up fewer than MIN_COUNT times get no weight. One thread, fixed order: the same data
 * give the same model. */
#include "train/train_attribution.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claim/attribution_learn.h"
#include "train/commands.h"

enum { MIN_COUNT = 2, MIN_SPAN_COUNT = 3 };

typedef struct options {
  const char *trees, *text, *gold, *out, *data;
  int epochs;
  float rate, l2, threshold;
} options;

/* Weights in training: value, sum of squared gradients, sum over the epochs that are averaged, count of the feature. */
typedef struct table {
  float *w, *g, *sum;
  uint8_t *count;
  size_t n;
  int tags;
} table;

static table new_table(size_t n, int tags) {
  table t = {.n = n, .tags = tags};
  t.w = bl_calloc(n * (size_t)tags, sizeof *t.w);
  t.g = bl_calloc(n * (size_t)tags, sizeof *t.g);
  t.sum = bl_calloc(n * (size_t)tags, sizeof *t.sum);
  t.count = bl_calloc(n, 1);
  return t;
}

static void free_table(table *t) {
  free(t->w);
  free(t->g);
  free(t->sum);
  free(t->count);
}

static void count_features(table *t, const bl_features *f) {
  for (uint32_t i = 0; i < f->count; i++)
    if (t->count[f->items[i]] < 255) t->count[f->items[i]]++;
}

static void step_weight(table *t, size_t at, float gradient, const options *o) {
  float w = t->w[at], g = gradient - o->l2 * w;
  t->g[at] += g * g;
  t->w[at] = w + o->rate * g / (1e-4f + sqrtf(t->g[at]));
}

static void add_epoch(table *t) {
  for (size_t i = 0; i < t->n * (size_t)t->tags; i++) t->sum[i] += t->w[i];
}

/* A document ready to learn from. */
typedef struct lesson {
  bl_gold_doc *gold;
  bl_arena arena;
  bl_aview view;
  bl_afound_vec rules;
  bl_learner learner;
  uint8_t *tags;
} lesson;

static void make_lesson(const bl_cue_lexicon *lexicon, bl_gold_doc *gold, lesson *out) {
  *out = (lesson){.gold = gold};
  bl_aview_make(gold->doc, &out->arena, &out->view);
  bl_find_by_rules(lexicon, &out->view, &out->rules);
  bl_learner_make(lexicon, &out->view, &out->rules, &out->learner);
  out->tags = BL_ARENA_NEW(&out->arena, uint8_t, gold->doc->tokens.count);
  for (uint32_t i = 0; i < gold->items.count; i++) {
    const bl_gold_role *cue = &gold->items.items[i].cue;
    if (out->tags[cue->items[0]]) continue;
    for (uint32_t k = 0; k < cue->count && cue->items[k] == cue->items[0] + k; k++) {
      if (out->tags[cue->items[k]]) break;
      out->tags[cue->items[k]] = k ? BL_TAG_I : BL_TAG_B;
    }
  }
}

/* ---- the tagger ------------------------------------------------------------------------------------------------- */

typedef struct chain {
  bl_features *features; /* one a token */
  double (*emission)[BL_CUE_TAGS], (*forward)[BL_CUE_TAGS], (*backward)[BL_CUE_TAGS];
  uint32_t capacity;
} chain;

static void reserve(chain *c, uint32_t n) {
  if (n <= c->capacity) return;
  c->features = bl_realloc(c->features, n * sizeof *c->features);
  memset(c->features + c->capacity, 0, (n - c->capacity) * sizeof *c->features);
  c->emission = bl_realloc(c->emission, n * sizeof *c->emission);
  c->forward = bl_realloc(c->forward, n * sizeof *c->forward);
  c->backward = bl_realloc(c->backward, n * sizeof *c->backward);
  c->capacity = n;
}

static void free_chain(chain *c) {
  for (uint32_t i = 0; i < c->capacity; i++) BL_VEC_FREE(&c->features[i]);
  free(c->features);
  free(c->emission);
  free(c->forward);
  free(c->backward);
}

static double log_sum(const double *x, int n) {
  double top = x[0], sum = 0;
  for (int i = 1; i < n; i++) top = x[i] > top ? x[i] : top;
  for (int i = 0; i < n; i++) sum += exp(x[i] - top);
  return top + log(sum);
}

static double move(const table *moves, int from, int to) {
  if (to == BL_TAG_I && (from == BL_TAG_O || from == BL_CUE_TAGS)) return -1e9;
  return moves->w[from * BL_CUE_TAGS + to];
}

static void fill_chain(chain *c, const table *cue, const lesson *l, bl_span s) {
  for (uint32_t i = 0; i < s.end - s.begin; i++) {
    c->features[i].count = 0;
    bl_cue_features(&l->learner, s.begin + i, &c->features[i]);
    for (int k = 0; k < BL_CUE_TAGS; k++) c->emission[i][k] = 0;
    for (uint32_t f = 0; f < c->features[i].count; f++)
      for (int k = 0; k < BL_CUE_TAGS; k++) c->emission[i][k] += (double)cue->w[(size_t)c->features[i].items[f] * BL_CUE_TAGS + (size_t)k];
  }
}

static double sum_chain(chain *c, const table *moves, uint32_t n) {
  double x[BL_CUE_TAGS];
  for (int k = 0; k < BL_CUE_TAGS; k++) c->forward[0][k] = c->emission[0][k] + move(moves, BL_CUE_TAGS, k);
  for (uint32_t i = 1; i < n; i++)
    for (int k = 0; k < BL_CUE_TAGS; k++) {
      for (int j = 0; j < BL_CUE_TAGS; j++) x[j] = c->forward[i - 1][j] + move(moves, j, k);
      c->forward[i][k] = c->emission[i][k] + log_sum(x, BL_CUE_TAGS);
    }
  for (int k = 0; k < BL_CUE_TAGS; k++) c->backward[n - 1][k] = 0;
  for (uint32_t i = n - 1; i-- > 0;)
    for (int j = 0; j < BL_CUE_TAGS; j++) {
      for (int k = 0; k < BL_CUE_TAGS; k++) x[k] = move(moves, j, k) + c->emission[i + 1][k] + c->backward[i + 1][k];
      c->backward[i][j] = log_sum(x, BL_CUE_TAGS);
    }
  return log_sum(c->forward[n - 1], BL_CUE_TAGS);
}

static void update_token(chain *c, table *cue, const lesson *l, const options *o, uint32_t i, uint8_t gold, double total) {
  (void)l;
  for (int k = 0; k < BL_CUE_TAGS; k++) {
    double p = exp(c->forward[i][k] + c->backward[i][k] - total), g = (k == gold) - p;
    if (fabs(g) < 1e-3) continue;
    for (uint32_t f = 0; f < c->features[i].count; f++)
      if (cue->count[c->features[i].items[f]] >= MIN_COUNT)
        step_weight(cue, (size_t)c->features[i].items[f] * BL_CUE_TAGS + (size_t)k, (float)g, o);
  }
}

static void update_moves(chain *c, table *moves, const lesson *l, const options *o, bl_span s, double total) {
  double g[(BL_CUE_TAGS + 1) * BL_CUE_TAGS] = {0};
  const uint8_t *gold = l->tags + s.begin;
  for (int k = 0; k < BL_CUE_TAGS; k++) g[BL_CUE_TAGS * BL_CUE_TAGS + k] -= exp(c->forward[0][k] + c->backward[0][k] - total);
  g[BL_CUE_TAGS * BL_CUE_TAGS + gold[0]] += 1;
  for (uint32_t i = 1; i < s.end - s.begin; i++) {
    for (int j = 0; j < BL_CUE_TAGS; j++)
      for (int k = 0; k < BL_CUE_TAGS; k++)
        g[j * BL_CUE_TAGS + k] -= exp(c->forward[i - 1][j] + move(moves, j, k) + c->emission[i][k] + c->backward[i][k] - total);
    g[gold[i - 1] * BL_CUE_TAGS + gold[i]] += 1;
  }
  for (int m = 0; m < (BL_CUE_TAGS + 1) * BL_CUE_TAGS; m++) step_weight(moves, (size_t)m, (float)g[m], o);
}

static double learn_tags(chain *c, table *cue, table *moves, lesson *l, const options *o) {
  double loss = 0;
  for (uint32_t i = 0; i < l->gold->doc->sentences.count; i++) {
    bl_span s = l->gold->doc->sentences.items[i].tokens;
    uint32_t n = s.end - s.begin;
    if (!n) continue;
    reserve(c, n);
    fill_chain(c, cue, l, s);
    double total = sum_chain(c, moves, n), gold = 0;
    for (uint32_t k = 0; k < n; k++)
      gold += c->emission[k][l->tags[s.begin + k]] + move(moves, k ? l->tags[s.begin + k - 1] : BL_CUE_TAGS, l->tags[s.begin + k]);
    loss += total - gold;
    update_moves(c, moves, l, o, s, total);
    for (uint32_t k = 0; k < n; k++) update_token(c, cue, l, o, k, l->tags[s.begin + k], total);
  }
  return loss;
}

/* ---- the choices ------------------------------------------------------------------------------------------------ */

typedef struct scores {
  bl_features *edges, one; /* begin and end of each token */
  double *edge, *edge_p, *p;
  uint32_t edge_capacity, capacity;
} scores;

static bool equal_pieces(const bl_pieces *pieces, const bl_gold_role *gold) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < pieces->count; i++)
    for (uint32_t k = pieces->items[i].begin; k < pieces->items[i].end; k++)
      if (at >= gold->count || gold->items[at++] != k) return false;
  return at == gold->count;
}

/* The first candidate that is the gold span; BL_NONE. */
static uint32_t gold_candidate(const bl_choice *c, const bl_gold_role *gold) {
  for (uint32_t i = 0; i < c->candidates.count; i++) {
    bl_pieces pieces;
    bl_candidate_pieces(c, i, &pieces);
    if (equal_pieces(&pieces, gold)) return i;
  }
  return BL_NONE;
}

static void reserve_scores(scores *s, uint32_t tokens, uint32_t candidates) {
  if (2 * tokens > s->edge_capacity) {
    s->edges = bl_realloc(s->edges, 2 * tokens * sizeof *s->edges);
    memset(s->edges + s->edge_capacity, 0, (2 * tokens - s->edge_capacity) * sizeof *s->edges);
    s->edge = bl_realloc(s->edge, 2 * tokens * sizeof *s->edge);
    s->edge_p = bl_realloc(s->edge_p, 2 * tokens * sizeof *s->edge_p);
    s->edge_capacity = 2 * tokens;
  }
  if (candidates > s->capacity) {
    s->p = bl_realloc(s->p, candidates * sizeof *s->p);
    s->capacity = candidates;
  }
}

static void free_scores(scores *s) {
  for (uint32_t i = 0; i < s->edge_capacity; i++) BL_VEC_FREE(&s->edges[i]);
  BL_VEC_FREE(&s->one);
  free(s->edges);
  free(s->edge);
  free(s->edge_p);
  free(s->p);
}

static double sum(const table *t, const bl_features *f) {
  double total = 0;
  for (uint32_t i = 0; i < f->count; i++) total += (double)t->w[f->items[i]];
  return total;
}

static bool has_edges(const bl_candidate *k) { return k->kind == BL_CAND_ONE || k->kind == BL_CAND_AROUND; }

static uint32_t begin_edge(const bl_choice *c, const bl_candidate *k) { return 2 * (k->begin - c->sentence.begin); }

static uint32_t end_edge(const bl_choice *c, const bl_candidate *k) { return 2 * (k->end - 1 - c->sentence.begin) + 1; }

/* Probabilities of all candidates into s->p; counts features instead when `counting`. */
static void score(scores *s, table *t, const bl_choice *c, bool counting) {
  uint32_t n = c->sentence.end - c->sentence.begin;
  double top = -1e300, total = 0;
  reserve_scores(s, n, c->candidates.count);
  for (uint32_t i = 0; i < 2 * n; i++) {
    s->edges[i].count = 0;
    bl_boundary_features(c, c->sentence.begin + i / 2, i % 2, &s->edges[i]);
    s->edge[i] = sum(t, &s->edges[i]);
    s->edge_p[i] = 0;
    if (counting) count_features(t, &s->edges[i]);
  }
  for (uint32_t i = 0; i < c->candidates.count; i++) {
    const bl_candidate *k = &c->candidates.items[i];
    s->one.count = 0;
    bl_candidate_features(c, i, &s->one);
    if (counting) count_features(t, &s->one);
    s->p[i] = sum(t, &s->one);
    if (has_edges(k)) s->p[i] += s->edge[begin_edge(c, k)] + s->edge[end_edge(c, k)];
    if (s->p[i] > top) top = s->p[i];
  }
  for (uint32_t i = 0; i < c->candidates.count; i++) total += s->p[i] = exp(s->p[i] - top);
  for (uint32_t i = 0; i < c->candidates.count; i++) s->p[i] /= total;
}

static void update(table *t, const bl_features *f, double g, const options *o) {
  if (fabs(g) < 1e-3) return;
  for (uint32_t i = 0; i < f->count; i++)
    if (t->count[f->items[i]] >= MIN_SPAN_COUNT) step_weight(t, f->items[i], (float)g, o);
}

static double learn_choice(scores *s, table *t, const bl_choice *c, const bl_gold_role *role, const options *o, uint32_t *missed) {
  uint32_t gold = gold_candidate(c, role);
  if (gold == BL_NONE) {
    ++*missed;
    return 0;
  }
  score(s, t, c, false);
  for (uint32_t i = 0; i < c->candidates.count; i++) {
    const bl_candidate *k = &c->candidates.items[i];
    double g = (i == gold) - s->p[i];
    if (has_edges(k)) {
      s->edge_p[begin_edge(c, k)] += g;
      s->edge_p[end_edge(c, k)] += g;
    }
    if (fabs(g) < 1e-3) continue;
    s->one.count = 0;
    bl_candidate_features(c, i, &s->one);
    update(t, &s->one, g, o);
  }
  for (uint32_t i = 0; i < 2 * (c->sentence.end - c->sentence.begin); i++) update(t, &s->edges[i], s->edge_p[i], o);
  return -log(s->p[gold] + 1e-300);
}

typedef struct choosing {
  scores s;
  table source, content;
  double loss[2];
  uint32_t missed[2], seen;
} choosing;

static void learn_one(choosing *x, lesson *l, uint32_t i, bool counting, const options *o) {
  const bl_gold_attribution *g = &l->gold->items.items[i];
  const bl_token *t = l->gold->doc->tokens.items;
  uint32_t last = g->cue.items[g->cue.count - 1];
  if (i && l->gold->items.items[i - 1].cue.items[0] == g->cue.items[0]) return; /* one cue, one lesson */
  if (t[last].sentence != t[g->cue.items[0]].sentence) return;
  bl_span cue = {g->cue.items[0], last + 1}, source = {0, 0};
  bl_choice c;
  x->seen++;
  bl_choice_make(&l->learner, cue, NULL, &c);
  if (counting) score(&x->s, &x->source, &c, true);
  else x->loss[0] += learn_choice(&x->s, &x->source, &c, &g->source, o, &x->missed[0]);
  bl_choice_free(&c);
  if (g->source.count && g->source.items[g->source.count - 1] - g->source.items[0] + 1 == g->source.count)
    source = (bl_span){g->source.items[0], g->source.items[g->source.count - 1] + 1};
  bl_choice_make(&l->learner, cue, &source, &c);
  if (counting) score(&x->s, &x->content, &c, true);
  else if (g->content.count) x->loss[1] += learn_choice(&x->s, &x->content, &c, &g->content, o, &x->missed[1]);
  bl_choice_free(&c);
}

/* ---- all -------------------------------------------------------------------------------------------------------- */

static void shuffle(uint32_t *order, uint32_t n, uint64_t *state) {
  for (uint32_t i = n; i > 1; i--) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    uint32_t j = (uint32_t)((*state >> 33) % i), keep = order[i - 1];
    order[i - 1] = order[j];
    order[j] = keep;
  }
}

static void count_all(lesson *lessons, uint32_t n, table *cue, choosing *x, const options *o) {
  bl_features f = {0};
  for (uint32_t d = 0; d < n; d++) {
    for (uint32_t i = 0; i < lessons[d].gold->doc->tokens.count; i++) {
      f.count = 0;
      bl_cue_features(&lessons[d].learner, i, &f);
      count_features(cue, &f);
    }
    for (uint32_t i = 0; i < lessons[d].gold->items.count; i++) learn_one(x, &lessons[d], i, true, o);
  }
  BL_VEC_FREE(&f);
}

static void take_average(float *out, const table *t, int epochs) {
  for (size_t i = 0; i < t->n * (size_t)t->tags; i++) out[i] = t->sum[i] / (float)epochs;
}

static bl_status train_lessons(lesson *lessons, uint32_t n, const options *o) {
  table cue = new_table((size_t)1 << BL_CUE_BITS, BL_CUE_TAGS), moves = new_table((BL_CUE_TAGS + 1) * BL_CUE_TAGS, 1);
  choosing x = {.source = new_table((size_t)1 << BL_SPAN_BITS, 1), .content = new_table((size_t)1 << BL_SPAN_BITS, 1)};
  chain c = {0};
  uint32_t *order = bl_malloc(n * sizeof *order);
  uint64_t seed = 20211124;
  int averaged = 0;
  for (uint32_t i = 0; i < n; i++) order[i] = i;
  count_all(lessons, n, &cue, &x, o);
  for (int e = 0; e < o->epochs; e++) {
    double tags = 0;
    x.loss[0] = x.loss[1] = 0;
    x.missed[0] = x.missed[1] = x.seen = 0;
    shuffle(order, n, &seed);
    for (uint32_t i = 0; i < n; i++) {
      lesson *l = &lessons[order[i]];
      tags += learn_tags(&c, &cue, &moves, l, o);
      for (uint32_t k = 0; k < l->gold->items.count; k++) learn_one(&x, l, k, false, o);
    }
    fprintf(stderr, "epoch %d: loss %.0f %.0f %.0f; %u cues, out of reach %u sources, %u contents\n", e + 1, tags, x.loss[0],
            x.loss[1], x.seen, x.missed[0], x.missed[1]);
    if (e * 2 < o->epochs) continue;
    add_epoch(&cue), add_epoch(&moves), add_epoch(&x.source), add_epoch(&x.content);
    averaged++;
  }
  bl_amodel model;
  bl_buf meta = {0};
  bl_amodel_make(&model);
  take_average(model.cue, &cue, averaged);
  take_average(model.source, &x.source, averaged);
  take_average(model.content, &x.content, averaged);
  take_average(&model.moves[0][0], &moves, averaged);
  model.threshold = o->threshold;
  bl_buf_printf(&meta, "name: attribution\ncorpora: PolNeAR 1.0.0 train (%u documents)\nepochs: %d\nrate: %g\nl2: %g\nthreshold: %g\nseed: 20211124\n"
                "licence: the corpus states none; see data/models/README.md\n", n, o->epochs, (double)o->rate, (double)o->l2, (double)o->threshold);
  bl_status status = bl_amodel_save(&model, o->out, 24.0f, bl_buf_view(&meta));
  bl_buf_free(&meta);
  bl_amodel_free(&model);
  free_chain(&c);
  free_scores(&x.s);
  free_table(&cue), free_table(&moves), free_table(&x.source), free_table(&x.content);
  free(order);
  return status;
}

static bl_status train(const options *o) {
  bl_cue_lexicon lexicon = {0};
  bl_gold_docs docs = {0};
  uint32_t skipped = 0;
  BL_TRY(bl_cue_lexicon_load(o->data, &lexicon));
  bl_status status = bl_gold_read(o->trees, o->text, o->gold, &docs, &skipped);
  fprintf(stderr, "%u documents, %u skipped\n", docs.count, skipped);
  if (status == BL_OK && docs.count) {
    lesson *lessons = bl_calloc(docs.count, sizeof *lessons);
    for (uint32_t i = 0; i < docs.count; i++) make_lesson(&lexicon, &docs.items[i], &lessons[i]);
    status = train_lessons(lessons, docs.count, o);
    for (uint32_t i = 0; i < docs.count; i++) {
      BL_VEC_FREE(&lessons[i].rules);
      bl_arena_free(&lessons[i].arena);
    }
    free(lessons);
  }
  bl_gold_free(&docs);
  bl_cue_lexicon_free(&lexicon);
  return status;
}

int bl_train_attribution(int argc, char **argv) {
  options o = {.data = "data", .epochs = 8, .rate = 0.1f, .l2 = 1e-4f};
  bool good = argc % 2 == 1;
  for (int i = 1; i + 1 < argc; i += 2) {
    const char *name = argv[i], *value = argv[i + 1];
    if (!strcmp(name, "--trees")) o.trees = value;
    else if (!strcmp(name, "--text")) o.text = value;
    else if (!strcmp(name, "--gold")) o.gold = value;
    else if (!strcmp(name, "--out")) o.out = value;
    else if (!strcmp(name, "--data")) o.data = value;
    else if (!strcmp(name, "--epochs")) o.epochs = atoi(value);
    else if (!strcmp(name, "--rate")) o.rate = (float)atof(value);
    else if (!strcmp(name, "--l2")) o.l2 = (float)atof(value);
    else if (!strcmp(name, "--threshold")) o.threshold = (float)atof(value);
    else good = false;
  }
  if (!good || !o.trees || !o.text || !o.gold || !o.out || o.epochs < 1) {
    fputs("usage: byline-train attribution --trees DIR --text DIR --gold DIR --out FILE [--data DIR] [--epochs N]\n"
          "                                [--rate X] [--l2 X] [--threshold X]\n", stderr);
    return 2;
  }
  if (train(&o) == BL_OK) return 0;
  fprintf(stderr, "byline-train: %s\n", bl_last_error());
  return 1;
}
