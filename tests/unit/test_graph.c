/* The graph room: a document by hand to Turtle and back into corpus records; terms that Turtle cannot hold; bad Turtle.
 */
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "graph/load.h"
#include "graph/write.h"
#include "test.h"
#include "text.h"

static const char base[] = "https://example.org/id/";
static char folder[] = "/tmp/test_graph_XXXXXX";

/* "Ann Lee said on Friday that at least 60 men left Kesh . She smiled . Bo denied it ." with all layers. */
/* Who and when: 0 Ann Lee, 1 Kesh, 2 men, 3 She (of no use), 4 Bo, 5 The Post; Friday, and half past nine that day. */
static void add_who_and_when(bl_doc *doc) {
  bl_doc_add_entity(doc, (bl_span){0, 2}, 1, BL_ET_PERSON, BL_MK_NAME);
  bl_doc_add_entity(doc, (bl_span){11, 12}, 11, BL_ET_CITY, BL_MK_NAME);
  bl_doc_add_entity(doc, (bl_span){9, 10}, 9, BL_ET_GROUP, BL_MK_NOMINAL);
  bl_doc_add_entity(doc, (bl_span){13, 14}, 13, BL_ET_OTHER, BL_MK_PRONOUN);
  bl_doc_add_entity(doc, (bl_span){20, 21}, 20, BL_ET_PERSON, BL_MK_NAME);
  bl_doc_add_entity(doc, (bl_span){16, 18}, 17, BL_ET_MEDIA_OUTLET, BL_MK_NAME);
  for (uint32_t i = 0; i < doc->entities.count; i++)
    doc->entities.items[i].named = doc->mentions.items[i].kind == BL_MK_NAME;
  bl_date friday = {2031, 3, 7, -1, -1, INT16_MIN}, nine = {2031, 3, 7, 9, 30, -300};
  BL_PUSH(&doc->times, ((bl_time){.tokens = {4, 5},
                                  .bytes = {16, 22},
                                  .precision = BL_PREC_DAY,
                                  .value = BL_STR("2031-03-07"),
                                  .begin = friday,
                                  .end = friday}));
  BL_PUSH(&doc->times,
          ((bl_time){.tokens = {4, 5}, .bytes = {16, 22}, .precision = BL_PREC_MINUTE, .begin = nine, .end = nine}));
  BL_PUSH(
      &doc->quantities,
      ((bl_quantity){.tokens = {6, 9}, .counted = 9, .min = BL_STR("60"), .max = BL_STR(""), .unit = BL_STR("man")}));
}

static void add_links(bl_doc *doc) {
  static bl_span said = {2, 3}, wrote = {18, 19}, denied = {21, 22};
  BL_PUSH(&doc->attributions,
          ((bl_attribution){.cue = {&said, 1}, .entity = 0, .outer = BL_NONE, .said_on = 1, .speech = true}));
  BL_PUSH(&doc->attributions,
          ((bl_attribution){.cue = {&wrote, 1}, .entity = 5, .outer = BL_NONE, .said_on = BL_NONE, .speech = true}));
  BL_PUSH(&doc->attributions,
          ((bl_attribution){.cue = {&denied, 1}, .entity = 4, .outer = 1, .said_on = BL_NONE, .speech = true}));
}

