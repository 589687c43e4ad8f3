/* byline-train names: the model of names (data/names/names.model) from corpora/ner.
 *
 * First pass on all documents; its labels for training the second pass come from jackknifing over four folds, so that
 * the second pass sees such errors as it will see later. Weights are rounded to 8 bits and small ones left out. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "data/model.h"
#include "train/names.h"
#include "train/names_crf.h"

enum { JACKKNIFE = 4 };

typedef struct names_run {
  const char *corpora, *data_dir, *out;
  crf_options options;
  int fold_epochs;
  bool open_only, second;
  bl_lexicon *lexicon;
  names_docs train, dev[2];
  crf *pass[2];
  double scores[2];
} names_run;

/* ---- scores on the development sets ----------------------------------------------------------------------------- */

/* The kind of the name of [begin, end) if labels, or allowed labels, say that one is exactly there; -1. */
static int gold_kind(const uint32_t *allowed, uint32_t begin, uint32_t end) {
  for (int k = 0; k < BL_NAME_KINDS; k++) {
    int first = end - begin == 1 ? BL_NAME_UNIT : BL_NAME_BEGIN;
    if (allowed[begin] != 1 && allowed[begin] >> bl_name_label(k, first) & 1 &&
        (end - begin == 1 || allowed[end - 1] >> bl_name_label(k, BL_NAME_LAST) & 1))
      return k;
  }
  return -1;
}

static bool counts(int kind) { return kind == BL_NAME_PERSON || kind == BL_NAME_ORG || kind == BL_NAME_PLACE; }

static uint32_t name_end(const uint8_t *labels, uint32_t i) {
  while (bl_name_part_of(labels[i]) != BL_NAME_LAST && bl_name_part_of(labels[i]) != BL_NAME_UNIT) i++;
  return i + 1;
}

/* Exact, typed, over person, organisation, place. In sets that do not tell facilities from places they count as places.
 */
static double f1(const names_docs *docs, uint8_t *const *labels, bool facility_is_place) {
  uint32_t gold = 0, system = 0, right = 0;
  for (uint32_t d = 0; d < docs->count; d++) {
    const names_doc *doc = &docs->items[d];
    for (uint32_t i = 0; i < doc->doc->tokens.count; i++) {
      uint32_t a = doc->allowed[i], begins = 0;
      for (int k = 0; k < 3; k++)
        begins |= 1u << bl_name_label(k, BL_NAME_BEGIN) | 1u << bl_name_label(k, BL_NAME_UNIT);
      gold += (a & begins) != 0;
      int kind = bl_name_kind_of(labels[d][i]), part = bl_name_part_of(labels[d][i]);
      if (part != BL_NAME_BEGIN && part != BL_NAME_UNIT) continue;
      if (facility_is_place && kind == BL_NAME_FACILITY) kind = BL_NAME_PLACE;
      if (!counts(kind)) continue;
      uint32_t end = name_end(labels[d], i);
      bool one_name = end - i == 1 || !(doc->allowed[i] >> bl_name_label(kind, BL_NAME_UNIT) & 1);
      for (uint32_t j = i + 1; j + 1 < end; j++) one_name &= doc->allowed[j] >> bl_name_label(kind, BL_NAME_INSIDE) & 1;
      system++;
      right += one_name && gold_kind(doc->allowed, i, end) == kind;
    }
  }
  fprintf(stderr, "names: gold %u system %u right %u\n", gold, system, right);
  return gold + system ? 200.0 * right / (gold + system) : 0;
}

static uint8_t **label_all(const names_run *run, const crf *c, const names_docs *docs, bool own_domain,
                           uint8_t *const *first) {
  uint8_t **labels = bl_calloc(docs->count + 1, sizeof *labels);
  for (uint32_t i = 0; i < docs->count; i++) {
    labels[i] = bl_calloc(docs->items[i].doc->tokens.count + 1, 1);
    crf_label(c, run->lexicon, &docs->items[i], own_domain ? docs->items[i].domain : 0, first ? first[i] : NULL,
              labels[i]);
  }
  return labels;
}

static void free_labels(uint8_t **labels, uint32_t count) {
  for (uint32_t i = 0; labels && i < count; i++) free(labels[i]);
  free(labels);
}

