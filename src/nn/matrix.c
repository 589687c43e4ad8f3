/* The integer matrix product. The inner loop multiplies a pair of activations with pairs of weights for 16 outputs
 * (pmaddwd), four rows at a time; see matrix.h for what it computes. */
#include "nn/matrix.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { BLOCK = 16, ROWS = 4 };

void bl_matrix_pack(bl_matrix *m, bl_arena *arena, const int8_t *w, const float *scale, const float *bias, uint32_t in, uint32_t out) {
  *m = (bl_matrix){.in = in, .out = out, .in_pairs = (in + 1) / 2, .out_blocks = (out + BLOCK - 1) / BLOCK};
  size_t padded = (size_t)m->out_blocks * BLOCK;
  m->packed = BL_ARENA_NEW(arena, int16_t, padded * m->in_pairs * 2);
  m->scale = BL_ARENA_NEW(arena, float, padded);
  m->bias = BL_ARENA_NEW(arena, float, padded);
  for (uint32_t j = 0; j < out; j++) {
    m->scale[j] = scale[j];
    if (bias) m->bias[j] = bias[j];
    int16_t *block = m->packed + (size_t)(j / BLOCK) * m->in_pairs * BLOCK * 2;
    for (uint32_t k = 0; k < in; k++) block[((size_t)(k / 2) * BLOCK + j % BLOCK) * 2 + k % 2] = w[(size_t)j * in + k];
  }
}

uint32_t bl_matrix_row(const bl_matrix *m) { return m->in_pairs * 2; }

/* sums[r][16] of one block of outputs for `rows` (1..4) rows. */
typedef void (*block_sums)(const int16_t *w, uint32_t pairs, const int16_t *a, size_t lda, size_t rows, int32_t sums[ROWS][BLOCK]);

__attribute__((unused)) static void sums_plain(const int16_t *w, uint32_t pairs, const int16_t *a, size_t lda, size_t rows, int32_t sums[ROWS][BLOCK]) {
  memset(sums, 0, sizeof(int32_t) * ROWS * BLOCK);
  for (uint32_t k = 0; k < pairs; k++)
    for (size_t r = 0; r < rows; r++) {
      int32_t x = a[r * lda + 2 * k], y = a[r * lda + 2 * k + 1];
      const int16_t *p = w + (size_t)k * BLOCK * 2;
      for (int j = 0; j < BLOCK; j++) sums[r][j] += x * p[2 * j] + y * p[2 * j + 1];
    }
}

#if defined(__x86_64__)
static int32_t pair_at(const int16_t *a) {
  int32_t pair;
  memcpy(&pair, a, sizeof pair);
  return pair;
}

__attribute__((target("avx2"))) static void sums_avx2_4(const int16_t *w, uint32_t pairs, const int16_t *a, size_t lda, int32_t sums[ROWS][BLOCK]) {
  __m256i s00 = _mm256_setzero_si256(), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
  const int16_t *a1 = a + lda, *a2 = a + 2 * lda, *a3 = a + 3 * lda;
  for (uint32_t k = 0; k < pairs; k++, w += BLOCK * 2) {
    __m256i w0 = _mm256_loadu_si256((const __m256i *)w), w1 = _mm256_loadu_si256((const __m256i *)(w + BLOCK));
    __m256i x = _mm256_set1_epi32(pair_at(a + 2 * k));
    s00 = _mm256_add_epi32(s00, _mm256_madd_epi16(x, w0));
    s01 = _mm256_add_epi32(s01, _mm256_madd_epi16(x, w1));
    x = _mm256_set1_epi32(pair_at(a1 + 2 * k));
    s10 = _mm256_add_epi32(s10, _mm256_madd_epi16(x, w0));
    s11 = _mm256_add_epi32(s11, _mm256_madd_epi16(x, w1));
    x = _mm256_set1_epi32(pair_at(a2 + 2 * k));
    s20 = _mm256_add_epi32(s20, _mm256_madd_epi16(x, w0));
    s21 = _mm256_add_epi32(s21, _mm256_madd_epi16(x, w1));
    x = _mm256_set1_epi32(pair_at(a3 + 2 * k));
    s30 = _mm256_add_epi32(s30, _mm256_madd_epi16(x, w0));
    s31 = _mm256_add_epi32(s31, _mm256_madd_epi16(x, w1));
  }
  __m256i *out = (__m256i *)sums;
  _mm256_storeu_si256(out, s00), _mm256_storeu_si256(out + 1, s01);
  _mm256_storeu_si256(out + 2, s10), _mm256_storeu_si256(out + 3, s11);
  _mm256_storeu_si256(out + 4, s20), _mm256_storeu_si256(out + 5, s21);
  _mm256_storeu_si256(out + 6, s30), _mm256_storeu_si256(out + 7, s31);
}

