/* Logical positions: who stands where of a verb or noun once voice, coordination, control, relative clauses and
 * participles are undone. Follows the enhanced dependencies of UD (Schuster and Manning 2016), computed on demand from
 * the basic tree, and adds the alternations of nominalisations. All searches are bounded by DEPTH. */
#include "claim/walk.h"

#include <stdlib.h>

enum { DEPTH = 8 };

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }
static uint32_t head_of(const bl_walk *w, uint32_t t) { return w->doc->tokens.items[t].head; }

/* ---- subjects --------------------------------------------------------------------------------------------------- */

static bool own_subject(const bl_walk *w, uint32_t verb, bl_tokens *out) {
  bool found = false, inner = bl_has_child(w, verb, BL_DEP_NSUBJ) || bl_has_child(w, verb, BL_DEP_NSUBJ_PASS);
  BL_EACH_CHILD(w, c, verb) {
    bl_dep d = (bl_dep)token_at(w, c)->dep;
    if (inner && d == BL_DEP_NSUBJ_OUTER) continue; /* "the risk is that prices fall" */
    if (c + 2 == verb && token_at(w, c + 1)->xpos == BL_XPOS_HYPH && token_at(w, c)->upos == BL_POS_NOUN) continue; /* "test-fired" */
    if (d != BL_DEP_NSUBJ && d != BL_DEP_NSUBJ_PASS && d != BL_DEP_NSUBJ_OUTER) continue;
    if (found && token_at(w, c)->xpos == BL_XPOS_DT) continue; /* "A and B each accused" */
    if (bl_is_nominal(w, c) || bl_is_relative(w, c)) bl_add_conjuncts(w, c, out);
    found = true;
  }
  return found;
}

static uint32_t own_object(const bl_walk *w, uint32_t verb) {
  BL_EACH_CHILD(w, c, verb) if (token_at(w, c)->dep == BL_DEP_OBJ) return c;
  return BL_NONE;
}

static void subjects(const bl_walk *w, uint32_t verb, int depth, bl_tokens *out);
static void agents(const bl_walk *w, uint32_t verb, bl_tokens *out);
static void objects(const bl_walk *w, uint32_t verb, int depth, bl_tokens *out);

static bool named_place(const bl_walk *w, uint32_t t) {
  const bl_mention *name = bl_name_at(w, t);
  return name && bl_etype_is_place((bl_etype)name->type);
}

/* Who does the infinitive below a verb: its object ("forced them to leave") or its subject ("vowed to fight"). */
static void controller(const bl_walk *w, uint32_t verb, int depth, bl_tokens *out) {
  bool passive = bl_is_passive_verb(w, verb);
  uint32_t object = passive ? BL_NONE : own_object(w, verb);
  if (object == BL_NONE && !passive) {
    BL_EACH_CHILD(w, c, verb) if (token_at(w, c)->dep == BL_DEP_IOBJ) object = c;
  }
  bool purpose = object != BL_NONE && named_place(w, object) && !bl_in_class(w, verb, w->classes->makes_do); /* "visited Peru to promote it" */
  if (object != BL_NONE && !purpose && !bl_in_class(w, verb, w->classes->subject_control)) {
    bl_add_conjuncts(w, object, out);
  } else {
    subjects(w, verb, depth, out);
  }
}

/* Who has the plan, ability or attempt that a noun names: its possessor, its "of", or the subject of its verb. */
static void holder(const bl_walk *w, uint32_t noun, int depth, bl_tokens *out) {
  BL_EACH_CHILD(w, c, noun) {
    if (token_at(w, c)->dep == BL_DEP_NMOD_POSS) bl_add_conjuncts(w, c, out);
  }
  if (out->count) return;
  BL_EACH_CHILD(w, c, noun) {
    if (token_at(w, c)->dep == BL_DEP_NMOD && w->prep[c] != BL_NONE && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[c]), "of"))
      bl_add_conjuncts(w, c, out);
  }
  if (out->count) return;
  uint32_t verb = head_of(w, noun);
  if (verb < w->count && bl_in_class(w, verb, w->classes->not_theirs)) return; /* "praised efforts to save it": those of others */
  if (verb < w->count && token_at(w, noun)->dep == BL_DEP_OBJ && bl_is_verbal(w, verb)) subjects(w, verb, depth, out);
}

