/* Sieves over the tree: apposition, titles before names, predicates after a copula, relative pronouns. They join a
 * nominal with a name or another nominal, never two names. */
#include "base/utf8.h"
#include "mention/coref_work.h"

enum { CLASS_WEIGHT = 6 };

static const bl_mention *mention(const cr_work *w, uint32_t i) { return &w->doc->mentions.items[i]; }

static bool both_named(const cr_work *w, uint32_t a, uint32_t b) {
  return w->clusters[w->mentions[a].cluster].named && w->clusters[w->mentions[b].cluster].named;
}

/* "the banks Roe and Hale", "a club for players, the Blue Club": several are not the one body that is named; but rebels are their
 * movement, players their team. */
static bool several_for_one(const bl_mention *x, const bl_mention *y) {
  const bl_mention *name = x->kind == BL_MK_NAME ? x : y, *noun = name == x ? y : x;
  if (name->kind != BL_MK_NAME || noun->kind != BL_MK_NOMINAL || noun->number != 2 || name->number == 2) return false;
  if (name->type == BL_ET_PERSON || noun->type == BL_ET_GROUP) return name->type != BL_ET_ARMED_GROUP && name->type != BL_ET_GROUP;
  return cr_family((bl_etype)name->type) == 3;
}

/* Joins by structure: types must agree, and a name of one person takes a description of one. */
static void join(cr_work *w, uint32_t a, uint32_t b) {
  if (a == BL_NONE || b == BL_NONE || a == b || both_named(w, a, b)) return;
  const bl_mention *x = mention(w, a), *y = mention(w, b);
  if (x->kind == BL_MK_DEMONYM || y->kind == BL_MK_DEMONYM) return;
  if (x->number && y->number && x->number != y->number && cr_family((bl_etype)x->type) != 3) return;
  if (several_for_one(x, y) || w->dateline[x->head] || w->dateline[y->head]) return;
  bl_etype class_type = (bl_etype)(y->kind == BL_MK_NOMINAL ? y->type : x->type);
  if (!cr_try_merge(w, a, b)) return;
  w->mentions[a].linked = w->mentions[b].linked = true;
  bool place_class = class_type == BL_ET_REGION || class_type == BL_ET_DISTRICT || class_type == BL_ET_CITY;
  if (place_class)
    w->clusters[w->mentions[a].cluster].votes[class_type] += CLASS_WEIGHT; /* its class in so many words */
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
    if (k->upos == BL_POS_PART &&
        (bl_str_eq_c(k->form, "not") || bl_str_eq_c(k->form, "n't") || bl_str_eq_c(k->form, "n’t")))
      return true;
    if (bl_str_eq_c(k->form, "no") || bl_str_eq_c(k->form, "never")) return true;
  }
  return false;
}

static void link_apposition(cr_work *w, uint32_t t) {
  const bl_token *k = &w->doc->tokens.items[t];
  if (k->head == BL_NONE || k->dep != BL_DEP_APPOS) return;
  uint32_t named = k->head; /* "A and B, a teacher": the apposition hangs on A but is said of B */
  for (uint32_t c = w->first_child[k->head]; c != BL_NONE && c < t; c = w->next_sibling[c])
    if (w->doc->tokens.items[c].dep == BL_DEP_CONJ && w->at_head[c] != BL_NONE && (w->at_head[t] == BL_NONE || mention(w, w->at_head[t])->tokens.begin != c + 1)) named = c; /* not his title */
  join(w, w->at_head[named], w->at_head[t]);
}

/* "X is a Y": the predicate is the head of the clause. */
static void link_predicate(cr_work *w, uint32_t t) {
  if (w->at_head[t] == BL_NONE || !has_child(w, t, BL_DEP_COP) || negated_or_modal(w, t)) return;
  if (mention(w, w->at_head[t])->kind != BL_MK_NOMINAL) return;
  for (uint32_t c = w->first_child[t]; c != BL_NONE; c = w->next_sibling[c])
    if (w->doc->tokens.items[c].dep == BL_DEP_NSUBJ && w->at_head[c] != BL_NONE &&
        mention(w, w->at_head[c])->kind != BL_MK_PRONOUN)
      join(w, w->at_head[c], w->at_head[t]);
}

