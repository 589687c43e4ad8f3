/* bl_build: articles into Turtle files, then the derived layers from the files.
 *
 * Each article's file begins with a comment that names what made it (engine, options) and from which bytes; an input
 * whose file says the same is not read again. Names: NAME.ttl; where that holds another article, of this run or of an
 * earlier one, NAME-DIGEST.ttl. A later version of an article takes the place of the earlier. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/io.h"
#include "base/sha256.h"
#include "graph/merge.h"
#include "graph/write.h"
#include "pipeline/derive.h"
#include "pipeline/process.h"
#include "pipeline/same_article.h"

enum { DIGEST_DIGITS = 10 };

typedef struct building {
  const char *dir, *base;
  const bl_engine *engine;
  char stamp[65];            /* of engine and options */
  bl_emitter **emitters;     /* one a thread */
  bl_summary *summary;
  bl_symtab names;           /* lower-case names that are taken in this run */
  bl_symtab written;         /* paths of files of this run, kept ones too */
  bl_arena arena;
} building;

static double wall(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- names and stamps ------------------------------------------------------------------------------------------- */

static void make_stamp(building *b, const bl_options *o) {
  bl_buf all = {0};
  bl_buf_printf(&all, "%s\n%s\n%s\n%d%d %d", b->engine->fingerprint, o->base, o->date ? o->date : "", o->raw, (int)o->input, o->min_confidence);
  bl_sha256_hex(bl_buf_view(&all), b->stamp);
  bl_buf_free(&all);
}

static const char *header(bl_arena *arena, const building *b, const char *digest) {
  return bl_arena_printf(arena, "# byline " BYLINE_VERSION " %.16s from %s\n", b->stamp, digest);
}

/* A file name without what a file system or a shell could mind. */
static char *safe_name(bl_arena *arena, bl_str name) {
  char *safe = bl_str_dup(arena, name);
  for (char *p = safe; *p; p++)
    if ((unsigned char)*p < ' ' || strchr("/\\:*?\"<>|", *p)) *p = '_';
  if (safe[0] == '.') safe[0] = '_';
  return safe;
}

static bool file_begins(const char *path, const char *line) {
  bl_mapped map;
  if (!bl_exists(path) || bl_map_file(path, &map) != BL_OK) return false;
  size_t n = strlen(line);
  bool same = map.n >= n && memcmp(map.p, line, n) == 0;
  bl_unmap_file(&map);
  return same;
}

/* ---- workers and collector -------------------------------------------------------------------------------------- */

/* The Turtle of one document behind a line "NAME TAB DIGEST" and one with its length, for the collector. */
static bl_status make_turtle(void *user, int worker, bl_doc *doc, bl_buf *out) {
  building *b = user;
  bl_buf turtle = {0};
  bl_status status = bl_write_article(b->emitters[worker], doc, b->base, &turtle, NULL);
  if (status == BL_OK) {
    bl_buf_printf(out, "%s\t%s\t%zu\n", safe_name(&doc->arena, doc->name), doc->digest, turtle.n);
    bl_buf_str(out, bl_buf_view(&turtle));
  }
  bl_buf_free(&turtle);
  return status;
}

static const char *plain_path(bl_arena *arena, const building *b, bl_str name) {
  return bl_arena_printf(arena, "%s/articles/" BL_STR_FMT ".ttl", b->dir, BL_STR_ARG(name));
}

static const char *digest_path(bl_arena *arena, const building *b, bl_str name, const char *digest) {
  return bl_arena_printf(arena, "%s/articles/" BL_STR_FMT "-%.*s.ttl", b->dir, BL_STR_ARG(name), DIGEST_DIGITS, digest);
}

/* Whether a file is there and holds another version of the article. */
static bool holds_version(const char *path, bl_str turtle) {
  bl_mapped map;
  if (!bl_exists(path) || bl_map_file(path, &map) != BL_OK) return false;
  bool same = bl_same_article((bl_str){(const char *)map.p, map.n}, turtle);
  bl_unmap_file(&map);
  return same;
}

/* "NAME-0123456789.ttl" */
static bool is_digest_name(bl_str file, bl_str name) {
  if (file.n != name.n + 1 + DIGEST_DIGITS + 4 || !bl_str_starts(file, name) || file.p[name.n] != '-' || !bl_str_ends(file, BL_STR(".ttl"))) return false;
  for (size_t i = name.n + 1; i < file.n - 4; i++)
    if (!strchr("0123456789abcdef", file.p[i])) return false;
  return true;
}

/* Takes away what an earlier run wrote of an earlier version under NAME-DIGEST.ttl; `path` is that of the new one. */
static void drop_versions(building *b, bl_str name, bl_str turtle, const char *path) {
  bl_names files = {0};
  bl_arena arena = {0};
  if (bl_list_dir(bl_arena_printf(&arena, "%s/articles", b->dir), &arena, &files) != BL_OK) files.count = 0;
  for (uint32_t i = 0; i < files.count; i++) {
    const char *old = bl_arena_printf(&arena, "%s/articles/%s", b->dir, files.items[i]);
    bool written = bl_symbol(&b->written, bl_str_from(old)) != BL_NONE;
    if (is_digest_name(bl_str_from(files.items[i]), name) && !written && strcmp(old, path) != 0 && holds_version(old, turtle)) remove(old);
  }
  BL_VEC_FREE(&files);
  bl_arena_free(&arena);
}

/* Where an article belongs; see above. */
static const char *path_for(building *b, bl_str name, bl_str digest, bl_str turtle) {
  bl_str low = bl_str_lower(&b->arena, name);
  const char *plain = plain_path(&b->arena, b, name);
  bool taken = bl_symbol(&b->names, low) != BL_NONE;
  if (!taken && (!bl_exists(plain) || holds_version(plain, turtle))) {
    bl_intern(&b->names, low);
    return plain;
  }
  const char *path = digest_path(&b->arena, b, name, digest.p);
  drop_versions(b, name, turtle, path);
  return path;
}

static bl_status write_turtle(building *b, bl_str name, bl_str digest, bl_str turtle) {
  bl_buf file = {0};
  bl_buf_c(&file, header(&b->arena, b, bl_str_dup(&b->arena, digest)));
  bl_buf_str(&file, turtle);
  const char *path = path_for(b, name, digest, turtle);
  bl_intern(&b->written, bl_str_from(path));
  bl_status status = bl_write_file(path, bl_buf_view(&file));
  bl_buf_free(&file);
  return status;
}

static bl_status collect_turtle(void *user, const bl_result *result) {
  building *b = user;
  bl_str rest = bl_buf_view(&result->out), line, name, digest;
  while (rest.n) {
    long length = 0;
    if (!bl_str_next(&rest, '\n', &line) || !bl_str_next(&line, '\t', &name) || !bl_str_next(&line, '\t', &digest) || !bl_str_int(line, &length)) break;
    BL_TRY(write_turtle(b, name, digest, bl_str_slice(rest, 0, (size_t)length)));
    rest = bl_str_slice(rest, (size_t)length, rest.n);
  }
  b->summary->articles += result->documents;
  b->summary->sentences += result->sentences;
  b->summary->entities += result->entities;
  b->summary->claims += result->claims;
  b->summary->events += result->events;
  return BL_OK;
}

/* ---- what is new ------------------------------------------------------------------------------------------------ */

/* Whether the graph holds this input as it is now: its file is kept then. Only single articles can be told without
 * reading them. */
static bool unchanged(building *b, const char *path, const bl_options *options) {
  bl_arena arena = {0};
  bl_buf bytes = {0};
  char digest[65];
  bool same = false;
  bool single = options->input == BL_INPUT_ARTICLE || options->input == BL_INPUT_LINES;
  if (single && strcmp(path, "-") != 0 && bl_read_file(path, (size_t)64 << 20, &bytes) == BL_OK) {
    bl_sha256_hex(bl_buf_view(&bytes), digest);
    bl_str name = bl_str_from(safe_name(&arena, bl_stem(bl_str_from(path))));
    const char *plain = plain_path(&arena, b, name), *other = digest_path(&arena, b, name, digest), *line = header(&arena, b, digest);
    bool here = file_begins(plain, line);
    same = here || file_begins(other, line);
    if (same) bl_intern(&b->written, bl_str_from(here ? plain : other));
    if (here) bl_intern(&b->names, bl_str_lower(&b->arena, name));
  }
  bl_buf_free(&bytes);
  bl_arena_free(&arena);
  return same;
}

/* The inputs that must be read; names of the others are taken. */
static void only_changed(building *b, const bl_inputs *all, const bl_options *options, bl_inputs *some) {
  for (uint32_t i = 0; i < all->paths.count; i++) {
    if (options->rebuild || !unchanged(b, all->paths.items[i], options)) {
      BL_PUSH(&some->paths, all->paths.items[i]);
      continue;
    }
    b->summary->unchanged++;
  }
}

/* ---- all together ----------------------------------------------------------------------------------------------- */

static bl_status build_articles(building *b, const bl_inputs *inputs, const bl_options *options) {
  bl_inputs *some = bl_inputs_new();
  only_changed(b, inputs, options, some);
  int jobs = bl_jobs(options, some);
  b->emitters = bl_calloc((size_t)jobs, sizeof(*b->emitters));
  bl_status status = BL_OK;
  for (int i = 0; status == BL_OK && i < jobs; i++) status = bl_emitter_open(&b->emitters[i]);
  bl_process process = {b->engine, some, options, BL_STAGE_CLAIMS, make_turtle, collect_turtle, b};
  if (status == BL_OK && some->paths.count) status = bl_process_run(&process, &b->summary->failed);
  for (int i = 0; i < jobs; i++) bl_emitter_close(b->emitters[i]);
  free(b->emitters);
  bl_inputs_free(some);
  return status;
}

int bl_build(bl_engine *engine, const bl_inputs *inputs, const char *dir, const bl_options *options, bl_summary *summary) {
  double begin = wall();
  *summary = (bl_summary){0};
  building b = {.dir = dir, .base = options->base, .engine = engine, .summary = summary};
  size_t n = strlen(options->base);
  if (!bl_iri_valid(options->base) || (options->base[n - 1] != '/' && options->base[n - 1] != '#'))
    return bl_fail(BL_ERR_USAGE, "--base must be an IRI that ends in / or #: %s", options->base);
  BL_TRY(bl_engine_need(engine, BL_STAGE_CLAIMS));
  BL_TRY(bl_engine_need_fingerprint(engine));
  make_stamp(&b, options);
  bl_status status = bl_make_dirs(bl_arena_printf(&b.arena, "%s/articles", dir));
  if (status == BL_OK) status = build_articles(&b, inputs, options);
  if (status == BL_OK) status = bl_derive(engine, dir, options, summary);
  summary->seconds = wall() - begin;
  bl_symtab_free(&b.names);
  bl_symtab_free(&b.written);
  bl_arena_free(&b.arena);
  if (status == BL_OK && summary->failed) return bl_fail(BL_ERR_IO, "%zu of %zu inputs failed", summary->failed, bl_inputs_count(inputs));
  return status;
}

int bl_resolve_dir(bl_engine *engine, const char *dir, const bl_options *options, bl_summary *summary) {
  double begin = wall();
  *summary = (bl_summary){0};
  bl_status status = bl_derive(engine, dir, options, summary);
  summary->seconds = wall() - begin;
  return status;
}

int bl_merge(const char *dir, const char *path) { return bl_merge_graph(dir, path, 0); }
