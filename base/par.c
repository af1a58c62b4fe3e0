// SPDX-License-Identifier: MIT
#include "base/par.h"

#include "base/mem.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <unistd.h>

struct job {
	pthread_mutex_t lock;
	size_t next, n;
	size_t failed_at; // lowest i that failed, n if none
	enum dl_status status;
	struct dl_err *err;
	enum dl_status (*fn)(void *payload, size_t i, int worker, struct dl_err *err);
	void *payload;
};

struct worker {
	struct job *job;
	int number;
	pthread_t thread;
};

int par_cpus(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n > 0 && n < 1024 ? (int)n : 1;
}

static bool take(struct job *job, size_t *i)
{
	bool more;

	pthread_mutex_lock(&job->lock);
	more = job->status == DL_OK && job->next < job->n;
	*i = job->next;
	job->next += more;
	pthread_mutex_unlock(&job->lock);
	return more;
}

static void note_failure(struct job *job, size_t i, enum dl_status st, const struct dl_err *err)
{
	pthread_mutex_lock(&job->lock);
	if (i < job->failed_at) {
		job->failed_at = i;
		job->status = st;
		if (job->err)
			*job->err = *err;
	}
	pthread_mutex_unlock(&job->lock);
}

static void *work(void *arg)
{
	struct worker *w = arg;
	struct dl_err err = {0};
	size_t i;

	while (take(w->job, &i)) {
		enum dl_status st = w->job->fn(w->job->payload, i, w->number, &err);

		if (st != DL_OK)
			note_failure(w->job, i, st, &err);
	}
	return NULL;
}

enum dl_status par_for(size_t n, int threads,
	enum dl_status (*fn)(void *payload, size_t i, int worker, struct dl_err *err), void *payload,
	struct dl_err *err)
{
	struct job job = {.n = n, .failed_at = n, .status = DL_OK, .err = err, .fn = fn, .payload = payload};
	struct worker *workers;
	int started = 0;

	if (threads < 1)
		threads = 1;
	if ((size_t)threads > n)
		threads = n ? (int)n : 1;
	workers = mem_zalloc((size_t)threads, sizeof *workers);
	if (!workers)
		return err_nomem(err);
	pthread_mutex_init(&job.lock, NULL);
	for (int t = 0; t < threads; t++)
		workers[t] = (struct worker){.job = &job, .number = t};
	// A thread that cannot be had is not missed: the caller's own takes its share.
	for (int t = 1; t < threads; t++, started++)
		if (pthread_create(&workers[t].thread, NULL, work, &workers[t]) != 0)
			break;
	work(&workers[0]);
	for (int t = 1; t <= started; t++)
		pthread_join(workers[t].thread, NULL);
	pthread_mutex_destroy(&job.lock);
	mem_free(workers);
	return job.status;
}

enum { TRIES = 100 };

void par_lock(pthread_mutex_t *lock)
{
	for (int i = 0; i < TRIES; i++) {
		if (pthread_mutex_trylock(lock) == 0)
			return;
		sched_yield();
	}
	pthread_mutex_lock(lock);
}
