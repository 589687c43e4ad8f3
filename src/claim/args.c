/* Logical positions: who stands where of a verb or noun once voice, coordination, control, relative clauses and
 * participles are undone. Follows the enhanced dependencies of UD (Schuster and Manning 2016), computed on demand from
 * the basic tree, and adds the alternations of nominalisations. All searches are bounded by DEPTH. */
#include "claim/walk.h"

#include <stdlib.h>

enum { DEPTH = 8 };

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }
static uint32_t head_of(const bl_walk *w, uint32_t t) { return w->doc->tokens.items[t].head; }

static void push_once(bl_tokens *out, uint32_t token) {
  for (uint32_t i = 0; i < out->count; i++)
    if (out->items[i] == token) return;
  BL_PUSH(out, token);
}

static void drop(bl_tokens *out, uint32_t token) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < out->count; i++)
    if (out->items[i] != token) out->items[kept++] = out->items[i];
  out->count = kept;
}

/* ---- coordination and relative pronouns ------------------------------------------------------------------------- */

static bool nominal_link(bl_dep dep) {
  switch (bl_dep_plain(dep)) {
    case BL_DEP_NMOD: case BL_DEP_COMPOUND: case BL_DEP_APPOS: case BL_DEP_FLAT: case BL_DEP_CONJ: case BL_DEP_AMOD: return true;
    default: return false;
  }
}

/* Whether `below` hangs in the noun phrase of `noun` and in no clause of it. */
static bool in_phrase_of(const bl_walk *w, uint32_t below, uint32_t noun) {
  for (uint32_t t = below, steps = 0; t < w->count && steps < DEPTH; t = head_of(w, t), steps++) {
    if (t == noun) return true;
    if (!nominal_link((bl_dep)token_at(w, t)->dep)) return false;
  }
  return false;
}

/* A win, a raid: "a win by Harlan, who beat Peru" tells of Harlan. */
static bool is_event_word(const bl_walk *w, uint32_t noun) {
  return token_at(w, noun)->upos == BL_POS_NOUN && bl_in_class(w, noun, w->classes->event_noun) && !bl_in_class(w, noun, w->classes->group_noun);
}

static bool is_body_type(uint8_t type) { return type == BL_ET_ORGANIZATION || type == BL_ET_GOVERNMENT_BODY || type == BL_ET_MEDIA_OUTLET || type == BL_ET_ARMED_GROUP; }

/* Whether a name hangs on a noun by a preposition that says no place and no whole. */
static bool opens_with(const bl_walk *w, uint32_t name, uint32_t noun) {
  static const char *const preps[] = {"to", "against", "than", "with", "by", "for", "from", "between"};
  if (head_of(w, name) != noun || bl_plain_dep(w, name) != BL_DEP_NMOD || w->prep[name] == BL_NONE) return false;
  for (size_t i = 0; i < sizeof preps / sizeof *preps; i++)
    if (bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[name]), preps[i])) return true;
  return false;
}

