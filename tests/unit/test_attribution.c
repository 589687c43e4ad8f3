/* Attributions over trees given by hand: rules, shapes, quotations, chains; the model's file. Sentences made up. */
#include "test.h"

#include <unistd.h>

#include "base/io.h"
#include "claim/attribution.h"
#include "claim/attribution_learn.h"
#include "doc/conllu.h"
#include "doc/dump_attributions.h"

static bl_cue_lexicon lexicon;

/* A document from sentences in short: tokens "form/lemma/XPOS/head/dep" parted by blanks, sentences by '\n', paragraphs
 * by an empty line; '+' before a form: no blank before it. Lemma '=' is the form. */
static bl_doc *parse(const char *text) {
  static const char *const upos[][2] = {
      {"NNP", "PROPN"}, {"NN", "NOUN"}, {"VB", "VERB"}, {"MD", "AUX"}, {"PRP", "PRON"}, {"W", "PRON"}, {"DT", "DET"}, {"J", "ADJ"},
      {"RB", "ADV"}, {"IN", "ADP"}, {"TO", "PART"}, {"CD", "NUM"}, {"CC", "CCONJ"}, {NULL, "PUNCT"}};
  bl_buf out = {0};
  bl_str rest = bl_str_from(text), line, token;
  bl_buf_c(&out, "# newdoc id = t\n# newpar\n");
  while (bl_str_next(&rest, '\n', &line)) {
    int number = 0;
    if (!line.n) bl_buf_c(&out, "# newpar\n");
    while (line.n && bl_str_next(&line, ' ', &token)) {
      bl_str f[5];
      bl_str cut = token;
      for (int i = 0; i < 5; i++) bl_str_next(&cut, '/', &f[i]);
      bool glued = line.p && line.n && line.p[0] == '+';
      if (f[0].p[0] == '+') f[0] = bl_str_slice(f[0], 1, f[0].n);
      const char *tag = "PUNCT";
      for (size_t i = 0; upos[i][0]; i++)
        if (bl_str_starts(f[2], bl_str_from(upos[i][0]))) {
          tag = upos[i][1];
          break;
        }
      bl_str lemma = bl_str_eq_c(f[1], "=") ? f[0] : f[1];
      if (bl_str_starts(f[4], BL_STR("aux")) || bl_str_eq_c(f[4], "cop")) tag = "AUX";
      bl_buf_printf(&out, "%d\t" BL_STR_FMT "\t" BL_STR_FMT "\t%s\t" BL_STR_FMT "\t_\t" BL_STR_FMT "\t" BL_STR_FMT "\t_\t%s\n", ++number,
                    BL_STR_ARG(f[0]), BL_STR_ARG(lemma), tag, BL_STR_ARG(f[2]), BL_STR_ARG(f[3]), BL_STR_ARG(f[4]),
                    glued ? "SpaceAfter=No" : "_");
    }
    if (number) bl_buf_c(&out, "\n");
  }
  bl_doc_list list = {0};
  CHECK(bl_conllu_read("t", bl_buf_view(&out), true, &list) == BL_OK && list.count == 1);
  bl_doc *doc = list.items[0];
  free(list.items);
  bl_buf_free(&out);
  return doc;
}

static void run(bl_doc *doc) {
  bl_arena arena = {0};
  bl_aview view;
  bl_afound_vec found = {0};
  bl_aview_make(doc, &arena, &view);
  bl_find_by_rules(&lexicon, &view, &found);
  bl_find_by_shape(&lexicon, &view, &found);
  bl_write_attributions(&lexicon, &view, doc, &found);
  BL_VEC_FREE(&found);
  bl_arena_free(&arena);
}

/* The first three columns and the modality of each attribution, joined by ';'. */
static char shown[2000];
static bl_str show(bl_doc *doc) {
  bl_buf out = {0};
  bl_dump_attributions_words(doc, &out);
  bl_str rest = bl_buf_view(&out), line;
  size_t n = 0;
  while (rest.n && bl_str_next(&rest, '\n', &line)) {
    ptrdiff_t end = bl_str_find(line, BL_STR(" by "), 0), rule = bl_str_find(line, BL_STR(" ["), 0);
    if (end < 0 || end > rule) end = rule;
    if (end < 0) continue;
    n += (size_t)snprintf(shown + n, sizeof shown - n, "%s%.*s", n ? "; " : "", (int)end, line.p);
  }
  if (!n) shown[0] = '\0';
  bl_buf_free(&out);
  return (bl_str){shown, n};
}

