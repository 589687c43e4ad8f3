/* Indexes of a document's trees: children lists, spans of subtrees, symbols of lemmas and case words, and which mention,
 * quantity and time stands at each token. All linear in the tokens. */
#include "claim/walk.h"

#include <string.h>

#include "base/utf8.h"

/* ---- indexes ---------------------------------------------------------------------------------------------------- */

static uint32_t *filled(bl_arena *arena, uint32_t count) {
  uint32_t *numbers = BL_ARENA_NEW(arena, uint32_t, count + 1);
  memset(numbers, 0xff, sizeof *numbers * (count + 1));
  return numbers;
}

static void link_children(bl_walk *w) {
  for (uint32_t i = w->count; i-- > 0;) {
    uint32_t head = w->doc->tokens.items[i].head;
    w->begin[i] = i;
    w->end[i] = i + 1;
    if (head >= w->count) continue;
    w->next[i] = w->first[head];
    w->first[head] = i;
  }
}

/* Widens the spans of all heads of each token; a walk up is bounded by the sentence, cycles by its length. */
static void span_subtrees(bl_walk *w) {
  for (uint32_t i = 0; i < w->count; i++) {
    uint32_t steps = 0;
    for (uint32_t h = w->doc->tokens.items[i].head; h < w->count && steps < 512; h = w->doc->tokens.items[h].head, steps++) {
      if (i < w->begin[h]) w->begin[h] = i;
      if (i + 1 > w->end[h]) w->end[h] = i + 1;
    }
  }
}

static uint32_t symbol_lower(const bl_walk *w, bl_str word) {
  char buffer[64];
  if (word.n >= sizeof buffer) return BL_NONE;
  for (size_t i = 0; i < word.n; i++) buffer[i] = (char)(word.p[i] >= 'A' && word.p[i] <= 'Z' ? word.p[i] + 32 : word.p[i]);
  uint32_t symbol = bl_symbol(&w->lexicon->words, (bl_str){buffer, word.n});
  if (symbol != BL_NONE || word.n < 6 || memcmp(buffer, "re-", 3) != 0) return symbol;
  memmove(buffer + 2, buffer + 3, word.n - 3); /* "re-capture" */
  return bl_symbol(&w->lexicon->words, (bl_str){buffer, word.n - 1});
}

/* The lemma by the dictionary of inflections where it knows the form, else the one that the parser gave. */
static uint32_t lemma_symbol(const bl_walk *w, const bl_token *token) {
  char buffer[32];
  bool verb = token->upos == BL_POS_VERB || token->upos == BL_POS_AUX;
  if ((verb || token->upos == BL_POS_NOUN) && token->form.n < sizeof buffer) {
    for (size_t i = 0; i < token->form.n; i++) buffer[i] = (char)(token->form.p[i] >= 'A' && token->form.p[i] <= 'Z' ? token->form.p[i] + 32 : token->form.p[i]);
    bl_str form = {buffer, token->form.n};
    uint32_t found = bl_wordbook_lemma(w->lexicon, form, verb);
    if (found == BL_NONE && bl_str_starts(form, BL_STR("re-"))) {
      memmove(buffer + 2, buffer + 3, form.n - 3);
      found = bl_wordbook_lemma(w->lexicon, (bl_str){buffer, form.n - 1}, verb);
    }
    if (found != BL_NONE) return found;
    if (token->xpos == BL_XPOS_VB || token->xpos == BL_XPOS_VBP || token->xpos == BL_XPOS_NN) {
      uint32_t same = symbol_lower(w, token->form); /* the base form as it stands */
      if (same != BL_NONE) return same;
    }
  }
  return symbol_lower(w, token->lemma.n ? token->lemma : token->form);
}

bl_str bl_lemma_text(const bl_walk *w, uint32_t t) {
  const bl_token *token = &w->doc->tokens.items[t];
  return w->lemma[t] != BL_NONE ? bl_symbol_name(&w->lexicon->words, w->lemma[t]) : token->lemma.n ? token->lemma : token->form;
}

static void add_word(char *buffer, size_t size, size_t *n, bl_str form) {
  if (*n && *n + 1 < size) buffer[(*n)++] = ' ';
  for (size_t i = 0; i < form.n && *n < size; i++)
    buffer[(*n)++] = (char)(form.p[i] >= 'A' && form.p[i] <= 'Z' ? form.p[i] + 32 : form.p[i]);
}

