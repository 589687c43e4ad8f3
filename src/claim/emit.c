/* Writes claims and events. Everything that every claim has is filled in here: polarity and modality from the scope of
 * its trigger and from the attribution around it, place and time, evidence, the innermost source. */
#include "claim/emit.h"

#include <string.h>

#include "claim/attribution.h"

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

uint32_t bl_predicate_kinds(const bl_maker *m, bl_str predicate) {
  uint32_t kinds = bl_map_get(&m->tool->predicate_kinds, predicate);
  return kinds == BL_NONE ? BL_KIND_ENTITY | BL_KIND_LITERAL | BL_KIND_NUMBER : kinds;
}

bl_str bl_place_text(bl_maker *m, bl_str file, uint32_t line) {
  return bl_str_from(bl_arena_printf(&m->walk.doc->arena, BL_STR_FMT ":%u", BL_STR_ARG(file), line));
}

/* "pledge to fight from" -> "rel:pledge-to-fight-from"; other signs than letters and digits become one hyphen. */
bl_str bl_open_relation(bl_maker *m, bl_str label) {
  char *name = bl_arena_printf(&m->walk.doc->arena, "rel:" BL_STR_FMT, BL_STR_ARG(label));
  size_t n = 4;
  for (size_t i = 4; name[i]; i++) {
    unsigned char c = (unsigned char)name[i];
    bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) name[n++] = (char)c;
    else if (n > 4 && name[n - 1] != '-') name[n++] = '-';
  }
  while (n > 4 && name[n - 1] == '-') n--;
  name[n] = '\0';
  return (bl_str){name, n};
}

/* ---- events ----------------------------------------------------------------------------------------------------- */

bl_str bl_event_class(const bl_maker *m, uint32_t noun) {
  const bl_wordbook *lexicon = m->walk.lexicon;
  uint32_t lemma = m->walk.lemma[noun];
  if (lemma < lexicon->first.count)
    for (uint32_t i = lexicon->first.items[lemma]; i != BL_NONE; i = lexicon->lines.items[i].next)
      if (lexicon->lines.items[i].pos == 'n' && lexicon->lines.items[i].word_count == 1 && lexicon->lines.items[i].event.n) return lexicon->lines.items[i].event;
  return BL_STR("Event");
}

uint32_t bl_emit_event(bl_maker *m, bl_str name, uint32_t trigger) {
  if (m->event_at[trigger] != BL_NONE) return m->event_at[trigger];
  bl_doc *doc = m->walk.doc;
  bl_event event = {.class_name = bl_str_copy(&doc->arena, name), .trigger = trigger, .places = bl_places_of(&m->walk, trigger), .time = bl_time_of(&m->walk, trigger)};
  BL_PUSH(&doc->events, event);
  return m->event_at[trigger] = doc->events.count - 1;
}

void bl_event_role(bl_maker *m, uint32_t event, const char *name, bl_arg value) {
  if (value.kind != BL_ARG_ENTITY && value.kind != BL_ARG_LITERAL) return;
  bl_doc *doc = m->walk.doc;
  bl_event *e = &doc->events.items[event];
  uint32_t entity = value.kind == BL_ARG_ENTITY ? value.index : BL_NONE;
  for (uint32_t i = 0; i < e->role_count; i++)
    if (bl_str_eq_c(e->roles[i].name, name) && e->roles[i].entity == entity && bl_str_eq(e->roles[i].literal, value.literal)) return;
  bl_role *roles = BL_ARENA_NEW(&doc->arena, bl_role, e->role_count + 1);
  if (e->role_count) memcpy(roles, e->roles, e->role_count * sizeof *roles);
  roles[e->role_count] = (bl_role){bl_str_copy(&doc->arena, bl_str_from(name)), entity, value.literal};
  e->roles = roles;
  e->role_count++;
}

/* ---- claims ----------------------------------------------------------------------------------------------------- */

static bool seen_before(bl_maker *m, const bl_claim *c) {
  const char *key = bl_arena_printf(m->walk.arena, "%u %u %u|" BL_STR_FMT "|%u %u " BL_STR_FMT, c->trigger, c->subject, c->subject_event,
                                    BL_STR_ARG(c->predicate), c->object_kind, c->object, BL_STR_ARG(c->literal));
  uint32_t *slot = bl_map_at(&m->seen, bl_str_from(key));
  if (*slot != BL_NONE) return true;
  *slot = 0;
  return false;
}

static void widen(const bl_walk *w, bl_span *span, uint32_t token, uint32_t sentence) {
  if (token >= w->count || token_at(w, token)->sentence != sentence) return;
  if (w->begin[token] < span->begin && token - w->begin[token] < 12) span->begin = w->begin[token];
  if (token < span->begin) span->begin = token;
  if (token >= span->end) span->end = token + 1;
}

