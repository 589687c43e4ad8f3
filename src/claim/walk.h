/* The inside of the claim room: one document's trees made quick to walk, and the questions that all parts ask of them.
 *
 * A bl_walk is made for each document and thrown away with its arena. Tokens are named by their index in the document.
 * "Logical" positions undo voice, control, relative clauses, participles and coordination, so that "troops captured by
 * the rebels", "the rebels, who captured troops" and "the rebels tried to capture troops" have one subject and object. */
#ifndef BL_CLAIM_WALK_H
#define BL_CLAIM_WALK_H

#include "data/lexicon.h"
#include "data/rules.h"
#include "doc/doc.h"

/* Word classes that the code itself asks for; their words stand in data/lexicon. */
#define BL_CLASS_LIST(X) \
  X(no_speaker) X(speaks_of) X(evidence_noun) X(dumb_noun) X(fail) X(deny) X(plan) X(possible) X(doubt) X(aspect) X(light) X(bears) X(exist) X(happen) X(negation) \
  X(possible_adverb) X(reported_adverb) X(fake) X(planned_adjective) X(quantifier) X(partitive) X(subject_control) \
  X(ability) X(person_noun) X(group_noun) X(place_noun) X(time_prep) X(place_prep) X(both_sides) X(modal_possible) X(decides) X(official_act) X(junior_rank) \
  X(modal_planned) X(condition) X(speech) X(opinion_word) X(relation_noun) X(event_noun) X(stop_verb) X(vague_noun) X(phrasal) \
  X(country_noun) X(title_noun) X(want) X(death) X(harm) X(object_control) X(outside_prep) X(document) X(naming_place) \
  X(makes_do) X(time_after) X(time_before) X(deadline) X(linking) X(instead) X(blame_prep) X(about_prep) X(attempt) X(loose_pronoun) X(only) X(aside_prep) X(pending) \
  X(lasting) X(means_prep) X(claimed) X(disposition) X(entail) X(urged) X(loose_prep) X(spelled_out) X(some) X(most) X(share_word) X(fraction) X(turns_sense) X(protest_verb) X(protest_aim) X(place_part) X(struck) X(reason_prep) X(enters) X(goal_prep) X(patient_prep) X(way_prep) X(seat_noun) X(ground_noun) X(joined) X(acts_from) \
  X(word_noun) X(partly) X(seldom) X(nearly) X(for_or_against) X(planned_verb) X(called_off) X(change_verb) X(no_object) X(asks_about) X(yields) X(unlikely) X(unexpected) X(tasked) X(admits) X(needs_rest) X(light_object) X(particle) X(must) X(backing_mark) X(unsaid) X(no_evidence) X(kind_noun) X(called_on) \
  X(conflict_event) X(moving_event) X(taking_event) X(fight_event) X(two_sided_event) X(opposing_event) X(incident_event) X(local_event) X(dateline_event) X(crowd_event) X(event_prep) X(aim_prep) X(among_prep) X(no_reference) X(with_general) X(rank_noun) X(office_noun) X(compass) X(time_while) X(means_verb) X(beyond) X(hardly_any) X(moved) X(neg_raising) X(length_unit) X(kin_noun) X(gives) \
  X(pointing) X(demonstrative) X(bare_noun) X(unique_noun) X(shown_aim) X(no_saying) X(never_speaks) X(allow) X(brought_out) X(lived) X(gradual) X(granted) X(not_theirs) \
  X(wasted) X(vain) X(loath) X(breaks_off) X(looks_into) X(tie_noun) X(brings_about) X(sets_out) X(some_people) X(favours) X(titled) X(feels) X(felt_done) X(judged_done) X(wins) X(rallies) X(accuses) X(counting) X(ties) X(argument_prep) X(no_less) X(crowd_count) X(appoints) X(saved_from) X(sees) X(empty_word) X(accuses_of) X(company) X(fight_noun) X(force_noun)

typedef struct bl_classes {
#define X_(name) uint16_t name;
  BL_CLASS_LIST(X_)
#undef X_
} bl_classes;

typedef BL_VEC(uint32_t) bl_tokens;

typedef struct bl_walk {
  bl_doc *doc;
  const bl_wordbook *lexicon;
  const bl_classes *classes;
  bl_arena *arena;         /* scratch of the document */
  uint32_t count;          /* tokens */
  uint32_t *first, *next;  /* children, in order */
  uint32_t *begin, *end;   /* subtree span */
  uint32_t *lemma;         /* symbol of the lemma, folded to lower case */
  uint32_t *prep;          /* symbol of the case words of a nominal, joined by blanks ("out of") */
  uint32_t *mention;       /* the mention whose head it is, the longest */
  uint32_t *cover;         /* the shortest mention that covers it */
  uint32_t *quantity;      /* the quantity that covers it */
  uint32_t *time;          /* the time expression that covers it */
  uint32_t *counted;       /* the quantity that counts it */
  uint32_t fighting;       /* how many words in a thousand tell of fights, forces and armed groups: bl_fighting */
} bl_walk;

