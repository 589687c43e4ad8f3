/* Cutting by rules. A chunk between blanks is peeled from both ends, then cut inside: clitics, hyphens, slashes, dashes,
 * missing blanks. What one surface token is cut into is marked as a multiword token (don't -> do + n't). */
#include "token/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/address.h"
#include "base/io.h"
#include "base/utf8.h"

/* ---- word lists ------------------------------------------------------------------------------------------------- */

typedef void (*add_line)(bl_word_lists *lists, bl_str line);

/* "gov", or "etc end": with `end` it loses its full stop before a capital. */
static void add_abbreviation(bl_word_lists *l, bl_str line) {
  bl_str word;
  bl_str_next(&line, ' ', &word);
  bl_intern(&l->abbreviations, word);
  if (line.p) bl_intern(&l->enders, word);
}
static void add_unit(bl_word_lists *l, bl_str line) { bl_intern(&l->units, line); }
static void add_prefix(bl_word_lists *l, bl_str line) { bl_intern(&l->prefixes, line); }

static void add_emoticon(bl_word_lists *l, bl_str line) { bl_intern(&l->emoticons, line); }

/* "gonna gon na", or "its it s | a the": only before one of the words behind the bar. */
static void add_joined(bl_word_lists *l, bl_str line) {
  bl_str word, parts;
  if (!bl_str_next(&line, ' ', &word) || !line.p || bl_symbol(&l->joined, word) != BL_NONE) return;
  bl_intern(&l->joined, word);
  bl_str_next(&line, '|', &parts);
  bl_joined_word joined = {.parts = bl_str_copy(&l->joined.arena, bl_str_trim(parts))};
  if (line.p) joined.before = bl_str_copy(&l->joined.arena, bl_str_trim(line));
  BL_PUSH(&l->parts, joined);
}

static bl_status read_list(const char *data_dir, const char *name, bl_word_lists *lists, add_line add) {
  bl_arena arena = {0};
  bl_buf bytes = {0};
  bl_status status = bl_read_file(bl_arena_printf(&arena, "%s/token/%s", data_dir, name), 1 << 20, &bytes);
  bl_str rest = bl_buf_view(&bytes), line;
  while (status == BL_OK && rest.p && bl_str_next(&rest, '\n', &line)) {
    line = bl_str_trim(line);
    if (line.n && line.p[0] != '#') add(lists, line);
  }
  bl_buf_free(&bytes);
  bl_arena_free(&arena);
  return status;
}

bl_status bl_word_lists_open(const char *data_dir, bl_word_lists *out) {
  BL_TRY(read_list(data_dir, "abbreviations.txt", out, add_abbreviation));
  BL_TRY(read_list(data_dir, "prefixes.txt", out, add_prefix));
  BL_TRY(read_list(data_dir, "units.txt", out, add_unit));
  BL_TRY(read_list(data_dir, "emoticons.txt", out, add_emoticon));
  return read_list(data_dir, "joined.txt", out, add_joined);
}

void bl_word_lists_close(bl_word_lists *l) {
  bl_symtab_free(&l->abbreviations);
  bl_symtab_free(&l->enders);
  bl_symtab_free(&l->prefixes);
  bl_symtab_free(&l->units);
  bl_symtab_free(&l->emoticons);
  bl_symtab_free(&l->joined);
  BL_VEC_FREE(&l->parts);
}

static bool listed(const bl_symtab *table, bl_str word) {
  char low[32];
  if (!word.n || word.n > sizeof low) return false;
  for (size_t i = 0; i < word.n; i++) low[i] = (char)(word.p[i] >= 'A' && word.p[i] <= 'Z' ? word.p[i] + 32 : word.p[i]);
  return bl_symbol(table, (bl_str){low, word.n}) != BL_NONE;
}

/* ---- tokens ----------------------------------------------------------------------------------------------------- */

typedef struct cutter {
  const bl_word_lists *lists;
  bl_doc *doc;
  bl_str text;
  size_t limit; /* where the paragraph ends */
} cutter;

