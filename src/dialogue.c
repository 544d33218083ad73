#include "dialogue.h"

#include "figure.h"
#include "intl.h"
#include "title.h"
#include "version.h"

#include <stdlib.h>
#include <string.h>

static const struct say *say_of(const struct event *event)
{
	return &event->line->act.say;
}

static bool is_kind(const struct event *event, const char *kind)
{
	return strcmp(say_of(event)->kind, kind) == 0;
}

/* ---- who speaks ---- */

static bool divides(const struct org *org, const char *unit, const char *user)
{
	int at = unit ? org_find(org, unit) : ORG_NONE;

	return at != ORG_NONE && rights_divides(org, at, user);
}

static enum party party_in(const struct org *org, int unit, const struct event *first, const char *user)
{
	int above = unit == ORG_NONE ? ORG_NONE : org_above(org, org_holder(org, unit));

	if (first && say_of(first)->with && divides(org, say_of(first)->unit, user))
		return PARTY_UNIT;
	if (first && divides(org, say_of(first)->with, user))
		return PARTY_WITH;
	if (unit != ORG_NONE && rights_divides(org, unit, user))
		return PARTY_UNIT;
	return above != ORG_NONE && rights_divides(org, above, user) ? PARTY_ABOVE : PARTY_READER;
}

enum party dialogue_party(const struct book *book, int unit, const struct event *first, const char *user)
{
	return party_in(book->org, unit, first, user);
}

enum party dialogue_spoke_as(const struct book *book, const struct event *entry, const struct event *event)
{
	const struct org *org = book_org_of(book, event);

	return party_in(org, org_find(org, say_of(entry)->unit), say_of(entry)->with ? entry : NULL, event->user);
}

/* A question to a proposal goes to whoever made it; those of its maker go to the level above, as those of readers go to the unit. */
static enum party asked_of(enum party asker)
{
	return asker == PARTY_UNIT ? PARTY_ABOVE : PARTY_UNIT;
}

/* ---- threads ---- */

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

static void close_or_open(struct thread *thread, const struct event *event, bool closed)
{
	closed = closed && !event->overtaken;
	thread->closed = closed;
	thread->closed_by = closed ? event : NULL;
}

/* An answer is one when she gives it of whom it was asked; a question to oneself no one need answer. */
static void follow_question(const struct book *book, struct thread *thread, const struct event *event)
{
	enum party party = dialogue_party(book, thread->unit, thread->first, event->user);

	if (is_kind(event, "answer")) {
		thread->answered = true;
		if (thread->asked && (party == thread->waits_on || party != dialogue_party(book, thread->unit, thread->first, thread->asked->user)))
			thread->asked = NULL;
	} else if (is_kind(event, "question")) {
		thread->asked = event;
		thread->waits_on = asked_of(party);
	}
	if (!thread->asked)
		thread->waits_on = PARTY_NONE;
}

static bool same_status(const struct say *say, const struct say *old)
{
	return say->status && old->status && !strcmp(say->status, old->status);
}

/* What is put right stands as it stood: a question that was answered is so in other words too, an answer is to what was asked then, and nothing is
 * closed or taken up again by what says the same of it. */
static void follow_correction(struct thread *thread, const struct event *old, const struct event *event)
{
	if (thread->asked == old)
		thread->asked = event;
	if (say_of(event)->status && !same_status(say_of(event), say_of(old)))
		close_or_open(thread, event, strcmp(say_of(event)->status, "open") != 0);
	else if (thread->closed_by == old)
		thread->closed_by = event;
}

static void follow(const struct book *book, struct thread *thread, const struct event *event)
{
	const struct say *say = say_of(event);
	const struct event *old = say->replaces ? book_event(book, say->replaces) : NULL;

	thread->newest = event;
	thread->count++;
	if (old) {
		follow_correction(thread, old, event);
		return;
	}
	follow_question(book, thread, event);
	if (say->status)
		close_or_open(thread, event, strcmp(say->status, "open") != 0);
}

static void settle(struct thread *threads, size_t count, const struct event *event)
{
	const struct act *act = &event->line->act;

	for (size_t i = 0; act->kind == ACT_RESOLVE && i < count; i++)
		if (strcmp(threads[i].first->line->hash, act->resolve.thread) == 0)
			close_or_open(&threads[i], event, !act->resolve.open);
}

