// SPDX-License-Identifier: MIT
// Mutations that know a model file: fields of the header and of the section table get values at the edges,
// one section or one topic is changed and the rest left as it is. The target mends checksum and size.
#include "base/hash.h"
#include "models/model_file.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed);

static uint64_t edge(uint64_t old, uint64_t file_size, uint64_t random)
{
	const uint64_t values[] = {0, 1, old + 1, old - 1, old * 2, old / 2, file_size, file_size - 1,
		0x7fffffff, 0xffffffff, UINT64_MAX, UINT64_MAX - 63, old ^ (UINT64_C(1) << random % 64)};

	return values[random % (sizeof values / sizeof *values)];
}

static void change_number(uint8_t *at, size_t width, uint64_t file_size, uint64_t random)
{
	uint64_t value = 0;

	memcpy(&value, at, width);
	value = edge(value, file_size, random);
	memcpy(at, &value, width);
}

static void change_header(uint8_t *data, size_t size, uint64_t random)
{
	const size_t first = offsetof(struct file_header, n_words),
		     sections = offsetof(struct file_header, sections);
	bool in_sections = random & 1;
	size_t width = in_sections || random & 2 ? 8 : 4;
	size_t from = in_sections ? sections : first;
	size_t to = in_sections ? sizeof(struct file_header) : sections;

	change_number(data + from + (random >> 8) % ((to - from) / width) * width, width, size, random >> 32);
}

// One 4 or 8 byte number of a section, at its natural place.
static void change_word(uint8_t *section, size_t len, uint64_t file_size, uint64_t random)
{
	size_t width = random & 1 ? 8 : 4;

	if (len >= width)
		change_number(
			section + (random >> 1) % (len / width) * width, width, file_size, random >> 24);
}

static void change_section(uint8_t *data, size_t size, uint64_t random)
{
	struct file_header h;
	struct file_section s;

	memcpy(&h, data, sizeof h);
	s = h.sections[random % N_SECTIONS];
	if (s.at >= size || !s.size || s.size > size - s.at)
		return;
	if (random & 1024)
		change_word(data + s.at, s.size, size, random >> 16);
	else
		LLVMFuzzerMutate(data + s.at, s.size, s.size);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
	uint64_t random = hash_mix(seed);

	if (size < sizeof(struct file_header) || random % 8 == 0)
		return LLVMFuzzerMutate(data, size, max_size);
	if (random % 8 < 4)
		change_header(data, size, hash_mix(random));
	else
		change_section(data, size, hash_mix(random));
	return size;
}
