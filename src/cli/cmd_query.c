/* byline query: questions to a graph. */
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

enum { TIME_LIMIT = 120 };

static void too_long(int number) {
  static const char message[] =
      "byline: the query took too long: make it more selective, or load the graph into a triple store\n";
  (void)number;
  if (write(STDERR_FILENO, message, sizeof message - 1) < 0) _exit(EXIT_FAILED);
  _exit(EXIT_FAILED);
}

static int format_of(const char *name) {
  static const char *const names[] = {"table", "csv", "tsv", "json"};
  for (int i = 0; i < 4; i++)
    if (!name || strcmp(name, names[i]) == 0) return i;
  return -1;
}

static int run(int argc, char **argv) {
  const char *data = "output", *format = NULL;
  bool list = false, ontology = false, help = false;
  const option_row rows[] = {{"--data", 'd', &data, NULL}, {"--format", 'f', &format, NULL},
                             {"--list", 'l', NULL, &list}, {"--ontology", 0, NULL, &ontology},
                             {"--help", 'h', NULL, &help}, {NULL, 0, NULL, NULL}};
  int count = take_options(argc, argv, rows);
  if (count < 0) return EXIT_USAGE;
  if (help) return fputs(cmd_query.help, stdout) < 0;
  int status = 0, kind = format_of(format);
  if (kind < 0) return usage_error("query", "unknown format %s (table, csv, tsv, json)", format);
  if (!list && count != 1)
    return usage_error("query", "name one query or file (byline query --list shows the bundled ones)");
  if (list) {
    status = bl_query_list(stdout);
  } else {
    signal(SIGALRM, too_long);
    alarm(TIME_LIMIT);
    status = bl_query(data, argv[1], ontology, (bl_table_format)kind, stdout);
  }
  return status ? failed(status) : EXIT_OK;
}

const command cmd_query = {
    "query", "answers to SPARQL queries, bundled or your own",
    "usage: byline query NAME|FILE.rq [--data FOLDER|FILE] [--format table|csv|tsv|json]\n"
    "       byline query --list\n"
    "\n"
    "Runs a bundled query by name, or a file, over the Turtle files of a graph folder, or one Turtle file.\n"
    "\n"
    "  -d, --data FOLDER  the graph that byline build wrote (default output), or the file of byline merge\n"
    "  -f, --format F     table (default), or the W3C's SPARQL results: csv, tsv, json\n"
    "  -l, --list         the bundled queries and what each answers\n"
    "  --ontology         load ontology/byline.ttl too: labels of properties, classes above a class\n"
    "\n"
    "A query of your own, in a file; articles, entities and claims are described in ontology/README.md:\n"
    "\n"
    "  PREFIX by: <https://w3id.org/byline/ontology#>\n"
    "  PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
    "  PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
    "  SELECT ?who ?place WHERE {\n"
    "    ?claim rdf:predicate by:captured .\n"
    "    ?claim by:polarity by:Affirmed .\n"
    "    ?claim rdf:subject ?s . ?s skos:prefLabel ?who .\n"
    "    ?claim rdf:object ?o . ?o skos:prefLabel ?place\n"
    "  } ORDER BY ?place\n"
    "\n"
    "Known: SELECT, ASK, FILTER, OPTIONAL, UNION, BIND, GROUP BY, HAVING, aggregates, ORDER BY, LIMIT. Refused with a "
    "message:\n"
    "a SELECT in a group, VALUES, property paths, EXISTS, MINUS, CONSTRUCT, DESCRIBE, updates. A query ends after two\n"
    "minutes. For all of SPARQL 1.1 load the folder into a triple store.\n"
    "\n"
    "examples:\n"
    "  byline query --list\n"
    "  byline query casualties\n"
    "  byline query who-controls --data graph --format csv > control.csv\n"
    "  byline query my-question.rq --format json | jq '.results.bindings | length'\n",
    run};