/* ", which" right behind a mention that stands in no phrase of the noun which the parser chose: the mention. */
static uint32_t nearest_noun(const bl_walk *w, uint32_t pronoun, uint32_t chosen) {
  /* "opposition to the rebels who": nobody but a person or group is "who" */
  if (pronoun > 0 && token_at(w, pronoun)->xpos == BL_XPOS_WP && w->cover[pronoun - 1] != BL_NONE && !bl_in_class(w, chosen, w->classes->person_noun)) {
    const bl_mention *before = &w->doc->mentions.items[w->cover[pronoun - 1]];
    if (before->kind == BL_MK_NAME && before->type != BL_ET_OTHER && (!bl_etype_is_place((bl_etype)before->type) || is_event_word(w, chosen)) && before->tokens.end == pronoun) return before->head;
  }
  if (pronoun < 2 || !bl_str_eq_c(token_at(w, pronoun - 1)->form, ",") || token_at(w, pronoun - 2)->sentence != token_at(w, pronoun)->sentence) return chosen;
  uint32_t m = w->cover[pronoun - 2];
  if (m == BL_NONE) return chosen;
  const bl_mention *mention = &w->doc->mentions.items[m];
  bool who = token_at(w, pronoun)->xpos == BL_XPOS_WP || token_at(w, pronoun)->xpos == BL_XPOS_WP_POSS;
  const bl_mention *named = bl_name_at(w, chosen);
  bool person = named ? named->type == BL_ET_PERSON : token_at(w, chosen)->upos == BL_POS_NOUN && bl_in_class(w, chosen, w->classes->person_noun) && mention->type != BL_ET_GROUP;
  if (!who && person && mention->head != chosen && mention->type != BL_ET_PERSON) return mention->head; /* "beaten by Roe at the Games, which" */
  bool odd = who && mention->type == BL_ET_PERSON && mention->kind == BL_MK_NAME && is_event_word(w, chosen); /* "the arrival of Reza, who" */
  if (odd) return mention->head;
  if (!who && mention->kind == BL_MK_NAME && is_body_type(mention->type) && token_at(w, chosen)->upos == BL_POS_NOUN && opens_with(w, mention->head, chosen)) return mention->head; /* "opposition to Harlan Steel, which" */
  if (mention->head == chosen || in_phrase_of(w, mention->head, chosen) || w->time[mention->head] != BL_NONE) return chosen;
  if (who != (mention->type == BL_ET_PERSON) && (who ? bl_etype_is_place((bl_etype)mention->type) : mention->type == BL_ET_PERSON)) return chosen;
  return mention->head;
}

bool bl_is_somebody(const bl_walk *w, uint32_t t) {
  uint32_t m = w->mention[t];
  bl_etype type = m == BL_NONE ? BL_ET_OTHER : (bl_etype)w->doc->mentions.items[m].type;
  bool actor = bl_etype_is_actor(type) && !bl_etype_is_place(type);
  return actor || bl_in_class(w, t, w->classes->person_noun) || bl_in_class(w, t, w->classes->group_noun);
}

/* "the presidents since the war who": places, times and things are no "who" where the phrase has somebody above them. */
static uint32_t somebody_above(const bl_walk *w, uint32_t pronoun, uint32_t noun) {
  if (token_at(w, pronoun)->xpos != BL_XPOS_WP || !bl_str_eq_nocase(token_at(w, pronoun)->form, BL_STR("who"))) return noun;
  uint32_t person = bl_plain_dep(w, noun) == BL_DEP_NMOD ? head_of(w, noun) : BL_NONE;
  const bl_mention *body = bl_name_at(w, noun);
  if (body && body->type != BL_ET_PERSON && body->type != BL_ET_GROUP && person < noun && bl_in_class(w, person, w->classes->person_noun)) return person; /* "a teacher at Kesh College who" */
  for (uint32_t t = noun, steps = 0; t < w->count && steps < 4; t = head_of(w, t), steps++) {
    if (bl_is_somebody(w, t)) return t;
    uint32_t object = bl_plain_dep(w, t) == BL_DEP_OBL && head_of(w, t) < w->count ? bl_child_with(w, head_of(w, t), BL_DEP_OBJ) : BL_NONE;
    if (object < t && bl_is_somebody(w, object)) return object; /* the phrase hung on the verb */
    if (bl_plain_dep(w, t) != BL_DEP_NMOD) break;
  }
  bool place = token_at(w, noun)->upos == BL_POS_NOUN && (bl_in_class(w, noun, w->classes->place_noun) || bl_in_class(w, noun, w->classes->country_noun));
  return place ? BL_NONE : noun; /* "fled countries who": they fled, not the countries */
}

/* The noun that the relative clause around `token` describes; BL_NONE. */
static uint32_t antecedent(const bl_walk *w, uint32_t token) {
  for (uint32_t v = token, steps = 0; v < w->count && steps < DEPTH; v = head_of(w, v), steps++)
    if (token_at(w, v)->dep == BL_DEP_ACL_RELCL && head_of(w, v) < w->count) return somebody_above(w, token, nearest_noun(w, token, head_of(w, v)));
  return BL_NONE;
}

