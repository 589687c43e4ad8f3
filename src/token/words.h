/* Cutting a paragraph into tokens. */
#ifndef BL_TOKEN_WORDS_H
#define BL_TOKEN_WORDS_H

#include "base/map.h"
#include "base/status.h"
#include "doc/doc.h"

/* Word lists of data/token. */
typedef struct bl_word_lists {
  bl_symtab abbreviations, prefixes, units, emoticons, joined; /* `joined` holds the word; its parts are in `parts` by number */
  BL_VEC(bl_str) parts;                      /* "gon na" */
} bl_word_lists;

bl_status bl_word_lists_open(const char *data_dir, bl_word_lists *out);
void bl_word_lists_close(bl_word_lists *lists);

/* Appends the tokens of doc->text[bytes) to doc->tokens; their sentence is not set. */
void bl_cut_words(const bl_word_lists *lists, bl_doc *doc, bl_span bytes);

#endif
