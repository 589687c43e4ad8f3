/* Reading the knowledge base; see gazetteer.h for the idea and gazetteer_build.c for the writer.
 *
 * Sections, little-endian:
 *   ENTR  48 bytes an entry (ENTRY_* below)
 *   STRS  labels
 *   KEYS  blocks of 16 names: varint common prefix with the name before (0 for the first of a block), varint length of
 *         the rest, the rest, varint number of postings, then each posting as varint entry * 4 + bl_kb_name_kind
 *   BLKS  u32 offset of each block in KEYS
 *   QIDS  u32 Wikidata id, u32 entry; ascending
 *   SOUN  u32 hash of the sound of a place's or person's name (bl_kb_sound), u32 number of the name in KEYS; ascending
 *   META  "key: value" lines
 * The file was checked as a whole when it was opened; offsets inside are checked where they are used. */
#include "data/gazetteer.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "data/gazetteer_format.h"
#include "data/model.h"

struct bl_kb {
  bl_model model;
  bl_model_section entries, strings, keys, blocks, qids, sounds, meta;
  uint32_t entry_count, block_count, name_count, qid_count;
  uint32_t countries[26 * 26]; /* entry by ISO code, BL_NONE */
};

static const char *const kind_names[BL_KB_KIND_COUNT] = {
    "thing",   "country", "region",     "district",    "city",   "place", "facility", "person", "organization",
    "company", "party",   "government", "armed-group", "outlet", "people"};

static const struct {
  const char *name;
  uint8_t kind;
} other_kinds[] = {{"county", BL_KB_DISTRICT},     {"locality", BL_KB_CITY},      {"igo", BL_KB_ORGANIZATION},
                   {"ngo", BL_KB_ORGANIZATION},    {"media", BL_KB_OUTLET},       {"other", BL_KB_ORGANIZATION},
                   {"state", BL_KB_REGION},        {"province", BL_KB_REGION},    {"group", BL_KB_ARMED_GROUP},
                   {"leader", BL_KB_PERSON},       {"organisation", BL_KB_ORGANIZATION},
                   {"localadmin", BL_KB_DISTRICT}, {"neighbourhood", BL_KB_CITY}, {"borough", BL_KB_DISTRICT},
                   {"macroregion", BL_KB_REGION},  {"continent", BL_KB_PLACE},    {"dependency", BL_KB_COUNTRY}};

const char *bl_kb_kind_name(bl_kb_kind kind) { return kind < BL_KB_KIND_COUNT ? kind_names[kind] : "thing"; }

int bl_kb_kind_parse(bl_str name) {
  for (int i = 0; i < BL_KB_KIND_COUNT; i++)
    if (bl_str_eq_c(name, kind_names[i])) return i;
  for (size_t i = 0; i < sizeof other_kinds / sizeof *other_kinds; i++)
    if (bl_str_eq_c(name, other_kinds[i].name)) return other_kinds[i].kind;
  return -1;
}

bool bl_kb_is_place(bl_kb_kind kind) { return kind >= BL_KB_COUNTRY && kind <= BL_KB_FACILITY; }

/* ---- keys ------------------------------------------------------------------------------------------------------- */

void bl_kb_key(bl_str name, bl_buf *out) {
  bl_buf folded = {0};
  bl_utf8_fold(&folded, name);
  bl_str rest = bl_buf_view(&folded);
  size_t start = out->n;
  bool blank = false;
  for (size_t at = 0; at < rest.n;) {
    size_t from = at;
    uint32_t cp = bl_utf8_next(rest, &at);
    if (cp == '.' || cp == '\'' || cp == ',' || cp == '"' || cp == '`') continue;
    if (cp == '-' || cp == '_' || cp == '/' || cp == '(' || cp == ')' || bl_cp_space(cp)) {
      blank = out->n > start;
      continue;
    }
    if (blank) bl_buf_char(out, ' ');
    blank = false;
    bl_buf_add(out, rest.p + from, at - from);
  }
  bl_buf_free(&folded);
  if (out->n - start > 4 && memcmp(out->p + start, "the ", 4) == 0) {
    memmove(out->p + start, out->p + start + 4, out->n - start - 4);
    out->n -= 4;
    out->p[out->n] = '\0';
  }
}

/* ---- open ------------------------------------------------------------------------------------------------------- */

