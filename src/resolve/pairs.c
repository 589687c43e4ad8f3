/* Identity, second part: which nodes may be one, and how surely.
 *
 * Blocking: a node has keys for its words, their skeleton, its acronym or initials, surname with first letter, and its
 * knowledge-base entry; only nodes that share a key are compared, and in a block of more than FULL_BLOCK each only with
 * the few behind it, so the work is n log n. Scoring: by rule, strongest first (same id, same words, acronym, spelling,
 * initial, alias), where the weaker rules also ask for common company, the other names in their articles. Scores order
 * the joining; they are not probabilities. Evidence against is in may_be_one() here and in cluster.c. */
#include <stdlib.h>
#include <string.h>

#include "resolve/identity.h"

enum { FULL_BLOCK = 24, NEAR = 8, SPELLING = 90, SURE_SPELLING = 93 };

/* ---- blocking ---------------------------------------------------------------------------------------------------- */

typedef struct key_row {
  bl_str key;
  uint32_t node;
} key_row;

typedef BL_VEC(key_row) key_rows;

static int compare_rows(const void *a, const void *b) {
  const key_row *x = a, *y = b;
  int order = bl_str_cmp(x->key, y->key);
  return order ? order : (x->node > y->node) - (x->node < y->node);
}

static void add_key(bl_identity_work *id, key_rows *rows, uint32_t node, char kind, bl_str text) {
  key_row row = {bl_str_from(bl_arena_printf(&id->work->scratch, "%c" BL_STR_FMT, kind, BL_STR_ARG(text))), node};
  BL_PUSH(rows, row);
}

static void add_initials(bl_identity_work *id, key_rows *rows, uint32_t node, const bl_form *form) {
  for (int small = 0; small < 2; small++) {
    bl_buf initials = {0};
    bl_form_initials(id->words, form, small, &initials);
    if (initials.n >= 3) add_key(id, rows, node, '^', bl_buf_view(&initials));
    bl_buf_free(&initials);
  }
}

static void add_form_keys(bl_identity_work *id, key_rows *rows, uint32_t node, const bl_form *form) {
  bool person = id->nodes[node].coarse == BL_CO_PERSON;
  add_key(id, rows, node, '=', form->text);
  if (form->skeleton.n >= 2) add_key(id, rows, node, '~', form->skeleton);
  if (form->acronym) add_key(id, rows, node, '^', form->joined);
  if (!person && form->count >= 2) add_initials(id, rows, node, form);
  if (person && form->count >= 2) {
    bl_str last = form->words[form->count - 1];
    bl_str key = bl_str_from(bl_arena_printf(&id->work->scratch, BL_STR_FMT " %c", BL_STR_ARG(last), form->words[0].p[0]));
    add_key(id, rows, node, '@', key);
  }
}

static void add_keys(bl_identity_work *id, key_rows *rows, uint32_t n) {
  const bl_node *node = &id->nodes[n];
  if (!node->named || node->lone) return;
  add_form_keys(id, rows, n, &node->form);
  for (uint32_t i = 0; i < node->alias_count; i++) add_form_keys(id, rows, n, &node->aliases[i]);
  if (node->kb != BL_NONE) {
    bl_str entry = bl_str_from(bl_arena_printf(&id->work->scratch, "%u", (unsigned)node->kb));
    add_key(id, rows, n, '#', entry);
  }
}

/* ---- evidence against -------------------------------------------------------------------------------------------- */

static bool classes_differ(const bl_node *a, const bl_node *b, uint32_t company) {
  uint8_t x = a->form.place, y = b->form.place;
  if (x == y) return false;
  if (x && y) return !((x == BL_ET_DISTRICT && y == BL_ET_CITY) || (x == BL_ET_CITY && y == BL_ET_DISTRICT));
  uint8_t named = x ? x : y;
  uint8_t bare = x ? b->type : a->type; /* "Kandahar", a city, is not Kandahar province */
  bool unsure = (x ? b->kb : a->kb) == BL_NONE && company >= 2; /* "Baghlan", taken for a city, may be the province */
  if (named == BL_ET_REGION) return bare == BL_ET_COUNTRY || (bare == BL_ET_CITY && !unsure);
  if (named == BL_ET_PLACE || named == BL_ET_FACILITY) return bare != BL_ET_PLACE && bare != named;
  return bare == BL_ET_COUNTRY;
}

/* The same name of several words in the same company: one of the articles has the kind wrong. */
static bool kind_mistaken(const bl_node *a, const bl_node *b, uint32_t company) {
  return a->coarse != BL_CO_SOURCE && b->coarse != BL_CO_SOURCE && company >= 2 && a->form.count >= 2 &&
         bl_str_eq(a->form.text, b->form.text);
}

