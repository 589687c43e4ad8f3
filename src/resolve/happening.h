/* Events as they are compared: happening.c describes and scores them, events.c makes clusters of them. */
#ifndef BL_RESOLVE_HAPPENING_H
#define BL_RESOLVE_HAPPENING_H

#include "resolve/claims.h"

enum { BL_MOST_PARTS = 12, BL_MOST_TOLLS = 4, BL_MOST_WORDS = 3 };

typedef enum bl_part_role { BL_PART_AGENT = 1, BL_PART_PATIENT, BL_PART_OTHER, BL_PART_PLACE } bl_part_role;

typedef struct bl_part {
  bl_party party;
  uint8_t role; /* bl_part_role */
} bl_part;

/* A number of dead or injured that a claim gives for an event. */
typedef struct bl_toll {
  uint32_t kind;   /* BL_PRED_KILLED, ... */
  double figure;
  bool anybody;    /* counts people, whoever they are */
} bl_toll;

typedef struct bl_happening {
  uint32_t family; /* of its class; classes without one are their own */
  uint32_t flags;  /* BL_FAMILY_* */
  bl_part parts[BL_MOST_PARTS];
  uint32_t part_count;
  bl_stretch time; /* as the article gives it */
  bl_stretch issued;
  uint64_t content[BL_MOST_WORDS]; /* digests of what the claims about it say in words, 0: none */
  bl_toll tolls[BL_MOST_TOLLS];
  uint32_t toll_count;
  uint32_t begin;  /* of the first passage about it, BL_NONE */
  bool stated;     /* a claim says that it is so */
  bool denied;     /* claims say that it is not so, and none that it is */
  bool scattered;  /* at places far from one another, a summary of several; or told apart from others: joins none */
} bl_happening;

/* Describes all events; memory from work->scratch. */
bl_happening *bl_describe_events(bl_work *work);

/* How surely two events are one; 0: not. Only to be asked for events of one family. */
int bl_score_events(bl_work *work, const bl_happening *events, uint32_t a, uint32_t b);

/* The greatest number of people killed, 0: none given. */
double bl_greatest_toll(const bl_happening *event);

/* Whether two such numbers are too far apart for one event. */
bool bl_tolls_differ(double a, double b);

/* Whether a part is where it happened. */
bool bl_part_is_place(const bl_part *part);

#endif
