/* The triples of a file in memory; see triples.h. */
#include "graph/triples.h"

#include <stdlib.h>

#include "graph/turtle.h"

static uint32_t term(bl_triples *t, const raptor_term *x) {
  size_t n = 0;
  const unsigned char *text = NULL;
  if (x->type == RAPTOR_TERM_TYPE_URI) {
    text = raptor_uri_as_counted_string(x->value.uri, &n);
  } else if (x->type == RAPTOR_TERM_TYPE_LITERAL) {
    text = x->value.literal.string;
    n = x->value.literal.string_len;
  }
  return bl_intern(&t->terms, (bl_str){text ? (const char *)text : "", n});
}

static bl_status add(void *user, const raptor_statement *s) {
  bl_triples *all = user;
  bl_triple t = {term(all, s->subject), term(all, s->predicate), term(all, s->object),
                 s->object->type == RAPTOR_TERM_TYPE_LITERAL};
  if (!all->items.count || all->items.items[all->items.count - 1].s != t.s) BL_PUSH(&all->subjects, t.s);
  BL_PUSH(&all->items, t);
  return BL_OK;
}

static int by_subject(const void *a, const void *b) {
  const bl_triple *x = a, *y = b;
  if (x->s != y->s) return x->s < y->s ? -1 : 1;
  if (x->p != y->p) return x->p < y->p ? -1 : 1;
  return x->o < y->o ? -1 : x->o > y->o;
}

bl_status bl_triples_read(bl_triples *t, raptor_world *world, const char *path) {
  BL_TRY(bl_turtle_read(world, path, add, t));
  if (t->items.count) qsort(t->items.items, t->items.count, sizeof *t->items.items, by_subject);
  return BL_OK;
}

void bl_triples_clear(bl_triples *t) {
  bl_symtab_free(&t->terms);
  BL_VEC_FREE(&t->items);
  BL_VEC_FREE(&t->subjects);
}

static uint32_t lower_bound(const bl_triples *t, uint32_t s, uint32_t p) {
  uint32_t low = 0, high = t->items.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    const bl_triple *x = &t->items.items[middle];
    if (x->s < s || (x->s == s && x->p < p))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

bl_span bl_triple_range(const bl_triples *t, uint32_t s, const char *predicate) {
  if (!predicate) return (bl_span){lower_bound(t, s, 0), lower_bound(t, s + 1, 0)};
  uint32_t p = bl_symbol(&t->terms, bl_str_from(predicate));
  if (p == BL_NONE) return (bl_span){0, 0};
  return (bl_span){lower_bound(t, s, p), lower_bound(t, s, p + 1)};
}

uint32_t bl_triple_object(const bl_triples *t, uint32_t s, const char *predicate) {
  bl_span range = bl_triple_range(t, s, predicate);
  return range.begin < range.end ? t->items.items[range.begin].o : BL_NONE;
}
