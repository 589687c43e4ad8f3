/* The knowledge base: built from made-up tables, asked, damaged. */
#include "data/gazetteer_build.h"

#include <unistd.h>

#include "base/io.h"
#include "test.h"

static const char table[] =
    "kind\tname\talt_names\tqid\tgeonames\tparent\tiso2\tlat\tlon\tpopulation\n"
    "country\tNorland\tKingdom of Norland|N.L.\tQ901\t11\t\tNL\t50.5\t-3.25\t4000000\n"
    "region\tUpper Vale\t\tQ902\t\tQ901\tNL\t\t\t300000\n"
    "city\tÉstrava\tEstrawa\tQ903\t13\tname:Upper Vale\tNL\t51\t-3\t90000\n"
    "city\tEstrava\t\t\t14\t\tSB\t\t\t500\n"
    "city\tEstrava-on-Sea\tEstrava\tQ903\t\t\tNL\t\t\t\n"
    "# a remark\n"
    "planet\tOdd kind\t\tQx\tabc\t\tNORLAND\tnorth\t\t-5\n";

static char path[] = "/tmp/byline-kb-XXXXXX";
static char index_path[64];

static bl_kb *build(const char *text) {
  bl_kb_builder *builder = bl_kb_builder_new();
  bl_kb *kb = NULL;
  CHECK(bl_write_file(path, bl_str_from(text)) == BL_OK);
  CHECK(bl_kb_import_table(builder, path, -1, NULL) == BL_OK);
  bl_kb_builder_meta(builder, "note", BL_STR("made up"));
  CHECK(bl_kb_builder_write(builder, index_path) == BL_OK);
  CHECK(bl_kb_open(index_path, &kb) == BL_OK);
  bl_kb_builder_free(builder);
  return kb;
}

static void names_lead_to_things(void) {
  bl_kb *kb = build(table);
  bl_kb_hit hits[4];
  CHECK(bl_kb_entry_count(kb) == 5);
  CHECK(bl_kb_find(kb, BL_STR("the norland"), hits, 4) == 1);
  bl_kb_entry norland = bl_kb_get(kb, hits[0].entry);
  CHECK_STR(norland.label, "Norland");
  CHECK(norland.qid == 901 && norland.lat == 5050000 && norland.lon == -325000 && norland.parent == BL_NONE);
  CHECK(bl_kb_find(kb, BL_STR("NL"), hits, 4) == 1);
  CHECK(bl_kb_find(kb, BL_STR("Norlan"), hits, 4) == 0);
  CHECK(bl_kb_find(kb, BL_STR(""), hits, 4) == 0);
  CHECK(bl_kb_find(kb, BL_STR("ESTRAVA"), hits, 4) == 2);
  bl_kb_entry city = bl_kb_get(kb, hits[0].entry);
  CHECK(city.qid == 903 && city.population == 90000);
  CHECK_STR(bl_kb_get(kb, city.parent).label, "Upper Vale");
  CHECK(bl_kb_within(kb, hits[0].entry, bl_kb_by_qid(kb, 901)));
  CHECK(!bl_kb_within(kb, hits[1].entry, bl_kb_by_qid(kb, 901)));
  CHECK(bl_kb_by_qid(kb, 904) == BL_NONE);
  CHECK(bl_kb_country(kb, "NL") == bl_kb_by_qid(kb, 901));
  CHECK(bl_kb_find(kb, BL_STR("Odd kind"), hits, 4) == 1);
  CHECK(bl_kb_get(kb, hits[0].entry).kind == BL_KB_THING && !bl_kb_get(kb, hits[0].entry).located);
  CHECK_STR(bl_kb_meta(kb), "note: made up\n");
  bl_kb_close(kb);
}

static void many_names(void) {
  bl_kb_builder *builder = bl_kb_builder_new();
  char name[64];
  for (int i = 0; i < 5000; i++) {
    snprintf(name, sizeof name, "Place %d of %d", i * 7919 % 5000, i % 10);
    bl_kb_entry e = {.label = bl_str_from(name), .kind = BL_KB_CITY, .geonames = (uint32_t)i + 1};
    bl_kb_builder_add(builder, &e);
  }
  bl_kb *kb = NULL;
  CHECK(bl_kb_builder_write(builder, index_path) == BL_OK);
  CHECK(bl_kb_open(index_path, &kb) == BL_OK);
  bl_kb_hit hit;
  int found = 0;
  for (int i = 0; i < 5000; i++) {
    snprintf(name, sizeof name, "place %d of %d", i * 7919 % 5000, i % 10);
    found += bl_kb_find(kb, bl_str_from(name), &hit, 1) == 1 && bl_kb_get(kb, hit.entry).geonames == (uint32_t)i + 1;
  }
  CHECK(found == 5000);
  bl_kb_close(kb);
  bl_kb_builder_free(builder);
}

