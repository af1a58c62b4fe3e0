// SPDX-License-Identifier: MIT
#include "cli/inputs.h"

#include "cli/output.h"

#include <sys/stat.h>

const char *const input_formats[] = {
	"auto", "text", "html", "feed", "jsonl", "csv", "tsv", "folders", "sgml", "lines", "fasttext", NULL};

static uint64_t size_of(const char *path)
{
	struct stat st;

	return strcmp(path, "-") && stat(path, &st) == 0 && st.st_size > 0 ? (uint64_t)st.st_size : 0;
}

static enum dl_status add_path(struct inputs *in, const char *path, struct dl_err *err)
{
	size_t before = in->files.n;
	enum dl_status st;

	if (strcmp(path, "-") && !file_exists(path))
		return err_set(err, DL_ENOTFOUND, "cannot read '%s': there is no such file or folder", path);
	st = file_walk(&in->files, path, err);
	if (st == DL_OK && in->files.n == before)
		complain("the folder '%s' holds no files", path);
	return st;
}

enum dl_status inputs_open(struct inputs *in, const char *const *paths, size_t n,
	const struct reader_options *options, struct dl_err *err)
{
	enum dl_status st = DL_OK;
	static const char *const standard_input[] = {"-"};

	*in = (struct inputs){.what = "reading"};
	if (options)
		in->options = *options;
	if (n == 0) {
		paths = standard_input;
		n = 1;
	}
	for (size_t i = 0; i < n && st == DL_OK; i++)
		st = add_path(in, paths[i], err);
	for (size_t i = 0; i < in->files.n; i++)
		in->bytes_total += size_of(in->files.paths[i]);
	if (st == DL_OK && !in->options.no_lang && in->files.n > 1) {
		in->detector = lang_open();
		in->options.detector = in->detector;
		st = in->detector ? DL_OK : err_nomem(err);
	}
	return st;
}

// One file of the first pass. What cannot be read is said on the second.
static enum dl_status learn_file(
	const char *path, const struct reader_options *options, struct article *a, struct dl_err *err)
{
	struct reader *r;
	enum dl_status st = strcmp(path, "-") ? reader_open(&r, path, options, err) : DL_END;

	if (st == DL_OK) {
		st = reader_next(r, a, err);
		reader_close(r);
	}
	return st == DL_ENOMEM ? st : DL_OK;
}

enum dl_status inputs_learn(struct inputs *in, struct dl_err *err)
{
	struct reader_options options = in->options;
	struct article a = {0};
	uint64_t done = 0;
	enum dl_status st = DL_OK;

	if (in->files.n < FURNITURE_MIN_PAGES)
		return DL_OK;
	in->learning = (struct learning){.table = furniture_open(), .counting = true};
	if (!in->learning.table)
		return err_nomem(err);
	options.learning = &in->learning;
	options.no_lang = true;
	for (size_t i = 0; i < in->files.n && st == DL_OK; i++) {
		if (!progress_step(in->progress, "learning", done, in->bytes_total))
			st = err_set(err, DL_EINTERRUPT, "stopped on request");
		else
			st = learn_file(in->files.paths[i], &options, &a, err);
		done += size_of(in->files.paths[i]);
	}
	article_release(&a);
	in->learning.counting = false;
	in->options.learning = &in->learning;
	return st;
}

static void close_file(struct inputs *in)
{
	if (in->reader)
		reader_close(in->reader);
	in->reader = NULL;
	in->bytes_done += size_of(in->files.paths[in->at]);
	in->at++;
}

static bool step(struct inputs *in)
{
	uint64_t done = 0, total = 0;

	if (in->reader)
		reader_position(in->reader, &done, &total);
	if (in->bytes_total == 0)
		return progress_step(in->progress, in->what, in->good, 0);
	return progress_step(in->progress, in->what, in->bytes_done + done, in->bytes_total);
}

static void count_bad(struct inputs *in, const struct dl_err *err)
{
	in->bad++;
	if (in->rejects)
		rejects_add(in->rejects, in->files.paths[in->at], err->text,
			in->reader ? reader_record(in->reader) : (struct str){NULL, 0});
	complain("%s", err->text);
}

// One call of the reader. DL_EFORMAT: nothing came, go on.
static enum dl_status read_one(struct inputs *in, struct article *out, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	if (!in->reader)
		st = reader_open(&in->reader, in->files.paths[in->at], &in->options, err);
	if (st == DL_OK)
		st = reader_next(in->reader, out, err);
	if (st == DL_OK || st == DL_ENOMEM)
		return st;
	if (st != DL_END && !step(in)) // a read that Ctrl-C broke off
		return err_set(err, DL_EINTERRUPT, "stopped on request");
	if (st != DL_END)
		count_bad(in, err);
	if (st != DL_EFORMAT || !in->reader)
		close_file(in);
	return DL_EFORMAT;
}

enum dl_status inputs_next(struct inputs *in, struct article *out, struct dl_err *err)
{
	while (in->at < in->files.n) {
		if (!step(in))
			return err_set(err, DL_EINTERRUPT, "stopped on request");
		enum dl_status st = read_one(in, out, err);

		if (st == DL_OK) {
			in->good++;
			in->replaced += out->replaced;
			in->damaged += out->replaced > 0;
		}
		if (st != DL_EFORMAT)
			return st;
	}
	return DL_END;
}

int inputs_code(const struct inputs *in)
{
	return in->bad ? EXIT_BAD_INPUT : EXIT_FINE;
}

void inputs_close(struct inputs *in)
{
	if (in->reader)
		reader_close(in->reader);
	in->reader = NULL;
	lang_close(in->detector);
	furniture_close(in->learning.table);
	file_list_release(&in->files);
}
