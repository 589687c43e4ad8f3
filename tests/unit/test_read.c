/* Room read: encodings, furniture, pages, metadata, odd and hostile input. */
#include "read/read.h"

#include <time.h>

#include "read/dates.h"
#include "read/json.h"
#include "test.h"

static bl_reader *reader;

/* The map must lead back to equal bytes. */
static void check_map(const bl_doc *doc, bl_str bytes) {
  bool good = true;
  for (uint32_t i = 0; i < doc->source_map.count; i++) {
    bl_source_map m = doc->source_map.items[i];
    good &= m.text + m.n <= doc->text.n && m.input + m.n <= bytes.n && memcmp(doc->text.p + m.text, bytes.p + m.input, m.n) == 0;
  }
  CHECK(good);
}

static bl_doc *read_as(bl_str bytes, bool raw) {
  bl_doc *doc = bl_doc_new();
  bl_read_options options = {raw, BL_NO_DATE};
  CHECK(bl_reader_read(reader, "t", bytes, &options, doc) == BL_OK);
  check_map(doc, bytes);
  return doc;
}

static void check_text(const char *bytes, const char *expected) {
  bl_doc *doc = read_as(bl_str_from(bytes), false);
  CHECK_STR(doc->text, expected);
  bl_doc_free(doc);
}

#define ONE "The minister told reporters in Marsa on Monday that the talks with the union would go on."
#define TWO "A spokesman for the union said that it had not been asked to come back to the table."

static void test_furniture(void) {
  check_text("Talks go on in Marsa\n" ONE "\n" TWO "\nRelated Articles\nStorm hits Halden\nBack to top button\n",
             "Talks go on in Marsa\n\n" ONE "\n\n" TWO);
  check_text("World News\n\nTalks go on in Marsa\n\nTalks go on in Marsa\n\n" ONE "\n\nAlso read: Storm hits Halden\n\n" TWO "\n",
             "Talks go on in Marsa\n\n" ONE "\n\n" TWO);
  check_text("Talks go on\n" ONE "\n" TWO "\nMarsa talks strike-2024 union\n", "Talks go on\n\n" ONE "\n\n" TWO);
  check_text(ONE "\n" TWO "\nHe went to the house\n", ONE "\n\n" TWO "\n\nHe went to the house");
  check_text("Comments\n" ONE "\n" TWO "\n", ONE "\n\n" TWO);
  check_text("Related Articles\n", "Related Articles"); /* nothing else there: it stays */
  check_text(ONE "\n" TWO "\nMarsa: 4 votes\nHalden: 5 votes\nNordby: 3 votes\n", ONE "\n\n" TWO "\n\nMarsa: 4 votes\n\nHalden: 5 votes\n\nNordby: 3 votes");
  bl_doc *doc = read_as(BL_STR("Friday, May 3, 2024\n\nTalks go on in Marsa -\n\nBy Ann Ekman\n\n" ONE "\n\n" TWO "\n"), false);
  CHECK_STR(doc->meta.title, "Talks go on in Marsa");
  CHECK_STR(doc->meta.author, "Ann Ekman");
  CHECK(doc->meta.published.year == 2024 && doc->meta.published.month == 5 && doc->meta.published.day == 3);
  CHECK(doc->paragraphs.count == 3 && doc->paragraphs.items[0].kind == BL_PAR_TITLE);
  bl_doc_free(doc);
}

static void test_lines(void) {
  check_text("The minister told reporters in Marsa on Monday that the\ntalks with the union would go on and that he hoped for an\nagreement before the end of the week, with both\nsides there.\n\nThe union was silent.\n",
             "The minister told reporters in Marsa on Monday that the talks with the union would go on and that he hoped for an agreement before the end of the week, with both sides there.\n\nThe union was silent.");
  bl_doc *doc = read_as(BL_STR("\nAdvertisement\n" ONE "\n"), true);
  CHECK_STR(doc->text, "\nAdvertisement\n" ONE "\n");
  CHECK(doc->paragraphs.count == 2);
  bl_doc_free(doc);
}

