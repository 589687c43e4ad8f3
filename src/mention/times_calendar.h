/* The proleptic Gregorian calendar and ISO 8601 weeks. Days are counted from 1970-01-01; years reach from 1 to 9999. */
#ifndef BL_MENTION_TIMES_CALENDAR_H
#define BL_MENTION_TIMES_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

typedef struct bl_ymd {
  int32_t year, month, day;
} bl_ymd;

int32_t bl_days_of(bl_ymd date);
bl_ymd bl_ymd_of(int32_t days);
int32_t bl_month_days(int32_t year, int32_t month);
bool bl_ymd_valid(bl_ymd date);

/* 1 Monday .. 7 Sunday. */
int32_t bl_weekday_of(int32_t days);

/* The ISO week that holds a day, and the Monday of a week. */
void bl_iso_week_of(int32_t days, int32_t *year, int32_t *week);
int32_t bl_monday_of(int32_t year, int32_t week);

/* Easter Sunday of the western churches (Meeus/Jones/Butcher). */
int32_t bl_easter_of(int32_t year);

#endif
