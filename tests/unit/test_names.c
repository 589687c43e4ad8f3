/* Names and coreference in their parts: comparable forms, labels, decoding, spellings of names, types, whole runs. */
#include "test.h"

#include <unistd.h>

#include "base/io.h"
#include "mention/coref.h"
#include "mention/coref_work.h"
#include "mention/names.h"
#include "mention/names_crf.h"
#include "mention/types.h"

static const char *data_dir(void) {
  const char *given = getenv("BYLINE_DATA");
  return given ? given : "data";
}

/* A document of one sentence from words parted by blanks. */
static bl_doc *sentence(const char *words) {
  bl_doc *doc = bl_doc_new();
  bl_doc_set_text(doc, bl_str_from(words));
  bl_str rest = doc->text, word;
  while (bl_str_next(&rest, ' ', &word)) {
    uint32_t begin = (uint32_t)(word.p - doc->text.p);
    bl_token t = {.bytes = {begin, begin + (uint32_t)word.n},
                  .form = word,
                  .lemma = BL_STR(""),
                  .feats = BL_STR(""),
                  .head = BL_NONE,
                  .space_after = true};
    BL_PUSH(&doc->tokens, t);
  }
  BL_PUSH(&doc->sentences, ((bl_sentence){{0, doc->tokens.count}, BL_NONE, BL_STR("")}));
  return doc;
}

static uint64_t whole(const char *text) { return bl_lex_hash(BL_LEX_HASH0, bl_str_from(text)); }

static void test_comparable(void) {
  uint64_t cut = bl_lex_hash(bl_lex_hash(bl_lex_hash(BL_LEX_HASH0, BL_STR("Al")), BL_STR("-")), BL_STR("Qa'ida"));
  CHECK(whole("Al-Qa'ida") == whole("al qaida"));
  CHECK(cut == whole("al qaida"));
  CHECK(whole("U.S.") == whole("us"));
  CHECK(whole("Sérgio") == whole("sergio"));
  CHECK(whole("Peru") != whole("Perus"));
}

static void test_labels(void) {
  uint8_t begin = bl_name_label(BL_NAME_ORG, BL_NAME_BEGIN), last = bl_name_label(BL_NAME_ORG, BL_NAME_LAST);
  CHECK(bl_name_kind_of(begin) == BL_NAME_ORG && bl_name_part_of(last) == BL_NAME_LAST);
  CHECK(bl_name_follows(-1, begin) && !bl_name_follows(-1, last));
  CHECK(bl_name_follows(begin, last) && !bl_name_follows(begin, BL_NAME_OUTSIDE) && !bl_name_follows(begin, -1));
  CHECK(!bl_name_follows(begin, bl_name_label(BL_NAME_PERSON, BL_NAME_LAST)));
  CHECK(bl_name_follows(last, begin) && bl_name_follows(last, -1));
}

static void test_viterbi(void) {
  float scores[3 * BL_NAME_LABELS] = {0}, transitions[BL_NAME_LABELS * BL_NAME_LABELS] = {0};
  uint8_t labels[3];
  bl_arena arena = {0};
  scores[bl_name_label(BL_NAME_PERSON, BL_NAME_BEGIN)] = 2;
  scores[BL_NAME_LABELS + bl_name_label(BL_NAME_ORG, BL_NAME_LAST)] = 3;    /* cannot follow */
  scores[BL_NAME_LABELS + bl_name_label(BL_NAME_PERSON, BL_NAME_LAST)] = 2; /* can */
  bl_names_viterbi(scores, transitions, 3, &arena, labels);
  CHECK(labels[0] == bl_name_label(BL_NAME_PERSON, BL_NAME_BEGIN));
  CHECK(labels[1] == bl_name_label(BL_NAME_PERSON, BL_NAME_LAST));
  CHECK(labels[2] != bl_name_label(BL_NAME_PERSON, BL_NAME_LAST));
  bl_arena_free(&arena);
}

static void test_spelling(void) {
  CHECK(cr_same_word(BL_STR("masoud"), BL_STR("massoud")));
  CHECK(cr_same_word(BL_STR("mohammadi"), BL_STR("muhammadi")));
  CHECK(!cr_same_word(BL_STR("haddad"), BL_STR("hadley")));
  CHECK(!cr_same_word(BL_STR("berg"), BL_STR("bergman")));
  CHECK(!cr_same_word(BL_STR("lee"), BL_STR("li")));
  cr_mention anna = {.parts = {BL_STR("anna"), BL_STR("berg")}, .part_count = 2};
  cr_mention johan = {.parts = {BL_STR("johan"), BL_STR("berg")}, .part_count = 2};
  cr_mention initial = {.parts = {BL_STR("a"), BL_STR("berg")}, .part_count = 2};
  cr_mention son = {.parts = {BL_STR("carlos"), BL_STR("vega")}, .part_count = 2};
  cr_mention father = {.parts = {BL_STR("carlos"), BL_STR("alberto"), BL_STR("vega")}, .part_count = 3};
  bl_coref_lexicon *lexicon = NULL;
  CHECK(bl_coref_lexicon_open(data_dir(), &lexicon) == BL_OK);
  if (!lexicon) return;
  CHECK(!cr_same_person_name(lexicon, &anna, &johan));
  CHECK(cr_same_person_name(lexicon, &anna, &initial));
  CHECK(!cr_same_person_name(lexicon, &son, &father) && !cr_same_person_name(lexicon, &father, &son));
  bl_coref_lexicon_close(lexicon);
}

