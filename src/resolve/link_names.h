/* The keys under which a name is looked up in the knowledge base; for link.c alone. */
#ifndef BL_RESOLVE_LINK_NAMES_H
#define BL_RESOLVE_LINK_NAMES_H

#include "resolve/form.h"
#include "resolve/link.h"

enum { BL_LINK_LOOKUPS = 12 };

/* A name as it is looked up, and what it says beside the thing itself. */
typedef struct bl_link_lookup {
  bl_str key;    /* looked up */
  bl_str within; /* "Texas" of "Houston, Texas"; may be empty */
  uint8_t place; /* bl_etype of its class word, 0 */
  bool whole;    /* the name as the text has it */
  bool shared;   /* several places have the name */
} bl_link_lookup;

/* The lookups of one name of an item, the plainest first; strings in the arena or views of `name`. Gives their number. */
uint32_t bl_link_lookups(const bl_words *words, bl_arena *arena, const bl_link_item *item, bl_str name,
                         bl_link_lookup out[BL_LINK_LOOKUPS]);

#endif
