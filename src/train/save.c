/* save.c: networks with 8-bit weights: for each output of a matrix a scale so that its largest weight is 127. The
 * sections are read by src/nn/load.c. */
#include "train/save.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/model.h"
#include "nn/load.h"
#include "train/util.h"

typedef struct saver {
  bl_arena arena;
  BL_VEC(bl_model_section) sections;
} saver;

static void add(saver *s, const char *name, const char *ending, const void *bytes, size_t n) {
  bl_model_section section = {{0}, bytes, n};
  snprintf(section.name, sizeof section.name, "%s%s", name, ending);
  BL_PUSH(&s->sections, section);
}

static float largest(const float *w, size_t n, size_t step) {
  float most = 0;
  for (size_t i = 0; i < n; i++) most = fmaxf(most, fabsf(w[i * step]));
  return most > 0 ? most : 1;
}

static int8_t round8(float x) { return (int8_t)lrintf(fmaxf(-127, fminf(127, x))); }

/* A matrix [in][out] of the trainer as [out][in] with a scale for each output. */
static void add_matrix(saver *s, const char *name, const float *w, size_t in, size_t out, const float *bias) {
  int8_t *q = BL_ARENA_NEW(&s->arena, int8_t, in * out);
  float *scale = BL_ARENA_NEW(&s->arena, float, out);
  for (size_t j = 0; j < out; j++) {
    scale[j] = largest(w + j, in, out) / 127;
    for (size_t k = 0; k < in; k++) q[j * in + k] = round8(w[k * out + j] / scale[j]);
  }
  add(s, name, ".w", q, in * out);
  add(s, name, ".s", scale, out * sizeof *scale);
  if (bias) add(s, name, ".b", bias, out * sizeof *bias);
}

static void add_table(saver *s, const char *name, const float *w, size_t n) {
  int8_t *q = BL_ARENA_NEW(&s->arena, int8_t, n);
  float *scale = BL_ARENA_NEW(&s->arena, float, 1);
  *scale = largest(w, n, 1) / 127;
  for (size_t i = 0; i < n; i++) q[i] = round8(w[i] / *scale);
  add(s, name, ".w", q, n);
  add(s, name, ".s", scale, sizeof *scale);
}

static void add_config(saver *s, const net *n) {
  const net_config *c = &n->c;
  uint32_t *v = BL_ARENA_NEW(&s->arena, uint32_t, BL_NET_CONFIG_SIZE);
  v[BL_NET_WORD_DIM] = c->word_dim, v[BL_NET_PIECE_DIM] = c->piece_dim, v[BL_NET_PIECE_ROWS] = c->piece_rows;
  v[BL_NET_EXTRA_COUNT] = c->extras, v[BL_NET_EXTRA_DIM] = c->extra_dim;
  v[BL_NET_HIDDEN] = c->hidden, v[BL_NET_LAYER_COUNT] = c->layers;
  v[BL_NET_ARC] = c->arc, v[BL_NET_LABEL] = c->label, v[BL_NET_LABEL_COUNT] = c->labels;
  v[BL_NET_TAG] = c->tag, v[BL_NET_GROUP_COUNT] = c->groups;
  for (uint32_t i = 0; i < c->extras; i++) v[BL_NET_EXTRA_SIZE + i] = c->extra_size[i];
  for (uint32_t i = 0; i < c->groups; i++) v[BL_NET_GROUP_SIZE + i] = c->group_size[i];
  add(s, "CONFIG", "", v, BL_NET_CONFIG_SIZE * sizeof *v);
}

static void add_network(saver *s, const net *n) {
  const net_config *c = &n->c;
  char name[16];
  size_t H = c->hidden;
  add_config(s, n);
  add_table(s, "pieces", n->w + n->at.pieces, (size_t)c->piece_rows * c->piece_dim);
  for (uint32_t e = 0; e < c->extras; e++) {
    snprintf(name, sizeof name, "extra%u", e);
    add_table(s, name, n->w + n->at.extra[e], (size_t)c->extra_size[e] * c->extra_dim);
  }
  for (uint32_t l = 0; l < c->layers; l++)
    for (int d = 0; d < 2; d++) {
      snprintf(name, sizeof name, "wx%u%c", l, d ? 'b' : 'f');
      add_matrix(s, name, n->w + n->at.wx[l][d], l ? 2 * H : n->x_dim, 4 * H, n->w + n->at.b[l][d]);
      snprintf(name, sizeof name, "wh%u%c", l, d ? 'b' : 'f');
      add_matrix(s, name, n->w + n->at.wh[l][d], H, 4 * H, NULL);
    }
  add_matrix(s, "hidden", n->w + n->at.wm, 2 * H, n->m_dim, n->w + n->at.bm);
  if (c->arc) add_matrix(s, "arcs", n->w + n->at.u, c->arc, c->arc, NULL);
  if (c->arc) add_matrix(s, "labels", n->w + n->at.wl, c->label, (size_t)c->labels * c->label, NULL);
  if (c->groups) add_matrix(s, "classes", n->w + n->at.wt, c->tag, n->t_dim, n->w + n->at.bt);
}

static void add_names(saver *s, const char *name, const bl_symtab *table) {
  bl_buf text = {0};
  for (uint32_t i = 0; i < table->names.count; i++) bl_buf_printf(&text, BL_STR_FMT "\n", BL_STR_ARG(table->names.items[i]));
  add(s, name, "", bl_str_dup(&s->arena, bl_buf_view(&text)), text.n);
  bl_buf_free(&text);
}

static void finish(saver *s, const char *path) {
  if (bl_model_write(path, s->sections.items, s->sections.count) != BL_OK) die("%s", bl_last_error());
  BL_VEC_FREE(&s->sections);
  bl_arena_free(&s->arena);
}

void save_labeller(const net *n, const bl_symtab *names, uint32_t groups, const char *meta, const char *path) {
  saver s = {0};
  char section[16];
  add(&s, "META", "", meta, strlen(meta));
  add_network(&s, n);
  for (uint32_t g = 0; g < groups; g++) {
    snprintf(section, sizeof section, "names%u", g);
    add_names(&s, section, &names[g]);
  }
  finish(&s, path);
}

void save_parser(const net *n, const classes *c, const char *meta, const char *path) {
  saver s = {0};
  add(&s, "META", "", meta, strlen(meta));
  add_network(&s, n);
  add_names(&s, "lemmas", &c->lemma);
  add_names(&s, "feats", &c->feats);
  finish(&s, path);
}

void save_vectors(const vectors *v, const char *meta, const char *path) {
  saver s = {0};
  bl_buf words = {0};
  int8_t *q = BL_ARENA_NEW(&s.arena, int8_t, v->count * v->dim);
  float *scale = BL_ARENA_NEW(&s.arena, float, v->count);
  for (size_t i = 0; i < v->count; i++) {
    scale[i] = largest(v->vec + i * v->dim, v->dim, 1) / 127;
    for (size_t k = 0; k < v->dim; k++) q[i * v->dim + k] = round8(v->vec[i * v->dim + k] / scale[i]);
    bl_buf_printf(&words, "%s\n", v->word[i]);
  }
  add(&s, "META", "", meta, strlen(meta));
  add(&s, "words", "", words.p, words.n);
  add(&s, "scales", "", scale, v->count * sizeof *scale);
  add(&s, "numbers", "", q, v->count * v->dim);
  finish(&s, path);
  bl_buf_free(&words);
}
