/* train_token.c: `byline-train token CORPORA DATA OUT.model`: the classifier of sentence ends, an averaged perceptron
 * (Collins 2002) on the gaps between the tokens that the rules cut from the raw paragraphs of EWT and GUM. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "data/model.h"
#include "doc/conllu.h"
#include "token/sentence.h"
#include "token/words.h"
#include "train/commands.h"
#include "train/util.h"

enum { EPOCHS = 12 };

/* Documents cut by the rules, with gold[i] = 1 where a sentence ends behind token i. */
typedef struct gaps {
  BL_VEC(bl_doc *) docs;
  BL_VEC(uint8_t *) gold;
} gaps;

static void add_document(gaps *g, const bl_word_lists *lists, const bl_doc *from) {
  bl_doc *doc = bl_doc_new();
  bl_doc_set_text(doc, from->text);
  uint8_t *ends = xcalloc(from->text.n + 1, 1);
  for (uint32_t i = 0; i < from->sentences.count; i++) {
    bl_span t = from->sentences.items[i].tokens;
    ends[from->tokens.items[t.end - 1].bytes.end] = 1;
  }
  for (uint32_t p = 0; p < from->paragraphs.count; p++) {
    BL_PUSH(&doc->paragraphs, from->paragraphs.items[p]);
    uint32_t first = doc->tokens.count;
    bl_cut_words(lists, doc, from->paragraphs.items[p].bytes);
    BL_PUSH(&doc->sentences, ((bl_sentence){{first, doc->tokens.count}, p, BL_STR("")}));
  }
  uint8_t *gold = xcalloc(doc->tokens.count + 1, 1);
  for (uint32_t i = 0; i < doc->tokens.count; i++) gold[i] = ends[doc->tokens.items[i].bytes.end];
  free(ends);
  BL_PUSH(&g->docs, doc);
  BL_PUSH(&g->gold, gold);
}

static void read_gaps(const char *path, const bl_word_lists *lists, gaps *g) {
  bl_buf bytes = {0};
  bl_doc_list docs = {0};
  if (bl_read_file(path, SIZE_MAX, &bytes) != BL_OK || bl_conllu_read(path, bl_buf_view(&bytes), false, &docs) != BL_OK)
    die("%s", bl_last_error());
  for (uint32_t i = 0; i < docs.count; i++) {
    add_document(g, lists, docs.items[i]);
    bl_doc_free(docs.items[i]);
  }
  free(docs.items);
  bl_buf_free(&bytes);
}

typedef struct perceptron {
  int64_t w[BL_GAP_WEIGHTS], sum[BL_GAP_WEIGHTS], time;
} perceptron;

typedef struct hits {
  uint32_t right, found, gold;
} hits;

/* One paragraph; learns when `rate` > 0. The beginning of the sentence follows the gold while learning. */
static void run_paragraph(perceptron *p, const bl_doc *doc, const uint8_t *gold, bl_span span, int rate, hits *h) {
  uint32_t begin = span.begin, rows[BL_GAP_FEATURES];
  for (uint32_t i = span.begin; i + 1 < span.end; i++) {
    uint32_t n = bl_gap_features(doc, span, begin, i, rows);
    int64_t score = 0;
    for (uint32_t k = 0; k < n; k++) score += p->w[rows[k]];
    bool said = score > 0, is = gold[i];
    h->right += said && is, h->found += said, h->gold += is;
    if (rate && (said != is || llabs(score) < 6)) {
      int64_t step = is ? rate : -rate;
      for (uint32_t k = 0; k < n; k++) p->w[rows[k]] += step, p->sum[rows[k]] += step * p->time;
    }
    p->time += rate > 0;
    if (rate ? is : said) begin = i + 1;
  }
}

static hits run_all(perceptron *p, const gaps *g, int rate) {
  hits h = {0};
  for (uint32_t d = 0; d < g->docs.count; d++)
    for (uint32_t s = 0; s < g->docs.items[d]->sentences.count; s++)
      run_paragraph(p, g->docs.items[d], g->gold.items[d], g->docs.items[d]->sentences.items[s].tokens, rate, &h);
  return h;
}

static void average(perceptron *p) {
  for (int i = 0; i < BL_GAP_WEIGHTS; i++) p->w[i] = p->w[i] * 64 - p->sum[i] * 64 / (p->time ? p->time : 1);
}

static void save(const perceptron *p, const char *path) {
  static int16_t weights[BL_GAP_WEIGHTS];
  static const char meta[] = "kind: sentence ends (averaged perceptron)\ncorpora: UD English EWT train (CC BY-SA 4.0), GUM train (CC BY)\nlicence: CC BY-SA 4.0\n";
  for (int i = 0; i < BL_GAP_WEIGHTS; i++) weights[i] = (int16_t)(p->w[i] > 32767 ? 32767 : p->w[i] < -32767 ? -32767 : p->w[i]);
  bl_model_section s[] = {{"META", (const unsigned char *)meta, sizeof meta - 1}, {"weights", (const unsigned char *)weights, sizeof weights}};
  if (bl_model_write(path, s, 2) != BL_OK) die("%s", bl_last_error());
}

int bl_train_token(int argc, char **argv) {
  if (argc < 4) die("usage: byline-train token CORPORA DATA OUT.model");
  bl_word_lists lists = {0};
  if (bl_word_lists_open(argv[2], &lists) != BL_OK) die("%s", bl_last_error());
  gaps train = {0}, dev = {0};
  read_gaps(path_join(argv[1], "ewt/train.conllu"), &lists, &train);
  read_gaps(path_join(argv[1], "gum/train.conllu"), &lists, &train);
  read_gaps(path_join(argv[1], "ewt/dev.conllu"), &lists, &dev);
  read_gaps(path_join(argv[1], "gum/dev.conllu"), &lists, &dev);
  perceptron *p = xcalloc(1, sizeof *p), *averaged = xcalloc(1, sizeof *p);
  for (int e = 0; e < EPOCHS; e++) {
    run_all(p, &train, 1);
    *averaged = *p;
    average(averaged);
    hits h = run_all(averaged, &dev, 0);
    fprintf(stderr, "token: epoch %d, sentence ends inside paragraphs, dev: precision %.2f recall %.2f\n", e + 1,
            100.0 * h.right / (h.found ? h.found : 1), 100.0 * h.right / (h.gold ? h.gold : 1));
  }
  save(averaged, argv[3]);
  free(p), free(averaged);
  bl_word_lists_close(&lists);
  return 0;
}