void bl_walk_open(bl_walk *walk, bl_doc *doc, const bl_wordbook *lexicon, const bl_classes *classes, bl_arena *arena);

/* "Thousands fled": people, of whom only the number is told, become mentions of groups (entity.c). */
void bl_name_crowds(bl_walk *walk);

/* Hangs `t` at `head` as `dep`; false, and nothing done, when that makes a cycle (repair.c). */
bool bl_hang(bl_walk *w, uint32_t t, uint32_t head, bl_dep dep);

/* Repairs heads of the document's tree (repair.c); true: open the walk again. */
bool bl_repair_tree(bl_walk *walk);
/* The same for the inside of names and the titles beside them; runs first. */
bool bl_repair_names(bl_walk *walk);
/* The same for a title right before a name, and what stands before the title (repair_titles.c). */
bool bl_repair_titles(bl_walk *walk);
/* Of one name, for bl_repair_names: its title, and titles of two words. */
bool bl_repair_own_title(bl_walk *walk, const bl_mention *name);
/* The same for lists, datelines and second subjects (repair_lists.c). */
bool bl_repair_lists(bl_walk *walk);
/* The same for relative clauses whose verb does not agree with their noun, and for participles behind it (repair_agree.c). */
bool bl_repair_agreement(bl_walk *walk);
typedef enum bl_number { BL_NUMBER_ANY, BL_NUMBER_ONE, BL_NUMBER_SEVERAL } bl_number;
bl_number bl_number_of_clause(const bl_walk *walk, uint32_t verb);
/* The same for participles and joined clauses; runs after all others (repair_told.c). */
bool bl_repair_told(bl_walk *walk);

/* "killed or injured": what verb `trigger` counts is both; `second`: it is the second of the two. */
bool bl_killed_or_injured(const bl_walk *walk, uint32_t trigger, bool *second);

#define BL_EACH_CHILD(w, c, t) for (uint32_t c = (w)->first[t]; c != BL_NONE; c = (w)->next[c])

/* ---- single tokens ---------------------------------------------------------------------------------------------- */

/* The lemma as text. */
bl_str bl_lemma_text(const bl_walk *w, uint32_t token);

bool bl_in_class(const bl_walk *w, uint32_t token, uint16_t class_id);
/* Whether there is a token and it is that word, whatever its capitals. */
bool bl_word_is(const bl_walk *w, uint32_t token, const char *word);
bool bl_prep_is(const bl_walk *w, uint32_t token, const char *prep);
bool bl_has_prep(const bl_walk *w, uint32_t token, uint16_t class_id); /* the case words of a nominal are of the class */
bool bl_name_in_class(const bl_walk *w, bl_str name, uint16_t class_id); /* the name of an event class, a word in lower case */
uint32_t bl_child_with(const bl_walk *w, uint32_t token, bl_dep dep); /* plain relation; BL_NONE */
bool bl_has_child(const bl_walk *w, uint32_t token, bl_dep dep);
bl_dep bl_plain_dep(const bl_walk *w, uint32_t token);
bool bl_is_verbal(const bl_walk *w, uint32_t token);  /* a verb, or a predicate with a copula */
bool bl_is_nominal(const bl_walk *w, uint32_t token); /* noun, name, pronoun or number */
/* A person, a body or people. */
bool bl_is_somebody(const bl_walk *walk, uint32_t token);
bool bl_is_relative(const bl_walk *w, uint32_t token); /* "who", "which", "that" as pronoun of its clause */
bool bl_is_passive_verb(const bl_walk *w, uint32_t verb);
/* "one of the richest men", "four of the top five": not all of them. */
bool bl_is_named(const bl_walk *w, uint32_t token);         /* the text has a name for what is meant there */
uint32_t bl_content_words(const bl_walk *w, uint32_t token); /* in the phrase of a nominal: nouns, names, adjectives, numbers, verbs */
bool bl_is_partitive(const bl_walk *w, uint32_t token);
uint32_t bl_particle_of(const bl_walk *w, uint32_t verb); /* "off" of "set it off"; BL_NONE */
/* "American Muslims", "black Leedsers": with a word before it a name of people is another, smaller group. */
bool bl_is_narrowed(const bl_walk *w, uint32_t token);
bool bl_is_bare_gerund(const bl_walk *w, uint32_t token); /* "fighting is raging": a noun in all but its tag */
bool bl_marked(const bl_walk *w, uint32_t verb, uint16_t class_id); /* subordinator of a class: "for", "until" */
bool bl_marked_to(const bl_walk *w, uint32_t verb); /* "committed to opening": the preposition of a gerund that is what is meant */
/* The mention whose head the token is, if it is a name; NULL. */
const bl_mention *bl_name_at(const bl_walk *w, uint32_t token);
bool bl_is_below(const bl_walk *w, uint32_t token, uint32_t above);
/* The clause (verbal token) in which a token stands: itself if verbal. BL_NONE in a fragment. */
uint32_t bl_clause_of(const bl_walk *w, uint32_t token);

