/* Polarity and modality by the tree: from the trigger up to the verbs and nouns that govern it, each of which may deny,
 * doubt, plan or negate what stands below. Word classes come from data/lexicon; attribution is not seen here.
 *
 * Method after the "factuality" profile of Sauri and Pustejovsky (2009): polarity flips at negations and at verbs such
 * as "fail"; the first modality on the way up wins over later ones, except that denial and negation of a belief weaken. */
#include "claim/scope.h"

enum { CLIMB = 12 };

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

/* "was able to flee": he fled. */
static bool was_able(const bl_walk *w, uint32_t head) {
  uint32_t cop = bl_child_with(w, head, BL_DEP_COP);
  return cop != BL_NONE && token_at(w, cop)->xpos == BL_XPOS_VBD && bl_str_eq_c(token_at(w, head)->lemma, "able");
}

/* What a governing verb, adjective or noun makes of its complement. */
static void governed(const bl_walk *w, uint32_t head, bl_scope *s) {
  const bl_classes *k = w->classes;
  if (was_able(w, head)) return;
  if (bl_in_class(w, head, k->loath)) s->unsure = true;
  if (bl_in_class(w, head, k->speech) && !bl_in_class(w, head, k->plan) && !bl_in_class(w, head, k->possible) && !bl_in_class(w, head, k->deny) && bl_is_passive_verb(w, head)) {
    bl_weaken(s, BL_REPORTED); /* "is said to own it" */
    return;
  }
  if (bl_in_class(w, head, k->unlikely)) {
    bl_flip(s);
    bl_weaken(s, BL_POSSIBLE);
  } else if (bl_in_class(w, head, k->fail)) bl_flip(s);
  else if (bl_in_class(w, head, k->deny)) s->modality = BL_DENIED; /* "denied that it would leave" */
  else if (bl_in_class(w, head, k->plan)) bl_weaken(s, BL_PLANNED);
  else if (bl_in_class(w, head, k->possible) || bl_in_class(w, head, k->doubt) || bl_in_class(w, head, k->want) || bl_in_class(w, head, k->ability)) bl_weaken(s, BL_POSSIBLE);
}

static bool ordinal_noun(const bl_walk *w, uint32_t noun) {
  BL_EACH_CHILD(w, c, noun) {
    bl_str lemma = token_at(w, c)->lemma;
    if (bl_str_eq_c(lemma, "first") || bl_str_eq_c(lemma, "last") || bl_str_eq_c(lemma, "only")) return true;
    if (bl_plain_dep(w, c) != BL_DEP_AMOD) continue;
    if (token_at(w, c)->xpos == BL_XPOS_JJS) return true; /* "the youngest to win" */
    BL_EACH_CHILD(w, e, c) if (bl_str_eq_c(token_at(w, e)->lemma, "most")) return true;
  }
  return false;
}

/* "is proud to lead it", "was wrong to sell it": done, if it does not hang on more. True: so it is. */
static bool done_to(const bl_walk *w, uint32_t verb, uint32_t head, bl_scope *s) {
  if (!bl_has_to(w, verb)) return false;
  if (bl_in_class(w, head, w->classes->felt_done)) return true;
  if (!bl_in_class(w, head, w->classes->judged_done) || !bl_is_verbal(w, head)) return false;
  if (!bl_in_past(w, head)) bl_weaken(s, BL_POSSIBLE);
  return true;
}

/* "a failed bid to win", "has no power to stop it", "did not make an effort to meet": true: nothing is said of what stands below, or its negation. */
static void denied_noun(const bl_walk *w, uint32_t noun, bl_scope *s) {
  const bl_classes *k = w->classes;
  BL_EACH_CHILD(w, c, noun) if (bl_plain_dep(w, c) == BL_DEP_AMOD && bl_in_class(w, c, k->vain)) s->unsure = true;
  uint32_t above = token_at(w, noun)->head;
  bool object = bl_plain_dep(w, noun) == BL_DEP_OBJ && above < w->count && token_at(w, above)->upos == BL_POS_VERB;
  if (!bl_negated_noun(w, noun) && !(object && bl_negated_verb(w, above))) return;
  if (bl_in_class(w, noun, k->plan)) bl_flip(s); /* "has no plans to leave" */
  else s->unsure = true;
}

