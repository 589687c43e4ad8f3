/* Atoms: the small change of token text that number and time patterns are written over.
 *
 * A tokenizer may write "two-day" as one token or three, "8.53am" as one or two. Patterns must not depend on that, so
 * each token is cut again: runs of letters, runs of digits, single other characters; a chain of single letters with
 * full stops ("p.m.", "U.S.") stays together and loses the stops. An atom never crosses a token or a sentence. */
#ifndef BL_MENTION_PHRASE_ATOMS_H
#define BL_MENTION_PHRASE_ATOMS_H

#include "doc/doc.h"

typedef struct bl_atom {
  bl_str norm;   /* folded to lower case without accents, dashes and quotes as ASCII */
  bl_span bytes; /* of doc->text */
  uint32_t token;
  uint32_t word;   /* number in the word table of the patterns, BL_NONE: in no pattern; see bl_phrases_bind */
  int32_t number;  /* value of up to 9 digits, else -1 */
  uint16_t digits; /* how many, 0: not digits */
  bool space;      /* a blank stands before it, or a sentence begins */
  bool cap;        /* begins with a capital letter */
  bool dotted;     /* was a chain of letters with stops */
} bl_atom;

/* All atoms of a document; sentence i has those of [sentences[i].begin, sentences[i].end). Zero-initialise. */
typedef struct bl_atoms {
  BL_VEC(bl_atom) items;
  BL_VEC(bl_span) sentences;
  bl_arena arena;
} bl_atoms;

void bl_atoms_cut(bl_atoms *atoms, const bl_doc *doc);

/* Cuts one piece of text as one sentence of blank-separated tokens: for lists and examples in data files. */
void bl_atoms_cut_text(bl_atoms *atoms, bl_str text);

void bl_atoms_free(bl_atoms *atoms);

#endif
