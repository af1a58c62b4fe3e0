// SPDX-License-Identifier: MIT
#include "reports/json_tree.h"

#include <stdbool.h>

// Comments, which yajl_tree_parse would take, may hide a quote from this scan: refused as well. Of what is no
// JSON nothing is said, the parser refuses it.
static bool is_strange(const char *text)
{
	size_t depth = 0;
	bool inside = false; // of a string

	for (const char *p = text; *p; p++) {
		if (inside && *p == '\\' && p[1])
			p++;
		else if (*p == '"')
			inside = !inside;
		else if (inside)
			continue;
		else if (*p == '/' || ((*p == '[' || *p == '{') && ++depth > JSON_TREE_MOST_NESTED))
			return true;
		else if ((*p == ']' || *p == '}') && depth)
			depth--;
	}
	return false;
}

yajl_val json_tree(const char *text)
{
	char why[8]; // yajl writes its reason there; ours are said by the caller

	return is_strange(text) ? NULL : yajl_tree_parse(text, why, sizeof why);
}
