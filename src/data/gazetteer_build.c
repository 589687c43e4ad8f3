/* Writing the knowledge base; the layout is told in gazetteer.c.
 *
 * Things are kept in the order of their coming and sorted at the end by kind, label and ids. Names become (key, entry,
 * kind of name) rows, sorted; equal keys share one posting list, likeliest entry first. Priors are integers: 1000 times
 * the logarithm to base 2 of the population, or a constant by kind, so that every machine writes the same bytes. */
#include "data/gazetteer_build.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/gazetteer_format.h"
#include "data/model.h"

typedef struct thing {
  bl_kb_entry entry;
  uint32_t parent_qid;
  bl_str parent_name;
  uint32_t place; /* in the sorted order */
} thing;

typedef struct name_row {
  bl_str key;
  uint32_t thing;
  uint8_t kind;
} name_row;

struct bl_kb_builder {
  bl_arena arena;
  BL_VEC(thing) things;
  BL_VEC(name_row) names;
  bl_map by_id;   /* "q889", "g1149361", "w85667573" */
  bl_map by_name; /* "p" or "o" and key of people and of groups: the first of that name */
  bl_buf meta;
};

bl_kb_builder *bl_kb_builder_new(void) { return bl_calloc(1, sizeof(bl_kb_builder)); }

void bl_kb_builder_free(bl_kb_builder *b) {
  if (!b) return;
  BL_VEC_FREE(&b->things);
  BL_VEC_FREE(&b->names);
  bl_map_free(&b->by_id);
  bl_map_free(&b->by_name);
  bl_buf_free(&b->meta);
  bl_arena_free(&b->arena);
  free(b);
}

uint32_t bl_kb_builder_count(const bl_kb_builder *b) { return b->things.count; }

void bl_kb_builder_meta(bl_kb_builder *b, const char *key, bl_str value) {
  bl_buf_printf(&b->meta, "%s: " BL_STR_FMT "\n", key, BL_STR_ARG(value));
}

/* ---- things ----------------------------------------------------------------------------------------------------- */

static bl_str id_key(bl_kb_builder *b, char letter, uint64_t id) {
  return bl_str_from(bl_arena_printf(&b->arena, "%c%llu", letter, (unsigned long long)id));
}

/* A thing without ids is the one of the same sort and country that was added before under its name. */
static uint32_t find_by_name(bl_kb_builder *b, const bl_kb_entry *e) {
  if (e->qid || e->geonames || e->wof || bl_kb_is_place((bl_kb_kind)e->kind)) return BL_NONE;
  bl_buf key = {0};
  bl_buf_char(&key, e->kind == BL_KB_PERSON ? 'p' : 'o');
  bl_kb_key(e->label, &key);
  uint32_t found = bl_map_get(&b->by_name, bl_buf_view(&key));
  bl_buf_free(&key);
  if (found == BL_NONE) return BL_NONE;
  const bl_kb_entry *old = &b->things.items[found].entry;
  bool same_country = !old->iso2[0] || !e->iso2[0] || memcmp(old->iso2, e->iso2, 2) == 0;
  return same_country ? found : BL_NONE;
}

static uint32_t find_by_id(bl_kb_builder *b, const bl_kb_entry *e) {
  uint32_t found = BL_NONE;
  if (e->geonames) found = bl_map_get(&b->by_id, id_key(b, 'g', e->geonames));
  if (found == BL_NONE && e->qid) found = bl_map_get(&b->by_id, id_key(b, 'q', e->qid));
  if (found == BL_NONE && e->wof) found = bl_map_get(&b->by_id, id_key(b, 'w', e->wof));
  uint64_t wof = found == BL_NONE ? 0 : b->things.items[found].entry.wof;
  if (e->kind == BL_KB_DISTRICT && e->wof && wof && wof != e->wof)
    return bl_map_get(&b->by_id, id_key(b, 'w', e->wof)); /* two districts with one id */
  return found;
}

