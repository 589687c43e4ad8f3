/* Candidate spans of sources and contents, and their features; see attribution_learn.h.
 *
 * Every span of the cue's sentence that leaves the cue out is a candidate (up to WINDOW tokens away, fewer in sentences
 * that are no sentences), so nothing is lost
 * by a wrong tree; the tree speaks through features: the path from the cue to the span's head, whether the span is a
 * whole subtree, how many heads it has. */
#include "claim/attribution_learn.h"

#include <stdlib.h>

enum { WINDOW = 90, SOURCE_WINDOW = 40, LONG_SENTENCE = 250, SHORT_WINDOW = 24, MAX_SOURCE = 32, MAX_STEPS = 7 };

static uint32_t mix(uint32_t h, uint32_t x) {
  h ^= x + 0x9E3779B9u + (h << 6) + (h >> 2);
  h *= 0xC2B2AE35u;
  return h ^ (h >> 16);
}

uint32_t bl_cue_head(const bl_aview *v, bl_span cue) {
  const bl_token *t = v->doc->tokens.items;
  for (uint32_t i = cue.begin; i < cue.end; i++) {
    bool outside = t[i].head == BL_NONE || t[i].head < cue.begin || t[i].head >= cue.end;
    if (outside && t[i].upos != BL_POS_PUNCT && t[i].dep != BL_DEP_AUX && t[i].dep != BL_DEP_ADVMOD) return i;
  }
  for (uint32_t i = cue.begin; i < cue.end; i++)
    if (t[i].head == BL_NONE || t[i].head < cue.begin || t[i].head >= cue.end) return i;
  return cue.begin;
}

/* ---- paths ------------------------------------------------------------------------------------------------------ */

static void make_paths(bl_choice *c) {
  const bl_token *t = c->learner->view->doc->tokens.items;
  uint32_t up[MAX_STEPS + 1], up_hash[MAX_STEPS + 1], ups = 0, h = 17;
  for (uint32_t at = c->head; ups <= MAX_STEPS; at = t[at].head) {
    up[ups] = at;
    up_hash[ups++] = h;
    h = mix(h, 100u + t[at].dep);
    if (t[at].head == BL_NONE || t[at].head < c->sentence.begin || t[at].head >= c->sentence.end) break;
  }
  for (uint32_t i = c->sentence.begin; i < c->sentence.end; i++) {
    uint32_t down = 31, at = i, found = BL_NONE;
    for (uint32_t step = 0; step <= MAX_STEPS && found == BL_NONE; step++) {
      for (uint32_t k = 0; k < ups; k++)
        if (up[k] == at) found = k;
      if (found != BL_NONE) break;
      down = mix(down, t[at].dep);
      if (t[at].head == BL_NONE || t[at].head < c->sentence.begin || t[at].head >= c->sentence.end) break;
      at = t[at].head;
    }
    c->paths[i - c->sentence.begin] = found == BL_NONE ? 1 : mix(up_hash[found], down);
  }
}

/* ---- candidates ------------------------------------------------------------------------------------------------- */

static bool is_stop(const bl_choice *c, uint32_t i) {
  bl_str form = c->learner->view->doc->tokens.items[i].form;
  return form.n == 1 && (form.p[0] == ',' || form.p[0] == '.' || form.p[0] == ';' || form.p[0] == ':');
}

static bool is_punct(const bl_choice *c, uint32_t i) {
  return c->learner->view->doc->tokens.items[i].upos == BL_POS_PUNCT;
}

/* Cue and source with the marks and the small words between them and the rest. */
static void make_hole(bl_choice *c) {
  const bl_aview *v = c->learner->view;
  const bl_token *t = v->doc->tokens.items;
  c->hole = c->cue;
  bool near = c->source.begin < c->source.end && c->source.begin >= c->sentence.begin && c->source.end <= c->sentence.end;
  if (near && c->source.begin < c->hole.begin) c->hole.begin = c->source.begin;
  if (near && c->source.end > c->hole.end) c->hole.end = c->source.end;
  while (c->hole.begin > c->sentence.begin && is_punct(c, c->hole.begin - 1) && !bl_is_quote_mark(t[c->hole.begin - 1].form))
    c->hole.begin--;
  while (c->hole.end < c->sentence.end) {
    uint32_t i = c->hole.end;
    bool mark = is_punct(c, i) && !bl_is_quote_mark(t[i].form);
    bool below = t[i].head != BL_NONE && t[i].head >= c->hole.begin && t[i].head < c->hole.end && t[i].dep != BL_DEP_CCOMP &&
                 t[i].dep != BL_DEP_XCOMP && !bl_is_quote_mark(t[i].form);
    if (!mark && !below && !(t[i].upos == BL_POS_ADP || t[i].upos == BL_POS_DET)) break;
    if (v->quote[i] != v->quote[c->cue.begin]) break;
    c->hole.end++;
  }
}

