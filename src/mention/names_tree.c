/* See names_tree.h. The parser knows no names; before "Harlan Peace Council (HPC) Chairman Dana Roe said" it often finds two
 * subjects, or a chain of appositions that makes the council speak. Without a comma in between, all of it is one phrase whose
 * head is the person. Each repair moves whole subtrees; a move that would make a cycle is left out. */
#include "mention/names_tree.h"

static bl_token *at(bl_doc *doc, uint32_t t) { return &doc->tokens.items[t]; }

static bool hang(bl_doc *doc, uint32_t t, uint32_t head, bl_dep dep) {
  uint32_t steps = 0;
  for (uint32_t up = head; up < doc->tokens.count; up = at(doc, up)->head)
    if (up == t || steps++ > doc->tokens.count) return false;
  at(doc, t)->head = head;
  at(doc, t)->dep = (uint8_t)dep;
  return true;
}

static bool is_noun(const bl_token *t) { return t->upos == BL_POS_NOUN || t->upos == BL_POS_PROPN; }

static bool is_subject(const bl_token *t) { return t->dep == BL_DEP_NSUBJ || t->dep == BL_DEP_NSUBJ_PASS; }

/* The first token of the words right before a name that hang on it: its titles. */
static uint32_t left_of_titles(bl_doc *doc, const bl_mention *name) {
  uint32_t begin = name->tokens.begin, first = doc->sentences.items[at(doc, begin)->sentence].tokens.begin;
  while (begin > first && at(doc, begin - 1)->head >= begin && at(doc, begin - 1)->head < name->tokens.end && is_noun(at(doc, begin - 1))) begin--;
  return begin;
}

/* The highest token left of `end` over `end` - 1. */
static uint32_t top_before(bl_doc *doc, uint32_t end) {
  uint32_t t = end - 1;
  for (uint32_t steps = 0; at(doc, t)->head < end && steps < end; steps++) t = at(doc, t)->head;
  return t;
}

/* "[Harlan Peace Council] [Chairman Dana Roe] said": two subjects side by side are one. */
static void join_subjects(bl_doc *doc, const bl_mention *name) {
  uint32_t left = left_of_titles(doc, name), head = name->head, sentence = at(doc, head)->sentence;
  if (left == 0 || at(doc, left - 1)->sentence != sentence || !is_subject(at(doc, head))) return;
  if (!is_noun(at(doc, left - 1)) && !bl_str_eq_c(at(doc, left - 1)->form, ")")) return;
  uint32_t top = top_before(doc, left);
  if (!is_subject(at(doc, top)) || !is_noun(at(doc, top)) || at(doc, top)->head != at(doc, head)->head) return;
  if (left < name->tokens.begin) hang(doc, top, name->tokens.begin - 1, BL_DEP_COMPOUND);
  else hang(doc, top, head, BL_DEP_NMOD_DESC);
}

static bool comma_between(bl_doc *doc, uint32_t begin, uint32_t end) {
  for (uint32_t t = begin; t < end; t++)
    if (at(doc, t)->upos == BL_POS_PUNCT && !bl_str_eq_c(at(doc, t)->form, "(") && !bl_str_eq_c(at(doc, t)->form, ")") && !bl_str_eq_c(at(doc, t)->form, "-")) return true;
  return false;
}

/* What stands right of the name and hung on `from` hangs on the name; a bare noun such as "yesterday" on the verb over it. */
static void take_right(bl_doc *doc, uint32_t from, const bl_mention *name) {
  bl_span s = doc->sentences.items[at(doc, name->head)->sentence].tokens;
  uint32_t verb = at(doc, name->head)->head;
  for (uint32_t t = name->tokens.end; t < s.end; t++) {
    if (at(doc, t)->head != from) continue;
    bool when = at(doc, t)->dep == BL_DEP_NMOD_UNMARKED && verb < doc->tokens.count && verb > t;
    if (when) hang(doc, t, verb, BL_DEP_OBL_UNMARKED);
    else hang(doc, t, name->head, (bl_dep)at(doc, t)->dep);
  }
}

/* "Harlan Peace Council <- Chairman <- Dana Roe", each an apposition of the one before: Dana Roe is the head of all. */
static void turn_chain(bl_doc *doc, const bl_mention *name) {
  uint32_t head = name->head, title = at(doc, head)->head, n = doc->tokens.count;
  if (at(doc, head)->dep != BL_DEP_APPOS || title >= name->tokens.begin || !is_noun(at(doc, title)) || at(doc, title)->dep != BL_DEP_APPOS) return;
  uint32_t body = at(doc, title)->head;
  if (body >= title || !is_noun(at(doc, body)) || comma_between(doc, body, name->tokens.begin)) return;
  uint32_t over = at(doc, body)->head;
  uint8_t dep = at(doc, body)->dep;
  if (over < n && over >= body && over < name->tokens.end) return;
  at(doc, head)->head = over;
  at(doc, head)->dep = dep;
  at(doc, title)->head = head;
  at(doc, title)->dep = BL_DEP_NMOD_DESC;
  at(doc, body)->head = title;
  at(doc, body)->dep = BL_DEP_COMPOUND;
  take_right(doc, title, name);
  take_right(doc, body, name);
}

/* "Harlan Party (HP) lawmaker": the letters in brackets are the party, whatever noun follows. */
static void settle_bracket(bl_doc *doc, const bl_mention *name) {
  uint32_t open = name->tokens.end, n = doc->tokens.count;
  if (open + 2 >= n || !bl_str_eq_c(at(doc, open)->form, "(") || !bl_str_eq_c(at(doc, open + 2)->form, ")")) return;
  if (name->type == BL_ET_PERSON || at(doc, open + 1)->dep != BL_DEP_APPOS || at(doc, open + 1)->head == name->head) return;
  if (at(doc, open + 1)->head > open + 2) hang(doc, open + 1, name->head, BL_DEP_APPOS);
}

