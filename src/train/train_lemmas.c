/* train_lemmas.c: `byline-train lemmas`: the table of lemmas by form and tag (syntax/lemma_table.h).
 *
 * From the treebanks: pairs of form and tag whose uses agree on one lemma (four in five). From the NIH SPECIALIST
 * lexicon: inflected forms of words that the vectors know, unless a treebank knows better. Names keep their capitals as
 * keys and are listed only where the lemma is another word ("Sept." -> September); the others follow a rule. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/utf8.h"
#include "doc/conllu.h"
#include "train/commands.h"
#include "train/treebank.h"
#include "train/util.h"

typedef struct entry {
  bl_str key;                /* form TAB tag */
  uint32_t uses, best_uses;  /* of the pair, of its best lemma */
  bl_str lemma;
} entry;

typedef struct lemma_table {
  bl_arena arena;
  bl_symtab keys, lemmas;     /* key; key TAB lemma */
  BL_VEC(uint32_t) lemma_uses;
  BL_VEC(entry) entries;      /* by key */
} lemma_table;

static entry *entry_of(lemma_table *t, bl_str form, const char *tag) {
  bl_str key = bl_str_from(bl_arena_printf(&t->arena, BL_STR_FMT "\t%s", BL_STR_ARG(form), tag));
  uint32_t id = bl_intern(&t->keys, key);
  if (id == t->entries.count) BL_PUSH(&t->entries, ((entry){.key = bl_symbol_name(&t->keys, id)}));
  return &t->entries.items[id];
}

static void count_use(lemma_table *t, bl_str form, const char *tag, bl_str lemma) {
  entry *e = entry_of(t, form, tag);
  bl_str pair = bl_str_from(bl_arena_printf(&t->arena, BL_STR_FMT "\t" BL_STR_FMT, BL_STR_ARG(e->key), BL_STR_ARG(lemma)));
  uint32_t id = bl_intern(&t->lemmas, pair);
  if (id == t->lemma_uses.count) BL_PUSH(&t->lemma_uses, 0);
  uint32_t uses = ++t->lemma_uses.items[id];
  e->uses++;
  if (uses <= e->best_uses) return;
  e->best_uses = uses;
  e->lemma = bl_str_copy(&t->arena, lemma);
}

static void read_uses(lemma_table *t, const char *file) {
  bl_buf bytes = {0};
  bl_doc_list docs = {0};
  if (bl_read_file(file, SIZE_MAX, &bytes) != BL_OK || bl_conllu_read(file, bl_buf_view(&bytes), true, &docs) != BL_OK)
    die("%s", bl_last_error());
  for (uint32_t d = 0; d < docs.count; d++)
    for (uint32_t i = 0; i < docs.items[d]->tokens.count; i++) {
      const bl_token *k = &docs.items[d]->tokens.items[i];
      bool name = k->xpos == BL_XPOS_NNP || k->xpos == BL_XPOS_NNPS;
      bl_str key = name ? k->form : bl_utf8_lower(&t->arena, k->form);
      if (!k->lemma.n || bl_str_eq_c(k->lemma, "_") || k->xpos == BL_XPOS_GW || k->xpos == BL_XPOS_FW) continue;
      count_use(t, key, bl_xpos_name((bl_xpos)k->xpos), k->lemma);
    }
  for (uint32_t d = 0; d < docs.count; d++) bl_doc_free(docs.items[d]);
  free(docs.items);
  bl_buf_free(&bytes);
}

/* Whether the treebanks decide: two uses, or one that nothing speaks against; four in five agree. */
static bool decided(const entry *e) { return e->uses > 0 && e->best_uses * 5 >= e->uses * 4; }

/* One inflected form of the lexicon; the first lemma of the more frequent word wins. */
static void add_form(lemma_table *t, bl_map *rank, bl_str form, const char *tag, bl_str lemma) {
  bl_str low = bl_utf8_lower(&t->arena, form);
  if (!form.n || !bl_str_eq(low, form) || bl_map_get(rank, low) == BL_NONE) return;
  entry *e = entry_of(t, low, tag);
  uint32_t mine = bl_map_get(rank, bl_utf8_lower(&t->arena, lemma));
  if (e->uses > 1 || (e->uses && e->best_uses)) return;
  if (e->lemma.n && bl_map_get(rank, e->lemma) <= mine) return;
  e->lemma = bl_str_copy(&t->arena, lemma);
}

