/* Place and time that a clause does not give itself but that hold all the same: those of the same event told before, and
 * the moment of speaking for what is under way ("are clashing", "is still out of control", "has not yet answered").
 *
 * The moment of speaking is that of the saying where it is known, else the day of publication; it becomes a time of the
 * document whose words are the verb's. The simple past takes no time from the context. */
#include "claim/emit.h"

#include <string.h>

enum {
  NEAR = 6,  /* sentences back */
  LOOK = 256 /* events looked at for one */
};

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

/* ---- the same event before -------------------------------------------------------------------------------------- */

/* What inherit() asks of all events, found once: which of the classes above an event is of, and the events of each sentence. */
typedef struct story {
  const bl_maker *m;
  uint8_t *kinds;          /* by event: CONFLICT, MOVES, TAKES */
  uint32_t *first, *items; /* events of sentence s, ascending: items[first[s]] .. items[first[s + 1]] */
  uint32_t dateline;       /* sentence "KESH (Agency) -", BL_NONE */
  bl_places wired;         /* the place that it names */
  uint32_t *region;        /* by entity: the claim that says in which place it lies, BL_NONE */
} story;

enum { CONFLICT = 1, MOVES = 2, TAKES = 4, LOCAL = 8 };

static uint8_t kind_of(const bl_walk *w, bl_str name) {
  const bl_classes *k = w->classes;
  return (uint8_t)((bl_name_in_class(w, name, k->conflict_event) ? CONFLICT : 0) | (bl_name_in_class(w, name, k->moving_event) ? MOVES : 0) |
                   (bl_name_in_class(w, name, k->taking_event) ? TAKES : 0) | (bl_name_in_class(w, name, k->local_event) ? LOCAL : 0));
}

/* The sentence of a dateline: a place and a dash among the first of the text; BL_NONE. */
static uint32_t find_dateline(const bl_walk *w, bl_places *place) {
  enum { EARLY = 4 };
  for (uint32_t k = 0; k < w->doc->sentences.count && k < EARLY; k++) {
    bl_span s = w->doc->sentences.items[k].tokens;
    if (s.begin >= s.end) continue;
    bl_str end = token_at(w, s.end - 1)->form;
    if (!bl_str_eq_c(end, "-") && !bl_str_eq_c(end, "--") && !bl_str_eq_c(end, "\xe2\x80\x93") && !bl_str_eq_c(end, "\xe2\x80\x94")) continue;
    for (uint32_t t = s.begin; t < s.end; t++) {
      const bl_mention *m = bl_name_at(w, t);
      if (!m || !bl_etype_is_place((bl_etype)m->type) || m->entity >= w->doc->entities.count) continue;
      *place = bl_place_at(m->entity);
      return k;
    }
  }
  return BL_NONE;
}

static story make_story(const bl_maker *m) {
  const bl_walk *w = &m->walk;
  const bl_doc *doc = w->doc;
  uint32_t sentences = doc->sentences.count, events = doc->events.count;
  story s = {.m = m, .kinds = BL_ARENA_NEW(w->arena, uint8_t, events + 1), .first = BL_ARENA_NEW(w->arena, uint32_t, sentences + 2), .items = BL_ARENA_NEW(w->arena, uint32_t, events + 1),
             .region = BL_ARENA_NEW(w->arena, uint32_t, doc->entities.count + 1)};
  for (uint32_t i = 0; i < events; i++) {
    s.kinds[i] = kind_of(w, doc->events.items[i].class_name);
    s.first[token_at(w, doc->events.items[i].trigger)->sentence + 1]++;
  }
  for (uint32_t i = 0; i < sentences; i++) s.first[i + 1] += s.first[i];
  for (uint32_t i = events; i-- > 0;) { /* each sentence filled from its end; its own count is in front of the next */
    uint32_t sentence = token_at(w, doc->events.items[i].trigger)->sentence;
    s.items[--s.first[sentence + 1]] = i;
  }
  for (uint32_t i = 0; i < sentences; i++) s.first[i] = s.first[i + 1];
  s.first[sentences] = events;
  s.wired = bl_place_at(BL_NONE);
  s.dateline = find_dateline(w, &s.wired);
  memset(s.region, 0xff, (doc->entities.count + 1) * sizeof *s.region);
  for (uint32_t i = doc->claims.count; i-- > 0;) {
    const bl_claim *c = &doc->claims.items[i];
    bool lies = c->object_kind == BL_OBJ_ENTITY && c->polarity == BL_AFFIRMED && bl_str_eq_c(c->predicate, "locatedIn");
    if (lies && c->subject < doc->entities.count) s.region[c->subject] = i;
  }
  return s;
}

