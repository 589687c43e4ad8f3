/* See service.h. JSON is read and written by jansson, keys in the order of insertion, so a query has one form and one
 * digest. */
#include "pipeline/service.h"

#include <jansson.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/map.h"
#include "base/sha256.h"
#include "doc/doc.h"
#include "pipeline/http.h"

enum { BATCH = 20, CANDIDATES = 5, RETRIES = 3, FIRST_RETRIES = 1, DEFAULT_RATE = 5, ANSWER_LIMIT = 1 << 20 };

struct bl_service {
  bl_service_options options;
  bl_http *http;
  bl_arena arena;
  pthread_mutex_t lock;
  char *space;                  /* identifierSpace */
  char *types[BL_ET_COUNT];     /* the service's type id, NULL: none */
  bool by_get;                  /* the service takes no POST */
  bl_map known;                 /* digest -> index in `answers` */
  BL_VEC(bl_service_answer) answers;
  bl_status broken;             /* what ended all asking */
  char *why;
};

/* ---- the cache --------------------------------------------------------------------------------------------------- */

/* Digest of the service and a text sent to it. */
static bl_str digest_of(bl_service *s, const char *what) {
  char hex[65];
  bl_buf both = {0};
  bl_buf_printf(&both, "%s\n%s", s->options.url, what);
  bl_sha256_hex(bl_buf_view(&both), hex);
  bl_buf_free(&both);
  return bl_str_from(bl_arena_strndup(&s->arena, hex, 64));
}

static const char *cache_path(bl_service *s, bl_str digest) {
  return bl_arena_printf(&s->arena, "%s/%.2s/%s.json", s->options.cache, digest.p, digest.p);
}

/* What the cache holds for a digest, NULL if nothing that can be read. */
static json_t *cached(bl_service *s, bl_str digest) {
  if (!s->options.cache) return NULL;
  const char *path = cache_path(s, digest);
  bl_buf bytes = {0};
  json_t *json = NULL;
  if (bl_exists(path) && bl_read_file(path, ANSWER_LIMIT, &bytes) == BL_OK) json = json_loadb(bytes.p, bytes.n, 0, NULL);
  bl_buf_free(&bytes);
  return json;
}

static bl_status keep(bl_service *s, bl_str digest, const json_t *json) {
  if (!s->options.cache) return BL_OK;
  const char *path = cache_path(s, digest);
  char *text = json_dumps(json, JSON_COMPACT | JSON_PRESERVE_ORDER);
  if (!text) return bl_fail(BL_ERR_FORMAT, "%s: an answer that is no JSON", s->options.url);
  bl_status status = bl_make_dirs(bl_arena_printf(&s->arena, "%s/%.2s", s->options.cache, digest.p));
  if (status == BL_OK) status = bl_write_file(path, bl_str_from(text));
  free(text);
  return status;
}

/* ---- requests ---------------------------------------------------------------------------------------------------- */

static bl_status parse(bl_service *s, bl_str body, json_t **out) {
  json_error_t error;
  *out = json_loadb(body.p ? body.p : "", body.n, JSON_REJECT_DUPLICATES, &error);
  if (!*out) return bl_fail(BL_ERR_FORMAT, "%s: not JSON: line %d, column %d: %s", s->options.url, error.line, error.column, error.text);
  return BL_OK;
}

/* The URL with the parameter `queries` behind it. */
static char *query_url(bl_service *s, bl_str form) {
  const char *joint = strchr(s->options.url, '?') ? "&" : "?";
  return bl_arena_printf(&s->arena, "%s%s" BL_STR_FMT, s->options.url, joint, BL_STR_ARG(form));
}

/* Sends a batch: by POST, or by GET to a service that refuses it. */
static bl_status send(bl_service *s, const json_t *batch, json_t **out) {
  bl_buf form = {0}, body = {0};
  long code = 0;
  char *text = json_dumps(batch, JSON_COMPACT | JSON_PRESERVE_ORDER);
  bl_buf_c(&form, "queries=");
  bl_http_encode(bl_str_from(text), &form);
  free(text);
  bl_status status = BL_OK;
  if (!s->by_get) {
    status = bl_http_request(s->http, s->options.url, bl_buf_view(&form), RETRIES, &body, &code);
    s->by_get = status != BL_OK && (code == 404 || code == 405 || code == 501);
  }
  if (s->by_get) status = bl_http_request(s->http, query_url(s, bl_buf_view(&form)), (bl_str){0}, RETRIES, &body, &code);
  if (status == BL_OK) status = parse(s, bl_buf_view(&body), out);
  bl_buf_free(&form);
  bl_buf_free(&body);
  return status;
}

