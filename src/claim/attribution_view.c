/* Children, extents and quotations of a document; see attribution_view.h.
 *
 * Extents: every token widens all tokens above it, at most as many steps as the sentence is long, so that a ring of
 * heads (hand-written CoNLL-U) ends.
 * Quotations: curly marks tell opening from closing; straight ones are told apart by the blanks beside them. A
 * paragraph ends all that is open; a paragraph that begins with an opening mark goes on with a quotation that the
 * paragraph before left open. At most three levels. */
#include "claim/attribution_view.h"

#include <stdlib.h>

enum { MAX_DEPTH = 3 };

static void link_children(bl_aview *v) {
  const bl_doc *doc = v->doc;
  uint32_t n = doc->tokens.count;
  for (uint32_t i = 0; i < n; i++) {
    v->first[i] = v->sibling[i] = BL_NONE;
    v->extent[i] = (bl_span){i, i + 1};
  }
  for (uint32_t i = n; i-- > 0;) {
    uint32_t head = doc->tokens.items[i].head;
    if (head == BL_NONE || head >= n || head == i) continue;
    v->sibling[i] = v->first[head];
    v->first[head] = i;
  }
}

static void widen_extents(bl_aview *v) {
  const bl_doc *doc = v->doc;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    uint32_t above = doc->tokens.items[i].head;
    bl_span sentence = bl_aview_sentence(v, i);
    for (uint32_t step = sentence.begin; step < sentence.end && above < doc->tokens.count; step++) {
      bl_span *e = &v->extent[above];
      if (e->begin > i) e->begin = i;
      if (e->end <= i) e->end = i + 1;
      above = doc->tokens.items[above].head;
    }
  }
}

/* ---- quotations ------------------------------------------------------------------------------------------------- */

typedef enum mark_kind { NO_MARK, OPENING, CLOSING, STRAIGHT, OPENING_SINGLE, CLOSING_SINGLE } mark_kind;

static mark_kind mark_of(bl_str form) {
  static const struct {
    const char *form;
    mark_kind kind;
  } marks[] = {{"\"", STRAIGHT},           {"''", STRAIGHT},          {"``", OPENING},
               {"\xE2\x80\x9C", OPENING},  {"\xE2\x80\x9D", CLOSING}, {"\xE2\x80\x9E", OPENING},
               {"\xC2\xAB", OPENING},      {"\xC2\xBB", CLOSING},     {"\xE2\x80\x9F", OPENING},
               {"\xE2\x80\x98", OPENING_SINGLE}, {"\xE2\x80\x99", CLOSING_SINGLE}};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (bl_str_eq_c(form, marks[i].form)) return marks[i].kind;
  return NO_MARK;
}

bool bl_is_quote_mark(bl_str form) {
  mark_kind kind = mark_of(form);
  return kind != NO_MARK || bl_str_eq_c(form, "'");
}

typedef BL_VEC(bl_quotation) quotation_vec;

typedef struct scan {
  const bl_aview *view;
  quotation_vec found;
  uint32_t open[MAX_DEPTH]; /* indexes of open quotations */
  bool single[MAX_DEPTH];   /* opened by a single mark */
  int depth;
  uint32_t left_open; /* quotation that the last paragraph did not close, BL_NONE */
} scan;

static bool starts_paragraph(const scan *s, uint32_t i) {
  if (i == 0) return true;
  uint32_t a = bl_aview_paragraph(s->view, i - 1), b = bl_aview_paragraph(s->view, i);
  return a != b;
}

/* Two single marks without a blank between them are a double one. */
static uint32_t mark_width(const scan *s, uint32_t i) {
  const bl_token *t = s->view->doc->tokens.items;
  bool twice = i + 1 < s->view->doc->tokens.count && !t[i].space_after && bl_str_eq_c(t[i].form, "'") &&
               bl_str_eq_c(t[i + 1].form, "'") && !starts_paragraph(s, i + 1);
  return twice ? 2 : 1;
}

static bool opens_by_blanks(const scan *s, uint32_t i, uint32_t behind) {
  const bl_token *t = s->view->doc->tokens.items;
  uint32_t n = s->view->doc->tokens.count;
  bool blank_before = i == 0 || t[i - 1].space_after || starts_paragraph(s, i);
  bool blank_after = behind >= n || t[behind - 1].space_after || starts_paragraph(s, behind);
  if (blank_before != blank_after) return blank_before;
  if (!blank_before && i > 0) { /* between brackets, dashes or other marks */
    uint8_t before = t[i - 1].upos, after = behind < n ? t[behind].upos : BL_POS_PUNCT;
    if (before == BL_POS_PUNCT && after != BL_POS_PUNCT && !bl_str_eq_c(t[i - 1].form, ".") &&
        !bl_str_eq_c(t[i - 1].form, ","))
      return true;
  }
  return s->depth == 0;
}

static void open_quotation(scan *s, uint32_t i, bool continues, bool single) {
  if (s->depth == MAX_DEPTH) return;
  uint32_t parent = s->depth ? s->open[s->depth - 1] : BL_NONE;
  if (continues) s->found.items[s->left_open].next = s->found.count;
  s->single[s->depth] = single;
  s->open[s->depth++] = s->found.count;
  BL_PUSH(&s->found, ((bl_quotation){{i, i + 1}, parent, BL_NONE, continues, false}));
}

