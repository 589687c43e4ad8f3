/* A SPARQL query cut into words, for the checks before it is run. */
#ifndef BL_GRAPH_QUERY_WORDS_H
#define BL_GRAPH_QUERY_WORDS_H

#include "base/mem.h"
#include "base/str.h"

/* A name, variable, number, string or IRI with its marks, or a single other character. Comments are left out. */
typedef struct bl_query_word {
  bl_str text;                   /* a view of the query */
  uint32_t line, braces, parens; /* braces and brackets open around it */
} bl_query_word;

typedef struct bl_query_words {
  bl_query_word *items;
  uint32_t count, capacity;
} bl_query_words;

/* Appends the words of `query`; free with BL_VEC_FREE. */
void bl_query_split(bl_str query, bl_query_words *words);

/* Whether word i is `text` (letters of either case); false behind the end. */
bool bl_query_is(const bl_query_words *words, uint32_t i, const char *text);

#endif
