// SPDX-License-Identifier: MIT
#include "reports/stat_trend.h"

#include "base/mem.h"
#include "reports/stat_dist.h"
#include "reports/stat_share.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LAGS = 3, LEAST_FOR_LAGS = 10 };

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(const double *sorted, size_t n)
{
	return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
}

static bool same(double a, double b)
{
	return !(a < b) && !(a > b);
}

// Sum of t(t-1)(2t+5) over the groups of equal values.
static double tie_sum(const double *sorted, size_t n)
{
	double sum = 0;

	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && same(sorted[end], sorted[i]);)
			end++;
		double t = (double)(end - i);

		sum += t * (t - 1) * (2 * t + 5);
	}
	return sum;
}

// Average ranks, from a sorted copy.
static void rank_values(double *out, const double *y, const double *sorted, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t below = 0, up_to = 0, low = 0, high = n;

		while (low < high) {
			size_t mid = (low + high) / 2;

			if (sorted[mid] < y[i])
				low = mid + 1;
			else
				high = mid;
		}
		below = up_to = low;
		while (up_to < n && same(sorted[up_to], y[i]))
			up_to++;
		out[i] = ((double)below + (double)up_to + 1) / 2;
	}
}

// How much the autocorrelation of the ranks of the series without its slope widens the variance.
static double widening(double *rest, double *sorted, double *ranks, size_t n)
{
	double mean = ((double)n + 1) / 2, all = 0, sum = 0, m = (double)n;

	memcpy(sorted, rest, n * sizeof *sorted);
	qsort(sorted, n, sizeof *sorted, ascending);
	rank_values(ranks, rest, sorted, n);
	for (size_t i = 0; i < n; i++)
		all += (ranks[i] - mean) * (ranks[i] - mean);
	if (!(all > 0))
		return 1;
	for (size_t lag = 1; lag <= LAGS; lag++) {
		double r = 0, k = (double)lag;

		for (size_t i = lag; i < n; i++)
			r += (ranks[i] - mean) * (ranks[i - lag] - mean);
		r /= all;
		if (fabs(r) > STAT_Z95 / sqrt(m))
			sum += (m - k) * (m - k - 1) * (m - k - 2) * r;
	}
	return fmax(1, 1 + 2 / (m * (m - 1) * (m - 2)) * sum);
}

// All pairs: their signs and slopes; the slopes sorted.
static size_t pairs(struct trend *t, double *slopes, const double *x, const double *y, size_t n)
{
	size_t m = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++) {
			t->s += (y[j] > y[i]) - (y[j] < y[i]);
			slopes[m++] = (y[j] - y[i]) / (x[j] - x[i]);
		}
	qsort(slopes, m, sizeof *slopes, ascending);
	return m;
}

static void slope_limits(struct trend *t, const double *slopes, size_t m)
{
	double reach = STAT_Z95 * sqrt(t->variance), most = (double)m - 1;
	double up = fmin(rint(((double)m + reach) / 2), most);
	double down = fmax(rint(((double)m - reach) / 2) - 1, 0);

	t->low = slopes[(size_t)fmin(down, most)];
	t->high = slopes[(size_t)up];
}

enum dl_status trend_find(struct trend *out, const double *x, const double *y, size_t n, struct dl_err *err)
{
	if (n > TREND_MOST) {
		x += n - TREND_MOST;
		y += n - TREND_MOST;
		n = TREND_MOST;
	}
	double *slopes = mem_zalloc(n * (n - 1) / 2 + 1, sizeof *slopes),
	       *room = mem_zalloc(3 * n, sizeof *room);

	*out = (struct trend){.factor = 1, .p = 1};
	if (!slopes || !room || n < 2) {
		mem_free(slopes);
		mem_free(room);
		return n < 2 ? err_set(err, DL_EINVAL, "a trend needs two points") : err_nomem(err);
	}
	double *sorted = room + n, count = (double)n;
	size_t m = pairs(out, slopes, x, y, n);

	memcpy(sorted, y, n * sizeof *y);
	qsort(sorted, n, sizeof *sorted, ascending);
	out->variance = (count * (count - 1) * (2 * count + 5) - tie_sum(sorted, n)) / 18;
	out->slope = median(slopes, m);
	out->intercept = median(sorted, n) - out->slope * median(x, n);
	slope_limits(out, slopes, m);
	for (size_t i = 0; i < n; i++)
		room[i] = y[i] - out->slope * x[i];
	if (n >= LEAST_FOR_LAGS)
		out->factor = widening(room, sorted, room + 2 * n, n);
	double spread = sqrt(out->variance * out->factor);

	if (spread > 0)
		out->z = out->s > 0 ? (out->s - 1) / spread : out->s < 0 ? (out->s + 1) / spread : 0;
	out->p = 2 * normal_below(-fabs(out->z));
	mem_free(slopes);
	mem_free(room);
	return DL_OK;
}
