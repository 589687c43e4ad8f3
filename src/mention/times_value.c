/* Values of times: shifting, printing as TIMEX3, and placing in the calendar; see times_value.h.
 *
 * A season is the meteorological one of the north: winter December to February, and belongs to the year it begins in
 * when it is written as YYYY-WI. */
#include "mention/times_value.h"

#include "mention/times_calendar.h"

bl_tval bl_tval_none(void) {
  return (bl_tval){.year = BL_T_UNKNOWN,
                   .index = BL_T_UNKNOWN,
                   .day = BL_T_UNKNOWN,
                   .weekday = BL_T_UNKNOWN,
                   .hour = BL_T_UNKNOWN,
                   .minute = BL_T_UNKNOWN,
                   .second = BL_T_UNKNOWN,
                   .zone = INT16_MIN,
                   .number = BL_T_UNKNOWN,
                   .type = -1};
}

static int32_t season_of(int32_t month) { return month == 12 ? 1 : month / 3 + 1; }

bl_tval bl_tval_at(bl_tunit unit, int32_t days) {
  bl_tval v = bl_tval_none();
  bl_ymd d = bl_ymd_of(days);
  v.kind = BL_TK_POINT;
  v.unit = unit < BL_TU_DAY ? BL_TU_DAY : unit;
  v.year = d.year;
  switch (v.unit) {
    case BL_TU_WEEK:
    case BL_TU_WEEKEND: bl_iso_week_of(days, &v.year, &v.index); break;
    case BL_TU_MONTH: v.index = d.month; break;
    case BL_TU_QUARTER: v.index = (d.month + 2) / 3; break;
    case BL_TU_HALF: v.index = d.month > 6 ? 2 : 1; break;
    case BL_TU_SEASON:
      v.index = season_of(d.month);
      if (d.month <= 2) v.year--;
      break;
    case BL_TU_DECADE: v.year = d.year / 10 * 10; break;
    case BL_TU_CENTURY: v.year = d.year / 100; break;
    case BL_TU_YEAR: break;
    default: v.index = d.month; v.day = d.day;
  }
  return v;
}

static void months_range(int32_t year, int32_t first_month, int32_t count, int32_t *first, int32_t *last) {
  int32_t after = first_month - 1 + count;
  *first = bl_days_of((bl_ymd){year, first_month, 1});
  *last = bl_days_of((bl_ymd){year + after / 12, after % 12 + 1, 1}) - 1;
}

static void season_range(int32_t year, int32_t season, int32_t *first, int32_t *last) {
  months_range(year, season == 1 ? 12 : (season - 1) * 3, 3, first, last);
}

bool bl_tval_range(const bl_tval *v, int32_t *first, int32_t *last) {
  if (v->kind != BL_TK_POINT || v->year == BL_T_UNKNOWN || v->year < 1 || v->year > 9990) return false;
  int32_t i = v->index;
  if (v->unit < BL_TU_YEAR && i == BL_T_UNKNOWN) return false;
  switch (v->unit) {
    case BL_TU_DAY:
      if (!bl_ymd_valid((bl_ymd){v->year, i, v->day})) return false;
      *first = *last = bl_days_of((bl_ymd){v->year, i, v->day});
      return true;
    case BL_TU_WEEK:
      *first = bl_monday_of(v->year, i);
      *last = *first + 6;
      return true;
    case BL_TU_WEEKEND:
      *first = bl_monday_of(v->year, i) + 5;
      *last = *first + 1;
      return true;
    case BL_TU_MONTH: months_range(v->year, i, 1, first, last); return true;
    case BL_TU_QUARTER: months_range(v->year, i * 3 - 2, 3, first, last); return true;
    case BL_TU_HALF: months_range(v->year, i * 6 - 5, 6, first, last); return true;
    case BL_TU_SEASON: season_range(v->year, i, first, last); return true;
    case BL_TU_YEAR: months_range(v->year, 1, 12, first, last); return true;
    case BL_TU_DECADE: months_range(v->year, 1, 120, first, last); return true;
    case BL_TU_CENTURY:
      if (v->year > 98) return false;
      *first = bl_days_of((bl_ymd){v->year * 100, 1, 1});
      *last = bl_days_of((bl_ymd){v->year * 100 + 100, 1, 1}) - 1;
      return true;
    default: return false;
  }
}

/* Months in a unit that is made of months; 0 for others. */
static int32_t months_in(bl_tunit unit) {
  switch (unit) {
    case BL_TU_MONTH: return 1;
    case BL_TU_QUARTER:
    case BL_TU_SEASON: return 3;
    case BL_TU_HALF: return 6;
    case BL_TU_YEAR: return 12;
    case BL_TU_DECADE: return 120;
    case BL_TU_CENTURY: return 1200;
    default: return 0;
  }
}

