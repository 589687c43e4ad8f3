/* A small tolerant JSON reader for JSON-LD in pages: control characters in strings, comments around the whole, a comma
 * before a bracket and a missing end are forgiven. */
#ifndef BL_READ_JSON_H
#define BL_READ_JSON_H

#include "base/str.h"

typedef enum bl_json_kind { BL_JSON_OTHER, BL_JSON_STRING, BL_JSON_ARRAY, BL_JSON_OBJECT } bl_json_kind;

typedef struct bl_json {
  bl_json_kind kind;
  bl_str key;              /* inside an object */
  bl_str text;             /* of a string: unescaped; of numbers and words: as they stand */
  struct bl_json *first;   /* children of arrays and objects */
  struct bl_json *next;
} bl_json;

/* Never fails: what cannot be read is left out. Nesting beyond 64 is cut. All memory is the arena's. */
bl_json *bl_json_read(bl_arena *arena, bl_str text);

/* The value of `key` in an object, NULL. */
const bl_json *bl_json_get(const bl_json *object, const char *key);

/* A string out of a value: itself, the first of an array, or the "name", "@id" or "@value" of an object. */
bl_str bl_json_string(const bl_json *value);

#endif