/* Whether a condition of the lexicon holds for the token as an argument. */
bool bl_cond_holds(const bl_walk *w, uint32_t token, const bl_cond *cond);

/* ---- logical positions (args.c) --------------------------------------------------------------------------------- */

/* Adds the tokens at the slot's position of `trigger` (verb, noun or adjective), conjuncts included, to *out; they
 * satisfy its condition. */
void bl_args_at(const bl_walk *w, uint32_t trigger, const bl_slot *slot, bl_tokens *out);

/* Adds `token` and its conjuncts; a relative pronoun gives its antecedent. */
void bl_add_conjuncts(const bl_walk *w, uint32_t token, bl_tokens *out);
void bl_push_once(bl_tokens *out, uint32_t token);
bool bl_is_event_word(const bl_walk *w, uint32_t token); /* a noun of what happens */

/* Surface subjects of a verb, with control and coordination. */
void bl_subjects(const bl_walk *w, uint32_t verb, bl_tokens *out);

/* The verb that carries a noun as its object or subject ("carried out an attack"): BL_NONE if it is no light verb. */
uint32_t bl_light_verb(const bl_walk *w, uint32_t noun);

/* ---- what stands at a token (entity.c) -------------------------------------------------------------------------- */

/* The entity of the noun phrase at `token`: its mention's; with `make`, a new one for a common noun. BL_NONE. */
uint32_t bl_entity_of(bl_walk *w, uint32_t token, bool make);

/* The entity of a number that stands for whom it counts ("at least 59 are dead"): its mention's, or a new one. BL_NONE. */
uint32_t bl_number_entity(bl_walk *w, uint32_t token);

/* Text of the noun phrase at `token`, without clauses and appositions; of a title with its "of" phrases; of all below. */
bl_span bl_phrase_span(const bl_walk *w, uint32_t token);
/* The same with the clause right behind that says which or what kind ("the money needed for it", "a filter that stops them"). */
bl_span bl_kind_span(const bl_walk *w, uint32_t noun);
/* The same of the object of a verb, with the phrase behind it where the verb says nothing without ("forced X into it"). */
bl_span bl_object_span(const bl_walk *w, uint32_t verb, uint32_t object);
/* What `verb` calls something or sees it as, whole: with clauses that narrow it down, joined adjectives, to the end of a quotation. */
bl_span bl_quality_span(const bl_walk *w, uint32_t verb, uint32_t token);
bl_span bl_title_span(const bl_walk *w, uint32_t token);
bl_span bl_clause_span(const bl_walk *w, uint32_t token);
/* The end of what a verb's clause says in short, at most `end`: without relative clauses, circumstances and times behind its objects
 * when it is long. */
uint32_t bl_core_end(const bl_walk *w, uint32_t token, uint32_t end);
/* Whether the words there tell what is meant without the text around them (clear.c). */
bool bl_is_clear(const bl_walk *w, uint32_t token);
/* The same for the subject of an open claim, which is of nobody in particular if only counted or named by its kind ("two women", "voters"). */
bool bl_is_told(const bl_walk *w, uint32_t token);
bool bl_is_definite(const bl_walk *w, uint32_t token); /* a name, a number, "the", an owner */
/* The text of a span with line ends and runs of blanks as one blank. */
bl_str bl_clean_text(const bl_walk *w, bl_span span);
/* The quantity at a noun or number: its own, or that of its number word. BL_NONE. */
uint32_t bl_quantity_at(const bl_walk *w, uint32_t token);

/* ---- scope, place, time ----------------------------------------------------------------------------------------- */

typedef struct bl_scope {
  uint8_t polarity, modality;
  bool definite; /* told in a definite noun phrase, relative clause or apposition: background */
  bool purpose;  /* told as what something else is done for: "came to help" */
  bool aside;    /* the same of a deed that is no setting out: "used it to help" */
  bool unsure;   /* told of a part or seldom: neither it nor its negation is said */
  bool supposed; /* told in a condition or asked */
} bl_scope;

/* Polarity and modality of what `trigger` says, by the tree alone (scope.c). */
bl_scope bl_scope_of(const bl_walk *w, uint32_t trigger);

/* Whether a finite clause stands in the past: of "agreed that Reza won" nothing is planned. */
bool bl_in_past(const bl_walk *w, uint32_t verb);

/* Places and time (index, BL_NONE) of what `trigger` says: own clause, then outer clauses, then the sentence. */
bl_places bl_places_of(bl_walk *w, uint32_t trigger);
uint32_t bl_place_token(const bl_walk *w, uint32_t trigger); /* the token of that place */
uint32_t bl_time_of(const bl_walk *w, uint32_t trigger);

#endif
