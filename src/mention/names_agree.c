/* See names_agree.h. A type that a class word or a dateline gave has confidence SURE and carries over to all mentions
 * of the same name; without such evidence a lone word follows the majority of its mentions, or the full name it ends.
 */
#include "mention/names_agree.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

enum { SURE = 95 };

typedef struct agreement {
  const bl_lexicon *lexicon;
  bl_doc *doc;
  uint32_t *name_at, *name_end; /* the name that begins at, ends before each token, BL_NONE */
} agreement;

static bl_str form(const agreement *a, uint32_t t) { return a->doc->tokens.items[t].form; }

static bool is_word(const agreement *a, uint32_t t, const char *word) {
  return bl_str_eq_nocase(form(a, t), bl_str_from(word));
}

static uint64_t hash_of(const agreement *a, const bl_mention *m) {
  uint64_t h = BL_LEX_HASH0;
  for (uint32_t t = m->tokens.begin; t < m->tokens.end; t++) h = bl_lex_hash(h, form(a, t));
  return h;
}

static void set_type(bl_mention *m, bl_etype type, uint8_t confidence) {
  m->type = (uint8_t)type;
  m->confidence = confidence;
  m->gender = type == BL_ET_PERSON ? 0 : 'n';
}

/* ---- class words ------------------------------------------------------------------------------------------------ */

/* The class of places that a small word stands for; *plural: "districts", "cities". */
static bl_etype place_class(const agreement *a, uint32_t t, bool *plural) {
  char one[32];
  bl_str word = form(a, t);
  if (!word.n || word.n >= sizeof one || word.p[0] < 'a' || word.p[0] > 'z') return BL_ET_OTHER;
  uint32_t wanted = BL_LX(DISTRICT_HEAD) | BL_LX(CITY_HEAD) | BL_LX(REGION_HEAD),
           kinds = bl_lex_word_str(a->lexicon, word) & wanted;
  *plural = false;
  if (!kinds && word.n > 3 && word.p[word.n - 1] == 's') {
    bool y = bl_str_ends(word, BL_STR("ies"));
    int n = snprintf(one, sizeof one, "%.*s%s", (int)(word.n - (y ? 3 : 1)), word.p, y ? "y" : "");
    kinds = bl_lex_word_str(a->lexicon, (bl_str){one, (size_t)n}) & wanted;
    *plural = true;
  }
  if (kinds & BL_LX(DISTRICT_HEAD)) return BL_ET_DISTRICT;
  if (kinds & BL_LX(CITY_HEAD)) return BL_ET_CITY;
  return kinds & BL_LX(REGION_HEAD) ? BL_ET_REGION : BL_ET_OTHER;
}

static bool takes_class(const bl_mention *m) {
  return m->kind == BL_MK_NAME && m->type != BL_ET_COUNTRY && m->tokens.end - m->tokens.begin < 5;
}

static bool joins(const agreement *a, uint32_t t) {
  return is_word(a, t, ",") || is_word(a, t, "and") || is_word(a, t, "or");
}

/* "A, B and C districts": backwards from the word. */
static void class_behind(agreement *a, uint32_t word, bl_etype type, uint32_t begin) {
  uint32_t t = word;
  while (t > begin && a->name_end[t] != BL_NONE) {
    bl_mention *m = &a->doc->mentions.items[a->name_end[t]];
    if (!takes_class(m)) return;
    set_type(m, type, SURE);
    t = m->tokens.begin;
    while (t > begin && joins(a, t - 1)) t--;
  }
}

/* "the towns of A, B and C": onwards from behind "of". */
static void class_before(agreement *a, uint32_t t, bl_etype type, bool plural, uint32_t end) {
  while (t < end && a->name_at[t] != BL_NONE) {
    bl_mention *m = &a->doc->mentions.items[a->name_at[t]];
    if (!takes_class(m)) return;
    set_type(m, type, SURE);
    t = m->tokens.end;
    if (!plural) return;
    while (t < end && joins(a, t)) t++;
  }
}

/* "DORSK (Northern Wire) - ", "MARSA, April 11 - ": the place a report was sent from opens its paragraph. */
static void dateline(agreement *a, bl_span s) {
  uint32_t name = a->name_at[s.begin];
  if (name == BL_NONE) return;
  bl_mention *m = &a->doc->mentions.items[name];
  uint32_t t = m->tokens.end;
  bool capitals = true;
  bl_str first = form(a, s.begin);
  for (size_t i = 0; i < first.n;) capitals &= !bl_cp_lower(bl_utf8_next(first, &i));
  bool opens = t < s.end && (is_word(a, t, "(") || (capitals && (is_word(a, t, ",") || is_word(a, t, "-") ||
                                                                 is_word(a, t, "–") || is_word(a, t, "—"))));
  if (!opens || m->kind != BL_MK_NAME || m->type == BL_ET_COUNTRY || first.n < 4) return;
  for (uint32_t i = t; i < s.end && i < t + 9; i++) {
    bool dash = is_word(a, i, "-") || is_word(a, i, "–") || is_word(a, i, "—") || is_word(a, i, "--");
    if (!dash || !a->doc->tokens.items[i - 1].space_after) continue;
    if (is_word(a, t, "(") && !is_word(a, i - 1, ")")) return; /* "Coast Guard (CG) Director - General" */
    if (m->type != BL_ET_FACILITY) set_type(m, BL_ET_CITY, SURE);
    return;
  }
}

