/* Quotations that the words of saying beside them lost, and those without any; see attribution_find.h. Lexicon and model choose one
 * span for a cue; of '"A," X said. "B."' that may be half, and of 'X said: "A."' a mark alone. */
#include "claim/attribution_find.h"

typedef struct quoter {
  const bl_aview *view;
  const bl_token *t;
  uint32_t count; /* tokens */
  bl_afound_vec *found;
} quoter;

static bool is_form(const quoter *q, uint32_t token, const char *bar_list) { return bl_in_bar_list(bl_str_from(bar_list), q->t[token].form); }

/* From the first to the last of the words of source and cue. */
static bl_span own_words(const bl_afound *a) {
  bl_span words = a->cue;
  if (a->source.begin >= a->source.end) return words;
  if (a->source.begin < words.begin) words.begin = a->source.begin;
  if (a->source.end > words.end) words.end = a->source.end;
  return words;
}

/* A verb (or a word that the model found) that takes a quotation, with somebody who says it. */
static bool says_quotations(const quoter *q, const bl_afound *a) {
  if (a->source_head == BL_NONE || a->supposed || q->t[a->head].upos != BL_POS_VERB) return false;
  return a->entry ? a->entry->cue_class == BL_CUE_SPEECH && (a->entry->frames & (BL_FRAME_THAT | BL_FRAME_QUOTE)) : a->link;
}

/* Whether what another says has the quotation. */
static bool is_taken(const quoter *q, const bl_afound *by, bl_span quote) {
  for (uint32_t i = 0; i < q->found->count; i++) {
    const bl_afound *b = &q->found->items[i];
    bool within = b->head >= quote.begin && b->head < quote.end;
    if (b != by && !within && (b->link || says_quotations(q, b)) && bl_in_pieces(&b->content, quote.begin + 1)) return true;
  }
  return false;
}

static void push_quote(const quoter *q, bl_pieces *pieces, bl_span quote) {
  if (bl_in_pieces(pieces, quote.begin) && bl_in_pieces(pieces, quote.end - 1)) return;
  if (pieces->count < BL_PIECES) pieces->items[pieces->count++] = quote;
  bl_order_pieces(pieces);
  (void)q;
}

/* The quotation that ends right before the words of saying with a mark of speech: '"A," X said', '"A", said X'; BL_NONE. */
static uint32_t quote_before(const quoter *q, const bl_afound *a) {
  const bl_aview *v = q->view;
  uint32_t at = own_words(a).begin;
  bool comma = at > 0 && is_form(q, at - 1, ",");
  if (comma) at--;
  if (at < 3 || at - 1 >= q->count || v->quote[at - 1] == BL_NONE) return BL_NONE;
  uint32_t quote = bl_aview_outer_quote(v, at - 1);
  bl_span span = v->quotations[quote].tokens;
  if (span.end != at || !v->quotations[quote].closed || span.end - span.begin < 5 || v->quote[a->head] != BL_NONE) return BL_NONE;
  if (q->t[at - 1].sentence != q->t[a->head].sentence && !comma && !is_form(q, at - 2, ",")) return BL_NONE;
  return comma || is_form(q, at - 2, ",|?|!|-|--|\xE2\x80\x93|\xE2\x80\x94|...|\xE2\x80\xA6") || (at > 2 && bl_is_quote_mark(q->t[at - 2].form) && is_form(q, at - 3, ",|?|!")) ? quote : BL_NONE;
}

/* Whether a verb, or the words of another saying, stands between. */
static bool verb_between(const quoter *q, uint32_t begin, uint32_t end) {
  for (uint32_t i = begin; i < end; i++)
    if (q->t[i].upos == BL_POS_VERB || q->t[i].upos == BL_POS_AUX || q->t[i].upos == BL_POS_SCONJ) return true;
  return false;
}

/* The quotation that a comma or colon behind the words of saying opens: 'X said, "A"', 'X said in a note: "A"'; BL_NONE. */
static uint32_t quote_behind(const quoter *q, const bl_afound *a) {
  enum { FAR = 12 };
  const bl_aview *v = q->view;
  uint32_t from = a->cue.end, end = bl_aview_sentence(v, a->head).end;
  if (v->quote[a->head] != BL_NONE || from > q->count) return BL_NONE;
  if (a->source.begin < a->source.end && a->source.begin >= from && a->source.begin < from + 2) from = a->source.end;
  while (from > 0 && from - 1 > a->head && bl_is_quote_mark(q->t[from - 1].form)) from--;
  if (from > a->head + 1 && is_form(q, from - 1, ",|:")) from--;
  for (uint32_t i = from; i <= end && i < q->count && i < from + FAR; i++) {
    if (v->quote[i] == BL_NONE) continue;
    bl_span span = v->quotations[bl_aview_outer_quote(v, i)].tokens;
    bool mark = i > 0 && is_form(q, i - 1, i == end ? ":" : ",|:");
    return span.begin == i && mark && span.end - span.begin >= 4 && !verb_between(q, from, i) ? bl_aview_outer_quote(v, i) : BL_NONE;
  }
  return BL_NONE;
}

