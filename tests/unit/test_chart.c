// SPDX-License-Identifier: MIT
// What stands between a stranger's text and the page: escaping, gnuplot's quotes, the filter of pictures; and
// the geometry of charts.
#include "reports/chart.h"

#include "base/mem.h"
#include "reports/child.h"
#include "reports/html.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void is(struct buf *b, const char *want)
{
	assert_false(buf_failed(b));
	assert_string_equal(b->ptr ? b->ptr : "", want);
	buf_clear(b);
}

static void test_html__escapes(void **state)
{
	struct buf b = {0};

	(void)state;
	html_text(&b, STR("<script>alert('x' & \"y\")</script>"));
	is(&b, "&lt;script&gt;alert(&#39;x&#39; &amp; &quot;y&quot;)&lt;/script&gt;");
	html_text(&b, STR("a\xff\x01\u202e\u2066z\n\tӯ"));
	is(&b, "a\ufffd\ufffdz  ӯ");
	html_cut(&b, STR("ҷумҳурӣ"), 4);
	is(&b, "ҷум…");
	html_cut(&b, STR("ҷумҳ"), 4);
	is(&b, "ҷумҳ");
	buf_release(&b);
}

// Numbers with their per cent sign and names of weeks stay whole; what is text stays text.
static void test_html__sentence(void **state)
{
	struct buf b = {0};

	(void)state;
	html_sentence(&b, STR("<b> took 4 % (36-62 %) in 2015-W09, a co-operation of 12 towns"));
	is(&b, "&lt;b&gt; took <span class=\"nb\">4 %</span> <span class=\"nb\">(36-62 %)</span> in "
	       "<span class=\"nb\">2015-W09,</span> a co-operation of 12 towns");
	html_sentence(&b, STR("a-2-very-long-topic-name-that-must-break % 7 %"));
	is(&b, "a-2-very-long-topic-name-that-must-break % <span class=\"nb\">7 %</span>");
	html_sentence(&b, STR(""));
	is(&b, "");
	buf_release(&b);
}

static void test_html__links(void **state)
{
	(void)state;
	assert_true(html_may_link(STR("https://example.org/a?b=c&d=%20")));
	assert_true(html_may_link(STR("http://example.org/")));
	assert_false(html_may_link(STR("javascript:alert(1)")));
	assert_false(html_may_link(STR("JAVASCRIPT:alert(1)")));
	assert_false(html_may_link(STR("data:text/html,x")));
	assert_false(html_may_link(STR("//example.org")));
	assert_false(html_may_link(STR(" https://example.org")));
	assert_false(html_may_link(STR("https://example.org/a b")));
	assert_false(html_may_link(STR("https:\\\\example.org")));
	assert_false(html_may_link(STR("https://example.org/\xff")));
	assert_false(html_may_link((struct str){NULL, 0}));
}

static void test_gnuplot__quote(void **state)
{
	struct buf b = {0};

	(void)state;
	gnuplot_quote(&b, STR("it's `ls` $(id) \"_^{2}\n\\"));
	is(&b, "'it''s `ls` $(id) \"_^{2} \\'");
	gnuplot_quote(&b, STR(""));
	is(&b, "''");
	gnuplot_quote(&b, STR("'''\xc3"));
	is(&b, "'''''''\ufffd'");
	buf_release(&b);
}

static void inlined(const char *svg, const char *want)
{
	struct buf b = {0};

	assert_true(chart_inline(&b, str_from(svg), "p-"));
	is(&b, want);
	buf_release(&b);
}