/* "out of", "because of", "according to": the case words of `t` with their fixed parts. When the whole is no known word,
 * the last one alone. */
static uint32_t case_symbol(const bl_walk *w, uint32_t t) {
  char buffer[64];
  size_t n = 0;
  uint32_t last = BL_NONE;
  BL_EACH_CHILD(w, c, t) {
    const bl_token *token = &w->doc->tokens.items[c];
    if (token->dep != BL_DEP_CASE || token->xpos == BL_XPOS_POS) continue;
    add_word(buffer, sizeof buffer, &n, token->form);
    last = c;
    BL_EACH_CHILD(w, f, c) if (w->doc->tokens.items[f].dep == BL_DEP_FIXED) add_word(buffer, sizeof buffer, &n, w->doc->tokens.items[f].form);
  }
  if (last == BL_NONE) return BL_NONE;
  uint32_t symbol = bl_symbol(&w->lexicon->words, (bl_str){buffer, n});
  return symbol != BL_NONE ? symbol : symbol_lower(w, w->doc->tokens.items[last].form);
}

static void cover_mentions(bl_walk *w) {
  for (uint32_t m = 0; m < w->doc->mentions.count; m++) {
    const bl_mention *mention = &w->doc->mentions.items[m];
    if (mention->tokens.end > w->count || mention->head >= w->count) continue;
    uint32_t old = w->mention[mention->head];
    uint32_t length = mention->tokens.end - mention->tokens.begin;
    if (old == BL_NONE || length > w->doc->mentions.items[old].tokens.end - w->doc->mentions.items[old].tokens.begin) w->mention[mention->head] = m;
    for (uint32_t t = mention->tokens.begin; t < mention->tokens.end; t++) {
      uint32_t o = w->cover[t];
      if (o == BL_NONE || length < w->doc->mentions.items[o].tokens.end - w->doc->mentions.items[o].tokens.begin) w->cover[t] = m;
    }
  }
}

/* "Ms Roe" with the title as its head: the title stands for the name. */
static void cover_titles(bl_walk *w) {
  for (uint32_t m = 0; m < w->doc->mentions.count; m++) {
    const bl_mention *name = &w->doc->mentions.items[m];
    if (name->kind != BL_MK_NAME || name->type != BL_ET_PERSON || name->head >= w->count || name->tokens.begin == 0) continue;
    uint32_t title = name->tokens.begin - 1;
    const bl_token *head = &w->doc->tokens.items[name->head];
    bool part = head->dep == BL_DEP_APPOS || bl_dep_plain((bl_dep)head->dep) == BL_DEP_FLAT;
    if (part && head->head == title && w->mention[title] == BL_NONE && w->doc->tokens.items[title].upos == BL_POS_PROPN) w->mention[title] = m;
  }
}

static void cover_values(bl_walk *w) {
  for (uint32_t q = 0; q < w->doc->quantities.count; q++) {
    bl_span s = w->doc->quantities.items[q].tokens;
    for (uint32_t t = s.begin; t < s.end && t < w->count; t++) w->quantity[t] = q;
    uint32_t counted = w->doc->quantities.items[q].counted;
    if (counted < w->count && w->counted[counted] == BL_NONE) w->counted[counted] = q;
  }
  for (uint32_t q = 0; q < w->doc->times.count; q++) {
    bl_span s = w->doc->times.items[q].tokens;
    for (uint32_t t = s.begin; t < s.end && t < w->count; t++) w->time[t] = q;
  }
}

/* "cease-fire" in three tokens is one noun, where the class of such nouns has it. */
static void join_hyphens(bl_walk *w) {
  for (uint32_t t = 2; t < w->count; t++) {
    const bl_token *k = &w->doc->tokens.items[t], *hyphen = k - 1, *front = k - 2;
    char word[48];
    if (k->upos != BL_POS_NOUN || !bl_str_eq_c(hyphen->form, "-") || front->sentence != k->sentence || w->lemma[t] == BL_NONE) continue;
    bl_str back = bl_symbol_name(&w->lexicon->words, w->lemma[t]);
    size_t n = 0;
    if (front->form.n + back.n + 2 > sizeof word) continue;
    add_word(word, sizeof word, &n, front->form);
    if (n == 0 || n + back.n + 1 > sizeof word) continue;
    word[n++] = '-';
    memcpy(word + n, back.p, back.n);
    uint32_t joined = bl_symbol(&w->lexicon->words, (bl_str){word, n + back.n});
    if (joined != BL_NONE && bl_wordbook_in(w->lexicon, joined, w->classes->joined)) w->lemma[t] = joined;
  }
}

