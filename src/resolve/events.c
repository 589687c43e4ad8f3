/* Identity of events.
 *
 * Two events of articles are one when their classes are of one family, and place, participants, time and the dates of
 * their articles speak for it (a weighted sum by hand; the method of Humphreys, Gaizauskas, Azzam 1997, on canonical
 * entities). Blocking: family with each participant or place, in overlapping buckets of 16 days; large blocks are
 * compared in a window. Joining: as for entities, best pairs first, with the known times of a cluster narrowing and two
 * places that do not lie in one another keeping apart. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resolve/form.h"
#include "resolve/steps.h"
#include "resolve/when.h"

enum { ENOUGH = 5, FULL_BLOCK = 32, WINDOW = 10, BUCKET_DAYS = 16, MOST_PARTS = 12 };

typedef struct part {
  uint32_t cluster;
  uint8_t role; /* 1 agent, 2 patient, 3 another, 4 place */
  bool named, place;
} part;

typedef struct happening {
  uint32_t family;    /* of its class; classes without one are their own */
  part parts[MOST_PARTS];
  uint32_t part_count;
  bl_stretch time;    /* as the article gives it */
  bl_stretch issued;
  uint64_t content[3]; /* digests of what the claims about it say in words, 0: none */
} happening;

typedef struct event_work {
  bl_work *work;
  happening *events;
  bl_map within;      /* "a b": cluster a lies in or belongs to b, by what the articles say */
} event_work;

/* ---- what is known of an event ------------------------------------------------------------------------------------ */

static void add_part(event_work *ew, happening *h, uint32_t entity, uint8_t role) {
  if (entity == BL_NONE || h->part_count == MOST_PARTS) return;
  const bl_resolution *out = ew->work->out;
  uint32_t cluster = out->identities[entity].cluster;
  const bl_cluster *c = &out->clusters.items[cluster];
  bool named = c->member_count > 1 || !bl_str_eq(c->iri, ew->work->corpus->entities.items[entity].iri);
  h->parts[h->part_count++] = (part){cluster, role, named, bl_etype_is_place((bl_etype)c->type)};
}

static void describe(event_work *ew, bl_map *families, uint32_t e) {
  const bl_rec_event *event = &ew->work->corpus->events.items[e];
  happening *h = &ew->events[e];
  uint32_t family = bl_event_family(ew->work->words, event->class_name);
  if (family == BL_NONE) {
    uint32_t *slot = bl_map_at(families, event->class_name);
    if (*slot == BL_NONE) *slot = 1000 + families->count;
    family = *slot;
  }
  h->family = family;
  h->time = bl_stretch_of(&event->time);
  if (event->article != BL_NONE) h->issued = bl_stretch_of_date(ew->work->corpus->articles.items[event->article].issued);
  add_part(ew, h, event->place, 4);
  for (uint32_t i = 0; i < event->role_count; i++) {
    bl_str name = event->roles[i].name;
    uint8_t role = bl_str_eq_c(name, "agent") ? 1 : bl_str_eq_c(name, "patient") ? 2 : 3;
    add_part(ew, h, event->roles[i].entity, role);
  }
}

/* A digest of the words of a literal, 0 for a short one. */
static uint64_t digest_of(event_work *ew, bl_str literal) {
  bl_form form = bl_form_make(ew->work->words, &ew->work->scratch, literal, BL_FORM_PLACE);
  return form.count >= 4 ? bl_hash(form.text) | 1 : 0;
}

/* An event takes its time from a claim about it when it has none itself, and its content from what they say. */
static void look_at_claims(event_work *ew) {
  const bl_corpus *c = ew->work->corpus;
  for (uint32_t i = 0; i < c->claims.count; i++) {
    const bl_rec_claim *claim = &c->claims.items[i];
    if (claim->event == BL_NONE) continue;
    happening *h = &ew->events[claim->event];
    if (!h->time.known) h->time = bl_stretch_of(&claim->time);
    uint64_t digest = claim->object_kind == BL_OBJ_LITERAL ? digest_of(ew, claim->literal) : 0;
    for (int k = 0; k < 3 && digest; k++) {
      if (h->content[k] == digest) break;
      if (!h->content[k]) h->content[k] = digest, digest = 0;
    }
  }
}

