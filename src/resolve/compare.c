/* How two claims stand to one another: the same said twice, its opposite, a state of a place at another time. */
#include "resolve/claims.h"

static bl_str copy_reason(bl_work *work, const char *text) { return bl_str_copy(&work->out->arena, bl_str_from(text)); }

static const bl_rec_claim *claim_of(const bl_work *work, const bl_stated *s) { return &work->corpus->claims.items[s->claim]; }

/* ---- literals ---------------------------------------------------------------------------------------------------- */

/* Percent of words that two literals share (F1), words of one ending taken as one. */
static int shared_words(const bl_form *a, const bl_form *b) {
  int shared = 0;
  for (int i = 0; i < a->count; i++) {
    for (int k = 0; k < b->count; k++) {
      if (bl_word_likeness(a->words[i], b->words[k]) < 90) continue;
      shared++;
      break;
    }
  }
  return a->count + b->count ? 200 * shared / (a->count + b->count) : 0;
}

/* ---- same subject, same object ----------------------------------------------------------------------------------- */

static bool is_group(uint8_t type) {
  return type == BL_ET_OTHER || (type >= BL_ET_ARMED_GROUP && type <= BL_ET_GROUP);
}

static bool turned(const bl_work *work, const bl_form *form, int at) {
  return at > 0 && bl_word_flags(work->words, form->words[at - 1]) & BL_WORD_PREFIX;
}

/* Two descriptions of groups with a word in common that is on the same side: "resistance fighters", "local resistance". */
static bool groups_fit(bl_work *work, uint32_t a, uint32_t b) {
  const bl_cluster *x = &work->out->clusters.items[a], *y = &work->out->clusters.items[b];
  if (!is_group(x->type) || !is_group(y->type)) return false;
  bl_form p = bl_form_make(work->words, &work->scratch, x->label, BL_FORM_PLACE);
  bl_form q = bl_form_make(work->words, &work->scratch, y->label, BL_FORM_PLACE);
  for (int i = 0; i < p.count; i++)
    for (int k = 0; k < q.count; k++)
      if (p.words[i].n > 3 && bl_word_likeness(p.words[i], q.words[k]) >= 90 && turned(work, &p, i) == turned(work, &q, k)) return true;
  return false;
}

/* The same subject; two descriptions ("fighters", "local forces") may be one when the rest is one. */
static bool same_actor(bl_work *work, const bl_stated *a, const bl_stated *b) {
  if (a->subject == BL_NONE || b->subject == BL_NONE) return a->subject == b->subject && a->event != BL_NONE && a->event == b->event;
  if (a->subject == b->subject) return true;
  if (a->subject_named && b->subject_named) return false;
  if (a->event != BL_NONE && a->event == b->event) return true; /* "the fighters" of one are the force that another names */
  return !a->subject_named && !b->subject_named && groups_fit(work, a->subject, b->subject);
}

static bool same_object(bl_work *work, const bl_stated *a, const bl_stated *b) {
  const bl_rec_claim *x = claim_of(work, a), *y = claim_of(work, b);
  if (x->object_kind != y->object_kind) return false;
  if (x->object_kind == BL_OBJ_ENTITY) return a->object == b->object && a->object != BL_NONE;
  if (x->object_kind == BL_OBJ_LITERAL) return shared_words(&a->office, &b->office) >= 60;
  return false;
}

static bool crosswise(const bl_stated *a, const bl_stated *b) {
  return a->flags & BL_PRED_SYMMETRIC && a->subject != BL_NONE && a->subject == b->object && b->subject == a->object;
}

/* Both speak of one time: known times that meet; else, for what does not last, articles of the same days. */
static bool one_time(const bl_stated *a, const bl_stated *b) {
  if (a->flags & BL_PRED_LASTING) return !bl_apart(a->time, b->time, 366 * BL_DAY);
  if (a->time.known && b->time.known) return !bl_apart(a->time, b->time, BL_DAY);
  if (a->event != BL_NONE && a->event == b->event) return true;
  return !bl_apart(a->as_of, b->as_of, 12 * BL_DAY);
}

static bl_verdict judge_same(bl_work *work, const bl_stated *a, const bl_stated *b) {
  bl_verdict v = {.corroborates = false};
  const bl_rec_claim *x = claim_of(work, a), *y = claim_of(work, b);
  if (!((same_actor(work, a, b) && same_object(work, a, b)) || crosswise(a, b)) || !one_time(a, b)) return v;
  if (a->stated != b->stated) return v;
  if (!a->stated) { /* two opinions, two plans: the same voice heard twice */
    v.corroborates = x->modality == y->modality && a->negative == b->negative;
    if (v.corroborates) v.reason = copy_reason(work, "the same opinion or plan");
    return v;
  }
  if (a->negative == b->negative) {
    v.corroborates = true;
    v.reason = copy_reason(work, a->subject == b->subject ? "the same" : "the same, of actors described alike");
  } else if (a->subject == b->subject && !bl_apart(a->as_of, b->as_of, 3 * BL_DAY)) {
    v.conflicts = true;
    v.reason = copy_reason(work, "one says yes, one says no");
  }
  return v;
}

