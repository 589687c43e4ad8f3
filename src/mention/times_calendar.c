/* Civil dates after Howard Hinnant's "chrono-compatible low-level date algorithms"; weeks after ISO 8601. */
#include "mention/times_calendar.h"

int32_t bl_days_of(bl_ymd d) {
  int32_t y = d.month <= 2 ? d.year - 1 : d.year;
  int32_t era = (y >= 0 ? y : y - 399) / 400;
  int32_t of_era = y - era * 400;
  int32_t of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

bl_ymd bl_ymd_of(int32_t days) {
  int32_t z = days + 719468;
  int32_t era = (z >= 0 ? z : z - 146096) / 146097;
  int32_t of_era = z - era * 146097;
  int32_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int32_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int32_t m = (5 * of_year + 2) / 153;
  bl_ymd d = {year_of_era + era * 400, m < 10 ? m + 3 : m - 9, of_year - (153 * m + 2) / 5 + 1};
  d.year += d.month <= 2;
  return d;
}

int32_t bl_month_days(int32_t year, int32_t month) {
  static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return days[month - 1] + (month == 2 && leap);
}

bool bl_ymd_valid(bl_ymd d) {
  return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
         d.day <= bl_month_days(d.year, d.month);
}

int32_t bl_weekday_of(int32_t days) {
  int32_t w = (days + 3) % 7;
  return (w < 0 ? w + 7 : w) + 1;
}

void bl_iso_week_of(int32_t days, int32_t *year, int32_t *week) {
  int32_t thursday = days - bl_weekday_of(days) + 4;
  *year = bl_ymd_of(thursday).year;
  *week = (thursday - bl_days_of((bl_ymd){*year, 1, 1})) / 7 + 1;
}

int32_t bl_monday_of(int32_t year, int32_t week) {
  int32_t fourth = bl_days_of((bl_ymd){year, 1, 4});
  return fourth - bl_weekday_of(fourth) + 1 + (week - 1) * 7;
}

int32_t bl_easter_of(int32_t year) {
  int32_t a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
  int32_t g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
  int32_t l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  int32_t month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
  return bl_days_of((bl_ymd){year, month, day});
}
