// SPDX-License-Identifier: MIT
// From the bytes of a field to the counts of its terms: the way that every text takes, and the one that has
// to be fast. Runs of word bytes come from bit masks (scan.h); what a run means comes from a table (forms.h),
// whose slot is asked for some runs ahead; pairs pass a filter and are looked up at the end of the field.
#include "features/extractor.h"

#include "base/mem.h"
#include "base/utf8.h"

// Too long for the compiler's taste, but run for every word.
#define HOT static inline __attribute__((always_inline))

// What every word needs, out of the extractor and into registers while a field is read; slow ways put it back
// first and fetch it again afterwards.
struct hot {
	const struct form *slots;
	size_t mask;
	int shift;
	uint32_t *counts, *touched;
	size_t n_touched;
	const uint64_t *filter;
	struct pair_slot *candidates;
	size_t n_candidates;
	const struct pair_slot *pair_slots;
	uint32_t pair_mask, filter_mask, times, before, words, n_words;
	bool pairs, titles;
};

static void fetch(struct hot *h, const struct extractor *x)
{
	const struct form_table *t = x->table;

	*h = (struct hot){.slots = t->slots,
		.mask = t->n_slots - 1,
		.shift = t->shift,
		.counts = x->counts,
		.touched = x->touched,
		.n_touched = x->n_touched,
		.filter = x->filter,
		.filter_mask = x->filter_mask,
		.candidates = x->candidates,
		.n_candidates = x->n_candidates,
		.pair_slots = x->v->pair_slots,
		.pair_mask = x->v->n_pair_slots - 1,
		.times = x->times,
		.before = x->before,
		.words = x->words,
		// In training every form takes the slow way, which notes the n-grams.
		.n_words = x->word_parts || !t->n_slots ? 0 : x->v->n_words,
		.pairs = x->recipe.ngrams > 1 && x->times,
		.titles = x->title && x->recipe.title_terms};
}

static void put_back(struct extractor *x, const struct hot *h)
{
	x->n_touched = h->n_touched;
	x->n_candidates = h->n_candidates;
	x->before = h->before;
	x->words = h->words;
}

HOT void touch(struct hot *h, uint32_t id, uint32_t times)
{
	uint32_t before = h->counts[id];

	h->touched[h->n_touched] = id;
	h->n_touched += before == 0;
	h->counts[id] = before + times;
}

// The pair's slot is on its way from memory while the field is read on.
HOT void note_pair(struct hot *h, uint32_t first, uint32_t second)
{
	uint64_t hash = vocab_pair_hash(first, second);
	uint32_t bit = (uint32_t)(hash >> 32) & h->filter_mask;
	bool may_be = h->filter[bit / 64] >> bit % 64 & 1;

	h->candidates[h->n_candidates] = (struct pair_slot){first, second, 0};
	h->n_candidates += may_be;
	if (may_be)
		__builtin_prefetch(&h->pair_slots[(uint32_t)hash & h->pair_mask]);
}

HOT void count_known(struct extractor *x, struct hot *h, uint32_t id)
{
	uint32_t before = h->before;

	h->words++;
	h->before = id;
	if (h->times)
		touch(h, id, h->times);
	if (h->pairs && before != VOCAB_NONE)
		note_pair(h, before, id);
	if (h->titles && vocab_title(x->v, id) != VOCAB_NONE)
		touch(h, vocab_title(x->v, id), 1);
}

static inline void count_term(struct extractor *x, uint32_t id, uint32_t times)
{
	x->touched[x->n_touched] = id;
	x->n_touched += x->counts[id] == 0;
	x->counts[id] += times;
}

static inline void count_pair(struct extractor *x, uint32_t first, uint32_t second)
{
	x->candidates[x->n_candidates++] = (struct pair_slot){first, second, 0};
}

static inline void count_word(struct extractor *x, uint32_t id)
{
	if (x->times) {
		count_term(x, id, x->times);
		if (x->before != VOCAB_NONE && x->recipe.ngrams > 1)
			count_pair(x, x->before, id);
	}
	if (x->title && x->recipe.title_terms && vocab_title(x->v, id) != VOCAB_NONE)
		count_term(x, vocab_title(x->v, id), 1);
	x->before = id;
}

static enum dl_status meet_stray(struct extractor *x, uint64_t form, uint32_t parts, struct dl_err *err)
{
	x->before = VOCAB_NONE;
	return x->times ? count_stray(x, form, parts, err) : DL_OK;
}

static enum dl_status count_complex(struct extractor *x, struct str surface, struct dl_err *err);

static enum dl_status count_form(
	struct extractor *x, const struct form *f, struct str surface, struct dl_err *err)
{
	if (f->id == FORM_COMPLEX)
		return count_complex(x, surface, err);
	x->words++;
	if (f->id == FORM_SKIP)
		return DL_OK;
	if (f->id == FORM_UNKNOWN)
		return meet_stray(x, form_hash(f->key), f->parts, err);
	if (x->word_parts)
		x->word_parts[f->id] = f->parts;
	count_word(x, f->id);
	return DL_OK;
}

