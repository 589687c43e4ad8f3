/* Loads the gazetteers of data/names into hash tables; see names_lexicon.h. Keys are 64-bit hashes of the comparable
 * form, values masks of kinds: 150,000 phrases take 4 MB. Invariant: a hash 0 marks a free slot. */
#include "mention/names_lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/utf8.h"

enum { FIRST_SIZE = 1 << 12, PHRASES = 1 << 18 }; /* slots, powers of two */

typedef struct lex_slot {
  uint64_t hash;
  uint32_t kinds;
  uint16_t country; /* ISO 3166 code, 0: none */
  uint8_t city, region;         /* size classes of the largest city and region of the name, plus 1; 0: none */
  uint16_t city_of, region_of;  /* their countries */
  uint32_t text;    /* offset of the place of a demonym, 0: none */
} lex_slot;

typedef struct lex_table {
  lex_slot *slots;
  uint32_t count, capacity;
} lex_table;

struct bl_lexicon {
  lex_table phrases, words, clusters;
  bl_buf texts; /* NUL-terminated strings; offset 0 is unused */
};

static lex_slot *slot_of(const lex_table *table, uint64_t hash) {
  uint32_t i = (uint32_t)(hash ^ hash >> 29) & (table->capacity - 1);
  while (table->slots[i].hash && table->slots[i].hash != hash) i = (i + 1) & (table->capacity - 1);
  return &table->slots[i];
}

static void size_table(lex_table *table, uint32_t capacity) {
  lex_table bigger = {NULL, table->count, capacity};
  bigger.slots = bl_calloc(bigger.capacity, sizeof *bigger.slots);
  for (uint32_t i = 0; i < table->capacity; i++)
    if (table->slots[i].hash) *slot_of(&bigger, table->slots[i].hash) = table->slots[i];
  free(table->slots);
  *table = bigger;
}

static lex_slot *add_key(lex_table *table, uint64_t hash) {
  if ((uint64_t)table->count * 2 >= table->capacity)
    size_table(table, table->capacity ? table->capacity * 2 : FIRST_SIZE);
  lex_slot *slot = slot_of(table, hash);
  if (!slot->hash) {
    slot->hash = hash;
    table->count++;
  }
  return slot;
}

static const lex_slot *find_key(const lex_table *table, uint64_t hash) {
  if (!table->capacity) return NULL;
  const lex_slot *slot = slot_of(table, hash);
  return slot->hash ? slot : NULL;
}

static uint64_t hash_byte(uint64_t h, unsigned char c) { return (h ^ c) * 0x100000001b3u; }

uint64_t bl_lex_hash(uint64_t before, bl_str token) {
  char bytes[256];
  bl_buf folded = {bytes, 0, sizeof bytes};
  bool heap = token.n > 60; /* folding may triple the bytes */
  if (heap) folded = (bl_buf){0};
  bl_utf8_fold(&folded, token);
  uint64_t h = before;
  bool gap = before != BL_LEX_HASH0;
  for (size_t i = 0; i < folded.n; i++) {
    unsigned char c = (unsigned char)folded.p[i];
    if (i == 0 && c == '\'') gap = false; /* "Lord" "'s" is "Lord's" */
    if (c == '.' || c == '\'') continue;
    bool letter = c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    if (!letter) {
      gap = h != BL_LEX_HASH0;
      continue;
    }
    if (gap) h = hash_byte(h, ' ');
    gap = false;
    h = hash_byte(h, c);
  }
  if (heap) bl_buf_free(&folded);
  return h;
}

uint32_t bl_lex_phrase(const bl_lexicon *lexicon, uint64_t hash) {
  const lex_slot *slot = find_key(&lexicon->phrases, hash);
  return slot ? slot->kinds : 0;
}

uint32_t bl_lex_word(const bl_lexicon *lexicon, uint64_t hash) {
  const lex_slot *slot = find_key(&lexicon->words, hash);
  return slot ? slot->kinds : 0;
}

