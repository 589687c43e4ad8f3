/* See results.h. CSV and TSV after "SPARQL 1.1 Query Results CSV and TSV Formats", JSON after "SPARQL 1.1 Query Results
 * JSON Format" (both W3C Recommendations, 2013). */
#include "graph/results.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "graph/names.h"

void bl_table_free(bl_table *t) {
  BL_VEC_FREE(&t->names);
  BL_VEC_FREE(&t->cells);
  bl_arena_free(&t->arena);
}

static uint32_t rows(const bl_table *t) { return t->names.count ? t->cells.count / t->names.count : 0; }
static const bl_cell *at(const bl_table *t, uint32_t row, uint32_t column) {
  return &t->cells.items[row * t->names.count + column];
}

/* ---- CSV and TSV ------------------------------------------------------------------------------------------------ */

static void csv_field(bl_str s, bl_buf *out) {
  bool quote = false;
  for (size_t i = 0; i < s.n; i++) quote |= strchr("\",\n\r", s.p[i]) != NULL;
  if (!quote) {
    bl_buf_str(out, s);
    return;
  }
  bl_buf_char(out, '"');
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == '"') bl_buf_char(out, '"');
    bl_buf_char(out, s.p[i]);
  }
  bl_buf_char(out, '"');
}

static void csv(const bl_table *t, bl_buf *out) {
  for (uint32_t c = 0; c < t->names.count; c++) {
    if (c) bl_buf_char(out, ',');
    csv_field(t->names.items[c], out);
  }
  bl_buf_c(out, "\r\n");
  for (uint32_t r = 0; r < rows(t); r++) {
    for (uint32_t c = 0; c < t->names.count; c++) {
      if (c) bl_buf_char(out, ',');
      if (at(t, r, c)->kind == BL_CELL_BLANK) bl_buf_c(out, "_:");
      csv_field(at(t, r, c)->text, out);
    }
    bl_buf_c(out, "\r\n");
  }
}

static void escaped(bl_str s, bl_buf *out) {
  bl_buf_char(out, '"');
  for (size_t i = 0; i < s.n; i++) {
    unsigned char ch = (unsigned char)s.p[i];
    if (ch == '"' || ch == '\\') bl_buf_char(out, '\\');
    if (ch == '\n')
      bl_buf_c(out, "\\n");
    else if (ch == '\r')
      bl_buf_c(out, "\\r");
    else if (ch == '\t')
      bl_buf_c(out, "\\t");
    else if (ch < 0x20)
      bl_buf_printf(out, "\\u%04x", ch);
    else
      bl_buf_char(out, s.p[i]);
  }
  bl_buf_char(out, '"');
}

static bool bare(const bl_cell *c) {
  return bl_str_eq_c(c->datatype, NS_XSD "integer") || bl_str_eq_c(c->datatype, NS_XSD "decimal") ||
         bl_str_eq_c(c->datatype, NS_XSD "boolean");
}

static void tsv_cell(const bl_cell *c, bl_buf *out) {
  if (c->kind == BL_CELL_IRI) bl_buf_printf(out, "<" BL_STR_FMT ">", BL_STR_ARG(c->text));
  if (c->kind == BL_CELL_BLANK) bl_buf_printf(out, "_:" BL_STR_FMT, BL_STR_ARG(c->text));
  if (c->kind != BL_CELL_LITERAL) return;
  if (bare(c)) {
    bl_buf_str(out, c->text);
    return;
  }
  escaped(c->text, out);
  if (c->language.n)
    bl_buf_printf(out, "@" BL_STR_FMT, BL_STR_ARG(c->language));
  else if (c->datatype.n)
    bl_buf_printf(out, "^^<" BL_STR_FMT ">", BL_STR_ARG(c->datatype));
}

static void tsv(const bl_table *t, bl_buf *out) {
  for (uint32_t c = 0; c < t->names.count; c++)
    bl_buf_printf(out, "%s?" BL_STR_FMT, c ? "\t" : "", BL_STR_ARG(t->names.items[c]));
  bl_buf_char(out, '\n');
  for (uint32_t r = 0; r < rows(t); r++) {
    for (uint32_t c = 0; c < t->names.count; c++) {
      if (c) bl_buf_char(out, '\t');
      tsv_cell(at(t, r, c), out);
    }
    bl_buf_char(out, '\n');
  }
}

/* ---- JSON ------------------------------------------------------------------------------------------------------- */