static void note_ids(bl_kb_builder *b, uint32_t index) {
  bl_kb_entry e = b->things.items[index].entry;
  if (e.qid) *bl_map_at(&b->by_id, id_key(b, 'q', e.qid)) = index;
  if (e.geonames) *bl_map_at(&b->by_id, id_key(b, 'g', e.geonames)) = index;
  if (e.wof) *bl_map_at(&b->by_id, id_key(b, 'w', e.wof)) = index;
}

static void complete(bl_kb_entry *old, const bl_kb_entry *more) {
  if (!old->qid) old->qid = more->qid;
  if (!old->geonames) old->geonames = more->geonames;
  if (!old->wof) old->wof = more->wof;
  if (!old->iso2[0]) memcpy(old->iso2, more->iso2, sizeof old->iso2);
  if (old->kind == BL_KB_THING) old->kind = more->kind;
  if (!old->located && more->located) old->located = true, old->lat = more->lat, old->lon = more->lon;
  if (more->population > old->population) old->population = more->population;
  if (more->prior > old->prior) old->prior = more->prior;
  if (!old->from) old->from = more->from;
  if (!old->to) old->to = more->to;
}

uint32_t bl_kb_builder_add(bl_kb_builder *b, const bl_kb_entry *entry) {
  uint32_t found = find_by_id(b, entry);
  if (found == BL_NONE) found = find_by_name(b, entry);
  if (found == BL_NONE) {
    thing t = {.entry = *entry};
    if (t.entry.kind == BL_KB_DISTRICT && t.entry.wof && t.entry.qid && bl_map_get(&b->by_id, id_key(b, 'q', t.entry.qid)) != BL_NONE) t.entry.qid = 0;
    t.entry.label = bl_str_copy(&b->arena, bl_str_slice(entry->label, 0, UINT16_MAX));
    found = b->things.count;
    BL_PUSH(&b->things, t);
    bl_kb_builder_name(b, found, entry->label, BL_KB_LABEL);
  } else {
    complete(&b->things.items[found].entry, entry);
    bl_kb_builder_name(b, found, entry->label, BL_KB_ALIAS);
  }
  note_ids(b, found);
  return found;
}

void bl_kb_builder_name(bl_kb_builder *b, uint32_t entry, bl_str name, bl_kb_name_kind kind) {
  bl_buf key = {0};
  bl_kb_key(name, &key);
  if (key.n && key.n <= KEY_LIMIT) {
    name_row row = {bl_str_copy(&b->arena, bl_buf_view(&key)), entry, (uint8_t)kind};
    BL_PUSH(&b->names, row);
    uint8_t thing_kind = b->things.items[entry].entry.kind;
    if (kind != BL_KB_SHORT && !bl_kb_is_place((bl_kb_kind)thing_kind)) {
      char sort = thing_kind == BL_KB_PERSON ? 'p' : 'o';
      uint32_t *slot = bl_map_at(&b->by_name, bl_str_from(bl_arena_printf(&b->arena, "%c" BL_STR_FMT, sort,
                                                                          BL_STR_ARG(row.key))));
      if (*slot == BL_NONE) *slot = entry;
    }
  }
  bl_buf_free(&key);
}

void bl_kb_builder_parent_qid(bl_kb_builder *b, uint32_t entry, uint32_t qid) {
  if (!b->things.items[entry].parent_qid) b->things.items[entry].parent_qid = qid;
}

void bl_kb_builder_parent_name(bl_kb_builder *b, uint32_t entry, bl_str name) {
  if (!b->things.items[entry].parent_name.n) b->things.items[entry].parent_name = bl_str_copy(&b->arena, name);
}

/* ---- priors ----------------------------------------------------------------------------------------------------- */

/* 1000 * log2(v), the part between powers of two by a straight line. */
static uint32_t log2_thousandths(uint32_t v) {
  uint32_t whole = 0;
  while (v >> whole > 1) whole++;
  if (!whole) return 0;
  uint64_t rest = (uint64_t)v - (1u << whole);
  return whole * 1000 + (uint32_t)(rest * 1000 >> whole);
}

