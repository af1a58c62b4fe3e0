// SPDX-License-Identifier: MIT
// The feature extractor: title and body in, bag-of-words vector out. The one path that training and
// classifying share.
//
// Terms are stems of words, pairs of neighbouring known words of a sentence, the title's words once more as
// terms of their own, and (where the recipe asks for it) character n-grams of words; one-letter ASCII words
// are no terms and are stepped over. Weight of a term: (1 + ln tf) * idf, the vector is then brought to
// length 1 (tf-idf with sublinear tf; Salton and Buckley 1988). N-grams take their weight from their word: a
// word of weight x adds x times the word's n-grams, which have length 1 among themselves; they do not count
// in the length of the vector. A trained model has the n-grams of the words that it knows folded into the
// words' own weights, so only words that it does not know bring theirs.
#ifndef FEATURES_EXTRACT_H
#define FEATURES_EXTRACT_H

#include "base/err.h"
#include "features/recipe.h"
#include "features/score.h"
#include "features/vocab.h"

#include <stdbool.h>

struct vec {
	struct feature *items; // each id once, in order of first appearance (vec_sort: by id)
	size_t n, cap, unseen_cap;
	double scale;     // 1 / length of the weights before scaling; 0 if there are none
	double *unseen;   // folding extractors: what unknown words say of each topic, to be scaled likewise;
			  // else NULL
	uint32_t words;   // running words read
	uint32_t known;   // distinct known words
	uint32_t unknown; // distinct words that the vocabulary lacks
};

void vec_release(struct vec *v);

// By ascending id.
void vec_sort(struct vec *v);

// A copy to be kept: with the memory of its items alone, and without `unseen`. DL_ENOMEM.
enum dl_status vec_copy(struct vec *out, const struct vec *v, struct dl_err *err);

struct extractor; // scratch memory; one a thread

// The vocabulary must outlive it; the recipe is copied. `training`: words that the vocabulary has bring their
// n-grams too. NULL when memory cannot be had.
struct extractor *extractor_new(const struct recipe *r, const struct vocab *v, bool training);
void extractor_free(struct extractor *x);

// From here on the n-grams of unknown words are no items: vec.unseen has what they add to each topic by the
// weights of the vocabulary's terms (of each term n_topics, side by side; they must outlive the extractor). A
// word's sums are made once, as score_fn makes them of its parts, and kept as floats; those of the article's
// words, each times the word's weight as an item has it, are added as doubles, the word that appeared last
// first. At most MOST_FOLDED topics. To be called before the first article.
enum { MOST_FOLDED = 64 };
void extractor_fold(struct extractor *x, const float *weights, size_t n_topics);

// What extractors of one vocabulary have in common, such as what they learned of word forms. NULL when memory
// cannot be had. To be freed after them, and before the vocabulary.
struct lexicon;
struct lexicon *lexicon_new(const struct vocab *v);
void lexicon_free(struct lexicon *l);

// From here on the extractor has `l` in common with others, on any thread, that are made of the same recipe
// and vocabulary and fold the same weights; where n-grams are no sums it keeps to itself all the same. The
// vectors do not depend on it. To be called before the first article.
void extractor_share(struct extractor *x, struct lexicon *l);

// Chooses among scan_ways() (0: portable); for tests and benchmarks. The vectors do not depend on it.
void extractor_scan_way(struct extractor *x, size_t way);

// The vector of an article. `lang`: BCP 47, chooses the stemmer. `out` is overwritten, its memory reused; an
// empty text gives n == 0. In a steady state nothing is allocated. Errors: DL_ENOMEM.
enum dl_status extract_vec(struct vec *out, struct extractor *x, struct str title, struct str body,
	struct str lang, struct dl_err *err);

// The n-grams of a stem, each with its part in it as weight: those of a word have length 1. The list ends
// with id VOCAB_NONE and is valid until the next call. For folding n-grams into words.
enum dl_status extract_parts(
	const struct feature **out, struct extractor *x, struct str stem, struct dl_err *err);

// A running word, read the slow and simple way.
struct running_word {
	int field;       // 0 title, 1 body
	size_t from, to; // its place in the field's text, in bytes
	struct str folded, stem;
	bool broke; // no pair with the word before: a sentence ended
	bool term;  // false: one ASCII letter, stepped over
};

// Calls fn for each running word in order; a status other than DL_OK ends the walk and is returned.
typedef enum dl_status running_word_fn(void *payload, const struct running_word *w, struct dl_err *err);
struct stemmers;
enum dl_status each_word(struct stemmers *s, bool stem, struct str title, struct str body, struct str lang,
	running_word_fn *fn, void *payload, struct dl_err *err);

// One running term of an article: word, pair, title word; n-grams have no place.
struct running_term {
	uint32_t id;
	uint32_t times; // how often it counts
	int field;
	size_t from, to;
};

// Calls fn for each running term that the vocabulary has: the reference that extract_vec is a fast way of.
// For
typedef enum dl_status running_term_fn(void *payload, const struct running_term *t, struct dl_err *err);
enum dl_status each_term(struct stemmers *s, const struct recipe *r, const struct vocab *v, struct str title,
	struct str body, struct str lang, running_term_fn *fn, void *payload, struct dl_err *err);

#endif
