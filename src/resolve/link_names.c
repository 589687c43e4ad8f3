/* Variants of a name that a knowledge base may know the thing by: without class word ("Kapisa province"), with the class
 * word that its context gives ("Orange, Kern and Ventura Counties"), without legal form or with it spelled out, without
 * the possessor in front ("London's Heathrow Airport"), offices turned round, short forms of a country spelled out. */
#include "resolve/link_names.h"

#include <string.h>

typedef struct list {
  bl_link_lookup *rows;
  uint32_t count;
} list;

static void put(list *l, bl_str key, uint8_t place) {
  if (!key.n || l->count == BL_LINK_LOOKUPS) return;
  for (uint32_t i = 0; i < l->count; i++)
    if (bl_str_eq_nocase(l->rows[i].key, key) && l->rows[i].place == place) return;
  l->rows[l->count++] = (bl_link_lookup){.key = key, .place = place};
}

static bl_str two(bl_arena *arena, bl_str a, const char *middle, bl_str b) {
  return bl_str_from(bl_arena_printf(arena, BL_STR_FMT "%s" BL_STR_FMT, BL_STR_ARG(a), middle, BL_STR_ARG(b)));
}

static uint32_t flags_of(const bl_words *words, bl_arena *arena, bl_str word) {
  return bl_word_flags(words, bl_str_lower(arena, word));
}

static bl_str last_word(bl_str name) {
  size_t begin = name.n;
  while (begin > 0 && name.p[begin - 1] != ' ') begin--;
  return bl_str_slice(name, begin, name.n);
}

/* "Homeland Security Department" -> "Department of Homeland Security". */
static void put_office(list *l, const bl_words *words, bl_arena *arena, bl_str name) {
  bl_str office = last_word(name);
  bool capital = office.n && office.n < name.n && office.p[0] >= 'A' && office.p[0] <= 'Z';
  if (!capital || !(flags_of(words, arena, office) & BL_WORD_OFFICE)) return;
  put(l, two(arena, office, " of ", bl_str_slice(name, 0, name.n - office.n - 1)), 0);
}

/* "U.S. Senate" -> "United States Senate", and without the country. */
static void put_country(list *l, const bl_words *words, bl_arena *arena, bl_str name) {
  ptrdiff_t blank = bl_str_find(name, BL_STR(" "), 0);
  if (blank <= 0 || name.p[0] < 'A' || name.p[0] > 'Z') return;
  bl_str word = bl_str_lower(arena, bl_str_slice(name, 0, (size_t)blank)), rest = bl_str_slice(name, (size_t)blank + 1, name.n);
  if (!(bl_word_flags(words, word) & BL_WORD_COUNTRY)) return;
  put(l, two(arena, bl_word_meaning(words, word), " ", rest), 0);
  if (rest.n && rest.p[0] >= 'A' && rest.p[0] <= 'Z') put(l, rest, 0);
}

/* "Tarn Motor Co." -> "tarn motor company": the form has no legal form any more. */
static void put_legal(list *l, const bl_words *words, bl_arena *arena, bl_str name, const bl_form *form) {
  bl_str last = last_word(name);
  if (last.n == name.n || !last.n || last.p[0] < 'A' || last.p[0] > 'Z' || bl_str_eq_nocase(form->joined, name)) return;
  if (last.p[last.n - 1] == '.') last.n--;
  bl_str word = bl_str_lower(arena, last), full = bl_word_meaning(words, word);
  if (full.n && bl_word_flags(words, word) & BL_WORD_SUFFIX) put(l, two(arena, form->joined, " ", full), 0);
}

/* "London's Heathrow Airport" -> "Heathrow Airport". */
static void put_possessed(list *l, bl_str name) {
  static const char *const marks[] = {"'s ", "\xE2\x80\x99s "};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    ptrdiff_t at = bl_str_find(name, bl_str_from(marks[i]), 0);
    if (at > 0) put(l, bl_str_slice(name, (size_t)at + strlen(marks[i]), name.n), 0);
  }
}

/* "Orva river", "Lake Tarn": the rest, which must be a natural place. */
static void put_natural(list *l, const bl_words *words, bl_arena *arena, bl_str name) {
  ptrdiff_t first = bl_str_find(name, BL_STR(" "), 0);
  if (first <= 0) return;
  size_t last = name.n;
  while (name.p[last - 1] != ' ') last--;
  if (flags_of(words, arena, bl_str_slice(name, last, name.n)) & BL_WORD_NATURE)
    put(l, bl_str_slice(name, 0, last - 1), BL_ET_PLACE);
  if (flags_of(words, arena, bl_str_slice(name, 0, (size_t)first)) & BL_WORD_NATURE)
    put(l, bl_str_slice(name, (size_t)first + 1, name.n), BL_ET_PLACE);
}

/* With the class word of the context: "Kern" of "Kern and Ventura Counties". */
static void put_class(list *l, bl_arena *arena, const bl_link_item *item, bl_str name) {
  if (!item->place) return;
  if (item->class_word.n) put(l, two(arena, name, " ", item->class_word), item->place);
  put(l, name, item->place);
}

/* "Gerald R. Ford" -> "gerald ford" */
static void put_person(list *l, bl_arena *arena, const bl_form *form) {
  if (form->count == 3 && form->words[1].n == 1) put(l, two(arena, form->words[0], " ", form->words[2]), 0);
}

uint32_t bl_link_lookups(const bl_words *words, bl_arena *arena, const bl_link_item *item, bl_str name,
                         bl_link_lookup out[BL_LINK_LOOKUPS]) {
  list l = {out, 0};
  bl_form form = bl_form_make(words, arena, name, bl_form_kind_of(item->type));
  uint8_t place = item->place ? item->place : form.place;
  put(&l, name, place);
  if (l.count) l.rows[0].whole = true;
  ptrdiff_t comma = bl_str_find(name, BL_STR(", "), 0);
  if (comma > 0) {
    put(&l, bl_str_slice(name, 0, (size_t)comma), form.place);
    if (l.count == 2) l.rows[1].within = bl_str_slice(name, (size_t)comma + 2, name.n);
    return l.count;
  }
  put_class(&l, arena, item, name);
  put(&l, form.joined, place);
  put_country(&l, words, arena, name);
  if (item->type == BL_ET_PERSON) {
    put_person(&l, arena, &form);
    return l.count;
  }
  put_office(&l, words, arena, name);
  put_legal(&l, words, arena, name, &form);
  put_possessed(&l, name);
  if (bl_etype_is_place((bl_etype)item->type) || item->type == BL_ET_OTHER) put_natural(&l, words, arena, name);
  return l.count;
}
