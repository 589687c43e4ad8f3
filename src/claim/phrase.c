/* Noun phrases, titles and clauses as text. A noun phrase keeps what its noun cannot do without ("the costs of enrolling
 * them", "the need to hear them", "an account of what was done", the word "folly") and leaves out what only adds: relative
 * clauses, appositions, what stands behind a comma. */
#include "claim/walk.h"

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

enum { LONG_COMPLEMENT = 15, LONGEST = 25 }; /* tokens */

static bool ends_phrase(bl_dep dep) {
  switch (bl_dep_plain(dep)) {
    case BL_DEP_ACL: case BL_DEP_APPOS: case BL_DEP_PARATAXIS: case BL_DEP_CONJ: case BL_DEP_CC: case BL_DEP_PUNCT:
    case BL_DEP_ADVCL: case BL_DEP_NSUBJ: case BL_DEP_COP: case BL_DEP_AUX: case BL_DEP_DISCOURSE: case BL_DEP_CCOMP:
    case BL_DEP_LIST: case BL_DEP_DEP: return true;
    default: return false;
  }
}

static bool starts_outside(bl_dep dep) {
  switch (bl_dep_plain(dep)) {
    case BL_DEP_CASE: case BL_DEP_CC: case BL_DEP_PUNCT: case BL_DEP_MARK: case BL_DEP_NSUBJ: case BL_DEP_CSUBJ: case BL_DEP_COP: case BL_DEP_AUX:
    case BL_DEP_ADVCL: case BL_DEP_CONJ: case BL_DEP_PARATAXIS: case BL_DEP_DISCOURSE: case BL_DEP_CCOMP: case BL_DEP_DEP: case BL_DEP_OBL: return true;
    default: return false;
  }
}

static bool is_dash_or_bracket(const bl_walk *w, uint32_t t) {
  const bl_token *token = token_at(w, t);
  return token->upos == BL_POS_PUNCT && token->xpos != BL_XPOS_HYPH;
}

/* ---- complements ------------------------------------------------------------------------------------------------- */

/* The end of a clause that goes with the words before it: the whole clause, or as far as its first comma if that is long;
 * `begin` when it is too long for that. */
static uint32_t clause_end(const bl_walk *w, uint32_t clause, uint32_t begin) {
  uint32_t end = bl_clause_span(w, clause).end;
  for (uint32_t t = begin; t < end; t++) {
    bl_str form = token_at(w, t)->form;
    bool dash = bl_str_eq_c(form, "--") || bl_str_eq_c(form, "\xe2\x80\x94") || bl_str_eq_c(form, "\xe2\x80\x93") || bl_str_eq_c(form, ";") || bl_str_eq_c(form, ":") || bl_str_eq_c(form, "(");
    if (dash || (bl_str_eq_c(form, ",") && end - begin > LONG_COMPLEMENT)) end = t;
  }
  return end - begin > LONGEST || end <= clause ? begin : end;
}

static bool is_free_relative(const bl_walk *w, uint32_t t) {
  bl_str form = token_at(w, t)->form;
  return bl_str_eq_nocase(form, BL_STR("what")) || bl_str_eq_nocase(form, BL_STR("whatever")) || bl_str_eq_nocase(form, BL_STR("whoever"));
}

/* "the costs of enrolling", "calls to leave", "the claim that he left": what the noun is about. */
static bool is_complement(const bl_walk *w, uint32_t noun, uint32_t clause) {
  bl_dep d = (bl_dep)token_at(w, clause)->dep;
  if (d == BL_DEP_ACL_RELCL && is_free_relative(w, noun)) return true;
  return d == BL_DEP_ACL && bl_has_child(w, clause, BL_DEP_MARK) && token_at(w, noun)->upos == BL_POS_NOUN;
}

