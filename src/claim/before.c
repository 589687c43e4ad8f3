/* What event words take from the sentences before: who fights in "the clashes", who took it in "was also taken back", what
 * "the attack" was on, of whom "15 were injured" counts. */
#include "claim/emit.h"

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

/* The participants of the last event told before `trigger` with two sides, for "both sides", "the clashes". */
static uint32_t last_conflict(const bl_maker *m, uint32_t trigger) {
  enum { NEAR = 4 };
  const bl_doc *doc = m->walk.doc;
  uint32_t best = BL_NONE;
  for (uint32_t i = 0; i < doc->events.count; i++) {
    const bl_event *e = &doc->events.items[i];
    if (e->trigger >= trigger || token_at(&m->walk, e->trigger)->sentence + NEAR < token_at(&m->walk, trigger)->sentence) continue;
    bool agent = false, patient = false;
    for (uint32_t r = 0; r < e->role_count; r++) {
      agent |= bl_str_eq_c(e->roles[r].name, "agent") && e->roles[r].entity != BL_NONE;
      patient |= bl_str_eq_c(e->roles[r].name, "patient") && e->roles[r].entity != BL_NONE && !bl_etype_is_place((bl_etype)doc->entities.items[e->roles[r].entity].type);
    }
    bool fits = agent && patient && bl_name_in_class(&m->walk, e->class_name, m->walk.classes->two_sided_event);
    if (fits && (best == BL_NONE || e->trigger > doc->events.items[best].trigger)) best = i;
  }
  return best;
}

/* Whether a noun of conflict speaks of one told before: not in "war games", "a war", "clashes among tribes". */
static bool refers_back(const bl_walk *w, const bl_lex_line *line, uint32_t trigger) {
  if (line->pos != 'n') return true;
  const bl_token *t = token_at(w, trigger);
  if (t->dep == BL_DEP_COMPOUND || t->upos == BL_POS_PROPN) return false; /* "the Battle of Kesh" */
  BL_EACH_CHILD(w, c, trigger) {
    if (bl_plain_dep(w, c) == BL_DEP_NMOD && bl_has_prep(w, c, w->classes->among_prep)) return false;
    if (token_at(w, c)->dep == BL_DEP_DET && bl_name_in_class(w, bl_str_lower(w->arena, token_at(w, c)->form), w->classes->no_reference)) return false;
    if (token_at(w, c)->dep == BL_DEP_DET) return true;
  }
  return t->xpos != BL_XPOS_NN || bl_is_bare_gerund(w, trigger) || bl_str_eq_c(bl_str_slice(t->form, t->form.n > 3 ? t->form.n - 3 : 0, t->form.n), "ing");
}

/* "The clashes", "both sides are clashing", "fighting is raging": who fights was told before. */
bool bl_tell_by_context(bl_maker *m, const bl_lex_line *line, uint32_t trigger, uint32_t event, bl_origin origin) {
  bool mutual = bl_str_eq_c(line->event, "Clash") || (bl_str_eq_c(line->event, "Criticism") && line->word_count > 1);
  if (!(line->flags & BL_LEX_SYMMETRIC) || !mutual || !refers_back(&m->walk, line, trigger)) return false;
  uint32_t before = last_conflict(m, trigger);
  if (before == BL_NONE) return false;
  bl_arg sides[2] = {{0}, {0}};
  const bl_event *e = &m->walk.doc->events.items[before];
  for (int side = 1; side >= 0; side--) /* whom it was done to first: who lost may stand among the agents too */
    for (uint32_t r = 0; r < e->role_count && sides[side].kind == BL_ARG_NONE; r++) {
      uint32_t entity = e->roles[r].entity;
      if (entity == BL_NONE || !bl_str_eq_c(e->roles[r].name, side ? "patient" : "agent") || (!side && entity == sides[1].index)) continue;
      sides[side] = (bl_arg){.kind = BL_ARG_ENTITY, .index = entity, .token = BL_NONE};
    }
  origin.confidence = 65;
  bl_event_role(m, event, "agent", sides[0]);
  bl_event_role(m, event, "patient", sides[1]);
  return bl_emit(m, sides[0], line->predicate, sides[1], trigger, event, &origin) != BL_NONE;
}

