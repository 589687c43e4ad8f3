/* Attachments that parsers of English often get wrong and that the words themselves settle. Works on the document's tree
 * before anything is read from it; a repair changes a head or few (and perhaps their relations) and is visible in `byline explain`.
 * The lists of children are those of before the first repair; a cycle that two repairs made together is cut when all are done. */
#include "claim/walk.h"

#include "base/utf8.h"

static bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

static bool person_name(const bl_walk *w, uint32_t t) {
  const bl_mention *m = t < w->count ? bl_name_at(w, t) : NULL;
  return m && m->type == BL_ET_PERSON;
}

static bool common_noun(const bl_walk *w, uint32_t t) { return token_at(w, t)->upos == BL_POS_NOUN && !bl_name_at(w, t); }

bool bl_hang(bl_walk *w, uint32_t t, uint32_t head, bl_dep dep) {
  for (uint32_t up = head, steps = 0; up < w->count; up = token_at(w, up)->head, steps++)
    if (up == t || steps > w->count) return false;
  token_at(w, t)->head = head;
  token_at(w, t)->dep = (uint8_t)dep;
  return true;
}

/* The mention that ends right before `t` but for one comma; BL_NONE. */
static uint32_t name_before(const bl_walk *w, uint32_t t) {
  uint32_t begin = w->begin[t];
  if (begin < 2 || token_at(w, begin - 1)->sentence != token_at(w, t)->sentence) return BL_NONE;
  uint32_t last = begin - 1;
  if (token_at(w, last)->upos == BL_POS_PUNCT && last > 0) last--;
  uint32_t m = w->cover[last];
  if (m == BL_NONE || w->doc->mentions.items[m].tokens.end != last + 1) return BL_NONE;
  return w->doc->mentions.items[m].head;
}

/* "the army and the Front, a group of rebels": one of a kind is the last of those joined, right before the comma. */
static bool repair_joined_apposition(bl_walk *w, uint32_t t) {
  uint32_t head = token_at(w, t)->head, last = BL_NONE;
  if (head >= t || token_at(w, t)->xpos != BL_XPOS_NN || !common_noun(w, t) || !bl_has_child(w, t, BL_DEP_DET)) return false;
  BL_EACH_CHILD(w, c, head) if (token_at(w, c)->dep == BL_DEP_CONJ && c < t && bl_is_nominal(w, c) && (w->end[c] == w->begin[t] || w->end[c] + 1 == w->begin[t])) last = c;
  return last != BL_NONE && bl_hang(w, t, last, BL_DEP_APPOS);
}

/* "took Kesh, 40 miles north of Lima" with the north hung on the verb: it says where the noun before the comma lies. */
static bool repair_compass(bl_walk *w, uint32_t t) {
  uint32_t verb = token_at(w, t)->head, comma = w->begin[t], noun = BL_NONE;
  bool unit = bl_has_child(w, t, BL_DEP_NUMMOD) && bl_in_class(w, t, w->classes->length_unit);
  if (verb >= t || token_at(w, verb)->upos != BL_POS_VERB || !(unit || bl_in_class(w, t, w->classes->compass)) || comma < 2) return false;
  if (!bl_str_eq_c(token_at(w, comma)->form, ",")) comma--;
  if (!bl_str_eq_c(token_at(w, comma)->form, ",") || token_at(w, comma)->sentence != token_at(w, t)->sentence) return false;
  bool of = false;
  BL_EACH_CHILD(w, c, t) of |= c > t && w->prep[c] != BL_NONE && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[c]), unit ? "from" : "of");
  for (uint32_t up = comma - 1, steps = 0; of && up < w->count && up > verb && steps < 8; up = token_at(w, up)->head, steps++)
    if (bl_is_nominal(w, up) && w->end[up] == comma) noun = up;
  return noun != BL_NONE && bl_hang(w, t, noun, BL_DEP_NMOD);
}

/* "Governor of Kesh province Dana Roe": the governor is hers, the province stands behind "of". */
static bool repair_office_of_place(bl_walk *w, uint32_t t) {
  uint32_t place = token_at(w, t)->head, marker = BL_NONE;
  if (place >= w->count || place < t + 2 || !bl_in_class(w, t, w->classes->title_noun) || token_at(w, place)->dep != BL_DEP_NMOD_DESC) return false;
  if (bl_in_class(w, place, w->classes->title_noun) || !person_name(w, token_at(w, place)->head) || !bl_str_eq_nocase(token_at(w, t + 1)->form, BL_STR("of"))) return false;
  for (uint32_t c = t + 1; c < place && marker == BL_NONE; c++)
    if (token_at(w, c)->dep == BL_DEP_CASE) marker = c;
  if (marker != t + 1) return false;
  uint32_t name = token_at(w, place)->head;
  token_at(w, t)->head = name;
  token_at(w, t)->dep = BL_DEP_NMOD_DESC;
  token_at(w, place)->head = t;
  token_at(w, place)->dep = BL_DEP_NMOD;
  bl_hang(w, marker, place, BL_DEP_CASE);
  return true;
}

/* "A and B, son of C": the apposition goes with B; "A, brother of B, head of C": with B. */
static bool repair_apposition(bl_walk *w, uint32_t t) {
  uint32_t head = token_at(w, t)->head;
  if (token_at(w, t)->dep != BL_DEP_APPOS || head >= w->count || !common_noun(w, t) || token_at(w, t)->xpos != BL_XPOS_NN) return false;
  uint32_t near = name_before(w, t);
  bool kin = bl_in_class(w, head, w->classes->relation_noun) && near != BL_NONE && token_at(w, near)->head == head;
  if (kin && person_name(w, near) && bl_in_class(w, t, w->classes->title_noun)) return bl_hang(w, t, near, BL_DEP_APPOS);
  if (!person_name(w, head)) return false;
  if (near == BL_NONE || near == head || !person_name(w, near)) return false;
  uint32_t up = token_at(w, near)->head;
  bool joined = token_at(w, near)->dep == BL_DEP_CONJ && up == head;
  bool relative = bl_plain_dep(w, near) == BL_DEP_NMOD && up < w->count && bl_in_class(w, up, w->classes->relation_noun) && token_at(w, up)->head == head;
  return (joined || relative) && bl_hang(w, t, near, BL_DEP_APPOS);
}

