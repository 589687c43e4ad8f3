/* Victims that no number counts: a singular noun of a person, or a person by name, is one ("a woman was killed"); a plural
 * with a word such as "several" keeps that word. The number becomes a quantity of the document, made once for a token. */
#include "claim/emit.h"

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

/* Who is counted without a number: "a woman was killed", "Dana Roe was killed" is one; "several soldiers were hurt" has a word. */
static bool is_one_victim(const bl_walk *w, uint32_t t, bool names) {
  const bl_mention *name = bl_name_at(w, t);
  uint32_t pronoun = token_at(w, t)->upos == BL_POS_PRON ? w->mention[t] : BL_NONE; /* "he was killed", of somebody with a name */
  if (pronoun != BL_NONE && names) {
    const bl_mention *m = &w->doc->mentions.items[pronoun];
    return m->number == 1 && (m->gender == 'm' || m->gender == 'f') && m->entity < w->doc->entities.count && w->doc->entities.items[m->entity].named && w->doc->entities.items[m->entity].type == BL_ET_PERSON;
  }
  if (name) return names && name->type == BL_ET_PERSON;
  bool noun = token_at(w, t)->upos == BL_POS_NOUN && token_at(w, t)->xpos == BL_XPOS_NN && bl_in_class(w, t, w->classes->person_noun);
  return noun && bl_child_with(w, t, BL_DEP_DET) != BL_NONE && !bl_in_class(w, bl_child_with(w, t, BL_DEP_DET), w->classes->negation);
}

static uint32_t vague_number(const bl_walk *w, uint32_t t) {
  if (bl_in_class(w, t, w->classes->some)) return bl_child_with(w, t, BL_DEP_NMOD) == BL_NONE ? BL_NONE : t; /* "some of them" */
  if (token_at(w, t)->xpos != BL_XPOS_NNS) return BL_NONE;
  BL_EACH_CHILD(w, c, t) {
    bl_dep d = bl_plain_dep(w, c);
    if (c > w->begin[t] && bl_str_eq_nocase(token_at(w, c - 1)->form, BL_STR("how"))) continue; /* "how many soldiers were killed" */
    if (c < t && (d == BL_DEP_DET || d == BL_DEP_AMOD) && bl_in_class(w, c, w->classes->some) && token_at(w, c)->xpos != BL_XPOS_JJR) return c; /* not "fewer" */
  }
  return BL_NONE;
}

bool bl_is_victim(const bl_walk *w, uint32_t t, bool names) { return is_one_victim(w, t, names) || vague_number(w, t) != BL_NONE; }

bl_arg bl_arg_victims(bl_maker *m, uint32_t token) {
  bl_walk *w = &m->walk;
  bl_arg number = bl_arg_number(m, token);
  if (number.kind != BL_ARG_NONE) return number;
  uint32_t some = vague_number(w, token);
  if (some != BL_NONE) return bl_arg_text(m, (bl_span){some, some + 1}, token);
  if (!is_one_victim(w, token, true)) return number;
  bl_quantity one = {.tokens = bl_phrase_span(w, token), .counted = token, .kind = BL_QK_CARDINAL, .min = BL_STR("1"), .max = BL_STR("1"), .unit = BL_STR("person")};
  BL_PUSH(&w->doc->quantities, one);
  w->counted[token] = w->doc->quantities.count - 1;
  return (bl_arg){.kind = BL_ARG_QUANTITY, .index = w->counted[token], .token = token};
}
