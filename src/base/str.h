/* String views and a growing byte buffer.
 *
 * A bl_str is a view: it owns nothing and need not end in NUL. Comparisons are by bytes; the _nocase ones fold ASCII
 * letters only (for other letters fold first with utf8.h). */
#ifndef BL_BASE_STR_H
#define BL_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

typedef struct bl_str {
  const char *p;
  size_t n;
} bl_str;

#define BL_STR(literal) ((bl_str){(literal), sizeof(literal) - 1})
#define BL_STR_FMT "%.*s"
#define BL_STR_ARG(s) (int)(s).n, (s).p

/* A view of a C string; NULL gives the empty view. */
bl_str bl_str_from(const char *text);

/* The bytes [begin, end) of `s`, clamped to it. */
bl_str bl_str_slice(bl_str s, size_t begin, size_t end);

bool bl_str_eq(bl_str a, bl_str b);
bool bl_str_eq_c(bl_str a, const char *b);
bool bl_str_eq_nocase(bl_str a, bl_str b);
bool bl_str_starts(bl_str s, bl_str prefix);
bool bl_str_ends(bl_str s, bl_str suffix);

/* Order by bytes, as strcmp. */
int bl_str_cmp(bl_str a, bl_str b);

/* Where `part` first stands in `s`, from byte `from` on; -1 if nowhere. */
ptrdiff_t bl_str_find(bl_str s, bl_str part, size_t from);

/* Without blanks (space, tab, CR, LF) at both ends. */
bl_str bl_str_trim(bl_str s);

/* Takes the next field up to `separator` off the front of *rest. False when nothing is left; an empty *rest with
 * p != NULL still gives one empty field. Start with *rest = the line. */
bool bl_str_next(bl_str *rest, char separator, bl_str *field);

/* A NUL-terminated copy in the arena. */
char *bl_str_dup(bl_arena *arena, bl_str s);
bl_str bl_str_copy(bl_arena *arena, bl_str s);

/* ASCII lower case copy in the arena. */
bl_str bl_str_lower(bl_arena *arena, bl_str s);

/* FNV-1a, 64 bits: the same on every machine. */
uint64_t bl_hash(bl_str s);

/* Decimal integer of the whole view; false if it is not one or does not fit. */
bool bl_str_int(bl_str s, long *value);

/* A growing byte buffer, always NUL-terminated once something was added. Zero-initialise; free with bl_buf_free. */
typedef struct bl_buf {
  char *p;
  size_t n;
  size_t capacity;
} bl_buf;

void bl_buf_add(bl_buf *buf, const void *bytes, size_t n);
void bl_buf_str(bl_buf *buf, bl_str s);
void bl_buf_c(bl_buf *buf, const char *text);
void bl_buf_char(bl_buf *buf, char c);
void bl_buf_printf(bl_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void bl_buf_clear(bl_buf *buf);
void bl_buf_free(bl_buf *buf);
bl_str bl_buf_view(const bl_buf *buf);

#endif
