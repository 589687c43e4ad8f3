/* Page furniture in plain text. Evidence is what a line says (data/read/furniture.txt) and where it stands:
 *   head: before the first full sentence; section names, dates and names of authors go, a headline said again goes
 *   anywhere: lines that are furniture wherever they stand ("Advertisement")
 *   tail: from a tail heading on ("Related articles") all goes, if the body stands before it and what follows is the
 *         smaller part; at the very end lines without a sentence go when they are lists of tags
 * In doubt a line stays: the cost of a dropped sentence is higher than that of a kept line. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/dates.h"
#include "read/inside.h"

enum { HEAD_LINES = 10, SHORT = 200, TITLE_LIMIT = 220 };

bl_str bl_read_fold(bl_arena *arena, bl_str text) {
  bl_buf folded = {0};
  bl_utf8_fold(&folded, text);
  char *to = bl_arena_alloc(arena, folded.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < folded.n; i++) {
    bool blank = isspace((unsigned char)folded.p[i]);
    if (blank && (!n || to[n - 1] == ' ')) continue;
    to[n++] = blank ? ' ' : folded.p[i];
  }
  while (n && to[n - 1] == ' ') n--;
  bl_buf_free(&folded);
  return (bl_str){to, n};
}

static size_t words(bl_str s) {
  size_t count = 0;
  for (size_t i = 0; i < s.n; i++) count += s.p[i] != ' ' && (i == 0 || s.p[i - 1] == ' ');
  return count;
}

/* Ends as a sentence does, perhaps behind a closing quote or bracket. */
static bool ends_sentence(bl_str folded) {
  size_t n = folded.n;
  while (n && strchr("\"')]", folded.p[n - 1])) n--;
  return n && strchr(".!?:", folded.p[n - 1]) != NULL;
}

static bool is_sentence(bl_str folded) { return ends_sentence(folded) && words(folded) >= 6; }

typedef struct cleaning {
  const bl_patterns *patterns;
  bl_pieces *pieces;
  bl_str *folded; /* of short pieces; of long ones a view of the first and last bytes is never needed */
  uint32_t body;  /* the first piece that is a sentence */
  bl_doc *doc;
} cleaning;

static void drop(cleaning *c, uint32_t i) { c->pieces->items[i].keep = false; }

static bool matches(const cleaning *c, uint32_t i, const char *kind) {
  return c->folded[i].n <= SHORT && bl_patterns_glob(c->patterns, kind, c->folded[i]);
}

/* "Friday, August 20, 2021" as a line of its own. The page's date beats a date from beside the file. */
static bool take_date(cleaning *c, uint32_t i) {
  int used;
  if (c->folded[i].n > 90) return false;
  bl_date date = bl_find_date(c->pieces->items[i].text, &used);
  bool labelled = bl_patterns_glob(c->patterns, "date", c->folded[i]);
  if (!date.year || (used < 80 && !labelled)) return false;
  if (!c->doc->meta.published.year) c->doc->meta.published = date;
  return true;
}

/* "By Ann Example", "Staff Reporter": kept as author. */
static bool take_author(cleaning *c, uint32_t i) {
  bl_str text = c->pieces->items[i].text;
  if (c->folded[i].n > 70 || words(c->folded[i]) > 8 || ends_sentence(c->folded[i])) return false;
  if (!bl_patterns_glob(c->patterns, "author", c->folded[i])) return false;
  if (bl_str_starts(c->folded[i], BL_STR("by "))) text = bl_str_trim(bl_str_slice(text, 3, text.n));
  unsigned char first = text.n ? (unsigned char)text.p[0] : 0;
  if (!(isupper(first) || first >= 0x80)) return false;
  if (!c->doc->meta.author.n) c->doc->meta.author = bl_str_copy(&c->doc->arena, text);
  return true;
}

/* ---- head ------------------------------------------------------------------------------------------------------- */

static bool same_line(bl_str a, bl_str b) {
  while (a.n && strchr("-|. ", a.p[a.n - 1])) a.n--;
  while (b.n && strchr("-|. ", b.p[b.n - 1])) b.n--;
  return a.n && bl_str_eq(a, b);
}

static bool can_be_title(const cleaning *c, uint32_t i) {
  bl_str f = c->folded[i];
  return f.n <= TITLE_LIMIT && words(f) >= 3 && (!ends_sentence(f) || f.p[f.n - 1] == '?' || i < c->body);
}

static void clean_head(cleaning *c) {
  uint32_t title = BL_NONE, n = c->pieces->count < HEAD_LINES ? c->pieces->count : HEAD_LINES;
  for (uint32_t i = 0; i < n; i++) {
    if (i >= c->body + 3) break;
    if (take_date(c, i) || (i < c->body + 1 && (take_author(c, i) || matches(c, i, "section") || matches(c, i, "head")))) {
      drop(c, i);
    } else if (title == BL_NONE && i <= c->body && can_be_title(c, i)) {
      title = i;
    } else if (title != BL_NONE && same_line(c->folded[i], c->folded[title])) {
      drop(c, i);
    }
  }
  if (title == BL_NONE || title >= c->body) return;
  c->pieces->items[title].kind = BL_PAR_TITLE;
  bl_str text = c->pieces->items[title].text;
  while (text.n > 2 && text.p[text.n - 1] == '-' && text.p[text.n - 2] == ' ') text = bl_str_trim(bl_str_slice(text, 0, text.n - 1));
  if (!c->doc->meta.title.n) c->doc->meta.title = bl_str_copy(&c->doc->arena, text);
}

