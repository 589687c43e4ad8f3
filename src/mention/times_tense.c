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

static uint32_t governing_verb(const bl_doc *doc, uint32_t token) {
  for (int i = 0; i < CLIMB && token != BL_NONE; i++) {
    const bl_token *t = &doc->tokens.items[token];
    if (t->upos == BL_POS_VERB || t->upos == BL_POS_AUX) return token;
    if (bl_child_dep(doc, token, BL_DEP_COP) != BL_NONE) return token;
    token = t->head;
  }
  return BL_NONE;
}

static bool is_any(bl_str form, const char *const *words) {
  for (; *words; words++)
    if (bl_str_eq_nocase(form, bl_str_from(*words))) return true;
  return false;
}

/* Tense of a verb by itself and its auxiliaries. */
static int verb_tense(const bl_doc *doc, uint32_t verb) {
  static const char *const future[] = {"will",  "'ll",   "wo",     "shall", "would", "may",
                                       "might", "could", "should", "can",   NULL};
  static const char *const past[] = {"was", "were", "had", "has", "have", "'ve", "did", "been", NULL};
  int tense = doc->tokens.items[verb].xpos == BL_XPOS_VBD ? -1 : 0;
  for (uint32_t c = bl_child(doc, verb, BL_NONE); c != BL_NONE; c = bl_child(doc, verb, c)) {
    const bl_token *t = &doc->tokens.items[c];
    bl_dep dep = bl_dep_plain((bl_dep)t->dep);
    if (dep != BL_DEP_AUX && dep != BL_DEP_COP && dep != BL_DEP_MARK) continue;
    if (is_any(t->form, future)) return 1;
    if (dep == BL_DEP_MARK && t->xpos == BL_XPOS_TO) return 1;
    if (is_any(t->form, past)) tense = -1;
  }
  return tense;
}

static int tree_tense(const bl_doc *doc, uint32_t token) {
  uint32_t verb = governing_verb(doc, token);
  for (int i = 0; i < 3 && verb != BL_NONE; i++) {
    int tense = verb_tense(doc, verb);
    if (tense) return tense;
    const bl_token *t = &doc->tokens.items[verb];
    if (t->head == BL_NONE || t->xpos == BL_XPOS_VBZ || t->xpos == BL_XPOS_VBP) return 0;
    verb = governing_verb(doc, t->head);
  }
  return 0;
}

int bl_tense_at(const bl_phrases *phrases, const bl_doc *doc, const bl_atoms *atoms, bl_span sentence, uint32_t at) {
  uint32_t token = atoms->items.items[at].token;
  bool tree = doc->tokens.items[token].upos != BL_POS_X_;
  return tree ? tree_tense(doc, token) : near_tense(phrases, doc, atoms, sentence, at);
}