/* The verb over a noun or over the first of the nouns that it is joined to; BL_NONE. */
static uint32_t verb_above(const bl_walk *w, uint32_t noun) {
  uint32_t up = head_of(w, noun);
  if (token_at(w, noun)->dep == BL_DEP_CONJ && up < w->count) up = head_of(w, up);
  return up < w->count && bl_is_verbal(w, up) ? up : BL_NONE;
}

/* "the plan to sell", "a willingness to fight": the noun does nothing, but who has it. */
static bool held_by_someone(const bl_walk *w, uint32_t noun) {
  return bl_in_class(w, noun, w->classes->ability) || bl_in_class(w, noun, w->classes->plan) || bl_in_class(w, noun, w->classes->disposition);
}

/* "Harlan is one of the largest brewers, owning ten brands": the predicate whose subject does what stands behind the comma; BL_NONE. */
static uint32_t predicate_over(const bl_walk *w, uint32_t verb) {
  uint32_t begin = w->begin[verb], noun = head_of(w, verb);
  if (token_at(w, verb)->xpos != BL_XPOS_VBG || begin == 0) return BL_NONE;
  if (!bl_str_eq_c(token_at(w, begin)->form, ",") && !bl_str_eq_c(token_at(w, begin - 1)->form, ",")) return BL_NONE;
  if (bl_plain_dep(w, noun) == BL_DEP_NMOD && head_of(w, noun) < w->count) noun = head_of(w, noun);
  return bl_has_child(w, noun, BL_DEP_COP) && bl_has_child(w, noun, BL_DEP_NSUBJ) ? noun : BL_NONE;
}

/* "launched an attack to take the town", "its drive to win": who does what an event's infinitive says. */
static void actor_of(const bl_walk *w, uint32_t noun, int depth, bl_tokens *out) {
  BL_EACH_CHILD(w, c, noun) if (token_at(w, c)->dep == BL_DEP_NMOD_POSS) bl_add_conjuncts(w, c, out);
  uint32_t verb = out->count ? BL_NONE : bl_light_verb(w, noun);
  if (verb == BL_NONE || token_at(w, noun)->dep != BL_DEP_OBJ) return;
  subjects(w, verb, depth, out);
}

/* "a deal for Kesh to host it", "called for teachers to leave": who stands between "for" and the infinitive. */
static bool for_whom(const bl_walk *w, uint32_t verb, bl_tokens *out) {
  const bl_token *t = token_at(w, verb);
  uint32_t begin = w->begin[verb];
  if (begin == 0 || begin >= w->count || token_at(w, begin)->xpos != BL_XPOS_TO || t->head >= w->count) return false;
  for (uint32_t n = begin - 1, steps = 0; n < w->count && n != t->head && steps < DEPTH; n = head_of(w, n), steps++) {
    bl_dep d = bl_plain_dep(w, n);
    if (w->end[n] != begin || (d != BL_DEP_OBL && d != BL_DEP_NMOD) || w->prep[n] == BL_NONE || w->time[n] != BL_NONE) continue;
    bool called = bl_in_class(w, t->head, w->classes->called_on) && n > t->head && bl_is_verbal(w, t->head); /* "called on people to leave" */
    if ((!called && !bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[n]), "for")) || token_at(w, n)->sentence != t->sentence) continue;
    const bl_mention *m = w->mention[n] == BL_NONE ? NULL : &w->doc->mentions.items[w->mention[n]];
    if (!m && !bl_in_class(w, n, w->classes->person_noun) && !bl_in_class(w, n, w->classes->group_noun)) continue;
    bl_add_conjuncts(w, n, out);
    return true;
  }
  return false;
}

/* "advice on how to pay": whoever is to pay, it is not said. */
static bool how_to(const bl_walk *w, uint32_t verb) {
  const bl_token *t = token_at(w, verb);
  if (t->xpos != BL_XPOS_VB || (bl_plain_dep(w, verb) != BL_DEP_ADVCL && bl_plain_dep(w, verb) != BL_DEP_ACL)) return false;
  bool how = false, to = false;
  BL_EACH_CHILD(w, c, verb) how |= c < verb && token_at(w, c)->xpos == BL_XPOS_WRB, to |= token_at(w, c)->xpos == BL_XPOS_TO;
  return how && to;
}

