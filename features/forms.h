// SPDX-License-Identifier: MIT
// Surface forms: what a run of word bytes, as it stands in the text, means to a vocabulary. Folding and
// stemming are slow, and forms recur: each is worked out once and kept. Internal to features/.
#ifndef FEATURES_FORMS_H
#define FEATURES_FORMS_H

#include "base/err.h"
#include "features/extract.h"
#include "features/key_index.h"
#include "features/stem.h"
#include "features/vocab.h"

#include <stdbool.h>

// What a form is, beside the number of a word. A form that is kept, but whose word the vocabulary lacks, has
// a number of its own behind those of all terms (form_first_unknown).
#define FORM_EMPTY   UINT32_MAX       // of the table: nothing here
#define FORM_COMPLEX (UINT32_MAX - 1) // not exactly one word: to be read word by word
#define FORM_SKIP    (UINT32_MAX - 2) // a word, but no term: one ASCII letter or digit
#define FORM_UNKNOWN (UINT32_MAX - 3) // a word that the vocabulary lacks; there was no room to keep it

enum { PLAIN_BYTES = 24 };

// A form is known by its hash, as the vocabulary's words are. ASCII letters are made small before, so that
// "The" and "the" are one form.
struct form {
	uint64_t hash;
	uint32_t id;
	uint32_t parts; // where its n-grams begin in `parts`; 0: not made
};

// What working forms out takes, of one extractor.
struct forms {
	const struct vocab *v;
	bool all_parts; // also for words that the vocabulary has (training)
	bool grams;
	const struct key_index *keys; // NULL: not made
	struct stemmers stemmers;
	struct feature *parts;
	size_t n_parts, parts_cap;
	const float *weights; // not NULL: a word's parts are not kept, but their sums by topic
	size_t n_topics;
	score_fn *score;
	float *row; // the sums of the unknown word met last
	size_t row_cap;
};

// The first number of an unknown form; the number before it stands for "no word".
static inline uint32_t form_first_unknown(const struct vocab *v)
{
	return vocab_size(v) + 1;
}

// The two halves of a product of 128 bits, one xor the other; by numbers of 64 bits.
static inline uint64_t form_fold_narrow(uint64_t a, uint64_t b)
{
	uint64_t low = (a & UINT32_MAX) * (b & UINT32_MAX), high = (a >> 32) * (b >> 32);
	uint64_t one = (a >> 32) * (b & UINT32_MAX), two = (a & UINT32_MAX) * (b >> 32);
	uint64_t middle = (low >> 32) + (one & UINT32_MAX) + (two & UINT32_MAX);

	low = (low & UINT32_MAX) | middle << 32;
	return low ^ (high + (one >> 32) + (two >> 32) + (middle >> 32));
}

// The same, where there are wider numbers.
static inline uint64_t form_fold(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
	return form_fold_narrow(a, b);
#endif
}

// Of a form of up to PLAIN_BYTES bytes: as three numbers, little end first, the rest zero (after wyhash, Wang
// Yi 2019). Every byte must move all bits, or words that differ in two places share a hash now and then: the
// sum or difference of two products is not enough. No factor is zero: the constants have bytes that no form
// has.
static inline uint64_t form_hash(uint64_t a, uint64_t b, uint64_t c)
{
	uint64_t h = form_fold(a ^ UINT64_C(0x9e3779b97f4a7c15), b ^ UINT64_C(0xd6e8feb86659fd93));

	return c ? form_fold(h ^ UINT64_C(0x9e3779b97f4a7c15), c ^ UINT64_C(0xd6e8feb86659fd93)) : h;
}

// Works out a form. An unknown one is FORM_UNKNOWN, with its parts, or the sums in `row`. `lang`: of the
// stemmer, -1: none. DL_ENOMEM.
enum dl_status forms_work_out(
	struct form *out, struct forms *f, uint64_t hash, struct str surface, int lang, struct dl_err *err);

// The number of a word by its stem. VOCAB_NONE where the vocabulary lacks it.
uint32_t forms_word(struct forms *f, struct str stem);

// Appends the parts of a word's stem, *at is where they begin (never 0); or, where they are folded, puts
// their sums into `row`, and *at is 0. DL_ENOMEM.
enum dl_status forms_parts(uint32_t *at, struct forms *f, struct str stem, struct dl_err *err);

// Is it time to forget them?
bool forms_full(const struct forms *f);

void forms_release(struct forms *f);

#endif
