/* From what to what: the parts of an act, beside what they were before. */
#include "history.h"

#include "figure.h"
#include "intl.h"
#include "story.h"
#include "terms.h"
#include "text.h"

#include <string.h>

size_t history_place(const struct book *book, const struct event *event)
{
	size_t place = book->event_count;

	while (place > 0 && book->events[--place] != event)
		;
	return place;
}

money history_target_before(const struct book *book, const struct event *event)
{
	const struct target *target = &event->line->act.target;

	for (size_t i = history_place(book, event); i-- > 0;) {
		const struct act *act = &book->events[i]->line->act;

		if (act->kind == ACT_TARGET && book->events[i]->state == LINE_APPLIED && act->target.year == target->year &&
		    !strcmp(act->target.unit, target->unit))
			return money_from_kr(act->target.kr);
	}
	return MONEY_NONE;
}

struct changes {
	const struct book *book;
	const struct event *event;
	enum money_unit shown;
	struct history_change *items;
	size_t count;
	struct arena *arena;
};

static struct history_change *add(struct changes *changes, const char *name, money before, money after)
{
	struct history_change *change = &changes->items[changes->count++];

	*change = (struct history_change){ .name = arena_string(changes->arena, name), .before = before, .after = after };
	return change;
}

static void add_details(struct changes *changes, const struct list *list, const char *unit)
{
	const struct detail *details = list->items;

	for (size_t i = 0; i < list->count; i++)
		if (!unit || !details[i].unit || !strcmp(unit, details[i].unit))
			add(changes, details[i].text, MONEY_NONE, money_from_kr(details[i].kr))->part = true;
}

static const char *note_of_row(const struct changes *changes, const struct row *row)
{
	const struct terms terms = terms_of(row);
	struct buffer note = { 0 };
	const char *kept;

	terms_tell(&note, changes->book, &terms);
	kept = arena_string(changes->arena, note.bytes);
	buffer_free(&note);
	return kept;
}

static void distribute_changes(struct changes *changes)
{
	const struct distribute *distribute = &changes->event->line->act.distribute;
	const struct row *rows = distribute->rows.items;

	for (size_t i = 0; i < distribute->rows.count; i++) {
		money before = changes->event->before ? changes->event->before[i] : MONEY_NONE;
		struct history_change *change =
			add(changes, region_line_name(changes->book->region, rows[i].line), before, money_from_kr(rows[i].kr));

		change->apart = changes->event->before != NULL;
		change->note = note_of_row(changes, &rows[i]);
		add_details(changes, &rows[i].details, NULL);
	}
}

static const struct leg *leg_of(const struct post *post, const char *unit)
{
	const struct leg *legs = post ? post->legs.items : NULL;

	for (size_t i = 0; post && i < post->legs.count; i++)
		if (!strcmp(legs[i].unit, unit))
			return &legs[i];
	return NULL;
}

static const char *note_of_leg(const struct changes *changes, const struct post *post, const struct leg *leg)
{
	struct buffer note = { 0 };
	char text[MONEY_TEXT];
	int64_t until = act_until(post, leg);
	const char *kept;

	if (until != NUMBER_NONE)
		buffer_format(&note, _("t.o.m. %lld"), (long long)until);
	if (leg->full_year != NUMBER_NONE)
		buffer_format(&note, _("%shelårseffekt %s"), note.size ? "; " : "",
			      money_print(text, money_from_kr(leg->full_year), changes->shown, MONEY_FULL, MONEY_NAMED));
	kept = arena_string(changes->arena, note.bytes);
	buffer_free(&note);
	return kept;
}

