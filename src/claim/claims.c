/* The claim room from outside: opens the data and runs the parts in order. The lexicon comes before the rules, because
 * rules may ask for the events it made; open relations come last, for what nobody told. */
#include "claim/claims.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "claim/emit.h"

/* data/lexicon/predicates.tsv: predicate, kinds of object, ... */
static bl_status read_predicates(bl_claimer *claimer, const char *data_dir) {
  bl_buf bytes = {0};
  bl_status status = bl_read_file(bl_arena_printf(&claimer->arena, "%s/lexicon/predicates.tsv", data_dir), (size_t)1 << 20, &bytes);
  bl_str rest = bl_str_copy(&claimer->arena, bl_buf_view(&bytes)), line, name, kinds, kind;
  bl_buf_free(&bytes);
  while (status == BL_OK && rest.n && bl_str_next(&rest, '\n', &line)) {
    if (!line.n || line.p[0] == '#' || !bl_str_next(&line, '\t', &name) || !bl_str_next(&line, '\t', &kinds)) continue;
    uint32_t bits = 0;
    while (bl_str_next(&kinds, '|', &kind)) {
      if (bl_str_eq_c(kind, "entity")) bits |= BL_KIND_ENTITY;
      if (bl_str_eq_c(kind, "literal")) bits |= BL_KIND_LITERAL;
      if (bl_str_eq_c(kind, "number")) bits |= BL_KIND_NUMBER;
      if (bl_str_eq_c(kind, "claim")) bits |= BL_KIND_CLAIM;
    }
    bl_map_put(&claimer->predicate_kinds, name, bits);
  }
  return status;
}

