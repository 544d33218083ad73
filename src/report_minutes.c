#include "minutes_private.h"

#include "intl.h"
#include "meeting.h"
#include "story.h"
#include "text.h"
#include "version.h"

#include <stdlib.h>
#include <string.h>

/* The minutes of a dialogmöte: exactly what was said, agreed and left open in it, unit by unit, for the parties to sign. What has been put right since
 * stands as it stands now; no ids, no hashes and no user names. */

struct telling {
	const struct report *report;
	const struct meeting *meeting;
	const struct book *end;          /* as it was when the meeting was closed; while it goes on: as it is */
	struct document *document;
	size_t waiting;                  /* what binds and has not been confirmed by both */
	struct buffer parties;           /* those who have been put under it: «|chef A|chef B|» */
};

static const struct book *book_of(const struct telling *tell)
{
	return tell->report->book;
}

static const struct meet *head_of(const struct telling *tell)
{
	return &tell->meeting->head->line->act.meet;
}

static const struct say *say_of(const struct event *event)
{
	return &event->line->act.say;
}

static bool is_kind(const struct event *event, const char *kind)
{
	return !strcmp(say_of(event)->kind, kind);
}

/* ---- unit by unit ---- */

/* One line: what was said, what goes with it, how it stands. */
static void add_item(struct telling *tell, const struct book *book, const char *label, const struct minute *minute)
{
	struct buffer out = { 0 }, carried = { 0 }, how = { 0 };

	report_carried(&carried, tell->report, say_of(minute->stands));
	minutes_standing(book, &how, minute->stands);
	minutes_since(&how, minute, tell->meeting);
	buffer_format(&out, "%s%s", label, say_of(minute->stands)->text);
	if (carried.size)
		buffer_format(&out, " (%s)", carried.bytes);
	if (how.size)
		buffer_format(&out, " — %s", how.bytes);
	document_item(tell->document, out.bytes);
	buffer_free(&out);
	buffer_free(&carried);
	buffer_free(&how);
}

/* The first line that has the unit on its agenda: then those present looked at it. */
static const struct event *opening_of(const struct telling *tell, const char *id)
{
	for (size_t i = 0; i < tell->meeting->head_count; i++) {
		const struct list *list = &tell->meeting->heads[i]->line->act.meet.units;

		for (size_t unit = 0; unit < list->count; unit++)
			if (!strcmp(((const char *const *)list->items)[unit], id))
				return tell->meeting->heads[i];
	}
	return tell->meeting->first;
}

static void add_left(struct buffer *out, const struct report *report, money left)
{
	if (left == MONEY_NONE)
		return;
	buffer_text(out, left < 0 ? _(", över ramen ") : left ? _(", kvar att fördela ") : _(", och allt var fördelat"));
	if (left)
		report_amount(out, report, left < 0 ? -left : left, MONEY_NAMED);
}

/* «När mötet började var ramen 2 256,5 mnkr, kvar att fördela 12,0 mnkr.» */
static void add_situation(struct telling *tell, const char *id)
{
	struct error error = { 0 };
	struct book *then = book_at_line(book_of(tell), opening_of(tell, id), &error);
	int unit = then ? org_find(then->org, id) : ORG_NONE;
	struct ram_table *table = unit == ORG_NONE ? NULL : ram_make(then, then->region->year, NULL, 0);
	struct buffer out = { 0 };

	if (!table)
		text_capital(&out, then ? _("enheten fanns inte när mötet började") : error.text);
	else if (table->balance[unit].ram == MONEY_NONE)
		buffer_text(&out, _("När mötet började var ingen ram beslutad"));
	else {
		buffer_text(&out, _("När mötet började var ramen "));
		report_amount(&out, tell->report, table->balance[unit].ram, MONEY_NAMED);
		add_left(&out, tell->report, table->balance[unit].left);
	}
	buffer_text(&out, ".");
	document_text(tell->document, out.bytes);
	buffer_free(&out);
	ram_free(table);
	book_free(then);
}

