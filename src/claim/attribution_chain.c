/* From found attributions to doc->attributions: who the source is, which report stands inside which, when it was said,
 * what the cue makes of its content; see attribution_find.h.
 *
 * Chains. One attribution stands inside another when the cue of the one is in the content of the other. Where both
 * hold ("X left, Y said, Z reported") the larger content is the outer one. A medium that was told is a link above; a
 * person who is cited by a participle is a link below.
 * Documents. "a Daily Herald report" is the outlet; "the report" is the last document or outlet that was a source. */
#include "claim/attribution.h"
#include "claim/attribution_find.h"

#include <stdlib.h>
#include <string.h>

typedef struct writer {
  const bl_cue_lexicon *lexicon;
  const bl_aview *view;
  bl_doc *doc;
  bl_afound_vec *found;
  uint32_t last_document; /* entity */
  uint32_t last_source;   /* entity */
  uint32_t *at_head;      /* by token: the longest mention with that head, BL_NONE */
  uint32_t indexed;       /* mentions that at_head knows */
} writer;

/* The same as bl_doc_mention_at, at once. */
static uint32_t mention_at(const writer *w, uint32_t head) { return head < w->doc->tokens.count ? w->at_head[head] : BL_NONE; }

static void index_mentions(writer *w) {
  const bl_mention *items = w->doc->mentions.items;
  for (; w->indexed < w->doc->mentions.count; w->indexed++) {
    const bl_mention *m = &items[w->indexed];
    uint32_t *best = m->head < w->doc->tokens.count ? &w->at_head[m->head] : NULL;
    uint32_t length = best && *best != BL_NONE ? items[*best].tokens.end - items[*best].tokens.begin : 0;
    if (best && m->tokens.end - m->tokens.begin > length) *best = w->indexed;
  }
}

/* ---- derived links ---------------------------------------------------------------------------------------------- */

static bool is_outlet(const writer *w, uint32_t token) {
  uint32_t m = mention_at(w, token);
  if (m != BL_NONE && w->doc->mentions.items[m].type == BL_ET_MEDIA_OUTLET) return true;
  return bl_source_noun_of(w->lexicon, w->doc->tokens.items[token].lemma) == BL_SN_OUTLET;
}

static bool lemma_is(const writer *w, uint32_t token, const char *lemma) {
  return bl_is_verb_form(w->lexicon, &w->doc->tokens.items[token], bl_str_from(lemma));
}

/* "told Tolo News", "said in an interview with the Herald". */
static uint32_t told_medium(const writer *w, uint32_t verb) {
  const bl_token *t = w->doc->tokens.items;
  for (uint32_t c = w->view->first[verb]; c != BL_NONE; c = w->view->sibling[c]) {
    bool object = t[c].dep == BL_DEP_OBJ || t[c].dep == BL_DEP_IOBJ;
    if (object && lemma_is(w, verb, "tell") && is_outlet(w, c)) return c;
    if (bl_dep_plain(t[c].dep) != BL_DEP_OBL || !lemma_is(w, c, "interview")) continue;
    for (uint32_t d = w->view->first[c]; d != BL_NONE; d = w->view->sibling[d])
      if (bl_dep_plain(t[d].dep) == BL_DEP_NMOD && is_outlet(w, d)) return d;
  }
  return BL_NONE;
}

static void add_told(writer *w, uint32_t i) {
  bl_afound a = w->found->items[i];
  uint32_t medium = told_medium(w, a.head);
  if (medium == BL_NONE) return;
  a.source = bl_source_span(w->view, medium, a.head);
  a.source_head = medium;
  a.derived = BL_LINK_ABOVE;
  a.of = i;
  BL_PUSH(w->found, a);
}

static bool is_somebody(const writer *w, uint32_t token) {
  uint32_t m = mention_at(w, token);
  if (m != BL_NONE && bl_etype_is_actor(w->doc->mentions.items[m].type)) return true;
  return bl_source_noun_of(w->lexicon, w->doc->tokens.items[token].lemma) != BL_SN_NONE;
}

static void push_cited(writer *w, uint32_t i, uint32_t verb) {
  uint32_t object = bl_aview_child(w->view, verb, BL_DEP_OBJ);
  if (object == BL_NONE || !is_somebody(w, object)) return;
  bl_afound a = w->found->items[i];
  a.cue = (bl_span){verb, verb + 1};
  a.head = verb;
  a.source = bl_source_span(w->view, object, verb);
  for (uint32_t k = 0; k < a.content.count; k++) { /* "citing aides, that the talks had failed": who is cited ends before what was reported */
    uint32_t begin = a.content.items[k].begin;
    if (begin > a.source.begin && begin < a.source.end) a.source = bl_trim_marks(w->view, (bl_span){a.source.begin, begin});
  }
  a.source_head = object;
  a.derived = BL_LINK_BELOW;
  a.of = i;
  BL_PUSH(w->found, a);
}

