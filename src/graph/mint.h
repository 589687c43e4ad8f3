/* IRIs of the nodes of one article, minted from content. */
#ifndef BL_GRAPH_MINT_H
#define BL_GRAPH_MINT_H

#include "doc/doc.h"

/* IRIs of all nodes by index, in the document's arena. */
typedef struct bl_minted {
  const char *article;
  const char **entities, **events, **times, **quantities, **attributions, **claims;
} bl_minted;

void bl_mint(bl_doc *doc, const char *base, bl_minted *out);

/* "Paula Brandt" -> "paula-brandt": ASCII letters and digits, at most 48; "x" and a hash where none are left. */
const char *bl_iri_slug(bl_arena *arena, bl_str text);

/* The passage of code points [b, e): ARTICLE#char=b,e */
const char *bl_passage_iri(bl_doc *doc, const bl_minted *m, bl_span cp);

#endif