static uint32_t child_of(const cr_work *w, uint32_t t, bl_dep dep) {
  for (uint32_t c = w->first_child[t]; c != BL_NONE; c = w->next_sibling[c])
    if (w->doc->tokens.items[c].dep == dep) return c;
  return BL_NONE;
}

/* "The victim was identified as Dana Roe", "police named the driver as Tom Hale": the description and the name behind "as". */
static void link_identified(cr_work *w, uint32_t t) {
  bl_str lemma = w->doc->tokens.items[t].lemma;
  if (!bl_str_eq_c(lemma, "identify") && !bl_str_eq_c(lemma, "name")) return;
  uint32_t who = child_of(w, t, BL_DEP_NSUBJ_PASS);
  if (who == BL_NONE) who = child_of(w, t, BL_DEP_OBJ);
  if (who == BL_NONE || w->at_head[who] == BL_NONE || negated_or_modal(w, t)) return;
  const bl_mention *noun = mention(w, w->at_head[who]);
  if (noun->kind != BL_MK_NOMINAL || noun->type != BL_ET_PERSON || noun->number == 2) return;
  for (uint32_t c = t + 1; c < w->doc->tokens.count && w->doc->tokens.items[c].sentence == w->doc->tokens.items[t].sentence; c++) {
    const bl_token *k = &w->doc->tokens.items[c];
    bool named = k->head == t && w->at_head[c] != BL_NONE && mention(w, w->at_head[c])->kind == BL_MK_NAME && mention(w, w->at_head[c])->type == BL_ET_PERSON;
    if (named && mention(w, w->at_head[c])->tokens.begin > 0 && bl_str_eq_c(w->doc->tokens.items[mention(w, w->at_head[c])->tokens.begin - 1].form, "as")) join(w, w->at_head[c], w->at_head[who]);
  }
}

/* "Minister of Health Amina Haddad": the tree says so. */
static void link_office(cr_work *w, uint32_t i) {
  const bl_mention *name = mention(w, i);
  for (uint32_t c = w->first_child[name->head]; c != BL_NONE && c < name->head; c = w->next_sibling[c])
    if (w->doc->tokens.items[c].dep == BL_DEP_NMOD_DESC && c + 1 < name->tokens.begin && w->at_head[c] != BL_NONE && mention(w, w->at_head[c])->kind == BL_MK_NOMINAL && mention(w, w->at_head[c])->number != 2) join(w, i, w->at_head[c]);
}

/* "police commander Amina Haddad", "the terror group Harlan Front": the name begins right behind the noun. */
static void link_title(cr_work *w, uint32_t i) {
  const bl_mention *name = mention(w, i);
  if (name->kind == BL_MK_NAME && name->type == BL_ET_PERSON && !w->mentions[i].nested) link_office(w, i);
  if (name->kind != BL_MK_NAME || w->mentions[i].nested || name->tokens.begin == 0) return;
  uint32_t t = name->tokens.begin - 1;
  const bl_token *k = &w->doc->tokens.items[t];
  if (k->sentence != w->doc->tokens.items[name->head].sentence || w->at_head[t] == BL_NONE) return;
  uint32_t title = w->at_head[t];
  if (mention(w, title)->kind != BL_MK_NOMINAL || mention(w, title)->number == 2) return;
  bool tree = k->head == name->head || w->doc->tokens.items[name->head].head == t;
  bool family = cr_family((bl_etype)name->type) == cr_family((bl_etype)mention(w, title)->type);
  if (tree || family) join(w, i, title);
}

