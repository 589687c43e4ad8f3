/* Sources and contents put right or taken away after lexicon and model have spoken; see attribution_find.h. A hearer ("asked his
 * aides") is not who speaks; a participle behind a comma speaks for the subject of its clause and not for the noun beside it; a verb
 * is nobody; what somebody may say, or is expected to, he has not said. What one said ends where the words of another begin. */
#include "claim/attribution_find.h"

/* ---- sources ---------------------------------------------------------------------------------------------------- */

typedef struct mender {
  const bl_cue_lexicon *lexicon;
  const bl_aview *view;
  const bl_token *t;
  uint32_t count;
} mender;

static bool is_form(const mender *m, uint32_t token, const char *bar_list) { return bl_in_bar_list(bl_str_from(bar_list), m->t[token].form); }

static bool has_child_form(const mender *m, uint32_t token, bl_dep dep, const char *bar_list) {
  for (uint32_t c = m->view->first[token]; c != BL_NONE; c = m->view->sibling[c])
    if (m->t[c].dep == dep && is_form(m, c, bar_list)) return true;
  return false;
}

/* "As stated before, X left": said by nobody in particular. */
static bool is_bare_participle(const mender *m, const bl_afound *a) {
  const bl_token *t = &m->t[a->head];
  return t->xpos == BL_XPOS_VBN && t->dep == BL_DEP_ADVCL && has_child_form(m, a->head, BL_DEP_MARK, "as") &&
         bl_aview_child(m->view, a->head, BL_DEP_NSUBJ) == BL_NONE && bl_aview_child(m->view, a->head, BL_DEP_AUX) == BL_NONE &&
         bl_aview_child(m->view, a->head, BL_DEP_OBL) == BL_NONE;
}

/* Who is spoken to: an object of the verb behind it, or "me" and "them" anywhere; not what is quoted or cited by its object. */
static bool is_hearer(const mender *m, const bl_afound *a) {
  const bl_token *t = &m->t[a->source_head];
  if (is_form(m, a->source_head, "me|us|him|them|whom") && (t->dep == BL_DEP_OBJ || t->dep == BL_DEP_IOBJ || t->dep == BL_DEP_OBL)) return true;
  bool object = (t->dep == BL_DEP_OBJ || t->dep == BL_DEP_IOBJ) && t->head == a->head && a->source_head > a->head;
  bool told = bl_is_of_class(m->lexicon, m->t[a->head].lemma, BL_WC_TELLING);
  return object && told && bl_aview_child(m->view, a->head, BL_DEP_NSUBJ) != BL_NONE && bl_aview_child(m->view, a->head, BL_DEP_NSUBJ) < a->head;
}

/* "fired after claims he lied": a noun with the tag of a verb, and no word of the one who was fired. */
static bool is_noun_of_claim(const mender *m, uint32_t head) {
  if (m->t[head].upos != BL_POS_VERB || m->t[head].xpos != BL_XPOS_VBZ || bl_aview_child(m->view, head, BL_DEP_NSUBJ) != BL_NONE) return false;
  return head > 0 && is_form(m, head - 1, "after|amid|over|despite|following|from|with|about|of|on|by");
}

static bool is_somebody(const mender *m, uint32_t token) {
  uint32_t mention = bl_doc_mention_at(m->view->doc, token);
  if (mention != BL_NONE && bl_etype_is_actor(m->view->doc->mentions.items[mention].type)) return true;
  return bl_source_noun_of(m->lexicon, m->t[token].lemma) != BL_SN_NONE || bl_cue_find(m->lexicon, 'N', m->t[token].lemma) != NULL;
}

/* The subject of the clause that a noun stands in as an object or below one; BL_NONE. */
static uint32_t subject_over(const mender *m, uint32_t noun) {
  for (int steps = 0; steps < 6 && noun < m->count; steps++, noun = m->t[noun].head) {
    bl_dep dep = bl_dep_plain(m->t[noun].dep);
    bool below = dep == BL_DEP_OBJ || dep == BL_DEP_IOBJ || dep == BL_DEP_OBL || dep == BL_DEP_NMOD || dep == BL_DEP_CONJ || dep == BL_DEP_XCOMP || dep == BL_DEP_CCOMP;
    if (!below) return BL_NONE;
    uint32_t verb = m->t[noun].head;
    if (verb >= m->count || (m->t[verb].upos != BL_POS_VERB && m->t[verb].upos != BL_POS_AUX)) continue;
    if (m->t[verb].dep == BL_DEP_CCOMP && m->t[verb].head < verb) continue; /* "said it could cope with X, adding": who said */
    uint32_t subject = bl_is_passive(m->view, verb) ? bl_aview_child(m->view, verb, BL_DEP_NSUBJ_PASS) : bl_source_of_verb(m->view, verb);
    if (subject != BL_NONE) return subject;
  }
  return BL_NONE;
}

