/* Readers of the corpora of names; see names_data.h. Formats: corpora/ner/README.md. */
#include "train/names_data.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/utf8.h"

enum { WIKI_SENTENCES = 15, FOLDS = 4, SMALL_STEP = 8 };

/* What a label of a corpus may be; kinds is a set of 1 << bl_name_kind. */
typedef struct label_row {
  const char *label;
  uint32_t kinds;
} label_row;

#define K(kind) (1u << BL_NAME_##kind)
static const label_row label_rows[] = {{"Person", K(PERSON)},
                                       {"Organization", K(ORG)},
                                       {"Location", K(PLACE)},
                                       {"Facility", K(FACILITY)},
                                       {"NORP", K(NORP)},
                                       {"Misc", K(MISC)},
                                       {"Product", K(MISC)},
                                       {"PER", K(PERSON)},
                                       {"ORG", K(ORG)},
                                       {"LOC", K(PLACE) | K(FACILITY)},
                                       {"MISC", K(MISC) | K(NORP)},
                                       {"politician", K(PERSON)},
                                       {"person", K(PERSON)},
                                       {"organisation", K(ORG)},
                                       {"politicalparty", K(ORG)},
                                       {"location", K(PLACE) | K(FACILITY)},
                                       {"country", K(PLACE)},
                                       {"election", K(MISC)},
                                       {"event", K(MISC)},
                                       {"misc", K(MISC) | K(NORP)},
                                       {NULL, 0}};

typedef struct reader {
  names_docs *out;
  int domain;
  uint32_t free_kinds; /* kinds that the corpus does not mark: a token outside may be one */
  names_doc now;
  BL_VEC(uint32_t) kinds; /* of each token of the document, 0 outside */
  BL_VEC(uint8_t) starts; /* whether a name begins here */
  uint32_t sentence_begin, sentences;
} reader;

static uint32_t kinds_of(bl_str label) {
  for (const label_row *row = label_rows; row->label; row++)
    if (bl_str_eq_c(label, row->label)) return row->kinds;
  return 0;
}

static uint32_t labels_of(uint32_t kinds, int part) {
  uint32_t mask = 0;
  for (int k = 0; k < BL_NAME_KINDS; k++)
    if (kinds >> k & 1) mask |= 1u << bl_name_label(k, part);
  return mask;
}

static void end_sentence(reader *r) {
  if (!r->now.doc || r->now.doc->tokens.count == r->sentence_begin) return;
  bl_sentence s = {{r->sentence_begin, r->now.doc->tokens.count}, BL_NONE, BL_STR("")};
  BL_PUSH(&r->now.doc->sentences, s);
  r->sentence_begin = r->now.doc->tokens.count;
  r->sentences++;
}

static void set_allowed(reader *r) {
  uint32_t n = r->now.doc->tokens.count, outside = 1;
  for (int part = 0; part < 4; part++) outside |= labels_of(r->free_kinds, part);
  r->now.allowed = bl_calloc(n + 1, sizeof *r->now.allowed);
  for (uint32_t i = 0; i < n; i++) {
    if (!r->kinds.items[i]) {
      r->now.allowed[i] = outside;
      continue;
    }
    bool begins = r->starts.items[i] || i == 0 || r->kinds.items[i - 1] != r->kinds.items[i] ||
                  r->now.doc->tokens.items[i - 1].sentence != r->now.doc->tokens.items[i].sentence;
    bool ends = i + 1 == n || r->starts.items[i + 1] || r->kinds.items[i + 1] != r->kinds.items[i] ||
                r->now.doc->tokens.items[i + 1].sentence != r->now.doc->tokens.items[i].sentence;
    int part = begins && ends ? BL_NAME_UNIT : begins ? BL_NAME_BEGIN : ends ? BL_NAME_LAST : BL_NAME_INSIDE;
    r->now.allowed[i] = labels_of(r->kinds.items[i], part);
  }
}

static void end_document(reader *r) {
  end_sentence(r);
  if (r->now.doc && r->now.doc->tokens.count) {
    set_allowed(r);
    r->now.domain = r->domain;
    r->now.fold = r->out->count % FOLDS;
    BL_PUSH(r->out, r->now);
  } else {
    bl_doc_free(r->now.doc);
  }
  r->now = (names_doc){0};
  r->kinds.count = r->starts.count = 0;
  r->sentence_begin = r->sentences = 0;
}

static void add_token(reader *r, bl_str form, bl_str tag) {
  if (!r->now.doc) r->now.doc = bl_doc_new();
  bl_doc *doc = r->now.doc;
  bl_token t = {.form = bl_str_copy(&doc->arena, form),
                .lemma = BL_STR(""),
                .feats = BL_STR(""),
                .head = BL_NONE,
                .sentence = doc->sentences.count,
                .space_after = true};
  BL_PUSH(&doc->tokens, t);
  BL_PUSH(&r->kinds, tag.n > 2 ? kinds_of(bl_str_slice(tag, 2, tag.n)) : 0);
  BL_PUSH(&r->starts, (uint8_t)(tag.n > 0 && tag.p[0] == 'B'));
}

