/* Plain text into paragraphs. A blank line parts paragraphs. Without one, lines are paragraphs, unless the text is
 * hard-wrapped: most lines of a block then end in the middle of a sentence at about the same column, and they are
 * joined. In kept text a line end inside a paragraph becomes a blank, so lengths stay and the map is simple. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/inside.h"

typedef struct text_line {
  uint32_t begin, end; /* without blanks at both ends; equal: blank line */
  uint32_t indent;
} text_line;
typedef BL_VEC(text_line) text_lines;

static void cut_lines(bl_str text, text_lines *lines) {
  bl_str rest = text, line;
  while (rest.n && bl_str_next(&rest, '\n', &line)) {
    bl_str t = bl_str_trim(line);
    while (t.n >= 2 && memcmp(t.p, "\xc2\xa0", 2) == 0) t = bl_str_trim(bl_str_slice(t, 2, t.n));
    if (t.n >= 3 && memcmp(t.p, "\xef\xbb\xbf", 3) == 0) t = bl_str_slice(t, 3, t.n);
    uint32_t begin = t.n ? (uint32_t)(t.p - text.p) : (uint32_t)(line.p - text.p);
    BL_PUSH(lines, ((text_line){begin, begin + (uint32_t)t.n, t.n ? (uint32_t)(t.p - line.p) : 0}));
  }
}

static bool ends_mid_sentence(bl_str text, text_line line, text_line next) {
  char last = text.p[line.end - 1], first = text.p[next.begin];
  return (last & 0x80 || strchr(".!?:;\"')", last) == NULL) && first >= 'a' && first <= 'z';
}

/* Whether lines are cut at a column: of the pairs of lines without a blank line between, at least a quarter break a
 * sentence before a small letter, and hardly any line is long. */
static bool is_wrapped(bl_str text, const text_lines *lines) {
  size_t pairs = 0, broken = 0, longer = 0;
  for (uint32_t i = 0; i + 1 < lines->count; i++) {
    text_line a = lines->items[i], b = lines->items[i + 1];
    if (a.begin == a.end || b.begin == b.end) continue;
    pairs++;
    longer += a.end - a.begin > 110;
    broken += a.end - a.begin > 40 && ends_mid_sentence(text, a, b);
  }
  return pairs >= 2 && broken * 4 >= pairs && longer * 20 <= pairs;
}

/* Whether the wrapped paragraph goes on from line a to line b. A line that stops short at a full stop ends it. */
static bool goes_on(bl_str text, text_line a, text_line b, uint32_t width) {
  if (a.begin == a.end || b.begin == b.end) return false;
  if (b.indent > a.indent + 1) return false;
  if (ends_mid_sentence(text, a, b)) return true;
  return a.end - a.begin + 25 > width;
}

static uint32_t usual_width(const text_lines *lines) {
  uint32_t width = 0;
  for (uint32_t i = 0; i < lines->count; i++) {
    uint32_t n = lines->items[i].end - lines->items[i].begin;
    if (n > width && n <= 110) width = n;
  }
  return width;
}

static void make_pieces(bl_str text, const text_lines *lines, bl_pieces *pieces) {
  bool wrapped = is_wrapped(text, lines);
  uint32_t width = usual_width(lines);
  for (uint32_t i = 0; i < lines->count; i++) {
    text_line first = lines->items[i];
    if (first.begin == first.end) continue;
    while (wrapped && i + 1 < lines->count && goes_on(text, lines->items[i], lines->items[i + 1], width)) i++;
    BL_PUSH(pieces, ((bl_piece){bl_str_slice(text, first.begin, lines->items[i].end), BL_PAR_BODY, true}));
  }
}

static void set_raw(bl_str text, const bl_pieces *pieces, const bl_decoded *decoded, bl_doc *doc) {
  uint32_t run = 0;
  bl_doc_set_text(doc, text);
  bl_map_piece(decoded, &run, 0, 0, (uint32_t)text.n, doc);
  for (uint32_t i = 0; i < pieces->count; i++) {
    uint32_t begin = (uint32_t)(pieces->items[i].text.p - text.p);
    BL_PUSH(&doc->paragraphs, ((bl_paragraph){{begin, begin + (uint32_t)pieces->items[i].text.n}, BL_PAR_BODY}));
  }
}

/* Adds a part of a paragraph to the kept text. Line ends inside become blanks; they are left out of the map. */
static void put_part(bl_str text, bl_str part, const bl_decoded *decoded, uint32_t *run, bl_buf *kept, bl_doc *doc) {
  uint32_t at = (uint32_t)kept->n, from = (uint32_t)(part.p - text.p);
  bl_buf_str(kept, part);
  for (uint32_t c = 0, begin = 0; c <= part.n; c++) {
    bool line_end = c < part.n && (part.p[c] == '\n' || part.p[c] == '\r');
    if (line_end) kept->p[at + c] = ' ';
    if (!line_end && c < part.n) continue;
    if (c > begin) bl_map_piece(decoded, run, at + begin, from + begin, c - begin, doc);
    begin = c + 1;
  }
}

static void put_piece(const bl_reader *reader, bl_str text, bl_str piece, const bl_decoded *decoded, uint32_t *run, bl_buf *kept, bl_doc *doc) {
  size_t at = 0, begin, end;
  bl_inserts inserts = bl_inserts_open(&reader->furniture, piece);
  for (; bl_inserts_next(&inserts, &begin, &end); at = end) put_part(text, bl_str_slice(piece, at, begin), decoded, run, kept, doc);
  bl_inserts_close(&inserts);
  put_part(text, bl_str_slice(piece, at, piece.n), decoded, run, kept, doc);
}

static void set_kept(const bl_reader *reader, bl_str text, const bl_pieces *pieces, const bl_decoded *decoded, bl_doc *doc) {
  bl_buf kept = {0};
  uint32_t run = 0;
  for (uint32_t i = 0; i < pieces->count; i++) {
    bl_piece p = pieces->items[i];
    if (!p.keep) continue;
    if (kept.n) bl_buf_c(&kept, "\n\n");
    uint32_t at = (uint32_t)kept.n;
    put_piece(reader, text, p.text, decoded, &run, &kept, doc);
    BL_PUSH(&doc->paragraphs, ((bl_paragraph){{at, (uint32_t)kept.n}, p.kind}));
  }
  bl_doc_set_text(doc, bl_buf_view(&kept));
  bl_buf_free(&kept);
}

void bl_read_plain(const bl_reader *reader, const bl_decoded *decoded, const bl_read_options *options, bl_doc *doc) {
  bl_str text = bl_buf_view(&decoded->text);
  text_lines lines = {0};
  bl_pieces pieces = {0};
  cut_lines(text, &lines);
  make_pieces(text, &lines, &pieces);
  if (options->raw) {
    set_raw(text, &pieces, decoded, doc);
  } else {
    bl_drop_furniture(reader, &pieces, doc);
    set_kept(reader, text, &pieces, decoded, doc);
  }
  BL_VEC_FREE(&lines);
  BL_VEC_FREE(&pieces);
}