/* "X reported, citing officials" : what X reported is the officials'. */
static void add_cited(writer *w, uint32_t i) {
  uint32_t head = w->found->items[i].head;
  for (uint32_t c = w->view->first[head]; c != BL_NONE; c = w->view->sibling[c])
    if (w->doc->tokens.items[c].xpos == BL_XPOS_VBG && (lemma_is(w, c, "cite") || lemma_is(w, c, "quote"))) {
      push_cited(w, i, c);
      return;
    }
}

/* ---- who the source is ------------------------------------------------------------------------------------------ */

static uint32_t entity_at(const writer *w, uint32_t token) {
  uint32_t m = mention_at(w, token);
  return m == BL_NONE ? BL_NONE : w->doc->mentions.items[m].entity;
}

/* The person whose name follows a title that is the head: "[former minister] [Mara Quill]"; BL_NONE. */
static uint32_t named_behind(const writer *w, uint32_t head) {
  for (uint32_t c = w->view->first[head]; c != BL_NONE; c = w->view->sibling[c]) {
    bl_dep dep = w->doc->tokens.items[c].dep;
    bool close = dep == BL_DEP_APPOS || dep == BL_DEP_FLAT || dep == BL_DEP_COMPOUND || dep == BL_DEP_NMOD_DESC || dep == BL_DEP_DEP ||
                 dep == BL_DEP_NMOD_UNMARKED || dep == BL_DEP_NMOD;
    uint32_t m = c > head && close ? mention_at(w, c) : BL_NONE;
    if (m == BL_NONE || w->doc->mentions.items[m].kind != BL_MK_NAME || w->doc->mentions.items[m].type != BL_ET_PERSON) continue;
    if (dep == BL_DEP_NMOD && bl_aview_child(w->view, c, BL_DEP_CASE) != BL_NONE) continue;
    return w->doc->mentions.items[m].entity;
  }
  return BL_NONE;
}

static bool is_singular_title(const writer *w, uint32_t mention) {
  const bl_mention *m = &w->doc->mentions.items[mention];
  return m->kind == BL_MK_NOMINAL && m->type == BL_ET_PERSON && w->doc->tokens.items[m->head].xpos == BL_XPOS_NN;
}

/* "[Harlan Bank] director [Mara Quill]": the person whose name ends the source behind a body and a title; BL_NONE. */
static uint32_t named_at_end(const writer *w, const bl_afound *a) {
  const bl_mention *items = w->doc->mentions.items;
  uint32_t best = BL_NONE, body = mention_at(w, a->source_head);
  bool noun = false;
  if (body == BL_NONE) return BL_NONE;
  for (uint32_t i = 0; i < w->doc->mentions.count; i++)
    if (items[i].kind == BL_MK_NAME && items[i].type == BL_ET_PERSON && items[i].tokens.end == a->source.end && items[i].tokens.begin > items[body].tokens.end) best = i;
  for (uint32_t t = best == BL_NONE ? 0 : items[body].tokens.end; best != BL_NONE && t < items[best].tokens.begin; t++) {
    uint8_t pos = w->doc->tokens.items[t].upos;
    bool joins = pos == BL_POS_CCONJ && t + 1 < items[best].tokens.begin && w->doc->tokens.items[t + 1].upos == BL_POS_NOUN && is_singular_title(w, body); /* "Harlan founder and chairman Luis Ortega" */
    if (pos != BL_POS_NOUN && pos != BL_POS_PROPN && pos != BL_POS_ADJ && pos != BL_POS_PART && !joins) return BL_NONE;
    noun |= pos == BL_POS_NOUN;
  }
  if (best != BL_NONE && items[body].type == BL_ET_PERSON && !noun) return BL_NONE; /* "Roe spokesman Matt Hale" */
  return best == BL_NONE ? BL_NONE : items[best].entity;
}

/* Whether the token stands in a quotation that leaves `outside` out. */
static bool is_quoted_apart(const writer *w, uint32_t token, uint32_t outside) {
  return w->view->quote[token] != BL_NONE && w->view->quote[token] != w->view->quote[outside];
}

