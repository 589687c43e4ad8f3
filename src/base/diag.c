/* See diag.h. */
#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>

void bl_diag(bl_diags *diags, bl_arena *arena, const char *format, ...) {
  char line[512];
  va_list args;
  va_start(args, format);
  vsnprintf(line, sizeof line, format, args);
  va_end(args);
  BL_PUSH(diags, bl_arena_printf(arena, "%s", line));
}
