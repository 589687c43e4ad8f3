/* Rule files: blocks, examples and the index by trigger. The lines of patterns are read in rules_parse.c. */
#include "data/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "data/rules_parse.h"
#include "doc/ud.h"

static const size_t FILE_LIMIT = (size_t)16 << 20;

typedef BL_VEC(bl_example) example_list;

/* ---- the index -------------------------------------------------------------------------------------------------- */

static void index_words(bl_rules *rules, const bl_test *test, uint32_t rule) {
  for (uint32_t i = 0; i < test->symbol_count; i++) {
    while (rules->by_lemma.count <= test->symbols[i]) BL_PUSH(&rules->by_lemma, ((bl_rule_list){0}));
    BL_PUSH(&rules->by_lemma.items[test->symbols[i]], rule);
  }
  for (uint32_t i = 0; i < test->class_count; i++) BL_PUSH(&rules->by_class[test->classes[i]], rule);
}

/* Files the rule under the most telling condition of its trigger. */
static void index_rule(bl_rules *rules, uint32_t number) {
  const bl_node *trigger = &rules->rules.items[number].nodes[0];
  const bl_test *best = NULL;
  for (int i = 0; i < trigger->test_count; i++) {
    const bl_test *t = &trigger->tests[i];
    if (!t->negated && (t->kind == BL_TEST_LEMMA || (t->kind == BL_TEST_POS && !best))) best = t;
  }
  if (best && best->kind == BL_TEST_LEMMA) {
    index_words(rules, best, number);
    return;
  }
  for (int pos = 0; pos < BL_POS_COUNT; pos++)
    if (!best || best->bits >> pos & 1) BL_PUSH(&rules->by_pos[pos], number);
}

/* ---- blocks ----------------------------------------------------------------------------------------------------- */

typedef struct reader {
  bl_rules *rules;
  bl_wordbook *lexicon;
  const char *file;
  uint32_t number;
  bl_rule rule;
  bool open;
  example_list examples;
} reader;

static bl_status end_rule(reader *r) {
  if (!r->open) return BL_OK;
  if (!r->rule.node_count || !r->rule.say_count)
    return bl_fail(BL_ERR_FORMAT, "%s:%u:1: rule '" BL_STR_FMT "' lacks a match or a say", r->file, r->rule.line, BL_STR_ARG(r->rule.id));
  r->rule.examples = BL_ARENA_NEW(&r->rules->arena, bl_example, r->examples.count);
  if (r->examples.count) memcpy(r->rule.examples, r->examples.items, r->examples.count * sizeof *r->examples.items);
  r->rule.example_count = r->examples.count;
  r->examples.count = 0;
  BL_PUSH(&r->rules->rules, r->rule);
  index_rule(r->rules, r->rules->rules.count - 1);
  r->open = false;
  return BL_OK;
}

static bl_status begin_rule(reader *r, bl_str rest) {
  BL_TRY(end_rule(r));
  bl_str id = {0}, confidence;
  rest = bl_str_trim(rest);
  bl_str_next(&rest, ' ', &id);
  long percent = 85;
  confidence = bl_str_trim(rest);
  if (!id.n) return bl_fail(BL_ERR_FORMAT, "%s:%u:6: a rule needs an id", r->file, r->number);
  if (confidence.n && (!bl_str_int(confidence, &percent) || percent < 0 || percent > 100))
    return bl_fail(BL_ERR_FORMAT, "%s:%u:%zu: '" BL_STR_FMT "' is not a percentage", r->file, r->number, 7 + id.n, BL_STR_ARG(confidence));
  for (uint32_t i = 0; i < r->rules->rules.count; i++)
    if (bl_str_eq(r->rules->rules.items[i].id, id) && bl_str_eq_c(r->rules->rules.items[i].file, r->file))
      return bl_fail(BL_ERR_FORMAT, "%s:%u:6: rule '" BL_STR_FMT "' stands in line %u already", r->file, r->number, BL_STR_ARG(id), r->rules->rules.items[i].line);
  r->rule = (bl_rule){.id = bl_str_copy(&r->rules->arena, id), .file = bl_str_copy(&r->rules->arena, bl_str_from(r->file)), .line = r->number, .confidence = (uint8_t)percent};
  r->open = true;
  return BL_OK;
}

