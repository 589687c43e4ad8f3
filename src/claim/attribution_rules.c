/* Attributions by lexicon and frames over the tree; see attribution_find.h.
 *
 * For each word of the lexicon: where its content may stand is what its frames say, tried from the surest to the
 * loosest; its source is the subject, the agent of a passive, or the subject that a participle, an infinitive or a
 * second verb shares. A cue without content is no attribution. */
#include "claim/attribution_find.h"

typedef struct finder {
  const bl_cue_lexicon *lexicon;
  const bl_aview *view;
  const bl_token *t;
  bl_afound_vec *out;
} finder;

static bool is_verbal(const bl_token *t) { return t->upos == BL_POS_VERB || t->upos == BL_POS_AUX; }

static bool is_plain(bl_dep dep, bl_dep plain) { return dep == plain || bl_dep_plain(dep) == plain; }

static bool has_case(const bl_aview *v, uint32_t token, bl_str preps) {
  for (uint32_t c = v->first[token]; c != BL_NONE; c = v->sibling[c]) {
    const bl_token *t = &v->doc->tokens.items[c];
    if ((t->dep == BL_DEP_CASE || t->dep == BL_DEP_MARK) && bl_in_bar_list(preps, t->form)) return true;
  }
  return false;
}

/* ---- source ----------------------------------------------------------------------------------------------------- */

bool bl_is_passive(const bl_aview *v, uint32_t verb) {
  const bl_token *t = &v->doc->tokens.items[verb];
  for (uint32_t c = v->first[verb]; c != BL_NONE; c = v->sibling[c]) {
    bl_dep dep = v->doc->tokens.items[c].dep;
    if (dep == BL_DEP_AUX_PASS || dep == BL_DEP_NSUBJ_PASS || dep == BL_DEP_CSUBJ_PASS || dep == BL_DEP_OBL_AGENT) return true;
  }
  return t->xpos == BL_XPOS_VBN && (t->dep == BL_DEP_ACL || t->dep == BL_DEP_AMOD);
}

static uint32_t own_subject(const bl_aview *v, uint32_t verb) {
  for (uint32_t c = v->first[verb]; c != BL_NONE; c = v->sibling[c])
    if (v->doc->tokens.items[c].dep == BL_DEP_NSUBJ || v->doc->tokens.items[c].dep == BL_DEP_NSUBJ_OUTER) return c;
  return BL_NONE;
}

static uint32_t agent_of(const bl_aview *v, uint32_t verb) {
  for (uint32_t c = v->first[verb]; c != BL_NONE; c = v->sibling[c])
    if (is_plain(v->doc->tokens.items[c].dep, BL_DEP_OBL) && has_case(v, c, BL_STR("by"))) return c;
  return BL_NONE;
}

static bool is_expletive(const bl_aview *v, uint32_t token) {
  return bl_str_eq_nocase(v->doc->tokens.items[token].form, BL_STR("it")) ||
         bl_str_eq_nocase(v->doc->tokens.items[token].form, BL_STR("there"));
}

/* The subject that a dependent verb shares with the word above it. */
static uint32_t shared_subject(const bl_aview *v, uint32_t verb) {
  const bl_token *tokens = v->doc->tokens.items;
  uint32_t n = v->doc->tokens.count;
  for (int step = 0; step < 6; step++) {
    uint32_t above = tokens[verb].head;
    if (above == BL_NONE || above >= n) return BL_NONE;
    bl_dep dep = tokens[verb].dep;
    if (dep == BL_DEP_ACL && tokens[above].upos != BL_POS_VERB) return above;
    if (dep == BL_DEP_ACL_RELCL) return above;
    bool as = (dep == BL_DEP_ADVCL || dep == BL_DEP_OBL) && has_case(v, verb, BL_STR("as")); /* "quoted X as saying" */
    if (dep == BL_DEP_XCOMP || as) {
      uint32_t object = bl_aview_child(v, above, BL_DEP_OBJ);
      if (object != BL_NONE && object < verb) return object;
    } else if (dep != BL_DEP_CONJ && dep != BL_DEP_ADVCL && dep != BL_DEP_PARATAXIS && dep != BL_DEP_DEP) {
      return BL_NONE;
    }
    uint32_t subject = own_subject(v, above);
    if (subject != BL_NONE) return subject;
    if (bl_is_passive(v, above)) {
      subject = bl_aview_child(v, above, BL_DEP_NSUBJ_PASS);
      if (subject != BL_NONE) return subject;
    }
    verb = above;
  }
  return BL_NONE;
}

