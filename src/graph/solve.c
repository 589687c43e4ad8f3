/* Matching patterns; see solve.h.
 *
 * Invariants: a bound cell is never bound again, so a filter whose variables are all bound in a row may be tried at any
 * time; nodes belong to the model or to solver->made, rows only point to them. */
#include "graph/solve.h"

#include <stdlib.h>
#include <string.h>

enum { ROW_LIMIT = 5000000, TRIPLE_LIMIT = 64, FILTER_LIMIT = 64, FILTER_VARIABLES = 16 };

/* ---- rows ------------------------------------------------------------------------------------------------------- */

librdf_node **bl_solutions_add(bl_solutions *s, librdf_node *const *row) {
  if (s->count == s->capacity) {
    s->capacity = s->capacity ? s->capacity * 2 : 8;
    s->cells = bl_realloc(s->cells, (size_t)s->capacity * (s->width + 1) * sizeof *s->cells);
  }
  librdf_node **to = s->cells + (size_t)s->count++ * s->width;
  if (row && s->width)
    memcpy(to, row, s->width * sizeof *to);
  else
    memset(to, 0, s->width * sizeof *to);
  return to;
}

void bl_solutions_free(bl_solutions *s) {
  free(s->cells);
  *s = (bl_solutions){.width = s->width};
}

static librdf_node **row_at(const bl_solutions *s, uint32_t i) { return s->cells + (size_t)i * s->width; }

/* Puts `next` in the place of `rows`. */
static void replace(bl_solutions *rows, bl_solutions *next) {
  bl_solutions_free(rows);
  *rows = *next;
}

static void fail(bl_solver *s, bl_status status, const char *message) {
  if (s->status == BL_OK) s->status = bl_fail(status, "%s", message);
}

/* ---- filters ---------------------------------------------------------------------------------------------------- */

typedef struct filter {
  rasqal_expression *expression;
  uint32_t columns[FILTER_VARIABLES], count;
  bool many; /* more variables than columns holds: tried at the end only */
} filter;

typedef struct filters {
  filter items[FILTER_LIMIT];
  uint32_t count;
} filters;

static int note_variable(void *user, rasqal_expression *e) {
  filter *f = user;
  if (e->op != RASQAL_EXPR_LITERAL || !e->literal || e->literal->type != RASQAL_LITERAL_VARIABLE) return 0;
  if (f->count < FILTER_VARIABLES)
    f->columns[f->count++] = bl_solver_column(e->literal->value.variable);
  else
    f->many = true;
  return 0;
}

static void add_filter(bl_solver *s, filters *all, rasqal_expression *e) {
  if (all->count == FILTER_LIMIT) {
    fail(s, BL_ERR_LIMIT, "too many FILTERs in one group");
    return;
  }
  filter *f = &all->items[all->count++];
  *f = (filter){.expression = e};
  rasqal_expression_visit(e, note_variable, f);
}

static bool ready(const filter *f, librdf_node *const *row) {
  for (uint32_t i = 0; i < f->count; i++)
    if (!row[f->columns[i]]) return false;
  return !f->many;
}

/* The effective boolean value (SPARQL 1.1, 17.2.2); an error is false. */
static bool holds(bl_solver *s, const filter *f, librdf_node *const *row) {
  if (f->many) bl_solver_bind(s, row);
  for (uint32_t i = 0; !f->many && i < f->count; i++) bl_solver_bind_one(s, row, f->columns[i]);
  rasqal_literal *value = bl_solver_value(s, f->expression);
  if (!value) return false;
  bool yes = false;
  switch (value->type) {
    case RASQAL_LITERAL_BOOLEAN:
    case RASQAL_LITERAL_INTEGER:
    case RASQAL_LITERAL_INTEGER_SUBTYPE: yes = value->value.integer != 0; break;
    case RASQAL_LITERAL_FLOAT:
    case RASQAL_LITERAL_DOUBLE: yes = value->value.floating < 0 || value->value.floating > 0; break;
    case RASQAL_LITERAL_DECIMAL: yes = !rasqal_xsd_decimal_is_zero(value->value.decimal); break;
    case RASQAL_LITERAL_STRING:
    case RASQAL_LITERAL_XSD_STRING: yes = value->string_len > 0; break;
    default: break;
  }
  rasqal_free_literal(value);
  return yes;
}

/* Drops the rows that a filter rules out; `last`: also where a variable is unbound. */
static void apply(bl_solver *s, const filters *all, bl_solutions *rows, bool last) {
  uint32_t kept = 0;
  if (!all->count) return;
  for (uint32_t i = 0; i < rows->count; i++) {
    librdf_node **row = row_at(rows, i);
    bool good = true;
    for (uint32_t k = 0; good && k < all->count; k++)
      if (last || ready(&all->items[k], row)) good = holds(s, &all->items[k], row);
    if (good && rows->width) memmove(row_at(rows, kept), row, rows->width * sizeof *row);
    kept += good;
  }
  rows->count = kept;
}

