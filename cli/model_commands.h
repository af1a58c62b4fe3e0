// SPDX-License-Identifier: MIT
// What the commands that work with models share.
#ifndef CLI_MODEL_COMMANDS_H
#define CLI_MODEL_COMMANDS_H

#include "cli/commands.h"
#include "cli/output.h"
#include "models/metrics.h"
#include "models/model.h"

int cmd_models_show(int argc, char **argv);
int cmd_models_terms(int argc, char **argv);
int cmd_models_test(int argc, char **argv);
int cmd_models_compare(int argc, char **argv);
int cmd_models_diff(int argc, char **argv);
int cmd_models_import(int argc, char **argv);
int cmd_models_export(int argc, char **argv);

// Opens the model that -m (`given`, may be NULL), the environment or the installation names.
enum dl_status open_model(struct model **out, const char *given, struct dl_err *err);

// Precision, recall, F1 and support of each topic, then the whole. `costs`: a column for C, NULL without.
enum dl_status print_metrics_table(const struct metrics *m, const char *const *names, const double *costs,
	enum color_choice color, struct dl_err *err);

#endif
