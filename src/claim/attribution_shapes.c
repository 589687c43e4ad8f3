/* Attributions by shape, without a word of saying: embedded posts ("... — Name (@handle) May 3, 2021"), headlines that
 * name their source behind a colon ("Rebels leave town: Report") or before it ("Minister: No talks"). */
#include "claim/attribution_find.h"

#include "base/utf8.h"

static bl_span paragraph_tokens(const bl_aview *v, uint32_t token) {
  const bl_doc *doc = v->doc;
  uint32_t s = doc->tokens.items[token].sentence, paragraph = doc->sentences.items[s].paragraph;
  uint32_t first = s, last = s;
  while (paragraph != BL_NONE && first > 0 && doc->sentences.items[first - 1].paragraph == paragraph) first--;
  while (paragraph != BL_NONE && last + 1 < doc->sentences.count && doc->sentences.items[last + 1].paragraph == paragraph) last++;
  return (bl_span){doc->sentences.items[first].tokens.begin, doc->sentences.items[last].tokens.end};
}

static bool ends_with_dash(bl_str form) {
  return bl_str_ends(form, BL_STR("\xE2\x80\x94")) || bl_str_ends(form, BL_STR("\xE2\x80\x93")) || bl_str_eq_c(form, "-") ||
         bl_str_eq_c(form, "--");
}

/* `at` is a handle in brackets: its name stands before, a dash before that. */
static void try_post(const bl_aview *v, uint32_t at, bl_afound_vec *out) {
  const bl_token *t = v->doc->tokens.items;
  bl_span p = paragraph_tokens(v, at);
  if (at < p.begin + 3 || !bl_str_starts(t[at].form, BL_STR("@"))) return;
  uint32_t name = at - 1;
  if (bl_str_eq_c(t[name].form, "(")) name--;
  uint32_t end = name + 1;
  while (name > p.begin && !ends_with_dash(t[name].form) && end - name <= 12) name--;
  if (!ends_with_dash(t[name].form) || name + 1 >= end || name == p.begin) return;
  bl_afound a = {.cue = {name, name + 1}, .head = name, .source = {name + 1, end}, .source_head = end - 1,
                 .rule = BL_STR("attribution/shape:post"), .link = true, .of = BL_NONE};
  while (a.source_head > name + 1 && t[a.source_head].head > name && t[a.source_head].head < end)
    a.source_head = t[a.source_head].head;
  bl_add_piece(v, &a.content, (bl_span){p.begin, t[name].form.n > 3 ? name + 1 : name});
  if (a.content.count) BL_PUSH(out, a);
}

/* ---- headlines -------------------------------------------------------------------------------------------------- */

static bool is_headline(const bl_aview *v, bl_span s) {
  const bl_doc *doc = v->doc;
  bl_str last = doc->tokens.items[s.end - 1].form;
  if (bl_str_eq_c(last, ".") || s.end - s.begin > 30 || s.end - s.begin < 4) return false;
  uint32_t sentence = doc->tokens.items[s.begin].sentence, paragraph = doc->sentences.items[sentence].paragraph;
  if (paragraph == BL_NONE || paragraph >= doc->paragraphs.count) return sentence == 0;
  bl_span p = paragraph_tokens(v, s.begin);
  uint8_t kind = doc->paragraphs.items[paragraph].kind;
  return p.begin == s.begin && p.end == s.end && (kind == BL_PAR_TITLE || kind == BL_PAR_HEADING || paragraph < 3 || (s.end - s.begin <= 14 && doc->tokens.items[s.end - 1].upos != BL_POS_PUNCT)); /* a line of its own */
}

/* Whether tokens can name a source: a document, an outlet, people, or a name; no verb. */
static bool names_source(const bl_cue_lexicon *lexicon, const bl_aview *v, bl_span s) {
  bool good = false;
  if (s.end - s.begin > 4) return false;
  for (uint32_t i = s.begin; i < s.end; i++) {
    const bl_token *t = &v->doc->tokens.items[i];
    bool document = s.end == s.begin + 1 && bl_source_noun_of(lexicon, t->lemma) != BL_SN_NONE; /* ": Report" with the noun taken for a verb */
    if ((t->upos == BL_POS_VERB && !document) || t->upos == BL_POS_AUX || t->upos == BL_POS_NUM || t->upos == BL_POS_PUNCT) return false;
    uint32_t m = bl_doc_mention_at(v->doc, i);
    bool actor = m != BL_NONE && bl_etype_is_actor(v->doc->mentions.items[m].type) && v->doc->mentions.items[m].type != BL_ET_COUNTRY;
    good |= actor || bl_source_noun_of(lexicon, t->lemma) != BL_SN_NONE;
  }
  return good;
}

static uint32_t top_of(const bl_aview *v, bl_span s) {
  uint32_t head = s.end - 1;
  while (v->doc->tokens.items[head].head >= s.begin && v->doc->tokens.items[head].head < s.end)
    head = v->doc->tokens.items[head].head;
  return head;
}