static uint16_t prior_of(const bl_kb_entry *e) {
  static const uint16_t least[BL_KB_KIND_COUNT] = {
      [BL_KB_THING] = 12000,   [BL_KB_COUNTRY] = 25000,     [BL_KB_REGION] = 16000, [BL_KB_DISTRICT] = 11000,
      [BL_KB_CITY] = 9000,     [BL_KB_PLACE] = 17000,       [BL_KB_FACILITY] = 12000, [BL_KB_PERSON] = 14000,
      [BL_KB_ORGANIZATION] = 15000, [BL_KB_COMPANY] = 14000, [BL_KB_PARTY] = 14000, [BL_KB_GOVERNMENT] = 15000,
      [BL_KB_ARMED_GROUP] = 14000, [BL_KB_OUTLET] = 13000,  [BL_KB_PEOPLE] = 13000};
  uint32_t prior = least[e->kind];
  uint32_t people = bl_kb_is_place(e->kind) && e->kind != BL_KB_COUNTRY ? log2_thousandths(e->population) : 0;
  if (e->kind == BL_KB_REGION && people > 2000) people -= 2000; /* of namesakes the city is meant more often */
  if (people > prior) prior = people;
  if (e->prior > prior) prior = e->prior;
  return (uint16_t)(prior > UINT16_MAX ? UINT16_MAX : prior);
}

/* ---- order ------------------------------------------------------------------------------------------------------ */

static const thing *sort_things; /* qsort has no context; the builder writes on one thread */

static int compare_things(const void *a, const void *b) {
  const bl_kb_entry *x = &sort_things[*(const uint32_t *)a].entry, *y = &sort_things[*(const uint32_t *)b].entry;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  int order = bl_str_cmp(x->label, y->label);
  if (order) return order;
  if (x->qid != y->qid) return x->qid < y->qid ? -1 : 1;
  if (x->geonames != y->geonames) return x->geonames < y->geonames ? -1 : 1;
  if (x->wof != y->wof) return x->wof < y->wof ? -1 : 1;
  return *(const uint32_t *)a < *(const uint32_t *)b ? -1 : 1;
}

static uint32_t *order_things(bl_kb_builder *b) {
  uint32_t *order = BL_ARENA_NEW(&b->arena, uint32_t, b->things.count);
  for (uint32_t i = 0; i < b->things.count; i++) {
    order[i] = i;
    b->things.items[i].entry.prior = prior_of(&b->things.items[i].entry);
  }
  sort_things = b->things.items;
  if (b->things.count) qsort(order, b->things.count, sizeof *order, compare_things);
  for (uint32_t i = 0; i < b->things.count; i++) b->things.items[order[i]].place = i;
  return order;
}

static int compare_names(const void *a, const void *b) {
  const name_row *x = a, *y = b;
  int order = bl_str_cmp(x->key, y->key);
  if (order) return order;
  const thing *s = &sort_things[x->thing], *t = &sort_things[y->thing];
  if (s->entry.prior != t->entry.prior) return s->entry.prior > t->entry.prior ? -1 : 1;
  if (s->place != t->place) return s->place < t->place ? -1 : 1;
  return (x->kind > y->kind) - (x->kind < y->kind);
}

/* ---- parents ---------------------------------------------------------------------------------------------------- */

static bl_str region_key(bl_kb_builder *b, const char *iso2, bl_str name) {
  bl_buf key = {0};
  bl_buf_printf(&key, "r%s ", iso2);
  bl_kb_key(name, &key);
  bl_str copy = bl_str_copy(&b->arena, bl_buf_view(&key));
  bl_buf_free(&key);
  return copy;
}

static void find_parents(bl_kb_builder *b) {
  for (uint32_t i = 0; i < b->things.count; i++) {
    const bl_kb_entry *e = &b->things.items[i].entry;
    if (e->kind != BL_KB_REGION || !e->iso2[0]) continue;
    uint32_t *slot = bl_map_at(&b->by_id, region_key(b, e->iso2, e->label));
    if (*slot == BL_NONE) *slot = i;
  }
  for (uint32_t i = 0; i < b->things.count; i++) {
    thing *t = &b->things.items[i];
    uint32_t parent = BL_NONE;
    if (t->parent_qid) parent = bl_map_get(&b->by_id, id_key(b, 'q', t->parent_qid));
    if (parent == BL_NONE && t->parent_name.n)
      parent = bl_map_get(&b->by_id, region_key(b, t->entry.iso2, t->parent_name));
    t->entry.parent = parent == i ? BL_NONE : parent;
  }
}

