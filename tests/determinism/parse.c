/* Cuts and parses one text without the readers: what tests/determinism/arch.sh builds for two processors. */
#include <stdio.h>
#include "base/io.h"
#include "doc/conllu.h"
#include "doc/doc.h"
#include "syntax/syntax.h"
#include "token/token.h"

int main(int argc, char **argv) {
  bl_buf bytes = {0}, out = {0};
  bl_tokenizer *t;
  bl_parser *p;
  if (argc < 3 || bl_tokenizer_open(argv[1], &t) || bl_parser_open(argv[1], &p) ||
      bl_read_file(argv[2], 1u << 28, &bytes)) {
    fprintf(stderr, "%s\n", bl_last_error());
    return 1;
  }
  bl_doc *doc = bl_doc_new();
  doc->text = bl_buf_view(&bytes);
  uint32_t at = 0;
  for (uint32_t i = 0; i <= doc->text.n; i++)
    if (i == doc->text.n || doc->text.p[i] == '\n') {
      if (i > at) BL_PUSH(&doc->paragraphs, ((bl_paragraph){.bytes = {at, i}}));
      at = i + 1;
    }
  bl_tokenizer_run(t, doc);
  bl_parser_run(p, doc);
  bl_conllu_write(doc, &out);
  fwrite(out.p, 1, out.n, stdout);
  return 0;
}