static void post_changes(struct changes *changes)
{
	const struct post *post = &changes->event->line->act.post;
	const struct event *replaced = post->replaces ? book_event(changes->book, post->replaces) : NULL;
	const struct post *old = replaced && replaced->line->act.kind == ACT_POST ? &replaced->line->act.post : NULL;
	const struct leg *legs = post->legs.items, *before;

	for (size_t i = 0; i < post->legs.count; i++) {
		before = leg_of(old, legs[i].unit);
		struct history_change *change = add(changes, story_unit(changes->book, legs[i].unit),
						    before ? money_from_kr(before->kr) : MONEY_NONE, money_from_kr(legs[i].kr));

		change->apart = old != NULL;
		change->note = note_of_leg(changes, post, &legs[i]);
		add_details(changes, &post->details, legs[i].unit);
	}
	before = old ? old->legs.items : NULL;
	for (size_t i = 0; old && i < old->legs.count; i++)
		if (!leg_of(post, before[i].unit))
			add(changes, story_unit(changes->book, before[i].unit), money_from_kr(before[i].kr), MONEY_NONE)->apart = true;
}

static void target_changes(struct changes *changes)
{
	const struct target *target = &changes->event->line->act.target;

	add(changes, story_unit(changes->book, target->unit), history_target_before(changes->book, changes->event), money_from_kr(target->kr))
		->apart = changes->event->state == LINE_APPLIED;
}

static void follow_changes(struct changes *changes)
{
	const struct follow *follow = &changes->event->line->act.follow;
	const struct amount *amounts = follow->amounts.items;

	for (size_t i = 0; i < follow->amounts.count; i++)
		add(changes, region_line_name(changes->book->region, amounts[i].line), MONEY_NONE, money_from_kr(amounts[i].kr));
}

/* What was said of each row that was marked. */
static void mark_changes(struct changes *changes)
{
	const struct verdict *verdict = &changes->event->line->act.verdict;
	const struct plan_mark *marks = verdict->marks.items;

	for (size_t i = 0; i < verdict->marks.count; i++) {
		struct buffer name = { 0 };

		story_figure(&name, changes->book, marks[i].figure, verdict->unit, story_year_sent(changes->book, verdict));
		add(changes, name.bytes, MONEY_NONE, MONEY_NONE)->note = marks[i].text ? arena_string(changes->arena, marks[i].text) : NULL;
		buffer_free(&name);
	}
}

static size_t details_in(const struct list *rows)
{
	const struct row *row = rows->items;
	size_t count = rows->count;

	for (size_t i = 0; i < rows->count; i++)
		count += row[i].details.count;
	return count;
}

/* Details without a unit belong to the only leg. */
static size_t most_changes(const struct book *book, const struct act *act)
{
	const struct event *old;

	switch (act->kind) {
	case ACT_DISTRIBUTE:
		return details_in(&act->distribute.rows);
	case ACT_POST:
		old = act->post.replaces ? book_event(book, act->post.replaces) : NULL;
		return act->post.legs.count * (1 + act->post.details.count) +
		       (old && old->line->act.kind == ACT_POST ? old->line->act.post.legs.count : 0);
	case ACT_FORECAST:
	case ACT_OUTCOME:
		return act->follow.amounts.count;
	case ACT_RETURN:
		return act->verdict.marks.count;
	default:
		return 1;
	}
}

size_t history_changes(const struct book *book, const struct event *event, enum money_unit shown, struct history_change **out,
		       struct arena *arena)
{
	static void (*const makers[ACT_KINDS])(struct changes *) = {
		[ACT_POST] = post_changes,       [ACT_TARGET] = target_changes,  [ACT_DISTRIBUTE] = distribute_changes,
		[ACT_FORECAST] = follow_changes, [ACT_OUTCOME] = follow_changes, [ACT_RETURN] = mark_changes,
	};
	struct changes changes = { .book = book, .event = event, .shown = shown, .arena = arena };

	changes.items = arena_alloc(arena, (most_changes(book, &event->line->act) + 1) * sizeof *changes.items);
	if (makers[event->line->act.kind])
		makers[event->line->act.kind](&changes);
	*out = changes.items;
	return changes.count;
}
