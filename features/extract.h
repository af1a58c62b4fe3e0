// SPDX-License-Identifier: MIT
// The feature extractor: title and body in, bag-of-words vector out. The one path that training and
// classifying share.
//
// Terms are stems of words and pairs of neighbouring words of a sentence; one-letter ASCII words are no terms
// and are stepped over. Weight of a term: (1 + ln tf) * idf, then the vector is brought to length 1 (tf-idf
// with sublinear tf; Salton and Buckley 1988).
#ifndef FEATURES_EXTRACT_H
#define FEATURES_EXTRACT_H

#include "base/err.h"
#include "features/recipe.h"
#include "features/vocab.h"

struct feature {
	uint32_t id; // 0 to n_terms - 1
	float weight;
};

struct vec {
	struct feature *items; // ids strictly ascending
	size_t n, cap;
	double norm;      // of the weights before they were brought to length 1; 0 if there are none
	uint32_t words;   // running words read
	uint32_t known;   // distinct known single words
	uint32_t unknown; // distinct single words that the vocabulary lacks
};

void vec_release(struct vec *v);

struct extractor; // scratch memory; one a thread

// NULL when memory cannot be had. The recipe is copied.
struct extractor *extractor_new(const struct recipe *r);
void extractor_free(struct extractor *x);

// The vector of an article. `lang`: BCP 47, chooses the stemmer. `out` is overwritten, its memory reused; an
// empty text gives n == 0. In a steady state nothing is allocated. Errors: DL_ENOMEM.
enum dl_status extract_vec(struct vec *out, struct extractor *x, const struct vocab *v, struct str title,
	struct str body, struct str lang, struct dl_err *err);

// The article's distinct keys, for counting, those of single words (n_single) first; valid until the next
// call. Errors: DL_ENOMEM.
enum dl_status extract_keys(const uint64_t **keys, size_t *n, size_t *n_single, struct extractor *x,
	struct str title, struct str body, struct str lang, struct dl_err *err);

// One running term of an article.
struct running_term {
	uint64_t key;
	int field;       // 0 title, 1 body
	bool pair;       // two words, not one
	size_t from, to; // its place in the field's text, in bytes
};

// Calls fn for each running term in order; a status other than DL_OK ends the walk and is returned. For names
// and explanations.
typedef enum dl_status extract_term_fn(void *payload, const struct running_term *t, struct dl_err *err);
enum dl_status extract_each(struct extractor *x, struct str title, struct str body, struct str lang,
	extract_term_fn *fn, void *payload, struct dl_err *err);

#endif
