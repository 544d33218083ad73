/* What lines do to the dialogue: entries, what two chefs propose, what is closed and confirmed, meetings. */
#include "book_private.h"

#include "intl.h"
#include "title.h"

#include <string.h>

static const struct event *entry_of(const struct book *book, const char *hash)
{
	const struct event *event = event_by_hash(book, hash);

	return event && event->state == LINE_APPLIED && event->line->act.kind == ACT_SAY ? event : NULL;
}

/* The entry that opened the thread of an entry. */
static const struct event *head_of_entry(const struct book *book, const struct event *entry)
{
	return entry->line->act.say.thread ? entry_of(book, entry->line->act.say.thread) : entry;
}

/* ---- proposals ---- */

/* The post in force that decided the same proposal, in whatever wording; NULL. The one that this post takes the place of does not count. */
static struct event *decided_before(const struct book *book, const struct event *proposal, const struct post *post)
{
	const struct unit_state *state = state_known(book, proposal->line->act.say.unit);

	for (size_t i = 0; state && i < state->leg_count; i++) {
		struct event *other = (struct event *)state->legs[i].event; /* events are the fold's own, const only to others */
		const char *of = other->line->act.post.proposal;

		if (of && !other->replaced_by && !(post->replaces && !strcmp(post->replaces, other->line->hash)) &&
		    head_of_entry(book, entry_of(book, of)) == head_of_entry(book, proposal))
			return other;
	}
	return NULL;
}

static const char *name_of(const struct charter *charter, const char *id)
{
	int unit = org_find(charter->org, id);

	return unit == ORG_NONE ? id : charter->org->units[unit].name;
}

/* What two chefs have proposed is decided by the level above them both, once: of two who decided it without knowing of each other the later in the
 * order holds. What was changed or taken back meanwhile is decided as it was. */
bool dialogue_decides(const struct book *book, struct event *event, struct event **before)
{
	const struct post *post = &event->line->act.post;
	const struct event *proposal = entry_of(book, post->proposal);
	const struct say *say = proposal ? &proposal->line->act.say : NULL;

	if (!say || !say->with)
		return error_set(event->why, "proposal", _("förslaget som omfördelningen skulle grundas på finns inte"));
	if (event_known_after(book, proposal) || (say->status && !strcmp(say->status, "dropped")))
		return error_set(event->why, "proposal", _("förslaget är ändrat eller återtaget: se det som gäller nu"));
	if (post->legs.count && !(act_has_leg(post, say->unit) && act_has_leg(post, say->with)))
		return error_set(event->why, "proposal", _("förslaget gäller %s och %s: omfördelningen måste röra båda"),
		                 name_of(charter_find(book, event->line->head.org), say->unit), name_of(charter_find(book, event->line->head.org), say->with));
	*before = decided_before(book, proposal, post);
	return !*before || !fold_knows(book, *before) ||
	       event_refuse(book, event, "proposal", _("förslaget är redan beslutat av "), *before);
}

/* ---- entries ---- */

/* An entry belongs to the dialogue of its unit; a proposal, and what is said in its thread, to those of both units that it is about. */
static bool is_in_dialogue(const struct say *head, const char *unit)
{
	return !strcmp(head->unit, unit) || (head->with && !strcmp(head->with, unit));
}

/* An entry in a thread follows the entry that opened it, in the same dialogue. NULL: event->why. */
static const struct event *head_of(const struct book *book, struct event *event, const char *thread, const char *unit)
{
	const struct event *first = entry_of(book, thread);

	if (!first || first->line->act.say.thread)
		error_set(event->why, "thread", _("tråden som inlägget hör till finns inte"));
	else if (!is_in_dialogue(&first->line->act.say, unit))
		error_set(event->why, "thread", _("tråden handlar om %s, inte om %s"), name_of(charter_find(book, event->line->head.org), first->line->act.say.unit),
		          name_of(charter_find(book, event->line->head.org), unit));
	else
		return first;
	return NULL;
}

/* A correction says the same sort of thing: else an agreement could be made into a remark, and money change hands between others. */
static bool same_sort(const struct say *say, const struct say *old)
{
	return !strcmp(say->kind, old->kind) && (!say->with || (!strcmp(say->unit, old->unit) && !strcmp(say->with, old->with)));
}

/* Could she say it without a meeting? As its secretary she only writes down. */
static bool says_herself(const struct book *book, struct event *event, struct error *why)
{
	struct act plain = event->line->act;

	plain.say.meeting = NULL;
	return rights_may(charter_find(book, event->line->head.org), event->user, &plain, why);
}