static void push(bl_choice *c, uint32_t begin, uint32_t end, bl_candidate_kind kind) {
  BL_PUSH(&c->candidates, ((bl_candidate){begin, end, (uint8_t)kind}));
}

/* "X told the Herald": whoever is told is not the source of a verb that has its own subject in front. */
static bl_span hearer(const bl_choice *c) {
  const bl_aview *v = c->learner->view;
  const bl_token *t = v->doc->tokens.items;
  bl_span none = {0, 0}, found = none;
  bool subject = false;
  if (t[c->head].upos != BL_POS_VERB || bl_is_passive(v, c->head)) return none;
  for (uint32_t i = c->sentence.begin; i < c->sentence.end; i++) {
    if (t[i].head != c->head) continue;
    subject |= t[i].dep == BL_DEP_NSUBJ && i < c->head;
    if ((t[i].dep == BL_DEP_IOBJ || t[i].dep == BL_DEP_OBJ) && i > c->head) found = (bl_span){c->head, i + 1};
  }
  return subject ? found : none;
}

static void push_spans(bl_choice *c) {
  bl_span s = c->sentence, told = c->content ? (bl_span){0, 0} : hearer(c);
  for (uint32_t b = s.begin; b < s.end; b++) {
    if (b >= told.begin && b < told.end) continue;
    if (is_stop(c, b) || (b >= c->cue.begin && b < c->cue.end)) continue;
    if (!c->content && is_punct(c, b) && !bl_is_quote_mark(c->learner->view->doc->tokens.items[b].form)) continue;
    for (uint32_t e = b + 1; e <= s.end; e++) {
      bool over = b < c->cue.begin && e > c->cue.begin;
      if (!c->content && (over || e - b > MAX_SOURCE)) break;
      if (!over) push(c, b, e, BL_CAND_ONE);
      if (over && b < c->hole.begin && e > c->hole.end) push(c, b, e, BL_CAND_AROUND);
    }
  }
}

static void push_neighbours(bl_choice *c) {
  const bl_aview *v = c->learner->view;
  uint32_t n = v->doc->tokens.count;
  bl_span s = c->whole;
  if (s.end < n && v->quote[s.end] != BL_NONE && v->quotations[bl_aview_outer_quote(v, s.end)].tokens.begin == s.end) {
    bl_span q = v->quotations[bl_aview_outer_quote(v, s.end)].tokens;
    push(c, q.begin, q.end, BL_CAND_QUOTE);
  }
  if (s.begin > 0 && v->quote[s.begin - 1] != BL_NONE) {
    bl_span q = v->quotations[bl_aview_outer_quote(v, s.begin - 1)].tokens;
    if (q.end == s.begin) push(c, q.begin, q.end, BL_CAND_QUOTE);
  }
}

void bl_choice_make(const bl_learner *learner, bl_span cue, const bl_span *source, bl_choice *out) {
  const bl_aview *v = learner->view;
  *out = (bl_choice){.learner = learner, .content = source != NULL, .cue = cue, .rule = BL_NONE};
  out->head = bl_cue_head(v, cue);
  out->sentence = bl_aview_sentence(v, cue.begin);
  out->whole = out->sentence;
  uint32_t window = out->whole.end - out->whole.begin > LONG_SENTENCE ? SHORT_WINDOW : source ? WINDOW : SOURCE_WINDOW;
  if (cue.begin > out->sentence.begin + window) out->sentence.begin = cue.begin - window;
  if (out->sentence.end > cue.end + window) out->sentence.end = cue.end + window;
  if (out->head < out->sentence.begin || out->head >= out->sentence.end) out->head = cue.begin;
  if (source) out->source = *source;
  for (uint32_t i = cue.begin; i < cue.end && out->rule == BL_NONE; i++) out->rule = learner->rule_at[i];
  if (learner->rule_at[out->head] != BL_NONE) out->rule = learner->rule_at[out->head];
  out->paths = bl_calloc(out->sentence.end - out->sentence.begin, sizeof *out->paths);
  make_paths(out);
  make_hole(out);
  push(out, 0, 0, BL_CAND_NONE);
  push_spans(out);
  if (!out->content) return;
  push_neighbours(out);
  if (out->rule != BL_NONE) push(out, 0, 0, BL_CAND_RULE);
}

