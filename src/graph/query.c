/* Running a query; see query.h. librdf reads and holds the triples, Rasqal parses the query; what it means is worked
 * out in solve.c and select.c. */
#include "graph/query.h"

#include <redland.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "graph/select.h"
#include "graph/turtle.h"

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
  if (line > 0)
    bl_fail(BL_ERR_FORMAT, "%s:%d: %s", s->path, line, librdf_log_message_message(message));
  else
    bl_fail(BL_ERR_FORMAT, "%s: %s", s->path, librdf_log_message_message(message));
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
  int rc =
      librdf_parser_parse_counted_string_into_model(parser, (const unsigned char *)bytes.p, bytes.n, base, s->model);
  librdf_free_uri(base);
  librdf_free_parser(parser);
  bl_buf_free(&bytes);
  if (s->failed) return BL_ERR_FORMAT;
  return rc ? bl_fail(BL_ERR_FORMAT, "%s: not read by librdf", path) : BL_OK;
}

static bl_status load_folder(session *s, const char *dir) {
  bl_arena arena = {0};
  bl_names paths = {0};
  const char *articles = bl_arena_printf(&arena, "%s/articles", dir);
  bl_status status = bl_turtle_list(dir, &arena, &paths);
  if (status == BL_OK && bl_is_dir(articles)) status = bl_turtle_list(articles, &arena, &paths);
  for (uint32_t i = 0; status == BL_OK && i < paths.count; i++) status = load_file(s, paths.items[i]);
  BL_VEC_FREE(&paths);
  bl_arena_free(&arena);
  return status;
}

static bl_status load(session *s, const char *path) {
  bool file = bl_exists(path) && !bl_is_dir(path);
  return file ? load_file(s, path) : load_folder(s, path);
}

/* ---- running ---------------------------------------------------------------------------------------------------- */

static void on_rasqal_log(void *user, raptor_log_message *message) {
  session *s = user;
  int line = message->locator ? raptor_locator_line(message->locator) : 0;
  if (message->level < RAPTOR_LOG_LEVEL_ERROR || s->failed) return;
  s->failed = true;
  if (line > 0)
    bl_fail(BL_ERR_FORMAT, "%s:%d: %s", s->path, line, message->text);
  else
    bl_fail(BL_ERR_FORMAT, "%s: %s", s->path, message->text);
}

static bl_status answer(session *s, rasqal_query *query, bl_query_format format, bl_buf *out) {
  bl_table table = {0};
  bl_solutions found = {0};
  bl_solver solver;
  bl_solver_open(&solver, s->world, s->model, query);
  rasqal_query_verb verb = rasqal_query_get_verb(query);
  bl_status status = bl_solver_check(&solver);
  if (status != BL_OK) {
    s->failed = false;
  } else if (verb == RASQAL_QUERY_VERB_ASK) {
    status = bl_solve(&solver, &found);
    if (status == BL_OK) bl_results_boolean(found.count > 0, format, out);
  } else if (verb == RASQAL_QUERY_VERB_SELECT) {
    status = bl_select(&solver, &table);
    if (status == BL_OK && !s->failed) bl_results_write(&table, format, out);
  } else {
    status = bl_fail(BL_ERR_USAGE, "only SELECT and ASK are offered");
  }
  bl_solutions_free(&found);
  bl_solver_close(&solver);
  bl_table_free(&table);
  return s->failed ? BL_ERR_FORMAT : status == BL_OK ? status : bl_fail_prefix(status, s->path);
}

static bl_status run_query(session *s, const bl_query_job *job, bl_str text, bl_query_format format, bl_buf *out) {
  bl_arena arena = {0};
  s->path = job->path;
  rasqal_world *rasqal = librdf_world_get_rasqal(s->world);
  rasqal_world_set_log_handler(rasqal, s, on_rasqal_log);
  rasqal_query *query = rasqal_new_query(rasqal, "sparql", NULL);
  int rc = query ? rasqal_query_prepare(query, (const unsigned char *)bl_str_dup(&arena, text), NULL) : 1;
  bl_status status = s->failed ? BL_ERR_FORMAT
                     : rc      ? bl_fail(BL_ERR_FORMAT, "%s: the query could not be read", s->path)
                               : BL_OK;
  if (status == BL_OK) status = answer(s, query, format, out);
  if (query) rasqal_free_query(query);
  bl_arena_free(&arena);
  return status;
}

bl_status bl_query_run(const bl_query_job *job, bl_str query, bl_query_format format, bl_buf *out) {
  session s = {0};
  BL_TRY(bl_query_check(job->path, query));
  bl_status status = open_session(&s);
  if (status == BL_OK) status = load(&s, job->graph);
  if (status == BL_OK && job->ontology) status = load_file(&s, job->ontology);
  if (status == BL_OK) status = run_query(&s, job, query, format, out);
  close_session(&s);
  return status;
}
