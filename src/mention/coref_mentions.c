/* Nominal and pronoun mentions from trees; see coref_work.h. A nominal is a noun of the lexicon with its left modifiers
 * and short prepositional phrases; a clause, an apposition or a conjunct ends it. */
#include <stdlib.h>

#include "base/utf8.h"
#include "mention/coref_work.h"

enum { RIGHT_MAX = 10 };

typedef struct finder {
  const bl_coref_lexicon *lexicon;
  bl_doc *doc;
  bl_arena *arena;
  const uint32_t *first_child, *next_sibling;
  uint32_t *name_of; /* outer name over each token, BL_NONE */
} finder;

static bl_str lemma_of(const finder *f, uint32_t t) {
  const bl_token *token = &f->doc->tokens.items[t];
  return bl_utf8_lower(f->arena, token->lemma.n && !bl_str_eq_c(token->lemma, "_") ? token->lemma : token->form);
}

/* The noun at a token for what it may mention: "Sen." before a name is a senator. */
static bl_str noun_of(const finder *f, uint32_t t) {
  uint32_t name = t + 1 < f->doc->tokens.count ? f->name_of[t + 1] : BL_NONE;
  bool title = bl_noun_type(f->lexicon, lemma_of(f, t), false) == BL_ET_OTHER && name != BL_NONE && f->doc->mentions.items[name].type == BL_ET_PERSON && f->doc->tokens.items[t + 1].sentence == f->doc->tokens.items[t].sentence;
  return title ? bl_title_noun(f->lexicon, lemma_of(f, t)) : lemma_of(f, t);
}

static bool is_plural(const bl_token *t) {
  return t->xpos == BL_XPOS_NNS || t->xpos == BL_XPOS_NNPS || bl_str_find(t->feats, BL_STR("Number=Plur"), 0) >= 0;
}

static bool is_noun(const bl_token *t) { return t->upos == BL_POS_NOUN || t->upos == BL_POS_PROPN; }

static bool has_small_letter(const bl_token *t) { return t->form.n && t->form.p[0] >= 'a' && t->form.p[0] <= 'z'; }

/* ---- names stretched over their class word ---------------------------------------------------------------------- */

/* "Harlan province", "Harlan airport": the small word right behind a place name, last of its noun phrase. Trees often
 * err here, so the order of words decides. */
static uint32_t class_word(const finder *f, const bl_mention *m) {
  const bl_doc *doc = f->doc;
  uint32_t next = m->tokens.end;
  bl_span s = doc->sentences.items[doc->tokens.items[m->head].sentence].tokens;
  if (next >= s.end || f->name_of[next] != BL_NONE || !is_noun(&doc->tokens.items[next])) return BL_NONE;
  if (is_plural(&doc->tokens.items[next])) return BL_NONE;
  if (!has_small_letter(&doc->tokens.items[next])) return BL_NONE;
  uint8_t after = next + 1 < s.end ? doc->tokens.items[next + 1].upos : BL_POS_PUNCT;
  bool more = after == BL_POS_NOUN || after == BL_POS_PROPN || after == BL_POS_NUM; /* not "Harlan city council" */
  bool facility = bl_noun_type(f->lexicon, lemma_of(f, next), false) == BL_ET_FACILITY; /* but "Harlan airport attack" */
  return more && !facility ? BL_NONE : next;
}

static void stretch_name(finder *f, uint32_t index) {
  bl_mention *m = &f->doc->mentions.items[index];
  if (m->kind != BL_MK_NAME || f->name_of[m->tokens.begin] != index) return;
  uint32_t word = class_word(f, m);
  if (word == BL_NONE) return;
  uint32_t kinds = bl_lex_word_str(f->lexicon->names, f->doc->tokens.items[word].form);
  bl_etype noun = bl_noun_type(f->lexicon, lemma_of(f, word), false);
  bool place = (m->type >= BL_ET_REGION && m->type <= BL_ET_PLACE) ||
               (m->type == BL_ET_PERSON && m->tokens.end - m->tokens.begin <= 3 && kinds);
  bool own_class = place && (noun == BL_ET_REGION || noun == BL_ET_DISTRICT || noun == BL_ET_CITY);
  bool whole = (bl_etype_is_place((bl_etype)m->type) && (noun == BL_ET_FACILITY || noun == BL_ET_PLACE) && kinds) ||
               (cr_family((bl_etype)m->type) != 2 && bl_str_eq_c(f->doc->tokens.items[word].form, "network"));
  if (!own_class && !whole) return;
  bl_mention longer = *m;
  longer.tokens.end = word + 1;
  longer.head = word;
  longer.confidence = 95;
  longer.gender = 'n';
  longer.type = (uint8_t)(whole && cr_family((bl_etype)m->type) != 2 ? BL_ET_ARMED_GROUP : noun);
  f->name_of[word] = index;
  if (own_class)
    *m = longer;
  else
    BL_PUSH(&f->doc->mentions, longer); /* the name inside stays: "Harlan" of "Harlan airport" */
}