/* "quoted a commander who said A and said B": the second "said" goes with the first, wherever the tree hangs it. */
static uint32_t parallel_subject(const bl_aview *v, uint32_t verb) {
  const bl_token *t = v->doc->tokens.items;
  uint32_t above = t[verb].head;
  if (t[verb].dep != BL_DEP_CONJ || above == BL_NONE || above > verb) return BL_NONE;
  for (uint32_t i = verb; i-- > above + 1;)
    if (t[i].dep == BL_DEP_ACL_RELCL && t[i].upos == BL_POS_VERB && bl_str_eq(t[i].lemma, t[verb].lemma) && !bl_str_eq(t[above].lemma, t[verb].lemma)) return t[i].head;
  return BL_NONE;
}

uint32_t bl_source_of_verb(const bl_aview *v, uint32_t verb) {
  uint32_t found;
  if (bl_is_passive(v, verb)) return agent_of(v, verb);
  found = own_subject(v, verb);
  if (found == BL_NONE) found = parallel_subject(v, verb);
  if (found != BL_NONE) return is_expletive(v, found) ? BL_NONE : found;
  found = shared_subject(v, verb);
  return found != BL_NONE && is_expletive(v, found) ? BL_NONE : found;
}

/* ---- content ---------------------------------------------------------------------------------------------------- */

static void add_extent(const finder *f, bl_afound *a, uint32_t token) {
  bl_add_piece(f->view, &a->content, bl_side_of(f->view, token, a->head));
}

/* "told Coast Wire that 40 were saved", with the clause taken for a relative one: it has "that" and a subject of its own. */
static bool told_clause(const finder *f, bl_afound *a) {
  uint32_t hearer = bl_aview_child(f->view, a->head, BL_DEP_IOBJ);
  if (hearer == BL_NONE) hearer = bl_aview_child(f->view, a->head, BL_DEP_OBJ);
  if (hearer == BL_NONE || hearer < a->head) return false;
  for (uint32_t c = f->view->first[hearer]; c != BL_NONE; c = f->view->sibling[c]) {
    uint32_t mark = bl_aview_child(f->view, c, BL_DEP_MARK);
    bool subject = bl_aview_child(f->view, c, BL_DEP_NSUBJ) != BL_NONE || bl_aview_child(f->view, c, BL_DEP_NSUBJ_PASS) != BL_NONE;
    bool that = mark != BL_NONE && bl_str_eq_nocase(f->t[mark].form, BL_STR("that"));
    if ((f->t[c].dep == BL_DEP_ACL_RELCL || f->t[c].dep == BL_DEP_ACL) && that && subject) return add_extent(f, a, c), a->content.count > 0;
  }
  return false;
}

/* Finite clause below the verb. Relatives of time and manner ("said when he left") are no content. */
static bool clause_content(const finder *f, bl_afound *a) {
  for (uint32_t c = f->view->first[a->head]; c != BL_NONE; c = f->view->sibling[c])
    if (f->t[c].dep == BL_DEP_CCOMP) return add_extent(f, a, c), a->content.count > 0;
  return told_clause(f, a);
}

/* "X took the town, a commander told Y" read as a relative clause of the town: behind a comma, with a subject and no relative pronoun. */
static bool loose_relative(const finder *f, uint32_t verb) {
  uint32_t begin = f->view->extent[verb].begin, subject = own_subject(f->view, verb);
  if (f->t[verb].dep != BL_DEP_ACL_RELCL || subject == BL_NONE || subject > verb) return false;
  if (f->t[begin].upos != BL_POS_PUNCT && (!begin || f->t[begin - 1].upos != BL_POS_PUNCT)) return false;
  for (uint32_t i = begin; i < verb; i++) {
    bl_xpos tag = (bl_xpos)f->t[i].xpos;
    if (tag == BL_XPOS_WDT || tag == BL_XPOS_WP || tag == BL_XPOS_WP_POSS || tag == BL_XPOS_WRB) return false;
  }
  return true;
}

/* The clause that a cue beside it hangs below: over the noun of a loose relative, and over another cue in between ("X left, A told B, C
 * reported"). BL_NONE: none. */
static uint32_t host_of(const finder *f, uint32_t cue) {
  uint32_t host = f->t[cue].head, n = f->view->doc->tokens.count;
  bool relative = loose_relative(f, cue);
  while (relative && host < n && f->t[host].head < n && (f->t[host].upos == BL_POS_NOUN || f->t[host].upos == BL_POS_PROPN)) host = f->t[host].head;
  bool other = host < n && host < cue && f->t[host].head < host &&
               ((f->t[host].dep == BL_DEP_PARATAXIS && f->t[cue].dep == BL_DEP_PARATAXIS && bl_cue_of_verb(f->lexicon, &f->t[host])) || loose_relative(f, host));
  return other ? host_of(f, host) : host < n ? host : BL_NONE;
}