/* "was also taken back": who took it stands in the sentences before, with the same kind of event. */
bl_arg bl_agent_before(const bl_maker *m, const bl_lex_line *line, uint32_t trigger) {
  enum { NEAR = 6 };
  const bl_doc *doc = m->walk.doc;
  bl_arg found = {.token = BL_NONE};
  if (!bl_is_passive_verb(&m->walk, trigger)) return found;
  for (uint32_t i = doc->events.count; i-- > 0;) {
    const bl_event *e = &doc->events.items[i];
    if (e->trigger >= trigger || !bl_str_eq(e->class_name, line->event)) continue;
    if (token_at(&m->walk, e->trigger)->sentence + NEAR < token_at(&m->walk, trigger)->sentence) break;
    for (uint32_t r = 0; r < e->role_count; r++)
      if (bl_str_eq_c(e->roles[r].name, "agent") && e->roles[r].entity != BL_NONE) return (bl_arg){.kind = BL_ARG_ENTITY, .index = e->roles[r].entity, .token = BL_NONE};
  }
  return found;
}

/* "claimed responsibility for the attack": whom or what the article says was attacked first. */
bl_arg bl_target_before(const bl_maker *m, uint32_t token) {
  const bl_walk *w = &m->walk;
  const bl_doc *doc = w->doc;
  uint32_t det = bl_child_with(w, token, BL_DEP_DET), best = BL_NONE;
  bl_arg found = {.token = BL_NONE};
  if (det == BL_NONE || !bl_in_class(w, token, w->classes->event_noun) || bl_str_eq_nocase(token_at(w, det)->form, BL_STR("a"))) return found;
  for (uint32_t i = 0; i < doc->events.count; i++) {
    const bl_event *e = &doc->events.items[i];
    if (e->trigger >= token || !bl_str_eq_c(e->class_name, "Attack") || (best != BL_NONE && e->trigger > best)) continue;
    BL_EACH_CHILD(w, c, e->trigger) { /* "an attack on a hotel" */
      bool aimed = bl_plain_dep(w, c) == BL_DEP_NMOD && bl_has_prep(w, c, w->classes->aim_prep);
      if (!aimed || w->mention[c] == BL_NONE || bl_is_verbal(w, e->trigger) || best == e->trigger) continue;
      best = e->trigger;
      found = (bl_arg){.kind = BL_ARG_ENTITY, .index = doc->mentions.items[w->mention[c]].entity, .token = BL_NONE};
    }
    for (uint32_t r = 0; r < e->role_count; r++) {
      if (!bl_str_eq_c(e->roles[r].name, "patient") || e->roles[r].entity == BL_NONE) continue;
      best = e->trigger;
      found = (bl_arg){.kind = BL_ARG_ENTITY, .index = e->roles[r].entity, .token = BL_NONE};
    }
  }
  return found;
}

/* "The army has been attacked from all sides": by whom it was fighting before, in these sentences. */
bl_arg bl_other_side_before(const bl_maker *m, uint32_t trigger, uint32_t victim) {
  enum { NEAR = 6 };
  const bl_doc *doc = m->walk.doc;
  bl_arg found = {.token = BL_NONE};
  if (!bl_is_passive_verb(&m->walk, trigger) || victim >= m->walk.count || m->walk.mention[victim] == BL_NONE) return found;
  uint32_t side = doc->mentions.items[m->walk.mention[victim]].entity;
  for (uint32_t i = doc->events.count; i-- > 0 && found.kind == BL_ARG_NONE;) {
    const bl_event *e = &doc->events.items[i];
    bool takes_part = false;
    if (e->trigger >= trigger || token_at(&m->walk, e->trigger)->sentence + NEAR < token_at(&m->walk, trigger)->sentence) continue;
    for (uint32_t r = 0; r < e->role_count; r++) takes_part |= e->roles[r].entity == side;
    if (!takes_part || side == BL_NONE || !bl_name_in_class(&m->walk, e->class_name, m->walk.classes->opposing_event)) continue;
    for (uint32_t r = 0; r < e->role_count; r++) {
      uint32_t other = e->roles[r].entity;
      if (other != BL_NONE && other != side && bl_etype_is_actor(doc->entities.items[other].type)) found = (bl_arg){.kind = BL_ARG_ENTITY, .index = other, .token = BL_NONE};
    }
  }
  return found;
}