/* The last (or, forward, first) events of the sentences from..to, in order, LOOK at the most: no text comes near it, and a
 * sentence made of nothing but events costs no more than its length. */
static uint32_t near_events(const story *s, uint32_t from, uint32_t to, bool forward, uint32_t out[LOOK]) {
  uint32_t begin[NEAR + 1], end[NEAR + 1], n = 0, sentences = s->m->walk.doc->sentences.count;
  if (to >= sentences) to = sentences - 1;
  for (uint32_t k = from; k <= to; k++) begin[k - from] = s->first[k], end[k - from] = s->first[k + 1];
  while (n < LOOK) {
    uint32_t best = BL_NONE;
    for (uint32_t k = 0; k + from <= to; k++) {
      if (begin[k] == end[k]) continue;
      bool better = best == BL_NONE || (forward ? s->items[begin[k]] < s->items[begin[best]] : s->items[end[k] - 1] > s->items[end[best] - 1]);
      if (better) best = k;
    }
    if (best == BL_NONE) break;
    out[n++] = s->items[forward ? begin[best]++ : --end[best]];
  }
  return n;
}

static bool share_role(const bl_event *a, const bl_event *b) {
  for (uint32_t i = 0; i < a->role_count; i++)
    for (uint32_t k = 0; k < b->role_count; k++)
      if (a->roles[i].entity != BL_NONE && a->roles[i].entity == b->roles[k].entity) return true;
  return false;
}

static bool same_story(const story *s, uint32_t event_index, uint32_t before_index) {
  const bl_walk *w = &s->m->walk;
  const bl_event *event = &w->doc->events.items[event_index], *before = &w->doc->events.items[before_index];
  uint8_t kind = s->kinds[event_index], other = s->kinds[before_index];
  if (other & MOVES && (!(kind & MOVES) || bl_is_verbal(w, event->trigger))) return false; /* who comes to a place may have fought elsewhere, and gone elsewhere before */
  if (!(kind & other & CONFLICT) && !bl_str_eq(event->class_name, before->class_name)) return false;
  if (share_role(event, before)) return true;
  if (bl_str_eq(event->class_name, before->class_name) && event->places.at[0] != BL_NONE && event->places.at[0] == before->places.at[0] && w->doc->entities.items[event->places.at[0]].type != BL_ET_COUNTRY) return true;
  bool definite = false; /* "in the clashes" */
  if (!bl_is_verbal(w, event->trigger)) BL_EACH_CHILD(w, c, event->trigger) definite |= bl_str_eq_nocase(token_at(w, c)->form, BL_STR("the"));
  return definite;
}

/* "were killed in the clashes": what happened there and then. */
static void from_phrase(const bl_maker *m, bl_event *event) {
  const bl_doc *doc = m->walk.doc;
  BL_EACH_CHILD(&m->walk, c, event->trigger) {
    if (bl_plain_dep(&m->walk, c) != BL_DEP_OBL || m->event_at[c] == BL_NONE) continue;
    if (!bl_has_prep(&m->walk, c, m->walk.classes->event_prep)) continue;
    const bl_event *there = &doc->events.items[m->event_at[c]];
    if (event->places.at[0] == BL_NONE) event->places = there->places;
    if (event->time == BL_NONE) event->time = there->time;
  }
}

