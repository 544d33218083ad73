#include "book_private.h"

#include "version.h"

/* Which journals a line rests on: on[journal]. */
struct resting { const struct book *book; bool *on; };

static void rests_on_event(struct resting *rest, const struct event *event)
{
	if (event)
		rest->on[names_find(&rest->book->private->users, event->user)] = true;
}

static void rests_on_unit(struct resting *rest, const char *id)
{
	const struct touched *touched = state_touched(rest->book, id);

	for (size_t i = 0; touched && i < touched->count; i++)
		rest->on[touched->journals[i]] = true;
}

static void rests_on_unit_and_above(struct resting *rest, const char *id)
{
	const struct org *org = rest->book->org;
	int unit = org ? org_find(org, id) : ORG_NONE;
	int above = unit == ORG_NONE ? ORG_NONE : org_above(org, unit);

	rests_on_unit(rest, id);
	if (above != ORG_NONE)
		rests_on_unit(rest, org->units[above].id);
}

/* Who writes knows of the lock, once. */
static void rests_on_lock(struct resting *rest, int me)
{
	const struct event *lock = version_lock(rest->book);

	if (lock && me != NAME_UNKNOWN && fold_seen(rest->book, me, names_find(&rest->book->private->users, lock->user)) < lock->line->head.n)
		rests_on_event(rest, lock);
}

/* Has a journal lines that the lines of `me` do not cite yet? Nobody cites before she has a journal. */
static bool is_news(const struct book *book, int me, int journal)
{
	return me != NAME_UNKNOWN && journal != me && fold_seen(book, me, journal) < (int64_t)fold_taken(book, journal);
}

size_t book_cites(const struct book *book, const char *user, const char *const *units, size_t count, struct cite **cites, struct arena *arena)
{
	int me = names_find(&book->private->users, user);
	struct resting rest = { book, arena_alloc(arena, (book->journal_count + 1) * sizeof *rest.on) };
	size_t cited = 0;

	for (size_t i = 0; i < count; i++)
		rests_on_unit_and_above(&rest, units[i]);
	rests_on_event(&rest, book->adopted);
	rests_on_lock(&rest, me);
	*cites = arena_alloc(arena, (book->journal_count + 1) * sizeof **cites);
	for (int i = 0; i < (int)book->journal_count; i++)
		if (rest.on[i] && is_news(book, me, i)) {
			size_t n = fold_taken(book, i);

			(*cites)[cited++] = (struct cite){ book->journals[i]->user, (int64_t)n, book->journals[i]->lines[n - 1]->hash };
		}
	return cited;
}
