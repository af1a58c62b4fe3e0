// SPDX-License-Identifier: MIT
// Warnings of one kind are one sentence to a reader, and a model is warned of by its audit.
#include "reports/drift.h"
#include "reports/finding_words.h"
#include "reports/phrase.h"
#include "reports/series.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

enum { MOST = 16, WEEKS = 4 };

static const char *const names[MOST] = {
	"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p"};

struct world {
	struct report r;
	const char *topics[MOST], *uncorrected[MOST];
	struct period periods[WEEKS];
	struct finding findings[2 * MOST];
};

static void make(struct world *w)
{
	int32_t day = date_from_civil((struct civil){2015, 1, 5});

	*w = (struct world){.r = {.n_topics = MOST, .n_periods = WEEKS}};
	memcpy(w->topics, names, sizeof names);
	w->r.topics = w->topics;
	w->r.uncorrected = w->uncorrected;
	w->r.periods = w->periods;
	w->r.findings = w->findings;
	for (int i = 0; i < WEEKS; i++)
		period_of(&w->periods[i], PERIOD_WEEK, day + 7 * i);
}

static struct finding *add(struct world *w, enum finding_kind kind, size_t topic)
{
	struct finding *f = &w->findings[w->r.n_findings++];

	*f = finding_of(kind, topic, 1, 3);
	f->warning = true;
	f->text = STR("alone");
	return f;
}

static void says(const struct world *w, size_t i, const char *want)
{
	struct buf b = {0};

	assert_true(warning_is_said(&w->r, i));
	warning_say(&b, &w->r, i);
	assert_false(buf_failed(&b));
	assert_string_equal(b.ptr, want);
	buf_release(&b);
}

static void test_warnings__one_sentence_a_kind(void **state)
{
	struct world w;

	(void)state;
	make(&w);
	w.uncorrected[4] = w.uncorrected[6] = phrase_text(LANGUAGE_EN, P_R_CANNOT);
	w.uncorrected[5] = phrase_text(LANGUAGE_EN, P_R_NO_RATES);
	add(&w, WARNING_DRIFT_SCORES, 0);
	add(&w, WARNING_UNCORRECTED, 4);
	add(&w, WARNING_UNCORRECTED, 5);
	add(&w, WARNING_DRIFT_SCORES, 2);
	add(&w, WARNING_UNCORRECTED, 6);
	add(&w, WARNING_GAP, MOST);
	says(&w, 0,
		"The correction of 2015-W03 to 2015-W05 is not to be trusted, the model’s scores no longer "
		"look like "
		"those of its training: a, c.");
	says(&w, 1,
		"Shown as counted, not corrected (the model cannot tell this topic apart well enough): e, "
		"g.");
	says(&w, 2, "alone");
	assert_false(warning_is_said(&w.r, 3));
	assert_false(warning_is_said(&w.r, 4));
	says(&w, 5, "alone");
	w.r.o.language = LANGUAGE_RU;
	says(&w, 1,
		"Показаны по подсчёту, без поправки (модель недостаточно хорошо отличает эту тему): e, g.");
	says(&w, 2, "f: показано по подсчёту, без поправки: в этих файлах нет долей ошибок модели.");
}

static void test_warnings__numbers_and_sources(void **state)
{
	struct world w;
	struct finding *f;

	(void)state;
	make(&w);
	for (size_t k = 0; k < 2; k++) {
		f = add(&w, WARNING_DISAGREE, k);
		f->now = (struct share){0.31, 0.25, 0.4};
		f->then = (struct share){0.2, 0.18, 0.24};
		f = add(&w, WARNING_AUDIT, k);
		f->now = (struct share){0.5, 0.4, 0.6};
		f->then = (struct share){0.8, 0.75, 0.85};
		f = add(&w, WARNING_SOURCE_SILENT, MOST);
		f->source = k ? STR("Khovar") : STR("AKIpress");
	}
	says(&w, 0,
		"Two corrections of 2015-W03 to 2015-W05 disagree: a 31\u00a0% and 20\u00a0% (18–24\u00a0%); "
		"b "
		"31\u00a0% and 20\u00a0% (18–24\u00a0%).");
	says(&w, 1,
		"In the audit the model found another part of the articles than in training, the corrections "
		"count "
		"with errors that no longer hold: a 50\u00a0% (40–60\u00a0%), in training 80\u00a0% "
		"(75–85\u00a0%); b "
		"50\u00a0% (40–60\u00a0%), in training 80\u00a0% (75–85\u00a0%). Train again.");
	says(&w, 2,
		"Nothing came in 2015-W03 from sources that each gave at least a tenth of all articles "
		"before: "
		"AKIpress, Khovar. Shares may have moved because the collection did.");
}

static void test_warnings__many_are_counted(void **state)
{
	struct world w;

	(void)state;
	make(&w);
	for (size_t k = 0; k < 14; k++)
		add(&w, WARNING_DRIFT_SCORES, k);
	w.r.o.language = LANGUAGE_TG;
	says(&w, 0,
		"Ба ислоҳи аз 2015-W03 то 2015-W05 бовар кардан нашояд, баҳоҳои модел дигар ба баҳоҳои вақти "
		"омӯзиш "
		"монанд нестанд: a, b, c, d, e, f, g, h, i, j, k, l, … (+2).");
	for (size_t i = 1; i < 14; i++)
		assert_false(warning_is_said(&w.r, i));
}

// By hand, Newcombe's method 10: 33 of 50 against 180 of 200 differ by -0.383 to -0.114, 41 of 50 by -0.212
// to 0.016, 50 of 50 by 0.021 to 0.149.
static void test_drift__audit(void **state)
{
	struct confusion trained = {180, 200, 0, 0}, audit = {33, 50, 0, 0};
	struct report r = {.n_topics = 1, .errors = &trained, .audit = &audit};
	struct share now, then;

	(void)state;
	assert_true(drift_audit(&now, &then, &r, 0));
	assert_true(fabs(now.value - 0.66) < 1e-12 && fabs(then.value - 0.9) < 1e-12);
	audit.tp = 41; // outside of the interval of training, yet within chance
	assert_false(drift_audit(&now, &then, &r, 0));
	assert_true(now.value < then.low);
	audit.tp = 50; // better than in training
	assert_true(drift_audit(&now, &then, &r, 0));
	audit = (struct confusion){0, 0, 5, 50};
	assert_false(drift_audit(&now, &then, &r, 0));
	r.audit = NULL;
	assert_false(drift_audit(&now, &then, &r, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_warnings__one_sentence_a_kind),
		cmocka_unit_test(test_warnings__numbers_and_sources),
		cmocka_unit_test(test_warnings__many_are_counted),
		cmocka_unit_test(test_drift__audit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
