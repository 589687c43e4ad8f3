/* Quotations that the words of saying beside them lost, and those without any; see attribution_find.h. Lexicon and model choose one
 * span for a cue; of '"A," X said. "B."' that may be half, and of 'X said: "A."' a mark alone. A quotation that nothing introduces is
 * the last speaker's. */
#include "claim/attribution_find.h"

typedef struct quoter {
  const bl_aview *view;
  const bl_token *t;
  uint32_t count; /* tokens */
  bl_afound_vec *found;
} quoter;

static bool is_form(const quoter *q, uint32_t token, const char *bar_list) { return bl_in_bar_list(bl_str_from(bar_list), q->t[token].form); }

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

static void push_quote(bl_pieces *pieces, bl_span quote) {
  if (bl_in_pieces(pieces, quote.begin) && bl_in_pieces(pieces, quote.end - 1)) return;
  if (pieces->count < BL_PIECES) pieces->items[pieces->count++] = quote;
  bl_order_pieces(pieces);
}

static bool has_verb(const quoter *q, bl_span s) {
  for (uint32_t i = s.begin; i < s.end; i++)
    if (q->t[i].upos == BL_POS_VERB || q->t[i].upos == BL_POS_AUX) return true;
  return false;
}

/* The quotation that ends right before the words of saying with a mark of speech: '"A," X said', '"A", said X'; BL_NONE. */
static uint32_t quote_before(const quoter *q, const bl_afound *a) {
  const bl_aview *v = q->view;
  uint32_t at = bl_own_words(a).begin;
  bool comma = at > 0 && is_form(q, at - 1, ",");
  if (comma) at--;
  if (at < 3 || at - 1 >= q->count || v->quote[at - 1] == BL_NONE) return BL_NONE;
  uint32_t quote = bl_aview_outer_quote(v, at - 1);
  bl_span span = v->quotations[quote].tokens;
  if (span.end != at || !v->quotations[quote].closed || span.end - span.begin < 5 || !has_verb(q, span) || v->quote[a->head] != BL_NONE) return BL_NONE;
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
  push_quote(&a->content, q->view->quotations[quote].tokens);
  bl_widen_to_quotes(q->view, a->head, &a->content);
  if (!a->link) a->link = bl_counts_as_link(q->view, a);
}

/* 'X said. "B."', taken for one sentence or told apart; BL_NONE. */
static uint32_t follow_up(const quoter *q, const bl_afound *a) {
  uint32_t stop = bl_own_words(a).end;
  if (stop + 1 >= q->count || !is_form(q, stop, ".") || q->view->quote[stop + 1] == BL_NONE || q->t[stop].sentence != q->t[stop + 1].sentence) return bl_follow_up(q->view, a->head);
  uint32_t quote = bl_aview_outer_quote(q->view, stop + 1);
  return q->view->quotations[quote].tokens.begin == stop + 1 ? quote : BL_NONE;
}

/* 'She voted, she said, "because I know him"': in the middle of what is said. */
static bool goes_on_small(const quoter *q, uint32_t mark) {
  bl_str form = mark + 1 < q->count ? q->t[mark + 1].form : (bl_str){0};
  return form.n && form.p[0] >= 'a' && form.p[0] <= 'z';
}