/* "Kelt district in Harlan": of a city and a region of that name the region has districts. */
static void region_of_district(agreement *a, uint32_t t, uint32_t end) {
  if (t + 2 >= end || (!is_word(a, t + 1, "in") && !is_word(a, t + 1, "of")) || a->name_at[t + 2] == BL_NONE) return;
  bl_mention *m = &a->doc->mentions.items[a->name_at[t + 2]];
  bool region = bl_lex_phrase(a->lexicon, hash_of(a, m)) & BL_LX(REGION);
  if (region && m->kind == BL_MK_NAME && m->type == BL_ET_CITY && a->name_end[t] != BL_NONE)
    set_type(m, BL_ET_REGION, SURE);
}

static void find_classes(agreement *a, bl_span s) {
  for (uint32_t t = s.begin; t < s.end; t++) {
    bool plural;
    bl_etype type = place_class(a, t, &plural);
    if (type == BL_ET_OTHER) continue;
    if (plural) class_behind(a, t, type, s.begin);
    if (type == BL_ET_DISTRICT) region_of_district(a, t, s.end);
    if (t + 2 < s.end && is_word(a, t + 1, "of")) class_before(a, t + 2, type, plural, s.end);
  }
}

/* ---- the same name elsewhere ------------------------------------------------------------------------------------ */

typedef struct name_votes {
  uint16_t votes[BL_ET_COUNT];
  uint8_t sure; /* type that evidence gave, BL_ET_OTHER: none */
  bool surname; /* ends a full name of a person */
} name_votes;

static bool is_lone(const bl_mention *m) { return m->kind == BL_MK_NAME && m->tokens.end - m->tokens.begin == 1; }

static bool is_actor_or_place(uint8_t type) { return type != BL_ET_OTHER && type != BL_ET_GROUP; }

/* The type a lone word should have by what the document says of it elsewhere. */
static bl_etype agreed_type(const name_votes *v, const bl_mention *m, uint32_t known) {
  if (v->sure != BL_ET_OTHER && !(m->type == BL_ET_PERSON && v->surname)) return (bl_etype)v->sure;
  bool place = known & (BL_LX(COUNTRY) | BL_LX(REGION) | BL_LX(CITY));
  if (v->surname && !place && is_actor_or_place(m->type)) return BL_ET_PERSON;
  int best = m->type;
  for (int t = 1; t < BL_ET_COUNT; t++)
    if (v->votes[t] > v->votes[best]) best = t;
  bool clear = v->votes[best] >= 2 * v->votes[m->type];
  return clear && is_actor_or_place(m->type) && !(m->type == BL_ET_PERSON && v->surname) ? (bl_etype)best
                                                                                         : (bl_etype)m->type;
}

static void agree(agreement *a) {
  uint32_t n = a->doc->mentions.count, count = 0;
  bl_map numbers = {0};
  uint64_t *keys = bl_calloc(2 * (size_t)n + 1, sizeof *keys);
  name_votes *votes = bl_calloc(2 * (size_t)n + 1, sizeof *votes);
  for (uint32_t i = 0; i < n; i++) {
    const bl_mention *m = &a->doc->mentions.items[i];
    bool person = m->kind == BL_MK_NAME && m->type == BL_ET_PERSON && !is_lone(m);
    keys[2 * i] = hash_of(a, m);
    keys[2 * i + 1] = person ? bl_lex_hash(BL_LEX_HASH0, form(a, m->tokens.end - 1)) : 0;
    for (int k = 0; k < 2; k++) {
      if (!keys[2 * i + (uint32_t)k]) continue;
      uint32_t *slot = bl_map_at(&numbers, (bl_str){(const char *)&keys[2 * i + (uint32_t)k], sizeof *keys});
      if (*slot == BL_NONE) *slot = count++;
      name_votes *v = &votes[*slot];
      if (k == 1) v->surname = true;
      if (k == 0 && m->kind == BL_MK_NAME && v->votes[m->type] < 60000) v->votes[m->type]++;
      if (k == 0 && m->confidence >= SURE) v->sure = m->type;
    }
  }
  for (uint32_t i = 0; i < n; i++) {
    bl_mention *m = &a->doc->mentions.items[i];
    if (!is_lone(m) || m->confidence >= SURE) continue;
    const name_votes *v = &votes[bl_map_get(&numbers, (bl_str){(const char *)&keys[2 * i], sizeof *keys})];
    bl_etype type = agreed_type(v, m, bl_lex_phrase(a->lexicon, keys[2 * i]));
    if (type != m->type) set_type(m, type, m->confidence);
  }
  bl_map_free(&numbers);
  free(keys);
  free(votes);
}

void bl_names_agree(const bl_lexicon *lexicon, bl_doc *doc) {
  uint32_t n = doc->tokens.count;
  agreement a = {lexicon, doc, bl_malloc((n + 1) * sizeof(uint32_t)), bl_malloc((n + 1) * sizeof(uint32_t))};
  for (uint32_t i = 0; i <= n; i++) a.name_at[i] = a.name_end[i] = BL_NONE;
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    a.name_at[doc->mentions.items[i].tokens.begin] = i;
    a.name_end[doc->mentions.items[i].tokens.end] = i;
  }
  for (uint32_t i = 0; i < doc->sentences.count; i++) {
    bl_span s = doc->sentences.items[i].tokens;
    if (s.begin == s.end) continue;
    dateline(&a, s);
    find_classes(&a, s);
  }
  agree(&a);
  free(a.name_at);
  free(a.name_end);
}
