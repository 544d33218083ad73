#include "meeting.h"

#include "intl.h"
#include "measures.h"
#include "plan_state.h"
#include "story.h"
#include "text.h"
#include "title.h"

#include <stdlib.h>
#include <string.h>

/* ---- which one, and who leads it ---- */

const struct meeting *meeting_find(const struct book *book, const char *hash)
{
	for (size_t i = 0; i < book->meeting_count; i++)
		if (!strcmp(book->meetings[i].first->line->hash, hash))
			return &book->meetings[i];
	return NULL;
}

static int branch_of(const struct book *book, const struct meeting *meeting)
{
	return org_find(book->org, meeting->first->line->act.meet.unit);
}

size_t meeting_number(const struct book *book, const struct meeting *meeting)
{
	size_t number = 1;
	int branch = branch_of(book, meeting);

	for (const struct meeting *other = book->meetings; other < book->meetings + book->meeting_count; other++) {
		int dates = strcmp(other->head->line->act.meet.date, meeting->head->line->act.meet.date), at = branch_of(book, other);

		number += at != ORG_NONE && branch != ORG_NONE && org_is_below(book->org, at, branch) && (dates < 0 || (dates == 0 && other < meeting));
	}
	return number;
}

const struct meeting *meeting_on(const struct book *book, int unit)
{
	for (size_t i = 0; i < book->meeting_count; i++) {
		int branch = branch_of(book, &book->meetings[i]);

		if (!book->meetings[i].closed && branch != ORG_NONE && (org_is_below(book->org, unit, branch) || org_is_below(book->org, branch, unit)))
			return &book->meetings[i];
	}
	return NULL;
}

bool meeting_leads(const struct meeting *meeting, const char *user)
{
	const char *secretary = meeting->head->line->act.meet.secretary;

	return user && (!strcmp(meeting->first->user, user) || (secretary && !strcmp(secretary, user)));
}

const struct meeting *meeting_led(const struct book *book, const char *user)
{
	for (size_t i = book->meeting_count; i-- > 0;)
		if (!book->meetings[i].closed && branch_of(book, &book->meetings[i]) != ORG_NONE && meeting_leads(&book->meetings[i], user))
			return &book->meetings[i];
	return NULL;
}

/* ---- what there is to talk about ---- */

struct looking {
	const struct ram_table *table, *last;
	const char *today;
	enum money_unit shown;
	unsigned flags;
	struct buffer why;
};

static void between(struct looking *look)
{
	buffer_text(&look->why, look->why.size ? ", " : "");
}

static void add_amount(struct looking *look, const char *words, money value, unsigned flags)
{
	char text[MONEY_TEXT];

	between(look);
	buffer_format(&look->why, words, money_print(text, value, look->shown, MONEY_FULL, look->flags | flags));
}

static money opening(const struct ram_table *table, int unit)
{
	const struct region *region = table->book->region;
	money sum = MONEY_NONE;

	for (size_t kind = 0; kind < region->kind_count; kind++)
		if (region->kinds[kind].opening)
			sum = money_sum(sum, ram_kind(table, unit, (int)kind));
	return sum;
}

static void add_ram(struct looking *look, int unit)
{
	const struct book *book = look->table->book;
	money ram = look->table->balance[unit].ram, base = opening(look->table, unit);
	int then = look->last ? org_find(look->last->book->org, book->org->units[unit].id) : ORG_NONE;

	if (ram == MONEY_NONE)
		return;
	if (base != MONEY_NONE && ram != base)
		add_amount(look, _("ramen %s"), ram - base, MONEY_SIGN);
	if (then != ORG_NONE && look->last->balance[then].ram != MONEY_NONE && look->last->balance[then].ram != ram)
		add_amount(look, _("%s sedan senaste versionen"), ram - look->last->balance[then].ram, MONEY_SIGN);
}

static void add_over(struct looking *look, int unit)
{
	money left = look->table->balance[unit].left;

	if (left != MONEY_NONE && left < 0)
		add_amount(look, _("över ramen %s"), -left, 0);
}

static void add_questions(struct looking *look, int unit)
{
	size_t count = dialogue_waiting(look->table->book, unit);

	if (!count)
		return;
	between(look);
	buffer_format(&look->why, ngettext("%zu obesvarad fråga", "%zu obesvarade frågor", count), count);
}

static void add_measures(struct looking *look, int unit)
{
	struct measures *measures = measures_make(look->table->book, unit, false);
	size_t open = 0, due = 0;

	for (size_t i = 0; i < measures->count; i++) {
		const char *start = measures->items[i].event->line->act.say.start;

		open += !measures->items[i].done;
		due += !measures->items[i].done && start && strncmp(start, look->today, 10) <= 0;
	}
	measures_free(measures);
	if (!open)
		return;
	between(look);
	buffer_format(&look->why, ngettext("%zu åtgärd", "%zu åtgärder", open), open);
	if (due)
		buffer_format(&look->why, _(" (%zu ska ha börjat)"), due);
}

