// SPDX-License-Identifier: MIT
#include "models/model_diff.h"

// Words by their keys. A slot may name any number: a stranger's is checked.
static void match_words(uint32_t *to, const struct vocab *a, const struct vocab *b)
{
	for (uint32_t i = 0; i < a->n_key_slots; i++) {
		const struct key_slot *s = &a->key_slots[i];
		uint32_t id = s->id < a->n_words ? vocab_find(b, s->key) : VOCAB_NONE;

		if (s->id < a->n_words && id < b->n_words)
			to[s->id] = id;
	}
}

static void match_pairs(uint32_t *to, const struct vocab *a, const struct vocab *b)
{
	for (uint32_t i = 0; i < a->n_pair_slots; i++) {
		const struct pair_slot *s = &a->pair_slots[i];
		uint32_t id;

		if (s->id >= vocab_named(a) || s->first >= a->n_words || s->second >= a->n_words)
			continue;
		if (to[s->first] == VOCAB_NONE || to[s->second] == VOCAB_NONE)
			continue;
		id = vocab_find_pair(b, to[s->first], to[s->second]);
		if (id < vocab_named(b))
			to[s->id] = id;
	}
}

static void match_titles(uint32_t *to, const struct vocab *a, const struct vocab *b)
{
	for (uint32_t word = 0; word < a->n_words; word++) {
		uint32_t id = vocab_title(a, word), there;

		if (id >= vocab_named(a) || to[word] == VOCAB_NONE)
			continue;
		there = vocab_title(b, to[word]);
		if (there < vocab_named(b))
			to[id] = there;
	}
}

void model_match(uint32_t *to, const struct model *a, const struct model *b)
{
	const struct vocab *va = model_vocab(a), *vb = model_vocab(b);

	for (uint32_t i = 0; i < vocab_named(va); i++)
		to[i] = VOCAB_NONE;
	match_words(to, va, vb);
	match_pairs(to, va, vb);
	match_titles(to, va, vb);
}

double model_mention(const struct model *m, uint32_t id, size_t topic)
{
	return model_weight(m, id, topic) * (double)model_vocab(m)->idf[id];
}
