/* text.h: raw corpora as streams of norms, for word vectors. */
#ifndef BL_TRAIN_TEXT_H
#define BL_TRAIN_TEXT_H

#include <stddef.h>
#include <stdint.h>

/* A text as word ids: sentences or paragraphs end with TEXT_BREAK. Word ids
 * are in order of first appearance until text_rank() makes them ranks. */
enum { TEXT_BREAK = 0xFFFFFFFFu };

/* How a word is written behind another word, where its capitals are its own: times in all, with a capital, in capitals. */
typedef struct text_case {
  uint32_t inside, capital, capitals;
} text_case;

typedef struct text {
  char **word;
  uint64_t *freq;
  struct text_case *cases; /* of each word */
  size_t words, words_cap;
  uint32_t *table; /* hash table of id + 1, power of two */
  size_t table_cap;
  uint32_t *ids;
  size_t len, cap;
} text;

text *text_new(void);
void text_free(text *t);

/* Reads raw text, one paragraph a line, from a file; names that end in .xz go
 * through `xz -dc`. Cuts it into rough tokens: blanks, punctuation at both
 * ends, clitics ('s, n't), hyphens; a full stop stays with a word that is
 * mostly seen with one. */
void text_read_raw(text *t, const char *path);

/* Reads the form column (1 for CoNLL-U, 0 for column files) of a file. */
void text_read_columns(text *t, const char *path, int column);

/* Drops words seen fewer than `min` times, keeps at most `max`, orders them by
 * falling frequency (ties by bytes) and renumbers the ids; ids of dropped words
 * leave the text. */
void text_rank(text *t, uint64_t min, size_t max);

#endif
