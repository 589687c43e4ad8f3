/* The compiler of phrase files: lines to syntax trees, trees to programs, and the index of the rules by first word.
 *
 * A tree is emitted from its end, so each node knows its successor when it is made: `(a|b)? c` becomes
 * split(split(a, b) -> c, c). Everything a line names must stand before it in the file, which keeps programs free of
 * loops. */
#include "mention/phrase_program.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"

typedef enum tree_kind { LEAF, SEQUENCE, CHOICE, OPTION } tree_kind;

typedef struct tree {
  tree_kind kind;
  bl_node node; /* LEAF */
  struct tree *first, *last, *sibling;
} tree;

typedef struct compiler {
  bl_phrases *p;
  bl_str line;
  size_t at; /* byte of the line */
  uint32_t number;
  bl_arena scratch; /* trees of one line */
  bl_str slots[BL_PHRASE_SLOTS];
  int slot_count;
  enum { NOWHERE, IN_WORDS, IN_DEFINE, IN_RULE } section;
  uint32_t class_id;
  bl_str name; /* of the section */
} compiler;

static bl_status bad(const compiler *c, size_t at, const char *what, bl_str which) {
  return bl_fail(BL_ERR_FORMAT, "%s:%u:%zu: %s%s" BL_STR_FMT "%s", c->p->path, c->number, at + 1, what,
                 which.n ? " '" : "", BL_STR_ARG(which), which.n ? "'" : "");
}

static bl_status bad_here(const compiler *c, const char *what) { return bad(c, c->at, what, BL_STR("")); }

/* ---- reading a line --------------------------------------------------------------------------------------------- */

static char peek(const compiler *c) { return c->at < c->line.n ? c->line.p[c->at] : '\0'; }

static void skip_blanks(compiler *c) {
  while (peek(c) == ' ' || peek(c) == '\t') c->at++;
}

static bool take(compiler *c, char want) {
  if (peek(c) != want) return false;
  c->at++;
  return true;
}

static bool is_name_char(char x) {
  return (x >= 'A' && x <= 'Z') || (x >= 'a' && x <= 'z') || (x >= '0' && x <= '9') || x == '_';
}

static bl_str take_name(compiler *c) {
  size_t begin = c->at;
  while (is_name_char(peek(c))) c->at++;
  return bl_str_slice(c->line, begin, c->at);
}

static bool take_int(compiler *c, int32_t *value, size_t *digits) {
  size_t begin = c->at;
  long number = 0;
  if (peek(c) == '-') c->at++;
  while (peek(c) >= '0' && peek(c) <= '9') c->at++;
  bool fine = bl_str_int(bl_str_slice(c->line, begin, c->at), &number) && number > -1000000 && number < 1000000000;
  *value = (int32_t)number;
  *digits = c->at - begin;
  return fine;
}

static bool at_arrow(const compiler *c) {
  return peek(c) == '-' && c->at + 1 < c->line.n && c->line.p[c->at + 1] == '>';
}

/* A plain word: up to a blank or a character that means something. */
static bl_str take_word(compiler *c) {
  size_t begin = c->at;
  while (c->at < c->line.n && !strchr(" \t()|?[]<>=\"+", c->line.p[c->at])) c->at++;
  return bl_str_slice(c->line, begin, c->at);
}

static bool is_upper_name(bl_str s) {
  if (s.n < 2 || s.p[0] < 'A' || s.p[0] > 'Z') return false;
  for (size_t i = 0; i < s.n; i++)
    if (!(s.p[i] >= 'A' && s.p[i] <= 'Z') && !(s.p[i] >= '0' && s.p[i] <= '9') && s.p[i] != '_') return false;
  return true;
}

/* ---- trees ------------------------------------------------------------------------------------------------------ */

static tree *new_tree(compiler *c, tree_kind kind) {
  tree *t = BL_ARENA_NEW(&c->scratch, tree, 1);
  t->kind = kind;
  t->node.slot = -1;
  return t;
}

static void add_child(tree *parent, tree *child) {
  if (parent->last)
    parent->last->sibling = child;
  else
    parent->first = child;
  parent->last = child;
}