/* "60 were killed while 15 were injured": joined tellings of one conflict share place and time. */
static void from_joined(const story *s, uint32_t index) {
  const bl_maker *m = s->m;
  bl_doc *doc = m->walk.doc;
  bl_event *event = &doc->events.items[index];
  const bl_token *t = token_at(&m->walk, event->trigger);
  bl_dep d = bl_dep_plain((bl_dep)t->dep);
  if ((d != BL_DEP_CONJ && d != BL_DEP_ADVCL) || t->head >= m->walk.count || m->event_at[t->head] == BL_NONE) return;
  const bl_event *head = &doc->events.items[m->event_at[t->head]];
  if (!(s->kinds[index] & s->kinds[m->event_at[t->head]] & CONFLICT)) return;
  if (event->places.at[0] == BL_NONE) event->places = head->places;
  if (event->time == BL_NONE) event->time = head->time;
}

/* A day or an hour is the story's; a year or a decade was told of something else. */
static bool passes_on(const bl_walk *w, uint32_t time) {
  if (time >= w->doc->times.count) return false;
  uint8_t precision = w->doc->times.items[time].precision;
  return precision == BL_PREC_DAY || precision == BL_PREC_HOUR || precision == BL_PREC_MINUTE;
}

/* "killed gunmen who attacked a mosque in Kesh": where those of a sentence fight that have a side in common. */
static void from_same_sentence(const story *s, uint32_t index) {
  const bl_walk *w = &s->m->walk;
  bl_event *event = &w->doc->events.items[index];
  uint32_t sentence = token_at(w, event->trigger)->sentence;
  if (event->places.at[0] != BL_NONE || !(s->kinds[index] & CONFLICT)) return;
  for (uint32_t k = s->first[sentence]; k < s->first[sentence + 1] && event->places.at[0] == BL_NONE; k++) {
    const bl_event *other = &w->doc->events.items[s->items[k]];
    bool fight = s->kinds[s->items[k]] & CONFLICT && !(s->kinds[s->items[k]] & MOVES);
    if (s->items[k] != index && fight && other->places.at[0] != BL_NONE && share_role(event, other)) event->places = other->places;
  }
}

/* "Three died in an attack. ... The attack on Monday": the lead's day stands in the sentences after it. */
static void time_from_later(const story *s, uint32_t index) {
  enum { SOON = 2 };
  const bl_walk *w = &s->m->walk;
  bl_event *event = &w->doc->events.items[index];
  uint32_t near[LOOK], sentence = token_at(w, event->trigger)->sentence;
  if (sentence > 0 || event->time != BL_NONE || !(s->kinds[index] & CONFLICT) || w->doc->sentences.count < 2) return;
  uint32_t count = near_events(s, 1, SOON, true, near);
  for (uint32_t k = 0; k < count && event->time == BL_NONE; k++) {
    const bl_event *later = &w->doc->events.items[near[k]];
    if (later->time != BL_NONE && passes_on(w, later->time) && s->kinds[near[k]] & CONFLICT && same_story(s, near[k], index)) event->time = later->time;
  }
}

/* A headline leaves out the place that the first sentences of the text give. */
static void from_lead(const story *s, uint32_t index) {
  enum { LEAD = 3 };
  from_same_sentence(s, index);
  time_from_later(s, index);
  const bl_walk *w = &s->m->walk;
  bl_event *event = &w->doc->events.items[index];
  uint32_t near[LOOK];
  if (token_at(w, event->trigger)->sentence != 0 || event->places.at[0] != BL_NONE || w->doc->sentences.count < 2) return;
  uint32_t count = near_events(s, 1, LEAD, true, near);
  for (uint32_t k = 0; k < count && event->places.at[0] == BL_NONE; k++) {
    const bl_event *later = &w->doc->events.items[near[k]];
    if (later->places.at[0] == BL_NONE) continue;
    bool fight = s->kinds[index] & s->kinds[near[k]] & CONFLICT && !(s->kinds[near[k]] & MOVES) && w->doc->entities.items[later->places.at[0]].type != BL_ET_COUNTRY;
    if (fight || same_story(s, index, near[k])) event->places = later->places;
  }
}

/* Whether the words from..to tell of no place, so that what is told at `to` goes on where the last thing was. */
static bool no_place_between(const bl_walk *w, uint32_t from, uint32_t to) {
  for (uint32_t t = from; t < to; t++) {
    const bl_mention *m = bl_name_at(w, t);
    if (m && m->head == t && bl_etype_is_place((bl_etype)m->type) && bl_has_prep(w, t, w->classes->way_prep)) return false;
  }
  return true;
}