/* ---- triples ---------------------------------------------------------------------------------------------------- */

typedef struct place {
  librdf_node *node; /* a constant, else NULL */
  uint32_t column;   /* of its variable */
} place;

typedef struct pattern {
  place at[3]; /* subject, predicate, object */
  bool done;
} pattern;

static place place_of(bl_solver *s, rasqal_literal *l) {
  rasqal_variable *v = rasqal_literal_as_variable(l);
  if (v) return (place){NULL, bl_solver_column(v)};
  return (place){bl_solver_make(s, l), 0};
}

static librdf_node *value_at(const place *p, librdf_node *const *row) { return p->node ? p->node : row[p->column]; }

/* How narrow a pattern is for a row: subject over object over predicate. */
static int narrowness(const pattern *p, librdf_node *const *row) {
  return (value_at(&p->at[0], row) ? 8 : 0) + (value_at(&p->at[2], row) ? 4 : 0) + (value_at(&p->at[1], row) ? 1 : 0);
}

static librdf_node *copy(librdf_node *node) { return node ? librdf_new_node_from_node(node) : NULL; }

/* Binds a statement's nodes in a new row; takes it back if a variable that comes twice differs. */
static void extend(bl_solutions *out, const pattern *p, librdf_node *const *row, librdf_statement *found) {
  librdf_node *nodes[3] = {librdf_statement_get_subject(found), librdf_statement_get_predicate(found),
                           librdf_statement_get_object(found)};
  librdf_node **to = bl_solutions_add(out, row);
  for (int i = 0; i < 3; i++) {
    if (p->at[i].node) continue;
    librdf_node **cell = &to[p->at[i].column];
    if (!*cell) {
      *cell = nodes[i];
    } else if (!librdf_node_equals(*cell, nodes[i])) {
      out->count--;
      return;
    }
  }
}

static void match_row(bl_solver *s, const pattern *p, librdf_node *const *row, bl_solutions *out) {
  librdf_node *v[3] = {value_at(&p->at[0], row), value_at(&p->at[1], row), value_at(&p->at[2], row)};
  if (v[0] && librdf_node_is_literal(v[0])) return;
  if (v[1] && !librdf_node_is_resource(v[1])) return;
  librdf_statement *want = librdf_new_statement_from_nodes(s->world, copy(v[0]), copy(v[1]), copy(v[2]));
  if (v[0] && v[1] && v[2]) {
    if (librdf_model_contains_statement(s->model, want)) bl_solutions_add(out, row);
  } else {
    librdf_stream *stream = librdf_model_find_statements(s->model, want);
    for (; stream && !librdf_stream_end(stream); librdf_stream_next(stream))
      extend(out, p, row, librdf_stream_get_object(stream));
    if (stream) librdf_free_stream(stream);
  }
  librdf_free_statement(want);
}

static void match(bl_solver *s, const pattern *p, bl_solutions *rows) {
  bl_solutions next = {.width = rows->width};
  for (uint32_t i = 0; i < rows->count && s->status == BL_OK; i++) {
    match_row(s, p, row_at(rows, i), &next);
    if (next.count > ROW_LIMIT)
      fail(s, BL_ERR_LIMIT, "more than 5,000,000 rows on the way: make the patterns more selective");
  }
  replace(rows, &next);
}

static void basic(bl_solver *s, rasqal_graph_pattern *gp, const filters *all, bl_solutions *rows) {
  pattern patterns[TRIPLE_LIMIT];
  uint32_t count = 0;
  for (rasqal_triple *t; (t = rasqal_graph_pattern_get_triple(gp, (int)count)); count++) {
    if (count == TRIPLE_LIMIT) {
      fail(s, BL_ERR_LIMIT, "more than 64 triple patterns in a row");
      return;
    }
    patterns[count] = (pattern){{place_of(s, t->subject), place_of(s, t->predicate), place_of(s, t->object)}, false};
  }
  for (uint32_t step = 0; step < count && rows->count && s->status == BL_OK; step++) {
    uint32_t best = count;
    for (uint32_t i = 0; i < count; i++)
      if (!patterns[i].done &&
          (best == count || narrowness(&patterns[i], rows->cells) > narrowness(&patterns[best], rows->cells)))
        best = i;
    patterns[best].done = true;
    match(s, &patterns[best], rows);
    apply(s, all, rows, false);
  }
}

