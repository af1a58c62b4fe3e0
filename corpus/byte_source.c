// SPDX-License-Identifier: MIT
#include "corpus/byte_source.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { WINDOW = 64 * 1024, MEANINGFUL_TIME = 631152000 }; // 1990: archives write 0 and 1980 for "none"

struct byte_source {
	gzFile file; // reads plain files as they are; NULL for memory
	const char *memory;
	size_t memory_left;
	char *name;
	uint64_t size, done; // bytes of the file, as they lie there, and read of them
	int32_t written;     // day
	char *window;        // WINDOW bytes, of which [at, end) are not taken yet
	size_t at, end;
	bool ended;
	enum dl_status failed; // reading broke off: said when all before it is taken
	struct dl_err failure;
	struct buf line; // a line that spans windows
};

void byte_source_close(struct byte_source *s)
{
	if (!s)
		return;
	if (s->file)
		gzclose(s->file);
	mem_free(s->window);
	mem_free(s->name);
	buf_release(&s->line);
	mem_free(s);
}

static struct byte_source *source_new(const char *name)
{
	struct byte_source *s = mem_zalloc(1, sizeof *s);

	if (!s)
		return NULL;
	s->written = DATE_NONE;
	s->window = mem_alloc(WINDOW);
	s->name = mem_strdup(name, strlen(name));
	if (s->window && s->name)
		return s;
	byte_source_close(s);
	return NULL;
}

static enum dl_status open_fd(int *fd, uint64_t *size, int32_t *written, const char *path, struct dl_err *err)
{
	struct stat info;

	*fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
	if (*fd < 0 && errno == ENOENT)
		return err_set(err, DL_ENOTFOUND, "cannot open '%s': no such file or folder", path);
	if (*fd < 0)
		return err_set(err, DL_EIO, "cannot open '%s': %s", path, strerror(errno));
	if (fstat(*fd, &info) == 0 && S_ISDIR(info.st_mode)) {
		close(*fd);
		return err_set(err, DL_EIO, "cannot read '%s': it is a folder", path);
	}
	*size = S_ISREG(info.st_mode) ? (uint64_t)info.st_size : 0;
	if (S_ISREG(info.st_mode) && info.st_mtime >= MEANINGFUL_TIME)
		*written = instant_day(info.st_mtime, 0);
	return DL_OK;
}

enum dl_status byte_source_open(struct byte_source **out, const char *path, struct dl_err *err)
{
	struct byte_source *s = source_new(path);
	enum dl_status st;
	int fd;

	*out = NULL;
	if (!s)
		return err_nomem(err);
	st = open_fd(&fd, &s->size, &s->written, path, err);
	if (st == DL_OK) {
		s->file = gzdopen(fd, "rb");
		if (!s->file) {
			close(fd);
			st = err_nomem(err);
		} else {
			gzbuffer(s->file, WINDOW / 4);
		}
	}
	if (st == DL_OK)
		*out = s;
	else
		byte_source_close(s);
	return st;
}

enum dl_status byte_source_memory(
	struct byte_source **out, const void *data, size_t len, const char *name, struct dl_err *err)
{
	*out = source_new(name);
	if (!*out)
		return err_nomem(err);
	(*out)->memory = data;
	(*out)->memory_left = len;
	(*out)->size = len;
	return DL_OK;
}

// Up to `room` bytes; 0 at the end.
static enum dl_status read_some(struct byte_source *s, char *to, size_t room, size_t *got, struct dl_err *err)
{
	int n, code;
	const char *why;
	z_off_t offset;

	if (!s->file) {
		*got = room < s->memory_left ? room : s->memory_left;
		memcpy(to, s->memory, *got);
		s->memory += *got;
		s->memory_left -= *got;
		return DL_OK;
	}
	n = gzread(s->file, to, (unsigned)room);
	offset = gzoffset(s->file);
	s->done = offset > 0 ? (uint64_t)offset : s->done;
	why = gzerror(s->file, &code);
	if (n == 0 && code == Z_BUF_ERROR)
		return err_set(
			err, DL_EIO, "cannot read '%s' to its end: its gzip data are cut off", s->name);
	if (n >= 0) {
		*got = (size_t)n;
		return DL_OK;
	}
	if (code == Z_MEM_ERROR)
		return err_nomem(err);
	if (code == Z_ERRNO)
		return err_set(err, DL_EIO, "cannot read '%s': %s", s->name, strerror(errno));
	return err_set(err, DL_EIO, "cannot read '%s': its gzip data are damaged (%s)", s->name, why);
}

