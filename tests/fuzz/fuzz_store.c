// SPDX-License-Identifier: MIT
// A stranger's store: opened, checked, listed, counted, written to.
#include "base/file.h"
#include "corpus/store_care.h"

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum dl_status take(void *payload, const struct article *a, struct dl_err *err)
{
	size_t *n = payload;

	(void)err;
	if (a->title.len > (1 << 30) || a->text.len > (1 << 30))
		__builtin_trap();
	return ++*n < 100 ? DL_OK : DL_EINTERRUPT;
}

static void ignore(void *payload, const char *sentence)
{
	(void)payload;
	(void)sentence;
}

static void tally(void *payload, const char *name, uint64_t count)
{
	(void)payload;
	(void)name;
	(void)count;
}

static enum dl_status take_dated(void *payload, const struct dated_topics *d, struct dl_err *err)
{
	size_t *n = payload;

	(void)d;
	(void)err;
	return ++*n < 100 ? DL_OK : DL_EINTERRUPT;
}

static void read_all(struct store *s)
{
	struct store_filter all = STORE_ALL;
	struct store_counts counts;
	struct store_model *m = NULL;
	size_t n = 0;

	store_check(s, ignore, NULL, &n, NULL);
	n = 0;
	store_each(s, &all, take, &n, NULL);
	all.search = "wheat";
	n = 0;
	store_each(s, &all, take, &n, NULL);
	store_counts(s, &counts, NULL);
	store_tally(s, "label", tally, NULL, NULL);
	store_tally(s, "year", tally, NULL, NULL);
	n = 0;
	if (store_newest_model(s, &m, NULL) == DL_OK)
		store_each_dated(s, m, true, take_dated, &n, NULL);
	store_model_free(m);
}

static void write_one(struct store *s)
{
	struct article a = {0};
	enum store_added what;

	article_reset(&a);
	a.title = STR("Wheat");
	a.text = STR("Farmers harvested wheat.");
	if (article_make_id(&a, NULL) == DL_OK && store_begin(s, NULL) == DL_OK) {
		store_add(s, &a, &what, NULL);
		store_rollback(s);
	}
	article_release(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char dir[] = "/dev/shm/dateline-fuzz-XXXXXX", name[64];
	static const char *const endings[] = {"", "-wal", "-shm", "-journal", ".v1"};
	struct store *s = NULL;
	FILE *f;

	if (!mkdtemp(dir))
		return 0;
	snprintf(name, sizeof name, "%s/s", dir);
	f = fopen(name, "wb");
	if (f) {
		fwrite(data, 1, size, f);
		fclose(f);
	}
	if (f && store_open(&s, name, size % 2 ? STORE_READ : STORE_WRITE, NULL) == DL_OK) {
		read_all(s);
		write_one(s);
	}
	store_close(s);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		snprintf(name, sizeof name, "%s/s%s", dir, endings[i]);
		unlink(name);
	}
	rmdir(dir);
	return 0;
}
