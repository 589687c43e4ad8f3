/* Terms as Turtle text, for files that are written as a stream: Raptor's own writer holds the whole graph in memory, and
 * writes some numbers as others (design/redland.md). */
#ifndef BL_GRAPH_TERMS_H
#define BL_GRAPH_TERMS_H

#include <raptor2.h>

#include "base/status.h"
#include "base/str.h"

/* The prefixes that every file of a graph declares: name, namespace. */
enum { BL_PREFIX_COUNT = 12 };
extern const char *const bl_prefixes[BL_PREFIX_COUNT][2];

/* Appends the lines that declare them. */
void bl_terms_prefixes(bl_buf *out);

/* Appends an IRI: prefix:name where it can be written so. */
void bl_terms_iri(bl_buf *out, bl_str iri);

/* Appends a literal: a number or a truth value as it stands where Turtle reads it back as the same, else in quotes. No
 * control characters are left in it. */
void bl_terms_literal(bl_buf *out, const raptor_term *literal);

/* BL_ERR_FORMAT for a blank node (a graph of ours has none), an IRI that is none, a text that is no UTF-8. */
bl_status bl_terms_check(const raptor_term *term);

/* The text of an IRI. */
bl_str bl_terms_text(const raptor_term *iri);

#endif
