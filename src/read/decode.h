/* Bytes of any encoding into valid UTF-8, with a map back. */
#ifndef BL_READ_DECODE_H
#define BL_READ_DECODE_H

#include "doc/doc.h"

typedef struct bl_decoded {
  bl_buf text;
  BL_VEC(bl_source_map) runs; /* stretches of `text` whose bytes stand so in the input; ascending */
} bl_decoded;

/* Whether the bytes are no text at all: NUL or many control characters near the front, or a known magic number. */
bool bl_is_binary(bl_str bytes);

/* Appends what gzip packed into `bytes` to *out, up to `limit` bytes. */
bool bl_is_gzip(bl_str bytes);
bl_status bl_gunzip(bl_str bytes, size_t limit, bl_buf *out);

/* Converts: byte order mark, then the charset the page declares, then UTF-8 if (almost) valid, then windows-1252.
 * Repairs are told by a diagnostic. Free with bl_decoded_free. */
void bl_decode(bl_str bytes, bool html, bl_decoded *out, bl_doc *doc);
void bl_decoded_free(bl_decoded *decoded);

/* Adds to doc->source_map where text[at, at+n) of the article came from, when it is decoded[from, from+n). `run` is
 * a cursor into the runs, 0 at first, for calls with ascending `from`. */
void bl_map_piece(const bl_decoded *decoded, uint32_t *run, uint32_t at, uint32_t from, uint32_t n, bl_doc *doc);

#endif
