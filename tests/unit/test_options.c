// SPDX-License-Identifier: MIT
#include "base/date.h"
#include "cli/options.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const sizes[] = {"small", "large", NULL};

struct values {
	bool json;
	const char *db;
	int n, size;
	double c;
	int32_t from, to;
	struct option_list topics, names;
	struct arguments args;
	char said[4096]; // on stderr
};

// Runs the parser with stderr caught in a file.
static int parse(struct values *v, const struct command *c, const struct option_spec *options, char **argv)
{
	char name[] = "/tmp/test_options.XXXXXX";
	int file = mkstemp(name), saved = dup(STDERR_FILENO), argc = 0, code = -1;

	assert_true(file >= 0 && saved >= 0);
	unlink(name);
	while (argv[argc])
		argc++;
	dup2(file, STDERR_FILENO);
	if (options_parse(&v->args, c, options, argc, argv, &code))
		code = -1;
	dup2(saved, STDERR_FILENO);
	ssize_t n = pread(file, v->said, sizeof(v->said) - 1, 0);

	v->said[n > 0 ? n : 0] = '\0';
	close(saved);
	close(file);
	return code;
}

// Parses the words after the command; -1: it may go on, else the exit code.
static int run(struct values *v, char **argv)
{
	const struct command c = {
		.name = "dateline try", .arguments = "FILE...", .summary = "try", .max_args = 3};
	const struct option_spec options[] = {
		{"json", 'j', OPTION_FLAG, &v->json, .help = "JSON"},
		{"db", 0, OPTION_STRING, &v->db, "FILE", .help = "store"},
		{"count", 'n', OPTION_INT, &v->n, "N", .help = "count", .min = 1, .max = 100},
		{"cost", 0, OPTION_DOUBLE, &v->c, "X", .help = "cost"},
		{"from", 0, OPTION_DATE, &v->from, "DATE", .help = "from"},
		{"to", 0, OPTION_DATE, &v->to, "DATE", .help = "to", .last_day = true},
		{"topic", 't', OPTION_LIST, &v->topics, "T", .help = "topic"},
		{"names", 0, OPTION_COMMAS, &v->names, "N,N", .help = "names"},
		{"size", 0, OPTION_CHOICE, &v->size, "SIZE", .help = "size", .choices = sizes},
		{0},
	};

	*v = (struct values){0};
	return parse(v, &c, options, argv);
}

static void done(struct values *v)
{
	option_list_release(&v->topics);
	option_list_release(&v->names);
	arguments_release(&v->args);
}

#define WORDS(...) ((char *[]){(char[]){"try"}, __VA_ARGS__, NULL})
#define W(text)    ((char[]){text})

static void test_options__stand_anywhere(void **state)
{
	struct values v;

	(void)state;
	assert_int_equal(run(&v, WORDS(W("a"), W("--json"), W("b"), W("--db"), W("x.db"), W("-"))), -1);
	assert_true(v.json);
	assert_string_equal(v.db, "x.db");
	assert_int_equal(v.args.n, 3);
	assert_string_equal(v.args.items[2], "-");
	assert_null(v.args.items[3]);
	done(&v);
}

static void test_options__two_dashes_end_them(void **state)
{
	struct values v;

	(void)state;
	assert_int_equal(run(&v, WORDS(W("--"), W("--json"), W("-n"))), -1);
	assert_false(v.json);
	assert_int_equal(v.args.n, 2);
	assert_string_equal(v.args.items[0], "--json");
	done(&v);
}

static void test_options__equals_blank_and_short_forms(void **state)
{
	struct values v;

	(void)state;
	assert_int_equal(run(&v, WORDS(W("--count=7"), W("--cost"), W("0.5"), W("--db="), W("x"))), 2);
	assert_non_null(strstr(v.said, "'--db'"));
	done(&v);
	assert_int_equal(run(&v, WORDS(W("-n5"), W("--cost"), W("-0.5"), W("-qjv"))), -1);
	assert_int_equal(v.n, 5);
	assert_true(v.c < -0.4 && v.c > -0.6);
	assert_true(v.args.quiet && v.args.verbose && v.json);
	done(&v);
	assert_int_equal(run(&v, WORDS(W("-n"), W("6"), W("-n"), W("8"))), -1);
	assert_int_equal(v.n, 8);
	done(&v);
}

