/* The steps inside bl_resolver_run(), in their order. Each reads the corpus and what earlier steps put into `out`, and
 * adds its own part to it. */
#ifndef BL_RESOLVE_STEPS_H
#define BL_RESOLVE_STEPS_H

#include "data/gazetteer.h"
#include "resolve/resolve.h"
#include "resolve/words.h"

typedef struct bl_within bl_within; /* within.h */

typedef struct bl_work {
  const bl_corpus *corpus;
  bl_resolution *out;
  bl_str base;
  const bl_words *words;
  const bl_kb *kb; /* NULL: none */
  bool asserted_only;
  bl_arena scratch; /* freed at the end */
  bl_map names; /* see bl_note_names() in claims.h */
  bl_within *within;      /* containment */
  uint32_t *claim_event;  /* claim -> the event it is about, also one that only the sentence before names; BL_NONE */
  bl_map leads;           /* see bl_note_leaders() in claims.h */
  uint32_t *claim_origin; /* claim -> number of its original source; see source.c */
} bl_work;

/* clusters and identities */
void bl_find_identities(bl_work *work);

/* names, within and claim_event, which all that follows uses; needs identities */
void bl_prepare_claims(bl_work *work);

/* event_clusters and event_cluster; needs all before */
void bl_find_events(bl_work *work);

/* origins and claim_origin; needs identities */
void bl_find_sources(bl_work *work);

/* relations and conflicts; needs all before. A person and whom he speaks for become one source where they say the
 * same: changes origins and claim_origin */
void bl_relate_claims(bl_work *work);

/* facts; needs relations */
void bl_find_facts(bl_work *work);

/* A slug of a label for an IRI: "Upper Vale (river)" -> "upper-vale-river"; "x" if nothing is left. */
bl_str bl_slug(bl_arena *arena, bl_str label);

#endif
