/* What is known of names before reading: gazetteer phrases, words of names, word clusters (data/names/).
 *
 * Phrases and words are kept by the hash of their comparable form: letters and digits in lower case without accents,
 * runs parted by one blank, full stops and apostrophes left out ("Al-Qa'ida" = "al qaida", "U.S." = "us"). So a phrase
 * is found whether the tokenizer cut at its hyphens or not. */
#ifndef BL_MENTION_NAMES_LEXICON_H
#define BL_MENTION_NAMES_LEXICON_H

#include "base/map.h"
#include "base/status.h"
#include "base/str.h"

/* Kinds of a phrase or word: bits of a mask. The order is part of the trained model. */
typedef enum bl_lex_kind {
  BL_LX_COUNTRY,
  BL_LX_REGION,
  BL_LX_DISTRICT,
  BL_LX_CITY,
  BL_LX_TOWN,
  BL_LX_ARMED,
  BL_LX_COMPANY,
  BL_LX_IGO,
  BL_LX_NGO,
  BL_LX_MEDIA,
  BL_LX_PARTY,
  BL_LX_AGENCY,
  BL_LX_PERSON,
  BL_LX_DEMONYM,
  BL_LX_FIRST,
  BL_LX_LAST, /* word stands first, last in persons' names */
  BL_LX_TITLE,
  BL_LX_ROLE, /* "Mr", "President"; "minister", "farmer" */
  BL_LX_ORG_HEAD,
  BL_LX_ARMED_HEAD,
  BL_LX_GOV_HEAD,
  BL_LX_MEDIA_HEAD,
  BL_LX_GROUP_HEAD,
  BL_LX_REGION_HEAD,
  BL_LX_DISTRICT_HEAD,
  BL_LX_CITY_HEAD,
  BL_LX_PLACE_HEAD,
  BL_LX_FACILITY_HEAD,
  BL_LX_COUNTRY_HEAD,
  BL_LX_MALE,
  BL_LX_FEMALE,   /* gender of a title or first name */
  BL_LX_CALENDAR, /* months, weekdays: never names by themselves */
  BL_LX_COUNT
} bl_lex_kind;

#define BL_LX(kind) (1u << BL_LX_##kind)
enum { BL_LX_MAX_WORDS = 7, BL_CLUSTER_LEVELS = 3 };

typedef struct bl_lexicon bl_lexicon;

/* Reads the gazetteers and words in data_dir/names, and the word clusters when they are wanted; the caller closes it. A
 * line that cannot be read is an error with file and line. Const after opening. */
bl_status bl_lexicon_open(const char *data_dir, bool clusters, bl_lexicon **out);
void bl_lexicon_close(bl_lexicon *lexicon);

/* The comparable form of a token goes into the hash of a phrase piece by piece: begin with BL_LEX_HASH0. */
#define BL_LEX_HASH0 0xcbf29ce484222325u
uint64_t bl_lex_hash(uint64_t before, bl_str token);

/* Kinds of the phrase with this hash, 0 if unknown; the same for single words inside names. */
uint32_t bl_lex_phrase(const bl_lexicon *lexicon, uint64_t hash);
uint32_t bl_lex_word(const bl_lexicon *lexicon, uint64_t hash);
/* Convenience for a string of several words. */
uint32_t bl_lex_phrase_str(const bl_lexicon *lexicon, bl_str text);
uint32_t bl_lex_word_str(const bl_lexicon *lexicon, bl_str word);

/* The place a demonym stands for ("Peruvian" -> "Peru"), empty if none. */
bl_str bl_lex_demonym(const bl_lexicon *lexicon, uint64_t hash);

/* The ISO 3166 code of a country's name, or of the country a demonym stands for, as two bytes in a number; 0: none. So
 * "US", "United States" and "American" are known as one. */
uint16_t bl_lex_country(const bl_lexicon *lexicon, uint64_t hash);

/* Whether the name is rather that of a region than of the smaller city of another country ("Virginia"). */
bool bl_lex_region_first(const bl_lexicon *lexicon, uint64_t hash);

/* Cluster numbers of a word in lower case, coarse to fine; false (and zeros) if it has none. */
bool bl_lex_clusters(const bl_lexicon *lexicon, bl_str lower, uint16_t out[BL_CLUSTER_LEVELS]);

#endif