static void add_claims(bl_doc *doc) {
  static bl_role roles[] = {{BL_STR("agent"), 2, BL_STR("")}, {BL_STR("origin"), BL_NONE, BL_STR("the town")}};
  BL_PUSH(&doc->events, ((bl_event){.class_name = BL_STR("Withdrawal"), .trigger = 10, .roles = roles, .role_count = 2, .places = bl_place_at(1), .time = 0}));
  bl_claim c = {.subject = 2,
                .subject_event = BL_NONE,
                .predicate = BL_STR("withdrewFrom"),
                .object_kind = BL_OBJ_ENTITY,
                .object = 1,
                .modality = BL_REPORTED,
                .attribution = 0,
                .tokens = {6, 12},
                .trigger = 10,
                .event = 0,
                .places = bl_place_at(1),
                .time = 0,
                .confidence = 85,
                .rule = BL_STR("t:1")};
  BL_PUSH(&doc->claims, c);
  c.predicate = BL_STR("hasQuantity"), c.object_kind = BL_OBJ_QUANTITY, c.object = 0, c.counts = BL_STR("left"),
  c.confidence = 100;
  BL_PUSH(&doc->claims, c);
  c = (bl_claim){.subject = 4,
                 .subject_event = BL_NONE,
                 .predicate = BL_STR("rel:see through"),
                 .predicate_label = BL_STR("see through"),
                 .object_kind = BL_OBJ_LITERAL,
                 .literal = BL_STR("it"),
                 .polarity = BL_NEGATED,
                 .modality = BL_DENIED,
                 .attribution = 2,
                 .tokens = {20, 23},
                 .event = BL_NONE,
                 .places = bl_place_at(BL_NONE),
                 .time = BL_NONE,
                 .confidence = 7,
                 .rule = BL_STR("t:2")};
  BL_PUSH(&doc->claims, c);
  c = (bl_claim){.subject = 5,
                 .subject_event = BL_NONE,
                 .predicate = BL_STR("statesThat"),
                 .object_kind = BL_OBJ_CLAIM,
                 .object = 2,
                 .attribution = BL_NONE,
                 .tokens = {20, 23},
                 .event = BL_NONE,
                 .places = bl_place_at(BL_NONE),
                 .time = BL_NONE,
                 .confidence = 50,
                 .rule = BL_STR("t:3")};
  BL_PUSH(&doc->claims, c);
}

static bl_doc *make_doc(void) {
  bl_doc *doc = test_doc(
      BL_STR("Ann Lee said on Friday that at least 60 men left Kesh. She smiled. The Post wrote that Bo denied it."));
  bl_doc_set_path(doc, "/some/where/day one.txt");
  memset(doc->digest, 'a', 64);
  doc->meta.title = BL_STR("He said \"no\"\n\x01 \xEF\xBF\xBF \xF0\x9F\x98\x80 \\ caf\xC3\xA9");
  doc->meta.url = BL_STR("https://example.org/a b?q=[1]&p=100%#x#y");
  doc->meta.published = (bl_date){2031, 3, 7, -1, -1, INT16_MIN};
  doc->publisher = BL_NONE;
  add_who_and_when(doc);
  add_links(doc);
  add_claims(doc);
  return doc;
}

static bl_str turtle_of(bl_doc *doc, bl_buf *out, size_t *triples) {
  bl_emitter *e;
  bl_buf_clear(out);
  CHECK(bl_emitter_open(&e) == BL_OK);
  CHECK(bl_write_article(e, doc, base, out, triples) == BL_OK);
  bl_emitter_close(e);
  return bl_buf_view(out);
}

static int holds(bl_str text, const char *part) {
  int n = 0;
  for (ptrdiff_t at = bl_str_find(text, bl_str_from(part), 0); at >= 0;
       at = bl_str_find(text, bl_str_from(part), (size_t)at + 1))
    n++;
  return n;
}

static bl_status put(const char *name, bl_str bytes) {
  char path[128];
  snprintf(path, sizeof path, "%s/articles/%s", folder, name);
  return bl_write_file(path, bytes);
}

static void drop(const char *name) {
  char path[128];
  snprintf(path, sizeof path, "%s/articles/%s", folder, name);
  unlink(path);
}

