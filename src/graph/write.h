/* One article as Turtle: the layer `articles/NAME.ttl` of the graph (see ontology/README.md).
 *
 * IRIs are minted from content below BASE: article/NAME-DIGEST, and below that entity/SLUG, event/, claim/HASH,
 * attribution/, quantity/, time/, #char=b,e. No blank nodes, no clock: the same document gives the same bytes. */
#ifndef BL_GRAPH_WRITE_H
#define BL_GRAPH_WRITE_H

#include "doc/doc.h"
#include "graph/emit.h"

/* Appends the Turtle of `doc` to `out`. `base` is an IRI that ends in / or #. Triples are counted in *triples (may be
 * NULL). Strings that are minted lie in the document's arena. */
bl_status bl_write_article(bl_emitter *emitter, bl_doc *doc, const char *base, bl_buf *out, size_t *triples);

/* The IRI of a claim, for `byline explain --claim`; in the document's arena. */
const char *bl_claim_iri(bl_doc *doc, const char *base, uint32_t claim);

#endif
