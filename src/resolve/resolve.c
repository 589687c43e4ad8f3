/* Runs the steps of resolving in their order; each is in a file of its own (resolve.h names them). */
#include "resolve/resolve.h"

#include <stdlib.h>

#include "resolve/steps.h"

bl_status bl_resolve(const bl_corpus *corpus, const bl_resolve_options *options, bl_resolution *out) {
  bl_str base = bl_str_from(options && options->base ? options->base : "https://w3id.org/byline/id/");
  if (bl_str_find(base, BL_STR(":"), 0) < 1) return bl_fail(BL_ERR_USAGE, "not an IRI to put in front: '%s'", base.p);
  bl_work work = {.corpus = corpus, .out = out, .base = base, .kb = options ? options->kb : NULL,
                  .asserted_only = options && options->asserted_only};
  bl_find_identities(&work);
  bl_arena_free(&work.scratch);
  return BL_OK;
}

void bl_resolution_free(bl_resolution *resolution) {
  BL_VEC_FREE(&resolution->clusters);
  BL_VEC_FREE(&resolution->event_clusters);
  BL_VEC_FREE(&resolution->relations);
  BL_VEC_FREE(&resolution->origins);
  BL_VEC_FREE(&resolution->facts);
  bl_arena_free(&resolution->arena);
}
