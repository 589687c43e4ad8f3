/* Reading data/resolve/words.tsv and relations.tsv. */
#include "resolve/words.h"

#include <stdlib.h>

#include "base/io.h"
#include "doc/doc.h"

typedef struct flag_name {
  const char *name;
  uint32_t flag;
} flag_name;

static const flag_name word_classes[] = {
    {"title", BL_WORD_TITLE},         {"honorific", BL_WORD_HONORIFIC}, {"place", BL_WORD_PLACE},
    {"group", BL_WORD_GROUP},         {"suffix", BL_WORD_SUFFIX},       {"joint", BL_WORD_JOINT},
    {"prefix", BL_WORD_PREFIX},       {"sport", BL_WORD_SPORT},         {"preposition", BL_WORD_PREPOSITION},
    {"tail", BL_WORD_TAIL},           {"direction", BL_WORD_DIRECTION}, {"anybody", BL_WORD_ANYBODY},
    {"status", BL_WORD_STATUS},       {"later", BL_WORD_LATER},
    {"against", BL_WORD_AGAINST},     {"former", BL_WORD_FORMER},
    {"nature", BL_WORD_NATURE},       {"script", BL_WORD_SCRIPT},
    {"noun", BL_WORD_NOUN},
    {"office", BL_WORD_OFFICE},       {"country", BL_WORD_COUNTRY},
    {"business", BL_WORD_BUSINESS},   {"other", BL_WORD_OTHER},         {NULL, 0}};

static const flag_name predicate_properties[] = {
    {"symmetric", BL_PRED_SYMMETRIC}, {"holder", BL_PRED_HOLDER},
    {"contest", BL_PRED_CONTEST},     {"approach", BL_PRED_APPROACH},
    {"office", BL_PRED_OFFICE},       {"past", BL_PRED_PAST},
    {"count-killed", BL_PRED_KILLED}, {"count-injured", BL_PRED_INJURED},
    {"agent", BL_PRED_AGENT},         {"count-casualties", BL_PRED_CASUALTIES},
    {"lasting", BL_PRED_LASTING},     {"inside", BL_PRED_INSIDE},
    {"speaks", BL_PRED_SPEAKS},       {"leader", BL_PRED_LEADER},
    {"side", BL_PRED_SIDE},           {NULL, 0}};

static const flag_name family_properties[] = {{"placed", BL_FAMILY_PLACED},
                                              {"kin", BL_FAMILY_KIN},
                                              {"directed", BL_FAMILY_DIRECTED},
                                              {"words", BL_FAMILY_WORDS},
                                              {NULL, 0}};

static uint32_t flag_of(const flag_name *names, bl_str name) {
  for (; names->name; names++)
    if (bl_str_eq_c(name, names->name)) return names->flag;
  return 0;
}

static bl_status read_flags(const flag_name *names, const char *path, int number, bl_str properties, uint32_t *flags) {
  bl_str property;
  while (bl_str_next(&properties, ' ', &property)) {
    uint32_t flag = flag_of(names, property);
    if (!flag) return bl_fail(BL_ERR_FORMAT, "%s:%d: unknown property '" BL_STR_FMT "'", path, number, BL_STR_ARG(property));
    *flags |= flag;
  }
  return BL_OK;
}

static bl_status add_line(bl_words *words, const char *path, int number, bl_str line) {
  bl_str class_name, word, meaning = {0};
  if (!bl_str_next(&line, '\t', &class_name) || !bl_str_next(&line, '\t', &word) || !word.n)
    return bl_fail(BL_ERR_FORMAT, "%s:%d:1: class, tab and word expected", path, number);
  bl_str_next(&line, '\t', &meaning);
  uint32_t flag = flag_of(word_classes, class_name);
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
  if (flag & (BL_WORD_COUNTRY | BL_WORD_SUFFIX) && meaning.n) bl_map_put(&words->meanings, key, bl_intern(&words->spelled, meaning));
  return BL_OK;
}

