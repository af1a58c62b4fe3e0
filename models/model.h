// SPDX-License-Identifier: MIT
// A trained model: one file, mapped into memory and used as it lies there. FORMAT.md describes every field.
//
//     struct model *m;
//     if (model_open(&m, path, &err) == DL_OK) {
//             x = extractor_new(model_recipe(m), model_vocab(m), false);
//             extract_vec(&vec, x, title, text, lang, &err);
//             model_decide(m, &vec, decision);
//             model_probabilities(m, decision, probability);
//             model_choose(m, probability, chosen);
//             model_close(m);
//     }
//
// Thread rule: an open model is read-only and may be used by any number of threads.
#ifndef MODELS_MODEL_H
#define MODELS_MODEL_H

#include "base/err.h"
#include "features/extract.h"

enum { MODEL_MAX_TOPICS = 1024, MODEL_ID_TEXT = 21, MODEL_BINS = 10 };

// What is known of one topic. All rates come from out-of-fold scores (train/train.h).
struct model_topic {
	const char *name;
	double bias;                 // decision value = bias + sum of weight * term weight
	double cost;                 // the C it was trained with
	double platt_a, platt_b;     // P = 1/(1+exp(a*d+b)); Lin, Lin and Weng 2007
	double threshold;            // the topic is chosen when P >= threshold; above 1: never
	double hessian_inverse[3];   // covariance of (a, b): AA, AB, BB
	double mean, mean_a, mean_b; // mean out-of-fold probability, its derivatives by a and b
				     // (one topic an article: as the tilt has moved it, train/tilt.h)
	uint64_t tp, n1, fp, n0; // out-of-fold decisions: hits of n1 positives, false alarms of n0 negatives
	// The out-of-fold decision values in ten bins of equal mass, positives and negatives weighing the
	// same in sum: a value belongs to the first bin whose upper edge is not below it. For seeing drift.
	double bin_edge[MODEL_BINS - 1];
	uint32_t bin_positives[MODEL_BINS], bin_negatives[MODEL_BINS];
};

// How good the whole is, out of fold.
struct model_scores {
	double micro_f1, macro_f1, accuracy; // accuracy: all topics of an article right
};

struct model;

// Errors: DL_ENOTFOUND, DL_EIO, DL_EFORMAT (not a model), DL_ECHECKSUM (damaged), DL_EVERSION (newer),
// DL_ENOMEM.
enum dl_status model_open(struct model **out, const char *path, struct dl_err *err);

// The same from bytes that the caller keeps alive until model_close; aligned to 8 bytes.
enum dl_status model_open_memory(
	struct model **out, const void *data, size_t len, const char *name, struct dl_err *err);
void model_close(struct model *m);

size_t model_n_topics(const struct model *m);
const struct model_topic *model_topic(const struct model *m, size_t k); // borrowed
size_t model_topic_named(const struct model *m, const char *name);      // model_n_topics() if there is none
const struct recipe *model_recipe(const struct model *m);
const struct vocab *model_vocab(const struct model *m);
const struct model_scores *model_scores(const struct model *m);
bool model_one_topic(const struct model *m);
uint64_t model_documents(const struct model *m);
const char *model_solver(const struct model *m);
const char *model_made(const struct model *m);   // instant as text
const char *model_lang(const struct model *m);   // the one that it learned from; "": several, or unknown
const char *model_langs(const struct model *m);  // those that it learned from: "en,ru"; "": unknown
const char *model_id(const struct model *m);     // content id: 20 hexadecimal digits
double model_unseen_rate(const struct model *m); // share of unknown single words to be expected, 0 to 1

// The readable form of a term ("border guards"); an empty view for an id out of range.
struct str model_term(const struct model *m, uint32_t id);
uint32_t model_df(const struct model *m, uint32_t id);
double model_weight(const struct model *m, uint32_t id, size_t topic);

// An extractor for articles that are to be decided on, which folds n-grams (extractor_fold) where that is the
// shorter way. NULL when memory cannot be had. The model must outlive it.
struct extractor *model_extractor(const struct model *m);

// Decision values, one a topic in model order.
void model_decide(const struct model *m, const struct vec *v, double *decision);

// Calibrated probabilities. With one topic an article they add up to 1.
void model_probabilities(const struct model *m, const double *decision, double *probability);

// chosen[k]: P >= threshold; with one topic an article exactly the largest P (the first of equals).
void model_choose(const struct model *m, const double *probability, bool *chosen);

// Everything that goes into a file.
struct model_parts {
	struct recipe recipe;
	bool one_topic;
	struct vocab vocab;
	const uint32_t *df;      // n_terms
	const struct str *names; // n_terms readable forms
	size_t n_topics;
	const struct model_topic *topics;
	const float *weights; // n_terms x n_topics, the topics of a term side by side
	struct model_scores scores;
	uint64_t documents;
	double unseen_rate;
	const char *solver, *made, *langs; // as the functions of these names say
};

// The bytes of the file: the same parts give the same bytes. Errors: DL_ENOMEM, DL_EINVAL.
struct buf;
enum dl_status model_write(struct buf *out, const struct model_parts *p, struct dl_err *err);

// Writes files that stock svm-predict reads into the folder `dir`: NN-TOPIC.model, one a topic, with the
// weight vector as its only support vector (label 1 against -1), and terms.tsv (index, df, term). Errors:
// DL_EIO, DL_ENOMEM.
enum dl_status model_export_libsvm(const struct model *m, const char *dir, struct dl_err *err);

// Writes the whole model as one JSON object, piece by piece through `put` (called with at most some
// megabytes; a status other than DL_OK ends it): options, topics with bias, calibration and errors, and each
// term with its kind, df, idf and weights in the order of the topics. n-grams have no readable form. Errors:
// DL_ENOMEM.
typedef enum dl_status model_put_fn(void *payload, struct str bytes, struct dl_err *err);
enum dl_status model_export_json(const struct model *m, model_put_fn *put, void *payload, struct dl_err *err);

// Appends the name of a topic's file in such a folder: "01-crime.model"; only letters, digits, - and _ of
// ASCII.
void model_topic_file(struct buf *out, size_t k, const char *topic);

// Appends one line in libsvm's data format: `label`, then index:value from 1. The vector is sorted
// (vec_sort).
void vec_libsvm_line(struct buf *out, int label, const struct vec *v);

#endif
