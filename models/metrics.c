// SPDX-License-Identifier: MIT
#include "models/metrics.h"

#include "base/mem.h"

#include <stdio.h>

enum dl_status metrics_init(struct metrics *m, size_t n_topics, struct dl_err *err)
{
	*m = (struct metrics){.n_topics = n_topics};
	m->topics = mem_zalloc(n_topics, sizeof *m->topics);
	m->confusion = mem_zalloc((n_topics + 1) * (n_topics + 1), sizeof *m->confusion);
	m->joint = mem_zalloc(4 * n_topics * n_topics, sizeof *m->joint);
	m->outcomes = mem_zalloc(n_topics, sizeof *m->outcomes);
	return m->topics && m->confusion && m->joint && m->outcomes ? DL_OK : err_nomem(err);
}

void metrics_release(struct metrics *m)
{
	mem_free(m->topics);
	mem_free(m->confusion);
	mem_free(m->joint);
	mem_free(m->outcomes);
	mem_free(m->decisions);
	*m = (struct metrics){0};
}

static size_t first_of(const bool *set, size_t n)
{
	size_t k = 0;

	while (k < n && !set[k])
		k++;
	return k;
}

static void add_probabilities(struct metrics *m, const bool *gold, const double *probability)
{
	if (!mem_grow((void **)&m->decisions, &m->cap, m->n_decisions + m->n_topics, sizeof *m->decisions)) {
		m->no_memory = true;
		return;
	}
	for (size_t k = 0; k < m->n_topics; k++)
		m->decisions[m->n_decisions++] =
			(struct said){.probability = probability[k], .came_true = gold[k]};
}

static void add_outcomes(struct metrics *m, const bool *gold, const bool *chosen)
{
	size_t n = 0;

	for (size_t k = 0; k < m->n_topics; k++)
		if (gold[k] || chosen[k])
			m->outcomes[n++] = (uint32_t)(2 * k + (gold[k] != chosen[k]));
	for (size_t i = 0; i < n; i++)
		for (size_t l = 0; l < n; l++)
			m->joint[m->outcomes[i] * 2 * m->n_topics + m->outcomes[l]]++;
	m->spoken += n > 0;
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
	}
	m->confusion[first_of(gold, m->n_topics) * (m->n_topics + 1) + first_of(chosen, m->n_topics)]++;
	add_outcomes(m, gold, chosen);
	if (probability)
		add_probabilities(m, gold, probability);
	m->documents++;
	m->right += right;
}

static double ratio(uint64_t a, uint64_t b)
{
	return b ? (double)a / (double)b : 0;
}

// Measuring sorts: the topics first, each from a copy, then all.
static enum dl_status finish_calibration(struct metrics *m, struct dl_err *err)
{
	size_t n = m->n_topics ? m->n_decisions / m->n_topics : 0;
	struct said *column = mem_zalloc(n + 1, sizeof *column);

	if (!column || m->no_memory) {
		mem_free(column);
		return err_nomem(err);
	}
	for (size_t k = 0; k < m->n_topics; k++) {
		for (size_t i = 0; i < n; i++)
			column[i] = m->decisions[i * m->n_topics + k];
		calibration_measure(&m->topics[k].said, column, n);
	}
	calibration_measure(&m->said, m->decisions, m->n_decisions);
	mem_free(column);
	return DL_OK;
}

static struct interval share(uint64_t a, uint64_t b)
{
	return interval_share((double)a, (double)b);
}

static void finish_intervals(struct metrics *m)
{
	const struct joint_outcomes j = {m->n_topics, m->joint, m->spoken};

	for (size_t k = 0; k < m->n_topics; k++) {
		struct topic_metrics *t = &m->topics[k];

		t->precision_in = share(t->tp, t->tp + t->fp);
		t->recall_in = share(t->tp, t->support);
		t->f1_in = interval_f1((double)t->tp, (double)(t->fp + t->fn));
		m->outcomes[k] = (uint32_t)t->support; // no article is at hand any more
	}
	m->micro_in = interval_micro_f1(&j);
	m->macro_in = interval_macro_f1(&j, m->outcomes);
	m->accuracy_in = share(m->right, m->documents);
}

enum dl_status metrics_finish(struct metrics *m, struct dl_err *err)
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
	finish_intervals(m);
	return finish_calibration(m, err);
}

bool metrics_says_little(const struct topic_metrics *t)
{
	return t->support < FEW_POSITIVES;
}

static void figure(struct json *j, const char *key, double x, struct interval in)
{
	char name[32];

	json_num_at(j, key, x, 6);
	snprintf(name, sizeof name, "%s_low", key);
	json_num_at(j, name, in.low, 6);
	snprintf(name, sizeof name, "%s_high", key);
	json_num_at(j, name, in.high, 6);
}

static void said_json(struct json *j, const struct calibration *c)
{
	json_num_at(j, "brier", c->brier, 6);
	json_num_at(j, "brier_skill", c->skill, 6);
	json_num_at(j, "ece", c->ece, 6);
}

static void warnings_json(struct json *j, const struct metrics *m, const char *const *names)
{
	bool any = false;

	for (size_t k = 0; k < m->n_topics; k++)
		any = any || metrics_says_little(&m->topics[k]);
	if (!any)
		return;
	json_key(j, "warnings");
	json_open(j, '[');
	for (size_t k = 0; k < m->n_topics; k++) {
		if (!metrics_says_little(&m->topics[k]))
			continue;
		json_open(j, '{');
		json_key(j, "warning");
		json_text(j, "few positives");
		json_key(j, "topic");
		json_text(j, names[k]);
		json_key(j, "support");
		json_int(j, (int64_t)m->topics[k].support);
		json_close(j, '}');
	}
	json_close(j, ']');
}

void metrics_json(struct json *j, const struct metrics *m, const char *const *names)
{
	json_key(j, "topics");
	json_open(j, '{');
	for (size_t k = 0; k < m->n_topics; k++) {
		const struct topic_metrics *t = &m->topics[k];

		json_key(j, names[k]);
		json_open(j, '{');
		figure(j, "precision", t->precision, t->precision_in);
		figure(j, "recall", t->recall, t->recall_in);
		figure(j, "f1", t->f1, t->f1_in);
		json_key(j, "support");
		json_int(j, (int64_t)t->support);
		if (t->said.n_bins)
			said_json(j, &t->said);
		json_close(j, '}');
	}
	json_close(j, '}');
	figure(j, "micro_f1", m->micro_f1, m->micro_in);
	figure(j, "macro_f1", m->macro_f1, m->macro_in);
	figure(j, "accuracy", m->accuracy, m->accuracy_in);
	warnings_json(j, m, names);
}
