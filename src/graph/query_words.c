/* See query_words.h. The split follows the terminals of SPARQL 1.1 (section 19.8) as far as the checks need them. */
#include "graph/query_words.h"

#include <stdlib.h>

static bool name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '?' || c == ':' || c == '$' ||
         (c & 0x80);
}

/* The end of the string that begins at i: one quote, or three. */
static size_t skip_string(bl_str q, size_t i) {
  char mark = q.p[i];
  size_t marks = i + 2 < q.n && q.p[i + 1] == mark && q.p[i + 2] == mark ? 3 : 1;
  for (size_t k = i + marks; k < q.n; k++) {
    if (q.p[k] == '\\') {
      k++;
    } else if (q.p[k] == mark && (marks == 1 || (k + 2 < q.n && q.p[k + 1] == mark && q.p[k + 2] == mark))) {
      return k + marks;
    }
  }
  return q.n;
}

/* The end of a string, IRI or comment that begins at i; i if none does. */
static size_t skip(bl_str q, size_t i) {
  size_t k = i;
  if (q.p[i] == '"' || q.p[i] == '\'') return skip_string(q, i);
  if (q.p[i] == '#') {
    while (k < q.n && q.p[k] != '\n') k++;
    return k;
  }
  if (q.p[i] != '<') return i;
  while (k < q.n && q.p[k] != '>' && (unsigned char)q.p[k] > ' ') k++;
  return k < q.n && q.p[k] == '>' ? k + 1 : i;
}

void bl_query_split(bl_str q, bl_query_words *words) {
  uint32_t line = 1, braces = 0, parens = 0;
  for (size_t i = 0; i < q.n;) {
    size_t end = skip(q, i);
    bool comment = q.p[i] == '#';
    if (end == i) {
      if (q.p[i] == '}' && braces) braces--;
      if (q.p[i] == ')' && parens) parens--;
      while (end < q.n && name_char(q.p[end])) end++;
      if (end == i) end = i + 1;
    }
    if (!comment && (unsigned char)q.p[i] > ' ') BL_PUSH(words, ((bl_query_word){bl_str_slice(q, i, end), line, braces, parens}));
    if (q.p[i] == '{') braces++;
    if (q.p[i] == '(') parens++;
    for (; i < end; i++) line += q.p[i] == '\n';
  }
}

bool bl_query_is(const bl_query_words *words, uint32_t i, const char *text) {
  return i < words->count && bl_str_eq_nocase(words->items[i].text, bl_str_from(text));
}

bool bl_query_aggregate(const bl_query_words *words, uint32_t i) {
  static const char *const names[] = {"COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT"};
  for (size_t k = 0; k < sizeof names / sizeof *names; k++)
    if (bl_query_is(words, i, names[k]) && bl_query_is(words, i + 1, "(")) return true;
  return false;
}

/* ---- shape ------------------------------------------------------------------------------------------------------ */

static bool is_variable(bl_str text) { return text.n > 1 && (text.p[0] == '?' || text.p[0] == '$'); }

static bl_str bare(bl_str variable) { return bl_str_slice(variable, 1, variable.n); }

static void all_variables(const bl_query_words *words, bl_query_shape *shape) {
  for (uint32_t i = 0; i < words->count; i++) {
    bool known = !is_variable(words->items[i].text);
    for (uint32_t k = 0; !known && k < shape->columns.count; k++) known = bl_str_eq(shape->columns.items[k].name, bare(words->items[i].text));
    if (!known) BL_PUSH(&shape->columns, ((bl_query_column){bare(words->items[i].text), false}));
  }
}

/* The word behind the bracket that closes the one at i. */
static uint32_t behind(const bl_query_words *words, uint32_t i) {
  uint32_t depth = words->items[i].parens;
  for (i++; i < words->count; i++)
    if (bl_query_is(words, i, ")") && words->items[i].parens == depth) return i + 1;
  return words->count;
}

/* The columns that begin at word i; gives the first word behind them. */
static uint32_t columns(const bl_query_words *words, uint32_t i, bl_query_shape *shape) {
  if (bl_query_is(words, i, "DISTINCT") || bl_query_is(words, i, "REDUCED")) i++;
  if (bl_query_is(words, i, "*")) {
    all_variables(words, shape);
    return i + 1;
  }
  while (i < words->count && !bl_query_is(words, i, "{") && !bl_query_is(words, i, "WHERE") && !bl_query_is(words, i, "FROM")) {
    if (is_variable(words->items[i].text)) {
      BL_PUSH(&shape->columns, ((bl_query_column){bare(words->items[i++].text), false}));
    } else if (bl_query_is(words, i, "(")) {
      uint32_t end = behind(words, i), close = bl_query_is(words, i + 2, "(") ? behind(words, i + 2) : 0;
      bool alone = bl_query_is(words, close, "AS") && (bl_query_is(words, i + 1, "COUNT") || bl_query_is(words, i + 1, "SUM"));
      if (end >= 2 && end - 2 > i && is_variable(words->items[end - 2].text))
        BL_PUSH(&shape->columns, ((bl_query_column){bare(words->items[end - 2].text), alone}));
      i = end;
    } else {
      i++;
    }
  }
  return i;
}

void bl_query_shape_of(bl_str query, bl_query_shape *shape) {
  bl_query_words words = {0};
  uint32_t i = 0;
  bl_query_split(query, &words);
  while (i < words.count && !(bl_query_is(&words, i, "SELECT") && words.items[i].braces == 0)) i++;
  shape->select = i < words.count;
  if (shape->select) {
    shape->prologue = bl_str_slice(query, 0, (size_t)(words.items[i].text.p - query.p));
    i = columns(&words, i + 1, shape);
  }
  while (i < words.count && !bl_query_is(&words, i, "{")) i++;
  uint32_t open = i;
  for (; i < words.count; i++)
    if (bl_query_is(&words, i, "}") && words.items[i].braces == 0) break;
  if (i < words.count) {
    const char *begin = words.items[open].text.p;
    shape->where = (bl_str){begin, (size_t)(words.items[i].text.p + 1 - begin)};
  }
  for (uint32_t k = 0; k < words.count; k++) {
    shape->aggregates |= bl_query_aggregate(&words, k);
    shape->grouped |= bl_query_is(&words, k, "GROUP") && bl_query_is(&words, k + 1, "BY");
  }
  BL_VEC_FREE(&words);
}
