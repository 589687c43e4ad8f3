/* Files: read whole, map, list, and write whole or not at all. Every failure carries the path. */
#ifndef BL_BASE_IO_H
#define BL_BASE_IO_H

#include <stdbool.h>

#include "base/status.h"
#include "base/str.h"

/* Reads all of `path` ("-" is standard input) into *out (appended). More than `limit` bytes is BL_ERR_LIMIT. */
bl_status bl_read_file(const char *path, size_t limit, bl_buf *out);

/* A file mapped for reading. */
typedef struct bl_mapped {
  const unsigned char *p;
  size_t n;
} bl_mapped;

bl_status bl_map_file(const char *path, bl_mapped *out);
void bl_unmap_file(bl_mapped *map);

/* Appends the names in folder `dir` (without . and ..), sorted by bytes, NUL-terminated copies in the arena. */
typedef BL_VEC(char *) bl_names;
bl_status bl_list_dir(const char *dir, bl_arena *arena, bl_names *out);

bool bl_is_dir(const char *path);
bool bl_exists(const char *path);

/* Makes the folder and its parents; one that is there is fine. */
bl_status bl_make_dirs(const char *path);

/* Writes `bytes` to `path` ("-": standard output), whole or not at all (sink.h). On failure (a full disk, a kill) the old file is untouched and the
 * temporary one removed where we can. */
bl_status bl_write_file(const char *path, bl_str bytes);

/* The part of `path` behind the last slash, and that without its last ending (".txt"). Views into `path`. */
bl_str bl_base_name(bl_str path);
bl_str bl_stem(bl_str path);

#endif