/* "the market being down and billions lost": the noun between two verbs is the subject of the second; BL_NONE. */
static uint32_t noun_between(const bl_walk *w, uint32_t first, uint32_t verb) {
  uint32_t noun = BL_NONE;
  if (token_at(w, verb)->xpos != BL_XPOS_VBN || bl_has_child(w, verb, BL_DEP_CC)) return BL_NONE;
  BL_EACH_CHILD(w, c, first)
    if (c > first && c < verb && token_at(w, c)->dep == BL_DEP_CONJ && bl_is_nominal(w, c) && !bl_is_verbal(w, c)) noun = c;
  return noun;
}

/* "saved them from drowning", "found sales rising", "quoted him as saying": the object does it. */
static bool seen_doing(const bl_walk *w, uint32_t head, uint32_t verb, bl_tokens *out) {
  if (verb < head || token_at(w, verb)->xpos != BL_XPOS_VBG || token_at(w, head)->upos != BL_POS_VERB || bl_is_passive_verb(w, head)) return false;
  uint32_t mark = bl_child_with(w, verb, BL_DEP_MARK), object = own_object(w, head);
  if (object == BL_NONE) object = bl_child_with(w, head, BL_DEP_IOBJ);
  bool from = mark != BL_NONE && bl_str_eq_nocase(token_at(w, mark)->form, BL_STR("from")) && bl_in_class(w, head, w->classes->saved_from);
  bool as = mark != BL_NONE && bl_str_eq_nocase(token_at(w, mark)->form, BL_STR("as"));
  bool sees = mark == BL_NONE && object != BL_NONE && bl_in_class(w, head, w->classes->sees) && w->end[object] == w->begin[verb];
  if (!from && !as && !sees) return false;
  if (object != BL_NONE) bl_add_conjuncts(w, object, out);
  else if (as) objects(w, head, 0, out);
  return out->count > 0;
}

/* "makes it easy to plan a trip": for whom is not told. */
static bool for_anybody(const bl_walk *w, uint32_t adjective, uint32_t verb) {
  if (token_at(w, adjective)->upos != BL_POS_ADJ || token_at(w, adjective)->dep != BL_DEP_XCOMP || token_at(w, verb)->xpos != BL_XPOS_VB) return false;
  if (head_of(w, adjective) >= w->count) return false;
  uint32_t object = own_object(w, head_of(w, adjective));
  return object != BL_NONE && bl_str_eq_nocase(token_at(w, object)->form, BL_STR("it"));
}

/* "a video of Roe speaking", "the prospect of Kesh leaving": who does it is the name behind "of", right before the participle; BL_NONE. */
static uint32_t named_doer(const bl_walk *w, uint32_t head, uint32_t verb) {
  const bl_token *t = token_at(w, verb);
  if (t->xpos != BL_XPOS_VBG || t->dep != BL_DEP_ACL || bl_name_at(w, head) || bl_has_child(w, verb, BL_DEP_MARK)) return BL_NONE;
  BL_EACH_CHILD(w, c, head) {
    if (token_at(w, c)->dep != BL_DEP_NMOD || w->end[c] != w->begin[verb] || w->prep[c] == BL_NONE || !bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[c]), "of")) continue;
    const bl_mention *name = bl_name_at(w, c);
    if ((name && !bl_etype_is_place((bl_etype)name->type)) || token_at(w, c)->upos == BL_POS_PRON) return c;
  }
  return BL_NONE;
}

