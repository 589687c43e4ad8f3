/* The parser at work: sentences in batches through the network, then trees and labels. See syntax.h. */
#include "syntax/syntax.h"

#include <stdlib.h>
#include <string.h>

#include "base/address.h"
#include "nn/network.h"
#include "syntax/lemma_table.h"
#include "syntax/mst.h"
#include "syntax/tags.h"

enum { GROUP_UPOS, GROUP_XPOS, GROUP_LEMMA, GROUP_FEATS, GROUP_COUNT, BATCH_TOKENS = 1500 };

typedef BL_VEC(bl_str) strings;

struct bl_parser {
  bl_vectors vectors;
  bl_network network;
  bl_lemma_table table;
  bl_tag_pairs tags;
  strings lemmas, feats; /* views into the model file */
};

/* ---- open and close --------------------------------------------------------------------------------------------- */

static bl_status load_names(const bl_parser *p, const char *path, const char *section, uint32_t count, strings *out) {
  bl_model_section s;
  bl_str rest, line;
  BL_TRY(bl_model_section_get(&p->network.model, path, section, 0, &s));
  rest = (bl_str){(const char *)s.p, s.n};
  while (rest.n && bl_str_next(&rest, '\n', &line)) BL_PUSH(out, line);
  return out->count == count ? BL_OK : bl_fail(BL_ERR_FORMAT, "%s: section %s has %u lines, not %u", path, section, out->count, count);
}

static bl_status open_models(const char *data_dir, bl_parser *p, bl_arena *arena) {
  const char *path = bl_arena_printf(arena, "%s/models/parser.model", data_dir);
  BL_TRY(bl_vectors_open(bl_arena_printf(arena, "%s/models/vectors.model", data_dir), &p->vectors));
  BL_TRY(bl_lemma_table_open(bl_arena_printf(arena, "%s/syntax/lemmas.tsv", data_dir), &p->table));
  BL_TRY(bl_tag_pairs_open(bl_arena_printf(arena, "%s/syntax/tags.tsv", data_dir), &p->tags));
  BL_TRY(bl_network_open(path, &p->vectors, &p->network));
  const bl_network *n = &p->network;
  bool good = n->arc && n->groups == GROUP_COUNT && n->group_size[GROUP_UPOS] == BL_POS_COUNT &&
              n->group_size[GROUP_XPOS] == BL_XPOS_COUNT && n->labels == BL_DEP_COUNT;
  if (!good) return bl_fail(BL_ERR_FORMAT, "%s: not a parser of this version", path);
  BL_TRY(load_names(p, path, "lemmas", n->group_size[GROUP_LEMMA], &p->lemmas));
  return load_names(p, path, "feats", n->group_size[GROUP_FEATS], &p->feats);
}

bl_status bl_parser_open(const char *data_dir, bl_parser **out) {
  bl_arena arena = {0};
  bl_parser *p = bl_calloc(1, sizeof *p);
  bl_status status = open_models(data_dir, p, &arena);
  bl_arena_free(&arena);
  if (status != BL_OK) bl_parser_close(p), p = NULL;
  *out = p;
  return status;
}

void bl_parser_close(bl_parser *p) {
  if (!p) return;
  bl_network_close(&p->network);
  bl_vectors_close(&p->vectors);
  bl_lemma_table_free(&p->table);
  BL_VEC_FREE(&p->lemmas);
  BL_VEC_FREE(&p->feats);
  free(p);
}

/* ---- a batch ---------------------------------------------------------------------------------------------------- */

/* A sentence or a window of one. */
typedef struct piece {
  bl_span tokens;
  bool later; /* not the first window of its sentence */
} piece;

typedef BL_VEC(piece) pieces;

static uint32_t best(const float *z, uint32_t n) {
  uint32_t at = 0;
  for (uint32_t i = 1; i < n; i++)
    if (z[i] > z[at]) at = i;
  return at;
}

static void set_classes(const bl_parser *p, bl_doc *doc, const bl_net_sentence *s, bl_span tokens) {
  const bl_network *n = &p->network;
  for (uint32_t i = 0; i < s->n; i++) {
    bl_token *t = &doc->tokens.items[tokens.begin + i];
    const float *row = s->classes + (size_t)(i + 1) * s->t_stride;
    bl_tag_pairs_best(&p->tags, row + bl_network_group(n, GROUP_UPOS), row + bl_network_group(n, GROUP_XPOS), &t->upos, &t->xpos);
    if (bl_is_address(t->form)) t->upos = BL_POS_PROPN, t->xpos = BL_XPOS_ADD;
    uint32_t lemma = best(row + bl_network_group(n, GROUP_LEMMA), n->group_size[GROUP_LEMMA]);
    t->lemma = bl_lemma_find(&p->table, &doc->arena, t->form, (bl_xpos)t->xpos, p->lemmas.items[lemma]);
    t->feats = p->feats.items[best(row + bl_network_group(n, GROUP_FEATS), n->group_size[GROUP_FEATS])];
  }
}

