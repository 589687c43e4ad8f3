/* Links that a site puts into its sentences. Two shapes: in brackets, "(RELATED: Tea tax fails)" (data/read/furniture.txt,
 * kind link); and behind a name, the name once more in full, grown together with the headlines of other articles, up to
 * "MORE": "Senator Mary Roe Mary Anne RoeTea tax fails again Kesh votes MORE said". */
#include <stdint.h>
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

static bool next_in_brackets(bl_inserts *it, size_t from, size_t *begin, size_t *end) {
  bool found = false;
  for (size_t i = from; i < it->text.n && !found; i++) {
    if (it->text.p[i] != '(' && it->text.p[i] != '[') continue;
    *begin = i;
    *end = behind_bracket(it->text, i);
    found = *end && bl_patterns_glob(it->furniture, "link", bl_read_fold(&it->arena, bl_str_slice(it->text, i, *end)));
    bl_arena_reset(&it->arena);
  }
  return found;
}

bl_inserts bl_inserts_open(const bl_patterns *furniture, bl_str text) { return (bl_inserts){.furniture = furniture, .text = text}; }

void bl_inserts_close(bl_inserts *it) { bl_arena_free(&it->arena); }

/* Looks anew only for what the stretch given out last has passed: each byte of a long paragraph is looked at once for each shape. */
static void look(bl_inserts *it) {
  bool first = it->at == 0;
  if ((first || it->name.begin < it->at) && !next_name_twice(it->text, it->at, &it->name.begin, &it->name.end)) it->name.begin = SIZE_MAX;
  if ((first || it->link.begin < it->at) && !next_in_brackets(it, it->at, &it->link.begin, &it->link.end)) it->link.begin = SIZE_MAX;
}

bool bl_inserts_next(bl_inserts *it, size_t *begin, size_t *end) {
  look(it);
  bl_insert next = it->name.begin < it->link.begin ? it->name : it->link;
  if (next.begin == SIZE_MAX) return false;
  *begin = next.begin;
  *end = next.end;
  bool stop = *end == it->text.n || strchr(" .,;:!?", it->text.p[*end]); /* no blank stays before a full stop */
  while (stop && *begin > it->at && it->text.p[*begin - 1] == ' ') --*begin;
  it->at = *end;
  return true;
}
