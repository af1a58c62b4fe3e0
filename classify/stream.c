// SPDX-License-Identifier: MIT
#include "classify/stream.h"

#include "base/mem.h"
#include "base/par.h"

#include <pthread.h>
#include <stdatomic.h>

enum { BATCH = 128, BATCH_BYTES = 1024 * 1024 };

// What one thread works on: it reads a batch while nobody else reads, classifies it beside the others, and
// writes it when its turn comes.
struct batch {
	struct article *articles; // BATCH of them
	struct buf *bytes;
	struct classifier *c;
	size_t n;
	uint64_t ticket; // number of the batch in the input
};

struct stream {
	const struct stream_ops *ops;
	struct batch *batches; // one a thread
	int threads;
	pthread_mutex_t reading, writing;
	pthread_cond_t turn;
	uint64_t next_read; // guarded by `reading`
	bool ended;
	uint64_t next_write; // guarded by `writing`
	enum dl_status failed;
	struct dl_err err;
	atomic_bool stop;
};

// DL_END with the last articles.
static enum dl_status fill(struct stream *s, struct batch *b, struct dl_err *err)
{
	size_t bytes = 0;

	b->n = 0;
	while (b->n < BATCH && bytes < BATCH_BYTES) {
		struct article *a = &b->articles[b->n];
		enum dl_status st = s->ops->read(s->ops->payload, a, err);

		if (st == DL_EFORMAT)
			continue;
		if (st != DL_OK)
			return st;
		bytes += a->text.len + a->members.len;
		b->n++;
	}
	return DL_OK;
}

static enum dl_status take(struct stream *s, struct batch *b, struct dl_err *err)
{
	enum dl_status st = DL_END;

	b->n = 0;
	pthread_mutex_lock(&s->reading);
	b->ticket = s->next_read;
	if (!s->ended && !atomic_load(&s->stop)) {
		s->next_read++;
		st = fill(s, b, err);
		s->ended = st != DL_OK;
	} else {
		b->ticket = UINT64_MAX;
	}
	pthread_mutex_unlock(&s->reading);
	return st;
}

static enum dl_status classify_batch(struct stream *s, struct batch *b, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	for (size_t i = 0; st == DL_OK && i < b->n; i++) {
		struct verdict v;

		buf_clear(&b->bytes[i]);
		st = classify_article(&v, b->c, &b->articles[i], err);
		if (st == DL_OK)
			st = s->ops->format(s->ops->payload, &b->bytes[i], &b->articles[i], &v, b->c, err);
		if (st == DL_OK && buf_failed(&b->bytes[i]))
			st = err_nomem(err);
	}
	return st;
}

static enum dl_status write_batch(struct stream *s, struct batch *b, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	for (size_t i = 0; st == DL_OK && i < b->n; i++)
		st = s->ops->write(s->ops->payload, &b->articles[i], buf_str(&b->bytes[i]), err);
	return st;
}

static void note_failure(struct stream *s, enum dl_status st, const struct dl_err *err)
{
	if (st == DL_OK || st == DL_END || s->failed != DL_OK)
		return;
	s->failed = st;
	s->err = *err;
	atomic_store(&s->stop, true);
}

// Waits for its turn and writes the batch unless something failed before. How the reading of the batch ended
// counts after what it had read.
static void pass_on(struct stream *s, struct batch *b, enum dl_status classified, const struct dl_err *why,
	enum dl_status read, const struct dl_err *why_read)
{
	struct dl_err err = {0};

	pthread_mutex_lock(&s->writing);
	while (s->next_write != b->ticket)
		pthread_cond_wait(&s->turn, &s->writing);
	note_failure(s, classified, why);
	if (s->failed == DL_OK)
		note_failure(s, write_batch(s, b, &err), &err);
	note_failure(s, read, why_read);
	s->next_write++;
	pthread_cond_broadcast(&s->turn);
	pthread_mutex_unlock(&s->writing);
}

static enum dl_status work(void *payload, size_t i, int worker, struct dl_err *err)
{
	struct stream *s = payload;
	struct batch *b = &s->batches[i];
	struct dl_err why = {0}, why_read = {0};

	(void)worker;
	(void)err;
	for (;;) {
		enum dl_status read = take(s, b, &why_read);

		if (b->ticket == UINT64_MAX)
			return DL_OK;
		pass_on(s, b, classify_batch(s, b, &why), &why, read, &why_read);
	}
}

static enum dl_status open_batch(struct batch *b, const struct model *m, const struct classify_options *o)
{
	b->articles = mem_zalloc(BATCH, sizeof *b->articles);
	b->bytes = mem_zalloc(BATCH, sizeof *b->bytes);
	b->c = classifier_new(m, o);
	return b->articles && b->bytes && b->c ? DL_OK : DL_ENOMEM;
}

static void close_stream(struct stream *s)
{
	for (int t = 0; s->batches && t < s->threads; t++) {
		struct batch *b = &s->batches[t];

		for (size_t i = 0; i < BATCH; i++) {
			if (b->articles)
				article_release(&b->articles[i]);
			if (b->bytes)
				buf_release(&b->bytes[i]);
		}
		mem_free(b->articles);
		mem_free(b->bytes);
		classifier_free(b->c);
	}
	mem_free(s->batches);
}

enum dl_status stream_run(const struct model *m, const struct classify_options *o, int threads,
	const struct stream_ops *ops, struct dl_err *err)
{
	struct stream s = {.ops = ops, .threads = threads < 1 ? 1 : threads};
	enum dl_status st;

	s.batches = mem_zalloc((size_t)s.threads, sizeof *s.batches);
	st = s.batches ? DL_OK : err_nomem(err);
	for (int t = 0; st == DL_OK && t < s.threads; t++)
		if (open_batch(&s.batches[t], m, o) != DL_OK)
			st = err_nomem(err);
	if (st == DL_OK) {
		pthread_mutex_init(&s.reading, NULL);
		pthread_mutex_init(&s.writing, NULL);
		pthread_cond_init(&s.turn, NULL);
		st = par_for((size_t)s.threads, s.threads, work, &s, err);
		pthread_cond_destroy(&s.turn);
		pthread_mutex_destroy(&s.writing);
		pthread_mutex_destroy(&s.reading);
	}
	if (st == DL_OK && s.failed != DL_OK) {
		st = s.failed;
		if (err)
			*err = s.err;
	}
	close_stream(&s);
	return st;
}