/* "contests the ruling arguing that ...", "copes with the states, adding that ...": whose participle it is; BL_NONE: the noun's. */
static uint32_t speaker_of_participle(const mender *m, const bl_afound *a) {
  const bl_token *t = &m->t[a->head];
  uint32_t noun = t->head, begin = m->view->extent[a->head].begin;
  if (t->xpos != BL_XPOS_VBG || t->dep != BL_DEP_ACL || noun >= m->count || noun != a->source_head) return BL_NONE;
  bool comma = begin > 0 && (is_form(m, begin - 1, ",") || is_form(m, begin, ","));
  return comma || !is_somebody(m, noun) ? subject_over(m, noun) : BL_NONE;
}

/* "need not worry about proving that", "did not end up saying that": what a negated verb governs; but "did not hesitate to say". */
static bool is_unmade(const mender *m, uint32_t head) {
  const bl_token *t = m->t;
  for (uint32_t steps = 0, at = head; steps < 3 && at < m->count; steps++) {
    uint32_t above = t[at].head;
    bool about = t[at].dep == BL_DEP_ADVCL && t[at].xpos == BL_XPOS_VBG && has_child_form(m, at, BL_DEP_MARK, "about|of|for|into|to");
    bool completes = t[at].dep == BL_DEP_XCOMP && (t[at].xpos == BL_XPOS_VB || t[at].xpos == BL_XPOS_VBG);
    if (above >= m->count || t[above].upos != BL_POS_VERB || (!about && !completes) || bl_is_of_class(m->lexicon, t[above].lemma, BL_WC_CONCEDED)) return false;
    if (has_child_form(m, above, BL_DEP_ADVMOD, "not|n't|n\xE2\x80\x99t|never")) return true;
    at = above;
  }
  return false;
}

/* "may think that", "is expected to argue that": not said yet. */
static bool is_supposed(const mender *m, uint32_t head) {
  const bl_token *t = &m->t[head];
  if (t->upos != BL_POS_VERB) return false;
  if (has_child_form(m, head, BL_DEP_AUX, "may|might|could") || is_unmade(m, head)) return true;
  uint32_t above = t->head;
  if (t->xpos != BL_XPOS_VB || above >= m->count || (t->dep != BL_DEP_XCOMP && t->dep != BL_DEP_ADVCL && t->dep != BL_DEP_CCOMP)) return false;
  return (bl_str_eq_c(m->t[above].lemma, "expect") && m->t[above].xpos == BL_XPOS_VBN) || bl_is_of_class(m->lexicon, m->t[above].form, BL_WC_PENDING);
}

static void set_source(const mender *m, bl_afound *a, uint32_t head) {
  a->source_head = head;
  a->source = head == BL_NONE ? (bl_span){a->cue.begin, a->cue.begin} : bl_source_span(m->view, head, a->head);
  if (a->source.begin >= a->source.end) a->source_head = BL_NONE;
}

/* 'In a post, [Facebook declared] that': the subject of the verb went into the cue. */
static void split_subject(const mender *m, bl_afound *a) {
  uint32_t subject = a->source.begin < a->source.end ? BL_NONE : bl_aview_child(m->view, a->head, BL_DEP_NSUBJ);
  if (subject == BL_NONE || subject < a->cue.begin || subject >= a->head || a->head >= a->cue.end) return;
  bl_span whole = m->view->extent[subject];
  if (whole.end > a->head) return;
  set_source(m, a, subject);
  a->cue.begin = whole.end;
}

static bool is_cut(const mender *m, uint32_t token) { return token < m->count && is_form(m, token, ";|-|--|\xE2\x80\x93|\xE2\x80\x94|:|("); }

/* "A is so; according to X, B is so": X speaks of what stands on his side of the mark; between dashes, of what stands there. */
static void mend_phrase(const mender *m, bl_afound *a) {
  if (!a->entry || a->entry->pos != 'P' || a->source.begin >= a->source.end || !a->content.count || a->cue.begin < 1) return;
  bl_span s = bl_aview_sentence(m->view, a->head);
  uint32_t left = a->cue.begin, right = a->source.end;
  while (left > s.begin && !is_cut(m, left - 1)) left--;
  while (right < s.end && !is_cut(m, right) && !is_form(m, right, ")")) right++;
  if (left == s.begin && right == s.end) return;
  bool beside = false;
  for (uint32_t i = 0; i < a->content.count; i++) beside |= a->content.items[i].begin < right && a->content.items[i].end > left;
  if (beside) return;
  bl_span side = bl_trim_marks(m->view, (bl_span){left, a->cue.begin});
  if (side.begin >= side.end) side = bl_trim_marks(m->view, (bl_span){a->source.end, right});
  if (side.begin >= side.end) return;
  a->content.count = 0;
  bl_add_piece(m->view, &a->content, side);
}

