// SPDX-License-Identifier: MIT
#include "features/extract.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "features/forms.h"
#include "features/scan.h"
#include "features/words.h"

#include <math.h>
#include <stdlib.h>

enum { N_TF = 256, N_LANGS = 17, MAX_FORM = 4 * WORD_MAX, MOST_PARTS = 1 << 21, FILTER_BITS = 16 };

// A word that the vocabulary lacks, in the article at hand.
struct stray {
	uint64_t form; // its hash
	uint32_t article, times, parts;
};

struct extractor {
	struct recipe recipe;
	const struct vocab *v;
	scan_fn *scan;
	struct forms forms;
	struct form_table tables[N_LANGS];
	double tf[N_TF]; // 1 + ln i

	uint32_t *counts;  // of each term in the article at hand; all 0 between articles
	uint32_t *touched; // the terms that are not 0, in order of first appearance
	size_t n_touched;
	uint64_t *filter; // of pairs: a bit that is not set means that there is no such pair
	uint32_t filter_mask;
	double *gram_sums;    // of each n-gram; all 0 between articles
	uint32_t *word_parts; // training only: where each word's n-grams begin
	struct stray *strays; // open addressing
	size_t n_stray_slots, n_strays, *stray_list, stray_cap;
	uint32_t article, words;

	// of the field at hand
	int lang;
	struct form_table *table;
	struct str text;
	uint32_t times;
	bool title;
	uint32_t before; // the word before in the sentence, or VOCAB_NONE
};

static uint32_t round_up(uint64_t n)
{
	uint32_t size = 64;

	while (size < n && size < UINT32_C(1) << 30)
		size *= 2;
	return size;
}

static bool make_filter(struct extractor *x)
{
	const struct vocab *v = x->v;
	uint32_t bits = round_up((uint64_t)v->n_pairs * FILTER_BITS);

	x->filter = mem_zalloc(bits / 64, sizeof *x->filter);
	x->filter_mask = bits - 1;
	for (uint32_t i = 0; x->filter && i < v->n_pair_slots; i++) {
		const struct pair_slot *s = &v->pair_slots[i];

		if (s->id != VOCAB_NONE) {
			uint32_t bit =
				(uint32_t)(vocab_pair_hash(s->first, s->second) >> 32) & x->filter_mask;

			x->filter[bit / 64] |= UINT64_C(1) << bit % 64;
		}
	}
	return x->filter != NULL;
}

static bool allocate(struct extractor *x, bool training)
{
	const struct vocab *v = x->v;

	x->counts = mem_zalloc(vocab_size(v), sizeof *x->counts);
	x->touched = mem_zalloc((size_t)vocab_size(v) + 1, sizeof *x->touched);
	x->gram_sums = mem_zalloc(v->n_grams, sizeof *x->gram_sums);
	if (training)
		x->word_parts = mem_zalloc(v->n_words, sizeof *x->word_parts);
	return x->counts && x->touched && x->gram_sums && (!training || x->word_parts) && make_filter(x);
}

struct extractor *extractor_new(const struct recipe *r, const struct vocab *v, bool training)
{
	struct extractor *x = mem_zalloc(1, sizeof *x);
	size_t n_ways;

	if (!x)
		return NULL;
	x->recipe = *r;
	x->v = v;
	x->scan = scan_ways(&n_ways)[n_ways - 1];
	x->forms = (struct forms){.v = v, .all_parts = training, .grams = v->n_grams > 0};
	for (int i = 1; i < N_TF; i++)
		x->tf[i] = 1 + log(i);
	if (!allocate(x, training)) {
		extractor_free(x);
		return NULL;
	}
	return x;
}

void extractor_scan_way(struct extractor *x, size_t way)
{
	size_t n;
	scan_fn *const *ways = scan_ways(&n);

	x->scan = ways[way < n ? way : n - 1];
}

void extractor_free(struct extractor *x)
{
	if (!x)
		return;
	forms_release(&x->forms);
	for (int i = 0; i < N_LANGS; i++)
		form_table_release(&x->tables[i]);
	mem_free(x->counts);
	mem_free(x->touched);
	mem_free(x->filter);
	mem_free(x->gram_sums);
	mem_free(x->word_parts);
	mem_free(x->strays);
	mem_free(x->stray_list);
	mem_free(x);
}

static inline void count_term(struct extractor *x, uint32_t id, uint32_t times)
{
	x->touched[x->n_touched] = id;
	x->n_touched += x->counts[id] == 0;
	x->counts[id] += times;
}

