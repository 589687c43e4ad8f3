/* Place and time of what a word says: from its own clause, then from the clauses that govern it, never from a clause
 * that tells of something else (a relative clause does not take the time of its main clause, what was said not that of
 * the saying). What the sentence does not give is left out. */
#include "claim/walk.h"

enum { CLIMB = 8 };

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

/* ---- the way up ------------------------------------------------------------------------------------------------- */

/* A clause at the noun of an event that says what came of it or that it was: "that killed nine", "that took place in Kesh". */
static bool tells_of_event(const bl_walk *w, uint32_t t) {
  return bl_in_class(w, t, w->classes->death) || bl_in_class(w, t, w->classes->harm) || bl_in_class(w, t, w->classes->happen);
}

/* "left nine dead", "left dozens hurt" */
static bool leaves_hurt(const bl_walk *w, uint32_t t) {
  if (!bl_str_eq_c(token_at(w, t)->lemma, "leave")) return false;
  BL_EACH_CHILD(w, c, t) {
    bl_dep d = bl_plain_dep(w, c);
    if ((d == BL_DEP_XCOMP || d == BL_DEP_OBJ || d == BL_DEP_CCOMP) && tells_of_event(w, c)) return true;
    BL_EACH_CHILD(w, e, c) if (d == BL_DEP_OBJ && e > c && tells_of_event(w, e)) return true;
  }
  return false;
}

static uint32_t event_clause(const bl_walk *w, uint32_t t) {
  if (bl_is_verbal(w, t) || !bl_in_class(w, t, w->classes->event_noun)) return BL_NONE;
  BL_EACH_CHILD(w, c, t) if (bl_plain_dep(w, c) == BL_DEP_ACL && tells_of_event(w, c)) return c;
  return BL_NONE;
}

/* The governor whose circumstances hold for `t` too; BL_NONE. */
static uint32_t governor(const bl_walk *w, uint32_t t) {
  const bl_token *token = token_at(w, t);
  uint32_t head = token->head;
  if (head >= w->count) return BL_NONE;
  switch (bl_dep_plain((bl_dep)token->dep)) {
    case BL_DEP_XCOMP: return head;
    case BL_DEP_CONJ: return bl_is_verbal(w, head) == bl_is_verbal(w, t) ? head : BL_NONE;
    case BL_DEP_ADVCL:
      return bl_has_child(w, t, BL_DEP_MARK) ? BL_NONE : head;
    case BL_DEP_CCOMP:
      return bl_in_class(w, head, w->classes->speech) ? BL_NONE : head;
    case BL_DEP_OBJ: case BL_DEP_NSUBJ: {
      uint32_t light = bl_light_verb(w, t);
      return light;
    }
    case BL_DEP_AMOD: { /* "left nine people dead" */
      uint32_t above = token_at(w, head)->head;
      return bl_plain_dep(w, head) == BL_DEP_OBJ && above < w->count && leaves_hurt(w, above) ? above : BL_NONE;
    }
    case BL_DEP_COMPOUND: return head;
    case BL_DEP_OBL: /* "struck Kesh in a raid that killed nine" */
      return bl_in_class(w, t, w->classes->event_noun) && bl_has_prep(w, t, w->classes->event_prep) ? head : BL_NONE;
    case BL_DEP_ACL: /* "an attack in Kesh on Monday that killed nine", "an attack in Kesh, carried out by two men" */
      if (!bl_in_class(w, head, w->classes->event_noun)) return BL_NONE;
      return tells_of_event(w, t) || (token->xpos == BL_XPOS_VBN && token->dep != BL_DEP_ACL_RELCL) ? head : BL_NONE;
    default: return BL_NONE;
  }
}

/* ---- place ------------------------------------------------------------------------------------------------------ */

static bool is_place(const bl_walk *w, uint32_t t) {
  uint32_t m = w->mention[t];
  if (m == BL_NONE) return false;
  const bl_mention *mention = &w->doc->mentions.items[m];
  uint8_t type = mention->type;
  if (mention->entity < w->doc->entities.count && !bl_etype_is_place((bl_etype)type)) type = w->doc->entities.items[mention->entity].type;
  return bl_etype_is_place((bl_etype)type) && mention->kind != BL_MK_DEMONYM;
}