static void score(names_run *run) {
  static const char *const names[] = {"worldwide dev", "UNER EWT dev"};
  for (int set = 0; set < 2; set++) {
    const names_docs *docs = &run->dev[set];
    uint8_t **first = label_all(run, run->pass[0], docs, false, NULL), **second = NULL;
    run->scores[set] = f1(docs, first, set == 1);
    fprintf(stderr, "names: %s, first pass F1 %.2f\n", names[set], run->scores[set]);
    if (run->pass[1]) {
      second = label_all(run, run->pass[1], docs, false, first);
      run->scores[set] = f1(docs, second, set == 1);
      fprintf(stderr, "names: %s, second pass F1 %.2f\n", names[set], run->scores[set]);
    }
    free_labels(first, docs->count);
    free_labels(second, docs->count);
  }
}

/* ---- training --------------------------------------------------------------------------------------------------- */

static void jackknife(names_run *run, uint8_t **first) {
  crf_options options = run->options;
  options.epochs = run->fold_epochs;
  for (int fold = 0; fold < JACKKNIFE; fold++) {
    crf *c = crf_train(run->lexicon, &run->train, fold, NULL, &options);
    for (uint32_t i = 0; i < run->train.count; i++) {
      const names_doc *d = &run->train.items[i];
      if ((int)d->fold != fold) continue;
      first[i] = bl_calloc(d->doc->tokens.count + 1, 1);
      crf_label(c, run->lexicon, d, d->domain, NULL, first[i]);
    }
    crf_free(c);
  }
}

static void train(names_run *run) {
  run->pass[0] = crf_train(run->lexicon, &run->train, -1, NULL, &run->options);
  if (!run->second) return;
  uint8_t **first = bl_calloc(run->train.count + 1, sizeof *first);
  jackknife(run, first);
  run->pass[1] = crf_train(run->lexicon, &run->train, -1, first, &run->options);
  free_labels(first, run->train.count);
}

/* ---- the file --------------------------------------------------------------------------------------------------- */

typedef struct packed {
  bl_buf keys, rows, cells;
  float scale;
} packed;

static void put32(bl_buf *out, uint32_t v) {
  unsigned char b[4] = {(unsigned char)v, (unsigned char)(v >> 8), (unsigned char)(v >> 16), (unsigned char)(v >> 24)};
  bl_buf_add(out, b, 4);
}

static void pack(const crf *c, float prune, packed *out) {
  uint32_t cells = 0;
  out->scale = 4.0f / 127; /* heavier weights are cut to 4 */
  put32(&out->rows, 0);
  for (uint32_t f = 0; c && f < c->count; f++) {
    const float *w = c->weights + (size_t)f * CRF_ROW;
    uint32_t before = cells;
    for (int y = 0; y < BL_NAME_LABELS; y++) {
      if (fabsf(w[y]) < prune) continue;
      long v = lroundf(w[y] / out->scale);
      v = v > 127 ? 127 : v < -127 ? -127 : v;
      unsigned char cell[2] = {(unsigned char)y, (unsigned char)(int8_t)v};
      if (v) bl_buf_add(&out->cells, cell, 2), cells++;
    }
    if (cells == before) continue;
    put32(&out->keys, c->keys[f]);
    put32(&out->rows, cells);
  }
}

