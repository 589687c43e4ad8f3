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

/* The weight of each sign: hundredths of log-odds. */
typedef struct bl_signs {
  int32_t weight[BL_SIGN_COUNT];
} bl_signs;

/* Reads data/rules/confidence.tsv ("sign, weight", one line for each sign). */
bl_status bl_signs_open(const char *data_dir, bl_signs *signs);

/* Percent, 1 to 99, that a claim is true to its text, by what stands at its trigger and at the tokens of its subject and object
 * (BL_NONE: none); `rule_percent` is what its rule says of itself. The claim is filled in but for its confidence. */
uint8_t bl_confidence(const bl_signs *signs, const bl_walk *w, const bl_claim *claim, uint32_t subject, uint32_t object, uint8_t rule_percent);

#endif
