/* Links the names of one document to the knowledge base: `byline link`. */
#ifndef BL_RESOLVE_LINK_DOC_H
#define BL_RESOLVE_LINK_DOC_H

#include "doc/doc.h"
#include "resolve/resolve.h"

/* Appends a line for each name in the document (layers up to entities): DOC, begin, end (code points), Wikidata id or
 * NIL; or an object of JSON with doc, begin, end, text, label and sameAs (all ids as IRIs, [] for NIL). Without a
 * knowledge base all are NIL. */
void bl_resolver_dump_links(const bl_resolver *resolver, bl_doc *doc, bool json, bl_buf *out);

/* A name that another knowledge base can be asked about. */
typedef struct bl_link_name {
  bl_span bytes;  /* of the mention */
  bl_str name;    /* its text; the fullest name of a person who is called by one word */
  uint8_t type;   /* bl_etype */
  bl_str country; /* label of the country that the document names most, for places; may be empty */
} bl_link_name;

/* The names of a document that are in no longer one, in the order of the text; in the arena. Gives their number. */
uint32_t bl_resolver_names(const bl_resolver *resolver, bl_doc *doc, bl_arena *arena, bl_link_name **out);

/* The line of JSON: `iris` is JSON inside the brackets of sameAs; `more`, further members (", \"score\": 1") or empty. */
void bl_link_json(const bl_doc *doc, bl_span bytes, bl_str label, bl_str iris, bl_str more, bl_buf *out);

#endif
