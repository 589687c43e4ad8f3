/* The integer matrix product. The inner loop multiplies a pair of activations with pairs of weights for 16 outputs
 * (pmaddwd), six rows at a time; see matrix.h for what it computes. */
#include "nn/matrix.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { BLOCK = 16, ROWS = 6 };

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

/* sums[r][16] of one block of outputs for `rows` (1..ROWS) rows. */
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

/* For a constant number of rows: all sums stay in registers (2 x 6, two of weights, one of activations). */
__attribute__((target("avx2"), always_inline)) static inline void sums_avx2_of(const int n, const int16_t *w, uint32_t pairs, const int16_t *a,
                                                                               size_t lda, int32_t sums[ROWS][BLOCK]) {
  __m256i low[ROWS], high[ROWS];
#pragma GCC unroll 6
  for (int r = 0; r < n; r++) low[r] = high[r] = _mm256_setzero_si256();
  for (uint32_t k = 0; k < pairs; k++, w += BLOCK * 2) {
    __m256i w0 = _mm256_loadu_si256((const __m256i *)w), w1 = _mm256_loadu_si256((const __m256i *)(w + BLOCK));
#pragma GCC unroll 6
    for (int r = 0; r < n; r++) {
      __m256i x = _mm256_set1_epi32(pair_at(a + (size_t)r * lda + 2 * k));
      low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(x, w0));
      high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(x, w1));
    }
  }
#pragma GCC unroll 6
  for (int r = 0; r < n; r++) {
    _mm256_storeu_si256((__m256i *)sums[r], low[r]);
    _mm256_storeu_si256((__m256i *)sums[r] + 1, high[r]);
  }
}

__attribute__((target("avx2"))) static void sums_avx2(const int16_t *w, uint32_t pairs, const int16_t *a, size_t lda, size_t rows, int32_t sums[ROWS][BLOCK]) {
  switch (rows) {
    case 1: sums_avx2_of(1, w, pairs, a, lda, sums); break;
    case 2: sums_avx2_of(2, w, pairs, a, lda, sums); break;
    case 3: sums_avx2_of(3, w, pairs, a, lda, sums); break;
    case 4: sums_avx2_of(4, w, pairs, a, lda, sums); break;
    case 5: sums_avx2_of(5, w, pairs, a, lda, sums); break;
    default: sums_avx2_of(6, w, pairs, a, lda, sums); break;
  }
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
