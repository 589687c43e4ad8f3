/* A file written piece by piece so that a reader sees the old file or the whole new one: a temporary file beside it,
 * fsync, rename. "-" is standard output; that, a pipe and a device are written to as they stand. */
#ifndef BL_BASE_SINK_H
#define BL_BASE_SINK_H

#include "base/status.h"
#include "base/str.h"

typedef struct bl_sink {
  const char *path; /* the caller's, must outlive the sink */
  char *target;    /* what a link stands for, or the path */
  char *temporary;  /* NULL: none */
  int fd;
  bl_buf waiting;
  bl_status status; /* the first failure: nothing is written after it */
} bl_sink;

bl_status bl_sink_open(bl_sink *sink, const char *path);
bl_status bl_sink_put(bl_sink *sink, bl_str bytes);

/* Ends the file. Unless `keep`, or after a failure, the old file is untouched and the temporary one removed. */
bl_status bl_sink_close(bl_sink *sink, bool keep);

#endif