/* The last named person before `pronoun` that is a subject and stands in no quotation of its own; what is quoted on the
 * way does not count for the distance. */
static uint32_t speaker_before(const writer *w, uint32_t pronoun, uint32_t *at) {
  uint32_t steps = 0;
  for (uint32_t i = pronoun; i-- > 0 && steps < 90;) {
    if (is_quoted_apart(w, i, pronoun)) continue;
    steps++;
    if (bl_dep_plain(w->doc->tokens.items[i].dep) != BL_DEP_NSUBJ) continue;
    uint32_t m = mention_at(w, i);
    if (m == BL_NONE || w->doc->mentions.items[m].kind == BL_MK_PRONOUN) continue;
    uint32_t entity = w->doc->mentions.items[m].entity;
    if (entity < w->doc->entities.count && w->doc->entities.items[entity].named && w->doc->entities.items[entity].type == BL_ET_PERSON) {
      *at = i;
      return entity;
    }
  }
  return BL_NONE;
}

static bool is_relative(const writer *w, uint32_t token) {
  uint8_t x = w->doc->tokens.items[token].xpos;
  return x == BL_XPOS_WP || x == BL_XPOS_WDT;
}

/* The noun before a relative pronoun's clause. */
static uint32_t antecedent(const writer *w, uint32_t pronoun) {
  uint32_t n = w->doc->tokens.count;
  for (uint32_t at = pronoun, step = 0; at < n && step < 8; step++) {
    if (w->doc->tokens.items[at].dep == BL_DEP_ACL_RELCL) return w->doc->tokens.items[at].head;
    at = w->doc->tokens.items[at].head;
  }
  return BL_NONE;
}

static bool is_maker(uint8_t type) {
  return type == BL_ET_MEDIA_OUTLET || type == BL_ET_ORGANIZATION || type == BL_ET_GOVERNMENT_BODY || type == BL_ET_PERSON ||
         type == BL_ET_ARMED_GROUP || type == BL_ET_GROUP;
}

/* The named maker of a document: "a Herald report", "the Herald's report", "a report by the Herald". */
static uint32_t maker_of(const writer *w, uint32_t document) {
  for (uint32_t c = w->view->first[document]; c != BL_NONE; c = w->view->sibling[c]) {
    bl_dep dep = w->doc->tokens.items[c].dep;
    bool before = dep == BL_DEP_COMPOUND || dep == BL_DEP_NMOD_POSS || dep == BL_DEP_AMOD || dep == BL_DEP_NMOD_DESC;
    bool by = false;
    for (uint32_t k = w->view->first[c]; bl_dep_plain(dep) == BL_DEP_NMOD && k != BL_NONE; k = w->view->sibling[k])
      by |= bl_in_bar_list(BL_STR("by|from|in"), w->doc->tokens.items[k].form);
    if (!before && !by) continue;
    uint32_t m = mention_at(w, c);
    if (m == BL_NONE || w->doc->mentions.items[m].kind == BL_MK_PRONOUN) continue;
    bool next = dep != BL_DEP_COMPOUND || w->doc->mentions.items[m].tokens.end == document; /* "a Roe campaign statement" is not Roe's */
    if (next && is_maker(w->doc->mentions.items[m].type)) return w->doc->mentions.items[m].entity;
  }
  return BL_NONE;
}

static bool is_definite(const writer *w, uint32_t noun) {
  for (uint32_t c = w->view->first[noun]; c != BL_NONE; c = w->view->sibling[c])
    if (w->doc->tokens.items[c].dep == BL_DEP_DET)
      return bl_in_bar_list(BL_STR("the|this|that"), w->doc->tokens.items[c].form);
  return false;
}

static uint32_t new_source(writer *w, const bl_afound *a) {
  uint8_t upos = w->doc->tokens.items[a->source_head].upos;
  bool name = upos == BL_POS_PROPN;
  bl_span span = a->source;
  if (span.end - span.begin > 12) span = (bl_span){a->source_head, a->source_head + 1};
  uint32_t entity = bl_doc_add_entity(w->doc, span, a->source_head, name ? BL_ET_OTHER : BL_ET_ANONYMOUS_SOURCE, name ? BL_MK_NAME : BL_MK_NOMINAL);
  index_mentions(w);
  return entity;
}

/* Unnamed people who are a source are an anonymous source. */
static void make_anonymous(writer *w, uint32_t entity) {
  bl_entity *e = &w->doc->entities.items[entity];
  if (!e->named && (e->type == BL_ET_OTHER || e->type == BL_ET_PERSON || e->type == BL_ET_GROUP))
    e->type = BL_ET_ANONYMOUS_SOURCE;
}

