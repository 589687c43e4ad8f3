/* Who a description of a person is that tells something new of him: "Dana Roe chairs the panel. The former Globe editor insulted everyone."
 * Only where the sentences before tell of one person by name and of nobody else; see coref_work.h. */
#include "base/utf8.h"
#include "mention/coref_work.h"

static const bl_token *token_at(const cr_work *w, uint32_t t) { return &w->doc->tokens.items[t]; }

static bool is_subject(const cr_work *w, uint32_t i) {
  bl_dep dep = bl_dep_plain((bl_dep)cr_head(w, i)->dep);
  return dep == BL_DEP_NSUBJ;
}

/* Whether the words in front of the noun tell of somebody known: "the former editor", "the Lismore resident", "the 22-year-old". */
static bool is_telling(const cr_work *w, uint32_t i) {
  const bl_mention *m = cr_mention_at(w, i);
  bool telling = bl_str_eq_c(cr_head(w, i)->form, "old");
  for (uint32_t c = w->first_child[m->head]; c != BL_NONE; c = w->next_sibling[c]) {
    const bl_token *t = token_at(w, c);
    bl_str form = bl_utf8_lower(w->arena, t->form);
    if (t->dep == BL_DEP_NMOD_POSS || t->dep == BL_DEP_ACL_RELCL || t->dep == BL_DEP_ACL || t->dep == BL_DEP_CONJ || t->dep == BL_DEP_APPOS || t->dep == BL_DEP_NMOD) return false;
    if (c > m->head || (t->dep != BL_DEP_AMOD && t->dep != BL_DEP_COMPOUND)) continue;
    if (bl_is_person_word(w->lexicon, form, BL_PW_APART)) return false; /* "the other one" */
    bool age = bl_str_eq_c(form, "old") || bl_str_ends(form, BL_STR("-old"));
    bool capital = t->form.n && t->form.p[0] >= 'A' && t->form.p[0] <= 'Z';
    telling |= age || bl_str_eq_c(form, "former") || capital;
  }
  return telling;
}

/* Offices and ranks have many bearers, whom the reader knows: "the French president" need not be told of before. */
static bool is_office(const cr_work *w, uint32_t i) {
  bl_str noun = bl_utf8_lower(w->arena, cr_head(w, i)->lemma);
  return bl_lex_word_str(w->lexicon->names, noun) & BL_LX(TITLE) || bl_is_person_word(w->lexicon, noun, BL_PW_OFFICE);
}

/* Somebody whom the text tells of: a singular person, by name or not. */
static bool is_someone(const cr_work *w, uint32_t k) {
  const cr_cluster *c = cr_cluster_at(w, k);
  return cr_cluster_type(c) == BL_ET_PERSON && cr_mention_at(w, k)->number != 2 && w->mentions[k].person != '1';
}

/* "Roe's brother", "the head of Roe's party", "after Roe": named by the way. */
static bool is_by_the_way(const cr_work *w, uint32_t k) {
  bl_dep dep = bl_dep_plain((bl_dep)cr_head(w, k)->dep);
  return dep == BL_DEP_NMOD || dep == BL_DEP_COMPOUND || cr_head(w, k)->dep == BL_DEP_NMOD_POSS;
}

/* The one by name whom the sentence before, and this one up to the description, tells of as its subject, when nobody else does or suffers
 * anything there. */
uint32_t cr_person_described(const cr_work *w, uint32_t i) {
  const bl_mention *m = cr_mention_at(w, i);
  if (m->kind != BL_MK_NOMINAL || m->type != BL_ET_PERSON || m->number != 1 || w->mentions[i].definite != CR_DEFINITE || w->quoted[m->head]) return BL_NONE;
  if (!is_subject(w, i) || !is_telling(w, i) || is_office(w, i)) return BL_NONE;
  uint32_t who = BL_NONE;
  for (uint32_t k = i; k-- > 0 && cr_sentence(w, i) - cr_sentence(w, k) <= 1;)
    if (is_someone(w, k) && is_subject(w, k) && cr_sentence(w, k) + 1 == cr_sentence(w, i) && cr_cluster_at(w, k)->named) who = k; /* the first of the sentence */
  if (who == BL_NONE) return BL_NONE;
  for (uint32_t k = i; k-- > 0 && cr_sentence(w, i) - cr_sentence(w, k) <= 1;)
    if (is_someone(w, k) && !cr_overlap(w, i, k) && w->mentions[k].cluster != w->mentions[who].cluster && !is_by_the_way(w, k)) return BL_NONE;
  return who;
}