/* A body that is a building too: "in the Kesh hospital". */
static bool is_site(const bl_walk *w, uint32_t t) {
  uint32_t m = w->mention[t];
  bool in = w->prep[t] != BL_NONE && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[t]), "in"); /* "an officer in the ministry" */
  if (m == BL_NONE || !(bl_in_class(w, t, w->classes->place_noun) || (!in && bl_in_class(w, t, w->classes->seat_noun)))) return false;
  const bl_mention *mention = &w->doc->mentions.items[m];
  return (mention->type == BL_ET_ORGANIZATION || mention->type == BL_ET_GOVERNMENT_BODY || mention->type == BL_ET_OTHER) && mention->kind != BL_MK_DEMONYM && mention->kind != BL_MK_PRONOUN;
}

static bool place_phrase(const bl_walk *w, uint32_t t) {
  bool bare = !bl_name_at(w, t) && token_at(w, t)->xpos == BL_XPOS_NN && w->first[t] != BL_NONE && w->next[w->first[t]] == BL_NONE; /* "in prison" */
  if (bare || w->prep[t] == BL_NONE || !(is_place(w, t) || is_site(w, t))) return false;
  bool on = bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[t]), "on") && bl_in_class(w, t, w->classes->ground_noun); /* "on Kesh Street" */
  return on || bl_wordbook_in(w->lexicon, w->prep[t], w->classes->place_prep);
}

/* A phrase of place right below `t`, or below its object and other nominal parts. */
static uint32_t place_below(const bl_walk *w, uint32_t t, int depth) {
  BL_EACH_CHILD(w, c, t) {
    bl_dep d = bl_plain_dep(w, c);
    if ((d == BL_DEP_OBL || d == BL_DEP_NMOD) && place_phrase(w, c)) return c;
  }
  BL_EACH_CHILD(w, c, t) { /* "at the gate of the palace" */
    bl_dep d = bl_plain_dep(w, c);
    bool part = (d == BL_DEP_OBL || d == BL_DEP_NMOD) && bl_in_class(w, c, w->classes->place_part) && w->prep[c] != BL_NONE && bl_wordbook_in(w->lexicon, w->prep[c], w->classes->place_prep);
    if (part) BL_EACH_CHILD(w, of, c) if (bl_plain_dep(w, of) == BL_DEP_NMOD && of > c && (is_place(w, of) || is_site(w, of))) return of;
  }
  BL_EACH_CHILD(w, c, t) { /* "holds the whole territory of Kesh" */
    if (bl_plain_dep(w, c) != BL_DEP_OBJ || !bl_in_class(w, c, w->classes->place_noun)) continue;
    BL_EACH_CHILD(w, of, c) if (bl_plain_dep(w, of) == BL_DEP_NMOD && is_place(w, of)) return of;
  }
  uint32_t told = event_clause(w, t);
  if (told != BL_NONE) {
    uint32_t found = place_below(w, told, 1);
    if (found != BL_NONE) return found;
  }
  if (depth > 1) return BL_NONE;
  BL_EACH_CHILD(w, c, t) {
    bl_dep d = bl_plain_dep(w, c);
    bool subject = d == BL_DEP_NSUBJ && (bl_is_passive_verb(w, t) || (depth == 0 && (tells_of_event(w, t) || leaves_hurt(w, t)) && bl_in_class(w, c, w->classes->event_noun))); /* "an attack in Kesh killed nine" */
    bool aim = d == BL_DEP_XCOMP || (d == BL_DEP_ACL && bl_marked_to(w, c)); /* "plans to open", "the plan to open it in Kesh" */
    if (d != BL_DEP_OBJ && d != BL_DEP_OBL && d != BL_DEP_NMOD && !aim && !subject) continue;
    if ((d == BL_DEP_OBL || d == BL_DEP_NMOD) && bl_has_prep(w, c, w->classes->reason_prep)) continue;
    uint32_t found = place_below(w, c, depth + (aim ? 0 : 1));
    if (found != BL_NONE) return found;
  }
  return BL_NONE;
}

