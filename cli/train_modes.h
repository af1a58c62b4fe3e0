// SPDX-License-Identifier: MIT
// `train`: its options, and how each of its modes prints what it found.
#ifndef CLI_TRAIN_MODES_H
#define CLI_TRAIN_MODES_H

#include "cli/model_commands.h"
#include "cli/options.h"
#include "train/learning_curve.h"
#include "train/leave_out.h"
#include "train/split_date.h"

struct train_args {
	const char *model, *db, *split;
	struct option_list topics;
	bool one_topic, json, learning_curve;
	int solver, stem, ngrams, min_df, folds, seed, threads, suspects;
	int leave_out;      // enum leave_by; -1: not given
	int32_t split_date; // DATE_NONE: not given
	const char *cost, *features;
	double begin; // train_clock()
	struct arguments args;
};

// Seconds of a clock that only goes forward.
double train_clock(void);

// The labelled articles of the files, else of the store, of the split that was asked for. *code: the exit
// status that bad records ask for. Errors: those of reading.
enum dl_status train_load(struct train_set *set, const struct train_args *t, const struct progress *progress,
	int *code, struct dl_err *err);

// Does what the options ask for and prints it; `o->progress` is that of a progress bar. Errors: those of
// training, writing, printing.
enum dl_status train_mode(
	const struct train_args *t, struct train_set *set, const struct train_options *o, struct dl_err *err);

// How models are measured on other articles: as `classify` would decide.
measure_fn train_measure;

// What a training gave, on stdout; nothing with --quiet, unless as JSON. Errors: DL_ENOMEM, DL_EIO.
enum dl_status print_training(const struct train_args *t, const struct train_result *r, const char *path,
	double seconds, struct dl_err *err);

// The same of a training before a day; the figures are those of the later articles.
enum dl_status print_split_date(const struct train_args *t, const struct date_split *d, const char *path,
	double seconds, struct dl_err *err);

// One row a source or language left out; printed also with --quiet, since it is all that there is.
enum dl_status print_leave_out(
	const struct train_args *t, const struct leave_out *l, double seconds, struct dl_err *err);

// One row a size and the sentence on the last doubling; printed also with --quiet.
enum dl_status print_learning_curve(
	const struct train_args *t, const struct learning_curve *c, double seconds, struct dl_err *err);

// Parts of these: "model", "solver", "features", "documents", "terms", "C" and "suspects" into an open
// object; the table of suspects.
void training_json(struct json *j, const struct train_result *r, const char *path);
void figure_json(struct json *j, const char *key, double x, struct interval in); // key, key_low, key_high
void suspects_json(struct json *j, const struct train_result *r);
enum dl_status print_suspects(const struct train_args *t, const struct train_result *r, struct dl_err *err);

#endif