/* The clause of the trigger with both arguments; a long clause is cut to what is between them. */
static bl_span evidence(const bl_walk *w, uint32_t trigger, uint32_t subject, uint32_t object) {
  enum { LONG = 40 };
  uint32_t sentence = token_at(w, trigger)->sentence;
  uint32_t clause = bl_clause_of(w, trigger);
  bl_span span = {trigger, trigger + 1};
  if (clause != BL_NONE && w->end[clause] - w->begin[clause] <= LONG) {
    span = (bl_span){w->begin[clause], w->end[clause]};
  } else {
    bl_span phrase = bl_phrase_span(w, trigger);
    span = (bl_span){phrase.begin < trigger ? phrase.begin : trigger, phrase.end > trigger ? phrase.end : trigger + 1};
  }
  widen(w, &span, subject, sentence);
  widen(w, &span, object, sentence);
  if (object < w->count && token_at(w, object)->sentence == sentence) {
    bl_span phrase = bl_phrase_span(w, object);
    if (phrase.end > span.end && phrase.end - span.begin <= LONG) span.end = phrase.end;
  }
  while (span.end > span.begin + 1 && token_at(w, span.end - 1)->upos == BL_POS_PUNCT) span.end--;
  while (span.begin + 1 < span.end && token_at(w, span.begin)->upos == BL_POS_PUNCT) span.begin++;
  return span;
}

static void put_object(bl_claim *claim, bl_arg object) {
  claim->object = object.index;
  claim->literal = object.literal;
  switch ((bl_arg_kind)object.kind) {
    case BL_ARG_ENTITY: claim->object_kind = BL_OBJ_ENTITY; break;
    case BL_ARG_QUANTITY: claim->object_kind = BL_OBJ_QUANTITY; break;
    case BL_ARG_CLAIM: claim->object_kind = BL_OBJ_CLAIM; break;
    default: claim->object_kind = BL_OBJ_LITERAL; claim->object = BL_NONE; break;
  }
}

/* Whether `token` is the word of saying itself: the act is told by whoever tells of it. */
static bool is_cue(const bl_doc *doc, uint32_t attribution, uint32_t token) {
  const bl_spans *cue = &doc->attributions.items[attribution].cue;
  for (uint32_t i = 0; i < cue->count; i++)
    if (token >= cue->items[i].begin && token < cue->items[i].end) return true;
  return false;
}

/* "charges made by him", "firms selling drugs": a participle at a noun tells what is there already. */
static bool is_participle(const bl_walk *w, uint32_t token) {
  const bl_token *t = token_at(w, token);
  return t->dep == BL_DEP_ACL && (t->xpos == BL_XPOS_VBN || t->xpos == BL_XPOS_VBG) && !bl_has_child(w, token, BL_DEP_MARK);
}

/* "agreed that prices are too high": what is so already. */
static bool is_state(const bl_walk *w, uint32_t clause) {
  uint32_t cop = bl_child_with(w, clause, BL_DEP_COP);
  if (token_at(w, clause)->upos == BL_POS_VERB || cop == BL_NONE || token_at(w, clause)->dep != BL_DEP_CCOMP) return false;
  return token_at(w, cop)->xpos == BL_XPOS_VBZ || token_at(w, cop)->xpos == BL_XPOS_VBP;
}

/* What a link makes of its content; a past that somebody agrees on is no plan. */
static uint8_t link_modality(const bl_maker *m, uint32_t attribution, uint32_t trigger) {
  uint8_t modality = m->walk.doc->attributions.items[attribution].modality;
  uint32_t clause = bl_clause_of(&m->walk, trigger);
  return modality == BL_PLANNED && clause != BL_NONE && (bl_in_past(&m->walk, clause) || is_state(&m->walk, clause)) ? BL_REPORTED : modality;
}

/* "lay off staff as demand falls", "jobs lost by firms": a reason or participle in what is feared or planned is there already. */
static bool beside(const bl_walk *w, const bl_spans *content, uint32_t trigger) {
  uint32_t v = bl_clause_of(w, trigger);
  for (int steps = 0; v < w->count && steps < 12; steps++) {
    bool within = false;
    for (uint32_t i = 0; i < content->count; i++) within |= v >= content->items[i].begin && v < content->items[i].end;
    if (!within) return false;
    const bl_token *t = token_at(w, v);
    if (is_participle(w, v) && t->xpos == BL_XPOS_VBN && bl_child_with(w, v, BL_DEP_XCOMP) == BL_NONE) return true;
    uint32_t begin = w->begin[v];
    bool aside = t->dep == BL_DEP_ADVCL && t->xpos == BL_XPOS_VBG && !bl_has_child(w, v, BL_DEP_MARK) && begin > 0; /* ", saying that he did" */
    if (aside && (bl_str_eq_c(token_at(w, begin)->form, ",") || bl_str_eq_c(token_at(w, begin - 1)->form, ","))) return true;
    if (t->dep == BL_DEP_ADVCL && bl_marked(w, v, w->classes->backing_mark) && bl_child_with(w, v, BL_DEP_NSUBJ) != BL_NONE) return true;
    v = t->head;
  }
  return false;
}

/* "Roe said that A left and would come back": where the content was cut before the second verb, which is joined to a verb of it, or
 * before a clause that narrows a noun of it down, the link that holds there; BL_NONE. */
static uint32_t link_of_clause(const bl_walk *w, uint32_t trigger) {
  const bl_doc *doc = w->doc;
  for (uint32_t t = trigger, steps = 0; t < w->count && steps < 4; steps++) {
    const bl_token *k = token_at(w, t);
    uint32_t above = k->head;
    if (above >= w->count || above >= t || k->upos != BL_POS_VERB) return BL_NONE;
    bool joined = k->dep == BL_DEP_CONJ && token_at(w, above)->upos == BL_POS_VERB && !bl_has_child(w, t, BL_DEP_NSUBJ);
    joined |= k->dep == BL_DEP_XCOMP && token_at(w, above)->upos == BL_POS_VERB && bl_plain_dep(w, above) == BL_DEP_CONJ;
    bool narrows = k->dep == BL_DEP_ACL_RELCL && !bl_str_eq_c(token_at(w, w->begin[t] ? w->begin[t] - 1 : 0)->form, ",");
    if (!joined && !narrows) return BL_NONE;
    uint32_t link = bl_attribution_at(doc, above, false);
    if (link != BL_NONE) return is_cue(doc, link, above) || doc->attributions.items[link].quoted ? BL_NONE : link;
    t = above;
  }
  return BL_NONE;
}

