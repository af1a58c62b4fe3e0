// SPDX-License-Identifier: MIT
#include "cli/keys.h"

#include "base/utf8.h"

#include <errno.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

enum { ESCAPE = 0x1B, ESCAPE_MS = 50 };

// Written by the handler, which runs only inside pselect, and read there after.
static volatile sig_atomic_t arrived;

static const int stopping[] = {SIGINT, SIGTERM, SIGHUP};
static const int others[] = {SIGTSTP, SIGCONT, SIGWINCH};

enum { N_STOPPING = sizeof stopping / sizeof *stopping, N_OTHERS = sizeof others / sizeof *others };

static void on_signal(int number)
{
	if (arrived == 0 || number == SIGINT || number == SIGTERM || number == SIGHUP)
		arrived = number;
}

static void handle(void (*handler)(int))
{
	struct sigaction action = {.sa_handler = handler};

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < N_STOPPING; i++)
		sigaction(stopping[i], &action, NULL);
	for (size_t i = 0; i < N_OTHERS; i++)
		sigaction(others[i], &action, NULL);
}

static enum dl_status make_raw(struct keys *k, struct dl_err *err)
{
	if (tcgetattr(STDIN_FILENO, &k->before) != 0)
		return err_set(err, DL_EIO, "cannot read the terminal's settings: %s", strerror(errno));
	k->raw = k->before;
	k->raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	k->raw.c_cc[VMIN] = 1;
	k->raw.c_cc[VTIME] = 0;
	if (tcsetattr(STDIN_FILENO, TCSADRAIN, &k->raw) != 0)
		return err_set(err, DL_EIO, "cannot set the terminal: %s", strerror(errno));
	return DL_OK;
}

enum dl_status keys_open(struct keys *k, struct dl_err *err)
{
	sigset_t block;
	enum dl_status st;

	*k = (struct keys){.terminal = isatty(STDIN_FILENO) == 1};
	sigemptyset(&block);
	for (size_t i = 0; i < N_STOPPING; i++)
		sigaddset(&block, stopping[i]);
	for (size_t i = 0; i < N_OTHERS; i++)
		sigaddset(&block, others[i]);
	sigprocmask(SIG_BLOCK, &block, &k->mask);
	k->waiting = k->mask;
	arrived = 0;
	handle(on_signal);
	st = k->terminal ? make_raw(k, err) : DL_OK;
	if (st != DL_OK) {
		k->terminal = false;
		keys_close(k);
	}
	return st;
}

void keys_close(struct keys *k)
{
	if (k->terminal)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &k->before);
	handle(SIG_DFL);
	sigprocmask(SIG_SETMASK, &k->mask, NULL);
}

// Gives the terminal back, stops as Ctrl-Z asks, and takes it again when the program goes on.
static void suspend(struct keys *k)
{
	struct sigaction ours, plain = {.sa_handler = SIG_DFL};
	sigset_t one;

	sigemptyset(&plain.sa_mask);
	if (k->terminal)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &k->before);
	sigaction(SIGTSTP, &plain, &ours);
	raise(SIGTSTP);
	sigemptyset(&one);
	sigaddset(&one, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &one, NULL); // here it stops
	sigprocmask(SIG_BLOCK, &one, NULL);
	sigaction(SIGTSTP, &ours, NULL);
}

// What a signal means as a key.
static int32_t signal_key(struct keys *k)
{
	int number = arrived;

	arrived = 0;
	if (number == SIGINT || number == SIGTERM || number == SIGHUP)
		return KEY_STOP;
	if (number == SIGTSTP)
		suspend(k);
	if (k->terminal && number != SIGWINCH)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &k->raw);
	return KEY_REDRAW;
}

// 1: input is there (or its end); 0: none for that long; -1: a signal came. `ms` < 0: as long as it takes.
static int await(const struct keys *k, int ms)
{
	struct timespec time = {.tv_nsec = (long)ms * 1000000};
	fd_set set;

	FD_ZERO(&set);
	FD_SET(STDIN_FILENO, &set);
	return pselect(STDIN_FILENO + 1, &set, NULL, NULL, ms < 0 ? NULL : &time, &k->waiting);
}

static int32_t next_byte(struct keys *k, int ms)
{
	if (k->at == k->n) {
		int ready = await(k, ms);
		ssize_t n;

		if (ready <= 0)
			return ready == 0 ? KEY_OTHER : errno == EINTR ? signal_key(k) : KEY_END;
		n = read(STDIN_FILENO, k->bytes, sizeof k->bytes);
		if (n <= 0)
			return KEY_END;
		k->at = 0;
		k->n = (size_t)n;
	}
	return k->bytes[k->at++];
}

// What follows an escape: "[A", "OB", "[5~"; anything else has no meaning here.
static int32_t escape_key(struct keys *k)
{
	int32_t c = next_byte(k, ESCAPE_MS), number = 0;

	if (c != '[' && c != 'O')
		return c < 0 ? c : KEY_OTHER;
	while ((c = next_byte(k, ESCAPE_MS)) >= 0 && c < 0x40)
		number = c >= '0' && c <= '9' && number < 1000 ? number * 10 + c - '0' : number;
	if (c < 0)
		return c;
	if (c == 'A')
		return KEY_UP;
	if (c == 'B')
		return KEY_DOWN;
	if (c == '~' && (number == 5 || number == 6))
		return number == 5 ? KEY_PAGE_UP : KEY_PAGE_DOWN;
	return KEY_OTHER;
}

static int32_t character(struct keys *k, int32_t first)
{
	char bytes[4] = {(char)first};
	size_t len = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2, n = 1;
	uint32_t cp;

	while (n < len) {
		int32_t c = next_byte(k, ESCAPE_MS);

		if (c < 0 || c == KEY_OTHER)
			return c;
		bytes[n++] = (char)c;
	}
	return utf8_decode(&cp, bytes, len) == len ? (int32_t)cp : KEY_OTHER;
}

int32_t keys_next(struct keys *k)
{
	int32_t c = next_byte(k, -1);

	if (c == '\r')
		return KEY_ENTER;
	if (c == ESCAPE)
		return escape_key(k);
	return c >= 0xC0 && c < 0x100 ? character(k, c) : c;
}
