/* A pool of threads over the list of inputs. Workers take the next input by number and put the result in its slot; the
 * calling thread collects slots in order. A window keeps workers from running far ahead of the collector, so memory
 * does not grow with the number of inputs. */
#include "pipeline/process.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WINDOW = 64 };
static const size_t WORKER_STACK = (size_t)8 << 20;

typedef struct work_pool {
  const bl_process *process;
  pthread_mutex_t lock;
  pthread_cond_t finished; /* a slot was filled */
  pthread_cond_t room;     /* the collector moved on */
  bl_result slots[WINDOW];
  bool ready[WINDOW];
  size_t next, collected, total;
  bool stop;
} work_pool;

typedef struct work_thread {
  work_pool *pool;
  int number;
} work_thread;

static const char *shown(const char *path) { return strcmp(path, "-") == 0 ? "standard input" : path; }

static void add_diagnostics(bl_result *result, const bl_doc *doc) {
  for (uint32_t i = 0; i < doc->diags.count; i++)
    bl_buf_printf(&result->diagnostics, "%s: %s\n", shown(result->path), doc->diags.items[i]);
}

/* bl_last_error() with the path in front, if it is not there already. */
static void add_failure(bl_result *result) {
  const char *message = bl_last_error();
  bool named = bl_str_starts(bl_str_from(message), bl_str_from(shown(result->path)));
  bl_buf_printf(&result->diagnostics, "%s%s%s\n", named ? "" : shown(result->path), named ? "" : ": ", message);
  result->failed = true;
}

static void run_documents(const bl_process *p, int number, bl_doc_list *docs, bl_result *result) {
  for (uint32_t i = 0; i < docs->count; i++) {
    bl_doc *doc = docs->items[i];
    bl_status status = bl_engine_run(p->engine, doc, p->options, p->last);
    if (status == BL_OK) status = p->work(p->user, number, doc, &result->out);
    add_diagnostics(result, doc);
    if (status != BL_OK) add_failure(result);
    result->documents++;
    result->sentences += doc->sentences.count;
    result->entities += doc->entities.count;
    result->claims += doc->claims.count;
    result->events += doc->events.count;
    bl_doc_free(doc);
  }
}

static void run_input(const bl_process *p, int number, size_t index, bl_result *result) {
  bl_doc_list docs = {0};
  result->path = p->inputs->paths.items[index];
  if (bl_engine_read(p->engine, result->path, p->options, &docs) != BL_OK) add_failure(result);
  run_documents(p, number, &docs, result);
  free(docs.items);
}

static void *work(void *argument) {
  work_thread *w = argument;
  work_pool *pool = w->pool;
  pthread_mutex_lock(&pool->lock);
  while (!pool->stop && pool->next < pool->total) {
    if (pool->next >= pool->collected + WINDOW) {
      pthread_cond_wait(&pool->room, &pool->lock);
      continue;
    }
    size_t index = pool->next++;
    pthread_mutex_unlock(&pool->lock);
    bl_result result = {0};
    run_input(pool->process, w->number, index, &result);
    pthread_mutex_lock(&pool->lock);
    pool->slots[index % WINDOW] = result;
    pool->ready[index % WINDOW] = true;
    pthread_cond_signal(&pool->finished);
  }
  pthread_mutex_unlock(&pool->lock);
  return NULL;
}

static void free_result(bl_result *result) {
  bl_buf_free(&result->out);
  bl_buf_free(&result->diagnostics);
}

static void report(const bl_options *options, const bl_result *result) {
  bl_str rest = bl_buf_view(&result->diagnostics), line;
  bl_arena arena = {0};
  while (options->diagnostic && rest.n && bl_str_next(&rest, '\n', &line))
    if (line.n) options->diagnostic(options->diagnostic_user, bl_str_dup(&arena, line));
  bl_arena_free(&arena);
}

/* Hands the finished results to the collector in order. Called and left with the lock held. */
static bl_status collect(work_pool *pool, size_t *failed) {
  const bl_process *p = pool->process;
  bl_status status = BL_OK;
  while (status == BL_OK && pool->collected < pool->total) {
    size_t slot = pool->collected % WINDOW;
    while (!pool->ready[slot]) pthread_cond_wait(&pool->finished, &pool->lock);
    bl_result result = pool->slots[slot];
    pool->ready[slot] = false;
    pool->collected++;
    pthread_cond_broadcast(&pool->room);
    pthread_mutex_unlock(&pool->lock);
    *failed += result.failed;
    report(p->options, &result);
    if (p->collect) status = p->collect(p->user, &result);
    if (p->options->progress) p->options->progress(p->options->progress_user, pool->collected, pool->total);
    free_result(&result);
    pthread_mutex_lock(&pool->lock);
  }
  pool->stop = true;
  pthread_cond_broadcast(&pool->room);
  return status;
}

int bl_jobs(const bl_options *options, const bl_inputs *inputs) {
  long cores = sysconf(_SC_NPROCESSORS_ONLN);
  long jobs = options->jobs > 0 ? options->jobs : cores > 0 ? cores : 1;
  if (jobs > 256) jobs = 256;
  if (jobs > (long)inputs->paths.count) jobs = (long)inputs->paths.count;
  return jobs < 1 ? 1 : (int)jobs;
}

static int start_workers(work_pool *pool, work_thread *workers, pthread_t *threads, int jobs) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, WORKER_STACK);
  int started = 0;
  for (; started < jobs; started++) {
    workers[started] = (work_thread){pool, started};
    if (pthread_create(&threads[started], &attributes, work, &workers[started]) != 0) break;
  }
  pthread_attr_destroy(&attributes);
  return started;
}

bl_status bl_process_run(const bl_process *process, size_t *failed) {
  int jobs = bl_jobs(process->options, process->inputs);
  work_pool *pool = bl_calloc(1, sizeof *pool);
  work_thread *workers = bl_calloc((size_t)jobs, sizeof *workers);
  pthread_t *threads = bl_calloc((size_t)jobs, sizeof *threads);
  pool->process = process;
  pool->total = process->inputs->paths.count;
  pthread_mutex_init(&pool->lock, NULL);
  pthread_cond_init(&pool->finished, NULL);
  pthread_cond_init(&pool->room, NULL);
  *failed = 0;
  bl_status status = BL_OK;
  int started = start_workers(pool, workers, threads, jobs);
  if (!started) status = bl_fail(BL_ERR_LIMIT, "cannot start a thread");
  pthread_mutex_lock(&pool->lock);
  if (started) status = collect(pool, failed);
  pthread_mutex_unlock(&pool->lock);
  for (int i = 0; i < started; i++) pthread_join(threads[i], NULL);
  for (int i = 0; i < WINDOW; i++)
    if (pool->ready[i]) free_result(&pool->slots[i]);
  pthread_cond_destroy(&pool->finished);
  pthread_cond_destroy(&pool->room);
  pthread_mutex_destroy(&pool->lock);
  free(threads);
  free(workers);
  free(pool);
  return status;
}
