/* data/resolve/words.tsv: titles, class words, small words of names and the like; relations.tsv: families of event
 * classes and their properties, properties of predicates. Const after loading. */
#ifndef BL_RESOLVE_WORDS_H
#define BL_RESOLVE_WORDS_H

#include "base/map.h"
#include "base/status.h"
#include "base/str.h"

enum {
  BL_WORD_TITLE = 1,
  BL_WORD_HONORIFIC = 2,
  BL_WORD_PLACE = 4,
  BL_WORD_GROUP = 8,
  BL_WORD_SUFFIX = 16,
  BL_WORD_JOINT = 32,
  BL_WORD_PREFIX = 64,
  BL_WORD_SPORT = 128, /* bits 8 to 15: the type of a class word */
  BL_WORD_PREPOSITION = 1 << 16,
  BL_WORD_TAIL = 1 << 17,
  BL_WORD_DIRECTION = 1 << 18,
  BL_WORD_ANYBODY = 1 << 19,
  BL_WORD_STATUS = 1 << 20,
  BL_WORD_LATER = 1 << 21,
  BL_WORD_AGAINST = 1 << 22,
  BL_WORD_FORMER = 1 << 23,
  BL_WORD_NATURE = 1 << 24,  /* "river": linking alone takes it off */
  BL_WORD_SCRIPT = 1 << 25,  /* ISO code of a country whose names are spelled in several ways */
  BL_WORD_NOUN = 1 << 26,    /* a common noun for people: no name, though a sentence may begin with it */
  BL_WORD_OFFICE = 1 << 29,  /* "Justice Department": goes in front with "of" too */
  BL_WORD_COUNTRY = 1 << 30, /* a short form of a country in front of a name; its meaning is the whole name */
  BL_WORD_OTHER = 1 << 28,   /* "another", "last": tells a thing from one of the same words */
  BL_WORD_BUSINESS = 1 << 27 /* a place that is its subject, object or in front of it is a company */
};

enum { /* properties of families of events: what makes two of them one */
  BL_FAMILY_PLACED = 1,   /* the place, where nothing speaks against it */
  BL_FAMILY_KIN = 2,      /* also of two classes of the family */
  BL_FAMILY_DIRECTED = 4, /* who does it to whom must not be turned round */
  BL_FAMILY_WORDS = 8     /* the speaker and his words */
};

enum { /* properties of predicates */
  BL_PRED_SYMMETRIC = 1,
  BL_PRED_HOLDER = 2,
  BL_PRED_CONTEST = 4,
  BL_PRED_APPROACH = 8,
  BL_PRED_OFFICE = 16,
  BL_PRED_PAST = 32,
  BL_PRED_KILLED = 64,
  BL_PRED_INJURED = 128,
  BL_PRED_CASUALTIES = 256,
  BL_PRED_AGENT = 512,
  BL_PRED_LASTING = 1024,
  BL_PRED_INSIDE = 2048,
  BL_PRED_SPEAKS = 4096,
  BL_PRED_LEADER = 8192,
  BL_PRED_SIDE = 16384,
  BL_PRED_COUNT = BL_PRED_KILLED | BL_PRED_INJURED | BL_PRED_CASUALTIES
};

typedef struct bl_predicate_row {
  bl_str name, family;
  uint32_t flags;
} bl_predicate_row;

typedef struct bl_words {
  bl_arena arena;
  bl_map map;        /* word -> flags, the place's bl_etype in bits 8..15 */
  bl_map meanings;   /* word of a class with a meaning in full (country, suffix) -> number in `spelled` */
  bl_symtab spelled;
  bl_map events;     /* class -> number of its family */
  bl_map otherwise;  /* class -> number of its family where it is done to no place */
  bl_map predicates; /* name -> number in `rows` */
  BL_VEC(bl_predicate_row) rows;
  bl_symtab families;
  bl_map family_flags; /* name of a family -> flags */
} bl_words;

/* Reads resolve/words.tsv and resolve/relations.tsv of the data folder, and the nouns for people of names/nominals.tsv and
 * names/nouns.tsv. */
bl_status bl_words_load(const char *data_dir, bl_words *out);
void bl_words_free(bl_words *words);

/* A word in full: "co" -> "company", "u.s." -> "United States"; empty where words.tsv gives none. */
bl_str bl_word_meaning(const bl_words *words, bl_str word);

/* The flags of a folded word; 0 for any other word. */
uint32_t bl_word_flags(const bl_words *words, bl_str word);

/* The family of an event class: a number, the same for classes that may tell one event; BL_NONE: its own. "Loss" of a
 * place is another thing than the loss of men: `at_place` says whether the event is done to a place. */
uint32_t bl_event_family(const bl_words *words, bl_str class_name, bool at_place);

/* BL_FAMILY_* of a family; 0 for BL_NONE. */
uint32_t bl_family_flags(const bl_words *words, uint32_t family);

/* The family of a predicate ("hold"): its own name if it has none; and its properties. An open relation with the verb of
 * a known predicate ("rel:re-captur", recaptured) is taken for it. */
bl_str bl_predicate_family(const bl_words *words, bl_str predicate);
uint32_t bl_predicate_flags(const bl_words *words, bl_str predicate);

#endif