static bl_etype type_in(const bl_lexicon *lexicon, const char *words, uint32_t begin, uint32_t end, bl_name_kind kind) {
  bl_doc *doc = sentence(words);
  bl_etype type = bl_type_name(lexicon, doc, (bl_span){begin, end}, kind);
  bl_doc_free(doc);
  return type;
}

static void test_types(void) {
  bl_lexicon *lexicon;
  CHECK(bl_lexicon_open(data_dir(), true, &lexicon) == BL_OK);
  if (!lexicon) return;
  CHECK(type_in(lexicon, "the Ministry of Labour said", 1, 4, BL_NAME_ORG) == BL_ET_GOVERNMENT_BODY);
  CHECK(type_in(lexicon, "the Harlan Daily News said", 1, 4, BL_NAME_ORG) == BL_ET_MEDIA_OUTLET);
  CHECK(type_in(lexicon, "the Harlan Liberation Brigade said", 1, 4, BL_NAME_ORG) == BL_ET_ARMED_GROUP);
  CHECK(type_in(lexicon, "the University of Harlan said", 1, 4, BL_NAME_ORG) == BL_ET_ORGANIZATION);
  CHECK(type_in(lexicon, "in Quelmado district of Peru", 1, 2, BL_NAME_PLACE) == BL_ET_DISTRICT);
  CHECK(type_in(lexicon, "the province of Quelmado fell", 3, 4, BL_NAME_PLACE) == BL_ET_REGION);
  CHECK(type_in(lexicon, "in Peru today", 1, 2, BL_NAME_PLACE) == BL_ET_COUNTRY);
  CHECK(type_in(lexicon, "in Lagos today", 1, 2, BL_NAME_PLACE) == BL_ET_CITY);
  CHECK(bl_lex_country(lexicon, whole("US")) &&
        bl_lex_country(lexicon, whole("US")) == bl_lex_country(lexicon, whole("American")));
  CHECK_STR(bl_lex_demonym(lexicon, whole("Peruvian")), "Peru");
  bl_lexicon_close(lexicon);
}

static const bl_mention *mention_of(bl_doc *doc, const char *text) {
  for (uint32_t i = 0; i < doc->mentions.count; i++)
    if (bl_str_eq_c(bl_doc_span_text(doc, doc->mentions.items[i].tokens), text)) return &doc->mentions.items[i];
  return NULL;
}

/* Without trees: names are found and joined all the same, and nothing is left without an entity. */
static void test_run(void) {
  bl_names_tool *names;
  bl_coref_tool *coref;
  CHECK(bl_names_open(data_dir(), &names) == BL_OK && bl_coref_open(data_dir(), &coref) == BL_OK);
  bl_doc *doc = sentence(
      "Amina Haddad , president of Peru , met John Miller in Lagos , and Haddad told Peruvian reporters that Miller "
      "and #Lagos were ready .");
  CHECK(bl_names_run(names, doc) == BL_OK && bl_coref_run(coref, doc) == BL_OK);
  const bl_mention *full = mention_of(doc, "Amina Haddad"), *last = mention_of(doc, "Haddad"),
                   *peru = mention_of(doc, "Peru");
  const bl_mention *demonym = mention_of(doc, "Peruvian"), *miller = mention_of(doc, "John Miller");
  CHECK(full && full->type == BL_ET_PERSON && full->kind == BL_MK_NAME && full->gender == 'f');
  CHECK(full && last && full->entity == last->entity);
  CHECK(peru && demonym && peru->entity == demonym->entity && demonym->kind == BL_MK_DEMONYM);
  CHECK(full && miller && full->entity != miller->entity);
  for (uint32_t i = 0; i < doc->mentions.count; i++) CHECK(doc->mentions.items[i].entity < doc->entities.count);
  bl_doc_free(doc);
  doc = bl_doc_new();
  CHECK(bl_names_run(names, doc) == BL_OK && bl_coref_run(coref, doc) == BL_OK && !doc->mentions.count);
  bl_doc_free(doc);
  bl_names_close(names);
  bl_coref_close(coref);
}

static void test_refused(void) {
  char path[] = "/tmp/byline-names-XXXXXX";
  int file = mkstemp(path);
  bl_names_model *model;
  CHECK(file >= 0 && write(file, "not a model", 11) == 11);
  CHECK(bl_names_model_open(path, &model) == BL_ERR_FORMAT && !model);
  close(file);
  unlink(path);
  CHECK(bl_names_model_open("/no/such/model", &model) == BL_ERR_IO && !model);
  bl_lexicon *lexicon;
  CHECK(bl_lexicon_open("/no/such/folder", true, &lexicon) != BL_OK && !lexicon);
}

int main(void) {
  test_comparable();
  test_labels();
  test_viterbi();
  test_spelling();
  test_types();
  test_run();
  test_refused();
  return test_end("names");
}