/* An answer to what was asked before the meeting says to what. */
static void add_question_of(struct telling *tell, const struct book *book, const struct minute *minutes, size_t count, const struct event *answer)
{
	const struct event *asked = say_of(answer)->thread ? book_event(book, say_of(answer)->thread) : NULL;
	struct buffer out = { 0 };

	if (!asked || asked->line->act.kind != ACT_SAY || minutes_here(tell->meeting, asked))
		return;
	for (size_t i = 0; i < count && minutes[i].said != answer; i++) /* an earlier one has said it */
		if (is_kind(minutes[i].said, "answer") && !strcmp(say_of(minutes[i].said)->thread, say_of(answer)->thread))
			return;
	buffer_text(&out, _("Tidigare sagt av "));
	report_signed(&out, book, asked);
	buffer_format(&out, ": %s", say_of(asked)->text);
	document_item(tell->document, out.bytes);
	buffer_free(&out);
}

static void add_spoken(struct telling *tell, const struct book *book, const struct minute *minute, const char *what)
{
	struct buffer label = { 0 };

	buffer_text(&label, what);
	minutes_person(&label, book, minute->said->user);
	buffer_text(&label, ": ");
	add_item(tell, book, label.bytes, minute);
	buffer_free(&label);
}

static void add_questions(struct telling *tell, const struct book *book, const struct minute *minutes, size_t count)
{
	bool headed = false;

	for (size_t i = 0; i < count; i++) {
		bool answers = is_kind(minutes[i].said, "answer");

		if (!answers && !is_kind(minutes[i].said, "question"))
			continue;
		if (!headed)
			document_heading(tell->document, 3, _("Frågor och svar"));
		headed = true;
		if (answers)
			add_question_of(tell, book, minutes, count, minutes[i].said);
		add_spoken(tell, book, &minutes[i], answers ? _("Svar, antecknat av ") : _("Fråga, antecknad av "));
	}
}

static void add_agreements(struct telling *tell, const struct book *book, const struct minute *minutes, size_t count)
{
	bool headed = false;

	for (size_t i = 0; i < count; i++) {
		bool proposal = is_kind(minutes[i].said, "proposal");

		if (!proposal && !is_kind(minutes[i].said, "agreement"))
			continue;
		if (!headed)
			document_heading(tell->document, 3, _("Överenskommelser och åtgärder"));
		headed = true;
		add_item(tell, book, proposal ? _("Förslag till omfördelning: ") : "", &minutes[i]);
	}
}

static void add_notes(struct telling *tell, const struct book *book, const struct minute *minutes, size_t count)
{
	bool headed = false;

	for (size_t i = 0; i < count; i++) {
		bool comment = is_kind(minutes[i].said, "comment");

		if (!comment && !is_kind(minutes[i].said, "note"))
			continue;
		if (!headed)
			document_heading(tell->document, 3, _("Anteckningar"));
		headed = true;
		if (comment)
			add_spoken(tell, book, &minutes[i], _("Kommentar av "));
		else
			add_item(tell, book, "", &minutes[i]);
	}
}

/* What no one had answered when the meeting ended, also what was asked before it. */
static size_t add_open(struct telling *tell, const char *id)
{
	int unit = org_find(tell->end->org, id);
	struct thread *threads;
	size_t count = unit == ORG_NONE ? 0 : dialogue_threads(tell->end, unit, &threads), open = 0;

	for (size_t i = 0; i < count; i++) {
		struct buffer out = { 0 };

		if (!dialogue_waits(&threads[i]) || !minutes_seen(tell->meeting, tell->end, threads[i].asked))
			continue;
		if (!open++)
			document_heading(tell->document, 3, _("Kvar att svara på"));
		buffer_text(&out, say_of(threads[i].asked)->text);
		buffer_text(&out, " (");
		story_date(&out, threads[i].asked->line->head.at);
		buffer_text(&out, ")");
		document_item(tell->document, out.bytes);
		buffer_free(&out);
	}
	if (unit != ORG_NONE)
		free(threads);
	return open;
}

