/* Names: fills doc->mentions with names, demonyms and handles, each with its type; entities come after (coref.h).
 *
 * A conditional random field in two passes finds the names (names_crf.h), gazetteers and context give the finer type
 * (types.h), and names inside names ("Harlan military commission" holds "Harlan") become mentions of their own.
 * Mentions are in the order of their beginnings, outer before inner. Trees are not needed. */
#ifndef BL_MENTION_NAMES_H
#define BL_MENTION_NAMES_H

#include "doc/doc.h"

typedef struct bl_names_tool bl_names_tool;

/* Opens data_dir/names (gazetteers and names.model). The caller closes it. Const after opening. */
bl_status bl_names_open(const char *data_dir, bl_names_tool **out);
void bl_names_close(bl_names_tool *tool);

/* Needs tokens and sentences. Never fails on odd text. */
bl_status bl_names_run(const bl_names_tool *tool, bl_doc *doc);

#endif
