/* The command line: verbs, their options, and what they have in common. A verb is a row of main.c's table and one file
 * cmd_NAME.c. Exit codes: 0, 1 failed, 2 usage. */
#ifndef BL_CLI_CLI_H
#define BL_CLI_CLI_H

#include "pipeline/byline.h"

enum { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

typedef struct command {
  const char *name;
  const char *summary; /* one line for `byline --help` */
  const char *help;    /* usage, options, examples */
  int (*run)(int argc, char **argv); /* argv[0] is the verb */
} command;

/* An option of a verb: takes a value when `value` is set, else sets `flag`. */
typedef struct option_row {
  const char *name; /* "--jobs" */
  char letter;      /* 'j', 0: none */
  const char **value;
  bool *flag;
} option_row;

/* Takes the options out of argv[1..argc) and leaves the other words at argv[1..]; returns their number, -1 after a
 * message when an option is unknown or lacks its value. "--name=value" and "--" are understood. Rows end with name NULL. */
int take_options(int argc, char **argv, const option_row *rows);

/* Options that every verb over articles has: --date, --jobs, --raw, --input, --base, --data-dir, --quiet. */
typedef struct common {
  const char *date, *jobs, *input, *base, *data_dir, *format, *output, *sentence, *claim, *min_confidence;
  bool raw, quiet, trees;
  const char *service, *cache, *rate, *types, *country, *score; /* of --service */
} common;

/* Turns them into bl_options; false after a message. `service` gets what --service needs and must live as long as
 * `out`; NULL where a verb has no such option. */
bool common_options(const common *given, bl_options *out);
bool service_options(const char *verb, const common *given, bl_service_options *service, bl_options *out);

/* The rows of --service and its companions, to copy into a verb's rows. */
#define SERVICE_ROWS(given)                                                                                       \
  {"--service", 0, &(given).service, NULL}, {"--cache", 0, &(given).cache, NULL}, {"--rate", 0, &(given).rate, NULL}, \
  {"--types", 0, &(given).types, NULL}, {"--country-property", 0, &(given).country, NULL},                        \
  {"--least-score", 0, &(given).score, NULL}

/* A verb that prints one layer: parses argv, opens the engine, reads the inputs, prints in the format asked for. */
typedef struct format_row {
  const char *name;
  bl_output output;
} format_row;
int print_verb(const command *self, int argc, char **argv, const format_row *formats);

/* "byline VERB: message" on standard error; gives EXIT_USAGE. */
int usage_error(const char *verb, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "byline: " and bl_error() on standard error; gives EXIT_FAILED, or EXIT_USAGE for a status that says so. */
int failed(int status);

/* Prints diagnostics and the progress bar on standard error. */
void diagnostic_line(void *user, const char *line);
void progress_bar(void *user, size_t done, size_t total);
bool on_terminal(void);

/* Adds the words as inputs; with none, standard input if it is no terminal. False after a message. */
bool add_inputs(const char *verb, bl_inputs *inputs, int count, char **words);

extern const command cmd_attributions;
extern const command cmd_build;
extern const command cmd_explain;
extern const command cmd_extract;
extern const command cmd_kb, cmd_link;
extern const command cmd_link;
extern const command cmd_merge;
extern const command cmd_model;
extern const command cmd_names;
extern const command cmd_parse;
extern const command cmd_query;
extern const command cmd_resolve;
extern const command cmd_rules;
extern const command cmd_text;
extern const command cmd_times;

#endif
