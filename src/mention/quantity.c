/* Finds quantities: at each atom the longest pattern whose calls make sense, left to right, no overlaps, outside of
 * times. A bare number that is glued to letters ("F-16", "B2B") or is part of a time is dropped. */
#include "mention/quantity.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "mention/quantity_counted.h"
#include "mention/quantity_eval.h"

enum { CANDIDATES = 12 };

struct bl_quantities {
  bl_arena arena;
  const char *file;
  bl_numerals *numerals;
  bl_phrases *phrases;
};

static bl_status open_parts(bl_quantities *q, const char *data_dir) {
  q->file = bl_arena_printf(&q->arena, "%s/numbers/english.rules", data_dir);
  BL_TRY(bl_numerals_open(data_dir, &q->numerals));
  return bl_phrases_load(q->file, &bl_quantity_vocabulary, q->numerals, &q->phrases);
}

bl_status bl_quantities_open(const char *data_dir, bl_quantities **out) {
  bl_quantities *q = bl_calloc(1, sizeof *q);
  bl_status status = open_parts(q, data_dir);
  *out = status == BL_OK ? q : NULL;
  if (status != BL_OK) bl_quantities_close(q);
  return status;
}

void bl_quantities_close(bl_quantities *quantities) {
  if (!quantities) return;
  bl_phrases_free(quantities->phrases);
  bl_numerals_close(quantities->numerals);
  bl_arena_free(&quantities->arena);
  free(quantities);
}

/* ---- what is no quantity ---------------------------------------------------------------------------------------- */

static bool letters(const bl_atom *a) {
  size_t at = 0;
  return a->norm.n && bl_cp_alpha(bl_utf8_next(a->norm, &at));
}

/* Glued to letters, also over a hyphen in front: part of a name. "30-strong" is not. */
static bool in_a_name(const bl_atoms *atoms, bl_span sentence, const bl_phrase_match *m) {
  const bl_atom *a = atoms->items.items;
  if (!a[m->begin].space && m->begin > sentence.begin && a[m->begin].digits) {
    const bl_atom *before = &a[m->begin - 1];
    if (letters(before)) return true;
    bool dash = bl_str_eq_c(before->norm, "-") || bl_str_eq_c(before->norm, "/") || bl_str_eq_c(before->norm, ".");
    bool joined = dash && !before->space && m->begin >= sentence.begin + 2;
    if (joined && (letters(&a[m->begin - 2]) || a[m->begin - 2].digits)) return true;
  }
  if (m->end >= sentence.end || a[m->end].space || !a[m->end - 1].digits) return false;
  return letters(&a[m->end]) || (bl_str_eq_c(a[m->end].norm, ".") && m->end + 1 < sentence.end &&
                                 !a[m->end + 1].space && a[m->end + 1].digits);
}

/* "Amina Haddad, 34, of the town": the age of a person, by its commas. */
static bool apposed_age(const bl_atoms *atoms, bl_span sentence, const bl_phrase_match *m) {
  const bl_atom *a = &atoms->items.items[m->begin];
  if (m->end != m->begin + 1 || a->number < 1 || a->number > 110) return false;
  if (m->begin < sentence.begin + 2 || m->end >= sentence.end) return false;
  bool behind_name = bl_str_eq_c(a[-1].norm, ",") && a->space && a[-2].cap && letters(&a[-2]) && a[-2].norm.n > 1;
  return behind_name && bl_str_eq_c(a[1].norm, ",");
}

/* Times are in text order, and so are the calls of this: *from moves on. */
static bool in_a_time(const bl_doc *doc, bl_span bytes, uint32_t *from) {
  while (*from < doc->times.count && doc->times.items[*from].bytes.end <= bytes.begin) ++*from;
  return *from < doc->times.count && doc->times.items[*from].bytes.begin < bytes.end;
}

/* "one" and "second" are numbers only where something is counted. */
static bool counts_nothing(const bl_doc *doc, const bl_qval *v, bl_span tokens, uint32_t counted) {
  if (v->kind != BL_QK_CARDINAL || v->unit.n || tokens.end - tokens.begin != 1 || counted != BL_NONE) return false;
  return bl_str_eq_nocase(doc->tokens.items[tokens.begin].form, BL_STR("one"));
}

/* ---- filling the layer ------------------------------------------------------------------------------------------ */

