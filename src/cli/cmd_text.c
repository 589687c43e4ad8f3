/* byline text: the article's text as the pipeline sees it. */
#include "cli/cli.h"

static const format_row formats[] = {{"plain", BL_OUT_TEXT}, {"json", BL_OUT_TEXT_JSON}, {NULL, 0}};

static int run(int argc, char **argv) { return print_verb(&cmd_text, argc, argv, formats); }

const command cmd_text = {
    "text", "the article's text as the pipeline sees it",
    "usage: byline text [OPTION...] [INPUT...]\n"
    "\n"
    "Prints the text of articles (plain text or HTML) without page furniture.\n"
    "\n"
    "  --format plain|json  plain text, or one JSON object an article with title, date, author, publisher, url, text\n"
    "  --date YYYY-MM-DD    publication date of articles that do not tell theirs\n"
    "  --raw                the text as it is, nothing removed\n"
    "  --jobs N             threads\n"
    "\n"
    "examples:\n"
    "  byline text saved-page.html\n"
    "  byline text --format json pages/ | jq -r .title\n",
    run};
