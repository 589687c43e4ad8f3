/* How two claims stand to one another: the same said twice, its opposite, a state of a place at another time, an office
 * still held or not, another leader, another who did it.
 *
 * A claim of what happened is compared only with one of the same event, or where no event is known with one whose place
 * and days fit; what lasts is compared whenever it is said. */
#include "resolve/claims.h"
#include "resolve/within.h"

static bl_str copy_reason(bl_work *work, const char *text) { return bl_str_copy(&work->out->arena, bl_str_from(text)); }

static const bl_rec_claim *claim_of(const bl_work *work, const bl_stated *s) { return &work->corpus->claims.items[s->claim]; }

static bool one_event(const bl_stated *a, const bl_stated *b) { return a->event != BL_NONE && a->event == b->event; }

/* Both are known and not far apart: where a date is missing, nothing is said to contradict another. */
static bool same_days(bl_stretch a, bl_stretch b, int days) { return a.known && b.known && !bl_apart(a, b, (int64_t)days * BL_DAY); }

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

/* The same without the words that say whether an office is held: "former", "acting". */
static int shared_office(const bl_words *words, const bl_form *a, const bl_form *b) {
  bl_form x = {.count = 0}, y = {.count = 0};
  for (int i = 0; i < a->count; i++)
    if (!(bl_word_flags(words, a->words[i]) & BL_WORD_STATUS)) x.words[x.count++] = a->words[i];
  for (int i = 0; i < b->count; i++)
    if (!(bl_word_flags(words, b->words[i]) & BL_WORD_STATUS)) y.words[y.count++] = b->words[i];
  return shared_words(&x, &y);
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
  if (a->subject == BL_NONE || b->subject == BL_NONE) return a->subject == b->subject && one_event(a, b);
  if (a->subject == b->subject) return true;
  int fit = bl_fit_parties(work, &a->party, &b->party);
  if ((a->subject_named && b->subject_named) || fit < 0 || a->party.person != b->party.person) return false;
  if (fit > 0 || one_event(a, b)) return true; /* "the fighters" of one are the force that another names */
  return !a->subject_named && !b->subject_named && groups_fit(work, a->subject, b->subject);
}

static bool same_object(bl_work *work, const bl_stated *a, const bl_stated *b) {
  const bl_rec_claim *x = claim_of(work, a), *y = claim_of(work, b);
  if (x->object_kind != y->object_kind) return false;
  if (x->object_kind == BL_OBJ_ENTITY) return a->object == b->object && a->object != BL_NONE;
  bool longer = a->office.count >= 4 && b->office.count >= 4; /* "a farce of his campaign", "a focus of his campaign" */
  return x->object_kind == BL_OBJ_LITERAL && shared_words(&a->office, &b->office) >= (longer ? 75 : 60);
}

static bool crosswise(const bl_stated *a, const bl_stated *b) {
  return a->flags & BL_PRED_SYMMETRIC && a->subject != BL_NONE && a->subject == b->object && b->subject == a->object;
}

/* Both speak of one time: known times that meet; else, for what does not last, articles of the same days, or where a
 * date is missing one event or the same words. */
static bool one_time(const bl_stated *a, const bl_stated *b) {
  enum { WORDS = 4 };
  if (a->flags & BL_PRED_LASTING) return !bl_apart(a->time, b->time, 366 * BL_DAY);
  if (a->time.known && b->time.known) return !bl_apart(a->time, b->time, BL_DAY);
  if (one_event(a, b)) return true;
  if (!a->as_of.known || !b->as_of.known) return a->office.count >= WORDS && b->office.count >= WORDS;
  return !bl_apart(a->as_of, b->as_of, 12 * BL_DAY);
}

bl_place_fit bl_fit_scenes(bl_work *work, const bl_stated *a, const bl_stated *b) {
  bl_place_fit best = bl_fit_places(work, a->place, b->place);
  for (int i = 0; i < BL_STATED_PLACES && a->places[i] != BL_NONE; i++)
    for (int k = 0; k < BL_STATED_PLACES && b->places[k] != BL_NONE; k++) {
      bl_place_fit fit = bl_fit_places(work, a->places[i], b->places[k]);
      if (fit > best) best = fit;
    }
  return best;
}

/* What happened at two places is two things. */
static bool one_scene(bl_work *work, const bl_stated *a, const bl_stated *b) {
  if (a->flags & BL_PRED_LASTING || one_event(a, b)) return true;
  bl_place_fit fit = bl_fit_scenes(work, a, b);
  if (fit == BL_PLACES_APART) return false;
  bool two = a->event != BL_NONE && b->event != BL_NONE; /* of the same object, or of the same place at least */
  return !two || claim_of(work, a)->object_kind == BL_OBJ_ENTITY || fit >= BL_PLACES_NESTED;
}

