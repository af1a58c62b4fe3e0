// SPDX-License-Identifier: MIT
#include "train/dual.h"

#include "base/hash.h"
#include "base/mem.h"

#include <math.h>

// Rows that hardly move rest for some rounds, each time twice as long and a round more, up to MAX_REST; so
// rounds are many but small.
enum { MAX_ROUNDS = 10000, MAX_REST = 15, BEDS = 32, AHEAD = 4, LINE = 64, MAX_LINES = 8 };
static const double HARDLY = 0.1; // of what the gradient spans
#define NOBODY UINT32_MAX         // not an enum: it does not fit into an int

// What of the problem has been in play in a round.
enum scope { AWAKE, RESTING_TOO, ALL };

struct row {
	const struct feature *items;
	uint32_t n;
	float sign;          // +1 or -1
	float scale, length; // of x: |x|²
	float a;
	uint32_t rest; // rounds that it was to rest when it was visited last
};

struct dual {
	uint32_t n_terms, n;
	float *u, *square; // one a term
	struct row *rows;
	uint32_t *work;      // the rows of this round
	uint32_t *next;      // the row in the same bed, or NOBODY
	uint32_t beds[BEDS]; // the first of the rows that rest until a round, by its number
	double bias, cost;
	uint64_t state; // of the random numbers
};

// What the projected gradient spans in this round; what it spanned in the one before, beyond which a row at a
// bound is out of play; and below what a row rests.
struct span {
	double low, high, low_before, high_before, small;
};

void dual_free(struct dual *d)
{
	if (!d)
		return;
	mem_free(d->u);
	mem_free(d->square);
	mem_free(d->rows);
	mem_free(d->work);
	mem_free(d->next);
	mem_free(d);
}

static float squared_length(const float *square, const struct vec *v)
{
	double sum = 0;

	for (size_t k = 0; k < v->n; k++) {
		double x = (double)v->items[k].weight * v->scale;

		sum += x * x * (double)square[v->items[k].id];
	}
	return (float)(sum + 1);
}

static void fill(struct dual *d, const struct rows *r, const uint32_t *pick, const bool *positive,
	const double *square)
{
	for (uint32_t t = 0; t < d->n_terms; t++)
		d->square[t] = (float)square[t];
	for (uint32_t i = 0; i < d->n; i++) {
		const struct vec *v = &r->vecs[pick[i]];

		d->rows[i] = (struct row){.items = v->items,
			.n = (uint32_t)v->n,
			.sign = positive[i] ? 1 : -1,
			.scale = (float)v->scale,
			.length = squared_length(d->square, v)};
	}
}

enum dl_status dual_new(struct dual **out, const struct rows *r, const uint32_t *pick, const bool *positive,
	size_t n, const double *square, struct dl_err *err)
{
	struct dual *d = mem_zalloc(1, sizeof *d);

	*out = d;
	if (!d)
		return err_nomem(err);
	d->n_terms = r->n_terms;
	d->n = (uint32_t)n;
	d->u = mem_zalloc(d->n_terms, sizeof *d->u);
	d->square = mem_zalloc(d->n_terms, sizeof *d->square);
	d->rows = mem_zalloc(n, sizeof *d->rows);
	d->work = mem_zalloc(n, sizeof *d->work);
	d->next = mem_zalloc(n, sizeof *d->next);
	if (!d->u || !d->square || !d->rows || !d->work || !d->next) {
		dual_free(d);
		*out = NULL;
		return err_nomem(err);
	}
	fill(d, r, pick, positive, square);
	return DL_OK;
}

// Four sums at a time, in an order that the source says: the same bits everywhere.
static float value_of(const float *u, const struct row *r)
{
	const struct feature *f = r->items;
	float a = 0, b = 0, c = 0, e = 0;
	const struct feature *end = f + (r->n & ~3u), *last = f + r->n;

	for (; f < end; f += 4) {
		a += u[f[0].id] * f[0].weight;
		b += u[f[1].id] * f[1].weight;
		c += u[f[2].id] * f[2].weight;
		e += u[f[3].id] * f[3].weight;
	}
	for (; f < last; f++)
		a += u[f->id] * f->weight;
	return ((a + b) + (c + e)) * r->scale;
}

static void step_along(struct dual *d, const struct row *r, float step)
{
	float *u = d->u, scaled = step * r->scale;
	const float *square = d->square;

	for (uint32_t k = 0; k < r->n; k++) {
		uint32_t id = r->items[k].id;

		u[id] += scaled * r->items[k].weight * square[id];
	}
	d->bias += (double)step;
}

static void shuffle(struct dual *d, uint32_t n)
{
	for (uint32_t i = n; i > 1; i--) {
		uint32_t moved = d->work[i - 1], *other;

		d->state += UINT64_C(0x9e3779b97f4a7c15);
		other = &d->work[(hash_mix(d->state) >> 32) * i >> 32];
		d->work[i - 1] = *other;
		*other = moved;
	}
}

