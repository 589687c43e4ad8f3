/* Merging a folder by hand into one graph: to the byte, with and without temporary files; what is refused. */
#include <unistd.h>

#include "base/io.h"
#include "graph/merge.h"
#include "test.h"

static char folder[] = "/tmp/test_merge_XXXXXX";
static const char *const layers[] = {"articles/one.ttl", "articles/two.ttl", "links.ttl", "facts.ttl", "all.ttl"};

#define PREFIXES                                                   \
  "@prefix by: <https://w3id.org/byline/ontology#> .\n"            \
  "@prefix rel: <https://w3id.org/byline/relation#> .\n"           \
  "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n" \
  "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"      \
  "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"              \
  "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"           \
  "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"       \
  "@prefix dcterms: <http://purl.org/dc/terms/> .\n"               \
  "@prefix prov: <http://www.w3.org/ns/prov#> .\n"                 \
  "@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .\n" \
  "@prefix geo: <http://www.opengis.net/ont/geosparql#> .\n"       \
  "@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .\n"

static const char one[] = PREFIXES
    "<http://e/1/kesh> a by:Place ; skos:prefLabel \"Kesh\" ; by:mentionedIn <http://e/1#char=0,4> .\n"
    "<http://e/1/taking> a by:Capture ; by:place <http://e/1/kesh> , <http://e/1/town> .\n"
    "<http://e/1/town> a by:City ; skos:prefLabel \"the town\" .\n"
    "rel:flee-from rdfs:label \"flee from\" . rel:9-to rdfs:label \"9 to\" .\n";
static const char two[] = PREFIXES
    "<http://e/2/old> a by:City ; skos:prefLabel \"Old Kesh\" ; by:partOf <http://e/1/kesh> .\n"
    "<http://e/2/claim> a by:Claim ; rdf:subject <http://e/2/old> ; rdf:object <http://e/1/kesh> ; by:confidence 0.50 ; by:depth 2 ;\n"
    "  by:minValue \"1\"^^xsd:decimal , 1.0 , \"INF\"^^xsd:double ; by:text \"a\\t\\\"b\\\"\\n\" , \"chez\"@fr , \"\" ; by:approximate true .\n"
    "rel:flee-from rdfs:label \"flee from\" .\n";
static const char links[] = PREFIXES
    "<http://e/1/kesh> by:canonical <http://e/kesh> . <http://e/2/old> by:canonical <http://e/kesh> .\n"
    "<http://e/1/town> by:canonical <http://e/1/town> .\n" /* unnamed clusters keep the IRI of their first member */
    "<http://e/1/kesh/identity> prov:wasDerivedFrom <http://e/1/kesh> ; by:evidence \"same name\" .\n"
    "<http://e/kesh> a by:City ; skos:prefLabel \"Kesh\" .\n"
    "<http://e/1/town> a by:Place ; skos:prefLabel \"The town\" .\n"
    "<http://e/1/taking> by:canonical <http://e/taking> ; by:sameEvent <http://e/taking> .\n";
static const char facts[] = PREFIXES "<http://e/kesh> by:near <http://e/1/town> ; by:opposes <http://e/kesh> .\n";

static const char merged[] = PREFIXES
    "\n<http://e/1/kesh/identity>\n    by:evidence \"same name\" ;\n    prov:wasDerivedFrom <http://e/kesh> .\n"
    "\n<http://e/1/taking>\n    a by:Capture ;\n    by:canonical <http://e/taking> ;\n    by:place <http://e/1/town>, <http://e/kesh> ;\n"
    "    by:sameEvent <http://e/taking> .\n"
    "\n<http://e/1/town>\n    a by:Place ;\n    skos:altLabel \"the town\" ;\n    skos:prefLabel \"The town\" .\n"
    "\n<http://e/2/claim>\n    a by:Claim ;\n    by:approximate true ;\n    by:confidence 0.50 ;\n    by:depth 2 ;\n"
    "    by:minValue \"1\"^^xsd:decimal, \"INF\"^^xsd:double, 1.0 ;\n"
    "    by:text \"\", \"a\\t\\\"b\\\"\\n\", \"chez\"@fr ;\n    rdf:object <http://e/kesh> ;\n    rdf:subject <http://e/kesh> .\n"
    "\n<http://e/kesh>\n    a by:City ;\n    by:mentionedIn <http://e/1#char=0,4> ;\n    by:near <http://e/1/town> ;\n"
    "    by:opposes <http://e/kesh> ;\n    skos:altLabel \"Old Kesh\" ;\n    skos:prefLabel \"Kesh\" .\n"
    "\n<https://w3id.org/byline/relation#9-to>\n    rdfs:label \"9 to\" .\n"
    "\nrel:flee-from\n    rdfs:label \"flee from\" .\n";

static const char *path_of(const char *name) {
  static char path[2][128];
  static int turn;
  turn = !turn;
  snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
  return path[turn];
}

static void put(const char *name, const char *turtle) { CHECK(bl_write_file(path_of(name), bl_str_from(turtle)) == BL_OK); }

static void gives(const char *expected, size_t memory) {
  bl_buf out = {0};
  CHECK(bl_merge_graph(folder, path_of("all.ttl"), memory) == BL_OK);
  CHECK(bl_read_file(path_of("all.ttl"), 1 << 20, &out) == BL_OK);
  CHECK_STR(bl_buf_view(&out), expected);
  bl_buf_free(&out);
}

static void fails(const char *turtle, const char *message) {
  put("articles/two.ttl", turtle);
  unlink(path_of("all.ttl"));
  CHECK(bl_merge_graph(folder, path_of("all.ttl"), 0) != BL_OK);
  CHECK(strstr(bl_last_error(), message) != NULL);
  CHECK(!bl_exists(path_of("all.ttl")));
}

static void test_merging(void) {
  put("articles/one.ttl", one);
  put("articles/two.ttl", two);
  put("links.ttl", links);
  put("facts.ttl", facts);
  gives(merged, 0);
  gives(merged, 0);   /* what was written is not read */
  gives(merged, 1);   /* a temporary file a line */
  gives(merged, 500);
  put("articles/one.ttl", two);
  put("articles/two.ttl", one);
  gives(merged, 200); /* the order of the files does not matter */
}

static void test_failures(void) {
  fails("<http://e/a>\n  <http://e/b> .\n", "/articles/two.ttl:2: ");
  fails("_:b <http://e/p> 1 .\n", "/articles/two.ttl: a blank node");
  fails("<http://e/a%zz> <http://e/p> 1 .\n", "/articles/two.ttl: not an IRI");
  put("articles/two.ttl", two);
  setenv("TMPDIR", "/nowhere", 1);
  CHECK(bl_merge_graph(folder, path_of("all.ttl"), 1) == BL_ERR_IO);
  CHECK(strstr(bl_last_error(), "/nowhere: cannot make a temporary file") != NULL);
  unsetenv("TMPDIR");
  for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) unlink(path_of(layers[i]));
  CHECK(bl_merge_graph(folder, path_of("all.ttl"), 0) == BL_ERR_IO);
  CHECK(strstr(bl_last_error(), "holds no graph") != NULL);
  put("facts.ttl", facts); /* one layer is a graph */
  CHECK(bl_merge_graph(folder, path_of("all.ttl"), 0) == BL_OK);
}

int main(void) {
  if (!mkdtemp(folder)) return 1;
  CHECK(bl_make_dirs(path_of("articles")) == BL_OK);
  test_merging();
  test_failures();
  for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) unlink(path_of(layers[i]));
  rmdir(path_of("articles"));
  rmdir(folder);
  return test_end("merge");
}
