/* Memory: allocation that cannot fail, arenas, growing arrays.
 *
 * Out of memory has one answer: a line on standard error and abort(). Nothing in Byline tests a pointer for NULL after
 * allocating. Three lifetimes, three arenas: models (const after load), document (freed whole), scratch (reset).
 * With -DBL_ARENA_MALLOC each arena block holds one allocation, so that AddressSanitizer sees every overrun. */
#ifndef BL_BASE_MEM_H
#define BL_BASE_MEM_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* malloc, calloc, realloc, strndup that abort instead of returning NULL. Free with free(). */
void *bl_malloc(size_t size);
void *bl_calloc(size_t count, size_t size);
void *bl_realloc(void *old, size_t size);
char *bl_strndup(const char *text, size_t size);

typedef struct bl_arena_block bl_arena_block;

/* A region of memory that is freed as a whole. Zero-initialise it: `bl_arena a = {0};`. Not thread-safe. */
typedef struct bl_arena {
  bl_arena_block *blocks; /* newest first */
  size_t used;            /* bytes used of the newest block */
  size_t total;           /* bytes handed out since the last reset */
} bl_arena;

/* `size` zeroed bytes, aligned for any type; they live until the arena is reset or freed. `size` may be 0. */
void *bl_arena_alloc(bl_arena *arena, size_t size);

/* The same, not zeroed: for large buffers that are written before they are read. */
void *bl_arena_raw(bl_arena *arena, size_t size);

/* `count` zeroed objects of `type`. */
#define BL_ARENA_NEW(arena, type, count) ((type *)bl_arena_alloc((arena), sizeof(type) * (size_t)(count)))

/* A NUL-terminated copy of `size` bytes. */
char *bl_arena_strndup(bl_arena *arena, const char *text, size_t size);

/* A NUL-terminated formatted string. */
char *bl_arena_printf(bl_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Forgets all allocations but keeps one block for reuse. */
void bl_arena_reset(bl_arena *arena);

/* Gives all memory back; the arena may be used again. */
void bl_arena_free(bl_arena *arena);

/* A growing array: `BL_VEC(int) v = {0}; BL_PUSH(&v, 3); v.items[0]; v.count; BL_VEC_FREE(&v);`
 * Elements move when it grows: keep indexes, not pointers. */
#define BL_VEC(type)   \
  struct {             \
    type *items;       \
    uint32_t count;    \
    uint32_t capacity; \
  }

#define BL_PUSH(vec, value) \
  (bl_vec_grow_((void **)&(vec)->items, &(vec)->capacity, (vec)->count, 1, sizeof *(vec)->items), \
   (vec)->items[(vec)->count++] = (value))

/* Makes room for `extra` more elements. */
#define BL_RESERVE(vec, extra) \
  bl_vec_grow_((void **)&(vec)->items, &(vec)->capacity, (vec)->count, (uint32_t)(extra), sizeof *(vec)->items)

#define BL_VEC_FREE(vec) (free((vec)->items), (vec)->items = NULL, (vec)->count = (vec)->capacity = 0)

void bl_vec_grow_(void **items, uint32_t *capacity, uint32_t count, uint32_t extra, size_t size);

#endif
