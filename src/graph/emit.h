/* Triples to Turtle bytes through Raptor, with what Raptor does not check (design/redland.md): terms are validated
 * before it sees them, its log is kept, its output goes to a buffer of ours. One serializer a file; Raptor sorts
 * subjects and properties, so the bytes do not depend on the order of emitting. */
#ifndef BL_GRAPH_EMIT_H
#define BL_GRAPH_EMIT_H

#include "base/status.h"
#include "base/str.h"

typedef struct bl_emitter bl_emitter;

/* Makes a Raptor world: on the main thread only, one for each thread that writes. */
bl_status bl_emitter_open(bl_emitter **out);
void bl_emitter_close(bl_emitter *emitter);

/* Begins a Turtle file whose bytes are appended to `out` by bl_emit_end. */
bl_status bl_emit_begin(bl_emitter *emitter, bl_buf *out);

/* One triple each. A term that is no valid IRI or text is an error that bl_emit_end reports; nothing is written twice.
 */
void bl_emit_iri(bl_emitter *emitter, const char *subject, const char *predicate, const char *object);
void bl_emit_text(bl_emitter *emitter, const char *subject, const char *predicate, bl_str text);
/* `type`: local name in the XSD namespace: "date", "integer", "decimal" (with a point), "boolean". */
void bl_emit_typed(bl_emitter *emitter, const char *subject, const char *predicate, bl_str text, const char *type);

/* Ends the file. BL_ERR_FORMAT if Raptor or a check complained. */
bl_status bl_emit_end(bl_emitter *emitter);

/* How many triples were emitted since bl_emit_begin. */
size_t bl_emit_count(const bl_emitter *emitter);

/* Whether `iri` is absolute and free of characters that RFC 3987 forbids. */
bool bl_iri_valid(const char *iri);

/* A URL as pages give it, with what an IRI may not hold percent-encoded. */
char *bl_iri_repair(bl_arena *arena, bl_str url);

/* Decimal numeral with a point: "60" -> "60.0", "-.5" -> "-0.5"; in the arena. False if `s` is no numeral. */
bool bl_decimal(bl_arena *arena, bl_str s, bl_str *out);

#endif
