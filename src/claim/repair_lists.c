/* Repairs of lists, of datelines, and of verbs to which the parser gave two subjects: after those of repair.c, on the tree that they left.
 * Where the words leave two readings open, the one is chosen that says less. */
#include "claim/walk.h"

static bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

static bool is_form(const bl_walk *w, uint32_t t, const char *form) { return t < w->count && bl_str_eq_c(token_at(w, t)->form, form); }

static bool is_subject(const bl_walk *w, uint32_t t) { return token_at(w, t)->dep == BL_DEP_NSUBJ || token_at(w, t)->dep == BL_DEP_NSUBJ_PASS; }

static bool plural_noun(const bl_walk *w, uint32_t t) { return token_at(w, t)->xpos == BL_XPOS_NNS || token_at(w, t)->xpos == BL_XPOS_NNPS; }

/* ---- datelines -------------------------------------------------------------------------------------------------- */

static bool is_dash(const bl_walk *w, uint32_t t) { return is_form(w, t, "-") || is_form(w, t, "--") || is_form(w, t, "\xe2\x80\x93") || is_form(w, t, "\xe2\x80\x94"); }

/* The dash behind the place that opens a sentence, "KESH, Peru (Wire) -", when it is the only one of its kind; BL_NONE. */
static uint32_t dateline_dash(const bl_walk *w, uint32_t place) {
  enum { LONG = 10 };
  bl_span s = w->doc->sentences.items[token_at(w, place)->sentence].tokens;
  const bl_mention *name = bl_name_at(w, place);
  if (!name || name->tokens.begin != s.begin || name->type == BL_ET_PERSON) return BL_NONE;
  uint32_t dash = name->tokens.end;
  for (; dash < s.end && dash < s.begin + LONG && !is_dash(w, dash); dash++) {
    uint8_t pos = token_at(w, dash)->upos;
    if (pos != BL_POS_PROPN && pos != BL_POS_PUNCT && pos != BL_POS_NUM && pos != BL_POS_NOUN) return BL_NONE;
  }
  if (dash >= s.end || !is_dash(w, dash) || (!token_at(w, dash - 1)->space_after && is_form(w, dash, "-"))) return BL_NONE;
  while (dash + 1 < s.end && token_at(w, dash + 1)->upos == BL_POS_PUNCT && dash < s.begin + LONG) dash++;
  if (is_form(w, dash, "-") && !token_at(w, dash)->space_after) return BL_NONE;
  for (uint32_t t = dash + 1; t < s.end; t++)
    if (w->cover[t] == BL_NONE && token_at(w, t)->space_after && token_at(w, t - 1)->space_after && is_dash(w, t) && bl_str_eq(token_at(w, t)->form, token_at(w, dash)->form)) return BL_NONE; /* "Kesh - the old port - fell" */
  return dash + 1 < s.end ? dash : BL_NONE;
}

/* "KESH - The Front, a group of rebels, left" with the front as apposition of the town: the front takes its place in the tree. */
static bool repair_dateline(bl_walk *w, uint32_t place) {
  uint32_t dash = is_subject(w, place) ? dateline_dash(w, place) : BL_NONE, subject = BL_NONE;
  if (dash == BL_NONE) return false;
  BL_EACH_CHILD(w, c, place) if (subject == BL_NONE && c > dash && w->begin[c] == dash + 1 && bl_is_nominal(w, c)) subject = c;
  if (subject == BL_NONE) return false;
  token_at(w, subject)->head = token_at(w, place)->head;
  token_at(w, subject)->dep = token_at(w, place)->dep;
  BL_EACH_CHILD(w, c, place) if (c > subject) token_at(w, c)->head = subject;
  token_at(w, place)->head = subject;
  token_at(w, place)->dep = BL_DEP_DISLOCATED;
  return true;
}

/* ---- two subjects ----------------------------------------------------------------------------------------------- */

/* Of two subjects that no "and" joins "who", or the one nearer in front of the verb; behind it one only of a verb of saying. */
static uint32_t nearest_subject(const bl_walk *w, uint32_t verb) {
  uint32_t before = BL_NONE, behind = BL_NONE;
  bool one = bl_number_of_clause(w, verb) == BL_NUMBER_ONE;
  BL_EACH_CHILD(w, c, verb) {
    if (is_subject(w, c) && bl_str_eq_nocase(token_at(w, c)->form, BL_STR("who"))) return c;
    if (is_subject(w, c) && (w->prep[c] != BL_NONE || (one && plural_noun(w, c) && !bl_name_at(w, c)))) continue; /* "like Roe" */
    if (!is_subject(w, c) || token_at(w, c)->xpos == BL_XPOS_DT || token_at(w, c)->xpos == BL_XPOS_PDT) continue;
    if (bl_str_ends(token_at(w, c)->form, BL_STR("self")) || bl_str_ends(token_at(w, c)->form, BL_STR("selves"))) continue;
    if (c < verb) before = c;
    else if (behind == BL_NONE) behind = c;
  }
  if (before == BL_NONE) return behind;
  return behind != BL_NONE && bl_in_class(w, verb, w->classes->speech) && w->begin[behind] == verb + 1 ? behind : before;
}