static bool in_calendar(int32_t days) { return days > -719000 && days < 2900000; }

bl_tval bl_tval_shift(const bl_tval *v, bl_tunit unit, int32_t n) {
  int32_t first = 0, last = 0, months = months_in(unit);
  bl_tval unknown = bl_tval_none();
  unknown.kind = BL_TK_POINT;
  unknown.unit = unit < BL_TU_DAY ? BL_TU_DAY : unit;
  bool far = n > 20000 || n < -20000;
  if (far && (months || n > 3000000 || n < -3000000)) return unknown;
  if (!bl_tval_range(v, &first, &last)) return unknown;
  if (!months) {
    int32_t days = unit == BL_TU_WEEK || unit == BL_TU_WEEKEND ? 7 : 1;
    int32_t to = n > 400000 || n < -400000 ? INT32_MAX : first + n * days;
    return in_calendar(to) ? bl_tval_at(unit, to) : unknown;
  }
  bl_tval here = bl_tval_at(unit, first);
  bl_tval_range(&here, &first, &last);
  bl_ymd d = bl_ymd_of(first);
  int64_t month = (int64_t)d.year * 12 + d.month - 1 + (int64_t)n * months;
  if (month < 24 || month > 9990 * 12) return unknown;
  return bl_tval_at(unit, bl_days_of((bl_ymd){(int32_t)(month / 12), (int32_t)(month % 12) + 1, 1}));
}

/* ---- TIMEX3 ----------------------------------------------------------------------------------------------------- */

static void put_number(bl_buf *out, int32_t value, int width) {
  if (value == BL_T_UNKNOWN)
    bl_buf_printf(out, "%.*s", width, "XXXX");
  else
    bl_buf_printf(out, "%0*d", width, value);
}

static void print_day(const bl_tval *v, bl_buf *out) {
  put_number(out, v->year, 4);
  if (v->year == BL_T_UNKNOWN && v->index == BL_T_UNKNOWN && v->weekday != BL_T_UNKNOWN) {
    bl_buf_printf(out, "-WXX-%d", v->weekday);
    return;
  }
  bl_buf_char(out, '-');
  put_number(out, v->index, 2);
  bl_buf_char(out, '-');
  put_number(out, v->day, 2);
}

static void print_point(const bl_tval *v, bl_buf *out) {
  static const char *const seasons[] = {"", "WI", "SP", "SU", "FA"};
  switch (v->unit) {
    case BL_TU_DECADE:
      if (v->year == BL_T_UNKNOWN)
        bl_buf_c(out, "XXX");
      else
        bl_buf_printf(out, "%03d", v->year / 10);
      return;
    case BL_TU_CENTURY: put_number(out, v->year, 2); return;
    case BL_TU_DAY: print_day(v, out); return;
    default: break;
  }
  put_number(out, v->year, 4);
  if (v->unit == BL_TU_WEEK || v->unit == BL_TU_WEEKEND) {
    bl_buf_c(out, "-W");
    put_number(out, v->index, 2);
    if (v->unit == BL_TU_WEEKEND) bl_buf_c(out, "-WE");
  } else if (v->unit == BL_TU_MONTH) {
    bl_buf_char(out, '-');
    put_number(out, v->index, 2);
  } else if (v->unit == BL_TU_QUARTER || v->unit == BL_TU_HALF) {
    bl_buf_c(out, v->unit == BL_TU_QUARTER ? "-Q" : "-H");
    put_number(out, v->index, 1);
  } else if (v->unit == BL_TU_SEASON) {
    bl_buf_printf(out, "-%s", v->index >= 1 && v->index <= 4 ? seasons[v->index] : "XX");
  }
}

static void print_clock(const bl_tval *v, bl_buf *out) {
  static const char *const parts[BL_TP_COUNT] = {"", "MO", "MI", "AF", "EV", "NI", "DT"};
  if (v->hour == BL_T_UNKNOWN && v->part == BL_TP_NONE) return;
  bl_buf_char(out, 'T');
  if (v->hour == BL_T_UNKNOWN) {
    bl_buf_c(out, parts[v->part]);
    return;
  }
  bl_buf_printf(out, "%02d:%02d", v->hour, v->minute == BL_T_UNKNOWN ? 0 : v->minute);
  if (v->second != BL_T_UNKNOWN) bl_buf_printf(out, ":%02d", v->second);
}

