// SPDX-License-Identifier: MIT
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "corpus/shingle.h"
#include "corpus/store_internal.h"
#include "corpus/story.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <math.h>
#include <unistd.h>

struct fixture {
	char dir[64], path[96];
	struct store *s;
	bool adding; // a transaction is open
	struct dl_err err;
};

static int setup(void **state)
{
	struct fixture *f = mem_zalloc(1, sizeof *f);

	snprintf(f->dir, sizeof f->dir, "/tmp/dateline-story-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->path, sizeof f->path, "%s/news.db", f->dir);
	assert_int_equal(store_open(&f->s, f->path, STORE_CREATE, &f->err), DL_OK);
	*state = f;
	return 0;
}

static void remove_store(struct fixture *f)
{
	static const char *const suffixes[] = {"", "-wal", "-shm"};
	char name[128];

	store_close(f->s);
	f->s = NULL;
	f->adding = false;
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		snprintf(name, sizeof name, "%s%s", f->path, suffixes[i]);
		unlink(name);
	}
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	remove_store(f);
	assert_int_equal(rmdir(f->dir), 0);
	mem_free(f);
	return 0;
}

static void start_anew(struct fixture *f)
{
	remove_store(f);
	assert_int_equal(store_open(&f->s, f->path, STORE_CREATE, &f->err), DL_OK);
}

// `day` DATE_NONE: undated.
static void add(struct fixture *f, const char *id, const char *text, int32_t day)
{
	struct article a = {.id = str_from(id),
		.id_given = true,
		.text = str_from(text),
		.date.day = day,
		.grade = day == DATE_NONE ? GRADE_NONE : GRADE_DAY};
	enum store_added what;

	if (!f->adding)
		assert_int_equal(store_begin(f->s, &f->err), DL_OK);
	f->adding = true;
	if (store_add(f->s, &a, &what, &f->err) != DL_OK)
		fail_msg("%s", f->err.text);
}

static void commit(struct fixture *f)
{
	if (f->adding)
		assert_int_equal(store_commit(f->s, &f->err), DL_OK);
	f->adding = false;
}

static uint64_t group(struct fixture *f)
{
	uint64_t joined;

	commit(f);
	if (store_group_stories(f->s, &joined, NULL, &f->err) != DL_OK)
		fail_msg("%s", f->err.text);
	return joined;
}

enum { MAX = 2000 };

// What the store says: the story of each article, by order of date and id.
struct answer {
	size_t n;
	char ids[MAX][16];
	int64_t stories[MAX];
};

static enum dl_status take(void *payload, const struct dated_topics *d, struct dl_err *err)
{
	struct answer *a = payload;

	(void)err;
	assert_true(a->n < MAX && d->id.len < sizeof *a->ids);
	memcpy(a->ids[a->n], d->id.ptr, d->id.len + 1);
	a->stories[a->n++] = d->story;
	return DL_OK;
}

static void read_stories(struct fixture *f, struct answer *a)
{
	const struct store_model none = {.id = ""};

	a->n = 0;
	assert_int_equal(store_each_dated(f->s, &none, false, take, a, &f->err), DL_OK);
}

static int64_t story_of(struct fixture *f, const char *id)
{
	static struct answer a;

	read_stories(f, &a);
	for (size_t i = 0; i < a.n; i++)
		if (strcmp(a.ids[i], id) == 0)
			return a.stories[i];
	fail_msg("no article '%s'", id);
	return 0;
}

// The same articles together, whatever the numbers of their stories.
static void expect_same(const struct answer *a, const struct answer *b)
{
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		assert_string_equal(a->ids[i], b->ids[i]);
		for (size_t j = 0; j < i; j++)
			if ((a->stories[i] == a->stories[j]) != (b->stories[i] == b->stories[j]))
				fail_msg("%s and %s are one story in one order only", a->ids[i], a->ids[j]);
	}
}

static const char *shared(void)
{
	const char *dir = getenv("DATELINE_SHARED");

	return dir ? dir : DATELINE_SOURCE_DIR "/../shared";
}

static json_t *get(json_t *v, const char *key)
{
	json_t *found = json_object_get(v, key);

	assert_non_null(found);
	return found;
}

static struct str text_of(json_t *article)
{
	return str_from(json_string_value(get(article, "text")));
}

static int32_t day_of(json_t *article)
{
	return date_parse(str_from(json_string_value(get(article, "date"))));
}

