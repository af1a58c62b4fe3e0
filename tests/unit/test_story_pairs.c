// SPDX-License-Identifier: MIT
// How well the rule of stories (corpus/shingle.h) tells near-duplicates: pairs are made from texts of the
// test's own generator, or, where there are data to be had (DATELINE_SHARED), from real articles of one
// topic.
//
// Printed are, for each kind of pair, its share that the rule joins, and the same for other bounds of
// resemblance, so that the bound of the rule can be judged; checked are the rule itself and that sketches
// lose no pair that the rule would join.
#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "corpus/reader.h"
#include "corpus/shingle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { TEXTS = 300, WORDS_MOST = 400, VOCABULARY = 6000, TOPIC_WORDS = 400, N_BOUNDS = 6 };

struct text {
	uint32_t words[WORDS_MOST + 40];
	size_t n;
};

static uint64_t state_of_chance = 1;

static uint32_t chance(uint32_t below)
{
	state_of_chance = hash_mix(state_of_chance + UINT64_C(0x9E3779B97F4A7C15));
	return (uint32_t)(state_of_chance >> 33) % below;
}

// Few words are frequent: of 0 .. n-1, about as many below k as above with the weight of 1/rank.
static uint32_t zipf(uint32_t n)
{
	uint32_t low = 0, high = n;

	while (high - low > 1 && chance(100) < 62)
		high = low + (high - low + 3) / 4;
	return low + chance(high - low);
}

// A story of a topic: a third of its words are the topic's own, with phrases that its stories share.
static struct text make_story(uint32_t topic)
{
	struct text t = {.n = 60 + chance(WORDS_MOST - 60)};

	for (size_t i = 0; i < t.n; i++)
		t.words[i] =
			chance(3) ? zipf(VOCABULARY) : VOCABULARY + topic * TOPIC_WORDS + zipf(TOPIC_WORDS);
	for (size_t i = 0; i + 10 < t.n && i < 2; i++) { // "told reporters in the capital on Monday"
		size_t at = chance((uint32_t)t.n - 8);
		uint32_t phrase = chance(5);

		for (uint32_t k = 0; k < 8; k++)
			t.words[at + k] = phrase * 40 + k * 3;
	}
	return t;
}

// A part of the words, in thousandths, is changed: replaced, left out, or one put in.
static struct text edited(const struct text *t, uint32_t part)
{
	struct text out = {.n = 0};

	for (size_t i = 0; i < t->n && out.n < WORDS_MOST + 30; i++) {
		bool change = chance(1000) < part;
		uint32_t how = change ? chance(3) : 3;

		if (how == 0 || how == 2)
			out.words[out.n++] = VOCABULARY / 2 + chance(VOCABULARY / 2);
		if (how >= 2)
			out.words[out.n++] = t->words[i];
	}
	return out;
}

// One run of words rewritten, as a desk does with a lead or a last paragraph.
static struct text rewritten(const struct text *t, uint32_t part)
{
	struct text out = *t;
	size_t n = t->n * part / 1000, at = n < t->n ? chance((uint32_t)(t->n - n)) : 0;

	for (size_t i = 0; i < n; i++)
		out.words[at + i] = chance(VOCABULARY);
	return out;
}

static struct text with_dateline(const struct text *t)
{
	struct text out = {.n = 6};

	for (size_t i = 0; i < 6; i++)
		out.words[i] = 9000000 + (uint32_t)i;
	memcpy(out.words + 6, t->words, t->n * sizeof *t->words);
	out.n += t->n;
	return out;
}

static struct text shortened(const struct text *t)
{
	struct text out = *t;

	out.n = t->n / 2;
	return out;
}

static void spell(struct buf *out, const struct text *t)
{
	buf_clear(out);
	for (size_t i = 0; i < t->n; i++)
		buf_addf(out, "w%u ", t->words[i]);
}

static const double bounds[N_BOUNDS] = {0.3, 0.4, 0.5, 0.6, 0.7, 0.8};

struct tally {
	size_t pairs, joined, lost_by_sketch, at[N_BOUNDS];
};

static bool sketches_may_be_alike(const struct shingles *a, const struct shingles *b)
{
	uint32_t *x = mem_alloc((sketch_size(a->n) + 1) * sizeof *x),
		 *y = mem_alloc((sketch_size(b->n) + 1) * sizeof *y);
	struct sketch k = sketch_of(x, a), l = sketch_of(y, b);
	bool may = sketch_may_be_alike(&k, &l, sketch_common(&k, &l));

	mem_free(x);
	mem_free(y);
	return may;
}

static void count_pair(struct tally *t, struct str one, struct str other)
{
	struct shingles a = {0}, b = {0};
	size_t common;
	bool alike;

	assert_true(shingles_read(&a, one) && shingles_read(&b, other));
	common = shingles_common(&a, &b);
	alike = shingles_alike(&a, &b);
	t->pairs++;
	t->joined += alike;
	t->lost_by_sketch += alike && !sketches_may_be_alike(&a, &b);
	for (size_t i = 0; i < N_BOUNDS; i++)
		t->at[i] += (double)common >= bounds[i] * (double)(a.n + b.n - common) && common;
	shingles_release(&a);
	shingles_release(&b);
}

