/* What claims are about: the event that a claim gives, or for a number of dead or injured without one the event of the
 * number before it ("Among the dead were nine nurses"). Also notes names and containment, which the later steps share. */
#include <stdlib.h>

#include "resolve/claims.h"
#include "resolve/within.h"

enum { NEAR = 400 }; /* code points from one number to the next */

typedef struct count_row {
  uint32_t article, begin, claim;
} count_row;

static int by_place(const void *a, const void *b) {
  const count_row *x = a, *y = b;
  if (x->article != y->article) return x->article < y->article ? -1 : 1;
  if (x->begin != y->begin) return x->begin < y->begin ? -1 : 1;
  return (x->claim > y->claim) - (x->claim < y->claim);
}

static void carry_events(bl_work *work) {
  const bl_corpus *c = work->corpus;
  BL_VEC(count_row) rows = {0};
  for (uint32_t i = 0; i < c->claims.count; i++) {
    const bl_rec_claim *claim = &c->claims.items[i];
    bool count = claim->object_kind == BL_OBJ_QUANTITY && bl_predicate_flags(work->words, claim->predicate) & BL_PRED_COUNT;
    count_row row = {claim->article, claim->passage.begin, i};
    if (count && claim->article != BL_NONE) BL_PUSH(&rows, row);
  }
  if (rows.count) qsort(rows.items, rows.count, sizeof *rows.items, by_place);
  count_row last = {BL_NONE, 0, BL_NONE};
  for (uint32_t i = 0; i < rows.count; i++) {
    count_row row = rows.items[i];
    uint32_t *event = &work->claim_event[row.claim];
    if (*event == BL_NONE && last.article == row.article && row.begin - last.begin <= NEAR) *event = work->claim_event[last.claim];
    if (*event != BL_NONE) last = row;
  }
  BL_VEC_FREE(&rows);
}

void bl_prepare_claims(bl_work *work) {
  const bl_corpus *c = work->corpus;
  bl_note_names(work);
  bl_note_containment(work);
  work->claim_event = BL_ARENA_NEW(&work->scratch, uint32_t, c->claims.count);
  for (uint32_t i = 0; i < c->claims.count; i++) {
    const bl_rec_claim *claim = &c->claims.items[i];
    bool subject = claim->subject == BL_NONE && claim->subject_event != BL_NONE;
    work->claim_event[i] = subject ? claim->subject_event : claim->event;
  }
  carry_events(work);
}
