// SPDX-License-Identifier: MIT
#include "reports/chart.h"

#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <fcntl.h>
#include <unistd.h>

enum { LIMIT_SECONDS = 60 };

extern char **environ;

// Okabe and Ito's colours, distinct for the colour-blind and in grey.
static const char *const colors[] = {
	"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f6000", "#606060"};

enum { N_COLORS = sizeof colors / sizeof *colors };

// 'it''s': gnuplot takes everything in single quotes as it is. Line breaks cannot stand there.
static void quote(struct buf *out, const char *text)
{
	buf_addc(out, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			buf_addc(out, '\'');
		buf_addc(out, (unsigned char)*text < ' ' ? ' ' : *text);
	}
	buf_addc(out, '\'');
}

static void add_cell(struct buf *out, double value)
{
	buf_addc(out, '\t');
	if (isnan(value))
		buf_addc(out, '?');
	else
		json_number(out, 100 * value, 6);
}

// day, then share, low, high in percent for each topic; "?" is missing.
static void make_data(struct buf *out, const struct report *r)
{
	char date[DATE_TEXT];

	for (size_t i = 0; i < r->n_periods; i++) {
		buf_adds(out, date_text(date, r->periods[i].from));
		for (size_t k = 0; k < r->n_topics; k++) {
			struct share s = r->periods[i].topics[k].raw;

			add_cell(out, s.value);
			add_cell(out, isnan(s.value) ? NAN : s.low);
			add_cell(out, isnan(s.value) ? NAN : s.high);
		}
		buf_addc(out, '\n');
	}
}

static void script_head(struct buf *out, bool png, int width, int height, const char *picture)
{
	if (png)
		buf_addf(out,
			"set terminal pngcairo noenhanced size %d,%d font 'DejaVu Sans,11' background "
			"'#ffffff'\n",
			width, height);
	else
		buf_addf(out,
			"set terminal svg noenhanced size %d,%d dynamic font 'DejaVu Sans,12' background "
			"'#ffffff'\n",
			width, height);
	buf_adds(out, "set encoding utf8\nset output ");
	quote(out, picture);
	buf_adds(out, "\nset datafile separator '\\t'\nset datafile missing '?'\nset xdata time\nset timefmt "
		      "'%Y-%m-%d'\n"
		      "set format x \"%Y-%m\"\nset xtics rotate by -45 autofreq\nset autoscale xfix\nset "
		      "format y '%.0f %%'\nset yrange [0:]\nset grid ytics lc rgb '#dddddd'\n"
		      "set border 3 lc rgb '#555555'\nset tics nomirror\nset key outside right top\n");
}

static void plot_topic(struct buf *out, const struct report *r, size_t k, const char *data, bool ribbon)
{
	const char *color = colors[k % N_COLORS];

	if (ribbon) {
		quote(out, data);
		buf_addf(out,
			" using 1:%zu:%zu with filledcurves notitle fc rgb '%s' fs transparent solid 0.18 "
			"noborder, ",
			3 * k + 3, 3 * k + 4, color);
	}
	quote(out, data);
	buf_addf(out, " using 1:%zu with lines lw 2 lc rgb '%s' title ", 3 * k + 2, color);
	quote(out, r->topics[k]);
}

// `only` < 0: all topics shown.
static void make_script(
	struct buf *out, const struct report *r, long only, bool png, const char *data, const char *picture)
{
	bool first = true;

	script_head(out, png, only < 0 ? 900 : 440, only < 0 ? 380 : 240, picture);
	if (only >= 0)
		buf_adds(out, "unset key\n");
	buf_adds(out, "plot ");
	for (size_t k = 0; k < r->n_topics; k++) {
		if (!r->shown[k] || (only >= 0 && (size_t)only != k))
			continue;
		if (!first)
			buf_adds(out, ", ");
		plot_topic(out, r, k, data, only >= 0); // together the bands would hide the lines
		first = false;
	}
	buf_adds(out, "\n");
}

static enum dl_status wait_for(pid_t pid, struct dl_err *err)
{
	const struct timespec nap = {.tv_nsec = 10 * 1000 * 1000};
	int status = 0;

	for (long i = 0; i < LIMIT_SECONDS * 100L; i++) {
		pid_t done = waitpid(pid, &status, WNOHANG);

		if (done == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0)
			return DL_OK;
		if (done == pid && WIFEXITED(status) && WEXITSTATUS(status) == 127)
			return err_set(err, DL_EEXTERNAL,
				"gnuplot was not found: the charts are missing, install the package "
				"gnuplot-nox");
		if (done == pid || (done < 0 && errno != EINTR))
			return err_set(err, DL_EEXTERNAL,
				"gnuplot failed: the charts are missing, try 'gnuplot -d' on the .gp files "
				"beside them");
		nanosleep(&nap, NULL);
	}
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	return err_set(err, DL_EEXTERNAL,
		"gnuplot took more than %d seconds and was stopped: the charts are missing", LIMIT_SECONDS);
}

static enum dl_status run_gnuplot(const struct report *r, const char *script, struct dl_err *err)
{
	const char *program = r->o.gnuplot ? r->o.gnuplot : "gnuplot";
	const char *argv[] = {program, "-d", script, NULL};
	posix_spawn_file_actions_t actions;
	pid_t pid;
	int code;

	if (posix_spawn_file_actions_init(&actions) != 0)
		return err_nomem(err);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	code = posix_spawnp(&pid, program, &actions, NULL, (char *const *)(uintptr_t)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (code != 0)
		return err_set(err, DL_EEXTERNAL,
			"gnuplot could not be started (%s): the charts are missing, install the package "
			"gnuplot-nox",
			strerror(code));
	return wait_for(pid, err);
}

static enum dl_status draw(const struct report *r, const char *dir, const char *name, long only, bool png,
	const char *data, struct dl_err *err)
{
	struct buf script = {0}, path = {0}, picture = {0};
	enum dl_status st;

	buf_addf(&picture, "%s/charts/%s.%s", dir, name, png ? "png" : "svg");
	buf_addf(&path, "%s/charts/%s%s.gp", dir, name, png ? "-png" : "");
	if (!buf_failed(&picture))
		make_script(&script, r, only, png, data, picture.ptr);
	st = buf_failed(&script) || buf_failed(&path) || buf_failed(&picture)
		     ? err_nomem(err)
		     : file_write(path.ptr, buf_str(&script), err);
	if (st == DL_OK)
		st = run_gnuplot(r, path.ptr, err);
	buf_release(&script);
	buf_release(&path);
	buf_release(&picture);
	return st;
}

enum dl_status charts_draw(const struct report *r, const char *dir, struct dl_err *err)
{
	struct buf data = {0}, path = {0};
	enum dl_status st;
	char name[32];

	buf_addf(&path, "%s/charts/shares.tsv", dir);
	make_data(&data, r);
	st = buf_failed(&data) || buf_failed(&path) ? err_nomem(err)
						    : file_write(path.ptr, buf_str(&data), err);
	for (int png = 0; st == DL_OK && png < 2; png++)
		st = draw(r, dir, "shares", -1, png, path.ptr, err);
	for (size_t k = 0; st == DL_OK && k < r->n_topics; k++) {
		snprintf(name, sizeof name, "topic-%02zu", k + 1);
		for (int png = 0; st == DL_OK && r->shown[k] && png < 2; png++)
			st = draw(r, dir, name, (long)k, png, path.ptr, err);
	}
	buf_release(&data);
	buf_release(&path);
	return st;
}
