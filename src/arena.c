#include "arena.h"

#include "intl.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE 16384 /* what a block holds at least */

struct arena_block {
	struct arena_block *older;
	size_t used, size;
	max_align_t bytes[];
};

void memory_gone(void)
{
	fputs(_("budgetdialog: minnet räcker inte; ingenting sparades halvt, stäng andra program och försök igen\n"), stderr);
	exit(2);
}

void *memory_grow(void *old, size_t count, size_t size)
{
	size_t bytes;
	void *grown = NULL;

	if (!__builtin_mul_overflow(count, size, &bytes))
		grown = realloc(old, bytes ? bytes : 1);
	if (!grown)
		memory_gone();
	return grown;
}

char *memory_string(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(memory_grow(NULL, size, 1), text, size);
}

static struct arena_block *arena_block_new(size_t size)
{
	struct arena_block *block = NULL;
	size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;

	if (room < SIZE_MAX - sizeof *block)
		block = calloc(1, sizeof *block + room);
	if (!block)
		memory_gone();
	block->size = room;
	return block;
}

/* A piece larger than a block gets one of its own behind the newest, so that the room left in the newest is not lost. */
static struct arena_block *arena_room(struct arena *arena, size_t size)
{
	struct arena_block *newest = arena->newest, *block;

	if (newest && newest->size - newest->used >= size)
		return newest;
	block = arena_block_new(size);
	if (newest && size > BLOCK_SIZE) {
		block->older = newest->older;
		newest->older = block;
	} else {
		block->older = newest;
		arena->newest = block;
	}
	return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	const size_t align = _Alignof(max_align_t);
	struct arena_block *block;
	size_t whole;
	void *piece;

	if (__builtin_add_overflow(size, align - 1, &whole))
		memory_gone();
	whole = whole / align * align;
	block = arena_room(arena, whole);
	piece = (char *)block->bytes + block->used;
	block->used += whole;
	return piece;
}

char *arena_copy(struct arena *arena, const char *text, size_t length)
{
	char *copy;

	if (length == SIZE_MAX)
		memory_gone();
	copy = arena_alloc(arena, length + 1);
	if (length)
		memcpy(copy, text, length);
	return copy;
}

char *arena_string(struct arena *arena, const char *text)
{
	return text ? arena_copy(arena, text, strlen(text)) : NULL;
}

void arena_free(struct arena *arena)
{
	struct arena_block *block = arena->newest;

	while (block) {
		struct arena_block *older = block->older;

		free(block);
		block = older;
	}
	arena->newest = NULL;
}
