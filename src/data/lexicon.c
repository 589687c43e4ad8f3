/* Reads word classes and event words. Words are interned; classes are bits of a mask by word, so that a test for
 * membership is one load. Lines of one trigger form a list in the order of the files, which is the order of preference. */
#include "data/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "doc/doc.h"

static const size_t FILE_LIMIT = (size_t)16 << 20;

/* ---- conditions ------------------------------------------------------------------------------------------------- */

#define BIT(type) (1u << BL_ET_##type)

static const struct {
  const char *name;
  uint32_t types;
} type_names[] = {
    {"person", BIT(PERSON)},
    {"group", BIT(GROUP) | BIT(ARMED_GROUP)},
    {"armed", BIT(ARMED_GROUP)},
    {"org", BIT(ORGANIZATION) | BIT(GOVERNMENT_BODY) | BIT(MEDIA_OUTLET) | BIT(ARMED_GROUP) | BIT(GROUP)},
    {"company", BIT(ORGANIZATION) | BIT(MEDIA_OUTLET)},
    {"government", BIT(GOVERNMENT_BODY)},
    {"media", BIT(MEDIA_OUTLET)},
    {"source", BIT(ANONYMOUS_SOURCE)},
    {"actor", BIT(PERSON) | BIT(ARMED_GROUP) | BIT(ORGANIZATION) | BIT(GOVERNMENT_BODY) | BIT(MEDIA_OUTLET) |
                  BIT(GROUP) | BIT(ANONYMOUS_SOURCE) | BIT(COUNTRY)},
    {"country", BIT(COUNTRY)},
    {"city", BIT(CITY) | BIT(DISTRICT)},
    {"facility", BIT(FACILITY)},
    {"place", BIT(COUNTRY) | BIT(REGION) | BIT(DISTRICT) | BIT(CITY) | BIT(PLACE) | BIT(FACILITY)},
    {"region", BIT(COUNTRY) | BIT(REGION) | BIT(DISTRICT) | BIT(PLACE)},
    {"thing", BIT(OTHER)},
    {"named", BL_COND_NAMED},
    {"known", BL_COND_KNOWN},
    {"num", BL_COND_NUMBER},
    {"event", BL_COND_EVENT},
    {"pronoun", BL_COND_PRONOUN},
    {"common", BL_COND_COMMON},
    {"mention", BL_COND_ANYTYPE},
    {"plural", BL_COND_PLURAL},
    {"entity", BL_COND_ENTITY},
    {"time", BL_COND_TIME},
    {"measured", BL_COND_MEASURED},
    {"clear", BL_COND_CLEAR},
};

static bool parse_one(const bl_wordbook *lexicon, bl_str text, bl_cond *out) {
  if (text.n && text.p[0] == '@') {
    out->class_id = bl_wordbook_class(lexicon, bl_str_slice(text, 1, text.n));
    return out->class_id != UINT16_MAX;
  }
  for (size_t i = 0; i < sizeof type_names / sizeof *type_names; i++)
    if (bl_str_eq_c(text, type_names[i].name)) {
      out->types |= type_names[i].types;
      return true;
    }
  return false;
}

bool bl_cond_parse(const bl_wordbook *lexicon, bl_str text, bl_cond *out) {
  *out = BL_COND_ANY;
  bool several = bl_str_find(text, BL_STR("&"), 0) >= 0;
  bl_str part;
  while (bl_str_next(&text, '&', &part)) {
    bool negated = part.n && part.p[0] == '!', class_part = part.n > 1 && part.p[negated] == '@';
    if (negated) part = bl_str_slice(part, 1, part.n);
    uint32_t before = out->types;
    if ((class_part && out->class_id != UINT16_MAX) || !parse_one(lexicon, part, out)) return false;
    if (!negated) continue;
    if (!several) out->negated = true;
    else if (class_part) out->other_class = true;
    else if ((out->types & ~before) & (BL_COND_NUMBER | BL_COND_MEASURED | BL_COND_CLEAR)) return false; /* only tested where they stand alone */
    else out->not_types |= out->types & ~before, out->types = before;
  }
  return true;
}

/* ---- classes ---------------------------------------------------------------------------------------------------- */

