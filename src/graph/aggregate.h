/* Aggregates of SPARQL 1.1 (18.5.1): COUNT, SUM, AVG, MIN, MAX, SAMPLE, GROUP_CONCAT, each with DISTINCT. */
#ifndef BL_GRAPH_AGGREGATE_H
#define BL_GRAPH_AGGREGATE_H

#include "graph/solve.h"

typedef struct bl_aggregate {
  rasqal_expression *node; /* where it stands in its expression */
  rasqal_op op;            /* what stood there; and its literal (a separator) */
  rasqal_literal *literal;
} bl_aggregate;

typedef struct bl_aggregates {
  bl_aggregate *items;
  uint32_t count, capacity;
} bl_aggregates;

/* Adds the aggregates that stand in an expression, each once. */
void bl_aggregates_find(bl_aggregates *aggregates, rasqal_expression *expression);

/* Turns each into the literal of its value over these rows of `found` (an aggregate without a value: the empty string's
 * error, an unbound variable), and back. */
void bl_aggregates_fix(bl_aggregates *aggregates, bl_solver *solver, const bl_solutions *found, const uint32_t *rows,
                       uint32_t count);
void bl_aggregates_restore(bl_aggregates *aggregates);
void bl_aggregates_free(bl_aggregates *aggregates);

#endif
