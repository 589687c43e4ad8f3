/* Calls of lengths of time, of sets, and of points that a length leads to. */
#include "mention/times_calendar.h"
#include "mention/times_calls.h"

/* ---- calls: amounts --------------------------------------------------------------------------------------------- */

static bl_tamount smaller(bl_tunit unit, int64_t num, int64_t den) {
  static const struct {
    bl_tunit unit, part;
    int32_t count;
  } parts[] = {{BL_TU_YEAR, BL_TU_MONTH, 12},   {BL_TU_HOUR, BL_TU_MINUTE, 60}, {BL_TU_DAY, BL_TU_HOUR, 24},
               {BL_TU_WEEK, BL_TU_DAY, 7},      {BL_TU_DECADE, BL_TU_YEAR, 10}, {BL_TU_MINUTE, BL_TU_SECOND, 60},
               {BL_TU_CENTURY, BL_TU_YEAR, 100}};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (parts[i].unit == unit && num * parts[i].count % den == 0)
      return (bl_tamount){(int32_t)(num * parts[i].count / den), parts[i].part, false};
  return (bl_tamount){0, BL_TU_NONE, false};
}

/* Whole and fraction of argument i in units. */
static void amounts_of(const bl_time_frame *f, int i, bl_tunit unit, bl_tamount out[2]) {
  const bl_slot *slot = bl_time_slot(f, i);
  out[0] = (bl_tamount){bl_time_number(f, i), unit, false};
  out[1] = (bl_tamount){0, BL_TU_NONE, false};
  if (!slot || slot->kind != BL_SLOT_NUMERAL || out[0].count != BL_T_UNKNOWN) return;
  int64_t num = slot->numeral->num, den = slot->numeral->den;
  for (int e = slot->numeral->exp; e < 0 && den < 1000000; e++) den *= 10;
  if (slot->numeral->exp > 0 || num > 1000000) return;
  bl_tamount rest = smaller(unit, num % den, den);
  bool half = num % den && rest.unit == BL_TU_NONE;
  if (half && num % den * 2 != den) return;
  out[0] = (bl_tamount){(int32_t)(num / den), unit, half};
  out[1] = rest;
  if (out[0].count > 0 || half) return;
  out[0] = rest;
  out[1] = (bl_tamount){0, BL_TU_NONE, false};
}

/* year_number(N): "the year two thousand". */
bool bl_call_year_number(bl_time_frame *f) {
  f->v = bl_time_point(BL_TU_YEAR);
  f->v.year = bl_time_number(f, 0);
  return f->v.year >= 1000 && f->v.year < 2200;
}

/* dur(COUNT, UNIT): a missing count is "some". */
bool bl_call_dur(bl_time_frame *f) {
  f->v = bl_tval_none();
  f->v.kind = BL_TK_DURATION;
  amounts_of(f, 0, (bl_tunit)bl_time_number(f, 1), f->v.amounts);
  return f->v.amounts[0].count != 0;
}

/* plus(COUNT, UNIT): "a minute and a half". */
bool bl_call_plus(bl_time_frame *f) {
  bl_tamount more[2];
  amounts_of(f, 0, (bl_tunit)bl_time_number(f, 1), more);
  f->v.amounts[1] = more[0];
  return true;
}

/* half(UNIT): half of it; extra_half(UNIT): the half in "two hours and a half". */
bool bl_call_half(bl_time_frame *f) {
  f->v = bl_tval_none();
  f->v.kind = BL_TK_DURATION;
  f->v.amounts[0] = smaller((bl_tunit)bl_time_number(f, 0), 1, 2);
  return f->v.amounts[0].unit != BL_TU_NONE;
}
bool bl_call_extra_half(bl_time_frame *f) {
  f->v.amounts[1] = smaller((bl_tunit)bl_time_number(f, 0), 1, 2);
  return true;
}

/* set(COUNT, UNIT): every so often. */
bool bl_call_set(bl_time_frame *f) {
  if (!bl_call_dur(f)) return false;
  f->v.kind = BL_TK_SET;
  return true;
}

/* each(PART): every such day, month or season: the part without its year. */
bool bl_call_each(bl_time_frame *f) {
  if (!bl_time_sub(f, 0, &f->v)) return false;
  f->v.year = BL_T_UNKNOWN;
  f->v.kind = BL_TK_SET;
  if (f->v.weekday != BL_T_UNKNOWN) f->v.index = f->v.day = BL_T_UNKNOWN;
  return true;
}

/* set_of(DURATION): every two weeks. */
bool bl_call_set_of(bl_time_frame *f) {
  if (!bl_time_sub(f, 0, &f->v) || f->v.kind != BL_TK_DURATION) return false;
  f->v.kind = BL_TK_SET;
  return true;
}

