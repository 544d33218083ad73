#include "arena.h"

#include "intl.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a block holds, unless one piece wants more. */
#define LEAST_BLOCK ((size_t)4000) /* with what malloc itself keeps less than a page */
#define LARGEST_BLOCK ((size_t)1 << 20)

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

/* A fourth of what there is: little is left unused, in a small arena as in a large one, and a large one has few blocks. */
static size_t arena_step(const struct arena *arena)
{
	size_t step = arena->size / 4;

	return step < LEAST_BLOCK ? LEAST_BLOCK : step > LARGEST_BLOCK ? LARGEST_BLOCK : step;
}

static struct arena_block *arena_block_new(struct arena *arena, size_t size)
{
	struct arena_block *block = NULL;

	if (size < SIZE_MAX - sizeof *block)
		block = calloc(1, sizeof *block + size);
	if (!block)
		memory_gone();
	block->size = size;
	arena->size += size;
	return block;
}

/* A piece larger than a block gets one of its own behind the newest, so that the room left in the newest is not lost. */
static struct arena_block *arena_room(struct arena *arena, size_t size)
{
	struct arena_block *newest = arena->newest, *block;
	size_t step = arena_step(arena);

	if (newest && newest->size - newest->used >= size)
		return newest;
	block = arena_block_new(arena, size > step ? size : step);
	if (newest && size > step) {
		block->older = newest->older;
		newest->older = block;
	} else {
		block->older = newest;
		arena->newest = block;
	}
	return block;
}

/* What a piece takes, so that the next one is aligned for anything. */
static size_t arena_whole(size_t size)
{
	const size_t align = _Alignof(max_align_t);
	size_t whole;

	if (__builtin_add_overflow(size, align - 1, &whole))
		memory_gone();
	return whole / align * align;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	size_t whole = arena_whole(size);
	struct arena_block *block = arena_room(arena, whole);
	void *piece = (char *)block->bytes + block->used;

	block->used += whole;
	return piece;
}

void *arena_more(struct arena *arena, void *old, size_t size, size_t wanted)
{
	struct arena_block *newest = arena->newest;
	size_t more = arena_whole(wanted) - arena_whole(size);
	void *grown;

	if (old && (char *)old + arena_whole(size) == (char *)newest->bytes + newest->used && newest->size - newest->used >= more) {
		newest->used += more;
		return old;
	}
	grown = arena_alloc(arena, wanted);
	if (old)
		memcpy(grown, old, size);
	return grown;
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
	*arena = (struct arena){ 0 };
}
