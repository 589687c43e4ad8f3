/* What stands at a token as argument: an entity or a quantity. Common nouns that no mention covers get an entity of
 * their own when a claim needs one; words of quantity ("dozens of fighters") give way to what they count. */
#include "claim/walk.h"

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

/* ---- entities --------------------------------------------------------------------------------------------------- */

/* What a word of quantity counts: "dozens of fighters" -> fighters, "some of them". The token itself otherwise. */
static uint32_t counted(const bl_walk *w, uint32_t token) {
  uint32_t share = bl_quantity_at(w, token); /* what 44 percent of the voters do is not what the voters do */
  if (share != BL_NONE && w->doc->quantities.items[share].kind == BL_QK_PERCENT && bl_plain_dep(w, token) == BL_DEP_NSUBJ) return token;
  if (bl_in_class(w, token, w->classes->kind_noun)) return token; /* "certain types of firms" */
  if (bl_str_eq_c(bl_lemma_text(w, token), "number") && token > 0 && bl_str_eq_nocase(token_at(w, token - 1)->form, BL_STR("the"))) return token; /* how many they are, not they */
  if (!bl_in_class(w, token, w->classes->quantifier) && !(token_at(w, token)->upos == BL_POS_NUM && w->mention[token] == BL_NONE)) return token;
  BL_EACH_CHILD(w, c, token) {
    if (bl_plain_dep(w, c) == BL_DEP_NMOD && c > token && w->prep[c] != BL_NONE && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[c]), "of")) return counted(w, c); /* "hundreds of thousands of people" */
  }
  return token;
}

/* "the town of Kesh" is Kesh. The token itself otherwise. */
static uint32_t place_named(const bl_walk *w, uint32_t token) {
  if (!bl_in_class(w, token, w->classes->naming_place) || token_at(w, token)->xpos != BL_XPOS_NN) return token;
  if (bl_name_at(w, token)) return token;
  BL_EACH_CHILD(w, c, token) {
    if (bl_plain_dep(w, c) != BL_DEP_NMOD || c < token || w->prep[c] == BL_NONE || w->mention[c] == BL_NONE) continue;
    const bl_mention *m = &w->doc->mentions.items[w->mention[c]];
    if (m->kind == BL_MK_NAME && bl_etype_is_place((bl_etype)m->type) && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[c]), "of")) return c;
  }
  return token;
}

/* A mention that stands around the token inside its own phrase: the tree chose another word of the name as head. */
static uint32_t mention_around(const bl_walk *w, uint32_t token) {
  uint32_t m = w->cover[token];
  if (m == BL_NONE) return BL_NONE;
  bl_span s = w->doc->mentions.items[m].tokens;
  uint32_t head = token_at(w, token)->head;
  if (head >= s.begin && head < s.end) return BL_NONE; /* only a part of it */
  return s.begin >= w->begin[token] && s.end <= w->end[token] ? m : BL_NONE;
}

static uint32_t make_entity(bl_walk *w, uint32_t token) {
  const bl_token *t = token_at(w, token);
  unsigned char first = t->form.n ? (unsigned char)t->form.p[0] : 0;
  if ((t->upos != BL_POS_NOUN && t->upos != BL_POS_PROPN) || first == 0xc2) return BL_NONE; /* a mark taken for a name */
  if (w->time[token] != BL_NONE || (bl_in_class(w, token, w->classes->vague_noun) && !(bl_quantity_at(w, token) != BL_NONE && (bl_str_eq_c(bl_lemma_text(w, token), "other") || bl_str_eq_c(bl_lemma_text(w, token), "case"))))) return BL_NONE; /* but "12 others", "86 cases" */
  bl_span span = bl_phrase_span(w, token);
  span.end = token + 1;
  BL_EACH_CHILD(w, c, token) if (bl_plain_dep(w, c) == BL_DEP_FLAT && w->end[c] > span.end) span.end = w->end[c];
  BL_EACH_CHILD(w, c, token) { /* "price of oil", "shares in X" */
    if (bl_plain_dep(w, c) != BL_DEP_NMOD || w->begin[c] != span.end || w->end[c] - w->begin[c] > 15 || w->prep[c] == BL_NONE || w->time[c] != BL_NONE) continue;
    bl_str prep = bl_symbol_name(&w->lexicon->words, w->prep[c]);
    if (bl_str_eq_c(prep, "of") || (bl_str_eq_c(prep, "in") && bl_str_eq_c(bl_lemma_text(w, token), "share"))) span.end = bl_phrase_span(w, c).end;
    BL_EACH_CHILD(w, name, c) /* "shares in the lender Harlan Bank" */
      if (token_at(w, name)->dep == BL_DEP_APPOS && w->begin[name] == span.end && bl_name_at(w, name)) span.end = bl_phrase_span(w, name).end;
  }
  bl_etype type = BL_ET_OTHER;
  if (bl_in_class(w, token, w->classes->person_noun)) type = t->xpos == BL_XPOS_NN ? BL_ET_PERSON : BL_ET_GROUP;
  else if (bl_in_class(w, token, w->classes->group_noun)) type = BL_ET_GROUP;
  else if (bl_in_class(w, token, w->classes->place_noun)) type = BL_ET_PLACE;
  if (type == BL_ET_OTHER && t->xpos == BL_XPOS_NNP && bl_is_narrowed(w, token)) type = BL_ET_PERSON; /* "a Republican" */
  uint32_t entity = bl_doc_add_entity(w->doc, span, token, type, t->upos == BL_POS_PROPN && !bl_is_narrowed(w, token) ? BL_MK_NAME : BL_MK_NOMINAL);
  w->mention[token] = w->doc->mentions.count - 1;
  if (w->cover[token] == BL_NONE) w->cover[token] = w->doc->mentions.count - 1;
  return entity;
}

