/* A document out of plain text for the tests of rooms that need tokens: blank-separated words with the punctuation at
 * their ends cut off; a sentence ends at a blank line, or at . ? ! before a blank and a capital letter. */
#ifndef BL_TEST_TEXT_H
#define BL_TEST_TEXT_H

#include <ctype.h>

#include "base/io.h"
#include "doc/doc.h"

static inline void test_token(bl_doc *doc, uint32_t begin, uint32_t end) {
  bl_token t = {.head = BL_NONE, .bytes = {begin, end}};
  t.form = bl_str_slice(doc->text, begin, end);
  t.sentence = doc->sentences.count;
  t.lemma = t.feats = BL_STR("");
  t.space_after = end >= doc->text.n || isspace((unsigned char)doc->text.p[end]);
  BL_PUSH(&doc->tokens, t);
}

static inline bool test_is_edge(char c) { return strchr("\"'`()[],;:?!$%", c) != NULL; }

/* One word between blanks; true when it may end a sentence. */
static inline bool test_word(bl_doc *doc, uint32_t begin, uint32_t end) {
  static const char *const abbreviations[] = {"Mr",  "Mrs", "Ms",  "Dr",  "Gen",  "Sen", "Rep", "Gov", "Lt",
                                              "Col", "Sgt", "St",  "Jan", "Feb",  "Mar", "Apr", "Aug", "Sept",
                                              "Sep", "Oct", "Nov", "Dec", "Corp", "Inc", "Co",  "Cos", "Ltd",
                                              "No",  "vs",  "U.S", "a.m", "p.m",  "Jr"};
  const char *p = doc->text.p;
  while (begin < end && test_is_edge(p[begin])) test_token(doc, begin, begin + 1), begin++;
  uint32_t last = end;
  while (last > begin && test_is_edge(p[last - 1])) last--;
  bool stop = last > begin && p[last - 1] == '.', abbreviation = false;
  for (size_t i = 0; stop && i < sizeof abbreviations / sizeof *abbreviations; i++)
    abbreviation |= bl_str_eq_c(bl_str_slice(doc->text, begin, last - 1), abbreviations[i]);
  if (stop && last - begin == 2 && isupper((unsigned char)p[begin])) abbreviation = true;
  uint32_t body = stop && !abbreviation ? last - 1 : last;
  if (body > begin) test_token(doc, begin, body);
  if (last > body) test_token(doc, body, last);
  for (uint32_t i = last; i < end; i++) test_token(doc, i, i + 1);
  return (stop && !abbreviation) || (end > begin && (p[end - 1] == '?' || p[end - 1] == '!'));
}

static inline void test_end_sentence(bl_doc *doc, uint32_t *first) {
  if (doc->tokens.count == *first) return;
  BL_PUSH(&doc->sentences, ((bl_sentence){{*first, doc->tokens.count}, BL_NONE, BL_STR("")}));
  *first = doc->tokens.count;
}

static inline bl_doc *test_doc(bl_str text) {
  bl_doc *doc = bl_doc_new();
  bl_doc_set_text(doc, text);
  uint32_t first = 0, at = 0, n = (uint32_t)doc->text.n;
  bool may_end = false;
  while (at < n) {
    unsigned lines = 0;
    for (; at < n && isspace((unsigned char)doc->text.p[at]); at++) lines += doc->text.p[at] == '\n';
    if (at >= n) break;
    if (lines > 1 || (may_end && !islower((unsigned char)doc->text.p[at]))) test_end_sentence(doc, &first);
    uint32_t begin = at;
    while (at < n && !isspace((unsigned char)doc->text.p[at])) at++;
    may_end = test_word(doc, begin, at);
  }
  test_end_sentence(doc, &first);
  return doc;
}

/* Cases of a file of tests/cases: a text line, "---", lines of what is found, a blank line; "#" begins a comment. Calls
 * `check` with the found lines joined by " ; ". False if the file cannot be read. */
typedef void (*test_case)(void *user, const char *file, uint32_t line, bl_str text, bl_str expected, bool wanted);

static inline bool test_cases(const char *path, test_case check, void *user) {
  bl_buf bytes = {0}, expected = {0};
  bl_str text = {0}, line, rest;
  uint32_t number = 0, at = 0;
  bool open = false;
  if (bl_read_file(path, 1 << 20, &bytes) != BL_OK) return false;
  bl_buf_char(&bytes, '\n');
  rest = bl_buf_view(&bytes);
  while (rest.n && bl_str_next(&rest, '\n', &line)) {
    number++;
    if (line.n && line.p[0] == '#') continue;
    if (line.n && !text.n) {
      text = line;
      at = number;
    } else if (bl_str_eq_c(line, "---")) {
      open = true;
    } else if (line.n && open) {
      if (expected.n) bl_buf_c(&expected, " ; ");
      bl_buf_str(&expected, line);
    } else if (text.n) {
      bl_buf_c(&expected, "");
      check(user, path, at, text, bl_buf_view(&expected), true);
      bl_buf_clear(&expected);
      text = (bl_str){0};
      open = false;
    }
  }
  bl_buf_free(&bytes);
  bl_buf_free(&expected);
  return true;
}

#endif