static bool same_content(const happening *a, const happening *b) {
  for (int i = 0; i < 3 && a->content[i]; i++)
    for (int k = 0; k < 3 && b->content[k]; k++)
      if (a->content[i] == b->content[k]) return true;
  return false;
}

static bl_str pair_key(bl_arena *arena, uint32_t a, uint32_t b) {
  return bl_str_from(bl_arena_printf(arena, "%u %u", (unsigned)a, (unsigned)b));
}

static void note_containment(event_work *ew) {
  const bl_corpus *c = ew->work->corpus;
  const bl_resolution *out = ew->work->out;
  for (uint32_t i = 0; i < c->claims.count; i++) {
    const bl_rec_claim *claim = &c->claims.items[i];
    bool inside = bl_str_eq_c(claim->predicate, "locatedIn") || bl_str_eq_c(claim->predicate, "partOf");
    if (!inside || claim->polarity != BL_AFFIRMED || claim->object_kind != BL_OBJ_ENTITY) continue;
    if (claim->subject == BL_NONE || claim->object == BL_NONE) continue;
    uint32_t a = out->identities[claim->subject].cluster, b = out->identities[claim->object].cluster;
    if (a != b) bl_map_put(&ew->within, pair_key(&ew->work->scratch, a, b), 1);
  }
}

/* Whether one of the two is said to lie in the other, or does by the knowledge base. */
static bool nested(event_work *ew, uint32_t a, uint32_t b) {
  char key[32];
  snprintf(key, sizeof key, "%u %u", (unsigned)a, (unsigned)b);
  if (bl_map_get(&ew->within, bl_str_from(key)) != BL_NONE) return true;
  snprintf(key, sizeof key, "%u %u", (unsigned)b, (unsigned)a);
  if (bl_map_get(&ew->within, bl_str_from(key)) != BL_NONE) return true;
  const bl_cluster *x = &ew->work->out->clusters.items[a], *y = &ew->work->out->clusters.items[b];
  if (!ew->work->kb || x->kb == BL_NONE || y->kb == BL_NONE) return false;
  return bl_kb_within(ew->work->kb, x->kb, y->kb) || bl_kb_within(ew->work->kb, y->kb, x->kb);
}

/* ---- score ------------------------------------------------------------------------------------------------------- */

/* 3 same place, 1 one in the other, -3 both known and apart, 0 not known. A country says little. */
static int place_score(event_work *ew, const happening *a, const happening *b) {
  int best = 0;
  bool known = false;
  for (uint32_t i = 0; i < a->part_count; i++) {
    for (uint32_t k = 0; k < b->part_count; k++) {
      const part *p = &a->parts[i], *q = &b->parts[k];
      if (!p->place || !q->place) continue;
      known = true;
      bool country = ew->work->out->clusters.items[p->cluster].type == BL_ET_COUNTRY ||
                     ew->work->out->clusters.items[q->cluster].type == BL_ET_COUNTRY;
      int score = p->cluster == q->cluster ? (country ? 1 : 3) : nested(ew, p->cluster, q->cluster) ? 1 : -3;
      if (score > best || !best) best = score;
    }
  }
  return known ? best : 0;
}

/* Named participants of one role (0: either side). */
static int role_score(event_work *ew, const happening *a, const happening *b, uint8_t role) {
  bool known = false;
  for (uint32_t i = 0; i < a->part_count; i++) {
    for (uint32_t k = 0; k < b->part_count; k++) {
      const part *p = &a->parts[i], *q = &b->parts[k];
      if (p->place || q->place || p->role != role || q->role != role || !p->named || !q->named) continue;
      if (p->cluster == q->cluster) return 2;
      known |= !nested(ew, p->cluster, q->cluster);
    }
  }
  return known ? -2 : 0;
}