static void put(cutter *c, size_t begin, size_t end) {
  if (begin >= end) return;
  bl_token t = {.bytes = {(uint32_t)begin, (uint32_t)end}, .head = BL_NONE};
  t.form = bl_str_slice(c->text, begin, end);
  t.lemma = t.feats = BL_STR("");
  BL_PUSH(&c->doc->tokens, t);
}

/* Puts [begin, middle) and [middle, end) as the words of one multiword token. */
static void put_pair(cutter *c, size_t begin, size_t middle, size_t end) {
  uint32_t first = c->doc->tokens.count;
  put(c, begin, middle);
  put(c, middle, end);
  if (c->doc->tokens.count == first + 2) c->doc->tokens.items[first].words = 2;
}

static uint32_t at(const cutter *c, size_t i) { return bl_utf8_next(c->text, &i); }
static bool is_apostrophe(uint32_t cp) { return cp == '\'' || cp == 0x2019 || cp == '`'; }
static bool is_dash(uint32_t cp) { return cp == 0x2013 || cp == 0x2014 || cp == 0x2015; }

static bool ends_nocase(bl_str s, const char *suffix) {
  bl_str x = bl_str_from(suffix);
  return s.n >= x.n && bl_str_eq_nocase(bl_str_slice(s, s.n - x.n, s.n), x);
}

/* Where the clitic at the end of [begin, end) begins, or `end`. */
static size_t clitic(const cutter *c, size_t begin, size_t end) {
  static const char *const tails[] = {"s", "re", "ve", "ll", "d", "m"};
  bl_str word = bl_str_slice(c->text, begin, end);
  if (ends_nocase(word, "n't") && word.n > 3) return end - 3;
  if (ends_nocase(word, "n’t") && word.n > 5) return end - 5;
  for (size_t k = 0; k < sizeof tails / sizeof *tails; k++) {
    size_t n = strlen(tails[k]);
    if (!ends_nocase(word, tails[k]) || word.n < n + 2) continue;
    size_t mark = end - n;
    uint32_t cp = bl_utf8_prev(c->text, &mark);
    if (is_apostrophe(cp) && mark > begin) return mark;
  }
  return end;
}

/* Whether the word behind the blanks at `end` is one of `list`. */
static bool is_before(const cutter *c, size_t end, bl_str list) {
  size_t begin = end;
  while (begin < c->limit && c->text.p[begin] == ' ') begin++;
  size_t stop = begin;
  while (stop < c->limit && ((c->text.p[stop] | 32) >= 'a' && (c->text.p[stop] | 32) <= 'z')) stop++;
  bl_str next = bl_str_slice(c->text, begin, stop), one;
  while (begin > end && list.p && bl_str_next(&list, ' ', &one))
    if (bl_str_eq_nocase(one, next)) return true;
  return false;
}

static bool put_joined(cutter *c, size_t begin, size_t end) {
  char low[16];
  size_t n = end - begin;
  if (n > sizeof low) return false;
  for (size_t i = 0; i < n; i++) low[i] = (char)(c->text.p[begin + i] | 32);
  uint32_t id = bl_symbol(&c->lists->joined, (bl_str){low, n});
  if (id == BL_NONE) return false;
  const bl_joined_word *joined = &c->lists->parts.items[id];
  if (joined->before.p && !is_before(c, end, joined->before)) return false;
  bl_str rest = joined->parts, part;
  uint32_t first = c->doc->tokens.count;
  while (begin < end && bl_str_next(&rest, ' ', &part)) {
    put(c, begin, begin + part.n < end ? begin + part.n : end);
    begin += part.n;
  }
  c->doc->tokens.items[first].words = (uint8_t)(c->doc->tokens.count - first);
  return true;
}

/* A word without inner cuts but clitics. A possessive of a plural ("workers'") is peeled before. */
static void put_word(cutter *c, size_t begin, size_t end) {
  if (begin >= end || put_joined(c, begin, end)) return;
  size_t tail = clitic(c, begin, end);
  if (tail == end)
    put(c, begin, end);
  else
    put_pair(c, begin, tail, end);
}

static bool all_digits(bl_str s) {
  for (size_t i = 0; i < s.n; i++)
    if (!bl_cp_digit((unsigned char)s.p[i]) && s.p[i] != '.' && s.p[i] != ',') return false;
  return s.n > 0;
}

