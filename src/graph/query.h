/* SPARQL over Turtle files: librdf's `trees` store, Rasqal's parser and functions, matching and grouping of
 * our own (solve.h, select.h), results in the W3C formats.
 *
 * What cannot be answered rightly is refused with a message, so that an answer that is given can be trusted. */
#ifndef BL_GRAPH_QUERY_H
#define BL_GRAPH_QUERY_H

#include "base/status.h"
#include "base/str.h"

typedef enum bl_query_format { BL_QUERY_TABLE, BL_QUERY_CSV, BL_QUERY_TSV, BL_QUERY_JSON } bl_query_format;

/* BL_ERR_USAGE with "path:line: ..." if the query uses what Rasqal reads wrongly or not at all. */
bl_status bl_query_check(const char *path, bl_str query);

typedef struct bl_query_job {
  const char *graph;    /* a Turtle file, or a graph folder: all its *.ttl and those of articles/ are loaded */
  const char *ontology; /* one more Turtle file, NULL: none */
  const char *path;     /* of the query, for messages */
} bl_query_job;

/* Checks and runs `query`; appends the rows of a SELECT, or the answer of an ASK. An error of the Turtle or the query
 * names the file and the line. Makes and frees a librdf world: main thread only. */
bl_status bl_query_run(const bl_query_job *job, bl_str query, bl_query_format format, bl_buf *out);

#endif
