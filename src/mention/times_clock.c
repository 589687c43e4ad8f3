/* Calls of clock times, zones and parts of the day, and those that change a value. */
#include "mention/times_calendar.h"
#include "mention/times_calls.h"

/* ---- calls: clock, changes -------------------------------------------------------------------------------------- */

/* The day that a clock time without one belongs to: of the sentence, else of publication. */
static void default_day(bl_time_frame *f) {
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
bool bl_call_clock(bl_time_frame *f) {
  int32_t hour = bl_time_number(f, 0), minute = bl_time_number(f, 1), half_day = bl_time_number(f, 2);
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
bool bl_call_hhmm(bl_time_frame *f) {
  int32_t digits = bl_time_number(f, 0);
  if (digits < 0 || digits / 100 > 23 || digits % 100 > 59) return false;
  default_day(f);
  f->v.hour = digits / 100;
  f->v.minute = digits % 100;
  return true;
}

/* at(PART): the clock of the part, on the day of the value. */
bool bl_call_at(bl_time_frame *f) {
  bl_tval clock;
  if (!bl_time_sub(f, 0, &clock)) return false;
  f->v.hour = clock.hour;
  f->v.minute = clock.minute;
  f->v.second = clock.second;
  return f->v.kind == BL_TK_POINT && f->v.unit == BL_TU_DAY;
}

bool bl_call_second(bl_time_frame *f) {
  f->v.second = bl_time_number(f, 0);
  return true;
}

bool bl_call_part(bl_time_frame *f) {
  default_day(f);
  f->v.part = (bl_tpart)bl_time_number(f, 0);
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
bool bl_call_zone(bl_time_frame *f) {
  int32_t z = bl_time_number(f, 0), day, last;
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
bool bl_call_use(bl_time_frame *f) { return bl_time_sub(f, 0, &f->v); }

/* ref(PRESENT | PAST | FUTURE) */
bool bl_call_ref(bl_time_frame *f) {
  f->v = bl_tval_none();
  f->v.kind = BL_TK_REF;
  f->v.ref = (bl_tref)bl_time_number(f, 0);
  return true;
}

bool bl_call_mod(bl_time_frame *f) {
  int32_t m = bl_time_number(f, 0);
  if (m > 0) f->v.mod = (bl_tmod)m;
  return true;
}

bool bl_call_type(bl_time_frame *f) {
  f->v.type = bl_time_number(f, 0);
  return true;
}

/* fiscal(): of a fiscal calendar that the text does not tell. */
bool bl_call_fiscal(bl_time_frame *f) {
  f->v.fiscal = true;
  return true;
}
