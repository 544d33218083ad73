#include "report_private.h"

#include "dialogue.h"
#include "figure.h"
#include "intl.h"
#include "several.h"
#include "story.h"
#include "text.h"
#include "title.h"

#include <stdlib.h>
#include <string.h>

/* The dialogue about a unit, thread by thread as they began: what was said, by whom, about which figure as it was then, and what came of it. */

struct telling { const struct report *report; struct document *document; };

static const struct say *say_of(const struct event *event)
{
	return &event->line->act.say;
}

/* ---- one entry ---- */

void report_carried(struct buffer *out, const struct report *report, const struct say *say)
{
	const char *between = "";

	if (say->kr != NUMBER_NONE) {
		report_amount(out, report, money_from_kr(say->kr), MONEY_NAMED);
		between = ", ";
	}
	if (say->full_year != NUMBER_NONE) {
		buffer_format(out, _("%shelår "), between);
		report_amount(out, report, money_from_kr(say->full_year), MONEY_NAMED);
		between = ", ";
	}
	if (say->with) {
		buffer_format(out, _("%still %s"), between, story_unit(report->book, say->with));
		between = ", ";
	}
	if (say->start) {
		buffer_format(out, _("%sfrån "), between);
		story_date(out, say->start);
		between = ", ";
	}
	if (say->who) {
		const struct charter charter = { report->book->region, report->book->org };

		buffer_format(out, _("%sansvarig "), between);
		title_user(out, &charter, say->who, true);
		between = ", ";
	}
	if (say->judgement && say->kr != NUMBER_NONE) /* how sure the money is: of nothing else */
		buffer_format(out, _("%sbedömd som %s"), between, story_mark(say->judgement));
}

/* «Länssjukvård: omfördelning 2020, 23,6 mnkr (nu 24,0 mnkr)» */
static const char *about(const struct telling *tell, const struct event *event)
{
	const struct book *book = tell->report->book;
	struct buffer out = { 0 };
	struct figure figure;
	char one[256];
	size_t count = 0;
	money then = MONEY_NONE, now = MONEY_NONE;

	for (struct several each = several_of(say_of(event)->about); several_next(&each, one); count++) {
		buffer_text(&out, count ? " + " : "");
		if (!figure_parse(&figure, book, one, ORG_NONE, 0, NULL)) {
			buffer_text(&out, one);
			continue;
		}
		figure_title(&out, book, &figure);
		now = figure_value(book, &figure, NULL);
	}
	if (count == 1 && dialogue_then(book, event, &then) && then != MONEY_NONE) {
		buffer_text(&out, ", ");
		report_amount(&out, tell->report, then, MONEY_NAMED);
		if (now != then) {
			buffer_text(&out, _(" (nu "));
			report_amount(&out, tell->report, now, MONEY_NAMED);
			buffer_text(&out, now == MONEY_NONE ? _("tomt)") : ")");
		}
	}
	return document_keep(tell->document, &out);
}

static void add_confirmed(const struct telling *tell, const struct event *event)
{
	const struct book *book = tell->report->book;
	int unit = org_find(book->org, say_of(event)->unit); /* of a proposal it may have left the organisation */
	const struct unit_state *state = unit == ORG_NONE ? NULL : book_state(book, unit);
	struct buffer out = { 0 };

	for (size_t i = 0; state && i < state->settled_count; i++) {
		const struct event *settled = state->settled[i].event;

		if (settled->line->act.kind != ACT_CONFIRM || strcmp(settled->line->act.confirm.entry, event->line->hash) != 0)
			continue;
		buffer_text(&out, out.size ? "; " : "");
		report_signed(&out, book, settled);
	}
	document_fact(tell->document, _("Bekräftat av"), out.bytes);
	document_fact(tell->document, _("Läge"), dialogue_drops(event) ? _("struket") : dialogue_stands(book, event) ? _("gäller") : _("förslag: inte bekräftat av alla"));
	buffer_free(&out);
}

static void add_replacing(const struct telling *tell, const char *label, const struct event *other)
{
	struct buffer out = { 0 };

	if (other)
		report_signed(&out, tell->report->book, other);
	document_fact(tell->document, label, out.bytes);
	buffer_free(&out);
}

