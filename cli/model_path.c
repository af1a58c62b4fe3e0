// SPDX-License-Identifier: MIT
#include "cli/model_path.h"

#include "base/file.h"

#include <stdlib.h>
#include <unistd.h>

#ifndef DATELINE_DATADIR
#define DATELINE_DATADIR "/usr/local/share/dateline"
#endif

static const char starter_name[] = "starter.model";

// The folder that holds the program, with its closing slash, into `out`. False where the system does not say.
static bool program_folder(struct buf *out)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path));

	if (n <= 0 || (size_t)n == sizeof(path))
		return false;
	while (n > 0 && path[n - 1] != '/')
		n--;
	buf_clear(out);
	buf_add(out, path, (size_t)n);
	return n > 0 && !buf_failed(out);
}

static bool found(struct buf *mem, const char *folder)
{
	buf_adds(mem, folder);
	buf_adds(mem, starter_name);
	return !buf_failed(mem) && file_exists(mem->ptr);
}

static bool find_starter(struct buf *mem)
{
	static const char *const places[] = {"../share/dateline/", "", "../"};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (program_folder(mem) && found(mem, places[i]))
			return true;
	buf_clear(mem);
	return found(mem, DATELINE_DATADIR "/");
}

enum dl_status model_path(const char **path, struct buf *mem, const char *given, struct dl_err *err)
{
	const char *named = getenv("DATELINE_MODEL");

	*path = given;
	if (!given && named && *named)
		*path = named;
	else if (!given && file_exists("dateline.model"))
		*path = "dateline.model";
	if (*path)
		return DL_OK;
	if (find_starter(mem)) {
		*path = mem->ptr;
		return DL_OK;
	}
	if (buf_failed(mem))
		return err_nomem(err);
	return err_set(err, DL_ENOTFOUND,
		"no model found: there is no ./dateline.model and no starter model; name one with -m FILE, "
		"or make one "
		"with 'dateline train'");
}

const char *model_path_to_write(const char *given)
{
	const char *named = getenv("DATELINE_MODEL");

	if (given)
		return given;
	return named && *named ? named : "dateline.model";
}
