// SPDX-License-Identifier: MIT
#include "cli/train_modes.h"

#include "base/mem.h"
#include "classify/classify.h"
#include "train/trial.h"

// One model at work.
struct judge {
	struct model *m;
	struct classifier *c;
	size_t *topic; // of names[k] in the model, or model_n_topics()
	bool *gold, *chosen;
	double *probability;
};

static void judge_release(struct judge *j)
{
	classifier_free(j->c);
	model_close(j->m);
	mem_free(j->topic);
	mem_free(j->gold);
	mem_free(j->chosen);
	mem_free(j->probability);
}

static enum dl_status judge_init(
	struct judge *j, struct str file, const char *const *names, size_t n, struct dl_err *err)
{
	enum dl_status st = model_open_memory(&j->m, file.ptr, file.len, "the model", err);

	if (st != DL_OK)
		return st;
	j->c = classifier_new(j->m, NULL);
	j->topic = mem_zalloc(n, sizeof *j->topic);
	j->gold = mem_zalloc(n, sizeof *j->gold);
	j->chosen = mem_zalloc(n, sizeof *j->chosen);
	j->probability = mem_zalloc(n, sizeof *j->probability);
	if (!j->c || !j->topic || !j->gold || !j->chosen || !j->probability)
		return err_nomem(err);
	for (size_t k = 0; k < n; k++)
		j->topic[k] = model_topic_named(j->m, names[k]);
	return DL_OK;
}

static enum dl_status judge_one(
	struct trial *t, struct judge *j, const struct doc *d, const char *const *names, struct dl_err *err)
{
	struct article a = {.id = d->id, .title = d->title, .text = d->text, .lang = d->lang};
	size_t known = 0;
	struct verdict v;
	enum dl_status st = classify_article(&v, j->c, &a, err);

	if (st != DL_OK)
		return st;
	for (size_t k = 0; k < t->scores.n_topics; k++) {
		bool there = j->topic[k] < model_n_topics(j->m);

		j->gold[k] = doc_has_topic(d, names[k]);
		j->chosen[k] = there && v.chosen[j->topic[k]];
		j->probability[k] = there ? v.probability[j->topic[k]] : 0;
		known += j->gold[k];
	}
	metrics_add(&t->scores, j->gold, j->chosen, j->probability);
	t->foreign += d->n_labels - known;
	t->abstained += v.abstained != NULL;
	return DL_OK;
}

enum dl_status train_measure(struct trial *t, struct str file, const struct train_set *on,
	const char *const *names, struct paired_outcome *pairs, int side, struct dl_err *err)
{
	struct judge j = {0};
	enum dl_status st = judge_init(&j, file, names, t->scores.n_topics, err);

	for (size_t i = 0; st == DL_OK && i < on->n; i++) {
		st = judge_one(t, &j, &on->docs[i], names, err);
		if (st == DL_OK && pairs)
			paired_note(&pairs[i], side, j.gold, j.chosen, t->scores.n_topics);
	}
	judge_release(&j);
	return st;
}