/* A unit that has left the organisation is told of as it was when the meeting ended. */
static const struct book *book_for(const struct telling *tell, const char *id)
{
	return org_find(book_of(tell)->org, id) != ORG_NONE ? book_of(tell) : tell->end;
}

static void add_unit(struct telling *tell, const char *id)
{
	const struct book *book = book_for(tell, id);
	int unit = org_find(book->org, id);
	struct minute *minutes;
	size_t count = unit == ORG_NONE ? 0 : minutes_find(tell->meeting, book, unit, &minutes);

	document_heading(tell->document, 2, story_unit(book, id));
	add_situation(tell, id);
	if (unit == ORG_NONE)
		return;
	add_questions(tell, book, minutes, count);
	add_agreements(tell, book, minutes, count);
	add_notes(tell, book, minutes, count);
	if (!add_open(tell, id) && !count)
		document_text(tell->document, _("Inget antecknades."));
	free(minutes);
}

/* ---- the agenda ---- */

static bool on_agenda(const struct telling *tell, const char *id)
{
	const struct list *list = &head_of(tell)->units;

	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(((const char *const *)list->items)[i], id))
			return true;
	return false;
}

static bool is_spoken_of(const struct telling *tell, int unit)
{
	struct minute *minutes;
	size_t count = minutes_find(tell->meeting, tell->end, unit, &minutes);

	free(minutes);
	return count > 0;
}

/* The agenda in its order; then, in that of the tree, what was spoken of without being on it. */
static void each_unit(struct telling *tell, void (*add)(struct telling *, const char *id))
{
	const char *const *agenda = head_of(tell)->units.items;
	int branch = org_find(tell->end->org, minutes_branch(tell->meeting));

	for (size_t i = 0; i < head_of(tell)->units.count; i++)
		add(tell, agenda[i]);
	for (int unit = branch; unit != ORG_NONE && unit < tell->end->org->units[branch].end; unit++) {
		const struct unit *of = &tell->end->org->units[unit];

		if (of->kind != UNIT_GROUP && !on_agenda(tell, of->id) && is_spoken_of(tell, unit))
			add(tell, of->id);
	}
}

/* ---- the head, and those who sign ---- */

static void count_waiting(struct telling *tell, const char *id)
{
	const struct book *book = book_for(tell, id);
	int unit = org_find(book->org, id);
	struct minute *minutes;
	size_t count = unit == ORG_NONE ? 0 : minutes_find(tell->meeting, book, unit, &minutes);

	for (size_t i = 0; i < count; i++) /* of a proposal, told of both its units, once */
		tell->waiting += !strcmp(say_of(minutes[i].stands)->unit, id) && dialogue_needs(minutes[i].stands) && !dialogue_stands(book, minutes[i].stands);
	if (unit != ORG_NONE)
		free(minutes);
}

static void add_state(struct telling *tell)
{
	struct buffer out = { 0 };

	if (!tell->meeting->closed)
		document_notice(tell->document, _("MÖTET PÅGÅR: här står det som är antecknat hittills."));
	each_unit(tell, count_waiting);
	if (tell->waiting) {
		buffer_format(&out,
		              ngettext("EJ BEKRÄFTADE MINNESANTECKNINGAR: %zu punkt är ett förslag tills båda parter har bekräftat den.",
		                       "EJ BEKRÄFTADE MINNESANTECKNINGAR: %zu punkter är förslag tills båda parter har bekräftat dem.", tell->waiting),
		              tell->waiting);
		document_notice(tell->document, out.bytes);
	}
	buffer_free(&out);
}

