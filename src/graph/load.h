/* Articles' Turtle files back into records: what the derived layers are computed from. */
#ifndef BL_GRAPH_LOAD_H
#define BL_GRAPH_LOAD_H

#include "base/status.h"
#include "resolve/corpus.h"

/* Reads all *.ttl of `dir`/articles into a sorted corpus (resolve/corpus.h). A file that is no Turtle of ours is an
 * error with its name and line. Makes and frees a Raptor world: main thread only. */
bl_status bl_corpus_load(const char *dir, bl_corpus *corpus);

#endif
