/* Times as minutes; see when.h. Time zones that the text gives are taken off; without one, clock times are compared as
 * they stand. */
#include "resolve/when.h"

int64_t bl_day_number(bl_date date) {
  int64_t y = date.year, m = date.month ? date.month : 1, d = date.day ? date.day : 1;
  y -= m <= 2;
  int64_t era = (y >= 0 ? y : y - 399) / 400, year = y - era * 400;
  int64_t day = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  return era * 146097 + year * 365 + year / 4 - year / 100 + day - 719468;
}

static int64_t first_minute(bl_date date) {
  int64_t minutes = bl_day_number(date) * BL_DAY;
  if (date.hour >= 0) minutes += date.hour * 60 + (date.minute > 0 ? date.minute : 0);
  if (date.hour >= 0 && date.zone != INT16_MIN) minutes -= date.zone;
  return minutes;
}

static int64_t last_minute(bl_date date) {
  if (date.hour >= 0) return first_minute(date) + (date.minute < 0 ? 59 : 0);
  if (!date.month) return (bl_day_number((bl_date){(int16_t)(date.year + 1), 1, 1, -1, -1, INT16_MIN}) * BL_DAY) - 1;
  if (!date.day) {
    bl_date next = {(int16_t)(date.year + date.month / 12), (int8_t)(date.month % 12 + 1), 1, -1, -1, INT16_MIN};
    return bl_day_number(next) * BL_DAY - 1;
  }
  return bl_day_number(date) * BL_DAY + BL_DAY - 1;
}

bl_stretch bl_stretch_of_date(bl_date date) {
  if (!date.year) return (bl_stretch){false, 0, 0};
  return (bl_stretch){true, first_minute(date), last_minute(date)};
}

bl_stretch bl_stretch_of(const bl_when *when) {
  if (!when->begin.year && !when->end.year) return (bl_stretch){false, 0, 0};
  bl_date begin = when->begin.year ? when->begin : when->end, end = when->end.year ? when->end : when->begin;
  bl_stretch s = {true, first_minute(begin), last_minute(end)};
  if (s.end < s.begin) s.end = s.begin;
  return s;
}

bool bl_apart(bl_stretch a, bl_stretch b, int64_t minutes) {
  return a.known && b.known && (a.begin - b.end >= minutes || b.begin - a.end >= minutes);
}

bool bl_before(bl_stretch a, bl_stretch b) { return a.known && b.known && a.end < b.begin; }

bl_stretch bl_claim_time(const bl_corpus *corpus, uint32_t claim) {
  const bl_rec_claim *c = &corpus->claims.items[claim];
  bl_stretch s = bl_stretch_of(&c->time);
  if (!s.known && c->event != BL_NONE) s = bl_stretch_of(&corpus->events.items[c->event].time);
  return s;
}

bl_stretch bl_claim_as_of(const bl_corpus *corpus, uint32_t claim) {
  const bl_rec_claim *c = &corpus->claims.items[claim];
  bl_stretch s = bl_claim_time(corpus, claim);
  for (uint32_t i = c->chain_count; i > 0 && !s.known; i--)
    if (c->chain[i - 1] != BL_NONE) s = bl_stretch_of(&corpus->attributions.items[c->chain[i - 1]].said_on);
  if (!s.known && c->article != BL_NONE) s = bl_stretch_of_date(corpus->articles.items[c->article].issued);
  return s;
}
