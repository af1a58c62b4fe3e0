// SPDX-License-Identifier: MIT
// A fuzz target whose seeds are refused at the door tries the door only: these must be let in.
#include "tests/unit/fixture.h"

#include "base/file.h"
#include "corpus/store.h"
#include "models/model.h"

#include <unistd.h>

static const char seeds[] = DATELINE_SOURCE_DIR "/tests/fuzz/corpus/";

static void test_fuzz_seeds__models_open(void **state)
{
	static const char *const names[] = {
		"words", "grams", "titles", "one-topic", "version-2", "version-3"};
	char path[512];
	struct dl_err err = {0};
	struct model *m;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%smodel/%s", seeds, names[i]);
		if (model_open(&m, path, &err) != DL_OK)
			fail_msg("%s: copy one of this format there", err.text);
		model_close(m);
	}
}

static void test_fuzz_seeds__stores_open(void **state)
{
	char path[512], copy[] = "/tmp/dateline-test-XXXXXX", name[64];
	struct buf bytes = {0};
	struct store_counts counts;
	struct store *s;
	FILE *f;

	(void)state;
	assert_non_null(mkdtemp(copy));
	snprintf(path, sizeof path, "%sstore/version-1", seeds);
	snprintf(name, sizeof name, "%s/s", copy);
	assert_int_equal(file_read(&bytes, path, 1 << 26, NULL), DL_OK);
	f = fopen(name, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, f), bytes.len);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(store_open(&s, name, STORE_READ, NULL), DL_OK);
	assert_int_equal(store_counts(s, &counts, NULL), DL_OK);
	assert_true(counts.articles > 0);
	store_close(s);
	buf_release(&bytes);
	for (const char *const *end = (const char *const[]){"", "-wal", "-shm", ".v1", NULL}; *end; end++) {
		snprintf(name, sizeof name, "%s/s%s", copy, *end);
		unlink(name);
	}
	rmdir(copy);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fuzz_seeds__models_open),
		cmocka_unit_test(test_fuzz_seeds__stores_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
