/* Titles right before a person's name that the parser hung otherwise: what stands in front of the name is its title, and what stands in
 * front of the title is whose. Runs with the repairs of names, first of all. */
#include "claim/walk.h"

static bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

static const bl_mention *cover(const bl_walk *w, uint32_t t) { return w->cover[t] == BL_NONE ? NULL : &w->doc->mentions.items[w->cover[t]]; }

static bool common_noun(const bl_walk *w, uint32_t t) { return token_at(w, t)->upos == BL_POS_NOUN && !bl_name_at(w, t); }

/* "met president Omar Reza" with two objects: the title right before a person's name describes the name. */
static bool repair_title_beside(bl_walk *w, const bl_mention *name) {
  if (name->type != BL_ET_PERSON || !name->tokens.begin) return false;
  uint32_t title = name->tokens.begin - 1, head = token_at(w, title)->head;
  if (!common_noun(w, title) || !bl_in_class(w, title, w->classes->title_noun) || head >= w->count || head != token_at(w, name->head)->head) return false;
  uint8_t dep = token_at(w, title)->dep;
  if (!bl_hang(w, title, name->head, BL_DEP_NMOD_DESC)) return false;
  token_at(w, name->head)->dep = dep;
  return true;
}

/* A title that hangs on the first name: it describes the whole. */
static bool repair_title_inside(bl_walk *w, const bl_mention *name) {
  uint32_t first = name->tokens.begin < 3 ? 0 : name->tokens.begin - 3;
  bool changed = false;
  for (uint32_t t = first; t < name->tokens.end; t++) {
    uint32_t head = token_at(w, t)->head;
    if (token_at(w, t)->dep != BL_DEP_NMOD_DESC || head == name->head || head < name->tokens.begin || head >= name->tokens.end) continue;
    changed |= bl_hang(w, t, name->head, BL_DEP_NMOD_DESC);
  }
  return changed;
}

/* "Lt Gen Dana Roe spoke" with the "Lt" as head of all: the name takes its place, the rank is one. */
static bool repair_junior(bl_walk *w, const bl_mention *name, uint32_t first, uint32_t last) {
  if (token_at(w, first)->head == last && token_at(w, last)->head == name->head) return false;
  if (token_at(w, name->head)->head == first) {
    token_at(w, name->head)->head = token_at(w, first)->head;
    token_at(w, name->head)->dep = token_at(w, first)->dep;
    BL_EACH_CHILD(w, c, first) if (c != name->head && c != last) token_at(w, c)->head = name->head;
  }
  return bl_hang(w, last, name->head, BL_DEP_NMOD_DESC) && bl_hang(w, first, last, BL_DEP_COMPOUND);
}

/* "Attorney General A", "Secretary-General B" are one title, "Defence Minister General C" is two: the words tell, trees are not sure. */
static bool repair_title_pair(bl_walk *w, const bl_mention *name) {
  if (name->type != BL_ET_PERSON || name->tokens.begin < 2) return false;
  uint32_t last = name->tokens.begin - 1, first = last - 1;
  if (bl_str_eq_c(token_at(w, first)->form, "-") && first) first--;
  if (token_at(w, first)->sentence != token_at(w, last)->sentence) return false;
  uint32_t head = token_at(w, first)->head;
  if (bl_str_eq_nocase(token_at(w, last)->form, BL_STR("general")) && bl_in_class(w, first, w->classes->with_general)) {
    if (head == last && token_at(w, last)->dep == BL_DEP_NMOD_DESC) return false;
    bool whole = bl_hang(w, last, name->head, BL_DEP_NMOD_DESC) && bl_hang(w, first, last, BL_DEP_COMPOUND);
    if (first + 2 == last) bl_hang(w, first + 1, first, (bl_dep)token_at(w, first + 1)->dep);
    return whole;
  }
  if (bl_in_class(w, first, w->classes->junior_rank) && bl_in_class(w, last, w->classes->rank_noun)) return repair_junior(w, name, first, last);
  bool two = bl_in_class(w, last, w->classes->rank_noun) && bl_in_class(w, first, w->classes->office_noun);
  return two && head == last && bl_hang(w, first, name->head, BL_DEP_NMOD_DESC);
}

