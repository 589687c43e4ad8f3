/* Finds times: at each atom the longest pattern whose calls make sense, left to right, no overlaps. The values are
 * worked out in that order, so that "the next day" can lean on the day before it. */
#include "mention/times.h"

#include <stdlib.h>

#include "mention/times_calendar.h"
#include "mention/times_eval.h"

enum { CANDIDATES = 12 };

struct bl_times {
  bl_arena arena;
  const char *file;
  bl_numerals *numerals;
  bl_phrases *phrases;
};

static bl_status open_parts(bl_times *t, const char *data_dir) {
  t->file = bl_arena_printf(&t->arena, "%s/times/english.rules", data_dir);
  BL_TRY(bl_numerals_open(data_dir, &t->numerals));
  return bl_phrases_load(t->file, &bl_times_vocabulary, t->numerals, &t->phrases);
}

bl_status bl_times_open(const char *data_dir, bl_times **out) {
  bl_times *t = bl_calloc(1, sizeof *t);
  bl_status status = open_parts(t, data_dir);
  *out = status == BL_OK ? t : NULL;
  if (status != BL_OK) bl_times_close(t);
  return status;
}

void bl_times_close(bl_times *times) {
  if (!times) return;
  bl_phrases_free(times->phrases);
  bl_numerals_close(times->numerals);
  bl_arena_free(&times->arena);
  free(times);
}

enum { FIRST_SENTENCES = 4, DATELINE_TOKENS = 16 };

static bl_tval published(const bl_doc *doc) {
  bl_date d = doc->meta.published;
  bl_tval none = bl_tval_none();
  bl_ymd day = {d.year, d.month, d.day};
  return bl_ymd_valid(day) ? bl_tval_at(BL_TU_DAY, bl_days_of(day)) : none;
}

static void keep(bl_doc *doc, const bl_atoms *atoms, const bl_phrase_match *match, const bl_tval *v) {
  const bl_atom *first = &atoms->items.items[match->begin], *last = &atoms->items.items[match->end - 1];
  bl_time time = {.tokens = {first->token, last->token + 1}, .bytes = {first->bytes.begin, last->bytes.end}};
  bl_buf value = {0};
  bl_tval_print(v, &value);
  time.value = bl_str_copy(&doc->arena, bl_buf_view(&value));
  time.mod = bl_str_from(bl_tval_mod(v));
  time.type = (uint8_t)bl_tval_type(v);
  time.precision = (uint8_t)bl_tval_precision(v);
  bl_tval_place(v, &time);
  bl_buf_free(&value);
  BL_PUSH(&doc->times, time);
}

/* The expression that begins at atom `at`; its end, or `at` if there is none. */
static uint32_t read_at(bl_time_context *c, bl_doc *doc, uint32_t at, bl_arena *scratch) {
  bl_phrase_match found[CANDIDATES];
  size_t n = bl_phrases_match(c->phrases, c->atoms, c->sentence.begin, at, c->sentence.end, scratch, found, CANDIDATES);
  for (size_t i = 0; i < n; i++) {
    bl_tval v;
    c->expression = (bl_span){found[i].begin, found[i].end};
    int32_t first, last;
    if (!bl_time_eval(c, &found[i], &v) || v.kind == BL_TK_NUMBER) continue;
    if (v.kind == BL_TK_SKIP) return found[i].end;
    keep(doc, c->atoms, &found[i], &v);
    if (bl_tval_range(&v, &first, &last)) {
      bool before = c->quarter.kind == BL_TK_POINT && v.year < c->quarter.year;
      if (v.unit == BL_TU_QUARTER && !before) c->quarter = v;
      c->reference = v;
      c->reference_sentence = c->sentence_number;
    }
    return found[i].end;
  }
  return at;
}

/* "PORT AMARA, May 6, 2024 - ": where nothing else says when an article came out, its dateline does. */
static bool date_from_dateline(bl_doc *doc, uint32_t sentence) {
  if (sentence >= doc->sentences.count) return false;
  bl_span span = doc->sentences.items[sentence].tokens;
  if (span.begin >= span.end || span.end - span.begin > DATELINE_TOKENS) return false;
  bl_str last = doc->tokens.items[span.end - 1].form;
  if (!bl_str_eq_c(last, "-") && !bl_str_eq_c(last, "--") && !bl_str_eq_c(last, "\xE2\x80\x93") && !bl_str_eq_c(last, "\xE2\x80\x94")) return false;
  for (uint32_t i = doc->times.count; i-- > 0 && doc->times.items[i].tokens.begin >= span.begin;) {
    const bl_time *t = &doc->times.items[i];
    if (t->type != BL_TX_DATE || t->precision != BL_PREC_DAY || !t->begin.year || t->tokens.end > span.end) continue;
    doc->meta.published = t->begin;
    return true;
  }
  return false;
}

bl_status bl_times_run(const bl_times *times, bl_doc *doc) {
  bl_atoms atoms = {0};
  bl_arena scratch = {0};
  bl_atoms_cut(&atoms, doc);
  bl_phrases_bind(times->phrases, &atoms);
  bl_time_context c = {.phrases = times->phrases,
                       .doc = doc,
                       .atoms = &atoms,
                       .published = published(doc),
                       .reference = bl_tval_none(),
                       .quarter = bl_tval_none(),
                       .year = BL_T_UNKNOWN};
  for (uint32_t s = 0; s < atoms.sentences.count; s++) {
    c.sentence = atoms.sentences.items[s];
    c.sentence_number = s;
    for (uint32_t at = c.sentence.begin; at < c.sentence.end;) {
      uint32_t end = read_at(&c, doc, at, &scratch);
      at = end > at ? end : at + 1;
    }
    if (s < FIRST_SENTENCES && doc->meta.published.year == 0 && date_from_dateline(doc, s)) c.published = published(doc);
    bl_arena_reset(&scratch);
  }
  bl_arena_free(&scratch);
  bl_atoms_free(&atoms);
  return BL_OK;
}

void bl_times_examples(const bl_times *times, bl_times_example each, void *user) {
  for (size_t i = 0; i < bl_phrases_example_count(times->phrases); i++) {
    const bl_phrase_example *e = bl_phrases_example(times->phrases, i);
    each(user, times->file, e->number, e->text, e->expected, e->wanted);
  }
}