/* ---- manifest ---------------------------------------------------------------------------------------------------- */

/* Whether the manifest speaks 0.1 or 0.2; without versions it is 0.1. */
static bool speaks(const json_t *manifest) {
  const json_t *versions = json_object_get(manifest, "versions");
  if (!json_is_array(versions)) return true;
  for (size_t i = 0; i < json_array_size(versions); i++) {
    const char *version = json_string_value(json_array_get(versions, i));
    if (version && (strcmp(version, "0.1") == 0 || strcmp(version, "0.2") == 0)) return true;
  }
  return false;
}

static bool same_word(const char *a, const char *b) { return a && bl_str_eq_nocase(bl_str_from(a), bl_str_from(b)); }

/* The id of the manifest's default type with this name. */
static const char *default_type(const json_t *manifest, const char *name) {
  const json_t *types = json_object_get(manifest, "defaultTypes");
  for (size_t i = 0; i < json_array_size(types); i++) {
    const json_t *type = json_array_get(types, i);
    const char *id = json_string_value(json_is_string(type) ? type : json_object_get(type, "id"));
    const char *label = json_string_value(json_object_get(type, "name"));
    if (id && (same_word(id, name) || same_word(label, name))) return id;
  }
  return NULL;
}

/* The names under which a service may know a type, the narrowest first. */
static const char *type_id(const json_t *manifest, bl_etype type) {
  const char *names[6] = {bl_etype_name(type)};
  int count = 1;
  if (type == BL_ET_PERSON) names[count++] = "human";
  if (bl_etype_is_place(type)) names[count++] = "place", names[count++] = "location", names[count++] = "geographic location";
  if (type >= BL_ET_ARMED_GROUP && type <= BL_ET_MEDIA_OUTLET) names[count++] = "organization", names[count++] = "organisation";
  for (int i = 0; i < count; i++) {
    const char *id = names[i] ? default_type(manifest, names[i]) : NULL;
    if (id) return id;
  }
  return NULL;
}

/* "Person=Q5,City=Q515" of the options over what the manifest says. */
static bl_status read_types(bl_service *s, const json_t *manifest) {
  for (int i = 0; i < BL_ET_COUNT; i++) {
    const char *id = type_id(manifest, (bl_etype)i);
    if (id) s->types[i] = bl_arena_strndup(&s->arena, id, strlen(id));
  }
  bl_str rest = bl_str_from(s->options.types), pair, name;
  while (rest.n && bl_str_next(&rest, ',', &pair)) {
    bl_str id = pair;
    int type = bl_str_next(&id, '=', &name) ? bl_etype_parse(bl_str_trim(name)) : -1;
    if (type < 0 || !bl_str_trim(id).n)
      return bl_fail(BL_ERR_USAGE, "types: '" BL_STR_FMT "' is not TYPE=ID with a type of the ontology", BL_STR_ARG(pair));
    s->types[type] = bl_str_dup(&s->arena, bl_str_trim(id));
  }
  return BL_OK;
}

static bl_status take_manifest(bl_service *s, const json_t *manifest) {
  const char *space = json_string_value(json_object_get(manifest, "identifierSpace"));
  const char *name = json_string_value(json_object_get(manifest, "name"));
  if (!space || !name) return bl_fail(BL_ERR_FORMAT, "%s: not a reconciliation service: its manifest has no name or identifierSpace", s->options.url);
  if (!speaks(manifest)) return bl_fail(BL_ERR_FORMAT, "%s: speaks neither version 0.1 nor 0.2 of the reconciliation API", s->options.url);
  s->space = bl_arena_strndup(&s->arena, space, strlen(space));
  return read_types(s, manifest);
}

static bl_status read_manifest(bl_service *s) {
  bl_str digest = digest_of(s, "manifest");
  json_t *manifest = cached(s, digest);
  bl_status status = BL_OK;
  if (!manifest) {
    bl_buf body = {0};
    long code = 0;
    status = bl_http_request(s->http, s->options.url, (bl_str){0}, FIRST_RETRIES, &body, &code);
    if (status == BL_OK) status = parse(s, bl_buf_view(&body), &manifest);
    if (status == BL_ERR_FORMAT) bl_fail_prefix(status, "not a reconciliation service");
    bl_buf_free(&body);
    if (status == BL_OK) status = take_manifest(s, manifest);
    if (status == BL_OK) status = keep(s, digest, manifest);
  } else {
    status = take_manifest(s, manifest);
  }
  json_decref(manifest);
  return status;
}