uint16_t bl_wordbook_class(const bl_wordbook *lexicon, bl_str name) {
  uint32_t id = bl_symbol(&lexicon->classes, name);
  return id == BL_NONE ? UINT16_MAX : (uint16_t)id;
}

bool bl_wordbook_in(const bl_wordbook *lexicon, uint32_t symbol, uint16_t class_id) {
  if (symbol >= lexicon->mask_count || class_id == UINT16_MAX) return false;
  return lexicon->masks[symbol][class_id / 64] >> (class_id % 64) & 1;
}

static void grow_masks(bl_wordbook *lexicon, uint32_t symbol) {
  if (symbol < lexicon->mask_count) return;
  uint32_t wanted = (symbol + 1) * 2;
  lexicon->masks = bl_realloc(lexicon->masks, wanted * sizeof *lexicon->masks);
  memset(lexicon->masks + lexicon->mask_count, 0, (wanted - lexicon->mask_count) * sizeof *lexicon->masks);
  lexicon->mask_count = wanted;
}

/* Words with _ for blanks stand for several tokens joined by a blank ("because_of"). */
static uint32_t intern_word(bl_wordbook *lexicon, bl_str word) {
  char buffer[128];
  if (word.n >= sizeof buffer) return bl_intern(&lexicon->words, word);
  for (size_t i = 0; i < word.n; i++) buffer[i] = word.p[i] == '_' ? ' ' : word.p[i];
  return bl_intern(&lexicon->words, (bl_str){buffer, word.n});
}

/* "@name: word word" begins a class or adds to it; other lines go on with the class. "@other" as a word adds that class. */
static bl_status read_words(bl_wordbook *lexicon, bl_str bytes, const char *file) {
  bl_str line, word;
  uint32_t number = 0, class_id = BL_NONE;
  while (bytes.n && bl_str_next(&bytes, '\n', &line)) {
    number++;
    ptrdiff_t hash = bl_str_find(line, BL_STR("#"), 0);
    line = bl_str_trim(hash >= 0 ? bl_str_slice(line, 0, (size_t)hash) : line);
    ptrdiff_t colon = line.n && line.p[0] == '@' ? bl_str_find(line, BL_STR(":"), 0) : -1;
    if (colon > 0) {
      class_id = bl_intern(&lexicon->classes, bl_str_slice(line, 1, (size_t)colon));
      if (class_id >= BL_LEX_MAX_CLASSES) return bl_fail(BL_ERR_LIMIT, "%s:%u: more than %d classes", file, number, BL_LEX_MAX_CLASSES);
      line = bl_str_slice(line, (size_t)colon + 1, line.n);
    }
    while (line.n && bl_str_next(&line, ' ', &word)) {
      if (!word.n) continue;
      if (class_id == BL_NONE) return bl_fail(BL_ERR_FORMAT, "%s:%u: words before the first \"@class:\"", file, number);
      if (word.p[0] == '@') {
        uint32_t other = bl_symbol(&lexicon->classes, bl_str_slice(word, 1, word.n));
        if (other == BL_NONE) return bl_fail(BL_ERR_FORMAT, "%s:%u: unknown class \"" BL_STR_FMT "\"", file, number, BL_STR_ARG(word));
        for (uint32_t s = 0; s < lexicon->mask_count; s++)
          if (bl_wordbook_in(lexicon, s, (uint16_t)other)) lexicon->masks[s][class_id / 64] |= (uint64_t)1 << (class_id % 64);
        continue;
      }
      uint32_t symbol = intern_word(lexicon, word);
      grow_masks(lexicon, symbol);
      lexicon->masks[symbol][class_id / 64] |= (uint64_t)1 << (class_id % 64);
    }
  }
  return BL_OK;
}

/* ---- event lines ------------------------------------------------------------------------------------------------ */

typedef struct place_of_line {
  const char *file;
  uint32_t line;
} place_of_line;

static const struct {
  const char *name;
  bl_position position;
} position_names[] = {{"-", BL_AT_NONE},   {"subj", BL_AT_SUBJ}, {"obj", BL_AT_OBJ},       {"iobj", BL_AT_IOBJ},
                      {"xcomp", BL_AT_XCOMP}, {"clause", BL_AT_CLAUSE}, {"inf", BL_AT_INF}, {"poss", BL_AT_POSS}, {"comp", BL_AT_COMP},
                      {"lv", BL_AT_SUBJ},  {"head", BL_AT_HEAD}, {"self", BL_AT_SELF}, {"word", BL_AT_WORD}, {"obj2", BL_AT_OBJ2}, {"place", BL_AT_PLACE}};

