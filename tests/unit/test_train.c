// SPDX-License-Identifier: MIT
// Training, the model file, classifying and explaining on a tiny corpus.
#include "tests/unit/fixture.h"

#include "base/mem.h"
#include "classify/classify.h"
#include "classify/stream.h"
#include "models/model_diff.h"
#include "train/dataset.h"
#include "train/stories.h"

#include <math.h>

static struct train_result train_tiny(struct train_options o)
{
	struct train_set *set = tiny_set();
	struct train_result r;
	struct dl_err err = {0};

	assert_int_equal(train_run(&r, set, &o, &err), DL_OK);
	train_set_free(set);
	return r;
}

static struct model *open_bytes(const struct train_result *r)
{
	struct model *m = NULL;

	assert_int_equal(model_open_memory(&m, r->file.ptr, r->file.len, "tiny", NULL), DL_OK);
	return m;
}

static void test_train__learns_the_tiny_corpus(void **state)
{
	struct train_result r = train_tiny(tiny_options());
	struct model *m = open_bytes(&r);

	(void)state;
	assert_int_equal(model_n_topics(m), 2);
	assert_string_equal(model_topic(m, 0)->name, "farm");
	assert_string_equal(model_topic(m, 1)->name, "port");
	assert_int_equal(model_documents(m), 40);
	assert_true(r.scores.macro_f1 > 0.95);
	assert_true(model_topic(m, 0)->platt_a < 0);
	model_close(m);
	train_result_release(&r);
}

static void test_train__same_bytes_for_any_number_of_threads(void **state)
{
	struct train_options one = tiny_options(), four = tiny_options();
	struct train_result a, b;

	(void)state;
	four.threads = 4;
	a = train_tiny(one);
	b = train_tiny(four);
	assert_int_equal(a.file.len, b.file.len);
	assert_memory_equal(a.file.ptr, b.file.ptr, a.file.len);
	train_result_release(&a);
	train_result_release(&b);
}

// Articles of some kilobytes, so that their texts lie in several blocks.
static struct train_set *long_set(bool backwards)
{
	struct train_set *set = train_set_new();
	struct article a = {0};

	for (size_t i = 0; i < 40; i++) {
		struct buf text = {0};

		tiny_article(&a, backwards ? 39 - i : i);
		for (int k = 0; k < 60; k++)
			buf_addstr(&text, a.text);
		a.text = buf_str(&text);
		a.title = STR("A report");
		assert_int_equal(train_set_add(set, &a, NULL), DL_OK);
		buf_release(&text);
	}
	article_release(&a);
	return set;
}

static void test_train__same_bytes_when_texts_are_spent(void **state)
{
	struct train_options o = tiny_options();
	struct train_set *kept = long_set(false), *spent = long_set(true);
	struct train_result a, b;

	(void)state;
	assert_int_equal(train_run(&a, kept, &o, NULL), DL_OK);
	o.spend_texts = o.choose_recipe = true;
	o.threads = 3;
	assert_int_equal(train_run(&b, spent, &o, NULL), DL_OK);
	assert_null(spent->texts.first);
	assert_int_equal(spent->docs[0].text.len, 0);
	assert_true(kept->docs[0].text.len > 1000);
	assert_int_equal(a.file.len, b.file.len);
	assert_memory_equal(a.file.ptr, b.file.ptr, a.file.len);
	train_result_release(&a);
	train_result_release(&b);
	train_set_free(kept);
	train_set_free(spent);
}

