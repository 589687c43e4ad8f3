/* byline extract: the claims of articles as a flat table. */
#include "cli/cli.h"

static const format_row formats[] = {{"tsv", BL_OUT_CLAIMS_TSV}, {NULL, 0}};

static int run(int argc, char **argv) { return print_verb(&cmd_extract, argc, argv, formats); }

const command cmd_extract = {
    "extract", "the claims of articles as a table",
    "usage: byline extract [OPTION...] [INPUT...]\n"
    "\n"
    "Prints a line a claim: doc, begin, end, subject, predicate, object, polarity, modality, sources (outermost first),\n"
    "place, time, event, confidence, rule, rule_place, evidence. Offsets are Unicode code points of the text.\n"
    "\n"
    "  --format tsv              the only format as yet\n"
    "  --input article|conllu|columns|lines   conllu: take the given tokens, with --trees the trees too\n"
    "  --date YYYY-MM-DD         publication date of articles that do not tell theirs\n"
    "  --raw                     the text as it is, offsets into the file\n"
    "  --jobs N                  threads\n"
    "\n"
    "examples:\n"
    "  byline extract examples/articles/court.txt\n"
    "  echo 'Rebels took Kesh, officials said.' | byline extract -\n",
    run};
