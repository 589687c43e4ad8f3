/* One graph in which one real thing is one node: all layers of a folder with the canonical IRI in place of each entity
 * that links.ttl calls the same. */
#ifndef BL_GRAPH_MERGE_H
#define BL_GRAPH_MERGE_H

#include <stddef.h>

#include "base/status.h"

/* Reads the layers of `dir` that are there and writes Turtle to `path` ("-": standard output), whole or not at all, sorted,
 * each triple once. Events stay as each article tells them. `memory`: bytes of triples to hold at once (0: 64 MB); the
 * rest lies in temporary files. Makes and frees a Raptor world: main thread only. */
bl_status bl_merge_graph(const char *dir, const char *path, size_t memory);

#endif
