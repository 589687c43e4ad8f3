/* CoNLL-U and column files; see conllu.h. The reader builds the text while it reads tokens: forms, a blank where
 * SpaceAfter does not forbid it, two line ends between paragraphs, one between sentences that end a line. */
#include "doc/conllu.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* ---- out -------------------------------------------------------------------------------------------------------- */

static void write_feats(const bl_token *t, bl_buf *out) {
  if (t->feats.n)
    bl_buf_str(out, t->feats);
  else
    bl_buf_char(out, '_');
}

static void write_word(const bl_doc *doc, uint32_t index, uint32_t first, bool inside, bl_buf *out) {
  const bl_token *t = &doc->tokens.items[index];
  bool tree = t->dep != BL_DEP_DEP || t->head != BL_NONE;
  bl_buf_printf(out, "%u\t" BL_STR_FMT "\t", index - first + 1, BL_STR_ARG(t->form));
  bl_buf_str(out, t->lemma.n ? t->lemma : BL_STR("_"));
  bl_buf_printf(out, "\t%s\t%s\t", tree || t->xpos ? bl_upos_name(t->upos) : "_", bl_xpos_name(t->xpos));
  write_feats(t, out);
  if (tree)
    bl_buf_printf(out, "\t%u\t%s", t->head == BL_NONE ? 0 : t->head - first + 1, bl_dep_name(t->dep));
  else
    bl_buf_c(out, "\t_\t_");
  bl_buf_c(out, t->space_after || inside ? "\t_\t_\n" : "\t_\tSpaceAfter=No\n");
}

static bool followed_by_space(const bl_doc *doc, uint32_t index, uint32_t words) {
  return doc->tokens.items[index + words - 1].space_after;
}

static void write_range(const bl_doc *doc, uint32_t index, uint32_t first, bl_buf *out) {
  const bl_token *t = &doc->tokens.items[index];
  bl_span bytes = {t->bytes.begin, doc->tokens.items[index + t->words - 1].bytes.end};
  bl_buf_printf(out, "%u-%u\t", index - first + 1, index - first + t->words);
  bl_buf_str(out, bl_str_slice(doc->text, bytes.begin, bytes.end));
  bl_buf_c(out, "\t_\t_\t_\t_\t_\t_\t_\t");
  bl_buf_c(out, followed_by_space(doc, index, t->words) ? "_\n" : "SpaceAfter=No\n");
}

static void write_text_line(const bl_doc *doc, bl_span tokens, bl_buf *out) {
  bl_span bytes = bl_doc_token_bytes(doc, tokens);
  bl_str text = bl_str_slice(doc->text, bytes.begin, bytes.end);
  bl_buf_c(out, "# text = ");
  for (size_t i = 0; i < text.n; i++) bl_buf_char(out, text.p[i] == '\n' || text.p[i] == '\r' ? ' ' : text.p[i]);
  bl_buf_char(out, '\n');
}

static void write_sentence(const bl_doc *doc, uint32_t number, bl_buf *out) {
  const bl_sentence *s = &doc->sentences.items[number];
  if (s->tokens.begin >= s->tokens.end) return;
  if (number > 0 && s->paragraph != doc->sentences.items[number - 1].paragraph) bl_buf_c(out, "# newpar\n");
  if (s->id.n)
    bl_buf_printf(out, "# sent_id = " BL_STR_FMT "\n", BL_STR_ARG(s->id));
  else
    bl_buf_printf(out, "# sent_id = " BL_STR_FMT "-%u\n", BL_STR_ARG(doc->name), number + 1);
  write_text_line(doc, s->tokens, out);
  uint32_t inside = 0;
  for (uint32_t i = s->tokens.begin; i < s->tokens.end; i++) {
    uint32_t words = doc->tokens.items[i].words;
    if (words >= 2 && i + words <= s->tokens.end) {
      write_range(doc, i, s->tokens.begin, out);
      inside = words;
    }
    write_word(doc, i, s->tokens.begin, inside > 0, out);
    if (inside) inside--;
  }
  bl_buf_char(out, '\n');
}

