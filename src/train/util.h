/* util.h: small helpers of the trainer: memory or exit, files or exit, a
 * random number generator that is the same everywhere. */
#ifndef BL_TRAIN_UTIL_H
#define BL_TRAIN_UTIL_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Prints "byline-train: MESSAGE" and exits with status 1. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* As malloc and its kin; exit when memory is out. */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *old, size_t size);
char *xstrdup(const char *s);
float *xfloats(size_t count); /* zeroed, aligned to 64 bytes, free() it */

/* As fopen; exits with the path when it fails. */
FILE *xfopen(const char *path, const char *mode);

/* "A/B" in a string of its own. */
char *path_join(const char *a, const char *b);

/* SplitMix64 (Steele et al. 2014). */
uint64_t rng_next(uint64_t *state);
float rng_float(uint64_t *state);            /* in [0, 1) */
uint32_t rng_below(uint64_t *state, uint32_t n); /* in [0, n) */
float rng_normal(uint64_t *state);           /* about N(0, 1) */

/* Seconds since some start, for progress lines only. */
double seconds(void);

#endif
