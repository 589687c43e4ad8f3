/* Whether the words at a token tell a reader what is meant without the text around them: a name or what is known to have one,
 * a kind of thing ("slavery"), a noun with something that narrows it down ("the gap in wages"); but not "the response",
 * "this investment", "their sample". */
#include "claim/walk.h"

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

static const bl_entity *entity_at(const bl_walk *w, uint32_t t) {
  uint32_t m = w->mention[t];
  if (m == BL_NONE || w->doc->mentions.items[m].entity >= w->doc->entities.count) return NULL;
  return &w->doc->entities.items[w->doc->mentions.items[m].entity];
}

/* "many", "several", "two", "more", "other": they count or point, and narrow nothing down. */
static bool only_counts(const bl_walk *w, uint32_t c) {
  const bl_classes *k = w->classes;
  return w->quantity[c] != BL_NONE || bl_in_class(w, c, k->quantifier) || bl_in_class(w, c, k->demonstrative) || bl_in_class(w, c, k->counting);
}

/* "the radical response", "the response to Dean"; "the same response" is as bare as the noun. */
static bool narrows(const bl_walk *w, uint32_t noun, uint32_t c) {
  bl_dep d = bl_plain_dep(w, c);
  if (d == BL_DEP_AMOD || d == BL_DEP_COMPOUND) return c < noun && !bl_in_class(w, c, w->classes->pointing);
  if (d == BL_DEP_NMOD) return c > noun; /* a clause is no part of the label */
  return d == BL_DEP_APPOS || d == BL_DEP_NUMMOD || d == BL_DEP_FLAT;
}

/* What stands first for the thing in the text has more words than an article and the noun. */
static bool label_is_full(const bl_walk *w, uint32_t noun) {
  const bl_entity *e = entity_at(w, noun);
  if (!e || e->first >= w->doc->mentions.count) return false;
  uint32_t head = w->doc->mentions.items[e->first].head;
  if (head == noun || token_at(w, head)->upos != BL_POS_NOUN) return false;
  BL_EACH_CHILD(w, c, head)
    if (bl_in_class(w, c, w->classes->demonstrative) || token_at(w, c)->xpos == BL_XPOS_PRP_POSS) return false;
  BL_EACH_CHILD(w, c, head)
    if (narrows(w, head, c)) return true;
  return false;
}

static bool of_somebody(const bl_walk *w, uint32_t owner) {
  const bl_entity *e = entity_at(w, owner);
  return token_at(w, owner)->upos != BL_POS_PRON || (e && e->named);
}

/* "the mayor": there is one, and the text has told which; "the decision" leaves open what was decided. */
static bool definite_actor(const bl_walk *w, uint32_t token, bool the) {
  const bl_entity *e = entity_at(w, token);
  return the && ((e && bl_etype_is_actor((bl_etype)e->type)) || bl_in_class(w, token, w->classes->person_noun) || bl_in_class(w, token, w->classes->group_noun));
}

/* "185,000 people": so many there were; "one man" is any, "four other states" are some. */
static bool numbered(const bl_walk *w, uint32_t token) {
  BL_EACH_CHILD(w, c, token)
    if (bl_in_class(w, c, w->classes->pointing)) return false;
  BL_EACH_CHILD(w, c, token)
    if (token_at(w, c)->dep == BL_DEP_NUMMOD && token_at(w, c)->upos == BL_POS_NUM && !bl_str_eq_nocase(token_at(w, c)->form, BL_STR("one"))) return true;
  return false;
}

bool bl_is_told(const bl_walk *w, uint32_t token) {
  const bl_token *t = token_at(w, token);
  const bl_entity *e = entity_at(w, token);
  if (t->upos == BL_POS_PRON) return e && (e->named || label_is_full(w, token));
  if ((e && e->named) || t->upos == BL_POS_PROPN || bl_in_class(w, token, w->classes->unique_noun)) return true;
  bool the = false, narrowed = false;
  BL_EACH_CHILD(w, c, token) {
    const bl_token *k = token_at(w, c);
    bl_dep d = bl_plain_dep(w, c);
    if (k->dep == BL_DEP_NMOD_POSS) return of_somebody(w, c);
    if (c < token && (bl_in_class(w, c, w->classes->demonstrative) || k->xpos == BL_XPOS_WDT)) return label_is_full(w, token);
    the |= d == BL_DEP_DET && bl_str_eq_nocase(k->form, BL_STR("the"));
    bool front = c < token && (d == BL_DEP_AMOD || d == BL_DEP_COMPOUND || d == BL_DEP_NMOD) && !only_counts(w, c);
    bool behind = c > token && (d == BL_DEP_NMOD || d == BL_DEP_APPOS || d == BL_DEP_FLAT);
    narrowed |= front || behind;
  }
  return narrowed || numbered(w, token) || definite_actor(w, token, the) || label_is_full(w, token);
}

bool bl_is_definite(const bl_walk *w, uint32_t token) {
  if (bl_is_named(w, token) || numbered(w, token)) return true;
  BL_EACH_CHILD(w, c, token)
    if (token_at(w, c)->dep == BL_DEP_NMOD_POSS || (token_at(w, c)->dep == BL_DEP_DET && bl_str_eq_nocase(token_at(w, c)->form, BL_STR("the")))) return true;
  return false;
}

bool bl_is_clear(const bl_walk *w, uint32_t token) {
  const bl_token *t = token_at(w, token);
  const bl_entity *e = entity_at(w, token);
  if (t->upos == BL_POS_PRON) return e && (e->named || label_is_full(w, token));
  if (e && e->named) return true;
  bool article = false, narrowed = false, counted = false; /* "many activists" */
  BL_EACH_CHILD(w, c, token) {
    const bl_token *k = token_at(w, c);
    bool pointer = (k->dep == BL_DEP_DET || k->dep == BL_DEP_AMOD) && bl_in_class(w, c, w->classes->demonstrative);
    if (c < token && (pointer || (k->dep == BL_DEP_DET && k->xpos == BL_XPOS_WDT))) return label_is_full(w, token);
    if (k->dep == BL_DEP_NMOD_POSS && k->upos == BL_POS_PRON) return entity_at(w, c) && entity_at(w, c)->named;
    if (k->dep == BL_DEP_NMOD_POSS) return bl_is_clear(w, c);
    article |= k->dep == BL_DEP_DET;
    bool counts = c < token && (k->dep == BL_DEP_DET || k->dep == BL_DEP_AMOD) && only_counts(w, c);
    counted |= counts;
    narrowed |= !counts && narrows(w, token, c);
  }
  if (bl_in_class(w, token, w->classes->bare_noun)) return narrowed;
  return (!article && !counted) || narrowed || bl_in_class(w, token, w->classes->unique_noun) || label_is_full(w, token);
}
