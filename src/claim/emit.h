/* The inside of the claim room: writing claims and events into the document. */
#ifndef BL_CLAIM_EMIT_H
#define BL_CLAIM_EMIT_H

#include "claim/confidence.h"
#include "claim/walk.h"

/* One side of a claim. */
typedef enum bl_arg_kind { BL_ARG_NONE, BL_ARG_ENTITY, BL_ARG_LITERAL, BL_ARG_QUANTITY, BL_ARG_EVENT, BL_ARG_CLAIM } bl_arg_kind;

typedef struct bl_arg {
  uint8_t kind; /* bl_arg_kind */
  uint32_t index;
  bl_str literal;
  uint32_t token; /* where it stands, BL_NONE */
  bl_span span;   /* of a literal: its words in the text; empty when they are no words of it */
} bl_arg;

/* Where a claim comes from. */
typedef struct bl_origin {
  bl_str rule, rule_place;
  uint8_t confidence;  /* percent, the rule's own */
  uint16_t flags;      /* BL_LEX_* of the lexicon line, or 0 */
  bool fact;           /* background: asserted whatever stands around it, no time */
  bl_str counts;
  bl_str label;        /* of an open relation */
} bl_origin;

typedef struct bl_maker {
  bl_walk walk;
  const struct bl_claimer *tool;
  bl_map seen;          /* keys of claims made, in the walk's arena */
  uint32_t *event_at;   /* by token: its event, BL_NONE */
  bool *used;           /* by token: a word of a longer trigger, or told already */
  bool *told;           /* by token: the lexicon made a claim of it */
  bl_tokens object_at;  /* by claim: the token of its object, BL_NONE */
  bl_tokens facts;      /* by claim: 1 when it is background without time */
} bl_maker;

/* Adds a claim unless the same one was made from the same trigger; `event` may be BL_NONE. Gives its index, BL_NONE when
 * the arguments do not make one. */
uint32_t bl_emit(bl_maker *m, bl_arg subject, bl_str predicate, bl_arg object, uint32_t trigger, uint32_t event, const bl_origin *origin);

/* The class of event that the lexicon gives a noun; "Event" when it knows none. */
bl_str bl_event_class(const bl_maker *m, uint32_t noun);

/* The event of class `name` at `trigger`, made if it is not there. */
uint32_t bl_emit_event(bl_maker *m, bl_str name, uint32_t trigger);
/* Adds a role to an event, once. */
void bl_event_role(bl_maker *m, uint32_t event, const char *name, bl_arg value);

/* The argument at a token, in the form wanted: an entity (made for common nouns with `make`), text or a number. Kind
 * NONE when there is none. */
bl_arg bl_arg_entity(bl_maker *m, uint32_t token, bool make);
bl_arg bl_arg_text(bl_maker *m, bl_span span, uint32_t token);
bl_arg bl_arg_number(bl_maker *m, uint32_t token);

/* Whether the text has nothing but pronouns for the entity. */
bool bl_only_pronouns(const bl_doc *doc, uint32_t entity);

/* The link in whose words the trigger really stands: `attribution` or one further out; BL_NONE: the text says it itself. */
uint32_t bl_voice_of(const bl_walk *w, uint32_t attribution, uint32_t trigger);

/* Whether the words of the source are a sentence or a piece of one. */
bool bl_is_scrap(const bl_walk *w, const bl_attribution *a);

/* Puts names for the pronouns among the words of `object`, but for those of the subject: "to help him" is to help Roe. */
void bl_spell_out(bl_walk *w, const bl_arg *subject, bl_arg *object);
/* Whether people are counted at a token though no number stands there ("a woman", "several nurses"; with `names` also a
 * person's name), and how many they are: a quantity, or the word itself (victims.c). */
bool bl_is_victim(const bl_walk *w, uint32_t token, bool names);
bl_arg bl_arg_victims(bl_maker *m, uint32_t token);

/* What an event word takes from the sentences before (before.c): the sides of a conflict told there, as a claim of `origin`; who did
 * the same before; what an attack was on; whom the victim was fighting; of whom a bare number counts. Kind NONE: nobody. */
bool bl_tell_by_context(bl_maker *m, const bl_lex_line *line, uint32_t trigger, uint32_t event, bl_origin origin);
bl_arg bl_agent_before(const bl_maker *m, const bl_lex_line *line, uint32_t trigger);
bl_arg bl_target_before(const bl_maker *m, uint32_t token);
bl_arg bl_other_side_before(const bl_maker *m, uint32_t trigger, uint32_t victim);
bl_arg bl_counted_before(bl_maker *m, uint32_t token);

/* What is not worth a claim (worth.c): an object without content, of any claim; a claim that tells nothing or goes without saying;
 * one that is empty under a condition or in a question. */
bool bl_says_nothing(const bl_walk *w, bl_arg object);
bool bl_tells_little(const bl_walk *w, bl_arg subject, bl_str predicate, bl_arg object, uint32_t trigger, uint32_t event);
bool bl_empty_if_supposed(const bl_claim *claim);

/* Whether the subject of a verb without one of its own is a guess: another form than the verb it is joined to, a gerund behind
 * a preposition, a relative clause far from its noun (open.c). */
bool bl_doubtful_subject(const bl_walk *w, uint32_t verb);
/* What an open claim may be about, and of whom its clause is only imagined, both together, or of an "it" left open. */
bool bl_open_about(bl_walk *w, uint32_t t);
bool bl_only_imagined(const bl_walk *w, uint32_t verb);
bool bl_is_mutual(const bl_walk *w, bl_span act);
bool bl_leaves_it_open(const bl_walk *w, bl_span act);

/* Whether a relation between the subject and the object of `verb` leaves words of its clause unsaid ("set the cause as X"), and
 * what the whole clause says of its subject then (open.c). */
bool bl_cuts_clause(const bl_walk *w, uint32_t verb, uint32_t object);
bool bl_describe_clause(bl_maker *m, uint32_t verb);

/* The open relation of a label: "pledge to fight from" -> "rel:pledge-to-fight-from". */
bl_str bl_open_relation(bl_maker *m, bl_str label);

/* "data/lexicon/x.events:12" in the document's memory. */
bl_str bl_place_text(bl_maker *m, bl_str file, uint32_t line);

/* Links whose source cannot speak ("the decision", "to") are links no more (speech.c); comes first. */
void bl_mute_sources(bl_maker *m);

/* The parts of the room, each over the whole document. */
void bl_run_rules(bl_maker *m);    /* match.c */
void bl_run_lexicon(bl_maker *m);  /* fire.c */
void bl_run_descriptions(bl_maker *m); /* describe.c */
void bl_mend_offices(bl_doc *doc); /* offices.c: what is only a title of courtesy becomes an office of the past */
void bl_run_open(bl_maker *m);     /* open.c */
void bl_run_speech(bl_maker *m);   /* speech.c */
void bl_run_context(bl_maker *m);  /* context.c */

typedef struct bl_claimer {
  bl_wordbook *lexicon;
  bl_rules *rules;
  bl_classes classes;
  bl_signs signs;
  bl_map predicate_kinds; /* predicate -> bits of BL_KIND_* */
  bl_arena arena;
} bl_claimer;

enum { BL_KIND_ENTITY = 1, BL_KIND_LITERAL = 2, BL_KIND_NUMBER = 4, BL_KIND_CLAIM = 8 };

/* What objects a predicate takes; all for an open relation. */
uint32_t bl_predicate_kinds(const bl_maker *m, bl_str predicate);

#endif
