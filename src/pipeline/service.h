/* A client of the Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group; 0.1 is the same but for
 * optional parts of the manifest): names in batches to the service, candidates with scores back.
 *
 * Every answer is kept by the digest of service and query, in memory and, with a cache folder, on disk (one file an
 * answer, written whole or not at all), so a name is asked once and a run with a full cache needs no network. Safe for
 * several threads: one batch is on its way at a time. After a failure that retries do not mend all further asking fails
 * with the same message. */
#ifndef BL_PIPELINE_SERVICE_H
#define BL_PIPELINE_SERVICE_H

#include "base/status.h"
#include "base/str.h"
#include "pipeline/byline.h"

typedef struct bl_service bl_service;

typedef struct bl_service_query {
  bl_str name;
  uint8_t type;   /* bl_etype: sent as the service's type for it, if there is one */
  bl_str country; /* value of the property that bl_service_options names; empty: none */
} bl_service_query;

typedef struct bl_service_answer {
  bl_str id, name;  /* of the best candidate; empty: none */
  bl_str iri;       /* identifier space and id */
  int32_t score;    /* hundredths, as the service counts */
  bool match;       /* the service is sure, or the score is above the bar and no other candidate's is as high */
} bl_service_answer;

/* Reads the manifest. BL_ERR_USAGE for a URL that is none, BL_ERR_IO when the service cannot be had, BL_ERR_FORMAT when
 * what answers is no reconciliation service. On success the caller closes it (NULL is fine there). */
bl_status bl_service_open(const bl_service_options *options, bl_service **out);
void bl_service_close(bl_service *service);

/* Answers for all queries, in their order; strings live as long as the service. */
bl_status bl_service_ask(bl_service *service, const bl_service_query *queries, size_t count, bl_service_answer *answers);

#endif
