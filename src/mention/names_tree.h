/* Heads of the tree that names settle: a person's name is the head of the titles and bodies right before it, an
 * abbreviation in brackets belongs to the name before the bracket. */
#ifndef BL_MENTION_NAMES_TREE_H
#define BL_MENTION_NAMES_TREE_H

#include "doc/doc.h"

/* Changes heads and relations of doc->tokens so, never into a cycle. Needs doc->mentions with names; without trees it does
 * nothing. */
void bl_names_settle_tree(bl_doc *doc);

#endif