static void check(const char *sentence, const char *expected) {
  bl_doc *doc = parse(sentence);
  run(doc);
  CHECK_STR(show(doc), expected);
  bl_doc_free(doc);
}

static void test_speech(void) {
  check("Rain/=/NN/2/nsubj fell/fall/VBD/0/root +,/,/,/2/punct officials/official/NNS/5/nsubj said/say/VBD/2/parataxis +./././2/punct",
        "1 officials | said | Rain fell | Reported");
  check("Mara/=/NNP/2/nsubj denied/deny/VBD/0/root that/=/IN/5/mark rain/=/NN/5/nsubj fell/fall/VBD/2/ccomp +./././2/punct",
        "1 Mara | denied | that rain fell | Denied");
  check("Mara/=/NNP/2/nsubj vowed/vow/VBD/0/root to/=/TO/4/mark stay/=/VB/2/xcomp +./././2/punct", "1 Mara | vowed | to stay | Planned");
  check("According/accord/VBG/4/case to/=/IN/1/fixed the/=/DT/4/det mayor/=/NN/7/obl +,/,/,/7/punct rain/=/NN/7/nsubj fell/fall/VBD/0/root +./././7/punct",
        "1 the mayor | According to | rain fell | Reported");
  check("Rain/=/NN/3/nsubj reportedly/=/RB/3/advmod fell/fall/VBD/0/root +./././3/punct", "1 - | reportedly | Rain ... fell | Reported attitude");
  check("Oren/=/NNP/3/nsubj:pass is/be/VBZ/3/aux:pass said/say/VBN/0/root to/=/TO/6/mark be/=/VB/6/cop ill/=/JJ/3/xcomp +./././3/punct",
        "1 - | is said | Oren ... to be ill | Reported attitude");
  check("She/=/PRP/4/nsubj has/have/VBZ/4/aux not/=/RB/4/advmod said/say/VBN/0/root that/=/IN/7/mark rain/=/NN/7/nsubj fell/fall/VBD/4/ccomp",
        "1 She | has not said | that rain fell | Possible attitude");
}

static void test_no_speech(void) {
  check("Rain/=/NN/2/nsubj fell/fall/VBD/0/root +./././2/punct", "");
  check("The/=/DT/2/det report/=/NN/3/nsubj burned/burn/VBD/0/root +./././3/punct", "");
  check("", "");
}

static void test_inversion(void) {
  /* the tree takes the speaker for an object */
  check("Rain/=/NN/2/nsubj fell/fall/VBD/0/root +,/,/,/4/punct stated/state/VBD/2/conj a/=/DT/6/det newspaper/=/NN/4/obj +./././2/punct",
        "1 a newspaper | stated | Rain fell | Reported");
  check("Rain/=/NN/2/nsubj fell/fall/VBD/0/root +,/,/,/4/punct lifted/lift/VBD/2/conj a/=/DT/6/det newspaper/=/NN/4/obj +./././2/punct", "");
}

static void test_quotations(void) {
  check("\"/=/``/4/punct +We/we/PRP/4/nsubj will/=/MD/4/aux stay/=/VB/7/ccomp +,/,/,/4/punct +\"/=/''/4/punct said/say/VBD/0/root Mara/=/NNP/7/nsubj +./././7/punct",
        "1 Mara | said | \"We will stay,\" | Reported quoted");
  /* over two sentences, the cue in the second */
  check("\"/=/``/3/punct +We/we/PRP/3/nsubj stay/=/VBP/0/root +./././3/punct\n"
        "We/we/PRP/2/nsubj wait/=/VBP/6/ccomp +,/,/,/2/punct +\"/=/''/2/punct she/=/PRP/6/nsubj said/say/VBD/0/root +./././6/punct",
        "1 she | said | \"We stay. We wait,\" | Reported quoted");
  /* the next sentence goes on with it */
  check("\"/=/``/3/punct +We/we/PRP/3/nsubj stay/=/VBP/7/ccomp +,/,/,/3/punct +\"/=/''/3/punct she/=/PRP/7/nsubj said/say/VBD/0/root +./././7/punct\n"
        "\"/=/``/3/punct +We/we/PRP/3/nsubj wait/=/VBP/0/root +./././3/punct +\"/=/''/3/punct",
        "1 she | said | \"We stay,\" ... \"We wait.\" | Reported quoted");
}

