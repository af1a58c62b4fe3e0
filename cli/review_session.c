// SPDX-License-Identifier: MIT
#include "cli/review_session.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/keys.h"
#include "cli/now.h"
#include "cli/output.h"
#include "cli/review_screen.h"

#include <unistd.h>

struct step {
	size_t at; // in the queue
	struct review_state before;
};

struct session {
	struct store *s;
	const struct store_model *m;
	const struct model *model;
	struct classifier *speaker;
	const struct review_options *o;
	struct review_queue queue;
	struct keys keys;
	size_t at, skipped;
	bool loaded; // `article` is the one at `at`
	struct article article;
	double *probability;
	bool *chosen, *picked; // by the model; by the person
	struct step *steps;    // decisions that can be taken back
	size_t n_steps, steps_cap;
	size_t scroll;
	char note[160];
	bool plain_drawn; // without a terminal an article is printed once
	bool quit;
};

static bool on_terminal(const struct session *u)
{
	return u->keys.terminal && isatty(STDOUT_FILENO);
}

static int32_t topic_or_end(const struct session *u, size_t k)
{
	return k < u->m->n_topics ? (int32_t)k : -1;
}

static size_t topic_named(const struct store_model *m, struct str name)
{
	size_t k = 0;

	while (k < m->n_topics && !str_is(name, m->topics[k].topic))
		k++;
	return k;
}

// What is marked at first: the labels where there are any, else what the model chose; nothing when blind.
static void mark(struct session *u)
{
	for (size_t k = 0; k < u->m->n_topics; k++)
		u->picked[k] = !u->o->blind && !u->article.labelled && u->chosen[k];
	for (size_t i = 0; i < u->article.n_labels && !u->o->blind; i++) {
		size_t k = topic_named(u->m, u->article.labels[i]);

		if (k < u->m->n_topics)
			u->picked[k] = true;
	}
}

// Reads the article at hand. One that was taken out, or labelled by somebody else meanwhile, is passed over.
static enum dl_status load(struct session *u, struct dl_err *err)
{
	while (u->at < u->queue.n) {
		struct verdict v;
		enum dl_status st = store_review_read(
			u->s, u->m, u->queue.items[u->at].row, &u->article, u->probability, u->chosen, err);

		if (st == DL_ENOTFOUND || (st == DL_OK && u->article.labelled && !u->o->query.audit)) {
			u->at++;
			continue;
		}
		if (st != DL_OK)
			return st;
		mark(u);
		u->loaded = true;
		u->scroll = 0;
		u->plain_drawn = false;
		return u->speaker ? classify_article(&v, u->speaker, &u->article, err) : DL_OK;
	}
	return DL_OK;
}

static enum dl_status put(struct buf *out, struct dl_err *err)
{
	enum dl_status st = print_buf(out, err);

	fflush(stdout);
	buf_clear(out);
	return st;
}

static enum dl_status draw(struct session *u, struct dl_err *err)
{
	struct buf out = {0};
	bool terminal = on_terminal(u);
	struct review_screen s = {.article = &u->article,
		.m = u->m,
		.probability = u->probability,
		.chosen = u->chosen,
		.picked = u->picked,
		.speaker = u->speaker,
		.model = u->model,
		.blind = u->o->blind,
		.audit = u->o->query.audit,
		.at = u->at,
		.n = u->queue.n,
		.decided = u->n_steps,
		.note = u->note,
		.color = u->o->color,
		.clear = terminal,
		.width = output_width(stdout),
		.height = terminal ? output_height(stdout) : 0,
		.scroll = u->scroll};
	enum dl_status st = DL_OK;

	if (!terminal && u->plain_drawn) {
		buf_addf(&out, "%s\n", *u->note ? u->note : "marked: ");
		if (!*u->note) {
			out.len--;
			review_picked(&out, u->m, u->picked);
			buf_addc(&out, '\n');
		}
	} else {
		st = review_draw(&out, &s, err);
		if (!terminal)
			buf_addc(&out, '\n');
	}
	u->scroll = s.scroll;
	u->plain_drawn = true;
	u->note[0] = '\0';
	st = st == DL_OK ? put(&out, err) : st;
	buf_release(&out);
	return st;
}

