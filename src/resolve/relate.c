/* Relations between claims: candidates by shared keys, judged two by two (compare.c, counts.c).
 *
 * Keys: family of the predicate with the object, with the subject (literals), with the event and with the place
 * (numbers), with the leader (leaders of a force), and the place alone (states of control). A block of more than FULL_BLOCK claims is sorted by the time they
 * speak of and each is compared with the next few only: n log n. Two claims of one passage are never compared. What lasts
 * is said again and again ("Ada Brel, the president"): such a claim is tied to ENOUGH others, which tie the rest. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resolve/claims.h"

enum { FULL_BLOCK = 48, WINDOW = 12, ENOUGH = 4 };

typedef struct relate_row {
  uint64_t key;
  int64_t time;
  uint32_t claim;
} relate_row;

typedef BL_VEC(relate_row) relate_rows;

/* ---- describing -------------------------------------------------------------------------------------------------- */

static uint32_t cluster_of(const bl_work *work, uint32_t entity, bool *named) {
  if (entity == BL_NONE) return BL_NONE;
  uint32_t cluster = work->out->identities[entity].cluster;
  if (named) *named = !bl_str_eq(work->out->clusters.items[cluster].iri, work->corpus->entities.items[entity].iri);
  return cluster;
}

static void add_place(bl_stated *s, uint32_t place) {
  for (int i = 0; i < BL_STATED_PLACES && place != BL_NONE; i++) {
    if (s->places[i] == place) return;
    if (s->places[i] != BL_NONE) continue;
    s->places[i] = place;
    return;
  }
}

/* The places of a claim one by one: those that it gives, else its event's, and what "Upper and Lower Vale" names. */
static void list_places(bl_work *work, const bl_rec_claim *c, uint32_t event, bl_stated *s) {
  for (int i = 0; i < BL_STATED_PLACES; i++) s->places[i] = BL_NONE;
  const bl_rec_event *e = event == BL_NONE ? NULL : &work->corpus->events.items[event];
  bool own = c->place != BL_NONE || !e;
  add_place(s, cluster_of(work, own ? c->place : e->place, NULL));
  for (int i = 0; i < BL_MORE_PLACES; i++) add_place(s, cluster_of(work, own ? c->more_places[i] : e->more_places[i], NULL));
  s->place = s->places[0];
  if (s->place == BL_NONE && s->event != BL_NONE) s->place = s->places[0] = work->out->event_clusters.items[s->event].place;
  if (s->place == BL_NONE || c->article == BL_NONE) return;
  bl_str label = work->out->clusters.items[s->place].label;
  uint32_t found[BL_STATED_PLACES], count = bl_str_find(label, BL_STR(" and "), 0) < 1 ? 0 : bl_names_in(work, c->article, label, found, BL_STATED_PLACES);
  for (uint32_t i = 0; count > 1 && i < count; i++)
    if (bl_etype_is_place((bl_etype)work->out->clusters.items[found[i]].type)) add_place(s, found[i]);
}

static void find_counted(bl_work *work, const bl_rec_claim *c, bl_stated *s) {
  s->counted = s->subject_named ? s->subject : BL_NONE;
  if (s->subject_named || c->subject == BL_NONE || c->article == BL_NONE) return;
  uint32_t found;
  if (bl_names_in(work, c->article, work->corpus->entities.items[c->subject].label, &found, 1)) s->counted = found;
}

