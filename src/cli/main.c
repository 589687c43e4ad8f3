/* byline: the table of verbs. */
#include <stdio.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "cli/cli.h"

static const command *const commands[] = {
    &cmd_build,
    &cmd_resolve,
    &cmd_merge,
    &cmd_query,
    &cmd_explain,
    &cmd_extract,
    &cmd_text,
    &cmd_parse,
    &cmd_names,
    &cmd_times,
    &cmd_attributions,
    &cmd_rules,
    &cmd_link,
    &cmd_kb,
    &cmd_model,
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void print_help(FILE *out) {
  fputs("byline " BYLINE_VERSION ": news articles in, a knowledge graph out in which every claim carries its byline\n\n"
        "usage: byline VERB [OPTION...] [INPUT...]\n\n",
        out);
  for (int i = 0; i < COMMAND_COUNT; i++) fprintf(out, "  %-14s %s\n", commands[i]->name, commands[i]->summary);
  fputs("\nAn INPUT is a file, a folder, or - for standard input. 'byline VERB --help' has options and examples.\n", out);
}

/* Scratch memory comes and goes with each batch of sentences: keep it instead of handing it to the system and back. */
static void keep_memory(void) {
#ifdef __GLIBC__
  enum { KEEP = 64 << 20 };
  mallopt(M_MMAP_THRESHOLD, KEEP / 2);
  mallopt(M_TRIM_THRESHOLD, KEEP);
#endif
}

static int run_command(const command *c, int argc, char **argv) {
  bool help = argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0);
  return help ? fputs(c->help, stdout) < 0 : c->run(argc, argv);
}

int main(int argc, char **argv) {
  keep_memory();
  if (argc < 2) {
    print_help(stderr);
    return EXIT_USAGE;
  }
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
    print_help(stdout);
    return EXIT_OK;
  }
  if (strcmp(argv[1], "--version") == 0) return puts("byline " BYLINE_VERSION) < 0;
  for (int i = 0; i < COMMAND_COUNT; i++)
    if (strcmp(argv[1], commands[i]->name) == 0) return run_command(commands[i], argc - 1, argv + 1);
  fprintf(stderr, "byline: no verb called %s\n", argv[1]);
  print_help(stderr);
  return EXIT_USAGE;
}
