// SPDX-License-Identifier: MIT
#include "classify/stream.h"

#include "base/mem.h"
#include "base/par.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>

enum { BATCH = 128, BATCH_BYTES = 64 * 1024 };

// A ring of batches: ticket t lies at t modulo n_batches. A batch is read while nobody else reads, classified
// beside the others, and written when all before it are.
struct batch {
	struct article *articles; // BATCH of them
	struct buf *bytes;
	size_t n;
	bool done;                       // to be written; guarded by `writing`
	enum dl_status read, classified; // how they ended
	struct dl_err why_read, why;
};

struct stream {
	const struct stream_ops *ops;
	struct batch *batches;
	size_t n_batches;
	struct classifier **classifiers; // one a thread
	int threads;
	pthread_mutex_t reading, writing;
	pthread_cond_t written;
	uint64_t next_read; // guarded by `reading`
	bool ended;
	uint64_t next_write; // guarded by `writing`
	bool writer;         // some thread is writing
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

static void wait_for_room(struct stream *s, uint64_t ticket)
{
	par_lock(&s->writing);
	while (ticket >= s->next_write + s->n_batches)
		pthread_cond_wait(&s->written, &s->writing);
	pthread_mutex_unlock(&s->writing);
}

// A signal to stop is for the thread that reads, which may be waiting for input: to all others it is blocked.
static void stop_signals(int how)
{
	sigset_t stopping;

	sigemptyset(&stopping);
	sigaddset(&stopping, SIGINT);
	sigaddset(&stopping, SIGTERM);
	pthread_sigmask(how, &stopping, NULL);
}

// The next batch, read; NULL when there are no more.
static struct batch *take(struct stream *s)
{
	struct batch *b = NULL;

	par_lock(&s->reading);
	if (!s->ended && !atomic_load(&s->stop)) {
		b = &s->batches[s->next_read % s->n_batches];
		wait_for_room(s, s->next_read++);
		stop_signals(SIG_UNBLOCK);
		b->read = fill(s, b, &b->why_read);
		stop_signals(SIG_BLOCK);
		s->ended = b->read != DL_OK;
	}
	pthread_mutex_unlock(&s->reading);
	return b;
}

static enum dl_status classify_batch(
	struct stream *s, struct batch *b, struct classifier *c, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	for (size_t i = 0; st == DL_OK && i < b->n; i++) {
		struct verdict v;

		buf_clear(&b->bytes[i]);
		st = classify_article(&v, c, &b->articles[i], err);
		if (st == DL_OK)
			st = s->ops->format(s->ops->payload, &b->bytes[i], &b->articles[i], &v, c, err);
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

// Writes the batch unless something failed before. How its reading ended counts after what it had read.
static void finish(struct stream *s, struct batch *b)
{
	struct dl_err err = {0};

	note_failure(s, b->classified, &b->why);
	if (s->failed == DL_OK)
		note_failure(s, write_batch(s, b, &err), &err);
	note_failure(s, b->read, &b->why_read);
}

// Whoever finds the next batch done while nobody writes, writes it and those done behind it; the others go
// on.
static void pass_on(struct stream *s, struct batch *b)
{
	par_lock(&s->writing);
	b->done = true;
	while (!s->writer && (b = &s->batches[s->next_write % s->n_batches])->done) {
		s->writer = true;
		pthread_mutex_unlock(&s->writing);
		finish(s, b);
		par_lock(&s->writing);
		s->writer = b->done = false;
		s->next_write++;
		pthread_cond_broadcast(&s->written);
	}
	pthread_mutex_unlock(&s->writing);
}

static enum dl_status work(void *payload, size_t i, int worker, struct dl_err *err)
{
	struct stream *s = payload;
	struct batch *b;

	(void)worker;
	(void)err;
	while ((b = take(s))) {
		b->classified = classify_batch(s, b, s->classifiers[i], &b->why);
		pass_on(s, b);
	}
	return DL_OK;
}

static bool fill_stream(struct stream *s, const struct model *m, const struct classify_options *o)
{
	s->n_batches = s->threads == 1 ? 1 : 2 * (size_t)s->threads;
	s->batches = mem_zalloc(s->n_batches, sizeof *s->batches);
	s->classifiers = mem_zalloc((size_t)s->threads, sizeof *s->classifiers);
	for (size_t i = 0; s->batches && i < s->n_batches; i++) {
		s->batches[i].articles = mem_zalloc(BATCH, sizeof *s->batches[i].articles);
		s->batches[i].bytes = mem_zalloc(BATCH, sizeof *s->batches[i].bytes);
		if (!s->batches[i].articles || !s->batches[i].bytes)
			return false;
	}
	for (int t = 0; s->classifiers && t < s->threads; t++) {
		s->classifiers[t] = classifier_new(m, o);
		if (!s->classifiers[t])
			return false;
	}
	return s->batches && s->classifiers;
}

void stream_close(struct stream *s)
{
	if (!s)
		return;
	for (size_t k = 0; s->batches && k < s->n_batches; k++) {
		struct batch *b = &s->batches[k];

		for (size_t i = 0; i < BATCH; i++) {
			if (b->articles)
				article_release(&b->articles[i]);
			if (b->bytes)
				buf_release(&b->bytes[i]);
		}
		mem_free(b->articles);
		mem_free(b->bytes);
	}
	for (int t = 0; s->classifiers && t < s->threads; t++)
		classifier_free(s->classifiers[t]);
	mem_free(s->batches);
	mem_free(s->classifiers);
	mem_free(s);
}

struct stream *stream_open(const struct model *m, const struct classify_options *o, int threads)
{
	struct stream *s = mem_zalloc(1, sizeof *s);

	if (!s)
		return NULL;
	s->threads = threads < 1 ? 1 : threads;
	if (fill_stream(s, m, o))
		return s;
	stream_close(s);
	return NULL;
}

enum dl_status stream_run(struct stream *s, const struct stream_ops *ops, struct dl_err *err)
{
	enum dl_status st;

	s->ops = ops;
	s->next_read = s->next_write = 0;
	s->ended = s->writer = false;
	s->failed = DL_OK;
	atomic_store(&s->stop, false);
	for (size_t i = 0; i < s->n_batches; i++)
		s->batches[i].done = false;
	pthread_mutex_init(&s->reading, NULL);
	pthread_mutex_init(&s->writing, NULL);
	pthread_cond_init(&s->written, NULL);
	stop_signals(SIG_BLOCK);
	st = par_for((size_t)s->threads, s->threads, work, s, err);
	stop_signals(SIG_UNBLOCK);
	pthread_cond_destroy(&s->written);
	pthread_mutex_destroy(&s->writing);
	pthread_mutex_destroy(&s->reading);
	if (st == DL_OK && s->failed != DL_OK) {
		st = s->failed;
		if (err)
			*err = s->err;
	}
	return st;
}
