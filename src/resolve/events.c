/* Identity of events: pairs that share a key are scored (happening.c) and joined, best first.
 *
 * Keys: family with each participant, place, area around a place, and number of dead, in overlapping buckets of 16 days;
 * large blocks are compared in a window. A cluster keeps the narrowest time and places of its members, whom its deed is
 * ascribed to, and its number of dead; a pair that does not fit them is passed over. Last, an event of which an article
 * says neither where, when nor who ("the blasts") is the one of its family that the article tells of, if there is just
 * one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resolve/happening.h"
#include "resolve/within.h"

enum { FULL_BLOCK = 32, WINDOW = 10, BUCKET_DAYS = 16, MOST_AREAS = 4, MOST_PLACES = 6, FEWEST_DEAD = 5 };

typedef struct event_work {
  bl_work *work;
  bl_happening *events;
} event_work;

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

static void add_key(const bl_happening *h, uint32_t event, char kind, uint32_t number, block_rows *rows) {
  bl_stretch time = h->time.known ? h->time : h->issued;
  int64_t bucket = time.known ? time.begin / BL_DAY / BUCKET_DAYS : 0;
  for (int64_t b = bucket; b <= bucket + 1; b++) {
    char text[80];
    int n = snprintf(text, sizeof text, "%u %c%u %lld", (unsigned)h->family, kind, (unsigned)number, (long long)b);
    block_row row = {bl_hash((bl_str){text, (size_t)n}), event};
    BL_PUSH(rows, row);
  }
}

static void add_blocks(const bl_work *work, const bl_happening *h, uint32_t event, block_rows *rows) {
  uint32_t areas[MOST_AREAS];
  for (uint32_t i = 0; i < h->part_count; i++) {
    const bl_party *p = &h->parts[i].party;
    if (p->named) add_key(h, event, 'p', p->cluster, rows);
    if (p->group != BL_NONE && p->group != p->cluster) add_key(h, event, 'p', p->group, rows);
    if (p->against != BL_NONE) add_key(h, event, 'p', p->against, rows);
    uint32_t count = bl_part_is_place(&h->parts[i]) ? bl_areas_of(work, p->cluster, areas, MOST_AREAS) : 0;
    for (uint32_t k = 0; k < count; k++) add_key(h, event, 'p', areas[k], rows);
  }
  for (uint32_t i = 0; i < h->toll_count; i++)
    if (h->tolls[i].figure >= FEWEST_DEAD && h->tolls[i].figure < 1e9) add_key(h, event, 'n', (uint32_t)h->tolls[i].figure, rows);
}

static void find_pairs(event_work *ew, event_pairs *out) {
  block_rows rows = {0};
  for (uint32_t e = 0; e < ew->work->corpus->events.count; e++) add_blocks(ew->work, &ew->events[e], e, &rows);
  if (rows.count) qsort(rows.items, rows.count, sizeof *rows.items, compare_rows);
  for (uint32_t i = 0, end; i < rows.count; i = end) {
    for (end = i + 1; end < rows.count && rows.items[end].key == rows.items[i].key; end++) {
    }
    for (uint32_t a = i; a < end; a++) {
      uint32_t last = end - i <= FULL_BLOCK || a + WINDOW > end ? end : a + WINDOW;
      for (uint32_t b = a + 1; b < last; b++) {
        if (rows.items[a].event == rows.items[b].event) continue;
        event_pair pair = {rows.items[a].event, rows.items[b].event, 0};
        pair.score = bl_score_events(ew->work, ew->events, pair.a, pair.b);
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
  uint32_t places[MOST_PLACES]; /* clusters, none inside another */
  uint32_t place_count;
  bl_stretch time;
  bl_party agent; /* of a directed family */
  double toll;
} event_group;

static uint32_t find(event_group *g, uint32_t e) {
  while (g[e].parent != e) {
    g[e].parent = g[g[e].parent].parent;
    e = g[e].parent;
  }
  return e;
}

/* Adds a place, unless one inside it is there; takes out those that it lies in. */
static void narrow(const bl_work *work, event_group *g, uint32_t place) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < g->place_count; i++)
    if (g->places[i] == place || bl_inside(work, g->places[i], place)) return;
  for (uint32_t i = 0; i < g->place_count; i++)
    if (!bl_inside(work, place, g->places[i])) g->places[kept++] = g->places[i];
  if (kept < MOST_PLACES) g->places[kept++] = place;
  g->place_count = kept;
}

static bool places_fit(bl_work *work, const event_group *x, const event_group *y) {
  for (uint32_t i = 0; i < x->place_count; i++)
    for (uint32_t k = 0; k < y->place_count; k++)
      if (bl_fit_places(work, x->places[i], y->places[k]) != BL_PLACES_APART) return true;
  return !x->place_count || !y->place_count;
}

static void join(event_work *ew, event_group *groups, uint32_t first, uint32_t second) {
  uint32_t a = find(groups, first), b = find(groups, second);
  if (a == b) return;
  event_group *x = &groups[a < b ? a : b], *y = &groups[a < b ? b : a];
  if (bl_apart(x->time, y->time, BL_DAY) || bl_tolls_differ(x->toll, y->toll) || !places_fit(ew->work, x, y)) return;
  if (bl_fit_parties(ew->work, &x->agent, &y->agent) < 0) return;
  y->parent = a < b ? a : b;
  for (uint32_t i = 0; i < y->place_count; i++) narrow(ew->work, x, y->places[i]);
  if (y->toll > x->toll) x->toll = y->toll;
  bool tells = y->agent.group != BL_NONE || y->agent.against != BL_NONE;
  if (tells && x->agent.group == BL_NONE && x->agent.against == BL_NONE) x->agent = y->agent;
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
    const bl_happening *h = &ew->events[e];
    groups[e] = (event_group){.parent = e, .time = h->time, .toll = bl_greatest_toll(h), .agent = {BL_NONE, BL_NONE, BL_NONE, false, false, false, false}};
    for (uint32_t i = 0; i < h->part_count; i++) {
      const bl_part *p = &h->parts[i];
      if (bl_part_is_place(p)) narrow(ew->work, &groups[e], p->party.cluster);
      if (h->flags & BL_FAMILY_DIRECTED && p->role == BL_PART_AGENT && groups[e].agent.cluster == BL_NONE) groups[e].agent = p->party;
    }
  }
  return groups;
}

