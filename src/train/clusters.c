/* Word clusters from word vectors: spherical k-means, three levels apart from each other. Features for names: words
 * that stand in like places ("Kandahar", "Mosul") share a number although only one was in the training text.
 *
 * Vectors are made unit length; centres start from evenly spaced words of the frequency list, so the result depends on
 * nothing but the file. Output: word TAB cluster TAB cluster TAB cluster, in the order of the file. */
#include "train/names.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"

enum { LEVELS = 3, ROUNDS = 12 };
static const uint32_t level_sizes[LEVELS] = {48, 256, 1024};

typedef struct word_vectors {
  bl_buf bytes;
  bl_str *words;
  float *v; /* count x dim, unit length */
  uint32_t count, dim;
} word_vectors;

static bl_status read_vectors(const char *path, word_vectors *out) {
  unsigned count, dim;
  BL_TRY(bl_read_file(path, (size_t)1 << 30, &out->bytes));
  if (sscanf(out->bytes.p, "byline-vectors %u %u", &count, &dim) != 2 || !count || !dim || dim > 1024 ||
      count > 10000000)
    return bl_fail(BL_ERR_FORMAT, "%s: not a file of word vectors", path);
  out->count = count;
  out->dim = dim;
  out->words = bl_calloc(count, sizeof *out->words);
  out->v = bl_calloc((size_t)count * dim, sizeof *out->v);
  bl_str rest = bl_buf_view(&out->bytes), line;
  bl_str_next(&rest, '\n', &line);
  for (uint32_t i = 0; i < count; i++) {
    if (!bl_str_next(&rest, '\n', &line)) return bl_fail(BL_ERR_FORMAT, "%s: cut short", path);
    bl_str_next(&line, ' ', &out->words[i]);
  }
  if (rest.n != (size_t)count * dim * sizeof(float)) return bl_fail(BL_ERR_FORMAT, "%s: wrong length", path);
  memcpy(out->v, rest.p, rest.n);
  return BL_OK;
}

static void unit(float *v, uint32_t dim) {
  double sum = 0;
  for (uint32_t k = 0; k < dim; k++) sum += (double)v[k] * v[k];
  float scale = sum > 0 ? (float)(1 / sqrt(sum)) : 0;
  for (uint32_t k = 0; k < dim; k++) v[k] *= scale;
}

static float dot(const float *a, const float *b, uint32_t dim) {
  float sum[8] = {0};
  uint32_t k = 0;
  for (; k + 8 <= dim; k += 8)
    for (int j = 0; j < 8; j++) sum[j] += a[k + (uint32_t)j] * b[k + (uint32_t)j];
  for (; k < dim; k++) sum[0] += a[k] * b[k];
  return ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7]));
}

static void assign(const word_vectors *w, const float *centres, uint32_t k, uint32_t *cluster) {
  for (uint32_t i = 0; i < w->count; i++) {
    float best = -2;
    for (uint32_t c = 0; c < k; c++) {
      float score = dot(w->v + (size_t)i * w->dim, centres + (size_t)c * w->dim, w->dim);
      if (score > best) best = score, cluster[i] = c;
    }
  }
}

static void cluster_words(const word_vectors *w, uint32_t k, uint32_t *cluster) {
  uint32_t dim = w->dim, seeds = w->count < 20000 ? w->count : 20000;
  float *centres = bl_calloc((size_t)k * dim, sizeof *centres);
  if (k > seeds) k = seeds;
  for (uint32_t c = 0; c < k; c++)
    memcpy(centres + (size_t)c * dim, w->v + (size_t)(c * (uint64_t)seeds / k) * dim, dim * sizeof *centres);
  for (int round = 0; round < ROUNDS; round++) {
    assign(w, centres, k, cluster);
    memset(centres, 0, (size_t)k * dim * sizeof *centres);
    for (uint32_t i = 0; i < w->count; i++)
      for (uint32_t d = 0; d < dim; d++) centres[(size_t)cluster[i] * dim + d] += w->v[(size_t)i * dim + d];
    for (uint32_t c = 0; c < k; c++) unit(centres + (size_t)c * dim, dim);
  }
  free(centres);
}

int bl_train_clusters(int argc, char **argv) {
  word_vectors w = {0};
  bl_buf out = {0};
  uint32_t *cluster[LEVELS] = {0};
  if (argc != 3) return fprintf(stderr, "usage: byline-train clusters VECTORS OUT.tsv\n"), 2;
  bl_status status = read_vectors(argv[1], &w);
  for (uint32_t i = 0; status == BL_OK && i < w.count; i++) unit(w.v + (size_t)i * w.dim, w.dim);
  for (int level = 0; status == BL_OK && level < LEVELS; level++) {
    cluster[level] = bl_calloc(w.count, sizeof *cluster[level]);
    cluster_words(&w, level_sizes[level], cluster[level]);
  }
  bl_buf_c(&out, "# word, clusters of 48, 256 and 1024 (byline-train clusters)\n");
  for (uint32_t i = 0; status == BL_OK && i < w.count; i++) {
    bl_buf_str(&out, w.words[i]);
    for (int level = 0; level < LEVELS; level++) bl_buf_printf(&out, "\t%u", cluster[level][i]);
    bl_buf_char(&out, '\n');
  }
  if (status == BL_OK) status = bl_write_file(argv[2], bl_buf_view(&out));
  if (status != BL_OK) fprintf(stderr, "byline-train: %s\n", bl_last_error());
  for (int level = 0; level < LEVELS; level++) free(cluster[level]);
  free(w.words);
  free(w.v);
  bl_buf_free(&w.bytes);
  bl_buf_free(&out);
  return status != BL_OK;
}
