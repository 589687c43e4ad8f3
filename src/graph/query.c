/* Running a query; see query.h. Results are collected as cells first: the table needs widths, and librdf frees its nodes
 * row by row. Two things of Rasqal are put right here: a result without rows has lost its columns, and aggregates over no
 * rows give one empty group instead of none, or none instead of 0. So the group of a query with aggregates is asked first
 * whether it has any row. */
#include "graph/query.h"

#include <redland.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/map.h"
#include "graph/names.h"
#include "graph/query_words.h"
#include "graph/results.h"

typedef struct session {
  librdf_world *world;
  librdf_storage *storage;
  librdf_model *model;
  const char *path; /* of what is being read, for messages */
  bool failed;
} session;

static int on_log(void *user, librdf_log_message *message) {
  session *s = user;
  if (librdf_log_message_level(message) < LIBRDF_LOG_ERROR || s->failed) return 1;
  raptor_locator *at = librdf_log_message_locator(message);
  int line = at ? raptor_locator_line(at) : 0;
  s->failed = true;
  if (line > 0) bl_fail(BL_ERR_FORMAT, "%s:%d: %s", s->path, line, librdf_log_message_message(message));
  else bl_fail(BL_ERR_FORMAT, "%s: %s", s->path, librdf_log_message_message(message));
  return 1;
}

static bl_status open_session(session *s) {
  s->world = librdf_new_world();
  librdf_world_set_logger(s->world, s, on_log);
  librdf_world_open(s->world);
  s->storage = librdf_new_storage(s->world, "trees", "byline", NULL);
  s->model = s->storage ? librdf_new_model(s->world, s->storage, NULL) : NULL;
  return s->model ? BL_OK : bl_fail(BL_ERR_LIMIT, "cannot make a librdf store");
}

static void close_session(session *s) {
  if (s->model) librdf_free_model(s->model);
  if (s->storage) librdf_free_storage(s->storage);
  if (s->world) librdf_free_world(s->world);
}

/* ---- loading ---------------------------------------------------------------------------------------------------- */

static bl_status load_file(session *s, const char *path) {
  bl_buf bytes = {0};
  BL_TRY(bl_read_file(path, (size_t)1 << 30, &bytes));
  librdf_parser *parser = librdf_new_parser(s->world, "turtle", NULL, NULL);
  librdf_uri *base = librdf_new_uri(s->world, (const unsigned char *)"https://w3id.org/byline/base/");
  s->path = path;
  int rc = librdf_parser_parse_counted_string_into_model(parser, (const unsigned char *)bytes.p, bytes.n, base, s->model);
  librdf_free_uri(base);
  librdf_free_parser(parser);
  bl_buf_free(&bytes);
  if (s->failed) return BL_ERR_FORMAT;
  return rc ? bl_fail(BL_ERR_FORMAT, "%s: not read by librdf", path) : BL_OK;
}

static bl_status load_folder(session *s, const char *dir, bool must) {
  bl_arena arena = {0};
  bl_names names = {0};
  bl_status status = must || bl_is_dir(dir) ? bl_list_dir(dir, &arena, &names) : BL_OK;
  for (uint32_t i = 0; status == BL_OK && i < names.count; i++)
    if (bl_str_ends(bl_str_from(names.items[i]), BL_STR(".ttl"))) status = load_file(s, bl_arena_printf(&arena, "%s/%s", dir, names.items[i]));
  BL_VEC_FREE(&names);
  bl_arena_free(&arena);
  return status;
}

static bl_status load(session *s, const char *dir) {
  bl_arena arena = {0};
  bl_status status = load_folder(s, dir, true);
  if (status == BL_OK) status = load_folder(s, bl_arena_printf(&arena, "%s/articles", dir), false);
  bl_arena_free(&arena);
  return status;
}

/* ---- running ---------------------------------------------------------------------------------------------------- */

