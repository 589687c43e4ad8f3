/* External merge sort; see sorter.h. In a run each line is what it shares with the one before, and the rest: triples of
 * one subject share most of their bytes. */
#include "graph/sorter.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct header {
  uint32_t shared, rest;
} header;

static const char *folder(void) {
  const char *name = getenv("TMPDIR");
  return name && *name ? name : "/tmp";
}

static bl_status run_error(const char *what) {
  return bl_fail(BL_ERR_IO, "%s: cannot %s a temporary file: %s (TMPDIR names another folder)", folder(), what, strerror(errno));
}

static int by_bytes(const void *a, const void *b) { return bl_str_cmp(*(const bl_str *)a, *(const bl_str *)b); }

static void sort_lines(bl_sorter *s) {
  if (s->lines.count) qsort(s->lines.items, s->lines.count, sizeof *s->lines.items, by_bytes);
}

/* ---- writing a run ---------------------------------------------------------------------------------------------- */

/* A file without a name: it goes when it is closed. */
static FILE *nameless(void) {
  bl_buf path = {0};
  bl_buf_printf(&path, "%s/byline-XXXXXX", folder());
  int fd = mkstemp(path.p);
  if (fd >= 0) unlink(path.p);
  FILE *file = fd < 0 ? NULL : fdopen(fd, "w+b");
  if (fd >= 0 && !file) close(fd);
  bl_buf_free(&path);
  return file;
}

static uint32_t shared_bytes(bl_str a, bl_str b) {
  uint32_t n = 0;
  while (n < a.n && n < b.n && a.p[n] == b.p[n]) n++;
  return n;
}

static void write_lines(const bl_sorter *s, FILE *file) {
  bl_str last = BL_STR("");
  for (uint32_t i = 0; i < s->lines.count; i++) {
    bl_str line = s->lines.items[i];
    uint32_t shared = shared_bytes(last, line);
    header h = {shared, (uint32_t)line.n - shared};
    if (i && bl_str_eq(line, last)) continue;
    fwrite(&h, sizeof h, 1, file);
    fwrite(line.p + shared, 1, h.rest, file);
    last = line;
  }
}

static bl_status spill(bl_sorter *s) {
  sort_lines(s);
  FILE *file = nameless();
  if (!file) return run_error("make");
  BL_PUSH(&s->runs, ((bl_run){file, {0}}));
  write_lines(s, file);
  if (ferror(file) || fflush(file) != 0) return run_error("write");
  rewind(file);
  s->lines.count = 0;
  s->held = 0;
  bl_arena_free(&s->arena);
  return BL_OK;
}

bl_status bl_sorter_add(bl_sorter *s, bl_str line) {
  if (s->held + line.n > s->limit && s->lines.count) BL_TRY(spill(s));
  BL_PUSH(&s->lines, bl_str_copy(&s->arena, line));
  s->held += line.n + sizeof(bl_str);
  return BL_OK;
}

/* ---- merging ---------------------------------------------------------------------------------------------------- */

/* Runs that have a line, as a heap: the one with the least line first. */
typedef struct heap {
  bl_run **items;
  uint32_t count;
} heap;

static bool less(const heap *h, uint32_t a, uint32_t b) {
  return bl_str_cmp(bl_buf_view(&h->items[a]->line), bl_buf_view(&h->items[b]->line)) < 0;
}

static void sift(heap *h, uint32_t at) {
  for (;;) {
    uint32_t least = at, left = 2 * at + 1;
    if (left < h->count && less(h, left, least)) least = left;
    if (left + 1 < h->count && less(h, left + 1, least)) least = left + 1;
    if (least == at) return;
    bl_run *moved = h->items[at];
    h->items[at] = h->items[least];
    h->items[least] = moved;
    at = least;
  }
}

/* The next line of a run; *more false at its end. */
static bl_status advance(bl_run *run, bool *more) {
  char part[4096];
  header h;
  *more = fread(&h, sizeof h, 1, run->file) == 1;
  if (!*more) return ferror(run->file) ? run_error("read") : BL_OK;
  run->line.n = h.shared;
  while (h.rest) {
    size_t n = fread(part, 1, h.rest < sizeof part ? h.rest : sizeof part, run->file);
    if (!n) return run_error("read");
    bl_buf_add(&run->line, part, n);
    h.rest -= (uint32_t)n;
  }
  return BL_OK;
}

static bl_status fill(bl_sorter *s, heap *h) {
  bool more;
  for (uint32_t i = 0; i < s->runs.count; i++) {
    BL_TRY(advance(&s->runs.items[i], &more));
    if (more) h->items[h->count++] = &s->runs.items[i];
  }
  for (uint32_t i = h->count / 2; i-- > 0;) sift(h, i);
  return BL_OK;
}

/* Gives a line unless it is the last one again. */
static bl_status give(bl_buf *last, bl_str line, bl_sorter_each each, void *user) {
  if (last->p && bl_str_eq(bl_buf_view(last), line)) return BL_OK;
  bl_buf_clear(last);
  bl_buf_str(last, line);
  return each(user, line);
}

static bl_status merge(bl_sorter *s, heap *h, bl_buf *last, bl_sorter_each each, void *user) {
  bool more;
  BL_TRY(fill(s, h));
  while (h->count) {
    BL_TRY(give(last, bl_buf_view(&h->items[0]->line), each, user));
    BL_TRY(advance(h->items[0], &more));
    if (!more) h->items[0] = h->items[--h->count];
    sift(h, 0);
  }
  return BL_OK;
}

static bl_status give_lines(bl_sorter *s, bl_buf *last, bl_sorter_each each, void *user) {
  sort_lines(s);
  for (uint32_t i = 0; i < s->lines.count; i++) BL_TRY(give(last, s->lines.items[i], each, user));
  return BL_OK;
}

bl_status bl_sorter_run(bl_sorter *s, bl_sorter_each each, void *user) {
  bl_buf last = {0};
  heap h = {0};
  bl_status status = s->runs.count ? spill(s) : give_lines(s, &last, each, user);
  h.items = bl_calloc(s->runs.count + 1, sizeof *h.items);
  if (status == BL_OK && s->runs.count) status = merge(s, &h, &last, each, user);
  free(h.items);
  bl_buf_free(&last);
  return status;
}

void bl_sorter_free(bl_sorter *s) {
  for (uint32_t i = 0; i < s->runs.count; i++) {
    fclose(s->runs.items[i].file);
    bl_buf_free(&s->runs.items[i].line);
  }
  BL_VEC_FREE(&s->runs);
  BL_VEC_FREE(&s->lines);
  bl_arena_free(&s->arena);
}
