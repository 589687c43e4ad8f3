/* Repairs of participles and joined clauses that hang on the wrong word, and of gerunds that are none: run last, on the tree that
 * repair.c and repair_lists.c left. */
#include "claim/walk.h"

static bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

static bool is_lemma(const bl_walk *w, uint32_t t, const char *lemma) { return bl_str_eq_c(bl_lemma_text(w, t), lemma); }

/* Makes the verb `t`, whose children hang at `noun` by now, a modifier of it. */
static bool modify(bl_walk *w, uint32_t t, uint32_t noun, bl_dep dep, uint8_t upos, bl_xpos xpos) {
  bl_token *token = token_at(w, t);
  token->head = noun, token->dep = (uint8_t)dep, token->upos = upos, token->xpos = (uint8_t)xpos;
  return true;
}

static bool common_noun(const bl_walk *w, uint32_t t) { return token_at(w, t)->upos == BL_POS_NOUN && !bl_name_at(w, t); }

static bool has_subject(const bl_walk *w, uint32_t verb) { return bl_has_child(w, verb, BL_DEP_NSUBJ) || bl_has_child(w, verb, BL_DEP_NSUBJ_PASS); }

/* ---- participles ------------------------------------------------------------------------------------------------- */

static bool tells(const bl_walk *w, uint32_t noun) {
  return bl_in_class(w, noun, w->classes->document) || bl_in_class(w, noun, w->classes->claimed) || bl_in_class(w, noun, w->classes->evidence_noun);
}

/* "a report by senators released Monday", "claims of fraud made by Roe", "letters to the board opposing the plan": it is the report that
 * was released, the claims that were made, the letters that oppose. */
static bool repair_brought_out(bl_walk *w, uint32_t t) {
  uint32_t near = token_at(w, t)->head, up = near < t ? token_at(w, near)->head : BL_NONE;
  if (up >= near || bl_plain_dep(w, near) != BL_DEP_NMOD || tells(w, near)) return false;
  bool from = bl_prep_is(w, near, "by") || bl_prep_is(w, near, "from") || bl_prep_is(w, near, "to"), told = false;
  if (token_at(w, t)->xpos == BL_XPOS_VBG) told = bl_prep_is(w, near, "to") && bl_in_class(w, up, w->classes->document);
  else if (token_at(w, t)->xpos != BL_XPOS_VBN) return false;
  else if (is_lemma(w, t, "make")) told = bl_in_class(w, up, w->classes->claimed) && !is_lemma(w, up, "report") && bl_prep_is(w, near, "of");
  else if (bl_in_class(w, t, w->classes->brought_out)) told = tells(w, up) && (from || !bl_is_somebody(w, near));
  return told && bl_hang(w, t, up, BL_DEP_ACL);
}

/* "a poster in the hall comparing them to thieves": halls say nothing, nor do they compare. */
static bool repair_said_in_place(bl_walk *w, uint32_t t) {
  uint32_t place = token_at(w, t)->head, up = place < t ? token_at(w, place)->head : BL_NONE;
  if (up >= place || token_at(w, t)->xpos != BL_XPOS_VBG || bl_plain_dep(w, place) != BL_DEP_NMOD || token_at(w, up)->upos != BL_POS_NOUN) return false;
  bool says = bl_in_class(w, t, w->classes->speech) || bl_in_class(w, t, w->classes->not_theirs) || is_lemma(w, t, "compare") || is_lemma(w, t, "equate") || is_lemma(w, t, "depict") || is_lemma(w, t, "portray");
  bool where = bl_prep_is(w, place, "in") || bl_prep_is(w, place, "at") || bl_prep_is(w, place, "on") || bl_prep_is(w, place, "outside") || bl_prep_is(w, place, "near");
  const bl_mention *name = bl_name_at(w, place);
  bool site = name ? bl_etype_is_place((bl_etype)name->type) || name->type == BL_ET_FACILITY : bl_in_class(w, place, w->classes->place_noun);
  return says && where && site && bl_hang(w, t, up, BL_DEP_ACL);
}

