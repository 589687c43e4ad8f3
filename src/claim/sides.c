/* The sides of a claim: entities, words, numbers at a token, and how a reader who sees the claim alone knows what they mean: labels
 * with what they belong to, names for pronouns. */
#include "claim/emit.h"

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

/* An entity that the text never calls by more than "I" or "it" tells a reader nothing. */
bool bl_only_pronouns(const bl_doc *doc, uint32_t entity) {
  const bl_entity *e = &doc->entities.items[entity];
  if (e->named || e->first >= doc->mentions.count || doc->mentions.items[e->first].kind != BL_MK_PRONOUN) return false;
  bl_span s = doc->mentions.items[e->first].tokens;
  return s.end == s.begin + 1 && bl_str_eq_nocase(e->label, doc->tokens.items[s.begin].form);
}

/* "whose brands": no reader knows whose. */
static bool whose(const bl_walk *w, uint32_t token) {
  BL_EACH_CHILD(w, c, token) if (token_at(w, c)->xpos == BL_XPOS_WP_POSS) return true;
  return false;
}

/* "the gap in wages", "the response to the raid": what a thing is about; where somebody was, or when, is another matter. */
static bool belongs(const bl_walk *w, const bl_entity *e, uint32_t phrase) {
  return e->type == BL_ET_OTHER && w->time[phrase] == BL_NONE && !bl_wordbook_in(w->lexicon, w->prep[phrase], w->classes->outside_prep);
}

/* "the percentage of people", not "the percentage": the first words for a nameless thing keep their "of" phrase. */
static void widen_label(bl_maker *m, uint32_t token, uint32_t entity) {
  const bl_walk *w = &m->walk;
  bl_doc *doc = w->doc;
  bl_entity *e = &doc->entities.items[entity];
  uint32_t first = w->mention[token];
  if (e->named || first == BL_NONE || e->first != first || doc->mentions.items[first].kind != BL_MK_NOMINAL) return;
  bl_span s = doc->mentions.items[first].tokens;
  if (s.end != token + 1 || !bl_str_eq(e->label, bl_clean_text(w, s))) return;
  BL_EACH_CHILD(w, c, token) {
    bool behind = w->begin[c] == s.end && w->end[c] - s.end <= 15 && w->prep[c] != BL_NONE && bl_plain_dep(w, c) == BL_DEP_NMOD;
    bool of = behind && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[c]), "of");
    uint32_t second = behind && bl_prep_is(w, c, "between") ? bl_child_with(w, c, BL_DEP_CONJ) : BL_NONE; /* "the gap between men and women" */
    if (of || (behind && belongs(w, e, c))) e->label = bl_clean_text(w, (bl_span){s.begin, bl_phrase_span(w, second == BL_NONE ? c : second).end});
  }
}

/* `text`, which begins with the possessive pronoun at `token`, with the owner's name for it: "his party" is Roe's party. */
static bl_str with_owner(bl_walk *w, uint32_t token, bl_str text) {
  const bl_token *possessive = token_at(w, token);
  if (possessive->xpos != BL_XPOS_PRP_POSS || w->mention[token] == BL_NONE || text.n <= possessive->form.n) return text;
  if (!bl_str_eq_nocase(bl_str_slice(text, 0, possessive->form.n), possessive->form) || text.p[possessive->form.n] != ' ') return text;
  uint32_t owner = w->doc->mentions.items[w->mention[token]].entity;
  if (owner >= w->doc->entities.count || !w->doc->entities.items[owner].named) return text;
  bl_str name = w->doc->entities.items[owner].label, rest = bl_str_slice(text, possessive->form.n, text.n);
  bool s = name.n && name.p[name.n - 1] == 's';
  const char *whose = bl_arena_printf(&w->doc->arena, BL_STR_FMT "%s" BL_STR_FMT, BL_STR_ARG(name), s ? "'" : "'s", BL_STR_ARG(rest));
  return bl_str_from(whose);
}

/* Whom "him", "their" at `token` means, if it is somebody by name and not `self`; BL_NONE. */
static uint32_t named_by_pronoun(const bl_walk *w, uint32_t token, uint32_t self) {
  const bl_token *t = token_at(w, token);
  if ((t->xpos != BL_XPOS_PRP && t->xpos != BL_XPOS_PRP_POSS) || w->mention[token] == BL_NONE) return BL_NONE;
  const bl_mention *m = &w->doc->mentions.items[w->mention[token]];
  if (m->kind != BL_MK_PRONOUN || m->entity >= w->doc->entities.count || m->entity == self || !bl_in_class(w, token, w->classes->spelled_out)) return BL_NONE;
  return w->doc->entities.items[m->entity].named ? m->entity : BL_NONE;
}

static bool has_named_pronoun(const bl_walk *w, bl_span span, uint32_t self) {
  for (uint32_t t = span.begin; t < span.end; t++)
    if (named_by_pronoun(w, t, self) != BL_NONE) return true;
  return false;
}

