// SPDX-License-Identifier: MIT
#include "train/trial.h"

#include "base/mem.h"
#include "classify/classify.h"

enum dl_status trial_init(struct trial *out, size_t n_topics, struct dl_err *err)
{
	*out = (struct trial){0};
	return metrics_init(&out->scores, n_topics, err);
}

void trial_release(struct trial *t)
{
	metrics_release(&t->scores);
}

enum dl_status train_set_part(
	struct train_set *out, const struct train_set *s, const bool *in, struct dl_err *err)
{
	*out = (struct train_set){.docs = mem_zalloc(s->n + 1, sizeof *out->docs)};
	if (!out->docs)
		return err_nomem(err);
	for (size_t i = 0; i < s->n; i++)
		if (in[i])
			out->docs[out->n++] = s->docs[i];
	return DL_OK;
}

void part_release(struct train_set *part)
{
	mem_free(part->docs);
	*part = (struct train_set){0};
}

static bool occurs(const struct train_set *s, const char *topic)
{
	for (size_t i = 0; i < s->n; i++)
		if (doc_has_topic(&s->docs[i], topic))
			return true;
	return false;
}

enum dl_status trial_train(
	struct train_result *out, struct train_set *part, const struct train_options *o, struct dl_err *err)
{
	struct train_options here = *o;
	const char **topics = NULL;
	enum dl_status st;
	size_t n = 0;

	while (o->topics && o->topics[n])
		n++;
	here.suspects = 0;
	if (n) {
		topics = mem_zalloc(n + 1, sizeof *topics);
		if (!topics)
			return err_nomem(err);
		here.topics = topics;
		for (size_t i = 0, kept = 0; i < n; i++)
			if (occurs(part, o->topics[i]))
				topics[kept++] = o->topics[i];
		if (!topics[0])
			here.topics = o->topics; // the error that there are none
	}
	st = train_run(out, part, &here, err);
	mem_free(topics);
	return st;
}

// One model at work.
struct judge {
	struct model *m;
	struct classifier *c;
	size_t *topic; // of names[k] in the model, or SIZE_MAX
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

static size_t topic_of(const struct model *m, const char *name)
{
	for (size_t k = 0; k < model_n_topics(m); k++)
		if (strcmp(model_topic(m, k)->name, name) == 0)
			return k;
	return SIZE_MAX;
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
		j->topic[k] = topic_of(j->m, names[k]);
	return DL_OK;
}

static void note(struct paired_outcome *o, int side, const struct judge *j, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		o->tp[side] += j->gold[k] && j->chosen[k];
		o->wrong[side] += j->gold[k] != j->chosen[k];
	}
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
		bool there = j->topic[k] != SIZE_MAX;

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

enum dl_status trial_measure(struct trial *t, struct str file, const struct train_set *on,
	const char *const *names, struct paired_outcome *pairs, int side, struct dl_err *err)
{
	struct judge j = {0};
	enum dl_status st = judge_init(&j, file, names, t->scores.n_topics, err);

	for (size_t i = 0; st == DL_OK && i < on->n; i++) {
		st = judge_one(t, &j, &on->docs[i], names, err);
		if (st == DL_OK && pairs)
			note(&pairs[i], side, &j, t->scores.n_topics);
	}
	judge_release(&j);
	return st;
}