/* "the A, B and C districts": the names, not the districts. */
static bool names_in_front(const bl_walk *w, uint32_t plural, bl_tokens *out) {
  if (token_at(w, plural)->xpos != BL_XPOS_NNS && token_at(w, plural)->xpos != BL_XPOS_NNPS) return false;
  if (!bl_in_class(w, plural, w->classes->place_noun)) return false;
  bool found = false, several = false;
  BL_EACH_CHILD(w, c, plural) several |= c < plural && bl_has_child(w, c, BL_DEP_CONJ);
  uint32_t names = 0;
  BL_EACH_CHILD(w, c, plural) names += c < plural && bl_plain_dep(w, c) != BL_DEP_DET && bl_name_at(w, c) != NULL;
  if (!several && names < 2) return false; /* "Peruvian territories" */
  BL_EACH_CHILD(w, c, plural) {
    bl_dep d = bl_plain_dep(w, c);
    bool name = token_at(w, c)->upos == BL_POS_PROPN || bl_name_at(w, c);
    if (c > plural || (d != BL_DEP_COMPOUND && d != BL_DEP_NMOD) || !name) continue;
    BL_PUSH(out, c);
    found = true;
    BL_EACH_CHILD(w, e, c) if (token_at(w, e)->dep == BL_DEP_CONJ && e < plural) push_once(out, e);
  }
  return found;
}

/* A bare plural behind names, "Kesh, Varn and Dol districts" with the names in a row. */
static bool bare_plural(const bl_walk *w, uint32_t t) {
  if (!bl_in_class(w, t, w->classes->place_noun) || (token_at(w, t)->xpos != BL_XPOS_NNS && token_at(w, t)->xpos != BL_XPOS_NNPS)) return false;
  return w->mention[t] == BL_NONE || w->doc->mentions.items[w->mention[t]].kind == BL_MK_NOMINAL;
}

/* "A rather than B", "A but not B" leave B out. */
static bool left_out(const bl_walk *w, uint32_t conjunct) {
  BL_EACH_CHILD(w, c, conjunct) {
    bl_dep d = bl_plain_dep(w, c);
    if (d == BL_DEP_CC && (bl_in_class(w, c, w->classes->instead) || bl_str_eq_nocase(token_at(w, c)->form, BL_STR("not")))) return true;
    if (d == BL_DEP_ADVMOD && bl_in_class(w, c, w->classes->negation)) return true;
  }
  return false;
}

/* "Sen. Dana Roe, D-Kesh": a party and where it sits. */
static bool is_party_tag(const bl_walk *w, uint32_t t) {
  bl_str f = token_at(w, t)->form;
  return f.n > 2 && (f.p[0] == 'D' || f.p[0] == 'R' || f.p[0] == 'I') && f.p[1] == '-' && f.p[2] >= 'A' && f.p[2] <= 'Z';
}

static void add_joined(const bl_walk *w, uint32_t token, int depth, bl_tokens *out) {
  BL_EACH_CHILD(w, c, token) {
    if (is_party_tag(w, c)) continue;
    if (token_at(w, c)->dep != BL_DEP_CONJ || !bl_is_nominal(w, c) || left_out(w, c) || token_at(w, c)->xpos == BL_XPOS_VBG) continue;
    bool counted = bl_has_child(w, c, BL_DEP_NUMMOD) || bl_has_child(w, c, BL_DEP_DET);
    if (counted || (!names_in_front(w, c, out) && !bare_plural(w, c))) push_once(out, c);
    if (depth < 3) add_joined(w, c, depth + 1, out);
  }
}