/* "calls for the flag to be taken down": the infinitive right behind a phrase with "for" or behind its noun. */
static uint32_t infinitive_behind(const bl_walk *w, uint32_t token, uint32_t end) {
  if (end >= w->count || token_at(w, end)->xpos != BL_XPOS_TO || end == 0) return BL_NONE;
  uint32_t clause = token_at(w, end)->head;
  if (clause >= w->count || w->begin[clause] != end || token_at(w, clause)->head >= w->count) return BL_NONE;
  bool for_whom = w->prep[token] != BL_NONE && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[token]), "for") && token_at(w, clause)->head == token_at(w, token)->head;
  BL_EACH_CHILD(w, c, token) {
    bool last = bl_plain_dep(w, c) == BL_DEP_NMOD && w->end[c] == end && w->prep[c] != BL_NONE && c > token;
    if (last && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[c]), "for")) for_whom = true;
  }
  return for_whom ? clause : BL_NONE;
}

/* The word "folly", the slogan "Peru first": up to the closing quotation mark. */
static uint32_t quoted_word(const bl_walk *w, uint32_t token, uint32_t end) {
  if (end + 1 >= w->count || token_at(w, end)->xpos != BL_XPOS_OPEN_QUOTE || !bl_in_class(w, token, w->classes->word_noun)) return end;
  for (uint32_t t = end + 1; t < w->count && t < end + 12; t++)
    if (token_at(w, t)->xpos == BL_XPOS_CLOSE_QUOTE) return t + 1;
  return end;
}

static uint32_t complements_end(const bl_walk *w, uint32_t token, uint32_t end) {
  for (uint32_t noun = token; noun < end; noun++) { /* of the noun, or of the last noun of its phrase */
    if (noun != token && w->end[noun] <= end) continue;
    BL_EACH_CHILD(w, c, noun)
      if (c > noun && w->begin[c] == end && token_at(w, end)->upos != BL_POS_PUNCT && is_complement(w, noun, c)) end = clause_end(w, c, end);
  }
  uint32_t infinitive = infinitive_behind(w, token, end);
  if (infinitive != BL_NONE) end = clause_end(w, infinitive, end);
  return quoted_word(w, token, end);
}

/* ---- noun phrases ------------------------------------------------------------------------------------------------ */

bl_span bl_phrase_span(const bl_walk *w, uint32_t token) {
  bl_span span = {token, token + 1};
  BL_EACH_CHILD(w, c, token) {
    bl_dep d = (bl_dep)token_at(w, c)->dep;
    if (c < token) {
      if (!starts_outside(d) && w->begin[c] < span.begin) span.begin = w->begin[c];
      else if (starts_outside(d) && w->end[c] <= token && span.begin < w->end[c]) span.begin = w->end[c];
    } else if (w->begin[c] >= span.end) {
      if (d == BL_DEP_ACL && token_at(w, c)->xpos == BL_XPOS_VBG && w->begin[c] == span.end && w->end[c] == c + 1) { /* "money laundering" */
        span.end = c + 1;
        continue;
      }
      if (token_at(w, c)->xpos == BL_XPOS_CLOSE_QUOTE && c == span.end) { /* an "open breach" of the law */
        span.end = c + 1;
        continue;
      }
      if (ends_phrase(d) || token_at(w, c)->xpos == BL_XPOS_POS) break;
      if (w->prep[c] != BL_NONE && bl_wordbook_in(w->lexicon, w->prep[c], w->classes->outside_prep)) break;
      span.end = w->end[c];
    }
  }
  for (uint32_t t = token + 1; t < span.end; t++) /* "losses in the valley where fighting goes on" */
    if (token_at(w, t)->dep == BL_DEP_ACL_RELCL && w->begin[t] > token && w->begin[t] < span.end) span.end = w->begin[t];
  for (uint32_t t = token + 1; t < span.end; t++) { /* what stands behind a dash or semicolon is another matter */
    bl_str form = token_at(w, t)->form;
    if (token_at(w, t)->upos == BL_POS_PUNCT && (bl_str_eq_c(form, "--") || bl_str_eq_c(form, "\xe2\x80\x94") || bl_str_eq_c(form, ";"))) span.end = t;
  }
  while (span.end > token + 1 && is_dash_or_bracket(w, span.end - 1)) span.end--;
  span.end = complements_end(w, token, span.end);
  while (span.begin < token && !bl_str_eq_c(token_at(w, span.begin + 1)->form, "-") && !bl_str_eq_nocase(token_at(w, span.begin + 1)->form, BL_STR("least")) && !bl_str_eq_nocase(token_at(w, span.begin + 1)->form, BL_STR("most")) && (token_at(w, span.begin)->upos == BL_POS_ADP || bl_str_eq_nocase(token_at(w, span.begin)->form, BL_STR("no")) || (span.begin > 0 && bl_str_eq_nocase(token_at(w, span.begin)->form, BL_STR("longer")) && bl_str_eq_nocase(token_at(w, span.begin - 1)->form, BL_STR("no"))) || (bl_in_class(w, span.begin, w->classes->negation) && token_at(w, span.begin)->dep == BL_DEP_ADVMOD) || token_at(w, span.begin)->dep == BL_DEP_CASE)) span.begin++;
  while (span.begin < token && is_dash_or_bracket(w, span.begin) && token_at(w, span.begin)->xpos != BL_XPOS_OPEN_QUOTE) span.begin++;
  return span;
}