// ASCII letters made small, the rest as it is: digits have the bit already.
HOT uint64_t fold_ascii(uint64_t bytes)
{
	return bytes | (~bytes & UINT64_C(0x8080808080808080)) >> 2;
}

HOT uint64_t load(const char *p)
{
	uint64_t bytes;

	memcpy(&bytes, p, sizeof bytes);
	return bytes;
}

HOT uint64_t first_bytes(uint64_t bytes, size_t n)
{
	return n >= 8 ? bytes : bytes & ((UINT64_C(1) << 8 * n) - 1);
}

HOT struct form_key key_of(const struct extractor *x, const char *p, size_t n)
{
	char copy[16] = {0};

	if (n > 16)
		return form_key_long((struct str){p, n});
	if ((size_t)(x->text.ptr + x->text.len - p) < 16) {
		memcpy(copy, p, n);
		p = copy;
	}
	return (struct form_key){
		first_bytes(fold_ascii(load(p)), n), n > 8 ? first_bytes(fold_ascii(load(p + 8)), n - 8) : 0};
}

static enum dl_status learn(struct extractor *x, struct form_key key, struct str surface, struct dl_err *err)
{
	struct form f;
	enum dl_status st = forms_learn(&f, &x->forms, x->table, key, surface, x->lang, err);

	return st == DL_OK ? count_form(x, &f, surface, err) : st;
}

// A run of word bytes that is not simply a known word.
static enum dl_status count_other(
	struct extractor *x, struct hot *h, struct form_key key, struct str surface, struct dl_err *err)
{
	const struct form_table *t = x->table;
	enum dl_status st = DL_OK;
	bool found = false;

	put_back(x, h);
	for (size_t at = (size_t)(form_hash(key) >> t->shift); t->n_slots; at = (at + 1) & (t->n_slots - 1)) {
		const struct form *f = &t->slots[at];

		if (f->id == FORM_EMPTY)
			break;
		if (f->key.low == key.low && f->key.high == key.high) {
			st = count_form(x, f, surface, err);
			found = true;
			break;
		}
	}
	if (!found)
		st = learn(x, key, surface, err);
	fetch(h, x);
	return st;
}

static enum dl_status count_long(struct extractor *x, struct hot *h, struct str surface, struct dl_err *err)
{
	enum dl_status st;

	put_back(x, h);
	st = count_complex(x, surface, err);
	fetch(h, x);
	return st;
}

// A run of word bytes whose form is on its way from memory.
struct run {
	struct form_key key;
	uint64_t hash;
	size_t from, to;
	bool broke;
};

struct runs {
	struct run at[AHEAD];
	size_t first, end; // of those that wait, modulo AHEAD
};

HOT enum dl_status count_run(struct extractor *x, struct hot *h, const struct run *r, struct dl_err *err)
{
	struct str surface = {x->text.ptr + r->from, r->to - r->from};

	h->before = r->broke ? VOCAB_NONE : h->before;
	for (size_t at = r->hash >> h->shift; h->n_words && surface.len <= MAX_FORM;
		at = (at + 1) & h->mask) {
		const struct form *f = &h->slots[at];

		if (f->key.low == r->key.low && f->key.high == r->key.high) {
			if (f->id < h->n_words) {
				count_known(x, h, f->id);
				return DL_OK;
			}
			if (f->id == FORM_UNKNOWN) {
				h->words++;
				h->before = VOCAB_NONE;
				return h->times ? count_stray(x, r->hash, f->parts, err) : DL_OK;
			}
			if (f->id == FORM_SKIP) {
				h->words++;
				return DL_OK;
			}
			break;
		}
		if (f->id == FORM_EMPTY)
			break;
	}
	return surface.len > MAX_FORM ? count_long(x, h, surface, err)
				      : count_other(x, h, r->key, surface, err);
}

// Takes the run in; when too many wait, the oldest is counted.
HOT enum dl_status push_run(struct extractor *x, struct hot *h, struct runs *q, size_t from, size_t to,
	bool broke, struct dl_err *err)
{
	struct run *r = &q->at[q->end++ % AHEAD];

	*r = (struct run){.from = from, .to = to, .broke = broke};
	if (to - from <= MAX_FORM) {
		r->key = key_of(x, x->text.ptr + from, to - from);
		r->hash = form_hash(r->key);
		if (h->n_words)
			__builtin_prefetch(&h->slots[r->hash >> h->shift]);
	}
	return q->end - q->first == AHEAD ? count_run(x, h, &q->at[q->first++ % AHEAD], err) : DL_OK;
}

static enum dl_status count_waiting(struct extractor *x, struct hot *h, struct runs *q, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	while (st == DL_OK && q->first < q->end)
		st = count_run(x, h, &q->at[q->first++ % AHEAD], err);
	return st;
}

// A word that came out of a run of several: not kept in the table.
static enum dl_status count_slowly(struct extractor *x, struct str folded, struct dl_err *err)
{
	uint32_t id, parts = 0;
	enum dl_status st = DL_OK;

