/* text.c: a rough tokenizer for raw corpora.
 *
 * Word vectors need counts, not exact tokens, so the rules are few. Only the
 * full stop needs care: a first pass over the text counts how often a word is
 * followed by one inside a paragraph, and words that nearly always are
 * ("Gov.", "Inc.") keep it (Kiss and Strunk 2006 in its simplest form). */
#include "train/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nn/form.h"
#include "train/util.h"

text *text_new(void) {
  text *t = xcalloc(1, sizeof *t);
  t->table_cap = 1 << 16;
  t->table = xcalloc(t->table_cap, sizeof *t->table);
  return t;
}

void text_free(text *t) {
  if (!t) return;
  for (size_t i = 0; i < t->words; i++) free(t->word[i]);
  free(t->word);
  free(t->freq);
  free(t->cases);
  free(t->table);
  free(t->ids);
  free(t);
}

static void table_put(text *t, uint32_t id) {
  size_t mask = t->table_cap - 1;
  size_t h = (size_t)bl_hash_bytes(t->word[id], strlen(t->word[id]), 7) & mask;
  while (t->table[h]) h = (h + 1) & mask;
  t->table[h] = id + 1;
}

static void grow_table(text *t) {
  free(t->table);
  t->table_cap *= 2;
  t->table = xcalloc(t->table_cap, sizeof *t->table);
  for (size_t i = 0; i < t->words; i++) table_put(t, (uint32_t)i);
}

static uint32_t intern(text *t, const char *w, size_t n) {
  size_t mask = t->table_cap - 1;
  size_t h = (size_t)bl_hash_bytes(w, n, 7) & mask;
  for (; t->table[h]; h = (h + 1) & mask)
    if (strcmp(t->word[t->table[h] - 1], w) == 0) return t->table[h] - 1;
  if (t->words == t->words_cap) {
    t->words_cap = t->words_cap ? t->words_cap * 2 : 4096;
    t->word = xrealloc(t->word, t->words_cap * sizeof *t->word);
    t->freq = xrealloc(t->freq, t->words_cap * sizeof *t->freq);
    t->cases = xrealloc(t->cases, t->words_cap * sizeof *t->cases);
  }
  t->word[t->words] = xstrdup(w);
  t->freq[t->words] = 0;
  t->cases[t->words] = (text_case){0};
  t->table[h] = (uint32_t)++t->words;
  if (t->words * 2 > t->table_cap) grow_table(t);
  return (uint32_t)t->words - 1;
}

static void push(text *t, uint32_t id) {
  if (t->len == t->cap) {
    t->cap = t->cap ? t->cap * 2 : 1 << 16;
    t->ids = xrealloc(t->ids, t->cap * sizeof *t->ids);
  }
  t->ids[t->len++] = id;
}

/* Whether the last token is a word, so that no sentence starts behind it. */
static int behind_word(const text *t) {
  if (!t->len || t->ids[t->len - 1] == TEXT_BREAK) return 0;
  unsigned char c = (unsigned char)t->word[t->ids[t->len - 1]][0];
  return islower(c) || c >= 0xC3;
}

static void count_case(text_case *c, const char *s, size_t n) {
  unsigned pattern = bl_form_shape(s, n) / 32;
  c->inside++;
  c->capital += pattern == 2 || pattern == 3;
  c->capitals += pattern == 3;
}

static void add_token(text *t, const char *s, size_t n) {
  char norm[BL_NORM_MAX + 1];
  if (!n) return;
  size_t k = bl_form_norm(s, n, norm);
  uint32_t id = intern(t, norm, k);
  t->freq[id]++;
  if (behind_word(t)) count_case(&t->cases[id], s, n);
  push(t, id);
}

static void add_break(text *t) {
  if (t->len && t->ids[t->len - 1] != TEXT_BREAK) push(t, TEXT_BREAK);
}

/* Length of a typographic mark or ASCII punctuation at s, 0 for a letter. */
static size_t mark_len(const char *s, size_t left) {
  unsigned char c = (unsigned char)*s;
  if (left >= 3 && c == 0xE2) return 3;
  if (left >= 2 && c == 0xC2) return 2;
  return c < 128 && ispunct(c) && c != '@' && c != '#' ? 1 : 0;
}