/* ---- events without circumstances ---------------------------------------------------------------------------------- */

/* Told without place, time and names: a noun alone ("the blasts"), or a number of dead. */
static bool is_bare(const bl_happening *h) {
  for (uint32_t i = 0; i < h->part_count; i++)
    if (h->parts[i].party.named || h->parts[i].party.place || h->parts[i].party.group != BL_NONE) return false;
  return !h->time.known && h->stated && (h->toll_count || !h->part_count);
}

static bool is_placed(const bl_happening *h) {
  for (uint32_t i = 0; i < h->part_count; i++)
    if (bl_part_is_place(&h->parts[i]) && h->parts[i].party.named) return true;
  return false;
}

typedef struct told_row {
  uint32_t article, family, event;
} told_row;

static int compare_told(const void *a, const void *b) {
  const told_row *x = a, *y = b;
  if (x->article != y->article) return x->article < y->article ? -1 : 1;
  if (x->family != y->family) return x->family < y->family ? -1 : 1;
  return (x->event > y->event) - (x->event < y->event);
}

/* Events of one family in one article: those without circumstances join the only other one, if its place is told. */
static void join_bare(event_work *ew, event_group *groups, const told_row *rows, uint32_t count) {
  uint32_t root = BL_NONE;
  bool placed = false;
  for (uint32_t i = 0; i < count; i++) {
    if (is_bare(&ew->events[rows[i].event])) continue;
    uint32_t found = find(groups, rows[i].event);
    if (root != BL_NONE && found != root) return;
    root = found;
    placed |= is_placed(&ew->events[rows[i].event]);
  }
  for (uint32_t i = 0; placed && i < count; i++)
    if (is_bare(&ew->events[rows[i].event])) join(ew, groups, root, rows[i].event);
}

static void join_all_bare(event_work *ew, event_group *groups) {
  const bl_corpus *c = ew->work->corpus;
  told_row *rows = BL_ARENA_NEW(&ew->work->scratch, told_row, c->events.count);
  uint32_t count = 0;
  for (uint32_t e = 0; e < c->events.count; e++)
    if (c->events.items[e].article != BL_NONE && bl_family_flags(ew->work->words, ew->events[e].family) & BL_FAMILY_KIN)
      rows[count++] = (told_row){c->events.items[e].article, ew->events[e].family, e};
  if (count) qsort(rows, count, sizeof *rows, compare_told);
  for (uint32_t i = 0, end; i < count; i = end) {
    for (end = i + 1; end < count && rows[end].article == rows[i].article && rows[end].family == rows[i].family; end++) {
    }
    join_bare(ew, groups, rows + i, end - i);
  }
}

/* ---- output ------------------------------------------------------------------------------------------------------ */

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

/* Of the places that members name as theirs the one of most members, of equally frequent ones the first. */
static uint32_t common_place(const event_work *ew, const event_group *group, const bl_event_cluster *c, uint32_t limit) {
  uint32_t best = BL_NONE, most = 0;
  for (uint32_t m = 0; m < c->member_count && m < limit; m++) {
    const bl_happening *h = &ew->events[c->members[m]];
    uint32_t place = h->part_count && h->parts[0].role == BL_PART_PLACE && h->parts[0].party.named ? h->parts[0].party.cluster : BL_NONE;
    uint32_t count = 0;
    for (uint32_t k = 0; place != BL_NONE && k < c->member_count && k < limit; k++) {
      const bl_happening *o = &ew->events[c->members[k]];
      count += o->part_count && o->parts[0].role == BL_PART_PLACE && o->parts[0].party.cluster == place;
    }
    if (count > most) most = count, best = place;
  }
  return best != BL_NONE || !group->place_count ? best : group->places[0];
}

static void describe_cluster(event_work *ew, const event_group *group, bl_event_cluster *c) {
  enum { ENOUGH = 64 }; /* members, to know it */
  const bl_rec_event *events = ew->work->corpus->events.items;
  c->place = common_place(ew, group, c, ENOUGH);
  c->time = (bl_when){BL_NO_DATE, BL_NO_DATE, BL_PREC_NONE};
  uint32_t most = 0;
  for (uint32_t m = 0; m < c->member_count && m < ENOUGH; m++) {
    const bl_rec_event *event = &events[c->members[m]];
    if (event->time.begin.year && (!c->time.begin.year || event->time.precision < c->time.precision)) c->time = event->time;
    uint32_t count = 0;
    for (uint32_t k = 0; k < c->member_count && k < ENOUGH; k++) count += bl_str_eq(events[c->members[k]].class_name, event->class_name);
    if (count > most) most = count, c->class_name = event->class_name;
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
  event_work ew = {.work = work, .events = bl_describe_events(work)};
  event_pairs pairs = {0};
  find_pairs(&ew, &pairs);
  event_group *groups = start_groups(&ew);
  for (uint32_t i = 0; i < pairs.count; i++) join(&ew, groups, pairs.items[i].a, pairs.items[i].b);
  join_all_bare(&ew, groups);
  make_clusters(&ew, groups);
  BL_VEC_FREE(&pairs);
}
