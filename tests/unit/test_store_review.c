// SPDX-License-Identifier: MIT
#include "corpus/store_review.h"

#include "corpus/store_internal.h"
#include "tests/unit/store_fixture.h"

static const struct topic_quality qualities[] = {
	{.topic = "crime", .threshold = 0.5},
	{.topic = "economy", .threshold = 0.2},
	{.topic = "never", .threshold = 2},
};

static void put_model(struct fixture *f, const char *id)
{
	struct store_model m = {.id = id, .name = "m", .made = "", .n_topics = 3, .topics = qualities};

	assert_int_equal(store_put_model(f->s, &m, &f->err), DL_OK);
}

static void predict(struct fixture *f, const char *model, const char *id, double crime, double economy)
{
	const struct prediction p = {.article_id = id,
		.n_topics = 3,
		.topics = (const char *const[]){"crime", "economy", "never"},
		.probability = (const double[]){crime, economy, 0.5},
		.chosen = (const bool[]){crime >= 0.5, economy >= 0.2, false}};

	if (store_put_prediction(f->s, model, &p, &f->err) != DL_OK)
		fail_msg("%s", f->err.text);
}

// Articles p0 to p9: crime grows from 0.04 to 0.94, economy is far from its cut but for p9.
static void add_ten(struct fixture *f)
{
	char id[16], text[32];

	put_model(f, "m1");
	for (int i = 0; i < 10; i++) {
		snprintf(id, sizeof id, "p%d", i);
		snprintf(text, sizeof text, "Text number %d", i);
		article(f, id, "Title", text, "2020-01-01");
		expect_add(f, STORE_ADDED);
		predict(f, "m1", id, 0.04 + 0.1 * i, i == 9 ? 0.21 : 0.001);
	}
}

static void expect_queue(struct fixture *f, const struct review_query *q, const char *ids)
{
	struct store_model *m;
	struct review_queue queue;
	struct article a = {0};
	struct buf got = {0};
	double probability[3];
	bool chosen[3];

	assert_int_equal(store_newest_model(f->s, &m, &f->err), DL_OK);
	if (store_review_queue(&queue, f->s, m, q, &f->err) != DL_OK)
		fail_msg("%s", f->err.text);
	for (size_t i = 0; i < queue.n; i++) {
		assert_int_equal(
			store_review_read(f->s, m, queue.items[i].row, &a, probability, chosen, &f->err),
			DL_OK);
		buf_addf(&got, "%s ", a.id.ptr);
	}
	assert_string_equal(got.ptr ? got.ptr : "", ids);
	review_queue_release(&queue);
	article_release(&a);
	buf_release(&got);
	store_model_free(m);
}

static void decide_as(struct fixture *f, const char *id, enum review_how how, const char *label,
	struct review_state *before)
{
	int64_t row;
	struct str labels[] = {str_from(label)};
	struct review_decision d = {.model = how == REVIEW_HAND ? NULL : "m1",
		.how = how,
		.decided = 1000,
		.seed = 7,
		.n_labels = label ? 1 : 0,
		.labels = labels};

	assert_int_equal(store_review_row(f->s, id, &row, &f->err), DL_OK);
	if (store_review_decide(f->s, row, &d, before, &f->err) != DL_OK)
		fail_msg("%s", f->err.text);
}

static void expect_state(
	struct fixture *f, const char *id, enum review_how how, bool labelled, const char *label)
{
	struct review_state r;
	int64_t row;

	assert_int_equal(store_review_row(f->s, id, &row, &f->err), DL_OK);
	assert_int_equal(store_review_state(f->s, row, &r, &f->err), DL_OK);
	assert_int_equal(r.how, how);
	assert_int_equal(r.labelled, labelled);
	assert_int_equal(r.n_labels, label ? 1 : 0);
	if (label)
		assert_str(r.labels[0], label);
	review_state_release(&r);
}

static void test_store__picks_are_the_least_sure_first(void **state)
{
	struct fixture *f = *state;

	add_ten(f);
	// |logit 0.21 - logit 0.2| = 0.06; then crime 0.54 (0.16), 0.44 (0.24) and 0.64 (0.58).
	expect_queue(f, &(struct review_query){.limit = 4}, "p9 p5 p4 p6 ");
	expect_queue(f, &(struct review_query){.limit = 3, .topic = "economy"}, "p9 p0 p1 ");
	expect_queue(f, &(struct review_query){.limit = 3, .topic = "crime"}, "p5 p4 p6 ");
	expect_queue(f, &(struct review_query){.limit = 3, .topic = "never"}, "");
}

static void test_store__unknown_topic_to_review(void **state)
{
	struct fixture *f = *state;
	struct store_model *m;
	struct review_queue queue;

	add_ten(f);
	assert_int_equal(store_newest_model(f->s, &m, &f->err), DL_OK);
	assert_int_equal(store_review_queue(&queue, f->s, m,
				 &(struct review_query){.limit = 3, .topic = "sport"}, &f->err),
		DL_ENOTFOUND);
	assert_non_null(strstr(f->err.text, "sport"));
	store_model_free(m);
}

