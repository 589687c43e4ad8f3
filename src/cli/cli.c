/* What the verbs share; see cli.h. */
#include "cli/cli.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int usage_error(const char *verb, const char *format, ...) {
  va_list args;
  va_start(args, format);
  fprintf(stderr, "byline %s: ", verb);
  vfprintf(stderr, format, args);
  fprintf(stderr, "\nTry 'byline %s --help'.\n", verb);
  va_end(args);
  return EXIT_USAGE;
}

int failed(int status) {
  enum { USAGE_STATUS = 3 };
  fprintf(stderr, "byline: %s\n", bl_error());
  return status == USAGE_STATUS ? EXIT_USAGE : EXIT_FAILED;
}

/* ---- options ---------------------------------------------------------------------------------------------------- */

static const option_row *find_option(const option_row *rows, const char *word, size_t n) {
  for (; rows->name; rows++) {
    bool is_long = strlen(rows->name) == n && strncmp(rows->name, word, n) == 0;
    bool is_short = rows->letter && n == 2 && word[0] == '-' && word[1] == rows->letter;
    if (is_long || is_short) return rows;
  }
  return NULL;
}

int take_options(int argc, char **argv, const option_row *rows) {
  int kept = 1;
  bool open = true;
  for (int i = 1; i < argc; i++) {
    char *word = argv[i];
    if (!open || word[0] != '-' || word[1] == '\0') {
      argv[kept++] = word;
      continue;
    }
    if (strcmp(word, "--") == 0) {
      open = false;
      continue;
    }
    size_t n = strcspn(word, "=");
    const option_row *row = find_option(rows, word, n);
    if (!row) return usage_error(argv[0], "unknown option %s", word), -1;
    if (row->flag && word[n]) return usage_error(argv[0], "%s takes no value", row->name), -1;
    if (row->flag) {
      *row->flag = true;
    } else if (word[n] == '=') {
      *row->value = word + n + 1;
    } else {
      if (i + 1 >= argc) return usage_error(argv[0], "%s needs a value", row->name), -1;
      *row->value = argv[++i];
    }
  }
  return kept - 1;
}

static bool input_format(const char *name, bl_input_format *out) {
  static const char *const names[] = {"article", "conllu", "columns", "lines"};
  for (int i = 0; i < 4; i++) {
    if (strcmp(name, names[i]) != 0) continue;
    *out = (bl_input_format)i;
    return true;
  }
  fprintf(stderr, "byline: unknown input format %s (article, conllu, columns, lines)\n", name);
  return false;
}

static bool is_day(const char *s) {
  if (strlen(s) != 10 || s[4] != '-' || s[7] != '-') return false;
  for (int i = 0; i < 10; i++)
    if (i != 4 && i != 7 && (s[i] < '0' || s[i] > '9')) return false;
  return true;
}

/* A number from 1 to `most`; NULL leaves *value as it is. */
static bool number(const char *option, const char *text, long most, long *value) {
  char *end;
  if (!text) return true;
  *value = strtol(text, &end, 10);
  if (*text && !*end && *value >= 1 && *value <= most) return true;
  fprintf(stderr, "byline: %s needs a number from 1 to %ld, not %s\n", option, most, text);
  return false;
}

bool common_options(const common *given, bl_options *out) {
  *out = bl_default_options();
  if (given->base) out->base = given->base;
  if (given->date && !is_day(given->date)) {
    fprintf(stderr, "byline: --date needs YYYY-MM-DD, not %s\n", given->date);
    return false;
  }
  out->date = given->date;
  out->raw = given->raw;
  out->keep_trees = given->trees;
  long jobs = 0, sentence = 0, least = 0;
  if (!number("--jobs", given->jobs, 1024, &jobs) || !number("--sentence", given->sentence, 1 << 30, &sentence) || !number("--min-confidence", given->min_confidence, 100, &least)) return false;
  out->jobs = (int)jobs;
  out->min_confidence = (int)least;
  out->sentence = (size_t)sentence;
  out->claim = given->claim;
  if (!given->quiet) out->diagnostic = diagnostic_line;
  return !given->input || input_format(given->input, &out->input);
}

