/* byline-train: makes the models in data/models from corpora. `make model` calls it. */
#include <stdio.h>
#include <string.h>

#include "train/commands.h"
#include "train/names.h"

static const struct {
  const char *name;
  int (*run)(int argc, char **argv);
} commands[] = {
    {"vectors", bl_train_vectors},
    {"token", bl_train_token},
    {"parser", bl_train_parser}, {"lemmas", bl_train_lemmas},
    {"clusters", bl_train_clusters},
    {"names", bl_train_names},
    {"attribution", bl_train_attribution},
};

int main(int argc, char **argv) {
  for (size_t i = 0; argc > 1 && i < sizeof commands / sizeof *commands; i++)
    if (strcmp(argv[1], commands[i].name) == 0) return commands[i].run(argc - 1, argv + 1);
  fputs("usage: byline-train vectors|token|parser|clusters|names|attribution ... (see src/train/README.md)\n", stderr);
  return 2;
}
