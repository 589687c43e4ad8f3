/* Plain facts (claims.md, "Plain triples"): a claim becomes a triple when it is affirmed, asserted or reported, says it of
 * entities or values, and stands in no conflict with a claim that is not superseded. Claims that say the same are one
 * fact with a count of the original sources behind it. */
#include <stdlib.h>
#include <string.h>

#include "resolve/steps.h"

typedef struct candidate {
  bl_str key;
  uint32_t claim;
} candidate;

static int compare_candidates(const void *a, const void *b) {
  const candidate *x = a, *y = b;
  int order = bl_str_cmp(x->key, y->key);
  return order ? order : (x->claim > y->claim) - (x->claim < y->claim);
}

/* Claims that a claim of at least the same standing contradicts, and those that a later one supersedes. */
static bool *find_disputed(bl_work *work) {
  uint32_t count = work->corpus->claims.count;
  bool *superseded = BL_ARENA_NEW(&work->scratch, bool, count), *disputed = BL_ARENA_NEW(&work->scratch, bool, count);
  for (uint32_t i = 0; i < work->out->relations.count; i++) {
    const bl_relation *r = &work->out->relations.items[i];
    if (r->kind == BL_REL_SUPERSEDES) superseded[r->b] = disputed[r->b] = true;
  }
  for (uint32_t i = 0; i < work->out->relations.count; i++) {
    const bl_relation *r = &work->out->relations.items[i];
    if (r->kind != BL_REL_CONFLICTS) continue;
    if (!superseded[r->b]) disputed[r->a] = true;
    if (!superseded[r->a]) disputed[r->b] = true;
  }
  return disputed;
}

static bool may_be_fact(const bl_work *work, const bl_rec_claim *c) {
  if (c->polarity != BL_AFFIRMED || c->object_kind == BL_OBJ_CLAIM) return false;
  if (c->modality != BL_ASSERTED && (c->modality != BL_REPORTED || work->asserted_only)) return false;
  if (c->subject == BL_NONE && c->subject_event == BL_NONE) return false;
  return c->object_kind != BL_OBJ_ENTITY || c->object != BL_NONE;
}

static uint32_t entity_cluster(const bl_work *work, uint32_t entity) {
  return entity == BL_NONE ? BL_NONE : work->out->identities[entity].cluster;
}

static bl_fact fact_of(bl_work *work, uint32_t claim) {
  const bl_rec_claim *c = &work->corpus->claims.items[claim];
  bl_fact f = {.subject = entity_cluster(work, c->subject), .subject_event = BL_NONE, .predicate = c->predicate,
               .object_kind = c->object_kind, .object = BL_NONE, .claim = claim};
  if (f.subject == BL_NONE) f.subject_event = work->out->event_cluster[c->subject_event];
  if (c->object_kind == BL_OBJ_ENTITY) f.object = entity_cluster(work, c->object);
  if (c->object_kind == BL_OBJ_LITERAL) f.literal = c->literal;
  return f;
}

/* Fixed width, so that the order of keys is that of subject, predicate, object. */
static bl_str fact_key(bl_work *work, const bl_fact *f, const bl_rec_claim *c) {
  bl_str number = c->object_kind == BL_OBJ_QUANTITY ? c->object_iri : BL_STR("");
  return bl_str_from(bl_arena_printf(&work->scratch, "%010u %010u " BL_STR_FMT " %u %010u " BL_STR_FMT BL_STR_FMT,
                                     (unsigned)f->subject, (unsigned)f->subject_event, BL_STR_ARG(f->predicate), f->object_kind,
                                     (unsigned)f->object, BL_STR_ARG(f->literal), BL_STR_ARG(number)));
}

static int compare_numbers(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static uint32_t count_origins(const bl_work *work, const uint32_t *claims, uint32_t count) {
  uint32_t *origins = bl_malloc(count * sizeof *origins), different = 0;
  for (uint32_t i = 0; i < count; i++) origins[i] = work->claim_origin[claims[i]];
  qsort(origins, count, sizeof *origins, compare_numbers);
  for (uint32_t i = 0; i < count; i++) different += !i || origins[i] != origins[i - 1];
  free(origins);
  return different;
}

void bl_find_facts(bl_work *work) {
  const bool *disputed = find_disputed(work);
  BL_VEC(candidate) all = {0};
  for (uint32_t i = 0; i < work->corpus->claims.count; i++) {
    const bl_rec_claim *c = &work->corpus->claims.items[i];
    if (disputed[i] || !may_be_fact(work, c)) continue;
    bl_fact f = fact_of(work, i);
    if (f.object_kind == BL_OBJ_ENTITY && f.object == f.subject) continue;
    candidate row = {fact_key(work, &f, c), i};
    BL_PUSH(&all, row);
  }
  if (all.count) qsort(all.items, all.count, sizeof *all.items, compare_candidates);
  for (uint32_t i = 0, end; i < all.count; i = end) {
    for (end = i + 1; end < all.count && bl_str_eq(all.items[end].key, all.items[i].key); end++) {
    }
    bl_fact f = fact_of(work, all.items[i].claim);
    f.claim_count = end - i;
    f.claims = BL_ARENA_NEW(&work->out->arena, uint32_t, f.claim_count);
    for (uint32_t k = i; k < end; k++) f.claims[k - i] = all.items[k].claim;
    f.independent = count_origins(work, f.claims, f.claim_count);
    BL_PUSH(&work->out->facts, f);
  }
  BL_VEC_FREE(&all);
}