/* "X left, he said" : the cue hangs below what is said. */
static bool host_content(const finder *f, bl_afound *a) {
  uint32_t host = host_of(f, a->head);
  bl_dep dep = loose_relative(f, a->head) ? BL_DEP_PARATAXIS : f->t[a->head].dep;
  if (host == BL_NONE) return false;
  bool as_clause = dep == BL_DEP_ADVCL && has_case(f->view, a->head, BL_STR("as")) && bl_aview_child(f->view, a->head, BL_DEP_XCOMP) == BL_NONE &&
                   bl_aview_child(f->view, a->head, BL_DEP_OBJ) == BL_NONE; /* "as he announced the date" */
  if (dep != BL_DEP_PARATAXIS && dep != BL_DEP_DISCOURSE && !as_clause) return false;
  bl_span whole = f->view->extent[host], own = f->view->extent[a->head];
  for (uint32_t c = f->view->first[host]; c != BL_NONE; c = f->view->sibling[c]) /* "..., he said, X reported" */
    if (c > a->head && f->t[c].dep == BL_DEP_PARATAXIS && f->view->extent[c].begin >= own.end) {
      whole.end = f->view->extent[c].begin;
      break;
    }
  bl_add_piece(f->view, &a->content, (bl_span){whole.begin, own.begin < whole.begin ? whole.begin : own.begin});
  bl_add_piece(f->view, &a->content, (bl_span){own.end, whole.end < own.end ? own.end : whole.end});
  return a->content.count > 0;
}

/* Whether a quotation is what the cue says, and no words borrowed inside a phrase: a mark, the cue or the edge of the
 * sentence stands beside it, and no nearer cue. */
static bool is_speech_quotation(const finder *f, uint32_t head, bl_span s, bl_span quote) {
  bool before = quote.begin <= s.begin || f->t[quote.begin - 1].upos == BL_POS_PUNCT || quote.begin - 1 == head;
  bool behind = quote.end >= s.end || quote.end == head || (f->t[quote.end - 1].upos == BL_POS_PUNCT && quote.end >= quote.begin + 2 &&
                f->t[quote.end - 2].upos == BL_POS_PUNCT);
  if (quote.begin > head ? !before : !behind) return false;
  uint32_t from = quote.begin > head ? head + 1 : quote.end, to = quote.begin > head ? quote.begin : head;
  for (uint32_t i = from; i < to; i++) {
    const bl_cue *other = f->t[i].upos == BL_POS_VERB ? bl_cue_of_verb(f->lexicon, &f->t[i]) : NULL;
    if (other && (other->frames & BL_FRAME_THAT)) return false;
  }
  return true;
}

/* The first quotation that can reach into a sentence that begins at `begin`: the outermost one around its first token,
 * else the first that begins there or later. */