/* "nine were hurt": it is done, and was not before what was told last. */
static bool goes_on(const bl_walk *w, uint32_t trigger) {
  BL_EACH_CHILD(w, c, trigger) if (bl_plain_dep(w, c) == BL_DEP_AUX && bl_str_eq_nocase(token_at(w, c)->form, BL_STR("had"))) return false;
  if (token_at(w, trigger)->xpos == BL_XPOS_VBG) trigger = bl_clause_of(w, token_at(w, trigger)->head); /* "fell, killing nine" */
  return trigger == BL_NONE || !bl_is_verbal(w, trigger) || bl_in_past(w, trigger);
}

/* A protest against a killing is elsewhere. */
static bool other_crowd(const bl_walk *w, bl_str a, bl_str b) {
  return bl_name_in_class(w, a, w->classes->crowd_event) != bl_name_in_class(w, b, w->classes->crowd_event);
}

/* Two times of which neither holds the other. */
static bool other_time(const bl_walk *w, uint32_t a, uint32_t b) { return a != BL_NONE && (b == BL_NONE ? !passes_on(w, a) : !bl_str_eq(w->doc->times.items[a].value, w->doc->times.items[b].value)); }

/* "A bomb went off in Kesh on Monday. Nine people were hurt.": what happens in one place happens where the last such thing did. */
static void from_sentence_before(const story *s, uint32_t index) {
  enum { BACK = 2 };
  const bl_walk *w = &s->m->walk;
  bl_event *event = &w->doc->events.items[index];
  uint32_t near[LOOK], sentence = token_at(w, event->trigger)->sentence;
  if (event->places.at[0] != BL_NONE || !(s->kinds[index] & LOCAL) || !goes_on(w, event->trigger)) return;
  uint32_t count = near_events(s, sentence > BACK ? sentence - BACK : 0, sentence, false, near);
  for (uint32_t k = 0; k < count; k++) {
    const bl_event *before = &w->doc->events.items[near[k]];
    uint32_t place = before->places.at[0], end = w->doc->sentences.items[sentence].tokens.end;
    if (before->trigger >= event->trigger || place == BL_NONE || !(s->kinds[near[k]] & LOCAL) || !w->doc->entities.items[place].named) continue;
    uint32_t told = w->doc->sentences.items[token_at(w, before->trigger)->sentence].tokens.end;
    if (other_crowd(w, event->class_name, before->class_name)) return;
    if (!other_time(w, event->time, before->time) && no_place_between(w, told, end)) event->places = before->places;
    return;
  }
}

/* "KESH - Nine people were hurt on Monday.": what the first sentence tells without a place was where it was written. */
static void from_dateline(const story *s, uint32_t index) {
  const bl_walk *w = &s->m->walk;
  bl_event *event = &w->doc->events.items[index];
  uint32_t sentence = token_at(w, event->trigger)->sentence;
  if (s->dateline == BL_NONE || sentence != s->dateline + 1 || event->places.at[0] != BL_NONE || !bl_is_verbal(w, event->trigger)) return;
  bl_span words = w->doc->sentences.items[sentence].tokens;
  bool local = bl_name_in_class(w, event->class_name, w->classes->dateline_event);
  if (local && goes_on(w, event->trigger) && no_place_between(w, words.begin, words.end)) event->places = s->wired;
}

/* Where a town is taken or reached is the region around it; the town alone says nothing that the claim does not. */
static bool only_itself(const bl_event *event) {
  for (uint32_t r = 0; r < event->role_count; r++)
    if (bl_str_eq_c(event->roles[r].name, "patient") && event->roles[r].entity == event->places.at[0]) return event->places.at[0] != BL_NONE;
  return false;
}

