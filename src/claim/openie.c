/* Clause-based open information extraction; see openie.h.
 *
 * Invariant: an argument is the subtree of its head in text order, less what belongs to the predicate or to a clause of
 * its own (relative clauses after a comma, coordinated verbs, parentheses). */
#include "claim/openie.h"

#include <stdlib.h>
#include <string.h>

typedef BL_VEC(uint32_t) tokens;

typedef struct work {
  bl_doc *doc;
  bl_tuples *out;
  tokens words; /* scratch */
} work;

static const bl_token *tok(const work *w, uint32_t i) { return &w->doc->tokens.items[i]; }
static bl_dep dep(const work *w, uint32_t i) { return (bl_dep)tok(w, i)->dep; }
static bl_dep plain(const work *w, uint32_t i) { return bl_dep_plain(dep(w, i)); }
static uint32_t child(const work *w, uint32_t head, uint32_t after) { return bl_child(w->doc, head, after); }
static uint32_t child_dep(const work *w, uint32_t head, bl_dep d) { return bl_child_dep(w->doc, head, d); }

/* ---- words of an argument --------------------------------------------------------------------------------------- */

static bool comma_before(const work *w, uint32_t head, uint32_t child_token) {
  for (uint32_t c = child(w, child_token, BL_NONE); c != BL_NONE && c < child_token; c = child(w, child_token, c))
    if (dep(w, c) == BL_DEP_PUNCT && bl_str_eq_c(tok(w, c)->form, ",")) return true;
  bl_span sub = bl_subtree(w->doc, child_token);
  return sub.begin > head && sub.begin > 0 && bl_str_eq_c(tok(w, sub.begin - 1)->form, ",");
}

/* Whether `c` under `head` is left out of the argument around `head`. */
static bool aside(const work *w, uint32_t head, uint32_t c) {
  switch (dep(w, c)) {
    case BL_DEP_PARATAXIS: case BL_DEP_DISCOURSE: case BL_DEP_VOCATIVE: case BL_DEP_REPARANDUM: return true;
    case BL_DEP_ACL_RELCL: case BL_DEP_ACL: case BL_DEP_APPOS: return comma_before(w, head, c);
    default: return false;
  }
}

static void collect(work *w, uint32_t head, bool with_case, int depth) {
  enum { DEPTH = 200 };
  if (depth > DEPTH) return;
  bool placed = false;
  for (uint32_t c = child(w, head, BL_NONE); c != BL_NONE; c = child(w, head, c)) {
    if (c > head && !placed) {
      BL_PUSH(&w->words, head);
      placed = true;
    }
    if (depth == 0 && !with_case && (dep(w, c) == BL_DEP_CASE || dep(w, c) == BL_DEP_MARK) && c < head) continue;
    if (aside(w, head, c)) continue;
    if (depth == 0 && dep(w, c) == BL_DEP_CC_PRECONJ) continue;
    collect(w, c, true, depth + 1);
  }
  if (!placed) BL_PUSH(&w->words, head);
}

static bool is_edge_punct(const work *w, uint32_t t) {
  static const char *const edges[] = {",", ".", ";", ":", "-", "--", "–", "—", "?", "!"};
  for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
    if (bl_str_eq_c(tok(w, t)->form, edges[i])) return true;
  return false;
}