void bl_choice_free(bl_choice *choice) {
  free(choice->paths);
  BL_VEC_FREE(&choice->candidates);
}

void bl_candidate_pieces(const bl_choice *c, uint32_t candidate, bl_pieces *out) {
  const bl_candidate *k = &c->candidates.items[candidate];
  *out = (bl_pieces){.count = 0};
  switch (k->kind) {
    case BL_CAND_NONE: return;
    case BL_CAND_ONE: out->items[out->count++] = (bl_span){k->begin, k->end}; break;
    case BL_CAND_AROUND:
      out->items[out->count++] = (bl_span){k->begin, c->hole.begin};
      out->items[out->count++] = (bl_span){c->hole.end, k->end};
      break;
    case BL_CAND_QUOTE:
      out->items[out->count++] = (bl_span){k->begin, k->end};
      bl_widen_to_quotes(c->learner->view, c->head, out);
      return;
    default: *out = c->learner->rules->items[c->rule].content; return;
  }
  if (c->content) bl_widen_across_sentences(c->learner->view, c->head, out);
}

/* ---- features --------------------------------------------------------------------------------------------------- */

typedef struct filling {
  bl_features *out;
  uint32_t base, template;
} filling;

static void add(filling *f, uint32_t a, uint32_t b, uint32_t c) {
  uint32_t h = mix(mix(mix(mix(f->base, f->template++), a), b), c);
  BL_PUSH(f->out, h & ((1u << BL_SPAN_BITS) - 1));
}

static uint32_t bucket(uint32_t n) { return n < 5 ? n : n < 8 ? 5 : n < 12 ? 6 : n < 20 ? 7 : n < 35 ? 8 : 9; }

/* Where a token stands to the cue and, for contents, to the source. */
static uint32_t place(const bl_choice *c, uint32_t i) {
  uint32_t gap = i < c->cue.begin ? c->cue.begin - i : i >= c->cue.end ? i - c->cue.end + 1 : 0;
  uint32_t at = i < c->cue.begin ? bucket(gap) : 16 + bucket(gap);
  bool source = c->source.begin < c->source.end;
  uint32_t beyond = !source ? 0 : i < c->source.begin ? 1 : i >= c->source.end ? 2 : 3;
  return at * 4 + beyond;
}

static uint32_t edge(const bl_choice *c, uint32_t i) { /* what may stand right outside */
  bl_span s = c->sentence;
  if (i < s.begin || i >= s.end) return 7;
  if (i + 1 == c->cue.begin || i == c->cue.end || (i >= c->cue.begin && i < c->cue.end)) return 1;
  if (i >= c->source.begin && i < c->source.end) return 2;
  return is_punct(c, i) ? (is_stop(c, i) ? 3 : 4) : 5;
}

