// SPDX-License-Identifier: MIT
// Surface forms: what a run of word bytes, as it stands in the text, means to a vocabulary. Folding and
// stemming are slow, and forms recur: each is worked out once and kept. Internal to features/.
#ifndef FEATURES_FORMS_H
#define FEATURES_FORMS_H

#include "base/err.h"
#include "features/extract.h"
#include "features/stem.h"
#include "features/vocab.h"

#include <stdbool.h>

// What a form is, beside the number of a word.
#define FORM_EMPTY   UINT32_MAX       // of the table: nothing here
#define FORM_SKIP    (UINT32_MAX - 1) // a word, but no term: one ASCII letter or digit
#define FORM_UNKNOWN (UINT32_MAX - 2) // a word that the vocabulary lacks
#define FORM_COMPLEX (UINT32_MAX - 3) // not exactly one word: to be read word by word

// A form of up to 16 bytes is kept as it is, ASCII letters made small; of a longer one two hashes are kept
// (with a zero byte, which no form begins with).
struct form_key {
	uint64_t low, high;
};

struct form {
	struct form_key key;
	uint32_t id;
	uint32_t parts; // where its n-grams begin in `parts`; 0: not made
};

// The forms of one language. `{0}` is valid.
struct form_table {
	struct form *slots;
	size_t n_slots, used;
	int shift; // 64 - log2(n_slots)
};

struct forms {
	const struct vocab *v;
	bool all_parts; // also for words that the vocabulary has (training)
	bool grams;
	struct stemmers stemmers;
	struct part *parts;
	size_t n_parts, parts_cap;
};

static inline uint64_t form_hash(struct form_key k)
{
	uint64_t h = k.low * UINT64_C(0x9e3779b97f4a7c15) ^ (k.high + 1) * UINT64_C(0xd6e8feb86659fd93);

	h ^= h >> 32;
	return h * UINT64_C(0xc2b2ae3d27d4eb4f);
}

// Works out a form that is not in the table, and keeps it there as long as there is room. `lang`: of the
// stemmer, -1: none. *out is what was found; its key is set. DL_ENOMEM.
enum dl_status forms_learn(struct form *out, struct forms *f, struct form_table *t, struct form_key key,
	struct str surface, int lang, struct dl_err *err);

// The key of a form of more than 16 bytes.
struct form_key form_key_long(struct str surface);

// Forgets where the tables have grown full; to be called between articles only.
void form_table_tidy(struct form_table *t);
void form_table_release(struct form_table *t);

// The number of a word: its stem's. VOCAB_NONE where the vocabulary lacks it.
uint32_t forms_word(struct forms *f, struct str folded, int lang);

// Appends the parts of a word's stem; *at is where they begin (never 0).
enum dl_status forms_parts(uint32_t *at, struct forms *f, struct str stem, struct dl_err *err);

void forms_release(struct forms *f);

#endif
