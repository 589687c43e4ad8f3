/* Weight matrices of 8 bits and their product with rows of 16-bit activations, in integers.
 *
 * Sums of integers do not depend on their order, so AVX2, SSE2 and plain C give the same numbers. Scales bring them back
 * to float: out[r][j] = sum_k a[r][k] w[k][j] * scale[j] / BL_ACT_ONE * in_range + bias[j]. */
#ifndef BL_NN_MATRIX_H
#define BL_NN_MATRIX_H

#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

/* A function that is compiled for AVX2 too where the loader can choose; results are the same (no contraction). */
#if defined(__x86_64__) && defined(__linux__) && (defined(__GNUC__) && !defined(__clang__))
#define BL_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define BL_CLONES
#endif

/* An activation of `range` is stored as BL_ACT_ONE: sums of 1,024 products with 8-bit weights stay below 2^31. */
enum { BL_ACT_ONE = 16384 };

typedef struct bl_matrix {
  uint32_t in, out;        /* as trained */
  uint32_t in_pairs, out_blocks; /* padded: pairs of inputs, blocks of 16 outputs */
  int16_t *packed;         /* [out_blocks][in_pairs][16][2] */
  float *scale, *bias;     /* [out_blocks * 16], zero beyond `out` */
} bl_matrix;

/* Packs weights `w` [out][in] with a scale and a bias for each output (`bias` NULL: none) into the arena. */
void bl_matrix_pack(bl_matrix *m, bl_arena *arena, const int8_t *w, const float *scale, const float *bias, uint32_t in, uint32_t out);

/* Width of a row of activations for this matrix, in numbers: the inputs rounded up to a pair. */
uint32_t bl_matrix_row(const bl_matrix *m);

/* out[r] (+)= a[r] W for `rows` rows: rows of `a` are `lda` apart, rows of `out` are `ldo` apart (m->out_blocks * 16 are
 * written). `range`: the activation that BL_ACT_ONE stands for. With `add` the bias is left out and `out` is added to. */
void bl_matrix_mul(const bl_matrix *m, const int16_t *a, size_t lda, size_t rows, float range, float *out, size_t ldo, int add);

/* Rounds n numbers to 16 bits, clamped to [-range, range]. */
void bl_quantize(const float *x, size_t n, float range, int16_t *out);

#endif
