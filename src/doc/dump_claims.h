/* The claim layer as a flat table. */
#ifndef BL_DOC_DUMP_CLAIMS_H
#define BL_DOC_DUMP_CLAIMS_H

#include "doc/doc.h"

/* The header row of the table, with its line end. */
extern const char bl_dump_claims_header[];

/* A line a claim: DOC, begin, end (code points of the evidence), subject, predicate, object, polarity, modality, chain of
 * sources (outermost first, " > "), place, time, event class, confidence, rule, rule's place, evidence. */
void bl_dump_claims(bl_doc *doc, bl_buf *out);

#endif
