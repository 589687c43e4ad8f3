/* byline extract: what is claimed, as a flat table or as strings. */
#include "cli/cli.h"

static const format_row formats[] = {{"tsv", BL_OUT_CLAIMS_TSV}, {"openie", BL_OUT_OPENIE}, {NULL, 0}};

static int run(int argc, char **argv) { return print_verb(&cmd_extract, argc, argv, formats); }

const command cmd_extract = {
    "extract", "the claims as a flat table, or open relations as strings",
    "usage: byline extract [OPTION...] [INPUT...]\n"
    "\n"
    "  --format tsv|openie  tsv: the claims of the graph, a line each, for spreadsheets;\n"
    "                       openie: sentence, confidence, predicate, arg1, arg2, ... in the text's own words\n"
    "  --input FORMAT       article (default), lines (one sentence a line), conllu, columns; --trees takes the\n"
    "                       trees of conllu input too\n"
    "  --min-confidence N   leave out claims that are less likely to be true than N percent; 1: leave out none\n"
    "                       (data/rules/confidence.tsv has the limit that holds without it)\n"
    "  --date YYYY-MM-DD    publication date of articles that do not tell theirs\n"
    "\n"
    "examples:\n"
    "  byline extract --format tsv article.txt > claims.tsv\n"
    "  byline extract --format openie --input lines sentences.txt\n",
    run};