static const struct {
  const char *name;
  bl_form form;
} form_names[] = {{"entity", BL_AS_ENTITY}, {"text", BL_AS_TEXT}, {"num", BL_AS_NUMBER}, {"event", BL_AS_EVENT}, {"act", BL_AS_ACT}};

/* POSITION[=FORM][:COND], e.g. "on:place", "clause=text", "obj=num". A position that is no name is a preposition. */
static bl_status parse_slot(bl_wordbook *lexicon, bl_str text, place_of_line at, bl_slot *slot) {
  *slot = (bl_slot){.cond = BL_COND_ANY, .prep = BL_NONE};
  ptrdiff_t colon = bl_str_find(text, BL_STR(":"), 0);
  if (colon >= 0) {
    bl_str cond = bl_str_slice(text, (size_t)colon + 1, text.n);
    if (!bl_cond_parse(lexicon, cond, &slot->cond))
      return bl_fail(BL_ERR_FORMAT, "%s:%u: unknown condition \"" BL_STR_FMT "\"", at.file, at.line, BL_STR_ARG(cond));
    text = bl_str_slice(text, 0, (size_t)colon);
  }
  ptrdiff_t equal = bl_str_find(text, BL_STR("="), 0);
  if (equal > 0) {
    bl_str form = bl_str_slice(text, (size_t)equal + 1, text.n);
    for (size_t i = 0; i < sizeof form_names / sizeof *form_names; i++)
      if (bl_str_eq_c(form, form_names[i].name)) slot->form = (uint8_t)form_names[i].form;
    if (!slot->form) return bl_fail(BL_ERR_FORMAT, "%s:%u: unknown form \"" BL_STR_FMT "\"", at.file, at.line, BL_STR_ARG(form));
    text = bl_str_slice(text, 0, (size_t)equal);
  }
  for (size_t i = 0; i < sizeof position_names / sizeof *position_names; i++)
    if (bl_str_eq_c(text, position_names[i].name)) {
      slot->position = (uint8_t)position_names[i].position;
      return BL_OK;
    }
  if (!text.n) return bl_fail(BL_ERR_FORMAT, "%s:%u: empty position", at.file, at.line);
  slot->position = BL_AT_PREP;
  slot->prep = intern_word(lexicon, text);
  return BL_OK;
}

static bl_status parse_slots(bl_wordbook *lexicon, bl_str text, place_of_line at, bl_slots *slots) {
  bl_str part;
  while (bl_str_next(&text, '|', &part)) {
    if (slots->count == BL_LEX_MAX_SLOTS) return bl_fail(BL_ERR_LIMIT, "%s:%u: more than %d positions", at.file, at.line, BL_LEX_MAX_SLOTS);
    BL_TRY(parse_slot(lexicon, bl_str_trim(part), at, &slots->items[slots->count++]));
  }
  return BL_OK;
}

static const struct {
  const char *name;
  uint16_t flag;
} flag_names[] = {{"also", BL_LEX_ALSO},         {"not", BL_LEX_NEGATED},         {"planned", BL_LEX_PLANNED},
                  {"possible", BL_LEX_POSSIBLE}, {"symmetric", BL_LEX_SYMMETRIC}, {"entities", BL_LEX_NO_LITERAL},
                  {"denied", BL_LEX_DENIED},     {"opinion", BL_LEX_OPINION},     {"nothing", BL_LEX_NOTHING},
                  {"claimed", BL_LEX_CLAIMED}};

