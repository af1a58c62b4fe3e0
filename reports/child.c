// SPDX-License-Identifier: MIT
#include "reports/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_OUTPUT = 64 * 1024, NAP_MS = 5 };

extern char **environ;

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int spawn(pid_t *pid, const char *const *argv, int out)
{
	posix_spawn_file_actions_t actions;
	int code = posix_spawn_file_actions_init(&actions);

	if (code != 0)
		return code;
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out, STDERR_FILENO);
	code = posix_spawnp(pid, argv[0], &actions, NULL, (char *const *)(uintptr_t)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	return code;
}

// Reads until the child closes its outputs; false when `until` came first.
static bool drain(int in, int64_t until, struct buf *output)
{
	struct pollfd p = {.fd = in, .events = POLLIN};
	char chunk[4096];

	for (;;) {
		int64_t left = until - now_ms();
		int ready = left > 0 ? poll(&p, 1, (int)left) : 0;

		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			return false;
		ssize_t got = read(in, chunk, sizeof chunk);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return true;
		if (output->len + (size_t)got <= MOST_OUTPUT)
			buf_add(output, chunk, (size_t)got);
	}
}

// The child's status; -1 when it had to be killed.
static int reap(pid_t pid, int64_t until)
{
	const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};
	int status = -1;

	for (;;) {
		pid_t done = waitpid(pid, &status, WNOHANG);

		if (done == pid)
			return status;
		if ((done < 0 && errno != EINTR) || now_ms() >= until)
			break;
		nanosleep(&nap, NULL);
	}
	kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return -1;
}

static enum dl_status judge(int status, const char *name, int seconds, struct dl_err *err)
{
	if (status == -1)
		return err_set(
			err, DL_EEXTERNAL, "%s took more than %d seconds and was stopped", name, seconds);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return DL_OK;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return err_set(err, DL_ENOTFOUND, "%s was not found", name);
	return err_set(err, DL_EEXTERNAL, "%s failed (%s %d)", name, WIFEXITED(status) ? "status" : "signal",
		WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
}

enum dl_status child_run(const char *const *argv, int seconds, struct buf *output, struct dl_err *err)
{
	int64_t until = now_ms() + (int64_t)seconds * 1000;
	int ends[2], code;
	pid_t pid;

	if (pipe(ends) != 0)
		return err_set(err, DL_EIO, "cannot make a pipe to %s: %s", argv[0], strerror(errno));
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	code = spawn(&pid, argv, ends[1]);
	close(ends[1]);
	if (code == 0) {
		bool closed = drain(ends[0], until, output);

		code = reap(pid, closed ? until : 0);
		close(ends[0]);
		return judge(code, argv[0], seconds, err);
	}
	close(ends[0]);
	if (code == ENOENT || code == EACCES)
		return err_set(err, DL_ENOTFOUND, "%s was not found", argv[0]);
	return err_set(err, DL_EEXTERNAL, "%s could not be started: %s", argv[0], strerror(code));
}
