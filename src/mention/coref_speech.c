/* Who speaks: the speaker of a quotation and of the sentence before; "I" and "we"; see coref_work.h. A quotation's speaker is the
 * subject of a verb of saying outside quotation marks where the quotation ends, else where it begins, else right before it. */
#include <string.h>

#include "base/utf8.h"
#include "mention/coref_work.h"

/* '"...", admitted the minister', with the subject taken for an object. */
static bool stands_behind(const cr_work *w, uint32_t token) {
  const bl_token *t = w->doc->tokens.items;
  uint32_t verb = t[token].head;
  if (t[token].dep != BL_DEP_OBJ || verb == 0 || verb > token || t[verb - 1].upos != BL_POS_PUNCT || t[verb - 1].sentence != t[verb].sentence) return false;
  for (uint32_t c = w->first_child[verb]; c != BL_NONE; c = w->next_sibling[c])
    if (t[c].dep == BL_DEP_NSUBJ || t[c].dep == BL_DEP_NSUBJ_PASS) return false;
  return true;
}

static bool is_subject_of_saying(const cr_work *w, uint32_t token) {
  const bl_token *t = &w->doc->tokens.items[token];
  if (t->head >= w->doc->tokens.count || w->quoted[token] || (t->dep != BL_DEP_NSUBJ && !stands_behind(w, token))) return false;
  const bl_token *verb = &w->doc->tokens.items[t->head];
  return !w->quoted[t->head] && verb->upos == BL_POS_VERB && bl_says(w->lexicon, bl_utf8_lower(w->arena, verb->lemma));
}

/* The subject of a verb of saying outside quotation marks in sentence `s`, BL_NONE. */
static uint32_t speaker_in(const cr_work *w, uint32_t s) {
  bl_span t = w->doc->sentences.items[s].tokens;
  uint32_t best = BL_NONE;
  for (uint32_t i = t.begin; i < t.end; i++)
    if (is_subject_of_saying(w, i) && w->at_head[i] != BL_NONE &&
        (best == BL_NONE || w->doc->tokens.items[i].head < cr_head(w, best)->head)) best = w->at_head[i];
  return best;
}

/* A mark that opens again what is open does not part a quotation. */
static bool is_passed_over(const cr_work *w, uint32_t mark) { return !w->quoted[mark] && cr_opens_quote(w, mark); }

void cr_find_quotations(cr_work *w) {
  uint32_t n = w->doc->tokens.count;
  bl_span *q = w->quotation = BL_ARENA_NEW(w->arena, bl_span, n + 1);
  for (uint32_t i = 0; i < n; i++) {
    if (i > 0 && w->quoted[i - 1]) q[i].begin = q[i - 1].begin;
    else q[i].begin = i > 1 && w->quoted[i - 2] && is_passed_over(w, i - 1) ? q[i - 2].begin : i;
  }
  for (uint32_t i = n; i-- > 0;) {
    if (i + 1 < n && w->quoted[i + 1]) q[i].end = q[i + 1].end;
    else q[i].end = i + 2 < n && w->quoted[i + 2] && is_passed_over(w, i + 1) ? q[i + 2].end : i + 1;
  }
}

uint32_t cr_speaker_of(const cr_work *w, uint32_t token) {
  if (!w->quoted[token]) return BL_NONE;
  bl_span q = w->quotation[token];
  uint32_t n = w->doc->tokens.count, last = w->doc->tokens.items[q.end < n ? q.end : n - 1].sentence;
  uint32_t s = w->doc->tokens.items[q.begin].sentence, paragraph = w->doc->sentences.items[s].paragraph;
  uint32_t speaker = speaker_in(w, last);
  if (speaker == BL_NONE) speaker = speaker_in(w, s);
  for (uint32_t back = 1; speaker == BL_NONE && back <= 2 && back <= s; back++) {
    if (w->doc->sentences.items[s - back].paragraph != paragraph && back > 1) break;
    speaker = speaker_in(w, s - back);
  }
  return speaker;
}

bool cr_in_whole_quotation(const cr_work *w, uint32_t token) {
  if (!w->quoted[token]) return false;
  uint32_t begin = w->quotation[token].begin;
  if (begin < 2) return true;
  const bl_token *mark = &w->doc->tokens.items[begin - 1], *before = &w->doc->tokens.items[begin - 2];
  return before->upos == BL_POS_PUNCT || before->sentence != mark->sentence;
}

/* Whether a verb tells of itself and not of what somebody else said, or which man it was. */
static bool is_main(const cr_work *w, uint32_t verb) {
  for (int steps = 0; steps < 20 && verb < w->doc->tokens.count; steps++, verb = w->doc->tokens.items[verb].head) {
    const bl_token *t = &w->doc->tokens.items[verb];
    bool inner = t->dep == BL_DEP_ACL_RELCL || t->dep == BL_DEP_ACL || t->dep == BL_DEP_ADVCL;
    if (inner || ((t->dep == BL_DEP_CCOMP || t->dep == BL_DEP_XCOMP) && t->head < verb)) return false;
  }
  return true;
}

bool cr_is_speaking(const cr_work *w, uint32_t mention) {
  return is_subject_of_saying(w, cr_mention_at(w, mention)->head) && is_main(w, cr_head(w, mention)->head);
}

void cr_resolve_speaker(cr_work *w, uint32_t i) {
  uint32_t speaker = cr_speaker_of(w, cr_mention_at(w, i)->head);
  if (speaker == BL_NONE || speaker == i) return;
  cr_cluster *own = cr_cluster_at(w, i), *who = cr_cluster_at(w, speaker);
  int family = cr_family(cr_cluster_type(who));
  if (family == 2 || (family == 3 && cr_mention_at(w, i)->number == 1)) return;
  memset(own->votes, 0, sizeof own->votes); /* "we" of a person is that person speaking for others */
  own->number = own->gender = 0;
  cr_try_merge(w, speaker, i);
}
