/* The lists in data/read/: lines "kind<TAB>pattern". A pattern is compared with folded text (lower case, plain quotes
 * and dashes, no accents); in a glob "*" stands for any characters. */
#ifndef BL_READ_PATTERNS_H
#define BL_READ_PATTERNS_H

#include "base/status.h"
#include "base/str.h"

typedef struct bl_pattern {
  bl_str kind, text;
} bl_pattern;

typedef struct bl_patterns {
  bl_arena arena;
  BL_VEC(bl_pattern) items;
} bl_patterns;

/* `kinds` is a NULL-ended list of the kinds that may stand in the file; another is an error with file and line. */
bl_status bl_patterns_open(const char *path, const char *const *kinds, bl_patterns *out);
void bl_patterns_close(bl_patterns *patterns);

/* Whether a pattern of `kind` equals (as a glob) the folded text. One that begins with a star matches four words at
 * most, so that it never takes a sentence that happens to end like furniture. */
bool bl_patterns_glob(const bl_patterns *patterns, const char *kind, bl_str folded);
/* Whether a pattern of `kind` stands somewhere in the folded text. */
bool bl_patterns_inside(const bl_patterns *patterns, const char *kind, bl_str folded);
/* Whether the folded text is longer than a pattern of `kind` and ends with its words. */
bool bl_patterns_end(const bl_patterns *patterns, const char *kind, bl_str folded);
/* Whether a pattern of `kind` is the text. */
bool bl_patterns_is(const bl_patterns *patterns, const char *kind, bl_str text);

#endif
