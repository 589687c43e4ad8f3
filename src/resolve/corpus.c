/* The corpus: adding records, and bringing them into an order that does not depend on the order of loading.
 *
 * bl_corpus_sort() sorts each vector by IRI (a total order: IRIs are unique; of two records with one IRI the one added
 * first stays first), keeps the permutation, and rewrites every reference through it. */
#include "resolve/corpus.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bl_corpus *bl_corpus_new(void) { return bl_calloc(1, sizeof(bl_corpus)); }

void bl_corpus_free(bl_corpus *corpus) {
  if (!corpus) return;
  BL_VEC_FREE(&corpus->articles);
  BL_VEC_FREE(&corpus->entities);
  BL_VEC_FREE(&corpus->events);
  BL_VEC_FREE(&corpus->attributions);
  BL_VEC_FREE(&corpus->claims);
  bl_arena_free(&corpus->arena);
  free(corpus);
}

static const bl_when no_time = {{0, 0, 0, -1, -1, INT16_MIN}, {0, 0, 0, -1, -1, INT16_MIN}, BL_PREC_NONE};

uint32_t bl_corpus_add_article(bl_corpus *corpus, bl_str iri) {
  bl_rec_article article = {.iri = bl_str_copy(&corpus->arena, iri), .issued = BL_NO_DATE, .publisher = BL_NONE};
  BL_PUSH(&corpus->articles, article);
  return corpus->articles.count - 1;
}

uint32_t bl_corpus_add_entity(bl_corpus *corpus, bl_str iri, uint32_t article) {
  bl_rec_entity entity = {.iri = bl_str_copy(&corpus->arena, iri), .article = article};
  BL_PUSH(&corpus->entities, entity);
  return corpus->entities.count - 1;
}

uint32_t bl_corpus_add_event(bl_corpus *corpus, bl_str iri, uint32_t article) {
  bl_rec_event event = {
      .iri = bl_str_copy(&corpus->arena, iri), .article = article, .place = BL_NONE, .more_places = {BL_NONE, BL_NONE, BL_NONE}, .time = no_time};
  BL_PUSH(&corpus->events, event);
  return corpus->events.count - 1;
}

uint32_t bl_corpus_add_attribution(bl_corpus *corpus, bl_str iri) {
  bl_rec_attribution link = {.iri = bl_str_copy(&corpus->arena, iri), .source = BL_NONE, .said_on = no_time};
  BL_PUSH(&corpus->attributions, link);
  return corpus->attributions.count - 1;
}

uint32_t bl_corpus_add_claim(bl_corpus *corpus, bl_str iri, uint32_t article) {
  bl_rec_claim claim = {.iri = bl_str_copy(&corpus->arena, iri),
                        .article = article,
                        .subject = BL_NONE,
                        .subject_event = BL_NONE,
                        .object = BL_NONE,
                        .amount = {.min = -INFINITY, .max = INFINITY},
                        .said_by = BL_NONE,
                        .event = BL_NONE,
                        .place = BL_NONE,
                        .more_places = {BL_NONE, BL_NONE, BL_NONE},
                        .time = no_time};
  BL_PUSH(&corpus->claims, claim);
  return corpus->claims.count - 1;
}

/* ---- order ------------------------------------------------------------------------------------------------------ */

typedef struct ranked {
  bl_str iri;
  uint32_t old;
} ranked;

static int by_iri(const void *a, const void *b) {
  const ranked *x = a, *y = b;
  int order = bl_str_cmp(x->iri, y->iri);
  return order ? order : (x->old > y->old) - (x->old < y->old);
}

