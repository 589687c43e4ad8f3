/* Links the names of one document to the knowledge base: `byline link`. */
#ifndef BL_RESOLVE_LINK_DOC_H
#define BL_RESOLVE_LINK_DOC_H

#include "doc/doc.h"
#include "resolve/resolve.h"

/* Appends a line for each name in the document (layers up to entities): DOC, begin, end (code points), Wikidata id or
 * NIL. Without a knowledge base all are NIL. */
void bl_resolver_dump_links(const bl_resolver *resolver, bl_doc *doc, bl_buf *out);

#endif