static void inherit(const story *s, uint32_t index) {
  const bl_walk *w = &s->m->walk;
  bl_doc *doc = w->doc;
  bl_event *event = &doc->events.items[index];
  bl_places own = event->places;
  uint32_t near[LOOK], sentence = token_at(w, event->trigger)->sentence;
  if (s->kinds[index] & TAKES && only_itself(event)) event->places = bl_place_at(BL_NONE);
  from_phrase(s->m, event);
  bool wanting = event->places.at[0] == BL_NONE || event->time == BL_NONE;
  uint32_t count = wanting ? near_events(s, sentence > NEAR ? sentence - NEAR : 0, sentence, false, near) : 0;
  for (uint32_t k = 0; k < count && event->places.at[0] == BL_NONE; k++) {
    const bl_event *before = &doc->events.items[near[k]];
    if (before->trigger >= event->trigger || before->places.at[0] == BL_NONE) continue;
    if (same_story(s, index, near[k])) event->places = before->places;
  }
  from_lead(s, index);
  if (event->places.at[0] == BL_NONE) event->places = own;
  for (uint32_t k = 0; k < count && event->time == BL_NONE; k++) {
    const bl_event *before = &doc->events.items[near[k]];
    if (before->trigger >= event->trigger || before->time == BL_NONE) continue;
    if (bl_str_eq(event->class_name, before->class_name) && passes_on(w, before->time) && same_story(s, index, near[k])) event->time = before->time;
  }
}

/* ---- what is under way ------------------------------------------------------------------------------------------ */

/* The span of the verb's auxiliaries and itself when it tells of the moment of speaking; empty otherwise. */
static bl_span under_way(const bl_walk *w, uint32_t verb, bool said, bool negated) {
  bl_span span = {verb, verb};
  bool present = false, past = false, lasting = false, perfect = false;
  BL_EACH_CHILD(w, c, verb) {
    bl_dep d = bl_plain_dep(w, c);
    if (d == BL_DEP_ADVMOD && bl_in_class(w, c, w->classes->lasting)) lasting = true;
    if (d == BL_DEP_ADVMOD && bl_in_class(w, c, w->classes->negation)) negated = true;
    if (d != BL_DEP_AUX && d != BL_DEP_COP) continue;
    bool now = token_at(w, c)->xpos == BL_XPOS_VBZ || token_at(w, c)->xpos == BL_XPOS_VBP;
    if (now) present = true;
    if (now && bl_str_eq_nocase(token_at(w, c)->form, BL_STR("has"))) perfect = true;
    if (now && bl_str_eq_nocase(token_at(w, c)->form, BL_STR("have"))) perfect = true;
    if (token_at(w, c)->xpos == BL_XPOS_VBD || token_at(w, c)->xpos == BL_XPOS_MD) past = true;
    if (c < span.begin) span.begin = c;
  }
  lasting |= bl_in_class(w, verb, w->classes->lasting); /* "is underway" */
  bool progressive = token_at(w, verb)->xpos == BL_XPOS_VBG && present && !perfect;
  bool state = present && (lasting || negated || (perfect && said)) && !past; /* "have taken the town", posted at 8.40 */
  if (past || !(progressive || state)) return (bl_span){verb, verb};
  span.end = verb + 1;
  if (verb - span.begin > 6) span.begin = verb;
  return span;
}

static uint32_t said_on(const bl_doc *doc, uint32_t attribution) {
  for (int steps = 0; attribution != BL_NONE && steps < 8; steps++) {
    if (doc->attributions.items[attribution].said_on != BL_NONE) return doc->attributions.items[attribution].said_on;
    attribution = doc->attributions.items[attribution].outer;
  }
  return BL_NONE;
}

/* The day of publication as a time whose words are `span`. */
static uint32_t day_of_publication(bl_doc *doc, bl_span span) {
  bl_date day = doc->meta.published;
  if (!day.year || !day.month || !day.day) return BL_NONE;
  day.hour = day.minute = -1;
  bl_time time = {.tokens = span, .bytes = bl_doc_token_bytes(doc, span), .type = BL_TX_DATE, .precision = BL_PREC_DAY, .begin = day, .end = day};
  time.value = bl_str_from(bl_arena_printf(&doc->arena, "%04d-%02d-%02d", day.year, day.month, day.day));
  BL_PUSH(&doc->times, time);
  return doc->times.count - 1;
}