/* The infinitive or participle at a noun: "the plan to attack", "the first to win". False: go no further up. */
static bool at_noun(const bl_walk *w, uint32_t verb, uint32_t noun, bl_scope *s) {
  const bl_classes *k = w->classes;
  bool infinitive = bl_has_to(w, verb);
  if (!infinitive && bl_negated_noun(w, noun) && !bl_has_child(w, noun, BL_DEP_COP)) { /* "no tea sold by them", "no sign that they left" */
    bool told = bl_in_class(w, noun, k->claimed) || bl_in_class(w, noun, k->no_evidence);
    if (told || !bl_has_child(w, verb, BL_DEP_MARK)) bl_flip(s);
    if (told) bl_weaken(s, BL_POSSIBLE);
  }
  if (!infinitive && bl_in_class(w, noun, k->claimed) && bl_has_child(w, verb, BL_DEP_MARK) && bl_plain_dep(w, noun) == BL_DEP_OBJ && token_at(w, noun)->head < w->count && bl_in_class(w, token_at(w, noun)->head, k->deny)) s->modality = BL_DENIED; /* "denied the claim that" */
  if (!infinitive && bl_str_eq_c(token_at(w, noun)->lemma, "decline")) return false; /* "a decline in people being caught" */
  if (!infinitive && bl_in_class(w, noun, k->claimed) && bl_has_child(w, verb, BL_DEP_NSUBJ)) bl_weaken(s, BL_REPORTED); /* "complaints that he was selling arms" */
  if (!infinitive && !bl_has_child(w, verb, BL_DEP_MARK)) return false; /* "the lack of rain caused by ..." was caused */
  if (!infinitive && token_at(w, verb)->xpos == BL_XPOS_VBG && bl_has_child(w, verb, BL_DEP_MARK)) bl_weaken(s, BL_POSSIBLE); /* "opponents of taking" */
  if (!infinitive && !bl_in_class(w, noun, k->plan) && !bl_in_class(w, noun, k->possible) && !bl_in_class(w, noun, k->fail) && !bl_in_class(w, noun, k->deny)) return false;
  if (infinitive && ordinal_noun(w, noun)) return false;
  if (infinitive) denied_noun(w, noun, s);
  if (infinitive && done_to(w, verb, noun, s)) return true;
  if (!infinitive && bl_in_class(w, noun, k->possible)) bl_unsettle(s); /* "the chance that they will come" */
  if (infinitive && bl_in_class(w, noun, k->moved)) s->unsure = true; /* "the move to ban it": perhaps they did */
  uint8_t before = s->modality, polarity = s->polarity;
  uint32_t above = token_at(w, noun)->head;
  if (infinitive && bl_plain_dep(w, noun) == BL_DEP_OBJ && above < w->count && bl_in_class(w, above, k->wasted) && bl_in_class(w, noun, k->ability)) s->unsure = true; /* "missed the chance to win" */
  governed(w, noun, s);
  if (infinitive && s->modality == before && before == BL_ASSERTED && s->polarity == polarity) {
    bool headline = bl_plain_dep(w, noun) == BL_DEP_ROOT && token_at(w, noun)->upos == BL_POS_PROPN; /* "Reza to visit Kesh" */
    if (headline || bl_in_class(w, noun, k->sets_out)) bl_weaken(s, BL_PLANNED);
    else s->unsure = true; /* "the time to buy it", "a panel to question her" */
  }
  return false;
}

/* "was due to host it but gave it up": a past is not joined to an infinitive. */
static bool other_tense(const bl_walk *w, uint32_t verb, uint32_t first) {
  return token_at(w, verb)->xpos == BL_XPOS_VBD && token_at(w, first)->xpos == BL_XPOS_VB;
}

/* A joined verb without a subject of its own shares the auxiliaries of the first. */
static void shared_words(const bl_walk *w, uint32_t verb, uint32_t first, bl_scope *s) {
  if (bl_has_child(w, verb, BL_DEP_NSUBJ) || bl_has_child(w, verb, BL_DEP_NSUBJ_PASS) || other_tense(w, verb, first)) return;
  BL_EACH_CHILD(w, c, verb) if (bl_plain_dep(w, c) == BL_DEP_AUX) return;
  bl_scope other = {0};
  bl_clause_words(w, first, &other, false);
  bool but = false;
  BL_EACH_CHILD(w, c, verb) if (token_at(w, c)->dep == BL_DEP_CC && !bl_str_eq_c(token_at(w, c)->lemma, "and") && !bl_str_eq_c(token_at(w, c)->lemma, "or")) but = true;
  if (other.modality != BL_ASSERTED && other.modality != BL_REPORTED) bl_weaken(s, (bl_modality)other.modality);
  if (other.polarity == BL_NEGATED && !but && token_at(w, verb)->xpos == BL_XPOS_VB) bl_flip(s);
}

/* Whether a noun is no particular one: "policies", "a law", not "the law", "her law", "Kesh". */
static bool indefinite(const bl_walk *w, uint32_t noun) {
  if (token_at(w, noun)->upos != BL_POS_NOUN || bl_has_child(w, noun, BL_DEP_NMOD_POSS)) return false;
  BL_EACH_CHILD(w, c, noun) {
    bl_str form = token_at(w, c)->form;
    if (token_at(w, c)->dep == BL_DEP_DET && (bl_str_eq_nocase(form, BL_STR("the")) || bl_str_eq_nocase(form, BL_STR("this")) || bl_str_eq_nocase(form, BL_STR("that")) || bl_str_eq_nocase(form, BL_STR("these")) || bl_str_eq_nocase(form, BL_STR("those")))) return false;
  }
  return true;
}

/* "an order" */
static bool a_thing(const bl_walk *w, uint32_t noun) {
  uint32_t det = bl_child_with(w, noun, BL_DEP_DET);
  return det != BL_NONE && (bl_word_is(w, det, "a") || bl_word_is(w, det, "an") || bl_word_is(w, det, "any"));
}