/* "northern Peru": a region of its own around the name; "northern Harlan province" is Harlan province. */
static void widen_region(finder *f, uint32_t index) {
  const bl_mention *m = &f->doc->mentions.items[index];
  uint32_t b = m->tokens.begin;
  if (m->kind != BL_MK_NAME || m->type < BL_ET_COUNTRY || m->type > BL_ET_PLACE || b == 0 || f->name_of[b] != index)
    return;
  const bl_token *t = &f->doc->tokens.items[b - 1];
  bool side = has_small_letter(t) && (bl_str_ends(t->form, BL_STR("ern")) || bl_str_eq_c(t->form, "central"));
  if (!side || f->name_of[b - 1] != BL_NONE || t->sentence != f->doc->tokens.items[b].sentence) return;
  if (!(bl_lex_word_str(f->lexicon->names, t->form) & BL_LX(PLACE_HEAD))) return;
  uint32_t units = BL_LX(REGION_HEAD) | BL_LX(DISTRICT_HEAD) | BL_LX(CITY_HEAD);
  if (m->tokens.end - b > 1 && bl_lex_word_str(f->lexicon->names, f->doc->tokens.items[m->tokens.end - 1].form) & units) return;
  bl_mention wider = *m;
  wider.tokens.begin = b - 1;
  wider.type = BL_ET_REGION;
  wider.confidence = 95;
  BL_PUSH(&f->doc->mentions, wider);
}

/* ---- nominals --------------------------------------------------------------------------------------------------- */

static bool left_modifier(uint8_t dep) {
  switch (dep) {
    case BL_DEP_DET:
    case BL_DEP_AMOD:
    case BL_DEP_COMPOUND:
    case BL_DEP_NUMMOD:
    case BL_DEP_NMOD_POSS:
    case BL_DEP_ADVMOD:
    case BL_DEP_DET_PREDET:
    case BL_DEP_NMOD:
    case BL_DEP_NMOD_DESC:
    case BL_DEP_NMOD_UNMARKED:
    case BL_DEP_OBL_UNMARKED: return true;
    default: return false;
  }
}

/* Leftmost and rightmost token under `t` within its sentence, by the child lists; bounded walks. */
static void widen(const finder *f, uint32_t t, bl_span *span, int depth) {
  if (t < span->begin) span->begin = t;
  if (t + 1 > span->end) span->end = t + 1;
  for (uint32_t c = f->first_child[t]; depth > 0 && c != BL_NONE; c = f->next_sibling[c])
    if (f->doc->tokens.items[c].dep != BL_DEP_ACL_RELCL) widen(f, c, span, depth - 1);
}

/* Whether the phrase belongs to the description: "of", "from", ...; "without", "after" and the like rather to the
 * clause. */
static bool describes(const finder *f, uint32_t t) {
  static const char *const words[] = {"of", "from", "for",     "to",     "in",    "with",
                                      "at", "near", "between", "behind", "close", "out"};
  for (uint32_t c = f->first_child[t]; c != BL_NONE; c = f->next_sibling[c])
    for (size_t i = 0; f->doc->tokens.items[c].dep == BL_DEP_CASE && i < sizeof words / sizeof *words; i++)
      if (bl_str_eq_c(f->doc->tokens.items[c].form, words[i])) return true;
  return false;
}

/* "people close to Haddad": an adjective with its phrase right behind the noun, by the order of words. The end of it.
 */
static uint32_t adjective_behind(const finder *f, uint32_t at) {
  const bl_token *t = f->doc->tokens.items;
  uint32_t end = f->doc->sentences.items[t[at - 1].sentence].tokens.end;
  if (at + 2 >= end || t[at].upos != BL_POS_ADJ ||
      (!bl_str_eq_c(t[at + 1].form, "to") && !bl_str_eq_c(t[at + 1].form, "with")))
    return at;
  for (uint32_t i = at + 2; i < end && i < at + 8; i++) {
    bool inner = t[i].upos == BL_POS_DET || t[i].upos == BL_POS_ADJ || t[i].upos == BL_POS_PRON;
    if (is_noun(&t[i]) && (i + 1 >= end || !is_noun(&t[i + 1]))) return i + 1;
    if (!inner && !is_noun(&t[i])) break;
  }
  return at;
}