/* "Kesh is the only town that they hold": what is told of the town is told of Kesh. */
static uint32_t subject_of_copula(const bl_walk *w, uint32_t token) {
  bool the = false;
  BL_EACH_CHILD(w, c, token) the |= token_at(w, c)->dep == BL_DEP_DET && bl_str_eq_nocase(token_at(w, c)->form, BL_STR("the"));
  uint32_t who = bl_child_with(w, token, BL_DEP_NSUBJ), det = bl_child_with(w, token, BL_DEP_DET);
  bool a = det != BL_NONE && (bl_str_eq_nocase(token_at(w, det)->form, BL_STR("a")) || bl_str_eq_nocase(token_at(w, det)->form, BL_STR("an")));
  if (a && bl_has_child(w, token, BL_DEP_COP) && bl_has_child(w, token, BL_DEP_ACL_RELCL) && who != BL_NONE && (token_at(w, who)->upos == BL_POS_NOUN || token_at(w, who)->upos == BL_POS_PROPN)) return who; /* "the deal was a farce that obliged them" */
  if (!the || !bl_has_child(w, token, BL_DEP_COP) || token_at(w, token)->upos != BL_POS_NOUN) return token;
  uint32_t subject = bl_child_with(w, token, BL_DEP_NSUBJ);
  const bl_mention *name = subject == BL_NONE ? NULL : bl_name_at(w, subject);
  return name && bl_etype_is_place((bl_etype)name->type) == bl_in_class(w, token, w->classes->place_noun) ? subject : token;
}

/* "the lender, Harlan Bank," is Harlan Bank; one of several is not told apart so. */
static bool named_behind_comma(const bl_walk *w, uint32_t noun, uint32_t name) {
  const bl_mention *m = &w->doc->mentions.items[name];
  if (token_at(w, noun)->xpos != BL_XPOS_NN || m->tokens.begin != noun + 2 || bl_has_child(w, m->head, BL_DEP_CONJ)) return false;
  return bl_str_eq_c(token_at(w, noun + 1)->form, ",") && bl_in_class(w, noun, w->classes->group_noun) && m->type != BL_ET_PERSON;
}

/* "the other one, a boy": the boy. The token itself otherwise. */
static uint32_t told_behind_comma(const bl_walk *w, uint32_t token) {
  if (w->mention[token] != BL_NONE || !bl_in_class(w, token, w->classes->vague_noun)) return token;
  BL_EACH_CHILD(w, c, token)
    if (token_at(w, c)->dep == BL_DEP_APPOS && c > token && w->mention[c] != BL_NONE) return c;
  return token;
}

static bool head_in_class(const bl_walk *w, uint32_t token, uint16_t class_id) {
  uint32_t head = token_at(w, token)->head;
  return head < w->count && bl_in_class(w, head, class_id);
}

/* "one of his pupils", "three of the banks": whoever they are, they are not all of them. */
static uint32_t part_entity(bl_walk *w, uint32_t token) {
  bl_span span = bl_phrase_span(w, token);
  uint32_t m = w->mention[token];
  if (m != BL_NONE) return w->doc->mentions.items[m].entity;
  if (span.begin > token || span.end <= token + 1) return BL_NONE;
  bl_str form = token_at(w, token)->form;
  uint32_t entity = bl_doc_add_entity(w->doc, span, token, bl_str_eq_nocase(form, BL_STR("one")) ? BL_ET_OTHER : BL_ET_GROUP, BL_MK_NOMINAL);
  w->mention[token] = w->doc->mentions.count - 1;
  return entity;
}

