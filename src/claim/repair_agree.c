/* Relative clauses, participles and joined words that hang on the wrong one of several nouns, where number or kind settle which is right; and
 * participles behind a comma that tell of who speaks, not of the room they speak in; verbs joined to one of another form. Runs with the repairs of lists. */
#include "claim/walk.h"

static bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

/* ---- number ------------------------------------------------------------------------------------------------------ */

/* The number that a clause shows of its subject by its first verb. */
bl_number bl_number_of_clause(const bl_walk *w, uint32_t verb) {
  uint32_t finite = verb;
  BL_EACH_CHILD(w, c, verb) {
    bl_dep d = bl_plain_dep(w, c);
    if (c < verb && (d == BL_DEP_AUX || d == BL_DEP_COP)) {
      finite = c;
      break;
    }
  }
  if (bl_word_is(w, finite, "was") || token_at(w, finite)->xpos == BL_XPOS_VBZ) return BL_NUMBER_ONE;
  if (bl_word_is(w, finite, "were") || token_at(w, finite)->xpos == BL_XPOS_VBP) return BL_NUMBER_SEVERAL;
  return BL_NUMBER_ANY;
}

/* The number of a noun where no reader doubts it: bodies and people take verbs of both kinds, sums of money and times that of one. */
static bl_number number_of_noun(const bl_walk *w, uint32_t t) {
  const bl_classes *k = w->classes;
  uint8_t tag = token_at(w, t)->xpos;
  bool joined = bl_has_child(w, t, BL_DEP_CONJ), plural = tag == BL_XPOS_NNS;
  uint32_t sum = bl_quantity_at(w, t);
  if ((sum != BL_NONE && w->doc->quantities.items[sum].kind != BL_QK_CARDINAL) || w->time[t] != BL_NONE || bl_in_class(w, t, k->quantifier) || bl_in_class(w, t, k->share_word)) return BL_NUMBER_ANY;
  if (plural) return bl_str_ends(token_at(w, t)->form, BL_STR("s")) && !bl_str_ends(token_at(w, t)->form, BL_STR("ics")) && !bl_word_is(w, t, "news") && !bl_word_is(w, t, "series") && !bl_word_is(w, t, "means") && !bl_name_at(w, t) ? BL_NUMBER_SEVERAL : BL_NUMBER_ANY;
  if (joined || tag == BL_XPOS_NNPS) return BL_NUMBER_ANY;
  const bl_mention *name = bl_name_at(w, t);
  if (tag == BL_XPOS_NNP) return name && (name->type == BL_ET_PERSON || bl_etype_is_place((bl_etype)name->type)) && !bl_str_ends(token_at(w, t)->form, BL_STR("s")) ? BL_NUMBER_ONE : BL_NUMBER_ANY;
  return tag == BL_XPOS_NN && !bl_in_class(w, t, k->group_noun) && !bl_in_class(w, t, k->vague_noun) ? BL_NUMBER_ONE : BL_NUMBER_ANY;
}

/* ---- relative clauses -------------------------------------------------------------------------------------------- */

static uint32_t relative_subject(const bl_walk *w, uint32_t clause) {
  BL_EACH_CHILD(w, c, clause)
    if (c < clause && bl_plain_dep(w, c) == BL_DEP_NSUBJ && bl_is_relative(w, c)) return c;
  return BL_NONE;
}

static bool fits(const bl_walk *w, uint32_t noun, uint32_t pronoun, bl_number number) {
  if (!bl_is_nominal(w, noun) || token_at(w, noun)->upos == BL_POS_PRON || token_at(w, noun)->upos == BL_POS_NUM || number_of_noun(w, noun) != number) return false;
  if (bl_word_is(w, pronoun, "who")) return bl_is_somebody(w, noun);
  return !bl_word_is(w, pronoun, "which") || !bl_in_class(w, noun, w->classes->person_noun);
}

