/* The reader of rule files: a hand-written scanner, line by line, that compiles as it goes.
 *
 * A file is a list of blocks: "rule ID [CONFIDENCE]", "match ...", "say ...", then "+" and "-" examples. A match is a
 * list of chains separated by ";", each chain a node and steps "OP RELATION NODE". Nodes are named at their first
 * place; later places refer to them. The messages give file, line and column, and the nearest known word. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/rules.h"
#include "data/rules_parse.h"
#include "doc/ud.h"

typedef struct scanner {
  bl_rules *rules;
  bl_wordbook *lexicon;
  const char *file;
  bl_str line;
  uint32_t number; /* of the line */
  size_t at;       /* byte in the line */
  bl_rule *rule;
} scanner;

/* ---- messages --------------------------------------------------------------------------------------------------- */

static bl_status complain(const scanner *s, size_t at, const char *what, bl_str word, const char *near) {
  char hint[96] = "";
  if (near) snprintf(hint, sizeof hint, " (did you mean %s?)", near);
  return bl_fail(BL_ERR_FORMAT, "%s:%u:%zu: %s '" BL_STR_FMT "'%s", s->file, s->number, at + 1, what, BL_STR_ARG(word), hint);
}

/* Levenshtein distance of short words. */
static size_t distance(bl_str a, const char *b) {
  size_t row[64], n = strlen(b);
  if (n >= 63 || a.n >= 63) return 99;
  for (size_t j = 0; j <= n; j++) row[j] = j;
  for (size_t i = 1; i <= a.n; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= n; j++) {
      size_t best = diagonal + (a.p[i - 1] != b[j - 1]);
      diagonal = row[j];
      if (row[j] + 1 < best) best = row[j] + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      row[j] = best;
    }
  }
  return row[n];
}

/* The known name nearest to `word`, NULL if none is near. */
static const char *nearest(bl_str word, const char *(*name)(int), int count) {
  const char *best = NULL;
  size_t least = 3;
  for (int i = 0; i < count; i++) {
    size_t d = distance(word, name(i));
    if (d < least) least = d, best = name(i);
  }
  return best;
}

static const char *dep_at(int i) { return bl_dep_name((bl_dep)i); }
static const char *pos_at(int i) { return bl_upos_name((bl_upos)i); }
static const char *tag_at(int i) { return bl_xpos_name((bl_xpos)i); }
static const char *const test_names[] = {"lemma", "word", "pos", "tag", "dep", "type", "prep", "prefix"};
static const char *test_at(int i) { return test_names[i]; }

/* ---- scanning --------------------------------------------------------------------------------------------------- */

static void skip_blanks(scanner *s) {
  while (s->at < s->line.n && (s->line.p[s->at] == ' ' || s->line.p[s->at] == '\t')) s->at++;
}

static int peek(const scanner *s) { return s->at < s->line.n ? (unsigned char)s->line.p[s->at] : 0; }

static bool accept(scanner *s, char c) {
  skip_blanks(s);
  if (peek(s) != c) return false;
  s->at++;
  return true;
}

/* The longest run of bytes that are not in `stop` and no blanks. */
static bl_str take(scanner *s, const char *stop) {
  skip_blanks(s);
  size_t begin = s->at;
  while (s->at < s->line.n && !strchr(stop, s->line.p[s->at]) && s->line.p[s->at] != ' ' && s->line.p[s->at] != '\t') s->at++;
  return bl_str_slice(s->line, begin, s->at);
}

static uint32_t intern(scanner *s, bl_str word) {
  char buffer[96];
  if (word.n >= sizeof buffer) return bl_intern(&s->lexicon->words, word);
  for (size_t i = 0; i < word.n; i++) buffer[i] = word.p[i] == '_' ? ' ' : word.p[i];
  return bl_intern(&s->lexicon->words, (bl_str){buffer, word.n});
}

/* ---- nodes ------------------------------------------------------------------------------------------------------ */

