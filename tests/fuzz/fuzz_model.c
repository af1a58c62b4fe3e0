// SPDX-License-Identifier: MIT
// A stranger's model: opened, walked, used. The checksum is mended first, or nothing behind it would be
// tried.
#include "base/mem.h"
#include "classify/classify.h"
#include "models/model_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void use(struct model *m)
{
	struct classifier *c = classifier_new(m, NULL);
	struct article a = {0};
	struct verdict v;
	const struct reason *r;
	size_t n;

	article_reset(&a);
	a.title = STR("Border guards detained a smuggler");
	a.text = STR("Troops and police at the border. Farmers harvested wheat near the cargo vessel.");
	a.lang = STR("en");
	if (c && classify_article(&v, c, &a, NULL) == DL_OK)
		classify_explain(&r, &n, c, &a, 0, NULL);
	for (uint32_t i = 0; i < vocab_named(model_vocab(m)) && i < 1000; i++)
		if (model_term(m, i).len > 1 << 30)
			__builtin_trap();
	classifier_free(c);
	article_release(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy = mem_alloc(size);
	struct file_header h;
	struct model *m;

	if (!copy)
		return 0;
	memcpy(copy, data, size);
	if (size >= sizeof h) {
		memcpy(&h, copy, sizeof h);
		h.file_size = size;
		h.checksum = model_checksum(&h, (struct str){copy + sizeof h, size - sizeof h});
		memcpy(copy, &h, sizeof h);
	}
	if (model_open_memory(&m, copy, size, "fuzz", NULL) == DL_OK)
		use(m);
	model_close(m);
	mem_free(copy);
	return 0;
}
