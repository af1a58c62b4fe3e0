// SPDX-License-Identifier: MIT
#include "models/model.h"

#include "base/file.h"
#include "base/json.h"

void vec_libsvm_line(struct buf *out, int label, const struct vec *v)
{
	buf_addf(out, "%d", label);
	for (size_t i = 0; i < v->n; i++) {
		buf_addf(out, " %u:", v->items[i].id + 1);
		json_number(out, (double)v->items[i].weight * v->scale, 9);
	}
	buf_addc(out, '\n');
}

// Topic names come from anywhere: the number keeps apart what is the same without other characters.
void model_topic_file(struct buf *out, size_t k, const char *topic)
{
	buf_addf(out, "%02zu-", k + 1);
	for (const char *p = topic; *p && p - topic < 100; p++) {
		char low = (char)(*p | 0x20);
		bool plain = (low >= 'a' && low <= 'z') || (*p >= '0' && *p <= '9') || *p == '-' || *p == '_';

		buf_addc(out, plain ? *p : '_');
	}
	buf_adds(out, ".model");
}

static enum dl_status export_topic(const struct model *m, size_t k, const char *dir, struct dl_err *err)
{
	uint32_t n = vocab_size(model_vocab(m));
	struct buf path = {0}, name = {0}, text = {0};
	enum dl_status st;

	buf_adds(&text, "svm_type c_svc\nkernel_type linear\nnr_class 2\ntotal_sv 1\nrho ");
	json_number(&text, -model_topic(m, k)->bias, 17);
	buf_adds(&text, "\nlabel 1 -1\nnr_sv 1 0\nSV\n1");
	for (uint32_t id = 0; id < n; id++) {
		double w = model_weight(m, id, k);

		if (w == 0)
			continue;
		buf_addf(&text, " %u:", id + 1);
		json_number(&text, w, 9);
	}
	buf_adds(&text, " \n");
	model_topic_file(&name, k, model_topic(m, k)->name);
	if (!buf_failed(&name))
		file_join(&path, dir, name.ptr);
	st = buf_failed(&path) || buf_failed(&name) || buf_failed(&text)
		     ? err_nomem(err)
		     : file_write(path.ptr, buf_str(&text), err);
	buf_release(&path);
	buf_release(&name);
	buf_release(&text);
	return st;
}

static enum dl_status export_terms(const struct model *m, const char *dir, struct dl_err *err)
{
	struct buf path = {0}, text = {0};
	enum dl_status st;

	buf_adds(&text, "index\tdf\tidf\tterm\n");
	for (uint32_t id = 0; id < vocab_size(model_vocab(m)); id++) {
		buf_addf(&text, "%u\t%u\t", id + 1, model_df(m, id));
		json_number(&text, (double)model_vocab(m)->idf[id], 9);
		buf_addc(&text, '\t');
		buf_addstr(&text, model_term(m, id));
		buf_addc(&text, '\n');
	}
	file_join(&path, dir, "terms.tsv");
	st = buf_failed(&path) || buf_failed(&text) ? err_nomem(err)
						    : file_write(path.ptr, buf_str(&text), err);
	buf_release(&path);
	buf_release(&text);
	return st;
}

enum dl_status model_export_libsvm(const struct model *m, const char *dir, struct dl_err *err)
{
	enum dl_status st = file_mkdirs(dir, err);

	for (size_t k = 0; st == DL_OK && k < model_n_topics(m); k++)
		st = export_topic(m, k, dir, err);
	return st == DL_OK ? export_terms(m, dir, err) : st;
}
