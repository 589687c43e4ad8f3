/* Loads the tables of coref_lexicon.h. One symbol table numbers all words; each property is an array over it. */
#include "mention/coref_lexicon.h"

#include <stdlib.h>

#include "base/io.h"

enum { NO_NOUN = 0xFFFF };

typedef bool (*take_row)(bl_coref_lexicon *lexicon, const bl_str *fields, int count);

static uint32_t word_number(bl_coref_lexicon *l, bl_str word) {
  uint32_t number = bl_intern(&l->words, word);
  while (l->noun.count <= number) {
    BL_PUSH(&l->noun, (uint16_t)NO_NOUN);
    BL_PUSH(&l->modifier, (uint8_t)0);
    BL_PUSH(&l->pronoun, ((bl_pronoun){0, 0, 0}));
    BL_PUSH(&l->says, false);
    BL_PUSH(&l->capital_of, (uint16_t)0);
    BL_PUSH(&l->generic, false);
    BL_PUSH(&l->known, false);
    BL_PUSH(&l->media, false);
    BL_PUSH(&l->named, false);
    BL_PUSH(&l->title_noun, BL_NONE);
    BL_PUSH(&l->person_word, 0);
    BL_PUSH(&l->own, false);
  }
  return number;
}

/* A type, or "-" for none. */
static bool parse_type(bl_str name, uint16_t *out) {
  int type = bl_str_eq_c(name, "-") ? BL_ET_OTHER : bl_etype_parse(name);
  if (type >= 0) *out = (uint16_t)type;
  return type >= 0;
}

static bool take_nominal(bl_coref_lexicon *l, const bl_str *f, int count) {
  uint16_t one, several;
  if (count < 3 || count > 4 || !parse_type(f[1], &one) || !parse_type(f[2], &several)) return false;
  bool generic = count == 4 && bl_str_eq_c(f[3], "generic"), media = count == 4 && bl_str_eq_c(f[3], "media");
  bool named = count == 4 && bl_str_eq_c(f[3], "named");
  if (count == 4 && !generic && !media && !named) return false;
  uint32_t number = word_number(l, f[0]); /* may move the arrays */
  l->noun.items[number] = (uint16_t)(one | several << 8);
  l->generic.items[number] = generic;
  l->media.items[number] = media;
  l->named.items[number] = named;
  l->known.items[number] = true;
  return true;
}

/* WordNet's kinds; only what our own table does not know, and only first senses. */
static bool take_noun(bl_coref_lexicon *l, const bl_str *f, int count) {
  static const struct {
    const char *kind;
    uint8_t one, several;
  } kinds[] = {{"person", BL_ET_PERSON, BL_ET_GROUP},
               {"force", BL_ET_ORGANIZATION, BL_ET_ORGANIZATION},
               {"organization", BL_ET_ORGANIZATION, BL_ET_ORGANIZATION},
               {"city", BL_ET_CITY, BL_ET_CITY},
               {"country", BL_ET_COUNTRY, BL_ET_COUNTRY},
               {"building", BL_ET_FACILITY, BL_ET_FACILITY},
               {"group", BL_ET_OTHER, BL_ET_OTHER},
               {"location", BL_ET_OTHER, BL_ET_OTHER}};
  if (count != 3) return false;
  uint32_t number = word_number(l, f[0]);
  if (l->noun.items[number] != NO_NOUN || !bl_str_eq_c(f[2], "1")) return true;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (bl_str_eq_c(f[1], kinds[i].kind)) {
      l->noun.items[number] = (uint16_t)(kinds[i].one | kinds[i].several << 8);
      return true;
    }
  return false;
}

static bool take_modifier(bl_coref_lexicon *l, const bl_str *f, int count) {
  uint16_t type;
  if (count < 2 || count > 3 || !parse_type(f[1], &type) || (count == 3 && !bl_str_eq_c(f[2], "own"))) return false;
  uint32_t number = word_number(l, f[0]);
  l->modifier.items[number] = (uint8_t)type;
  l->own.items[number] = count == 3;
  return true;
}

static bool take_pronoun(bl_coref_lexicon *l, const bl_str *f, int count) {
  if (count != 4 || f[1].n != 1 || f[2].n != 1 || f[3].n != 1) return false;
  char gender = f[3].p[0] == '0' ? 0 : f[3].p[0];
  uint32_t number = word_number(l, f[0]);
  l->pronoun.items[number] = (bl_pronoun){f[1].p[0], (uint8_t)(f[2].p[0] - '0'), gender};
  return true;
}

static bool take_speech(bl_coref_lexicon *l, const bl_str *f, int count) {
  uint32_t number = word_number(l, f[0]);
  l->says.items[number] = true;
  return count == 1;
}

