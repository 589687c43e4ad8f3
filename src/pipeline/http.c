/* See http.h. Between two requests there is at least 1/rate second, also between tries; a try that failed waits 1, 2,
 * 4, ... seconds, or what Retry-After says if that is longer, up to a limit. */
#include "pipeline/http.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "pipeline/byline.h"

enum { BODY_LIMIT = 16 << 20, CONNECT_SECONDS = 10, ANSWER_SECONDS = 30, LONGEST_PAUSE = 120, REDIRECTS = 5 };

struct bl_http {
  CURL *curl;
  int64_t interval, next; /* nanoseconds; of the monotonic clock: not before */
  char error[CURL_ERROR_SIZE];
};

static pthread_once_t curl_once = PTHREAD_ONCE_INIT;

static void start_curl(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

bl_status bl_http_open(int rate, bl_http **out) {
  enum { SECOND = 1000000000 };
  *out = NULL;
  pthread_once(&curl_once, start_curl);
  CURL *curl = curl_easy_init();
  if (!curl) return bl_fail(BL_ERR_IO, "libcurl cannot start");
  bl_http *http = bl_calloc(1, sizeof *http);
  *http = (bl_http){.curl = curl, .interval = SECOND / (rate > 0 ? rate : 1)};
  *out = http;
  return BL_OK;
}

void bl_http_close(bl_http *http) {
  if (!http) return;
  curl_easy_cleanup(http->curl);
  free(http);
}

void bl_http_encode(bl_str text, bl_buf *out) {
  static const char plain[] = "-._~";
  for (size_t i = 0; i < text.n; i++) {
    unsigned char c = (unsigned char)text.p[i];
    bool safe = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c && strchr(plain, c));
    if (safe) bl_buf_char(out, (char)c);
    else bl_buf_printf(out, "%%%02X", c);
  }
}

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void pace(bl_http *http) {
  int64_t wait = http->next - now();
  if (wait > 0) {
    struct timespec t = {(time_t)(wait / 1000000000), (long)(wait % 1000000000)};
    nanosleep(&t, NULL);
  }
  http->next = now() + http->interval;
}

static size_t receive(char *bytes, size_t size, size_t count, void *user) {
  bl_buf *body = user;
  if (body->n + size * count > BODY_LIMIT) return 0;
  bl_buf_add(body, bytes, size * count);
  return size * count;
}

/* A service on this machine is never asked through a proxy. */
static bool is_local(const char *url) {
  const char *host = strstr(url, "://");
  if (!host) return false;
  host += 3;
  size_t n = strcspn(host, "/?#"), port = 0;
  bool six = host[0] == '[';
  for (port = n; port && host[port - 1] >= '0' && host[port - 1] <= '9';) port--;
  if (port && port < n && host[port - 1] == ':' && (!six || host[port - 2] == ']')) n = port - 1;
  bl_str name = {host, n};
  bool four = bl_str_starts(name, BL_STR("127.")) && strspn(host, "0123456789.") == n;
  return four || bl_str_eq_nocase(name, BL_STR("localhost")) || bl_str_eq_c(name, "[::1]");
}

static void prepare(bl_http *http, const char *url, bl_str form, bl_buf *body) {
  CURL *c = http->curl;
  curl_easy_reset(c);
  curl_easy_setopt(c, CURLOPT_URL, url);
  curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(c, CURLOPT_MAXREDIRS, (long)REDIRECTS);
  curl_easy_setopt(c, CURLOPT_POSTREDIR, (long)CURL_REDIR_POST_ALL);
  curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
  curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)ANSWER_SECONDS);
  curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(c, CURLOPT_USERAGENT, "byline/" BYLINE_VERSION);
  curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, receive);
  curl_easy_setopt(c, CURLOPT_WRITEDATA, body);
  curl_easy_setopt(c, CURLOPT_ERRORBUFFER, http->error);
  if (is_local(url)) curl_easy_setopt(c, CURLOPT_NOPROXY, "*");
  if (form.n) {
    curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)form.n);
    curl_easy_setopt(c, CURLOPT_POSTFIELDS, form.p);
  }
}

static bool may_pass(CURLcode result, long code) {
  if (result == CURLE_OK) return code == 429 || code == 500 || (code >= 502 && code <= 504);
  return result == CURLE_COULDNT_CONNECT || result == CURLE_OPERATION_TIMEDOUT || result == CURLE_GOT_NOTHING ||
         result == CURLE_RECV_ERROR || result == CURLE_SEND_ERROR || result == CURLE_PARTIAL_FILE;
}

/* Seconds that the service asks to wait, 0 if it does not say. */
static int64_t asked_pause(bl_http *http) {
  curl_off_t seconds = 0;
  curl_easy_getinfo(http->curl, CURLINFO_RETRY_AFTER, &seconds);
  return seconds > 0 ? (int64_t)seconds : 0;
}

static bl_status give_up(bl_http *http, const char *url, CURLcode result, long code) {
  if (result == CURLE_WRITE_ERROR) return bl_fail(BL_ERR_LIMIT, "%s: the answer is longer than %d MB", url, BODY_LIMIT >> 20);
  if (result != CURLE_OK) return bl_fail(BL_ERR_IO, "%s: %s", url, http->error[0] ? http->error : curl_easy_strerror(result));
  return bl_fail(BL_ERR_IO, "%s: the service answered with HTTP status %ld", url, code);
}

bl_status bl_http_request(bl_http *http, const char *url, bl_str form, int retries, bl_buf *body, long *code) {
  size_t before = body->n;
  *code = 0;
  for (int tries = 0;; tries++) {
    http->error[0] = '\0';
    prepare(http, url, form, body);
    pace(http);
    CURLcode result = curl_easy_perform(http->curl);
    if (result == CURLE_OK) curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, code);
    if (result == CURLE_OK && *code == 200) return BL_OK;
    body->n = before;
    int64_t pause = asked_pause(http);
    if (tries >= retries || !may_pass(result, *code)) return give_up(http, url, result, *code);
    if (pause > LONGEST_PAUSE)
      return bl_fail(BL_ERR_IO, "%s: the service asks to wait %lld seconds", url, (long long)pause);
    if (pause < (int64_t)1 << tries) pause = (int64_t)1 << tries;
    http->next = now() + pause * 1000000000;
  }
}
