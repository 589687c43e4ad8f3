/* Paragraphs into tokens, tokens into sentences. See token.h. */
#include "token/token.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "data/model.h"
#include "token/sentence.h"
#include "token/words.h"

struct bl_tokenizer {
  bl_word_lists lists;
  bl_model model;
  const int16_t *weights; /* [BL_GAP_WEIGHTS] */
};

static bl_status open_all(const char *data_dir, bl_tokenizer *t, bl_arena *arena) {
  bl_model_section s;
  const char *path = bl_arena_printf(arena, "%s/models/sentence.model", data_dir);
  BL_TRY(bl_word_lists_open(data_dir, &t->lists));
  BL_TRY(bl_model_open(path, &t->model));
  BL_TRY(bl_model_section_get(&t->model, path, "weights", BL_GAP_WEIGHTS * sizeof(int16_t), &s));
  t->weights = (const int16_t *)(const void *)s.p;
  return BL_OK;
}

bl_status bl_tokenizer_open(const char *data_dir, bl_tokenizer **out) {
  bl_arena arena = {0};
  bl_tokenizer *t = bl_calloc(1, sizeof *t);
  bl_status status = open_all(data_dir, t, &arena);
  bl_arena_free(&arena);
  if (status != BL_OK) bl_tokenizer_close(t), t = NULL;
  *out = t;
  return status;
}

void bl_tokenizer_close(bl_tokenizer *t) {
  if (!t) return;
  bl_model_close(&t->model);
  bl_word_lists_close(&t->lists);
  free(t);
}

static bool ends_here(const bl_tokenizer *t, const bl_doc *doc, bl_span span, uint32_t begin, uint32_t index) {
  uint32_t rows[BL_GAP_FEATURES], n = bl_gap_features(doc, span, begin, index, rows);
  int32_t sum = 0;
  for (uint32_t i = 0; i < n; i++) sum += t->weights[rows[i]];
  return sum > 0;
}

/* ---- datelines -------------------------------------------------------------------------------------------------- */

static bool capitals(bl_str form) {
  size_t letters = 0;
  for (size_t i = 0; i < form.n;) {
    uint32_t cp = bl_utf8_next(form, &i);
    if (bl_cp_lower(cp)) return false;
    letters += bl_cp_upper(cp);
  }
  return letters >= 3;
}

static bool is_dash(bl_str f) {
  return bl_str_eq_c(f, "-") || bl_str_eq_c(f, "--") || bl_str_eq_c(f, "\xE2\x80\x93") || bl_str_eq_c(f, "\xE2\x80\x94");
}

/* What may stand in a dateline: names, numbers, commas, brackets. */
static bool fits_dateline(bl_str f) {
  size_t i = 0;
  uint32_t first = bl_utf8_next(f, &i);
  return !bl_cp_lower(first) || bl_str_eq_c(f, "and") || bl_str_eq_c(f, "of");
}

/* "Cairo, Egypt - Nine people", "Dorun – A man", but not "Dong - Eui University": a town in small letters, which is one only
 * where the text begins, and with a long dash, a comma, a bracket before the dash or an article behind. */
static bool small_dateline(const bl_doc *doc, bl_span before, uint32_t dash) {
  enum { EARLY = 3 };
  const bl_token *t = doc->tokens.items;
  bool sure = t[dash].form.n > 1 || bl_str_eq_c(t[dash + 1].form, "The") || bl_str_eq_c(t[dash + 1].form, "A") || bl_str_eq_c(t[dash + 1].form, "An");
  size_t at = 0;
  if (doc->sentences.count >= EARLY || before.begin >= dash || !bl_cp_upper(bl_utf8_next(t[before.begin].form, &at))) return false;
  for (uint32_t i = before.begin; i < dash; i++) sure |= bl_str_eq_c(t[i].form, ",");
  return sure || bl_str_eq_c(t[dash - 1].form, ")");
}

/* "KABUL (Reuters) -", "PORT AMARA, May 6 -" at the beginning of a paragraph: the token behind the dash, else 0. */
static uint32_t behind_dateline(const bl_doc *doc, bl_span span) {
  enum { LONGEST = 14 };
  const bl_token *t = doc->tokens.items;
  if (span.begin >= span.end) return 0;
  for (uint32_t i = span.begin; i + 1 < span.end && i < span.begin + LONGEST; i++) {
    bool dash = i > span.begin && is_dash(t[i].form) && t[i - 1].space_after && t[i].space_after;
    if (dash && !fits_dateline(t[i + 1].form)) return 0;
    if (dash) return capitals(t[span.begin].form) || small_dateline(doc, span, i) ? i + 1 : 0;
    if (!fits_dateline(t[i].form)) return 0;
  }
  return 0;
}

/* ---- sentences -------------------------------------------------------------------------------------------------- */

static void end_sentence(bl_doc *doc, uint32_t begin, uint32_t end, uint32_t paragraph) {
  if (begin >= end) return;
  for (uint32_t i = begin; i < end; i++) doc->tokens.items[i].sentence = doc->sentences.count;
  BL_PUSH(&doc->sentences, ((bl_sentence){{begin, end}, paragraph, BL_STR("")}));
}

static void cut_sentences(const bl_tokenizer *t, bl_doc *doc, bl_span span, uint32_t paragraph) {
  uint32_t begin = span.begin, inside = 0, dateline = behind_dateline(doc, span);
  if (dateline) {
    end_sentence(doc, begin, dateline, paragraph);
    begin = span.begin = dateline;
  }
  for (uint32_t i = span.begin; i < span.end; i++) {
    if (doc->tokens.items[i].words) inside = doc->tokens.items[i].words;
    if (inside) inside--;
    bool full = i + 1 - begin >= BL_SENTENCE_LIMIT;
    if (inside || i + 1 == span.end || (!full && !ends_here(t, doc, span, begin, i))) continue;
    end_sentence(doc, begin, i + 1, paragraph);
    begin = i + 1;
  }
  end_sentence(doc, begin, span.end, paragraph);
}

bl_status bl_tokenizer_run(const bl_tokenizer *t, bl_doc *doc) {
  for (uint32_t p = 0; p < doc->paragraphs.count; p++) {
    uint32_t first = doc->tokens.count;
    bl_cut_words(&t->lists, doc, doc->paragraphs.items[p].bytes);
    cut_sentences(t, doc, (bl_span){first, doc->tokens.count}, p);
  }
  return BL_OK;
}