static bool crosses(const happening *a, const happening *b) {
  for (uint32_t i = 0; i < a->part_count; i++)
    for (uint32_t k = 0; k < b->part_count; k++)
      if (a->parts[i].cluster == b->parts[k].cluster && a->parts[i].named && !a->parts[i].place) return true;
  return false;
}

/* INT8_MIN: cannot be one. */
static int time_score(const happening *a, const happening *b) {
  if (a->time.known && b->time.known) return bl_apart(a->time, b->time, BL_DAY) ? INT8_MIN : 2;
  if (bl_apart(a->issued, b->issued, 31 * BL_DAY)) return INT8_MIN;
  if (!a->issued.known || !b->issued.known) return 0;
  if (bl_apart(a->issued, b->issued, 10 * BL_DAY)) return -2;
  return bl_apart(a->issued, b->issued, 4 * BL_DAY) ? 0 : 1;
}

static int score(event_work *ew, uint32_t x, uint32_t y) {
  const happening *a = &ew->events[x], *b = &ew->events[y];
  const bl_rec_event *events = ew->work->corpus->events.items;
  if (a->family != b->family) return 0;
  int when = time_score(a, b);
  if (when == INT8_MIN) return 0;
  int agent = role_score(ew, a, b, 1), patient = role_score(ew, a, b, 2), place = place_score(ew, a, b);
  int sum = when + place + agent + patient;
  if (agent <= 0 && patient <= 0 && crosses(a, b)) sum += 1 - agent - patient; /* the roles differ, not the parties */
  sum += bl_str_eq(events[x].class_name, events[y].class_name) ? 2 : 1;
  if (events[x].article == events[y].article) sum -= 1;
  bool same_words = same_content(a, b);
  if (same_words) sum += 3;
  bool anchored = place > 0 || (same_words && agent > 0) || (agent > 0 && patient > 0);
  return anchored && sum >= ENOUGH ? sum : 0;
}

/* ---- blocks ------------------------------------------------------------------------------------------------------ */

typedef struct block_row {
  uint64_t key;
  uint32_t event;
} block_row;

typedef struct event_pair {
  uint32_t a, b;
  int score;
} event_pair;

typedef BL_VEC(block_row) block_rows;
typedef BL_VEC(event_pair) event_pairs;

static int compare_rows(const void *a, const void *b) {
  const block_row *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return (x->event > y->event) - (x->event < y->event);
}

static int compare_pairs(const void *a, const void *b) {
  const event_pair *x = a, *y = b;
  if (x->score != y->score) return x->score > y->score ? -1 : 1;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  return (x->b > y->b) - (x->b < y->b);
}

static void add_blocks(const happening *h, uint32_t event, block_rows *rows) {
  bl_stretch time = h->time.known ? h->time : h->issued;
  int64_t bucket = time.known ? time.begin / BL_DAY / BUCKET_DAYS : 0;
  for (uint32_t i = 0; i < h->part_count; i++) {
    if (!h->parts[i].named) continue;
    for (int64_t b = bucket; b <= bucket + 1; b++) {
      char text[80];
      int n = snprintf(text, sizeof text, "%u %u %lld", (unsigned)h->family, (unsigned)h->parts[i].cluster, (long long)b);
      block_row row = {bl_hash((bl_str){text, (size_t)n}), event};
      BL_PUSH(rows, row);
    }
  }
}

static void find_pairs(event_work *ew, event_pairs *out) {
  block_rows rows = {0};
  for (uint32_t e = 0; e < ew->work->corpus->events.count; e++) add_blocks(&ew->events[e], e, &rows);
  if (rows.count) qsort(rows.items, rows.count, sizeof *rows.items, compare_rows);
  for (uint32_t i = 0, end; i < rows.count; i = end) {
    for (end = i + 1; end < rows.count && rows.items[end].key == rows.items[i].key; end++) {
    }
    for (uint32_t a = i; a < end; a++) {
      uint32_t last = end - i <= FULL_BLOCK || a + WINDOW > end ? end : a + WINDOW;
      for (uint32_t b = a + 1; b < last; b++) {
        if (rows.items[a].event == rows.items[b].event) continue;
        event_pair pair = {rows.items[a].event, rows.items[b].event, 0};
        pair.score = score(ew, pair.a, pair.b);
        if (pair.score > 0) BL_PUSH(out, pair);
      }
    }
  }
  if (out->count) qsort(out->items, out->count, sizeof *out->items, compare_pairs);
  BL_VEC_FREE(&rows);
}

