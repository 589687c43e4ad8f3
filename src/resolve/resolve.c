/* Runs the steps of resolving in their order; each is in a file of its own (resolve.h names them). */
#include "resolve/resolve.h"

#include <stdlib.h>

#include "base/io.h"
#include "resolve/resolver.h"
#include "resolve/steps.h"
#include "resolve/within.h"

bl_status bl_resolver_open(const char *data_dir, bl_resolver **out) {
  bl_arena arena = {0};
  bl_resolver *resolver = bl_calloc(1, sizeof *resolver);
  *out = NULL;
  bl_status status = bl_words_load(data_dir, &resolver->words);
  const char *index = bl_arena_printf(&arena, "%s/kb/default.kb", data_dir);
  if (status == BL_OK && bl_exists(index)) status = bl_kb_open(index, &resolver->kb);
  bl_arena_free(&arena);
  if (status != BL_OK) {
    bl_resolver_close(resolver);
    return status;
  }
  *out = resolver;
  return BL_OK;
}

void bl_resolver_close(bl_resolver *resolver) {
  if (!resolver) return;
  bl_words_free(&resolver->words);
  bl_kb_close(resolver->kb);
  free(resolver);
}

bl_status bl_resolver_run(const bl_resolver *resolver, const bl_corpus *corpus, const bl_resolve_options *options,
                          bl_resolution *out) {
  bl_str base = bl_str_from(options && options->base ? options->base : "https://w3id.org/byline/id/");
  if (bl_str_find(base, BL_STR(":"), 0) < 1) return bl_fail(BL_ERR_USAGE, "not an IRI to put in front: '%s'", base.p);
  bl_work work = {.corpus = corpus, .out = out, .base = base, .words = &resolver->words, .kb = resolver->kb,
                  .asserted_only = options && options->asserted_only};
  bl_find_identities(&work);
  bl_prepare_claims(&work);
  bl_find_events(&work);
  bl_find_sources(&work);
  bl_relate_claims(&work);
  bl_find_facts(&work);
  bl_map_free(&work.names);
  bl_forget_containment(&work);
  bl_arena_free(&work.scratch);
  return BL_OK;
}

void bl_resolution_free(bl_resolution *resolution) {
  BL_VEC_FREE(&resolution->clusters);
  BL_VEC_FREE(&resolution->event_clusters);
  BL_VEC_FREE(&resolution->relations);
  BL_VEC_FREE(&resolution->supports);
  BL_VEC_FREE(&resolution->origins);
  BL_VEC_FREE(&resolution->facts);
  bl_arena_free(&resolution->arena);
}
