/* Acts of speech as claims: whoever an attribution names states (or denies) its content: the main claim of the content
 * where there is one, else the words of a quotation. The act itself stands in the voice of the link around it. */
#include "claim/attribution.h"
#include "claim/emit.h"

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

static bool inside(const bl_spans *spans, uint32_t token) {
  for (uint32_t i = 0; i < spans->count; i++)
    if (token >= spans->items[i].begin && token < spans->items[i].end) return true;
  return false;
}

/* Whether a verb of the content is its main one, or hangs there by "and" or as its infinitive: what a relative or adverbial clause
 * adds is not what was said above all. */
static bool in_main_clause(const bl_walk *w, const bl_spans *content, uint32_t verb) {
  for (int steps = 0; steps < 16; steps++) {
    const bl_token *t = token_at(w, verb);
    bl_dep d = bl_plain_dep(w, verb);
    if (t->head >= w->count || !inside(content, t->head)) return d != BL_DEP_ADVCL || t->xpos == BL_XPOS_VB;
    if (d != BL_DEP_XCOMP && d != BL_DEP_CONJ && d != BL_DEP_CCOMP && d != BL_DEP_PARATAXIS) return false;
    verb = t->head;
  }
  return false;
}

/* The claim of the content whose trigger stands highest in the tree, the first of them; BL_NONE. */
static uint32_t main_claim(const bl_maker *m, uint32_t attribution, uint32_t count) {
  const bl_doc *doc = m->walk.doc;
  uint32_t best = BL_NONE, best_depth = UINT32_MAX;
  for (uint32_t i = 0; i < count; i++) {
    const bl_claim *claim = &doc->claims.items[i];
    if (claim->attribution != attribution || !bl_is_verbal(&m->walk, claim->trigger)) continue;
    if (!in_main_clause(&m->walk, &doc->attributions.items[attribution].content, claim->trigger)) continue;
    uint32_t depth = 0;
    for (uint32_t t = claim->trigger; t < m->walk.count && depth < 64; t = token_at(&m->walk, t)->head) depth++;
    if (depth > 4 || depth >= best_depth) continue;
    best = i;
    best_depth = depth;
  }
  return best;
}

/* Whether the content made claims of the core, in the indicative; what did not is a view rather than a report. */
static bool tells_facts(const bl_maker *m, uint32_t attribution, uint32_t count) {
  const bl_doc *doc = m->walk.doc;
  for (uint32_t i = 0; i < count; i++) {
    const bl_claim *c = &doc->claims.items[i];
    bool fact = c->modality == BL_REPORTED || c->modality == BL_ASSERTED;
    if (c->attribution == attribution && fact && !bl_str_starts(c->predicate, BL_STR("rel:")) && bl_is_verbal(&m->walk, c->trigger)) return true;
  }
  return false;
}

/* Persons, bodies and documents speak; "a way of saying" and "that" do not. */
static bool can_speak(const bl_maker *m, const bl_attribution *a) {
  const bl_doc *doc = m->walk.doc;
  const bl_entity *e = &doc->entities.items[a->entity];
  if (e->named || e->first >= doc->mentions.count) return true;
  const bl_mention *first = &doc->mentions.items[e->first];
  if (first->kind == BL_MK_PRONOUN) return false; /* "which", "they" of nobody knows whom */
  const bl_classes *k = m->walk.classes;
  uint32_t head = first->head;
  if (bl_in_class(&m->walk, head, k->person_noun) || bl_in_class(&m->walk, head, k->group_noun) || bl_in_class(&m->walk, head, k->document) || bl_in_class(&m->walk, head, k->title_noun)) return true;
  if (bl_etype_is_actor((bl_etype)first->type) && first->type != BL_ET_ANONYMOUS_SOURCE) return true;
  return e->type != BL_ET_OTHER && e->type != BL_ET_ANONYMOUS_SOURCE;
}