static void test_encodings(void) {
  check_text("caf\xe9 \x93no\x94 \x96 yes", "caf\xc3\xa9 \xe2\x80\x9cno\xe2\x80\x9d \xe2\x80\x93 yes");
  check_text("\xef\xbb\xbfplain words", "plain words");
  check_text("<html><head><meta charset=\"utf-8\"></head><body><p>caf\xc3\xa9 and \xc3\xa9t\xc3\xa9 \xff so</p></body></html>",
             "caf\xc3\xa9 and \xc3\xa9t\xc3\xa9 \xef\xbf\xbd so");
  bl_doc *doc = read_as((bl_str){"\xff\xfeH\0i\0", 6}, false);
  CHECK_STR(doc->text, "Hi");
  bl_doc_free(doc);
}

static const char page[] =
    "<!doctype html><html lang=en><head><title>Talks go on | The Courier</title>"
    "<meta property='og:site_name' content='The Courier'><link rel=canonical href='https://courier.example/a'>"
    "<script type='application/ld+json'>{\"@graph\": [{\"@type\": [\"NewsArticle\"], \"headline\": \"Talks \\u201cgo on\\u201d\","
    " \"datePublished\": \"2024-05-03T08:15:00+02:00\", \"author\": [{\"name\": \"Ann Ekman\"}, {\"name\": \"Bo Holm\"}],}]}</script></head>"
    "<body><nav><a href=/>Home</a> <a href=/w>World, and more, and more</a></nav><div class='story-body'><h1>Talks</h1><p>" ONE "</p>"
    "<div class='related-links'><ul><li><a href=/x>Storm hits Halden, and more</a></ul></div><p>" TWO " &#147;No&#148;, he said.</p><h2>Next</h2><p>" ONE
    "</p></div><footer>All rights reserved, by us, the owners of the page</footer></body></html>";

static void test_page(void) {
  bl_doc *doc = read_as(bl_str_from(page), false);
  CHECK_STR(doc->meta.title, "Talks \xe2\x80\x9cgo on\xe2\x80\x9d");
  CHECK_STR(doc->meta.author, "Ann Ekman, Bo Holm");
  CHECK_STR(doc->meta.publisher, "The Courier");
  CHECK_STR(doc->meta.url, "https://courier.example/a");
  CHECK_STR(doc->meta.language, "en");
  CHECK(doc->meta.published.hour == 8 && doc->meta.published.zone == 120 && doc->meta.published.day == 3);
  CHECK(bl_str_find(doc->text, BL_STR(ONE), 0) >= 0);
  CHECK(bl_str_find(doc->text, BL_STR(TWO " \xe2\x80\x9cNo\xe2\x80\x9d, he said."), 0) > 0);
  CHECK(bl_str_find(doc->text, BL_STR("Storm"), 0) < 0);
  CHECK(bl_str_find(doc->text, BL_STR("rights"), 0) < 0);
  CHECK(bl_str_find(doc->text, BL_STR("Home"), 0) < 0);
  CHECK(doc->source_map.count > 10);
  bl_doc_free(doc);
}

static void check_date(const char *text, int y, int m, int d, int hour) {
  int used;
  bl_date date = bl_find_date(bl_str_from(text), &used);
  CHECK(date.year == y && date.month == m && date.day == d && date.hour == hour);
}

static void test_dates(void) {
  check_date("2021-03-04", 2021, 3, 4, -1);
  check_date("2021-03-04T18:05:00Z", 2021, 3, 4, 18);
  check_date("Updated: Thursday, 4 March 2021 6:05 pm", 2021, 3, 4, 18);
  check_date("Mar. 4th, 2021", 2021, 3, 4, -1);
  check_date("20210304", 2021, 3, 4, -1);
  check_date("25/12/2021", 2021, 12, 25, -1);
  check_date("03/04/2021", 0, 0, 0, -1); /* two readings: none */
  check_date("May they come in 2021", 0, 0, 0, -1);
  check_date("", 0, 0, 0, -1);
}