static void check_pair(json_t *articles, json_t *pair, double tolerance)
{
	json_t *one = json_array_get(articles, (size_t)json_integer_value(json_array_get(pair, 0)));
	json_t *other = json_array_get(articles, (size_t)json_integer_value(json_array_get(pair, 1)));
	struct shingles a = {0}, b = {0};
	size_t common, least;
	bool near = labs((long)day_of(one) - day_of(other)) <= STORY_DAYS;

	assert_true(shingles_read(&a, text_of(one)) && shingles_read(&b, text_of(other)));
	common = shingles_common(&a, &b);
	least = a.n < b.n ? a.n : b.n;
	if (least) {
		assert_true(fabs((double)common / (double)(a.n + b.n - common) -
				    json_number_value(json_array_get(pair, 2))) <= tolerance);
		assert_true(fabs((double)common / (double)least -
				    json_number_value(json_array_get(pair, 3))) <= tolerance);
	}
	assert_int_equal(near && shingles_alike(&a, &b), json_is_true(json_array_get(pair, 4)));
	shingles_release(&a);
	shingles_release(&b);
}

static void check_stories(struct fixture *f, json_t *articles, json_t *stories)
{
	char id[24], first[24];
	size_t grouped = 0;

	start_anew(f);
	for (size_t i = 0; i < json_array_size(articles); i++) {
		snprintf(id, sizeof id, "%zu", i);
		add(f, id, text_of(json_array_get(articles, i)).ptr, day_of(json_array_get(articles, i)));
	}
	assert_int_equal(group(f), json_array_size(articles) - json_array_size(stories));
	for (size_t k = 0; k < json_array_size(stories); k++) {
		json_t *members = get(json_array_get(stories, k), "articles");

		snprintf(first, sizeof first, "%" JSON_INTEGER_FORMAT,
			json_integer_value(get(json_array_get(stories, k), "first")));
		for (size_t i = 0; i < json_array_size(members); i++, grouped++) {
			snprintf(id, sizeof id, "%" JSON_INTEGER_FORMAT,
				json_integer_value(json_array_get(members, i)));
			// Rows count from 1 in the order of adding: a story has the row of its earliest
			// article.
			assert_int_equal(story_of(f, id), strtol(first, NULL, 10) + 1);
		}
	}
	assert_int_equal(grouped, json_array_size(articles));
}

static void test_story__reference_values(void **state)
{
	struct fixture *f = *state;
	struct buf json = {0}, path = {0};
	json_error_t message;
	json_t *root, *cases;

	buf_addf(&path, "%s/oracles/duplicates.json", shared());
	if (!file_exists(path.ptr)) {
		print_message("skipped: %s is not there\n", path.ptr);
		buf_release(&path);
		skip();
	}
	assert_int_equal(file_read(&json, path.ptr, 1 << 20, &f->err), DL_OK);
	root = json_loads(json.ptr, 0, &message);
	assert_non_null(root);
	cases = get(root, "cases");
	assert_true(json_array_size(cases) >= 10);
	for (size_t i = 0; i < json_array_size(cases); i++) {
		json_t *articles = get(get(json_array_get(cases, i), "input"), "articles");
		json_t *expected = get(json_array_get(cases, i), "expected"), *pairs = get(expected, "pairs");

		for (size_t k = 0; k < json_array_size(pairs); k++)
			check_pair(articles, json_array_get(pairs, k),
				json_number_value(get(json_array_get(cases, i), "tolerance")));
		check_stories(f, articles, get(expected, "stories"));
	}
	json_decref(root);
	buf_release(&json);
	buf_release(&path);
}

static uint64_t draw(uint64_t *seed, uint64_t n)
{
	*seed += UINT64_C(0x9e3779b97f4a7c15);
	return hash_mix(*seed) % n;
}

// An article of `n` words of which some come from source number `from`, each changed with a chance of `noise`
// in 100.
static void write_text(struct buf *out, uint64_t from, size_t start, size_t n, uint64_t noise, uint64_t *seed)
{
	for (size_t i = start; i < start + n; i++)
		if (draw(seed, 100) < noise)
			buf_addf(out, "x%d ", (int)draw(seed, 100000));
		else
			buf_addf(out, "w%d ", (int)(hash_mix(from * 10007 + i) % 5000));
}

struct sample {
	char id[16];
	struct buf text;
	int32_t day;
	struct shingles set;
};

enum { SAMPLES = 600 };