/* "wants policies that create jobs", "would need a law that bans it": what is told of a thing that is not there yet is as unreal as it. */
static void unreal_noun(const bl_walk *w, uint32_t verb, uint32_t noun, bl_scope *s) {
  const bl_classes *k = w->classes;
  uint32_t first = noun;
  while (bl_plain_dep(w, first) == BL_DEP_CONJ && token_at(w, first)->head < w->count && token_at(w, token_at(w, first)->head)->upos == BL_POS_NOUN) first = token_at(w, first)->head;
  uint32_t up = token_at(w, first)->head;
  bl_dep d = bl_plain_dep(w, first);
  if (s->modality == BL_ASSERTED && indefinite(w, noun) && bl_has_child(w, noun, BL_DEP_COP)) { /* "will be a centre run by them" */
    bl_scope own = {.modality = BL_ASSERTED};
    bl_clause_words(w, noun, &own, false);
    if (own.modality == BL_PLANNED) bl_weaken(s, BL_PLANNED);
  }
  if (s->modality != BL_ASSERTED || up >= w->count || !indefinite(w, noun) || (!bl_in_present(w, verb) && !(token_at(w, verb)->xpos == BL_XPOS_VBG && d == BL_DEP_OBJ && a_thing(w, noun))) || (d != BL_DEP_OBJ && d != BL_DEP_OBL)) return;
  if (d == BL_DEP_OBL && !bl_in_class(w, up, k->plan)) return;
  if (token_at(w, up)->upos != BL_POS_VERB) return;
  if (bl_in_class(w, up, k->want) || (bl_in_class(w, up, k->plan) && d == BL_DEP_OBL)) {
    bl_weaken(s, BL_PLANNED);
    return;
  }
  bl_scope outer = {.modality = BL_ASSERTED};
  bl_clause_words(w, up, &outer, false);
  uint32_t asked = bl_has_to(w, up) && bl_plain_dep(w, up) == BL_DEP_XCOMP ? token_at(w, up)->head : BL_NONE; /* "asked him to issue an order banning it" */
  if (outer.modality == BL_ASSERTED && asked < w->count && (bl_in_class(w, asked, k->plan) || bl_in_class(w, asked, k->want) || bl_in_class(w, asked, k->makes_do))) outer.modality = BL_PLANNED;
  if (outer.modality == BL_PLANNED || outer.modality == BL_POSSIBLE) bl_weaken(s, (bl_modality)outer.modality);
  else if (outer.polarity == BL_NEGATED) bl_weaken(s, BL_POSSIBLE); /* "did not pass a law that bans it" */
}

/* "agreed that he had won", "decided it was late": of what was, not of what shall be. */
static bool agreed_past(const bl_walk *w, uint32_t verb, uint32_t head) {
  const bl_classes *k = w->classes;
  bool perfect = token_at(w, verb)->xpos == BL_XPOS_VBN && bl_has_child(w, verb, BL_DEP_AUX) && !bl_has_modal(w, verb); /* "consider that millions have left" */
  return (bl_in_past(w, verb) || perfect || bl_in_class(w, head, k->entail)) && bl_in_class(w, head, k->plan) && !bl_in_class(w, head, k->want) && !bl_in_class(w, head, k->possible) && !bl_in_class(w, head, k->doubt);
}

/* "is to invest 9 million in developing it" */
static bool marked_in(const bl_walk *w, uint32_t verb) {
  uint32_t mark = bl_child_with(w, verb, BL_DEP_MARK);
  return mark != BL_NONE && bl_word_is(w, mark, "in");
}

/* "took to the stage to denounce them": they did. */
static bool done_so(const bl_walk *w, uint32_t head) {
  if (!bl_in_past(w, head) || bl_negated_verb(w, head)) return false;
  if (!bl_str_eq_c(token_at(w, head)->lemma, "take") || bl_child_with(w, head, BL_DEP_OBJ) != BL_NONE) return false;
  BL_EACH_CHILD(w, c, head) if (bl_plain_dep(w, c) == BL_DEP_OBL && c == head + 2 && bl_word_is(w, head + 1, "to")) return true;
  return false;
}

/* "went on to win it": so they did. */
static bool went_on(const bl_walk *w, uint32_t head) {
  if (!bl_str_eq_c(token_at(w, head)->lemma, "go") || bl_has_to(w, head) || head + 2 >= w->count) return false;
  return bl_word_is(w, head + 1, "on") && token_at(w, head + 2)->xpos == BL_XPOS_TO;
}

/* "would go on to win it": he won */
static bool went_on_later(const bl_walk *w, uint32_t head) {
  if (!went_on(w, head)) return false;
  BL_EACH_CHILD(w, c, head) if (token_at(w, c)->xpos == BL_XPOS_MD) return bl_word_is(w, c, "would");
  return false;
}

/* "stopped to take a picture" */
static bool stopped_to(const bl_walk *w, uint32_t verb, uint32_t head) {
  return bl_has_to(w, verb) && (bl_str_eq_c(token_at(w, head)->lemma, "stop") || bl_str_eq_c(token_at(w, head)->lemma, "pause")) && token_at(w, head)->upos == BL_POS_VERB && !bl_is_passive_verb(w, head);
}