static void subjects(const bl_walk *w, uint32_t verb, int depth, bl_tokens *out) {
  if (depth > DEPTH || own_subject(w, verb, out) || for_whom(w, verb, out) || how_to(w, verb)) return;
  BL_EACH_CHILD(w, c, verb) if (bl_plain_dep(w, c) == BL_DEP_CSUBJ && c < verb) return; /* "that expelling him would violate the law" */
  const bl_token *t = token_at(w, verb);
  uint32_t head = t->head;
  if (head >= w->count) return;
  switch (bl_dep_plain((bl_dep)t->dep)) {
    case BL_DEP_CONJ:
      if (noun_between(w, head, verb) != BL_NONE) bl_push_once(out, noun_between(w, head, verb));
      else if (t->upos == BL_POS_VERB || bl_is_verbal(w, verb)) subjects(w, head, depth + 1, out);
      break;
    case BL_DEP_XCOMP:
      if (!for_anybody(w, head, verb)) controller(w, head, depth + 1, out);
      break;
    case BL_DEP_ADVCL:
      if (for_anybody(w, head, verb)) break;
      if (seen_doing(w, head, verb, out)) break;
      if (t->xpos == BL_XPOS_VBG && bl_in_class(w, head, w->classes->object_control) && bl_marked(w, verb, w->classes->blame_prep)) {
        if (!bl_is_passive_verb(w, head) && own_object(w, head) != BL_NONE) {
          bl_add_conjuncts(w, own_object(w, head), out);
          break;
        }
      }
      if (t->xpos == BL_XPOS_VB && verb > head && bl_is_passive_verb(w, head) && bl_in_class(w, head, w->classes->subject_control)) {
        agents(w, head, out); /* "a deal offered by the bank to drop it" */
        break;
      }
      if (t->xpos == BL_XPOS_VB && verb > head && bl_in_class(w, head, w->classes->makes_do)) {
        controller(w, head, depth + 1, out);
        break;
      }
      if (t->xpos == BL_XPOS_VBG || t->xpos == BL_XPOS_VBN || bl_has_child(w, verb, BL_DEP_MARK) || bl_is_passive_verb(w, verb)) subjects(w, head, depth + 1, out);
      break;
    case BL_DEP_PARATAXIS:
      if (t->xpos == BL_XPOS_VBG) subjects(w, head, depth + 1, out);
      break;
    case BL_DEP_ACL:
      if (t->dep == BL_DEP_ACL_RELCL) {
        if (!bl_has_child(w, verb, BL_DEP_NSUBJ)) bl_push_once(out, head);
      } else if (t->xpos == BL_XPOS_VB && bl_in_class(w, head, w->classes->urged)) {
        break; /* "their advice to arm them": who shall do it stands elsewhere */
      } else if (t->xpos == BL_XPOS_VB && bl_name_at(w, head) && verb_above(w, head) != BL_NONE) {
        subjects(w, verb_above(w, head), depth + 1, out); /* "visited Kesh to sell arms": a name needs no infinitive */
      } else if (t->xpos == BL_XPOS_VB || (held_by_someone(w, head) && bl_has_child(w, verb, BL_DEP_MARK))) {
        if (held_by_someone(w, head)) holder(w, head, depth + 1, out);
        else if (bl_is_event_word(w, head)) actor_of(w, head, depth + 1, out);
        else bl_push_once(out, head);
      } else if (predicate_over(w, verb) != BL_NONE) {
        own_subject(w, predicate_over(w, verb), out);
      } else if (named_doer(w, head, verb) != BL_NONE) {
        bl_push_once(out, named_doer(w, head, verb));
      } else {
        bl_add_conjuncts(w, head, out);
      }
      break;
    case BL_DEP_AMOD:
      if (t->xpos == BL_XPOS_VBN || t->xpos == BL_XPOS_VBG) bl_push_once(out, head);
      break;
    case BL_DEP_APPOS: bl_push_once(out, head); break;
    default: break;
  }
}

void bl_subjects(const bl_walk *w, uint32_t verb, bl_tokens *out) { subjects(w, verb, 0, out); }

/* ---- objects ---------------------------------------------------------------------------------------------------- */

