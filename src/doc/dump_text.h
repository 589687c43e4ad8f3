/* The text layer for other programs. */
#ifndef BL_DOC_DUMP_TEXT_H
#define BL_DOC_DUMP_TEXT_H

#include "doc/doc.h"

/* Appends one line: a JSON object with name, title, date (ISO 8601 as far as known), author, publisher, url, language
 * and text. What the article does not tell is null. */
void bl_dump_text_json(const bl_doc *doc, bl_buf *out);

/* Appends a JSON string. */
void bl_dump_json_string(bl_str s, bl_buf *out);

#endif
