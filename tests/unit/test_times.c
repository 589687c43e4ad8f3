/* Times: the examples of data/times, the calendar, anchors that are missing, and where expressions lie in the calendar.
 */
#include "mention/times.h"

#include "doc/dump_times.h"
#include "mention/numerals.h"
#include "mention/phrase.h"
#include "mention/times_calendar.h"
#include "test.h"
#include "text.h"

static bl_doc *read_text(const bl_times *times, const char *text, int year, int month, int day) {
  bl_doc *doc = test_doc(bl_str_from(text));
  doc->meta.published.year = (int16_t)year;
  doc->meta.published.month = (int8_t)month;
  doc->meta.published.day = (int8_t)day;
  bl_times_run(times, doc);
  return doc;
}

/* "EXTENT | TYPE | VALUE ; ..." of all that was found. */
static void describe(const bl_doc *doc, bl_buf *out) {
  static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
  for (uint32_t i = 0; i < doc->times.count; i++) {
    const bl_time *t = &doc->times.items[i];
    bl_str extent = bl_str_slice(doc->text, t->bytes.begin, t->bytes.end);
    bl_buf_printf(out, "%s" BL_STR_FMT " | %s | " BL_STR_FMT, i ? " ; " : "", BL_STR_ARG(extent), types[t->type],
                  BL_STR_ARG(t->value));
  }
}

static void check_example(void *user, const char *file, uint32_t line, bl_str text, bl_str expected, bool wanted) {
  bl_doc *doc = test_doc(text);
  bl_buf found = {0};
  doc->meta.published = (bl_date){2021, 8, 18, -1, -1, INT16_MIN};
  bl_times_run(user, doc);
  describe(doc, &found);
  bool fine = wanted ? bl_str_eq(bl_buf_view(&found), expected) : doc->times.count == 0;
  test_passed += fine;
  test_failed += !fine;
  if (!fine) fprintf(stderr, "%s:%u: found \"%s\"\n", file, line, found.n ? found.p : "");
  bl_buf_free(&found);
  bl_doc_free(doc);
}

static void test_calendar(void) {
  int32_t year, week;
  CHECK(bl_days_of((bl_ymd){1970, 1, 1}) == 0);
  CHECK(bl_days_of((bl_ymd){2000, 3, 1}) == 11017);
  CHECK(bl_weekday_of(bl_days_of((bl_ymd){2021, 8, 18})) == 3);
  bl_iso_week_of(bl_days_of((bl_ymd){2021, 1, 3}), &year, &week);
  CHECK(year == 2020 && week == 53);
  CHECK(bl_monday_of(2020, 53) == bl_days_of((bl_ymd){2020, 12, 28}));
  CHECK(bl_easter_of(2024) == bl_days_of((bl_ymd){2024, 3, 31}));
  CHECK(!bl_ymd_valid((bl_ymd){2021, 2, 29}) && bl_ymd_valid((bl_ymd){2024, 2, 29}));
  for (int32_t day = -200000; day < 200000; day += 331) CHECK(bl_days_of(bl_ymd_of(day)) == day);
}

static void test_no_anchor(const bl_times *times) {
  bl_doc *doc = read_text(times, "He left on Friday, two days ago, and last year; she came on March 3.", 0, 0, 0);
  bl_buf found = {0};
  describe(doc, &found);
  CHECK_STR(bl_buf_view(&found),
            "Friday | DATE | XXXX-WXX-5 ; two days ago | DATE | XXXX-XX-XX ; last year | DATE | XXXX ; "
            "March 3 | DATE | XXXX-03-03");
  for (uint32_t i = 0; i < doc->times.count; i++) CHECK(doc->times.items[i].begin.year == 0);
  bl_buf_free(&found);
  bl_doc_free(doc);
}

static void test_place(const bl_times *times) {
  bl_doc *doc = read_text(
      times, "At 8.53am ET on Friday it began. Earlier this month it rained. It is now 5 p.m. EST, Dec. 6, 2020.", 2021,
      8, 18);
  CHECK(doc->times.count == 4);
  if (doc->times.count == 4) {
    const bl_time *t = doc->times.items;
    CHECK(t[0].begin.hour == 8 && t[0].begin.minute == 53 && t[0].begin.zone == -240 && t[0].begin.day == 13);
    CHECK(t[0].precision == BL_PREC_MINUTE);
    CHECK(t[1].begin.day == 1 && t[1].end.day == 31 && t[1].precision == BL_PREC_MONTH);
    CHECK_STR(t[1].mod, "START");
    CHECK(t[3].begin.zone == -300 && t[3].begin.hour == 17 && t[3].precision == BL_PREC_HOUR);
  }
  bl_doc_free(doc);
}

