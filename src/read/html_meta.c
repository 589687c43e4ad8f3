/* What a page says of itself. Each fact has its sources in order of trust: JSON-LD of an article, meta tags (Open Graph,
 * article:, Dublin Core, parsely, plain names), elements (h1, title, time, rel=author). A table gives the order; the
 * lowest row that has a value wins. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "read/dates.h"
#include "read/json.h"
#include "read/page.h"

typedef enum fact { TITLE, AUTHOR, DATE, PUBLISHER, URL, FACTS } fact;

typedef struct meta_row {
  fact fact;
  const char *name; /* of meta name=, property= or itemprop=, lower case */
} meta_row;

static const meta_row rows[] = {
    {TITLE, "og:title"}, {TITLE, "parsely-title"}, {TITLE, "dc.title"}, {TITLE, "dcterm:title"}, {TITLE, "twitter:title"}, {TITLE, "headline"}, {TITLE, "title"},
    {AUTHOR, "author"}, {AUTHOR, "parsely-author"}, {AUTHOR, "article:author_name"}, {AUTHOR, "byl"}, {AUTHOR, "byline"}, {AUTHOR, "dc.creator"}, {AUTHOR, "dcterm:creator"},
    {AUTHOR, "sailthru.author"}, {AUTHOR, "article:author"}, {AUTHOR, "og:article:author"},
    {DATE, "article:published_time"}, {DATE, "og:article:published_time"}, {DATE, "datepublished"}, {DATE, "parsely-pub-date"}, {DATE, "pubdate"}, {DATE, "publishdate"},
    {DATE, "publish-date"}, {DATE, "publish_date"}, {DATE, "publication_date"}, {DATE, "dc.date.issued"}, {DATE, "dcterms.created"}, {DATE, "dc.date"}, {DATE, "dcterms.date"},
    {DATE, "sailthru.date"}, {DATE, "article.published"}, {DATE, "published_time"}, {DATE, "og:published_time"}, {DATE, "cxenseparse:recs:publishtime"}, {DATE, "date"}, {DATE, "article:modified_time"},
    {PUBLISHER, "og:site_name"}, {PUBLISHER, "publisher"}, {PUBLISHER, "dc.publisher"}, {PUBLISHER, "application-name"}, {PUBLISHER, "copyright_name"},
    {URL, "og:url"}, {URL, "parsely-link"}, {URL, "twitter:url"},
};
enum { ROWS = sizeof rows / sizeof *rows };

typedef struct facts {
  bl_page *page;
  bl_str by_row[ROWS];
  bl_str ld[FACTS], body;
  bl_str title_tag, h1, author_link, canonical, time;
} facts;

static void take(bl_str *slot, bl_str value) {
  value = bl_str_trim(value);
  if (!slot->n && value.n) *slot = value;
}

/* ---- JSON-LD ---------------------------------------------------------------------------------------------------- */

static bool is_article(const facts *f, const bl_json *object) {
  const bl_json *type = bl_json_get(object, "@type");
  if (!type) return false;
  for (const bl_json *t = type->kind == BL_JSON_ARRAY ? type->first : type; t; t = type->kind == BL_JSON_ARRAY ? t->next : NULL) {
    bl_str name = t->text;
    if (bl_str_starts(name, BL_STR("http://schema.org/"))) name = bl_str_slice(name, 18, name.n);
    if (bl_patterns_is(&f->page->reader->hints, "article-type", name)) return true;
  }
  return false;
}

/* "A, B and C" of an array of persons. */
static bl_str people(bl_arena *arena, const bl_json *value) {
  if (!value || value->kind != BL_JSON_ARRAY) return bl_json_string(value);
  bl_buf out = {0};
  for (const bl_json *p = value->first; p; p = p->next) {
    bl_str name = bl_json_string(p);
    if (!name.n) continue;
    if (out.n) bl_buf_c(&out, ", ");
    bl_buf_str(&out, name);
  }
  bl_str copy = bl_str_copy(arena, bl_buf_view(&out));
  bl_buf_free(&out);
  return copy;
}

static void take_article(facts *f, const bl_json *object) {
  take(&f->ld[TITLE], bl_json_string(bl_json_get(object, "headline")));
  take(&f->ld[DATE], bl_json_string(bl_json_get(object, "datePublished")));
  take(&f->ld[AUTHOR], people(&f->page->doc->arena, bl_json_get(object, "author")));
  const bl_json *publisher = bl_json_get(object, "publisher");
  bl_str name = bl_json_string(publisher);
  if (!bl_str_starts(name, BL_STR("http"))) take(&f->ld[PUBLISHER], name);
  bl_str url = bl_json_string(bl_json_get(object, "url"));
  if (!url.n) url = bl_json_string(bl_json_get(object, "mainEntityOfPage"));
  if (bl_str_starts(url, BL_STR("http"))) take(&f->ld[URL], url);
  take(&f->body, bl_json_string(bl_json_get(object, "articleBody")));
}

/* The first article in the tree of values; nesting is bounded by the reader. */
static bool find_article(facts *f, const bl_json *value) {
  if (value->kind == BL_JSON_OBJECT && is_article(f, value)) {
    take_article(f, value);
    return true;
  }
  for (const bl_json *v = value->first; v; v = v->next)
    if (find_article(f, v)) return true;
  return false;
}