/* forms: slots by comma, variants by slash. */
static void add_slots(lemma_table *t, bl_map *rank, bl_str forms, const char *const *tags, bl_str lemma) {
  bl_str slot, form;
  for (int i = 0; tags[i] && bl_str_next(&forms, ',', &slot); i++)
    while (slot.n && bl_str_next(&slot, '/', &form)) add_form(t, rank, form, tags[i], lemma);
}

static void read_lexicon(lemma_table *t, bl_map *rank, const char *file) {
  static const char *const noun[] = {"NNS", NULL}, *const verb[] = {"VBD", "VBN", "VBG", "VBZ", NULL};
  static const char *const adj[] = {"JJR", "JJS", NULL}, *const adv[] = {"RBR", "RBS", NULL};
  bl_buf bytes = {0};
  if (bl_read_file(file, SIZE_MAX, &bytes) != BL_OK) die("%s", bl_last_error());
  bl_str rest = bl_buf_view(&bytes), line, lemma, pos;
  while (rest.n && bl_str_next(&rest, '\n', &line)) {
    if (!bl_str_next(&line, '\t', &lemma) || !bl_str_next(&line, '\t', &pos)) continue;
    const char *const *tags = bl_str_eq_c(pos, "noun") ? noun : bl_str_eq_c(pos, "verb") ? verb : bl_str_eq_c(pos, "adj") ? adj : bl_str_eq_c(pos, "adv") ? adv : NULL;
    if (tags) add_slots(t, rank, bl_str_trim(line), tags, lemma);
  }
  bl_buf_free(&bytes);
}

/* A name that is its own lemma, as the rule for names says anyway. */
static bool own_lemma(const entry *e) {
  return bl_str_ends(e->key, BL_STR("\tNNP")) && bl_str_eq(bl_str_slice(e->key, 0, e->key.n - 4), e->lemma);
}

static int by_key(const void *a, const void *b) { return bl_str_cmp(((const entry *)a)->key, ((const entry *)b)->key); }

static void write_table(lemma_table *t, const char *path) {
  bl_buf out = {0};
  bl_buf_c(&out, "# form, tag, lemma. From UD English EWT and GUM (train; CC BY-SA 4.0, CC BY 4.0) and the NIH SPECIALIST\n"
                 "# lexicon through LemmInflect (MIT). Made by `byline-train lemmas`; see README.md.\n");
  qsort(t->entries.items, t->entries.count, sizeof *t->entries.items, by_key);
  for (uint32_t i = 0; i < t->entries.count; i++) {
    const entry *e = &t->entries.items[i];
    if (!e->lemma.n || (e->uses && !decided(e)) || own_lemma(e)) continue;
    bl_buf_printf(&out, BL_STR_FMT "\t" BL_STR_FMT "\n", BL_STR_ARG(e->key), BL_STR_ARG(e->lemma));
  }
  if (bl_write_file(path, bl_buf_view(&out)) != BL_OK) die("%s", bl_last_error());
  bl_buf_free(&out);
}

int bl_train_lemmas(int argc, char **argv) {
  if (argc != 4) die("usage: byline-train lemmas CORPORA VECTORS OUT.tsv");
  lemma_table t = {0};
  vectors *v = vectors_load(argv[2]);
  bl_map rank = vector_rows(v);
  read_uses(&t, path_join(argv[1], "ewt/train.conllu"));
  read_uses(&t, path_join(argv[1], "gum/train.conllu"));
  read_lexicon(&t, &rank, path_join(argv[1], "lexicon/inflections.tsv"));
  write_table(&t, argv[3]);
  bl_map_free(&rank);
  vectors_free(v);
  bl_symtab_free(&t.keys), bl_symtab_free(&t.lemmas);
  BL_VEC_FREE(&t.lemma_uses), BL_VEC_FREE(&t.entries);
  bl_arena_free(&t.arena);
  return 0;
}