void bl_conllu_write(const bl_doc *doc, bl_buf *out) {
  bl_buf_printf(out, "# newdoc id = " BL_STR_FMT "\n", BL_STR_ARG(doc->name));
  for (uint32_t i = 0; i < doc->sentences.count; i++) write_sentence(doc, i, out);
}

/* ---- in --------------------------------------------------------------------------------------------------------- */

typedef struct reader {
  const char *path;
  uint32_t line;
  bool keep_trees;
  bl_doc_list *out;
  bl_doc *doc;
  bl_buf text;
  uint32_t sentence_begin; /* token index */
  uint32_t paragraph_begin; /* byte */
  uint32_t range_left;     /* words still to come of a multiword token */
  bl_span range_bytes;
  bool range_space;
  bool range_first;        /* the next word is the first of a multiword token */
  bool new_paragraph;
  bl_str sentence_id;
} reader;

static void list_add(bl_doc_list *list, bl_doc *doc) {
  bl_vec_grow_((void **)&list->items, &list->capacity, list->count, 1, sizeof *list->items);
  list->items[list->count++] = doc;
}

static void close_paragraph(reader *r) {
  while (r->text.n > r->paragraph_begin && r->text.p[r->text.n - 1] == ' ') r->text.n--;
  if (r->text.n > r->paragraph_begin)
    BL_PUSH(&r->doc->paragraphs, ((bl_paragraph){{r->paragraph_begin, (uint32_t)r->text.n}, BL_PAR_BODY}));
}

static void finish_document(reader *r) {
  if (!r->doc) return;
  close_paragraph(r);
  bl_doc_set_text(r->doc, bl_buf_view(&r->text));
  list_add(r->out, r->doc);
  r->doc = NULL;
}

static void begin_document(reader *r, bl_str id) {
  finish_document(r);
  r->doc = bl_doc_new();
  bl_doc_set_path(r->doc, r->path);
  if (id.n) r->doc->name = bl_str_copy(&r->doc->arena, id);
  bl_buf_clear(&r->text);
  r->sentence_begin = r->paragraph_begin = r->range_left = 0;
  r->new_paragraph = false;
}

static void finish_sentence(reader *r) {
  if (!r->doc || r->doc->tokens.count == r->sentence_begin) return;
  bl_span span = {r->sentence_begin, r->doc->tokens.count};
  for (uint32_t i = span.begin; r->keep_trees && i < span.end; i++) {
    bl_token *t = &r->doc->tokens.items[i];
    bool none = t->head == 0 || t->head == BL_NONE || t->head > span.end - span.begin;
    t->head = none ? BL_NONE : t->head - 1 + span.begin;
    if (none) t->dep = BL_DEP_ROOT; /* whoever reads a relation may read its head */
  }
  BL_PUSH(&r->doc->sentences, ((bl_sentence){span, r->doc->paragraphs.count, bl_str_copy(&r->doc->arena, r->sentence_id)}));
  if (r->keep_trees) bl_doc_cut_cycles(r->doc, span);
  r->sentence_id = BL_STR("");
  r->sentence_begin = r->doc->tokens.count;
}

/* Before the first token of a sentence: starts a new paragraph when one was announced. */
static void open_sentence(reader *r) {
  if (!r->new_paragraph) return;
  r->new_paragraph = false;
  if (!r->text.n) return;
  close_paragraph(r);
  bl_buf_c(&r->text, "\n\n");
  r->paragraph_begin = (uint32_t)r->text.n;
}

static bool no_space(bl_str misc) { return bl_str_find(misc, BL_STR("SpaceAfter=No"), 0) >= 0; }