/* The last column: flags, "conf=80", "counts=killed", conditions "when=for" "unless=obj:person|on", roles "origin=from". */
static bl_status parse_extra(bl_wordbook *lexicon, bl_str text, place_of_line at, bl_lex_line *line) {
  bl_str part;
  while (text.n && bl_str_next(&text, ' ', &part)) {
    part = bl_str_trim(part);
    if (!part.n) continue;
    uint16_t flag = 0;
    for (size_t i = 0; i < sizeof flag_names / sizeof *flag_names; i++)
      if (bl_str_eq_c(part, flag_names[i].name)) flag = flag_names[i].flag;
    line->flags |= flag;
    if (flag) continue;
    ptrdiff_t equal = bl_str_find(part, BL_STR("="), 0);
    if (equal <= 0) return bl_fail(BL_ERR_FORMAT, "%s:%u: unknown word \"" BL_STR_FMT "\" in the last column", at.file, at.line, BL_STR_ARG(part));
    bl_str name = bl_str_slice(part, 0, (size_t)equal), value = bl_str_slice(part, (size_t)equal + 1, part.n);
    long number;
    if (bl_str_eq_c(name, "conf")) {
      if (!bl_str_int(value, &number) || number < 0 || number > 100) return bl_fail(BL_ERR_FORMAT, "%s:%u: conf is not a percentage", at.file, at.line);
      line->confidence = (uint8_t)number;
    } else if (bl_str_eq_c(name, "counts")) {
      line->counts = bl_str_copy(&lexicon->arena, value);
    } else if (bl_str_eq_c(name, "when") || bl_str_eq_c(name, "unless")) {
      BL_TRY(parse_slots(lexicon, value, at, name.n == 4 ? &line->when : &line->unless));
    } else {
      if (line->role_count == 3) return bl_fail(BL_ERR_LIMIT, "%s:%u: more than 3 roles", at.file, at.line);
      bl_lex_role *role = &line->roles[line->role_count++];
      role->name = bl_str_copy(&lexicon->arena, name);
      BL_TRY(parse_slot(lexicon, value, at, &role->slot));
    }
  }
  return BL_OK;
}

static bl_status parse_trigger(bl_wordbook *lexicon, bl_str text, place_of_line at, bl_lex_line *line) {
  bl_str word;
  while (text.n && bl_str_next(&text, ' ', &word)) {
    if (!word.n) continue;
    if (line->word_count == BL_LEX_MAX_WORDS) return bl_fail(BL_ERR_LIMIT, "%s:%u: more than %d words", at.file, at.line, BL_LEX_MAX_WORDS);
    line->words[line->word_count++] = intern_word(lexicon, word);
  }
  return line->word_count ? BL_OK : bl_fail(BL_ERR_FORMAT, "%s:%u: no trigger", at.file, at.line);
}

static void add_line(bl_wordbook *lexicon, bl_lex_line line) {
  uint32_t head = line.words[0], index = lexicon->lines.count;
  line.next = BL_NONE;
  BL_PUSH(&lexicon->lines, line);
  while (lexicon->first.count <= head) BL_PUSH(&lexicon->first, BL_NONE);
  uint32_t *link = &lexicon->first.items[head];
  while (*link != BL_NONE) link = &lexicon->lines.items[*link].next;
  *link = index;
}

/* Several triggers of one meaning stand in one line, separated by "|". */
static bl_status parse_event(bl_wordbook *lexicon, bl_str text, place_of_line at) {
  bl_str fields[7] = {{0}};
  int count = 0;
  while (count < 7 && bl_str_next(&text, '\t', &fields[count])) count++;
  if (count < 6) return bl_fail(BL_ERR_FORMAT, "%s:%u: %d columns, want trigger, pos, predicate, event, subject, object[, more]", at.file, at.line, count);
  for (int i = 0; i < count; i++) fields[i] = bl_str_trim(fields[i]);
  if (fields[1].n != 1 || !strchr("vna", fields[1].p[0])) return bl_fail(BL_ERR_FORMAT, "%s:%u: the second column must be v, n or a", at.file, at.line);
  bl_lex_line line = {.pos = fields[1].p[0], .confidence = 85, .file = bl_str_copy(&lexicon->arena, bl_str_from(at.file)), .line = at.line};
  if (!bl_str_eq_c(fields[2], "-")) line.predicate = bl_str_copy(&lexicon->arena, fields[2]);
  if (!bl_str_eq_c(fields[3], "-")) line.event = bl_str_copy(&lexicon->arena, fields[3]);
  BL_TRY(parse_slots(lexicon, fields[4], at, &line.subject));
  BL_TRY(parse_slots(lexicon, fields[5], at, &line.object));
  BL_TRY(parse_extra(lexicon, fields[6], at, &line));
  bl_str trigger;
  while (bl_str_next(&fields[0], '|', &trigger)) {
    line.word_count = 0;
    BL_TRY(parse_trigger(lexicon, bl_str_trim(trigger), at, &line));
    add_line(lexicon, line);
  }
  return BL_OK;
}

