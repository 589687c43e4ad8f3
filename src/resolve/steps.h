/* The steps inside bl_resolve(), in their order. Each reads the corpus and what earlier steps put into `out`, and adds
 * its own part to it. */
#ifndef BL_RESOLVE_STEPS_H
#define BL_RESOLVE_STEPS_H

#include "resolve/resolve.h"

typedef struct bl_work {
  const bl_corpus *corpus;
  bl_resolution *out;
  bl_str base;
  const bl_kb *kb;
  bool asserted_only;
  bl_arena scratch; /* freed at the end */
} bl_work;

/* clusters and identities */
void bl_find_identities(bl_work *work);

#endif