static void test_store__labelled_and_abstained_are_not_picked(void **state)
{
	struct fixture *f = *state;
	const struct prediction nothing = {.article_id = "p4", .abstained = "empty"};

	add_ten(f);
	assert_int_equal(store_put_prediction(f->s, "m1", &nothing, &f->err), DL_OK);
	decide_as(f, "p5", REVIEW_PICK, "crime", NULL);
	label(article(f, "p6", "Title", "Text number 6", "2020-01-01"), "crime");
	expect_add(f, STORE_UPDATED);
	expect_queue(f, &(struct review_query){.limit = 3}, "p9 p3 p7 ");
}

static void test_store__a_decision_can_be_taken_back(void **state)
{
	struct fixture *f = *state;
	struct review_state before;
	int64_t row;

	add_ten(f);
	decide_as(f, "p1", REVIEW_PICK, "crime", &before);
	expect_state(f, "p1", REVIEW_PICK, true, "crime");
	assert_int_equal(store_review_row(f->s, "p1", &row, &f->err), DL_OK);
	assert_int_equal(store_review_set(f->s, row, &before, &f->err), DL_OK);
	review_state_release(&before);
	expect_state(f, "p1", REVIEW_NONE, false, NULL);
	decide_as(f, "p1", REVIEW_PICK, NULL, NULL);
	expect_state(f, "p1", REVIEW_PICK, true, NULL);
}

static void test_store__a_person_wins_over_files(void **state)
{
	struct fixture *f = *state;

	add_ten(f);
	decide_as(f, "p1", REVIEW_HAND, "crime", NULL);
	label(article(f, "p1", "Title", "Text number 1", "2020-01-01"), "economy");
	expect_add(f, STORE_DUPLICATE);
	expect_state(f, "p1", REVIEW_HAND, true, "crime");
	assert_int_equal(store_labels_kept(f->s), 1);
	label(article(f, "p1", "Title", "A text that was mended", "2020-01-01"), "economy");
	expect_add(f, STORE_UPDATED);
	expect_state(f, "p1", REVIEW_HAND, true, "crime");
	label(article(f, "p2", "Title", "Text number 2", "2020-01-01"), "economy");
	expect_add(f, STORE_UPDATED);
	expect_state(f, "p2", REVIEW_NONE, true, "economy");
	assert_int_equal(store_labels_kept(f->s), 2);
}

static void test_store__an_audit_is_kept_apart(void **state)
{
	struct fixture *f = *state;
	const struct review_query all = {.audit = true, .seed = 3, .limit = 100};
	struct audit_counts counts[3];
	struct store_model *m;

	add_ten(f);
	expect_queue(f, &(struct review_query){.audit = true, .seed = 3, .limit = 4}, "p3 p8 p7 p1 ");
	expect_queue(f, &(struct review_query){.audit = true, .seed = 4, .limit = 4}, "p7 p3 p2 p9 ");
	decide_as(f, "p3", REVIEW_AUDIT, "crime", NULL); // missed: crime was 0.34
	decide_as(f, "p5", REVIEW_AUDIT, "crime", NULL);
	decide_as(f, "p9", REVIEW_AUDIT, NULL, NULL);
	decide_as(f, "p4", REVIEW_PICK, NULL, NULL);
	decide_as(
		f, "p6", REVIEW_HAND, NULL, NULL); // from outside of the review: it may have taught the model
	expect_queue(f, &all, "p8 p7 p1 p2 p0 p4 ");
	decide_as(f, "p4", REVIEW_AUDIT, NULL, NULL);
	decide_as(f, "p4", REVIEW_PICK, "economy", NULL); // an audit is never taken for a pick again
	decide_as(f, "p5", REVIEW_HAND, "crime", NULL);
	expect_state(f, "p4", REVIEW_AUDIT, true, "economy");
	expect_state(f, "p5", REVIEW_AUDIT, true, "crime");
	assert_int_equal(store_newest_model(f->s, &m, &f->err), DL_OK);
	assert_int_equal(store_audit(f->s, m, counts, &f->err), DL_OK);
	assert_int_equal(counts[0].n1, 2);
	assert_int_equal(counts[0].tp, 1);
	assert_int_equal(counts[0].n0, 2);
	assert_int_equal(counts[0].fp, 1);
	assert_int_equal(counts[1].n1, 1);
	assert_int_equal(counts[1].tp, 0);
	assert_int_equal(counts[1].fp, 1);
	store_model_free(m);
}

static void test_store__of_a_story_one_is_picked(void **state)
{
	struct fixture *f = *state;

	add_ten(f);
	assert_int_equal(store_exec(f->s,
				 "UPDATE article SET story = (SELECT row FROM article WHERE id = 'p4') "
				 "WHERE id IN ('p4', 'p5', 'p6')",
				 &f->err),
		DL_OK);
	expect_queue(f, &(struct review_query){.limit = 3, .topic = "crime"}, "p5 p3 p7 ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(picks_are_the_least_sure_first),
		STORE_TEST(unknown_topic_to_review),
		STORE_TEST(labelled_and_abstained_are_not_picked),
		STORE_TEST(a_decision_can_be_taken_back),
		STORE_TEST(a_person_wins_over_files),
		STORE_TEST(an_audit_is_kept_apart),
		STORE_TEST(of_a_story_one_is_picked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