/* "the statement said", "the lawsuit stated": whose it is a newspaper that was heard before does not tell. */
static bool is_others_paper(const writer *w, uint32_t head) {
  if (w->doc->entities.items[w->last_document].type != BL_ET_MEDIA_OUTLET) return false;
  return bl_is_of_class(w->lexicon, w->doc->tokens.items[head].lemma, BL_WC_PAPER);
}

static uint32_t document_entity(writer *w, const bl_afound *a) {
  uint32_t head = a->source_head;
  uint32_t maker = maker_of(w, head);
  if (maker != BL_NONE) return maker;
  bool bare = a->source.end - a->source.begin <= 2;
  if (is_definite(w, head) && bare && w->last_document != BL_NONE && !is_others_paper(w, head)) return w->last_document;
  uint32_t entity = entity_at(w, head);
  return entity != BL_NONE ? entity : new_source(w, a);
}

/* Whether the one without a name whom a pronoun takes up is somebody of his own, "a driver" behind the last speaker `at`, and not who
 * was named: "the driver", or a pronoun that nothing resolved. */
static bool stands_for_itself(const writer *w, uint32_t entity, uint32_t pronoun, uint32_t at) {
  uint32_t last = BL_NONE;
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    const bl_mention *m = &w->doc->mentions.items[i];
    if (m->entity == entity && m->kind != BL_MK_PRONOUN && m->head < pronoun && (last == BL_NONE || m->head > w->doc->mentions.items[last].head)) last = i;
  }
  if (last == BL_NONE) return false;
  const bl_mention *m = &w->doc->mentions.items[last];
  bool definite = bl_in_bar_list(BL_STR("the|this|that"), w->doc->tokens.items[m->tokens.begin].form);
  return m->head > at && !definite;
}

/* Nothing but pronouns: nobody knows who. */
static bool is_unresolved(const writer *w, uint32_t entity) {
  const bl_entity *e = &w->doc->entities.items[entity];
  return !e->named && e->first < w->doc->mentions.count && w->doc->mentions.items[e->first].kind == BL_MK_PRONOUN;
}

/* "the younger Roe": an adjective taken for the head before a name; BL_NONE. */
static uint32_t name_behind_adjective(const writer *w, const bl_afound *a) {
  uint32_t head = a->source_head;
  const bl_token *t = w->doc->tokens.items;
  if (head + 1 >= w->doc->tokens.count || head + 1 >= a->source.end + 3 || t[head + 1].upos != BL_POS_PROPN || t[head + 1].sentence != t[head].sentence) return BL_NONE;
  if (t[head].upos != BL_POS_ADJ && t[head].xpos != BL_XPOS_JJ && t[head].xpos != BL_XPOS_JJR && !bl_in_bar_list(BL_STR("younger|elder|older"), t[head].form)) return BL_NONE;
  uint32_t m = mention_at(w, head + 1);
  return m == BL_NONE ? BL_NONE : w->doc->mentions.items[m].entity;
}

/* "letters between Roe and Osei which show that": no person is a "which"; the thing above them, BL_NONE. */
static uint32_t thing_meant(const writer *w, uint32_t pronoun, uint32_t noun) {
  const bl_token *t = w->doc->tokens.items;
  if (!bl_str_eq_nocase(t[pronoun].form, BL_STR("which"))) return noun;
  for (uint32_t at = noun, step = 0; at < w->doc->tokens.count && step < 6; at = t[at].head, step++) {
    if (bl_source_noun_of(w->lexicon, t[at].lemma) == BL_SN_DOCUMENT && t[at].upos == BL_POS_NOUN) return at;
    if (bl_dep_plain(t[at].dep) != BL_DEP_NMOD && t[at].dep != BL_DEP_CONJ) break;
  }
  for (uint32_t step = 0; noun < w->doc->tokens.count && step < 6; step++) {
    uint32_t m = mention_at(w, noun);
    bool person = m != BL_NONE && w->doc->mentions.items[m].type == BL_ET_PERSON;
    bool below = bl_dep_plain(t[noun].dep) == BL_DEP_NMOD || t[noun].dep == BL_DEP_CONJ;
    if (!person) return noun;
    if (!below) return BL_NONE;
    noun = t[noun].head;
  }
  return BL_NONE;
}

