// SPDX-License-Identifier: MIT
// From the bytes of a field to the counts of its terms: the way that every text takes, and the one that has
// to be fast. It goes in short loops over some hundred words at a time, with hardly a branch that depends on
// the text: runs of word bytes (runs.h); their keys and where in memory their forms lie (forms.h); the
// numbers of the forms; the counts; the pairs of neighbours, of which a filter lets few through to be looked
// up.
#include "features/extractor.h"

#include "base/mem.h"
#include "features/runs.h"
#include "features/short_word.h"

#define HOT static inline __attribute__((always_inline))

// For the few that are long, or too near to the end of the text.
static uint64_t hash_slowly(const char *p, size_t n)
{
	size_t head = n < SHORT_BYTES ? n : SHORT_BYTES;
	short_word a, b;

	if (n > PLAIN_BYTES)
		return hash64(p, n, 11);
	a = short_word_of(p, head);
	b = short_word_of(p + head, n - head);
	return form_hash(a[0], a[1], b[0]);
}

HOT uint64_t hash_short(const char *p, size_t n)
{
	short_word x = short_word_at(p, n);

	return form_hash(x[0], x[1], 0);
}

// Loops are functions of their own, so that each has all registers.
#define LOOP static __attribute__((noinline))

// The first n runs, all of which have SHORT_BYTES of text from their beginning on. The slots of their forms
// are on their way from memory when this is done.
LOOP void hash_runs(uint64_t *hash, const struct runs *r, size_t n, const struct form_table *t)
{
	const char *text = r->text.ptr;
	const struct form_slot *slots = t->slots;
	size_t mask = t->mask;

	for (size_t i = 0; i < n; i++) {
		size_t from = r->edge[2 * i], len = r->edge[2 * i + 1] - from;
		uint64_t h =
			len <= SHORT_BYTES ? hash_short(text + from, len) : hash_slowly(text + from, len);

		hash[i] = h;
		__builtin_prefetch(&slots[form_home(h, mask)]);
	}
}

static void hash_all(uint64_t *hash, const struct runs *r, const struct form_table *t)
{
	size_t n = r->n;

	while (n > 0 && r->text.len - r->edge[2 * (n - 1)] < SHORT_BYTES)
		n--;
	hash_runs(hash, r, n, t);
	for (; n < r->n; n++)
		hash[n] = hash_slowly(r->text.ptr + r->edge[2 * n], r->edge[2 * n + 1] - r->edge[2 * n]);
}

static inline void count_term(struct extractor *x, uint32_t id, uint32_t times)
{
	x->touched[x->n_touched] = id;
	x->n_touched += x->counts[id] == 0;
	x->counts[id] += times;
}

static void count_ids(struct extractor *x)
{
	uint32_t *counts = x->counts, *touched = x->touched, times = x->times;
	const uint32_t *ids = x->ids;
	size_t n = x->n_touched, n_ids = x->n_ids;

	for (size_t i = 1; i < n_ids; i++) {
		uint32_t id = ids[i], before = counts[id];

		touched[n] = id;
		n += before == 0;
		counts[id] = before + times;
	}
	x->n_touched = n;
}

// The keys of the neighbours that may be a pair, hardly any other than those that are.
static size_t filter_pairs(uint64_t near[MOST_IDS], const struct extractor *x)
{
	const struct pair_table t = x->lexicon->pairs;
	const uint32_t *ids = x->ids;
	size_t n = 0, n_ids = x->n_ids;

	for (size_t i = 1; i < n_ids; i++) {
		near[n] = vocab_pair_key(ids[i - 1], ids[i]);
		n += pair_may_be(&t, near[n]);
	}
	return n;
}

// Each step asks memory for what the next one needs.
static void count_pairs(struct extractor *x)
{
	const struct pair_table t = x->lexicon->pairs;
	uint32_t *counts = x->counts, ids[MOST_IDS];
	uint64_t near[MOST_IDS];
	size_t n = filter_pairs(near, x), found = 0;

	// NOLINTBEGIN(clang-analyzer-core.CallAndMessage): the first n of `near` are set
	for (size_t i = 0; i < n; i++)
		__builtin_prefetch(&t.slots[pair_home(&t, near[i])]);
	for (size_t i = 0; i < n; i++) {
		uint32_t id = pair_find(&t, near[i]);

		ids[found] = id;
		found += id != VOCAB_NONE;
		__builtin_prefetch(&counts[id != VOCAB_NONE ? id : 0]);
	}
	// NOLINTEND(clang-analyzer-core.CallAndMessage)
	for (size_t i = 0; i < found; i++)
		count_term(x, ids[i], x->times);
}

static void count_titles(struct extractor *x)
{
	for (size_t i = 1; i < x->n_ids; i++) {
		uint32_t id = vocab_title(x->v, x->ids[i]);

		if (id != VOCAB_NONE)
			count_term(x, id, 1);
	}
}

// Counts the words at hand; the last one stays, for the pair that it may make with the next.
static void flush(struct extractor *x)
{
	if (x->times) {
		count_ids(x);
		if (x->recipe.ngrams > 1 && x->v->n_pairs)
			count_pairs(x);
	}
	if (x->title && x->recipe.title_terms)
		count_titles(x);
	x->ids[0] = x->ids[x->n_ids - 1];
	x->n_ids = 1;
}

