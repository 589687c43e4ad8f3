/* Evaluates the calls of a time pattern one after the other on one value. Each call is a row of `functions` and a small
 * static function of the same name. Unknown stays unknown: without an anchor a call leaves X in the value. */
#include "mention/times_eval.h"

#include "mention/times_calendar.h"
#include "mention/times_tense.h"

typedef struct frame {
  const bl_time_context *context;
  const bl_phrase_match *match;
  const bl_phrase_call *call;
  bl_tval v;
} frame;

/* ---- arguments -------------------------------------------------------------------------------------------------- */

static const bl_slot *slot_of(const frame *f, int i) {
  if (i >= f->call->count || !f->call->args[i].is_slot) return NULL;
  const bl_slot *slot = &f->match->slots[f->call->args[i].value];
  return slot->kind == BL_SLOT_NONE ? NULL : slot;
}

static bool sub_value(const frame *f, int i, bl_tval *out) {
  const bl_slot *slot = slot_of(f, i);
  return slot && slot->kind == BL_SLOT_MATCH && bl_time_eval(f->context, slot->match, out);
}

/* An int: a constant, a word's value, digits, a whole numeral, the year or number of a part; else BL_T_UNKNOWN. */
static int32_t number_of(const frame *f, int i) {
  bl_tval sub;
  if (i >= f->call->count) return BL_T_UNKNOWN;
  if (!f->call->args[i].is_slot) return f->call->args[i].value;
  const bl_slot *slot = slot_of(f, i);
  if (!slot) return BL_T_UNKNOWN;
  if (slot->kind == BL_SLOT_INT) return slot->value;
  if (slot->kind == BL_SLOT_NUMERAL) return (int32_t)bl_numeral_int(slot->numeral);
  if (!sub_value(f, i, &sub)) return BL_T_UNKNOWN;
  return sub.kind == BL_TK_NUMBER ? sub.number : sub.kind == BL_TK_POINT ? sub.year : BL_T_UNKNOWN;
}

static int32_t number_or(const frame *f, int i, int32_t otherwise) {
  int32_t n = number_of(f, i);
  return n == BL_T_UNKNOWN ? otherwise : n;
}

static bl_tval point(bl_tunit unit) {
  bl_tval v = bl_tval_none();
  v.kind = BL_TK_POINT;
  v.unit = unit;
  return v;
}

static int tense(const frame *f) {
  const bl_time_context *c = f->context;
  if (c->direction) return c->direction;
  return bl_tense_at(c->phrases, c->doc, c->atoms, c->sentence, f->match->begin);
}

/* The day of publication; false when it is not known. */
static bool published(const frame *f, int32_t *day) {
  int32_t last;
  return bl_tval_range(&f->context->published, day, &last);
}

/* ---- which year ------------------------------------------------------------------------------------------------- */

/* A stretch that comes every year, by the year. */
typedef bool (*yearly)(const frame *f, int32_t year, int32_t *first, int32_t *last);

/* The year in which a yearly stretch is meant: the nearest one that the tense allows, counted from publication.
 * BL_T_UNKNOWN without a publication date. */
static int32_t meant_year(const frame *f, yearly stretch) {
  int32_t day = 0, best = BL_T_UNKNOWN, best_distance = INT32_MAX;
  if (f->context->year != BL_T_UNKNOWN) return f->context->year;
  if (!published(f, &day)) return best;
  int32_t year = bl_ymd_of(day).year, direction = tense(f);
  for (int32_t y = year - 1; y <= year + 1; y++) {
    int32_t first, last;
    if (!stretch(f, y, &first, &last)) continue;
    if ((f->context->direction < 0 && first >= day) || (f->context->direction > 0 && last <= day)) continue;
    int32_t distance = day < first ? first - day : day > last ? day - last : 0;
    if (direction < 0 && first > day) distance *= 2;
    if (direction > 0 && last < day) distance *= 2;
    if (distance >= best_distance) continue;
    best = y;
    best_distance = distance;
  }
  return best;
}

