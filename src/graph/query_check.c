/* Refusing what Rasqal 0.9.33 reads wrongly, cannot parse (its own message is unclear), or crashes on. */
#include <stdlib.h>

#include "base/map.h"
#include "graph/query.h"
#include "graph/query_words.h"

typedef struct check {
  const char *path;
  bl_query_words words;
} check;

static bool is(const check *s, uint32_t i, const char *text) { return bl_query_is(&s->words, i, text); }

static bl_status refuse(const check *s, uint32_t i, const char *what) {
  return bl_fail(
      BL_ERR_USAGE,
      "%s:%u: %s (the built-in engine knows a part of SPARQL 1.1; for the rest load the folder into a triple store)",
      s->path, s->words.items[i].line, what);
}

static bl_status check_keyword(const check *s, uint32_t i) {
  static const char *const refused[][2] = {{"MINUS", "MINUS is not known: use OPTIONAL and FILTER(!BOUND(?x))"},
                                           {"EXISTS", "EXISTS is not known: use OPTIONAL and FILTER(!BOUND(?x))"},
                                           {"DESCRIBE", "DESCRIBE is not offered: use SELECT"},
                                           {"CONSTRUCT", "CONSTRUCT is not offered: use SELECT"},
                                           {"INSERT", "updates are not offered"},
                                           {"DELETE", "updates are not offered"},
                                           {"LOAD", "updates are not offered"},
                                           {"CLEAR", "updates are not offered"},
                                           {"SERVICE", "SERVICE is not offered"},
                                           {"VALUES", "VALUES is not known: use FILTER(?x IN (...))"},
                                           {"GRAPH", "there are no named graphs"},
                                           {"FROM", "there are no named graphs: choose the folder with --data"}};
  for (size_t k = 0; k < sizeof refused / sizeof *refused; k++)
    if (is(s, i, refused[k][0])) return refuse(s, i, refused[k][1]);
  return BL_OK;
}

static bl_status check_word(const check *s, uint32_t i) {
  const bl_query_word *w = &s->words.items[i];
  BL_TRY(check_keyword(s, i));
  if (is(s, i, "SELECT") && w->braces)
    return refuse(s, i, "a SELECT inside of another is not known: write two queries");
  if ((is(s, i, "IRI") || is(s, i, "URI")) && is(s, i + 1, "(")) return refuse(s, i, "IRI() is not known");
  if (is(s, i, "GROUP") && is(s, i + 1, "BY") && is(s, i + 2, "("))
    return refuse(s, i, "GROUP BY an expression is not known: BIND it first");
  if (w->text.n > 1 && (w->text.p[0] == '"' || w->text.p[0] == '\'') && bl_str_find(w->text, BL_STR("\\d"), 0) >= 0)
    return refuse(s, i, "\\d in a pattern never matches: write [0-9]");
  return BL_OK;
}

/* Rasqal frees the string of a computed argument before these read it: only variables and strings are let through. */
static bl_status check_concat(const check *s, uint32_t i) {
  bool named = is(s, i, "CONCAT") || is(s, i, "STRBEFORE") || is(s, i, "STRAFTER");
  if (!named || !is(s, i + 1, "(")) return BL_OK;
  for (uint32_t k = i + 2; k < s->words.count && !is(s, k, ")"); k += is(s, k, ",")) {
    char first = s->words.items[k].text.p[0];
    bool simple = first == '?' || first == '$' || first == '"' || first == '\'';
    if (!simple || !(is(s, k + 1, ",") || is(s, k + 1, ")")))
      return refuse(s, k, "CONCAT, STRBEFORE and STRAFTER take variables and strings only: BIND other arguments first");
    k++;
  }
  return BL_OK;
}

/* Property paths: an operator outside of all brackets inside of a group. */
static bl_status check_path(const check *s, uint32_t i) {
  const bl_query_word *w = &s->words.items[i];
  if (!w->braces || w->parens || !i) return BL_OK;
  bool sign = is(s, i, "/") || is(s, i, "|") || is(s, i, "*") || is(s, i, "+");
  bool datatype = is(s, i + 1, "^") || is(s, i - 1, "^");
  if (sign || (is(s, i, "^") && !datatype))
    return refuse(s, i, "property paths are not known: write each step as a pattern of its own");
  return BL_OK;
}

static bool is_number(bl_str t) { return t.n && t.p[0] >= '0' && t.p[0] <= '9'; }

/* "1+2": plus or minus right before a digit and behind a number, variable or bracket reads as a sign. */
static bl_status check_sign(const check *s, uint32_t i) {
  if (!is(s, i, "+") && !is(s, i, "-")) return BL_OK;
  if (!i || i + 1 >= s->words.count || !is_number(s->words.items[i + 1].text)) return BL_OK;
  bl_str before = s->words.items[i - 1].text, sign = s->words.items[i].text, after = s->words.items[i + 1].text;
  bool operand = is_number(before) || before.p[0] == '?' || before.p[0] == '$' || before.p[0] == ')';
  bool glued = sign.p + 1 == after.p;
  return operand && glued ? refuse(s, i, "+ and - need blanks on both sides, else they are read as signs") : BL_OK;
}

static bl_status check_base(const check *s) {
  bool prefix = false;
  for (uint32_t i = 0; i < s->words.count; i++) {
    if (is(s, i, "PREFIX")) prefix = true;
    if (is(s, i, "BASE") && prefix) return refuse(s, i, "BASE must stand before PREFIX");
  }
  return BL_OK;
}

bl_status bl_query_check(const char *path, bl_str query) {
  check s = {.path = path};
  bl_query_split(query, &s.words);
  bl_status status = check_base(&s);
  for (uint32_t i = 0; status == BL_OK && i < s.words.count; i++) {
    status = check_word(&s, i);
    if (status == BL_OK) status = check_concat(&s, i);
    if (status == BL_OK) status = check_path(&s, i);
    if (status == BL_OK) status = check_sign(&s, i);
  }
  BL_VEC_FREE(&s.words);
  return status;
}