/* What was said stands; a later entry puts it right, her own, or as an agreement is followed up, that of either party. */
static bool put_right(const struct book *book, struct event *event, const struct event *first)
{
	const struct say *say = &event->line->act.say;
	struct event *old = event_by_hash(book, say->replaces);

	if (!entry_of(book, say->replaces) || head_of_entry(book, old) != first)
		return error_set(event->why, "replaces", _("inlägget som ska rättas finns inte i tråden"));
	if (event_known_after(book, old))
		return error_set(event->why, "replaces", _("inlägget är redan rättat: rätta det senaste i stället"));
	if (!same_sort(say, &old->line->act.say))
		return error_set(event->why, "replaces", _("en rättelse är av samma slag och mellan samma enheter som det den rättar: skriv ett nytt inlägg"));
	if (strcmp(old->user, event->user) && (strcmp(old->line->act.say.kind, "agreement") || !says_herself(book, event, NULL)))
		return error_set(event->why, "replaces", _("bara den som skrev inlägget kan rätta det: skriv ett eget i tråden"));
	event_last(old)->replaced_by = event;
	return true;
}

static void put_entry(struct book *book, struct event *event, const char *unit)
{
	struct unit_state *state = state_of(book, unit);

	*BOOK_PUSH(book, state->says, state->say_count, state->say_room) = event;
}

static struct meeting *meeting_of(const struct book *book, const char *hash)
{
	for (size_t i = 0; i < book->meeting_count; i++)
		if (!strcmp(book->meetings[i].first->line->hash, hash))
			return &book->meetings[i];
	return NULL;
}

static const char *branch_of(const struct meeting *meeting)
{
	return meeting->first->line->act.meet.unit;
}

/* One sentence about the meeting and who did what with it. */
static bool told(struct event *event, const struct charter *charter, const char *words, const struct meeting *meeting, const struct event *by)
{
	struct buffer who = { 0 };

	title_user(&who, charter, by->user, false);
	error_set(event->why, "meeting", words, name_of(charter, branch_of(meeting)), who.bytes);
	buffer_free(&who);
	return false;
}

/* What is said while somebody else closes the meeting was said in it all the same, and so is who was there. */
static bool is_on(const struct book *book, struct event *event, const struct charter *charter, const struct meeting *meeting)
{
	if (!meeting)
		return error_set(event->why, "meeting", _("dialogmötet finns inte"));
	return !meeting->closed || !fold_knows(book, meeting->closed) ||
	       told(event, charter, _("dialogmötet om %s är avslutat av %s: öppna ett nytt"), meeting, meeting->closed);
}

/* Whoever opened it; and its secretary, as far as the writer could know: what she has written stands when another takes her place. */
static bool leads(const struct book *book, const struct meeting *meeting, const char *user)
{
	size_t known = meeting->head_count;
	const char *secretary;

	while (known && !fold_knows(book, meeting->heads[known - 1]))
		known--;
	secretary = known ? meeting->heads[known - 1]->line->act.meet.secretary : NULL;
	return !strcmp(meeting->first->user, user) || (secretary && !strcmp(secretary, user));
}

static void put_head(struct book *book, struct meeting *meeting, struct event *event)
{
	meeting->head = event;
	meeting->closed = event->line->act.meet.closed ? event : meeting->closed;
	*BOOK_PUSH(book, meeting->heads, meeting->head_count, meeting->head_room) = event;
	state_of(book, event->line->act.meet.unit); /* what is said in it rests on its head */
}

static bool is_within(const struct org *org, const char *id, const char *branch)
{
	int unit = org_find(org, id), of = org_find(org, branch);

	return unit != ORG_NONE && of != ORG_NONE && org_is_below(org, unit, of);
}

static bool overlap(const struct org *org, const char *one, const char *other)
{
	return is_within(org, one, other) || is_within(org, other, one);
}

/* One meeting at a time on a branch, so that it is plain what was said where. Of two that did not know of each other both are held: what has been
 * said in either stands. */
static bool branch_is_free(const struct book *book, struct event *event)
{
	const struct charter *charter = charter_find(book, event->line->head.org);

	for (size_t i = 0; i < book->meeting_count; i++) {
		const struct meeting *other = &book->meetings[i];

		if (!other->closed && overlap(charter->org, branch_of(other), event->line->act.meet.unit) && fold_knows(book, other->first))
			return told(event, charter, _("ett dialogmöte om %s pågår redan, öppnat av %s: avsluta det först"), other, other->first);
	}
	return true;
}

static bool open_meeting(struct book *book, struct event *event)
{
	if (!branch_is_free(book, event))
		return false;
	*BOOK_PUSH(book, book->meetings, book->meeting_count, book->meeting_room) = (struct meeting){ .first = event };
	put_head(book, &book->meetings[book->meeting_count - 1], event);
	return true;
}

bool dialogue_meet(struct book *book, struct event *event)
{
	const struct charter *charter = charter_find(book, event->line->head.org);
	const struct meet *meet = &event->line->act.meet;
	struct meeting *meeting = meet->meeting ? meeting_of(book, meet->meeting) : NULL;

	if (!meet->meeting)
		return open_meeting(book, event);
	if (!is_on(book, event, charter, meeting))
		return false;
	if (strcmp(branch_of(meeting), meet->unit))
		return error_set(event->why, "meeting", _("dialogmötet gäller %s, inte %s"), name_of(charter, branch_of(meeting)), name_of(charter, meet->unit));
	if (!leads(book, meeting, event->user))
		return told(event, charter, _("dialogmötet om %s leds av %s, som öppnade det, och av dess sekreterare"), meeting, meeting->first);
	put_head(book, meeting, event);
	return true;
}

