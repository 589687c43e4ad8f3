/* For people: all that was read out of a sentence, layer by layer, and why. */
#ifndef BL_DOC_DUMP_EXPLAIN_H
#define BL_DOC_DUMP_EXPLAIN_H

#include "doc/doc.h"

/* Appends sentence `number` (index): text, tree, mentions, times, quantities, attributions, claims with their rules. */
void bl_dump_explain_sentence(bl_doc *doc, uint32_t number, bl_buf *out);

/* Appends one claim in words: "Subject | predicate | object  [...]", its byline, rule and place of the rule. */
void bl_dump_explain_claim(bl_doc *doc, uint32_t claim, bl_buf *out);

/* The words of a claim's subject and object, for tables too; views that live as long as the document. `roles`: an event with its
 * agent and patient. */
bl_str bl_claim_subject_text(bl_doc *doc, uint32_t claim, bool roles);
bl_str bl_claim_object_text(bl_doc *doc, uint32_t claim);

/* "60", ">=60", ">150", "<=126", "~60", "242-330": a quantity as the gold tables write it. */
bl_str bl_quantity_text(bl_doc *doc, uint32_t quantity);

#endif
