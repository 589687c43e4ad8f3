/* The main text of a page, by the method of Readability (arc90, Mozilla): parts whose class names are unlikely go;
 * paragraphs give points for length and commas to their ancestors; the best ancestor, corrected by the share of its
 * text in links, is the article, with those of its neighbours that look like it; inside it lists and boxes with many
 * links and little text go. All passes are linear in the nodes. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "read/page.h"

static bool tag_in(const char *tag, const char *const *list) {
  for (; tag && *list; list++)
    if (strcmp(tag, *list) == 0) return true;
  return false;
}

static bl_str names_of(const bl_page *page, uint32_t i) {
  bl_arena *a = &page->doc->arena;
  bl_str c = bl_page_attr(page, i, "class"), id = bl_page_attr(page, i, "id");
  if (!c.n && !id.n) return BL_STR("");
  const char *joined = bl_arena_printf(a, BL_STR_FMT " " BL_STR_FMT, BL_STR_ARG(c), BL_STR_ARG(id));
  return bl_str_lower(a, bl_str_from(joined));
}

/* ---- what goes before scoring ----------------------------------------------------------------------------------- */

static bool is_hidden(const bl_page *page, uint32_t i) {
  bl_str style = bl_page_attr(page, i, "style");
  if (style.n) {
    bl_str s = bl_str_lower(&page->doc->arena, style);
    if (bl_str_find(s, BL_STR("display:none"), 0) >= 0 || bl_str_find(s, BL_STR("display: none"), 0) >= 0 ||
        bl_str_find(s, BL_STR("visibility:hidden"), 0) >= 0 || bl_str_find(s, BL_STR("visibility: hidden"), 0) >= 0)
      return true;
  }
  for (const xmlAttr *a = page->nodes.items[i].x->properties; a; a = a->next)
    if (strcmp((const char *)a->name, "hidden") == 0) return true;
  return bl_str_eq_c(bl_page_attr(page, i, "aria-hidden"), "true");
}

static bool holds(const bl_page *page, const char *kind, bl_str names) {
  return names.n && bl_patterns_inside(&page->reader->hints, kind, names);
}

static bool goes(const bl_page *page, uint32_t i, int level) {
  static const char *const always[] = {"html", "body", "a", "article", "main", NULL};
  const char *tag = page->nodes.items[i].tag;
  if (bl_patterns_is(&page->reader->hints, "drop-tag", bl_str_from(tag))) return true;
  if (tag_in(tag, always)) return false;
  if (is_hidden(page, i)) return true;
  if (bl_patterns_is(&page->reader->hints, "role", bl_page_attr(page, i, "role"))) return true;
  bl_str names = names_of(page, i);
  if (level < 1 && holds(page, "unlikely", names) && !holds(page, "maybe", names)) return true;
  return false;
}

static bool is_byline(const bl_page *page, uint32_t i) {
  const page_node *n = &page->nodes.items[i];
  if (n->text == 0 || n->text > 100 || n->paragraphs > 1) return false;
  if (bl_str_eq_c(bl_page_attr(page, i, "rel"), "author")) return true;
  bl_str prop = bl_page_attr(page, i, "itemprop");
  return bl_str_find(prop, BL_STR("author"), 0) >= 0 || holds(page, "byline", names_of(page, i));
}

static void mark_dropped(bl_page *page, int level) {
  for (uint32_t i = 0; i < page->nodes.count; i++) {
    page_node *n = &page->nodes.items[i];
    n->drop = n->parent != BL_NONE && page->nodes.items[n->parent].drop;
    if (!n->drop && n->tag) n->drop = goes(page, i, level);
  }
}

/* ---- counts ----------------------------------------------------------------------------------------------------- */

static void count_text(page_node *n) {
  const char *c = (const char *)n->x->content;
  bool blank = true;
  for (; c && *c; c++) {
    bool space = isspace((unsigned char)*c);
    n->text += !space || !blank;
    n->commas += *c == ',';
    blank = space;
  }
}

static void add_up(bl_page *page, uint32_t i) {
  page_node *n = &page->nodes.items[i];
  if (n->drop) return;
  if (n->tag) {
    n->paragraphs += strcmp(n->tag, "p") == 0;
    n->images += strcmp(n->tag, "img") == 0;
    n->items += strcmp(n->tag, "li") == 0;
    n->inputs += strcmp(n->tag, "input") == 0;
    if (strcmp(n->tag, "a") == 0) n->link = n->text;
  } else {
    count_text(n);
  }
  if (n->parent == BL_NONE) return;
  page_node *p = &page->nodes.items[n->parent];
  p->text += n->text, p->link += n->link, p->commas += n->commas, p->paragraphs += n->paragraphs;
  p->images += n->images, p->items += n->items, p->inputs += n->inputs;
  p->blocks += n->blocks + (n->tag && bl_tag_is_block(n->tag));
}