static int32_t full_year(int32_t year) {
  if (year < 0 || year > 99) return year;
  return year < 50 ? year + 2000 : year + 1900;
}

/* ---- calls: points of the calendar ------------------------------------------------------------------------------ */

static bool date_stretch(const frame *f, int32_t year, int32_t *first, int32_t *last) {
  int32_t month = number_of(f, 1), day = number_of(f, 2);
  bl_tval v = point(day == BL_T_UNKNOWN ? BL_TU_MONTH : BL_TU_DAY);
  v.year = year;
  v.index = month;
  v.day = day;
  return bl_tval_range(&v, first, last);
}

/* date(YEAR, MONTH, DAY): any may be missing from the right; a missing year is worked out. */
static bool date(frame *f) {
  int32_t year = full_year(number_of(f, 0)), month = number_of(f, 1), day = number_of(f, 2);
  if (month == BL_T_UNKNOWN) {
    f->v = point(BL_TU_YEAR);
    f->v.year = year;
    return year >= 1 && year <= 9990;
  }
  if (month < 1 || month > 12 || day == 0 || day > 31) return false;
  if (day != BL_T_UNKNOWN && day > bl_month_days(year == BL_T_UNKNOWN ? 2000 : year, month)) return false;
  f->v = point(day == BL_T_UNKNOWN ? BL_TU_MONTH : BL_TU_DAY);
  f->v.year = year == BL_T_UNKNOWN ? meant_year(f, date_stretch) : year;
  f->v.index = month;
  f->v.day = day;
  return true;
}

static bool nth_stretch(const frame *f, int32_t year, int32_t *first, int32_t *last) {
  int32_t month = number_of(f, 1), weekday = number_of(f, 2), n = number_of(f, 3);
  int32_t day = bl_days_of((bl_ymd){year, month, 1});
  if (n > 0) {
    day += (weekday - bl_weekday_of(day) + 7) % 7 + (n - 1) * 7;
  } else {
    day += bl_month_days(year, month) - 1;
    day -= (bl_weekday_of(day) - weekday + 7) % 7;
  }
  if (f->call->count > 4) day += number_of(f, 4);
  *first = *last = day;
  return true;
}

static bool easter_stretch(const frame *f, int32_t year, int32_t *first, int32_t *last) {
  *first = *last = bl_easter_of(year) + number_of(f, 1);
  return true;
}

static bool moving_feast(frame *f, yearly stretch) {
  int32_t year = full_year(number_of(f, 0)), first, last;
  if (year == BL_T_UNKNOWN) year = meant_year(f, stretch);
  f->v = point(BL_TU_DAY);
  if (year == BL_T_UNKNOWN) return true;
  if (year < 1 || year > 9990 || !stretch(f, year, &first, &last)) return false;
  f->v = bl_tval_at(BL_TU_DAY, first);
  return true;
}

/* nth(YEAR, MONTH, WEEKDAY, N, PLUS): N 0 is the last of the month; PLUS days are added. */
static bool nth(frame *f) { return moving_feast(f, nth_stretch); }

/* easter(YEAR, DAYS): days after Easter Sunday. */
static bool easter(frame *f) { return moving_feast(f, easter_stretch); }

/* rel(UNIT, N): this one is 0, the last -1, counted from publication. */
static bool rel(frame *f) {
  f->v = bl_tval_shift(&f->context->published, (bl_tunit)number_of(f, 0), number_of(f, 1));
  return true;
}

/* reference(UNIT, N): the same, from the time spoken of last, or publication. */
static bool reference(frame *f) {
  const bl_time_context *c = f->context;
  const bl_tval *from = c->reference.kind == BL_TK_POINT ? &c->reference : &c->published;
  f->v = bl_tval_shift(from, (bl_tunit)number_of(f, 0), number_of(f, 1));
  return true;
}

/* "last Friday" is that of the week before, on a Monday as on a Saturday. */
static int32_t last_week(int32_t today, int32_t weekday) { return today - bl_weekday_of(today) - 7 + weekday; }