/* "the need for a change", "the cost of it" with the phrase hung on the verb. */
static bool goes_with(const bl_walk *w, uint32_t noun, uint32_t phrase) {
  if (bl_plain_dep(w, phrase) != BL_DEP_OBL || token_at(w, noun)->upos != BL_POS_NOUN || w->end[noun] != w->begin[phrase]) return false;
  if (bl_prep_is(w, phrase, "of")) return true;
  const bl_classes *k = w->classes;
  bool open = bl_in_class(w, noun, k->ability) || bl_in_class(w, noun, k->disposition) || bl_in_class(w, noun, k->plan) || bl_in_class(w, noun, k->claimed);
  return open && (bl_prep_is(w, phrase, "for") || bl_prep_is(w, phrase, "to") || bl_prep_is(w, phrase, "against") || bl_prep_is(w, phrase, "about"));
}

bl_span bl_kind_span(const bl_walk *w, uint32_t noun) {
  bl_span span = bl_phrase_span(w, noun);
  uint32_t end = span.end;
  for (uint32_t t = noun; t < end && span.end == end && end < w->count; t++) /* of the noun, or of the last noun of its phrase */
    BL_EACH_CHILD(w, c, t)
      if (token_at(w, t)->upos == BL_POS_NOUN && c > t && w->begin[c] == end && bl_plain_dep(w, c) == BL_DEP_ACL && token_at(w, end)->upos != BL_POS_PUNCT && (w->end[c] - w->begin[c] <= LONG_COMPLEMENT || !bl_has_child(w, c, BL_DEP_CCOMP))) span.end = clause_end(w, c, end);
  return span;
}

/* "recalled envoys from it", "set the cause as X": what the verb means needs the phrase. */
static bool goes_on_to(const bl_walk *w, uint32_t noun, uint32_t phrase) {
  if (bl_plain_dep(w, phrase) != BL_DEP_OBL || token_at(w, noun)->upos != BL_POS_NOUN || bl_is_named(w, noun) || bl_plain_dep(w, noun) != BL_DEP_OBJ || token_at(w, w->begin[phrase])->upos == BL_POS_PUNCT) return false;
  return w->time[phrase] == BL_NONE && bl_has_prep(w, phrase, w->classes->argument_prep);
}