static void test_inline__lets_through_what_draws(void **state)
{
	(void)state;
	inlined("<?xml version='1.0'?><svg viewBox='0 0 1 1'><title>x</title><g id=\"a\" fill=\"none\">\n<g "
		"color=\"white\">\n</g><path stroke = 'rgb(  0,  99, 168)' d='M0,0 L1,1'/></g></svg>",
		"<g id=\"p-a\" fill=\"none\"><path stroke=\"var(--c1)\" d=\"M0,0 L1,1\"/></g>");
	inlined("<svg><use xlink:href='#a' color='white'/><use xlink:href='#a' color='black'/></svg>",
		"<use href=\"#p-a\" color=\"var(--card)\"/><use href=\"#p-a\"/>");
	inlined("<svg><use xlink:href='#gpPt5' color='rgb(1, 2, 3)'/><rect fill='url(#h)'/><text "
		"fill='#555555'>a "
		"&lt;b> `c`</text></svg>",
		"<use href=\"#p-gpPt5\" color=\"#010203\"/><rect fill=\"url(#p-h)\"/><text "
		"fill=\"var(--text)\">a &lt;b&gt; `c`</text>");
}

static void test_inline__drops_the_rest(void **state)
{
	(void)state;
	inlined("<svg onload='x()'><script>alert(1)</script><g onclick='x()' "
		"class='y'><foreignObject><g><p>no</p>"
		"</g></foreignObject><path d='M0' style='background:url(http://e)'/></g></svg>",
		"<g><path d=\"M0\"/></g>");
	inlined("<svg><a href='http://e'><text>no</text></a><use xlink:href='http://e#x'/><path "
		"d='\"><script>'/></svg>",
		"<use/><path d=\"&quot;&gt;&lt;script&gt;\"/>");
	inlined("<svg><g><path></g></path></svg></svg><script>", "<g><path></path></g>");
}

static void test_inline__refuses(void **state)
{
	static const char *const bad[] = {
		"", "text", "<html></html>", "<svg>", "<svg><g>", "<svg></svg>", "<", "<svg"};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		buf_adds(&b, "before");
		if (chart_inline(&b, str_from(bad[i]), "p-"))
			fail_msg("taken for a picture: %s", bad[i]);
		is(&b, "before");
	}
	for (int i = 0; i < 1000; i++)
		buf_adds(&b, i ? "<g>" : "<svg>");
	struct buf out = {0};

	assert_false(chart_inline(&out, buf_str(&b), "p-"));
	buf_release(&b);
	buf_release(&out);
}

// A report of `n` weeks and one topic that took 10, 20, 30 ... %.
static void make_report(struct report *r, struct period *periods, struct topic_point *points, size_t n)
{
	static const char *names[] = {"amnesty"};
	static bool shown[] = {true};
	int32_t day = date_from_civil((struct civil){2015, 1, 5});

	*r = (struct report){
		.n_topics = 1, .topics = names, .shown = shown, .periods = periods, .n_periods = n};
	for (size_t i = 0; i < n; i++) {
		double share = 0.1 * (double)(i % 5 + 1);

		period_of(&periods[i], PERIOD_WEEK, day + 7 * (int32_t)i);
		periods[i].complete = true;
		periods[i].articles = 100;
		periods[i].topics = &points[i];
		points[i].raw = (struct share){share, share - 0.05, share + 0.05};
		points[i].corrected.value = (double)NAN;
		points[i].count = (size_t)(100 * share);
	}
	r->from = periods[0].from;
	r->to = periods[n - 1].to;
}

