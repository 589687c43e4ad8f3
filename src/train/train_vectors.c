/* train_vectors.c: `byline-train vectors CORPORA RAW.vec OUT.model [open]`, or `CORPORA RAW.vec OUT.model again` to only write the model from RAW.vec. */
#include "train/commands.h"
#include "train/save.h"
#include "train/util.h"
#include "train/vectors.h"

static const char *vectors_meta(const vectors_opts *o) {
  return o->open_only ? "kind: word vectors (structured skip-gram)\ncorpora: text/news.txt.xz, ewt, gum\nseed: 20261124\n"
                      : "kind: word vectors (structured skip-gram)\ncorpora: text/news.txt.xz, ewt, gum, ner/worldwide\nseed: 20261124\n";
}

int bl_train_vectors(int argc, char **argv) {
  if (argc < 4) die("usage: byline-train vectors CORPORA RAW.vec OUT.model [open]");
  vectors_opts o = {.corpora = argv[1], .open_only = argc > 4, .dim = 96, .min_count = 5, .max_words = 60000, .window = 3,
                    .negatives = 5, .epochs = 5, .rate = 0.025f, .sample = 1e-4f, .seed = 20261124};
  vectors *v = vectors_train(&o);
  vectors_save(v, argv[2]);
  save_vectors(v, vectors_meta(&o), argv[3]);
  vectors_free(v);
  return 0;
}
