/* What the words of a clause or noun phrase say of its polarity and modality: negations, modal auxiliaries, adverbs,
 * subordinators, conditions that hang on it. What governs the clause is seen in scope.c. */
#include "claim/scope.h"

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

void bl_weaken(bl_scope *s, bl_modality modality) {
  if (s->modality == BL_ASSERTED) s->modality = (uint8_t)modality;
}

/* What is asked or hangs on an unreal condition is no plan. */
void bl_unsettle(bl_scope *s) {
  if (s->modality == BL_ASSERTED || s->modality == BL_PLANNED) s->modality = BL_POSSIBLE;
}

void bl_suppose(bl_scope *s) {
  bl_weaken(s, BL_POSSIBLE);
  s->supposed = true;
}

void bl_flip(bl_scope *s) { s->polarity = s->polarity == BL_AFFIRMED ? BL_NEGATED : BL_AFFIRMED; }

/* A word of negation, if it is no part of a name ("Nurses Without Borders"). */
static bool is_negation(const bl_walk *w, uint32_t c) {
  if (bl_str_eq_nocase(token_at(w, c)->form, BL_STR("longer"))) /* "no longer backs it" */
    BL_EACH_CHILD(w, n, c) if (n < c && bl_in_class(w, n, w->classes->negation)) return true;
  if (!bl_in_class(w, c, w->classes->negation)) return false;
  const bl_mention *m = w->cover[c] == BL_NONE ? NULL : &w->doc->mentions.items[w->cover[c]];
  return !m || m->kind != BL_MK_NAME || m->tokens.end - m->tokens.begin < 2;
}

/* "not only Kesh but Loreto": both; "no fewer than nine": nine at least. */
static bool not_only(const bl_walk *w, uint32_t negation) {
  if (negation + 1 < w->count && bl_word_is(w, negation, "no") && (bl_word_is(w, negation + 1, "less") || bl_word_is(w, negation + 1, "fewer"))) return true;
  return negation + 1 < w->count && bl_word_is(w, negation, "not") && bl_in_class(w, negation + 1, w->classes->only);
}

/* "no fighters entered", "none of them": a negated determiner at a subject or object. */
bool bl_negated_noun(const bl_walk *w, uint32_t noun) {
  if (token_at(w, noun)->upos == BL_POS_PRON && is_negation(w, noun)) return true;
  bool one = token_at(w, noun)->xpos != BL_XPOS_NN || bl_has_child(w, noun, BL_DEP_DET); /* "a little help" */
  if (!one) BL_EACH_CHILD(w, c, noun) if (bl_plain_dep(w, c) == BL_DEP_AMOD && bl_in_class(w, c, w->classes->hardly_any)) return true;
  BL_EACH_CHILD(w, c, noun) {
    bl_dep d = bl_plain_dep(w, c);
    if ((d == BL_DEP_ADVMOD || d == BL_DEP_DET) && bl_has_child(w, noun, BL_DEP_COP)) continue; /* a word of its clause: counted there */
    if ((d == BL_DEP_DET || d == BL_DEP_ADVMOD || d == BL_DEP_CC) && is_negation(w, c) && c < noun) return !not_only(w, c);
  }
  return false;
}

bool bl_has_to(const bl_walk *w, uint32_t verb) {
  BL_EACH_CHILD(w, c, verb) if (token_at(w, c)->xpos == BL_XPOS_TO) return true;
  return false;
}

/* Whether a clause stands in the present: what "until he comes" and "when the law applies" tell has not happened. */
bool bl_in_present(const bl_walk *w, uint32_t verb) {
  BL_EACH_CHILD(w, c, verb) {
    bl_dep d = bl_plain_dep(w, c);
    if (d == BL_DEP_AUX || d == BL_DEP_COP) return token_at(w, c)->xpos == BL_XPOS_VBZ || token_at(w, c)->xpos == BL_XPOS_VBP;
  }
  uint8_t tag = token_at(w, verb)->xpos;
  return tag == BL_XPOS_VBZ || tag == BL_XPOS_VBP;
}

/* Whether a finite clause stands in the past: "agreed that Reza won" plans nothing. */
bool bl_in_past(const bl_walk *w, uint32_t verb) {
  BL_EACH_CHILD(w, c, verb) {
    bl_dep d = bl_plain_dep(w, c);
    if (d == BL_DEP_AUX || d == BL_DEP_COP) return token_at(w, c)->xpos == BL_XPOS_VBD;
  }
  return token_at(w, verb)->xpos == BL_XPOS_VBD;
}

