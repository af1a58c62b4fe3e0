// SPDX-License-Identifier: MIT
// The library as another program sees it.
#include "classify/dateline.h"

#include "base/file.h"
#include "tests/unit/fixture.h"

#include <math.h>
#include <unistd.h>

static struct dateline *open_tiny(char path[64])
{
	struct train_set *set = tiny_set();
	struct train_options o = tiny_options();
	struct train_result r;
	struct dateline *d;
	char error[DATELINE_ERROR];
	int fd;

	snprintf(path, 64, "/tmp/dateline-model-XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(train_run(&r, set, &o, NULL), DL_OK);
	assert_int_equal(file_write(path, buf_str(&r.file), NULL), DL_OK);
	train_result_release(&r);
	train_set_free(set);
	if (dateline_open(&d, path, error, sizeof error) != DATELINE_OK)
		fail_msg("%s", error);
	return d;
}

static void sums(const struct dateline_reasons *why, double *own, double all[2])
{
	*own = why->bias;
	all[0] = all[1] = 0;
	for (size_t i = 0; i < why->n; i++) {
		*own += why->terms[i].weight;
		for (size_t k = 0; k < 2; k++)
			all[k] += why->terms[i].weights[k];
	}
}

static void test_libdateline__explains_exactly(void **state)
{
	const struct dateline_article a = {.title = "Wheat",
		.text = "Farmers sow grain: a wheat harvest, wheat harvest again.",
		.lang = "en"};
	char path[64];
	struct dateline *d = open_tiny(path);
	struct dateline_result r;
	struct dateline_reasons why;
	double own, all[2], bias[2], value[2];

	(void)state;
	assert_int_equal(dateline_explain(d, "farm", &why), DATELINE_INVALID);
	assert_int_equal(dateline_classify(d, &a, &r), DATELINE_OK);
	assert_int_equal(dateline_explain(d, "sport", &why), DATELINE_NOT_FOUND);
	for (size_t i = 0; i < 2; i++)
		value[strcmp(r.topics[i].name, "farm") != 0] = r.topics[i].value;
	assert_int_equal(dateline_explain(d, "port", &why), DATELINE_OK);
	bias[1] = why.bias;
	sums(&why, &own, all);
	assert_true(fabs(own - value[1]) < 1e-9);
	assert_int_equal(dateline_explain(d, "farm", &why), DATELINE_OK);
	bias[0] = why.bias;
	sums(&why, &own, all);
	assert_true(fabs(own - value[0]) < 1e-9);
	for (size_t k = 0; k < 2; k++)
		assert_true(fabs(bias[k] + all[k] - value[k]) < 1e-9);
	for (size_t i = 0; i < why.n; i++)
		if (!strcmp(why.terms[i].term, "wheat")) {
			assert_int_equal(why.terms[i].n_places, 3);
			assert_int_equal(why.terms[i].places[0].in_title, 1);
			assert_int_equal(why.terms[i].places[1].in_title, 0);
			assert_memory_equal(a.text + why.terms[i].places[1].from, "wheat", 5);
			assert_int_equal(why.terms[i].places[2].to - why.terms[i].places[2].from, 5);
			dateline_close(d);
			unlink(path);
			return;
		}
	fail_msg("wheat did not speak");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_libdateline__explains_exactly)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
