/* Rules over the tree: data/rules/NAME.rules, documented in data/rules/README.md.
 *
 * A rule has an id, a pattern, what it says, and example sentences. Reading compiles patterns to numbers and puts each
 * rule in the index of its trigger (the first node of its pattern): by lemma, by word class, or by universal tag, so
 * that a token is only tried on rules that it may trigger. Errors read "data/rules/x.rules:41:12: unknown relation ...".
 *
 * Constant after opening; shared by threads. */
#ifndef BL_DATA_RULES_H
#define BL_DATA_RULES_H

#include "data/lexicon.h"

enum { BL_RULE_NODES = 10, BL_RULE_STEPS = 14, BL_RULE_SAYS = 6, BL_RULE_TESTS = 5 };

typedef enum bl_test_kind {
  BL_TEST_LEMMA, BL_TEST_WORD, BL_TEST_POS, BL_TEST_TAG, BL_TEST_DEP, BL_TEST_TYPE, BL_TEST_PREP, BL_TEST_PREFIX
} bl_test_kind;

/* One condition of a node: any of the alternatives holds, or with `negated` none. */
typedef struct bl_test {
  uint8_t kind; /* bl_test_kind */
  bool negated;
  uint64_t bits;      /* POS, TAG, DEP: set of values */
  uint32_t *symbols;  /* LEMMA, WORD: words */
  uint32_t symbol_count;
  uint16_t *classes;  /* LEMMA: word classes */
  uint32_t class_count;
  bl_cond *conds;     /* TYPE */
  uint32_t cond_count;
} bl_test;

typedef struct bl_node {
  bl_str name; /* "P", may be empty */
  bl_test tests[BL_RULE_TESTS];
  uint8_t test_count;
} bl_node;

typedef enum bl_axis { BL_AXIS_CHILD, BL_AXIS_HEAD, BL_AXIS_BELOW, BL_AXIS_ABOVE, BL_AXIS_NEXT, BL_AXIS_BEFORE, BL_AXIS_SAME } bl_axis;

/* One step of the match: from a bound node along an axis to a node. */
typedef struct bl_step {
  uint8_t from, to; /* nodes */
  uint8_t axis;     /* bl_axis */
  bool optional, absent;
  bool bound;       /* `to` is bound already: only check */
  bool logical;     /* `slot` instead of a relation */
  uint64_t deps;    /* set of bl_dep; 0: any */
  uint32_t *preps;  /* symbols of the case words, any of them; prep_count 0: any */
  uint32_t prep_count;
  bl_slot slot;     /* "$subj", "$of" */
} bl_step;

typedef enum bl_say_kind {
  BL_SAY_ENTITY,  /* P */
  BL_SAY_TEXT,    /* text(R): the noun phrase at R, without clauses and appositions */
  BL_SAY_TITLE,   /* title(R): R with its words in front and its "of ..." phrases */
  BL_SAY_WORD,    /* word(R): the token alone */
  BL_SAY_LEMMA,   /* lemma(R) */
  BL_SAY_ONE,     /* one(R): one of R, with the words in front: "two Lima bakers" -> Lima baker */
  BL_SAY_CLAUSE,  /* clause(R): all below R */
  BL_SAY_ACT,     /* act(V): the verb V and what follows it, without its subject and auxiliaries */
  BL_SAY_NUMBER,  /* num(R) */
  BL_SAY_EVENT,   /* event(R) */
  BL_SAY_BODY,    /* body(N): the noun as an entity, also where it is the word of an event: "no outside help" */
  BL_SAY_SUFFIX,  /* suffix(A): what stands behind the first hyphen: "anti-war" -> war */
  BL_SAY_SPEAKER, /* speaker(V): who says what stands there */
  BL_SAY_INCIDENT, /* incident(T): the disaster, attack or accident told last before T */
  BL_SAY_LITERAL  /* "words" */
} bl_say_kind;

typedef struct bl_say_arg {
  uint8_t kind; /* bl_say_kind */
  uint8_t node;
  bool conjuncts; /* "P+": and its conjuncts */
  bl_str literal;
} bl_say_arg;

enum { BL_SAY_NOT = 1, BL_SAY_POSSIBLE = 2, BL_SAY_PLANNED = 4, BL_SAY_FACT = 8, BL_SAY_DENIED = 16, BL_SAY_OPINION = 32, BL_SAY_CLAIMED = 64 };

typedef struct bl_say {
  bl_say_arg subject, object;
  bl_str predicate;
  int8_t at;     /* node whose token is the claim's trigger: its clause gives scope, place, time; -1: the first */
  bl_str event;  /* class of the event at the trigger, may be empty */
  bl_str counts;
  int8_t measure[2]; /* nodes whose words tell what a number measures ("share fall"); -1: none */
  uint8_t flags; /* BL_SAY_* */
} bl_say;

typedef struct bl_example {
  bl_str sentence;
  bl_str subject, predicate, object; /* subject empty: nothing by this rule */
  bool wanted;
  uint32_t line;
} bl_example;

typedef struct bl_rule {
  bl_str id;
  bl_str file; /* "data/rules/people.rules" */
  uint32_t line;
  uint8_t confidence;
  bl_node nodes[BL_RULE_NODES];
  uint8_t node_count;
  bl_step steps[BL_RULE_STEPS];
  uint8_t step_count;
  bl_say says[BL_RULE_SAYS];
  uint8_t say_count;
  bl_example *examples;
  uint32_t example_count;
} bl_rule;

typedef BL_VEC(uint32_t) bl_rule_list;

typedef struct bl_rules {
  bl_arena arena;
  BL_VEC(bl_rule) rules;
  BL_VEC(bl_rule_list) by_lemma; /* by symbol */
  bl_rule_list by_class[BL_LEX_MAX_CLASSES];
  bl_rule_list by_pos[32];       /* by bl_upos */
} bl_rules;

/* Reads all *.rules of data_dir/rules. The lexicon must outlive the rules: words of the patterns are interned in it. */
bl_status bl_rules_open(const char *data_dir, bl_wordbook *lexicon, bl_rules **out);
void bl_rules_close(bl_rules *rules);

/* Reads one file's bytes into `rules`; `file` is for messages. For tests. */
bl_status bl_rules_parse(bl_rules *rules, bl_wordbook *lexicon, bl_str bytes, const char *file);

#endif
