/* Reading data/resolve/words.tsv and relations.tsv. */
#include "resolve/words.h"

#include <stdlib.h>

#include "base/io.h"
#include "doc/doc.h"

static uint32_t class_flag(bl_str name) {
  static const struct {
    const char *name;
    uint32_t flag;
  } classes[] = {{"title", BL_WORD_TITLE},   {"honorific", BL_WORD_HONORIFIC}, {"place", BL_WORD_PLACE},
                 {"group", BL_WORD_GROUP},   {"suffix", BL_WORD_SUFFIX},       {"joint", BL_WORD_JOINT},
                 {"prefix", BL_WORD_PREFIX}, {"sport", BL_WORD_SPORT},         {"nature", BL_WORD_NATURE},
                 {"script", BL_WORD_SCRIPT}};
  for (uint32_t i = 0; i < sizeof classes / sizeof *classes; i++)
    if (bl_str_eq_c(name, classes[i].name)) return classes[i].flag;
  return 0;
}

static bl_status add_line(bl_words *words, const char *path, int number, bl_str line) {
  bl_str class_name, word, meaning = {0};
  if (!bl_str_next(&line, '\t', &class_name) || !bl_str_next(&line, '\t', &word) || !word.n)
    return bl_fail(BL_ERR_FORMAT, "%s:%d:1: class, tab and word expected", path, number);
  bl_str_next(&line, '\t', &meaning);
  uint32_t flag = class_flag(class_name);
  if (!flag)
    return bl_fail(BL_ERR_FORMAT, "%s:%d:1: unknown class '" BL_STR_FMT "'", path, number, BL_STR_ARG(class_name));
  if (flag == BL_WORD_PLACE) {
    int type = bl_etype_parse(meaning);
    if (type < 0) return bl_fail(BL_ERR_FORMAT, "%s:%d: unknown type of place", path, number);
    flag |= (uint32_t)type << 8;
  }
  bl_str key = bl_str_copy(&words->arena, word);
  uint32_t old = bl_map_get(&words->map, key);
  bl_map_put(&words->map, key, old == BL_NONE ? flag : old | flag);
  return BL_OK;
}

static uint32_t property_flag(bl_str name) {
  static const char *const names[] = {"symmetric",    "holder",        "contest",          "approach", "office", "past",
                                      "count-killed", "count-injured", "count-casualties", "agent",    "lasting"};
  for (uint32_t i = 0; i < sizeof names / sizeof *names; i++)
    if (bl_str_eq_c(name, names[i])) return 1u << i;
  return 0;
}

static bl_status add_relation(bl_words *words, const char *path, int number, bl_str line) {
  bl_str sort, name, family, properties = {0}, property;
  if (!bl_str_next(&line, '\t', &sort) || !bl_str_next(&line, '\t', &name) || !bl_str_next(&line, '\t', &family))
    return bl_fail(BL_ERR_FORMAT, "%s:%d:1: event or predicate, name and family expected", path, number);
  bl_str key = bl_str_copy(&words->arena, name);
  if (bl_str_eq_c(sort, "event")) {
    bl_map_put(&words->events, key, bl_intern(&words->families, family));
    return BL_OK;
  }
  if (!bl_str_eq_c(sort, "predicate")) return bl_fail(BL_ERR_FORMAT, "%s:%d:1: event or predicate expected", path, number);
  uint32_t flags = 0;
  bl_str_next(&line, '\t', &properties);
  while (bl_str_next(&properties, ' ', &property)) {
    uint32_t flag = property_flag(property);
    if (!flag) return bl_fail(BL_ERR_FORMAT, "%s:%d: unknown property '" BL_STR_FMT "'", path, number, BL_STR_ARG(property));
    flags |= flag;
  }
  bl_map_put(&words->predicates, key, words->rows.count);
  bl_predicate_row row = {key, bl_str_copy(&words->arena, family), flags};
  BL_PUSH(&words->rows, row);
  return BL_OK;
}

static bl_status load_file(bl_words *words, const char *path,
                           bl_status (*add)(bl_words *, const char *, int, bl_str)) {
  bl_buf bytes = {0};
  bl_status status = bl_read_file(path, SIZE_MAX, &bytes);
  bl_str rest = bl_buf_view(&bytes), line;
  for (int number = 1; status == BL_OK && bl_str_next(&rest, '\n', &line); number++) {
    line = bl_str_trim(line);
    if (line.n && line.p[0] != '#') status = add(words, path, number, line);
  }
  bl_buf_free(&bytes);
  return status;
}

bl_status bl_words_load(const char *dir, bl_words *out) {
  BL_TRY(load_file(out, bl_arena_printf(&out->arena, "%s/words.tsv", dir), add_line));
  return load_file(out, bl_arena_printf(&out->arena, "%s/relations.tsv", dir), add_relation);
}

uint32_t bl_event_family(const bl_words *words, bl_str class_name) { return bl_map_get(&words->events, class_name); }

/* "rel:re-captur" has the letters that "recaptured" begins with. */
static uint32_t row_of(const bl_words *words, bl_str predicate) {
  enum { ENDING = 3, SHORTEST = 6 };
  uint32_t row = bl_map_get(&words->predicates, predicate);
  if (row != BL_NONE || !bl_str_starts(predicate, BL_STR("rel:"))) return row;
  char letters[32];
  size_t n = 0;
  for (size_t i = 4; i < predicate.n && n < sizeof letters; i++)
    if (predicate.p[i] != '-') letters[n++] = predicate.p[i];
  for (uint32_t i = 0; i < words->rows.count && n >= SHORTEST; i++) {
    bl_str name = words->rows.items[i].name;
    if (bl_str_starts(name, (bl_str){letters, n}) && name.n - n <= ENDING) return i;
  }
  return BL_NONE;
}

bl_str bl_predicate_family(const bl_words *words, bl_str predicate) {
  uint32_t row = row_of(words, predicate);
  return row == BL_NONE ? predicate : words->rows.items[row].family;
}

uint32_t bl_predicate_flags(const bl_words *words, bl_str predicate) {
  uint32_t row = row_of(words, predicate);
  return row == BL_NONE ? 0 : words->rows.items[row].flags;
}

void bl_words_free(bl_words *words) {
  bl_map_free(&words->map);
  bl_map_free(&words->events);
  bl_map_free(&words->predicates);
  BL_VEC_FREE(&words->rows);
  bl_symtab_free(&words->families);
  bl_arena_free(&words->arena);
}

uint32_t bl_word_flags(const bl_words *words, bl_str word) {
  uint32_t flags = words ? bl_map_get(&words->map, word) : BL_NONE;
  return flags == BL_NONE ? 0 : flags;
}
