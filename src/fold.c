#include "book_private.h"

#include "intl.h"

#include <string.h>

struct known { int journal; int64_t n; }; /* the highest line of another journal that this one has cited */

/* One journal on its way through the fold. */
struct reader {
	size_t next;          /* its first line that is not taken */
	bool stopped;         /* by a fork: line waits_line of waits_for is another than it has seen */
	struct known *known;
	size_t known_count, known_room;
	int waits_for;        /* journal, or NAME_UNKNOWN */
	int64_t waits_line;
	int next_waiter;      /* list of those who wait for the same journal */
	int first_waiter;
};

/* ---- who knows whom ---- */

static void note_known(struct book *book, struct reader *reader, const struct cite *cite)
{
	int journal = names_find(&book->private->users, cite->user);

	for (size_t i = 0; i < reader->known_count; i++)
		if (reader->known[i].journal == journal) {
			if (reader->known[i].n < cite->n)
				reader->known[i].n = cite->n;
			return;
		}
	*BOOK_PUSH(book, reader->known, reader->known_count, reader->known_room) = (struct known){ journal, cite->n };
}

int64_t fold_seen(const struct book *book, int journal, int other)
{
	const struct reader *reader = &book->private->readers[journal];

	for (size_t i = 0; i < reader->known_count; i++)
		if (reader->known[i].journal == other)
			return reader->known[i].n;
	return 0;
}

bool fold_knows(const struct book *book, const struct event *earlier)
{
	int me = book->private->taking, other = names_find(&book->private->users, earlier->user);

	return me == other || fold_seen(book, me, other) >= earlier->line->head.n;
}

size_t fold_taken(const struct book *book, int journal)
{
	return book->private->readers[journal].next;
}

/* ---- ready: a heap, the smallest user first ---- */

static void ready_push(struct book_private *p, int journal)
{
	int at = p->ready_count++;

	for (; at && p->ready[(at - 1) / 2] > journal; at = (at - 1) / 2)
		p->ready[at] = p->ready[(at - 1) / 2];
	p->ready[at] = journal;
}

static int ready_pop(struct book_private *p)
{
	int first = p->ready[0], last = p->ready[--p->ready_count], at = 0;

	for (;;) {
		int child = 2 * at + 1;

		if (child + 1 < p->ready_count && p->ready[child + 1] < p->ready[child])
			child++;
		if (child >= p->ready_count || p->ready[child] >= last)
			break;
		p->ready[at] = p->ready[child];
		at = child;
	}
	p->ready[at] = last;
	return first;
}

/* ---- waiting and forks ---- */

static void wait_for(struct book_private *p, int journal, int other, int64_t n)
{
	struct reader *reader = &p->readers[journal];

	reader->waits_for = other;
	reader->waits_line = n;
	if (other == NAME_UNKNOWN)
		return;
	reader->next_waiter = p->readers[other].first_waiter;
	p->readers[other].first_waiter = journal;
}

/* Every line but the registrar's own waits for the adopt line that it cites. */
static bool waits_for_charter(const struct book *book, int at, const struct line *line)
{
	const struct book_private *p = book->private;

	return line->head.org && at != p->registrar &&
	       (p->registrar == NAME_UNKNOWN || p->readers[p->registrar].next < (size_t)line->head.org);
}

static bool fork_found(const struct book *book, int other, const struct cite *cite)
{
	return other != NAME_UNKNOWN && cite->n >= 1 && (size_t)cite->n <= book->journals[other]->count &&
	       strcmp(book->journals[other]->lines[cite->n - 1]->hash, cite->hash);
}

static void stop(struct book_private *p, int journal, int other, int64_t n)
{
	p->readers[journal].stopped = true;
	p->readers[journal].waits_for = other;
	p->readers[journal].waits_line = n;
}

/* How many lines of another journal must be taken before the line that cites it. What a damaged journal has lost will never come: it may
 * stop that person's acts, not everyone's who had seen them. */
static int64_t lines_needed(const struct book *book, int other, int64_t n)
{
	if (other == NAME_UNKNOWN)
		return n;
	const struct journal *journal = book->journals[other];

	return journal->state == JOURNAL_DAMAGED && n > (int64_t)journal->count ? (int64_t)journal->count : n;
}

/* Does a citation keep its line back? */
static bool keeps_back(struct book *book, int at, const struct cite *cite)
{
	struct book_private *p = book->private;
	int other = names_find(&p->users, cite->user);
	int64_t needed = lines_needed(book, other, cite->n);

	if (fork_found(book, other, cite)) {
		stop(p, at, other, cite->n);
		return true;
	}
	if (other != NAME_UNKNOWN && (int64_t)p->readers[other].next >= needed)
		return false;
	wait_for(p, at, other, needed);
	return true;
}

/* ---- order ---- */

