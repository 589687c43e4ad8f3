/* Who is meant by a word that stands for others: the nouns joined to it, and what a relative pronoun takes up, whatever noun the
 * parser hung its clause on. All searches are bounded by DEPTH. */
#include "claim/walk.h"

enum { DEPTH = 8 };

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }
static uint32_t head_of(const bl_walk *w, uint32_t t) { return w->doc->tokens.items[t].head; }

void bl_push_once(bl_tokens *out, uint32_t token) {
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
bool bl_is_event_word(const bl_walk *w, uint32_t noun) {
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
    if (before->kind == BL_MK_NAME && before->type != BL_ET_OTHER && (!bl_etype_is_place((bl_etype)before->type) || bl_is_event_word(w, chosen)) && before->tokens.end == pronoun) return before->head;
  }
  if (pronoun < 2 || !bl_str_eq_c(token_at(w, pronoun - 1)->form, ",") || token_at(w, pronoun - 2)->sentence != token_at(w, pronoun)->sentence) return chosen;
  uint32_t m = w->cover[pronoun - 2];
  if (m == BL_NONE) return chosen;
  const bl_mention *mention = &w->doc->mentions.items[m];
  bool who = token_at(w, pronoun)->xpos == BL_XPOS_WP || token_at(w, pronoun)->xpos == BL_XPOS_WP_POSS;
  const bl_mention *named = bl_name_at(w, chosen);
  bool person = named ? named->type == BL_ET_PERSON : token_at(w, chosen)->upos == BL_POS_NOUN && bl_in_class(w, chosen, w->classes->person_noun) && mention->type != BL_ET_GROUP;
  if (!who && person && mention->head != chosen && mention->type != BL_ET_PERSON) return mention->head; /* "beaten by Roe at the Games, which" */
  bool odd = who && mention->type == BL_ET_PERSON && mention->kind == BL_MK_NAME && bl_is_event_word(w, chosen); /* "the arrival of Reza, who" */
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
    BL_EACH_CHILD(w, e, c) if (token_at(w, e)->dep == BL_DEP_CONJ && e < plural) bl_push_once(out, e);
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
    if (counted || (!names_in_front(w, c, out) && !bare_plural(w, c))) bl_push_once(out, c);
    if (depth < 3) add_joined(w, c, depth + 1, out);
  }
}

void bl_add_conjuncts(const bl_walk *w, uint32_t token, bl_tokens *out) {
  if (token >= w->count) return;
  if (bl_is_relative(w, token)) {
    uint32_t noun = antecedent(w, token);
    if (noun == BL_NONE || bl_is_relative(w, noun)) return;
    token = noun;
    bl_push_once(out, token); /* its conjuncts are not in the clause's scope for certain */
    return;
  }
  if (!names_in_front(w, token, out)) bl_push_once(out, token);
  add_joined(w, token, 0, out);
  /* "three districts - A, B and C": a list in apposition to a counted plural */
  if (token_at(w, token)->xpos != BL_XPOS_NNS) return;
  BL_EACH_CHILD(w, c, token) {
    if (token_at(w, c)->dep != BL_DEP_APPOS || token_at(w, c)->upos != BL_POS_PROPN || !bl_has_child(w, c, BL_DEP_CONJ)) continue;
    drop(out, token); /* the names say it all */
    bl_push_once(out, c);
    BL_EACH_CHILD(w, d, c) if (token_at(w, d)->dep == BL_DEP_CONJ && bl_is_nominal(w, d)) bl_push_once(out, d);
  }
}
