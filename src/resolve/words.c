/* Reading data/resolve/words.tsv and relations.tsv. */
#include "resolve/words.h"

#include <stdlib.h>

#include "base/io.h"
#include "doc/doc.h"

static uint32_t class_flag(bl_str name) {
  static const char *const names[] = {"title", "honorific", "place", "group", "suffix", "joint", "prefix", "sport"};
  for (uint32_t i = 0; i < sizeof names / sizeof *names; i++)
    if (bl_str_eq_c(name, names[i])) return 1u << i;
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
  BL_RESERVE(&words->rows, 1);
  words->rows.items[words->rows.count].family = bl_str_copy(&words->arena, family);
  words->rows.items[words->rows.count++].flags = flags;
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

bl_str bl_predicate_family(const bl_words *words, bl_str predicate) {
  uint32_t row = bl_map_get(&words->predicates, predicate);
  return row == BL_NONE ? predicate : words->rows.items[row].family;
}

uint32_t bl_predicate_flags(const bl_words *words, bl_str predicate) {
  uint32_t row = bl_map_get(&words->predicates, predicate);
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
