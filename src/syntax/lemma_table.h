/* lemma_table.h: lemmas of words that were seen, by form and tag.
 *
 * data/syntax/lemmas.tsv holds `form TAB tag TAB lemma` (form in lower case but for names, Penn tag), made by `byline-train lemmas`
 * from the treebanks and the NIH SPECIALIST lexicon. What a word's lemma is, is a fact to look up; the network's scripts
 * are for words that nobody has listed. */
#ifndef BL_SYNTAX_LEMMA_TABLE_H
#define BL_SYNTAX_LEMMA_TABLE_H

#include "base/map.h"
#include "base/status.h"
#include "doc/ud.h"

/* Const after loading. Zero-initialise; free with bl_lemma_table_free. */
typedef struct bl_lemma_table {
  bl_buf text;
  bl_map lemmas[BL_XPOS_COUNT]; /* form -> row */
  BL_VEC(bl_str) rows;          /* lemmas, views into text */
} bl_lemma_table;

/* Reads a table. A line that is not three fields with a known tag is refused with path and line. */
bl_status bl_lemma_table_open(const char *path, bl_lemma_table *out);
void bl_lemma_table_free(bl_lemma_table *table);

/* The lemma of `form` under a tag: from the table, for itself or behind a prefix ("re-"); else, for names (NNP), the form
 * itself; else what `script` makes of it (lemma.h). The result lives in `arena` or in the table. */
bl_str bl_lemma_find(const bl_lemma_table *table, bl_arena *arena, bl_str form, bl_xpos tag, bl_str script);

#endif