/* ---- groups ----------------------------------------------------------------------------------------------------- */

static void group(bl_solver *s, rasqal_graph_pattern *gp, bl_solutions *rows);
static void any(bl_solver *s, rasqal_graph_pattern *gp, bl_solutions *rows);

static rasqal_graph_pattern *sub_at(rasqal_graph_pattern *gp, int i) {
  return rasqal_graph_pattern_get_sub_graph_pattern(gp, i);
}

static void add_all(bl_solutions *out, const bl_solutions *rows) {
  for (uint32_t i = 0; i < rows->count; i++) bl_solutions_add(out, row_at(rows, i));
}

static void optional(bl_solver *s, rasqal_graph_pattern *gp, bl_solutions *rows) {
  bl_solutions next = {.width = rows->width};
  for (uint32_t i = 0; i < rows->count && s->status == BL_OK; i++) {
    bl_solutions one = {.width = rows->width};
    bl_solutions_add(&one, row_at(rows, i));
    group(s, gp, &one);
    if (one.count)
      add_all(&next, &one);
    else
      bl_solutions_add(&next, row_at(rows, i));
    bl_solutions_free(&one);
  }
  replace(rows, &next);
}

static void either(bl_solver *s, rasqal_graph_pattern *gp, bl_solutions *rows) {
  bl_solutions next = {.width = rows->width};
  rasqal_graph_pattern *sub;
  for (int i = 0; (sub = sub_at(gp, i)); i++) {
    bl_solutions branch = {.width = rows->width};
    add_all(&branch, rows);
    any(s, sub, &branch);
    add_all(&next, &branch);
    bl_solutions_free(&branch);
  }
  replace(rows, &next);
}

static void assign(bl_solver *s, rasqal_graph_pattern *gp, bl_solutions *rows) {
  uint32_t column = bl_solver_column(rasqal_graph_pattern_get_variable(gp));
  rasqal_expression *e = rasqal_graph_pattern_get_filter_expression(gp);
  for (uint32_t i = 0; i < rows->count; i++) {
    bl_solver_bind(s, row_at(rows, i));
    if (!row_at(rows, i)[column]) row_at(rows, i)[column] = bl_solver_node(s, e);
  }
}

static void part(bl_solver *s, rasqal_graph_pattern *gp, const filters *all, bl_solutions *rows) {
  switch (rasqal_graph_pattern_get_operator(gp)) {
    case RASQAL_GRAPH_PATTERN_OPERATOR_BASIC: basic(s, gp, all, rows); break;
    case RASQAL_GRAPH_PATTERN_OPERATOR_OPTIONAL: optional(s, gp, rows); break;
    case RASQAL_GRAPH_PATTERN_OPERATOR_UNION: either(s, gp, rows); break;
    case RASQAL_GRAPH_PATTERN_OPERATOR_GROUP: group(s, gp, rows); break;
    case RASQAL_GRAPH_PATTERN_OPERATOR_LET: assign(s, gp, rows); break;
    case RASQAL_GRAPH_PATTERN_OPERATOR_FILTER: break;
    default: fail(s, BL_ERR_USAGE, "the query has a kind of group that is not known here"); break;
  }
}

/* A group, or the inside of an OPTIONAL. */
static void group(bl_solver *s, rasqal_graph_pattern *gp, bl_solutions *rows) {
  filters all = {.count = 0};
  rasqal_graph_pattern *sub;
  for (int i = 0; (sub = sub_at(gp, i)); i++)
    if (rasqal_graph_pattern_get_operator(sub) == RASQAL_GRAPH_PATTERN_OPERATOR_FILTER)
      add_filter(s, &all, rasqal_graph_pattern_get_filter_expression(sub));
  for (int i = 0; s->status == BL_OK && (sub = sub_at(gp, i)); i++) part(s, sub, &all, rows);
  apply(s, &all, rows, true);
}

/* A pattern that stands alone: Rasqal leaves out the group around a single part. */
static void any(bl_solver *s, rasqal_graph_pattern *gp, bl_solutions *rows) {
  filters all = {.count = 0};
  if (rasqal_graph_pattern_get_operator(gp) == RASQAL_GRAPH_PATTERN_OPERATOR_FILTER)
    add_filter(s, &all, rasqal_graph_pattern_get_filter_expression(gp));
  part(s, gp, &all, rows);
  apply(s, &all, rows, true);
}

bl_status bl_solve(bl_solver *s, bl_solutions *out) {
  rasqal_graph_pattern *gp = rasqal_query_get_query_graph_pattern(s->query);
  out->width = s->width;
  bl_solutions_add(out, NULL);
  if (gp) any(s, gp, out);
  return s->status;
}