/* "late on Wednesday", "currently", "45 percent": no source. */
static bool is_when_or_how_much(const bl_walk *w, uint32_t head) {
  uint8_t pos = token_at(w, head)->upos;
  bl_str form = token_at(w, head)->form;
  bool when = w->time[head] < w->doc->times.count && w->doc->times.items[w->time[head]].type != BL_TX_SET; /* but "a daily" */
  return when || (pos == BL_POS_ADV && w->mention[head] == BL_NONE) || (form.n && form.p[form.n - 1] == '%') || bl_str_eq_nocase(form, BL_STR("percent"));
}

/* "84 percent of voters said that", "some 60 percent believe that": people. */
static bool share_speaks(const bl_maker *m, const bl_attribution *a, uint32_t head) {
  bl_str form = token_at(&m->walk, head)->form;
  bool share = bl_str_eq_nocase(form, BL_STR("percent")) || (form.n && form.p[form.n - 1] == '%') || bl_str_eq_nocase(form, BL_STR("cent"));
  uint32_t verb = token_at(&m->walk, head)->head;
  return share && bl_plain_dep(&m->walk, head) == BL_DEP_NSUBJ && verb < m->walk.count && inside(&a->cue, verb);
}

/* "demand shows that", "timing suggests that": a bare common noun in the singular is stuff or a quality, and nobody. */
static bool is_bare_stuff(const bl_walk *w, uint32_t head) {
  bl_str form = token_at(w, head)->form;
  bool capital = form.n && form.p[0] >= 'A' && form.p[0] <= 'Z' && w->doc->sentences.items[token_at(w, head)->sentence].tokens.begin != head; /* "Foreign Policy" */
  if (token_at(w, head)->xpos != BL_XPOS_NN || capital || bl_in_class(w, head, w->classes->title_noun)) return false;
  BL_EACH_CHILD(w, c, head) {
    bl_dep d = bl_plain_dep(w, c);
    if (c < head && d != BL_DEP_AMOD && d != BL_DEP_CASE && d != BL_DEP_PUNCT && d != BL_DEP_ADVMOD) return false;
    if (d == BL_DEP_APPOS || d == BL_DEP_FLAT || d == BL_DEP_COMPOUND || d == BL_DEP_CONJ) return false;
  }
  return true;
}

/* Whether something that does not speak came out as a source: "its involvement", "the railways' decision", "to", "most of it". */
static bool is_dumb(const bl_maker *m, const bl_attribution *a) {
  const bl_doc *doc = m->walk.doc;
  const bl_classes *k = m->walk.classes;
  uint32_t first_word = a->source.count ? a->source.items[0].begin : BL_NONE;
  uint32_t words = a->source.count ? a->source.items[0].end - first_word : 0;
  if (first_word < m->walk.count && (words == 1 || (words == 2 && bl_str_eq_nocase(token_at(&m->walk, first_word)->form, BL_STR("no")))) && bl_in_class(&m->walk, first_word, k->never_speaks)) return true; /* "as one would expect", "no one knows" */
  if (bl_is_scrap(&m->walk, a)) return true;
  const bl_entity *e = &doc->entities.items[a->entity];
  const bl_mention *first = &doc->mentions.items[e->first];
  uint32_t head = first->head;
  if (head < m->walk.count && share_speaks(m, a, head)) return false;
  if (head < m->walk.count && (!bl_etype_is_actor((bl_etype)first->type) || first->type == BL_ET_ANONYMOUS_SOURCE) && is_when_or_how_much(&m->walk, head)) return true;
  if (e->named || head >= m->walk.count || (bl_etype_is_actor((bl_etype)first->type) && first->type != BL_ET_ANONYMOUS_SOURCE)) return false;
  if (first->kind == BL_MK_PRONOUN || bl_in_class(&m->walk, head, k->no_speaker)) return bl_in_class(&m->walk, head, k->no_speaker);
  BL_EACH_CHILD(&m->walk, c, head) if (bl_plain_dep(&m->walk, c) == BL_DEP_NMOD && bl_str_eq_nocase(token_at(&m->walk, c)->form, BL_STR("it"))) return true;
  uint8_t pos = token_at(&m->walk, head)->upos;
  if (pos == BL_POS_VERB || pos == BL_POS_AUX || pos == BL_POS_ADP || pos == BL_POS_PART || pos == BL_POS_PUNCT || pos == BL_POS_SYM || pos == BL_POS_SCONJ) return true;
  if (bl_in_class(&m->walk, head, k->evidence_noun) || bl_in_class(&m->walk, head, k->document) || bl_in_class(&m->walk, head, k->person_noun) || bl_in_class(&m->walk, head, k->group_noun)) return false;
  return bl_in_class(&m->walk, head, k->dumb_noun) || bl_in_class(&m->walk, head, k->event_noun) || is_bare_stuff(&m->walk, head);
}

