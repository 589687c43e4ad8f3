/* The attribution layer as a table and for people. */
#ifndef BL_DOC_DUMP_ATTRIBUTIONS_H
#define BL_DOC_DUMP_ATTRIBUTIONS_H

#include "doc/doc.h"

/* A line an attribution: DOC, source, cue and content spans (`begin-end` joined by `,`, code points of the text; `-`:
 * none). Links that have no words of their own (the medium that was told) are left out. */
void bl_dump_attributions(const bl_doc *doc, bl_buf *out);

/* For people and tests: source -> cue -> content words, outer link, modality, rule. */
void bl_dump_attributions_words(bl_doc *doc, bl_buf *out);

#endif
