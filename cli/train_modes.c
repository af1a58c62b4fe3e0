// SPDX-License-Identifier: MIT
// What `train` does with its articles: a model, or an answer to one of the questions on models.
#include "cli/train_modes.h"

#include "base/date.h"
#include "base/file.h"
#include "cli/model_path.h"
#include "cli/progress_bar.h"

#include <time.h>

double train_clock(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void clear_bar(const struct train_options *o)
{
	progress_bar_clear((struct progress_bar *)o->progress->payload);
}

static enum dl_status run_plain(
	const struct train_args *t, struct train_set *set, const struct train_options *o, struct dl_err *err)
{
	const char *path = model_path_to_write(t->model);
	struct train_options once = *o;
	struct train_result r = {0};
	enum dl_status st;

	once.spend_texts = true;
	st = train_run(&r, set, &once, err);
	if (st == DL_OK)
		st = file_write(path, buf_str(&r.file), err);
	clear_bar(o);
	if (st == DL_OK)
		st = print_training(t, &r, path, train_clock() - t->begin, err);
	train_result_release(&r);
	return st;
}

static enum dl_status run_split_date(
	const struct train_args *t, struct train_set *set, const struct train_options *o, struct dl_err *err)
{
	const char *path = model_path_to_write(t->model);
	struct date_split d;
	enum dl_status st = train_split_date(&d, set, o, t->split_date, err);

	if (st == DL_OK)
		st = file_write(path, buf_str(&d.before.file), err);
	clear_bar(o);
	if (st == DL_OK)
		st = print_split_date(t, &d, path, train_clock() - t->begin, err);
	date_split_release(&d);
	return st;
}

static enum dl_status run_leave_out(
	const struct train_args *t, struct train_set *set, const struct train_options *o, struct dl_err *err)
{
	struct leave_out l;
	enum dl_status st = train_leave_out(&l, set, o, (enum leave_by)t->leave_out, err);

	clear_bar(o);
	if (st == DL_OK)
		st = print_leave_out(t, &l, train_clock() - t->begin, err);
	leave_out_release(&l);
	return st;
}

static enum dl_status run_learning_curve(
	const struct train_args *t, struct train_set *set, const struct train_options *o, struct dl_err *err)
{
	struct learning_curve c;
	enum dl_status st = train_learning_curve(&c, set, o, err);

	clear_bar(o);
	if (st == DL_OK)
		st = print_learning_curve(t, &c, train_clock() - t->begin, err);
	learning_curve_release(&c);
	return st;
}

enum dl_status train_mode(
	const struct train_args *t, struct train_set *set, const struct train_options *o, struct dl_err *err)
{
	if (t->leave_out >= 0)
		return run_leave_out(t, set, o, err);
	if (t->learning_curve)
		return run_learning_curve(t, set, o, err);
	if (t->split_date != DATE_NONE)
		return run_split_date(t, set, o, err);
	return run_plain(t, set, o, err);
}