static void add_mention(bl_doc *doc, uint32_t begin, uint32_t end, uint32_t head, bl_etype type) {
  bl_doc_add_entity(doc, (bl_span){begin, end}, head, type, BL_MK_NAME);
}

/* "Rebels left, a commander told Channel Nine, the Herald reported." */
static void test_chain(void) {
  bl_doc *doc = parse("Rebels/rebel/NNS/2/nsubj left/leave/VBD/0/root +,/,/,/6/punct a/=/DT/5/det commander/=/NN/6/nsubj told/tell/VBD/2/parataxis "
                      "Channel/=/NNP/6/obj Nine/=/NNP/7/flat +,/,/,/12/punct the/=/DT/11/det Herald/=/NNP/12/nsubj reported/report/VBD/2/parataxis +./././2/punct");
  add_mention(doc, 6, 8, 6, BL_ET_MEDIA_OUTLET);
  add_mention(doc, 9, 11, 10, BL_ET_MEDIA_OUTLET);
  run(doc);
  uint32_t at = bl_attribution_at(doc, 1, false);
  CHECK(at != BL_NONE);
  const bl_attribution *inner = &doc->attributions.items[at];
  CHECK_STR(doc->entities.items[inner->entity].label, "a commander");
  CHECK(doc->entities.items[inner->entity].type == BL_ET_ANONYMOUS_SOURCE);
  uint32_t middle = bl_attribution_outer_link(doc, at);
  CHECK(middle != BL_NONE && doc->attributions.items[middle].entity == 0);
  uint32_t outer = middle == BL_NONE ? BL_NONE : bl_attribution_outer_link(doc, middle);
  CHECK(outer != BL_NONE && doc->attributions.items[outer].entity == 1);
  CHECK(outer != BL_NONE && bl_attribution_outer_link(doc, outer) == BL_NONE);
  bl_buf out = {0};
  bl_dump_attributions(doc, &out); /* the link of the medium has no words of its own */
  CHECK_STR(bl_buf_view(&out), "t\t13-24\t25-29\t0-11\nt\t44-54\t55-63\t0-42\n");
  bl_buf_free(&out);
  bl_doc_free(doc);
}

/* "A Herald report said ...", "the report added ..." */
static void test_report(void) {
  bl_doc *doc = parse("A/=/DT/3/det Herald/=/NNP/3/compound report/=/NN/4/nsubj said/say/VBD/0/root rain/=/NN/6/nsubj fell/fall/VBD/4/ccomp +./././4/punct\n"
                      "It/=/PRP/2/nsubj stopped/stop/VBD/0/root +,/,/,/6/punct the/=/DT/5/det report/=/NN/6/nsubj added/add/VBD/2/parataxis +./././2/punct");
  add_mention(doc, 1, 2, 1, BL_ET_MEDIA_OUTLET);
  run(doc);
  CHECK(doc->attributions.count == 2);
  for (uint32_t i = 0; i < doc->attributions.count; i++) CHECK(doc->attributions.items[i].entity == 0);
  bl_doc_free(doc);
}

static void test_cited(void) {
  bl_doc *doc = parse("Rain/=/NN/2/nsubj fell/fall/VBD/0/root +,/,/,/5/punct Reuters/=/NNP/5/nsubj reported/report/VBD/2/parataxis +,/,/,/7/punct "
                      "citing/cite/VBG/5/advcl residents/resident/NNS/7/obj +./././2/punct");
  add_mention(doc, 3, 4, 3, BL_ET_MEDIA_OUTLET);
  run(doc);
  uint32_t at = bl_attribution_at(doc, 1, false);
  CHECK(at != BL_NONE && bl_str_eq_c(doc->entities.items[doc->attributions.items[at].entity].label, "residents"));
  uint32_t outer = at == BL_NONE ? BL_NONE : bl_attribution_outer_link(doc, at);
  CHECK(outer != BL_NONE && doc->attributions.items[outer].entity == 0);
  bl_doc_free(doc);
}

