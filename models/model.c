// SPDX-License-Identifier: MIT
#include "models/model.h"

#include "base/file.h"
#include "base/mem.h"
#include "models/model_file.h"
#include "features/score.h"

#include <math.h>

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "model files are used as they lie in memory, which takes a little-endian machine"
#endif

struct model {
	struct file_map map; // empty when the caller owns the bytes
	struct file_header h;
	struct recipe recipe;
	struct vocab vocab;
	struct model_scores scores;
	struct model_topic *topics;
	const uint32_t *df, *names;
	const float *weights;
	const char *strings;
	score_fn *score;
	char id[MODEL_ID_TEXT];
};

static uint64_t n_terms(const struct file_header *h)
{
	return (uint64_t)h->n_words + h->n_pairs + h->n_titles + h->n_grams;
}

// The size that each section must have, by the header's counts.
static uint64_t section_size(const struct file_header *h, enum model_section s)
{
	switch (s) {
	case SECTION_TOPICS:
		return h->n_topics * (uint64_t)sizeof(struct file_topic);
	case SECTION_KEYS:
		return h->n_key_slots * (uint64_t)sizeof(struct key_slot);
	case SECTION_PAIRS:
		return h->n_pair_slots * (uint64_t)sizeof(struct pair_slot);
	case SECTION_TITLES:
		return h->n_words * (uint64_t)sizeof(uint32_t);
	case SECTION_IDF:
	case SECTION_DF:
		return n_terms(h) * sizeof(uint32_t);
	case SECTION_NAMES:
		return (n_terms(h) + 1) * sizeof(uint32_t);
	case SECTION_WEIGHTS:
		return n_terms(h) * h->n_topics * sizeof(float);
	case SECTION_STRINGS:
	case N_SECTIONS:
		break;
	}
	return h->sections[SECTION_STRINGS].size;
}

static bool sections_fit(const struct file_header *h, size_t len)
{
	for (int s = 0; s < N_SECTIONS; s++) {
		const struct file_section *f = &h->sections[s];

		if (f->at % MODEL_ALIGN || f->at < sizeof *h || f->at > len || f->size > len - f->at ||
			f->size != section_size(h, (enum model_section)s))
			return false;
	}
	return true;
}

static bool string_fits(const struct model *m, uint32_t at, uint32_t len)
{
	uint64_t size = m->h.sections[SECTION_STRINGS].size;

	return at < size && len < size - at && m->strings[at + len] == '\0' &&
	       !memchr(m->strings + at, '\0', len);
}

static bool table_valid(uint32_t slots, uint64_t n)
{
	return n == 0 ? slots == 0 : slots > n && (slots & (slots - 1)) == 0;
}

static bool header_valid(const struct file_header *h)
{
	return table_valid(h->n_key_slots, (uint64_t)h->n_words + h->n_grams) &&
	       table_valid(h->n_pair_slots, h->n_pairs) && n_terms(h) < VOCAB_NONE / 2 && h->n_topics >= 1 &&
	       h->n_topics <= MODEL_MAX_TOPICS && h->one_topic <= 1 && h->ngrams >= 1 && h->ngrams <= 2 &&
	       h->stem <= 1 && h->title <= 8 && h->title_terms <= 1 && h->grams <= 1 && h->min_df >= 1 &&
	       isfinite(h->unseen_idf);
}

static enum dl_status check_header(
	const struct file_header *h, struct str file, const char *name, struct dl_err *err)
{
	if (memcmp(h->magic, MODEL_MAGIC, sizeof h->magic) != 0)
		return err_set(err, DL_EFORMAT,
			"'%s' is not a dateline model: make one with 'dateline train'", name);
	if (h->version > MODEL_VERSION)
		return err_set(err, DL_EVERSION,
			"'%s' is a model of format %u, newer than this program reads (%d): install a newer "
			"dateline",
			name, h->version, MODEL_VERSION);
	if (h->version < MODEL_OLDEST)
		return err_set(err, DL_EVERSION,
			"'%s' is a model of the old format %u, this program reads %d to %d: train it again",
			name, h->version, MODEL_OLDEST, MODEL_VERSION);
	if (h->header_size != sizeof *h || h->file_size != file.len)
		return err_set(err, DL_ECHECKSUM,
			"the model '%s' is damaged or cut short: train it again or restore a copy", name);
	if (model_checksum(h, str_sub(file, sizeof *h, file.len)) != h->checksum)
		return err_set(err, DL_ECHECKSUM,
			"the model '%s' is damaged (wrong checksum): train it again or restore a copy", name);
	if (!header_valid(h) || !sections_fit(h, file.len))
		return err_set(err, DL_EFORMAT, "the model '%s' has impossible sizes: train it again", name);
	return DL_OK;
}

