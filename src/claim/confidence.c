/* How likely a claim is true to its text: the log-odds are a sum of weights of what speaks for or against it (how sure the
 * parser is of the arcs between trigger, subject and object, what kind of words these are, how deep in the sentence they
 * stand, who says so), learned from claims that readers judged: logistic regression, data/rules/README.md. Weights are whole
 * numbers and the exponential is made of products, so that all machines agree. */
#include "claim/confidence.h"

#include <string.h>

#include "base/io.h"

static const char *const names[] = {
#define X_(name) #name,
    BL_SIGN_LIST(X_)
#undef X_
};

static const char *const limits[BL_LEAST_COUNT] = {"least", "least_open", "least_elsewhere"};

static bl_status read_least(const char *path, uint32_t number, bl_str name, long percent, bl_signs *signs) {
  for (int l = 0; l < BL_LEAST_COUNT; l++) {
    if (!bl_str_eq_c(name, limits[l])) continue;
    if (percent < 1 || percent > 100) return bl_fail(BL_ERR_FORMAT, "%s:%u: %s is a percentage from 1 to 100, not %ld", path, number, limits[l], percent);
    if (signs->least[l]) return bl_fail(BL_ERR_FORMAT, "%s:%u: '%s' stands here twice", path, number, limits[l]);
    signs->least[l] = (uint8_t)percent;
    return BL_OK;
  }
  return bl_fail(BL_ERR_FORMAT, "%s:%u: unknown limit '" BL_STR_FMT "'", path, number, BL_STR_ARG(name));
}

static bl_status read_sign(const char *path, uint32_t number, bl_str name, long weight, bl_signs *signs, bool *seen) {
  for (int s = 0; s < BL_SIGN_COUNT; s++) {
    if (!bl_str_eq_c(name, names[s])) continue;
    if (seen[s]) return bl_fail(BL_ERR_FORMAT, "%s:%u: '%s' stands here twice", path, number, names[s]);
    seen[s] = true;
    signs->weight[s] = (int32_t)weight;
    return BL_OK;
  }
  return bl_fail(BL_ERR_FORMAT, "%s:%u: unknown sign '" BL_STR_FMT "'", path, number, BL_STR_ARG(name));
}

/* `key` is "trait<TAB>value". */
static bl_status read_trait(const char *path, uint32_t number, bl_str key, long weight, bl_signs *signs) {
  bl_str rest = key, name;
  bl_str_next(&rest, '\t', &name);
  bool known = false;
  for (int t = 0; t < BL_TRAIT_COUNT; t++) known |= bl_str_eq_c(name, bl_trait_names[t]);
  if (!known) return bl_fail(BL_ERR_FORMAT, "%s:%u: unknown trait '" BL_STR_FMT "'", path, number, BL_STR_ARG(name));
  uint32_t *slot = bl_map_at(&signs->traits, bl_str_copy(&signs->arena, key));
  if (*slot != BL_NONE) return bl_fail(BL_ERR_FORMAT, "%s:%u: '" BL_STR_FMT "' stands here twice", path, number, BL_STR_ARG(key));
  *slot = signs->trait_weights.count;
  BL_PUSH(&signs->trait_weights, (int32_t)weight);
  return BL_OK;
}

static bl_status read_line(const char *path, uint32_t number, bl_str line, bl_signs *signs, bool *seen) {
  size_t cut = line.n;
  while (cut > 0 && line.p[cut - 1] != '\t') cut--;
  bl_str name = {line.p, cut ? cut - 1 : line.n}, figure = {line.p + cut, cut ? line.n - cut : 0};
  bool trait = bl_str_find(name, BL_STR("\t"), 0) >= 0;
  long weight;
  if (!bl_str_int(figure, &weight) || weight < -1000 || weight > 1000)
    return bl_fail(BL_ERR_FORMAT, "%s:%u: '" BL_STR_FMT "' is not a weight of -1000 to 1000", path, number, BL_STR_ARG(figure));
  if (bl_str_starts(name, BL_STR("least"))) return read_least(path, number, name, weight, signs);
  return trait ? read_trait(path, number, name, weight, signs) : read_sign(path, number, name, weight, signs, seen);
}