/* What is said in a meeting is said about its branch; who is no party to the dialogue says it as its secretary. */
static bool said_in_meeting(const struct book *book, struct event *event)
{
	const struct charter *charter = charter_find(book, event->line->head.org);
	const struct say *say = &event->line->act.say;
	const struct meeting *meeting = meeting_of(book, say->meeting);

	if (!is_on(book, event, charter, meeting))
		return false;
	if (!is_within(charter->org, say->unit, branch_of(meeting)))
		return error_set(event->why, "meeting", _("dialogmötet gäller %s, och dit hör inte %s"), name_of(charter, branch_of(meeting)),
		                 name_of(charter, say->unit));
	return leads(book, meeting, event->user) || says_herself(book, event, event->why);
}

/* ---- what closes a thread ---- */

static bool closes(const struct event *event)
{
	const struct act *act = &event->line->act;

	return act->kind == ACT_RESOLVE ? !act->resolve.open : act->kind == ACT_SAY && act->say.status && strcmp(act->say.status, "open") != 0;
}

static const char *thread_of(const struct event *event)
{
	const struct act *act = &event->line->act;

	return act->kind == ACT_RESOLVE ? act->resolve.thread : act->kind == ACT_SAY ? act->say.thread : NULL;
}

/* What is said while somebody else closes the thread must not be hidden by that, whichever comes first. What began it both name, and so know. */
static void try_overtake(const struct book *book, const struct event *first, const struct event *one, const struct event *other)
{
	const char *thread = thread_of(other);

	if (closes(one) == closes(other) || !thread || strcmp(thread, first->line->hash) || fold_knows(book, other))
		return;
	((struct event *)(closes(one) ? one : other))->overtaken = true; /* events are the fold's own, const only to others */
}

static void overtake(const struct book *book, const struct event *first, const struct event *event)
{
	const struct unit_state *state = state_known(book, first->line->act.say.unit);

	for (size_t i = 0; state && i < state->say_count; i++)
		try_overtake(book, first, event, state->says[i]);
	for (size_t i = 0; state && i < state->settled_count; i++)
		try_overtake(book, first, event, state->settled[i].event);
}

/* ---- what is said and settled ---- */

bool dialogue_say(struct book *book, struct event *event)
{
	const struct say *say = &event->line->act.say;
	const struct event *first = say->thread ? head_of(book, event, say->thread, say->unit) : event;

	if (!first || (say->meeting && !said_in_meeting(book, event)) || (say->replaces && !put_right(book, event, first)))
		return false;
	if (first != event)
		overtake(book, first, event);
	put_entry(book, event, first->line->act.say.unit);
	if (first->line->act.say.with)
		put_entry(book, event, first->line->act.say.with);
	return true;
}

static bool settle(struct book *book, struct event *event, const char *unit)
{
	struct unit_state *state = state_of(book, unit);

	*BOOK_PUSH(book, state->settled, state->settled_count, state->settled_room) = (struct settled){ event, state->say_count };
	return true;
}

bool dialogue_resolve(struct book *book, struct event *event)
{
	const struct event *first = head_of(book, event, event->line->act.resolve.thread, event->line->act.resolve.unit);

	if (!first)
		return false;
	overtake(book, first, event);
	return settle(book, event, first->line->act.say.unit) && (!first->line->act.say.with || settle(book, event, first->line->act.say.with));
}

/* Only what binds somebody is confirmed. */
bool dialogue_confirm(struct book *book, struct event *event)
{
	const struct confirm *confirm = &event->line->act.confirm;
	const struct event *entry = entry_of(book, confirm->entry);
	const struct say *say = entry ? &entry->line->act.say : NULL, *head = entry ? &head_of_entry(book, entry)->line->act.say : NULL;

	if (!head || !is_in_dialogue(head, confirm->unit))
		return error_set(event->why, "entry", _("inlägget som ska bekräftas finns inte i den dialogen"));
	if (strcmp(say->kind, "agreement") && strcmp(say->kind, "note") && strcmp(say->kind, "proposal"))
		return error_set(event->why, "entry", _("bara överenskommelser, förslag och minnesanteckningar bekräftas"));
	if (event_known_after(book, entry))
		return error_set(event->why, "entry", _("inlägget är rättat: bekräfta det som gäller nu"));
	return settle(book, event, head->unit) && (!head->with || settle(book, event, head->with));
}

/* A proposal is of two units, and so is all that is said and settled about it. */
void dialogue_publish(struct book *book, const struct act *act)
{
	const char *of = act->kind == ACT_SAY ? act->say.thread : act->kind == ACT_RESOLVE ? act->resolve.thread : act->kind == ACT_CONFIRM ? act->confirm.entry : NULL;
	const struct event *entry = of ? entry_of(book, of) : NULL;
	const struct say *head = entry ? &head_of_entry(book, entry)->line->act.say : act->kind == ACT_SAY ? &act->say : NULL;

	if (!head || !head->with)
		return;
	state_publish_one(book, head->unit, false);
	state_publish_one(book, head->with, false);
}