size_t dialogue_threads(const struct book *book, int unit, struct thread **threads)
{
	const struct unit_state *state = book_state(book, unit);
	struct thread *made = memory_grow(NULL, state->say_count + 1, sizeof *made);
	size_t count = 0, settled = 0;

	for (size_t i = 0; i <= state->say_count; i++) {
		for (; settled < state->settled_count && state->settled[settled].after <= i; settled++)
			settle(made, count, state->settled[settled].event);
		if (i == state->say_count)
			break;
		const struct event *event = state->says[i];
		struct thread *thread = say_of(event)->thread ? thread_of(made, count, event) : NULL;

		if (!thread) { /* also an entry whose thread began about another unit */
			thread = &made[count++];
			*thread = (struct thread){ .unit = unit, .first = event };
		}
		follow(book, thread, event);
	}
	*threads = made;
	return count;
}

bool dialogue_waits(const struct thread *thread)
{
	return thread->asked && !thread->closed;
}

const struct event *dialogue_latest(const struct event *event)
{
	while (event->replaced_by)
		event = event->replaced_by;
	return event;
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

size_t dialogue_waiting_on(const struct book *book, int unit, enum party party)
{
	struct thread *threads;
	size_t count, waiting = 0;

	if (!book_state(book, unit)->say_count)
		return 0;
	count = dialogue_threads(book, unit, &threads);
	for (size_t i = 0; i < count; i++)
		waiting += dialogue_waits(&threads[i]) && (threads[i].waits_on & party);
	free(threads);
	return waiting;
}

size_t dialogue_waiting(const struct book *book, int unit)
{
	return dialogue_waiting_on(book, unit, PARTY_UNIT | PARTY_ABOVE | PARTY_WITH);
}

/* ---- what binds ---- */

unsigned dialogue_needs(const struct event *event)
{
	static const struct { const char *kind; unsigned parties; } binding[] = {
		{ "agreement", PARTY_UNIT | PARTY_ABOVE },
		{ "proposal", PARTY_UNIT | PARTY_WITH },
	};

	for (size_t i = 0; i < sizeof binding / sizeof *binding; i++)
		if (is_kind(event, binding[i].kind))
			return binding[i].parties;
	return is_kind(event, "note") && say_of(event)->meeting ? PARTY_UNIT | PARTY_ABOVE : 0; /* minutes */
}

unsigned dialogue_confirmed(const struct book *book, const struct event *event)
{
	int unit = org_find(book->org, say_of(event)->unit);
	unsigned parties;

	if (unit == ORG_NONE || !dialogue_needs(event))
		return 0;
	parties = dialogue_spoke_as(book, event, event);
	const struct unit_state *state = book_state(book, unit);
	for (size_t i = 0; i < state->settled_count; i++) {
		const struct act *act = &state->settled[i].event->line->act;

		if (act->kind == ACT_CONFIRM && strcmp(act->confirm.entry, event->line->hash) == 0)
			parties |= dialogue_spoke_as(book, event, state->settled[i].event);
	}
	return parties & dialogue_needs(event);
}

/* Over the top there is no one who could say so. */
static unsigned needs_of(const struct book *book, const struct event *event)
{
	int unit = org_find(book->org, say_of(event)->unit);
	bool top = unit != ORG_NONE && org_above(book->org, org_holder(book->org, unit)) == ORG_NONE;

	return dialogue_needs(event) & ~(top ? (unsigned)PARTY_ABOVE : 0U);
}

bool dialogue_stands(const struct book *book, const struct event *event)
{
	unsigned needs = needs_of(book, event);

	return (dialogue_confirmed(book, event) & needs) == needs;
}

/* The hash of what began its thread. */
static const char *thread_hash(const struct event *event)
{
	return say_of(event)->thread ? say_of(event)->thread : event->line->hash;
}

const struct event *dialogue_decided(const struct book *book, const struct event *proposal)
{
	int unit = org_find(book->org, say_of(proposal)->unit);
	const struct unit_state *state = unit == ORG_NONE ? NULL : book_state(book, unit);

	for (size_t i = 0; state && i < state->leg_count; i++) {
		const struct event *event = state->legs[i].event;
		const struct event *of = event->line->act.post.proposal ? book_event(book, event->line->act.post.proposal) : NULL;

		if (of && strcmp(thread_hash(of), thread_hash(proposal)) == 0)
			return event;
	}
	return NULL;
}

/* ---- what waits ---- */

/* One party's word does not make money of a measure. */
bool dialogue_asks(const struct event *event)
{
	const struct say *say = say_of(event);

	return !say->status || !strcmp(say->status, "open") ||
	       (!strcmp(say->status, "done") && is_kind(event, "agreement") && say->kr != NUMBER_NONE && !say->explains);
}

static bool wants_confirming(const struct book *book, const struct event *event, enum party party)
{
	return !event->replaced_by && (dialogue_needs(event) & (unsigned)party) && dialogue_asks(event) &&
	       !(dialogue_confirmed(book, event) & (unsigned)party);
}

/* The first one, for what was said first has waited longest. */
static const struct event *to_confirm(const struct book *book, const struct thread *thread, enum party party)
{
	const struct unit_state *state = book_state(book, thread->unit);

	for (size_t i = 0; i < state->say_count; i++)
		if (dialogue_holds(thread, state->says[i]) && wants_confirming(book, state->says[i], party))
			return state->says[i];
	return NULL;
}

/* What closed the thread, when she has yet to say so too; NULL. */
static const struct event *closed_for_now(const struct book *book, const struct thread *thread, enum party party)
{
	const struct event *by = thread->closed_by;

	return by && by->line->act.kind == ACT_SAY && wants_confirming(book, by, party) ? by : NULL;
}

enum duty dialogue_duty(const struct book *book, const struct thread *thread, enum party party, const struct event **entry)
{
	const struct event *head = dialogue_latest(thread->first), *unused;

	entry = entry ? entry : &unused;
	*entry = dialogue_waits(thread) && (thread->waits_on & party) ? thread->asked : NULL;
	if (*entry)
		return DUTY_ANSWER;
	*entry = thread->closed ? closed_for_now(book, thread, party) : to_confirm(book, thread, party);
	if (*entry)
		return DUTY_CONFIRM;
	if (thread->closed || party != PARTY_ABOVE || !say_of(head)->with || !dialogue_stands(book, head) || dialogue_decided(book, head))
		return DUTY_NONE;
	*entry = head;
	return DUTY_DECIDE;
}

/* ---- then ---- */

bool dialogue_then(const struct book *book, const struct event *event, money *then)
{
	struct figure figure;
	struct book *past = say_of(event)->about ? book_at_line(book, event, NULL) : NULL;
	bool known = past && figure_parse(&figure, past, say_of(event)->about, ORG_NONE, 0, NULL);

	if (known)
		*then = figure_value(past, &figure, NULL);
	book_free(past);
	return known;
}

/* ---- for whom ---- */

static void add_chef(struct buffer *out, const struct book *book, int unit)
{
	const struct charter charter = { book->region, book->org };

	if (unit == ORG_NONE)
		return;
	buffer_text(out, out->size ? _(" och ") : "");
	title_chef(out, &charter, org_holder(book->org, unit));
}

static bool is_in_thread(const struct event *event, const struct event *first)
{
	return event == first || (say_of(event)->thread && !strcmp(say_of(event)->thread, first->line->hash));
}

/* Who is no party and has spoken in the thread is spoken to as well: an ekonom who has asked, or left a note. Each once. */
static void add_writers(struct buffer *out, const struct book *book, int unit, const struct event *first, const char *user)
{
	const struct charter charter = { book->region, book->org };
	const struct unit_state *state = book_state(book, unit);

	for (size_t i = 0; i < state->say_count; i++) {
		const char *writer = state->says[i]->user;
		bool told = !is_in_thread(state->says[i], first) || !strcmp(writer, user) || dialogue_party(book, unit, first, writer) != PARTY_READER;

		for (size_t before = 0; before < i && !told; before++)
			told = is_in_thread(state->says[before], first) && !strcmp(state->says[before]->user, writer);
		if (told)
			continue;
		buffer_text(out, out->size ? _(" och ") : "");
		title_user(out, &charter, writer, false);
	}
}

void dialogue_to(struct buffer *out, const struct book *book, int unit, const struct event *first, const char *with, const char *user)
{
	const struct say *head = first ? say_of(first) : NULL;
	enum party party = with ? PARTY_UNIT : dialogue_party(book, unit, first, user);
	int from = head && head->with ? org_find(book->org, head->unit) : unit;
	int to = head && head->with ? org_find(book->org, head->with) : with ? org_find(book->org, with) : ORG_NONE;

	if (party != PARTY_UNIT)
		add_chef(out, book, from);
	if (to != ORG_NONE && party != PARTY_WITH)
		add_chef(out, book, to);
	if (to == ORG_NONE && party == PARTY_UNIT)
		add_chef(out, book, org_above(book->org, org_holder(book->org, unit)));
	if (first)
		add_writers(out, book, unit, first, user);
	buffer_text(out, "");
}

static const struct { const char *word, *name; } kinds[] = {
	{ "question", N_("fråga") },
	{ "answer", N_("svar") },
	{ "comment", N_("kommentar") },
	{ "agreement", N_("överenskommelse") },
	{ "note", N_("minnesanteckning") },
	{ "proposal", N_("förslag till omfördelning") },
};

const char *dialogue_kind(const struct event *event)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (is_kind(event, kinds[i].word))
			return _(kinds[i].name);
	return say_of(event)->kind;
}
