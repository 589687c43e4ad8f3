/* What is not worth a claim though the text has the words for it: what tells a reader nothing, what goes without saying. */
#include "claim/emit.h"

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

/* Relations in the words of the text, aims and measures say nothing when they hang on an "if" or are asked. */
bool bl_empty_if_supposed(const bl_claim *claim) {
  static const char *const predicates[] = {"describedAs", "intends", "calledFor", "hasQuantity"};
  for (size_t i = 0; i < sizeof predicates / sizeof *predicates; i++)
    if (bl_str_eq_c(claim->predicate, predicates[i])) return true;
  return bl_str_starts(claim->predicate, BL_STR("rel:"));
}

/* "wants to do so", "asked for it", "insisted on this": the words alone tell a reader nothing. */
bool bl_says_nothing(const bl_walk *w, bl_arg object) {
  if (object.kind != BL_ARG_LITERAL || object.span.end <= object.span.begin) return false;
  for (uint32_t t = object.span.begin; t < object.span.end; t++)
    if (token_at(w, t)->upos != BL_POS_PUNCT && !bl_in_class(w, t, w->classes->empty_word)) return false;
  return true;
}

/* "his critics oppose him", "friends of the dam support the dam": the noun says so of anybody whom nobody names. */
static bool self_evident(const bl_walk *w, bl_arg subject, bl_str predicate, bl_arg object, uint32_t trigger, uint32_t event) {
  if (subject.kind != BL_ARG_ENTITY || event != BL_NONE || subject.token != trigger || object.token >= w->count || token_at(w, trigger)->upos != BL_POS_NOUN || w->doc->entities.items[subject.index].named) return false;
  if (!bl_str_eq_c(predicate, "supports") && !bl_str_eq_c(predicate, "opposes") && !bl_str_eq_c(predicate, "linkedTo")) return false;
  BL_EACH_CHILD(w, c, trigger) if (token_at(w, c)->dep == BL_DEP_DET && bl_str_eq_nocase(token_at(w, c)->form, BL_STR("no"))) return false; /* "no outside support for the rebels" */
  return object.token >= w->begin[trigger] && object.token < w->end[trigger];
}

/* "the funeral that he wanted": the thing was there, or nobody tells. */
static bool aim_narrows(const bl_walk *w, bl_str predicate, bl_arg object, uint32_t trigger) {
  return bl_str_eq_c(predicate, "intends") && token_at(w, trigger)->dep == BL_DEP_ACL_RELCL && object.token == token_at(w, trigger)->head;
}

/* "should reject the bill", "must not try to": what is demanded of somebody is neither his aim nor his opinion. */
static bool only_demanded(const bl_walk *w, bl_str predicate, uint32_t trigger) {
  bool aim = bl_str_eq_c(predicate, "intends");
  if (!aim && !bl_str_eq_c(predicate, "opposes") && !bl_str_eq_c(predicate, "supports") && !bl_str_eq_c(predicate, "criticized") && !bl_str_eq_c(predicate, "denies")) return false;
  BL_EACH_CHILD(w, c, trigger) {
    if (token_at(w, c)->dep != BL_DEP_AUX) continue;
    bl_str form = token_at(w, c)->form;
    if (bl_str_eq_nocase(form, BL_STR("should")) || bl_str_eq_nocase(form, BL_STR("ought")) || (aim && bl_str_eq_nocase(form, BL_STR("must")))) return true;
  }
  return false;
}

/* Whether a finite clause tells what is or should be, not what shall be: "promised that they were safe", "vowed she can win". */
static bool tells_what_is(const bl_walk *w, uint32_t verb) {
  if (verb >= w->count || (!bl_has_child(w, verb, BL_DEP_NSUBJ) && !bl_has_child(w, verb, BL_DEP_NSUBJ_PASS))) return false;
  BL_EACH_CHILD(w, c, verb)
    if (token_at(w, c)->xpos == BL_XPOS_MD) return bl_word_is(w, c, "can") || bl_word_is(w, c, "could") || bl_word_is(w, c, "should");
  return bl_in_past(w, verb);
}

/* "how far he wants to go", "would agree to leave", "promised that they were safe": no aim of anybody's. */
static bool no_aim(const bl_walk *w, bl_str predicate, bl_arg object, uint32_t trigger) {
  if (!bl_str_eq_c(predicate, "intends")) return false;
  if (object.kind == BL_ARG_LITERAL && tells_what_is(w, object.token)) return true;
  uint32_t begin = w->begin[trigger];
  if (begin + 1 < trigger && bl_word_is(w, begin, "how") && (token_at(w, begin + 1)->upos == BL_POS_ADV || token_at(w, begin + 1)->upos == BL_POS_ADJ)) return true;
  if (!bl_in_class(w, trigger, w->classes->yields) || bl_plain_dep(w, trigger) == BL_DEP_CCOMP) return false;
  BL_EACH_CHILD(w, c, trigger) if (token_at(w, c)->xpos == BL_XPOS_MD && bl_word_is(w, c, "would")) return true;
  return false;
}

