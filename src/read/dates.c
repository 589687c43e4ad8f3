/* Dates in meta tags and date lines. The text is cut into runs of letters and of digits; a date is year-month-day, or
 * a month's name with a day before or behind it and a year of four digits. Order of numbers alone (03/04/2021) is
 * read only when it can mean one thing. */
#include "read/dates.h"

#include <ctype.h>
#include <string.h>

enum { PARTS = 24 };

typedef struct date_part {
  const char *p;
  int n;
  int value; /* of digits; -1 for letters */
} date_part;

static int cut(bl_str text, date_part *parts) {
  int count = 0;
  for (size_t i = 0; i < text.n && count < PARTS;) {
    if (!isalnum((unsigned char)text.p[i])) {
      i++;
      continue;
    }
    size_t begin = i;
    bool digits = isdigit((unsigned char)text.p[i]);
    int value = 0;
    for (; i < text.n && (digits ? isdigit((unsigned char)text.p[i]) : isalpha((unsigned char)text.p[i])); i++)
      if (digits && value < 100000000) value = value * 10 + (text.p[i] - '0');
    parts[count++] = (date_part){text.p + begin, (int)(i - begin), digits ? value : -1};
  }
  return count;
}

static int month_of(date_part p) {
  static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                       "july",    "august",   "september", "october", "november", "december"};
  if (p.value >= 0 || p.n < 3) return 0;
  for (int m = 0; m < 12; m++) {
    int i = 0;
    while (i < p.n && months[m][i] && tolower((unsigned char)p.p[i]) == months[m][i]) i++;
    if (i == p.n && (i == 3 || !months[m][i] || (m == 8 && i == 4))) return m + 1;
  }
  return 0;
}

static bool is_year(date_part p) { return p.n == 4 && p.value >= 1800 && p.value < 2200; }
static bool is_day(date_part p) { return p.n <= 2 && p.value >= 1 && p.value <= 31; }
static bool is_word(date_part p, const char *word) {
  return p.n == (int)strlen(word) && strncmp(p.p, word, (size_t)p.n) == 0;
}

static bool is_suffix(date_part p) { return is_word(p, "st") || is_word(p, "nd") || is_word(p, "rd") || is_word(p, "th"); }

/* "08:53:00+05:30", "8:53 pm" right behind the date. Gives the parts taken. */
static int read_clock(const date_part *p, int n, bl_date *d) {
  int at = 0;
  while (at < n && p[at].value < 0 && (is_word(p[at], "T") || is_word(p[at], "at"))) at++;
  if (at + 1 >= n || p[at].n > 2 || p[at].value < 0 || p[at].value > 23 || p[at + 1].n != 2 || p[at + 1].value < 0 || p[at + 1].value > 59)
    return 0;
  if (p[at].p[p[at].n] != ':' && p[at].p[p[at].n] != '.') return 0;
  d->hour = (int8_t)p[at].value, d->minute = (int8_t)p[at + 1].value;
  at += 2;
  if (at < n && p[at].n == 2 && p[at].value >= 0 && p[at].p[-1] == ':') at++;
  if (at < n && p[at].value >= 0 && p[at].p[-1] == '.') at++;
  if (at < n && p[at].n == 2 && tolower((unsigned char)p[at].p[1]) == 'm' && p[at].value < 0) {
    bool pm = tolower((unsigned char)p[at].p[0]) == 'p';
    if (d->hour == 12) d->hour = 0;
    if (pm && d->hour < 12) d->hour = (int8_t)(d->hour + 12);
    return at + 1;
  }
  if (at < n && (is_word(p[at], "Z") || is_word(p[at], "UTC") || is_word(p[at], "GMT"))) return d->zone = 0, at + 1;
  if (at < n && p[at].value >= 0 && (p[at].p[-1] == '+' || p[at].p[-1] == '-')) {
    int hours = p[at].n == 4 ? p[at].value / 100 : p[at].value, minutes = p[at].n == 4 ? p[at].value % 100 : 0, more = 1;
    if (p[at].n == 2 && at + 1 < n && p[at + 1].n == 2) minutes = p[at + 1].value, more = 2;
    if (hours <= 14 && minutes >= 0 && minutes < 60) d->zone = (int16_t)((p[at].p[-1] == '-' ? -1 : 1) * (hours * 60 + minutes));
    at += more;
  }
  return at;
}

/* Date at part 0; the parts taken, 0 if there is none. */
static int read_day(const date_part *p, int n, bl_date *d) {
  int month;
  if (p[0].n == 8 && p[0].value >= 18000101 && p[0].value < 22000000) {
    *d = (bl_date){(int16_t)(p[0].value / 10000), (int8_t)(p[0].value / 100 % 100), (int8_t)(p[0].value % 100), -1, -1, INT16_MIN};
    return d->month >= 1 && d->month <= 12 && d->day >= 1 && d->day <= 31 ? 1 : 0;
  }
  if (n < 3) return 0;
  int y = 0, m = 0, day = 0, taken = 3;
  if (is_year(p[0]) && p[1].value >= 1 && p[1].value <= 12 && is_day(p[2])) {
    y = p[0].value, m = p[1].value, day = p[2].value;
  } else if (is_day(p[0]) && p[1].value > 0 && p[1].n <= 2 && is_year(p[2]) && (p[0].value > 12 || p[1].value > 12)) {
    bool american = p[1].value > 12;
    y = p[2].value, m = american ? p[0].value : p[1].value, day = american ? p[1].value : p[0].value;
    if (m > 12 || day > 31) return 0;
  } else if ((month = month_of(p[0])) && is_day(p[1])) {
    int skip = is_suffix(p[2]) && n > 3;
    if (!is_year(p[2 + skip])) return 0;
    y = p[2 + skip].value, m = month, day = p[1].value, taken = 3 + skip;
  } else if (is_day(p[0])) {
    int skip = is_suffix(p[1]) && n > 3;
    if (!(month = month_of(p[1 + skip])) || !is_year(p[2 + skip])) return 0;
    y = p[2 + skip].value, m = month, day = p[0].value, taken = 3 + skip;
  }
  if (!y) return 0;
  *d = (bl_date){(int16_t)y, (int8_t)m, (int8_t)day, -1, -1, INT16_MIN};
  return taken;
}

static bool is_weekday(date_part p) {
  static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  if (p.value >= 0 || p.n < 3 || p.n > 9) return false;
  for (int i = 0; i < 7; i++) {
    int same = 0;
    while (same < 3 && tolower((unsigned char)p.p[same]) == days[i][same]) same++;
    if (same == 3 && (p.n <= 4 || strncmp(p.p + p.n - 3, "day", 3) == 0)) return true;
  }
  return false;
}

static int letters(const date_part *p, int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) sum += p[i].n;
  return sum;
}

bl_date bl_find_date(bl_str text, int *used) {
  date_part parts[PARTS];
  int count = cut(text, parts);
  *used = 0;
  for (int i = 0; i < count; i++) {
    bl_date d = BL_NO_DATE;
    int taken = read_day(parts + i, count - i, &d);
    if (!taken) continue;
    taken += read_clock(parts + i + taken, count - i - taken, &d);
    int begin = i > 0 && is_weekday(parts[i - 1]) ? i - 1 : i;
    size_t all = 0;
    for (size_t c = 0; c < text.n; c++) all += isalnum((unsigned char)text.p[c]) || (text.p[c] & 0x80) != 0;
    *used = (int)((size_t)letters(parts + begin, taken + i - begin) * 100 / (all ? all : 1));
    return d;
  }
  return BL_NO_DATE;
}