/* What does not speak is no actor either. */
static void no_longer_source(bl_doc *doc, uint32_t entity) {
  if (doc->entities.items[entity].type != BL_ET_ANONYMOUS_SOURCE) return;
  doc->entities.items[entity].type = BL_ET_OTHER;
  for (uint32_t i = 0; i < doc->mentions.count; i++)
    if (doc->mentions.items[i].entity == entity && doc->mentions.items[i].type == BL_ET_ANONYMOUS_SOURCE) doc->mentions.items[i].type = BL_ET_OTHER;
}

void bl_mute_sources(bl_maker *m) {
  bl_doc *doc = m->walk.doc;
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    bl_attribution *a = &doc->attributions.items[i];
    if (a->speech && a->entity < doc->entities.count && doc->entities.items[a->entity].first < doc->mentions.count && is_dumb(m, a)) {
      a->speech = false;
      no_longer_source(doc, a->entity);
    }
  }
}

/* The verb or noun of a cue: "commented" of "has not yet commented". */
static uint32_t cue_head(const bl_walk *w, bl_span cue) {
  for (uint32_t t = cue.begin; t < cue.end && t < w->count; t++) {
    uint32_t head = token_at(w, t)->head;
    if ((head < cue.begin || head >= cue.end) && token_at(w, t)->upos != BL_POS_PUNCT) return t;
  }
  return cue.begin;
}

/* "said so", "remarked on this": no more than a pronoun. */
static bool says_nothing(const bl_walk *w, const bl_spans *content) {
  for (uint32_t i = 0; i < content->count; i++)
    for (uint32_t t = content->items[i].begin; t < content->items[i].end && t < w->count; t++) {
      uint8_t pos = token_at(w, t)->upos;
      if (pos != BL_POS_PRON && pos != BL_POS_DET && pos != BL_POS_ADP && pos != BL_POS_PUNCT && pos != BL_POS_ADV && pos != BL_POS_AUX) return false;
    }
  return true;
}

/* The first link outwards that is not the speaker's own: "Roe said that he had said so" has one speaker. */
static uint32_t link_of_another(const bl_doc *doc, uint32_t attribution, uint32_t speaker) {
  while (attribution != BL_NONE && doc->attributions.items[attribution].entity == speaker) attribution = bl_attribution_outer_link(doc, attribution);
  return attribution;
}

static bool is_any_cue(const bl_doc *doc, uint32_t token) {
  for (uint32_t i = 0; i < doc->attributions.count; i++)
    if (inside(&doc->attributions.items[i].cue, token)) return true;
  return false;
}

/* Whether the content says something: hangs at a verb, or stands in quotation marks, and does not hold its own source.
 * "His message of hope" and "Roe as saying" do not. */
static bool says_something(const bl_maker *m, const bl_attribution *a) {
  if (a->source.count && inside(&a->content, a->source.items[0].begin)) return false;
  if (a->quoted) return true;
  for (uint32_t i = 0; i < a->content.count; i++)
    for (uint32_t t = a->content.items[i].begin; t < a->content.items[i].end && t < m->walk.count; t++) {
      if (token_at(&m->walk, t)->xpos == BL_XPOS_OPEN_QUOTE) return true;
      if (bl_is_verbal(&m->walk, t) && !is_any_cue(m->walk.doc, t) && (i > 0 || a->content.count > 1 || !inside(&a->content, token_at(&m->walk, t)->head))) return true;
    }
  return false;
}

