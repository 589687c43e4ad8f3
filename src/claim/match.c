/* Matches rules on trees: each token is tried on the rules that its lemma, word classes or tag may trigger; the steps of
 * a pattern are followed by backtracking, in order, so that every way to bind the nodes is found once. */
#include "claim/attribution.h"
#include "claim/emit.h"

#include <stdlib.h>
#include <string.h>

enum { WAYS = 32 }; /* bindings of one rule at one trigger */

typedef struct match {
  bl_maker *maker;
  const bl_walk *w;
  const bl_rule *rule;
  uint32_t bound[BL_RULE_NODES];
  int found;
  bl_arena *walk_arena;
} match;

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

/* ---- nodes ------------------------------------------------------------------------------------------------------ */

static bool has_symbol(const bl_test *test, uint32_t symbol) {
  for (uint32_t i = 0; i < test->symbol_count; i++)
    if (test->symbols[i] == symbol) return true;
  return false;
}

static uint32_t lower_form(const bl_walk *w, uint32_t t) {
  char buffer[64];
  bl_str form = token_at(w, t)->form;
  if (form.n >= sizeof buffer) return BL_NONE;
  for (size_t i = 0; i < form.n; i++) buffer[i] = (char)(form.p[i] >= 'A' && form.p[i] <= 'Z' ? form.p[i] + 32 : form.p[i]);
  return bl_symbol(&w->lexicon->words, (bl_str){buffer, form.n});
}

static bool test_holds(const bl_walk *w, uint32_t t, const bl_test *test) {
  const bl_token *token = token_at(w, t);
  bool holds = false;
  switch ((bl_test_kind)test->kind) {
    case BL_TEST_POS: holds = test->bits >> token->upos & 1; break;
    case BL_TEST_TAG: holds = test->bits >> token->xpos & 1; break;
    case BL_TEST_DEP: holds = test->bits >> token->dep & 1; break;
    case BL_TEST_WORD: holds = has_symbol(test, lower_form(w, t)); break;
    case BL_TEST_PREP: holds = w->prep[t] != BL_NONE && has_symbol(test, w->prep[t]); break;
    case BL_TEST_PREFIX:
      for (uint32_t i = 0; i < test->symbol_count && !holds; i++) {
        bl_str prefix = bl_symbol_name(&w->lexicon->words, test->symbols[i]);
        holds = token->form.n > prefix.n && bl_str_eq_nocase(bl_str_slice(token->form, 0, prefix.n), prefix);
      }
      break;
    case BL_TEST_LEMMA:
      holds = w->lemma[t] != BL_NONE && has_symbol(test, w->lemma[t]);
      for (uint32_t i = 0; i < test->class_count && !holds; i++) holds = bl_in_class(w, t, test->classes[i]);
      break;
    case BL_TEST_TYPE:
      for (uint32_t i = 0; i < test->cond_count && !holds; i++) holds = bl_cond_holds(w, t, &test->conds[i]);
      break;
  }
  return holds != test->negated;
}

static bool node_holds(const bl_walk *w, uint32_t t, const bl_node *node) {
  for (int i = 0; i < node->test_count; i++)
    if (!test_holds(w, t, &node->tests[i])) return false;
  return true;
}

/* ---- steps ------------------------------------------------------------------------------------------------------ */

static void follow(match *m, int step);

static bool edge_holds(const bl_walk *w, uint32_t below, const bl_step *step) {
  if (step->deps && !(step->deps >> token_at(w, below)->dep & 1) && !(step->deps >> bl_plain_dep(w, below) & 1)) return false;
  uint8_t dep = token_at(w, below)->dep; /* "nmod:poss|nmod[of]", "obj|obl[by]": these have none */
  bool bare = dep == BL_DEP_NMOD_POSS || dep == BL_DEP_OBJ || dep == BL_DEP_IOBJ || dep == BL_DEP_COMPOUND || dep == BL_DEP_AMOD || dep == BL_DEP_OBL_UNMARKED || dep == BL_DEP_NMOD_UNMARKED;
  if (!step->prep_count || (bare && step->deps >> dep & 1)) return true;
  for (uint32_t i = 0; i < step->prep_count; i++)
    if (w->prep[below] == step->preps[i]) return true;
  return false;
}

static bool try_token(match *m, int at, uint32_t token) {
  const bl_step *step = &m->rule->steps[at];
  if (token >= m->w->count || !node_holds(m->w, token, &m->rule->nodes[step->to])) return false;
  if (step->bound) {
    if (m->bound[step->to] != token) return false;
    if (!step->absent) follow(m, at + 1);
    return true;
  }
  if (step->absent) return true;
  uint32_t old = m->bound[step->to];
  m->bound[step->to] = token;
  follow(m, at + 1);
  m->bound[step->to] = old;
  return true;
}

