/* Linking to the knowledge base; see link.h for the method. Weights are in the unit of priors: 1000 is a factor of two. */
#include "resolve/link.h"

#include <stdlib.h>
#include <string.h>

#include "resolve/link_names.h"

enum {
  MOST_HITS = 64,
  MOST_COUNTRIES = 16,
  GOOD_ENOUGH = 19500,
  CLEARLY = 800,
  CLEARLY_TOWN = 2000, /* towns whose region the article does not name */
  SMALL_TOWN = 17500,
  NO_DOUBT = 19000, /* prior from which a place tells the country of the article */
  BIG_CITY = 20500,
  WORLD_CITY = 23000,
  AS_LABEL = 1500,
  AS_ALIAS = -500,
  AS_ALIAS_OF_TOWN = -5000, /* old and foreign names of small towns, and of all but the biggest of other countries */
  AS_SHORT = -500,
  KIND_FITS = 3000,
  KIND_NEAR = 1500, /* region for city: names are typed by little evidence */
  KIND_OPEN = 0,
  CLASS_FITS = 5000,
  CLASS_NEAR = -3000, /* a city may be known as its district */
  CLASS_DIFFERS = -6000,
  WITHIN_SAID = 9000, /* "Mandan, N.D." */
  COUNTRY_STEP = 1500,
  HEAD_OF_GROUP = -5000, /* "Burlington" beside "Burlington Industries" */
  PARENT_NAMED = 3000,
  SEVERAL_WORDS = 2000,
  WRITTEN_ALIKE = 300,
  WELL_KNOWN = 16500, /* prior of a group */
  SAME_THING = 6000,
  OF_ELSEWHERE = -5000,
  SMALL_ELSEWHERE = -3000,
  OF_THE_WORLD = 4500, /* the Red Sea, beside provinces of that name */
  AMONG_REGIONS = 8000, /* "Cordoba" in a text about provinces */
  LEAST_REGIONS = 3
};

typedef struct best {
  uint32_t entry;
  int32_t score, next;
  bool region, city; /* kinds among the candidates that are worth a look */
  bool alias;        /* the best is a place by another name than its label */
  bool group;        /* a well-known group has the name too, though the item is typed a place */
} best;

typedef struct country {
  char iso2[3];
  uint32_t weight, regions, cities;
} country;