static void mend(const mender *m, bl_afound *a) {
  split_subject(m, a);
  mend_phrase(m, a);
  if (is_supposed(m, a->head)) a->supposed = true;
  if (a->source_head >= m->count) return;
  uint32_t quoted = bl_str_eq_c(m->t[a->head].lemma, "quote") ? bl_aview_child(m->view, a->head, BL_DEP_NSUBJ_PASS) : BL_NONE;
  if (quoted != BL_NONE && !bl_in_pieces(&a->content, quoted)) set_source(m, a, quoted); /* "was quoted as saying" */
  uint32_t speaker = speaker_of_participle(m, a);
  if (is_bare_participle(m, a) || is_noun_of_claim(m, a->head)) {
    set_source(m, a, BL_NONE);
  } else if (speaker != BL_NONE) {
    set_source(m, a, speaker);
  } else if (is_hearer(m, a)) {
    uint32_t subject = bl_source_of_verb(m->view, a->head);
    set_source(m, a, subject == a->source_head ? BL_NONE : subject);
  }
}

/* "He said so, who met people brought up by aunts": a participle of no known verb that narrows down a noun beside the words of another
 * says nothing of them. */
static bool is_strange_participle(const mender *m, const bl_afound_vec *found, const bl_afound *a) {
  if (a->entry || m->t[a->head].xpos != BL_XPOS_VBN || bl_dep_plain(m->t[a->head].dep) != BL_DEP_ACL) return false;
  for (uint32_t i = 0; i < found->count; i++)
    if (found->items[i].entry && found->items[i].link && found->items[i].head != a->head && bl_in_pieces(&a->content, found->items[i].head)) return true;
  return false;
}

/* "An injury denied him the chance": nothing is said. */
static bool is_withheld(const mender *m, const bl_afound *a) {
  return a->entry && a->entry->modality == BL_DENIED && m->t[a->head].upos == BL_POS_VERB && bl_aview_child(m->view, a->head, BL_DEP_IOBJ) != BL_NONE &&
         bl_aview_child(m->view, a->head, BL_DEP_OBJ) != BL_NONE && bl_aview_child(m->view, a->head, BL_DEP_CCOMP) == BL_NONE;
}

/* 'She tells Roe: "..."', the colon taken for his: her words of saying are there already. */
static bool is_hearer_before_colon(const mender *m, const bl_afound_vec *found, const bl_afound *a) {
  if (!is_form(m, a->head, ":") || a->source_head >= m->count) return false;
  const bl_token *t = &m->t[a->source_head];
  if (t->dep != BL_DEP_OBJ && t->dep != BL_DEP_IOBJ && bl_dep_plain(t->dep) != BL_DEP_OBL) return false;
  for (uint32_t i = 0; i < found->count; i++)
    if (found->items[i].head == t->head && found->items[i].head != a->head) return true;
  return false;
}

static bool is_when(const bl_token *t) { return bl_in_bar_list(BL_STR("after|before|because|since|when|while|as|until|although|though"), t->form); }

/* "His future is uncertain after he left": when, not what is held to be uncertain. "It began a day after he warned them": nor does
 * he say that it began. */
static bool only_when(const mender *m, const bl_afound *a) {
  const bl_token *t = m->t;
  if (a->content.count != 1) return false;
  bl_span content = a->content.items[0], own = m->view->extent[a->head];
  if (t[a->head].upos == BL_POS_ADJ) return is_when(&t[content.begin]);
  if (t[a->head].dep != BL_DEP_ADVCL || content.begin >= own.begin) return false;
  for (uint32_t c = m->view->first[a->head]; c != BL_NONE; c = m->view->sibling[c])
    if (t[c].dep == BL_DEP_MARK && is_when(&t[c]) && !bl_str_eq_nocase(t[c].form, BL_STR("as"))) return true;
  return false;
}

static void drop_adverbials(const mender *m, bl_afound_vec *found) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < found->count; i++)
    if (!only_when(m, &found->items[i])) found->items[kept++] = found->items[i];
  found->count = kept;
}