static void read_script(facts *f, uint32_t node) {
  bl_str type = bl_str_lower(&f->page->doc->arena, bl_page_attr(f->page, node, "type"));
  if (!bl_str_starts(type, BL_STR("application/ld+json"))) return;
  for (const xmlNode *x = f->page->nodes.items[node].x->children; x; x = x->next)
    if (x->content) find_article(f, bl_json_read(&f->page->doc->arena, bl_str_from((const char *)x->content)));
}

/* ---- tags ------------------------------------------------------------------------------------------------------- */

static void read_meta_tag(facts *f, uint32_t node) {
  static const char *const attributes[] = {"property", "name", "itemprop"};
  bl_str content = bl_page_attr(f->page, node, "content");
  if (!content.n) return;
  for (int a = 0; a < 3; a++) {
    bl_str names = bl_str_lower(&f->page->doc->arena, bl_page_attr(f->page, node, attributes[a])), name;
    while (names.n && bl_str_next(&names, ' ', &name))
      for (int r = 0; r < ROWS; r++)
        if (bl_str_eq_c(name, rows[r].name)) take(&f->by_row[r], content);
  }
}

static void read_element(facts *f, uint32_t i) {
  bl_page *page = f->page;
  if (bl_page_is(page, i, "meta")) read_meta_tag(f, i);
  else if (bl_page_is(page, i, "script")) read_script(f, i);
  else if (bl_page_is(page, i, "title")) take(&f->title_tag, bl_page_text(page, i));
  else if (bl_page_is(page, i, "h1") && !f->h1.n) take(&f->h1, bl_page_text(page, i));
  else if (bl_page_is(page, i, "time") && !f->time.n) {
    bl_str when = bl_page_attr(page, i, "datetime");
    take(&f->time, when.n ? when : bl_page_text(page, i));
  } else if (bl_page_is(page, i, "link")) {
    if (bl_str_eq_c(bl_page_attr(page, i, "rel"), "canonical")) take(&f->canonical, bl_page_attr(page, i, "href"));
  } else if (!f->author_link.n) {
    bool author = bl_str_eq_c(bl_page_attr(page, i, "rel"), "author") || bl_str_eq_c(bl_page_attr(page, i, "itemprop"), "author");
    bl_str text = author ? bl_page_text(page, i) : BL_STR("");
    if (text.n && text.n < 100) f->author_link = text;
  }
}

/* ---- choice ----------------------------------------------------------------------------------------------------- */

static bl_str from_rows(const facts *f, fact which) {
  for (int r = 0; r < ROWS; r++)
    if (rows[r].fact == which && f->by_row[r].n) return f->by_row[r];
  return BL_STR("");
}

/* Without " | Outlet" or " - Outlet" at the end. */
static bl_str bare_title(bl_str title, bl_str publisher) {
  static const char *const marks[] = {" | ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " :: "};
  for (size_t m = 0; m < 5; m++) {
    bl_str mark = bl_str_from(marks[m]);
    ptrdiff_t last = -1;
    for (ptrdiff_t at = bl_str_find(title, mark, 0); at >= 0; at = bl_str_find(title, mark, (size_t)at + 1)) last = at;
    if (last < 15) continue;
    bl_str rest = bl_str_slice(title, (size_t)last + mark.n, title.n);
    bool outlet = publisher.n && bl_str_eq_nocase(rest, publisher);
    if (outlet || (m == 0 && rest.n < 40)) return bl_str_trim(bl_str_slice(title, 0, (size_t)last));
  }
  return title;
}

static bl_str author_of(const facts *f) {
  bl_str candidates[] = {f->ld[AUTHOR], from_rows(f, AUTHOR), f->author_link};
  for (int i = 0; i < 3; i++) {
    bl_str a = bl_str_trim(candidates[i]);
    if (a.n > 3 && strncmp(a.p, "By ", 3) == 0) a = bl_str_slice(a, 3, a.n);
    if (a.n && !bl_str_starts(a, BL_STR("http")) && a.p[0] != '@' && a.n < 200) return a;
  }
  return BL_STR("");
}

static bl_date date_of(const facts *f) {
  bl_date date;
  int used;
  if ((date = bl_find_date(f->ld[DATE], &used)).year) return date;
  for (int r = 0; r < ROWS; r++)
    if (rows[r].fact == DATE && (date = bl_find_date(f->by_row[r], &used)).year) return date;
  return bl_find_date(f->time, &used);
}

bl_str bl_page_meta(bl_page *page) {
  facts f = {.page = page};
  bl_meta *meta = &page->doc->meta;
  for (uint32_t i = 0; i < page->nodes.count; i++)
    if (page->nodes.items[i].tag) read_element(&f, i);
  meta->publisher = f.ld[PUBLISHER].n ? f.ld[PUBLISHER] : from_rows(&f, PUBLISHER);
  bl_str site = from_rows(&f, PUBLISHER);
  bl_str titles[] = {f.ld[TITLE], from_rows(&f, TITLE), f.h1, f.title_tag};
  for (int i = 3; i >= 0; i--)
    if (titles[i].n) meta->title = bare_title(titles[i], site.n ? site : meta->publisher);
  meta->author = author_of(&f);
  meta->published = date_of(&f);
  meta->url = f.canonical;
  if (!meta->url.n) meta->url = f.ld[URL].n ? f.ld[URL] : from_rows(&f, URL);
  if (bl_page_is(page, 0, "html")) meta->language = bl_page_attr(page, 0, "lang");
  return f.body;
}
