// SPDX-License-Identifier: MIT
// Where the model is: -m, else $DATELINE_MODEL, else ./dateline.model, else the starter model.
#ifndef CLI_MODEL_PATH_H
#define CLI_MODEL_PATH_H

#include "base/buf.h"
#include "base/err.h"

// The model to read. `given` is the value of -m, NULL if it was not given. *path points into `mem` (cleared
// first) or is one of the arguments. The starter model is looked for beside the program
// (../share/dateline/starter.model of its folder, then starter.model in its folder and in the one above, for
// a build folder), then where it was installed. Errors: DL_ENOTFOUND where there is none, with what to do;
// DL_ENOMEM. A named model is not looked at.
enum dl_status model_path(const char **path, struct buf *mem, const char *given, struct dl_err *err);

// The model to write: -m, else $DATELINE_MODEL, else "dateline.model".
const char *model_path_to_write(const char *given);

#endif
