/* What has been said about a figure, and how it stands with that. */
#include "why_private.h"

#include "dialogue.h"
#include "intl.h"
#include "several.h"
#include "story.h"
#include "title.h"

#include <stdlib.h>
#include <string.h>

/* An answer is about what its thread is about. */
static const struct say *head_of(const struct making *making, const struct say *say)
{
	const struct event *first = say->thread && !say->about && !say->explains ? book_event(making->book, say->thread) : NULL;

	return first ? &first->line->act.say : say;
}

/* What names no figure is about them all. */
static bool is_about(const struct making *making, const struct say *say, const char *name)
{
	const struct say *head = head_of(making, say);

	if (!head->about && !head->explains)
		return true;
	return (head->about && !strcmp(head->about, name)) || (head->explains && several_has(head->explains, name));
}

/* How it stands with what began here; what follows in a thread says it of itself. */
static const char *state_of(const struct thread *threads, size_t count, const struct event *event)
{
	const char *state = NULL;

	for (size_t i = 0; i < count; i++)
		if (threads[i].first == event)
			state = dialogue_state(&threads[i]);
	return state ? state : story_mark(event->line->act.say.status);
}

static const char *entry_note(struct making *making, const struct event *event, const char *state)
{
	const struct say *say = &event->line->act.say;
	const struct charter charter = { making->book->region, making->book->org };
	struct buffer out = { 0 }, start = { 0 }, who = { 0 };

	why_piece(&out, why_source(making, event, NULL));
	if (say->explains)
		why_piece(&out, dialogue_drops(event) ? _("förklarar inte längre en skillnad") : _("förklarar en skillnad"));
	if (say->start) {
		story_date(&start, say->start);
		why_piece(&out, why_phrase(making, _("från %s"), start.bytes));
		buffer_free(&start);
	}
	if (say->who) {
		title_user(&who, &charter, say->who, false);
		why_piece(&out, why_phrase(making, _("ansvarig %s"), who.bytes));
		buffer_free(&who);
	}
	why_piece(&out, story_mark(say->judgement));
	why_piece(&out, state);
	return why_keep(making, &out);
}

static void add_entry(struct making *making, const struct event *event, const char *state)
{
	const struct say *say = &event->line->act.say;

	why_add(making, &(struct why_row){ .kind = WHY_ENTRY,
				       .depth = say->thread ? 2 : 1,
				       .value = money_from_kr(say->kr),
				       .text = why_phrase(making, "%s: %s", dialogue_kind(event), say->text),
				       .note = entry_note(making, event, state),
				       .event = event });
}

/* A figure is spoken of in its own unit's dialogue, or when several are explained together in one above. */
static void add_dialogue_of(struct making *making, int unit, const char *name, bool own)
{
	const struct unit_state *state = book_state(making->book, unit);
	struct thread *threads;
	size_t count = dialogue_threads(making->book, unit, &threads);

	for (size_t i = 0; i < state->say_count; i++) {
		const struct say *say = &state->says[i]->line->act.say;

		if (own ? is_about(making, say, name) : say->explains && several_has(say->explains, name))
			add_entry(making, state->says[i], state_of(threads, count, state->says[i]));
	}
	free(threads);
}

void why_dialogue(struct making *making)
{
	char name[256];

	figure_print(name, making->book, making->figure);
	for (int unit = making->figure->unit; unit != ORG_NONE; unit = making->book->org->units[unit].parent)
		add_dialogue_of(making, unit, name, unit == making->figure->unit);
}