/* "went so far as to sue them": they did. */
static bool so_far(const bl_walk *w, uint32_t verb) {
  BL_EACH_CHILD(w, c, verb) if (token_at(w, c)->xpos == BL_XPOS_TO) return c > 1 && bl_word_is(w, c - 1, "as") && bl_word_is(w, c - 2, "far");
  return false;
}

/* "would break the law by selling it": the means is as unreal as the end. */
static void by_means(const bl_walk *w, uint32_t verb, uint32_t head, bl_scope *s) {
  if (token_at(w, verb)->xpos != BL_XPOS_VBG || !(bl_marked(w, verb, w->classes->means_prep) || marked_in(w, verb))) return;
  bl_scope outer = {.modality = BL_ASSERTED};
  bl_clause_words(w, head, &outer, false);
  if (outer.modality == BL_PLANNED || outer.modality == BL_POSSIBLE) bl_weaken(s, (bl_modality)outer.modality);
}

/* "complaints he was selling arms": no relative clause, for its verb has subject and object. */
static bool claim_without_that(const bl_walk *w, uint32_t verb, uint32_t noun) {
  if (!bl_in_class(w, noun, w->classes->claimed)) return false;
  bool object = false;
  BL_EACH_CHILD(w, c, verb) {
    bl_dep d = bl_plain_dep(w, c);
    if (bl_is_relative(w, c) && d != BL_DEP_MARK) return false;
    object |= d == BL_DEP_OBJ || d == BL_DEP_COP || d == BL_DEP_XCOMP || (d == BL_DEP_CONJ && bl_child_with(w, c, BL_DEP_OBJ) != BL_NONE);
  }
  return object && bl_has_child(w, verb, BL_DEP_NSUBJ);
}

/* "keeps them from leaving", "protects them from being sued". */
static bool kept_from(const bl_walk *w, uint32_t verb, uint32_t head) {
  uint32_t mark = bl_child_with(w, verb, BL_DEP_MARK);
  return mark != BL_NONE && token_at(w, verb)->xpos == BL_XPOS_VBG && bl_str_eq_nocase(token_at(w, mark)->form, BL_STR("from")) && bl_child_with(w, head, BL_DEP_OBJ) != BL_NONE;
}

/* "have had to move": they moved. */
static bool had_to(const bl_walk *w, uint32_t head) {
  if (token_at(w, head)->xpos != BL_XPOS_VBN || bl_has_modal(w, head)) return false;
  return bl_has_child(w, head, BL_DEP_AUX);
}

/* "voted to lift the ban": what a body decides is done by deciding it. */
static bool decided(const bl_walk *w, uint32_t verb, uint32_t head, bl_scope *s) {
  const bl_classes *k = w->classes;
  bool past = bl_in_past(w, head) || (token_at(w, head)->xpos == BL_XPOS_VBN && !bl_has_modal(w, head) && !bl_is_passive_verb(w, head));
  if (!past || !bl_has_to(w, verb) || !bl_in_class(w, head, k->decides) || !bl_in_class(w, verb, k->official_act) || bl_negated_verb(w, head)) return false;
  s->definite = true; /* no matter that the decision is an attitude */
  return true;
}

/* "has supported doubling it": whether it was doubled, who knows. */
static bool favoured(const bl_walk *w, uint32_t verb, uint32_t head) {
  return token_at(w, verb)->xpos == BL_XPOS_VBG && bl_in_class(w, head, w->classes->favours);
}

/* "need not be told", "is not required to do it": perhaps they do. */
static void need_not(const bl_walk *w, uint32_t head, bl_scope *s) {
  const bl_classes *k = w->classes;
  bool bound = bl_in_class(w, head, k->must) || bl_str_eq_c(token_at(w, head)->lemma, "require") || bl_str_eq_c(token_at(w, head)->lemma, "oblige") || bl_str_eq_c(token_at(w, head)->lemma, "obligate");
  if (bound && bl_negated_verb(w, head)) s->unsure = true;
}

/* What an infinitive or gerund that completes `head` says; true: go on from there. */
static bool from_complement(const bl_walk *w, uint32_t verb, uint32_t head, bl_scope *s) {
  const bl_classes *k = w->classes;
  if (token_at(w, head)->xpos == BL_XPOS_VBG && bl_str_eq_nocase(token_at(w, head)->form, BL_STR("going"))) bl_weaken(s, BL_PLANNED);
  if (bl_has_to(w, verb) && bl_yet_to(w, head)) {
    bl_flip(s);
    return false;
  }
  if (went_on_later(w, head)) return false;
  if (done_to(w, verb, head, s) || decided(w, verb, head, s) || went_on(w, head) || stopped_to(w, verb, head)) return true;
  need_not(w, head, s);
  governed(w, head, s);
  if (favoured(w, verb, head) || (bl_has_to(w, verb) && bl_str_eq_c(token_at(w, head)->lemma, "position") && bl_is_passive_verb(w, head))) bl_weaken(s, BL_POSSIBLE); /* "is well positioned to win" */
  if (token_at(w, verb)->xpos == BL_XPOS_VBG && bl_in_class(w, head, k->for_or_against)) s->supposed = true; /* "supports expanding it": others do it */
  if (bl_in_class(w, head, k->allow) && bl_has_to(w, verb)) bl_weaken(s, BL_POSSIBLE); /* "allows them to buy it": perhaps they do */
  if (bl_in_class(w, head, k->must) && bl_has_to(w, verb) && !bl_in_past(w, head) && !had_to(w, head)) bl_weaken(s, BL_PLANNED); /* "they have to leave", "ought to leave" */
  if (bl_in_class(w, head, k->unexpected) && bl_negated_verb(w, head)) s->unsure = true; /* "did not want to win": perhaps he won */
  if (bl_in_class(w, head, k->tasked) && token_at(w, verb)->xpos == BL_XPOS_VBG) bl_weaken(s, BL_PLANNED);
  if (bl_in_class(w, head, k->attempt)) BL_EACH_CHILD(w, c, head) if (bl_in_class(w, c, k->vain)) s->unsure = true;
  if (bl_in_class(w, head, k->attempt) && !bl_negated_verb(w, head)) bl_weaken(s, BL_PLANNED); /* what was not tried was not done */
  return true;
}

