// SPDX-License-Identifier: MIT
// The bytes of a model file as C sees them. FORMAT.md is the authority. Little-endian throughout.
#ifndef MODELS_MODEL_FILE_H
#define MODELS_MODEL_FILE_H

#include "base/str.h"

#include <stdint.h>

// MODEL_OLDEST: the oldest that is still read; only its checksum is another.
enum { MODEL_VERSION = 3, MODEL_OLDEST = 2, MODEL_ALIGN = 64 };

static const char MODEL_MAGIC[8] = {'D', 'T', 'L', 'N', 'M', 'O', 'D', '\n'};

enum model_section {
	SECTION_STRINGS, // the bytes that every *_at / *_len below points into
	SECTION_TOPICS,  // n_topics struct file_topic
	SECTION_KEYS,    // n_key_slots struct key_slot
	SECTION_PAIRS,   // n_pair_slots struct pair_slot
	SECTION_TITLES,  // n_words uint32
	SECTION_IDF,     // n_terms float
	SECTION_DF,      // n_terms uint32
	SECTION_NAMES,   // n_terms + 1 uint32: where each term's name begins in the strings
	SECTION_WEIGHTS, // n_terms * n_topics float
	N_SECTIONS,
};

struct file_section {
	uint64_t at, size; // bytes from the beginning of the file
};

struct file_header {
	char magic[8];
	uint32_t version, header_size;
	uint64_t file_size, checksum;
	uint32_t n_words, n_pairs, n_titles, n_grams; // n_terms is their sum
	uint32_t n_key_slots, n_pair_slots, n_topics, one_topic;
	uint32_t ngrams, stem, title, title_terms, grams, min_df;
	float unseen_idf;
	uint32_t zero;
	uint64_t documents;
	double unseen_rate, micro_f1, macro_f1, accuracy;
	uint32_t solver_at, solver_len, made_at, made_len, lang_at, lang_len;
	struct file_section sections[N_SECTIONS];
};

struct file_topic {
	uint32_t name_at, name_len;
	double bias, cost, platt_a, platt_b, threshold;
	double hessian_inverse[3];
	double mean, mean_a, mean_b;
	uint64_t tp, n1, fp, n0;
	double bin_edge[9];
	uint32_t bin_positives[10], bin_negatives[10];
};

// The checksum, by the header's version, of a file whose header is `h` (its checksum field is taken as 0) and
// whose remaining bytes are `rest`.
uint64_t model_checksum(const struct file_header *h, struct str rest);

#endif