typedef struct context {
  const bl_link_item *items;
  uint32_t item_count;
  const bl_kb *kb;
  const bl_words *words;
  country countries[MOST_COUNTRIES];
  uint32_t country_count;
  uint32_t *named;  /* item -> entry of the first round, BL_NONE */
  uint32_t *chosen; /* item -> entry of the second round, BL_NONE; NULL before */
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
  if (kind == BL_KB_CITY && type == BL_ET_REGION) return FIT_YES; /* of namesakes the city is meant unless it says "province" */
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
  if (type == BL_ET_OTHER && is_group(kind)) return FIT_NEAR;
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

static uint32_t weight_of(const bl_kb_entry *e) { return e->kind == BL_KB_COUNTRY ? 2 : 1; }

static const country *country_of(const context *c, const bl_kb_entry *e) {
  for (uint32_t i = 0; i < c->country_count; i++)
    if (memcmp(c->countries[i].iso2, e->iso2, 2) == 0) return &c->countries[i];
  return NULL;
}

/* How often other items speak of its country. */
static uint32_t country_weight(const context *c, uint32_t item, const bl_kb_entry *e) {
  const country *found = e->iso2[0] ? country_of(c, e) : NULL;
  if (!found) return 0;
  if (c->named[item] == BL_NONE) return found->weight;
  bl_kb_entry own = bl_kb_get(c->kb, c->named[item]);
  return memcmp(own.iso2, e->iso2, 2) == 0 ? found->weight - weight_of(&own) : found->weight;
}

static int32_t country_score(const context *c, uint32_t item, const bl_kb_entry *e) {
  enum { MOST_STEPS = 4 };
  if (e->kind == BL_KB_COUNTRY) return 0; /* it would speak for itself */
  uint32_t steps = country_weight(c, item, e);
  return COUNTRY_STEP * (int32_t)(steps > MOST_STEPS ? MOST_STEPS : steps);
}

/* Whether the article is about the regions of a country rather than its cities. */
static bool among_regions(const context *c, const bl_kb_entry *e) {
  const country *found = country_of(c, e);
  return e->kind == BL_KB_REGION && found && found->regions >= LEAST_REGIONS && found->regions >= LEAST_REGIONS * found->cities;
}

static int32_t class_score(const bl_kb_entry *e, uint8_t place, bool said) {
  if (!place) return 0;
  static const uint8_t kinds[BL_ET_COUNT] = {[BL_ET_REGION] = BL_KB_REGION, [BL_ET_DISTRICT] = BL_KB_DISTRICT,
                                             [BL_ET_CITY] = BL_KB_CITY, [BL_ET_PLACE] = BL_KB_PLACE,
                                             [BL_ET_FACILITY] = BL_KB_FACILITY};
  if (kinds[place] == e->kind) return CLASS_FITS;
  if (place == BL_ET_PLACE || place == BL_ET_FACILITY) return INT16_MIN; /* a valley, an airport: nothing else will do */
  if (said && e->kind == BL_KB_CITY && place != BL_ET_CITY) return INT16_MIN; /* one of several counties */
  if (place == BL_ET_REGION && e->kind == BL_KB_COUNTRY) return 0;       /* "the state of ..." */
  if (place == BL_ET_DISTRICT && e->kind == BL_KB_CITY) return INT16_MIN; /* its town alone is known */
  bool near = place == BL_ET_CITY && e->kind == BL_KB_DISTRICT;
  return near ? CLASS_NEAR : CLASS_DIFFERS;
}

static bool parent_named(const context *c, uint32_t item, uint32_t entry) {
  uint32_t parent = bl_kb_get(c->kb, entry).parent;
  if (parent == BL_NONE || bl_kb_get(c->kb, parent).kind == BL_KB_COUNTRY) return false; /* see country_score */
  for (uint32_t i = 0; i < c->item_count; i++)
    if (i != item && c->named[i] == parent) return true;
  return false;
}

/* Whether another item means this entry by another name. */
static bool chosen_elsewhere(const context *c, uint32_t item, uint32_t entry) {
  for (uint32_t i = 0; c->chosen && i < c->item_count; i++)
    if (i != item && c->chosen[i] == entry) return true;
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

static bool capitals(bl_str name) {
  for (size_t i = 0; i < name.n; i++)
    if (name.p[i] >= 'a' && name.p[i] <= 'z') return false;
  return name.n <= 6;
}

/* A group of a country is not meant by a name that others have too ("Supreme Court", "CSC") where the article speaks of
 * other countries alone. */
static bool of_elsewhere(const context *c, uint32_t item, const bl_kb_entry *e, uint8_t how) {
  if (!is_group((bl_kb_kind)e->kind)) return false;
  bl_str name = c->items[item].names[0];
  bool office = bl_str_starts(name, BL_STR("Ministry of ")) || bl_str_starts(name, BL_STR("Department of "));
  if (e->kind == BL_KB_GOVERNMENT && office) return !e->iso2[0] || !country_weight(c, item, e);
  if (how == BL_KB_LABEL) return false;
  if (e->prior < WELL_KNOWN && bl_str_find(name, BL_STR(" "), 0) < 0 && !capitals(name)) return true; /* "Muslim" of a party */
  if (!e->iso2[0]) return how == BL_KB_ALIAS && e->prior < WELL_KNOWN && capitals(c->items[item].names[0]);
  return c->country_count && !country_weight(c, item, e);
}

static int32_t name_score(const bl_kb_entry *e, const bl_link_lookup *l, uint8_t how, bool at_home) {
  static const int16_t name_scores[] = {AS_LABEL, AS_ALIAS, AS_SHORT, AS_SHORT};
  int32_t score = name_scores[how & 3];
  bool town = (e->kind == BL_KB_CITY || e->kind == BL_KB_DISTRICT) && e->prior < (at_home ? BIG_CITY : WORLD_CITY);
  if (how == BL_KB_ALIAS && town) score += AS_ALIAS_OF_TOWN;
  if (bl_str_eq(e->label, l->key)) score += WRITTEN_ALIKE;
  if (bl_str_find(l->key, BL_STR(" "), 0) > 0) score += SEVERAL_WORDS;
  return score;
}

/* A place that few know: of a country that the article does not speak of, or a village whose region it does not name. */
static bool unlikely_place(const context *c, uint32_t item, const bl_kb_entry *e, bool said) {
  enum { FEW_KNOW = 18000, VILLAGE = 9000 };
  bool settled = e->kind == BL_KB_CITY || e->kind == BL_KB_DISTRICT || e->kind == BL_KB_REGION;
  if (said || !settled || e->prior >= FEW_KNOW || !c->country_count) return false;
  if (!country_weight(c, item, e)) return true;
  if (e->prior > VILLAGE || e->kind != BL_KB_CITY || e->parent == BL_NONE) return false;
  for (uint32_t i = 0; i < c->item_count; i++)
    if (i != item && c->named[i] == e->parent) return false;
  return true;
}

/* Score of a hit for an item under one of its names; INT32_MIN: cannot be. */
static int32_t score_hit(const context *c, uint32_t item, const bl_link_lookup *l, bl_kb_hit hit) {
  bl_kb_entry e = bl_kb_get(c->kb, hit.entry);
  if (!e.qid && !e.geonames && !e.wof) return INT32_MIN; /* nothing to link to */
  fit how = fit_of((bl_kb_kind)e.kind, (bl_etype)c->items[item].type);
  bool same = chosen_elsewhere(c, item, hit.entry);
  if (how == FIT_NO && !same) return INT32_MIN;
  int32_t class_fit = class_score(&e, l->place, c->items[item].place != 0);
  if (class_fit == CLASS_NEAR && hit.name != BL_KB_LABEL) return INT32_MIN; /* the seat of a district of this name */
  if (class_fit == INT16_MIN) return INT32_MIN;
  int32_t score = e.prior + name_score(&e, l, hit.name, country_weight(c, item, &e) > 0) + class_fit + country_score(c, item, &e);
  score += how == FIT_YES ? KIND_FITS : how == FIT_NEAR ? KIND_NEAR : KIND_OPEN;
  if (same) score += SAME_THING;
  if (unlikely_place(c, item, &e, same || l->within.n || !l->shared)) score += SMALL_ELSEWHERE;
  if (e.kind == BL_KB_PLACE && !e.iso2[0] && c->country_count) score += OF_THE_WORLD;
  if (of_elsewhere(c, item, &e, hit.name)) score += OF_ELSEWHERE;
  if (parent_named(c, item, hit.entry)) score += PARENT_NAMED;
  if (!l->place && among_regions(c, &e)) score += AMONG_REGIONS;
  if (bl_kb_is_place((bl_kb_kind)e.kind) && e.prior < NO_DOUBT + 1500 && heads_group(c, l->key)) score += HEAD_OF_GROUP;
  return score;
}

static void consider(best *b, uint32_t entry, int32_t score, bool alias) {
  if (entry == b->entry) {
    if (score > b->score) b->score = score;
    b->alias &= alias;
  } else if (score > b->score) {
    b->next = b->score;
    b->entry = entry;
    b->score = score;
    b->alias = alias;
  } else if (score > b->next) {
    b->next = score;
  }
}

static bool lower_case(bl_str name) {
  for (size_t i = 0; i < name.n; i++)
    if ((name.p[i] >= 'A' && name.p[i] <= 'Z') || (unsigned char)name.p[i] >= 0x80) return false;
  return true;
}

static bool lies_within(const context *c, uint32_t entry, bl_str region) {
  enum { MOST_REGIONS = 8 };
  bl_kb_hit hits[MOST_REGIONS];
  uint32_t found = bl_kb_find(c->kb, region, hits, MOST_REGIONS);
  for (uint32_t i = 0; i < found && i < MOST_REGIONS; i++)
    if (hits[i].entry != entry && bl_kb_within(c->kb, entry, hits[i].entry)) return true;
  return false;
}

static void note_kind(const context *c, uint32_t entry, best *b) {
  enum { WORTH_A_LOOK = 13000 };
  bl_kb_entry e = bl_kb_get(c->kb, entry);
  if (e.prior < WORTH_A_LOOK) return;
  b->region |= e.kind == BL_KB_REGION || e.kind == BL_KB_DISTRICT;
  b->city |= e.kind == BL_KB_CITY;
}

static uint32_t places_among(const context *c, const bl_kb_hit *hits, uint32_t count) {
  uint32_t places = 0;
  for (uint32_t i = 0; i < count; i++) places += bl_kb_is_place((bl_kb_kind)bl_kb_get(c->kb, hits[i].entry).kind);
  return places;
}

static void consider_name(const context *c, uint32_t item, const bl_link_lookup *l, best *b) {
  bl_kb_hit hits[MOST_HITS];
  uint32_t found = bl_kb_find(c->kb, l->key, hits, MOST_HITS);
  if (found > MOST_HITS) found = MOST_HITS;
  bl_link_lookup shared = *l;
  shared.shared = places_among(c, hits, found) > 1;
  l = &shared;
  for (uint32_t i = 0; i < found; i++) {
    if (hits[i].name == BL_KB_SHORT && !(l->whole && capitals(l->key))) continue;
    if (hits[i].name == BL_KB_SHORT && bl_kb_get(c->kb, hits[i].entry).kind == BL_KB_REGION) continue; /* "SC": only behind a town */
    int32_t score = score_hit(c, item, l, hits[i]);
    bl_kb_entry e = bl_kb_get(c->kb, hits[i].entry);
    b->group |= score == INT32_MIN && is_group((bl_kb_kind)e.kind) && e.prior >= WELL_KNOWN;
    if (score == INT32_MIN) continue;
    if (l->within.n) {
      if (!lies_within(c, hits[i].entry, l->within)) continue;
      score += WITHIN_SAID;
    }
    note_kind(c, hits[i].entry, b);
    consider(b, hits[i].entry, score, hits[i].name == BL_KB_ALIAS && bl_kb_is_place((bl_kb_kind)e.kind));
  }
}

static bool single_word(const context *c, bl_arena *arena, bl_str name) {
  return bl_form_make(c->words, arena, name, BL_FORM_PERSON).count < 2;
}

/* A person with a whole name is nobody that has only the surname in common. */
static bool has_whole_name(const context *c, bl_arena *arena, const bl_link_item *item) {
  if (item->type != BL_ET_PERSON) return false;
  for (uint32_t i = 0; i < item->name_count; i++)
    if (!single_word(c, arena, item->names[i])) return true;
  return false;
}

/* "North", "Prince": a region and a singer by their names, but a point of the compass and a title. */
static bool is_no_name(const context *c, bl_arena *arena, bl_str name) {
  return bl_word_flags(c->words, bl_str_lower(arena, name)) & (BL_WORD_DIRECTION | BL_WORD_TITLE | BL_WORD_HONORIFIC);
}

static best choose(const context *c, uint32_t index) {
  const bl_link_item *item = &c->items[index];
  best b = {BL_NONE, INT32_MIN, INT32_MIN, false, false, false, false};
  bl_arena arena = {0};
  bool whole = has_whole_name(c, &arena, item);
  for (uint32_t i = 0; i < item->name_count; i++) {
    if (lower_case(item->names[i]) || is_no_name(c, &arena, item->names[i]) || (whole && single_word(c, &arena, item->names[i]))) continue;
    bl_link_lookup lookups[BL_LINK_LOOKUPS];
    uint32_t count = bl_link_lookups(c->words, &arena, item, item->names[i], lookups);
    for (uint32_t k = 0; k < count; k++) consider_name(c, index, &lookups[k], &b);
    if (b.entry != BL_NONE && b.score >= GOOD_ENOUGH) break; /* the best name that leads somewhere */
  }
  bl_arena_free(&arena);
  return b;
}

static bool is_sure(const context *c, uint32_t item, const best *b) {
  if (b->entry == BL_NONE || b->score < GOOD_ENOUGH) return false;
  if (b->alias && b->group) return false; /* an old name of a city, or a news agency? */
  bl_kb_entry e = bl_kb_get(c->kb, b->entry);
  bool town = e.kind == BL_KB_CITY && e.prior < SMALL_TOWN && !parent_named(c, item, b->entry);
  return b->next == INT32_MIN || b->score - (town ? CLEARLY_TOWN : CLEARLY) >= b->next;
}

/* ---- rounds ------------------------------------------------------------------------------------------------------ */

static bool no_doubt(const bl_kb_entry *e) { return e->prior >= NO_DOUBT || e->kind == BL_KB_REGION; }

static void note_country(context *c, const bl_kb_entry *e, const best *b) {
  if (!e->iso2[0]) return;
  uint32_t i = 0;
  while (i < c->country_count && memcmp(c->countries[i].iso2, e->iso2, 2) != 0) i++;
  if (i == MOST_COUNTRIES) return;
  if (i == c->country_count) {
    c->countries[i] = (country){{e->iso2[0], e->iso2[1], 0}, 0, 0, 0};
    c->country_count++;
  }
  c->countries[i].regions += e->kind == BL_KB_REGION && !b->city;
  c->countries[i].cities += e->kind == BL_KB_CITY && !b->region;
  if (no_doubt(e)) c->countries[i].weight += weight_of(e);
}

/* The places that leave no doubt. Countries are noted at the end, so that the order of the items does not matter. */
static void first_round(context *c) {
  best *found = bl_calloc(c->item_count + 1, sizeof *found);
  uint32_t *named = bl_malloc((c->item_count + 1) * sizeof *named);
  for (uint32_t i = 0; i < c->item_count; i++) {
    named[i] = BL_NONE;
    if (!bl_etype_is_place((bl_etype)c->items[i].type) && c->items[i].type != BL_ET_OTHER) continue;
    found[i] = choose(c, i);
    if (is_sure(c, i, &found[i])) named[i] = found[i].entry;
  }
  for (uint32_t i = 0; i < c->item_count; i++) {
    if (named[i] == BL_NONE) continue;
    bl_kb_entry e = bl_kb_get(c->kb, named[i]);
    note_country(c, &e, &found[i]);
    if (no_doubt(&e)) c->named[i] = named[i];
  }
  free(named);
  free(found);
}

static void second_round(context *c) {
  uint32_t *chosen = bl_malloc((c->item_count + 1) * sizeof *chosen);
  for (uint32_t i = 0; i < c->item_count; i++) {
    best b = choose(c, i);
    chosen[i] = is_sure(c, i, &b) ? b.entry : BL_NONE;
  }
  c->chosen = chosen;
}

/* ---- by sound ---------------------------------------------------------------------------------------------------- */

enum { ALIKE = 84, MUCH_ALIKE = 94, TOWN = 6, TOWN_ELSEWHERE = 3, APART = 2, CERTAIN = 2 };

typedef struct near_best {
  uint32_t entry;
  int likeness, next; /* percent */
} near_best;

static bl_str without_blanks(bl_arena *arena, bl_str key) {
  char *out = BL_ARENA_NEW(arena, char, key.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < key.n; i++)
    if (key.p[i] != ' ') out[n++] = key.p[i];
  return (bl_str){out, n};
}

/* Whether a place of this kind may have the class word: what it says, or nothing said and no region of the country. */
static bool class_allows(const bl_kb_entry *e, uint8_t place) {
  if (place == BL_ET_REGION) return e->kind == BL_KB_REGION;
  if (place == BL_ET_DISTRICT || place == BL_ET_CITY) return e->kind == BL_KB_DISTRICT || e->kind == BL_KB_CITY;
  if (place) return e->kind == BL_KB_PLACE;
  return e->kind != BL_KB_COUNTRY;
}

static void consider_alike(const context *c, uint32_t item, bl_arena *arena, const bl_form *form, uint8_t place, const char iso2[3], near_best *b) {
  enum { MOST = 32 };
  bl_kb_near found[MOST];
  uint32_t count = bl_kb_alike(c->kb, form->joined, iso2, arena, found, MOST);
  bl_str own = without_blanks(arena, form->joined);
  for (uint32_t i = 0; i < count; i++) {
    bl_kb_entry e = bl_kb_get(c->kb, found[i].entry);
    if (!class_allows(&e, place)) continue;
    int likeness = bl_word_likeness(own, without_blanks(arena, found[i].name));
    bool town = e.kind == BL_KB_CITY, named = parent_named(c, item, found[i].entry); /* towns of nearly one name are many */
    if (likeness < (named ? ALIKE + TOWN * town : MUCH_ALIKE + TOWN_ELSEWHERE * town)) continue;
    if (e.kind == BL_KB_DISTRICT || e.kind == BL_KB_REGION) likeness += APART; /* of namesakes the bigger one */
    if (found[i].entry == b->entry) {
      if (likeness > b->likeness) b->likeness = likeness;
    } else if (likeness > b->likeness) {
      *b = (near_best){found[i].entry, likeness, b->likeness};
    } else if (likeness > b->next) {
      b->next = likeness;
    }
  }
}

/* Whether the names of a country come from another script, so that they are spelled in several ways. */
static bool has_script(const context *c, const char iso2[3]) {
  char code[3] = {(char)(iso2[0] | 32), (char)(iso2[1] | 32), '\0'};
  return iso2[0] && bl_word_flags(c->words, bl_str_from(code)) & BL_WORD_SCRIPT;
}

/* A person of such a country whose whole name is spelled a little differently. */
static bl_link_choice person_by_sound(const context *c, const bl_link_item *item) {
  enum { MOST = 16, WHOLE = 90 };
  near_best b = {BL_NONE, 0, 0};
  bl_arena arena = {0};
  for (uint32_t i = 0; i < item->name_count; i++) {
    bl_form form = bl_form_make(c->words, &arena, item->names[i], BL_FORM_PERSON);
    bl_kb_near found[MOST];
    if (form.count < 2) continue;
    uint32_t count = bl_kb_alike(c->kb, form.joined, NULL, &arena, found, MOST);
    for (uint32_t k = 0; k < count; k++) {
      bl_form other = bl_form_make(c->words, &arena, found[k].name, BL_FORM_PERSON);
      int likeness = bl_form_likeness(&form, &other); /* that of the words that differ most */
      if (likeness < ALIKE || other.count < 2 || !has_script(c, bl_kb_get(c->kb, found[k].entry).iso2)) continue;
      int whole = bl_word_likeness(without_blanks(&arena, form.joined), without_blanks(&arena, found[k].name));
      if (whole < WHOLE) continue;
      if (found[k].entry != b.entry && b.entry != BL_NONE) b.next = b.likeness;
      b.entry = found[k].entry;
      b.likeness = likeness;
    }
  }
  bl_arena_free(&arena);
  return b.next || b.entry == BL_NONE ? (bl_link_choice){BL_NONE, 0} : (bl_link_choice){b.entry, (uint8_t)(b.likeness - 20)};
}

/* A place of the article's countries whose name is spelled a little differently; only for countries whose names come
 * from another script, only if no other is nearly as alike, and if its region is not named, only if it is very alike. */
static bl_link_choice by_sound(const context *c, uint32_t item) {
  const bl_link_item *it = &c->items[item];
  bl_link_choice none = {BL_NONE, 0};
  if (it->type == BL_ET_PERSON) return person_by_sound(c, it);
  if (!bl_etype_is_place((bl_etype)it->type) || it->type == BL_ET_COUNTRY || it->type == BL_ET_FACILITY) return none;
  near_best b = {BL_NONE, 0, 0};
  bl_arena arena = {0};
  for (uint32_t i = 0; i < c->country_count; i++) {
    if (c->countries[i].weight < CERTAIN || !has_script(c, c->countries[i].iso2)) continue;
    for (uint32_t k = 0; k < it->name_count; k++) {
      bl_form form = bl_form_make(c->words, &arena, it->names[k], BL_FORM_PLACE);
      if (!lower_case(it->names[k])) consider_alike(c, item, &arena, &form, it->place ? it->place : form.place, c->countries[i].iso2, &b);
    }
  }
  bl_arena_free(&arena);
  if (b.entry == BL_NONE || b.likeness - b.next < APART) return none;
  return (bl_link_choice){b.entry, (uint8_t)(b.likeness > 99 ? 79 : b.likeness - 20)};
}

static bl_link_choice last_round(const context *c, uint32_t item) {
  best b = choose(c, item);
  if (!is_sure(c, item, &b)) return by_sound(c, item);
  int32_t rival = b.next > GOOD_ENOUGH - 4000 ? b.next : GOOD_ENOUGH - 4000, over = b.score - rival;
  return (bl_link_choice){b.entry, (uint8_t)(over > 8000 ? 99 : 60 + over * 39 / 8000)};
}

void bl_link_items(const bl_kb *kb, const bl_words *words, const bl_link_item *items, uint32_t count,
                   bl_link_choice *out) {
  context c = {.items = items, .item_count = count, .kb = kb, .words = words};
  c.named = bl_malloc((count + 1) * sizeof *c.named);
  for (uint32_t i = 0; i < count; i++) c.named[i] = BL_NONE;
  first_round(&c);
  second_round(&c);
  for (uint32_t i = 0; i < count; i++) out[i] = last_round(&c, i);
  free(c.named);
  free(c.chosen);
}
