/* Rows of a query in four formats: a table for people, and the W3C's SPARQL 1.1 results in CSV, TSV, JSON. */
#ifndef BL_GRAPH_RESULTS_H
#define BL_GRAPH_RESULTS_H

#include "graph/query.h"

typedef enum bl_cell_kind { BL_CELL_NONE, BL_CELL_IRI, BL_CELL_LITERAL, BL_CELL_BLANK } bl_cell_kind;

typedef struct bl_cell {
  bl_cell_kind kind;
  bl_str text, datatype, language;
} bl_cell;

typedef struct bl_table {
  bl_arena arena;
  BL_VEC(bl_str) names;
  BL_VEC(bl_cell) cells; /* row by row */
} bl_table;

void bl_table_free(bl_table *table);
void bl_results_write(const bl_table *table, bl_query_format format, bl_buf *out);
void bl_results_boolean(bool answer, bl_query_format format, bl_buf *out);

#endif