/* Whether the verb has somebody else than its subject for an object that came out as the same: "She tells Roe that". */
static bool is_own_hearer(const writer *w, const bl_afound *a, uint32_t entity) {
  const bl_token *t = w->doc->tokens.items;
  if (t[a->source_head].xpos != BL_XPOS_PRP) return false;
  for (uint32_t c = w->view->first[a->head]; c != BL_NONE; c = w->view->sibling[c])
    if (c != a->source_head && (t[c].dep == BL_DEP_OBJ || t[c].dep == BL_DEP_IOBJ) && t[c].xpos != BL_XPOS_PRP && entity_at(w, c) == entity) return true;
  return false;
}

static uint32_t source_entity(writer *w, const bl_afound *a) {
  uint32_t head = a->source_head;
  if (head == BL_NONE || a->source.begin >= a->source.end) {
    bool report = a->entry && a->entry->pos == 'N' && bl_source_noun_of(w->lexicon, w->doc->tokens.items[a->head].lemma) == BL_SN_DOCUMENT;
    bl_afound b = {.source = a->cue, .source_head = a->head};
    return report ? document_entity(w, &b) : BL_NONE; /* "along with reports about clashes" */
  }
  const bl_token *t = &w->doc->tokens.items[head];
  bl_source_noun kind = bl_source_noun_of(w->lexicon, t->lemma);
  if (kind == BL_SN_DOCUMENT && t->upos == BL_POS_NOUN) return document_entity(w, a);
  if (a->entry && a->entry->pos == 'N' && !bl_below(w->view, a->head, head)) { /* "fighters and reports of clashes" */
    bl_afound b = {.source = a->cue, .source_head = a->head};
    if (bl_source_noun_of(w->lexicon, w->doc->tokens.items[a->head].lemma) == BL_SN_DOCUMENT) return document_entity(w, &b);
  }
  uint32_t entity = entity_at(w, head);
  uint32_t person = named_at_end(w, a);
  if (person == BL_NONE && (entity == BL_NONE || !w->doc->entities.items[entity].named)) person = name_behind_adjective(w, a);
  if (person != BL_NONE) return person;
  if (entity != BL_NONE && is_own_hearer(w, a, entity)) return w->last_source == entity ? BL_NONE : w->last_source;
  uint32_t noun = is_relative(w, head) ? thing_meant(w, head, antecedent(w, head)) : BL_NONE;
  bool paper = noun < w->doc->tokens.count && noun != antecedent(w, head);
  if (is_relative(w, head) && (entity == BL_NONE || paper || is_unresolved(w, entity))) {
    entity = noun == BL_NONE ? BL_NONE : entity_at(w, noun);
    bool nominal = noun < w->doc->tokens.count && (w->doc->tokens.items[noun].upos == BL_POS_NOUN || w->doc->tokens.items[noun].upos == BL_POS_PROPN);
    if (entity == BL_NONE && nominal) {
      bl_afound b = {.source = {w->view->extent[noun].begin, noun + 1}, .source_head = noun};
      while (b.source.begin < noun && (w->doc->tokens.items[b.source.begin].upos == BL_POS_ADP || w->doc->tokens.items[b.source.begin].upos == BL_POS_PUNCT)) b.source.begin++;
      entity = new_source(w, &b);
    }
  }
  if ((t->upos == BL_POS_NOUN || t->upos == BL_POS_PROPN) && (entity == BL_NONE || !w->doc->entities.items[entity].named)) {
    uint32_t named = named_behind(w, head);
    if (named != BL_NONE) return named;
  }
  if ((entity == BL_NONE || !w->doc->entities.items[entity].named) && bl_in_bar_list(BL_STR("he|she"), t->form)) {
    uint32_t at, speaker = speaker_before(w, head, &at);
    if (speaker != BL_NONE && (entity == BL_NONE || !stands_for_itself(w, entity, head, at))) return speaker;
  }
  if (entity == BL_NONE && head > 0 && w->doc->tokens.items[head - 1].sentence == t->sentence && bl_str_eq_nocase(w->doc->tokens.items[head - 1].form, BL_STR("no"))) return BL_NONE; /* "no one knows" */
  if (entity == BL_NONE && t->upos == BL_POS_PRON && t->xpos == BL_XPOS_PRP && w->last_source != BL_NONE) return w->last_source;
  return entity == BL_NONE ? new_source(w, a) : entity;
}

/* "reportedly", "it was reported": the reports that the article named before, if any. */
static bool is_hearsay(const bl_afound *a) {
  return a->source_head == BL_NONE && a->entry && a->entry->cue_class == BL_CUE_SPEECH && a->entry->modality == BL_REPORTED &&
         a->entry->pos != 'N';
}