static void find_countries(bl_kb *kb) {
  for (size_t i = 0; i < 26 * 26; i++) kb->countries[i] = BL_NONE;
  for (uint32_t i = 0; i < kb->entry_count; i++) {
    const unsigned char *row = kb->entries.p + (size_t)i * ENTRY_SIZE;
    unsigned a = row[ENTRY_ISO2] - 'A', b = row[ENTRY_ISO2 + 1] - 'A';
    if (row[ENTRY_KIND] != BL_KB_COUNTRY || a >= 26 || b >= 26) continue;
    uint32_t *slot = &kb->countries[a * 26 + b];
    if (*slot == BL_NONE) *slot = i;
  }
}

static bl_status check_sections(const char *path, bl_kb *kb) {
  BL_TRY(bl_model_section_get(&kb->model, path, "ENTR", 0, &kb->entries));
  BL_TRY(bl_model_section_get(&kb->model, path, "STRS", 0, &kb->strings));
  BL_TRY(bl_model_section_get(&kb->model, path, "KEYS", 0, &kb->keys));
  BL_TRY(bl_model_section_get(&kb->model, path, "BLKS", 0, &kb->blocks));
  BL_TRY(bl_model_section_get(&kb->model, path, "QIDS", 0, &kb->qids));
  BL_TRY(bl_model_section_get(&kb->model, path, "SOUN", 0, &kb->sounds));
  BL_TRY(bl_model_section_get(&kb->model, path, "META", 0, &kb->meta));
  if (kb->sounds.n % SOUND_SIZE || kb->entries.n % ENTRY_SIZE || kb->blocks.n < 8 || kb->blocks.n % 4 || kb->qids.n % 8)
    return bl_fail(BL_ERR_FORMAT, "%s: not a knowledge base: odd section lengths", path);
  kb->entry_count = (uint32_t)(kb->entries.n / ENTRY_SIZE);
  kb->block_count = (uint32_t)(kb->blocks.n / 4) - 1;
  kb->name_count = get_u32(kb->blocks.p);
  kb->qid_count = (uint32_t)(kb->qids.n / 8);
  return BL_OK;
}

bl_status bl_kb_open(const char *path, bl_kb **out) {
  bl_kb *kb = bl_calloc(1, sizeof *kb);
  *out = NULL;
  bl_status status = bl_model_open(path, &kb->model);
  if (status == BL_OK) status = check_sections(path, kb);
  if (status != BL_OK) {
    bl_kb_close(kb);
    return status;
  }
  find_countries(kb);
  *out = kb;
  return BL_OK;
}

void bl_kb_close(bl_kb *kb) {
  if (!kb) return;
  bl_model_close(&kb->model);
  free(kb);
}

uint32_t bl_kb_entry_count(const bl_kb *kb) { return kb->entry_count; }
uint32_t bl_kb_name_count(const bl_kb *kb) { return kb->name_count; }
bl_str bl_kb_meta(const bl_kb *kb) { return (bl_str){(const char *)kb->meta.p, kb->meta.n}; }

bl_kb_entry bl_kb_get(const bl_kb *kb, uint32_t entry) {
  const unsigned char *row = kb->entries.p + (size_t)entry * ENTRY_SIZE;
  bl_str strings = {(const char *)kb->strings.p, kb->strings.n};
  uint32_t label = get_u32(row + ENTRY_LABEL);
  bl_kb_entry e = {
      .label = bl_str_slice(strings, label, (size_t)label + get_u16(row + ENTRY_LABEL_LENGTH)),
      .kind = row[ENTRY_KIND],
      .qid = get_u32(row + ENTRY_QID),
      .geonames = get_u32(row + ENTRY_GEONAMES),
      .wof = get_u32(row + ENTRY_WOF) | (uint64_t)get_u32(row + ENTRY_WOF + 4) << 32,
      .iso2 = {(char)row[ENTRY_ISO2], (char)row[ENTRY_ISO2 + 1], '\0'},
      .parent = get_u32(row + ENTRY_PARENT),
      .located = row[ENTRY_LOCATED] != 0,
      .lat = (int32_t)get_u32(row + ENTRY_LAT),
      .lon = (int32_t)get_u32(row + ENTRY_LON),
      .population = get_u32(row + ENTRY_POPULATION),
      .prior = get_u16(row + ENTRY_PRIOR),
      .from = (int16_t)get_u16(row + ENTRY_FROM),
      .to = (int16_t)get_u16(row + ENTRY_TO),
  };
  if (e.kind >= BL_KB_KIND_COUNT) e.kind = BL_KB_THING;
  if (e.parent >= kb->entry_count) e.parent = BL_NONE;
  return e;
}

