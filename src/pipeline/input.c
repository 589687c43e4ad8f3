/* Inputs: from paths to documents. Folders are walked in the order of names, so that what the user types and what the
 * file system answers change nothing. Dates come from the page, else --date, else NAME.dct beside the file. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "pipeline/engine.h"
#include "pipeline/inputs.h"

enum { DEPTH_LIMIT = 64 };
static const size_t INPUT_LIMIT = (size_t)64 << 20;

/* ---- the list --------------------------------------------------------------------------------------------------- */

bl_inputs *bl_inputs_new(void) { return bl_calloc(1, sizeof(bl_inputs)); }

void bl_inputs_free(bl_inputs *inputs) {
  if (!inputs) return;
  BL_VEC_FREE(&inputs->paths);
  bl_arena_free(&inputs->arena);
  free(inputs);
}

size_t bl_inputs_count(const bl_inputs *inputs) { return inputs->paths.count; }

static bool wanted(const char *name) {
  return name[0] != '.' && !bl_str_ends(bl_str_from(name), BL_STR(".dct"));
}

static bl_status walk(bl_inputs *inputs, const char *dir, int depth) {
  if (depth > DEPTH_LIMIT) return bl_fail(BL_ERR_LIMIT, "%s: folders nested more than %d deep", dir, DEPTH_LIMIT);
  bl_names names = {0};
  bl_status status = bl_list_dir(dir, &inputs->arena, &names);
  size_t length = strlen(dir);
  const char *slash = length && dir[length - 1] == '/' ? "" : "/";
  for (uint32_t i = 0; status == BL_OK && i < names.count; i++) {
    if (!wanted(names.items[i])) continue;
    char *path = bl_arena_printf(&inputs->arena, "%s%s%s", dir, slash, names.items[i]);
    if (!bl_is_dir(path))
      BL_PUSH(&inputs->paths, path);
    else if (walk(inputs, path, depth + 1) != BL_OK)
      BL_PUSH(&inputs->paths, path); /* reading it will give the diagnostic, the rest goes on */
  }
  BL_VEC_FREE(&names);
  return status;
}

static int by_path(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

void bl_inputs_add(bl_inputs *inputs, const char *path) {
  bool standard = strcmp(path, "-") == 0;
  if (standard || !bl_is_dir(path) || walk(inputs, path, 0) != BL_OK)
    BL_PUSH(&inputs->paths, bl_arena_strndup(&inputs->arena, path, strlen(path)));
  if (inputs->paths.count) qsort(inputs->paths.items, inputs->paths.count, sizeof *inputs->paths.items, by_path);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < inputs->paths.count; i++)
    if (!kept || strcmp(inputs->paths.items[kept - 1], inputs->paths.items[i]) != 0)
      inputs->paths.items[kept++] = inputs->paths.items[i];
  inputs->paths.count = kept;
}

/* ---- dates ------------------------------------------------------------------------------------------------------ */

static bool digits(bl_str s, size_t at, size_t n, int *value) {
  *value = 0;
  for (size_t i = at; i < at + n; i++) {
    if (i >= s.n || !bl_cp_digit((unsigned char)s.p[i])) return false;
    *value = *value * 10 + (s.p[i] - '0');
  }
  return true;
}

bool bl_parse_day(bl_str s, bl_date *out) {
  int year, month, day;
  s = bl_str_trim(s);
  if (s.n < 10 || s.p[4] != '-' || s.p[7] != '-') return false;
  if (!digits(s, 0, 4, &year) || !digits(s, 5, 2, &month) || !digits(s, 8, 2, &day)) return false;
  static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || year < 1) return false;
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (day < 1 || day > lengths[month - 1] + (month == 2 && leap)) return false;
  *out = BL_NO_DATE;
  out->year = (int16_t)year;
  out->month = (int8_t)month;
  out->day = (int8_t)day;
  return true;
}