static bool has_digit(bl_str s) {
  for (size_t i = 0; i < s.n; i++)
    if (bl_cp_digit((unsigned char)s.p[i])) return true;
  return false;
}

/* "Pol-e-Hesar", "Khost-wa-Fereng": a name that is tied by a short particle stays whole. */
static bool tied_name(bl_str word, size_t hyphen) {
  if (!word.n || !bl_cp_upper((unsigned char)word.p[0])) return false;
  size_t next = hyphen + 1;
  while (next < word.n && word.p[next] != '-') next++;
  return next < word.n && next - hyphen - 1 <= 2 && word.p[hyphen + 1] >= 'a' && word.p[hyphen + 1] <= 'z';
}

static bool hyphen_cuts(const cutter *c, bl_str word, size_t first, size_t hyphen) {
  bl_str left = bl_str_slice(word, first, hyphen), right = bl_str_slice(word, hyphen + 1, word.n);
  if (!left.n || !right.n || right.p[0] == '-') return false;
  if (listed(&c->lists->prefixes, left)) return false;
  bool numbers = all_digits(left) && bl_cp_digit((unsigned char)right.p[0]);
  bool telephone = left.n <= 3 && right.n == 4 && all_digits(right); /* 853-3242 */
  if (numbers) return bl_str_find(right, BL_STR("-"), 0) < 0 && first == 0 && !telephone;
  if (left.n <= 3 && has_digit(right) && bl_cp_upper((unsigned char)left.p[0]) && bl_cp_digit((unsigned char)right.p[0])) return false; /* AK-47 */
  if (has_digit(left) && has_digit(right)) return false;
  return true;
}

/* Cuts at hyphens, except where UD keeps them. */
static void put_hyphenated(cutter *c, size_t begin, size_t end) {
  bl_str word = bl_str_slice(c->text, begin, end);
  size_t from = 0;
  for (size_t i = 1; i + 1 < word.n; i++) {
    if (word.p[i] != '-') continue;
    if (tied_name(word, i)) break;
    if (!hyphen_cuts(c, word, from, i)) continue;
    put_word(c, begin + from, begin + i);
    put(c, begin + i, begin + i + 1);
    from = i + 1;
  }
  put_word(c, begin + from, end);
}

/* "10am", "5.30pm", "1.2bn": a number and what is written behind it. */
static size_t unit_cut(const cutter *c, bl_str word) {
  size_t i = 0;
  while (i < word.n && (bl_cp_digit((unsigned char)word.p[i]) || word.p[i] == ':' || word.p[i] == '.' || word.p[i] == ',')) i++;
  return i && listed(&c->lists->units, bl_str_slice(word, i, word.n)) ? i : 0;
}

static bool is_letter_at(const cutter *c, size_t i, size_t end) { return i < end && bl_cp_alpha(at(c, i)); }

/* Marks that end one token and begin another inside a chunk: dashes, ellipses, slashes between words, a full stop before
 * a capital ("end.The"), brackets, commas between letters. Gives the length of the mark at i, 0: none. */
static size_t inner_mark(const cutter *c, size_t begin, size_t i, size_t end) {
  uint32_t cp = at(c, i);
  size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : 3;
  if (is_dash(cp) || cp == 0x2026) return n;
  bool repeats = i + 1 < end && c->text.p[i + 1] == (char)cp;
  if (repeats && (cp == '-' || cp == '<' || cp == '>')) return 2;
  if (repeats && (cp == '.' || cp == '?' || cp == '!')) { /* "missing...and", "before..I", "what??no" */
    while (i + n < end && c->text.p[i + n] == (char)cp) n++;
    if (n > 2 || (i > begin && bl_cp_alpha((unsigned char)c->text.p[i - 1]) && is_letter_at(c, i + n, end))) return n;
    n = 1;
  }
  bool letters = i > begin && bl_cp_alpha((unsigned char)c->text.p[i - 1]) && is_letter_at(c, i + n, end);
  if ((cp == '/' || cp == '&') && letters && end - begin > 4) return cp == '&' ? 0 : n;
  if ((cp == '(' || cp == ')' || cp == '[' || cp == ']' || cp == 0x201C || cp == 0x201D || cp == '"') && i > begin) return n;
  if (cp == ',' && i > begin && (is_letter_at(c, i - 1, end) || is_letter_at(c, i + 1, end))) return n;
  if ((cp == ';' || cp == '?' || cp == '!') && letters) return n;
  if (cp == ':' && i > begin + 1 && bl_cp_alpha((unsigned char)c->text.p[i - 1]) && i + 1 < end && !bl_cp_punct(at(c, i + 1))) return n;
  bool sentence = cp == '.' && i > begin + 1 && c->text.p[i - 1] >= 'a' && c->text.p[i - 1] <= 'z' && c->text.p[i - 2] >= 'a' &&
                  c->text.p[i - 2] <= 'z' && i + 2 < end && bl_cp_upper(at(c, i + 1)) && c->text.p[i + 2] >= 'a' && c->text.p[i + 2] <= 'z';
  return sentence ? n : 0;
}