static void objects(const bl_walk *w, uint32_t verb, int depth, bl_tokens *out) {
  BL_EACH_CHILD(w, c, verb) {
    if (token_at(w, c)->dep == BL_DEP_OBJ) bl_add_conjuncts(w, c, out);
  }
  if (out->count || depth > 1) return;
  uint32_t what = bl_child_with(w, verb, BL_DEP_XCOMP); /* but "found Roe guilty" */
  if (!bl_is_passive_verb(w, verb) && bl_child_with(w, verb, BL_DEP_CCOMP) == BL_NONE && (what == BL_NONE || token_at(w, what)->upos == BL_POS_ADJ)) {
    uint32_t second = bl_child_with(w, verb, BL_DEP_IOBJ); /* without a first: "sold the house", "sold Harlan Bank to Roe" */
    bool given = bl_in_class(w, verb, w->classes->gives) || bl_in_class(w, verb, w->classes->makes_do) || bl_in_class(w, verb, w->classes->speech);
    if (second != BL_NONE && bl_is_nominal(w, second) && (token_at(w, second)->upos == BL_POS_NOUN || !given)) bl_add_conjuncts(w, second, out);
    if (out->count) return;
  }
  /* the gap of a relative clause: "the town that they took", "the town they took" */
  const bl_token *t = token_at(w, verb);
  if (t->dep == BL_DEP_ACL_RELCL && bl_has_child(w, verb, BL_DEP_NSUBJ) && t->head < w->count) {
    bool other = false;
    BL_EACH_CHILD(w, c, verb) if (bl_is_relative(w, c) || token_at(w, c)->xpos == BL_XPOS_WRB) other = true;
    BL_EACH_CHILD(w, c, verb) if (token_at(w, c)->upos == BL_POS_ADP && bl_plain_dep(w, c) == BL_DEP_OBL) other = true;
    if (!other) bl_push_once(out, t->head);
    return;
  }
  /* a shared object: "attacked and took the town" */
  BL_EACH_CHILD(w, c, verb) {
    if (token_at(w, c)->dep != BL_DEP_CONJ || token_at(w, c)->upos != BL_POS_VERB || bl_has_child(w, c, BL_DEP_NSUBJ)) continue;
    if (c > verb + 3 || bl_is_passive_verb(w, c) != bl_is_passive_verb(w, verb)) continue;
    if (c == verb + 2 && bl_str_eq_c(bl_lemma_text(w, verb), "try")) continue; /* "try and beat them": no trial */
    objects(w, c, depth + 1, out);
    return;
  }
}

/* ---- prepositions ----------------------------------------------------------------------------------------------- */

static bool agent_word(const bl_walk *w, uint32_t c) { return bl_prep_is(w, c, "by"); }

static void agents(const bl_walk *w, uint32_t verb, bl_tokens *out) {
  BL_EACH_CHILD(w, c, verb) /* "shot dead by soldiers", the soldiers hung on what he was then */
    if (token_at(w, c)->dep == BL_DEP_XCOMP && token_at(w, c)->upos == BL_POS_ADJ) BL_EACH_CHILD(w, e, c)
      if (bl_plain_dep(w, e) == BL_DEP_OBL && agent_word(w, e) && w->time[e] == BL_NONE) bl_add_conjuncts(w, e, out);
  BL_EACH_CHILD(w, c, verb) {
    bl_dep d = (bl_dep)token_at(w, c)->dep;
    uint32_t much = bl_quantity_at(w, c);
    if (much != BL_NONE && w->doc->quantities.items[much].kind == BL_QK_PERCENT) continue; /* "increased by 75 percent" */
    if ((d == BL_DEP_OBL_AGENT || (d == BL_DEP_OBL && agent_word(w, c))) && w->time[c] == BL_NONE) bl_add_conjuncts(w, c, out);
  }
}

/* "beaten and kidnapped by gunmen": the agent of the second is that of the first. */
static void agents_behind(const bl_walk *w, uint32_t verb, bl_tokens *out) {
  BL_EACH_CHILD(w, c, verb) {
    bool joined = token_at(w, c)->dep == BL_DEP_CONJ && token_at(w, c)->xpos == BL_XPOS_VBN && c <= verb + 4 && !bl_has_child(w, c, BL_DEP_NSUBJ_PASS);
    if (joined && !out->count && bl_is_passive_verb(w, c)) agents(w, c, out);
  }
}

/* A conjunct without a preposition of its own has that of the first. */
static void phrases_below(const bl_walk *w, uint32_t head, uint32_t prep, bl_tokens *out) {
  BL_EACH_CHILD(w, c, head) {
    bl_dep d = bl_plain_dep(w, c);
    if (d != BL_DEP_OBL && d != BL_DEP_NMOD && d != BL_DEP_ADVCL) continue;
    if (c < head && bl_is_verbal(w, head) && bl_prep_is(w, c, "as") && !bl_is_relative(w, c)) continue; /* "As part of the deal, he was named head" */
    if (w->prep[c] == prep && w->time[c] == BL_NONE) bl_add_conjuncts(w, c, out);
    else BL_EACH_CHILD(w, e, c) if (token_at(w, e)->dep == BL_DEP_CONJ && w->prep[e] == prep) bl_add_conjuncts(w, e, out);
  }
}

