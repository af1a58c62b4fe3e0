// SPDX-License-Identifier: MIT
#include "cli/model_commands.h"

#include "base/mem.h"
#include "cli/inputs.h"
#include "cli/options.h"
#include "classify/classify.h"
#include "models/paired.h"

static const struct command command = {
	.name = "dateline models compare",
	.arguments = "A B FILE...",
	.summary = "measure two models on the same labelled articles, with a test of the difference",
	.examples = "  dateline models compare old.model new.model --split test articles.jsonl\n",
	.min_args = 3,
	.max_args = SIZE_MAX,
};

struct side {
	struct model *m;
	struct classifier *c;
	struct metrics scores;
	size_t *topic; // of the model, for each topic in common
	bool *chosen;
	double *probability;
};

struct comparison {
	const char *split;
	bool json;
	struct arguments args;
	struct side sides[2];
	const char **names; // topics that both models have
	size_t n;
	bool *gold;
	struct paired_outcome *outcomes;
	size_t documents, room;
	uint64_t only[2]; // articles that only this model has right
	double p_articles, p_micro;
	uint64_t left_out; // topics that only one of the models has
};

static void find_common(struct comparison *c)
{
	const struct model *a = c->sides[0].m, *b = c->sides[1].m;

	for (size_t i = 0; i < model_n_topics(a); i++) {
		size_t k = model_topic_named(b, model_topic(a, i)->name);

		if (k == model_n_topics(b))
			continue;
		c->names[c->n] = model_topic(a, i)->name;
		c->sides[0].topic[c->n] = i;
		c->sides[1].topic[c->n++] = k;
	}
	c->left_out = model_n_topics(a) + model_n_topics(b) - 2 * c->n;
}

static enum dl_status prepare_side(struct side *s, size_t n, struct dl_err *err)
{
	s->c = classifier_new(s->m, NULL);
	s->topic = mem_zalloc(n, sizeof *s->topic);
	s->chosen = mem_zalloc(n, sizeof *s->chosen);
	s->probability = mem_zalloc(n, sizeof *s->probability);
	return s->c && s->topic && s->chosen && s->probability ? DL_OK : err_nomem(err);
}

static enum dl_status prepare(struct comparison *c, struct dl_err *err)
{
	enum dl_status st = open_model(&c->sides[0].m, c->args.items[0], err);
	size_t n;

	if (st == DL_OK)
		st = open_model(&c->sides[1].m, c->args.items[1], err);
	if (st != DL_OK)
		return st;
	n = model_n_topics(c->sides[0].m);
	c->names = mem_zalloc(n, sizeof *c->names);
	c->gold = mem_zalloc(n, sizeof *c->gold);
	if (!c->names || !c->gold)
		return err_nomem(err);
	for (int i = 0; i < 2 && st == DL_OK; i++)
		st = prepare_side(&c->sides[i], n, err);
	if (st != DL_OK)
		return st;
	find_common(c);
	if (!c->n)
		return err_set(err, DL_EINVAL,
			"the two models have no topic in common: there is nothing to compare");
	for (int i = 0; i < 2 && st == DL_OK; i++)
		st = metrics_init(&c->sides[i].scores, c->n, err);
	return st;
}

static enum dl_status make_room(struct comparison *c, struct dl_err *err)
{
	size_t room = c->room ? 2 * c->room : 256;
	struct paired_outcome *more;

	if (c->documents < c->room)
		return DL_OK;
	more = mem_zalloc(room, sizeof *more);
	if (!more)
		return err_nomem(err);
	for (size_t i = 0; i < c->documents; i++)
		more[i] = c->outcomes[i];
	mem_free(c->outcomes);
	c->outcomes = more;
	c->room = room;
	return DL_OK;
}

static enum dl_status judge(struct comparison *c, int which, const struct article *a, struct dl_err *err)
{
	struct side *s = &c->sides[which];
	struct paired_outcome *o = &c->outcomes[c->documents];
	struct verdict v;
	enum dl_status st = classify_article(&v, s->c, a, err);

	if (st != DL_OK)
		return st;
	for (size_t k = 0; k < c->n; k++) {
		s->chosen[k] = v.chosen[s->topic[k]];
		s->probability[k] = v.probability[s->topic[k]];
	}
	paired_note(o, which, c->gold, s->chosen, c->n);
	metrics_add(&s->scores, c->gold, s->chosen, s->probability);
	return DL_OK;
}

static enum dl_status compare_one(struct comparison *c, const struct article *a, struct dl_err *err)
{
	const struct paired_outcome *o;
	enum dl_status st = make_room(c, err);

	for (size_t k = 0; k < c->n; k++) {
		c->gold[k] = false;
		for (size_t i = 0; i < a->n_labels; i++)
			c->gold[k] = c->gold[k] || str_is(a->labels[i], c->names[k]);
	}
	for (int i = 0; i < 2 && st == DL_OK; i++)
		st = judge(c, i, a, err);
	if (st != DL_OK)
		return st;
	o = &c->outcomes[c->documents++];
	c->only[0] += !o->wrong[0] && o->wrong[1];
	c->only[1] += o->wrong[0] && !o->wrong[1];
	return DL_OK;
}

static enum dl_status measure(struct comparison *c, int *code, struct dl_err *err)
{
	struct reader_options options = {0};
	struct article a = {0};
	struct inputs in;
	enum dl_status st = inputs_open(&in, c->args.items + 2, c->args.n - 2, &options, err);

