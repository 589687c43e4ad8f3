/* Encodings. libxml2's own guessing turns a page with one bad byte into Latin-1, so the choice is made here: byte order
 * mark, declared charset, validity. UTF-8 and windows-1252 are read by hand with a map of their bytes; others go
 * through iconv. Invariant: out->text is valid UTF-8 without characters that XML refuses. */
#include "read/decode.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/utf8.h"

enum { SNIFF = 4096 };

bool bl_is_gzip(bl_str b) { return b.n > 18 && memcmp(b.p, "\x1f\x8b\x08", 3) == 0; }

bl_status bl_gunzip(bl_str bytes, size_t limit, bl_buf *out) {
  z_stream z = {0};
  char block[16384];
  int code = inflateInit2(&z, 15 + 16);
  z.next_in = (unsigned char *)(uintptr_t)bytes.p;
  z.avail_in = (unsigned)bytes.n;
  while (code == Z_OK && out->n <= limit) {
    z.next_out = (unsigned char *)block;
    z.avail_out = sizeof block;
    code = inflate(&z, Z_NO_FLUSH);
    bl_buf_add(out, block, sizeof block - z.avail_out);
  }
  inflateEnd(&z);
  if (out->n > limit) return bl_fail(BL_ERR_LIMIT, "more than %zu bytes when unpacked", limit);
  return code == Z_STREAM_END ? BL_OK : bl_fail(BL_ERR_FORMAT, "damaged gzip data");
}

static bool has_wide_mark(bl_str b) {
  return b.n >= 2 && (memcmp(b.p, "\xff\xfe", 2) == 0 || memcmp(b.p, "\xfe\xff", 2) == 0);
}

bool bl_is_binary(bl_str b) {
  static const char *const magic[] = {"%PDF-", "PK\x03\x04", "\x89PNG", "GIF8", "\xff\xd8\xff", "\x7f" "ELF", "\xd0\xcf\x11\xe0"};
  for (size_t i = 0; i < sizeof magic / sizeof *magic; i++)
    if (bl_str_starts(b, bl_str_from(magic[i]))) return true;
  if (has_wide_mark(b)) return false;
  size_t n = b.n < SNIFF ? b.n : SNIFF, controls = 0, nuls = 0;
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)b.p[i];
    controls += c < 32 && !(c >= '\t' && c <= '\r') && c != 27;
    nuls += !c;
  }
  return nuls * 200 > n || controls * 20 > n;
}

/* ---- which encoding --------------------------------------------------------------------------------------------- */

/* The value behind "charset=" among the first bytes of a page; empty if there is none. */
static bl_str declared(bl_arena *arena, bl_str bytes) {
  bl_str head = bl_str_lower(arena, bl_str_slice(bytes, 0, SNIFF));
  static const char *const keys[] = {"charset=", "encoding="};
  for (size_t k = 0; k < 2; k++) {
    ptrdiff_t at = bl_str_find(head, bl_str_from(keys[k]), 0);
    if (at < 0) continue;
    size_t i = (size_t)at + strlen(keys[k]);
    while (i < head.n && strchr("\"' ", head.p[i])) i++;
    size_t end = i;
    while (end < head.n && !strchr("\"' />;?", head.p[end])) end++;
    if (end > i && end - i < 40) return bl_str_slice(head, i, end);
  }
  return BL_STR("");
}

static bool is_one_of(bl_str name, const char *const *names) {
  for (; *names; names++)
    if (bl_str_eq_c(name, *names)) return true;
  return false;
}

/* Most of what is not ASCII is valid UTF-8. */
static bool nearly_utf8(bl_str b) {
  size_t bad = 0, wide = 0;
  for (size_t i = 0; i < b.n;) {
    size_t before = i;
    uint32_t cp = bl_utf8_next(b, &i);
    bad += cp == BL_REPLACEMENT && i - before == 1;
    wide += i - before > 1;
  }
  return bad <= wide;
}

/* ---- conversions ------------------------------------------------------------------------------------------------ */

static void add_run(bl_decoded *out, size_t text, size_t input, size_t n) {
  if (n) BL_PUSH(&out->runs, ((bl_source_map){(uint32_t)text, (uint32_t)input, (uint32_t)n}));
}

static bool refused(uint32_t cp) {
  return (cp < 32 && cp != '\t' && cp != '\n' && cp != '\r') || cp == 127 || cp == 0xFFFE || cp == 0xFFFF;
}

