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

static void refuses(const char *path, enum dateline_status want, const char *words)
{
	struct dateline *d;
	char error[DATELINE_ERROR];

	assert_int_equal(dateline_open(&d, path, error, sizeof error), want);
	assert_null(d);
	if (!strstr(error, words))
		fail_msg("%s", error);
	assert_int_equal(dateline_open(&d, path, error, 5), want);
	assert_int_equal(strlen(error), 4);
	assert_int_equal(dateline_open(&d, path, NULL, 0), want);
}

static void test_libdateline__says_why_not(void **state)
{
	char path[64];
	struct dateline *d = open_tiny(path);
	struct buf bytes = {0};

	(void)state;
	assert_string_equal(dateline_version(), "test");
	assert_int_equal(dateline_n_topics(d), 2);
	assert_string_equal(dateline_topic_name(d, 0), "farm");
	assert_null(dateline_topic_name(d, 2));
	dateline_close(d);
	dateline_close(NULL);
	refuses("/nowhere/at/all.model", DATELINE_NOT_FOUND, "there is no model");
	refuses(NULL, DATELINE_NOT_FOUND, "/nowhere/starter.model");
	refuses("/", DATELINE_IO, "cannot");
	assert_int_equal(file_read(&bytes, path, 1 << 24, NULL), DL_OK);
	bytes.ptr[bytes.len / 2] ^= 1;
	assert_int_equal(file_write(path, buf_str(&bytes), NULL), DL_OK);
	refuses(path, DATELINE_DAMAGED, "damaged");
	assert_int_equal(
		file_write(
			path, STR("no model at all, but long enough to be one if it began like one"), NULL),
		DL_OK);
	refuses(path, DATELINE_NOT_A_MODEL, path);
	buf_release(&bytes);
	unlink(path);
}

// A word of its own for each number, of letters alone.
static void add_word(struct buf *out, uint32_t number)
{
	buf_adds(out, "qz");
	for (int i = 0; i < 5; i++, number /= 26)
		buf_addc(out, (char)('a' + number % 26));
	buf_addc(out, ' ');
}

// More unknown words than a classifier keeps: it forgets, and what it says of an article stays the same bits.
static void test_libdateline__forgets_without_harm(void **state)
{
	enum { ARTICLES = 110, WORDS = 5000 };
	const struct dateline_article a = {
		.text = "Farmers sow grain: a wheat harvest, wheat harvest again.", .lang = "en"};
	char path[64];
	struct dateline *d = open_tiny(path);
	struct dateline_result r;
	double before[2], now[2];
	struct buf text = {0};

	(void)state;
	for (int i = 0; i <= ARTICLES; i++) {
		assert_int_equal(dateline_classify(d, &a, &r), DATELINE_OK);
		for (size_t k = 0; k < 2; k++)
			now[strcmp(r.topics[k].name, "farm") != 0] = r.topics[k].value;
		if (i == 0)
			memcpy(before, now, sizeof now);
		assert_memory_equal(before, now, sizeof now);
		buf_clear(&text);
		for (int w = 0; w < WORDS; w++)
			add_word(&text, (uint32_t)(i * WORDS + w));
		assert_int_equal(
			dateline_classify(d, &(struct dateline_article){.text = text.ptr, .lang = "en"}, &r),
			DATELINE_OK);
	}
	buf_release(&text);
	dateline_close(d);
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_libdateline__explains_exactly),
		cmocka_unit_test(test_libdateline__says_why_not),
		cmocka_unit_test(test_libdateline__forgets_without_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