/* "bad news for a party struggling to win": news does not struggle, the party right before the participle does. */
static bool repair_sufferer(bl_walk *w, uint32_t t) {
  uint32_t noun = token_at(w, t)->head, near = BL_NONE;
  bool being = is_lemma(w, w->begin[t], "be") && token_at(w, w->begin[t])->xpos == BL_XPOS_VBG && w->begin[t] != t; /* "the risk of them being shot" */
  if (noun >= t || bl_is_somebody(w, noun) || token_at(w, noun)->upos != BL_POS_NOUN) return false;
  if (!being && (token_at(w, t)->xpos != BL_XPOS_VBG || !bl_in_class(w, t, w->classes->lived))) return false;
  BL_EACH_CHILD(w, c, noun) if (c > noun && bl_plain_dep(w, c) == BL_DEP_NMOD && w->end[c] == w->begin[t]) near = c;
  bool whole = being && near != BL_NONE && bl_prep_is(w, near, "of");
  return near != BL_NONE && (whole || bl_is_somebody(w, near)) && bl_hang(w, t, near, BL_DEP_ACL);
}

/* "under increasing scrutiny", "amid rising prices" read as a clause: the scrutiny is the head, and nobody increases it. */
static bool repair_gradual(bl_walk *w, uint32_t t) {
  uint32_t mark = bl_child_with(w, t, BL_DEP_MARK), noun = bl_child_with(w, t, BL_DEP_OBJ);
  if (mark == BL_NONE || mark > t || noun == BL_NONE || token_at(w, t)->xpos != BL_XPOS_VBG || !bl_in_class(w, t, w->classes->gradual)) return false;
  bool prep = is_lemma(w, mark, "under") || is_lemma(w, mark, "amid") || is_lemma(w, mark, "despite") || is_lemma(w, mark, "amidst");
  if (!prep || w->begin[noun] != t + 1 || bl_has_child(w, noun, BL_DEP_DET) || bl_has_child(w, noun, BL_DEP_NMOD_POSS)) return false;
  token_at(w, noun)->head = token_at(w, t)->head;
  token_at(w, noun)->dep = BL_DEP_OBL;
  BL_EACH_CHILD(w, c, t) if (c != noun) token_at(w, c)->head = noun;
  token_at(w, mark)->dep = BL_DEP_CASE;
  return modify(w, t, noun, BL_DEP_AMOD, BL_POS_ADJ, BL_XPOS_JJ);
}

static bl_dep nominal_dep(bl_dep clause) {
  switch (bl_dep_plain(clause)) {
    case BL_DEP_ADVCL: return BL_DEP_OBL;
    case BL_DEP_CSUBJ: return BL_DEP_NSUBJ;
    case BL_DEP_CCOMP: case BL_DEP_XCOMP: return BL_DEP_OBJ;
    case BL_DEP_ACL: return BL_DEP_NMOD;
    default: return clause;
  }
}

/* "after the police shooting death of Dana Roe" read as police who shoot a death: one noun of three. */
static bool repair_violent_death(bl_walk *w, uint32_t t) {
  uint32_t noun = t + 1, mark = bl_child_with(w, t, BL_DEP_MARK);
  bool act = bl_in_class(w, t, w->classes->death) || bl_in_class(w, t, w->classes->harm) || is_lemma(w, t, "shoot") || is_lemma(w, t, "stab") || is_lemma(w, t, "beat");
  if (!act || noun >= w->count || token_at(w, t)->xpos != BL_XPOS_VBG || token_at(w, noun)->head != t || token_at(w, noun)->dep != BL_DEP_OBJ || !is_lemma(w, noun, "death")) return false;
  token_at(w, noun)->head = token_at(w, t)->head;
  token_at(w, noun)->dep = (uint8_t)nominal_dep((bl_dep)token_at(w, t)->dep);
  BL_EACH_CHILD(w, c, t) {
    if (c == noun) continue;
    token_at(w, c)->head = noun;
    if (c < t && bl_plain_dep(w, c) == BL_DEP_NSUBJ) {
      token_at(w, c)->dep = BL_DEP_COMPOUND;
      BL_EACH_CHILD(w, d, c) if (token_at(w, d)->dep == BL_DEP_DET) token_at(w, d)->head = noun;
    }
  }
  if (mark != BL_NONE) token_at(w, mark)->dep = BL_DEP_CASE;
  return modify(w, t, noun, BL_DEP_COMPOUND, BL_POS_NOUN, BL_XPOS_NN);
}