static void set_tree(reader *r, bl_token *t, const bl_str *columns) {
  if (!r->keep_trees) return;
  long head = 0;
  int upos = bl_upos_parse(columns[3]), xpos = bl_xpos_parse(columns[4]), dep = bl_dep_parse(columns[7]);
  if (!bl_str_eq_c(columns[2], "_") || bl_str_eq_c(columns[1], "_")) t->lemma = bl_str_copy(&r->doc->arena, columns[2]);
  if (!bl_str_eq_c(columns[5], "_")) t->feats = bl_str_copy(&r->doc->arena, columns[5]);
  t->upos = (uint8_t)(upos < 0 ? 0 : upos);
  t->xpos = (uint8_t)(xpos < 0 ? 0 : xpos);
  t->dep = (uint8_t)(dep < 0 ? BL_DEP_DEP : dep);
  t->head = bl_str_int(columns[6], &head) && head > 0 ? (uint32_t)head : 0;
}

/* The bytes of a word inside a multiword token: the next of its letters if they agree, else the whole token. */
static bl_span word_in_range(reader *r, bl_str form) {
  bl_span whole = r->range_bytes;
  bl_str left = bl_str_slice(bl_buf_view(&r->text), whole.begin, whole.end);
  if (!bl_str_starts(left, form)) return whole;
  bl_span bytes = {whole.begin, whole.begin + (uint32_t)form.n};
  if (r->range_left > 1) r->range_bytes.begin = bytes.end;
  if (r->range_left == 1) bytes.end = whole.end;
  return bytes;
}

static void add_word(reader *r, const bl_str *columns, bool space) {
  bl_token t = {.head = BL_NONE, .head_margin = UINT8_MAX, .label_margin = UINT8_MAX, .sentence = r->doc->sentences.count, .space_after = space};
  t.form = bl_str_copy(&r->doc->arena, columns[1]);
  t.lemma = t.feats = BL_STR("");
  if (r->doc->tokens.count == r->sentence_begin && !r->range_left) open_sentence(r);
  if (r->range_left) {
    t.bytes = word_in_range(r, columns[1]);
    t.space_after = r->range_left == 1 && r->range_space;
    r->range_left--;
  } else {
    t.bytes.begin = (uint32_t)r->text.n;
    bl_buf_str(&r->text, columns[1]);
    t.bytes.end = (uint32_t)r->text.n;
    if (space) bl_buf_char(&r->text, ' ');
  }
  set_tree(r, &t, columns);
  BL_PUSH(&r->doc->tokens, t);
}

static void begin_range(reader *r, const bl_str *columns, uint32_t words) {
  if (r->doc->tokens.count == r->sentence_begin) open_sentence(r);
  r->range_left = words;
  r->range_first = true;
  r->range_space = !no_space(columns[9]);
  r->range_bytes.begin = (uint32_t)r->text.n;
  bl_buf_str(&r->text, columns[1]);
  r->range_bytes.end = (uint32_t)r->text.n;
  if (r->range_space) bl_buf_char(&r->text, ' ');
}

static bl_status token_line(reader *r, bl_str line) {
  bl_str columns[10];
  int count = 0;
  bl_str rest = line;
  while (count < 10 && bl_str_next(&rest, '\t', &columns[count])) count++;
  if (count != 10 || rest.p) return bl_fail(BL_ERR_FORMAT, "%s:%u:1: a token line must have 10 columns", r->path, r->line);
  if (!columns[1].n) return bl_fail(BL_ERR_FORMAT, "%s:%u:1: empty form", r->path, r->line);
  if (bl_str_find(columns[0], BL_STR("."), 0) >= 0) return BL_OK;
  ptrdiff_t dash = bl_str_find(columns[0], BL_STR("-"), 0);
  long first = 0, last = 0;
  if (dash > 0) {
    bool good = bl_str_int(bl_str_slice(columns[0], 0, (size_t)dash), &first) &&
                bl_str_int(bl_str_slice(columns[0], (size_t)dash + 1, columns[0].n), &last);
    if (!good || last <= first || last - first > 30)
      return bl_fail(BL_ERR_FORMAT, "%s:%u:1: odd range " BL_STR_FMT, r->path, r->line, BL_STR_ARG(columns[0]));
    begin_range(r, columns, (uint32_t)(last - first + 1));
    return BL_OK;
  }
  add_word(r, columns, !no_space(columns[9]));
  if (r->range_first) r->doc->tokens.items[r->doc->tokens.count - 1].words = (uint8_t)(r->range_left + 1);
  r->range_first = false;
  return BL_OK;
}

