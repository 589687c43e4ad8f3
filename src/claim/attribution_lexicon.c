/* Loads the cue lexicon; see attribution_lexicon.h. Tab-separated lines, '#' begins a comment line. */
#include "claim/attribution_lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"

typedef struct named {
  const char *name;
  uint32_t value;
} named;

static const named classes[] = {{"speech", BL_CUE_SPEECH}, {"belief", BL_CUE_BELIEF}, {"attitude", BL_CUE_ATTITUDE}, {NULL, 0}};
static const named frames[] = {{"that", BL_FRAME_THAT},   {"quote", BL_FRAME_QUOTE},   {"to", BL_FRAME_TO},
                               {"obj", BL_FRAME_OBJ},     {"objto", BL_FRAME_OBJTO},   {"objas", BL_FRAME_OBJAS},
                               {"of", BL_FRAME_OF},       {"clause", BL_FRAME_CLAUSE}, {"phrase", BL_FRAME_PHRASE},
                               {NULL, 0}};
static const named noun_classes[] = {
    {"document", BL_SN_DOCUMENT}, {"outlet", BL_SN_OUTLET}, {"people", BL_SN_PEOPLE}, {NULL, 0}};

static bool value_of(const named *table, bl_str name, uint32_t *value) {
  for (; table->name; table++)
    if (bl_str_eq_c(name, table->name)) return *value = table->value, true;
  return false;
}

static bool modality_of(bl_str name, uint8_t *modality) {
  for (int m = BL_ASSERTED; m <= BL_OPINION; m++)
    if (bl_str_eq_c(name, bl_modality_name((bl_modality)m))) return *modality = (uint8_t)m, true;
  return false;
}

static bl_status bad(const char *path, uint32_t line, uint32_t column, const char *what, bl_str word) {
  return bl_fail(BL_ERR_FORMAT, "%s:%u:%u: %s '" BL_STR_FMT "'", path, line, column, what, BL_STR_ARG(word));
}

static bl_status read_frames(bl_str field, const char *path, bl_cue *cue) {
  bl_str word;
  while (bl_str_next(&field, ' ', &word)) {
    uint32_t bit = 0;
    if (bl_str_starts(word, BL_STR("prep="))) {
      cue->frames |= BL_FRAME_PREP;
      cue->preps = bl_str_slice(word, 5, word.n);
    } else if (value_of(frames, word, &bit)) {
      cue->frames |= bit;
    } else {
      return bad(path, cue->line, 1, "unknown frame", word);
    }
  }
  return BL_OK;
}

static bl_status cue_line(bl_cue_lexicon *lexicon, const char *path, uint32_t number, bl_str line) {
  bl_str f[5];
  int n = 0;
  while (n < 5 && bl_str_next(&line, '\t', &f[n])) n++;
  if (n != 5) return bl_fail(BL_ERR_FORMAT, "%s:%u:1: expected lemma, pos, class, modality, frames", path, number);
  bl_cue cue = {.lemma = bl_str_copy(&lexicon->arena, f[0]), .line = number, .preps = BL_STR("")};
  uint32_t cue_class = 0;
  if (f[1].n != 1 || !strchr("VNJRP", f[1].p[0])) return bad(path, number, 1, "unknown part of speech", f[1]);
  if (!value_of(classes, f[2], &cue_class)) return bad(path, number, 1, "unknown class", f[2]);
  if (!modality_of(f[3], &cue.modality)) return bad(path, number, 1, "unknown modality", f[3]);
  cue.pos = f[1].p[0];
  cue.cue_class = (uint8_t)cue_class;
  BL_TRY(read_frames(bl_str_copy(&lexicon->arena, f[4]), path, &cue));
  cue.rule = bl_str_from(bl_arena_printf(&lexicon->arena, "attribution/cues.tsv:%u", number));
  bl_str key = bl_str_from(bl_arena_printf(&lexicon->arena, "%c " BL_STR_FMT, cue.pos, BL_STR_ARG(cue.lemma)));
  if (bl_map_get(&lexicon->by_key, key) != BL_NONE) return bad(path, number, 1, "second line for", f[0]);
  bl_map_put(&lexicon->by_key, key, lexicon->cues.count);
  BL_PUSH(&lexicon->cues, cue);
  return BL_OK;
}

static bl_status noun_line(bl_cue_lexicon *lexicon, const char *path, uint32_t number, bl_str line) {
  bl_str lemma, name;
  uint32_t value = 0;
  if (!bl_str_next(&line, '\t', &lemma) || !bl_str_next(&line, '\t', &name))
    return bl_fail(BL_ERR_FORMAT, "%s:%u:1: expected noun and class", path, number);
  if (!value_of(noun_classes, name, &value)) return bad(path, number, 1, "unknown class", name);
  bl_map_put(&lexicon->nouns, bl_str_copy(&lexicon->arena, lemma), value);
  return BL_OK;
}

