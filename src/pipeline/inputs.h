/* Inputs inside the pipeline: the list of paths and what turns bytes into a document. */
#ifndef BL_PIPELINE_INPUTS_H
#define BL_PIPELINE_INPUTS_H

#include "doc/doc.h"
#include "pipeline/byline.h"

struct bl_inputs {
  bl_arena arena;
  BL_VEC(char *) paths; /* sorted, each once */
};

/* YYYY-MM-DD at the beginning of `s` (blanks before it allowed) that is a real day; false otherwise. */
bool bl_parse_day(bl_str s, bl_date *out);

/* Fills text, paragraphs, meta of `doc` from the bytes of an article (room read) or, for BL_INPUT_LINES, a paragraph
 * for each line as it stands. `date`: the date to take where the page has none. */
bl_status bl_read_bytes(const bl_engine *engine, const char *path, bl_str bytes, bl_date date, const bl_options *options,
                        bl_doc *doc);

#endif