bl_status bl_service_open(const bl_service_options *options, bl_service **out) {
  *out = NULL;
  bl_str url = bl_str_from(options->url);
  if (!bl_str_starts(url, BL_STR("http://")) && !bl_str_starts(url, BL_STR("https://")))
    return bl_fail(BL_ERR_USAGE, "%s: not the URL of a service (http or https)", options->url);
  bl_service *s = bl_calloc(1, sizeof *s);
  s->options = *options;
  s->options.url = bl_str_dup(&s->arena, url);
  pthread_mutex_init(&s->lock, NULL);
  bl_status status = bl_http_open(options->rate ? options->rate : DEFAULT_RATE, &s->http);
  if (status == BL_OK) status = read_manifest(s);
  if (status != BL_OK) {
    bl_service_close(s);
    return status;
  }
  *out = s;
  return BL_OK;
}

void bl_service_close(bl_service *s) {
  if (!s) return;
  bl_http_close(s->http);
  bl_map_free(&s->known);
  BL_VEC_FREE(&s->answers);
  pthread_mutex_destroy(&s->lock);
  bl_arena_free(&s->arena);
  free(s);
}

/* ---- queries ----------------------------------------------------------------------------------------------------- */

static json_t *query_json(const bl_service *s, const bl_service_query *q) {
  json_t *json = json_object();
  json_object_set_new(json, "query", json_stringn(q->name.p, q->name.n));
  if (q->type < BL_ET_COUNT && s->types[q->type]) json_object_set_new(json, "type", json_string(s->types[q->type]));
  json_object_set_new(json, "limit", json_integer(CANDIDATES));
  if (s->options.country && q->country.n) {
    json_t *property = json_object(), *list = json_array();
    json_object_set_new(property, "pid", json_string(s->options.country));
    json_object_set_new(property, "v", json_stringn(q->country.p, q->country.n));
    json_array_append_new(list, property);
    json_object_set_new(json, "properties", list);
  }
  return json;
}

static int32_t score_of(const json_t *candidate) {
  double score = json_number_value(json_object_get(candidate, "score")) * 100;
  return score > 1e9 ? 1000000000 : score < -1e9 ? -1000000000 : (int32_t)(score < 0 ? score - 0.5 : score + 0.5);
}

/* Text, or a number as services with numbered things give it. */
static bl_str text_of(bl_service *s, const json_t *value) {
  if (json_is_string(value)) return bl_str_copy(&s->arena, (bl_str){json_string_value(value), json_string_length(value)});
  if (json_is_integer(value)) return bl_str_from(bl_arena_printf(&s->arena, "%lld", (long long)json_integer_value(value)));
  return (bl_str){0};
}

static void put_iri(bl_str text, bl_buf *out) {
  for (size_t i = 0; i < text.n; i++) {
    unsigned char c = (unsigned char)text.p[i];
    if (c <= ' ' || strchr("<>\"{}|^`\\", c)) bl_buf_printf(out, "%%%02X", c);
    else bl_buf_char(out, (char)c);
  }
}

/* Identifier space and id, with what no IRI may hold percent-encoded. */
static bl_str iri_of(bl_service *s, bl_str id) {
  bl_buf iri = {0};
  put_iri(bl_str_from(s->space), &iri);
  put_iri(id, &iri);
  bl_str copy = bl_str_copy(&s->arena, bl_buf_view(&iri));
  bl_buf_free(&iri);
  return copy;
}

/* A name on one line. */
static bl_str one_line(bl_str text, bl_arena *arena) {
  char *copy = bl_arena_strndup(arena, text.p ? text.p : "", text.n);
  for (size_t i = 0; i < text.n; i++)
    if ((unsigned char)copy[i] < ' ') copy[i] = ' ';
  return (bl_str){copy, text.n};
}

