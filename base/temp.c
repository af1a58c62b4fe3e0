// SPDX-License-Identifier: MIT
// Temporary files beside their target, and the removal of those that a killed process left.
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK ".dateline-tmp-"

enum { RANDOM = 6, TRIES = 16 };

// A lock says that a process is at work on the file; the kernel takes it back when the process ends. False
// where another has it; where locks cannot be had at all, `without`.
static bool take_lock(int fd, bool without)
{
	struct flock all = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	if (fcntl(fd, F_SETLK, &all) == 0)
		return true;
	return errno != EACCES && errno != EAGAIN && without;
}

static void remove_if_stale(int folder, const char *name)
{
	struct stat info;
	int fd = openat(folder, name, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return;
	if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && take_lock(fd, false))
		unlinkat(folder, name, 0);
	close(fd);
}

// Whether `name` is the temporary file of a target called `base`.
static bool is_temp(const char *name, const char *base)
{
	size_t len = strlen(base);

	return strncmp(name, base, len) == 0 && strncmp(name + len, MARK, sizeof MARK - 1) == 0 &&
	       strlen(name + len) == sizeof MARK - 1 + RANDOM;
}

static void remove_stale(const char *path)
{
	const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
	struct buf folder = {0};
	struct dirent *e;
	DIR *dir;

	buf_add(&folder, path, (size_t)(base - path));
	buf_adds(&folder, slash ? "" : ".");
	dir = buf_failed(&folder) ? NULL : opendir(folder.ptr);
	buf_release(&folder);
	if (!dir)
		return;
	while ((e = readdir(dir)) != NULL)
		if (is_temp(e->d_name, base))
			remove_if_stale(dirfd(dir), e->d_name);
	closedir(dir);
}

static bool is_at(const char *path, int fd)
{
	struct stat here, there;

	return fstat(fd, &here) == 0 && lstat(path, &there) == 0 && here.st_dev == there.st_dev &&
	       here.st_ino == there.st_ino;
}

// Between its making and its lock another process may take the file for a stale one: then there is a next
// one.
enum dl_status file_temp(struct buf *name, int *fd, const char *path, struct dl_err *err)
{
	remove_stale(path);
	for (int i = 0; i < TRIES; i++) {
		buf_clear(name);
		buf_addf(name, "%s" MARK "XXXXXX", path);
		if (buf_failed(name))
			return err_nomem(err);
		*fd = mkstemp(name->ptr);
		if (*fd < 0)
			break;
		if (take_lock(*fd, true) && is_at(name->ptr, *fd))
			return DL_OK;
		close(*fd);
		*fd = -1;
	}
	return err_set(err, DL_EIO, "cannot write '%s': %s", path, strerror(errno));
}