/* "they believe that he won" where "they" is nobody known: it is neither the article's word nor that of who tells of them. */
static bool in_other_mouth(const bl_walk *w, uint32_t trigger, uint32_t attribution) {
  uint32_t t = trigger;
  for (int steps = 0; steps < 6 && t < w->count; steps++) {
    bl_dep d = bl_plain_dep(w, t);
    uint32_t head = token_at(w, t)->head;
    if (head >= w->count || (d != BL_DEP_CCOMP && d != BL_DEP_XCOMP && d != BL_DEP_CONJ)) return false;
    if (d == BL_DEP_CCOMP && token_at(w, head)->upos == BL_POS_VERB && bl_in_class(w, head, w->classes->speech)) {
      uint32_t who = bl_child_with(w, head, BL_DEP_NSUBJ);
      bool somebody = who != BL_NONE && (bl_in_class(w, who, w->classes->some_people) || token_at(w, who)->xpos == BL_XPOS_WP);
      return somebody && !(attribution != BL_NONE && is_cue(w->doc, attribution, head));
    }
    t = head;
  }
  return false;
}

/* Tree first, then the flags of the line, then what the source makes of its content. False: nothing certain is said. */
static bool put_scope(bl_maker *m, bl_claim *claim, const bl_origin *origin) {
  bl_doc *doc = m->walk.doc;
  bl_scope scope = bl_scope_of(&m->walk, claim->trigger);
  claim->attribution = bl_attribution_at(doc, claim->trigger, false);
  if (claim->attribution == BL_NONE && !origin->fact) claim->attribution = link_of_clause(&m->walk, claim->trigger);
  claim->attribution = bl_voice_of(&m->walk, claim->attribution, claim->trigger);
  if (origin->fact) return true;
  if (scope.unsure || (scope.supposed && bl_empty_if_supposed(claim))) return false;
  if (scope.purpose && (claim->event == BL_NONE || scope.aside) && !bl_str_eq_c(claim->predicate, "intends")) return false; /* "uses it to make cheese": neither a plan nor a deed for sure */
  if (scope.modality != BL_DENIED && in_other_mouth(&m->walk, claim->trigger, claim->attribution)) scope.modality = scope.modality == BL_ASSERTED ? BL_REPORTED : BL_POSSIBLE;
  claim->polarity = scope.polarity;
  if (origin->flags & BL_LEX_NEGATED) claim->polarity = claim->polarity == BL_AFFIRMED ? BL_NEGATED : BL_AFFIRMED;
  claim->modality = scope.modality;
  if (claim->modality == BL_ASSERTED || claim->modality == BL_REPORTED) {
    if (origin->flags & BL_LEX_PLANNED) claim->modality = BL_PLANNED;
    if (origin->flags & BL_LEX_POSSIBLE) claim->modality = BL_POSSIBLE;
    if (origin->flags & BL_LEX_DENIED) claim->modality = BL_DENIED;
    if (origin->flags & BL_LEX_OPINION) claim->modality = BL_OPINION;
  }
  if (claim->modality != BL_ASSERTED && claim->modality != BL_REPORTED) return true;
  bool hearsay = claim->modality == BL_REPORTED;
  bool background = scope.definite && claim->modality == BL_ASSERTED;
  if (background && claim->attribution != BL_NONE && doc->attributions.items[claim->attribution].modality == BL_DENIED && bl_in_class(&m->walk, claim->trigger, m->walk.classes->urged)) /* "denied their request": they made it */
    claim->attribution = bl_attribution_outer_link(doc, claim->attribution);
  if (background && claim->attribution != BL_NONE && doc->attributions.items[claim->attribution].modality == BL_PLANNED) /* "pledged to fight from Kesh, which has won before" */
    claim->attribution = bl_attribution_outer_link(doc, claim->attribution);
  if (claim->modality == BL_ASSERTED && claim->attribution != BL_NONE && is_participle(&m->walk, claim->trigger)) { /* "denied the charges made by him" */
    uint8_t modality = doc->attributions.items[claim->attribution].modality;
    background |= modality == BL_DENIED || modality == BL_PLANNED;
    if (background) claim->attribution = bl_attribution_outer_link(doc, claim->attribution);
  }
  uint32_t attitude = bl_attribution_at(doc, claim->trigger, true);
  if (background || (claim->attribution != BL_NONE && is_cue(doc, claim->attribution, claim->trigger))) return true;
  uint8_t colour = attitude == BL_NONE ? BL_ASSERTED : doc->attributions.items[attitude].modality;
  if (colour == BL_PLANNED && attitude == claim->attribution && !doc->attributions.items[attitude].quoted && beside(&m->walk, &doc->attributions.items[attitude].content, claim->trigger)) {
    claim->attribution = bl_attribution_outer_link(doc, claim->attribution); /* "agreed to leave after they had lost": they had lost */
    claim->modality = claim->attribution == BL_NONE ? claim->modality : BL_REPORTED;
    return true;
  }
  if ((colour == BL_POSSIBLE || colour == BL_PLANNED || colour == BL_DENIED) && beside(&m->walk, &doc->attributions.items[attitude].content, claim->trigger)) {
    claim->modality = claim->attribution == BL_NONE ? claim->modality : BL_REPORTED;
    return true;
  }
  if (attitude != BL_NONE && attitude != claim->attribution && doc->attributions.items[attitude].modality != BL_ASSERTED && doc->attributions.items[attitude].modality != BL_REPORTED) {
    claim->modality = link_modality(m, attitude, claim->trigger);
  } else if (claim->attribution != BL_NONE) {
    claim->modality = link_modality(m, claim->attribution, claim->trigger);
  } else if (attitude != BL_NONE && doc->attributions.items[attitude].entity == BL_NONE) {
    claim->modality = link_modality(m, attitude, claim->trigger); /* "is said to be" */
  }
  if (hearsay && claim->modality == BL_ASSERTED) claim->modality = BL_REPORTED;
  return true;
}

