/* Between librdf's nodes and Rasqal's literals; see solve.h. A variable's column is kept in its user_data, which Rasqal
 * leaves alone. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "graph/names.h"
#include "graph/solve.h"

uint32_t bl_solver_column(const rasqal_variable *variable) { return (uint32_t)(uintptr_t)variable->user_data; }

void bl_solver_open(bl_solver *s, librdf_world *world, librdf_model *model, rasqal_query *query) {
  *s = (bl_solver){.world = world, .model = model, .rasqal = librdf_world_get_rasqal(world), .query = query};
  s->context = rasqal_new_evaluation_context(s->rasqal, NULL, 0);
  s->spare = rasqal_new_variables_table(s->rasqal);
  s->unbound =
      rasqal_variables_table_add2(s->spare, RASQAL_VARIABLE_TYPE_NORMAL, (const unsigned char *)"unbound", 7, NULL);
  for (rasqal_variable *v; (v = rasqal_query_get_variable(query, (int)s->width)); s->width++)
    v->user_data = (void *)(uintptr_t)s->width;
}

void bl_solver_close(bl_solver *s) {
  for (uint32_t i = 0; i < s->made.count; i++) librdf_free_node(s->made.items[i]);
  BL_VEC_FREE(&s->made);
  rasqal_free_variable(s->unbound);
  rasqal_free_variables_table(s->spare);
  if (s->context) rasqal_free_evaluation_context(s->context);
}

static unsigned char *duplicate(const unsigned char *text, size_t n) {
  unsigned char *copy = rasqal_alloc_memory(n + 1);
  if (n) memcpy(copy, text, n);
  copy[n] = '\0';
  return copy;
}

rasqal_literal *bl_solver_literal(bl_solver *s, librdf_node *node) {
  size_t n = 0;
  if (librdf_node_is_resource(node))
    return rasqal_new_uri_literal(s->rasqal, raptor_uri_copy(librdf_node_get_uri(node)));
  if (librdf_node_is_blank(node)) {
    const unsigned char *name = librdf_node_get_blank_identifier(node);
    return rasqal_new_simple_literal(s->rasqal, RASQAL_LITERAL_BLANK, duplicate(name, strlen((const char *)name)));
  }
  const unsigned char *text = librdf_node_get_literal_value_as_counted_string(node, &n);
  const char *language = librdf_node_get_literal_value_language(node);
  raptor_uri *type = librdf_node_get_literal_value_datatype_uri(node);
  char *own = language ? (char *)duplicate((const unsigned char *)language, strlen(language)) : NULL;
  return rasqal_new_string_literal(s->rasqal, duplicate(text, n), own, type ? raptor_uri_copy(type) : NULL, NULL);
}

void bl_solver_bind_one(bl_solver *s, librdf_node *const *row, uint32_t column) {
  rasqal_literal *value = row[column] ? bl_solver_literal(s, row[column]) : NULL;
  rasqal_variable_set_value(rasqal_query_get_variable(s->query, (int)column), value); /* takes it, frees the old one */
}

void bl_solver_bind(bl_solver *s, librdf_node *const *row) {
  for (uint32_t i = 0; i < s->width; i++) bl_solver_bind_one(s, row, i);
}

rasqal_literal *bl_solver_value(bl_solver *s, rasqal_expression *expression) {
  int error = 0;
  rasqal_literal *value = rasqal_expression_evaluate2(expression, s->context, &error);
  if (value && value->type == RASQAL_LITERAL_VARIABLE) {
    rasqal_literal *inside = value->value.variable->value;
    inside = inside ? rasqal_new_literal_from_literal(inside) : NULL;
    rasqal_free_literal(value);
    value = inside;
  }
  if (!error) return value;
  if (value) rasqal_free_literal(value);
  return NULL;
}

/* A node of the solver's own for a literal that is no variable. */
librdf_node *bl_solver_make(bl_solver *s, rasqal_literal *l) {
  librdf_node *node = NULL;
  size_t n = 0;
  int error = 0;
  if (l->type == RASQAL_LITERAL_URI) {
    node = librdf_new_node_from_uri(s->world, l->value.uri);
  } else if (l->type == RASQAL_LITERAL_BLANK) {
    node = librdf_new_node_from_blank_identifier(s->world, l->string);
  } else {
    const unsigned char *text = rasqal_literal_as_counted_string(l, &n, 0, &error);
    raptor_uri *type = rasqal_literal_datatype(l);
    bool plain = !type || strcmp((const char *)raptor_uri_as_string(type), NS_XSD "string") == 0;
    node = librdf_new_node_from_typed_counted_literal(
        s->world, text, n, l->language, l->language ? strlen(l->language) : 0, plain || l->language ? NULL : type);
  }
  if (node) BL_PUSH(&s->made, node);
  return node;
}

librdf_node *bl_solver_node(bl_solver *s, rasqal_expression *expression) {
  rasqal_literal *value = bl_solver_value(s, expression);
  if (!value) return NULL;
  librdf_node *node = bl_solver_make(s, value);
  rasqal_free_literal(value);
  return node;
}