/* ---- sections --------------------------------------------------------------------------------------------------- */

static void put_entry(bl_kb_builder *b, const bl_kb_entry *e, bl_buf *entries, bl_buf *strings) {
  unsigned char row[ENTRY_SIZE] = {0};
  set_u32(row + ENTRY_LABEL, (uint32_t)strings->n);
  set_u16(row + ENTRY_LABEL_LENGTH, (uint16_t)e->label.n);
  row[ENTRY_KIND] = e->kind;
  row[ENTRY_LOCATED] = e->located;
  set_u32(row + ENTRY_QID, e->qid);
  set_u32(row + ENTRY_GEONAMES, e->geonames);
  set_u32(row + ENTRY_WOF, (uint32_t)e->wof);
  set_u32(row + ENTRY_WOF + 4, (uint32_t)(e->wof >> 32));
  set_u32(row + ENTRY_PARENT, e->parent == BL_NONE ? BL_NONE : b->things.items[e->parent].place);
  memcpy(row + ENTRY_ISO2, e->iso2, 2);
  set_u16(row + ENTRY_PRIOR, e->prior);
  set_u32(row + ENTRY_LAT, (uint32_t)e->lat);
  set_u32(row + ENTRY_LON, (uint32_t)e->lon);
  set_u32(row + ENTRY_POPULATION, e->population);
  set_u16(row + ENTRY_FROM, (uint16_t)e->from);
  set_u16(row + ENTRY_TO, (uint16_t)e->to);
  bl_buf_add(entries, row, sizeof row);
  bl_buf_str(strings, e->label);
}

static void put_u32(bl_buf *out, uint32_t v) {
  unsigned char bytes[4];
  set_u32(bytes, v);
  bl_buf_add(out, bytes, 4);
}

static void put_varint(bl_buf *out, uint32_t v) {
  for (; v >= 0x80; v >>= 7) bl_buf_char(out, (char)(v | 0x80));
  bl_buf_char(out, (char)v);
}

static size_t common_prefix(bl_str a, bl_str b) {
  size_t n = 0;
  while (n < a.n && n < b.n && a.p[n] == b.p[n]) n++;
  return n;
}

/* Writes one name and its postings: rows [begin, end) have its key; the same entry is written once. */
static void put_name(bl_kb_builder *b, uint32_t begin, uint32_t end, bl_str before, bl_buf *keys) {
  const name_row *rows = b->names.items;
  bl_buf postings = {0};
  uint32_t count = 0;
  for (uint32_t i = begin; i < end; i++) {
    if (i > begin && rows[i].thing == rows[i - 1].thing) continue;
    put_varint(&postings, b->things.items[rows[i].thing].place << 2 | rows[i].kind);
    count++;
  }
  size_t common = common_prefix(before, rows[begin].key);
  put_varint(keys, (uint32_t)common);
  put_varint(keys, (uint32_t)(rows[begin].key.n - common));
  bl_buf_add(keys, rows[begin].key.p + common, rows[begin].key.n - common);
  put_varint(keys, count);
  bl_buf_str(keys, bl_buf_view(&postings));
  bl_buf_free(&postings);
}

typedef BL_VEC(uint64_t) sound_rows; /* hash << 32 | number of the name */