bl_stated bl_state_claim(bl_work *work, uint32_t i) {
  const bl_rec_claim *c = &work->corpus->claims.items[i];
  bl_stated s = {.claim = c->object_kind == BL_OBJ_CLAIM ? BL_NONE : i,
                 .flags = bl_predicate_flags(work->words, c->predicate),
                 .family = bl_predicate_family(work->words, c->predicate),
                 .event = BL_NONE, .object = BL_NONE, .place = BL_NONE};
  s.subject = cluster_of(work, c->subject, &s.subject_named);
  s.party = bl_party_of(work, c->subject);
  uint32_t event = work->claim_event[i];
  if (event != BL_NONE) s.event = work->out->event_cluster[event];
  if (c->object_kind == BL_OBJ_ENTITY) s.object = cluster_of(work, c->object, &s.symmetric_named);
  list_places(work, c, event, &s);
  find_counted(work, c, &s);
  s.negative = (c->polarity == BL_NEGATED) != (c->modality == BL_DENIED);
  s.stated = c->modality == BL_ASSERTED || c->modality == BL_REPORTED || c->modality == BL_DENIED;
  s.time = bl_claim_time(work->corpus, i);
  s.as_of = bl_claim_as_of(work->corpus, i);
  if (c->object_kind == BL_OBJ_LITERAL) s.office = bl_form_make(NULL, &work->scratch, c->literal, BL_FORM_GROUP);
  return s;
}

/* ---- keys -------------------------------------------------------------------------------------------------------- */

static void add_key(relate_rows *rows, const bl_stated *s, char kind, bl_str family, uint32_t number) {
  char text[160];
  if (number == BL_NONE) return;
  int n = snprintf(text, sizeof text, "%c%u " BL_STR_FMT, kind, (unsigned)number, BL_STR_ARG(bl_str_slice(family, 0, 120)));
  relate_row row = {bl_hash((bl_str){text, (size_t)n}), s->as_of.known ? s->as_of.begin : 0, s->claim};
  BL_PUSH(rows, row);
}

/* Claims about who leads a force: under its leaders, as forces without a name are found by them. */
static void add_leader_keys(const bl_work *work, const bl_stated *s, relate_rows *rows) {
  uint32_t leaders[4];
  if (!(s->flags & BL_PRED_LEADER) || s->object == BL_NONE || s->symmetric_named) return;
  uint32_t count = bl_leaders_of(work, s->object, leaders, 4);
  for (uint32_t i = 0; i < count; i++) add_key(rows, s, 'l', s->family, leaders[i]);
}

static void add_keys(const bl_work *work, const bl_stated *s, relate_rows *rows) {
  if (s->claim == BL_NONE) return;
  switch ((bl_object_kind)work->corpus->claims.items[s->claim].object_kind) {
    case BL_OBJ_ENTITY:
      add_key(rows, s, 'o', s->family, s->object);
      if (s->flags & BL_PRED_SYMMETRIC && s->subject_named) add_key(rows, s, 'o', s->family, s->subject);
      if (s->flags & BL_PRED_AGENT) add_key(rows, s, 'e', s->family, s->event);
      add_leader_keys(work, s, rows);
      break;
    case BL_OBJ_QUANTITY:
      add_key(rows, s, 'e', s->family, s->event);
      for (int i = 0; i < BL_STATED_PLACES; i++) add_key(rows, s, 'p', s->family, s->places[i]);
      add_key(rows, s, 's', s->family, s->counted);
      break;
    default:
      if (s->subject_named) add_key(rows, s, 's', s->family, s->subject);
      else add_key(rows, s, 'e', s->family, s->event);
  }
  if (s->flags & (BL_PRED_HOLDER | BL_PRED_APPROACH)) add_key(rows, s, 'c', BL_STR(""), s->object);
  for (int i = 0; s->flags & BL_PRED_CONTEST && i < BL_STATED_PLACES; i++) add_key(rows, s, 'c', BL_STR(""), s->places[i]);
}

static int compare_rows(const void *a, const void *b) {
  const relate_row *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  if (x->time != y->time) return x->time < y->time ? -1 : 1;
  return (x->claim > y->claim) - (x->claim < y->claim);
}

/* ---- relations --------------------------------------------------------------------------------------------------- */

static void add_relation(bl_work *work, bl_relation_kind kind, uint32_t a, uint32_t b, bl_str reason) {
  bool swap = kind != BL_REL_SUPERSEDES && a > b;
  uint32_t p = work->claim_origin[a], q = work->claim_origin[b];
  bl_relation row = {.kind = (uint8_t)kind, .a = swap ? b : a, .b = swap ? a : b, .independent = p != q, .reason = reason};
  BL_PUSH(&work->out->relations, row);
}

