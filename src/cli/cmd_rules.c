/* byline rules: check the rules, run their examples, count how often they fire. */
#include <string.h>

#include "cli/cli.h"

static int stats(bl_engine *engine, int count, char **words, const common *given) {
  bl_options options;
  if (!common_options(given, &options)) return EXIT_USAGE;
  bl_inputs *inputs = bl_inputs_new();
  int status = EXIT_USAGE;
  if (add_inputs("rules stats", inputs, count, words)) {
    status = bl_rules_stats(engine, inputs, &options, stdout);
    status = status ? failed(status) : EXIT_OK;
  }
  bl_inputs_free(inputs);
  return status;
}

static int run(int argc, char **argv) {
  common given = {0};
  const option_row rows[] = {{"--date", 0, &given.date, NULL},   {"--jobs", 'j', &given.jobs, NULL},
                             {"--input", 0, &given.input, NULL}, {"--trees", 0, NULL, &given.trees},
                             {"--raw", 0, NULL, &given.raw},     {"--data-dir", 0, &given.data_dir, NULL},
                             {NULL, 0, NULL, NULL}};
  int words = take_options(argc, argv, rows);
  if (words < 0) return EXIT_USAGE;
  if (words < 1) return usage_error("rules", "check, test or stats?");
  bl_engine *engine;
  int status = bl_engine_open(given.data_dir, &engine);
  if (status) return failed(status);
  if (!strcmp(argv[1], "check")) {
    status = bl_rules_check(engine, stdout);
  } else if (!strcmp(argv[1], "test")) {
    status = bl_rules_test(engine, stdout);
  } else if (!strcmp(argv[1], "stats")) {
    int code = stats(engine, words - 1, argv + 2, &given);
    bl_engine_close(engine);
    return code;
  } else {
    bl_engine_close(engine);
    return usage_error("rules", "unknown: '%s' (check, test or stats)", argv[1]);
  }
  bl_engine_close(engine);
  return status ? failed(status) : EXIT_OK;
}

const command cmd_rules = {
    "rules", "the rules: check them, run their examples, count how often they fire",
    "usage: byline rules check\n"
    "       byline rules test\n"
    "       byline rules stats [OPTION...] [INPUT...]\n"
    "\n"
    "check reads data/rules and data/lexicon and counts what is there; an error names file, line and column,\n"
    "and so does a rule that has no + example.\n"
    "test runs the + and - examples under the rules and shows those that fail, with what was found (* by the rule).\n"
    "stats counts how often each rule and event word made a claim of the inputs.\n"
    "\n"
    "  --data-dir DIR   another data folder\n"
    "  --input FORMAT   article (default), lines, conllu, columns; --trees takes the trees of conllu input too\n"
    "  --jobs N         threads\n"
    "\n"
    "examples:\n"
    "  byline rules test\n"
    "  byline rules stats examples/articles/ | head\n",
    run};
