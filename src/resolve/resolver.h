/* What is inside a bl_resolver. */
#ifndef BL_RESOLVE_RESOLVER_H
#define BL_RESOLVE_RESOLVER_H

#include "data/gazetteer.h"
#include "resolve/resolve.h"
#include "resolve/words.h"

struct bl_resolver {
  bl_words words;
  bl_kb *kb; /* NULL: none shipped */
};

#endif