static uint8_t in_sixteenths(float margin) { return margin <= 0 ? 0 : margin * 16 >= UINT8_MAX ? UINT8_MAX : (uint8_t)(margin * 16); }

static uint32_t set_tree(const bl_parser *p, bl_doc *doc, const bl_net_sentence *s, bl_span tokens, bl_arena *scratch) {
  uint32_t *heads = BL_ARENA_NEW(scratch, uint32_t, s->n + 1), root = tokens.begin;
  uint8_t *labels = BL_ARENA_NEW(scratch, uint8_t, s->n + 1);
  float *margins = BL_ARENA_NEW(scratch, float, s->n + 1);
  bl_mst(s->arcs, s->n + 1, heads, scratch);
  bl_network_labels(&p->network, s, heads, labels, margins, scratch);
  for (uint32_t i = 1; i <= s->n; i++) {
    bl_token *t = &doc->tokens.items[tokens.begin + i - 1];
    bool is_root = heads[i] == 0;
    t->head_margin = in_sixteenths(bl_margin(s->arcs + (size_t)i * (s->n + 1), s->n + 1, heads[i], i));
    t->label_margin = in_sixteenths(margins[i]);
    t->head = is_root ? BL_NONE : tokens.begin + heads[i] - 1;
    t->dep = is_root ? BL_DEP_ROOT : labels[i] == BL_DEP_ROOT ? BL_DEP_DEP : labels[i];
    if (is_root) root = tokens.begin + i - 1;
  }
  return root;
}

static void run_batch(const bl_parser *p, bl_doc *doc, const piece *batch, uint32_t count, uint32_t *first_root) {
  bl_arena scratch = {0};
  bl_net_sentence *s = BL_ARENA_NEW(&scratch, bl_net_sentence, count);
  for (uint32_t b = 0; b < count; b++) {
    uint32_t n = s[b].n = batch[b].tokens.end - batch[b].tokens.begin;
    bl_str *forms = BL_ARENA_NEW(&scratch, bl_str, n);
    for (uint32_t i = 0; i < n; i++) forms[i] = doc->tokens.items[batch[b].tokens.begin + i].form;
    s[b].forms = forms;
  }
  bl_network_run(&p->network, s, count, &scratch);
  for (uint32_t b = 0; b < count; b++) {
    set_classes(p, doc, &s[b], batch[b].tokens);
    uint32_t root = set_tree(p, doc, &s[b], batch[b].tokens, &scratch);
    if (!batch[b].later) *first_root = root;
    if (!batch[b].later) continue;
    doc->tokens.items[root].head = *first_root;
    doc->tokens.items[root].dep = BL_DEP_PARATAXIS;
  }
  bl_arena_free(&scratch);
}

/* ---- windows ---------------------------------------------------------------------------------------------------- */

/* Where to cut a long sentence: behind the last punctuation mark in the second half of the window, else at its end. */
static uint32_t cut(const bl_doc *doc, uint32_t begin, uint32_t end) {
  if (end - begin <= BL_PARSE_WINDOW) return end;
  static const char *const marks[] = {";", ",", ":", "-", "–", "—", ".", ")"};
  for (uint32_t i = begin + BL_PARSE_WINDOW; i > begin + BL_PARSE_WINDOW / 2; i--)
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
      if (bl_str_eq_c(doc->tokens.items[i - 1].form, marks[k])) return i;
  return begin + BL_PARSE_WINDOW;
}

static void add_windows(const bl_doc *doc, bl_span tokens, pieces *out) {
  for (uint32_t at = tokens.begin; at < tokens.end;) {
    uint32_t end = cut(doc, at, tokens.end);
    BL_PUSH(out, ((piece){{at, end}, at > tokens.begin}));
    at = end;
  }
}

bl_status bl_parser_run(const bl_parser *parser, bl_doc *doc) {
  pieces all = {0};
  for (uint32_t i = 0; i < doc->sentences.count; i++) add_windows(doc, doc->sentences.items[i].tokens, &all);
  uint32_t root = 0;
  for (uint32_t from = 0, to = 0; from < all.count; from = to) {
    uint32_t sum = 0;
    while (to < all.count && (to == from || sum + (all.items[to].tokens.end - all.items[to].tokens.begin) <= BATCH_TOKENS)) {
      sum += all.items[to].tokens.end - all.items[to].tokens.begin;
      to++;
    }
    run_batch(parser, doc, all.items + from, to - from, &root);
  }
  BL_VEC_FREE(&all);
  return BL_OK;
}