/* "a US strike": a country called by its letters stands for who acts, like "Peruvian". */
static bool acts_in_front(const bl_walk *w, uint32_t t) {
  bl_str form = token_at(w, t)->form;
  for (size_t i = 0; i < form.n; i++)
    if (form.p[i] >= 'a' && form.p[i] <= 'z') return false;
  return w->mention[t] != BL_NONE && w->doc->mentions.items[w->mention[t]].type == BL_ET_COUNTRY && token_at(w, t)->dep == BL_DEP_COMPOUND;
}

/* "Peru's invasion of Chile": who does it to whom, not where. */
static bool done_to_another(const bl_walk *w, uint32_t t) {
  BL_EACH_CHILD(w, c, t) {
    bool nominal = c > t && bl_plain_dep(w, c) == BL_DEP_NMOD && w->prep[c] != BL_NONE && w->mention[c] != BL_NONE;
    if (nominal && bl_has_prep(w, c, w->classes->patient_prep)) return true;
  }
  return false;
}

static uint32_t place_in_front(const bl_walk *w, uint32_t t) {
  bool other = done_to_another(w, t);
  BL_EACH_CHILD(w, c, t) {
    bl_dep d = (bl_dep)token_at(w, c)->dep;
    if (other && d == BL_DEP_NMOD_POSS) continue;
    if ((d == BL_DEP_COMPOUND || d == BL_DEP_NMOD_POSS) && is_place(w, c) && !bl_is_verbal(w, t) && !acts_in_front(w, c)) return c;
  }
  uint32_t m = t > 0 && !bl_is_verbal(w, t) && token_at(w, t - 1)->sentence == token_at(w, t)->sentence ? w->cover[t - 1] : BL_NONE;
  if (m == BL_NONE) return BL_NONE; /* "the Kesh airport attack", each word hung at the attack */
  const bl_mention *name = &w->doc->mentions.items[m];
  return name->kind == BL_MK_NAME && name->tokens.end == t && is_place(w, name->head) && !acts_in_front(w, name->head) ? name->head : BL_NONE;
}

/* "were killed and 30 hurt when a bus fell into a river in Kesh on Sunday": the clause that tells how it came; BL_NONE. */
static uint32_t how_clause(const bl_walk *w, uint32_t t, int depth) {
  bool hurt = bl_in_class(w, t, w->classes->death) || bl_in_class(w, t, w->classes->harm) || bl_in_class(w, t, w->classes->struck);
  if (!hurt && !bl_str_eq_c(token_at(w, t)->lemma, "lose")) return BL_NONE;
  BL_EACH_CHILD(w, c, t) {
    if (token_at(w, c)->dep != BL_DEP_ADVCL || c < t) continue;
    BL_EACH_CHILD(w, m, c) {
      bl_str form = token_at(w, m)->form;
      bool joins = bl_str_eq_nocase(form, BL_STR("when")) || bl_str_eq_nocase(form, BL_STR("as")) || bl_str_eq_nocase(form, BL_STR("while")) || bl_str_eq_nocase(form, BL_STR("after"));
      if (joins && (token_at(w, m)->dep == BL_DEP_MARK || token_at(w, m)->dep == BL_DEP_ADVMOD)) return c;
    }
  }
  BL_EACH_CHILD(w, c, t) {
    uint32_t found = token_at(w, c)->dep == BL_DEP_CONJ && c > t && depth < 4 ? how_clause(w, c, depth + 1) : BL_NONE;
    if (found != BL_NONE) return found;
  }
  return BL_NONE;
}

/* "the town where they met": the noun of the relative clause. */
static uint32_t where_clause(const bl_walk *w, uint32_t t) {
  uint32_t noun = token_at(w, t)->head;
  if (token_at(w, t)->dep != BL_DEP_ACL_RELCL || noun >= w->count) return BL_NONE;
  BL_EACH_CHILD(w, c, t)
    if (bl_str_eq_nocase(token_at(w, c)->form, BL_STR("where")) && is_place(w, noun)) return noun;
  return BL_NONE;
}

