/* Phrases: patterns over atoms, written in data files, that find times and quantities.
 *
 * The rule language is described in data/times/README.md. A file defines word classes (`words`), named parts (`define`)
 * and rules (`rule`), each with lines `PATTERN -> CALL(args) ...` and examples. It is compiled at load into a small
 * program per pattern. At an atom only the patterns are tried whose first word it can be; a pattern holds no loops, so
 * the work at an atom is bounded by the file. Matching is apart from meaning: it gives a tree of matches, and the room
 * that owns the file walks the calls. */
#ifndef BL_MENTION_PHRASE_H
#define BL_MENTION_PHRASE_H

#include "mention/numerals.h"

/* The calls and constants that a file may use; a call's number is its place in the table. */
typedef struct bl_phrase_function {
  const char *name;
  int min_args, max_args;
} bl_phrase_function;

typedef struct bl_phrase_constant {
  const char *name;
  int32_t value;
} bl_phrase_constant;

typedef struct bl_phrase_vocabulary {
  const bl_phrase_function *functions; /* ends with name NULL */
  const bl_phrase_constant *constants; /* ends with name NULL */
} bl_phrase_vocabulary;

enum { BL_PHRASE_SLOTS = 10, BL_PHRASE_ARGS = 5 };

typedef struct bl_phrase_match bl_phrase_match;

/* What a piece of a pattern took: nothing, an int (word of a class, digits), a numeral, or a named part. */
typedef enum bl_slot_kind { BL_SLOT_NONE, BL_SLOT_INT, BL_SLOT_NUMERAL, BL_SLOT_MATCH } bl_slot_kind;
typedef struct bl_slot {
  uint8_t kind;
  int32_t value;
  uint32_t at; /* the atom */
  const bl_numeral *numeral;
  const bl_phrase_match *match;
} bl_slot;

typedef struct bl_phrase_arg {
  bool is_slot;
  int32_t value; /* constant, number of a string, or the slot's number */
} bl_phrase_arg;

typedef struct bl_phrase_call {
  uint8_t function, count;
  bl_phrase_arg args[BL_PHRASE_ARGS];
} bl_phrase_call;

/* One `PATTERN -> CALLS` line. */
typedef struct bl_phrase_line {
  bl_str rule; /* name of its rule or part */
  uint32_t number;
  uint32_t start;
  bl_phrase_call *calls;
  uint32_t call_count;
} bl_phrase_line;

struct bl_phrase_match {
  uint32_t begin, end; /* atoms */
  const bl_phrase_line *line;
  bl_slot slots[BL_PHRASE_SLOTS];
};

/* `+ TEXT => EXPECTED` (wanted) or `- TEXT` right under a rule. */
typedef struct bl_phrase_example {
  bl_str text, expected, rule;
  uint32_t number; /* line of the file */
  bool wanted;
} bl_phrase_example;

typedef struct bl_phrases bl_phrases;

/* Compiles `path`. On failure *out is NULL and the message begins "path:line:column: ". `numerals` must outlive it. */
bl_status bl_phrases_load(const char *path, const bl_phrase_vocabulary *vocabulary, const bl_numerals *numerals,
                          bl_phrases **out);
void bl_phrases_free(bl_phrases *phrases);

/* Looks the words of the atoms up; needed before matching. */
void bl_phrases_bind(const bl_phrases *phrases, bl_atoms *atoms);

/* The rules that match at atom `at` and end by `limit`, the longest first, of equal ones the earlier in the file first;
 * at most `max`. `begin` is the first atom of the sentence. Matches live in `scratch`. */
size_t bl_phrases_match(const bl_phrases *phrases, const bl_atoms *atoms, uint32_t begin, uint32_t at, uint32_t limit,
                        bl_arena *scratch, bl_phrase_match *out, size_t max);

/* Whether the atom is in the class named, and its value there. */
bool bl_phrases_in_class(const bl_phrases *phrases, bl_str class_name, const bl_atom *atom, int32_t *value);

/* The same for a word by its letters; case and a leading apostrophe do not matter. */
bool bl_phrases_word_in_class(const bl_phrases *phrases, bl_str class_name, bl_str word, int32_t *value);

/* The string of a `word="text"` or of an argument in quotes; empty if there is none of that number. */
bl_str bl_phrases_string(const bl_phrases *phrases, int32_t number);

size_t bl_phrases_example_count(const bl_phrases *phrases);
const bl_phrase_example *bl_phrases_example(const bl_phrases *phrases, size_t index);

#endif
