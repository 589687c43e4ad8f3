/* A unit test is a program: CHECK() counts and goes on, main ends with `return test_end("room");`.
 * It prints one line "room: N passed, N failed" and exits 1 when any failed. */
#ifndef BL_TEST_H
#define BL_TEST_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

static int test_passed, test_failed;

#define CHECK(condition)                                                         \
  do {                                                                           \
    if (condition) {                                                             \
      test_passed++;                                                             \
    } else {                                                                     \
      test_failed++;                                                             \
      fprintf(stderr, "%s:%d: failed: %s\n", __FILE__, __LINE__, #condition);    \
    }                                                                            \
  } while (0)

/* Compares a bl_str with a C string and shows both when they differ. */
#define CHECK_STR(actual, expected)                                              \
  do {                                                                           \
    bl_str test_a_ = (actual);                                                   \
    const char *test_e_ = (expected);                                            \
    if (bl_str_eq_c(test_a_, test_e_)) {                                         \
      test_passed++;                                                             \
    } else {                                                                     \
      test_failed++;                                                             \
      fprintf(stderr, "%s:%d: failed: \"%.*s\" is not \"%s\"\n", __FILE__, __LINE__, (int)test_a_.n, test_a_.p, test_e_); \
    }                                                                            \
  } while (0)

static inline int test_end(const char *room) {
  printf("unit/%s: %d passed, %d failed\n", room, test_passed, test_failed);
  return test_failed ? 1 : 0;
}

#endif