void bl_boundary_features(const bl_choice *c, uint32_t i, bool end, bl_features *out) {
  const bl_learner *L = c->learner;
  const bl_token *t = L->view->doc->tokens.items;
  const bl_ltoken *l = &L->tokens[i], *cue = &L->tokens[c->head];
  filling f = {out, (c->content ? 0x1000u : 0x2000u) + end, 0};
  uint32_t beside = end ? i + 1 : i - 1; /* the token right outside */
  bool inside = end ? beside < c->sentence.end : i > c->sentence.begin;
  uint32_t outer = inside ? L->tokens[beside].form : end ? 5 : 6, xo = inside ? t[beside].xpos : 91;
  uint32_t inner = end ? (i > c->sentence.begin ? t[i - 1].xpos : 92) : (i + 1 < c->sentence.end ? t[i + 1].xpos : 92);
  uint32_t where = place(c, i), quote = L->view->quote[i] == L->view->quote[c->head];
  bool mark = bl_is_quote_mark(t[i].form), mark_out = inside && bl_is_quote_mark(t[beside].form);
  uint32_t quotes = quote | (uint32_t)mark << 1 | (uint32_t)mark_out << 2;
  bool quote_edge = false; /* of a quotation */
  if (L->view->quote[i] != BL_NONE) {
    bl_span q = L->view->quotations[L->view->quote[i]].tokens;
    quote_edge = end ? q.end == i + 1 : q.begin == i;
  }
  add(&f, l->form, 0, 0);
  add(&f, t[i].xpos, t[i].dep, 0);
  add(&f, outer, 0, 0);
  add(&f, t[i].xpos, xo, 0);
  add(&f, l->form, outer, 0);
  add(&f, t[i].xpos, xo, inner);
  add(&f, where, 0, 0);
  add(&f, where, t[i].xpos, 0);
  add(&f, where, quotes, quote_edge);
  add(&f, l->form, cue->lemma, 0);
  add(&f, l->form, where >> 6, cue->sense);
  add(&f, t[i].dep, where >> 6, cue->lemma);
  add(&f, xo, where >> 6, t[i].dep);
  add(&f, edge(c, beside), where >> 6, quote_edge);
  add(&f, edge(c, beside), t[i].xpos, quotes);
  add(&f, l->sense, xo, where >> 6);
  add(&f, c->paths[i - c->sentence.begin], xo, 0);
}

typedef struct shape {
  uint32_t head, heads; /* first head, how many */
  bool whole;           /* the heads' extents are the span */
  bool verb, quote_open, quote_whole, comma;
} shape;

static shape shape_of(const bl_choice *c, uint32_t b, uint32_t e) {
  const bl_aview *v = c->learner->view;
  const bl_token *t = v->doc->tokens.items;
  shape s = {.head = BL_NONE};
  bl_span cover = {e, b};
  for (uint32_t i = b; i < e; i++) {
    s.verb |= t[i].upos == BL_POS_VERB;
    s.comma |= t[i].form.n == 1 && t[i].form.p[0] == ',';
    if (t[i].head != BL_NONE && t[i].head >= b && t[i].head < e) continue;
    if (t[i].upos == BL_POS_PUNCT) continue;
    if (s.head == BL_NONE) s.head = i;
    s.heads++;
    if (v->extent[i].begin < cover.begin) cover.begin = v->extent[i].begin;
    if (v->extent[i].end > cover.end) cover.end = v->extent[i].end;
  }
  if (s.head == BL_NONE) s.head = b;
  s.whole = cover.begin == b && cover.end == e;
  uint32_t qb = v->quote[b], qe = v->quote[e - 1];
  s.quote_open = qb != qe;
  s.quote_whole = qb != BL_NONE && qb == qe && v->quotations[qb].tokens.begin == b && v->quotations[qb].tokens.end == e;
  return s;
}

/* How a span stands to what the rules say: 0 no rule, 1 the same, 2 same begin, 3 same end, 4 overlap, 5 apart. */
static uint32_t to_rule(const bl_choice *c, uint32_t b, uint32_t e) {
  if (c->rule == BL_NONE) return 0;
  const bl_afound *a = &c->learner->rules->items[c->rule];
  if (!c->content && a->source.begin >= a->source.end) return 6;
  bl_span r = a->source;
  if (c->content) r = (bl_span){a->content.items[0].begin, a->content.items[a->content.count - 1].end};
  if (r.begin == b && r.end == e) return 1;
  if (r.begin == b) return 2;
  if (r.end == e) return 3;
  return b < r.end && e > r.begin ? 4 : 5;
}

static uint32_t rule_kind(const bl_choice *c) {
  if (c->rule == BL_NONE) return 0;
  const bl_cue *entry = c->learner->rules->items[c->rule].entry;
  return entry ? 1u + entry->cue_class * 8u + (uint32_t)(entry->pos == 'V') + 2u * (entry->pos == 'N') + 4u * (entry->pos == 'P') : 99;
}

