// SPDX-License-Identifier: MIT
#include "models/model.h"

#include "base/buf.h"
#include "models/model_file.h"

uint64_t model_checksum(const struct file_header *h, struct str rest)
{
	struct file_header copy = *h;
	uint64_t seed;

	copy.checksum = 0;
	seed = hash64(&copy, sizeof copy, 0);
	return h->version < 3 ? hash64(rest.ptr, rest.len, seed) : hash64_long(rest.ptr, rest.len, seed);
}

static void align(struct buf *b)
{
	while (!buf_failed(b) && b->len % MODEL_ALIGN)
		buf_addc(b, '\0');
}

static void add_section(
	struct buf *b, struct file_header *h, enum model_section which, const void *data, size_t size)
{
	align(b);
	h->sections[which] = (struct file_section){b->len, size};
	buf_add(b, data, size);
}

static uint32_t add_string(struct buf *strings, const char *text, uint32_t *len)
{
	uint32_t at = (uint32_t)strings->len;

	*len = (uint32_t)strlen(text);
	buf_adds(strings, text);
	buf_addc(strings, '\0');
	return at;
}

static void add_topics(struct buf *topics, struct buf *strings, const struct model_parts *p)
{
	for (size_t k = 0; k < p->n_topics; k++) {
		const struct model_topic *t = &p->topics[k];
		struct file_topic f;

		memset(&f, 0, sizeof f);
		f.name_at = add_string(strings, t->name, &f.name_len);
		f.bias = t->bias;
		f.cost = t->cost;
		f.platt_a = t->platt_a;
		f.platt_b = t->platt_b;
		f.threshold = t->threshold;
		memcpy(f.hessian_inverse, t->hessian_inverse, sizeof f.hessian_inverse);
		f.mean = t->mean;
		f.mean_a = t->mean_a;
		f.mean_b = t->mean_b;
		f.tp = t->tp;
		f.n1 = t->n1;
		f.fp = t->fp;
		f.n0 = t->n0;
		memcpy(f.bin_edge, t->bin_edge, sizeof f.bin_edge);
		memcpy(f.bin_positives, t->bin_positives, sizeof f.bin_positives);
		memcpy(f.bin_negatives, t->bin_negatives, sizeof f.bin_negatives);
		buf_add(topics, &f, sizeof f);
	}
}

static void add_names(struct buf *names, struct buf *strings, const struct model_parts *p)
{
	uint32_t at;

	for (uint32_t i = 0; i < vocab_size(&p->vocab); i++) {
		at = (uint32_t)strings->len;
		buf_add(names, &at, sizeof at);
		buf_addstr(strings, p->names[i]);
	}
	at = (uint32_t)strings->len;
	buf_add(names, &at, sizeof at);
}

static struct file_header header_of(const struct model_parts *p)
{
	struct file_header h;

	memset(&h, 0, sizeof h);
	memcpy(h.magic, MODEL_MAGIC, sizeof h.magic);
	h.version = MODEL_VERSION;
	h.header_size = sizeof h;
	h.n_words = p->vocab.n_words;
	h.n_pairs = p->vocab.n_pairs;
	h.n_titles = p->vocab.n_titles;
	h.n_grams = p->vocab.n_grams;
	h.n_key_slots = p->vocab.n_key_slots;
	h.n_pair_slots = p->vocab.n_pair_slots;
	h.unseen_idf = p->vocab.unseen_idf;
	h.n_topics = (uint32_t)p->n_topics;
	h.one_topic = p->one_topic;
	h.ngrams = p->recipe.ngrams;
	h.stem = p->recipe.stem;
	h.title = p->recipe.title;
	h.title_terms = p->recipe.title_terms;
	h.grams = p->recipe.grams;
	h.min_df = p->recipe.min_df;
	h.documents = p->documents;
	h.unseen_rate = p->unseen_rate;
	h.micro_f1 = p->scores.micro_f1;
	h.macro_f1 = p->scores.macro_f1;
	h.accuracy = p->scores.accuracy;
	return h;
}

static void add_sections(struct buf *out, struct file_header *h, const struct model_parts *p,
	const struct buf *strings, const struct buf *topics, const struct buf *names)
{
	const struct vocab *v = &p->vocab;
	size_t n_terms = vocab_size(v);

	add_section(out, h, SECTION_STRINGS, strings->ptr, strings->len);
	add_section(out, h, SECTION_TOPICS, topics->ptr, topics->len);
	add_section(out, h, SECTION_KEYS, v->key_slots, v->n_key_slots * sizeof *v->key_slots);
	add_section(out, h, SECTION_PAIRS, v->pair_slots, v->n_pair_slots * sizeof *v->pair_slots);
	add_section(out, h, SECTION_TITLES, v->title_of, v->n_words * sizeof *v->title_of);
	add_section(out, h, SECTION_IDF, v->idf, n_terms * sizeof *v->idf);
	add_section(out, h, SECTION_DF, p->df, n_terms * sizeof *p->df);
	add_section(out, h, SECTION_NAMES, names->ptr, names->len);
	add_section(out, h, SECTION_WEIGHTS, p->weights, n_terms * p->n_topics * sizeof *p->weights);
	align(out);
}

enum dl_status model_write(struct buf *out, const struct model_parts *p, struct dl_err *err)
{
	struct file_header h = header_of(p);
	struct buf strings = {.limit = UINT32_MAX}, topics = {0}, names = {0};
	bool failed;

	if (!p->n_topics || p->n_topics > MODEL_MAX_TOPICS)
		return err_set(
			err, DL_EINVAL, "a model has 1 to %d topics, not %zu", MODEL_MAX_TOPICS, p->n_topics);
	h.solver_at = add_string(&strings, p->solver, &h.solver_len);
	h.made_at = add_string(&strings, p->made, &h.made_len);
	h.lang_at = add_string(&strings, p->langs, &h.lang_len);
	add_topics(&topics, &strings, p);
	add_names(&names, &strings, p);
	buf_clear(out);
	buf_add(out, &h, sizeof h);
	add_sections(out, &h, p, &strings, &topics, &names);
	failed = buf_failed(&strings) || buf_failed(&topics) || buf_failed(&names) || buf_failed(out);
	if (!failed) {
		h.file_size = out->len;
		h.checksum = model_checksum(&h, str_sub(buf_str(out), sizeof h, out->len));
		memcpy(out->ptr, &h, sizeof h);
	}
	buf_release(&strings);
	buf_release(&topics);
	buf_release(&names);
	return failed ? err_nomem(err) : DL_OK;
}
