/* The matcher: a walk over the program of each candidate line, trying every way and keeping the longest. Programs have
 * no loops, named parts are defined before use, so depth and work are bounded. A named part gives its longest match
 * only. */
#include "mention/phrase_program.h"

#include <string.h>

typedef struct matcher {
  const bl_phrases *phrases;
  const bl_atoms *atoms;
  uint32_t begin, limit;
  bl_arena *scratch;
} matcher;

typedef struct attempt {
  uint32_t from;
  bl_slot slots[BL_PHRASE_SLOTS];
  bl_slot best[BL_PHRASE_SLOTS];
  uint32_t best_end; /* 0: none */
} attempt;

static void walk(matcher *m, attempt *a, uint32_t node, uint32_t at);

static const bl_entry *entry_of(const matcher *m, uint32_t at, uint32_t class_id) {
  const bl_atom *atom = &m->atoms->items.items[at];
  if (atom->word == BL_NONE) return NULL;
  const bl_entries *entries = &m->phrases->of_word.items[atom->word];
  for (uint32_t i = 0; i < entries->count; i++) {
    const bl_entry *e = &entries->items[i];
    bool fits = e->letter == 0 || (e->letter == 1) == atom->cap;
    if (e->class_id == class_id && fits) return e;
  }
  return NULL;
}

static bool look_hits(const matcher *m, const bl_node *node, uint32_t at) {
  for (uint32_t i = 0; i < node->arg; i++) {
    struct bl_look look = m->phrases->looks[node->other + i];
    if (node->behind && at == m->begin) {
      if (look.sentence_begin) return true;
      continue;
    }
    if (!node->behind && at >= m->limit) {
      if (look.sentence_begin) return true;
      continue;
    }
    uint32_t there = node->behind ? at - 1 : at;
    if (look.sentence_begin) continue;
    if (look.is_class ? entry_of(m, there, look.id) != NULL : m->atoms->items.items[there].word == look.id) return true;
  }
  return false;
}

/* Makes an attempt ready for one line after the other: a walk leaves the slots as it found them. */
static void begin_attempts(attempt *a, uint32_t at) {
  a->from = at;
  a->best_end = 0;
  memset(a->slots, 0, sizeof a->slots);
}

static bool longest_of_part(matcher *m, const bl_part *part, uint32_t at, bl_phrase_match *out) {
  const bl_atom *atom = &m->atoms->items.items[at];
  out->end = 0;
  if (!atom->digits && atom->word == BL_NONE) return false;
  attempt a;
  begin_attempts(&a, at);
  for (uint32_t i = 0; i < part->count; i++) {
    if (!bl_line_begins(m->phrases, part->first + i, atom->digits ? 0 : atom->word + 1)) continue;
    const bl_phrase_line *line = &m->phrases->lines.items[part->first + i];
    a.best_end = 0;
    walk(m, &a, line->start, at);
    if (a.best_end <= out->end) continue;
    *out = (bl_phrase_match){.begin = at, .end = a.best_end, .line = line};
    memcpy(out->slots, a.best, sizeof a.best);
  }
  return out->end > at;
}

static void go_on(matcher *m, attempt *a, const bl_node *node, bl_slot slot, uint32_t to) {
  if (node->slot < 0) {
    walk(m, a, node->next, to);
    return;
  }
  bl_slot before = a->slots[node->slot];
  a->slots[node->slot] = slot;
  walk(m, a, node->next, to);
  a->slots[node->slot] = before;
}

static void walk_part(matcher *m, attempt *a, const bl_node *node, uint32_t at) {
  bl_phrase_match found;
  if (!longest_of_part(m, &m->phrases->parts.items[node->arg], at, &found)) return;
  bl_phrase_match *kept = BL_ARENA_NEW(m->scratch, bl_phrase_match, 1);
  *kept = found;
  go_on(m, a, node, (bl_slot){.kind = BL_SLOT_MATCH, .at = at, .match = kept}, found.end);
}

static void walk_numeral(matcher *m, attempt *a, const bl_node *node, uint32_t at) {
  bl_numeral found;
  if (!bl_numeral_at(m->phrases->numerals, m->atoms, at, m->limit, &found)) return;
  if (found.ordinal != (node->op == BL_OP_ORDINAL)) return;
  bl_numeral *kept = BL_ARENA_NEW(m->scratch, bl_numeral, 1);
  *kept = found;
  go_on(m, a, node, (bl_slot){.kind = BL_SLOT_NUMERAL, .at = at, .numeral = kept}, found.end);
}

