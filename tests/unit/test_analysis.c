// SPDX-License-Identifier: MIT
// Which statements the data allow; bins; two years of made-up weeks with known events.
#include "base/mem.h"
#include "corpus/byte_source.h"
#include "reports/analysis.h"
#include "reports/series.h"
#include "tests/unit/weekly.h"

static bool flag(const json_t *object, const char *key)
{
	return json_is_true(json_object_get(object, key));
}

static void test_analysis__gates(void **state)
{
	json_t *root = oracle("gates.json"), *c;
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		const json_t *in = input(c), *want = expected(c);
		struct gates g = gates_of((size_t)number(in, "complete_weeks_so_far"),
			(size_t)number(in, "usable_baseline_weeks"), (size_t)number(in, "articles_this_week"),
			flag(in, "model_has_error_rates"), flag(in, "separable"));

		assert_int_equal(g.share, flag(want, "raw_share"));
		assert_int_equal(g.share, flag(want, "interval"));
		assert_int_equal(g.corrected, flag(want, "corrected"));
		assert_int_equal(g.last, flag(want, "compare_last_week"));
		assert_string_equal(g.noise_measured ? "measured" : "assumed",
			json_string_value(json_object_get(want, "noise")));
		assert_int_equal(g.surprise, flag(want, "surprise"));
		assert_int_equal(g.bursts, flag(want, "bursts"));
		assert_int_equal(g.line, flag(want, "smooth_line"));
		assert_int_equal(g.shape, flag(want, "shape"));
		assert_int_equal(g.year, flag(want, "same_weeks_last_year"));
	}
	json_decref(root);
}

// The series of a world and topic, from the lines of the file.
struct series {
	int world;
	char topic[16];
	struct weekly w[120];
	size_t n;
};

enum { SERIES = 240 };

static struct series *series_of(struct series *all, size_t *n, int world, const char *topic)
{
	for (size_t i = *n; i-- > 0;)
		if (all[i].world == world && strcmp(all[i].topic, topic) == 0)
			return &all[i];
	assert_true(*n < SERIES && strlen(topic) < sizeof all->topic);
	all[*n].world = world;
	memcpy(all[*n].topic, topic, strlen(topic) + 1);
	return &all[(*n)++];
}

static void take_line(struct series *all, size_t *n, struct str line)
{
	json_t *week = json_loadb(line.ptr, line.len, 0, NULL), *count;
	const char *topic;

	assert_non_null(week);
	if (flag(week, "complete"))
		json_object_foreach(json_object_get(week, "counts"), topic, count)
		{
			struct series *s = series_of(all, n, (int)number(week, "world"), topic);

			assert_true(s->n < 120);
			s->w[s->n++] = (struct weekly){number_of(count), number(week, "total")};
		}
	json_decref(week);
}

static struct series *read_years(void)
{
	struct series *all = mem_zalloc(SERIES, sizeof *all);
	struct byte_source *file;
	struct str line;
	char path[1024];
	size_t n = 0;

	assert_non_null(all);
	oracle_path(path, "synthetic_year.jsonl.gz");
	assert_int_equal(byte_source_open(&file, path, NULL), DL_OK);
	while (byte_source_line(file, &line, 1 << 20, NULL) == DL_OK)
		take_line(all, &n, line);
	byte_source_close(file);
	assert_int_equal(n, SERIES);
	return all;
}

struct score {
	size_t found, right, all, met; // bursts found, of them true; true bursts, of them found
};

static void score_bursts(struct score *s, const struct bursts *b, const json_t *truth)
{
	const json_t *t;
	size_t i;

	for (size_t k = 0; k < b->n; k++) {
		bool right = false;

		json_array_foreach(truth, i, t) right =
			right || ((double)b->items[k].from <= number(t, "end") &&
					 (double)b->items[k].to >= number(t, "start"));
		s->found++;
		s->right += right ? 1 : 0;
	}
	json_array_foreach(truth, i, t)
	{
		bool met = false;

		for (size_t k = 0; k < b->n; k++)
			met = met || ((double)b->items[k].from <= number(t, "end") &&
					     (double)b->items[k].to >= number(t, "start"));
		s->all++;
		s->met += met ? 1 : 0;
	}
}

