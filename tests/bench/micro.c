// SPDX-License-Identifier: MIT
// Single steps of the way from text to topics, each alone:
//     bench_micro MODEL TEXT JSONL STORE
// TEXT holds an article a line, JSONL the same as JSON Lines; STORE is a file that is made anew. Rates are
// the best of ROUNDS rounds over the first megabytes, by the processor time of the thread.
#include "base/file.h"
#include "classify/classify.h"
#include "corpus/lang.h"
#include "corpus/reader.h"
#include "corpus/store.h"
#include "features/runs.h"
#include "features/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 5, MOST_BYTES = 8 * 1000 * 1000, MOST_LINES = 100000, STORED = 5000 };

struct bench {
	struct buf text;
	struct str lines[MOST_LINES];
	size_t n, bytes;
	const char *path, *jsonl, *store;
	struct model *m;
	struct vec *vecs; // of each line
	size_t sink;      // so that nothing is left out
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void fail(const char *what, const struct dl_err *err)
{
	fprintf(stderr, "bench_micro: %s: %s\n", what, err->text);
	exit(1);
}

static void scan_way(struct bench *b, size_t way)
{
	size_t n;
	const struct scan_way *ways = scan_ways(&n);

	for (size_t i = 0; i < b->n; i++) {
		struct runs r;

		runs_start(&r, &ways[way], b->lines[i]);
		while (runs_next(&r))
			b->sink += r.n;
	}
}

static void scan_slow(struct bench *b)
{
	scan_way(b, 0);
}

static void scan_fast(struct bench *b)
{
	size_t n;

	scan_ways(&n);
	scan_way(b, n - 1);
}

static void each_plain_word(struct bench *b)
{
	struct words w;

	for (size_t i = 0; i < b->n; i++)
		for (words_start(&w, b->lines[i]); words_next(&w);)
			b->sink += w.folded.len;
}

static void languages(struct bench *b)
{
	struct lang_detector *d = lang_open();

	for (size_t i = 0; d && i < b->n; i++)
		b->sink += (unsigned char)*lang_detect(d, b->lines[i]);
	lang_close(d);
}

static void extract(struct bench *b)
{
	struct extractor *x = model_extractor(b->m);
	struct dl_err err;

	for (size_t i = 0; x && i < b->n; i++)
		if (extract_vec(&b->vecs[i], x, STR(""), b->lines[i], STR("en"), &err) != DL_OK)
			fail("extract", &err);
	extractor_free(x);
}

static void look_up(struct bench *b)
{
	const struct vocab *v = model_vocab(b->m);

	for (uint32_t i = 0; i < v->n_key_slots; i++)
		b->sink += vocab_find(v, v->key_slots[i].key);
	for (uint32_t i = 0; i < v->n_pair_slots; i++)
		b->sink += vocab_find_pair(v, v->pair_slots[i].first, v->pair_slots[i].second);
}

static void score(struct bench *b)
{
	double decision[1024];

	for (size_t i = 0; i < b->n; i++) {
		model_decide(b->m, &b->vecs[i], decision);
		b->sink += decision[0] > 0;
	}
}

static size_t read_file(struct bench *b, const char *path, enum article_format format)
{
	const struct reader_options o = {.format = format, .no_lang = true, .no_place = true};
	struct reader *r;
	struct dl_err err;
	struct article a = {0};
	size_t bytes = 0;

	if (reader_open(&r, path, &o, &err) != DL_OK)
		fail(path, &err);
	while (bytes < b->bytes && reader_next(r, &a, &err) == DL_OK)
		bytes += a.text.len + 1;
	article_release(&a);
	reader_close(r);
	return bytes;
}

static void read_text(struct bench *b)
{
	b->sink += read_file(b, b->path, FORMAT_LINES);
}

static void read_rows(struct bench *b)
{
	b->sink += read_file(b, b->jsonl, FORMAT_JSONL);
}

static double best(struct bench *b, void (*fn)(struct bench *b))
{
	double least = 1e9;

	for (int i = 0; i < ROUNDS; i++) {
		double began = now(), took;

		fn(b);
		took = now() - began;
		least = took < least ? took : least;
	}
	return least;
}

static void rate(struct bench *b, const char *what, void (*fn)(struct bench *b))
{
	printf("  %-44s %9.1f MB/s\n", what, (double)b->bytes / best(b, fn) / 1e6);
}

static void keep_some(struct bench *b)
{
	struct store *s;
	struct dl_err err;
	struct article a = {0};
	enum store_added what;
	char id[32];
	size_t n = b->n < STORED ? b->n : STORED;
	double began = now();

	unlink(b->store);
	if (store_open(&s, b->store, STORE_CREATE, &err) != DL_OK || store_begin(s, &err) != DL_OK)
		fail(b->store, &err);
	for (size_t i = 0; i < n; i++) {
		article_reset(&a);
		snprintf(id, sizeof id, "b%zu", i);
		a.id = arena_copy(&a.mem, str_from(id));
		a.text = arena_copy(&a.mem, b->lines[i]);
		if (store_add(s, &a, &what, &err) != DL_OK)
			fail(b->store, &err);
	}
	if (store_commit(s, &err) != DL_OK)
		fail(b->store, &err);
	printf("  %-44s %9.0f articles/s\n", "store: add", (double)n / (now() - began));
	article_release(&a);
	store_close(s);
}

static void open_model(struct bench *b, const char *path)
{
	struct dl_err err;
	double least = 1e9;

	for (int i = 0; i < 20; i++) {
		double began = now();

		model_close(b->m);
		if (model_open(&b->m, path, &err) != DL_OK)
			fail(path, &err);
		least = now() - began < least ? now() - began : least;
	}
	printf("%s: %u terms, %zu topics\n  %-44s %9.2f ms\n", path, vocab_size(model_vocab(b->m)),
		model_n_topics(b->m), "model: open, checksum and all", least * 1e3);
}

static void split(struct bench *b)
{
	for (size_t at = 0; at < b->text.len && b->n < MOST_LINES && b->bytes < MOST_BYTES;) {
		const char *from = b->text.ptr + at, *nl = memchr(from, '\n', b->text.len - at);
		size_t len = nl ? (size_t)(nl - from) : b->text.len - at;

		b->lines[b->n++] = (struct str){from, len};
		b->bytes += len + 1;
		at += len + 1;
	}
}

int main(int argc, char **argv)
{
	static struct bench b;
	struct dl_err err;
	size_t words;

	if (argc != 5)
		return fprintf(stderr, "usage: bench_micro MODEL TEXT JSONL STORE\n"), 2;
	b.path = argv[2];
	b.jsonl = argv[3];
	b.store = argv[4];
	if (file_read(&b.text, argv[2], (size_t)1 << 30, &err) != DL_OK)
		fail(argv[2], &err);
	split(&b);
	b.vecs = calloc(b.n + 1, sizeof *b.vecs);
	if (!b.vecs)
		return 1;
	open_model(&b, argv[1]);
	rate(&b, "tokeniser: runs of word bytes, portable", scan_slow);
	rate(&b, "tokeniser: runs of word bytes, fastest way", scan_fast);
	rate(&b, "tokeniser: words one by one, the reference", each_plain_word);
	rate(&b, "language", languages);
	rate(&b, "text to vectors", extract);
	rate(&b, "scoring of the vectors", score);
	words = model_vocab(b.m)->n_key_slots + model_vocab(b.m)->n_pair_slots;
	printf("  %-44s %9.1f ns\n", "look-up of a word or a pair", best(&b, look_up) * 1e9 / (double)words);
	rate(&b, "reading lines", read_text);
	rate(&b, "reading JSON Lines", read_rows);
	keep_some(&b);
	for (size_t i = 0; i < b.n; i++)
		vec_release(&b.vecs[i]);
	free(b.vecs);
	buf_release(&b.text);
	model_close(b.m);
	return b.sink == 1;
}