static void test_train__both_solvers_decide_alike(void **state)
{
	struct train_options o = tiny_options();
	struct train_result a, b;
	struct model *m[2];
	struct classifier *c[2];
	struct article article = {0};

	(void)state;
	o.cost = 1;
	o.solver = SOLVER_LIBSVM;
	a = train_tiny(o);
	o.solver = SOLVER_LIBLINEAR;
	b = train_tiny(o);
	m[0] = open_bytes(&a);
	m[1] = open_bytes(&b);
	c[0] = classifier_new(m[0], NULL);
	c[1] = classifier_new(m[1], NULL);
	for (size_t i = 0; i < 40; i++) {
		struct verdict v[2];

		tiny_article(&article, i);
		for (int k = 0; k < 2; k++)
			assert_int_equal(classify_article(&v[k], c[k], &article, NULL), DL_OK);
		for (size_t t = 0; t < 2; t++)
			assert_int_equal(v[0].chosen[t], v[1].chosen[t]);
	}
	for (int k = 0; k < 2; k++) {
		classifier_free(c[k]);
		model_close(m[k]);
	}
	article_release(&article);
	train_result_release(&a);
	train_result_release(&b);
}

// A topic that nothing in the texts tells apart is not given to every article.
static void test_train__a_topic_that_cannot_be_told_is_kept_back(void **state)
{
	struct train_set *set = tiny_set();
	struct train_options o = tiny_options();
	struct article a = {0};
	struct train_result r;
	struct model *m;
	struct classifier *c;
	struct verdict v;
	size_t given = 0;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		tiny_article(&a, 11 + 13 * i);
		a.id = arena_copy(&a.mem, str_from(i == 0 ? "x" : i == 1 ? "y" : "z"));
		assert_int_equal(article_add_label(&a, STR("random"), NULL), DL_OK);
		assert_int_equal(train_set_add(set, &a, NULL), DL_OK);
	}
	assert_int_equal(train_run(&r, set, &o, NULL), DL_OK);
	m = open_bytes(&r);
	c = classifier_new(m, NULL);
	for (size_t i = 0; i < 40; i++) {
		tiny_article(&a, i);
		assert_int_equal(classify_article(&v, c, &a, NULL), DL_OK);
		given += v.chosen[2];
	}
	assert_string_equal(model_topic(m, 2)->name, "random");
	assert_true(given < 10);
	article_release(&a);
	classifier_free(c);
	model_close(m);
	train_result_release(&r);
	train_set_free(set);
}

// All topics at once, and the places: each holds what begins as its term does, as often as it stands there.
static void expect_all_topics(
	const struct model *m, struct classifier *c, const struct article *a, const struct verdict *v)
{
	const struct reason *r;
	size_t n, places = 0;
	double sum[2] = {0};

	assert_int_equal(classify_explain_all(&r, &n, c, a, NULL), DL_OK);
	for (size_t i = 0; i < n; i++) {
		assert_true(i == 0 || fabs(r[i].weight) <= fabs(r[i - 1].weight));
		assert_true(r[i].n_at > 0);
		for (size_t k = 0; k < 2; k++)
			sum[k] += reason_weight(c, &r[i], k);
		for (size_t p = 0; p < r[i].n_at; p++) {
			const struct place *at = &r[i].at[p];

			assert_true(at->field == 1 && at->from < at->to && at->to <= a->text.len);
			assert_true(p == 0 || at->from > at[-1].from);
			places++;
		}
	}
	assert_true(places >= n);
	for (size_t k = 0; k < 2; k++)
		assert_true(fabs(v->decision[k] - model_topic(m, k)->bias - sum[k]) < 1e-6);
}

static void test_train__explanation_adds_up(void **state)
{
	struct train_result r = train_tiny(tiny_options());
	struct model *m = open_bytes(&r);
	struct classifier *c = classifier_new(m, NULL);
	struct article a = {0};
	struct verdict v;

	(void)state;
	tiny_article(&a, 8);
	assert_int_equal(classify_article(&v, c, &a, NULL), DL_OK);
	for (size_t k = 0; k < 2; k++) {
		const struct reason *reasons;
		double sum = model_topic(m, k)->bias;
		size_t n;

		assert_int_equal(classify_explain(&reasons, &n, c, &a, k, NULL), DL_OK);
		assert_true(n > 0);
		for (size_t i = 0; i < n; i++)
			sum += reasons[i].weight;
		assert_true(fabs(sum - v.decision[k]) < 1e-6);
	}
	expect_all_topics(m, c, &a, &v);
	article_release(&a);
	classifier_free(c);
	model_close(m);
	train_result_release(&r);
}