/* ---- offices ----------------------------------------------------------------------------------------------------- */

static bl_verdict judge_offices(bl_work *work, const bl_stated *a, const bl_stated *b) {
  bl_verdict v = {.corroborates = false};
  if (a->subject == BL_NONE || a->subject != b->subject || !a->stated || !b->stated || a->negative || b->negative) return v;
  if (shared_words(&a->office, &b->office) < 50 || bl_apart(a->as_of, b->as_of, 62 * BL_DAY)) return v;
  v.conflicts = true;
  v.reason = copy_reason(work, "still in office against no longer");
  return v;
}

/* ---- states of a place ------------------------------------------------------------------------------------------- */

typedef enum hold_state { HELD, CONTESTED, APPROACHED, NO_STATE } hold_state;

static hold_state state_of(const bl_stated *s) {
  if (s->negative || !s->stated) return NO_STATE;
  if (s->flags & BL_PRED_HOLDER) return HELD;
  if (s->flags & BL_PRED_APPROACH) return APPROACHED;
  return s->flags & BL_PRED_CONTEST ? CONTESTED : NO_STATE;
}

/* The place that both give a state of: the object of what is held or approached, one of the places fought over. */
static uint32_t common_place(const bl_stated *a, hold_state x, const bl_stated *b, hold_state y) {
  for (int i = 0; i < (x == CONTESTED ? 3 : 1); i++) {
    uint32_t place = x == CONTESTED ? a->places[i] : a->object;
    for (int k = 0; k < (y == CONTESTED ? 3 : 1); k++)
      if (place != BL_NONE && place == (y == CONTESTED ? b->places[k] : b->object)) return place;
  }
  return BL_NONE;
}

/* The later of two different states of one place takes the place of the earlier; at one time they conflict. */
static bl_verdict judge_states(bl_work *work, const bl_stated *a, const bl_stated *b) {
  bl_verdict v = {.corroborates = false};
  hold_state x = state_of(a), y = state_of(b);
  uint32_t place = x == NO_STATE || y == NO_STATE ? BL_NONE : common_place(a, x, b, y);
  if (place == BL_NONE || !bl_etype_is_place((bl_etype)work->out->clusters.items[place].type)) return v;
  bool other_holder = x == HELD && y == HELD && a->subject != b->subject && a->subject_named && b->subject_named;
  if ((x == y && !other_holder) || bl_apart(a->as_of, b->as_of, BL_DAY)) return v;
  bool sources = work->claim_origin[a->claim] != work->claim_origin[b->claim];
  bool clock = bl_before(a->as_of, b->as_of) || bl_before(b->as_of, a->as_of);
  bool nearby = a->event == b->event || claim_of(work, a)->article == claim_of(work, b)->article;
  if (!clock && !(sources && nearby)) return v;
  v.conflicts = true;
  if (bl_before(b->as_of, a->as_of)) v.supersedes = 1;
  if (bl_before(a->as_of, b->as_of)) v.supersedes = -1;
  v.reason = copy_reason(work, other_holder ? "two holders of one place" : "two states of one place");
  return v;
}

/* ---- who did it -------------------------------------------------------------------------------------------------- */

static bl_verdict judge_agents(bl_work *work, const bl_stated *a, const bl_stated *b) {
  bl_verdict v = {.corroborates = false};
  bool both = a->subject_named && b->subject_named && a->subject != b->subject;
  if (!both || a->event == BL_NONE || a->event != b->event || a->negative || b->negative || !a->stated || !b->stated) return v;
  bool same_target = a->object != BL_NONE && a->object == b->object;
  bool same_article = claim_of(work, a)->article == claim_of(work, b)->article;
  if (same_article || (!same_target && a->place == BL_NONE)) return v;
  v.conflicts = true;
  v.reason = copy_reason(work, "one event, two who are said to have done it");
  return v;
}

bl_verdict bl_judge_claims(bl_work *work, const bl_stated *a, const bl_stated *b) {
  const bl_rec_claim *x = claim_of(work, a), *y = claim_of(work, b);
  bl_verdict none = {.corroborates = false};
  if (x->object_kind == BL_OBJ_QUANTITY && y->object_kind == BL_OBJ_QUANTITY)
    return bl_str_eq(a->family, b->family) ? bl_judge_counts(work, a, b) : none;
  if (bl_str_eq(a->family, b->family)) {
    bool past = (a->flags ^ b->flags) & BL_PRED_PAST;
    if ((a->flags | b->flags) & BL_PRED_OFFICE && past) return judge_offices(work, a, b);
    bl_verdict v = judge_same(work, a, b);
    if (v.corroborates || v.conflicts) return v;
    if (a->flags & BL_PRED_AGENT) v = judge_agents(work, a, b);
    if (v.conflicts) return v;
  }
  return judge_states(work, a, b);
}