static void say(struct session *u, const char *what, const bool *picked)
{
	struct buf note = {0};

	buf_adds(&note, what);
	if (picked)
		review_picked(&note, u->m, picked);
	snprintf(u->note, sizeof u->note, "%.*s", (int)utf8_cut(buf_str(&note), sizeof u->note - 1).len,
		note.ptr ? note.ptr : "");
	buf_release(&note);
}

static enum dl_status keep_step(struct session *u, struct review_state *before, struct dl_err *err)
{
	if (!mem_grow((void **)&u->steps, &u->steps_cap, u->n_steps + 1, sizeof *u->steps))
		return err_nomem(err);
	u->steps[u->n_steps].at = u->at;
	u->steps[u->n_steps++].before = *before;
	*before = (struct review_state){0};
	return DL_OK;
}

static void next(struct session *u)
{
	u->at++;
	u->loaded = false;
}

// The marked topics become the article's labels; labels that the model does not know stay.
static enum dl_status save(struct session *u, bool none, struct dl_err *err)
{
	struct article *a = &u->article;
	struct review_state before = {0};
	enum dl_status st = DL_OK;
	size_t n = 0;

	for (size_t i = 0; i < a->n_labels; i++)
		if (!none && topic_named(u->m, a->labels[i]) == u->m->n_topics)
			a->labels[n++] = a->labels[i];
	a->n_labels = n;
	for (size_t k = 0; k < u->m->n_topics; k++)
		u->picked[k] = u->picked[k] && !none;
	for (size_t k = 0; st == DL_OK && k < u->m->n_topics; k++)
		if (u->picked[k])
			st = article_add_label(a, str_from(u->m->topics[k].topic), err);
	if (st == DL_OK)
		st = store_review_decide(u->s, u->queue.items[u->at].row,
			&(struct review_decision){.model = u->m->id,
				.how = u->o->query.audit ? REVIEW_AUDIT : REVIEW_PICK,
				.decided = now_instant(),
				.seed = u->o->query.seed,
				.n_labels = a->n_labels,
				.labels = a->labels},
			&before, err);
	if (st == DL_OK)
		st = keep_step(u, &before, err);
	review_state_release(&before);
	if (st != DL_OK)
		return st;
	say(u, "saved: ", u->picked);
	next(u);
	return DL_OK;
}

static enum dl_status undo(struct session *u, struct dl_err *err)
{
	struct step *last = u->n_steps ? &u->steps[u->n_steps - 1] : NULL;
	enum dl_status st;

	if (!last) {
		say(u, "nothing to take back", NULL);
		return DL_OK;
	}
	st = store_review_set(u->s, u->queue.items[last->at].row, &last->before, err);
	if (st != DL_OK)
		return st;
	u->at = last->at;
	u->loaded = false;
	review_state_release(&last->before);
	u->n_steps--;
	say(u, "taken back", NULL);
	return DL_OK;
}

static enum dl_status help(struct session *u, struct dl_err *err)
{
	bool terminal = on_terminal(u);
	struct buf out = {0};
	enum dl_status st;
	int32_t key = KEY_REDRAW;

	if (terminal)
		buf_adds(&out, "\033[H\033[2J");
	review_help(&out, u->m, u->o->rules, output_width(stdout));
	if (terminal)
		buf_adds(&out, "\nany key goes on\n");
	st = put(&out, err);
	buf_release(&out);
	while (st == DL_OK && terminal && key == KEY_REDRAW)
		key = keys_next(&u->keys);
	if (key == KEY_STOP)
		return err_set(err, DL_EINTERRUPT, "stopped; what was decided is saved");
	u->quit = key == KEY_END;
	return st;
}

static void scroll(struct session *u, int lines)
{
	if (lines < 0 && u->scroll < (size_t)-lines)
		u->scroll = 0;
	else
		u->scroll += (size_t)lines; // back by wrapping round; the screen brings it down to the end
}

static void toggle(struct session *u, int32_t key)
{
	int32_t k = topic_or_end(u, review_topic_of(u->m, key));

	if (k >= 0)
		u->picked[k] = !u->picked[k];
	else
		say(u, "no such key; ? shows the keys", NULL);
}

