/* Cutting a paragraph into tokens. */
#ifndef BL_TOKEN_WORDS_H
#define BL_TOKEN_WORDS_H

#include "base/map.h"
#include "base/status.h"
#include "doc/doc.h"

/* How UD cuts a word that is written without its apostrophe or blank; texts live in the table of words. */
typedef struct bl_joined_word {
  bl_str parts;  /* "gon na" */
  bl_str before; /* only before one of these words; p NULL: always */
} bl_joined_word;

/* Word lists of data/token. */
typedef struct bl_word_lists {
  bl_symtab abbreviations, enders, prefixes, units, emoticons, joined; /* enders: abbreviations whose stop ends a sentence before a
    capital; `joined` holds the word, `parts` by its number */
  BL_VEC(bl_joined_word) parts;
} bl_word_lists;

bl_status bl_word_lists_open(const char *data_dir, bl_word_lists *out);
void bl_word_lists_close(bl_word_lists *lists);

/* Appends the tokens of doc->text[bytes) to doc->tokens; their sentence is not set. */
void bl_cut_words(const bl_word_lists *lists, bl_doc *doc, bl_span bytes);

#endif