void bl_add_conjuncts(const bl_walk *w, uint32_t token, bl_tokens *out) {
  if (token >= w->count) return;
  if (bl_is_relative(w, token)) {
    uint32_t noun = antecedent(w, token);
    if (noun == BL_NONE || bl_is_relative(w, noun)) return;
    token = noun;
    push_once(out, token); /* its conjuncts are not in the clause's scope for certain */
    return;
  }
  if (!names_in_front(w, token, out)) push_once(out, token);
  add_joined(w, token, 0, out);
  /* "three districts - A, B and C": a list in apposition to a counted plural */
  if (token_at(w, token)->xpos != BL_XPOS_NNS) return;
  BL_EACH_CHILD(w, c, token) {
    if (token_at(w, c)->dep != BL_DEP_APPOS || token_at(w, c)->upos != BL_POS_PROPN || !bl_has_child(w, c, BL_DEP_CONJ)) continue;
    drop(out, token); /* the names say it all */
    push_once(out, c);
    BL_EACH_CHILD(w, d, c) if (token_at(w, d)->dep == BL_DEP_CONJ && bl_is_nominal(w, d)) push_once(out, d);
  }
}

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
  if (begin == 0 || begin >= w->count || token_at(w, begin)->xpos != BL_XPOS_TO || t->head >= w->count || bl_is_passive_verb(w, verb)) return false;
  for (uint32_t n = begin - 1, steps = 0; n < w->count && n != t->head && steps < DEPTH; n = head_of(w, n), steps++) {
    bl_dep d = bl_plain_dep(w, n);
    if (w->end[n] != begin || (d != BL_DEP_OBL && d != BL_DEP_NMOD) || w->prep[n] == BL_NONE || w->time[n] != BL_NONE) continue;
    bool called = bl_in_class(w, t->head, w->classes->called_on) && n > t->head; /* "called on people to leave" */
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

static void subjects(const bl_walk *w, uint32_t verb, int depth, bl_tokens *out) {
  if (depth > DEPTH || own_subject(w, verb, out) || for_whom(w, verb, out) || how_to(w, verb)) return;
  BL_EACH_CHILD(w, c, verb) if (bl_plain_dep(w, c) == BL_DEP_CSUBJ && c < verb) return; /* "that expelling him would violate the law" */
  const bl_token *t = token_at(w, verb);
  uint32_t head = t->head;
  if (head >= w->count) return;
  switch (bl_dep_plain((bl_dep)t->dep)) {
    case BL_DEP_CONJ:
      if (noun_between(w, head, verb) != BL_NONE) push_once(out, noun_between(w, head, verb));
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
        if (!bl_has_child(w, verb, BL_DEP_NSUBJ)) push_once(out, head);
      } else if (t->xpos == BL_XPOS_VB && bl_in_class(w, head, w->classes->urged)) {
        break; /* "their advice to arm them": who shall do it stands elsewhere */
      } else if (t->xpos == BL_XPOS_VB && bl_name_at(w, head) && verb_above(w, head) != BL_NONE) {
        subjects(w, verb_above(w, head), depth + 1, out); /* "visited Kesh to sell arms": a name needs no infinitive */
      } else if (t->xpos == BL_XPOS_VB || (held_by_someone(w, head) && bl_has_child(w, verb, BL_DEP_MARK))) {
        if (held_by_someone(w, head)) holder(w, head, depth + 1, out);
        else if (is_event_word(w, head)) actor_of(w, head, depth + 1, out);
        else push_once(out, head);
      } else if (predicate_over(w, verb) != BL_NONE) {
        own_subject(w, predicate_over(w, verb), out);
      } else {
        bl_add_conjuncts(w, head, out);
      }
      break;
    case BL_DEP_AMOD:
      if (t->xpos == BL_XPOS_VBN || t->xpos == BL_XPOS_VBG) push_once(out, head);
      break;
    case BL_DEP_APPOS: push_once(out, head); break;
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
    if (!other) push_once(out, t->head);
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
      if (d == BL_DEP_OBJ || d == BL_DEP_OBL || d == BL_DEP_XCOMP || d == BL_DEP_ADVMOD) phrases_below(w, c, prep, out);
    }
    if (!out->count && t->dep == BL_DEP_CONJ && t->head < w->count && t->head + 3 >= trigger) return;
    return;
  }
  uint32_t verb = bl_light_verb(w, trigger);
  if (verb != BL_NONE) phrases_below(w, verb, prep, out);
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
  if (d == BL_DEP_OBJ && (bl_in_class(w, verb, w->classes->light) || bl_in_class(w, verb, w->classes->deny))) return verb;
  if (d == BL_DEP_NSUBJ && (bl_in_class(w, verb, w->classes->happen) || bl_in_class(w, verb, w->classes->exist))) return verb;
  if (d == BL_DEP_NSUBJ && bl_is_passive_verb(w, verb) && bl_in_class(w, verb, w->classes->light)) return verb;
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

