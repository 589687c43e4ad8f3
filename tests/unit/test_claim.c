/* The claim room over trees given by hand: logical positions, polarity and modality, counts, context; and the messages of
 * the rule and lexicon readers. Sentences made up for the project. */
#include "test.h"

#include <sys/stat.h>

#include "base/io.h"
#include "claim/claims.h"
#include "claim/confidence.h"
#include "doc/conllu.h"
#include "doc/dump_explain.h"

static bl_claimer *claimer;

/* Words "form/XPOS/head/dep", lemma by the dictionary; several sentences parted by '|'. */
static bl_doc *parse(const char *text) {
  static const char *const upos[][2] = {{"NNP", "PROPN"}, {"NN", "NOUN"}, {"VB", "VERB"}, {"AUX", "AUX"}, {"MD", "AUX"}, {"PRP", "PRON"}, {"W", "PRON"}, {"DT", "DET"},
                                        {"J", "ADJ"}, {"RB", "ADV"}, {"IN", "ADP"}, {"TO", "PART"}, {"CD", "NUM"}, {"CC", "CCONJ"}, {"RP", "ADP"}, {"POS", "PART"}, {NULL, "PUNCT"}};
  bl_buf out = {0};
  bl_str sentences = bl_str_from(text), sentence, token;
  bl_buf_c(&out, "# newdoc id = t\n# newpar\n");
  while (bl_str_next(&sentences, '|', &sentence)) {
    int number = 0;
    sentence = bl_str_trim(sentence);
    while (sentence.n && bl_str_next(&sentence, ' ', &token)) {
      bl_str f[4];
      for (int i = 0; i < 4; i++) bl_str_next(&token, '/', &f[i]);
      int u = 0;
      while (upos[u][0] && !bl_str_starts(f[1], bl_str_from(upos[u][0]))) u++;
      bl_str xpos = bl_str_starts(f[1], BL_STR("AUX")) ? bl_str_slice(f[1], 3, f[1].n) : f[1];
      bl_buf_printf(&out, "%d\t" BL_STR_FMT "\t" BL_STR_FMT "\t%s\t" BL_STR_FMT "\t_\t" BL_STR_FMT "\t" BL_STR_FMT "\t_\t_\n", ++number, BL_STR_ARG(f[0]), BL_STR_ARG(f[0]),
                    upos[u][1], BL_STR_ARG(xpos), BL_STR_ARG(f[2]), BL_STR_ARG(f[3]));
    }
    bl_buf_c(&out, "\n");
  }
  bl_doc_list docs = {0};
  CHECK(bl_conllu_read("t", bl_buf_view(&out), true, &docs) == BL_OK);
  bl_buf_free(&out);
  bl_doc *doc = docs.items[0];
  doc->min_confidence = 1;
  free(docs.items);
  return doc;
}

/* A mention over the first place of these words. */
static void name(bl_doc *doc, const char *words, bl_etype type, bl_mention_kind kind) {
  uint32_t count = 1;
  for (const char *p = words; *p; p++) count += *p == ' ';
  for (uint32_t t = 0; t + count <= doc->tokens.count; t++) {
    if (!bl_str_eq_c(bl_doc_span_text(doc, (bl_span){t, t + count}), words)) continue;
    uint32_t head = t;
    for (uint32_t i = t; i < t + count; i++)
      if (doc->tokens.items[i].head < t || doc->tokens.items[i].head >= t + count) head = i;
    bl_doc_add_entity(doc, (bl_span){t, t + count}, head, type, kind);
    return;
  }
  CHECK(!"words of the test found");
}

/* "subject | predicate | object", with "-" in front when negated and the first letter of the modality behind. */
static bool says(bl_doc *doc, const char *wanted) {
  bool found = false;
  for (uint32_t i = 0; i < doc->claims.count; i++) {
    const bl_claim *c = &doc->claims.items[i];
    bl_str s = bl_claim_subject_text(doc, i, false), o = bl_claim_object_text(doc, i);
    bl_buf line = {0};
    bl_buf_printf(&line, "%s" BL_STR_FMT " | " BL_STR_FMT " | " BL_STR_FMT " %c", c->polarity == BL_NEGATED ? "-" : "", BL_STR_ARG(s), BL_STR_ARG(c->predicate), BL_STR_ARG(o),
                  bl_modality_name((bl_modality)c->modality)[0]);
    found |= !strcmp(line.p, wanted);
    bl_buf_free(&line);
  }
  if (found) return true;
  for (uint32_t i = 0; i < doc->claims.count; i++) {
    bl_buf line = {0};
    bl_dump_explain_claim(doc, i, &line);
    fprintf(stderr, "%s", line.p);
    bl_buf_free(&line);
  }
  return false;
}