/* "praised the town for being calm", "described it as a gift": no statement stands there in its words. */
static bool has_finite_verb(const bl_walk *w, const bl_spans *content) {
  for (uint32_t i = 0; i < content->count; i++)
    for (uint32_t t = content->items[i].begin; t < content->items[i].end && t < w->count; t++) {
      uint8_t tag = token_at(w, t)->xpos;
      if (tag == BL_XPOS_VBZ || tag == BL_XPOS_VBP || tag == BL_XPOS_VBD || tag == BL_XPOS_MD) return true;
    }
  return false;
}

/* Whether some word of the content stands under a verb of it as its subject. */
static bool has_subject(const bl_walk *w, const bl_spans *content) {
  for (uint32_t i = 0; i < content->count; i++)
    for (uint32_t t = content->items[i].begin; t < content->items[i].end && t < w->count; t++) {
      bl_dep d = bl_plain_dep(w, t);
      if (d != BL_DEP_NSUBJ && d != BL_DEP_CSUBJ && d != BL_DEP_EXPL) continue;
      uint32_t verb = token_at(w, t)->head;
      if (verb >= w->count || !inside(content, verb)) continue;
      uint32_t above = token_at(w, verb)->head;
      if (above >= w->count || !inside(content, above) || (bl_plain_dep(w, verb) != BL_DEP_ACL && bl_plain_dep(w, verb) != BL_DEP_ADVCL)) return true;
    }
  return false;
}

/* "which were dull", "would dazzle them": what is said of stands outside, and the words alone are half of it. */
static bool half_statement(const bl_walk *w, const bl_attribution *a) {
  const bl_token *t = token_at(w, a->content.items[0].begin);
  if (!a->quoted && !has_subject(w, &a->content)) return true;
  if (a->quoted || a->content.items[0].begin >= w->count) return false;
  if (t->xpos == BL_XPOS_WDT || t->xpos == BL_XPOS_MD || t->xpos == BL_XPOS_VBZ || t->xpos == BL_XPOS_VBP || t->xpos == BL_XPOS_VBD) return true;
  if (bl_str_eq_nocase(t->form, BL_STR("whether")) || t->xpos == BL_XPOS_WRB) return true;
  return t->xpos == BL_XPOS_WP && bl_str_eq_nocase(t->form, BL_STR("who"));
}

/* "posted a video of those who fell", "proposed it in 'The Long Road'": a thing or a title, no sentence. */
static bool names_thing(const bl_walk *w, const bl_attribution *a) {
  const bl_spans *content = &a->content;
  if (a->quoted) {
    bl_span s = content->items[0];
    if (content->count > 1 || s.end - s.begin > 8) return false;
    for (uint32_t t = s.begin; t < s.end && t < w->count; t++) {
      uint8_t pos = token_at(w, t)->upos;
      bl_str form = token_at(w, t)->form;
      bool small = pos == BL_POS_DET || pos == BL_POS_ADP || pos == BL_POS_CCONJ || pos == BL_POS_PART || pos == BL_POS_PUNCT || pos == BL_POS_NUM;
      if (!small && !(form.n && form.p[0] >= 'A' && form.p[0] <= 'Z')) return false;
    }
    return true;
  }
  for (uint32_t i = 0; i < content->count; i++)
    for (uint32_t t = content->items[i].begin; t < content->items[i].end && t < w->count; t++)
      if (!inside(content, token_at(w, t)->head) && token_at(w, t)->upos != BL_POS_PUNCT && (bl_is_verbal(w, t) || !bl_is_nominal(w, t) || bl_has_child(w, t, BL_DEP_NSUBJ))) return false;
  return true;
}

/* "it is reasonable to assume that ...": nobody's words. */
static bool impersonal(const bl_walk *w, const bl_attribution *a, uint32_t cue) {
  if (!a->source.count || a->source.items[0].begin >= w->count || !bl_str_eq_nocase(token_at(w, a->source.items[0].begin)->form, BL_STR("it"))) return false;
  uint32_t above = token_at(w, cue)->head;
  return token_at(w, cue)->xpos == BL_XPOS_VB && above < w->count && bl_has_child(w, above, BL_DEP_COP);
}