static bl_cell cell_of(bl_arena *arena, librdf_node *node) {
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

static void collect(librdf_query_results *results, bl_table *table) {
  int columns = librdf_query_results_get_bindings_count(results);
  for (int i = 0; i < columns; i++) BL_PUSH(&table->names, bl_str_copy(&table->arena, bl_str_from(librdf_query_results_get_binding_name(results, i))));
  while (!librdf_query_results_finished(results)) { /* must be asked before the first value */
    for (int i = 0; i < columns; i++) {
      librdf_node *node = librdf_query_results_get_binding_value(results, i);
      BL_PUSH(&table->cells, cell_of(&table->arena, node));
      if (node) librdf_free_node(node);
    }
    librdf_query_results_next(results);
  }
}

/* What a query gave: a table, or a yes or no. */
typedef struct answer {
  bl_table table;
  bool boolean, yes;
} answer;

static bl_status execute(session *s, const char *text, answer *out) {
  librdf_query *query = librdf_new_query(s->world, "sparql", NULL, (const unsigned char *)text, NULL);
  librdf_query_results *results = query ? librdf_model_query_execute(s->model, query) : NULL;
  bl_status status = BL_OK;
  if (s->failed || !results) {
    status = s->failed ? BL_ERR_FORMAT : bl_fail(BL_ERR_FORMAT, "%s: the query could not be run", s->path);
  } else if (librdf_query_results_is_boolean(results)) {
    out->boolean = true;
    out->yes = librdf_query_results_get_boolean(results) > 0;
  } else if (librdf_query_results_is_bindings(results)) {
    collect(results, &out->table);
    if (s->failed) status = BL_ERR_FORMAT;
  } else {
    status = bl_fail(BL_ERR_USAGE, "%s: only SELECT and ASK are offered", s->path);
  }
  if (results) librdf_free_query_results(results);
  if (query) librdf_free_query(query);
  return status;
}

static void name_columns(const bl_query_shape *shape, bl_table *table) {
  table->names.count = 0;
  for (uint32_t i = 0; i < shape->columns.count; i++) BL_PUSH(&table->names, bl_str_copy(&table->arena, shape->columns.items[i].name));
}

/* The answer of a query with aggregates whose group has no row: nothing if it is grouped, else COUNT and SUM are 0. */
static void aggregate_nothing(const bl_query_shape *shape, bl_table *table) {
  name_columns(shape, table);
  for (uint32_t i = 0; !shape->grouped && i < shape->columns.count; i++) {
    bl_cell zero = {BL_CELL_LITERAL, BL_STR("0"), BL_STR(NS_XSD "integer"), BL_STR("")}, none = {BL_CELL_NONE, BL_STR(""), BL_STR(""), BL_STR("")};
    BL_PUSH(&table->cells, shape->columns.items[i].counts ? zero : none);
  }
}

static bl_status has_rows(session *s, const bl_query_shape *shape, bool *yes) {
  answer a = {0};
  char *text = bl_arena_printf(&a.table.arena, BL_STR_FMT "\nSELECT * WHERE " BL_STR_FMT " LIMIT 1", BL_STR_ARG(shape->prologue), BL_STR_ARG(shape->where));
  bl_status status = execute(s, text, &a);
  *yes = a.table.cells.count > 0;
  bl_table_free(&a.table);
  return status;
}

static bl_status answer_query(session *s, bl_str query, answer *out) {
  bl_query_shape shape = {0};
  bl_status status = BL_OK;
  bool rows = true;
  bl_query_shape_of(query, &shape);
  if (shape.aggregates && shape.where.n) status = has_rows(s, &shape, &rows);
  if (status == BL_OK && rows) status = execute(s, bl_str_dup(&out->table.arena, query), out);
  if (!rows) aggregate_nothing(&shape, &out->table);
  else if (shape.select && !out->table.cells.count) name_columns(&shape, &out->table);
  BL_VEC_FREE(&shape.columns);
  return status;
}

bl_status bl_query_run(const bl_query_job *job, bl_str query, bl_query_format format, bl_buf *out) {
  session s = {0};
  answer a = {0};
  BL_TRY(bl_query_check(job->path, query));
  bl_status status = open_session(&s);
  if (status == BL_OK) status = load(&s, job->dir);
  if (status == BL_OK && job->ontology) status = load_file(&s, job->ontology);
  s.path = job->path;
  if (status == BL_OK) status = answer_query(&s, query, &a);
  if (status == BL_OK && a.boolean) bl_results_boolean(a.yes, format, out);
  else if (status == BL_OK) bl_results_write(&a.table, format, out);
  bl_table_free(&a.table);
  close_session(&s);
  return status;
}