/* "son of B and head of C": the head is joined to the son; "A, head of B and deputy leader of C": to the head. */
static bool repair_joined_title(bl_walk *w, uint32_t t) {
  uint32_t head = token_at(w, t)->head;
  const bl_classes *k = w->classes;
  if (head < w->count && common_noun(w, t) && bl_in_class(w, t, k->title_noun) && bl_plain_dep(w, head) == BL_DEP_NMOD && !person_name(w, head)) {
    uint32_t title = token_at(w, head)->head; /* "head of the group and deputy leader of C" */
    bool body = !bl_in_class(w, head, k->title_noun) && !bl_in_class(w, head, k->person_noun);
    if (body && title < w->count && bl_in_class(w, title, k->title_noun) && common_noun(w, title)) return bl_hang(w, t, title, BL_DEP_CONJ);
  }
  if (token_at(w, t)->dep != BL_DEP_CONJ || head >= w->count || !person_name(w, head) || !common_noun(w, t) || !(bl_in_class(w, t, w->classes->title_noun) || bl_str_eq_c(bl_lemma_text(w, t), "member"))) return false;
  uint32_t up = token_at(w, head)->head;
  if (bl_plain_dep(w, head) == BL_DEP_NMOD && up < w->count && bl_in_class(w, up, w->classes->relation_noun)) return bl_hang(w, t, up, BL_DEP_CONJ);
  for (uint32_t a = t; a-- > head;)
    if (token_at(w, a)->dep == BL_DEP_APPOS && common_noun(w, a) && (bl_in_class(w, a, w->classes->title_noun) || bl_in_class(w, a, w->classes->person_noun)) && w->end[a] <= w->begin[t] + 1 && w->begin[t] <= w->end[a] + 2) return bl_hang(w, t, a, BL_DEP_CONJ);
  return false;
}

/* "The head of the group, Dana Roe": the name goes with the head, not with the group; that of "Dana Roe, head of the firm Cole & Webb" with the firm. */
static bool repair_name(bl_walk *w, uint32_t t) {
  uint32_t head = token_at(w, t)->head;
  if (token_at(w, t)->dep != BL_DEP_APPOS || head >= w->count || !person_name(w, t) || person_name(w, head)) return false;
  uint32_t up = token_at(w, head)->head;
  if (bl_plain_dep(w, head) != BL_DEP_NMOD || up >= w->count || !common_noun(w, up) || !bl_in_class(w, up, w->classes->title_noun)) return false;
  if (token_at(w, up)->dep == BL_DEP_APPOS && head + 1 == w->begin[t] && bl_in_class(w, head, w->classes->group_noun)) return false;
  if (bl_in_class(w, head, w->classes->title_noun) || bl_in_class(w, head, w->classes->person_noun)) return false;
  return bl_hang(w, t, up, BL_DEP_APPOS);
}

/* "Kesh, the old seat of the kings" hung as a second object of the verb: an apposition of the name before the comma. */
static bool repair_second_object(bl_walk *w, uint32_t t) {
  if (token_at(w, t)->dep != BL_DEP_OBJ || !common_noun(w, t) || w->begin[t] < 2 || !bl_str_eq_c(token_at(w, w->begin[t] - 1)->form, ",")) return false;
  uint32_t near = name_before(w, t), verb = token_at(w, t)->head;
  if (near == BL_NONE || !bl_name_at(w, near) || token_at(w, near)->head != verb || token_at(w, near)->dep != BL_DEP_OBJ) return false;
  return bl_hang(w, t, near, BL_DEP_APPOS);
}

/* A person's name that hangs loose: "Minister of Defence Dana Roe" with the name as a bare phrase or glued to another
 * name. With a title right before it, it goes to the title. */
static bool repair_loose_name(bl_walk *w, uint32_t t) {
  uint32_t head = token_at(w, t)->head;
  bl_dep d = bl_plain_dep(w, t);
  if (head >= w->count || head > t || !person_name(w, t) || (d != BL_DEP_NMOD && d != BL_DEP_FLAT) || w->prep[t] != BL_NONE) return false;
  bl_span name = bl_name_at(w, t)->tokens;
  if (head >= name.begin && head < name.end) return false;
  uint32_t before = name.begin > 0 ? name.begin - 1 : BL_NONE;
  if (before != BL_NONE && before != head && common_noun(w, before) && bl_in_class(w, before, w->classes->title_noun) && bl_hang(w, t, before, BL_DEP_APPOS)) return true;
  if (person_name(w, head)) return false;
  token_at(w, t)->dep = BL_DEP_APPOS;
  repair_name(w, t);
  return true;
}

/* "one of the 12 lenders" */
static bool one_of_bodies(const bl_walk *w, uint32_t one) {
  BL_EACH_CHILD(w, c, one) {
    const bl_mention *m = c > one && bl_plain_dep(w, c) == BL_DEP_NMOD && w->mention[c] != BL_NONE ? &w->doc->mentions.items[w->mention[c]] : NULL;
    if (m) return m->type == BL_ET_ORGANIZATION || m->type == BL_ET_MEDIA_OUTLET || m->type == BL_ET_GOVERNMENT_BODY || m->type == BL_ET_FACILITY;
  }
  return false;
}

