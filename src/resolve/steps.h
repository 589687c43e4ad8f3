/* The steps inside bl_resolver_run(), in their order. Each reads the corpus and what earlier steps put into `out`, and
 * adds its own part to it. */
#ifndef BL_RESOLVE_STEPS_H
#define BL_RESOLVE_STEPS_H

#include "data/gazetteer.h"
#include "resolve/resolve.h"
#include "resolve/words.h"

typedef struct bl_work {
  const bl_corpus *corpus;
  bl_resolution *out;
  bl_str base;
  const bl_words *words;
  const bl_kb *kb; /* NULL: none */
  bool asserted_only;
  bl_arena scratch; /* freed at the end */
  uint32_t *claim_origin; /* claim -> number of its original source; see source.c */
} bl_work;

/* clusters and identities */
void bl_find_identities(bl_work *work);

/* A slug of a label for an IRI: "Upper Vale (river)" -> "upper-vale-river"; "x" if nothing is left. */
bl_str bl_slug(bl_arena *arena, bl_str label);

#endif
