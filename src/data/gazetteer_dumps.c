/* Importers of dumps: GeoNames, Wikidata truthy N-Triples, Who's On First GeoJSON; see gazetteer_build.h.
 *
 * N-Triples are read line by line and collected per subject, which truthy dumps keep together; only the few properties
 * below are looked at. GeoJSON is read with a scanner that finds "key": value in the one feature of a file; it is no
 * general JSON parser, and what it does not understand it passes over. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/utf8.h"
#include "data/gazetteer_build.h"
#include "data/gazetteer_text.h"

/* ---- GeoNames ---------------------------------------------------------------------------------------------------- */

/* Feature classes: A administrative, P populated; others only when they are named in news. */
static int geonames_kind(bl_str class_name, bl_str code) {
  if (bl_str_eq_c(class_name, "P")) return BL_KB_CITY;
  if (bl_str_eq_c(class_name, "A")) {
    if (bl_str_starts(code, BL_STR("PCL"))) return BL_KB_COUNTRY;
    if (bl_str_eq_c(code, "ADM1")) return BL_KB_REGION;
    return bl_str_starts(code, BL_STR("ADM")) ? BL_KB_DISTRICT : BL_KB_PLACE;
  }
  if (bl_str_eq_c(code, "AIRP") || bl_str_eq_c(code, "AIRB") || bl_str_eq_c(code, "PRT")) return BL_KB_FACILITY;
  if (bl_str_eq_c(class_name, "H") || bl_str_eq_c(class_name, "T") || bl_str_eq_c(class_name, "L")) return BL_KB_PLACE;
  return -1;
}

static void add_geonames(bl_kb_builder *b, bl_str line) {
  enum { COLUMNS = 19 };
  bl_str f[COLUMNS] = {{0}}, name;
  for (int i = 0; i < COLUMNS && bl_str_next(&line, '\t', &f[i]); i++) {
  }
  int kind = geonames_kind(f[6], f[7]);
  bl_kb_entry e = {.label = f[1], .kind = (uint8_t)kind, .geonames = (uint32_t)bl_kb_digits(f[0], UINT32_MAX), .parent = BL_NONE};
  e.population = (uint32_t)bl_kb_digits(f[14], UINT32_MAX);
  bool settled = kind == BL_KB_CITY || kind == BL_KB_COUNTRY || kind == BL_KB_REGION || kind == BL_KB_DISTRICT;
  if (kind < 0 || !e.geonames || (!settled && !f[3].n)) return;
  if (f[8].n == 2) memcpy(e.iso2, f[8].p, 2);
  e.located = bl_kb_degrees(f[4], &e.lat) && bl_kb_degrees(f[5], &e.lon);
  if (bl_str_eq_c(f[7], "PPLC") && e.population < 1000000) e.prior = 20000;
  uint32_t entry = bl_kb_builder_add(b, &e);
  bl_kb_builder_name(b, entry, f[2], BL_KB_ALIAS);
  while (bl_str_next(&f[3], ',', &name))
    if (name.n) bl_kb_builder_name(b, entry, name, BL_KB_ALIAS);
}

bl_status bl_kb_import_geonames(bl_kb_builder *builder, const char *path) {
  bl_buf bytes = {0};
  bl_status status = bl_read_file(path, SIZE_MAX, &bytes);
  bl_str rest = bl_buf_view(&bytes), line;
  while (status == BL_OK && bl_str_next(&rest, '\n', &line))
    if (line.n && line.p[0] != '#') add_geonames(builder, line);
  bl_buf_free(&bytes);
  return status;
}

/* ---- Wikidata ---------------------------------------------------------------------------------------------------- */

#define WD "<http://www.wikidata.org/entity/Q"
#define WDT "<http://www.wikidata.org/prop/direct/P"

