/* See query_words.h. The split follows the terminals of SPARQL 1.1 (section 19.8) as far as the checks need them. */
#include "graph/query_words.h"

#include <stdlib.h>

static bool name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '?' ||
         c == ':' || c == '$' || (c & 0x80);
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
    if (!comment && (unsigned char)q.p[i] > ' ')
      BL_PUSH(words, ((bl_query_word){bl_str_slice(q, i, end), line, braces, parens}));
    if (q.p[i] == '{') braces++;
    if (q.p[i] == '(') parens++;
    for (; i < end; i++) line += q.p[i] == '\n';
  }
}

bool bl_query_is(const bl_query_words *words, uint32_t i, const char *text) {
  return i < words->count && bl_str_eq_nocase(words->items[i].text, bl_str_from(text));
}