/* "vowed to fight it, warning them to stay away": he did warn them. */
static bool said_beside(const bl_walk *w, uint32_t verb, uint32_t head) {
  uint32_t begin = w->begin[verb];
  if (token_at(w, verb)->xpos != BL_XPOS_VBG || !bl_has_to(w, head) || bl_has_child(w, verb, BL_DEP_MARK) || begin == 0 || verb < head) return false;
  if (!bl_word_is(w, begin, ",") && !bl_word_is(w, begin - 1, ",")) return false;
  return bl_in_class(w, verb, w->classes->speech) || bl_in_class(w, verb, w->classes->makes_do);
}

/* Whether a gerund tells what somebody is accused of. */
static bool accused_of(const bl_walk *w, uint32_t verb) {
  uint32_t above = token_at(w, verb)->head;
  if (token_at(w, verb)->xpos != BL_XPOS_VBG && !bl_has_child(w, verb, BL_DEP_MARK)) return false;
  return above < w->count && bl_in_class(w, above, w->classes->accuses) && bl_has_child(w, verb, BL_DEP_MARK);
}

/* The same of a clause that tells why, how or when `head` is. */
static bool from_adverbial(const bl_walk *w, uint32_t verb, uint32_t head, bl_scope *s) {
  const bl_classes *k = w->classes;
  const bl_token *t = token_at(w, verb);
  if (bl_marked(w, verb, k->negation) || (bl_in_class(w, head, k->fail) && token_at(w, verb)->xpos == BL_XPOS_VBG && bl_has_child(w, verb, BL_DEP_MARK))) bl_flip(s);
  if (bl_in_class(w, head, k->fail) && token_at(w, verb)->xpos == BL_XPOS_VBG && bl_has_child(w, verb, BL_DEP_MARK)) return true; /* "pledged to ban them from entering" */
  if (kept_from(w, verb, head)) {
    bl_flip(s); /* "keeps them from leaving" */
    return true;
  }
  if (bl_marked(w, verb, k->condition) || (bl_has_to(w, verb) && went_on_later(w, head))) return false;
  if (favoured(w, verb, head) && bl_has_child(w, verb, BL_DEP_MARK)) bl_weaken(s, BL_POSSIBLE);
  if (done_to(w, verb, head, s)) return true;
  if (bl_has_to(w, verb) && accused_of(w, head)) s->unsure = true; /* "accused of using it to buy votes": no plan, and perhaps not so */
  if (bl_has_to(w, verb) && bl_in_class(w, verb, k->wins) && bl_in_class(w, head, k->rallies) && bl_in_past(w, head) && !bl_negated_verb(w, head) && bl_child_with(w, head, BL_DEP_OBJ) == BL_NONE) return true; /* "fought back to beat them" */
  if (bl_has_to(w, verb) && bl_in_class(w, head, k->protest_verb) && bl_in_class(w, verb, k->protest_aim)) return true; /* who marches to demand demands */
  if (bl_has_to(w, verb) && bl_is_verbal(w, head) && token_at(w, head)->upos != BL_POS_VERB) governed(w, head, s); /* "able to", "ready to" */
  else if (bl_has_to(w, verb) && (went_on(w, head) || stopped_to(w, verb, head))) return true;
  else if (bl_has_to(w, verb) && bl_child_with(w, head, BL_DEP_OBJ) != BL_NONE && bl_in_class(w, head, k->allow)) bl_weaken(s, BL_POSSIBLE);
  else if (bl_has_to(w, verb) && bl_child_with(w, head, BL_DEP_OBJ) != BL_NONE && bl_in_class(w, head, k->brings_about)) return true; /* "prompted the firm to sell it" */
  else if (bl_has_to(w, verb) && bl_in_class(w, head, k->fail) && bl_child_with(w, head, BL_DEP_OBJ) != BL_NONE) bl_weaken(s, BL_PLANNED); /* "cancelled it to return" */
  else if (bl_has_to(w, verb) && bl_in_class(w, head, k->means_verb) && bl_in_past(w, head)) return true;
  else if (bl_has_to(w, verb) && (done_so(w, head) || so_far(w, verb) || decided(w, verb, head, s))) return true;
  else if (bl_has_to(w, verb) && bl_in_class(w, verb, k->shown_aim) && bl_in_past(w, head) && token_at(w, head)->upos == BL_POS_VERB && !bl_in_class(w, head, k->plan) && !bl_in_class(w, head, k->fail)) return true; /* "met to honor her" */
  else if (bl_has_to(w, verb)) {
    uint8_t modality = s->modality, polarity = s->polarity;
    governed(w, head, s);
    if (s->modality == modality && s->polarity == polarity) {
      if (s->modality == BL_ASSERTED && !(bl_in_class(w, head, k->makes_do) && bl_has_child(w, head, BL_DEP_OBJ))) {
        s->purpose = true; /* "named her to head it": her task */
        if (!bl_in_class(w, head, k->sets_out)) s->aside = true;
      }
      bl_weaken(s, BL_PLANNED);
    }
  }
  by_means(w, verb, head, s);
  if (t->xpos == BL_XPOS_VBG && bl_marked_to(w, verb)) { /* "looks forward to meeting", but "admitted to stealing" */
    if (!bl_in_class(w, head, k->admits)) governed(w, head, s);
    if (!bl_in_class(w, head, k->admits) && token_at(w, head)->upos == BL_POS_VERB) bl_weaken(s, BL_PLANNED);
  }
  if (t->xpos == BL_XPOS_VBG && bl_has_child(w, verb, BL_DEP_MARK) && bl_in_class(w, head, k->tasked)) bl_weaken(s, bl_marked(w, verb, k->blame_prep) && bl_str_eq_c(token_at(w, head)->lemma, "charge") ? BL_POSSIBLE : BL_PLANNED);
  if (t->xpos == BL_XPOS_VBG && bl_marked(w, verb, k->about_prep)) bl_weaken(s, BL_POSSIBLE); /* "talked about leaving" */
  if (t->xpos == BL_XPOS_VBG && bl_has_child(w, verb, BL_DEP_MARK) && !bl_has_child(w, verb, BL_DEP_AUX) && bl_negated_verb(w, head) && !bl_marked(w, verb, k->negation)) bl_weaken(s, BL_POSSIBLE);
  if (said_beside(w, verb, head)) return false;
  return t->xpos == BL_XPOS_VBG && !bl_has_child(w, verb, BL_DEP_MARK);
}

