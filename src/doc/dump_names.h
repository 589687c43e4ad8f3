/* The mention layer as text. */
#ifndef BL_DOC_DUMP_NAMES_H
#define BL_DOC_DUMP_NAMES_H

#include "doc/doc.h"

/* Appends one token a line, form TAB tag, an empty line after each sentence. Tags are IOB2 with the ontology's types of
 * the outermost names; demonyms ("Peruvian") are Group, names of no class Misc. */
void bl_dump_names_iob2(const bl_doc *doc, bl_buf *out);

/* Appends a line a mention: DOC, begin, end (code points), type, kind, entity, head, label of the entity, text. */
void bl_dump_names_tsv(bl_doc *doc, bl_buf *out);

#endif
