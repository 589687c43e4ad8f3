/* libFuzzer over what reads foreign bytes: FUZZ_TARGET read (articles), conllu, model. Built by tests/fuzz/run.sh. */
#include <stdlib.h>
#include <unistd.h>

#include "data/model.h"
#include "doc/conllu.h"
#include "read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void fuzz_read(bl_str input) {
  static bl_reader *reader;
  if (!reader && bl_reader_open("data", &reader) != BL_OK) abort();
  bl_doc *doc = bl_doc_new();
  bl_doc_set_path(doc, "fuzz.txt");
  bl_read_options options = {.raw = false, .date = BL_NO_DATE};
  bl_reader_read(reader, "fuzz.txt", input, &options, doc);
  bl_doc_free(doc);
}

static void fuzz_conllu(bl_str input) {
  bl_doc_list docs = {0};
  bl_conllu_read("fuzz.conllu", input, true, &docs);
  for (uint32_t i = 0; i < docs.count; i++) {
    bl_buf out = {0};
    bl_conllu_write(docs.items[i], &out);
    bl_buf_free(&out);
    bl_doc_free(docs.items[i]);
  }
  free(docs.items);
}

static void fuzz_model(bl_str input) {
  char path[] = "/tmp/byline-fuzz-XXXXXX";
  bl_model model;
  int fd = mkstemp(path);
  if (fd < 0) return;
  if (write(fd, input.p, input.n) == (ssize_t)input.n && bl_model_open(path, &model) == BL_OK) bl_model_close(&model);
  close(fd);
  unlink(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
  bl_str input = {(const char *)bytes, n};
  if (!n) return 0;
  switch (bytes[0] % 3) {
    case 0: fuzz_read(bl_str_slice(input, 1, n)); break;
    case 1: fuzz_conllu(bl_str_slice(input, 1, n)); break;
    default: fuzz_model(bl_str_slice(input, 1, n)); break;
  }
  return 0;
}
