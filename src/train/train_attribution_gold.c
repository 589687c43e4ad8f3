/* Gold attributions in brat stand-off as token numbers of parsed documents; see train_attribution.h. Offsets are
 * carried over by counting characters that are no blanks. */
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/utf8.h"
#include "doc/conllu.h"
#include "train/train_attribution.h"

/* For code point i of `text`: how many characters that are no blanks stand before it. One more entry for the end. */
static uint32_t *count_letters(bl_str text, uint32_t *size) {
  size_t n = bl_utf8_count(text), at = 0;
  uint32_t *before = bl_calloc(n + 1, sizeof *before), count = 0;
  for (size_t i = 0; i < n; i++) {
    before[i] = count;
    uint32_t cp = bl_utf8_next(text, &at);
    if (!bl_cp_space(cp)) count++;
  }
  before[n] = count;
  *size = (uint32_t)n;
  return before;
}

/* For the k-th character that is no blank: its token. */
static uint32_t *letter_owners(const bl_doc *doc, uint32_t letters) {
  uint32_t *owner = bl_malloc((letters + 1) * sizeof *owner), size = 0;
  uint32_t *before = count_letters(doc->text, &size);
  for (uint32_t i = 0; i <= letters; i++) owner[i] = BL_NONE;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    bl_span cp = bl_doc_cp_span(doc, doc->tokens.items[i].bytes);
    for (uint32_t k = before[cp.begin]; k < before[cp.end] && k < letters; k++) owner[k] = i;
  }
  free(before);
  return owner;
}

static bool same_letters(bl_str a, bl_str b) {
  size_t i = 0, j = 0;
  for (;;) {
    uint32_t x = 0, y = 0;
    while (i < a.n && bl_cp_space(x = bl_utf8_next(a, &i))) x = 0;
    while (j < b.n && bl_cp_space(y = bl_utf8_next(b, &j))) y = 0;
    if (bl_cp_space(x)) x = 0;
    if (bl_cp_space(y)) y = 0;
    if (x != y) return false;
    if (!x) return true;
  }
}

typedef struct mapping {
  bl_doc *doc;
  uint32_t *before, *owner;
  uint32_t size;
  bl_map bounds; /* "T3" -> index into spans */
  BL_VEC(bl_str) spans;
} mapping;

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

/* "178 196;200 210" : the tokens in it, added to those of `role`. */
static void add_tokens(mapping *m, bl_str spans, bl_gold_role *role) {
  BL_VEC(uint32_t) all = {0};
  for (uint32_t i = 0; i < role->count; i++) BL_PUSH(&all, role->items[i]);
  bl_str span, first, last;
  while (bl_str_next(&spans, ';', &span)) {
    long begin, end;
    if (!bl_str_next(&span, ' ', &first) || !bl_str_next(&span, ' ', &last)) continue;
    if (!bl_str_int(first, &begin) || !bl_str_int(last, &end) || end > (long)m->size || begin < 0) continue;
    for (uint32_t k = m->before[begin]; k < m->before[end]; k++)
      if (m->owner[k] != BL_NONE && (!all.count || all.items[all.count - 1] != m->owner[k])) BL_PUSH(&all, m->owner[k]);
  }
  if (all.count) qsort(all.items, all.count, sizeof *all.items, by_number);
  role->items = BL_ARENA_NEW(&m->doc->arena, uint32_t, all.count);
  role->count = 0;
  for (uint32_t i = 0; i < all.count; i++)
    if (!i || all.items[i] != all.items[i - 1]) role->items[role->count++] = all.items[i];
  BL_VEC_FREE(&all);
}

static void event_line(mapping *m, bl_str arguments, bl_gold_doc *out) {
  bl_gold_attribution a = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
  bl_str argument, name;
  while (bl_str_next(&arguments, ' ', &argument)) {
    bl_str target = argument;
    if (!bl_str_next(&target, ':', &name) || !target.p) continue;
    uint32_t i = bl_map_get(&m->bounds, target);
    if (i == BL_NONE) continue;
    if (bl_str_starts(name, BL_STR("Source"))) add_tokens(m, m->spans.items[i], &a.source);
    if (bl_str_starts(name, BL_STR("Cue"))) add_tokens(m, m->spans.items[i], &a.cue);
    if (bl_str_starts(name, BL_STR("Content"))) add_tokens(m, m->spans.items[i], &a.content);
  }
  if (a.cue.count && (a.source.count || a.content.count)) BL_PUSH(&out->items, a);
}

static int by_cue(const void *x, const void *y) {
  const bl_gold_attribution *a = x, *b = y;
  if (a->cue.items[0] != b->cue.items[0]) return a->cue.items[0] < b->cue.items[0] ? -1 : 1;
  if (a->cue.count != b->cue.count) return a->cue.count > b->cue.count ? -1 : 1;
  uint32_t s = a->content.count ? a->content.items[0] : 0, t = b->content.count ? b->content.items[0] : 0;
  return s < t ? -1 : s > t;
}