/* Whether a token stands between quotation marks of its sentence: words of someone else. */
static bool in_quotes(const bl_walk *w, uint32_t token) {
  if (token >= w->count) return false;
  bool open = false, single = false;
  for (uint32_t t = w->doc->sentences.items[token_at(w, token)->sentence].tokens.begin; t < token; t++) {
    bl_str form = token_at(w, t)->form;
    if (bl_str_eq_c(form, "\xE2\x80\x9D")) open = false; /* whatever its tag */
    else if (bl_str_eq_c(form, "\xE2\x80\x99")) open = open && !single; /* an apostrophe opens nothing */
    else if (token_at(w, t)->xpos == BL_XPOS_OPEN_QUOTE || bl_str_eq_c(form, "\xE2\x80\x9C")) open = true, single = bl_str_eq_c(form, "\xE2\x80\x98");
    else if (token_at(w, t)->xpos == BL_XPOS_CLOSE_QUOTE) open = false;
  }
  return open;
}

/* 'under the headline "Justices to Hear Case"': what it reads, not what the text says. */
static bool in_headline(const bl_walk *w, uint32_t token) {
  enum { LONG_HEADLINE = 20 };
  if (!in_quotes(w, token)) return false;
  uint32_t t = token;
  while (t > 0 && token - t < LONG_HEADLINE && token_at(w, t)->xpos != BL_XPOS_OPEN_QUOTE) t--;
  if (token_at(w, t)->xpos != BL_XPOS_OPEN_QUOTE) return false;
  for (uint32_t i = 0; i < 3 && t > i; i++) {
    uint32_t before = t - 1 - i;
    if (bl_in_class(w, before, w->classes->titled)) return true;
    if (token_at(w, before)->upos != BL_POS_PUNCT && token_at(w, before)->upos != BL_POS_VERB) return false;
  }
  return false;
}

/* "A and B pledged to fight": what B pledges, A does not say. */
static void put_own_source(const bl_doc *doc, bl_claim *claim, uint32_t subject) {
  if (claim->attribution == BL_NONE || claim->subject == BL_NONE || doc->attributions.items[claim->attribution].entity == claim->subject) return;
  const bl_spans *source = &doc->attributions.items[claim->attribution].source;
  for (uint32_t i = 0; i < source->count; i++)
    if (subject >= source->items[i].begin && subject < source->items[i].end) {
      claim->attribution = bl_attribution_outer_link(doc, claim->attribution);
      return;
    }
}

/* To ask for something is to say it: the one who asks is the innermost source, by a link of its own where none was found. */
static void put_asker(bl_maker *m, bl_claim *claim, uint32_t subject) {
  bl_doc *doc = m->walk.doc;
  for (uint32_t i = 0; i < doc->attributions.count; i++)
    if (doc->attributions.items[i].speech && doc->attributions.items[i].entity == claim->subject && is_cue(doc, i, claim->trigger)) {
      claim->attribution = i;
      return;
    }
  if (claim->attribution != BL_NONE && doc->attributions.items[claim->attribution].entity == claim->subject) return;
  if (claim->subject == BL_NONE || subject >= m->walk.count || token_at(&m->walk, claim->trigger)->upos != BL_POS_VERB) return;
  const bl_entity *asker = &doc->entities.items[claim->subject];
  if (!asker->named && asker->type == BL_ET_OTHER && !bl_in_class(&m->walk, subject, m->walk.classes->person_noun) && !bl_in_class(&m->walk, subject, m->walk.classes->group_noun) && !bl_in_class(&m->walk, subject, m->walk.classes->document)) return; /* "this crisis calls for patience" */
  bl_span *spans = BL_ARENA_NEW(&doc->arena, bl_span, 2);
  spans[0] = bl_phrase_span(&m->walk, subject);
  spans[1] = (bl_span){claim->trigger, claim->trigger + 1};
  bl_attribution link = {.source = {spans, 1}, .cue = {spans + 1, 1}, .entity = claim->subject, .outer = claim->attribution, .said_on = BL_NONE,
                         .cue_lemma = bl_lemma_text(&m->walk, claim->trigger), .modality = BL_REPORTED, .speech = true, .rule = claim->rule};
  BL_PUSH(&doc->attributions, link);
  claim->attribution = doc->attributions.count - 1;
}