void bl_walk_open(bl_walk *w, bl_doc *doc, const bl_wordbook *lexicon, const bl_classes *classes, bl_arena *arena) {
  *w = (bl_walk){.doc = doc, .lexicon = lexicon, .classes = classes, .arena = arena, .count = doc->tokens.count};
  uint32_t **all[] = {&w->first, &w->next, &w->begin, &w->end, &w->lemma, &w->prep, &w->mention, &w->cover, &w->quantity, &w->time, &w->counted};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) *all[i] = filled(arena, w->count);
  link_children(w);
  span_subtrees(w);
  for (uint32_t t = 0; t < w->count; t++) {
    const bl_token *token = &doc->tokens.items[t];
    w->lemma[t] = lemma_symbol(w, token);
    w->prep[t] = case_symbol(w, t);
  }
  join_hyphens(w);
  cover_mentions(w);
  cover_titles(w);
  cover_values(w);
}

/* ---- single tokens ---------------------------------------------------------------------------------------------- */

bool bl_word_is(const bl_walk *w, uint32_t token, const char *word) {
  return token < w->count && bl_str_eq_nocase(w->doc->tokens.items[token].form, bl_str_from(word));
}

bool bl_in_class(const bl_walk *w, uint32_t token, uint16_t class_id) {
  return token != BL_NONE && bl_wordbook_in(w->lexicon, w->lemma[token], class_id);
}

bool bl_has_prep(const bl_walk *w, uint32_t token, uint16_t class_id) { return bl_wordbook_in(w->lexicon, w->prep[token], class_id); }

bool bl_name_in_class(const bl_walk *w, bl_str name, uint16_t class_id) {
  return bl_wordbook_in(w->lexicon, bl_symbol(&w->lexicon->words, name), class_id);
}

bl_dep bl_plain_dep(const bl_walk *w, uint32_t token) { return bl_dep_plain((bl_dep)w->doc->tokens.items[token].dep); }

uint32_t bl_child_with(const bl_walk *w, uint32_t token, bl_dep dep) {
  BL_EACH_CHILD(w, c, token) {
    bl_dep d = (bl_dep)w->doc->tokens.items[c].dep;
    if (d == dep || bl_dep_plain(d) == dep) return c;
  }
  return BL_NONE;
}

bool bl_has_child(const bl_walk *w, uint32_t token, bl_dep dep) {
  BL_EACH_CHILD(w, c, token) if (w->doc->tokens.items[c].dep == dep) return true;
  return false;
}

bool bl_is_bare_gerund(const bl_walk *w, uint32_t token) {
  const bl_token *t = &w->doc->tokens.items[token];
  return t->xpos == BL_XPOS_VBG && (t->dep == BL_DEP_CSUBJ || t->dep == BL_DEP_NSUBJ) && !bl_has_child(w, token, BL_DEP_OBJ);
}

bool bl_is_verbal(const bl_walk *w, uint32_t token) {
  const bl_token *t = &w->doc->tokens.items[token];
  return t->upos == BL_POS_VERB || (t->upos == BL_POS_AUX && t->dep != BL_DEP_AUX && t->dep != BL_DEP_COP && t->dep != BL_DEP_AUX_PASS) ||
         bl_has_child(w, token, BL_DEP_COP);
}

bool bl_is_nominal(const bl_walk *w, uint32_t token) {
  switch (w->doc->tokens.items[token].upos) {
    case BL_POS_NOUN: case BL_POS_PROPN: case BL_POS_PRON: case BL_POS_NUM: case BL_POS_X_: case BL_POS_SYM: return true;
    default: return w->mention[token] != BL_NONE;
  }
}

bool bl_is_relative(const bl_walk *w, uint32_t token) {
  const bl_token *t = &w->doc->tokens.items[token];
  if (t->xpos == BL_XPOS_WDT || t->xpos == BL_XPOS_WP || t->xpos == BL_XPOS_WP_POSS) return true;
  return t->upos == BL_POS_PRON && bl_str_eq_nocase(t->form, BL_STR("that")) && t->head < w->count && w->doc->tokens.items[t->head].dep == BL_DEP_ACL_RELCL;
}