/* "a reporter for Harlan Radio, a station based in X": the station is the radio, not the reporter. */
static bool repair_body(bl_walk *w, uint32_t t) {
  const bl_classes *k = w->classes;
  uint32_t head = token_at(w, t)->head;
  bool one = token_at(w, t)->upos == BL_POS_NUM && one_of_bodies(w, t);
  if (token_at(w, t)->dep != BL_DEP_APPOS || head >= w->count || (!one && !common_noun(w, t)) || bl_in_class(w, t, k->person_noun) || bl_in_class(w, t, k->title_noun)) return false;
  if (!bl_in_class(w, head, k->title_noun) && !bl_in_class(w, head, k->person_noun) && !person_name(w, head)) return false;
  uint32_t near = name_before(w, t);
  if (near == BL_NONE || near == head || !bl_name_at(w, near) || person_name(w, near) || !bl_is_below(w, near, head)) return false;
  return bl_hang(w, t, near, BL_DEP_APPOS);
}

/* "killing at least 12 soldiers": a phrase without a preposition right of a verb that has no object is its object. */
static bool repair_object(bl_walk *w, uint32_t t) {
  uint32_t verb = token_at(w, t)->head;
  if (token_at(w, t)->dep != BL_DEP_OBL || verb >= t || w->prep[t] != BL_NONE || w->time[t] != BL_NONE || token_at(w, verb)->upos != BL_POS_VERB) return false;
  if (token_at(w, t)->upos != BL_POS_NOUN && token_at(w, t)->upos != BL_POS_PROPN) return false;
  if (bl_has_child(w, t, BL_DEP_CASE) || bl_has_child(w, t, BL_DEP_MARK) || bl_child_with(w, verb, BL_DEP_OBJ) != BL_NONE || bl_is_passive_verb(w, verb)) return false;
  if (w->begin[t] != verb + 1) return false;
  token_at(w, t)->dep = BL_DEP_OBJ;
  return true;
}

/* "Kesh is the only town": the copula goes with the noun, not with the name in front of it. */
static bool repair_copula(bl_walk *w, uint32_t t) {
  uint32_t subject = token_at(w, t)->head;
  if (subject >= t || !bl_str_eq_c(token_at(w, t)->lemma, "be") || token_at(w, subject)->dep != BL_DEP_NSUBJ) return false;
  uint32_t noun = token_at(w, subject)->head;
  if (noun >= w->count || noun < t || token_at(w, noun)->upos != BL_POS_NOUN || bl_has_child(w, noun, BL_DEP_COP)) return false;
  return bl_hang(w, t, noun, BL_DEP_COP);
}

/* "captured Kesh": a bare name right of a verb that calls nothing by a name is its object. */
static bool repair_name_object(bl_walk *w, uint32_t t) {
  uint32_t verb = token_at(w, t)->head;
  if (verb >= t || token_at(w, t)->upos != BL_POS_PROPN || w->prep[t] != BL_NONE || !bl_name_at(w, t) || bl_name_at(w, t)->tokens.begin != verb + 1) return false;
  if (token_at(w, verb)->upos != BL_POS_VERB || bl_is_passive_verb(w, verb) || bl_in_class(w, verb, w->classes->linking) || bl_has_child(w, t, BL_DEP_COP)) return false;
  if (bl_child_with(w, verb, BL_DEP_OBJ) != BL_NONE) return false;
  token_at(w, t)->dep = BL_DEP_OBJ;
  return true;
}

/* "says it is willing to leave": an "it" that is willing, able or ready stands for somebody. */
static bool repair_it(bl_walk *w, uint32_t t) {
  uint32_t head = token_at(w, t)->head;
  if (head >= w->count || head < t || token_at(w, head)->upos != BL_POS_ADJ || bl_child_with(w, head, BL_DEP_CSUBJ) != BL_NONE || bl_has_child(w, head, BL_DEP_NSUBJ)) return false;
  if (bl_in_class(w, head, w->classes->possible) || !(bl_in_class(w, head, w->classes->plan) || bl_in_class(w, head, w->classes->ability))) return false;
  token_at(w, t)->dep = BL_DEP_NSUBJ;
  return true;
}

/* A verb has one subject. "A are meeting, said B": A belongs to the meeting; "X's son": X to the son; "carmaker Harlan": one phrase. */
static bool repair_second_subject(bl_walk *w, uint32_t t) {
  uint32_t verb = token_at(w, t)->head, first = BL_NONE;
  if (verb >= w->count) return false;
  BL_EACH_CHILD(w, c, verb) if (c < t && bl_plain_dep(w, c) == BL_DEP_NSUBJ && bl_is_nominal(w, c)) first = c;
  if (first == BL_NONE || first > verb) return false;
  uint32_t clause = bl_child_with(w, verb, BL_DEP_CCOMP);
  if (t > verb || (clause != BL_NONE && clause > verb && token_at(w, w->end[first] - 1)->upos == BL_POS_PUNCT)) { /* also "A", B said, "left" */
    bool wants = clause != BL_NONE && clause > first && (clause < verb) == (t > verb) && !bl_has_child(w, clause, BL_DEP_NSUBJ) && !bl_has_child(w, clause, BL_DEP_NSUBJ_PASS);
    return wants && bl_hang(w, first, clause, bl_is_passive_verb(w, clause) ? BL_DEP_NSUBJ_PASS : BL_DEP_NSUBJ);
  }
  if (w->end[first] != w->begin[t]) return false;
  if (token_at(w, w->end[first] - 1)->xpos == BL_XPOS_POS) return bl_hang(w, first, t, BL_DEP_NMOD_POSS);
  return common_noun(w, first) && bl_name_at(w, t) && bl_hang(w, t, first, BL_DEP_APPOS);
}

/* "three towns, A, B and C": the names are the towns, not more of them. */
static bool repair_list(bl_walk *w, uint32_t t) {
  uint32_t head = token_at(w, t)->head;
  if (token_at(w, t)->dep != BL_DEP_CONJ || head >= w->count || head > t || !bl_name_at(w, t) || !common_noun(w, head)) return false;
  if (token_at(w, head)->xpos != BL_XPOS_NNS || !bl_has_child(w, head, BL_DEP_NUMMOD) || bl_has_child(w, t, BL_DEP_CC)) return false;
  if (w->begin[t] < 1 || token_at(w, w->begin[t])->upos != BL_POS_PUNCT || w->begin[t] > head + 2) return false;
  bool joined = bl_has_child(w, t, BL_DEP_CONJ);
  for (uint32_t c = t + 1; c < w->end[head]; c++)
    if (token_at(w, c)->dep == BL_DEP_CONJ && token_at(w, c)->head == head && bl_name_at(w, c)) joined |= bl_hang(w, c, t, BL_DEP_CONJ);
  if (joined) token_at(w, t)->dep = BL_DEP_APPOS;
  return joined;
}