static bl_span nominal_span(const finder *f, uint32_t head) {
  bl_span span = {head, head + 1};
  const bl_doc *doc = f->doc;
  for (uint32_t c = f->first_child[head]; c != BL_NONE && c < head; c = f->next_sibling[c]) {
    if (!left_modifier(doc->tokens.items[c].dep)) continue;
    bl_span part = {c, c + 1};
    widen(f, c, &part, 6);
    if (part.begin < span.begin) span.begin = part.begin;
  }
  for (uint32_t t = span.begin; t < head; t++) /* "among them were 13 men", wherever the tree hangs "were" */
    if (doc->tokens.items[t].dep == BL_DEP_COP) span.begin = t + 1;
  for (uint32_t c = f->first_child[head]; c != BL_NONE; c = f->next_sibling[c]) {
    if (c < head) continue;
    uint8_t dep = doc->tokens.items[c].dep;
    if (dep != BL_DEP_NMOD && dep != BL_DEP_AMOD && dep != BL_DEP_CASE && dep != BL_DEP_ADVMOD) break;
    bl_span part = {c, c + 1};
    widen(f, c, &part, 6);
    if (dep == BL_DEP_AMOD && f->first_child[c] == BL_NONE) break; /* "left 30 men dead" */
    if (part.begin > span.end || part.end - head > RIGHT_MAX || dep == BL_DEP_CASE ||
        (dep == BL_DEP_NMOD && !describes(f, c)))
      break;
    span.end = part.end > span.end ? part.end : span.end;
  }
  for (uint32_t t = head + 1; t < span.end; t++)
    if (bl_str_eq_c(doc->tokens.items[t].form, ",")) span.end = t;
  span.end = adjective_behind(f, span.end);
  /* a title before a name: its modifiers hang on the name */
  uint32_t up = doc->tokens.items[head].head;
  if (up != BL_NONE && up > head && f->name_of[up] != BL_NONE && f->name_of[head] == BL_NONE)
    for (uint32_t c = f->first_child[up]; c != BL_NONE && c < head; c = f->next_sibling[c])
      if (left_modifier(doc->tokens.items[c].dep) && c < span.begin && span.begin - c <= 6) span.begin = c;
  return span;
}

/* "anti-government": whoever fights for the government is no armed group. */
static bool takes_sides(bl_str form) { return bl_str_eq_nocase(bl_str_slice(form, 0, 5), BL_STR("anti-")); }

/* What the words before a noun make of it: "insurgent group", "Harlan fighters". */
static bl_etype modified_type(const finder *f, uint32_t head, bl_etype type) {
  bool person =
      bl_noun_type(f->lexicon, lemma_of(f, head), false) == BL_ET_PERSON; /* officials stay a group of people */
  for (uint32_t c = f->first_child[head]; c != BL_NONE; c = f->next_sibling[c]) {
    const bl_token *t = &f->doc->tokens.items[c];
    if (t->dep != BL_DEP_AMOD && t->dep != BL_DEP_COMPOUND && t->dep != BL_DEP_NMOD_POSS && t->dep != BL_DEP_NMOD)
      continue;
    if (f->name_of[c] != BL_NONE) {
      bool armed = f->doc->mentions.items[f->name_of[c]].type == BL_ET_ARMED_GROUP &&
                   f->doc->mentions.items[f->name_of[c]].kind == BL_MK_NAME;
      if (armed && (type == BL_ET_ORGANIZATION || (type == BL_ET_GROUP && !person))) return BL_ET_ARMED_GROUP;
      if (armed && type == BL_ET_GOVERNMENT_BODY) return BL_ET_ORGANIZATION; /* no state: "the Front's council" */
      continue;
    }
    bl_etype made = bl_modifier_type(f->lexicon, lemma_of(f, c));
    if (takes_sides(t->form) && bl_str_eq_c(lemma_of(f, head), "force")) made = BL_ET_ARMED_GROUP;
    if (made == BL_ET_ARMED_GROUP && (type == BL_ET_ORGANIZATION || type == BL_ET_GROUP)) return made;
    if (made == BL_ET_MEDIA_OUTLET &&
        (type == BL_ET_ORGANIZATION || type == BL_ET_FACILITY || type == BL_ET_GOVERNMENT_BODY))
      return made;
    if (made == BL_ET_GOVERNMENT_BODY && type == BL_ET_ORGANIZATION && t->dep == BL_DEP_COMPOUND) return made;
  }
  return type;
}

static bool is_title_of_name(const finder *f, uint32_t t) {
  uint32_t up = f->doc->tokens.items[t].head;
  return up != BL_NONE && up > t && f->name_of[up] != BL_NONE &&
         f->doc->mentions.items[f->name_of[up]].type == BL_ET_PERSON;
}

