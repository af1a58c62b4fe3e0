// SPDX-License-Identifier: MIT
// A rand() of our own for LIBLINEAR.
//
// LIBLINEAR shuffles its steps with the C library's rand(), whose one state all threads share: results would
// differ from run to run. The program therefore defines rand() itself, with a state for each thread that each
// training seeds; the shared library binds to it. Same seed, same machine, whatever the number of threads.
#ifndef TRAIN_SEEDED_RAND_H
#define TRAIN_SEEDED_RAND_H

#include <stdint.h>

// Starts this thread's sequence anew.
void seeded_rand_start(uint32_t seed);

#endif
