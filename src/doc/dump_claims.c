/* Claims as lines; see dump_claims.h. */
#include "doc/dump_claims.h"

#include "doc/dump_explain.h"

const char bl_dump_claims_header[] =
    "doc\tbegin\tend\tsubject\tpredicate\tobject\tpolarity\tmodality\tsources\tplace\ttime\tevent\tconfidence\trule\trule_place\tevidence\n";

static void put_cell(bl_str text, bl_buf *out) {
  for (size_t i = 0; i < text.n; i++) bl_buf_char(out, text.p[i] == '\n' || text.p[i] == '\t' || text.p[i] == '\r' ? ' ' : text.p[i]);
}

static void put_chain(const bl_doc *doc, uint32_t attribution, int depth, bl_buf *out) {
  enum { DEEPEST = 16 };
  if (attribution >= doc->attributions.count || depth > DEEPEST) return;
  const bl_attribution *a = &doc->attributions.items[attribution];
  size_t before = out->n;
  put_chain(doc, a->outer, depth + 1, out);
  if (!a->speech || a->entity >= doc->entities.count) return;
  if (out->n > before) bl_buf_c(out, " > ");
  put_cell(doc->entities.items[a->entity].label, out);
}

static void put_places(const bl_doc *doc, const bl_claim *c, bl_buf *out) {
  for (int i = 0; i < BL_PLACES && c->places.at[i] < doc->entities.count; i++) {
    if (i) bl_buf_c(out, " | ");
    put_cell(doc->entities.items[c->places.at[i]].label, out);
  }
}

static void put_claim(bl_doc *doc, uint32_t index, bl_buf *out) {
  const bl_claim *c = &doc->claims.items[index];
  bl_span cp = bl_doc_cp_span(doc, bl_doc_token_bytes(doc, c->tokens));
  put_cell(doc->name, out);
  bl_buf_printf(out, "\t%u\t%u\t", cp.begin, cp.end);
  put_cell(bl_claim_subject_text(doc, index, true), out);
  bl_buf_printf(out, "\t" BL_STR_FMT "\t", BL_STR_ARG(c->predicate));
  put_cell(bl_claim_object_text(doc, index), out);
  bl_buf_printf(out, "\t%c\t%s\t", c->polarity == BL_NEGATED ? '-' : '+', bl_modality_name((bl_modality)c->modality));
  put_chain(doc, c->attribution, 0, out);
  bl_buf_char(out, '\t');
  put_places(doc, c, out);
  bl_buf_char(out, '\t');
  if (c->time < doc->times.count) put_cell(doc->times.items[c->time].value, out);
  bl_buf_char(out, '\t');
  if (c->event < doc->events.count) put_cell(doc->events.items[c->event].class_name, out);
  bl_buf_printf(out, "\t%u\t" BL_STR_FMT "\t" BL_STR_FMT "\t", c->confidence, BL_STR_ARG(c->rule), BL_STR_ARG(c->rule_place));
  put_cell(bl_doc_span_text(doc, c->tokens), out);
  bl_buf_char(out, '\n');
}

void bl_dump_claims(bl_doc *doc, bl_buf *out) {
  for (uint32_t i = 0; i < doc->claims.count; i++) put_claim(doc, i, out);
}
