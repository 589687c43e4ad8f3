/* Queries: what is refused and where, the rows of patterns, groups and aggregates, the four result formats. */
#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "graph/query.h"
#include "test.h"

static const char data[] =
    "@prefix e: <http://e/> .\n"
    "e:a e:knows e:b , e:c ; e:age 30 ; e:name \"Ada\"@en .\n"
    "e:b e:knows e:c ; e:age 4 ; e:name \"Bo \\\"x\\\", \\U0001F600\" .\n"
    "e:c e:name \"Cy\" ; e:height 1.50 .\n";

static char folder[] = "/tmp/test_query_XXXXXX";

static bl_str run(const char *query, bl_query_format format, bl_buf *out) {
  bl_query_job job = {folder, NULL, "q.rq"};
  bl_buf_clear(out);
  bl_buf text = {0};
  bl_buf_printf(&text, "PREFIX e: <http://e/> %s", query);
  bl_status status = bl_query_run(&job, bl_buf_view(&text), format, out);
  bl_buf_free(&text);
  return status == BL_OK ? bl_buf_view(out) : bl_str_from(bl_last_error());
}

static void is_refused(const char *query, const char *message) {
  CHECK(bl_query_check("q.rq", bl_str_from(query)) == BL_ERR_USAGE);
  CHECK(bl_str_find(bl_str_from(bl_last_error()), bl_str_from(message), 0) == 0);
}

static void test_refused(void) {
  is_refused("SELECT ?s\nWHERE { ?s ?p ?o MINUS { ?s a ?o } }", "q.rq:2: MINUS");
  is_refused("SELECT ?s WHERE { ?s ?p ?o\n FILTER NOT EXISTS { ?s a ?o } }", "q.rq:2: EXISTS");
  is_refused("SELECT ?s WHERE { { SELECT ?s { ?s ?p ?o } } }", "q.rq:1: a SELECT");
  is_refused("SELECT ?s WHERE { ?s a/a ?o }", "q.rq:1: property paths");
  is_refused("SELECT ?s WHERE { ?s ^a ?o }", "q.rq:1: property paths");
  is_refused("SELECT ?s WHERE { ?s e:p+ ?o }", "q.rq:1: property paths");
  is_refused("SELECT ?s WHERE { ?s ?p ?o } VALUES ?s { 1 }", "q.rq:1: VALUES");
  is_refused("SELECT ?s WHERE { ?s ?p ?o FILTER(?o > 10-2) }", "q.rq:1: + and -");
  is_refused("SELECT ?s WHERE { ?s ?p ?o FILTER(?o -1 > 2) }", "q.rq:1: + and -");
  is_refused("SELECT ?s WHERE { ?s ?p ?o FILTER(REGEX(?o, \"\\\\d\")) }", "q.rq:1: \\d");
  is_refused("PREFIX e: <http://e/>\nBASE <http://e/>\nSELECT * { ?s ?p ?o }", "q.rq:2: BASE");
  is_refused("SELECT (CONCAT(?a, STR(?b)) AS ?c) { ?a ?b ?c }", "q.rq:1: CONCAT");
  is_refused("DELETE WHERE { ?s ?p ?o }", "q.rq:1: updates");
  CHECK(bl_query_check("q.rq", BL_STR("# MINUS\nSELECT ?minus { ?s <http://e/a/b> \"a/b|c\"^^<http://e/VALUES> "
                                      "FILTER(?o * 2 / 3 > -1 || ?x + 1 = 2) }")) == BL_OK);
}

static void test_patterns(void) {
  bl_buf out = {0};
  CHECK_STR(run("SELECT ?x ?y { ?x e:knows ?y } ORDER BY ?x ?y", BL_QUERY_CSV, &out),
            "x,y\r\nhttp://e/a,http://e/b\r\nhttp://e/a,http://e/c\r\nhttp://e/b,http://e/c\r\n");
  CHECK_STR(run("SELECT ?x ?n { ?x e:name ?n OPTIONAL { ?x e:age ?a FILTER(?a > 10) } FILTER(!BOUND(?a)) } ORDER BY ?x",
                BL_QUERY_TSV, &out),
            "?x\t?n\n<http://e/b>\t\"Bo \\\"x\\\", \xF0\x9F\x98\x80\"\n<http://e/c>\t\"Cy\"\n");
  CHECK_STR(
      run("SELECT ?x ?a ?h { ?x e:name ?n OPTIONAL { ?x e:age ?a } OPTIONAL { ?x e:height ?h } } ORDER BY DESC(?a)",
          BL_QUERY_TSV, &out),
      "?x\t?a\t?h\n<http://e/a>\t30\t\n<http://e/b>\t4\t\n<http://e/c>\t\t1.50\n");
  CHECK_STR(run("SELECT DISTINCT ?y { { ?x e:knows ?y } UNION { ?y e:age ?a } }", BL_QUERY_CSV, &out),
            "y\r\nhttp://e/a\r\nhttp://e/b\r\nhttp://e/c\r\n");
  CHECK_STR(run("SELECT ?x { ?x e:knows ?x }", BL_QUERY_CSV, &out), "x\r\n");
  CHECK_STR(run("SELECT ?t { ?x e:age ?a BIND(?a * 2 + 1 AS ?b) FILTER(?b < 20) BIND(STR(?b) AS ?c) BIND(CONCAT(?c, "
                "\"!\", ?c) AS ?t) }",
                BL_QUERY_CSV, &out),
            "t\r\n9!9\r\n");
  CHECK_STR(run("SELECT ?y { e:a e:knows ?y } ORDER BY DESC(?y) LIMIT 1 OFFSET 1", BL_QUERY_CSV, &out),
            "y\r\nhttp://e/b\r\n");
  CHECK_STR(run("ASK { e:a e:knows e:b }", BL_QUERY_JSON, &out), "{\"head\": {}, \"boolean\": true}\n");
  CHECK_STR(run("ASK { e:b e:knows e:a }", BL_QUERY_TABLE, &out), "false\n");
  bl_buf_free(&out);
}