bool bl_call_each_weekday(bl_time_frame *f) {
  f->v = bl_time_point(BL_TU_DAY);
  f->v.kind = BL_TK_SET;
  f->v.weekday = bl_time_number(f, 0);
  return true;
}

/* The duration or count in argument i of ago() and its kin: count and unit of its first amount. */
static bool span_of(const bl_time_frame *f, bl_tamount *out) {
  bl_tval sub;
  if (bl_time_sub(f, 0, &sub) && sub.kind == BL_TK_DURATION) {
    *out = sub.amounts[0];
    if (sub.amounts[1].unit == BL_TU_MONTH && out->unit == BL_TU_YEAR) /* two and a half years ago */
      *out = (bl_tamount){out->count * 12 + sub.amounts[1].count, BL_TU_MONTH, false};
    return true;
  }
  return false;
}

static bool shifted(bl_time_frame *f, const bl_tval *from, int direction) {
  bl_tamount a;
  if (!span_of(f, &a)) return false;
  if (a.count == BL_T_UNKNOWN || a.count > 100000) { /* the latter are of geology, before any calendar */
    f->v = bl_tval_none();
    f->v.kind = BL_TK_REF;
    f->v.ref = direction < 0 ? BL_TREF_PAST : BL_TREF_FUTURE;
    return true;
  }
  int32_t n = a.count * direction, factor = a.unit == BL_TU_DECADE ? 10 : a.unit == BL_TU_CENTURY ? 100 : 1;
  if (a.unit <= BL_TU_HOUR) { /* of the day, but for whole days */
    n /= a.unit == BL_TU_HOUR ? 24 : a.unit == BL_TU_MINUTE ? 1440 : 86400;
    a.unit = BL_TU_DAY;
  }
  const bl_tval *quarter = &f->context->quarter; /* in a report of a quarter, "a year ago" is that quarter's */
  if (a.unit == BL_TU_YEAR && a.count == 1 && quarter->kind == BL_TK_POINT)
    from = quarter, a.unit = BL_TU_QUARTER, n *= 4;
  f->v = bl_tval_shift(from, factor > 1 ? BL_TU_YEAR : a.unit, n * factor);
  return true;
}

/* ago(DURATION, -1 or 1): counted from publication; then(DURATION, -1 or 1): from the time spoken of. */
bool bl_call_ago(bl_time_frame *f) { return shifted(f, &f->context->published, bl_time_number(f, 1)); }
bool bl_call_then(bl_time_frame *f) {
  const bl_time_context *c = f->context;
  return shifted(f, c->reference.kind == BL_TK_POINT ? &c->reference : &c->published, bl_time_number(f, 1));
}

/* place(-1 or 1): a duration that ends or begins at publication gets its place in the calendar. */
bool bl_call_place(bl_time_frame *f) {
  int32_t today, last;
  bl_tamount a = f->v.amounts[0];
  if (f->v.kind != BL_TK_DURATION || a.count == BL_T_UNKNOWN || a.unit < BL_TU_DAY || a.count > 10000) return true;
  if (!bl_time_published(f, &today)) return true;
  int32_t n = a.count * bl_time_number(f, 0), days = 0;
  if (a.unit <= BL_TU_WEEK) {
    days = today + n * (a.unit == BL_TU_WEEK ? 7 : 1);
  } else {
    bl_tval there = bl_tval_shift(&f->context->published, a.unit == BL_TU_SEASON ? BL_TU_QUARTER : a.unit, n);
    if (!bl_tval_range(&there, &days, &last)) return true;
    if (a.unit == BL_TU_MONTH || a.unit == BL_TU_YEAR) { /* the same day of that month */
      bl_ymd now = bl_ymd_of(today), then_ = bl_ymd_of(days);
      if (a.unit == BL_TU_YEAR) then_.month = now.month;
      int32_t most = bl_month_days(then_.year, then_.month);
      days = bl_days_of((bl_ymd){then_.year, then_.month, now.day < most ? now.day : most});
    }
  }
  f->v.placed = true;
  f->v.from = n < 0 ? days : today;
  f->v.to = n < 0 ? today : days;
  return true;
}

/* place_by(-1 or 1): "two days later": the duration gets the place where it leads from the time spoken of. */
bool bl_call_place_by(bl_time_frame *f) {
  const bl_time_context *c = f->context;
  bl_tamount a = f->v.amounts[0];
  bool near = c->reference.kind == BL_TK_POINT && c->sentence_number - c->reference_sentence <= 1;
  if (!near || a.count == BL_T_UNKNOWN || a.unit < BL_TU_DAY || a.count > 10000) return true;
  bl_tval there = bl_tval_shift(&c->reference, a.unit, a.count * bl_time_number(f, 0));
  f->v.placed = bl_tval_range(&there, &f->v.from, &f->v.to);
  return true;
}

/* skip(): no time at all. */
bool bl_call_skip(bl_time_frame *f) {
  f->v.kind = BL_TK_SKIP;
  return true;
}
