/* The model container: one file, many named sections, each with a checksum.
 *
 * Layout, little-endian:
 *   "BYLNMDL1"   8 bytes magic
 *   u32 version (1), u32 section count
 *   section table, one row a section: char name[24] (NUL-padded), u64 offset, u64 length, u64 FNV-1a of its bytes
 *   u64 FNV-1a of all before
 *   sections, each aligned to 64 bytes
 * Section "META" is UTF-8 text, one `key: value` a line (corpora, seed, parameters, scores, licence).
 * A file with one byte changed, cut short or made up is refused with path and reason; nothing is read outside of it. */
#ifndef BL_DATA_MODEL_H
#define BL_DATA_MODEL_H

#include "base/io.h"
#include "base/status.h"
#include "base/str.h"

typedef struct bl_model_section {
  char name[24];
  const unsigned char *p; /* 64-byte aligned in the mapping */
  size_t n;
} bl_model_section;

typedef struct bl_model {
  bl_mapped file;
  bl_model_section *sections;
  uint32_t count;
} bl_model;

/* Maps and checks `path`. On success the caller closes it with bl_model_close. */
bl_status bl_model_open(const char *path, bl_model *out);
void bl_model_close(bl_model *model);

/* The section called `name`; BL_ERR_FORMAT if it is missing or its length is not `length` (0: any). */
bl_status bl_model_section_get(const bl_model *model, const char *path, const char *name, size_t length,
                               bl_model_section *out);

/* Writes a container (whole or not at all). Same sections, same bytes. Names are at most 23 bytes. */
bl_status bl_model_write(const char *path, const bl_model_section *sections, uint32_t count);

#endif
