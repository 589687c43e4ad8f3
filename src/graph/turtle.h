/* Turtle files in, statement by statement, through Raptor. */
#ifndef BL_GRAPH_TURTLE_H
#define BL_GRAPH_TURTLE_H

#include <raptor2.h>

#include "base/io.h"

/* A world for reading: main thread only. */
bl_status bl_turtle_world(raptor_world **out);

/* Appends the paths of the *.ttl files in folder `dir`, sorted by bytes, to *out. */
bl_status bl_turtle_list(const char *dir, bl_arena *arena, bl_names *out);

/* Calls `each` for every statement of `path` until it fails. Errors of the Turtle name the file and the line; some
 * statements may have been given by then. */
typedef bl_status (*bl_turtle_each)(void *user, const raptor_statement *statement);
bl_status bl_turtle_read(raptor_world *world, const char *path, bl_turtle_each each, void *user);

#endif