/* ---- look-up ---------------------------------------------------------------------------------------------------- */

/* A place in KEYS that stops at its end. */
typedef struct cursor {
  const unsigned char *p, *end;
} cursor;

static uint32_t varint(cursor *c) {
  uint32_t value = 0;
  for (int shift = 0; shift < 35 && c->p < c->end; shift += 7) {
    unsigned char byte = *c->p++;
    value |= (uint32_t)(byte & 0x7F) << shift;
    if (!(byte & 0x80)) break;
  }
  return value;
}

static cursor block_at(const bl_kb *kb, uint32_t block) {
  uint32_t offset = get_u32(kb->blocks.p + 4 + (size_t)block * 4);
  if (offset > kb->keys.n) offset = (uint32_t)kb->keys.n;
  return (cursor){kb->keys.p + offset, kb->keys.p + kb->keys.n};
}

/* The first name of a block; the cursor ends behind it. */
static bl_str block_head(cursor *c) {
  varint(c);
  size_t n = varint(c);
  if (n > (size_t)(c->end - c->p)) n = (size_t)(c->end - c->p);
  bl_str head = {(const char *)c->p, n};
  c->p += n;
  return head;
}

/* The last block whose head is not above `key`. */
static uint32_t find_block(const bl_kb *kb, bl_str key) {
  uint32_t low = 0, high = kb->block_count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    cursor c = block_at(kb, middle);
    if (bl_str_cmp(block_head(&c), key) <= 0) low = middle;
    else high = middle;
  }
  return low;
}

static uint32_t read_postings(const bl_kb *kb, cursor *c, bl_kb_hit *hits, uint32_t limit) {
  uint32_t count = varint(c), good = 0;
  for (uint32_t i = 0; i < count && c->p < c->end; i++) {
    uint32_t posting = varint(c);
    if (posting >> 2 >= kb->entry_count) continue;
    if (good < limit) hits[good] = (bl_kb_hit){posting >> 2, (uint8_t)(posting & 3)};
    good++;
  }
  return good;
}

static uint32_t find_key(const bl_kb *kb, bl_str key, bl_kb_hit *hits, uint32_t limit) {
  char name[KEY_LIMIT];
  if (!key.n || key.n > KEY_LIMIT || !kb->block_count) return 0;
  cursor c = block_at(kb, find_block(kb, key));
  for (int i = 0; i < BLOCK_NAMES && c.p < c.end; i++) {
    size_t common = varint(&c), n = varint(&c);
    if (common + n > KEY_LIMIT || n > (size_t)(c.end - c.p)) return 0;
    memcpy(name + common, c.p, n);
    c.p += n;
    int order = bl_str_cmp((bl_str){name, common + n}, key);
    if (order > 0) return 0;
    if (order == 0) return read_postings(kb, &c, hits, limit);
    read_postings(kb, &c, NULL, 0);
  }
  return 0;
}

uint32_t bl_kb_find(const bl_kb *kb, bl_str name, bl_kb_hit *hits, uint32_t limit) {
  bl_buf key = {0};
  bl_kb_key(name, &key);
  uint32_t found = find_key(kb, bl_buf_view(&key), hits, limit);
  bl_buf_free(&key);
  return found;
}

/* ---- sounds ------------------------------------------------------------------------------------------------------ */

void bl_kb_sound(bl_str key, bl_buf *out) {
  enum { LEAST = 3 };
  char sound[KEY_LIMIT];
  size_t n = 0;
  bool first = true;
  for (size_t i = 0; i < key.n && n < sizeof sound; i++) {
    char c = key.p[i];
    if (c == ' ' || (unsigned char)c >= 0x80) continue;
    bool vowel = memchr("aeiouyw", c, 7) != NULL;
    if (c == 'c' && i + 1 < key.n && key.p[i + 1] == 'h') c = 'x'; /* a sound of its own */
    if (c == 'q' || c == 'c') c = 'k';
    if (c == 'z') c = 's';
    if (c == 'v') c = 'b';
    if (c == 'j' || (c == 'g' && i + 1 < key.n && key.p[i + 1] == 'h')) c = 'g';
    if (vowel) c = 'a';
    if (!first && (vowel || c == 'h')) continue;
    first = false;
    if (!n || sound[n - 1] != c) sound[n++] = c;
  }
  if (n >= LEAST) bl_buf_add(out, sound, n);
}