static void span_features(const bl_choice *c, filling *f, uint32_t b, uint32_t e, uint32_t kind) {
  const bl_learner *L = c->learner;
  const bl_token *t = L->view->doc->tokens.items;
  const bl_ltoken *cue = &L->tokens[c->head];
  shape s = shape_of(c, b, e);
  const bl_ltoken *h = &L->tokens[s.head];
  uint32_t path = c->paths[s.head - c->sentence.begin], shape_bits = (uint32_t)s.whole | (s.heads > 2 ? 3u : s.heads) << 1;
  uint32_t gap = e <= c->cue.begin ? c->cue.begin - e : b >= c->cue.end ? b - c->cue.end : 0;
  uint32_t side = (e <= c->cue.begin ? 0u : b >= c->cue.end ? 1u : 2u) + kind * 4u;
  uint32_t quotes = (uint32_t)s.quote_open | (uint32_t)s.quote_whole << 1, rule = to_rule(c, b, e);
  uint32_t passive = bl_is_passive(L->view, c->head), over = 0;
  if (c->content && c->source.begin < c->source.end) over = b < c->source.end && e > c->source.begin ? 1 : 2;
  add(f, path, shape_bits, 0);
  add(f, path, cue->lemma, s.whole);
  add(f, path, cue->sense, shape_bits);
  add(f, path, t[s.head].upos, passive);
  add(f, path, h->lemma, 0);
  add(f, path, rule, s.whole);
  add(f, t[s.head].dep, side, shape_bits);
  add(f, t[s.head].dep, h->sense, passive);
  add(f, side, bucket(gap), shape_bits);
  add(f, side, bucket(e - b), quotes);
  add(f, side, cue->lemma, quotes);
  add(f, side, cue->sense, passive);
  add(f, rule, rule_kind(c), s.whole);
  add(f, rule, cue->lemma, 0);
  add(f, rule, quotes, side);
  add(f, over, side, kind);
  add(f, h->lemma, t[s.head].dep, 0);
  add(f, s.verb | (uint32_t)s.comma << 1, t[s.head].upos, bucket(e - b));
  add(f, b == c->sentence.begin, e >= c->sentence.end - 1, side);
  add(f, quotes, gap == 0, side);
  add(f, t[c->head].dep, t[s.head].dep, side);
  add(f, t[c->head].dep, t[c->head].xpos, path);
}

void bl_candidate_features(const bl_choice *c, uint32_t candidate, bl_features *out) {
  const bl_candidate *k = &c->candidates.items[candidate];
  const bl_learner *L = c->learner;
  const bl_ltoken *cue = &L->tokens[c->head];
  const bl_token *t = L->view->doc->tokens.items;
  filling f = {out, (c->content ? 0x3000u : 0x4000u) + 16u * k->kind, 0};
  if (k->kind == BL_CAND_ONE || k->kind == BL_CAND_AROUND) {
    f.base = c->content ? 0x3000u : 0x4000u;
    span_features(c, &f, k->begin, k->end, k->kind == BL_CAND_AROUND);
    return;
  }
  bool before = k->kind == BL_CAND_QUOTE && k->begin < c->cue.begin;
  uint32_t rest = c->whole.end - c->cue.end, lead = c->cue.begin - c->whole.begin;
  bool colon = bl_str_eq_c(t[c->whole.end - 1].form, ":");
  bool paragraph = c->whole.end < L->view->doc->tokens.count &&
                   bl_aview_paragraph(L->view, c->whole.end) == bl_aview_paragraph(L->view, c->cue.begin);
  uint32_t rule = c->rule == BL_NONE ? 9 : L->rules->items[c->rule].source_head != BL_NONE;
  bool beyond = false;
  if (k->kind == BL_CAND_RULE)
    for (uint32_t i = 0; i < L->rules->items[c->rule].content.count; i++)
      beyond |= L->rules->items[c->rule].content.items[i].end <= c->whole.begin ||
                L->rules->items[c->rule].content.items[i].begin >= c->whole.end;
  add(&f, before, 0, beyond);
  add(&f, before, cue->lemma, beyond);
  add(&f, before, cue->sense, rule);
  add(&f, before, bucket(before ? lead : rest), colon);
  add(&f, before, paragraph, colon);
  add(&f, before, t[c->head].xpos, t[c->head].dep);
  add(&f, before, rule, rule_kind(c));
  add(&f, bl_is_passive(L->view, c->head), t[c->head].xpos, rule);
  add(&f, t[c->head].dep, t[c->head].upos, 0);
}