static void add_plan(struct looking *look, int unit)
{
	enum plan_status status = approval_status(look->table, unit);

	if (status != PLAN_UNTOUCHED && status != PLAN_DRAFT && status != PLAN_RETURNED)
		return;
	between(look);
	buffer_text(&look->why, status == PLAN_RETURNED ? _("planen åter för komplettering") : _("planen inte skickad"));
}

static bool is_near(const struct org *org, int unit, int branch)
{
	return unit == branch || org_above(org, unit) == branch || org_above(org, unit) == org_holder(org, branch);
}

struct topics *meeting_topics(const struct ram_table *table, const struct ram_table *last, int branch, const char *today, enum money_unit shown, unsigned flags)
{
	const struct org *org = table->book->org;
	struct topics *topics = memory_grow(NULL, 1, sizeof *topics);
	struct looking look = { .table = table, .last = last, .today = today, .shown = shown, .flags = flags };

	*topics = (struct topics){ .items = memory_grow(NULL, (size_t)(org->units[branch].end - branch), sizeof *topics->items) };
	for (int unit = branch; unit < org->units[branch].end; unit++) {
		if (org->units[unit].kind != UNIT_UNIT)
			continue;
		buffer_text(&look.why, "");
		look.why.size = 0;
		look.why.bytes[0] = '\0';
		add_over(&look, unit);
		add_questions(&look, unit);
		add_measures(&look, unit);
		add_ram(&look, unit);
		add_plan(&look, unit);
		topics->items[topics->count++] = (struct topic){ unit, is_near(org, unit, branch), arena_string(&topics->arena, look.why.bytes) };
	}
	buffer_free(&look.why);
	return topics;
}

void meeting_topics_free(struct topics *topics)
{
	if (!topics)
		return;
	free(topics->items);
	arena_free(&topics->arena);
	free(topics);
}

/* ---- what is said ---- */

static bool is_within(const struct book *book, const struct say *say, int branch)
{
	int unit = org_find(book->org, say->unit), with = say->with ? org_find(book->org, say->with) : branch;

	return unit != ORG_NONE && with != ORG_NONE && org_is_below(book->org, unit, branch) && org_is_below(book->org, with, branch);
}

/* An entry in the thread of a proposal is about what that is about. */
static bool is_seen(const struct book *book, const struct event *event, int branch)
{
	const struct say *say = &event->line->act.say;
	const struct event *first = say->thread ? book_event(book, say->thread) : NULL;

	return !event->replaced_by && is_within(book, say, branch) && (!first || first->line->act.kind != ACT_SAY || is_within(book, &first->line->act.say, branch));
}

static bool is_of(const struct event *event, const struct meeting *meeting)
{
	const char *hash = event ? event->line->act.say.meeting : NULL;

	return meeting && hash && !strcmp(hash, meeting->first->line->hash);
}

/* What was put right is read where it was first said, as the minutes tell it. */
static bool is_first_said(const struct book *book, const struct event *event, const struct meeting *meeting)
{
	const char *replaces = event->line->act.say.replaces;

	return is_of(event, meeting) && !(replaces && is_of(book_event(book, replaces), meeting));
}

static const struct event *last_words(const struct event *event)
{
	while (event->replaced_by)
		event = event->replaced_by;
	return event;
}

size_t meeting_said(const struct book *book, const struct meeting *meeting, int branch, int unit, const struct event ***said)
{
	const struct unit_state *state = book_state(book, unit);
	const struct event **found = memory_grow(NULL, state->say_count + 1, sizeof *found);
	size_t count = 0;

	for (size_t i = 0; i < state->say_count; i++) {
		const struct event *stands = last_words(state->says[i]);

		if (is_first_said(book, state->says[i], meeting) && is_seen(book, stands, branch))
			found[count++] = stands;
	}
	*said = found;
	return count;
}

static bool has_point(const struct point *points, size_t count, const struct event *event)
{
	for (size_t i = 0; i < count; i++)
		if (points[i].event == event)
			return true;
	return false;
}

static size_t add_point(struct point *points, size_t count, enum point_kind kind, const struct event *event)
{
	if (has_point(points, count, event))
		return count;
	points[count] = (struct point){ kind, event };
	return count + 1;
}

static size_t add_waiting(const struct book *book, int branch, int unit, struct point *points, size_t count)
{
	struct thread *threads;
	size_t thread_count = dialogue_threads(book, unit, &threads);

	for (size_t i = 0; i < thread_count; i++)
		if (dialogue_waits(&threads[i]) && is_seen(book, threads[i].asked, branch))
			count = add_point(points, count, POINT_QUESTION, threads[i].asked);
	free(threads);
	return count;
}

