/* libxml2's lenient HTML parser, then one pass that lays the tree flat. No recursion: pages nest as deep as they
 * like. */
#include "read/page.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

enum { ATTRIBUTE_LIMIT = 400 };

/* Where the tag that begins at `at` ends (behind its ">"), and where its attributes become too many (SIZE_MAX: never).
 * Attribute values in quotes may hold ">". */
static size_t tag_end(bl_str s, size_t at, size_t *cut) {
  size_t count = 0, i = at + 1;
  *cut = SIZE_MAX;
  while (i < s.n && s.p[i] != '>') {
    if (isspace((unsigned char)s.p[i])) {
      count++;
      while (i + 1 < s.n && isspace((unsigned char)s.p[i + 1])) i++;
      if (count > ATTRIBUTE_LIMIT && *cut == SIZE_MAX) *cut = i;
    } else if (s.p[i] == '=' && i + 1 < s.n && (s.p[i + 1] == '"' || s.p[i + 1] == '\'')) {
      const char *close = memchr(s.p + i + 2, s.p[i + 1], s.n - i - 2);
      if (close) i = (size_t)(close - s.p);
      else return s.n;
    }
    i++;
  }
  return i < s.n ? i + 1 : s.n;
}

/* A copy without the attributes beyond the limit. */
static bool cut_attributes(bl_str s, bl_buf *out) {
  size_t from = 0;
  bool any = false;
  for (size_t i = 0; i + 1 < s.n;) {
    const char *open = memchr(s.p + i, '<', s.n - i - 1);
    if (!open) break;
    i = (size_t)(open - s.p);
    if (!isalpha((unsigned char)s.p[i + 1])) {
      i++;
      continue;
    }
    size_t cut, end = tag_end(s, i, &cut);
    if (cut != SIZE_MAX) {
      any = true;
      bl_buf_add(out, s.p + from, cut - from);
      bl_buf_char(out, '>');
      from = end;
    }
    i = end;
  }
  if (any) bl_buf_add(out, s.p + from, s.n - from);
  return any;
}

static const xmlNode *next_in_order(const xmlNode *x, bool enter) {
  if (enter && x->children && x->type == XML_ELEMENT_NODE) return x->children;
  while (x && !x->next) x = x->parent;
  return x ? x->next : NULL;
}

static void flatten(bl_page *page) {
  xmlNode *root = xmlDocGetRootElement(page->xml);
  uint32_t parent = BL_NONE;
  for (xmlNode *x = root; x; x = (xmlNode *)(uintptr_t)next_in_order(x, true)) {
    if (x->type == XML_DOCUMENT_NODE || x->type == XML_HTML_DOCUMENT_NODE) break;
    bool element = x->type == XML_ELEMENT_NODE;
    if (!element && x->type != XML_TEXT_NODE && x->type != XML_CDATA_SECTION_NODE) continue;
    while (parent != BL_NONE && page->nodes.items[parent].x != x->parent) {
      page->nodes.items[parent].end = page->nodes.count;
      parent = page->nodes.items[parent].parent;
    }
    page_node node = {.x = x, .tag = element ? (const char *)x->name : NULL, .parent = parent};
    node.end = page->nodes.count + 1;
    BL_PUSH(&page->nodes, node);
    if (element) parent = page->nodes.count - 1;
  }
  for (; parent != BL_NONE; parent = page->nodes.items[parent].parent) page->nodes.items[parent].end = page->nodes.count;
}

bl_status bl_page_parse(const bl_reader *reader, bl_str html, bl_doc *doc, bl_page *out) {
  *out = (bl_page){.reader = reader, .doc = doc};
  bl_buf cut = {0};
  if (cut_attributes(html, &cut)) {
    html = bl_buf_view(&cut);
    bl_diag(&doc->diags, &doc->arena, "a tag has more than %d attributes; the rest was cut", ATTRIBUTE_LIMIT);
  }
  int flags = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT | XML_PARSE_HUGE;
  if (html.n) out->xml = htmlReadMemory(html.p, (int)html.n, NULL, "utf-8", flags);
  bl_buf_free(&cut);
  if (out->xml && xmlDocGetRootElement(out->xml)) flatten(out);
  return BL_OK;
}

void bl_page_free(bl_page *page) {
  if (page->xml) xmlFreeDoc(page->xml);
  BL_VEC_FREE(&page->nodes);
}

bl_str bl_page_attr(const bl_page *page, uint32_t node, const char *name) {
  const page_node *n = &page->nodes.items[node];
  if (!n->tag) return BL_STR("");
  for (const xmlAttr *a = n->x->properties; a; a = a->next) {
    if (strcmp((const char *)a->name, name) != 0) continue;
    xmlChar *value = xmlNodeListGetString(page->xml, a->children, 1);
    bl_str copy = bl_str_trim(bl_str_copy(&page->doc->arena, bl_str_from((const char *)value)));
    xmlFree(value);
    return copy;
  }
  return BL_STR("");
}

bool bl_page_is(const bl_page *page, uint32_t node, const char *tag) {
  return page->nodes.items[node].tag && strcmp(page->nodes.items[node].tag, tag) == 0;
}

bool bl_tag_is_block(const char *tag) {
  static const char *const blocks[] = {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt",
                                       "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
                                       "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td",
                                       "tfoot", "th", "thead", "tr", "ul"};
  size_t low = 0, high = sizeof blocks / sizeof *blocks;
  while (low < high) {
    size_t mid = (low + high) / 2;
    int order = strcmp(tag, blocks[mid]);
    if (!order) return true;
    if (order < 0) high = mid;
    else low = mid + 1;
  }
  return false;
}

bl_str bl_page_text(const bl_page *page, uint32_t node) {
  bl_buf text = {0};
  for (uint32_t i = node; i < page->nodes.items[node].end; i++) {
    const page_node *n = &page->nodes.items[i];
    if (n->tag) {
      if (bl_tag_is_block(n->tag) || strcmp(n->tag, "br") == 0) bl_buf_char(&text, ' ');
      continue;
    }
    bl_buf_c(&text, (const char *)n->x->content);
  }
  size_t kept = 0;
  for (size_t i = 0; i < text.n; i++) {
    bool blank = isspace((unsigned char)text.p[i]);
    if (blank && (!kept || text.p[kept - 1] == ' ')) continue;
    text.p[kept++] = blank ? ' ' : text.p[i];
  }
  bl_str out = bl_str_trim(bl_str_copy(&page->doc->arena, (bl_str){text.p, kept}));
  bl_buf_free(&text);
  return out;
}
