/* Whom an open claim may be about: what is not told of its subject as it stands is left out. */
#include "claim/emit.h"

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

static bool has_word_before(const bl_walk *w, uint32_t noun, const char *const *words, size_t count) {
  BL_EACH_CHILD(w, c, noun)
    for (size_t i = 0; i < count && c < noun; i++)
      if (bl_word_is(w, c, words[i])) return true;
  return false;
}

/* "another 36 percent": of what is not said. */
static bool bare_share(const bl_walk *w, uint32_t t) {
  uint32_t q = bl_quantity_at(w, t);
  if (q == BL_NONE || !bl_str_eq_c(w->doc->quantities.items[q].unit, "percent") || bl_is_named(w, t)) return false;
  return !bl_has_child(w, t, BL_DEP_NMOD);
}

/* "Most homes and clinics": the second noun has "most" only with the first. */
static bool shares_amount(const bl_walk *w, uint32_t t) {
  const bl_token *k = token_at(w, t);
  if (k->dep != BL_DEP_CONJ || k->head >= w->count || bl_is_named(w, t) || bl_has_child(w, t, BL_DEP_DET)) return false;
  BL_EACH_CHILD(w, c, k->head) {
    bool amount = bl_in_class(w, c, w->classes->most) || bl_in_class(w, c, w->classes->some);
    if (amount && c < k->head && bl_plain_dep(w, c) != BL_DEP_CONJ) return true;
  }
  return false;
}

/* "door and window sensors": the first noun stands for a kind of the second. */
static bool shares_head(const bl_walk *w, uint32_t t) {
  const bl_token *k = token_at(w, t);
  if (k->xpos != BL_XPOS_NN || k->upos != BL_POS_NOUN || bl_has_child(w, t, BL_DEP_DET) || bl_has_child(w, t, BL_DEP_NMOD_POSS)) return false;
  BL_EACH_CHILD(w, c, t)
    if (token_at(w, c)->dep == BL_DEP_CONJ && token_at(w, c)->xpos == BL_XPOS_NNS && bl_has_child(w, c, BL_DEP_COMPOUND) && !bl_has_child(w, c, BL_DEP_DET)) return true;
  return false;
}

bool bl_open_about(bl_walk *w, uint32_t t) {
  bool thing = bl_entity_of(w, t, false) != BL_NONE || token_at(w, t)->upos == BL_POS_NOUN;
  if (!thing || !bl_is_told(w, t) || bl_in_class(w, t, w->classes->loose_pronoun)) return false;
  return !bare_share(w, t) && !shares_amount(w, t) && !shares_head(w, t);
}

/* "a man who cuts taxes", "any firm taking the money", "the last person who ...": of a kind of people, not of somebody. */
bool bl_only_imagined(const bl_walk *w, uint32_t verb) {
  static const char *const any[] = {"any", "every", "each", "no"}, *const one[] = {"a", "an", "some", "any", "every", "no", "last"};
  for (int steps = 0; steps < 6 && verb < w->count; steps++) {
    if (bl_has_child(w, verb, BL_DEP_NSUBJ) && token_at(w, verb)->dep != BL_DEP_ACL_RELCL) return false;
    const bl_token *t = token_at(w, verb);
    bl_dep d = bl_plain_dep(w, verb);
    if (t->head >= w->count) return false;
    if (d != BL_DEP_ACL) {
      if (d != BL_DEP_CONJ && d != BL_DEP_XCOMP) return false;
      verb = t->head;
      continue;
    }
    uint32_t noun = t->head, begin = w->begin[verb];
    if (bl_is_named(w, noun) || noun > verb || begin == 0 || token_at(w, begin - 1)->upos == BL_POS_PUNCT || token_at(w, begin)->upos == BL_POS_PUNCT) return false;
    if (has_word_before(w, noun, any, 4)) return true;
    return t->dep == BL_DEP_ACL_RELCL && token_at(w, verb)->xpos != BL_XPOS_VBD && bl_in_class(w, noun, w->classes->person_noun) && token_at(w, noun)->xpos == BL_XPOS_NN && has_word_before(w, noun, one, 7);
  }
  return false;
}

/* "hate each other": told of both together, not of one. */
bool bl_is_mutual(const bl_walk *w, bl_span act) {
  for (uint32_t t = act.begin; t + 1 < act.end; t++)
    if ((bl_word_is(w, t, "each") && bl_word_is(w, t + 1, "other")) || (bl_word_is(w, t, "one") && bl_word_is(w, t + 1, "another"))) return true;
  return false;
}

/* "played it up": what "it" is stands elsewhere, and nothing in these words tells. */
bool bl_leaves_it_open(const bl_walk *w, bl_span act) {
  for (uint32_t t = act.begin; t < act.end; t++) {
    const bl_token *k = token_at(w, t);
    if (k->upos == BL_POS_NOUN || k->upos == BL_POS_PROPN || bl_str_eq_c(k->lemma, "make")) return false;
    bl_dep d = bl_plain_dep(w, t);
    bool open = bl_word_is(w, t, "it") && (d == BL_DEP_OBJ || d == BL_DEP_OBL) && k->head >= act.begin && k->head < act.end;
    if (!open) continue;
    uint32_t entity = w->mention[t] == BL_NONE ? BL_NONE : w->doc->mentions.items[w->mention[t]].entity;
    if (bl_child_with(w, k->head, BL_DEP_XCOMP) != BL_NONE || bl_child_with(w, k->head, BL_DEP_CCOMP) != BL_NONE) return false;
    return entity >= w->doc->entities.count || bl_only_pronouns(w->doc, entity);
  }
  return false;
}