uint32_t bl_entity_of(bl_walk *w, uint32_t token, bool make) {
  bool victims = head_in_class(w, token, w->classes->death) || head_in_class(w, token, w->classes->harm); /* of whom so many died */
  if (bl_is_partitive(w, token) && !victims) return part_entity(w, token);
  token = told_behind_comma(w, subject_of_copula(w, token));
  token = place_named(w, counted(w, token));
  uint32_t m = w->mention[token], head = token_at(w, token)->head;
  bool named = m != BL_NONE && w->doc->mentions.items[m].kind != BL_MK_NOMINAL;
  if (!named && token_at(w, token)->dep == BL_DEP_APPOS && head < w->count && token_at(w, token)->upos == BL_POS_NOUN) {
    uint32_t name = w->mention[head]; /* "Harlan Bank, a lender based in X": the lender is the bank */
    if (name != BL_NONE && w->doc->mentions.items[name].kind == BL_MK_NAME) m = name;
  }
  bool party = named && w->doc->mentions.items[m].type == BL_ET_GROUP && token_at(w, token)->xpos == BL_XPOS_NNP; /* "Democrat Dana Roe" */
  if ((!named && token_at(w, token)->upos == BL_POS_NOUN) || party) {
    BL_EACH_CHILD(w, c, token) { /* "commander Dana Roe" is Dana Roe */
      uint32_t name = token_at(w, c)->dep == BL_DEP_APPOS && c > token ? w->mention[c] : BL_NONE;
      if (name != BL_NONE && w->doc->mentions.items[name].kind == BL_MK_NAME && (w->doc->mentions.items[name].tokens.begin == token + 1 || named_behind_comma(w, token, name))) m = name;
    }
  }
  if (m == BL_NONE) m = mention_around(w, token);
  if (m != BL_NONE && bl_is_narrowed(w, token)) return make ? make_entity(w, token) : BL_NONE;
  if (m != BL_NONE) return w->doc->mentions.items[m].entity;
  return make ? make_entity(w, token) : BL_NONE;
}

uint32_t bl_number_entity(bl_walk *w, uint32_t token) {
  if (w->mention[token] != BL_NONE) return w->doc->mentions.items[w->mention[token]].entity;
  uint32_t quantity = w->quantity[token];
  if (quantity == BL_NONE || (token_at(w, token)->upos != BL_POS_NUM && token_at(w, token)->upos != BL_POS_NOUN)) return BL_NONE;
  uint32_t entity = bl_doc_add_entity(w->doc, w->doc->quantities.items[quantity].tokens, token, BL_ET_GROUP, BL_MK_NOMINAL);
  w->mention[token] = w->doc->mentions.count - 1;
  return entity;
}

/* Whether a bare number of the tree stands for people: the subject of an act, or its object unless that may be money. */
static bool is_crowd(const bl_walk *w, uint32_t token) {
  uint32_t top = token, head = token_at(w, token)->head;
  while (head < w->count && bl_plain_dep(w, top) == BL_DEP_NMOD && bl_in_class(w, head, w->classes->crowd_count)) top = head, head = token_at(w, top)->head;
  if (head >= w->count || token_at(w, head)->upos != BL_POS_VERB) return false;
  bl_dep dep = bl_plain_dep(w, top);
  return dep == BL_DEP_NSUBJ || (dep == BL_DEP_OBJ && !bl_str_eq_c(bl_lemma_text(w, token), "million"));
}

void bl_name_crowds(bl_walk *w) {
  for (uint32_t t = 0; t < w->count; t++) {
    if (token_at(w, t)->xpos != BL_XPOS_NNS || !bl_in_class(w, t, w->classes->crowd_count) || w->mention[t] != BL_NONE || w->time[t] != BL_NONE) continue;
    uint32_t quantity = w->quantity[t];
    if (quantity == BL_NONE || w->doc->quantities.items[quantity].unit.n || counted(w, t) != t || bl_has_child(w, t, BL_DEP_NMOD) || !is_crowd(w, t)) continue;
    w->cover[t] = w->doc->mentions.count;
    bl_number_entity(w, t);
  }
}

uint32_t bl_quantity_at(const bl_walk *w, uint32_t token) {
  if (w->quantity[token] != BL_NONE) return w->quantity[token];
  BL_EACH_CHILD(w, c, token)
    if (token_at(w, c)->dep == BL_DEP_NUMMOD && w->quantity[c] != BL_NONE) return w->quantity[c];
  return w->counted[token];
}
