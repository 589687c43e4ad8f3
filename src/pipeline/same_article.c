/* See same_article.h. Works on the lines of the files, which one emitter wrote with one predicate a line. */
#include "pipeline/same_article.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"

enum { LONG_PASSAGE = 24, SHARED_PERCENT = 50 };

typedef BL_VEC(uint64_t) hashes;

/* The object of a line "    PREDICATE OBJECT ;" */
static bool object_of(bl_str line, const char *predicate, bl_str *object) {
  bl_str s = bl_str_trim(line), p = bl_str_from(predicate);
  if (!bl_str_starts(s, p) || s.n <= p.n || s.p[p.n] != ' ') return false;
  s = bl_str_trim(bl_str_slice(s, p.n, s.n));
  while (s.n && (s.p[s.n - 1] == ';' || s.p[s.n - 1] == '.' || s.p[s.n - 1] == ' ')) s.n--;
  *object = s;
  return true;
}

typedef struct version {
  bl_str file_name, address, title;
  hashes passages; /* of the longer ones, ascending, each once */
} version;

static int compare(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

static void read_version(bl_str turtle, version *v) {
  bl_str line, object;
  while (bl_str_next(&turtle, '\n', &line)) {
    object_of(line, "by:fileName", &v->file_name);
    object_of(line, "dcterms:source", &v->address);
    object_of(line, "dcterms:title", &v->title);
    if (object_of(line, "nif:anchorOf", &object) && object.n >= LONG_PASSAGE) BL_PUSH(&v->passages, bl_hash(object));
  }
  if (!v->passages.count) return;
  qsort(v->passages.items, v->passages.count, sizeof *v->passages.items, compare);
  uint32_t kept = 1;
  for (uint32_t i = 1; i < v->passages.count; i++)
    if (v->passages.items[i] != v->passages.items[kept - 1]) v->passages.items[kept++] = v->passages.items[i];
  v->passages.count = kept;
}

static bool share_passages(const version *a, const version *b) {
  uint32_t shared = 0, i = 0, k = 0, least = a->passages.count < b->passages.count ? a->passages.count : b->passages.count;
  while (i < a->passages.count && k < b->passages.count) {
    uint64_t x = a->passages.items[i], y = b->passages.items[k];
    shared += x == y;
    i += x <= y;
    k += y <= x;
  }
  return least && shared * 100 >= least * SHARED_PERCENT;
}

bool bl_same_article(bl_str a, bl_str b) {
  version x = {0}, y = {0};
  read_version(a, &x);
  read_version(b, &y);
  bool same = bl_str_eq(x.file_name, y.file_name);
  if (same && x.address.n && y.address.n) same = bl_str_eq(x.address, y.address);
  else if (same) same = (x.title.n && bl_str_eq(x.title, y.title)) || share_passages(&x, &y);
  BL_VEC_FREE(&x.passages);
  BL_VEC_FREE(&y.passages);
  return same;
}