static tree *new_leaf(compiler *c, bl_op op, uint32_t arg) {
  tree *t = new_tree(c, LEAF);
  t->node.op = (uint8_t)op;
  t->node.arg = arg;
  return t;
}

static uint32_t find_part(const bl_phrases *p, bl_str name) {
  for (uint32_t i = 0; i < p->parts.count; i++)
    if (bl_str_eq(p->parts.items[i].name, name)) return i;
  return BL_NONE;
}

static bl_status named_leaf(compiler *c, size_t at, bl_str name, tree **out) {
  uint32_t id;
  if (bl_str_eq_c(name, "NUMBER"))
    *out = new_leaf(c, BL_OP_NUMBER, 0);
  else if (bl_str_eq_c(name, "ORDINAL"))
    *out = new_leaf(c, BL_OP_ORDINAL, 0);
  else if ((id = bl_symbol(&c->p->classes, name)) != BL_NONE)
    *out = new_leaf(c, BL_OP_CLASS, id);
  else if ((id = find_part(c->p, name)) != BL_NONE)
    *out = new_leaf(c, BL_OP_PART, id);
  else
    return bad(c, at, "unknown class or part", name);
  return BL_OK;
}

/* The atoms of a word of the file; more than one make a sequence without blanks. */
static tree *word_tree(compiler *c, bl_str word) {
  bl_atoms atoms = {0};
  bl_atoms_cut_text(&atoms, word);
  tree *all = new_tree(c, SEQUENCE);
  for (uint32_t i = 0; i < atoms.items.count; i++) {
    const bl_atom *a = &atoms.items.items[i];
    tree *leaf = a->digits ? new_leaf(c, BL_OP_RANGE, 0) : new_leaf(c, BL_OP_WORD, bl_intern(&c->p->words, a->norm));
    leaf->node.lo = leaf->node.hi = a->number;
    leaf->node.glue = i > 0;
    add_child(all, leaf);
  }
  bl_atoms_free(&atoms);
  return all->first && !all->first->sibling ? all->first : all;
}

static bl_status range_tree(compiler *c, tree **out) {
  size_t lo_digits = 0, hi_digits = 0, begin = c->at;
  *out = new_leaf(c, BL_OP_RANGE, 0);
  bl_node *n = &(*out)->node;
  bool fine = take_int(c, &n->lo, &lo_digits) && take(c, '-') && take_int(c, &n->hi, &hi_digits) && take(c, ']');
  if (!fine || n->lo < 0 || n->lo > n->hi) return bad(c, begin, "expected a range like [1-31]", BL_STR(""));
  if (lo_digits == hi_digits && lo_digits > 1) n->width = (uint8_t)lo_digits;
  return BL_OK;
}

static bl_status look_entry(compiler *c) {
  struct bl_look look = {0};
  size_t begin = c->at;
  if (take(c, '^')) {
    look.sentence_begin = true;
  } else {
    bl_str word = take_word(c);
    if (!word.n) return bad_here(c, "expected a word or class");
    look.is_class = is_upper_name(word);
    look.id = look.is_class ? bl_symbol(&c->p->classes, word) : bl_intern(&c->p->words, word);
    if (look.is_class && look.id == BL_NONE) return bad(c, begin, "unknown class", word);
  }
  bl_vec_grow_((void **)&c->p->looks, &c->p->look_capacity, c->p->look_count, 1, sizeof *c->p->looks);
  c->p->looks[c->p->look_count++] = look;
  return BL_OK;
}

/* `<(a|B)`, `>!(a|^)`: behind the bracket's sign. */
static bl_status look_tree(compiler *c, bool behind, tree **out) {
  *out = new_leaf(c, BL_OP_LOOK, 0);
  bl_node *n = &(*out)->node;
  n->behind = behind;
  n->negative = take(c, '!');
  n->other = c->p->look_count;
  if (!take(c, '(')) return bad_here(c, "expected '('");
  do BL_TRY(look_entry(c));
  while (take(c, '|'));
  n->arg = c->p->look_count - n->other;
  return take(c, ')') ? BL_OK : bad_here(c, "expected '|' or ')'");
}