static void close_quotation(scan *s, uint32_t end, bool closed) {
  bl_quotation *q = &s->found.items[s->open[--s->depth]];
  q->tokens.end = end;
  q->closed = closed;
}

static void end_paragraph(scan *s, uint32_t end) {
  s->left_open = s->depth ? s->open[0] : BL_NONE;
  while (s->depth) close_quotation(s, end, false);
}

/* '"A. "B. "C," he said.': a double mark that opens where one is open, behind the end of a sentence, goes on with that quotation. */
static bool reopens(const scan *s, uint32_t i) {
  if (!s->depth || s->single[s->depth - 1] || !i) return false;
  bl_str before = s->view->doc->tokens.items[i - 1].form;
  return bl_str_eq_c(before, ".") || bl_str_eq_c(before, "?") || bl_str_eq_c(before, "!");
}

/* Takes the token; returns how many tokens the mark has, 1 for others. */
static uint32_t scan_token(scan *s, uint32_t i) {
  const bl_token *t = &s->view->doc->tokens.items[i];
  bool fresh = starts_paragraph(s, i);
  if (fresh && i) end_paragraph(s, i);
  uint32_t width = mark_width(s, i);
  mark_kind kind = width == 2 ? STRAIGHT : mark_of(t->form);
  if (kind == STRAIGHT) kind = opens_by_blanks(s, i, i + width) ? OPENING : CLOSING;
  bool again = kind == OPENING && !fresh && reopens(s, i);
  if (again) {
    s->left_open = s->open[s->depth - 1];
    close_quotation(s, i, false);
  }
  if (kind == OPENING || kind == OPENING_SINGLE)
    open_quotation(s, i, (fresh || again) && s->left_open != BL_NONE, kind == OPENING_SINGLE);
  if (again) s->left_open = BL_NONE;
  if (kind == CLOSING_SINGLE && s->depth && s->single[s->depth - 1] && t->upos == BL_POS_PUNCT) close_quotation(s, i + 1, true);
  if (kind == CLOSING) {
    while (s->depth > 1 && s->single[s->depth - 1]) close_quotation(s, i, false); /* an apostrophe taken for a mark */
    if (s->depth) close_quotation(s, i + width, true);
  }
  if (fresh) s->left_open = BL_NONE;
  return width;
}

static void mark_tokens(bl_aview *v) {
  for (uint32_t i = 0; i < v->doc->tokens.count; i++) v->quote[i] = BL_NONE;
  for (uint32_t q = 0; q < v->quotation_count; q++)
    for (uint32_t i = v->quotations[q].tokens.begin; i < v->quotations[q].tokens.end; i++) v->quote[i] = q;
}

static void find_quotations(bl_aview *v) {
  scan s = {.view = v, .left_open = BL_NONE};
  for (uint32_t i = 0; i < v->doc->tokens.count;) i += scan_token(&s, i);
  end_paragraph(&s, v->doc->tokens.count);
  v->quotation_count = s.found.count;
  v->quotations = BL_ARENA_NEW(v->arena, bl_quotation, s.found.count);
  for (uint32_t i = 0; i < s.found.count; i++) v->quotations[i] = s.found.items[i];
  BL_VEC_FREE(&s.found);
  mark_tokens(v);
}

/* ---- the view --------------------------------------------------------------------------------------------------- */

uint32_t bl_aview_paragraph(const bl_aview *v, uint32_t token) {
  return v->doc->sentences.items[v->doc->tokens.items[token].sentence].paragraph;
}

bl_span bl_aview_sentence(const bl_aview *v, uint32_t token) {
  return v->doc->sentences.items[v->doc->tokens.items[token].sentence].tokens;
}

uint32_t bl_aview_outer_quote(const bl_aview *v, uint32_t token) {
  uint32_t q = v->quote[token];
  while (q != BL_NONE && v->quotations[q].parent != BL_NONE) q = v->quotations[q].parent;
  return q;
}

uint32_t bl_aview_child(const bl_aview *v, uint32_t token, bl_dep dep) {
  for (uint32_t c = v->first[token]; c != BL_NONE; c = v->sibling[c]) {
    bl_dep d = v->doc->tokens.items[c].dep;
    if (d == dep || bl_dep_plain(d) == dep) return c;
  }
  return BL_NONE;
}

bool bl_below(const bl_aview *v, uint32_t above, uint32_t below) {
  uint32_t n = v->doc->tokens.count;
  for (uint32_t step = 0; step < 200 && below < n; step++, below = v->doc->tokens.items[below].head)
    if (below == above) return true;
  return false;
}

void bl_aview_make(const bl_doc *doc, bl_arena *arena, bl_aview *out) {
  uint32_t n = doc->tokens.count;
  *out = (bl_aview){.doc = doc, .arena = arena};
  out->first = BL_ARENA_NEW(arena, uint32_t, n);
  out->sibling = BL_ARENA_NEW(arena, uint32_t, n);
  out->extent = BL_ARENA_NEW(arena, bl_span, n);
  out->quote = BL_ARENA_NEW(arena, uint32_t, n);
  link_children(out);
  widen_extents(out);
  find_quotations(out);
}
