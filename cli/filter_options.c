// SPDX-License-Identifier: MIT
#include "cli/filter_options.h"

int filter_check(const struct command *c, const struct store_filter *f)
{
	if (f->labelled && f->unlabelled)
		return usage_error(
			c, "'--labelled' and '--unlabelled' together leave nothing: give one of them");
	if (f->from != DATE_NONE && f->to != DATE_NONE && f->from > f->to)
		return usage_error(c, "'--from' is later than '--to'");
	return EXIT_FINE;
}