static bool is_quoted(const writer *w, const bl_pieces *p) {
  for (uint32_t i = 0; i < p->count; i++) {
    uint32_t q = w->view->quote[p->items[i].begin];
    if (q == BL_NONE || w->view->quotations[q].tokens.begin != p->items[i].begin) return false;
  }
  return p->count > 0;
}

/* '"...," the account posted. "...," they said.' : one who is quoted goes on. */
static bool goes_on(const writer *w, const bl_afound *a) {
  const bl_afound *before = a;
  do { /* the last that does not stand inside this one */
    if (before == w->found->items || w->last_source == BL_NONE || a->source_head == BL_NONE) return false;
    before--;
  } while (bl_in_pieces(&a->content, before->head));
  const bl_token *t = w->doc->tokens.items;
  return bl_str_eq_nocase(t[a->source_head].form, BL_STR("they")) && before->link && is_quoted(w, &a->content) &&
         is_quoted(w, &before->content) && t[a->head].sentence - t[before->head].sentence <= 2 && before->entity == w->last_source;
}

static uint32_t take_entity(writer *w, bl_afound *a, bool nested) {
  if (goes_on(w, a)) return a->entity = w->last_source;
  if (is_hearsay(a) && !nested) return bl_str_eq_c(a->entry->lemma, "say") ? BL_NONE : w->last_document; /* "is said to be": by nobody in particular */
  uint32_t entity = source_entity(w, a);
  if (entity == BL_NONE || entity >= w->doc->entities.count) return BL_NONE;
  if (a->link) make_anonymous(w, entity);
  if (a->source_head == BL_NONE) return a->entity = entity;
  bl_source_noun kind = bl_source_noun_of(w->lexicon, w->doc->tokens.items[a->source_head].lemma);
  if (a->link && !nested && (kind == BL_SN_DOCUMENT || kind == BL_SN_OUTLET || w->doc->entities.items[entity].type == BL_ET_MEDIA_OUTLET))
    w->last_document = entity;
  if (a->link && !nested) w->last_source = entity;
  return a->entity = entity;
}

/* ---- nesting ---------------------------------------------------------------------------------------------------- */

static uint32_t size_of(const bl_pieces *p) {
  uint32_t size = 0;
  for (uint32_t i = 0; i < p->count; i++) size += p->items[i].end - p->items[i].begin;
  return size;
}

static bool same_content(const bl_afound *a, const bl_afound *b) {
  if (a->content.count != b->content.count) return false;
  return !memcmp(a->content.items, b->content.items, a->content.count * sizeof *a->content.items);
}

/* Whether `b` stands around `a`. Of two that say the very same, the later: "..., he said, the Herald reported"; but the one above in
 * "..., the Herald quoted him as saying". */
static bool stands_around(const writer *w, const bl_afound *b, const bl_afound *a) {
  if (bl_says_through(w->doc->tokens.items, a, b)) return true;
  if (bl_says_through(w->doc->tokens.items, b, a)) return false;
  if (a->link && b->link && b->head > a->head && same_content(a, b)) return true;
  if (!bl_in_pieces(&b->content, a->head) || b->head == a->head) return false;
  if (!bl_in_pieces(&a->content, b->head)) return true;
  uint32_t sa = size_of(&a->content), sb = size_of(&b->content);
  return sb > sa || (sb == sa && b->head > a->head);
}

/* The smallest attribution around `i`; derived links take part through those that imply them. */
static uint32_t nearest_around(const writer *w, uint32_t i) {
  const bl_afound *a = &w->found->items[i];
  uint32_t best = BL_NONE, size = UINT32_MAX;
  for (uint32_t k = 0; k < w->found->count; k++) {
    const bl_afound *b = &w->found->items[k];
    if (k == i || b->derived || !stands_around(w, b, a) || size_of(&b->content) >= size) continue;
    best = k;
    size = size_of(&b->content);
  }
  return best;
}

/* The derived link that `of` implies, BL_NONE. */
static uint32_t derived_from(const writer *w, uint32_t of, bl_derived kind) {
  for (uint32_t k = 0; k < w->found->count; k++)
    if (w->found->items[k].derived == kind && w->found->items[k].of == of) return k;
  return BL_NONE;
}

