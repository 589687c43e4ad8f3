/* Times as days and minutes, so that they can be compared. */
#ifndef BL_RESOLVE_WHEN_H
#define BL_RESOLVE_WHEN_H

#include "resolve/corpus.h"

/* Minutes since 1970-01-01 00:00; whole days have begin at 00:00 and end at 23:59. */
typedef struct bl_stretch {
  bool known;
  int64_t begin, end;
} bl_stretch;

enum { BL_DAY = 24 * 60 };

/* Days since 1970-01-01 in the Gregorian calendar (after Howard Hinnant, days_from_civil). */
int64_t bl_day_number(bl_date date);

bl_stretch bl_stretch_of(const bl_when *when);
bl_stretch bl_stretch_of_date(bl_date date); /* the day, or the minute if it has a clock time */

/* Whether both are known and at least `minutes` lie between them. */
bool bl_apart(bl_stretch a, bl_stretch b, int64_t minutes);

/* Whether `a` is known to end before `b` begins. */
bool bl_before(bl_stretch a, bl_stretch b);

/* The time that a claim speaks of: its own, else that of its event; and as of when it is said: the same, else when it
 * was said, else when the article was published. */
bl_stretch bl_claim_time(const bl_corpus *corpus, uint32_t claim);
bl_stretch bl_claim_as_of(const bl_corpus *corpus, uint32_t claim);

#endif
