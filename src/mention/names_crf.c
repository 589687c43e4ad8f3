/* Loading and decoding of the names model; see names_crf.h. Lookup is a binary search narrowed by a table on the upper
 * bits of the key. Invariants after opening: offsets ascend and stay inside the cells, labels are below BL_NAME_LABELS.
 */
#include "mention/names_crf.h"

#include <stdlib.h>
#include <string.h>

#include "data/model.h"

enum { TOP_BITS = 16, PASSES = 2 };

typedef struct crf_pass {
  const uint32_t *keys, *rows;
  const uint16_t *cells;
  uint32_t count;
  uint32_t top[(1 << TOP_BITS) + 1]; /* first key with these upper bits */
  const float *transitions;
  float scale;
} crf_pass;

struct bl_names_model {
  bl_model file;
  crf_pass pass[PASSES];
};

bool bl_name_follows(int label, int next) {
  bool open = label > 0 &&
              (bl_name_part_of((uint8_t)label) == BL_NAME_BEGIN || bl_name_part_of((uint8_t)label) == BL_NAME_INSIDE);
  if (next <= 0) return !open;
  int part = bl_name_part_of((uint8_t)next);
  bool inner = part == BL_NAME_INSIDE || part == BL_NAME_LAST;
  return open ? inner && bl_name_kind_of((uint8_t)label) == bl_name_kind_of((uint8_t)next) : !inner;
}

static bl_status check_pass(const char *path, const crf_pass *p, size_t cells) {
  for (uint32_t i = 0; i < p->count; i++)
    if (p->rows[i] > p->rows[i + 1] || (i && p->keys[i - 1] >= p->keys[i]))
      return bl_fail(BL_ERR_FORMAT, "%s: features out of order", path);
  if (p->rows[0] != 0 || p->rows[p->count] != cells) return bl_fail(BL_ERR_FORMAT, "%s: bad offsets", path);
  for (size_t i = 0; i < cells; i++)
    if ((p->cells[i] & 0xFF) >= BL_NAME_LABELS) return bl_fail(BL_ERR_FORMAT, "%s: bad label", path);
  return BL_OK;
}

static bl_status open_pass(const char *path, bl_names_model *model, int number) {
  char name[24] = "KEYS1";
  crf_pass *p = &model->pass[number];
  bl_model_section keys, rows, cells, transitions, scale;
  name[4] = (char)('1' + number);
  BL_TRY(bl_model_section_get(&model->file, path, name, 0, &keys));
  memcpy(name, "ROWS", 4);
  BL_TRY(bl_model_section_get(&model->file, path, name, keys.n + sizeof(uint32_t), &rows));
  memcpy(name, "CELL", 4);
  BL_TRY(bl_model_section_get(&model->file, path, name, 0, &cells));
  memcpy(name, "TRAN", 4);
  BL_TRY(bl_model_section_get(&model->file, path, name, BL_NAME_LABELS * BL_NAME_LABELS * sizeof(float), &transitions));
  BL_TRY(bl_model_section_get(&model->file, path, "SCALE", PASSES * sizeof(float), &scale));
  *p = (crf_pass){
      .keys = (const uint32_t *)keys.p, .rows = (const uint32_t *)rows.p, .cells = (const uint16_t *)cells.p};
  p->count = (uint32_t)(keys.n / sizeof(uint32_t));
  p->transitions = (const float *)transitions.p;
  p->scale = ((const float *)scale.p)[number];
  BL_TRY(check_pass(path, p, cells.n / sizeof(uint16_t)));
  uint32_t k = 0;
  for (uint32_t top = 0; top <= 1u << TOP_BITS; top++) {
    while (k < p->count && p->keys[k] >> (32 - TOP_BITS) < top) k++;
    p->top[top] = k;
  }
  return BL_OK;
}

bl_status bl_names_model_open(const char *path, bl_names_model **out) {
  bl_names_model *model = bl_calloc(1, sizeof *model);
  *out = NULL;
  bl_status status = bl_model_open(path, &model->file);
  if (status != BL_OK) {
    free(model);
    return status;
  }
  for (int i = 0; status == BL_OK && i < PASSES; i++) status = open_pass(path, model, i);
  if (status != BL_OK)
    bl_names_model_close(model);
  else
    *out = model;
  return status;
}

void bl_names_model_close(bl_names_model *model) {
  if (!model) return;
  bl_model_close(&model->file);
  free(model);
}

/* ---- decoding --------------------------------------------------------------------------------------------------- */

/* Where a feature may stand among the keys. */
static void key_range(const crf_pass *p, uint32_t key, uint32_t *low, uint32_t *high) {
  *low = p->top[key >> (32 - TOP_BITS)];
  *high = p->top[(key >> (32 - TOP_BITS)) + 1];
}

