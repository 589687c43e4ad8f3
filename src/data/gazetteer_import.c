/* Importers of tables (also Who's On First and GeoNames as tables); the others are in gazetteer_dumps.c.
 *
 * A table is read line by line with the columns found by their names in the header, so one reader serves places,
 * leaders, parties, outlets and users' own files. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "data/gazetteer_build.h"
#include "data/gazetteer_text.h"

enum { MAX_COLUMNS = 64 };

typedef enum column {
  COL_NONE, COL_NAME, COL_ALIASES, COL_SHORT, COL_KIND, COL_QID, COL_GEONAMES, COL_WOF, COL_PARENT, COL_REGION, COL_ISO2,
  COL_LAT, COL_LON, COL_POPULATION, COL_FEATURE, COL_START, COL_END, COL_DOMAIN, COL_CURRENT, COL_PRIOR, COL_WIKIPEDIA
} column;

static const struct {
  const char *name;
  uint8_t column;
} column_names[] = {
    {"name", COL_NAME},          {"alt_names", COL_ALIASES}, {"names_english", COL_ALIASES}, {"names_latin", COL_ALIASES},
    {"native", COL_ALIASES},     {"short", COL_SHORT},       {"kind", COL_KIND},             {"placetype", COL_KIND},
    {"qid", COL_QID},            {"wikidata", COL_QID},      {"geonames", COL_GEONAMES},     {"wof", COL_WOF},
    {"parent", COL_PARENT},      {"region", COL_REGION},     {"iso2", COL_ISO2},             {"lat", COL_LAT},
    {"lon", COL_LON},            {"population", COL_POPULATION}, {"feature", COL_FEATURE},   {"start", COL_START},
    {"end", COL_END},            {"domain", COL_DOMAIN},     {"current", COL_CURRENT},       {"prior", COL_PRIOR},
    {"wikipedia", COL_WIKIPEDIA}, {"founded", COL_START},    {"dissolved", COL_END},
};

typedef struct table {
  bl_kb_builder *builder;
  const char *path;
  int kind;
  const char *iso2;
  uint8_t columns[MAX_COLUMNS];
  uint32_t column_count;
} table;

static void read_header(table *t, bl_str line) {
  bl_str field;
  while (t->column_count < MAX_COLUMNS && bl_str_next(&line, '\t', &field)) {
    t->columns[t->column_count] = COL_NONE;
    for (size_t i = 0; i < sizeof column_names / sizeof *column_names; i++)
      if (bl_str_eq_c(field, column_names[i].name)) t->columns[t->column_count] = column_names[i].column;
    t->column_count++;
  }
}

uint64_t bl_kb_digits(bl_str s, uint64_t limit) {
  uint64_t v = 0;
  for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++) {
    v = v * 10 + (uint64_t)(s.p[i] - '0');
    if (v > limit) return 0;
  }
  return v;
}

bool bl_kb_degrees(bl_str s, int32_t *out) {
  s = bl_str_trim(s);
  bool negative = s.n && s.p[0] == '-';
  size_t at = s.n && (s.p[0] == '-' || s.p[0] == '+');
  int64_t v = 0;
  int places = -1;
  if (at == s.n) return false;
  for (; at < s.n && places < 5; at++) {
    if (s.p[at] == '.' && places < 0) {
      places = 0;
    } else if (s.p[at] >= '0' && s.p[at] <= '9') {
      v = v * 10 + (s.p[at] - '0');
      if (places >= 0) places++;
      if (v > 100000000) return false;
    } else {
      return false;
    }
  }
  for (int i = places < 0 ? 0 : places; i < 5; i++) v *= 10;
  if (v > 36000000) return false;
  *out = (int32_t)(negative ? -v : v);
  return true;
}

static uint32_t qid_of(bl_str s) { return s.n > 1 && s.p[0] == 'Q' ? (uint32_t)bl_kb_digits(bl_str_slice(s, 1, s.n), UINT32_MAX) : 0; }

/* A row as its fields, by column; several fields of one column are joined in `aliases`. */
typedef struct fields {
  bl_str by[COL_WIKIPEDIA + 1];
  bl_str aliases[8];
  uint32_t alias_count;
} fields;

static fields split_row(const table *t, bl_str line) {
  fields f = {0};
  bl_str field;
  for (uint32_t i = 0; i < t->column_count && bl_str_next(&line, '\t', &field); i++) {
    f.by[t->columns[i]] = field;
    if (t->columns[i] == COL_ALIASES && f.alias_count < 8) f.aliases[f.alias_count++] = field;
  }
  return f;
}