static bl_status verb_line(bl_cue_lexicon *lexicon, const char *path, uint32_t number, bl_str line) {
  bl_str lemma, name;
  if (!bl_str_next(&line, '\t', &lemma) || !bl_str_next(&line, '\t', &name))
    return bl_fail(BL_ERR_FORMAT, "%s:%u:1: expected verb and class", path, number);
  static const named word_classes[] = {{"emerging", BL_WC_EMERGING}, {"hearing", BL_WC_HEARING}, {"telling", BL_WC_TELLING}, {"pending", BL_WC_PENDING}, {"judged", BL_WC_JUDGED}, {"paper", BL_WC_PAPER}, {"knowing", BL_WC_KNOWING}, {"withheld", BL_WC_WITHHELD}, {"conceded", BL_WC_CONCEDED}, {"quoting", BL_WC_QUOTING}, {NULL, 0}};
  uint32_t value = 0;
  if (!value_of(word_classes, name, &value)) return bad(path, number, 1, "unknown class", name);
  if (bl_map_get(&lexicon->word_classes, lemma) != BL_NONE) return bad(path, number, 1, "second line for", lemma);
  bl_map_put(&lexicon->word_classes, bl_str_copy(&lexicon->arena, lemma), value);
  return BL_OK;
}

static bl_status sense_line(bl_cue_lexicon *lexicon, const char *path, uint32_t number, bl_str line) {
  bl_str lemma, pos, letters;
  uint32_t bits = 0;
  if (!bl_str_next(&line, '\t', &lemma) || !bl_str_next(&line, '\t', &pos) || !bl_str_next(&line, '\t', &letters) || pos.n != 1)
    return bl_fail(BL_ERR_FORMAT, "%s:%u:1: expected lemma, V or N, letters", path, number);
  for (size_t i = 0; i < letters.n; i++) {
    if (letters.p[i] < 'a' || letters.p[i] > 'z') return bad(path, number, 1, "unknown letter in", letters);
    bits |= 1u << (letters.p[i] - 'a');
  }
  bl_map_put(&lexicon->senses, bl_str_from(bl_arena_printf(&lexicon->arena, "%c " BL_STR_FMT, pos.p[0], BL_STR_ARG(lemma))), bits);
  return BL_OK;
}

static bl_status form_line(bl_cue_lexicon *lexicon, const char *path, uint32_t number, bl_str line) {
  bl_str form, lemma;
  if (!bl_str_next(&line, '\t', &form) || !bl_str_next(&line, '\t', &lemma))
    return bl_fail(BL_ERR_FORMAT, "%s:%u:1: expected form and lemma", path, number);
  bl_map_put(&lexicon->forms, bl_str_copy(&lexicon->arena, form), lexicon->form_lemmas.count);
  BL_PUSH(&lexicon->form_lemmas, bl_str_copy(&lexicon->arena, lemma));
  return BL_OK;
}

typedef bl_status (*line_reader)(bl_cue_lexicon *lexicon, const char *path, uint32_t number, bl_str line);

static bl_status load(bl_cue_lexicon *lexicon, const char *data_dir, const char *name, line_reader take) {
  char *path = bl_arena_printf(&lexicon->arena, "%s/attribution/%s", data_dir, name);
  bl_buf bytes = {0};
  bl_status status = bl_read_file(path, 1 << 24, &bytes);
  bl_str rest = bl_buf_view(&bytes), line;
  for (uint32_t number = 1; status == BL_OK && rest.n && bl_str_next(&rest, '\n', &line); number++)
    if (line.n && line.p[0] != '#') status = take(lexicon, path, number, line);
  bl_buf_free(&bytes);
  return status;
}

static void index_phrases(bl_cue_lexicon *lexicon) {
  for (uint32_t i = lexicon->cues.count; i-- > 0;) {
    const bl_cue *cue = &lexicon->cues.items[i];
    ptrdiff_t blank = bl_str_find(cue->lemma, BL_STR(" "), 0);
    if (cue->pos == 'P') bl_map_put(&lexicon->phrase_at, bl_str_slice(cue->lemma, 0, blank < 0 ? cue->lemma.n : (size_t)blank), i);
  }
}

bl_status bl_cue_lexicon_load(const char *data_dir, bl_cue_lexicon *out) {
  BL_TRY(load(out, data_dir, "cues.tsv", cue_line));
  BL_TRY(load(out, data_dir, "nouns.tsv", noun_line));
  BL_TRY(load(out, data_dir, "verbs.tsv", verb_line));
  BL_TRY(load(out, data_dir, "senses.tsv", sense_line));
  BL_TRY(load(out, data_dir, "forms.tsv", form_line));
  index_phrases(out);
  return BL_OK;
}