/* "a reporter for Harlan International", "the Harlan Globe correspondent". */
static void type_employer(finder *f, uint32_t journalist) {
  for (uint32_t c = f->first_child[journalist]; c != BL_NONE; c = f->next_sibling[c]) {
    uint8_t dep = f->doc->tokens.items[c].dep;
    if (f->name_of[c] == BL_NONE || (dep != BL_DEP_NMOD && dep != BL_DEP_COMPOUND && dep != BL_DEP_NMOD_POSS)) continue;
    bl_mention *m = &f->doc->mentions.items[f->name_of[c]];
    if (m->kind != BL_MK_NAME || m->type != BL_ET_ORGANIZATION) continue;
    m->type = BL_ET_MEDIA_OUTLET;
    m->confidence = 95;
  }
}

/* Takes marks and "no" off the front and whole names in at the end. */
static bl_span tidy_span(const finder *f, bl_span span, uint32_t head) {
  const bl_token *t = f->doc->tokens.items;
  while (span.begin < head && (t[span.begin].upos == BL_POS_PUNCT || t[span.begin].upos == BL_POS_CCONJ || bl_str_eq_nocase(t[span.begin].form, BL_STR("no")))) span.begin++;
  for (uint32_t i = span.begin; i < head; i++) /* "mostly of players": not what stands in front of the preposition */
    if (t[i].head == head && t[i].dep == BL_DEP_CASE && t[i].upos == BL_POS_ADP) span.begin = i + 1;
  for (uint32_t i = span.begin + 1; i < head; i++) /* "while on the other, the liberals" */
    if (t[i].head == head && t[i].dep == BL_DEP_DET && bl_str_eq_c(t[i - 1].form, ",")) span.begin = i;
  while (span.begin < head && bl_str_eq_c(t[span.begin].form, "-")) span.begin++; /* "district-after-district" */
  if (span.begin < head && span.begin > 0 && bl_str_eq_c(t[span.begin].form, "dead") && t[span.begin - 1].upos == BL_POS_VERB) span.begin++; /* "shot dead 3 people" */
  bool up_to = span.begin > 0 && bl_str_eq_c(t[span.begin].form, "to") && bl_str_eq_nocase(t[span.begin - 1].form, BL_STR("up"));
  if (up_to && t[span.begin - 1].sentence == t[span.begin].sentence) span.begin--; /* "up to 30 people" */
  uint32_t name = f->name_of[span.end - 1];
  if (name != BL_NONE && f->doc->mentions.items[name].tokens.end > span.end)
    span.end = f->doc->mentions.items[name].tokens.end;
  return span;
}

/* "The 16-year-old was freed": an age that stands for whoever has it. */
static bool add_age(finder *f, uint32_t t) {
  const bl_token *k = f->doc->tokens.items;
  bool several = bl_str_eq_c(k[t].form, "olds"), old = several || bl_str_eq_c(k[t].form, "old");
  if (!old || t < 4 || !bl_str_eq_c(k[t - 1].form, "-") || !bl_str_eq_c(k[t - 2].form, "year") || k[t].sentence != k[t - 4].sentence || f->name_of[t] != BL_NONE) return false;
  bl_dep d = bl_dep_plain((bl_dep)k[t].dep);
  if (d != BL_DEP_NSUBJ && d != BL_DEP_OBJ && d != BL_DEP_OBL && d != BL_DEP_NMOD && d != BL_DEP_CONJ && d != BL_DEP_IOBJ) return false;
  if (t + 1 < f->doc->tokens.count && is_noun(&k[t + 1]) && k[t + 1].sentence == k[t].sentence) return false;
  bl_mention m = {.tokens = {t - 4, t + 1}, .head = t, .entity = BL_NONE, .kind = BL_MK_NOMINAL, .type = several ? BL_ET_GROUP : BL_ET_PERSON, .number = several ? 2 : 1, .confidence = 60};
  if (t > 4 && (k[t - 5].upos == BL_POS_DET || k[t - 5].upos == BL_POS_NUM) && k[t - 5].sentence == k[t].sentence) m.tokens.begin--;
  BL_PUSH(&f->doc->mentions, m);
  return true;
}

