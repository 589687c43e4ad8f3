/* An HTML page as a flat array of nodes in document order, for the rooms of html_*.c. */
#ifndef BL_READ_PAGE_H
#define BL_READ_PAGE_H

#include <libxml/tree.h>

#include "read/inside.h"

/* Node i's subtree is [i, end). Counts are of the subtree without dropped parts. */
typedef struct page_node {
  xmlNode *x;
  const char *tag; /* NULL: text */
  uint32_t parent, end;
  bool drop;        /* not part of the article, and so all below */
  bool scored;      /* a candidate: some paragraph gave it points */
  uint32_t text;    /* bytes of text, blanks in a row counted once */
  uint32_t link;    /* of them inside links */
  uint32_t commas, paragraphs, images, items, inputs, blocks;
  double score;
} page_node;

typedef struct bl_page {
  const bl_reader *reader;
  bl_doc *doc;
  xmlDoc *xml;
  BL_VEC(page_node) nodes;
} bl_page;

/* Parses UTF-8. Tags with absurdly many attributes are cut first, as the parser is quadratic in them. */
bl_status bl_page_parse(const bl_reader *reader, bl_str html, bl_doc *doc, bl_page *out);
void bl_page_free(bl_page *page);

/* The value of an attribute, in the document's arena; empty if there is none. */
bl_str bl_page_attr(const bl_page *page, uint32_t node, const char *name);
bool bl_page_is(const bl_page *page, uint32_t node, const char *tag);
/* Whether `tag` begins a new line of text. */
bool bl_tag_is_block(const char *tag);
/* All text below `node`, blanks in a row as one, in the arena; dropped parts too. */
bl_str bl_page_text(const bl_page *page, uint32_t node);

/* html_meta.c: title, author, date, publisher, address and language from meta tags, JSON-LD, time elements. Gives the
 * body that JSON-LD holds, or the empty view. */
bl_str bl_page_meta(bl_page *page);

/* html_score.c: marks what does not belong to the article and gives the nodes of the main text: kept[i] for each node
 * (arena of the document). `level` 0 .. 2 drops less and less. */
bool *bl_page_main(bl_page *page, int level);

#endif