static uint32_t words_of(const bl_spans *content) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < content->count; i++) n += content->items[i].end - content->items[i].begin;
  return n;
}

/* "came back to tell them so", "released it as rivals met", "during which they left": content that begins as no statement can. */
static bool begins_beside(const bl_walk *w, const bl_attribution *a, uint32_t cue) {
  uint32_t first = a->content.count ? a->content.items[0].begin : BL_NONE;
  if (first == BL_NONE || first + 1 >= w->count || first < cue) return false;
  const bl_token *t = token_at(w, first), *next = token_at(w, first + 1);
  bool infinitive = t->xpos == BL_XPOS_TO && next->xpos == BL_XPOS_VB;
  bool relative = t->upos == BL_POS_ADP && next->xpos == BL_XPOS_WDT;
  bool when = t->dep == BL_DEP_MARK && t->head < w->count && token_at(w, t->head)->dep == BL_DEP_ADVCL && token_at(w, t->head)->head == cue && bl_marked(w, t->head, w->classes->backing_mark);
  return infinitive || relative || when;
}

/* "hopes that it helps", "cannot believe it", "agreed to decide", "added the clause that ...": nothing is stated. */
static bool no_statement(const bl_walk *w, const bl_attribution *a, uint32_t cue) {
  if (a->quoted || token_at(w, cue)->upos != BL_POS_VERB) return false;
  if (token_at(w, cue)->xpos == BL_XPOS_VBG && token_at(w, cue)->dep == BL_DEP_ADVCL && bl_in_class(w, cue, w->classes->possible)) return true; /* "thinking it was late, he ran" */
  bool infinitive = false, gerund = false, object = false;
  BL_EACH_CHILD(w, c, cue) {
    bl_dep d = bl_plain_dep(w, c);
    bool content = c > cue && inside(&a->content, c);
    infinitive |= content && d == BL_DEP_XCOMP;
    gerund |= content && (d == BL_DEP_XCOMP || d == BL_DEP_CCOMP) && token_at(w, c)->xpos == BL_XPOS_VBG && !bl_has_child(w, c, BL_DEP_AUX);
    object |= content && d == BL_DEP_OBJ && !bl_is_verbal(w, c);
    if ((d == BL_DEP_ADVMOD || d == BL_DEP_AUX) && bl_in_class(w, c, w->classes->negation) && bl_in_class(w, cue, w->classes->possible)) return true;
  }
  if (begins_beside(w, a, cue)) return true;
  if (bl_in_class(w, cue, w->classes->no_saying)) return true; /* "knows that", "voted to", "urged them to" */
  if (bl_in_class(w, cue, w->classes->unsaid)) return infinitive || !bl_str_eq_c(token_at(w, cue)->lemma, "agree");
  if (gerund && bl_in_class(w, cue, w->classes->favours)) return true; /* "considered leaving" */
  return object && bl_str_eq_c(token_at(w, cue)->lemma, "add");
}

/* "will not say", "may announce", "to suggest that": what somebody did not say, or has not said yet, is no statement. */
static bool unsaid(const bl_walk *w, const bl_attribution *a, const bl_claim *claim) {
  if (claim->polarity == BL_NEGATED) return true;
  if (a->quoted) return false; /* "'Why?', she asked.", "'We can', he will say." */
  if (claim->modality != BL_POSSIBLE) return claim->modality == BL_PLANNED;
  BL_EACH_CHILD(w, c, claim->trigger) if (token_at(w, c)->dep == BL_DEP_ADVCL && inside(&a->content, c)) return false; /* "if they leave, he says, we stay" */
  return true;
}

static bool is_quote_sign(bl_str s) {
  static const char *const signs[] = {"\"", "\xE2\x80\x9C", "\xE2\x80\x9D"};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (bl_str_eq_c(s, signs[i])) return true;
  return false;
}

