// SPDX-License-Identifier: MIT
#include "models/model.h"

#include "base/json.h"

enum { PIECE = 1 << 20, EXACT = 17, EXACT_FLOAT = 9 };

static void options_json(struct json *j, const struct model *m)
{
	const struct recipe *r = model_recipe(m);

	json_key(j, "options");
	json_open(j, '{');
	json_key(j, "one_topic");
	json_bool(j, model_one_topic(m));
	json_int_at(j, "ngrams", r->ngrams);
	json_int_at(j, "stem", r->stem);
	json_int_at(j, "title", r->title);
	json_int_at(j, "title_terms", r->title_terms);
	json_int_at(j, "grams", r->grams);
	json_int_at(j, "min_df", r->min_df);
	json_close(j, '}');
}

static void topic_json(struct json *j, const struct model_topic *t)
{
	json_open(j, '{');
	json_text_at(j, "topic", t->name);
	json_num_at(j, "bias", t->bias, EXACT);
	json_num_at(j, "C", t->cost, EXACT);
	json_num_at(j, "platt_a", t->platt_a, EXACT);
	json_num_at(j, "platt_b", t->platt_b, EXACT);
	json_num_at(j, "threshold", t->threshold, EXACT);
	json_int_at(j, "tp", (int64_t)t->tp);
	json_int_at(j, "n1", (int64_t)t->n1);
	json_int_at(j, "fp", (int64_t)t->fp);
	json_int_at(j, "n0", (int64_t)t->n0);
	json_close(j, '}');
}

static void head_json(struct json *j, const struct model *m)
{
	json_text_at(j, "model", model_id(m));
	json_text_at(j, "solver", model_solver(m));
	json_text_at(j, "made", model_made(m));
	json_text_at(j, "lang", model_langs(m));
	json_int_at(j, "documents", (int64_t)model_documents(m));
	json_num_at(j, "unseen_rate", model_unseen_rate(m), EXACT);
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
	json_text_at(j, "kind", kind_of(v, id));
	if (id < vocab_named(v)) {
		json_key(j, "term");
		json_str(j, model_term(m, id));
	}
	json_int_at(j, "df", (int64_t)model_df(m, id));
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