/* "pushed into Dorun and took the airport", "entered Kesh and met them": where a joined verb brought them before; BL_NONE. */
static uint32_t arrived_before(const bl_walk *w, uint32_t t) {
  uint32_t head = token_at(w, t)->head;
  if (token_at(w, t)->dep != BL_DEP_CONJ || head >= t || !bl_is_verbal(w, head) || bl_has_child(w, t, BL_DEP_NSUBJ)) return BL_NONE;
  bool enters = bl_in_class(w, head, w->classes->enters);
  BL_EACH_CHILD(w, c, head) {
    if (c > t || !is_place(w, c) || !bl_name_at(w, c)) continue;
    bl_dep d = bl_plain_dep(w, c);
    if (enters && d == BL_DEP_OBJ) return c;
    if (d == BL_DEP_OBL && !bl_has_child(w, head, BL_DEP_OBJ) && bl_has_prep(w, c, w->classes->goal_prep)) return c;
  }
  return BL_NONE;
}

/* Whether the place is that of the saying ("told reporters in A that ..."), of which `trigger` is not a part. */
static bool where_said(const bl_walk *w, uint32_t place, uint32_t trigger) {
  for (uint32_t t = token_at(w, place)->head, steps = 0; t < w->count && steps < CLIMB; t = token_at(w, t)->head, steps++) {
    if (bl_in_class(w, t, w->classes->speech)) return t != trigger;
    if (bl_is_verbal(w, t)) return false;
  }
  return false;
}

/* "In Kesh, prices rose so fast that riots broke out": a place in front of a clause holds for all below it. */
static bool in_front_of(const bl_walk *w, uint32_t place, uint32_t clause) {
  uint32_t subject = bl_child_with(w, clause, BL_DEP_NSUBJ);
  return bl_plain_dep(w, place) == BL_DEP_OBL && place < clause && (subject == BL_NONE || place < subject);
}

/* The one phrase of place of the sentence that hangs at a verb above `t`, in its own clause or in front of all; BL_NONE if there are several. */
static uint32_t place_of_sentence(const bl_walk *w, uint32_t t) {
  bl_span s = w->doc->sentences.items[token_at(w, t)->sentence].tokens;
  uint32_t found = BL_NONE;
  for (uint32_t i = s.begin; i < s.end; i++) {
    if (!place_phrase(w, i)) continue;
    bl_dep d = bl_plain_dep(w, i);
    if (d == BL_DEP_NMOD && found != BL_NONE && bl_is_below(w, i, found)) continue;
    if (d != BL_DEP_OBL && d != BL_DEP_NMOD) continue;
    uint32_t head = token_at(w, i)->head;
    if (head >= w->count || !bl_is_below(w, t, head) || !(in_front_of(w, i, head) || bl_clause_of(w, t) == head)) continue;
    if (where_said(w, i, t)) continue;
    if (found != BL_NONE) return BL_NONE;
    found = i;
  }
  return found;
}

/* "fight them from Kesh": where somebody is who acts from there; BL_NONE. */
static uint32_t place_from(const bl_walk *w, uint32_t t) {
  if (!bl_in_class(w, t, w->classes->acts_from)) return BL_NONE;
  BL_EACH_CHILD(w, c, t) {
    bool from = w->prep[c] != BL_NONE && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[c]), "from");
    if (bl_plain_dep(w, c) == BL_DEP_OBL && from && is_place(w, c)) return c;
  }
  return BL_NONE;
}

/* "9 were killed and 30 injured on Monday", "stormed and burned it on Monday": the joined verb whose circumstances close both; BL_NONE. */
static uint32_t closing_verb(const bl_walk *w, uint32_t t) {
  uint32_t found = BL_NONE;
  if (!bl_is_verbal(w, t)) return BL_NONE;
  BL_EACH_CHILD(w, c, t) {
    if (token_at(w, c)->dep != BL_DEP_CONJ || c < t || !bl_is_verbal(w, c) || bl_has_child(w, c, BL_DEP_AUX) || bl_has_child(w, c, BL_DEP_AUX_PASS)) continue;
    bool gapped = bl_is_passive_verb(w, t) && bl_is_passive_verb(w, c), close = c <= t + 3 && !bl_has_child(w, c, BL_DEP_NSUBJ);
    if (gapped || close) found = c;
  }
  return found;
}