static void comment_line(reader *r, bl_str line) {
  bl_str body = bl_str_trim(bl_str_slice(line, 1, line.n));
  ptrdiff_t equals = bl_str_find(body, BL_STR("="), 0);
  bl_str value = equals < 0 ? BL_STR("") : bl_str_trim(bl_str_slice(body, (size_t)equals + 1, body.n));
  if (bl_str_starts(body, BL_STR("newdoc"))) begin_document(r, value);
  if (bl_str_starts(body, BL_STR("newpar"))) r->new_paragraph = true;
  if (bl_str_starts(body, BL_STR("sent_id"))) r->sentence_id = value;
}

bl_status bl_conllu_read(const char *path, bl_str bytes, bool keep_trees, bl_doc_list *out) {
  reader r = {.path = path, .keep_trees = keep_trees, .out = out, .sentence_id = BL_STR("")};
  bl_status status = BL_OK;
  bl_str line;
  if (!bl_utf8_valid(bytes)) return bl_fail(BL_ERR_FORMAT, "%s: not valid UTF-8", path);
  while (status == BL_OK && bl_str_next(&bytes, '\n', &line)) {
    r.line++;
    if (line.n && line.p[line.n - 1] == '\r') line.n--;
    if (!line.n) {
      finish_sentence(&r);
    } else if (line.p[0] == '#') {
      comment_line(&r, line);
    } else {
      if (!r.doc) begin_document(&r, BL_STR(""));
      status = token_line(&r, line);
    }
  }
  if (status == BL_OK) finish_sentence(&r);
  finish_document(&r);
  bl_buf_free(&r.text);
  return status;
}

/* ---- columns ---------------------------------------------------------------------------------------------------- */

static bool is_number(bl_str s) {
  long ignored;
  return bl_str_int(s, &ignored);
}

/* The form of a line: the field behind the running number, or the first. *one: the line begins with a number 1 and has
 * two more fields, as numbered columns do. */
static bl_str column_form(bl_str line, bool numbered, bool *one) {
  char separator = bl_str_find(line, BL_STR("\t"), 0) >= 0 ? '\t' : ' ';
  bl_str first, second = BL_STR(""), rest = line;
  bl_str_next(&rest, separator, &first);
  bool more = bl_str_next(&rest, separator, &second) && rest.p;
  *one = more && bl_str_eq_c(first, "1");
  return numbered && is_number(first) ? second : first;
}

bl_status bl_columns_read(const char *path, bl_str bytes, bl_doc_list *out) {
  reader r = {.path = path, .out = out, .sentence_id = BL_STR("")};
  bl_str line;
  if (!bl_utf8_valid(bytes)) return bl_fail(BL_ERR_FORMAT, "%s: not valid UTF-8", path);
  bool numbered = false, decided = false; /* whether lines begin with a running number: the first one tells */
  begin_document(&r, BL_STR(""));
  while (bl_str_next(&bytes, '\n', &line)) {
    if (line.n && line.p[line.n - 1] == '\r') line.n--;
    bool comment = bl_str_starts(line, BL_STR("# ")), one;
    bl_str form = column_form(line, numbered, &one);
    if (!decided && line.n && !comment) {
      decided = true;
      numbered = one;
      form = column_form(line, numbered, &one);
    }
    bl_str columns[10] = {[1] = form};
    if (!line.n)
      finish_sentence(&r);
    else if (!comment && columns[1].n)
      add_word(&r, columns, true);
  }
  finish_sentence(&r);
  finish_document(&r);
  bl_buf_free(&r.text);
  return BL_OK;
}