/* 'X wrote: [paragraph] "A."': behind the mark that ends the sentence. BL_NONE. */
static uint32_t quote_in_next_paragraph(const quoter *q, const bl_afound *a) {
  const bl_aview *v = q->view;
  uint32_t end = bl_aview_sentence(v, a->head).end;
  if (end >= q->count || v->quote[end] == BL_NONE || v->quote[a->head] != BL_NONE || bl_aview_paragraph(v, end) == bl_aview_paragraph(v, a->head)) return BL_NONE;
  uint32_t last = end - 1;
  bool marked = is_form(q, last, ":") || (is_form(q, last, ",") && last == a->cue.end);
  bl_span span = v->quotations[bl_aview_outer_quote(v, end)].tokens;
  return marked && span.begin == end && !verb_between(q, a->cue.end, last) ? bl_aview_outer_quote(v, end) : BL_NONE;
}

static bool has_verb(const quoter *q, bl_span s) {
  for (uint32_t i = s.begin; i < s.end; i++)
    if (q->t[i].upos == BL_POS_VERB || q->t[i].upos == BL_POS_AUX) return true;
  return false;
}

/* Pieces without a verb in the words that go with the saying ('writes in his book "Hard Times"') are nothing that is said. */
static void drop_titles(const quoter *q, bl_afound *a) {
  uint32_t kept = 0;
  bl_span s = bl_aview_sentence(q->view, a->head);
  for (uint32_t i = 0; i < a->content.count; i++) {
    bl_span p = a->content.items[i];
    if (p.begin > a->head && p.end <= s.end && !has_verb(q, p)) continue;
    a->content.items[kept++] = p;
  }
  a->content.count = kept;
}

static void give(const quoter *q, bl_afound *a, uint32_t quote) {
  push_quote(q, &a->content, q->view->quotations[quote].tokens);
  bl_widen_to_quotes(q->view, a->head, &a->content);
  if (!a->link) a->link = bl_counts_as_link(q->view, a);
}

/* 'X said. "B."', taken for one sentence or told apart; BL_NONE. */
static uint32_t follow_up(const quoter *q, const bl_afound *a) {
  uint32_t stop = own_words(a).end;
  if (stop + 1 >= q->count || !is_form(q, stop, ".") || q->view->quote[stop + 1] == BL_NONE || q->t[stop].sentence != q->t[stop + 1].sentence) return bl_follow_up(q->view, a->head);
  uint32_t quote = bl_aview_outer_quote(q->view, stop + 1);
  return q->view->quotations[quote].tokens.begin == stop + 1 ? quote : BL_NONE;
}

static void mend_quote(const quoter *q, bl_afound *a) {
  const bl_aview *v = q->view;
  if (!says_quotations(q, a)) return;
  uint32_t behind = quote_behind(q, a), before = quote_before(q, a);
  if (behind == BL_NONE) behind = quote_in_next_paragraph(q, a);
  if (behind != BL_NONE && !bl_in_pieces(&a->content, v->quotations[behind].tokens.begin + 1) && !is_taken(q, a, v->quotations[behind].tokens)) {
    a->content.count = 0;
    give(q, a, behind);
  }
  if (before != BL_NONE && !bl_in_pieces(&a->content, v->quotations[before].tokens.begin + 1) && !is_taken(q, a, v->quotations[before].tokens)) {
    drop_titles(q, a);
    give(q, a, before);
  }
  uint32_t follow = follow_up(q, a);
  bool quoted = a->content.count && v->quote[a->content.items[0].begin] != v->quote[a->head];
  if (quoted && follow != BL_NONE && !bl_in_pieces(&a->content, v->quotations[follow].tokens.begin + 1) && !is_taken(q, a, v->quotations[follow].tokens)) give(q, a, follow);
}

void bl_mend_quotes(const bl_aview *view, bl_afound_vec *found) {
  quoter q = {view, view->doc->tokens.items, view->doc->tokens.count, found};
  for (uint32_t i = 0; i < found->count; i++) mend_quote(&q, &found->items[i]);
}
