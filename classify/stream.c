// SPDX-License-Identifier: MIT
#include "classify/stream.h"

#include "base/mem.h"
#include "base/par.h"

enum { BATCH = 256, BATCH_BYTES = 16 * 1024 * 1024 };

struct slot {
	struct article article;
	struct buf bytes;
};

struct stream {
	const struct stream_ops *ops;
	struct classifier **classifiers; // one a thread
	int threads;
	struct slot *slots; // BATCH of them
	size_t n;
	bool ended;
};

static enum dl_status fill(struct stream *s, struct dl_err *err)
{
	size_t bytes = 0;

	s->n = 0;
	while (!s->ended && s->n < BATCH && bytes < BATCH_BYTES) {
		struct article *a = &s->slots[s->n].article;
		enum dl_status st = s->ops->read(s->ops->payload, a, err);

		if (st == DL_EFORMAT)
			continue;
		if (st == DL_END) {
			s->ended = true;
			break;
		}
		if (st != DL_OK)
			return st;
		bytes += a->text.len + a->members.len;
		s->n++;
	}
	return DL_OK;
}

static enum dl_status one(void *payload, size_t i, int worker, struct dl_err *err)
{
	struct stream *s = payload;
	struct slot *slot = &s->slots[i];
	struct verdict v;
	enum dl_status st = classify_article(&v, s->classifiers[worker], &slot->article, err);

	buf_clear(&slot->bytes);
	if (st == DL_OK)
		st = s->ops->format(
			s->ops->payload, &slot->bytes, &slot->article, &v, s->classifiers[worker], err);
	return st == DL_OK && buf_failed(&slot->bytes) ? err_nomem(err) : st;
}

static enum dl_status drain(struct stream *s, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	for (size_t i = 0; st == DL_OK && i < s->n; i++)
		st = s->ops->write(s->ops->payload, &s->slots[i].article, buf_str(&s->slots[i].bytes), err);
	return st;
}

static enum dl_status open_stream(
	struct stream *s, const struct model *m, const struct classify_options *o, struct dl_err *err)
{
	s->slots = mem_zalloc(BATCH, sizeof *s->slots);
	s->classifiers = mem_zalloc((size_t)s->threads, sizeof(struct classifier *));
	if (!s->slots || !s->classifiers)
		return err_nomem(err);
	for (int t = 0; t < s->threads; t++) {
		s->classifiers[t] = classifier_new(m, o);
		if (!s->classifiers[t])
			return err_nomem(err);
	}
	return DL_OK;
}

static void close_stream(struct stream *s)
{
	for (size_t i = 0; s->slots && i < BATCH; i++) {
		article_release(&s->slots[i].article);
		buf_release(&s->slots[i].bytes);
	}
	for (int t = 0; s->classifiers && t < s->threads; t++)
		classifier_free(s->classifiers[t]);
	mem_free(s->slots);
	mem_free(s->classifiers);
}

enum dl_status stream_run(const struct model *m, const struct classify_options *o, int threads,
	const struct stream_ops *ops, struct dl_err *err)
{
	struct stream s = {.ops = ops, .threads = threads < 1 ? 1 : threads};
	enum dl_status st = open_stream(&s, m, o, err);

	while (st == DL_OK && !s.ended) {
		st = fill(&s, err);
		if (st == DL_OK)
			st = par_for(s.n, s.threads, one, &s, err);
		if (st == DL_OK)
			st = drain(&s, err);
	}
	close_stream(&s);
	return st;
}
