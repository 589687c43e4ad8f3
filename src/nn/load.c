/* Opening vectors and networks. Every section's length is checked against the configuration before it is used; a
 * configuration that no trainer writes is refused. Numbers in files are little-endian; on a big-endian machine loading is
 * refused rather than wrong. */
#include "nn/load.h"

#include <stdio.h>
#include <string.h>

#include "nn/network.h"

static bl_status check_byte_order(const char *path) {
  const uint16_t one = 1;
  unsigned char first;
  memcpy(&first, &one, 1);
  return first == 1 ? BL_OK : bl_fail(BL_ERR_FORMAT, "%s: models need a little-endian machine", path);
}

/* ---- vectors ---------------------------------------------------------------------------------------------------- */

static bl_status load_vectors(const char *path, bl_vectors *v) {
  bl_model_section words, scales, numbers;
  BL_TRY(check_byte_order(path));
  BL_TRY(bl_model_section_get(&v->model, path, "words", 0, &words));
  BL_TRY(bl_model_section_get(&v->model, path, "scales", 0, &scales));
  v->count = (uint32_t)(scales.n / sizeof(float));
  if (!v->count || !words.n || words.p[words.n - 1] != '\n') return bl_fail(BL_ERR_FORMAT, "%s: broken word list", path);
  BL_TRY(bl_model_section_get(&v->model, path, "numbers", 0, &numbers));
  v->dim = (uint32_t)(numbers.n / v->count);
  if (!v->dim || v->dim > 512 || numbers.n != (size_t)v->count * v->dim)
    return bl_fail(BL_ERR_FORMAT, "%s: vectors do not fit the word list", path);
  v->numbers = (const int8_t *)numbers.p;
  v->scales = (const float *)(const void *)scales.p;
  bl_str rest = {(const char *)words.p, words.n - 1}, word;
  for (uint32_t i = 0; i < v->count; i++) {
    if (!bl_str_next(&rest, '\n', &word)) return bl_fail(BL_ERR_FORMAT, "%s: word list too short", path);
    bl_map_put(&v->rows, word, i);
  }
  return BL_OK;
}

bl_status bl_vectors_open(const char *path, bl_vectors *out) {
  *out = (bl_vectors){0};
  BL_TRY(bl_model_open(path, &out->model));
  bl_status status = load_vectors(path, out);
  if (status != BL_OK) bl_vectors_close(out);
  return status;
}

void bl_vectors_close(bl_vectors *v) {
  bl_map_free(&v->rows);
  bl_model_close(&v->model);
}

/* ---- networks --------------------------------------------------------------------------------------------------- */

static bl_status read_config(const char *path, bl_network *n) {
  bl_model_section s;
  uint32_t c[BL_NET_CONFIG_SIZE];
  BL_TRY(bl_model_section_get(&n->model, path, "CONFIG", sizeof c, &s));
  memcpy(c, s.p, sizeof c);
  n->piece_dim = c[BL_NET_PIECE_DIM], n->piece_rows = c[BL_NET_PIECE_ROWS];
  n->extras = c[BL_NET_EXTRA_COUNT], n->extra_dim = c[BL_NET_EXTRA_DIM];
  n->hidden = c[BL_NET_HIDDEN], n->layers = c[BL_NET_LAYER_COUNT];
  n->arc = c[BL_NET_ARC], n->label = c[BL_NET_LABEL], n->labels = c[BL_NET_LABEL_COUNT];
  n->tag = c[BL_NET_TAG], n->groups = c[BL_NET_GROUP_COUNT];
  bool good = c[BL_NET_WORD_DIM] == n->vectors->dim && n->piece_dim <= 256 && n->piece_rows > 1 && n->piece_rows < 1u << 24 &&
              n->extras <= BL_NET_EXTRAS && n->extra_dim <= 256 && n->hidden && n->hidden <= 1024 && n->hidden % 4 == 0 && n->layers &&
              n->layers <= BL_NET_LAYERS && n->arc <= 1024 && n->label <= 512 && n->labels < 256 && n->tag <= 1024 &&
              n->groups <= BL_NET_GROUPS && n->arc % 2 == 0 && n->label % 2 == 0 && n->tag % 2 == 0 && (!n->arc || n->label);
  for (uint32_t i = 0; good && i < n->extras; i++) good = (n->extra_size[i] = c[BL_NET_EXTRA_SIZE + i]) > 0 && n->extra_size[i] <= 256;
  for (uint32_t i = 0; good && i < n->groups; i++) good = (n->group_size[i] = c[BL_NET_GROUP_SIZE + i]) > 0 && n->group_size[i] < 65536;
  if (!good) return bl_fail(BL_ERR_FORMAT, "%s: a configuration that does not fit this program or its word vectors", path);
  n->x_dim = n->vectors->dim + n->piece_dim + n->extras * n->extra_dim;
  n->m_dim = 2 * n->arc + 2 * n->label + n->tag;
  for (uint32_t i = 0; i < n->groups; i++) n->t_dim += n->group_size[i];
  return BL_OK;
}