void bl_mend_sources(const bl_cue_lexicon *lexicon, const bl_aview *view, bl_afound_vec *found) {
  mender m = {lexicon, view, view->doc->tokens.items, view->doc->tokens.count};
  uint32_t kept = 0;
  drop_adverbials(&m, found);
  for (uint32_t i = 0; i < found->count; i++) {
    bl_afound a = found->items[i];
    bool verb = !a.entry && a.source_head < m.count && m.t[a.source_head].upos == BL_POS_VERB && m.t[a.head].upos == BL_POS_PROPN;
    if (verb || is_withheld(&m, &a) || is_strange_participle(&m, found, &a) || is_hearer_before_colon(&m, found, &a)) continue; /* 'said [Hale]', cue and source changed for one another */
    mend(&m, &a);
    found->items[kept++] = a;
  }
  found->count = kept;
}

/* ---- contents --------------------------------------------------------------------------------------------------- */

bl_span bl_own_words(const bl_afound *a) {
  bl_span words = a->cue;
  if (a->source.begin >= a->source.end) return words;
  if (a->source.begin < words.begin) words.begin = a->source.begin;
  if (a->source.end > words.end) words.end = a->source.end;
  return words;
}

bool bl_says_through(const bl_token *t, const bl_afound *a, const bl_afound *b) {
  return t[a->head].head == b->head && t[a->head].xpos == BL_XPOS_VBG && a->head > 0 && bl_str_eq_nocase(t[a->head - 1].form, BL_STR("as")) && a->content.count && b->content.count &&
         a->content.items[0].begin == b->content.items[0].begin;
}

/* "Rebels left, a commander told the Herald, Reuters reported": where the content of the first came out as the words of
 * the second ("Reuters reported"), it is what stands before its own words; where it ends with them, they are cut off. */
static void mend_swallowed_words(const bl_aview *view, bl_afound_vec *found) {
  const bl_token *t = view->doc->tokens.items;
  for (uint32_t k = 0; k < found->count; k++)
    for (uint32_t i = 0; t[found->items[k].head].xpos == BL_XPOS_VBG && i < found->count; i++)
      if (k != i && bl_says_through(t, &found->items[k], &found->items[i])) found->items[k].content = found->items[i].content;
  for (uint32_t i = 0; i + 1 < found->count; i++) {
    bl_afound *a = &found->items[i];
    const bl_afound *b = &found->items[i + 1];
    if (!a->content.count || !b->content.count) continue;
    bl_span words = bl_own_words(b), *last = &a->content.items[a->content.count - 1];
    if (!bl_in_pieces(&b->content, a->head) || last->end < words.end || last->end > words.end + 1) continue;
    if (last->begin < words.begin) {
      bl_span rest = bl_trim_marks(view, (bl_span){last->begin, words.begin});
      if (rest.begin < rest.end) *last = rest;
      continue;
    }
    bl_span before = {b->content.items[0].begin, bl_own_words(a).begin};
    if (a->content.count != 1 || before.begin >= before.end) continue;
    before = bl_trim_marks(view, before);
    if (before.begin < before.end) *last = before;
  }
}

/* "X said that A and said that B": where the second verb came out inside what the first one says, it is cut off there and
 * has the same speaker. */
static void mend_second_verbs(const bl_aview *view, bl_afound_vec *found) {
  const bl_token *t = view->doc->tokens.items;
  for (uint32_t i = 1; i < found->count; i++) {
    bl_afound *a = &found->items[i], *b = &found->items[i - 1];
    bool speech = a->link && b->link && a->entry && b->entry && a->entry->cue_class == BL_CUE_SPEECH && b->entry->cue_class == BL_CUE_SPEECH;
    if (!speech || b->source_head == BL_NONE || t[a->head].dep != BL_DEP_CONJ || t[a->head].sentence != t[b->head].sentence) continue;
    if (bl_aview_child(view, a->head, BL_DEP_NSUBJ) != BL_NONE || !bl_in_pieces(&b->content, a->head)) continue;
    if (a->cue.begin == 0 || t[a->cue.begin - 1].upos != BL_POS_CCONJ || !bl_says_something(view, a)) continue;
    for (uint32_t k = 0; k < b->content.count; k++) {
      bl_span *piece = &b->content.items[k];
      if (piece->end <= a->cue.begin - 1 || piece->begin >= a->cue.begin - 1) continue;
      piece->end = a->cue.begin - 1;
      *piece = bl_trim_marks(view, *piece);
      b->content.count = k + 1;
    }
    a->source = b->source;
    a->source_head = b->source_head;
  }
}