/* "pieces of news about the virus, which has killed 10": of the nouns whose phrases end at the clause, the one that agrees with its verb. */
static bool repair_agreement(bl_walk *w, uint32_t t) {
  uint32_t head = token_at(w, t)->head, pronoun = relative_subject(w, t), begin = w->begin[t];
  if (head >= begin || pronoun == BL_NONE || begin > pronoun) return false;
  bl_number number = bl_number_of_clause(w, t), shown = number_of_noun(w, head);
  if (number == BL_NUMBER_ANY || shown == BL_NUMBER_ANY || shown == number || bl_has_child(w, head, BL_DEP_CONJ)) return false;
  if (token_at(w, head)->dep == BL_DEP_CONJ || !bl_is_nominal(w, head)) return false;
  uint32_t right = BL_NONE;
  for (uint32_t near = head, next = head; next != BL_NONE; near = next) { /* down to the last noun before the clause */
    next = BL_NONE;
    BL_EACH_CHILD(w, c, near)
      if (c > near && c < t && bl_plain_dep(w, c) == BL_DEP_NMOD && w->end[c] <= begin && w->end[c] + 1 >= begin) next = c;
    if (next != BL_NONE && fits(w, next, pronoun, number)) right = next;
  }
  for (uint32_t up = head, steps = 0; right == BL_NONE && steps < 4 && bl_plain_dep(w, up) == BL_DEP_NMOD; steps++) {
    up = token_at(w, up)->head;
    if (up >= head || token_at(w, up)->upos == BL_POS_NUM) break; /* "a corner of one of the places that was" */
    if (fits(w, up, pronoun, number)) right = up;
  }
  return right != BL_NONE && bl_hang(w, t, right, BL_DEP_ACL_RELCL);
}

/* ---- between ----------------------------------------------------------------------------------------------------- */

static bool is_lone_between(const bl_walk *w, uint32_t t) {
  return bl_is_nominal(w, t) && bl_prep_is(w, t, "between") && number_of_noun(w, t) != BL_NUMBER_SEVERAL && token_at(w, t)->xpos != BL_XPOS_NNS && token_at(w, t)->upos != BL_POS_PRON && bl_quantity_at(w, t) == BL_NONE && !bl_has_child(w, t, BL_DEP_CONJ);
}

/* "the ties between the firm that runs the port and the palace" with the palace joined to the ties or the port: "between" wants two. */
static bool repair_between(bl_walk *w, uint32_t t) {
  uint32_t head = token_at(w, t)->head, first = BL_NONE;
  if (head >= t || !bl_is_nominal(w, t) || !bl_has_child(w, t, BL_DEP_CC) || bl_has_child(w, t, BL_DEP_CASE)) return false;
  BL_EACH_CHILD(w, c, head) if (c > head && c < t && w->end[c] <= w->begin[t] && w->end[c] + 1 >= w->begin[t] && is_lone_between(w, c)) first = c;
  for (uint32_t up = token_at(w, head)->head, steps = 0; first == BL_NONE && up < head && steps < 6; up = token_at(w, up)->head, steps++)
    if (is_lone_between(w, up)) first = up;
  return first != BL_NONE && bl_hang(w, t, first, BL_DEP_CONJ);
}

/* ---- participles ------------------------------------------------------------------------------------------------- */

/* "Roe said in the Green Room, flanked by guards": what follows the comma is told of who speaks. */
static bool repair_company(bl_walk *w, uint32_t t) {
  uint32_t noun = token_at(w, t)->head, verb = noun < t ? token_at(w, noun)->head : BL_NONE, begin = w->begin[t];
  if (!bl_in_class(w, t, w->classes->company) || begin == 0 || !(bl_word_is(w, begin, ",") || bl_word_is(w, begin - 1, ","))) return false;
  while (verb < noun && bl_plain_dep(w, noun) == BL_DEP_NMOD) noun = verb, verb = token_at(w, noun)->head;
  bl_dep d = verb < noun ? bl_plain_dep(w, noun) : BL_DEP_DEP;
  if ((d != BL_DEP_OBL && d != BL_DEP_OBJ) || token_at(w, verb)->upos != BL_POS_VERB || bl_in_class(w, noun, w->classes->person_noun)) return false;
  const bl_mention *name = bl_name_at(w, noun);
  if (name && (name->type == BL_ET_PERSON || (d == BL_DEP_OBJ && name->type != BL_ET_OTHER))) return false;
  return bl_hang(w, t, verb, BL_DEP_ADVCL);
}

