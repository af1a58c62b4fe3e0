// SPDX-License-Identifier: MIT
// Which articles `train` learns from.
#include "cli/inputs.h"
#include "cli/store_path.h"
#include "cli/train_modes.h"
#include "corpus/store.h"

static bool wanted(const struct train_args *t, const struct article *a)
{
	return a->labelled && (!t->split || str_is(a->split, t->split));
}

static enum dl_status add_stored(void *payload, const struct article *a, struct dl_err *err)
{
	return train_set_add(payload, a, err);
}

static enum dl_status load_store(struct train_set *set, const struct train_args *t, struct dl_err *err)
{
	struct store_filter filter = STORE_ALL;
	struct store *store;
	enum dl_status st = store_open(&store, store_path(t->db), STORE_READ, err);

	if (st != DL_OK)
		return st;
	filter.labelled = true;
	filter.split = t->split;
	st = store_each(store, &filter, add_stored, set, err);
	store_close(store);
	return st;
}

static enum dl_status load_files(struct train_set *set, const struct train_args *t,
	const struct progress *progress, int *code, struct dl_err *err)
{
	struct reader_options options = {0};
	struct article a = {0};
	struct inputs in;
	enum dl_status st = inputs_open(&in, t->args.items, t->args.n, &options, err);

	in.progress = progress;
	in.what = "reading";
	while (st == DL_OK && (st = inputs_next(&in, &a, err)) == DL_OK)
		if (wanted(t, &a))
			st = train_set_add(set, &a, err);
	if (st == DL_END)
		st = DL_OK;
	*code = inputs_code(&in);
	inputs_close(&in);
	article_release(&a);
	return st;
}

enum dl_status train_load(struct train_set *set, const struct train_args *t, const struct progress *progress,
	int *code, struct dl_err *err)
{
	return t->args.n ? load_files(set, t, progress, code, err) : load_store(set, t, err);
}
