/* Solutions of a SPARQL group over a librdf model.
 *
 * Rasqal parses the query and evaluates its expressions; the patterns are matched here. Rasqal 0.9.33's own matching
 * gives wrong rows for OPTIONAL in some places and needs quadratic time for it in all, and takes patterns in the order
 * of the text.
 *
 * Method: bindings are handed down from left to right (nested loops over the model's indexes); within a basic pattern
 * the next triple is the one with most bound places; a filter is tried as soon as a row binds all of its variables. */
#ifndef BL_GRAPH_SOLVE_H
#define BL_GRAPH_SOLVE_H

#include <redland.h>

#include "base/mem.h"
#include "base/status.h"
#include "base/str.h"

/* Rows of `width` nodes, NULL where a variable is unbound. */
typedef struct bl_solutions {
  librdf_node **cells;
  uint32_t width, count, capacity;
} bl_solutions;

typedef struct bl_solver {
  librdf_world *world;
  librdf_model *model;
  rasqal_world *rasqal;
  rasqal_query *query; /* prepared */
  rasqal_evaluation_context *context;
  rasqal_variables_table *spare; /* holds `unbound`, a variable that never has a value */
  rasqal_variable *unbound;
  uint32_t width;             /* number of variables, named or not */
  BL_VEC(librdf_node *) made; /* nodes that expressions made; freed by bl_solver_close */
  bl_status status;           /* the first failure; message kept by bl_fail */
} bl_solver;

/* Opens a solver for a prepared query. */
void bl_solver_open(bl_solver *solver, librdf_world *world, librdf_model *model, rasqal_query *query);
void bl_solver_close(bl_solver *solver);

/* BL_ERR_USAGE if a variable is used where its group does not bind it (solve_scope.c says when). */
bl_status bl_solver_check(bl_solver *solver);

/* The column of a variable. */
uint32_t bl_solver_column(const rasqal_variable *variable);

/* Sets the variables of the query, or one of them, to a row, for expressions. */
void bl_solver_bind(bl_solver *solver, librdf_node *const *row);
void bl_solver_bind_one(bl_solver *solver, librdf_node *const *row, uint32_t column);

/* The value of an expression for the row that is bound; NULL: an error, or unbound. As Rasqal's literal (the caller
 * frees it), or as a node of the solver's. */
rasqal_literal *bl_solver_value(bl_solver *solver, rasqal_expression *expression);
librdf_node *bl_solver_node(bl_solver *solver, rasqal_expression *expression);

/* A literal that is no variable as a node of the solver's; a node as a literal that the caller frees. */
librdf_node *bl_solver_make(bl_solver *solver, rasqal_literal *literal);
rasqal_literal *bl_solver_literal(bl_solver *solver, librdf_node *node);

/* All solutions of the query's WHERE, appended to *out (width set). */
bl_status bl_solve(bl_solver *solver, bl_solutions *out);

/* Appends a copy of a row and gives it; the pointer holds until the next. */
librdf_node **bl_solutions_add(bl_solutions *solutions, librdf_node *const *row);
void bl_solutions_free(bl_solutions *solutions);

#endif
