// SPDX-License-Identifier: MIT
#include "train/suspects.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

// Of two topics that exclude each other one is as doubtful as the other, but for rounding: the first counts.
static const double TIE = 1e-9;

struct doubt {
	double against; // probability that the label is wrong
	const struct doc *doc;
	size_t topic;
	bool labelled;
};

static double probability(const struct job *j, size_t doc, size_t topic)
{
	const struct model_topic *t = &j->models[topic];
	double d = (double)crossval_scores(&j->cv, j->best[topic], topic)[doc];

	return 1 / (1 + exp(t->platt_a * d + t->platt_b));
}

// The topic of this article where the label is the most doubtful. With one topic an article the probabilities
// add up to 1, as those of the model do.
static struct doubt worst_of(const struct job *j, size_t doc)
{
	struct doubt worst = {.doc = &j->set->docs[doc]};
	double sum = 0;

	for (size_t k = 0; k < j->topics.n && j->o->one_topic; k++)
		sum += probability(j, doc, k);
	for (size_t k = 0; k < j->topics.n; k++) {
		double p = probability(j, doc, k) / (sum > 0 ? sum : 1);
		bool labelled = j->gold[doc * j->topics.n + k];
		double against = labelled ? 1 - p : p;

		if (against > worst.against + TIE) {
			worst.against = against;
			worst.topic = k;
			worst.labelled = labelled;
		}
	}
	return worst;
}

static int by_doubt(const void *a, const void *b)
{
	const struct doubt *x = a, *y = b;

	if (x->against != y->against)
		return x->against > y->against ? -1 : 1;
	return str_cmp(x->doc->id, y->doc->id);
}

static enum dl_status copy(
	struct suspect **out, size_t *n, const struct doubt *doubts, size_t most, struct dl_err *err)
{
	struct suspect *list = mem_zalloc(most + 1, sizeof *list);
	size_t kept = 0;

	if (!list)
		return err_nomem(err);
	for (; kept < most && doubts[kept].against > 0.5; kept++) {
		const struct doubt *d = &doubts[kept];

		list[kept] = (struct suspect){.id = mem_strdup(d->doc->id.ptr, d->doc->id.len),
			.topic = d->topic,
			.labelled = d->labelled,
			.probability = d->labelled ? 1 - d->against : d->against};
		if (!list[kept].id) {
			suspects_free(list, kept);
			return err_nomem(err);
		}
	}
	*out = list;
	*n = kept;
	return DL_OK;
}

enum dl_status suspects_find(
	struct suspect **out, size_t *n, const struct job *j, size_t most, struct dl_err *err)
{
	struct doubt *doubts = mem_zalloc(j->set->n, sizeof *doubts);
	enum dl_status st;

	if (!doubts)
		return err_nomem(err);
	for (size_t i = 0; i < j->set->n; i++)
		doubts[i] = worst_of(j, i);
	qsort(doubts, j->set->n, sizeof *doubts, by_doubt);
	st = copy(out, n, doubts, most < j->set->n ? most : j->set->n, err);
	mem_free(doubts);
	return st;
}

void suspects_free(struct suspect *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		mem_free(list[i].id);
	mem_free(list);
}
