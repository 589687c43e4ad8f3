/* byline merge: the graph in one file, one node a thing. */
#include "cli/cli.h"

static int run(int argc, char **argv) {
  const char *output = "-";
  bool help = false;
  const option_row rows[] = {{"--output", 'o', &output, NULL}, {"--help", 'h', NULL, &help}, {NULL, 0, NULL, NULL}};
  int count = take_options(argc, argv, rows);
  if (count < 0) return EXIT_USAGE;
  if (help) return fputs(cmd_merge.help, stdout) < 0;
  if (count != 1) return usage_error("merge", "name one graph folder");
  int status = bl_merge(argv[1], output);
  return status ? failed(status) : EXIT_OK;
}

const command cmd_merge = {
    "merge", "the graph as one Turtle file in which one thing is one node",
    "usage: byline merge FOLDER [-o FILE]\n"
    "\n"
    "Puts the layers of a graph folder (articles/*.ttl, links.ttl, analysis.ttl, facts.ttl, those that are there) together\n"
    "as one Turtle file for tools that do not follow by:canonical: graph viewers, importers of property graphs, SHACL, plain\n"
    "SPARQL. The canonical IRI stands in place of every entity that links.ttl calls the same. Such a node has one type and one\n"
    "skos:prefLabel, those of the canonical node; all other names are skos:altLabel. Left out are the by:canonical of\n"
    "entities, and plain triples that would say something of a node and itself. Why an entity of an article was taken for\n"
    "the thing stays: ENTITY/identity, with by:evidence, by:score, and prov:wasDerivedFrom the merged node. Events stay as\n"
    "each article tells them, as accounts differ; by:sameEvent says which are one.\n"
    "\n"
    "The same folder gives the same bytes: sorted, each triple once. A large graph needs room for temporary files, about the\n"
    "size of the result, in $TMPDIR (/tmp).\n"
    "\n"
    "  -o, --output FILE  where to (default -, standard output); written whole or not at all. Best outside of FOLDER:\n"
    "                     byline query --data FOLDER would read it beside the layers\n"
    "\n"
    "examples:\n"
    "  byline merge output -o all.ttl\n"
    "  byline query posts --data all.ttl\n"
    "  byline merge output | rapper -q -i turtle -o ntriples - https://example.org/ > all.nt\n",
    run};