static void put_inside(cutter *c, size_t begin, size_t end) {
  size_t from = begin, unit = unit_cut(c, bl_str_slice(c->text, begin, end));
  if (unit) {
    put(c, begin, begin + unit);
    put(c, begin + unit, end);
    return;
  }
  for (size_t i = begin; i < end;) {
    size_t n = inner_mark(c, begin, i, end), next = i;
    bl_utf8_next(c->text, &next);
    if (!n) {
      i = next;
      continue;
    }
    put_hyphenated(c, from, i);
    put(c, i, i + n);
    from = i = i + n;
  }
  put_hyphenated(c, from, end);
}

/* ---- both ends of a chunk --------------------------------------------------------------------------------------- */

static bool opens(uint32_t cp) {
  return cp == '(' || cp == '[' || cp == '{' || cp == '"' || cp == 0x201C || cp == 0x2018 || cp == '\'' || cp == '<' || cp == 0xAB ||
         cp == '$' || cp == 0xA3 || cp == 0x20AC || cp == 0xA5 || cp == '*' || cp == '-' || cp == '~' || cp == '=' || cp == '>' ||
         cp == '_' || cp == '|' || cp == 0x2022 || cp == '#' || cp == '`' || cp == ',' || cp == ';' || cp == ':' || cp == '!' || cp == '?' || cp == 0xB7;
}

static bool closes(uint32_t cp) {
  return cp == ')' || cp == ']' || cp == '}' || cp == '"' || cp == 0x201D || cp == 0x2019 || cp == '\'' || cp == '>' || cp == 0xBB ||
         cp == ',' || cp == ';' || cp == ':' || cp == '!' || cp == '?' || cp == '.' || cp == 0x2026 || cp == '*' || cp == '-' || cp == '%' ||
         cp == '~' || cp == '=' || cp == '<' || cp == '_' || cp == '|' || cp == 0x20AC || cp == '`' || cp == '+' || is_dash(cp);
}

static bool letter_dots(bl_str w) { /* U.S. a.m. J. */
  if (w.n < 2 || w.n % 2) return false;
  for (size_t i = 0; i < w.n; i++)
    if (i % 2 ? w.p[i] != '.' : !((w.p[i] | 32) >= 'a' && (w.p[i] | 32) <= 'z')) return false;
  return true;
}

/* Whether the blanks at `end` lead to a capital; false at the end of the paragraph. */
static bool before_capital(const cutter *c, size_t end) {
  size_t i = end;
  while (i < c->limit && c->text.p[i] == ' ') i++;
  return i > end && i < c->limit && bl_cp_upper(at(c, i));
}

/* Whether [begin, end), which ends in a full stop, keeps it. The last word of a paragraph does not: its stop is the sentence's. */
static bool keeps_stop(const cutter *c, size_t begin, size_t end) {
  bl_str word = bl_str_slice(c->text, begin, end);
  if (letter_dots(word)) return true;
  size_t from = word.n - 1;
  while (from > 0 && word.p[from - 1] != '-' && word.p[from - 1] != '/') from--;
  bl_str bare = bl_str_slice(word, from, word.n - 1);
  if (!listed(&c->lists->abbreviations, bare) || end >= c->limit) return false;
  return !listed(&c->lists->enders, bare) || !before_capital(c, end);
}