static bool repair_two_subjects(bl_walk *w, uint32_t t) {
  uint32_t verb = token_at(w, t)->head;
  if (!is_subject(w, t) || verb >= w->count || bl_has_child(w, verb, BL_DEP_NSUBJ_OUTER)) return false;
  uint32_t subject = nearest_subject(w, verb);
  if (subject == BL_NONE || subject == t || token_at(w, t)->xpos == BL_XPOS_DT || token_at(w, t)->xpos == BL_XPOS_PDT) return false;
  uint32_t last = w->end[t] - 1;
  bool owner = t < subject && w->end[t] == w->begin[subject] && (is_form(w, last, "'") || is_form(w, last, "\xe2\x80\x99")); /* "Harlan News' Dana Roe" */
  token_at(w, t)->dep = owner ? BL_DEP_NMOD_POSS : BL_DEP_DISLOCATED;
  if (owner) token_at(w, t)->head = subject;
  return true;
}

/* ---- lists ------------------------------------------------------------------------------------------------------ */

/* The last conjunct of `head` that ends where `t` begins; BL_NONE. */
static uint32_t joined_before(const bl_walk *w, uint32_t head, uint32_t t) {
  uint32_t last = BL_NONE;
  BL_EACH_CHILD(w, c, head)
    if (token_at(w, c)->dep == BL_DEP_CONJ && c < t && bl_is_nominal(w, c) && w->end[c] <= t && w->begin[t] <= w->end[c] + 1) last = c;
  return last;
}

/* "met Roe, the head of the port, Hale and a clerk": what more follows without "and" is a list, and so is what stood before it. */
static bool repair_listed(bl_walk *w, uint32_t t) {
  uint32_t head = token_at(w, t)->head, next = BL_NONE;
  bool ends = false;
  if (head >= t || w->begin[t] == 0 || !bl_name_at(w, head)) return false;
  if (!is_form(w, w->begin[t], ",") && !is_form(w, w->begin[t] - 1, ",")) return false;
  BL_EACH_CHILD(w, c, head) {
    if (token_at(w, c)->dep != BL_DEP_CONJ || c < t || !bl_is_nominal(w, c)) continue;
    if (next == BL_NONE) next = c;
    ends |= bl_has_child(w, c, BL_DEP_CC);
  }
  if (!ends || next == BL_NONE || bl_has_child(w, next, BL_DEP_CC) || w->begin[next] > w->end[t] + 1) return false;
  const bl_mention *first = bl_name_at(w, head), *second = bl_name_at(w, t);
  if (second && (bl_etype_is_place((bl_etype)first->type) || second->tokens.end == second->tokens.begin + 1)) return false; /* "Kesh, Peru, Lorn and Dol" */
  if (!second && (!bl_has_child(w, t, BL_DEP_DET) || token_at(w, t)->xpos != BL_XPOS_NN)) return false; /* "Roe, head of the port, Hale and a clerk" */
  token_at(w, t)->dep = BL_DEP_CONJ;
  return true;
}

/* "to the president, a judge and the front-runner, Dana Roe": a name goes with the last of those listed, not the first. */
static bool repair_named_last(bl_walk *w, uint32_t t) {
  uint32_t head = token_at(w, t)->head;
  if (head >= t || !bl_name_at(w, t) || bl_name_at(w, head) || token_at(w, head)->upos != BL_POS_NOUN || plural_noun(w, head)) return false;
  uint32_t last = joined_before(w, head, t);
  if (last == BL_NONE || bl_name_at(w, last) || !(bl_has_child(w, last, BL_DEP_DET) || bl_has_child(w, last, BL_DEP_NMOD_POSS))) return false;
  token_at(w, t)->head = last;
  return true;
}

static bool is_that(const bl_walk *w, uint32_t clause) {
  BL_EACH_CHILD(w, c, clause) if (is_subject(w, c) && bl_is_relative(w, c)) return true;
  return token_at(w, clause)->dep != BL_DEP_ACL_RELCL;
}

/* "engines and a firm that makes them", "towns and ports known as havens": what is told behind the last of those joined is told of it, and
 * whether of the others no reader knows. */
static bool repair_last_told(bl_walk *w, uint32_t t) {
  uint32_t head = token_at(w, t)->head, last = head < t ? joined_before(w, head, w->begin[t]) : BL_NONE;
  if (last == BL_NONE || !is_that(w, t) || token_at(w, t)->xpos == BL_XPOS_VB) return false;
  bool comma = is_form(w, w->begin[t], ",") || is_form(w, w->begin[t] - 1, ",");
  bl_number n = bl_number_of_clause(w, t);
  if (bl_in_class(w, last, w->classes->vague_noun)) return false; /* "lawyers and others who" */
  if (token_at(w, t)->dep == BL_DEP_ACL_RELCL && plural_noun(w, head) && plural_noun(w, last)) return false; /* "men and women who" */
  if (plural_noun(w, last) ? n == BL_NUMBER_ONE : n == BL_NUMBER_SEVERAL) return false;
  if (comma && !(n == BL_NUMBER_ONE && token_at(w, t)->dep == BL_DEP_ACL_RELCL)) return false;
  token_at(w, t)->head = last;
  return true;
}