static bool has_aux(const bl_walk *w, uint32_t verb) {
  BL_EACH_CHILD(w, c, verb) if (bl_plain_dep(w, c) == BL_DEP_AUX) return true;
  return false;
}

/* A participle without an auxiliary is passive, unless it shares the active auxiliary of the verb it is joined to. */
bool bl_is_passive_verb(const bl_walk *w, uint32_t verb) {
  const bl_token *t = &w->doc->tokens.items[verb];
  if (bl_has_child(w, verb, BL_DEP_AUX_PASS) || bl_has_child(w, verb, BL_DEP_NSUBJ_PASS) || bl_has_child(w, verb, BL_DEP_CSUBJ_PASS)) return true;
  bool clause = t->dep == BL_DEP_ADVCL || t->dep == BL_DEP_ACL;
  if (t->xpos == BL_XPOS_VBD && clause && !bl_has_child(w, verb, BL_DEP_NSUBJ) && !bl_has_child(w, verb, BL_DEP_OBJ)) { /* "the faction headed by X" */
    BL_EACH_CHILD(w, c, verb)
      if (bl_plain_dep(w, c) == BL_DEP_OBL && w->time[c] == BL_NONE && w->prep[c] != BL_NONE && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[c]), "by")) return true;
  }
  bool elided = t->dep == BL_DEP_CONJ && t->head < w->count && (t->xpos == BL_XPOS_VBN || t->xpos == BL_XPOS_VBD) && bl_has_child(w, verb, BL_DEP_NSUBJ) && !bl_has_child(w, verb, BL_DEP_OBJ);
  if (elided && !has_aux(w, verb) && (bl_in_class(w, verb, w->classes->death) || bl_in_class(w, verb, w->classes->harm)) && bl_has_child(w, t->head, BL_DEP_AUX_PASS)) return true; /* "9 were killed and 30 injured" */
  if (t->xpos != BL_XPOS_VBN || has_aux(w, verb)) return false;
  if (t->dep == BL_DEP_CONJ && t->head < w->count && bl_is_verbal(w, t->head) && !bl_has_child(w, verb, BL_DEP_NSUBJ)) return bl_is_passive_verb(w, t->head);
  if (bl_has_child(w, verb, BL_DEP_NSUBJ)) return !bl_has_child(w, verb, BL_DEP_OBJ) && t->dep == BL_DEP_ROOT; /* "Man held after ..." */
  return true;
}

uint32_t bl_particle_of(const bl_walk *w, uint32_t verb) {
  if (verb + 1 < w->count && w->doc->tokens.items[verb + 1].xpos == BL_XPOS_RP && w->doc->tokens.items[verb + 1].dep == BL_DEP_CASE) return verb + 1; /* hung on the object */
  BL_EACH_CHILD(w, c, verb) {
    const bl_token *t = &w->doc->tokens.items[c];
    if (t->dep == BL_DEP_COMPOUND_PRT) return c;
    bool near = c == verb + 1 && t->dep == BL_DEP_ADVMOD && w->first[c] == BL_NONE;
    if (near && (t->xpos == BL_XPOS_RP || t->xpos == BL_XPOS_RB || t->xpos == BL_XPOS_IN) && bl_in_class(w, c, w->classes->particle)) return c;
  }
  return BL_NONE;
}

bool bl_prep_is(const bl_walk *w, uint32_t t, const char *prep) { return w->prep[t] != BL_NONE && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[t]), prep); }

bool bl_is_named(const bl_walk *w, uint32_t t) {
  if (w->mention[t] == BL_NONE) return false;
  uint32_t entity = w->doc->mentions.items[w->mention[t]].entity;
  return entity < w->doc->entities.count && w->doc->entities.items[entity].named;
}

uint32_t bl_content_words(const bl_walk *w, uint32_t token) {
  bl_span span = bl_phrase_span(w, token);
  uint32_t words = 0;
  for (uint32_t t = span.begin; t < span.end; t++) {
    uint8_t pos = w->doc->tokens.items[t].upos;
    words += pos == BL_POS_NOUN || pos == BL_POS_PROPN || pos == BL_POS_ADJ || pos == BL_POS_NUM || pos == BL_POS_VERB;
  }
  return words;
}

/* "some Peruvians", "most of the Democrats": a part of those named. */
static bool is_part_word(const bl_walk *w, uint32_t t) { return bl_in_class(w, t, w->classes->some) || bl_in_class(w, t, w->classes->most); }

