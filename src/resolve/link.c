/* Linking to the knowledge base; see link.h for the method. Weights are in the unit of priors: 1000 is a factor of two. */
#include "resolve/link.h"

#include <stdlib.h>
#include <string.h>

#include "resolve/form.h"

enum {
  MOST_HITS = 64,
  MOST_COUNTRIES = 16,
  GOOD_ENOUGH = 19500,
  CLEARLY = 800,
  NO_DOUBT = 19000, /* prior from which a place tells the country of the article */
  AS_LABEL = 1500,
  AS_ALIAS = -500,
  AS_ALIAS_OF_TOWN = -3500, /* old and foreign names of small towns */
  AS_SHORT = -1500,
  KIND_FITS = 3000,
  KIND_NEAR = 1500, /* region for city: names are typed by little evidence */
  KIND_OPEN = 0,
  CLASS_FITS = 5000,
  CLASS_DIFFERS = -6000,
  COUNTRY_STEP = 1500,
  HEAD_OF_GROUP = -5000, /* "Burlington" beside "Burlington Industries" */
  PARENT_NAMED = 3000,
  SEVERAL_WORDS = 2000,
  WRITTEN_ALIKE = 300
};

typedef struct context {
  const bl_link_item *items;
  uint32_t item_count;
  const bl_kb *kb;
  const bl_words *words;
  struct {
    char iso2[3];
    uint32_t weight;
  } countries[MOST_COUNTRIES];
  uint32_t country_count;
  uint32_t *named; /* entries chosen in the first round */
  uint32_t named_count;
} context;

/* ---- kinds and types --------------------------------------------------------------------------------------------- */

typedef enum fit { FIT_NO, FIT_OPEN, FIT_NEAR, FIT_YES } fit;

static bool is_group(bl_kb_kind kind) { return kind >= BL_KB_ORGANIZATION && kind <= BL_KB_OUTLET; }

static fit place_fit(bl_kb_kind kind, bl_etype type) {
  static const uint8_t kinds[BL_ET_COUNT] = {[BL_ET_COUNTRY] = BL_KB_COUNTRY, [BL_ET_REGION] = BL_KB_REGION,
                                             [BL_ET_DISTRICT] = BL_KB_DISTRICT, [BL_ET_CITY] = BL_KB_CITY,
                                             [BL_ET_FACILITY] = BL_KB_FACILITY};
  if (type == BL_ET_PLACE) return FIT_YES;
  if (kinds[type] == kind) return FIT_YES;
  return kind == BL_KB_FACILITY || type == BL_ET_FACILITY ? FIT_OPEN : FIT_NEAR;
}

static fit group_fit(bl_kb_kind kind, bl_etype type) {
  switch (type) {
    case BL_ET_ORGANIZATION: return kind == BL_KB_ARMED_GROUP ? FIT_OPEN : FIT_YES;
    case BL_ET_ARMED_GROUP: return kind == BL_KB_ARMED_GROUP ? FIT_YES : FIT_OPEN;
    case BL_ET_MEDIA_OUTLET: return kind == BL_KB_OUTLET ? FIT_YES : FIT_OPEN;
    case BL_ET_GOVERNMENT_BODY: return kind == BL_KB_GOVERNMENT ? FIT_YES : FIT_OPEN;
    default: return FIT_OPEN;
  }
}

static fit fit_of(bl_kb_kind kind, bl_etype type) {
  if (type == BL_ET_OTHER || kind == BL_KB_THING) return FIT_OPEN;
  if (type == BL_ET_ANONYMOUS_SOURCE) return FIT_NO;
  if (bl_kb_is_place(kind)) {
    if (bl_etype_is_place(type)) return place_fit(kind, type);
    return kind == BL_KB_COUNTRY && type == BL_ET_GOVERNMENT_BODY ? FIT_OPEN : FIT_NO;
  }
  if (kind == BL_KB_PERSON) return type == BL_ET_PERSON ? FIT_YES : FIT_NO;
  if (kind == BL_KB_PEOPLE) return type == BL_ET_GROUP ? FIT_YES : FIT_NO;
  if (is_group(kind) && (type == BL_ET_FACILITY || type == BL_ET_GROUP)) return FIT_OPEN;
  return is_group(kind) && type >= BL_ET_ARMED_GROUP && type <= BL_ET_MEDIA_OUTLET ? group_fit(kind, type) : FIT_NO;
}

