/* articles/ -> links.ttl, analysis.ttl, facts.ttl; see derive.h. All three are made before the first is written, so a
 * failure leaves the old ones. */
#include "pipeline/derive.h"

#include "base/io.h"
#include "graph/derived.h"
#include "graph/load.h"
#include "pipeline/service.h"
#include "resolve/resolve.h"

typedef bl_status (*writer)(bl_emitter *, const bl_corpus *, const bl_resolution *, bl_buf *);

static const struct {
  const char *file;
  writer write;
} layers[] = {{"links.ttl", bl_write_links}, {"analysis.ttl", bl_write_analysis}, {"facts.ttl", bl_write_facts}};

enum { LAYERS = sizeof layers / sizeof *layers };

static bl_status write_layers(const char *dir, const bl_corpus *corpus, const bl_resolution *resolution) {
  bl_emitter *emitter = NULL;
  bl_buf bytes[LAYERS] = {{0}};
  bl_arena arena = {0};
  bl_status status = bl_emitter_open(&emitter);
  for (int i = 0; status == BL_OK && i < LAYERS; i++) status = layers[i].write(emitter, corpus, resolution, &bytes[i]);
  for (int i = 0; status == BL_OK && i < LAYERS; i++)
    status = bl_write_file(bl_arena_printf(&arena, "%s/%s", dir, layers[i].file), bl_buf_view(&bytes[i]));
  for (int i = 0; i < LAYERS; i++) bl_buf_free(&bytes[i]);
  bl_arena_free(&arena);
  bl_emitter_close(emitter);
  return status;
}

/* Asks the service for the clusters that have a name; its sure answers become owl:sameAs. */
static bl_status ask_service(bl_service *service, const bl_corpus *corpus, bl_resolution *r) {
  bl_arena arena = {0};
  bl_service_query *queries = BL_ARENA_NEW(&arena, bl_service_query, r->clusters.count);
  bl_service_answer *answers = BL_ARENA_NEW(&arena, bl_service_answer, r->clusters.count);
  uint32_t *asked = BL_ARENA_NEW(&arena, uint32_t, r->clusters.count), count = 0;
  for (uint32_t i = 0; i < r->clusters.count; i++) {
    const bl_cluster *k = &r->clusters.items[i];
    if (k->member_count == 1 && bl_str_eq(k->iri, corpus->entities.items[k->members[0]].iri)) continue;
    queries[count] = (bl_service_query){k->label, k->type, {0}};
    asked[count++] = i;
  }
  bl_status status = bl_service_ask(service, queries, count, answers);
  for (uint32_t i = 0; status == BL_OK && i < count; i++)
    if (answers[i].match) r->clusters.items[asked[i]].same_as = answers[i].iri;
  bl_arena_free(&arena);
  return status;
}

bl_status bl_derive(bl_engine *engine, const char *dir, const bl_options *options, bl_summary *summary) {
  BL_TRY(bl_engine_need_resolver(engine));
  bl_corpus *corpus = bl_corpus_new();
  bl_resolution resolution = {0};
  bl_service *service = NULL;
  bl_resolve_options how = {options->base, options->asserted_only};
  bl_status status = bl_corpus_load(dir, corpus);
  if (status == BL_OK) status = bl_resolver_run(engine->resolver, corpus, &how, &resolution);
  if (status == BL_OK && options->service) status = bl_service_open(options->service, &service);
  if (status == BL_OK && service) status = ask_service(service, corpus, &resolution);
  if (status == BL_OK) status = write_layers(dir, corpus, &resolution);
  summary->conflicts = resolution.conflicts;
  bl_resolution_free(&resolution);
  bl_service_close(service);
  bl_corpus_free(corpus);
  return status;
}