/* "why they left", "how it fell" */
static bool asks_how(const bl_walk *w, uint32_t verb) {
  BL_EACH_CHILD(w, c, verb) if (c < verb && bl_plain_dep(w, c) == BL_DEP_ADVMOD && (bl_word_is(w, c, "why") || bl_word_is(w, c, "how") || bl_word_is(w, c, "where") || bl_word_is(w, c, "when"))) return true;
  return false;
}

/* One step from a verb to its governor. True: go on from there with its own words. */
static bool climb(const bl_walk *w, uint32_t verb, uint32_t *up, bl_scope *s) {
  const bl_classes *k = w->classes;
  const bl_token *t = token_at(w, verb);
  uint32_t head = t->head;
  if (head >= w->count) return false;
  *up = head;
  switch (bl_dep_plain((bl_dep)t->dep)) {
    case BL_DEP_CONJ:
      if (!bl_is_verbal(w, head) || other_tense(w, verb, head)) return false;
      shared_words(w, verb, head, s);
      if (bl_marked(w, head, k->condition)) bl_suppose(s); /* "if growth slows and prices fall" */
      return climb(w, head, up, s);
    case BL_DEP_XCOMP: return from_complement(w, verb, head, s);
    case BL_DEP_CCOMP: case BL_DEP_CSUBJ:
      if (bl_plain_dep(w, verb) == BL_DEP_CSUBJ && t->xpos == BL_XPOS_VBG && bl_has_modal(w, head)) bl_weaken(s, BL_POSSIBLE); /* "leaving would mean war" */
      if (bl_plain_dep(w, verb) == BL_DEP_CSUBJ && bl_has_to(w, verb)) bl_weaken(s, BL_POSSIBLE); /* "for them to leave would be a mistake" */
      if (favoured(w, verb, head)) bl_weaken(s, BL_POSSIBLE);
      if (done_to(w, verb, head, s) || (bl_in_past(w, verb) && asks_how(w, verb))) return true; /* "unclear why she was brought": she was */
      if (bl_in_class(w, head, k->deny) && bl_negated_verb(w, head) && !bl_has_modal(w, head)) return false; /* "did not dispute that they left" */
      if (bl_in_class(w, head, k->fail) && bl_in_past(w, verb)) return false; /* "the offer was rejected, he wrote to them" */
      if (bl_in_class(w, head, k->deny) || (!bl_in_class(w, head, k->speech) && !agreed_past(w, verb, head))) governed(w, head, s);
      if (bl_negated_verb(w, head)) { /* "did not think that", "never said that" */
        if (bl_in_class(w, head, k->neg_raising) && !bl_has_modal(w, head)) { /* "does not think that he won": he thinks that he did not */
          bl_flip(s);
          return false;
        }
        if (bl_in_class(w, head, k->entail)) bl_flip(s);
        if (!bl_in_class(w, head, k->deny)) bl_weaken(s, BL_POSSIBLE);
        return false;
      }
      if (bl_in_class(w, head, k->speech)) return false;
      return true;
    case BL_DEP_ADVCL: return from_adverbial(w, verb, head, s);
    case BL_DEP_ACL:
      if (t->dep == BL_DEP_ACL_RELCL && bl_negated_noun(w, head) && !bl_in_class(w, head, k->no_less)) s->unsure = true; /* "there is no way he can win", "no town that fell" */
      s->definite = t->dep == BL_DEP_ACL_RELCL && !bl_has_child(w, head, BL_DEP_COP);
      if (t->dep == BL_DEP_ACL_RELCL || ((t->xpos == BL_XPOS_VBN || t->xpos == BL_XPOS_VBG) && !bl_has_child(w, verb, BL_DEP_MARK))) unreal_noun(w, verb, head, s);
      if (t->dep == BL_DEP_ACL_RELCL && claim_without_that(w, verb, head)) {
        s->definite = false;
        bl_weaken(s, bl_in_class(w, head, k->possible) ? BL_POSSIBLE : BL_REPORTED);
      }
      return t->dep == BL_DEP_ACL && at_noun(w, verb, head, s);
    default: return false;
  }
}