/* "people familiar with the matter who asked": not the matter. */
static bool repair_who(bl_walk *w, uint32_t t) {
  uint32_t near = token_at(w, t)->head, adjective = near < t ? token_at(w, near)->head : BL_NONE;
  if (adjective >= near || token_at(w, adjective)->upos != BL_POS_ADJ || token_at(w, adjective)->head >= adjective || bl_plain_dep(w, near) != BL_DEP_OBL) return false;
  bool who = false;
  BL_EACH_CHILD(w, c, t) who |= bl_plain_dep(w, c) == BL_DEP_NSUBJ && bl_str_eq_nocase(token_at(w, c)->form, BL_STR("who"));
  uint32_t people = token_at(w, adjective)->head;
  return who && common_noun(w, near) && !bl_in_class(w, near, w->classes->person_noun) && bl_is_somebody(w, people) && bl_hang(w, t, people, BL_DEP_ACL_RELCL);
}

/* ---- joined clauses ---------------------------------------------------------------------------------------------- */

/* "so that the flag can be shown, a change is in order, and was proposed by Roe": a clause that is joined across its own main clause is
 * joined to that. */
static bool repair_across(bl_walk *w, uint32_t t) {
  uint32_t first = token_at(w, t)->head;
  if (first >= t || (token_at(w, t)->upos != BL_POS_VERB && !bl_has_child(w, t, BL_DEP_COP))) return false;
  for (uint32_t up = token_at(w, first)->head, steps = 0; up < w->count && steps < 12; up = token_at(w, up)->head, steps++) {
    if (up < first || up > t || (token_at(w, up)->upos != BL_POS_VERB && !bl_has_child(w, up, BL_DEP_COP))) continue;
    return has_subject(w, up) && bl_hang(w, t, up, BL_DEP_CONJ);
  }
  return false;
}

/* "attended by officials and invited members" read as a second verb: a past participle without "have" has no object. */
static bool repair_described_joined(bl_walk *w, uint32_t t) {
  uint32_t first = token_at(w, t)->head, noun = bl_child_with(w, t, BL_DEP_OBJ), cc = bl_child_with(w, t, BL_DEP_CC);
  if (first >= t || noun == BL_NONE || cc == BL_NONE || cc + 1 != t || cc == 0 || w->begin[noun] != t + 1 || (token_at(w, t)->xpos != BL_XPOS_VBN && !(token_at(w, t)->xpos == BL_XPOS_VBD && token_at(w, first)->xpos == BL_XPOS_VBN && token_at(w, first)->dep == BL_DEP_ACL))) return false;
  if (bl_has_child(w, t, BL_DEP_AUX) || bl_has_child(w, t, BL_DEP_AUX_PASS) || has_subject(w, t) || bl_has_child(w, noun, BL_DEP_DET) || bl_has_child(w, noun, BL_DEP_NMOD_POSS) || bl_has_child(w, noun, BL_DEP_NUMMOD)) return false;
  BL_EACH_CHILD(w, c, first) if (is_lemma(w, c, "have") && bl_plain_dep(w, c) == BL_DEP_AUX) return false;
  uint32_t before = cc - 1;
  if (token_at(w, before)->upos != BL_POS_NOUN || bl_is_below(w, before, t) || !bl_hang(w, noun, before, BL_DEP_CONJ)) return false;
  BL_EACH_CHILD(w, c, t) {
    if (c == noun) continue;
    token_at(w, c)->head = noun;
    if (bl_plain_dep(w, c) == BL_DEP_OBL) token_at(w, c)->dep = BL_DEP_NMOD;
  }
  return modify(w, t, noun, BL_DEP_AMOD, BL_POS_ADJ, BL_XPOS_JJ);
}

