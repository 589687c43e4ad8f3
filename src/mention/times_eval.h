/* The calls of data/times: what the right sides of its patterns do. */
#ifndef BL_MENTION_TIMES_EVAL_H
#define BL_MENTION_TIMES_EVAL_H

#include "mention/phrase.h"
#include "mention/times_value.h"

extern const bl_phrase_vocabulary bl_times_vocabulary;

/* What an expression is read against. */
typedef struct bl_time_context {
  const bl_phrases *phrases;
  const bl_doc *doc;
  const bl_atoms *atoms;
  bl_span expression; /* atoms of all of it */
  bl_span sentence;   /* atoms */
  bl_tval published;  /* POINT of a day, or NONE */
  bl_tval reference;  /* the time spoken of last, POINT or NONE */
  bl_tval quarter;    /* the quarter that the text reports on, or NONE */
  uint32_t reference_sentence;
  uint32_t sentence_number;
  int32_t year;  /* the year asked for, BL_T_UNKNOWN: by tense and publication */
  int direction; /* -1, 1: only before, only after publication; 0: by tense */
} bl_time_context;

/* Works the calls of a match out; false when they make no sense ("February 31"). */
bool bl_time_eval(const bl_time_context *context, const bl_phrase_match *match, bl_tval *out);

#endif