/* Whether what a clause says is asked: it or what it is a complement of is the main clause of a question. */
static bool in_question(const bl_walk *w, uint32_t token) {
  for (int steps = 0; steps < CLIMB; steps++) {
    bl_dep d = bl_plain_dep(w, token);
    if (d == BL_DEP_ROOT) break;
    bool complement = d == BL_DEP_CCOMP || d == BL_DEP_XCOMP || d == BL_DEP_CSUBJ || d == BL_DEP_OBJ || d == BL_DEP_OBL || d == BL_DEP_NMOD || (d == BL_DEP_ACL && token_at(w, token)->dep != BL_DEP_ACL_RELCL && bl_has_child(w, token, BL_DEP_MARK)) || (d == BL_DEP_CONJ && bl_is_verbal(w, token));
    if (!complement || token_at(w, token)->head >= w->count) return false;
    token = token_at(w, token)->head;
  }
  const bl_token *t = token_at(w, token);
  BL_EACH_CHILD(w, c, token) if (c < token && bl_word_is(w, c, "why")) return false; /* "Why did they leave?": they left */
  if (t->dep != BL_DEP_ROOT || t->sentence >= w->doc->sentences.count) return false;
  bl_span s = w->doc->sentences.items[t->sentence].tokens;
  for (uint32_t i = s.end; i-- > s.begin && i + 4 > s.end;)
    if (bl_str_eq_c(token_at(w, i)->form, "?")) return true;
  return false;
}

/* "Let the tax cuts expire": bare, without subject and auxiliary, at the top. */
static bool imperative(const bl_walk *w, uint32_t verb) {
  const bl_token *t = token_at(w, verb);
  if (t->dep != BL_DEP_ROOT || t->xpos != BL_XPOS_VB || bl_has_child(w, verb, BL_DEP_COP)) return false;
  return !bl_has_child(w, verb, BL_DEP_NSUBJ) && !bl_has_child(w, verb, BL_DEP_AUX) && !bl_has_child(w, verb, BL_DEP_MARK);
}

static void verb_scope(const bl_walk *w, uint32_t verb, bl_scope *s, bool with_arguments) {
  bl_clause_words(w, verb, s, with_arguments);
  for (int steps = 0; steps < CLIMB; steps++) {
    if (in_question(w, verb)) {
      bl_unsettle(s);
      s->supposed = true;
    }
    if (imperative(w, verb)) bl_weaken(s, BL_PLANNED);
    uint32_t up = BL_NONE;
    if (!climb(w, verb, &up, s) || up == BL_NONE) break;
    bl_clause_words(w, up, s, false);
    verb = up;
  }
}

/* "a takeover would mean war": if it came to that. */
static void unreal_subject(const bl_walk *w, uint32_t verb, bl_scope *s) {
  BL_EACH_CHILD(w, c, verb) if (token_at(w, c)->xpos == BL_XPOS_MD && (bl_word_is(w, c, "would") || bl_word_is(w, c, "could") || bl_word_is(w, c, "might"))) bl_weaken(s, BL_POSSIBLE);
}

/* "an investigation into his ties to Kesh": perhaps there are none; "ended its ties": there are none now. */
static void ties_in_doubt(const bl_walk *w, uint32_t noun, uint32_t head, bl_scope *s) {
  bl_dep d = bl_plain_dep(w, noun);
  if (d == BL_DEP_OBJ && bl_in_class(w, head, w->classes->breaks_off)) s->unsure = true;
  if ((d == BL_DEP_NMOD || d == BL_DEP_OBJ) && bl_in_class(w, head, w->classes->looks_into)) bl_weaken(s, BL_POSSIBLE);
}

