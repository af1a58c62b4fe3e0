// SPDX-License-Identifier: MIT
#include "cli/options.h"

#include "base/date.h"
#include "base/mem.h"
#include "cli/options_help.h"
#include "cli/suggest.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>

struct parser {
	struct arguments *args;
	const struct command *command;
	const struct option_spec *own;
	struct option_spec common[OPTIONS_COMMON + 1];
	char **next; // the next element of argv
	bool help, table;
	int color;
};

int usage_error(const struct command *c, const char *format, ...)
{
	struct dl_err err = {0};
	va_list list;

	va_start(list, format);
	vsnprintf(err.text, sizeof(err.text), format, list);
	va_end(list);
	complain("%s", err.text);
	fprintf(stderr, "try '%s --help'\n", c->name);
	return EXIT_USAGE;
}

static bool list_add(struct option_list *l, const char *item)
{
	if (!mem_grow((void **)&l->items, &l->cap, l->n + 2, sizeof(*l->items)))
		return false;
	l->items[l->n++] = item;
	l->items[l->n] = NULL;
	return true;
}

void option_list_release(struct option_list *l)
{
	mem_free(l->items);
	*l = (struct option_list){0};
}

void arguments_release(struct arguments *args)
{
	mem_free(args->items);
	arena_release(&args->mem);
	*args = (struct arguments){0};
}

static int out_of_memory(void)
{
	struct dl_err err = {0};

	return fail(err_nomem(&err), &err);
}

static int add_argument(struct parser *p, const char *word)
{
	struct option_list l = {p->args->items, p->args->n, p->args->cap};
	bool ok = list_add(&l, word);

	p->args->items = l.items;
	p->args->n = l.n;
	p->args->cap = l.cap;
	return ok ? EXIT_FINE : out_of_memory();
}

static int set_commas(struct parser *p, const struct option_spec *o, const char *value)
{
	while (true) {
		size_t len = strcspn(value, ",");
		struct str word = str_trim((struct str){value, len});

		if (word.len == 0)
			return usage_error(
				p->command, "option '--%s' has an empty name between its commas", o->name);
		struct str copy = arena_copy(&p->args->mem, word);

		if (!copy.ptr || !list_add(o->into, copy.ptr))
			return out_of_memory();
		if (!value[len])
			return EXIT_FINE;
		value += len + 1;
	}
}

static int wrong_choice(struct parser *p, const struct option_spec *o, const char *value)
{
	struct buf names = {0};
	int code;

	for (int i = 0; o->choices[i]; i++)
		buf_addf(&names, "%s%s", i == 0 ? "" : o->choices[i + 1] ? ", " : " or ", o->choices[i]);
	code = usage_error(p->command, "option '--%s' cannot be '%s': choose %s", o->name, value,
		names.ptr ? names.ptr : "another");
	buf_release(&names);
	return code;
}

static int set_choice(struct parser *p, const struct option_spec *o, const char *value)
{
	for (int i = 0; o->choices[i]; i++)
		if (!strcmp(o->choices[i], value)) {
			*(int *)o->into = i;
			return EXIT_FINE;
		}
	return wrong_choice(p, o, value);
}

static int set_int(struct parser *p, const struct option_spec *o, const char *value)
{
	char *end;
	bool bounded = o->min != 0 || o->max != 0;

	errno = 0;
	long n = strtol(value, &end, 10);
	if (end == value || *end || ascii_is_space(*value))
		return usage_error(
			p->command, "option '--%s' needs a whole number, not '%s'", o->name, value);
	if (bounded && o->max < INT_MAX && (errno || (double)n < o->min || (double)n > o->max))
		return usage_error(p->command, "option '--%s' needs a number from %.0f to %.0f, not '%s'",
			o->name, o->min, o->max, value);
	if (errno || n > INT_MAX || n < INT_MIN || (bounded && (double)n < o->min))
		return usage_error(p->command, "option '--%s' cannot be '%s': the number is too %s", o->name,
			value, n > 0 ? "large" : "small");
	*(int *)o->into = (int)n;
	return EXIT_FINE;
}

static int set_double(struct parser *p, const struct option_spec *o, const char *value)
{
	char *end;
	double x = strtod(value, &end);

	if (end == value || *end || ascii_is_space(*value) || !isfinite(x))
		return usage_error(p->command, "option '--%s' needs a number, not '%s'", o->name, value);
	if ((o->min != 0 || o->max != 0) && (x < o->min || x > o->max))
		return usage_error(p->command, "option '--%s' needs a number from %g to %g, not '%s'",
			o->name, o->min, o->max, value);
	*(double *)o->into = x;
	return EXIT_FINE;
}

static int set_date(struct parser *p, const struct option_spec *o, const char *value)
{
	struct iso_week week;
	int32_t day = date_parse(str_from(value));

	if (day == DATE_NONE && week_parse(&week, str_from(value))) {
		day = week_monday(week);
		if (day != DATE_NONE && o->last_day)
			day += 6;
	}
	if (day == DATE_NONE)
		return usage_error(p->command,
			"option '--%s' needs a date such as 2015-06-24 or a week such as 2015-W26, not '%s'",
			o->name, value);
	*(int32_t *)o->into = day;
	return EXIT_FINE;
}

