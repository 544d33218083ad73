#include "start_rows.h"

#include "figure.h"
#include "intl.h"
#include "meeting.h"
#include "phrase.h"
#include "saying.h"
#include "several.h"
#include "story.h"

#include <string.h>

static const struct book *book_of(const struct start *start)
{
	return start->screen.session->book;
}

/* ---- what waits for her ---- */

static const char *what_of(const struct task *task)
{
	const struct say *say = &task->event->line->act.say;

	if (task->kind == TASK_CONFIRM)
		return say->with ? _("Bekräfta ett förslag till omfördelning") : !strcmp(say->kind, "note") ? _("Bekräfta en minnesanteckning") : _("Bekräfta en överenskommelse");
	return task->kind == TASK_ANSWER ? _("Svara på en fråga") : _("Besluta om en föreslagen omfördelning");
}

/* A proposal is read in the dialogues of both its units: who is to have the money reads it in her own. */
static int dialogue_of(const struct start *start, const struct task *task)
{
	const struct say *say = &task->event->line->act.say;

	return say->with && org_find(book_of(start)->org, say->with) == task->seat ? task->seat : task->unit;
}

static void add_task(struct start *start, const struct task *task)
{
	struct buffer detail = { 0 };
	struct step *step;

	phrase_user(&detail, book_of(start), task->event->user);
	buffer_text(&detail, " ");
	story_date(&detail, task->event->line->head.at);
	buffer_format(&detail, ": «%s»", task->event->line->act.say.text);
	step = start_add_waiting(start, LEADS_TO_DIALOGUE, dialogue_of(start, task), what_of(task), start_kept(start, &detail));
	step->entry = arena_string(&start->arena, task->event->line->hash);
}

/* Questions first, for somebody is waiting. */
void start_add_dialogue(struct start *start, const struct tasks *tasks)
{
	static const enum task_kind kinds[] = { TASK_ANSWER, TASK_CONFIRM, TASK_DECIDE };

	for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++)
		for (size_t i = 0; i < tasks->count; i++)
			if (tasks->items[i].kind == kinds[kind] && tasks->items[i].seat == start->screen.session->seat.unit)
				add_task(start, &tasks->items[i]);
}

/* ---- what she was writing ---- */

/* «Ortopedi: personal 2020»; of several figures the first. */
static void add_about(struct buffer *out, const struct book *book, const struct saying_left *left)
{
	struct several each = several_of(left->about ? left->about : "");
	struct figure figure;
	char name[256];

	if (left->about && several_next(&each, name) && figure_parse(&figure, book, name, left->unit, book->region->year, NULL))
		figure_title(out, book, &figure);
	else
		buffer_text(out, book->org->units[left->unit].name);
}

void start_add_left(struct start *start)
{
	const struct session *session = start->screen.session;
	const struct saying_left *left;
	size_t count;

	if (!session->user || session->read_only)
		return;
	left = saying_left(&start->arena, book_of(start), session->user, &count);
	for (size_t i = 0; i < count; i++) {
		struct buffer detail = { 0 };

		buffer_text(&detail, _("påbörjat inlägg om "));
		add_about(&detail, book_of(start), &left[i]);
		if (*left[i].text)
			buffer_format(&detail, ", «%s»", left[i].text);
		start_add_waiting(start, LEADS_TO_DRAFT, left[i].unit, _("Skriv vidare i dialogen"), start_kept(start, &detail))->entry = left[i].thread;
	}
}

/* ---- a meeting that goes on ---- */

/* Hers first of all, for it waits in a room full of people; one that others lead is there to be followed. */
void start_add_meeting(struct start *start)
{
	const struct session *session = start->screen.session;
	const struct meeting *led = session->read_only ? NULL : meeting_led(book_of(start), session->user);
	const struct meeting *meeting = led ? led : session->seat.unit == ORG_NONE ? NULL : meeting_on(book_of(start), session->seat.unit);
	const char *branch = meeting ? meeting->first->line->act.meet.unit : NULL;
	struct buffer what = { 0 }, detail = { 0 };

	if (!meeting)
		return;
	buffer_format(&what, led ? _("Fortsätt dialogmötet om %s") : _("Följ dialogmötet om %s"), story_unit(book_of(start), branch));
	buffer_text(&detail, led ? _("öppnat ") : _("lett av "));
	if (led)
		story_when(&detail, meeting->first);
	else
		phrase_user(&detail, book_of(start), meeting->first->user);
	start_add(start, LEADS_TO_MEETING, org_find(book_of(start)->org, branch), start_kept(start, &what), start_kept(start, &detail))->waits = led != NULL;
}

/* ---- what is only to be read ---- */

struct unread { size_t count; int first; /* the first unit that has any */ };

static void count_unread(struct start *start, int unit, struct unread *unread)
{
	struct session *session = start->screen.session;
	size_t count = seen_unread_in(session_seen(session), book_of(start), unit, session->user);

	if (count && !unread->count)
		unread->first = unit;
	unread->count += count;
}

/* Of her own unit and those that get their ramar from it: the dialogues that she is a party of. */
void start_add_unread(struct start *start)
{
	const struct session *session = start->screen.session;
	const struct org *org = book_of(start)->org;
	struct unread unread = { 0, ORG_NONE };
	struct buffer detail = { 0 };
	int unit = session->seat.unit;

	if (!session->user)
		return;
	count_unread(start, unit, &unread);
	for (int sub = org_next_sub(org, unit, ORG_NONE); sub != ORG_NONE; sub = org_next_sub(org, unit, sub))
		count_unread(start, sub, &unread);
	if (!unread.count)
		return;
	buffer_format(&detail, ngettext("%zu oläst inlägg, först i dialogen om %s", "%zu olästa inlägg, först i dialogen om %s", unread.count), unread.count,
	              org->units[unread.first].name);
	start_add(start, LEADS_TO_DIALOGUE, unread.first, _("Läs nytt i dialogen"), start_kept(start, &detail));
}
