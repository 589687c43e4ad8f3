/* The index of the rules by the words that they can begin with: what a line's program can take first, through its
 * splits and parts. */
#include "mention/phrase_program.h"

static void first_word(bl_phrases *p, uint32_t word, uint32_t line) {
  bl_numbers *list = &p->by_word.items[word];
  if (!list->count || list->items[list->count - 1] != line) BL_PUSH(list, line);
}

static void first_digits(bl_phrases *p, uint32_t line) {
  if (!p->by_digits.count || p->by_digits.items[p->by_digits.count - 1] != line) BL_PUSH(&p->by_digits, line);
}

/* Words that begin a numeral and are none themselves. */
enum { OPENERS = 5 };
static const char *const openers[OPENERS] = {"a", "an", "half", "quarter", "."};

static void first_numeral(bl_phrases *p, uint32_t line) {
  first_digits(p, line);
  for (size_t i = 0; i < bl_numeral_word_count(p->numerals); i++)
    first_word(p, bl_symbol(&p->words, bl_numeral_word(p->numerals, i)), line);
  for (size_t i = 0; i < OPENERS; i++) first_word(p, bl_symbol(&p->words, bl_str_from(openers[i])), line);
}

static void first_class(bl_phrases *p, uint32_t class_id, uint32_t line) {
  for (uint32_t w = 0; w < p->of_word.count; w++)
    for (uint32_t i = 0; i < p->of_word.items[w].count; i++)
      if (p->of_word.items[w].items[i].class_id == class_id) first_word(p, w, line);
}

static void index_from(bl_phrases *p, uint32_t node, uint32_t line) {
  const bl_node *n = &p->nodes.items[node];
  switch ((bl_op)n->op) {
    case BL_OP_WORD: first_word(p, n->arg, line); return;
    case BL_OP_CLASS: first_class(p, n->arg, line); return;
    case BL_OP_RANGE: first_digits(p, line); return;
    case BL_OP_NUMBER:
    case BL_OP_ORDINAL: first_numeral(p, line); return;
    case BL_OP_PART:
      for (uint32_t i = 0; i < p->parts.items[n->arg].count; i++)
        index_from(p, p->lines.items[p->parts.items[n->arg].first + i].start, line);
      return;
    case BL_OP_SPLIT:
      index_from(p, n->other, line);
      index_from(p, n->next, line);
      return;
    case BL_OP_LOOK:
    case BL_OP_CAPITAL: index_from(p, n->next, line); return;
    case BL_OP_ACCEPT: return;
  }
}

void bl_phrases_index(bl_phrases *p) {
  for (size_t i = 0; i < bl_numeral_word_count(p->numerals); i++) bl_intern(&p->words, bl_numeral_word(p->numerals, i));
  for (size_t i = 0; i < OPENERS; i++) bl_intern(&p->words, bl_str_from(openers[i]));
  while (p->of_word.count < p->words.names.count) BL_PUSH(&p->of_word, (bl_entries){0});
  while (p->by_word.count < p->words.names.count) BL_PUSH(&p->by_word, (bl_numbers){0});
  for (uint32_t i = 0; i < p->rules.count; i++)
    index_from(p, p->lines.items[p->rules.items[i]].start, p->rules.items[i]);
}