static inline void count_pair(struct extractor *x, uint32_t first, uint32_t second)
{
	uint32_t bit = (uint32_t)(vocab_pair_hash(first, second) >> 32) & x->filter_mask;
	uint32_t id;

	if (!(x->filter[bit / 64] >> bit % 64 & 1))
		return;
	id = vocab_find_pair(x->v, first, second);
	if (id != VOCAB_NONE)
		count_term(x, id, x->times);
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

static bool grow_strays(struct extractor *x)
{
	size_t n = x->n_stray_slots ? x->n_stray_slots * 2 : 256;
	struct stray *slots = mem_zalloc(n, sizeof *slots);

	if (!slots || !mem_grow((void **)&x->stray_list, &x->stray_cap, n / 2, sizeof *x->stray_list)) {
		mem_free(slots);
		return false;
	}
	for (size_t i = 0; i < x->n_strays; i++) {
		struct stray s = x->strays[x->stray_list[i]];
		size_t at = (size_t)s.form & (n - 1);

		while (slots[at].article)
			at = (at + 1) & (n - 1);
		slots[at] = s;
		x->stray_list[i] = at;
	}
	mem_free(x->strays);
	x->strays = slots;
	x->n_stray_slots = n;
	return true;
}

static enum dl_status count_stray(struct extractor *x, uint64_t form, uint32_t parts, struct dl_err *err)
{
	size_t at;

	x->before = VOCAB_NONE;
	if (!x->times)
		return DL_OK;
	if ((x->n_strays + 1) * 2 > x->n_stray_slots && !grow_strays(x))
		return err_nomem(err);
	at = (size_t)form & (x->n_stray_slots - 1);
	while (x->strays[at].article == x->article && x->strays[at].form != form)
		at = (at + 1) & (x->n_stray_slots - 1);
	if (x->strays[at].article != x->article) {
		x->strays[at] = (struct stray){.form = form, .article = x->article, .parts = parts};
		x->stray_list[x->n_strays++] = at;
	}
	x->strays[at].times += x->times;
	return DL_OK;
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
		return count_stray(x, form_hash(f->key), f->parts, err);
	if (x->word_parts)
		x->word_parts[f->id] = f->parts;
	count_word(x, f->id);
	return DL_OK;
}

// ASCII letters made small, the rest as it is: digits have the bit already.
static inline uint64_t fold_ascii(uint64_t bytes)
{
	return bytes | (~bytes & UINT64_C(0x8080808080808080)) >> 2;
}

static inline uint64_t load(const char *p)
{
	uint64_t bytes;

	memcpy(&bytes, p, sizeof bytes);
	return bytes;
}

static inline uint64_t first_bytes(uint64_t bytes, size_t n)
{
	return n >= 8 ? bytes : bytes & ((UINT64_C(1) << 8 * n) - 1);
}

static struct form_key key_of(const struct extractor *x, const char *p, size_t n)
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

// One run of word bytes.
static inline enum dl_status count_run(
	struct extractor *x, size_t from, size_t to, bool broke, struct dl_err *err)
{
	struct str surface = {x->text.ptr + from, to - from};
	const struct form_table *t = x->table;
	struct form_key key;

	if (broke)
		x->before = VOCAB_NONE;
	if (surface.len > MAX_FORM)
		return count_complex(x, surface, err);
	key = key_of(x, surface.ptr, surface.len);
	for (size_t at = (size_t)(form_hash(key) >> t->shift); t->n_slots; at = (at + 1) & (t->n_slots - 1)) {
		const struct form *f = &t->slots[at];

		if (f->key.low == key.low && f->key.high == key.high && f->id < x->v->n_words &&
			!x->word_parts) {
			x->words++;
			count_word(x, f->id);
			return DL_OK;
		}
		if (f->id == FORM_EMPTY)
			break;
		if (f->key.low == key.low && f->key.high == key.high)
			return count_form(x, f, surface, err);
	}
	return learn(x, key, surface, err);
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
		return count_stray(x, hash64(folded.ptr, folded.len, 13), parts, err);
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

static enum dl_status walk_block(
	struct extractor *x, struct cursor *c, const struct scan_masks *m, size_t base, struct dl_err *err)
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
			st = count_run(x, c->from, base + i, c->broke, err);
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
	enum dl_status st = DL_OK;

	for (size_t base = 0; st == DL_OK && base < x->text.len; base += SCAN_BLOCK) {
		const unsigned char *p = (const unsigned char *)x->text.ptr + base;
		unsigned char last[SCAN_BLOCK] = {0};
		struct scan_masks m;

		if (x->text.len - base < SCAN_BLOCK)
			p = memcpy(last, p, x->text.len - base);
		x->scan(&m, p);
		if (m.exotic || spill.n)
			settle_exotic(&m, x->text, base, &spill);
		st = walk_block(x, &c, &m, base, err);
	}
	if (st == DL_OK && c.in_word)
		st = count_run(x, c.from, x->text.len, c.broke, err);
	return st;
}

static double tf_weight(const struct extractor *x, uint32_t times)
{
	return times < N_TF ? x->tf[times] : 1 + log(times);
}

static void add_parts(struct extractor *x, uint32_t parts, double weight)
{
	uint32_t first = vocab_size(x->v) - x->v->n_grams;

	for (const struct part *p = x->forms.parts + parts; parts && p->id != VOCAB_NONE; p++) {
		x->touched[x->n_touched] = p->id;
		x->n_touched += x->counts[p->id] == 0;
		x->counts[p->id] = 1;
		x->gram_sums[p->id - first] += weight * (double)p->weight;
	}
}

// The n-grams of the article's words, behind the terms proper.
static void add_grams(struct extractor *x, size_t n_terms)
{
	for (size_t i = 0; x->word_parts && i < n_terms; i++) {
		uint32_t id = x->touched[i];

		if (id < x->v->n_words)
			add_parts(x, x->word_parts[id], tf_weight(x, x->counts[id]) * (double)x->v->idf[id]);
	}
	for (size_t i = 0; i < x->n_strays; i++) {
		const struct stray *s = &x->strays[x->stray_list[i]];

		add_parts(x, s->parts, tf_weight(x, s->times) * (double)x->v->unseen_idf);
	}
}

static void collect(struct vec *out, struct extractor *x)
{
	size_t n_terms = x->n_touched;
	double sum = 0;

	for (size_t i = 0; i < n_terms; i++) {
		uint32_t id = x->touched[i];
		float weight = (float)(tf_weight(x, x->counts[id]) * (double)x->v->idf[id]);

		sum += (double)weight * (double)weight;
		out->known += id < x->v->n_words;
		out->items[i] = (struct feature){id, weight};
	}
	if (x->forms.grams)
		add_grams(x, n_terms);
	for (size_t i = 0; i < n_terms; i++)
		x->counts[x->touched[i]] = 0;
	out->scale = sum > 0 ? 1 / sqrt(sum) : 0;
	out->n = n_terms;
}

static enum dl_status collect_grams(struct vec *out, struct extractor *x, struct dl_err *err)
{
	uint32_t first = vocab_size(x->v) - x->v->n_grams;

	if (!mem_grow((void **)&out->items, &out->cap, x->n_touched, sizeof *out->items))
		return err_nomem(err);
	for (size_t i = out->n; i < x->n_touched; i++) {
		uint32_t id = x->touched[i];

		out->items[out->n++] = (struct feature){id, (float)x->gram_sums[id - first]};
		x->gram_sums[id - first] = 0;
		x->counts[id] = 0;
	}
	return DL_OK;
}

static void forget(struct extractor *x)
{
	uint32_t first = vocab_size(x->v) - x->v->n_grams;

	for (size_t i = 0; i < x->n_touched; i++) {
		x->counts[x->touched[i]] = 0;
		if (x->touched[i] >= first)
			x->gram_sums[x->touched[i] - first] = 0;
	}
	x->n_touched = 0;
}

static enum dl_status read_field(
	struct extractor *x, struct str text, bool title, uint32_t times, struct dl_err *err)
{
	x->text = text;
	x->title = title;
	x->times = times;
	x->before = VOCAB_NONE;
	return scan_text(x, err);
}

static void begin_article(struct extractor *x, struct str lang)
{
	x->lang = x->recipe.stem ? stem_lang(lang) : -1;
	x->table = &x->tables[x->lang + 1];
	if (x->forms.n_parts > MOST_PARTS && !x->word_parts) {
		for (int i = 0; i < N_LANGS; i++)
			form_table_release(&x->tables[i]);
		x->forms.n_parts = 0;
	}
	form_table_tidy(x->table);
	x->words = 0;
	x->n_touched = x->n_strays = 0;
	if (++x->article == 0) { // after four billion articles
		memset(x->strays, 0, x->n_stray_slots * sizeof *x->strays);
		x->article = 1;
	}
}

enum dl_status extract_vec(struct vec *out, struct extractor *x, struct str title, struct str body,
	struct str lang, struct dl_err *err)
{
	enum dl_status st;

	begin_article(x, lang);
	out->n = 0;
	out->scale = 0;
	out->known = out->unknown = out->words = 0;
	st = read_field(x, title, true, x->recipe.title, err);
	if (st == DL_OK)
		st = read_field(x, body, false, 1, err);
	if (st == DL_OK && !mem_grow((void **)&out->items, &out->cap, x->n_touched, sizeof *out->items))
		st = err_nomem(err);
	if (st == DL_OK) {
		collect(out, x);
		st = collect_grams(out, x, err);
	}
	if (st != DL_OK)
		forget(x);
	out->words = x->words;
	out->unknown = (uint32_t)x->n_strays;
	return st;
}

enum dl_status extract_parts(
	const struct part **out, struct extractor *x, struct str stem, struct dl_err *err)
{
	uint32_t at;
	enum dl_status st;

	x->forms.n_parts = 0;
	st = forms_parts(&at, &x->forms, stem, err);
	*out = st == DL_OK ? x->forms.parts + at : NULL;
	return st;
}

void vec_release(struct vec *v)
{
	mem_free(v->items);
	*v = (struct vec){0};
}

static int by_id(const void *a, const void *b)
{
	uint32_t x = ((const struct feature *)a)->id, y = ((const struct feature *)b)->id;

	return (x > y) - (x < y);
}

void vec_sort(struct vec *v)
{
	if (v->n)
		qsort(v->items, v->n, sizeof *v->items, by_id);
}
