/* Numbers against numbers: bounds, units, who is counted.
 *
 * A quantity is an interval. Two conflict when their intervals do not meet: "at least 12" and "9" do, "dozens" and "40"
 * do not. "About" widens by a tenth. Numbers of different groups ("people", "soldiers") are not compared: one may be
 * part of the other. Killed are part of the killed and injured: more killed than both together, or the same figure once
 * for the one and once for the other, is a conflict. */
#include <math.h>

#include "resolve/claims.h"
#include "resolve/within.h"

bl_bounds bl_bounds_of(const bl_amount *amount) {
  bl_bounds b = {amount->min, amount->max, 0};
  if (isfinite(b.low) && isfinite(b.high)) b.figure = (b.low + b.high) / 2;
  else b.figure = isfinite(b.low) ? b.low : b.high;
  if (amount->approximate) {
    double tenth = fabs(b.figure) / 10;
    if (isfinite(b.low)) b.low -= tenth;
    if (isfinite(b.high)) b.high += tenth;
  }
  if (amount->exclusive_min && isfinite(b.low)) b.low = nextafter(b.low, INFINITY);
  if (amount->exclusive_max && isfinite(b.high)) b.high = nextafter(b.high, -INFINITY);
  return b;
}

bool bl_counts_anybody(const bl_words *words, bl_str unit) { return !unit.n || bl_word_flags(words, unit) & BL_WORD_ANYBODY; }

static bool same_unit(const bl_words *words, bl_str a, bl_str b) {
  if (bl_str_eq_nocase(a, b) || (bl_counts_anybody(words, a) && bl_counts_anybody(words, b))) return true;
  bl_str shorter = a.n < b.n ? a : b, longer = a.n < b.n ? b : a;
  return shorter.n >= 3 && longer.n == shorter.n + 1 && longer.p[longer.n - 1] == 's' && bl_str_starts(longer, shorter);
}

static const bl_rec_claim *claim_of(const bl_work *work, const bl_stated *s) { return &work->corpus->claims.items[s->claim]; }

static bool one_event(const bl_stated *a, const bl_stated *b) { return a->event != BL_NONE && a->event == b->event; }

/* Who is counted: the same group, or the dead of one event. */
static bool same_counted(const bl_work *work, const bl_stated *a, const bl_stated *b) {
  const bl_rec_claim *x = claim_of(work, a), *y = claim_of(work, b);
  bool event_a = x->subject == BL_NONE, event_b = y->subject == BL_NONE;
  if (event_a && event_b) return same_unit(work->words, x->amount.unit, y->amount.unit);
  if (!event_a && !event_b && a->subject == b->subject) return true;
  if (a->counted != BL_NONE && a->counted == b->counted) return true;
  if (a->counted != BL_NONE || b->counted != BL_NONE) return false; /* one may be part of the other */
  return one_event(a, b) && same_unit(work->words, x->amount.unit, y->amount.unit);
}

static bool same_figure(const bl_amount *x, const bl_amount *y) {
  enum { FEWEST = 5 };
  double a = bl_bounds_of(x).figure, b = bl_bounds_of(y).figure;
  return a == b && isfinite(a) && a >= FEWEST;
}

/* Both speak of one matter: one event; or where an event is not known, one place, or one group and one figure, in
 * articles of the same days. */
static bool one_matter(bl_work *work, const bl_stated *a, const bl_stated *b) {
  if (one_event(a, b)) return true;
  if (!a->as_of.known || !b->as_of.known || bl_apart(a->time, b->time, BL_DAY) || bl_apart(a->as_of, b->as_of, 4 * BL_DAY)) return false;
  bl_place_fit place = bl_fit_scenes(work, a, b);
  if (place == BL_PLACES_APART) return false;
  if (a->counted != BL_NONE && a->counted == b->counted && same_figure(&claim_of(work, a)->amount, &claim_of(work, b)->amount)) return true;
  return place >= BL_PLACES_NESTED && (a->event == BL_NONE || b->event == BL_NONE);
}

static bl_str numbers(bl_work *work, const bl_stated *a, const bl_stated *b, const char *between) {
  const bl_amount *x = &claim_of(work, a)->amount, *y = &claim_of(work, b)->amount;
  return bl_str_from(bl_arena_printf(&work->out->arena, BL_STR_FMT " %s " BL_STR_FMT, BL_STR_ARG(x->text), between, BL_STR_ARG(y->text)));
}

/* "killed" against "killed or injured". */
static bl_verdict killed_and_all(bl_work *work, const bl_stated *killed, const bl_stated *all) {
  bl_verdict v = {.corroborates = false};
  bl_bounds k = bl_bounds_of(&claim_of(work, killed)->amount), s = bl_bounds_of(&claim_of(work, all)->amount);
  if (k.low > s.high || k.figure == s.figure) {
    v.conflicts = true;
    v.reason = numbers(work, killed, all, "killed against, killed and injured,");
  }
  return v;
}

