/* links.ttl, analysis.ttl and facts.ttl from a resolved corpus. */
#ifndef BL_GRAPH_DERIVED_H
#define BL_GRAPH_DERIVED_H

#include "graph/emit.h"
#include "resolve/resolve.h"

/* Each appends one file. `corpus` is the one that `resolution` came from. */
bl_status bl_write_links(bl_emitter *emitter, const bl_corpus *corpus, const bl_resolution *resolution, bl_buf *out);
bl_status bl_write_analysis(bl_emitter *emitter, const bl_corpus *corpus, const bl_resolution *resolution, bl_buf *out);
bl_status bl_write_facts(bl_emitter *emitter, const bl_corpus *corpus, const bl_resolution *resolution, bl_buf *out);

#endif