/* "is staying in Kesh, the only town out of their control": a state told in an apposition holds with the clause; BL_NONE. */
static uint32_t clause_of_apposition(const bl_walk *w, uint32_t token) {
  bool apposition = false;
  for (uint32_t t = token, steps = 0; t < w->count && steps < 8; t = token_at(w, t)->head, steps++) {
    if (bl_is_verbal(w, t)) return apposition ? t : BL_NONE;
    apposition |= token_at(w, t)->dep == BL_DEP_APPOS;
  }
  return BL_NONE;
}

static uint32_t moment_of(bl_walk *w, const bl_claim *claim) {
  bl_doc *doc = w->doc;
  uint32_t clause = claim->trigger;
  if (!bl_is_verbal(w, clause)) {
    uint32_t light = bl_light_verb(w, clause);
    if (light != BL_NONE) clause = light;
  }
  bool nested = token_at(w, clause)->dep == BL_DEP_XCOMP && token_at(w, clause)->head < w->count;
  uint32_t said = said_on(doc, claim->attribution);
  uint32_t state = claim->event == BL_NONE && !bl_is_verbal(w, clause) ? clause_of_apposition(w, clause) : BL_NONE;
  if (state != BL_NONE) clause = state;
  bool missing = token_at(w, clause)->dep == BL_DEP_ACL && token_at(w, clause)->head < w->count && claim->polarity == BL_NEGATED; /* "is the only town not taken" */
  bl_span span = under_way(w, nested || missing ? token_at(w, clause)->head : clause, said != BL_NONE, missing);
  if (span.begin == span.end) return BL_NONE;
  return said != BL_NONE ? said : day_of_publication(doc, span);
}

/* A town that is taken or reached: the place is the region that the article puts it in. Otherwise the claim's own place. */
static bl_places region_of_object(const story *s, const bl_claim *claim) {
  const bl_doc *doc = s->m->walk.doc;
  if (claim->object_kind != BL_OBJ_ENTITY || !bl_etype_is_place((bl_etype)doc->entities.items[claim->object].type)) return claim->places;
  uint32_t region = s->region[claim->object];
  return region == BL_NONE ? claim->places : bl_place_at(doc->claims.items[region].object);
}

/* Killed, injured, missing; no profits. */
static bool counts_people(const bl_claim *c) { return c->counts.n && (!bl_str_eq_c(c->predicate, "hasQuantity") || bl_str_eq_c(c->counts, "missing")); }

/* "The toll of Monday's blast has reached 40. Among the dead were 3 children.": a count without an event of its own goes
 * with the count told right before it. */
static void from_count_before(const bl_walk *w, uint32_t index) {
  bl_doc *doc = w->doc;
  bl_claim *claim = &doc->claims.items[index];
  const bl_claim *best = NULL;
  if (!counts_people(claim) || claim->event != BL_NONE || claim->subject_event != BL_NONE || claim->places.at[0] != BL_NONE || claim->time != BL_NONE) return;
  for (uint32_t i = 0; i < doc->claims.count; i++) {
    const bl_claim *c = &doc->claims.items[i];
    if (!counts_people(c) || c->trigger >= claim->trigger || token_at(w, c->trigger)->sentence + 1 < token_at(w, claim->trigger)->sentence) continue;
    if ((c->places.at[0] != BL_NONE || c->time != BL_NONE) && (!best || c->trigger > best->trigger)) best = c;
  }
  if (!best) return;
  claim->places = best->places;
  claim->time = best->time;
}

/* ---- attacks whose target is named later ------------------------------------------------------------------------ */

static uint32_t role_entity(const bl_event *event, const char *name) {
  for (uint32_t r = 0; r < event->role_count; r++)
    if (bl_str_eq_c(event->roles[r].name, name) && event->roles[r].entity != BL_NONE) return event->roles[r].entity;
  return BL_NONE;
}

