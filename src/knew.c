#include "knew.h"

#include <string.h>

bool knew(const struct book *book, const struct event *event, const struct event *earlier)
{
	const struct journal *journal = book_journal(book, event->user);

	if (!strcmp(event->user, earlier->user))
		return true;
	for (size_t i = 0; i < journal->count && journal->lines[i]->head.n <= event->line->head.n; i++) {
		const struct list *saw = &journal->lines[i]->head.saw;
		const struct cite *cites = saw->items;

		for (size_t j = 0; j < saw->count; j++)
			if (!strcmp(cites[j].user, earlier->user) && cites[j].n >= earlier->line->head.n)
				return true;
	}
	return false;
}
