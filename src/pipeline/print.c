/* bl_print: one layer of each input as text. The table says how far the pipeline must go and who writes the layer. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "doc/dump_attributions.h"
#include "doc/dump_claims.h"
#include "claim/openie.h"
#include "doc/dump_explain.h"
#include "doc/dump_names.h"
#include "doc/dump_text.h"
#include "doc/dump_times.h"
#include "pipeline/process.h"
#include "pipeline/service.h"
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
    [BL_OUT_LINKS_JSON] = {BL_STAGE_COREF, NULL},
    [BL_OUT_EXPLAIN] = {BL_STAGE_CLAIMS, dump_explain},
    [BL_OUT_TURTLE] = {BL_STAGE_CLAIMS, NULL},
};

typedef struct printing {
  const output_row *row;
  const bl_engine *engine;
  const bl_options *options;
  FILE *out;
  bool json;
  bl_service *service; /* NULL: none */
} printing;

/* ---- links of a service ------------------------------------------------------------------------------------------ */

static void service_line(const printing *p, const bl_doc *doc, bl_span bytes, const bl_service_answer *a, bl_buf *out) {
  char score[24];
  bl_span cp = bl_doc_cp_span(doc, bytes);
  snprintf(score, sizeof score, "%s%d.%02d", a->score < 0 ? "-" : "", abs(a->score / 100), abs(a->score % 100));
  if (!p->json) {
    bl_buf_printf(out, BL_STR_FMT "\t%u\t%u\t", BL_STR_ARG(doc->name), (unsigned)cp.begin, (unsigned)cp.end);
    bl_buf_str(out, a->match ? a->iri : BL_STR("NIL"));
    bl_buf_printf(out, "\t%s\t" BL_STR_FMT "\n", a->iri.n ? score : "", BL_STR_ARG(a->name));
    return;
  }
  bl_buf iri = {0}, more = {0};
  if (a->match) bl_dump_json_string(a->iri, &iri);
  bl_buf_printf(&more, ", \"score\": %s, \"match\": %s", a->iri.n ? score : "null", a->match ? "true" : "false");
  bl_link_json(doc, bytes, a->name, bl_buf_view(&iri), bl_buf_view(&more), out);
  bl_buf_free(&iri);
  bl_buf_free(&more);
}

static bl_status print_service_links(const printing *p, bl_doc *doc, bl_buf *out) {
  bl_arena arena = {0};
  bl_link_name *names;
  uint32_t count = bl_resolver_names(p->engine->resolver, doc, &arena, &names);
  bl_service_query *queries = BL_ARENA_NEW(&arena, bl_service_query, count);
  bl_service_answer *answers = BL_ARENA_NEW(&arena, bl_service_answer, count);
  for (uint32_t i = 0; i < count; i++) queries[i] = (bl_service_query){names[i].name, names[i].type, names[i].country};
  bl_status status = bl_service_ask(p->service, queries, count, answers);
  for (uint32_t i = 0; status == BL_OK && i < count; i++) service_line(p, doc, names[i].bytes, &answers[i], out);
  bl_arena_free(&arena);
  return status;
}

/* ---- printing ---------------------------------------------------------------------------------------------------- */

static bl_status print_one(void *user, int worker, bl_doc *doc, bl_buf *out) {
  (void)worker;
  printing *state = user;
  if (state->service) return print_service_links(state, doc, out);
  if (state->row->write) state->row->write(doc, state->options, out);
  else bl_resolver_dump_links(state->engine->resolver, doc, state->json, out);
  return BL_OK;
}

static bl_status put(void *user, const bl_result *result) {
  FILE *out = ((printing *)user)->out;
  if (result->out.n && fwrite(result->out.p, 1, result->out.n, out) != result->out.n)
    return bl_fail(BL_ERR_IO, "cannot write the output: %s", strerror(errno));
  return BL_OK;
}

int bl_print(bl_engine *engine, const bl_inputs *inputs, bl_output what, const bl_options *options, FILE *out) {
  bool links = what == BL_OUT_LINKS || what == BL_OUT_LINKS_JSON;
  if ((size_t)what >= sizeof outputs / sizeof *outputs || (!outputs[what].write && !links))
    return bl_fail(BL_ERR_USAGE, "no such output");
  printing state = {.row = &outputs[what], .engine = engine, .options = options, .out = out, .json = what == BL_OUT_LINKS_JSON};
  bl_process process = {engine, inputs, options, outputs[what].last, print_one, put, &state};
  size_t failed = 0;
  BL_TRY(bl_engine_need(engine, outputs[what].last));
  if (links) BL_TRY(bl_engine_need_resolver(engine));
  if (links && options->service) BL_TRY(bl_service_open(options->service, &state.service));
  bl_status status = bl_process_run(&process, &failed);
  bl_service_close(state.service);
  BL_TRY(status);
  if (fflush(out) != 0) return bl_fail(BL_ERR_IO, "cannot write the output: %s", strerror(errno));
  if (failed) return bl_fail(BL_ERR_IO, "%zu of %zu inputs failed", failed, bl_inputs_count(inputs));
  return BL_OK;
}
