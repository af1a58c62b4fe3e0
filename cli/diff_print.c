// SPDX-License-Identifier: MIT
#include "cli/models_diff.h"

static struct str term_of(const struct diff *d, const struct change *c)
{
	return c->id[1] != VOCAB_NONE ? model_term(d->m[1], c->id[1]) : model_term(d->m[0], c->id[0]);
}

static const char *topic_name(const struct diff *d, size_t k)
{
	return model_topic(d->m[0], d->topics[k][0])->name;
}

static void topic_json(struct json *j, struct diff *d, size_t k)
{
	size_t n = diff_rank(d, k);

	json_key(j, topic_name(d, k));
	json_open(j, '{');
	json_key(j, "bias");
	json_open(j, '{');
	json_num_at(j, "a", model_topic(d->m[0], d->topics[k][0])->bias, 6);
	json_num_at(j, "b", model_topic(d->m[1], d->topics[k][1])->bias, 6);
	json_close(j, '}');
	json_key(j, "terms");
	json_open(j, '[');
	for (size_t i = 0; i < n; i++) {
		json_open(j, '{');
		json_key(j, "term");
		json_str(j, term_of(d, &d->changes[i]));
		for (int side = 0; side < 2; side++) {
			json_key(j, side ? "b" : "a");
			if (d->changes[i].id[side] == VOCAB_NONE)
				json_null(j);
			else
				json_num(j, d->changes[i].weight[side], 6);
		}
		json_close(j, '}');
	}
	json_close(j, ']');
	json_close(j, '}');
}

static void flips_json(struct json *j, const struct diff *d)
{
	json_key(j, "articles");
	json_int(j, (int64_t)d->articles);
	json_key(j, "flips");
	json_open(j, '[');
	for (size_t i = 0; i < d->n_flips; i++) {
		const struct flip *f = &d->flips[i];

		json_open(j, '{');
		json_key(j, "id");
		json_str(j, (struct str){f->name, f->id_len});
		json_key(j, "title");
		json_text(j, f->name + f->id_len);
		json_key(j, "topic");
		json_text(j, topic_name(d, f->topic));
		json_key(j, "chosen_by");
		json_text(j, f->chosen_by_b ? "b" : "a");
		json_num_at(j, "a", f->probability[0], 6);
		json_num_at(j, "b", f->probability[1], 6);
		json_close(j, '}');
	}
	json_close(j, ']');
}

// The topics that only model `side` has.
static void only_json(struct json *j, const struct diff *d, int side)
{
	json_key(j, side ? "only_b" : "only_a");
	json_open(j, '[');
	for (size_t k = 0; k < model_n_topics(d->m[side]); k++) {
		const char *name = model_topic(d->m[side], k)->name;

		if (model_topic_named(d->m[!side], name) == model_n_topics(d->m[!side]))
			json_text(j, name);
	}
	json_close(j, ']');
}

enum dl_status diff_print_json(struct diff *d, struct dl_err *err)
{
	struct buf out = {0};
	struct json j = {.out = &out};
	enum dl_status st;

	json_open(&j, '{');
	json_key(&j, "a");
	json_text(&j, model_id(d->m[0]));
	json_key(&j, "b");
	json_text(&j, model_id(d->m[1]));
	only_json(&j, d, 0);
	only_json(&j, d, 1);
	json_key(&j, "topics");
	json_open(&j, '{');
	for (size_t k = 0; k < d->n_topics; k++)
		topic_json(&j, d, k);
	json_close(&j, '}');
	if (d->args.n > 2)
		flips_json(&j, d);
	json_close(&j, '}');
	buf_addc(&out, '\n');
	st = print_buf(&out, err);
	buf_release(&out);
	return st;
}

static void weight_cell(struct table *t, const struct change *c, int side)
{
	if (c->id[side] == VOCAB_NONE)
		table_cell(t, STR("-"));
	else
		table_cellf(t, "%+.2f", c->weight[side]);
}

static enum dl_status print_topic(struct diff *d, size_t k, struct dl_err *err)
{
	size_t n = diff_rank(d, k);
	enum dl_status st;
	struct table t;

	print_safe(stdout, str_from(topic_name(d, k)), false);
	printf("  bias %+.2f -> %+.2f\n", model_topic(d->m[0], d->topics[k][0])->bias,
		model_topic(d->m[1], d->topics[k][1])->bias);
	if (!n) {
		printf("no weight changed\n\n");
		return DL_OK;
	}
	table_init(&t, 4, "Lrrr");
	table_head(&t, (const char *[]){"term", "A", "B", "change"});
	for (size_t i = 0; i < n; i++) {
		const struct change *c = &d->changes[i];

		table_cell(&t, term_of(d, c));
		weight_cell(&t, c, 0);
		weight_cell(&t, c, 1);
		table_cellf(&t, "%+.2f", c->weight[1] - c->weight[0]);
	}
	st = table_print(&t, stdout, output_color(d->args.color, stdout), output_table_width(stdout), err);
	table_release(&t);
	printf("\n");
	return st;
}

static enum dl_status print_flips(const struct diff *d, struct dl_err *err)
{
	enum dl_status st;
	struct table t;

	printf("%llu articles, %zu flips%s\n", (unsigned long long)d->articles, d->n_flips,
		d->n_flips > (size_t)d->n ? "; those that moved most:" : "");
	if (!d->n_flips)
		return DL_OK;
	table_init(&t, 5, "lLlrr");
	table_head(&t, (const char *[]){"id", "title", "topic", "A", "B"});
	for (size_t i = 0; i < d->n_flips && i < (size_t)d->n; i++) {
		const struct flip *f = &d->flips[i];

		table_cell(&t, (struct str){f->name, f->id_len});
		table_cell(&t, str_from(f->name + f->id_len));
		table_cell(&t, str_from(topic_name(d, f->topic)));
		table_cellf(&t, "%.2f%s", f->probability[0], f->chosen_by_b ? " " : "*");
		table_cellf(&t, "%.2f%s", f->probability[1], f->chosen_by_b ? "*" : " ");
	}
	st = table_print(&t, stdout, output_color(d->args.color, stdout), output_table_width(stdout), err);
	table_release(&t);
	return st;
}

enum dl_status diff_print_text(struct diff *d, struct dl_err *err)
{
	enum dl_status st = DL_OK;
	size_t only = model_n_topics(d->m[0]) + model_n_topics(d->m[1]) - 2 * d->n_topics;

	for (size_t k = 0; st == DL_OK && k < d->n_topics; k++)
		st = print_topic(d, k, err);
	if (st == DL_OK && d->args.n > 2)
		st = print_flips(d, err);
	if (st == DL_OK && only)
		complain("topics passed over because only one of the models has them: %zu", only);
	return st;
}