/* "the base from which they fled": the relative pronoun with its preposition. */
static void phrases(const bl_walk *w, uint32_t trigger, uint32_t prep, bl_tokens *out) {
  phrases_below(w, trigger, prep, out);
  if (out->count) return;
  BL_EACH_CHILD(w, c, trigger) /* "asked for 15 years in jail for him": not for him */
    if (w->prep[c] == prep && w->time[c] != BL_NONE && bl_plain_dep(w, c) == BL_DEP_OBL && bl_is_verbal(w, trigger) && c > trigger) return;
  const bl_token *t = token_at(w, trigger);
  if (bl_is_verbal(w, trigger)) {
    BL_EACH_CHILD(w, c, trigger) {
      bl_dep d = bl_plain_dep(w, c);
      bool its_own = d == BL_DEP_OBL && w->time[c] == BL_NONE && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, prep), "of"); /* "arrested for defamation of a king" */
      if (!its_own && (d == BL_DEP_OBJ || d == BL_DEP_OBL || d == BL_DEP_XCOMP || d == BL_DEP_ADVMOD)) phrases_below(w, c, prep, out);
    }
    if (!out->count && t->dep == BL_DEP_CONJ && t->head < w->count && t->head + 3 >= trigger) return;
    return;
  }
  uint32_t verb = bl_light_verb(w, trigger);
  if (verb != BL_NONE) phrases_below(w, verb, prep, out);
  if (!out->count && bl_is_event_word(w, trigger) && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, prep), "by")) /* "the rejection of the plan by the union" */
    BL_EACH_CHILD(w, c, trigger) if (c > trigger && bl_prep_is(w, c, "of") && bl_plain_dep(w, c) == BL_DEP_NMOD) phrases_below(w, c, prep, out);
  BL_EACH_CHILD(w, c, trigger) /* "an offensive launched by A against B" */
    if (!out->count && token_at(w, c)->dep == BL_DEP_ACL && token_at(w, c)->xpos == BL_XPOS_VBN && bl_in_class(w, c, w->classes->light)) phrases_below(w, c, prep, out);
}

uint32_t bl_light_verb(const bl_walk *w, uint32_t noun) {
  uint32_t verb = head_of(w, noun);
  bl_dep d = bl_plain_dep(w, noun);
  if (d == BL_DEP_CONJ && verb < w->count) {
    d = bl_plain_dep(w, verb);
    verb = head_of(w, verb);
  }
  if (verb >= w->count || !bl_is_verbal(w, verb)) return BL_NONE;
  if (bl_is_bare_gerund(w, noun)) d = BL_DEP_NSUBJ;
  if (d == BL_DEP_OBJ && (bl_in_class(w, verb, w->classes->light) || (bl_in_class(w, verb, w->classes->deny) && !bl_in_class(w, noun, w->classes->urged)))) return verb;
  if (d == BL_DEP_NSUBJ && (bl_in_class(w, verb, w->classes->happen) || bl_in_class(w, verb, w->classes->exist))) return verb;
  if (d == BL_DEP_NSUBJ && bl_is_passive_verb(w, verb) && bl_in_class(w, verb, w->classes->light) && !bl_str_eq_c(w->doc->tokens.items[verb].lemma, "see")) return verb; /* "could be seen as" */
  return BL_NONE;
}

/* ---- all positions ---------------------------------------------------------------------------------------------- */

static void children_as(const bl_walk *w, uint32_t head, bl_dep dep, bl_tokens *out) {
  BL_EACH_CHILD(w, c, head) {
    if (bl_plain_dep(w, c) == dep || token_at(w, c)->dep == dep) bl_add_conjuncts(w, c, out);
  }
}

static void verb_position(const bl_walk *w, uint32_t verb, const bl_slot *slot, bl_tokens *out) {
  bool passive = bl_is_passive_verb(w, verb);
  switch ((bl_position)slot->position) {
    case BL_AT_SUBJ:
      if (passive) agents(w, verb, out);
      else subjects(w, verb, 0, out);
      if (passive && !out->count) agents_behind(w, verb, out);
      break;
    case BL_AT_OBJ:
      if (passive) subjects(w, verb, 0, out);
      else objects(w, verb, 0, out);
      break;
    case BL_AT_IOBJ:
      children_as(w, verb, BL_DEP_IOBJ, out);
      if (!out->count && passive && own_object(w, verb) != BL_NONE) subjects(w, verb, 0, out);
      break;
    default: break;
  }
}