static uint32_t find_key(const crf_pass *p, uint32_t key) {
  uint32_t low, high;
  key_range(p, key, &low, &high);
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (p->keys[middle] < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low < p->count && p->keys[low] == key ? low : BL_NONE;
}

/* Sums the weights of a token's features; `features` is used up. Memory is the cost here, so all fetches of a step are
 * under way before the first is waited for. */
static void sum_features(const crf_pass *p, bl_features *features, int32_t *sums) {
  uint32_t found = 0, low, high;
  for (uint32_t k = 0; k < features->count; k++) {
    key_range(p, features->items[k], &low, &high);
    __builtin_prefetch(&p->keys[low + (high - low) / 2]);
  }
  for (uint32_t k = 0; k < features->count; k++) {
    uint32_t at = find_key(p, features->items[k]);
    if (at == BL_NONE) continue;
    features->items[found++] = at;
    __builtin_prefetch(&p->rows[at]);
  }
  for (uint32_t k = 0; k < found; k++) __builtin_prefetch(&p->cells[p->rows[features->items[k]]]);
  for (uint32_t k = 0; k < found; k++)
    for (uint32_t c = p->rows[features->items[k]]; c < p->rows[features->items[k] + 1]; c++)
      sums[p->cells[c] & 0xFF] += (int8_t)(p->cells[c] >> 8);
}

/* For each label those that may stand before it. */
typedef struct follow_table {
  uint8_t before[BL_NAME_LABELS][BL_NAME_LABELS], count[BL_NAME_LABELS];
} follow_table;

static void fill_follow(follow_table *t) {
  for (int y = 0; y < BL_NAME_LABELS; y++) {
    t->count[y] = 0;
    for (int x = 0; x < BL_NAME_LABELS; x++)
      if (bl_name_follows(x, y)) t->before[y][t->count[y]++] = (uint8_t)x;
  }
}

void bl_names_viterbi(const float *scores, const float *transitions, uint32_t n, bl_arena *arena, uint8_t *labels) {
  enum { L = BL_NAME_LABELS };
  uint8_t *back = bl_arena_alloc(arena, (size_t)n * L);
  follow_table follow;
  fill_follow(&follow);
  float best[2][L];
  for (int y = 0; y < L; y++) best[0][y] = bl_name_follows(-1, y) ? scores[y] : -1e30f;
  for (uint32_t i = 1; i < n; i++) {
    const float *before = best[(i - 1) & 1];
    for (int y = 0; y < L; y++) {
      float top = -2e30f;
      int from = 0;
      for (int k = 0; k < follow.count[y]; k++) {
        int x = follow.before[y][k];
        float s = before[x] + transitions[x * L + y];
        if (s > top) top = s, from = x;
      }
      best[i & 1][y] = top + scores[(size_t)i * L + (size_t)y];
      back[(size_t)i * L + (size_t)y] = (uint8_t)from;
    }
  }
  int y = 0;
  for (int x = 1; x < L; x++)
    if (bl_name_follows(x, -1) && best[(n - 1) & 1][x] > best[(n - 1) & 1][y]) y = x;
  for (uint32_t i = n; i-- > 0; y = back[(size_t)i * L + (size_t)y]) labels[i] = (uint8_t)y;
}

static void label_sentence(const crf_pass *p, const bl_feature_doc *fd, bl_span s, bl_features *features,
                           bl_arena *arena, uint8_t *labels) {
  uint32_t n = s.end - s.begin;
  float *scores = BL_ARENA_NEW(arena, float, (size_t)n *BL_NAME_LABELS);
  for (uint32_t i = 0; i < n; i++) {
    int32_t sums[BL_NAME_LABELS] = {0};
    features->count = 0;
    bl_features_of(fd, s.begin + i, features);
    sum_features(p, features, sums);
    for (int y = 0; y < BL_NAME_LABELS; y++) scores[(size_t)i * BL_NAME_LABELS + (size_t)y] = p->scale * (float)sums[y];
  }
  bl_names_viterbi(scores, p->transitions, n, arena, labels + s.begin);
}

void bl_names_model_label(const bl_names_model *model, const bl_lexicon *lexicon, const bl_doc *doc, int domain,
                          bl_arena *scratch, uint8_t *labels) {
  bl_features features = {0};
  bl_arena sentence = {0};
  bl_feature_doc *fd = bl_feature_doc_new(lexicon, doc, domain, scratch);
  for (int pass = 0; pass < PASSES; pass++) {
    uint8_t *now = BL_ARENA_NEW(scratch, uint8_t, doc->tokens.count + 1);
    if (!model->pass[pass].count) continue;
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
      bl_span s = doc->sentences.items[i].tokens;
      if (s.begin == s.end) continue;
      label_sentence(&model->pass[pass], fd, s, &features, &sentence, now);
      bl_arena_reset(&sentence);
    }
    memcpy(labels, now, doc->tokens.count);
    if (pass == 0) bl_feature_doc_second(fd, now);
  }
  BL_VEC_FREE(&features);
  bl_arena_free(&sentence);
  bl_arena_reset(scratch);
}