/* "the A, B and C districts" with the districts taken for a fourth name: they are the head, the names stand in front. */
static bool repair_plural(bl_walk *w, uint32_t t) {
  uint32_t name = token_at(w, t)->head;
  if (token_at(w, t)->dep != BL_DEP_CONJ || name >= w->count || name > t || !common_noun(w, t) || token_at(w, t)->xpos != BL_XPOS_NNS) return false;
  if (!bl_in_class(w, t, w->classes->place_noun) || token_at(w, name)->upos != BL_POS_PROPN || bl_has_child(w, t, BL_DEP_CC)) return false;
  if (token_at(w, t - 1)->upos != BL_POS_PROPN) return false;
  BL_EACH_CHILD(w, c, t) if (c < t && token_at(w, c)->dep != BL_DEP_CASE) return false;
  token_at(w, t)->head = token_at(w, name)->head;
  token_at(w, t)->dep = token_at(w, name)->dep;
  token_at(w, name)->head = t;
  token_at(w, name)->dep = BL_DEP_COMPOUND;
  BL_EACH_CHILD(w, c, name) if (c < name && (token_at(w, c)->dep == BL_DEP_CASE || token_at(w, c)->dep == BL_DEP_DET)) token_at(w, c)->head = t;
  return true;
}

/* "clash in A in the north and B district": a place joined to the verb is joined to the place before it. */
static bool repair_joined_place(bl_walk *w, uint32_t t) {
  uint32_t verb = token_at(w, t)->head, place = BL_NONE;
  if (token_at(w, t)->dep != BL_DEP_CONJ || verb >= t || token_at(w, verb)->upos != BL_POS_VERB || token_at(w, t)->upos != BL_POS_PROPN) return false;
  uint32_t m = w->cover[t];
  if (m == BL_NONE || w->doc->mentions.items[m].kind != BL_MK_NAME || !bl_etype_is_place((bl_etype)w->doc->mentions.items[m].type)) return false;
  BL_EACH_CHILD(w, c, verb) if (place == BL_NONE && c > verb && c < t && bl_plain_dep(w, c) == BL_DEP_OBL && bl_name_at(w, c) && bl_etype_is_place((bl_etype)bl_name_at(w, c)->type)) place = c;
  return place != BL_NONE && bl_hang(w, t, place, BL_DEP_CONJ);
}

/* "a blast in which 40 people, and 3 soldiers, were killed": the noun before the verb is its subject, not a part of what is
 * before "which". */
static bool repair_in_which(bl_walk *w, uint32_t which) {
  uint32_t verb = token_at(w, which)->head;
  if (bl_plain_dep(w, which) != BL_DEP_OBL || !bl_str_eq_nocase(token_at(w, which)->form, BL_STR("which")) || verb >= w->count || verb < which) return false;
  if (bl_has_child(w, verb, BL_DEP_NSUBJ) || bl_has_child(w, verb, BL_DEP_NSUBJ_PASS)) return false;
  for (uint32_t t = which + 1; t < verb; t++) {
    uint32_t head = token_at(w, t)->head;
    if (!common_noun(w, t) || head >= which || bl_has_child(w, t, BL_DEP_CASE)) continue;
    return bl_hang(w, t, verb, bl_is_passive_verb(w, verb) ? BL_DEP_NSUBJ_PASS : BL_DEP_NSUBJ);
  }
  return false;
}

/* "told Coast Wire that 40 were saved": a clause with "that" and a subject of its own is what was told, not a relative clause. */
static bool repair_told(bl_walk *w, uint32_t t) {
  uint32_t hearer = token_at(w, t)->head, verb = hearer < w->count ? token_at(w, hearer)->head : BL_NONE;
  bl_dep d = hearer < w->count ? bl_plain_dep(w, hearer) : BL_DEP_DEP;
  if (verb >= w->count || verb > hearer || (d != BL_DEP_IOBJ && d != BL_DEP_OBJ) || !bl_in_class(w, verb, w->classes->speech)) return false;
  uint32_t mark = bl_child_with(w, t, BL_DEP_MARK);
  bool that = mark != BL_NONE && bl_str_eq_nocase(token_at(w, mark)->form, BL_STR("that"));
  if (!that || bl_has_child(w, verb, BL_DEP_CCOMP)) return false;
  return (bl_has_child(w, t, BL_DEP_NSUBJ) || bl_has_child(w, t, BL_DEP_NSUBJ_PASS)) && bl_hang(w, t, verb, BL_DEP_CCOMP);
}

/* "in Kesh in Peru and Lorn district": a phrase with "and" before it and no preposition of its own goes on with the one before. */
static bool repair_joined_phrase(bl_walk *w, uint32_t t) {
  uint32_t verb = token_at(w, t)->head, before = BL_NONE;
  if (verb >= t || !bl_has_child(w, t, BL_DEP_CC) || w->prep[t] != BL_NONE || bl_has_child(w, t, BL_DEP_CASE)) return false;
  BL_EACH_CHILD(w, c, verb) if (c < t && bl_plain_dep(w, c) == BL_DEP_OBL && w->prep[c] != BL_NONE) before = c;
  return before != BL_NONE && bl_hang(w, t, before, BL_DEP_CONJ);
}

