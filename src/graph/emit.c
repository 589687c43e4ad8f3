/* The seam in front of Raptor 2; see emit.h. */
#include "graph/emit.h"

#include <raptor2.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "graph/names.h"
#include "graph/terms.h"

struct bl_emitter {
  raptor_world *world;
  raptor_serializer *serializer;
  raptor_iostream *stream;
  bl_buf *out;
  size_t count;
  bool failed;
  char message[256];
};

static void complain(bl_emitter *e, const char *what, const char *term) {
  if (!e->failed) snprintf(e->message, sizeof e->message, "%s: %.180s", what, term ? term : "");
  e->failed = true;
}

static void on_log(void *user, raptor_log_message *message) {
  if (message->level >= RAPTOR_LOG_LEVEL_ERROR) complain(user, "raptor", message->text);
}

bl_status bl_emitter_open(bl_emitter **out) {
  bl_emitter *e = bl_calloc(1, sizeof *e);
  *out = NULL;
  e->world = raptor_new_world();
  if (e->world) raptor_world_set_flag(e->world, RAPTOR_WORLD_FLAG_WWW_SKIP_INIT_FINISH, 1);
  if (!e->world || raptor_world_open(e->world)) {
    free(e);
    return bl_fail(BL_ERR_LIMIT, "cannot start Raptor");
  }
  raptor_world_set_log_handler(e->world, e, on_log);
  *out = e;
  return BL_OK;
}

void bl_emitter_close(bl_emitter *e) {
  if (!e) return;
  raptor_free_world(e->world);
  free(e);
}

/* ---- the sink --------------------------------------------------------------------------------------------------- */

static int put_byte(void *user, const int byte) {
  bl_buf_char(((bl_emitter *)user)->out, (char)byte);
  return 1;
}

static int put_bytes(void *user, const void *bytes, size_t size, size_t count) {
  bl_buf_add(((bl_emitter *)user)->out, bytes, size * count);
  return (int)count;
}

static const raptor_iostream_handler sink = {2, NULL, NULL, put_byte, put_bytes, NULL, NULL, NULL};

static void declare(bl_emitter *e, const char *prefix, const char *iri) {
  raptor_uri *uri = raptor_new_uri(e->world, (const unsigned char *)iri);
  raptor_serializer_set_namespace(e->serializer, uri, (const unsigned char *)prefix);
  raptor_free_uri(uri);
}

bl_status bl_emit_begin(bl_emitter *e, bl_buf *out) {
  e->out = out;
  e->count = 0;
  e->failed = false;
  e->serializer = raptor_new_serializer(e->world, "turtle");
  e->stream = raptor_new_iostream_from_handler(e->world, e, &sink);
  if (!e->serializer || !e->stream) return bl_fail(BL_ERR_LIMIT, "cannot make a Turtle serializer");
  for (int i = 0; i < BL_PREFIX_COUNT; i++) declare(e, bl_prefixes[i][0], bl_prefixes[i][1]);
  raptor_serializer_start_to_iostream(e->serializer, NULL, e->stream);
  return BL_OK;
}

bl_status bl_emit_end(bl_emitter *e) {
  if (e->serializer && raptor_serializer_serialize_end(e->serializer)) complain(e, "raptor", "the serializer failed");
  if (e->serializer) raptor_free_serializer(e->serializer);
  if (e->stream) raptor_free_iostream(e->stream);
  e->serializer = NULL;
  e->stream = NULL;
  return e->failed ? bl_fail(BL_ERR_FORMAT, "cannot write the graph: %s", e->message) : BL_OK;
}

size_t bl_emit_count(const bl_emitter *e) { return e->count; }

/* ---- terms ------------------------------------------------------------------------------------------------------ */

static bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool bl_iri_valid(const char *iri) {
  const char *p = iri;
  while ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
         (p > iri && ((*p >= '0' && *p <= '9') || *p == '+' || *p == '-' || *p == '.')))
    p++;
  if (p == iri || *p != ':' || !p[1]) return false;
  int hashes = 0;
  for (p = iri; *p; p++) {
    if ((unsigned char)*p <= ' ' || *p == 0x7F || strchr("<>\"{}|^`\\[]", *p)) return false;
    if (*p == '%' && !(is_hex(p[1]) && is_hex(p[2]))) return false;
    hashes += *p == '#';
  }
  return hashes <= 1 && bl_utf8_valid(bl_str_from(iri));
}

char *bl_iri_repair(bl_arena *arena, bl_str url) {
  bl_buf out = {0};
  bool hash = false;
  for (size_t i = 0; i < url.n; i++) {
    char c = url.p[i];
    bool bad = (unsigned char)c <= ' ' || c == 0x7F || strchr("<>\"{}|^`\\[]", c) || (c == '#' && hash);
    bad = bad || (c == '%' && !(i + 2 < url.n && is_hex(url.p[i + 1]) && is_hex(url.p[i + 2])));
    if (bad)
      bl_buf_printf(&out, "%%%02X", (unsigned)(unsigned char)c);
    else
      bl_buf_char(&out, c);
    hash = hash || c == '#';
  }
  char *iri = bl_str_dup(arena, bl_buf_view(&out));
  bl_buf_free(&out);
  return iri;
}

static raptor_term *iri_term(bl_emitter *e, const char *iri) {
  if (!bl_iri_valid(iri)) {
    complain(e, "not an IRI", iri);
    return NULL;
  }
  return raptor_new_term_from_uri_string(e->world, (const unsigned char *)iri);
}

static raptor_term *literal(bl_emitter *e, bl_str text, const char *type) {
  bl_buf clean = {0};
  bl_utf8_repair(&clean, text);
  raptor_uri *datatype = NULL;
  if (type) {
    char iri[96];
    snprintf(iri, sizeof iri, "%s%s", NS_XSD, type);
    datatype = raptor_new_uri(e->world, (const unsigned char *)iri);
  }
  raptor_term *term = raptor_new_term_from_counted_literal(e->world, (const unsigned char *)(clean.p ? clean.p : ""),
                                                           clean.n, datatype, NULL, 0);
  if (datatype) raptor_free_uri(datatype);
  bl_buf_free(&clean);
  return term;
}

static void put(bl_emitter *e, const char *subject, const char *predicate, raptor_term *object) {
  raptor_term *s = iri_term(e, subject), *p = iri_term(e, predicate);
  if (!s || !p || !object) {
    if (s) raptor_free_term(s);
    if (p) raptor_free_term(p);
    if (object) raptor_free_term(object);
    complain(e, "triple without a term", subject);
    return;
  }
  raptor_statement *statement = raptor_new_statement_from_nodes(e->world, s, p, object, NULL);
  raptor_serializer_serialize_statement(e->serializer, statement);
  raptor_free_statement(statement);
  e->count++;
}

void bl_emit_iri(bl_emitter *e, const char *subject, const char *predicate, const char *object) {
  put(e, subject, predicate, iri_term(e, object));
}

void bl_emit_text(bl_emitter *e, const char *subject, const char *predicate, bl_str text) {
  put(e, subject, predicate, literal(e, text, NULL));
}

void bl_emit_typed(bl_emitter *e, const char *subject, const char *predicate, bl_str text, const char *type) {
  put(e, subject, predicate, literal(e, text, type));
}

bool bl_decimal(bl_arena *arena, bl_str s, bl_str *out) {
  bool negative = s.n && s.p[0] == '-', point = false;
  size_t digits = 0;
  if (negative) s.p++, s.n--;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == '.' && !point)
      point = true;
    else if (s.p[i] >= '0' && s.p[i] <= '9')
      digits++;
    else
      return false;
  }
  if (!digits) return false;
  const char *zero = s.p[0] == '.' ? "0" : "", *tail = !point ? ".0" : s.p[s.n - 1] == '.' ? "0" : "";
  *out = bl_str_from(bl_arena_printf(arena, "%s%s" BL_STR_FMT "%s", negative ? "-" : "", zero, BL_STR_ARG(s), tail));
  return true;
}
