// SPDX-License-Identifier: MIT
// file_walk: folders read through in sorted order.
#include "base/file.h"

#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

enum { MAX_DEPTH = 64 };

static bool list_add(struct file_list *l, const char *path)
{
	char *copy = mem_strdup(path, strlen(path));

	if (!copy || !mem_grow((void **)&l->paths, &l->cap, l->n + 1, sizeof *l->paths)) {
		mem_free(copy);
		return false;
	}
	l->paths[l->n++] = copy;
	return true;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static enum dl_status walk_dir(struct file_list *out, const char *path, int depth, struct dl_err *err);

static enum dl_status walk_entry(struct file_list *out, const char *path, int depth, struct dl_err *err)
{
	struct stat info;

	if (lstat(path, &info) != 0)
		return err_set(err, DL_EIO, "cannot read '%s': %s", path, strerror(errno));
	if (S_ISDIR(info.st_mode))
		return walk_dir(out, path, depth + 1, err);
	if (S_ISLNK(info.st_mode) && (stat(path, &info) != 0 || !S_ISREG(info.st_mode)))
		return DL_OK;
	if (!S_ISREG(info.st_mode))
		return DL_OK;
	return list_add(out, path) ? DL_OK : err_nomem(err);
}

static enum dl_status walk_dir(struct file_list *out, const char *path, int depth, struct dl_err *err)
{
	DIR *dir = depth < MAX_DEPTH ? opendir(path) : NULL;
	enum dl_status st = DL_OK;
	struct buf full = {0};
	struct dirent *e;

	if (depth >= MAX_DEPTH)
		return err_set(err, DL_EIO, "cannot read '%s': more than %d folders deep", path, MAX_DEPTH);
	if (!dir)
		return err_set(err, DL_EIO, "cannot read the folder '%s': %s", path, strerror(errno));
	while (st == DL_OK && (e = readdir(dir))) {
		if (e->d_name[0] == '.')
			continue;
		file_join(&full, path, e->d_name);
		st = buf_failed(&full) ? err_nomem(err) : walk_entry(out, full.ptr, depth, err);
	}
	closedir(dir);
	buf_release(&full);
	return st;
}

enum dl_status file_walk(struct file_list *out, const char *path, struct dl_err *err)
{
	size_t before = out->n;
	enum dl_status st;

	if (!file_is_dir(path))
		return list_add(out, path) ? DL_OK : err_nomem(err);
	st = walk_dir(out, path, 0, err);
	if (out->n > before)
		qsort(out->paths + before, out->n - before, sizeof *out->paths, by_bytes);
	return st;
}

void file_list_release(struct file_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		mem_free(l->paths[i]);
	mem_free(l->paths);
	*l = (struct file_list){0};
}