static void check_series(struct series *years, const json_t *want, const json_t *truth, struct score *score)
{
	static const char *const shapes[] = {"level", "trend", "steps"};
	const json_t *bursts = json_object_get(want, "bursts"), *changes = json_object_get(want, "changes");
	size_t n = SERIES, i;
	const struct series *s = series_of(
		years, &n, (int)number(want, "world"), json_string_value(json_object_get(want, "topic")));
	struct weekly clean[120];
	struct bursts b;
	struct shape shape;

	memcpy(clean, s->w, sizeof clean);
	assert_int_equal(bursts_find(&b, s->w, s->n, (double)NAN, NULL), DL_OK);
	assert_int_equal(b.n, json_array_size(bursts));
	for (i = 0; i < b.n; i++) {
		const json_t *burst = json_array_get(bursts, i);

		assert_int_equal(b.items[i].from, (size_t)number_of(json_array_get(burst, 0)));
		assert_int_equal(b.items[i].to, (size_t)number_of(json_array_get(burst, 1)));
		assert_true(fabs(b.items[i].strength -
				    number_of(json_array_get(json_object_get(want, "strength"), i))) < 1e-6);
		for (size_t t = b.items[i].from; t <= b.items[i].to; t++)
			clean[t] = (struct weekly){0, 0};
	}
	assert_int_equal(shape_find(&shape, clean, s->n, NULL), DL_OK);
	assert_string_equal(shapes[shape.kind], json_string_value(json_object_get(want, "shape")));
	assert_int_equal(shape.levels.n, json_array_size(changes));
	for (i = 0; i < shape.levels.n; i++)
		assert_int_equal(shape.levels.changes[i], (size_t)number_of(json_array_get(changes, i)));
	score_bursts(score, &b, json_object_get(truth, "bursts"));
	mem_free(b.items);
	mem_free(shape.levels.changes);
}

static void test_analysis__synthetic_years(void **state)
{
	json_t *root = oracle_file("synthetic_year_expected.json"), *want;
	json_t *truth = oracle_file("synthetic_year_truth.json");
	struct series *years = read_years();
	struct score score = {0};
	size_t i;

	(void)state;
	json_array_foreach(json_object_get(root, "series"), i, want)
	{
		const json_t *world =
			json_array_get(json_object_get(truth, "worlds"), (size_t)number(want, "world"));

		check_series(years, want,
			json_object_get(json_object_get(world, "topics"),
				json_string_value(json_object_get(want, "topic"))),
			&score);
	}
	assert_int_equal(i, SERIES);
	print_message("bursts: precision %.2f, recall %.2f\n", (double)score.right / (double)score.found,
		(double)score.met / (double)score.all);
	assert_true((double)score.right >= 0.945 * (double)score.found);
	assert_true((double)score.met >= 0.695 * (double)score.all);
	mem_free(years);
	json_decref(root);
	json_decref(truth);
}

// Three topics that are shown and one that is not, of which each moved in the last of `WEEKS` weeks.
enum { WEEKS = 40, TOPICS = 4, STORIES = 100 };

struct world {
	struct report r;
	struct period periods[WEEKS];
	struct topic_point points[WEEKS][TOPICS];
	struct confusion errors[TOPICS];
	const char *topics[TOPICS], *uncorrected[TOPICS];
	bool shown[TOPICS];
};

static void make_world(struct world *w)
{
	static const size_t last[TOPICS] = {45, 30, 21, 90};
	int32_t day = date_from_civil((struct civil){2015, 1, 5});

	*w = (struct world){.r = {.n_topics = TOPICS, .n_periods = WEEKS},
		.topics = {"a", "b", "c", "d"},
		.shown = {true, true, true, false}};
	w->r.topics = w->topics;
	w->r.shown = w->shown;
	w->r.uncorrected = w->uncorrected;
	w->r.periods = w->periods;
	w->r.errors = w->errors;
	for (size_t i = 0; i < WEEKS; i++) {
		period_of(&w->periods[i], PERIOD_WEEK, day + 7 * (int32_t)i);
		w->periods[i].complete = true;
		w->periods[i].articles = w->periods[i].stories = STORIES;
		w->periods[i].topics = w->points[i];
		for (size_t k = 0; k < TOPICS; k++) {
			struct topic_point *t = &w->points[i][k];

			t->stories = i + 1 < WEEKS ? 20 + (7 * i + 3 * k) % 5 : last[k];
			t->raw = share_wilson((double)t->stories, STORIES);
			t->corrected.value = t->normal_low = t->normal_high = (double)NAN;
			w->errors[k] = (struct confusion){90, 100, 5, 100};
		}
	}
}

