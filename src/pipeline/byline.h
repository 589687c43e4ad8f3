/* Byline: news articles in, an RDF knowledge graph out in which every claim carries its byline.
 *
 * The one public header. An engine holds the models and rules; it is constant after opening, so one engine serves many
 * threads. Functions return BL_OK (0) or another status; bl_error() then says what happened, with file and line.
 *
 *     bl_engine *engine;
 *     bl_inputs *inputs = bl_inputs_new();
 *     bl_inputs_add(inputs, "articles/");
 *     if (bl_engine_open(NULL, &engine)) die(bl_error());
 *     bl_options options = bl_default_options();
 *     bl_summary summary;
 *     if (bl_build(engine, inputs, "output", &options, &summary)) die(bl_error());
 */
#ifndef BYLINE_H
#define BYLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define BL_API __attribute__((visibility("default")))

#define BYLINE_VERSION "0.1.0"

typedef struct bl_engine bl_engine;
typedef struct bl_inputs bl_inputs;

/* ---- errors ----------------------------------------------------------------------------------------------------- */

/* The message of the last function that failed on this thread: one line, "file:line:column: ..." for data files. */
BL_API const char *bl_error(void);

/* ---- inputs ----------------------------------------------------------------------------------------------------- */

BL_API bl_inputs *bl_inputs_new(void);
BL_API void bl_inputs_free(bl_inputs *inputs);

/* Adds a file, a folder (all files below it but hidden ones and *.dct) or "-" (standard input). A path that cannot be
 * read becomes a diagnostic when its turn comes, and the rest goes on. The order of adding does not matter: inputs are
 * taken by path, each once. */
BL_API void bl_inputs_add(bl_inputs *inputs, const char *path);
BL_API size_t bl_inputs_count(const bl_inputs *inputs);

/* ---- options ---------------------------------------------------------------------------------------------------- */

typedef enum bl_input_format {
  BL_INPUT_ARTICLE, /* text or HTML, told apart by content */
  BL_INPUT_CONLLU,  /* given tokens; tags and trees too with bl_options.keep_trees */
  BL_INPUT_COLUMNS, /* one token a line, form first */
  BL_INPUT_LINES    /* one sentence a line */
} bl_input_format;

/* A service of the Reconciliation API that names are looked up at, instead of the knowledge base that ships. */
typedef struct bl_service_options {
  const char *url;     /* http or https */
  const char *cache;   /* folder that keeps its answers, NULL: none */
  int rate;            /* requests a second; 0: 5 */
  const char *types;   /* "Person=Q5,City=Q515": the service's ids of types; NULL: as its manifest says */
  const char *country; /* its property for the country of a place ("P17"), NULL: the country is not sent */
  int least_score;     /* take its best candidate from this score on, also where it is not sure; 0: only when it is */
} bl_service_options;

typedef struct bl_options {
  const char *base;       /* IRI in front of articles, entities, claims; must end in / or # */
  const char *date;       /* YYYY-MM-DD for articles that do not tell theirs, NULL: none (NAME.dct is looked for) */
  int jobs;               /* threads; 0: as many as the machine has cores */
  bool raw;               /* text as it is: no furniture removed, offsets into the file */
  bl_input_format input;
  bool keep_trees;        /* BL_INPUT_CONLLU: take tags and trees of the input */
  int min_confidence;     /* percent: claims less likely to be true are not made; 0: as data/rules/confidence.tsv says, 1: all are */
  bool asserted_only;     /* facts.ttl: only what articles say in their own voice */
  size_t sentence;        /* BL_OUT_EXPLAIN: this sentence alone, from 1; 0: all */
  const char *claim;      /* BL_OUT_EXPLAIN: the sentence of this claim alone, by its IRI; NULL: all */
  const bl_service_options *service; /* BL_OUT_LINKS, bl_build, bl_resolve_dir: NULL: none */
  bool rebuild;           /* bl_build: read again also what has not changed */
  void (*progress)(void *user, size_t done, size_t total); /* may be NULL; called on the calling thread */
  void *progress_user;
  void (*diagnostic)(void *user, const char *line); /* "file: message", may be NULL; on the calling thread */
  void *diagnostic_user;
} bl_options;

BL_API bl_options bl_default_options(void);

/* ---- engine ----------------------------------------------------------------------------------------------------- */

/* An engine over a data folder (models, lexicons, rules), which are opened when a verb needs them. NULL: $BYLINE_DATA, else the folder beside the program, else the
 * installed one. */
BL_API int bl_engine_open(const char *data_dir, bl_engine **out);
BL_API void bl_engine_close(bl_engine *engine);

/* The data folder that was found for NULL, or NULL if there is none. Valid until the program ends. */
BL_API const char *bl_data_dir(void);

/* ---- verbs: what one layer holds -------------------------------------------------------------------------------- */