bool bl_repair_own_title(bl_walk *w, const bl_mention *name) {
  bool beside = repair_title_beside(w, name), inside = repair_title_inside(w, name), pair = repair_title_pair(w, name);
  return beside || inside || pair;
}

/* ---- titles that hang elsewhere ------------------------------------------------------------------------------------- */

/* One noun of an office that is no part of a name; capitals do not matter ("Chief Executive Officer"). */
static bool is_title(const bl_walk *w, uint32_t t) {
  const bl_token *k = token_at(w, t);
  const bl_mention *m = cover(w, t);
  bool noun = (k->upos == BL_POS_NOUN || k->upos == BL_POS_PROPN) && k->xpos != BL_XPOS_NNS && k->xpos != BL_XPOS_NNPS;
  return noun && bl_in_class(w, t, w->classes->title_noun) && !(m && m->kind == BL_MK_NAME);
}

/* A title is a common noun, whatever its tag. */
static void make_common(bl_walk *w, uint32_t t) {
  token_at(w, t)->upos = BL_POS_NOUN;
  token_at(w, t)->xpos = BL_XPOS_NN;
}

/* The head of the name of a body that ends right before `t`, in its sentence; BL_NONE. */
static uint32_t body_before(const bl_walk *w, uint32_t t) {
  const bl_mention *m = t ? cover(w, t - 1) : NULL;
  bool body = m && m->kind == BL_MK_NAME && m->type != BL_ET_PERSON && m->tokens.end == t && token_at(w, t - 1)->sentence == token_at(w, t)->sentence;
  return body ? m->head : BL_NONE;
}

/* The verb behind `t` that has it or what it hangs on as a clause and has no subject of its own; BL_NONE. */
static uint32_t lacking_subject(const bl_walk *w, uint32_t t) {
  uint32_t verb = token_at(w, t)->head;
  bool clause = bl_plain_dep(w, t) == BL_DEP_CCOMP || bl_plain_dep(w, t) == BL_DEP_ADVCL || bl_plain_dep(w, t) == BL_DEP_PARATAXIS;
  return clause && verb < w->count && verb > t && token_at(w, verb)->upos == BL_POS_VERB && !bl_has_child(w, verb, BL_DEP_NSUBJ) ? verb : BL_NONE;
}

/* "WHO head Dana Roe told" read as a question who is head: the head is the subject, the body stands in front of him. */
static bool repair_asked(bl_walk *w, const bl_mention *name, uint32_t title) {
  uint32_t body = body_before(w, title), verb = lacking_subject(w, title);
  if (body == BL_NONE || verb == BL_NONE || token_at(w, body)->head != title || token_at(w, body)->dep != BL_DEP_NSUBJ || token_at(w, name->head)->head != title || bl_has_child(w, title, BL_DEP_COP)) return false;
  token_at(w, body)->dep = BL_DEP_COMPOUND;
  token_at(w, body)->upos = BL_POS_PROPN;
  token_at(w, body)->xpos = BL_XPOS_NNP;
  token_at(w, title)->dep = BL_DEP_NSUBJ;
  return true;
}

