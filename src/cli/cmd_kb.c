/* byline kb: the knowledge base of names and ids: build one, describe it, look a name up. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

/* The index that ships with the program. */
static const char *default_index(char *path, size_t size) {
  const char *data = bl_data_dir();
  snprintf(path, size, "%s/kb/default.kb", data ? data : "data");
  return path;
}

static int build(int argc, char **argv, const char *output, const char *note) {
  if (!output) return usage_error("kb build", "which file to write? (-o FILE)");
  if (argc < 1) return usage_error("kb build", "no input");
  int status = bl_kb_make(output, (const char *const *)argv, (size_t)argc, note, stderr);
  return status ? failed(status) : EXIT_OK;
}

static int run(int argc, char **argv) {
  const char *output = NULL, *note = NULL, *index = NULL;
  char path[4096];
  const option_row rows[] = {{"--output", 'o', &output, NULL}, {"--note", 0, &note, NULL}, {"--kb", 0, &index, NULL},
                             {NULL, 0, NULL, NULL}};
  int words = take_options(argc, argv, rows);
  if (words < 0) return EXIT_USAGE;
  if (words < 1) return usage_error("kb", "build, info or lookup?");
  if (!index) index = default_index(path, sizeof path);
  const char *what = argv[1];
  if (!strcmp(what, "build")) return build(words - 1, argv + 2, output, note);
  int status;
  if (!strcmp(what, "info")) {
    status = bl_kb_describe(words > 1 ? argv[2] : index, stdout);
  } else if (!strcmp(what, "lookup")) {
    if (words < 2) return usage_error("kb lookup", "which name?");
    status = bl_kb_ask(index, (const char *const *)argv + 2, (size_t)words - 1, stdout);
  } else {
    return usage_error("kb", "unknown: '%s' (build, info or lookup)", what);
  }
  return status ? failed(status) : EXIT_OK;
}

const command cmd_kb = {
    "kb", "the knowledge base: build an index, describe it, look names up",
    "usage: byline kb build -o FILE [--note TEXT] [KIND[/XX]=]INPUT...\n"
    "       byline kb info [FILE]\n"
    "       byline kb lookup [--kb FILE] NAME|Qnnn...\n"
    "\n"
    "Builds one index from tables (header row; columns name, alt_names, kind, qid, geonames, parent, iso2, lat, lon,\n"
    "population, ...), GeoNames dumps, a Wikidata truthy dump (.nt) and Who's On First GeoJSON. KIND is what a file's\n"
    "things are when it does not say: country, region, district, city, place, facility, person, organization, company,\n"
    "party, government, armed-group, outlet; XX is their country.\n"
    "\n"
    "  -o, --output FILE    the index to write\n"
    "  --note TEXT          sources and licences, shown by info\n"
    "  --kb FILE            another index than the one that ships\n"
    "\n"
    "examples:\n"
    "  byline kb lookup Panjshir\n"
    "  byline kb lookup Q889\n"
    "  byline kb build -o my.kb person=staff.tsv company=customers.tsv\n"
    "  zcat latest-truthy.nt.gz | byline kb build -o wikidata.kb nt=-\n",
    run};