/* "ahead of a summit with them", "ahead of a new round of talks" */
static bool still_to_come(const bl_walk *w, uint32_t noun, uint32_t head) {
  if (bl_plain_dep(w, noun) == BL_DEP_NMOD && bl_prep_is(w, noun, "of") && token_at(w, head)->upos == BL_POS_NOUN) noun = head;
  uint32_t begin = w->begin[noun];
  return bl_prep_is(w, noun, "ahead of") || (begin > 0 && bl_word_is(w, begin, "of") && bl_word_is(w, begin - 1, "ahead"));
}

/* "the suspect behind the attack", "probes her purchase of the firm", "questions his ties": of the thing itself nobody is in doubt. */
static bool presupposed(const bl_walk *w, uint32_t noun, uint32_t head) {
  if (token_at(w, noun)->upos == BL_POS_NOUN && indefinite(w, noun)) return false;
  if (bl_str_eq_c(token_at(w, head)->lemma, "suspect") && token_at(w, head)->upos == BL_POS_NOUN) return true;
  return bl_in_class(w, head, w->classes->asks_about) && !bl_in_class(w, noun, w->classes->tie_noun);
}

/* A noun under a noun or verb that tells how real it is: "the threat of attack", "denied links", "called for talks". */
static void noun_governor(const bl_walk *w, uint32_t noun, bl_scope *s) {
  uint32_t head = token_at(w, noun)->head;
  bl_dep d = bl_plain_dep(w, noun);
  if (head >= w->count) return;
  if (d == BL_DEP_OBJ && bl_in_class(w, noun, w->classes->urged) && bl_in_class(w, head, w->classes->deny)) return; /* "denied their request": they made it */
  if (d == BL_DEP_OBJ && bl_in_class(w, head, w->classes->deny)) bl_weaken(s, BL_DENIED);
  if (bl_in_class(w, noun, w->classes->tie_noun)) ties_in_doubt(w, noun, head, s);
  uint32_t light = bl_light_verb(w, noun);
  if (light != BL_NONE) {
    verb_scope(w, light, s, false);
    return;
  }
  if ((d == BL_DEP_CONJ || d == BL_DEP_APPOS) && token_at(w, head)->upos == token_at(w, noun)->upos) {
    if (d == BL_DEP_APPOS && bl_in_class(w, head, w->classes->event_noun)) bl_noun_words(w, head, s); /* "a planned meeting, the first talks between them" */
    if (d == BL_DEP_CONJ || bl_in_class(w, head, w->classes->event_noun)) noun_governor(w, head, s);
    return;
  }
  if (still_to_come(w, noun, head)) bl_weaken(s, BL_PLANNED);
  bool beside = w->prep[noun] != BL_NONE && (bl_wordbook_in(w->lexicon, w->prep[noun], w->classes->outside_prep) || bl_wordbook_in(w->lexicon, w->prep[noun], w->classes->event_prep) || bl_prep_is(w, noun, "than")); /* "urged them following a meeting" */
  bool complement = d == BL_DEP_OBJ || (d == BL_DEP_NMOD && !bl_prep_is(w, noun, "than")) || (d == BL_DEP_OBL && bl_is_verbal(w, head) && !beside);
  if (d == BL_DEP_NSUBJ && bl_has_modal(w, head) && indefinite(w, noun)) unreal_subject(w, head, s);
  if (!complement) return;
  const bl_classes *k = w->classes;
  if (bl_in_class(w, head, k->deny)) bl_weaken(s, BL_DENIED);
  else if (d == BL_DEP_NMOD && (bl_str_eq_c(token_at(w, head)->lemma, "lack") || bl_str_eq_c(token_at(w, head)->lemma, "absence"))) bl_flip(s);
  else if (bl_in_class(w, head, k->want) && d == BL_DEP_OBL && bl_prep_is(w, noun, "against")) return; /* "appealed against his conviction" */
  else if (bl_in_class(w, head, k->plan) || bl_in_class(w, head, k->want)) bl_weaken(s, BL_PLANNED);
  else if (presupposed(w, noun, head)) return;
  else if (bl_in_class(w, head, k->possible) || bl_in_class(w, head, k->doubt)) bl_weaken(s, BL_POSSIBLE);
  else if (d == BL_DEP_OBJ && bl_in_class(w, head, k->fail)) {
    if (!bl_in_class(w, noun, k->urged)) bl_flip(s); /* a demand that was rejected was made */
  } else if (bl_is_verbal(w, head) && d != BL_DEP_NMOD && indefinite(w, noun)) { /* "will lead to a takeover" */
    bl_scope verb = {.modality = BL_ASSERTED};
    bl_clause_words(w, head, &verb, false);
    if (verb.modality == BL_PLANNED || verb.modality == BL_POSSIBLE) bl_weaken(s, (bl_modality)verb.modality);
  }
}

bl_scope bl_scope_of(const bl_walk *w, uint32_t trigger) {
  bl_scope s = {.modality = BL_ASSERTED};
  if (bl_is_verbal(w, trigger) || token_at(w, trigger)->upos == BL_POS_ADJ) {
    if (token_at(w, trigger)->upos != BL_POS_VERB) bl_noun_words(w, trigger, &s);
    verb_scope(w, trigger, &s, true);
  } else {
    s.definite = bl_light_verb(w, trigger) == BL_NONE;
    bl_noun_words(w, trigger, &s);
    noun_governor(w, trigger, &s);
  }
  return s;
}