/* "the Harlan Front armed group", "the Front movement": the body named right before its kind. */
static void link_kind_behind(cr_work *w, uint32_t i) {
  const bl_mention *name = mention(w, i);
  uint32_t t = name->tokens.end, n = w->doc->tokens.count;
  if (name->kind != BL_MK_NAME || cr_family((bl_etype)name->type) != 3 || name->type == BL_ET_GROUP || t >= n) return; /* not "the Sunni group" */
  if (t + 1 < n && w->at_head[t] == BL_NONE && w->doc->tokens.items[t].upos != BL_POS_PUNCT) t++; /* "armed", "rebel" */
  if (t >= n || w->at_head[t] == BL_NONE || w->doc->tokens.items[t].sentence != w->doc->tokens.items[name->head].sentence) return;
  const bl_mention *kind = mention(w, w->at_head[t]);
  if (kind->kind != BL_MK_NOMINAL || kind->number == 2 || kind->type == BL_ET_PERSON || kind->head != t || kind->tokens.begin > name->tokens.begin || w->doc->tokens.items[t].xpos == BL_XPOS_NNS) return;
  const cr_cluster *c = &w->clusters[w->mentions[i].cluster]; /* a name that the text has once may be an adjective: "the Sunni Pashtun group" */
  if (name->type != BL_ET_ARMED_GROUP && c->first == c->last) return;
  if (has_child(w, t, BL_DEP_ACL) || has_child(w, t, BL_DEP_ACL_RELCL)) return; /* "the Front faction led by Reza" is a part of it */
  if (bl_noun_generic(w->lexicon, bl_utf8_lower(w->arena, w->doc->tokens.items[t].lemma))) join(w, i, w->at_head[t]);
}

/* "the province of Aran", "the port city of Halden": the class word and the name behind "of" are one place. */
static void link_class_of(cr_work *w, uint32_t i) {
  const bl_mention *name = mention(w, i);
  uint32_t b = name->tokens.begin;
  if (name->kind != BL_MK_NAME || b < 2 || !bl_str_eq_c(w->doc->tokens.items[b - 1].form, "of")) return;
  uint32_t nominal = w->at_head[b - 2];
  if (nominal == BL_NONE || mention(w, nominal)->kind != BL_MK_NOMINAL || mention(w, nominal)->number == 2) return;
  if (w->doc->tokens.items[b - 2].sentence != w->doc->tokens.items[b].sentence) return;
  bl_etype type = (bl_etype)mention(w, nominal)->type;
  bool class_word = type == BL_ET_REGION || type == BL_ET_DISTRICT || type == BL_ET_CITY || type == BL_ET_COUNTRY;
  bool capital =
      type == BL_ET_CITY && cr_cluster_type(&w->clusters[w->mentions[i].cluster]) != type; /* "capital of Peru" */
  if (class_word && !capital && cr_family((bl_etype)name->type) == 2 &&
      (type == BL_ET_COUNTRY) == (name->type == BL_ET_COUNTRY))
    join(w, i, nominal);
}

/* "the head of the union, Amina Haddad, said": where the parser missed the apposition. */
static void link_behind_comma(cr_work *w, uint32_t i, const uint32_t *ends) {
  const bl_mention *name = mention(w, i);
  uint32_t b = name->tokens.begin;
  if (name->kind != BL_MK_NAME || name->type != BL_ET_PERSON || b < 2 ||
      !bl_str_eq_c(w->doc->tokens.items[b - 1].form, ","))
    return;
  uint32_t nominal = ends[b - 1];
  if (nominal == BL_NONE || mention(w, nominal)->type != BL_ET_PERSON || w->mentions[nominal].definite != CR_DEFINITE)
    return;
  if (w->doc->tokens.items[mention(w, nominal)->head].sentence == w->doc->tokens.items[b].sentence &&
      !w->mentions[nominal].linked)
    join(w, i, nominal);
}