static void walk_atom(matcher *m, attempt *a, const bl_node *node, uint32_t at) {
  const bl_atom *atom = &m->atoms->items.items[at];
  bl_slot slot = {.kind = BL_SLOT_INT, .value = 1, .at = at};
  if (node->op == BL_OP_WORD) {
    if (atom->word != node->arg) return;
  } else if (node->op == BL_OP_CLASS) {
    const bl_entry *e = entry_of(m, at, node->arg);
    if (!e) return;
    slot.value = e->value;
  } else {
    if (!atom->digits || atom->number < node->lo || atom->number > node->hi) return;
    if (node->width && atom->digits != node->width) return;
    slot.value = atom->number;
  }
  go_on(m, a, node, slot, at + 1);
}

static void walk(matcher *m, attempt *a, uint32_t index, uint32_t at) {
  const bl_node *node = &m->phrases->nodes.items[index];
  switch ((bl_op)node->op) {
    case BL_OP_ACCEPT:
      if (at > a->from && at > a->best_end) {
        a->best_end = at;
        memcpy(a->best, a->slots, sizeof a->best);
      }
      return;
    case BL_OP_SPLIT:
      walk(m, a, node->next, at);
      walk(m, a, node->other, at);
      return;
    case BL_OP_LOOK:
      if (look_hits(m, node, at) != node->negative) walk(m, a, node->next, at);
      return;
    case BL_OP_CAPITAL:
      if (at < m->limit && m->atoms->items.items[at].cap) walk(m, a, node->next, at);
      return;
    default: break;
  }
  if (at >= m->limit || (node->glue && m->atoms->items.items[at].space)) return;
  if (node->op == BL_OP_PART)
    walk_part(m, a, node, at);
  else if (node->op == BL_OP_NUMBER || node->op == BL_OP_ORDINAL)
    walk_numeral(m, a, node, at);
  else
    walk_atom(m, a, node, at);
}

void bl_phrases_bind(const bl_phrases *phrases, bl_atoms *atoms) {
  for (uint32_t i = 0; i < atoms->items.count; i++)
    atoms->items.items[i].word = bl_symbol(&phrases->words, atoms->items.items[i].norm);
}

static bool in_class(const bl_phrases *phrases, bl_str class_name, uint32_t word, int32_t *value) {
  uint32_t id = bl_symbol(&phrases->classes, class_name);
  if (word == BL_NONE || id == BL_NONE) return false;
  const bl_entries *entries = &phrases->of_word.items[word];
  for (uint32_t i = 0; i < entries->count; i++)
    if (entries->items[i].class_id == id) return *value = entries->items[i].value, true;
  return false;
}

bool bl_phrases_in_class(const bl_phrases *phrases, bl_str class_name, const bl_atom *atom, int32_t *value) {
  return in_class(phrases, class_name, atom->word, value);
}

bool bl_phrases_word_in_class(const bl_phrases *phrases, bl_str class_name, bl_str word, int32_t *value) {
  char lower[24];
  size_t n = 0;
  if (word.n && word.p[0] == '\'') word = bl_str_slice(word, 1, word.n);
  if (word.n > sizeof lower) return false;
  for (; n < word.n; n++) lower[n] = word.p[n] >= 'A' && word.p[n] <= 'Z' ? (char)(word.p[n] + 32) : word.p[n];
  return in_class(phrases, class_name, bl_symbol(&phrases->words, (bl_str){lower, n}), value);
}

/* Puts `found` in its place among the *n best. */
static void insert(bl_phrase_match *out, size_t *n, size_t max, const bl_phrase_match *found) {
  size_t at = *n;
  while (at > 0 && out[at - 1].end < found->end) at--;
  if (at >= max) return;
  if (*n < max) ++*n;
  for (size_t i = *n - 1; i > at; i--) out[i] = out[i - 1];
  out[at] = *found;
}

size_t bl_phrases_match(const bl_phrases *phrases, const bl_atoms *atoms, uint32_t begin, uint32_t at, uint32_t limit,
                        bl_arena *scratch, bl_phrase_match *out, size_t max) {
  const bl_atom *atom = &atoms->items.items[at];
  const bl_numbers *candidates = NULL;
  if (atom->digits)
    candidates = &phrases->by_digits;
  else if (atom->word != BL_NONE)
    candidates = &phrases->by_word.items[atom->word];
  size_t n = 0;
  matcher m = {phrases, atoms, begin, limit, scratch};
  attempt a;
  begin_attempts(&a, at);
  for (uint32_t i = 0; candidates && i < candidates->count; i++) {
    const bl_phrase_line *line = &phrases->lines.items[candidates->items[i]];
    a.best_end = 0;
    walk(&m, &a, line->start, at);
    if (!a.best_end) continue;
    bl_phrase_match found = {.begin = at, .end = a.best_end, .line = line};
    memcpy(found.slots, a.best, sizeof a.best);
    insert(out, &n, max, &found);
  }
  return n;
}
