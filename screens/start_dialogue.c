#include "start_rows.h"

#include "dialogue.h"
#include "intl.h"
#include "meeting.h"
#include "phrase.h"
#include "story.h"

#include <stdlib.h>

static const struct book *book_of(const struct start *start)
{
	return start->screen.session->book;
}

/* ---- what waits for her ---- */

static const char *const duties[] = {
	[DUTY_ANSWER] = N_("Svara på en fråga"), [DUTY_CONFIRM] = N_("Bekräfta en överenskommelse"), [DUTY_DECIDE] = N_("Besluta om en föreslagen omfördelning"),
};

static const char *what_of(enum duty duty, const struct event *entry)
{
	return duty == DUTY_CONFIRM && entry->line->act.say.with ? _("Bekräfta ett förslag till omfördelning") : _(duties[duty]);
}

static void add_duty(struct start *start, int unit, enum duty duty, const struct event *entry)
{
	struct buffer detail = { 0 };
	struct task *task;

	phrase_user(&detail, book_of(start), entry->user);
	buffer_text(&detail, " ");
	story_date(&detail, entry->line->head.at);
	buffer_format(&detail, ": «%s»", entry->line->act.say.text);
	task = start_add_waiting(start, LEADS_TO_DIALOGUE, unit, what_of(duty, entry), start_kept(start, &detail));
	task->entry = arena_string(&start->arena, entry->line->hash);
}

/* A proposal is read in the dialogues of both its units, and told of once: where it was made, unless that is not hers to see to. */
static bool is_told_elsewhere(const struct start *start, const struct thread *thread, enum party party, int unit)
{
	const struct say *say = &thread->first->line->act.say;

	return say->with && party != PARTY_WITH && org_find(book_of(start)->org, say->unit) != unit;
}

static void add_duties(struct start *start, int unit, enum duty wanted)
{
	const struct session *session = start->screen.session;
	struct thread *threads;
	size_t count = book_state(book_of(start), unit)->say_count ? dialogue_threads(book_of(start), unit, &threads) : 0;

	if (!count)
		return;
	for (size_t i = 0; i < count; i++) {
		enum party party = dialogue_party(book_of(start), unit, threads[i].first, session->user);
		const struct event *entry;

		if (dialogue_duty(book_of(start), &threads[i], party, &entry) == wanted && !is_told_elsewhere(start, &threads[i], party, unit))
			add_duty(start, unit, wanted, entry);
	}
	free(threads);
}

/* Questions first, for somebody is waiting; hers and those of who gets a ram from her. */
void start_add_dialogue(struct start *start)
{
	const struct session *session = start->screen.session;
	const struct org *org = book_of(start)->org;
	int unit = session->seat.unit;

	for (enum duty duty = DUTY_ANSWER; session->user && duty <= DUTY_DECIDE; duty++) {
		add_duties(start, unit, duty);
		for (int sub = org_next_sub(org, unit, ORG_NONE); sub != ORG_NONE; sub = org_next_sub(org, unit, sub))
			add_duties(start, sub, duty);
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