static void add_nominal(finder *f, uint32_t t) {
  const bl_token *token = &f->doc->tokens.items[t];
  if (add_age(f, t)) return;
  if (!is_noun(token) || f->name_of[t] != BL_NONE) return;
  bool modifier = token->dep == BL_DEP_COMPOUND || token->dep == BL_DEP_FLAT || token->dep == BL_DEP_AMOD;
  uint32_t up = token->head;
  if (modifier && !is_title_of_name(f, t) && !(up != BL_NONE && f->name_of[up] != BL_NONE)) return;
  bool plural = is_plural(token);
  bl_str lemma = noun_of(f, t);
  bl_etype type = bl_noun_type(f->lexicon, lemma, plural);
  if (type == BL_ET_OTHER) return;
  if (bl_noun_media(f->lexicon, lemma)) type_employer(f, t);
  uint32_t kinds = bl_lex_word_str(f->lexicon->names, lemma);
  if (token->upos == BL_POS_PROPN && !has_small_letter(token) && !kinds && !bl_noun_known(f->lexicon, lemma)) return;
  type = modified_type(f, t, type);
  bool person = type == BL_ET_PERSON;
  uint8_t gender = person ? (kinds & BL_LX(MALE) ? 'm' : kinds & BL_LX(FEMALE) ? 'f' : 0) : 'n';
  bl_mention m = {.tokens = tidy_span(f, nominal_span(f, t), t),
                  .head = t,
                  .entity = BL_NONE,
                  .kind = BL_MK_NOMINAL,
                  .type = (uint8_t)type,
                  .number = plural ? 2 : 1,
                  .gender = gender,
                  .confidence = 60};
  BL_PUSH(&f->doc->mentions, m);
}

/* ---- pronouns --------------------------------------------------------------------------------------------------- */

static bool in_relative_clause(const finder *f, uint32_t t) {
  for (int step = 0; step < 4 && t != BL_NONE; step++, t = f->doc->tokens.items[t].head)
    if (f->doc->tokens.items[t].dep == BL_DEP_ACL_RELCL) return true;
  return false;
}

static void add_pronoun(finder *f, uint32_t t) {
  const bl_token *token = &f->doc->tokens.items[t];
  if ((token->upos != BL_POS_PRON && token->upos != BL_POS_DET) || f->name_of[t] != BL_NONE) return;
  const bl_pronoun *p = bl_pronoun_of(f->lexicon, bl_utf8_lower(f->arena, token->form));
  if (!p || p->person == '2' || token->dep == BL_DEP_EXPL || (token->upos == BL_POS_DET && token->dep == BL_DEP_DET))
    return;
  if (p->person == 'r' && !in_relative_clause(f, t)) return;
  bool person = p->gender == 'm' || p->gender == 'f' || p->gender == 'p';
  bl_etype type = person ? BL_ET_PERSON : p->person == '1' ? BL_ET_GROUP : BL_ET_OTHER;
  bl_mention m = {.tokens = {t, t + 1},
                  .head = t,
                  .entity = BL_NONE,
                  .kind = BL_MK_PRONOUN,
                  .type = (uint8_t)type,
                  .number = p->number,
                  .gender = (uint8_t)(p->gender == 'p' ? 0 : p->gender),
                  .confidence = 90}; /* less where the antecedent is a guess (coref_pronouns.c) */
  BL_PUSH(&f->doc->mentions, m);
}

static int by_place(const void *a, const void *b) {
  const bl_mention *x = a, *y = b;
  if (x->tokens.begin != y->tokens.begin) return x->tokens.begin < y->tokens.begin ? -1 : 1;
  if (x->tokens.end != y->tokens.end) return x->tokens.end > y->tokens.end ? -1 : 1;
  return x->kind < y->kind ? -1 : x->kind > y->kind;
}

void cr_find_mentions(const bl_coref_lexicon *lexicon, bl_doc *doc, bl_arena *arena, const uint32_t *first_child,
                      const uint32_t *next_sibling) {
  finder f = {lexicon, doc, arena, first_child, next_sibling, BL_ARENA_NEW(arena, uint32_t, doc->tokens.count + 1)};
  for (uint32_t i = 0; i < doc->tokens.count; i++) f.name_of[i] = BL_NONE;
  uint32_t names = doc->mentions.count;
  for (uint32_t k = 0; k < names; k++) {
    const bl_mention *m = &doc->mentions.items[k];
    for (uint32_t i = m->tokens.begin; i < m->tokens.end; i++)
      if (f.name_of[i] == BL_NONE) f.name_of[i] = k;
  }
  for (uint32_t k = 0; k < names; k++) stretch_name(&f, k);
  for (uint32_t k = 0; k < names; k++) widen_region(&f, k);
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    add_nominal(&f, i);
    add_pronoun(&f, i);
  }
  if (doc->mentions.count) qsort(doc->mentions.items, doc->mentions.count, sizeof *doc->mentions.items, by_place);
}