/* Whether one chain of sources gave both numbers: one original source, or one outlet that hands them on. */
static bool one_chain(const bl_work *work, const bl_stated *a, const bl_stated *b) {
  const bl_corpus *c = work->corpus;
  const bl_rec_claim *x = claim_of(work, a), *y = claim_of(work, b);
  if (work->claim_origin[a->claim] == work->claim_origin[b->claim]) return true;
  if (x->chain_count && y->chain_count && x->chain[0] != BL_NONE && y->chain[0] != BL_NONE) {
    uint32_t p = c->attributions.items[x->chain[0]].source, q = c->attributions.items[y->chain[0]].source;
    if (p != BL_NONE && q != BL_NONE && work->out->identities[p].cluster == work->out->identities[q].cluster) return true;
  }
  if (x->article == BL_NONE || y->article == BL_NONE || x->article == y->article) return false;
  uint32_t p = c->articles.items[x->article].publisher, q = c->articles.items[y->article].publisher;
  return p != BL_NONE && q != BL_NONE && work->out->identities[p].cluster == work->out->identities[q].cluster;
}

/* A later higher number of the same chain takes the place of the earlier. */
static int later_toll(const bl_work *work, const bl_stated *a, const bl_stated *b, bl_bounds x, bl_bounds y) {
  if (x.figure == y.figure || !one_chain(work, a, b)) return 0;
  if (bl_before(b->as_of, a->as_of) && x.figure > y.figure) return 1;
  if (bl_before(a->as_of, b->as_of) && y.figure > x.figure) return -1;
  return 0;
}

/* "at least 12" may be 500, but does not say so. */
static bool near_enough(bl_bounds x, bl_bounds y) {
  double less = x.figure < y.figure ? x.figure : y.figure, more = x.figure < y.figure ? y.figure : x.figure;
  return more <= 2 * less;
}

static bl_verdict judge_kind(bl_work *work, const bl_stated *a, const bl_stated *b) {
  bl_verdict v = {.corroborates = false};
  bl_bounds x = bl_bounds_of(&claim_of(work, a)->amount), y = bl_bounds_of(&claim_of(work, b)->amount);
  v.supersedes = later_toll(work, a, b, x, y);
  if (v.supersedes) {
    v.reason = numbers(work, a, b, v.supersedes > 0 ? "after" : "before");
  } else if (x.low > y.high || y.low > x.high) {
    v.conflicts = true;
    v.reason = numbers(work, a, b, "against");
  } else if (near_enough(x, y)) {
    v.corroborates = true;
    v.reason = numbers(work, a, b, "agrees with");
  }
  return v;
}

/* "the 13 soldiers" of another number: the reading joined what the text keeps apart; "000" is a piece of a number. */
static bool misread(const bl_work *work, const bl_stated *s) {
  const bl_rec_claim *c = claim_of(work, s);
  if (bl_str_starts(c->amount.text, BL_STR("00"))) return true;
  if (c->subject == BL_NONE) return false;
  bl_str label = work->corpus->entities.items[c->subject].label;
  bool digits = false;
  for (size_t i = 0; i < label.n; i++) digits |= label.p[i] >= '0' && label.p[i] <= '9';
  return digits && c->amount.text.n && bl_str_find(label, c->amount.text, 0) < 0;
}

bl_verdict bl_judge_counts(bl_work *work, const bl_stated *a, const bl_stated *b) {
  bl_verdict v = {.corroborates = false};
  if (a->negative || b->negative || !a->stated || !b->stated || misread(work, a) || misread(work, b) || !one_matter(work, a, b)) return v;
  if (!((a->flags | b->flags) & BL_PRED_COUNT) && !bl_str_eq(claim_of(work, a)->amount.counts, claim_of(work, b)->amount.counts)) return v; /* profit and sales */
  uint32_t kinds_a = a->flags & BL_PRED_COUNT, kinds_b = b->flags & BL_PRED_COUNT;
  if (kinds_a != kinds_b) {
    if (!same_counted(work, a, b)) return v;
    if (kinds_a == BL_PRED_KILLED && kinds_b == BL_PRED_CASUALTIES) return killed_and_all(work, a, b);
    if (kinds_b == BL_PRED_KILLED && kinds_a == BL_PRED_CASUALTIES) return killed_and_all(work, b, a);
    return v;
  }
  if (same_counted(work, a, b)) return judge_kind(work, a, b);
  const bl_amount *p = &claim_of(work, a)->amount, *q = &claim_of(work, b)->amount; /* "13 soldiers", "13 service members" */
  v.corroborates = p->min == q->min && p->max == q->max && same_figure(p, q) && one_event(a, b);
  if (v.corroborates) v.reason = BL_STR("same number and event");
  return v;
}
