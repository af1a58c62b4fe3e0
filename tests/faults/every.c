// SPDX-License-Identifier: MIT
// Runs a command once for each allocation that it makes, which then fails (nomem.c), each time in a folder of
// its own.
//   every NOMEM.so FOLDER STEP STORE COUNT WHOLE FILE DATELINE ARGUMENT...
// FOLDER: made anew for each run; the command's working folder.
// STORE: a file that is copied to FOLDER/store.db, or "".
// COUNT: how many allocations there are; each STEPth fails.
// WHOLE: the output of the command when nothing fails.
// FILE: one that the command writes below FOLDER, or ""; WHOLE.file is what it should be.
// A run ends with 0 and that output and file, or with 1, 3 or 4 and a word; each 20th store is checked.
// Prints what does not, and how many runs there were.
#define _GNU_SOURCE // nftw

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 20, MOST_BAD = 20, CHECK_EACH = 20, MOST_OUTPUT = 4 << 20 };

struct bytes {
	char *data;
	size_t n;
};

static void stop(const char *what)
{
	perror(what);
	exit(2);
}

static struct bytes slurp(const char *path)
{
	struct bytes b = {malloc(MOST_OUTPUT), 0};
	int fd = open(path, O_RDONLY);
	ssize_t got;

	if (fd < 0 || !b.data)
		stop(path);
	while ((got = read(fd, b.data + b.n, MOST_OUTPUT - b.n)) > 0)
		b.n += (size_t)got;
	close(fd);
	return b;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
	(void)info;
	(void)kind;
	(void)at;
	return remove(path);
}

static void make_folder(const char *folder, const struct bytes *store)
{
	char path[4096];
	int fd;

	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	if (mkdir(folder, 0777) != 0)
		stop(folder);
	if (!store->data)
		return;
	snprintf(path, sizeof path, "%s/store.db", folder);
	fd = open(path, O_WRONLY | O_CREAT, 0666);
	if (fd < 0 || write(fd, store->data, store->n) != (ssize_t)store->n)
		stop(path);
	close(fd);
}

static void onto(int to, const char *path, int flags)
{
	int fd = open(path, flags | O_CREAT, 0666);

	if (fd < 0 || dup2(fd, to) < 0)
		stop(path);
	close(fd);
}

// The exit status, 128 + the signal where one ended it.
static int run(const char *folder, const char *preload, long at, char **argv)
{
	char number[32];
	int status;
	pid_t child = fork();

	if (child < 0)
		stop("fork");
	if (child == 0) {
		onto(0, "/dev/null", O_RDONLY);
		onto(1, "every.out", O_WRONLY | O_TRUNC);
		onto(2, "every.err", O_WRONLY | O_TRUNC);
		snprintf(number, sizeof number, "%ld", at);
		if (chdir(folder) != 0)
			stop(folder);
		if (preload) {
			setenv("NOMEM_AT", number, 1);
			setenv("LD_PRELOAD", preload, 1);
		}
		alarm(SECONDS);
		execv(argv[0], argv);
		stop(argv[0]);
	}
	if (waitpid(child, &status, 0) != child)
		stop("wait");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static const char *judge(
	int code, const struct bytes *whole, const char *file, const struct bytes *whole_file)
{
	struct bytes out = slurp("every.out"), err = slurp("every.err");
	bool same = out.n == whole->n && memcmp(out.data, whole->data, out.n) == 0, silent = err.n == 0;

	free(out.data);
	free(err.data);
	if (code == 0 && same && whole_file->data) {
		struct bytes written = slurp(file);

		same = written.n == whole_file->n && memcmp(written.data, whole_file->data, written.n) == 0;
		free(written.data);
	}
	if (code == 0)
		return same ? NULL : "exit 0, but the output is another";
	if (code == 1 || code == 3 || code == 4)
		return silent ? "it fails without a word" : NULL;
	return "it crashes";
}

int main(int argc, char **argv)
{
	struct bytes store = {0}, whole, whole_file = {0};
	char name[4096];
	long step, count, runs = 0, bad = 0;

	if (argc < 9)
		return 2;
	step = strtol(argv[3], NULL, 10);
	count = strtol(argv[5], NULL, 10);
	if (*argv[4])
		store = slurp(argv[4]);
	whole = slurp(argv[6]);
	snprintf(name, sizeof name, "%s.file", argv[6]);
	if (*argv[7])
		whole_file = slurp(name);
	snprintf(name, sizeof name, "%s/%s", argv[2], argv[7]);
	for (long at = 0; at < count && bad < MOST_BAD; at += step) {
		char *check[] = {argv[8], "corpus", "check", "-q", "--db", "store.db", NULL};
		const char *wrong;
		int code;

		make_folder(argv[2], &store);
		code = run(argv[2], argv[1], at, argv + 8);
		wrong = judge(code, &whole, name, &whole_file);
		if (!wrong && store.data && runs % CHECK_EACH == 0 && run(argv[2], NULL, 0, check) != 0)
			wrong = "the store is damaged";
		runs++;
		if (!wrong)
			continue;
		bad++;
		printf("FAILED: allocation %ld of %ld fails: %s (exit %d)\n", at, count, wrong, code);
	}
	printf("%ld of %ld allocations failed\n", runs, count);
	return bad ? 1 : 0;
}