static void json_cell(bl_str name, const bl_cell *c, bool comma, bl_buf *out) {
  static const char *const kinds[] = {"", "uri", "literal", "bnode"};
  bl_buf_c(out, comma ? ",\n        " : "\n        ");
  escaped(name, out);
  bl_buf_printf(out, ": {\"type\": \"%s\", \"value\": ", kinds[c->kind]);
  escaped(c->text, out);
  if (c->language.n) {
    bl_buf_c(out, ", \"xml:lang\": ");
    escaped(c->language, out);
  } else if (c->datatype.n) {
    bl_buf_c(out, ", \"datatype\": ");
    escaped(c->datatype, out);
  }
  bl_buf_char(out, '}');
}

static void json(const bl_table *t, bl_buf *out) {
  bl_buf_c(out, "{\n  \"head\": {\"vars\": [");
  for (uint32_t c = 0; c < t->names.count; c++) {
    if (c) bl_buf_c(out, ", ");
    escaped(t->names.items[c], out);
  }
  bl_buf_c(out, "]},\n  \"results\": {\"bindings\": [");
  for (uint32_t r = 0; r < rows(t); r++) {
    bool comma = false;
    bl_buf_c(out, r ? ",\n      {" : "\n      {");
    for (uint32_t c = 0; c < t->names.count; c++) {
      if (at(t, r, c)->kind == BL_CELL_NONE) continue;
      json_cell(t->names.items[c], at(t, r, c), comma, out);
      comma = true;
    }
    bl_buf_c(out, "\n      }");
  }
  bl_buf_c(out, "\n  ]}\n}\n");
}

/* ---- the table -------------------------------------------------------------------------------------------------- */

/* Names of our own vocabulary are shown without their namespace; nodes of the graph by their last part. */
static bl_str shown(const bl_cell *c) {
  if (c->kind != BL_CELL_IRI) return c->text;
  bl_str own = BL_STR(NS_BY), rel = BL_STR(NS_REL);
  if (bl_str_starts(c->text, own)) return bl_str_slice(c->text, own.n, c->text.n);
  if (bl_str_starts(c->text, rel)) return bl_str_slice(c->text, rel.n, c->text.n);
  return c->text;
}

static void padded(bl_str s, size_t width, bool last, bl_buf *out) {
  size_t count = bl_utf8_count(s);
  for (size_t i = 0; i < s.n; i++) bl_buf_char(out, s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r' ? ' ' : s.p[i]);
  for (; !last && count < width; count++) bl_buf_char(out, ' ');
}

static void table(const bl_table *t, bl_buf *out) {
  size_t *width = bl_calloc(t->names.count + 1, sizeof *width);
  for (uint32_t c = 0; c < t->names.count; c++) {
    width[c] = bl_utf8_count(t->names.items[c]);
    for (uint32_t r = 0; r < rows(t); r++) {
      size_t w = bl_utf8_count(shown(at(t, r, c)));
      if (w > width[c]) width[c] = w;
    }
  }
  for (uint32_t c = 0; c < t->names.count; c++) {
    if (c) bl_buf_c(out, "  ");
    padded(t->names.items[c], width[c], c + 1 == t->names.count, out);
  }
  bl_buf_char(out, '\n');
  for (uint32_t c = 0; c < t->names.count; c++) {
    if (c) bl_buf_c(out, "  ");
    for (size_t i = 0; i < width[c]; i++) bl_buf_char(out, '-');
  }
  bl_buf_char(out, '\n');
  for (uint32_t r = 0; r < rows(t); r++) {
    for (uint32_t c = 0; c < t->names.count; c++) {
      if (c) bl_buf_c(out, "  ");
      padded(shown(at(t, r, c)), width[c], c + 1 == t->names.count, out);
    }
    bl_buf_char(out, '\n');
  }
  bl_buf_printf(out, "%u %s\n", rows(t), rows(t) == 1 ? "row" : "rows");
  free(width);
}

void bl_results_write(const bl_table *t, bl_query_format format, bl_buf *out) {
  switch (format) {
    case BL_QUERY_CSV: csv(t, out); break;
    case BL_QUERY_TSV: tsv(t, out); break;
    case BL_QUERY_JSON: json(t, out); break;
    case BL_QUERY_TABLE: table(t, out); break;
  }
}

void bl_results_boolean(bool answer, bl_query_format format, bl_buf *out) {
  const char *word = answer ? "true" : "false";
  bl_buf_printf(out, format == BL_QUERY_JSON ? "{\"head\": {}, \"boolean\": %s}\n" : "%s\n", word);
}