static void mend_quote(const quoter *q, bl_afound *a) {
  const bl_aview *v = q->view;
  if (!says_quotations(q, a)) return;
  uint32_t behind = quote_behind(q, a), before = quote_before(q, a);
  if (behind == BL_NONE) behind = quote_in_next_paragraph(q, a);
  if (before != BL_NONE && behind != BL_NONE && bl_aview_sentence(v, v->quotations[before].tokens.begin).begin != v->quotations[before].tokens.begin) before = BL_NONE; /* 'Of the cry "Out," he said: "A."' */
  if (behind != BL_NONE && !bl_in_pieces(&a->content, v->quotations[behind].tokens.begin + 1) && !is_taken(q, a, v->quotations[behind].tokens)) {
    if (!goes_on_small(q, v->quotations[behind].tokens.begin)) a->content.count = 0;
    give(q, a, behind);
  }
  if (before != BL_NONE && bl_in_pieces(&a->content, v->quotations[before].tokens.begin + 1)) drop_titles(q, a);
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

/* ---- quotations without a word of saying ----------------------------------------------------------------------- */

typedef struct goer {
  quoter q;
  bl_doc *doc;
  uint32_t own; /* attributions that `found` has */
} goer;

/* Whether a quotation begins a sentence and nobody in its sentences says it. */
static bool is_untagged(const goer *g, bl_span quote) {
  enum { SHORT = 8, LONG = 120 };
  const bl_token *t = g->q.t;
  uint32_t words = quote.end - quote.begin;
  if (words < SHORT || !quote.begin || !has_verb(&g->q, quote)) return false;
  if (words > LONG && t[quote.begin].sentence != t[quote.end - 1].sentence && !bl_is_quote_mark(t[quote.end - 1].form)) return false;
  if (bl_aview_sentence(g->q.view, quote.begin).begin != quote.begin) return false;
  for (uint32_t i = 0; i < g->own; i++) {
    const bl_afound *a = &g->q.found->items[i];
    bool within = a->head >= quote.begin && a->head < quote.end;
    bool beside = t[a->head].sentence == t[quote.begin].sentence || t[a->head].sentence == t[quote.end - 1].sentence;
    if (bl_in_pieces(&a->content, quote.begin) || (!within && beside)) return false;
  }
  return true;
}

/* The attribution of the one who speaks in the paragraph of `token` before it, others than persons too; BL_NONE: nobody, or several. */
static uint32_t only_speaker(const goer *g, uint32_t token) {
  uint32_t best = BL_NONE, paragraph = bl_aview_paragraph(g->q.view, token);
  for (uint32_t i = 0; i < g->doc->attributions.count; i++) {
    const bl_attribution *a = &g->doc->attributions.items[i];
    uint32_t at = i < g->own ? g->q.found->items[i].head : a->content.items[0].begin;
    if (at > token || bl_aview_paragraph(g->q.view, at) != paragraph || !a->speech || a->outer != BL_NONE) continue;
    if (a->entity >= g->doc->entities.count || !bl_etype_is_actor((bl_etype)g->doc->entities.items[a->entity].type)) return BL_NONE;
    if (best != BL_NONE && g->doc->attributions.items[best].entity != a->entity) return BL_NONE;
    best = i;
  }
  return best;
}

/* 'Osei turned down the offer. "I never asked for it."': the person whom the sentence before is about; BL_NONE. */
static uint32_t person_before(const goer *g, uint32_t token) {
  bl_span s = bl_aview_sentence(g->q.view, token);
  for (uint32_t i = s.begin; i < s.end; i++) {
    uint32_t head = g->q.t[i].head;
    if (bl_dep_plain((bl_dep)g->q.t[i].dep) != BL_DEP_NSUBJ || g->q.view->quote[i] != BL_NONE || head >= g->q.count || g->q.t[head].dep != BL_DEP_ROOT) continue;
    uint32_t m = bl_doc_mention_at(g->doc, i);
    if (m == BL_NONE) return BL_NONE;
    uint32_t entity = g->doc->mentions.items[m].entity;
    return entity < g->doc->entities.count && g->doc->entities.items[entity].named && g->doc->entities.items[entity].type == BL_ET_PERSON ? entity : BL_NONE;
  }
  return BL_NONE;
}

static void add_unsaid(goer *g, bl_span quote, uint32_t entity, bl_str cue_lemma) {
  bl_attribution out = {.outer = BL_NONE, .said_on = BL_NONE, .modality = BL_REPORTED, .entity = entity, .quoted = true, .speech = true,
                        .cue_lemma = cue_lemma, .rule = BL_STR("attribution/link:goes-on")};
  out.content = (bl_spans){BL_ARENA_NEW(&g->doc->arena, bl_span, 1), 1};
  out.content.items[0] = quote;
  BL_PUSH(&g->doc->attributions, out);
}

/* 'Osei said it took years. [paragraph] "I was tired all day."': who spoke last goes on. */
void bl_go_on(const bl_aview *view, bl_doc *doc, const bl_afound_vec *found) {
  bl_afound_vec all = *found;
  goer g = {{view, doc->tokens.items, doc->tokens.count, &all}, doc, found->count};
  for (uint32_t i = 0; i < view->quotation_count; i++) {
    bl_span quote = view->quotations[i].tokens;
    if (view->quotations[i].parent != BL_NONE || view->quotations[i].continues || !is_untagged(&g, quote)) continue;
    uint32_t speaker = only_speaker(&g, quote.begin - 1);
    uint32_t entity = speaker == BL_NONE ? person_before(&g, quote.begin - 1) : doc->attributions.items[speaker].entity;
    if (entity != BL_NONE) add_unsaid(&g, quote, entity, speaker == BL_NONE ? BL_STR("say") : doc->attributions.items[speaker].cue_lemma);
  }
}