static bool step_logical(match *m, int at, uint32_t from) {
  const bl_step *step = &m->rule->steps[at];
  bl_tokens found = {0};
  bl_args_at(m->w, from, &step->slot, &found);
  bool any = false;
  for (uint32_t i = 0; i < found.count; i++) any |= try_token(m, at, found.items[i]);
  BL_VEC_FREE(&found);
  return any;
}

static bool step_below(match *m, int at, uint32_t from, bool deep) {
  const bl_step *step = &m->rule->steps[at];
  bool any = false;
  if (!deep) {
    BL_EACH_CHILD(m->w, c, from) if (edge_holds(m->w, c, step)) any |= try_token(m, at, c);
    return any;
  }
  for (uint32_t t = m->w->begin[from]; t < m->w->end[from]; t++)
    if (t != from && bl_is_below(m->w, t, from) && edge_holds(m->w, t, step)) any |= try_token(m, at, t);
  return any;
}

static bool step_above(match *m, int at, uint32_t from, bool far) {
  const bl_step *step = &m->rule->steps[at];
  bool any = false;
  uint32_t t = from;
  for (int steps = 0; steps < 64; steps++) {
    uint32_t head = token_at(m->w, t)->head;
    if (head >= m->w->count) break;
    if (edge_holds(m->w, t, step)) any |= try_token(m, at, head);
    if (!far) break;
    t = head;
  }
  return any;
}

static bool same_sentence(const bl_walk *w, uint32_t a, uint32_t b) { return b < w->count && token_at(w, a)->sentence == token_at(w, b)->sentence; }

static bool take_step(match *m, int at) {
  const bl_step *step = &m->rule->steps[at];
  uint32_t from = m->bound[step->from];
  if (from == BL_NONE) return false;
  if (step->logical) return step_logical(m, at, from);
  switch ((bl_axis)step->axis) {
    case BL_AXIS_CHILD: return step_below(m, at, from, false);
    case BL_AXIS_BELOW: return step_below(m, at, from, true);
    case BL_AXIS_HEAD: return step_above(m, at, from, false);
    case BL_AXIS_ABOVE: return step_above(m, at, from, true);
    case BL_AXIS_NEXT: { /* behind the whole name */
      uint32_t mention = m->w->mention[from];
      if (mention != BL_NONE && m->w->doc->mentions.items[mention].kind == BL_MK_NAME) from = m->w->doc->mentions.items[mention].tokens.end - 1;
      return same_sentence(m->w, from, from + 1) && try_token(m, at, from + 1);
    }
    case BL_AXIS_BEFORE: return from > 0 && same_sentence(m->w, from, from - 1) && try_token(m, at, from - 1);
    default: return try_token(m, at, from);
  }
}

/* ---- saying ----------------------------------------------------------------------------------------------------- */

/* "anti-Harlan" -> the entity that the article calls Harlan, else the word. */
static bl_arg suffix_arg(bl_maker *maker, uint32_t token) {
  const bl_doc *doc = maker->walk.doc;
  bl_str form = token_at(&maker->walk, token)->form;
  ptrdiff_t hyphen = bl_str_find(form, BL_STR("-"), 0);
  if (hyphen < 0 || (size_t)hyphen + 1 >= form.n) return (bl_arg){.token = token};
  bl_str rest = bl_str_slice(form, (size_t)hyphen + 1, form.n);
  for (uint32_t m = 0; m < doc->mentions.count; m++) {
    const bl_mention *mention = &doc->mentions.items[m];
    if (mention->kind != BL_MK_NAME && mention->kind != BL_MK_DEMONYM) continue;
    if (mention->tokens.end != mention->tokens.begin + 1 || mention->entity >= doc->entities.count) continue;
    if (bl_str_eq_nocase(token_at(&maker->walk, mention->tokens.begin)->form, rest)) return (bl_arg){.kind = BL_ARG_ENTITY, .index = mention->entity, .token = token};
  }
  return (bl_arg){.kind = BL_ARG_LITERAL, .literal = bl_str_copy(&maker->walk.doc->arena, rest), .token = token};
}

