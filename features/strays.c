// SPDX-License-Identifier: MIT
#include "features/extractor.h"

#include "base/mem.h"

static bool grow_strays(struct extractor *x)
{
	size_t n = x->n_stray_slots ? x->n_stray_slots * 2 : 256;
	struct stray *slots = mem_zalloc(n, sizeof *slots);

	if (!slots || !mem_grow((void **)&x->stray_list, &x->stray_cap, n / 2, sizeof *x->stray_list)) {
		mem_free(slots);
		return false;
	}
	for (size_t i = 0; i < x->n_strays; i++) {
		struct stray s = x->strays[x->stray_list[i]];
		size_t at = (size_t)s.form & (n - 1);

		while (slots[at].article)
			at = (at + 1) & (n - 1);
		slots[at] = s;
		x->stray_list[i] = at;
	}
	mem_free(x->strays);
	x->strays = slots;
	x->n_stray_slots = n;
	return true;
}

// The parts of stray i, or the sums in the row of forms.
static bool note_stray(struct extractor *x, size_t i, uint32_t parts)
{
	size_t n = x->forms.n_topics;

	if (!x->forms.weights) {
		if (!mem_grow((void **)&x->stray_parts, &x->stray_parts_cap, i + 1, sizeof *x->stray_parts))
			return false;
		x->stray_parts[i] = parts;
		return true;
	}
	if (!x->forms.grams)
		return true;
	if (!mem_grow((void **)&x->stray_sums, &x->stray_sums_cap, (i + 1) * n, sizeof *x->stray_sums))
		return false;
	memcpy(x->stray_sums + i * n, x->forms.row, n * sizeof *x->stray_sums);
	return true;
}

// One more number, with a count of 0.
static bool grow_counts(struct extractor *x)
{
	size_t need = (size_t)x->first_stray + x->n_strays + 1, had = x->counts_cap;

	if (!mem_grow((void **)&x->touched, &x->touched_cap, need + 1, sizeof *x->touched) ||
		!mem_grow((void **)&x->counts, &x->counts_cap, need, sizeof *x->counts))
		return false;
	memset(x->counts + had, 0, (x->counts_cap - had) * sizeof *x->counts);
	return true;
}

enum dl_status stray_id(uint32_t *id, struct extractor *x, uint64_t form, uint32_t parts, struct dl_err *err)
{
	size_t at;

	if ((x->n_strays + 1) * 2 > x->n_stray_slots && !grow_strays(x))
		return err_nomem(err);
	at = (size_t)form & (x->n_stray_slots - 1);
	while (x->strays[at].article == x->article && x->strays[at].form != form)
		at = (at + 1) & (x->n_stray_slots - 1);
	if (x->strays[at].article != x->article) {
		if (!note_stray(x, x->n_strays, parts) || !grow_counts(x))
			return err_nomem(err);
		x->strays[at] = (struct stray){form, x->article, x->first_stray + (uint32_t)x->n_strays};
		x->stray_list[x->n_strays++] = at;
	}
	*id = x->strays[at].id;
	return DL_OK;
}
