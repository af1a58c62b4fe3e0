// SPDX-License-Identifier: MIT
#include "features/shared_forms.h"

#include "base/mem.h"
#include "features/extract.h"

#include <pthread.h>

struct shared_forms {
	pthread_mutex_t lock;
	struct form_table tables[N_LANGS];
};

struct shared_forms *shared_forms_new(void)
{
	struct shared_forms *s = mem_zalloc(1, sizeof *s);

	if (s)
		pthread_mutex_init(&s->lock, NULL);
	return s;
}

void shared_forms_free(struct shared_forms *s)
{
	if (!s)
		return;
	for (int i = 0; i < N_LANGS; i++)
		form_table_release(&s->tables[i]);
	pthread_mutex_destroy(&s->lock);
	mem_free(s);
}

static void take_copy(struct form *out, struct forms *f, const struct form_table *t, const struct form *form)
{
	uint32_t first = form_first_unknown(f->v);

	*out = *form;
	if (form->id < first || form->id - first >= MOST_FORM_SLOTS)
		return;
	out->id = FORM_UNKNOWN;
	if (f->grams)
		memcpy(f->row, t->sums + (form->id - first) * f->n_topics, f->n_topics * sizeof *f->row);
}

bool shared_forms_get(struct form *out, struct shared_forms *s, struct forms *f, int lang)
{
	struct form_table *t = &s->tables[lang + 1];
	bool there = false;

	if (f->grams && !mem_grow((void **)&f->row, &f->row_cap, f->n_topics, sizeof *f->row))
		return false;
	pthread_mutex_lock(&s->lock);
	if (t->n_slots) {
		const struct form *form = form_find(t->slots, t->n_slots - 1, out->hash);

		there = form->id != FORM_EMPTY;
		if (there)
			take_copy(out, f, t, form);
	}
	pthread_mutex_unlock(&s->lock);
	return there;
}

// Another thread may have been faster.
static enum dl_status put(
	struct form_table *t, const struct form *form, const struct forms *f, struct dl_err *err)
{
	struct form copy = *form;

	if (!form_table_tidy(t, f))
		return err_nomem(err);
	if (form_find(t->slots, t->n_slots - 1, form->hash)->id != FORM_EMPTY)
		return DL_OK;
	return form_table_put(t, &copy, f, err);
}

enum dl_status shared_forms_put(
	struct shared_forms *s, const struct form *form, const struct forms *f, int lang, struct dl_err *err)
{
	enum dl_status st;

	pthread_mutex_lock(&s->lock);
	st = put(&s->tables[lang + 1], form, f, err);
	pthread_mutex_unlock(&s->lock);
	return st;
}