/* "Roe says Hale must go, urges calm": a verb in its finite form goes with the saying, not with what "must" governs. */
static bool repair_finite(bl_walk *w, uint32_t t) {
  uint32_t first = token_at(w, t)->head, said = first < t ? token_at(w, first)->head : BL_NONE;
  uint8_t tag = token_at(w, t)->xpos;
  if (said >= first || bl_plain_dep(w, first) != BL_DEP_CCOMP || (tag != BL_XPOS_VBZ && tag != BL_XPOS_VBD) || token_at(w, said)->xpos != tag || has_subject(w, t)) return false;
  bool modal = false;
  BL_EACH_CHILD(w, c, first) modal |= c < first && token_at(w, c)->xpos == BL_XPOS_MD;
  return modal && !bl_has_child(w, t, BL_DEP_AUX) && bl_hang(w, t, said, BL_DEP_CONJ);
}

/* "12 were killed and 5 injured": each number counts its own. */
static bool repair_own_number(bl_walk *w, uint32_t t) {
  uint32_t number = bl_child_with(w, t, BL_DEP_NUMMOD);
  if (token_at(w, t)->xpos != BL_XPOS_VBN || number == BL_NONE || number > t || has_subject(w, t)) return false;
  token_at(w, number)->dep = BL_DEP_NSUBJ_PASS;
  return true;
}

/* "members, nine of whom were shot": nine were. */
static bool repair_of_whom(bl_walk *w, uint32_t t) {
  uint32_t noun = token_at(w, t)->head;
  if (noun >= t || has_subject(w, t)) return false;
  BL_EACH_CHILD(w, c, noun) {
    if (c < noun || c > t || bl_plain_dep(w, c) != BL_DEP_APPOS || w->end[c] != w->begin[t]) continue;
    BL_EACH_CHILD(w, of, c)
      if (is_lemma(w, of, "whom") || is_lemma(w, of, "which")) return bl_hang(w, c, t, bl_has_child(w, t, BL_DEP_AUX_PASS) ? BL_DEP_NSUBJ_PASS : BL_DEP_NSUBJ);
  }
  return false;
}

/* ---- objects ----------------------------------------------------------------------------------------------------- */

/* "gave the special counsel authority to search": what is given stands last, whom it is given to before it. */
static bool repair_granted(bl_walk *w, uint32_t t) {
  uint32_t verb = token_at(w, t)->head, receiver = t - 1;
  if (verb >= t || t == 0 || !bl_in_class(w, verb, w->classes->gives) || !bl_in_class(w, t, w->classes->granted) || bl_has_child(w, verb, BL_DEP_IOBJ)) return false;
  if (token_at(w, receiver)->head != t || token_at(w, receiver)->dep != BL_DEP_COMPOUND || !bl_has_child(w, t, BL_DEP_DET) || token_at(w, t)->xpos != BL_XPOS_NN) return false;
  bool people = bl_in_class(w, receiver, w->classes->person_noun) || bl_in_class(w, receiver, w->classes->title_noun);
  if (!people || !bl_hang(w, receiver, verb, BL_DEP_IOBJ)) return false;
  BL_EACH_CHILD(w, c, t) if (c < receiver) token_at(w, c)->head = receiver;
  return true;
}

/* "Food and Drug Administration chief Dana Roe said" read as food and a chief: what is joined to the first word of a name that goes on
 * behind "and" takes its place. */