static int ascending(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static bl_str join(work *w) {
  bl_buf buf = {0};
  if (w->words.count) qsort(w->words.items, w->words.count, sizeof *w->words.items, ascending);
  uint32_t begin = 0, end = w->words.count;
  while (begin < end && is_edge_punct(w, w->words.items[begin])) begin++;
  while (end > begin && is_edge_punct(w, w->words.items[end - 1])) end--;
  for (uint32_t i = begin; i < end; i++) {
    if (i > begin && w->words.items[i] == w->words.items[i - 1]) continue;
    if (i > begin) bl_buf_char(&buf, ' ');
    bl_buf_str(&buf, tok(w, w->words.items[i])->form);
  }
  bl_str text = bl_str_copy(&w->doc->arena, bl_buf_view(&buf));
  bl_buf_free(&buf);
  return text;
}

static bl_str phrase(work *w, uint32_t head, bool with_case) {
  w->words.count = 0;
  collect(w, head, with_case, 0);
  return join(w);
}

/* ---- the clause ------------------------------------------------------------------------------------------------- */

static bool is_relative(const work *w, uint32_t t) {
  bl_xpos x = (bl_xpos)tok(w, t)->xpos;
  return x == BL_XPOS_WDT || x == BL_XPOS_WP || x == BL_XPOS_WRB ||
         (bl_str_eq_nocase(tok(w, t)->form, BL_STR("that")) && tok(w, t)->upos == BL_POS_PRON);
}

static uint32_t own_subject(const work *w, uint32_t p) {
  for (uint32_t c = child(w, p, BL_NONE); c != BL_NONE; c = child(w, p, c)) {
    bl_dep d = dep(w, c);
    if (d == BL_DEP_NSUBJ || d == BL_DEP_NSUBJ_PASS || d == BL_DEP_CSUBJ || d == BL_DEP_NSUBJ_OUTER || d == BL_DEP_CSUBJ_PASS) return c;
  }
  return BL_NONE;
}

/* The argument 1 of the clause of `p`: its subject, or the one it shares. */
static uint32_t subject(const work *w, uint32_t p, int depth) {
  enum { DEPTH = 20 };
  if (depth > DEPTH) return BL_NONE;
  uint32_t own = own_subject(w, p), head = tok(w, p)->head;
  bl_dep d = dep(w, p);
  if (d == BL_DEP_ACL_RELCL && head != BL_NONE && (own == BL_NONE || is_relative(w, own))) return head;
  if (own != BL_NONE) return own;
  if (head == BL_NONE) return BL_NONE;
  if (d == BL_DEP_ACL) return head;
  if (d == BL_DEP_CONJ || d == BL_DEP_ADVCL || d == BL_DEP_XCOMP || d == BL_DEP_PARATAXIS) {
    uint32_t object = d == BL_DEP_XCOMP ? child_dep(w, head, BL_DEP_OBJ) : BL_NONE;
    return object != BL_NONE ? object : subject(w, head, depth + 1);
  }
  return BL_NONE;
}

static bool copular(const work *w, uint32_t p) { return child_dep(w, p, BL_DEP_COP) != BL_NONE; }

static bool is_clause(const work *w, uint32_t p) {
  if (dep(w, p) == BL_DEP_AUX || dep(w, p) == BL_DEP_COP || dep(w, p) == BL_DEP_AUX_PASS || dep(w, p) == BL_DEP_CASE) return false;
  if (copular(w, p)) return true;
  if (tok(w, p)->upos != BL_POS_VERB) return false;
  bl_dep d = plain(w, p);
  return d != BL_DEP_AMOD && d != BL_DEP_COMPOUND && d != BL_DEP_FIXED && d != BL_DEP_MARK;
}

/* Adds the words of the verb phrase around `p`: auxiliaries, negation, adverbs in between, particle, and what `p`
 * controls ("agreed to buy"). Gives the verb whose objects are the clause's. */
static uint32_t verb_phrase(work *w, uint32_t p, tokens *words, int depth) {
  enum { DEPTH = 8 };
  bool cop = copular(w, p);
  uint32_t xcomp = BL_NONE, first_aux = BL_NONE;
  for (uint32_t c = child(w, p, BL_NONE); c != BL_NONE; c = child(w, p, c)) {
    bl_dep d = dep(w, c);
    bool aux = d == BL_DEP_AUX || d == BL_DEP_AUX_PASS || d == BL_DEP_COP;
    if (aux && first_aux == BL_NONE) first_aux = c;
    bool adverb = d == BL_DEP_ADVMOD && c < p && child(w, c, BL_NONE) == BL_NONE && !is_relative(w, c) &&
                  (first_aux != BL_NONE || bl_str_eq_c(tok(w, c)->lemma, "not"));
    bool to = d == BL_DEP_MARK && depth > 0 && bl_str_eq_c(tok(w, c)->form, "to");
    if (aux || adverb || to || d == BL_DEP_COMPOUND_PRT) BL_PUSH(words, c);
    if (d == BL_DEP_XCOMP && c > p) xcomp = c;
  }
  if (!cop) BL_PUSH(words, p);
  bool controls = xcomp != BL_NONE && depth < DEPTH && tok(w, xcomp)->upos == BL_POS_VERB && child_dep(w, p, BL_DEP_OBJ) == BL_NONE;
  return controls ? verb_phrase(w, xcomp, words, depth + 1) : p;
}

static void add_argument(work *w, bl_tuple *t, uint32_t head, bool with_case) {
  if (t->arg_count >= BL_TUPLE_ARGS) return;
  bl_str text = phrase(w, head, with_case);
  if (!text.n) return;
  t->heads[t->arg_count] = head;
  t->args[t->arg_count++] = text;
}

/* Moves the preposition of an oblique into the predicate: "taught at" + "the university". */
static void absorb_case(work *w, uint32_t head, tokens *words) {
  for (uint32_t c = child(w, head, BL_NONE); c != BL_NONE && c < head; c = child(w, head, c)) {
    if (dep(w, c) != BL_DEP_CASE) continue;
    BL_PUSH(words, c);
    for (uint32_t f = child(w, c, BL_NONE); f != BL_NONE; f = child(w, c, f))
      if (dep(w, f) == BL_DEP_FIXED) BL_PUSH(words, f);
  }
}

static void set_predicate(work *w, bl_tuple *t, const tokens *words) {
  w->words.count = 0;
  for (uint32_t i = 0; i < words->count; i++) BL_PUSH(&w->words, words->items[i]);
  t->predicate = join(w);
}

/* The object that stands first: obj, iobj, then a clausal complement. */
static uint32_t first_object(const work *w, uint32_t v) {
  uint32_t o = child_dep(w, v, BL_DEP_OBJ);
  if (o == BL_NONE) o = child_dep(w, v, BL_DEP_CCOMP);
  if (o == BL_NONE) o = child_dep(w, v, BL_DEP_XCOMP);
  return o;
}

static bool is_adverbial(const work *w, uint32_t c) {
  bl_dep d = plain(w, c);
  return d == BL_DEP_OBL || (d == BL_DEP_ADVCL && child_dep(w, c, BL_DEP_MARK) != BL_NONE);
}

/* Objects and adverbials of `v` (and of `p`, if `v` is a verb that `p` controls) in text order, `first` before all. */
static void arguments(work *w, bl_tuple *t, uint32_t p, uint32_t v, uint32_t first, bool absorbed) {
  if (first != BL_NONE) add_argument(w, t, first, !absorbed);
  uint32_t iobj = child_dep(w, v, BL_DEP_IOBJ);
  if (iobj != BL_NONE) add_argument(w, t, iobj, true);
  bl_span sentence = w->doc->sentences.items[tok(w, p)->sentence].tokens;
  for (uint32_t c = sentence.begin; c < sentence.end; c++) {
    if ((tok(w, c)->head != p && tok(w, c)->head != v) || c == first || !is_adverbial(w, c)) continue;
    add_argument(w, t, c, true);
  }
}

static uint32_t first_oblique(const work *w, uint32_t v) {
  for (uint32_t c = child(w, v, BL_NONE); c != BL_NONE; c = child(w, v, c))
    if (plain(w, c) == BL_DEP_OBL && c > v) return c;
  for (uint32_t c = child(w, v, BL_NONE); c != BL_NONE; c = child(w, v, c))
    if (plain(w, c) == BL_DEP_OBL) return c;
  return BL_NONE;
}

static bool good_subject(const work *w, uint32_t s) {
  return s != BL_NONE && dep(w, s) != BL_DEP_EXPL && !is_relative(w, s);
}

static void emit(work *w, bl_tuple *t, const tokens *words) {
  set_predicate(w, t, words);
  if (t->arg_count >= 2 && t->predicate.n) BL_PUSH(w->out, *t);
}

static uint8_t clause_confidence(const work *w, uint32_t p) {
  switch (dep(w, p)) {
    case BL_DEP_ROOT: return 90;
    case BL_DEP_CCOMP: case BL_DEP_CONJ: case BL_DEP_ACL_RELCL: return 80;
    case BL_DEP_ADVCL: case BL_DEP_PARATAXIS: return 70;
    default: return 60;
  }
}

static void copular_clause(work *w, uint32_t p, uint32_t s) {
  tokens words = {0};
  bl_tuple t = {tok(w, p)->sentence, p, {0}, {{0}}, {0}, 0, clause_confidence(w, p)};
  verb_phrase(w, p, &words, 0);
  add_argument(w, &t, s, true);
  w->words.count = 0;
  collect(w, p, true, 0);
  uint32_t kept = 0;
  bl_span sub = bl_subtree(w->doc, s);
  for (uint32_t i = 0; i < w->words.count; i++) {
    uint32_t x = w->words.items[i];
    bool verb = false;
    for (uint32_t k = 0; k < words.count; k++) verb |= words.items[k] == x;
    bool in_subject = x >= sub.begin && x < sub.end && !(p >= sub.begin && p < sub.end);
    bool clause = false;
    for (uint32_t c = x; c != p && c != BL_NONE; c = tok(w, c)->head) {
      bl_dep d = plain(w, c);
      clause |= tok(w, c)->head == p && (d == BL_DEP_CONJ ? is_clause(w, c) : d == BL_DEP_ADVCL || d == BL_DEP_MARK || d == BL_DEP_CC || d == BL_DEP_DISCOURSE || d == BL_DEP_NSUBJ || (d == BL_DEP_OBL && c < p));
    }
    if (!verb && !in_subject && !clause) w->words.items[kept++] = x;
  }
  w->words.count = kept;
  t.heads[t.arg_count] = p;
  t.args[t.arg_count++] = join(w);
  emit(w, &t, &words);
  BL_VEC_FREE(&words);
}

static void verbal_clause(work *w, uint32_t p, uint32_t s) {
  tokens words = {0};
  bl_tuple t = {tok(w, p)->sentence, p, {0}, {{0}}, {0}, 0, clause_confidence(w, p)};
  uint32_t v = verb_phrase(w, p, &words, 0);
  add_argument(w, &t, s, true);
  uint32_t first = first_object(w, v);
  bool absorbed = false;
  if (first == BL_NONE) {
    first = first_oblique(w, v);
    if (first != BL_NONE) absorb_case(w, first, &words);
    absorbed = true;
  }
  arguments(w, &t, p, v, first, absorbed);
  emit(w, &t, &words);
  BL_VEC_FREE(&words);
}

/* "Mr X, the chairman": X is the chairman. */
static void apposition(work *w, uint32_t c) {
  uint32_t head = tok(w, c)->head;
  if (head == BL_NONE || tok(w, c)->upos == BL_POS_NUM) return;
  bl_tuple t = {tok(w, c)->sentence, c, BL_STR("is"), {{0}}, {0}, 0, 50};
  add_argument(w, &t, head, false);
  add_argument(w, &t, c, true);
  if (t.arg_count == 2) BL_PUSH(w->out, t);
}

static void clause(work *w, uint32_t p) {
  uint32_t s = subject(w, p, 0);
  if (!good_subject(w, s)) return;
  if (dep(w, p) == BL_DEP_XCOMP && tok(w, p)->head != BL_NONE && child_dep(w, tok(w, p)->head, BL_DEP_OBJ) == BL_NONE) return;
  if (copular(w, p))
    copular_clause(w, p, s);
  else
    verbal_clause(w, p, s);
}

void bl_openie_run(bl_doc *doc, bl_tuples *out) {
  work w = {.doc = doc, .out = out};
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    if (is_clause(&w, i)) clause(&w, i);
    if (dep(&w, i) == BL_DEP_APPOS) apposition(&w, i);
  }
  BL_VEC_FREE(&w.words);
}

static void put_field(bl_str s, bl_buf *out) {
  for (size_t i = 0; i < s.n; i++) bl_buf_char(out, s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r' ? ' ' : s.p[i]);
}

void bl_openie_dump(bl_doc *doc, bl_buf *out) {
  bl_tuples tuples = {0};
  bl_openie_run(doc, &tuples);
  for (uint32_t i = 0; i < tuples.count; i++) {
    const bl_tuple *t = &tuples.items[i];
    put_field(bl_doc_span_text(doc, doc->sentences.items[t->sentence].tokens), out);
    bl_buf_printf(out, "\t%.2f\t", t->confidence / 100.0);
    put_field(t->predicate, out);
    for (int k = 0; k < t->arg_count; k++) {
      bl_buf_char(out, '\t');
      put_field(t->args[k], out);
    }
    bl_buf_char(out, '\n');
  }
  BL_VEC_FREE(&tuples);
}
