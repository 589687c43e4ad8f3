/* Reads numerals by a small hand-written grammar, left to right without backtracking:
 *
 *   cardinal = group { scale [group] } ;  group = small "hundred" ["and"] small | small | digits
 *
 * A group's value is kept as a decimal (mantissa, power of ten), so "8.8 billion" stays exact. A step that would
 * overflow 64 bits ends the numeral before it. */
#include "mention/numerals.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"

typedef enum word_kind { UNIT, TEN, SCALE, LOT, FIRST, TENTH, SCALETH, SUFFIX, PART, KINDS } word_kind;

static const char *const kind_names[KINDS] = {"unit",  "ten",     "scale",  "lot", "first",
                                              "tenth", "scaleth", "suffix", "part"};

typedef struct number_word {
  bl_str word;
  word_kind kind;
  int32_t value, den;
} number_word;

struct bl_numerals {
  bl_arena arena;
  bl_map map; /* word -> index */
  BL_VEC(number_word) words;
};

typedef struct decimal {
  int64_t m;
  int e;
} decimal;

static const int64_t LIMIT = INT64_C(100000000000000000); /* 10^17: one more digit always fits */

/* ---- loading ---------------------------------------------------------------------------------------------------- */

static bl_status bad_line(const char *path, size_t line, size_t column, const char *what) {
  return bl_fail(BL_ERR_FORMAT, "%s:%zu:%zu: %s", path, line, column, what);
}

static bool parse_value(bl_str text, number_word *w) {
  bl_str rest = text, first, second;
  long a = 0, b = 1;
  bl_str_next(&rest, '/', &first);
  if (!bl_str_int(first, &a) || a < 0 || a > 1000) return false;
  if (rest.n && (!bl_str_next(&rest, '/', &second) || !bl_str_int(second, &b) || b < 1 || b > 1000)) return false;
  w->value = (int32_t)a;
  w->den = (int32_t)b;
  return true;
}

static bl_status load_line(bl_numerals *n, const char *path, size_t number, bl_str line) {
  bl_str rest = line, word, kind, value;
  bl_str_next(&rest, ' ', &word);
  if (!rest.n) return bad_line(path, number, 1, "expected WORD KIND VALUE");
  bl_str_next(&rest, ' ', &kind);
  if (!rest.n) return bad_line(path, number, 1, "expected WORD KIND VALUE");
  value = bl_str_trim(rest);
  number_word w = {.word = bl_str_copy(&n->arena, word), .kind = KINDS};
  for (int k = 0; k < KINDS; k++)
    if (bl_str_eq_c(kind, kind_names[k])) w.kind = (word_kind)k;
  if (w.kind == KINDS) return bad_line(path, number, word.n + 2, "unknown kind of number word");
  if (!parse_value(value, &w)) return bad_line(path, number, word.n + kind.n + 3, "expected a number up to 1000");
  if (bl_map_get(&n->map, w.word) != BL_NONE) return bad_line(path, number, 1, "this word was given before");
  bl_map_put(&n->map, w.word, n->words.count);
  BL_PUSH(&n->words, w);
  return BL_OK;
}

static bl_status load(bl_numerals *n, const char *path) {
  bl_buf bytes = {0};
  bl_status status = bl_read_file(path, 1 << 20, &bytes);
  bl_str rest = bl_buf_view(&bytes), line;
  for (size_t number = 1; status == BL_OK && rest.n && bl_str_next(&rest, '\n', &line); number++)
    if (bl_str_trim(line).n && line.p[0] != '#') status = load_line(n, path, number, line);
  bl_buf_free(&bytes);
  return status;
}

bl_status bl_numerals_open(const char *data_dir, bl_numerals **out) {
  bl_numerals *n = bl_calloc(1, sizeof *n);
  bl_status status = load(n, bl_arena_printf(&n->arena, "%s/numbers/english.txt", data_dir));
  *out = status == BL_OK ? n : NULL;
  if (status != BL_OK) bl_numerals_close(n);
  return status;
}

void bl_numerals_close(bl_numerals *numerals) {
  if (!numerals) return;
  bl_map_free(&numerals->map);
  BL_VEC_FREE(&numerals->words);
  bl_arena_free(&numerals->arena);
  free(numerals);
}

size_t bl_numeral_word_count(const bl_numerals *numerals) { return numerals->words.count; }