static void try_headline(const bl_cue_lexicon *lexicon, const bl_aview *v, bl_span s, bl_afound_vec *out) {
  if (!is_headline(v, s)) return;
  for (uint32_t i = s.begin + 1; i + 1 < s.end; i++) {
    if (!bl_str_eq_c(v->doc->tokens.items[i].form, ":")) continue;
    bl_span before = {s.begin, i}, behind = {i + 1, s.end};
    bool last = names_source(lexicon, v, behind) && before.end - before.begin > 2;
    bool first = !last && names_source(lexicon, v, before) && behind.end - behind.begin > 2;
    if (!last && !first) return;
    bl_afound a = {.cue = {i, i + 1}, .head = i, .source = last ? behind : before, .link = true, .of = BL_NONE,
                   .rule = BL_STR("attribution/shape:headline")};
    a.source_head = top_of(v, a.source);
    bl_add_piece(v, &a.content, last ? before : behind);
    if (a.content.count) BL_PUSH(out, a);
    return;
  }
}

/* ---- quotations that nothing introduces but a colon ------------------------------------------------------------- */

static bool is_attributed(const bl_afound_vec *found, uint32_t token) {
  for (uint32_t i = 0; i < found->count; i++)
    if (bl_in_pieces(&found->items[i].content, token)) return true;
  return false;
}

/* 'Her deputy was blunter: "The plan is dead."' : the subject of the sentence speaks. */
static void try_colon(const bl_aview *v, const bl_quotation *q, bl_afound_vec *out) {
  const bl_token *t = v->doc->tokens.items;
  uint32_t colon = q->tokens.begin - 1;
  if (!q->tokens.begin || !bl_str_eq_c(t[colon].form, ":") || q->parent != BL_NONE || is_attributed(out, q->tokens.begin)) return;
  uint32_t subject = BL_NONE;
  for (uint32_t i = colon; i-- > bl_aview_sentence(v, colon).begin;)
    if (t[i].dep == BL_DEP_NSUBJ && v->quote[i] == BL_NONE) subject = i;
  if (subject == BL_NONE || t[subject].upos == BL_POS_DET) return;
  bl_afound a = {.cue = {colon, colon + 1}, .head = colon, .source = bl_source_span(v, subject, BL_NONE), .source_head = subject,
                 .rule = BL_STR("attribution/shape:colon"), .link = true, .of = BL_NONE};
  a.content.items[a.content.count++] = q->tokens;
  if (a.source.begin < a.source.end && a.source.end <= colon) BL_PUSH(out, a);
}

static bool names_actor(const bl_aview *v, uint32_t token) {
  uint32_t m = bl_doc_mention_at(v->doc, token);
  return m != BL_NONE && v->doc->mentions.items[m].kind == BL_MK_NAME && bl_etype_is_actor((bl_etype)v->doc->mentions.items[m].type) && v->doc->mentions.items[m].type != BL_ET_COUNTRY;
}

/* '"It cannot last." -- Mara Osei, Loreto Herald', at the end of its paragraph or as the next one: the first name behind the dash. */
static void try_signed(const bl_aview *v, const bl_quotation *q, bl_afound_vec *out) {
  enum { FAR = 14, SHORT = 6 };
  const bl_token *t = v->doc->tokens.items;
  uint32_t dash = q->tokens.end, n = v->doc->tokens.count;
  if (q->parent != BL_NONE || !q->closed || dash + 1 >= n || !ends_with_dash(t[dash].form) || q->tokens.end - q->tokens.begin < SHORT || is_attributed(out, q->tokens.begin)) return;
  bl_span p = paragraph_tokens(v, dash), own = paragraph_tokens(v, q->tokens.begin);
  if (own.begin != q->tokens.begin || (p.begin != own.begin && p.begin != dash)) return;
  for (uint32_t i = dash + 1; i < p.end && i < dash + FAR; i++) {
    if (t[i].upos == BL_POS_VERB || t[i].upos == BL_POS_AUX) return;
    if (!names_actor(v, i)) continue;
    bl_span name = v->doc->mentions.items[bl_doc_mention_at(v->doc, i)].tokens;
    bl_afound a = {.cue = {dash, dash + 1}, .head = dash, .source = name, .source_head = i, .rule = BL_STR("attribution/shape:signed"), .link = true, .of = BL_NONE};
    a.content.items[a.content.count++] = q->tokens;
    BL_PUSH(out, a);
    return;
  }
}

/* "The court heard that ...", "the jury was told ...", "..., an inquest heard on Friday": who spoke there is not named, the body
 * stands for it. */