void bl_cue_lexicon_free(bl_cue_lexicon *lexicon) {
  BL_VEC_FREE(&lexicon->cues);
  bl_map_free(&lexicon->by_key);
  bl_map_free(&lexicon->phrase_at);
  bl_map_free(&lexicon->nouns);
  bl_map_free(&lexicon->word_classes);
  bl_map_free(&lexicon->senses);
  bl_map_free(&lexicon->forms);
  BL_VEC_FREE(&lexicon->form_lemmas);
  bl_arena_free(&lexicon->arena);
}

/* The value of "POS lemma" with the lemma in lower case. */
static uint32_t get_keyed(const bl_map *map, char pos, bl_str lemma) {
  char key[64] = {pos, ' '};
  if (lemma.n > sizeof key - 2) return BL_NONE;
  for (size_t i = 0; i < lemma.n; i++) {
    char c = lemma.p[i];
    key[i + 2] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
  }
  return bl_map_get(map, (bl_str){key, lemma.n + 2});
}

const bl_cue *bl_cue_find(const bl_cue_lexicon *lexicon, char pos, bl_str lemma) {
  uint32_t i = get_keyed(&lexicon->by_key, pos, lemma);
  return i == BL_NONE ? NULL : &lexicon->cues.items[i];
}

bool bl_is_of_class(const bl_cue_lexicon *lexicon, bl_str word, bl_word_class wanted) { return bl_map_get(&lexicon->word_classes, word) == (uint32_t)wanted; }

uint32_t bl_sense_of(const bl_cue_lexicon *lexicon, char pos, bl_str lemma) {
  uint32_t bits = get_keyed(&lexicon->senses, pos, lemma);
  return bits == BL_NONE ? 0 : bits;
}

/* The lemma that forms.tsv gives, else the tagger's. */
static bl_str lemma_by_form(const bl_cue_lexicon *lexicon, const bl_token *verb) {
  char form[32];
  if (verb->form.n > sizeof form) return verb->lemma;
  for (size_t i = 0; i < verb->form.n; i++) {
    char c = verb->form.p[i];
    form[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
  }
  uint32_t i = bl_map_get(&lexicon->forms, (bl_str){form, verb->form.n});
  return i == BL_NONE ? verb->lemma : lexicon->form_lemmas.items[i];
}

const bl_cue *bl_cue_of_verb(const bl_cue_lexicon *lexicon, const bl_token *verb) {
  const bl_cue *entry = bl_cue_find(lexicon, 'V', verb->lemma);
  return entry ? entry : bl_cue_find(lexicon, 'V', lemma_by_form(lexicon, verb));
}

bool bl_is_verb_form(const bl_cue_lexicon *lexicon, const bl_token *token, bl_str lemma) {
  return bl_str_eq_nocase(token->lemma, lemma) || bl_str_eq_nocase(lemma_by_form(lexicon, token), lemma);
}

static uint32_t match_phrase(const bl_cue *cue, const bl_doc *doc, uint32_t at) {
  bl_str rest = cue->lemma, word;
  uint32_t end = doc->sentences.items[doc->tokens.items[at].sentence].tokens.end;
  while (bl_str_next(&rest, ' ', &word)) {
    if (at >= end || !bl_str_eq_nocase(doc->tokens.items[at].form, word)) return BL_NONE;
    at++;
  }
  return at;
}

const bl_cue *bl_cue_phrase(const bl_cue_lexicon *lexicon, const bl_doc *doc, uint32_t at, uint32_t *end) {
  char first[32];
  bl_str form = doc->tokens.items[at].form;
  if (form.n > sizeof first) return NULL;
  for (size_t i = 0; i < form.n; i++) first[i] = form.p[i] >= 'A' && form.p[i] <= 'Z' ? (char)(form.p[i] + 32) : form.p[i];
  uint32_t i = bl_map_get(&lexicon->phrase_at, (bl_str){first, form.n});
  const bl_cue *best = NULL;
  for (; i != BL_NONE && i < lexicon->cues.count; i++) {
    const bl_cue *cue = &lexicon->cues.items[i];
    if (cue->pos != 'P') continue;
    uint32_t behind = match_phrase(cue, doc, at);
    if (behind == BL_NONE || (best && behind <= *end)) continue;
    best = cue;
    *end = behind;
  }
  return best;
}

bl_source_noun bl_source_noun_of(const bl_cue_lexicon *lexicon, bl_str lemma) {
  char key[48];
  if (lemma.n > sizeof key) return BL_SN_NONE;
  for (size_t i = 0; i < lemma.n; i++) key[i] = lemma.p[i] >= 'A' && lemma.p[i] <= 'Z' ? (char)(lemma.p[i] + 32) : lemma.p[i];
  uint32_t value = bl_map_get(&lexicon->nouns, (bl_str){key, lemma.n});
  return value == BL_NONE ? BL_SN_NONE : (bl_source_noun)value;
}

bool bl_in_bar_list(bl_str list, bl_str word) {
  bl_str one;
  while (list.n && bl_str_next(&list, '|', &one))
    if (bl_str_eq_nocase(one, word)) return true;
  return false;
}
