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

bool bl_is_clear(const bl_walk *w, uint32_t token) {
  const bl_token *t = token_at(w, token);
  const bl_entity *e = entity_at(w, token);
  if (t->upos == BL_POS_PRON) return e && (e->named || label_is_full(w, token));
  if (e && e->named) return true;
  bool article = false, narrowed = false;
  BL_EACH_CHILD(w, c, token) {
    const bl_token *k = token_at(w, c);
    bool pointer = (k->dep == BL_DEP_DET || k->dep == BL_DEP_AMOD) && bl_in_class(w, c, w->classes->demonstrative);
    if (c < token && (pointer || (k->dep == BL_DEP_DET && k->xpos == BL_XPOS_WDT))) return label_is_full(w, token);
    if (k->dep == BL_DEP_NMOD_POSS && k->upos == BL_POS_PRON) return entity_at(w, c) && entity_at(w, c)->named;
    if (k->dep == BL_DEP_NMOD_POSS) return bl_is_clear(w, c);
    article |= k->dep == BL_DEP_DET;
    narrowed |= narrows(w, token, c);
  }
  if (bl_in_class(w, token, w->classes->bare_noun)) return narrowed;
  return !article || narrowed || bl_in_class(w, token, w->classes->unique_noun) || label_is_full(w, token);
}
