// SPDX-License-Identifier: MIT
#include "cli/model_commands.h"

#include "base/mem.h"
#include "cli/inputs.h"
#include "cli/models_test.h"

static const struct command command = {
	.name = "dateline models test",
	.arguments = "FILE...",
	.summary = "measure a model on labelled articles",
	.about = "Intervals hold the true value in 95 of 100 samples (Wilson's, carried over to F1). The "
		 "reliability\n"
		 "table compares, for all topics together, the probabilities that were said with how often "
		 "they came true.\n",
	.examples = "  dateline models test -m my.model --split test articles.jsonl\n"
		    "  dateline models test --errors 10 articles.jsonl\n"
		    "  dateline models test --min-f1 0.85 articles.jsonl >report.txt || echo train again\n",
	.min_args = 1,
	.max_args = SIZE_MAX,
};

static void set_gold(struct model_test *t, const struct article *a)
{
	size_t known = 0;

	for (size_t k = 0; k < model_n_topics(t->m); k++) {
		t->gold[k] = false;
		for (size_t i = 0; i < a->n_labels; i++)
			if (str_is(a->labels[i], t->names[k]))
				t->gold[k] = true;
		known += t->gold[k];
	}
	t->foreign += a->n_labels - known;
}

static char *join_topics(const struct model_test *t, const bool *set)
{
	struct buf b = {0};

	for (size_t k = 0; k < model_n_topics(t->m); k++)
		if (set[k]) {
			if (b.len)
				buf_addc(&b, '|');
			buf_adds(&b, t->names[k]);
		}
	if (!b.len)
		buf_adds(&b, "none");
	return b.ptr;
}

static void mistake_free(struct mistake *e)
{
	mem_free(e->id);
	mem_free(e->gold);
	mem_free(e->chosen);
}

static enum dl_status note_mistake(
	struct model_test *t, const struct article *a, const struct verdict *v, struct dl_err *err)
{
	struct mistake e = {0};
	size_t at;

	for (size_t k = 0; k < v->n_topics; k++) {
		double off = t->gold[k] ? 1 - v->probability[k] : v->probability[k];

		if (t->gold[k] != v->chosen[k] && off > e.worst)
			e.worst = off;
	}
	if (e.worst <= 0 ||
		(t->n_mistakes == (size_t)t->errors && e.worst <= t->mistakes[t->n_mistakes - 1].worst))
		return DL_OK;
	e.id = mem_strdup(a->id.ptr, a->id.len);
	e.gold = join_topics(t, t->gold);
	e.chosen = join_topics(t, v->chosen);
	if (!e.id || !e.gold || !e.chosen) {
		mistake_free(&e);
		return err_nomem(err);
	}
	if (t->n_mistakes == (size_t)t->errors)
		mistake_free(&t->mistakes[--t->n_mistakes]);
	for (at = t->n_mistakes++; at > 0 && t->mistakes[at - 1].worst < e.worst; at--)
		t->mistakes[at] = t->mistakes[at - 1];
	t->mistakes[at] = e;
	return DL_OK;
}

static enum dl_status measure_one(struct model_test *t, const struct article *a, struct dl_err *err)
{
	struct verdict v;
	enum dl_status st = classify_article(&v, t->c, a, err);

	if (st != DL_OK)
		return st;
	set_gold(t, a);
	t->abstained += v.abstained != NULL;
	metrics_add(&t->scores, t->gold, v.chosen, v.probability);
	return t->errors ? note_mistake(t, a, &v, err) : DL_OK;
}

static enum dl_status measure(struct model_test *t, int *code, struct dl_err *err)
{
	struct reader_options options = {0};
	struct article a = {0};
	struct inputs in;
	enum dl_status st = inputs_open(&in, t->args.items, t->args.n, &options, err);

	while (st == DL_OK && (st = inputs_next(&in, &a, err)) == DL_OK)
		if (a.labelled && (!t->split || str_is(a.split, t->split)))
			st = measure_one(t, &a, err);
	if (st == DL_END)
		st = DL_OK;
	*code = inputs_code(&in);
	inputs_close(&in);
	article_release(&a);
	if (st == DL_OK && !t->scores.documents)
		return err_set(err, DL_EINVAL,
			"none of the articles is labelled%s%s: there is nothing to measure",
			t->split ? " and of the split " : "", t->split ? t->split : "");
	return st == DL_OK ? metrics_finish(&t->scores, err) : st;
}

static enum dl_status prepare(struct model_test *t, struct dl_err *err)
{
	enum dl_status st = open_model(&t->m, t->given, err);
	size_t n = st == DL_OK ? model_n_topics(t->m) : 0;

	if (st != DL_OK)
		return st;
	t->c = classifier_new(t->m, NULL);
	t->gold = mem_zalloc(n, sizeof *t->gold);
	t->names = mem_zalloc(n, sizeof *t->names);
	t->mistakes = mem_zalloc((size_t)t->errors + 1, sizeof *t->mistakes);
	if (!t->c || !t->gold || !t->names || !t->mistakes)
		return err_nomem(err);
	for (size_t k = 0; k < n; k++)
		t->names[k] = model_topic(t->m, k)->name;
	return metrics_init(&t->scores, n, err);
}

static void release(struct model_test *t)
{
	for (size_t i = 0; i < t->n_mistakes; i++)
		mistake_free(&t->mistakes[i]);
	mem_free(t->mistakes);
	mem_free(t->names);
	mem_free(t->gold);
	metrics_release(&t->scores);
	classifier_free(t->c);
	model_close(t->m);
	arguments_release(&t->args);
}

int cmd_models_test(int argc, char **argv)
{
	struct model_test t = {0};
	const struct option_spec options[] = {
		{"model", 'm', OPTION_STRING, &t.given, .value = "MODEL", .help = "the model file"},
		{"split", 0, OPTION_STRING, &t.split, .value = "NAME", .help = "only articles of this split"},
		{"errors", 0, OPTION_INT, &t.errors, .value = "N", .help = "name the N worst errors",
			.max = 100000},
		{"confusion", 0, OPTION_FLAG, &t.confusion,
			.help = "count which topic was taken for which (always in JSON)"},
		{"min-f1", 0, OPTION_DOUBLE, &t.min_f1, .value = "X",
			.help = "status 1 where micro-F1 is below X", .max = 1},
		{"json", 0, OPTION_FLAG, &t.json, .help = "print JSON"},
		{0},
	};
	struct dl_err err = {0};
	enum dl_status st;
	int code;

	if (!options_parse(&t.args, &command, options, argc, argv, &code))
		return code;
	st = prepare(&t, &err);
	if (st == DL_OK)
		st = measure(&t, &code, &err);
	if (st == DL_OK)
		st = t.json ? print_test_json(&t, &err) : print_test(&t, &err);
	if (st == DL_OK && t.foreign)
		complain("%llu labels are not topics of this model and were passed over",
			(unsigned long long)t.foreign);
	if (st == DL_OK && t.scores.micro_f1 < t.min_f1) {
		complain("micro-F1 is %.4f on %llu articles, below the %g that --min-f1 asks for",
			t.scores.micro_f1, (unsigned long long)t.scores.documents, t.min_f1);
		code = EXIT_FAILED;
	}
	release(&t);
	return st == DL_OK ? code : fail(st, &err);
}
