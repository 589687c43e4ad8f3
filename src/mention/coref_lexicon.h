/* What coreference knows of words: nouns of actors and places, pronouns, words of saying (data/names/). */
#ifndef BL_MENTION_COREF_LEXICON_H
#define BL_MENTION_COREF_LEXICON_H

#include "doc/doc.h"
#include "mention/names_lexicon.h"

/* Person of a pronoun; 'r' relative. */
typedef struct bl_pronoun {
  char person; /* '1' '2' '3' 'r' */
  uint8_t number;
  char gender; /* 'm' 'f' 'n', 'p' a person, 0 any */
} bl_pronoun;

/* What may be true of a pronoun and a mention before it, or, last, of a pronoun that takes up nothing; see coref_pronouns.c. */
#define BL_ANTECEDENT_TRUTHS(X)                                                                                       \
  X(SAME_SENTENCE) X(ONE_BACK) X(TWO_BACK) X(POSSESSIVE_NEAR) X(NEAREST) X(SECOND) X(OTHER_PARAGRAPH)                 \
  X(OPENS_SENTENCE) X(OTHER_QUOTE) X(SUBJECT) X(BOTH_SUBJECT) X(SAME_ROLE) X(OBJECT) X(OBLIQUE) X(POSSESSOR)          \
  X(NOUN_MODIFIER) X(APPOSITION) X(SUBJECT_OVER) X(SPEAKER_OVER) X(SPOKE_BEFORE) X(LAST_SPEAKER) X(FRONTED) X(MAIN_SUBJECT) X(OWN_SUBJECT) X(VERY_OWN) X(NAMED) X(NAME) X(PRONOUN) X(SAME_PRONOUN) X(SAME_PRONOUN_BACK)         \
  X(INDEFINITE) X(NESTED) X(KNOWN_GENDER) X(SEVERAL) X(PLACE) X(OFTEN) X(VERY_OFTEN) X(NOTHING)                        \
  X(NOTHING_SUBJECT) X(NOTHING_POSSESSIVE)

typedef enum bl_antecedent_truth {
#define X_(name) BL_ANT_##name,
  BL_ANTECEDENT_TRUTHS(X_)
#undef X_
      BL_ANT_COUNT
} bl_antecedent_truth;

/* "he", "she"; "they"; "it". */
typedef enum bl_antecedent_group { BL_ANT_GROUP_PERSON, BL_ANT_GROUP_SEVERAL, BL_ANT_GROUP_THING, BL_ANT_GROUPS } bl_antecedent_group;

/* What a word tells in or beside a description of a person (people.tsv): "the other", an office of which there are many, what only
 * belongs to an office ("the governor's mansion"). */
typedef enum bl_person_word { BL_PW_APART = 1, BL_PW_OFFICE = 2, BL_PW_OF_OFFICE = 4 } bl_person_word;

typedef struct bl_coref_lexicon {
  bl_lexicon *names;
  bl_symtab words;            /* lower-case words of the tables below */
  BL_VEC(uint16_t) noun;      /* for each word: type when one, type when several (high byte); 0xFFFF: no noun */
  BL_VEC(uint8_t) modifier;   /* for each word: type of the group it makes, 0 */
  BL_VEC(bl_pronoun) pronoun; /* for each word; person 0: none */
  BL_VEC(bool) says;          /* for each word: a verb of saying */
  BL_VEC(uint16_t) capital_of; /* for each name in small letters: the country (bl_lex_country) whose capital it is, 0 */
  BL_VEC(uint32_t) title_noun; /* for each word: the noun it stands for before a name, BL_NONE */
  BL_VEC(uint8_t) person_word; /* for each word: BL_PW_* */
  BL_VEC(bool) known, generic, media, named, own; /* for each word: see below */
  BL_VEC(uint64_t) pairs; /* sorted: short and full given names, names and the nouns they are known as */
  int32_t antecedent[BL_ANT_GROUPS][BL_ANT_COUNT]; /* weights */
} bl_coref_lexicon;

/* Reads data_dir/names/{nominals,nouns,modifiers,pronouns,speech,capitals,titles,people,nicknames,known-as,antecedents}.tsv and the gazetteers. Const
 * after opening. */
bl_status bl_coref_lexicon_open(const char *data_dir, bl_coref_lexicon **out);
void bl_coref_lexicon_close(bl_coref_lexicon *lexicon);

/* The type of a noun (lower-case lemma), BL_ET_OTHER when it is no actor or place. */
bl_etype bl_noun_type(const bl_coref_lexicon *lexicon, bl_str lemma, bool plural);
/* Whether the noun is of our own table rather than WordNet's: trusted also when it has a capital. */
bool bl_noun_known(const bl_coref_lexicon *lexicon, bl_str lemma);
/* Whether "the NOUN" may stand for the armed group that was named last. */
bool bl_noun_generic(const bl_coref_lexicon *lexicon, bl_str lemma);
/* Whether the noun names a journalist: who has one is a media outlet. */
bool bl_noun_media(const bl_coref_lexicon *lexicon, bl_str lemma);
/* Whether "the NOUN" stands only for what has the noun in its name or was called so ("the university"). */
bool bl_noun_named(const bl_coref_lexicon *lexicon, bl_str lemma);
/* The noun that a title or noun for people (small letters, no full stop) means: "sen" is senator; itself where the table has none. */
bl_str bl_title_noun(const bl_coref_lexicon *lexicon, bl_str word);
/* Whether one given name (folded) is a short form of the other. */
bool bl_is_nickname(const bl_coref_lexicon *lexicon, bl_str a, bl_str b);
/* Whether a word in small letters is of that kind. */
bool bl_is_person_word(const bl_coref_lexicon *lexicon, bl_str word, bl_person_word kind);
/* Whether a name (its hash by bl_lex_hash) may be called by the noun: "the bloc" of the European Union. */
bool bl_known_as(const bl_coref_lexicon *lexicon, uint64_t name, bl_str noun);
/* Whether a group with this word before it is another one than the group named last ("resistance forces"). */
bool bl_modifier_own(const bl_coref_lexicon *lexicon, bl_str word);
/* The type a word before a group noun gives ("insurgent group"), BL_ET_OTHER: none. */
bl_etype bl_modifier_type(const bl_coref_lexicon *lexicon, bl_str word);
/* NULL when `form` (lower case) is no pronoun. */
const bl_pronoun *bl_pronoun_of(const bl_coref_lexicon *lexicon, bl_str form);
/* The country whose capital is called so (small letters), as bl_lex_country has it; 0. */
uint16_t bl_capital_of(const bl_coref_lexicon *lexicon, bl_str name);
bool bl_says(const bl_coref_lexicon *lexicon, bl_str lemma);

#endif
