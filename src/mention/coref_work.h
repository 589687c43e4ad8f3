/* Coreference at work: clusters of mentions, shared by the files coref*.c. Not for other rooms. */
#ifndef BL_MENTION_COREF_WORK_H
#define BL_MENTION_COREF_WORK_H

#include "mention/coref_lexicon.h"

enum { CR_MAX_PARTS = 6 };

/* What coreference adds to doc->mentions.items[i]. */
typedef struct cr_mention {
  uint32_t cluster;           /* number of its cluster */
  uint32_t next;              /* the next mention of the cluster, BL_NONE */
  uint64_t name;              /* comparable form of the whole name without titles */
  uint64_t lemma;             /* hash of the noun of a nominal, or of the title that a name begins with, lower case; 0 */
  bl_str parts[CR_MAX_PARTS]; /* words of a name, folded, without titles and marks */
  uint8_t part_count;
  uint8_t definite; /* CR_BARE .. */
  char person;      /* pronouns: '1' '2' '3' 'r' */
  bool nested;      /* inside another name */
  bool linked;      /* merged with an earlier or named mention by structure */
} cr_mention;

typedef enum cr_definite { CR_BARE, CR_INDEFINITE, CR_DEFINITE, CR_THIS, CR_POSSESSIVE } cr_definite;

typedef struct cr_cluster {
  uint32_t first, last; /* mentions */
  uint32_t full;        /* the mention with the full name of a person, BL_NONE */
  uint16_t votes[BL_ET_COUNT];
  uint16_t country; /* ISO code, 0 */
  uint8_t number, gender;
  bool named;
} cr_cluster;

typedef struct cr_work {
  const bl_coref_lexicon *lexicon;
  bl_doc *doc;
  bl_arena *arena;
  cr_mention *mentions;                 /* beside doc->mentions */
  cr_cluster *clusters;                 /* one for each mention at first */
  uint32_t *first_child, *next_sibling; /* of tokens, BL_NONE ends */
  uint32_t *at_head;                    /* for each token the longest mention whose head it is, BL_NONE */
  bool *quoted;                         /* for each token */
  bool *dateline;                       /* for each token: in the line before a report that tells where and when it was sent */
  bl_span *quotation;                   /* for each quoted token: the tokens of its quotation */
  uint32_t *told;                       /* for each sentence: how many up to it are not wholly quoted */
} cr_work;

/* coref_titles.c: "Minister of Health Amina Haddad": hangs titles with their "of" phrase on the names behind them, and parts places
 * off names that swallowed them. Changes doc->tokens and doc->mentions; before all else. */
void cr_hang_titles(const bl_coref_lexicon *lexicon, bl_doc *doc);

/* coref_mentions.c: adds nominals and pronouns to doc->mentions and stretches names over their class word. */
void cr_find_mentions(const bl_coref_lexicon *lexicon, bl_doc *doc, bl_arena *arena, const uint32_t *first_child,
                      const uint32_t *next_sibling);

/* coref_cluster.c */
void cr_begin(cr_work *w);
bool cr_compatible(const cr_work *w, uint32_t a, uint32_t b); /* may the clusters of mentions a and b be one? */
void cr_merge(cr_work *w, uint32_t a, uint32_t b);            /* the cluster of b joins that of a */
bool cr_try_merge(cr_work *w, uint32_t a, uint32_t b);        /* merges if compatible; whether they are one now */
bl_etype cr_cluster_type(const cr_cluster *cluster);
int cr_family(bl_etype type); /* 0 any, 1 person, 2 place, 3 organisation or group */
void cr_write_entities(cr_work *w);

/* coref_names.c: comparing names. */
bool cr_is_full_name(const cr_mention *c); /* more than a surname */
void cr_name_parts(const cr_work *w, uint32_t mention);
bool cr_same_word(bl_str a, bl_str b); /* equal, or spellings of one word ("masoud", "massoud") */
bool cr_same_person_name(const bl_coref_lexicon *lexicon, const cr_mention *a, const cr_mention *b); /* two full names */
void cr_link_names(cr_work *w);                                     /* the sieves over names */

/* coref_structure.c: apposition, titles, copula, relative pronouns. The country that a nominal names in front or behind "of", as
 * bl_lex_country has it: "the Peruvian capital", "Peru's capital"; 0. */
uint16_t cr_country_at(const cr_work *w, const bl_mention *nominal);
void cr_link_structure(cr_work *w);

/* coref_anaphora.c: definite descriptions and pronouns. */
void cr_link_anaphora(cr_work *w);

/* Whether the mark at a token opens a quotation, by its form or by the blanks beside it (coref.c). */
bool cr_opens_quote(const cr_work *w, uint32_t token);

/* coref_speech.c: fills w->quotation, once w->quoted is there; the mention that speaks the quotation around a token, BL_NONE; whether that is a quotation of its own
 * and no words borrowed in a sentence; whether a mention is the subject of a verb of saying in a main clause outside quotation marks;
 * merges an "I" or "we" with who speaks it. */
void cr_find_quotations(cr_work *w);
uint32_t cr_speaker_of(const cr_work *w, uint32_t token);
bool cr_in_whole_quotation(const cr_work *w, uint32_t token);
bool cr_is_speaking(const cr_work *w, uint32_t mention);
void cr_resolve_speaker(cr_work *w, uint32_t mention);

/* coref_people.c: whether the description `i` of a person is told of whom the sentences before tell of: "Dana Roe chairs the panel. The
 * former editor ..."; the mention that it takes up, BL_NONE. */
uint32_t cr_person_described(const cr_work *w, uint32_t i);

/* coref_pronouns.c: finds what a pronoun of the third person (mention `pronoun`) takes up and merges them. */
void cr_resolve_pronoun(cr_work *w, uint32_t pronoun);

/* Mention `i` of the document, its head, the sentence of that, its cluster. */
static inline const bl_mention *cr_mention_at(const cr_work *w, uint32_t i) { return &w->doc->mentions.items[i]; }
static inline const bl_token *cr_head(const cr_work *w, uint32_t i) { return &w->doc->tokens.items[cr_mention_at(w, i)->head]; }
static inline uint32_t cr_sentence(const cr_work *w, uint32_t i) { return cr_head(w, i)->sentence; }
static inline cr_cluster *cr_cluster_at(const cr_work *w, uint32_t i) { return &w->clusters[w->mentions[i].cluster]; }

/* One is a part of the other: "his brother" is not "his". */
static inline bool cr_overlap(const cr_work *w, uint32_t a, uint32_t b) {
  bl_span x = cr_mention_at(w, a)->tokens, y = cr_mention_at(w, b)->tokens;
  return x.begin < y.end && y.begin < x.end;
}

static inline bool cr_is_name(const bl_mention *m) {
  return m->kind == BL_MK_NAME || m->kind == BL_MK_HANDLE || m->kind == BL_MK_DEMONYM;
}

#endif
