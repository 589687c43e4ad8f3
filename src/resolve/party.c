/* Parties; see party.h. A description says by the names in it to whom it belongs, and by "anti-" whom it is against; a
 * headline in capitals ("Anti-Harlan Resistance") is taken for a description too. */
#include "resolve/party.h"

#include "resolve/claims.h"
#include "resolve/within.h"

/* Whether a description tells a thing from another: "the last major quake". */
static bool is_other(bl_work *work, bl_str label) {
  bl_arena arena = {0};
  bl_form form = bl_form_make(NULL, &arena, label, BL_FORM_GROUP);
  bool other = false;
  for (int i = 0; i < form.count && i < 3; i++) other |= (bl_word_flags(work->words, form.words[i]) & BL_WORD_OTHER) != 0;
  bl_arena_free(&arena);
  return other;
}

bl_party bl_party_of(bl_work *work, uint32_t entity) {
  bl_party p = {BL_NONE, BL_NONE, BL_NONE, false, false, false, false};
  if (entity == BL_NONE) return p;
  const bl_rec_entity *e = &work->corpus->entities.items[entity];
  p.cluster = work->out->identities[entity].cluster;
  const bl_cluster *c = &work->out->clusters.items[p.cluster];
  p.named = !bl_str_eq(c->iri, e->iri);
  p.person = c->type == BL_ET_PERSON;
  p.place = bl_etype_is_place((bl_etype)c->type);
  if (!p.named) p.other = is_other(work, e->label);
  if (e->article == BL_NONE) return p;
  uint32_t found;
  if (!p.place && !p.person && bl_names_against(work, e->article, e->label, &found, 1)) p.against = found;
  if (p.named && p.against == BL_NONE) {
    p.group = p.cluster;
  } else if (!p.place && bl_names_in(work, e->article, e->label, &found, 1)) {
    uint8_t type = work->out->clusters.items[found].type; /* "fighters in Qumar" are not the town's, nor "Ada's mother" Ada */
    if (type == BL_ET_COUNTRY || (!bl_etype_is_place((bl_etype)type) && type != BL_ET_PERSON)) p.group = found;
  }
  return p;
}

static bool is_country(const bl_work *work, uint32_t cluster) { return work->out->clusters.items[cluster].type == BL_ET_COUNTRY; }

int bl_fit_parties(const bl_work *work, const bl_party *a, const bl_party *b) {
  if (a->cluster == BL_NONE || b->cluster == BL_NONE) return 0;
  if (a->cluster == b->cluster) return 2;
  if (a->other != b->other) return -1;
  if (a->against != BL_NONE && a->against == b->group) return -2;
  if (b->against != BL_NONE && b->against == a->group) return -2;
  if (a->against != BL_NONE && a->against == b->against) return 1;
  if (a->group == BL_NONE || b->group == BL_NONE) return 0;
  if (a->group == b->group) return 1;
  bool a_in_b = bl_inside(work, a->group, b->group), b_in_a = bl_inside(work, b->group, a->group);
  if (a_in_b || b_in_a) return is_country(work, a_in_b ? b->group : a->group) ? 0 : 1; /* a country holds both sides */
  if (a->person != b->person) return 0; /* he may be one of them */
  return -1;
}
