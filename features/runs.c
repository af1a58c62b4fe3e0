// SPDX-License-Identifier: MIT
#include "features/runs.h"

#include "base/utf8.h"
#include "features/words.h"

#include <string.h>

void runs_start(struct runs *r, const struct scan_way *way, struct str text)
{
	r->text = text;
	r->way = way;
	r->n = r->n_edges = r->base = r->spilled = 0;
	r->in_word = 0;
	r->stopped = 1;
	r->spilled_word = false;
	memset(r->stop, 0, sizeof r->stop);
}

static void set_bits(uint64_t *mask, size_t from, size_t n, bool on)
{
	uint64_t bits = (n >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << n) - 1) << from;

	*mask = on ? *mask | bits : *mask & ~bits;
}

// Characters that begin with an exotic byte are looked at: those of words join the run, the others leave it
// with all their bytes.
static void settle_exotic(struct runs *r, struct scan_masks *m)
{
	uint64_t exotic = m->exotic;

	set_bits(&m->word, 0, r->spilled, r->spilled_word);
	exotic &= ~((UINT64_C(1) << r->spilled) - 1);
	r->spilled = 0;
	while (exotic) {
		size_t i = (size_t)__builtin_ctzll(exotic), at = r->base + i, n;
		uint32_t cp;

		exotic &= exotic - 1;
		n = utf8_decode(&cp, r->text.ptr + at, r->text.len - at);
		r->spilled_word = words_is_letter(cp);
		set_bits(&m->word, i, n, r->spilled_word);
		if (i + n > SCAN_BLOCK)
			r->spilled = i + n - SCAN_BLOCK;
	}
}

static void find_masks(struct runs *r, struct scan_masks *m)
{
	const unsigned char *p = (const unsigned char *)r->text.ptr + r->base;
	unsigned char last[SCAN_BLOCK];

	if (r->text.len - r->base < SCAN_BLOCK) {
		memset(last, 0, sizeof last);
		if (r->text.len > r->base)
			memcpy(last, p, r->text.len - r->base);
		p = last;
	}
	r->way->scan(m, p);
	if (m->exotic || r->spilled)
		settle_exotic(r, m);
}

// A stop added to the ones of its gap carries to the place behind the gap; through the end of the block the
// processor's carry goes on in the next one.
static uint64_t carry_stops(struct runs *r, const struct scan_masks *m)
{
	uint64_t gaps = ~m->word, sum = gaps + (m->stop & gaps), carried = sum < gaps;

	sum += r->stopped;
	r->stopped = carried | (sum < r->stopped);
	return sum;
}

// Few runs begin a sentence.
static void mark_stops(struct runs *r, uint64_t starts, uint64_t stops)
{
	size_t before = (r->n_edges + 1) / 2; // runs that began in blocks before

	for (stops &= starts; stops; stops &= stops - 1)
		r->stop[before + scan_count(starts & (stops ^ (stops - 1)) >> 1)] = 1;
}

static void keep_last(struct runs *r)
{
	bool open = r->n_edges > 2 * r->n;

	r->edge[0] = r->edge[2 * r->n];
	r->stop[0] = open && r->stop[r->n];
	memset(r->stop + 1, 0, sizeof r->stop - 1);
	r->n_edges = open;
	r->n = 0;
}

// Behind the text come zero bytes, at least one, so that the last run ends too.
bool runs_next(struct runs *r)
{
	if (r->n)
		keep_last(r);
	while (r->n_edges < 2 * RUNS && r->base <= r->text.len) {
		struct scan_masks m;
		uint64_t edges;

		find_masks(r, &m);
		edges = m.word ^ (m.word << 1 | r->in_word);
		mark_stops(r, edges & m.word, carry_stops(r, &m));
		r->n_edges += r->way->list(r->edge + r->n_edges, edges, r->base);
		r->in_word = m.word >> 63;
		r->base += SCAN_BLOCK;
	}
	r->n = r->n_edges / 2;
	return r->n > 0;
}
