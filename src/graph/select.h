/* From solutions to the rows of a SELECT: grouping, aggregates, expressions, DISTINCT, ORDER BY, LIMIT. */
#ifndef BL_GRAPH_SELECT_H
#define BL_GRAPH_SELECT_H

#include "graph/results.h"
#include "graph/solve.h"

/* Fills an empty table. Rows come in the order of ORDER BY and, where that leaves it open, in the order of their cells,
 * so that the same graph gives the same rows in the same order. */
bl_status bl_select(bl_solver *solver, bl_table *table);

/* Order of nodes (SPARQL 1.1, 15.1): unbound, blank, IRI, literal; numbers by value, all else by text, datatype,
 * language. */
int bl_node_order(librdf_node *a, librdf_node *b);

/* A node as a cell, copied into the arena. */
bl_cell bl_cell_of(bl_arena *arena, librdf_node *node);

#endif
