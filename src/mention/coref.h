/* Coreference: adds nominal and pronoun mentions, fills doc->entities and the entity of every mention.
 *
 * Sieves from sure to less sure (Raghunathan et al., EMNLP 2010): names that are equal, acronyms, surnames; apposition,
 * titles, predicates, relative pronouns; definite descriptions; pronouns. Two different full names of persons never
 * become one entity. Needs trees; without them only names are joined. Cost is linear in mentions but for a window. */
#ifndef BL_MENTION_COREF_H
#define BL_MENTION_COREF_H

#include "doc/doc.h"

typedef struct bl_coref_tool bl_coref_tool;

/* Opens the tables in data_dir/names. The caller closes it. Const after opening. */
bl_status bl_coref_open(const char *data_dir, bl_coref_tool **out);
void bl_coref_close(bl_coref_tool *tool);

/* Needs names (names.h). Never fails on odd text. */
bl_status bl_coref_run(const bl_coref_tool *tool, bl_doc *doc);

#endif
