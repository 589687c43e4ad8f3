/* byline build and byline resolve: the graph. */
#include <string.h>

#include "cli/cli.h"

typedef struct build_options {
  common given;
  bl_service_options service;
  const char *facts;
  bool rebuild, help;
} build_options;

static int parse(const command *self, int argc, char **argv, build_options *b, bl_options *options) {
  const option_row rows[] = {{"--output", 'o', &b->given.output, NULL}, {"--base", 0, &b->given.base, NULL},
                             {"--date", 0, &b->given.date, NULL},       {"--jobs", 'j', &b->given.jobs, NULL},
                             {"--facts", 0, &b->facts, NULL},           {"--input", 0, &b->given.input, NULL},
                             {"--raw", 0, NULL, &b->given.raw},         {"--rebuild", 0, NULL, &b->rebuild},
                             {"--data-dir", 0, &b->given.data_dir, NULL}, {"--quiet", 'q', NULL, &b->given.quiet},
                             {"--trees", 0, NULL, &b->given.trees},     {"--help", 'h', NULL, &b->help},
                             {"--min-confidence", 0, &b->given.min_confidence, NULL},
                             SERVICE_ROWS(b->given),                    {NULL, 0, NULL, NULL}};
  int count = take_options(argc, argv, rows);
  if (count < 0 || b->help) return count;
  if (!common_options(&b->given, options) || !service_options(self->name, &b->given, &b->service, options)) return -1;
  options->rebuild = b->rebuild;
  options->asserted_only = b->facts && strcmp(b->facts, "asserted") == 0;
  if (b->facts && !options->asserted_only && strcmp(b->facts, "reported") != 0) {
    usage_error(self->name, "--facts needs asserted or reported, not %s", b->facts);
    return -1;
  }
  if (!b->given.quiet && on_terminal()) options->progress = progress_bar;
  return count;
}

static void print_summary(const bl_summary *s) {
  fprintf(stderr, "%zu articles", s->articles);
  if (s->unchanged) fprintf(stderr, " (and %zu unchanged)", s->unchanged);
  fprintf(stderr, ", %zu sentences, %zu entities, %zu events, %zu claims, %zu conflicts, %.2f seconds\n", s->sentences, s->entities,
          s->events, s->claims, s->conflicts, s->seconds);
}

static int build_inputs(build_options *b, bl_inputs *inputs, const bl_options *options) {
  bl_engine *engine = NULL;
  bl_summary summary = {0};
  int status = bl_engine_open(b->given.data_dir, &engine);
  if (!status) status = bl_build(engine, inputs, b->given.output, options, &summary);
  if (!b->given.quiet && (summary.articles || summary.unchanged)) print_summary(&summary);
  int code = status ? failed(status) : EXIT_OK;
  bl_engine_close(engine);
  return code;
}

static int run_build(int argc, char **argv) {
  build_options b = {0};
  bl_options options;
  int count = parse(&cmd_build, argc, argv, &b, &options);
  if (count < 0) return EXIT_USAGE;
  if (b.help) return fputs(cmd_build.help, stdout) < 0;
  if (!b.given.output) return usage_error("build", "where to? give -o FOLDER");
  bl_inputs *inputs = bl_inputs_new();
  int code = add_inputs("build", inputs, count, argv + 1) ? build_inputs(&b, inputs, &options) : EXIT_USAGE;
  bl_inputs_free(inputs);
  return code;
}

static int run_resolve(int argc, char **argv) {
  build_options b = {0};
  bl_options options;
  bl_engine *engine = NULL;
  bl_summary summary = {0};
  int count = parse(&cmd_resolve, argc, argv, &b, &options);
  if (count < 0) return EXIT_USAGE;
  if (b.help) return fputs(cmd_resolve.help, stdout) < 0;
  if (count != 1) return usage_error("resolve", "name one graph folder");
  int status = bl_engine_open(b.given.data_dir, &engine);
  if (!status) status = bl_resolve_dir(engine, argv[1], &options, &summary);
  if (!status && !b.given.quiet) fprintf(stderr, "%zu conflicts, %.2f seconds\n", summary.conflicts, summary.seconds);
  int code = status ? failed(status) : EXIT_OK;
  bl_engine_close(engine);
  return code;
}

const command cmd_build = {
    "build", "articles into an RDF graph in which every claim carries its byline",
    "usage: byline build [OPTION...] INPUT... -o FOLDER\n"
    "\n"
    "Reads news articles (plain text, HTML) and writes the graph: FOLDER/articles/NAME.ttl for each article, and\n"
    "links.ttl, analysis.ttl, facts.ttl for all of them. A folder that holds a graph already is added to: only inputs\n"
    "that are new or changed are read.\n"
    "\n"
    "  -o, --output FOLDER        where the graph goes\n"
    "  --base IRI                 in front of all minted IRIs (default https://w3id.org/byline/id/)\n"
    "  --date YYYY-MM-DD          publication date of articles that do not tell theirs (or NAME.dct beside NAME.txt)\n"
    "  --min-confidence N         leave out claims that are less likely to be true than N percent; 1: leave out none\n"
    "                             (data/rules/confidence.tsv has the limit that holds without it)\n"
    "  --facts asserted|reported  what may become a plain triple of facts.ttl (default reported)\n"
    "  --jobs N                   threads (default: one a core)\n"
    "  --input article|lines|conllu|columns   what the inputs are\n"
    "  --rebuild                  read everything again\n"
    "  --service URL              ids of a reconciliation service too (owl:sameAs); --cache, --rate and the others as\n"
    "                             for byline link\n"
    "  -q, --quiet                no progress, no summary, no diagnostics\n"
    "\n"
    "examples:\n"
    "  byline build examples/articles -o output/\n"
    "  byline build -o graph --date 2024-03-05 monday.txt page.html\n"
    "  curl -s https://example.org/story | byline build - -o graph\n",
    run_build};

const command cmd_resolve = {
    "resolve", "the derived layers of a graph folder again",
    "usage: byline resolve [OPTION...] FOLDER\n"
    "\n"
    "Computes links.ttl, analysis.ttl and facts.ttl from FOLDER/articles, for example after files of two graphs were put\n"
    "together.\n"
    "\n"
    "  --base IRI                 in front of all minted IRIs\n"
    "  --facts asserted|reported  what may become a plain triple of facts.ttl (default reported)\n"
    "  --service URL              ids of a reconciliation service too (owl:sameAs); --cache, --rate and the others as\n"
    "                             for byline link\n"
    "  -q, --quiet                no summary\n"
    "\n"
    "examples:\n"
    "  cp other/articles/*.ttl graph/articles/ && byline resolve graph\n",
    run_resolve};