/* "Roe described them as thieves", "blamed it on thieves": who calls them so is the innermost source. */
static void put_describer(bl_maker *m, bl_claim *claim) {
  const bl_walk *w = &m->walk;
  bl_doc *doc = w->doc;
  bl_tokens subjects = {0};
  uint32_t who = BL_NONE;
  if (token_at(w, claim->trigger)->upos != BL_POS_VERB || bl_is_passive_verb(w, claim->trigger)) return;
  bl_subjects(w, claim->trigger, &subjects);
  if (subjects.count == 1) who = subjects.items[0];
  BL_VEC_FREE(&subjects);
  uint32_t entity = who == BL_NONE ? BL_NONE : bl_entity_of(&m->walk, who, false);
  if (entity >= doc->entities.count || entity == claim->subject || bl_only_pronouns(doc, entity)) return;
  if (!bl_etype_is_actor((bl_etype)doc->entities.items[entity].type) && !bl_in_class(w, who, w->classes->person_noun)) return;
  if (claim->attribution != BL_NONE && doc->attributions.items[claim->attribution].entity == entity) return;
  uint32_t subject = claim->subject;
  claim->subject = entity; /* the asker */
  put_asker(m, claim, who);
  claim->subject = subject;
}

/* "The Front claimed responsibility": nobody else says that it was the Front. */
static void put_claimer(bl_maker *m, bl_claim *claim, uint32_t subject) {
  if (claim->subject == BL_NONE) put_describer(m, claim);
  else put_asker(m, claim, subject);
  if (claim->modality == BL_ASSERTED && claim->attribution != BL_NONE) claim->modality = BL_REPORTED;
}

/* "killed Dana Roe and three others", "a raid that left two dead and 40 trapped": one number of several is not that of the event. */
static bool counts_part(const bl_walk *w, bl_arg subject, bl_str predicate, bl_arg object) {
  if (!bl_str_eq_c(predicate, "killedCount") && !bl_str_eq_c(predicate, "injuredCount")) return false;
  if (object.kind == BL_ARG_QUANTITY && bl_str_eq_c(w->doc->quantities.items[object.index].unit, "fraction")) return true; /* "half of the men were killed" */
  if (subject.kind != BL_ARG_EVENT || object.token >= w->count || (object.kind == BL_ARG_QUANTITY && !w->doc->quantities.items[object.index].max.n)) return false; /* "at least" */
  if (bl_plain_dep(w, object.token) == BL_DEP_CONJ && bl_is_nominal(w, token_at(w, object.token)->head)) return true;
  BL_EACH_CHILD(w, c, object.token) if (bl_plain_dep(w, c) == BL_DEP_CONJ && bl_is_nominal(w, c)) return true;
  return false;
}

/* Whether the last time before `token` that an entity stands in words of its own it was a subject, in this sentence or the last. */
static bool subject_before(const bl_walk *w, uint32_t entity, uint32_t token) {
  const bl_doc *doc = w->doc;
  uint32_t last = BL_NONE;
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    const bl_mention *mention = &doc->mentions.items[i];
    if (mention->entity != entity || mention->kind == BL_MK_PRONOUN || mention->head >= token) continue;
    if (last == BL_NONE || mention->head > last) last = mention->head;
  }
  if (last == BL_NONE || token_at(w, last)->sentence + 1 < token_at(w, token)->sentence) return false;
  for (uint32_t t = last + 1; t < token; t++) { /* another subject in between may be meant */
    const bl_mention *other = w->mention[t] == BL_NONE ? NULL : &doc->mentions.items[w->mention[t]];
    if (bl_plain_dep(w, t) != BL_DEP_NSUBJ || !other || other->entity == entity || token_at(w, t)->upos == BL_POS_PRON) continue;
    if (other->entity < doc->entities.count && doc->entities.items[other->entity].type != BL_ET_PERSON) return false;
  }
  while (token_at(w, last)->dep == BL_DEP_APPOS || token_at(w, last)->dep == BL_DEP_COMPOUND || bl_plain_dep(w, last) == BL_DEP_FLAT) {
    if (token_at(w, last)->head >= w->count) break;
    last = token_at(w, last)->head;
  }
  return bl_plain_dep(w, last) == BL_DEP_NSUBJ;
}

/* "guarded the villagers when gunmen attacked them": whom "them" means stands in the sentence, and nobody else in between. */
static bool several_before(const bl_walk *w, uint32_t entity, uint32_t token) {
  const bl_doc *doc = w->doc;
  uint32_t last = BL_NONE, other = BL_NONE;
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    const bl_mention *m = &doc->mentions.items[i];
    if (m->head >= token || token_at(w, m->head)->sentence != token_at(w, token)->sentence || m->kind == BL_MK_PRONOUN) continue;
    if (token_at(w, m->head)->head == token_at(w, token)->head && m->entity != entity) continue; /* who does it to them */
    if (m->entity == entity) last = m->head;
    else if (m->number == 2 && bl_etype_is_actor((bl_etype)m->type)) other = m->head;
  }
  return last != BL_NONE && (other == BL_NONE || other < last);
}

/* Percent: of less sure pronouns of one person three in four mean another, or their sentence was misread. */
enum { LEAST_SURE_PRONOUN = 66 };

/* "he", "her": two whom it may mean are as likely as each other. */
static bool one_or_another(const bl_walk *w, uint32_t token) {
  if (w->mention[token] == BL_NONE) return false;
  const bl_mention *m = &w->doc->mentions.items[w->mention[token]];
  return m->kind == BL_MK_PRONOUN && (m->gender == 'm' || m->gender == 'f') && m->confidence < LEAST_SURE_PRONOUN;
}