/* "Harlan frontman Dana Roe wept" read as a name of two words and a person's: the title takes the place of the body. */
static bool repair_glued(bl_walk *w, const bl_mention *name, uint32_t title) {
  uint32_t body = body_before(w, title), up = BL_NONE;
  if (body == BL_NONE || token_at(w, title)->head != body) return false;
  bl_dep d = bl_plain_dep(w, title), dep = (bl_dep)token_at(w, body)->dep;
  uint32_t person = token_at(w, name->head)->head;
  if ((d != BL_DEP_FLAT && d != BL_DEP_APPOS) || (person != body && person != title)) return false;
  up = token_at(w, body)->head;
  token_at(w, title)->head = up;
  token_at(w, title)->dep = (uint8_t)dep;
  for (uint32_t c = w->first[body]; c != BL_NONE; c = w->next[c]) {
    const bl_mention *m = cover(w, c);
    if (c != title && !(m && m == cover(w, body))) token_at(w, c)->head = title;
  }
  token_at(w, body)->head = title;
  token_at(w, body)->dep = BL_DEP_COMPOUND;
  token_at(w, name->head)->head = title;
  token_at(w, name->head)->dep = BL_DEP_APPOS;
  make_common(w, title);
  return true;
}

/* "pop mogul Dana Roe lost" with the name glued to the noun: the noun is her title. */
static bool repair_flat(bl_walk *w, const bl_mention *name, uint32_t title) {
  if (token_at(w, name->head)->head != title || bl_plain_dep(w, name->head) != BL_DEP_FLAT) return false;
  token_at(w, name->head)->dep = BL_DEP_APPOS;
  make_common(w, title);
  return true;
}

/* "Chief Executive Officer of Harlan Air, Dana Roe, said": the name goes with the officer, not with the body behind "of". */
static bool repair_behind_body(bl_walk *w, const bl_mention *name) {
  uint32_t up = token_at(w, name->head)->head;
  if ((token_at(w, name->head)->dep != BL_DEP_APPOS && bl_plain_dep(w, name->head) != BL_DEP_FLAT) || up >= w->count || up >= name->tokens.begin) return false;
  const bl_mention *body = cover(w, up);
  if (!body || body->kind != BL_MK_NAME || body->type == BL_ET_PERSON) return false;
  uint32_t last = body->head; /* of "Aid Kesh" the name may be Kesh */
  while (bl_plain_dep(w, last) == BL_DEP_FLAT && token_at(w, last)->head < last) last = token_at(w, last)->head;
  uint32_t title = token_at(w, last)->head;
  return title < last && bl_plain_dep(w, last) == BL_DEP_NMOD && is_title(w, title) && bl_hang(w, name->head, title, BL_DEP_APPOS);
}

/* "Dana Roe, managing director of Harlan Air" read as Roe who manages one: the director takes the place of the participle. */
static bool repair_managing(bl_walk *w, uint32_t t) {
  bl_token *k = token_at(w, t);
  uint32_t title = t + 1;
  if (k->upos != BL_POS_VERB || title >= w->count || !bl_str_eq_nocase(k->form, BL_STR("managing")) || token_at(w, title)->head != t || token_at(w, title)->dep != BL_DEP_OBJ || !is_title(w, title)) return false;
  bl_dep dep = bl_plain_dep(w, t);
  bool told = (dep == BL_DEP_ACL || dep == BL_DEP_ADVCL || dep == BL_DEP_XCOMP) && k->head < t && bl_name_at(w, k->head);
  token_at(w, title)->head = k->head;
  token_at(w, title)->dep = told ? BL_DEP_APPOS : k->dep;
  BL_EACH_CHILD(w, c, t) if (c != title) {
    token_at(w, c)->head = title;
    if (token_at(w, c)->dep == BL_DEP_AUX) token_at(w, c)->dep = BL_DEP_COP;
  }
  k->head = title;
  k->dep = BL_DEP_AMOD;
  return true;
}

/* "singer A; former governor B": what a semicolon parts is a list, not one person. */
static bool repair_parted(bl_walk *w, uint32_t t) {
  uint32_t begin = w->begin[t];
  if (token_at(w, t)->dep != BL_DEP_APPOS || token_at(w, t)->head >= begin || begin == 0) return false;
  bool own = bl_str_eq_c(token_at(w, begin)->form, ";");
  if (!own && !bl_str_eq_c(token_at(w, begin - 1)->form, ";")) return false;
  token_at(w, t)->dep = BL_DEP_CONJ;
  return true;
}