static bl_status add_relation(bl_words *words, const char *path, int number, bl_str line) {
  bl_str sort, name, family, rest = {0};
  uint32_t flags = 0;
  if (!bl_str_next(&line, '\t', &sort) || !bl_str_next(&line, '\t', &name) || !bl_str_next(&line, '\t', &family))
    return bl_fail(BL_ERR_FORMAT, "%s:%d:1: event, family or predicate, name and what it is expected", path, number);
  bl_str_next(&line, '\t', &rest);
  bl_str key = bl_str_copy(&words->arena, name);
  if (bl_str_eq_c(sort, "event")) {
    bl_map_put(&words->events, key, bl_intern(&words->families, family));
    if (rest.n) bl_map_put(&words->otherwise, key, bl_intern(&words->families, rest));
    return BL_OK;
  }
  if (bl_str_eq_c(sort, "family")) {
    BL_TRY(read_flags(family_properties, path, number, family, &flags));
    bl_map_put(&words->family_flags, key, flags);
    return BL_OK;
  }
  if (!bl_str_eq_c(sort, "predicate")) return bl_fail(BL_ERR_FORMAT, "%s:%d:1: event, family or predicate expected", path, number);
  BL_TRY(read_flags(predicate_properties, path, number, rest, &flags));
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

static void add_noun(bl_words *words, bl_str stem, const char *ending) {
  bl_str key = bl_str_from(bl_arena_printf(&words->arena, BL_STR_FMT "%s", BL_STR_ARG(stem), ending));
  uint32_t old = bl_map_get(&words->map, key);
  bl_map_put(&words->map, key, (old == BL_NONE ? 0 : old) | BL_WORD_NOUN);
}

static void add_plural(bl_words *words, bl_str noun) {
  bl_str stem = bl_str_slice(noun, 0, noun.n - 1), before = bl_str_slice(noun, 0, noun.n > 3 ? noun.n - 3 : 0);
  if (bl_str_ends(noun, BL_STR("man"))) add_noun(words, before, "men");
  else if (bl_str_ends(noun, BL_STR("y")) && !bl_str_ends(noun, BL_STR("ey"))) add_noun(words, stem, "ies");
  else if (bl_str_ends(noun, BL_STR("s")) || bl_str_ends(noun, BL_STR("ch"))) add_noun(words, noun, "es");
  else add_noun(words, noun, "s");
}

/* names/nominals.tsv: persons and groups, in both numbers. */
static bl_status add_nominal(bl_words *words, const char *path, int number, bl_str line) {
  bl_str noun, one = {0}, several = {0};
  if (!bl_str_next(&line, '\t', &noun) || noun.n < 2) return bl_fail(BL_ERR_FORMAT, "%s:%d:1: a noun expected", path, number);
  bl_str_next(&line, '\t', &one);
  bl_str_next(&line, '\t', &several);
  if (!bl_str_eq_c(several, "Group") && !bl_str_eq_c(several, "ArmedGroup")) return BL_OK;
  add_noun(words, noun, "");
  add_plural(words, noun);
  return BL_OK;
}

/* names/nouns.tsv: persons, in the plural; in the singular they may be surnames. */
static bl_status add_person_noun(bl_words *words, const char *path, int number, bl_str line) {
  bl_str noun, kind = {0};
  if (!bl_str_next(&line, '\t', &noun) || noun.n < 2) return bl_fail(BL_ERR_FORMAT, "%s:%d:1: a noun expected", path, number);
  bl_str_next(&line, '\t', &kind);
  if (bl_str_eq_c(kind, "person")) add_plural(words, noun);
  return BL_OK;
}

bl_status bl_words_load(const char *data_dir, bl_words *out) {
  static const struct {
    const char *name;
    bl_status (*add)(bl_words *, const char *, int, bl_str);
  } files[] = {{"resolve/words.tsv", add_line},
               {"resolve/relations.tsv", add_relation},
               {"names/nominals.tsv", add_nominal},
               {"names/nouns.tsv", add_person_noun}};
  bl_status status = BL_OK;
  for (size_t i = 0; status == BL_OK && i < sizeof files / sizeof *files; i++)
    status = load_file(out, bl_arena_printf(&out->arena, "%s/%s", data_dir, files[i].name), files[i].add);
  return status;
}

uint32_t bl_event_family(const bl_words *words, bl_str class_name, bool at_place) {
  uint32_t other = at_place ? BL_NONE : bl_map_get(&words->otherwise, class_name);
  return other != BL_NONE ? other : bl_map_get(&words->events, class_name);
}

uint32_t bl_family_flags(const bl_words *words, uint32_t family) {
  if (family >= words->families.names.count) return 0;
  uint32_t flags = bl_map_get(&words->family_flags, bl_symbol_name(&words->families, family));
  return flags == BL_NONE ? 0 : flags;
}

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
  bl_map_free(&words->meanings);
  bl_symtab_free(&words->spelled);
  bl_map_free(&words->events);
  bl_map_free(&words->otherwise);
  bl_map_free(&words->family_flags);
  bl_map_free(&words->predicates);
  BL_VEC_FREE(&words->rows);
  bl_symtab_free(&words->families);
  bl_arena_free(&words->arena);
}

bl_str bl_word_meaning(const bl_words *words, bl_str word) {
  uint32_t number = bl_map_get(&words->meanings, word);
  return number == BL_NONE ? (bl_str){0} : bl_symbol_name(&words->spelled, number);
}

uint32_t bl_word_flags(const bl_words *words, bl_str word) {
  uint32_t flags = words ? bl_map_get(&words->map, word) : BL_NONE;
  return flags == BL_NONE ? 0 : flags;
}
