// SPDX-License-Identifier: MIT
#include "train/leave_out.h"

#include "base/mem.h"
#include "train/stories.h"

#include <stdlib.h>

static struct str name_of(const struct doc *d, enum leave_by by)
{
	if (by == LEAVE_SOURCE)
		return d->source;
	if (str_is(d->lang, "und"))
		return (struct str){0};
	return d->lang;
}

static int by_name(const void *a, const void *b)
{
	return str_cmp(((const struct left_out *)a)->name, ((const struct left_out *)b)->name);
}

// One row a name, with its articles counted.
static enum dl_status list_names(
	struct leave_out *out, const struct train_set *s, enum leave_by by, struct dl_err *err)
{
	size_t n = 0;

	out->rows = mem_zalloc(s->n + 1, sizeof *out->rows);
	if (!out->rows)
		return err_nomem(err);
	for (size_t i = 0; i < s->n; i++) {
		struct str name = name_of(&s->docs[i], by);

		if (name.len)
			out->rows[n++] = (struct left_out){.name = name, .articles = 1};
		else
			out->unsaid++;
	}
	qsort(out->rows, n, sizeof *out->rows, by_name);
	for (size_t i = 0; i < n; i++) {
		if (out->n && str_eq(out->rows[out->n - 1].name, out->rows[i].name))
			out->rows[out->n - 1].articles++;
		else
			out->rows[out->n++] = out->rows[i];
	}
	return DL_OK;
}

static enum dl_status check_rows(
	const struct leave_out *l, const struct train_set *s, enum leave_by by, struct dl_err *err)
{
	const char *what = by == LEAVE_SOURCE ? "source" : "language";
	uint64_t most = 0;

	for (size_t i = 0; i < l->n; i++)
		most = l->rows[i].articles > most ? l->rows[i].articles : most;
	if (most < LEAVE_MIN)
		return err_set(err, DL_EINVAL,
			"no %s has %d labelled articles: there is nothing to leave out", what, LEAVE_MIN);
	if (most == s->n)
		return err_set(err, DL_EINVAL,
			"all labelled articles are of one %s: nothing is left without it", what);
	return DL_OK;
}

// Who is held out, and who may train: of the others those that tell none of the stories held out.
static enum dl_status divide(bool *held, bool *rest, const struct train_set *s, struct str name,
	enum leave_by by, struct dl_err *err)
{
	bool *told = mem_zalloc(s->n + 1, sizeof *told); // stories are numbered from 1 to n

	if (!told)
		return err_nomem(err);
	for (size_t i = 0; i < s->n; i++) {
		held[i] = str_eq(name_of(&s->docs[i], by), name);
		if (held[i])
			told[s->docs[i].story] = true;
	}
	for (size_t i = 0; i < s->n; i++)
		rest[i] = !held[i] && !told[s->docs[i].story];
	mem_free(told);
	return DL_OK;
}

struct parts {
	struct train_set held, rest;
};

static enum dl_status parts_make(
	struct parts *p, const struct train_set *s, struct str name, enum leave_by by, struct dl_err *err)
{
	bool *held = mem_zalloc(s->n, sizeof *held), *rest = mem_zalloc(s->n, sizeof *rest);
	enum dl_status st = held && rest ? DL_OK : err_nomem(err);

	if (st == DL_OK)
		st = divide(held, rest, s, name, by, err);
	if (st == DL_OK)
		st = train_set_part(&p->held, s, held, err);
	if (st == DL_OK)
		st = train_set_part(&p->rest, s, rest, err);
	mem_free(held);
	mem_free(rest);
	return st;
}

static enum dl_status try_without(struct left_out *row, const struct train_set *s,
	const struct train_options *o, enum leave_by by, const struct topic_list *topics, struct dl_err *err)
{
	struct train_result r = {0};
	struct parts p = {0};
	enum dl_status st = parts_make(&p, s, row->name, by, err);

	row->tried = true;
	if (st == DL_OK)
		st = trial_init(&row->trial, topics->n, err);
	if (st == DL_OK)
		st = trial_train(&r, &p.rest, o, err);
	if (st == DL_OK)
		st = o->measure(&row->trial, buf_str(&r.file), &p.held, (const char *const *)topics->names,
			NULL, 0, err);
	if (st == DL_OK)
		st = metrics_finish(&row->trial.scores, err);
	row->trial.trained = p.rest.n;
	train_result_release(&r);
	part_release(&p.held);
	part_release(&p.rest);
	return st;
}

enum dl_status train_leave_out(struct leave_out *out, struct train_set *s, const struct train_options *o,
	enum leave_by by, struct dl_err *err)
{
	struct topic_list topics = {0};
	enum dl_status st;

	*out = (struct leave_out){0};
	st = list_names(out, s, by, err);
	if (st == DL_OK)
		st = check_rows(out, s, by, err);
	if (st == DL_OK)
		st = topic_list_make(&topics, s, o->topics, err);
	if (st == DL_OK)
		st = stories_find(s, o->threads, o->progress, err);
	for (size_t i = 0; st == DL_OK && i < out->n; i++)
		if (out->rows[i].articles >= LEAVE_MIN)
			st = try_without(&out->rows[i], s, o, by, &topics, err);
	topic_list_release(&topics);
	if (st != DL_OK)
		leave_out_release(out);
	return st;
}

void leave_out_release(struct leave_out *l)
{
	for (size_t i = 0; i < l->n; i++)
		trial_release(&l->rows[i].trial);
	mem_free(l->rows);
	*l = (struct leave_out){0};
}
