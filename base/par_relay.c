// SPDX-License-Identifier: MIT
#include "base/par.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum dl_status relay_fn(void *payload, size_t slot, struct dl_err *err);

// Thing t lies in slot t modulo `slots`.
struct relay {
	size_t slots;
	relay_fn *make, *take;
	void *payload;
	pthread_mutex_t lock;
	pthread_cond_t moved;
	uint64_t made, taken; // these and what follows: guarded by `lock`
	bool ended;           // nothing more will be made
	enum dl_status failed;
	struct dl_err why;
};

static bool wait_for_room(struct relay *r)
{
	bool more;

	pthread_mutex_lock(&r->lock);
	while (r->made - r->taken == r->slots && r->failed == DL_OK)
		pthread_cond_wait(&r->moved, &r->lock);
	more = r->failed == DL_OK;
	pthread_mutex_unlock(&r->lock);
	return more;
}

static bool wait_for_thing(struct relay *r)
{
	bool more;

	pthread_mutex_lock(&r->lock);
	while (r->taken == r->made && !r->ended)
		pthread_cond_wait(&r->moved, &r->lock);
	more = r->taken < r->made;
	pthread_mutex_unlock(&r->lock);
	return more;
}

static void note_made(struct relay *r, bool ended)
{
	pthread_mutex_lock(&r->lock);
	r->made += !ended;
	r->ended = ended;
	pthread_cond_broadcast(&r->moved);
	pthread_mutex_unlock(&r->lock);
}

static void note_taken(struct relay *r, enum dl_status st)
{
	pthread_mutex_lock(&r->lock);
	r->taken++;
	r->failed = st;
	pthread_cond_broadcast(&r->moved);
	pthread_mutex_unlock(&r->lock);
}

static void *take_all(void *arg)
{
	struct relay *r = arg;
	enum dl_status st = DL_OK;

	// `taken` is written here only
	while (st == DL_OK && wait_for_thing(r)) {
		st = r->take(r->payload, r->taken % r->slots, &r->why);
		note_taken(r, st);
	}
	return NULL;
}

static enum dl_status make_all(struct relay *r, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	// `made` is written here only
	while (st == DL_OK && wait_for_room(r)) {
		st = r->make(r->payload, r->made % r->slots, err);
		if (st == DL_OK)
			note_made(r, false);
	}
	note_made(r, true);
	return st;
}

static bool start(pthread_t *thread, struct relay *r)
{
	sigset_t all, before;
	bool started;

	sigfillset(&all);
	if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0)
		return false;
	started = pthread_create(thread, NULL, take_all, r) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return started;
}

static enum dl_status in_turn(struct relay *r, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	while (st == DL_OK) {
		st = r->make(r->payload, 0, err);
		if (st == DL_OK)
			st = r->take(r->payload, 0, err);
	}
	return st;
}

enum dl_status par_relay(size_t slots, enum dl_status (*make)(void *payload, size_t slot, struct dl_err *err),
	enum dl_status (*take)(void *payload, size_t slot, struct dl_err *err), void *payload,
	struct dl_err *err)
{
	struct relay r = {.slots = slots, .make = make, .take = take, .payload = payload};
	pthread_t thread;
	enum dl_status st;

	pthread_mutex_init(&r.lock, NULL);
	pthread_cond_init(&r.moved, NULL);
	if (start(&thread, &r)) {
		st = make_all(&r, err);
		pthread_join(thread, NULL);
	} else {
		st = in_turn(&r, err);
	}
	pthread_cond_destroy(&r.moved);
	pthread_mutex_destroy(&r.lock);
	if (r.failed != DL_OK) {
		st = r.failed;
		if (err)
			*err = r.why;
	}
	return st == DL_END ? DL_OK : st;
}