/* Complement clauses and infinitives; for words of planning also an infinitive of purpose. */
static void clauses(const bl_walk *w, uint32_t trigger, bl_tokens *out) {
  BL_EACH_CHILD(w, c, trigger) {
    bl_dep d = (bl_dep)token_at(w, c)->dep;
    bool asked = interrogative(w, c) && !(bl_in_class(w, trigger, w->classes->doubt) && !bl_in_class(w, trigger, w->classes->plan)); /* "investigate whether" */
    if ((d == BL_DEP_CCOMP && !asked) || (d == BL_DEP_XCOMP && (bl_is_verbal(w, c) || bl_has_child(w, c, BL_DEP_MARK))) ||
        ((d == BL_DEP_ACL || d == BL_DEP_ADVCL) && bl_has_child(w, c, BL_DEP_MARK) && !asked && !bl_is_verbal(w, trigger)))
      push_once(out, c);
  }
  if (!out->count && bl_is_verbal(w, trigger) && (bl_in_class(w, trigger, w->classes->plan) || bl_in_class(w, trigger, w->classes->want))) {
    BL_EACH_CHILD(w, c, trigger) if (token_at(w, c)->dep == BL_DEP_ADVCL && c > trigger && (token_at(w, c)->xpos == BL_XPOS_VB || (token_at(w, c)->xpos == BL_XPOS_VBG && bl_marked_to(w, c))) && bl_has_child(w, c, BL_DEP_MARK)) push_once(out, c);
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
      BL_EACH_CHILD(w, c, trigger) if (token_at(w, c)->dep == BL_DEP_XCOMP && !bl_has_child(w, c, BL_DEP_MARK)) push_once(out, c);
      if (out->count > before || bl_is_passive_verb(w, trigger)) break;
      break;
    }
    case BL_AT_CLAUSE: clauses(w, trigger, out); break;
    case BL_AT_INF: {
      bl_tokens all = {0};
      clauses(w, trigger, &all);
      for (uint32_t k = 0; k < all.count; k++)
        if (!bl_has_child(w, all.items[k], BL_DEP_NSUBJ) && (bl_marked_to(w, all.items[k]) || (token_at(w, all.items[k])->xpos == BL_XPOS_VBG && (bl_has_child(w, all.items[k], BL_DEP_MARK) || !bl_has_child(w, trigger, BL_DEP_OBJ))))) push_once(out, all.items[k]);
      BL_VEC_FREE(&all);
      break;
    }
    case BL_AT_HEAD: {
      const bl_token *t = token_at(w, trigger);
      bl_dep d = bl_plain_dep(w, trigger);
      if (t->head < w->count && (d == BL_DEP_ACL || d == BL_DEP_AMOD || d == BL_DEP_NMOD || d == BL_DEP_APPOS)) push_once(out, t->head);
      else subjects(w, trigger, 0, out);
      break;
    }
    case BL_AT_SELF: /* "he is a critic of X": he */
      if (bl_has_child(w, trigger, BL_DEP_COP) && bl_has_child(w, trigger, BL_DEP_NSUBJ) && token_at(w, trigger)->upos == BL_POS_NOUN) own_subject(w, trigger, out);
      if (!out->count) push_once(out, trigger);
      break;
    case BL_AT_OBJ2:
      if (bl_is_passive_verb(w, trigger) && own_object(w, trigger) != BL_NONE) push_once(out, own_object(w, trigger));
      break;
    case BL_AT_PLACE: {
      uint32_t place = bl_place_token(w, trigger);
      if (place != BL_NONE) push_once(out, place);
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
      if (bl_cond_holds(w, found.items[i], &slot->cond)) push_once(out, found.items[i]);
  BL_VEC_FREE(&found);
}