typedef enum bl_output {
  BL_OUT_TEXT,         /* the article's text */
  BL_OUT_TEXT_JSON,    /* title, date, author, publisher, URL, text; a JSON object a line */
  BL_OUT_CONLLU,       /* tokens, tags, trees */
  BL_OUT_NAMES_IOB2,   /* form TAB tag */
  BL_OUT_NAMES_TSV,    /* DOC begin end type kind entity text */
  BL_OUT_TIMES,        /* DOC begin end type value */
  BL_OUT_ATTRIBUTIONS, /* DOC source cue content */
  BL_OUT_ATTRIBUTION_WORDS, /* the same for people: words, chain, modality, rule */
  BL_OUT_CLAIMS_TSV,   /* the claims as a flat table */
  BL_OUT_OPENIE,       /* sentence, confidence, predicate, arg1, arg2, ... */
  BL_OUT_LINKS,        /* DOC begin end QID|NIL; of a service: DOC begin end IRI|NIL score label */
  BL_OUT_LINKS_JSON,   /* an object a line: doc, begin, end, text, label, sameAs; of a service also score, match */
  BL_OUT_EXPLAIN,      /* for people: sentence, tree, mentions, rules, claims */
  BL_OUT_TURTLE        /* the article's layer of the graph */
} bl_output;

/* Runs the pipeline over each input as far as `what` needs and writes to `out` in the order of the inputs, whatever the
 * number of threads. An input that fails becomes a diagnostic and the rest goes on; then the result is 1 at the end. */
BL_API int bl_print(bl_engine *engine, const bl_inputs *inputs, bl_output what, const bl_options *options, FILE *out);

/* ---- verbs: the rules ------------------------------------------------------------------------------------------- */

/* Counts of rules, examples and event words; that they read without error is known once the engine is open. */
BL_API int bl_rules_check(bl_engine *engine, FILE *out);

/* Runs the examples under the rules through the pipeline, shows those that fail with what was found instead, and ends
 * with "rules: N passed, N failed". Not BL_OK when any failed. */
BL_API int bl_rules_test(bl_engine *engine, FILE *out);

/* How often each rule and event word fires on the inputs, most frequent first, then the rules that never do. */
BL_API int bl_rules_stats(bl_engine *engine, const bl_inputs *inputs, const bl_options *options, FILE *out);

/* ---- verbs: the graph ------------------------------------------------------------------------------------------- */

typedef struct bl_summary {
  size_t articles, unchanged, failed;
  size_t sentences, entities, claims, events; /* of the articles read in this run */
  size_t conflicts;                           /* of the whole graph */
  double seconds;
} bl_summary;

/* Writes the four layers into `dir` (made if need be): articles that are new or changed, then the derived layers of all
 * articles there. Files are written whole or not at all. */
BL_API int bl_build(bl_engine *engine, const bl_inputs *inputs, const char *dir, const bl_options *options,
                    bl_summary *summary);

/* The derived layers again, from dir/articles. */
BL_API int bl_resolve_dir(bl_engine *engine, const char *dir, const bl_options *options, bl_summary *summary);

/* The graph of `dir` as one Turtle file in which each thing is one node: the canonical IRI stands for all entities that
 * links.ttl calls one. Written to `path` whole or not at all; "-" is standard output. Main thread only. */
BL_API int bl_merge(const char *dir, const char *path);

/* ---- verbs: the knowledge base ------------------------------------------------------------------------------------ */

/* Builds an index from files, each "PATH", "KIND=PATH" (kind of things that the file does not tell) or "KIND/XX=PATH"
 * (and their country): tables with a header row, GeoNames dumps, Wikidata N-Triples (.nt), Who's On First GeoJSON;
 * "nt=PATH" and "geonames=PATH" say what a file is (- is standard input). `note`
 * (sources, licences) may be NULL; `report`, too, gets a line a file. */
BL_API int bl_kb_make(const char *out, const char *const *specs, size_t count, const char *note, FILE *report);

/* Counts and sources of an index. */
BL_API int bl_kb_describe(const char *path, FILE *out);

/* The things of an index that have these names (or Wikidata ids), as a table with a header row. */
BL_API int bl_kb_ask(const char *path, const char *const *names, size_t count, FILE *out);

/* ---- verbs: questions ------------------------------------------------------------------------------------------- */

typedef enum bl_table_format { BL_TABLE, BL_CSV, BL_TSV, BL_JSON } bl_table_format;

/* Answers a SPARQL query (SELECT or ASK) over a graph folder or one Turtle file. `name` is a file, or the name of a bundled
 * query. `ontology`: load the ontology too. Constructs that the engine answers wrongly are refused. Main thread only. */
BL_API int bl_query(const char *graph, const char *name, bool ontology, bl_table_format format, FILE *out);

/* Prints the bundled queries: name TAB what it answers. */
BL_API int bl_query_list(FILE *out);

/* Checks a model file (NULL: all of the data folder's models) and prints what it says of itself. */
BL_API int bl_model_info(const char *path, FILE *out);

#endif
