// SPDX-License-Identifier: MIT
// Probability and decision never contradict, over all articles of the starter corpus and the examples; and
// what becomes of a topic of three articles.
#include "tests/unit/fixture.h"

#include "base/file.h"
#include "classify/classify.h"
#include "cli/inputs.h"

#define STARTER DATELINE_SOURCE_DIR "/corpus/starter/"

static const char *const files[] = {STARTER "en.jsonl", STARTER "ru.jsonl", STARTER "tg.jsonl",
	DATELINE_SOURCE_DIR "/examples/labelled.jsonl"};

enum { N_FILES = sizeof files / sizeof *files };

static void each_article(void (*take)(void *payload, const struct article *a), void *payload)
{
	struct reader_options options = {0};
	struct article a = {0};
	struct inputs in;
	enum dl_status st = inputs_open(&in, files, N_FILES, &options, NULL);

	while (st == DL_OK && (st = inputs_next(&in, &a, NULL)) == DL_OK)
		take(payload, &a);
	assert_int_equal(st, DL_END);
	inputs_close(&in);
	article_release(&a);
}

struct adding {
	struct train_set *set;
	bool one_topic; // articles of exactly one topic alone
};

static void add(void *payload, const struct article *a)
{
	struct adding *to = payload;

	if (a->labelled && (!to->one_topic || a->n_labels == 1))
		assert_int_equal(train_set_add(to->set, a, NULL), DL_OK);
}

struct checking {
	const struct model *m;
	struct classifier *c;
	size_t articles, chosen, above, abstained;
};

static size_t largest(const struct verdict *v)
{
	size_t top = 0;

	for (size_t k = 1; k < v->n_topics; k++)
		if (v->probability[k] > v->probability[top])
			top = k;
	return top;
}

static void check(void *payload, const struct article *a)
{
	struct checking *to = payload;
	bool one = model_one_topic(to->m);
	struct verdict v;

	assert_int_equal(classify_article(&v, to->c, a, NULL), DL_OK);
	to->articles++;
	to->abstained += v.abstained != NULL;
	for (size_t k = 0; k < v.n_topics; k++) {
		bool above = one ? k == largest(&v) : v.probability[k] >= model_topic(to->m, k)->threshold;

		assert_true(v.probability[k] >= 0 && v.probability[k] <= 1);
		assert_int_equal(v.chosen[k], above && !v.abstained);
		to->chosen += v.chosen[k];
		to->above += above;
	}
}

static struct checking train_and_check(bool one_topic)
{
	struct adding all = {train_set_new(), one_topic};
	struct train_options o = tiny_options();
	struct checking c = {0};
	struct train_result r;
	struct model *m;

	o.one_topic = one_topic;
	o.cost = 0.5;
	o.folds = 2;
	o.threads = 2;
	each_article(add, &all);
	assert_true(train_set_size(all.set) > 1000);
	assert_int_equal(train_run(&r, all.set, &o, NULL), DL_OK);
	assert_int_equal(model_open_memory(&m, r.file.ptr, r.file.len, "starter", NULL), DL_OK);
	c = (struct checking){.m = m, .c = classifier_new(m, NULL)};
	each_article(check, &c);
	classifier_free(c.c);
	model_close(m);
	train_result_release(&r);
	train_set_free(all.set);
	return c;
}

static void test_decisions__are_the_thresholds(void **state)
{
	struct checking c = train_and_check(false);

	(void)state;
	assert_true(c.chosen > c.articles / 2); // neither all nor nothing
	assert_true(c.chosen < 3 * c.articles);
}

static void test_decisions__are_the_largest_with_one_topic(void **state)
{
	struct checking c = train_and_check(true);

	(void)state;
	assert_int_equal(c.chosen, c.articles - c.abstained);
}

// The tiny corpus and three articles of a topic with words of its own.
static struct train_set *three_more(void)
{
	static const char *const texts[] = {"The orchestra played a symphony in the opera house.",
		"A symphony by the orchestra filled the opera house.",
		"The opera house heard its orchestra and a symphony."};
	struct train_set *set = tiny_set();

	for (size_t i = 0; i < 3; i++) {
		struct article a = {.id = str_from(texts[i]),
			.text = str_from(texts[i]),
			.lang = STR("en"),
			.labelled = true};

		assert_int_equal(article_add_label(&a, STR("opera"), NULL), DL_OK);
		assert_int_equal(train_set_add(set, &a, NULL), DL_OK);
		article_release(&a);
	}
	return set;
}

static void test_decisions__three_positives_do(void **state)
{
	struct train_options o = tiny_options();
	struct train_set *set = three_more();
	struct train_result r;
	struct buf json = {0};
	struct json j = {.out = &json};

	(void)state;
	assert_int_equal(train_run(&r, set, &o, NULL), DL_OK);
	assert_int_equal(r.n_topics, 3);
	assert_string_equal(r.topics[1], "opera");
	assert_int_equal(r.scores.topics[1].support, 3);
	assert_true(metrics_says_little(&r.scores.topics[1]));
	assert_true(r.scores.topics[1].f1_in.high - r.scores.topics[1].f1_in.low > 0.3);
	json_open(&j, '{');
	metrics_json(&j, &r.scores, (const char *const *)r.topics);
	json_close(&j, '}');
	buf_addc(&json, '\0');
	assert_non_null(strstr(json.ptr, "\"warning\":\"few positives\",\"topic\":\"opera\",\"support\":3"));
	assert_null(strstr(json.ptr, "\"topic\":\"farm\""));
	buf_release(&json);
	train_result_release(&r);
	train_set_free(set);
}

struct twin {
	struct classifier *mapped, *read;
	size_t n_topics, articles;
};

static void compare_twins(void *payload, const struct article *a)
{
	struct twin *t = payload;
	struct verdict v, w;

	assert_int_equal(classify_article(&v, t->mapped, a, NULL), DL_OK);
	assert_int_equal(classify_article(&w, t->read, a, NULL), DL_OK);
	assert_memory_equal(v.decision, w.decision, t->n_topics * sizeof *v.decision);
	assert_memory_equal(v.probability, w.probability, t->n_topics * sizeof *v.probability);
	t->articles++;
}

// A model that is mapped and one that was read into memory.
static void test_decisions__mapped_or_read(void **state)
{
	const char *path = DATELINE_SOURCE_DIR "/tests/golden/model.2";
	struct buf bytes = {0};
	struct model *mapped, *read;
	struct twin t = {0};

	(void)state;
	assert_int_equal(file_read(&bytes, path, 1 << 26, NULL), DL_OK);
	assert_int_equal(model_open(&mapped, path, NULL), DL_OK);
	assert_int_equal(model_open_memory(&read, bytes.ptr, bytes.len, path, NULL), DL_OK);
	t.n_topics = model_n_topics(mapped);
	t.mapped = classifier_new(mapped, NULL);
	t.read = classifier_new(read, NULL);
	each_article(compare_twins, &t);
	assert_true(t.articles > 1000);
	classifier_free(t.mapped);
	classifier_free(t.read);
	model_close(mapped);
	model_close(read);
	buf_release(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decisions__are_the_thresholds),
		cmocka_unit_test(test_decisions__are_the_largest_with_one_topic),
		cmocka_unit_test(test_decisions__three_positives_do),
		cmocka_unit_test(test_decisions__mapped_or_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