/* "pledged money, with supplies starting to arrive": the supplies are. */
static bool repair_with(bl_walk *w, uint32_t t) {
  uint32_t verb = token_at(w, t)->head, noun = BL_NONE, begin = w->begin[t];
  uint8_t tag = token_at(w, t)->xpos;
  if (verb >= t || begin != t || (tag != BL_XPOS_VBG && tag != BL_XPOS_VBN) || bl_has_child(w, t, BL_DEP_MARK) || bl_has_child(w, t, BL_DEP_NSUBJ)) return false;
  for (uint32_t up = begin - 1, steps = 0; up > verb && up < w->count && steps < 6; up = token_at(w, up)->head, steps++)
    if (w->end[up] == begin && bl_is_nominal(w, up) && bl_prep_is(w, up, "with")) noun = up;
  return noun != BL_NONE && bl_hang(w, t, noun, BL_DEP_ACL);
}

/* ---- joined verbs ------------------------------------------------------------------------------------------------ */

static bool is_finite(const bl_walk *w, uint32_t t) { return token_at(w, t)->xpos == BL_XPOS_VBD || token_at(w, t)->xpos == BL_XPOS_VBZ; }

/* A verb all by itself: no subject, auxiliary, copula or subordinator of its own. */
static bool is_bare(const bl_walk *w, uint32_t t) {
  BL_EACH_CHILD(w, c, t) {
    bl_dep d = bl_plain_dep(w, c);
    if (d == BL_DEP_NSUBJ || d == BL_DEP_CSUBJ || d == BL_DEP_EXPL || d == BL_DEP_AUX || d == BL_DEP_COP || d == BL_DEP_MARK) return false;
  }
  return true;
}

static bool has_aux(const bl_walk *w, uint32_t t) { return bl_has_child(w, t, BL_DEP_AUX) || bl_has_child(w, t, BL_DEP_AUX_PASS); }

/* Whether a bare verb of the form of `t` is hardly joined to `first`. */
static bool clashes(const bl_walk *w, uint32_t t, uint32_t first) {
  uint8_t form = token_at(w, t)->xpos, other = token_at(w, first)->xpos;
  if (token_at(w, first)->upos != BL_POS_VERB) return false;
  if (form == BL_XPOS_VBG) return other == BL_XPOS_VB || other == BL_XPOS_VBP || is_finite(w, first);
  if (form == BL_XPOS_VB) return other == BL_XPOS_VBG;
  return is_finite(w, t) && (other == BL_XPOS_VB || other == BL_XPOS_VBG) && !has_aux(w, first);
}

/* "accused of plotting to rob it and failing to pay", "a move to free them and praised it": what is joined has the form of what it is
 * joined to, where one above has it. */
static bool repair_form(bl_walk *w, uint32_t t) {
  uint32_t first = token_at(w, t)->head;
  if (first >= t || token_at(w, t)->upos != BL_POS_VERB || !bl_has_child(w, t, BL_DEP_CC) || !is_bare(w, t) || !clashes(w, t, first)) return false;
  uint8_t form = token_at(w, t)->xpos;
  for (uint32_t up = token_at(w, first)->head, steps = 0; up < w->count && steps < 8; up = token_at(w, up)->head, steps++) {
    if (up > first || token_at(w, up)->upos != BL_POS_VERB || token_at(w, up)->xpos != form || bl_has_child(w, up, BL_DEP_EXPL)) continue; /* not what "there were" */
    if (form == BL_XPOS_VBG && bl_in_class(w, up, w->classes->speech)) return false; /* "saying they care for jobs and beating Roe" */
    return !(form == BL_XPOS_VBG && has_aux(w, up)) && bl_hang(w, t, up, BL_DEP_CONJ);
  }
  return false;
}

bool bl_repair_agreement(bl_walk *w) {
  bool changed = false;
  for (uint32_t t = 0; t < w->count; t++) {
    switch (token_at(w, t)->dep) {
      case BL_DEP_ACL_RELCL: changed |= repair_agreement(w, t); break;
      case BL_DEP_ACL: changed |= repair_company(w, t); break;
      case BL_DEP_CONJ: changed |= repair_form(w, t) || repair_between(w, t); break;
      case BL_DEP_ADVCL: changed |= repair_with(w, t); break;
      default: break;
    }
  }
  return changed;
}
