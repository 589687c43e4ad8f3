/* An article as one JSON object a line (RFC 8259). Text is valid UTF-8, so only quotes, backslashes and controls are
 * escaped. */
#include "doc/dump_text.h"

#include <stdio.h>

void bl_dump_json_string(bl_str s, bl_buf *out) {
  bl_buf_char(out, '"');
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (c == '"' || c == '\\') bl_buf_printf(out, "\\%c", c);
    else if (c == '\n') bl_buf_c(out, "\\n");
    else if (c == '\t') bl_buf_c(out, "\\t");
    else if (c < 32) bl_buf_printf(out, "\\u%04x", c);
    else bl_buf_char(out, (char)c);
  }
  bl_buf_char(out, '"');
}

static void put_member(const char *key, bl_str value, bl_buf *out) {
  bl_buf_printf(out, ", \"%s\": ", key);
  if (value.n) bl_dump_json_string(value, out);
  else bl_buf_c(out, "null");
}

static void put_date(bl_date d, bl_buf *out) {
  char text[48];
  int n = 0;
  if (d.year) n = snprintf(text, sizeof text, "%04d", d.year);
  if (d.year && d.month) n += snprintf(text + n, sizeof text - (size_t)n, "-%02d", d.month);
  if (d.year && d.month && d.day) n += snprintf(text + n, sizeof text - (size_t)n, "-%02d", d.day);
  if (d.day && d.hour >= 0) n += snprintf(text + n, sizeof text - (size_t)n, "T%02d:%02d", d.hour, d.minute < 0 ? 0 : d.minute);
  if (d.day && d.hour >= 0 && d.zone != INT16_MIN) {
    int zone = d.zone < 0 ? -d.zone : d.zone;
    n += snprintf(text + n, sizeof text - (size_t)n, "%c%02d:%02d", d.zone < 0 ? '-' : '+', zone / 60, zone % 60);
  }
  put_member("date", (bl_str){text, (size_t)n}, out);
}

void bl_dump_text_json(const bl_doc *doc, bl_buf *out) {
  bl_buf_c(out, "{\"name\": ");
  bl_dump_json_string(doc->name, out);
  put_member("title", doc->meta.title, out);
  put_date(doc->meta.published, out);
  put_member("author", doc->meta.author, out);
  put_member("publisher", doc->meta.publisher, out);
  put_member("url", doc->meta.url, out);
  put_member("language", doc->meta.language, out);
  bl_buf_c(out, ", \"text\": ");
  bl_dump_json_string(doc->text, out);
  bl_buf_c(out, "}\n");
}