uint32_t bl_lex_phrase_str(const bl_lexicon *lexicon, bl_str text) {
  return bl_lex_phrase(lexicon, bl_lex_hash(BL_LEX_HASH0, text));
}

uint32_t bl_lex_word_str(const bl_lexicon *lexicon, bl_str word) {
  return bl_lex_word(lexicon, bl_lex_hash(BL_LEX_HASH0, word));
}

bl_str bl_lex_demonym(const bl_lexicon *lexicon, uint64_t hash) {
  const lex_slot *slot = find_key(&lexicon->phrases, hash);
  return slot && slot->text ? bl_str_from(lexicon->texts.p + slot->text) : BL_STR("");
}

uint16_t bl_lex_country(const bl_lexicon *lexicon, uint64_t hash) {
  const lex_slot *slot = find_key(&lexicon->phrases, hash);
  return slot ? slot->country : 0;
}

bool bl_lex_region_first(const bl_lexicon *lexicon, uint64_t hash) {
  const lex_slot *slot = find_key(&lexicon->phrases, hash);
  return slot && slot->region > slot->city && slot->region_of != slot->city_of;
}

bool bl_lex_clusters(const bl_lexicon *lexicon, bl_str lower, uint16_t out[BL_CLUSTER_LEVELS]) {
  memset(out, 0, sizeof out[0] * BL_CLUSTER_LEVELS);
  const lex_slot *slot = find_key(&lexicon->clusters, bl_hash(lower) | 1);
  if (!slot) return false;
  out[0] = slot->kinds & 0xFF;
  out[1] = slot->kinds >> 8 & 0xFFF;
  out[2] = slot->kinds >> 20 & 0xFFF;
  return true;
}

/* ---- files ------------------------------------------------------------------------------------------------------ */

typedef struct kind_name {
  const char *name;
  uint32_t kinds;
} kind_name;

static const kind_name phrase_kinds[] = {{"country", BL_LX(COUNTRY)},
                                         {"region", BL_LX(REGION)},
                                         {"district", BL_LX(DISTRICT)},
                                         {"armed", BL_LX(ARMED)},
                                         {"company", BL_LX(COMPANY)},
                                         {"igo", BL_LX(IGO)},
                                         {"ngo", BL_LX(NGO)},
                                         {"media", BL_LX(MEDIA)},
                                         {"party", BL_LX(PARTY)},
                                         {"agency", BL_LX(AGENCY)},
                                         {NULL, 0}};

static const kind_name word_kinds[] = {{"title", BL_LX(TITLE)},
                                       {"role", BL_LX(ROLE)},
                                       {"org", BL_LX(ORG_HEAD)},
                                       {"armed", BL_LX(ARMED_HEAD)},
                                       {"gov", BL_LX(GOV_HEAD)},
                                       {"media", BL_LX(MEDIA_HEAD)},
                                       {"group", BL_LX(GROUP_HEAD)},
                                       {"region", BL_LX(REGION_HEAD)},
                                       {"district", BL_LX(DISTRICT_HEAD)},
                                       {"city", BL_LX(CITY_HEAD)},
                                       {"place", BL_LX(PLACE_HEAD)},
                                       {"facility", BL_LX(FACILITY_HEAD)},
                                       {"country", BL_LX(COUNTRY_HEAD)},
                                       {"male", BL_LX(MALE)},
                                       {"female", BL_LX(FEMALE)},
                                       {"first", BL_LX(FIRST)},
                                       {"last", BL_LX(LAST)},
                                       {"calendar", BL_LX(CALENDAR)},
                                       {NULL, 0}};

static uint32_t kind_of(const kind_name *names, bl_str name) {
  for (; names->name; names++)
    if (bl_str_eq_c(name, names->name)) return names->kinds;
  return 0;
}

/* Takes one row; false if it is not one of this file. */
typedef bool (*take_row)(bl_lexicon *lexicon, const bl_str *fields, int count);

