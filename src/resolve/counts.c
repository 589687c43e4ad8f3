/* Numbers against numbers: bounds, units, who is counted.
 *
 * A quantity is an interval. Two conflict when their intervals do not meet: "at least 12" and "9" do, "dozens" and "40"
 * do not. "About" widens by a tenth. Numbers of different groups ("people", "soldiers") are not compared: one may be
 * part of the other. Killed are part of the killed and injured: more killed than both together, or the same figure once
 * for the one and once for the other, is a conflict. */
#include <math.h>

#include "resolve/claims.h"

typedef struct bounds {
  double low, high;
  double figure; /* the number that the text names: the finite end, the middle of two */
} bounds;

static bounds bounds_of(const bl_amount *amount) {
  bounds b = {amount->min, amount->max, 0};
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

static bool is_anybody(bl_str unit) {
  static const char *const units[] = {"", "people", "person", "persons", "victim", "victims", "life", "dead", "casualty", "casualties"};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (bl_str_eq_c(unit, units[i])) return true;
  return false;
}

static bool same_unit(bl_str a, bl_str b) {
  if (bl_str_eq_nocase(a, b) || (is_anybody(a) && is_anybody(b))) return true;
  bl_str shorter = a.n < b.n ? a : b, longer = a.n < b.n ? b : a;
  return shorter.n >= 3 && longer.n == shorter.n + 1 && longer.p[longer.n - 1] == 's' && bl_str_starts(longer, shorter);
}

/* Who is counted: the same group, or the dead of one event. */
static bool same_counted(bl_work *work, const bl_stated *a, const bl_stated *b) {
  const bl_rec_claim *x = &work->corpus->claims.items[a->claim], *y = &work->corpus->claims.items[b->claim];
  bool event_a = x->subject == BL_NONE, event_b = y->subject == BL_NONE;
  if (event_a && event_b) return same_unit(x->amount.unit, y->amount.unit);
  if (!event_a && !event_b && a->subject == b->subject) return true;
  if (a->counted != BL_NONE && a->counted == b->counted) return true;
  if (!event_a && !event_b && (a->counted != BL_NONE || b->counted != BL_NONE)) return false;
  return a->event != BL_NONE && a->event == b->event && same_unit(x->amount.unit, y->amount.unit);
}

static bool same_figure(const bl_amount *x, const bl_amount *y) {
  return bounds_of(x).figure == bounds_of(y).figure && isfinite(bounds_of(x).figure) && bounds_of(x).figure >= 5;
}

/* Both speak of one matter: one event; or one place, or one group and one figure, in articles of the same days. */
static bool one_matter(const bl_work *work, const bl_stated *a, const bl_stated *b) {
  if (a->event != BL_NONE && a->event == b->event) return true;
  if (bl_apart(a->time, b->time, BL_DAY) || bl_apart(a->as_of, b->as_of, 4 * BL_DAY)) return false;
  if (a->place != BL_NONE && b->place != BL_NONE) return a->place == b->place;
  const bl_amount *x = &work->corpus->claims.items[a->claim].amount, *y = &work->corpus->claims.items[b->claim].amount;
  return a->counted != BL_NONE && a->counted == b->counted && same_figure(x, y);
}

static bl_str numbers(bl_work *work, const bl_stated *a, const bl_stated *b, const char *between) {
  const bl_amount *x = &work->corpus->claims.items[a->claim].amount, *y = &work->corpus->claims.items[b->claim].amount;
  return bl_str_from(bl_arena_printf(&work->out->arena, BL_STR_FMT " %s " BL_STR_FMT, BL_STR_ARG(x->text), between, BL_STR_ARG(y->text)));
}

/* "killed" against "killed or injured". */
static bl_verdict killed_and_all(bl_work *work, const bl_stated *killed, const bl_stated *all) {
  bl_verdict v = {.corroborates = false};
  bounds k = bounds_of(&work->corpus->claims.items[killed->claim].amount);
  bounds s = bounds_of(&work->corpus->claims.items[all->claim].amount);
  if (k.low > s.high || k.figure == s.figure) {
    v.conflicts = true;
    v.reason = numbers(work, killed, all, "killed against, killed and injured,");
  }
  return v;
}

/* A later higher number of the same source, or of the same outlet, takes the place of the earlier. */
static int later_toll(const bl_work *work, const bl_stated *a, const bl_stated *b, bounds x, bounds y) {
  uint32_t p = work->claim_origin[a->claim], q = work->claim_origin[b->claim];
  if (p != q || x.figure == y.figure) return 0;
  if (bl_before(b->as_of, a->as_of) && x.figure > y.figure) return 1;
  if (bl_before(a->as_of, b->as_of) && y.figure > x.figure) return -1;
  return 0;
}

bl_verdict bl_judge_counts(bl_work *work, const bl_stated *a, const bl_stated *b) {
  bl_verdict v = {.corroborates = false};
  const bl_amount *p = &work->corpus->claims.items[a->claim].amount, *q = &work->corpus->claims.items[b->claim].amount;
  if (!one_matter(work, a, b) || a->negative || b->negative) return v;
  uint32_t kinds_a = a->flags & BL_PRED_COUNT, kinds_b = b->flags & BL_PRED_COUNT;
  if (kinds_a != kinds_b) {
    if (!same_counted(work, a, b)) return v;
    if (kinds_a == BL_PRED_KILLED && kinds_b == BL_PRED_CASUALTIES) return killed_and_all(work, a, b);
    if (kinds_b == BL_PRED_KILLED && kinds_a == BL_PRED_CASUALTIES) return killed_and_all(work, b, a);
    return v;
  }
  if (!same_counted(work, a, b)) {
    bool equal = p->min == q->min && p->max == q->max && isfinite(p->min) && p->min > 4; /* "13 soldiers", "13 service members" */
    v.corroborates = equal && a->event == b->event && a->event != BL_NONE;
    if (v.corroborates) v.reason = BL_STR("same number, event and place");
    return v;
  }
  bounds x = bounds_of(p), y = bounds_of(q);
  if (x.low > y.high || y.low > x.high) {
    v.supersedes = later_toll(work, a, b, x, y);
    v.conflicts = !v.supersedes;
    v.reason = numbers(work, a, b, v.conflicts ? "against" : v.supersedes > 0 ? "after" : "before");
  } else {
    v.corroborates = true;
    v.reason = numbers(work, a, b, "agrees with");
  }
  return v;
}
