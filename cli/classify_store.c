// SPDX-License-Identifier: MIT
#include "cli/classify_store.h"

#include "base/mem.h"

enum { BATCH = 2048 };

enum dl_status store_register_model(
	struct store *s, const struct model *m, const char *path, struct dl_err *err)
{
	size_t n = model_n_topics(m);
	struct topic_quality *q = mem_zalloc(n, sizeof *q);
	struct store_model sm = {.id = model_id(m),
		.name = path,
		.made = model_made(m),
		.n_topics = n,
		.topics = q,
		.documents = model_documents(m),
		.terms = vocab_named(model_vocab(m)),
		.unseen = model_unseen_rate(m)};
	enum dl_status st;

	if (!q)
		return err_nomem(err);
	for (size_t k = 0; k < n; k++) {
		const struct model_topic *t = model_topic(m, k);

		q[k] = (struct topic_quality){.topic = t->name,
			.platt_a = t->platt_a,
			.platt_b = t->platt_b,
			.threshold = t->threshold,
			.mean = t->mean,
			.mean_a = t->mean_a,
			.mean_b = t->mean_b,
			.tp = t->tp,
			.n1 = t->n1,
			.fp = t->fp,
			.n0 = t->n0,
			.have_bins = t->n1 && t->n0};
		memcpy(q[k].hessian_inverse, t->hessian_inverse, sizeof q[k].hessian_inverse);
		memcpy(q[k].bin_edge, t->bin_edge, sizeof q[k].bin_edge);
		memcpy(q[k].bin_positives, t->bin_positives, sizeof q[k].bin_positives);
		memcpy(q[k].bin_negatives, t->bin_negatives, sizeof q[k].bin_negatives);
	}
	st = store_put_model(s, &sm, err);
	mem_free(q);
	return st;
}

// Fixed part, then n_topics probabilities, then n_topics choices.
struct packed {
	const char *abstained;
	double oov;
	size_t n_topics;
};

void prediction_pack(struct buf *out, const struct verdict *v)
{
	struct packed p = {v->abstained, v->oov, v->n_topics};

	buf_add(out, &p, sizeof p);
	buf_add(out, v->probability, v->n_topics * sizeof *v->probability);
	buf_add(out, v->chosen, v->n_topics * sizeof *v->chosen);
}

enum dl_status prediction_keep(struct store *s, const struct model *m, const char *id, struct str packed,
	struct str *rest, struct dl_err *err)
{
	size_t n = model_n_topics(m);
	double *probability = mem_zalloc(n, sizeof *probability);
	bool *chosen = mem_zalloc(n, sizeof *chosen);
	const char **names = mem_zalloc(n, sizeof *names);
	enum dl_status st;
	size_t used = sizeof(struct packed) + n * (sizeof *probability + sizeof *chosen);
	struct packed p;

	if (!probability || !chosen || !names) {
		st = err_nomem(err);
	} else {
		memcpy(&p, packed.ptr, sizeof p);
		memcpy(probability, packed.ptr + sizeof p, n * sizeof *probability);
		memcpy(chosen, packed.ptr + sizeof p + n * sizeof *probability, n * sizeof *chosen);
		for (size_t k = 0; k < n; k++)
			names[k] = model_topic(m, k)->name;
		st = store_put_prediction(s, model_id(m),
			&(struct prediction){.article_id = id,
				.abstained = p.abstained,
				.n_topics = n,
				.topics = names,
				.probability = probability,
				.chosen = chosen,
				.oov = p.oov},
			err);
		*rest = str_sub(packed, used, packed.len);
	}
	mem_free(probability);
	mem_free(chosen);
	mem_free(names);
	return st;
}

struct batch {
	struct store *s;
	const struct model *m;
	struct stream *stream;
	struct article *articles; // BATCH of them
	size_t n, at;
};

static enum dl_status read_batch(void *payload, struct article *out, struct dl_err *err)
{
	struct batch *b = payload;
	struct article swap;

	(void)err;
	if (b->at == b->n)
		return DL_END;
	swap = *out;
	*out = b->articles[b->at];
	b->articles[b->at++] = swap;
	return DL_OK;
}

static enum dl_status format_batch(void *payload, struct buf *out, const struct article *a,
	const struct verdict *v, struct classifier *c, struct dl_err *err)
{
	(void)payload;
	(void)a;
	(void)c;
	(void)err;
	prediction_pack(out, v);
	return DL_OK;
}

static enum dl_status write_batch(
	void *payload, const struct article *a, struct str bytes, struct dl_err *err)
{
	struct batch *b = payload;
	struct str rest;

	return prediction_keep(b->s, b->m, a->id.ptr, bytes, &rest, err);
}

static enum dl_status one_batch(struct batch *b, struct dl_err *err)
{
	const struct stream_ops ops = {read_batch, format_batch, write_batch, b};
	enum dl_status st = store_unclassified(b->s, model_id(b->m), b->articles, BATCH, &b->n, err);

	b->at = 0;
	if (st != DL_OK || !b->n)
		return st;
	st = store_begin(b->s, err);
	if (st == DL_OK)
		st = stream_run(b->stream, &ops, err);
	if (st == DL_OK)
		return store_commit(b->s, err);
	store_rollback(b->s);
	return st;
}

enum dl_status classify_new(struct store *s, const struct model *m, const struct classify_options *o,
	int threads, const struct progress *progress, uint64_t *n, struct dl_err *err)
{
	struct batch b = {.s = s,
		.m = m,
		.stream = stream_open(m, o, threads),
		.articles = mem_zalloc(BATCH, sizeof *b.articles)};
	enum dl_status st = b.articles && b.stream ? DL_OK : err_nomem(err);
	uint64_t total = 0;

	*n = 0;
	if (st == DL_OK)
		st = store_count_unclassified(s, model_id(m), &total, err);
	while (st == DL_OK) {
		st = one_batch(&b, err);
		if (st != DL_OK || !b.n)
			break;
		*n += b.n;
		if (!progress_step(progress, "classifying", *n, total))
			st = err_set(err, DL_EINTERRUPT,
				"interrupted: %llu articles are classified and kept, run it again for the "
				"rest",
				(unsigned long long)*n);
	}
	for (size_t i = 0; b.articles && i < BATCH; i++)
		article_release(&b.articles[i]);
	mem_free(b.articles);
	stream_close(b.stream);
	return st;
}
