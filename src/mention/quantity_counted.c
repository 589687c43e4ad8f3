/* Who or what is counted: "60 people" (the noun above the number), "dozens of people", "60 of the fighters" (the noun
 * below it behind "of"). */
#include "mention/quantity_counted.h"

enum { REACH = 6 };

static bool is_noun(const bl_token *t) {
  return t->upos == BL_POS_NOUN || t->upos == BL_POS_PROPN || t->upos == BL_POS_PRON;
}

/* The token of the span that the others hang on: the one whose head lies outside. */
static uint32_t top_of(const bl_doc *doc, bl_span tokens) {
  for (uint32_t i = tokens.begin; i < tokens.end; i++) {
    uint32_t head = doc->tokens.items[i].head;
    bool inside = head != BL_NONE && head >= tokens.begin && head < tokens.end;
    const bl_token *t = &doc->tokens.items[i];
    bool light = t->upos == BL_POS_ADV || t->upos == BL_POS_ADP || t->upos == BL_POS_ADJ || t->upos == BL_POS_PUNCT;
    if (!inside && !light) return i;
  }
  return BL_NONE;
}

/* A noun below `token` behind the span with "of". */
static uint32_t below_of(const bl_doc *doc, uint32_t token, bl_span tokens) {
  for (uint32_t c = bl_child(doc, token, BL_NONE); c != BL_NONE; c = bl_child(doc, token, c)) {
    if (c < tokens.end || bl_dep_plain((bl_dep)doc->tokens.items[c].dep) != BL_DEP_NMOD ||
        !is_noun(&doc->tokens.items[c]))
      continue;
    uint32_t mark = bl_child_dep(doc, c, BL_DEP_CASE);
    if (mark != BL_NONE && bl_str_eq_nocase(doc->tokens.items[mark].form, BL_STR("of"))) return c;
  }
  return BL_NONE;
}

static uint32_t by_tree(const bl_doc *doc, bl_span tokens) {
  uint32_t top = top_of(doc, tokens);
  if (top == BL_NONE) return BL_NONE;
  const bl_token *t = &doc->tokens.items[top];
  uint32_t below = below_of(doc, top, tokens);
  if (below != BL_NONE) return below;
  bl_dep dep = bl_dep_plain((bl_dep)t->dep);
  bool counts =
      dep == BL_DEP_NUMMOD || dep == BL_DEP_AMOD || dep == BL_DEP_COMPOUND || dep == BL_DEP_NMOD || dep == BL_DEP_DET;
  return counts && t->head != BL_NONE && t->head >= tokens.end && is_noun(&doc->tokens.items[t->head]) ? t->head
                                                                                                       : BL_NONE;
}

/* The noun that ends the noun group right behind the span. */
static uint32_t by_tags(const bl_doc *doc, bl_span tokens) {
  uint32_t end = doc->sentences.items[doc->tokens.items[tokens.begin].sentence].tokens.end, found = BL_NONE;
  for (uint32_t i = tokens.end; i < end && i < tokens.end + REACH; i++) {
    const bl_token *t = &doc->tokens.items[i];
    bool noun = t->upos == BL_POS_NOUN || t->upos == BL_POS_PROPN;
    bool before = t->upos == BL_POS_ADJ || t->upos == BL_POS_DET || t->upos == BL_POS_NUM ||
                  bl_str_eq_c(t->form, "of") || t->upos == BL_POS_PUNCT;
    if (t->upos == BL_POS_PUNCT && !bl_str_eq_c(t->form, "-")) break;
    if (found != BL_NONE && !noun) break;
    if (!noun && !before) break;
    if (noun) found = i;
  }
  return found;
}

static uint32_t by_words(const bl_phrases *phrases, const bl_doc *doc, const bl_atoms *atoms, bl_span tokens,
                         uint32_t next) {
  uint32_t end = doc->sentences.items[doc->tokens.items[tokens.begin].sentence].tokens.end;
  int32_t value;
  for (uint32_t i = next; i < atoms->items.count && i < next + 3; i++) {
    const bl_atom *a = &atoms->items.items[i];
    if (a->token >= end) break;
    bool of = bl_str_eq_c(a->norm, "of") || bl_str_eq_c(a->norm, "the") || bl_str_eq_c(a->norm, "their");
    if (of && i < next + 2) continue;
    unsigned char first = a->norm.n ? (unsigned char)a->norm.p[0] : 0;
    bool word = first >= 128 || (first >= 'a' && first <= 'z');
    return word && !bl_phrases_in_class(phrases, BL_STR("NOT_COUNTED"), a, &value) ? a->token : BL_NONE;
  }
  return BL_NONE;
}

uint32_t bl_counted_by(const bl_phrases *phrases, const bl_doc *doc, const bl_atoms *atoms, bl_span tokens,
                       uint32_t next_atom) {
  const bl_token *t = &doc->tokens.items[tokens.end - 1];
  if (t->upos == BL_POS_X_ && t->xpos == BL_XPOS_NONE) return by_words(phrases, doc, atoms, tokens, next_atom);
  uint32_t counted = by_tree(doc, tokens);
  return counted != BL_NONE ? counted : by_tags(doc, tokens);
}