bl_status bl_signs_open(const char *data_dir, bl_signs *signs) {
  bl_arena arena = {0};
  bl_buf bytes = {0};
  bool seen[BL_SIGN_COUNT] = {0};
  const char *path = bl_arena_printf(&arena, "%s/rules/confidence.tsv", data_dir);
  bl_status status = bl_read_file(path, (size_t)1 << 20, &bytes);
  bl_str rest = bl_buf_view(&bytes), line;
  for (uint32_t number = 1; status == BL_OK && rest.n && bl_str_next(&rest, '\n', &line); number++)
    if (line.n && line.p[0] != '#') status = read_line(path, number, line, signs, seen);
  for (int s = 0; status == BL_OK && s < BL_SIGN_COUNT; s++)
    if (!seen[s]) status = bl_fail(BL_ERR_FORMAT, "%s: no weight for '%s'", path, names[s]);
  for (int l = 0; status == BL_OK && l < BL_LEAST_COUNT; l++)
    if (!signs->least[l]) status = bl_fail(BL_ERR_FORMAT, "%s: no line for '%s'", path, limits[l]);
  bl_buf_free(&bytes);
  bl_arena_free(&arena);
  return status;
}

void bl_signs_close(bl_signs *signs) {
  bl_map_free(&signs->traits);
  BL_VEC_FREE(&signs->trait_weights);
  bl_arena_free(&signs->arena);
}

/* ---- what there is ---------------------------------------------------------------------------------------------- */

typedef struct margins {
  uint8_t arc, label;
} margins;

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

static void meet(const bl_walk *w, uint32_t t, margins *least) {
  const bl_token *token = token_at(w, t);
  if (token->head_margin < least->arc) least->arc = token->head_margin;
  if (token->label_margin < least->label) least->label = token->label_margin;
}

/* The least margins of the arcs between two tokens of a sentence. */
static margins least_between(const bl_walk *w, uint32_t a, uint32_t b) {
  margins least = {UINT8_MAX, UINT8_MAX};
  if (a >= w->count || b >= w->count || token_at(w, a)->sentence != token_at(w, b)->sentence) return least;
  uint32_t top = b;
  while (!bl_is_below(w, a, top) && top != a && token_at(w, top)->head < w->count) top = token_at(w, top)->head;
  for (uint32_t t = a; t != top && t < w->count; t = token_at(w, t)->head) meet(w, t, &least);
  for (uint32_t t = b; t != top && t < w->count; t = token_at(w, t)->head) meet(w, t, &least);
  return least;
}