static size_t from_utf8(bl_str b, size_t skip, bl_decoded *out) {
  size_t bad = 0, run = skip, i = skip;
  while (i < b.n) {
    size_t before = i;
    uint32_t cp = bl_utf8_next(b, &i);
    bool broken = (cp == BL_REPLACEMENT && i - before == 1) || refused(cp);
    if (!broken) continue;
    add_run(out, out->text.n, run, before - run);
    bl_buf_add(&out->text, b.p + run, before - run);
    bl_utf8_put(&out->text, BL_REPLACEMENT);
    run = i, bad++;
  }
  add_run(out, out->text.n, run, b.n - run);
  bl_buf_add(&out->text, b.p + run, b.n - run);
  return bad;
}

static const uint16_t c1[32] = {0x20AC, 0,      0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160,
                                0x2039, 0x152,  0,      0x17D,  0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0,      0x17E, 0x178};

static size_t from_1252(bl_str b, bl_decoded *out) {
  size_t bad = 0, run = 0;
  for (size_t i = 0; i < b.n; i++) {
    unsigned char c = (unsigned char)b.p[i];
    if (c < 0x80 && !refused(c)) continue;
    add_run(out, out->text.n, run, i - run);
    bl_buf_add(&out->text, b.p + run, i - run);
    uint32_t cp = c < 0x80 ? 0 : c < 0xA0 ? c1[c - 0x80] : c;
    bl_utf8_put(&out->text, cp ? cp : BL_REPLACEMENT);
    bad += !cp;
    run = i + 1;
  }
  add_run(out, out->text.n, run, b.n - run);
  bl_buf_add(&out->text, b.p + run, b.n - run);
  return bad;
}

/* By iconv; false if the system does not know the encoding. No map: the bytes differ. */
static bool from_other(bl_str b, const char *name, bl_decoded *out, size_t *bad) {
  iconv_t cd = iconv_open("UTF-8", name);
  if (cd == (iconv_t)-1) return false;
  char *in = (char *)(uintptr_t)b.p, block[8192];
  size_t left = b.n;
  bl_buf raw = {0};
  while (left) {
    char *to = block;
    size_t room = sizeof block, before = left;
    iconv(cd, &in, &left, &to, &room);
    bl_buf_add(&raw, block, sizeof block - room);
    if (left && left == before && room == sizeof block) {
      bl_utf8_put(&raw, BL_REPLACEMENT);
      in++, left--, (*bad)++;
    }
  }
  iconv_close(cd);
  *bad += bl_utf8_repair(&out->text, bl_buf_view(&raw));
  bl_buf_free(&raw);
  return true;
}

void bl_decode(bl_str bytes, bool html, bl_decoded *out, bl_doc *doc) {
  static const char *const utf8[] = {"utf-8", "utf8", "us-ascii", "ascii", "", "unicode", "utf-16", NULL};
  static const char *const latin[] = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "cp1252", NULL};
  bl_str name = html ? declared(&doc->arena, bytes) : BL_STR("");
  size_t bad = 0;
  bool valid = bl_utf8_valid(bytes), done = true;
  if (bl_str_starts(bytes, BL_STR("\xef\xbb\xbf"))) bad = from_utf8(bytes, 3, out);
  else if (has_wide_mark(bytes)) done = from_other(bytes, "UTF-16", out, &bad);
  else if (valid || (is_one_of(name, utf8) && nearly_utf8(bytes))) bad = from_utf8(bytes, 0, out);
  else if (is_one_of(name, latin) || is_one_of(name, utf8)) bad = from_1252(bytes, out);
  else done = from_other(bytes, bl_str_dup(&doc->arena, name), out, &bad);
  if (!done) {
    bl_diag(&doc->diags, &doc->arena, "unknown encoding \"" BL_STR_FMT "\"; read as windows-1252", BL_STR_ARG(name));
    bad = from_1252(bytes, out);
  }
  if (bad) bl_diag(&doc->diags, &doc->arena, "%zu bytes or characters are no valid text and were replaced", bad);
  else if (!valid && !name.n && !has_wide_mark(bytes))
    bl_diag(&doc->diags, &doc->arena, "not UTF-8; read as windows-1252");
}

void bl_decoded_free(bl_decoded *d) {
  bl_buf_free(&d->text);
  BL_VEC_FREE(&d->runs);
}

void bl_map_piece(const bl_decoded *d, uint32_t *run, uint32_t at, uint32_t from, uint32_t n, bl_doc *doc) {
  uint32_t end = from + n;
  while (*run < d->runs.count && d->runs.items[*run].text + d->runs.items[*run].n <= from) (*run)++;
  for (uint32_t r = *run; r < d->runs.count && d->runs.items[r].text < end; r++) {
    bl_source_map m = d->runs.items[r];
    uint32_t low = m.text > from ? m.text : from, high = m.text + m.n < end ? m.text + m.n : end;
    if (high > low) BL_PUSH(&doc->source_map, ((bl_source_map){at + low - from, m.input + low - m.text, high - low}));
  }
}