/* 'said that "we are lost."': all that is said stands in quotation marks. */
static bool is_quotation(const bl_walk *w, const bl_attribution *a) {
  if (a->quoted) return true;
  bl_span s = a->content.items[0];
  if (a->content.count != 1 || s.end > w->count || s.begin + 3 > s.end) return false;
  uint32_t begin = s.begin, end = s.end;
  if (bl_str_eq_nocase(token_at(w, begin)->form, BL_STR("that"))) begin++;
  while (end > begin && token_at(w, end - 1)->upos == BL_POS_PUNCT && !is_quote_sign(token_at(w, end - 1)->form)) end--;
  return begin + 1 < end && is_quote_sign(token_at(w, begin)->form) && is_quote_sign(token_at(w, end - 1)->form);
}

static void drop_last(bl_maker *m) {
  m->walk.doc->claims.count--;
  m->object_at.count--;
  m->facts.count--;
}

/* Whether another, whose words of saying stand in the sentence of the quotation, says it: "He denied this. 'It is odd,' said Ann." */
static bool said_by_another(const bl_maker *m, uint32_t index, uint32_t cue) {
  const bl_doc *doc = m->walk.doc;
  const bl_attribution *a = &doc->attributions.items[index];
  uint32_t first = a->content.items[0].begin;
  if (first >= m->walk.count || token_at(&m->walk, first)->sentence == token_at(&m->walk, cue)->sentence) return false;
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    const bl_attribution *b = &doc->attributions.items[i];
    if (i == index || !b->speech || !b->cue.count || b->entity == a->entity || !inside(&b->content, first)) continue;
    if (token_at(&m->walk, b->cue.items[0].begin)->sentence == token_at(&m->walk, first)->sentence) return true;
  }
  return false;
}

/* The words of one sentence of a quotation, without the marks around. */
static bl_span sentence_piece(const bl_walk *w, bl_span piece, uint32_t begin) {
  bl_span s = {begin, begin};
  while (s.end < piece.end && s.end < w->count && token_at(w, s.end)->sentence == token_at(w, begin)->sentence) s.end++;
  return s;
}

/* "(The inquiry) was slow": the bracket goes with its words. */
static bool opens_words(const bl_walk *w, bl_span s) {
  bl_str form = token_at(w, s.begin)->form;
  const char *close = bl_str_eq_c(form, "(") ? ")" : bl_str_eq_c(form, "[") ? "]" : NULL;
  for (uint32_t t = s.begin + 1; close && t < s.end && t < w->count; t++)
    if (bl_str_eq_c(token_at(w, t)->form, close)) return true;
  return false;
}

static bl_span without_marks(const bl_walk *w, bl_span s) {
  while (s.begin < s.end && token_at(w, s.begin)->upos == BL_POS_PUNCT && !opens_words(w, s)) s.begin++;
  while (s.end > s.begin && token_at(w, s.end - 1)->upos == BL_POS_PUNCT) s.end--;
  return s;
}

static bool finite_in(const bl_walk *w, bl_span s) {
  bl_spans one = {.items = &s, .count = 1};
  return has_finite_verb(w, &one);
}

static bl_span all_of(const bl_attribution *a) { return (bl_span){a->content.items[0].begin, a->content.items[a->content.count - 1].end}; }

/* 'Got a minute?', 'We will appeal': a question or a promise is no judgement. */
static bool no_view(const bl_walk *w, bl_span s) {
  while (s.begin < s.end && is_quote_sign(token_at(w, s.begin)->form)) s.begin++;
  while (s.end > s.begin && s.end <= w->count && is_quote_sign(token_at(w, s.end - 1)->form)) s.end--;
  if (s.end > w->count || s.end < s.begin + 2 || token_at(w, s.begin)->sentence != token_at(w, s.end - 1)->sentence) return false;
  bool asks = bl_str_eq_c(token_at(w, s.end - 1)->form, "?") || (s.end < w->count && bl_str_eq_c(token_at(w, s.end)->form, "?"));
  if (asks) return s.end - s.begin <= 6; /* long ones are mostly rhetorical */
  bl_str first = token_at(w, s.begin)->form;
  return (bl_str_eq_nocase(first, BL_STR("we")) || bl_str_eq_nocase(first, BL_STR("i"))) && bl_in_class(w, s.begin + 1, w->classes->modal_planned) && !bl_str_eq_nocase(token_at(w, s.begin + 1)->form, BL_STR("would"));
}

