/* Quantities: the examples of data/numbers, numerals, what is counted. With --lines it reads sentences from standard
 * input and prints a line a quantity (line, text, kind, value, unit, min, max), for bench/recognizers.py. */
#define _GNU_SOURCE
#include "mention/quantity.h"

#include "doc/dump_explain.h"
#include "mention/numerals.h"
#include "mention/times.h"
#include "test.h"
#include "text.h"

static const char *const kinds[] = {"CARDINAL", "ORDINAL", "PERCENT", "MONEY", "MEASURE"};

static bl_str value_of(bl_doc *doc, uint32_t i) {
  const bl_quantity *q = &doc->quantities.items[i];
  return q->min.n || q->max.n ? bl_quantity_text(doc, i) : BL_STR("~");
}

/* "EXTENT | KIND | VALUE | UNIT ; ..." */
static void describe(bl_doc *doc, bl_buf *out) {
  for (uint32_t i = 0; i < doc->quantities.count; i++) {
    const bl_quantity *q = &doc->quantities.items[i];
    bl_buf_printf(out, "%s" BL_STR_FMT " | %s | " BL_STR_FMT " |%s" BL_STR_FMT, i ? " ; " : "",
                  BL_STR_ARG(bl_doc_span_text(doc, q->tokens)), kinds[q->kind], BL_STR_ARG(value_of(doc, i)),
                  q->unit.n ? " " : "", BL_STR_ARG(q->unit));
  }
}

typedef struct tools {
  bl_times *times;
  bl_quantities *quantities;
} tools;

static void check_example(void *user, const char *file, uint32_t line, bl_str text, bl_str expected, bool wanted) {
  const tools *t = user;
  bl_doc *doc = test_doc(text);
  bl_buf found = {0};
  bl_times_run(t->times, doc);
  bl_quantities_run(t->quantities, doc);
  describe(doc, &found);
  bool fine = wanted ? bl_str_eq(bl_buf_view(&found), expected) : doc->quantities.count == 0;
  test_passed += fine;
  test_failed += !fine;
  if (!fine) fprintf(stderr, "%s:%u: found \"%s\"\n", file, line, found.n ? found.p : "");
  bl_buf_free(&found);
  bl_doc_free(doc);
}

static void check_numeral(const bl_numerals *numerals, const char *text, const char *expected) {
  bl_atoms atoms = {0};
  bl_numeral n;
  bl_buf out = {0};
  bl_atoms_cut_text(&atoms, bl_str_from(text));
  if (bl_numeral_at(numerals, &atoms, 0, atoms.items.count, &n) && n.end == atoms.items.count)
    bl_numeral_print(&n, 0, &out);
  CHECK_STR(bl_buf_view(&out), expected);
  bl_buf_free(&out);
  bl_atoms_free(&atoms);
}

static void test_numerals(void) {
  bl_numerals *numerals = NULL;
  CHECK(bl_numerals_open("data", &numerals) == BL_OK);
  if (!numerals) return;
  static const char *const cases[][2] = {{"60", "60"},
                                         {"1,234,567", "1234567"},
                                         {"1,50,000", "150000"},
                                         {"8.8 billion", "8800000000"},
                                         {"2.50", "2.5"},
                                         {"twenty-five", "25"},
                                         {"two hundred and six", "206"},
                                         {"half a million", "500000"},
                                         {"a dozen", "12"},
                                         {"one and a half million", "1500000"},
                                         {"three hundred thousand", "300000"},
                                         {"5 lakh crore", "5000000000000"},
                                         {"two million three hundred thousand and four", "2300004"},
                                         {"2 1/2", "2.5"},
                                         {"21st", "21"},
                                         {"twenty-first", "21"},
                                         {"nineteen", "19"},
                                         {"a million and a half", "1500000"},
                                         {"1/3", "0.333333333333333"},
                                         {"½", "0.5"},
                                         {"2/3", "0.666666666666667"},
                                         {"0.007", "0.007"},
                                         {"123456789012345", "123456789012345"},
                                         {"1.2.3", ""},
                                         {"12,34", ""},
                                         {"99999999999999999999999", ""}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_numeral(numerals, cases[i][0], cases[i][1]);
  bl_numerals_close(numerals);
}

static void print_lines(const tools *t) {
  char *line = NULL;
  size_t capacity = 0;
  ssize_t n;
  for (int number = 1; (n = getline(&line, &capacity, stdin)) > 0; number++) {
    bl_doc *doc = test_doc(bl_str_trim((bl_str){line, (size_t)n}));
    bl_times_run(t->times, doc);
    bl_quantities_run(t->quantities, doc);
    for (uint32_t i = 0; i < doc->quantities.count; i++) {
      const bl_quantity *q = &doc->quantities.items[i];
      printf("%d\t" BL_STR_FMT "\t%s\t" BL_STR_FMT "\t" BL_STR_FMT "\t" BL_STR_FMT "\t" BL_STR_FMT "\n", number,
             BL_STR_ARG(bl_doc_span_text(doc, q->tokens)), kinds[q->kind], BL_STR_ARG(value_of(doc, i)),
             BL_STR_ARG(q->unit), BL_STR_ARG(q->min), BL_STR_ARG(q->max));
    }
    bl_doc_free(doc);
  }
  free(line);
}

static void test_odd(const tools *t) {
  static const char *const texts[] = {"",
                                      "$$$ 1 % % 2 - - 3",
                                      "1/0 and 0/0",
                                      "between 5 and between 6",
                                      "-",
                                      "½½½ of of of",
                                      "999999999999999999 trillion trillion trillion dollars",
                                      "at least at least more than"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    bl_doc *doc = test_doc(bl_str_from(texts[i]));
    bl_quantities_run(t->quantities, doc);
    for (uint32_t k = 0; k < doc->quantities.count; k++)
      CHECK(doc->quantities.items[k].tokens.end <= doc->tokens.count);
    bl_doc_free(doc);
  }
}

int main(int argc, char **argv) {
  tools t = {0};
  if (bl_times_open("data", &t.times) != BL_OK || bl_quantities_open("data", &t.quantities) != BL_OK) {
    fprintf(stderr, "%s\n", bl_last_error());
    test_failed++;
    return test_end("quantity");
  }
  if (argc > 1 && strcmp(argv[1], "--lines") == 0) {
    print_lines(&t);
  } else {
    bl_quantities_examples(t.quantities, check_example, &t);
    CHECK(test_cases("tests/cases/quantity/news.txt", check_example, &t));
    CHECK(test_cases("tests/cases/quantity/recognizers.txt", check_example, &t));
    test_numerals();
    test_odd(&t);
  }
  bl_quantities_close(t.quantities);
  bl_times_close(t.times);
  return argc > 1 ? 0 : test_end("quantity");
}