/* wday(WEEKDAY, N): N 0 the one that the tense allows, -1 the last, 1 the next, counted from publication. */
static bool wday(frame *f) {
  int32_t today, weekday = number_of(f, 0), n = number_or(f, 1, 0);
  f->v = point(BL_TU_DAY);
  f->v.weekday = weekday;
  if (!published(f, &today)) return true;
  int32_t back = (bl_weekday_of(today) - weekday + 7) % 7, ahead = (7 - back) % 7;
  if (n == 0) n = back != 0 && tense(f) > 0 ? 1 : 2;
  int32_t day = n == 2 ? today - back : n < 0 ? last_week(today, weekday) : today + (ahead ? ahead : 7);
  f->v = bl_tval_at(BL_TU_DAY, day);
  f->v.weekday = weekday;
  return true;
}

/* wday_from(WEEKDAY, -1 or 1): the one before or after the time spoken of last. */
static bool wday_from(frame *f) {
  const bl_time_context *c = f->context;
  int32_t first, last, weekday = number_of(f, 0);
  f->v = point(BL_TU_DAY);
  f->v.weekday = weekday;
  if (!bl_tval_range(c->reference.kind == BL_TK_POINT ? &c->reference : &c->published, &first, &last)) return true;
  int32_t ahead = (weekday - bl_weekday_of(last) + 6) % 7 + 1, back = (bl_weekday_of(first) - weekday + 6) % 7 + 1;
  f->v = bl_tval_at(BL_TU_DAY, number_of(f, 1) < 0 ? first - back : last + ahead);
  return true;
}

/* with(PART, YEAR, DIRECTION): the part worked out for that year, or only before (-1) or after (1) publication. */
static bool with(frame *f) {
  const bl_slot *slot = slot_of(f, 0);
  bl_time_context other = *f->context;
  other.year = full_year(number_of(f, 1));
  other.direction = number_or(f, 2, 0);
  return slot && slot->kind == BL_SLOT_MATCH && bl_time_eval(&other, slot->match, &f->v);
}

/* holding(UNIT, PART): the week, month ... that holds the part. */
static bool holding(frame *f) {
  bl_tval v;
  if (!sub_value(f, 1, &v)) return false;
  f->v = bl_tval_shift(&v, (bl_tunit)number_of(f, 0), 0);
  return true;
}

static bool index_stretch(const frame *f, int32_t year, int32_t *first, int32_t *last) {
  bl_tval v = point((bl_tunit)number_of(f, 0));
  v.year = year;
  v.index = number_of(f, 1);
  return bl_tval_range(&v, first, last);
}

/* index(UNIT, INDEX, YEAR): a month, quarter, half, season or week of a year; a missing year is worked out. */
static bool index_of(frame *f) {
  f->v = point((bl_tunit)number_of(f, 0));
  f->v.index = number_of(f, 1);
  int32_t most = f->v.unit == BL_TU_MONTH ? 12 : f->v.unit == BL_TU_HALF ? 2 : f->v.unit == BL_TU_WEEK ? 53 : 4;
  if (f->v.index < 1 || f->v.index > most) return false;
  f->v.year = full_year(number_of(f, 2));
  if (f->v.year == BL_T_UNKNOWN) f->v.year = meant_year(f, index_stretch);
  return true;
}

/* last_index(UNIT, INDEX): the last one that is over; next_index: the next one to begin. */
static bool near_index(frame *f, int direction) {
  int32_t today, first, last;
  f->v = point((bl_tunit)number_of(f, 0));
  f->v.index = number_of(f, 1);
  if (!published(f, &today)) return true;
  f->v.year = bl_ymd_of(today).year + 1;
  while (bl_tval_range(&f->v, &first, &last) && (direction < 0 ? last >= today : first > today)) f->v.year--;
  if (direction > 0) f->v.year++;
  return true;
}
static bool last_index(frame *f) { return near_index(f, -1); }
static bool next_index(frame *f) { return near_index(f, 1); }

