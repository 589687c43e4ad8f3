/* Whether two events of articles are one: classes of one family, and place, participants, time, numbers and the dates of
 * their articles as evidence (a weighted sum by hand; the method of Humphreys, Gaizauskas, Azzam 1997, on canonical
 * entities). What must be there, whatever the sum, is in anchored(); data/resolve/relations.tsv says which families ask
 * for what. */
#include "resolve/happening.h"

#include <math.h>
#include <stdlib.h>

#include "resolve/within.h"

enum { ENOUGH = 5, NEAR = 250, TOO_FAR = 8, FEWEST = 5, NEVER = -100 };

/* ---- what is known of an event ------------------------------------------------------------------------------------ */

bool bl_part_is_place(const bl_part *p) { return p->party.place && p->role != BL_PART_AGENT; }

static void add_part(bl_work *work, bl_happening *h, uint32_t entity, uint8_t role) {
  if (entity == BL_NONE || h->part_count == BL_MOST_PARTS) return;
  h->parts[h->part_count++] = (bl_part){bl_party_of(work, entity), role};
}

static uint8_t role_of(bl_str name, bool place) {
  if (bl_str_eq_c(name, "agent")) return BL_PART_AGENT;
  if (bl_str_eq_c(name, "patient")) return BL_PART_PATIENT;
  bool loser = bl_str_eq_c(name, "from") || bl_str_eq_c(name, "origin");
  return loser && !place ? BL_PART_PATIENT : BL_PART_OTHER;
}

static void describe(bl_work *work, bl_map *classes, uint32_t e, bl_happening *h) {
  const bl_rec_event *event = &work->corpus->events.items[e];
  *h = (bl_happening){.begin = BL_NONE, .time = bl_stretch_of(&event->time)};
  if (event->article != BL_NONE) h->issued = bl_stretch_of_date(work->corpus->articles.items[event->article].issued);
  add_part(work, h, event->place, BL_PART_PLACE);
  for (int i = 0; i < BL_MORE_PLACES; i++) add_part(work, h, event->more_places[i], BL_PART_PLACE);
  bool at_place = false;
  for (uint32_t i = 0; i < event->role_count; i++) {
    uint32_t entity = event->roles[i].entity;
    bool place = entity != BL_NONE && bl_etype_is_place((bl_etype)work->corpus->entities.items[entity].type);
    uint8_t role = role_of(event->roles[i].name, place);
    at_place |= place && role == BL_PART_PATIENT;
    add_part(work, h, entity, role);
  }
  h->family = bl_event_family(work->words, event->class_name, at_place);
  h->flags = bl_family_flags(work->words, h->family);
  if (h->family != BL_NONE) return;
  uint32_t *slot = bl_map_at(classes, event->class_name);
  if (*slot == BL_NONE) *slot = work->words->families.names.count + classes->count;
  h->family = *slot;
}

/* A digest of the words of a literal, 0 for a short one. */
static uint64_t digest_of(bl_work *work, bl_str literal) {
  bl_form form = bl_form_make(work->words, &work->scratch, literal, BL_FORM_PLACE);
  return form.count >= 4 ? bl_hash(form.text) | 1 : 0;
}

static void add_content(bl_happening *h, uint64_t digest) {
  for (int k = 0; k < BL_MOST_WORDS && digest; k++) {
    if (h->content[k] == digest) return;
    if (h->content[k]) continue;
    h->content[k] = digest;
    return;
  }
}

static void add_toll(bl_work *work, bl_happening *h, const bl_rec_claim *c) {
  uint32_t kind = bl_predicate_flags(work->words, c->predicate) & BL_PRED_COUNT;
  bl_bounds b = bl_bounds_of(&c->amount);
  if (!kind || !isfinite(b.figure) || c->polarity == BL_NEGATED || h->toll_count == BL_MOST_TOLLS) return;
  bool anybody = bl_counts_anybody(work->words, c->amount.unit) && bl_party_of(work, c->subject).group == BL_NONE;
  h->tolls[h->toll_count++] = (bl_toll){kind, b.figure, anybody};
}

/* An event takes its time from a claim about it when it has none itself, and its content from what they say. */
static void look_at_claims(bl_work *work, bl_happening *events) {
  const bl_corpus *c = work->corpus;
  for (uint32_t i = 0; i < c->claims.count; i++) {
    const bl_rec_claim *claim = &c->claims.items[i];
    if (work->claim_event[i] == BL_NONE) continue;
    bl_happening *h = &events[work->claim_event[i]];
    if (!h->time.known) h->time = bl_stretch_of(&claim->time);
    if (claim->passage.begin < h->begin) h->begin = claim->passage.begin;
    h->stated |= claim->polarity == BL_AFFIRMED && (claim->modality == BL_ASSERTED || claim->modality == BL_REPORTED);
    h->denied |= claim->polarity == BL_NEGATED || claim->modality == BL_DENIED;
    if (claim->object_kind == BL_OBJ_LITERAL) add_content(h, digest_of(work, claim->literal));
    if (claim->object_kind == BL_OBJ_QUANTITY) add_toll(work, h, claim);
  }
}