/* "told them in Kesh", "said at a meeting in Kesh": where it was said, never where that is of which they speak. */
static uint32_t place_of_saying(const bl_walk *w, uint32_t verb) {
  BL_EACH_CHILD(w, c, verb) if (bl_plain_dep(w, c) == BL_DEP_OBL && place_phrase(w, c)) return c;
  BL_EACH_CHILD(w, c, verb) {
    bool there = bl_plain_dep(w, c) == BL_DEP_OBL && (bl_has_prep(w, c, w->classes->place_prep) || bl_has_prep(w, c, w->classes->event_prep));
    if (there) BL_EACH_CHILD(w, in, c) if (bl_plain_dep(w, in) == BL_DEP_NMOD && place_phrase(w, in)) return in;
  }
  return BL_NONE;
}

/* "It was in Kesh that he was born": the place in front of the clause; BL_NONE. */
static uint32_t cleft_place(const bl_walk *w, uint32_t t) {
  uint32_t place = token_at(w, t)->head;
  bl_dep d = bl_plain_dep(w, t);
  if (place >= t || (d != BL_DEP_CSUBJ && d != BL_DEP_CCOMP && d != BL_DEP_ACL && d != BL_DEP_ADVCL)) return BL_NONE;
  uint32_t above = token_at(w, place)->head;
  bool cop = bl_has_child(w, place, BL_DEP_COP), here = above < place && bl_has_child(w, above, BL_DEP_COP); /* "it was here in Kesh that" */
  if ((cop || here) && place_phrase(w, place)) return place;
  if (!cop) return BL_NONE;
  BL_EACH_CHILD(w, c, place) if (c > place && c < t && place_phrase(w, c)) return c;
  return BL_NONE;
}

uint32_t bl_place_token(const bl_walk *w, uint32_t trigger) {
  uint32_t found = BL_NONE, t = trigger;
  if (bl_is_verbal(w, trigger) && bl_in_class(w, trigger, w->classes->speech)) return place_of_saying(w, trigger);
  for (int steps = 0; steps < CLIMB && t != BL_NONE && found == BL_NONE; steps++, t = governor(w, t)) {
    found = place_below(w, t, 0);
    if (found == BL_NONE) found = place_in_front(w, t);
    if (found == BL_NONE) found = where_clause(w, t);
    if (found == BL_NONE) found = cleft_place(w, t);
    if (found == BL_NONE) found = arrived_before(w, t);
  }
  uint32_t how = found == BL_NONE ? how_clause(w, trigger, 0) : BL_NONE;
  if (how != BL_NONE) found = place_below(w, how, 0);
  if (found == BL_NONE && closing_verb(w, trigger) != BL_NONE) found = place_below(w, closing_verb(w, trigger), 0);
  if (found == BL_NONE) found = place_of_sentence(w, trigger);
  return found != BL_NONE ? found : place_from(w, trigger);
}

static void add_joined_to(const bl_walk *w, uint32_t region, bl_tokens *all) {
  BL_EACH_CHILD(w, other, region) {
    bool parallel = false;
    if (token_at(w, other)->dep != BL_DEP_CONJ || !is_place(w, other)) continue;
    BL_EACH_CHILD(w, c, other) parallel |= bl_plain_dep(w, c) == BL_DEP_NMOD && place_phrase(w, c);
    if (parallel) BL_PUSH(all, other);
  }
}

/* "in A in the north and B in the south": B is joined to the north by the tree, to A by what is meant. */
static void add_parallel(const bl_walk *w, uint32_t place, bl_tokens *all) {
  uint32_t verb = token_at(w, place)->head;
  BL_EACH_CHILD(w, region, place)
    if (bl_plain_dep(w, region) == BL_DEP_NMOD && is_place(w, region)) add_joined_to(w, region, all);
  if (verb < w->count && bl_plain_dep(w, place) == BL_DEP_OBL) /* the north hung at the verb */
    BL_EACH_CHILD(w, region, verb)
      if (bl_plain_dep(w, region) == BL_DEP_OBL && w->begin[region] == w->end[place] && place_phrase(w, region)) add_joined_to(w, region, all);
}

