// SPDX-License-Identifier: MIT
#include "base/date.h"
#include "cli/train_modes.h"

static void split_json(struct buf *out, const struct train_args *t, const struct date_split *d,
	const char *path, double seconds)
{
	const struct metrics *m = &d->later.scores;
	struct json j = {.out = out};
	char day[DATE_TEXT];

	json_open(&j, '{');
	training_json(&j, &d->before, path);
	json_key(&j, "split_date");
	json_text(&j, date_text(day, t->split_date));
	json_key(&j, "measured");
	json_int(&j, (int64_t)m->documents);
	json_key(&j, "undated");
	json_int(&j, (int64_t)d->undated);
	json_key(&j, "abstained");
	json_int(&j, (int64_t)d->later.abstained);
	json_key(&j, "foreign_labels");
	json_int(&j, (int64_t)d->later.foreign);
	metrics_json(&j, m, (const char *const *)d->before.topics);
	json_key(&j, "brier");
	json_num(&j, m->said.brier, 6);
	json_key(&j, "ece");
	json_num(&j, m->said.ece, 6);
	if (t->suspects)
		suspects_json(&j, &d->before);
	json_key(&j, "seconds");
	json_num(&j, seconds, 4);
	json_close(&j, '}');
	buf_addc(out, '\n');
}

static void print_counts(const struct train_args *t, const struct date_split *d, const char *path)
{
	const struct trial *later = &d->later;
	char day[DATE_TEXT];

	date_text(day, t->split_date);
	printf("\nmeasured on %llu articles of %s and later (%llu abstained); Brier score %.4f, calibration "
	       "error %.4f\n",
		(unsigned long long)later->scores.documents, day, (unsigned long long)later->abstained,
		later->scores.said.brier, later->scores.said.ece);
	if (d->undated)
		printf("%llu articles without a date were left out\n", (unsigned long long)d->undated);
	if (later->foreign)
		printf("%llu labels are of topics that no earlier article has and were passed over\n",
			(unsigned long long)later->foreign);
	printf("the model, trained on the %llu articles before %s only, is in ",
		(unsigned long long)later->trained, day);
	print_safe(stdout, str_from(path), false);
	printf("\n");
}

enum dl_status print_split_date(const struct train_args *t, const struct date_split *d, const char *path,
	double seconds, struct dl_err *err)
{
	struct buf out = {0};
	enum dl_status st;

	if (t->json) {
		split_json(&out, t, d, path, seconds);
		st = print_buf(&out, err);
		buf_release(&out);
		return st;
	}
	if (t->args.quiet)
		return DL_OK;
	st = print_metrics_table(
		&d->later.scores, (const char *const *)d->before.topics, NULL, t->args.color, err);
	if (st == DL_OK && t->suspects)
		st = print_suspects(t, &d->before, err);
	if (st == DL_OK)
		print_counts(t, d, path);
	return st;
}