/* "X into doing it", "X through a lens": the object of such a verb goes on to the phrase behind it. */
bl_span bl_object_span(const bl_walk *w, uint32_t verb, uint32_t object) {
  bl_span span = bl_is_passive_verb(w, verb) || object < verb ? bl_phrase_span(w, object) : bl_kind_span(w, object);
  bool needs = bl_in_class(w, verb, w->classes->needs_rest), makes = bl_in_class(w, verb, w->classes->makes_do);
  if (bl_is_passive_verb(w, verb) || object < verb) return span;
  uint32_t to = span.end < w->count && token_at(w, span.end)->xpos == BL_XPOS_TO ? token_at(w, span.end)->head : BL_NONE;
  if ((needs || makes) && to < w->count && w->begin[to] == span.end && bl_plain_dep(w, object) == BL_DEP_OBJ) { /* "allowed bills to pass", whatever the tree calls it */
    uint32_t end = clause_end(w, to, span.end);
    if (end - span.begin <= LONGEST) span.end = end;
    return span;
  }
  BL_EACH_CHILD(w, c, verb) {
    bl_dep d = bl_plain_dep(w, c);
    uint32_t begin = w->begin[c];
    if (begin < span.end || begin > span.end || w->time[c] != BL_NONE) continue;
    if (!needs && !goes_with(w, object, c) && !goes_on_to(w, object, c)) continue;
    if (bl_plain_dep(w, object) == BL_DEP_OBL && !bl_prep_is(w, c, "as")) continue;
    bool phrase = d == BL_DEP_OBL && w->prep[c] != BL_NONE && !bl_wordbook_in(w->lexicon, w->prep[c], w->classes->outside_prep);
    bool clause = d == BL_DEP_ADVCL && token_at(w, c)->xpos == BL_XPOS_VBG && bl_has_child(w, c, BL_DEP_MARK) && !bl_marked(w, c, w->classes->time_prep);
    bool rest = d == BL_DEP_XCOMP;
    if (!phrase && !clause && !rest) continue;
    uint32_t end = phrase ? bl_phrase_span(w, c).end : clause_end(w, c, begin);
    for (uint32_t t = begin; t < end && end - span.begin > LONGEST; t++)
      if (bl_str_eq_c(token_at(w, t)->form, ",")) end = t;
    if (end > begin && end - span.begin <= LONGEST) span.end = end;
    break;
  }
  return span;
}

/* The end of a quotation that opens at or right before `begin`; `end` where none does. */
static uint32_t quotation_end(const bl_walk *w, uint32_t begin, uint32_t end) {
  bool opens = (begin < w->count && token_at(w, begin)->xpos == BL_XPOS_OPEN_QUOTE) || (begin > 0 && token_at(w, begin - 1)->xpos == BL_XPOS_OPEN_QUOTE);
  for (uint32_t t = begin + 1; opens && t < w->count && t < begin + LONGEST; t++)
    if (token_at(w, t)->xpos == BL_XPOS_CLOSE_QUOTE) return t > end ? t : end;
  return end;
}

/* "hasty and unfounded", "a Democrat to side with Roe", "a man who only trusts maps": what goes on there without a comma. */
static bool says_which(const bl_walk *w, uint32_t token, uint32_t c) {
  bl_dep d = bl_plain_dep(w, c);
  return d == BL_DEP_ACL || (d == BL_DEP_CONJ && token_at(w, token)->upos == BL_POS_ADJ);
}

bl_span bl_quality_span(const bl_walk *w, uint32_t verb, uint32_t token) {
  bl_span span = bl_phrase_span(w, token);
  BL_EACH_CHILD(w, c, token) /* "considered a fugitive by many" */
    if (c > token && bl_prep_is(w, c, "by") && w->begin[c] < span.end && bl_is_passive_verb(w, verb)) span.end = w->begin[c];
  BL_EACH_CHILD(w, c, token)
    if (w->begin[c] == span.end && says_which(w, token, c) && token_at(w, span.end)->upos != BL_POS_PUNCT) span.end = clause_end(w, c, span.end);
  uint32_t end = quotation_end(w, span.begin, quotation_end(w, span.end, span.end));
  BL_EACH_CHILD(w, c, verb) { /* "a way out", "unique in its kind" */
    bl_dep d = bl_plain_dep(w, c);
    bool out = d == BL_DEP_ADVMOD && bl_str_eq_nocase(token_at(w, c)->form, BL_STR("out"));
    bool rest = d == BL_DEP_OBL && token_at(w, token)->upos == BL_POS_ADJ && w->time[c] == BL_NONE && !bl_prep_is(w, c, "by") && !(w->prep[c] != BL_NONE && bl_wordbook_in(w->lexicon, w->prep[c], w->classes->outside_prep));
    if (w->begin[c] == end && c > token && (out || rest)) end = out ? c + 1 : bl_phrase_span(w, c).end;
  }
  BL_EACH_CHILD(w, c, token) /* "the "engine room" of the farm" */
    if (w->begin[c] == end + 1 && token_at(w, end)->xpos == BL_XPOS_CLOSE_QUOTE && bl_prep_is(w, c, "of")) end = bl_phrase_span(w, c).end;
  if (end <= span.end || end >= span.begin + LONGEST) return span;
  span.end = end;
  if (span.begin > 0 && token_at(w, span.begin - 1)->xpos == BL_XPOS_OPEN_QUOTE) span.begin--;
  return span;
}

