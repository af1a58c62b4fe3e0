// SPDX-License-Identifier: MIT
#include "train/split_date.h"

#include "base/date.h"
#include "base/mem.h"

static enum dl_status check_sides(
	const struct train_set *before, const struct train_set *later, int32_t day, struct dl_err *err)
{
	char text[DATE_TEXT];

	if (before->n && later->n)
		return DL_OK;
	return err_set(err, DL_EINVAL,
		"%zu labelled articles are dated before %s and %zu later: --split-date needs both", before->n,
		date_text(text, day), later->n);
}

static enum dl_status cut(struct train_set *before, struct train_set *later, uint64_t *undated,
	const struct train_set *s, int32_t day, struct dl_err *err)
{
	bool *in = mem_zalloc(s->n + 1, sizeof *in);
	enum dl_status st = in ? DL_OK : err_nomem(err);

	*undated = 0;
	for (size_t i = 0; st == DL_OK && i < s->n; i++) {
		*undated += s->docs[i].day == DATE_NONE;
		in[i] = s->docs[i].day != DATE_NONE && s->docs[i].day < day;
	}
	if (st == DL_OK)
		st = train_set_part(before, s, in, err);
	for (size_t i = 0; st == DL_OK && i < s->n; i++)
		in[i] = s->docs[i].day != DATE_NONE && s->docs[i].day >= day;
	if (st == DL_OK)
		st = train_set_part(later, s, in, err);
	mem_free(in);
	return st;
}

enum dl_status train_split_date(struct date_split *out, struct train_set *s, const struct train_options *o,
	int32_t day, struct dl_err *err)
{
	struct train_set before = {0}, later = {0};
	struct train_result *r = &out->before;
	enum dl_status st;

	*out = (struct date_split){0};
	st = cut(&before, &later, &out->undated, s, day, err);
	if (st == DL_OK)
		st = check_sides(&before, &later, day, err);
	if (st == DL_OK)
		st = train_run(r, &before, o, err);
	if (st == DL_OK)
		st = trial_init(&out->later, r->n_topics, err);
	if (st == DL_OK)
		st = o->measure(
			&out->later, buf_str(&r->file), &later, (const char *const *)r->topics, NULL, 0, err);
	if (st == DL_OK)
		st = metrics_finish(&out->later.scores, err);
	out->later.trained = before.n;
	part_release(&before);
	part_release(&later);
	if (st != DL_OK)
		date_split_release(out);
	return st;
}

void date_split_release(struct date_split *d)
{
	train_result_release(&d->before);
	trial_release(&d->later);
	*d = (struct date_split){0};
}