/* At places too far from one another ("the attacks in Qumar and Paris" are several), or told apart from others ("the last
 * major quake"). */
static bool is_scattered(const bl_work *work, const bl_happening *h) {
  for (uint32_t i = 0; i < h->part_count; i++)
    if (h->parts[i].role == BL_PART_AGENT && h->parts[i].party.other) return true;
  for (uint32_t i = 0; i < h->part_count; i++)
    for (uint32_t k = i + 1; k < h->part_count; k++)
      if (bl_part_is_place(&h->parts[i]) && bl_part_is_place(&h->parts[k]) &&
          bl_far_apart(work, h->parts[i].party.cluster, h->parts[k].party.cluster))
        return true;
  return false;
}

bl_happening *bl_describe_events(bl_work *work) {
  bl_map classes = {0};
  bl_happening *events = BL_ARENA_NEW(&work->scratch, bl_happening, work->corpus->events.count);
  for (uint32_t e = 0; e < work->corpus->events.count; e++) {
    describe(work, &classes, e, &events[e]);
    events[e].scattered = !(events[e].flags & BL_FAMILY_DIRECTED) && is_scattered(work, &events[e]);
  }
  look_at_claims(work, events);
  for (uint32_t e = 0; e < work->corpus->events.count; e++) events[e].denied &= !events[e].stated;
  bl_map_free(&classes);
  return events;
}

double bl_greatest_toll(const bl_happening *event) {
  double most = 0;
  for (uint32_t i = 0; i < event->toll_count; i++)
    if (event->tolls[i].kind == BL_PRED_KILLED && event->tolls[i].anybody && event->tolls[i].figure > most) most = event->tolls[i].figure;
  return most;
}

bool bl_tolls_differ(double a, double b) { return a > 0 && b > 0 && (a > b * TOO_FAR || b > a * TOO_FAR); }

/* ---- evidence ---------------------------------------------------------------------------------------------------- */

static bool same_content(const bl_happening *a, const bl_happening *b) {
  for (int i = 0; i < BL_MOST_WORDS && a->content[i]; i++)
    for (int k = 0; k < BL_MOST_WORDS && b->content[k]; k++)
      if (a->content[i] == b->content[k]) return true;
  return false;
}

/* The best of all pairs of places; two places inside one country are apart all the same. */
static int place_fit(bl_work *work, const bl_happening *a, const bl_happening *b) {
  int best = BL_PLACES_APART;
  bool known = false, apart = false;
  for (uint32_t i = 0; i < a->part_count; i++) {
    for (uint32_t k = 0; k < b->part_count; k++) {
      if (!bl_part_is_place(&a->parts[i]) || !bl_part_is_place(&b->parts[k])) continue;
      int fit = bl_fit_places(work, a->parts[i].party.cluster, b->parts[k].party.cluster);
      known = true;
      apart |= fit == BL_PLACES_APART;
      if (fit > best) best = fit;
    }
  }
  if (!known) return BL_PLACES_UNKNOWN;
  return best == BL_PLACES_LOOSE && apart ? BL_PLACES_APART : best;
}

/* The best fit of a participant in role `x` of one with one in role `y` of the other; the worst if none fits. */
static int role_fit(const bl_work *work, const bl_happening *a, uint8_t x, const bl_happening *b, uint8_t y) {
  int best = 0, worst = 0;
  for (uint32_t i = 0; i < a->part_count; i++) {
    for (uint32_t k = 0; k < b->part_count; k++) {
      const bl_part *p = &a->parts[i], *q = &b->parts[k];
      bool places = bl_part_is_place(p) || bl_part_is_place(q); /* a country is somebody to whom things are done */
      bool country = places && p->party.cluster == q->party.cluster && work->out->clusters.items[p->party.cluster].type == BL_ET_COUNTRY;
      if (p->role != x || q->role != y || (places && !country)) continue;
      int fit = bl_fit_parties(work, &p->party, &q->party);
      if (fit > best) best = fit;
      if (fit < worst) worst = fit;
    }
  }
  return best > 0 ? best : worst;
}

/* NEVER: cannot be one. */
static int time_score(const bl_happening *a, const bl_happening *b) {
  enum { LONG = 7 * BL_DAY };
  if (a->time.known && b->time.known) {
    bool vague = a->time.end - a->time.begin > LONG || b->time.end - b->time.begin > LONG;
    return bl_apart(a->time, b->time, BL_DAY) ? NEVER : vague ? 1 : 2;
  }
  if (bl_apart(a->issued, b->issued, 31 * BL_DAY)) return NEVER;
  const bl_happening *dated = a->time.known ? a : b, *other = dated == a ? b : a;
  if (bl_apart(dated->time, other->issued, 62 * BL_DAY)) return -2; /* what lies back long is told with its date */
  if (!a->issued.known || !b->issued.known) return 0;
  if (bl_apart(a->issued, b->issued, 10 * BL_DAY)) return -2;
  return bl_apart(a->issued, b->issued, 4 * BL_DAY) ? 0 : 1;
}

