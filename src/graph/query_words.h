/* A SPARQL query cut into words, and the few things about its shape that must be known before and after it is run. */
#ifndef BL_GRAPH_QUERY_WORDS_H
#define BL_GRAPH_QUERY_WORDS_H

#include "base/mem.h"
#include "base/str.h"

/* A name, variable, number, string or IRI with its marks, or a single other character. Comments are left out. */
typedef struct bl_query_word {
  bl_str text;                  /* a view of the query */
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

/* Whether word i begins an aggregate: COUNT, SUM, AVG, MIN, MAX, SAMPLE, GROUP_CONCAT in front of a bracket. */
bool bl_query_aggregate(const bl_query_words *words, uint32_t i);

/* A column of a SELECT. */
typedef struct bl_query_column {
  bl_str name;  /* without the question mark */
  bool counts;  /* COUNT or SUM alone: 0 over no rows */
} bl_query_column;

typedef struct bl_query_shape {
  BL_VEC(bl_query_column) columns; /* for SELECT *: every variable in order of first coming */
  bool select, aggregates, grouped;
  bl_str prologue, where;          /* what stands before SELECT; the group { ... } of WHERE */
} bl_query_shape;

/* The shape of a query; free its columns with BL_VEC_FREE. */
void bl_query_shape_of(bl_str query, bl_query_shape *shape);

#endif