static bool finite_topic(const struct model_topic *t)
{
	return isfinite(t->bias) && isfinite(t->platt_a) && isfinite(t->platt_b) && isfinite(t->threshold);
}

static bool take_topic(struct model *m, size_t k, const struct file_topic *f)
{
	struct model_topic *t = &m->topics[k];

	if (!string_fits(m, f->name_at, f->name_len) || !f->name_len)
		return false;
	t->name = m->strings + f->name_at;
	t->bias = f->bias;
	t->cost = f->cost;
	t->platt_a = f->platt_a;
	t->platt_b = f->platt_b;
	t->threshold = f->threshold;
	memcpy(t->hessian_inverse, f->hessian_inverse, sizeof t->hessian_inverse);
	t->mean = f->mean;
	t->mean_a = f->mean_a;
	t->mean_b = f->mean_b;
	t->tp = f->tp;
	t->n1 = f->n1;
	t->fp = f->fp;
	t->n0 = f->n0;
	memcpy(t->bin_edge, f->bin_edge, sizeof t->bin_edge);
	memcpy(t->bin_positives, f->bin_positives, sizeof t->bin_positives);
	memcpy(t->bin_negatives, f->bin_negatives, sizeof t->bin_negatives);
	return finite_topic(t);
}

static void set_views(struct model *m, const char *base)
{
	const struct file_header *h = &m->h;

#define AT(section) ((const void *)(base + h->sections[section].at))
	m->strings = AT(SECTION_STRINGS);
	m->vocab = (struct vocab){.n_words = h->n_words,
		.n_pairs = h->n_pairs,
		.n_titles = h->n_titles,
		.n_grams = h->n_grams,
		.n_key_slots = h->n_key_slots,
		.n_pair_slots = h->n_pair_slots,
		.key_slots = AT(SECTION_KEYS),
		.pair_slots = AT(SECTION_PAIRS),
		.title_of = AT(SECTION_TITLES),
		.idf = AT(SECTION_IDF),
		.unseen_idf = h->unseen_idf};
	m->df = AT(SECTION_DF);
	m->names = AT(SECTION_NAMES);
	m->weights = AT(SECTION_WEIGHTS);
#undef AT
	m->recipe = (struct recipe){.ngrams = h->ngrams,
		.stem = h->stem,
		.title = h->title,
		.title_terms = h->title_terms,
		.grams = h->grams,
		.min_df = h->min_df};
	m->scores = (struct model_scores){h->micro_f1, h->macro_f1, h->accuracy};
}

static enum dl_status take_file(struct model *m, struct str file, const char *name, struct dl_err *err)
{
	const struct file_topic *topics;
	enum dl_status st;

	if (file.len >= sizeof MODEL_MAGIC && file.len < sizeof m->h &&
		memcmp(file.ptr, MODEL_MAGIC, sizeof MODEL_MAGIC) == 0)
		return err_set(err, DL_ECHECKSUM,
			"the model '%s' is cut short: train it again or restore a copy", name);
	if (file.len < sizeof m->h)
		return err_set(err, DL_EFORMAT,
			"'%s' is not a dateline model: make one with 'dateline train'", name);
	memcpy(&m->h, file.ptr, sizeof m->h);
	st = check_header(&m->h, file, name, err);
	if (st != DL_OK)
		return st;
	set_views(m, file.ptr);
	m->topics = mem_zalloc(m->h.n_topics, sizeof *m->topics);
	if (!m->topics)
		return err_nomem(err);
	topics = (const void *)(file.ptr + m->h.sections[SECTION_TOPICS].at);
	for (size_t k = 0; k < m->h.n_topics; k++)
		if (!take_topic(m, k, &topics[k]))
			return err_set(err, DL_EFORMAT,
				"the model '%s' has an impossible topic %zu: train it again", name, k + 1);
	if (!string_fits(m, m->h.solver_at, m->h.solver_len) ||
		!string_fits(m, m->h.made_at, m->h.made_len) || !string_fits(m, m->h.lang_at, m->h.lang_len))
		return err_set(err, DL_EFORMAT, "the model '%s' has impossible texts: train it again", name);
	hash_id(m->id, &(struct str){(const char *)&m->h, sizeof m->h}, 1);
	return DL_OK;
}

enum dl_status model_open_memory(
	struct model **out, const void *data, size_t len, const char *name, struct dl_err *err)
{
	struct model *m = mem_zalloc(1, sizeof *m);
	enum dl_status st;

	*out = NULL;
	if (!m)
		return err_nomem(err);
	m->score = score_fastest();
	st = take_file(m, (struct str){data, len}, name, err);
	if (st == DL_OK)
		*out = m;
	else
		model_close(m);
	return st;
}