/* "a hotel in Kesh", "Dorun in Loreto": the name around a place, behind it; BL_NONE. */
static uint32_t named_behind(const bl_walk *w, uint32_t place) {
  BL_EACH_CHILD(w, c, place) {
    bool in = bl_plain_dep(w, c) == BL_DEP_NMOD && c > place && place_phrase(w, c) && is_place(w, c);
    if (!in || bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[c]), "near")) continue;
    if (bl_name_at(w, c)) return c;
    BL_EACH_CHILD(w, e, c) if (bl_plain_dep(w, e) == BL_DEP_NMOD && e > c && bl_name_at(w, e) && is_place(w, e)) return e; /* "in the city of Kesh" */
  }
  return BL_NONE;
}

/* The same, or "the Kesh police station": the name that says where a nameless place is; BL_NONE. */
static uint32_t named_around(const bl_walk *w, uint32_t place) {
  uint32_t behind = named_behind(w, place);
  if (behind != BL_NONE || bl_name_at(w, place)) return behind;
  BL_EACH_CHILD(w, c, place) {
    bool front = c < place && (bl_plain_dep(w, c) == BL_DEP_COMPOUND || token_at(w, c)->dep == BL_DEP_NMOD_POSS);
    if (front && is_place(w, c) && bl_name_at(w, c) && !acts_in_front(w, c)) return c;
  }
  return BL_NONE;
}

/* "in A and B": each of them, once. A place in front of its region stands for both. */
bl_places bl_places_of(bl_walk *w, uint32_t trigger) {
  bl_places places = bl_place_at(BL_NONE);
  uint32_t found = bl_place_token(w, trigger);
  if (found == BL_NONE) return places;
  bl_tokens all = {0};
  bl_add_conjuncts(w, found, &all);
  if (!all.count) BL_PUSH(&all, found);
  add_parallel(w, found, &all);
  for (uint32_t i = 0, given = all.count; i < given; i++)
    if (named_around(w, all.items[i]) != BL_NONE) BL_PUSH(&all, named_around(w, all.items[i]));
  int n = 0;
  for (uint32_t i = 0; i < all.count && n < BL_PLACES; i++) {
    uint32_t entity = all.items[i] == found || is_place(w, all.items[i]) || is_site(w, all.items[i]) ? bl_entity_of(w, all.items[i], false) : BL_NONE;
    for (int k = 0; k < n; k++)
      if (places.at[k] == entity) entity = BL_NONE;
    if (entity != BL_NONE) places.at[n++] = entity;
  }
  BL_VEC_FREE(&all);
  return places;
}

/* ---- time ------------------------------------------------------------------------------------------------------- */

static bool has_calendar_place(const bl_walk *w, uint32_t time) {
  const bl_time *t = &w->doc->times.items[time];
  return t->begin.year != 0 && t->type != BL_TX_SET;
}

/* A time of which only one side is known, made once: "after August 18" is 2021-08-18 or later. */
static uint32_t open_time(const bl_walk *w, uint32_t time, bl_open open) {
  bl_doc *doc = w->doc;
  bl_time t = doc->times.items[time];
  if (open == BL_CLOSED || t.open != BL_CLOSED) return time;
  t.open = (uint8_t)open;
  t.value = bl_str_from(bl_arena_printf(&doc->arena, open == BL_OPEN_END ? BL_STR_FMT "/.." : "../" BL_STR_FMT, BL_STR_ARG(t.value)));
  for (uint32_t i = 0; i < doc->times.count; i++)
    if (doc->times.items[i].open == open && doc->times.items[i].bytes.begin == t.bytes.begin && doc->times.items[i].bytes.end == t.bytes.end) return i;
  BL_PUSH(&doc->times, t);
  return doc->times.count - 1;
}

static bl_open opened_by(const bl_walk *w, uint32_t word) {
  if (word == BL_NONE) return BL_CLOSED;
  if (bl_wordbook_in(w->lexicon, word, w->classes->time_after)) return BL_OPEN_END;
  return bl_wordbook_in(w->lexicon, word, w->classes->time_before) ? BL_OPEN_BEGIN : BL_CLOSED;
}

