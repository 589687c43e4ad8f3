/* articles/ -> links.ttl, analysis.ttl, facts.ttl; see derive.h. All three are made before the first is written, so a
 * failure leaves the old ones. */
#include "pipeline/derive.h"

#include "base/io.h"
#include "graph/derived.h"
#include "graph/load.h"
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

bl_status bl_derive(bl_engine *engine, const char *dir, const bl_options *options, bl_summary *summary) {
  BL_TRY(bl_engine_need_resolver(engine));
  bl_corpus *corpus = bl_corpus_new();
  bl_resolution resolution = {0};
  bl_resolve_options how = {options->base, options->asserted_only};
  bl_status status = bl_corpus_load(dir, corpus);
  if (status == BL_OK) status = bl_resolver_run(engine->resolver, corpus, &how, &resolution);
  if (status == BL_OK) status = write_layers(dir, corpus, &resolution);
  summary->conflicts = resolution.conflicts;
  bl_resolution_free(&resolution);
  bl_corpus_free(corpus);
  return status;
}
