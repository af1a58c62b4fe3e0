// SPDX-License-Identifier: MIT
#include "models/foreign.h"

#include "base/file.h"
#include "base/mem.h"
#include "models/foreign_lines.h"

#include <math.h>

enum { MOST_BYTES = 1 << 30 };

enum dl_status foreign_read(
	struct foreign *out, enum foreign_kind kind, struct str bytes, const char *name, struct dl_err *err)
{
	struct foreign_lines l = {.rest = bytes, .name = name};

	memset(out->w, 0, out->n_terms * sizeof *out->w);
	out->bias = 0;
	return kind == FOREIGN_LIBSVM ? foreign_read_libsvm(out, &l, err)
				      : foreign_read_liblinear(out, &l, err);
}

// What model_write wants as arrays.
struct importing {
	const struct model *base;
	struct model_topic *topics;
	float *weights; // the topics of a term side by side
	uint32_t *df;
	struct str *names;
	struct foreign machine;
	size_t n_topics;
};

static enum dl_status prepare(struct importing *i, const struct model *base, struct dl_err *err)
{
	uint32_t n = vocab_size(model_vocab(base));

	i->base = base;
	i->n_topics = model_n_topics(base);
	i->topics = mem_zalloc(i->n_topics, sizeof *i->topics);
	i->weights = mem_zalloc((size_t)n * i->n_topics + 1, sizeof *i->weights);
	i->df = mem_zalloc((size_t)n + 1, sizeof *i->df);
	i->names = mem_zalloc((size_t)n + 1, sizeof *i->names);
	i->machine.w = mem_zalloc((size_t)n + 1, sizeof *i->machine.w);
	i->machine.n_terms = n;
	if (!i->topics || !i->weights || !i->df || !i->names || !i->machine.w)
		return err_nomem(err);
	for (uint32_t id = 0; id < n; id++) {
		i->df[id] = model_df(base, id);
		i->names[id] = model_term(base, id);
	}
	return DL_OK;
}

static void release(struct importing *i)
{
	mem_free(i->topics);
	mem_free(i->weights);
	mem_free(i->df);
	mem_free(i->names);
	mem_free(i->machine.w);
}

// Nothing is known of its errors: every count of out-of-fold decisions stays 0.
static enum dl_status take(struct importing *i, size_t k, const char *path, struct dl_err *err)
{
	const struct foreign *f = &i->machine;

	i->topics[k] = (struct model_topic){.name = model_topic(i->base, k)->name,
		.bias = f->bias,
		.platt_a = f->calibrated ? f->platt_a : -1,
		.platt_b = f->calibrated ? f->platt_b : 0,
		.threshold = 0.5};
	for (uint32_t id = 0; id < f->n_terms; id++) {
		float w = (float)f->w[id];

		if (!isfinite(w))
			return err_set(
				err, DL_EFORMAT, "%s: the weight of index %u is too large", path, id + 1);
		i->weights[(size_t)id * i->n_topics + k] = w;
	}
	if (!isfinite(f->bias))
		return err_set(err, DL_EFORMAT, "%s: the bias is too large", path);
	return DL_OK;
}

static enum dl_status read_topic(
	struct importing *i, size_t k, enum foreign_kind kind, const char *dir, struct dl_err *err)
{
	struct buf name = {0}, path = {0}, bytes = {0};
	enum dl_status st;

	model_topic_file(&name, k, model_topic(i->base, k)->name);
	if (!buf_failed(&name))
		file_join(&path, dir, name.ptr);
	st = buf_failed(&name) || buf_failed(&path) ? err_nomem(err)
						    : file_read(&bytes, path.ptr, MOST_BYTES, err);
	if (st == DL_OK)
		st = foreign_read(&i->machine, kind, buf_str(&bytes), path.ptr, err);
	if (st == DL_OK)
		st = take(i, k, path.ptr, err);
	buf_release(&name);
	buf_release(&path);
	buf_release(&bytes);
	return st;
}

enum dl_status model_import(struct buf *out, const struct model *base, enum foreign_kind kind,
	const char *dir, const char *made, struct dl_err *err)
{
	struct importing i = {0};
	enum dl_status st = prepare(&i, base, err);

	for (size_t k = 0; st == DL_OK && k < i.n_topics; k++)
		st = read_topic(&i, k, kind, dir, err);
	if (st == DL_OK)
		st = model_write(out,
			&(struct model_parts){.recipe = *model_recipe(base),
				.one_topic = model_one_topic(base),
				.vocab = *model_vocab(base),
				.df = i.df,
				.names = i.names,
				.n_topics = i.n_topics,
				.topics = i.topics,
				.weights = i.weights,
				.documents = model_documents(base),
				.unseen_rate = model_unseen_rate(base),
				.solver = kind == FOREIGN_LIBSVM ? "libsvm, imported" : "LIBLINEAR, imported",
				.made = made,
				.langs = model_langs(base)},
			err);
	release(&i);
	return st;
}