static inline void add_id(struct extractor *x, uint32_t id)
{
	if (x->n_ids == MOST_IDS)
		flush(x);
	x->ids[x->n_ids++] = id;
}

static void note_parts(struct extractor *x, uint32_t id, uint32_t parts)
{
	if (x->word_parts && id < x->v->n_words)
		x->word_parts[id] = parts;
}

// A word that came out of a run of several: not kept in the table.
static enum dl_status add_slowly(struct extractor *x, struct str folded, struct dl_err *err)
{
	struct str stem;
	uint32_t id, parts = 0;
	enum dl_status st = DL_OK;

	x->words++;
	if (folded.len <= 1)
		return DL_OK;
	stem = stem_word(&x->forms.stemmers, x->lang, folded);
	id = forms_word(&x->forms, stem);
	if (x->forms.grams && (id == VOCAB_NONE || x->word_parts))
		st = forms_parts(&parts, &x->forms, stem, err);
	if (st == DL_OK && id == VOCAB_NONE)
		st = stray_id(&id, x, hash64(folded.ptr, folded.len, 13), parts, err);
	if (st != DL_OK)
		return st;
	note_parts(x, id, parts);
	add_id(x, id);
	return DL_OK;
}

static enum dl_status add_complex(struct extractor *x, struct str surface, struct dl_err *err)
{
	enum dl_status st = DL_OK;
	struct words w;

	words_start(&w, surface);
	while (st == DL_OK && words_next(&w))
		st = add_slowly(x, w.folded, err);
	return st;
}

// Works a form out and keeps it, unless another thread has.
static enum dl_status learn(
	struct form *out, struct extractor *x, uint64_t hash, struct str surface, struct dl_err *err)
{
	enum dl_status st = forms_work_out(out, &x->forms, hash, surface, x->lang, err);

	if (st == DL_OK)
		lexicon_put(x->lexicon, x->table, out, &x->forms);
	return st;
}

// A run that is not simply a word, or was not in the table when it was looked up.
static enum dl_status add_other(struct extractor *x, uint64_t hash, struct str surface, struct dl_err *err)
{
	const struct form_slot *slot = form_find(x->table->slots, x->table->mask, hash);
	struct form f = {.hash = hash, .id = slot_id(slot)};
	enum dl_status st = DL_OK;

	if (surface.len > MAX_FORM || f.id == FORM_COMPLEX)
		return add_complex(x, surface, err);
	if (f.id == FORM_EMPTY)
		st = learn(&f, x, hash, surface, err);
	else
		f.parts = slot->parts;
	if (st == DL_OK && f.id == FORM_COMPLEX)
		return add_complex(x, surface, err);
	x->words++;
	if (st == DL_OK && f.id == FORM_UNKNOWN)
		st = stray_id(&f.id, x, hash, f.parts, err);
	if (st != DL_OK || f.id == FORM_SKIP)
		return st;
	note_parts(x, f.id, f.parts);
	add_id(x, f.id);
	return DL_OK;
}

// From the forms to the numbers of words, with "no word" where a sentence ends, up to the first form that is
// not simply a word. Returns how many it took.
LOOP size_t add_simple(struct extractor *x, const uint64_t *hash, const unsigned char *stop, size_t n_hashes)
{
	const struct form_slot *slots = x->table->slots;
	size_t mask = x->table->mask;
	uint32_t *ids = x->ids, no_word = x->no_word, *counts = x->counts;
	size_t n = x->n_ids, i = 0;

	for (; i < n_hashes; i++) {
		uint32_t id = slot_id(form_find(slots, mask, hash[i]));

		if (id >= FORM_COMPLEX)
			break;
		__builtin_prefetch(&counts[id < FORM_SKIP ? id : 0]);
		ids[n] = no_word;
		n += stop[i];
		ids[n] = id;
		n += id != FORM_SKIP;
	}
	x->n_ids = n;
	x->words += (uint32_t)i;
	return i;
}

static enum dl_status add_runs(
	struct extractor *x, const struct runs *r, const uint64_t *hash, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	for (size_t i = 0; st == DL_OK; i++) {
		i += add_simple(x, hash + i, r->stop + i, r->n - i);
		if (i == r->n)
			break;
		x->ids[x->n_ids] = x->no_word;
		x->n_ids += r->stop[i];
		st = add_other(x, hash[i], str_sub(r->text, r->edge[2 * i], r->edge[2 * i + 1]), err);
		if (x->n_ids + 2 * (r->n - i) > MOST_IDS)
			flush(x);
	}
	return st;
}

enum dl_status count_field(
	struct extractor *x, struct str text, bool title, uint32_t times, struct dl_err *err)
{
	enum dl_status st = DL_OK;
	struct runs r;
	uint64_t hash[MOST_RUNS];

	x->title = title;
	x->times = times;
	x->ids[0] = x->no_word;
	x->n_ids = 1;
	runs_start(&r, x->way, text);
	while (st == DL_OK && runs_next(&r)) {
		hash_all(hash, &r, x->table);
		st = add_runs(x, &r, hash, err);
		flush(x);
	}
	return st;
}