/* "the 2008 nominee", "a regime in power since 1959": the year of a thing in the clause, not that of what is done. */
static bool of_thing(const bl_walk *w, uint32_t noun, uint32_t time) {
  if (bl_is_verbal(w, noun) || bl_in_class(w, noun, w->classes->event_noun)) return false;
  bl_dep d = bl_plain_dep(w, time);
  return opened_by(w, w->prep[time]) != BL_CLOSED || ((d == BL_DEP_COMPOUND || d == BL_DEP_NUMMOD || d == BL_DEP_AMOD) && time < noun);
}

static uint32_t time_below(const bl_walk *w, uint32_t t, int depth) {
  BL_EACH_CHILD(w, c, t) {
    bl_dep d = bl_plain_dep(w, c);
    if (w->time[c] == BL_NONE || !has_calendar_place(w, w->time[c]) || (depth > 0 && of_thing(w, t, c))) continue;
    if (d == BL_DEP_OBL || d == BL_DEP_NMOD || d == BL_DEP_ADVMOD || d == BL_DEP_COMPOUND || d == BL_DEP_AMOD || token_at(w, c)->dep == BL_DEP_NMOD_POSS || d == BL_DEP_DEP || d == BL_DEP_NUMMOD)
      return open_time(w, w->time[c], opened_by(w, w->prep[c]));
  }
  uint32_t told = event_clause(w, t);
  if (told != BL_NONE) {
    uint32_t found = time_below(w, told, 2);
    if (found != BL_NONE) return found;
  }
  if (depth >= 2) return BL_NONE;
  BL_EACH_CHILD(w, c, t) {
    bl_dep d = bl_plain_dep(w, c);
    bool part = d == BL_DEP_OBL || d == BL_DEP_NMOD || d == BL_DEP_OBJ || (d == BL_DEP_ADVMOD && depth == 0) || (d == BL_DEP_XCOMP && depth == 0);
    part |= d == BL_DEP_NSUBJ && depth == 0 && tells_of_event(w, t) && bl_in_class(w, c, w->classes->event_noun);
    if (!part) continue;
    uint32_t found = time_below(w, c, depth + 1);
    if (found != BL_NONE) return found;
  }
  return BL_NONE;
}

/* "met them after he had left on Monday", "the Monday deadline for the withdrawal"; BL_NONE. */
static uint32_t time_beside(const bl_walk *w, uint32_t t) {
  uint32_t head = token_at(w, t)->head;
  if (bl_plain_dep(w, t) == BL_DEP_NMOD && head < w->count && bl_in_class(w, head, w->classes->deadline)) {
    uint32_t found = time_below(w, head, 0);
    if (found != BL_NONE) return open_time(w, found, BL_OPEN_BEGIN);
  }
  BL_EACH_CHILD(w, c, t) {
    uint32_t mark = bl_plain_dep(w, c) == BL_DEP_ADVCL ? bl_child_with(w, c, BL_DEP_MARK) : BL_NONE;
    if (mark != BL_NONE && bl_in_class(w, mark, w->classes->time_while) && bl_in_past(w, c) && bl_in_past(w, t)) { /* "fell as people were praying on Monday" */
      uint32_t same = time_below(w, c, 0);
      if (same != BL_NONE) return same;
    }
    bl_open open = mark == BL_NONE ? BL_CLOSED : opened_by(w, w->lemma[mark]);
    uint32_t found = open == BL_CLOSED ? BL_NONE : time_below(w, c, 0);
    if (found != BL_NONE) return open_time(w, found, open);
  }
  return BL_NONE;
}

uint32_t bl_time_of(const bl_walk *w, uint32_t trigger) {
  uint32_t t = trigger;
  for (int steps = 0; steps < CLIMB && t != BL_NONE; steps++, t = governor(w, t)) {
    if (w->time[t] != BL_NONE && t != trigger) break;
    uint32_t found = time_below(w, t, 0), how = found == BL_NONE ? how_clause(w, t, 0) : BL_NONE;
    if (how != BL_NONE) found = time_below(w, how, 0);
    if (found == BL_NONE) found = time_beside(w, t);
    if (found != BL_NONE) return found;
  }
  uint32_t closing = closing_verb(w, trigger);
  return closing == BL_NONE ? BL_NONE : time_below(w, closing, 0);
}