static uint16_t country_code(bl_str iso) {
  return iso.n == 2 ? (uint16_t)((unsigned char)iso.p[0] << 8 | (unsigned char)iso.p[1]) : 0;
}

/* Keeps the larger of two places of one name and kind. */
static void keep_size(uint8_t *size, uint16_t *of, const bl_str *f) {
  uint8_t now = f[3].n && f[3].p[0] >= '0' && f[3].p[0] <= '9' ? (uint8_t)(f[3].p[0] - '0' + 1) : 1;
  if (now <= *size) return;
  *size = now;
  *of = country_code(f[2]);
}

static bool take_place(bl_lexicon *lexicon, const bl_str *f, int count) {
  if (count != 4) return false;
  uint32_t kinds = kind_of(phrase_kinds, f[1]);
  if (bl_str_eq_c(f[1], "city")) kinds = f[3].n && f[3].p[0] >= '2' ? BL_LX(CITY) : BL_LX(TOWN);
  if (!kinds) return false;
  lex_slot *slot = add_key(&lexicon->phrases, bl_lex_hash(BL_LEX_HASH0, f[0]));
  slot->kinds |= kinds;
  if (kinds & BL_LX(COUNTRY) && f[2].n == 2) slot->country = country_code(f[2]);
  if (kinds & BL_LX(CITY)) keep_size(&slot->city, &slot->city_of, f);
  if (kinds & BL_LX(REGION)) keep_size(&slot->region, &slot->region_of, f);
  return true;
}

static bool take_org(bl_lexicon *lexicon, const bl_str *f, int count) {
  uint32_t kinds = count == 2 ? kind_of(phrase_kinds, f[1]) : 0;
  if (kinds) add_key(&lexicon->phrases, bl_lex_hash(BL_LEX_HASH0, f[0]))->kinds |= kinds;
  return kinds != 0;
}

/* Bodies by hand, of which no part is a person's name: armed ones are agencies too, which a person never is (types.c). */
static bool take_sure_org(bl_lexicon *lexicon, const bl_str *f, int count) {
  if (!take_org(lexicon, f, count)) return false;
  lex_slot *slot = add_key(&lexicon->phrases, bl_lex_hash(BL_LEX_HASH0, f[0]));
  if (slot->kinds & BL_LX(ARMED)) slot->kinds |= BL_LX(AGENCY);
  return true;
}

static bool take_person(bl_lexicon *lexicon, const bl_str *f, int count) {
  if (count != 2) return false;
  add_key(&lexicon->phrases, bl_lex_hash(BL_LEX_HASH0, f[0]))->kinds |= BL_LX(PERSON);
  bl_str rest = f[0], word, last = BL_STR("");
  uint32_t gender = bl_str_eq_c(f[1], "m") ? BL_LX(MALE) : bl_str_eq_c(f[1], "f") ? BL_LX(FEMALE) : 0;
  for (int i = 0; bl_str_next(&rest, ' ', &word); i++) {
    last = word;
    if (i == 0 && word.n > 2) add_key(&lexicon->words, bl_lex_hash(BL_LEX_HASH0, word))->kinds |= BL_LX(FIRST) | gender;
  }
  if (last.n > 2) add_key(&lexicon->words, bl_lex_hash(BL_LEX_HASH0, last))->kinds |= BL_LX(LAST);
  return true;
}

static bool take_demonym(bl_lexicon *lexicon, const bl_str *f, int count) {
  if (count != 4) return false;
  lex_slot *slot = add_key(&lexicon->phrases, bl_lex_hash(BL_LEX_HASH0, f[0]));
  slot->kinds |= BL_LX(DEMONYM);
  if (f[3].n == 2 && !slot->country) slot->country = country_code(f[3]);
  if (slot->text) return true;
  slot->text = (uint32_t)lexicon->texts.n;
  bl_buf_str(&lexicon->texts, f[2]);
  bl_buf_char(&lexicon->texts, '\0');
  return true;
}

