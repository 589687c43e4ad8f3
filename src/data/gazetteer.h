/* The knowledge base: an index from names to things with ids in Wikidata, GeoNames and Who's On First.
 *
 * One file (a container of data/model.h, so every byte is under a checksum), mapped and read in place: names are kept
 * sorted, front-coded in blocks of 16 (Witten, Moffat, Bell: Managing Gigabytes, 4.1), found by binary search over the
 * blocks' heads; about a microsecond a look-up, about 12 bytes a name. Const after opening, shared by threads.
 *
 * Names are compared by key: lower case, without accents and full stops, hyphens as blanks, without "the" in front.
 * "U.S." and "us" have one key: whoever links looks at the letters of the text. */
#ifndef BL_DATA_GAZETTEER_H
#define BL_DATA_GAZETTEER_H

#include "base/map.h"
#include "base/status.h"
#include "base/str.h"

typedef struct bl_kb bl_kb;

typedef enum bl_kb_kind {
  BL_KB_THING,
  BL_KB_COUNTRY,
  BL_KB_REGION,   /* province, state, part of a country */
  BL_KB_DISTRICT, /* county, district */
  BL_KB_CITY,     /* any settlement */
  BL_KB_PLACE,    /* river, valley, continent, ... */
  BL_KB_FACILITY,
  BL_KB_PERSON,
  BL_KB_ORGANIZATION,
  BL_KB_COMPANY,
  BL_KB_PARTY,
  BL_KB_GOVERNMENT,
  BL_KB_ARMED_GROUP,
  BL_KB_OUTLET,
  BL_KB_PEOPLE,   /* "Kurds", "Americans" */
  BL_KB_KIND_COUNT
} bl_kb_kind;

const char *bl_kb_kind_name(bl_kb_kind kind); /* "country", ... */
int bl_kb_kind_parse(bl_str name);            /* -1: unknown; also "county", "locality", "company", "igo", ... */
bool bl_kb_is_place(bl_kb_kind kind);

/* What is known of one thing. Strings are views into the mapped file. 0 or empty: not known. */
typedef struct bl_kb_entry {
  bl_str label;
  uint8_t kind;        /* bl_kb_kind */
  uint32_t qid;        /* 889 for Q889 */
  uint32_t geonames;
  uint64_t wof;        /* Who's On First */
  char iso2[3];        /* country it is or lies in */
  uint32_t parent;     /* entry of the region or country it lies in, BL_NONE */
  bool located;
  int32_t lat, lon;    /* degrees * 100000 */
  uint32_t population;
  uint16_t prior;      /* how likely a name means it, log scale: 1000 a doubling */
  int16_t from, to;    /* years of office or life, 0: open */
} bl_kb_entry;

typedef enum bl_kb_name_kind { BL_KB_LABEL, BL_KB_ALIAS, BL_KB_SHORT } bl_kb_name_kind;

typedef struct bl_kb_hit {
  uint32_t entry;
  uint8_t name; /* bl_kb_name_kind: how the thing has this name */
} bl_kb_hit;

/* Maps and checks an index. On success the caller closes it with bl_kb_close (NULL is fine there). */
bl_status bl_kb_open(const char *path, bl_kb **out);
void bl_kb_close(bl_kb *kb);

uint32_t bl_kb_entry_count(const bl_kb *kb);
uint32_t bl_kb_name_count(const bl_kb *kb);
bl_str bl_kb_meta(const bl_kb *kb); /* "key: value" lines: sources, licences */

/* The entry of an index (< bl_kb_entry_count). */
bl_kb_entry bl_kb_get(const bl_kb *kb, uint32_t entry);

/* The things that have this name, likeliest first; at most `limit` are written, all are counted. */
uint32_t bl_kb_find(const bl_kb *kb, bl_str name, bl_kb_hit *hits, uint32_t limit);

/* A place or person whose name sounds like another: see bl_kb_alike. */
typedef struct bl_kb_near {
  uint32_t entry;
  bl_str name; /* its key, in the arena */
} bl_kb_near;

/* The places of a country (ISO code), or the people of any (NULL), that have a name of the same sound: names are folded to
 * their consonants, as spellings of names from other scripts differ in vowels, doubled letters and h. At most `limit` are
 * written; gives their number. The caller judges how alike the spellings are. Names of fewer than three consonants have no
 * sound. */
uint32_t bl_kb_alike(const bl_kb *kb, bl_str name, const char iso2[3], bl_arena *arena, bl_kb_near *out, uint32_t limit);

/* Appends the sound of a key; nothing if it is too short. */
void bl_kb_sound(bl_str key, bl_buf *out);

/* The entry with this Wikidata id, BL_NONE. */
uint32_t bl_kb_by_qid(const bl_kb *kb, uint32_t qid);

/* The country with this ISO 3166-1 alpha-2 code, BL_NONE. */
uint32_t bl_kb_country(const bl_kb *kb, const char iso2[3]);

/* Whether `inner` is `outer` or lies in it by its chain of parents. */
bool bl_kb_within(const bl_kb *kb, uint32_t inner, uint32_t outer);

/* Appends the key of a name. Empty for a name without a letter or digit. */
void bl_kb_key(bl_str name, bl_buf *out);

#endif