// Rewritten, shortened, enlarged and unrelated articles over two months, some undated.
static void make_samples(struct sample *s, uint64_t seed)
{
	static const uint64_t noises[] = {0, 1, 3, 5, 8, 12, 15};

	for (size_t i = 0; i < SAMPLES; i++) {
		size_t length = 20 + draw(&seed, 300);
		uint64_t from = draw(&seed, 20);

		snprintf(s[i].id, sizeof s[i].id, "s%03zu", i);
		s[i].day = draw(&seed, 8) ? 18000 + (int32_t)draw(&seed, 60) : DATE_NONE;
		if (draw(&seed, 3) == 0)
			write_text(&s[i].text, 1000 + i, 0, draw(&seed, 400), 0, &seed);
		write_text(&s[i].text, from, draw(&seed, 2) * draw(&seed, 40), length, noises[draw(&seed, 7)],
			&seed);
		assert_true(shingles_read(&s[i].set, buf_str(&s[i].text)));
	}
}

static bool samples_alike(const struct sample *a, const struct sample *b)
{
	int64_t apart = (int64_t)a->day - (int64_t)b->day;

	return apart >= -STORY_DAYS && apart <= STORY_DAYS && shingles_alike(&a->set, &b->set);
}

static size_t top(const size_t *parent, size_t i)
{
	while (parent[i] != i)
		i = parent[i];
	return i;
}

// Every pair compared: what the sketches must find.
static void all_pairs(struct sample *s, size_t *parent)
{
	for (size_t i = 0; i < SAMPLES; i++)
		parent[i] = i;
	for (size_t i = 0; i < SAMPLES; i++)
		for (size_t j = 0; j < i; j++)
			if (top(parent, i) != top(parent, j) && samples_alike(&s[i], &s[j]))
				parent[top(parent, i)] = top(parent, j);
}

static void free_samples(struct sample *s)
{
	for (size_t i = 0; i < SAMPLES; i++) {
		buf_release(&s[i].text);
		shingles_release(&s[i].set);
	}
	mem_free(s);
}

static void test_story__finds_what_comparing_all_pairs_finds(void **state)
{
	static struct answer a;
	static size_t parent[SAMPLES];
	struct fixture *f = *state;
	struct sample *s = mem_zalloc(SAMPLES, sizeof *s);
	size_t joined = 0;

	make_samples(s, 1);
	all_pairs(s, parent);
	for (size_t i = 0; i < SAMPLES; i++) {
		add(f, s[i].id, buf_str(&s[i].text).ptr, s[i].day);
		joined += top(parent, i) != i;
	}
	assert_true(joined > 100 && joined < 500);
	assert_int_equal(group(f), joined);
	read_stories(f, &a);
	for (size_t i = 0; i < SAMPLES; i++)
		for (size_t j = 0; j < i; j++) {
			size_t x = (size_t)strtol(a.ids[i] + 1, NULL, 10),
			       y = (size_t)strtol(a.ids[j] + 1, NULL, 10);

			assert_int_equal(a.stories[i] == a.stories[j], top(parent, x) == top(parent, y));
		}
	free_samples(s);
}

// Backwards, mixed, in pieces with grouping between: the same articles together.
static void test_story__order_of_adding_makes_no_difference(void **state)
{
	static struct answer once, again;
	static const size_t pieces[] = {SAMPLES, 1 + SAMPLES / 7, 37};
	struct fixture *f = *state;
	struct sample *s = mem_zalloc(SAMPLES, sizeof *s);

	make_samples(s, 2);
	for (size_t i = 0; i < SAMPLES; i++)
		add(f, s[i].id, buf_str(&s[i].text).ptr, s[i].day);
	group(f);
	read_stories(f, &once);
	for (size_t round = 0; round < sizeof pieces / sizeof *pieces; round++) {
		start_anew(f);
		for (size_t i = 0; i < SAMPLES; i++) {
			const struct sample *x = &s[round ? (i * 271 + round) % SAMPLES : SAMPLES - 1 - i];

			add(f, x->id, buf_str(&x->text).ptr, x->day);
			if ((i + 1) % pieces[round] == 0)
				group(f);
		}
		group(f);
		read_stories(f, &again);
		expect_same(&once, &again);
	}
	free_samples(s);
}

static const char border[] = "The border guard service said on Monday that two men were detained while "
			     "crossing the river near the "
			     "village of Khorog with forged papers";

static void test_story__counts_only_what_is_new(void **state)
{
	struct fixture *f = *state;
	struct store_counts c;

	add(f, "a", border, 18000);
	add(f, "b", border, 18003);
	assert_int_equal(group(f), 1);
	assert_int_equal(group(f), 0);
	add(f, "c", border, 18001);
	add(f, "d", "Something else altogether happened in the capital", 18001);
	assert_int_equal(group(f), 1);
	assert_int_equal(store_counts(f->s, &c, &f->err), DL_OK);
	assert_int_equal(c.stories, 2);
}