static bool take_word(bl_lexicon *lexicon, const bl_str *f, int count) {
  uint32_t kinds = 0;
  for (int i = 1; i < count; i++) {
    uint32_t one = kind_of(word_kinds, f[i]);
    if (!one) return false;
    kinds |= one;
  }
  if (count >= 2) add_key(&lexicon->words, bl_lex_hash(BL_LEX_HASH0, f[0]))->kinds |= kinds;
  return count >= 2;
}

static bool take_role(bl_lexicon *lexicon, const bl_str *f, int count) {
  if (count == 2) add_key(&lexicon->words, bl_lex_hash(BL_LEX_HASH0, f[0]))->kinds |= BL_LX(ROLE);
  return count == 2;
}

static bool take_clusters(bl_lexicon *lexicon, const bl_str *f, int count) {
  long c[BL_CLUSTER_LEVELS];
  static const long limit[BL_CLUSTER_LEVELS] = {0xFF, 0xFFF, 0xFFF};
  if (count != 1 + BL_CLUSTER_LEVELS) return false;
  for (int i = 0; i < BL_CLUSTER_LEVELS; i++)
    if (!bl_str_int(f[i + 1], &c[i]) || c[i] < 0 || c[i] > limit[i]) return false;
  add_key(&lexicon->clusters, bl_hash(f[0]) | 1)->kinds = (uint32_t)(c[0] | c[1] << 8 | c[2] << 20);
  return true;
}

static bl_status load(bl_lexicon *lexicon, const char *data_dir, const char *name, take_row take) {
  bl_arena arena = {0};
  bl_buf bytes = {0};
  char *path = bl_arena_printf(&arena, "%s/names/%s", data_dir, name);
  bl_status status = bl_read_file(path, (size_t)64 << 20, &bytes);
  bl_str rest = bl_buf_view(&bytes), line;
  for (int number = 1; status == BL_OK && rest.n && bl_str_next(&rest, '\n', &line); number++) {
    bl_str fields[8];
    int count = 0;
    if (!line.n || line.p[0] == '#') continue;
    while (count < 8 && bl_str_next(&line, '\t', &fields[count])) count++;
    if (!take(lexicon, fields, count)) status = bl_fail(BL_ERR_FORMAT, "%s:%d:1: not a row of this file", path, number);
  }
  bl_buf_free(&bytes);
  bl_arena_free(&arena);
  return status;
}

bl_status bl_lexicon_open(const char *data_dir, bool clusters, bl_lexicon **out) {
  static const struct {
    const char *name;
    take_row take;
  } files[] = {{"places.tsv", take_place},          {"districts.tsv", take_place}, {"aliases.tsv", take_place},
               {"more-demonyms.tsv", take_demonym}, {"orgs.tsv", take_org},        {"more-orgs.tsv", take_sure_org}, {"persons.tsv", take_person},
               {"demonyms.tsv", take_demonym},      {"words.tsv", take_word},      {"roles.tsv", take_role},
               {"clusters.tsv", take_clusters}};
  bl_lexicon *lexicon = bl_calloc(1, sizeof *lexicon);
  bl_buf_char(&lexicon->texts, '\0');
  bl_status status = BL_OK;
  size_table(&lexicon->phrases, PHRASES);
  for (size_t i = 0; status == BL_OK && i < sizeof files / sizeof *files; i++)
    if (clusters || files[i].take != take_clusters) status = load(lexicon, data_dir, files[i].name, files[i].take);
  if (status != BL_OK) {
    bl_lexicon_close(lexicon);
    lexicon = NULL;
  }
  *out = lexicon;
  return status;
}

void bl_lexicon_close(bl_lexicon *lexicon) {
  if (!lexicon) return;
  free(lexicon->phrases.slots);
  free(lexicon->words.slots);
  free(lexicon->clusters.slots);
  bl_buf_free(&lexicon->texts);
  free(lexicon);
}