/* quarter_told(YEAR): "the quarter", "the 1988 quarter": the one spoken of, or the last that was over at publication. */
static bool quarter_told(frame *f) {
  const bl_time_context *c = f->context;
  int32_t year = full_year(number_of(f, 0));
  f->v = c->quarter.kind == BL_TK_POINT ? c->quarter : bl_tval_shift(&c->published, BL_TU_QUARTER, -1);
  if (year != BL_T_UNKNOWN) f->v.year = year;
  return true;
}

/* year_before(QUARTER): that quarter, or the one spoken of, a year before. */
static bool year_before(frame *f) {
  const bl_time_context *c = f->context;
  int32_t quarter = number_of(f, 0);
  bool told = c->quarter.kind == BL_TK_POINT;
  f->v = told ? bl_tval_shift(&c->quarter, BL_TU_QUARTER, -4) : bl_tval_shift(&c->published, BL_TU_YEAR, -1);
  if (quarter == BL_T_UNKNOWN) return true;
  int32_t year = bl_tval_shift(&c->published, BL_TU_YEAR, -1).year;
  f->v = point(BL_TU_QUARTER);
  f->v.year = year;
  f->v.index = quarter;
  return quarter >= 1 && quarter <= 4;
}

/* decade(FIRST_YEAR), century(NUMBER): "the 1990s", "the 20th century". */
static bool decade(frame *f) {
  f->v = point(BL_TU_DECADE);
  f->v.year = number_of(f, 0);
  if (f->v.year >= 0 && f->v.year < 100) f->v.year += f->v.year < 20 ? 2000 : 1900;
  return f->v.year >= 100 && f->v.year % 10 == 0;
}
static bool century(frame *f) {
  f->v = point(BL_TU_CENTURY);
  f->v.year = number_of(f, 0) - 1;
  return f->v.year >= 0 && f->v.year < 30;
}

/* number(N), number(HUNDREDS, REST): for years in words and short years. */
static bool number(frame *f) {
  f->v = bl_tval_none();
  f->v.kind = BL_TK_NUMBER;
  int32_t high = number_of(f, 0), low = number_of(f, 1);
  if (high == BL_T_UNKNOWN || (f->call->count > 1 && (low < 10 || low > 99))) return false;
  f->v.number = f->call->count > 1 ? high * 100 + low : high;
  return true;
}

/* year_in_words(HUNDREDS, REST): "nineteen ninety-six". */
static bool year_in_words(frame *f) {
  if (!number(f)) return false;
  int32_t year = f->v.number;
  f->v = point(BL_TU_YEAR);
  f->v.year = year;
  return true;
}

/* ---- calls: amounts --------------------------------------------------------------------------------------------- */

static bl_tamount smaller(bl_tunit unit, int64_t num, int64_t den) {
  static const struct { bl_tunit unit, part; int32_t count; } parts[] = {
      {BL_TU_YEAR, BL_TU_MONTH, 12}, {BL_TU_HOUR, BL_TU_MINUTE, 60}, {BL_TU_DAY, BL_TU_HOUR, 24}, {BL_TU_WEEK, BL_TU_DAY, 7},
      {BL_TU_DECADE, BL_TU_YEAR, 10}, {BL_TU_MINUTE, BL_TU_SECOND, 60}, {BL_TU_CENTURY, BL_TU_YEAR, 100}};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (parts[i].unit == unit && num * parts[i].count % den == 0)
      return (bl_tamount){(int32_t)(num * parts[i].count / den), parts[i].part};
  return (bl_tamount){0, BL_TU_NONE};
}

