/* What the files of room read share. */
#ifndef BL_READ_INSIDE_H
#define BL_READ_INSIDE_H

#include "read/decode.h"
#include "read/patterns.h"
#include "read/read.h"

struct bl_reader {
  bl_patterns furniture; /* data/read/furniture.txt */
  bl_patterns hints;     /* data/read/html.txt */
};

/* A paragraph on its way into the document. `text` is a view into the decoded text or the document's arena. */
typedef struct bl_piece {
  bl_str text;
  bl_par_kind kind;
  bool keep;
} bl_piece;
typedef BL_VEC(bl_piece) bl_pieces;

/* Lower case, plain quotes, no accents, single blanks; in the arena. For comparing with patterns. */
bl_str bl_read_fold(bl_arena *arena, bl_str text);

/* plain.c: paragraphs of plain text. With options->raw all lines stay. */
void bl_read_plain(const bl_reader *reader, const bl_decoded *decoded, const bl_read_options *options, bl_doc *doc);

/* furniture.c: unsets `keep` of pieces that are page furniture; takes title, date, author and publisher from them into
 * doc->meta where it has none. */
void bl_drop_furniture(const bl_reader *reader, bl_pieces *pieces, bl_doc *doc);

/* inserts.c: the stretches of a paragraph, in order, that are no part of its sentences but links to other articles. */
typedef struct bl_insert {
  size_t begin, end; /* begin SIZE_MAX: no more */
} bl_insert;
typedef struct bl_inserts {
  const bl_patterns *furniture;
  bl_str text;
  size_t at;            /* behind the last one given out */
  bl_insert name, link; /* the next of each shape */
  bl_arena arena;
} bl_inserts;
bl_inserts bl_inserts_open(const bl_patterns *furniture, bl_str text);
bool bl_inserts_next(bl_inserts *inserts, size_t *begin, size_t *end);
void bl_inserts_close(bl_inserts *inserts);

/* html.c: main text and meta of a page. */
bl_status bl_read_html(const bl_reader *reader, const bl_decoded *decoded, bl_doc *doc);

/* The agency that a dateline or the end of the text names; empty: none (wire.c). A view into doc->text. */
bl_str bl_wire_tag(const bl_doc *doc);

#endif