static void test_train__terms_are_found_in_another_model(void **state)
{
	struct train_result r = train_tiny(tiny_options());
	struct model *m = open_bytes(&r);
	uint32_t n = vocab_named(model_vocab(m)), *to = mem_zalloc(n, sizeof *to);

	(void)state;
	assert_non_null(to);
	assert_true(model_vocab(m)->n_pairs > 0);
	model_match(to, m, m);
	for (uint32_t i = 0; i < n; i++)
		assert_int_equal(to[i], i);
	mem_free(to);
	model_close(m);
	train_result_release(&r);
}

static const struct {
	const char *text, *lang, *reason;
} unfit[] = {
	{"", "en", "empty"},
	{" ... 1 ! ", "en", "too short"},
	{"wheat harvest", "en", "too short"},
	{"zyx qwv utr plm okn", "en", "too few known words"},
	{"The report speaks of zyx, qwv, utr, plm, okn, lkj, hgf and dsa", "en", "mostly unknown words"},
	{"Le rapport parle de wheat, harvest, barley: les paysans ont bien travaille", "fr",
		"wrong language"},
	// Found by the classifier where the reader has not.
	{"Крестьяне собрали урожай пшеницы до дождя, сообщает министерство сельского хозяйства", "",
		"wrong language"},
	// Taken for French, but hardly a word is unknown: no reason to keep quiet.
	{"The wheat harvest: farmers sow grain, barley fields", "fr", NULL},
	{"The wheat harvest: farmers sow grain, barley fields", "", NULL},
};

static void check_unfit(struct classifier *c, size_t n_topics)
{
	struct article a = {0};
	struct verdict v;

	for (size_t i = 0; i < sizeof unfit / sizeof *unfit; i++) {
		article_reset(&a);
		a.text = str_from(unfit[i].text);
		a.lang = str_from(unfit[i].lang);
		assert_int_equal(classify_article(&v, c, &a, NULL), DL_OK);
		if (!unfit[i].reason) {
			assert_null(v.abstained);
			continue;
		}
		assert_string_equal(v.abstained, unfit[i].reason);
		for (size_t k = 0; k < n_topics; k++)
			assert_false(v.chosen[k]);
	}
	article_release(&a);
}

static void test_train__abstains(void **state)
{
	struct train_result r = train_tiny(tiny_options());
	struct model *m = open_bytes(&r);
	struct classifier *c = classifier_new(m, NULL);

	(void)state;
	assert_string_equal(model_langs(m), "en");
	check_unfit(c, 2);
	classifier_free(c);
	model_close(m);
	train_result_release(&r);
}

// Only the articles that have exactly one topic.
static struct train_set *one_topic_set(void)
{
	struct train_set *set = train_set_new();
	struct article a = {0};

	for (size_t i = 0; i < 40; i++) {
		tiny_article(&a, i);
		if (a.n_labels == 1)
			assert_int_equal(train_set_add(set, &a, NULL), DL_OK);
	}
	article_release(&a);
	return set;
}

static void test_train__abstains_with_one_topic_too(void **state)
{
	struct train_set *set = one_topic_set();
	struct train_options o = tiny_options();
	struct train_result r;
	struct model *m;
	struct classifier *c;

	(void)state;
	o.one_topic = true;
	assert_int_equal(train_run(&r, set, &o, NULL), DL_OK);
	m = open_bytes(&r);
	c = classifier_new(m, NULL);
	assert_true(model_one_topic(m));
	check_unfit(c, 2);
	classifier_free(c);
	model_close(m);
	train_result_release(&r);
	train_set_free(set);
}

