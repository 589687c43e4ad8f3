/* The calls of data/numbers/english.rules. */
#ifndef BL_MENTION_QUANTITY_EVAL_H
#define BL_MENTION_QUANTITY_EVAL_H

#include "mention/phrase.h"

typedef enum bl_qbound { BL_QB_NONE, BL_QB_AT_LEAST, BL_QB_MORE, BL_QB_AT_MOST, BL_QB_LESS, BL_QB_ABOUT } bl_qbound;

/* A quantity while it is worked out. */
typedef struct bl_qval {
  bl_quantity_kind kind;
  bl_numeral min, max;
  bool has_min, has_max, exclusive_min, exclusive_max, approximate;
  bool negative_min, negative_max;
  bool skip;       /* the words are no quantity */
  bl_qbound bound; /* of a bound phrase, to be taken over with with() */
  bl_str unit;     /* empty: what is counted */
} bl_qval;

extern const bl_phrase_vocabulary bl_quantity_vocabulary;

/* Works the calls of a match out; false when they make no sense ("40 to 30"). */
bool bl_quantity_eval(const bl_phrases *phrases, const bl_phrase_match *match, bl_qval *out);

#endif