static bool may_be_one(const bl_node *a, const bl_node *b, uint32_t company) {
  if (a->kb != BL_NONE && b->kb != BL_NONE && a->kb != b->kb) return false;
  if (a->coarse != b->coarse && a->coarse != BL_CO_OTHER && b->coarse != BL_CO_OTHER) return kind_mistaken(a, b, company);
  return a->coarse != BL_CO_PLACE || b->coarse != BL_CO_PLACE || !classes_differ(a, b, company);
}

/* ---- evidence for ------------------------------------------------------------------------------------------------ */

static uint32_t common_company(const bl_node *a, const bl_node *b) {
  uint32_t common = 0;
  for (uint32_t i = 0, k = 0; i < a->company_count && k < b->company_count;) {
    if (a->company[i] == b->company[k]) common++, i++, k++;
    else if (a->company[i] < b->company[k]) i++;
    else k++;
  }
  return common;
}

/* First names that differ in sex ("Mario", "Maria") or are too short to carry a spelling. */
static bool other_first_name(bl_str a, bl_str b) {
  if (bl_str_eq(a, b)) return false;
  if (a.n < 4 || b.n < 4) return true;
  char x = a.p[a.n - 1], y = b.p[b.n - 1];
  return (x == 'a') != (y == 'a') && (x == 'o' || y == 'o' || x == 'e' || y == 'e' || a.n != b.n);
}

static int spelling(const bl_node *a, const bl_form *x, const bl_form *y) {
  bool person = a->coarse == BL_CO_PERSON;
  if (x->count != y->count || (person && x->count < 2)) return 0;
  if (x->acronym || y->acronym) return 0;
  if (person && other_first_name(x->words[0], y->words[0])) return 0;
  int likeness = bl_form_likeness(x, y);
  if (likeness < SPELLING) return 0;
  return bl_str_eq(x->skeleton, y->skeleton) || likeness >= SURE_SPELLING ? likeness : 0;
}

static void keep_best(bl_pair *best, int score, bool together, bl_str evidence) {
  if (score <= best->score) return;
  best->score = (uint8_t)(score > 99 ? 99 : score);
  best->together = together;
  best->evidence = evidence;
}

/* "Lorn" the town and "Lorn district": one where articles call one thing by the one or the other, not where both are named. */
static bool town_and_district(const bl_node *a, const bl_node *b) {
  bool district_a = a->form.place == BL_ET_DISTRICT, district_b = b->form.place == BL_ET_DISTRICT;
  const bl_node *other = district_a ? b : a;
  return district_a != district_b && (other->type == BL_ET_CITY || other->form.place == BL_ET_CITY);
}

static void try_names(bl_identity_work *id, const bl_node *a, const bl_node *b, bl_pair *best) {
  bool other = a->coarse != b->coarse;
  if (a->kb != BL_NONE && a->kb == b->kb) keep_best(best, 95, true, BL_STR("same entry of the knowledge base"));
  bool guess = other || a->form.place != b->form.place;
  if (bl_str_eq(a->form.text, b->form.text)) keep_best(best, guess ? 78 : 92, !other && !town_and_district(a, b), BL_STR("same name"));
  best->kinds_differ = other;
  for (int turn = 0; turn < 2; turn++) {
    const bl_node *x = turn ? b : a, *y = turn ? a : b;
    for (uint32_t i = 0; i < y->alias_count && !other; i++)
      if (bl_str_eq(x->form.text, y->aliases[i].text))
        keep_best(best, 80, false, bl_str_from(bl_arena_printf(&id->work->out->arena, "also called " BL_STR_FMT,
                                                               BL_STR_ARG(x->form.joined))));
  }
  for (uint32_t i = 0; i < a->alias_count && !other; i++)
    for (uint32_t k = 0; k < b->alias_count; k++)
      if (bl_str_eq(a->aliases[i].text, b->aliases[k].text) && a->aliases[i].place == b->aliases[k].place)
        keep_best(best, 70, false, BL_STR("common other name"));
}

static bool stands_for(bl_identity_work *id, const bl_form *acronym, const bl_form *name) {
  bool found = false;
  if (!acronym->acronym || name->count < 2) return false;
  for (int small = 0; small < 2 && !found; small++) {
    bl_buf initials = {0};
    bl_form_initials(id->words, name, small, &initials);
    found = initials.n >= 3 && bl_str_eq(bl_buf_view(&initials), acronym->joined);
    bl_buf_free(&initials);
  }
  return found;
}

static void try_acronym(bl_identity_work *id, const bl_node *a, const bl_node *b, uint32_t company, bool crowded,
                        bl_pair *best) {
  if (a->coarse == BL_CO_PERSON || a->coarse != b->coarse || (crowded && company < 2)) return;
  if (stands_for(id, &a->form, &b->form) || stands_for(id, &b->form, &a->form))
    keep_best(best, 82, false, BL_STR("acronym of its words"));
}