/* "fighting is raging": what is the subject of a verb and has no object is a noun, however it is tagged. */
static bool repair_gerund(bl_walk *w, uint32_t t) {
  bl_token *k = token_at(w, t);
  if (k->xpos != BL_XPOS_VBG || k->upos != BL_POS_VERB || bl_has_child(w, t, BL_DEP_OBJ) || bl_has_child(w, t, BL_DEP_NSUBJ) || bl_has_child(w, t, BL_DEP_AUX)) return false;
  k->upos = BL_POS_NOUN, k->xpos = BL_XPOS_NN;
  k->lemma = bl_utf8_lower(&w->doc->arena, k->form);
  return true;
}

/* "after the car blasts by the rebels" read as a clause: a word with -s between a noun and "by" is a noun of what somebody did. */
static bool repair_act(bl_walk *w, uint32_t t) {
  uint32_t mark = bl_child_with(w, t, BL_DEP_MARK), noun = bl_child_with(w, t, BL_DEP_NSUBJ);
  if (token_at(w, t)->xpos != BL_XPOS_VBZ || mark == BL_NONE || noun == BL_NONE || noun + 1 != t || bl_has_child(w, t, BL_DEP_OBJ)) return false;
  if (t + 1 >= w->count || !bl_str_eq_nocase(token_at(w, t + 1)->form, BL_STR("by")) || !bl_has_child(w, noun, BL_DEP_DET)) return false;
  bl_token *k = token_at(w, t);
  k->upos = BL_POS_NOUN, k->xpos = BL_XPOS_NNS, k->dep = BL_DEP_OBL;
  token_at(w, mark)->dep = BL_DEP_CASE;
  token_at(w, noun)->dep = BL_DEP_COMPOUND;
  BL_EACH_CHILD(w, c, noun) if (token_at(w, c)->dep == BL_DEP_DET) token_at(w, c)->head = t;
  BL_EACH_CHILD(w, c, t) if (bl_plain_dep(w, c) == BL_DEP_OBL && c > t) token_at(w, c)->dep = BL_DEP_NMOD;
  return true;
}

/* "took Kesh and Lorn on Monday" with the day hung on Lorn: names have no times, the verb above has. */
static bool repair_time(bl_walk *w, uint32_t t) {
  uint32_t up = token_at(w, t)->head;
  if (w->time[t] == BL_NONE || up >= t || !bl_name_at(w, up)) return false;
  uint32_t over = token_at(w, up)->head; /* "Reza yesterday left" */
  if (token_at(w, t)->dep == BL_DEP_NMOD_UNMARKED && over < w->count && over > t && token_at(w, over)->upos == BL_POS_VERB) return bl_hang(w, t, over, BL_DEP_OBL_UNMARKED);
  for (uint32_t steps = 0; steps < w->count && up < w->count && token_at(w, up)->upos != BL_POS_VERB; steps++) up = token_at(w, up)->head;
  return up < t && bl_hang(w, t, up, BL_DEP_OBL);
}

/* "Harlan Bank on Monday sold", "Cole, the mayor, in March left": a day between the subject and its verb is the verb's. */
static bool repair_time_between(bl_walk *w, uint32_t t) {
  uint32_t noun = token_at(w, t)->head;
  if (w->time[t] == BL_NONE || noun >= t || bl_in_class(w, noun, w->classes->event_noun)) return false;
  for (int steps = 0; steps < 8 && noun < w->count && token_at(w, noun)->dep != BL_DEP_NSUBJ && token_at(w, noun)->dep != BL_DEP_NSUBJ_PASS; steps++) noun = token_at(w, noun)->head;
  uint32_t verb = noun < w->count && bl_plain_dep(w, noun) == BL_DEP_NSUBJ ? token_at(w, noun)->head : BL_NONE;
  if (verb >= w->count || verb < t || (token_at(w, verb)->upos != BL_POS_VERB && !bl_has_child(w, verb, BL_DEP_COP))) return false;
  for (uint32_t k = w->end[t]; k < verb; k++) {
    uint8_t pos = token_at(w, k)->upos;
    if (pos != BL_POS_AUX && pos != BL_POS_ADV && !bl_str_eq_c(token_at(w, k)->form, ",") && (token_at(w, verb)->upos == BL_POS_VERB || token_at(w, k)->head != verb)) return false;
  }
  return bl_hang(w, t, verb, BL_DEP_OBL);
}

/* "were on Monday granted bail" read as two men who are Monday: the day is the participle's, the rest goes over to it. */
static bool repair_time_predicate(bl_walk *w, uint32_t verb) {
  uint32_t day = token_at(w, verb)->head, cop = day < verb ? bl_child_with(w, day, BL_DEP_COP) : BL_NONE;
  uint8_t tag = token_at(w, verb)->xpos;
  if (cop == BL_NONE || cop > day || w->time[day] == BL_NONE || (w->begin[verb] > day + 2 && verb > day + 2) || (tag != BL_XPOS_VBN && tag != BL_XPOS_VBG && tag != BL_XPOS_VBD)) return false;
  bool subject = bl_has_child(w, day, BL_DEP_NSUBJ) || bl_has_child(w, day, BL_DEP_NSUBJ_PASS);
  BL_EACH_CHILD(w, c, verb) subject |= c < day && bl_plain_dep(w, c) == BL_DEP_NSUBJ;
  if (!subject) return false;
  bool passive = tag != BL_XPOS_VBG;
  token_at(w, verb)->head = token_at(w, day)->head;
  token_at(w, verb)->dep = token_at(w, day)->dep;
  BL_EACH_CHILD(w, c, day) {
    bl_dep d = bl_plain_dep(w, c);
    if (c == verb || d == BL_DEP_CASE || w->time[c] == w->time[day]) continue;
    token_at(w, c)->head = verb;
    if (d == BL_DEP_COP) token_at(w, c)->dep = passive ? BL_DEP_AUX_PASS : BL_DEP_AUX;
    if (d == BL_DEP_NSUBJ && passive) token_at(w, c)->dep = BL_DEP_NSUBJ_PASS;
  }
  token_at(w, day)->head = verb;
  token_at(w, day)->dep = BL_DEP_OBL;
  if (tag == BL_XPOS_VBD) token_at(w, verb)->xpos = BL_XPOS_VBN;
  return true;
}