/* "it", "they", "we" are as often somebody else as not: only where the antecedent is plain. A speaker's "we" is his group, except
 * for what is wanted or asked for. */
static bool doubtful_pronoun(const bl_maker *m, bl_arg side, bl_str predicate) {
  const bl_walk *w = &m->walk;
  if (side.kind != BL_ARG_ENTITY || side.token >= w->count) return false;
  const bl_token *t = token_at(w, side.token);
  if (one_or_another(w, side.token) && !bl_str_eq_c(predicate, "statesThat")) return true; /* who goes on speaking is found otherwise */
  bool plural = bl_in_class(w, side.token, w->classes->loose_pronoun) || t->xpos == BL_XPOS_PRP_POSS;
  if (t->upos != BL_POS_PRON || !plural) return false;
  bl_str lemma = t->form;
  bool we = bl_str_eq_nocase(lemma, BL_STR("we")) || bl_str_eq_nocase(lemma, BL_STR("us")) || bl_str_eq_nocase(lemma, BL_STR("our"));
  bool thing = bl_str_eq_nocase(lemma, BL_STR("it"));
  bool they = bl_str_eq_nocase(lemma, BL_STR("they")) || bl_str_eq_nocase(lemma, BL_STR("them"));
  if (we) return m->walk.doc->entities.items[side.index].type == BL_ET_PERSON && !bl_str_eq_c(predicate, "intends") && !bl_str_eq_c(predicate, "calledFor") && !bl_str_eq_c(predicate, "supports") && !bl_str_eq_c(predicate, "opposes") && !bl_str_eq_c(predicate, "criticized");
  if (bl_str_eq_nocase(lemma, BL_STR("them")) && several_before(w, side.index, side.token)) return false;
  return (thing || they) && !subject_before(w, side.index, side.token);
}

/* "accuse each other" */
static bool each_other(const bl_walk *w, uint32_t token) {
  if (token == 0 || token >= w->count) return false;
  bool first = bl_str_eq_nocase(token_at(w, token)->form, BL_STR("each")) || bl_str_eq_nocase(token_at(w, token)->form, BL_STR("one"));
  if (token + 1 < w->count && first) token++;
  bl_str form = token_at(w, token)->form, before = token_at(w, token - 1)->form;
  return (bl_str_eq_c(form, "other") && bl_str_eq_nocase(before, BL_STR("each"))) || (bl_str_eq_c(form, "another") && bl_str_eq_nocase(before, BL_STR("one")));
}

/* "I am afraid that ...": the writer, whom the text never names. */
static bool nobody(const bl_doc *doc, uint32_t attribution) {
  uint32_t entity = doc->attributions.items[attribution].entity;
  if (entity >= doc->entities.count || !bl_only_pronouns(doc, entity)) return false;
  bl_str label = doc->entities.items[entity].label;
  return bl_str_eq_nocase(label, BL_STR("I")) || bl_str_eq_nocase(label, BL_STR("we")) || bl_str_eq_nocase(label, BL_STR("our")) || bl_str_eq_nocase(label, BL_STR("my")) || bl_str_eq_nocase(label, BL_STR("me")) || bl_str_eq_nocase(label, BL_STR("us")) || bl_str_eq_nocase(label, BL_STR("they"));
}

/* "has topped 1,600": the quantity without its upper bound, one for all claims of those words. */
static uint32_t more_than(bl_maker *m, uint32_t quantity) {
  bl_doc *doc = m->walk.doc;
  bl_quantity more = doc->quantities.items[quantity];
  if (!more.min.n || !bl_str_eq(more.min, more.max) || more.approximate) return quantity;
  more.max = BL_STR("");
  more.exclusive_min = true;
  for (uint32_t i = quantity + 1; i < doc->quantities.count; i++) {
    const bl_quantity *made = &doc->quantities.items[i];
    if (made->tokens.begin == more.tokens.begin && made->tokens.end == more.tokens.end && made->exclusive_min && bl_str_eq(made->min, more.min)) return i;
  }
  BL_PUSH(&doc->quantities, more);
  return doc->quantities.count - 1;
}

/* "plays A or B": one of them, nobody knows which. */
static bool one_of_two(const bl_walk *w, uint32_t token) {
  if (token >= w->count) return false;
  uint32_t first = token_at(w, token)->dep == BL_DEP_CONJ && token_at(w, token)->head < w->count ? token_at(w, token)->head : token;
  if (token_at(w, first)->upos != BL_POS_PROPN) return false;
  BL_EACH_CHILD(w, c, first)
    if (token_at(w, c)->dep == BL_DEP_CONJ)
      BL_EACH_CHILD(w, e, c) if (token_at(w, e)->dep == BL_DEP_CC && bl_str_eq_nocase(token_at(w, e)->form, BL_STR("or"))) return true;
  return false;
}

/* "visited not Kesh but Loreto", "told by no official but only by friends": what comes behind "but" is not denied. */
static bool but_this(const bl_walk *w, uint32_t trigger, uint32_t token) {
  if (token >= w->count || token <= trigger || token_at(w, token)->dep != BL_DEP_CONJ || bl_is_verbal(w, token) || !bl_is_nominal(w, token) || bl_has_child(w, token, BL_DEP_NSUBJ)) return false;
  if (token_at(w, token)->head <= trigger || !bl_is_nominal(w, token_at(w, token)->head)) return false;
  BL_EACH_CHILD(w, c, token) if (token_at(w, c)->dep == BL_DEP_CC && bl_str_eq_nocase(token_at(w, c)->form, BL_STR("but"))) return true;
  return false;
}

