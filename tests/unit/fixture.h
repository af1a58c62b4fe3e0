// SPDX-License-Identifier: MIT
// What several unit tests start with: cmocka's headers in the order they want, and a tiny labelled corpus.
#ifndef TESTS_UNIT_FIXTURE_H
#define TESTS_UNIT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "train/train.h"

// 40 made-up articles about grain ("farm") and ships ("port"), every fourth about both, every seventh about
// neither.
static inline void tiny_article(struct article *a, size_t i)
{
	static const char *const farm[] = {
		"wheat harvest", "barley fields", "farmers sow grain", "corn yields", "combine harvesters"};
	static const char *const port[] = {
		"cargo vessel", "harbour cranes", "containers unloaded", "shipping lanes", "dock workers"};
	bool both = i % 4 == 0, none = i % 7 == 0 && !both, is_farm = both || (!none && i % 2);
	bool is_port = both || (!none && !(i % 2));
	char text[400], id[24];

	article_reset(a);
	snprintf(id, sizeof id, "t%zu", i);
	snprintf(text, sizeof text, "The report number %zu speaks of %s and %s. %s. %s today.", i,
		is_farm ? farm[i % 5] : "quiet weather", is_port ? port[i % 5] : "local music",
		is_farm ? farm[(i + 2) % 5] : "A choir sang", is_port ? port[(i + 1) % 5] : "People walked");
	a->id = arena_copy(&a->mem, str_from(id));
	a->text = arena_copy(&a->mem, str_from(text));
	a->lang = STR("en");
	a->labelled = true;
	if (is_farm)
		assert_int_equal(article_add_label(a, STR("farm"), NULL), DL_OK);
	if (is_port)
		assert_int_equal(article_add_label(a, STR("port"), NULL), DL_OK);
}

static inline struct train_set *tiny_set(void)
{
	struct train_set *set = train_set_new();
	struct article a = {0};

	for (size_t i = 0; i < 40; i++) {
		tiny_article(&a, i);
		assert_int_equal(train_set_add(set, &a, NULL), DL_OK);
	}
	article_release(&a);
	return set;
}

static inline struct train_options tiny_options(void)
{
	return (struct train_options){
		.recipe = RECIPE_DEFAULT, .folds = 4, .seed = 1, .threads = 1, .made = ""};
}

#endif