/* "two Lima bakers" -> Lima baker */
static bl_arg one_arg(bl_maker *maker, uint32_t token) {
  const bl_walk *w = &maker->walk;
  bl_str lemma = token_at(w, token)->lemma;
  uint32_t begin = token;
  for (uint32_t t = token; t > 0 && bl_is_below(w, t - 1, token); t--) {
    const bl_token *k = token_at(w, t - 1);
    bool word = k->upos == BL_POS_ADJ || k->upos == BL_POS_NOUN || k->upos == BL_POS_PROPN;
    if (k->xpos == BL_XPOS_HYPH) continue;
    if (!word || k->xpos == BL_XPOS_POS || k->dep == BL_DEP_NMOD_POSS || bl_in_class(w, t - 1, w->classes->pointing) || w->quantity[t - 1] != BL_NONE) break;
    begin = t - 1;
  }
  if (begin == token) return (bl_arg){.kind = BL_ARG_LITERAL, .literal = bl_str_copy(&w->doc->arena, lemma), .token = token};
  bl_str front = bl_clean_text(w, (bl_span){begin, token});
  return (bl_arg){.kind = BL_ARG_LITERAL, .literal = bl_str_from(bl_arena_printf(&w->doc->arena, BL_STR_FMT " " BL_STR_FMT, BL_STR_ARG(front), BL_STR_ARG(lemma))), .token = token};
}

/* "The death toll has risen to 52": of the disaster, attack or accident told last before. */
static bl_arg incident_arg(bl_maker *maker, uint32_t token) {
  const bl_doc *doc = maker->walk.doc;
  const bl_classes *classes = maker->walk.classes;
  uint32_t best = BL_NONE;
  for (uint32_t i = 0; i < doc->events.count; i++) {
    const bl_event *e = &doc->events.items[i];
    if (e->trigger >= token || bl_is_verbal(&maker->walk, e->trigger) || (best != BL_NONE && e->trigger < doc->events.items[best].trigger)) continue;
    if (bl_name_in_class(&maker->walk, e->class_name, classes->incident_event)) best = i;
  }
  for (uint32_t i = 0; best == BL_NONE && i < doc->events.count; i++) { /* "the town was taken and there were casualties" */
    const bl_event *e = &doc->events.items[i];
    if (e->trigger < token && bl_name_in_class(&maker->walk, e->class_name, classes->fight_event) && token_at(&maker->walk, e->trigger)->sentence == token_at(&maker->walk, token)->sentence) best = i;
  }
  return best == BL_NONE ? (bl_arg){.token = token} : (bl_arg){.kind = BL_ARG_EVENT, .index = best, .token = doc->events.items[best].trigger};
}

/* Of a clause what its speaker says, without "according to". */
static bl_span said_part(const bl_walk *w, bl_span clause, uint32_t token) {
  uint32_t said = bl_attribution_at(w->doc, token, false);
  if (said == BL_NONE) return clause;
  const bl_spans *content = &w->doc->attributions.items[said].content;
  for (uint32_t i = 0; i < content->count; i++) {
    bl_span part = content->items[i];
    if (token < part.begin || token >= part.end) continue;
    if (part.begin > clause.begin) clause.begin = part.begin;
    if (part.end < clause.end) clause.end = part.end;
  }
  return clause;
}

/* Who says what stands there, where it is somebody with a name. */
static bl_arg speaker_arg(const bl_maker *maker, uint32_t token) {
  const bl_doc *doc = maker->walk.doc;
  uint32_t said = bl_attribution_at(doc, token, false);
  uint32_t entity = said == BL_NONE ? BL_NONE : doc->attributions.items[said].entity;
  if (entity >= doc->entities.count || !doc->entities.items[entity].named) return (bl_arg){.token = token};
  return (bl_arg){.kind = BL_ARG_ENTITY, .index = entity, .token = token};
}

/* "share fall": what the number of a claim measures, in the words of the text. */
static bl_str measure_of(const match *m, const bl_say *what) {
  bl_str out = {0};
  for (int i = 0; i < 2; i++) {
    if (what->measure[i] < 0 || m->bound[what->measure[i]] == BL_NONE) continue;
    uint32_t token = m->bound[what->measure[i]];
    bl_str word = bl_is_passive_verb(m->w, token) ? token_at(m->w, token)->form : token_at(m->w, token)->lemma; /* "arrested" */
    out = out.n ? bl_str_from(bl_arena_printf(m->walk_arena, BL_STR_FMT " " BL_STR_FMT, BL_STR_ARG(out), BL_STR_ARG(word))) : word;
  }
  return out;
}

