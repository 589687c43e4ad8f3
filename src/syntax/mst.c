/* Chu-Liu-Edmonds with cycle contraction, in the iterative form over a dense matrix; see mst.h. Ties go to the lower
 * head, so that the result does not depend on anything but the scores. */
#include "syntax/mst.h"

#include <stdbool.h>
#include <string.h>

static const float NEVER = -1e30f;

/* The nodes of a cycle of the graph heads[], marked in `in_cycle`; false if there is none. */
static bool find_cycle(const uint32_t *heads, const bool *alive, uint32_t n, uint32_t *seen, bool *in_cycle) {
  memset(seen, 0, n * sizeof *seen);
  memset(in_cycle, 0, n * sizeof *in_cycle);
  for (uint32_t i = 1; i < n; i++) {
    if (!alive[i] || seen[i]) continue;
    uint32_t at = i;
    while (at && !seen[at]) seen[at] = i, at = heads[at];
    if (!at || seen[at] != i) continue;
    for (uint32_t k = at; !in_cycle[k]; k = heads[k]) in_cycle[k] = true;
    return true;
  }
  return false;
}

static void best_heads(const float *s, const bool *alive, uint32_t n, uint32_t *heads) {
  for (uint32_t i = 1; i < n; i++) {
    if (!alive[i]) continue;
    float best = NEVER * 2;
    for (uint32_t j = 0; j < n; j++)
      if (alive[j] && j != i && s[i * n + j] > best) best = s[i * n + j], heads[i] = j;
  }
}

/* The cycle becomes its lowest node `c`: arcs into it cost what breaking the cycle there costs, arcs out of it are the
 * best of its nodes. `from` and `to` remember which real arc each new one stands for. */
static void contract(float *s, bool *alive, uint32_t n, const uint32_t *heads, const bool *in_cycle, uint32_t c, uint32_t *to, uint32_t *from) {
  for (uint32_t x = 0; x < n; x++) {
    if (!alive[x] || in_cycle[x]) continue;
    float best_in = NEVER * 2, best_out = NEVER * 2;
    uint32_t in = c, out = c;
    for (uint32_t k = 1; k < n; k++) {
      if (!in_cycle[k]) continue;
      float gain = s[k * n + x] - s[k * n + heads[k]];
      if (gain > best_in) best_in = gain, in = k;
      if (x && s[x * n + k] > best_out) best_out = s[x * n + k], out = k;
    }
    to[x] = in;
    from[x] = out;
    s[c * n + x] = best_in;
    if (x) s[x * n + c] = best_out;
  }
  for (uint32_t k = 1; k < n; k++)
    if (in_cycle[k] && k != c) alive[k] = false;
}

static void solve(float *s, bool *alive, uint32_t n, uint32_t *heads, bl_arena *scratch) {
  uint32_t *seen = BL_ARENA_NEW(scratch, uint32_t, n);
  bool *in_cycle = BL_ARENA_NEW(scratch, bool, n);
  best_heads(s, alive, n, heads);
  if (!find_cycle(heads, alive, n, seen, in_cycle)) return;
  uint32_t c = 1;
  while (!in_cycle[c]) c++;
  uint32_t *to = BL_ARENA_NEW(scratch, uint32_t, n), *from = BL_ARENA_NEW(scratch, uint32_t, n);
  uint32_t *inner = BL_ARENA_NEW(scratch, uint32_t, n);
  bool *outer_alive = BL_ARENA_NEW(scratch, bool, n);
  memcpy(inner, heads, n * sizeof *inner);
  memcpy(outer_alive, alive, n * sizeof *outer_alive);
  contract(s, alive, n, heads, in_cycle, c, to, from);
  solve(s, alive, n, heads, scratch);
  uint32_t outside = heads[c], entry = to[outside];
  for (uint32_t x = 1; x < n; x++)
    if (outer_alive[x] && !in_cycle[x] && heads[x] == c) heads[x] = from[x];
  for (uint32_t k = 1; k < n; k++)
    if (in_cycle[k]) heads[k] = inner[k];
  heads[entry] = outside;
}

static void tree(const float *score, uint32_t n, uint32_t only_root, uint32_t *heads, bl_arena *scratch) {
  float *s = BL_ARENA_NEW(scratch, float, (size_t)n * n);
  bool *alive = BL_ARENA_NEW(scratch, bool, n);
  memcpy(s, score, (size_t)n * n * sizeof *s);
  memset(alive, true, n * sizeof *alive);
  for (uint32_t i = 1; only_root && i < n; i++)
    if (i != only_root) s[i * n] = NEVER;
  solve(s, alive, n, heads, scratch);
}

static float total(const float *score, uint32_t n, const uint32_t *heads) {
  float sum = 0;
  for (uint32_t i = 1; i < n; i++) sum += score[i * n + heads[i]];
  return sum;
}

static uint32_t roots(const uint32_t *heads, uint32_t n) {
  uint32_t count = 0;
  for (uint32_t i = 1; i < n; i++) count += heads[i] == 0;
  return count;
}

void bl_mst(const float *score, uint32_t n, uint32_t *heads, bl_arena *scratch) {
  heads[0] = 0;
  if (n < 2) return;
  tree(score, n, 0, heads, scratch);
  if (roots(heads, n) == 1) return;
  uint32_t *candidates = BL_ARENA_NEW(scratch, uint32_t, n), *trial = BL_ARENA_NEW(scratch, uint32_t, n);
  memcpy(candidates, heads, n * sizeof *candidates);
  float best = NEVER * 2;
  for (uint32_t r = 1; r < n; r++) {
    if (candidates[r] != 0) continue;
    trial[0] = 0;
    tree(score, n, r, trial, scratch);
    float sum = total(score, n, trial);
    if (sum <= best) continue;
    best = sum;
    memcpy(heads, trial, n * sizeof *heads);
  }
}
