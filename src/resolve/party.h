/* Parties: who takes part in an event or acts in a claim, as far as it can be compared across articles. */
#ifndef BL_RESOLVE_PARTY_H
#define BL_RESOLVE_PARTY_H

#include "resolve/steps.h"

typedef struct bl_party {
  uint32_t cluster; /* BL_NONE: nobody */
  uint32_t group;   /* the named thing that it is, or that its description names ("60 Harlan fighters"), BL_NONE */
  uint32_t against; /* the named thing that its description turns against ("anti-Harlan forces"), BL_NONE */
  bool named;       /* has a name of its own */
  bool person, place;
  bool other;       /* "another blast", "the last quake" */
} bl_party;

/* Needs names noted (claims.h) and containment. `entity` may be BL_NONE. */
bl_party bl_party_of(bl_work *work, uint32_t entity);

/* 2 the same; 1 one belongs to the other, or both are against the same; 0 not known; -1 two different; -2 one is against
 * the other. */
int bl_fit_parties(const bl_work *work, const bl_party *a, const bl_party *b);

#endif