static void test_train__every_changed_byte_is_refused(void **state)
{
	struct train_result r = train_tiny(tiny_options());
	struct model *m;

	(void)state;
	for (size_t i = 0; i < r.file.len; i += i < 300 ? 1 : 97) {
		r.file.ptr[i] ^= 1;
		assert_true(model_open_memory(&m, r.file.ptr, r.file.len, "tiny", NULL) < 0);
		assert_null(m);
		r.file.ptr[i] ^= 1;
	}
	for (size_t len = 0; len < r.file.len; len += 101)
		assert_true(model_open_memory(&m, r.file.ptr, len, "tiny", NULL) < 0);
	train_result_release(&r);
}

static void test_train__refuses_what_it_cannot_learn(void **state)
{
	struct train_options o = tiny_options();
	struct train_set *set = tiny_set();
	struct train_result r;
	struct dl_err err = {0};

	(void)state;
	o.topics = (const char *const[]){"opera", NULL};
	assert_int_equal(train_run(&r, set, &o, &err), DL_EINVAL);
	assert_non_null(strstr(err.text, "opera"));
	o = tiny_options();
	o.one_topic = true; // article t0 has two topics
	assert_int_equal(train_run(&r, set, &o, &err), DL_EINVAL);
	train_set_free(set);
	set = train_set_new();
	assert_int_equal(train_run(&r, set, &o, &err), DL_EINVAL);
	train_set_free(set);
}

// Articles of 60 words, pairwise alike: the second has a dateline and two other words. Titles say who is who.
static struct train_set *twin_set(bool reverse)
{
	static char text[40][1200], id[40][8];
	struct train_set *set = train_set_new();
	struct article a = {0};

	for (size_t k = 0; k < 40; k++) {
		size_t i = reverse ? 39 - k : k, len = 0;

		for (unsigned w = 0; w < 60; w++) {
			unsigned word = (unsigned)(i / 2 * 977 + w * 31) % 7919;

			if (i % 2 && w == 30)
				word = 100000;
			len += (size_t)snprintf(text[i] + len, sizeof text[i] - len, "%sword%u",
				w       ? " "
				: i % 2 ? "DUSHANBE, June 24 -- "
					: "",
				word);
		}
		snprintf(id[i], sizeof id[i], "a%zu", i);
		article_reset(&a);
		a.date.day = DATE_NONE;
		a.id = str_from(id[i]);
		a.text = (struct str){text[i], len};
		a.lang = STR("en");
		a.labelled = true;
		if (i / 2 % 2)
			assert_int_equal(article_add_label(&a, STR("odd"), NULL), DL_OK);
		assert_int_equal(train_set_add(set, &a, NULL), DL_OK);
	}
	article_release(&a);
	return set;
}

static void deal(int out[40], struct train_set *set, int threads)
{
	uint8_t fold[40];

	assert_int_equal(stories_find(set, threads, NULL, NULL), DL_OK);
	assert_int_equal(fold_deal(fold, set, 4, 9, NULL), DL_OK);
	for (size_t i = 0; i < 40; i++)
		out[atol(set->docs[i].id.ptr + 1)] = fold[i];
}

static void test_train__one_story_shares_a_fold(void **state)
{
	struct train_set *set = twin_set(false), *turned = twin_set(true);
	int fold[40], again[40], size[4] = {0};

	(void)state;
	deal(fold, set, 1);
	deal(again, turned, 3);
	for (size_t i = 0; i < 40; i++) {
		assert_int_equal(fold[i], again[i]);
		assert_int_equal(fold[i], fold[i ^ 1]);
		size[fold[i]]++;
	}
	for (int f = 0; f < 4; f++)
		assert_int_equal(size[f], 10);
	train_set_free(set);
	train_set_free(turned);
}