static bl_status choice_tree(compiler *c, tree **out);

static bl_status bare_item(compiler *c, tree **out, bl_str *name) {
  size_t begin = c->at;
  if (take(c, '(')) {
    BL_TRY(choice_tree(c, out));
    return take(c, ')') ? BL_OK : bad_here(c, "expected ')'");
  }
  if (take(c, '[')) return range_tree(c, out);
  if (take(c, '<')) return look_tree(c, true, out);
  if (take(c, '>')) return look_tree(c, false, out);
  if (take(c, '^')) return *out = new_leaf(c, BL_OP_CAPITAL, 0), BL_OK;
  if (take(c, '"')) {
    size_t from = c->at;
    while (peek(c) && peek(c) != '"') c->at++;
    bl_str word = bl_str_slice(c->line, from, c->at);
    if (!take(c, '"') || !word.n) return bad(c, begin, "expected a word and a closing quote", BL_STR(""));
    return *out = word_tree(c, word), BL_OK;
  }
  bl_str word = take_word(c);
  if (!word.n) return bad_here(c, "expected a word, class or group");
  if (!is_upper_name(word)) return *out = word_tree(c, word), BL_OK;
  *name = bl_str_lower(&c->p->arena, word);
  return named_leaf(c, begin, word, out);
}

static bl_status keep_in_slot(compiler *c, tree *item, bl_str name, bool given) {
  if (item->kind != LEAF) return given ? bad_here(c, "only one word can be named") : BL_OK;
  for (int i = 0; i < c->slot_count; i++)
    if (bl_str_eq(c->slots[i], name)) return item->node.slot = (int8_t)i, BL_OK;
  if (c->slot_count == BL_PHRASE_SLOTS) return bad_here(c, "too many names in one pattern");
  item->node.slot = (int8_t)c->slot_count;
  c->slots[c->slot_count++] = bl_str_copy(&c->p->arena, name);
  return BL_OK;
}

static void glue_first(tree *t) {
  while (t && t->kind != LEAF) {
    for (tree *sub = t->first; t->kind == CHOICE && sub; sub = sub->sibling) glue_first(sub);
    t = t->first;
  }
  if (t) t->node.glue = true;
}

static bl_status item_tree(compiler *c, tree **out) {
  bl_str name = BL_STR("");
  bool glue = take(c, '+');
  BL_TRY(bare_item(c, out, &name));
  bool given = take(c, '=');
  if (given) name = take_name(c);
  if (given && !name.n) return bad_here(c, "expected a name behind '='");
  if (name.n) BL_TRY(keep_in_slot(c, *out, name, given));
  if (glue) glue_first(*out);
  if (!take(c, '?')) return BL_OK;
  tree *option = new_tree(c, OPTION);
  add_child(option, *out);
  *out = option;
  return BL_OK;
}

static bl_status sequence_tree(compiler *c, tree **out) {
  *out = new_tree(c, SEQUENCE);
  for (;;) {
    tree *item = NULL;
    skip_blanks(c);
    if (!peek(c) || peek(c) == ')' || peek(c) == '|' || at_arrow(c)) break;
    BL_TRY(item_tree(c, &item));
    add_child(*out, item);
  }
  return (*out)->first ? BL_OK : bad_here(c, "expected a word, class or group");
}

static bl_status choice_tree(compiler *c, tree **out) {
  *out = new_tree(c, CHOICE);
  do {
    tree *sequence = NULL;
    BL_TRY(sequence_tree(c, &sequence));
    add_child(*out, sequence);
  } while (take(c, '|'));
  return BL_OK;
}

/* ---- programs --------------------------------------------------------------------------------------------------- */

static uint32_t push_node(bl_phrases *p, bl_node node) {
  BL_PUSH(&p->nodes, node);
  return p->nodes.count - 1;
}

static uint32_t split(bl_phrases *p, uint32_t a, uint32_t b) {
  return push_node(p, (bl_node){.op = BL_OP_SPLIT, .slot = -1, .next = a, .other = b});
}

