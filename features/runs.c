// SPDX-License-Identifier: MIT
#include "features/runs.h"

#include "base/utf8.h"
#include "features/words.h"

#include <string.h>

void runs_start(struct runs *r, scan_fn *scan, struct str text)
{
	r->text = text;
	r->scan = scan;
	r->n = r->n_starts = r->base = r->spilled = 0;
	r->in_word = 0;
	r->stopped = 1;
	r->spilled_word = false;
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
	r->scan(m, p);
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

static unsigned lowest(uint64_t bits)
{
	return (unsigned)__builtin_ctzll(bits | UINT64_C(1) << 63);
}

// Without the instruction, which not every x86-64 processor has.
static inline size_t count_bits(uint64_t x)
{
	x -= x >> 1 & UINT64_C(0x5555555555555555);
	x = (x & UINT64_C(0x3333333333333333)) + (x >> 2 & UINT64_C(0x3333333333333333));
	return (size_t)(((x + (x >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f)) * UINT64_C(0x0101010101010101) >> 56);
}

// Appends the places of the bits, eight at a time without a look at how many are left; writes up to seven
// behind them. Returns how many there are.
static size_t list_starts(size_t *out, uint64_t bits, uint64_t stops, size_t base)
{
	size_t n = count_bits(bits);

	for (size_t done = 0; done < n; done += 8)
		for (size_t i = 0; i < 8; i++, bits &= bits - 1) {
			unsigned bit = lowest(bits);

			out[done + i] = (base + bit) * 2 + (stops >> bit & 1);
		}
	return n;
}

static size_t list_ends(size_t *out, uint64_t bits, size_t base)
{
	size_t n = count_bits(bits);

	for (size_t done = 0; done < n; done += 8)
		for (size_t i = 0; i < 8; i++, bits &= bits - 1)
			out[done + i] = base + lowest(bits);
	return n;
}

// Behind the text come zero bytes, at least one, so that the last run ends too.
bool runs_next(struct runs *r)
{
	if (r->n_starts > r->n)
		r->start[0] = r->start[r->n];
	r->n_starts -= r->n;
	r->n = 0;
	while (r->n < RUNS && r->base <= r->text.len) {
		struct scan_masks m;
		uint64_t stops, before;

		find_masks(r, &m);
		stops = carry_stops(r, &m);
		before = m.word << 1 | r->in_word;
		r->n_starts += list_starts(r->start + r->n_starts, m.word & ~before, stops, r->base);
		r->n += list_ends(r->end + r->n, before & ~m.word, r->base);
		r->in_word = m.word >> 63;
		r->base += SCAN_BLOCK;
	}
	return r->n > 0;
}