static bl_str numeral_text(bl_doc *doc, const bl_numeral *n, bool negative, bool has) {
  bl_buf buf = {0};
  if (!has) return BL_STR("");
  if (negative && n->num) bl_buf_char(&buf, '-');
  bl_numeral_print(n, 0, &buf);
  bl_str copy = bl_str_copy(&doc->arena, bl_buf_view(&buf));
  bl_buf_free(&buf);
  return copy;
}

static bl_str counted_unit(bl_doc *doc, uint32_t counted) {
  if (counted == BL_NONE) return BL_STR("");
  const bl_token *t = &doc->tokens.items[counted];
  return t->lemma.n ? t->lemma : bl_utf8_lower(&doc->arena, t->form);
}

static void keep(bl_doc *doc, const bl_qval *v, bl_span tokens, uint32_t counted) {
  bl_quantity q = {.tokens = tokens, .counted = counted, .kind = (uint8_t)v->kind};
  q.approximate = v->approximate;
  q.exclusive_min = v->exclusive_min && v->has_min;
  q.exclusive_max = v->exclusive_max && v->has_max;
  q.min = numeral_text(doc, &v->min, v->negative_min, v->has_min);
  q.max = numeral_text(doc, &v->max, v->negative_max, v->has_max);
  q.unit = v->unit.n ? bl_str_copy(&doc->arena, v->unit) : counted_unit(doc, counted);
  BL_PUSH(&doc->quantities, q);
}

typedef struct reader {
  const bl_quantities *tool;
  bl_doc *doc;
  bl_atoms *atoms;
  bl_span sentence;
  uint32_t next_time;
  bl_arena scratch;
} reader;

/* Takes the match if it is a quantity; true when its words are used up. */
static bool take(reader *r, const bl_phrase_match *m) {
  bl_qval v;
  const bl_atom *a = r->atoms->items.items;
  if (bl_str_eq_c(a[m->begin].norm, "-") && !a[m->begin].space) return false;
  if (!bl_quantity_eval(r->tool->phrases, m, &v)) return false;
  if (v.skip) return true;
  if (in_a_time(r->doc, (bl_span){a[m->begin].bytes.begin, a[m->end - 1].bytes.end}, &r->next_time)) return false;
  bool bare = v.kind == BL_QK_CARDINAL || v.kind == BL_QK_ORDINAL;
  if (bare && in_a_name(r->atoms, r->sentence, m)) return false;
  if (v.kind == BL_QK_CARDINAL && !v.unit.n && apposed_age(r->atoms, r->sentence, m)) {
    v.kind = BL_QK_MEASURE;
    v.unit = BL_STR("year old");
  }
  bl_span tokens = {a[m->begin].token, a[m->end - 1].token + 1};
  uint32_t counted = bl_counted_by(r->tool->phrases, r->doc, r->atoms, tokens, m->end);
  if (v.kind == BL_QK_MONEY || v.kind == BL_QK_MEASURE) counted = BL_NONE;
  if (counts_nothing(r->doc, &v, tokens, counted)) return false;
  keep(r->doc, &v, tokens, counted);
  return true;
}

static uint32_t read_at(reader *r, uint32_t at) {
  bl_phrase_match found[CANDIDATES];
  size_t n = bl_phrases_match(r->tool->phrases, r->atoms, r->sentence.begin, at, r->sentence.end, &r->scratch, found,
                              CANDIDATES);
  for (size_t i = 0; i < n; i++)
    if (take(r, &found[i])) return found[i].end;
  return at + 1;
}

bl_status bl_quantities_run(const bl_quantities *quantities, bl_doc *doc) {
  bl_atoms atoms = {0};
  reader r = {.tool = quantities, .doc = doc, .atoms = &atoms};
  bl_atoms_cut(&atoms, doc);
  bl_phrases_bind(quantities->phrases, &atoms);
  for (uint32_t s = 0; s < atoms.sentences.count; s++) {
    r.sentence = atoms.sentences.items[s];
    for (uint32_t at = r.sentence.begin; at < r.sentence.end;) at = read_at(&r, at);
    bl_arena_reset(&r.scratch);
  }
  bl_arena_free(&r.scratch);
  bl_atoms_free(&atoms);
  return BL_OK;
}

void bl_quantities_examples(const bl_quantities *quantities, bl_quantities_example each, void *user) {
  for (size_t i = 0; i < bl_phrases_example_count(quantities->phrases); i++) {
    const bl_phrase_example *e = bl_phrases_example(quantities->phrases, i);
    each(user, quantities->file, e->number, e->text, e->expected, e->wanted);
  }
}
