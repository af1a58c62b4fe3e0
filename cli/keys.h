// SPDX-License-Identifier: MIT
// Keys from standard input, one at a time: raw from a terminal, byte by byte from a pipe.
//
// While the keys are open, the terminal neither waits for Enter nor shows what is typed. It is as it was
// before after keys_close, while the program is suspended (Ctrl-Z), and when Ctrl-C, SIGTERM or a hang-up end
// it: keys_next then returns KEY_STOP and the caller closes. Signals arrive only while keys_next waits, so
// what the caller does between two keys is never cut in two.
//
//     struct keys k;
//     if (keys_open(&k, &err) == DL_OK) {
//             while ((key = keys_next(&k)) != KEY_END && key != KEY_STOP)
//                     ...
//             keys_close(&k);
//     }
#ifndef CLI_KEYS_H
#define CLI_KEYS_H

#include "base/err.h"

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <termios.h>

enum {
	KEY_END = -1,    // no more input
	KEY_STOP = -2,   // asked to stop
	KEY_REDRAW = -3, // the terminal has another size, or the program was suspended
	KEY_ENTER = '\n',
	KEY_UP = 0x110000, // beyond all characters
	KEY_DOWN,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_OTHER, // a key that has no character
};

struct keys {
	bool terminal;
	struct termios before, raw;
	sigset_t waiting; // what may arrive while keys_next waits
	sigset_t mask;    // as it was
	unsigned char bytes[64];
	size_t at, n; // of `bytes`, read but not yet handed out
};

// DL_EIO where the terminal does not obey.
enum dl_status keys_open(struct keys *k, struct dl_err *err);
void keys_close(struct keys *k);

// A character (Unicode, Enter always KEY_ENTER) or one of the above.
int32_t keys_next(struct keys *k);

#endif