/* The event of a verb or noun that no line of the lexicon told, with who did what in it. */
static bl_arg event_at(bl_maker *maker, uint32_t token) {
  bl_walk *w = &maker->walk;
  bool known = maker->event_at[token] != BL_NONE;
  uint32_t event = bl_emit_event(maker, bl_event_class(maker, token), token);
  bl_arg made = {.kind = BL_ARG_EVENT, .index = event, .token = token};
  if (known || token_at(w, token)->upos != BL_POS_VERB) return made;
  bl_tokens subjects = {0};
  bl_subjects(w, token, &subjects);
  bool passive = bl_is_passive_verb(w, token);
  for (uint32_t i = 0; i < subjects.count; i++) bl_event_role(maker, event, passive ? "patient" : "agent", bl_arg_entity(maker, subjects.items[i], true));
  uint32_t object = passive ? BL_NONE : bl_child_with(w, token, BL_DEP_OBJ);
  if (object != BL_NONE) bl_event_role(maker, event, "patient", bl_arg_text(maker, bl_phrase_span(w, object), object));
  BL_VEC_FREE(&subjects);
  return made;
}

/* `kind`: the words describe something. */
static bl_arg make_arg(bl_maker *maker, const bl_say_arg *say, uint32_t token, bool make, bool kind) {
  bl_walk *w = &maker->walk;
  switch ((bl_say_kind)say->kind) {
    case BL_SAY_LITERAL: return (bl_arg){.kind = BL_ARG_LITERAL, .literal = say->literal, .token = BL_NONE};
    case BL_SAY_TEXT: return bl_arg_text(maker, kind ? bl_kind_span(w, token) : bl_phrase_span(w, token), token);
    case BL_SAY_TITLE: return bl_arg_text(maker, bl_title_span(w, token), token);
    case BL_SAY_CLAUSE: return bl_arg_text(maker, said_part(w, bl_clause_span(w, token), token), token);
    case BL_SAY_ACT: return bl_arg_text(maker, (bl_span){token, bl_core_end(w, token, bl_clause_span(w, token).end)}, token);
    case BL_SAY_WORD: return bl_arg_text(maker, (bl_span){token, token + 1}, token);
    case BL_SAY_LEMMA: return (bl_arg){.kind = BL_ARG_LITERAL, .literal = bl_str_copy(&w->doc->arena, token_at(w, token)->lemma), .token = token};
    case BL_SAY_ONE: return one_arg(maker, token);
    case BL_SAY_NUMBER: return bl_arg_number(maker, token);
    case BL_SAY_EVENT: return event_at(maker, token);
    case BL_SAY_SUFFIX: return suffix_arg(maker, token);
    case BL_SAY_SPEAKER: return speaker_arg(maker, token);
    case BL_SAY_INCIDENT: return incident_arg(maker, token);
    case BL_SAY_BODY: {
      uint32_t entity = bl_entity_of(w, token, true);
      return entity == BL_NONE ? (bl_arg){.token = token} : (bl_arg){.kind = BL_ARG_ENTITY, .index = entity, .token = token};
    }
    default: return bl_arg_entity(maker, token, make);
  }
}

static void tokens_of(match *m, const bl_say_arg *arg, bl_tokens *out) {
  uint32_t token = arg->kind == BL_SAY_LITERAL ? m->bound[0] : m->bound[arg->node];
  if (token == BL_NONE) return;
  if (arg->conjuncts) bl_add_conjuncts(m->w, token, out);
  else BL_PUSH(out, token);
}

