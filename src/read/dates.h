/* Publication dates as pages write them. */
#ifndef BL_READ_DATES_H
#define BL_READ_DATES_H

#include "doc/doc.h"

/* Reads "2021-08-20T08:53:00+05:30", "20210820", "Friday, August 20, 2021 8:53 pm", "20 Aug. 2021". Searches for the
 * first date in `text`; *used is the share of its letters and digits that belong to the date (100: a date and nothing
 * else). Year 0 when there is none. */
bl_date bl_find_date(bl_str text, int *used);

#endif
