// SPDX-License-Identifier: MIT
#include "corpus/story_union.h"

#include "base/hash.h"
#include "base/mem.h"

enum { FIRST_SIZE = 64 };

struct node {
	int64_t x, parent; // x 0: a free place
	uint64_t fresh;    // of a root: new articles in the group
	bool old;          // of a root: a story that was there before is in the group
};

// Open addressing, at most half full.
struct union_find {
	struct node *nodes;
	size_t size, used; // size: a power of 2
};

struct union_find *union_new(void)
{
	struct union_find *u = mem_zalloc(1, sizeof *u);

	if (!u)
		return NULL;
	u->nodes = mem_zalloc(FIRST_SIZE, sizeof *u->nodes);
	u->size = FIRST_SIZE;
	if (u->nodes)
		return u;
	mem_free(u);
	return NULL;
}

void union_free(struct union_find *u)
{
	if (!u)
		return;
	mem_free(u->nodes);
	mem_free(u);
}

// Where x is, or the free place where it would be.
static struct node *place(const struct union_find *u, int64_t x)
{
	size_t at = (size_t)hash_mix((uint64_t)x) & (u->size - 1);

	while (u->nodes[at].x && u->nodes[at].x != x)
		at = (at + 1) & (u->size - 1);
	return &u->nodes[at];
}

static bool grow(struct union_find *u)
{
	struct union_find bigger = {mem_zalloc(u->size * 2, sizeof *u->nodes), u->size * 2, u->used};

	if (!bigger.nodes)
		return false;
	for (size_t i = 0; i < u->size; i++)
		if (u->nodes[i].x)
			*place(&bigger, u->nodes[i].x) = u->nodes[i];
	mem_free(u->nodes);
	*u = bigger;
	return true;
}

static bool add(struct union_find *u, int64_t x, bool is_new)
{
	struct node *n;

	if (u->used * 2 >= u->size && !grow(u))
		return false;
	n = place(u, x);
	if (n->x)
		return true;
	*n = (struct node){.x = x, .parent = x, .fresh = is_new, .old = !is_new};
	u->used++;
	return true;
}

static struct node *root(const struct union_find *u, int64_t x)
{
	struct node *n = place(u, x);

	while (n->x && n->parent != n->x) {
		struct node *up = place(u, n->parent);

		n->parent = up->parent;
		n = up;
	}
	return n;
}

int64_t union_root(const struct union_find *u, int64_t x)
{
	const struct node *n = root(u, x);

	return n->x ? n->x : x;
}

bool union_join(struct union_find *u, int64_t a, bool new_a, int64_t b, bool new_b)
{
	struct node *x, *y;

	if (!add(u, a, new_a) || !add(u, b, new_b))
		return false;
	x = root(u, a);
	y = root(u, b);
	if (x == y)
		return true;
	y->parent = x->x;
	x->fresh += y->fresh;
	x->old = x->old || y->old;
	return true;
}

uint64_t union_joined(const struct union_find *u)
{
	uint64_t n = 0;

	for (size_t i = 0; i < u->size; i++)
		if (u->nodes[i].x && u->nodes[i].parent == u->nodes[i].x)
			n += u->nodes[i].fresh - !u->nodes[i].old;
	return n;
}

enum dl_status union_each(struct union_find *u,
	enum dl_status (*fn)(void *payload, int64_t x, int64_t root, struct dl_err *err), void *payload,
	struct dl_err *err)
{
	enum dl_status st = DL_OK;

	for (size_t i = 0; i < u->size && st == DL_OK; i++)
		if (u->nodes[i].x)
			st = fn(payload, u->nodes[i].x, root(u, u->nodes[i].x)->x, err);
	return st;
}