static bool one_passage(const bl_rec_claim *x, const bl_rec_claim *y) {
  return x->article == y->article && x->passage.begin < y->passage.end && y->passage.begin < x->passage.end;
}

/* Whether a corroboration of something lasting is one more of what both claims have enough of. */
static bool too_many(const bl_stated *a, const bl_stated *b, uint8_t *ties) {
  if (!(a->flags & BL_PRED_LASTING)) return false;
  if (ties[a->claim] >= ENOUGH && ties[b->claim] >= ENOUGH) return true;
  if (ties[a->claim] < ENOUGH) ties[a->claim]++;
  if (ties[b->claim] < ENOUGH) ties[b->claim]++;
  return false;
}

static void judge(bl_work *work, const bl_stated *stated, uint32_t a, uint32_t b, uint8_t *ties) {
  const bl_rec_claim *x = &work->corpus->claims.items[a], *y = &work->corpus->claims.items[b];
  if (a == b || one_passage(x, y)) return;
  const bl_stated *first = &stated[a < b ? a : b], *second = &stated[a < b ? b : a];
  bl_verdict v = bl_judge_claims(work, first, second);
  if (x->article == y->article && work->claim_origin[a] == work->claim_origin[b]) v.corroborates = false; /* said again */
  if (v.corroborates && too_many(first, second, ties)) v.corroborates = false;
  if (v.corroborates) add_relation(work, BL_REL_CORROBORATES, first->claim, second->claim, v.reason);
  if (v.conflicts) add_relation(work, BL_REL_CONFLICTS, first->claim, second->claim, v.reason);
  if (v.supersedes > 0) add_relation(work, BL_REL_SUPERSEDES, first->claim, second->claim, v.reason);
  if (v.supersedes < 0) add_relation(work, BL_REL_SUPERSEDES, second->claim, first->claim, v.reason);
}

static int compare_relations(const void *a, const void *b) {
  const bl_relation *x = a, *y = b;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  if (x->b != y->b) return x->b < y->b ? -1 : 1;
  return bl_str_cmp(x->reason, y->reason);
}

/* Sorts, drops repeated ones, counts conflicts. */
static void tidy(bl_resolution *out) {
  uint32_t kept = 0;
  if (out->relations.count) qsort(out->relations.items, out->relations.count, sizeof *out->relations.items, compare_relations);
  for (uint32_t i = 0; i < out->relations.count; i++) {
    const bl_relation *r = &out->relations.items[i], *last = kept ? &out->relations.items[kept - 1] : NULL;
    if (last && last->kind == r->kind && last->a == r->a && last->b == r->b) continue;
    out->relations.items[kept++] = *r;
  }
  out->relations.count = kept;
  out->conflicts = 0;
  for (uint32_t i = 0; i < kept; i++) out->conflicts += out->relations.items[i].kind == BL_REL_CONFLICTS;
}

/* ---- how many say it --------------------------------------------------------------------------------------------- */

typedef struct voice {
  uint32_t claim, other; /* a claim, or for what lasts the first of those that say it, and one that says the same */
} voice;

typedef BL_VEC(voice) voices;
typedef BL_VEC(uint32_t) numbers;

static int compare_voices(const void *a, const void *b) {
  const voice *x = a, *y = b;
  if (x->claim != y->claim) return x->claim < y->claim ? -1 : 1;
  return (x->other > y->other) - (x->other < y->other);
}

