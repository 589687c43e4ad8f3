/* byline link: which thing of the knowledge base, or of a reconciliation service, each name means, or NIL. */
#include "cli/cli.h"

static const format_row formats[] = {{"tsv", BL_OUT_LINKS}, {"json", BL_OUT_LINKS_JSON}, {NULL, 0}};

static int run(int argc, char **argv) { return print_verb(&cmd_link, argc, argv, formats); }

const command cmd_link = {
    "link", "which thing in Wikidata each name means, or NIL",
    "usage: byline link [OPTION...] [INPUT...]\n"
    "\n"
    "Prints a line for each name: DOC, begin, end (code points, end exclusive), Wikidata id or NIL. A name is linked only\n"
    "when the knowledge base (byline kb info) has a candidate that is good enough and clearly better than the next.\n"
    "\n"
    "  --format tsv|json    json: an object a line with text, label and all ids (sameAs)\n"
    "  --raw                the text as it is, offsets into the file\n"
    "  --jobs N             threads\n"
    "\n"
    "With --service the names are looked up at a service of the Reconciliation API 0.1 or 0.2 instead, and a line is\n"
    "DOC, begin, end, IRI or NIL, score and label of the best candidate. Linked is what the service calls a match.\n"
    "\n"
    "  --service URL        its address (http or https)\n"
    "  --cache DIR          keep its answers there; what is kept is not asked again\n"
    "  --rate N             at most N requests of 20 names a second (5); Retry-After is honoured\n"
    "  --least-score N      link the best candidate from this score on, too\n"
    "  --types T=ID,...     the service's types: Person=Q5,City=Q515 (else what its manifest names so)\n"
    "  --country-property P its property for a place's country, as P17; sent with the country the article names most\n"
    "\n"
    "examples:\n"
    "  byline link article.txt\n"
    "  byline link --raw texts/ > links.tsv\n"
    "  byline link --service http://localhost:8000/reconcile --cache answers --rate 2 article.txt\n",
    run};
