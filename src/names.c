#include "names.h"

#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a: ids are short, and which slot they land in is never seen outside. */
static size_t names_start(const char *text, size_t slot_count)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return (size_t)(hash ^ hash >> 32) & (slot_count - 1);
}

/* The slot where the text is, or the empty one where it belongs; one is always empty. */
static int *names_slot(const struct names *names, const char *text)
{
	size_t slot = names_start(text, names->slot_count);

	while (names->slots[slot] != NAME_UNKNOWN && strcmp(names->text[names->slots[slot]], text) != 0)
		slot = (slot + 1) & (names->slot_count - 1);
	return &names->slots[slot];
}

/* The slots are a power of two and at most half full. */
static void names_grow(struct names *names)
{
	if (names->count < names->room)
		return;
	names->room = names->room ? names->room * 2 : 16;
	names->text = memory_grow(names->text, names->room, sizeof *names->text);
	names->slot_count = names->room * 2;
	names->slots = memory_grow(names->slots, names->slot_count, sizeof *names->slots);
	for (size_t i = 0; i < names->slot_count; i++)
		names->slots[i] = NAME_UNKNOWN;
	for (size_t i = 0; i < names->count; i++)
		*names_slot(names, names->text[i]) = (int)i;
}

int names_find(const struct names *names, const char *text)
{
	return names->slot_count ? *names_slot(names, text) : NAME_UNKNOWN;
}

int names_add(struct names *names, const char *text)
{
	int number = names_find(names, text);

	if (number != NAME_UNKNOWN)
		return number;
	names_grow(names);
	number = (int)names->count++;
	names->text[number] = text;
	*names_slot(names, text) = number;
	return number;
}

void names_free(struct names *names)
{
	free(names->text);
	free(names->slots);
	*names = (struct names){ 0 };
}
