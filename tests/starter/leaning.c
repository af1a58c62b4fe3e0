// SPDX-License-Identifier: MIT
#include "leaning.h"

#include "base/mem.h"

const char *const lean_topics[LEAN_TOPICS] = {"crime", "economy", "migration", "security", "none"};

static struct tally *tally_of(struct tallies *t, struct str name)
{
	struct tally *new;

	for (size_t i = 0; i < t->n; i++)
		if (str_is(name, t->list[i].name))
			return &t->list[i];
	if (!mem_grow((void **)&t->list, &t->cap, t->n + 1, sizeof *t->list))
		return NULL;
	new = &t->list[t->n];
	*new = (struct tally){.name = mem_strdup(name.ptr, name.len)};
	if (!new->name)
		return NULL;
	t->n++;
	return new;
}

bool tallies_add(struct tallies *t, struct str name, const struct article *a)
{
	struct tally *one;

	if (!name.len)
		return true;
	one = tally_of(t, name);
	if (!one)
		return false;
	one->articles++;
	one->of[LEAN_TOPICS - 1] += a->n_labels == 0;
	for (size_t i = 0; i < a->n_labels; i++)
		for (size_t k = 0; k + 1 < LEAN_TOPICS; k++)
			one->of[k] += str_is(a->labels[i], lean_topics[k]);
	return true;
}

size_t tallies_leaning(const struct tallies *t, const char *what, size_t enough, size_t percent)
{
	size_t bad = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct tally *one = &t->list[i];

		for (size_t k = 0; k < LEAN_TOPICS && one->articles >= enough; k++) {
			if (one->of[k] * 100 <= one->articles * percent)
				continue;
			fprintf(stderr, "%s %s: %zu of %zu articles are %s\n", what, one->name, one->of[k],
				one->articles, lean_topics[k]);
			bad++;
		}
	}
	return bad;
}

void tallies_release(struct tallies *t)
{
	for (size_t i = 0; i < t->n; i++)
		mem_free(t->list[i].name);
	mem_free(t->list);
	*t = (struct tallies){0};
}
