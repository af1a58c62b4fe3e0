// SPDX-License-Identifier: MIT
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

// These values are in stores and model files: a change here is a change of both formats.
static void test_base_hash__stays_as_it_is(void **state)
{
	char id[HASH_ID_LEN + 1];
	const struct str parts[] = {
		STR("http://example.org/1"), STR("A title"), STR("A text of some length")};

	(void)state;
	assert_true(hash64("", 0, 0) == UINT64_C(0x96f2cad0ba26c061));
	assert_true(hash64("dateline", 8, 0) == UINT64_C(0xe341724a79ed5b5b));
	assert_true(hash64("sixteen bytes.. and some", 24, 7) == UINT64_C(0x520fe8556c96f617));
	assert_true(hash64_long("", 0, 0) == UINT64_C(0x468c38b406c15c30));
	assert_true(hash64_long("dateline", 8, 0) == UINT64_C(0x2fad393431777d60));
	assert_true(hash64_long("seventy-two bytes, which is one step of the lanes and a rest of another.",
			    72, 7) == UINT64_C(0x7875f1ee4b08327a));
	hash_id(id, parts, 3);
	assert_string_equal(id, "406f70d558bacb35d3a5");
}

static void every_byte_counts(uint64_t (*hash)(const void *data, size_t len, uint64_t seed))
{
	unsigned char data[200] = {0};

	for (size_t len = 1; len <= sizeof data; len++) {
		uint64_t plain = hash(data, len, 1);

		assert_true(plain != hash(data, len - 1, 1));
		assert_true(plain != hash(data, len, 2));
		for (size_t i = 0; i < len; i++) {
			data[i] = 1;
			assert_true(plain != hash(data, len, 1));
			data[i] = 0;
		}
	}
}

// Each byte and the length count, at every length around the steps of 8, 16 and 64.
static void test_base_hash__every_byte_counts(void **state)
{
	(void)state;
	every_byte_counts(hash64);
	every_byte_counts(hash64_long);
}

// Words that change places, within a step and from one to another, are seen.
static void test_base_hash__order_counts(void **state)
{
	uint64_t data[32], plain;

	(void)state;
	for (size_t i = 0; i < 32; i++)
		data[i] = i * i;
	plain = hash64_long(data, sizeof data, 0);
	for (size_t i = 0; i < 32; i++)
		for (size_t k = i + 1; k < 32; k++) {
			uint64_t kept = data[i];

			data[i] = data[k];
			data[k] = kept;
			assert_true(plain != hash64_long(data, sizeof data, 0));
			data[k] = data[i];
			data[i] = kept;
		}
}

static void test_base_hash__alignment_does_not_matter(void **state)
{
	char room[64 + 8];
	static const char text[] = "the same forty-eight bytes at any address at all";

	(void)state;
	for (size_t shift = 0; shift < 8; shift++) {
		memcpy(room + shift, text, sizeof text);
		assert_true(hash64(room + shift, 48, 3) == hash64(text, 48, 3));
		assert_true(hash64_long(room + shift, 48, 3) == hash64_long(text, 48, 3));
	}
}

// A bit of the input moves about half of the output's bits.
static void test_base_hash__avalanche(void **state)
{
	uint64_t changed = 0, changed_long = 0;

	(void)state;
	for (uint64_t i = 0; i < 64 * 64; i++) {
		uint64_t x = i * UINT64_C(0x9e3779b97f4a7c15), y = x ^ UINT64_C(1) << i % 64;
		uint64_t diff = hash64(&x, 8, 0) ^ hash64(&y, 8, 0);

		for (; diff; diff &= diff - 1)
			changed++;
		diff = hash64_long(&x, 8, 0) ^ hash64_long(&y, 8, 0);
		for (; diff; diff &= diff - 1)
			changed_long++;
	}
	assert_in_range(changed, 64 * 64 * 31, 64 * 64 * 33);
	assert_in_range(changed_long, 64 * 64 * 31, 64 * 64 * 33);
}

static void test_base_hash__parts_are_kept_apart(void **state)
{
	const struct str one[] = {STR("ab"), STR("c")}, two[] = {STR("a"), STR("bc")};
	const struct str three[] = {STR("ab"), STR("c"), {NULL, 0}};
	char a[HASH_ID_LEN + 1], b[HASH_ID_LEN + 1];

	(void)state;
	hash_id(a, one, 2);
	hash_id(b, two, 2);
	assert_string_not_equal(a, b);
	hash_id(b, three, 3);
	assert_string_not_equal(a, b);
	assert_int_equal(strspn(a, "0123456789abcdef"), HASH_ID_LEN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_base_hash__stays_as_it_is),
		cmocka_unit_test(test_base_hash__every_byte_counts),
		cmocka_unit_test(test_base_hash__order_counts),
		cmocka_unit_test(test_base_hash__alignment_does_not_matter),
		cmocka_unit_test(test_base_hash__avalanche),
		cmocka_unit_test(test_base_hash__parts_are_kept_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
