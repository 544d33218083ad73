/* Strings to small dense numbers, in order of arrival: unit ids, line ids, users. Open addressing; the strings are borrowed. */
#ifndef NAMES_H
#define NAMES_H

#include <stddef.h>
#include <stdint.h>

#define NAME_UNKNOWN (-1)

struct names {
	const char **text; /* [count] */
	size_t count, room;
	struct name_slot { uint32_t hash; int number; } *slots; /* the hash tells most other strings apart without looking at them */
	size_t slot_count;
};

int names_find(const struct names *names, const char *text); /* NAME_UNKNOWN when it is not there */
int names_add(struct names *names, const char *text);        /* the old number when it is there already */
void names_free(struct names *names);

#endif