/* "missed that", "spied on them": nobody knows on whom. */
static bool points_away(const bl_walk *w, uint32_t token) {
  if (bl_in_class(w, token, w->classes->demonstrative)) return true;
  uint32_t entity = w->mention[token] == BL_NONE ? BL_NONE : w->doc->mentions.items[w->mention[token]].entity;
  bool third = bl_in_class(w, token, w->classes->spelled_out);
  return third && (entity >= w->doc->entities.count || !w->doc->entities.items[entity].named);
}

/* "essential to who", "failed to do so", "came up with new ones": the words stop short of what they mean. */
static bool stops_short(const bl_walk *w, bl_arg object) {
  if (object.kind != BL_ARG_LITERAL || object.span.end <= object.span.begin || object.span.end > w->count) return false;
  uint32_t last = object.span.end - 1;
  while (last > object.span.begin && token_at(w, last)->upos == BL_POS_PUNCT) last--;
  const bl_token *t = token_at(w, last);
  bool does = last > object.span.begin && bl_str_eq_c(token_at(w, last - 1)->lemma, "do");
  if (does && (bl_str_eq_nocase(t->form, BL_STR("so")) || t->upos == BL_POS_PRON || bl_in_class(w, last, w->classes->demonstrative))) return true;
  if (bl_str_eq_c(t->lemma, "one") && t->upos != BL_POS_NUM) return true;
  if (t->upos == BL_POS_PRON && points_away(w, last)) return true;
  return t->xpos == BL_XPOS_WP || t->xpos == BL_XPOS_WDT || t->xpos == BL_XPOS_WRB || t->upos == BL_POS_CCONJ || t->upos == BL_POS_DET;
}

/* "made a stop", "held meetings", "made claims": of an act that has no words of its own a reader learns nothing. */
static bool bare_act(const bl_walk *w, uint32_t trigger, bl_arg object) {
  uint32_t noun = object.token;
  if (object.kind == BL_ARG_NONE || noun >= w->count || noun <= trigger || token_at(w, noun)->upos != BL_POS_NOUN || bl_is_named(w, noun)) return false;
  if (!bl_in_class(w, trigger, w->classes->light) || !bl_in_class(w, noun, w->classes->event_noun)) return false;
  if (object.kind == BL_ARG_LITERAL && object.span.end > noun + 1) return false;
  BL_EACH_CHILD(w, c, noun) {
    bl_dep d = bl_plain_dep(w, c);
    if (d != BL_DEP_DET && d != BL_DEP_PUNCT && d != BL_DEP_CC && d != BL_DEP_CONJ && d != BL_DEP_CASE) return false;
  }
  return true;
}

/* "his father", "those firms" where the text names none: nobody knows who is meant; "police" and "several firms" are anybody of a kind. */
static bool untold(const bl_walk *w, uint32_t token) {
  if (token >= w->count || bl_is_told(w, token)) return false;
  bool points = token_at(w, token)->upos == BL_POS_PRON;
  BL_EACH_CHILD(w, c, token) points |= token_at(w, c)->dep == BL_DEP_NMOD_POSS || (c < token && bl_in_class(w, c, w->classes->demonstrative));
  return points;
}

/* An open claim of somebody or something that its words do not tell, or with words that tell nothing. */
static bool open_says_little(const bl_walk *w, bl_arg subject, bl_str predicate, bl_arg object, uint32_t trigger) {
  bool relation = bl_str_starts(predicate, BL_STR("rel:"));
  if (!relation && !bl_str_eq_c(predicate, "describedAs")) return false;
  if (stops_short(w, object) || (relation && bare_act(w, trigger, object))) return true;
  return subject.kind == BL_ARG_ENTITY && object.kind != BL_ARG_QUANTITY && untold(w, subject.token);
}

bool bl_tells_little(const bl_walk *w, bl_arg subject, bl_str predicate, bl_arg object, uint32_t trigger, uint32_t event) {
  if (open_says_little(w, subject, predicate, object, trigger) || self_evident(w, subject, predicate, object, trigger, event)) return true;
  return only_demanded(w, predicate, trigger) || no_aim(w, predicate, object, trigger) || aim_narrows(w, predicate, object, trigger);
}
