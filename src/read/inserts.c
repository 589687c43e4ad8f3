/* Links that a site puts into its sentences. Two shapes: in brackets, "(RELATED: Tea tax fails)" (data/read/furniture.txt,
 * kind link); and behind a name, the name once more in full, grown together with the headlines of other articles, up to
 * "MORE": "Senator Mary Roe Mary Anne RoeTea tax fails again Kesh votes MORE said". */
#include <string.h>

#include "read/inside.h"

enum { LONGEST_INSERT = 700, NAME_TWICE = 60, SHORTEST_NAME = 3 }; /* bytes */

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_lower(char c) { return (c >= 'a' && c <= 'z') || (c & 0x80); }
static bool in_word(char c) { return is_upper(c) || is_lower(c) || c == '\''; }

/* The next "MORE" that is a word of its own; text.n where there is none. */
static size_t next_more(bl_str text, size_t from) {
  for (size_t i = from + 1; i + 4 <= text.n; i++)
    if (memcmp(text.p + i, "MORE", 4) == 0 && (text.p[i - 1] == ' ' || is_lower(text.p[i - 1])) && (i + 4 == text.n || (!is_upper(text.p[i + 4]) && !(text.p[i + 4] >= 'a' && text.p[i + 4] <= 'z')))) return i;
  return text.n;
}

/* Where the word text[begin, end) stood last before `begin`, within reach: the end of it, or 0. */
static size_t said_before(bl_str text, size_t from, size_t begin, size_t end) {
  size_t n = end - begin, low = begin > from + NAME_TWICE ? begin - NAME_TWICE : from;
  for (size_t i = begin; i-- > low + 1;)
    if (i + n < begin && memcmp(text.p + i, text.p + begin, n) == 0 && !in_word(text.p[i - 1]) && !in_word(text.p[i + n])) return i + n;
  return 0;
}

static bool next_name_twice(bl_str text, size_t from, size_t *begin, size_t *end) {
  for (size_t more = next_more(text, from), low = from; more < text.n; low = more + 4, more = next_more(text, low)) {
    size_t first = more > low + LONGEST_INSERT ? more - LONGEST_INSERT : low;
    for (size_t g = first + 1, word = first; g <= more; g++) { /* "RoeTea" */
      if (!in_word(text.p[g - 1])) word = g;
      bool grown = is_lower(text.p[g - 1]) && (is_upper(text.p[g]) || (text.p[g] >= '0' && text.p[g] <= '9'));
      if (!grown || g - word < SHORTEST_NAME || !is_upper(text.p[word])) continue;
      *begin = said_before(text, first, word, g);
      *end = more + 4;
      if (*begin) return true;
    }
  }
  return false;
}

/* Behind the bracket that closes the one at `open`; 0 where none does. */
static size_t behind_bracket(bl_str text, size_t open) {
  char shut = text.p[open] == '(' ? ')' : ']';
  size_t depth = 0;
  for (size_t i = open; i < text.n && i < open + LONGEST_INSERT; i++) {
    depth += text.p[i] == text.p[open];
    if (text.p[i] == shut && --depth == 0) return i + 1;
  }
  return 0;
}

static bool next_in_brackets(const bl_patterns *furniture, bl_str text, size_t from, size_t *begin, size_t *end) {
  bl_arena arena = {0};
  bool found = false;
  for (size_t i = from; i < text.n && !found; i++) {
    if (text.p[i] != '(' && text.p[i] != '[') continue;
    *begin = i;
    *end = behind_bracket(text, i);
    found = *end && bl_patterns_glob(furniture, "link", bl_read_fold(&arena, bl_str_slice(text, i, *end)));
  }
  bl_arena_free(&arena);
  return found;
}

static bool next_insert(const bl_patterns *furniture, bl_str text, size_t from, size_t *begin, size_t *end) {
  size_t b, e;
  bool name = next_name_twice(text, from, begin, end);
  if (!next_in_brackets(furniture, text, from, &b, &e) || (name && *begin < b)) return name;
  *begin = b;
  *end = e;
  return true;
}

bool bl_next_insert(const bl_patterns *furniture, bl_str text, size_t from, size_t *begin, size_t *end) {
  if (!next_insert(furniture, text, from, begin, end)) return false;
  bool stop = *end == text.n || strchr(" .,;:!?", text.p[*end]); /* no blank stays before a full stop */
  while (stop && *begin > from && text.p[*begin - 1] == ' ') --*begin;
  return true;
}