// The best a for the row while all others stay.
static void move(struct dual *d, struct row *r, double gradient)
{
	float cost = (float)d->cost, before = r->a, after = before - (float)gradient / r->length;

	r->a = after < 0 ? 0 : after > cost ? cost : after;
	if (r->a != before)
		step_along(d, r, (r->a - before) * r->sign);
}

// False: the row is at a bound and is held there, out of play.
static bool visit(struct dual *d, struct row *r, struct span *s)
{
	double g = (double)r->sign * ((double)value_of(d->u, r) + d->bias) - 1, projected = g;

	if (r->a <= 0) {
		if (g > s->high_before)
			return false;
		projected = g < 0 ? g : 0;
	} else if (r->a >= (float)d->cost) {
		if (g < s->low_before)
			return false;
		projected = g > 0 ? g : 0;
	}
	s->high = projected > s->high ? projected : s->high;
	s->low = projected < s->low ? projected : s->low;
	if (fabs(projected) > 1e-12)
		move(d, r, g);
	r->rest = fabs(projected) > s->small ? 0 : 2 * r->rest + 1;
	if (r->rest > MAX_REST)
		r->rest = MAX_REST;
	return true;
}

// Asks memory for the rows to come.
static inline __attribute__((always_inline)) void fetch(const struct dual *d, uint32_t i, uint32_t n)
{
	if (i + 2 * AHEAD < n)
		__builtin_prefetch(&d->rows[d->work[i + 2 * AHEAD]]);
	if (i + AHEAD < n) {
		const struct row *r = &d->rows[d->work[i + AHEAD]];
		const char *items = (const char *)r->items;
		size_t bytes = r->n * sizeof *r->items;

		for (size_t at = 0; at < bytes && at < (size_t)MAX_LINES * LINE; at += LINE)
			__builtin_prefetch(items + at);
	}
}

// Visits the first n rows of `work` and lays them to rest.
static void one_round(struct dual *d, uint32_t round, uint32_t n, struct span *s)
{
	s->low = INFINITY;
	s->high = -INFINITY;
	shuffle(d, n);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t at = d->work[i];

		fetch(d, i, n);
		if (visit(d, &d->rows[at], s)) {
			uint32_t *bed = &d->beds[(round + 1 + d->rows[at].rest) % BEDS];

			d->next[at] = *bed;
			*bed = at;
		}
	}
}

// Adds the rows of a bed to the first n of `work`; returns how many they are then.
static uint32_t wake(struct dual *d, uint32_t bed, uint32_t n)
{
	for (uint32_t i = d->beds[bed]; i != NOBODY; i = d->next[i])
		d->work[n++] = i;
	d->beds[bed] = NOBODY;
	return n;
}

static uint32_t wake_resting(struct dual *d)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < BEDS; i++)
		n = wake(d, i, n);
	return n;
}

static uint32_t wake_all(struct dual *d)
{
	for (uint32_t i = 0; i < BEDS; i++)
		d->beds[i] = NOBODY;
	for (uint32_t i = 0; i < d->n; i++)
		d->work[i] = i;
	return d->n;
}

// After a round of this scope: the rows of the next.
static uint32_t choose(struct dual *d, uint32_t next_round, enum scope next, struct span *s, double eps)
{
	double span = s->high - s->low;

	s->small = HARDLY * (span > eps ? span : eps);
	s->high_before = next != ALL && s->high > 0 ? s->high : INFINITY;
	s->low_before = next != ALL && s->low < 0 ? s->low : -INFINITY;
	if (next == AWAKE)
		return wake(d, next_round % BEDS, 0);
	return next == ALL ? wake_all(d) : wake_resting(d);
}

void dual_solve(struct dual *d, double cost, double eps, uint32_t seed)
{
	struct span s = {.low_before = -INFINITY, .high_before = INFINITY};
	enum scope scope = ALL;
	uint32_t n = wake_all(d);

	d->cost = cost;
	d->state = hash_mix(seed + UINT64_C(0x9e3779b97f4a7c15));
	for (uint32_t round = 0; round < MAX_ROUNDS; round++) {
		one_round(d, round, n, &s);
		if (s.high - s.low > eps)
			scope = AWAKE;
		else if (scope == ALL)
			break;
		else
			scope++;
		n = choose(d, round + 1, scope, &s, eps);
	}
}

void dual_weights(double *w, double *bias, const struct dual *d)
{
	for (uint32_t t = 0; t < d->n_terms; t++)
		w[t] = (double)d->u[t];
	*bias = d->bias;
}

struct dual_value dual_value(const struct dual *d)
{
	double norm = d->bias * d->bias, loss = 0, sum = 0;

	for (uint32_t t = 0; t < d->n_terms; t++)
		if (d->square[t] > 0)
			norm += (double)d->u[t] * (double)d->u[t] / (double)d->square[t];
	for (size_t i = 0; i < d->n; i++) {
		const struct row *r = &d->rows[i];

		loss += fmax(0, 1 - (double)r->sign * ((double)value_of(d->u, r) + d->bias));
		sum += (double)r->a;
	}
	return (struct dual_value){norm / 2 + d->cost * loss, sum - norm / 2};
}
