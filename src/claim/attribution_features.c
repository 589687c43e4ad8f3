/* Features of the cue tagger; see attribution_learn.h. A feature is the hash of its template's number and of the parts
 * that fill it. */
#include "claim/attribution_learn.h"

#include <string.h>

enum { NEAR = 150 }; /* how far a quotation is looked for, in tokens */

static uint32_t mix(uint32_t h, uint32_t x) {
  h ^= x + 0x9E3779B9u + (h << 6) + (h >> 2);
  h *= 0x85EBCA6Bu;
  return h ^ (h >> 15);
}

static uint32_t hash_lower(bl_str s) {
  uint32_t h = 2166136261u;
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (c >= 'A' && c <= 'Z') c = (unsigned char)(c + 32);
    h = (h ^ c) * 16777619u;
  }
  return h;
}

/* ---- tokens ----------------------------------------------------------------------------------------------------- */

static char cue_pos(uint8_t upos) {
  switch (upos) {
    case BL_POS_VERB: case BL_POS_AUX: return 'V';
    case BL_POS_NOUN: return 'N';
    case BL_POS_ADJ: return 'J';
    case BL_POS_ADV: return 'R';
    default: return 0;
  }
}

static void fill_token(const bl_learner *L, uint32_t i) {
  const bl_token *t = &L->view->doc->tokens.items[i];
  bl_ltoken *l = &L->tokens[i];
  char pos = cue_pos(t->upos);
  const bl_cue *entry = pos == 'V' ? bl_cue_of_verb(L->lexicon, t) : pos ? bl_cue_find(L->lexicon, pos, t->lemma) : NULL;
  l->lemma = hash_lower(t->lemma.n ? t->lemma : t->form);
  l->form = hash_lower(t->form);
  l->suffix = hash_lower(bl_str_slice(t->form, t->form.n > 3 ? t->form.n - 3 : 0, t->form.n));
  l->sense = pos == 'V' || pos == 'N' || t->upos == BL_POS_PROPN ? bl_sense_of(L->lexicon, pos ? pos : 'N', t->lemma) : 0;
  if (t->upos == BL_POS_PROPN) l->sense |= 1u << 30;
  if (t->upos == BL_POS_PRON) l->sense |= 1u << 29;
  l->cue_class = entry ? 1 + entry->cue_class + (entry->frames << 4) : 0;
}

static uint32_t rule_label(const bl_aview *v, const bl_afound *a, bool begin) {
  bool quoted = a->content.count && v->quote[a->content.items[0].begin] != BL_NONE;
  uint32_t size = 0;
  for (uint32_t i = 0; i < a->content.count; i++) size += a->content.items[i].end - a->content.items[i].begin;
  return 1u + begin + (quoted ? 2u : 0) + (a->source_head != BL_NONE ? 4u : 0) + (size > 8 ? 16u : size > 3 ? 8u : 0) +
         (a->content.items[0].begin < a->head ? 32u : 0);
}

void bl_learner_make(const bl_cue_lexicon *lexicon, const bl_aview *view, const bl_afound_vec *rules, bl_learner *out) {
  uint32_t n = view->doc->tokens.count;
  *out = (bl_learner){.lexicon = lexicon, .view = view, .rules = rules};
  out->tokens = BL_ARENA_NEW(view->arena, bl_ltoken, n);
  out->rule_at = BL_ARENA_NEW(view->arena, uint32_t, n);
  for (uint32_t i = 0; i < n; i++) {
    fill_token(out, i);
    out->rule_at[i] = BL_NONE;
  }
  for (uint32_t r = 0; r < rules->count; r++) {
    const bl_afound *a = &rules->items[r];
    if (out->rule_at[a->head] == BL_NONE) out->rule_at[a->head] = r;
    for (uint32_t i = a->cue.begin; i < a->cue.end; i++) out->tokens[i].rule = rule_label(view, a, i == a->cue.begin);
  }
}

/* ---- cue features ----------------------------------------------------------------------------------------------- */

typedef struct filling {
  const bl_learner *L;
  const bl_token *t;
  bl_features *out;
  uint32_t template;
} filling;

