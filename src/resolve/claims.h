/* A claim as it is compared with others: on canonical entities and events. relate.c makes them, compare.c judges two. */
#ifndef BL_RESOLVE_CLAIMS_H
#define BL_RESOLVE_CLAIMS_H

#include "resolve/form.h"
#include "resolve/party.h"
#include "resolve/steps.h"
#include "resolve/when.h"
#include "resolve/within.h"

enum { BL_STATED_PLACES = 5 };

typedef struct bl_stated {
  uint32_t claim;
  uint32_t flags;          /* properties of its predicate */
  bl_str family;
  uint32_t subject;        /* entity cluster, BL_NONE */
  uint32_t event;          /* event cluster it is about or that is its subject, BL_NONE */
  uint32_t object;         /* entity cluster of an entity object, BL_NONE */
  uint32_t place;          /* cluster of its first place, else of its event's */
  uint32_t places[BL_STATED_PLACES]; /* all of them, also those that "Upper and Lower Vale" names; BL_NONE behind */
  uint32_t counted;        /* the named group that a description of the subject names: "some 60 Harlan fighters" */
  bl_party party;          /* the subject as a participant */
  bool subject_named, negative;
  bool stated;             /* asserted, reported or denied: says that it is so or not */
  bool symmetric_named;    /* the object is named too */
  bl_stretch time, as_of;
  bl_form office;          /* words of a literal */
} bl_stated;

/* What the names of each article mean: "ARTICLE words" -> entity cluster. */
void bl_note_names(bl_work *work);

/* The clusters of an article whose names stand in a text, at most `limit`, in the order of the text. */
uint32_t bl_names_in(bl_work *work, uint32_t article, bl_str text, uint32_t *clusters, uint32_t limit);

/* The same for names that a word in front turns round: "anti-Harlan forces". */
uint32_t bl_names_against(bl_work *work, uint32_t article, bl_str text, uint32_t *clusters, uint32_t limit);

/* Describes claim `i`; `stated->claim` is BL_NONE for one that is not compared (the object is a claim). */
bl_stated bl_state_claim(bl_work *work, uint32_t i);

/* A number as an interval. */
typedef struct bl_bounds {
  double low, high;
  double figure; /* the number that the text names: the finite end, the middle of two */
} bl_bounds;

/* "about" widens by a tenth. */
bl_bounds bl_bounds_of(const bl_amount *amount);

/* Whether a unit counts people whoever they are: "people", "dead", or none. */
bool bl_counts_anybody(const bl_words *words, bl_str unit);

typedef struct bl_verdict {
  bool corroborates, conflicts;
  int supersedes;          /* 1: a supersedes b, -1: b supersedes a, 0: neither */
  bl_str reason;           /* in out->arena */
} bl_verdict;

/* The best fit of the places of two claims. */
bl_place_fit bl_fit_scenes(bl_work *work, const bl_stated *a, const bl_stated *b);

/* How two claims stand to one another. */
bl_verdict bl_judge_claims(bl_work *work, const bl_stated *a, const bl_stated *b);

/* The same for two numbers of one thing (counts.c). */
bl_verdict bl_judge_counts(bl_work *work, const bl_stated *a, const bl_stated *b);

/* Who leads whom, by the affirmed claims of the set; between noting and forgetting. */
void bl_note_leaders(bl_work *work);
void bl_forget_leaders(bl_work *work);
bool bl_leads(const bl_work *work, uint32_t person, uint32_t group);
uint32_t bl_leaders_of(const bl_work *work, uint32_t group, uint32_t *leaders, uint32_t limit);

/* Corroborating claims of a person and of whom he speaks for go back to the person: changes claim_origin and origins.
 * Needs relations. */
void bl_join_spokesmen(bl_work *work);

#endif