/* ---- clusters ---------------------------------------------------------------------------------------------------- */

typedef struct event_group {
  uint32_t parent;
  uint32_t place; /* cluster, BL_NONE */
  bl_stretch time;
} event_group;

static uint32_t find(event_group *g, uint32_t e) {
  while (g[e].parent != e) {
    g[e].parent = g[g[e].parent].parent;
    e = g[e].parent;
  }
  return e;
}

static void join(event_work *ew, event_group *groups, const event_pair *pair) {
  uint32_t a = find(groups, pair->a), b = find(groups, pair->b);
  if (a == b) return;
  event_group *x = &groups[a < b ? a : b], *y = &groups[a < b ? b : a];
  if (bl_apart(x->time, y->time, BL_DAY)) return;
  bool two_places = x->place != BL_NONE && y->place != BL_NONE && x->place != y->place;
  if (two_places && !nested(ew, x->place, y->place)) return;
  y->parent = a < b ? a : b;
  if (x->place == BL_NONE) x->place = y->place;
  if (!x->time.known) {
    x->time = y->time;
  } else if (y->time.known) {
    if (y->time.begin > x->time.begin) x->time.begin = y->time.begin;
    if (y->time.end < x->time.end) x->time.end = y->time.end;
    if (x->time.end < x->time.begin) x->time.end = x->time.begin;
  }
}

static event_group *start_groups(event_work *ew) {
  uint32_t count = ew->work->corpus->events.count;
  event_group *groups = BL_ARENA_NEW(&ew->work->scratch, event_group, count);
  for (uint32_t e = 0; e < count; e++) {
    groups[e] = (event_group){e, BL_NONE, ew->events[e].time};
    for (uint32_t i = 0; i < ew->events[e].part_count; i++) {
      const part *p = &ew->events[e].parts[i];
      bool better = groups[e].place == BL_NONE || (p->role == 2 && p->place);
      if (p->place && p->named && better && p->role != 1) groups[e].place = p->cluster;
    }
  }
  return groups;
}

/* "Attack, Kabul airport, 2021-08-26" */
static bl_str label_of(event_work *ew, const bl_event_cluster *c) {
  bl_arena *arena = &ew->work->out->arena;
  bl_str place = c->place == BL_NONE ? BL_STR("") : ew->work->out->clusters.items[c->place].label;
  bl_date d = c->time.begin;
  const char *comma = place.n ? ", " : "";
  if (!d.year) return bl_str_from(bl_arena_printf(arena, BL_STR_FMT "%s" BL_STR_FMT, BL_STR_ARG(c->class_name), comma, BL_STR_ARG(place)));
  return bl_str_from(bl_arena_printf(arena, BL_STR_FMT "%s" BL_STR_FMT ", %04d-%02d-%02d", BL_STR_ARG(c->class_name), comma,
                                     BL_STR_ARG(place), d.year, d.month ? d.month : 1, d.day ? d.day : 1));
}

static void describe_cluster(event_work *ew, const event_group *group, bl_event_cluster *c) {
  const bl_rec_event *events = ew->work->corpus->events.items;
  c->place = group->place;
  c->time = (bl_when){BL_NO_DATE, BL_NO_DATE, BL_PREC_NONE};
  uint32_t most = 0;
  for (uint32_t m = 0; m < c->member_count; m++) {
    const bl_rec_event *event = &events[c->members[m]];
    if (event->time.begin.year && (!c->time.begin.year || event->time.precision < c->time.precision)) c->time = event->time;
    uint32_t count = 0;
    for (uint32_t k = 0; k < c->member_count && k < 64; k++)
      count += bl_str_eq(events[c->members[k]].class_name, event->class_name);
    if (count > most) most = count, c->class_name = event->class_name;
    if (m >= 64) break; /* enough to know it */
  }
  c->label = label_of(ew, c);
}