static void count(bl_page *page) {
  for (uint32_t i = 0; i < page->nodes.count; i++) {
    page_node *n = &page->nodes.items[i];
    n->text = n->link = n->commas = n->paragraphs = n->images = n->items = n->inputs = n->blocks = 0;
    n->score = 0, n->scored = false;
  }
  for (uint32_t i = page->nodes.count; i-- > 0;) add_up(page, i);
}

static double link_density(const page_node *n) { return n->text ? (double)n->link / n->text : 0; }

/* ---- points ----------------------------------------------------------------------------------------------------- */

static double class_weight(const bl_page *page, uint32_t i, int level) {
  bl_str names = level < 2 ? names_of(page, i) : BL_STR("");
  double weight = 0;
  if (holds(page, "negative", names)) weight -= 25;
  if (holds(page, "positive", names)) weight += 25;
  if (holds(page, "body", names) || bl_str_find(bl_page_attr(page, i, "itemprop"), BL_STR("articleBody"), 0) >= 0) weight += 40;
  return weight;
}

static void start_score(bl_page *page, uint32_t i, int level) {
  static const char *const good[] = {"pre", "td", "blockquote", NULL};
  static const char *const lists[] = {"address", "ol", "ul", "dl", "dd", "dt", "li", "form", NULL};
  static const char *const heads[] = {"h1", "h2", "h3", "h4", "h5", "h6", "th", NULL};
  page_node *n = &page->nodes.items[i];
  if (n->scored) return;
  n->scored = true;
  n->score = class_weight(page, i, level);
  if (strcmp(n->tag, "div") == 0) n->score += 5;
  if (strcmp(n->tag, "article") == 0 || strcmp(n->tag, "main") == 0) n->score += 10;
  if (tag_in(n->tag, good)) n->score += 3;
  if (tag_in(n->tag, lists)) n->score -= 3;
  if (tag_in(n->tag, heads)) n->score -= 5;
}

/* A paragraph: p, pre, td, headings; an element without blocks in it; bare text of some length in a box. */
static bool is_paragraph(const bl_page *page, uint32_t i) {
  static const char *const tags[] = {"p", "pre", "td", "h2", "h3", "h4", "h5", "h6", NULL};
  static const char *const boxes[] = {"div", "section", "article", "blockquote", "main", NULL};
  const page_node *n = &page->nodes.items[i];
  if (n->tag) return tag_in(n->tag, tags) || (tag_in(n->tag, boxes) && !n->blocks);
  const page_node *p = n->parent == BL_NONE ? NULL : &page->nodes.items[n->parent];
  return p && p->blocks && tag_in(p->tag, boxes);
}

static void give_points(bl_page *page, int level) {
  for (uint32_t i = 0; i < page->nodes.count; i++) {
    page_node *n = &page->nodes.items[i];
    if (n->drop || n->text < 25 || !is_paragraph(page, i)) continue;
    double points = 2 + n->commas + (n->text < 300 ? n->text / 100 : 3);
    uint32_t up = n->parent;
    for (int depth = 0; up != BL_NONE && depth < 5; depth++, up = page->nodes.items[up].parent) {
      start_score(page, up, level);
      page->nodes.items[up].score += points / (depth == 0 ? 1 : depth == 1 ? 2 : depth * 3);
    }
  }
}

static uint32_t best_node(bl_page *page) {
  uint32_t best = BL_NONE;
  for (uint32_t i = 0; i < page->nodes.count; i++) {
    page_node *n = &page->nodes.items[i];
    if (!n->scored || n->drop) continue;
    n->score *= 1 - link_density(n);
    if (best == BL_NONE || n->score > page->nodes.items[best].score) best = i;
  }
  return best;
}

/* A better holder of the same text: an ancestor in which several other candidates of similar score stand, a parent whose
 * score rises, an only child's parent. */