static bl_status write_model(const names_run *run) {
  packed p[2] = {{{0}, {0}, {0}, 0}, {{0}, {0}, {0}, 0}};
  bl_buf meta = {0};
  static const float none[BL_NAME_LABELS * BL_NAME_LABELS];
  for (int i = 0; i < 2; i++) pack(run->pass[i], run->options.prune, &p[i]);
  const crf_options *o = &run->options;
  bl_buf_printf(
      &meta, "model: names, linear-chain CRF in two passes\ncorpora: %sUNER EWT train, WikiGold, CrossNER politics\n",
      run->open_only ? "" : "en-worldwide-newswire train, ");
  bl_buf_printf(&meta, "parameters: epochs %d, rate %g, dropout %g, decay %g, min_count %u, prune %g, seed %llu\n",
                o->epochs, (double)o->rate, (double)o->dropout, (double)o->decay, o->min_count, (double)o->prune,
                (unsigned long long)o->seed);
  bl_buf_printf(&meta, "scores: worldwide dev F1 %.2f, UNER EWT dev F1 %.2f (before rounding)\n", run->scores[0],
                run->scores[1]);
  bl_buf_c(&meta, "licence: see data/models/README.md\n");
  float scale[2] = {p[0].scale, p[1].scale};
  bl_model_section s[] = {
      {"META", (unsigned char *)meta.p, meta.n},
      {"SCALE", (unsigned char *)scale, sizeof scale},
      {"KEYS1", (unsigned char *)p[0].keys.p, p[0].keys.n},
      {"ROWS1", (unsigned char *)p[0].rows.p, p[0].rows.n},
      {"CELL1", (unsigned char *)p[0].cells.p, p[0].cells.n},
      {"TRAN1", (const unsigned char *)run->pass[0]->transitions, sizeof none},
      {"KEYS2", (unsigned char *)p[1].keys.p, p[1].keys.n},
      {"ROWS2", (unsigned char *)p[1].rows.p, p[1].rows.n},
      {"CELL2", (unsigned char *)p[1].cells.p, p[1].cells.n},
      {"TRAN2", (const unsigned char *)(run->pass[1] ? run->pass[1]->transitions : none), sizeof none}};
  bl_status status = bl_model_write(run->out, s, sizeof s / sizeof *s);
  for (int i = 0; i < 2; i++) bl_buf_free(&p[i].keys), bl_buf_free(&p[i].rows), bl_buf_free(&p[i].cells);
  bl_buf_free(&meta);
  return status;
}

/* ---- the command ------------------------------------------------------------------------------------------------ */

static bool take_option(names_run *run, const char *word) {
  const char *value = strchr(word, '=');
  if (!value) return false;
  bl_str name = {word, (size_t)(value - word)};
  double v = strtod(value + 1, NULL);
  if (bl_str_eq_c(name, "epochs"))
    run->options.epochs = (int)v;
  else if (bl_str_eq_c(name, "fold_epochs"))
    run->fold_epochs = (int)v;
  else if (bl_str_eq_c(name, "rate"))
    run->options.rate = (float)v;
  else if (bl_str_eq_c(name, "dropout"))
    run->options.dropout = (float)v;
  else if (bl_str_eq_c(name, "decay"))
    run->options.decay = (float)v;
  else if (bl_str_eq_c(name, "min_count"))
    run->options.min_count = (uint32_t)v;
  else if (bl_str_eq_c(name, "prune"))
    run->options.prune = (float)v;
  else if (bl_str_eq_c(name, "open_only"))
    run->open_only = v != 0;
  else if (bl_str_eq_c(name, "second"))
    run->second = v != 0;
  else
    return false;
  return true;
}

static bl_status run_training(names_run *run) {
  BL_TRY(bl_lexicon_open(run->data_dir, true, &run->lexicon));
  BL_TRY(names_read_train(run->corpora, run->open_only, &run->train));
  BL_TRY(names_read_dev(run->corpora, "worldwide", &run->dev[0]));
  BL_TRY(names_read_dev(run->corpora, "uner", &run->dev[1]));
  train(run);
  score(run);
  return write_model(run);
}

int bl_train_names(int argc, char **argv) {
  names_run run = {.options = {.epochs = 8,
                               .rate = 0.1f,
                               .dropout = 0.2f,
                               .decay = 1e-4f,
                               .min_count = 2,
                               .seed = 20261124,
                               .prune = 0.04f},
                   .fold_epochs = 4,
                   .second = true};
  if (argc < 4)
    return fprintf(stderr, "usage: byline-train names CORPORA DATA_DIR OUT [epochs=N] [open_only=1] ...\n"), 2;
  run.corpora = argv[1], run.data_dir = argv[2], run.out = argv[3];
  for (int i = 4; i < argc; i++)
    if (!take_option(&run, argv[i])) return fprintf(stderr, "byline-train names: unknown option %s\n", argv[i]), 2;
  bl_status status = run_training(&run);
  if (status != BL_OK) fprintf(stderr, "byline-train: %s\n", bl_last_error());
  for (int i = 0; i < 2; i++) crf_free(run.pass[i]), names_docs_free(&run.dev[i]);
  names_docs_free(&run.train);
  bl_lexicon_close(run.lexicon);
  return status != BL_OK;
}