/* "how newly installed Justice", ", Alliance chairperson", "Earlier minister": words of the clause around it. */
static bool starts_no_title(const bl_walk *w, uint32_t t) {
  const bl_token *k = token_at(w, t);
  if (k->xpos == BL_XPOS_WRB || k->xpos == BL_XPOS_WDT || k->xpos == BL_XPOS_WP || k->xpos == BL_XPOS_RBR) return true;
  if (k->upos == BL_POS_PUNCT) return k->xpos != BL_XPOS_OPEN_QUOTE && k->xpos != BL_XPOS_HYPH;
  return k->upos == BL_POS_ADP || k->upos == BL_POS_SCONJ || k->upos == BL_POS_CCONJ || bl_str_eq_nocase(k->form, BL_STR("earlier")) || bl_str_eq_nocase(k->form, BL_STR("longtime"));
}

bl_span bl_title_span(const bl_walk *w, uint32_t token) {
  bl_span span = {token, token + 1};
  BL_EACH_CHILD(w, c, token) {
    bl_dep d = bl_plain_dep(w, c);
    bool front = d == BL_DEP_COMPOUND || d == BL_DEP_AMOD || d == BL_DEP_NMOD || d == BL_DEP_FLAT || token_at(w, c)->dep == BL_DEP_NMOD_POSS || d == BL_DEP_NUMMOD;
    if (c < token && front && w->begin[c] < span.begin) span.begin = w->begin[c];
    if (c > token && w->begin[c] <= span.end + 1 && (d == BL_DEP_FLAT || d == BL_DEP_NMOD || d == BL_DEP_COMPOUND || token_at(w, c)->dep == BL_DEP_PUNCT)) {
      if (token_at(w, c)->dep == BL_DEP_PUNCT) {
        if (token_at(w, c)->xpos != BL_XPOS_HYPH) break;
        continue;
      }
      if (d == BL_DEP_NMOD && (w->time[c] != BL_NONE || bl_prep_is(w, c, "according to"))) break;
      bl_span inner = bl_phrase_span(w, c);
      span.end = inner.end > span.end ? inner.end : span.end;
      BL_EACH_CHILD(w, e, c) if (token_at(w, e)->dep == BL_DEP_APPOS && w->begin[e] == span.end && e > c && bl_name_at(w, e)) span.end = bl_name_at(w, e)->tokens.end; /* "CEO of money firm Harlan" */
      BL_EACH_CHILD(w, e, c) if (token_at(w, e)->dep == BL_DEP_CONJ && w->prep[e] == BL_NONE && !bl_is_verbal(w, e) && (w->mention[e] != BL_NONE || (token_at(w, e)->upos == BL_POS_PROPN && token_at(w, c)->upos == BL_POS_PROPN)) && w->end[e] > span.end && w->begin[e] <= span.end + 1) span.end = bl_phrase_span(w, e).end;
    }
  }
  while (span.begin < token && starts_no_title(w, span.begin)) span.begin++;
  for (uint32_t t = span.begin, open = 0; t + 1 < span.end && t < token; t++) { /* "(DNN) Bishop" */
    bool closes = bl_str_eq_c(token_at(w, t)->form, ")");
    if (closes && !open) span.begin = t + 1;
    open = bl_str_eq_c(token_at(w, t)->form, "(") || (open && !closes);
  }
  return span;
}

/* "to meet him and sing": both are meant; a clause of its own is another thought. */
static bool goes_on(const bl_walk *w, uint32_t token, uint32_t conjunct) {
  uint8_t tag = token_at(w, token)->xpos;
  if ((tag != BL_XPOS_VB && tag != BL_XPOS_VBG) || token_at(w, conjunct)->xpos != tag || !bl_has_child(w, token, BL_DEP_MARK)) return false;
  return bl_child_with(w, conjunct, BL_DEP_NSUBJ) == BL_NONE && w->end[conjunct] - w->begin[token] <= 20;
}

