/* Open-addressing string map and symbol table; see map.h. */
#include "base/map.h"

#include <assert.h>
#include <stdlib.h>

static bl_map_slot *find(bl_map_slot *slots, uint32_t capacity, bl_str key, uint64_t hash) {
  for (uint32_t i = (uint32_t)hash & (capacity - 1);; i = (i + 1) & (capacity - 1))
    if (!slots[i].key.p || (slots[i].hash == hash && bl_str_eq(slots[i].key, key))) return &slots[i];
}

static uint64_t mix(bl_str key) {
  uint64_t h = bl_hash(key);
  return h ^ h >> 32;
}

uint32_t bl_map_get(const bl_map *map, bl_str key) {
  if (!map->capacity) return BL_NONE;
  const bl_map_slot *slot = find(map->slots, map->capacity, key, mix(key));
  return slot->key.p ? slot->value : BL_NONE;
}

static void grow(bl_map *map) {
  uint32_t capacity = map->capacity ? map->capacity * 2 : 16;
  bl_map_slot *slots = bl_calloc(capacity, sizeof *slots);
  for (uint32_t i = 0; i < map->capacity; i++)
    if (map->slots[i].key.p) *find(slots, capacity, map->slots[i].key, map->slots[i].hash) = map->slots[i];
  free(map->slots);
  map->slots = slots;
  map->capacity = capacity;
}

uint32_t *bl_map_at(bl_map *map, bl_str key) {
  if ((uint64_t)(map->count + 1) * 3 > (uint64_t)map->capacity * 2) grow(map);
  uint64_t hash = mix(key);
  bl_map_slot *slot = find(map->slots, map->capacity, key, hash);
  if (!slot->key.p) {
    *slot = (bl_map_slot){hash, {key.p ? key.p : "", key.n}, BL_NONE};
    map->count++;
  }
  return &slot->value;
}

void bl_map_put(bl_map *map, bl_str key, uint32_t value) { *bl_map_at(map, key) = value; }

void bl_map_free(bl_map *map) {
  free(map->slots);
  *map = (bl_map){0};
}

uint32_t bl_intern(bl_symtab *table, bl_str name) {
  uint32_t old = bl_map_get(&table->map, name);
  if (old != BL_NONE) return old;
  bl_str copy = bl_str_copy(&table->arena, name);
  bl_map_put(&table->map, copy, table->names.count);
  BL_PUSH(&table->names, copy);
  return table->names.count - 1;
}

uint32_t bl_symbol(const bl_symtab *table, bl_str name) { return bl_map_get(&table->map, name); }

bl_str bl_symbol_name(const bl_symtab *table, uint32_t symbol) {
  assert(symbol < table->names.count);
  return table->names.items[symbol];
}

void bl_symtab_free(bl_symtab *table) {
  bl_map_free(&table->map);
  BL_VEC_FREE(&table->names);
  bl_arena_free(&table->arena);
}