static bl_doc *harlan(const char *text) {
  bl_doc *doc = parse(text);
  for (int i = 0; i < 3; i++) {
    static const struct {
      const char *words;
      bl_etype type;
    } names[] = {{"Harlan", BL_ET_ARMED_GROUP}, {"Kesh", BL_ET_CITY}, {"Morda", BL_ET_REGION}};
    if (strstr(text, names[i].words)) name(doc, names[i].words, names[i].type, BL_MK_NAME);
  }
  CHECK(bl_claimer_run(claimer, doc) == BL_OK);
  return doc;
}

#define SAYS(text, wanted)      \
  do {                          \
    bl_doc *d_ = harlan(text);  \
    CHECK(says(d_, wanted));    \
    bl_doc_free(d_);            \
  } while (0)

static void test_positions(void) {
  SAYS("Harlan/NNP/2/nsubj captured/VBD/0/root Kesh/NNP/2/obj ././2/punct", "Harlan | captured | Kesh A");
  SAYS("Kesh/NNP/3/nsubj:pass was/AUXVBD/3/aux:pass captured/VBN/0/root by/IN/5/case Harlan/NNP/3/obl:agent", "Harlan | captured | Kesh A");
  SAYS("Kesh/NNP/6/nsubj ,/,/3/punct captured/VBN/1/acl by/IN/5/case Harlan/NNP/3/obl burned/VBD/0/root", "Harlan | captured | Kesh A");
  SAYS("Harlan/NNP/6/nsubj ,/,/4/punct which/WDT/4/nsubj captured/VBD/1/acl:relcl Kesh/NNP/4/obj fled/VBD/0/root", "Harlan | captured | Kesh A");
  SAYS("Harlan/NNP/2/nsubj managed/VBD/0/root to/TO/4/mark capture/VB/2/xcomp Kesh/NNP/4/obj", "Harlan | captured | Kesh A");
  SAYS("Harlan/NNP/2/nsubj attacked/VBD/0/root and/CC/4/cc captured/VBD/2/conj Kesh/NNP/4/obj", "Harlan | captured | Kesh A");
  SAYS("The/DT/2/det capture/NN/7/nsubj of/IN/4/case Kesh/NNP/2/nmod by/IN/6/case Harlan/NNP/2/nmod surprised/VBD/0/root many/JJ/7/obj", "Harlan | captured | Kesh A");
  SAYS("Harlan/NNP/2/nsubj took/VBD/0/root control/NN/2/obj of/IN/5/case Kesh/NNP/3/nmod", "Harlan | controls | Kesh A");
  SAYS("Kesh/NNP/2/nsubj fell/VBD/0/root to/IN/4/case Harlan/NNP/2/obl", "Harlan | captured | Kesh A");
  SAYS("Harlan/NNP/2/nsubj pulled/VBD/0/root back/RB/2/advmod from/IN/5/case Kesh/NNP/2/obl", "Harlan | withdrewFrom | Kesh A");
  SAYS("Kesh/NNP/2/nsubj came/VBD/0/root under/IN/4/case attack/NN/2/obl from/IN/6/case Harlan/NNP/4/nmod", "Harlan | attacked | Kesh A");
}

static void test_scope(void) {
  SAYS("Harlan/NNP/4/nsubj did/AUXVBD/4/aux not/RB/4/advmod capture/VB/0/root Kesh/NNP/4/obj", "-Harlan | captured | Kesh A");
  SAYS("Harlan/NNP/2/nsubj failed/VBD/0/root to/TO/4/mark capture/VB/2/xcomp Kesh/NNP/4/obj", "-Harlan | captured | Kesh A");
  SAYS("Harlan/NNP/3/nsubj may/MD/3/aux capture/VB/0/root Kesh/NNP/3/obj", "Harlan | captured | Kesh P");
  SAYS("Harlan/NNP/2/nsubj vowed/VBD/0/root to/TO/4/mark capture/VB/2/xcomp Kesh/NNP/4/obj", "Harlan | captured | Kesh P");
  SAYS("They/PRP/2/nsubj denied/VBD/0/root that/IN/5/mark Harlan/NNP/5/nsubj captured/VBD/2/ccomp Kesh/NNP/5/obj", "Harlan | captured | Kesh D");
  SAYS("If/IN/3/mark Harlan/NNP/3/nsubj captures/VBZ/6/advcl Kesh/NNP/3/obj many/JJ/6/nsubj flee/VBP/0/root", "Harlan | captured | Kesh P");
  SAYS("Kesh/NNP/9/nsubj is/AUXVBZ/9/cop still/RB/9/advmod out/IN/9/case of/IN/9/case Harlan/NNP/9/nmod:poss 's/POS/6/case full/JJ/9/amod control/NN/0/root", "-Harlan | controls | Kesh A");
}

