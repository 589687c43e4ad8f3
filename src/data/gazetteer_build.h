/* Builds an index of data/gazetteer.h: things are added from several sources, those with one id are one. */
#ifndef BL_DATA_GAZETTEER_BUILD_H
#define BL_DATA_GAZETTEER_BUILD_H

#include "data/gazetteer.h"

typedef struct bl_kb_builder bl_kb_builder;

bl_kb_builder *bl_kb_builder_new(void);
void bl_kb_builder_free(bl_kb_builder *builder);

/* Adds a thing. One that is there with the same Wikidata, GeoNames or Who's On First id is completed: what it lacks is
 * taken from `entry`, its label and ids stay (so name the most trusted source first). `entry->parent` is not read, see below. Gives its index in the builder. */
uint32_t bl_kb_builder_add(bl_kb_builder *builder, const bl_kb_entry *entry);

/* Another name of it. Names without letter or digit are passed over. */
void bl_kb_builder_name(bl_kb_builder *builder, uint32_t entry, bl_str name, bl_kb_name_kind kind);

/* Where it lies, by Wikidata id of the region or country, or by the label of a region of the same country; looked up
 * when all is added. */
void bl_kb_builder_parent_qid(bl_kb_builder *builder, uint32_t entry, uint32_t qid);
void bl_kb_builder_parent_name(bl_kb_builder *builder, uint32_t entry, bl_str name);

uint32_t bl_kb_builder_count(const bl_kb_builder *builder);

/* Adds a line "key: value" to the META section. */
void bl_kb_builder_meta(bl_kb_builder *builder, const char *key, bl_str value);

/* Writes the index. The same calls give the same bytes. */
bl_status bl_kb_builder_write(bl_kb_builder *builder, const char *path);

/* ---- importers (gazetteer_import.c): each adds all of one file ("-": standard input) ------------------------------ */

/* A table with a header row, tab between fields, several values joined by `|`. Columns by their name, all but the first
 * optional: name; alt_names, names_english, names_latin, native, wikipedia (aliases); short; kind or placetype; qid or
 * wikidata; geonames; wof; parent (Qnnn or name:X); region (name); iso2; lat; lon; population; feature; start, end;
 * domain; current (0: the row is passed over). `kind` for rows that have none; -1: such rows are an error. `iso2` for
 * rows without country, may be NULL. */
bl_status bl_kb_import_table(bl_kb_builder *builder, const char *path, int kind, const char *iso2);

/* A GeoNames dump (allCountries.txt, cities15000.txt): 19 columns, no header. Populated places, administrative units
 * and what has a population or an alternative name. */
bl_status bl_kb_import_geonames(bl_kb_builder *builder, const char *path);

/* A truthy N-Triples dump of Wikidata, sorted by subject as the dumps are: English labels and aliases, instance of
 * (places, people, organisations by a table of classes), country, coordinates, population, GeoNames id. Things of other
 * classes are passed over. */
bl_status bl_kb_import_wikidata(bl_kb_builder *builder, const char *path);

/* Who's On First: one GeoJSON feature a file; a folder is walked. */
bl_status bl_kb_import_wof(bl_kb_builder *builder, const char *path);

/* Whichever of them fits: by the ending .nt, .geojson, a folder, and else by the first line (a header row or not). */
bl_status bl_kb_import(bl_kb_builder *builder, const char *path, int kind, const char *iso2);

#endif