/* "the Ministry of Defence spokesman": the spokesman is the head, the ministry with its "of" stands in front of him. */
static bool repair_office(bl_walk *w, uint32_t t) {
  uint32_t body = token_at(w, t)->head, last = BL_NONE;
  if (body >= t || !common_noun(w, t) || !bl_in_class(w, t, w->classes->title_noun) || token_at(w, body)->upos != BL_POS_PROPN) return false;
  if (w->prep[t] == BL_NONE || !bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[t]), "of") || bl_has_child(w, t, BL_DEP_DET) || bl_has_child(w, t, BL_DEP_NMOD_POSS)) return false;
  BL_EACH_CHILD(w, c, t) {
    char first = token_at(w, c)->form.p[0];
    if (c == t - 1 && first >= 'A' && first <= 'Z' && token_at(w, c)->dep != BL_DEP_CASE) last = c;
  }
  if (last == BL_NONE || bl_etype_is_place(bl_name_at(w, body) ? (bl_etype)bl_name_at(w, body)->type : BL_ET_OTHER)) return false;
  BL_EACH_CHILD(w, c, t) {
    if (c >= t || c == last) continue;
    token_at(w, c)->head = last;
  }
  BL_EACH_CHILD(w, c, body) {
    if (c < body && token_at(w, c)->dep != BL_DEP_COMPOUND && token_at(w, c)->dep != BL_DEP_AMOD) token_at(w, c)->head = t;
    if (c > t) token_at(w, c)->head = t;
  }
  token_at(w, t)->head = token_at(w, body)->head;
  token_at(w, t)->dep = token_at(w, body)->dep;
  token_at(w, body)->head = t;
  token_at(w, body)->dep = BL_DEP_COMPOUND;
  token_at(w, last)->head = body;
  token_at(w, last)->dep = BL_DEP_NMOD;
  return true;
}

/* "the Harlan Guard and tribal militias" read as militias of two kinds: the guard is one thing, the militias are another. */
static bool repair_joined_kind(bl_walk *w, uint32_t name) {
  uint32_t t = token_at(w, name)->head, kind = BL_NONE, m = w->mention[name] != BL_NONE ? w->mention[name] : w->cover[name];
  if (t >= w->count || t < name || !common_noun(w, t) || token_at(w, t)->xpos != BL_XPOS_NNS || m == BL_NONE || w->doc->mentions.items[m].kind != BL_MK_NAME) return false;
  BL_EACH_CHILD(w, c, name) if (token_at(w, c)->dep == BL_DEP_CONJ && c == t - 1 && bl_has_child(w, c, BL_DEP_CC)) kind = c;
  bool people = bl_in_class(w, t, w->classes->group_noun) || bl_in_class(w, t, w->classes->person_noun);
  if (kind == BL_NONE || !people || token_at(w, kind)->upos == BL_POS_PROPN) return false;
  BL_EACH_CHILD(w, c, t) if (c < name) token_at(w, c)->head = name;
  BL_EACH_CHILD(w, c, kind) if (token_at(w, c)->dep == BL_DEP_CC) token_at(w, c)->head = t;
  token_at(w, name)->head = token_at(w, t)->head;
  token_at(w, name)->dep = token_at(w, t)->dep;
  token_at(w, t)->head = name;
  token_at(w, t)->dep = BL_DEP_CONJ;
  token_at(w, kind)->head = t;
  token_at(w, kind)->dep = token_at(w, kind)->upos == BL_POS_ADJ ? BL_DEP_AMOD : BL_DEP_COMPOUND;
  return true;
}

/* "a magnitude 6.1 earthquake hit", "a category 3 storm": the thing is the head, the measure stands in front of it. */
static bool repair_magnitude(bl_walk *w, uint32_t t) {
  bl_str form = token_at(w, t)->form;
  bool measure = bl_str_eq_nocase(form, BL_STR("magnitude")) || bl_str_eq_nocase(form, BL_STR("category"));
  if (!measure || t + 2 >= w->count || token_at(w, t + 1)->upos != BL_POS_NUM || token_at(w, t + 2)->sentence != token_at(w, t)->sentence) return false;
  uint32_t noun = t + 2;
  while (noun + 1 < w->count && token_at(w, noun)->upos == BL_POS_ADJ) noun++;
  if (token_at(w, noun)->upos != BL_POS_NOUN || token_at(w, t)->head == noun || !bl_is_below(w, noun, t)) return false;
  token_at(w, noun)->head = token_at(w, t)->head;
  token_at(w, noun)->dep = token_at(w, t)->dep;
  BL_EACH_CHILD(w, c, t) if (c != t + 1) token_at(w, c)->head = noun;
  token_at(w, noun)->head = token_at(w, t)->head;
  token_at(w, t)->head = noun;
  token_at(w, t)->dep = BL_DEP_COMPOUND;
  bl_hang(w, t + 1, t, BL_DEP_NUMMOD);
  return true;
}

/* "searched the firm headed by Roe" hung at the search: a participle with its agent right behind an object is told of the object. */
static bool repair_participle(bl_walk *w, uint32_t t) {
  uint32_t verb = token_at(w, t)->head, object = BL_NONE, agent = BL_NONE;
  if (verb >= t || token_at(w, t)->xpos != BL_XPOS_VBN || bl_has_child(w, t, BL_DEP_MARK) || bl_is_passive_verb(w, verb)) return false;
  BL_EACH_CHILD(w, c, verb) if (token_at(w, c)->dep == BL_DEP_OBJ && w->end[c] == w->begin[t]) object = c;
  BL_EACH_CHILD(w, c, t) if (token_at(w, c)->dep == BL_DEP_OBL_AGENT) agent = c;
  return object != BL_NONE && agent != BL_NONE && bl_hang(w, t, object, BL_DEP_ACL);
}