static void damage_is_refused(void) {
  bl_buf bytes = {0};
  bl_kb *kb = build(table);
  bl_kb_close(kb);
  CHECK(bl_read_file(index_path, SIZE_MAX, &bytes) == BL_OK);
  for (size_t at = 0; at < bytes.n; at += 37) {
    bytes.p[at] ^= 1;
    CHECK(bl_write_file(index_path, bl_buf_view(&bytes)) == BL_OK);
    bool refused = bl_kb_open(index_path, &kb) != BL_OK;
    if (!refused) bl_kb_close(kb); /* padding between sections */
    bytes.p[at] ^= 1;
  }
  CHECK(bl_write_file(index_path, (bl_str){bytes.p, bytes.n / 2}) == BL_OK);
  CHECK(bl_kb_open(index_path, &kb) == BL_ERR_FORMAT && !kb);
  bl_buf_free(&bytes);
  bl_kb_builder *builder = bl_kb_builder_new();
  CHECK(bl_write_file(path, BL_STR("kind\tlabel\nx\ty\n")) == BL_OK);
  CHECK(bl_kb_import_table(builder, path, -1, NULL) == BL_ERR_FORMAT);
  bl_kb_builder_free(builder);
}

static bl_kb *import(const char *text, bl_status (*importer)(bl_kb_builder *, const char *)) {
  bl_kb_builder *builder = bl_kb_builder_new();
  bl_kb *kb = NULL;
  CHECK(bl_write_file(path, bl_str_from(text)) == BL_OK);
  CHECK(importer(builder, path) == BL_OK);
  CHECK(bl_kb_builder_write(builder, index_path) == BL_OK && bl_kb_open(index_path, &kb) == BL_OK);
  bl_kb_builder_free(builder);
  return kb;
}

static void a_geonames_dump(void) {
  bl_kb *kb = import("77\tÉstrava\tEstrava\tEstrawa,Estravia\t51.5\t-3.25\tP\tPPL\tNL\t\t01\t\t\t\t9000\t\t12\tX\t2020\n"
                     "78\tOld Mill\tOld Mill\t\t51.5\t-3.25\tS\tML\tNL\t\t01\t\t\t\t0\t\t12\tX\t2020\nrubbish\n",
                     bl_kb_import_geonames);
  bl_kb_hit hit;
  CHECK(bl_kb_entry_count(kb) == 1);
  CHECK(bl_kb_find(kb, BL_STR("Estravia"), &hit, 1) == 1);
  bl_kb_entry e = bl_kb_get(kb, 0);
  CHECK(e.geonames == 77 && e.kind == BL_KB_CITY && e.population == 9000 && e.lon == -325000);
  CHECK_STR(bl_str_from(e.iso2), "NL");
  bl_kb_close(kb);
}

static void a_wikidata_dump(void) {
#define Q(n) "<http://www.wikidata.org/entity/Q" n ">"
#define P(n) "<http://www.wikidata.org/prop/direct/P" n ">"
#define LABEL "<http://www.w3.org/2000/01/rdf-schema#label>"
  bl_kb *kb = import(Q("901") " " P("31") " " Q("515") " .\n" Q("901") " " P("17") " " Q("902") " .\n"
                     Q("901") " " P("625") " \"Point(-3.25 51.5)\"^^<http://www.opengis.net/ont/geosparql#wktLiteral> .\n"
                     Q("901") " " P("1566") " \"77\" .\n" Q("901") " " P("1082") " \"+9000\"^^<x> .\n"
                     Q("901") " " LABEL " \"\\u00C9strava\"@en .\n" Q("901") " " LABEL " \"Estrafa\"@cy .\n"
                     Q("901") " <http://www.w3.org/2004/02/skos/core#altLabel> \"Old \\\"E\\\" Town\"@en .\n"
                     Q("902") " " P("31") " " Q("6256") " .\n" Q("902") " " LABEL " \"Norland\"@en .\n"
                     Q("903") " " P("31") " " Q("11424") " .\n" Q("903") " " LABEL " \"A Film\"@en .\n<broken\n",
                     bl_kb_import_wikidata);
  bl_kb_hit hit;
  CHECK(bl_kb_entry_count(kb) == 2);
  CHECK(bl_kb_find(kb, BL_STR("old e town"), &hit, 1) == 1);
  bl_kb_entry e = bl_kb_get(kb, hit.entry);
  CHECK(e.qid == 901 && e.geonames == 77 && e.population == 9000 && e.lat == 5150000 && e.lon == -325000);
  CHECK_STR(bl_kb_get(kb, e.parent).label, "Norland");
  CHECK(bl_kb_find(kb, BL_STR("estrafa"), &hit, 1) == 0 && bl_kb_find(kb, BL_STR("a film"), &hit, 1) == 0);
  bl_kb_close(kb);
}

