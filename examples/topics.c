// SPDX-License-Identifier: MIT
// Says which topics a text is about, with the strongest terms for each.
//   cc topics.c $(pkg-config --cflags --libs libdateline) -o topics && ./topics my.model "A title" "The text"
#include <dateline.h>
#include <stdio.h>

static int explain(struct dateline *d, const char *topic)
{
	struct dateline_reasons why;

	if (dateline_explain(d, topic, &why) != DATELINE_OK)
		return 1;
	for (size_t i = 0; i < why.n && i < 3; i++)
		printf("    %s %+.2f\n", why.terms[i].term, why.terms[i].weight);
	return 0;
}

static int classify(struct dateline *d, const char *title, const char *text)
{
	struct dateline_result r;
	int failed = 0;

	if (dateline_classify(d, &(struct dateline_article){.title = title, .text = text}, &r) != DATELINE_OK)
		return 1;
	if (r.abstained)
		printf("no topic: %s\n", r.abstained);
	for (size_t i = 0; i < r.n_topics && !failed; i++) {
		if (!r.topics[i].chosen)
			continue;
		printf("%s %.2f\n", r.topics[i].name, r.topics[i].probability);
		failed = explain(d, r.topics[i].name);
	}
	return failed;
}

int main(int argc, char **argv)
{
	struct dateline *d;
	char error[DATELINE_ERROR];
	int failed;

	if (argc != 4) {
		fprintf(stderr, "usage: topics MODEL TITLE TEXT\n");
		return 2;
	}
	if (dateline_open(&d, argv[1], error, sizeof error) != DATELINE_OK) {
		fprintf(stderr, "topics: %s\n", error);
		return 1;
	}
	failed = classify(d, argv[2], argv[3]);
	dateline_close(d);
	return failed;
}
