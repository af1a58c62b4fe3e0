// SPDX-License-Identifier: MIT
#include "base/file.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static enum dl_status fail_open(const char *path, struct dl_err *err)
{
	if (errno == ENOENT)
		return err_set(err, DL_ENOTFOUND, "cannot open '%s': no such file or folder", path);
	return err_set(err, DL_EIO, "cannot open '%s': %s", path, strerror(errno));
}

// Reads until the end of file or until more than `limit` bytes are there.
static enum dl_status read_all(struct buf *out, int fd, const char *path, size_t limit, struct dl_err *err)
{
	for (;;) {
		char *to = buf_room(out, 64 * 1024);
		ssize_t got;

		if (!to)
			return err_nomem(err);
		got = read(fd, to, 64 * 1024);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(err, DL_EIO, "cannot read '%s': %s", path, strerror(errno));
		if (got == 0)
			break;
		out->len += (size_t)got;
		if (out->len > limit)
			return err_set(err, DL_EFORMAT,
				"'%s' is larger than %zu bytes, the most that is read here", path, limit);
	}
	out->ptr[out->len] = '\0';
	return DL_OK;
}

enum dl_status file_read(struct buf *out, const char *path, size_t limit, struct dl_err *err)
{
	enum dl_status st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	buf_clear(out);
	if (fd < 0)
		return fail_open(path, err);
	st = read_all(out, fd, path, limit, err);
	close(fd);
	return st;
}

static bool write_all(int fd, struct str data)
{
	while (data.len) {
		ssize_t done = write(fd, data.ptr, data.len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		data = str_sub(data, (size_t)done, data.len);
	}
	return true;
}

// The rename itself must survive a power cut, which takes an fsync of the folder. Some file systems cannot
// do that; the file is complete all the same, so a refusal is not an error.
static void sync_parent(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *dir = slash ? mem_strdup(path, slash == path ? 1 : (size_t)(slash - path)) : mem_strdup(".", 1);
	int fd = dir ? open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	mem_free(dir);
}

static enum dl_status write_temp(
	int fd, const char *temp, const char *path, struct str data, struct dl_err *err)
{
	mode_t mask = umask(0);
	bool ok;

	umask(mask);
	ok = write_all(fd, data) && fchmod(fd, 0666 & ~mask) == 0 && fsync(fd) == 0 &&
	     rename(temp, path) == 0;
	if (!ok)
		err_set(err, DL_EIO, "cannot write '%s': %s", path, strerror(errno));
	close(fd); // what it might say, fsync has said before
	return ok ? DL_OK : DL_EIO;
}

enum dl_status file_write(const char *path, struct str data, struct dl_err *err)
{
	struct buf temp = {0};
	int fd = -1;
	enum dl_status st = file_temp(&temp, &fd, path, err);

	if (st == DL_OK) {
		st = write_temp(fd, temp.ptr, path, data, err);
		if (st != DL_OK)
			unlink(temp.ptr);
		else
			sync_parent(path);
	}
	buf_release(&temp);
	return st;
}

bool file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool file_is_dir(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

enum dl_status file_mkdirs(const char *path, struct dl_err *err)
{
	char *copy = mem_strdup(path, strlen(path));
	enum dl_status st = DL_OK;

	if (!copy)
		return err_nomem(err);
	for (char *p = copy + 1; st == DL_OK && *copy; p++) {
		char c = *p;

		if (c != '/' && c != '\0')
			continue;
		*p = '\0';
		if (mkdir(copy, 0777) != 0 && !file_is_dir(copy))
			st = err_set(err, DL_EIO, "cannot make the folder '%s': %s", copy, strerror(errno));
		*p = c;
		if (c == '\0')
			break;
	}
	mem_free(copy);
	return st;
}

enum dl_status file_map(struct file_map *out, const char *path, struct dl_err *err)
{
	struct stat info;
	enum dl_status st = DL_OK;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	*out = (struct file_map){0};
	if (fd < 0)
		return fail_open(path, err);
	if (fstat(fd, &info) != 0)
		st = err_set(err, DL_EIO, "cannot read '%s': %s", path, strerror(errno));
	else if (!S_ISREG(info.st_mode))
		st = err_set(err, DL_EIO, "cannot read '%s': it is not a regular file", path);
	else if (info.st_size > 0) {
		void *data = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);

		if (data == MAP_FAILED)
			st = err_set(err, DL_EIO, "cannot map '%s' into memory: %s", path, strerror(errno));
		else
			*out = (struct file_map){data, (size_t)info.st_size};
	}
	close(fd);
	return st;
}

void file_unmap(struct file_map *m)
{
	if (m->data)
		munmap((void *)(uintptr_t)m->data, m->len);
	*m = (struct file_map){0};
}

const char *file_join(struct buf *out, const char *dir, const char *name)
{
	size_t len = strlen(dir);

	buf_clear(out);
	buf_add(out, dir, len);
	if (len && dir[len - 1] != '/')
		buf_addc(out, '/');
	buf_adds(out, name);
	return out->ptr;
}
