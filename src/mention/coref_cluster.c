/* Clusters of mentions: what they know together, when two may be one, and how they become entities. A cluster is a
 * linked list of mentions; the smaller number survives a merge. Invariant: a cluster holds at most one full name of a
 * person, up to spelling. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "mention/coref_work.h"

int cr_family(bl_etype type) {
  switch (type) {
    case BL_ET_PERSON: return 1;
    case BL_ET_COUNTRY:
    case BL_ET_REGION:
    case BL_ET_DISTRICT:
    case BL_ET_CITY:
    case BL_ET_PLACE:
    case BL_ET_FACILITY: return 2;
    case BL_ET_ARMED_GROUP:
    case BL_ET_ORGANIZATION:
    case BL_ET_GOVERNMENT_BODY:
    case BL_ET_MEDIA_OUTLET:
    case BL_ET_GROUP:
    case BL_ET_ANONYMOUS_SOURCE: return 3;
    default: return 0;
  }
}

static uint16_t weight_of(const bl_mention *m) {
  switch (m->kind) {
    case BL_MK_NAME: return m->confidence >= 90 ? 8 : 4;
    case BL_MK_DEMONYM: return 2;
    case BL_MK_HANDLE: return m->confidence >= 80 ? 3 : 1;
    case BL_MK_NOMINAL: return 1;
    default: return 0;
  }
}

static uint16_t country_of(const cr_work *w, uint32_t i) {
  const bl_mention *m = &w->doc->mentions.items[i];
  bool country = m->type == BL_ET_COUNTRY && (m->kind == BL_MK_NAME || m->kind == BL_MK_DEMONYM);
  if (!country) return 0;
  return bl_lex_country(w->lexicon->names, w->mentions[i].name);
}

void cr_begin(cr_work *w) {
  uint32_t n = w->doc->mentions.count;
  w->mentions = BL_ARENA_NEW(w->arena, cr_mention, n);
  w->clusters = BL_ARENA_NEW(w->arena, cr_cluster, n);
  uint32_t end = 0;
  for (uint32_t i = 0; i < n; i++) {
    const bl_mention *m = &w->doc->mentions.items[i];
    cr_mention *c = &w->mentions[i];
    cr_cluster *k = &w->clusters[i];
    *c = (cr_mention){.cluster = i, .next = BL_NONE};
    if (cr_is_name(m)) {
      c->nested = m->tokens.begin < end && m->tokens.end <= end;
      if (m->tokens.end > end) end = m->tokens.end;
      cr_name_parts(w, i);
    }
    *k = (cr_cluster){.first = i, .last = i, .full = BL_NONE, .number = m->number, .gender = m->gender};
    k->named = m->kind == BL_MK_NAME || m->kind == BL_MK_HANDLE;
    k->country = country_of(w, i);
    k->votes[m->type < BL_ET_COUNT ? m->type : 0] = weight_of(m);
    if (m->type == BL_ET_PERSON && m->kind == BL_MK_NAME && cr_is_full_name(c)) k->full = i;
    if (m->kind == BL_MK_PRONOUN && m->type == BL_ET_PERSON) k->votes[BL_ET_PERSON] = 1;
  }
}

/* A sure name of an armed group tells more than those that are only known as organisations ("ISKP (ISIS-K)"). */
bl_etype cr_cluster_type(const cr_cluster *k) {
  int best = BL_ET_OTHER;
  for (int t = 1; t < BL_ET_COUNT; t++)
    if (k->votes[t] > (best == BL_ET_OTHER ? 0 : k->votes[best])) best = t;
  bool armed = best == BL_ET_ORGANIZATION && k->votes[BL_ET_ARMED_GROUP] >= 8 && 4 * k->votes[BL_ET_ARMED_GROUP] >= k->votes[best];
  return armed ? BL_ET_ARMED_GROUP : (bl_etype)best;
}

static bool one_person(const cr_work *w, const cr_cluster *a, const cr_cluster *b) {
  if (a->full == BL_NONE || b->full == BL_NONE) return true;
  return cr_same_person_name(w->lexicon, &w->mentions[a->full], &w->mentions[b->full]);
}

bool cr_compatible(const cr_work *w, uint32_t a, uint32_t b) {
  const cr_cluster *x = &w->clusters[w->mentions[a].cluster], *y = &w->clusters[w->mentions[b].cluster];
  if (x == y) return true;
  int fx = cr_family(cr_cluster_type(x)), fy = cr_family(cr_cluster_type(y));
  if (fx && fy && fx != fy) return false;
  if (x->country && y->country && x->country != y->country) return false;
  if (x->gender && y->gender && x->gender != y->gender) return false;
  if (fx == 1 && x->number && y->number && x->number != y->number) return false;
  return one_person(w, x, y);
}

