/* Who leads whom, and who speaks for whom.
 *
 * A minister speaks for his country, a spokesman for his group: what both say ("Russia said", "its foreign minister said")
 * goes back to one source, the person. Whom somebody speaks for is told by claims (memberOf, leads) and by the names in
 * the descriptions that articles give of him ("the Tarvan foreign minister"). */
#include <stdio.h>

#include "resolve/claims.h"

static bl_str key_of(char *buffer, size_t size, char kind, uint32_t a, uint32_t b) {
  int n = snprintf(buffer, size, "%c%u %u", kind, (unsigned)a, (unsigned)b);
  return (bl_str){buffer, n < 0 ? 0 : (size_t)n};
}

enum { MOST_LEADERS = 4 };

static void note(bl_work *work, bl_map *map, char kind, uint32_t a, uint32_t b, uint32_t value) {
  char buffer[40];
  bl_str key = key_of(buffer, sizeof buffer, kind, a, b);
  if (bl_map_get(map, key) == BL_NONE) bl_map_put(map, bl_str_copy(&work->scratch, key), value);
}

void bl_note_leaders(bl_work *work) {
  const bl_corpus *c = work->corpus;
  char buffer[40];
  for (uint32_t i = 0; i < c->claims.count; i++) {
    const bl_rec_claim *claim = &c->claims.items[i];
    bool stands = claim->polarity == BL_AFFIRMED && (claim->modality == BL_ASSERTED || claim->modality == BL_REPORTED);
    if (!stands || claim->object_kind != BL_OBJ_ENTITY || claim->subject == BL_NONE || claim->object == BL_NONE) continue;
    if (!(bl_predicate_flags(work->words, claim->predicate) & BL_PRED_LEADER)) continue;
    uint32_t person = work->out->identities[claim->subject].cluster, group = work->out->identities[claim->object].cluster;
    if (bl_leads(work, person, group)) continue;
    note(work, &work->leads, 'p', person, group, 1);
    for (uint32_t k = 0; k < MOST_LEADERS; k++) {
      if (bl_map_get(&work->leads, key_of(buffer, sizeof buffer, 'g', group, k)) != BL_NONE) continue;
      note(work, &work->leads, 'g', group, k, person);
      break;
    }
  }
}

void bl_forget_leaders(bl_work *work) { bl_map_free(&work->leads); }

bool bl_leads(const bl_work *work, uint32_t person, uint32_t group) {
  char buffer[40];
  return bl_map_get(&work->leads, key_of(buffer, sizeof buffer, 'p', person, group)) != BL_NONE;
}

uint32_t bl_leaders_of(const bl_work *work, uint32_t group, uint32_t *leaders, uint32_t limit) {
  char buffer[40];
  uint32_t count = 0;
  for (; count < limit && count < MOST_LEADERS; count++) {
    leaders[count] = bl_map_get(&work->leads, key_of(buffer, sizeof buffer, 'g', group, count));
    if (leaders[count] == BL_NONE) break;
  }
  return count;
}

/* ---- spokesmen --------------------------------------------------------------------------------------------------- */

static bool is_body(const bl_work *work, uint32_t cluster) {
  uint8_t type = work->out->clusters.items[cluster].type;
  return type == BL_ET_COUNTRY || (type >= BL_ET_ARMED_GROUP && type <= BL_ET_GOVERNMENT_BODY);
}

static bool is_person(const bl_work *work, uint32_t cluster) { return work->out->clusters.items[cluster].type == BL_ET_PERSON; }

/* Adds "p PERSON BODY" for the names in the descriptions of a person. */
static void note_described(bl_work *work, bl_map *speaks, uint32_t cluster) {
  const bl_cluster *c = &work->out->clusters.items[cluster];
  for (uint32_t m = 0; m < c->member_count; m++) {
    const bl_rec_entity *e = &work->corpus->entities.items[c->members[m]];
    for (uint32_t i = 0; i < e->label_count && e->article != BL_NONE; i++) {
      uint32_t found;
      if (bl_names_in(work, e->article, e->labels[i], &found, 1) && found != cluster && is_body(work, found))
        note(work, speaks, 'p', cluster, found, 1);
    }
  }
}

static void note_spokesmen(bl_work *work, bl_map *speaks) {
  const bl_corpus *c = work->corpus;
  bl_map seen = {0};
  char buffer[40];
  for (uint32_t i = 0; i < c->claims.count; i++) {
    const bl_rec_claim *claim = &c->claims.items[i];
    if (claim->subject == BL_NONE || claim->polarity != BL_AFFIRMED) continue;
    if (!(bl_predicate_flags(work->words, claim->predicate) & BL_PRED_SPEAKS) || claim->object_kind != BL_OBJ_ENTITY || claim->object == BL_NONE) continue;
    note(work, speaks, 'p', work->out->identities[claim->subject].cluster, work->out->identities[claim->object].cluster, 1);
  }
  for (uint32_t i = 0; i < work->out->relations.count; i++) {
    const bl_relation *r = &work->out->relations.items[i];
    for (int k = 0; k < 2; k++) {
      uint32_t origin = work->claim_origin[k ? r->b : r->a];
      if (r->kind != BL_REL_CORROBORATES || origin >= work->out->clusters.count || !is_person(work, origin)) continue;
      if (bl_map_get(&seen, key_of(buffer, sizeof buffer, 'd', origin, 0)) != BL_NONE) continue;
      note(work, &seen, 'd', origin, 0, 1);
      note_described(work, speaks, origin);
    }
  }
  bl_map_free(&seen);
}

/* The row of a claim among the origins: articles come first (claim BL_NONE), then claims in ascending order. */
static bl_provenance *origin_of(const bl_resolution *out, uint32_t claim) {
  uint32_t low = 0, high = out->origins.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    uint32_t here = out->origins.items[middle].claim;
    if (here == BL_NONE || here < claim) low = middle + 1;
    else high = middle;
  }
  return low < out->origins.count && out->origins.items[low].claim == claim ? &out->origins.items[low] : NULL;
}

/* Makes `person` the original source of a claim that gave the body he speaks for. */
static void move_origin(bl_work *work, uint32_t claim, uint32_t person) {
  bl_provenance *row = origin_of(work->out, claim);
  work->claim_origin[claim] = person;
  if (!row) return;
  row->source_article = BL_NONE;
  row->source_cluster = person;
  row->reason = BL_STR("said by who speaks for it");
}

void bl_join_spokesmen(bl_work *work) {
  bl_resolution *out = work->out;
  bl_map speaks = {0};
  char buffer[40];
  note_spokesmen(work, &speaks);
  for (uint32_t i = 0; i < out->relations.count; i++) {
    const bl_relation *r = &out->relations.items[i];
    for (int k = 0; k < 2 && r->kind == BL_REL_CORROBORATES; k++) {
      uint32_t claim = k ? r->b : r->a, person = work->claim_origin[k ? r->a : r->b], body = work->claim_origin[claim];
      if (person >= out->clusters.count || body >= out->clusters.count || !is_person(work, person) || !is_body(work, body)) continue;
      if (bl_map_get(&speaks, key_of(buffer, sizeof buffer, 'p', person, body)) != BL_NONE) move_origin(work, claim, person);
    }
  }
  for (uint32_t i = 0; i < out->relations.count; i++) {
    bl_relation *r = &out->relations.items[i];
    r->independent = work->claim_origin[r->a] != work->claim_origin[r->b];
  }
  bl_map_free(&speaks);
}