static void test_aggregates(void) {
  bl_buf out = {0};
  CHECK_STR(run("SELECT ?x (COUNT(*) AS ?n) (COUNT(DISTINCT ?p) AS ?d) { ?x ?p ?o } GROUP BY ?x HAVING (COUNT(*) > 2) "
                "ORDER BY DESC(COUNT(*))",
                BL_QUERY_CSV, &out),
            "x,n,d\r\nhttp://e/a,4,3\r\nhttp://e/b,3,3\r\n");
  CHECK_STR(
      run("SELECT (SUM(?a) AS ?s) (AVG(?a) AS ?m) (MIN(?x) AS ?f) (MAX(?a) AS ?t) { ?x e:age ?a }", BL_QUERY_TSV, &out),
      "?s\t?m\t?f\t?t\n34\t17.0\t<http://e/a>\t30\n");
  CHECK_STR(run("SELECT (COUNT(?h) AS ?n) { ?x e:name ?n2 OPTIONAL { ?x e:height ?h } }", BL_QUERY_CSV, &out),
            "n\r\n1\r\n");
  CHECK_STR(run("SELECT (COUNT(*) AS ?n) { ?x e:none ?y }", BL_QUERY_CSV, &out), "n\r\n0\r\n");
  CHECK_STR(run("SELECT ?x (COUNT(*) AS ?n) { ?x e:none ?y } GROUP BY ?x", BL_QUERY_CSV, &out), "x,n\r\n");
  CHECK_STR(run("SELECT (GROUP_CONCAT(?n ; separator=\"|\") AS ?all) { e:c ?p ?n }", BL_QUERY_CSV, &out),
            "all\r\n1.50|Cy\r\n");
  bl_buf_free(&out);
}

static void test_formats(void) {
  bl_buf out = {0};
  CHECK_STR(run("SELECT ?n ?a { e:b e:name ?n ; e:age ?a }", BL_QUERY_CSV, &out),
            "n,a\r\n\"Bo \"\"x\"\", \xF0\x9F\x98\x80\",4\r\n");
  CHECK_STR(run("SELECT ?n ?a { e:a e:name ?n OPTIONAL { e:a e:height ?a } }", BL_QUERY_JSON, &out),
            "{\n  \"head\": {\"vars\": [\"n\", \"a\"]},\n  \"results\": {\"bindings\": [\n      {\n"
            "        \"n\": {\"type\": \"literal\", \"value\": \"Ada\", \"xml:lang\": \"en\"}\n      }\n  ]}\n}\n");
  CHECK_STR(run("SELECT ?n { e:b e:name ?n }", BL_QUERY_TABLE, &out),
            "n\n---------\nBo \"x\", \xF0\x9F\x98\x80\n1 row\n");
  bl_buf_free(&out);
}

static void test_errors(void) {
  bl_buf out = {0};
  CHECK_STR(run("SELECT ?x\nWHERE { ?x e:p }", BL_QUERY_CSV, &out), "q.rq:2: syntax error, unexpected '}'");
  CHECK_STR(run("SELECT ?d { ?c e:age ?d OPTIONAL { ?x e:knows ?y OPTIONAL { ?y e:age ?d } } }", BL_QUERY_CSV, &out),
            "q.rq: ?d is used in a group that does not bind it: repeat a pattern that binds it there");
  bl_buf path = {0};
  bl_buf_printf(&path, "%s/bad.ttl", folder);
  CHECK(bl_write_file(path.p, BL_STR("<http://e/x> <http://e/y> .\n")) == BL_OK);
  CHECK(bl_str_find(run("ASK { ?s ?p ?o }", BL_QUERY_CSV, &out), BL_STR("/bad.ttl:1: "), 0) > 0);
  unlink(path.p);
  bl_query_job job = {"/nowhere", NULL, "q.rq"};
  CHECK(bl_query_run(&job, BL_STR("ASK { ?s ?p ?o }"), BL_QUERY_CSV, &out) == BL_ERR_IO);
  bl_buf_free(&path);
  bl_buf_free(&out);
}

int main(void) {
  bl_buf path = {0};
  if (!mkdtemp(folder)) return 1;
  bl_buf_printf(&path, "%s/d.ttl", folder);
  CHECK(bl_write_file(path.p, BL_STR(data)) == BL_OK);
  test_refused();
  test_patterns();
  test_aggregates();
  test_formats();
  test_errors();
  unlink(path.p);
  rmdir(folder);
  bl_buf_free(&path);
  return test_end("query");
}