/* "fell with no clue", "went to no school": what is not there is no object of a preposition. */
static bool is_none(const bl_walk *w, uint32_t token) {
  if (token >= w->count || bl_plain_dep(w, token) != BL_DEP_OBL) return false;
  BL_EACH_CHILD(w, c, token) if (token_at(w, c)->dep == BL_DEP_DET && bl_str_eq_nocase(token_at(w, c)->form, BL_STR("no"))) return true;
  return false;
}

/* Whether a verb stands in a name between quotation marks: "Meet the Press", but not "Leave now". */
static bool in_title(const bl_walk *w, uint32_t token) {
  enum { LONG_TITLE = 8 };
  uint32_t begin = token, end = token;
  const uint32_t sentence = token_at(w, token)->sentence;
  while (begin > 0 && token - begin < LONG_TITLE && token_at(w, begin)->xpos != BL_XPOS_OPEN_QUOTE) begin--;
  while (end < w->count && end - token < LONG_TITLE && token_at(w, end)->xpos != BL_XPOS_CLOSE_QUOTE) end++;
  if (end >= w->count || token_at(w, begin)->xpos != BL_XPOS_OPEN_QUOTE || token_at(w, end)->xpos != BL_XPOS_CLOSE_QUOTE || token_at(w, begin)->sentence != sentence || token_at(w, end)->sentence != sentence || end < begin + 3) return false;
  for (uint32_t t = begin + 1; t < end; t++) {
    bl_str form = token_at(w, t)->form;
    uint8_t pos = token_at(w, t)->upos;
    bool capital = form.n && form.p[0] >= 'A' && form.p[0] <= 'Z';
    bool small = pos == BL_POS_DET || pos == BL_POS_ADP || pos == BL_POS_CCONJ || pos == BL_POS_PART || pos == BL_POS_NUM || pos == BL_POS_PUNCT;
    if (!capital && !small) return false;
  }
  return true;
}

/* "the Peruvian Widows Association": where it is and what it belongs to is no more than its name. */
static bool within_name(const bl_walk *w, bl_arg subject, bl_arg object, bl_str predicate) {
  if (!bl_str_eq_c(predicate, "basedIn") && !bl_str_eq_c(predicate, "partOf")) return false;
  if (subject.token >= w->count || object.token >= w->count || w->mention[subject.token] == BL_NONE) return false;
  const bl_mention *name = &w->doc->mentions.items[w->mention[subject.token]];
  return name->kind == BL_MK_NAME && object.token >= name->tokens.begin && object.token < name->tokens.end;
}

/* "the murder of Dana Roe, a warning to all", "Roe, founder of Harlan, a bank": the apposition is of another noun. */
static bool no_person(const bl_walk *w, bl_arg subject, bl_str predicate, bl_arg object) {
  uint32_t t = object.token;
  if (!bl_str_eq_c(predicate, "describedAs") || subject.kind != BL_ARG_ENTITY || t >= w->count || token_at(w, t)->dep != BL_DEP_APPOS || token_at(w, t)->upos != BL_POS_NOUN) return false;
  const bl_classes *k = w->classes;
  if (w->doc->entities.items[subject.index].type != BL_ET_PERSON || bl_in_class(w, t, k->person_noun)) return false;
  return bl_in_class(w, t, k->event_noun) || bl_in_class(w, t, k->document) || bl_in_class(w, t, k->group_noun) || bl_in_class(w, t, k->place_noun) || bl_in_class(w, t, k->speech) || bl_in_class(w, t, k->claimed);
}

/* "help Peru defend itself" with an "itself" that is somebody else: nobody knows who. */
static bool other_self(const bl_walk *w, bl_arg subject, bl_arg object) {
  if (object.kind != BL_ARG_ENTITY || object.token >= w->count || token_at(w, object.token)->upos != BL_POS_PRON) return false;
  bl_str form = token_at(w, object.token)->form;
  return (bl_str_ends(form, BL_STR("self")) || bl_str_ends(form, BL_STR("selves"))) && (subject.kind != BL_ARG_ENTITY || subject.index != object.index);
}