static void try_hearing(const bl_cue_lexicon *lexicon, const bl_aview *v, uint32_t verb, bl_afound_vec *out) {
  const bl_token *t = v->doc->tokens.items;
  bool heard = bl_str_eq_nocase(t[verb].form, BL_STR("heard")) || bl_str_eq_nocase(t[verb].form, BL_STR("hears"));
  bool told = bl_str_eq_nocase(t[verb].form, BL_STR("told")) && bl_aview_child(v, verb, BL_DEP_AUX_PASS) != BL_NONE;
  uint32_t body = bl_aview_child(v, verb, BL_DEP_NSUBJ), clause = bl_aview_child(v, verb, BL_DEP_CCOMP);
  if (!heard && !told) return;
  if (body == BL_NONE) body = bl_aview_child(v, verb, BL_DEP_NSUBJ_PASS);
  if (body == BL_NONE || !bl_is_of_class(lexicon, t[body].lemma.n ? t[body].lemma : t[body].form, BL_WC_HEARING)) return;
  bl_afound a = {.cue = bl_cue_span(v, verb), .head = verb, .source = bl_source_span(v, body, verb), .source_head = body,
                 .rule = BL_STR("attribution/shape:hearing"), .link = true, .of = BL_NONE};
  if (clause != BL_NONE) {
    bl_add_piece(v, &a.content, v->extent[clause]);
  } else if (t[verb].dep == BL_DEP_PARATAXIS && v->extent[verb].begin > bl_aview_sentence(v, verb).begin + 1) {
    bl_add_piece(v, &a.content, (bl_span){bl_aview_sentence(v, verb).begin, v->extent[verb].begin});
  }
  if (!a.content.count) return;
  for (uint32_t i = 0; i < out->count; i++)
    if (out->items[i].head == verb) {
      out->items[i] = a;
      return;
    }
  BL_PUSH(out, a);
}

/* The last word of saying of a sentence that ends with a colon: "the ministry wrote in a letter:"; BL_NONE. */
static uint32_t saying_before_colon(const bl_cue_lexicon *lexicon, const bl_aview *v, bl_span s) {
  enum { FAR = 9 };
  const bl_token *t = v->doc->tokens.items;
  for (uint32_t i = s.end - 1; i-- > s.begin && s.end - i < FAR;) {
    if (t[i].upos == BL_POS_VERB && v->quote[i] == BL_NONE && t[i].dep != BL_DEP_AMOD) return t[i].xpos != BL_XPOS_VB && bl_is_of_class(lexicon, t[i].lemma, BL_WC_QUOTING) ? i : BL_NONE;
  }
  return BL_NONE;
}

/* "The ministry wrote: [paragraph] We regret the delay." : the paragraph is what it wrote. */
static void try_block(const bl_cue_lexicon *lexicon, const bl_aview *v, bl_span s, bl_afound_vec *out) {
  enum { SHORT = 8 };
  if (!bl_str_eq_c(v->doc->tokens.items[s.end - 1].form, ":") || s.end >= v->doc->tokens.count || s.end - s.begin < 3 || v->quote[s.end] != BL_NONE) return;
  bl_span block = paragraph_tokens(v, s.end);
  uint32_t verb = saying_before_colon(lexicon, v, s), source = verb == BL_NONE ? BL_NONE : bl_source_of_verb(v, verb);
  if (block.begin != s.end || block.end - block.begin < SHORT || source == BL_NONE) return;
  bl_afound a = {.cue = bl_cue_span(v, verb), .head = verb, .source = bl_source_span(v, source, verb), .source_head = source,
                 .entry = bl_cue_of_verb(lexicon, &v->doc->tokens.items[verb]), .rule = BL_STR("attribution/shape:block"), .link = true, .core = true, .of = BL_NONE};
  if (a.source.begin >= a.source.end) return;
  a.content.items[a.content.count++] = block;
  for (uint32_t i = 0; i < out->count; i++)
    if (out->items[i].head == verb) {
      out->items[i] = a;
      return;
    }
  BL_PUSH(out, a);
}

void bl_find_by_shape(const bl_cue_lexicon *lexicon, const bl_aview *v, bl_afound_vec *out) {
  for (uint32_t i = 0; i < v->doc->tokens.count; i++)
    if (v->doc->tokens.items[i].form.n > 1 && v->doc->tokens.items[i].form.p[0] == '@') try_post(v, i, out);
  for (uint32_t i = 0; i < v->doc->sentences.count; i++)
    if (v->doc->sentences.items[i].tokens.end > v->doc->sentences.items[i].tokens.begin)
      try_headline(lexicon, v, v->doc->sentences.items[i].tokens, out), try_block(lexicon, v, v->doc->sentences.items[i].tokens, out);
  for (uint32_t i = 0; i < v->doc->tokens.count; i++)
    if (v->doc->tokens.items[i].upos == BL_POS_VERB) try_hearing(lexicon, v, i, out);
  for (uint32_t q = 0; q < v->quotation_count; q++) try_colon(v, &v->quotations[q], out), try_signed(v, &v->quotations[q], out);
}