static bool repair_name_with_and(bl_walk *w, const bl_mention *name) {
  uint32_t first = name->tokens.begin, last = name->tokens.end - 1, joined = BL_NONE;
  if (last < first + 2 || token_at(w, last)->head == first || !bl_is_nominal(w, first)) return false;
  BL_EACH_CHILD(w, c, first) if (token_at(w, c)->dep == BL_DEP_CONJ && c > last) joined = c;
  bool inside = joined != BL_NONE && joined <= last + 4 && token_at(w, last)->dep == BL_DEP_COMPOUND && bl_is_below(w, last, joined);
  if (!inside) return false;
  token_at(w, joined)->head = token_at(w, first)->head;
  token_at(w, joined)->dep = token_at(w, first)->dep;
  BL_EACH_CHILD(w, c, first) if (c != joined) token_at(w, c)->head = c < first && bl_plain_dep(w, c) == BL_DEP_CASE ? joined : last;
  token_at(w, first)->head = last;
  token_at(w, first)->dep = BL_DEP_COMPOUND;
  return true;
}

/* "accused the bank and its head of fraud": the fraud is no part of its head. */
static bool repair_accused(bl_walk *w, uint32_t t) {
  uint32_t noun = token_at(w, t)->head;
  if (noun >= t || !bl_prep_is(w, t, "of") || token_at(w, t)->upos == BL_POS_PROPN) return false;
  if (token_at(w, noun)->dep == BL_DEP_CONJ && token_at(w, noun)->head < w->count) noun = token_at(w, noun)->head;
  uint32_t verb = token_at(w, noun)->head;
  bool object = token_at(w, noun)->dep == BL_DEP_OBJ || token_at(w, noun)->dep == BL_DEP_NSUBJ_PASS;
  if (!object || verb >= noun || !bl_in_class(w, verb, w->classes->accuses_of) || token_at(w, verb)->upos != BL_POS_VERB) return false;
  BL_EACH_CHILD(w, c, verb) if (c > t && bl_prep_is(w, c, "of")) return false; /* "accused the head of the bank of fraud" */
  BL_EACH_CHILD(w, c, t) if (bl_plain_dep(w, c) == BL_DEP_NMOD && bl_prep_is(w, c, "of") && w->cover[t] != BL_NONE) return false;
  return bl_hang(w, t, verb, BL_DEP_OBL);
}

/* The noun of asking before `end` that hangs at `verb`, with nothing but who asks between: "faces calls from farmers to ..."; BL_NONE. */
static uint32_t asking_noun(const bl_walk *w, uint32_t verb, uint32_t end) {
  uint32_t asked = BL_NONE, asker = BL_NONE;
  BL_EACH_CHILD(w, c, verb) {
    bl_dep d = bl_plain_dep(w, c);
    if (c >= end || w->end[c] > end) continue;
    if ((d == BL_DEP_OBJ || d == BL_DEP_OBL || d == BL_DEP_NSUBJ) && token_at(w, c)->upos == BL_POS_NOUN && bl_in_class(w, c, w->classes->urged)) asked = c;
    else if (d == BL_DEP_OBL && bl_prep_is(w, c, "by") && asked != BL_NONE && w->begin[c] == w->end[asked]) asker = c;
  }
  if (asked == BL_NONE || (w->end[asker == BL_NONE ? asked : asker] != end)) return BL_NONE;
  return asked;
}

