// SPDX-License-Identifier: MIT
#include "cli/progress_bar.h"

#include "cli/output.h"

#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { REDRAW_MS = 100, BAR_COLUMNS = 24 };

// One of the two mutable globals of the program (the other: keys.c): a signal handler has no other way to say
// something.
static volatile sig_atomic_t stop_asked;

static void on_signal(int number)
{
	stop_asked = 1;
	(void)number;
}

// SA_RESETHAND: the second Ctrl-C has its ordinary effect.
static void catch_signals(void)
{
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};

	stop_asked = 0;
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

bool interrupted(void)
{
	return stop_asked != 0;
}

static int64_t now_ms(void)
{
	struct timespec t = {0};

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void draw(struct progress_bar *bar, const char *what, uint64_t done, uint64_t total)
{
	char cells[BAR_COLUMNS + 1];
	int full = total ? (int)((double)BAR_COLUMNS * (double)done / (double)total) : 0;

	full = full < BAR_COLUMNS ? full : BAR_COLUMNS;
	memset(cells, '.', BAR_COLUMNS);
	memset(cells, '#', (size_t)full);
	cells[BAR_COLUMNS] = '\0';
	fprintf(stderr, "\r\033[K");
	if (total)
		fprintf(stderr, "%.*s [%s] %3.0f %%", bar->width - 40 > 10 ? bar->width - 40 : 10, what,
			cells, 100.0 * (double)(done < total ? done : total) / (double)total);
	else
		fprintf(stderr, "%.*s %" PRIu64, bar->width - 24 > 10 ? bar->width - 24 : 10, what, done);
	fflush(stderr);
	bar->drawn = true;
}

static bool step(void *payload, const char *what, uint64_t done, uint64_t total)
{
	struct progress_bar *bar = payload;

	if (bar->visible) {
		int64_t now = now_ms();

		if (now - bar->last_drawn >= REDRAW_MS) {
			bar->last_drawn = now;
			draw(bar, what, done, total);
		}
	}
	return !interrupted();
}

void progress_bar_start(struct progress_bar *bar, bool quiet)
{
	const char *term = getenv("TERM");

	*bar = (struct progress_bar){.progress = {step, bar}, .last_drawn = now_ms()};
	bar->visible = !quiet && isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
	bar->width = output_width(stderr);
	catch_signals();
}

void progress_bar_clear(struct progress_bar *bar)
{
	if (bar->drawn)
		fprintf(stderr, "\r\033[K");
	bar->drawn = false;
}

void progress_bar_end(struct progress_bar *bar)
{
	progress_bar_clear(bar);
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
}