static bl_status add_value(scanner *s, bl_test *test, bl_str value, size_t at) {
  int number = -1;
  switch ((bl_test_kind)test->kind) {
    case BL_TEST_POS:
      if ((number = bl_upos_parse(value)) < 0) return complain(s, at, "unknown tag", value, nearest(value, pos_at, BL_POS_COUNT));
      break;
    case BL_TEST_TAG:
      if ((number = bl_xpos_parse(value)) < 0) return complain(s, at, "unknown tag", value, nearest(value, tag_at, BL_XPOS_COUNT));
      break;
    case BL_TEST_DEP:
      if ((number = bl_dep_parse(value)) < 0) return complain(s, at, "unknown relation", value, nearest(value, dep_at, BL_DEP_COUNT));
      break;
    case BL_TEST_TYPE: {
      bl_cond cond;
      if (!bl_cond_parse(s->lexicon, value, &cond)) return complain(s, at, "unknown type", value, NULL);
      test->conds[test->cond_count++] = cond;
      return BL_OK;
    }
    default:
      if (value.n > 1 && value.p[0] == '@') {
        uint16_t class_id = bl_wordbook_class(s->lexicon, bl_str_slice(value, 1, value.n));
        if (class_id == UINT16_MAX) return complain(s, at, "unknown word class", value, NULL);
        test->classes[test->class_count++] = class_id;
      } else {
        test->symbols[test->symbol_count++] = intern(s, value);
      }
      return BL_OK;
  }
  test->bits |= (uint64_t)1 << number;
  return BL_OK;
}

static uint32_t alternatives(bl_str text) {
  uint32_t count = 1;
  for (size_t i = 0; i < text.n; i++) count += text.p[i] == '|';
  return count;
}

/* NAME=a|b or NAME!=a|b */
static bl_status parse_test(scanner *s, bl_node *node) {
  size_t at = s->at;
  bl_str name = take(s, "=!,)");
  bl_test test = {0};
  int kind = -1;
  for (int i = 0; i < (int)(sizeof test_names / sizeof *test_names); i++)
    if (bl_str_eq_c(name, test_names[i])) kind = i;
  if (kind < 0) return complain(s, at, "unknown condition", name, nearest(name, test_at, 8));
  test.kind = (uint8_t)kind;
  test.negated = accept(s, '!');
  if (!accept(s, '=')) return complain(s, s->at, "'=' wanted after", name, NULL);
  if (node->test_count == BL_RULE_TESTS) return complain(s, at, "too many conditions at", name, NULL);
  skip_blanks(s);
  at = s->at;
  bl_str values = take(s, ",)"), value;
  uint32_t count = alternatives(values);
  test.symbols = BL_ARENA_NEW(&s->rules->arena, uint32_t, count);
  test.classes = BL_ARENA_NEW(&s->rules->arena, uint16_t, count);
  test.conds = BL_ARENA_NEW(&s->rules->arena, bl_cond, count);
  while (bl_str_next(&values, '|', &value)) {
    BL_TRY(add_value(s, &test, value, at));
    at += value.n + 1;
  }
  node->tests[node->test_count++] = test;
  return BL_OK;
}

static int find_node(const bl_rule *rule, bl_str name) {
  for (int i = 0; i < rule->node_count; i++)
    if (name.n && bl_str_eq(rule->nodes[i].name, name)) return i;
  return -1;
}

/* NAME, NAME(conditions) or (conditions); a known name refers to its node. */
static bl_status parse_node(scanner *s, int *index, bool *known) {
  skip_blanks(s);
  size_t at = s->at;
  bl_str name = take(s, "();><?!,");
  int found = find_node(s->rule, name);
  *known = found >= 0;
  if (!*known) {
    if (s->rule->node_count == BL_RULE_NODES) return complain(s, at, "too many nodes at", name, NULL);
    found = s->rule->node_count++;
    s->rule->nodes[found].name = bl_str_copy(&s->rules->arena, name);
  }
  *index = found;
  bool open = peek(s) == '(';
  if (!open && !name.n) return complain(s, at, "a node is wanted, not", bl_str_slice(s->line, at, s->line.n), NULL);
  if (!open) return BL_OK;
  s->at++;
  while (!accept(s, ')')) {
    skip_blanks(s);
    if (s->at >= s->line.n) return complain(s, at, "no ')' after", name, NULL);
    BL_TRY(parse_test(s, &s->rule->nodes[found]));
    accept(s, ',');
  }
  return BL_OK;
}

/* ---- steps ------------------------------------------------------------------------------------------------------ */

static bl_status parse_preps(scanner *s, bl_step *step) {
  if (peek(s) != '[') return BL_OK;
  s->at++;
  bl_str words = take(s, "]"), word;
  if (!accept(s, ']')) return complain(s, s->at, "no ']' after", words, NULL);
  step->preps = BL_ARENA_NEW(&s->rules->arena, uint32_t, alternatives(words));
  while (bl_str_next(&words, '|', &word)) step->preps[step->prep_count++] = intern(s, word);
  return BL_OK;
}