/* "the attack carried out by the group": who did it stands behind a participle. */
static void carried_out_by(const bl_walk *w, uint32_t noun, bl_tokens *out) {
  BL_EACH_CHILD(w, c, noun)
    if (token_at(w, c)->dep == BL_DEP_ACL && token_at(w, c)->xpos == BL_XPOS_VBN && bl_in_class(w, c, w->classes->light)) agents(w, c, out);
}

static void noun_position(const bl_walk *w, uint32_t noun, const bl_slot *slot, bl_tokens *out) {
  uint32_t verb;
  switch ((bl_position)slot->position) {
    case BL_AT_SUBJ:
      verb = bl_light_verb(w, noun);
      if (verb == BL_NONE) carried_out_by(w, noun, out);
      if (out->count) break;
      if (verb == BL_NONE || bl_plain_dep(w, noun) == BL_DEP_NSUBJ) {
        if (verb != BL_NONE && bl_is_passive_verb(w, verb)) agents(w, verb, out);
        break;
      }
      if (bl_is_passive_verb(w, verb)) agents(w, verb, out);
      else if (!bl_in_class(w, verb, w->classes->bears)) subjects(w, verb, 0, out); /* "faces opposition": that of others */
      break;
    case BL_AT_OBJ: break;
    default: break;
  }
}

/* "asked why he left", "asked whether it works": no demand, no plan. */
static bool interrogative(const bl_walk *w, uint32_t clause) {
  uint32_t first = w->begin[clause];
  BL_EACH_CHILD(w, c, clause) /* "on whether to run" has two marks */
    if (token_at(w, c)->dep == BL_DEP_MARK && (bl_str_eq_nocase(token_at(w, c)->form, BL_STR("if")) || bl_str_eq_nocase(token_at(w, c)->form, BL_STR("whether")))) return true;
  while (first < clause && token_at(w, first)->upos == BL_POS_PUNCT) first++;
  uint8_t tag = token_at(w, first)->xpos;
  return tag == BL_XPOS_WRB || tag == BL_XPOS_WP || tag == BL_XPOS_WDT || tag == BL_XPOS_WP_POSS;
}

/* "in order to", "so as to": a purpose, no complement. */
static bool in_order(const bl_walk *w, uint32_t clause) {
  bl_str first = token_at(w, w->begin[clause])->form;
  return bl_str_eq_nocase(first, BL_STR("in")) || bl_str_eq_nocase(first, BL_STR("so"));
}

/* Complement clauses and infinitives; for words of planning also an infinitive of purpose. */
static void clauses(const bl_walk *w, uint32_t trigger, bl_tokens *out) {
  BL_EACH_CHILD(w, c, trigger) {
    bl_dep d = (bl_dep)token_at(w, c)->dep;
    bool asked = interrogative(w, c) && !(bl_in_class(w, trigger, w->classes->doubt) && !bl_in_class(w, trigger, w->classes->plan)); /* "investigate whether" */
    if ((d == BL_DEP_CCOMP && !asked) || (d == BL_DEP_XCOMP && (bl_is_verbal(w, c) || bl_has_child(w, c, BL_DEP_MARK))) ||
        ((d == BL_DEP_ACL || d == BL_DEP_ADVCL) && bl_has_child(w, c, BL_DEP_MARK) && !asked && !bl_is_verbal(w, trigger)))
      bl_push_once(out, c);
  }
  if (!out->count && bl_is_verbal(w, trigger) && (bl_in_class(w, trigger, w->classes->plan) || bl_in_class(w, trigger, w->classes->want))) {
    BL_EACH_CHILD(w, c, trigger) if (token_at(w, c)->dep == BL_DEP_ADVCL && c > trigger && !in_order(w, c) && (token_at(w, c)->xpos == BL_XPOS_VB || ((token_at(w, c)->xpos == BL_XPOS_VBG || token_at(w, c)->xpos == BL_XPOS_VBN) && bl_marked_to(w, c))) && bl_has_child(w, c, BL_DEP_MARK)) bl_push_once(out, c);
  }
}

