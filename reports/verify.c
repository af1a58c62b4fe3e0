// SPDX-License-Identifier: MIT
// A written report against what the same question gives today.
#include "reports/series.h"

#include "base/file.h"
#include "base/mem.h"
#include "reports/json_tree.h"

enum { MOST_BYTES = 256 * 1024 * 1024, MOST_TOPICS = 1024 };

struct report_asked {
	struct buf json; // report.json as it was written
	yajl_val root;
	const char *topics[MOST_TOPICS + 1];
	struct report_options options;
};

static const char *text_at(yajl_val root, const char *first, const char *second)
{
	const char *path[] = {first, second, NULL};
	yajl_val v = yajl_tree_get(root, path, yajl_t_string);

	return v ? YAJL_GET_STRING(v) : NULL;
}

static int32_t day_at(yajl_val root, const char *key)
{
	const char *text = text_at(root, "options", key);

	return text ? date_parse(str_from(text)) : DATE_NONE;
}

static bool read_topics(struct report_asked *a)
{
	const char *path[] = {"options", "topics", NULL};
	yajl_val v = yajl_tree_get(a->root, path, yajl_t_array);

	if (!v || v->u.array.len > MOST_TOPICS)
		return false;
	for (size_t i = 0; i < v->u.array.len; i++) {
		a->topics[i] = YAJL_GET_STRING(v->u.array.values[i]);
		if (!a->topics[i])
			return false;
	}
	a->options.topics = a->topics;
	return true;
}

static bool read_options(struct report_asked *a)
{
	const char *period = text_at(a->root, "period", NULL);

	if (!period || !read_topics(a))
		return false;
	a->options.period = strcmp(period, "day") == 0     ? PERIOD_DAY
			    : strcmp(period, "month") == 0 ? PERIOD_MONTH
							   : PERIOD_WEEK;
	a->options.from = day_at(a->root, "from");
	a->options.to = day_at(a->root, "to");
	if (text_at(a->root, "options", "tz") &&
		!offset_parse(&a->options.tz, str_from(text_at(a->root, "options", "tz"))))
		return false;
	a->options.source = text_at(a->root, "options", "source");
	a->options.lang = text_at(a->root, "options", "lang");
	return true;
}

static enum dl_status read_json(struct report_asked *a, const char *path, struct dl_err *err)
{
	enum dl_status st = file_read(&a->json, path, MOST_BYTES, err);

	if (st != DL_OK)
		return st;
	buf_addc(&a->json, '\0');
	if (buf_failed(&a->json))
		return err_nomem(err);
	a->json.len--;
	a->root = json_tree(a->json.ptr);
	if (!a->root || !read_options(a))
		return err_set(err, DL_EFORMAT,
			"'%s' is no report of this program: make it again with 'reports ... -o'", path);
	return DL_OK;
}

enum dl_status report_asked_read(struct report_asked **out, const char *dir, struct dl_err *err)
{
	struct report_asked *a = mem_zalloc(1, sizeof *a);
	struct buf path = {0};
	enum dl_status st = a ? DL_OK : err_nomem(err);

	*out = NULL;
	buf_addf(&path, "%s/report.json", dir);
	if (st == DL_OK && buf_failed(&path))
		st = err_nomem(err);
	if (st == DL_OK)
		st = read_json(a, path.ptr, err);
	buf_release(&path);
	if (st == DL_OK)
		*out = a;
	else
		report_asked_free(a);
	return st;
}

const struct report_options *report_asked_options(const struct report_asked *a)
{
	return &a->options;
}

void report_asked_free(struct report_asked *a)
{
	if (!a)
		return;
	yajl_tree_free(a->root);
	buf_release(&a->json);
	mem_free(a);
}

const char *report_snapshot(const struct report *r)
{
	return r->snapshot;
}

enum dl_status report_verify(const struct report_asked *a, const struct report *now, struct dl_err *err)
{
	struct buf json = {0};
	const char *then = text_at(a->root, "snapshot", NULL);
	bool same, failed;

	report_json(&json, now);
	failed = buf_failed(&json);
	same = !failed && str_eq(buf_str(&json), buf_str(&a->json));
	buf_release(&json);
	if (failed)
		return err_nomem(err);
	if (same)
		return DL_OK;
	if (then && strcmp(then, now->snapshot) == 0)
		return err_set(err, DL_ECHECKSUM,
			"report.json was altered: its numbers are not those of snapshot %s", then);
	return err_set(err, DL_ECHECKSUM,
		"the report differs from what the same articles give now: snapshot %s then, %s now; "
		"articles, labels, "
		"model or program have changed",
		then ? then : "unknown", now->snapshot);
}
