// SPDX-License-Identifier: MIT
#include "models/interval.h"

#include <math.h>

static const double Z = 1.959963984540054; // 95 %, two-sided

struct interval interval_share(double x, double n)
{
	double p, middle, half;

	if (n <= 0)
		return (struct interval){0, 1};
	p = x / n;
	middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
	half = Z / (1 + Z * Z / n) * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
	return (struct interval){x <= 0 ? 0 : middle - half, x >= n ? 1 : middle + half};
}

static double f1_of_share(double s)
{
	return 2 * s / (1 + s);
}

static struct interval f1_from_share(double x, double n)
{
	struct interval s = interval_share(x, n);

	return (struct interval){f1_of_share(s.low), f1_of_share(s.high)};
}

struct interval interval_f1(double tp, double wrong)
{
	return f1_from_share(tp, tp + wrong);
}

static double count(const struct joint_outcomes *j, size_t a, size_t b)
{
	return (double)j->counts[a * 2 * j->n_topics + b];
}

struct interval interval_micro_f1(const struct joint_outcomes *j)
{
	double tp = 0, all = 0, spread = 0, share, n = (double)j->articles;

	for (size_t k = 0; k < j->n_topics; k++) {
		tp += count(j, 2 * k, 2 * k);
		all += count(j, 2 * k, 2 * k) + count(j, 2 * k + 1, 2 * k + 1);
	}
	if (all <= 0)
		return (struct interval){0, 1};
	share = tp / all;
	for (size_t a = 0; a < 2 * j->n_topics; a++)
		for (size_t b = 0; b < 2 * j->n_topics; b++)
			spread +=
				count(j, a, b) * (a % 2 ? -share : 1 - share) * (b % 2 ? -share : 1 - share);
	if (spread > 1e-9)
		n = fmin(all, share * (1 - share) * all * all / spread);
	return f1_from_share(share * n, n);
}

// What one true positive, and one wrong decision more would change in the F1 of topic k.
struct slope {
	double tp, wrong;
};

static double f1_of(const struct joint_outcomes *j, size_t k, struct slope *s)
{
	double tp = count(j, 2 * k, 2 * k), d = 2 * tp + count(j, 2 * k + 1, 2 * k + 1);
	double f1 = d > 0 ? 2 * tp / d : 0;

	*s = d > 0 ? (struct slope){(2 - 2 * f1) / d, -f1 / d} : (struct slope){0, 0};
	return f1;
}

static double covariance(const struct joint_outcomes *j, size_t k, struct slope a, size_t l, struct slope b)
{
	return a.tp * b.tp * count(j, 2 * k, 2 * l) + a.tp * b.wrong * count(j, 2 * k, 2 * l + 1) +
	       a.wrong * b.tp * count(j, 2 * k + 1, 2 * l) +
	       a.wrong * b.wrong * count(j, 2 * k + 1, 2 * l + 1);
}

static double correlation(const struct joint_outcomes *j, size_t k, size_t l)
{
	struct slope a, b;
	double both;

	f1_of(j, k, &a);
	f1_of(j, l, &b);
	both = covariance(j, k, a, k, a) * covariance(j, l, b, l, b);
	return k == l ? 1 : both > 0 ? covariance(j, k, a, l, b) / sqrt(both) : 0;
}

// Distances from the F1 of topic k to the ends of its interval.
static struct interval reach(const struct joint_outcomes *j, size_t k)
{
	struct slope s;
	double f1 = f1_of(j, k, &s);
	struct interval i = interval_f1(count(j, 2 * k, 2 * k), count(j, 2 * k + 1, 2 * k + 1));

	return (struct interval){f1 - i.low, i.high - f1};
}

struct interval interval_macro_f1(const struct joint_outcomes *j, const uint32_t *support)
{
	double n = 0, sum = 0, low = 0, high = 0;
	struct slope s;

	for (size_t k = 0; k < j->n_topics; k++) {
		struct interval a = reach(j, k);

		if (!support[k])
			continue;
		n++;
		sum += f1_of(j, k, &s);
		for (size_t l = 0; l < j->n_topics; l++) {
			struct interval b = reach(j, l);
			double r = support[l] ? correlation(j, k, l) : 0;

			low += r * a.low * b.low;
			high += r * a.high * b.high;
		}
	}
	if (n <= 0)
		return (struct interval){0, 1};
	return (struct interval){
		fmax(0, (sum - sqrt(fmax(0, low))) / n), fmin(1, (sum + sqrt(fmax(0, high))) / n)};
}