static void shared_position(const bl_walk *w, uint32_t trigger, const bl_slot *slot, bl_tokens *out) {
  switch ((bl_position)slot->position) {
    case BL_AT_POSS:
      BL_EACH_CHILD(w, c, trigger) if (token_at(w, c)->dep == BL_DEP_NMOD_POSS) bl_add_conjuncts(w, c, out);
      break;
    case BL_AT_COMP:
      BL_EACH_CHILD(w, c, trigger) {
        bl_dep d = (bl_dep)token_at(w, c)->dep;
        if (d == BL_DEP_COMPOUND || d == BL_DEP_NMOD_DESC || (d == BL_DEP_AMOD && w->mention[c] != BL_NONE)) bl_add_conjuncts(w, c, out);
      }
      break;
    case BL_AT_PREP: phrases(w, trigger, slot->prep, out); break;
    case BL_AT_XCOMP: {
      uint32_t before = out->count;
      BL_EACH_CHILD(w, c, trigger) if (token_at(w, c)->dep == BL_DEP_XCOMP && !bl_has_child(w, c, BL_DEP_MARK)) bl_push_once(out, c);
      if (out->count > before || bl_is_passive_verb(w, trigger)) break;
      break;
    }
    case BL_AT_CLAUSE: clauses(w, trigger, out); break;
    case BL_AT_INF: {
      bl_tokens all = {0};
      clauses(w, trigger, &all);
      for (uint32_t k = 0; k < all.count; k++)
        if (!bl_has_child(w, all.items[k], BL_DEP_NSUBJ) && !bl_has_child(w, all.items[k], BL_DEP_NSUBJ_OUTER) && (bl_marked_to(w, all.items[k]) || (token_at(w, all.items[k])->xpos == BL_XPOS_VBG && (bl_has_child(w, all.items[k], BL_DEP_MARK) || (!bl_has_child(w, trigger, BL_DEP_OBJ) && !bl_has_child(w, trigger, BL_DEP_IOBJ)))))) bl_push_once(out, all.items[k]);
      BL_VEC_FREE(&all);
      break;
    }
    case BL_AT_HEAD: {
      const bl_token *t = token_at(w, trigger);
      bl_dep d = bl_plain_dep(w, trigger);
      if (t->head < w->count && (d == BL_DEP_ACL || d == BL_DEP_AMOD || d == BL_DEP_NMOD || d == BL_DEP_APPOS)) bl_push_once(out, t->head);
      else subjects(w, trigger, 0, out);
      break;
    }
    case BL_AT_SELF: /* "he is a critic of X": he */
      if (bl_has_child(w, trigger, BL_DEP_COP) && bl_has_child(w, trigger, BL_DEP_NSUBJ) && token_at(w, trigger)->upos == BL_POS_NOUN) own_subject(w, trigger, out);
      if (!out->count) bl_push_once(out, trigger);
      break;
    case BL_AT_OBJ2:
      if (bl_is_passive_verb(w, trigger) && own_object(w, trigger) != BL_NONE) bl_push_once(out, own_object(w, trigger));
      break;
    case BL_AT_PLACE: {
      uint32_t place = bl_place_token(w, trigger);
      if (place != BL_NONE) bl_push_once(out, place);
      break;
    }
    default: break;
  }
}

void bl_args_at(const bl_walk *w, uint32_t trigger, const bl_slot *slot, bl_tokens *out) {
  bl_tokens found = {0};
  if (slot->position == BL_AT_SUBJ || slot->position == BL_AT_OBJ || slot->position == BL_AT_IOBJ) {
    if (token_at(w, trigger)->upos == BL_POS_VERB || token_at(w, trigger)->upos == BL_POS_AUX) verb_position(w, trigger, slot, &found);
    else if (bl_has_child(w, trigger, BL_DEP_COP) || token_at(w, trigger)->upos == BL_POS_ADJ) {
      if (slot->position == BL_AT_SUBJ) subjects(w, trigger, 0, &found);
    }
    if (!found.count && token_at(w, trigger)->upos != BL_POS_VERB) noun_position(w, trigger, slot, &found);
  } else {
    shared_position(w, trigger, slot, &found);
  }
  for (uint32_t i = 0; i < found.count; i++)
    if (found.items[i] != trigger || slot->position == BL_AT_SELF)
      if (bl_cond_holds(w, found.items[i], &slot->cond)) bl_push_once(out, found.items[i]);
  BL_VEC_FREE(&found);
}
