/* byline link: which thing of the knowledge base each name means, or NIL. */
#include "cli/cli.h"

static const format_row formats[] = {{"tsv", BL_OUT_LINKS}, {NULL, 0}};

static int run(int argc, char **argv) { return print_verb(&cmd_link, argc, argv, formats); }

const command cmd_link = {
    "link", "which thing in Wikidata each name means, or NIL",
    "usage: byline link [OPTION...] [INPUT...]\n"
    "\n"
    "Prints a line for each name: DOC, begin, end (code points, end exclusive), Wikidata id or NIL. A name is linked only\n"
    "when the knowledge base (byline kb info) has a candidate that is good enough and clearly better than the next.\n"
    "\n"
    "  --format tsv         the only format\n"
    "  --raw                the text as it is, offsets into the file\n"
    "  --jobs N             threads\n"
    "\n"
    "examples:\n"
    "  byline link article.txt\n"
    "  byline link --raw texts/ > links.tsv\n",
    run};
