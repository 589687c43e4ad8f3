/* Identity of entities across articles. */
#include <string.h>

#include "resolve/steps.h"

void bl_find_identities(bl_work *work) {
  const bl_corpus *corpus = work->corpus;
  bl_resolution *out = work->out;
  out->identities = BL_ARENA_NEW(&out->arena, bl_identity, corpus->entities.count);
  for (uint32_t i = 0; i < corpus->entities.count; i++) {
    const bl_rec_entity *entity = &corpus->entities.items[i];
    bl_cluster cluster = {.iri = entity->iri, .type = entity->type, .label = entity->label, .labels = entity->labels,
                          .label_count = entity->label_count, .member_count = 1};
    cluster.members = BL_ARENA_NEW(&out->arena, uint32_t, 1);
    cluster.members[0] = i;
    out->identities[i] = (bl_identity){.cluster = out->clusters.count, .score = 100};
    BL_PUSH(&out->clusters, cluster);
  }
  out->event_cluster = BL_ARENA_NEW(&out->arena, uint32_t, corpus->events.count);
  memset(out->event_cluster, 0xFF, corpus->events.count * sizeof *out->event_cluster);
}
