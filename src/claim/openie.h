/* Open information extraction: each clause as words, (argument 1, predicate, further arguments), without a vocabulary.
 *
 * Clauses are found on the dependency tree after Del Corro and Gemulla, "ClausIE" (WWW 2013): a subject (its own, that
 * of the verb it is coordinated with or that governs it, or the noun it modifies), a verb phrase with auxiliaries,
 * negation, particle and the verbs it controls, objects, complements and adverbials. Appositions, titles and copulas
 * give "is" tuples. Who said a thing is left out here: attribution is a layer of its own. */
#ifndef BL_CLAIM_OPENIE_H
#define BL_CLAIM_OPENIE_H

#include "doc/doc.h"

enum { BL_TUPLE_ARGS = 6 };

typedef struct bl_tuple {
  uint32_t sentence;
  uint32_t trigger;              /* token: the head of the predicate */
  bl_str predicate;              /* words joined by blanks */
  bl_str args[BL_TUPLE_ARGS];    /* args[0] is the subject */
  uint32_t heads[BL_TUPLE_ARGS]; /* head token of each argument */
  uint8_t arg_count;             /* at least 2 */
  uint8_t confidence;            /* percent */
} bl_tuple;

typedef BL_VEC(bl_tuple) bl_tuples;

/* Appends the tuples of all sentences, in text order; strings live in the document's arena. Needs trees only. */
void bl_openie_run(bl_doc *doc, bl_tuples *out);

/* Appends "sentence, confidence, predicate, arg1, arg2, ..." lines (TSV). */
void bl_openie_dump(bl_doc *doc, bl_buf *out);

#endif
