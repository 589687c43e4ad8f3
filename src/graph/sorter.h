/* Lines sorted by bytes, each once, however many: what memory does not hold lies in temporary files of $TMPDIR (/tmp)
 * until they are merged. */
#ifndef BL_GRAPH_SORTER_H
#define BL_GRAPH_SORTER_H

#include <stdio.h>

#include "base/status.h"
#include "base/str.h"

/* A sorted run on disk, and where its reading stands. */
typedef struct bl_run {
  FILE *file;
  bl_buf line;
} bl_run;

typedef struct bl_sorter {
  size_t limit, held; /* bytes of memory */
  bl_arena arena;
  BL_VEC(bl_str) lines; /* in memory, not yet in a run */
  BL_VEC(bl_run) runs;
} bl_sorter;

/* Zero-initialise but for `limit`: bytes of lines to hold in memory. */
bl_status bl_sorter_add(bl_sorter *sorter, bl_str line);

/* Calls `each` for all lines in order until it fails. Once, and nothing can be added after it. */
typedef bl_status (*bl_sorter_each)(void *user, bl_str line);
bl_status bl_sorter_run(bl_sorter *sorter, bl_sorter_each each, void *user);
void bl_sorter_free(bl_sorter *sorter);

#endif
