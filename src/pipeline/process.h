/* Many inputs through the pipeline on several threads, with results in the order of the inputs. */
#ifndef BL_PIPELINE_PROCESS_H
#define BL_PIPELINE_PROCESS_H

#include "pipeline/engine.h"
#include "pipeline/inputs.h"

/* What a worker makes of one document. Runs on a worker's thread; `worker` is 0 .. jobs-1, so that it may index
 * resources made beforehand for each thread. May append to `out`, which the collector gets. */
typedef bl_status (*bl_work)(void *user, int worker, bl_doc *doc, bl_buf *out);

/* Gets the results of one input on the calling thread, in order. `counts` are summed over its documents. */
typedef struct bl_result {
  const char *path;
  bl_buf out;
  bl_buf diagnostics; /* lines "file: message" */
  size_t documents, sentences, entities, claims, events;
  bool failed;
} bl_result;
typedef bl_status (*bl_collect)(void *user, const bl_result *result);

typedef struct bl_process {
  const bl_engine *engine;
  const bl_inputs *inputs;
  const bl_options *options;
  bl_stage last;
  bl_work work;
  bl_collect collect; /* may be NULL */
  void *user;
} bl_process;

/* How many threads `options` ask for, at least 1 and no more than there are inputs. */
int bl_jobs(const bl_options *options, const bl_inputs *inputs);

/* Runs all inputs. An input that cannot be read or worked on becomes a diagnostic and a failed result; a collector that
 * fails (a full disk, a closed pipe) ends the run with its status. *failed counts failed inputs. */
bl_status bl_process_run(const bl_process *process, size_t *failed);

#endif