	x->words++;
	if (folded.len <= 1)
		return DL_OK;
	id = forms_word(&x->forms, folded, x->lang);
	if (x->forms.grams && (id == VOCAB_NONE || x->word_parts))
		st = forms_parts(&parts, &x->forms, stem_word(&x->forms.stemmers, x->lang, folded), err);
	if (st != DL_OK)
		return st;
	if (id == VOCAB_NONE)
		return meet_stray(x, hash64(folded.ptr, folded.len, 13), parts, err);
	if (x->word_parts)
		x->word_parts[id] = parts;
	count_word(x, id);
	return DL_OK;
}

static enum dl_status count_complex(struct extractor *x, struct str surface, struct dl_err *err)
{
	enum dl_status st = DL_OK;
	struct words w;

	words_start(&w, surface);
	while (st == DL_OK && words_next(&w))
		st = count_slowly(x, w.folded, err);
	return st;
}

// Characters that begin with an exotic byte are looked at: those of words join the run, the others leave it
// with all their bytes. *spill: bytes of such a character that lie in the next block, and which they are.
struct spill {
	size_t n;
	bool word;
};

static void set_bits(uint64_t *mask, size_t from, size_t n, bool on)
{
	uint64_t bits = (n >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << n) - 1) << from;

	*mask = on ? *mask | bits : *mask & ~bits;
}

static void settle_exotic(struct scan_masks *m, struct str text, size_t base, struct spill *spill)
{
	uint64_t exotic = m->exotic;

	set_bits(&m->word, 0, spill->n, spill->word);
	exotic &= ~((UINT64_C(1) << spill->n) - 1);
	spill->n = 0;
	while (exotic) {
		size_t i = (size_t)__builtin_ctzll(exotic), n;
		uint32_t cp;

		exotic &= exotic - 1;
		n = utf8_decode(&cp, text.ptr + base + i, text.len - base - i);
		spill->word = words_is_letter(cp);
		set_bits(&m->word, i, n, spill->word);
		if (i + n > SCAN_BLOCK)
			spill->n = i + n - SCAN_BLOCK;
	}
}

// Where the run of word bytes at hand began, and whether a sentence has ended since the last one.
struct cursor {
	size_t from;
	bool in_word, broke;
	uint64_t carry;
};

static inline uint64_t below(unsigned bit)
{
	return (UINT64_C(1) << bit) - 1;
}

HOT enum dl_status walk_block(struct extractor *x, struct hot *h, struct runs *q, struct cursor *c,
	const struct scan_masks *m, size_t base, struct dl_err *err)
{
	uint64_t edges = m->word ^ (m->word << 1 | c->carry);
	uint64_t stops = m->stop; // those behind the last word
	enum dl_status st = DL_OK;

	c->carry = m->word >> 63;
	while (edges && st == DL_OK) {
		unsigned i = (unsigned)__builtin_ctzll(edges);

		edges &= edges - 1;
		if (!c->in_word) {
			c->broke |= (stops & below(i)) != 0;
			c->from = base + i;
		} else {
			st = push_run(x, h, q, c->from, base + i, c->broke, err);
			c->broke = false;
			stops &= ~below(i);
		}
		c->in_word = !c->in_word;
	}
	c->broke |= !c->in_word && stops;
	return st;
}

static enum dl_status scan_text(struct extractor *x, struct dl_err *err)
{
	struct cursor c = {.broke = true};
	struct spill spill = {0};
	struct runs q = {.first = 0};
	struct hot h;
	enum dl_status st = DL_OK;

	if (!mem_grow(
		    (void **)&x->candidates, &x->candidates_cap, x->text.len / 2 + 2, sizeof *x->candidates))
		return err_nomem(err);
	fetch(&h, x);
	for (size_t base = 0; st == DL_OK && base < x->text.len; base += SCAN_BLOCK) {
		const unsigned char *p = (const unsigned char *)x->text.ptr + base;
		unsigned char last[SCAN_BLOCK] = {0};
		struct scan_masks m;

		if (x->text.len - base < SCAN_BLOCK)
			p = memcpy(last, p, x->text.len - base);
		x->scan(&m, p);
		if (m.exotic || spill.n)
			settle_exotic(&m, x->text, base, &spill);
		st = walk_block(x, &h, &q, &c, &m, base, err);
	}
	if (st == DL_OK && c.in_word)
		st = push_run(x, &h, &q, c.from, x->text.len, c.broke, err);
	if (st == DL_OK)
		st = count_waiting(x, &h, &q, err);
	put_back(x, &h);
	return st;
}

enum dl_status count_field(
	struct extractor *x, struct str text, bool title, uint32_t times, struct dl_err *err)
{
	enum dl_status st;

	x->text = text;
	x->title = title;
	x->times = times;
	x->before = VOCAB_NONE;
	x->n_candidates = 0;
	st = scan_text(x, err);
	for (size_t i = 0; i < x->n_candidates; i++) {
		const struct pair_slot *c = &x->candidates[i];
		uint32_t id = vocab_find_pair(x->v, c->first, c->second);

		if (id != VOCAB_NONE)
			count_term(x, id, times);
	}
	return st;
}
