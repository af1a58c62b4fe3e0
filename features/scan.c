// SPDX-License-Identifier: MIT
#include "features/scan.h"

#include <stdbool.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

static int is_word(unsigned char c)
{
	unsigned char low = c | 0x20;

	return (low >= 'a' && low <= 'z') || (c >= '0' && c <= '9') || (c >= 0x80 && c < 0xE0 && c != 0xC2);
}

static void scan_portable(struct scan_masks *out, const unsigned char *block)
{
	*out = (struct scan_masks){0};
	for (unsigned i = 0; i < SCAN_BLOCK; i++) {
		unsigned char c = block[i];

		out->word |= (uint64_t)is_word(c) << i;
		out->stop |= (uint64_t)(c == '.' || c == '!' || c == '?') << i;
		out->exotic |= (uint64_t)(c >= 0xE0 || c == 0xC2) << i;
	}
}

// Eight bits at a time, without a look at how many are left.
static size_t list_portable(size_t *out, uint64_t bits, size_t base)
{
	size_t n = scan_count(bits);

	for (size_t done = 0; done < n; done += SCAN_SPARE + 1)
		for (size_t i = 0; i <= SCAN_SPARE; i++, bits &= bits - 1)
			out[done + i] = base + (size_t)__builtin_ctzll(bits | UINT64_C(1) << 63);
	return n;
}

#if defined(__x86_64__)

// c - low <= high - low, unsigned, for each byte.
static inline __m128i between128(__m128i x, char low, char high)
{
	__m128i off = _mm_sub_epi8(x, _mm_set1_epi8(low));

	return _mm_cmpeq_epi8(_mm_min_epu8(off, _mm_set1_epi8((char)(high - low))), off);
}

static inline __m128i equal128(__m128i x, char c)
{
	return _mm_cmpeq_epi8(x, _mm_set1_epi8(c));
}

static inline uint64_t bits128(__m128i x)
{
	return (uint64_t)(unsigned)_mm_movemask_epi8(x);
}

static void scan_sse2(struct scan_masks *out, const unsigned char *block)
{
	*out = (struct scan_masks){0};
	for (unsigned i = 0; i < SCAN_BLOCK; i += 16) {
		__m128i x = _mm_loadu_si128((const __m128i *)(const void *)(block + i));
		__m128i low = _mm_or_si128(x, _mm_set1_epi8(0x20));
		__m128i high = _mm_or_si128(between128(x, (char)0xE0, (char)0xFF), equal128(x, (char)0xC2));
		__m128i word = _mm_or_si128(_mm_or_si128(between128(low, 'a', 'z'), between128(x, '0', '9')),
			_mm_andnot_si128(high, between128(x, (char)0x80, (char)0xFF)));
		__m128i stop =
			_mm_or_si128(_mm_or_si128(equal128(x, '.'), equal128(x, '!')), equal128(x, '?'));

		out->word |= bits128(word) << i;
		out->stop |= bits128(stop) << i;
		out->exotic |= bits128(high) << i;
	}
}

#define AVX2 __attribute__((target("avx2")))

// Bits of what a byte may be, one table by its lower half and one by its upper: it is what both say. A digit;
// a letter of the columns 4 and 6; of 5 and 7; a byte of 0x80 up that is not exotic, in all columns and in
// that of 0xC2; a stop in column 2, in column 3.
enum { DIGIT = 1, LETTER_46 = 2, LETTER_57 = 4, HIGH = 8, HIGH_C = 16, STOP_2 = 32, STOP_3 = 64 };
enum { WORD_BYTE = DIGIT | LETTER_46 | LETTER_57 | HIGH | HIGH_C, STOP_BYTE = STOP_2 | STOP_3 };
#define ALWAYS (LETTER_46 | HIGH | HIGH_C)

static const unsigned char by_low[16] = {DIGIT | LETTER_57 | HIGH | HIGH_C,
	DIGIT | LETTER_57 | ALWAYS | STOP_2, DIGIT | LETTER_57 | LETTER_46 | HIGH, DIGIT | LETTER_57 | ALWAYS,
	DIGIT | LETTER_57 | ALWAYS, DIGIT | LETTER_57 | ALWAYS, DIGIT | LETTER_57 | ALWAYS,
	DIGIT | LETTER_57 | ALWAYS, DIGIT | LETTER_57 | ALWAYS, DIGIT | LETTER_57 | ALWAYS,
	LETTER_57 | ALWAYS, ALWAYS, ALWAYS, ALWAYS, ALWAYS | STOP_2, ALWAYS | STOP_3};
static const unsigned char by_high[16] = {0, 0, STOP_2, DIGIT | STOP_3, LETTER_46, LETTER_57, LETTER_46,
	LETTER_57, HIGH, HIGH, HIGH, HIGH, HIGH_C, HIGH};

