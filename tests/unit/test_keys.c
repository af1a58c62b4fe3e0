// SPDX-License-Identifier: MIT
// Keys from a terminal of the test's own. A process like a shell leads its session, so that the program under
// it can be suspended; what both see comes back line by line through a pipe.
#include "cli/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

struct rig {
	int master;
	FILE *seen; // lines: "key N", "stopped cooked", "exit N cooked"
	pid_t shell;
};

static const char *mode(void)
{
	struct termios t;

	if (tcgetattr(STDIN_FILENO, &t) != 0)
		return "gone";
	return t.c_lflag & ICANON && t.c_lflag & ECHO ? "cooked" : "raw";
}

// The program: says each key and the terminal's mode while it waits.
static void program(int out)
{
	struct keys k;
	int32_t key;

	if (keys_open(&k, NULL) != DL_OK)
		_exit(9);
	dprintf(out, "open %s\n", mode());
	while ((key = keys_next(&k)) != KEY_END && key != KEY_STOP && key != 'q')
		dprintf(out, "key %d %s\n", (int)key, mode());
	keys_close(&k);
	_exit(key == 'q' ? 0 : key == KEY_STOP ? 3 : 4);
}

static void shell(int out)
{
	pid_t child;
	int status;

	signal(SIGTTOU, SIG_IGN);
	child = fork();
	if (child == 0) {
		setpgid(0, 0);
		tcsetpgrp(STDIN_FILENO, getpid());
		signal(SIGTTOU, SIG_DFL);
		program(out);
	}
	setpgid(child, child);
	tcsetpgrp(STDIN_FILENO, child);
	while (waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status)) {
		dprintf(out, "stopped %s\n", mode());
		kill(child, SIGCONT);
	}
	dprintf(out, "exit %d %s\n", WIFEXITED(status) ? WEXITSTATUS(status) : -1, mode());
	_exit(0);
}

static struct rig start(void)
{
	struct rig r = {.master = posix_openpt(O_RDWR | O_NOCTTY)};
	int ends[2];

	assert_true(r.master >= 0);
	assert_int_equal(grantpt(r.master), 0);
	assert_int_equal(unlockpt(r.master), 0);
	assert_int_equal(pipe(ends), 0);
	r.shell = fork();
	if (r.shell == 0) {
		int slave;

		setsid();
		slave = open(ptsname(r.master), O_RDWR); // becomes the controlling terminal
		ioctl(slave, TIOCSCTTY, 0);
		dup2(slave, STDIN_FILENO);
		close(r.master);
		shell(ends[1]);
	}
	close(ends[1]);
	r.seen = fdopen(ends[0], "r");
	assert_non_null(r.seen);
	setvbuf(r.seen, NULL, _IONBF, 0);
	return r;
}

static void expect(struct rig *r, const char *line)
{
	struct pollfd p = {.fd = fileno(r->seen), .events = POLLIN};
	char got[64] = "";

	assert_int_equal(poll(&p, 1, 10000), 1);
	assert_non_null(fgets(got, sizeof got, r->seen));
	got[strcspn(got, "\n")] = '\0';
	assert_string_equal(got, line);
}

static void type(struct rig *r, const char *keys)
{
	assert_int_equal(write(r->master, keys, strlen(keys)), (ssize_t)strlen(keys));
}

static void finish(struct rig *r, const char *line)
{
	expect(r, line);
	waitpid(r->shell, NULL, 0);
	close(r->master);
	fclose(r->seen);
}

static void test_keys__come_one_by_one_and_the_terminal_is_given_back(void **state)
{
	struct rig r = start();

	(void)state;
	expect(&r, "open raw");
	type(&r, "1");
	expect(&r, "key 49 raw");
	type(&r, "\r");
	expect(&r, "key 10 raw");
	type(&r, "\xD1\x82"); // Cyrillic t
	expect(&r, "key 1090 raw");
	type(&r, "\033[A");
	expect(&r, "key 1114112 raw");
	type(&r, "\033[6~");
	expect(&r, "key 1114115 raw");
	type(&r, "\033[1;5C");
	expect(&r, "key 1114116 raw");
	type(&r, "\xFF");
	expect(&r, "key 1114116 raw");
	type(&r, "q");
	finish(&r, "exit 0 cooked");
}

static void test_keys__ctrl_c_stops(void **state)
{
	struct rig r = start();

	(void)state;
	expect(&r, "open raw");
	type(&r, "\003");
	finish(&r, "exit 3 cooked");
}

static void test_keys__ctrl_z_suspends(void **state)
{
	struct rig r = start();

	(void)state;
	expect(&r, "open raw");
	type(&r, "\032");
	expect(&r, "stopped cooked");
	expect(&r, "key -3 raw");
	for (char line[64]; poll(&(struct pollfd){.fd = fileno(r.seen), .events = POLLIN}, 1, 300) == 1;)
		assert_non_null(fgets(line, sizeof line, r.seen)); // SIGCONT may count as well
	type(&r, "q");
	finish(&r, "exit 0 cooked");
}

static void test_keys__hang_up_ends(void **state)
{
	struct rig r = start();

	(void)state;
	expect(&r, "open raw");
	type(&r, "\004"); // Ctrl-D is a key like others while raw
	expect(&r, "key 4 raw");
	close(r.master);
	r.master = -1;
	waitpid(r.shell, NULL, 0);
	fclose(r.seen);
}

static void test_keys__from_a_pipe(void **state)
{
	int ends[2], saved = dup(STDIN_FILENO);
	struct keys k;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "a\n\033[B\033x\xC3\xA9\xC3", 10), 10);
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	assert_int_equal(keys_open(&k, NULL), DL_OK);
	assert_false(k.terminal);
	assert_int_equal(keys_next(&k), 'a');
	assert_int_equal(keys_next(&k), KEY_ENTER);
	assert_int_equal(keys_next(&k), KEY_DOWN);
	assert_int_equal(keys_next(&k), KEY_OTHER);
	assert_int_equal(keys_next(&k), 0xE9);
	assert_int_equal(keys_next(&k), KEY_END);
	keys_close(&k);
	dup2(saved, STDIN_FILENO);
	close(saved);
	close(ends[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys__come_one_by_one_and_the_terminal_is_given_back),
		cmocka_unit_test(test_keys__ctrl_c_stops),
		cmocka_unit_test(test_keys__ctrl_z_suspends),
		cmocka_unit_test(test_keys__hang_up_ends),
		cmocka_unit_test(test_keys__from_a_pipe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
