// SPDX-License-Identifier: MIT
// Runs a fuzz target over the files named as arguments, so that every compiler replays the corpus.
#include "base/file.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv)
{
	struct buf data = {0};
	struct dl_err err;

	for (int i = 1; i < argc; i++) {
		if (file_read(&data, argv[i], 1 << 26, &err) != DL_OK) {
			fprintf(stderr, "%s\n", err.text);
			return 1;
		}
		LLVMFuzzerTestOneInput((const uint8_t *)data.ptr, data.len);
	}
	buf_release(&data);
	printf("%d inputs replayed\n", argc - 1);
	return argc > 1 ? 0 : 1;
}