static void test_turtle(bl_str t) {
  CHECK(holds(t, "/article/day-one-aaaaaaaaaa>") > 0);
  CHECK(holds(t, "dcterms:source <https://example.org/a%20b?q=%5B1%5D&p=100%25#x%23y>") == 1);
  CHECK(holds(t, "dcterms:issued \"2031-03-07\"^^xsd:date") == 1);
  CHECK(holds(t, "a by:Passage") == 10); /* the claims share theirs */
  CHECK(holds(t, "a by:MediaOutlet") == 1);
  CHECK(holds(t, "entity/she") == 0);
  CHECK(holds(t, "by:minValue 60.0 ") == 1); /* a decimal keeps its point */
  CHECK(holds(t, "by:maxValue") == 0);
  CHECK(holds(t, "by:confidence 0.07 ") == 1);
  CHECK(holds(t, "by:confidence 1.00 ") == 1);
  CHECK(holds(t, "rdf:predicate rel:see-through") == 1);
  CHECK(holds(t, "rdfs:label \"see through\"") == 1);
  CHECK(holds(t, "by:begin \"2031-03-07T09:30:00-05:00\"^^xsd:dateTime") == 1);
  CHECK(holds(t, "by:origin \"the town\"") == 1);
  CHECK(holds(t, "_:") == 0);
}

static const bl_rec_claim *claim_of(const bl_corpus *c, const char *predicate) {
  for (uint32_t i = 0; i < c->claims.count; i++)
    if (bl_str_eq_c(c->claims.items[i].predicate, predicate)) return &c->claims.items[i];
  CHECK(!"claim not found");
  return &c->claims.items[0];
}

static void test_records(const bl_corpus *c) {
  CHECK(c->articles.count == 1 && c->entities.count == 5 && c->events.count == 1 && c->attributions.count == 3 &&
        c->claims.count == 4);
  CHECK_STR(c->articles.items[0].title, "He said \"no\"\n\xEF\xBF\xBD \xEF\xBF\xBD \xF0\x9F\x98\x80 \\ caf\xC3\xA9");
  CHECK_STR(c->articles.items[0].file_name, "day one.txt");
  const bl_rec_claim *q = claim_of(c, "hasQuantity"), *w = claim_of(c, "withdrewFrom"),
                     *d = claim_of(c, "rel:see-through");
  CHECK(q->amount.min == 60 && isinf(q->amount.max) && q->confidence == 100);
  CHECK_STR(q->amount.counts, "left");
  CHECK_STR(c->entities.items[w->object].label, "Kesh");
  CHECK_STR(c->entities.items[w->said_by].label, "Ann Lee");
  CHECK(w->time.begin.year == 2031 && w->time.precision == BL_PREC_DAY && w->modality == BL_REPORTED &&
        w->polarity == BL_AFFIRMED);
  CHECK_STR(w->passage.text, "at least 60 men left Kesh");
  CHECK(w->passage.begin == 28 && w->passage.end == 53);
  CHECK(d->polarity == BL_NEGATED && d->modality == BL_DENIED && d->chain_count == 2);
  CHECK_STR(c->entities.items[c->attributions.items[d->chain[0]].source].label, "The Post"); /* outermost first */
  CHECK_STR(c->entities.items[d->said_by].label, "Bo");
  const bl_rec_claim *s = claim_of(c, "statesThat");
  CHECK(s->object_kind == BL_OBJ_CLAIM && &c->claims.items[s->object] == d && s->chain_count == 0);
  CHECK(c->events.items[0].role_count == 2);
  bl_rec_attribution *said = &c->attributions.items[w->chain[0]];
  CHECK(said->said_on.begin.hour == 9 && said->said_on.begin.zone == -300 && said->rank == 1);
}

static void test_round_trip(void) {
  bl_doc *doc = make_doc(), *again = make_doc();
  bl_buf out = {0}, second = {0};
  size_t triples = 0;
  bl_corpus *corpus = bl_corpus_new();
  test_turtle(turtle_of(doc, &out, &triples));
  CHECK_STR(turtle_of(again, &second, NULL), out.p);
  CHECK(triples > 60);
  CHECK(put("one.ttl", bl_buf_view(&out)) == BL_OK);
  CHECK(bl_corpus_load(folder, corpus) == BL_OK);
  test_records(corpus);
  CHECK(strncmp(bl_claim_iri(doc, base, 0), "https://example.org/id/article/day-one-aaaaaaaaaa/claim/", 56) == 0);
  drop("one.ttl");
  bl_corpus_free(corpus);
  bl_doc_free(doc);
  bl_doc_free(again);
  bl_buf_free(&out);
  bl_buf_free(&second);
}

