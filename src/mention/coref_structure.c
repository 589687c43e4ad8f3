/* Sieves over the tree: apposition, titles before names, predicates after a copula, relative pronouns. They join a nominal
 * with a name or another nominal, never two names. */
#include "base/utf8.h"
#include "mention/coref_work.h"

static const bl_mention *mention(const cr_work *w, uint32_t i) { return &w->doc->mentions.items[i]; }

static bool both_named(const cr_work *w, uint32_t a, uint32_t b) {
  return w->clusters[w->mentions[a].cluster].named && w->clusters[w->mentions[b].cluster].named;
}

/* Joins by structure: types must agree, and a name of one person takes a description of one. */
static void join(cr_work *w, uint32_t a, uint32_t b) {
  if (a == BL_NONE || b == BL_NONE || a == b || both_named(w, a, b)) return;
  const bl_mention *x = mention(w, a), *y = mention(w, b);
  if (x->kind == BL_MK_DEMONYM || y->kind == BL_MK_DEMONYM) return;
  if (x->number && y->number && x->number != y->number && cr_family((bl_etype)x->type) != 3) return;
  if (cr_try_merge(w, a, b)) w->mentions[a].linked = w->mentions[b].linked = true;
}

static bool has_child(const cr_work *w, uint32_t t, bl_dep dep) {
  for (uint32_t c = w->first_child[t]; c != BL_NONE; c = w->next_sibling[c])
    if (w->doc->tokens.items[c].dep == dep) return true;
  return false;
}

static bool negated_or_modal(const cr_work *w, uint32_t t) {
  for (uint32_t c = w->first_child[t]; c != BL_NONE; c = w->next_sibling[c]) {
    const bl_token *k = &w->doc->tokens.items[c];
    if (k->xpos == BL_XPOS_MD || k->dep == BL_DEP_MARK || k->dep == BL_DEP_CASE) return true;
    if (k->upos == BL_POS_PART && (bl_str_eq_c(k->form, "not") || bl_str_eq_c(k->form, "n't") || bl_str_eq_c(k->form, "n’t"))) return true;
    if (bl_str_eq_c(k->form, "no") || bl_str_eq_c(k->form, "never")) return true;
  }
  return false;
}

static void link_apposition(cr_work *w, uint32_t t) {
  const bl_token *k = &w->doc->tokens.items[t];
  if (k->head == BL_NONE || k->dep != BL_DEP_APPOS) return;
  join(w, w->at_head[k->head], w->at_head[t]);
}

/* "X is a Y": the predicate is the head of the clause. */
static void link_predicate(cr_work *w, uint32_t t) {
  if (w->at_head[t] == BL_NONE || !has_child(w, t, BL_DEP_COP) || negated_or_modal(w, t)) return;
  if (mention(w, w->at_head[t])->kind != BL_MK_NOMINAL) return;
  for (uint32_t c = w->first_child[t]; c != BL_NONE; c = w->next_sibling[c])
    if (w->doc->tokens.items[c].dep == BL_DEP_NSUBJ && w->at_head[c] != BL_NONE && mention(w, w->at_head[c])->kind != BL_MK_PRONOUN)
      join(w, w->at_head[c], w->at_head[t]);
}

/* "police commander Amina Haddad", "the terror group Harlan Front": the name begins right behind the noun. */
static void link_title(cr_work *w, uint32_t i) {
  const bl_mention *name = mention(w, i);
  if (name->kind != BL_MK_NAME || w->mentions[i].nested || name->tokens.begin == 0) return;
  uint32_t t = name->tokens.begin - 1;
  const bl_token *k = &w->doc->tokens.items[t];
  if (k->sentence != w->doc->tokens.items[name->head].sentence || w->at_head[t] == BL_NONE) return;
  uint32_t title = w->at_head[t];
  if (mention(w, title)->kind != BL_MK_NOMINAL || mention(w, title)->number == 2) return;
  bool tree = k->head == name->head || w->doc->tokens.items[name->head].head == t;
  bool person = name->type == BL_ET_PERSON && mention(w, title)->type == BL_ET_PERSON;
  if (tree || person) join(w, i, title);
}

static void link_relative(cr_work *w, uint32_t i) {
  const bl_mention *m = mention(w, i);
  if (m->kind != BL_MK_PRONOUN || w->mentions[i].person != 'r') return;
  uint32_t t = m->head;
  for (int step = 0; step < 4 && t != BL_NONE && w->doc->tokens.items[t].dep != BL_DEP_ACL_RELCL; step++) t = w->doc->tokens.items[t].head;
  if (t == BL_NONE || w->doc->tokens.items[t].dep != BL_DEP_ACL_RELCL || w->doc->tokens.items[t].head == BL_NONE) return;
  uint32_t antecedent = w->at_head[w->doc->tokens.items[t].head];
  if (antecedent == BL_NONE || mention(w, antecedent)->head > m->head) return;
  w->clusters[w->mentions[i].cluster].number = 0;
  w->clusters[w->mentions[i].cluster].gender = 0;
  w->clusters[w->mentions[i].cluster].votes[BL_ET_PERSON] = 0;
  if (cr_try_merge(w, antecedent, i)) w->mentions[i].linked = true;
}

void cr_link_structure(cr_work *w) {
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) link_title(w, i);
  for (uint32_t t = 0; t < w->doc->tokens.count; t++) {
    link_apposition(w, t);
    link_predicate(w, t);
  }
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) link_relative(w, i);
}