/* A quotation of several sentences is told sentence by sentence too: each may be looked for. `like` is the claim of the whole. */
static void tell_sentences(bl_maker *m, uint32_t index, uint32_t whole, bl_arg subject, uint32_t trigger, const bl_origin *origin) {
  enum { LEAST_WORDS = 4 };
  bl_doc *doc = m->walk.doc;
  const bl_attribution *a = &doc->attributions.items[index];
  uint32_t first = a->content.items[0].begin, last = a->content.items[a->content.count - 1].end - 1;
  if (last >= m->walk.count || token_at(&m->walk, first)->sentence == token_at(&m->walk, last)->sentence) return;
  for (uint32_t i = 0; i < a->content.count; i++)
    for (uint32_t t = a->content.items[i].begin; t < a->content.items[i].end && t < m->walk.count;) {
      bl_span s = sentence_piece(&m->walk, a->content.items[i], t);
      t = s.end;
      s = without_marks(&m->walk, s);
      if (s.end < s.begin + LEAST_WORDS || !finite_in(&m->walk, s)) continue;
      bl_arg object = bl_arg_text(m, s, BL_NONE);
      uint32_t made = bl_emit(m, subject, doc->claims.items[whole].predicate, object, trigger, doc->claims.items[whole].event, origin);
      if (made == BL_NONE) continue;
      bl_claim *c = &doc->claims.items[made], like = doc->claims.items[whole];
      c->attribution = like.attribution;
      c->modality = like.modality == BL_OPINION && no_view(&m->walk, s) ? BL_ASSERTED : like.modality;
      c->polarity = like.polarity;
      c->time = like.time;
      c->places = like.places;
    }
}

/* Whether the verb has made a denial of the same subject. */
static bool is_denied(const bl_doc *doc, uint32_t entity, uint32_t trigger, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    if (doc->claims.items[i].trigger == trigger && doc->claims.items[i].subject == entity && doc->claims.items[i].object_kind == BL_OBJ_CLAIM && bl_str_eq_c(doc->claims.items[i].predicate, "denies")) return true;
  return false;
}

/* A piece of what is said in the words of the text; nothing where it is no more than marks. */
static bl_span told_piece(const bl_walk *w, bl_span s) {
  bl_span bare = without_marks(w, s);
  return bare.begin < bare.end ? s : bare;
}