static int set_value(struct parser *p, const struct option_spec *o, const char *value)
{
	switch (o->type) {
	case OPTION_FLAG:
		*(bool *)o->into = true;
		return EXIT_FINE;
	case OPTION_STRING:
		*(const char **)o->into = value;
		return *value ? EXIT_FINE
			      : usage_error(p->command, "option '--%s' needs a value, not an empty word",
					o->name);
	case OPTION_LIST:
		return list_add(o->into, value) ? EXIT_FINE : out_of_memory();
	case OPTION_COMMAS:
		return set_commas(p, o, value);
	case OPTION_CHOICE:
		return set_choice(p, o, value);
	case OPTION_INT:
		return set_int(p, o, value);
	case OPTION_DOUBLE:
		return set_double(p, o, value);
	case OPTION_DATE:
		break;
	}
	return set_date(p, o, value);
}

// The i-th option of the command and the common ones; NULL after the last.
static const struct option_spec *option_at(const struct parser *p, size_t i)
{
	size_t n = 0;

	while (p->own && p->own[n].name)
		n++;
	if (i < n)
		return &p->own[i];
	return p->common[i - n].name ? &p->common[i - n] : NULL;
}

static int unknown_option(struct parser *p, struct str name)
{
	char typed[64];
	struct suggestion s;

	snprintf(typed, sizeof(typed), "%.*s", (int)(name.len < 60 ? name.len : 60), name.ptr);
	suggest_start(&s, typed);
	for (size_t i = 0; option_at(p, i); i++)
		suggest_offer(&s, option_at(p, i)->name);
	if (s.best)
		return usage_error(p->command, "unknown option '--%s': did you mean '--%s'?", typed, s.best);
	return usage_error(p->command, "unknown option '--%s'", typed);
}

static int find_long(struct parser *p, struct str name, const struct option_spec **found)
{
	const struct option_spec *other = NULL;

	*found = NULL;
	for (size_t i = 0; option_at(p, i); i++) {
		const struct option_spec *o = option_at(p, i);

		if (str_is(name, o->name)) {
			*found = o;
			return EXIT_FINE;
		}
		if (name.len && str_starts(str_from(o->name), name)) {
			other = *found;
			*found = o;
		}
	}
	if (!*found)
		return unknown_option(p, name);
	if (other)
		return usage_error(p->command, "option '--%.*s' may mean '--%s' or '--%s': write it out",
			(int)name.len, name.ptr, other->name, (*found)->name);
	return EXIT_FINE;
}

static int parse_long(struct parser *p, const char *word)
{
	const char *equals = strchr(word, '=');
	struct str name = {word, equals ? (size_t)(equals - word) : strlen(word)};
	const struct option_spec *o;
	int code = find_long(p, name, &o);

	if (code)
		return code;
	if (o->type == OPTION_FLAG) // NOLINT(clang-analyzer-core.NullDereference)
		return equals ? usage_error(p->command, "option '--%s' takes no value", o->name)
			      : set_value(p, o, "");
	if (equals)
		return set_value(p, o, equals + 1);
	if (!*p->next)
		return usage_error(p->command, "option '--%s' needs a value (%s)", o->name, o->value);
	return set_value(p, o, *p->next++);
}

static int parse_short(struct parser *p, const char *letters)
{
	for (; *letters; letters++) {
		const struct option_spec *o = NULL;

		for (size_t i = 0; !o && option_at(p, i); i++)
			if (option_at(p, i)->letter == *letters)
				o = option_at(p, i);
		if (!o)
			return usage_error(p->command, "unknown option '-%s'", letters);
		if (o->type == OPTION_FLAG) {
			set_value(p, o, "");
			continue;
		}
		if (letters[1])
			return set_value(p, o, letters + 1);
		if (!*p->next)
			return usage_error(p->command, "option '-%c' (--%s) needs a value (%s)", o->letter,
				o->name, o->value);
		return set_value(p, o, *p->next++);
	}
	return EXIT_FINE;
}

static int parse_words(struct parser *p)
{
	int code = EXIT_FINE;
	bool ended = false;

	while (code == EXIT_FINE && *p->next && !p->help) {
		const char *word = *p->next++;

		if (ended || word[0] != '-' || !word[1])
			code = add_argument(p, word);
		else if (!strcmp(word, "--"))
			ended = true;
		else if (!strcmp(word, HELP_TABLE))
			p->help = p->table = true;
		else
			code = word[1] == '-' ? parse_long(p, word + 2) : parse_short(p, word + 1);
	}
	return code;
}

static int check_count(const struct arguments *args, const struct command *c)
{
	if (args->n < c->min_args)
		return usage_error(c, "the argument %s is missing", c->arguments);
	if (args->n > c->max_args)
		return usage_error(c, "'%s' is one argument too many", args->items[c->max_args]);
	return EXIT_FINE;
}

bool options_parse(struct arguments *args, const struct command *c, const struct option_spec *options,
	int argc, char **argv, int *code)
{
	struct parser p = {.args = args, .command = c, .own = options, .next = argv + (argc > 0)};

	*args = (struct arguments){0};
	options_common(p.common, &p.help, &args->quiet, &args->verbose, &p.color);
	*code = EXIT_FINE;
	if (!mem_grow((void **)&args->items, &args->cap, 1, sizeof(*args->items)))
		*code = out_of_memory();
	else
		args->items[0] = NULL;
	if (*code == EXIT_FINE)
		*code = parse_words(&p);
	args->color = (enum color_choice)p.color;
	if (*code == EXIT_FINE && p.help)
		(p.table ? options_table : options_help)(c, options);
	else if (*code == EXIT_FINE)
		*code = check_count(args, c);
	if (*code == EXIT_FINE && !p.help)
		return true;
	for (const struct option_spec *o = options; o && o->name; o++)
		if (o->type == OPTION_LIST || o->type == OPTION_COMMAS)
			option_list_release(o->into);
	arguments_release(args);
	return false;
}
