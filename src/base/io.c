/* Files by POSIX calls; see io.h. */
#include "base/io.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sink.h"

static bl_status io_error(const char *path, const char *what) {
  return bl_fail(BL_ERR_IO, "%s: cannot %s: %s", path, what, strerror(errno));
}

static bl_status read_all(int fd, const char *path, size_t limit, bl_buf *out) {
  char chunk[65536];
  size_t total = 0;
  for (;;) {
    ssize_t n = read(fd, chunk, sizeof chunk);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return io_error(path, "read");
    if (n == 0) return BL_OK;
    total += (size_t)n;
    if (total > limit) return bl_fail(BL_ERR_LIMIT, "%s: larger than %zu bytes", path, limit);
    bl_buf_add(out, chunk, (size_t)n);
  }
}

bl_status bl_read_file(const char *path, size_t limit, bl_buf *out) {
  bool standard = strcmp(path, "-") == 0;
  int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return io_error(path, "open");
  bl_status status = read_all(fd, standard ? "standard input" : path, limit, out);
  if (!standard) close(fd);
  return status;
}

bl_status bl_map_file(const char *path, bl_mapped *out) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return io_error(path, "open");
  struct stat st;
  if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size == 0) {
    close(fd);
    return bl_fail(BL_ERR_IO, "%s: not a file with content", path);
  }
  void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  close(fd);
  if (p == MAP_FAILED) return io_error(path, "map");
  *out = (bl_mapped){p, (size_t)st.st_size};
  return BL_OK;
}

void bl_unmap_file(bl_mapped *map) {
  if (map->p) munmap((void *)(uintptr_t)map->p, map->n);
  *map = (bl_mapped){0};
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

bl_status bl_list_dir(const char *dir, bl_arena *arena, bl_names *out) {
  DIR *handle = opendir(dir);
  if (!handle) return io_error(dir, "open folder");
  uint32_t first = out->count;
  struct dirent *entry;
  while ((entry = readdir(handle)))
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      BL_PUSH(out, bl_arena_strndup(arena, entry->d_name, strlen(entry->d_name)));
  closedir(handle);
  if (out->count > first) qsort(out->items + first, out->count - first, sizeof *out->items, by_bytes);
  return BL_OK;
}

bool bl_is_dir(const char *path) {
  struct stat st;
  return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool bl_exists(const char *path) {
  struct stat st;
  return stat(path, &st) == 0;
}

bl_status bl_make_dirs(const char *path) {
  char *copy = bl_strndup(path, strlen(path));
  bl_status status = BL_OK;
  for (char *p = copy + 1; status == BL_OK; p++) {
    if (*p != '/' && *p != '\0') continue;
    char end = *p;
    *p = '\0';
    if (mkdir(copy, 0777) != 0) {
      int reason = errno;
      if (!bl_is_dir(copy)) {
        errno = reason;
        status = io_error(copy, "make folder");
      }
    }
    *p = end;
    if (!end) break;
  }
  free(copy);
  return status;
}

bl_status bl_write_file(const char *path, bl_str bytes) {
  bl_sink sink;
  BL_TRY(bl_sink_open(&sink, path));
  bl_status status = bl_sink_put(&sink, bytes);
  return bl_sink_close(&sink, status == BL_OK);
}

bl_str bl_base_name(bl_str path) {
  size_t at = path.n;
  while (at && path.p[at - 1] != '/') at--;
  return bl_str_slice(path, at, path.n);
}

bl_str bl_stem(bl_str path) {
  bl_str base = bl_base_name(path);
  for (size_t i = base.n; i > 1; i--)
    if (base.p[i - 1] == '.') return bl_str_slice(base, 0, i - 1);
  return base;
}
