/* Status codes and the message that goes with them.
 *
 * Four kinds of trouble, never mixed (see src/README.md): an odd article is a diagnostic (diag.h) and work goes on; a
 * file or a library that fails returns a bl_status; a bug of ours is an assert; out of memory aborts (mem.h).
 *
 * A function that fails calls bl_fail(), which keeps one message per thread, and returns the code. Callers pass the
 * code up with BL_TRY() and only the command line prints the message. */
#ifndef BL_BASE_STATUS_H
#define BL_BASE_STATUS_H

typedef enum bl_status {
  BL_OK = 0,
  BL_ERR_IO,     /* the system refused: open, read, write, rename */
  BL_ERR_FORMAT, /* the bytes are not what they should be */
  BL_ERR_USAGE,  /* the caller asked for what does not exist */
  BL_ERR_LIMIT   /* too large, too deep, too many */
} bl_status;

/* Keeps a printf-style message for this thread and returns `code`. Messages about data files begin with
 * "file:line:column: " like a compiler's. */
bl_status bl_fail(bl_status code, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Puts "prefix: " in front of this thread's message; returns `code`. For adding the path on the way up. */
bl_status bl_fail_prefix(bl_status code, const char *prefix);

/* The message of the last bl_fail() on this thread, "" before any. Valid until the next bl_fail() on it. */
const char *bl_last_error(void);

/* Returns from the calling function when `expr` is not BL_OK. */
#define BL_TRY(expr)                         \
  do {                                       \
    bl_status bl_try_status_ = (expr);       \
    if (bl_try_status_ != BL_OK) return bl_try_status_; \
  } while (0)

#endif