/* ---- tail ------------------------------------------------------------------------------------------------------- */

/* A mission statement names the outlet: "EXN is not ...", "At EXN we ...": capitals only, first word of its piece. */
static void take_publisher(cleaning *c, uint32_t from) {
  for (uint32_t i = from; i < c->pieces->count && !c->doc->meta.publisher.n; i++) {
    bl_str text = c->pieces->items[i].text;
    size_t n = 0;
    while (n < text.n && isupper((unsigned char)text.p[n])) n++;
    if (n >= 3 && n <= 8 && bl_str_starts(bl_str_slice(text, n, text.n), BL_STR(" is ")) &&
        bl_patterns_inside(c->patterns, "mission", c->folded[i]))
      c->doc->meta.publisher = bl_str_copy(&c->doc->arena, bl_str_slice(text, 0, n));
  }
}

static size_t length(const cleaning *c, uint32_t from, uint32_t to) {
  size_t sum = 0;
  for (uint32_t i = from; i < to; i++) sum += c->pieces->items[i].keep ? c->pieces->items[i].text.n : 0;
  return sum;
}

static void cut_tail(cleaning *c) {
  size_t before = 0, all = length(c, 0, c->pieces->count);
  uint32_t sentences = 0;
  for (uint32_t i = 0; i < c->pieces->count; i++) {
    if (sentences >= 2 && matches(c, i, "tail") && (all - before) * 100 <= all * 45) {
      take_publisher(c, i);
      for (uint32_t k = i; k < c->pieces->count; k++) drop(c, k);
      return;
    }
    sentences += is_sentence(c->folded[i]);
    before += c->pieces->items[i].keep ? c->pieces->items[i].text.n : 0;
  }
}

/* A list of tags: the last line, no full stop, two words or more, no function word. */
static bool is_tags(const cleaning *c, uint32_t i) {
  bl_str rest = c->folded[i], word;
  size_t n = words(rest);
  bool bullet = bl_str_starts(rest, BL_STR("- ")) || bl_str_starts(rest, BL_STR("* ")) || (rest.n && (rest.p[0] & 0x80));
  if (bullet || n < 2 || n > 25 || ends_sentence(rest) || strchr(rest.p, '"') || c->pieces->items[i].text.n > SHORT) return false;
  while (rest.n && bl_str_next(&rest, ' ', &word))
    if (bl_patterns_is(c->patterns, "function", word)) return false;
  return true;
}

/* More than two such lines in a row are a list of the article. */
static void cut_last_lines(cleaning *c) {
  uint32_t found[3], count = 0;
  for (uint32_t i = c->pieces->count; i > c->body + 2; i--) {
    if (!c->pieces->items[i - 1].keep) continue;
    if (!is_tags(c, i - 1)) break;
    if (count == 2) return;
    found[count++] = i - 1;
  }
  while (count) drop(c, found[--count]);
}

/* Short lines without a stop between sentences are headings. */
static void mark_headings(cleaning *c) {
  for (uint32_t i = c->body + 1; i + 1 < c->pieces->count; i++) {
    bl_piece *p = &c->pieces->items[i];
    bool bullet = p->text.n > 2 && (bl_str_starts(p->text, BL_STR("- ")) || bl_str_starts(p->text, BL_STR("* ")) || bl_str_starts(p->text, BL_STR("\xe2\x80\xa2")));
    if (!p->keep || p->kind != BL_PAR_BODY) continue;
    if (bullet) p->kind = BL_PAR_LIST;
    else if (words(c->folded[i]) <= 12 && !ends_sentence(c->folded[i]) && c->pieces->items[i + 1].text.n > p->text.n * 2) p->kind = BL_PAR_HEADING;
  }
}

void bl_drop_furniture(const bl_reader *reader, bl_pieces *pieces, bl_doc *doc) {
  bl_arena arena = {0};
  cleaning c = {&reader->furniture, pieces, BL_ARENA_NEW(&arena, bl_str, pieces->count + 1), 0, doc};
  for (uint32_t i = 0; i < pieces->count; i++) c.folded[i] = bl_read_fold(&arena, pieces->items[i].text);
  while (c.body < pieces->count && !(is_sentence(c.folded[c.body]) && c.folded[c.body].n > 60 && !matches(&c, c.body, "line"))) c.body++;
  if (c.body == pieces->count) c.body = 0;
  if (pieces->count > 1) clean_head(&c);
  for (uint32_t i = 0; pieces->count > 1 && i < pieces->count; i++)
    if (matches(&c, i, "line") || bl_patterns_end(c.patterns, "ending", c.folded[i])) drop(&c, i);
  cut_tail(&c);
  cut_last_lines(&c);
  mark_headings(&c);
  bl_arena_free(&arena);
}