static int compare_numbers(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static uint32_t different(uint32_t *list, uint32_t count) {
  uint32_t found = 0;
  qsort(list, count, sizeof *list, compare_numbers);
  for (uint32_t i = 0; i < count; i++) found += !i || list[i] != list[i - 1];
  return found;
}

static uint32_t find(uint32_t *group, uint32_t claim) {
  while (group[claim] != claim) {
    group[claim] = group[group[claim]];
    claim = group[claim];
  }
  return claim;
}

/* What lasts is tied in chains, so its voices are those of the whole group; of numbers and events those that a claim is
 * compared with. */
static void collect_voices(bl_work *work, const bl_stated *stated, uint32_t *group, voices *out) {
  const bl_resolution *r = work->out;
  for (uint32_t i = 0; i < work->corpus->claims.count; i++) group[i] = i;
  for (uint32_t i = 0; i < r->relations.count; i++) {
    const bl_relation *k = &r->relations.items[i];
    if (k->kind != BL_REL_CORROBORATES) continue;
    if ((stated[k->a].flags | stated[k->b].flags) & BL_PRED_LASTING) {
      uint32_t x = find(group, k->a), y = find(group, k->b);
      group[x < y ? y : x] = x < y ? x : y;
      continue;
    }
    voice both[] = {{k->a, k->b}, {k->b, k->a}, {k->a, k->a}, {k->b, k->b}};
    for (int n = 0; n < 4; n++) BL_PUSH(out, both[n]);
  }
  for (uint32_t i = 0; i < work->corpus->claims.count; i++) {
    uint32_t root = find(group, i);
    voice self = {root, i};
    voice first = {root, root};
    if (root == i) continue;
    BL_PUSH(out, self);
    BL_PUSH(out, first);
  }
}

static int by_claim(const void *a, const void *b) {
  const bl_support *x = a, *y = b;
  return (x->claim > y->claim) - (x->claim < y->claim);
}

static void count_support(bl_work *work, const bl_stated *stated) {
  uint32_t *group = BL_ARENA_NEW(&work->scratch, uint32_t, work->corpus->claims.count);
  voices all = {0};
  numbers articles = {0}, origins = {0};
  collect_voices(work, stated, group, &all);
  if (all.count) qsort(all.items, all.count, sizeof *all.items, compare_voices);
  for (uint32_t i = 0, end; i < all.count; i = end) {
    uint32_t claim = all.items[i].claim;
    articles.count = origins.count = 0;
    for (end = i; end < all.count && all.items[end].claim == claim; end++) {
      BL_PUSH(&articles, work->corpus->claims.items[all.items[end].other].article);
      BL_PUSH(&origins, work->claim_origin[all.items[end].other]);
    }
    bl_support row = {claim, different(articles.items, articles.count), different(origins.items, origins.count)};
    for (uint32_t k = i; k < end; k++) {
      bool again = k > i && all.items[k].other == all.items[k - 1].other;
      row.claim = all.items[k].other;
      if (!again && (row.claim == claim || find(group, row.claim) != row.claim)) BL_PUSH(&work->out->supports, row);
    }
  }
  if (work->out->supports.count) qsort(work->out->supports.items, work->out->supports.count, sizeof *work->out->supports.items, by_claim);
  BL_VEC_FREE(&all);
  BL_VEC_FREE(&articles);
  BL_VEC_FREE(&origins);
}

void bl_relate_claims(bl_work *work) {
  uint32_t count = work->corpus->claims.count;
  bl_stated *stated = BL_ARENA_NEW(&work->scratch, bl_stated, count);
  uint8_t *ties = BL_ARENA_NEW(&work->scratch, uint8_t, count);
  relate_rows rows = {0};
  bl_note_leaders(work);
  for (uint32_t i = 0; i < count; i++) {
    stated[i] = bl_state_claim(work, i);
    add_keys(work, &stated[i], &rows);
  }
  if (rows.count) qsort(rows.items, rows.count, sizeof *rows.items, compare_rows);
  for (uint32_t i = 0, end; i < rows.count; i = end) {
    for (end = i + 1; end < rows.count && rows.items[end].key == rows.items[i].key; end++) {
    }
    for (uint32_t a = i; a < end; a++) {
      uint32_t last = end - i <= FULL_BLOCK || a + WINDOW > end ? end : a + WINDOW;
      for (uint32_t b = a + 1; b < last; b++) judge(work, stated, rows.items[a].claim, rows.items[b].claim, ties);
    }
  }
  tidy(work->out);
  bl_forget_leaders(work);
  BL_VEC_FREE(&rows);
  bl_join_spokesmen(work);
  count_support(work, stated);
}