/* "did not speak only of Kesh": of Kesh it did speak. */
static bool only_part(const bl_walk *w, uint32_t verb) {
  BL_EACH_CHILD(w, c, verb) {
    if (c < verb || bl_is_verbal(w, c)) continue;
    BL_EACH_CHILD(w, e, c) if (bl_plain_dep(w, e) == BL_DEP_ADVMOD && bl_in_class(w, e, w->classes->only)) return true;
  }
  return false;
}

/* "have yet to confirm it", "is yet to be found": what is yet to come has not. */
bool bl_yet_to(const bl_walk *w, uint32_t head) {
  BL_EACH_CHILD(w, c, head)
    if (bl_plain_dep(w, c) == BL_DEP_ADVMOD && bl_str_eq_nocase(token_at(w, c)->form, BL_STR("yet")) && c + 1 < w->count && token_at(w, c + 1)->xpos == BL_XPOS_TO) return true;
  return false;
}

/* "the trouble is not that they came": neither that they came nor that they did not. */
static bool negates_outer(const bl_walk *w, uint32_t verb, uint32_t negation) {
  uint32_t mark = bl_child_with(w, verb, BL_DEP_MARK);
  return mark != BL_NONE && negation < mark && mark < verb && bl_has_child(w, verb, BL_DEP_NSUBJ_OUTER);
}

/* "can't just leave": must not leave at all; "is not just leaving": is. */
static bool just_may(const bl_walk *w, uint32_t verb, uint32_t word) {
  if (!bl_word_is(w, word, "just") || bl_has_child(w, verb, BL_DEP_COP)) return false; /* "is not just a deal": more than that */
  BL_EACH_CHILD(w, c, verb) if (token_at(w, c)->xpos == BL_XPOS_MD) return !bl_word_is(w, c, "will") && !bl_word_is(w, c, "would"); /* "will not just help": more than that */
  return token_at(w, verb)->xpos != BL_XPOS_VBG;
}

/* "do not solely rely on": they do; "does not necessarily mean": who knows. */
static bool negates_part(const bl_walk *w, uint32_t verb, uint32_t negation, bl_scope *s) {
  if (negates_outer(w, verb, negation)) s->unsure = true;
  if (negation + 1 < w->count && bl_word_is(w, negation + 1, "only")) return true;
  BL_EACH_CHILD(w, c, verb) {
    if (c < negation || c > verb + 1 || token_at(w, c)->dep != BL_DEP_ADVMOD) continue;
    if (bl_in_class(w, c, w->classes->partly)) s->unsure = true;
    if (bl_in_class(w, c, w->classes->only) && !just_may(w, verb, c)) return true;
  }
  return only_part(w, verb);
}

/* "hit it a third of the time": neither that they do nor that they do not. */
static bool part_of_the_time(const bl_walk *w, uint32_t verb) {
  for (uint32_t t = verb + 3; t < w->end[verb]; t++)
    if (bl_word_is(w, t, "time") && bl_word_is(w, t - 1, "the") && bl_word_is(w, t - 2, "of") && (t + 1 == w->end[verb] || token_at(w, t + 1)->upos == BL_POS_PUNCT)) return true;
  return false;
}

/* "if prices fall, banks gain", "when doses arrive, there will be": what hangs on something else. */
static bool on_condition(const bl_walk *w, uint32_t clause) {
  BL_EACH_CHILD(w, c, clause)
    if (token_at(w, c)->dep == BL_DEP_MARK && (bl_word_is(w, c, "if") || bl_word_is(w, c, "unless")) && (c + 1 == w->count || (!bl_word_is(w, c + 1, "any") && !bl_word_is(w, c + 1, "anything")))) /* "few if any" */
      return c == 0 || (!bl_word_is(w, c - 1, "even") && !bl_word_is(w, c - 1, "as"));
  return false;
}

/* "has ruled it out" */
static bool in_perfect(const bl_walk *w, uint32_t verb) {
  if (token_at(w, verb)->xpos != BL_XPOS_VBN) return false;
  BL_EACH_CHILD(w, c, verb) if (bl_plain_dep(w, c) == BL_DEP_AUX) return bl_word_is(w, c, "has") || bl_word_is(w, c, "have") || bl_word_is(w, c, "had");
  return false;
}

