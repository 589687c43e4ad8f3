/* Containment; see within.h. Each cluster keeps at most PARENTS parents, by its name ("Qumar airport", "northern Tarvan")
 * and by what the articles say, walked up to DEEPEST steps beside those of the knowledge base. */
#include "resolve/within.h"

#include <stdio.h>
#include <stdlib.h>

#include "resolve/claims.h"

enum { PARENTS = 3, DEEPEST = 4, SEVERAL = 3 };

struct bl_within {
  uint32_t *parents; /* PARENTS a cluster, BL_NONE behind */
  bl_str *words;     /* of a place's name without its class word; empty: no place */
  uint8_t *size;     /* of its class */
  bl_map by_entry;   /* "ENTRY" of the knowledge base -> cluster */
};

/* A town lies in a district, a district in a province. */
static uint8_t size_of(uint8_t type) {
  switch (type) {
    case BL_ET_COUNTRY: return 5;
    case BL_ET_REGION: return 4;
    case BL_ET_DISTRICT: return 3;
    case BL_ET_CITY: return 2;
    default: return 1;
  }
}

static void add_parent(bl_within *w, uint32_t a, uint32_t b) {
  for (int k = 0; a != b && k < PARENTS; k++) {
    uint32_t *parent = &w->parents[a * PARENTS + (uint32_t)k];
    if (*parent == b) return;
    if (*parent != BL_NONE) continue;
    *parent = b;
    return;
  }
}

/* What is left of a place's name without its class word or the direction in front; empty: neither is there. */
static bl_str shorter_name(const bl_work *work, bl_str words) {
  size_t first = 0, last = words.n;
  while (first < words.n && words.p[first] != ' ') first++;
  while (last && words.p[last - 1] != ' ') last--;
  if (first == words.n) return (bl_str){0};
  if (bl_word_flags(work->words, bl_str_slice(words, 0, first)) & BL_WORD_DIRECTION) return bl_str_slice(words, first + 1, words.n);
  return bl_word_flags(work->words, bl_str_slice(words, last, words.n)) & BL_WORD_PLACE ? bl_str_slice(words, 0, last - 1) : (bl_str){0};
}

static void note_names(bl_work *work, bl_within *w) {
  bl_map first = {0};
  char text[16];
  for (uint32_t i = 0; i < work->out->clusters.count; i++) {
    const bl_cluster *c = &work->out->clusters.items[i];
    if (!bl_etype_is_place((bl_etype)c->type)) continue;
    bl_form form = bl_form_make(work->words, &work->scratch, c->label, BL_FORM_PLACE);
    w->words[i] = form.joined;
    w->size[i] = size_of(form.place ? form.place : c->type);
    uint32_t *slot = form.joined.n ? bl_map_at(&first, form.joined) : NULL;
    if (slot && (*slot == BL_NONE || w->size[i] > w->size[*slot])) *slot = i; /* the province rather than the town */
    if (c->kb == BL_NONE) continue;
    snprintf(text, sizeof text, "%u", (unsigned)c->kb);
    bl_map_put(&w->by_entry, bl_str_copy(&work->scratch, bl_str_from(text)), i);
  }
  for (uint32_t i = 0; i < work->out->clusters.count; i++) {
    bl_str shorter = w->words[i].n ? shorter_name(work, w->words[i]) : (bl_str){0};
    uint32_t area = shorter.n ? bl_map_get(&first, shorter) : BL_NONE;
    if (area != BL_NONE) add_parent(w, i, area);
    area = w->words[i].n ? bl_map_get(&first, w->words[i]) : BL_NONE;
    if (area != BL_NONE && w->size[area] > w->size[i]) add_parent(w, i, area);
  }
  bl_map_free(&first);
}

void bl_note_containment(bl_work *work) {
  uint32_t count = work->out->clusters.count;
  bl_within *w = BL_ARENA_NEW(&work->scratch, bl_within, 1);
  w->parents = BL_ARENA_NEW(&work->scratch, uint32_t, (size_t)count * PARENTS);
  w->words = BL_ARENA_NEW(&work->scratch, bl_str, count);
  w->size = BL_ARENA_NEW(&work->scratch, uint8_t, count);
  for (uint32_t i = 0; i < count * PARENTS; i++) w->parents[i] = BL_NONE;
  note_names(work, w);
  for (uint32_t i = 0; i < work->corpus->claims.count; i++) {
    const bl_rec_claim *c = &work->corpus->claims.items[i];
    if (c->polarity != BL_AFFIRMED || c->object_kind != BL_OBJ_ENTITY || c->subject == BL_NONE || c->object == BL_NONE) continue;
    if (!(bl_predicate_flags(work->words, c->predicate) & BL_PRED_INSIDE)) continue;
    add_parent(w, work->out->identities[c->subject].cluster, work->out->identities[c->object].cluster);
  }
  work->within = w;
}

void bl_forget_containment(bl_work *work) {
  if (work->within) bl_map_free(&work->within->by_entry);
}