/* The key of a name by its number, read into `name` (KEY_LIMIT bytes); the cursor ends at its postings. */
static bl_str key_of(const bl_kb *kb, uint32_t number, char *name, cursor *c) {
  if (number / BLOCK_NAMES >= kb->block_count) return (bl_str){0};
  *c = block_at(kb, number / BLOCK_NAMES);
  for (uint32_t i = 0; c->p < c->end; i++) {
    size_t common = varint(c), n = varint(c);
    if (common + n > KEY_LIMIT || n > (size_t)(c->end - c->p)) break;
    memcpy(name + common, c->p, n);
    c->p += n;
    if (i == number % BLOCK_NAMES) return (bl_str){name, common + n};
    read_postings(kb, c, NULL, 0);
  }
  return (bl_str){0};
}

static uint32_t first_sound(const bl_kb *kb, uint32_t hash) {
  uint32_t low = 0, high = (uint32_t)(kb->sounds.n / SOUND_SIZE);
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (get_u32(kb->sounds.p + (size_t)middle * SOUND_SIZE) < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}

uint32_t bl_kb_alike(const bl_kb *kb, bl_str name, const char iso2[3], bl_arena *arena, bl_kb_near *out, uint32_t limit) {
  enum { MOST = 32 };
  bl_buf key = {0}, sound = {0};
  bl_kb_key(name, &key);
  bl_kb_sound(bl_buf_view(&key), &sound);
  uint32_t hash = (uint32_t)bl_hash(bl_buf_view(&sound)), count = 0, rows = (uint32_t)(kb->sounds.n / SOUND_SIZE);
  for (uint32_t i = sound.n ? first_sound(kb, hash) : rows; i < rows && count < limit; i++) {
    const unsigned char *row = kb->sounds.p + (size_t)i * SOUND_SIZE;
    if (get_u32(row) != hash) break;
    char text[KEY_LIMIT];
    cursor c;
    bl_kb_hit hits[MOST];
    bl_str other = key_of(kb, get_u32(row + 4), text, &c);
    uint32_t found = other.n ? read_postings(kb, &c, hits, MOST) : 0;
    for (uint32_t k = 0; k < found && k < MOST && count < limit; k++) {
      bl_kb_entry e = bl_kb_get(kb, hits[k].entry);
      if (iso2 ? bl_kb_is_place((bl_kb_kind)e.kind) && memcmp(e.iso2, iso2, 2) == 0 : e.kind == BL_KB_PERSON)
        out[count++] = (bl_kb_near){hits[k].entry, bl_str_copy(arena, other)};
    }
  }
  bl_buf_free(&key);
  bl_buf_free(&sound);
  return count;
}

/* ---- ids --------------------------------------------------------------------------------------------------------- */

uint32_t bl_kb_by_qid(const bl_kb *kb, uint32_t qid) {
  uint32_t low = 0, high = kb->qid_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (get_u32(kb->qids.p + (size_t)middle * 8) < qid) low = middle + 1;
    else high = middle;
  }
  if (low == kb->qid_count || get_u32(kb->qids.p + (size_t)low * 8) != qid) return BL_NONE;
  uint32_t entry = get_u32(kb->qids.p + (size_t)low * 8 + 4);
  return entry < kb->entry_count ? entry : BL_NONE;
}

uint32_t bl_kb_country(const bl_kb *kb, const char iso2[3]) {
  unsigned a = (unsigned)(iso2[0] - 'A'), b = a < 26 ? (unsigned)(iso2[1] - 'A') : 26;
  return a < 26 && b < 26 ? kb->countries[a * 26 + b] : BL_NONE;
}

bool bl_kb_within(const bl_kb *kb, uint32_t inner, uint32_t outer) {
  enum { DEEPEST = 8 };
  for (int i = 0; i < DEEPEST && inner != BL_NONE; i++) {
    if (inner == outer) return true;
    bl_kb_entry e = bl_kb_get(kb, inner);
    uint32_t up = e.parent;
    if (up == BL_NONE && e.kind != BL_KB_COUNTRY) up = bl_kb_country(kb, e.iso2);
    if (up == inner) break;
    inner = up;
  }
  return false;
}