static void test_plot__geometry(void **state)
{
	struct period periods[60] = {{0}};
	struct topic_point points[60] = {{0}};
	struct report r;
	struct plot p;

	(void)state;
	make_report(&r, periods, points, 60);
	assert_int_equal(plot_init(&p, &r, PLOT_WIDE, ALL_TOPICS, NULL), DL_OK);
	assert_true(fabs(plot_x(&p, -0.5) - p.left) < 1e-9);
	assert_true(fabs(plot_x(&p, 59.5) - p.right) < 1e-9);
	assert_true(fabs(plot_y(&p, 0) - p.bottom) < 1e-9);
	assert_true(fabs(plot_y(&p, p.most) - p.top) < 1e-9);
	assert_true(p.most >= 55 && p.most <= 60);
	assert_int_equal(p.n_labels, 1);
	assert_in_range(p.n_x, 3, 12);
	for (size_t i = 0; i < p.n_x; i++)
		assert_true(p.x[i].at >= -0.5 && p.x[i].at <= 59.5 && *p.x[i].text);
	assert_string_equal(p.x[0].text, "Mar 2015");
	assert_true(plot_has(&p, 0));
	assert_false(p.points);
	make_report(&r, periods, points, 1);
	assert_int_equal(plot_init(&p, &r, PLOT_SMALL, 0, NULL), DL_OK);
	assert_true(p.points);
	assert_int_equal(p.n_x, 1);
	assert_string_equal(p.x[0].text, "5 Jan");
}

// From a few weeks to years, on paper and phone: eight pixels a letter and a gap lie between middles of
// texts.
static void test_plot__tics_do_not_touch(void **state)
{
	enum { MOST = 300 };
	static struct period periods[MOST];
	static struct topic_point points[MOST];
	struct report r;
	struct plot p;

	(void)state;
	for (size_t n = 1; n <= MOST; n++)
		for (int form = PLOT_WIDE; form <= PLOT_SMALL; form++) {
			make_report(&r, periods, points, n);
			assert_int_equal(plot_init(&p, &r, (enum plot_form)form,
						 form == PLOT_SMALL ? 0 : ALL_TOPICS, NULL),
				DL_OK);
			assert_true(p.n_x > 0);
			for (size_t i = 1; i < p.n_x; i++) {
				double letters = (double)(strlen(p.x[i].text) + strlen(p.x[i - 1].text)) / 2;

				assert_true(plot_x(&p, p.x[i].at) - plot_x(&p, p.x[i - 1].at) > 7 * letters);
			}
		}
}

// Twelve lines in one chart are told apart without colour; a line alone in its chart is plain.
static void test_plot__lines_differ_in_grey(void **state)
{
	enum { LINES = 12, WEEKS = 40 };
	const char *names[LINES] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"};
	bool shown[LINES];
	struct period periods[WEEKS] = {{0}};
	struct topic_point points[WEEKS] = {{0}}, all[WEEKS][LINES] = {{{0}}};
	struct report r;
	struct plot p;
	size_t first, every;

	(void)state;
	make_report(&r, periods, points, WEEKS);
	r.n_topics = LINES;
	r.topics = names;
	r.shown = shown;
	memset(shown, 1, sizeof shown);
	for (size_t i = 0; i < WEEKS; i++) {
		for (size_t k = 0; k < LINES; k++)
			all[i][k] = points[i];
		periods[i].topics = all[i];
	}
	assert_int_equal(plot_init(&p, &r, PLOT_WIDE, ALL_TOPICS, NULL), DL_OK);
	assert_int_equal(p.n_labels, LINES);
	for (size_t k = 0; k < LINES; k++) {
		for (size_t other = 0; other < k; other++)
			assert_false(plot_dash(&p, k) == plot_dash(&p, other) &&
				     plot_marker(&p, k) == plot_marker(&p, other));
		plot_markers(&p, k, &first, &every);
		assert_true(first < every && every * 4 <= WEEKS);
	}
	assert_int_not_equal(plot_point(&p, 0), plot_point(&p, 1));
	assert_false(plot_has_dots(&p));
	assert_int_equal(plot_init(&p, &r, PLOT_SMALL, 7, NULL), DL_OK);
	assert_int_equal(plot_dash(&p, 7), 0);
	assert_int_equal(plot_marker(&p, 7), SHAPE_NONE);
	assert_int_equal(plot_point(&p, 7), SHAPE_CIRCLE);
}

