// SPDX-License-Identifier: MIT
#include "cli/explain_print.h"

#include "base/mem.h"
#include "cli/output.h"

enum { DIGITS = 12 };

static size_t named(const struct explain_style *s, size_t n)
{
	return s->most && s->most < n ? s->most : n;
}

// [[from, to], ...] of one field, left out where the term does not stand there.
static void places_json(struct json *j, const struct reason *r, int field, const char *key)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n_at; i++) {
		if (r->at[i].field != field)
			continue;
		if (n++ == 0) {
			json_key(j, key);
			json_open(j, '[');
		}
		json_open(j, '[');
		json_int(j, (int64_t)r->at[i].from);
		json_int(j, (int64_t)r->at[i].to);
		json_close(j, ']');
	}
	if (n)
		json_close(j, ']');
}

static void term_json(struct json *j, const struct explain_style *s, const struct reason *r)
{
	json_key(j, "term");
	json_str(j, reason_name(s->m, r));
	places_json(j, r, 1, "at");
	places_json(j, r, 0, "title_at");
}

enum dl_status explain_topic_json(struct json *j, const struct explain_style *s, size_t k, struct dl_err *err)
{
	const struct reason *r;
	size_t n;
	double others = s->v->decision[k] - model_topic(s->m, k)->bias;
	enum dl_status st = classify_explain(&r, &n, s->c, s->a, k, err);

	if (st != DL_OK)
		return st;
	json_key(j, "bias");
	json_num(j, model_topic(s->m, k)->bias, DIGITS);
	json_key(j, "terms");
	json_open(j, '[');
	for (size_t i = 0; i < named(s, n); i++) {
		json_open(j, '{');
		term_json(j, s, &r[i]);
		json_key(j, "weight");
		json_num(j, r[i].weight, DIGITS);
		json_close(j, '}');
		others -= r[i].weight;
	}
	json_close(j, ']');
	if (named(s, n) < n) {
		json_key(j, "others");
		json_num(j, others, DIGITS);
	}
	return DL_OK;
}

// {"topic": number, ...}
static void numbers_json(struct json *j, const struct model *m, const char *key, const double *numbers)
{
	json_key(j, key);
	json_open(j, '{');
	for (size_t k = 0; k < model_n_topics(m); k++) {
		json_key(j, model_topic(m, k)->name);
		json_num(j, numbers[k], DIGITS);
	}
	json_close(j, '}');
}

enum dl_status explain_all_json(struct json *j, const struct explain_style *s, struct dl_err *err)
{
	size_t n_topics = model_n_topics(s->m), n;
	double *row = mem_zalloc(n_topics, sizeof *row), *others = mem_zalloc(n_topics, sizeof *others);
	const struct reason *r;
	enum dl_status st = row && others ? classify_explain_all(&r, &n, s->c, s->a, err) : err_nomem(err);

	if (st == DL_OK) {
		json_open(j, '{');
		numbers_json(j, s->m, "value", s->v->decision);
		for (size_t k = 0; k < n_topics; k++) {
			row[k] = model_topic(s->m, k)->bias;
			others[k] = s->v->decision[k] - row[k];
		}
		numbers_json(j, s->m, "bias", row);
		json_key(j, "terms");
		json_open(j, '[');
		for (size_t i = 0; i < named(s, n); i++) {
			json_open(j, '{');
			term_json(j, s, &r[i]);
			for (size_t k = 0; k < n_topics; k++) {
				row[k] = reason_weight(s->c, &r[i], k);
				others[k] -= row[k];
			}
			numbers_json(j, s->m, "weights", row);
			json_close(j, '}');
		}
		json_close(j, ']');
		if (named(s, n) < n)
			numbers_json(j, s->m, "others", others);
		json_close(j, '}');
	}
	mem_free(row);
	mem_free(others);
	return st;
}

enum dl_status explain_line(struct buf *out, const struct explain_style *s, size_t k, struct dl_err *err)
{
	const struct reason *r;
	size_t n;
	double bias = model_topic(s->m, k)->bias, others = s->v->decision[k] - bias;
	enum dl_status st = classify_explain(&r, &n, s->c, s->a, k, err);

	if (st != DL_OK)
		return st;
	buf_adds(out, "    ");
	output_safe(out, str_from(model_topic(s->m, k)->name), false);
	buf_adds(out, ":");
	for (size_t i = 0; i < named(s, n); i++) {
		buf_adds(out, i ? ", " : " ");
		output_safe(out, reason_name(s->m, &r[i]), false);
		buf_addf(out, " %+.2f", r[i].weight);
		others -= r[i].weight;
	}
	if (named(s, n) < n)
		buf_addf(out, ", %zu others %+.2f", n - named(s, n), others);
	buf_addf(out, ", bias %+.2f = %+.2f\n", bias, s->v->decision[k]);
	return DL_OK;
}