/* The object's words with names for the pronouns in them, as one reads them alone: "to help him" is to help Roe. */
void bl_spell_out(bl_walk *w, const bl_arg *subject, bl_arg *object) {
  uint32_t self = subject->kind == BL_ARG_ENTITY ? subject->index : BL_NONE, told = BL_NONE; /* who is named already */
  if (object->kind != BL_ARG_LITERAL || !has_named_pronoun(w, object->span, self)) return;
  bl_buf text = {0};
  for (uint32_t t = object->span.begin; t < object->span.end; t++) {
    uint32_t entity = named_by_pronoun(w, t, self);
    if (entity == told) entity = BL_NONE;
    bl_str form = bl_clean_text(w, (bl_span){t, t + 1}), name = entity == BL_NONE ? form : w->doc->entities.items[entity].label;
    bool apart = t > object->span.begin && bl_doc_token_bytes(w->doc, (bl_span){t - 1, t}).end < bl_doc_token_bytes(w->doc, (bl_span){t, t + 1}).begin;
    if (apart) bl_buf_char(&text, ' ');
    bl_buf_str(&text, name);
    if (entity != BL_NONE && token_at(w, t)->xpos == BL_XPOS_PRP_POSS) bl_buf_c(&text, name.n && name.p[name.n - 1] == 's' ? "'" : "'s");
    if (entity != BL_NONE) told = entity;
  }
  if (told != BL_NONE) object->literal = bl_str_copy(&w->doc->arena, bl_buf_view(&text));
  bl_buf_free(&text);
}

/* A thing that the text calls by its owner alone: the label names him. */
static void name_owner(bl_maker *m, uint32_t entity) {
  bl_entity *e = &m->walk.doc->entities.items[entity];
  if (e->named || e->first >= m->walk.doc->mentions.count) return;
  uint32_t begin = m->walk.doc->mentions.items[e->first].tokens.begin;
  if (begin < m->walk.count) e->label = with_owner(&m->walk, begin, e->label);
}

bl_arg bl_arg_entity(bl_maker *m, uint32_t token, bool make) {
  if (make && m->event_at[token] != BL_NONE && m->walk.mention[token] == BL_NONE)
    return (bl_arg){.kind = BL_ARG_EVENT, .index = m->event_at[token], .token = token};
  if (whose(&m->walk, token)) return (bl_arg){.token = token};
  uint32_t entity = bl_entity_of(&m->walk, token, make);
  if (entity >= m->walk.doc->entities.count || bl_only_pronouns(m->walk.doc, entity)) return (bl_arg){.token = token};
  widen_label(m, token, entity);
  name_owner(m, entity);
  return (bl_arg){.kind = BL_ARG_ENTITY, .index = entity, .token = token};
}

/* 'open breach" of the law': the quotation opens right in front. */
static bool closes_quote(const bl_walk *w, bl_span span) {
  if (span.begin == 0 || span.end > w->count || token_at(w, span.begin - 1)->xpos != BL_XPOS_OPEN_QUOTE) return false;
  for (uint32_t t = span.begin; t < span.end; t++)
    if (token_at(w, t)->xpos == BL_XPOS_OPEN_QUOTE || token_at(w, t)->xpos == BL_XPOS_CLOSE_QUOTE) return token_at(w, t)->xpos == BL_XPOS_CLOSE_QUOTE && t + 1 < span.end;
  return false;
}

/* 'made it "vanish': the quotation closes right behind. */
static bool leaves_quote_open(const bl_walk *w, bl_span span) {
  if (span.end >= w->count || token_at(w, span.end)->xpos != BL_XPOS_CLOSE_QUOTE) return false;
  for (uint32_t t = span.end; t-- > span.begin + 1;)
    if (token_at(w, t)->xpos == BL_XPOS_OPEN_QUOTE || token_at(w, t)->xpos == BL_XPOS_CLOSE_QUOTE) return token_at(w, t)->xpos == BL_XPOS_OPEN_QUOTE;
  return false;
}

bl_arg bl_arg_text(bl_maker *m, bl_span span, uint32_t token) {
  if (token < m->walk.count && whose(&m->walk, token)) return (bl_arg){.token = token};
  if (closes_quote(&m->walk, span)) span.begin--;
  if (leaves_quote_open(&m->walk, span)) span.end++;
  bl_str text = bl_clean_text(&m->walk, span);
  return text.n ? (bl_arg){.kind = BL_ARG_LITERAL, .literal = text, .token = token, .span = span} : (bl_arg){.token = token};
}

bl_arg bl_arg_number(bl_maker *m, uint32_t token) {
  uint32_t quantity = bl_quantity_at(&m->walk, token);
  if (quantity != BL_NONE && m->walk.doc->quantities.items[quantity].kind == BL_QK_ORDINAL) quantity = BL_NONE;
  return quantity == BL_NONE ? (bl_arg){.token = token} : (bl_arg){.kind = BL_ARG_QUANTITY, .index = quantity, .token = token};
}