static size_t last_mark_len(const char *s, size_t n) {
  if (n >= 3 && (unsigned char)s[n - 3] == 0xE2) return 3;
  if (n >= 2 && (unsigned char)s[n - 2] == 0xC2) return 2;
  return n && (unsigned char)s[n - 1] < 128 && ispunct((unsigned char)s[n - 1]) ? 1 : 0;
}

static int is_clitic(const char *s, size_t n) {
  static const char *const list[] = {"'s", "'re", "'ve", "'ll", "'d", "'m", NULL};
  char norm[BL_NORM_MAX + 1];
  bl_form_norm(s, n, norm);
  for (int i = 0; list[i]; i++)
    if (strcmp(norm, list[i]) == 0) return 1;
  return 0;
}

/* Where a clitic starts in the word s, or n. */
static size_t clitic_at(const char *s, size_t n) {
  for (size_t k = 2; k <= 5 && k < n; k++) {
    const char *c = s + n - k;
    if ((*c == '\'' || (unsigned char)*c == 0xE2) && is_clitic(c, k)) return n - k;
  }
  if (n > 3 && (s[n - 1] == 't' || s[n - 1] == 'T') && (s[n - 2] == '\'') && tolower(s[n - 3]) == 'n') return n - 3;
  if (n > 5 && s[n - 1] == 't' && (unsigned char)s[n - 4] == 0xE2 && s[n - 5] == 'n') return n - 5;
  return n;
}

/* A word without outer punctuation: its clitic and its hyphens cut off. */
static void add_core(text *t, const char *s, size_t n) {
  size_t c = clitic_at(s, n), from = 0;
  int url = memchr(s, '/', c) || memchr(s, '@', c);
  for (size_t i = 1; !url && i + 1 < c; i++)
    if (s[i] == '-' && i > from) {
      add_token(t, s + from, i - from);
      add_token(t, s + i, 1);
      from = i + 1;
    }
  add_token(t, s + from, c - from);
  add_token(t, s + c, n - c);
}

/* Share of a word's uses, inside paragraphs, that have a full stop after it. */
typedef struct stops { text *seen; uint64_t *with; size_t cap; } stops;

static void count_stop(stops *st, const char *s, size_t n, int inside) {
  char norm[BL_NORM_MAX + 1];
  int dot = n > 1 && s[n - 1] == '.';
  if (!inside || n > 8 || !n) return;
  size_t k = bl_form_norm(s, n - (size_t)dot, norm);
  uint32_t id = intern(st->seen, norm, k);
  if (id >= st->cap) {
    size_t cap = st->cap ? st->cap * 2 : 4096;
    st->with = xrealloc(st->with, cap * sizeof *st->with);
    memset(st->with + st->cap, 0, (cap - st->cap) * sizeof *st->with);
    st->cap = cap;
  }
  st->seen->freq[id]++;
  st->with[id] += (uint64_t)dot;
}

static int keeps_stop(stops *st, const char *s, size_t n) {
  char norm[BL_NORM_MAX + 1];
  if (n < 2 || s[n - 1] != '.') return 0;
  if (memchr(s, '.', n - 1) || n == 2) return isalpha((unsigned char)s[0]) != 0;
  if (n > 8) return 0;
  size_t k = bl_form_norm(s, n - 1, norm);
  uint32_t id = intern(st->seen, norm, k);
  return id < st->cap && st->seen->freq[id] >= 20 && st->with[id] * 10 >= st->seen->freq[id] * 9;
}

/* One blank-separated chunk. */
static void add_chunk(text *t, stops *st, const char *s, size_t n) {
  size_t k;
  while (n && (k = mark_len(s, n)) && !(k == 1 && is_clitic(s, n))) {
    add_token(t, s, k);
    s += k;
    n -= k;
  }
  size_t end = n;
  while (end && !keeps_stop(st, s, end) && (k = last_mark_len(s, end))) end -= k;
  if (end) add_core(t, s, end);
  for (size_t i = end; i < n; i += k) {
    k = mark_len(s + i, n - i);
    if (!k) k = 1;
    add_token(t, s + i, k);
  }
}