static void test_shapes(void) {
  check("Rebels/rebel/NNS/2/nsubj leave/=/VBP/0/root old/=/JJ/4/amod town/=/NN/2/obj +:/:/:/2/punct Report/report/NN/2/parataxis",
        "1 Report | : | Rebels leave old town | Reported");
  check("Stay/stay/VB/0/root strong/=/JJ/1/xcomp \xE2\x80\x94/=/:/4/punct Mara/=/NNP/1/parataxis Quill/=/NNP/4/flat (/=/-LRB-/7/punct +@mq/=/NNP/4/appos +)/=/-RRB-/7/punct",
        "1 Mara Quill | \xE2\x80\x94 | Stay strong | Reported");
}

/* A ring of heads, which hand-written trees can hold, must end. */
static void test_ring(void) {
  bl_doc *doc = parse("a/=/NN/2/nsubj said/say/VBD/3/ccomp b/=/NN/1/obj");
  run(doc);
  bl_doc_free(doc);
  CHECK(true);
}

static void test_lexicon(void) {
  CHECK(bl_cue_find(&lexicon, 'V', BL_STR("say")) != NULL);
  CHECK(bl_cue_find(&lexicon, 'V', BL_STR("Say")) != NULL);
  CHECK(bl_cue_find(&lexicon, 'N', BL_STR("say")) == NULL);
  CHECK(bl_in_bar_list(BL_STR("for|about"), BL_STR("About")) && !bl_in_bar_list(BL_STR("for|about"), BL_STR("bout")));
  CHECK(bl_source_noun_of(&lexicon, BL_STR("report")) == BL_SN_DOCUMENT);
  CHECK(bl_sense_of(&lexicon, 'V', BL_STR("say")) & (1u << ('c' - 'a')));
  char dir[] = "/tmp/bl_attribution_XXXXXX", path[80];
  CHECK(mkdtemp(dir) != NULL);
  snprintf(path, sizeof path, "%s/attribution", dir);
  CHECK(bl_make_dirs(path) == BL_OK);
  snprintf(path, sizeof path, "%s/attribution/cues.tsv", dir);
  CHECK(bl_write_file(path, BL_STR("say\tV\tspeech\tReported\tthat\nask\tV\tspeach\tReported\tthat\n")) == BL_OK);
  bl_attributor *attributor = NULL;
  CHECK(bl_attributor_open(dir, &attributor) == BL_ERR_FORMAT && !attributor);
  CHECK(strstr(bl_last_error(), "cues.tsv:2:1: unknown class 'speach'") != NULL);
  unlink(path);
  snprintf(path, sizeof path, "%s/attribution", dir);
  rmdir(path);
  rmdir(dir);
}

static void test_model_file(void) {
  bl_amodel model, back;
  bool found = false;
  char dir[] = "/tmp/bl_amodel_XXXXXX", path[120], folder[80];
  CHECK(mkdtemp(dir) != NULL);
  CHECK(bl_amodel_load(dir, &back, &found) == BL_OK && !found);
  snprintf(folder, sizeof folder, "%s/models", dir);
  CHECK(bl_make_dirs(folder) == BL_OK);
  snprintf(path, sizeof path, "%s/attribution.model", folder);
  bl_amodel_make(&model);
  model.cue[7] = 1.5f;
  model.content[9] = -200.0f;
  model.moves[1][2] = -3.0f;
  CHECK(bl_amodel_save(&model, path, 10.0f, BL_STR("name: test\n")) == BL_OK);
  CHECK(bl_amodel_load(dir, &back, &found) == BL_OK && found);
  CHECK(back.cue8[7 / BL_CUE_TAGS][7 % BL_CUE_TAGS] == 15 && back.content8[9] == -127 && back.moves[1][2] == -30.0f && back.source8[3] == 0);
  CHECK(!back.cue);
  bl_amodel_free(&back);
  bl_amodel_free(&model);
  bl_buf bytes = {0};
  CHECK(bl_read_file(path, SIZE_MAX, &bytes) == BL_OK);
  bytes.p[bytes.n - 1] ^= 1;
  CHECK(bl_write_file(path, bl_buf_view(&bytes)) == BL_OK);
  CHECK(bl_amodel_load(dir, &back, &found) == BL_ERR_FORMAT);
  bl_buf_free(&bytes);
  unlink(path);
  rmdir(folder);
  rmdir(dir);
}