/* Classes of "instance of" (P31) that are kept, and what their instances are. */
static const struct {
  uint32_t class_id;
  uint8_t kind;
} wikidata_classes[] = {
    {5, BL_KB_PERSON},          {6256, BL_KB_COUNTRY},       {3624078, BL_KB_COUNTRY},    {515, BL_KB_CITY},
    {1549591, BL_KB_CITY},      {3957, BL_KB_CITY},          {532, BL_KB_CITY},           {486972, BL_KB_CITY},
    {5119, BL_KB_CITY},         {1093829, BL_KB_CITY},       {35657, BL_KB_REGION},       {10864048, BL_KB_REGION},
    {13220204, BL_KB_DISTRICT}, {28575, BL_KB_DISTRICT},     {4022, BL_KB_PLACE},         {8502, BL_KB_PLACE},
    {23397, BL_KB_PLACE},       {5107, BL_KB_PLACE},         {165, BL_KB_PLACE},          {9430, BL_KB_PLACE},
    {39816, BL_KB_PLACE},       {23442, BL_KB_PLACE},        {1248784, BL_KB_FACILITY},   {16917, BL_KB_FACILITY},
    {43229, BL_KB_ORGANIZATION}, {4830453, BL_KB_COMPANY},   {891723, BL_KB_COMPANY},     {783794, BL_KB_COMPANY},
    {6881511, BL_KB_COMPANY},   {3918, BL_KB_ORGANIZATION},  {163740, BL_KB_ORGANIZATION}, {484652, BL_KB_ORGANIZATION},
    {245065, BL_KB_ORGANIZATION}, {7278, BL_KB_PARTY},       {327333, BL_KB_GOVERNMENT},  {192350, BL_KB_GOVERNMENT},
    {17149090, BL_KB_ARMED_GROUP}, {1407225, BL_KB_ARMED_GROUP}, {11032, BL_KB_OUTLET},   {192283, BL_KB_OUTLET},
    {1616075, BL_KB_OUTLET},    {476028, BL_KB_ORGANIZATION}, {12973014, BL_KB_ORGANIZATION}, {41710, BL_KB_PEOPLE},
};

typedef struct subject {
  bl_arena arena;
  uint32_t qid, country;
  int kind; /* -1: no class that is kept */
  bl_kb_entry entry;
  BL_VEC(bl_str) aliases;
} subject;

static void flush_subject(bl_kb_builder *b, subject *s) {
  if (s->qid && s->kind >= 0 && s->entry.label.n) {
    s->entry.kind = (uint8_t)s->kind;
    s->entry.qid = s->qid;
    s->entry.parent = BL_NONE;
    uint32_t entry = bl_kb_builder_add(b, &s->entry);
    for (uint32_t i = 0; i < s->aliases.count; i++) bl_kb_builder_name(b, entry, s->aliases.items[i], BL_KB_ALIAS);
    if (s->country && s->country != s->qid) bl_kb_builder_parent_qid(b, entry, s->country);
  }
  BL_VEC_FREE(&s->aliases);
  bl_arena_free(&s->arena);
  *s = (subject){.kind = -1};
}

static bool starts(bl_str s, const char *prefix, bl_str *rest) {
  bl_str p = bl_str_from(prefix);
  if (!bl_str_starts(s, p)) return false;
  *rest = bl_str_slice(s, p.n, s.n);
  return true;
}

/* The text of an English literal ("..."@en), escapes undone; false for any other object. */
static bool english(bl_arena *arena, bl_str object, bl_str *out) {
  ptrdiff_t end = bl_str_find(object, BL_STR("\"@en "), 0);
  if (!object.n || object.p[0] != '"' || end < 1) return false;
  bl_buf text = {0};
  for (size_t i = 1; i < (size_t)end; i++) {
    char c = object.p[i];
    if (c != '\\' || i + 1 >= (size_t)end) {
      bl_buf_char(&text, c);
      continue;
    }
    c = object.p[++i];
    size_t digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (!digits || i + digits >= (size_t)end) {
      bl_buf_char(&text, c == 'n' || c == 't' ? ' ' : c);
      continue;
    }
    char hex[9] = {0};
    memcpy(hex, object.p + i + 1, digits);
    bl_utf8_put(&text, (uint32_t)strtoul(hex, NULL, 16));
    i += digits;
  }
  *out = bl_str_copy(arena, bl_buf_view(&text));
  bl_buf_free(&text);
  return true;
}

/* "Point(69.17 34.52)"^^geo:wktLiteral */
static void take_point(subject *s, bl_str object) {
  ptrdiff_t open = bl_str_find(object, BL_STR("Point("), 0), close = bl_str_find(object, BL_STR(")"), 0);
  if (open < 0 || close < open) return;
  bl_str both = bl_str_slice(object, (size_t)open + 6, (size_t)close), lon;
  if (!bl_str_next(&both, ' ', &lon)) return;
  s->entry.located = bl_kb_degrees(both, &s->entry.lat) && bl_kb_degrees(lon, &s->entry.lon);
}

