/* Calls that name points of the calendar, and which year is meant where the text gives none. */
#include "mention/times_calendar.h"
#include "mention/times_calls.h"
#include "mention/times_tense.h"

static int tense(const bl_time_frame *f) {
  const bl_time_context *c = f->context;
  if (c->direction) return c->direction;
  return bl_tense_at(c->phrases, c->doc, c->atoms, c->sentence, c->expression);
}

/* ---- which year ------------------------------------------------------------------------------------------------- */

/* A stretch that comes every year, by the year. */
typedef bool (*yearly)(const bl_time_frame *f, int32_t year, int32_t *first, int32_t *last);

/* The year in which a yearly stretch is meant: the nearest one that the tense allows, counted from publication.
 * BL_T_UNKNOWN without a publication date. */
static int32_t meant_year(const bl_time_frame *f, yearly stretch) {
  int32_t day = 0, best = BL_T_UNKNOWN, best_distance = INT32_MAX;
  if (f->context->year != BL_T_UNKNOWN) return f->context->year;
  if (!bl_time_published(f, &day)) return best;
  int32_t year = bl_ymd_of(day).year, direction = tense(f);
  for (int32_t y = year - 1; y <= year + 1; y++) {
    int32_t first, last;
    if (!stretch(f, y, &first, &last)) continue;
    if ((f->context->direction < 0 && first >= day) || (f->context->direction > 0 && last <= day)) continue;
    int32_t distance = day < first ? first - day : day > last ? day - last : 0;
    if (direction < 0 && first > day) distance *= direction < -1 ? 8 : 2;
    if (direction > 0 && last < day) distance *= direction > 1 ? 8 : 2;
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

static bool date_stretch(const bl_time_frame *f, int32_t year, int32_t *first, int32_t *last) {
  int32_t month = bl_time_number(f, 1), day = bl_time_number(f, 2);
  bl_tval v = bl_time_point(day == BL_T_UNKNOWN ? BL_TU_MONTH : BL_TU_DAY);
  v.year = year;
  v.index = month;
  v.day = day;
  return bl_tval_range(&v, first, last);
}

/* date(YEAR, MONTH, DAY): any may be missing from the right; a missing year is worked out. */
bool bl_call_date(bl_time_frame *f) {
  int32_t year = full_year(bl_time_number(f, 0)), month = bl_time_number(f, 1), day = bl_time_number(f, 2);
  if (month == BL_T_UNKNOWN) {
    f->v = bl_time_point(BL_TU_YEAR);
    f->v.year = year;
    return year >= 1 && year <= 9990;
  }
  if (month < 1 || month > 12 || day == 0 || day > 31) return false;
  if (day != BL_T_UNKNOWN && day > bl_month_days(year == BL_T_UNKNOWN ? 2000 : year, month)) return false;
  f->v = bl_time_point(day == BL_T_UNKNOWN ? BL_TU_MONTH : BL_TU_DAY);
  f->v.year = year == BL_T_UNKNOWN ? meant_year(f, date_stretch) : year;
  f->v.index = month;
  f->v.day = day;
  return true;
}

static bool nth_stretch(const bl_time_frame *f, int32_t year, int32_t *first, int32_t *last) {
  int32_t month = bl_time_number(f, 1), weekday = bl_time_number(f, 2), n = bl_time_number(f, 3);
  int32_t day = bl_days_of((bl_ymd){year, month, 1});
  if (n > 0) {
    day += (weekday - bl_weekday_of(day) + 7) % 7 + (n - 1) * 7;
  } else {
    day += bl_month_days(year, month) - 1;
    day -= (bl_weekday_of(day) - weekday + 7) % 7;
  }
  if (f->call->count > 4) day += bl_time_number(f, 4);
  *first = *last = day;
  return true;
}

static bool easter_stretch(const bl_time_frame *f, int32_t year, int32_t *first, int32_t *last) {
  *first = *last = bl_easter_of(year) + bl_time_number(f, 1);
  return true;
}

static bool moving_feast(bl_time_frame *f, yearly stretch) {
  int32_t year = full_year(bl_time_number(f, 0)), first, last;
  if (year == BL_T_UNKNOWN) year = meant_year(f, stretch);
  f->v = bl_time_point(BL_TU_DAY);
  if (year == BL_T_UNKNOWN) return true;
  if (year < 1 || year > 9990 || !stretch(f, year, &first, &last)) return false;
  f->v = bl_tval_at(BL_TU_DAY, first);
  return true;
}

/* nth(YEAR, MONTH, WEEKDAY, N, PLUS): N 0 is the last of the month; PLUS days are added. */
bool bl_call_nth(bl_time_frame *f) { return moving_feast(f, nth_stretch); }

/* easter(YEAR, DAYS): days after Easter Sunday. */
bool bl_call_easter(bl_time_frame *f) { return moving_feast(f, easter_stretch); }

/* rel(UNIT, N): this one is 0, the last -1, counted from publication. */
bool bl_call_rel(bl_time_frame *f) {
  f->v = bl_tval_shift(&f->context->published, (bl_tunit)bl_time_number(f, 0), bl_time_number(f, 1));
  return true;
}

/* reference(UNIT, N): the same, from the time spoken of last, or publication. */
bool bl_call_reference(bl_time_frame *f) {
  const bl_time_context *c = f->context;
  const bl_tval *from = c->reference.kind == BL_TK_POINT ? &c->reference : &c->published;
  f->v = bl_tval_shift(from, (bl_tunit)bl_time_number(f, 0), bl_time_number(f, 1));
  return true;
}

/* "last Friday" is that of the week before, on a Monday as on a Saturday. */
static int32_t last_week(int32_t today, int32_t weekday) { return today - bl_weekday_of(today) - 7 + weekday; }

/* wday(WEEKDAY, N): N 0 the one that the tense allows, -1 the last, 1 the next, counted from publication. */
bool bl_call_wday(bl_time_frame *f) {
  int32_t today, weekday = bl_time_number(f, 0), n = bl_time_number_or(f, 1, 0);
  f->v = bl_time_point(BL_TU_DAY);
  f->v.weekday = weekday;
  if (!bl_time_published(f, &today)) return true;
  int32_t back = (bl_weekday_of(today) - weekday + 7) % 7, ahead = (7 - back) % 7;
  if (n == 0) n = back != 0 && tense(f) > 0 ? 1 : 2;
  int32_t day = n == 2 ? today - back : n < 0 ? last_week(today, weekday) : today + (ahead ? ahead : 7);
  f->v = bl_tval_at(BL_TU_DAY, day);
  f->v.weekday = weekday;
  return true;
}

/* weekday_in(WEEKDAY, N): that day of this week, or N weeks after it. */
bool bl_call_weekday_in(bl_time_frame *f) {
  int32_t today, weekday = bl_time_number(f, 0);
  f->v = bl_time_point(BL_TU_DAY);
  f->v.weekday = weekday;
  if (!bl_time_published(f, &today)) return true;
  f->v = bl_tval_at(BL_TU_DAY, today - bl_weekday_of(today) + weekday + 7 * bl_time_number(f, 1));
  return true;
}

/* wday_from(WEEKDAY, -1 or 1): the one before or after the time spoken of last. */
bool bl_call_wday_from(bl_time_frame *f) {
  const bl_time_context *c = f->context;
  int32_t first, last, weekday = bl_time_number(f, 0);
  f->v = bl_time_point(BL_TU_DAY);
  f->v.weekday = weekday;
  if (!bl_tval_range(c->reference.kind == BL_TK_POINT ? &c->reference : &c->published, &first, &last)) return true;
  int32_t ahead = (weekday - bl_weekday_of(last) + 6) % 7 + 1, back = (bl_weekday_of(first) - weekday + 6) % 7 + 1;
  f->v = bl_tval_at(BL_TU_DAY, bl_time_number(f, 1) < 0 ? first - back : last + ahead);
  return true;
}

/* with(PART, YEAR, DIRECTION): the part worked out for that year, or only before (-1) or after (1) publication. */
bool bl_call_with(bl_time_frame *f) {
  const bl_slot *slot = bl_time_slot(f, 0);
  bl_time_context other = *f->context;
  other.year = full_year(bl_time_number(f, 1));
  other.direction = bl_time_number_or(f, 2, 0);
  return slot && slot->kind == BL_SLOT_MATCH && bl_time_eval(&other, slot->match, &f->v);
}

/* holding(UNIT, PART): the week, month ... that holds the part. */
bool bl_call_holding(bl_time_frame *f) {
  bl_tval v;
  if (!bl_time_sub(f, 1, &v)) return false;
  f->v = bl_tval_shift(&v, (bl_tunit)bl_time_number(f, 0), 0);
  return true;
}

static bool index_stretch(const bl_time_frame *f, int32_t year, int32_t *first, int32_t *last) {
  bl_tval v = bl_time_point((bl_tunit)bl_time_number(f, 0));
  v.year = year;
  v.index = bl_time_number(f, 1);
  return bl_tval_range(&v, first, last);
}

/* index(UNIT, INDEX, YEAR): a month, quarter, half, season or week of a year; a missing year is worked out. */
bool bl_call_index(bl_time_frame *f) {
  f->v = bl_time_point((bl_tunit)bl_time_number(f, 0));
  f->v.index = bl_time_number(f, 1);
  int32_t most = f->v.unit == BL_TU_MONTH ? 12 : f->v.unit == BL_TU_HALF ? 2 : f->v.unit == BL_TU_WEEK ? 53 : 4;
  if (f->v.index < 1 || f->v.index > most) return false;
  f->v.year = full_year(bl_time_number(f, 2));
  if (f->v.year == BL_T_UNKNOWN) f->v.year = meant_year(f, index_stretch);
  return true;
}

/* last_index(UNIT, INDEX): the last one that is over; next_index: the next one to begin. */
static bool near_index(bl_time_frame *f, int direction) {
  int32_t today, first, last;
  f->v = bl_time_point((bl_tunit)bl_time_number(f, 0));
  f->v.index = bl_time_number(f, 1);
  if (!bl_time_published(f, &today)) return true;
  f->v.year = bl_ymd_of(today).year + 1;
  while (bl_tval_range(&f->v, &first, &last) && (direction < 0 ? last >= today : first > today)) f->v.year--;
  if (direction > 0) f->v.year++;
  return true;
}
bool bl_call_last_index(bl_time_frame *f) { return near_index(f, -1); }
bool bl_call_next_index(bl_time_frame *f) { return near_index(f, 1); }

/* this_index(UNIT, INDEX): of the year of publication. */
bool bl_call_this_index(bl_time_frame *f) {
  int32_t today;
  f->v = bl_time_point((bl_tunit)bl_time_number(f, 0));
  f->v.index = bl_time_number(f, 1);
  if (bl_time_published(f, &today)) f->v.year = bl_ymd_of(today).year;
  return true;
}

/* quarter_told(YEAR): "the quarter", "the 1988 quarter": the one spoken of, or the last that was over at publication.
 */
bool bl_call_quarter_told(bl_time_frame *f) {
  const bl_time_context *c = f->context;
  int32_t year = full_year(bl_time_number(f, 0));
  f->v = c->quarter.kind == BL_TK_POINT ? c->quarter : bl_tval_shift(&c->published, BL_TU_QUARTER, -1);
  if (year != BL_T_UNKNOWN) f->v.year = year;
  return true;
}

/* year_before(QUARTER): that quarter, or the one spoken of, a year before. */
bool bl_call_year_before(bl_time_frame *f) {
  const bl_time_context *c = f->context;
  int32_t quarter = bl_time_number(f, 0);
  bool told = c->quarter.kind == BL_TK_POINT;
  f->v = told ? bl_tval_shift(&c->quarter, BL_TU_QUARTER, -4) : bl_tval_shift(&c->published, BL_TU_YEAR, -1);
  if (quarter == BL_T_UNKNOWN) return true;
  int32_t year = bl_tval_shift(&c->published, BL_TU_YEAR, -1).year;
  f->v = bl_time_point(BL_TU_QUARTER);
  f->v.year = year;
  f->v.index = quarter;
  return quarter >= 1 && quarter <= 4;
}

/* decade(FIRST_YEAR), century(NUMBER): "the 1990s", "the 20th century". */
bool bl_call_decade(bl_time_frame *f) {
  f->v = bl_time_point(BL_TU_DECADE);
  f->v.year = bl_time_number(f, 0);
  if (f->v.year >= 0 && f->v.year < 100) f->v.year += f->v.year < 20 ? 2000 : 1900;
  return f->v.year >= 100 && f->v.year % 10 == 0;
}
bool bl_call_century(bl_time_frame *f) {
  f->v = bl_time_point(BL_TU_CENTURY);
  f->v.year = bl_time_number(f, 0) - 1;
  return f->v.year >= 0 && f->v.year < 30;
}

/* number(N), number(HUNDREDS, REST): for years in words and short years. */
bool bl_call_number(bl_time_frame *f) {
  f->v = bl_tval_none();
  f->v.kind = BL_TK_NUMBER;
  int32_t high = bl_time_number(f, 0), low = bl_time_number(f, 1);
  if (high == BL_T_UNKNOWN || (f->call->count > 1 && (low < 10 || low > 99))) return false;
  f->v.number = f->call->count > 1 ? high * 100 + low : high;
  return true;
}

/* year_in_words(HUNDREDS, REST): "nineteen ninety-six". */
bool bl_call_year_in_words(bl_time_frame *f) {
  if (!bl_call_number(f)) return false;
  int32_t year = f->v.number;
  f->v = bl_time_point(BL_TU_YEAR);
  f->v.year = year;
  return true;
}