static enum dl_status obey(struct session *u, int32_t key, struct dl_err *err)
{
	key = review_latin(key);
	switch (key) {
	case KEY_STOP:
		return err_set(err, DL_EINTERRUPT, "stopped; what was decided is saved");
	case KEY_END:
	case 'q':
		u->quit = true;
		return DL_OK;
	case KEY_ENTER:
	case ' ':
		return save(u, false, err);
	case 'n':
		return save(u, true, err);
	case 's':
		u->skipped++;
		say(u, "skipped", NULL);
		next(u);
		return DL_OK;
	case 'u':
		return undo(u, err);
	case '?':
		return help(u, err);
	case KEY_UP:
	case KEY_DOWN:
		scroll(u, key == KEY_UP ? -1 : 1);
		return DL_OK;
	case KEY_PAGE_UP:
	case KEY_PAGE_DOWN:
		scroll(u, key == KEY_PAGE_UP ? -10 : 10);
		return DL_OK;
	case KEY_REDRAW:
		return DL_OK;
	default:
		toggle(u, key);
		return DL_OK;
	}
}

// After the last article: its decision can still be taken back, any other key ends.
static enum dl_status at_the_end(struct session *u, struct dl_err *err)
{
	int32_t key = KEY_REDRAW;

	if (!u->n_steps) {
		u->quit = true;
		return DL_OK;
	}
	printf("%s%s\nno more articles; u takes the last decision back, any other key ends\n",
		on_terminal(u) ? "\033[H\033[2J" : "", u->note);
	fflush(stdout);
	u->note[0] = '\0';
	while (key == KEY_REDRAW)
		key = keys_next(&u->keys);
	if (review_latin(key) == 'u')
		return undo(u, err);
	u->quit = true;
	return key == KEY_STOP ? err_set(err, DL_EINTERRUPT, "stopped; what was decided is saved") : DL_OK;
}

static enum dl_status run(struct session *u, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	while (st == DL_OK && !u->quit) {
		if (!u->loaded)
			st = load(u, err);
		if (st == DL_OK && u->at >= u->queue.n) {
			st = at_the_end(u, err);
			continue;
		}
		if (st == DL_OK)
			st = draw(u, err);
		if (st == DL_OK)
			st = obey(u, keys_next(&u->keys), err);
	}
	return st;
}

static void summary(const struct session *u)
{
	bool terminal = on_terminal(u);
	size_t left = u->queue.waiting - u->n_steps;

	if (terminal)
		printf("\033[H\033[2J");
	else if (*u->note)
		printf("%s\n", u->note);
	printf("decided %zu, skipped %zu; %zu %s\n", u->n_steps, u->skipped, left,
		u->o->query.audit ? "not audited" : "wait for review");
}

static void session_close(struct session *u)
{
	for (size_t i = 0; i < u->n_steps; i++)
		review_state_release(&u->steps[i].before);
	mem_free(u->steps);
	mem_free(u->probability);
	mem_free(u->chosen);
	mem_free(u->picked);
	article_release(&u->article);
	review_queue_release(&u->queue);
}

enum dl_status review_session(struct store *s, const struct store_model *m, const struct model *model,
	struct classifier *speaker, const struct review_options *o, struct dl_err *err)
{
	struct session u = {.s = s,
		.m = m,
		.model = model,
		.speaker = speaker,
		.o = o,
		.probability = mem_zalloc(m->n_topics, sizeof *u.probability),
		.chosen = mem_zalloc(m->n_topics, sizeof *u.chosen),
		.picked = mem_zalloc(m->n_topics, sizeof *u.picked)};
	enum dl_status st = u.probability && u.chosen && u.picked ? DL_OK : err_nomem(err);

	if (st == DL_OK)
		st = store_review_queue(&u.queue, s, m, &o->query, err);
	if (st == DL_OK && u.queue.n) {
		st = keys_open(&u.keys, err);
		if (st == DL_OK) {
			st = run(&u, err);
			keys_close(&u.keys);
		}
	}
	if ((st == DL_OK || st == DL_EINTERRUPT) && !o->quiet)
		summary(&u);
	session_close(&u);
	return st;
}
