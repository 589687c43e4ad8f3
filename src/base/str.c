/* String views and the byte buffer; see str.h. */
#include "base/str.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bl_str bl_str_from(const char *text) { return (bl_str){text ? text : "", text ? strlen(text) : 0}; }

bl_str bl_str_slice(bl_str s, size_t begin, size_t end) {
  if (end > s.n) end = s.n;
  if (begin > end) begin = end;
  return (bl_str){s.p + begin, end - begin};
}

bool bl_str_eq(bl_str a, bl_str b) { return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0); }

bool bl_str_eq_c(bl_str a, const char *b) { return bl_str_eq(a, bl_str_from(b)); }

static unsigned char lower(char c) { return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c); }

bool bl_str_eq_nocase(bl_str a, bl_str b) {
  if (a.n != b.n) return false;
  for (size_t i = 0; i < a.n; i++)
    if (lower(a.p[i]) != lower(b.p[i])) return false;
  return true;
}

bool bl_str_starts(bl_str s, bl_str prefix) { return s.n >= prefix.n && bl_str_eq(bl_str_slice(s, 0, prefix.n), prefix); }

bool bl_str_ends(bl_str s, bl_str suffix) {
  return s.n >= suffix.n && bl_str_eq(bl_str_slice(s, s.n - suffix.n, s.n), suffix);
}

int bl_str_cmp(bl_str a, bl_str b) {
  size_t n = a.n < b.n ? a.n : b.n;
  int order = n ? memcmp(a.p, b.p, n) : 0;
  if (order) return order;
  return a.n < b.n ? -1 : a.n > b.n;
}

ptrdiff_t bl_str_find(bl_str s, bl_str part, size_t from) {
  if (part.n > s.n) return -1;
  for (size_t i = from; i + part.n <= s.n; i++)
    if (memcmp(s.p + i, part.p, part.n) == 0) return (ptrdiff_t)i;
  return -1;
}

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bl_str bl_str_trim(bl_str s) {
  while (s.n && blank(s.p[0])) s.p++, s.n--;
  while (s.n && blank(s.p[s.n - 1])) s.n--;
  return s;
}

bool bl_str_next(bl_str *rest, char separator, bl_str *field) {
  if (!rest->p) return false;
  const char *at = rest->n ? memchr(rest->p, separator, rest->n) : NULL;
  if (!at) {
    *field = *rest;
    *rest = (bl_str){NULL, 0};
    return true;
  }
  size_t n = (size_t)(at - rest->p);
  *field = (bl_str){rest->p, n};
  *rest = (bl_str){at + 1, rest->n - n - 1};
  return true;
}

char *bl_str_dup(bl_arena *arena, bl_str s) { return bl_arena_strndup(arena, s.p, s.n); }

bl_str bl_str_copy(bl_arena *arena, bl_str s) { return (bl_str){bl_str_dup(arena, s), s.n}; }

bl_str bl_str_lower(bl_arena *arena, bl_str s) {
  char *copy = bl_str_dup(arena, s);
  for (size_t i = 0; i < s.n; i++) copy[i] = (char)lower(copy[i]);
  return (bl_str){copy, s.n};
}

uint64_t bl_hash(bl_str s) {
  uint64_t h = 14695981039346656037u;
  for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
  return h;
}

bool bl_str_int(bl_str s, long *value) {
  bool negative = s.n && s.p[0] == '-';
  if (negative) s.p++, s.n--;
  if (!s.n) return false;
  long v = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9') return false;
    int digit = s.p[i] - '0';
    if (v > (LONG_MAX - digit) / 10) return false;
    v = v * 10 + digit;
  }
  *value = negative ? -v : v;
  return true;
}

static void room(bl_buf *buf, size_t extra) {
  if (buf->n + extra + 1 <= buf->capacity) return;
  size_t next = buf->capacity ? buf->capacity * 2 : 256;
  while (next < buf->n + extra + 1) next *= 2;
  buf->p = bl_realloc(buf->p, next);
  buf->capacity = next;
}

void bl_buf_add(bl_buf *buf, const void *bytes, size_t n) {
  room(buf, n);
  if (n) memcpy(buf->p + buf->n, bytes, n);
  buf->n += n;
  buf->p[buf->n] = '\0';
}

void bl_buf_str(bl_buf *buf, bl_str s) { bl_buf_add(buf, s.p, s.n); }

void bl_buf_c(bl_buf *buf, const char *text) { bl_buf_add(buf, text, strlen(text)); }

void bl_buf_char(bl_buf *buf, char c) { bl_buf_add(buf, &c, 1); }

void bl_buf_printf(bl_buf *buf, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int size = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (size > 0) {
    room(buf, (size_t)size);
    vsnprintf(buf->p + buf->n, (size_t)size + 1, format, again);
    buf->n += (size_t)size;
  }
  va_end(again);
}

void bl_buf_clear(bl_buf *buf) {
  buf->n = 0;
  if (buf->p) buf->p[0] = '\0';
}

void bl_buf_free(bl_buf *buf) {
  free(buf->p);
  *buf = (bl_buf){0};
}

bl_str bl_buf_view(const bl_buf *buf) { return (bl_str){buf->p ? buf->p : "", buf->n}; }
