#include "dialogue_private.h"

#include "intl.h"
#include "phrase.h"
#include "report.h"
#include "story.h"

/* The dialogue in a file: entry by entry for a spreadsheet, or to read. */

enum { COLUMN_THREAD, COLUMN_STATE, COLUMN_KIND, COLUMN_ABOUT, COLUMN_WHO, COLUMN_WHEN, COLUMN_TEXT, COLUMN_KR, COLUMN_MEASURE };

static void add_sheet_row(const struct dialogue_view *view, struct sheet *out, const struct listed *listed, size_t number, const struct event *event)
{
	const struct say *say = &event->line->act.say;
	struct cell_text *cells = sheet_row(out, 0, false);
	struct buffer about = { 0 }, who = { 0 }, when = { 0 }, text = { 0 }, thread = { 0 }, measure = { 0 };

	buffer_format(&thread, "%zu", number);
	dialogue_about_words(&about, view, event->line->act.say.about ? event : listed->thread.first, view->book);
	phrase_user(&who, view->book, event->user);
	story_when(&when, event);
	buffer_text(&text, say->text);
	buffer_text(&measure, "");
	dialogue_measure(&measure, view, say);
	cells[COLUMN_THREAD].text = sheet_keep(out, &thread);
	cells[COLUMN_STATE].text = dialogue_state(&listed->thread) ? dialogue_state(&listed->thread) : _("pågår");
	cells[COLUMN_KIND].text = event->replaced_by ? _("rättat") : dialogue_kind(event);
	cells[COLUMN_ABOUT].text = sheet_keep(out, &about);
	cells[COLUMN_WHO].text = sheet_keep(out, &who);
	cells[COLUMN_WHEN].text = sheet_keep(out, &when);
	cells[COLUMN_TEXT].text = sheet_keep(out, &text);
	cells[COLUMN_KR].value = money_from_kr(say->kr);
	cells[COLUMN_MEASURE].text = sheet_keep(out, &measure);
}

bool dialogue_sheet(const struct screen *screen, struct sheet *out)
{
	static const struct { const char *key, *head; bool figures; } columns[] = {
		{ "trad", N_("Tråd"), false }, { "lage", N_("Läge"), false }, { "slag", N_("Slag"), false }, { "om", N_("Om"), false },
		{ "vem", N_("Vem"), false }, { "nar", N_("När"), false }, { "text", N_("Text"), false }, { "belopp", N_("Belopp"), true },
		{ "atgard", N_("Åtgärd"), false },
	};
	struct dialogue_view *view = dialogue_self(screen);
	const struct unit_state *state;
	struct buffer title = { 0 };

	dialogue_freshen(view, 0);
	if (!view->count)
		return false;
	state = book_state(view->book, view->unit);
	buffer_format(&title, _("Dialogen om %s"), view->book->org->units[view->unit].name);
	out->title = sheet_keep(out, &title);
	out->money = view->shown;
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		sheet_column(out, columns[i].key, _(columns[i].head), FOR_ALL, columns[i].figures);
	for (size_t i = 0; i < view->count; i++)
		for (size_t at = 0; at < state->say_count; at++)
			if (dialogue_holds(&view->threads[i].thread, state->says[at]))
				add_sheet_row(view, out, &view->threads[i], i + 1, state->says[at]);
	return true;
}

bool dialogue_document(const struct screen *screen, struct buffer *out, const struct report *report, struct error *error)
{
	(void)screen;
	(void)error;
	report_dialogue(out, report);
	return true;
}
