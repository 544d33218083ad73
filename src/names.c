#include "names.h"

#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

/* Eight bytes at a time, and what is left one by one: most strings are short. Which slot a string lands in is never seen outside. */
static uint32_t names_hash(const char *text)
{
	uint64_t hash = 0, word;
	size_t size = strlen(text);

	for (; size >= sizeof word; size -= sizeof word, text += sizeof word) {
		memcpy(&word, text, sizeof word);
		hash = mix(hash, word);
	}
	for (word = 0; size; size--)
		word = word << 8 | (unsigned char)*text++;
	return (uint32_t)mix(hash, word);
}

/* The slot where the text is, or the empty one where it belongs; one is always empty. */
static struct name_slot *names_slot(const struct names *names, const char *text, uint32_t hash)
{
	size_t last = names->slot_count - 1, at = hash & last;

	for (const struct name_slot *slot; (slot = &names->slots[at])->number != NAME_UNKNOWN; at = (at + 1) & last)
		if (slot->hash == hash && !strcmp(names->text[slot->number], text))
			break;
	return &names->slots[at];
}

/* Every string has a slot of its own already, so the first empty one will do. */
static void names_move(struct names *names, const struct name_slot *old)
{
	size_t last = names->slot_count - 1, at = old->hash & last;

	while (names->slots[at].number != NAME_UNKNOWN)
		at = (at + 1) & last;
	names->slots[at] = *old;
}

/* The slots are a power of two and at most half full. */
static void names_grow(struct names *names)
{
	struct name_slot *old = names->slots;
	size_t old_count = names->slot_count;

	if (names->count < names->room)
		return;
	names->room = names->room ? names->room * 2 : 16;
	names->text = memory_grow(names->text, names->room, sizeof *names->text);
	names->slot_count = names->room * 2;
	names->slots = memory_grow(NULL, names->slot_count, sizeof *names->slots);
	for (size_t i = 0; i < names->slot_count; i++)
		names->slots[i] = (struct name_slot){ 0, NAME_UNKNOWN };
	for (size_t i = 0; i < old_count; i++)
		if (old[i].number != NAME_UNKNOWN)
			names_move(names, &old[i]);
	free(old);
}

int names_find(const struct names *names, const char *text)
{
	return names->slot_count ? names_slot(names, text, names_hash(text))->number : NAME_UNKNOWN;
}

int names_add(struct names *names, const char *text)
{
	uint32_t hash = names_hash(text);
	struct name_slot *slot;

	names_grow(names);
	slot = names_slot(names, text, hash);
	if (slot->number != NAME_UNKNOWN)
		return slot->number;
	*slot = (struct name_slot){ hash, (int)names->count };
	names->text[names->count] = text;
	return (int)names->count++;
}

void names_free(struct names *names)
{
	free(names->text);
	free(names->slots);
	*names = (struct names){ 0 };
}
