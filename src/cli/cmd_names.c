/* byline names: names with their types as IOB2 columns, or all mentions with their entities as a table. */
#include "cli/cli.h"

static const format_row formats[] = {{"iob2", BL_OUT_NAMES_IOB2}, {"tsv", BL_OUT_NAMES_TSV}, {NULL, 0}};

static int run(int argc, char **argv) { return print_verb(&cmd_names, argc, argv, formats); }

const command cmd_names = {
    "names", "who and what is named: persons, groups, places, with types and coreference",
    "usage: byline names [OPTION...] [INPUT...]\n"
    "\n"
    "Prints the names of each input.\n"
    "\n"
    "  --format iob2             token TAB tag (IOB2 with the ontology's types), the default\n"
    "  --format tsv              a line a mention, nominals and pronouns too: DOC, begin, end (code points, end\n"
    "                            exclusive), type, kind, number and label of its entity, text\n"
    "  --input article|conllu|columns|lines   conllu and columns: take the given tokens\n"
    "  --raw                     the text as it is, offsets into the file\n"
    "  --jobs N                  threads\n"
    "\n"
    "examples:\n"
    "  byline names article.txt\n"
    "  byline names --format tsv --raw article.txt\n"
    "  byline names --input columns tokens.tsv\n",
    run};
