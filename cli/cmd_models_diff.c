// SPDX-License-Identifier: MIT
#include "cli/models_diff.h"

#include "base/mem.h"
#include "cli/inputs.h"
#include "models/model_diff.h"

#include <math.h>

static const struct command command = {
	.name = "dateline models diff",
	.arguments = "A B [FILE...]",
	.summary = "what changed between two models: terms, and articles that flip",
	.about = "For each topic that both have, the terms whose weight changed most (times their idf, as in "
		 "'models "
		 "terms'; 0\n"
		 "where a model lacks the term). With FILEs also the articles for which a topic is chosen by "
		 "one of "
		 "them only,\n"
		 "with both probabilities. The articles need no labels.\n",
	.examples = "  dateline models diff old.model new.model\n"
		    "  dateline models diff old.model new.model -n 5 --json inbox/\n",
	.min_args = 2,
	.max_args = SIZE_MAX,
};

static void find_topics(struct diff *d)
{
	for (size_t i = 0; i < model_n_topics(d->m[0]); i++) {
		size_t k = model_topic_named(d->m[1], model_topic(d->m[0], i)->name);

		if (k < model_n_topics(d->m[1])) {
			d->topics[d->n_topics][0] = i;
			d->topics[d->n_topics++][1] = k;
		}
	}
}

// Every term of either model once.
static enum dl_status find_terms(struct diff *d, struct dl_err *err)
{
	uint32_t n = vocab_named(model_vocab(d->m[0])), n_b = vocab_named(model_vocab(d->m[1]));
	uint32_t *there = mem_zalloc((size_t)n + 1, sizeof *there);
	bool *seen = mem_zalloc((size_t)n_b + 1, sizeof *seen);

	d->changes = mem_zalloc((size_t)n + n_b + 1, sizeof *d->changes);
	if (there && seen && d->changes) {
		model_match(there, d->m[0], d->m[1]);
		for (uint32_t i = 0; i < n; i++) {
			d->changes[d->n_changes++] = (struct change){{i, there[i]}, {0}};
			if (there[i] != VOCAB_NONE)
				seen[there[i]] = true;
		}
		for (uint32_t i = 0; i < n_b; i++)
			if (!seen[i])
				d->changes[d->n_changes++] = (struct change){{VOCAB_NONE, i}, {0}};
	}
	mem_free(there);
	mem_free(seen);
	return d->n_changes || (!n && !n_b) ? DL_OK : err_nomem(err);
}

static enum dl_status prepare(struct diff *d, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	for (int i = 0; i < 2 && st == DL_OK; i++) {
		st = open_model(&d->m[i], d->args.items[i], err);
		if (st == DL_OK)
			d->c[i] = classifier_new(d->m[i], NULL);
		if (st == DL_OK && !d->c[i])
			st = err_nomem(err);
	}
	if (st != DL_OK)
		return st;
	d->topics = mem_zalloc(model_n_topics(d->m[0]) + 1, sizeof *d->topics);
	if (!d->topics)
		return err_nomem(err);
	find_topics(d);
	if (!d->n_topics)
		return err_set(err, DL_EINVAL,
			"the two models have no topic in common: there is nothing to compare");
	return find_terms(d, err);
}

static int by_change(const void *a, const void *b)
{
	const struct change *x = a, *y = b;
	double p = fabs(x->weight[1] - x->weight[0]), q = fabs(y->weight[1] - y->weight[0]);

	if (p != q)
		return p < q ? 1 : -1;
	if (x->id[0] != y->id[0])
		return x->id[0] < y->id[0] ? -1 : 1;
	return (x->id[1] > y->id[1]) - (x->id[1] < y->id[1]);
}

// The terms in order of change for a topic; returns how many to show.
size_t diff_rank(struct diff *d, size_t topic)
{
	size_t n = 0;

	for (size_t i = 0; i < d->n_changes; i++)
		for (int side = 0; side < 2; side++) {
			uint32_t id = d->changes[i].id[side];

			d->changes[i].weight[side] =
				id == VOCAB_NONE ? 0 : model_mention(d->m[side], id, d->topics[topic][side]);
		}
	if (d->n_changes)
		qsort(d->changes, d->n_changes, sizeof *d->changes, by_change);
	while (n < d->n_changes && n < (size_t)d->n && d->changes[n].weight[0] != d->changes[n].weight[1])
		n++;
	return n;
}