__attribute__((target("avx2"))) static void sums_avx2_1(const int16_t *w, uint32_t pairs, const int16_t *a, int32_t sums[BLOCK]) {
  __m256i s0 = _mm256_setzero_si256(), s1 = s0;
  for (uint32_t k = 0; k < pairs; k++, w += BLOCK * 2) {
    __m256i x = _mm256_set1_epi32(pair_at(a + 2 * k));
    s0 = _mm256_add_epi32(s0, _mm256_madd_epi16(x, _mm256_loadu_si256((const __m256i *)w)));
    s1 = _mm256_add_epi32(s1, _mm256_madd_epi16(x, _mm256_loadu_si256((const __m256i *)(w + BLOCK))));
  }
  _mm256_storeu_si256((__m256i *)sums, s0);
  _mm256_storeu_si256((__m256i *)sums + 1, s1);
}

static void sums_avx2(const int16_t *w, uint32_t pairs, const int16_t *a, size_t lda, size_t rows, int32_t sums[ROWS][BLOCK]) {
  if (rows == ROWS) {
    sums_avx2_4(w, pairs, a, lda, sums);
    return;
  }
  for (size_t r = 0; r < rows; r++) sums_avx2_1(w, pairs, a + r * lda, sums[r]);
}

static void sums_sse2(const int16_t *w, uint32_t pairs, const int16_t *a, size_t lda, size_t rows, int32_t sums[ROWS][BLOCK]) {
  for (size_t r = 0; r < rows; r++) {
    __m128i s[4] = {_mm_setzero_si128(), _mm_setzero_si128(), _mm_setzero_si128(), _mm_setzero_si128()};
    for (uint32_t k = 0; k < pairs; k++) {
      __m128i x = _mm_set1_epi32(pair_at(a + r * lda + 2 * k));
      const __m128i *p = (const __m128i *)(w + (size_t)k * BLOCK * 2);
      for (int j = 0; j < 4; j++) s[j] = _mm_add_epi32(s[j], _mm_madd_epi16(x, _mm_loadu_si128(p + j)));
    }
    for (int j = 0; j < 4; j++) _mm_storeu_si128((__m128i *)sums[r] + j, s[j]);
  }
}
#endif

static block_sums best_kernel(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") ? sums_avx2 : sums_sse2;
#else
  return sums_plain;
#endif
}

/* One block of sums to floats: out = sum * scale + (add ? out : bias). */
BL_CLONES static void to_float(const int32_t *restrict sums, const float *restrict scale, float unit, const float *restrict bias,
                               int add, float *restrict out) {
  if (add)
    for (int j = 0; j < BLOCK; j++) out[j] = (float)sums[j] * (scale[j] * unit) + out[j];
  else
    for (int j = 0; j < BLOCK; j++) out[j] = (float)sums[j] * (scale[j] * unit) + bias[j];
}

void bl_matrix_mul(const bl_matrix *m, const int16_t *a, size_t lda, size_t rows, float range, float *out, size_t ldo, int add) {
  block_sums kernel = best_kernel();
  int32_t sums[ROWS][BLOCK];
  float unit = range / BL_ACT_ONE;
  for (uint32_t b = 0; b < m->out_blocks; b++) {
    const int16_t *w = m->packed + (size_t)b * m->in_pairs * BLOCK * 2;
    size_t at = (size_t)b * BLOCK;
    for (size_t r = 0; r < rows; r += ROWS) {
      size_t some = rows - r < ROWS ? rows - r : ROWS;
      kernel(w, m->in_pairs, a + r * lda, lda, some, sums);
      for (size_t i = 0; i < some; i++) to_float(sums[i], m->scale + at, unit, m->bias + at, add, out + (r + i) * ldo + at);
    }
  }
}

BL_CLONES void bl_quantize(const float *restrict x, size_t n, float range, int16_t *restrict out) {
  float unit = BL_ACT_ONE / range;
  for (size_t i = 0; i < n; i++) {
    float v = x[i] * unit;
    v = v > BL_ACT_ONE ? BL_ACT_ONE : v;
    v = v < -BL_ACT_ONE ? -BL_ACT_ONE : v;
    v += v < 0 ? -0.5f : 0.5f;
    out[i] = (int16_t)(int32_t)v;
  }
}
