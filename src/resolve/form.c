/* Forms of names; see form.h for the method. Invariant: a form's strings are lower case without accents. */
#include "resolve/form.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static bool is_vowel(char c) { return c && strchr("aeiouyw", c) != NULL; }

/* ---- names and descriptions -------------------------------------------------------------------------------------- */

static bool upper_first(bl_str word) {
  size_t at = 0;
  if (!word.n) return false;
  uint32_t cp = bl_utf8_next(word, &at);
  return bl_cp_upper(cp) || bl_cp_digit(cp);
}

static bl_str fold_word(bl_arena *arena, bl_str word) {
  bl_buf folded = {0};
  bl_utf8_fold(&folded, word);
  size_t n = 0;
  for (size_t i = 0; i < folded.n; i++)
    if (!strchr(".'`,\"()#@", folded.p[i])) folded.p[n++] = folded.p[i];
  if (n > 1 && folded.p[n - 1] == ':') n--;
  bl_str out = bl_str_copy(arena, (bl_str){folded.p, n});
  bl_buf_free(&folded);
  return out;
}

static bool separator(char c) { return c == ' ' || c == '-' || c == '\n' || c == '\t' || c == '/' || c == '_'; }

static bool next_word(bl_str *rest, bl_str *word) {
  while (rest->n && separator(rest->p[0])) rest->p++, rest->n--;
  if (!rest->n) return false;
  size_t n = 0;
  while (n < rest->n && !separator(rest->p[n])) n++;
  *word = (bl_str){rest->p, n};
  rest->p += n;
  rest->n -= n;
  return true;
}

/* The last word before a preposition or the end is the head of the phrase. */
bool bl_form_is_name(const bl_words *words, bl_str surface) {
  bl_arena arena = {0};
  bl_str rest = surface, word, head = {0}, before = {0};
  int count = 0;
  bool handle = surface.n && (surface.p[0] == '@' || surface.p[0] == '#');
  while (next_word(&rest, &word)) {
    bl_str folded = fold_word(&arena, word);
    if (bl_word_flags(words, folded) & BL_WORD_PREPOSITION && head.n) break;
    before = head;
    head = word;
    count++;
  }
  bl_str last = fold_word(&arena, head);
  bool noun = bl_word_flags(words, last) & BL_WORD_NOUN && (count == 1 || (count == 2 && bl_str_eq_c(fold_word(&arena, before), "the")));
  bool name = upper_first(head) && !noun && !(bl_word_flags(words, last) & BL_WORD_TITLE); /* "Vice President" */
  bool the = false;
  if (!name && before.n) { /* "Kapisa province", "Harlan network" */
    bl_str folded = fold_word(&arena, head);
    the = bl_str_eq_c(fold_word(&arena, before), "the");
    name = upper_first(before) && !the && bl_word_flags(words, folded) & (BL_WORD_PLACE | BL_WORD_TAIL);
  }
  bl_arena_free(&arena);
  return name || handle;
}

/* ---- forms ------------------------------------------------------------------------------------------------------- */

static bool all_capitals(bl_str s) {
  int upper = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] >= 'a' && s.p[i] <= 'z') return false;
    if (s.p[i] == ' ') return false;
    upper += s.p[i] >= 'A' && s.p[i] <= 'Z';
  }
  return upper >= 2;
}

static bl_str skeleton_of(bl_arena *arena, bl_str word) {
  char *out = BL_ARENA_NEW(arena, char, word.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < word.n; i++) {
    char c = word.p[i];
    if (c == 'q' || c == 'c') c = 'k';
    if (c == 'z') c = 's';
    if (c == 'v') c = 'b';
    if (c == 'j' || (c == 'g' && i + 1 < word.n && word.p[i + 1] == 'h')) c = 'g';
    if (i && (is_vowel(c) || c == 'h')) continue;
    if (!i && is_vowel(c)) c = 'a';
    if (n && out[n - 1] == c) continue;
    out[n++] = c;
  }
  return (bl_str){out, n};
}

typedef struct split {
  bl_str words[32];
  uint32_t flags[32];
  uint32_t count;
} split;

static split split_surface(const bl_words *words, bl_arena *arena, bl_str surface) {
  split s = {.count = 0};
  bl_str word;
  while (s.count < 32 && next_word(&surface, &word)) {
    bl_str folded = fold_word(arena, word);
    if (folded.n > 2 && bl_str_ends(folded, BL_STR("s")) && word.n > 3 && bl_str_ends(word, BL_STR("'s"))) folded.n--;
    else if (bl_str_ends(word, BL_STR("\xE2\x80\x99s")) && folded.n > 1) folded.n--;
    if (!folded.n) continue;
    s.words[s.count] = folded;
    s.flags[s.count++] = bl_word_flags(words, folded);
  }
  return s;
}

/* Takes titles off the front, class words and legal forms off both ends; [*begin, *end) is what is left. */
static void trim_words(const split *s, bl_form_kind kind, uint32_t *begin, uint32_t *end, bl_form *form) {
  uint32_t b = 0, e = s->count;
  if (e > 1 && bl_str_eq_c(s->words[0], "the")) b++;
  if (kind == BL_FORM_PERSON) {
    while (e - b > 1 && s->flags[b] & BL_WORD_TITLE) b++;
    while (e - b > 2 && s->flags[b] & BL_WORD_HONORIFIC) b++;
    form->honorific = e - b > 1 && s->flags[b] & BL_WORD_HONORIFIC;
  } else if (kind == BL_FORM_GROUP) {
    while (e - b > 1 && s->flags[e - 1] & (BL_WORD_SUFFIX | BL_WORD_GROUP)) e--;
  } else {
    if (e - b > 1 && s->flags[e - 1] & BL_WORD_PLACE) {
      form->place = (uint8_t)(s->flags[e - 1] >> 8);
      if (form->place != BL_ET_PLACE && form->place != BL_ET_FACILITY) e--; /* a valley is no river, an airport no hospital */
    } else if (e - b > 2 && s->flags[b] & BL_WORD_PLACE && bl_str_eq_c(s->words[b + 1], "of")) {
      form->place = (uint8_t)(s->flags[b] >> 8);
      if (form->place != BL_ET_PLACE && form->place != BL_ET_FACILITY) b += 2;
    }
  }
  *begin = b;
  *end = e;
}