static bl_verdict judge_same(bl_work *work, const bl_stated *a, const bl_stated *b) {
  bl_verdict v = {.corroborates = false};
  const bl_rec_claim *x = claim_of(work, a), *y = claim_of(work, b);
  if (!((same_actor(work, a, b) && same_object(work, a, b)) || crosswise(a, b))) return v;
  if (a->stated != b->stated || !one_time(a, b) || !one_scene(work, a, b)) return v;
  if (!a->stated) { /* two opinions, two plans: the same voice heard twice */
    v.corroborates = x->modality == y->modality && a->negative == b->negative && work->claim_origin[a->claim] == work->claim_origin[b->claim];
    if (v.corroborates) v.reason = copy_reason(work, "the same opinion or plan");
    return v;
  }
  if (a->negative == b->negative) {
    v.corroborates = true;
    v.reason = copy_reason(work, a->subject == b->subject ? "the same" : "the same, of actors described alike");
  } else if (a->subject == b->subject && !bl_apart(a->as_of, b->as_of, 3 * BL_DAY)) {
    bool lasting = a->flags & (BL_PRED_LASTING | BL_PRED_HOLDER), near = same_days(a->as_of, b->as_of, 3);
    v.conflicts = one_event(a, b) || (near && (lasting || bl_fit_scenes(work, a, b) >= BL_PLACES_NESTED));
    if (v.conflicts) v.reason = copy_reason(work, "one says yes, one says no");
  }
  return v;
}

/* ---- offices and leaders ------------------------------------------------------------------------------------------ */

/* "was the chairman" may be a manner of telling; "former chairman" is none. */
static bool says_former(const bl_words *words, const bl_form *office) {
  for (int i = 0; i < office->count; i++)
    if (bl_word_flags(words, office->words[i]) & BL_WORD_FORMER) return true;
  return false;
}

static bl_verdict judge_offices(bl_work *work, const bl_stated *a, const bl_stated *b) {
  bl_verdict v = {.corroborates = false};
  const bl_stated *past = a->flags & BL_PRED_PAST ? a : b, *present = past == a ? b : a;
  if (!(present->flags & BL_PRED_LASTING) || !says_former(work->words, &past->office)) return v;
  if (a->subject == BL_NONE || a->subject != b->subject || !a->stated || !b->stated || a->negative || b->negative) return v;
  if (shared_office(work->words, &a->office, &b->office) < 60 || !same_days(a->as_of, b->as_of, 31)) return v;
  v.conflicts = true;
  v.reason = copy_reason(work, "still in office against no longer");
  return v;
}

/* Two articles tell of one force without a name (one leader in common) and do not agree on who leads it. */
static bl_verdict judge_leaders(bl_work *work, const bl_stated *a, const bl_stated *b) {
  bl_verdict v = {.corroborates = false};
  const bl_rec_claim *x = claim_of(work, a), *y = claim_of(work, b);
  if (!a->stated || !b->stated || a->negative || b->negative || x->article == y->article || a->subject == b->subject) return v;
  bool persons = a->party.person && b->party.person && a->subject_named && b->subject_named;
  if (!persons || a->object == BL_NONE || b->object == BL_NONE || a->symmetric_named || b->symmetric_named) return v;
  if (!same_days(a->as_of, b->as_of, 31) || !bl_leads(work, a->subject, b->object)) return v;
  if (bl_leads(work, b->subject, a->object)) return v;
  v.conflicts = true;
  v.reason = copy_reason(work, "one names a leader more");
  return v;
}

/* ---- states of a place ------------------------------------------------------------------------------------------- */

typedef enum hold_state { HELD, CONTESTED, APPROACHED, NO_STATE } hold_state;

/* Groups hold and fight for places; a person who goes somewhere does not. */
static hold_state state_of(const bl_stated *s) {
  if (s->negative || !s->stated || s->party.person) return NO_STATE;
  if (s->flags & BL_PRED_HOLDER) return HELD;
  if (s->flags & BL_PRED_APPROACH) return APPROACHED;
  return s->flags & BL_PRED_CONTEST && s->flags & BL_PRED_SYMMETRIC ? CONTESTED : NO_STATE;
}

/* The place that both give a state of: the object of what is held or approached, one of the places fought over. */
static uint32_t common_place(const bl_stated *a, hold_state x, const bl_stated *b, hold_state y) {
  for (int i = 0; i < (x == CONTESTED ? BL_STATED_PLACES : 1); i++) {
    uint32_t place = x == CONTESTED ? a->places[i] : a->object;
    for (int k = 0; k < (y == CONTESTED ? BL_STATED_PLACES : 1); k++)
      if (place != BL_NONE && place == (y == CONTESTED ? b->places[k] : b->object)) return place;
  }
  return BL_NONE;
}

