// SPDX-License-Identifier: MIT
#include "cli/model_commands.h"

#include "base/par.h"
#include "cli/classify_store.h"
#include "cli/inputs.h"
#include "cli/model_path.h"
#include "cli/options.h"
#include "cli/progress_bar.h"
#include "cli/store_path.h"
#include "cli/verdict_print.h"

#include <unistd.h>

static const struct command command = {
	.name = "dateline classify",
	.arguments = "[FILE...|-]",
	.summary = "say which topics articles are about",
	.about = "Reads any format that 'dateline corpus add' reads; '-' is standard input. With --new it "
		 "classifies what the\n"
		 "store holds and this model has not seen. With FILEs and --db it adds them to the store as "
		 "well. A text that is empty, too short, in the wrong language or of mostly unknown words "
		 "gets no topic,\n"
		 "and the output says why.\n",
	.examples = "  dateline classify page.html\n"
		    "  dateline classify --json articles.jsonl > topics.jsonl\n"
		    "  dateline classify --explain inbox/\n"
		    "  dateline classify --new\n",
	.max_args = SIZE_MAX,
};

enum { NAME_MIN = 20, NAME_MAX = 60, EXPLAIN_TERMS = 8, KEEP_EVERY = 1000 };

struct classify_args {
	const char *model, *db, *rejects;
	bool json, tsv, explain, new;
	int format, threads, terms;
	double min_probability;
	struct arguments args;
};

// One run over files.
struct run {
	const struct classify_args *a;
	struct verdict_style style;
	struct inputs in;
	struct store *store; // NULL without --db
	const struct model *m;
	uint64_t kept;
};

static bool parse(struct classify_args *a, int argc, char **argv, int *code)
{
	const struct option_spec options[] = {
		{"model", 'm', OPTION_STRING, &a->model, .value = "MODEL", .help = "the model file"},
		{"format", 0, OPTION_CHOICE, &a->format, .value = "NAME", .help = "how to read the input",
			.choices = input_formats},
		{"new", 0, OPTION_FLAG, &a->new,
			.help = "classify what the store holds and this model has not seen"},
		{"json", 0, OPTION_FLAG, &a->json, .help = "print JSON Lines: the input with its topics"},
		{"tsv", 0, OPTION_FLAG, &a->tsv, .help = "print id, date, topics and probabilities"},
		{"explain", 0, OPTION_FLAG, &a->explain, .help = "name the terms that spoke for and against"},
		{"terms", 0, OPTION_INT, &a->terms, .value = "N",
			.help = "with --explain: name the N strongest terms (8, in JSON all) and add up the "
				"others",
			.min = 1, .max = 1000000},
		{"min-probability", 0, OPTION_DOUBLE, &a->min_probability, .value = "P",
			.help = "choose no topic below P", .max = 1},
		{"threads", 0, OPTION_INT, &a->threads, .value = "N", .help = "processors to use", .min = 1,
			.max = 1024},
		{"db", 0, OPTION_STRING, &a->db, .value = "FILE", .help = "the store"},
		{"rejects", 0, OPTION_STRING, &a->rejects, .value = "FILE",
			.help = "keep what was skipped: each bad record as it was, with file, line and "
				"cause"},
		{0},
	};

	return options_parse(&a->args, &command, options, argc, argv, code);
}

static enum dl_status read_one(void *payload, struct article *out, struct dl_err *err)
{
	struct run *r = payload;

	return inputs_next(&r->in, out, err);
}

static enum dl_status format_one(void *payload, struct buf *out, const struct article *a,
	const struct verdict *v, struct classifier *c, struct dl_err *err)
{
	const struct run *r = payload;

	if (r->store)
		prediction_pack(out, v);
	if (r->a->json)
		return verdict_json(out, &r->style, a, v, c, err);
	if (r->a->tsv)
		return verdict_tsv(out, &r->style, a, v);
	return verdict_lines(out, &r->style, a, v, c, err);
}

static enum dl_status keep(struct run *r, const struct article *a, struct str *bytes, struct dl_err *err)
{
	enum store_added what;
	enum dl_status st = store_add(r->store, a, &what, err);

	if (st == DL_OK)
		st = prediction_keep(r->store, r->m, a->id.ptr, *bytes, bytes, err);
	if (st == DL_OK && ++r->kept % KEEP_EVERY == 0) {
		st = store_commit(r->store, err);
		if (st == DL_OK)
			st = store_begin(r->store, err);
	}
	return st;
}

static enum dl_status write_one(void *payload, const struct article *a, struct str bytes, struct dl_err *err)
{
	struct run *r = payload;
	enum dl_status st = r->store ? keep(r, a, &bytes, err) : DL_OK;

	if (st == DL_OK && fwrite(bytes.ptr, 1, bytes.len, stdout) != bytes.len)
		return err_set(err, DL_EIO, "cannot write the output");
	return st;
}

