// SPDX-License-Identifier: MIT
#include "reports/stat_mix.h"

static double share(const struct weekly *w, const struct weekly *other)
{
	if (w->n > 0)
		return w->x / w->n;
	return other->n > 0 ? other->x / other->n : 0;
}

bool mix_split(struct mix *out, struct mix_source *sources, size_t n)
{
	double now = 0, then = 0;

	*out = (struct mix){0, 0, 0};
	for (size_t i = 0; i < n; i++) {
		now += sources[i].now.n;
		then += sources[i].then.n;
	}
	if (!(now > 0) || !(then > 0))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct mix_source *s = &sources[i];
		double s1 = share(&s->now, &s->then), s0 = share(&s->then, &s->now);
		double w1 = s->now.n / now, w0 = s->then.n / then;

		s->within = (s1 - s0) * (w1 + w0) / 2;
		s->mix = (w1 - w0) * (s1 + s0) / 2;
		out->within += s->within;
		out->mix += s->mix;
	}
	out->change = out->within + out->mix;
	return true;
}