/* 2 a number in common, NEVER for numbers too far apart. */
static int toll_score(const bl_happening *a, const bl_happening *b) {
  for (uint32_t i = 0; i < a->toll_count; i++)
    for (uint32_t k = 0; k < b->toll_count; k++)
      if (a->tolls[i].kind == b->tolls[k].kind && a->tolls[i].figure == b->tolls[k].figure && a->tolls[i].figure >= FEWEST) return 2;
  return bl_tolls_differ(bl_greatest_toll(a), bl_greatest_toll(b)) ? NEVER : 0;
}

/* One article does not give two numbers of dead for one event and leave it at that. */
static bool two_counts(const bl_happening *a, const bl_happening *b) {
  double x = bl_greatest_toll(a), y = bl_greatest_toll(b);
  return x >= FEWEST && y >= FEWEST && (x > y * 1.15 || y > x * 1.15);
}

typedef struct evidence {
  int place, agent, patient, turned, toll;
  bool same_class, same_words;
} evidence;

static int party_points(int fit) { return fit >= 0 ? fit : fit - 1; }

/* Two deeds to two: a place in common does not make them one where their classes differ. */
static bool two_deeds(const bl_happening *a, const bl_happening *b, const evidence *e) {
  bool patient_a = false, patient_b = false;
  for (uint32_t i = 0; i < a->part_count; i++) patient_a |= a->parts[i].role == BL_PART_PATIENT && !a->parts[i].party.place;
  for (uint32_t i = 0; i < b->part_count; i++) patient_b |= b->parts[i].role == BL_PART_PATIENT && !b->parts[i].party.place;
  return !e->same_class && patient_a && patient_b && e->patient <= 0 && e->agent <= 0 && e->turned <= 0 && e->toll <= 0;
}

/* What must be there: a place that is enough for this family, or a participant with something beside. */
static bool anchored(const bl_happening *a, const bl_happening *b, const evidence *e) {
  bool where = e->place >= BL_PLACES_NESTED, party = e->agent > 0 || e->patient > 0 || e->turned > 0;
  bool kin = e->same_class || a->flags & BL_FAMILY_KIN;
  if (where && a->flags & BL_FAMILY_PLACED && kin) return !two_deeds(a, b, e);
  if (where && e->toll > 0) return true;
  return party && (where || (e->agent > 0 && e->patient > 0) || e->turned > 2 || (e->same_words && e->agent > 0));
}

static int sum_of(const bl_happening *a, const bl_happening *b, const evidence *e, bool one_article) {
  static const int places[] = {-4, 0, 1, 2, 3};
  int straight = party_points(e->agent) + party_points(e->patient);
  int sum = places[e->place + 1] + e->toll + (e->same_class ? 2 : 1) + (e->same_words ? 3 : 0);
  bool near = a->begin != BL_NONE && b->begin != BL_NONE && (a->begin > b->begin ? a->begin - b->begin : b->begin - a->begin) < NEAR;
  sum += !(a->flags & BL_FAMILY_DIRECTED) && e->turned > straight ? 1 : straight; /* the roles differ, not the parties */
  return one_article && !near ? sum - 1 : sum;
}

int bl_score_events(bl_work *work, const bl_happening *events, uint32_t x, uint32_t y) {
  const bl_happening *a = &events[x], *b = &events[y];
  const bl_rec_event *records = work->corpus->events.items;
  int when = time_score(a, b);
  evidence e = {.toll = toll_score(a, b), .same_words = same_content(a, b)};
  if (a->family != b->family || when == NEVER || e.toll == NEVER || a->scattered || b->scattered) return 0;
  e.agent = role_fit(work, a, BL_PART_AGENT, b, BL_PART_AGENT);
  if (records[x].article == records[y].article && two_counts(a, b)) return 0;
  if (a->flags & BL_FAMILY_WORDS) return e.agent == 2 && e.same_words ? ENOUGH + 1 + when : 0;
  e.place = place_fit(work, a, b);
  e.patient = role_fit(work, a, BL_PART_PATIENT, b, BL_PART_PATIENT);
  int forth = role_fit(work, a, BL_PART_AGENT, b, BL_PART_PATIENT), back = role_fit(work, a, BL_PART_PATIENT, b, BL_PART_AGENT);
  e.turned = (forth > 0 ? forth : 0) + (back > 0 ? back : 0);
  e.same_class = bl_str_eq(records[x].class_name, records[y].class_name);
  if (a->flags & BL_FAMILY_DIRECTED && (e.agent < 0 || (e.turned > 0 && e.agent <= 0))) return 0;
  if (a->denied != b->denied && e.place < BL_PLACES_NESTED) return 0; /* "without a fight" there, a fight elsewhere */
  if (!anchored(a, b, &e)) return 0;
  int sum = when + sum_of(a, b, &e, records[x].article == records[y].article);
  return sum >= ENOUGH ? sum : 0;
}
