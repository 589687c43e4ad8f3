/* Words and sentences: the cases of tests/cases/token, odd input, very long lines. */
#include "token/token.h"

#include <time.h>

#include "test.h"
#include "text.h"

static bl_tokenizer *tokenizer;

static bl_doc *cut(bl_str text) {
  bl_doc *doc = bl_doc_new();
  bl_doc_set_text(doc, text);
  if (text.n) BL_PUSH(&doc->paragraphs, ((bl_paragraph){{0, (uint32_t)text.n}, BL_PAR_BODY}));
  CHECK(bl_tokenizer_run(tokenizer, doc) == BL_OK);
  return doc;
}

static void show(const bl_doc *doc, bl_buf *out) {
  for (uint32_t s = 0; s < doc->sentences.count; s++) {
    if (s) bl_buf_c(out, " ; ");
    uint32_t inside = 0;
    for (uint32_t i = doc->sentences.items[s].tokens.begin; i < doc->sentences.items[s].tokens.end; i++) {
      if (i > doc->sentences.items[s].tokens.begin) bl_buf_char(out, inside ? '+' : ' ');
      if (doc->tokens.items[i].words) inside = doc->tokens.items[i].words;
      if (inside) inside--;
      bl_buf_str(out, doc->tokens.items[i].form);
    }
  }
}

static void check(void *user, const char *file, uint32_t line, bl_str text, bl_str expected, bool wanted) {
  (void)user, (void)wanted;
  bl_doc *doc = cut(text);
  bl_buf shown = {0};
  show(doc, &shown);
  if (!bl_str_eq(bl_buf_view(&shown), expected)) fprintf(stderr, "%s:%u:\n", file, line);
  bl_arena arena = {0};
  CHECK_STR(bl_buf_view(&shown), bl_str_dup(&arena, expected));
  bl_arena_free(&arena);
  bl_buf_free(&shown);
  bl_doc_free(doc);
}

/* Offsets must be those of the text, and a line without a stop must not be slow nor one endless sentence. */
static void long_line(const char *unit, size_t times) {
  bl_buf text = {0};
  for (size_t i = 0; i < times; i++) bl_buf_c(&text, unit);
  clock_t begin = clock();
  bl_doc *doc = cut(bl_buf_view(&text));
  double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
  CHECK(seconds < 5);
  uint32_t longest = 0, last = 0;
  bool ordered = true;
  for (uint32_t i = 0; i < doc->sentences.count; i++) {
    bl_span t = doc->sentences.items[i].tokens;
    if (t.end - t.begin > longest) longest = t.end - t.begin;
  }
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    bl_span b = doc->tokens.items[i].bytes;
    ordered &= b.begin >= last || doc->tokens.items[i].words == 0;
    ordered &= b.end <= text.n && b.begin < b.end;
    last = b.begin;
  }
  CHECK(ordered);
  CHECK(longest <= 1000);
  bl_doc_free(doc);
  bl_buf_free(&text);
}

int main(void) {
  if (bl_tokenizer_open("data", &tokenizer) != BL_OK) {
    fprintf(stderr, "%s\n", bl_last_error());
    return 1;
  }
  CHECK(test_cases("tests/cases/token/news.txt", check, NULL));
  bl_doc *empty = cut(BL_STR(""));
  CHECK(empty->tokens.count == 0 && empty->sentences.count == 0);
  bl_doc_free(empty);
  long_line("word and another one ", 50000);
  long_line("\"", 50000);
  long_line("x", 1000000);
  long_line("-.", 20000);
  bl_tokenizer_close(tokenizer);
  return test_end("token");
}
