/* Refusing what Rasqal 0.9.33 answers wrongly. The query is split into words outside of comments, strings and IRIs. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "graph/query.h"

typedef struct word {
  bl_str text;
  uint32_t line, depth; /* depth: braces around it */
} word;

typedef struct scan {
  const char *path;
  BL_VEC(word) words;
} scan;

static bool name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '?' || c == ':' || c == '$';
}

/* The end of a string, IRI or comment that begins at i; i if none does. */
static size_t skip(bl_str q, size_t i) {
  size_t k = i;
  if (q.p[i] == '#') {
    while (k < q.n && q.p[k] != '\n') k++;
    return k;
  }
  if (q.p[i] == '"' || q.p[i] == '\'') {
    for (k = i + 1; k < q.n && q.p[k] != q.p[i]; k++)
      if (q.p[k] == '\\') k++;
    return k < q.n ? k + 1 : q.n;
  }
  if (q.p[i] != '<') return i;
  while (k < q.n && q.p[k] != '>' && q.p[k] != ' ' && q.p[k] != '\n') k++;
  return k < q.n && q.p[k] == '>' ? k + 1 : i;
}

static void split(scan *s, bl_str q) {
  uint32_t line = 1, depth = 0;
  for (size_t i = 0; i < q.n;) {
    size_t end = skip(q, i);
    if (end > i) {
      if (q.p[i] != '#') BL_PUSH(&s->words, ((word){bl_str_slice(q, i, end), line, depth}));
      for (; i < end; i++) line += q.p[i] == '\n';
      continue;
    }
    line += q.p[i] == '\n';
    if (q.p[i] == '}' && depth) depth--;
    size_t k = i;
    while (k < q.n && name_char(q.p[k])) k++;
    if (k == i && (unsigned char)q.p[i] > ' ') k = i + 1;
    if (k > i) BL_PUSH(&s->words, ((word){bl_str_slice(q, i, k), line, depth}));
    if (q.p[i] == '{') depth++;
    i = k > i ? k : i + 1;
  }
}

static bool is(const scan *s, uint32_t i, const char *text) {
  return i < s->words.count && bl_str_eq_nocase(s->words.items[i].text, bl_str_from(text));
}

static bl_status refuse(const scan *s, uint32_t i, const char *what) {
  return bl_fail(BL_ERR_USAGE, "%s:%u: %s; the built-in engine would answer wrongly. Rewrite it, or load the graph into a triple store", s->path,
                 s->words.items[i].line, what);
}

static bl_status check_word(const scan *s, uint32_t i) {
  static const char *const refused[][2] = {
      {"MINUS", "MINUS is not known"},          {"EXISTS", "(NOT) EXISTS is not known: use OPTIONAL and !BOUND"},
      {"DESCRIBE", "DESCRIBE is not known"},    {"CONSTRUCT", "CONSTRUCT is not offered: use SELECT"},
      {"INSERT", "updates are not offered"},    {"DELETE", "updates are not offered"},
      {"LOAD", "updates are not offered"},      {"CLEAR", "updates are not offered"},
      {"SERVICE", "SERVICE is not offered"},    {"GRAPH", "there are no named graphs"}};
  const word *w = &s->words.items[i];
  for (size_t k = 0; k < sizeof refused / sizeof *refused; k++)
    if (is(s, i, refused[k][0])) return refuse(s, i, refused[k][1]);
  if (is(s, i, "VALUES") && w->depth) return refuse(s, i, "VALUES inside WHERE: put it behind the last }");
  if (is(s, i, "SELECT") && w->depth) return refuse(s, i, "a sub-SELECT");
  if ((is(s, i, "MIN") || is(s, i, "MAX")) && is(s, i + 1, "(") && !is(s, i + 2, "STR") && !is(s, i + 2, "xsd:decimal"))
    return refuse(s, i, "MIN or MAX of what may be an IRI: write MIN(STR(?x))");
  if (is(s, i, "GROUP") && is(s, i + 1, "BY") && is(s, i + 2, "(")) return refuse(s, i, "GROUP BY an expression");
  if (w->text.n > 1 && (w->text.p[0] == '"' || w->text.p[0] == '\'') && bl_str_find(w->text, BL_STR("\\d"), 0) >= 0)
    return refuse(s, i, "\\d in a pattern never matches: write [0-9]");
  return BL_OK;
}

static bool is_number(bl_str t) { return t.n && t.p[0] >= '0' && t.p[0] <= '9'; }

/* "1+2": plus or minus right before a digit and right behind a number, variable or bracket reads as a sign. */
static bl_status check_signs(const scan *s, uint32_t i) {
  if (!is(s, i, "+") && !is(s, i, "-")) return BL_OK;
  if (!i || i + 1 >= s->words.count || !is_number(s->words.items[i + 1].text)) return BL_OK;
  bl_str before = s->words.items[i - 1].text, sign = s->words.items[i].text, after = s->words.items[i + 1].text;
  bool operand = is_number(before) || before.p[0] == '?' || before.p[0] == ')';
  bool glued = sign.p + 1 == after.p;
  return operand && glued ? refuse(s, i, "+ or - without a blank before the number") : BL_OK;
}

static bl_status check_aggregates(const scan *s) {
  uint32_t aggregates = 0, distinct = BL_NONE, counted = BL_NONE, optional = 0;
  static const char *const names[] = {"COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT"};
  for (uint32_t i = 0; i < s->words.count; i++) {
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) aggregates += is(s, i, names[k]) && is(s, i + 1, "(");
    if (is(s, i, "COUNT") && is(s, i + 2, "DISTINCT")) distinct = i;
    else if (is(s, i, "COUNT") && is(s, i + 1, "(") && !is(s, i + 2, "*")) counted = i;
    optional += is(s, i, "OPTIONAL");
  }
  if (distinct != BL_NONE && aggregates > 1) return refuse(s, distinct, "COUNT(DISTINCT) beside another aggregate");
  if (counted != BL_NONE && optional) return refuse(s, counted, "COUNT of a variable where OPTIONAL may leave it unbound");
  return BL_OK;
}

static bl_status check_base(const scan *s) {
  bool prefix = false;
  for (uint32_t i = 0; i < s->words.count; i++) {
    if (is(s, i, "PREFIX")) prefix = true;
    if (is(s, i, "BASE") && prefix) return refuse(s, i, "BASE behind PREFIX");
  }
  return BL_OK;
}

bl_status bl_query_check(const char *path, bl_str query) {
  scan s = {.path = path};
  split(&s, query);
  bl_status status = check_base(&s);
  if (status == BL_OK) status = check_aggregates(&s);
  for (uint32_t i = 0; status == BL_OK && i < s.words.count; i++) {
    status = check_word(&s, i);
    if (status == BL_OK) status = check_signs(&s, i);
  }
  BL_VEC_FREE(&s.words);
  return status;
}
