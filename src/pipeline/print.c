/* bl_print: one layer of each input as text. The table says how far the pipeline must go and who writes the layer. */
#include <errno.h>
#include <string.h>

#include "doc/dump_attributions.h"
#include "doc/dump_claims.h"
#include "claim/openie.h"
#include "doc/dump_explain.h"
#include "doc/dump_names.h"
#include "doc/dump_text.h"
#include "doc/dump_times.h"
#include "pipeline/process.h"
#include "resolve/link_doc.h"

typedef void (*dump)(bl_doc *doc, const bl_options *options, bl_buf *out);

static void dump_text(bl_doc *doc, const bl_options *options, bl_buf *out) {
  (void)options;
  bl_buf_str(out, doc->text);
  if (doc->text.n && doc->text.p[doc->text.n - 1] != '\n') bl_buf_char(out, '\n');
}

static void dump_text_json(bl_doc *doc, const bl_options *options, bl_buf *out) {
  (void)options;
  bl_dump_text_json(doc, out);
}

static void dump_conllu(bl_doc *doc, const bl_options *options, bl_buf *out) {
  (void)options;
  bl_conllu_write(doc, out);
}

static void dump_names_iob2(bl_doc *doc, const bl_options *options, bl_buf *out) {
  (void)options;
  bl_dump_names_iob2(doc, out);
}

static void dump_names_tsv(bl_doc *doc, const bl_options *options, bl_buf *out) {
  (void)options;
  bl_dump_names_tsv(doc, out);
}

static void dump_attributions(bl_doc *doc, const bl_options *options, bl_buf *out) {
  (void)options;
  bl_dump_attributions(doc, out);
}

static void dump_times(bl_doc *doc, const bl_options *options, bl_buf *out) {
  (void)options;
  bl_dump_times(doc, out);
}

static void dump_attribution_words(bl_doc *doc, const bl_options *options, bl_buf *out) {
  (void)options;
  bl_dump_attributions_words(doc, out);
}

static void dump_claims(bl_doc *doc, const bl_options *options, bl_buf *out) {
  (void)options;
  bl_dump_claims(doc, out);
}

static void dump_explain(bl_doc *doc, const bl_options *options, bl_buf *out) {
  for (uint32_t i = 0; i < doc->sentences.count; i++)
    if (!options->sentence || options->sentence == i + 1) bl_dump_explain_sentence(doc, i, out);
}

static void dump_openie(bl_doc *doc, const bl_options *options, bl_buf *out) {
  (void)options;
  bl_openie_dump(doc, out);
}

typedef struct output_row {
  bl_stage last;
  dump write;
} output_row;

static const output_row outputs[] = {
    [BL_OUT_TEXT] = {BL_STAGE_READ, dump_text},
    [BL_OUT_TEXT_JSON] = {BL_STAGE_READ, dump_text_json},
    [BL_OUT_CONLLU] = {BL_STAGE_SYNTAX, dump_conllu},
    [BL_OUT_NAMES_IOB2] = {BL_STAGE_NAMES, dump_names_iob2},
    [BL_OUT_NAMES_TSV] = {BL_STAGE_COREF, dump_names_tsv},
    [BL_OUT_TIMES] = {BL_STAGE_TIMES, dump_times},
    [BL_OUT_ATTRIBUTIONS] = {BL_STAGE_ATTRIBUTION, dump_attributions},
    [BL_OUT_ATTRIBUTION_WORDS] = {BL_STAGE_ATTRIBUTION, dump_attribution_words},
    [BL_OUT_CLAIMS_TSV] = {BL_STAGE_CLAIMS, dump_claims},
    [BL_OUT_OPENIE] = {BL_STAGE_SYNTAX, dump_openie},
    [BL_OUT_LINKS] = {BL_STAGE_COREF, NULL},
    [BL_OUT_EXPLAIN] = {BL_STAGE_CLAIMS, dump_explain},
    [BL_OUT_TURTLE] = {BL_STAGE_CLAIMS, NULL},
};

typedef struct printing {
  const output_row *row;
  const bl_engine *engine;
  const bl_options *options;
  FILE *out;
} printing;

static bl_status print_one(void *user, int worker, bl_doc *doc, bl_buf *out) {
  (void)worker;
  printing *state = user;
  if (state->row->write) state->row->write(doc, state->options, out);
  else bl_resolver_dump_links(state->engine->resolver, doc, out);
  return BL_OK;
}

static bl_status put(void *user, const bl_result *result) {
  FILE *out = ((printing *)user)->out;
  if (result->out.n && fwrite(result->out.p, 1, result->out.n, out) != result->out.n)
    return bl_fail(BL_ERR_IO, "cannot write the output: %s", strerror(errno));
  return BL_OK;
}

int bl_print(bl_engine *engine, const bl_inputs *inputs, bl_output what, const bl_options *options, FILE *out) {
  if ((size_t)what >= sizeof outputs / sizeof *outputs || (!outputs[what].write && what != BL_OUT_LINKS))
    return bl_fail(BL_ERR_USAGE, "no such output");
  printing state = {&outputs[what], engine, options, out};
  bl_process process = {engine, inputs, options, outputs[what].last, print_one, put, &state};
  size_t failed = 0;
  BL_TRY(bl_engine_need(engine, outputs[what].last));
  if (what == BL_OUT_LINKS) BL_TRY(bl_engine_need_resolver(engine));
  BL_TRY(bl_process_run(&process, &failed));
  if (fflush(out) != 0) return bl_fail(BL_ERR_IO, "cannot write the output: %s", strerror(errno));
  if (failed) return bl_fail(BL_ERR_IO, "%zu of %zu inputs failed", failed, bl_inputs_count(inputs));
  return BL_OK;
}
