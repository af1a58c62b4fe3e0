// SPDX-License-Identifier: MIT
// One topic an article: topics weighed against each other.
#include "train/tilt.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { N = 400, TOPICS = 3, FOLDS = 4 };

// Topic 2 is told by scores as high as the others', but its machine is twice as sure as it may be.
struct world {
	struct train_set set;
	struct topic_list topics;
	struct crossval cv;
	struct model_topic models[TOPICS];
	size_t best[TOPICS];
	bool gold[N * TOPICS];
	uint8_t fold[N];
	float scores[TOPICS * N];
	double probability[N * TOPICS];
};

static void near(double x, double y, double far)
{
	assert_true(fabs(x - y) <= far);
}

static double draw(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return (double)(*state >> 8) / (1 << 24);
}

static void make(struct world *w)
{
	uint32_t state = 7;

	*w = (struct world){.set = {.n = N}, .topics = {.n = TOPICS}};
	for (size_t i = 0; i < N; i++) {
		size_t topic = i % TOPICS;

		w->fold[i] = (uint8_t)(i / TOPICS % FOLDS);
		w->gold[i * TOPICS + topic] = true;
		for (size_t k = 0; k < TOPICS; k++)
			w->scores[k * N + i] = (float)((k == topic ? 0.5 : -0.5) + 2 * draw(&state) - 1 +
						       (k == 2 ? 0.5 : 0));
	}
	for (size_t k = 0; k < TOPICS; k++)
		w->models[k] = (struct model_topic){.platt_a = -3,
			.platt_b = 0.2,
			.threshold = 0.3,
			.mean = 0.35,
			.mean_a = -0.1,
			.mean_b = -0.2};
	w->cv = (struct crossval){.set = &w->set,
		.topics = &w->topics,
		.gold = w->gold,
		.fold = w->fold,
		.folds = FOLDS,
		.n_grid = 1,
		.scores = w->scores};
}

static double probability_of(const struct model_topic *t, double d)
{
	return 1 / (1 + exp(t->platt_a * d + t->platt_b));
}

// Mean negative log-likelihood of the true topics, by what the topics say.
static double surprise(const struct world *w, const struct model_topic *models)
{
	double all = 0;

	for (size_t i = 0; i < N; i++) {
		double p[TOPICS], sum = 0;

		for (size_t k = 0; k < TOPICS; k++)
			sum += p[k] = probability_of(&models[k], (double)w->scores[k * N + i]);
		for (size_t k = 0; k < TOPICS; k++)
			all -= w->gold[i * TOPICS + k] ? log(p[k] / sum) : 0;
	}
	return all / N;
}

static size_t right(const struct world *w)
{
	size_t n = 0;

	for (size_t i = 0; i < N; i++) {
		const double *p = w->probability + i * TOPICS;
		size_t top = p[1] > p[0] ? 1 : 0;

		top = p[2] > p[top] ? 2 : top;
		n += w->gold[i * TOPICS + top];
	}
	return n;
}

static void run(struct world *w)
{
	assert_int_equal(tilt_topics(w->models, w->probability, &w->cv, w->best, NULL), DL_OK);
}

static void test_tilt__the_true_topics_get_likelier(void **state)
{
	static struct world w, before;
	double least;
	size_t n;

	(void)state;
	make(&before);
	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k < TOPICS; k++)
			before.probability[i * TOPICS + k] =
				probability_of(&before.models[k], (double)before.scores[k * N + i]);
	n = right(&before);
	w = before;
	w.cv.scores = w.scores;
	w.cv.gold = w.gold;
	run(&w);
	least = surprise(&w, w.models);
	assert_true(least < surprise(&w, before.models) - 0.01);
	assert_true(right(&w) > n);
	assert_true(w.models[2].platt_b > w.models[0].platt_b + 0.5);
	// Nothing near is better by more than the prior's pull and the last steps that were not taken.
	for (size_t k = 0; k < TOPICS; k++)
		for (int side = -1; side <= 1; side += 2) {
			struct model_topic moved[TOPICS];

			memcpy(moved, w.models, sizeof moved);
			moved[k].platt_b += side * 0.1;
			assert_true(surprise(&w, moved) > least - 0.1 * 3 / N);
		}
}

// What a fold is measured by has not seen its labels.
static void test_tilt__folds_are_judged_by_others(void **state)
{
	static struct world w, other;

	(void)state;
	make(&w);
	run(&w);
	make(&other);
	for (size_t i = 0; i < N; i++)
		if (other.fold[i] == 1)
			for (size_t k = 0; k < TOPICS; k++)
				other.gold[i * TOPICS + k] = k == 2;
	run(&other);
	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k < TOPICS; k++) {
			double x = w.probability[i * TOPICS + k], y = other.probability[i * TOPICS + k];

			if (w.fold[i] == 1)
				assert_true(x >= y && x <= y);
			else
				assert_true(x < y || x > y);
		}
	assert_true(fabs(w.models[2].platt_b - other.models[2].platt_b) > 0.1);
}

static double likelihood_ratio(const struct model_topic *t, double d)
{
	return exp(-(t->platt_a * d + t->platt_b)) * (1 - t->mean) / t->mean;
}

// Reports count with likelihood ratios and how they change with the calibration.
static void test_tilt__likelihood_ratios_stay(void **state)
{
	static const double tilts[] = {-3, -1, 0, 0.5, 2};
	static struct world w;

	(void)state;
	make(&w);
	for (size_t i = 0; i < sizeof tilts / sizeof *tilts; i++) {
		struct model_topic before = w.models[0], after = before;
		double cut = log(1 / before.threshold - 1) - before.platt_b; // a d at the threshold

		tilt_topic(&after, tilts[i]);
		for (double d = -2; d <= 2; d++)
			near(likelihood_ratio(&after, d) / likelihood_ratio(&before, d), 1, 1e-9);
		near(after.mean_a / (after.mean * (1 - after.mean)),
			before.mean_a / (before.mean * (1 - before.mean)), 1e-9);
		near(after.mean_b / (after.mean * (1 - after.mean)),
			before.mean_b / (before.mean * (1 - before.mean)), 1e-9);
		near(log(1 / after.threshold - 1) - after.platt_b, cut, 1e-9);
		near(before.platt_b - after.platt_b, tilts[i], 1e-12);
	}
}

// Scores as far out as they come, means and thresholds at their ends.
static void test_tilt__extremes(void **state)
{
	static struct world w;

	(void)state;
	make(&w);
	for (size_t i = 0; i < N * TOPICS; i++)
		w.scores[i] *= 1e30f;
	w.models[0].mean = 0;
	w.models[1].mean = 1;
	w.models[1].threshold = 2;
	run(&w);
	for (size_t k = 0; k < TOPICS; k++)
		assert_true(isfinite(w.models[k].platt_b) && isfinite(w.models[k].mean));
	near(w.models[0].mean, 0, 0);
	near(w.models[1].mean, 1, 0);
	near(w.models[1].threshold, 2, 0);
	for (size_t i = 0; i < N * TOPICS; i++)
		assert_true(w.probability[i] >= 0 && w.probability[i] <= 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tilt__the_true_topics_get_likelier),
		cmocka_unit_test(test_tilt__folds_are_judged_by_others),
		cmocka_unit_test(test_tilt__likelihood_ratios_stay),
		cmocka_unit_test(test_tilt__extremes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