static bool take_capital(bl_coref_lexicon *l, const bl_str *f, int count) {
  if (count != 2 || f[1].n != 2) return false;
  uint32_t number = word_number(l, f[0]);
  l->capital_of.items[number] = (uint16_t)((unsigned char)f[1].p[0] << 8 | (unsigned char)f[1].p[1]);
  return true;
}

static bool take_title(bl_coref_lexicon *l, const bl_str *f, int count) {
  if (count != 2) return false;
  uint32_t noun = word_number(l, f[1]), title = word_number(l, f[0]);
  l->title_noun.items[title] = noun;
  return true;
}

static bool take_person_word(bl_coref_lexicon *l, const bl_str *f, int count) {
  static const struct {
    const char *name;
    bl_person_word kind;
  } kinds[] = {{"apart", BL_PW_APART}, {"office", BL_PW_OFFICE}, {"of-office", BL_PW_OF_OFFICE}};
  for (size_t i = 0; count == 2 && i < sizeof kinds / sizeof *kinds; i++) {
    if (!bl_str_eq_c(f[1], kinds[i].name)) continue;
    uint32_t number = word_number(l, f[0]);
    l->person_word.items[number] |= (uint8_t)kinds[i].kind;
    return true;
  }
  return false;
}

static uint64_t pair_key(uint64_t a, bl_str b) { return a * 0x9e3779b97f4a7c15u ^ bl_hash(b); }

static bool take_nickname(bl_coref_lexicon *l, const bl_str *f, int count) {
  if (count == 2) BL_PUSH(&l->pairs, pair_key(bl_hash(f[0]), f[1]));
  return count == 2;
}

static bool take_known_as(bl_coref_lexicon *l, const bl_str *f, int count) {
  for (int i = 1; i < count; i++) BL_PUSH(&l->pairs, pair_key(bl_lex_hash(BL_LEX_HASH0, f[0]), f[i]));
  return count > 1;
}