static void test_chart__own_svg_is_taken(void **state)
{
	struct period periods[60] = {{0}};
	struct topic_point points[60] = {{0}};
	struct report r;
	struct plot p;
	struct buf svg = {0}, page = {0};

	(void)state;
	make_report(&r, periods, points, 60);
	periods[20].articles = 0;
	points[20].raw.value = (double)NAN;
	periods[59].complete = false;
	assert_int_equal(plot_init(&p, &r, PLOT_WIDE, ALL_TOPICS, NULL), DL_OK);
	chart_own_svg(&svg, &p);
	assert_false(buf_failed(&svg));
	assert_true(chart_inline(&page, buf_str(&svg), "p-"));
	assert_non_null(strstr(page.ptr, "amnesty"));
	assert_non_null(strstr(page.ptr, "var(--c1)"));
	assert_non_null(strstr(page.ptr, "url(#p-hatch)"));
	assert_null(strstr(page.ptr, "nan"));
	buf_release(&svg);
	buf_release(&page);
}

static void test_chart__data_and_script(void **state)
{
	static const char *evil[] = {"it's `x`\nset output 'y'"};
	struct gnuplot g = {.svg = true, .png = "pngcairo", .font = "DejaVu Sans"};
	struct period periods[3] = {{0}};
	struct topic_point points[3] = {{0}};
	struct report r;
	struct plot p;
	struct buf b = {0};

	(void)state;
	make_report(&r, periods, points, 3);
	r.topics = evil;
	periods[2].complete = false;
	chart_data(&b, &r);
	assert_non_null(strstr(b.ptr, "# topic 1: it's `x` set output 'y'\n"));
	assert_non_null(strstr(b.ptr, "\n2015-W02\t0\t10\t5\t15\tNaN"));
	assert_non_null(strstr(b.ptr, "\n2015-W04\t2\tNaN\tNaN\tNaN\t30"));
	buf_clear(&b);
	assert_int_equal(plot_init(&p, &r, PLOT_WIDE, ALL_TOPICS, NULL), DL_OK);
	chart_script(&b, &p, &g);
	assert_non_null(strstr(b.ptr, "set label 1 'it''s `x` set "));
	assert_non_null(strstr(b.ptr, "set output 'shares.png'"));
	assert_non_null(strstr(b.ptr, "'10\u00a0%%' 10"));
	assert_null(strchr(b.ptr, '"'));
	assert_null(strstr(b.ptr, "\nset output 'y'"));
	buf_release(&b);
}

static void test_child__runs(void **state)
{
	const char *const echo[] = {"echo", "a b", NULL}, *const missing[] = {"no-such-program-here", NULL};
	const char *const bad[] = {"false", NULL}, *const slow[] = {"sleep", "30", NULL};
	struct buf b = {0};
	struct dl_err err = {0};

	(void)state;
	assert_int_equal(child_run(echo, 10, &b, &err), DL_OK);
	is(&b, "a b\n");
	assert_int_equal(child_run(missing, 10, &b, &err), DL_ENOTFOUND);
	assert_int_equal(child_run(bad, 10, &b, &err), DL_EEXTERNAL);
	assert_string_equal(err.text, "false failed (status 1)");
	assert_int_equal(child_run(slow, 1, &b, &err), DL_EEXTERNAL);
	assert_string_equal(err.text, "sleep took more than 1 seconds and was stopped");
	buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_html__escapes),
		cmocka_unit_test(test_html__sentence),
		cmocka_unit_test(test_html__links),
		cmocka_unit_test(test_gnuplot__quote),
		cmocka_unit_test(test_inline__lets_through_what_draws),
		cmocka_unit_test(test_inline__drops_the_rest),
		cmocka_unit_test(test_inline__refuses),
		cmocka_unit_test(test_plot__geometry),
		cmocka_unit_test(test_plot__tics_do_not_touch),
		cmocka_unit_test(test_plot__lines_differ_in_grey),
		cmocka_unit_test(test_chart__own_svg_is_taken),
		cmocka_unit_test(test_chart__data_and_script),
		cmocka_unit_test(test_child__runs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
