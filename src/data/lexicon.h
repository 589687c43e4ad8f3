/* The lexicon of claims: word classes (data/lexicon/NAME.words) and event words (data/lexicon/NAME.events).
 *
 * A word class is a set of lemmas with a name ("@plan": plan, vow, pledge ...). An event word is a verb, noun or
 * adjective, perhaps with more words ("carry out", "take control", "come under attack"), and what it says: predicate,
 * event class, and the positions where subject and object stand. Positions are logical ones: the claim room turns
 * passives, participles, relative clauses and control into them. The format is in data/lexicon/README.md.
 *
 * Constant after opening; shared by threads. */
#ifndef BL_DATA_LEXICON_H
#define BL_DATA_LEXICON_H

#include "base/map.h"
#include "base/status.h"
#include "base/str.h"

enum { BL_LEX_MASKS = 5, BL_LEX_MAX_CLASSES = 64 * BL_LEX_MASKS, BL_LEX_MAX_WORDS = 5, BL_LEX_MAX_SLOTS = 14 };

/* A condition on a token as argument: the types of its mention, a word class, or both. */
typedef struct bl_cond {
  uint32_t types;    /* bit per bl_etype, and the BL_COND_* bits; 0: any */
  uint16_t class_id; /* UINT16_MAX: any */
  bool negated;
  bool other_class;   /* "actor&!@class": of these types, but not of the class */
  uint32_t not_types; /* "!time&!@class": special bits that must not hold */
} bl_cond;

#define BL_COND_ANY ((bl_cond){0, UINT16_MAX, false, false, 0})

enum {
  BL_COND_NAMED = 1u << 20,   /* a name */
  BL_COND_KNOWN = 1u << 29,   /* of an entity that has a name */
  BL_COND_CLEAR = 1u << 19,   /* its words tell what is meant: no bare "the response" */
  BL_COND_NUMBER = 1u << 21,  /* a quantity stands there */
  BL_COND_EVENT = 1u << 22,   /* an event noun */
  BL_COND_PRONOUN = 1u << 23,
  BL_COND_COMMON = 1u << 24,  /* a common noun */
  BL_COND_ANYTYPE = 1u << 25, /* any mention */
  BL_COND_PLURAL = 1u << 26,
  BL_COND_ENTITY = 1u << 27,  /* a mention, or a noun that stands for persons or groups */
  BL_COND_MEASURED = 1u << 30, /* a sum of money, a percentage, a measure, or a bare number */
  BL_COND_TIME = 1u << 28     /* a time expression stands there */
};

/* "person", "place", "actor", "org", "@class", "person&named", "actor&!@class"; false: unknown. '!' negates its part. */
typedef struct bl_wordbook bl_wordbook;
bool bl_cond_parse(const bl_wordbook *lexicon, bl_str text, bl_cond *out);

typedef enum bl_position {
  BL_AT_NONE,   /* "-": nothing stands there */
  BL_AT_SUBJ,   /* logical subject of a verb; of a noun the subject of its light verb */
  BL_AT_OBJ,    /* logical object */
  BL_AT_IOBJ,
  BL_AT_XCOMP,  /* predicate noun or adjective: "named X chairman" */
  BL_AT_CLAUSE, /* complement clause or infinitive, as text */
  BL_AT_INF,    /* infinitive alone, as text */
  BL_AT_POSS,   /* "X's", "its" */
  BL_AT_COMP,   /* noun or adjective in front: "Harlan troops", "airport attack" */
  BL_AT_PREP,   /* phrase with a preposition */
  BL_AT_HEAD,   /* the noun that a participle or adjective stands with */
  BL_AT_SELF,   /* the word itself: "the protesters" */
  BL_AT_WORD,   /* the last further word of the trigger: "casualties" of "suffer casualties" */
  BL_AT_OBJ2,   /* an object as it stands, whatever the voice: "was named chairman" */
  BL_AT_PLACE   /* where it happened, as found from the clause */
} bl_position;

typedef enum bl_form { BL_AS_ANY, BL_AS_ENTITY, BL_AS_TEXT, BL_AS_NUMBER, BL_AS_EVENT, BL_AS_ACT } bl_form;

typedef struct bl_slot {
  uint8_t position; /* bl_position */
  uint8_t form;     /* bl_form */
  uint32_t prep;    /* symbol, BL_AT_PREP */
  bl_cond cond;
} bl_slot;

typedef struct bl_slots {
  bl_slot items[BL_LEX_MAX_SLOTS];
  uint8_t count;
} bl_slots;

typedef struct bl_lex_role {
  bl_str name; /* "origin", "instrument" */
  bl_slot slot;
} bl_lex_role;

enum { BL_LEX_ALSO = 1, BL_LEX_NEGATED = 2, BL_LEX_PLANNED = 4, BL_LEX_POSSIBLE = 8, BL_LEX_SYMMETRIC = 16,
       BL_LEX_NO_LITERAL = 32, BL_LEX_DENIED = 64, BL_LEX_OPINION = 128,
       BL_LEX_NOTHING = 256, /* the word says nothing here: no later line is tried */
       BL_LEX_CLAIMED = 512 /* whoever does it is who says so: "claimed responsibility for" */ };

typedef struct bl_lex_line {
  uint32_t words[BL_LEX_MAX_WORDS]; /* symbols of lemmas; words[0] is the trigger */
  uint8_t word_count;
  char pos;                /* 'v', 'n', 'a' */
  uint16_t flags;          /* BL_LEX_* */
  uint8_t confidence;      /* percent */
  bl_str predicate;        /* local name; "rel" for an open relation; empty: an event alone */
  bl_str event;            /* class, may be empty */
  bl_str counts;           /* what a number counts */
  bl_slots subject, object;
  bl_slots when, unless;   /* positions of which one must, or none may, be filled for the line to fit */
  bl_lex_role roles[3];
  uint8_t role_count;
  bl_str file;             /* "data/lexicon/conflict.events" */
  uint32_t line;
  uint32_t next;           /* next line of the same trigger, in the order of the files; BL_NONE */
} bl_lex_line;

struct bl_wordbook {
  bl_arena arena;
  bl_symtab words;
  BL_VEC(bl_lex_line) lines;
  BL_VEC(uint32_t) first;      /* by symbol: first line, BL_NONE */
  bl_symtab classes;
  uint64_t (*masks)[BL_LEX_MASKS]; /* by symbol */
  uint32_t mask_count;
  bl_map verb_lemmas, noun_lemmas; /* inflected form -> symbol of its lemma */
};

/* Reads all *.words and *.events of data_dir/lexicon, in the order of their names. */
bl_status bl_wordbook_open(const char *data_dir, bl_wordbook **out);
void bl_wordbook_close(bl_wordbook *lexicon);

/* The symbol of the lemma of an inflected form (lower case) by inflections.tsv; BL_NONE: not there. */
uint32_t bl_wordbook_lemma(const bl_wordbook *lexicon, bl_str form, bool verb);

/* The class number of "plan"; UINT16_MAX when there is none. */
uint16_t bl_wordbook_class(const bl_wordbook *lexicon, bl_str name);
/* Whether symbol (BL_NONE: unknown word) is in the class. */
bool bl_wordbook_in(const bl_wordbook *lexicon, uint32_t symbol, uint16_t class_id);

#endif
