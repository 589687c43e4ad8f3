/* Wire tags: "LORN, May 2 (AP) - ..." at the beginning of one of the first paragraphs, "... said. (Reuters)" or
 * "... said. - PTI" at the end of the text. A tag counts only where it cannot be an acronym that the text explains: behind
 * a dateline and before a dash, or behind the end of a sentence. */
#include <ctype.h>

#include "read/inside.h"

enum { FIRST_PARAGRAPHS = 4, DATELINE = 60, LONGEST = 40 };

static bool is_dash(bl_str s, size_t at) {
  while (at < s.n && s.p[at] == ' ') at++;
  bl_str rest = bl_str_slice(s, at, s.n);
  return bl_str_starts(rest, BL_STR("-")) || bl_str_starts(rest, BL_STR("\xE2\x80\x93")) || bl_str_starts(rest, BL_STR("\xE2\x80\x94"));
}

/* A name of an agency: letters, capitals first. */
static bool is_agency(bl_str tag) {
  if (tag.n < 2 || tag.n > LONGEST || !isupper((unsigned char)tag.p[0])) return false;
  for (size_t i = 0; i < tag.n; i++)
    if (!isalpha((unsigned char)tag.p[i]) && tag.p[i] != ' ' && tag.p[i] != '.') return false;
  return true;
}

/* What stands before the tag is places and dates: it begins with a capital and ends no sentence. */
static bool is_dateline(bl_str s) {
  bool upper = s.n && isupper((unsigned char)s.p[0]);
  for (size_t i = 0; i + 1 < s.n; i++)
    if ((s.p[i] == '!' || s.p[i] == '?' || s.p[i] == ';' || s.p[i] == ':') && s.p[i + 1] == ' ') return false;
  return upper;
}

static bl_str head_tag(bl_str paragraph) {
  ptrdiff_t open = bl_str_find(bl_str_slice(paragraph, 0, DATELINE), BL_STR("("), 0);
  ptrdiff_t close = open < 0 ? -1 : bl_str_find(paragraph, BL_STR(")"), (size_t)open);
  if (close < 0) return (bl_str){0};
  bl_str tag = bl_str_slice(paragraph, (size_t)open + 1, (size_t)close);
  bool bare = open == 0; /* "(Reuters) - ..." */
  bool right = is_agency(tag) && is_dash(paragraph, (size_t)close + 1) && (bare || is_dateline(bl_str_slice(paragraph, 0, (size_t)open)));
  return right ? tag : (bl_str){0};
}

static bool ends_sentence(bl_str s) {
  s = bl_str_trim(s);
  return s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == '!' || s.p[s.n - 1] == '?' || s.p[s.n - 1] == '"' || bl_str_ends(s, BL_STR("\xE2\x80\x9D")));
}

static bl_str tail_tag(bl_str paragraph) {
  bl_str s = bl_str_trim(paragraph);
  size_t open = s.n;
  if (!s.n) return (bl_str){0};
  if (s.p[s.n - 1] == ')') {
    while (open && s.p[open - 1] != '(') open--;
    bl_str tag = bl_str_slice(s, open, s.n - 1);
    return open && is_agency(tag) && (open == 1 || ends_sentence(bl_str_slice(s, 0, open - 1))) ? tag : (bl_str){0};
  }
  while (open && s.p[open - 1] != '-' && (unsigned char)s.p[open - 1] < 0x80) open--;
  bl_str tag = bl_str_trim(bl_str_slice(s, open, s.n));
  size_t dash = open > 2 && (unsigned char)s.p[open - 1] >= 0x80 ? open - 3 : open ? open - 1 : 0;
  bool capitals = is_agency(tag) && tag.n <= 8;
  for (size_t i = 0; i < tag.n; i++) capitals &= isupper((unsigned char)tag.p[i]) != 0;
  return capitals && dash && is_dash(s, dash) && ends_sentence(bl_str_slice(s, 0, dash)) ? tag : (bl_str){0};
}

bl_str bl_wire_tag(const bl_doc *doc) {
  uint32_t count = doc->paragraphs.count;
  for (uint32_t i = 0; i < count && i < FIRST_PARAGRAPHS; i++) {
    bl_span b = doc->paragraphs.items[i].bytes;
    bl_str tag = head_tag(bl_str_slice(doc->text, b.begin, b.end));
    if (tag.n) return tag;
  }
  if (!count) return (bl_str){0};
  bl_span b = doc->paragraphs.items[count - 1].bytes;
  return tail_tag(bl_str_slice(doc->text, b.begin, b.end));
}
