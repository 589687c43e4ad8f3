/* byline explain: why each claim is there. */
#include "cli/cli.h"

static const format_row formats[] = {{"text", BL_OUT_EXPLAIN}, {NULL, 0}};

static int run(int argc, char **argv) { return print_verb(&cmd_explain, argc, argv, formats); }

const command cmd_explain = {
    "explain", "why each claim is there: sentence, tree, mentions, rules, claims",
    "usage: byline explain [OPTION...] [INPUT...]\n"
    "\n"
    "Shows for each sentence its tree, mentions, times, quantities, attributions, and the claims read from it, each\n"
    "with the rule that made it and the rule's file and line.\n"
    "\n"
    "  --sentence N       only the Nth sentence of each article\n"
    "  --claim IRI        only the sentence of this claim\n"
    "  --min-confidence N leave out claims that are less likely to be true than N percent; 1: leave out none\n"
    "  --date YYYY-MM-DD  publication date of articles that do not tell theirs\n"
    "  --input FORMAT     article (default), lines, conllu, columns; --trees takes the trees of conllu input too\n"
    "\n"
    "examples:\n"
    "  byline explain examples/articles/court.txt\n"
    "  echo 'Rebels took Kesh, officials said.' | byline explain -\n"
    "  byline explain --sentence 2 article.txt\n",
    run};
