// SPDX-License-Identifier: MIT
#include "models/paired.h"

#include "base/hash.h"

#include <math.h>
#include <stdbool.h>

void paired_note(struct paired_outcome *o, int side, const bool *gold, const bool *chosen, size_t n)
{
	o->tp[side] = o->wrong[side] = 0;
	for (size_t k = 0; k < n; k++) {
		o->tp[side] += gold[k] && chosen[k];
		o->wrong[side] += gold[k] != chosen[k];
	}
}

double mcnemar_mid_p(uint64_t first, uint64_t second)
{
	uint64_t k = first < second ? first : second;
	double n = (double)first + (double)second, at = (double)k, middle, term, sum = 0;

	if (first == second)
		return 1;
	middle = exp(lgamma(n + 1) - lgamma(at + 1) - lgamma(n - at + 1) - n * log(2));
	term = middle;
	for (; at > 0 && term > sum * 1e-17; at--) {
		term *= at / (n - at + 1);
		sum += term;
	}
	return fmin(1, 2 * sum + middle);
}

struct totals {
	double tp[2], wrong[2];
};

static bool differs(const struct paired_outcome *o)
{
	return o->tp[0] != o->tp[1] || o->wrong[0] != o->wrong[1];
}

static void add(struct totals *t, const struct paired_outcome *o, unsigned swap)
{
	for (unsigned side = 0; side < 2; side++) {
		t->tp[side] += o->tp[side ^ swap];
		t->wrong[side] += o->wrong[side ^ swap];
	}
}

static double f1(double tp, double wrong)
{
	return tp > 0 ? 2 * tp / (2 * tp + wrong) : 0;
}

static double difference(const struct totals *t)
{
	return fabs(f1(t->tp[0], t->wrong[0]) - f1(t->tp[1], t->wrong[1]));
}

double paired_micro_f1_p(const struct paired_outcome *outcomes, size_t n)
{
	struct totals seen = {0}, fixed = {0};
	uint64_t state = 1;
	int extreme = 0;

	for (size_t i = 0; i < n; i++) {
		add(&seen, &outcomes[i], 0);
		if (!differs(&outcomes[i]))
			add(&fixed, &outcomes[i], 0);
	}
	for (int round = 0; round < PAIRED_ROUNDS; round++) {
		struct totals t = fixed;

		for (size_t i = 0; i < n; i++)
			if (differs(&outcomes[i]))
				add(&t, &outcomes[i],
					(unsigned)(hash_mix(state += UINT64_C(0x9e3779b97f4a7c15)) >> 63));
		extreme += difference(&t) >= difference(&seen) - 1e-12;
	}
	return (1.0 + extreme) / (1.0 + PAIRED_ROUNDS);
}
