/* Memory that lives and dies together: what a journal or an organisation says is allocated piece by piece and freed at once.
 * Pointers stay valid until arena_free. A failed malloc ends the program with one sentence and exit 2: nothing has been
 * half-written then, for every write goes through journal_append. */
#ifndef ARENA_H
#define ARENA_H

#include <stddef.h>

struct arena {
	struct arena_block *newest;
	size_t size; /* of its blocks together */
};

void *arena_alloc(struct arena *arena, size_t size);                    /* zeroed, aligned for anything */
/* A piece of so many bytes made larger: where it lies, when nothing was allocated after it. What is added is zero. `old` NULL: a new piece. */
void *arena_more(struct arena *arena, void *old, size_t size, size_t wanted);
char *arena_copy(struct arena *arena, const char *text, size_t length); /* NUL-terminated */
char *arena_string(struct arena *arena, const char *text);              /* NULL stays NULL */
void arena_free(struct arena *arena);

/* The same promise for ordinary memory. */
void *memory_grow(void *old, size_t count, size_t size); /* realloc of count × size, checked */
char *memory_string(const char *text);
_Noreturn void memory_gone(void); /* that end: for when a library's malloc has failed */

#endif