/* The candidate that the service calls a match, else the one with the highest score (the first of equals). */
static bl_service_answer answer_of(bl_service *s, const json_t *result) {
  const json_t *best = NULL;
  size_t equals = 0;
  for (size_t i = 0; i < json_array_size(result); i++) {
    const json_t *candidate = json_array_get(result, i);
    if (!json_is_object(candidate) || !text_of(s, json_object_get(candidate, "id")).n) continue;
    bool match = json_is_true(json_object_get(candidate, "match")), sure = best && json_is_true(json_object_get(best, "match"));
    if (!best || (match && !sure) || (match == sure && score_of(candidate) > score_of(best))) best = candidate, equals = 1;
    else equals += score_of(candidate) == score_of(best);
  }
  bl_service_answer answer = {.score = 0};
  if (!best) return answer;
  answer.id = text_of(s, json_object_get(best, "id"));
  answer.name = one_line(text_of(s, json_object_get(best, "name")), &s->arena);
  answer.iri = iri_of(s, answer.id);
  answer.score = score_of(best);
  bool above = s->options.least_score > 0 && answer.score >= s->options.least_score * 100 && equals == 1;
  answer.match = json_is_true(json_object_get(best, "match")) || above;
  return answer;
}

static bl_status refused(bl_service *s, const json_t *response) {
  const char *message = json_string_value(json_object_get(response, "message"));
  if (!message) message = json_string_value(json_object_get(response, "error"));
  return bl_fail(BL_ERR_FORMAT, "%s: not the answers of a reconciliation service%s%s", s->options.url, message ? ": " : "",
                 message ? message : "");
}

static void learn(bl_service *s, bl_str digest, const json_t *result) {
  bl_map_put(&s->known, digest, s->answers.count);
  bl_service_answer answer = answer_of(s, result);
  BL_PUSH(&s->answers, answer);
}

/* Sends queries [0, count) that nothing is known of. */
static bl_status ask_batch(bl_service *s, json_t *const *queries, const bl_str *digests, size_t count) {
  json_t *batch = json_object(), *response = NULL;
  char key[24];
  for (size_t i = 0; i < count; i++) {
    snprintf(key, sizeof key, "q%zu", i);
    json_object_set(batch, key, queries[i]);
  }
  bl_status status = send(s, batch, &response);
  for (size_t i = 0; status == BL_OK && i < count; i++) {
    snprintf(key, sizeof key, "q%zu", i);
    const json_t *result = json_object_get(json_object_get(response, key), "result");
    if (!json_is_array(result)) {
      status = refused(s, response);
    } else {
      learn(s, digests[i], result);
      status = keep(s, digests[i], result);
    }
  }
  json_decref(response);
  json_decref(batch);
  return status;
}

static bl_status ask_all(bl_service *s, const bl_service_query *queries, size_t count, bl_str *digests) {
  json_t *waiting[BATCH];
  bl_str keys[BATCH];
  size_t n = 0;
  bl_map asked = {0};
  bl_status status = BL_OK;
  for (size_t i = 0; i < count && status == BL_OK; i++) {
    json_t *query = query_json(s, &queries[i]);
    char *text = json_dumps(query, JSON_COMPACT | JSON_PRESERVE_ORDER);
    digests[i] = digest_of(s, text ? text : "");
    free(text);
    json_t *old = NULL;
    if (bl_map_get(&s->known, digests[i]) != BL_NONE || bl_map_get(&asked, digests[i]) != BL_NONE) {
      json_decref(query);
    } else if ((old = cached(s, digests[i]))) {
      learn(s, digests[i], old);
      json_decref(old);
      json_decref(query);
    } else {
      bl_map_put(&asked, digests[i], 1);
      waiting[n] = query;
      keys[n++] = digests[i];
    }
    if (n == BATCH || (n && i + 1 == count)) {
      status = ask_batch(s, waiting, keys, n);
      while (n) json_decref(waiting[--n]);
    }
  }
  bl_map_free(&asked);
  return status;
}

bl_status bl_service_ask(bl_service *s, const bl_service_query *queries, size_t count, bl_service_answer *answers) {
  pthread_mutex_lock(&s->lock);
  bl_status status = s->broken;
  bl_str *digests = BL_ARENA_NEW(&s->arena, bl_str, count);
  if (status != BL_OK) {
    bl_fail(status, "%s", s->why);
  } else {
    status = ask_all(s, queries, count, digests);
    if (status != BL_OK) {
      s->broken = status;
      s->why = bl_arena_printf(&s->arena, "%s", bl_last_error());
    }
  }
  for (size_t i = 0; status == BL_OK && i < count; i++) answers[i] = s->answers.items[bl_map_get(&s->known, digests[i])];
  pthread_mutex_unlock(&s->lock);
  return status;
}
