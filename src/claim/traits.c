/* Traits: what a claim has one of several of, where a sign is there or not ("types Person City", "source speech pronoun"). Each value has a
 * weight of its own in data/rules/confidence.tsv; one that no judged claim had weighs nothing. No predicate, name, rule or word of content
 * is a trait (auxiliaries and marks of the clause are), so that estimates hold for texts of another kind. */
#include <string.h>

#include "claim/confidence.h"

enum { LONGEST_KEY = 120 };

const char *const bl_trait_names[] = {
#define X_(name) #name,
    BL_TRAIT_LIST(X_)
#undef X_
};

typedef struct adder {
  const bl_signs *signs;
  const bl_walk *w;
  const bl_claim *claim;
  bl_str layer; /* open, speech, event or rule */
  int32_t sum;
} adder;

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

static size_t append(char *key, size_t n, bl_str text) {
  size_t room = LONGEST_KEY - n, length = text.n < room ? text.n : room;
  memcpy(key + n, text.p, length);
  return n + length;
}

/* Adds the weight of "trait<TAB>value" or "trait<TAB>value more". */
static void add(adder *a, bl_trait trait, bl_str value, bl_str more) {
  char key[LONGEST_KEY];
  size_t n = append(key, 0, bl_str_from(bl_trait_names[trait]));
  n = append(key, n, BL_STR("\t"));
  n = append(key, n, value);
  if (more.n) n = append(key, append(key, n, BL_STR(" ")), more);
  uint32_t at = bl_map_get(&a->signs->traits, (bl_str){key, n});
  if (at != BL_NONE) a->sum += a->signs->trait_weights.items[at];
}

static void add_one(adder *a, bl_trait trait, const char *value) { add(a, trait, bl_str_from(value), (bl_str){0}); }

/* How many of the limits `value` reaches. */
static bl_str step(uint32_t value, const uint32_t *limits) {
  static const char *const names[] = {"0", "1", "2", "3", "4", "5", "6"};
  uint32_t k = 0;
  while (k < 6 && limits[k] && value >= limits[k]) k++;
  return bl_str_from(names[k]);
}

#define STEP(value, ...) step(value, (const uint32_t[]){__VA_ARGS__, 0})

static bl_str layer_of(bl_str rule) {
  if (bl_str_starts(rule, BL_STR("open"))) return BL_STR("open");
  if (bl_str_eq_c(rule, "speech")) return rule;
  return bl_str_find(rule, BL_STR(".events:"), 0) >= 0 ? BL_STR("event") : BL_STR("rule");
}

static uint32_t words_of(bl_str text) {
  uint32_t words = text.n > 0;
  for (size_t i = 0; i < text.n; i++) words += text.p[i] == ' ';
  return words;
}

static bl_str type_of(const bl_walk *w, uint32_t entity) {
  return entity < w->doc->entities.count ? bl_str_from(bl_etype_name(w->doc->entities.items[entity].type)) : BL_STR("none");
}

static bl_str object_type(const adder *a) {
  switch ((bl_object_kind)a->claim->object_kind) {
    case BL_OBJ_ENTITY: return type_of(a->w, a->claim->object);
    case BL_OBJ_QUANTITY: return BL_STR("number");
    case BL_OBJ_CLAIM: return BL_STR("claim");
    default: return BL_STR("text");
  }
}

uint32_t bl_fighting(const bl_walk *w) {
  uint32_t found = 0;
  for (uint32_t t = 0; t < w->count; t++) found += bl_in_class(w, t, w->classes->fight_noun) || bl_in_class(w, t, w->classes->force_noun);
  for (uint32_t m = 0; m < w->doc->mentions.count; m++) found += w->doc->mentions.items[m].type == BL_ET_ARMED_GROUP;
  return w->count ? (uint32_t)((uint64_t)found * 1000 / w->count) : 0;
}

static void see_what(adder *a) {
  const bl_claim *c = a->claim;
  static const char *const modalities[][2] = {{"Asserted", "Asserted-"}, {"Reported", "Reported-"}, {"Possible", "Possible-"}, {"Planned", "Planned-"}, {"Denied", "Denied-"}, {"Opinion", "Opinion-"}};
  bl_str subject = type_of(a->w, c->subject), object = object_type(a);
  add(a, BL_TRAIT_layer_modality, a->layer, bl_str_from(modalities[c->modality][c->polarity == BL_NEGATED]));
  add(a, BL_TRAIT_types, subject, object);
  bl_str who = c->subject < a->w->doc->entities.count ? a->w->doc->entities.items[c->subject].label : (bl_str){0};
  bl_str what = c->object_kind == BL_OBJ_ENTITY ? a->w->doc->entities.items[c->object].label : c->literal;
  add(a, BL_TRAIT_subject_words, STEP(words_of(who), 2, 3, 4, 6, 9), (bl_str){0});
  add(a, BL_TRAIT_object_words, a->layer, STEP(words_of(what), 2, 3, 5, 8, 12, 18));
  add(a, BL_TRAIT_fighting, a->layer, STEP(a->w->fighting, 3, 8, 15, 30));
}