/* "P3D", "PT2H30M", "P2Y6M", "PXD". Decades and centuries of a known number are years. */
static void print_duration(const bl_tval *v, bl_buf *out) {
  static const char *const letters[] = {"", "S", "M", "H", "", "D", "WE", "W", "M", "Q", "S", "H", "Y", "DE", "CE"};
  bool clock = false;
  bl_buf_char(out, 'P');
  for (int i = 0; i < 2; i++) {
    bl_tamount a = v->amounts[i];
    if (a.unit == BL_TU_NONE) {
      if (i == 0) bl_buf_c(out, "XX");
      continue;
    }
    if (a.unit <= BL_TU_HOUR && !clock) bl_buf_char(out, 'T'), clock = true;
    int32_t factor = a.unit == BL_TU_DECADE ? 10 : a.unit == BL_TU_CENTURY ? 100 : 1;
    if (a.unit == BL_TU_SEASON && a.count != BL_T_UNKNOWN) factor = 3;
    if (a.unit == BL_TU_HALF && a.count != BL_T_UNKNOWN) factor = 6;
    if (a.count == BL_T_UNKNOWN)
      bl_buf_printf(out, "X%s", letters[a.unit]);
    else if (factor > 1)
      bl_buf_printf(out, "%d%s", a.count * factor, a.unit >= BL_TU_DECADE ? "Y" : "M");
    else
      bl_buf_printf(out, "%d%s%s", a.count, a.half ? ".5" : "", letters[a.unit]);
  }
}

void bl_tval_print(const bl_tval *v, bl_buf *out) {
  static const char *const refs[] = {"PRESENT_REF", "PAST_REF", "FUTURE_REF"};
  switch (v->kind) {
    case BL_TK_REF: bl_buf_c(out, refs[v->ref]); return;
    case BL_TK_DURATION: print_duration(v, out); return;
    case BL_TK_SET:
      if (v->amounts[0].unit) {
        print_duration(v, out);
        return;
      }
      break;
    default: break;
  }
  print_point(v, out);
  print_clock(v, out);
}

bl_timex_type bl_tval_type(const bl_tval *v) {
  if (v->type >= 0) return (bl_timex_type)v->type;
  if (v->kind == BL_TK_DURATION) return BL_TX_DURATION;
  if (v->kind == BL_TK_SET) return BL_TX_SET;
  return v->hour != BL_T_UNKNOWN || v->part != BL_TP_NONE ? BL_TX_TIME : BL_TX_DATE;
}

const char *bl_tval_mod(const bl_tval *v) {
  static const char *const names[BL_TM_COUNT] = {
      "",          "APPROX",       "START",         "MID",           "END",
      "LESS_THAN", "MORE_THAN",    "EQUAL_OR_LESS", "EQUAL_OR_MORE", "BEFORE",
      "AFTER",     "ON_OR_BEFORE", "ON_OR_AFTER"};
  return names[v->mod];
}

bl_precision bl_tval_precision(const bl_tval *v) {
  if (v->kind != BL_TK_POINT) return BL_PREC_NONE;
  if (v->hour != BL_T_UNKNOWN) return v->minute != BL_T_UNKNOWN ? BL_PREC_MINUTE : BL_PREC_HOUR;
  switch (v->unit) {
    case BL_TU_DAY: return BL_PREC_DAY;
    case BL_TU_WEEKEND:
    case BL_TU_WEEK: return BL_PREC_WEEK;
    case BL_TU_MONTH:
    case BL_TU_QUARTER:
    case BL_TU_SEASON:
    case BL_TU_HALF: return BL_PREC_MONTH; /* begin and end are exact to the month */
    case BL_TU_YEAR: return BL_PREC_YEAR;
    case BL_TU_DECADE:
    case BL_TU_CENTURY: return BL_PREC_DECADE;
    default: return BL_PREC_NONE;
  }
}

static bl_date date_of(int32_t days, const bl_tval *v) {
  bl_ymd d = bl_ymd_of(days);
  bl_date date = BL_NO_DATE;
  date.year = (int16_t)d.year;
  date.month = (int8_t)d.month;
  date.day = (int8_t)d.day;
  if (v->hour == BL_T_UNKNOWN) return date;
  date.hour = (int8_t)v->hour;
  date.minute = (int8_t)(v->minute == BL_T_UNKNOWN ? 0 : v->minute);
  date.zone = (int16_t)v->zone;
  return date;
}

void bl_tval_place(const bl_tval *v, bl_time *time) {
  int32_t first = v->from, last = v->to;
  time->begin = time->end = BL_NO_DATE;
  if (v->fiscal || v->kind == BL_TK_SET) return;
  if (!(v->kind == BL_TK_DURATION && v->placed) && !bl_tval_range(v, &first, &last)) return;
  time->begin = date_of(first, v);
  time->end = date_of(last, v);
}