static uint32_t quoted_number(bl_str object) {
  size_t from = object.n && object.p[0] == '"' ? 1 : 0;
  if (from < object.n && object.p[from] == '+') from++;
  return (uint32_t)bl_kb_digits(bl_str_slice(object, from, object.n), UINT32_MAX);
}

static void take_direct(subject *s, bl_str property, bl_str object) {
  bl_str id;
  uint64_t p = bl_kb_digits(property, 100000);
  uint32_t qid = starts(object, WD, &id) ? (uint32_t)bl_kb_digits(id, UINT32_MAX) : 0;
  if (p == 31 && s->kind < 0) {
    for (size_t i = 0; i < sizeof wikidata_classes / sizeof *wikidata_classes; i++)
      if (wikidata_classes[i].class_id == qid) s->kind = wikidata_classes[i].kind;
  } else if (p == 17) {
    s->country = qid;
  } else if (p == 625) {
    take_point(s, object);
  } else if (p == 1082) {
    s->entry.population = quoted_number(object);
  } else if (p == 1566) {
    s->entry.geonames = quoted_number(object);
  } else if (p == 297 && object.n > 3 && object.p[0] == '"') {
    memcpy(s->entry.iso2, object.p + 1, 2);
  } else if (p == 569 || p == 571) {
    s->entry.from = (int16_t)quoted_number(object);
  } else if (p == 570 || p == 576) {
    s->entry.to = (int16_t)quoted_number(object);
  }
}

static void add_triple(bl_kb_builder *b, subject *s, bl_str line) {
  bl_str rest, predicate, object, property, text;
  if (!starts(line, WD, &rest)) return;
  uint32_t qid = (uint32_t)bl_kb_digits(rest, UINT32_MAX);
  ptrdiff_t blank = bl_str_find(rest, BL_STR("> "), 0);
  if (!qid || blank < 0) return;
  if (qid != s->qid) flush_subject(b, s);
  s->qid = qid;
  object = bl_str_slice(rest, (size_t)blank + 2, rest.n);
  if (!bl_str_next(&object, ' ', &predicate)) return;
  if (starts(predicate, WDT, &property)) {
    take_direct(s, property, object);
  } else if (bl_str_eq_c(predicate, "<http://www.w3.org/2000/01/rdf-schema#label>")) {
    if (english(&s->arena, object, &text)) s->entry.label = text;
  } else if (bl_str_eq_c(predicate, "<http://www.w3.org/2004/02/skos/core#altLabel>")) {
    if (english(&s->arena, object, &text)) BL_PUSH(&s->aliases, text);
  }
}

bl_status bl_kb_import_wikidata(bl_kb_builder *builder, const char *path) {
  FILE *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
  if (!in) return bl_fail(BL_ERR_IO, "%s: cannot open", path);
  char *line = NULL;
  size_t room = 0;
  subject s = {.kind = -1};
  for (ssize_t n; (n = getline(&line, &room, in)) >= 0;) {
    while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r' || line[n - 1] == '.')) n--;
    add_triple(builder, &s, (bl_str){line, (size_t)n});
  }
  flush_subject(builder, &s);
  free(line);
  bool bad = ferror(in) != 0;
  if (in != stdin) fclose(in);
  return bad ? bl_fail(BL_ERR_IO, "%s: cannot read", path) : BL_OK;
}

/* ---- Who's On First ---------------------------------------------------------------------------------------------- */

/* The value after "key": as it stands (a string without its quotes, a number, or from [ or { on); false if missing. */
static bool json_value(bl_str text, const char *key, bl_str *value) {
  char quoted[64];
  int n = snprintf(quoted, sizeof quoted, "\"%s\"", key);
  ptrdiff_t at = bl_str_find(text, (bl_str){quoted, (size_t)n}, 0);
  if (at < 0) return false;
  size_t i = (size_t)at + (size_t)n;
  while (i < text.n && (text.p[i] == ' ' || text.p[i] == ':' || text.p[i] == '\n' || text.p[i] == '\t')) i++;
  if (i >= text.n) return false;
  if (text.p[i] == '"') {
    size_t end = i + 1;
    while (end < text.n && text.p[end] != '"') end += text.p[end] == '\\' ? 2 : 1;
    *value = bl_str_slice(text, i + 1, end);
  } else {
    size_t end = i;
    while (end < text.n && !strchr(text.p[i] == '[' ? "]" : text.p[i] == '{' ? "}" : ",}\n", text.p[end])) end++;
    *value = bl_str_slice(text, i, end);
  }
  return true;
}