static void add_entry(const struct telling *tell, const struct event *event)
{
	const struct book *book = tell->report->book;
	const struct say *say = say_of(event);
	struct buffer head = { 0 }, carried = { 0 };

	text_capital(&head, dialogue_kind(event));
	buffer_text(&head, _(" av "));
	report_signed(&head, book, event);
	document_heading(tell->document, 3, head.bytes);
	document_quote(tell->document, say->text);
	if (say->about)
		document_fact(tell->document, _("Gäller"), about(tell, event));
	report_carried(&carried, tell->report, say);
	document_fact(tell->document, _("Belopp och ansvar"), carried.bytes);
	if (say->explains)
		document_fact(tell->document, _("Förklarar"), say->explains);
	add_replacing(tell, _("Rättar inlägget av"), say->replaces ? book_event(book, say->replaces) : NULL);
	add_replacing(tell, _("RÄTTAT genom"), event->replaced_by);
	if (dialogue_needs(event))
		add_confirmed(tell, event);
	buffer_free(&head);
	buffer_free(&carried);
}

/* ---- threads ---- */

static void add_step(const struct telling *tell, const char *what, const struct event *event, const char *said)
{
	struct buffer out = { 0 };

	buffer_text(&out, what);
	report_signed(&out, tell->report->book, event);
	if (said)
		buffer_format(&out, ": %s", said);
	document_item(tell->document, out.bytes);
	buffer_free(&out);
}

/* Closed and taken up again, as often as that was. */
static void add_end(const struct telling *tell, const struct thread *thread)
{
	const struct unit_state *state = book_state(tell->report->book, thread->unit);
	const struct event *decided = say_of(thread->first)->with ? dialogue_decided(tell->report->book, thread->first) : NULL;

	for (size_t i = 0; i < state->settled_count; i++) {
		const struct act *act = &state->settled[i].event->line->act;

		if (act->kind == ACT_RESOLVE && !strcmp(act->resolve.thread, thread->first->line->hash))
			add_step(tell, act->resolve.open ? _("Öppnad igen av ") : _("Avslutad av "), state->settled[i].event, act->resolve.text);
	}
	if (thread->closed_by && thread->closed_by->line->act.kind == ACT_SAY)
		add_step(tell, _("Avslutad av "), thread->closed_by, NULL);
	if (decided)
		add_step(tell, _("Omfördelningen beslutad av "), decided, decided->line->act.post.text);
	if (dialogue_waits(thread))
		document_text(tell->document, _("VÄNTAR PÅ SVAR."));
}

static void add_thread(const struct telling *tell, const struct thread *thread, size_t number)
{
	const struct unit_state *state = book_state(tell->report->book, thread->unit);
	const char *how = dialogue_state(thread);
	struct buffer head = { 0 };

	buffer_format(&head, _("Tråd %zu%s%s"), number, how ? ": " : "", how ? how : "");
	document_heading(tell->document, 2, head.bytes);
	for (size_t i = 0; i < state->say_count; i++)
		if (dialogue_holds(thread, state->says[i]))
			add_entry(tell, state->says[i]);
	add_end(tell, thread);
	buffer_free(&head);
}

/* «4 trådar, 1 väntar på svar. Bara dialogen om enheten själv: de under den har sina egna.» */
static void add_summary(const struct telling *tell, size_t count)
{
	size_t waiting = dialogue_waiting(tell->report->book, tell->report->unit);
	struct buffer out = { 0 };

	buffer_format(&out, count == 1 ? _("%zu tråd") : _("%zu trådar"), count);
	if (waiting)
		buffer_format(&out, _(", %zu väntar på svar"), waiting);
	buffer_text(&out, _(". Enheter under den här har sina egna dialoger. Inget inlägg kan ändras eller tas bort: en rättelse är ett nytt."));
	document_text(tell->document, count ? out.bytes : _("Inget är sagt än."));
	buffer_free(&out);
}

void report_dialogue(struct buffer *out, const struct report *report)
{
	struct buffer title = { 0 };
	struct thread *threads;
	size_t count = dialogue_threads(report->book, report->unit, &threads);

	buffer_format(&title, _("Dialogen om %s"), report->book->org->units[report->unit].name);
	struct telling tell = { report, report_document(report, title.bytes, true) };
	add_summary(&tell, count);
	for (size_t i = 0; i < count; i++)
		add_thread(&tell, &threads[i], i + 1);
	report_finish(out, tell.document, report);
	free(threads);
	buffer_free(&title);
}
