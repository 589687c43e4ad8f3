/* Recursive descent with a depth limit; every function stops at the end of the text. */
#include "read/json.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { DEPTH = 64 };

typedef struct json_reader {
  bl_arena *arena;
  bl_str s;
  size_t at;
} json_reader;

static char peek(json_reader *r) {
  while (r->at < r->s.n && isspace((unsigned char)r->s.p[r->at])) r->at++;
  return r->at < r->s.n ? r->s.p[r->at] : '\0';
}

static int hex4(json_reader *r) {
  int value = 0;
  for (int i = 0; i < 4; i++, r->at++) {
    if (r->at >= r->s.n || !isxdigit((unsigned char)r->s.p[r->at])) return BL_REPLACEMENT;
    int c = tolower((unsigned char)r->s.p[r->at]);
    value = value * 16 + (isdigit(c) ? c - '0' : c - 'a' + 10);
  }
  return value;
}

static void read_escape(json_reader *r, bl_buf *out) {
  static const char from[] = "nrtbf", to[] = "\n\n\t  ";
  if (r->at >= r->s.n) return;
  char c = r->s.p[r->at++];
  const char *known = c ? strchr(from, c) : NULL;
  if (known) {
    bl_buf_char(out, to[known - from]);
  } else if (c != 'u') {
    bl_buf_char(out, c);
  } else {
    uint32_t cp = (uint32_t)hex4(r);
    if (cp >= 0xD800 && cp < 0xDC00 && r->at + 1 < r->s.n && r->s.p[r->at] == '\\' && r->s.p[r->at + 1] == 'u') {
      r->at += 2;
      cp = 0x10000 + ((cp - 0xD800) << 10) + (((uint32_t)hex4(r) - 0xDC00) & 0x3FF);
    }
    bl_utf8_put(out, cp >= 0xD800 && cp < 0xE000 ? BL_REPLACEMENT : cp ? cp : ' ');
  }
}

static bl_str read_string(json_reader *r) {
  bl_buf out = {0};
  r->at++;
  while (r->at < r->s.n && r->s.p[r->at] != '"') {
    char c = r->s.p[r->at++];
    if (c == '\\') read_escape(r, &out);
    else bl_buf_char(&out, c);
  }
  r->at++;
  bl_buf clean = {0};
  bl_utf8_repair(&clean, bl_buf_view(&out));
  bl_str text = bl_str_copy(r->arena, bl_buf_view(&clean));
  bl_buf_free(&out);
  bl_buf_free(&clean);
  return text;
}

static bl_json *read_value(json_reader *r, int depth);

static void read_members(json_reader *r, bl_json *into, char close, int depth) {
  bl_json **tail = &into->first;
  r->at++;
  for (char c = peek(r); c && c != close; c = peek(r)) {
    size_t before = r->at;
    bl_str key = {0};
    if (c == ',') {
      r->at++;
      continue;
    }
    if (close == '}') {
      if (c != '"') break;
      key = read_string(r);
      if (peek(r) != ':') break;
      r->at++;
    }
    bl_json *value = read_value(r, depth + 1);
    value->key = key;
    *tail = value;
    tail = &value->next;
    if (r->at == before) break;
  }
  if (peek(r) == close) r->at++;
}

static bl_json *read_value(json_reader *r, int depth) {
  bl_json *v = BL_ARENA_NEW(r->arena, bl_json, 1);
  char c = peek(r);
  if (depth > DEPTH) {
    r->at = r->s.n;
  } else if (c == '"') {
    v->kind = BL_JSON_STRING;
    v->text = read_string(r);
  } else if (c == '{' || c == '[') {
    v->kind = c == '{' ? BL_JSON_OBJECT : BL_JSON_ARRAY;
    read_members(r, v, c == '{' ? '}' : ']', depth);
  } else {
    size_t begin = r->at;
    while (r->at < r->s.n && !strchr(",]} \n\r\t", r->s.p[r->at])) r->at++;
    v->text = bl_str_slice(r->s, begin, r->at);
  }
  return v;
}

bl_json *bl_json_read(bl_arena *arena, bl_str text) {
  json_reader r = {arena, text, 0};
  while (r.at < text.n && text.p[r.at] != '{' && text.p[r.at] != '[') r.at++;
  if (r.at + 8 < text.n && memcmp(text.p + r.at, "[CDATA[", 7) == 0) {
    r.at += 7;
    while (r.at < text.n && text.p[r.at] != '{' && text.p[r.at] != '[') r.at++;
  }
  return read_value(&r, 0);
}

const bl_json *bl_json_get(const bl_json *object, const char *key) {
  if (!object || object->kind != BL_JSON_OBJECT) return NULL;
  for (const bl_json *v = object->first; v; v = v->next)
    if (bl_str_eq_c(v->key, key)) return v;
  return NULL;
}

bl_str bl_json_string(const bl_json *v) {
  static const char *const names[] = {"name", "@value", "@id"};
  for (int depth = 0; v && depth < 4; depth++) {
    if (v->kind == BL_JSON_STRING) return v->text;
    if (v->kind == BL_JSON_OTHER) break;
    const bl_json *inner = NULL;
    for (int i = 0; i < 3 && !inner; i++) inner = bl_json_get(v, names[i]);
    v = v->kind == BL_JSON_ARRAY ? v->first : inner;
  }
  return BL_STR("");
}