static void fails(const char *turtle, const char *message) {
  bl_corpus *corpus = bl_corpus_new();
  CHECK(put("bad.ttl", bl_str_from(turtle)) == BL_OK);
  CHECK(bl_corpus_load(folder, corpus) == BL_ERR_FORMAT);
  CHECK(holds(bl_str_from(bl_last_error()), message) == 1);
  drop("bad.ttl");
  bl_corpus_free(corpus);
}

static void test_bad_turtle(void) {
  fails("<http://e/a>\n  <http://e/b> .\n", "/articles/bad.ttl:2: ");
  fails("<http://e/a> <http://e/b> \"c\" .\n", "/articles/bad.ttl: holds no by:Article");
  fails("# nothing\n", "holds no by:Article");
  bl_corpus *corpus = bl_corpus_new();
  static const char odd[] =
      "@prefix by: <https://w3id.org/byline/ontology#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
      "<http://e/a> a by:Article . <http://e/c> a by:Claim ; rdf:subject <http://e/gone> ; by:attribution "
      "<http://e/gone2> ; by:confidence \"x\" .\n"
      "<http://e/d> a by:Claim . _:b a by:Person .\n";
  CHECK(put("odd.ttl", BL_STR(odd)) == BL_OK);
  CHECK(bl_corpus_load(folder, corpus) == BL_OK);
  CHECK(corpus->claims.count == 2 && corpus->claims.items[0].subject == BL_NONE &&
        corpus->claims.items[0].chain_count == 0);
  drop("odd.ttl");
  bl_corpus_free(corpus);
}

static void test_terms(void) {
  static const char *const numerals[][2] = {{"60", "60.0"}, {"-.5", "-0.5"}, {"5.", "5.0"}, {"1.50", "1.50"},
                                            {"", NULL},     {"1e5", NULL},   {"-", NULL},   {"1.2.3", NULL}};
  bl_arena arena = {0};
  bl_str value;
  for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++) {
    bool good = bl_decimal(&arena, bl_str_from(numerals[i][0]), &value);
    CHECK(good == (numerals[i][1] != NULL));
    if (good) CHECK_STR(value, numerals[i][1]);
  }
  CHECK(bl_iri_valid("https://e.org/a#b") && bl_iri_valid("urn:x"));
  CHECK(!bl_iri_valid("a b") && !bl_iri_valid("/x") && !bl_iri_valid("http://e/a b") && !bl_iri_valid("http://e/%zz") &&
        !bl_iri_valid("http://e/#a#b"));
  CHECK(!bl_iri_valid("http://e/\xFF") && !bl_iri_valid(""));
  bl_emitter *e;
  bl_buf out = {0};
  CHECK(bl_emitter_open(&e) == BL_OK && bl_emit_begin(e, &out) == BL_OK);
  bl_emit_iri(e, "http://e/a> <http://e/b> <http://e/c", "http://e/p", "http://e/o");
  CHECK(bl_emit_end(e) == BL_ERR_FORMAT);                            /* nothing is injected, and it is told */
  CHECK(bl_emit_begin(e, &out) == BL_OK && bl_emit_end(e) == BL_OK); /* and forgotten with the next file */
  bl_emitter_close(e);
  bl_buf_free(&out);
  bl_arena_free(&arena);
}

int main(void) {
  char path[128];
  if (!mkdtemp(folder)) return 1;
  snprintf(path, sizeof path, "%s/articles", folder);
  CHECK(bl_make_dirs(path) == BL_OK);
  test_round_trip();
  test_bad_turtle();
  test_terms();
  rmdir(path);
  rmdir(folder);
  return test_end("graph");
}
