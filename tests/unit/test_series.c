// SPDX-License-Identifier: MIT
// What a period's share is made of: labels, the correction, what it borrows from the periods before; and the
// bins that drift is judged by.
#include "base/mem.h"
#include "reports/drift.h"
#include "reports/series.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void close_to(double got, double want)
{
	if (!(fabs(got - want) < 1e-9))
		fail_msg("%.12f, expected %.12f", got, want);
}

static void test_series__labels_count_as_they_are(void **state)
{
	struct share s = share_with_gold(10, 3, 6, (struct share){0.5, 0.2, 0.8});

	(void)state;
	close_to(s.value, 0.6);
	close_to(s.low, 0.42);
	close_to(s.high, 0.78);
	s = share_with_gold(10, 3, 0, (struct share){0.5, 0.2, 0.8});
	close_to(s.value, 0.3);
	close_to(s.low, 0.3);
	close_to(s.high, 0.3);
	s = share_with_gold(0, 0, 0, (struct share){0.5, 0.2, 0.8});
	assert_true(isnan(s.value));
	close_to(s.high - s.low, 1);
}

static void test_series__straightens(void **state)
{
	struct confusion c = {80, 100, 10, 100};
	struct report r = {.errors = &c};

	(void)state;
	close_to(report_straighten(&r, 0, 0.45), 0.5);
	close_to(report_straighten(&r, 0, 0.1), 0);
	close_to(report_straighten(&r, 0, 0.05), 0);
	close_to(report_straighten(&r, 0, 0.8), 1);
	close_to(report_straighten(&r, 0, 0.95), 1);
	// 0.25 between Wilson's limits: 52 of 100 against 10 of 100 are 0.2488 apart, 53 are 0.2585.
	assert_false(share_separable(&(struct confusion){52, 100, 10, 100}));
	assert_true(share_separable(&(struct confusion){53, 100, 10, 100}));
}

enum { WEEKS = 12, EACH = 30 };

struct world {
	struct report r;
	struct period periods[WEEKS];
	struct topic_point points[WEEKS];
	double decisions[WEEKS][EACH];
	struct platt_error platt;
	struct confusion errors;
	const char *topics[1], *uncorrected[1];
	bool shown[1];
};

static void make(struct world *w)
{
	int32_t day = date_from_civil((struct civil){2015, 1, 5});

	*w = (struct world){.r = {.n_topics = 1, .n_periods = WEEKS, .have_model = true},
		.platt = {.a = -2, .b = 0.3, .c_aa = 0.01, .c_bb = 0.01, .mean = 0.3},
		.errors = {90, 100, 5, 100},
		.topics = {"a"},
		.shown = {true}};
	w->r.topics = w->topics;
	w->r.shown = w->shown;
	w->r.uncorrected = w->uncorrected;
	w->r.periods = w->periods;
	w->r.platt = &w->platt;
	w->r.errors = &w->errors;
	for (int i = 0; i < WEEKS; i++) {
		period_of(&w->periods[i], PERIOD_WEEK, day + 7 * i);
		w->periods[i].complete = true;
		w->periods[i].articles = w->periods[i].stories = EACH;
		w->periods[i].topics = &w->points[i];
		w->points[i].decision = w->decisions[i];
		w->points[i].n_decision = EACH;
		for (int j = 0; j < EACH; j++)
			w->decisions[i][j] = sin(0.7 * i * i + 1.3 * j) + 0.2 * (i % 5) - 0.5;
	}
	w->r.from = w->periods[0].from;
	w->r.to = w->periods[WEEKS - 1].to;
}

// A week borrows from the eight before it, as much as two articles tell; its interval is its own.
static void test_series__borrows_from_eight_periods(void **state)
{
	struct world w;
	struct share alone;
	double prior = 0, want;

	(void)state;
	make(&w);
	assert_int_equal(report_finish(&w.r, NULL), DL_OK);
	for (int i = WEEKS - 9; i < WEEKS - 1; i++) {
		assert_true(share_likely(&alone, w.decisions[i], EACH, &w.platt));
		prior += alone.value / 8;
	}
	assert_true(share_likely(&alone, w.decisions[WEEKS - 1], EACH, &w.platt));
	assert_true(share_borrowed(&want, w.decisions[WEEKS - 1], EACH, &w.platt, prior, 2));
	close_to(w.points[WEEKS - 1].corrected.value, want);
	assert_true(fabs(want - alone.value) > 1e-4);
	close_to(w.points[WEEKS - 1].corrected.low, fmin(alone.low, want));
	close_to(w.points[WEEKS - 1].corrected.high, fmax(alone.high, want));
	assert_true(
		share_likely(&alone, w.decisions[2], EACH, &w.platt)); // 60 articles before it are too few
	close_to(w.points[2].corrected.value, alone.value);
	report_analysis_release(&w.r);
	arena_release(&w.r.mem);
}

// Only the last eight weeks count, and a value at an edge belongs to the bin below it.
static void test_drift__bins(void **state)
{
	struct drift_bins bins = {.known = true};
	double incoming[DRIFT_BINS] = {0};
	struct misfit want;
	struct world w;

	(void)state;
	make(&w);
	for (int i = 0; i < DRIFT_BINS; i++) {
		bins.positives[i] = 5 + 3 * i;
		bins.negatives[i] = 40 - 4 * i;
		if (i < DRIFT_BINS - 1)
			bins.edge[i] = i + 1;
	}
	for (int i = 0; i < WEEKS; i++) {
		w.periods[i].judged = EACH;
		for (int j = 0; j < EACH; j++)
			w.decisions[i][j] = i < WEEKS - 8 ? 20
					    : j < 10      ? 1
					    : j < 17      ? 1.5
					    : j < 20      ? 9.5
							  : j % 9;
	}
	for (int j = 0; j < EACH; j++) // 1 is at the edge of bins 0 and 1
		incoming[j < 10 ? 0 : j < 17 ? 1 : j < 20 ? 9 : j % 9 == 0 ? 0 : j % 9 - 1] += 8;
	w.r.bins = &bins;
	w.r.unseen = 0.1;
	assert_int_equal(drift_find(&w.r, NULL), DL_OK);
	assert_int_equal(w.r.drift.from, WEEKS - 8);
	assert_int_equal(w.r.drift.to, WEEKS - 1);
	assert_int_equal(w.r.drift.articles, 8 * EACH);
	assert_true(drift_misfit(&want, bins.positives, bins.negatives, incoming));
	assert_true(w.r.drift.have_misfit[0]);
	close_to(w.r.drift.misfit[0].chi2, want.chi2);
	close_to(w.r.drift.misfit[0].share, want.share);
	arena_release(&w.r.mem);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_series__labels_count_as_they_are),
		cmocka_unit_test(test_series__straightens),
		cmocka_unit_test(test_series__borrows_from_eight_periods),
		cmocka_unit_test(test_drift__bins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