static uint32_t outer_of(const writer *w, uint32_t i) {
  const bl_afound *a = &w->found->items[i];
  if (a->derived == BL_LINK_BELOW) return a->of;
  uint32_t above = a->derived ? BL_NONE : derived_from(w, i, BL_LINK_ABOVE);
  if (above != BL_NONE) return above;
  uint32_t around = nearest_around(w, a->derived == BL_LINK_ABOVE ? a->of : i);
  if (around == BL_NONE) return BL_NONE;
  uint32_t below = derived_from(w, around, BL_LINK_BELOW);
  return below != BL_NONE && below != i ? below : around;
}

/* ---- time, modality, lemma -------------------------------------------------------------------------------------- */

static uint32_t verb_above(const writer *w, uint32_t token) {
  uint32_t n = w->doc->tokens.count;
  for (uint32_t step = 0; step < 40; step++) {
    token = w->doc->tokens.items[token].head;
    if (token >= n) return BL_NONE;
    if (w->doc->tokens.items[token].upos == BL_POS_VERB) return token;
  }
  return BL_NONE;
}

static uint32_t said_on(const writer *w, const bl_afound *a) {
  for (uint32_t i = 0; i < w->doc->times.count; i++) {
    const bl_time *t = &w->doc->times.items[i];
    if (t->tokens.begin >= t->tokens.end || t->type == BL_TX_DURATION) continue;
    uint32_t first = t->tokens.begin;
    bool post = bl_str_eq_c(a->rule, "attribution/shape:post"); /* "Name (@handle) May 3, 2021" */
    if (post && first >= a->source.end && first < a->source.end + 6) return i;
    if (w->doc->tokens.items[first].sentence != w->doc->tokens.items[a->head].sentence) continue;
    if (bl_in_pieces(&a->content, first)) continue;
    uint32_t at = first;
    while (w->doc->tokens.items[at].head >= t->tokens.begin && w->doc->tokens.items[at].head < t->tokens.end)
      at = w->doc->tokens.items[at].head;
    if (verb_above(w, at) == a->head) return i;
  }
  return BL_NONE;
}

static bool is_negated(const writer *w, uint32_t head) {
  if (bl_is_of_class(w->lexicon, w->doc->tokens.items[head].lemma, BL_WC_CONCEDED)) return false; /* "did not hesitate to say" */
  for (uint32_t c = w->view->first[head]; c != BL_NONE; c = w->view->sibling[c])
    if (w->doc->tokens.items[c].dep == BL_DEP_ADVMOD && bl_in_bar_list(BL_STR("not|n't|n\xE2\x80\x99t|never"), w->doc->tokens.items[c].form)) return true;
  return false;
}

static bool is_knowing(const writer *w, const bl_afound *a) {
  return w->doc->tokens.items[a->head].upos == BL_POS_VERB && bl_is_of_class(w->lexicon, w->doc->tokens.items[a->head].lemma, BL_WC_KNOWING);
}

/* "did not say that", "declined to say whether", "don't realize that": not said by them. */
static bool is_unsaid(const writer *w, const bl_afound *a) {
  const bl_token *t = w->doc->tokens.items;
  if (is_knowing(w, a) && is_negated(w, a->head)) return true;
  if (!a->entry || a->entry->cue_class != BL_CUE_SPEECH || a->entry->modality == BL_DENIED || t[a->head].upos != BL_POS_VERB || is_quoted(w, &a->content)) return false;
  if (is_negated(w, a->head)) return true;
  for (uint32_t c = w->view->first[a->head]; c != BL_NONE; c = w->view->sibling[c]) /* "will recommend that" */
    if (t[c].dep == BL_DEP_AUX && bl_in_bar_list(BL_STR("will|'ll|\xE2\x80\x99ll|shall"), t[c].form)) return true;
  uint32_t above = t[a->head].head;
  return t[a->head].dep == BL_DEP_XCOMP && above < w->doc->tokens.count && bl_is_of_class(w->lexicon, t[above].lemma, BL_WC_WITHHELD);
}

static uint8_t modality_of(const writer *w, const bl_afound *a) {
  uint8_t modality = a->entry ? a->entry->modality : BL_REPORTED;
  if (a->supposed || (modality != BL_PLANNED && is_unsaid(w, a) && !is_negated(w, a->head))) return BL_POSSIBLE;
  if (!is_negated(w, a->head)) return modality;
  if (is_knowing(w, a)) return BL_ASSERTED; /* "did not know that it was closed": it was */
  if (a->entry && a->entry->cue_class == BL_CUE_BELIEF && modality != BL_DENIED) return modality; /* who does not think so thinks that it is not so */
  if (modality == BL_DENIED) return BL_REPORTED;
  return modality == BL_REPORTED || modality == BL_ASSERTED ? BL_POSSIBLE : modality;
}