/* "would be seen so if they believed it" */
static bool has_would(const bl_walk *w, uint32_t verb) {
  BL_EACH_CHILD(w, c, verb) if (token_at(w, c)->xpos == BL_XPOS_MD) return bl_word_is(w, c, "would") || bl_word_is(w, c, "'d");
  return false;
}

/* "announced a tariff unless they act", "promised war if they come": the announcing hangs on nothing. */
static bool hangs_on(const bl_walk *w, uint32_t verb, uint32_t clause) {
  uint32_t begin = w->begin[clause];
  if (begin > 0 && (bl_word_is(w, begin - 1, "(") || bl_word_is(w, begin - 1, "-") || bl_word_is(w, begin - 1, "--") || bl_word_is(w, begin - 1, "\xE2\x80\x93") || bl_word_is(w, begin - 1, "\xE2\x80\x94"))) return false; /* an aside */
  return on_condition(w, clause) && !((bl_in_past(w, verb) || in_perfect(w, verb)) && bl_in_present(w, clause));
}

bool bl_has_modal(const bl_walk *w, uint32_t verb) {
  BL_EACH_CHILD(w, c, verb) if (token_at(w, c)->xpos == BL_XPOS_MD) return true;
  return false;
}

static bool when_it_comes(const bl_walk *w, uint32_t verb, uint32_t adverb) {
  uint32_t head = token_at(w, verb)->head;
  return bl_plain_dep(w, verb) == BL_DEP_ADVCL && adverb < verb && bl_in_class(w, adverb, w->classes->pending) && bl_in_present(w, verb) && head < w->count && bl_has_modal(w, head);
}

/* "will leave after he finishes", "the law bars them from leaving after officials declare it" */
static bool after_it(const bl_walk *w, uint32_t verb, uint32_t mark) {
  uint32_t head = token_at(w, verb)->head;
  if (!bl_word_is(w, mark, "after") || bl_plain_dep(w, verb) != BL_DEP_ADVCL || !bl_in_present(w, verb) || head >= w->count) return false;
  if (bl_in_present(w, head) && (bl_in_class(w, head, w->classes->fail) || bl_in_class(w, head, w->classes->allow) || bl_in_class(w, head, w->classes->must))) return true;
  return bl_has_modal(w, head) || (token_at(w, head)->xpos == BL_XPOS_VBG && bl_has_child(w, head, BL_DEP_MARK) && !bl_has_child(w, verb, BL_DEP_AUX));
}

/* "have" behind a modal */
static bool perfect_after(const bl_walk *w, uint32_t verb, uint32_t modal) {
  if (token_at(w, verb)->xpos != BL_XPOS_VBN) return false;
  BL_EACH_CHILD(w, c, verb) if (c > modal && bl_plain_dep(w, c) == BL_DEP_AUX && (bl_word_is(w, c, "have") || bl_word_is(w, c, "'ve"))) return true;
  return false;
}

/* "would have attacked": it did not come to that. */
static bool counterfactual(const bl_walk *w, uint32_t verb, uint32_t modal) {
  return (bl_word_is(w, modal, "would") || bl_word_is(w, modal, "'d")) && perfect_after(w, verb, modal);
}

/* "Had they not come, ...", "Should prices fall, ...": an auxiliary before its subject, and no question. */
static bool inverted_condition(const bl_walk *w, uint32_t verb) {
  uint32_t first = w->begin[verb];
  bl_dep d = bl_plain_dep(w, verb);
  if (first + 2 >= w->count || (first != verb && token_at(w, first)->head != verb)) return false;
  if (d != BL_DEP_ADVCL && d != BL_DEP_AUX && d != BL_DEP_PARATAXIS && d != BL_DEP_DEP && d != BL_DEP_CSUBJ) return false;
  if (!bl_word_is(w, first, "had") && !bl_word_is(w, first, "were") && !bl_word_is(w, first, "should")) return false;
  BL_EACH_CHILD(w, c, verb) {
    bl_dep k = bl_plain_dep(w, c);
    if ((k == BL_DEP_NSUBJ || k == BL_DEP_NSUBJ_PASS || k == BL_DEP_EXPL || k == BL_DEP_OBJ) && w->begin[c] == first + 1) return true;
  }
  return false;
}