/* Where a sentence part behind a comma or dash begins that judges what was said: ", a claim that experts dispute"; else the end. */
static uint32_t aside_begin(const bl_cue_lexicon *lexicon, const bl_aview *view, bl_span piece, uint32_t cue) {
  const bl_token *t = view->doc->tokens.items;
  for (uint32_t i = piece.begin + 3; i + 4 < piece.end; i++) {
    if (!bl_in_bar_list(BL_STR(",|-|--|\xE2\x80\x93|\xE2\x80\x94"), t[i].form) || !bl_in_bar_list(BL_STR("a|an"), t[i + 1].form) || view->quote[i] != view->quote[cue]) continue;
    uint32_t noun = i + 2;
    if (t[noun].upos == BL_POS_ADJ) noun++;
    if (noun + 1 >= piece.end || !bl_is_of_class(lexicon, t[noun].lemma, BL_WC_JUDGED) || t[noun + 1].upos == BL_POS_PUNCT || t[noun + 1].upos == BL_POS_NOUN) continue;
    if (t[noun + 1].upos != BL_POS_ADP && t[i].sentence == t[noun].sentence) return i;
  }
  return piece.end;
}

/* "Roe said it was safe -- a claim that experts dispute": the judgement is who tells of it's. */
static void mend_asides(const bl_cue_lexicon *lexicon, const bl_aview *view, bl_afound *a) {
  if (!a->link || !a->content.count || view->quote[a->content.items[0].begin] != view->quote[a->head]) return;
  bl_span *last = &a->content.items[a->content.count - 1];
  if (last->begin <= a->head) return;
  last->end = aside_begin(lexicon, view, *last, a->head);
}

/* "Osei said that it failed, which critics deny": they deny that it failed, not that he said so. */
static void mend_denied_relative(const bl_aview *view, bl_afound_vec *found, bl_afound *a) {
  if (!a->entry || a->entry->modality != BL_DENIED || view->doc->tokens.items[a->head].dep != BL_DEP_ACL_RELCL || a->content.count != 1) return;
  for (uint32_t i = 0; i < found->count; i++) {
    const bl_afound *b = &found->items[i];
    if (b == a || !b->link || !b->content.count || !bl_in_pieces(&a->content, b->head) || b->content.items[0].begin < b->head) continue;
    if (bl_in_pieces(&a->content, b->content.items[0].begin)) a->content = b->content;
    return;
  }
}

/* "maintains that he could not say that X left": the content that begins at the second "that" begins at the first. */
static void mend_inner_clause(const bl_aview *view, bl_afound *a) {
  const bl_token *t = view->doc->tokens.items;
  if (!a->link || !a->entry || a->entry->pos != 'V' || a->entry->cue_class != BL_CUE_SPEECH || !a->content.count) return;
  for (uint32_t c = view->first[a->head]; c != BL_NONE; c = view->sibling[c]) {
    bl_span clause = view->extent[c], *piece = &a->content.items[0];
    if (t[c].dep != BL_DEP_CCOMP || c < a->head || clause.begin != a->cue.end || view->quote[clause.begin] != view->quote[piece->begin]) continue;
    if (piece->begin <= clause.begin || piece->begin >= clause.end || piece->end > clause.end || !bl_str_eq_nocase(t[piece->begin].form, BL_STR("that"))) continue;
    piece->begin = clause.begin;
    *piece = bl_trim_marks(view, *piece);
  }
}

/* "must find 'a path to stability'", "could see 'no way out'": done, not said. */
static bool is_deed(const bl_aview *view, const bl_afound *a) {
  const bl_token *t = view->doc->tokens.items;
  if (t[a->head].upos != BL_POS_VERB || t[a->head].xpos != BL_XPOS_VB || !bl_in_bar_list(BL_STR("find|see|show|feel|know"), t[a->head].lemma)) return false;
  for (uint32_t c = view->first[a->head]; c != BL_NONE; c = view->sibling[c])
    if (t[c].dep == BL_DEP_CCOMP) return false;
  return true;
}

void bl_mend_contents(const bl_cue_lexicon *lexicon, const bl_aview *view, bl_afound_vec *found) {
  for (uint32_t i = 0; i < found->count; i++) mend_asides(lexicon, view, &found->items[i]);
  for (uint32_t i = 0; i < found->count; i++) mend_denied_relative(view, found, &found->items[i]);
  for (uint32_t i = 0; i < found->count; i++) mend_inner_clause(view, &found->items[i]);
  for (uint32_t i = 0; i < found->count; i++) found->items[i].link = found->items[i].link && !is_deed(view, &found->items[i]);
  mend_swallowed_words(view, found);
  mend_second_verbs(view, found);
}