/* "critics of the government, reporters, lawyers and their families": people in a row with the critics, whom these do not oppose. */
static bool repair_people_listed(bl_walk *w, uint32_t body) {
  uint32_t people = token_at(w, body)->head;
  if (people >= body || bl_plain_dep(w, body) != BL_DEP_NMOD || !plural_noun(w, people) || !bl_in_class(w, people, w->classes->person_noun) || plural_noun(w, body)) return false;
  if (bl_in_class(w, body, w->classes->person_noun) || token_at(w, body)->upos != BL_POS_NOUN) return false;
  bool all = true, some = false;
  BL_EACH_CHILD(w, c, body)
    if (token_at(w, c)->dep == BL_DEP_CONJ) all &= plural_noun(w, c) && !bl_name_at(w, c), some |= bl_in_class(w, c, w->classes->person_noun);
  if (!all || !some) return false;
  BL_EACH_CHILD(w, c, body) if (token_at(w, c)->dep == BL_DEP_CONJ) token_at(w, c)->head = people;
  return true;
}

/* "capped state and local tax relief": a bare "state" before "and" and an adjective goes with the noun at the end. */
static bool repair_bare_first(bl_walk *w, uint32_t t) {
  const bl_classes *k = w->classes;
  uint32_t noun = BL_NONE;
  bool counts = bl_in_class(w, t, k->place_noun) || bl_in_class(w, t, k->country_noun) || bl_in_class(w, t, k->person_noun);
  if (!counts || token_at(w, t)->xpos != BL_XPOS_NN || bl_name_at(w, t) || t + 2 >= w->count || token_at(w, t + 1)->upos != BL_POS_CCONJ) return false;
  BL_EACH_CHILD(w, c, t) {
    if (token_at(w, c)->dep == BL_DEP_CONJ && noun == BL_NONE) noun = c;
    else if (bl_plain_dep(w, c) != BL_DEP_CASE) return false;
  }
  if (noun == BL_NONE || noun < t + 3 || bl_plain_dep(w, t + 2) != BL_DEP_AMOD || token_at(w, t + 2)->head != noun || token_at(w, noun)->upos != BL_POS_NOUN) return false;
  token_at(w, noun)->head = token_at(w, t)->head;
  token_at(w, noun)->dep = token_at(w, t)->dep;
  BL_EACH_CHILD(w, c, t) if (c != noun) token_at(w, c)->head = noun;
  BL_EACH_CHILD(w, c, noun) if (token_at(w, c)->dep == BL_DEP_CC) token_at(w, c)->head = t + 2;
  token_at(w, t)->head = noun;
  token_at(w, t)->dep = BL_DEP_COMPOUND;
  token_at(w, t + 2)->head = t;
  token_at(w, t + 2)->dep = BL_DEP_CONJ;
  return true;
}

/* "offers people in need a loan": whom it is offered to stands first. */
static bool repair_receiver(bl_walk *w, uint32_t t) {
  uint32_t verb = token_at(w, t)->head;
  if (verb >= t || !bl_in_class(w, verb, w->classes->gives) || w->time[t] != BL_NONE || bl_quantity_at(w, t) != BL_NONE || bl_is_passive_verb(w, verb)) return false;
  uint32_t receiver = bl_child_with(w, verb, BL_DEP_OBJ), det = bl_child_with(w, t, BL_DEP_DET);
  if (receiver == BL_NONE || receiver >= t || receiver < verb || det == BL_NONE || token_at(w, t)->upos != BL_POS_NOUN || bl_has_child(w, verb, BL_DEP_IOBJ)) return false;
  token_at(w, receiver)->dep = BL_DEP_IOBJ;
  token_at(w, t)->dep = BL_DEP_OBJ;
  return true;
}

bool bl_repair_lists(bl_walk *w) {
  bool changed = false;
  for (uint32_t t = 0; t < w->count; t++) {
    switch (token_at(w, t)->dep) {
      case BL_DEP_NSUBJ: case BL_DEP_NSUBJ_PASS: changed |= repair_dateline(w, t) || repair_two_subjects(w, t); break;
      case BL_DEP_APPOS: changed |= repair_listed(w, t) || repair_named_last(w, t); break;
      case BL_DEP_ACL_RELCL: case BL_DEP_ACL: changed |= repair_last_told(w, t); break;
      case BL_DEP_NMOD: changed |= repair_people_listed(w, t); break;
      case BL_DEP_OBL_UNMARKED: case BL_DEP_OBJ: changed |= repair_receiver(w, t); break;
      default: break;
    }
    changed |= repair_bare_first(w, t);
  }
  return changed;
}
