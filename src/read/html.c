/* A page into paragraphs: main text (html_score.c) and what the page says of itself (html_meta.c). The parser gives no
 * positions in bytes, so the source map is made afterwards: the words of each paragraph are looked for in the page, in
 * order, within a window; what is not found stays unmapped. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/page.h"

enum { ENOUGH = 250, WINDOW = 1 << 17, GAP = 1500 };

typedef struct gathering {
  const bl_page *page;
  bl_pieces *pieces;
  bl_buf text; /* of the paragraph so far */
  bl_par_kind kind;
} gathering;

static void end_paragraph(gathering *g) {
  bl_buf clean = {0};
  bl_utf8_repair(&clean, bl_str_trim(bl_buf_view(&g->text)));
  bl_str text = bl_buf_view(&clean);
  if (text.n) BL_PUSH(g->pieces, ((bl_piece){bl_str_copy(&g->page->doc->arena, text), g->kind, true}));
  bl_buf_free(&clean);
  bl_buf_clear(&g->text);
  g->kind = BL_PAR_BODY;
}

/* Character references 128-159 are meant as windows-1252; libxml2 gives control characters. */
static uint32_t mended(uint32_t cp) {
  static const uint16_t c1[32] = {0x20AC, ' ',    0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160,
                                  0x2039, 0x152,  ' ',    0x17D,  ' ',    ' ',    0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                  0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  ' ',    0x17E, 0x178};
  return cp >= 0x80 && cp < 0xA0 ? c1[cp - 0x80] : cp;
}

static void add_text(gathering *g, const char *content) {
  bl_str s = bl_str_from(content);
  for (size_t i = 0; i < s.n;) {
    uint32_t cp = mended(bl_utf8_next(s, &i));
    if (cp == 0xAD || cp == 0x200B || cp == 0xFEFF) continue;
    if (!bl_cp_space(cp)) bl_utf8_put(&g->text, cp);
    else if (g->text.n && g->text.p[g->text.n - 1] != ' ') bl_buf_char(&g->text, ' ');
  }
}

