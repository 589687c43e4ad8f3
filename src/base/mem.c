/* Allocation that cannot fail, and arenas: a list of blocks, the newest first, each twice the size of the one before
 * up to a megabyte. See mem.h. */
#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 16 << 10, LARGEST_STEP = 1 << 20, ALIGN = 16 };

struct bl_arena_block {
  bl_arena_block *next;
  size_t size;
  _Alignas(16) unsigned char bytes[];
};

static void *check(void *memory) {
  if (!memory) {
    fputs("byline: out of memory\n", stderr);
    abort();
  }
  return memory;
}

void *bl_malloc(size_t size) { return check(malloc(size ? size : 1)); }

void *bl_calloc(size_t count, size_t size) { return check(calloc(count ? count : 1, size ? size : 1)); }

void *bl_realloc(void *old, size_t size) { return check(realloc(old, size ? size : 1)); }

char *bl_strndup(const char *text, size_t size) {
  char *copy = bl_malloc(size + 1);
  if (size) memcpy(copy, text, size);
  copy[size] = '\0';
  return copy;
}

static void add_block(bl_arena *arena, size_t least) {
  size_t size = arena->blocks ? arena->blocks->size * 2 : FIRST_BLOCK;
  if (size > LARGEST_STEP) size = LARGEST_STEP;
#ifdef BL_ARENA_MALLOC
  size = least;
#endif
  if (size < least) size = least;
  bl_arena_block *block = bl_malloc(sizeof *block + size);
  block->next = arena->blocks;
  block->size = size;
  arena->blocks = block;
  arena->used = 0;
}

void *bl_arena_raw(bl_arena *arena, size_t size) {
#ifdef BL_ARENA_MALLOC
  add_block(arena, size ? size : 1);
  arena->used = size;
  return arena->blocks->bytes;
#else
  size_t need = (size + ALIGN - 1) / ALIGN * ALIGN;
  if (!arena->blocks || need > arena->blocks->size - arena->used) add_block(arena, need);
  void *memory = arena->blocks->bytes + arena->used;
  arena->used += need;
  arena->total += need;
  return memory;
#endif
}

void *bl_arena_alloc(bl_arena *arena, size_t size) { return memset(bl_arena_raw(arena, size), 0, size); }

char *bl_arena_strndup(bl_arena *arena, const char *text, size_t size) {
  char *copy = bl_arena_alloc(arena, size + 1);
  if (size) memcpy(copy, text, size);
  return copy;
}

char *bl_arena_printf(bl_arena *arena, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int size = vsnprintf(NULL, 0, format, args);
  va_end(args);
  char *text = bl_arena_alloc(arena, (size_t)(size < 0 ? 0 : size) + 1);
  if (size > 0) vsnprintf(text, (size_t)size + 1, format, again);
  va_end(again);
  return text;
}

static void free_blocks(bl_arena_block *block) {
  while (block) {
    bl_arena_block *next = block->next;
    free(block);
    block = next;
  }
}

void bl_arena_reset(bl_arena *arena) {
#ifdef BL_ARENA_MALLOC
  bl_arena_free(arena);
#else
  if (arena->blocks) {
    free_blocks(arena->blocks->next);
    arena->blocks->next = NULL;
  }
  arena->used = arena->total = 0;
#endif
}

void bl_arena_free(bl_arena *arena) {
  free_blocks(arena->blocks);
  *arena = (bl_arena){0};
}

void bl_vec_grow_(void **items, uint32_t *capacity, uint32_t count, uint32_t extra, size_t size) {
  if (extra <= *capacity - count) return;
  uint64_t want = (uint64_t)count + extra;
  uint64_t next = *capacity ? (uint64_t)*capacity * 2 : 8;
  if (next < want) next = want;
  if (next > UINT32_MAX) {
    fputs("byline: an array of more than 2^32 elements\n", stderr);
    abort();
  }
  *items = bl_realloc(*items, (size_t)next * size);
  *capacity = (uint32_t)next;
}