/* The attack taken up as "the Kesh airport attack" within three sentences: by its place, which is no country; BL_NONE. */
static uint32_t named_later(const bl_maker *m, const bl_event *event) {
  const bl_walk *w = &m->walk;
  const bl_doc *doc = w->doc;
  uint32_t best = BL_NONE;
  for (uint32_t i = 0; i < doc->events.count; i++) {
    const bl_event *later = &doc->events.items[i];
    uint32_t sentence = token_at(w, event->trigger)->sentence, place = later->places.at[0], det = bl_child_with(w, later->trigger, BL_DEP_DET);
    if (later->trigger <= event->trigger || !bl_str_eq_c(later->class_name, "Attack") || token_at(w, later->trigger)->sentence > sentence + 3) continue;
    if (bl_is_verbal(w, later->trigger) || place == BL_NONE || role_entity(later, "agent") != BL_NONE || det == BL_NONE) continue;
    bool known = bl_str_eq_nocase(token_at(w, det)->form, BL_STR("the")) && doc->entities.items[place].named && doc->entities.items[place].type != BL_ET_COUNTRY;
    if (known && (best == BL_NONE || later->trigger < doc->events.items[best].trigger)) best = i;
  }
  return best;
}

/* "The raid comes days after the blasts by the Blue Front. The Kesh airport attack left 9 dead.": the Front attacked the airport. */
static void give_targets(bl_maker *m) {
  bl_doc *doc = m->walk.doc;
  for (uint32_t i = 0; i < doc->events.count; i++) {
    bl_event *event = &doc->events.items[i];
    uint32_t agent = role_entity(event, "agent");
    if (!bl_str_eq_c(event->class_name, "Attack") || bl_is_verbal(&m->walk, event->trigger) || agent == BL_NONE || role_entity(event, "patient") != BL_NONE) continue;
    uint32_t later = named_later(m, event);
    if (later == BL_NONE) continue;
    event->places = doc->events.items[later].places;
    event->time = doc->events.items[later].time;
    bl_arg subject = {.kind = BL_ARG_ENTITY, .index = agent, .token = event->trigger}, object = {.kind = BL_ARG_ENTITY, .index = event->places.at[0], .token = event->trigger};
    bl_origin origin = {.rule = BL_STR("named-later"), .rule_place = BL_STR("src/claim/context.c"), .confidence = 60};
    bl_emit(m, subject, BL_STR("attacked"), object, event->trigger, i, &origin);
  }
}

void bl_run_context(bl_maker *m) {
  bl_walk *w = &m->walk;
  bl_doc *doc = w->doc;
  story s = make_story(m);
  for (uint32_t i = 0; i < doc->claims.count; i++) {
    bl_claim *claim = &doc->claims.items[i];
    if (claim->time != BL_NONE || m->facts.items[i] || claim->modality == BL_PLANNED) continue;
    claim->time = moment_of(w, claim);
    if (claim->time != BL_NONE && claim->event != BL_NONE && doc->events.items[claim->event].time == BL_NONE) doc->events.items[claim->event].time = claim->time;
  }
  for (uint32_t i = 0; i < doc->claims.count; i++) {
    bl_claim *claim = &doc->claims.items[i];
    if (claim->event == BL_NONE) continue;
    claim->places = region_of_object(&s, claim);
    if (doc->events.items[claim->event].places.at[0] == BL_NONE) doc->events.items[claim->event].places = claim->places;
  }
  for (uint32_t i = 0; i < doc->events.count; i++) inherit(&s, i);
  for (uint32_t i = 0; i < doc->events.count; i++) {
    from_phrase(m, &doc->events.items[i]);
    from_joined(&s, i);
    from_sentence_before(&s, i);
    from_dateline(&s, i);
  }
  for (uint32_t i = 0; i < doc->claims.count; i++) {
    bl_claim *claim = &doc->claims.items[i];
    if (claim->subject_event != BL_NONE && claim->places.at[0] == BL_NONE) claim->places = doc->events.items[claim->subject_event].places;
    if (claim->subject_event != BL_NONE && claim->time == BL_NONE) claim->time = doc->events.items[claim->subject_event].time;
    if (claim->event != BL_NONE && claim->places.at[0] == BL_NONE) claim->places = doc->events.items[claim->event].places;
    if (claim->event != BL_NONE && claim->time == BL_NONE) claim->time = doc->events.items[claim->event].time;
  }
  give_targets(m);
  for (uint32_t i = 0; i < doc->claims.count; i++) from_count_before(w, i);
}