static void add(filling *f, uint32_t a, uint32_t b, uint32_t c) {
  uint32_t h = mix(mix(mix(mix(0x51u, f->template++), a), b), c);
  BL_PUSH(f->out, h & ((1u << BL_CUE_BITS) - 1));
}

static void window_features(filling *f, uint32_t i, bl_span s) {
  static const bl_ltoken none;
  const bl_ltoken *l[5];
  uint32_t x[5], u[5];
  for (int k = 0; k < 5; k++) {
    bool inside = i + (uint32_t)k >= s.begin + 2 && i + (uint32_t)k - 2 < s.end;
    uint32_t at = i + (uint32_t)k - 2;
    l[k] = inside ? &f->L->tokens[at] : &none;
    x[k] = inside ? f->t[at].xpos : 90;
    u[k] = inside ? f->t[at].upos : 90;
  }
  for (int k = 0; k < 5; k++) {
    add(f, l[k]->lemma, 0, 0);
    add(f, x[k], 0, 0);
    add(f, l[k]->form, x[k], 0);
    add(f, l[k]->sense, u[k], 0);
    add(f, l[k]->rule, u[k], 0);
  }
  for (int k = 0; k < 4; k++) {
    add(f, l[k]->lemma, l[k + 1]->lemma, 0);
    add(f, x[k], x[k + 1], 0);
    add(f, l[2]->lemma, x[k == 3 ? 4 : k], 0);
    add(f, l[k]->sense, l[k + 1]->sense, u[k] * 32 + u[k + 1]);
  }
  add(f, x[1], x[2], x[3]);
  add(f, x[0], x[1], x[2]);
  add(f, x[2], x[3], x[4]);
  add(f, l[2]->suffix, x[2], 0);
  add(f, l[1]->lemma, l[2]->lemma, l[3]->lemma);
  add(f, l[1]->lemma, x[2], l[3]->lemma);
  add(f, l[2]->rule, l[2]->lemma, 0);
  add(f, l[2]->rule, l[2]->cue_class, f->t[i].dep);
  add(f, l[1]->rule, l[2]->rule, l[3]->rule);
  add(f, l[2]->cue_class, x[2], 0);
  add(f, l[2]->cue_class, x[1], l[3]->form);
}

static void head_features(filling *f, uint32_t i) {
  uint32_t h = f->t[i].head, n = f->L->view->doc->tokens.count;
  const bl_ltoken *l = &f->L->tokens[i];
  uint32_t dep = f->t[i].dep, lemma = 0, xpos = 99, sense = 0, cue = 0, hdep = 99, rule = 0, far = 9;
  if (h < n) {
    lemma = f->L->tokens[h].lemma;
    xpos = f->t[h].xpos;
    sense = f->L->tokens[h].sense;
    cue = f->L->tokens[h].cue_class;
    rule = f->L->tokens[h].rule;
    hdep = f->t[h].dep;
    far = h > i ? (h - i > 3 ? 4 : h - i) : 5 + (i - h > 3 ? 4 : i - h);
  }
  add(f, dep, 0, 0);
  add(f, dep, l->lemma, 0);
  add(f, dep, l->sense, f->t[i].xpos);
  add(f, dep, lemma, 0);
  add(f, dep, xpos, far);
  add(f, dep, sense, cue);
  add(f, dep, l->lemma, lemma);
  add(f, dep, hdep, xpos);
  add(f, dep, hdep, l->sense);
  add(f, dep, rule, far);
  add(f, dep, l->cue_class, cue);
}

static uint32_t case_of(const bl_aview *v, uint32_t token) {
  for (uint32_t c = v->first[token]; c != BL_NONE; c = v->sibling[c])
    if (v->doc->tokens.items[c].dep == BL_DEP_CASE || v->doc->tokens.items[c].dep == BL_DEP_MARK)
      return hash_lower(v->doc->tokens.items[c].form);
  return 0;
}

