/* The engine inside: the rooms' tools in the order of the pipeline. */
#ifndef BL_PIPELINE_ENGINE_H
#define BL_PIPELINE_ENGINE_H

#include "base/status.h"
#include "doc/conllu.h"
#include "doc/doc.h"
#include "pipeline/byline.h"
#include "resolve/resolve.h"

/* How far a document goes. Each stage needs those before it. */
typedef enum bl_stage {
  BL_STAGE_READ,
  BL_STAGE_TOKEN,
  BL_STAGE_SYNTAX,
  BL_STAGE_TIMES,
  BL_STAGE_QUANTITIES,
  BL_STAGE_NAMES,
  BL_STAGE_COREF,
  BL_STAGE_ATTRIBUTION,
  BL_STAGE_CLAIMS,
  BL_STAGE_COUNT
} bl_stage;

struct bl_engine {
  char *data_dir;
  void *tools[BL_STAGE_COUNT]; /* what each stage's open() gave, NULL: not opened yet */
  bl_resolver *resolver;       /* the step after all documents, NULL: not opened yet */
  char fingerprint[65];        /* of all data files, "" until asked for: the same engine writes the same graph */
};

/* Opens the tools of all stages up to `last` that are not open yet, so that a verb pays only for what it needs. On the
 * main thread, before any worker. */
bl_status bl_engine_need(bl_engine *engine, bl_stage last);

/* The same for the resolver, and for the fingerprint. */
bl_status bl_engine_need_resolver(bl_engine *engine);
bl_status bl_engine_need_fingerprint(bl_engine *engine);

/* Reads one input into documents (CoNLL-U may hold several) appended to *out. */
bl_status bl_engine_read(const bl_engine *engine, const char *path, const bl_options *options, bl_doc_list *out);

/* Runs the stages after BL_STAGE_READ up to and with `last` on a document that was read. */
bl_status bl_engine_run(const bl_engine *engine, bl_doc *doc, const bl_options *options, bl_stage last);

#endif