static uint32_t first_quotation(const bl_aview *v, uint32_t begin) {
  if (v->quote[begin] != BL_NONE) return bl_aview_outer_quote(v, begin);
  uint32_t low = 0, high = v->quotation_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (v->quotations[middle].tokens.begin < begin)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* A quotation of the cue's sentence, or one that ends right before it or begins right behind it. */
static bool quote_content(const finder *f, bl_afound *a) {
  const bl_aview *v = f->view;
  bl_span s = bl_aview_sentence(v, a->head);
  uint32_t around = v->quote[a->head];
  for (uint32_t q = first_quotation(v, s.begin); q < v->quotation_count && v->quotations[q].tokens.begin < s.end; q++) {
    bl_span span = v->quotations[q].tokens;
    if (span.end <= s.begin || v->quotations[q].parent != around) continue;
    if (a->head >= span.begin && a->head < span.end) continue;
    if (!is_speech_quotation(f, a->head, s, span)) continue;
    bl_add_piece(v, &a->content, span);
    return true;
  }
  uint32_t n = v->doc->tokens.count;
  bool colon = s.end > s.begin && bl_str_eq_c(f->t[s.end - 1].form, ":");
  if (s.end < n && around == BL_NONE && v->quote[s.end] != BL_NONE &&
      (colon || bl_aview_paragraph(v, s.end) == bl_aview_paragraph(v, a->head)) &&
      v->quotations[bl_aview_outer_quote(v, s.end)].tokens.begin == s.end && s.end - a->head <= 4) {
    bl_add_piece(v, &a->content, v->quotations[bl_aview_outer_quote(v, s.end)].tokens);
    return true;
  }
  if (s.begin > 0 && around == BL_NONE && v->quote[s.begin - 1] != BL_NONE && a->head - s.begin <= 3 &&
      bl_aview_paragraph(v, s.begin - 1) == bl_aview_paragraph(v, a->head)) {
    bl_add_piece(v, &a->content, v->quotations[bl_aview_outer_quote(v, s.begin - 1)].tokens);
    return true;
  }
  return false;
}

static bool infinitive_content(const finder *f, bl_afound *a) {
  for (uint32_t c = f->view->first[a->head]; c != BL_NONE; c = f->view->sibling[c])
    if (f->t[c].dep == BL_DEP_XCOMP && c > a->head) return add_extent(f, a, c), a->content.count > 0;
  return false;
}

/* Object, from its first word to the end of what belongs to the verb behind it when `far`. */
static bool object_content(const finder *f, bl_afound *a, bool far) {
  const bl_aview *v = f->view;
  uint32_t object = bl_aview_child(v, a->head, BL_DEP_OBJ);
  if (object == BL_NONE) object = bl_aview_child(v, a->head, BL_DEP_IOBJ);
  if (object == BL_NONE || object < a->head || f->t[object].upos == BL_POS_DET) return false;
  bl_span span = bl_side_of(v, object, a->head);
  for (uint32_t c = v->first[a->head]; far && c != BL_NONE; c = v->sibling[c]) {
    bool part = f->t[c].dep == BL_DEP_XCOMP || f->t[c].dep == BL_DEP_CCOMP || f->t[c].dep == BL_DEP_ADVCL ||
                (is_plain(f->t[c].dep, BL_DEP_OBL) && has_case(v, c, BL_STR("of|as|for|to|over|about")));
    if (c > object && part && v->extent[c].end > span.end) span.end = v->extent[c].end;
  }
  bl_add_piece(v, &a->content, span);
  return a->content.count > 0;
}

static bool prep_content(const finder *f, bl_afound *a) {
  for (uint32_t c = f->view->first[a->head]; c != BL_NONE; c = f->view->sibling[c]) {
    bl_dep dep = f->t[c].dep;
    if (!is_plain(dep, BL_DEP_OBL) && dep != BL_DEP_ADVCL && dep != BL_DEP_XCOMP) continue;
    if (c < a->head || !has_case(f->view, c, a->entry->preps)) continue;
    bl_span span = bl_side_of(f->view, c, a->head);
    a->cue.end = a->cue.end == span.begin ? span.begin + 1 : a->cue.end; /* the preposition goes with the cue */
    bl_add_piece(f->view, &a->content, (bl_span){span.begin + 1, span.end});
    return a->content.count > 0;
  }
  return false;
}

/* "X is said to be ill", "it was reported that ...", "the plan was denounced by Y". */
static bool passive_content(const finder *f, bl_afound *a) {
  const bl_aview *v = f->view;
  uint32_t subject = bl_aview_child(v, a->head, BL_DEP_NSUBJ_PASS);
  if (subject == BL_NONE) subject = bl_aview_child(v, a->head, BL_DEP_NSUBJ);
  if (clause_content(f, a)) return a->core = true;
  uint32_t clause = bl_aview_child(v, a->head, BL_DEP_CSUBJ);
  if (clause != BL_NONE) return add_extent(f, a, clause), a->content.count > 0;
  if (subject == BL_NONE || is_expletive(v, subject)) return false;
  bl_add_piece(v, &a->content, bl_side_of(v, subject, a->head));
  return infinitive_content(f, a) || a->source_head != BL_NONE;
}

static bool active_content(const finder *f, bl_afound *a) {
  uint32_t frames = a->entry->frames;
  if ((frames & BL_FRAME_OBJTO) && bl_aview_child(f->view, a->head, BL_DEP_XCOMP) != BL_NONE && object_content(f, a, true))
    return true;
  if ((frames & BL_FRAME_THAT) && (clause_content(f, a) || host_content(f, a))) return a->core = true;
  if ((frames & (BL_FRAME_THAT | BL_FRAME_QUOTE)) && quote_content(f, a)) return a->core = true;
  if ((frames & BL_FRAME_TO) && infinitive_content(f, a)) return true;
  if ((frames & BL_FRAME_PREP) && prep_content(f, a)) return true;
  a->core = bl_is_verb_form(f->lexicon, &f->t[a->head], BL_STR("quote")) || a->entry->modality == BL_DENIED;
  return (frames & (BL_FRAME_OBJ | BL_FRAME_OBJAS)) && object_content(f, a, true);
}

/* ---- cues ------------------------------------------------------------------------------------------------------- */

bool bl_says_something(const bl_aview *v, const bl_afound *a) {
  for (uint32_t i = 0; i < a->content.count; i++)
    for (uint32_t k = a->content.items[i].begin; k < a->content.items[i].end; k++)
      if (v->quote[k] != v->quote[a->head] || v->doc->tokens.items[k].upos == BL_POS_VERB || v->doc->tokens.items[k].upos == BL_POS_AUX)
        return true;
  return false;
}

/* "Health chief: Kesh can stop it": who speaks stands at the head of the sentence, before a colon. */
static bool label_before(const bl_aview *v, const bl_afound *a) {
  if (!bl_str_eq_c(v->doc->tokens.items[a->head].form, ":") || a->source_head == BL_NONE || a->source.end > a->head || !a->content.count) return false;
  uint32_t mention = bl_doc_mention_at(v->doc, a->source_head);
  bool person = mention != BL_NONE && v->doc->mentions.items[mention].type == BL_ET_PERSON;
  return person && a->source.begin == bl_aview_sentence(v, a->head).begin && a->source.end == a->head && bl_says_something(v, a);
}

bool bl_counts_as_link(const bl_aview *v, const bl_afound *a) {
  if (!a->entry && label_before(v, a)) return true;
  if (!a->entry) /* outside the lexicon: only with a quotation */
    return a->source_head != BL_NONE && a->content.count && v->quote[a->content.items[0].begin] != v->quote[a->head];
  bool says = bl_says_something(v, a);
  if (a->entry->cue_class == BL_CUE_BELIEF) return says && a->source_head != BL_NONE;
  return a->entry->cue_class == BL_CUE_SPEECH && (says || a->entry->modality == BL_REPORTED || a->entry->modality == BL_DENIED);
}

static void keep(const finder *f, bl_afound *a) {
  if (f->t[a->head].xpos == BL_XPOS_VBG && has_case(f->view, a->head, BL_STR("as"))) a->shape = true;
  bl_widen_to_quotes(f->view, a->head, &a->content);
  if (!a->content.count) return;
  if (a->source_head != BL_NONE && a->source_head < f->view->doc->tokens.count) {
    a->source = bl_source_span(f->view, a->source_head, a->head);
    if (a->source.begin >= a->source.end) a->source_head = BL_NONE;
  }
  a->link = bl_counts_as_link(f->view, a);
  BL_PUSH(f->out, *a);
}

static bl_afound begin(const finder *f, uint32_t head, const bl_cue *entry) {
  return (bl_afound){.cue = bl_cue_span(f->view, head), .head = head, .source_head = BL_NONE, .entry = entry, .rule = entry->rule, .of = BL_NONE};
}

static const bl_cue *verb_entry(const finder *f, uint32_t i) {
  uint32_t particle = bl_aview_child(f->view, i, BL_DEP_COMPOUND_PRT);
  if (particle != BL_NONE) {
    bl_arena *arena = f->view->arena;
    char *lemma = bl_arena_printf(arena, BL_STR_FMT " " BL_STR_FMT, BL_STR_ARG(f->t[i].lemma), BL_STR_ARG(f->t[particle].form));
    const bl_cue *entry = bl_cue_find(f->lexicon, 'V', bl_str_from(lemma));
    if (entry) return entry;
  }
  return bl_cue_of_verb(f->lexicon, &f->t[i]);
}

/* ---- shapes that parsers get wrong ------------------------------------------------------------------------------ */

/* A plain noun phrase that begins at `begin` and, unless `anybody`, has a name or a noun for sources: its end, BL_NONE. *head gets its last noun before any "of". */
static uint32_t plain_phrase(const finder *f, uint32_t begin, uint32_t end, bool anybody, uint32_t *head) {
  uint32_t i = begin;
  bool somebody = anybody, behind_of = false;
  *head = BL_NONE;
  for (; i < end && i < begin + 14; i++) {
    const bl_token *t = &f->t[i];
    uint32_t noun = bl_source_noun_of(f->lexicon, t->lemma);
    bool name = t->upos == BL_POS_NOUN || t->upos == BL_POS_PROPN || t->upos == BL_POS_PRON || noun != BL_SN_NONE;
    bool title = t->xpos == BL_XPOS_VBG && i + 1 < end && f->t[i + 1].upos == BL_POS_NOUN; /* "managing director" */
    bool inside = name || title || t->upos == BL_POS_DET || t->upos == BL_POS_ADJ || t->upos == BL_POS_NUM ||
                  (t->upos == BL_POS_PART && i > begin && f->t[i - 1].upos != BL_POS_VERB) || bl_str_eq_c(t->form, "of");
    if (!inside) break;
    behind_of |= bl_str_eq_c(t->form, "of");
    somebody |= t->upos == BL_POS_PROPN || noun != BL_SN_NONE || (t->upos == BL_POS_PRON && t->xpos == BL_XPOS_PRP && !is_expletive(f->view, i));
    if (name && !behind_of && t->xpos != BL_XPOS_PRP_POSS) *head = i;
  }
  while (*head != BL_NONE && is_plain((bl_dep)f->t[*head].dep, BL_DEP_FLAT) && f->t[*head].head >= begin && f->t[*head].head < *head) *head = f->t[*head].head;
  return somebody && *head != BL_NONE ? i : BL_NONE;
}

static bool ends_phrase(const finder *f, uint32_t i, uint32_t end) {
  return i >= end || f->t[i].upos == BL_POS_PUNCT || f->t[i].upos == BL_POS_SCONJ || f->t[i].upos == BL_POS_ADP;
}

/* Somebody by mention or noun: "the driver". */
static bool can_be_asked(const finder *f, uint32_t head) {
  uint32_t m = bl_doc_mention_at(f->view->doc, head);
  bool actor = m != BL_NONE && bl_etype_is_actor((bl_etype)f->view->doc->mentions.items[m].type);
  return actor || f->t[head].upos == BL_POS_PROPN || bl_source_noun_of(f->lexicon, f->t[head].lemma) != BL_SN_NONE || (f->t[head].xpos == BL_XPOS_PRP && !is_expletive(f->view, head));
}

/* ", wrote the Northern Herald." : the speaker behind the verb, all before the comma is said. */
static bool inverted(const finder *f, bl_afound *a) {
  bl_span s = bl_aview_sentence(f->view, a->head);
  uint32_t i = a->head, head, x = f->t[i].xpos;
  if (i < s.begin + 3 || !(a->entry->frames & BL_FRAME_THAT) || a->entry->cue_class != BL_CUE_SPEECH) return false;
  if (x != BL_XPOS_VBD && x != BL_XPOS_VBZ && x != BL_XPOS_VBP && x != BL_XPOS_VBN) return false;
  bool mark = bl_str_eq_c(f->t[i - 1].form, ",") || bl_is_quote_mark(f->t[i - 1].form);
  bool quoted = bl_is_quote_mark(f->t[i - 1].form) || bl_is_quote_mark(f->t[i - 2].form);
  uint32_t end = mark ? plain_phrase(f, i + 1, s.end, quoted, &head) : BL_NONE;
  if (end == BL_NONE || (quoted && !can_be_asked(f, head)) || !ends_phrase(f, end, s.end)) return false;
  bool more = end < s.end && bl_str_eq_nocase(f->t[end].form, BL_STR("that")); /* "X, who led it, told Y that ..." */
  if (more || bl_str_eq_c(f->t[i].lemma, "tell")) return false;
  if (a->source_head != BL_NONE && a->source_head > i) return false; /* the tree knows */
  bool clause = own_subject(f->view, i) != BL_NONE && own_subject(f->view, i) < i && bl_aview_child(f->view, i, BL_DEP_CCOMP) != BL_NONE;
  if (clause && bl_aview_child(f->view, i, BL_DEP_CCOMP) > i) return false; /* "Tom Hale, a teacher, said Osei 'lied'" */
  a->source_head = head;
  a->source = (bl_span){i + 1, end};
  a->cue = (bl_span){i, i + 1};
  bl_add_piece(f->view, &a->content, (bl_span){s.begin, i});
  return a->content.count > 0;
}

/* '"...," the account posted at noon' : a past tense taken for a participle behind its noun. */
static bool quoted_speaker(const finder *f, bl_afound *a) {
  bl_span s = bl_aview_sentence(f->view, a->head);
  uint32_t i = a->head, head, begin = i;
  if (f->t[i].dep != BL_DEP_ACL || !(a->entry->frames & BL_FRAME_THAT) || f->view->quote[i] != BL_NONE) return false;
  while (begin > s.begin && i - begin < 8 && f->view->quote[begin - 1] == BL_NONE && f->t[begin - 1].upos != BL_POS_PUNCT) begin--;
  if (begin == s.begin || begin == i || f->view->quote[begin - 1] == BL_NONE) return false;
  if (plain_phrase(f, begin, i, true, &head) != i) return false;
  a->source_head = head;
  a->source = (bl_span){begin, i};
  bl_add_piece(f->view, &a->content, f->view->quotations[bl_aview_outer_quote(f->view, begin - 1)].tokens);
  return a->content.count > 0;
}

/* "..., he said, the Herald reported" : a speaker and a verb behind a comma, when the tree leaves the verb nothing. */
static bool trailing(const finder *f, bl_afound *a) {
  bl_span s = bl_aview_sentence(f->view, a->head);
  uint32_t i = a->head, begin = i, head;
  if (!(a->entry->frames & BL_FRAME_THAT) || a->entry->cue_class != BL_CUE_SPEECH || f->view->quote[i] != BL_NONE) return false;
  while (begin > s.begin && i - begin < 8 && f->t[begin - 1].upos != BL_POS_PUNCT) begin--;
  if (begin < s.begin + 4 || begin == i || plain_phrase(f, begin, i, false, &head) != i) return false;
  bool mark = bl_str_eq_c(f->t[begin - 1].form, ",") || bl_is_quote_mark(f->t[begin - 1].form);
  bool ends = i + 1 >= s.end || f->t[i + 1].upos == BL_POS_PUNCT || f->t[i + 1].upos == BL_POS_ADP || f->t[i + 1].xpos == BL_XPOS_VBG;
  if (!mark || !ends) return false;
  a->source_head = head;
  a->source = (bl_span){begin, i};
  a->content.count = 0;
  bl_add_piece(f->view, &a->content, (bl_span){s.begin, begin});
  return a->content.count > 0;
}

static void keep_shape(const finder *f, bl_afound *a) {
  bl_widen_to_quotes(f->view, a->head, &a->content);
  a->core = a->shape = true;
  a->link = bl_counts_as_link(f->view, a);
  BL_PUSH(f->out, *a);
}

static void try_verb(const finder *f, uint32_t i) {
  const bl_cue *entry = verb_entry(f, i);
  bool source = i > 0 && bl_str_eq_c(f->t[i - 1].form, ":") && i + 1 == bl_aview_sentence(f->view, i).end; /* "Rebels leave town: Report" */
  if (!entry || source) return;
  bl_afound a = begin(f, i, entry);
  a.source_head = bl_source_of_verb(f->view, i);
  if (inverted(f, &a) || quoted_speaker(f, &a)) {
    keep_shape(f, &a);
    return;
  }
  bool passive = bl_is_passive(f->view, i);
  if (passive ? passive_content(f, &a) : active_content(f, &a))
    keep(f, &a);
  else if (trailing(f, &a))
    keep_shape(f, &a);
}

static uint32_t source_of_noun(const finder *f, uint32_t noun) {
  uint32_t owner = bl_aview_child(f->view, noun, BL_DEP_NMOD_POSS);
  if (owner != BL_NONE) return owner;
  for (uint32_t c = f->view->first[noun]; c != BL_NONE; c = f->view->sibling[c])
    if (is_plain(f->t[c].dep, BL_DEP_NMOD) && has_case(f->view, c, BL_STR("by|from|among"))) return c;
  return BL_NONE;
}

static void try_noun(const finder *f, uint32_t i) {
  const bl_cue *entry = bl_cue_find(f->lexicon, 'N', f->t[i].lemma);
  if (!entry) return;
  bl_afound a = begin(f, i, entry);
  a.cue = (bl_span){i, i + 1};
  for (uint32_t c = f->view->first[i]; c != BL_NONE && !a.content.count; c = f->view->sibling[c]) {
    bl_dep dep = f->t[c].dep;
    bool clause = dep == BL_DEP_CCOMP || dep == BL_DEP_ACL;
    bool finite = clause && has_case(f->view, c, BL_STR("that|whether"));
    bool infinitive = clause && f->t[c].xpos == BL_XPOS_VB;
    bool of = is_plain(dep, BL_DEP_NMOD) && has_case(f->view, c, BL_STR("of")) && (entry->frames & BL_FRAME_OF);
    if ((finite && (entry->frames & BL_FRAME_THAT)) || (infinitive && (entry->frames & BL_FRAME_TO))) add_extent(f, &a, c);
    if (of && entry->cue_class != BL_CUE_ATTITUDE) {
      bl_span span = f->view->extent[c];
      bl_add_piece(f->view, &a.content, (bl_span){span.begin + 1, span.end});
      if (a.cue.end == span.begin) a.cue.end++;
    }
  }
  a.source_head = source_of_noun(f, i);
  if (a.source_head == BL_NONE && bl_source_noun_of(f->lexicon, f->t[i].lemma) == BL_SN_DOCUMENT) a.source_head = i;
  if (a.content.count) keep(f, &a);
}

/* "reports emerged of unrest", "there are reports that ..." : what hangs below the verb belongs to the noun. */
static void try_emerging(const finder *f, uint32_t verb) {
  uint32_t noun = bl_is_of_class(f->lexicon, f->t[verb].lemma, BL_WC_EMERGING) ? own_subject(f->view, verb) : BL_NONE;
  if (noun == BL_NONE || f->t[noun].upos != BL_POS_NOUN) return;
  const bl_cue *entry = bl_cue_find(f->lexicon, 'N', f->t[noun].lemma);
  if (!entry || entry->cue_class != BL_CUE_SPEECH) return;
  bl_afound a = begin(f, noun, entry);
  a.cue = (bl_span){noun, noun + 1};
  for (uint32_t c = f->view->first[verb]; c != BL_NONE && !a.content.count; c = f->view->sibling[c]) {
    bool of = c > verb && has_case(f->view, c, BL_STR("of|that"));
    if (of) bl_add_piece(f->view, &a.content, (bl_span){f->view->extent[c].begin + 1, f->view->extent[c].end});
  }
  a.source_head = noun;
  a.core = true;
  if (a.content.count) keep(f, &a);
}

static void try_adjective(const finder *f, uint32_t i) {
  const bl_cue *entry = bl_cue_find(f->lexicon, 'J', f->t[i].lemma);
  if (!entry) return;
  bl_afound a = begin(f, i, entry);
  a.source_head = bl_source_of_verb(f->view, i);
  bool found = ((entry->frames & BL_FRAME_THAT) && clause_content(f, &a)) ||
               ((entry->frames & BL_FRAME_TO) && infinitive_content(f, &a)) ||
               ((entry->frames & BL_FRAME_PREP) && prep_content(f, &a));
  if (found) keep(f, &a);
}

static void try_adverb(const finder *f, uint32_t i) {
  const bl_cue *entry = bl_cue_find(f->lexicon, 'R', f->t[i].lemma);
  uint32_t verb = f->t[i].head;
  if (!entry || verb == BL_NONE || verb >= f->view->doc->tokens.count) return;
  bl_afound a = begin(f, i, entry);
  a.cue = (bl_span){i, i + 1};
  bl_span clause = f->view->extent[verb];
  bl_add_piece(f->view, &a.content, (bl_span){clause.begin, i});
  bl_add_piece(f->view, &a.content, (bl_span){i + 1, clause.end});
  a.core = true;
  keep(f, &a);
}

/* "according to X" : the source is what the phrase governs, the content the clause it hangs on. */
static uint32_t try_phrase(const finder *f, uint32_t i) {
  uint32_t end = i;
  const bl_cue *entry = bl_cue_phrase(f->lexicon, f->view->doc, i, &end);
  if (!entry) return i;
  const bl_aview *v = f->view;
  bl_span s = bl_aview_sentence(v, i);
  uint32_t source = BL_NONE;
  for (uint32_t k = i; k < end && source == BL_NONE; k++)
    if (f->t[k].head != BL_NONE && f->t[k].head >= end && f->t[k].head < s.end) source = f->t[k].head;
  if (source == BL_NONE || f->t[source].upos == BL_POS_VERB || f->t[source].upos == BL_POS_NUM) return i;
  bool speaker = f->t[source].upos == BL_POS_PROPN || bl_source_noun_of(f->lexicon, f->t[source].lemma) != BL_SN_NONE;
  if (bl_str_eq_nocase(f->t[i].form, BL_STR("per")) && !speaker) return i; /* "15 per cent" */
  bl_afound a = begin(f, i, entry);
  a.cue = (bl_span){i, end};
  a.source_head = source;
  uint32_t host = f->t[source].head;
  if (host == BL_NONE || host >= v->doc->tokens.count) return i;
  /* a noun inside a clause: the phrase speaks of all of the clause when a comma sets it off */
  while (!is_verbal(&f->t[host]) && f->t[host].head != BL_NONE && f->t[host].head < v->doc->tokens.count &&
         bl_aview_child(v, host, BL_DEP_NSUBJ) == BL_NONE && bl_aview_child(v, host, BL_DEP_COP) == BL_NONE)
    host = f->t[host].head;
  bl_span whole = v->extent[host], own = v->extent[source];
  if (own.begin > i) own.begin = i;
  bl_add_piece(v, &a.content, (bl_span){whole.begin, own.begin < whole.begin ? whole.begin : own.begin});
  if (own.end < whole.end) bl_add_piece(v, &a.content, (bl_span){own.end, whole.end});
  bl_widen_to_quotes(v, i, &a.content);
  if (!a.content.count) return i;
  a.source = bl_trim_marks(v, (bl_span){end, own.end});
  a.link = a.core = true;
  if (a.source.begin < a.source.end) BL_PUSH(f->out, a);
  return end - 1;
}

void bl_find_by_rules(const bl_cue_lexicon *lexicon, const bl_aview *view, bl_afound_vec *out) {
  finder f = {lexicon, view, view->doc->tokens.items, out};
  for (uint32_t i = 0; i < view->doc->tokens.count; i++) {
    uint32_t behind = try_phrase(&f, i);
    if (behind > i) {
      i = behind;
      continue;
    }
    switch (f.t[i].upos) {
      case BL_POS_VERB: try_emerging(&f, i), try_verb(&f, i); break;
      case BL_POS_AUX: try_emerging(&f, i); break;
      case BL_POS_NOUN: try_noun(&f, i); break;
      case BL_POS_ADJ: try_adjective(&f, i); break;
      case BL_POS_ADV: try_adverb(&f, i); break;
      default: break;
    }
  }
}
