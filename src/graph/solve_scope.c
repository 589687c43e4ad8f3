/* Where handing bindings down gives another answer than SPARQL's bottom-up semantics (SPARQL 1.1, 18.2; Pérez et al.
 * 2009, "well-designed patterns"), the query is refused:
 *   - a FILTER or BIND in a group of its own, or in a branch of a UNION, uses a variable that only the outside binds;
 *   - an OPTIONAL shares a variable with the outside of its group that the group itself does not bind. */
#include <stdlib.h>

#include "graph/solve.h"

typedef struct scope {
  bl_solver *s;
  const char *variable; /* the first that is out of scope */
} scope;

static rasqal_graph_pattern *sub_at(rasqal_graph_pattern *gp, int i) {
  return rasqal_graph_pattern_get_sub_graph_pattern(gp, i);
}

static bool *new_set(const scope *c, const bool *from) {
  bool *set = bl_calloc(c->s->width + 1, sizeof *set);
  for (uint32_t i = 0; from && i < c->s->width; i++) set[i] = from[i];
  return set;
}

static void note_literal(bool *set, rasqal_literal *l) {
  rasqal_variable *v = rasqal_literal_as_variable(l);
  if (v) set[bl_solver_column(v)] = true;
}

static int note_used(void *user, rasqal_expression *e) {
  if (e->op == RASQAL_EXPR_LITERAL && e->literal) note_literal(user, e->literal);
  return 0;
}

/* Adds the variables that triples and BIND under `gp` bind, and to `used` (may be NULL) those of its expressions. */
static void note(rasqal_graph_pattern *gp, bool *binds, bool *used) {
  rasqal_graph_pattern_operator kind = rasqal_graph_pattern_get_operator(gp);
  rasqal_expression *e = rasqal_graph_pattern_get_filter_expression(gp);
  rasqal_triple *t;
  rasqal_graph_pattern *sub;
  for (int i = 0; kind == RASQAL_GRAPH_PATTERN_OPERATOR_BASIC && (t = rasqal_graph_pattern_get_triple(gp, i)); i++) {
    note_literal(binds, t->subject);
    note_literal(binds, t->predicate);
    note_literal(binds, t->object);
  }
  if (kind == RASQAL_GRAPH_PATTERN_OPERATOR_LET) binds[bl_solver_column(rasqal_graph_pattern_get_variable(gp))] = true;
  if (e && used) rasqal_expression_visit(e, note_used, used);
  for (int i = 0; (sub = sub_at(gp, i)); i++) note(sub, binds, used);
}

/* Complains about a variable of `set` that is outside, but not among `known`. */
static void compare(scope *c, const bool *set, const bool *outside, const bool *known) {
  for (uint32_t i = 0; i < c->s->width; i++)
    if (set[i] && outside[i] && !known[i] && !c->variable)
      c->variable = (const char *)rasqal_query_get_variable(c->s->query, (int)i)->name;
}

static void walk(scope *c, rasqal_graph_pattern *gp, const bool *outside);

/* Part `at` of the group `gp`; `around`: the variables of the other parts. */
static void part(scope *c, rasqal_graph_pattern *gp, int at, const bool *around, const bool *outside) {
  rasqal_graph_pattern *sub = sub_at(gp, at);
  rasqal_graph_pattern_operator kind = rasqal_graph_pattern_get_operator(sub);
  bool *beyond = new_set(c, outside), *binds = new_set(c, NULL), *used = new_set(c, NULL);
  for (uint32_t i = 0; i < c->s->width; i++) beyond[i] |= around[i];
  note(sub, binds, used);
  if (kind == RASQAL_GRAPH_PATTERN_OPERATOR_OPTIONAL) {
    compare(c, binds, outside, around);
    compare(c, used, outside, around);
  } else if (kind == RASQAL_GRAPH_PATTERN_OPERATOR_GROUP) {
    compare(c, used, beyond, binds);
  }
  walk(c, sub, beyond);
  free(beyond);
  free(binds);
  free(used);
}

static void branch(scope *c, rasqal_graph_pattern *sub, const bool *outside) {
  bool *binds = new_set(c, NULL), *used = new_set(c, NULL);
  note(sub, binds, used);
  compare(c, used, outside, binds);
  walk(c, sub, outside);
  free(binds);
  free(used);
}

static void walk(scope *c, rasqal_graph_pattern *gp, const bool *outside) {
  bool unions = rasqal_graph_pattern_get_operator(gp) == RASQAL_GRAPH_PATTERN_OPERATOR_UNION;
  bool optional = rasqal_graph_pattern_get_operator(gp) == RASQAL_GRAPH_PATTERN_OPERATOR_OPTIONAL;
  rasqal_graph_pattern *sub, *other;
  if (optional && sub_at(gp, 0) && !sub_at(gp, 1)) { /* Rasqal's group around the inside of an OPTIONAL is no scope */
    walk(c, sub_at(gp, 0), outside);
    return;
  }
  for (int i = 0; (sub = sub_at(gp, i)); i++) {
    bool *around = new_set(c, NULL);
    for (int k = 0; !unions && (other = sub_at(gp, k)); k++)
      if (k != i) note(other, around, NULL);
    if (unions)
      branch(c, sub, outside);
    else
      part(c, gp, i, around, outside);
    free(around);
  }
}

bl_status bl_solver_check(bl_solver *solver) {
  scope c = {solver, NULL};
  rasqal_graph_pattern *gp = rasqal_query_get_query_graph_pattern(solver->query);
  bool *outside = new_set(&c, NULL);
  if (gp) walk(&c, gp, outside);
  free(outside);
  if (!c.variable) return BL_OK;
  return bl_fail(BL_ERR_USAGE, "?%s is used in a group that does not bind it: repeat a pattern that binds it there",
                 c.variable);
}