bool bl_link_kind_fits(bl_kb_kind kind, bl_etype type) { return fit_of(kind, type) != FIT_NO; }

/* ---- score ------------------------------------------------------------------------------------------------------- */

static int32_t country_score(const context *c, const bl_kb_entry *e) {
  enum { MOST_STEPS = 4 };
  if (e->kind == BL_KB_COUNTRY) return 0; /* it would speak for itself */
  for (uint32_t i = 0; i < c->country_count; i++) {
    if (memcmp(c->countries[i].iso2, e->iso2, 2) != 0) continue;
    uint32_t steps = c->countries[i].weight;
    return COUNTRY_STEP * (int32_t)(steps > MOST_STEPS ? MOST_STEPS : steps);
  }
  return 0;
}

static int32_t class_score(const bl_kb_entry *e, uint8_t place) {
  if (!place) return 0;
  static const uint8_t kinds[BL_ET_COUNT] = {[BL_ET_REGION] = BL_KB_REGION, [BL_ET_DISTRICT] = BL_KB_DISTRICT,
                                             [BL_ET_CITY] = BL_KB_CITY, [BL_ET_PLACE] = BL_KB_PLACE,
                                             [BL_ET_FACILITY] = BL_KB_FACILITY};
  if (kinds[place] == e->kind) return CLASS_FITS;
  if (place == BL_ET_PLACE || place == BL_ET_FACILITY) return INT16_MIN; /* a valley, an airport: nothing else will do */
  bool near = (place == BL_ET_DISTRICT || place == BL_ET_CITY) && (e->kind == BL_KB_DISTRICT || e->kind == BL_KB_CITY);
  return near ? 0 : CLASS_DIFFERS;
}

static bool parent_named(const context *c, uint32_t entry) {
  uint32_t parent = bl_kb_get(c->kb, entry).parent;
  if (parent != BL_NONE && bl_kb_get(c->kb, parent).kind == BL_KB_COUNTRY) return false; /* see country_score */
  for (uint32_t i = 0; parent != BL_NONE && i < c->named_count; i++)
    if (c->named[i] == parent) return true;
  return false;
}

/* Whether a group of the article has a longer name that begins with this one. */
static bool heads_group(const context *c, bl_str name) {
  if (bl_str_find(name, BL_STR(" "), 0) > 0) return false;
  for (uint32_t i = 0; i < c->item_count; i++) {
    if (c->items[i].type != BL_ET_ORGANIZATION && c->items[i].type != BL_ET_MEDIA_OUTLET) continue;
    for (uint32_t k = 0; k < c->items[i].name_count; k++) {
      bl_str longer = c->items[i].names[k];
      if (longer.n > name.n + 1 && longer.p[name.n] == ' ' && bl_str_starts(longer, name)) return true;
    }
  }
  return false;
}

/* Score of a hit for an item under one of its names; INT32_MIN: cannot be. `place`: class word of the name. */
static int32_t score_hit(const context *c, const bl_link_item *item, bl_str name, uint8_t place, bl_kb_hit hit) {
  bl_kb_entry e = bl_kb_get(c->kb, hit.entry);
  if (!e.qid && !e.geonames && !e.wof) return INT32_MIN; /* nothing to link to */
  fit how = fit_of((bl_kb_kind)e.kind, (bl_etype)item->type);
  if (how == FIT_NO) return INT32_MIN;
  static const int16_t name_scores[] = {AS_LABEL, AS_ALIAS, AS_SHORT, AS_SHORT};
  int32_t score = e.prior + name_scores[hit.name & 3];
  if (hit.name == BL_KB_ALIAS && bl_kb_is_place((bl_kb_kind)e.kind) && e.prior < NO_DOUBT) score += AS_ALIAS_OF_TOWN;
  score += how == FIT_YES ? KIND_FITS : how == FIT_NEAR ? KIND_NEAR : KIND_OPEN;
  if (bl_str_eq(e.label, name)) score += WRITTEN_ALIKE;
  if (bl_str_find(name, BL_STR(" "), 0) > 0) score += SEVERAL_WORDS;
  int32_t class_fit = class_score(&e, place);
  if (class_fit == INT16_MIN) return INT32_MIN;
  score += country_score(c, &e) + class_fit;
  if (parent_named(c, hit.entry)) score += PARENT_NAMED;
  if (bl_kb_is_place((bl_kb_kind)e.kind) && e.prior < NO_DOUBT + 1500 && heads_group(c, name)) score += HEAD_OF_GROUP;
  return score;
}