bool bl_is_partitive(const bl_walk *w, uint32_t token) {
  const bl_token *t = &w->doc->tokens.items[token];
  bool fraction = bl_in_class(w, token, w->classes->fraction) && t->upos == BL_POS_NOUN && bl_plain_dep(w, token) == BL_DEP_NSUBJ; /* "a third of voters" */
  if (!fraction && t->upos != BL_POS_NUM && !bl_str_eq_nocase(t->form, BL_STR("one")) && !is_part_word(w, token) && !bl_in_class(w, token, w->classes->share_word)) return false;
  BL_EACH_CHILD(w, c, token) {
    bool of = bl_plain_dep(w, c) == BL_DEP_NMOD && c > token && w->prep[c] != BL_NONE && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[c]), "of");
    if (of && (fraction || bl_has_child(w, c, BL_DEP_DET) || bl_has_child(w, c, BL_DEP_NMOD_POSS))) return true;
  }
  return false;
}

/* "a Republican", "another Peruvian": one of them. */
static bool one_of_group(const bl_walk *w, uint32_t token, const bl_mention *group) {
  static const char *const ones[] = {"a", "an", "another", "every", "each", "any"};
  if (group->type != BL_ET_GROUP || w->doc->tokens.items[token].xpos != BL_XPOS_NNP || group->tokens.end - group->tokens.begin > 1) return false;
  uint32_t det = bl_child_with(w, token, BL_DEP_DET);
  for (size_t i = 0; det != BL_NONE && i < sizeof ones / sizeof *ones; i++)
    if (bl_str_eq_nocase(w->doc->tokens.items[det].form, bl_str_from(ones[i]))) return true;
  return false;
}

bool bl_is_narrowed(const bl_walk *w, uint32_t token) {
  const bl_mention *m = w->mention[token] == BL_NONE ? NULL : &w->doc->mentions.items[w->mention[token]];
  const bl_token *t = &w->doc->tokens.items[token];
  bool plural = t->xpos == BL_XPOS_NNPS || (t->xpos == BL_XPOS_NNS && t->form.p[0] >= 'A' && t->form.p[0] <= 'Z');
  if (m && (m->kind == BL_MK_NAME || m->kind == BL_MK_DEMONYM) && one_of_group(w, token, m)) return true;
  if (!m || m->kind == BL_MK_NOMINAL || m->kind == BL_MK_PRONOUN || m->type == BL_ET_PERSON || !plural || m->tokens.end - m->tokens.begin > 1) return false;
  BL_EACH_CHILD(w, c, token) {
    bl_dep d = bl_plain_dep(w, c);
    if (c < m->tokens.begin && (d == BL_DEP_AMOD || d == BL_DEP_DET) && is_part_word(w, c)) return true;
    if (c >= m->tokens.begin || (d != BL_DEP_AMOD && d != BL_DEP_COMPOUND && d != BL_DEP_NMOD) || w->doc->tokens.items[c].dep == BL_DEP_NMOD_POSS) continue;
    if (!bl_in_class(w, c, w->classes->quantifier) && !bl_in_class(w, c, w->classes->some) && !bl_in_class(w, c, w->classes->only) && w->quantity[c] == BL_NONE && !bl_str_eq_nocase(w->doc->tokens.items[c].form, BL_STR("other")) && !bl_str_eq_nocase(w->doc->tokens.items[c].form, BL_STR("own"))) return true;
  }
  bl_str before = token >= 2 ? w->doc->tokens.items[token - 2].form : (bl_str){0};
  if (!before.n || before.p[0] < 'A' || before.p[0] > 'Z') return false; /* "anti-Peruvians" */
  return w->doc->tokens.items[token - 1].xpos == BL_XPOS_HYPH && w->doc->tokens.items[token - 1].sentence == t->sentence && m->tokens.begin == token; /* "African-Americans" */
}

bool bl_marked(const bl_walk *w, uint32_t verb, uint16_t class_id) {
  BL_EACH_CHILD(w, c, verb) if (w->doc->tokens.items[c].dep == BL_DEP_MARK && bl_in_class(w, c, class_id)) return true;
  return false;
}

bool bl_marked_to(const bl_walk *w, uint32_t verb) {
  BL_EACH_CHILD(w, c, verb) if (w->doc->tokens.items[c].dep == BL_DEP_MARK && bl_str_eq_nocase(w->doc->tokens.items[c].form, BL_STR("to"))) return true;
  return false;
}