static enum dl_status add_flip(struct diff *d, const struct article *a, struct flip f, struct dl_err *err)
{
	struct str name = a->title.len ? a->title : a->id;

	if (!mem_grow((void **)&d->flips, &d->cap_flips, d->n_flips + 1, sizeof *d->flips))
		return err_nomem(err);
	f.name = mem_alloc(a->id.len + name.len + 1);
	if (!f.name)
		return err_nomem(err);
	f.id_len = a->id.len;
	memcpy(f.name, a->id.ptr, a->id.len);
	memcpy(f.name + a->id.len, name.ptr, name.len);
	f.name[a->id.len + name.len] = '\0';
	d->flips[d->n_flips++] = f;
	return DL_OK;
}

static enum dl_status look_at(struct diff *d, const struct article *a, struct dl_err *err)
{
	struct verdict v[2];
	enum dl_status st = classify_article(&v[0], d->c[0], a, err);

	if (st == DL_OK)
		st = classify_article(&v[1], d->c[1], a, err);
	d->articles++;
	for (size_t k = 0; st == DL_OK && k < d->n_topics; k++) {
		size_t i = d->topics[k][0], j = d->topics[k][1];

		if (v[0].chosen[i] != v[1].chosen[j])
			st = add_flip(d, a,
				(struct flip){.topic = k,
					.probability = {v[0].probability[i], v[1].probability[j]},
					.chosen_by_b = v[1].chosen[j]},
				err);
	}
	return st;
}

static int by_shift(const void *a, const void *b)
{
	const struct flip *x = a, *y = b;
	double p = fabs(x->probability[1] - x->probability[0]),
	       q = fabs(y->probability[1] - y->probability[0]);

	if (p != q)
		return p < q ? 1 : -1;
	return strcmp(x->name, y->name) ? strcmp(x->name, y->name)
					: (x->topic > y->topic) - (x->topic < y->topic);
}

static enum dl_status read_files(struct diff *d, int *code, struct dl_err *err)
{
	struct reader_options options = {0};
	struct article a = {0};
	struct inputs in;
	enum dl_status st;

	if (d->args.n == 2)
		return DL_OK;
	st = inputs_open(&in, d->args.items + 2, d->args.n - 2, &options, err);
	while (st == DL_OK && (st = inputs_next(&in, &a, err)) == DL_OK)
		st = look_at(d, &a, err);
	*code = inputs_code(&in);
	inputs_close(&in);
	article_release(&a);
	if (d->n_flips)
		qsort(d->flips, d->n_flips, sizeof *d->flips, by_shift);
	return st == DL_END ? DL_OK : st;
}

static void release(struct diff *d)
{
	for (size_t i = 0; i < d->n_flips; i++)
		mem_free(d->flips[i].name);
	mem_free(d->flips);
	mem_free(d->changes);
	mem_free(d->topics);
	for (int i = 0; i < 2; i++) {
		classifier_free(d->c[i]);
		model_close(d->m[i]);
	}
	arguments_release(&d->args);
}

int cmd_models_diff(int argc, char **argv)
{
	struct diff d = {.n = 10};
	const struct option_spec options[] = {
		{"number", 'n', OPTION_INT, &d.n, .value = "N",
			.help = "how many terms a topic, and articles (10)", .min = 1, .max = 1000000},
		{"json", 0, OPTION_FLAG, &d.json, .help = "print JSON, with all articles that flip"},
		{0},
	};
	struct dl_err err = {0};
	enum dl_status st;
	int code;

	if (!options_parse(&d.args, &command, options, argc, argv, &code))
		return code;
	code = EXIT_FINE;
	st = prepare(&d, &err);
	if (st == DL_OK)
		st = read_files(&d, &code, &err);
	if (st == DL_OK)
		st = d.json ? diff_print_json(&d, &err) : diff_print_text(&d, &err);
	release(&d);
	return st == DL_OK ? code : fail(st, &err);
}