/* "labelled the court "illegal"" read as a court that is illegal: what a thing is called is the verb's. */
static bool repair_called(bl_walk *w, uint32_t t) {
  uint32_t noun = token_at(w, t)->head, verb = noun < w->count ? token_at(w, noun)->head : BL_NONE;
  if (token_at(w, t)->upos != BL_POS_ADJ || noun > t || verb >= noun || token_at(w, noun)->dep != BL_DEP_OBJ || !bl_in_class(w, verb, w->classes->linking)) return false;
  return bl_hang(w, t, verb, BL_DEP_XCOMP);
}

/* "declared Roe the winner" with two objects: the second is what the first was declared. */
static bool repair_predicate(bl_walk *w, uint32_t t) {
  uint32_t verb = token_at(w, t)->head, first = BL_NONE;
  if (verb >= t || !common_noun(w, t) || !bl_in_class(w, verb, w->classes->linking) || bl_quantity_at(w, t) != BL_NONE || w->prep[t] != BL_NONE) return false;
  BL_EACH_CHILD(w, c, verb) if (c > verb && c < t && token_at(w, c)->dep == BL_DEP_OBJ && w->end[c] == w->begin[t]) first = c;
  if (first == BL_NONE) return false;
  token_at(w, t)->dep = BL_DEP_XCOMP;
  return true;
}

/* "Orbit named Roe as its head" read as Orbit that was named: a participle without auxiliary that has a name right behind is past. */
static bool repair_past(bl_walk *w, uint32_t t) {
  uint32_t verb = token_at(w, t)->head, object = BL_NONE;
  if (verb >= w->count || verb < t || token_at(w, verb)->xpos != BL_XPOS_VBN || bl_has_child(w, verb, BL_DEP_AUX) || bl_has_child(w, verb, BL_DEP_AUX_PASS)) return false;
  BL_EACH_CHILD(w, c, verb) {
    bl_dep d = bl_plain_dep(w, c);
    if (w->begin[c] == verb + 1 && bl_name_at(w, c) && (d == BL_DEP_XCOMP || d == BL_DEP_OBJ)) object = c;
    if (token_at(w, c)->dep == BL_DEP_OBL_AGENT) return false;
  }
  if (object == BL_NONE) return false;
  token_at(w, verb)->xpos = BL_XPOS_VBD;
  token_at(w, t)->dep = BL_DEP_NSUBJ;
  token_at(w, object)->dep = BL_DEP_OBJ;
  return true;
}

/* "Peru jails blogger": a headline whose verb was taken for a noun. */
static bool repair_headline(bl_walk *w, uint32_t t) {
  bl_token *k = token_at(w, t);
  uint32_t noun = k->head, subject = BL_NONE;
  if (k->xpos != BL_XPOS_NNS || noun >= w->count || noun < t || token_at(w, noun)->dep != BL_DEP_ROOT) return false;
  bl_span s = w->doc->sentences.items[k->sentence].tokens;
  uint32_t lemma = bl_wordbook_lemma(w->lexicon, bl_utf8_lower(w->arena, k->form), true);
  if (lemma == BL_NONE || t == s.begin || token_at(w, s.end - 1)->upos == BL_POS_PUNCT || token_at(w, noun)->upos == BL_POS_VERB) return false;
  for (uint32_t i = s.begin; i < s.end; i++)
    if (token_at(w, i)->upos == BL_POS_VERB || token_at(w, i)->upos == BL_POS_AUX) return false;
  for (uint32_t i = s.begin; i < t; i++)
    if (bl_is_nominal(w, i) && (token_at(w, i)->head == noun || token_at(w, i)->head == t)) subject = i;
  if (subject == BL_NONE || w->end[subject] > t) return false;
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) { /* the noun's phrase began before the verb */
    bl_mention *m = &w->doc->mentions.items[i];
    if (m->head != noun || m->tokens.begin > t || m->kind != BL_MK_NOMINAL) continue;
    m->tokens = (bl_span){t + 1, noun + 1};
    bl_entity *e = m->entity < w->doc->entities.count ? &w->doc->entities.items[m->entity] : NULL;
    if (e && e->first == i) e->label = bl_str_copy(&w->doc->arena, bl_doc_span_text(w->doc, m->tokens));
  }
  k->upos = BL_POS_VERB, k->xpos = BL_XPOS_VBZ;
  k->lemma = bl_str_copy(&w->doc->arena, bl_symbol_name(&w->lexicon->words, lemma));
  k->head = token_at(w, noun)->head;
  k->dep = BL_DEP_ROOT;
  for (uint32_t i = s.begin; i < t; i++)
    if (token_at(w, i)->head == noun) token_at(w, i)->head = i == subject ? t : subject;
  token_at(w, subject)->head = t;
  token_at(w, subject)->dep = BL_DEP_NSUBJ;
  token_at(w, noun)->head = t;
  token_at(w, noun)->dep = BL_DEP_OBJ;
  BL_EACH_CHILD(w, c, noun)
    if (c > noun && bl_plain_dep(w, c) == BL_DEP_NMOD && w->prep[c] != BL_NONE && !bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[c]), "of")) token_at(w, c)->head = t, token_at(w, c)->dep = BL_DEP_OBL;
  return true;
}

/* A name is one phrase: a part of it that hangs on something else ("the brother of Adil Noor" with two nouns under "brother") goes to the
 * name's head, and its preposition with it. */
static bool repair_split_name(bl_walk *w, const bl_mention *name) {
  bool changed = false;
  for (uint32_t t = name->tokens.begin; t < name->tokens.end; t++) {
    uint32_t head = token_at(w, t)->head, marker = bl_child_with(w, t, BL_DEP_CASE);
    if (t == name->head || (head >= name->tokens.begin && head < name->tokens.end) || token_at(w, t)->upos != BL_POS_PROPN) continue;
    if (!bl_hang(w, t, name->head, BL_DEP_FLAT)) continue;
    if (marker != BL_NONE && marker < t && !bl_has_child(w, name->head, BL_DEP_CASE)) token_at(w, marker)->head = name->head;
    changed = true;
  }
  return changed;
}