uint32_t bl_emit(bl_maker *m, bl_arg subject, bl_str predicate, bl_arg object, uint32_t trigger, uint32_t event, const bl_origin *origin) {
  if (subject.kind != BL_ARG_ENTITY && subject.kind != BL_ARG_EVENT) return BL_NONE;
  if (is_none(&m->walk, object.token) || in_title(&m->walk, trigger) || within_name(&m->walk, subject, object, predicate) || other_self(&m->walk, subject, object)) return BL_NONE;
  if (!bl_str_eq_c(predicate, "statesThat") && bl_says_nothing(&m->walk, object)) return BL_NONE;
  if (counts_part(&m->walk, subject, predicate, object) || no_person(&m->walk, subject, predicate, object)) return BL_NONE;
  if (object.kind != BL_ARG_CLAIM && each_other(&m->walk, object.token)) return BL_NONE;
  if (!origin->fact && bl_tells_little(&m->walk, subject, predicate, object, trigger, event)) return BL_NONE;
  if (object.kind == BL_ARG_NONE || (!origin->fact && (doubtful_pronoun(m, subject, predicate) || doubtful_pronoun(m, object, predicate)))) return BL_NONE;
  bl_doc *doc = m->walk.doc;
  if (object.kind == BL_ARG_EVENT) object = bl_arg_text(m, bl_phrase_span(&m->walk, object.token), object.token);
  if (!bl_str_eq_c(predicate, "statesThat")) bl_spell_out(&m->walk, &subject, &object);
  if (subject.kind == BL_ARG_ENTITY && object.kind == BL_ARG_ENTITY && subject.index == object.index) return BL_NONE;
  bl_claim claim = {.subject = subject.kind == BL_ARG_ENTITY ? subject.index : BL_NONE,
                    .subject_event = subject.kind == BL_ARG_EVENT ? subject.index : BL_NONE,
                    .predicate = bl_str_copy(&doc->arena, predicate), .predicate_label = origin->label, .trigger = trigger, .event = event,
                    .places = bl_place_at(BL_NONE), .time = BL_NONE, .counts = bl_str_copy(&doc->arena, origin->counts),
                    .rule = bl_str_copy(&doc->arena, origin->rule), .rule_place = origin->rule_place};
  if (object.kind == BL_ARG_QUANTITY && bl_in_class(&m->walk, trigger, m->walk.classes->beyond)) object.index = more_than(m, object.index);
  put_object(&claim, object);
  if (seen_before(m, &claim)) return BL_NONE;
  if (!put_scope(m, &claim, origin)) return BL_NONE;
  put_own_source(doc, &claim, subject.token);
  if (!origin->fact && claim.polarity == BL_NEGATED && but_this(&m->walk, trigger, object.token)) claim.polarity = BL_AFFIRMED;
  bool either = !origin->fact && object.kind != BL_ARG_CLAIM && (one_of_two(&m->walk, object.token) || one_of_two(&m->walk, subject.token));
  if (either && claim.polarity == BL_AFFIRMED && (claim.modality == BL_ASSERTED || claim.modality == BL_REPORTED)) claim.modality = BL_POSSIBLE;
  bool promise = bl_str_eq_c(predicate, "intends") && bl_in_class(&m->walk, trigger, m->walk.classes->subject_control) && !bl_str_eq_c(token_at(&m->walk, trigger)->lemma, "agree"); /* a promise is said, too */
  if (bl_str_eq_c(predicate, "calledFor") || promise) put_asker(m, &claim, subject.token);
  if ((bl_str_eq_c(predicate, "describedAs") || bl_str_eq_c(predicate, "causedBy")) && origin->flags & BL_LEX_OPINION) put_describer(m, &claim);
  if (origin->flags & BL_LEX_CLAIMED) put_claimer(m, &claim, subject.token);
  while (claim.attribution != BL_NONE && nobody(doc, claim.attribution)) claim.attribution = doc->attributions.items[claim.attribution].outer;
  bool phrase = object.kind != BL_ARG_ENTITY || !doc->entities.items[object.index].named; /* names are the same in any mouth */
  bool quoted = !origin->fact && phrase && in_quotes(&m->walk, object.token);
  if (!origin->fact && claim.attribution == BL_NONE && in_headline(&m->walk, trigger)) return BL_NONE;
  bool own_verb = quoted && claim.attribution == BL_NONE && object.kind != BL_ARG_CLAIM && object.kind != BL_ARG_ENTITY && !bl_str_eq_c(predicate, "describedAs") && !bl_str_eq_c(predicate, "statesThat") && !in_quotes(&m->walk, trigger); /* "deplored the 'carnage'": only the word is another's */
  if (claim.modality == BL_ASSERTED && quoted && !own_verb) /* in the mouth of nobody named it is no fact */
    claim.modality = claim.attribution == BL_NONE && object.kind != BL_ARG_ENTITY ? BL_OPINION : BL_REPORTED;
  if (claim.modality == BL_REPORTED && quoted && bl_str_eq_c(predicate, "describedAs") && token_at(&m->walk, trigger)->upos != BL_POS_VERB) claim.modality = BL_OPINION; /* a judgement in his own words */
  if (bl_str_eq_c(predicate, "intends") && (claim.modality == BL_ASSERTED || claim.modality == BL_REPORTED || claim.modality == BL_OPINION)) claim.modality = BL_PLANNED;
  if (!origin->fact) {
    uint32_t about = subject.kind == BL_ARG_EVENT ? subject.index : event; /* what is counted, before the counting */
    if (about != BL_NONE) claim.places = doc->events.items[about].places, claim.time = doc->events.items[about].time;
    if (claim.places.at[0] == BL_NONE) claim.places = event != BL_NONE ? doc->events.items[event].places : bl_places_of(&m->walk, trigger);
    if (claim.time == BL_NONE) claim.time = event != BL_NONE ? doc->events.items[event].time : bl_time_of(&m->walk, trigger);
  }
  claim.confidence = bl_confidence(&m->tool->signs, &m->walk, &claim, subject.token, object.token, origin->confidence);
  if (claim.confidence < (doc->min_confidence ? doc->min_confidence : bl_least_likely(&m->tool->signs, &m->walk, &claim))) return BL_NONE;
  claim.tokens = evidence(&m->walk, trigger, subject.token, object.token);
  BL_PUSH(&doc->claims, claim);
  BL_PUSH(&m->object_at, object.token);
  BL_PUSH(&m->facts, origin->fact);
  return doc->claims.count - 1;
}
