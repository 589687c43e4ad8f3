/* Opens the rooms' tools and leads a document through them. The table below is the pipeline: one row a stage, in
 * order. To add a room, add its row (src/README.md, "add a room"). */
#include "pipeline/engine.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "claim/attribution.h"
#include "claim/claims.h"
#include "mention/coref.h"
#include "mention/names.h"
#include "mention/quantity.h"
#include "mention/times.h"
#include "read/read.h"
#include "syntax/syntax.h"
#include "token/token.h"

#define ROOM(name, type)                                                                                       \
  static bl_status open_##name(const char *dir, void **out) { return bl_##name##_open(dir, (type **)out); }    \
  static bl_status run_##name(const void *tool, bl_doc *doc) { return bl_##name##_run((const type *)tool, doc); } \
  static void close_##name(void *tool) { bl_##name##_close((type *)tool); }

typedef struct stage_row {
  bl_status (*open)(const char *data_dir, void **tool);
  bl_status (*run)(const void *tool, bl_doc *doc);
  void (*close)(void *tool);
} stage_row;

static bl_status open_reader(const char *dir, void **out) { return bl_reader_open(dir, (bl_reader **)out); }
static void close_reader(void *tool) { bl_reader_close(tool); }

ROOM(times, bl_times)
ROOM(quantities, bl_quantities)
ROOM(names, bl_names_tool)
ROOM(coref, bl_coref_tool)
ROOM(tokenizer, bl_tokenizer)
ROOM(parser, bl_parser)
ROOM(attributor, bl_attributor)
ROOM(claimer, bl_claimer)

static const stage_row stages[BL_STAGE_COUNT] = {
    [BL_STAGE_READ] = {open_reader, NULL, close_reader},
    [BL_STAGE_TOKEN] = {open_tokenizer, run_tokenizer, close_tokenizer},
    [BL_STAGE_SYNTAX] = {open_parser, run_parser, close_parser},
    [BL_STAGE_TIMES] = {open_times, run_times, close_times},
    [BL_STAGE_QUANTITIES] = {open_quantities, run_quantities, close_quantities},
    [BL_STAGE_NAMES] = {open_names, run_names, close_names},
    [BL_STAGE_COREF] = {open_coref, run_coref, close_coref},
    [BL_STAGE_ATTRIBUTION] = {open_attributor, run_attributor, close_attributor},
    [BL_STAGE_CLAIMS] = {open_claimer, run_claimer, close_claimer},
};

const char *bl_error(void) { return bl_last_error(); }

bl_options bl_default_options(void) {
  return (bl_options){.base = "https://w3id.org/byline/id/", .jobs = 0, .input = BL_INPUT_ARTICLE};
}

/* ---- the data folder -------------------------------------------------------------------------------------------- */

static bool is_data_dir(const char *path) { return bl_is_dir(path) && access(path, R_OK | X_OK) == 0; }

/* Folders to look in, relative to the program's own. */
static const char *const near_program[] = {"../data", "../share/byline", "data"};

static bool find_near_program(char *found, size_t size) {
  char self[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
  if (n <= 0) return false;
  self[n] = '\0';
  char *slash = strrchr(self, '/');
  if (!slash) return false;
  *slash = '\0';
  for (size_t i = 0; i < sizeof near_program / sizeof *near_program; i++) {
    if (snprintf(found, size, "%s/%s", self, near_program[i]) >= (int)size) continue;
    if (is_data_dir(found)) return true;
  }
  return false;
}

const char *bl_data_dir(void) {
  static char found[PATH_MAX + 32];
  const char *given = getenv("BYLINE_DATA");
  if (given && *given) return given;
  if (find_near_program(found, sizeof found)) return found;
  return is_data_dir(BL_DATA_DIR) ? BL_DATA_DIR : NULL;
}

/* ---- open and close --------------------------------------------------------------------------------------------- */

/* Adds the digests of all files below `dir` to *sum, in the order of their names. */
static bl_status sum_folder(const char *dir, bl_buf *sum) {
  bl_arena arena = {0};
  bl_names names = {0};
  bl_status status = bl_list_dir(dir, &arena, &names);
  for (uint32_t i = 0; status == BL_OK && i < names.count; i++) {
    char *path = bl_arena_printf(&arena, "%s/%s", dir, names.items[i]);
    bl_buf bytes = {0};
    if (bl_is_dir(path)) {
      status = sum_folder(path, sum);
    } else if (!bl_str_ends(bl_str_from(path), BL_STR(".md"))) {
      status = bl_read_file(path, SIZE_MAX, &bytes);
      bl_buf_printf(sum, "%s %016llx\n", names.items[i], (unsigned long long)bl_hash(bl_buf_view(&bytes)));
    }
    bl_buf_free(&bytes);
  }
  BL_VEC_FREE(&names);
  bl_arena_free(&arena);
  return status;
}

bl_status bl_engine_need_fingerprint(bl_engine *engine) {
  bl_buf sum = {0};
  if (engine->fingerprint[0]) return BL_OK;
  bl_buf_c(&sum, BYLINE_VERSION "\n");
  bl_status status = sum_folder(engine->data_dir, &sum);
  if (status == BL_OK) bl_sha256_hex(bl_buf_view(&sum), engine->fingerprint);
  bl_buf_free(&sum);
  return status;
}

bl_status bl_engine_need_resolver(bl_engine *engine) {
  return engine->resolver ? BL_OK : bl_resolver_open(engine->data_dir, &engine->resolver);
}

bl_status bl_engine_need(bl_engine *engine, bl_stage last) {
  for (int i = 0; i <= (int)last; i++)
    if (stages[i].open && !engine->tools[i]) BL_TRY(stages[i].open(engine->data_dir, &engine->tools[i]));
  return BL_OK;
}

int bl_engine_open(const char *data_dir, bl_engine **out) {
  *out = NULL;
  if (!data_dir) data_dir = bl_data_dir();
  if (!data_dir) return bl_fail(BL_ERR_IO, "no data folder found (models, rules): set BYLINE_DATA");
  if (!is_data_dir(data_dir)) return bl_fail(BL_ERR_IO, "%s: not a data folder", data_dir);
  bl_engine *engine = bl_calloc(1, sizeof *engine);
  engine->data_dir = bl_strndup(data_dir, strlen(data_dir));
  *out = engine;
  return BL_OK;
}

void bl_engine_close(bl_engine *engine) {
  if (!engine) return;
  for (int i = BL_STAGE_COUNT - 1; i >= 0; i--)
    if (stages[i].close && engine->tools[i]) stages[i].close(engine->tools[i]);
  bl_resolver_close(engine->resolver);
  free(engine->data_dir);
  free(engine);
}

/* ---- a document through the stages ------------------------------------------------------------------------------ */

/* The first stage that has work to do: given tokens skip the tokenizer, given trees the parser. */
static bl_stage first_stage(const bl_options *options) {
  bool tokens = options->input == BL_INPUT_CONLLU || options->input == BL_INPUT_COLUMNS;
  if (!tokens) return BL_STAGE_TOKEN;
  return options->input == BL_INPUT_CONLLU && options->keep_trees ? BL_STAGE_TIMES : BL_STAGE_SYNTAX;
}

bl_status bl_engine_run(const bl_engine *engine, bl_doc *doc, const bl_options *options, bl_stage last) {
  for (int i = (int)first_stage(options); i <= (int)last; i++) {
    if (!stages[i].run) continue;
    BL_TRY(stages[i].run(engine->tools[i], doc));
  }
  return BL_OK;
}
