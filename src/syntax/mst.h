/* The best tree over scored arcs. */
#ifndef BL_SYNTAX_MST_H
#define BL_SYNTAX_MST_H

#include <stdint.h>

#include "base/mem.h"

/* heads[1..n) of the maximum spanning tree over positions 0 (root) .. n-1 with exactly one child of the root;
 * score[i * n + j] is the score of head j for dependent i (self arcs are ignored). heads[0] is 0. Memory comes from
 * `scratch`. Chu and Liu 1965, Edmonds 1967; a greedy choice that is a tree already is taken as it is. O(n^3) at worst. */
void bl_mst(const float *score, uint32_t n, uint32_t *heads, bl_arena *scratch);

#endif