/* A speaker goes on ("he later added"): what he says comes after what he said before. */
static bool goes_on(bl_work *work, const bl_stated *later, const bl_stated *before) {
  const bl_rec_claim *x = claim_of(work, later), *y = claim_of(work, before);
  if (x->article != y->article || x->said_by == BL_NONE || x->said_by != y->said_by || x->passage.begin < y->passage.end) return false;
  uint32_t last = x->chain_count ? x->chain[x->chain_count - 1] : BL_NONE;
  if (last == BL_NONE) return false;
  bl_form cue = bl_form_make(NULL, &work->scratch, work->corpus->attributions.items[last].cue, BL_FORM_GROUP);
  for (int i = 0; i < cue.count; i++)
    if (bl_word_flags(work->words, cue.words[i]) & BL_WORD_LATER) return true;
  return false;
}

/* Which of two comes later: 1 a, -1 b, 0 not known. */
static int order_of(bl_work *work, const bl_stated *a, const bl_stated *b) {
  if (bl_before(b->as_of, a->as_of)) return 1;
  if (bl_before(a->as_of, b->as_of)) return -1;
  return goes_on(work, a, b) ? 1 : goes_on(work, b, a) ? -1 : 0;
}

/* The later of two different states of one place takes the place of the earlier; at one time they conflict. Who advances
 * on what another holds says nothing against it. */
static bl_verdict judge_states(bl_work *work, const bl_stated *a, const bl_stated *b) {
  bl_verdict v = {.corroborates = false};
  hold_state x = state_of(a), y = state_of(b);
  uint32_t place = x == NO_STATE || y == NO_STATE ? BL_NONE : common_place(a, x, b, y);
  if (place == BL_NONE || !bl_etype_is_place((bl_etype)work->out->clusters.items[place].type)) return v;
  if (work->out->clusters.items[place].type == BL_ET_COUNTRY && x != y) return v; /* fought for here, held there */
  int fit = bl_fit_parties(work, &a->party, &b->party);
  bool other_holder = x == HELD && y == HELD && fit < 0;
  if (x == y && !other_holder) return v;
  if ((x == APPROACHED || y == APPROACHED) && !same_actor(work, a, b)) return v;
  if (x != HELD && y != HELD && fit < 0) return v;
  if (!same_days(a->as_of, b->as_of, 1)) return v;
  int order = order_of(work, a, b);
  bool sources = work->claim_origin[a->claim] != work->claim_origin[b->claim];
  bool nearby = one_event(a, b) || claim_of(work, a)->article == claim_of(work, b)->article;
  if (!order && !(sources && nearby)) return v;
  v.conflicts = true;
  v.supersedes = order;
  v.reason = copy_reason(work, other_holder ? "two holders of one place" : "two states of one place");
  return v;
}

/* ---- who did it -------------------------------------------------------------------------------------------------- */

static bl_verdict judge_agents(bl_work *work, const bl_stated *a, const bl_stated *b) {
  bl_verdict v = {.corroborates = false};
  bool both = a->subject_named && b->subject_named && bl_fit_parties(work, &a->party, &b->party) != 2;
  if (!both || !one_event(a, b) || a->negative || b->negative || !a->stated || !b->stated) return v;
  if (a->party.person || b->party.person || a->party.place || b->party.place) return v; /* two men may do it together */
  bool same_target = a->object != BL_NONE && a->object == b->object;
  bool same_article = claim_of(work, a)->article == claim_of(work, b)->article;
  if (same_article || (!same_target && a->place == BL_NONE)) return v;
  v.conflicts = true;
  v.reason = copy_reason(work, "one event, two who are said to have done it");
  return v;
}

/* "anti-Harlan forces oppose the Harlan Front", "her supporters support her": the description says it already. */
static bool says_its_name(const bl_stated *s) {
  return s->flags & BL_PRED_SIDE && (!s->subject_named || (s->object != BL_NONE && s->party.against == s->object));
}

bl_verdict bl_judge_claims(bl_work *work, const bl_stated *a, const bl_stated *b) {
  const bl_rec_claim *x = claim_of(work, a), *y = claim_of(work, b);
  bl_verdict none = {.corroborates = false};
  if (x->object_kind == BL_OBJ_QUANTITY && y->object_kind == BL_OBJ_QUANTITY)
    return bl_str_eq(a->family, b->family) ? bl_judge_counts(work, a, b) : none;
  if (says_its_name(a) || says_its_name(b)) return none;
  if (bl_str_eq(a->family, b->family)) {
    bool past = (a->flags ^ b->flags) & BL_PRED_PAST;
    if ((a->flags | b->flags) & BL_PRED_OFFICE && past) return judge_offices(work, a, b);
    bl_verdict v = judge_same(work, a, b);
    if (!v.corroborates && !v.conflicts && a->flags & BL_PRED_AGENT) v = judge_agents(work, a, b);
    if (!v.corroborates && !v.conflicts && a->flags & BL_PRED_LEADER) v = judge_leaders(work, a, b);
    if (v.corroborates || v.conflicts) return v;
  }
  return judge_states(work, a, b);
}
