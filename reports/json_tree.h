// SPDX-License-Identifier: MIT
// JSON from strangers as a tree of yajl's, whose yajl_tree_free calls itself once a level: nesting that would
// run out of stack is refused first.
#ifndef REPORTS_JSON_TREE_H
#define REPORTS_JSON_TREE_H

#include <yajl/yajl_tree.h>

enum { JSON_TREE_MOST_NESTED = 256 };

// The tree of `text`, NUL-terminated; NULL where it is no JSON, nests deeper than JSON_TREE_MOST_NESTED, has
// comments, or there is no memory. The caller frees it with yajl_tree_free (NULL is allowed).
yajl_val json_tree(const char *text);

#endif
