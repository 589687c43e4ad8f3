/* Room token: text -> sentences and tokens, after the conventions of UD English (EWT, GUM).
 *
 * Tokens are cut by rules over characters with word lists from data/token; sentence ends are decided at each gap between
 * tokens by a linear classifier (averaged perceptron, Collins 2002) trained on EWT and GUM. The end of a paragraph always
 * ends a sentence. One pass, linear in the text. */
#ifndef BL_TOKEN_TOKEN_H
#define BL_TOKEN_TOKEN_H

#include "base/status.h"
#include "doc/doc.h"

typedef struct bl_tokenizer bl_tokenizer;

/* Opens data_dir/token and data_dir/models/sentence.model. */
bl_status bl_tokenizer_open(const char *data_dir, bl_tokenizer **out);
void bl_tokenizer_close(bl_tokenizer *tokenizer);

/* Fills doc->tokens and doc->sentences. No sentence has more than BL_SENTENCE_LIMIT tokens. */
enum { BL_SENTENCE_LIMIT = 1000 };
bl_status bl_tokenizer_run(const bl_tokenizer *tokenizer, bl_doc *doc);

#endif