/* "+ sentence => subject | predicate | object", "- sentence [=> ...]" */
static bl_status read_example(reader *r, bl_str line) {
  bl_arena *arena = &r->rules->arena;
  bl_example example = {.wanted = line.p[0] == '+', .line = r->number};
  bl_str rest = bl_str_trim(bl_str_slice(line, 1, line.n));
  ptrdiff_t arrow = bl_str_find(rest, BL_STR("=>"), 0);
  example.sentence = bl_str_copy(arena, bl_str_trim(bl_str_slice(rest, 0, arrow < 0 ? rest.n : (size_t)arrow)));
  if (arrow >= 0) {
    bl_str triple = bl_str_slice(rest, (size_t)arrow + 2, rest.n), fields[3] = {{0}};
    int count = 0;
    while (count < 3 && bl_str_next(&triple, '|', &fields[count])) count++;
    if (count < 3) return bl_fail(BL_ERR_FORMAT, "%s:%u:%td: want subject | predicate | object", r->file, r->number, arrow + 3);
    example.subject = bl_str_copy(arena, bl_str_trim(fields[0]));
    example.predicate = bl_str_copy(arena, bl_str_trim(fields[1]));
    example.object = bl_str_copy(arena, bl_str_trim(fields[2]));
  } else if (example.wanted) {
    return bl_fail(BL_ERR_FORMAT, "%s:%u:1: an example needs '=> subject | predicate | object'", r->file, r->number);
  }
  BL_PUSH(&r->examples, example);
  return BL_OK;
}

static bool word_is(bl_str line, const char *word, size_t *after) {
  size_t n = strlen(word);
  *after = n;
  return bl_str_starts(line, bl_str_from(word)) && (line.n == n || line.p[n] == ' ' || line.p[n] == '\t');
}

static bl_status read_line(reader *r, bl_str line) {
  bl_str trimmed = bl_str_trim(line);
  size_t indent = (size_t)(trimmed.p - line.p), after;
  if (!trimmed.n || trimmed.p[0] == '#') return BL_OK;
  if (word_is(trimmed, "rule", &after)) return begin_rule(r, bl_str_slice(trimmed, after, trimmed.n));
  if (!r->open) return bl_fail(BL_ERR_FORMAT, "%s:%u:%zu: a line before the first rule", r->file, r->number, indent + 1);
  if (word_is(trimmed, "match", &after)) return bl_rules_match_line(r->rules, r->lexicon, r->file, line, r->number, indent + after, &r->rule);
  if (word_is(trimmed, "say", &after)) return bl_rules_say_line(r->rules, r->lexicon, r->file, line, r->number, indent + after, &r->rule);
  if (trimmed.p[0] == '+' || trimmed.p[0] == '-') return read_example(r, trimmed);
  return bl_fail(BL_ERR_FORMAT, "%s:%u:%zu: a line begins with rule, match, say, + or -", r->file, r->number, indent + 1);
}

bl_status bl_rules_parse(bl_rules *rules, bl_wordbook *lexicon, bl_str bytes, const char *file) {
  reader r = {.rules = rules, .lexicon = lexicon, .file = file};
  bl_status status = BL_OK;
  bl_str line;
  while (status == BL_OK && bytes.n && bl_str_next(&bytes, '\n', &line)) {
    r.number++;
    status = read_line(&r, line.n && line.p[line.n - 1] == '\r' ? bl_str_slice(line, 0, line.n - 1) : line);
  }
  if (status == BL_OK) status = end_rule(&r);
  BL_VEC_FREE(&r.examples);
  return status;
}

/* ---- open ------------------------------------------------------------------------------------------------------- */

bl_status bl_rules_open(const char *data_dir, bl_wordbook *lexicon, bl_rules **out) {
  bl_rules *rules = bl_calloc(1, sizeof *rules);
  bl_names names = {0};
  char *dir = bl_arena_printf(&rules->arena, "%s/rules", data_dir);
  bl_status status = bl_list_dir(dir, &rules->arena, &names);
  for (uint32_t i = 0; status == BL_OK && i < names.count; i++) {
    if (!bl_str_ends(bl_str_from(names.items[i]), BL_STR(".rules"))) continue;
    bl_buf bytes = {0};
    status = bl_read_file(bl_arena_printf(&rules->arena, "%s/%s", dir, names.items[i]), FILE_LIMIT, &bytes);
    if (status == BL_OK) status = bl_rules_parse(rules, lexicon, bl_buf_view(&bytes), bl_arena_printf(&rules->arena, "data/rules/%s", names.items[i]));
    bl_buf_free(&bytes);
  }
  BL_VEC_FREE(&names);
  if (status != BL_OK) {
    bl_rules_close(rules);
    rules = NULL;
  }
  *out = rules;
  return status;
}

void bl_rules_close(bl_rules *rules) {
  if (!rules) return;
  for (uint32_t i = 0; i < rules->by_lemma.count; i++) BL_VEC_FREE(&rules->by_lemma.items[i]);
  for (int i = 0; i < BL_LEX_MAX_CLASSES; i++) BL_VEC_FREE(&rules->by_class[i]);
  for (int i = 0; i < 32; i++) BL_VEC_FREE(&rules->by_pos[i]);
  BL_VEC_FREE(&rules->by_lemma);
  BL_VEC_FREE(&rules->rules);
  bl_arena_free(&rules->arena);
  free(rules);
}
