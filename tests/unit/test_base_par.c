// SPDX-License-Identifier: MIT
#include "base/par.h"

#include "base/mem.h"

#include <stdatomic.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { PIECES = 1000, THREADS = 5 };

struct table {
	atomic_int called[PIECES];
	atomic_int strange_worker;
	size_t fails_from; // this piece and all after it fail
};

static enum dl_status piece(void *payload, size_t i, int worker, struct dl_err *err)
{
	struct table *t = payload;

	atomic_fetch_add(&t->called[i], 1);
	if (worker < 0 || worker >= THREADS)
		atomic_store(&t->strange_worker, 1);
	return i < t->fails_from ? DL_OK : err_set(err, DL_EFORMAT, "piece %zu is bad", i);
}

static void test_base_par__each_piece_once(void **state)
{
	(void)state;
	for (int threads = -1; threads <= THREADS; threads++) {
		struct table t = {.fails_from = PIECES};

		assert_int_equal(par_for(PIECES, threads, piece, &t, NULL), DL_OK);
		for (size_t i = 0; i < PIECES; i++)
			assert_int_equal(t.called[i], 1);
		assert_int_equal(t.strange_worker, 0);
	}
}

static void test_base_par__few_pieces(void **state)
{
	struct table t = {.fails_from = PIECES};
	struct dl_err err = {0};

	(void)state;
	assert_int_equal(par_for(0, THREADS, piece, &t, &err), DL_OK);
	assert_int_equal(t.called[0], 0);
	assert_int_equal(par_for(2, THREADS, piece, &t, &err), DL_OK);
	assert_int_equal(t.called[0] + t.called[1], 2);
	assert_int_equal(t.called[2], 0);
	assert_string_equal(err.text, "");
}

// However the threads race, the failure that is told is that of the lowest piece.
static void test_base_par__lowest_failure_wins(void **state)
{
	(void)state;
	for (int round = 0; round < 200; round++) {
		struct table t = {.fails_from = 500};
		struct dl_err err = {0};
		int late = 0;

		assert_int_equal(par_for(PIECES, THREADS, piece, &t, &err), DL_EFORMAT);
		assert_string_equal(err.text, "piece 500 is bad");
		for (size_t i = 0; i < PIECES; i++)
			late += i > 500 ? t.called[i] : 0;
		assert_true(late < THREADS);
	}
}

static void test_base_par__out_of_memory(void **state)
{
	struct table t = {.fails_from = PIECES};
	struct dl_err err = {0};
	enum dl_status st;

	(void)state;
	mem_fail_after(0);
	st = par_for(PIECES, THREADS, piece, &t, &err);
	mem_fail_after(-1);
	assert_int_equal(st, DL_ENOMEM);
	assert_string_equal(err.text, "out of memory");
	assert_int_equal(t.called[0], 0);
}

static void test_base_par__cpus(void **state)
{
	(void)state;
	assert_in_range(par_cpus(), 1, 1023);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_base_par__each_piece_once),
		cmocka_unit_test(test_base_par__few_pieces),
		cmocka_unit_test(test_base_par__lowest_failure_wins),
		cmocka_unit_test(test_base_par__out_of_memory),
		cmocka_unit_test(test_base_par__cpus),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