static bl_par_kind kind_of(const bl_page *page, uint32_t i, bl_par_kind outer) {
  const char *tag = page->nodes.items[i].tag;
  if (tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6' && !tag[2]) return BL_PAR_HEADING;
  if (strcmp(tag, "li") == 0) return BL_PAR_LIST;
  if (strcmp(tag, "figcaption") == 0 || strcmp(tag, "caption") == 0) return BL_PAR_CAPTION;
  if (strcmp(tag, "blockquote") == 0 && bl_str_find(bl_page_attr(page, i, "class"), BL_STR("tweet"), 0) >= 0) return BL_PAR_POST;
  return outer;
}

/* Walks the kept nodes in order; a stack of open blocks is kept as (end, kind) pairs. */
static void gather(const bl_page *page, const bool *kept, bl_pieces *pieces) {
  gathering g = {.page = page, .pieces = pieces};
  BL_VEC(bl_span) open = {0};
  for (uint32_t i = 0; i < page->nodes.count; i++) {
    const page_node *n = &page->nodes.items[i];
    while (open.count && open.items[open.count - 1].begin <= i) {
      end_paragraph(&g);
      open.count--;
      if (open.count) g.kind = (bl_par_kind)open.items[open.count - 1].end;
    }
    if (!kept[i]) continue;
    if (!n->tag) {
      add_text(&g, (const char *)n->x->content);
    } else if (bl_tag_is_block(n->tag)) {
      end_paragraph(&g);
      bl_par_kind outer = open.count ? (bl_par_kind)open.items[open.count - 1].end : BL_PAR_BODY;
      g.kind = kind_of(page, i, outer);
      BL_PUSH(&open, ((bl_span){n->end, g.kind}));
    } else if (strcmp(n->tag, "br") == 0) {
      bl_par_kind kind = g.kind;
      end_paragraph(&g);
      g.kind = kind;
    }
  }
  end_paragraph(&g);
  BL_VEC_FREE(&open);
  bl_buf_free(&g.text);
}

static size_t size_of(const bl_pieces *pieces) {
  size_t sum = 0;
  for (uint32_t i = 0; i < pieces->count; i++) sum += pieces->items[i].keep ? pieces->items[i].text.n : 0;
  return sum;
}

/* Tries strict rules first; takes the longest result when none gives enough text. */
static void main_text(bl_page *page, bl_pieces *best) {
  for (int level = 0; level < 3; level++) {
    bl_pieces pieces = {0};
    gather(page, bl_page_main(page, level), &pieces);
    bool better = size_of(&pieces) > size_of(best);
    bl_pieces worse = better ? *best : pieces;
    if (better) *best = pieces;
    BL_VEC_FREE(&worse);
    if (size_of(best) >= ENOUGH) return;
  }
}

/* ---- into the document ------------------------------------------------------------------------------------------ */

static size_t skip_blanks(bl_str s, size_t i) {
  while (i < s.n && isspace((unsigned char)s.p[i])) i++;
  return i;
}

/* Where the paragraph begins in the page: its first words as they stand, not too far ahead; -1 if nowhere. */
static ptrdiff_t find_begin(bl_str page, bl_str paragraph, size_t cursor) {
  size_t n = 0, words = 0;
  while (n < paragraph.n && n < 40) {
    if (paragraph.p[n] == ' ' && ++words == 3) break;
    n++;
  }
  ptrdiff_t at = bl_str_find(bl_str_slice(page, 0, cursor + WINDOW), bl_str_slice(paragraph, 0, n), cursor);
  if (at >= 0) return at;
  const char *blank = memchr(paragraph.p, ' ', paragraph.n);
  n = blank ? (size_t)(blank - paragraph.p) : paragraph.n;
  return bl_str_find(bl_str_slice(page, 0, cursor + GAP), bl_str_slice(paragraph, 0, n), cursor);
}

/* Maps the words of text[begin, end) to the page from *cursor on: each stands close behind the one before. */
static void map_words(const bl_decoded *decoded, bl_span piece, size_t *cursor, uint32_t *run, bl_doc *doc) {
  bl_str page = bl_buf_view(&decoded->text);
  ptrdiff_t begin = find_begin(page, bl_str_slice(doc->text, piece.begin, piece.end), *cursor);
  if (begin < 0) return;
  *cursor = (size_t)begin;
  for (size_t i = piece.begin; i < piece.end;) {
    size_t end = i;
    while (end < piece.end && doc->text.p[end] != ' ') end++;
    ptrdiff_t at = bl_str_find(bl_str_slice(page, 0, *cursor + GAP), bl_str_slice(doc->text, i, end), *cursor);
    if (at >= 0) {
      bl_map_piece(decoded, run, (uint32_t)i, (uint32_t)at, (uint32_t)(end - i), doc);
      *cursor = (size_t)at + end - i;
    }
    i = skip_blanks(doc->text, end);
  }
}

static void set_text(const bl_pieces *pieces, const bl_decoded *decoded, bl_doc *doc) {
  bl_buf text = {0};
  for (uint32_t i = 0; i < pieces->count; i++) {
    if (!pieces->items[i].keep) continue;
    if (text.n) bl_buf_c(&text, "\n\n");
    uint32_t at = (uint32_t)text.n;
    bl_buf_str(&text, pieces->items[i].text);
    BL_PUSH(&doc->paragraphs, ((bl_paragraph){{at, (uint32_t)text.n}, pieces->items[i].kind}));
  }
  bl_doc_set_text(doc, bl_buf_view(&text));
  bl_buf_free(&text);
  ptrdiff_t body = bl_str_find(bl_buf_view(&decoded->text), BL_STR("<body"), 0);
  size_t cursor = body > 0 ? (size_t)body : 0;
  uint32_t run = 0;
  for (uint32_t i = 0; i < doc->paragraphs.count; i++) map_words(decoded, doc->paragraphs.items[i].bytes, &cursor, &run, doc);
}

/* The headline said again at the top, and lines that are furniture wherever they stand. */
static void drop_lines(const bl_reader *reader, bl_pieces *pieces, bl_doc *doc) {
  bl_arena arena = {0};
  bl_str title = bl_read_fold(&arena, doc->meta.title);
  for (uint32_t i = 0; i < pieces->count; i++) {
    bl_piece *p = &pieces->items[i];
    if (p->text.n > 250) continue;
    bl_str folded = bl_read_fold(&arena, p->text);
    bool headline = i < 6 && title.n && bl_str_eq(folded, title);
    if (headline || bl_patterns_glob(&reader->furniture, "line", folded)) p->keep = false;
  }
  bl_arena_free(&arena);
}

static void add_body(bl_str body, bl_pieces *pieces) {
  bl_str line;
  pieces->count = 0;
  while (body.n && bl_str_next(&body, '\n', &line)) {
    line = bl_str_trim(line);
    if (line.n) BL_PUSH(pieces, ((bl_piece){line, BL_PAR_BODY, true}));
  }
}

bl_status bl_read_html(const bl_reader *reader, const bl_decoded *decoded, bl_doc *doc) {
  bl_page page;
  bl_pieces pieces = {0};
  BL_TRY(bl_page_parse(reader, bl_buf_view(&decoded->text), doc, &page));
  if (!page.nodes.count) {
    bl_doc_set_text(doc, BL_STR(""));
  } else {
    bl_str body = bl_page_meta(&page);
    main_text(&page, &pieces);
    drop_lines(reader, &pieces, doc);
    if (body.n > 500 && size_of(&pieces) * 3 < body.n) add_body(body, &pieces);
    set_text(&pieces, decoded, doc);
  }
  bl_page_free(&page);
  BL_VEC_FREE(&pieces);
  return BL_OK;
}
