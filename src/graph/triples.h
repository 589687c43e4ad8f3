/* The triples of one Turtle file, interned and sorted, for looking up. */
#ifndef BL_GRAPH_TRIPLES_H
#define BL_GRAPH_TRIPLES_H

#include <raptor2.h>

#include "base/map.h"
#include "base/status.h"
#include "doc/doc.h"

/* Terms are symbols of `terms`: IRIs and literals by their text (datatypes and languages are not kept). */
typedef struct bl_triple {
  uint32_t s, p, o;
  bool literal; /* the object */
} bl_triple;

typedef struct bl_triples {
  bl_symtab terms;
  BL_VEC(bl_triple) items;   /* by subject, predicate, then order in the file */
  BL_VEC(uint32_t) subjects; /* each once, in order of first coming */
} bl_triples;

/* Reads `path` (Turtle) into empty triples. Errors name the file and the line. */
bl_status bl_triples_read(bl_triples *t, raptor_world *world, const char *path);
void bl_triples_clear(bl_triples *t);

/* The triples of a subject with this predicate (NULL: all of the subject), as a range of items. */
bl_span bl_triple_range(const bl_triples *t, uint32_t s, const char *predicate);

/* The first object, BL_NONE. */
uint32_t bl_triple_object(const bl_triples *t, uint32_t s, const char *predicate);

#endif