/* "no longer", "no more"; "not any more" says the same by its "not". */
static bool no_longer(const bl_walk *w, uint32_t adverb) {
  return adverb > 0 && bl_word_is(w, adverb - 1, "no") && (bl_word_is(w, adverb, "longer") || bl_word_is(w, adverb, "more")) && token_at(w, adverb - 1)->head == adverb;
}

/* "holds a meeting tomorrow" */
static bool tomorrow(const bl_walk *w, uint32_t verb) {
  if (!bl_in_present(w, verb)) return false;
  BL_EACH_CHILD(w, c, verb) if (bl_word_is(w, c, "tomorrow")) return true;
  return false;
}

/* "They would not let us leave": told for itself, whether they refused or would have refused, who knows. */
static bool would_not(const bl_walk *w, uint32_t verb) {
  if (bl_plain_dep(w, verb) != BL_DEP_ROOT || token_at(w, verb)->xpos != BL_XPOS_VB) return false;
  BL_EACH_CHILD(w, c, verb) if (token_at(w, c)->xpos == BL_XPOS_MD && bl_word_is(w, c, "would") && c + 1 < w->count && is_negation(w, c + 1)) return true;
  return false;
}

/* Words of the verb itself: negations, modal auxiliaries, adverbs, subordinators. */
void bl_clause_words(const bl_walk *w, uint32_t verb, bl_scope *s, bool with_arguments) {
  const bl_classes *k = w->classes;
  if (bl_marked(w, verb, k->condition) || inverted_condition(w, verb)) bl_suppose(s); /* "if they were to win" */
  if (token_at(w, verb)->xpos == BL_XPOS_VB && bl_has_child(w, verb, BL_DEP_COP) && bl_has_to(w, verb)) bl_weaken(s, BL_PLANNED); /* "the goal is to win" */
  if (with_arguments && bl_has_to(w, verb) && bl_yet_to(w, verb)) bl_flip(s);
  BL_EACH_CHILD(w, c, verb) {
    bl_dep d = bl_plain_dep(w, c);
    if (d == BL_DEP_ADVMOD || d == BL_DEP_AUX || d == BL_DEP_DET) {
      if (is_negation(w, c)) {
        if (!negates_part(w, verb, c, s)) bl_flip(s);
      } else if (d == BL_DEP_ADVMOD && no_longer(w, c)) {
        bl_flip(s);
      } else if (d == BL_DEP_ADVMOD && c + 1 == verb && bl_word_is(w, c, "better") && (token_at(w, verb)->xpos == BL_XPOS_VB || token_at(w, verb)->xpos == BL_XPOS_VBP)) {
        bl_weaken(s, BL_PLANNED); /* "we better leave" */
      } else if (d == BL_DEP_ADVMOD && bl_in_class(w, c, k->seldom)) {
        s->unsure = true;
      } else if (d == BL_DEP_ADVMOD && c + 1 == verb && bl_in_class(w, c, k->nearly) && token_at(w, verb)->upos == BL_POS_VERB) {
        if (bl_in_class(w, verb, k->change_verb)) bl_weaken(s, BL_POSSIBLE);
        else s->unsure = true; /* "nearly starved them" */
      } else if (d == BL_DEP_ADVMOD && when_it_comes(w, verb, c)) {
        bl_weaken(s, BL_POSSIBLE);
      } else if (d == BL_DEP_AUX && perfect_after(w, verb, c) && (bl_word_is(w, c, "should") || bl_word_is(w, c, "ought"))) {
        s->unsure = true; /* "should have resigned" */
      } else if (d == BL_DEP_AUX && perfect_after(w, verb, c) && bl_word_is(w, c, "must")) {
        bl_weaken(s, BL_POSSIBLE);
      } else if (d == BL_DEP_AUX && counterfactual(w, verb, c)) {
        bl_unsettle(s);
      } else if (d == BL_DEP_AUX && bl_has_child(w, verb, BL_DEP_COP) && (bl_word_is(w, c, "would") || bl_word_is(w, c, "'d"))) {
        bl_weaken(s, BL_POSSIBLE); /* "would be a disaster" is planned by nobody */
      } else if (d == BL_DEP_AUX && bl_in_class(w, c, k->modal_possible)) {
        bl_weaken(s, BL_POSSIBLE);
      } else if (d == BL_DEP_AUX && bl_in_class(w, c, k->modal_planned)) {
        bl_weaken(s, BL_PLANNED);
      } else if (d == BL_DEP_ADVMOD && bl_in_class(w, c, k->possible_adverb)) {
        bl_weaken(s, BL_POSSIBLE);
      } else if (d == BL_DEP_ADVMOD && bl_in_class(w, c, k->reported_adverb)) {
        bl_weaken(s, BL_REPORTED);
      }
    } else if (d == BL_DEP_MARK && bl_str_eq_c(token_at(w, c)->lemma, "due") && !bl_is_bare_gerund(w, verb)) { /* "is due to meet" */
      bl_weaken(s, BL_PLANNED);
    } else if (d == BL_DEP_MARK && (bl_in_class(w, c, k->condition) || (c > 0 && bl_word_is(w, c, "as") && bl_word_is(w, c - 1, "long")))) {
      bl_suppose(s);
    } else if ((d == BL_DEP_MARK || d == BL_DEP_CC) && bl_in_class(w, c, k->instead)) {
      bl_flip(s);
    } else if ((d == BL_DEP_MARK || d == BL_DEP_ADVMOD) && c < verb && bl_in_class(w, c, k->pending) && bl_in_present(w, verb)) {
      bl_weaken(s, BL_POSSIBLE);
    } else if (d == BL_DEP_MARK && c > 0 && bl_word_is(w, c, "because") && bl_word_is(w, c - 1, "not")) {
      s->unsure = true; /* "not because they forced it" */
    } else if (d == BL_DEP_MARK && after_it(w, verb, c)) {
      bl_weaken(s, BL_PLANNED);
    } else if (d == BL_DEP_CC && c < verb && token_at(w, verb)->upos == BL_POS_VERB && bl_word_is(w, c, "nor")) {
      bl_flip(s);
    } else if (with_arguments && (d == BL_DEP_NSUBJ || d == BL_DEP_OBJ) && bl_negated_noun(w, c)) {
      bl_flip(s);
    }
  }
  BL_EACH_CHILD(w, c, verb) if (token_at(w, c)->dep == BL_DEP_ADVCL && hangs_on(w, verb, c)) {
    if (has_would(w, verb)) bl_unsettle(s);
    else bl_weaken(s, BL_POSSIBLE);
  }
  if (tomorrow(w, verb)) bl_weaken(s, BL_PLANNED);
  if (part_of_the_time(w, verb) || would_not(w, verb)) s->unsure = true;
}