static void tell(bl_maker *m, uint32_t index, uint32_t count) {
  bl_doc *doc = m->walk.doc;
  const bl_attribution *a = &doc->attributions.items[index];
  if (!a->speech || a->entity == BL_NONE || !a->content.count || !a->cue.count || a->cue.items[0].begin >= m->walk.count) return;
  bl_arg subject = {.kind = BL_ARG_ENTITY, .index = a->entity, .token = a->source.count ? a->source.items[0].begin : BL_NONE};
  if (!can_speak(m, a) || bl_str_eq_c(a->rule, "attribution/link:told")) return; /* who was told passes on, and says nothing else */
  uint32_t trigger = cue_head(&m->walk, a->cue.items[0]);
  bl_arg object = {0};
  if (impersonal(&m->walk, a, trigger) || no_statement(&m->walk, a, trigger)) return;
  uint32_t patient = bl_child_with(&m->walk, trigger, BL_DEP_NSUBJ_PASS); /* "were blamed for raising prices": they said nothing */
  if (patient != BL_NONE && subject.token != BL_NONE && subject.token >= m->walk.begin[patient] && subject.token < m->walk.end[patient]) return;
  if (said_by_another(m, index, trigger) || (a->modality == BL_DENIED && is_denied(doc, a->entity, trigger, count))) return;
  uint32_t claim = a->quoted ? BL_NONE : main_claim(m, index, count);
  if (claim != BL_NONE && doc->claims.items[claim].trigger == trigger) {
    if (bl_str_eq_c(doc->claims.items[claim].predicate, "describedAs")) return; /* "called it a gift": told already */
    claim = BL_NONE; /* the saying is not what is said */
  }
  if (claim != BL_NONE) {
    object = (bl_arg){.kind = BL_ARG_CLAIM, .index = claim, .token = doc->claims.items[claim].trigger};
  } else if (half_statement(&m->walk, a) || names_thing(&m->walk, a) || !says_something(m, a) || (!has_finite_verb(&m->walk, &a->content) && (!a->quoted || words_of(&a->content) < 6))) {
    return;
  } else {
    bl_buf text = {0};
    for (uint32_t i = 0; i < a->content.count; i++) {
      bl_span s = told_piece(&m->walk, a->content.items[i]);
      if (s.end > m->walk.count || s.begin >= s.end) continue;
      if (text.n) bl_buf_char(&text, ' ');
      bl_buf_str(&text, bl_clean_text(&m->walk, s));
    }
    object = (bl_arg){.kind = BL_ARG_LITERAL, .literal = bl_str_copy(&doc->arena, bl_str_trim(bl_buf_view(&text))), .token = BL_NONE};
    bl_buf_free(&text);
    if (!object.literal.n || says_nothing(&m->walk, &a->content)) return;
  }
  bl_origin origin = {.rule = BL_STR("speech"), .rule_place = a->rule, .confidence = 80};
  uint32_t event = bl_emit_event(m, BL_STR("Statement"), trigger);
  bl_event_role(m, event, "agent", subject);
  uint32_t made = bl_emit(m, subject, a->modality == BL_DENIED ? BL_STR("denies") : BL_STR("statesThat"), object, trigger, event, &origin);
  if (made == BL_NONE) return;
  bl_claim *c = &doc->claims.items[made];
  if (unsaid(&m->walk, a, c) && !bl_str_eq_c(c->predicate, "denies")) {
    drop_last(m);
    return;
  }
  if (c->attribution == index) c->attribution = bl_attribution_outer_link(doc, index);
  if (inside(&a->content, trigger)) c->attribution = bl_attribution_outer_link(doc, index);
  c->attribution = link_of_another(doc, c->attribution, a->entity);
  c->modality = c->attribution == BL_NONE ? (c->modality == BL_REPORTED && bl_scope_of(&m->walk, trigger).modality != BL_REPORTED ? BL_ASSERTED : c->modality) : doc->attributions.items[c->attribution].modality;
  if (is_quotation(&m->walk, a) && c->object_kind == BL_OBJ_LITERAL && c->modality != BL_DENIED && !tells_facts(m, index, count) && !no_view(&m->walk, all_of(a))) c->modality = BL_OPINION;
  if (a->quoted && c->modality == BL_POSSIBLE && no_view(&m->walk, all_of(a))) c->modality = BL_ASSERTED; /* the question was put */
  if (a->said_on != BL_NONE) c->time = a->said_on;
  if (a->quoted && c->object_kind == BL_OBJ_LITERAL) tell_sentences(m, index, made, subject, trigger, &origin);
}

/* "denied links with X": where the denied words made a claim, that claim is what is denied. */
static void link_denials(bl_maker *m) {
  bl_doc *doc = m->walk.doc;
  uint32_t count = doc->claims.count;
  for (uint32_t i = 0; i < count && i < m->object_at.count; i++) {
    bl_claim *denial = &doc->claims.items[i];
    uint32_t object = m->object_at.items[i];
    if (!bl_str_eq_c(denial->predicate, "denies") || denial->object_kind != BL_OBJ_LITERAL || object >= m->walk.count) continue;
    for (uint32_t k = 0; k < count; k++) {
      if (k == i || doc->claims.items[k].trigger != object || doc->claims.items[k].modality != BL_DENIED) continue;
      denial->object_kind = BL_OBJ_CLAIM;
      denial->object = k;
      denial->literal = (bl_str){0};
      break;
    }
  }
}

void bl_run_speech(bl_maker *m) {
  link_denials(m);
  uint32_t count = m->walk.doc->claims.count;
  for (uint32_t i = 0; i < m->walk.doc->attributions.count; i++) tell(m, i, count);
}