bl_form_kind bl_form_kind_of(uint8_t etype) {
  if (etype == BL_ET_PERSON) return BL_FORM_PERSON;
  return bl_etype_is_place((bl_etype)etype) || etype == BL_ET_OTHER ? BL_FORM_PLACE : BL_FORM_GROUP;
}

static void put_word(bl_buf *out, bl_str word) {
  if (out->n) bl_buf_char(out, ' ');
  bl_buf_str(out, word);
}

bl_form bl_form_make(const bl_words *words, bl_arena *arena, bl_str surface, bl_form_kind kind) {
  bl_form form = {.count = 0};
  split s = split_surface(words, arena, surface);
  uint32_t begin, end;
  trim_words(&s, kind, &begin, &end, &form);
  bl_buf text = {0}, joined = {0}, skeleton = {0};
  for (uint32_t i = begin; i < end; i++) {
    put_word(&joined, s.words[i]);
    if (s.flags[i] & BL_WORD_JOINT && i > begin && i + 1 < end) continue; /* the first may be a word: "De Salah" */
    if (form.count == BL_FORM_WORDS) continue;
    form.words[form.count++] = s.words[i];
    put_word(&text, s.words[i]);
    put_word(&skeleton, skeleton_of(arena, s.words[i]));
  }
  form.text = bl_str_copy(arena, bl_buf_view(&text));
  form.joined = bl_str_copy(arena, bl_buf_view(&joined));
  form.skeleton = bl_str_copy(arena, bl_buf_view(&skeleton));
  form.acronym = kind != BL_FORM_PERSON && all_capitals(surface) && joined.n <= 8;
  bl_buf_free(&text);
  bl_buf_free(&joined);
  bl_buf_free(&skeleton);
  return form;
}

/* ---- likeness ---------------------------------------------------------------------------------------------------- */

enum { FULL = 10, WORD_LIMIT = 32 };

/* Cost of a letter put in or left out beside `beside`. */
static int gap_cost(char c, char beside) {
  if (c == beside) return 2;  /* doubled */
  if (c == 'h') return 3;     /* kh, dh, gh; Deh, De */
  if (is_vowel(c)) return 5;
  return FULL;
}

static bool same_sound(char a, char b) {
  static const char *const sounds[] = {"qkc", "sz", "vwbf", "gj", "iy", "td", "ckx"};
  for (size_t i = 0; i < sizeof sounds / sizeof *sounds; i++)
    if (strchr(sounds[i], a) && strchr(sounds[i], b)) return true;
  return false;
}

static int swap_cost(char a, char b) {
  if (a == b) return 0;
  if (is_vowel(a) && is_vowel(b)) return 3;
  return same_sound(a, b) ? 4 : FULL + 5;
}

int bl_word_likeness(bl_str a, bl_str b) {
  if (bl_str_eq(a, b)) return 100;
  if (!a.n || !b.n || a.n > WORD_LIMIT || b.n > WORD_LIMIT || a.p[0] != b.p[0]) {
    bool sound = a.n && b.n && a.n <= WORD_LIMIT && b.n <= WORD_LIMIT &&
                 (same_sound(a.p[0], b.p[0]) || (is_vowel(a.p[0]) && is_vowel(b.p[0])));
    if (!sound) return 0;
  }
  int row[WORD_LIMIT + 1];
  row[0] = 0;
  for (size_t j = 1; j <= b.n; j++) row[j] = row[j - 1] + gap_cost(b.p[j - 1], j > 1 ? b.p[j - 2] : 0);
  for (size_t i = 1; i <= a.n; i++) {
    int diagonal = row[0];
    row[0] += gap_cost(a.p[i - 1], i > 1 ? a.p[i - 2] : 0);
    for (size_t j = 1; j <= b.n; j++) {
      int best = diagonal + swap_cost(a.p[i - 1], b.p[j - 1]);
      int drop = row[j] + gap_cost(a.p[i - 1], i > 1 ? a.p[i - 2] : 0);
      int add = row[j - 1] + gap_cost(b.p[j - 1], j > 1 ? b.p[j - 2] : 0);
      if (drop < best) best = drop;
      if (add < best) best = add;
      diagonal = row[j];
      row[j] = best;
    }
  }
  int longest = (int)(a.n > b.n ? a.n : b.n) * FULL;
  int likeness = 100 - row[b.n] * 100 / longest;
  return likeness < 0 ? 0 : likeness;
}

int bl_form_likeness(const bl_form *a, const bl_form *b) {
  if (a->count != b->count || !a->count) return 0;
  int least = 100;
  for (int i = 0; i < a->count; i++) {
    int likeness = bl_word_likeness(a->words[i], b->words[i]);
    if (likeness < least) least = likeness;
  }
  return least;
}

void bl_form_initials(const bl_words *words, const bl_form *form, bool small, bl_buf *out) {
  bl_str rest = form->joined, word;
  while (next_word(&rest, &word))
    if (small || !(bl_word_flags(words, word) & BL_WORD_JOINT)) bl_buf_char(out, word.p[0]);
}
