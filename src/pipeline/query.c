/* bl_query: a query by name or file over a graph. Bundled queries lie in `queries/` beside the data folder, or
 * in it when installed. The first comment line of a query says what it answers. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "graph/query.h"
#include "pipeline/engine.h"

/* The folder or file `name` in the data folder (as installed) or beside it (as in the project); NULL if there is none.
 */
static const char *find_beside(bl_arena *arena, const char *name) {
  const char *data = bl_data_dir();
  if (!data) return NULL;
  const char *inside = bl_arena_printf(arena, "%s/%s", data, name),
             *beside = bl_arena_printf(arena, "%s/../%s", data, name);
  return bl_exists(inside) ? inside : bl_exists(beside) ? beside : NULL;
}

/* The path of the query called `name`; BL_ERR_USAGE if there is none. */
static bl_status find_query(const char *name, bl_arena *arena, const char **path) {
  *path = name;
  if (bl_exists(name) && !bl_is_dir(name)) return BL_OK;
  const char *folder = find_beside(arena, "queries");
  *path = folder ? bl_arena_printf(arena, "%s/%s.rq", folder, name) : name;
  if (folder && !strchr(name, '/') && bl_exists(*path)) return BL_OK;
  return bl_fail(BL_ERR_USAGE, "no query called %s (byline query --list shows them)", name);
}

static bl_status put(const bl_buf *bytes, FILE *out) {
  if (bytes->n && fwrite(bytes->p, 1, bytes->n, out) != bytes->n)
    return bl_fail(BL_ERR_IO, "cannot write the output: %s", strerror(errno));
  return fflush(out) == 0 ? BL_OK : bl_fail(BL_ERR_IO, "cannot write the output: %s", strerror(errno));
}

int bl_query(const char *graph, const char *name, bool ontology, bl_table_format format, FILE *out) {
  bl_arena arena = {0};
  bl_buf text = {0}, rows = {0};
  bl_query_job job = {.graph = graph};
  bl_status status = find_query(name, &arena, &job.path);
  if (ontology) job.ontology = find_beside(&arena, "ontology/byline.ttl");
  if (status == BL_OK && ontology && !job.ontology)
    status = bl_fail(BL_ERR_IO, "no ontology found beside the data folder");
  if (status == BL_OK) status = bl_read_file(job.path, 1 << 20, &text);
  if (status == BL_OK) status = bl_query_run(&job, bl_buf_view(&text), (bl_query_format)format, &rows);
  if (status == BL_OK) status = put(&rows, out);
  bl_buf_free(&text);
  bl_buf_free(&rows);
  bl_arena_free(&arena);
  return status;
}

static void list_one(bl_arena *arena, const char *folder, const char *file, bl_buf *out) {
  bl_buf text = {0};
  bl_str rest, line = BL_STR("");
  if (bl_read_file(bl_arena_printf(arena, "%s/%s", folder, file), 1 << 20, &text) == BL_OK) {
    rest = bl_buf_view(&text);
    bl_str_next(&rest, '\n', &line);
    while (line.n && (line.p[0] == '#' || line.p[0] == ' ')) line = bl_str_slice(line, 1, line.n);
    bl_buf_printf(out, BL_STR_FMT "\t" BL_STR_FMT "\n", BL_STR_ARG(bl_stem(bl_str_from(file))), BL_STR_ARG(line));
  }
  bl_buf_free(&text);
}

int bl_query_list(FILE *out) {
  bl_arena arena = {0};
  bl_names names = {0};
  bl_buf list = {0};
  const char *folder = find_beside(&arena, "queries");
  bl_status status =
      folder ? bl_list_dir(folder, &arena, &names) : bl_fail(BL_ERR_IO, "no folder of bundled queries found");
  for (uint32_t i = 0; status == BL_OK && i < names.count; i++)
    if (bl_str_ends(bl_str_from(names.items[i]), BL_STR(".rq"))) list_one(&arena, folder, names.items[i], &list);
  if (status == BL_OK) status = put(&list, out);
  bl_buf_free(&list);
  BL_VEC_FREE(&names);
  bl_arena_free(&arena);
  return status;
}
