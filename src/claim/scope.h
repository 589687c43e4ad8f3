/* What scope.c and scope_words.c share: polarity and modality under way. */
#ifndef BL_CLAIM_SCOPE_H
#define BL_CLAIM_SCOPE_H

#include "claim/walk.h"

/* What is asserted so far has this modality; what is not keeps its own. */
void bl_weaken(bl_scope *s, bl_modality modality);
/* What is asked or hangs on an unreal condition is no plan: asserted or planned becomes possible. */
void bl_unsettle(bl_scope *s);
/* It is told in a condition. */
void bl_suppose(bl_scope *s);
void bl_flip(bl_scope *s);

/* What the words of the clause of `verb` say: negations, auxiliaries, adverbs, conditions; `with_arguments`: a negated subject or
 * object too ("no fighters entered"). The same of a noun and its adjectives ("the alleged attack"). */
void bl_clause_words(const bl_walk *w, uint32_t verb, bl_scope *s, bool with_arguments);
void bl_noun_words(const bl_walk *w, uint32_t noun, bl_scope *s);
/* Whether those words negate the verb; whether a determiner negates the noun. */
bool bl_negated_verb(const bl_walk *w, uint32_t verb);
bool bl_negated_noun(const bl_walk *w, uint32_t noun);

/* An infinitive with "to"; a finite clause in the present; a modal auxiliary; "yet to" in front of an infinitive below. */
bool bl_has_to(const bl_walk *w, uint32_t verb);
bool bl_in_present(const bl_walk *w, uint32_t verb);
bool bl_has_modal(const bl_walk *w, uint32_t verb);
bool bl_yet_to(const bl_walk *w, uint32_t head);

#endif
