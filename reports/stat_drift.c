// SPDX-License-Identifier: MIT
#include "reports/stat_drift.h"

#include <math.h>

#define NOTICE_FROM 1.25
#define WARN_FROM   1.5

double drift_base_rate(const double *document_frequency, size_t n, double min_df)
{
	double rare = 0, all = 0;

	for (size_t i = 0; i < n; i++) {
		all += document_frequency[i];
		rare += document_frequency[i] <= min_df ? document_frequency[i] : 0;
	}
	return all > 0 ? rare / all : (double)NAN;
}

struct word_drift drift_words(double unknown, double distinct, double base_rate)
{
	struct word_drift d = {(double)NAN, (double)NAN, DRIFT_UNKNOWN};

	if (!(distinct > 0))
		return d;
	d.rate = unknown / distinct;
	if (!(base_rate > 0))
		return d;
	d.ratio = d.rate / base_rate;
	d.level = d.ratio >= WARN_FROM ? DRIFT_WARN : d.ratio >= NOTICE_FROM ? DRIFT_NOTICE : DRIFT_FINE;
	return d;
}

static double total(const double *counts)
{
	double sum = 0;

	for (int i = 0; i < DRIFT_BINS; i++)
		sum += counts[i];
	return sum;
}

static void smoothed(double *out, const double *counts, double n)
{
	for (int i = 0; i < DRIFT_BINS; i++)
		out[i] = (counts[i] + 0.5) / (n + 0.5 * DRIFT_BINS);
}

// The derivative of the log likelihood; it falls.
static double pull(const double *h1, const double *h0, const double *incoming, double q)
{
	double sum = 0;

	for (int i = 0; i < DRIFT_BINS; i++)
		sum += incoming[i] * (h1[i] - h0[i]) / (q * h1[i] + (1 - q) * h0[i]);
	return sum;
}

static double best_mixture(const double *h1, const double *h0, const double *incoming)
{
	double low = 0, high = 1;

	if (pull(h1, h0, incoming, 0) <= 0)
		return 0;
	if (pull(h1, h0, incoming, 1) >= 0)
		return 1;
	for (int step = 0; step < 100; step++) {
		double mid = (low + high) / 2;

		*(pull(h1, h0, incoming, mid) > 0 ? &low : &high) = mid;
	}
	return (low + high) / 2;
}

// P(X > x) of the chi-squared distribution with 8 degrees of freedom.
static double chi2_above(double x)
{
	double h = x / 2;

	return exp(-h) * (1 + h + h * h / 2 + h * h * h / 6);
}

bool drift_misfit(struct misfit *out, const double positives[DRIFT_BINS], const double negatives[DRIFT_BINS],
	const double incoming[DRIFT_BINS])
{
	double n1 = total(positives), n0 = total(negatives), n = total(incoming);
	double h1[DRIFT_BINS], h0[DRIFT_BINS], alike = 0;

	*out = (struct misfit){.p = 1};
	if (!(n1 > 0) || !(n0 > 0) || !(n > 0))
		return false;
	smoothed(h1, positives, n1);
	smoothed(h0, negatives, n0);
	double q = out->share = best_mixture(h1, h0, incoming);

	for (int i = 0; i < DRIFT_BINS; i++) {
		double m = q * h1[i] + (1 - q) * h0[i], miss = incoming[i] - n * m;
		double own = q * q * h1[i] * (1 - h1[i]) / n1 + (1 - q) * (1 - q) * h0[i] * (1 - h0[i]) / n0;

		out->chi2 += miss * miss / (n * m + n * n * own);
		alike += sqrt(m * incoming[i] / n);
	}
	out->p = chi2_above(out->chi2);
	out->hellinger = sqrt(fmax(0, 1 - alike));
	out->distrust = out->p < 0.001 && out->hellinger >= 0.05;
	return true;
}
