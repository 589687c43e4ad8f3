/* What each line can begin with, and from that the index of the rules. A line's set has a bit for digits (bit 0) and
 * one for each word; it is gathered from the line's program through splits and looks, and from the sets of parts, which
 * all stand before it. */
#include "mention/phrase_program.h"

/* Words that begin a numeral and are none themselves. */
enum { OPENERS = 5 };
static const char *const openers[OPENERS] = {"a", "an", "half", "quarter", "."};

static uint64_t *set_of(const bl_phrases *p, uint32_t line) { return p->firsts + (size_t)line * p->stride; }

static void add_bit(uint64_t *set, uint32_t bit) { set[bit / 64] |= UINT64_C(1) << (bit % 64); }

static void add_numeral(const bl_phrases *p, uint64_t *set) {
  add_bit(set, 0);
  for (size_t i = 0; i < bl_numeral_word_count(p->numerals); i++)
    add_bit(set, bl_symbol(&p->words, bl_numeral_word(p->numerals, i)) + 1);
  for (size_t i = 0; i < OPENERS; i++) add_bit(set, bl_symbol(&p->words, bl_str_from(openers[i])) + 1);
}

static void add_class(const bl_phrases *p, uint64_t *set, uint32_t class_id) {
  for (uint32_t w = 0; w < p->of_word.count; w++)
    for (uint32_t i = 0; i < p->of_word.items[w].count; i++)
      if (p->of_word.items[w].items[i].class_id == class_id) add_bit(set, w + 1);
}

static void add_part(const bl_phrases *p, uint64_t *set, const bl_part *part) {
  for (uint32_t i = 0; i < part->count; i++)
    for (uint32_t k = 0; k < p->stride; k++) set[k] |= set_of(p, part->first + i)[k];
}

static void gather(const bl_phrases *p, uint64_t *set, uint32_t node) {
  const bl_node *n = &p->nodes.items[node];
  switch ((bl_op)n->op) {
    case BL_OP_WORD: add_bit(set, n->arg + 1); return;
    case BL_OP_CLASS: add_class(p, set, n->arg); return;
    case BL_OP_RANGE: add_bit(set, 0); return;
    case BL_OP_NUMBER:
    case BL_OP_ORDINAL: add_numeral(p, set); return;
    case BL_OP_PART: add_part(p, set, &p->parts.items[n->arg]); return;
    case BL_OP_SPLIT:
      gather(p, set, n->other);
      gather(p, set, n->next);
      return;
    case BL_OP_LOOK:
    case BL_OP_CAPITAL: gather(p, set, n->next); return;
    case BL_OP_ACCEPT: return;
  }
}

static void intern_numerals(bl_phrases *p) {
  for (size_t i = 0; i < bl_numeral_word_count(p->numerals); i++) bl_intern(&p->words, bl_numeral_word(p->numerals, i));
  for (size_t i = 0; i < OPENERS; i++) bl_intern(&p->words, bl_str_from(openers[i]));
  while (p->of_word.count < p->words.names.count) BL_PUSH(&p->of_word, (bl_entries){0});
  while (p->by_word.count < p->words.names.count) BL_PUSH(&p->by_word, (bl_numbers){0});
}

void bl_phrases_index(bl_phrases *p) {
  intern_numerals(p);
  p->stride = (p->words.names.count + 1 + 63) / 64;
  p->firsts = BL_ARENA_NEW(&p->arena, uint64_t, (size_t)p->stride * p->lines.count);
  for (uint32_t i = 0; i < p->lines.count; i++) gather(p, set_of(p, i), p->lines.items[i].start);
  for (uint32_t i = 0; i < p->rules.count; i++) {
    uint32_t line = p->rules.items[i];
    if (bl_line_begins(p, line, 0)) BL_PUSH(&p->by_digits, line);
    for (uint32_t w = 0; w < p->words.names.count; w++)
      if (bl_line_begins(p, line, w + 1)) BL_PUSH(&p->by_word.items[w], line);
  }
}