void bl_noun_words(const bl_walk *w, uint32_t noun, bl_scope *s) {
  const bl_classes *k = w->classes;
  if (bl_negated_noun(w, noun)) bl_flip(s);
  if (w->prep[noun] != BL_NONE && bl_wordbook_in(w->lexicon, w->prep[noun], k->negation)) bl_flip(s);
  BL_EACH_CHILD(w, c, noun) {
    bl_dep d = bl_plain_dep(w, c);
    if (d != BL_DEP_AMOD && d != BL_DEP_COMPOUND) continue;
    bool made = bl_in_class(w, noun, k->claimed) && bl_str_eq_c(token_at(w, c)->lemma, "false"); /* "made false allegations": he did make them */
    if (!made && (bl_in_class(w, c, k->fake) || bl_in_class(w, c, k->possible))) bl_weaken(s, BL_POSSIBLE);
    else if (bl_in_class(w, c, k->planned_adjective) || (d == BL_DEP_AMOD && token_at(w, c)->xpos == BL_XPOS_VBN && bl_in_class(w, c, k->planned_verb))) bl_weaken(s, BL_PLANNED);
    else if (d == BL_DEP_AMOD && token_at(w, c)->xpos == BL_XPOS_VBN && bl_in_class(w, c, k->called_off)) s->unsure = true; /* "the cancelled summit" */
    else if (bl_in_class(w, c, k->reported_adverb)) bl_weaken(s, BL_REPORTED);
  }
}

bool bl_negated_verb(const bl_walk *w, uint32_t verb) {
  bl_scope s = {0};
  bl_clause_words(w, verb, &s, false);
  return s.polarity == BL_NEGATED;
}
