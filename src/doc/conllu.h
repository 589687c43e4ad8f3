/* CoNLL-U in and out: the dump of the token and tree layers (https://universaldependencies.org/format.html).
 *
 * Out: one `# newdoc id = NAME`, `# newpar` where a paragraph begins, `# sent_id`, `# text`, multiword tokens as ranges,
 * `SpaceAfter=No` kept. In: words become tokens, ranges are kept as `words`, empty nodes are skipped, comments but
 * newdoc, newpar and sent_id are dropped; trees and tags are kept when asked for. */
#ifndef BL_DOC_CONLLU_H
#define BL_DOC_CONLLU_H

#include "doc/doc.h"

/* Appends the document; columns that no room has filled are `_`. */
void bl_conllu_write(const bl_doc *doc, bl_buf *out);

typedef struct bl_doc_list {
  bl_doc **items;
  uint32_t count, capacity;
} bl_doc_list;

/* Reads all documents of `bytes` (a file without newdoc lines is one document, named after `path`) and appends them to
 * *out; the caller frees them. Each gets a text made of its tokens, blanks by SpaceAfter and a line end between
 * paragraphs. `keep_trees`: take tags, lemmas, heads, relations too; a head that is not in
 * the sentence, or closes a cycle, is left out. Errors name path and line. */
bl_status bl_conllu_read(const char *path, bl_str bytes, bool keep_trees, bl_doc_list *out);

/* Reads columns: one token a line, form in the first column (after a running number, if the lines begin with one),
 * an empty line between sentences, a line that begins with "# " is a comment. One document. */
bl_status bl_columns_read(const char *path, bl_str bytes, bl_doc_list *out);

#endif
