/* A document as the attributor sees it: children and extents of all tokens, and its quotations. */
#ifndef BL_CLAIM_ATTRIBUTION_VIEW_H
#define BL_CLAIM_ATTRIBUTION_VIEW_H

#include "doc/doc.h"

/* A quotation from its opening to its closing mark, both included. It may run over sentences; where every paragraph of
 * a long quotation opens with a mark and only the last one closes, each paragraph is a quotation and `next` leads on. */
typedef struct bl_quotation {
  bl_span tokens;
  uint32_t parent; /* the quotation it stands in, BL_NONE */
  uint32_t next;   /* the quotation of the next paragraph that goes on with it, BL_NONE */
  bool continues;  /* it goes on from the paragraph before */
  bool closed;     /* has its closing mark */
} bl_quotation;

typedef struct bl_aview {
  const bl_doc *doc;
  bl_arena *arena;
  uint32_t *first, *sibling; /* children of a token in text order, BL_NONE ends */
  bl_span *extent;           /* leftmost and rightmost token below, half-open */
  uint32_t *quote;           /* innermost quotation around a token, BL_NONE */
  bl_quotation *quotations;  /* by their opening */
  uint32_t quotation_count;
} bl_aview;

/* Builds the view in `arena`; heads that form a ring do no harm. */
void bl_aview_make(const bl_doc *doc, bl_arena *arena, bl_aview *out);

/* The first child with relation `dep` (its subtypes too when it is plain), BL_NONE. */
uint32_t bl_aview_child(const bl_aview *view, uint32_t token, bl_dep dep);

/* The token's paragraph (BL_NONE where the document has none) and its sentence's tokens. */
uint32_t bl_aview_paragraph(const bl_aview *view, uint32_t token);
bl_span bl_aview_sentence(const bl_aview *view, uint32_t token);

/* The outermost quotation around `token`, BL_NONE. */
uint32_t bl_aview_outer_quote(const bl_aview *view, uint32_t token);

/* Whether `below` is `above` or stands under it; ends on rings of heads. */
bool bl_below(const bl_aview *view, uint32_t above, uint32_t below);

/* Whether the token is a quotation mark (of either kind). */
bool bl_is_quote_mark(bl_str form);

#endif
