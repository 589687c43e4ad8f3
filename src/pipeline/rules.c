/* byline rules: the rules' own examples through the whole pipeline, and how often each rule fires on articles. */
#include <stdlib.h>
#include <string.h>

#include "claim/claims.h"
#include "doc/dump_explain.h"
#include "pipeline/process.h"

static const bl_claimer *claimer_of(const bl_engine *engine) { return engine->tools[BL_STAGE_CLAIMS]; }

static bl_str base_of(bl_str file) {
  size_t cut = 0;
  for (size_t i = 0; i < file.n; i++)
    if (file.p[i] == '/') cut = i + 1;
  return bl_str_slice(file, cut, file.n);
}

static bool is_rule(const bl_claim *claim, const bl_rule *rule) {
  bl_str base = base_of(rule->file);
  return claim->rule.n == base.n + 1 + rule->id.n && bl_str_starts(claim->rule, base) && bl_str_ends(claim->rule, rule->id);
}

/* ---- examples --------------------------------------------------------------------------------------------------- */

static bl_doc *read_sentence(bl_str sentence) {
  bl_doc *doc = bl_doc_new();
  bl_doc_set_path(doc, "example");
  doc->min_confidence = 1; /* whether the rule reads it, however likely it is */
  bl_doc_set_text(doc, sentence);
  BL_PUSH(&doc->paragraphs, ((bl_paragraph){{0, (uint32_t)doc->text.n}, BL_PAR_BODY}));
  return doc;
}

static bl_str bare(bl_str text) {
  static const char *const articles[] = {"the ", "The ", "a ", "A ", "an ", "An "};
  for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
    if (bl_str_starts(text, bl_str_from(articles[i]))) return bl_str_slice(text, strlen(articles[i]), text.n);
  return text;
}

/* An event shows as "(Class: words)". */
static bool same_text(bl_str actual, bl_str wanted) {
  ptrdiff_t colon = actual.n && actual.p[0] == '(' ? bl_str_find(actual, BL_STR(": "), 0) : -1;
  if (colon > 0) actual = bl_str_slice(actual, (size_t)colon + 2, actual.n - 1);
  actual = bare(actual);
  wanted = bare(wanted);
  bool longer = actual.n > wanted.n && actual.p[wanted.n] == ' '; /* "army" of "army in the hills" */
  return bl_str_eq_nocase(longer ? bl_str_slice(actual, 0, wanted.n) : actual, wanted);
}

static bool is_triple(bl_doc *doc, uint32_t claim, const bl_example *example) {
  return bl_str_eq(doc->claims.items[claim].predicate, example->predicate) && same_text(bl_claim_subject_text(doc, claim, false), example->subject) &&
         same_text(bl_claim_object_text(doc, claim), example->object);
}

static bool example_holds(const bl_rule *rule, const bl_example *example, bl_doc *doc) {
  bool by_rule = false, triple = false;
  for (uint32_t i = 0; i < doc->claims.count; i++) {
    by_rule |= is_rule(&doc->claims.items[i], rule);
    triple |= example->subject.n && is_triple(doc, i, example) && (!example->wanted || is_rule(&doc->claims.items[i], rule));
  }
  if (example->wanted) return triple;
  return example->subject.n ? !triple : !by_rule;
}

static void show_claims(bl_doc *doc, const bl_rule *rule, FILE *out) {
  for (uint32_t i = 0; i < doc->claims.count; i++) {
    bl_str s = bl_claim_subject_text(doc, i, false), o = bl_claim_object_text(doc, i), p = doc->claims.items[i].predicate;
    fprintf(out, "    %c " BL_STR_FMT " | " BL_STR_FMT " | " BL_STR_FMT " (" BL_STR_FMT ")\n", is_rule(&doc->claims.items[i], rule) ? '*' : ' ',
            BL_STR_ARG(s), BL_STR_ARG(p), BL_STR_ARG(o), BL_STR_ARG(doc->claims.items[i].rule));
  }
}

int bl_rules_test(bl_engine *engine, FILE *out) {
  BL_TRY(bl_engine_need(engine, BL_STAGE_CLAIMS));
  const bl_rules *rules = bl_claimer_rules(claimer_of(engine));
  bl_options options = bl_default_options();
  options.date = "2024-05-15";
  size_t passed = 0, failed = 0;
  for (uint32_t r = 0; r < rules->rules.count; r++) {
    const bl_rule *rule = &rules->rules.items[r];
    for (uint32_t e = 0; e < rule->example_count; e++) {
      const bl_example *example = &rule->examples[e];
      bl_doc *doc = read_sentence(example->sentence);
      bl_status status = bl_engine_run(engine, doc, &options, BL_STAGE_CLAIMS);
      bool holds = status == BL_OK && example_holds(rule, example, doc);
      if (holds) {
        passed++;
      } else {
        failed++;
        fprintf(out, BL_STR_FMT ":%u: %c " BL_STR_FMT "\n", BL_STR_ARG(rule->file), example->line, example->wanted ? '+' : '-', BL_STR_ARG(example->sentence));
        show_claims(doc, rule, out);
      }
      bl_doc_free(doc);
      if (status != BL_OK) return status;
    }
  }
  fprintf(out, "rules: %zu passed, %zu failed\n", passed, failed);
  return failed ? bl_fail(BL_ERR_FORMAT, "%zu examples of rules fail", failed) : BL_OK;
}