/* Sections NAME.w [out][in], NAME.s [out] and, with `bias`, NAME.b [out]. */
static bl_status load_matrix(const char *path, bl_network *n, const char *name, uint32_t in, uint32_t out, bool bias, bl_matrix *m) {
  bl_model_section w, s, b = {{0}, NULL, 0};
  char section[40];
  snprintf(section, sizeof section, "%s.w", name);
  BL_TRY(bl_model_section_get(&n->model, path, section, (size_t)in * out, &w));
  snprintf(section, sizeof section, "%s.s", name);
  BL_TRY(bl_model_section_get(&n->model, path, section, out * sizeof(float), &s));
  snprintf(section, sizeof section, "%s.b", name);
  if (bias) BL_TRY(bl_model_section_get(&n->model, path, section, out * sizeof(float), &b));
  bl_matrix_pack(m, &n->arena, (const int8_t *)w.p, (const float *)(const void *)s.p, (const float *)(const void *)b.p, in, out);
  return BL_OK;
}

static bl_status load_table(const char *path, bl_network *n, const char *name, uint32_t rows, uint32_t dim, const int8_t **out, float *scale) {
  bl_model_section w, s;
  char section[40];
  snprintf(section, sizeof section, "%s.w", name);
  BL_TRY(bl_model_section_get(&n->model, path, section, (size_t)rows * dim, &w));
  snprintf(section, sizeof section, "%s.s", name);
  BL_TRY(bl_model_section_get(&n->model, path, section, sizeof(float), &s));
  memcpy(scale, s.p, sizeof *scale);
  *out = (const int8_t *)w.p;
  return BL_OK;
}

static bl_status load_layers(const char *path, bl_network *n) {
  char name[24];
  for (uint32_t l = 0; l < n->layers; l++)
    for (int d = 0; d < 2; d++) {
      snprintf(name, sizeof name, "wx%u%c", l, d ? 'b' : 'f');
      BL_TRY(load_matrix(path, n, name, l ? 2 * n->hidden : n->x_dim, 4 * n->hidden, true, &n->wx[l][d]));
      snprintf(name, sizeof name, "wh%u%c", l, d ? 'b' : 'f');
      BL_TRY(load_matrix(path, n, name, n->hidden, 4 * n->hidden, false, &n->wh[l][d]));
    }
  return BL_OK;
}

static bl_status load_network(const char *path, bl_network *n) {
  char name[24];
  BL_TRY(check_byte_order(path));
  BL_TRY(read_config(path, n));
  BL_TRY(load_table(path, n, "pieces", n->piece_rows, n->piece_dim, &n->pieces, &n->piece_scale));
  for (uint32_t e = 0; e < n->extras; e++) {
    snprintf(name, sizeof name, "extra%u", e);
    BL_TRY(load_table(path, n, name, n->extra_size[e], n->extra_dim, &n->extra[e], &n->extra_scale[e]));
  }
  BL_TRY(load_layers(path, n));
  BL_TRY(load_matrix(path, n, "hidden", 2 * n->hidden, n->m_dim, true, &n->wm));
  if (n->arc) {
    BL_TRY(load_matrix(path, n, "arcs", n->arc, n->arc, false, &n->u));
    BL_TRY(load_matrix(path, n, "labels", n->label, n->labels * n->label, false, &n->wl));
  }
  return n->groups ? load_matrix(path, n, "classes", n->tag, n->t_dim, true, &n->wt) : BL_OK;
}

bl_status bl_network_open(const char *path, const bl_vectors *vectors, bl_network *out) {
  *out = (bl_network){.vectors = vectors};
  BL_TRY(bl_model_open(path, &out->model));
  bl_status status = load_network(path, out);
  if (status != BL_OK) bl_network_close(out);
  return status;
}

void bl_network_close(bl_network *n) {
  bl_arena_free(&n->arena);
  bl_model_close(&n->model);
}
