/* Forms of names: what of a surface form is compared, and how alike two forms are.
 *
 * "former Vice President Amina Haddad" -> amina haddad; "Deh-e-Salah district" -> deh salah (class District).
 * Spellings of one name in two scripts differ in vowels, doubled letters, h and a few consonants, so each word has a
 * skeleton ("Muhammadi", "Mohammadi" -> mmd) for finding candidates, and an edit distance in which such changes cost
 * little (after Wagner and Fischer; weights by hand) for judging them. All arithmetic is in integers. */
#ifndef BL_RESOLVE_FORM_H
#define BL_RESOLVE_FORM_H

#include "doc/doc.h"
#include "resolve/words.h"

enum { BL_FORM_WORDS = 8 };

typedef struct bl_form {
  bl_str text;      /* words joined by a blank; empty: no name */
  bl_str joined;    /* the same with its joints ("deh e salah"), for exact comparison */
  bl_str skeleton;  /* skeletons of its words joined by a blank */
  bl_str words[BL_FORM_WORDS];
  uint8_t count;    /* of words */
  uint8_t place;    /* bl_etype of its class word ("province"), 0: none */
  bool acronym;     /* written as one word of capitals: "WHO", "ISIS-K" */
  bool honorific;   /* words[0] is an honorific */
} bl_form;

/* Whether a surface form is a name rather than a description ("the insurgent group"). */
bool bl_form_is_name(const bl_words *words, bl_str surface);

typedef enum bl_form_kind { BL_FORM_PERSON, BL_FORM_PLACE, BL_FORM_GROUP } bl_form_kind;

/* How names of things of this type are read. */
bl_form_kind bl_form_kind_of(uint8_t etype);

/* The form of a surface form; memory from the arena. Titles come off persons, class words of areas ("province", not
 * "valley" or "airport") off places, legal forms and words like "movement" off groups. */
bl_form bl_form_make(const bl_words *words, bl_arena *arena, bl_str surface, bl_form_kind kind);

/* Likeness of two words: percent, 100 equal. */
int bl_word_likeness(bl_str a, bl_str b);

/* Likeness of two forms with as many words: that of their least alike words; 0 if the counts differ or any words are
 * not spellings of one another. */
int bl_form_likeness(const bl_form *a, const bl_form *b);

/* Appends the initials of a name's words ("world health organization" -> "who"), with those of small words or not. */
void bl_form_initials(const bl_words *words, const bl_form *form, bool small, bl_buf *out);

#endif
