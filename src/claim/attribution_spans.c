/* How source, cue and content are cut out of the sentence; see attribution_find.h. The conventions (a quotation keeps
 * its marks, a content no final full stop, a cue its auxiliaries, a source no relative clause behind a comma) are
 * those that most spans in PolNeAR train follow. */
#include "claim/attribution_find.h"

#include <string.h>

bl_span bl_side_of(const bl_aview *v, uint32_t token, uint32_t cut) {
  bl_span span = v->extent[token];
  if (cut == BL_NONE || cut < span.begin || cut >= span.end) return span;
  if (token < cut) span.end = cut;
  if (token > cut) span.begin = cut + 1;
  return span;
}

static bool is_mark(const bl_aview *v, uint32_t token) {
  static const char *const marks[] = {",", ".", ";", ":", "?", "!", "-", "--", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\xA6", "..."};
  bl_str form = v->doc->tokens.items[token].form;
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (bl_str_eq_c(form, marks[i])) return true;
  return false;
}

/* A mark inside a quotation that the span holds whole belongs to it; trimming stops at quotation marks anyway. */
bl_span bl_trim_marks(const bl_aview *v, bl_span span) {
  while (span.begin < span.end && is_mark(v, span.begin)) span.begin++;
  while (span.end > span.begin && is_mark(v, span.end - 1)) span.end--;
  return span;
}

static bool is_comma(const bl_aview *v, uint32_t token) {
  bl_str form = v->doc->tokens.items[token].form;
  return bl_str_eq_c(form, ",") || bl_str_eq_c(form, "\xE2\x80\x94") || bl_str_eq_c(form, "--");
}

bl_span bl_source_span(const bl_aview *v, uint32_t head, uint32_t cut) {
  bl_span span = bl_side_of(v, head, cut);
  for (uint32_t c = v->first[head]; c != BL_NONE; c = v->sibling[c]) {
    bl_dep dep = v->doc->tokens.items[c].dep;
    uint32_t begin = v->extent[c].begin;
    bool loose = dep == BL_DEP_PARATAXIS || dep == BL_DEP_DISCOURSE || dep == BL_DEP_ADVCL;
    bool relative = dep == BL_DEP_ACL_RELCL && begin > 0 && is_comma(v, begin - 1);
    if (c > head && (loose || relative) && begin > head && begin < span.end) span.end = begin;
    if (c < head && v->doc->tokens.items[c].dep == BL_DEP_CC && v->extent[c].end <= head) span.begin = v->extent[c].end;
  }
  return bl_trim_marks(v, span);
}

void bl_add_piece(const bl_aview *v, bl_pieces *pieces, bl_span span) {
  span = bl_trim_marks(v, span);
  if (span.begin < span.end && pieces->count < BL_PIECES) pieces->items[pieces->count++] = span;
}

bool bl_in_pieces(const bl_pieces *pieces, uint32_t t) {
  for (uint32_t i = 0; i < pieces->count; i++)
    if (t >= pieces->items[i].begin && t < pieces->items[i].end) return true;
  return false;
}

void bl_order_pieces(bl_pieces *pieces) {
  for (uint32_t i = 1; i < pieces->count; i++)
    for (uint32_t j = i; j > 0 && pieces->items[j].begin < pieces->items[j - 1].begin; j--) {
      bl_span t = pieces->items[j];
      pieces->items[j] = pieces->items[j - 1];
      pieces->items[j - 1] = t;
    }
  uint32_t kept = 0;
  for (uint32_t i = 0; i < pieces->count; i++) {
    bl_span *last = kept ? &pieces->items[kept - 1] : NULL;
    if (last && pieces->items[i].begin <= last->end) {
      if (pieces->items[i].end > last->end) last->end = pieces->items[i].end;
    } else {
      pieces->items[kept++] = pieces->items[i];
    }
  }
  pieces->count = kept;
}

/* The outermost quotation around `token` that leaves the cue outside, BL_NONE. */
static uint32_t quotation_beside(const bl_aview *v, uint32_t token, uint32_t head) {
  uint32_t best = BL_NONE;
  for (uint32_t q = v->quote[token]; q != BL_NONE; q = v->quotations[q].parent) {
    bl_span span = v->quotations[q].tokens;
    if (head >= span.begin && head < span.end) break;
    best = q;
  }
  return best;
}

static void add_whole(bl_pieces *pieces, bl_span span) {
  if (pieces->count < BL_PIECES) pieces->items[pieces->count++] = span;
}

/* Paragraph by paragraph, where a quotation goes on. */
static void add_paragraphs(const bl_aview *v, uint32_t q, bl_pieces *pieces) {
  for (uint32_t next = v->quotations[q].next; next != BL_NONE; next = v->quotations[next].next)
    add_whole(pieces, v->quotations[next].tokens);
  if (!v->quotations[q].continues) return;
  for (uint32_t before = q; before-- > 0;)
    if (v->quotations[before].next == q) {
      add_whole(pieces, v->quotations[before].tokens);
      if (!v->quotations[before].continues) return;
      q = before;
    }
}

uint32_t bl_follow_up(const bl_aview *v, uint32_t head) {
  uint32_t behind = bl_aview_sentence(v, head).end;
  uint32_t n = v->doc->tokens.count;
  if (behind >= n || v->quote[behind] == BL_NONE || bl_aview_paragraph(v, behind) != bl_aview_paragraph(v, head)) return BL_NONE;
  uint32_t q = bl_aview_outer_quote(v, behind);
  bl_span span = v->quotations[q].tokens;
  if (span.begin != behind || (v->quotations[q].closed && span.end > behind + 2 && bl_str_eq_c(v->doc->tokens.items[span.end - 2].form, ","))) return BL_NONE; /* words of saying follow */
  enum { REST = 8 }; /* "..., he said. 'I worry about what we find' when the water is gone." */
  bool fills = span.end >= n || v->doc->tokens.items[span.end].sentence != v->doc->tokens.items[span.end - 1].sentence ||
               bl_aview_sentence(v, span.end - 1).end - span.end <= REST;
  return fills ? q : BL_NONE;
}

static void add_follow_up(const bl_aview *v, uint32_t head, bl_pieces *pieces) {
  uint32_t q = bl_follow_up(v, head);
  if (q == BL_NONE) return;
  add_whole(pieces, v->quotations[q].tokens);
  add_paragraphs(v, q, pieces);
}

/* Whether a quotation runs beyond the sentence of `token`. */
static bool runs_on(const bl_aview *v, uint32_t q, uint32_t token) {
  bl_span s = bl_aview_sentence(v, token), span = v->quotations[q].tokens;
  return span.begin < s.begin || span.end > s.end;
}

static void widen(const bl_aview *v, uint32_t head, bool only_across, bl_pieces *pieces) {
  bool quoted = false;
  uint32_t count = pieces->count;
  for (uint32_t i = 0; i < count; i++) {
    bl_span *piece = &pieces->items[i];
    uint32_t ends[2] = {piece->begin, piece->end - 1};
    for (int k = 0; k < 2; k++) {
      uint32_t q = quotation_beside(v, ends[k], head);
      if (q == BL_NONE) continue;
      bl_span span = v->quotations[q].tokens;
      if (!v->quotations[q].closed && !v->quotations[q].continues && v->quotations[q].next == BL_NONE &&
          span.end - span.begin > 60)
        continue; /* a stray mark */
      quoted = true;
      if (only_across && !runs_on(v, q, ends[k])) continue;
      if (span.begin < piece->begin) piece->begin = span.begin;
      if (span.end > piece->end) piece->end = span.end;
      add_paragraphs(v, q, pieces);
    }
  }
  if (quoted) add_follow_up(v, head, pieces);
  bl_order_pieces(pieces);
}

void bl_widen_to_quotes(const bl_aview *v, uint32_t head, bl_pieces *pieces) { widen(v, head, false, pieces); }

void bl_widen_across_sentences(const bl_aview *v, uint32_t head, bl_pieces *pieces) { widen(v, head, true, pieces); }

bl_span bl_cue_span(const bl_aview *v, uint32_t head) {
  bl_span span = {head, head + 1};
  const bl_token *t = v->doc->tokens.items;
  for (uint32_t i = head; i-- > bl_aview_sentence(v, head).begin;) {
    bl_dep dep = t[i].dep;
    bool part = t[i].head == head && (dep == BL_DEP_AUX || dep == BL_DEP_AUX_PASS || dep == BL_DEP_ADVMOD ||
                                      dep == BL_DEP_COP) &&
                v->extent[i].end - v->extent[i].begin == 1;
    bool not = t[i].upos == BL_POS_PART && t[i].head == head && dep != BL_DEP_MARK;
    if (!part && !not) break;
    span.begin = i;
  }
  if (head + 1 < v->doc->tokens.count && t[head + 1].head == head && t[head + 1].dep == BL_DEP_COMPOUND_PRT) span.end++;
  return span;
}