/* Sorts `count` records of `size` bytes that begin with their IRI; gives the new place of each old one. */
static uint32_t *sort_records(bl_arena *arena, void *items, uint32_t count, size_t size) {
  uint32_t *place = BL_ARENA_NEW(arena, uint32_t, count);
  if (!count) return place;
  ranked *order = bl_malloc(count * sizeof *order);
  for (uint32_t i = 0; i < count; i++) {
    memcpy(&order[i].iri, (char *)items + i * size, sizeof(bl_str));
    order[i].old = i;
  }
  qsort(order, count, sizeof *order, by_iri);
  char *sorted = bl_malloc(count * size);
  for (uint32_t i = 0; i < count; i++) {
    memcpy(sorted + i * size, (char *)items + order[i].old * size, size);
    place[order[i].old] = i;
  }
  memcpy(items, sorted, count * size);
  free(sorted);
  free(order);
  return place;
}

/* New places of the old indexes of one vector. */
typedef struct places {
  const uint32_t *place;
  uint32_t count;
} places;

static void renumber(uint32_t *reference, places to) {
  *reference = *reference < to.count ? to.place[*reference] : BL_NONE;
}

static int compare_strings(const void *a, const void *b) { return bl_str_cmp(*(const bl_str *)a, *(const bl_str *)b); }

static int compare_roles(const void *a, const void *b) {
  const bl_rec_role *x = a, *y = b;
  int order = bl_str_cmp(x->name, y->name);
  if (order) return order;
  if (x->entity != y->entity) return x->entity < y->entity ? -1 : 1;
  return bl_str_cmp(x->literal, y->literal);
}

static void renumber_events(bl_corpus *corpus, places articles, places entities) {
  for (uint32_t i = 0; i < corpus->events.count; i++) {
    bl_rec_event *event = &corpus->events.items[i];
    renumber(&event->article, articles);
    renumber(&event->place, entities);
    for (int k = 0; k < BL_MORE_PLACES; k++) renumber(&event->more_places[k], entities);
    for (uint32_t k = 0; k < event->role_count; k++) renumber(&event->roles[k].entity, entities);
    if (event->role_count) qsort(event->roles, event->role_count, sizeof *event->roles, compare_roles);
  }
}

static void renumber_claim(bl_rec_claim *claim, places articles, places entities, places events, places links,
                           places claims) {
  renumber(&claim->article, articles);
  renumber(&claim->subject, entities);
  renumber(&claim->subject_event, events);
  if (claim->object_kind == BL_OBJ_ENTITY) renumber(&claim->object, entities);
  else if (claim->object_kind == BL_OBJ_CLAIM) renumber(&claim->object, claims);
  else claim->object = BL_NONE;
  for (uint32_t k = 0; k < claim->chain_count; k++) renumber(&claim->chain[k], links);
  renumber(&claim->said_by, entities);
  renumber(&claim->event, events);
  renumber(&claim->place, entities);
  for (int k = 0; k < BL_MORE_PLACES; k++) renumber(&claim->more_places[k], entities);
}

void bl_corpus_sort(bl_corpus *corpus) {
  bl_arena scratch = {0};
#define SORT(vector) \
  {sort_records(&scratch, corpus->vector.items, corpus->vector.count, sizeof *corpus->vector.items), corpus->vector.count}
  places articles = SORT(articles), entities = SORT(entities), events = SORT(events);
  places links = SORT(attributions), claims = SORT(claims);
#undef SORT
  for (uint32_t i = 0; i < corpus->articles.count; i++) renumber(&corpus->articles.items[i].publisher, entities);
  for (uint32_t i = 0; i < corpus->entities.count; i++) {
    bl_rec_entity *entity = &corpus->entities.items[i];
    renumber(&entity->article, articles);
    if (entity->label_count) qsort(entity->labels, entity->label_count, sizeof(bl_str), compare_strings);
    if (entity->demonym_count) qsort(entity->demonyms, entity->demonym_count, sizeof(bl_str), compare_strings);
  }
  renumber_events(corpus, articles, entities);
  for (uint32_t i = 0; i < corpus->attributions.count; i++) renumber(&corpus->attributions.items[i].source, entities);
  for (uint32_t i = 0; i < corpus->claims.count; i++)
    renumber_claim(&corpus->claims.items[i], articles, entities, events, links, claims);
  bl_arena_free(&scratch);
}