static bl_kb_entry entry_of(const table *t, const fields *f) {
  bl_kb_entry e = {.label = bl_str_trim(f->by[COL_NAME]), .parent = BL_NONE};
  int kind = f->by[COL_KIND].n ? bl_kb_kind_parse(f->by[COL_KIND]) : -1;
  e.kind = (uint8_t)(kind >= 0 ? kind : t->kind >= 0 ? t->kind : BL_KB_THING);
  e.qid = qid_of(f->by[COL_QID]);
  e.geonames = (uint32_t)bl_kb_digits(f->by[COL_GEONAMES], UINT32_MAX);
  e.wof = bl_kb_digits(f->by[COL_WOF], UINT64_MAX / 100);
  bl_str iso = f->by[COL_ISO2].n == 2 ? f->by[COL_ISO2] : bl_str_from(t->iso2);
  if (iso.n == 2) memcpy(e.iso2, iso.p, 2);
  e.located = bl_kb_degrees(f->by[COL_LAT], &e.lat) && bl_kb_degrees(f->by[COL_LON], &e.lon);
  e.population = (uint32_t)bl_kb_digits(f->by[COL_POPULATION], UINT32_MAX);
  e.from = (int16_t)bl_kb_digits(bl_str_slice(f->by[COL_START], 0, 4), 3000);
  e.to = (int16_t)bl_kb_digits(bl_str_slice(f->by[COL_END], 0, 4), 3000);
  e.prior = (uint16_t)bl_kb_digits(f->by[COL_PRIOR], 60000);
  if (bl_str_eq_c(f->by[COL_FEATURE], "PPLC") && e.population < 1000000) e.prior = 20000;
  return e;
}

static void add_names(bl_kb_builder *b, uint32_t entry, bl_str list, bl_kb_name_kind kind) {
  bl_str name;
  while (bl_str_next(&list, '|', &name))
    if (bl_str_trim(name).n) bl_kb_builder_name(b, entry, bl_str_trim(name), kind);
}

static void add_row(const table *t, bl_str line) {
  fields f = split_row(t, line);
  bl_kb_entry e = entry_of(t, &f);
  if (!e.label.n || bl_str_eq_c(f.by[COL_CURRENT], "0")) return;
  uint32_t entry = bl_kb_builder_add(t->builder, &e);
  for (uint32_t i = 0; i < f.alias_count; i++) add_names(t->builder, entry, f.aliases[i], BL_KB_ALIAS);
  add_names(t->builder, entry, f.by[COL_SHORT], BL_KB_SHORT);
  if (bl_str_starts(f.by[COL_PARENT], BL_STR("name:")))
    bl_kb_builder_parent_name(t->builder, entry, bl_str_slice(f.by[COL_PARENT], 5, f.by[COL_PARENT].n));
  else if (qid_of(f.by[COL_PARENT]))
    bl_kb_builder_parent_qid(t->builder, entry, qid_of(f.by[COL_PARENT]));
  if (f.by[COL_REGION].n && e.kind != BL_KB_REGION) bl_kb_builder_parent_name(t->builder, entry, f.by[COL_REGION]);
}

static bl_status import_lines(table *t, bl_str rest) {
  bl_str line;
  if (!bl_str_next(&rest, '\n', &line)) return bl_fail(BL_ERR_FORMAT, "%s:1: no header row", t->path);
  read_header(t, bl_str_trim(line));
  bool named = false;
  for (uint32_t i = 0; i < t->column_count; i++) named |= t->columns[i] == COL_NAME;
  if (!named) return bl_fail(BL_ERR_FORMAT, "%s:1: no column 'name' in the header row", t->path);
  while (bl_str_next(&rest, '\n', &line)) {
    if (line.n && line.p[line.n - 1] == '\r') line.n--;
    if (line.n && line.p[0] != '#') add_row(t, line);
  }
  return BL_OK;
}

bl_status bl_kb_import_table(bl_kb_builder *builder, const char *path, int kind, const char *iso2) {
  bl_buf bytes = {0};
  table t = {.builder = builder, .path = path, .kind = kind, .iso2 = iso2};
  bl_status status = bl_read_file(path, SIZE_MAX, &bytes);
  if (status == BL_OK) status = import_lines(&t, bl_buf_view(&bytes));
  bl_buf_free(&bytes);
  return status;
}
