/* Room syntax: tokens -> universal and Penn tags, lemmas, features, dependency trees.
 *
 * One network for all (nn/network.h): BiLSTM encoder, biaffine arcs (Dozat and Manning, ICLR 2017), maximum spanning
 * tree, and classes for tags, lemma scripts and features. Trained by `make model` on UD English EWT and GUM. */
#ifndef BL_SYNTAX_SYNTAX_H
#define BL_SYNTAX_SYNTAX_H

#include "base/status.h"
#include "doc/doc.h"

typedef struct bl_parser bl_parser;

/* Opens data_dir/models/{vectors,parser}.model. Close with bl_parser_close. Const afterwards: threads may share it. */
bl_status bl_parser_open(const char *data_dir, bl_parser **out);
void bl_parser_close(bl_parser *parser);

/* Fills upos, xpos, lemma, feats, head, dep of all tokens. Each sentence gets one root. Sentences of more than
 * BL_PARSE_WINDOW tokens are cut into windows at punctuation; the root of a later window hangs under that of the first as
 * parataxis, so the cost is linear in the text. */
enum { BL_PARSE_WINDOW = 160 };
bl_status bl_parser_run(const bl_parser *parser, bl_doc *doc);

#endif