static uint32_t apart(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

static bool has_tag(const bl_walk *w, uint32_t t, bl_xpos a, bl_xpos b) { return token_at(w, t)->xpos == a || token_at(w, t)->xpos == b; }

/* Whether the words at `token` mean an entity that the text met first elsewhere. */
static bool points_back(const bl_walk *w, uint32_t token) {
  const bl_mention *m = &w->doc->mentions.items[w->mention[token]];
  if ((m->kind != BL_MK_NOMINAL && m->kind != BL_MK_PRONOUN) || m->entity >= w->doc->entities.count) return false;
  uint32_t first = w->doc->entities.items[m->entity].first;
  return first < w->doc->mentions.count && w->doc->mentions.items[first].head != token;
}

/* "the plan" tells less than "the plan to leave". */
static bool is_short(const bl_walk *w, uint32_t token) {
  return token_at(w, token)->upos == BL_POS_NOUN && !bl_is_named(w, token) && bl_content_words(w, token) < 2;
}

static bool points(const bl_walk *w, uint32_t token) {
  if (bl_is_named(w, token)) return false;
  BL_EACH_CHILD(w, c, token) {
    if (c > token) break;
    if (bl_in_class(w, c, w->classes->demonstrative) || token_at(w, c)->xpos == BL_XPOS_PRP_POSS) return true;
  }
  return false;
}

static void see_subject(const bl_walk *w, const bl_claim *c, uint32_t token, bool *on) {
  margins m = least_between(w, token, c->trigger);
  on[BL_SIGN_subject_arc_below_32] = m.arc < 32;
  on[BL_SIGN_subject_arc_below_128] = m.arc < 128;
  on[BL_SIGN_subject_label_below_32] = m.label < 32;
  on[BL_SIGN_subject_label_below_96] = m.label < 96;
  if (token >= w->count) return;
  bool bare = w->mention[token] == BL_NONE;
  uint8_t kind = bare ? BL_MK_NAME : w->doc->mentions.items[w->mention[token]].kind;
  on[BL_SIGN_subject_bare] = bare;
  on[BL_SIGN_subject_pronoun] = kind == BL_MK_PRONOUN;
  on[BL_SIGN_subject_noun] = kind == BL_MK_NOMINAL;
  on[BL_SIGN_subject_short] = is_short(w, token);
  on[BL_SIGN_subject_points] = points(w, token);
  on[BL_SIGN_subject_plural] = token_at(w, token)->xpos == BL_XPOS_NNS;
  on[BL_SIGN_subject_back] = !bare && c->subject != BL_NONE && points_back(w, token);
  on[BL_SIGN_subject_far_8] = apart(token, c->trigger) > 8;
  on[BL_SIGN_subject_far_16] = apart(token, c->trigger) > 16;
}

static void see_object(const bl_walk *w, const bl_claim *c, uint32_t token, bool *on) {
  margins m = least_between(w, token, c->trigger);
  on[BL_SIGN_object_arc_below_32] = m.arc < 32;
  on[BL_SIGN_object_arc_below_64] = m.arc < 64;
  on[BL_SIGN_object_label_below_32] = m.label < 32;
  on[BL_SIGN_object_label_below_96] = m.label < 96;
  on[BL_SIGN_object_number] = c->object_kind == BL_OBJ_QUANTITY;
  on[BL_SIGN_object_entity] = c->object_kind == BL_OBJ_ENTITY;
  on[BL_SIGN_object_claim] = c->object_kind == BL_OBJ_CLAIM;
  if (token >= w->count) return;
  uint8_t tag = token_at(w, token)->xpos;
  on[BL_SIGN_object_back] = w->mention[token] != BL_NONE && c->object_kind == BL_OBJ_ENTITY && points_back(w, token);
  on[BL_SIGN_object_short] = c->object_kind != BL_OBJ_QUANTITY && is_short(w, token);
  on[BL_SIGN_object_points] = points(w, token);
  on[BL_SIGN_object_noun] = has_tag(w, token, BL_XPOS_NN, BL_XPOS_NNS);
  on[BL_SIGN_object_verb] = tag == BL_XPOS_VB || tag == BL_XPOS_VBD || tag == BL_XPOS_VBG || tag == BL_XPOS_VBN || tag == BL_XPOS_VBP || tag == BL_XPOS_VBZ;
  on[BL_SIGN_object_far_16] = apart(token, c->trigger) > 16;
}

static void see_trigger(const bl_walk *w, uint32_t trigger, bool *on) {
  const bl_token *token = token_at(w, trigger);
  bl_span sentence = w->doc->sentences.items[token->sentence].tokens;
  on[BL_SIGN_trigger_arc_below_32] = token->head_margin < 32;
  on[BL_SIGN_trigger_arc_below_64] = token->head_margin < 64;
  on[BL_SIGN_trigger_arc_below_128] = token->head_margin < 128;
  on[BL_SIGN_trigger_finite] = has_tag(w, trigger, BL_XPOS_VBD, BL_XPOS_VBZ) || token->xpos == BL_XPOS_VBP;
  on[BL_SIGN_trigger_base] = token->xpos == BL_XPOS_VB;
  on[BL_SIGN_trigger_ing] = token->xpos == BL_XPOS_VBG;
  on[BL_SIGN_purpose] = token->xpos == BL_XPOS_VB && token->dep == BL_DEP_ADVCL;
  on[BL_SIGN_longer_40] = sentence.end - sentence.begin > 40;
  on[BL_SIGN_longer_55] = sentence.end - sentence.begin > 55;
  for (uint32_t t = trigger; t < w->count; t = token_at(w, t)->head) {
    on[BL_SIGN_in_relative] |= token_at(w, t)->dep == BL_DEP_ACL_RELCL;
    on[BL_SIGN_in_acl] |= token_at(w, t)->dep == BL_DEP_ACL;
    on[BL_SIGN_in_ccomp] |= token_at(w, t)->dep == BL_DEP_CCOMP;
    on[BL_SIGN_in_advcl] |= token_at(w, t)->dep == BL_DEP_ADVCL;
    on[BL_SIGN_in_conj] |= token_at(w, t)->dep == BL_DEP_CONJ;
    on[BL_SIGN_in_xcomp] |= token_at(w, t)->dep == BL_DEP_XCOMP;
  }
}

static void see_layer(bl_str rule, bool *on) {
  on[BL_SIGN_open_relation] = bl_str_eq_c(rule, "open");
  on[BL_SIGN_whole_clause] = bl_str_eq_c(rule, "open-clause");
  on[BL_SIGN_statement] = bl_str_eq_c(rule, "speech");
  on[BL_SIGN_event_word] = bl_str_find(rule, BL_STR(".events:"), 0) >= 0;
}

/* Percent of hundredths of log-odds, 1 to 99: e^x is (1 + x / 4096) squared twelve times. */
static uint8_t percent_of(int32_t hundredths) {
  if (hundredths < -450) hundredths = -450;
  if (hundredths > 450) hundredths = 450;
  double power = 1 + hundredths / 100.0 / 4096;
  for (int i = 0; i < 12; i++) power *= power;
  uint32_t percent = (uint32_t)(100 * power / (1 + power) + 0.5);
  return (uint8_t)(percent < 1 ? 1 : percent > 99 ? 99 : percent);
}

uint8_t bl_confidence(const bl_signs *signs, const bl_walk *w, const bl_claim *claim, uint32_t subject, uint32_t object, uint8_t rule_percent) {
  bool on[BL_SIGN_COUNT] = {[BL_SIGN_always] = true};
  see_subject(w, claim, subject, on);
  see_object(w, claim, object, on);
  see_trigger(w, claim->trigger, on);
  see_layer(claim->rule, on);
  on[BL_SIGN_sources] = claim->attribution != BL_NONE;
  on[BL_SIGN_sources_two] = claim->attribution != BL_NONE && w->doc->attributions.items[claim->attribution].outer != BL_NONE;
  on[BL_SIGN_planned] = claim->modality == BL_PLANNED;
  on[BL_SIGN_possible] = claim->modality == BL_POSSIBLE;
  on[BL_SIGN_opinion] = claim->modality == BL_OPINION;
  on[BL_SIGN_negated] = claim->polarity == BL_NEGATED;
  int32_t sum = signs->weight[BL_SIGN_rule_point] * ((int32_t)rule_percent - 85);
  for (int s = 0; s < BL_SIGN_COUNT; s++) sum += on[s] ? signs->weight[s] : 0;
  return percent_of(sum + bl_traits(signs, w, claim, subject, object));
}

uint8_t bl_least_likely(const bl_signs *signs, const bl_walk *w, const bl_claim *claim) {
  enum { HARDLY_FIGHTING = 8 };
  if (w->fighting < HARDLY_FIGHTING) return signs->least[BL_LEAST_ELSEWHERE];
  return signs->least[bl_str_starts(claim->rule, BL_STR("open")) ? BL_LEAST_OPEN : BL_LEAST];
}
