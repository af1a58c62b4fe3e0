// SPDX-License-Identifier: MIT
// libdateline: which topics is a text about? Opens a model made by `dateline train`, classifies texts with
// the very numbers that `dateline classify` gives, and says why.
//
//     struct dateline *d;
//     char error[DATELINE_ERROR];
//     struct dateline_result r;
//     if (dateline_open(&d, "my.model", error, sizeof error) != DATELINE_OK)
//             ...                                          // print error
//     if (dateline_classify(d, &(struct dateline_article){.title = title, .text = text}, &r) == DATELINE_OK)
//             for (size_t i = 0; i < r.n_topics; i++)
//                     if (r.topics[i].chosen)
//                             printf("%s %.2f\n", r.topics[i].name, r.topics[i].probability);
//     dateline_close(d);
//
// Thread rule: a handle is used by one thread at a time; for more threads open the model once in each: the
// file is mapped, so its bytes are in memory only once. Nothing is global, nothing is printed, no locale is
// read, the network is not used. A model may come from anybody: every byte is checked when it is opened.
#ifndef DATELINE_H
#define DATELINE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define DATELINE_API __attribute__((visibility("default")))
#else
#define DATELINE_API
#endif

enum dateline_status {
	DATELINE_OK = 0,
	DATELINE_NO_MEMORY = -1,
	DATELINE_IO = -2,        // the model cannot be read
	DATELINE_NOT_FOUND = -3, // no such file, no such topic
	DATELINE_NOT_A_MODEL = -4,
	DATELINE_TOO_NEW = -5, // a model of a later version: update the library
	DATELINE_DAMAGED = -6, // the checksum is wrong
	DATELINE_INVALID = -7, // the call makes no sense
};

enum { DATELINE_ERROR = 512 }; // bytes that hold any error message

struct dateline; // an open model

// What is to be classified. Strings are UTF-8 (bad bytes count as U+FFFD) and end in NUL; they are only read,
// and only during the call.
struct dateline_article {
	const char *title; // NULL: none. Words of the title are told apart from those of the text
	const char *text;  // NULL: none
	const char *lang;  // BCP 47 ("en", "ru", "tg"), which decides the stemming; NULL: found from the text
};

struct dateline_topic {
	const char *name;   // lives as long as the handle
	double probability; // calibrated, 0 to 1
	double value;       // the decision value: bias + sum of all terms' weights
	int chosen;         // 1: the article is about it
};

// Valid until the next call with the same handle.
struct dateline_result {
	size_t n_topics;                     // all topics of the model
	const struct dateline_topic *topics; // by falling probability
	const char *abstained;               // why nothing was chosen though it might fit ("empty", "too
					     // short", "wrong language", "too few known words",
					     // "mostly unknown words"); NULL: not abstained
	double unknown; // share of the distinct words that the model does not know, 0 to 1
};

// Where a term stands: bytes `from` to `to` (behind the last one) of the title or the text. Of a string that
// was not valid UTF-8: of the repaired one, in which each bad byte is the three of U+FFFD.
struct dateline_place {
	int in_title; // 1: of the title, 0: of the text
	size_t from, to;
};

// One term's part in a decision.
struct dateline_reason {
	const char *term; // as read by people: "border guards"; "(unknown words)" for all that the model lacks
	double weight;    // > 0 speaks for the topic
	const double *weights; // the same for every topic, in the model's order (dateline_topic_name)
	size_t n_places;       // 0 for unknown words
	const struct dateline_place *places; // those in the title first, then by `from`
};

struct dateline_reasons {
	double bias; // bias + sum of weights = the topic's value
	size_t n;
	const struct dateline_reason *terms; // strongest first, by absolute weight
};

// "0.1.0"; static.
DATELINE_API const char *dateline_version(void);

// Opens a model; `path` NULL: the starter model that was installed with the library (English, Russian and
// more; see its README). On failure *out is NULL and `error` (may be NULL), of `size` bytes, says what is
// wrong.
DATELINE_API enum dateline_status dateline_open(
	struct dateline **out, const char *path, char *error, size_t size);

// Frees the handle and all that belongs to it; NULL is fine.
DATELINE_API void dateline_close(struct dateline *d);

// The topics of the model in its own order. NULL for k out of range.
DATELINE_API size_t dateline_n_topics(const struct dateline *d);
DATELINE_API const char *dateline_topic_name(const struct dateline *d, size_t k);

// Classifies one article. Errors: DATELINE_NO_MEMORY.
DATELINE_API enum dateline_status dateline_classify(
	struct dateline *d, const struct dateline_article *article, struct dateline_result *out);

// Why the article classified last got its value for `topic`; *out is valid until the next call with the same
// handle. Errors: DATELINE_NOT_FOUND (no such topic), DATELINE_INVALID (nothing classified yet),
// DATELINE_NO_MEMORY.
DATELINE_API enum dateline_status dateline_explain(
	struct dateline *d, const char *topic, struct dateline_reasons *out);

#ifdef __cplusplus
}
#endif

#endif
