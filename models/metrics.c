// SPDX-License-Identifier: MIT
#include "models/metrics.h"

#include "base/mem.h"

#include <math.h>

enum dl_status metrics_init(struct metrics *m, size_t n_topics, struct dl_err *err)
{
	*m = (struct metrics){.n_topics = n_topics};
	m->topics = mem_zalloc(n_topics, sizeof *m->topics);
	m->confusion = mem_zalloc((n_topics + 1) * (n_topics + 1), sizeof *m->confusion);
	return m->topics && m->confusion ? DL_OK : err_nomem(err);
}

void metrics_release(struct metrics *m)
{
	mem_free(m->topics);
	mem_free(m->confusion);
	*m = (struct metrics){0};
}

static size_t first_of(const bool *set, size_t n)
{
	size_t k = 0;

	while (k < n && !set[k])
		k++;
	return k;
}

static void add_probability(struct metrics *m, size_t k, bool gold, double p)
{
	int bin = (int)(p * CALIBRATION_BINS);

	bin = bin < 0 ? 0 : bin >= CALIBRATION_BINS ? CALIBRATION_BINS - 1 : bin;
	m->bins[bin].n++;
	m->bins[bin].hits += gold;
	m->bins[bin].sum += p;
	m->topics[k].brier += (p - gold) * (p - gold);
}

void metrics_add(struct metrics *m, const bool *gold, const bool *chosen, const double *probability)
{
	bool right = true;

	for (size_t k = 0; k < m->n_topics; k++) {
		struct topic_metrics *t = &m->topics[k];

		t->tp += gold[k] && chosen[k];
		t->fp += !gold[k] && chosen[k];
		t->fn += gold[k] && !chosen[k];
		t->support += gold[k];
		right = right && gold[k] == chosen[k];
		if (probability)
			add_probability(m, k, gold[k], probability[k]);
	}
	m->confusion[first_of(gold, m->n_topics) * (m->n_topics + 1) + first_of(chosen, m->n_topics)]++;
	m->documents++;
	m->right += right;
}

static double ratio(uint64_t a, uint64_t b)
{
	return b ? (double)a / (double)b : 0;
}

static void finish_calibration(struct metrics *m)
{
	double pairs = (double)m->documents * (double)m->n_topics, squared = 0, gap = 0;

	for (size_t k = 0; k < m->n_topics; k++) {
		squared += m->topics[k].brier;
		m->topics[k].brier = m->documents ? m->topics[k].brier / (double)m->documents : 0;
	}
	for (int b = 0; b < CALIBRATION_BINS; b++)
		gap += fabs(m->bins[b].sum - (double)m->bins[b].hits);
	m->brier = pairs > 0 ? squared / pairs : 0;
	m->ece = pairs > 0 ? gap / pairs : 0;
}

void metrics_finish(struct metrics *m)
{
	uint64_t tp = 0, wrong = 0, with_support = 0;
	double sum = 0;

	for (size_t k = 0; k < m->n_topics; k++) {
		struct topic_metrics *t = &m->topics[k];

		t->precision = ratio(t->tp, t->tp + t->fp);
		t->recall = ratio(t->tp, t->tp + t->fn);
		t->f1 = ratio(2 * t->tp, 2 * t->tp + t->fp + t->fn);
		tp += t->tp;
		wrong += t->fp + t->fn;
		with_support += t->support > 0;
		sum += t->support ? t->f1 : 0;
	}
	m->micro_f1 = ratio(2 * tp, 2 * tp + wrong);
	m->macro_f1 = with_support ? sum / (double)with_support : 0;
	m->accuracy = ratio(m->right, m->documents);
	finish_calibration(m);
}

void metrics_json(struct json *j, const struct metrics *m, const char *const *names)
{
	json_key(j, "topics");
	json_open(j, '{');
	for (size_t k = 0; k < m->n_topics; k++) {
		const struct topic_metrics *t = &m->topics[k];

		json_key(j, names[k]);
		json_open(j, '{');
		json_key(j, "precision");
		json_num(j, t->precision, 6);
		json_key(j, "recall");
		json_num(j, t->recall, 6);
		json_key(j, "f1");
		json_num(j, t->f1, 6);
		json_key(j, "support");
		json_int(j, (int64_t)t->support);
		json_close(j, '}');
	}
	json_close(j, '}');
	json_key(j, "micro_f1");
	json_num(j, m->micro_f1, 6);
	json_key(j, "macro_f1");
	json_num(j, m->macro_f1, 6);
	json_key(j, "accuracy");
	json_num(j, m->accuracy, 6);
}
