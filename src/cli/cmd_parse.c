/* byline parse: sentences, tokens, tags, lemmas and trees in CoNLL-U. */
#include "cli/cli.h"

static const format_row formats[] = {{"conllu", BL_OUT_CONLLU}, {NULL, 0}};

static int run(int argc, char **argv) { return print_verb(&cmd_parse, argc, argv, formats); }

const command cmd_parse = {
    "parse", "sentences, tokens, tags, lemmas, dependency trees (CoNLL-U)",
    "usage: byline parse [OPTION...] [INPUT...]\n"
    "\n"
    "Prints Universal Dependencies trees in CoNLL-U, one '# newdoc id = NAME' an input.\n"
    "\n"
    "  --format conllu           the only format\n"
    "  --input article|conllu|columns|lines   conllu and columns: take the given tokens; lines: one sentence a line\n"
    "  --raw                     parse the text as it is, no page furniture removed\n"
    "  --jobs N                  threads\n"
    "\n"
    "examples:\n"
    "  byline parse article.txt\n"
    "  echo 'Rebels left the town.' | byline parse -\n"
    "  byline parse --input conllu treebank.conllu > parsed.conllu\n",
    run};
