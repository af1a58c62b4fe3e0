// SPDX-License-Identifier: MIT
#include "base/par.h"

#include "base/mem.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

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

struct counter {
	pthread_mutex_t lock;
	size_t n;
};

// Held long enough now and then that others have to sleep.
static enum dl_status count_up(void *payload, size_t i, int worker, struct dl_err *err)
{
	struct counter *c = payload;

	(void)worker;
	(void)err;
	par_lock(&c->lock);
	c->n++;
	if (i % 1000 == 0)
		nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
	pthread_mutex_unlock(&c->lock);
	return DL_OK;
}

static void test_base_par__lock(void **state)
{
	struct counter c = {.n = 0};

	(void)state;
	pthread_mutex_init(&c.lock, NULL);
	assert_int_equal(par_for(20000, THREADS, count_up, &c, NULL), DL_OK);
	assert_int_equal(c.n, 20000);
	pthread_mutex_destroy(&c.lock);
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

enum { SLOTS = 5, THINGS = 1000 };

struct relayed {
	size_t slot[SLOTS];            // what lies there, plus one; 0: nothing
	size_t made, taken;            // each counted on its own thread
	size_t make_fails, take_fails; // at this thing
	enum dl_status how;            // make's failure
	atomic_int strange;
	pthread_t maker;
};

static enum dl_status make_thing(void *payload, size_t slot, struct dl_err *err)
{
	struct relayed *r = payload;

	r->strange += slot >= SLOTS || r->slot[slot] || !pthread_equal(r->maker, pthread_self());
	if (r->made == r->make_fails)
		return r->how == DL_END ? DL_END : err_set(err, r->how, "thing %zu cannot be made", r->made);
	r->slot[slot] = ++r->made;
	return DL_OK;
}

static enum dl_status take_thing(void *payload, size_t slot, struct dl_err *err)
{
	struct relayed *r = payload;

	r->strange += slot >= SLOTS || r->slot[slot] != r->taken + 1;
	r->slot[slot] = 0;
	if (r->taken++ == r->take_fails)
		return err_set(err, DL_EIO, "thing %zu cannot be taken", r->taken - 1);
	return DL_OK;
}

static enum dl_status relay(struct relayed *r, struct dl_err *err)
{
	enum dl_status st;

	r->maker = pthread_self();
	st = par_relay(SLOTS, make_thing, take_thing, r, err);
	assert_int_equal(r->strange, 0);
	return st;
}

static void test_base_par__relay_keeps_order(void **state)
{
	(void)state;
	for (size_t n = 0; n <= THINGS; n = n < 8 ? n + 1 : n * 5) {
		struct relayed r = {.make_fails = n, .take_fails = SIZE_MAX, .how = DL_END};
		struct dl_err err = {0};

		assert_int_equal(relay(&r, &err), DL_OK);
		assert_int_equal(r.made, n);
		assert_int_equal(r.taken, n);
		assert_string_equal(err.text, "");
	}
}

// What was made before is taken.
static void test_base_par__relay_make_fails(void **state)
{
	(void)state;
	for (size_t n = 0; n < 50; n++) {
		struct relayed r = {.make_fails = n, .take_fails = SIZE_MAX, .how = DL_EINTERRUPT};
		struct dl_err err = {0};
		char want[64];

		snprintf(want, sizeof want, "thing %zu cannot be made", n);
		assert_int_equal(relay(&r, &err), DL_EINTERRUPT);
		assert_int_equal(r.taken, n);
		assert_string_equal(err.text, want);
	}
}

// In the middle of what is under way: nothing after it is taken, little more is made, and it is what is told.
static void test_base_par__relay_take_fails(void **state)
{
	(void)state;
	for (size_t n = 0; n < 50; n++) {
		struct relayed r = {.make_fails = n + 2, .take_fails = n, .how = DL_EFORMAT};
		struct dl_err err = {0};
		char want[64];

		snprintf(want, sizeof want, "thing %zu cannot be taken", n);
		assert_int_equal(relay(&r, &err), DL_EIO);
		assert_int_equal(r.taken, n + 1);
		assert_true(r.made <= n + 1 + SLOTS);
		assert_string_equal(err.text, want);
	}
}

// A signal comes to the thread that makes, where a read may wait for it.
static enum dl_status ask_for_signals(void *payload, size_t slot, struct dl_err *err)
{
	sigset_t blocked;

	(void)slot;
	(void)err;
	pthread_sigmask(SIG_SETMASK, NULL, &blocked);
	((struct relayed *)payload)->taken += sigismember(&blocked, SIGINT) == 1;
	return DL_OK;
}

static void test_base_par__relay_signals(void **state)
{
	struct relayed r = {.make_fails = 5, .how = DL_END, .maker = pthread_self()};
	sigset_t blocked;

	(void)state;
	assert_int_equal(par_relay(5, make_thing, ask_for_signals, &r, NULL), DL_OK);
	assert_int_equal(r.taken, 5);
	pthread_sigmask(SIG_SETMASK, NULL, &blocked);
	assert_int_equal(sigismember(&blocked, SIGINT), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_base_par__each_piece_once),
		cmocka_unit_test(test_base_par__lock),
		cmocka_unit_test(test_base_par__few_pieces),
		cmocka_unit_test(test_base_par__lowest_failure_wins),
		cmocka_unit_test(test_base_par__out_of_memory),
		cmocka_unit_test(test_base_par__cpus),
		cmocka_unit_test(test_base_par__relay_keeps_order),
		cmocka_unit_test(test_base_par__relay_make_fails),
		cmocka_unit_test(test_base_par__relay_take_fails),
		cmocka_unit_test(test_base_par__relay_signals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
