/* How likely a claim is true to its text. */
#ifndef BL_CLAIM_CONFIDENCE_H
#define BL_CLAIM_CONFIDENCE_H

#include "base/status.h"
#include "claim/walk.h"

/* What speaks for or against a claim. An arc or a label is one between the subject or the object and the trigger, or of the
 * trigger itself; "below N": its margin (sixteenths) is less. "in": the trigger or a word above it has the relation. "back":
 * the words mean something that the text named elsewhere. "short": a noun alone; "points": it begins with "this", "his" and the like. */
#define BL_SIGN_LIST(X) \
  X(always) X(rule_point) X(subject_arc_below_32) X(subject_arc_below_128) X(object_arc_below_32) X(object_arc_below_64) \
  X(trigger_arc_below_32) X(trigger_arc_below_64) X(trigger_arc_below_128) X(subject_label_below_32) X(subject_label_below_96) \
  X(object_label_below_32) X(object_label_below_96) X(subject_pronoun) X(subject_noun) X(subject_bare) X(subject_plural) \
  X(subject_back) X(object_number) X(object_entity) X(object_claim) X(object_back) X(object_noun) X(object_verb) X(trigger_finite) \
  X(trigger_base) X(trigger_ing) X(in_relative) X(in_acl) X(in_ccomp) X(in_advcl) X(in_conj) X(in_xcomp) X(sources) X(sources_two) \
  X(planned) X(possible) X(opinion) X(negated) X(longer_40) X(longer_55) X(subject_far_8) X(subject_far_16) X(object_far_16) X(subject_short) X(object_short) X(subject_points) X(object_points) X(purpose) X(open_relation) X(whole_clause) X(statement) X(event_word)

typedef enum bl_sign {
#define X_(name) BL_SIGN_##name,
  BL_SIGN_LIST(X_)
#undef X_
  BL_SIGN_COUNT
} bl_sign;

/* What a claim has one of several of: traits.c. */
#define BL_TRAIT_LIST(X) \
  X(layer_modality) X(types) X(subject_words) X(object_words) X(subject_dep) X(object_dep) \
  X(subject_arc) X(object_arc) X(trigger_tag) X(trigger_dep) X(clause_dep) X(clause_word) X(source) X(source_far) X(sentence_words) X(sentence_verbs) \
  X(fighting) X(sentence_pronouns) X(sentence_first) X(sentence_quotes) X(sentence_asks) X(sentence_unsure) X(sentence_place)

typedef enum bl_trait {
#define X_(name) BL_TRAIT_##name,
  BL_TRAIT_LIST(X_)
#undef X_
  BL_TRAIT_COUNT
} bl_trait;

extern const char *const bl_trait_names[];

/* Which limit holds: in news of fighting, for which the event words and rules were made first, one for open relations and descriptions, of
 * which there are many, and a low one for all else; one for all claims of articles that hardly tell of fighting. */
typedef enum bl_least { BL_LEAST, BL_LEAST_OPEN, BL_LEAST_ELSEWHERE, BL_LEAST_COUNT } bl_least;

/* The weight of each sign and of each value of a trait: hundredths of log-odds. */
typedef struct bl_signs {
  int32_t weight[BL_SIGN_COUNT];
  uint8_t least[BL_LEAST_COUNT]; /* percent: less likely claims are not worth having */
  bl_map traits; /* "trait<TAB>value" -> index of its weight */
  BL_VEC(int32_t) trait_weights;
  bl_arena arena;
} bl_signs;

/* Reads data/rules/confidence.tsv ("sign, weight", one line for each sign; "trait, value, weight"; "least, percent", "least_open, percent", "least_elsewhere, percent"). Zero-initialise; close it also
 * when it failed. */
bl_status bl_signs_open(const char *data_dir, bl_signs *signs);
void bl_signs_close(bl_signs *signs);

/* Words and names in a thousand words that tell of fights, forces and armed groups: news of war, where "attack" means attack. */
uint32_t bl_fighting(const bl_walk *w);

/* Percent: claims like this one that are less likely are not made, if the user sets no limit. */
uint8_t bl_least_likely(const bl_signs *signs, const bl_walk *w, const bl_claim *claim);

/* The sum of the weights of a claim's traits. */
int32_t bl_traits(const bl_signs *signs, const bl_walk *w, const bl_claim *claim, uint32_t subject, uint32_t object);

/* Percent, 1 to 99, that a claim is true to its text, by what stands at its trigger and at the tokens of its subject and object
 * (BL_NONE: none); `rule_percent` is what its rule says of itself. The claim is filled in but for its confidence. */
uint8_t bl_confidence(const bl_signs *signs, const bl_walk *w, const bl_claim *claim, uint32_t subject, uint32_t object, uint8_t rule_percent);

#endif