/* How an argument hangs: under the trigger, above it, or elsewhere. */
static void see_argument(adder *a, uint32_t token, bl_trait dep, bl_trait arc) {
  const bl_walk *w = a->w;
  if (token >= w->count) return;
  add_one(a, dep, bl_dep_name(bl_plain_dep(w, token)));
  uint32_t trigger = a->claim->trigger;
  add_one(a, arc, token_at(w, token)->head == trigger ? "under" : token_at(w, trigger)->head == token ? "above" : token == trigger ? "same" : "far");
}

static void see_clause(adder *a) {
  const bl_walk *w = a->w;
  uint32_t trigger = a->claim->trigger, clause = bl_clause_of(w, trigger);
  add_one(a, BL_TRAIT_trigger_tag, bl_xpos_name(token_at(w, trigger)->xpos));
  add_one(a, BL_TRAIT_trigger_dep, bl_dep_name(bl_plain_dep(w, trigger)));
  if (clause == BL_NONE) return;
  add_one(a, BL_TRAIT_clause_dep, bl_dep_name(bl_plain_dep(w, clause)));
  BL_EACH_CHILD(w, c, clause) {
    bl_dep d = bl_plain_dep(w, c);
    if (d == BL_DEP_AUX || d == BL_DEP_MARK) add(a, BL_TRAIT_clause_word, token_at(w, c)->lemma, (bl_str){0});
  }
}

static void see_source(adder *a) {
  static const char *const kinds[] = {"name", "noun", "pronoun", "demonym", "handle"};
  const bl_walk *w = a->w;
  if (a->claim->attribution == BL_NONE) return;
  const bl_spans *source = &w->doc->attributions.items[a->claim->attribution].source;
  if (!source->count || source->items[0].begin >= w->count) {
    add(a, BL_TRAIT_source, a->layer, BL_STR("none"));
    return;
  }
  uint32_t at = source->items[0].begin, trigger = a->claim->trigger;
  uint32_t mention = w->cover[at];
  uint8_t kind = mention == BL_NONE ? BL_MK_NOMINAL : w->doc->mentions.items[mention].kind;
  add(a, BL_TRAIT_source, a->layer, bl_str_from(kinds[kind]));
  add(a, BL_TRAIT_source_far, STEP(at > trigger ? at - trigger : trigger - at, 5, 10, 20, 40), at > trigger ? BL_STR("behind") : BL_STR("before"));
}

static void see_sentence(adder *a) {
  const bl_walk *w = a->w;
  uint32_t trigger = a->claim->trigger, verbs = 0, pronouns = 0, first = 0, quotes = 0, questions = 0, unsure = 0;
  bl_span s = w->doc->sentences.items[token_at(w, trigger)->sentence].tokens;
  for (uint32_t t = s.begin; t < s.end; t++) {
    const bl_token *k = token_at(w, t);
    verbs += k->upos == BL_POS_VERB;
    pronouns += k->upos == BL_POS_PRON;
    first += k->upos == BL_POS_PRON && (bl_str_eq_c(k->lemma, "I") || bl_str_eq_c(k->lemma, "we"));
    quotes += k->xpos == BL_XPOS_OPEN_QUOTE || k->xpos == BL_XPOS_CLOSE_QUOTE;
    questions += bl_str_eq_c(k->form, "?");
    unsure += k->head_margin < 32;
  }
  add(a, BL_TRAIT_sentence_words, STEP(s.end - s.begin, 12, 20, 30, 40, 55), (bl_str){0});
  add(a, BL_TRAIT_sentence_verbs, STEP(verbs, 2, 3, 4, 6, 8), (bl_str){0});
  add(a, BL_TRAIT_sentence_pronouns, STEP(pronouns, 1, 2, 4, 6), (bl_str){0});
  add(a, BL_TRAIT_sentence_first, STEP(first, 1, 2), (bl_str){0});
  add(a, BL_TRAIT_sentence_quotes, STEP(quotes, 1, 2, 3), (bl_str){0});
  add(a, BL_TRAIT_sentence_asks, STEP(questions, 1), (bl_str){0});
  add(a, BL_TRAIT_sentence_unsure, STEP(unsure, 1, 3, 5, 8, 12), (bl_str){0});
  add(a, BL_TRAIT_sentence_place, STEP(trigger - s.begin, 3, 8, 15, 25), (bl_str){0});
}

int32_t bl_traits(const bl_signs *signs, const bl_walk *w, const bl_claim *claim, uint32_t subject, uint32_t object) {
  adder a = {signs, w, claim, layer_of(claim->rule), 0};
  see_what(&a);
  see_argument(&a, subject, BL_TRAIT_subject_dep, BL_TRAIT_subject_arc);
  see_argument(&a, object, BL_TRAIT_object_dep, BL_TRAIT_object_arc);
  see_clause(&a);
  see_source(&a);
  see_sentence(&a);
  return a.sum;
}