static void check_wire(const char *text, const char *expected) {
  bl_doc *doc = read_as(bl_str_from(text), false);
  CHECK_STR(doc->meta.wire, expected);
  bl_doc_free(doc);
}

static void test_wire(void) {
  check_wire("Mill burns\n\nLORN, May 2 (Coast Wire) - The old mill burned down on Monday.\n", "Coast Wire");
  check_wire("LORN (CW) \xE2\x80\x94 The old mill burned down on Monday.\n", "CW");
  check_wire("The old mill burned down on Monday.\n\nNobody was hurt, the mayor said. (CW)\n", "CW");
  check_wire("The old mill burned down on Monday.\n\nNobody was hurt, the mayor said. - CW\n", "CW");
  check_wire("The Coast Wire (CW) reported that the old mill burned down.\n", ""); /* explains an acronym */
  check_wire("The old mill burned down.\n\nHe works for the Coast Wire (CW)\n", "");
  check_wire("The mill burned down (again) - nobody knows why.\n", "");
}

static void refuse(bl_str bytes, bl_status expected) {
  bl_doc *doc = bl_doc_new();
  bl_read_options options = {false, BL_NO_DATE};
  CHECK(bl_reader_read(reader, "t", bytes, &options, doc) == expected);
  bl_doc_free(doc);
}

static void test_bad(void) {
  refuse(BL_STR("%PDF-1.4 and so on"), BL_ERR_FORMAT);
  refuse((bl_str){"a\0b\0c\1\2\3\4", 9}, BL_ERR_FORMAT);
  refuse(BL_STR("\x1f\x8b\x08 broken gzip data here"), BL_ERR_FORMAT);
  bl_doc *doc = read_as(BL_STR(""), false);
  CHECK(doc->text.n == 0 && doc->diags.count == 1);
  bl_doc_free(doc);
  static const char *const pages[] = {"<html>", "<html><body><p", "<html><!--", "<html><script>", "<html><body><a href=\"", "<html>&#xFFFFFFFF;&#0;<p>x"};
  for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) bl_doc_free(read_as(bl_str_from(pages[i]), false));
}

/* `head`, then `unit` again and again, then `tail`; must be read within the time. */
static void hostile(const char *head, const char *unit, size_t times, const char *tail) {
  bl_buf b = {0};
  bl_buf_c(&b, head);
  for (size_t i = 0; i < times; i++) bl_buf_c(&b, unit);
  bl_buf_c(&b, tail);
  clock_t begin = clock();
  bl_doc_free(read_as(bl_buf_view(&b), false));
  double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
  if (seconds >= 10) fprintf(stderr, "%.1f s for %zu times %s\n", seconds, times, unit);
  CHECK(seconds < 10);
  bl_buf_free(&b);
}

static void test_hostile(void) {
  hostile("<html><body>", "<div>", 30000, "<p>" ONE "</p>");
  hostile("<html><body><p ", "a=1 ", 100000, ">" ONE "</p>");
  hostile("<html><body>", "<a><b><i>", 5000, ONE);
  hostile("<html><body>", "<p>" ONE, 5000, "");
  hostile("<html><head><script type='application/ld+json'>", "[{\"a\":", 50000, "</script><body><p>" ONE);
  hostile("", "word and another one ", 500000, "");
  hostile("", ONE "\n", 20000, "");
  hostile("", "\n", 1000000, "x");
}

int main(void) {
  if (bl_reader_open("data", &reader) != BL_OK) {
    fprintf(stderr, "%s\n", bl_last_error());
    return 1;
  }
  test_furniture();
  test_lines();
  test_encodings();
  test_page();
  test_dates();
  test_wire();
  test_bad();
  test_hostile();
  bl_reader_close(reader);
  return test_end("read");
}