/* Whole and fraction of argument i in units. */
static void amounts_of(const frame *f, int i, bl_tunit unit, bl_tamount out[2]) {
  const bl_slot *slot = slot_of(f, i);
  out[0] = (bl_tamount){number_of(f, i), unit};
  out[1] = (bl_tamount){0, BL_TU_NONE};
  if (!slot || slot->kind != BL_SLOT_NUMERAL || out[0].count != BL_T_UNKNOWN) return;
  int64_t num = slot->numeral->num, den = slot->numeral->den;
  for (int e = slot->numeral->exp; e < 0 && den < 1000000; e++) den *= 10;
  if (slot->numeral->exp > 0 || num > 1000000) return;
  bl_tamount rest = smaller(unit, num % den, den);
  if (num % den && rest.unit == BL_TU_NONE) return;
  out[0] = (bl_tamount){(int32_t)(num / den), unit};
  out[1] = rest;
  if (out[0].count > 0) return;
  out[0] = rest;
  out[1] = (bl_tamount){0, BL_TU_NONE};
}

/* year_number(N): "the year two thousand". */
static bool year_number(frame *f) {
  f->v = point(BL_TU_YEAR);
  f->v.year = number_of(f, 0);
  return f->v.year >= 1000 && f->v.year < 2200;
}

/* dur(COUNT, UNIT): a missing count is "some". */
static bool dur(frame *f) {
  f->v = bl_tval_none();
  f->v.kind = BL_TK_DURATION;
  amounts_of(f, 0, (bl_tunit)number_of(f, 1), f->v.amounts);
  return f->v.amounts[0].count != 0;
}

/* plus(COUNT, UNIT): "a minute and a half". */
static bool plus(frame *f) {
  bl_tamount more[2];
  amounts_of(f, 0, (bl_tunit)number_of(f, 1), more);
  f->v.amounts[1] = more[0];
  return true;
}

/* half(UNIT): half of it; extra_half(UNIT): the half in "two hours and a half". */
static bool half(frame *f) {
  f->v = bl_tval_none();
  f->v.kind = BL_TK_DURATION;
  f->v.amounts[0] = smaller((bl_tunit)number_of(f, 0), 1, 2);
  return f->v.amounts[0].unit != BL_TU_NONE;
}
static bool extra_half(frame *f) {
  f->v.amounts[1] = smaller((bl_tunit)number_of(f, 0), 1, 2);
  return true;
}

/* set(COUNT, UNIT): every so often. */
static bool set(frame *f) {
  if (!dur(f)) return false;
  f->v.kind = BL_TK_SET;
  return true;
}

/* each(PART): every such day, month or season: the part without its year. */
static bool each(frame *f) {
  if (!sub_value(f, 0, &f->v)) return false;
  f->v.year = BL_T_UNKNOWN;
  f->v.kind = BL_TK_SET;
  if (f->v.weekday != BL_T_UNKNOWN) f->v.index = f->v.day = BL_T_UNKNOWN;
  return true;
}

/* set_of(DURATION): every two weeks. */
static bool set_of(frame *f) {
  if (!sub_value(f, 0, &f->v) || f->v.kind != BL_TK_DURATION) return false;
  f->v.kind = BL_TK_SET;
  return true;
}

static bool each_weekday(frame *f) {
  f->v = point(BL_TU_DAY);
  f->v.kind = BL_TK_SET;
  f->v.weekday = number_of(f, 0);
  return true;
}

/* The duration or count in argument i of ago() and its kin: count and unit of its first amount. */
static bool span_of(const frame *f, bl_tamount *out) {
  bl_tval sub;
  if (sub_value(f, 0, &sub) && sub.kind == BL_TK_DURATION) {
    *out = sub.amounts[0];
    if (sub.amounts[1].unit == BL_TU_MONTH && out->unit == BL_TU_YEAR) /* two and a half years ago */
      *out = (bl_tamount){out->count * 12 + sub.amounts[1].count, BL_TU_MONTH};
    return true;
  }
  return false;
}