/* The date in NAME.dct beside NAME.txt, if there is one. A .dct that is no date is a diagnostic. */
static bl_date date_beside(const char *path, bl_doc *doc) {
  bl_date date = BL_NO_DATE;
  if (strcmp(path, "-") == 0) return date;
  bl_arena arena = {0};
  bl_buf bytes = {0};
  bl_str p = bl_str_from(path), base = bl_base_name(p), stem = bl_stem(p);
  char *beside = bl_arena_printf(&arena, BL_STR_FMT BL_STR_FMT ".dct", (int)(p.n - base.n), p.p, BL_STR_ARG(stem));
  if (bl_exists(beside)) {
    bool good = bl_read_file(beside, 4096, &bytes) == BL_OK && bl_parse_day(bl_buf_view(&bytes), &date);
    if (!good) bl_diag(&doc->diags, &doc->arena, "%s holds no date of the form YYYY-MM-DD", beside);
  }
  bl_buf_free(&bytes);
  bl_arena_free(&arena);
  return date;
}

static bl_date date_for(const char *path, const bl_options *options, bl_doc *doc) {
  bl_date date = BL_NO_DATE;
  if (options->date && bl_parse_day(bl_str_from(options->date), &date)) return date;
  return date_beside(path, doc);
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

static uint8_t percent_of(int value) { return (uint8_t)(value < 0 ? 0 : value > 100 ? 100 : value); }

static bl_status read_article(const bl_engine *engine, const char *path, bl_str bytes, const bl_options *options,
                              bl_doc_list *out) {
  bl_doc *doc = bl_doc_new();
  bl_doc_set_path(doc, path);
  doc->min_confidence = percent_of(options->min_confidence);
  bl_sha256_hex(bytes, doc->digest);
  bl_date date = date_for(path, options, doc);
  bl_status status = bl_read_bytes(engine, path, bytes, date, options, doc);
  if (status != BL_OK) {
    bl_doc_free(doc);
    return status;
  }
  bl_vec_grow_((void **)&out->items, &out->capacity, out->count, 1, sizeof *out->items);
  out->items[out->count++] = doc;
  return BL_OK;
}

static bl_status read_tokens(const char *path, bl_str bytes, const bl_options *options, bl_doc_list *out) {
  uint32_t first = out->count;
  bl_status status = options->input == BL_INPUT_CONLLU ? bl_conllu_read(path, bytes, options->keep_trees, out)
                                                       : bl_columns_read(path, bytes, out);
  char digest[65];
  bl_sha256_hex(bytes, digest);
  for (uint32_t i = first; i < out->count; i++) {
    memcpy(out->items[i]->digest, digest, sizeof digest);
    out->items[i]->min_confidence = percent_of(options->min_confidence);
    out->items[i]->meta.published = date_for(path, options, out->items[i]);
  }
  return status;
}

/* A folder stands in the list only when it could not be walked: say why. */
static bl_status folder_error(const char *path) {
  bl_arena arena = {0};
  bl_names names = {0};
  bl_status status = bl_list_dir(path, &arena, &names);
  BL_VEC_FREE(&names);
  bl_arena_free(&arena);
  return status != BL_OK ? status : bl_fail(BL_ERR_LIMIT, "%s: folders nested more than %d deep", path, DEPTH_LIMIT);
}

bl_status bl_engine_read(const bl_engine *engine, const char *path, const bl_options *options, bl_doc_list *out) {
  bl_buf bytes = {0};
  if (bl_is_dir(path)) return folder_error(path);
  bl_status status = bl_read_file(path, INPUT_LIMIT, &bytes);
  if (status == BL_OK) {
    bool tokens = options->input == BL_INPUT_CONLLU || options->input == BL_INPUT_COLUMNS;
    status = tokens ? read_tokens(path, bl_buf_view(&bytes), options, out)
                    : read_article(engine, path, bl_buf_view(&bytes), options, out);
  }
  bl_buf_free(&bytes);
  return status;
}