enum dl_status model_open(struct model **out, const char *path, struct dl_err *err)
{
	struct file_map map;
	enum dl_status st = file_map(&map, path, err);

	*out = NULL;
	if (st == DL_ENOTFOUND)
		return err_set(err, st,
			"there is no model '%s': make one with 'dateline train -m %s FILE...'", path, path);
	if (st != DL_OK)
		return st;
	st = model_open_memory(out, map.data, map.len, path, err);
	if (st == DL_OK)
		(*out)->map = map;
	else
		file_unmap(&map);
	return st;
}

void model_close(struct model *m)
{
	if (!m)
		return;
	file_unmap(&m->map);
	mem_free(m->topics);
	mem_free(m);
}

size_t model_n_topics(const struct model *m)
{
	return m->h.n_topics;
}

const struct model_topic *model_topic(const struct model *m, size_t k)
{
	return &m->topics[k];
}

size_t model_topic_named(const struct model *m, const char *name)
{
	size_t k = 0;

	while (k < model_n_topics(m) && strcmp(model_topic(m, k)->name, name) != 0)
		k++;
	return k;
}

const struct recipe *model_recipe(const struct model *m)
{
	return &m->recipe;
}

const struct vocab *model_vocab(const struct model *m)
{
	return &m->vocab;
}

const struct model_scores *model_scores(const struct model *m)
{
	return &m->scores;
}

bool model_one_topic(const struct model *m)
{
	return m->h.one_topic;
}

uint64_t model_documents(const struct model *m)
{
	return m->h.documents;
}

const char *model_solver(const struct model *m)
{
	return m->strings + m->h.solver_at;
}

const char *model_made(const struct model *m)
{
	return m->strings + m->h.made_at;
}

const char *model_langs(const struct model *m)
{
	return m->strings + m->h.lang_at;
}

const char *model_lang(const struct model *m)
{
	const char *langs = model_langs(m);

	return strchr(langs, ',') ? "" : langs;
}

const char *model_id(const struct model *m)
{
	return m->id;
}

double model_unseen_rate(const struct model *m)
{
	return m->h.unseen_rate;
}

struct str model_term(const struct model *m, uint32_t id)
{
	uint64_t size = m->h.sections[SECTION_STRINGS].size;
	uint32_t from, to;

	if (id >= vocab_size(&m->vocab))
		return (struct str){"", 0};
	from = m->names[id];
	to = m->names[id + 1];
	if (from > to || to > size)
		return (struct str){"", 0};
	return (struct str){m->strings + from, to - from};
}

uint32_t model_df(const struct model *m, uint32_t id)
{
	return id < vocab_size(&m->vocab) ? m->df[id] : 0;
}

double model_weight(const struct model *m, uint32_t id, size_t topic)
{
	return (double)m->weights[(size_t)id * m->h.n_topics + topic];
}

// With many topics a word's sums would be longer than the list of its parts.
struct extractor *model_extractor(const struct model *m)
{
	struct extractor *x = extractor_new(&m->recipe, &m->vocab, false);

	if (x && m->h.n_topics <= MOST_FOLDED)
		extractor_fold(x, m->weights, m->h.n_topics);
	return x;
}

void model_decide(const struct model *m, const struct vec *v, double *decision)
{
	size_t n = m->h.n_topics;

	m->score(decision, m->weights, n, v->items, v->n);
	for (size_t k = 0; k < n; k++)
		decision[k] = m->topics[k].bias + v->scale * (decision[k] + (v->unseen ? v->unseen[k] : 0));
}

// 1/(1+exp(f)) without overflow (Lin, Lin and Weng 2007).
static double sigmoid_minus(double f)
{
	return f >= 0 ? exp(-f) / (1 + exp(-f)) : 1 / (1 + exp(f));
}

void model_probabilities(const struct model *m, const double *decision, double *probability)
{
	size_t n = m->h.n_topics;
	double sum = 0;

	for (size_t k = 0; k < n; k++) {
		probability[k] = sigmoid_minus(m->topics[k].platt_a * decision[k] + m->topics[k].platt_b);
		sum += probability[k];
	}
	if (m->h.one_topic && sum > 0)
		for (size_t k = 0; k < n; k++)
			probability[k] /= sum;
}

void model_choose(const struct model *m, const double *probability, bool *chosen)
{
	size_t n = m->h.n_topics, best = 0;

	for (size_t k = 0; k < n; k++) {
		chosen[k] = !m->h.one_topic && probability[k] >= m->topics[k].threshold;
		if (probability[k] > probability[best])
			best = k;
	}
	if (m->h.one_topic)
		chosen[best] = true;
}