static bool shifted(frame *f, const bl_tval *from, int direction) {
  bl_tamount a;
  if (!span_of(f, &a)) return false;
  if (a.count == BL_T_UNKNOWN) {
    f->v = bl_tval_none();
    f->v.kind = BL_TK_REF;
    f->v.ref = direction < 0 ? BL_TREF_PAST : BL_TREF_FUTURE;
    return true;
  }
  if (a.count > 100000) return false;
  int32_t n = a.count * direction, factor = a.unit == BL_TU_DECADE ? 10 : a.unit == BL_TU_CENTURY ? 100 : 1;
  const bl_tval *quarter = &f->context->quarter; /* in a report of a quarter, "a year ago" is that quarter's */
  if (a.unit == BL_TU_YEAR && a.count == 1 && quarter->kind == BL_TK_POINT) from = quarter, a.unit = BL_TU_QUARTER, n *= 4;
  f->v = bl_tval_shift(from, factor > 1 ? BL_TU_YEAR : a.unit, n * factor);
  return true;
}

/* ago(DURATION, -1 or 1): counted from publication; then(DURATION, -1 or 1): from the time spoken of. */
static bool ago(frame *f) {
  return shifted(f, &f->context->published, number_of(f, 1));
}
static bool then(frame *f) {
  const bl_time_context *c = f->context;
  return shifted(f, c->reference.kind == BL_TK_POINT ? &c->reference : &c->published, number_of(f, 1));
}