static bool has_parent(const bl_within *w, uint32_t a, uint32_t b, int deep) {
  for (int k = 0; k < PARENTS && deep < DEEPEST; k++) {
    uint32_t parent = w->parents[a * PARENTS + (uint32_t)k];
    if (parent == BL_NONE) return false;
    if (parent == b || has_parent(w, parent, b, deep + 1)) return true;
  }
  return false;
}

bool bl_inside(const bl_work *work, uint32_t a, uint32_t b) {
  if (a == BL_NONE || b == BL_NONE || a == b) return false;
  if (has_parent(work->within, a, b, 0)) return true;
  const bl_cluster *x = &work->out->clusters.items[a], *y = &work->out->clusters.items[b];
  return work->kb && x->kb != BL_NONE && y->kb != BL_NONE && bl_kb_within(work->kb, x->kb, y->kb);
}

uint32_t bl_areas_of(const bl_work *work, uint32_t place, uint32_t *areas, uint32_t limit) {
  const bl_within *w = work->within;
  uint32_t count = 0;
  for (int k = 0; k < PARENTS && count < limit; k++) {
    uint32_t parent = w->parents[place * PARENTS + (uint32_t)k];
    if (parent != BL_NONE && w->words[parent].n && work->out->clusters.items[parent].type != BL_ET_COUNTRY) areas[count++] = parent;
  }
  uint32_t entry = work->kb ? work->out->clusters.items[place].kb : BL_NONE;
  for (int deep = 0; entry != BL_NONE && deep < DEEPEST && count < limit; deep++) {
    char text[16];
    bl_kb_entry e = bl_kb_get(work->kb, entry);
    if (e.parent == entry || e.parent == BL_NONE) break;
    entry = e.parent;
    snprintf(text, sizeof text, "%u", (unsigned)entry);
    uint32_t area = bl_map_get(&w->by_entry, bl_str_from(text));
    if (area != BL_NONE && work->out->clusters.items[area].type != BL_ET_COUNTRY) areas[count++] = area;
  }
  return count;
}

/* Whether a description names the place among others. */
static bool among(bl_work *work, uint32_t several, uint32_t place) {
  const bl_cluster *c = &work->out->clusters.items[several];
  uint32_t article = work->corpus->entities.items[c->members[0]].article, found[SEVERAL];
  if (bl_str_find(c->label, BL_STR(" and "), 0) < 1 || article == BL_NONE) return false;
  uint32_t count = bl_names_in(work, article, c->label, found, SEVERAL);
  for (uint32_t i = 0; i < count; i++)
    if (found[i] == place || bl_inside(work, found[i], place)) return true;
  return false;
}

/* A country, or larger: the knowledge base knows no country in which it lies. */
static bool is_wide(const bl_work *work, uint32_t cluster) {
  const bl_cluster *c = &work->out->clusters.items[cluster];
  if (c->type == BL_ET_COUNTRY) return true;
  if (!work->kb || c->kb == BL_NONE || (c->type != BL_ET_PLACE && c->type != BL_ET_REGION)) return false;
  bl_kb_entry e = bl_kb_get(work->kb, c->kb);
  return e.kind == BL_KB_PLACE && !e.iso2[0] && e.parent == BL_NONE;
}

bl_place_fit bl_fit_places(bl_work *work, uint32_t a, uint32_t b) {
  if (a == BL_NONE || b == BL_NONE) return BL_PLACES_UNKNOWN;
  bool wide_a = is_wide(work, a), wide_b = is_wide(work, b);
  if (a == b) return wide_a ? BL_PLACES_LOOSE : BL_PLACES_SAME;
  if (bl_inside(work, a, b)) return wide_b ? BL_PLACES_LOOSE : BL_PLACES_NESTED;
  if (bl_inside(work, b, a)) return wide_a ? BL_PLACES_LOOSE : BL_PLACES_NESTED;
  if (!among(work, a, b) && !among(work, b, a)) return BL_PLACES_APART;
  return wide_a || wide_b ? BL_PLACES_LOOSE : BL_PLACES_NESTED;
}

bool bl_far_apart(const bl_work *work, uint32_t a, uint32_t b) {
  enum { FAR = 100000 }; /* a degree */
  const bl_cluster *x = &work->out->clusters.items[a], *y = &work->out->clusters.items[b];
  bool wide = is_wide(work, a) || is_wide(work, b) || x->type == BL_ET_REGION || y->type == BL_ET_REGION;
  if (!work->kb || a == b || wide || x->kb == BL_NONE || y->kb == BL_NONE || bl_inside(work, a, b) || bl_inside(work, b, a)) return false;
  bl_kb_entry p = bl_kb_get(work->kb, x->kb), q = bl_kb_get(work->kb, y->kb);
  if (p.iso2[0] && q.iso2[0] && (p.iso2[0] != q.iso2[0] || p.iso2[1] != q.iso2[1])) return true;
  return p.located && q.located && (labs((long)p.lat - q.lat) > FAR || labs((long)p.lon - q.lon) > FAR);
}