const bl_mention *bl_name_at(const bl_walk *w, uint32_t token) {
  const bl_mention *m = w->mention[token] == BL_NONE ? NULL : &w->doc->mentions.items[w->mention[token]];
  return m && m->kind == BL_MK_NAME ? m : NULL;
}

bool bl_is_below(const bl_walk *w, uint32_t token, uint32_t above) {
  for (uint32_t steps = 0; token < w->count && steps < 512; token = w->doc->tokens.items[token].head, steps++)
    if (token == above) return true;
  return false;
}

uint32_t bl_clause_of(const bl_walk *w, uint32_t token) {
  for (uint32_t steps = 0; token < w->count && steps < 512; token = w->doc->tokens.items[token].head, steps++)
    if (bl_is_verbal(w, token) && !bl_is_bare_gerund(w, token)) return token;
  return BL_NONE;
}

/* ---- conditions ------------------------------------------------------------------------------------------------- */

static const uint32_t ACTOR_TYPES = 1u << BL_ET_PERSON | 1u << BL_ET_ARMED_GROUP | 1u << BL_ET_ORGANIZATION | 1u << BL_ET_COUNTRY;
static const uint32_t ACTING_TYPES = 1u << BL_ET_OTHER | 1u << BL_ET_REGION | 1u << BL_ET_DISTRICT | 1u << BL_ET_CITY | 1u << BL_ET_PLACE;
static const uint32_t GROUP_TYPES = 1u << BL_ET_GROUP | 1u << BL_ET_ARMED_GROUP | 1u << BL_ET_ORGANIZATION;

/* Types of the mention at a token; nouns of persons and groups count as such though nothing marked them. */
static uint32_t types_at(const bl_walk *w, uint32_t token) {
  uint32_t m = w->mention[token], bits = 0;
  const bl_token *t = &w->doc->tokens.items[token];
  if (m != BL_NONE) {
    const bl_mention *mention = &w->doc->mentions.items[m];
    bits |= BL_COND_ANYTYPE | BL_COND_ENTITY;
    uint8_t type = mention->type;
    if (mention->entity < w->doc->entities.count) {
      const bl_entity *entity = &w->doc->entities.items[mention->entity];
      if (entity->named) bits |= BL_COND_KNOWN;
      if (mention->kind == BL_MK_PRONOUN || type == BL_ET_OTHER) type = entity->type;
    }
    bits |= 1u << type;
    if (mention->kind == BL_MK_PRONOUN) bits |= BL_COND_PRONOUN;
    if (mention->kind != BL_MK_PRONOUN && mention->kind != BL_MK_NOMINAL) bits |= BL_COND_NAMED;
  }
  if (m == BL_NONE || w->doc->mentions.items[m].type == BL_ET_OTHER) {
    if (bl_in_class(w, token, w->classes->person_noun)) bits |= 1u << BL_ET_PERSON | BL_COND_ENTITY;
    if (bl_in_class(w, token, w->classes->group_noun)) bits |= GROUP_TYPES | BL_COND_ENTITY;
    if (bl_in_class(w, token, w->classes->place_noun)) bits |= 1u << BL_ET_PLACE | BL_COND_ENTITY;
    if (t->upos == BL_POS_PROPN) bits |= BL_COND_ENTITY;
  }
  if (t->upos == BL_POS_PRON) bits |= BL_COND_PRONOUN;
  if (t->upos == BL_POS_NOUN) bits |= BL_COND_COMMON;
  if (t->xpos == BL_XPOS_NNS || t->xpos == BL_XPOS_NNPS) bits |= BL_COND_PLURAL;
  if (w->time[token] == BL_NONE && bl_in_class(w, token, w->classes->event_noun)) bits |= BL_COND_EVENT;
  if (w->time[token] != BL_NONE) bits |= BL_COND_TIME;
  return bits;
}

static bool is_measured(const bl_walk *w, uint32_t token) {
  uint32_t q = bl_quantity_at(w, token);
  if (q == BL_NONE) return false;
  uint8_t kind = w->doc->quantities.items[q].kind;
  if (kind == BL_QK_MONEY || kind == BL_QK_PERCENT || kind == BL_QK_MEASURE) return true;
  return kind == BL_QK_CARDINAL && w->doc->tokens.items[token].upos == BL_POS_NUM;
}