static int by_value(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

static bool has_pair(const bl_coref_lexicon *l, uint64_t key) {
  return l->pairs.count && bsearch(&key, l->pairs.items, l->pairs.count, sizeof key, by_value);
}

static bool parse_weight(bl_str field, int32_t *out) {
  bool minus = field.n && field.p[0] == '-';
  int32_t value = 0;
  for (size_t i = minus; i < field.n; i++) {
    if (field.p[i] < '0' || field.p[i] > '9' || value > 100000) return false;
    value = value * 10 + (field.p[i] - '0');
  }
  *out = minus ? -value : value;
  return field.n > minus;
}

static bool take_antecedent(bl_coref_lexicon *l, const bl_str *f, int count) {
  static const char *const names[] = {
#define X_(name) #name,
      BL_ANTECEDENT_TRUTHS(X_)
#undef X_
  };
  for (int t = 0; t < BL_ANT_COUNT && count == 1 + BL_ANT_GROUPS; t++) {
    if (!bl_str_eq_c(f[0], names[t])) continue;
    for (int g = 0; g < BL_ANT_GROUPS; g++)
      if (!parse_weight(f[1 + g], &l->antecedent[g][t])) return false;
    return true;
  }
  return false;
}

static bl_status load(bl_coref_lexicon *l, const char *data_dir, const char *name, take_row take) {
  bl_arena arena = {0};
  bl_buf bytes = {0};
  char *path = bl_arena_printf(&arena, "%s/names/%s", data_dir, name);
  bl_status status = bl_read_file(path, (size_t)16 << 20, &bytes);
  bl_str rest = bl_buf_view(&bytes), line;
  for (int number = 1; status == BL_OK && rest.n && bl_str_next(&rest, '\n', &line); number++) {
    bl_str fields[5];
    int count = 0;
    if (!line.n || line.p[0] == '#') continue;
    while (count < 5 && bl_str_next(&line, '\t', &fields[count])) count++;
    if (!take(l, fields, count)) status = bl_fail(BL_ERR_FORMAT, "%s:%d:1: not a row of this file", path, number);
  }
  bl_buf_free(&bytes);
  bl_arena_free(&arena);
  return status;
}

bl_status bl_coref_lexicon_open(const char *data_dir, bl_coref_lexicon **out) {
  bl_coref_lexicon *l = bl_calloc(1, sizeof *l);
  *out = NULL;
  bl_status status = bl_lexicon_open(data_dir, false, &l->names);
  if (status == BL_OK) status = load(l, data_dir, "nominals.tsv", take_nominal);
  if (status == BL_OK) status = load(l, data_dir, "nouns.tsv", take_noun);
  if (status == BL_OK) status = load(l, data_dir, "modifiers.tsv", take_modifier);
  if (status == BL_OK) status = load(l, data_dir, "pronouns.tsv", take_pronoun);
  if (status == BL_OK) status = load(l, data_dir, "speech.tsv", take_speech);
  if (status == BL_OK) status = load(l, data_dir, "capitals.tsv", take_capital);
  if (status == BL_OK) status = load(l, data_dir, "titles.tsv", take_title);
  if (status == BL_OK) status = load(l, data_dir, "people.tsv", take_person_word);
  if (status == BL_OK) status = load(l, data_dir, "nicknames.tsv", take_nickname);
  if (status == BL_OK) status = load(l, data_dir, "known-as.tsv", take_known_as);
  if (status == BL_OK) status = load(l, data_dir, "antecedents.tsv", take_antecedent);
  if (l->pairs.count) qsort(l->pairs.items, l->pairs.count, sizeof *l->pairs.items, by_value);
  if (status != BL_OK)
    bl_coref_lexicon_close(l);
  else
    *out = l;
  return status;
}

void bl_coref_lexicon_close(bl_coref_lexicon *l) {
  if (!l) return;
  bl_lexicon_close(l->names);
  bl_symtab_free(&l->words);
  BL_VEC_FREE(&l->noun);
  BL_VEC_FREE(&l->modifier);
  BL_VEC_FREE(&l->pronoun);
  BL_VEC_FREE(&l->says);
  BL_VEC_FREE(&l->capital_of);
  BL_VEC_FREE(&l->generic);
  BL_VEC_FREE(&l->known);
  BL_VEC_FREE(&l->media);
  BL_VEC_FREE(&l->named);
  BL_VEC_FREE(&l->title_noun);
  BL_VEC_FREE(&l->person_word);
  BL_VEC_FREE(&l->pairs);
  BL_VEC_FREE(&l->own);
  free(l);
}

bl_etype bl_noun_type(const bl_coref_lexicon *l, bl_str lemma, bool plural) {
  uint32_t number = bl_symbol(&l->words, lemma);
  if (number == BL_NONE || l->noun.items[number] == NO_NOUN) return BL_ET_OTHER;
  return (bl_etype)(plural ? l->noun.items[number] >> 8 : l->noun.items[number] & 0xFF);
}

bl_etype bl_modifier_type(const bl_coref_lexicon *l, bl_str word) {
  uint32_t number = bl_symbol(&l->words, word);
  return number == BL_NONE ? BL_ET_OTHER : (bl_etype)l->modifier.items[number];
}

bool bl_noun_known(const bl_coref_lexicon *l, bl_str lemma) {
  uint32_t number = bl_symbol(&l->words, lemma);
  return number != BL_NONE && l->known.items[number];
}

bool bl_noun_generic(const bl_coref_lexicon *l, bl_str lemma) {
  uint32_t number = bl_symbol(&l->words, lemma);
  return number != BL_NONE && l->generic.items[number];
}

bool bl_noun_media(const bl_coref_lexicon *l, bl_str lemma) {
  uint32_t number = bl_symbol(&l->words, lemma);
  return number != BL_NONE && l->media.items[number];
}

bool bl_noun_named(const bl_coref_lexicon *l, bl_str lemma) {
  uint32_t number = bl_symbol(&l->words, lemma);
  return number != BL_NONE && l->named.items[number];
}

bl_str bl_title_noun(const bl_coref_lexicon *l, bl_str word) {
  if (word.n > 1 && word.p[word.n - 1] == '.') word.n--;
  uint32_t number = bl_symbol(&l->words, word);
  uint32_t noun = number == BL_NONE ? BL_NONE : l->title_noun.items[number];
  return noun == BL_NONE ? word : bl_symbol_name(&l->words, noun);
}

bool bl_is_nickname(const bl_coref_lexicon *l, bl_str a, bl_str b) { return has_pair(l, pair_key(bl_hash(a), b)) || has_pair(l, pair_key(bl_hash(b), a)); }

bool bl_is_person_word(const bl_coref_lexicon *l, bl_str word, bl_person_word kind) {
  uint32_t number = bl_symbol(&l->words, word);
  return number != BL_NONE && l->person_word.items[number] & kind;
}

bool bl_known_as(const bl_coref_lexicon *l, uint64_t name, bl_str noun) { return has_pair(l, pair_key(name, noun)); }

bool bl_modifier_own(const bl_coref_lexicon *l, bl_str word) {
  uint32_t number = bl_symbol(&l->words, word);
  return number != BL_NONE && l->own.items[number];
}

const bl_pronoun *bl_pronoun_of(const bl_coref_lexicon *l, bl_str form) {
  uint32_t number = bl_symbol(&l->words, form);
  return number == BL_NONE || !l->pronoun.items[number].person ? NULL : &l->pronoun.items[number];
}

bool bl_says(const bl_coref_lexicon *l, bl_str lemma) {
  uint32_t number = bl_symbol(&l->words, lemma);
  return number != BL_NONE && l->says.items[number];
}

uint16_t bl_capital_of(const bl_coref_lexicon *l, bl_str name) {
  uint32_t number = bl_symbol(&l->words, name);
  return number == BL_NONE ? 0 : l->capital_of.items[number];
}