static void test_story__earlier_article_becomes_the_first(void **state)
{
	struct fixture *f = *state;

	add(f, "late", border, 18005);
	add(f, "later", border, 18006);
	group(f);
	assert_int_equal(story_of(f, "later"), 1);
	add(f, "early", border, 18000);
	group(f);
	assert_int_equal(story_of(f, "early"), 3);
	assert_int_equal(story_of(f, "late"), 3);
	assert_int_equal(story_of(f, "later"), 3);
}

static void test_story__new_article_brings_two_stories_together(void **state)
{
	struct fixture *f = *state;

	add(f, "first", border, 18000);
	add(f, "last", border, 18010);
	group(f);
	assert_int_not_equal(story_of(f, "first"), story_of(f, "last"));
	add(f, "between", border, 18005);
	assert_int_equal(group(f), 1);
	assert_int_equal(story_of(f, "first"), story_of(f, "last"));
	assert_int_equal(story_of(f, "between"), story_of(f, "first"));
}

static void test_story__changed_text_leaves_its_story(void **state)
{
	struct fixture *f = *state;

	add(f, "first", border, 18000);
	add(f, "between", border, 18005);
	add(f, "last", border, 18010);
	group(f);
	assert_int_equal(story_of(f, "first"), story_of(f, "last"));
	add(f, "between", "This page has been taken down at the request of its author", 18005);
	group(f);
	assert_int_not_equal(story_of(f, "first"), story_of(f, "last"));
	assert_int_not_equal(story_of(f, "between"), story_of(f, "first"));
	add(f, "last", border, 18007); // its date was wrong
	group(f);
	assert_int_equal(story_of(f, "first"), story_of(f, "last"));
}

// Text or date of an article that was added since the last comparing, and of the last that was compared.
static void test_story__changed_before_or_after_comparing(void **state)
{
	static const char other[] = "Wheat prices rose in the north after a dry spring and a late frost";
	struct fixture *f = *state;

	add(f, "first", border, 18000);
	assert_int_equal(group(f), 0);
	add(f, "last", border, 18001);
	add(f, "last", other, 18001);
	assert_int_equal(group(f), 0);
	assert_int_not_equal(story_of(f, "first"), story_of(f, "last"));
	add(f, "last", border, 18001);
	assert_int_equal(group(f), 1);
	assert_int_equal(story_of(f, "first"), story_of(f, "last"));
	add(f, "far", border, 18050);
	add(f, "far", border, 18003);
	assert_int_equal(group(f), 1);
	assert_int_equal(story_of(f, "first"), story_of(f, "far"));
	assert_int_equal(group(f), 0);
}

// Another program may delete sketches, as FORMAT.md says, and even forget the stories.
static void test_story__sketches_are_made_again(void **state)
{
	static const char *const deeds[] = {"DELETE FROM sketch; UPDATE article SET story = NULL",
		"DELETE FROM sketch WHERE article = 3; UPDATE article SET story = NULL WHERE row = 3",
		"DELETE FROM sketch WHERE article = 2; UPDATE article SET story = NULL WHERE row = 2",
		"DELETE FROM sketch", "DELETE FROM sketch WHERE article >= 2"};
	struct fixture *f = *state;

	add(f, "first", border, 18000);
	add(f, "other", "Wheat prices rose in the north after a dry spring and a late frost", 18001);
	add(f, "last", border, 18002);
	group(f);
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		struct query q;
		int64_t sketches = 0;

		assert_int_equal(store_exec(f->s, deeds[i], &f->err), DL_OK);
		group(f);
		assert_int_equal(story_of(f, "last"), 1);
		assert_int_equal(story_of(f, "other"), 2);
		assert_int_equal(query_start(&q, f->s, ONCE, "SELECT count(*) FROM sketch", &f->err), DL_OK);
		assert_int_equal(query_run(&q, &sketches, &f->err), DL_OK);
		assert_int_equal(sketches, 3);
	}
}

static void test_story__undated_are_compared_among_themselves(void **state)
{
	struct fixture *f = *state;

	add(f, "dated", border, 18000);
	add(f, "u1", border, DATE_NONE);
	add(f, "u2", border, DATE_NONE);
	assert_int_equal(group(f), 1);
	assert_int_equal(story_of(f, "u1"), story_of(f, "u2"));
	assert_int_not_equal(story_of(f, "u1"), story_of(f, "dated"));
}