/* "@name", "#tag": letters, digits and underscores behind the sign. */
static bool tag_or_handle(bl_str w) {
  if (w.n < 2 || (w.p[0] != '@' && w.p[0] != '#') || bl_cp_digit((unsigned char)w.p[1])) return false;
  for (size_t i = 1; i < w.n; i++)
    if (bl_cp_punct((unsigned char)w.p[i]) && w.p[i] != '_' && (unsigned char)w.p[i] < 0x80) return false;
  return true;
}

/* The beginning of the run of equal marks that ends at `end` ("...", "!!", "--"). */
static size_t run_begin(const cutter *c, size_t begin, size_t end) {
  size_t i = end;
  uint32_t mark = bl_utf8_prev(c->text, &i);
  if (mark != '.' && mark != '!' && mark != '?' && mark != '-' && mark != '*' && mark != '=' && mark != '_' && mark != '~' && mark != '+') return i;
  while (i > begin) {
    size_t k = i;
    uint32_t cp = bl_utf8_prev(c->text, &k);
    if (cp != mark && !((mark == '!' || mark == '?') && (cp == '!' || cp == '?'))) break;
    i = k;
  }
  bool stop = (mark == '!' || mark == '?') && i > begin + 1 && c->text.p[i - 1] == '.' && c->text.p[i - 2] != '.';
  return stop && !keeps_stop(c, begin, i) ? i - 1 : i; /* "so.?" */
}

typedef struct tail {
  size_t begin, end;
} tail;

static size_t run_end(const cutter *c, size_t i, size_t end) {
  size_t next = i;
  uint32_t mark = bl_utf8_next(c->text, &next);
  if (mark != '-' && mark != '*' && mark != '=' && mark != '_' && mark != '~' && mark != '!' && mark != '?' && mark != '<' && mark != '>' && mark != '$') return next;
  while (next < end && at(c, next) == mark) next++;
  return next;
}

static size_t peel_front(cutter *c, size_t begin, size_t end) {
  while (begin < end) {
    uint32_t cp = at(c, begin);
    bool dots = cp == '.' && begin + 1 < end && c->text.p[begin + 1] == '.';
    if (!opens(cp) && !is_dash(cp) && !dots && cp != 0x2026) break;
    if (cp == '#' && end - begin > 1 && !bl_cp_digit(at(c, begin + 1))) {
      size_t stop = begin + 1;
      while (stop < end && (!bl_cp_punct(at(c, stop)) || c->text.p[stop] == '_')) bl_utf8_next(c->text, &stop);
      if (stop > begin + 1) break;
    }
    if (cp == '-' && begin + 1 < end && bl_cp_digit(at(c, begin + 1))) break;
    if (is_apostrophe(cp) && begin + 1 < end && (bl_cp_digit(at(c, begin + 1)) || bl_str_eq_nocase(bl_str_slice(c->text, begin + 1, end), BL_STR("s")))) break;
    size_t next = run_end(c, begin, end);
    if (dots)
      for (next = begin; next < end && c->text.p[next] == '.';) next++;
    put(c, begin, next);
    begin = next;
  }
  return begin;
}

/* Takes closing marks off the end into tails[] (in reverse) and gives the new end. */
static size_t peel_back(const cutter *c, size_t begin, size_t end, tail *tails, int most, int *count) {
  while (end > begin && *count < most) {
    size_t last = end;
    uint32_t cp = bl_utf8_prev(c->text, &last);
    if (!closes(cp)) break;
    size_t from = run_begin(c, begin, end);
    if (cp == '.' && from == last && keeps_stop(c, begin, end)) break;
    if (cp == '.' && end - from == 2 && from > begin && keeps_stop(c, begin, end - 1)) from = last; /* L.P.. */
    if (from <= begin) break;
    tails[(*count)++] = (tail){from, end};
    end = from;
  }
  return end;
}

/* "---===": a line that rules off. */
static bool ruled_line(bl_str w) {
  for (size_t i = 0; i < w.n; i++)
    if (w.p[i] != '-' && w.p[i] != '=' && w.p[i] != '_') return false;
  return w.n > 3;
}

