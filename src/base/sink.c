/* Files by POSIX calls; see sink.h. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "base/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAITING_LIMIT = 1 << 16 };

static bl_status sink_error(const char *path, const char *what) {
  return bl_fail(BL_ERR_IO, "%s: cannot %s: %s", path, what, strerror(errno));
}

/* Cannot be replaced by rename. */
static bool is_special(const char *path) {
  struct stat st;
  return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

bl_status bl_sink_open(bl_sink *sink, const char *path) {
  *sink = (bl_sink){.path = path};
  if (strcmp(path, "-") == 0) {
    sink->path = "standard output";
    sink->fd = STDOUT_FILENO;
    return BL_OK;
  }
  if (is_special(path)) {
    sink->fd = open(path, O_WRONLY | O_CLOEXEC);
    return sink->fd < 0 ? sink_error(path, "open") : BL_OK;
  }
  sink->target = realpath(path, NULL); /* a link stays one */
  if (!sink->target) {
    bl_buf copy = {0};
    bl_buf_printf(&copy, "%s", path);
    sink->target = copy.p;
  }
  bl_buf name = {0};
  bl_buf_printf(&name, "%s.%ld.tmp", sink->target, (long)getpid());
  sink->temporary = name.p;
  sink->fd = open(sink->temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (sink->fd >= 0) return BL_OK;
  bl_status status = sink_error(sink->temporary, "create");
  free(sink->temporary);
  free(sink->target);
  return status;
}

static void write_all(bl_sink *sink, bl_str bytes) {
  while (bytes.n && sink->status == BL_OK) {
    ssize_t n = write(sink->fd, bytes.p, bytes.n);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      sink->status = sink_error(sink->path, "write");
      return;
    }
    bytes.p += n;
    bytes.n -= (size_t)n;
  }
}

bl_status bl_sink_put(bl_sink *sink, bl_str bytes) {
  if (bytes.n >= WAITING_LIMIT || sink->waiting.n + bytes.n > WAITING_LIMIT) {
    write_all(sink, bl_buf_view(&sink->waiting));
    bl_buf_clear(&sink->waiting);
  }
  if (bytes.n >= WAITING_LIMIT)
    write_all(sink, bytes);
  else
    bl_buf_str(&sink->waiting, bytes);
  return sink->status;
}

bl_status bl_sink_close(bl_sink *sink, bool keep) {
  if (keep) write_all(sink, bl_buf_view(&sink->waiting));
  bl_buf_free(&sink->waiting);
  bool keeping = keep && sink->status == BL_OK;
  if (keeping && sink->temporary && fsync(sink->fd) != 0) sink->status = sink_error(sink->path, "write");
  if (sink->fd != STDOUT_FILENO && close(sink->fd) != 0 && sink->status == BL_OK) sink->status = sink_error(sink->path, "close");
  if (sink->temporary && keeping && sink->status == BL_OK && rename(sink->temporary, sink->target) != 0)
    sink->status = sink_error(sink->path, "rename to");
  if (sink->temporary && (!keep || sink->status != BL_OK)) unlink(sink->temporary);
  free(sink->temporary);
  free(sink->target);
  return sink->status;
}