static void test_dump(const bl_times *times) {
  bl_doc *doc = read_text(times, "Zoë left — on Friday.", 2021, 8, 18);
  bl_buf out = {0};
  bl_doc_set_path(doc, "a/b.txt");
  bl_dump_times(doc, &out);
  CHECK_STR(bl_buf_view(&out), "b\t14\t20\tDATE\t2021-08-13\n");
  bl_buf_free(&out);
  bl_doc_free(doc);
}

/* What is wrong with a rule file is told with its place. */
static void check_error(const bl_numerals *numerals, const char *rules, const char *message) {
  static const bl_phrase_function functions[] = {{"make", 0, 1}, {NULL, 0, 0}};
  static const bl_phrase_constant constants[] = {{"ONE", 1}, {NULL, 0}};
  static const bl_phrase_vocabulary vocabulary = {functions, constants};
  bl_phrases *phrases = NULL;
  CHECK(bl_write_file("build/test.rules", bl_str_from(rules)) == BL_OK);
  bl_status status = bl_phrases_load("build/test.rules", &vocabulary, numerals, &phrases);
  CHECK(status == (*message ? BL_ERR_FORMAT : BL_OK));
  if (*message) CHECK_STR(bl_str_from(bl_last_error()), message);
  bl_phrases_free(phrases);
}

static void test_errors(void) {
  bl_numerals *numerals = NULL;
  CHECK(bl_numerals_open("data", &numerals) == BL_OK);
  if (!numerals) return;
  static const char *const cases[][2] = {
      {"words A\n  a\n", "build/test.rules:1:7: a class or part is named in capitals, not 'A'"},
      {"words AA\n  a=ONE ^b\nrule r\n  x AA? (y|z) -> make(aa)\n  + x => x\n", ""},
      {"rule r\n  x MONHT -> make()\n", "build/test.rules:2:5: unknown class or part 'MONHT'"},
      {"rule r\n  x (y -> make()\n", "build/test.rules:2:8: expected ')'"},
      {"rule r\n  x -> take()\n", "build/test.rules:2:8: unknown call 'take'"},
      {"rule r\n  x -> make(y)\n", "build/test.rules:2:13: neither a name of this pattern nor a constant: 'y'"},
      {"rule r\n  x -> make(1, 2)\n", "build/test.rules:2:8: wrong number of arguments for 'make'"},
      {"rule r\n  [3-1]=d -> make(d)\n", "build/test.rules:2:4: expected a range like [1-31]"},
      {"  x -> make()\n", "build/test.rules:1:3: expected words, define or rule first"},
      {"rule r\n  x\n", "build/test.rules:2:4: expected '->'"},
      {"words AA\n  b=TWO\n", "build/test.rules:2:3: unknown constant 'TWO'"},
      {"rules r\n", "build/test.rules:1:1: expected words, define or rule, not 'rules'"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_error(numerals, cases[i][0], cases[i][1]);
  bl_numerals_close(numerals);
}

/* Odd input must neither crash nor run away. */
static void test_odd(const bl_times *times) {
  static const char *const texts[] = {"",
                                      "99999999999999999999 years ago",
                                      "1,1,1,1,1,1 2.2.2.2 May",
                                      "in 2021-13-45 and 31/31/31",
                                      "on February 31",
                                      "99999 centuries ago",
                                      "a a a the the the of of of",
                                      "25:99 p.m. 13 am",
                                      "the the last last year year",
                                      "9999 decades later on 9999-12-31 tomorrow"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    bl_doc *doc = read_text(times, texts[i], i % 2 ? 9999 : 1, 12, 31);
    for (uint32_t k = 0; k < doc->times.count; k++) CHECK(doc->times.items[k].bytes.end <= doc->text.n);
    bl_doc_free(doc);
  }
}

int main(void) {
  bl_times *times = NULL;
  if (bl_times_open("data", &times) != BL_OK) {
    fprintf(stderr, "%s\n", bl_last_error());
    test_failed++;
    return test_end("times");
  }
  bl_times_examples(times, check_example, times);
  CHECK(test_cases("tests/cases/times/news.txt", check_example, times));
  test_calendar();
  test_no_anchor(times);
  test_place(times);
  test_dump(times);
  test_errors();
  test_odd(times);
  bl_times_close(times);
  return test_end("times");
}
