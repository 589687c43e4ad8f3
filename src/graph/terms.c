/* Terms as Turtle text; see terms.h. */
#include "graph/terms.h"

#include <string.h>

#include "base/utf8.h"
#include "graph/emit.h"
#include "graph/names.h"

const char *const bl_prefixes[BL_PREFIX_COUNT][2] = {
    {"by", NS_BY},     {"rel", NS_REL},         {"rdf", NS_RDF},   {"rdfs", NS_RDFS}, {"owl", NS_OWL}, {"xsd", NS_XSD},
    {"skos", NS_SKOS}, {"dcterms", NS_DCTERMS}, {"prov", NS_PROV}, {"nif", NS_NIF},   {"geo", NS_GEO}, {"wgs", NS_WGS}};

void bl_terms_prefixes(bl_buf *out) {
  for (int i = 0; i < BL_PREFIX_COUNT; i++) bl_buf_printf(out, "@prefix %s: <%s> .\n", bl_prefixes[i][0], bl_prefixes[i][1]);
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* A part of what Turtle allows behind a prefix, safe with every reader. */
static bool is_local(bl_str s) {
  if (!s.n || !is_letter(s.p[0])) return false;
  for (size_t i = 1; i < s.n; i++)
    if (!is_letter(s.p[i]) && !is_digit(s.p[i]) && s.p[i] != '-' && s.p[i] != '_') return false;
  return true;
}

void bl_terms_iri(bl_buf *out, bl_str iri) {
  for (int i = 0; i < BL_PREFIX_COUNT; i++) {
    bl_str space = bl_str_from(bl_prefixes[i][1]), local = bl_str_slice(iri, space.n, iri.n);
    if (!bl_str_starts(iri, space) || !is_local(local)) continue;
    bl_buf_printf(out, "%s:" BL_STR_FMT, bl_prefixes[i][0], BL_STR_ARG(local));
    return;
  }
  bl_buf_char(out, '<');
  bl_buf_str(out, iri);
  bl_buf_char(out, '>');
}

/* Digits with at most `points` points, one digit at least at the end. */
static bool is_numeral(bl_str s, int points) {
  if (s.n && (s.p[0] == '-' || s.p[0] == '+')) s = bl_str_slice(s, 1, s.n);
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == '.') points--;
    else if (!is_digit(s.p[i])) return false;
  }
  return s.n && is_digit(s.p[s.n - 1]) && points == 0;
}

static bool is_bare(bl_str text, const char *type) {
  if (strcmp(type, NS_XSD "integer") == 0) return is_numeral(text, 0);
  if (strcmp(type, NS_XSD "decimal") == 0) return is_numeral(text, 1);
  return strcmp(type, NS_XSD "boolean") == 0 && (bl_str_eq_c(text, "true") || bl_str_eq_c(text, "false"));
}

static void quote(bl_buf *out, bl_str text) {
  bl_buf_char(out, '"');
  for (size_t i = 0; i < text.n; i++) {
    unsigned char c = (unsigned char)text.p[i];
    if (c == '"' || c == '\\') bl_buf_printf(out, "\\%c", c);
    else if (c == '\n') bl_buf_c(out, "\\n");
    else if (c == '\r') bl_buf_c(out, "\\r");
    else if (c == '\t') bl_buf_c(out, "\\t");
    else if (c < ' ' || c == 0x7F) bl_buf_printf(out, "\\u%04X", c);
    else bl_buf_char(out, (char)c);
  }
  bl_buf_char(out, '"');
}

void bl_terms_literal(bl_buf *out, const raptor_term *literal) {
  const raptor_term_literal_value *v = &literal->value.literal;
  bl_str text = {(const char *)v->string, v->string_len};
  const char *type = v->datatype ? (const char *)raptor_uri_as_string(v->datatype) : NULL;
  if (type && is_bare(text, type)) {
    bl_buf_str(out, text);
    return;
  }
  quote(out, text);
  if (v->language) bl_buf_printf(out, "@%s", (const char *)v->language);
  if (!type || strcmp(type, NS_XSD "string") == 0) return;
  bl_buf_c(out, "^^");
  bl_terms_iri(out, bl_str_from(type));
}

bl_str bl_terms_text(const raptor_term *iri) {
  size_t n = 0;
  const unsigned char *text = raptor_uri_as_counted_string(iri->value.uri, &n);
  return (bl_str){(const char *)text, n};
}

bl_status bl_terms_check(const raptor_term *term) {
  if (term->type == RAPTOR_TERM_TYPE_URI) {
    const char *iri = bl_terms_text(term).p;
    return bl_iri_valid(iri) ? BL_OK : bl_fail(BL_ERR_FORMAT, "not an IRI: %.180s", iri);
  }
  if (term->type != RAPTOR_TERM_TYPE_LITERAL) return bl_fail(BL_ERR_FORMAT, "a blank node, which no graph of byline has");
  const raptor_term_literal_value *v = &term->value.literal;
  bl_str text = {(const char *)v->string, v->string_len};
  return bl_utf8_valid(text) ? BL_OK : bl_fail(BL_ERR_FORMAT, "a text that is no UTF-8");
}