/* "part of the aid", "thousands of soldiers": a class of words may be that of what is counted. */
static uint32_t counted_at(const bl_walk *w, uint32_t token) {
  if (!bl_in_class(w, token, w->classes->quantifier) && w->doc->tokens.items[token].upos != BL_POS_NUM) return BL_NONE;
  BL_EACH_CHILD(w, c, token)
    if (bl_plain_dep(w, c) == BL_DEP_NMOD && c > token && w->prep[c] != BL_NONE && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[c]), "of")) return c;
  return BL_NONE;
}

static bool counted_in_class(const bl_walk *w, uint32_t token, uint16_t class_id) {
  if (!bl_in_class(w, token, w->classes->quantifier) && w->doc->tokens.items[token].upos != BL_POS_NUM && w->quantity[token] == BL_NONE) return false;
  BL_EACH_CHILD(w, c, token)
    if (bl_plain_dep(w, c) == BL_DEP_NMOD && c > token && w->prep[c] != BL_NONE && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[c]), "of")) return bl_in_class(w, c, class_id);
  return false;
}

bool bl_cond_holds(const bl_walk *w, uint32_t token, const bl_cond *cond) {
  if (!cond->types && !cond->not_types && cond->class_id == UINT16_MAX) return true;
  bool holds = true;
  if (cond->types) {
    uint32_t bits = types_at(w, token), plain = cond->types & ((1u << BL_ET_COUNT) - 1), special = cond->types & ~plain;
    if (plain && !(bits & plain)) holds = false;
    uint32_t counted = !holds && (plain & ACTOR_TYPES) == ACTOR_TYPES ? counted_at(w, token) : BL_NONE;
    if (counted != BL_NONE) bits |= types_at(w, counted); /* "thousands of people fled" */
    if (counted != BL_NONE && bits & plain) holds = true;
    /* names of cities and regions act ("Leeds beat Hull"), and so do names that nobody could type */
    if (!holds && (plain & ACTOR_TYPES) == ACTOR_TYPES && bits & BL_COND_NAMED && !(bits & (BL_COND_TIME | BL_COND_EVENT)) && bits & ACTING_TYPES) holds = true;
    if (special & BL_COND_NUMBER) {
      if (bl_quantity_at(w, token) == BL_NONE) holds = false;
      special &= ~(uint32_t)BL_COND_NUMBER;
    }
    if (special & BL_COND_MEASURED) {
      if (!is_measured(w, token)) holds = false;
      special &= ~(uint32_t)BL_COND_MEASURED;
    }
    if (special & BL_COND_CLEAR) {
      if (!bl_is_clear(w, token)) holds = false;
      special &= ~(uint32_t)BL_COND_CLEAR;
    }
    if ((bits & special) != special) holds = false;
    bool site = !(bits & plain) && plain & 1u << BL_ET_PLACE && !(plain & 1u << BL_ET_ORGANIZATION) && bits & 1u << BL_ET_ORGANIZATION; /* "outside Lima University" */
    if (site && bl_in_class(w, token, w->classes->place_noun) && (bits & special) == special) holds = true;
  }
  if (holds && cond->not_types && types_at(w, token) & cond->not_types) holds = false;
  if (holds && cond->class_id != UINT16_MAX) holds = (bl_in_class(w, token, cond->class_id) || counted_in_class(w, token, cond->class_id)) != cond->other_class;
  return holds != cond->negated;
}

bool bl_killed_or_injured(const bl_walk *w, uint32_t trigger, bool *second) {
  const bl_classes *k = w->classes;
  bool harm = bl_in_class(w, trigger, k->harm);
  if (!harm && !bl_in_class(w, trigger, k->death)) return false;
  uint32_t other = BL_NONE, first = trigger;
  if (w->doc->tokens.items[trigger].dep == BL_DEP_CONJ) first = w->doc->tokens.items[trigger].head;
  *second = first != trigger;
  if (first >= w->count) return false;
  BL_EACH_CHILD(w, c, first) {
    if (w->doc->tokens.items[c].dep != BL_DEP_CONJ || !(bl_in_class(w, c, k->harm) || bl_in_class(w, c, k->death))) continue;
    if (bl_in_class(w, c, k->harm) == bl_in_class(w, first, k->harm)) continue; /* "perished or died" */
    BL_EACH_CHILD(w, cc, c) if (w->doc->tokens.items[cc].dep == BL_DEP_CC && bl_str_eq_c(w->doc->tokens.items[cc].lemma, "or")) other = c;
  }
  return other != BL_NONE;
}