static void add_head(struct telling *tell)
{
	const struct meet *head = head_of(tell);
	struct buffer date = { 0 }, secretary = { 0 };

	story_date(&date, head->date);
	if (head->secretary)
		minutes_person(&secretary, book_of(tell), head->secretary);
	document_fact(tell->document, _("Datum"), date.bytes);
	document_fact(tell->document, _("Plats"), head->place);
	document_fact(tell->document, _("Närvarande"), head->present);
	document_fact(tell->document, _("Ordförande"), head->chair);
	document_fact(tell->document, _("Sekreterare"), secretary.bytes);
	document_fact(tell->document, _("Nästa möte"), head->next);
	if (head->text)
		document_quote(tell->document, head->text);
	buffer_free(&date);
	buffer_free(&secretary);
}

/* Each of them once, however many of the units are hers. */
static void sign(struct telling *tell, const struct book *book, int unit)
{
	struct buffer who = { 0 }, mark = { 0 };

	minutes_chef(&who, book, unit);
	buffer_format(&mark, "|%s|", who.bytes);
	if (!tell->parties.size || !strstr(tell->parties.bytes, mark.bytes)) {
		buffer_text(&tell->parties, mark.bytes);
		document_signature(tell->document, who.bytes);
	}
	buffer_free(&who);
	buffer_free(&mark);
}

/* Whoever stands above the whole branch is asked to sign only what binds her: mostly she was not there. */
static bool above_signs(const struct telling *tell, const struct book *book, int unit, int above)
{
	struct minute *minutes;
	size_t count = minutes_find(tell->meeting, book, unit, &minutes);
	bool binds = false;

	for (size_t i = 0; i < count; i++)
		binds = binds || dialogue_needs(minutes[i].stands) & PARTY_ABOVE;
	free(minutes);
	return binds || minutes_in_branch(book, book->org->units[above].id, minutes_branch(tell->meeting));
}

static void add_parties(struct telling *tell, const char *id)
{
	const struct book *book = book_for(tell, id);
	int unit = org_find(book->org, id), above = unit == ORG_NONE ? ORG_NONE : org_above(book->org, org_holder(book->org, unit));

	if (above != ORG_NONE && above_signs(tell, book, unit, above))
		sign(tell, book, above);
	if (unit != ORG_NONE)
		sign(tell, book, unit);
}

static void add_signatures(struct telling *tell)
{
	const struct meet *head = head_of(tell);
	struct buffer who = { 0 };

	document_heading(tell->document, 2, _("Underskrifter"));
	if (head->chair) /* her title signs for her as a party too */
		buffer_format(&tell->parties, "|%s|", head->chair);
	buffer_format(&who, head->chair ? _("Ordförande: %s") : _("Ordförande"), head->chair);
	document_signature(tell->document, who.bytes);
	buffer_free(&who);
	buffer_text(&who, _("Sekreterare"));
	if (head->secretary) {
		buffer_text(&who, ": ");
		minutes_person(&who, book_of(tell), head->secretary);
	}
	document_signature(tell->document, who.bytes);
	buffer_free(&who);
	each_unit(tell, add_parties);
}

bool report_minutes(struct buffer *out, const struct report *report, struct error *error)
{
	const struct meeting *meeting = minutes_choose(report, error);
	struct book *end = meeting && meeting->closed ? book_at_line(report->book, meeting->closed, error) : NULL;
	struct telling tell = { .report = report, .meeting = meeting, .end = end ? end : report->book };
	struct buffer title = { 0 };

	if (!meeting || (meeting->closed && !end))
		return false;
	buffer_format(&title, _("Minnesanteckningar från dialogmöte om %s"), story_unit(tell.end, minutes_branch(meeting)));
	tell.document = report_document(report, title.bytes, true);
	add_state(&tell);
	add_head(&tell);
	each_unit(&tell, add_unit);
	add_signatures(&tell);
	report_finish(out, tell.document, report);
	buffer_free(&title);
	buffer_free(&tell.parties);
	book_free(end);
	return true;
}
