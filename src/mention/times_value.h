/* The meaning of a time expression while it is worked out: a point or stretch of the calendar, a duration, a set, or a
 * vague reference, each perhaps with unknown parts. */
#ifndef BL_MENTION_TIMES_VALUE_H
#define BL_MENTION_TIMES_VALUE_H

#include "doc/doc.h"

typedef enum bl_tunit {
  BL_TU_NONE,
  BL_TU_SECOND,
  BL_TU_MINUTE,
  BL_TU_HOUR,
  BL_TU_PART,
  BL_TU_DAY,
  BL_TU_WEEKEND,
  BL_TU_WEEK,
  BL_TU_MONTH,
  BL_TU_QUARTER,
  BL_TU_SEASON,
  BL_TU_HALF,
  BL_TU_YEAR,
  BL_TU_DECADE,
  BL_TU_CENTURY
} bl_tunit;

typedef enum bl_tkind {
  BL_TK_NONE,
  BL_TK_POINT,
  BL_TK_DURATION,
  BL_TK_SET,
  BL_TK_REF,
  BL_TK_NUMBER,
  BL_TK_SKIP
} bl_tkind;
typedef enum bl_tref { BL_TREF_PRESENT, BL_TREF_PAST, BL_TREF_FUTURE } bl_tref;
typedef enum bl_tpart {
  BL_TP_NONE,
  BL_TP_MORNING,
  BL_TP_MIDDAY,
  BL_TP_AFTERNOON,
  BL_TP_EVENING,
  BL_TP_NIGHT,
  BL_TP_DAYTIME,
  BL_TP_COUNT
} bl_tpart;
typedef enum bl_tmod {
  BL_TM_NONE,
  BL_TM_APPROX,
  BL_TM_START,
  BL_TM_MID,
  BL_TM_END,
  BL_TM_LESS_THAN,
  BL_TM_MORE_THAN,
  BL_TM_EQUAL_OR_LESS,
  BL_TM_EQUAL_OR_MORE,
  BL_TM_BEFORE,
  BL_TM_AFTER,
  BL_TM_ON_OR_BEFORE,
  BL_TM_ON_OR_AFTER,
  BL_TM_COUNT
} bl_tmod;

enum { BL_T_UNKNOWN = -32768 }; /* of a number */

typedef struct bl_tamount {
  int32_t count; /* BL_T_UNKNOWN: "days" */
  bl_tunit unit;
  bool half; /* and a half that no smaller unit tells: two and a half weeks */
} bl_tamount;

typedef struct bl_tval {
  bl_tkind kind;
  bl_tunit unit;   /* POINT: how fine it is, down to DAY; the clock is apart */
  int32_t year;    /* DECADE: its first year; CENTURY: the years' first two digits */
  int32_t index;   /* month, week, quarter, season (1 winter of the year's start .. 4 autumn), half */
  int32_t day;     /* DAY: of the month */
  int32_t weekday; /* DAY without a date */
  int32_t hour, minute, second;
  int32_t zone; /* minutes east of UTC, INT16_MIN */
  bl_tpart part;
  bl_tref ref;
  bl_tamount amounts[2]; /* DURATION, SET */
  int32_t number;        /* NUMBER */
  int32_t from, to;      /* DURATION with a place in the calendar: its first and last day */
  bool placed;
  bool fiscal; /* a year or quarter of an unknown fiscal calendar: no begin and end */
  bl_tmod mod;
  int type; /* bl_timex_type asked for, -1: by kind */
} bl_tval;

/* A value with everything unknown. */
bl_tval bl_tval_none(void);

/* The point of granularity `unit` that holds day `days`. */
bl_tval bl_tval_at(bl_tunit unit, int32_t days);

/* First and last day of a point; false when its place is not known. */
bool bl_tval_range(const bl_tval *v, int32_t *first, int32_t *last);

/* The point of granularity `unit` that is `n` of them after the one that holds `v`; unknown stays unknown. */
bl_tval bl_tval_shift(const bl_tval *v, bl_tunit unit, int32_t n);

/* Appends the TIMEX3 value. */
void bl_tval_print(const bl_tval *v, bl_buf *out);

bl_timex_type bl_tval_type(const bl_tval *v);
bl_precision bl_tval_precision(const bl_tval *v);
const char *bl_tval_mod(const bl_tval *v);

/* Fills begin and end of `time` if the place in the calendar is known. */
void bl_tval_place(const bl_tval *v, bl_time *time);

#endif