void cr_merge(cr_work *w, uint32_t a, uint32_t b) {
  uint32_t x = w->mentions[a].cluster, y = w->mentions[b].cluster;
  if (x == y) return;
  if (y < x) {
    uint32_t swap = x;
    x = y;
    y = swap;
  }
  cr_cluster *to = &w->clusters[x], *from = &w->clusters[y];
  for (uint32_t i = from->first; i != BL_NONE; i = w->mentions[i].next) w->mentions[i].cluster = x;
  w->mentions[to->last].next = from->first;
  to->last = from->last;
  for (int t = 0; t < BL_ET_COUNT; t++)
    to->votes[t] = (uint16_t)(to->votes[t] + from->votes[t] < 60000 ? to->votes[t] + from->votes[t] : 60000);
  bool longer = from->full != BL_NONE &&
                (to->full == BL_NONE || w->mentions[from->full].part_count > w->mentions[to->full].part_count);
  if (longer) to->full = from->full;
  if (!to->country) to->country = from->country;
  if (!to->number || (from->named && !to->named && from->number)) to->number = from->number;
  if (!to->gender) to->gender = from->gender;
  to->named |= from->named;
}

bool cr_try_merge(cr_work *w, uint32_t a, uint32_t b) {
  if (!cr_compatible(w, a, b)) return false;
  cr_merge(w, a, b);
  return true;
}

/* ---- entities --------------------------------------------------------------------------------------------------- */

enum { DEMONYM_RANK = 4 };

static int kind_rank(const bl_mention *m) {
  switch (m->kind) {
    case BL_MK_NAME: return 5;
    case BL_MK_HANDLE: return 3;
    case BL_MK_DEMONYM: return DEMONYM_RANK;
    case BL_MK_NOMINAL: return 2;
    default: return 1;
  }
}

/* The name without the titles in front, as it stands in the text. */
static bl_str label_of(cr_work *w, uint32_t i) {
  bl_span t = w->doc->mentions.items[i].tokens;
  const bl_mention *m = &w->doc->mentions.items[i];
  while (m->kind == BL_MK_NAME && m->type == BL_ET_PERSON && t.end - t.begin > 2 &&
         bl_lex_word_str(w->lexicon->names, w->doc->tokens.items[t.begin].form) & BL_LX(TITLE) &&
         w->mentions[i].part_count > 1)
    t.begin++;
  return bl_doc_span_text(w->doc, t);
}

static bool has_small_letters(bl_str s) {
  for (size_t i = 0; i < s.n;)
    if (bl_cp_lower(bl_utf8_next(s, &i))) return true;
  return false;
}

/* Longest name; among equals one not in capitals, then the first. Of nominals the first. */
static bl_str best_label(cr_work *w, uint32_t cluster) {
  uint32_t best = BL_NONE;
  size_t best_size = 0;
  int best_rank = 0;
  for (uint32_t i = w->clusters[cluster].first; i != BL_NONE; i = w->mentions[i].next) {
    const bl_mention *m = &w->doc->mentions.items[i];
    int rank = kind_rank(m);
    size_t size =
        rank >= 5 ? w->mentions[i].part_count * 1000 + label_of(w, i).n * 2 + has_small_letters(label_of(w, i)) : 0;
    bool shouted = rank >= 5 && w->mentions[i].part_count > 1 && !has_small_letters(label_of(w, i)); /* "GOVERNOR HITS ROE" */
    if (shouted) size /= 1000;
    bool earlier = best != BL_NONE && rank == best_rank && size == best_size && i < best;
    if (best == BL_NONE || rank > best_rank || (rank == best_rank && size > best_size) || earlier)
      best = i, best_rank = rank, best_size = size;
  }
  bl_str place = best_rank == DEMONYM_RANK && w->doc->mentions.items[best].type == BL_ET_COUNTRY
                     ? bl_lex_demonym(w->lexicon->names, w->mentions[best].name)
                     : BL_STR("");
  return place.n ? bl_str_copy(&w->doc->arena, place)
                 : label_of(w, best); /* "Peru" where the text says only "Peruvian" */
}

static void set_member(cr_work *w, const uint32_t *entity_of) {
  uint32_t outer = BL_NONE;
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    const bl_mention *m = &w->doc->mentions.items[i];
    if (!cr_is_name(m)) continue;
    if (!w->mentions[i].nested) {
      outer = i;
      continue;
    }
    if (outer == BL_NONE) continue;
    bl_entity *e = &w->doc->entities.items[entity_of[w->mentions[outer].cluster]];
    uint32_t inner = entity_of[w->mentions[i].cluster];
    bool owner = cr_family((bl_etype)e->type) == 3 && w->doc->entities.items[inner].type != BL_ET_PERSON;
    if (owner && e->member_of == BL_NONE && &w->doc->entities.items[inner] != e) e->member_of = inner;
  }
}

void cr_write_entities(cr_work *w) {
  uint32_t n = w->doc->mentions.count;
  uint32_t *entity_of = BL_ARENA_NEW(w->arena, uint32_t, n + 1);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t c = w->mentions[i].cluster;
    if (c == i) { /* the first mention of its cluster has its number */
      const cr_cluster *k = &w->clusters[c];
      entity_of[c] = w->doc->entities.count;
      bl_entity e = {.type = (uint8_t)cr_cluster_type(k), .named = k->named || k->country, .first = i, .member_of = BL_NONE};
      e.label = best_label(w, c);
      BL_PUSH(&w->doc->entities, e);
    }
    w->doc->mentions.items[i].entity = entity_of[c];
    bl_mention *m = &w->doc->mentions.items[i];
    if (m->kind == BL_MK_PRONOUN) m->type = (uint8_t)cr_cluster_type(&w->clusters[c]);
  }
  set_member(w, entity_of);
}