/* The same weights as the trainer has them: every candidate is looked at then. */
static void widen_weights(const bl_amodel *from, bl_amodel *to) {
  bl_amodel_make(to);
  for (size_t i = 0; i < (size_t)BL_CUE_TAGS << BL_CUE_BITS; i++) to->cue[i] = from->cue8[i / BL_CUE_TAGS][i % BL_CUE_TAGS];
  for (size_t i = 0; i < (size_t)1 << BL_SPAN_BITS; i++) {
    to->source[i] = from->source8[i];
    to->content[i] = from->content8[i];
  }
  memcpy(to->moves, from->moves, sizeof to->moves);
  to->threshold = from->threshold;
}

/* Passing over spans whose ends are not among the best changes nothing here. */
static void test_finalists(void) {
  bl_amodel bytes, wide;
  bool there = false;
  CHECK(bl_amodel_load("data", &bytes, &there) == BL_OK);
  if (!there) return;
  widen_weights(&bytes, &wide);
  bl_doc *doc = parse("The/the/DT/3/det town/town/NN/3/compound clerk/clerk/NN/4/nsubj said/say/VBD/0/root on/on/IN/6/case Monday/=/NNP/4/obl that/that/IN/9/mark "
                      "farmers/farmer/NNS/9/nsubj sold/sell/VBD/4/ccomp the/the/DT/12/det old/old/JJ/12/amod barn/barn/NN/9/obj and/and/CC/14/cc left/leave/VBD/9/conj ././4/punct\n"
                      "According/accord/VBG/4/case to/to/IN/1/fixed the/the/DT/4/det mayor/mayor/NN/8/obl ,/,/,/4/punct no/no/DT/7/det rain/rain/NN/8/nsubj fell/fall/VBD/0/root ././8/punct\n");
  bl_arena arena = {0};
  bl_aview view;
  bl_afound_vec rules = {0}, a = {0}, b = {0};
  bl_learner learner;
  bl_aview_make(doc, &arena, &view);
  bl_find_by_rules(&lexicon, &view, &rules);
  bl_learner_make(&lexicon, &view, &rules, &learner);
  bl_find_by_model(&bytes, &learner, &a);
  bl_find_by_model(&wide, &learner, &b);
  CHECK(a.count >= 1 && a.count == b.count);
  for (uint32_t i = 0; i < a.count && i < b.count; i++) {
    CHECK(a.items[i].source.begin == b.items[i].source.begin && a.items[i].source.end == b.items[i].source.end);
    CHECK(a.items[i].content.count == b.items[i].content.count && a.items[i].content.items[0].begin == b.items[i].content.items[0].begin &&
          a.items[i].content.items[0].end == b.items[i].content.items[0].end);
  }
  BL_VEC_FREE(&rules);
  BL_VEC_FREE(&a);
  BL_VEC_FREE(&b);
  bl_arena_free(&arena);
  bl_doc_free(doc);
  bl_amodel_free(&bytes);
  bl_amodel_free(&wide);
}

int main(void) {
  if (bl_cue_lexicon_load("data", &lexicon) != BL_OK) {
    fprintf(stderr, "%s\n", bl_last_error());
    return 1;
  }
  test_speech();
  test_no_speech();
  test_inversion();
  test_quotations();
  test_chain();
  test_report();
  test_cited();
  test_shapes();
  test_ring();
  test_lexicon();
  test_model_file();
  test_finalists();
  bl_cue_lexicon_free(&lexicon);
  return test_end("attribution");
}