static bl_status find_classes(bl_claimer *claimer) {
  const bl_wordbook *lexicon = claimer->lexicon;
#define X_(name)                                                                                     \
  claimer->classes.name = bl_wordbook_class(lexicon, BL_STR(#name));                                  \
  if (claimer->classes.name == UINT16_MAX) return bl_fail(BL_ERR_FORMAT, "data/lexicon: no class @" #name);
  BL_CLASS_LIST(X_)
#undef X_
  return BL_OK;
}

/* Predicates of the lexicon must be in predicates.tsv or open ("rel"). */
static bl_status check_lexicon(const bl_claimer *claimer) {
  for (uint32_t i = 0; i < claimer->lexicon->lines.count; i++) {
    const bl_lex_line *line = &claimer->lexicon->lines.items[i];
    if (!line->predicate.n || bl_str_starts(line->predicate, BL_STR("rel"))) continue;
    if (bl_map_get(&claimer->predicate_kinds, line->predicate) == BL_NONE)
      return bl_fail(BL_ERR_FORMAT, BL_STR_FMT ":%u: unknown predicate '" BL_STR_FMT "'", BL_STR_ARG(line->file), line->line, BL_STR_ARG(line->predicate));
  }
  for (uint32_t i = 0; i < claimer->rules->rules.count; i++) {
    const bl_rule *rule = &claimer->rules->rules.items[i];
    for (int s = 0; s < rule->say_count; s++)
      if (!bl_str_starts(rule->says[s].predicate, BL_STR("rel:")) && bl_map_get(&claimer->predicate_kinds, rule->says[s].predicate) == BL_NONE)
        return bl_fail(BL_ERR_FORMAT, BL_STR_FMT ":%u:1: unknown predicate '" BL_STR_FMT "'", BL_STR_ARG(rule->file), rule->line, BL_STR_ARG(rule->says[s].predicate));
  }
  return BL_OK;
}

bl_status bl_claimer_open(const char *data_dir, bl_claimer **out) {
  bl_claimer *claimer = bl_calloc(1, sizeof *claimer);
  bl_status status = bl_wordbook_open(data_dir, &claimer->lexicon);
  if (status == BL_OK) status = find_classes(claimer);
  if (status == BL_OK) status = bl_signs_open(data_dir, &claimer->signs);
  if (status == BL_OK) status = read_predicates(claimer, data_dir);
  if (status == BL_OK) status = bl_rules_open(data_dir, claimer->lexicon, &claimer->rules);
  if (status == BL_OK) status = check_lexicon(claimer);
  if (status != BL_OK) {
    bl_claimer_close(claimer);
    claimer = NULL;
  }
  *out = claimer;
  return status;
}

/* Documents that no coreference has seen: mentions of one text are one entity. */
static void bare_entities(bl_doc *doc) {
  bl_map by_text = {0};
  for (uint32_t m = 0; m < doc->mentions.count; m++) {
    bl_mention *mention = &doc->mentions.items[m];
    if (mention->entity < doc->entities.count) continue;
    uint32_t *slot = bl_map_at(&by_text, bl_doc_span_text(doc, mention->tokens));
    if (*slot == BL_NONE) {
      *slot = doc->entities.count;
      BL_PUSH(&doc->entities, ((bl_entity){.type = mention->type, .named = mention->kind == BL_MK_NAME, .label = bl_doc_span_text(doc, mention->tokens), .first = m, .member_of = BL_NONE}));
    }
    mention->entity = *slot;
  }
  bl_map_free(&by_text);
}

/* Walks over the trees again after repairs, none of which may leave a cycle. */
static void walk_again(bl_walk *walk, const bl_claimer *claimer) {
  bl_doc *doc = walk->doc;
  for (uint32_t i = 0; i < doc->sentences.count; i++) bl_doc_cut_cycles(doc, doc->sentences.items[i].tokens);
  bl_walk_open(walk, doc, claimer->lexicon, &claimer->classes, walk->arena);
}

bl_status bl_claimer_run(const bl_claimer *claimer, bl_doc *doc) {
  bl_arena scratch = {0};
  bare_entities(doc);
  bl_maker maker = {.tool = claimer};
  bl_walk_open(&maker.walk, doc, claimer->lexicon, &claimer->classes, &scratch);
  if (bl_repair_names(&maker.walk)) walk_again(&maker.walk, claimer);
  if (bl_repair_titles(&maker.walk)) walk_again(&maker.walk, claimer);
  if (bl_repair_tree(&maker.walk)) walk_again(&maker.walk, claimer);
  if (bl_repair_lists(&maker.walk)) walk_again(&maker.walk, claimer);
  if (bl_repair_agreement(&maker.walk)) walk_again(&maker.walk, claimer);
  if (bl_repair_told(&maker.walk)) walk_again(&maker.walk, claimer);
  bl_name_crowds(&maker.walk);
  maker.walk.fighting = bl_fighting(&maker.walk);
  maker.event_at = BL_ARENA_NEW(&scratch, uint32_t, maker.walk.count + 1);
  memset(maker.event_at, 0xff, sizeof *maker.event_at * (maker.walk.count + 1));
  maker.used = BL_ARENA_NEW(&scratch, bool, maker.walk.count + 1);
  maker.told = BL_ARENA_NEW(&scratch, bool, maker.walk.count + 1);
  bl_mute_sources(&maker);
  bl_run_lexicon(&maker);
  bl_run_rules(&maker);
  bl_mend_offices(doc);
  bl_run_descriptions(&maker);
  bl_run_open(&maker);
  bl_run_speech(&maker);
  bl_run_context(&maker);
  bl_map_free(&maker.seen);
  BL_VEC_FREE(&maker.object_at);
  BL_VEC_FREE(&maker.facts);
  bl_arena_free(&scratch);
  return BL_OK;
}

void bl_claimer_close(bl_claimer *claimer) {
  if (!claimer) return;
  bl_rules_close(claimer->rules);
  bl_wordbook_close(claimer->lexicon);
  bl_signs_close(&claimer->signs);
  bl_map_free(&claimer->predicate_kinds);
  bl_arena_free(&claimer->arena);
  free(claimer);
}

const bl_rules *bl_claimer_rules(const bl_claimer *claimer) { return claimer->rules; }
uint32_t bl_claimer_lexicon_lines(const bl_claimer *claimer) { return claimer->lexicon->lines.count; }