/* All strings of the lists "name:eng_x_preferred", "name:eng_x_variant", ... */
static void wof_names(bl_kb_builder *b, uint32_t entry, bl_str text) {
  static const char *const lists[] = {"name:eng_x_preferred", "name:eng_x_variant", "name:eng_x_colloquial", "name:und_x_variant"};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    bl_str list, name;
    if (!json_value(text, lists[i], &list) || !list.n || list.p[0] != '[') continue;
    for (bool inside = false; bl_str_next(&list, '"', &name); inside = !inside)
      if (inside && name.n) bl_kb_builder_name(b, entry, name, BL_KB_ALIAS);
  }
}

static bl_status import_feature(bl_kb_builder *b, const char *path) {
  bl_buf bytes = {0};
  BL_TRY(bl_read_file(path, SIZE_MAX, &bytes));
  bl_str text = bl_buf_view(&bytes), v;
  bl_kb_entry e = {.parent = BL_NONE};
  if (json_value(text, "wof:id", &v)) e.wof = bl_kb_digits(v, UINT64_MAX / 100);
  if (json_value(text, "wof:name", &v)) e.label = v;
  int kind = json_value(text, "wof:placetype", &v) ? bl_kb_kind_parse(v) : -1;
  if (json_value(text, "wd:id", &v) && v.n > 1) e.qid = (uint32_t)bl_kb_digits(bl_str_slice(v, 1, v.n), UINT32_MAX);
  if (json_value(text, "gn:id", &v)) e.geonames = (uint32_t)bl_kb_digits(v, UINT32_MAX);
  if (json_value(text, "wof:country", &v) && v.n == 2) memcpy(e.iso2, v.p, 2);
  if (json_value(text, "wof:population", &v)) e.population = (uint32_t)bl_kb_digits(v, UINT32_MAX);
  bl_str lat, lon;
  if (json_value(text, "geom:latitude", &lat) && json_value(text, "geom:longitude", &lon))
    e.located = bl_kb_degrees(lat, &e.lat) && bl_kb_degrees(lon, &e.lon);
  bool current = !json_value(text, "mz:is_current", &v) || !bl_str_eq_c(v, "0");
  if (e.wof && e.label.n && kind >= 0 && current) {
    e.kind = (uint8_t)kind;
    wof_names(b, bl_kb_builder_add(b, &e), text);
  }
  bl_buf_free(&bytes);
  return BL_OK;
}

static bl_status walk(bl_kb_builder *b, const char *path, int depth) {
  enum { DEEPEST = 12 };
  if (!bl_is_dir(path)) return bl_str_ends(bl_str_from(path), BL_STR(".geojson")) ? import_feature(b, path) : BL_OK;
  if (depth > DEEPEST) return bl_fail(BL_ERR_LIMIT, "%s: too deep", path);
  bl_arena arena = {0};
  bl_names names = {0};
  bl_status status = bl_list_dir(path, &arena, &names);
  for (uint32_t i = 0; status == BL_OK && i < names.count; i++)
    status = walk(b, bl_arena_printf(&arena, "%s/%s", path, names.items[i]), depth + 1);
  BL_VEC_FREE(&names);
  bl_arena_free(&arena);
  return status;
}

bl_status bl_kb_import_wof(bl_kb_builder *builder, const char *path) {
  if (bl_is_dir(path)) return walk(builder, path, 0);
  return import_feature(builder, path);
}

/* ---- whichever fits ---------------------------------------------------------------------------------------------- */

/* GeoNames dumps begin with a number and have 18 tabs in a line. */
static bool looks_like_geonames(const char *path) {
  char line[4096];
  FILE *in = fopen(path, "rb");
  if (!in) return false;
  bool found = fgets(line, sizeof line, in) && line[0] >= '0' && line[0] <= '9';
  int tabs = 0;
  for (const char *c = line; found && *c; c++) tabs += *c == '\t';
  fclose(in);
  return found && tabs >= 17;
}

bl_status bl_kb_import(bl_kb_builder *builder, const char *path, int kind, const char *iso2) {
  bl_str name = bl_str_from(path);
  if (bl_is_dir(path) || bl_str_ends(name, BL_STR(".geojson"))) return bl_kb_import_wof(builder, path);
  if (bl_str_ends(name, BL_STR(".nt"))) return bl_kb_import_wikidata(builder, path);
  if (strcmp(path, "-") != 0 && looks_like_geonames(path)) return bl_kb_import_geonames(builder, path);
  return bl_kb_import_table(builder, path, kind, iso2);
}