/* Puts a journal where it belongs: ready, waiting for another, stopped by a fork, or done. */
static void place(struct book *book, int at)
{
	struct book_private *p = book->private;

	if (p->readers[at].next >= book->journals[at]->count)
		return;
	const struct line *line = book->journals[at]->lines[p->readers[at].next];
	const struct cite *cites = line->head.saw.items;

	if (waits_for_charter(book, at, line)) {
		wait_for(p, at, p->registrar, line->head.org);
		return;
	}
	for (size_t i = 0; i < line->head.saw.count; i++)
		if (keeps_back(book, at, &cites[i]))
			return;
	ready_push(p, at);
}

/* The next line of a journal takes its place in the order, and its effect if it has one. */
static struct event *take(struct book *book, int at)
{
	struct journal *journal = book->journals[at];
	struct reader *reader = &book->private->readers[at];
	const struct line *line = journal->lines[reader->next++];
	const struct cite *cites = line->head.saw.items;
	struct event *event = event_new(book, journal, line);

	for (size_t i = 0; i < line->head.saw.count; i++)
		note_known(book, reader, &cites[i]);
	event_remember(book, event);
	book->private->taking = at;
	apply_line(book, event);
	event_judged(book, event);
	return event;
}

/* Looks again at those who wait for a journal that has moved on. */
static void wake(struct book *book, int moved)
{
	struct book_private *p = book->private;
	int waiter = p->readers[moved].first_waiter;

	p->readers[moved].first_waiter = NAME_UNKNOWN;
	while (waiter != NAME_UNKNOWN) {
		int next = p->readers[waiter].next_waiter;

		if (p->readers[moved].next >= (size_t)p->readers[waiter].waits_line)
			place(book, waiter);
		else
			wait_for(p, waiter, moved, p->readers[waiter].waits_line);
		waiter = next;
	}
}

/* What is left when nothing more is ready: it waits for lines that are not here, or stands behind a fork. */
static void leave_rest(struct book *book, int at)
{
	struct journal *journal = book->journals[at];
	struct reader *reader = &book->private->readers[at];
	const char *other = reader->waits_for == NAME_UNKNOWN ? NULL : book->journals[reader->waits_for]->user;

	for (size_t i = reader->next; i < journal->count; i++) {
		struct event *event = event_new(book, journal, journal->lines[i]);

		event->state = reader->stopped ? LINE_STOPPED : LINE_WAITING;
		if (reader->stopped)
			error_set(event->why, "fork", _("%s rad %zu har sett en annan rad %lld hos %s: en av journalerna är omskriven"), journal->user,
			          reader->next + 1, (long long)reader->waits_line, other);
		else if (other)
			error_set(event->why, "waiting", _("väntar på rad %lld hos %s"), (long long)reader->waits_line, other);
		else
			error_set(event->why, "waiting", _("väntar på en journal som inte finns här"));
		event_judged(book, event);
	}
}

/* ---- the fold ---- */

static void fold_begin(struct book *book)
{
	struct book_private *p = book->private;
	size_t lines = 0;

	arena_free(&p->fold);
	event_forget(book);
	state_forget(book);
	charter_begin(book);
	book->versions = NULL;
	book->version_count = 0;
	book->meetings = NULL;
	book->meeting_count = book->meeting_room = 0;
	p->reaches = NULL;
	p->readers = arena_alloc(&p->fold, (book->journal_count + 1) * sizeof *p->readers);
	p->ready = arena_alloc(&p->fold, (book->journal_count + 1) * sizeof *p->ready);
	p->ready_count = 0;
	for (size_t i = 0; i < book->journal_count; i++) {
		p->readers[i].first_waiter = p->readers[i].waits_for = NAME_UNKNOWN;
		lines += book->journals[i]->count;
	}
	event_expect(book, lines);
}

static void fold_end(struct book *book)
{
	book->generation++;
	state_publish(book);
}

void book_fold(struct book *book)
{
	struct book_private *p = book->private;

	fold_begin(book);
	for (size_t i = 0; i < book->journal_count; i++)
		place(book, (int)i);
	while (p->ready_count) {
		int at = ready_pop(p);

		take(book, at);
		place(book, at);
		wake(book, at);
	}
	book->applied = book->event_count;
	for (size_t i = 0; i < book->journal_count; i++)
		leave_rest(book, (int)i);
	fold_end(book);
}

const struct event *book_take(struct book *book, struct journal *journal, struct error *error)
{
	int at = names_find(&book->private->users, journal->user);

	if (fold_taken(book, at) + 1 != journal->count) {
		error_set(error, "waiting", _("journalen %s har rader som inte räknas än: kör budgetdialog verify"), journal->user);
		return NULL;
	}
	const struct event *event = take(book, at);
	event_move_up(book);
	if (event->state != LINE_APPLIED) {
		if (error)
			*error = *event->why;
		return NULL;
	}
	if (event->line->act.kind == ACT_ADOPT)
		fold_end(book);
	else
		apply_publish(book, event);
	return event;
}