/* "named Omar Reza chief executive" read as an executive of that name: whom they named, and what as. */
static bool repair_appointed(bl_walk *w, const bl_mention *name) {
  uint32_t first = name->head, title = token_at(w, first)->head;
  if (name->type != BL_ET_PERSON || name->tokens.begin == 0 || title >= w->count || title < name->tokens.end || bl_plain_dep(w, first) != BL_DEP_COMPOUND) return false;
  uint32_t verb = token_at(w, title)->head;
  if (token_at(w, title)->dep != BL_DEP_OBJ || !common_noun(w, title) || verb + 1 != name->tokens.begin || !bl_in_class(w, verb, w->classes->appoints)) return false;
  return bl_hang(w, first, verb, BL_DEP_OBJ) && bl_hang(w, title, verb, BL_DEP_XCOMP);
}

/* "gave Peru 20 buses" read as buses of that name: whom they gave it, and how many of what. */
static bool repair_given(bl_walk *w, const bl_mention *name) {
  uint32_t first = name->head, what = token_at(w, first)->head;
  if (name->tokens.begin == 0 || what >= w->count || what <= name->tokens.end || bl_plain_dep(w, first) != BL_DEP_COMPOUND) return false;
  uint32_t verb = token_at(w, what)->head;
  if (token_at(w, what)->dep != BL_DEP_OBJ || token_at(w, what)->upos != BL_POS_NOUN || verb + 1 != name->tokens.begin || !bl_in_class(w, verb, w->classes->gives)) return false;
  bl_token *number = token_at(w, name->tokens.end);
  return number->upos == BL_POS_NUM && bl_hang(w, first, verb, BL_DEP_IOBJ);
}

/* "the family of a nurse killed by troops": it was the nurse. */
static bool repair_kin(bl_walk *w, uint32_t t) {
  uint32_t kin = token_at(w, t)->head;
  if (token_at(w, t)->xpos != BL_XPOS_VBN || kin >= t || !bl_in_class(w, kin, w->classes->kin_noun)) return false;
  if (!bl_in_class(w, t, w->classes->death) && !bl_in_class(w, t, w->classes->harm)) return false;
  BL_EACH_CHILD(w, c, kin)
    if (bl_plain_dep(w, c) == BL_DEP_NMOD && c > kin && c < t && w->prep[c] != BL_NONE && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[c]), "of")) return bl_hang(w, t, c, BL_DEP_ACL);
  return false;
}

/* "appeared at a court charged with theft": not the court was. */
static bool repair_in_court(bl_walk *w, uint32_t t) {
  uint32_t court = token_at(w, t)->head;
  if (token_at(w, t)->xpos != BL_XPOS_VBN || court >= t || (!bl_str_eq_c(token_at(w, t)->lemma, "charge") && !bl_str_eq_c(token_at(w, t)->lemma, "accuse"))) return false;
  uint32_t verb = token_at(w, court)->head;
  bool there = bl_plain_dep(w, court) == BL_DEP_OBL && bl_str_eq_nocase(token_at(w, court)->lemma, BL_STR("court"));
  return there && verb < w->count && token_at(w, verb)->upos == BL_POS_VERB && bl_hang(w, t, verb, BL_DEP_ADVCL);
}

bool bl_repair_names(bl_walk *w) {
  bool changed = false;
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    const bl_mention *m = &w->doc->mentions.items[i];
    if (m->kind != BL_MK_NAME || w->cover[m->head] == BL_NONE) continue;
    changed |= repair_split_name(w, m);
    changed |= bl_repair_own_title(w, m);
    changed |= repair_appointed(w, m);
    changed |= repair_given(w, m);
  }
  return changed;
}

bool bl_repair_tree(bl_walk *w) {
  bool changed = false;
  for (uint32_t t = 0; t < w->count; t++) {
    changed |= repair_magnitude(w, t);
    switch (token_at(w, t)->dep) {
      case BL_DEP_APPOS: changed |= repair_apposition(w, t) || repair_name(w, t) || repair_body(w, t) || repair_joined_apposition(w, t) || repair_called(w, t) || repair_time_between(w, t); break;
      case BL_DEP_NMOD: case BL_DEP_FLAT: changed |= repair_loose_name(w, t) || repair_office(w, t) || repair_time(w, t) || repair_time_between(w, t); break;
      case BL_DEP_NMOD_UNMARKED: changed |= repair_time_between(w, t); break;
      case BL_DEP_CONJ: changed |= repair_joined_title(w, t) || repair_plural(w, t) || repair_joined_place(w, t) || repair_list(w, t); break;
      case BL_DEP_OBJ: changed |= repair_second_object(w, t) || repair_predicate(w, t); break;
      case BL_DEP_NSUBJ_PASS: changed |= repair_past(w, t); break;
      case BL_DEP_OBL: changed |= repair_object(w, t) || repair_in_which(w, t) || repair_time(w, t) || repair_joined_phrase(w, t); break;
      case BL_DEP_XCOMP: changed |= repair_name_object(w, t); break;
      case BL_DEP_AUX: case BL_DEP_AUX_PASS: case BL_DEP_COP: changed |= repair_copula(w, t); break;
      case BL_DEP_ACL_RELCL: case BL_DEP_ACL: changed |= repair_told(w, t) || repair_kin(w, t) || repair_in_court(w, t) || repair_time_predicate(w, t); break;
      case BL_DEP_NSUBJ: changed |= repair_gerund(w, t) || repair_second_subject(w, t); break;
      case BL_DEP_COMPOUND: case BL_DEP_AMOD: changed |= repair_headline(w, t) || repair_joined_kind(w, t) || repair_office_of_place(w, t); break;
      case BL_DEP_ADVMOD: case BL_DEP_OBL_UNMARKED: changed |= repair_compass(w, t); break;
      case BL_DEP_ADVCL: changed |= repair_act(w, t) || repair_participle(w, t); break;
      case BL_DEP_EXPL: changed |= repair_it(w, t); break;
      default: break;
    }
  }
  return changed;
}
