// SPDX-License-Identifier: MIT
// From validation scores to weekly shares: the calibration of training and the correction of reports
// together.
#include "base/mem.h"
#include "corpus/byte_source.h"
#include "reports/stat_share.h"
#include "tests/unit/oracle.h"
#include "train/platt.h"

#define TOLERANCE 1e-6

static double *scores_of(const json_t *array, size_t *n)
{
	double *out = mem_zalloc(json_array_size(array) + 1, sizeof *out);

	assert_non_null(out);
	*n = json_array_size(array);
	for (size_t i = 0; i < *n; i++)
		out[i] = number_of(json_array_get(array, i));
	return out;
}

static bool *labels_of(const json_t *array)
{
	bool *out = mem_zalloc(json_array_size(array) + 1, sizeof *out);

	assert_non_null(out);
	for (size_t i = 0; i < json_array_size(array); i++)
		out[i] = number_of(json_array_get(array, i)) > 0;
	return out;
}

static void is(const char *what, double got, double want)
{
	if (!(fabs(got - want) <= TOLERANCE * fmax(1, fabs(want))))
		fail_msg("%s is %.12g, not %.12g", what, got, want);
}

// A scenario: its model from the validation line.
struct model_now {
	struct platt platt;
	struct cut cut;
	json_t *want;
};

static void fit(struct model_now *m, const json_t *line, const json_t *scenarios)
{
	const char *name = json_string_value(json_object_get(line, "scenario"));
	size_t n, i;
	double *d = scores_of(json_object_get(line, "scores"), &n);
	bool *positive = labels_of(json_object_get(line, "labels"));
	json_t *s;

	m->want = NULL;
	json_array_foreach(scenarios, i, s)
	{
		if (strcmp(json_string_value(json_object_get(s, "scenario")), name) == 0)
			m->want = s;
	}
	assert_non_null(m->want);
	const json_t *want = json_object_get(m->want, "model");

	platt_fit(&m->platt, d, positive, n);
	assert_int_equal(cut_best_f1(&m->cut, d, positive, n, NULL), DL_OK);
	is("A", m->platt.a, number(want, "A"));
	is("B", m->platt.b, number(want, "B"));
	is("mean", m->platt.mean, number(want, "mean_probability"));
	is("mean_a", m->platt.mean_a, number(want, "dmean_dA"));
	is("cut", m->cut.at, number(want, "cut"));
	is("tp", (double)m->cut.tp, number(want, "tp"));
	is("fp", (double)m->cut.fp, number(want, "fp"));
	struct confusion c = {(double)m->cut.tp, (double)m->cut.n1, (double)m->cut.fp, (double)m->cut.n0};

	assert_int_equal(share_separable(&c), json_is_true(json_object_get(m->want, "separable")));
	mem_free(d);
	mem_free(positive);
}

static void check_week(const struct model_now *m, const json_t *line)
{
	const json_t *want = json_array_get(json_object_get(m->want, "weeks"), (size_t)number(line, "week"));
	const struct platt *p = &m->platt;
	const struct platt_error e = {p->a, p->b, p->hessian_inverse[0], p->hessian_inverse[1],
		p->hessian_inverse[2], p->mean, p->mean_a, p->mean_b};
	struct confusion c = {(double)m->cut.tp, (double)m->cut.n1, (double)m->cut.fp, (double)m->cut.n0};
	struct share s;
	size_t n, x = 0;
	double *d = scores_of(json_object_get(line, "scores"), &n);

	for (size_t i = 0; i < n; i++)
		x += d[i] > m->cut.at;
	is("cc", (double)x / (double)n, number(want, "cc"));
	if (json_is_true(json_object_get(m->want, "separable"))) {
		is("acc", share_adjusted((double)x, (double)n, &c).value, number(want, "acc"));
		assert_true(share_likely(&s, d, n, &e));
		is("sld", s.value, number(want, "sld"));
		is("sld_lower", s.low, number(want, "sld_lower"));
		is("sld_upper", s.high, number(want, "sld_upper"));
	}
	mem_free(d);
}

static void test_quantify__simulated_weeks(void **state)
{
	json_t *root = oracle_file("quant_sim_expected.json"), *line;
	struct model_now m = {.want = NULL};
	struct byte_source *file;
	struct str text;
	char path[1024];
	size_t weeks = 0;

	(void)state;
	oracle_path(path, "quant_sim.jsonl.gz");
	assert_int_equal(byte_source_open(&file, path, NULL), DL_OK);
	while (byte_source_line(file, &text, 1 << 24, NULL) == DL_OK) {
		line = json_loadb(text.ptr, text.len, 0, NULL);
		assert_non_null(line);
		if (strcmp(json_string_value(json_object_get(line, "part")), "validation") == 0)
			fit(&m, line, json_object_get(root, "scenarios"));
		else
			check_week(&m, line);
		weeks += strcmp(json_string_value(json_object_get(line, "part")), "week") == 0;
		json_decref(line);
	}
	byte_source_close(file);
	assert_int_equal(weeks, 5 * 104);
	json_decref(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quantify__simulated_weeks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
