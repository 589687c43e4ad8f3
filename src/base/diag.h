/* Diagnostics: what was odd about an article. They are kept on the document, printed by the command line, and never
 * stop the work. */
#ifndef BL_BASE_DIAG_H
#define BL_BASE_DIAG_H

#include "base/mem.h"

/* Messages in the order they came, NUL-terminated, in the arena given. Zero-initialise; BL_VEC_FREE at the end. */
typedef BL_VEC(char *) bl_diags;

/* Adds a printf-style message: one line, no file name (the printer adds it), no full stop. */
void bl_diag(bl_diags *diags, bl_arena *arena, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