bool service_options(const char *verb, const common *given, bl_service_options *service, bl_options *out) {
  const char *companions[] = {given->cache, given->rate, given->types, given->country, given->score};
  for (size_t i = 0; !given->service && i < sizeof companions / sizeof *companions; i++)
    if (companions[i]) return usage_error(verb, "--cache, --rate, --types, --country-property and --least-score go with --service URL"), false;
  if (!given->service) return true;
  long rate = 0, score = 0;
  if (!number("--rate", given->rate, 1000, &rate) || !number("--least-score", given->score, 1000000, &score)) return false;
  *service = (bl_service_options){.url = given->service, .cache = given->cache, .rate = (int)rate, .types = given->types,
                                  .country = given->country, .least_score = (int)score};
  out->service = service;
  return true;
}

/* ---- the terminal ----------------------------------------------------------------------------------------------- */

bool on_terminal(void) { return isatty(STDERR_FILENO) == 1; }

static bool bar_shown;

static void clear_bar(void) {
  if (bar_shown) fputs("\r\033[K", stderr);
  bar_shown = false;
}

void diagnostic_line(void *user, const char *line) {
  (void)user;
  clear_bar();
  fprintf(stderr, "byline: %s\n", line);
}

void progress_bar(void *user, size_t done, size_t total) {
  (void)user;
  enum { WIDTH = 40 };
  size_t full = total ? done * WIDTH / total : WIDTH;
  fprintf(stderr, "\r[");
  for (size_t i = 0; i < WIDTH; i++) fputc(i < full ? '#' : '.', stderr);
  fprintf(stderr, "] %zu/%zu", done, total);
  bar_shown = true;
  if (done == total) clear_bar();
}

/* ---- verbs that print ------------------------------------------------------------------------------------------- */

bool add_inputs(const char *verb, bl_inputs *inputs, int count, char **words) {
  if (!count && isatty(STDIN_FILENO)) {
    usage_error(verb, "no input: name a file, a folder, or - for standard input");
    return false;
  }
  char *standard = "-";
  if (!count) words = &standard, count = 1;
  for (int i = 0; i < count; i++) bl_inputs_add(inputs, words[i]);
  return true;
}

static const format_row *find_format(const command *self, const format_row *formats, const char *name) {
  if (!name) return formats;
  for (const format_row *f = formats; f->name; f++)
    if (strcmp(f->name, name) == 0) return f;
  usage_error(self->name, "unknown format %s (first known: %s)", name, formats->name);
  return NULL;
}

static int print_inputs(const char *verb, const common *given, bl_inputs *inputs, bl_output what) {
  bl_options options;
  bl_service_options service;
  bl_engine *engine = NULL;
  if (!common_options(given, &options) || !service_options(verb, given, &service, &options)) return EXIT_USAGE;
  int status = bl_engine_open(given->data_dir, &engine);
  if (!status) status = bl_print(engine, inputs, what, &options, stdout);
  int code = status ? failed(status) : EXIT_OK;
  bl_engine_close(engine);
  return code;
}

int print_verb(const command *self, int argc, char **argv, const format_row *formats) {
  common given = {0};
  bool help = false;
  const option_row rows[] = {{"--date", 0, &given.date, NULL},     {"--jobs", 'j', &given.jobs, NULL},
                             {"--raw", 0, NULL, &given.raw},       {"--input", 0, &given.input, NULL},
                             {"--trees", 0, NULL, &given.trees},   {"--format", 'f', &given.format, NULL},
                             {"--sentence", 0, &given.sentence, NULL}, {"--claim", 0, &given.claim, NULL},
                             {"--base", 0, &given.base, NULL},     {"--data-dir", 0, &given.data_dir, NULL},
                             {"--quiet", 'q', NULL, &given.quiet}, {"--help", 'h', NULL, &help},
                             {"--min-confidence", 0, &given.min_confidence, NULL},
                             SERVICE_ROWS(given), {NULL, 0, NULL, NULL}};
  enum { SERVICE_COUNT = 6, ROWS = sizeof rows / sizeof *rows };
  option_row own[ROWS];
  memcpy(own, rows, sizeof rows);
  if (self != &cmd_link) own[ROWS - 1 - SERVICE_COUNT].name = NULL;
  int count = take_options(argc, argv, own);
  if (count < 0) return EXIT_USAGE;
  if (help) return fputs(self->help, stdout) < 0 ? EXIT_FAILED : EXIT_OK;
  const format_row *format = find_format(self, formats, given.format);
  if (!format) return EXIT_USAGE;
  bl_inputs *inputs = bl_inputs_new();
  int code = add_inputs(self->name, inputs, count, argv + 1) ? print_inputs(self->name, &given, inputs, format->output) : EXIT_USAGE;
  bl_inputs_free(inputs);
  return code;
}
