// SPDX-License-Identifier: MIT
#include "cli/models_test.h"

#include "base/mem.h"

#include <stdlib.h>

static void confusion_json(struct json *j, const struct model_test *t)
{
	size_t n = model_n_topics(t->m);

	json_key(j, "confusion");
	json_open(j, '{');
	for (size_t g = 0; g <= n; g++) {
		json_key(j, g < n ? t->names[g] : "none");
		json_open(j, '{');
		for (size_t c = 0; c <= n; c++) {
			uint64_t count = t->scores.confusion[g * (n + 1) + c];

			if (!count)
				continue;
			json_key(j, c < n ? t->names[c] : "none");
			json_int(j, (int64_t)count);
		}
		json_close(j, '}');
	}
	json_close(j, '}');
}

static void reliability_json(struct json *j, const struct calibration *c)
{
	json_open(j, '[');
	for (size_t b = 0; b < c->n_bins; b++) {
		const struct calibration_bin *bin = &c->bins[b];

		json_open(j, '{');
		json_num_at(j, "low", bin->low, 6);
		json_num_at(j, "high", bin->high, 6);
		json_key(j, "n");
		json_int(j, (int64_t)bin->n);
		json_num_at(j, "probability", bin->mean, 6);
		json_num_at(j, "share", (double)bin->hits / (double)bin->n, 6);
		json_num_at(j, "share_low", bin->came_in.low, 6);
		json_num_at(j, "share_high", bin->came_in.high, 6);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void topics_json(struct json *j, const struct model_test *t)
{
	json_key(j, "reliability_by_topic");
	json_open(j, '{');
	for (size_t k = 0; k < t->scores.n_topics; k++) {
		json_key(j, t->names[k]);
		reliability_json(j, &t->scores.topics[k].said);
	}
	json_close(j, '}');
}

static void errors_json(struct json *j, const struct model_test *t)
{
	json_key(j, "errors");
	json_open(j, '[');
	for (size_t i = 0; i < t->n_mistakes; i++) {
		json_open(j, '{');
		json_key(j, "id");
		json_text(j, t->mistakes[i].id);
		json_key(j, "gold");
		json_text(j, t->mistakes[i].gold);
		json_key(j, "chosen");
		json_text(j, t->mistakes[i].chosen);
		json_key(j, "probability_of_error");
		json_num(j, t->mistakes[i].worst, 6);
		json_close(j, '}');
	}
	json_close(j, ']');
}

enum dl_status print_test_json(const struct model_test *t, struct dl_err *err)
{
	struct buf out = {0};
	struct json j = {.out = &out};
	enum dl_status st;

	json_open(&j, '{');
	json_key(&j, "model");
	json_text(&j, model_id(t->m));
	json_key(&j, "documents");
	json_int(&j, (int64_t)t->scores.documents);
	json_key(&j, "abstained");
	json_int(&j, (int64_t)t->abstained);
	metrics_json(&j, &t->scores, t->names);
	confusion_json(&j, t);
	json_key(&j, "brier");
	json_num(&j, t->scores.said.brier, 6);
	json_key(&j, "ece");
	json_num(&j, t->scores.said.ece, 6);
	json_key(&j, "brier_skill");
	json_num(&j, t->scores.said.skill, 6);
	json_key(&j, "reliability");
	reliability_json(&j, &t->scores.said);
	topics_json(&j, t);
	if (t->errors)
		errors_json(&j, t);
	json_close(&j, '}');
	buf_addc(&out, '\n');
	st = print_buf(&out, err);
	buf_release(&out);
	return st;
}

static enum dl_status print_table(struct table *t, const struct model_test *of, struct dl_err *err)
{
	enum dl_status st =
		table_print(t, stdout, output_color(of->args.color, stdout), output_table_width(stdout), err);

	table_release(t);
	return st;
}

static enum dl_status print_reliability(const struct model_test *t, struct dl_err *err)
{
	struct table table;

	table_init(&table, 5, "lrrrr");
	table_head(&table, (const char *[]){"probability", "decisions", "said", "came true", "95 %"});
	for (size_t b = 0; b < t->scores.said.n_bins; b++) {
		const struct calibration_bin *bin = &t->scores.said.bins[b];

		table_cellf(&table, "%.3f-%.3f", bin->low, bin->high);
		table_cellf(&table, "%llu", (unsigned long long)bin->n);
		table_cellf(&table, "%.3f", bin->mean);
		table_cellf(&table, "%.3f", (double)bin->hits / (double)bin->n);
		table_cellf(&table, "%.3f-%.3f", bin->came_in.low, bin->came_in.high);
	}
	printf("\n");
	return print_table(&table, t, err);
}

struct taken {
	size_t gold, chosen;
	uint64_t n;
};

static int most_first(const void *a, const void *b)
{
	const struct taken *x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	if (x->gold != y->gold)
		return x->gold < y->gold ? -1 : 1;
	return (x->chosen > y->chosen) - (x->chosen < y->chosen);
}

static const char *name_or_none(const struct model_test *t, size_t k)
{
	return k < t->scores.n_topics ? t->names[k] : "none";
}

// What is right stands in the table of topics; here is what was taken for something else.
static enum dl_status print_confusion(const struct model_test *t, struct dl_err *err)
{
	size_t side = t->scores.n_topics + 1, n = 0;
	struct taken *list = mem_zalloc(side * side, sizeof *list);
	struct table table;

	if (!list)
		return err_nomem(err);
	for (size_t i = 0; i < side * side; i++)
		if (t->scores.confusion[i] && i / side != i % side)
			list[n++] = (struct taken){i / side, i % side, t->scores.confusion[i]};
	qsort(list, n, sizeof *list, most_first);
	table_init(&table, 3, "Llr");
	table_head(&table, (const char *[]){"first topic", "taken for", "articles"});
	for (size_t i = 0; i < n; i++) {
		table_cell(&table, str_from(name_or_none(t, list[i].gold)));
		table_cell(&table, str_from(name_or_none(t, list[i].chosen)));
		table_cellf(&table, "%llu", (unsigned long long)list[i].n);
	}
	mem_free(list);
	printf("\n");
	return print_table(&table, t, err);
}

static void print_errors(const struct model_test *t)
{
	if (t->n_mistakes)
		printf("\nworst errors (how sure the model was of the wrong; article; its topics; chosen)\n");
	for (size_t i = 0; i < t->n_mistakes; i++) {
		printf("  %.3f  ", t->mistakes[i].worst);
		print_safe(stdout, str_from(t->mistakes[i].id), false);
		printf("  ");
		print_safe(stdout, str_from(t->mistakes[i].gold), false);
		printf("  ");
		print_safe(stdout, str_from(t->mistakes[i].chosen), false);
		printf("\n");
	}
}

enum dl_status print_test(const struct model_test *t, struct dl_err *err)
{
	enum dl_status st = print_metrics_table(&t->scores, t->names, NULL, t->args.color, err);

	if (st != DL_OK)
		return st;
	printf("%llu articles, %llu abstained  Brier score %.4f  calibration error "
	       "%.4f\n",
		(unsigned long long)t->scores.documents, (unsigned long long)t->abstained,
		t->scores.said.brier, t->scores.said.ece);
	st = print_reliability(t, err);
	if (st == DL_OK && t->confusion)
		st = print_confusion(t, err);
	if (st == DL_OK)
		print_errors(t);
	return st;
}
