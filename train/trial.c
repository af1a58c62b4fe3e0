// SPDX-License-Identifier: MIT
#include "train/trial.h"

#include "base/mem.h"

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
			if (train_set_has_topic(part, o->topics[i]))
				topics[kept++] = o->topics[i];
		if (!topics[0])
			here.topics = o->topics; // the error that there are none
	}
	st = train_run(out, part, &here, err);
	mem_free(topics);
	return st;
}