static uint32_t emit(bl_phrases *p, const tree *t, uint32_t next);

static uint32_t emit_sequence(bl_phrases *p, const tree *t, uint32_t next) {
  if (!t) return next;
  return emit(p, t, emit_sequence(p, t->sibling, next));
}

static uint32_t emit(bl_phrases *p, const tree *t, uint32_t next) {
  uint32_t all = BL_NONE;
  bl_node node = t->node;
  switch (t->kind) {
    case SEQUENCE: return emit_sequence(p, t->first, next);
    case OPTION: return split(p, emit(p, t->first, next), next);
    case CHOICE:
      for (const tree *sub = t->first; sub; sub = sub->sibling) {
        uint32_t one = emit(p, sub, next);
        all = all == BL_NONE ? one : split(p, all, one);
      }
      return all;
    case LEAF: break;
  }
  node.next = next;
  return push_node(p, node);
}

/* ---- calls ------------------------------------------------------------------------------------------------------ */

static int find_slot(const compiler *c, bl_str name) {
  for (int i = 0; i < c->slot_count; i++)
    if (bl_str_eq(c->slots[i], name)) return i;
  return -1;
}

static bool constant(const bl_phrases *p, bl_str name, int32_t *value) {
  for (const bl_phrase_constant *k = p->vocabulary->constants; k->name; k++)
    if (bl_str_eq_c(name, k->name)) return *value = k->value, true;
  return false;
}

/* A string in quotes: its number. */
static bl_status string_value(compiler *c, int32_t *value) {
  size_t from = ++c->at;
  while (peek(c) && peek(c) != '"') c->at++;
  bl_str text = bl_str_slice(c->line, from, c->at);
  if (!take(c, '"')) return bad_here(c, "expected a closing quote");
  *value = (int32_t)bl_intern(&c->p->strings, text);
  return BL_OK;
}

static bl_status argument(compiler *c, bl_phrase_arg *arg) {
  size_t begin = c->at, digits = 0;
  if (peek(c) == '"') return string_value(c, &arg->value);
  if (peek(c) == '-' || (peek(c) >= '0' && peek(c) <= '9'))
    return take_int(c, &arg->value, &digits) ? BL_OK : bad_here(c, "expected a number");
  bl_str name = take_name(c);
  int slot = find_slot(c, name);
  arg->is_slot = slot >= 0;
  arg->value = slot;
  if (arg->is_slot || constant(c->p, name, &arg->value)) return BL_OK;
  return bad(c, begin, "neither a name of this pattern nor a constant:", name);
}

static bl_status one_call(compiler *c, bl_phrase_call *call) {
  size_t begin = c->at;
  bl_str name = take_name(c);
  const bl_phrase_function *functions = c->p->vocabulary->functions;
  int f = 0;
  while (functions[f].name && !bl_str_eq_c(name, functions[f].name)) f++;
  if (!functions[f].name) return bad(c, begin, "unknown call", name);
  call->function = (uint8_t)f;
  if (!take(c, '(')) return bad_here(c, "expected '('");
  skip_blanks(c);
  while (peek(c) != ')') {
    if (call->count == BL_PHRASE_ARGS) return bad_here(c, "too many arguments");
    BL_TRY(argument(c, &call->args[call->count++]));
    skip_blanks(c);
    if (take(c, ','))
      skip_blanks(c);
    else if (peek(c) != ')')
      return bad_here(c, "expected ',' or ')'");
  }
  c->at++;
  if (call->count < functions[f].min_args || call->count > functions[f].max_args)
    return bad(c, begin, "wrong number of arguments for", name);
  return BL_OK;
}

static bl_status calls(compiler *c, bl_phrase_line *line) {
  bl_phrase_call found[8];
  skip_blanks(c);
  while (peek(c)) {
    if (line->call_count == 8) return bad_here(c, "too many calls");
    found[line->call_count] = (bl_phrase_call){0};
    BL_TRY(one_call(c, &found[line->call_count++]));
    skip_blanks(c);
  }
  if (!line->call_count) return bad_here(c, "expected a call behind '->'");
  line->calls = BL_ARENA_NEW(&c->p->arena, bl_phrase_call, line->call_count);
  memcpy(line->calls, found, sizeof *found * line->call_count);
  return BL_OK;
}

