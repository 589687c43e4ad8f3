/* See select.h. Aggregates stand anywhere in an expression: for each group their nodes are turned into the literal of
 * their value, the whole expression is evaluated, and they are put back. Names as in SPARQL 1.1, section 18.5. */
#include "graph/select.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "graph/aggregate.h"
#include "graph/names.h"

typedef struct selection {
  bl_solver *s;
  BL_VEC(rasqal_variable *) columns;  /* projected */
  BL_VEC(rasqal_expression *) orders; /* what ORDER BY sorts by */
  BL_VEC(rasqal_expression *) having;
  BL_VEC(rasqal_expression *) keys; /* of GROUP BY */
  bl_aggregates aggregates;
  BL_VEC(librdf_node *) cells; /* row by row: columns, then order keys */
  uint32_t width, count;
  bool *descending;
} selection;

/* ---- the query's parts ------------------------------------------------------------------------------------------ */

static rasqal_expression *inside(rasqal_expression *e) {
  bool wrapped = e->op == RASQAL_EXPR_ORDER_COND_ASC || e->op == RASQAL_EXPR_ORDER_COND_DESC ||
                 e->op == RASQAL_EXPR_GROUP_COND_ASC || e->op == RASQAL_EXPR_GROUP_COND_DESC;
  return wrapped ? e->arg1 : e;
}

static void take_parts(selection *x) {
  rasqal_query *q = x->s->query;
  rasqal_expression *e;
  raptor_sequence *bound = rasqal_query_get_bound_variable_sequence(q);
  for (int i = 0; bound && i < raptor_sequence_size(bound); i++)
    BL_PUSH(&x->columns, (rasqal_variable *)raptor_sequence_get_at(bound, i));
  x->descending = bl_calloc(64, sizeof *x->descending);
  for (int i = 0; i < 64 && (e = rasqal_query_get_order_condition(q, i)); i++) {
    x->descending[i] = e->op == RASQAL_EXPR_ORDER_COND_DESC;
    BL_PUSH(&x->orders, inside(e));
  }
  for (int i = 0; (e = rasqal_query_get_having_condition(q, i)); i++) BL_PUSH(&x->having, e);
  for (int i = 0; (e = rasqal_query_get_group_condition(q, i)); i++) BL_PUSH(&x->keys, inside(e));
  for (uint32_t i = 0; i < x->columns.count; i++)
    if (x->columns.items[i]->expression) bl_aggregates_find(&x->aggregates, x->columns.items[i]->expression);
  for (uint32_t i = 0; i < x->orders.count; i++) bl_aggregates_find(&x->aggregates, x->orders.items[i]);
  for (uint32_t i = 0; i < x->having.count; i++) bl_aggregates_find(&x->aggregates, x->having.items[i]);
  x->width = x->columns.count + x->orders.count;
}

static void free_parts(selection *x) {
  BL_VEC_FREE(&x->columns);
  BL_VEC_FREE(&x->orders);
  BL_VEC_FREE(&x->having);
  BL_VEC_FREE(&x->keys);
  BL_VEC_FREE(&x->cells);
  bl_aggregates_free(&x->aggregates);
  free(x->descending);
}

/* ---- rows ------------------------------------------------------------------------------------------------------- */

static bool is_true(bl_solver *s, rasqal_expression *e) {
  rasqal_literal *value = bl_solver_value(s, e);
  bool yes = value && value->type == RASQAL_LITERAL_BOOLEAN && value->value.integer;
  if (value) rasqal_free_literal(value);
  return yes;
}

/* Adds the row of a solution or group: its columns, computed ones too, and what it is ordered by. */
static void add_row(selection *x, librdf_node *const *solution) {
  librdf_node **row = bl_calloc(x->s->width + 1, sizeof *row);
  if (x->s->width) memcpy(row, solution, x->s->width * sizeof *row);
  bl_solver_bind(x->s, row);
  for (uint32_t i = 0; i < x->columns.count; i++) {
    rasqal_variable *v = x->columns.items[i];
    uint32_t column = bl_solver_column(v);
    if (v->expression) {
      row[column] = bl_solver_node(x->s, v->expression);
      bl_solver_bind_one(x->s, row, column);
    }
    BL_PUSH(&x->cells, row[column]);
  }
  bool keep = true;
  for (uint32_t i = 0; i < x->having.count; i++) keep = keep && is_true(x->s, x->having.items[i]);
  for (uint32_t i = 0; i < x->orders.count; i++) BL_PUSH(&x->cells, bl_solver_node(x->s, x->orders.items[i]));
  if (keep)
    x->count++;
  else
    x->cells.count -= x->width;
  free(row);
}