static bl_spans spans_of(const writer *w, const bl_span *items, uint32_t count) {
  bl_spans spans = {BL_ARENA_NEW(&w->doc->arena, bl_span, count), count};
  for (uint32_t i = 0; i < count; i++) spans.items[i] = items[i];
  return spans;
}

static bl_attribution finish(writer *w, uint32_t i) {
  bl_afound *a = &w->found->items[i];
  bl_attribution out = {.outer = outer_of(w, i), .said_on = said_on(w, a), .modality = modality_of(w, a)};
  bool has_source = a->source.begin < a->source.end;
  out.source = spans_of(w, &a->source, has_source ? 1 : 0);
  out.cue = spans_of(w, &a->cue, a->cue.begin < a->cue.end ? 1 : 0);
  out.content = spans_of(w, a->content.items, a->content.count);
  out.entity = take_entity(w, a, out.outer != BL_NONE);
  out.cue_lemma = a->entry ? bl_str_copy(&w->doc->arena, a->entry->lemma) : bl_str_copy(&w->doc->arena, w->doc->tokens.items[a->head].lemma);
  out.quoted = is_quoted(w, &a->content);
  out.speech = a->link && !a->supposed && out.entity != BL_NONE && !is_unsaid(w, a);
  out.rule = a->derived == BL_LINK_ABOVE ? BL_STR("attribution/link:told")
             : a->derived == BL_LINK_BELOW ? BL_STR("attribution/link:cited") : bl_str_copy(&w->doc->arena, a->rule);
  return out;
}

/* ---- all -------------------------------------------------------------------------------------------------------- */

static int by_cue(const void *x, const void *y) {
  const bl_afound *a = x, *b = y;
  if (a->cue.begin != b->cue.begin) return a->cue.begin < b->cue.begin ? -1 : 1;
  if (a->head != b->head) return a->head < b->head ? -1 : 1;
  if (a->content.items[0].begin != b->content.items[0].begin) return a->content.items[0].begin < b->content.items[0].begin ? -1 : 1;
  return a->content.count < b->content.count ? -1 : a->content.count > b->content.count;
}

static void sort_found(bl_afound_vec *found) {
  if (!found->count) return;
  qsort(found->items, found->count, sizeof *found->items, by_cue);
  uint32_t kept = 1;
  for (uint32_t i = 1; i < found->count; i++)
    if (found->items[i].head != found->items[kept - 1].head) found->items[kept++] = found->items[i];
  found->count = kept;
}

/* No ring: an attribution whose way out comes back to it loses its outer link. */
static void break_rings(bl_doc *doc) {
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    uint32_t at = doc->attributions.items[i].outer, steps = 0;
    while (at != BL_NONE && at != i && steps++ < doc->attributions.count) at = doc->attributions.items[at].outer;
    if (at != BL_NONE) doc->attributions.items[i].outer = BL_NONE;
  }
}

/* "He said he thinks ..." is one link of the chain, not two. */
static void join_links(bl_doc *doc) {
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    bl_attribution *a = &doc->attributions.items[i];
    for (uint32_t steps = 0; a->outer != BL_NONE && steps < doc->attributions.count; steps++) {
      const bl_attribution *outer = &doc->attributions.items[a->outer];
      if (!a->speech || !outer->speech || a->entity == BL_NONE || outer->entity != a->entity) break;
      a->outer = outer->outer;
    }
  }
}

void bl_write_attributions(const bl_cue_lexicon *lexicon, const bl_aview *view, bl_doc *doc, bl_afound_vec *found) {
  writer w = {lexicon, view, doc, found, BL_NONE, BL_NONE, bl_calloc(doc->tokens.count + 1u, sizeof *w.at_head), 0};
  memset(w.at_head, 0xff, (doc->tokens.count + 1u) * sizeof *w.at_head);
  index_mentions(&w);
  bl_mend_sources(lexicon, view, found);
  sort_found(found);
  bl_mend_contents(lexicon, view, found);
  bl_mend_quotes(view, found);
  uint32_t own = found->count;
  for (uint32_t i = 0; i < own; i++) {
    if (!found->items[i].link) continue;
    add_told(&w, i);
    add_cited(&w, i);
  }
  for (uint32_t i = 0; i < found->count; i++) BL_PUSH(&doc->attributions, finish(&w, i));
  bl_go_on(view, doc, found);
  break_rings(doc);
  join_links(doc);
  free(w.at_head);
}