static void say(match *m, const bl_say *what) {
  bl_maker *maker = m->maker;
  bl_tokens subjects = {0}, objects = {0};
  tokens_of(m, &what->subject, &subjects);
  tokens_of(m, &what->object, &objects);
  bl_origin origin = {.rule = m->rule->id, .confidence = m->rule->confidence, .counts = what->counts, .fact = what->flags & BL_SAY_FACT,
                      .rule_place = bl_place_text(maker, m->rule->file, m->rule->line)};
  bl_str base = bl_str_slice(m->rule->file, (size_t)(bl_str_starts(m->rule->file, BL_STR("data/rules/")) ? 11 : 0), m->rule->file.n);
  origin.rule = bl_str_from(bl_arena_printf(m->walk_arena, BL_STR_FMT ":" BL_STR_FMT, BL_STR_ARG(base), BL_STR_ARG(m->rule->id)));
  static const uint16_t map[][2] = {{BL_SAY_NOT, BL_LEX_NEGATED}, {BL_SAY_POSSIBLE, BL_LEX_POSSIBLE}, {BL_SAY_PLANNED, BL_LEX_PLANNED}, {BL_SAY_DENIED, BL_LEX_DENIED}, {BL_SAY_OPINION, BL_LEX_OPINION}, {BL_SAY_CLAIMED, BL_LEX_CLAIMED}};
  for (size_t i = 0; i < sizeof map / sizeof *map; i++)
    if (what->flags & map[i][0]) origin.flags |= map[i][1];
  bl_str predicate = what->predicate;
  bool second = false;
  if (what->counts.n && bl_killed_or_injured(m->w, m->bound[0], &second)) {
    if (second) return;
    predicate = BL_STR("casualtyCount");
    origin.counts = BL_STR("casualties");
  }
  if (what->measure[0] >= 0) origin.counts = measure_of(m, what);
  uint32_t kinds = bl_predicate_kinds(maker, predicate);
  uint32_t trigger = what->at >= 0 && m->bound[what->at] != BL_NONE ? m->bound[what->at] : m->bound[0];
  for (uint32_t i = 0; i < subjects.count; i++)
    for (uint32_t j = 0; j < objects.count; j++) {
      bl_arg subject = make_arg(maker, &what->subject, subjects.items[i], true, false);
      bl_arg object = make_arg(maker, &what->object, objects.items[j], !(kinds & BL_KIND_LITERAL), bl_str_eq_c(predicate, "describedAs"));
      if (subject.kind == BL_ARG_NONE && what->counts.n && (what->subject.kind == BL_SAY_ENTITY || what->subject.kind == BL_SAY_BODY)) { /* "left 30 dead" */
        uint32_t number = bl_number_entity(&maker->walk, subjects.items[i]);
        if (number != BL_NONE) subject = (bl_arg){.kind = BL_ARG_ENTITY, .index = number, .token = subjects.items[i]};
      }
      if (object.kind == BL_ARG_NONE && what->object.kind == BL_SAY_ENTITY && kinds & BL_KIND_LITERAL) object = bl_arg_text(maker, bl_phrase_span(m->w, objects.items[j]), objects.items[j]);
      if (object.kind == BL_ARG_QUANTITY && !(kinds & BL_KIND_LITERAL)) { /* "many are missing" gives no number */
        const bl_quantity *q = &m->w->doc->quantities.items[object.index];
        if (!q->min.n && !q->max.n) continue;
      }
      bool uncounted = object.kind == BL_ARG_NONE && what->object.kind == BL_SAY_NUMBER && what->counts.n;
      if (uncounted && bl_is_victim(m->w, objects.items[j], true)) object = bl_arg_victims(maker, objects.items[j]);
      uint32_t event = what->event.n ? bl_emit_event(maker, what->event, trigger) : BL_NONE;
      if (event != BL_NONE) {
        bl_event_role(maker, event, "agent", subject);
        bl_event_role(maker, event, "patient", object);
      }
      bl_emit(maker, subject, predicate, object, trigger, event, &origin);
    }
  BL_VEC_FREE(&subjects);
  BL_VEC_FREE(&objects);
}

static void follow(match *m, int at) {
  if (m->found >= WAYS) return;
  if (at == m->rule->step_count) {
    m->found++;
    for (int i = 0; i < m->rule->say_count; i++) say(m, &m->rule->says[i]);
    return;
  }
  const bl_step *step = &m->rule->steps[at];
  bool any = take_step(m, at);
  if ((step->absent && !any) || (step->optional && !any)) follow(m, at + 1);
}

/* ---- all tokens ------------------------------------------------------------------------------------------------- */

static void try_rule(bl_maker *maker, uint32_t number, uint32_t token) {
  match m = {.maker = maker, .w = &maker->walk, .rule = &maker->tool->rules->rules.items[number], .walk_arena = maker->walk.arena};
  memset(m.bound, 0xff, sizeof m.bound);
  if (!node_holds(m.w, token, &m.rule->nodes[0])) return;
  m.bound[0] = token;
  follow(&m, 0);
}

static void try_list(bl_maker *maker, const bl_rule_list *list, uint32_t token) {
  for (uint32_t i = 0; i < list->count; i++) try_rule(maker, list->items[i], token);
}

void bl_run_rules(bl_maker *maker) {
  const bl_rules *rules = maker->tool->rules;
  const bl_walk *w = &maker->walk;
  for (uint32_t t = 0; t < w->count; t++) {
    uint32_t lemma = w->lemma[t];
    if (lemma != BL_NONE && lemma < rules->by_lemma.count) try_list(maker, &rules->by_lemma.items[lemma], t);
    if (lemma < w->lexicon->mask_count)
      for (int k = 0; k < BL_LEX_MASKS; k++)
        for (uint64_t bits = w->lexicon->masks[lemma][k]; bits; bits &= bits - 1) try_list(maker, &rules->by_class[k * 64 + __builtin_ctzll(bits)], t);
    try_list(maker, &rules->by_pos[token_at(w, t)->upos], t);
  }
}
