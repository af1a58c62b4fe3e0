// SPDX-License-Identifier: MIT
#include "base/file.h"

#include "base/mem.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

// Every test works in a folder of its own that is removed afterwards.
static int enter(void **state)
{
	char *dir = mem_strdup("/tmp/dateline-file-XXXXXX", 25);

	if (!dir || !mkdtemp(dir) || chdir(dir) != 0)
		return -1;
	*state = dir;
	return 0;
}

static int leave(void **state)
{
	static const char *const names[] = {"d/e/.hidden", "d/e/b", "d/e-f", "d/up", "d/to-file", "d/e",
		"d/a", "d", "a", "p/q/r", "p/q", "p"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		remove(names[i]);
	if (chdir("/") != 0 || rmdir(*state) != 0)
		return -1;
	mem_free(*state);
	return 0;
}

static void put(const char *path, const char *text)
{
	assert_int_equal(file_write(path, str_from(text), NULL), DL_OK);
}

static void test_base_file__write_then_read(void **state)
{
	struct buf b = {0};
	struct dl_err err = {0};
	struct stat info;
	mode_t mask = umask(022);

	(void)state;
	put("a", "old");
	put("a", "the new text");
	umask(mask);
	assert_int_equal(file_read(&b, "a", 12, &err), DL_OK);
	assert_true(str_is(buf_str(&b), "the new text"));
	assert_int_equal(b.ptr[b.len], '\0');
	assert_int_equal(stat("a", &info), 0);
	assert_int_equal(info.st_mode & 0777, 0644);
	put("a", "");
	assert_int_equal(file_read(&b, "a", 0, &err), DL_OK);
	assert_true(str_is(buf_str(&b), ""));
	assert_string_equal(err.text, "");
	buf_release(&b);
}

static void test_base_file__read_refuses(void **state)
{
	struct buf b = {0};
	struct dl_err err = {0};

	(void)state;
	put("a", "12345");
	assert_int_equal(file_read(&b, "a", 4, &err), DL_EFORMAT);
	assert_non_null(strstr(err.text, "'a' is larger than 4 bytes"));
	assert_int_equal(file_read(&b, "none", 4, &err), DL_ENOTFOUND);
	assert_non_null(strstr(err.text, "cannot open 'none'"));
	assert_int_equal(file_read(&b, ".", 4, &err), DL_EIO);
	assert_int_equal(file_read(&b, "/dev/zero", 100000, &err), DL_EFORMAT);
	mem_fail_after(0);
	buf_release(&b);
	assert_int_equal(file_read(&b, "a", 100, &err), DL_ENOMEM);
	mem_fail_after(-1);
	buf_release(&b);
}

// A write that fails leaves the old file and no temporary one.
static void test_base_file__write_fails_whole(void **state)
{
	struct file_list l = {0};
	struct dl_err err = {0};

	(void)state;
	assert_int_equal(mkdir("d", 0777), 0);
	put("d/a", "kept");
	assert_int_equal(file_write("d", STR("x"), &err), DL_EIO);
	assert_non_null(strstr(err.text, "cannot write 'd'"));
	assert_int_equal(file_write("none/a", STR("x"), &err), DL_EIO);
	assert_int_equal(file_walk(&l, ".", &err), DL_OK);
	assert_int_equal(l.n, 1);
	assert_string_equal(l.paths[0], "./d/a");
	file_list_release(&l);
}

static void make_empty(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);

	assert_true(fd >= 0);
	close(fd);
}

