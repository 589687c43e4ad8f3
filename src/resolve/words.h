/* data/resolve/words.tsv: titles, class words, small words of names. Const after loading. */
#ifndef BL_RESOLVE_WORDS_H
#define BL_RESOLVE_WORDS_H

#include "base/map.h"
#include "base/status.h"
#include "base/str.h"

enum {
  BL_WORD_TITLE = 1,
  BL_WORD_HONORIFIC = 2,
  BL_WORD_PLACE = 4,
  BL_WORD_GROUP = 8,
  BL_WORD_SUFFIX = 16,
  BL_WORD_JOINT = 32
};

typedef struct bl_words {
  bl_arena arena;
  bl_map map; /* word -> flags, the place's bl_etype in bits 8..15 */
} bl_words;

bl_status bl_words_load(const char *path, bl_words *out);
void bl_words_free(bl_words *words);

/* The flags of a folded word; 0 for any other word. */
uint32_t bl_word_flags(const bl_words *words, bl_str word);

#endif
