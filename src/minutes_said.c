#include "minutes_private.h"

#include "intl.h"
#include "story.h"

#include <stdlib.h>
#include <string.h>

static const struct say *say_of(const struct event *event)
{
	return &event->line->act.say;
}

/* ---- which meeting ---- */

const char *minutes_branch(const struct meeting *meeting)
{
	return meeting->first->line->act.meet.unit;
}

static const char *date_of(const struct meeting *meeting)
{
	return meeting->head->line->act.meet.date;
}

/* Those whose branch has left the organisation are the whole region's. */
static bool is_of(const struct report *report, const struct meeting *meeting)
{
	int branch = org_find(report->book->org, minutes_branch(meeting));

	return branch == ORG_NONE ? report->unit == 0 : org_is_below(report->book->org, branch, report->unit);
}

static int by_date(const void *a, const void *b)
{
	const struct meeting *one = *(const struct meeting *const *)a, *other = *(const struct meeting *const *)b;
	int dates = strcmp(date_of(one), date_of(other));

	return dates ? dates : (one > other) - (one < other); /* they stand in the order of the fold */
}

static size_t meetings_of(const struct report *report, const struct meeting ***meetings)
{
	const struct book *book = report->book;
	const struct meeting **found = memory_grow(NULL, book->meeting_count + 1, sizeof *found);
	size_t count = 0;

	for (size_t i = 0; i < book->meeting_count; i++)
		if (is_of(report, &book->meetings[i]))
			found[count++] = &book->meetings[i];
	qsort(found, count, sizeof *found, by_date);
	*meetings = found;
	return count;
}

static bool not_found(const struct report *report, const struct meeting *const *meetings, size_t count, struct error *error)
{
	const char *name = report->book->org->units[report->unit].name;
	struct buffer list = { 0 };

	if (!count)
		return error_set(error, "no-meeting", _("inget dialogmöte har hållits om %s"), name);
	for (size_t i = 0; i < count; i++)
		buffer_format(&list, "%s%zu (%s, %s)", i ? ", " : "", i + 1, date_of(meetings[i]), story_unit(report->book, minutes_branch(meetings[i])));
	error_set(error, "no-meeting", _("dialogmötet %.64s finns inte: de om %s är %s"), report->meeting, name, list.bytes);
	buffer_free(&list);
	return false;
}

/* By its number or date; without either the newest. */
const struct meeting *minutes_choose(const struct report *report, struct error *error)
{
	const struct meeting **meetings, *found = NULL;
	size_t count = meetings_of(report, &meetings);

	for (size_t i = 0; i < count; i++) {
		char number[24];

		snprintf(number, sizeof number, "%zu", i + 1);
		if (!report->meeting || !strcmp(report->meeting, number) || !strcmp(report->meeting, date_of(meetings[i])))
			found = meetings[i];
	}
	if (!found)
		not_found(report, meetings, count, error);
	free(meetings);
	return found;
}

/* ---- what was said ---- */

bool minutes_here(const struct meeting *meeting, const struct event *event)
{
	const char *of = say_of(event)->meeting;

	return of && !strcmp(of, meeting->first->line->hash);
}

bool minutes_in_branch(const struct book *book, const char *id, const char *branch)
{
	int unit = org_find(book->org, id), of = org_find(book->org, branch);

	return unit != ORG_NONE && of != ORG_NONE && org_is_below(book->org, unit, of);
}

/* Not what is also about a unit that the meeting is not about. */
bool minutes_seen(const struct meeting *meeting, const struct book *book, const struct event *event)
{
	const struct event *first = say_of(event)->thread ? book_event(book, say_of(event)->thread) : event;
	const struct say *head = first && first->line->act.kind == ACT_SAY ? say_of(first) : say_of(event);
	const char *branch = minutes_branch(meeting);

	return minutes_in_branch(book, head->unit, branch) && (!head->with || minutes_in_branch(book, head->with, branch));
}

static bool is_over(const struct event *event)
{
	return say_of(event)->status && strcmp(say_of(event)->status, "open") != 0;
}

/* What was put right is told as it stands; what was agreed on and has been done or dropped since is told as it was agreed. */
static struct minute minute_of(const struct event *said)
{
	struct minute minute = { said, said, NULL };

	for (const struct event *next = said->replaced_by; next; next = next->replaced_by)
		if (is_over(next) && !is_over(minute.stands))
			minute.after = next;
		else
			minute.stands = minute.after ? minute.stands : next;
	return minute;
}

/* Said here in place of something else that was said here: told there. */
static bool is_told_before(const struct meeting *meeting, const struct book *book, const struct event *event)
{
	const struct event *old = say_of(event)->replaces ? book_event(book, say_of(event)->replaces) : NULL;

	return old && minutes_here(meeting, old);
}

size_t minutes_find(const struct meeting *meeting, const struct book *book, int unit, struct minute **minutes)
{
	const struct unit_state *state = book_state(book, unit);
	struct minute *found = memory_grow(NULL, state->say_count + 1, sizeof *found);
	size_t count = 0;

	for (size_t i = 0; i < state->say_count; i++)
		if (minutes_here(meeting, state->says[i]) && minutes_seen(meeting, book, state->says[i]) && !is_told_before(meeting, book, state->says[i]))
			found[count++] = minute_of(state->says[i]);
	*minutes = found;
	return count;
}