// Benjamini and Hochberg's by their definition, over the three topics that are shown.
static double adjusted(const double p[3], size_t k)
{
	double least = 1;

	for (size_t i = 0; i < 3; i++) {
		size_t rank = 0;

		for (size_t j = 0; j < 3; j++)
			rank += p[j] <= p[i];
		if (p[i] >= p[k])
			least = fmin(least, p[i] * 3 / (double)rank);
	}
	return least;
}

static void test_analysis__one_family_of_topics(void **state)
{
	struct world w;
	double surprise[3], last[3];

	(void)state;
	make_world(&w);
	assert_int_equal(report_analyse(&w.r, NULL), DL_OK);
	for (size_t k = 0; k < 3; k++) {
		assert_true(w.r.analysis[k].have_surprise && w.r.analysis[k].have_last);
		surprise[k] = w.r.analysis[k].surprise.p;
		last[k] = w.r.analysis[k].last.p;
	}
	assert_true(surprise[0] < 0.01 && surprise[2] > 0.1);
	for (size_t k = 0; k < 3; k++) {
		assert_true(fabs(w.r.analysis[k].surprise_p - adjusted(surprise, k)) < 1e-12);
		assert_true(fabs(w.r.analysis[k].last_p - adjusted(last, k)) < 1e-12);
	}
	assert_true(w.r.analysis[0].surprise_p > 2 * surprise[0]);
	assert_true(isnan(w.r.analysis[3].surprise_p) && isnan(w.r.analysis[3].last_p));
	report_analysis_release(&w.r);
}

// The usual range stands on the axis of the shares that are shown.
static void test_analysis__band_is_straightened(void **state)
{
	struct world plain, corrected;
	const struct topic_point *a = &plain.points[WEEKS - 1][0], *b = &corrected.points[WEEKS - 1][0];

	(void)state;
	make_world(&plain);
	make_world(&corrected);
	corrected.r.have_model = true;
	assert_int_equal(report_analyse(&plain.r, NULL), DL_OK);
	assert_int_equal(report_analyse(&corrected.r, NULL), DL_OK);
	assert_true(a->normal_low > 0.05 && a->normal_low < 0.22 && a->normal_high > 0.22 &&
		    a->normal_high < 0.45);
	assert_true(fabs(b->normal_low - (a->normal_low - 0.05) / 0.85) < 1e-12);
	assert_true(fabs(b->normal_high - (a->normal_high - 0.05) / 0.85) < 1e-12);
	report_analysis_release(&plain.r);
	report_analysis_release(&corrected.r);
}

// After a step the weeks before it are no baseline, unless fewer than 8 with stories have come since.
static void test_analysis__baseline_begins_at_the_last_step(void **state)
{
	struct world w;

	(void)state;
	for (int empty = 0; empty < 2; empty++) {
		make_world(&w);
		for (size_t i = 0; i < WEEKS; i++) {
			w.points[i][0].stories += i < 20 ? 0 : 40;
			if (empty && i > 12 && i + 1 < WEEKS && (i < 20 || i % 3 != 1))
				w.periods[i].articles = w.periods[i].stories = w.points[i][0].stories = 0;
		}
		w.points[WEEKS - 1][0].stories = 62;
		assert_int_equal(report_analyse(&w.r, NULL), DL_OK);
		assert_int_equal(w.r.analysis[0].shape.kind, SHAPE_STEPS);
		assert_int_equal(w.r.analysis[0].shape.levels.changes[0], empty ? 13 : 20);
		assert_int_equal(w.r.analysis[0].baseline, empty ? 13 + 6 : 19);
		report_analysis_release(&w.r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_analysis__gates),
		cmocka_unit_test(test_analysis__synthetic_years),
		cmocka_unit_test(test_analysis__one_family_of_topics),
		cmocka_unit_test(test_analysis__band_is_straightened),
		cmocka_unit_test(test_analysis__baseline_begins_at_the_last_step),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
