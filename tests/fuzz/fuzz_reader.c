// SPDX-License-Identifier: MIT
// Every format of the reader: the first byte chooses it, the rest is the file.
#include "tests/fuzz/read_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return size ? read_as((enum article_format)(data[0] % N_FORMATS), data + 1, size - 1) : 0;
}
