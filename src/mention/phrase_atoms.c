/* Cuts tokens into atoms; see phrase_atoms.h. One pass over the letters, one fold for each atom. */
#include "mention/phrase_atoms.h"

#include <stdlib.h>

#include "base/utf8.h"

typedef enum kind { LETTERS, DIGITS, OTHER } kind;

static kind kind_of(uint32_t cp) {
  if (bl_cp_digit(cp)) return DIGITS;
  return bl_cp_alpha(cp) ? LETTERS : OTHER;
}

/* The end of a chain of single letters, each with a full stop but the last ("p.m", "U.S."), that begins at `from`; 0 if
 * none does. */
static size_t chain_end(bl_str s, size_t from) {
  size_t at = from, letters = 0;
  while (at < s.n) {
    size_t next = at;
    if (kind_of(bl_utf8_next(s, &next)) != LETTERS) break;
    bool stop = next < s.n && s.p[next] == '.';
    bool alone = next >= s.n || stop;
    if (!alone) return 0;
    letters++;
    at = next + stop;
    if (!stop) break;
  }
  return letters >= 2 ? at : 0;
}

static size_t atom_end(bl_str s, size_t from, kind *what) {
  size_t at = from;
  *what = kind_of(bl_utf8_next(s, &at));
  if (*what == OTHER) return at;
  size_t chain = *what == LETTERS ? chain_end(s, from) : 0;
  if (chain) return chain;
  while (at < s.n) {
    size_t next = at;
    if (kind_of(bl_utf8_next(s, &next)) != *what) break;
    at = next;
  }
  return at;
}

static bl_str fold(bl_atoms *atoms, bl_str part, bool dotted) {
  bl_buf buf = {0};
  if (dotted) {
    bl_buf letters = {0};
    for (size_t i = 0; i < part.n; i++)
      if (part.p[i] != '.') bl_buf_char(&letters, part.p[i]);
    bl_utf8_fold(&buf, bl_buf_view(&letters));
    bl_buf_free(&letters);
  } else {
    bl_utf8_fold(&buf, part);
  }
  bl_str copy = bl_str_copy(&atoms->arena, bl_buf_view(&buf));
  bl_buf_free(&buf);
  return copy;
}

static int32_t small_number(bl_str part) {
  int32_t value = 0;
  if (part.n > 9) return -1;
  for (size_t i = 0; i < part.n; i++) value = value * 10 + (part.p[i] - '0');
  return value;
}

/* Atoms of one token with text `form`, which stands at `bytes`; when the lengths differ every atom gets all of it. */
static void cut_token(bl_atoms *atoms, bl_str form, bl_span bytes, uint32_t token, bool space) {
  bool exact = form.n == bytes.end - bytes.begin;
  for (size_t at = 0; at < form.n;) {
    size_t blank = at;
    if (bl_cp_space(bl_utf8_next(form, &blank))) {
      space = true;
      at = blank;
      continue;
    }
    kind what;
    size_t end = atom_end(form, at, &what), first = at;
    bl_str part = bl_str_slice(form, at, end);
    bool dotted = what == LETTERS && bl_str_find(part, BL_STR("."), 0) >= 0;
    bl_atom a = {.norm = fold(atoms, part, dotted), .bytes = bytes, .token = token, .word = BL_NONE};
    if (exact) a.bytes = (bl_span){bytes.begin + (uint32_t)at, bytes.begin + (uint32_t)end};
    a.digits = what == DIGITS ? (uint16_t)(part.n > 999 ? 999 : part.n) : 0;
    a.number = what == DIGITS ? small_number(part) : -1;
    a.space = space;
    space = false;
    a.cap = bl_cp_upper(bl_utf8_next(form, &first));
    a.dotted = dotted;
    BL_PUSH(&atoms->items, a);
    at = end;
  }
}

static bool blank_before(const bl_doc *doc, uint32_t token, uint32_t first) {
  if (token == first) return true;
  const bl_token *before = &doc->tokens.items[token - 1];
  return before->space_after || doc->tokens.items[token].bytes.begin > before->bytes.end;
}

void bl_atoms_cut(bl_atoms *atoms, const bl_doc *doc) {
  for (uint32_t s = 0; s < doc->sentences.count; s++) {
    bl_span tokens = doc->sentences.items[s].tokens;
    uint32_t begin = atoms->items.count;
    for (uint32_t t = tokens.begin; t < tokens.end; t++) {
      const bl_token *token = &doc->tokens.items[t];
      cut_token(atoms, token->form, token->bytes, t, blank_before(doc, t, tokens.begin));
    }
    BL_PUSH(&atoms->sentences, ((bl_span){begin, atoms->items.count}));
  }
}

void bl_atoms_cut_text(bl_atoms *atoms, bl_str text) {
  uint32_t begin = atoms->items.count, token = 0;
  size_t at = 0;
  while (at < text.n) {
    while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\t')) at++;
    size_t end = at;
    while (end < text.n && text.p[end] != ' ' && text.p[end] != '\t') end++;
    if (end > at) cut_token(atoms, bl_str_slice(text, at, end), (bl_span){(uint32_t)at, (uint32_t)end}, token++, true);
    at = end;
  }
  BL_PUSH(&atoms->sentences, ((bl_span){begin, atoms->items.count}));
}

void bl_atoms_free(bl_atoms *atoms) {
  BL_VEC_FREE(&atoms->items);
  BL_VEC_FREE(&atoms->sentences);
  bl_arena_free(&atoms->arena);
}