bl_str bl_numeral_word(const bl_numerals *numerals, size_t index) { return numerals->words.items[index].word; }

/* ---- decimals --------------------------------------------------------------------------------------------------- */

static bool times_int(decimal *d, int64_t factor) {
  if (factor && d->m > LIMIT / factor) return false;
  d->m *= factor;
  return true;
}

static bool align(decimal *d, int e) {
  while (d->e > e) {
    if (d->m > LIMIT) return false;
    d->m *= 10;
    d->e--;
  }
  return true;
}

static bool add(decimal *to, decimal d) {
  if (to->m == 0) return *to = d, true;
  if (d.m == 0) return true;
  int e = to->e < d.e ? to->e : d.e;
  if (!align(to, e) || !align(&d, e)) return false;
  to->m += d.m;
  return to->m < LIMIT * 10;
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

typedef struct reader {
  const bl_numerals *numerals;
  const bl_atom *atoms;
  uint32_t at, limit;
} reader;

static const number_word *word_at(const reader *r, uint32_t at) {
  if (at >= r->limit || r->atoms[at].digits) return NULL;
  uint32_t i = bl_map_get(&r->numerals->map, r->atoms[at].norm);
  return i == BL_NONE ? NULL : &r->numerals->words.items[i];
}

static bool kind_at(const reader *r, uint32_t at, word_kind kind) {
  const number_word *w = word_at(r, at);
  return w && w->kind == kind;
}

static bool is(const reader *r, uint32_t at, const char *text) {
  return at < r->limit && bl_str_eq_c(r->atoms[at].norm, text);
}

static bool glued(const reader *r, uint32_t at) { return at < r->limit && !r->atoms[at].space; }

/* Digits right behind the character `mark` at `at`: "," or "." of a number. Their count, 0 if it is something else. */
static unsigned marked_digits(const reader *r, uint32_t at, const char *mark) {
  if (!glued(r, at) || !is(r, at, mark) || !glued(r, at + 1)) return 0;
  return r->atoms[at + 1].digits;
}

static bool push_digits(decimal *d, bl_str digits) {
  for (size_t i = 0; i < digits.n; i++) {
    if (d->m > LIMIT) return false;
    d->m = d->m * 10 + (digits.p[i] - '0');
  }
  return true;
}

/* ".08" */
static bool read_bare_fraction(reader *r, decimal *d) {
  bool begins = r->at < r->limit && (r->at == 0 || r->atoms[r->at].space) && is(r, r->at, ".");
  if (!begins || !glued(r, r->at + 1) || !r->atoms[r->at + 1].digits || r->atoms[r->at + 1].digits > 9) return false;
  *d = (decimal){0, -(int)r->atoms[r->at + 1].digits};
  if (!push_digits(d, r->atoms[r->at + 1].norm)) return false;
  r->at += 2;
  return true;
}

/* Whether the groups of two and three digits behind commas from `at` on end in one of three: "1,50,000". */
static bool indian_groups(const reader *r, uint32_t at) {
  unsigned n = marked_digits(r, at, ",");
  while (n == 2) n = marked_digits(r, at += 2, ",");
  return n == 3 && !marked_digits(r, at + 2, ",");
}

/* Groups of three behind blanks, "1 234 567" or "40 000": two of them, or one of zeros. */
static bool read_blank_groups(reader *r, decimal *d, uint32_t at) {
  uint32_t end = at;
  while (end < r->limit && r->atoms[end].digits == 3 && r->atoms[end].space) end++;
  bool zeros = end == at + 1 && r->atoms[at].number == 0;
  if (end < at + 2 && !zeros) return false;
  for (; at < end; at++)
    if (!push_digits(d, r->atoms[at].norm)) return false;
  r->at = at;
  return true;
}

/* "60", "1,200", "1,50,000", "8.8"; not the head of a date or an address ("1.2.3"). */
static bool read_digits(reader *r, decimal *d) {
  uint32_t at = r->at;
  if (at >= r->limit || !r->atoms[at].digits) return read_bare_fraction(r, d);
  unsigned width = r->atoms[at].digits;
  *d = (decimal){0, 0};
  if (!push_digits(d, r->atoms[at++].norm)) return false;
  if (width <= 3 && read_blank_groups(r, d, at)) at = r->at;
  while (width <= 3) {
    unsigned n = marked_digits(r, at, ",");
    if (n != 3 && !(n == 2 && indian_groups(r, at))) break;
    if (!push_digits(d, r->atoms[at + 1].norm)) return false;
    at += 2;
  }
  unsigned fraction = marked_digits(r, at, ".");
  if (fraction && fraction <= 9 && !marked_digits(r, at + 2, ".")) {
    if (!push_digits(d, r->atoms[at + 1].norm)) return false;
    d->e = -(int)fraction;
    at += 2;
  }
  r->at = at;
  return true;
}

/* 0 to 99 in words. */
static bool read_small(reader *r, decimal *d) {
  const number_word *w = word_at(r, r->at);
  if (!w || (w->kind != UNIT && w->kind != TEN)) return false;
  *d = (decimal){w->value, 0};
  r->at++;
  if (w->kind != TEN) return true;
  uint32_t at = r->at + (is(r, r->at, "-") ? 1 : 0);
  const number_word *unit = word_at(r, at);
  if (!unit || unit->kind != UNIT || unit->value < 1 || unit->value > 9) return true;
  d->m += unit->value;
  r->at = at + 1;
  return true;
}

/* Behind "two hundred" or "two thousand": "and six". */
static bool read_and_small(reader *r, int scale, decimal *d) {
  reader ahead = *r;
  if (is(r, r->at, "and")) ahead.at++;
  if (!read_small(&ahead, d)) return false;
  const number_word *next = word_at(&ahead, ahead.at);
  if (ahead.at > r->at + 1 && is(r, r->at, "and") && next && next->kind == SCALE && next->value == scale) return false;
  r->at = ahead.at;
  return true;
}

static bool read_hundreds(reader *r, decimal *d) {
  decimal rest;
  const number_word *w = word_at(r, r->at);
  if (!w || w->kind != SCALE || w->value != 2) return true;
  if (!times_int(d, 100)) return false;
  r->at++;
  if (read_and_small(r, 2, &rest)) return add(d, rest);
  return true;
}

/* A number below the scale words: digits, words, or the "a" of "a hundred". */
static bool read_group(reader *r, decimal *d, bool *words) {
  *words = true;
  if (read_digits(r, d)) {
    *words = false;
    return true;
  }
  if (read_small(r, d)) return read_hundreds(r, d);
  if (kind_at(r, r->at, SCALE) && kind_at(r, r->at + 1, SCALE)) return *d = (decimal){1, 0}, read_hundreds(r, d);
  if (!is(r, r->at, "a") && !is(r, r->at, "an")) return false;
  const number_word *w = word_at(r, r->at + 1);
  if (!w || (w->kind != SCALE && w->kind != LOT)) return false;
  r->at++;
  *d = (decimal){1, 0};
  return read_hundreds(r, d);
}

/* "and a half", "1/2", "½": adds a fraction to the whole. False when none stands there. */
static bool read_part(reader *r, int64_t *num, int64_t *den) {
  uint32_t at = r->at;
  const number_word *w = word_at(r, at);
  if (w && w->kind == PART) return *num = w->value, *den = w->den, r->at++, true;
  if (is(r, at, "and") && (is(r, at + 1, "a") || is(r, at + 1, "one")) &&
      (is(r, at + 2, "half") || is(r, at + 2, "quarter")))
    return *num = 1, *den = is(r, at + 2, "half") ? 2 : 4, r->at += 3, true;
  if (at + 2 >= r->limit || !is(r, at + 1, "/") || !glued(r, at + 1) || !glued(r, at + 2)) return false;
  int32_t top = r->atoms[at].number, bottom = r->atoms[at + 2].number;
  bool fine = top > 0 && bottom > top && bottom <= 100 && r->atoms[at].digits <= 2 && r->atoms[at + 2].digits <= 3;
  if (!fine || (glued(r, at + 3) && is(r, at + 3, "/"))) return false;
  return *num = top, *den = bottom, r->at += 3, true;
}

/* Scale words behind a group, and further groups behind them: "two million three hundred thousand". */
static void read_scales(reader *r, decimal *total, bool words) {
  int last = 99;
  decimal group = *total;
  *total = (decimal){0, 0};
  bool open = true; /* `group` is not added yet */
  for (;;) {
    const number_word *w = word_at(r, r->at);
    if (!w && is(r, r->at, "-") && kind_at(r, r->at + 1, SCALE)) w = word_at(r, ++r->at);
    if (!w || w->kind != SCALE || (open && total->m && w->value >= last)) break;
    if (open && !add(total, (decimal){group.m, group.e + w->value})) break;
    if (!open) total->e += w->value; /* "lakh crore" */
    last = w->value;
    open = false;
    r->at++;
    reader ahead = *r;
    if (!words) continue;
    if (!read_and_small(&ahead, last, &group) || !read_hundreds(&ahead, &group)) continue;
    const number_word *next = word_at(&ahead, ahead.at);
    if (next && next->kind == SCALE && next->value >= last) continue;
    *r = ahead;
    open = true;
  }
  if (open && !add(total, group)) *total = group;
}

static void read_lot(reader *r, decimal *d) {
  const number_word *w = word_at(r, r->at);
  if (!w || w->kind != LOT || !times_int(d, w->value)) return;
  r->at++;
}

/* "half a million", "half-a-dozen", "a quarter million", "three quarters of a billion". */
static bool read_half(reader *r, bl_numeral *out) {
  uint32_t at = r->at;
  bool quarters = is(r, at, "three") && is(r, at + 1, "quarters");
  if (quarters || (is(r, at, "a") && is(r, at + 1, "quarter"))) at++;
  bool quarter = is(r, at, "quarter") || quarters;
  if (!is(r, at, "half") && !quarter) return false;
  at++;
  if (is(r, at, "-")) at++;
  if (is(r, at, "of")) at++;
  if (is(r, at, "a")) at++;
  if (is(r, at, "-")) at++;
  const number_word *w = word_at(r, at);
  if (!w || (w->kind != SCALE && w->kind != LOT)) return false;
  int64_t num = (quarters ? 3 : 1) * (w->kind == LOT ? w->value : 1);
  *out = (bl_numeral){r->at, at + 1, num, quarter ? 4 : 2, (int16_t)(w->kind == SCALE ? w->value : 0), false, true};
  r->at = at + 1;
  return true;
}

static bool read_cardinal(reader *r, bl_numeral *out) {
  decimal d;
  bool words = false;
  int64_t num = 0, den = 1;
  uint32_t begin = r->at;
  if (read_half(r, out)) return true;
  if (read_part(r, &num, &den)) {
    *out = (bl_numeral){begin, r->at, num, den, 0, false, false};
    return true;
  }
  if (!read_group(r, &d, &words)) return false;
  if (d.e == 0 && d.m < 100000 && read_part(r, &num, &den)) {
    decimal whole = {d.m * den + num, 0};
    read_scales(r, &whole, false);
    *out = (bl_numeral){begin, r->at, whole.m, den, (int16_t)whole.e, false, words};
    return true;
  }
  read_scales(r, &d, words);
  read_lot(r, &d);
  *out = (bl_numeral){begin, r->at, d.m, 1, (int16_t)d.e, false, words};
  if (d.e > 0 && d.m < 1000 && read_part(r, &num, &den)) { /* "a million and a half" */
    out->num = d.m * den + num;
    out->den = den;
    out->end = r->at;
  }
  return true;
}

static bool ordinal_value(const number_word *w, int64_t *value) {
  if (!w || (w->kind != FIRST && w->kind != TENTH && w->kind != SCALETH)) return false;
  *value = w->kind == SCALETH ? 1 : w->value;
  for (int i = 0; w->kind == SCALETH && i < w->value && i < 15; i++) *value *= 10;
  return true;
}

static bool read_ordinal(reader *r, bl_numeral *out) {
  uint32_t at = r->at;
  int64_t value = 0, unit = 0;
  decimal d;
  if (at >= r->limit) return false;
  *out = (bl_numeral){at, at, 0, 1, 0, true, r->atoms[at].digits == 0};
  if (read_digits(r, &d)) {
    bool suffix = d.e == 0 && glued(r, r->at) && kind_at(r, r->at, SUFFIX);
    out->num = d.m;
    out->end = r->at + 1;
    return suffix;
  }
  const number_word *w = word_at(r, at);
  if (ordinal_value(w, &value)) return out->num = value, out->end = at + 1, true;
  if (!w || w->kind != TEN) return false;
  uint32_t next = at + (is(r, at + 1, "-") ? 2 : 1);
  if (!kind_at(r, next, FIRST) || !ordinal_value(word_at(r, next), &unit) || unit > 9) return false;
  out->num = w->value + unit;
  out->end = next + 1;
  return true;
}

/* "one hundred twenty" + "-fifth", "two" + "hundredth": makes the cardinal read an ordinal. */
static void add_ordinal(reader *r, bl_numeral *n) {
  uint32_t at = n->end + (is(r, n->end, "-") || is(r, n->end, "and") ? 1 : 0);
  const number_word *w = word_at(r, at);
  bl_numeral tail;
  reader ahead = {r->numerals, r->atoms, at, r->limit};
  if (!w || n->den != 1 || !n->in_words || n->ordinal) return;
  if (w->kind == SCALETH && at == n->end) {
    *n = (bl_numeral){n->begin, at + 1, n->num, 1, (int16_t)(n->exp + w->value), true, true};
    return;
  }
  long value = bl_numeral_int(n);
  if (value < 100 || (w->kind != FIRST && w->kind != TENTH && w->kind != TEN) || !read_ordinal(&ahead, &tail)) return;
  if (value % (tail.num < 10 ? 10 : 100) != 0) return;
  *n = (bl_numeral){n->begin, tail.end, value + tail.num, 1, 0, true, true};
}

bool bl_numeral_at(const bl_numerals *numerals, const bl_atoms *atoms, uint32_t at, uint32_t limit, bl_numeral *out) {
  reader r = {numerals, atoms->items.items, at, limit};
  bl_numeral ordinal;
  bool has_ordinal = read_ordinal(&r, &ordinal);
  r.at = at;
  bool has_cardinal = read_cardinal(&r, out);
  if (has_cardinal) add_ordinal(&r, out);
  if (!has_ordinal || (has_cardinal && out->end > ordinal.end)) return has_cardinal;
  *out = ordinal;
  return true;
}

/* ---- values ----------------------------------------------------------------------------------------------------- */

long bl_numeral_int(const bl_numeral *numeral) {
  int64_t num = numeral->num, den = numeral->den;
  for (int e = numeral->exp; e > 0; e--) {
    if (num > LIMIT) return -1;
    num *= 10;
  }
  for (int e = numeral->exp; e < 0; e++) {
    if (den > LIMIT) return -1;
    den *= 10;
  }
  return num % den == 0 && num / den <= INT32_MAX ? (long)(num / den) : -1;
}

/* Digits of num/den, at most 15 that count, rounded half up; *point is the power of ten of the first. */
static size_t divide(uint64_t num, uint64_t den, char digits[40], int *point) {
  uint64_t whole = num / den, rest = num % den;
  char text[24];
  int length = snprintf(text, sizeof text, "%llu", (unsigned long long)whole);
  size_t n = 0;
  if (whole) memcpy(digits, text, n = (size_t)length);
  *point = whole ? length - 1 : -1;
  int significant = whole ? length : 0;
  while (rest && significant < 16) {
    rest *= 10;
    digits[n] = (char)('0' + rest / den);
    rest %= den;
    if (n == 0 && digits[0] == '0') {
      (*point)--;
      continue;
    }
    n++;
    significant++;
  }
  if (significant < 16 || n <= 15) return n;
  bool up = digits[--n] >= '5';
  while (up && n) {
    if (digits[n - 1] != '9') return digits[n - 1]++, n;
    n--;
  }
  return up ? (digits[0] = '1', (*point)++, (size_t)1) : n;
}

void bl_numeral_print(const bl_numeral *numeral, int exp, bl_buf *out) {
  char digits[40];
  int point = 0;
  uint64_t den = (uint64_t)numeral->den;
  size_t n = divide((uint64_t)numeral->num, den, digits, &point);
  point += numeral->exp + exp;
  if (n == 0) {
    bl_buf_char(out, '0');
    return;
  }
  while (n > 1 && digits[n - 1] == '0' && (int)n - 1 > point) n--;
  if (point < 0) {
    bl_buf_c(out, "0.");
    for (int i = -1; i > point; i--) bl_buf_char(out, '0');
  }
  for (int i = 0; i < (int)n || i <= point; i++) {
    if (i == point + 1 && i > 0 && point >= 0) bl_buf_char(out, '.');
    bl_buf_char(out, i < (int)n ? digits[i] : '0');
  }
}