static void a_whos_on_first_feature(void) {
  bl_kb *kb = import("{\"type\":\"Feature\",\"properties\":{\"geom:latitude\":51.5,\"geom:longitude\":-3.25,\"mz:is_current\":1,\n"
                     "\"name:eng_x_preferred\":[\"Upper Vale\"],\"name:eng_x_variant\":[\"Vale-i-Bala\",\"Upper Wale\"],\n"
                     "\"wof:concordances\":{\"gn:id\":99,\"wd:id\":\"Q905\"},\"wof:country\":\"NL\",\"wof:id\":85667500,\n"
                     "\"wof:name\":\"Upper Vale\",\"wof:placetype\":\"county\"},\"geometry\":{}}",
                     bl_kb_import_wof);
  bl_kb_hit hit;
  CHECK(bl_kb_find(kb, BL_STR("vale i bala"), &hit, 1) == 1);
  bl_kb_entry e = bl_kb_get(kb, hit.entry);
  CHECK(e.wof == 85667500 && e.qid == 905 && e.geonames == 99 && e.kind == BL_KB_DISTRICT && e.located);
  bl_kb_close(kb);
}

/* Names of one sound in one country; no short ones, no other countries, no people. */
static void names_that_sound_alike(void) {
  bl_kb_builder *b = bl_kb_builder_new();
  bl_kb_entry town = {.label = BL_STR("Tala Hisor"), .kind = BL_KB_DISTRICT, .wof = 1, .iso2 = "NL", .parent = BL_NONE};
  bl_kb_entry other = {.label = BL_STR("Tola Hesar"), .kind = BL_KB_CITY, .wof = 2, .iso2 = "SL", .parent = BL_NONE};
  bl_kb_entry person = {.label = BL_STR("Tela Hasar"), .kind = BL_KB_PERSON, .wof = 3, .iso2 = "NL", .parent = BL_NONE};
  bl_kb_builder_add(b, &town);
  bl_kb_builder_add(b, &other);
  bl_kb_builder_add(b, &person);
  bl_kb *kb = NULL;
  bl_arena arena = {0};
  bl_kb_near found[4];
  CHECK(bl_kb_builder_write(b, index_path) == BL_OK && bl_kb_open(index_path, &kb) == BL_OK);
  CHECK(bl_kb_alike(kb, BL_STR("Tala-e-Hesaar"), "NL", &arena, found, 4) == 1);
  CHECK_STR(found[0].name, "tala hisor");
  CHECK_STR(bl_kb_get(kb, found[0].entry).label, "Tala Hisor");
  CHECK(bl_kb_alike(kb, BL_STR("Tala-e-Hesaar"), "SL", &arena, found, 4) == 1);
  CHECK(bl_kb_alike(kb, BL_STR("Tala Hisab"), "NL", &arena, found, 4) == 0);
  CHECK(bl_kb_alike(kb, BL_STR("Tala-e-Hesaar"), "NL", &arena, found, 0) == 0);
  bl_buf sound = {0};
  bl_kb_sound(BL_STR("ala"), &sound);
  CHECK(sound.n == 0);
  bl_buf_free(&sound);
  bl_arena_free(&arena);
  bl_kb_close(kb);
  bl_kb_builder_free(b);
}

int main(void) {
  int fd = mkstemp(path);
  if (fd < 0) return 1;
  close(fd);
  snprintf(index_path, sizeof index_path, "%s.kb", path);
  names_lead_to_things();
  many_names();
  damage_is_refused();
  a_geonames_dump();
  a_wikidata_dump();
  a_whos_on_first_feature();
  names_that_sound_alike();
  unlink(path);
  unlink(index_path);
  return test_end("gazetteer");
}