static void try_spelling(bl_identity_work *id, const bl_node *a, const bl_node *b, uint32_t company, bl_pair *best) {
  uint32_t need = a->coarse == BL_CO_GROUP ? 2 : 1;
  int likeness = a->coarse == b->coarse ? spelling(a, &a->form, &b->form) : 0;
  if (!likeness || company < need) return;
  bool long_enough = a->form.count >= 2 || a->form.text.n >= 7;
  int score = likeness - 15 + (company > 5 ? 10 : 2 * (int)company);
  keep_best(best, score, long_enough && bl_str_eq(a->form.skeleton, b->form.skeleton),
            bl_str_from(bl_arena_printf(&id->work->out->arena, "spelling " BL_STR_FMT " ~ " BL_STR_FMT,
                                        BL_STR_ARG(a->form.joined), BL_STR_ARG(b->form.joined))));
}

/* "J. Smith" or "John Q. Smith" for "John Smith". */
static void try_initial(const bl_node *a, const bl_node *b, uint32_t company, bool crowded, bl_pair *best) {
  const bl_form *x = &a->form, *y = &b->form;
  if (a->coarse != BL_CO_PERSON || b->coarse != BL_CO_PERSON || x->count < 2 || y->count < 2) return;
  if (!bl_str_eq(x->words[x->count - 1], y->words[y->count - 1])) return;
  bl_str f = x->words[0], g = y->words[0];
  bool first = (f.n == 1 || g.n == 1) && f.p[0] == g.p[0] && x->count == 2 && y->count == 2;
  const bl_form *longer = x->count > y->count ? x : y;
  bool middle = x->count + y->count == 5 && bl_str_eq(f, g) && longer->words[1].n == 1;
  if (first && company > (crowded ? 1 : 0)) keep_best(best, 72, false, BL_STR("same surname and initial"));
  if (middle) keep_best(best, 85, false, BL_STR("same but for a middle initial"));
}

/* ---- pairs ------------------------------------------------------------------------------------------------------- */

static void compare(bl_identity_work *id, uint32_t a, uint32_t b, bool crowded, bl_pairs *out) {
  const bl_node *x = &id->nodes[a], *y = &id->nodes[b];
  bl_pair best = {.a = a, .b = b};
  uint32_t company = common_company(x, y);
  if (!may_be_one(x, y, company)) return;
  try_names(id, x, y, &best);
  try_acronym(id, x, y, company, crowded, &best);
  try_spelling(id, x, y, company, &best);
  try_initial(x, y, company, crowded, &best);
  if (best.score) BL_PUSH(out, best);
}

/* Whether more than two different names share a key, so that it alone decides nothing. */
static bool is_crowded(const bl_identity_work *id, const key_row *rows, uint32_t count) {
  uint32_t names = 0;
  for (uint32_t i = 0; i < count && names < 3; i++) {
    bool before = false;
    for (uint32_t k = 0; k < i && !before; k++)
      before = bl_str_eq(id->nodes[rows[k].node].form.text, id->nodes[rows[i].node].form.text);
    names += !before;
  }
  return names > 2;
}

static void compare_block(bl_identity_work *id, const key_row *rows, uint32_t count, bl_pairs *out) {
  bool crowded = count > 2 && (count > FULL_BLOCK || is_crowded(id, rows, count));
  for (uint32_t i = 0; i < count; i++) {
    uint32_t last = count <= FULL_BLOCK || i + NEAR >= count ? count : i + NEAR;
    for (uint32_t k = i + 1; k < last; k++)
      if (rows[i].node != rows[k].node) compare(id, rows[i].node, rows[k].node, crowded, out);
  }
}

static int compare_pairs(const void *a, const void *b) {
  const bl_pair *x = a, *y = b;
  if (x->score != y->score) return x->score > y->score ? -1 : 1;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  if (x->b != y->b) return x->b < y->b ? -1 : 1;
  return bl_str_cmp(x->evidence, y->evidence);
}

void bl_find_pairs(bl_identity_work *id, bl_pairs *out) {
  key_rows rows = {0};
  for (uint32_t n = 0; n < id->node_count; n++) add_keys(id, &rows, n);
  if (rows.count) qsort(rows.items, rows.count, sizeof *rows.items, compare_rows);
  for (uint32_t i = 0, end; i < rows.count; i = end) {
    for (end = i + 1; end < rows.count && bl_str_eq(rows.items[end].key, rows.items[i].key); end++) {
    }
    if (end - i > 1) compare_block(id, rows.items + i, end - i, out);
  }
  if (out->count) qsort(out->items, out->count, sizeof *out->items, compare_pairs);
  BL_VEC_FREE(&rows);
}