/* Templates for children share their numbers whichever child it is. */
static void child_features(filling *f, uint32_t i) {
  const bl_aview *v = f->L->view;
  const bl_ltoken *l = &f->L->tokens[i];
  uint32_t seen = 0, base = f->template, count = 0;
  for (uint32_t c = v->first[i]; c != BL_NONE && count < 12; c = v->sibling[c], count++) {
    const bl_ltoken *k = &f->L->tokens[c];
    uint32_t dep = f->t[c].dep, side = c > i;
    f->template = base;
    if (f->t[c].dep == BL_DEP_PUNCT) continue;
    seen |= dep < 31 ? 1u << dep : 1u << 31;
    add(f, dep, side, 0);
    add(f, dep, side, l->lemma);
    add(f, dep, l->sense, f->t[i].xpos);
    add(f, dep, k->lemma, 0);
    add(f, dep, k->sense, f->t[c].upos);
    add(f, dep, k->sense, l->lemma);
    add(f, dep, k->sense, l->sense);
    add(f, dep, case_of(v, c), l->lemma);
    add(f, dep, case_of(v, c), l->sense);
    add(f, dep, k->rule, k->cue_class);
    add(f, dep, v->quote[c] != BL_NONE, l->sense);
    add(f, dep, k->lemma, l->lemma);
  }
  f->template = base + 12;
  add(f, seen, 0, 0);
  add(f, seen, l->sense, 0);
  add(f, seen, l->lemma, 0);
  add(f, seen & 0x3FFFF, f->t[i].xpos, l->cue_class);
}

static void quote_features(filling *f, uint32_t i, bl_span s) {
  const bl_aview *v = f->L->view;
  const bl_ltoken *l = &f->L->tokens[i];
  uint32_t around = v->quote[i], beside = 0;
  bool any = false;
  bl_span near = {i > s.begin + NEAR ? i - NEAR : s.begin, s.end > i + NEAR ? i + NEAR : s.end};
  for (uint32_t k = near.begin; k < near.end && !any; k++) any = v->quote[k] != around;
  for (uint32_t k = i >= s.begin + 4 ? i - 4 : s.begin; k < i; k++)
    if (v->quote[k] != around && v->quote[k] != BL_NONE) beside |= 1;
  for (uint32_t k = i + 1; k < s.end && k < i + 5; k++)
    if (v->quote[k] != around && v->quote[k] != BL_NONE) beside |= 2;
  bool before = s.begin > 0 && v->quote[s.begin - 1] != BL_NONE;
  bool behind = s.end < v->doc->tokens.count && v->quote[s.end] != BL_NONE;
  bool colon = bl_str_eq_c(f->t[s.end - 1].form, ":");
  add(f, around != BL_NONE, any, l->sense);
  add(f, beside, l->sense, f->t[i].upos);
  add(f, beside, l->lemma, 0);
  add(f, (uint32_t)before | (uint32_t)behind << 1 | (uint32_t)colon << 2, any, l->sense);
  add(f, (uint32_t)behind | (uint32_t)colon << 1, l->lemma, any);
  add(f, around != BL_NONE, l->lemma, 0);
}

/* The nearest verb to the left, for what trails behind it ("said in a statement"), and place in the sentence. */
static void trail_features(filling *f, uint32_t i, bl_span s) {
  uint32_t verb = BL_NONE;
  for (uint32_t k = i; k-- > s.begin && i - k <= 8;)
    if (f->t[k].upos == BL_POS_VERB) {
      verb = k;
      break;
    }
  uint32_t lemma = verb == BL_NONE ? 0 : f->L->tokens[verb].lemma, gap = verb == BL_NONE ? 9 : i - verb;
  add(f, lemma, f->L->tokens[i].form, gap);
  add(f, lemma, f->t[i].xpos, f->t[i].dep);
  add(f, verb == BL_NONE ? 0 : f->L->tokens[verb].rule, f->t[i].xpos, gap);
  add(f, verb == BL_NONE ? 0 : f->L->tokens[verb].sense, f->L->tokens[i].form, gap);
  add(f, i == s.begin, i + 1 == s.end, s.end - s.begin < 12);
}

void bl_cue_features(const bl_learner *L, uint32_t i, bl_features *out) {
  filling f = {L, L->view->doc->tokens.items, out, 0};
  bl_span s = bl_aview_sentence(L->view, i);
  add(&f, 0, 0, 0);
  window_features(&f, i, s);
  f.template = 200;
  head_features(&f, i);
  f.template = 220;
  child_features(&f, i);
  f.template = 250;
  quote_features(&f, i, s);
  f.template = 270;
  trail_features(&f, i, s);
}