/* "came under pressure from farmers to lift the ban": it is what they press for, and "farmers" is no subject. */
static bool repair_asked(bl_walk *w, uint32_t t) {
  uint32_t head = token_at(w, t)->head, begin = w->begin[t];
  if (head >= t || token_at(w, t)->xpos != BL_XPOS_VB) return false;
  uint32_t from = bl_child_with(w, t, BL_DEP_MARK), who = bl_child_with(w, t, BL_DEP_NSUBJ);
  bool misread = from == begin && who != BL_NONE && who < t && bl_str_eq_nocase(token_at(w, from)->form, BL_STR("from"));
  if (!misread && (token_at(w, begin)->xpos != BL_XPOS_TO || token_at(w, t)->dep != BL_DEP_ADVCL)) return false;
  uint32_t noun = bl_in_class(w, head, w->classes->urged) && token_at(w, head)->upos == BL_POS_NOUN ? head : asking_noun(w, head, begin);
  if (noun == BL_NONE) return false;
  if (misread && bl_hang(w, who, noun, BL_DEP_NMOD)) bl_hang(w, from, who, BL_DEP_CASE);
  BL_EACH_CHILD(w, c, head) if (c > noun && c < t && bl_plain_dep(w, c) == BL_DEP_OBL && bl_prep_is(w, c, "by")) bl_hang(w, c, noun, BL_DEP_NMOD);
  if (noun == head && !misread) return false; /* hangs there already */
  return bl_hang(w, t, noun, BL_DEP_ACL);
}

/* "lawsuits brought by farmers against the bank": what they bring is against it. */
static bool repair_against(bl_walk *w, uint32_t t) {
  uint32_t agent = token_at(w, t)->head;
  if (agent >= t || !bl_prep_is(w, t, "against") || token_at(w, agent)->head >= w->count) return false;
  bool by = token_at(w, agent)->dep == BL_DEP_OBL_AGENT || bl_prep_is(w, agent, "by");
  return by && !bl_is_event_word(w, agent) && bl_hang(w, t, token_at(w, agent)->head, token_at(w, token_at(w, agent)->head)->upos == BL_POS_NOUN ? BL_DEP_NMOD : BL_DEP_OBL);
}

/* "rejected a law banning it", "blocked a plan allowing it": it is the law that bans, right behind it and without a comma. */
static bool repair_rejected(bl_walk *w, uint32_t t) {
  uint32_t head = token_at(w, t)->head;
  if (head >= t || token_at(w, t)->xpos != BL_XPOS_VBG || w->begin[t] != t || (!bl_in_class(w, head, w->classes->deny) && !bl_in_class(w, head, w->classes->fail))) return false;
  BL_EACH_CHILD(w, c, head)
    if (c > head && w->end[c] == t && bl_plain_dep(w, c) == BL_DEP_OBJ && common_noun(w, c)) return bl_hang(w, t, c, BL_DEP_ACL);
  return false;
}

bool bl_repair_told(bl_walk *w) {
  bool changed = false;
  for (uint32_t i = 0; i < w->doc->mentions.count; i++)
    if (w->doc->mentions.items[i].kind == BL_MK_NAME) changed |= repair_name_with_and(w, &w->doc->mentions.items[i]);
  for (uint32_t t = 0; t < w->count; t++) {
    bool gerund = repair_gradual(w, t) || repair_violent_death(w, t);
    changed |= gerund;
    switch (token_at(w, t)->dep) {
      case BL_DEP_ADVCL: changed |= repair_asked(w, t) || repair_rejected(w, t); break;
      case BL_DEP_ACL: changed |= repair_asked(w, t) || repair_brought_out(w, t) || repair_said_in_place(w, t) || repair_sufferer(w, t); break;
      case BL_DEP_ACL_RELCL: changed |= repair_who(w, t) || repair_of_whom(w, t); break;
      case BL_DEP_CONJ: changed |= repair_own_number(w, t) || repair_across(w, t) || repair_described_joined(w, t) || repair_finite(w, t); break;
      case BL_DEP_PARATAXIS: changed |= repair_finite(w, t); break;
      case BL_DEP_OBJ: changed |= repair_granted(w, t); break;
      case BL_DEP_NMOD: changed |= repair_accused(w, t) || repair_against(w, t); break;
      default: break;
    }
  }
  return changed;
}
