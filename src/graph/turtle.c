/* Reading Turtle with Raptor; see turtle.h. Raptor's return codes do not tell of errors: its log does. */
#include "graph/turtle.h"

typedef struct reading {
  const char *path;
  bl_turtle_each each;
  void *user;
  bl_status status; /* the first failure */
} reading;

bl_status bl_turtle_world(raptor_world **out) {
  *out = raptor_new_world();
  if (!*out) return bl_fail(BL_ERR_LIMIT, "cannot start Raptor");
  raptor_world_set_flag(*out, RAPTOR_WORLD_FLAG_WWW_SKIP_INIT_FINISH, 1);
  return BL_OK;
}

bl_status bl_turtle_list(const char *dir, bl_arena *arena, bl_names *out) {
  bl_names names = {0};
  bl_status status = bl_list_dir(dir, arena, &names);
  for (uint32_t i = 0; status == BL_OK && i < names.count; i++)
    if (bl_str_ends(bl_str_from(names.items[i]), BL_STR(".ttl")))
      BL_PUSH(out, bl_arena_printf(arena, "%s/%s", dir, names.items[i]));
  BL_VEC_FREE(&names);
  return status;
}

static void on_log(void *user, raptor_log_message *message) {
  reading *r = user;
  if (message->level < RAPTOR_LOG_LEVEL_ERROR || r->status != BL_OK) return;
  r->status = bl_fail(BL_ERR_FORMAT, "%s:%d: %s", r->path, message->locator ? raptor_locator_line(message->locator) : 0,
                      message->text);
}

static void on_statement(void *user, raptor_statement *statement) {
  reading *r = user;
  if (r->status == BL_OK) r->status = r->each(r->user, statement);
}

bl_status bl_turtle_read(raptor_world *world, const char *path, bl_turtle_each each, void *user) {
  bl_mapped file;
  BL_TRY(bl_map_file(path, &file));
  reading r = {path, each, user, BL_OK};
  raptor_world_set_log_handler(world, &r, on_log);
  raptor_parser *parser = raptor_new_parser(world, "turtle");
  raptor_uri *base = raptor_new_uri(world, (const unsigned char *)"https://w3id.org/byline/base/");
  raptor_parser_set_statement_handler(parser, &r, on_statement);
  raptor_parser_parse_start(parser, base);
  raptor_parser_parse_chunk(parser, file.p, file.n, 1);
  raptor_free_uri(base);
  raptor_free_parser(parser);
  raptor_world_set_log_handler(world, NULL, NULL);
  bl_unmap_file(&file);
  return r.status;
}