static bl_status pattern_line(compiler *c) {
  tree *t = NULL;
  bl_phrases *p = c->p;
  bl_phrase_line line = {.rule = c->name, .number = c->number};
  c->slot_count = 0;
  bl_arena_reset(&c->scratch);
  BL_TRY(sequence_tree(c, &t));
  if (!at_arrow(c)) return bad_here(c, "expected '->'");
  c->at += 2;
  BL_TRY(calls(c, &line));
  line.start = emit(p, t, push_node(p, (bl_node){.op = BL_OP_ACCEPT, .slot = -1}));
  if (c->section == IN_RULE)
    BL_PUSH(&p->rules, p->lines.count);
  else
    p->parts.items[p->parts.count - 1].count++;
  BL_PUSH(&p->lines, line);
  return BL_OK;
}

/* ---- lines of a file -------------------------------------------------------------------------------------------- */

static bl_status class_word(compiler *c) {
  bl_phrases *p = c->p;
  bl_entry entry = {.class_id = c->class_id};
  entry.letter = take(c, '^') ? 1 : take(c, '_') ? 2 : 0;
  size_t begin = c->at, digits = 0;
  bl_str word = take_word(c);
  if (!word.n) return bad_here(c, "expected a word");
  if (take(c, '=')) {
    bl_str name;
    if (peek(c) == '"') {
      BL_TRY(string_value(c, &entry.value));
    } else if (peek(c) == '-' || (peek(c) >= '0' && peek(c) <= '9')) {
      if (!take_int(c, &entry.value, &digits)) return bad_here(c, "expected a number");
    } else if (name = take_name(c), !constant(p, name, &entry.value)) {
      return bad(c, begin, "unknown constant", name);
    }
  }
  bl_atoms atoms = {0};
  bl_atoms_cut_text(&atoms, word);
  bool single = atoms.items.count == 1;
  uint32_t id = single ? bl_intern(&p->words, atoms.items.items[0].norm) : 0;
  bl_atoms_free(&atoms);
  if (!single) return bad(c, begin, "a class holds single words only, not", word);
  while (p->of_word.count < p->words.names.count) BL_PUSH(&p->of_word, (bl_entries){0});
  BL_PUSH(&p->of_word.items[id], entry);
  return BL_OK;
}

static bl_status example_line(compiler *c) {
  if (c->section != IN_RULE) return bad_here(c, "an example belongs under a rule");
  bl_phrase_example e = {.rule = c->name, .number = c->number, .wanted = take(c, '+')};
  if (!e.wanted) c->at++;
  bl_str text = bl_str_trim(bl_str_slice(c->line, c->at, c->line.n));
  ptrdiff_t arrow = bl_str_find(text, BL_STR("=>"), 0);
  if (e.wanted && arrow < 0) return bad_here(c, "expected '=>' and what is found");
  e.text = bl_str_copy(&c->p->arena, bl_str_trim(bl_str_slice(text, 0, arrow < 0 ? text.n : (size_t)arrow)));
  e.expected = BL_STR("");
  if (arrow >= 0) e.expected = bl_str_copy(&c->p->arena, bl_str_trim(bl_str_slice(text, (size_t)arrow + 2, text.n)));
  BL_PUSH(&c->p->examples, e);
  return BL_OK;
}

static bl_status section_line(compiler *c) {
  bl_str keyword = take_name(c);
  bool rule = bl_str_eq_c(keyword, "rule"), words = bl_str_eq_c(keyword, "words");
  if (!rule && !words && !bl_str_eq_c(keyword, "define"))
    return bad(c, 0, "expected words, define or rule, not", keyword);
  skip_blanks(c);
  size_t begin = c->at;
  c->name = bl_str_copy(&c->p->arena, take_word(c));
  if (!c->name.n) return bad_here(c, "expected a name");
  skip_blanks(c);
  if (peek(c)) return bad_here(c, "expected the end of the line");
  if (rule) return c->section = IN_RULE, BL_OK;
  if (!is_upper_name(c->name)) return bad(c, begin, "a class or part is named in capitals, not", c->name);
  if (find_part(c->p, c->name) != BL_NONE) return bad(c, begin, "this name was given before:", c->name);
  if (words) return c->section = IN_WORDS, c->class_id = bl_intern(&c->p->classes, c->name), BL_OK;
  c->section = IN_DEFINE;
  BL_PUSH(&c->p->parts, ((bl_part){c->name, c->p->lines.count, 0}));
  return BL_OK;
}