static void test_counts(void) {
  bl_doc *doc = parse("Nine/CD/2/nummod soldiers/NNS/4/nsubj:pass were/AUXVBD/4/aux:pass killed/VBN/0/root while/IN/8/mark 15/CD/8/nsubj:pass were/AUXVBD/8/aux:pass injured/VBN/4/advcl");
  BL_PUSH(&doc->quantities, ((bl_quantity){.tokens = {0, 1}, .counted = 1, .min = BL_STR("9"), .max = BL_STR("9"), .unit = BL_STR("soldier")}));
  BL_PUSH(&doc->quantities, ((bl_quantity){.tokens = {5, 6}, .counted = BL_NONE, .min = BL_STR("15"), .max = BL_STR("15"), .unit = BL_STR("")}));
  CHECK(bl_claimer_run(claimer, doc) == BL_OK);
  CHECK(says(doc, "Nine soldiers | killedCount | 9 A"));
  CHECK(says(doc, "15 soldiers | injuredCount | 15 A"));
  bl_doc_free(doc);
  doc = parse("Nine/CD/2/nummod soldiers/NNS/4/nsubj:pass were/AUXVBD/4/aux:pass killed/VBN/0/root or/CC/6/cc injured/VBN/4/conj");
  BL_PUSH(&doc->quantities, ((bl_quantity){.tokens = {0, 1}, .counted = 1, .min = BL_STR("9"), .max = BL_STR("9"), .unit = BL_STR("soldier")}));
  CHECK(bl_claimer_run(claimer, doc) == BL_OK);
  CHECK(says(doc, "Nine soldiers | casualtyCount | 9 A"));
  for (uint32_t i = 0; i < doc->claims.count; i++) CHECK(!bl_str_eq_c(doc->claims.items[i].predicate, "killedCount"));
  bl_doc_free(doc);
}

static void test_open(void) {
  SAYS("Harlan/NNP/2/nsubj repaired/VBD/0/root the/DT/4/det bridge/NN/2/obj", "Harlan | rel:repair | the bridge A");
  SAYS("Harlan/NNP/2/nsubj waited/VBD/0/root for/IN/4/case rain/NN/2/obl", "Harlan | rel:wait-for | rain A");
}

/* ---- messages --------------------------------------------------------------------------------------------------- */

static void complains(const char *text, const char *message) {
  static bl_wordbook *wordbook;
  if (!wordbook) CHECK(bl_wordbook_open("data", &wordbook) == BL_OK);
  bl_rules *rules = bl_calloc(1, sizeof *rules);
  bl_status status = bl_rules_parse(rules, wordbook, bl_str_from(text), "x.rules");
  CHECK(status == BL_ERR_FORMAT);
  CHECK_STR(bl_str_from(bl_last_error()), message);
  bl_rules_close(rules);
}

static void test_messages(void) {
  complains("rule a\n  match V(pos=VERB) >nsbj S\n  say S leads S\n", "x.rules:2:22: unknown relation 'nsbj' (did you mean nsubj?)");
  complains("rule a\n  match V(pos=VREB)\n", "x.rules:2:15: unknown tag 'VREB' (did you mean VERB?)");
  complains("rule a\n  match V(lema=go)\n", "x.rules:2:11: unknown condition 'lema' (did you mean lemma?)");
  complains("rule a\n  match V(lemma=@nothing_such)\n", "x.rules:2:17: unknown word class '@nothing_such'");
  complains("rule a\n  match V(pos=VERB)\n  say S leads V\n", "x.rules:3:7: unknown node 'S'");
  complains("rule a\n  say\n", "x.rules:2:6: unknown node ''");
  complains("rule a\n  match V(pos=VERB)\n", "x.rules:1:1: rule 'a' lacks a match or a say");
  complains("rule a 200\n", "x.rules:1:8: '200' is not a percentage");
  complains("rule a\n  mach V\n", "x.rules:2:3: a line begins with rule, match, say, + or -");
  complains("rule a\n  match V(pos=VERB) >obj\n", "x.rules:2:25: a node is wanted, not ''");
}