static void plain_rows(selection *x, const bl_solutions *found) {
  for (uint32_t i = 0; i < found->count; i++) add_row(x, found->cells + (size_t)i * found->width);
}

/* ---- groups ----------------------------------------------------------------------------------------------------- */

typedef struct group {
  BL_VEC(uint32_t) rows;
} group;

static void key_of(selection *x, librdf_node *const *row, bl_buf *key) {
  bl_arena arena = {0};
  bl_solver_bind(x->s, row);
  for (uint32_t i = 0; i < x->keys.count; i++) {
    bl_cell c = bl_cell_of(&arena, bl_solver_node(x->s, x->keys.items[i]));
    bl_buf_printf(key, "%d %zu ", (int)c.kind, c.text.n);
    bl_buf_str(key, c.text);
    bl_buf_printf(key, BL_STR_FMT "@" BL_STR_FMT "\n", BL_STR_ARG(c.datatype), BL_STR_ARG(c.language));
  }
  bl_arena_free(&arena);
}

/* The row of a group: only what its key binds, the rest comes from aggregates. */
static void group_row(selection *x, const bl_solutions *found, const group *g) {
  librdf_node **row = bl_calloc(x->s->width + 1, sizeof *row);
  for (uint32_t i = 0; g->rows.count && i < x->keys.count; i++) {
    rasqal_expression *e = x->keys.items[i];
    if (e->op != RASQAL_EXPR_LITERAL || e->literal->type != RASQAL_LITERAL_VARIABLE) continue;
    uint32_t column = bl_solver_column(e->literal->value.variable);
    row[column] = found->cells[(size_t)g->rows.items[0] * found->width + column];
  }
  bl_aggregates_fix(&x->aggregates, x->s, found, g->rows.items, g->rows.count);
  add_row(x, row);
  bl_aggregates_restore(&x->aggregates);
  free(row);
}

static void grouped_rows(selection *x, const bl_solutions *found) {
  bl_symtab names = {0};
  BL_VEC(group) groups = {0};
  bl_buf key = {0};
  if (!x->keys.count) {
    bl_intern(&names, BL_STR(""));
    BL_PUSH(&groups, ((group){{0}}));
  }
  for (uint32_t i = 0; i < found->count; i++) {
    bl_buf_clear(&key);
    key_of(x, found->cells + (size_t)i * found->width, &key);
    uint32_t k = bl_intern(&names, bl_buf_view(&key));
    if (k == groups.count) BL_PUSH(&groups, ((group){{0}}));
    BL_PUSH(&groups.items[k].rows, i);
  }
  for (uint32_t i = 0; i < groups.count; i++) {
    group_row(x, found, &groups.items[i]);
    BL_VEC_FREE(&groups.items[i].rows);
  }
  bl_buf_free(&key);
  BL_VEC_FREE(&groups);
  bl_symtab_free(&names);
}

/* ---- order ------------------------------------------------------------------------------------------------------ */

static int rank(librdf_node *n) { return !n ? 0 : librdf_node_is_blank(n) ? 1 : librdf_node_is_resource(n) ? 2 : 3; }

static bool numeric(librdf_node *n, double *value) {
  static const char *const types[] = {
      "integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger", "positiveInteger"};
  librdf_uri *type = librdf_node_get_literal_value_datatype_uri(n);
  bl_str name = bl_str_from(type ? (const char *)librdf_uri_as_string(type) : ""), xsd = BL_STR(NS_XSD);
  if (!bl_str_starts(name, xsd)) return false;
  *value = strtod((const char *)librdf_node_get_literal_value(n), NULL);
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (bl_str_eq_c(bl_str_slice(name, xsd.n, name.n), types[i])) return true;
  return false;
}

int bl_node_order(librdf_node *a, librdf_node *b) {
  bl_arena arena = {0};
  double x, y;
  if (a == b) return 0;
  if (rank(a) != rank(b)) return rank(a) < rank(b) ? -1 : 1;
  if (rank(a) == 3) {
    bool first = numeric(a, &x), second = numeric(b, &y);
    if (first != second) return first ? -1 : 1;
    if (first && (x < y || x > y)) return x < y ? -1 : 1;
  }
  bl_cell c = bl_cell_of(&arena, a), d = bl_cell_of(&arena, b);
  int order = bl_str_cmp(c.text, d.text);
  if (!order) order = bl_str_cmp(c.datatype, d.datatype);
  if (!order) order = bl_str_cmp(c.language, d.language);
  bl_arena_free(&arena);
  return order;
}

typedef struct sorting {
  const selection *x;
  librdf_node **row;
} sorting;