typedef struct best {
  uint32_t entry;
  int32_t score, next;
} best;

static void consider(best *b, uint32_t entry, int32_t score) {
  if (entry == b->entry) {
    if (score > b->score) b->score = score;
  } else if (score > b->score) {
    b->next = b->score;
    b->entry = entry;
    b->score = score;
  } else if (score > b->next) {
    b->next = score;
  }
}

static bool lower_case(bl_str name) {
  for (size_t i = 0; i < name.n; i++)
    if ((name.p[i] >= 'A' && name.p[i] <= 'Z') || (unsigned char)name.p[i] >= 0x80) return false;
  return true;
}

/* A name as it is looked up, and what it says beside the thing itself. */
typedef struct lookup {
  bl_str name;      /* as the text has it */
  bl_str key;       /* looked up */
  bl_str within;    /* "Texas" of "Houston, Texas"; may be empty */
  uint8_t place;    /* bl_etype of its class word, 0 */
} lookup;

static bool lies_within(const context *c, uint32_t entry, bl_str region) {
  enum { MOST_REGIONS = 8 };
  bl_kb_hit hits[MOST_REGIONS];
  uint32_t found = bl_kb_find(c->kb, region, hits, MOST_REGIONS);
  for (uint32_t i = 0; i < found && i < MOST_REGIONS; i++)
    if (hits[i].entry != entry && bl_kb_within(c->kb, entry, hits[i].entry)) return true;
  return false;
}

static void consider_name(const context *c, const bl_link_item *item, const lookup *l, best *b) {
  bl_kb_hit hits[MOST_HITS];
  uint32_t found = bl_kb_find(c->kb, l->key, hits, MOST_HITS);
  if (found > MOST_HITS) found = MOST_HITS;
  bool capitals = l->name.n <= 6;
  for (size_t i = 0; i < l->name.n; i++) capitals &= !(l->name.p[i] >= 'a' && l->name.p[i] <= 'z');
  for (uint32_t i = 0; i < found; i++) {
    if (hits[i].name == BL_KB_SHORT && !capitals) continue;
    int32_t score = score_hit(c, item, l->name, l->place, hits[i]);
    if (score == INT32_MIN) continue;
    if (l->within.n) {
      if (!lies_within(c, hits[i].entry, l->within)) continue;
      score += CLASS_FITS;
    }
    consider(b, hits[i].entry, score);
  }
}

/* "Homeland Security Department" -> "Department of Homeland Security". */
static bl_str turn_office(bl_arena *arena, bl_str name) {
  static const char *const offices[] = {" Department", " Ministry"};
  for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
    bl_str office = bl_str_from(offices[i]);
    if (!bl_str_ends(name, office) || name.n == office.n) continue;
    bl_str rest = bl_str_slice(name, 0, name.n - office.n);
    return bl_str_from(bl_arena_printf(arena, "%s of " BL_STR_FMT, offices[i] + 1, BL_STR_ARG(rest)));
  }
  return (bl_str){0};
}

/* "U.S. Senate" -> "United States Senate", and without the country. */
static uint32_t spell_country(bl_arena *arena, bl_str name, bl_str *out) {
  static const char *const short_forms[] = {"U.S. ", "US ", "American "};
  for (size_t i = 0; i < sizeof short_forms / sizeof *short_forms; i++) {
    bl_str prefix = bl_str_from(short_forms[i]);
    if (!bl_str_starts(name, prefix)) continue;
    bl_str rest = bl_str_slice(name, prefix.n, name.n);
    out[0] = bl_str_from(bl_arena_printf(arena, "United States " BL_STR_FMT, BL_STR_ARG(rest)));
    out[1] = rest;
    return 2;
  }
  return 0;
}