static FILE *open_text(const char *path) {
  size_t n = strlen(path);
  if (n < 3 || strcmp(path + n - 3, ".xz")) return xfopen(path, "rb");
  char *cmd = xmalloc(n + 32);
  snprintf(cmd, n + 32, "xz -dc '%s'", path);
  FILE *f = popen(cmd, "r");
  if (!f) die("cannot run %s", cmd);
  free(cmd);
  return f;
}

static void close_text(FILE *f, const char *path) {
  size_t n = strlen(path);
  if (n < 3 || strcmp(path + n - 3, ".xz")) fclose(f);
  else if (pclose(f)) die("%s: xz failed", path);
}

/* Calls chunk counting (t NULL) or adding for each chunk of each line. */
static void walk(const char *path, text *t, stops *st) {
  FILE *f = open_text(path);
  char *line = NULL;
  size_t cap = 0;
  ssize_t len;
  while ((len = getline(&line, &cap, f)) > 0) {
    for (char *p = line; *p;) {
      size_t n = strcspn(p, " \t\r\n");
      size_t gap = strspn(p + n, " \t\r\n");
      if (n && t) add_chunk(t, st, p, n);
      else if (n) count_stop(st, p, n, p[n + gap] != 0);
      p += n + gap;
    }
    if (t) add_break(t);
  }
  free(line);
  close_text(f, path);
}

void text_read_raw(text *t, const char *path) {
  stops st = {text_new(), NULL, 0};
  walk(path, NULL, &st);
  walk(path, t, &st);
  text_free(st.seen);
  free(st.with);
}

void text_read_columns(text *t, const char *path, int column) {
  FILE *f = xfopen(path, "rb");
  char *line = NULL;
  size_t cap = 0;
  while (getline(&line, &cap, f) > 0) {
    if (line[0] == '#' && column) continue;
    char *p = line;
    if (column) {
      size_t id = strspn(p, "0123456789");
      if (id && p[id] != '\t') continue;
      p += id + (p[id] == '\t');
    }
    size_t n = strcspn(p, "\t\r\n");
    if (n) add_token(t, p, n);
    else add_break(t);
  }
  add_break(t);
  free(line);
  fclose(f);
}

static const text *ranked;

static int by_freq(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  if (ranked->freq[x] != ranked->freq[y]) return ranked->freq[x] < ranked->freq[y] ? 1 : -1;
  return strcmp(ranked->word[x], ranked->word[y]);
}

void text_rank(text *t, uint64_t min, size_t max) {
  uint32_t *order = xmalloc(t->words * sizeof *order), *rank = xmalloc(t->words * sizeof *rank);
  for (size_t i = 0; i < t->words; i++) order[i] = (uint32_t)i;
  ranked = t;
  qsort(order, t->words, sizeof *order, by_freq);
  size_t keep = 0;
  while (keep < t->words && keep < max && t->freq[order[keep]] >= min) keep++;
  char **word = xmalloc((keep + 1) * sizeof *word);
  uint64_t *freq = xmalloc((keep + 1) * sizeof *freq);
  text_case *cases = xmalloc((keep + 1) * sizeof *cases);
  for (size_t i = 0; i < t->words; i++) {
    rank[order[i]] = i < keep ? (uint32_t)i : TEXT_BREAK;
    if (i < keep) {
      word[i] = t->word[order[i]];
      freq[i] = t->freq[order[i]];
      cases[i] = t->cases[order[i]];
    } else
      free(t->word[order[i]]);
  }
  size_t len = 0;
  for (size_t i = 0; i < t->len; i++) {
    uint32_t id = t->ids[i];
    if (id == TEXT_BREAK || rank[id] != TEXT_BREAK) t->ids[len++] = id == TEXT_BREAK ? id : rank[id];
  }
  t->len = len;
  free(t->word);
  free(t->freq);
  free(t->cases);
  t->word = word;
  t->freq = freq;
  t->cases = cases;
  t->words = t->words_cap = keep;
  free(order);
  free(rank);
}