int bl_rules_check(bl_engine *engine, FILE *out) {
  BL_TRY(bl_engine_need(engine, BL_STAGE_CLAIMS));
  const bl_rules *rules = bl_claimer_rules(claimer_of(engine));
  size_t examples = 0, bare_rules = 0;
  for (uint32_t r = 0; r < rules->rules.count; r++) {
    const bl_rule *rule = &rules->rules.items[r];
    bool shown = false;
    for (uint32_t e = 0; e < rule->example_count; e++) shown |= rule->examples[e].wanted;
    examples += rule->example_count;
    if (shown) continue;
    bare_rules++;
    fprintf(out, BL_STR_FMT ":%u:1: rule '" BL_STR_FMT "' has no + example\n", BL_STR_ARG(rule->file), rule->line, BL_STR_ARG(rule->id));
  }
  fprintf(out, "%u rules with %zu examples, %u lines of event words\n", rules->rules.count, examples, bl_claimer_lexicon_lines(claimer_of(engine)));
  return bare_rules ? bl_fail(BL_ERR_FORMAT, "%zu rules without a + example", bare_rules) : BL_OK;
}

/* ---- how often -------------------------------------------------------------------------------------------------- */

static bl_status list_rules(void *user, int worker, bl_doc *doc, bl_buf *out) {
  (void)user;
  (void)worker;
  for (uint32_t i = 0; i < doc->claims.count; i++) bl_buf_printf(out, BL_STR_FMT "\n", BL_STR_ARG(doc->claims.items[i].rule));
  return BL_OK;
}

typedef struct tally {
  bl_symtab names;
  BL_VEC(size_t) counts;
  size_t total;
} tally;

static bl_status count_rules(void *user, const bl_result *result) {
  tally *t = user;
  bl_str rest = bl_buf_view(&result->out), line;
  while (rest.n && bl_str_next(&rest, '\n', &line)) {
    if (!line.n) continue;
    uint32_t id = bl_intern(&t->names, line);
    while (t->counts.count <= id) BL_PUSH(&t->counts, 0);
    t->counts.items[id]++;
    t->total++;
  }
  return BL_OK;
}

typedef struct tally_row {
  size_t count;
  bl_str name;
} tally_row;

static int by_count(const void *a, const void *b) {
  const tally_row *x = a, *y = b;
  if (x->count != y->count) return x->count < y->count ? 1 : -1;
  return bl_str_cmp(x->name, y->name);
}

int bl_rules_stats(bl_engine *engine, const bl_inputs *inputs, const bl_options *options, FILE *out) {
  BL_TRY(bl_engine_need(engine, BL_STAGE_CLAIMS));
  tally t = {0};
  bl_process process = {engine, inputs, options, BL_STAGE_CLAIMS, list_rules, count_rules, &t};
  size_t failed = 0;
  bl_status status = bl_process_run(&process, &failed);
  tally_row *rows = bl_calloc(t.counts.count + 1, sizeof *rows);
  for (uint32_t i = 0; i < t.counts.count; i++) rows[i] = (tally_row){t.counts.items[i], bl_symbol_name(&t.names, i)};
  if (t.counts.count) qsort(rows, t.counts.count, sizeof *rows, by_count);
  for (uint32_t i = 0; i < t.counts.count; i++) fprintf(out, "%zu\t" BL_STR_FMT "\n", rows[i].count, BL_STR_ARG(rows[i].name));
  const bl_rules *rules = bl_claimer_rules(claimer_of(engine));
  for (uint32_t r = 0; r < rules->rules.count; r++) {
    bl_buf name = {0};
    bl_str base = base_of(rules->rules.items[r].file);
    bl_buf_printf(&name, BL_STR_FMT ":" BL_STR_FMT, BL_STR_ARG(base), BL_STR_ARG(rules->rules.items[r].id));
    if (bl_symbol(&t.names, bl_buf_view(&name)) == BL_NONE) fprintf(out, "0\t%s\n", name.p);
    bl_buf_free(&name);
  }
  fprintf(out, "%zu\ttotal\n", t.total);
  free(rows);
  BL_VEC_FREE(&t.counts);
  bl_symtab_free(&t.names);
  return status;
}