/* "former senator and activist, Dana Roe" read as three people: the name goes with the activist. */
static bool repair_joined_before(bl_walk *w, const bl_mention *name) {
  uint32_t first = token_at(w, name->head)->head, begin = name->tokens.begin;
  if (token_at(w, name->head)->dep != BL_DEP_CONJ || first >= begin || begin < 2 || !is_title(w, first) || bl_has_child(w, name->head, BL_DEP_CC)) return false;
  BL_EACH_CHILD(w, c, first)
    if (c != name->head && token_at(w, c)->dep == BL_DEP_CONJ && bl_has_child(w, c, BL_DEP_CC) && is_title(w, c) && w->end[c] == begin - 1 && bl_str_eq_c(token_at(w, begin - 1)->form, ",")) return bl_hang(w, name->head, c, BL_DEP_APPOS);
  return false;
}

/* "The Minister of Health and Wellness, Dr Roe, and other guests" read as a list: the name behind the comma is the minister's. */
static bool repair_listed_name(bl_walk *w, const bl_mention *name) {
  uint32_t title = token_at(w, name->head)->head, begin = w->begin[name->head];
  if (token_at(w, name->head)->dep != BL_DEP_CONJ || title >= begin || begin < 2 || !is_title(w, title) || bl_has_child(w, name->head, BL_DEP_CC)) return false;
  uint32_t det = bl_child_with(w, title, BL_DEP_DET), comma = bl_str_eq_c(token_at(w, begin)->form, ",") ? begin : begin - 1;
  if (!bl_str_eq_c(token_at(w, comma)->form, ",") || (det != BL_NONE && !bl_str_eq_nocase(token_at(w, det)->form, BL_STR("the")))) return false;
  BL_EACH_CHILD(w, c, title) {
    const bl_mention *m = cover(w, c);
    bool person = m && m->kind == BL_MK_NAME && m->type == BL_ET_PERSON;
    if (c > title && c < name->head && (person || (token_at(w, c)->dep == BL_DEP_CONJ && (!bl_has_child(w, c, BL_DEP_CC) || w->end[c] != comma)))) return false;
  }
  for (uint32_t t = title; t < comma; t++)
    if (!bl_is_below(w, t, title) || bl_str_eq_c(token_at(w, t)->form, ",")) return false;
  uint32_t body = bl_child_with(w, title, BL_DEP_NMOD);
  BL_EACH_CHILD(w, c, title) /* "Health and Wellness" */
    if (body != BL_NONE && c > body && c < name->head && token_at(w, c)->dep == BL_DEP_CONJ && !is_title(w, c)) bl_hang(w, c, body, BL_DEP_CONJ);
  return bl_hang(w, name->head, title, BL_DEP_APPOS);
}

/* "former president and minister Dana Roe": both are past, unless the second is current; what says so goes to the name. */
static bool share_former(bl_walk *w, uint32_t first, uint32_t second, uint32_t name) {
  BL_EACH_CHILD(w, c, second) if (token_at(w, c)->upos == BL_POS_ADJ && !bl_str_eq_nocase(token_at(w, c)->form, BL_STR("prime"))) return false;
  BL_EACH_CHILD(w, c, first) if (bl_str_eq_nocase(token_at(w, c)->form, BL_STR("former"))) return bl_hang(w, c, name, BL_DEP_AMOD);
  return false;
}

static bool repair_shared(bl_walk *w, const bl_mention *name, uint32_t second) {
  if (token_at(w, second)->head != name->head || !bl_has_child(w, second, BL_DEP_CC)) return false;
  BL_EACH_CHILD(w, c, name->head)
    if (c < second && token_at(w, c)->dep == BL_DEP_NMOD_DESC && w->end[c] == w->begin[second] && share_former(w, c, second, name->head)) return true;
  return false;
}

