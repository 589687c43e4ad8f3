/* Rooms nn and syntax in their parts: integer products against plain sums, activations, spellings, best trees against all
 * trees, lemmas, damaged models, whole runs. */
#include "test.h"

#include <unistd.h>

#include "base/io.h"
#include "data/model.h"
#include "doc/doc.h"
#include "nn/activation.h"
#include "nn/form.h"
#include "nn/matrix.h"
#include "syntax/lemma.h"
#include "syntax/lemma_table.h"
#include "syntax/mst.h"
#include "syntax/syntax.h"
#include "syntax/tags.h"

static const char *data_dir(void) {
  const char *given = getenv("BYLINE_DATA");
  return given ? given : "data";
}

/* A small generator, the same everywhere. */
static uint32_t next(uint32_t *state) {
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

/* ---- nn --------------------------------------------------------------------------------------------------------- */

static int64_t plain_sum(const int8_t *w, const int16_t *a, uint32_t in) {
  int64_t sum = 0;
  for (uint32_t k = 0; k < in; k++) sum += (int64_t)w[k] * a[k];
  return sum;
}

/* Products of all sizes around the blocks of the kernel equal plain sums to the last bit. */
static void test_matrix(void) {
  enum { MAX = 70, ROWS = 6 };
  bl_arena arena = {0};
  uint32_t seed = 7, wrong = 0;
  for (uint32_t in = 1; in < MAX; in += 9)
    for (uint32_t out = 1; out < MAX; out += 11) {
      int8_t *w = BL_ARENA_NEW(&arena, int8_t, in * out);
      float *scale = BL_ARENA_NEW(&arena, float, out), *bias = BL_ARENA_NEW(&arena, float, out);
      for (uint32_t i = 0; i < in * out; i++) w[i] = (int8_t)(next(&seed) % 255 - 127);
      for (uint32_t j = 0; j < out; j++) scale[j] = 1.0f / (float)(1 + j), bias[j] = (float)j;
      bl_matrix m;
      bl_matrix_pack(&m, &arena, w, scale, bias, in, out);
      size_t lda = bl_matrix_row(&m), ldo = (size_t)m.out_blocks * 16;
      int16_t *a = BL_ARENA_NEW(&arena, int16_t, lda * ROWS);
      float *o = BL_ARENA_NEW(&arena, float, ldo * ROWS);
      for (size_t r = 0; r < ROWS; r++)
        for (uint32_t k = 0; k < in; k++) a[r * lda + k] = (int16_t)(next(&seed) % 32769 - BL_ACT_ONE);
      bl_matrix_mul(&m, a, lda, ROWS, 2.0f, o, ldo, 0);
      for (size_t r = 0; r < ROWS; r++)
        for (uint32_t j = 0; j < out; j++) {
          float unit = 2.0f / BL_ACT_ONE, sum = (float)plain_sum(w + (size_t)j * in, a + r * lda, in);
          wrong += o[r * ldo + j] != sum * (scale[j] * unit) + bias[j];
        }
    }
  CHECK(wrong == 0);
  bl_arena_free(&arena);
}

static void test_activations(void) {
  static const float known[][2] = {{0, 0}, {0.5f, 0.46211716f}, {1, 0.76159416f}, {2, 0.96402758f}, {-3, -0.99505475f}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    float e = bl_tanh(known[i][0]) - known[i][1];
    CHECK(e < 1e-5f && e > -1e-5f);
  }
  CHECK(bl_tanh(100) <= 1.0001f && bl_tanh(-100) >= -1.0001f);
  CHECK(bl_sigmoid(0) == 0.5f);
  float x[] = {0, 1, -1, 5, -5, 0.25f};
  int16_t q[6];
  bl_quantize(x, 6, 1, q);
  CHECK(q[0] == 0 && q[1] == BL_ACT_ONE && q[2] == -BL_ACT_ONE && q[3] == BL_ACT_ONE && q[4] == -BL_ACT_ONE);
  CHECK(q[5] == BL_ACT_ONE / 4);
}

static bl_str norm_of(const char *form, char out[BL_NORM_MAX + 1]) {
  return (bl_str){out, bl_form_norm(form, strlen(form), out)};
}

static void test_forms(void) {
  char out[BL_NORM_MAX + 1];
  uint32_t pieces[BL_PIECES_MAX];
  CHECK_STR(norm_of("Kabul", out), "kabul");
  CHECK_STR(norm_of("’s", out), "'s");
  CHECK_STR(norm_of("1,250", out), "0,000");
  CHECK_STR(norm_of("\xC3\x89lan", out), "\xC3\xA9lan");
  CHECK(bl_form_shape("KABUL", 5) != bl_form_shape("Kabul", 5));
  CHECK(bl_form_shape("Kabul", 5) == bl_form_shape("Herat", 5));
  char longest[400];
  memset(longest, 'x', sizeof longest);
  size_t n = bl_form_pieces(longest, sizeof longest, 1000, pieces);
  CHECK(n > 3 && n <= BL_PIECES_MAX);
  for (size_t i = 0; i < n; i++) CHECK(pieces[i] < 1000);
  CHECK(bl_form_norm("\xFF\xC3", 2, out) <= BL_NORM_MAX);
}

/* ---- trees ------------------------------------------------------------------------------------------------------ */

static bool is_tree(const uint32_t *heads, uint32_t n) {
  uint32_t roots = 0;
  for (uint32_t i = 1; i < n; i++) {
    uint32_t at = i, steps = 0;
    while (at && steps++ < n) at = heads[at];
    if (at) return false;
    roots += heads[i] == 0;
  }
  return roots == 1;
}

static float tree_score(const float *s, const uint32_t *heads, uint32_t n) {
  float sum = 0;
  for (uint32_t i = 1; i < n; i++) sum += s[i * n + heads[i]];
  return sum;
}

/* The best score of all trees, by trying them all. */
static float best_of_all(const float *s, uint32_t n) {
  uint32_t heads[8] = {0}, total = 1;
  float best = -1e9f;
  for (uint32_t i = 1; i < n; i++) total *= n;
  for (uint32_t code = 0; code < total; code++) {
    uint32_t rest = code;
    for (uint32_t i = 1; i < n; i++, rest /= n) heads[i] = rest % n;
    float score = is_tree(heads, n) ? tree_score(s, heads, n) : -1e9f;
    if (score > best) best = score;
  }
  return best;
}

static void test_mst(void) {
  bl_arena arena = {0};
  uint32_t seed = 3, heads[8], bad = 0;
  for (int round = 0; round < 300; round++) {
    uint32_t n = 2 + next(&seed) % 4;
    float s[64];
    for (uint32_t i = 0; i < n * n; i++) s[i] = (float)(next(&seed) % 64);
    bl_mst(s, n, heads, &arena);
    bad += !is_tree(heads, n) || tree_score(s, heads, n) != best_of_all(s, n);
    bl_arena_reset(&arena);
  }
  CHECK(bad == 0);
  bl_arena_free(&arena);
}

/* ---- lemmas ----------------------------------------------------------------------------------------------------- */

static void round_trip(bl_arena *arena, const char *form, const char *lemma) {
  bl_str script = bl_lemma_script(arena, bl_str_from(form), bl_str_from(lemma));
  CHECK_STR(bl_lemma_apply(arena, bl_str_from(form), script), lemma);
}

static void test_lemma_scripts(void) {
  bl_arena arena = {0};
  round_trip(&arena, "Making", "make");
  round_trip(&arena, "went", "go");
  round_trip(&arena, "Iraqis", "Iraqi");
  round_trip(&arena, "caf\xC3\xA9s", "caf\xC3\xA9");
  CHECK_STR(bl_lemma_apply(&arena, BL_STR("Kiosks"), BL_STR("l-1+")), "kiosk");
  CHECK_STR(bl_lemma_apply(&arena, BL_STR("a"), BL_STR("l-9+")), "a");
  bl_arena_free(&arena);
}

static bl_status open_table(const char *text, bl_lemma_table *table) {
  char path[] = "/tmp/byline-lemmas-XXXXXX";
  int fd = mkstemp(path);
  if (fd < 0) return BL_ERR_IO;
  close(fd);
  bl_status status = bl_write_file(path, bl_str_from(text));
  if (status == BL_OK) status = bl_lemma_table_open(path, table);
  unlink(path);
  return status;
}

static void test_lemma_table(void) {
  bl_arena arena = {0};
  bl_lemma_table t = {0}, bad = {0};
  CHECK(open_table("# note\nmaking\tVBG\tmake\n", &t) == BL_OK);
  CHECK_STR(bl_lemma_find(&t, &arena, BL_STR("Making"), BL_XPOS_VBG, BL_STR("l-3+")), "make");
  CHECK_STR(bl_lemma_find(&t, &arena, BL_STR("Making"), BL_XPOS_NN, BL_STR("l-0+")), "making");
  CHECK_STR(bl_lemma_find(&t, &arena, BL_STR("Makings"), BL_XPOS_NNP, BL_STR("l-1+")), "Makings");
  bl_lemma_table_free(&t);
  CHECK(open_table("making\tVBX\tmake\n", &bad) == BL_ERR_FORMAT);
  CHECK(strstr(bl_last_error(), ":1:8: unknown tag 'VBX'") != NULL);
  CHECK(open_table("one field\n", &bad) == BL_ERR_FORMAT);
  bl_arena_free(&arena);
}

/* ---- models and whole runs -------------------------------------------------------------------------------------- */

/* Each flipped bit of a small container is refused. */
static void test_damage(void) {
  static const unsigned char body[40] = "forty bytes of a section, more or less";
  char path[] = "/tmp/byline-model-XXXXXX";
  int fd = mkstemp(path);
  bl_model_section section = {"part", body, sizeof body};
  bl_buf bytes = {0};
  bl_model m;
  if (fd >= 0) close(fd);
  CHECK(bl_model_write(path, &section, 1) == BL_OK);
  CHECK(bl_read_file(path, 1 << 20, &bytes) == BL_OK);
  uint32_t taken = 0;
  for (size_t i = 0; i < bytes.n; i++) {
    bytes.p[i] ^= 1;
    bl_write_file(path, bl_buf_view(&bytes));
    if (bl_model_open(path, &m) == BL_OK) {
      bl_model_section got;
      taken += bl_model_section_get(&m, path, "part", 0, &got) == BL_OK && memcmp(got.p, body, sizeof body) != 0;
      bl_model_close(&m);
    }
    bytes.p[i] ^= 1;
  }
  CHECK(taken == 0);
  bl_write_file(path, (bl_str){bytes.p, bytes.n / 2});
  CHECK(bl_model_open(path, &m) == BL_ERR_FORMAT);
  bl_buf_free(&bytes);
  unlink(path);
}

/* A document with sentences of blank-separated words, one a line. */
static bl_doc *document(const char *lines) {
  bl_doc *doc = bl_doc_new();
  bl_doc_set_text(doc, bl_str_from(lines));
  bl_str rest = doc->text, line, word;
  while (rest.n && bl_str_next(&rest, '\n', &line)) {
    uint32_t first = doc->tokens.count;
    while (bl_str_next(&line, ' ', &word)) {
      uint32_t begin = (uint32_t)(word.p - doc->text.p);
      bl_token t = {.bytes = {begin, begin + (uint32_t)word.n}, .form = word, .sentence = doc->sentences.count, .head = BL_NONE};
      BL_PUSH(&doc->tokens, t);
    }
    BL_PUSH(&doc->sentences, ((bl_sentence){{first, doc->tokens.count}, BL_NONE, BL_STR("")}));
  }
  return doc;
}

static bool sentence_is_tree(const bl_doc *doc, uint32_t s) {
  bl_span span = doc->sentences.items[s].tokens;
  uint32_t roots = 0;
  for (uint32_t i = span.begin; i < span.end; i++) {
    uint32_t at = i, steps = 0;
    while (at != BL_NONE && steps++ <= span.end - span.begin) {
      if (at < span.begin || at >= span.end) return false;
      at = doc->tokens.items[at].head;
    }
    if (at != BL_NONE) return false;
    roots += doc->tokens.items[i].head == BL_NONE;
  }
  return roots == 1;
}

static void test_parse(const bl_parser *p) {
  bl_doc *doc = document("The minister praised the two engineers .\nStop !\nProtesters blocked roads in Lima");
  CHECK(bl_parser_run(p, doc) == BL_OK);
  const bl_token *t = doc->tokens.items;
  for (uint32_t s = 0; s < 3; s++) CHECK(sentence_is_tree(doc, s));
  CHECK(t[2].head == BL_NONE && t[2].upos == BL_POS_VERB && t[2].dep == BL_DEP_ROOT);
  CHECK(t[1].head == 2 && t[1].dep == BL_DEP_NSUBJ && t[5].head == 2 && t[5].dep == BL_DEP_OBJ);
  CHECK_STR(t[2].lemma, "praise");
  CHECK_STR(t[5].lemma, "engineer");
  CHECK(t[10].upos == BL_POS_VERB && t[11].head == 10 && t[11].dep == BL_DEP_OBJ);
  bl_doc *alone = document("Protesters blocked roads in Lima");
  CHECK(bl_parser_run(p, alone) == BL_OK);
  for (uint32_t i = 0; i < alone->tokens.count; i++) {
    const bl_token *a = &alone->tokens.items[i], *b = &t[9 + i];
    CHECK(a->upos == b->upos && a->dep == b->dep && (a->head == BL_NONE ? b->head == BL_NONE : a->head + 9 == b->head));
  }
  bl_doc_free(alone);
  bl_doc_free(doc);
}

/* A sentence of 2,000 tokens is one tree of windows. */
static void test_long(const bl_parser *p) {
  bl_buf text = {0};
  for (int i = 0; i < 400; i++) bl_buf_c(&text, i ? " and they left , later" : "They came , they went");
  bl_doc *doc = document(text.p);
  CHECK(doc->tokens.count == 2000 && doc->sentences.count == 1);
  CHECK(bl_parser_run(p, doc) == BL_OK);
  CHECK(sentence_is_tree(doc, 0));
  bl_doc_free(doc);
  bl_buf_free(&text);
}

/* Scores that favour DET and NN apart give the best pair that exists. */
static void test_tag_pairs(void) {
  static bl_tag_pairs pairs;
  bl_arena arena = {0};
  float upos[BL_POS_COUNT] = {0}, xpos[BL_XPOS_COUNT] = {0};
  uint8_t u = 0, x = 0;
  CHECK(bl_tag_pairs_open(bl_arena_printf(&arena, "%s/syntax/tags.tsv", data_dir()), &pairs) == BL_OK);
  upos[BL_POS_DET] = 5, upos[BL_POS_NOUN] = 4, xpos[BL_XPOS_NN] = 5, xpos[BL_XPOS_DT] = 3;
  bl_tag_pairs_best(&pairs, upos, xpos, &u, &x);
  CHECK(u == BL_POS_NOUN && x == BL_XPOS_NN);
  xpos[BL_XPOS_DT] = 4.5f;
  bl_tag_pairs_best(&pairs, upos, xpos, &u, &x);
  CHECK(u == BL_POS_DET && x == BL_XPOS_DT);
  bl_arena_free(&arena);
}

int main(void) {
  bl_parser *p = NULL;
  test_tag_pairs();
  test_matrix();
  test_activations();
  test_forms();
  test_mst();
  test_lemma_scripts();
  test_lemma_table();
  test_damage();
  CHECK(bl_parser_open("/nowhere", &p) != BL_OK && !p);
  CHECK(bl_parser_open(data_dir(), &p) == BL_OK);
  if (p) test_parse(p), test_long(p);
  bl_parser_close(p);
  return test_end("syntax");
}
