/* util.c: helpers of the trainer. Errors end the program: a training run has
 * nothing to save that a checkpoint does not hold already. */
#include "train/util.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

_Noreturn void die(const char *format, ...) {
  va_list ap;
  va_start(ap, format);
  fputs("byline-train: ", stderr);
  vfprintf(stderr, format, ap);
  fputc('\n', stderr);
  va_end(ap);
  exit(1);
}

void *xmalloc(size_t size) {
  void *p = malloc(size ? size : 1);
  if (!p) die("out of memory");
  return p;
}

void *xcalloc(size_t count, size_t size) {
  void *p = calloc(count ? count : 1, size ? size : 1);
  if (!p) die("out of memory");
  return p;
}

void *xrealloc(void *old, size_t size) {
  void *p = realloc(old, size ? size : 1);
  if (!p) die("out of memory");
  return p;
}

char *xstrdup(const char *s) {
  size_t n = strlen(s) + 1;
  return memcpy(xmalloc(n), s, n);
}

float *xfloats(size_t count) {
  size_t bytes = (count * sizeof(float) + 63) / 64 * 64;
  void *p = NULL;
  if (posix_memalign(&p, 64, bytes ? bytes : 64)) die("out of memory");
  return memset(p, 0, bytes);
}

FILE *xfopen(const char *path, const char *mode) {
  FILE *f = fopen(path, mode);
  if (!f) die("%s: %s", path, strerror(errno));
  return f;
}

char *path_join(const char *a, const char *b) {
  size_t n = strlen(a) + strlen(b) + 2;
  char *p = xmalloc(n);
  snprintf(p, n, "%s/%s", a, b);
  return p;
}

uint64_t rng_next(uint64_t *state) {
  uint64_t z = (*state += 0x9E3779B97F4A7C15ULL);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

float rng_float(uint64_t *state) {
  return (float)(rng_next(state) >> 40) * (1.0f / 16777216.0f);
}

uint32_t rng_below(uint64_t *state, uint32_t n) {
  return (uint32_t)(((rng_next(state) >> 32) * n) >> 32);
}

float rng_normal(uint64_t *state) {
  float sum = 0;
  for (int i = 0; i < 12; i++) sum += rng_float(state);
  return sum - 6.0f;
}

double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}