// Moves what is left to the front and fills the window; sets `ended` when nothing more comes. A failure is
// kept back as long as bytes from before it are there.
static enum dl_status refill(struct byte_source *s, struct dl_err *err)
{
	memmove(s->window, s->window + s->at, s->end - s->at);
	s->end -= s->at;
	s->at = 0;
	while (!s->ended && s->end < WINDOW) {
		size_t got = 0;

		s->failed = read_some(s, s->window + s->end, WINDOW - s->end, &got, &s->failure);
		s->end += got;
		s->ended = got == 0 || s->failed != DL_OK;
	}
	if (s->failed != DL_OK && s->end == 0)
		return err_set(err, s->failed, "%s", s->failure.text);
	return DL_OK;
}

enum dl_status byte_source_peek(struct byte_source *s, struct str *out, struct dl_err *err)
{
	enum dl_status st = refill(s, err);

	*out = (struct str){s->window + s->at, s->end - s->at};
	return st;
}

enum dl_status byte_source_view(struct byte_source *s, struct str *out, struct dl_err *err)
{
	enum dl_status st = s->at == s->end ? refill(s, err) : DL_OK;

	*out = (struct str){s->window + s->at, s->end - s->at};
	return st == DL_OK && !out->len ? DL_END : st;
}

void byte_source_skip(struct byte_source *s, size_t n)
{
	s->at += n;
}

// The end of the bytes in the middle of a line, after a failure.
static enum dl_status cut_line(struct byte_source *s, struct dl_err *err)
{
	s->at = s->end;
	return err_set(err, s->failed, "%s", s->failure.text);
}

static struct str without_return(struct str line)
{
	if (line.len && line.ptr[line.len - 1] == '\r')
		line.len--;
	return line;
}

// The line that begins in the window but does not end there.
static enum dl_status long_line(struct byte_source *s, struct str *out, size_t limit, struct dl_err *err)
{
	bool too_long = false, closed = false;

	buf_clear(&s->line);
	for (;;) {
		const char *from = s->window + s->at;
		const char *nl = memchr(from, '\n', s->end - s->at);
		size_t len = nl ? (size_t)(nl - from) : s->end - s->at;
		enum dl_status st;

		if (s->line.len + len > limit)
			too_long = true;
		if (!too_long)
			buf_add(&s->line, from, len);
		closed = nl != NULL;
		s->at += len + closed;
		if (closed || (s->ended && s->at == s->end))
			break;
		st = refill(s, err);
		if (st != DL_OK)
			return st;
		if (s->at == s->end && s->ended)
			break;
	}
	if (s->failed != DL_OK && !closed)
		return cut_line(s, err);
	if (too_long)
		return err_set(err, DL_EFORMAT,
			"the line has more than %zu bytes, the most that is read as one article", limit);
	if (buf_failed(&s->line))
		return err_nomem(err);
	*out = without_return(buf_str(&s->line));
	return DL_OK;
}

enum dl_status byte_source_line(struct byte_source *s, struct str *out, size_t limit, struct dl_err *err)
{
	const char *nl = memchr(s->window + s->at, '\n', s->end - s->at);
	enum dl_status st;

	if (!nl) {
		st = refill(s, err);
		if (st != DL_OK)
			return st;
		if (s->at == s->end)
			return DL_END;
		nl = memchr(s->window + s->at, '\n', s->end - s->at);
	}
	if (!nl || (size_t)(nl - (s->window + s->at)) > limit)
		return long_line(s, out, limit, err);
	*out = without_return((struct str){s->window + s->at, (size_t)(nl - (s->window + s->at))});
	s->at = (size_t)(nl - s->window) + 1;
	return DL_OK;
}

enum dl_status byte_source_rest(struct byte_source *s, struct buf *out, size_t limit, struct dl_err *err)
{
	buf_clear(out);
	for (;;) {
		enum dl_status st = refill(s, err);

		if (st != DL_OK)
			return st;
		if (s->at == s->end)
			return buf_failed(out) ? err_nomem(err) : DL_OK;
		if (out->len + (s->end - s->at) > limit)
			return err_set(err, DL_EFORMAT,
				"more than %zu bytes, the most that is read as one article", limit);
		buf_add(out, s->window + s->at, s->end - s->at);
		s->at = s->end;
	}
}

int32_t byte_source_written(const struct byte_source *s)
{
	return s->written;
}

void byte_source_position(const struct byte_source *s, uint64_t *done, uint64_t *total)
{
	*total = s->size;
	*done = s->file ? s->done : s->size - s->memory_left;
}