static void test_options__beginnings_of_names(void **state)
{
	struct values v;

	(void)state;
	assert_int_equal(run(&v, WORDS(W("--js"), W("--siz=large"))), -1);
	assert_true(v.json);
	assert_int_equal(v.size, 1);
	done(&v);
	assert_int_equal(run(&v, WORDS(W("--co"), W("1"))), 2);
	assert_non_null(strstr(v.said, "may mean"));
	done(&v);
}

static void test_options__lists(void **state)
{
	struct values v;

	(void)state;
	assert_int_equal(
		run(&v, WORDS(W("--topic=a,b"), W("-t"), W("c"), W("--names"), W("x, y"), W("--names=z"))),
		-1);
	assert_int_equal(v.topics.n, 2);
	assert_string_equal(v.topics.items[0], "a,b");
	assert_null(v.topics.items[2]);
	assert_int_equal(v.names.n, 3);
	assert_string_equal(v.names.items[1], "y");
	assert_string_equal(v.names.items[2], "z");
	done(&v);
	assert_int_equal(run(&v, WORDS(W("--names=a,,b"))), 2);
	done(&v);
}

static void test_options__dates_and_weeks(void **state)
{
	struct values v;

	(void)state;
	assert_int_equal(run(&v, WORDS(W("--from=2015-W26"), W("--to"), W("2015-W26"))), -1);
	assert_int_equal(v.from, date_parse(STR("2015-06-22")));
	assert_int_equal(v.to, date_parse(STR("2015-06-28")));
	done(&v);
	assert_int_equal(run(&v, WORDS(W("--from=2015-02-29"))), 2);
	assert_non_null(strstr(v.said, "'--from'"));
	done(&v);
}

static void test_options__wrong_ones_exit_2_and_say_what_to_try(void **state)
{
	static const struct {
		char words[2][24];
		const char *says;
	} rows[] = {
		{{"--jsn"}, "did you mean '--json'?"},
		{{"--nothing-like-it"}, "unknown option '--nothing-like-it'"},
		{{"-x"}, "unknown option '-x'"},
		{{"--json=yes"}, "'--json' takes no value"},
		{{"--db"}, "'--db' needs a value (FILE)"},
		{{"-n"}, "'-n' (--count) needs a value"},
		{{"-n", "0"}, "from 1 to 100"},
		{{"-n", "101"}, "from 1 to 100"},
		{{"-n", "9999999999999999999"}, "from 1 to 100"},
		{{"-n", "7x"}, "whole number, not '7x'"},
		{{"--cost", "nan"}, "needs a number"},
		{{"--cost", "1e999"}, "needs a number"},
		{{"--size", "huge"}, "choose small or large"},
		{{"--color", "blue"}, "choose auto, always or never"},
	};
	struct values v;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char first[24], second[24];

		memcpy(first, rows[i].words[0], sizeof(first));
		memcpy(second, rows[i].words[1], sizeof(second));
		assert_int_equal(run(&v, WORDS(first, *second ? second : NULL)), 2);
		if (!strstr(v.said, rows[i].says))
			fail_msg("'%s' does not say: %s", v.said, rows[i].says);
		assert_non_null(strstr(v.said, "try 'dateline try --help'"));
		done(&v);
	}
}

static void test_options__counts_arguments(void **state)
{
	struct values v;

	(void)state;
	assert_int_equal(run(&v, WORDS(W("a"), W("b"), W("c"), W("d"))), 2);
	assert_non_null(strstr(v.said, "'d' is one argument too many"));
	done(&v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_options__stand_anywhere),
		cmocka_unit_test(test_options__two_dashes_end_them),
		cmocka_unit_test(test_options__equals_blank_and_short_forms),
		cmocka_unit_test(test_options__beginnings_of_names),
		cmocka_unit_test(test_options__lists),
		cmocka_unit_test(test_options__dates_and_weeks),
		cmocka_unit_test(test_options__wrong_ones_exit_2_and_say_what_to_try),
		cmocka_unit_test(test_options__counts_arguments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