/* "Gerald R. Ford" -> "gerald ford" */
static bl_str drop_initial(bl_arena *arena, const bl_form *form) {
  if (form->count != 3 || form->words[1].n != 1) return (bl_str){0};
  return bl_str_from(bl_arena_printf(arena, BL_STR_FMT " " BL_STR_FMT, BL_STR_ARG(form->words[0]), BL_STR_ARG(form->words[2])));
}

static void consider_variants(const context *c, bl_arena *arena, const bl_link_item *item, bl_str name, best *b) {
  bl_form form = bl_form_make(c->words, arena, name, bl_form_kind_of(item->type));
  lookup l = {name, name, {0}, form.place};
  consider_name(c, item, &l, b);
  ptrdiff_t comma = bl_str_find(name, BL_STR(", "), 0);
  if (comma > 0) {
    l.key = bl_str_slice(name, 0, (size_t)comma);
    l.within = bl_str_slice(name, (size_t)comma + 2, name.n);
    consider_name(c, item, &l, b);
    return;
  }
  bl_str keys[5] = {form.joined};
  uint32_t count = 1 + spell_country(arena, name, keys + 1);
  keys[count++] = item->type == BL_ET_PERSON ? drop_initial(arena, &form) : turn_office(arena, name);
  for (uint32_t i = 0; i < count; i++) {
    if (!keys[i].n || bl_str_eq(keys[i], name)) continue;
    if (i == 0 && bl_str_eq_nocase(keys[i], name)) continue;
    l.key = keys[i];
    consider_name(c, item, &l, b);
  }
}

static best choose(const context *c, const bl_link_item *item) {
  best b = {BL_NONE, INT32_MIN, INT32_MIN};
  bl_arena arena = {0};
  for (uint32_t i = 0; i < item->name_count; i++) {
    if (lower_case(item->names[i])) continue;
    consider_variants(c, &arena, item, item->names[i], &b);
    if (b.entry != BL_NONE && b.score >= GOOD_ENOUGH) break; /* the best name that leads somewhere */
  }
  bl_arena_free(&arena);
  return b;
}

/* ---- rounds ------------------------------------------------------------------------------------------------------ */

static void note_country(context *c, const bl_kb_entry *e, uint32_t weight) {
  if (!e->iso2[0]) return;
  uint32_t i = 0;
  while (i < c->country_count && memcmp(c->countries[i].iso2, e->iso2, 2) != 0) i++;
  if (i == MOST_COUNTRIES) return;
  if (i == c->country_count) {
    memcpy(c->countries[c->country_count].iso2, e->iso2, 3);
    c->countries[c->country_count++].weight = 0;
  }
  c->countries[i].weight += weight;
}

static void first_round(context *c, const bl_link_item *items, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (!bl_etype_is_place((bl_etype)items[i].type) && items[i].type != BL_ET_OTHER) continue;
    best b = choose(c, &items[i]);
    if (b.entry == BL_NONE || b.score < GOOD_ENOUGH || b.score - CLEARLY < b.next) continue;
    bl_kb_entry e = bl_kb_get(c->kb, b.entry);
    if (e.prior < NO_DOUBT && e.kind != BL_KB_REGION) continue;
    c->named[c->named_count++] = b.entry;
  }
  for (uint32_t i = 0; i < c->named_count; i++) {
    bl_kb_entry e = bl_kb_get(c->kb, c->named[i]);
    note_country(c, &e, e.kind == BL_KB_COUNTRY ? 2 : 1);
  }
}

void bl_link_items(const bl_kb *kb, const bl_words *words, const bl_link_item *items, uint32_t count,
                   bl_link_choice *out) {
  context c = {.items = items, .item_count = count, .kb = kb, .words = words};
  c.named = bl_malloc(count * sizeof *c.named);
  first_round(&c, items, count);
  for (uint32_t i = 0; i < count; i++) {
    best b = choose(&c, &items[i]);
    bool sure = b.entry != BL_NONE && b.score >= GOOD_ENOUGH && (b.next == INT32_MIN || b.score - CLEARLY >= b.next);
    int32_t over = sure ? b.score - (b.next > GOOD_ENOUGH - 4000 ? b.next : GOOD_ENOUGH - 4000) : 0;
    out[i] = (bl_link_choice){sure ? b.entry : BL_NONE, (uint8_t)(sure ? (over > 8000 ? 99 : 60 + over * 39 / 8000) : 0)};
  }
  free(c.named);
}