/* A claim of a sure main clause is more likely than one that hangs on doubtful arcs; a rule's own word counts. */
static void test_confidence(void) {
  bl_doc *doc = parse("Reza/NNP/2/nsubj praised/VBD/0/root Dana/NNP/2/obj ././2/punct");
  name(doc, "Reza", BL_ET_PERSON, BL_MK_NAME);
  name(doc, "Dana", BL_ET_PERSON, BL_MK_NAME);
  CHECK(bl_claimer_run(claimer, doc) == BL_OK);
  CHECK(doc->claims.count > 0);
  uint8_t sure = doc->claims.items[0].confidence;
  bl_doc_free(doc);
  doc = parse("Reza/NNP/2/nsubj praised/VBD/0/root Dana/NNP/2/obj ././2/punct");
  name(doc, "Reza", BL_ET_PERSON, BL_MK_NAME);
  name(doc, "Dana", BL_ET_PERSON, BL_MK_NAME);
  for (uint32_t i = 0; i < doc->tokens.count; i++) doc->tokens.items[i].head_margin = doc->tokens.items[i].label_margin = 5;
  CHECK(bl_claimer_run(claimer, doc) == BL_OK);
  CHECK(doc->claims.count > 0);
  CHECK(doc->claims.items[0].confidence + 10 < sure);
  bl_doc_free(doc);
}

/* Claims that are less likely than the limit of the document are not made. */
static void test_least(void) {
  bl_doc *doc = parse("Reza/NNP/2/nsubj praised/VBD/0/root Dana/NNP/2/obj ././2/punct");
  name(doc, "Reza", BL_ET_PERSON, BL_MK_NAME);
  name(doc, "Dana", BL_ET_PERSON, BL_MK_NAME);
  doc->min_confidence = 100;
  CHECK(bl_claimer_run(claimer, doc) == BL_OK);
  CHECK(doc->claims.count == 0);
  bl_doc_free(doc);
}

static void refuses_signs(const char *text, const char *message) {
  bl_signs signs = {0};
  mkdir("build/signs", 0777);
  mkdir("build/signs/rules", 0777);
  CHECK(bl_write_file("build/signs/rules/confidence.tsv", bl_str_from(text)) == BL_OK);
  CHECK(bl_signs_open("build/signs", &signs) == BL_ERR_FORMAT);
  CHECK_STR(bl_str_from(bl_last_error()), message);
  bl_signs_close(&signs);
}

static void test_signs(void) {
  bl_signs signs = {0};
  CHECK(bl_signs_open("data", &signs) == BL_OK);
  CHECK(signs.weight[BL_SIGN_always] > 0 && signs.weight[BL_SIGN_subject_pronoun] < 0);
  bl_signs_close(&signs);
  refuses_signs("always\t200\nalways\t100\n", "build/signs/rules/confidence.tsv:2: 'always' stands here twice");
  refuses_signs("# weights\nmoon\t1\n", "build/signs/rules/confidence.tsv:2: unknown sign 'moon'");
  refuses_signs("always\tmuch\n", "build/signs/rules/confidence.tsv:1: 'much' is not a weight of -1000 to 1000");
  refuses_signs("always\t200\n", "build/signs/rules/confidence.tsv: no weight for 'rule_point'");
  refuses_signs("least\t0\n", "build/signs/rules/confidence.tsv:1: least is a percentage from 1 to 100, not 0");
  refuses_signs("moon\tfull\t1\n", "build/signs/rules/confidence.tsv:1: unknown trait 'moon'");
  refuses_signs("source\tspeech name\t1\nsource\tspeech name\t2\n", "build/signs/rules/confidence.tsv:2: 'source\tspeech name' stands here twice");
}

int main(void) {
  if (bl_claimer_open("data", &claimer) != BL_OK) {
    fprintf(stderr, "%s\n", bl_last_error());
    return 1;
  }
  test_positions();
  test_scope();
  test_counts();
  test_open();
  test_messages();
  test_confidence();
  test_least();
  test_signs();
  bl_claimer_close(claimer);
  return test_end("claim");
}
