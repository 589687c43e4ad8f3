/* See aggregate.h. Sums are exact: Rasqal's decimals (GMP or MPFR underneath). */
#include "graph/aggregate.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "graph/select.h"

static bool is_aggregate(const rasqal_expression *e) {
  switch (e->op) {
    case RASQAL_EXPR_COUNT:
    case RASQAL_EXPR_SUM:
    case RASQAL_EXPR_AVG:
    case RASQAL_EXPR_MIN:
    case RASQAL_EXPR_MAX:
    case RASQAL_EXPR_SAMPLE:
    case RASQAL_EXPR_GROUP_CONCAT: return true;
    default: return false;
  }
}

static int note(void *user, rasqal_expression *e) {
  bl_aggregates *all = user;
  if (!is_aggregate(e)) return 0;
  for (uint32_t i = 0; i < all->count; i++)
    if (all->items[i].node == e) return 0;
  BL_PUSH(all, ((bl_aggregate){e, e->op, e->literal}));
  return 0;
}

void bl_aggregates_find(bl_aggregates *all, rasqal_expression *e) { rasqal_expression_visit(e, note, all); }

/* ---- the values under one --------------------------------------------------------------------------------------- */

typedef struct values {
  BL_VEC(librdf_node *) items;
  bl_symtab seen; /* for DISTINCT */
  bool error;     /* a row gave none */
} values;

static bool first_time(values *v, librdf_node *node) {
  bl_arena arena = {0};
  bl_cell c = bl_cell_of(&arena, node);
  char *key = bl_arena_printf(&arena, "%d " BL_STR_FMT "^" BL_STR_FMT "@" BL_STR_FMT, (int)c.kind, BL_STR_ARG(c.text),
                              BL_STR_ARG(c.datatype), BL_STR_ARG(c.language));
  uint32_t before = v->seen.names.count;
  bool yes = bl_intern(&v->seen, bl_str_from(key)) == before;
  bl_arena_free(&arena);
  return yes;
}

static void collect(values *v, const bl_aggregate *a, bl_solver *s, librdf_node *const *row) {
  rasqal_expression *of = a->node->arg1   ? a->node->arg1
                          : a->node->args ? raptor_sequence_get_at(a->node->args, 0)
                                          : NULL;
  if (!of || of->op == RASQAL_EXPR_VARSTAR) return;
  bl_solver_bind(s, row);
  librdf_node *node = bl_solver_node(s, of);
  if (!node)
    v->error = true;
  else if (!(a->node->flags & RASQAL_EXPR_FLAG_DISTINCT) || first_time(v, node))
    BL_PUSH(&v->items, node);
}

/* ---- results ---------------------------------------------------------------------------------------------------- */

static rasqal_literal *integer(bl_solver *s, uint32_t n) {
  return rasqal_new_numeric_literal_from_long(s->rasqal, RASQAL_LITERAL_INTEGER, (long)n);
}

static bool has_type(librdf_node *n, const char *local) {
  librdf_uri *type = librdf_node_is_literal(n) ? librdf_node_get_literal_value_datatype_uri(n) : NULL;
  const char *iri = type ? (const char *)librdf_uri_as_string(type) : "";
  const char *mark = strrchr(iri, '#');
  return mark && strcmp(mark + 1, local) == 0;
}

static char *plain_number(rasqal_xsd_decimal *d, bool integers) {
  char *text = bl_strndup(rasqal_xsd_decimal_as_string(d), strlen(rasqal_xsd_decimal_as_string(d)));
  char *point = strchr(text, '.');
  if (integers && point) *point = '\0';
  return text;
}

static rasqal_literal *sum(bl_solver *s, const values *v, bool mean) {
  rasqal_xsd_decimal *total = rasqal_new_xsd_decimal(s->rasqal), *next = rasqal_new_xsd_decimal(s->rasqal);
  bool integers = !mean, good = !v->error;
  rasqal_xsd_decimal_set_long(total, 0);
  for (uint32_t i = 0; good && i < v->items.count; i++) {
    librdf_node *n = v->items.items[i];
    bool whole = has_type(n, "integer");
    good = whole || has_type(n, "decimal") || has_type(n, "double");
    integers = integers && whole;
    if (good) good = !rasqal_xsd_decimal_set_string(next, (const char *)librdf_node_get_literal_value(n));
    if (good) rasqal_xsd_decimal_add(total, total, next);
  }
  if (mean && v->items.count) {
    rasqal_xsd_decimal_set_long(next, (long)v->items.count);
    rasqal_xsd_decimal_divide(total, total, next);
  }
  char *text = plain_number(total, integers);
  rasqal_literal_type type = integers ? RASQAL_LITERAL_INTEGER : RASQAL_LITERAL_DECIMAL;
  rasqal_literal *result = good ? rasqal_new_typed_literal(s->rasqal, type, (const unsigned char *)text) : NULL;
  free(text);
  rasqal_free_xsd_decimal(total);
  rasqal_free_xsd_decimal(next);
  return result;
}