/* "5 miners", where `token` is the number and the noun stands behind the number of `before`; empty if it stands elsewhere. */
static bl_str own_label(bl_maker *m, uint32_t token, uint32_t before) {
  bl_doc *doc = m->walk.doc;
  const bl_quantity *q = &doc->quantities.items[before], *own = &doc->quantities.items[m->walk.quantity[token]];
  if (q->counted == BL_NONE || q->counted < q->tokens.end) return (bl_str){0};
  bl_str noun = bl_str_eq_c(own->max, "1") ? token_at(&m->walk, q->counted)->lemma : bl_clean_text(&m->walk, (bl_span){q->tokens.end, q->counted + 1}); /* "one miner" */
  return bl_str_from(bl_arena_printf(&doc->arena, BL_STR_FMT " " BL_STR_FMT, BL_STR_ARG(bl_doc_span_text(doc, own->tokens)), BL_STR_ARG(noun)));
}

/* "12 miners died and 5 were hurt": 5 miners, a group of their own; the Front, if 60 of its fighters died and 5 were hurt. */
static bl_arg so_many(bl_maker *m, uint32_t number, uint32_t entity, uint32_t quantity) {
  bl_doc *doc = m->walk.doc;
  bl_arg of = {.kind = BL_ARG_ENTITY, .index = entity, .token = number};
  uint32_t own = doc->entities.items[entity].named ? BL_NONE : bl_number_entity(&m->walk, number);
  if (own == BL_NONE || own == entity || m->walk.quantity[number] == BL_NONE) return of;
  bl_str label = own_label(m, number, quantity);
  if (label.n) doc->entities.items[own].label = label;
  return (bl_arg){.kind = BL_ARG_ENTITY, .index = own, .token = number};
}

/* The same, of the counted mention at `noun` if there is one. */
static bl_arg so_many_of(bl_maker *m, uint32_t number, uint32_t noun) {
  const bl_doc *doc = m->walk.doc;
  uint32_t quantity = bl_quantity_at(&m->walk, noun), mention = m->walk.mention[noun];
  uint32_t entity = quantity == BL_NONE || mention == BL_NONE ? BL_NONE : doc->mentions.items[mention].entity;
  return entity < doc->entities.count ? so_many(m, number, entity, quantity) : (bl_arg){.token = number};
}

/* "60 were killed. Another 5 were hurt.": of whom the last claim that counts anybody told, in this sentence or the one before. */
static bl_arg counted_last(bl_maker *m, uint32_t number) {
  const bl_doc *doc = m->walk.doc;
  for (uint32_t i = doc->claims.count; i-- > 0;) {
    const bl_claim *c = &doc->claims.items[i];
    if (token_at(&m->walk, c->trigger)->sentence + 1 < token_at(&m->walk, number)->sentence) break;
    if (!c->counts.n || c->subject == BL_NONE || bl_str_eq_c(c->predicate, "hasQuantity")) continue;
    if (c->object_kind == BL_OBJ_QUANTITY) return so_many(m, number, c->subject, c->object);
    return (bl_arg){.kind = BL_ARG_ENTITY, .index = c->subject, .token = number};
  }
  return (bl_arg){.token = number};
}

/* "60 fighters were killed while 15 were injured": a bare number counts of whom the number before it did. */
bl_arg bl_counted_before(bl_maker *m, uint32_t token) {
  const bl_walk *w = &m->walk;
  bl_arg found = {.token = token};
  bl_dep dep = bl_plain_dep(w, token);
  if (token_at(w, token)->upos != BL_POS_NUM || (dep != BL_DEP_NSUBJ && dep != BL_DEP_OBJ)) return found;
  uint32_t verb = token_at(w, token)->head, outer = verb < w->count ? token_at(w, verb)->head : BL_NONE;
  uint32_t joined = outer < w->count && bl_plain_dep(w, verb) == BL_DEP_CONJ ? bl_child_with(w, outer, dep) : BL_NONE;
  bool of_whom = bl_has_child(w, token, BL_DEP_NMOD);
  if (joined < token) found = so_many_of(m, token, joined); /* "500 students fled and 79 were injured" */
  if (found.kind == BL_ARG_NONE && of_whom && outer < verb) found = so_many_of(m, token, outer); /* "100 members, nine of whom were shot" */
  if (found.kind == BL_ARG_NONE && !of_whom && dep == BL_DEP_NSUBJ) found = counted_last(m, token);
  return found; /* nobody: "left seven dead" does not tell who they are */
}