static int compare_sounds(const void *a, const void *b) {
  const uint64_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

/* Notes the sound of the name of rows [begin, end) if it is a place's or a person's. */
static void note_sound(const bl_kb_builder *b, uint32_t begin, uint32_t end, uint32_t number, sound_rows *sounds) {
  bool place = false;
  for (uint32_t i = begin; i < end; i++) {
    uint8_t kind = b->things.items[b->names.items[i].thing].entry.kind;
    place |= (bl_kb_is_place((bl_kb_kind)kind) && kind != BL_KB_COUNTRY) || kind == BL_KB_PERSON;
  }
  bl_buf sound = {0};
  if (place) bl_kb_sound(b->names.items[begin].key, &sound);
  uint64_t row = (bl_hash(bl_buf_view(&sound)) & UINT32_MAX) << 32 | number;
  if (sound.n) BL_PUSH(sounds, row);
  bl_buf_free(&sound);
}

static void put_sounds(sound_rows *sounds, bl_buf *out) {
  if (sounds->count) qsort(sounds->items, sounds->count, sizeof *sounds->items, compare_sounds);
  for (uint32_t i = 0; i < sounds->count; i++) {
    put_u32(out, (uint32_t)(sounds->items[i] >> 32));
    put_u32(out, (uint32_t)sounds->items[i]);
  }
}

static void put_names(bl_kb_builder *b, bl_buf *keys, bl_buf *blocks, sound_rows *sounds) {
  uint32_t written = 0;
  bl_str before = {0};
  put_u32(blocks, 0);
  for (uint32_t i = 0, end; i < b->names.count; i = end) {
    for (end = i + 1; end < b->names.count && bl_str_eq(b->names.items[end].key, b->names.items[i].key); end++) {
    }
    if (written % BLOCK_NAMES == 0) {
      put_u32(blocks, (uint32_t)keys->n);
      before = (bl_str){0};
    }
    put_name(b, i, end, before, keys);
    note_sound(b, i, end, written, sounds);
    before = b->names.items[i].key;
    written++;
  }
  put_u32(blocks, 0); /* so that an empty index has a block table too */
  blocks->n -= 4;
  if (!written) put_u32(blocks, 0);
  unsigned char count[4];
  set_u32(count, written);
  memcpy(blocks->p, count, 4);
}

typedef struct qid_row {
  uint32_t qid, place;
} qid_row;

static int compare_qids(const void *a, const void *b) {
  const qid_row *x = a, *y = b;
  if (x->qid != y->qid) return x->qid < y->qid ? -1 : 1;
  return (x->place > y->place) - (x->place < y->place);
}

static void put_qids(bl_kb_builder *b, bl_buf *out) {
  BL_VEC(qid_row) rows = {0};
  for (uint32_t i = 0; i < b->things.count; i++) {
    qid_row row = {b->things.items[i].entry.qid, b->things.items[i].place};
    if (row.qid) BL_PUSH(&rows, row);
  }
  if (rows.count) qsort(rows.items, rows.count, sizeof *rows.items, compare_qids);
  for (uint32_t i = 0; i < rows.count; i++) {
    put_u32(out, rows.items[i].qid);
    put_u32(out, rows.items[i].place);
  }
  BL_VEC_FREE(&rows);
}

bl_status bl_kb_builder_write(bl_kb_builder *b, const char *path) {
  bl_buf entries = {0}, strings = {0}, keys = {0}, blocks = {0}, qids = {0}, sounds = {0};
  sound_rows rows = {0};
  uint32_t *order = order_things(b);
  if (b->names.count) qsort(b->names.items, b->names.count, sizeof *b->names.items, compare_names);
  find_parents(b);
  for (uint32_t i = 0; i < b->things.count; i++) put_entry(b, &b->things.items[order[i]].entry, &entries, &strings);
  put_names(b, &keys, &blocks, &rows);
  put_sounds(&rows, &sounds);
  put_qids(b, &qids);
#define SECTION(name, buf) {name, (const unsigned char *)(buf).p, (buf).n}
  bl_model_section sections[] = {SECTION("ENTR", entries), SECTION("STRS", strings), SECTION("KEYS", keys),
                                 SECTION("BLKS", blocks),  SECTION("QIDS", qids),    SECTION("SOUN", sounds),
                                 SECTION("META", b->meta)};
#undef SECTION
  bl_status status = bl_model_write(path, sections, sizeof sections / sizeof *sections);
  bl_buf_free(&entries);
  bl_buf_free(&strings);
  bl_buf_free(&keys);
  bl_buf_free(&blocks);
  bl_buf_free(&qids);
  bl_buf_free(&sounds);
  BL_VEC_FREE(&rows);
  return status;
}