static void count_texts(struct tally *t, const struct text *one, const struct text *other)
{
	struct buf a = {0}, b = {0};

	spell(&a, one);
	spell(&b, other);
	count_pair(t, buf_str(&a), buf_str(&b));
	buf_release(&a);
	buf_release(&b);
}

static double share(size_t part, size_t whole)
{
	return whole ? (double)part / (double)whole : 0;
}

static void print_tally(const char *what, const struct tally *t)
{
	print_message("  %-34s %6zu  %6.3f |", what, t->pairs, share(t->joined, t->pairs));
	for (size_t i = 0; i < N_BOUNDS; i++)
		print_message(" %6.3f", share(t->at[i], t->pairs));
	print_message("\n");
}

static void print_head(void)
{
	print_message("  %-34s %6s  %6s |", "pairs joined", "pairs", "rule");
	for (size_t i = 0; i < N_BOUNDS; i++)
		print_message(" J>=%.1f", bounds[i]);
	print_message("\n");
}

enum kind {
	WORDS_1,
	WORDS_5,
	WORDS_10,
	WORDS_20,
	RUN_10,
	RUN_20,
	DATELINE,
	DATELINE_5,
	HALF,
	UNRELATED,
	N_KINDS
};

static const char *const kind_names[] = {"1 % of the words edited", "5 % of the words edited",
	"10 % of the words edited", "20 % of the words edited", "10 % rewritten in one run",
	"20 % rewritten in one run", "dateline added", "dateline added, 5 % edited", "first half only",
	"unrelated, of one topic"};

static struct text variant(const struct text *t, enum kind kind, const struct text *stranger)
{
	static const uint32_t parts[] = {10, 50, 100, 200, 100, 200};
	struct text with;

	if (kind <= WORDS_20)
		return edited(t, parts[kind]);
	if (kind <= RUN_20)
		return rewritten(t, parts[kind]);
	with = with_dateline(t);
	if (kind == DATELINE_5)
		return edited(&with, 50);
	return kind == DATELINE ? with : kind == HALF ? shortened(t) : *stranger;
}

static void test_story_pairs__of_the_generator(void **state)
{
	struct tally tallies[N_KINDS] = {{0}};
	size_t right = 0;

	(void)state;
	for (uint32_t i = 0; i < TEXTS; i++) {
		struct text t = make_story(i % 5), stranger = make_story(i % 5);

		for (int k = 0; k < N_KINDS; k++) {
			struct text other = variant(&t, (enum kind)k, &stranger);

			count_texts(&tallies[k], &t, &other);
		}
	}
	print_head();
	for (int k = 0; k < N_KINDS; k++) {
		print_tally(kind_names[k], &tallies[k]);
		assert_int_equal(tallies[k].lost_by_sketch, 0);
		right += k == UNRELATED ? 0 : tallies[k].joined;
	}
	print_message("  precision of the rule %.4f\n", share(right, right + tallies[UNRELATED].joined));
	// What the rule promises, a little less for chance: J = s/(2-s) with s = (1-p)^4 of the shingles
	// left.
	assert_int_equal(tallies[UNRELATED].joined, 0);
	assert_int_equal(tallies[WORDS_1].joined, TEXTS);
	assert_true(tallies[WORDS_5].joined >= TEXTS * 98 / 100);
	assert_int_equal(tallies[DATELINE].joined, TEXTS);
	assert_int_equal(tallies[RUN_10].joined, TEXTS);
	assert_true(tallies[WORDS_20].joined <= TEXTS / 20);
}

// Real articles: the same edits word for word would need their spelling kept, so only strangers are paired
// here.
static void test_story_pairs__of_real_strangers(void **state)
{
	const char *shared = getenv("DATELINE_SHARED");
	const struct reader_options options = {.no_lang = true};
	char path[256];
	struct article one = {0}, other = {0}, *a = &one, *b = &other;
	struct tally t = {0};
	struct reader *r;

	(void)state;
	snprintf(path, sizeof path, "%s/data/bbc.jsonl.gz",
		shared ? shared : DATELINE_SOURCE_DIR "/../shared");
	if (reader_open(&r, path, &options, NULL) != DL_OK) {
		print_message("skipped: no data in DATELINE_SHARED\n");
		skip();
	}
	while (reader_next(r, a, NULL) == DL_OK) {
		struct article *swap = a;

		if (a->n_labels == 1 && b->n_labels == 1 && str_eq(a->labels[0], b->labels[0]))
			count_pair(&t, a->text, b->text);
		a = b;
		b = swap;
	}
	print_head();
	print_tally("neighbours of one topic (BBC)", &t);
	assert_true(t.pairs > 1000);
	assert_true(share(t.joined, t.pairs) < 0.02); // the set itself holds some articles twice
	reader_close(r);
	article_release(&one);
	article_release(&other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_story_pairs__of_the_generator),
		cmocka_unit_test(test_story_pairs__of_real_strangers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