/* "captain and coach Dana Roe", "then-president and current deputy Dana Roe" read as two people: she is both. */
static bool repair_both(bl_walk *w, const bl_mention *name) {
  uint32_t first = token_at(w, name->head)->head, second = name->tokens.begin - 1;
  if (token_at(w, name->head)->dep != BL_DEP_CONJ || first >= second || !is_title(w, first) || !is_title(w, second) || token_at(w, second)->head != name->head) return false;
  if (bl_has_child(w, first, BL_DEP_DET) || bl_has_child(w, first, BL_DEP_NMOD_POSS) || bl_has_child(w, first, BL_DEP_FLAT) || w->begin[second] != first + 1 || !bl_has_child(w, second, BL_DEP_CC)) return false;
  BL_EACH_CHILD(w, c, first)
    if (c > first && c != name->head) return false;
  uint32_t head = token_at(w, first)->head, marker = bl_child_with(w, first, BL_DEP_CASE);
  uint8_t dep = token_at(w, first)->dep;
  token_at(w, name->head)->head = head;
  token_at(w, name->head)->dep = dep;
  token_at(w, first)->head = name->head;
  token_at(w, first)->dep = BL_DEP_NMOD_DESC;
  if (marker != BL_NONE) token_at(w, marker)->head = name->head;
  share_former(w, first, second, name->head);
  return true;
}

/* "the bench of Justice Dana Roe" with both at the bench: the justice is her title. */
static bool repair_beside(bl_walk *w, const bl_mention *name, uint32_t title) {
  uint32_t head = token_at(w, title)->head, marker = bl_child_with(w, title, BL_DEP_CASE);
  if (head >= title || token_at(w, name->head)->head != head || token_at(w, title)->dep == BL_DEP_CONJ) return false;
  token_at(w, name->head)->dep = token_at(w, title)->dep;
  token_at(w, title)->head = name->head;
  token_at(w, title)->dep = BL_DEP_NMOD_DESC;
  if (marker != BL_NONE) token_at(w, marker)->head = name->head;
  return true;
}

/* "then-Harlan Bank director Dana Roe": the "then" is the director's. */
static bool repair_then(bl_walk *w, const bl_mention *name, uint32_t title) {
  for (uint32_t t = title, steps = 0; t-- > 0 && steps < 6; steps++) {
    const bl_token *k = token_at(w, t);
    if (k->sentence != token_at(w, title)->sentence) return false;
    bool hyphen = t + 2 < name->tokens.begin && bl_str_eq_c(token_at(w, t + 1)->form, "-");
    if (hyphen && (bl_str_eq_nocase(k->form, BL_STR("then")) || bl_str_eq_nocase(k->form, BL_STR("ex")))) return k->head != title && bl_hang(w, t, title, BL_DEP_ADVMOD);
    if (k->upos != BL_POS_PROPN && k->upos != BL_POS_NOUN && k->upos != BL_POS_ADJ && k->xpos != BL_XPOS_HYPH && !bl_str_eq_c(k->form, "-")) return false;
  }
  return false;
}

bool bl_repair_titles(bl_walk *w) {
  bool changed = false;
  for (uint32_t t = 0; t < w->count; t++) changed |= repair_managing(w, t) || repair_parted(w, t);
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    const bl_mention *name = &w->doc->mentions.items[i];
    if (name->kind != BL_MK_NAME || name->type != BL_ET_PERSON || !name->tokens.begin || w->cover[name->head] == BL_NONE) continue;
    uint32_t title = name->tokens.begin - 1;
    bool same = token_at(w, title)->sentence == token_at(w, name->head)->sentence;
    if (same && is_title(w, title)) changed |= repair_then(w, name, title);
    changed |= same && repair_joined_before(w, name);
    changed |= (same && is_title(w, title) && (repair_asked(w, name, title) || repair_glued(w, name, title) || repair_flat(w, name, title) || repair_both(w, name) || repair_shared(w, name, title) || repair_beside(w, name, title))) || (same && (repair_behind_body(w, name) || repair_listed_name(w, name)));
  }
  return changed;
}
