/* Room resolve: corpora made by hand. */
#include "resolve/corpus.h"
#include "resolve/resolve.h"
#include "test.h"

static void order_of_loading_does_not_matter(void) {
  bl_corpus *corpus = bl_corpus_new();
  uint32_t b = bl_corpus_add_article(corpus, BL_STR("x:b")), a = bl_corpus_add_article(corpus, BL_STR("x:a"));
  uint32_t second = bl_corpus_add_entity(corpus, BL_STR("x:b#2"), b);
  uint32_t first = bl_corpus_add_entity(corpus, BL_STR("x:a#1"), a);
  uint32_t claim = bl_corpus_add_claim(corpus, BL_STR("x:b#c"), b);
  corpus->claims.items[claim].subject = second;
  corpus->claims.items[claim].object_kind = BL_OBJ_ENTITY;
  corpus->claims.items[claim].object = first;
  corpus->claims.items[claim].place = 77;
  bl_corpus_sort(corpus);
  CHECK_STR(corpus->articles.items[0].iri, "x:a");
  CHECK_STR(corpus->entities.items[0].iri, "x:a#1");
  CHECK(corpus->entities.items[0].article == 0);
  CHECK(corpus->claims.items[0].article == 1);
  CHECK(corpus->claims.items[0].subject == 1);
  CHECK(corpus->claims.items[0].object == 0);
  CHECK(corpus->claims.items[0].place == BL_NONE);
  bl_corpus_free(corpus);
}

static void an_empty_corpus(void) {
  bl_corpus *corpus = bl_corpus_new();
  bl_corpus_sort(corpus);
  bl_resolution resolution = {0};
  CHECK(bl_resolve(corpus, NULL, &resolution) == BL_OK);
  CHECK(resolution.clusters.count == 0);
  bl_resolution_free(&resolution);
  bl_resolve_options options = {.base = "no iri"};
  CHECK(bl_resolve(corpus, &options, &resolution) == BL_ERR_USAGE);
  bl_resolution_free(&resolution);
  bl_corpus_free(corpus);
}

int main(void) {
  order_of_loading_does_not_matter();
  an_empty_corpus();
  return test_end("resolve");
}