// A month apart it is news again.
static void test_train__a_month_apart_is_another_story(void **state)
{
	struct train_set *set = twin_set(false);

	(void)state;
	for (size_t i = 0; i < 40; i++)
		set->docs[i].day = 16000 + (int32_t)(i % 2 ? 30 : 0);
	assert_int_equal(stories_find(set, 1, NULL, NULL), DL_OK);
	for (size_t i = 0; i < 40; i += 2)
		assert_int_not_equal(set->docs[i].story, set->docs[i + 1].story);
	train_set_free(set);
}

struct source {
	size_t at, written;
};

static enum dl_status read_tiny(void *payload, struct article *out, struct dl_err *err)
{
	struct source *s = payload;

	(void)err;
	if (s->at == 1000)
		return DL_END;
	tiny_article(out, s->at++);
	return s->at % 10 == 0 ? DL_EFORMAT : DL_OK; // every tenth record is bad
}

static enum dl_status format_tiny(void *payload, struct buf *out, const struct article *a,
	const struct verdict *v, struct classifier *c, struct dl_err *err)
{
	(void)payload;
	(void)v;
	(void)c;
	(void)err;
	buf_addstr(out, a->id);
	return DL_OK;
}

static enum dl_status write_tiny(void *payload, const struct article *a, struct str bytes, struct dl_err *err)
{
	struct source *s = payload;
	char id[16];

	(void)a;
	(void)err;
	s->written += (s->written + 1) % 10 == 0; // the bad one is stepped over
	snprintf(id, sizeof id, "t%zu", s->written++);
	assert_true(str_is(bytes, id));
	return DL_OK;
}

static void test_train__stream_keeps_the_order(void **state)
{
	struct train_result r = train_tiny(tiny_options());
	struct model *m = open_bytes(&r);
	struct source s;
	const struct stream_ops ops = {read_tiny, format_tiny, write_tiny, &s};
	struct stream *stream = stream_open(m, NULL, 3);

	(void)state;
	assert_non_null(stream);
	for (int run = 0; run < 2; run++) {
		s = (struct source){0};
		assert_int_equal(stream_run(stream, &ops, NULL), DL_OK);
		assert_int_equal(s.written, 999);
	}
	stream_close(stream);
	model_close(m);
	train_result_release(&r);
}

static void test_train__every_failed_allocation_is_reported(void **state)
{
	struct train_set *set = tiny_set();
	struct train_options o = tiny_options();
	enum dl_status st = DL_ENOMEM;
	struct train_result r;
	long n;

	(void)state;
	for (n = 0; st != DL_OK && n < 5000; n++) {
		mem_fail_after(n);
		st = train_run(&r, set, &o, NULL);
		mem_fail_after(-1);
		assert_true(st == DL_OK || st == DL_ENOMEM);
	}
	assert_true(n > 20 && n < 5000);
	train_result_release(&r);
	train_set_free(set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_train__learns_the_tiny_corpus),
		cmocka_unit_test(test_train__same_bytes_for_any_number_of_threads),
		cmocka_unit_test(test_train__same_bytes_when_texts_are_spent),
		cmocka_unit_test(test_train__both_solvers_decide_alike),
		cmocka_unit_test(test_train__a_topic_that_cannot_be_told_is_kept_back),
		cmocka_unit_test(test_train__explanation_adds_up),
		cmocka_unit_test(test_train__terms_are_found_in_another_model),
		cmocka_unit_test(test_train__abstains),
		cmocka_unit_test(test_train__abstains_with_one_topic_too),
		cmocka_unit_test(test_train__every_changed_byte_is_refused),
		cmocka_unit_test(test_train__refuses_what_it_cannot_learn),
		cmocka_unit_test(test_train__one_story_shares_a_fold),
		cmocka_unit_test(test_train__a_month_apart_is_another_story),
		cmocka_unit_test(test_train__stream_keeps_the_order),
		cmocka_unit_test(test_train__every_failed_allocation_is_reported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