static bl_status read_events(bl_wordbook *lexicon, bl_str bytes, const char *file) {
  bl_str line;
  place_of_line at = {file, 0};
  while (bytes.n && bl_str_next(&bytes, '\n', &line)) {
    at.line++;
    bl_str trimmed = bl_str_trim(line);
    if (!trimmed.n || trimmed.p[0] == '#') continue;
    BL_TRY(parse_event(lexicon, line, at));
  }
  return BL_OK;
}

/* ---- inflections ------------------------------------------------------------------------------------------------ */

static bl_status read_inflections(bl_wordbook *lexicon, bl_str bytes, const char *file) {
  (void)file;
  bl_str line, form, pos;
  bytes = bl_str_copy(&lexicon->arena, bytes);
  while (bytes.n && bl_str_next(&bytes, '\n', &line)) {
    if (!line.n || line.p[0] == '#' || !bl_str_next(&line, '\t', &form) || !bl_str_next(&line, '\t', &pos)) continue;
    bl_map_put(bl_str_eq_c(pos, "verb") ? &lexicon->verb_lemmas : &lexicon->noun_lemmas, form, bl_intern(&lexicon->words, bl_str_trim(line)));
  }
  return BL_OK;
}

uint32_t bl_wordbook_lemma(const bl_wordbook *lexicon, bl_str form, bool verb) {
  return bl_map_get(verb ? &lexicon->verb_lemmas : &lexicon->noun_lemmas, form);
}

/* ---- open ------------------------------------------------------------------------------------------------------- */

static bl_status read_all(bl_wordbook *lexicon, const char *dir, const bl_names *names, const char *ending,
                          bl_status (*read)(bl_wordbook *, bl_str, const char *)) {
  for (uint32_t i = 0; i < names->count; i++) {
    if (!bl_str_ends(bl_str_from(names->items[i]), bl_str_from(ending))) continue;
    bl_buf bytes = {0};
    char *path = bl_arena_printf(&lexicon->arena, "%s/%s", dir, names->items[i]);
    char *shown = bl_arena_printf(&lexicon->arena, "data/lexicon/%s", names->items[i]);
    bl_status status = bl_read_file(path, FILE_LIMIT, &bytes);
    if (status == BL_OK) status = read(lexicon, bl_buf_view(&bytes), shown);
    bl_buf_free(&bytes);
    if (status != BL_OK) return status;
  }
  return BL_OK;
}

bl_status bl_wordbook_open(const char *data_dir, bl_wordbook **out) {
  bl_wordbook *lexicon = bl_calloc(1, sizeof *lexicon);
  bl_names names = {0};
  char *dir = bl_arena_printf(&lexicon->arena, "%s/lexicon", data_dir);
  bl_status status = bl_list_dir(dir, &lexicon->arena, &names);
  if (status == BL_OK) status = read_all(lexicon, dir, &names, ".words", read_words);
  if (status == BL_OK) status = read_all(lexicon, dir, &names, "inflections.tsv", read_inflections);
  if (status == BL_OK) status = read_all(lexicon, dir, &names, ".events", read_events);
  BL_VEC_FREE(&names);
  if (status != BL_OK) {
    bl_wordbook_close(lexicon);
    lexicon = NULL;
  }
  *out = lexicon;
  return status;
}

void bl_wordbook_close(bl_wordbook *lexicon) {
  if (!lexicon) return;
  BL_VEC_FREE(&lexicon->lines);
  BL_VEC_FREE(&lexicon->first);
  bl_map_free(&lexicon->verb_lemmas);
  bl_map_free(&lexicon->noun_lemmas);
  bl_symtab_free(&lexicon->words);
  bl_symtab_free(&lexicon->classes);
  free(lexicon->masks);
  bl_arena_free(&lexicon->arena);
  free(lexicon);
}
