#include "several.h"

#include "figure.h"

#include <stdio.h>
#include <string.h>

static const char *tail_of(const char *figure)
{
	const char *tail = strchr(figure, '/');

	return tail ? tail : figure + strlen(figure);
}

void several_print(struct buffer *out, const char *const *names, size_t count)
{
	const char *tail = tail_of(names[0]);
	bool common = true;

	for (size_t i = 1; i < count; i++)
		common = common && !strcmp(tail_of(names[i]), tail);
	for (size_t i = 0; i < count; i++) {
		buffer_text(out, !i ? "" : common ? "+" : " + ");
		buffer_add(out, names[i], common ? (size_t)(tail_of(names[i]) - names[i]) : strlen(names[i]));
	}
	buffer_text(out, common ? tail : "");
}

struct several several_of(const char *names)
{
	const char *plus = strchr(names, '+'), *tail = tail_of(names);
	bool common = plus && plus < tail;

	return (struct several){ names, common ? tail : "", common ? strlen(tail) : 0 };
}

bool several_next(struct several *several, char name[256])
{
	bool common = several->tail_size;
	const char *between = common ? "+" : " + ", *at = several->at, *end = strstr(at, between);
	size_t size = end ? (size_t)(end - at) : common ? strcspn(at, "/") : strlen(at);

	if (!size)
		return false;
	several->at = end ? end + strlen(between) : "";
	return snprintf(name, 256, "%.*s%s", (int)size, at, several->tail) < 256;
}

bool several_has(const char *names, const char *name)
{
	char one[256];

	for (struct several each = several_of(names); several_next(&each, one);)
		if (!strcmp(one, name))
			return true;
	return false;
}

static int above_both(const struct org *org, int one, int other)
{
	while (!org_is_below(org, other, one))
		one = org->units[one].parent;
	return one;
}

int several_unit(const struct charter *charter, const char *names, struct error *error)
{
	const struct book as_cited = { .region = charter->region, .org = charter->org }; /* all that a name is read by */
	struct several each = several_of(names);
	int unit = ORG_NONE;
	char name[256];

	do {
		struct figure figure;

		if (!several_next(&each, name))
			snprintf(name, sizeof name, "%.*s", 200, names);
		if (!figure_parse(&figure, &as_cited, name, ORG_NONE, 0, error))
			return ORG_NONE;
		unit = unit == ORG_NONE ? figure.unit : above_both(charter->org, unit, figure.unit);
	} while (*each.at);
	return unit;
}
