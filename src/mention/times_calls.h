/* Inside of the calls of data/times: the frame that a call works on, its arguments, and the calls of each file. */
#ifndef BL_MENTION_TIMES_CALLS_H
#define BL_MENTION_TIMES_CALLS_H

#include "mention/times_eval.h"

typedef struct bl_time_frame {
  const bl_time_context *context;
  const bl_phrase_match *match;
  const bl_phrase_call *call;
  bl_tval v; /* what the calls have made so far */
} bl_time_frame;

/* What argument `i` was kept from; NULL if it is a constant or nothing was found for it. */
const bl_slot *bl_time_slot(const bl_time_frame *f, int i);

/* The value of the part in argument `i`. */
bool bl_time_sub(const bl_time_frame *f, int i, bl_tval *out);

/* An int: a constant, a word's value, digits, a whole numeral, the year or number of a part; else BL_T_UNKNOWN. */
int32_t bl_time_number(const bl_time_frame *f, int i);
int32_t bl_time_number_or(const bl_time_frame *f, int i, int32_t otherwise);

/* A point of that granularity with all unknown. */
bl_tval bl_time_point(bl_tunit unit);

/* The day of publication; false when it is not known. */
bool bl_time_published(const bl_time_frame *f, int32_t *day);

/* X(name in the rule files and after bl_call_, fewest arguments, most arguments) */
#define BL_TIME_CALLS(X)                                                                                            \
  X(date, 1, 3)                                                                                                     \
  X(nth, 4, 5)                                                                                                      \
  X(easter, 2, 2)                                                                                                   \
  X(rel, 2, 2)                                                                                                      \
  X(reference, 2, 2) X(wday, 1, 2) X(weekday_in, 2, 2) X(wday_from, 2, 2) X(with, 2, 3) X(holding, 2, 2)            \
      X(index, 2, 3) X(this_index, 2, 2) X(last_index, 2, 2) X(next_index, 2, 2) X(quarter_told, 0, 1)              \
          X(year_before, 0, 1) X(decade, 1, 1) X(century, 1, 1) X(number, 1, 2) X(year_in_words, 2, 2) X(dur, 2, 2) \
              X(plus, 2, 2) X(half, 1, 1) X(extra_half, 1, 1) X(set, 2, 2) X(set_of, 1, 1) X(each, 1, 1)            \
                  X(each_weekday, 1, 1) X(ago, 2, 2) X(then, 2, 2) X(place, 1, 1) X(place_by, 1, 1) X(skip, 0, 0)   \
                      X(year_number, 1, 1) X(clock, 1, 3) X(hhmm, 1, 1) X(at, 1, 1) X(second, 1, 1) X(part, 1, 1)   \
                          X(zone, 1, 1) X(use, 1, 1) X(ref, 1, 1) X(mod, 1, 1) X(type, 1, 1) X(fiscal, 0, 0)

#define X_(name, fewest, most) bool bl_call_##name(bl_time_frame *f);
BL_TIME_CALLS(X_)
#undef X_

#endif
