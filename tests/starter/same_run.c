// SPDX-License-Identifier: MIT
#include "same_run.h"

#include "base/hash.h"
#include "base/mem.h"
#include "features/words.h"

bool runs_add(struct runs *r, size_t article, struct str text)
{
	uint64_t hashes[RUN_WORDS] = {0};
	size_t from[RUN_WORDS] = {0}, n = 0;
	struct words w;

	words_start(&w, text);
	for (; words_next(&w); n++) {
		struct run *run;

		hashes[n % RUN_WORDS] = hash64(w.folded.ptr, w.folded.len, 0);
		from[n % RUN_WORDS] = (size_t)(w.surface.ptr - text.ptr);
		if (n + 1 < RUN_WORDS)
			continue;
		if (!mem_grow((void **)&r->list, &r->cap, r->n + 1, sizeof *r->list))
			return false;
		run = &r->list[r->n++];
		*run = (struct run){.article = article, .from = from[(n + 1) % RUN_WORDS]};
		run->to = (size_t)(w.surface.ptr - text.ptr) + w.surface.len;
		for (size_t i = 1; i <= RUN_WORDS; i++)
			run->hash = hash_mix(run->hash ^ hashes[(n + i) % RUN_WORDS]);
	}
	return true;
}

static int by_hash(const void *left, const void *right)
{
	const struct run *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	if (a->article != b->article)
		return a->article < b->article ? -1 : 1;
	return a->from < b->from ? -1 : a->from > b->from;
}

size_t runs_doubles(
	struct runs *r, void (*say)(void *context, const struct run *a, const struct run *b), void *context)
{
	size_t doubles = 0;

	if (r->n)
		qsort(r->list, r->n, sizeof *r->list, by_hash);
	for (size_t i = 1; i < r->n; i++) {
		if (r->list[i].hash == r->list[i - 1].hash) {
			say(context, &r->list[i - 1], &r->list[i]);
			doubles++;
		}
	}
	return doubles;
}

void runs_release(struct runs *r)
{
	mem_free(r->list);
	*r = (struct runs){0};
}
