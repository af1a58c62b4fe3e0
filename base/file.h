// SPDX-License-Identifier: MIT
// Files: bounded reading, atomic writing, mapping, walking folders in sorted order.
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

// Reads the whole of `path` into `out` (cleared first). More than `limit` bytes is DL_EFORMAT.
// Errors: DL_ENOTFOUND, DL_EIO (also for a folder), DL_EFORMAT, DL_ENOMEM.
enum dl_status file_read(struct buf *out, const char *path, size_t limit, struct dl_err *err);

// Writes `data` to `path` so that at any moment, also after a kill or a power cut, `path` is the old file or
// the whole new one: temporary file beside it, fsync, rename, fsync of the folder. Mode 0666 less the umask.
// Temporary files of `path` that killed processes left are removed. Two threads may not write one `path` at
// once.
enum dl_status file_write(const char *path, struct str data, struct dl_err *err);

// A new temporary file beside `path`, mode 0600, its name in `name`: PATH.dateline-tmp-XXXXXX. It is locked
// (fcntl) until *fd is closed; those without a lock were left by killed processes and are removed first.
// Errors: DL_EIO, DL_ENOMEM.
enum dl_status file_temp(struct buf *name, int *fd, const char *path, struct dl_err *err);

bool file_exists(const char *path);
bool file_is_dir(const char *path);

// Makes a folder and its missing parents; an existing folder is fine.
enum dl_status file_mkdirs(const char *path, struct dl_err *err);

// A file mapped read-only; the bytes stay valid until `file_unmap`, whatever happens to the name.
struct file_map {
	const void *data; // NULL for an empty file
	size_t len;
};

enum dl_status file_map(struct file_map *out, const char *path, struct dl_err *err);
void file_unmap(struct file_map *m);

// A sorted list of paths. `paths[i]` is NUL-terminated and owned by the list.
struct file_list {
	char **paths;
	size_t n, cap;
};

// Adds `path` itself, or, when it is a folder, every regular file below it in byte order of the paths. Names
// that begin with a dot are passed over, symbolic links to folders are not followed.
enum dl_status file_walk(struct file_list *out, const char *path, struct dl_err *err);
void file_list_release(struct file_list *l);

// "`dir`/`name`" into `out` (cleared first); no slash is added after an empty `dir` or one ending in a slash.
const char *file_join(struct buf *out, const char *dir, const char *name);

#endif