static bool logical_position(scanner *s, bl_str name, bl_slot *slot) {
  static const struct {
    const char *name;
    bl_position position;
  } names[] = {{"subj", BL_AT_SUBJ}, {"obj", BL_AT_OBJ}, {"iobj", BL_AT_IOBJ}, {"xcomp", BL_AT_XCOMP},
               {"clause", BL_AT_CLAUSE}, {"poss", BL_AT_POSS}, {"comp", BL_AT_COMP}};
  *slot = (bl_slot){.cond = BL_COND_ANY, .prep = BL_NONE, .position = BL_AT_PREP};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (bl_str_eq_c(name, names[i].name)) {
      slot->position = (uint8_t)names[i].position;
      return true;
    }
  slot->prep = intern(s, name);
  return name.n > 0;
}

static bl_status parse_relation(scanner *s, bl_step *step) {
  size_t at = s->at;
  if (accept(s, '$')) {
    step->logical = true;
    bl_str name = take(s, "([;><?!");
    return logical_position(s, name, &step->slot) ? BL_OK : complain(s, at, "unknown position", name, NULL);
  }
  bl_str names = take(s, "[(;"), name;
  while (bl_str_next(&names, '|', &name)) {
    int dep = bl_dep_parse(name);
    if (bl_str_eq_c(name, "*")) {
      step->deps = 0;
    } else if (dep < 0 || !bl_str_eq_c(name, bl_dep_name((bl_dep)dep))) {
      return complain(s, at, "unknown relation", name, nearest(name, dep_at, BL_DEP_COUNT));
    } else {
      step->deps |= (uint64_t)1 << dep;
    }
    at += name.n + 1;
  }
  return parse_preps(s, step);
}

static bl_status parse_axis(scanner *s, bl_step *step) {
  skip_blanks(s);
  step->optional = accept(s, '?');
  step->absent = !step->optional && accept(s, '!');
  int c = peek(s);
  size_t at = s->at++;
  switch (c) {
    case '>': step->axis = BL_AXIS_CHILD; break;
    case '<': step->axis = BL_AXIS_HEAD; break;
    case '.': step->axis = BL_AXIS_NEXT; return BL_OK;
    case ',': step->axis = BL_AXIS_BEFORE; return BL_OK;
    case '=': step->axis = BL_AXIS_SAME; return BL_OK;
    default: return complain(s, at, "a step (> < . , =) is wanted at", bl_str_slice(s->line, at, s->line.n), NULL);
  }
  if (peek(s) == c) {
    s->at++;
    step->axis = c == '>' ? BL_AXIS_BELOW : BL_AXIS_ABOVE;
  }
  return parse_relation(s, step);
}

bl_status bl_rules_match_line(bl_rules *rules, bl_wordbook *lexicon, const char *file, bl_str line, uint32_t number, size_t at, bl_rule *rule) {
  scanner s = {rules, lexicon, file, line, number, at, rule};
  do {
    int node;
    bool known;
    skip_blanks(&s);
    size_t begin = s.at;
    BL_TRY(parse_node(&s, &node, &known));
    if (!known && rule->step_count + (node > 0) > 0 && node > 0) return complain(&s, begin, "a chain must begin with a known node, not", rule->nodes[node].name, NULL);
    for (skip_blanks(&s); s.at < line.n && peek(&s) != ';'; skip_blanks(&s)) {
      if (rule->step_count == BL_RULE_STEPS) return complain(&s, s.at, "too many steps at", bl_str_slice(line, s.at, line.n), NULL);
      bl_step *step = &rule->steps[rule->step_count];
      *step = (bl_step){.from = (uint8_t)node};
      BL_TRY(parse_axis(&s, step));
      BL_TRY(parse_node(&s, &node, &known));
      step->to = (uint8_t)node;
      step->bound = known;
      rule->step_count++;
    }
  } while (accept(&s, ';'));
  return BL_OK;
}

/* ---- what a rule says ------------------------------------------------------------------------------------------- */

static const struct {
  const char *name;
  bl_say_kind kind;
} say_kinds[] = {{"text", BL_SAY_TEXT}, {"title", BL_SAY_TITLE}, {"word", BL_SAY_WORD}, {"lemma", BL_SAY_LEMMA}, {"one", BL_SAY_ONE},
                 {"clause", BL_SAY_CLAUSE}, {"act", BL_SAY_ACT}, {"num", BL_SAY_NUMBER}, {"event", BL_SAY_EVENT}, {"entity", BL_SAY_ENTITY}, {"suffix", BL_SAY_SUFFIX}, {"incident", BL_SAY_INCIDENT}, {"speaker", BL_SAY_SPEAKER}, {"body", BL_SAY_BODY}};