bl_span bl_clause_span(const bl_walk *w, uint32_t token) {
  bl_span span = {w->begin[token], w->end[token]};
  BL_EACH_CHILD(w, c, token) {
    if (token_at(w, c)->dep != BL_DEP_CONJ || c < token || !bl_is_verbal(w, c) || goes_on(w, token, c)) continue;
    span.end = w->begin[c];
    while (span.end > token + 1 && (token_at(w, span.end - 1)->dep == BL_DEP_CC || token_at(w, span.end - 1)->upos == BL_POS_PUNCT)) span.end--;
    break;
  }
  BL_EACH_CHILD(w, c, token) { /* ", the bank announced", ", saying that ..." at the end */
    bl_dep d = bl_plain_dep(w, c);
    bool saying = (d == BL_DEP_PARATAXIS || (d == BL_DEP_ADVCL && token_at(w, c)->xpos == BL_XPOS_VBG)) && bl_in_class(w, c, w->classes->speech);
    bool comma = saying && w->begin[c] > token + 1 && (bl_str_eq_c(token_at(w, w->begin[c])->form, ",") || bl_str_eq_c(token_at(w, w->begin[c] - 1)->form, ","));
    if (comma && w->end[c] + 1 >= span.end) span.end = w->begin[c];
  }
  BL_EACH_CHILD(w, c, token) { /* ", leaving 30 dead", ", while others fled" at the end: another thing told */
    uint32_t begin = w->begin[c] + (bl_str_eq_c(token_at(w, w->begin[c])->form, ",") ? 1u : 0u);
    if (token_at(w, c)->dep != BL_DEP_ADVCL || c < token || begin < token + 3 || w->end[c] + 1 < span.end || !bl_str_eq_c(token_at(w, begin - 1)->form, ",")) continue;
    uint32_t mark = bl_child_with(w, c, BL_DEP_MARK);
    bool joined = mark == BL_NONE ? token_at(w, c)->xpos == BL_XPOS_VBG : bl_in_class(w, mark, w->classes->time_after) || bl_str_eq_nocase(token_at(w, mark)->form, BL_STR("while")) || bl_str_eq_nocase(token_at(w, mark)->form, BL_STR("as")) || bl_str_eq_nocase(token_at(w, mark)->form, BL_STR("although"));
    if (joined) span.end = begin - 1;
  }
  BL_EACH_CHILD(w, c, token) { /* "to hold a vote after observers had left": when is another matter */
    bool own = bl_has_child(w, c, BL_DEP_NSUBJ) || bl_has_child(w, c, BL_DEP_NSUBJ_PASS);
    if (c > token + 1 && token_at(w, c)->dep == BL_DEP_ADVCL && own && bl_marked_to(w, token) && bl_marked(w, c, w->classes->outside_prep) && w->end[c] + 1 >= span.end && w->begin[c] > token + 1) span.end = w->begin[c];
  }
  for (uint32_t t = token + 1; t < span.end; t++) /* ", which ..." at the end */
    if (token_at(w, t)->dep == BL_DEP_ACL_RELCL && w->begin[t] > token + 1 && w->end[t] >= span.end && bl_str_eq_c(token_at(w, w->begin[t] - 1)->form, ",")) span.end = w->begin[t] - 1;
  while (span.end > span.begin + 1 && token_at(w, span.end - 1)->upos == BL_POS_PUNCT) span.end--;
  while (span.begin + 1 < span.end && (token_at(w, span.begin)->upos == BL_POS_PUNCT || token_at(w, span.begin)->upos == BL_POS_SCONJ)) span.begin++;
  return span;
}