static rasqal_literal *extreme(bl_solver *s, const values *v, int sign) {
  librdf_node *best = NULL;
  for (uint32_t i = 0; i < v->items.count; i++)
    if (!best || sign * bl_node_order(v->items.items[i], best) > 0) best = v->items.items[i];
  return best ? bl_solver_literal(s, best) : NULL;
}

static rasqal_literal *joined(bl_solver *s, const bl_aggregate *a, const values *v) {
  bl_arena arena = {0};
  bl_buf text = {0};
  for (uint32_t i = 0; i < v->items.count; i++) {
    if (i) bl_buf_c(&text, a->literal ? (const char *)rasqal_literal_as_string(a->literal) : " ");
    bl_buf_str(&text, bl_cell_of(&arena, v->items.items[i]).text);
  }
  unsigned char *own = rasqal_alloc_memory(text.n + 1);
  memcpy(own, text.n ? text.p : "", text.n);
  own[text.n] = '\0';
  bl_buf_free(&text);
  bl_arena_free(&arena);
  return rasqal_new_string_literal(s->rasqal, own, NULL, NULL, NULL);
}

static int by_node(const void *a, const void *b) {
  return bl_node_order(*(librdf_node *const *)a, *(librdf_node *const *)b);
}

static rasqal_literal *value_of(const bl_aggregate *a, bl_solver *s, const bl_solutions *found, const uint32_t *rows,
                                uint32_t count) {
  values v = {0};
  rasqal_literal *result = NULL;
  for (uint32_t i = 0; i < count; i++) collect(&v, a, s, found->cells + (size_t)rows[i] * found->width);
  if (v.items.count)
    qsort(v.items.items, v.items.count, sizeof *v.items.items, by_node); /* no result depends on the order of rows */
  bool star = a->node->arg1 && a->node->arg1->op == RASQAL_EXPR_VARSTAR;
  switch (a->op) {
    case RASQAL_EXPR_COUNT: result = integer(s, star ? count : v.items.count); break;
    case RASQAL_EXPR_SUM: result = sum(s, &v, false); break;
    case RASQAL_EXPR_AVG: result = v.items.count ? sum(s, &v, true) : integer(s, 0); break;
    case RASQAL_EXPR_MIN:
    case RASQAL_EXPR_SAMPLE: result = extreme(s, &v, -1); break;
    case RASQAL_EXPR_MAX: result = extreme(s, &v, 1); break;
    default: result = joined(s, a, &v); break;
  }
  BL_VEC_FREE(&v.items);
  bl_symtab_free(&v.seen);
  return result;
}

void bl_aggregates_fix(bl_aggregates *all, bl_solver *s, const bl_solutions *found, const uint32_t *rows,
                       uint32_t count) {
  rasqal_literal **results = bl_calloc(all->count + 1, sizeof *results);
  for (uint32_t i = 0; i < all->count; i++) results[i] = value_of(&all->items[i], s, found, rows, count);
  for (uint32_t i = 0; i < all->count; i++) {
    rasqal_expression *node = all->items[i].node;
    node->op = RASQAL_EXPR_LITERAL;
    node->literal =
        results[i] ? results[i] : rasqal_new_variable_literal(s->rasqal, rasqal_new_variable_from_variable(s->unbound));
  }
  free(results);
}

void bl_aggregates_restore(bl_aggregates *all) {
  for (uint32_t i = 0; i < all->count; i++) {
    rasqal_expression *node = all->items[i].node;
    rasqal_free_literal(node->literal);
    node->op = all->items[i].op;
    node->literal = all->items[i].literal;
  }
}

void bl_aggregates_free(bl_aggregates *all) { BL_VEC_FREE(all); }
