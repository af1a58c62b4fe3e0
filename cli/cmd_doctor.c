// SPDX-License-Identifier: MIT
#include "base/json.h"
#include "cli/commands.h"
#include "cli/doctor.h"
#include "cli/options.h"

static const struct command doctor_command = {
	.name = "dateline doctor",
	.arguments = "",
	.summary = "what is wrong with this installation, and what to do",
	.about = "Looks at gnuplot, its terminals and fonts, the locale, the store and the model; changes "
		 "nothing.\n"
		 "The exit status is 0 where nothing will fail, 4 where only gnuplot will, else 1.\n",
	.examples = "  dateline doctor\n  dateline doctor --json --db news.db -m my.model\n",
};

static const char *const state_names[] = {"ok", "note", "problem"};

static void findings_json(struct buf *out, const struct finding *f, bool fine)
{
	struct json j = {.out = out};

	json_open(&j, '{');
	json_key(&j, "ok");
	json_bool(&j, fine);
	json_key(&j, "checks");
	json_open(&j, '[');
	for (size_t i = 0; i < DOCTOR_CHECKS; i++) {
		json_open(&j, '{');
		json_key(&j, "name");
		json_text(&j, f[i].name);
		json_key(&j, "state");
		json_text(&j, state_names[f[i].state]);
		json_key(&j, "found");
		json_str(&j, buf_str(&f[i].found));
		json_key(&j, "advice");
		json_str(&j, f[i].advice.len ? buf_str(&f[i].advice) : (struct str){0});
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
	buf_addc(out, '\n');
}

static void findings_text(struct buf *out, const struct finding *f, bool color)
{
	static const char *const colors[] = {"\033[32m", "\033[33m", "\033[31m"};

	for (size_t i = 0; i < DOCTOR_CHECKS; i++) {
		buf_addf(out, "%s%-7s%s  %-9s  ", color ? colors[f[i].state] : "", state_names[f[i].state],
			color ? "\033[0m" : "", f[i].name);
		output_safe(out, buf_str(&f[i].found), false);
		if (f[i].advice.len) {
			buf_adds(out, "\n                    -> ");
			output_safe(out, buf_str(&f[i].advice), false);
		}
		buf_addc(out, '\n');
	}
}

static int verdict(const struct finding *f)
{
	int code = EXIT_FINE;

	for (size_t i = DOCTOR_CHECKS; i-- > 0;)
		if (f[i].state == HEALTH_PROBLEM && code != EXIT_FAILED)
			code = i < 2 ? EXIT_EXTERNAL : EXIT_FAILED;
	return code;
}

int cmd_doctor(int argc, char **argv)
{
	struct finding findings[DOCTOR_CHECKS];
	struct arguments args;
	struct buf out = {0};
	struct dl_err err = {0};
	const char *db = NULL, *model = NULL;
	bool json = false;
	int code;
	const struct option_spec options[] = {
		{"db", 0, OPTION_STRING, &db, "FILE", .help = "the store"},
		{"model", 'm', OPTION_STRING, &model, "MODEL", .help = "the model"},
		{"json", 0, OPTION_FLAG, &json, .help = "as a JSON object"},
		{0},
	};

	if (!options_parse(&args, &doctor_command, options, argc, argv, &code))
		return code;
	doctor_examine(findings, db, model);
	code = verdict(findings);
	if (json)
		findings_json(&out, findings, code == EXIT_FINE);
	else
		findings_text(&out, findings, output_color(args.color, stdout));
	for (size_t i = 0; i < DOCTOR_CHECKS; i++)
		out.failed |= buf_failed(&findings[i].found) || buf_failed(&findings[i].advice);
	enum dl_status st = print_buf(&out, &err);

	doctor_release(findings);
	buf_release(&out);
	arguments_release(&args);
	return st == DL_OK ? code : fail(st, &err);
}
