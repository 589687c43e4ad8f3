/* byline model: what the models say of themselves. */
#include <string.h>

#include "cli/cli.h"

static int run(int argc, char **argv) {
  if (argc < 2 || argc > 3 || strcmp(argv[1], "info") != 0) return usage_error("model", "say 'info', and a file if you like");
  int status = bl_model_info(argc > 2 ? argv[2] : NULL, stdout);
  return status ? failed(status) : EXIT_OK;
}

const command cmd_model = {
    "model", "what the models were trained on, and whether their files are whole",
    "usage: byline model info [FILE.model]\n"
    "\n"
    "Checks model files (all of the data folder, or one) and prints what they say of themselves: corpora, seed, scores,\n"
    "licence.\n"
    "\n"
    "examples:\n"
    "  byline model info\n"
    "  byline model info data/models/parser.model\n",
    run};