// More copies than a hash may have for everyone to be compared with everyone.
static void test_story__a_thousand_copies_are_one(void **state)
{
	struct fixture *f = *state;
	struct store_counts c;
	struct buf text = {0};
	char id[16];

	for (int i = 0; i < 1000; i++) {
		snprintf(id, sizeof id, "c%d", i);
		buf_clear(&text);
		buf_addf(&text, "%s, agency number %d reports", border, i);
		add(f, id, text.ptr, 18000);
	}
	assert_int_equal(group(f), 999);
	assert_int_equal(store_counts(f->s, &c, &f->err), DL_OK);
	assert_int_equal(c.stories, 1);
	buf_release(&text);
}

static bool stop(void *payload, const char *what, uint64_t done, uint64_t total)
{
	(void)payload;
	(void)what;
	(void)done;
	(void)total;
	return false;
}

static void test_story__stopping_keeps_nothing_and_can_go_on(void **state)
{
	struct fixture *f = *state;
	const struct progress p = {.report = stop};
	uint64_t joined;

	add(f, "a", border, 18000);
	add(f, "b", border, 18000);
	commit(f);
	assert_int_equal(store_group_stories(f->s, &joined, &p, &f->err), DL_EINTERRUPT);
	assert_int_not_equal(story_of(f, "a"), story_of(f, "b"));
	assert_int_equal(group(f), 1);
}

static void test_story__memory_runs_out(void **state)
{
	struct fixture *f = *state;
	enum dl_status st = DL_ENOMEM;
	uint64_t joined = 0;

	add(f, "a", border, 18000);
	add(f, "b", border, 18000);
	add(f, "c", border, DATE_NONE);
	commit(f);
	for (long n = 0; st == DL_ENOMEM && n < 1000; n++) {
		mem_fail_after(n);
		st = store_group_stories(f->s, &joined, NULL, &f->err);
		mem_fail_after(-1);
		if (st == DL_ENOMEM)
			assert_int_not_equal(story_of(f, "a"), story_of(f, "b"));
	}
	assert_int_equal(st, DL_OK);
	assert_int_equal(joined, 1);
}

static void test_story__shingles_of_short_and_repeated_texts(void **state)
{
	struct shingles s = {0};

	(void)state;
	assert_true(shingles_read(&s, STR("")));
	assert_int_equal(s.n, 0);
	assert_true(shingles_read(&s, STR("- ! -")));
	assert_int_equal(s.n, 0);
	assert_true(shingles_read(&s, STR("Three words only")));
	assert_int_equal(s.n, 1);
	assert_true(shingles_read(&s, STR("one two three four five")));
	assert_int_equal(s.n, 2);
	assert_true(shingles_read(&s, STR("a b a b a b a b a b")));
	assert_int_equal(s.n, 2);
	shingles_release(&s);
}

static void test_story__sketch_holds_the_smallest_hashes(void **state)
{
	struct shingles s = {0};
	struct buf text = {0};
	uint32_t hashes[4000];
	struct sketch k;

	(void)state;
	for (size_t words = 4; words < 2000; words += 133) {
		size_t low = 0;

		buf_clear(&text);
		for (size_t i = 0; i < words; i++)
			buf_addf(&text, "word%zu ", i);
		assert_true(shingles_read(&s, buf_str(&text)));
		k = sketch_of(hashes, &s);
		assert_true(k.n <= sketch_size(s.n) && k.n * 4 + 4 >= s.n);
		assert_int_equal(k.limit == UINT32_MAX, s.n <= 64);
		for (size_t i = 0; i < s.n; i++)
			low += s.hashes[i] >> 32 <= k.limit;
		assert_int_equal(low, k.n);
		for (size_t i = 1; i < k.n; i++)
			assert_true(k.hashes[i - 1] < k.hashes[i]);
	}
	shingles_release(&s);
	buf_release(&text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_story__##name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reference_values),
		TEST(finds_what_comparing_all_pairs_finds),
		TEST(order_of_adding_makes_no_difference),
		TEST(counts_only_what_is_new),
		TEST(earlier_article_becomes_the_first),
		TEST(new_article_brings_two_stories_together),
		TEST(changed_text_leaves_its_story),
		TEST(changed_before_or_after_comparing),
		TEST(sketches_are_made_again),
		TEST(undated_are_compared_among_themselves),
		TEST(a_thousand_copies_are_one),
		TEST(stopping_keeps_nothing_and_can_go_on),
		TEST(memory_runs_out),
		cmocka_unit_test(test_story__shingles_of_short_and_repeated_texts),
		cmocka_unit_test(test_story__sketch_holds_the_smallest_hashes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
