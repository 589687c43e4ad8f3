/* Tense of the governing verb. With a tree: the first verb above the expression and its auxiliaries. Without: the
 * nearest word that shows a tense, those before it first. */
#include "mention/times_tense.h"

enum { REACH = 14, CLIMB = 12 };

static int word_tense(const bl_phrases *phrases, const bl_doc *doc, const bl_atom *atom) {
  int32_t value = 0;
  const bl_token *t = &doc->tokens.items[atom->token];
  if (bl_phrases_in_class(phrases, BL_STR("TENSE"), atom, &value)) return value;
  if (t->xpos == BL_XPOS_VBD) return -1;
  bool tagged = t->upos != BL_POS_X_ || t->xpos != BL_XPOS_NONE;
  return !tagged && atom->norm.n > 4 && bl_str_ends(atom->norm, BL_STR("ed")) ? -1 : 0;
}

static int near_tense(const bl_phrases *phrases, const bl_doc *doc, const bl_atoms *atoms, bl_span sentence,
                      uint32_t at) {
  for (uint32_t i = at; i > sentence.begin && i + REACH > at; i--) {
    int tense = word_tense(phrases, doc, &atoms->items.items[i - 1]);
    if (tense) return tense;
  }
  for (uint32_t i = at + 1; i < sentence.end && i < at + REACH; i++) {
    int tense = word_tense(phrases, doc, &atoms->items.items[i]);
    if (tense) return tense;
  }
  return 0;
}

/* The first verb above `token`, itself included; BL_NONE, too, when a noun stands between that has a time of its own.
 */
static uint32_t governing_verb(const bl_doc *doc, uint32_t token) {
  for (int i = 0; i < CLIMB && token != BL_NONE; i++) {
    const bl_token *t = &doc->tokens.items[token];
    bool verb = t->upos == BL_POS_VERB || t->upos == BL_POS_AUX;
    if (verb || bl_child_dep(doc, token, BL_DEP_COP) != BL_NONE) return token;
    bl_dep dep = bl_dep_plain((bl_dep)t->dep);
    if (dep == BL_DEP_NMOD || dep == BL_DEP_COMPOUND || dep == BL_DEP_APPOS) return BL_NONE;
    token = t->head;
  }
  return BL_NONE;
}

/* Tense of a verb by its auxiliaries, its form, and its meaning ("scheduled for Friday"). */
static int verb_tense(const bl_phrases *phrases, const bl_doc *doc, uint32_t verb) {
  const bl_token *v = &doc->tokens.items[verb];
  int32_t value = 0;
  if (bl_phrases_word_in_class(phrases, BL_STR("PLANNING"), v->form, &value)) return value;
  int tense = v->xpos == BL_XPOS_VBD || v->xpos == BL_XPOS_VBN ? -1 : 0;
  for (uint32_t c = bl_child(doc, verb, BL_NONE); c != BL_NONE; c = bl_child(doc, verb, c)) {
    const bl_token *t = &doc->tokens.items[c];
    bl_dep dep = bl_dep_plain((bl_dep)t->dep);
    if (dep == BL_DEP_MARK && t->xpos == BL_XPOS_TO) return 1;
    if (dep != BL_DEP_AUX && dep != BL_DEP_COP) continue;
    if (bl_phrases_word_in_class(phrases, BL_STR("AUXILIARY"), t->form, &value)) tense = value;
    if (value > 0) return 1;
  }
  return tense;
}

static int tree_tense(const bl_phrases *phrases, const bl_doc *doc, uint32_t token) {
  uint32_t verb = governing_verb(doc, token);
  for (int i = 0; i < 3 && verb != BL_NONE; i++) {
    int tense = verb_tense(phrases, doc, verb);
    if (tense) return 2 * tense;
    const bl_token *t = &doc->tokens.items[verb];
    if (t->head == BL_NONE || t->xpos == BL_XPOS_VBZ || t->xpos == BL_XPOS_VBP) return 0;
    verb = governing_verb(doc, t->head);
  }
  return 0;
}

/* The token of the expression that the others hang on. */
static uint32_t top_of(const bl_doc *doc, const bl_atoms *atoms, bl_span match) {
  uint32_t first = atoms->items.items[match.begin].token, last = atoms->items.items[match.end - 1].token;
  for (uint32_t t = first; t <= last; t++) {
    uint32_t head = doc->tokens.items[t].head;
    if (head == BL_NONE || head < first || head > last) return t;
  }
  return first;
}

int bl_tense_at(const bl_phrases *phrases, const bl_doc *doc, const bl_atoms *atoms, bl_span sentence, bl_span match) {
  uint32_t at = match.begin, token = top_of(doc, atoms, match);
  int32_t value = 0;
  bool led =
      at > sentence.begin && bl_phrases_in_class(phrases, BL_STR("LEADS_ON"), &atoms->items.items[at - 1], &value);
  if (led) return value;
  bool tree = doc->tokens.items[token].upos != BL_POS_X_;
  return tree ? tree_tense(phrases, doc, token) : near_tense(phrases, doc, atoms, sentence, at);
}
