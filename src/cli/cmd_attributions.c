/* byline attributions: who says so. Source, cue and content spans, or the words and chains for people. */
#include "cli/cli.h"

static const format_row formats[] = {{"tsv", BL_OUT_ATTRIBUTIONS}, {"words", BL_OUT_ATTRIBUTION_WORDS}, {NULL, 0}};

static int run(int argc, char **argv) { return print_verb(&cmd_attributions, argc, argv, formats); }

const command cmd_attributions = {
    "attributions", "who says so: source, cue and content of each attribution",
    "usage: byline attributions [OPTION...] [INPUT...]\n"
    "\n"
    "Prints a line an attribution: DOC, source spans, cue spans, content spans. Spans are begin-end joined by ',', in\n"
    "Unicode code points of the text, end exclusive; '-' means none.\n"
    "\n"
    "  --format tsv|words        words: the words themselves, the outer attribution, modality, entity and rule\n"
    "  --input article|conllu|columns|lines   conllu: take the given tokens, with --trees the trees too\n"
    "  --raw                     the text as it is, offsets into the file\n"
    "  --jobs N                  threads\n"
    "\n"
    "examples:\n"
    "  byline attributions --raw article.txt\n"
    "  byline attributions --format words article.txt\n",
    run};
