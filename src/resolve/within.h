/* Containment: which place or organisation lies in or belongs to which. */
#ifndef BL_RESOLVE_WITHIN_H
#define BL_RESOLVE_WITHIN_H

#include "resolve/steps.h"

/* Notes what the articles say ("locatedIn", "partOf") and what the names of places tell. Needs identities. */
void bl_note_containment(bl_work *work);
void bl_forget_containment(bl_work *work);

/* Whether cluster `a` lies in `b` or belongs to it: by the articles, the knowledge base, or the names alone ("Qumar
 * airport" in Qumar, "northern Tarvan" in Tarvan, Qumar city in Qumar province). */
bool bl_inside(const bl_work *work, uint32_t a, uint32_t b);

/* The areas that a place lies in, countries left out, at most `limit`: keys under which to look for others. */
uint32_t bl_areas_of(const bl_work *work, uint32_t place, uint32_t *areas, uint32_t limit);

typedef enum bl_place_fit {
  BL_PLACES_APART = -1,
  BL_PLACES_UNKNOWN = 0,  /* one of them is BL_NONE */
  BL_PLACES_LOOSE = 1,    /* the same country or part of the world, or one is that of the other */
  BL_PLACES_NESTED = 2,
  BL_PLACES_SAME = 3
} bl_place_fit;

/* How two places stand to one another; a description that names several ("the Upper and Lower Vale districts") fits each. */
bl_place_fit bl_fit_places(bl_work *work, uint32_t a, uint32_t b);

/* Whether the knowledge base says that two places are in two countries, or more than about 100 km from one another. */
bool bl_far_apart(const bl_work *work, uint32_t a, uint32_t b);

#endif