// What a killed process left of the same target goes; what looks alike and what a living one holds stays.
static void test_base_file__stale_temporaries_go(void **state)
{
	static const char *const kept[] = {"d/a.dateline-tmp-x", "d/a.dateline-tmp-abcdefg",
		"d/b.dateline-tmp-abcdef", "d/a.tmp-abcdef", "d/xa.dateline-tmp-abcdef"};
	struct buf name = {0};
	int fd, ready[2], end[2], status;
	pid_t child;
	char c;

	(void)state;
	assert_int_equal(mkdir("d", 0777), 0);
	make_empty("d/a.dateline-tmp-aB3dEf");
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		make_empty(kept[i]);
	put("d/a", "text");
	assert_false(file_exists("d/a.dateline-tmp-aB3dEf"));
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		assert_true(file_exists(kept[i]));
		assert_int_equal(unlink(kept[i]), 0);
	}
	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(end), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) { // holds a temporary file until it is killed
		if (file_temp(&name, &fd, "d/a", NULL) == DL_OK && write(ready[1], name.ptr, name.len) > 0)
			(void)!read(end[0], &c, 1);
		_exit(0);
	}
	assert_non_null(buf_room(&name, 100));
	ssize_t got = read(ready[0], name.ptr, 99);

	assert_true(got > 0);
	name.ptr[got] = '\0';
	put("d/a", "other");
	assert_true(file_exists(name.ptr));
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(file_exists(name.ptr));
	put("d/a", "third");
	assert_false(file_exists(name.ptr));
	buf_release(&name);
	for (int i = 0; i < 2; i++) {
		close(ready[i]);
		close(end[i]);
	}
}

static void test_base_file__map(void **state)
{
	struct file_map m;
	struct dl_err err = {0};

	(void)state;
	put("a", "mapped");
	assert_int_equal(file_map(&m, "a", &err), DL_OK);
	put("a", "replaced");
	assert_int_equal(m.len, 6);
	assert_memory_equal(m.data, "mapped", 6);
	file_unmap(&m);
	assert_null(m.data);
	put("a", "");
	assert_int_equal(file_map(&m, "a", &err), DL_OK);
	assert_null(m.data);
	file_unmap(&m);
	assert_int_equal(file_map(&m, "none", &err), DL_ENOTFOUND);
	assert_int_equal(file_map(&m, ".", &err), DL_EIO);
}

static void test_base_file__mkdirs(void **state)
{
	struct dl_err err = {0};

	(void)state;
	assert_int_equal(file_mkdirs("p/q/r", &err), DL_OK);
	assert_true(file_is_dir("p/q/r"));
	assert_int_equal(file_mkdirs("p//q/r/", &err), DL_OK);
	assert_int_equal(file_mkdirs("/", &err), DL_OK);
	put("a", "");
	assert_true(file_exists("a"));
	assert_false(file_is_dir("a"));
	assert_false(file_exists("b"));
	assert_int_equal(file_mkdirs("a/b", &err), DL_EIO);
	assert_non_null(strstr(err.text, "cannot make the folder 'a'"));
}

// Byte order of the whole paths ('-' sorts before '/'), hidden names and linked folders passed over.
static void test_base_file__walk(void **state)
{
	static const char *const want[] = {"first", "d/a", "d/e-f", "d/e/b", "d/to-file"};
	struct file_list l = {0};

	(void)state;
	assert_int_equal(file_mkdirs("d/e", NULL), DL_OK);
	put("d/e/b", "");
	put("d/a", "");
	put("d/e-f", "");
	put("d/e/.hidden", "");
	assert_int_equal(symlink("..", "d/up"), 0);
	assert_int_equal(symlink("a", "d/to-file"), 0);
	assert_int_equal(file_walk(&l, "first", NULL), DL_OK);
	assert_int_equal(file_walk(&l, "d", NULL), DL_OK);
	assert_int_equal(l.n, 5);
	for (size_t i = 0; i < l.n; i++)
		assert_string_equal(l.paths[i], want[i]);
	file_list_release(&l);
	assert_null(l.paths);
}

static void test_base_file__join(void **state)
{
	struct buf b = {0};

	(void)state;
	assert_string_equal(file_join(&b, "a", "b"), "a/b");
	assert_string_equal(file_join(&b, "a/", "b"), "a/b");
	assert_string_equal(file_join(&b, "", "b"), "b");
	buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_base_file__write_then_read, enter, leave),
		cmocka_unit_test_setup_teardown(test_base_file__read_refuses, enter, leave),
		cmocka_unit_test_setup_teardown(test_base_file__write_fails_whole, enter, leave),
		cmocka_unit_test_setup_teardown(test_base_file__stale_temporaries_go, enter, leave),
		cmocka_unit_test_setup_teardown(test_base_file__map, enter, leave),
		cmocka_unit_test_setup_teardown(test_base_file__mkdirs, enter, leave),
		cmocka_unit_test_setup_teardown(test_base_file__walk, enter, leave),
		cmocka_unit_test(test_base_file__join),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
