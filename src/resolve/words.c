/* Reading data/resolve/words.tsv. */
#include "resolve/words.h"

#include "base/io.h"
#include "doc/doc.h"

static uint32_t class_flag(bl_str name) {
  static const char *const names[] = {"title", "honorific", "place", "group", "suffix", "joint"};
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

bl_status bl_words_load(const char *path, bl_words *out) {
  bl_buf bytes = {0};
  bl_status status = bl_read_file(path, SIZE_MAX, &bytes);
  bl_str rest = bl_buf_view(&bytes), line;
  for (int number = 1; status == BL_OK && bl_str_next(&rest, '\n', &line); number++) {
    line = bl_str_trim(line);
    if (line.n && line.p[0] != '#') status = add_line(out, path, number, line);
  }
  bl_buf_free(&bytes);
  return status;
}

void bl_words_free(bl_words *words) {
  bl_map_free(&words->map);
  bl_arena_free(&words->arena);
}

uint32_t bl_word_flags(const bl_words *words, bl_str word) {
  uint32_t flags = words ? bl_map_get(&words->map, word) : BL_NONE;
  return flags == BL_NONE ? 0 : flags;
}