/* Bounds may come behind the events that use them: two passes. */
static void read_lines(mapping *m, bl_str bytes, bool events, bl_gold_doc *out) {
  bl_str line, id, value;
  while (bl_str_next(&bytes, '\n', &line)) {
    if (!bl_str_next(&line, '\t', &id) || !id.n || !line.p || !bl_str_next(&line, '\t', &value)) continue;
    ptrdiff_t blank = bl_str_find(value, BL_STR(" "), 0);
    if (!events && id.p[0] == 'T' && blank > 0) {
      bl_map_put(&m->bounds, id, m->spans.count);
      BL_PUSH(&m->spans, bl_str_slice(value, (size_t)blank + 1, value.n));
    }
    if (events && id.p[0] == 'E') event_line(m, value, out);
  }
}

static bl_status read_annotations(const char *path, bl_str raw, bl_gold_doc *out) {
  bl_buf bytes = {0};
  bl_status status = bl_read_file(path, SIZE_MAX, &bytes);
  if (status == BL_OK) {
    mapping m = {.doc = out->doc};
    m.before = count_letters(raw, &m.size);
    m.owner = letter_owners(out->doc, m.before[m.size]);
    read_lines(&m, bl_buf_view(&bytes), false, out);
    read_lines(&m, bl_buf_view(&bytes), true, out);
    if (out->items.count) qsort(out->items.items, out->items.count, sizeof *out->items.items, by_cue);
    free(m.before);
    free(m.owner);
    bl_map_free(&m.bounds);
    BL_VEC_FREE(&m.spans);
  }
  bl_buf_free(&bytes);
  return status;
}

/* The annotation file of NAME in the sorted list: NAME.ann or the first NAME_*.ann. */
static const char *annotation_of(const bl_names *names, bl_str name) {
  for (uint32_t i = 0; i < names->count; i++) {
    bl_str file = bl_str_from(names->items[i]);
    if (!bl_str_starts(file, name) || !bl_str_ends(file, BL_STR(".ann"))) continue;
    if (file.p[name.n] == '.' || file.p[name.n] == '_') return names->items[i];
  }
  return NULL;
}

static bl_status read_one(const char *trees, const char *text, const char *gold, const char *file, const bl_names *all,
                          bl_gold_docs *out, uint32_t *skipped) {
  bl_arena arena = {0};
  bl_buf conllu = {0}, raw = {0};
  bl_doc_list docs = {0};
  bl_str name = bl_stem(bl_str_from(file));
  const char *ann = annotation_of(all, name);
  char *path = bl_arena_printf(&arena, "%s/%s", trees, file);
  bl_status status = bl_read_file(path, SIZE_MAX, &conllu);
  if (status == BL_OK) status = bl_conllu_read(path, bl_buf_view(&conllu), true, &docs);
  if (status == BL_OK)
    status = bl_read_file(bl_arena_printf(&arena, "%s/" BL_STR_FMT ".txt", text, BL_STR_ARG(name)), SIZE_MAX, &raw);
  bool good = status == BL_OK && ann && docs.count == 1 && same_letters(docs.items[0]->text, bl_buf_view(&raw));
  if (good) {
    bl_gold_doc one = {.doc = docs.items[0]};
    status = read_annotations(bl_arena_printf(&arena, "%s/%s", gold, ann), bl_buf_view(&raw), &one);
    BL_PUSH(out, one);
  } else {
    for (uint32_t i = 0; i < docs.count; i++) bl_doc_free(docs.items[i]);
    ++*skipped;
  }
  free(docs.items);
  bl_buf_free(&conllu);
  bl_buf_free(&raw);
  bl_arena_free(&arena);
  return status;
}

bl_status bl_gold_read(const char *trees, const char *text, const char *gold, bl_gold_docs *out, uint32_t *skipped) {
  bl_arena arena = {0};
  bl_names files = {0}, annotations = {0};
  *skipped = 0;
  bl_status status = bl_list_dir(trees, &arena, &files);
  if (status == BL_OK) status = bl_list_dir(gold, &arena, &annotations);
  for (uint32_t i = 0; status == BL_OK && i < files.count; i++)
    if (bl_str_ends(bl_str_from(files.items[i]), BL_STR(".conllu")))
      status = read_one(trees, text, gold, files.items[i], &annotations, out, skipped);
  BL_VEC_FREE(&files);
  BL_VEC_FREE(&annotations);
  bl_arena_free(&arena);
  return status;
}

void bl_gold_free(bl_gold_docs *docs) {
  for (uint32_t i = 0; i < docs->count; i++) {
    BL_VEC_FREE(&docs->items[i].items);
    bl_doc_free(docs->items[i].doc);
  }
  BL_VEC_FREE(docs);
}