static uint32_t promote(const bl_page *page, uint32_t best) {
  const page_node *nodes = page->nodes.items;
  double top = nodes[best].score, last = top;
  int steps = 0;
  for (uint32_t up = nodes[best].parent; up != BL_NONE && steps < 12 && strcmp(nodes[up].tag, "body") != 0; up = nodes[up].parent, steps++) {
    uint32_t others = 0;
    for (uint32_t i = up + 1; i < nodes[up].end && others < 3; i++) {
      if (i == best) i = nodes[best].end;
      if (i < nodes[up].end && nodes[i].scored && !nodes[i].drop && nodes[i].score >= top * 0.75) others++, i = nodes[i].end - 1;
    }
    if (others >= 3) return up;
  }
  for (uint32_t up = nodes[best].parent; up != BL_NONE && strcmp(nodes[up].tag, "body") != 0; up = nodes[up].parent) {
    if (!nodes[up].scored) continue;
    if (nodes[up].score < last / 3) break;
    if (nodes[up].score > last) return up;
    last = nodes[up].score;
  }
  return best;
}

/* ---- neighbours ------------------------------------------------------------------------------------------------- */

static bool ends_in_stop(const bl_page *page, uint32_t i) {
  bl_str text = bl_page_text(page, i);
  return bl_str_find(text, BL_STR(". "), 0) >= 0 || bl_str_ends(text, BL_STR("."));
}

static bool joins(const bl_page *page, uint32_t i, uint32_t best, bl_str class_name) {
  const page_node *n = &page->nodes.items[i], *b = &page->nodes.items[best];
  if (n->drop || !n->tag) return false;
  double threshold = b->score * 0.2 > 10 ? b->score * 0.2 : 10;
  bl_str own = bl_page_attr(page, i, "class");
  double bonus = own.n && bl_str_eq(own, class_name) ? b->score * 0.2 : 0;
  if (n->scored && n->score + bonus >= threshold) return true;
  if (strcmp(n->tag, "p") != 0 || !n->text) return false;
  double density = link_density(n);
  return n->text > 80 ? density < 0.25 : density == 0 && ends_in_stop(page, i);
}

static void keep_range(bool *kept, uint32_t begin, uint32_t end) { memset(kept + begin, 1, end - begin); }

static void keep_with_neighbours(const bl_page *page, uint32_t best, bool *kept) {
  const page_node *nodes = page->nodes.items;
  keep_range(kept, best, nodes[best].end);
  uint32_t up = nodes[best].parent;
  if (up == BL_NONE) return;
  bl_str class_name = bl_page_attr(page, best, "class");
  for (uint32_t i = up + 1; i < nodes[up].end; i = nodes[i].end)
    if (i != best && joins(page, i, best, class_name)) keep_range(kept, i, nodes[i].end);
}

/* ---- what goes inside ------------------------------------------------------------------------------------------- */

/* Boxes, lists, tables with little text of their own. */
static bool is_clutter(const bl_page *page, uint32_t i, int level) {
  static const char *const boxes[] = {"form", "fieldset", "table", "ul", "ol", "div", "section", "header", "dl", NULL};
  const page_node *n = &page->nodes.items[i];
  if (!tag_in(n->tag, boxes)) return false;
  double density = link_density(n), weight = class_weight(page, i, level);
  bool list = strcmp(n->tag, "ul") == 0 || strcmp(n->tag, "ol") == 0;
  if (weight < 0) return true;
  if (n->commas >= 10) return false;
  if (n->inputs * 3 > n->paragraphs) return true;
  if (!list && n->items > n->paragraphs + 100) return true;
  if (!list && n->text < 25 && n->images != 1 && density > 0) return true;
  if (weight < 25 && density > 0.2 && n->text > 0) return true;
  return weight >= 25 && density > 0.5;
}

static bool is_share(const bl_page *page, uint32_t i) {
  return page->nodes.items[i].text < 500 && holds(page, "share", names_of(page, i));
}

static void clean_inside(bl_page *page, bool *kept, int level) {
  for (uint32_t i = 0; i < page->nodes.count; i++) {
    page_node *n = &page->nodes.items[i];
    if (!kept[i] || n->drop || !n->tag) continue;
    bool out = is_byline(page, i) || (level < 2 && (is_share(page, i) || is_clutter(page, i, level)));
    if (!out) continue;
    memset(kept + i, 0, n->end - i);
    i = n->end - 1;
  }
}

bool *bl_page_main(bl_page *page, int level) {
  bool *kept = BL_ARENA_NEW(&page->doc->arena, bool, page->nodes.count + 1);
  mark_dropped(page, level);
  count(page);
  give_points(page, level);
  uint32_t best = best_node(page);
  if (best == BL_NONE) {
    keep_range(kept, 0, page->nodes.count);
  } else {
    keep_with_neighbours(page, promote(page, best), kept);
    clean_inside(page, kept, level);
  }
  for (uint32_t i = 0; i < page->nodes.count; i++) kept[i] &= !page->nodes.items[i].drop;
  return kept;
}