	while (st == DL_OK && (st = inputs_next(&in, &a, err)) == DL_OK)
		if (a.labelled && (!c->split || str_is(a.split, c->split)))
			st = compare_one(c, &a, err);
	if (st == DL_END)
		st = DL_OK;
	*code = inputs_code(&in);
	inputs_close(&in);
	article_release(&a);
	if (st == DL_OK && !c->documents)
		return err_set(err, DL_EINVAL,
			"none of the articles is labelled%s%s: there is nothing to compare on",
			c->split ? " and of the split " : "", c->split ? c->split : "");
	if (st != DL_OK)
		return st;
	for (int i = 0; i < 2 && st == DL_OK; i++)
		st = metrics_finish(&c->sides[i].scores, err);
	c->p_articles = mcnemar_mid_p(c->only[0], c->only[1]);
	c->p_micro = paired_micro_f1_p(c->outcomes, c->documents);
	return st;
}

static enum dl_status print_json(const struct comparison *c, struct dl_err *err)
{
	struct buf out = {0};
	struct json j = {.out = &out};
	enum dl_status st;

	json_open(&j, '{');
	json_key(&j, "documents");
	json_int(&j, (int64_t)c->documents);
	for (int i = 0; i < 2; i++) {
		json_key(&j, i ? "b" : "a");
		json_open(&j, '{');
		json_key(&j, "model");
		json_text(&j, model_id(c->sides[i].m));
		metrics_json(&j, &c->sides[i].scores, c->names);
		json_key(&j, "only_right");
		json_int(&j, (int64_t)c->only[i]);
		json_close(&j, '}');
	}
	json_num_at(&j, "mcnemar_p", c->p_articles, 6);
	json_num_at(&j, "micro_f1_p", c->p_micro, 6);
	json_close(&j, '}');
	buf_addc(&out, '\n');
	st = print_buf(&out, err);
	buf_release(&out);
	return st;
}

static void print_whole(const struct comparison *c)
{
	const struct metrics *a = &c->sides[0].scores, *b = &c->sides[1].scores;

	printf("\nmicro-F1 %.4f -> %.4f  macro-F1 %.4f -> %.4f  accuracy %.4f -> %.4f\n", a->micro_f1,
		b->micro_f1, a->macro_f1, b->macro_f1, a->accuracy, b->accuracy);
	printf("%zu articles: %llu right only in A, %llu only in B (McNemar, mid-p %.4f)\n", c->documents,
		(unsigned long long)c->only[0], (unsigned long long)c->only[1], c->p_articles);
	printf("difference of micro-F1: p %.4f (approximate randomisation, %d rounds)\n", c->p_micro,
		PAIRED_ROUNDS);
}

static enum dl_status print_comparison(const struct comparison *c, struct dl_err *err)
{
	struct table t;
	enum dl_status st;

	table_init(&t, 8, "Lrrrrrrr");
	table_head(&t, (const char *[]){"topic", "prec. A", "prec. B", "recall A", "recall B", "F1 A", "F1 B",
			       "support"});
	for (size_t k = 0; k < c->n; k++) {
		const struct topic_metrics *a = &c->sides[0].scores.topics[k],
					   *b = &c->sides[1].scores.topics[k];

		table_cell(&t, str_from(c->names[k]));
		table_cellf(&t, "%.3f", a->precision);
		table_cellf(&t, "%.3f", b->precision);
		table_cellf(&t, "%.3f", a->recall);
		table_cellf(&t, "%.3f", b->recall);
		table_cellf(&t, "%.3f", a->f1);
		table_cellf(&t, "%.3f", b->f1);
		table_cellf(&t, "%llu", (unsigned long long)a->support);
	}
	st = table_print(&t, stdout, output_color(c->args.color, stdout), output_table_width(stdout), err);
	table_release(&t);
	if (st == DL_OK)
		print_whole(c);
	return st;
}

static void release(struct comparison *c)
{
	for (int i = 0; i < 2; i++) {
		struct side *s = &c->sides[i];

		mem_free(s->topic);
		mem_free(s->chosen);
		mem_free(s->probability);
		metrics_release(&s->scores);
		classifier_free(s->c);
		model_close(s->m);
	}
	mem_free(c->names);
	mem_free(c->gold);
	mem_free(c->outcomes);
	arguments_release(&c->args);
}

int cmd_models_compare(int argc, char **argv)
{
	struct comparison c = {0};
	const struct option_spec options[] = {
		{"split", 0, OPTION_STRING, &c.split, .value = "NAME", .help = "only articles of this split"},
		{"json", 0, OPTION_FLAG, &c.json, .help = "print JSON"},
		{0},
	};
	struct dl_err err = {0};
	enum dl_status st;
	int code;

	if (!options_parse(&c.args, &command, options, argc, argv, &code))
		return code;
	st = prepare(&c, &err);
	if (st == DL_OK)
		st = measure(&c, &code, &err);
	if (st == DL_OK)
		st = c.json ? print_json(&c, &err) : print_comparison(&c, &err);
	if (st == DL_OK && c.left_out)
		complain("topics passed over because only one of the models has them: %llu",
			(unsigned long long)c.left_out);
	release(&c);
	return st == DL_OK ? code : fail(st, &err);
}
