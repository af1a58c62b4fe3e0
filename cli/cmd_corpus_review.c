// SPDX-License-Identifier: MIT
#include "base/file.h"
#include "base/mem.h"
#include "cli/commands.h"
#include "cli/model_path.h"
#include "cli/options.h"
#include "cli/review_session.h"
#include "cli/store_path.h"

#include <inttypes.h>

enum { PICKS = 20, AUDIT = 50, MOST_RULES = 1 << 20 };

static const struct command review_command = {
	.name = "dateline corpus review",
	.arguments = "",
	.summary = "label the articles that the model is least sure of, one key a decision",
	.about = "Shows one article after the other, with what the model that classified them last says and "
		 "which terms\n"
		 "spoke. A digit marks or unmarks a topic, Enter saves what is marked, n saves none of the "
		 "topics, "
		 "s skips,\n"
		 "u takes the last decision back, q quits, ? helps. Each decision is saved at once.\n"
		 "With --audit the articles are a random sample of what was classified, not the unsure ones; "
		 "only "
		 "such a\n"
		 "sample tells how often the model errs. Keys may also come from a pipe.\n",
	.examples = "  dateline corpus review\n"
		    "  dateline corpus review --topic migration -n 50\n"
		    "  dateline corpus review --audit --seed 4 --blind\n",
};

struct request {
	const char *db, *model, *rules;
	struct review_options o;
};

// Opens `path` if it is the model that classified; anything else is no failure, there are no terms then.
static bool open_if_same(struct model **out, const char *path, const char *id)
{
	if (!path || model_open(out, path, NULL) != DL_OK)
		return false;
	if (!strcmp(model_id(*out), id))
		return true;
	model_close(*out);
	*out = NULL;
	return false;
}

// The model that classified: as named by -m, by the store, or where models are found.
static void find_speaker(struct model **out, const char *given, const struct store_model *m)
{
	struct buf mem = {0};
	const char *path = NULL;

	*out = NULL;
	if (open_if_same(out, given, m->id) || (!given && open_if_same(out, m->name, m->id)))
		return;
	if (!given && model_path(&path, &mem, NULL, NULL) == DL_OK)
		open_if_same(out, path, m->id);
	buf_release(&mem);
	if (!*out)
		complain("the terms that spoke are not shown: %s is not the model '%s' that classified these "
			 "articles",
			given ? given : "no file found", m->name);
}

// What the audits of this model found so far, against what training promised.
static enum dl_status print_audit(
	struct store *s, const struct store_model *m, enum color_choice color, struct dl_err *err)
{
	struct audit_counts *counts = mem_zalloc(m->n_topics, sizeof *counts);
	enum dl_status st = counts ? store_audit(s, m, counts, err) : DL_ENOMEM;
	struct table t;

	table_init(&t, 4, "lrrr");
	table_head(&t, (const char *[]){"audited so far", "about it", "found", "wrongly chosen"});
	for (size_t k = 0; st == DL_OK && k < m->n_topics; k++) {
		table_cell(&t, str_from(m->topics[k].topic));
		table_cellf(&t, "%" PRIu64, counts[k].n1);
		table_cellf(&t, "%" PRIu64, counts[k].tp);
		table_cellf(&t, "%" PRIu64 " of %" PRIu64, counts[k].fp, counts[k].n0);
	}
	if (st == DL_OK)
		st = table_print(&t, stdout, output_color(color, stdout), output_table_width(stdout), err);
	table_release(&t);
	mem_free(counts);
	return st;
}

static enum dl_status newest(struct store *s, struct store_model **m, struct dl_err *err)
{
	enum dl_status st = store_newest_model(s, m, err);

	if (st == DL_ENOTFOUND)
		return err_set(err, st,
			"no model has classified the articles of this store yet: 'dateline classify --new' "
			"does");
	return st;
}

static enum dl_status sit(
	struct store *s, const struct request *r, const struct arguments *args, struct dl_err *err)
{
	struct store_model *m = NULL;
	struct model *model = NULL;
	struct classifier *speaker = NULL;
	enum dl_status st = newest(s, &m, err);

	if (st != DL_OK)
		return st;
	if (!r->o.blind)
		find_speaker(&model, r->model, m);
	if (model)
		speaker = classifier_new(model, NULL);
	st = model && !speaker ? err_nomem(err) : review_session(s, m, model, speaker, &r->o, err);
	if (st == DL_OK && r->o.query.audit && !args->quiet)
		st = print_audit(s, m, args->color, err);
	classifier_free(speaker);
	model_close(model);
	store_model_free(m);
	return st;
}

static int review(struct request *r, const struct arguments *args)
{
	struct dl_err err = {0};
	struct store *s = NULL;
	struct buf rules = {0};
	enum dl_status st = r->rules ? file_read(&rules, r->rules, MOST_RULES, &err) : DL_OK;

	if (st == DL_OK)
		st = store_open(&s, store_path(r->db), STORE_WRITE, &err);
	r->o.rules = buf_str(&rules);
	if (st == DL_OK)
		st = sit(s, r, args, &err);
	store_close(s);
	buf_release(&rules);
	return st == DL_OK ? EXIT_FINE : fail(st, &err);
}

int cmd_corpus_review(int argc, char **argv)
{
	struct request r = {0};
	struct arguments args;
	int n = 0, seed = -1, code;
	bool random = false;
	const struct option_spec options[] = {
		{"topic", 0, OPTION_STRING, &r.o.query.topic, "TOPIC",
			.help = "the articles that the model is least sure about for TOPIC"},
		{"number", 'n', OPTION_INT, &n, "N", .help = "at most N articles (20; with --audit 50)",
			.min = 1, .max = 1000000},
		{"audit", 0, OPTION_FLAG, &r.o.query.audit,
			.help = "a random sample instead, from which error rates can be told"},
		{"random", 0, OPTION_FLAG, &random, .help = "the same as --audit"},
		{"seed", 0, OPTION_INT, &seed, "N",
			.help = "of the random sample; the same gives the same (1)", .min = 0,
			.max = 2000000000},
		{"blind", 0, OPTION_FLAG, &r.o.blind, .help = "do not show what the model says"},
		{"rules", 0, OPTION_STRING, &r.rules, "FILE",
			.help = "your labelling rules, shown by the key ?"},
		{"db", 0, OPTION_STRING, &r.db, "FILE", .help = "the store"},
		{"model", 'm', OPTION_STRING, &r.model, "MODEL",
			.help = "the file of the model that classified, for the terms that spoke"},
		{0},
	};

	if (!options_parse(&args, &review_command, options, argc, argv, &code))
		return code;
	r.o.query.audit = r.o.query.audit || random;
	r.o.query.seed = seed < 0 ? 1 : (uint64_t)seed;
	r.o.query.limit = n ? (size_t)n : r.o.query.audit ? AUDIT : PICKS;
	r.o.color = output_color(args.color, stdout);
	r.o.quiet = args.quiet;
	if (r.o.query.audit && r.o.query.topic)
		code = usage_error(
			&review_command, "a random sample is of all articles: '--audit' takes no '--topic'");
	else if (seed >= 0 && !r.o.query.audit)
		code = usage_error(&review_command, "'--seed' is for '--audit'");
	else
		code = review(&r, &args);
	arguments_release(&args);
	return code;
}