static enum dl_status open_store(struct run *r, const char *path, struct dl_err *err)
{
	enum dl_status st = store_open(&r->store, r->a->db, STORE_CREATE, err);

	if (st == DL_OK)
		st = store_register_model(r->store, r->m, path, err);
	return st == DL_OK ? store_begin(r->store, err) : st;
}

static size_t name_width(void)
{
	int width = output_width(stdout) - 14 - 26; // date and two topics beside it

	return width < NAME_MIN ? NAME_MIN : width > NAME_MAX ? NAME_MAX : (size_t)width;
}

static enum dl_status run_stream(const struct model *m, const struct classify_options *o, int threads,
	const struct stream_ops *ops, struct dl_err *err)
{
	struct stream *s = stream_open(m, o, threads);
	enum dl_status st = s ? stream_run(s, ops, err) : err_nomem(err);

	stream_close(s);
	return st;
}

static enum dl_status classify_files(
	const struct classify_args *a, const struct model *m, const char *path, int *code, struct dl_err *err)
{
	struct run r = {.a = a,
		.m = m,
		.style = {.m = m,
			.explain = a->explain,
			.terms = a->terms ? (size_t)a->terms : a->json ? 0 : EXPLAIN_TERMS,
			.name_width = name_width(),
			.color = output_color(a->args.color, stdout)}};
	const struct stream_ops ops = {read_one, format_one, write_one, &r};
	const struct classify_options o = {.min_probability = a->min_probability};
	// A model of one language reads all in that language.
	const struct reader_options options = {.format = (enum article_format)a->format,
		.no_lang = !a->db && *model_lang(m),
		.no_place = !a->db};
	struct rejects rejects = {0};
	struct progress_bar bar;
	enum dl_status st, closed;

	st = inputs_open(&r.in, a->args.items, a->args.n, &options, err);
	if (st == DL_OK)
		st = rejects_open(&rejects, a->rejects, err);
	if (st == DL_OK && a->db)
		st = open_store(&r, path, err);
	progress_bar_start(&bar, a->args.quiet || isatty(STDOUT_FILENO));
	r.in.progress = &bar.progress;
	r.in.what = "classifying";
	r.in.rejects = &rejects;
	if (st == DL_OK)
		st = run_stream(m, &o, a->threads, &ops, err);
	progress_bar_end(&bar);
	closed = rejects_close(&rejects, st == DL_OK ? err : NULL);
	st = st == DL_OK ? closed : st;
	if (st == DL_OK && r.store)
		st = store_commit(r.store, err);
	*code = inputs_code(&r.in);
	inputs_close(&r.in);
	store_close(r.store);
	return st;
}

static enum dl_status classify_stored(
	const struct classify_args *a, const struct model *m, const char *path, struct dl_err *err)
{
	const struct classify_options o = {.min_probability = a->min_probability};
	struct progress_bar bar;
	struct store *s;
	uint64_t n = 0;
	enum dl_status st = store_open(&s, store_path(a->db), STORE_WRITE, err);

	if (st != DL_OK)
		return st;
	progress_bar_start(&bar, a->args.quiet);
	st = store_register_model(s, m, path, err);
	if (st == DL_OK)
		st = classify_new(s, m, &o, a->threads, &bar.progress, &n, err);
	progress_bar_end(&bar);
	store_close(s);
	if (st == DL_OK && !a->args.quiet)
		printf("classified %llu articles\n", (unsigned long long)n);
	return st;
}

static enum dl_status run_command(const struct classify_args *a, int *code, struct dl_err *err)
{
	struct buf mem = {0};
	struct model *m = NULL;
	const char *path;
	enum dl_status st = model_path(&path, &mem, a->model, err);

	if (st == DL_OK)
		st = model_open(&m, path, err);
	if (st == DL_OK)
		st = a->new ? classify_stored(a, m, path, err) : classify_files(a, m, path, code, err);
	model_close(m);
	buf_release(&mem);
	return st;
}

int cmd_classify(int argc, char **argv)
{
	struct classify_args a = {.threads = par_cpus()};
	struct dl_err err = {0};
	enum dl_status st = DL_OK;
	int code = EXIT_FINE;

	if (!parse(&a, argc, argv, &code))
		return code;
	code = EXIT_FINE;
	if (a.new &&a.args.n)
		code = usage_error(&command, "--new reads the store: it takes no FILE");
	else if (a.json && a.tsv)
		code = usage_error(&command, "--json and --tsv exclude each other");
	else if (!a.new && !a.args.n && isatty(STDIN_FILENO))
		code = usage_error(&command, "name a FILE, or '-' to read what you type");
	else
		st = run_command(&a, &code, &err);
	arguments_release(&a.args);
	return st == DL_OK ? code : fail(st, &err);
}