/* One file of columns. `numbered`: the first column is a running number and the tag the third, else the last. */
static bl_status read_columns(reader *r, const char *path, bool numbered, uint32_t doc_sentences) {
  bl_buf bytes = {0};
  BL_TRY(bl_read_file(path, (size_t)1 << 30, &bytes));
  bl_str rest = bl_buf_view(&bytes), line;
  for (int number = 0; rest.n && bl_str_next(&rest, '\n', &line); number++) {
    line = bl_str_trim(line);
    if (numbered && bl_str_starts(line, BL_STR("# newdoc"))) end_document(r);
    if (numbered && bl_str_starts(line, BL_STR("# "))) continue;
    if (!line.n || line.n == 1) {
      end_sentence(r);
      if (doc_sentences && r->sentences >= doc_sentences) end_document(r);
      continue;
    }
    bool tabs = memchr(line.p, '\t', line.n) != NULL;
    bl_str fields[8];
    int count = 0;
    while (count < 8 && bl_str_next(&line, tabs ? '\t' : ' ', &fields[count])) count++;
    if (count < (numbered ? 3 : 2) || (!numbered && number == 0 && bl_str_starts(fields[0], BL_STR("http")))) continue;
    add_token(r, fields[numbered], fields[numbered ? 2 : 1]); /* a third column of news: names inside names */
  }
  end_document(r);
  bl_buf_free(&bytes);
  return BL_OK;
}

static bl_status read_folder(reader *r, const char *dir) {
  bl_arena arena = {0};
  bl_names names = {0};
  bl_status status = bl_list_dir(dir, &arena, &names);
  for (uint32_t i = 0; status == BL_OK && i < names.count; i++)
    status = read_columns(r, bl_arena_printf(&arena, "%s/%s", dir, names.items[i]), false, 0);
  BL_VEC_FREE(&names);
  bl_arena_free(&arena);
  return status;
}

static void free_reader(reader *r) {
  BL_VEC_FREE(&r->kinds);
  BL_VEC_FREE(&r->starts);
}

/* Copies of some documents of the web in small letters, as hasty writers leave capitals out. */
static void add_small_copies(names_docs *docs, uint32_t begin, uint32_t end) {
  for (uint32_t i = begin; i < end; i += SMALL_STEP) {
    names_doc copy = docs->items[i];
    uint32_t n = copy.doc->tokens.count;
    bl_doc *doc = bl_doc_new();
    for (uint32_t k = 0; k < n; k++) {
      bl_token t = copy.doc->tokens.items[k];
      t.form = bl_utf8_lower(&doc->arena, t.form);
      BL_PUSH(&doc->tokens, t);
    }
    for (uint32_t k = 0; k < copy.doc->sentences.count; k++) BL_PUSH(&doc->sentences, copy.doc->sentences.items[k]);
    copy.allowed = bl_calloc(n + 1, sizeof *copy.allowed);
    for (uint32_t k = 0; k < n; k++) copy.allowed[k] = docs->items[i].allowed[k];
    copy.doc = doc;
    BL_PUSH(docs, copy);
  }
}

bl_status names_read_train(const char *corpora, bool open_only, names_docs *out) {
  bl_arena arena = {0};
  reader news = {.out = out}, web = {.out = out, .domain = 1, .free_kinds = K(NORP) | K(MISC)},
         wiki = {.out = out, .domain = 2};
  bl_status status = BL_OK;
  if (!open_only) status = read_folder(&news, bl_arena_printf(&arena, "%s/ner/worldwide/train", corpora));
  uint32_t before = out->count;
  if (status == BL_OK)
    status = read_columns(&web, bl_arena_printf(&arena, "%s/ner/uner-ewt-train.iob2", corpora), true, 0);
  if (status == BL_OK) add_small_copies(out, before, out->count);
  if (status == BL_OK)
    status = read_columns(&wiki, bl_arena_printf(&arena, "%s/ner/wikigold.conll", corpora), false, WIKI_SENTENCES);
  static const char *const parts[] = {"train", "dev", "test"};
  for (int i = 0; status == BL_OK && i < 3; i++)
    status =
        read_columns(&wiki, bl_arena_printf(&arena, "%s/ner/crossner-politics/%s.txt", corpora, parts[i]), false, 1);
  free_reader(&news);
  free_reader(&web);
  free_reader(&wiki);
  bl_arena_free(&arena);
  return status;
}

bl_status names_read_dev(const char *corpora, const char *set, names_docs *out) {
  bl_arena arena = {0};
  bool uner = strcmp(set, "uner") == 0;
  reader r = {.out = out, .domain = 0};
  bl_status status = uner ? read_columns(&r, bl_arena_printf(&arena, "%s/ner/uner-ewt-dev.iob2", corpora), true, 0)
                          : read_folder(&r, bl_arena_printf(&arena, "%s/ner/worldwide/dev", corpora));
  free_reader(&r);
  bl_arena_free(&arena);
  return status;
}

void names_docs_free(names_docs *docs) {
  for (uint32_t i = 0; i < docs->count; i++) {
    bl_doc_free(docs->items[i].doc);
    free(docs->items[i].allowed);
  }
  BL_VEC_FREE(docs);
}