static bl_status file_line(compiler *c) {
  bool indented = peek(c) == ' ' || peek(c) == '\t';
  skip_blanks(c);
  if (!peek(c) || peek(c) == '#') return BL_OK;
  if (!indented) return section_line(c);
  if (c->section == NOWHERE) return bad_here(c, "expected words, define or rule first");
  bool sign = (peek(c) == '+' || peek(c) == '-') && c->at + 1 < c->line.n && c->line.p[c->at + 1] == ' ';
  if (sign && c->section == IN_RULE) return example_line(c);
  if (c->section != IN_WORDS) return pattern_line(c);
  while (peek(c)) {
    BL_TRY(class_word(c));
    skip_blanks(c);
  }
  return BL_OK;
}

/* ---- life ------------------------------------------------------------------------------------------------------- */

static bl_status compile(bl_phrases *p, bl_str bytes) {
  compiler c = {.p = p};
  bl_status status = BL_OK;
  bl_str rest = bytes;
  while (status == BL_OK && rest.n && bl_str_next(&rest, '\n', &c.line)) {
    c.number++;
    c.at = 0;
    if (c.line.n && c.line.p[c.line.n - 1] == '\r') c.line.n--;
    status = file_line(&c);
  }
  bl_arena_free(&c.scratch);
  if (status == BL_OK) bl_phrases_index(p);
  return status;
}

bl_status bl_phrases_load(const char *path, const bl_phrase_vocabulary *vocabulary, const bl_numerals *numerals,
                          bl_phrases **out) {
  bl_phrases *p = bl_calloc(1, sizeof *p);
  bl_buf bytes = {0};
  p->path = bl_arena_strndup(&p->arena, path, strlen(path));
  p->vocabulary = vocabulary;
  p->numerals = numerals;
  bl_status status = bl_read_file(path, 4 << 20, &bytes);
  if (status == BL_OK) status = compile(p, bl_buf_view(&bytes));
  bl_buf_free(&bytes);
  *out = status == BL_OK ? p : NULL;
  if (status != BL_OK) bl_phrases_free(p);
  return status;
}

void bl_phrases_free(bl_phrases *p) {
  if (!p) return;
  for (uint32_t i = 0; i < p->of_word.count; i++) BL_VEC_FREE(&p->of_word.items[i]);
  for (uint32_t i = 0; i < p->by_word.count; i++) BL_VEC_FREE(&p->by_word.items[i]);
  BL_VEC_FREE(&p->of_word);
  BL_VEC_FREE(&p->by_word);
  BL_VEC_FREE(&p->nodes);
  BL_VEC_FREE(&p->parts);
  BL_VEC_FREE(&p->lines);
  BL_VEC_FREE(&p->examples);
  BL_VEC_FREE(&p->rules);
  BL_VEC_FREE(&p->by_digits);
  free(p->looks);
  bl_symtab_free(&p->words);
  bl_symtab_free(&p->classes);
  bl_symtab_free(&p->strings);
  bl_arena_free(&p->arena);
  free(p);
}

bl_str bl_phrases_string(const bl_phrases *phrases, int32_t number) {
  bool known = number >= 0 && (uint32_t)number < phrases->strings.names.count;
  return known ? bl_symbol_name(&phrases->strings, (uint32_t)number) : BL_STR("");
}

size_t bl_phrases_example_count(const bl_phrases *phrases) { return phrases->examples.count; }

const bl_phrase_example *bl_phrases_example(const bl_phrases *phrases, size_t index) {
  return &phrases->examples.items[index];
}