static size_t add_open_measures(const struct book *book, int branch, int unit, struct point *points, size_t count)
{
	struct measures *measures = measures_make(book, unit, false);

	for (size_t i = 0; i < measures->count; i++)
		if (!measures->items[i].done && is_seen(book, measures->items[i].event, branch))
			count = add_point(points, count, POINT_MEASURE, measures->items[i].event);
	measures_free(measures);
	return count;
}

size_t meeting_points(const struct book *book, const struct meeting *meeting, int branch, int unit, struct point **points)
{
	struct point *made = memory_grow(NULL, book_state(book, unit)->say_count + 1, sizeof *made);
	const struct event **said;
	size_t count = meeting_said(book, meeting, branch, unit, &said);

	for (size_t i = 0; i < count; i++)
		made[i] = (struct point){ POINT_HERE, said[count - 1 - i] };
	free(said);
	count = add_waiting(book, branch, unit, made, count);
	*points = made;
	return add_open_measures(book, branch, unit, made, count);
}

/* ---- in words ---- */

static const struct { enum party party; bool above; } signers[] = { { PARTY_UNIT, false }, { PARTY_ABOVE, true } };

static void add_chef(struct buffer *out, const struct book *book, int unit)
{
	const struct charter charter = { book->region, book->org };

	if (unit != ORG_NONE)
		title_chef(out, &charter, org_holder(book->org, unit));
}

static bool is_unanswered(const struct book *book, int unit, const struct event *event)
{
	struct thread *threads;
	size_t count = dialogue_threads(book, unit, &threads);
	bool waits = false;

	for (size_t i = 0; i < count; i++)
		waits = waits || (threads[i].asked == event && dialogue_waits(&threads[i]));
	free(threads);
	return waits;
}

void meeting_standing(struct buffer *out, const struct book *book, const struct event *event)
{
	int unit = org_find(book->org, event->line->act.say.unit), said = 0;
	unsigned waits = dialogue_needs(event) & ~dialogue_confirmed(book, event);

	buffer_text(out, "");
	if (unit == ORG_NONE)
		return;
	if (!dialogue_needs(event)) {
		buffer_text(out, is_unanswered(book, unit, event) ? _("väntar på svar") : "");
		return;
	}
	if (dialogue_stands(book, event)) {
		buffer_text(out, _("bekräftat av båda"));
		return;
	}
	buffer_text(out, _("förslag, väntar på "));
	for (size_t i = 0; i < sizeof signers / sizeof *signers; i++) {
		if (!(waits & (unsigned)signers[i].party))
			continue;
		buffer_text(out, said++ ? _(" och ") : "");
		add_chef(out, book, signers[i].above ? org_above(book->org, org_holder(book->org, unit)) : unit);
	}
	if (waits & PARTY_WITH) {
		buffer_text(out, said ? _(" och ") : "");
		add_chef(out, book, org_find(book->org, event->line->act.say.with));
	}
}

static void comma(struct buffer *out)
{
	buffer_text(out, out->size ? ", " : "");
}

void meeting_carried(struct buffer *out, const struct book *book, const struct say *say, enum money_unit shown, unsigned flags)
{
	const struct charter charter = { book->region, book->org };
	char text[MONEY_TEXT];

	buffer_text(out, "");
	if (say->kr != NUMBER_NONE)
		buffer_text(out, money_print(text, money_from_kr(say->kr), shown, MONEY_FULL, flags | MONEY_NAMED));
	if (say->start) {
		comma(out);
		buffer_text(out, _("från "));
		story_date(out, say->start);
	}
	if (say->who) {
		comma(out);
		title_user(out, &charter, say->who, false);
	}
	if (say->judgement && say->kr != NUMBER_NONE) { /* how sure the money is: of nothing else */
		comma(out);
		buffer_format(out, _("bedömd som %s"), story_mark(say->judgement));
	}
}

static bool wants(const struct book *book, const struct event *event, enum party party)
{
	return (dialogue_needs(event) & ~dialogue_confirmed(book, event) & (unsigned)party) != 0;
}

bool meeting_may_confirm(const struct book *book, const struct event *event, const char *user, struct error *why)
{
	int unit = org_find(book->org, event->line->act.say.unit);
	struct buffer chefs = { 0 };

	if (unit == ORG_NONE)
		return error_set(why, "unknown-unit", _("enheten har lämnat organisationen"));
	if (wants(book, event, dialogue_party(book, unit, event->line->act.say.with ? event : NULL, user)))
		return true;
	if (dialogue_party(book, unit, NULL, user) != PARTY_READER)
		return error_set(why, "nothing", _("här finns inget som väntar på att du bekräftar det"));
	add_chef(&chefs, book, unit);
	if (org_above(book->org, org_holder(book->org, unit)) != ORG_NONE) {
		buffer_text(&chefs, _(" och "));
		add_chef(&chefs, book, org_above(book->org, org_holder(book->org, unit)));
	}
	error_set(why, "not-allowed", _("parterna bekräftar, var och en från sin plats: %s"), chefs.bytes);
	buffer_free(&chefs);
	return false;
}
