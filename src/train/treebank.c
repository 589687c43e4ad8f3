/* treebank.c: from CoNLL-U to numbers. See treebank.h. */
#include "train/treebank.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/utf8.h"
#include "doc/conllu.h"
#include "nn/form.h"
#include "syntax/lemma.h"
#include "train/util.h"

bl_map vector_rows(const vectors *v) {
  bl_map map = {0};
  for (size_t i = 0; i < v->count; i++) bl_map_put(&map, bl_str_from(v->word[i]), (uint32_t)i);
  return map;
}

static bl_doc_list read_docs(const char *file) {
  bl_buf bytes = {0};
  bl_doc_list docs = {0};
  if (bl_read_file(file, SIZE_MAX, &bytes) != BL_OK || bl_conllu_read(file, bl_buf_view(&bytes), true, &docs) != BL_OK)
    die("%s", bl_last_error());
  bl_buf_free(&bytes);
  return docs;
}

static void free_docs(bl_doc_list *docs) {
  for (uint32_t i = 0; i < docs->count; i++) bl_doc_free(docs->items[i]);
  free(docs->items);
}

/* ---- classes ---------------------------------------------------------------------------------------------------- */

typedef struct counted {
  bl_str name;
  uint32_t count, order;
} counted;

static int by_count(const void *a, const void *b) {
  const counted *x = a, *y = b;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

typedef struct counter {
  bl_symtab names;
  BL_VEC(uint32_t) counts;
} counter;

static void count_name(counter *c, bl_str name) {
  uint32_t id = bl_intern(&c->names, name);
  if (id == c->counts.count) BL_PUSH(&c->counts, 0);
  c->counts.items[id]++;
}

static void keep_frequent(counter *c, uint32_t least, bl_symtab *out) {
  uint32_t n = c->counts.count;
  counted *all = xcalloc(n, sizeof *all);
  for (uint32_t i = 0; i < n; i++) all[i] = (counted){bl_symbol_name(&c->names, i), c->counts.items[i], i};
  qsort(all, n, sizeof *all, by_count);
  for (uint32_t i = 0; i < n && all[i].count >= least; i++) bl_intern(out, all[i].name);
  free(all);
  bl_symtab_free(&c->names);
  BL_VEC_FREE(&c->counts);
}

void learn_classes(const char *const *files, size_t count, classes *out) {
  counter lemma = {0}, feats = {0};
  for (size_t f = 0; f < count; f++) {
    bl_doc_list docs = read_docs(files[f]);
    for (uint32_t d = 0; d < docs.count; d++)
      for (uint32_t i = 0; i < docs.items[d]->tokens.count; i++) {
        const bl_token *t = &docs.items[d]->tokens.items[i];
        count_name(&lemma, bl_lemma_script(&docs.items[d]->arena, t->form, t->lemma));
        count_name(&feats, t->feats);
      }
    free_docs(&docs);
  }
  keep_frequent(&lemma, 2, &out->lemma);
  keep_frequent(&feats, 2, &out->feats);
}

/* ---- sentences -------------------------------------------------------------------------------------------------- */

static const bl_str hidden_word = {"\1", 1};

/* Fills word and pieces of a sentence from its forms. */
static void spell_sentence(treebank *t, const bl_str *forms, const reading *how, net_sentence *s) {
  uint32_t pieces[BL_PIECES_MAX];
  BL_VEC(uint32_t) all = {0};
  s->word = BL_ARENA_NEW(&t->arena, uint32_t, s->n);
  s->piece_begin = BL_ARENA_NEW(&t->arena, uint32_t, s->n + 1);
  if (how->mask > 0) s->group[GROUP_WORD] = BL_ARENA_NEW(&t->arena, int32_t, s->n);
  for (uint32_t i = 0; i < s->n; i++) {
    char norm[BL_NORM_MAX + 1];
    bl_str form = forms[i];
    uint32_t row = bl_map_get(how->rows, (bl_str){norm, bl_form_norm(form.p, form.n, norm)});
    bool hidden = how->mask > 0 && rng_float(how->rng) < how->mask;
    if (how->mask > 0) s->group[GROUP_WORD][i] = hidden && row < WORD_CLASSES ? (int32_t)row : -1;
    if (hidden) form = hidden_word;
    s->word[i] = hidden ? UINT32_MAX : row;
    s->piece_begin[i] = all.count;
    size_t k = bl_form_pieces(form.p, form.n, how->piece_rows - 1, pieces);
    for (size_t j = 0; j < k; j++) BL_PUSH(&all, pieces[j]);
  }
  s->piece_begin[s->n] = all.count;
  s->pieces = BL_ARENA_NEW(&t->arena, uint32_t, all.count);
  if (all.count) memcpy(s->pieces, all.items, all.count * sizeof *all.items);
  BL_VEC_FREE(&all);
}

static int32_t class_of(const bl_symtab *table, bl_str name) {
  uint32_t id = bl_symbol(table, name);
  return id == BL_NONE ? -1 : (int32_t)id;
}

static bl_str *copy_forms(treebank *t, const bl_doc *doc, bl_span span, uint32_t n) {
  bl_str *forms = BL_ARENA_NEW(&t->arena, bl_str, n);
  for (uint32_t i = 0; i < n; i++) forms[i] = bl_str_copy(&t->arena, doc->tokens.items[span.begin + i].form);
  return forms;
}

static void add_sentence(treebank *t, const bl_doc *doc, bl_span span, uint32_t n, bl_str *forms, const reading *how) {
  net_sentence s = {.n = n};
  bl_arena scratch = {0};
  s.head = BL_ARENA_NEW(&t->arena, uint32_t, n);
  s.dep = BL_ARENA_NEW(&t->arena, uint8_t, n);
  for (int g = 0; g < GROUP_COUNT; g++) s.group[g] = BL_ARENA_NEW(&t->arena, int32_t, n);
  for (uint32_t i = 0; i < n; i++) {
    const bl_token *k = &doc->tokens.items[span.begin + i];
    s.head[i] = k->head == BL_NONE ? 0 : k->head - span.begin + 1;
    s.dep[i] = k->dep;
    s.group[GROUP_UPOS][i] = k->upos;
    s.group[GROUP_XPOS][i] = k->xpos;
    s.group[GROUP_LEMMA][i] = class_of(&how->classes->lemma, bl_lemma_script(&scratch, forms[i], k->lemma));
    s.group[GROUP_FEATS][i] = class_of(&how->classes->feats, k->feats);
  }
  bl_arena_free(&scratch);
  spell_sentence(t, forms, how, &s);
  BL_PUSH(&t->sentences, s);
  BL_PUSH(&t->forms, forms);
}

static bl_str recase(bl_arena *arena, bl_str form, int dress) {
  bl_buf out = {0};
  for (size_t i = 0, k = 0; i < form.n; k++) {
    uint32_t cp = bl_utf8_next(form, &i);
    bool up = dress == 1 || (dress == 2 && k == 0);
    bl_utf8_put(&out, up ? bl_cp_to_upper(cp) : dress == 0 || dress == 1 ? bl_cp_to_lower(cp) : cp);
  }
  bl_str copy = bl_str_copy(arena, bl_buf_view(&out));
  bl_buf_free(&out);
  return copy;
}

/* The sentence once more: lower case (0), capitals (1), title case (2), or only without its full stop (3). */
static void add_noisy(treebank *t, const bl_doc *doc, bl_span span, const reading *how) {
  uint32_t n = span.end - span.begin;
  int dress = (int)rng_below(how->rng, 4);
  const bl_token *last = &doc->tokens.items[span.end - 1];
  bool leaf = last->upos == BL_POS_PUNCT && bl_child(doc, span.end - 1, BL_NONE) == BL_NONE;
  if (leaf && n > 2) n--;
  bl_str *forms = copy_forms(t, doc, span, n);
  for (uint32_t i = 0; i < n && dress < 3; i++) forms[i] = recase(&t->arena, forms[i], dress);
  add_sentence(t, doc, span, n, forms, how);
}

void read_treebank(const char *file, const reading *how, treebank *out) {
  bl_doc_list docs = read_docs(file);
  for (uint32_t d = 0; d < docs.count; d++)
    for (uint32_t i = 0; i < docs.items[d]->sentences.count; i++) {
      const bl_doc *doc = docs.items[d];
      bl_span span = doc->sentences.items[i].tokens;
      uint32_t n = span.end - span.begin;
      add_sentence(out, doc, span, n, copy_forms(out, doc, span, n), how);
      if (how->noise > 0 && n > 3 && rng_float(how->rng) < how->noise) add_noisy(out, doc, span, how);
    }
  free_docs(&docs);
}

void free_treebank(treebank *t) {
  BL_VEC_FREE(&t->sentences);
  BL_VEC_FREE(&t->forms);
  bl_arena_free(&t->arena);
}
