#include "dialogue.h"

#include "intl.h"

#include <stdlib.h>
#include <string.h>

static const struct say *say_of(const struct event *event)
{
	return &event->line->act.say;
}

bool dialogue_holds(const struct thread *thread, const struct event *event)
{
	const char *of = say_of(event)->thread;

	return event == thread->first || (of && strcmp(of, thread->first->line->hash) == 0);
}

/* Newest first, for one mostly answers what was said lately. */
static struct thread *thread_of(struct thread *threads, size_t count, const struct event *event)
{
	while (count-- > 0)
		if (dialogue_holds(&threads[count], event))
			return &threads[count];
	return NULL;
}

static void follow(struct thread *thread, const struct event *event)
{
	const struct say *say = say_of(event);

	thread->newest = event;
	thread->count++;
	if (strcmp(say->kind, "answer") == 0)
		thread->answered = true;
	if (say->status)
		thread->closed = strcmp(say->status, "open") != 0;
}

size_t dialogue_threads(const struct book *book, int unit, struct thread **threads)
{
	const struct unit_state *state = book_state(book, unit);
	struct thread *made = memory_grow(NULL, state->say_count + 1, sizeof *made);
	size_t count = 0;

	for (size_t i = 0; i < state->say_count; i++) {
		const struct event *event = state->says[i];
		struct thread *thread = say_of(event)->thread ? thread_of(made, count, event) : NULL;

		if (!thread) { /* also an entry whose thread began about another unit */
			thread = &made[count++];
			*thread = (struct thread){ .first = event };
		}
		follow(thread, event);
	}
	*threads = made;
	return count;
}

bool dialogue_waits(const struct thread *thread)
{
	return strcmp(say_of(thread->first)->kind, "question") == 0 && !thread->answered && !thread->closed;
}

bool dialogue_drops(const struct event *event)
{
	return say_of(event)->status && strcmp(say_of(event)->status, "dropped") == 0;
}

const char *dialogue_state(const struct thread *thread)
{
	if (dialogue_waits(thread))
		return _("väntar på svar");
	return thread->closed ? _("klar") : thread->answered ? _("besvarad") : NULL;
}

size_t dialogue_waiting(const struct book *book, int unit)
{
	struct thread *threads;
	size_t count, waiting = 0;

	if (!book_state(book, unit)->say_count)
		return 0;
	count = dialogue_threads(book, unit, &threads);
	for (size_t i = 0; i < count; i++)
		waiting += dialogue_waits(&threads[i]);
	free(threads);
	return waiting;
}

static const struct { const char *word, *name; } kinds[] = {
	{ "question", N_("fråga") },
	{ "answer", N_("svar") },
	{ "comment", N_("kommentar") },
	{ "agreement", N_("överenskommelse") },
	{ "note", N_("minnesanteckning") },
};

const char *dialogue_kind(const struct event *event)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].word, say_of(event)->kind) == 0)
			return _(kinds[i].name);
	return say_of(event)->kind;
}
