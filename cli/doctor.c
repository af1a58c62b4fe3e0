// SPDX-License-Identifier: MIT
#include "cli/doctor.h"

#include "cli/model_path.h"
#include "cli/store_path.h"
#include "corpus/store.h"
#include "models/model.h"
#include "reports/gnuplot.h"

#include <inttypes.h>
#include <strings.h>

static const char letters[] = "aäßéжяқғҳҷӣӯ"; // of the languages that reports are written in

static void advise(struct finding *f, enum health state, const char *advice)
{
	f->state = state;
	buf_adds(&f->advice, advice);
}

static void look_at_terminals(struct finding *f, const struct gnuplot *g)
{
	buf_addf(&f->found, "SVG: %s, PNG: %s", g->svg ? "svg" : "none", g->png ? g->png : "none");
	if (!g->svg)
		advise(f, HEALTH_PROBLEM, "install gnuplot-nox: this gnuplot cannot draw SVG");
	else if (!g->png)
		advise(f, HEALTH_NOTE, "charts/*.png will be missing; install gnuplot-nox");
}

static void look_at_fonts(struct finding *f, const struct gnuplot *g)
{
	buf_adds(&f->found, *g->font ? g->font : "none named");
	if (g->letters_missing)
		advise(f, HEALTH_NOTE,
			"no font has all Latin, Cyrillic and Tajik letters; install fonts-dejavu-core");
}

static void look_at_gnuplot(struct finding *program, struct finding *terminals, struct finding *fonts)
{
	struct gnuplot g;
	struct dl_err err = {0};

	if (gnuplot_probe(&g, NULL, str_from(letters), &err) != DL_OK) {
		buf_adds(&program->found, err.text);
		advise(program, HEALTH_PROBLEM,
			"install gnuplot-nox; without it reports have plain charts and no PNG, and exit with "
			"4");
		buf_adds(&terminals->found, "not known without gnuplot");
		buf_adds(&fonts->found, "not known without gnuplot");
		terminals->state = fonts->state = HEALTH_NOTE;
		return;
	}
	buf_addf(&program->found, "version %s", *g.version ? g.version : "not said");
	look_at_terminals(terminals, &g);
	look_at_fonts(fonts, &g);
}

// The first of the three variables that counts, as setlocale(3) would choose.
static void look_at_locale(struct finding *f)
{
	static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	const char *value = NULL;

	for (size_t i = 0; i < 3 && !(value && *value); i++)
		value = getenv(variables[i]);
	buf_adds(&f->found, value && *value ? value : "none set");
	for (const char *p = value; p && *p; p++)
		if (!strncasecmp(p, "utf-8", 5) || !strncasecmp(p, "utf8", 4))
			return;
	advise(f, HEALTH_NOTE,
		"everything is printed as UTF-8 in any locale; if letters look wrong in the terminal: "
		"export LC_ALL=C.UTF-8");
}

static void look_at_counts(struct finding *f, struct store *s)
{
	struct store_counts counts;
	struct dl_err err = {0};

	if (store_counts(s, &counts, &err) != DL_OK) {
		buf_addf(&f->found, ": %s", err.text);
		advise(f, HEALTH_PROBLEM, "try 'dateline corpus check'");
		return;
	}
	buf_addf(&f->found, ": %" PRIu64 " articles, %" PRIu64 " classified, %" PRIu64 " without a date",
		counts.articles, counts.classified, counts.undated);
	if (counts.articles && counts.undated * 4 > counts.articles)
		advise(f, HEALTH_NOTE,
			"more than a quarter has no date and is in no report; 'dateline corpus clean --json' "
			"shows why");
}

static void look_at_store(struct finding *f, const char *db)
{
	const char *path = store_path(db);
	struct store *s = NULL;
	struct dl_err err = {0};
	enum dl_status st = store_open(&s, path, STORE_READ, &err);

	buf_adds(&f->found, st == DL_OK ? path : err.text);
	if (st == DL_OK)
		look_at_counts(f, s);
	else if (st == DL_ENOTFOUND)
		f->state = HEALTH_NOTE;
	else
		advise(f, HEALTH_PROBLEM, "name another store with --db or DATELINE_DB, or restore a backup");
	store_close(s);
}

static void look_at_model(struct finding *f, const char *given)
{
	struct buf mem = {0};
	struct dl_err err = {0};
	struct model *m = NULL;
	const char *path = NULL;
	enum dl_status st = model_path(&path, &mem, given, &err);

	if (st == DL_OK)
		st = model_open(&m, path, &err);
	if (st == DL_OK) {
		buf_addf(&f->found, "%s: %zu topics, %" PRIu32 " terms", path, model_n_topics(m),
			vocab_named(model_vocab(m)));
	} else {
		buf_adds(&f->found, err.text);
		advise(f, HEALTH_PROBLEM,
			"name a model with -m or DATELINE_MODEL, make one with 'dateline train', or install "
			"again");
	}
	model_close(m);
	buf_release(&mem);
}

void doctor_examine(struct finding out[DOCTOR_CHECKS], const char *db, const char *model)
{
	static const char *const names[DOCTOR_CHECKS] = {
		"gnuplot", "terminals", "fonts", "locale", "store", "model"};

	for (size_t i = 0; i < DOCTOR_CHECKS; i++)
		out[i] = (struct finding){.name = names[i]};
	look_at_gnuplot(&out[0], &out[1], &out[2]);
	look_at_locale(&out[3]);
	look_at_store(&out[4], db);
	look_at_model(&out[5], model);
}

void doctor_release(struct finding f[DOCTOR_CHECKS])
{
	for (size_t i = 0; i < DOCTOR_CHECKS; i++) {
		buf_release(&f[i].found);
		buf_release(&f[i].advice);
	}
}