uint16_t cr_country_at(const cr_work *w, const bl_mention *nominal) {
  uint16_t found = 0;
  for (uint32_t c = w->first_child[nominal->head]; c != BL_NONE; c = w->next_sibling[c]) {
    const bl_token *k = &w->doc->tokens.items[c];
    bool before = c < nominal->head && (k->dep == BL_DEP_AMOD || k->dep == BL_DEP_NMOD_POSS || k->dep == BL_DEP_COMPOUND);
    bool behind = c > nominal->head && k->dep == BL_DEP_NMOD;
    if (!before && !behind) continue;
    uint16_t country = w->at_head[c] == BL_NONE ? 0 : w->clusters[w->mentions[w->at_head[c]].cluster].country;
    if (before && !country) return 0; /* "the provincial capital" */
    if (country && !found) found = country;
  }
  return found;
}

/* "the Peruvian capital": the city of that country's government, where the article names it. */
static void link_capital(cr_work *w, uint32_t i) {
  const bl_mention *nominal = mention(w, i);
  const bl_token *head = &w->doc->tokens.items[nominal->head];
  if (nominal->kind != BL_MK_NOMINAL || !bl_str_eq_nocase(head->form, BL_STR("capital")) || w->mentions[i].linked) return;
  uint16_t country = cr_country_at(w, nominal);
  if (!country) return;
  for (uint32_t k = 0; k < w->doc->mentions.count; k++) {
    const bl_mention *name = mention(w, k);
    if (name->kind != BL_MK_NAME || w->mentions[k].nested || cr_family((bl_etype)name->type) != 2) continue;
    if (bl_capital_of(w->lexicon, bl_utf8_lower(w->arena, bl_doc_span_text(w->doc, name->tokens))) != country) continue;
    join(w, k, i);
    return;
  }
}

static void link_relative(cr_work *w, uint32_t i) {
  const bl_mention *m = mention(w, i);
  if (m->kind != BL_MK_PRONOUN || w->mentions[i].person != 'r') return;
  uint32_t t = m->head;
  for (int step = 0; step < 4 && t != BL_NONE && w->doc->tokens.items[t].dep != BL_DEP_ACL_RELCL; step++)
    t = w->doc->tokens.items[t].head;
  if (t == BL_NONE || w->doc->tokens.items[t].dep != BL_DEP_ACL_RELCL || w->doc->tokens.items[t].head == BL_NONE)
    return;
  uint32_t antecedent = w->at_head[w->doc->tokens.items[t].head];
  if (antecedent == BL_NONE || mention(w, antecedent)->head > m->head) return;
  w->clusters[w->mentions[i].cluster].number = 0;
  w->clusters[w->mentions[i].cluster].gender = 0;
  w->clusters[w->mentions[i].cluster].votes[BL_ET_PERSON] = 0;
  if (cr_try_merge(w, antecedent, i)) w->mentions[i].linked = true;
}

/* For each token the widest nominal that ends before it. */
static uint32_t *index_ends(const cr_work *w) {
  uint32_t *ends = BL_ARENA_NEW(w->arena, uint32_t, w->doc->tokens.count + 1);
  for (uint32_t t = 0; t <= w->doc->tokens.count; t++) ends[t] = BL_NONE;
  for (uint32_t i = 0; i < w->doc->mentions.count; i++)
    if (mention(w, i)->kind == BL_MK_NOMINAL && ends[mention(w, i)->tokens.end] == BL_NONE)
      ends[mention(w, i)->tokens.end] = i;
  return ends;
}

void cr_link_structure(cr_work *w) {
  const uint32_t *ends = index_ends(w);
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) link_title(w, i);
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) link_kind_behind(w, i);
  for (uint32_t t = 0; t < w->doc->tokens.count; t++) {
    link_apposition(w, t);
    link_predicate(w, t);
    link_identified(w, t);
  }
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    link_behind_comma(w, i, ends);
    link_class_of(w, i);
    link_capital(w, i);
  }
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) link_relative(w, i);
}
