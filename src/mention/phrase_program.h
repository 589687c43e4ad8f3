/* Inside of the phrase engine, shared by its compiler (phrase.c) and its matcher (phrase_match.c). */
#ifndef BL_MENTION_PHRASE_PROGRAM_H
#define BL_MENTION_PHRASE_PROGRAM_H

#include "mention/phrase.h"

typedef enum bl_op {
  BL_OP_WORD,   /* arg: word */
  BL_OP_CLASS,  /* arg: class */
  BL_OP_RANGE,  /* lo..hi; digits of `width` places, 0: any */
  BL_OP_PART,   /* arg: part */
  BL_OP_NUMBER, /* cardinal */
  BL_OP_ORDINAL,
  BL_OP_SPLIT,   /* next, other */
  BL_OP_LOOK,    /* one atom before or behind: word or class by `look` */
  BL_OP_CAPITAL, /* the next atom begins with a capital letter */
  BL_OP_ACCEPT
} bl_op;

typedef struct bl_node {
  uint8_t op;
  bool glue;     /* no blank before it */
  bool behind;   /* LOOK: at the atom before */
  bool negative; /* LOOK */
  int8_t slot;   /* -1: not kept */
  uint8_t width;
  uint32_t arg;
  int32_t lo, hi;
  uint32_t next, other; /* `other` of LOOK: first of `arg` entries in looks */
} bl_node;

/* A word in a class. */
typedef struct bl_entry {
  uint32_t class_id;
  int32_t value;
  uint8_t letter; /* 0 any, 1 only with a capital first, 2 only without */
} bl_entry;

typedef BL_VEC(bl_entry) bl_entries;
typedef BL_VEC(uint32_t) bl_numbers;

typedef struct bl_part {
  bl_str name;
  uint32_t first, count; /* of lines */
} bl_part;

struct bl_phrases {
  bl_arena arena;
  const char *path;
  const bl_phrase_vocabulary *vocabulary;
  const bl_numerals *numerals;
  bl_symtab words, classes, strings;
  BL_VEC(bl_entries) of_word; /* word -> classes */
  BL_VEC(bl_node) nodes;
  BL_VEC(bl_part) parts;        /* `define`s */
  BL_VEC(bl_phrase_line) lines; /* of parts and rules, in file order */
  BL_VEC(bl_phrase_example) examples;
  bl_numbers rules;           /* lines that are rules */
  BL_VEC(bl_numbers) by_word; /* word -> rule lines that may begin with it */
  uint64_t *firsts;           /* for each line a set of what it can begin with */
  uint32_t stride;            /* words of 64 bits a set */
  bl_numbers by_digits;       /* rule lines that may begin with digits */
  struct bl_look {
    bool is_class, sentence_begin; /* its end, for a look ahead */
    uint32_t id;
  } * looks;
  uint32_t look_count, look_capacity;
};

/* Whether the line can begin with digits (bit 0) or with a word (bit: its number and one). */
static inline bool bl_line_begins(const bl_phrases *p, uint32_t line, uint32_t bit) {
  return p->firsts[(size_t)line * p->stride + bit / 64] >> (bit % 64) & 1;
}

/* Builds firsts, by_word and by_digits once all lines are compiled. */
void bl_phrases_index(bl_phrases *phrases);

#endif
