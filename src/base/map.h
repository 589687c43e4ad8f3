/* Hash map from strings to 32-bit numbers, and a symbol table on top of it.
 *
 * Open addressing, linear probing, FNV-1a. Never iterate in hash order: keep keys in a vector beside it, or use the
 * symbol table, whose numbers are in order of first insertion. */
#ifndef BL_BASE_MAP_H
#define BL_BASE_MAP_H

#include "base/str.h"

#define BL_NONE UINT32_MAX

typedef struct bl_map_slot {
  uint64_t hash;
  bl_str key; /* p NULL: empty */
  uint32_t value;
} bl_map_slot;

/* Zero-initialise. Keys are views: they must outlive the map. */
typedef struct bl_map {
  bl_map_slot *slots;
  uint32_t count;
  uint32_t capacity; /* a power of two */
} bl_map;

/* The value of `key`, BL_NONE if it has none. Const: safe from several threads at once. */
uint32_t bl_map_get(const bl_map *map, bl_str key);

/* Sets it; the old value is replaced. */
void bl_map_put(bl_map *map, bl_str key, uint32_t value);

/* The slot's value for `key`, added with BL_NONE if missing. Valid until the next change. */
uint32_t *bl_map_at(bl_map *map, bl_str key);

void bl_map_free(bl_map *map);

/* Strings numbered 0, 1, 2 ... in the order of their first coming. Owns copies of them. */
typedef struct bl_symtab {
  bl_arena arena;
  bl_map map;
  BL_VEC(bl_str) names;
} bl_symtab;

/* The number of `name`, new if need be. */
uint32_t bl_intern(bl_symtab *table, bl_str name);

/* The number of `name`, or BL_NONE. Const. */
uint32_t bl_symbol(const bl_symtab *table, bl_str name);

/* The string of a number. */
bl_str bl_symbol_name(const bl_symtab *table, uint32_t symbol);

void bl_symtab_free(bl_symtab *table);

#endif
