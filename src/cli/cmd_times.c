/* byline times: time expressions with their TIMEX3 values. */
#include "cli/cli.h"

static const format_row formats[] = {{"tsv", BL_OUT_TIMES}, {NULL, 0}};

static int run(int argc, char **argv) { return print_verb(&cmd_times, argc, argv, formats); }

const command cmd_times = {
    "times", "time expressions and what they mean (TIMEX3)",
    "usage: byline times [OPTION...] [INPUT...]\n"
    "\n"
    "Prints a line a time expression: DOC, begin, end, type, value. Offsets are Unicode code points of the text, end\n"
    "exclusive; the type is DATE, TIME, DURATION or SET; the value is that of TIMEX3 (2021-08-20, P3D, PRESENT_REF).\n"
    "Relative times are read against the publication date of the article, --date, or a file NAME.dct beside NAME.txt;\n"
    "without one what is not known stays X (XXXX-WXX-5).\n"
    "\n"
    "  --format tsv              the only format\n"
    "  --date YYYY-MM-DD         publication date where the article has none\n"
    "  --input article|conllu|columns|lines   conllu and columns: take the given tokens\n"
    "  --raw                     the text as it is, offsets into the file\n"
    "  --jobs N                  threads\n"
    "\n"
    "examples:\n"
    "  byline times --raw article.txt\n"
    "  echo 'Rebels left the town last Friday.' | byline times --date 2021-08-18 -\n",
    run};
