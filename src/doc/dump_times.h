/* Tables of times and quantities. */
#ifndef BL_DOC_DUMP_TIMES_H
#define BL_DOC_DUMP_TIMES_H

#include "doc/doc.h"

/* Appends a line for each time: DOC, begin, end, TIMEX3 type, TIMEX3 value; tab between, code points, end exclusive. */
void bl_dump_times(const bl_doc *doc, bl_buf *out);

#endif
