/* The lexicon of cues (data/attribution/cues.tsv), of nouns for sources (nouns.tsv) and of verbs that bring up words (verbs.tsv). */
#ifndef BL_CLAIM_ATTRIBUTION_LEXICON_H
#define BL_CLAIM_ATTRIBUTION_LEXICON_H

#include "doc/doc.h"

typedef enum bl_cue_class { BL_CUE_SPEECH, BL_CUE_BELIEF, BL_CUE_ATTITUDE } bl_cue_class;

/* Frames: where the content stands. */
enum {
  BL_FRAME_THAT = 1,    /* finite clause or quotation */
  BL_FRAME_QUOTE = 2,   /* quotation only */
  BL_FRAME_TO = 4,      /* infinitive */
  BL_FRAME_OBJ = 8,     /* direct object */
  BL_FRAME_OBJTO = 16,  /* object with its infinitive: "urged [X to leave]" */
  BL_FRAME_OBJAS = 32,  /* object and what it is called */
  BL_FRAME_OF = 64,     /* of a noun: "claims of fraud" */
  BL_FRAME_CLAUSE = 128,/* all of the clause around an adverb */
  BL_FRAME_PHRASE = 256,/* phrase before its source: "according to" */
  BL_FRAME_PREP = 512   /* oblique with one of `preps` */
};

typedef struct bl_cue {
  bl_str lemma; /* words of a phrase are joined by one blank */
  char pos;     /* V N J R P */
  uint8_t cue_class, modality;
  uint32_t frames;
  bl_str preps; /* "for|about" */
  uint32_t line;
  bl_str rule;  /* "attribution/cues.tsv:41" */
} bl_cue;

/* Nouns that are sources of a kind of their own. */
typedef enum bl_source_noun {
  BL_SN_NONE,
  BL_SN_DOCUMENT, /* report, statement, poll: stands for who made it */
  BL_SN_OUTLET,   /* newspaper, daily, broadcaster */
  BL_SN_PEOPLE    /* sources, officials: somebody unnamed */
} bl_source_noun;

/* Words that are no cues but tell who speaks, by the line of verbs.tsv. */
typedef enum bl_word_class {
  BL_WC_EMERGING, /* "emerge", "surface": what hangs below such a verb is what its subject says */
  BL_WC_HEARING,  /* bodies before which things are said: "the court heard that ..." */
  BL_WC_TELLING,  /* verbs whose object is spoken to: "ask", "urge" */
  BL_WC_PENDING,  /* above an infinitive that has not come yet: "is likely to say" */
  BL_WC_JUDGED,   /* what an aside calls what was said: "a claim that experts dispute" */
  BL_WC_PAPER,    /* documents of somebody's: "the lawsuit" */
  BL_WC_KNOWING,  /* verbs whose negation says nothing: "do not know that" */
  BL_WC_WITHHELD, /* verbs over what was not said: "declined to say" */
  BL_WC_CONCEDED, /* verbs whose negation leaves it said: "did not hesitate to say" */
  BL_WC_QUOTING   /* verbs before a colon and a paragraph in somebody's words: "he wrote:" */
} bl_word_class;

typedef struct bl_cue_lexicon {
  bl_arena arena;
  BL_VEC(bl_cue) cues;
  bl_map by_key;   /* "V say" -> index of the entry */
  bl_map phrase_at; /* first word of a phrase -> index of the first phrase that begins with it */
  bl_map nouns;    /* lemma -> bl_source_noun */
  bl_map forms;    /* form of a verb -> its lemma, an index into form_lemmas */
  BL_VEC(bl_str) form_lemmas;
  bl_map word_classes; /* verbs.tsv: word -> bl_word_class */
  bl_map senses;   /* "V say" -> bits, one for each letter of senses.tsv */
} bl_cue_lexicon;

/* Loads the files below data_dir/attribution; zero-initialise *out. Errors name file and line. */
bl_status bl_cue_lexicon_load(const char *data_dir, bl_cue_lexicon *out);
void bl_cue_lexicon_free(bl_cue_lexicon *lexicon);

/* The entry of a lemma with part of speech `pos` (V N J R), NULL. */
const bl_cue *bl_cue_find(const bl_cue_lexicon *lexicon, char pos, bl_str lemma);

/* The entry of a verb by its lemma or, where the tagger's lemma is in no line, by its form. */
const bl_cue *bl_cue_of_verb(const bl_cue_lexicon *lexicon, const bl_token *verb);

/* Whether the token is a form of the verb `lemma` (one of cues.tsv). */
bool bl_is_verb_form(const bl_cue_lexicon *lexicon, const bl_token *token, bl_str lemma);

/* The phrase that begins at token `at`, NULL; *end gets the token behind it. The longest one wins. */
const bl_cue *bl_cue_phrase(const bl_cue_lexicon *lexicon, const bl_doc *doc, uint32_t at, uint32_t *end);

bl_source_noun bl_source_noun_of(const bl_cue_lexicon *lexicon, bl_str lemma);

bool bl_is_of_class(const bl_cue_lexicon *lexicon, bl_str word, bl_word_class wanted);

/* What a verb (V) or noun (N) is about: a bit for each letter a..z of senses.tsv; 0 where nothing is known. */
uint32_t bl_sense_of(const bl_cue_lexicon *lexicon, char pos, bl_str lemma);

/* Whether `word` is one of the words in `list`, which are joined by '|'. */
bool bl_in_bar_list(bl_str list, bl_str word);

#endif
