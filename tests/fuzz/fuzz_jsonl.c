// SPDX-License-Identifier: MIT
// JSON Lines, and arrays of records.
#include "tests/fuzz/read_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return read_as(FORMAT_JSONL, data, size);
}