static int by_iri(const void *a, const void *b) {
  const bl_event_cluster *x = a, *y = b;
  int order = bl_str_cmp(x->iri, y->iri);
  return order ? order : (x->members[0] > y->members[0]) - (x->members[0] < y->members[0]);
}

/* A cluster of several gets an IRI from its label, of namesakes from the second on with a number in the order of their
 * first members; one alone stays itself. */
static void mint(event_work *ew) {
  bl_resolution *out = ew->work->out;
  bl_map used = {0};
  for (uint32_t i = 0; i < out->event_clusters.count; i++) {
    bl_event_cluster *c = &out->event_clusters.items[i];
    if (c->member_count == 1) {
      c->iri = ew->work->corpus->events.items[c->members[0]].iri;
      continue;
    }
    bl_str slug = bl_slug(&ew->work->scratch, c->label);
    uint32_t *slot = bl_map_at(&used, slug);
    *slot = *slot == BL_NONE ? 1 : *slot + 1;
    char *iri = *slot == 1 ? bl_arena_printf(&out->arena, BL_STR_FMT "event/" BL_STR_FMT, BL_STR_ARG(ew->work->base), BL_STR_ARG(slug))
                           : bl_arena_printf(&out->arena, BL_STR_FMT "event/" BL_STR_FMT "-%u", BL_STR_ARG(ew->work->base),
                                             BL_STR_ARG(slug), (unsigned)*slot);
    c->iri = bl_str_from(iri);
  }
  bl_map_free(&used);
}

static void make_clusters(event_work *ew, event_group *groups) {
  bl_resolution *out = ew->work->out;
  uint32_t count = ew->work->corpus->events.count;
  out->event_cluster = BL_ARENA_NEW(&out->arena, uint32_t, count);
  for (uint32_t e = 0; e < count; e++) {
    uint32_t root = find(groups, e);
    if (root == e) {
      out->event_cluster[e] = out->event_clusters.count;
      bl_event_cluster c = {.place = BL_NONE};
      BL_PUSH(&out->event_clusters, c);
    } else {
      out->event_cluster[e] = out->event_cluster[root];
    }
    out->event_clusters.items[out->event_cluster[e]].member_count++;
  }
  for (uint32_t i = 0; i < out->event_clusters.count; i++) {
    bl_event_cluster *c = &out->event_clusters.items[i];
    c->members = BL_ARENA_NEW(&out->arena, uint32_t, c->member_count);
    c->member_count = 0;
  }
  for (uint32_t e = 0; e < count; e++) {
    bl_event_cluster *c = &out->event_clusters.items[out->event_cluster[e]];
    c->members[c->member_count++] = e;
  }
  for (uint32_t i = 0; i < out->event_clusters.count; i++) {
    bl_event_cluster *c = &out->event_clusters.items[i];
    describe_cluster(ew, &groups[find(groups, c->members[0])], c);
  }
  mint(ew);
  if (out->event_clusters.count)
    qsort(out->event_clusters.items, out->event_clusters.count, sizeof *out->event_clusters.items, by_iri);
  for (uint32_t i = 0; i < out->event_clusters.count; i++)
    for (uint32_t m = 0; m < out->event_clusters.items[i].member_count; m++)
      out->event_cluster[out->event_clusters.items[i].members[m]] = i;
}

void bl_find_events(bl_work *work) {
  event_work ew = {.work = work};
  bl_map families = {0};
  ew.events = BL_ARENA_NEW(&work->scratch, happening, work->corpus->events.count);
  for (uint32_t e = 0; e < work->corpus->events.count; e++) describe(&ew, &families, e);
  look_at_claims(&ew);
  note_containment(&ew);
  event_pairs pairs = {0};
  find_pairs(&ew, &pairs);
  event_group *groups = start_groups(&ew);
  for (uint32_t i = 0; i < pairs.count; i++) join(&ew, groups, &pairs.items[i]);
  make_clusters(&ew, groups);
  BL_VEC_FREE(&pairs);
  bl_map_free(&families);
  bl_map_free(&ew.within);
}