static bool is_emoticon(const cutter *c, size_t begin, size_t end) {
  return bl_symbol(&c->lists->emoticons, bl_str_slice(c->text, begin, end)) != BL_NONE;
}

/* "Ann"<ann@example.org>: where the address behind the name begins, else `begin`. */
static size_t address_behind(const cutter *c, size_t begin, size_t end) {
  for (size_t i = begin + 1; i + 1 < end; i++)
    if (c->text.p[i] == '<') return bl_is_address(bl_str_slice(c->text, i + 1, end)) ? i : begin;
  return begin;
}

static void cut_chunk(cutter *c, size_t begin, size_t end) {
  enum { TAILS = 16 };
  tail tails[TAILS];
  int count = 0;
  bl_str chunk = bl_str_slice(c->text, begin, end);
  if (is_emoticon(c, begin, end) || tag_or_handle(chunk) || ruled_line(chunk)) {
    put(c, begin, end);
    return;
  }
  size_t address = address_behind(c, begin, end);
  if (address > begin) {
    cut_chunk(c, begin, address);
    begin = address;
  }
  if (end - begin > 2 && closes((unsigned char)c->text.p[end - 1]) && is_emoticon(c, begin, end - 1)) { /* ":-)." */
    put(c, begin, end - 1);
    begin = end - 1;
  }
  begin = peel_front(c, begin, end);
  size_t stop = peel_back(c, begin, end, tails, TAILS, &count);
  bl_str core = bl_str_slice(c->text, begin, stop);
  uint32_t before = c->doc->tokens.count;
  if (bl_is_address(core) || tag_or_handle(core))
    put(c, begin, stop);
  else
    put_inside(c, begin, stop);
  for (int i = count; i-- > 0;) put(c, tails[i].begin, tails[i].end);
  /* workers' : the apostrophe behind a plural belongs to its surface token */
  bool plural = count && core.n > 2 && (core.p[core.n - 1] | 32) == 's' && tails[count - 1].end > tails[count - 1].begin &&
                is_apostrophe(at(c, tails[count - 1].begin)) && c->doc->tokens.count > before + 1;
  uint32_t owner = c->doc->tokens.count - (uint32_t)count - 1;
  if (plural && owner >= before && c->doc->tokens.items[owner].bytes.end == stop && !c->doc->tokens.items[owner].words)
    c->doc->tokens.items[owner].words = 2;
}

/* An open quotation before makes a closing ’ or ' behind a plural a quotation mark, not a possessive. */
static void settle_quotes(bl_doc *doc, uint32_t first) {
  bool open = false;
  for (uint32_t i = first; i < doc->tokens.count; i++) {
    bl_token *t = &doc->tokens.items[i];
    if (bl_str_eq_c(t->form, "‘") || (bl_str_eq_c(t->form, "'") && (i == first || doc->tokens.items[i - 1].space_after) && !t->space_after)) open = true;
    if (t->words == 2 && i + 1 < doc->tokens.count && (bl_str_eq_c(t[1].form, "'") || bl_str_eq_c(t[1].form, "’")) && open) t->words = 0, open = false;
  }
}

/* Cutting looks back and ahead inside a chunk, so a chunk has a limit; no real word is so long. */
enum { CHUNK_LIMIT = 2000 };

void bl_cut_words(const bl_word_lists *lists, bl_doc *doc, bl_span bytes) {
  cutter c = {lists, doc, doc->text, bytes.end};
  uint32_t first = doc->tokens.count;
  size_t i = bytes.begin;
  while (i < bytes.end) {
    size_t next = i;
    if (bl_cp_space(bl_utf8_next(c.text, &next))) {
      i = next;
      continue;
    }
    size_t end = i;
    bool blank = false;
    while (end < bytes.end && end - i < CHUNK_LIMIT) {
      size_t k = end;
      blank = bl_cp_space(bl_utf8_next(c.text, &k));
      if (blank) break;
      end = k;
    }
    uint32_t before = doc->tokens.count;
    cut_chunk(&c, i, end);
    if (doc->tokens.count > before && (blank || end >= bytes.end)) doc->tokens.items[doc->tokens.count - 1].space_after = true;
    i = end;
  }
  settle_quotes(doc, first);
}