AVX2 static inline __m256i twice(const unsigned char table[16])
{
	return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)table));
}

// Which bytes have a bit of `bits`.
AVX2 static inline uint64_t has_bits(__m256i x, int bits)
{
	__m256i none =
		_mm256_cmpeq_epi8(_mm256_and_si256(x, _mm256_set1_epi8((char)bits)), _mm256_setzero_si256());

	return (uint32_t)~_mm256_movemask_epi8(none);
}

AVX2 static void scan_avx2(struct scan_masks *out, const unsigned char *block)
{
	const __m256i low = twice(by_low), high = twice(by_high), half = _mm256_set1_epi8(15);
	uint64_t beyond = 0;

	*out = (struct scan_masks){0};
	for (unsigned i = 0; i < SCAN_BLOCK; i += 32) {
		__m256i x = _mm256_loadu_si256((const __m256i *)(const void *)(block + i));
		__m256i is = _mm256_and_si256(_mm256_shuffle_epi8(low, _mm256_and_si256(x, half)),
			_mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(x, 4), half)));

		out->word |= has_bits(is, WORD_BYTE) << i;
		out->stop |= has_bits(is, STOP_BYTE) << i;
		beyond |= (uint64_t)(uint32_t)_mm256_movemask_epi8(x) << i;
	}
	out->exotic = beyond & ~out->word;
}

#define BMI __attribute__((target("bmi,popcnt")))

BMI static size_t list_bmi(size_t *out, uint64_t bits, size_t base)
{
	size_t n = (size_t)_mm_popcnt_u64(bits);

	for (size_t done = 0; done < n; done += SCAN_SPARE + 1) {
#pragma GCC unroll 8
		for (size_t i = 0; i <= SCAN_SPARE; i++, bits = _blsr_u64(bits))
			out[done + i] = base + (size_t)_tzcnt_u64(bits);
	}
	return n;
}

const struct scan_way *scan_ways(size_t *n)
{
	static const struct scan_way ways[] = {
		{scan_portable, list_portable}, {scan_sse2, list_portable}, {scan_avx2, list_bmi}};
	bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
		    __builtin_cpu_supports("popcnt");

	*n = avx2 ? 3 : 2;
	return ways;
}

#elif defined(__aarch64__)

// One bit a byte: each byte keeps its own bit, and pairs are added up three times.
static inline uint64_t bits_neon(const uint8x16_t m[4])
{
	static const uint8_t own[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
	uint8x16_t bit = vld1q_u8(own);
	uint8x16_t a = vpaddq_u8(vandq_u8(m[0], bit), vandq_u8(m[1], bit));
	uint8x16_t b = vpaddq_u8(vandq_u8(m[2], bit), vandq_u8(m[3], bit));

	a = vpaddq_u8(a, b);
	a = vpaddq_u8(a, a);
	return vgetq_lane_u64(vreinterpretq_u64_u8(a), 0);
}

static inline uint8x16_t between_neon(uint8x16_t x, uint8_t low, uint8_t high)
{
	return vandq_u8(vcgeq_u8(x, vdupq_n_u8(low)), vcleq_u8(x, vdupq_n_u8(high)));
}

static void scan_neon(struct scan_masks *out, const unsigned char *block)
{
	uint8x16_t word[4], stop[4], high[4];

	for (unsigned i = 0; i < 4; i++) {
		uint8x16_t x = vld1q_u8(block + 16 * i), low = vorrq_u8(x, vdupq_n_u8(0x20));

		high[i] = vorrq_u8(vcgeq_u8(x, vdupq_n_u8(0xE0)), vceqq_u8(x, vdupq_n_u8(0xC2)));
		word[i] = vorrq_u8(vorrq_u8(between_neon(low, 'a', 'z'), between_neon(x, '0', '9')),
			vbicq_u8(vcgeq_u8(x, vdupq_n_u8(0x80)), high[i]));
		stop[i] = vorrq_u8(vorrq_u8(vceqq_u8(x, vdupq_n_u8('.')), vceqq_u8(x, vdupq_n_u8('!'))),
			vceqq_u8(x, vdupq_n_u8('?')));
	}
	*out = (struct scan_masks){bits_neon(word), bits_neon(stop), bits_neon(high)};
}

const struct scan_way *scan_ways(size_t *n)
{
	static const struct scan_way ways[] = {{scan_portable, list_portable}, {scan_neon, list_portable}};

	*n = 2;
	return ways;
}

#else

const struct scan_way *scan_ways(size_t *n)
{
	static const struct scan_way ways[] = {{scan_portable, list_portable}};

	*n = 1;
	return ways;
}

#endif
