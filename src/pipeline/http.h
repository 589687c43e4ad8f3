/* HTTP requests to a service, over libcurl: polite (so many requests a second, Retry-After), patient (timeouts, a few
 * retries with growing pauses), bounded (16 MB a response, 5 redirects, http and https alone). Its clock only paces the
 * requests; what is answered does not depend on it. One client serves one thread at a time. */
#ifndef BL_PIPELINE_HTTP_H
#define BL_PIPELINE_HTTP_H

#include "base/status.h"
#include "base/str.h"

typedef struct bl_http bl_http;

/* `rate`: requests a second, at least 1. On success the caller closes it (NULL is fine there). */
bl_status bl_http_open(int rate, bl_http **out);
void bl_http_close(bl_http *http);

/* GET, or POST of a form when `form` has bytes (already encoded). The body is appended to *body. *code is the status of
 * the last answer, 0 if there was none. `retries`: further tries after what may pass (429, 500, 502 to 504, no
 * connection, no answer in 30 seconds). BL_ERR_IO with a message for anything but 200, BL_ERR_LIMIT for too much. */
bl_status bl_http_request(bl_http *http, const char *url, bl_str form, int retries, bl_buf *body, long *code);

/* Appends `text` percent-encoded for a form or a query. */
void bl_http_encode(bl_str text, bl_buf *out);

#endif
