/* The way of an input through room read; see read.h. */
#include "read/read.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "read/inside.h"

static const size_t TEXT_LIMIT = (size_t)64 << 20, PAGE_LIMIT = (size_t)32 << 20;

bl_status bl_reader_open(const char *data_dir, bl_reader **out) {
  static const char *const furniture[] = {"tail", "line", "head", "section", "author", "date", "mission", "function", "link", "ending", NULL};
  static const char *const hints[] = {"drop-tag", "unlikely", "maybe", "positive", "negative", "share", "byline", "body", "role", "article-type", NULL};
  bl_arena arena = {0};
  bl_reader *r = bl_calloc(1, sizeof *r);
  bl_status status = bl_patterns_open(bl_arena_printf(&arena, "%s/read/furniture.txt", data_dir), furniture, &r->furniture);
  if (status == BL_OK) status = bl_patterns_open(bl_arena_printf(&arena, "%s/read/html.txt", data_dir), hints, &r->hints);
  if (status != BL_OK) bl_reader_close(r), r = NULL;
  bl_arena_free(&arena);
  *out = r;
  return status;
}

void bl_reader_close(bl_reader *r) {
  if (!r) return;
  bl_patterns_close(&r->furniture);
  bl_patterns_close(&r->hints);
  free(r);
}

/* A page begins with a tag of HTML, or has several of them near the front. */
static bool is_html(bl_str bytes) {
  static const char *const first[] = {"<!doctype html", "<html", "<head", "<?xml", "<body", "<article"};
  static const char *const inside[] = {"<html", "<head", "<body", "<meta", "<div", "<p>", "<article"};
  bl_arena arena = {0};
  bl_str head = bl_str_trim(bl_str_lower(&arena, bl_str_slice(bytes, 0, 4096)));
  if (bl_str_starts(head, BL_STR("\xef\xbb\xbf"))) head = bl_str_trim(bl_str_slice(head, 3, head.n));
  bool html = false;
  int found = 0;
  for (size_t i = 0; i < sizeof first / sizeof *first; i++) html |= bl_str_starts(head, bl_str_from(first[i]));
  for (size_t i = 0; i < sizeof inside / sizeof *inside; i++) found += bl_str_find(head, bl_str_from(inside[i]), 0) >= 0;
  html |= head.n && head.p[0] == '<' && found >= 2;
  bl_arena_free(&arena);
  return html;
}

static bl_status read_text(const bl_reader *reader, bl_str bytes, const bl_read_options *options, bl_doc *doc) {
  if (bl_is_binary(bytes)) return bl_fail(BL_ERR_FORMAT, "a binary file, not text");
  bool html = !options->raw && is_html(bytes);
  if (html && bytes.n > PAGE_LIMIT) return bl_fail(BL_ERR_LIMIT, "a page of more than %zu MB", PAGE_LIMIT >> 20);
  bl_decoded decoded = {0};
  if (!html) doc->meta.published = options->date;
  bl_decode(bytes, html, &decoded, doc);
  bl_status status = BL_OK;
  if (html) status = bl_read_html(reader, &decoded, doc);
  else bl_read_plain(reader, &decoded, options, doc);
  if (!doc->meta.published.year) doc->meta.published = options->date;
  bl_decoded_free(&decoded);
  return status;
}

bl_status bl_reader_read(const bl_reader *reader, const char *path, bl_str bytes, const bl_read_options *options,
                         bl_doc *doc) {
  bl_buf unpacked = {0};
  bl_status status = BL_OK;
  doc->meta.published = BL_NO_DATE;
  bl_sha256_hex(bytes, doc->digest);
  if (bytes.n > TEXT_LIMIT) return bl_fail(BL_ERR_LIMIT, "%s: more than %zu MB", path, TEXT_LIMIT >> 20);
  bool packed = bl_is_gzip(bytes);
  if (packed) status = bl_gunzip(bytes, TEXT_LIMIT, &unpacked);
  if (status == BL_OK) status = read_text(reader, packed ? bl_buf_view(&unpacked) : bytes, options, doc);
  if (status != BL_OK) status = bl_fail_prefix(status, path);
  bl_buf_free(&unpacked);
  if (packed) doc->source_map.count = 0; /* positions would be those of the unpacked text */
  if (status == BL_OK) doc->meta.wire = bl_wire_tag(doc);
  if (status == BL_OK && !doc->text.n) bl_diag(&doc->diags, &doc->arena, "no text in it");
  return status;
}