static int by_order(const void *a, const void *b) {
  const sorting *p = a, *q = b;
  const selection *x = p->x;
  for (uint32_t i = 0; i < x->orders.count; i++) {
    int order = bl_node_order(p->row[x->columns.count + i], q->row[x->columns.count + i]);
    if (order) return x->descending[i] ? -order : order;
  }
  for (uint32_t i = 0; i < x->columns.count; i++) {
    int order = bl_node_order(p->row[i], q->row[i]);
    if (order) return order;
  }
  return 0;
}

static bool same_row(const selection *x, librdf_node *const *a, librdf_node *const *b) {
  for (uint32_t i = 0; i < x->columns.count; i++)
    if (bl_node_order(a[i], b[i])) return false;
  return true;
}

/* Whether the same columns came before; rows are sorted, but equal ones may stand apart where ORDER BY has other keys.
 */
static bool seen(const selection *x, librdf_node *const *row, bl_symtab *before) {
  bl_arena arena = {0};
  bl_buf key = {0};
  for (uint32_t i = 0; i < x->columns.count; i++) {
    bl_cell c = bl_cell_of(&arena, row[i]);
    bl_buf_printf(&key, "%d %zu " BL_STR_FMT "^" BL_STR_FMT "@" BL_STR_FMT "\n", (int)c.kind, c.text.n,
                  BL_STR_ARG(c.text), BL_STR_ARG(c.datatype), BL_STR_ARG(c.language));
  }
  uint32_t count = before->names.count;
  bool old = bl_intern(before, bl_buf_view(&key)) < count;
  bl_buf_free(&key);
  bl_arena_free(&arena);
  return old;
}

/* Sorts, drops doubles, cuts, and copies into the table. */
static void fill(selection *x, bl_table *table) {
  int limit = rasqal_query_get_limit(x->s->query), offset = rasqal_query_get_offset(x->s->query), at = 0;
  bool distinct = rasqal_query_get_distinct(x->s->query) != 0;
  sorting *rows = bl_calloc(x->count + 1, sizeof *rows);
  bl_symtab before = {0};
  for (uint32_t i = 0; i < x->count; i++) rows[i] = (sorting){x, x->cells.items + (size_t)i * x->width};
  qsort(rows, x->count, sizeof *rows, by_order);
  for (uint32_t i = 0; i < x->columns.count; i++)
    BL_PUSH(&table->names, bl_str_copy(&table->arena, bl_str_from((const char *)x->columns.items[i]->name)));
  for (uint32_t i = 0; i < x->count; i++) {
    if (distinct && ((i && same_row(x, rows[i - 1].row, rows[i].row)) || seen(x, rows[i].row, &before))) continue;
    if (at++ < offset || (limit >= 0 && at > limit + (offset > 0 ? offset : 0))) continue;
    for (uint32_t k = 0; k < x->columns.count; k++) BL_PUSH(&table->cells, bl_cell_of(&table->arena, rows[i].row[k]));
  }
  bl_symtab_free(&before);
  free(rows);
}

bl_status bl_select(bl_solver *solver, bl_table *table) {
  selection x = {.s = solver};
  bl_solutions found = {0};
  bl_status status = bl_solve(solver, &found);
  if (status == BL_OK) {
    take_parts(&x);
    if (x.keys.count || x.aggregates.count)
      grouped_rows(&x, &found);
    else
      plain_rows(&x, &found);
    fill(&x, table);
    free_parts(&x);
  }
  bl_solutions_free(&found);
  return status;
}

bl_cell bl_cell_of(bl_arena *arena, librdf_node *node) {
  bl_cell cell = {BL_CELL_NONE, BL_STR(""), BL_STR(""), BL_STR("")};
  if (!node) return cell;
  size_t n = 0;
  if (librdf_node_is_resource(node)) {
    const unsigned char *iri = librdf_uri_as_counted_string(librdf_node_get_uri(node), &n);
    cell.kind = BL_CELL_IRI;
    cell.text = bl_str_copy(arena, (bl_str){(const char *)iri, n});
  } else if (librdf_node_is_literal(node)) {
    const unsigned char *text = librdf_node_get_literal_value_as_counted_string(node, &n);
    librdf_uri *type = librdf_node_get_literal_value_datatype_uri(node);
    cell.kind = BL_CELL_LITERAL;
    cell.text = bl_str_copy(arena, (bl_str){(const char *)text, n});
    cell.language = bl_str_copy(arena, bl_str_from(librdf_node_get_literal_value_language(node)));
    if (type) cell.datatype = bl_str_copy(arena, bl_str_from((const char *)librdf_uri_as_string(type)));
  } else {
    cell.kind = BL_CELL_BLANK;
    cell.text = bl_str_copy(arena, bl_str_from((const char *)librdf_node_get_blank_identifier(node)));
  }
  return cell;
}
