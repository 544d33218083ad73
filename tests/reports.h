/* A look at documents that the program makes, for tests. */
#ifndef REPORTS_H
#define REPORTS_H

#include "testing.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Every element closed in its turn, and none but those that a document has. */
static inline void expect_well_formed(const char *html, size_t which)
{
	static const char *const known[] = { "html", "head", "title", "style", "body", "h1", "h2", "h3", "p", "dl", "dt", "dd", "ul", "li", "blockquote", "table", "thead", "tbody",
		                             "tr", "th", "td" };
	const char *open[40];
	size_t depth = 0;

	for (const char *at = strchr(html, '<'); at; at = strchr(at + 1, '<')) {
		bool end = at[1] == '/', found = false;
		const char *name = at + 1 + end;
		size_t size = strcspn(name, " >");

		if (!strncmp(at, "<!DOCTYPE", 9) || !strncmp(at, "<meta", 5))
			continue;
		for (size_t i = 0; i < sizeof known / sizeof *known; i++)
			found = found || (strlen(known[i]) == size && !strncmp(known[i], name, size));
		expect(found, "%zu: <%.*s", which, (int)size, name);
		if (end)
			expect(depth && !strncmp(open[depth - 1], name, size), "%zu: </%.*s>", which, (int)size, name);
		if (!end)
			expect(depth < 40, "%zu", which);
		if (end)
			depth--;
		else
			open[depth++] = name;
	}
	expect(depth == 0, "%zu", which);
}

/* Word for word what stands in tests/reports; GENERATE=1 writes it there. */
static inline void expect_document(const char *name, const char *text)
{
	char path[100], *wanted;

	snprintf(path, sizeof path, "tests/reports/%s", name);
	if (getenv("GENERATE"))
		testing_write(testing_source(path), text, strlen(text));
	wanted = testing_read(testing_source(path), NULL);
	assert_string_equal(text, wanted);
	free(wanted);
}

#endif