/* Whether a part behind the verb is more than its core: "which ...", "after he left", "during the war", "on Monday". */
static bool is_aside(const bl_walk *w, uint32_t t) {
  bl_dep d = bl_plain_dep(w, t);
  uint32_t mark = bl_child_with(w, t, BL_DEP_MARK);
  if (token_at(w, t)->head >= w->begin[t]) return false; /* in front of its head */
  bool comma = token_at(w, w->begin[t])->upos == BL_POS_PUNCT || (w->begin[t] > 0 && token_at(w, w->begin[t] - 1)->upos == BL_POS_PUNCT);
  if (token_at(w, t)->dep == BL_DEP_ACL_RELCL && !comma && w->end[t] - w->begin[t] <= LONG_COMPLEMENT) return false; /* which one */
  if (token_at(w, t)->dep == BL_DEP_ACL_RELCL) return !bl_in_class(w, token_at(w, t)->head, w->classes->vague_noun) && token_at(w, token_at(w, t)->head)->upos != BL_POS_PRON;
  if (d == BL_DEP_ADVCL && !comma && mark != BL_NONE && (bl_in_class(w, mark, w->classes->condition) || bl_in_class(w, mark, w->classes->means_prep) || bl_str_eq_nocase(token_at(w, mark)->form, BL_STR("until")))) return false; /* not without it */
  if (d == BL_DEP_ADVCL && !comma && (bl_marked_to(w, t) || bl_marked(w, t, w->classes->argument_prep))) return false; /* "bars them from leaving", "easier for them to leave" */
  if (d == BL_DEP_ADVCL && !comma && token_at(w, t)->xpos == BL_XPOS_VBG && mark == BL_NONE && bl_str_eq_c(token_at(w, token_at(w, t)->head)->lemma, "spend")) return false; /* "spent much of the day fishing" */
  if (d == BL_DEP_OBL && !comma && bl_prep_is(w, t, "without")) return false; /* "leaves them without a chief" */
  if (d == BL_DEP_ADVCL) return (mark != BL_NONE && token_at(w, mark)->xpos != BL_XPOS_TO) || token_at(w, t)->xpos == BL_XPOS_VBG;
  if (d != BL_DEP_OBL && d != BL_DEP_NMOD) return false;
  return w->time[t] != BL_NONE || (w->prep[t] != BL_NONE && bl_wordbook_in(w->lexicon, w->prep[t], w->classes->outside_prep));
}

uint32_t bl_core_end(const bl_walk *w, uint32_t token, uint32_t end) {
  enum { SHORT = 8 };
  if (bl_has_child(w, token, BL_DEP_AUX_PASS)) /* "was emptied when smoke rose" */
    BL_EACH_CHILD(w, c, token)
      if (token_at(w, c)->dep == BL_DEP_ADVCL && w->begin[c] > token && w->begin[c] < end) {
        bool own = bl_has_child(w, c, BL_DEP_NSUBJ) || bl_has_child(w, c, BL_DEP_NSUBJ_PASS);
        bool comma = bl_str_eq_c(token_at(w, w->begin[c])->form, ",") || bl_str_eq_c(token_at(w, w->begin[c] - 1)->form, ",");
        if (own || comma) end = w->begin[c];
      }
  while (end > token + 1 && token_at(w, end - 1)->upos == BL_POS_PUNCT) end--;
  if (end <= token + SHORT) return end;
  uint32_t last = token + 3; /* what belongs to the verb itself stays */
  BL_EACH_CHILD(w, c, token) {
    bl_dep d = bl_plain_dep(w, c);
    if (c > token && c < end && (d == BL_DEP_OBJ || d == BL_DEP_XCOMP || d == BL_DEP_CCOMP || d == BL_DEP_IOBJ) && w->begin[c] + 2 > last) last = w->begin[c] + 2;
  }
  uint32_t found = end;
  for (uint32_t t = token + 1; t < end; t++)
    if (w->begin[t] >= last && w->begin[t] < found && is_aside(w, t)) found = w->begin[t];
  while (found > token + 1 && (token_at(w, found - 1)->upos == BL_POS_PUNCT || token_at(w, found - 1)->upos == BL_POS_CCONJ)) found--;
  return found;
}

bl_str bl_clean_text(const bl_walk *w, bl_span span) {
  bl_str text = bl_doc_span_text(w->doc, span);
  char *out = bl_arena_alloc(&w->doc->arena, text.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < text.n; i++) {
    char c = text.p[i] == '\n' || text.p[i] == '\t' || text.p[i] == '\r' ? ' ' : text.p[i];
    if (c == ' ' && (!n || out[n - 1] == ' ')) continue;
    out[n++] = c;
  }
  while (n && out[n - 1] == ' ') n--;
  return (bl_str){out, n};
}
