/* byline kb: building, describing and asking the knowledge base (data/gazetteer.h) from the command line. */
#include <string.h>

#include "data/gazetteer_build.h"
#include "pipeline/byline.h"
#include "pipeline/engine.h"

/* "KIND=PATH", "KIND/AF=PATH", "/AF=PATH" or PATH. */
static bl_status import_one(bl_kb_builder *builder, const char *spec) {
  const char *path = strchr(spec, '=');
  int kind = -1;
  char iso2[3] = "";
  if (strncmp(spec, "nt=", 3) == 0) return bl_kb_import_wikidata(builder, spec + 3);
  if (strncmp(spec, "geonames=", 9) == 0) return bl_kb_import_geonames(builder, spec + 9);
  if (path) {
    bl_str left = {spec, (size_t)(path - spec)}, name = left;
    ptrdiff_t slash = bl_str_find(left, BL_STR("/"), 0);
    if (slash >= 0) {
      name = bl_str_slice(left, 0, (size_t)slash);
      if (left.n != (size_t)slash + 3) return bl_fail(BL_ERR_USAGE, "%s: not KIND/XX=PATH", spec);
      memcpy(iso2, left.p + slash + 1, 2);
    }
    kind = name.n ? bl_kb_kind_parse(name) : -1;
    if (name.n && kind < 0) return bl_fail(BL_ERR_USAGE, "%s: unknown kind '" BL_STR_FMT "'", spec, BL_STR_ARG(name));
    path++;
  } else {
    path = spec;
  }
  return bl_kb_import(builder, path, kind, iso2[0] ? iso2 : NULL);
}

int bl_kb_make(const char *out, const char *const *specs, size_t count, const char *note, FILE *report) {
  bl_kb_builder *builder = bl_kb_builder_new();
  bl_status status = BL_OK;
  for (size_t i = 0; status == BL_OK && i < count; i++) {
    uint32_t before = bl_kb_builder_count(builder);
    status = import_one(builder, specs[i]);
    if (status == BL_OK && report)
      fprintf(report, "%s\t%u new things\n", specs[i], (unsigned)(bl_kb_builder_count(builder) - before));
  }
  if (note) bl_kb_builder_meta(builder, "note", bl_str_from(note));
  if (status == BL_OK) status = bl_kb_builder_write(builder, out);
  bl_kb_builder_free(builder);
  return status;
}

int bl_kb_describe(const char *path, FILE *out) {
  bl_kb *kb;
  bl_status status = bl_kb_open(path, &kb);
  if (status != BL_OK) return status;
  uint32_t kinds[BL_KB_KIND_COUNT] = {0}, qids = 0, geonames = 0, located = 0;
  for (uint32_t i = 0; i < bl_kb_entry_count(kb); i++) {
    bl_kb_entry e = bl_kb_get(kb, i);
    kinds[e.kind]++;
    qids += e.qid != 0;
    geonames += e.geonames != 0;
    located += e.located;
  }
  fprintf(out, "things\t%u\nnames\t%u\nwith Wikidata id\t%u\nwith GeoNames id\t%u\nwith coordinates\t%u\n",
          (unsigned)bl_kb_entry_count(kb), (unsigned)bl_kb_name_count(kb), (unsigned)qids, (unsigned)geonames,
          (unsigned)located);
  for (int i = 0; i < BL_KB_KIND_COUNT; i++)
    if (kinds[i]) fprintf(out, "kind %s\t%u\n", bl_kb_kind_name((bl_kb_kind)i), (unsigned)kinds[i]);
  bl_str meta = bl_kb_meta(kb);
  fwrite(meta.p, 1, meta.n, out);
  bl_kb_close(kb);
  return status;
}

static void print_entry(const bl_kb *kb, uint32_t entry, const char *how, FILE *out) {
  bl_kb_entry e = bl_kb_get(kb, entry);
  fprintf(out, BL_STR_FMT "\t%s\t%s\t", BL_STR_ARG(e.label), bl_kb_kind_name((bl_kb_kind)e.kind), how);
  if (e.qid) fprintf(out, "Q%u", (unsigned)e.qid);
  fputc('\t', out);
  if (e.geonames) fprintf(out, "%u", (unsigned)e.geonames);
  fputc('\t', out);
  if (e.wof) fprintf(out, "%llu", (unsigned long long)e.wof);
  bl_str parent = e.parent == BL_NONE ? BL_STR("") : bl_kb_get(kb, e.parent).label;
  fprintf(out, "\t%s\t" BL_STR_FMT "\t", e.iso2, BL_STR_ARG(parent));
  if (e.located) fprintf(out, "%.5f\t%.5f", e.lat / 1e5, e.lon / 1e5);
  else fputc('\t', out);
  fprintf(out, "\t%u\t%u\n", (unsigned)e.population, (unsigned)e.prior);
}

int bl_kb_ask(const char *path, const char *const *names, size_t count, FILE *out) {
  enum { MOST = 64 };
  static const char *const how[] = {"label", "alias", "short", "?"};
  bl_kb *kb;
  bl_status status = bl_kb_open(path, &kb);
  if (status != BL_OK) return status;
  fputs("label\tkind\tname\twikidata\tgeonames\twof\tcountry\tin\tlat\tlon\tpopulation\tprior\n", out);
  for (size_t i = 0; i < count; i++) {
    bl_kb_hit hits[MOST];
    uint32_t found = bl_kb_find(kb, bl_str_from(names[i]), hits, MOST);
    for (uint32_t k = 0; k < found && k < MOST; k++) print_entry(kb, hits[k].entry, how[hits[k].name & 3], out);
    long qid;
    if (!found && names[i][0] == 'Q' && bl_str_int(bl_str_from(names[i] + 1), &qid) && qid > 0 && qid < UINT32_MAX) {
      uint32_t entry = bl_kb_by_qid(kb, (uint32_t)qid);
      if (entry != BL_NONE) print_entry(kb, entry, "id", out);
    }
  }
  bl_kb_close(kb);
  return status;
}