static bl_status say_node(scanner *s, bl_str name, size_t at, bl_say_arg *arg) {
  int node = find_node(s->rule, name);
  if (node < 0) return complain(s, at, "unknown node", name, NULL);
  arg->node = (uint8_t)node;
  return BL_OK;
}

static bl_status parse_say_arg(scanner *s, bl_say_arg *arg) {
  skip_blanks(s);
  size_t at = s->at;
  if (peek(s) == '"') {
    size_t end = ++s->at;
    while (end < s->line.n && s->line.p[end] != '"') end++;
    arg->kind = BL_SAY_LITERAL;
    arg->literal = bl_str_copy(&s->rules->arena, bl_str_slice(s->line, s->at, end));
    s->at = end + 1;
    return BL_OK;
  }
  bl_str name = take(s, "(+");
  if (peek(s) == '(') {
    bool found = false;
    for (size_t i = 0; i < sizeof say_kinds / sizeof *say_kinds; i++)
      if (bl_str_eq_c(name, say_kinds[i].name)) arg->kind = (uint8_t)say_kinds[i].kind, found = true;
    if (!found) return complain(s, at, "unknown function", name, NULL);
    at = ++s->at;
    name = take(s, ")");
    if (!accept(s, ')')) return complain(s, at, "no ')' after", name, NULL);
  }
  BL_TRY(say_node(s, name, at, arg));
  if (peek(s) == '+') s->at++, arg->conjuncts = true;
  return BL_OK;
}

static bl_status parse_say_options(scanner *s, bl_say *say) {
  static const struct {
    const char *name;
    uint8_t flag;
  } flags[] = {{"not", BL_SAY_NOT}, {"possible", BL_SAY_POSSIBLE}, {"planned", BL_SAY_PLANNED}, {"fact", BL_SAY_FACT},
               {"denied", BL_SAY_DENIED}, {"opinion", BL_SAY_OPINION}, {"claimed", BL_SAY_CLAIMED}};
  for (skip_blanks(s); s->at < s->line.n; skip_blanks(s)) {
    size_t at = s->at;
    bl_str word = take(s, "");
    uint8_t flag = 0;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
      if (bl_str_eq_c(word, flags[i].name)) flag = flags[i].flag;
    say->flags |= flag;
    if (flag) continue;
    if (bl_str_eq_c(word, "at")) {
      bl_say_arg node = {0};
      skip_blanks(s);
      at = s->at;
      BL_TRY(say_node(s, take(s, ""), at, &node));
      say->at = (int8_t)node.node;
    } else if (bl_str_eq_c(word, "measure")) {
      for (int i = 0; i < 2 && (i == 0 || accept(s, '+')); i++) {
        bl_say_arg node = {0};
        skip_blanks(s);
        at = s->at;
        BL_TRY(say_node(s, take(s, "+"), at, &node));
        say->measure[i] = (int8_t)node.node;
      }
    } else if (bl_str_eq_c(word, "event")) {
      say->event = bl_str_copy(&s->rules->arena, take(s, ""));
    } else if (bl_str_eq_c(word, "counts")) {
      say->counts = bl_str_copy(&s->rules->arena, take(s, ""));
    } else {
      return complain(s, at, "unknown option", word, NULL);
    }
  }
  return BL_OK;
}

bl_status bl_rules_say_line(bl_rules *rules, bl_wordbook *lexicon, const char *file, bl_str line, uint32_t number, size_t at, bl_rule *rule) {
  scanner s = {rules, lexicon, file, line, number, at, rule};
  if (rule->say_count == BL_RULE_SAYS) return complain(&s, at, "too many says in rule", rule->id, NULL);
  bl_say *say = &rule->says[rule->say_count++];
  say->at = say->measure[0] = say->measure[1] = -1;
  BL_TRY(parse_say_arg(&s, &say->subject));
  bl_str predicate = take(&s, "");
  if (!predicate.n) return complain(&s, s.at, "no predicate in rule", rule->id, NULL);
  say->predicate = bl_str_copy(&rules->arena, predicate);
  BL_TRY(parse_say_arg(&s, &say->object));
  return parse_say_options(&s, say);
}
