// SPDX-License-Identifier: MIT
#include "models/model.h"

#include "base/json.h"

enum { PIECE = 1 << 20, EXACT = 17, EXACT_FLOAT = 9 };

static void number(struct json *j, const char *key, double x)
{
	json_key(j, key);
	json_num(j, x, EXACT);
}

static void count(struct json *j, const char *key, uint64_t n)
{
	json_key(j, key);
	json_int(j, (int64_t)n);
}

static void text(struct json *j, const char *key, const char *value)
{
	json_key(j, key);
	json_text(j, value);
}

static void options_json(struct json *j, const struct model *m)
{
	const struct recipe *r = model_recipe(m);

	json_key(j, "options");
	json_open(j, '{');
	json_key(j, "one_topic");
	json_bool(j, model_one_topic(m));
	count(j, "ngrams", r->ngrams);
	count(j, "stem", r->stem);
	count(j, "title", r->title);
	count(j, "title_terms", r->title_terms);
	count(j, "grams", r->grams);
	count(j, "min_df", r->min_df);
	json_close(j, '}');
}

static void topic_json(struct json *j, const struct model_topic *t)
{
	json_open(j, '{');
	text(j, "topic", t->name);
	number(j, "bias", t->bias);
	number(j, "C", t->cost);
	number(j, "platt_a", t->platt_a);
	number(j, "platt_b", t->platt_b);
	number(j, "threshold", t->threshold);
	count(j, "tp", t->tp);
	count(j, "n1", t->n1);
	count(j, "fp", t->fp);
	count(j, "n0", t->n0);
	json_close(j, '}');
}

static void head_json(struct json *j, const struct model *m)
{
	text(j, "model", model_id(m));
	text(j, "solver", model_solver(m));
	text(j, "made", model_made(m));
	text(j, "lang", model_langs(m));
	count(j, "documents", model_documents(m));
	number(j, "unseen_rate", model_unseen_rate(m));
	options_json(j, m);
	json_key(j, "topics");
	json_open(j, '[');
	for (size_t k = 0; k < model_n_topics(m); k++)
		topic_json(j, model_topic(m, k));
	json_close(j, ']');
}

static const char *kind_of(const struct vocab *v, uint32_t id)
{
	if (id < v->n_words)
		return "word";
	if (id < v->n_words + v->n_pairs)
		return "pair";
	return id < vocab_named(v) ? "title" : "ngram";
}

static void term_json(struct json *j, const struct model *m, uint32_t id)
{
	const struct vocab *v = model_vocab(m);

	json_open(j, '{');
	text(j, "kind", kind_of(v, id));
	if (id < vocab_named(v)) {
		json_key(j, "term");
		json_str(j, model_term(m, id));
	}
	count(j, "df", model_df(m, id));
	json_key(j, "idf");
	json_num(j, (double)v->idf[id], EXACT_FLOAT);
	json_key(j, "weights");
	json_open(j, '[');
	for (size_t k = 0; k < model_n_topics(m); k++)
		json_num(j, model_weight(m, id, k), EXACT_FLOAT);
	json_close(j, ']');
	json_close(j, '}');
}

enum dl_status model_export_json(const struct model *m, model_put_fn *put, void *payload, struct dl_err *err)
{
	struct buf out = {0};
	struct json j = {.out = &out};
	enum dl_status st = DL_OK;

	json_open(&j, '{');
	head_json(&j, m);
	json_key(&j, "terms");
	json_open(&j, '[');
	for (uint32_t id = 0; st == DL_OK && id < vocab_size(model_vocab(m)); id++) {
		term_json(&j, m, id);
		if (out.len < PIECE)
			continue;
		st = buf_failed(&out) ? err_nomem(err) : put(payload, buf_str(&out), err);
		buf_clear(&out);
	}
	json_close(&j, ']');
	json_close(&j, '}');
	buf_addc(&out, '\n');
	if (st == DL_OK)
		st = buf_failed(&out) ? err_nomem(err) : put(payload, buf_str(&out), err);
	buf_release(&out);
	return st;
}