/* place(-1 or 1): a duration that ends or begins at publication gets its place in the calendar. */
static bool place(frame *f) {
  int32_t today, last;
  bl_tamount a = f->v.amounts[0];
  if (f->v.kind != BL_TK_DURATION || a.count == BL_T_UNKNOWN || a.unit < BL_TU_DAY || a.count > 10000) return true;
  if (!published(f, &today)) return true;
  int32_t n = a.count * number_of(f, 0), days = 0;
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
static bool place_by(frame *f) {
  const bl_time_context *c = f->context;
  bl_tamount a = f->v.amounts[0];
  bool near = c->reference.kind == BL_TK_POINT && c->sentence_number - c->reference_sentence <= 1;
  if (!near || a.count == BL_T_UNKNOWN || a.unit < BL_TU_DAY || a.count > 10000) return true;
  bl_tval there = bl_tval_shift(&c->reference, a.unit, a.count * number_of(f, 0));
  f->v.placed = bl_tval_range(&there, &f->v.from, &f->v.to);
  return true;
}

/* skip(): no time at all. */
static bool skip(frame *f) {
  f->v.kind = BL_TK_SKIP;
  return true;
}

/* ---- calls: clock, changes -------------------------------------------------------------------------------------- */

/* The day that a clock time without one belongs to: of the sentence, else of publication. */
static void default_day(frame *f) {
  const bl_time_context *c = f->context;
  if (f->v.kind != BL_TK_NONE) return;
  bool told = c->reference.kind == BL_TK_POINT && c->reference.unit == BL_TU_DAY &&
              c->sentence_number - c->reference_sentence <= 1;
  f->v = told ? c->reference : c->published;
  f->v.kind = BL_TK_POINT;
  f->v.unit = BL_TU_DAY;
  f->v.hour = f->v.minute = f->v.second = BL_T_UNKNOWN;
  f->v.part = BL_TP_NONE;
  f->v.mod = BL_TM_NONE;
  f->v.type = -1;
}

/* clock(HOUR, MINUTE, AMPM): AMPM 0 morning, 12 afternoon. */
static bool clock_time(frame *f) {
  int32_t hour = number_of(f, 0), minute = number_of(f, 1), half_day = number_of(f, 2);
  if (hour < 0 || hour > 24 || minute > 59) return false;
  if (half_day != BL_T_UNKNOWN) {
    if (hour > 12 && half_day == 0) return false;
    if (hour <= 12) hour = hour % 12 + half_day;
  }
  default_day(f);
  f->v.hour = hour;
  f->v.minute = minute;
  f->v.part = BL_TP_NONE;
  return true;
}

/* hhmm(DIGITS): 1253. */
static bool hhmm(frame *f) {
  int32_t digits = number_of(f, 0);
  if (digits < 0 || digits / 100 > 23 || digits % 100 > 59) return false;
  default_day(f);
  f->v.hour = digits / 100;
  f->v.minute = digits % 100;
  return true;
}

/* at(PART): the clock of the part, on the day of the value. */
static bool at(frame *f) {
  bl_tval clock;
  if (!sub_value(f, 0, &clock)) return false;
  f->v.hour = clock.hour;
  f->v.minute = clock.minute;
  f->v.second = clock.second;
  return f->v.kind == BL_TK_POINT && f->v.unit == BL_TU_DAY;
}

static bool second(frame *f) {
  f->v.second = number_of(f, 0);
  return true;
}

static bool part(frame *f) {
  default_day(f);
  f->v.part = (bl_tpart)number_of(f, 0);
  return true;
}

/* Summer time in the United States and in Europe. */
static bool summer_time(int32_t day, bool europe) {
  bl_ymd d = bl_ymd_of(day);
  int32_t begin, end;
  if (europe) {
    begin = bl_days_of((bl_ymd){d.year, 3, 31});
    end = bl_days_of((bl_ymd){d.year, 10, 31});
    begin -= bl_weekday_of(begin) % 7;
    end -= bl_weekday_of(end) % 7;
  } else {
    bool new_law = d.year >= 2007;
    begin = bl_days_of((bl_ymd){d.year, new_law ? 3 : 4, 1});
    begin += (7 - bl_weekday_of(begin)) % 7 + (new_law ? 7 : 0);
    end = bl_days_of((bl_ymd){d.year, new_law ? 11 : 10, new_law ? 1 : 31});
    end += new_law ? (7 - bl_weekday_of(end)) % 7 : -(bl_weekday_of(end) % 7);
  }
  return day >= begin && day < end;
}

/* zone(MINUTES): east of UTC; 10000 or 20000 more: with American or European summer time, by the date. */
static bool zone(frame *f) {
  int32_t z = number_of(f, 0), day, last;
  if (z == BL_T_UNKNOWN) return true;
  bool europe = z > 15000, american = !europe && z > 5000;
  f->v.zone = europe ? z - 20000 : american ? z - 10000 : z;
  if (!europe && !american) return true;
  if (!bl_tval_range(&f->v, &day, &last))
    f->v.zone = INT16_MIN;
  else if (summer_time(day, europe))
    f->v.zone += 60;
  return true;
}

/* use(PART): the value of a part. */
static bool use(frame *f) { return sub_value(f, 0, &f->v); }

/* ref(PRESENT | PAST | FUTURE) */
static bool ref(frame *f) {
  f->v = bl_tval_none();
  f->v.kind = BL_TK_REF;
  f->v.ref = (bl_tref)number_of(f, 0);
  return true;
}

static bool mod(frame *f) {
  int32_t m = number_of(f, 0);
  if (m > 0) f->v.mod = (bl_tmod)m;
  return true;
}

static bool type(frame *f) {
  f->v.type = number_of(f, 0);
  return true;
}

/* fiscal(): of a fiscal calendar that the text does not tell. */
static bool fiscal(frame *f) {
  f->v.fiscal = true;
  return true;
}

/* ---- the table -------------------------------------------------------------------------------------------------- */

/* X(name in the file, function here, fewest arguments, most arguments) */
#define CALLS(X) \
  X(date, date, 1, 3) X(nth, nth, 4, 5) X(easter, easter, 2, 2) X(rel, rel, 2, 2) \
  X(reference, reference, 2, 2) X(wday, wday, 1, 2) X(wday_from, wday_from, 2, 2) X(with, with, 2, 3) \
  X(holding, holding, 2, 2) X(index, index_of, 2, 3) X(last_index, last_index, 2, 2) \
  X(next_index, next_index, 2, 2) X(quarter_told, quarter_told, 0, 1) X(year_before, year_before, 0, 1) \
  X(decade, decade, 1, 1) X(century, century, 1, 1) X(number, number, 1, 2) \
  X(year_in_words, year_in_words, 2, 2) X(dur, dur, 2, 2) X(plus, plus, 2, 2) X(half, half, 1, 1) \
  X(extra_half, extra_half, 1, 1) X(set, set, 2, 2) X(set_of, set_of, 1, 1) X(each, each, 1, 1) \
  X(each_weekday, each_weekday, 1, 1) X(ago, ago, 2, 2) X(then, then, 2, 2) X(place, place, 1, 1) X(place_by, place_by, 1, 1) X(skip, skip, 0, 0) X(year_number, year_number, 1, 1) \
  X(clock, clock_time, 1, 3) X(hhmm, hhmm, 1, 1) X(at, at, 1, 1) X(second, second, 1, 1) X(part, part, 1, 1) \
  X(zone, zone, 1, 1) X(use, use, 1, 1) X(ref, ref, 1, 1) X(mod, mod, 1, 1) X(type, type, 1, 1) \
  X(fiscal, fiscal, 0, 0)

typedef bool (*body)(frame *f);
static const body bodies[] = {
#define X_(name, function, fewest, most) function,
    CALLS(X_)
#undef X_
};

static const bl_phrase_function functions[] = {
#define X_(name, function, fewest, most) {#name, fewest, most},
    CALLS(X_)
#undef X_
        {NULL, 0, 0}};

static const bl_phrase_constant constants[] = {
    {"SOME", BL_T_UNKNOWN}, {"SECOND", BL_TU_SECOND}, {"MINUTE", BL_TU_MINUTE}, {"HOUR", BL_TU_HOUR}, {"DAY", BL_TU_DAY},
    {"WEEKEND", BL_TU_WEEKEND}, {"WEEK", BL_TU_WEEK}, {"MONTH", BL_TU_MONTH}, {"QUARTER", BL_TU_QUARTER},
    {"SEASON", BL_TU_SEASON}, {"HALF", BL_TU_HALF}, {"YEAR", BL_TU_YEAR}, {"DECADE", BL_TU_DECADE},
    {"CENTURY", BL_TU_CENTURY}, {"MORNING", BL_TP_MORNING}, {"MIDDAY", BL_TP_MIDDAY}, {"AFTERNOON", BL_TP_AFTERNOON},
    {"EVENING", BL_TP_EVENING}, {"NIGHT", BL_TP_NIGHT}, {"DAYTIME", BL_TP_DAYTIME}, {"PRESENT", BL_TREF_PRESENT},
    {"PAST", BL_TREF_PAST}, {"FUTURE", BL_TREF_FUTURE}, {"APPROX", BL_TM_APPROX}, {"START", BL_TM_START},
    {"MID", BL_TM_MID}, {"END", BL_TM_END}, {"LESS_THAN", BL_TM_LESS_THAN}, {"MORE_THAN", BL_TM_MORE_THAN},
    {"EQUAL_OR_LESS", BL_TM_EQUAL_OR_LESS}, {"EQUAL_OR_MORE", BL_TM_EQUAL_OR_MORE}, {"BEFORE", BL_TM_BEFORE},
    {"AFTER", BL_TM_AFTER}, {"ON_OR_BEFORE", BL_TM_ON_OR_BEFORE}, {"ON_OR_AFTER", BL_TM_ON_OR_AFTER},
    {"T_DATE", BL_TX_DATE}, {"T_TIME", BL_TX_TIME}, {"T_DURATION", BL_TX_DURATION}, {"T_SET", BL_TX_SET}, {NULL, 0}};

const bl_phrase_vocabulary bl_times_vocabulary = {functions, constants};

bool bl_time_eval(const bl_time_context *context, const bl_phrase_match *match, bl_tval *out) {
  frame f = {context, match, NULL, bl_tval_none()};
  for (uint32_t i = 0; i < match->line->call_count; i++) {
    f.call = &match->line->calls[i];
    if (!bodies[f.call->function](&f)) return false;
  }
  *out = f.v;
  return f.v.kind != BL_TK_NONE;
}
