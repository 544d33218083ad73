#include "book_private.h"

#include "intl.h"
#include "story.h"

#include <string.h>

/* Lines of different journals may have the same id: in the order of the fold. */
struct same_id { struct event *event; struct same_id *next; };

/* ---- the list ---- */

void event_forget(struct book *book)
{
	struct book_private *p = book->private;

	book->events = NULL;
	book->event_count = book->applied = 0;
	names_free(&p->refs);
	names_free(&p->ids);
	p->why = NULL;
	p->by_id = NULL;
	p->event_room = p->id_room = 0;
}

void event_expect(struct book *book, size_t lines)
{
	struct book_private *p = book->private;

	book->events = arena_alloc(&p->fold, lines * sizeof *book->events);
	p->by_id = arena_alloc(&p->fold, lines * sizeof *p->by_id);
	p->event_room = p->id_room = lines;
}

struct event *event_new(struct book *book, const struct journal *journal, const struct line *line)
{
	struct book_private *p = book->private;
	struct event *event = arena_alloc(&p->fold, sizeof *event);

	if (!p->why)
		p->why = arena_alloc(&p->fold, sizeof *p->why);
	*event = (struct event){ .line = line, .user = journal->user, .why = p->why };
	*BOOK_PUSH(book, book->events, book->event_count, p->event_room) = event;
	return event;
}

void event_judged(struct book *book, struct event *event)
{
	if (event->state == LINE_APPLIED)
		event->why = &book->private->nothing_wrong;
	else
		book->private->why = NULL;
}

void event_move_up(struct book *book)
{
	struct event **place = &book->events[book->applied], *event = book->events[book->event_count - 1];

	memmove(place + 1, place, (book->event_count - 1 - book->applied) * sizeof *place);
	*place = event;
	book->applied++;
}

/* ---- by hash ---- */

void event_remember(struct book *book, const struct event *event)
{
	names_add(&book->private->refs, event->line->hash);
}

struct event *event_by_hash(const struct book *book, const char *hash)
{
	int at = names_find(&book->private->refs, hash);

	return at == NAME_UNKNOWN ? NULL : book->events[at];
}

const struct event *event_with_legs(const struct book *book, const struct event *event)
{
	while (event && !event->line->act.post.legs.count)
		event = event_by_hash(book, event->line->act.post.replaces);
	return event;
}

/* ---- in place of another ---- */

const struct event *event_known_after(const struct book *book, const struct event *event)
{
	const struct event *by = event->replaced_by;

	while (by && !fold_knows(book, by))
		by = by->replaced_by;
	return by;
}

struct event *event_last(struct event *event)
{
	while (event->replaced_by)
		event = (struct event *)event->replaced_by; /* events are the fold's own, const only to others */
	return event;
}

/* ---- by id ---- */

bool event_remember_id(struct book *book, struct event *event)
{
	struct book_private *p = book->private;
	size_t count = p->ids.count;
	int at = names_add(&p->ids, event->line->head.id);
	struct same_id **last;

	if (p->ids.count > count)
		p->by_id = book_more(book, p->by_id, count, &p->id_room, sizeof *p->by_id);
	for (last = &p->by_id[at]; *last; last = &(*last)->next)
		if (!strcmp((*last)->event->user, event->user))
			return error_set(event->why, "repeated", _("raden är en upprepning av en tidigare"));
	*last = arena_alloc(&p->fold, sizeof **last);
	(*last)->event = event;
	return true;
}

/* «user/id»: that very journal's; «id»: the first in the order of the fold. */
static const struct event *event_by_id(const struct book *book, const char *ref)
{
	const char *slash = strchr(ref, '/');
	size_t length = slash ? (size_t)(slash - ref) : 0;
	int at = names_find(&book->private->ids, slash ? slash + 1 : ref);
	const struct same_id *same = at == NAME_UNKNOWN ? NULL : book->private->by_id[at];

	while (slash && same && (strlen(same->event->user) != length || memcmp(same->event->user, ref, length)))
		same = same->next;
	return same ? same->event : NULL;
}

const struct event *book_event(const struct book *book, const char *ref)
{
	const struct event *event = event_by_hash(book, ref);

	return event ? event : event_by_id(book, ref);
}

bool event_refuse(const struct book *book, struct event *event, const char *word, const char *by, const struct event *other)
{
	struct buffer who = { 0 };

	story_by(&who, charter_find(book, event->line->head.org), other);
	error_set(event->why, word, "%s%s", by, who.bytes);
	buffer_free(&who);
	return false;
}