/* "Red Front leader" with each word of the name hung at the leader: its last word is its head, the others hang on that. */
static void gather(bl_doc *doc, bl_mention *name) {
  uint32_t last = name->tokens.end - 1, over = at(doc, last)->head;
  if (name->tokens.end - name->tokens.begin < 2 || over >= doc->tokens.count || over < name->tokens.end || name->head == last) return;
  for (uint32_t t = name->tokens.begin; t < last; t++)
    if (at(doc, t)->head != over || at(doc, t)->upos == BL_POS_ADP || at(doc, t)->upos == BL_POS_DET) return;
  for (uint32_t t = name->tokens.begin; t < last; t++) hang(doc, t, last, (bl_dep)at(doc, t)->dep);
  if (at(doc, last)->upos == BL_POS_ADJ) at(doc, last)->upos = BL_POS_PROPN, at(doc, last)->xpos = BL_XPOS_NNP;
  if (at(doc, last)->dep == BL_DEP_AMOD) at(doc, last)->dep = BL_DEP_COMPOUND;
  name->head = last;
}

/* "Food and Drug Agency" is one body: what the parser joined inside its name is no second one. */
static void unsplit(bl_doc *doc, const bl_mention *name) {
  for (uint32_t t = name->tokens.begin; t < name->tokens.end; t++)
    if (at(doc, t)->dep == BL_DEP_CONJ && at(doc, t)->head >= name->tokens.begin && at(doc, t)->head < name->tokens.end) at(doc, t)->dep = BL_DEP_FLAT;
}

/* Whether `token` hangs on `above`, or on what hangs on it. */
static bool hangs_on(const bl_doc *doc, uint32_t token, uint32_t above) {
  uint32_t n = doc->tokens.count;
  for (uint32_t steps = 0; token < n && steps <= n; steps++, token = doc->tokens.items[token].head)
    if (token == above) return true;
  return false;
}

/* "met President-elect Roe", the elect taken for a verb: it belongs to the title before the name. */
static void settle_elect(bl_doc *doc, uint32_t elect) {
  uint32_t n = doc->tokens.count, title = elect - 2, name = elect + 1;
  if (name >= n || !bl_str_eq_c(at(doc, elect)->form, "elect") || !bl_str_eq_c(at(doc, elect - 1)->form, "-") || at(doc, elect - 1)->space_after) return;
  bl_span s = doc->sentences.items[at(doc, elect)->sentence].tokens;
  if (title < s.begin || name >= s.end || at(doc, name)->upos != BL_POS_PROPN || !is_noun(at(doc, title))) return;
  for (uint32_t steps = 0; steps < s.end - s.begin && at(doc, name)->head > elect && at(doc, name)->head < s.end && at(doc, at(doc, name)->head)->upos == BL_POS_PROPN; steps++) name = at(doc, name)->head;
  uint32_t over = at(doc, title)->head, verb = at(doc, elect)->head;
  bl_dep dep = (bl_dep)at(doc, title)->dep;
  if (over == elect) over = verb, dep = (bl_dep)at(doc, elect)->dep;
  if (over >= n || hangs_on(doc, over, name) || hangs_on(doc, over, title) || hangs_on(doc, over, elect) || at(doc, elect)->head == name) return;
  if (!hang(doc, name, over, dep) || !hang(doc, title, name, BL_DEP_NMOD_DESC) || !hang(doc, elect, title, BL_DEP_FLAT)) return;
  at(doc, elect)->upos = BL_POS_ADJ;
  at(doc, elect)->xpos = BL_XPOS_JJ;
  for (uint32_t t = s.begin; t < s.end; t++)
    if (at(doc, t)->head == elect && t != elect - 1) at(doc, t)->head = at(doc, t)->upos == BL_POS_ADP || verb == title || verb >= n ? name : verb;
}

/* "(DNN) Bishop Ana Roe met them": who sent the report is no part of the phrase behind. */
static void settle_agency(bl_doc *doc, const bl_mention *name) {
  bl_span s = doc->sentences.items[at(doc, name->tokens.begin)->sentence].tokens;
  if (name->tokens.begin != s.begin + 1 || name->tokens.end + 1 >= s.end || !bl_str_eq_c(at(doc, s.begin)->form, "(") || !bl_str_eq_c(at(doc, name->tokens.end)->form, ")")) return;
  uint32_t root = name->head;
  for (uint32_t steps = 0; at(doc, root)->head < doc->tokens.count && steps < s.end - s.begin; steps++) root = at(doc, root)->head;
  if (root == name->head) return;
  hang(doc, name->head, root, BL_DEP_PARATAXIS);
  hang(doc, s.begin, name->head, BL_DEP_PUNCT);
  hang(doc, name->tokens.end, name->head, BL_DEP_PUNCT);
}

void bl_names_settle_tree(bl_doc *doc) {
  for (uint32_t t = 2; t + 1 < doc->tokens.count; t++)
    if (at(doc, t)->upos == BL_POS_VERB) settle_elect(doc, t);
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    bl_mention *name = &doc->mentions.items[i];
    if (name->kind != BL_MK_NAME || name->head >= doc->tokens.count) continue;
    if (name->type != BL_ET_PERSON) gather(doc, name), unsplit(doc, name);
    settle_bracket(doc, name);
    settle_agency(doc, name);
    if (name->type != BL_ET_PERSON) continue;
    join_subjects(doc, name);
    turn_chain(doc, name);
  }
}
