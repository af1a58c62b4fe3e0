// SPDX-License-Identifier: MIT
// Model files of libsvm and LIBLINEAR from strangers: the first byte chooses which. What is refused says
// where; what is read is read again alike.
#include "base/mem.h"
#include "models/foreign.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TERMS = 100 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	double w[2][TERMS];
	struct foreign f[2] = {{.w = w[0], .n_terms = TERMS}, {.w = w[1], .n_terms = TERMS}};
	enum foreign_kind kind = size && data[0] % 2 ? FOREIGN_LIBLINEAR : FOREIGN_LIBSVM;
	char *copy = mem_alloc(size ? size : 1); // of just this length: a read behind the end is seen
	struct dl_err err = {0};
	enum dl_status st[2];

	if (!copy || !size) {
		mem_free(copy);
		return 0;
	}
	memcpy(copy, data + 1, size - 1);
	for (int i = 0; i < 2; i++)
		st[i] = foreign_read(&f[i], kind, (struct str){copy, size - 1}, "fuzz", &err);
	if (st[0] != st[1] || (st[0] != DL_OK && (st[0] != DL_EFORMAT || strncmp(err.text, "fuzz:", 5) != 0)))
		__builtin_trap();
	if (st[0] == DL_OK && memcmp(w[0], w[1], sizeof w[0]) != 0)
		__builtin_trap();
	mem_free(copy);
	return 0;
}
