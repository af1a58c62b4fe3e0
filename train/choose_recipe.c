// SPDX-License-Identifier: MIT
#include "train/choose_recipe.h"

#include "base/hash.h"
#include "base/mem.h"
#include "train/job.h"

#include <math.h>

enum { SAMPLE_BYTES = 1 << 20, TRIAL_FOLDS = 3, MANY = 1500, SHORT_TEXT = 400 };
static const double TRIAL_COST = 0.5;

struct named_recipe {
	const char *name;
	uint32_t title, title_terms, grams;
};

static const struct named_recipe recipes[N_RECIPES] = {
	{"words", 2, 1, 0}, {"plain", 1, 0, 0}, {"grams", 2, 1, 1}, {"plain-grams", 1, 0, 1}};

static void apply(struct recipe *r, const struct named_recipe *n)
{
	r->title = n->title;
	r->title_terms = n->title_terms;
	r->grams = n->grams;
}

bool recipe_by_name(struct recipe *r, const char *name)
{
	for (int i = 0; i < N_RECIPES; i++)
		if (strcmp(recipes[i].name, name) == 0) {
			apply(r, &recipes[i]);
			return true;
		}
	return false;
}

const char *recipe_name(const struct recipe *r)
{
	for (int i = 0; i < N_RECIPES; i++)
		if (recipes[i].title == r->title && recipes[i].title_terms == r->title_terms &&
			recipes[i].grams == r->grams)
			return recipes[i].name;
	return "own";
}

struct drawn {
	uint64_t order;
	size_t doc;
};

static int by_draw(const void *a, const void *b)
{
	const struct drawn *x = a, *y = b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return (x->doc > y->doc) - (x->doc < y->doc);
}

// A set that borrows the texts of `all`.
static enum dl_status draw(struct train_set *out, const struct train_set *all, struct dl_err *err)
{
	struct drawn *order = mem_zalloc(all->n, sizeof *order);
	size_t bytes = 0;

	*out = (struct train_set){.docs = mem_zalloc(all->n, sizeof *out->docs)};
	for (size_t i = 0; order && i < all->n; i++)
		order[i] = (struct drawn){hash64(all->docs[i].id.ptr, all->docs[i].id.len, 5), i};
	if (order && out->docs) {
		qsort(order, all->n, sizeof *order, by_draw);
		for (; out->n < all->n && bytes < SAMPLE_BYTES; out->n++) {
			const struct doc *d = &all->docs[order[out->n].doc];

			out->docs[out->n] = *d;
			bytes += d->title.len + d->text.len;
		}
	}
	mem_free(order);
	return order && out->docs ? DL_OK : err_nomem(err);
}

static enum dl_status try_recipe(struct recipe_trial *out, struct train_set *sample,
	const struct train_options *o, const struct recipe *r, struct dl_err *err)
{
	struct train_options quick = *o;
	struct job j = {.set = sample, .o = &quick, .recipe = *r, .trial = true};
	struct metrics scores = {0};
	enum dl_status st;

	if (sample->n >= MANY) {
		quick.cost = TRIAL_COST;
		quick.folds = TRIAL_FOLDS;
	}
	quick.topics = NULL;
	quick.spend_texts = false;
	st = job_prepare(&j, err);
	if (st == DL_OK)
		st = job_cross_validate(&j, &scores, err);
	out->score = o->one_topic ? scores.accuracy : (scores.micro_f1 + scores.macro_f1) / 2;
	metrics_release(&scores);
	job_release(&j);
	return st;
}

// Where articles are long and many, words say all that n-grams could, in a tenth of the time.
static bool grams_may_help(const struct train_set *sample, size_t n_all)
{
	size_t bytes = 0;

	for (size_t i = 0; i < sample->n; i++)
		bytes += sample->docs[i].title.len + sample->docs[i].text.len;
	return sample->n == n_all || bytes < SHORT_TEXT * sample->n;
}

static bool has_titles(const struct train_set *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->docs[i].title.len)
			return true;
	return false;
}

// Where the titles are empty the recipes that differ in them are one.
static enum dl_status try_all(struct recipe_trial trials[N_RECIPES], struct train_set *sample, size_t n_all,
	const struct train_options *o, struct dl_err *err)
{
	bool titles = has_titles(sample), grams = grams_may_help(sample, n_all);
	enum dl_status st = DL_OK;

	for (int i = 0; i < N_RECIPES; i++) {
		struct recipe r = o->recipe;

		apply(&r, &recipes[i]);
		trials[i] = (struct recipe_trial){recipes[i].name, NAN};
		if (st == DL_OK && (titles || recipes[i].title_terms) && (grams || !recipes[i].grams))
			st = try_recipe(&trials[i], sample, o, &r, err);
	}
	return st;
}

static int best_trial(const struct recipe_trial trials[N_RECIPES], size_t n)
{
	double p = trials[0].score, luck = 0.5 * sqrt(p * (1 - p) / (double)n);
	int best = 0;

	for (int i = 1; i < N_RECIPES; i++)
		if (!isnan(trials[i].score) && trials[i].score > trials[best].score + (best ? 0 : luck))
			best = i;
	return best;
}

enum dl_status recipe_choose(struct recipe *out, struct recipe_trial trials[N_RECIPES], struct train_set *s,
	const struct train_options *o, struct dl_err *err)
{
	struct train_set sample;
	enum dl_status st = draw(&sample, s, err);

	if (st == DL_OK)
		st = try_all(trials, &sample, s->n, o, err);
	if (st == DL_OK)
		apply(out, &recipes[best_trial(trials, sample.n)]);
	mem_free(sample.docs);
	return st;
}
