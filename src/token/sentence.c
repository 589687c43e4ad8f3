/* Features of a gap: the tokens around it, their shapes, what the last sentence looks like so far. Hashed into one table
 * (Weinberger et al. 2009). See sentence.h. */
#include "token/sentence.h"

#include <string.h>

#include "base/utf8.h"

typedef struct features {
  uint32_t *rows;
  uint32_t count;
} features;

static void add(features *f, uint32_t kind, bl_str a, bl_str b) {
  uint64_t h = bl_hash(a) * 31 + bl_hash(b) + kind * 0x9E3779B97F4A7C15u;
  h ^= h >> 29;
  h *= 0xBF58476D1CE4E5B9u;
  h ^= h >> 32;
  if (f->count < BL_GAP_FEATURES) f->rows[f->count++] = (uint32_t)(h % BL_GAP_WEIGHTS);
}

/* One letter for what a token looks like. */
static char shape(bl_str form) {
  size_t i = 0;
  uint32_t first = form.n ? bl_utf8_next(form, &i) : 0;
  if (bl_cp_upper(first)) {
    bool lower = false;
    while (i < form.n) lower |= bl_cp_lower(bl_utf8_next(form, &i));
    return lower ? 'X' : form.n == 1 ? 'I' : 'A';
  }
  if (bl_cp_lower(first)) return 'x';
  if (bl_cp_digit(first)) return '0';
  return form.n ? form.p[0] : '_';
}

static bl_str form_at(const bl_doc *doc, bl_span span, int64_t index) {
  if (index < span.begin || index >= span.end) return BL_STR("<>");
  return doc->tokens.items[index].form;
}

static bl_str low(bl_str form, char buffer[32]) {
  size_t n = form.n < 32 ? form.n : 32;
  for (size_t i = 0; i < n; i++) buffer[i] = (char)(form.p[i] >= 'A' && form.p[i] <= 'Z' ? form.p[i] + 32 : form.p[i]);
  return (bl_str){buffer, n};
}

static bool line_end_between(const bl_doc *doc, bl_span span, uint32_t index) {
  if (index + 1 >= span.end) return false;
  uint32_t from = doc->tokens.items[index].bytes.end, to = doc->tokens.items[index + 1].bytes.begin;
  return to > from && memchr(doc->text.p + from, '\n', to - from) != NULL;
}

/* Whether quotation marks are open between `begin` and `index`. */
static bool quote_open(const bl_doc *doc, uint32_t begin, uint32_t index) {
  enum { LOOK_BACK = 200 };
  bool open = false;
  for (uint32_t i = index > begin + LOOK_BACK ? index - LOOK_BACK : begin; i <= index; i++) {
    bl_str f = doc->tokens.items[i].form;
    if (bl_str_eq_c(f, "\"")) open = !open;
    if (bl_str_eq_c(f, "“")) open = true;
    if (bl_str_eq_c(f, "”")) open = false;
  }
  return open;
}

uint32_t bl_gap_features(const bl_doc *doc, bl_span span, uint32_t begin, uint32_t index, uint32_t rows[BL_GAP_FEATURES]) {
  features f = {rows, 0};
  char b0[32], b1[32], b2[32], s[8];
  const bl_token *t = &doc->tokens.items[index];
  bl_str here = low(t->form, b0), next = low(form_at(doc, span, (int64_t)index + 1), b1), before = low(form_at(doc, span, (int64_t)index - 1), b2);
  char two[32];
  bl_str after = low(form_at(doc, span, (int64_t)index + 2), two);
  s[0] = shape(form_at(doc, span, (int64_t)index - 1)), s[1] = shape(t->form), s[2] = shape(form_at(doc, span, (int64_t)index + 1));
  s[3] = shape(form_at(doc, span, (int64_t)index + 2));
  s[4] = t->space_after ? ' ' : '.', s[5] = line_end_between(doc, span, index) ? 'n' : '-';
  s[6] = quote_open(doc, begin, index) ? 'q' : '-';
  uint32_t length = index + 1 - begin;
  s[7] = (char)('a' + (length < 4 ? length : length < 8 ? 4 : length < 16 ? 5 : length < 32 ? 6 : length < 60 ? 7 : 8));
  bl_str s1 = {s + 1, 1}, s2 = {s + 2, 1}, s12 = {s + 1, 2}, s02 = {s, 3}, s14 = {s + 1, 4}, flags = {s + 4, 2}, all = {s + 1, 6}, len = {s + 7, 1};
  bl_str none = {"", 0}, quote = {s + 6, 1};
  add(&f, 1, here, none), add(&f, 2, next, none), add(&f, 3, here, next), add(&f, 4, here, s2), add(&f, 5, s1, next);
  add(&f, 6, s12, none), add(&f, 7, s02, none), add(&f, 8, s14, none), add(&f, 9, s12, flags), add(&f, 10, all, none);
  add(&f, 11, here, flags), add(&f, 12, before, here), add(&f, 13, here, len), add(&f, 14, s12, len), add(&f, 15, quote, s12);
  add(&f, 16, next, after), add(&f, 17, before, s12), add(&f, 18, flags, s2), add(&f, 19, quote, here), add(&f, 20, next, flags);
  add(&f, 21, len, flags), add(&f, 22, before, s02), add(&f, 23, here, after), add(&f, 24, s14, quote), add(&f, 25, none, none);
  bl_str last = bl_str_slice(t->form, t->form.n - 1, t->form.n);
  add(&f, 26, last, s2), add(&f, 27, last, next), add(&f, 28, last, (bl_str){s + 2, 4});
  return f.count;
}
