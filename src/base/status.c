/* One message per thread; see status.h. */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static _Thread_local char message[1024];

bl_status bl_fail(bl_status code, const char *format, ...) {
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  return code;
}

bl_status bl_fail_prefix(bl_status code, const char *prefix) {
  char old[sizeof message];
  memcpy(old, message, sizeof old);
  snprintf(message, sizeof message, "%.400s: %.600s", prefix, old);
  return code;
}

const char *bl_last_error(void) { return message; }
