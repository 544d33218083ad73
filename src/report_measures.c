#include "report_private.h"

#include "dialogue.h"
#include "intl.h"
#include "story.h"
#include "text.h"
#include "title.h"

/* Measures: who has promised what, and how far it reaches. */

/* ---- one measure ---- */

static const struct say *say_of(const struct measure *measure)
{
	return &measure->event->line->act.say;
}

/* Often the user name of a seat; else what they wrote. */
static const char *who_of(struct sheet *sheet, const struct book *book, const char *who)
{
	const struct charter charter = { book->region, book->org };
	struct buffer title = { 0 };

	if (!who)
		return NULL;
	title_user(&title, &charter, who, true);
	return sheet_keep(sheet, &title);
}

static const char *date_of(struct sheet *sheet, const char *date)
{
	struct buffer text = { 0 };

	if (!date)
		return NULL;
	story_date(&text, date);
	return sheet_keep(sheet, &text);
}

/* «säker, gäller»; what one party alone calls done is not */
static const char *state_of(struct sheet *sheet, const struct measure *measure)
{
	const char *judgement = say_of(measure)->judgement;
	struct buffer text = { 0 };

	if (!measure->done)
		buffer_format(&text, "%s, ", judgement ? story_mark(judgement) : _("ej bedömd"));
	buffer_text(&text, measure->finished ? _("klar") : measure->done ? _("klar, ej bekräftad") : measure->stands ? _("gäller") : _("förslag"));
	return sheet_keep(sheet, &text);
}

static const char *text_of(struct sheet *sheet, const struct report *report, const struct measure *measure)
{
	const char *who = who_of(sheet, report->book, say_of(measure)->who);
	struct buffer text = { 0 };

	buffer_text(&text, say_of(measure)->text);
	if (who)
		buffer_format(&text, _(" (ansvarig: %s)"), who);
	return sheet_keep(sheet, &text);
}

static bool any_full_year(const struct measures *measures)
{
	for (size_t i = 0; i < measures->count; i++)
		if (measures->items[i].full_year != MONEY_NONE)
			return true;
	return false;
}

static void measure_row(struct sheet *sheet, const struct report *report, const struct measure *measure, int depth, bool full_year)
{
	struct cell_text *cell = sheet_row(sheet, depth, false);

	(cell++)->text = text_of(sheet, report, measure);
	(cell++)->value = measure->kr;
	if (full_year)
		(cell++)->value = measure->full_year;
	(cell++)->text = date_of(sheet, say_of(measure)->start);
	cell->text = state_of(sheet, measure);
}

void report_measure_rows(struct sheet *sheet, const struct report *report, const struct measures *measures, bool by_unit)
{
	bool full_year = any_full_year(measures);
	char year[16];

	snprintf(year, sizeof year, "%d", report->book->region->year);
	sheet_column(sheet, "", _("Åtgärd"), FOR_PEOPLE, false);
	sheet_column(sheet, "", year, FOR_PEOPLE, true);
	if (full_year)
		sheet_column(sheet, "", _("Helår"), FOR_PEOPLE, true);
	sheet_column(sheet, "", _("Från"), FOR_PEOPLE, false);
	sheet_column(sheet, "", _("Läge"), FOR_PEOPLE, false);
	for (size_t i = 0; i < measures->count; i++) {
		if (by_unit && (!i || measures->items[i].unit != measures->items[i - 1].unit))
			sheet_row(sheet, 0, false)->text = report->book->org->units[measures->items[i].unit].name;
		measure_row(sheet, report, &measures->items[i], by_unit, full_year);
	}
}

/* ---- against what they should cover ---- */

void report_measure_sum(struct buffer *out, const struct report *report, const struct ram_table *table, int unit, bool branch)
{
	static const char *const words[] = { [LACKS_LEFT] = N_("Över ramen: %s."), [LACKS_FORECAST] = N_("Prognosen för %2$d är %1$s sämre än budget.") };
	struct measures *measures = measures_make(report->book, unit, branch);
	struct measure_sum sum = measures_sum(measures, report->book->region, report->year);
	money missing;
	enum lacking lacks = measures_lacking(table, unit, &missing);
	struct buffer told = { 0 };
	char text[MONEY_TEXT];

	if (lacks != LACKS_NOTHING)
		buffer_format(out, _(words[lacks]), money_print(text, missing, report->money, MONEY_USUAL, MONEY_NAMED), table->year - 1);
	if (lacks != LACKS_NOTHING || measures->count) {
		measures_tell(&told, &sum, missing, report->money, 0);
		buffer_text(out, out->size ? " " : "");
		text_capital(out, told.bytes);
		buffer_text(out, ".");
	}
	buffer_free(&told);
	measures_free(measures);
}

/* ---- the sums, unit by unit ---- */

struct summing { struct sheet *sheet; const struct report *report; const struct ram_table *table; };

static void sum_row(const struct summing *s, int unit)
{
	struct measures *measures = measures_make(s->report->book, unit, true);
	struct measure_sum sum = measures_sum(measures, s->report->book->region, s->report->year);
	money missing;
	enum lacking lacks = measures_lacking(s->table, unit, &missing);
	const struct unit *of = &s->report->book->org->units[unit];

	if (measures->count || lacks == LACKS_LEFT || unit == s->report->unit) {
		struct cell_text *cell = sheet_row(s->sheet, of->depth - s->report->book->org->units[s->report->unit].depth, false);

		(cell++)->text = of->name;
		(cell++)->text = lacks == LACKS_LEFT ? _("över ram") : lacks == LACKS_FORECAST ? _("prognos") : NULL;
		(cell++)->value = lacks == LACKS_NOTHING ? MONEY_NONE : missing;
		for (int i = 0; i < JUDGED_COUNT; i++)
			(cell++)->value = sum.of[i] ? sum.of[i] : MONEY_NONE;
		cell->value = lacks == LACKS_NOTHING ? MONEY_NONE : measures_unfinanced(&sum, missing);
	}
	measures_free(measures);
}

static void sums(const struct summing *s)
{
	struct sheet *sheet = s->sheet;

	sheet_column(sheet, "", _("Med allt under"), FOR_PEOPLE, false);
	sheet_column(sheet, "", _("Vad"), FOR_PEOPLE, false);
	sheet_column(sheet, "", _("Saknas"), FOR_PEOPLE, true);
	sheet_column(sheet, "", _("Säkra"), FOR_PEOPLE, true);
	sheet_column(sheet, "", _("Troliga"), FOR_PEOPLE, true);
	sheet_column(sheet, "", _("Osäkra"), FOR_PEOPLE, true);
	sheet_column(sheet, "", _("Ofinans."), FOR_PEOPLE, true);
	for (int unit = s->report->unit; unit < s->report->book->org->units[s->report->unit].end; unit++)
		sum_row(s, unit);
}

/* ---- the report ---- */

/* One row a measure, with ids and stable words. */
static void data_row(struct sheet *sheet, const struct report *report, const struct measure *measure)
{
	struct cell_text *cell = sheet_row(sheet, 0, false);
	static const char *const judged[JUDGED_COUNT] = { "safe", "likely", "unsafe" };
	const struct say *say = say_of(measure);

	(cell++)->text = report->book->org->units[measure->unit].id;
	(cell++)->text = report->book->org->units[measure->unit].name;
	(cell++)->text = say->text;
	(cell++)->value = measure->kr;
	(cell++)->value = measure->full_year;
	(cell++)->text = say->start;
	(cell++)->text = say->who;
	(cell++)->text = say->judgement;
	(cell++)->text = judged[measure->judged];
	(cell++)->text = measure->done ? "done" : "open";
	(cell++)->text = measure->stands ? "ja" : "nej";
	cell->text = measure->event->line->hash;
}

static void write_data(struct buffer *out, const struct report *report, const struct measures *measures)
{
	static const struct column columns[] = {
		{ "id", "", FOR_DATA, false },      { "namn", "", FOR_DATA, false },       { "atgard", "", FOR_DATA, false },  { "kr", "", FOR_DATA, true },
		{ "helar", "", FOR_DATA, true },    { "fran", "", FOR_DATA, false },       { "ansvarig", "", FOR_DATA, false }, { "bedomning", "", FOR_DATA, false },
		{ "raknas_som", "", FOR_DATA, false }, { "status", "", FOR_DATA, false },  { "bekraftad", "", FOR_DATA, false }, { "inlagg", "", FOR_DATA, false },
	};
	struct sheet sheet = { .title = _("Åtgärder"), .money = report->money };

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		sheet_column(&sheet, columns[i].key, columns[i].head, columns[i].shown, columns[i].money);
	for (size_t i = 0; i < measures->count; i++)
		data_row(&sheet, report, &measures->items[i]);
	sheet_write(out, &sheet, report->format, report->bom);
	sheet_free(&sheet);
}

static void write_document(struct buffer *out, const struct report *report, const struct measures *measures)
{
	struct ram_table *table = ram_make(report->book, report->year, NULL, 0);
	struct buffer title = { 0 }, sum = { 0 };
	struct document *document;

	buffer_format(&title, _("Åtgärder %d: %s"), report->year, report->book->org->units[report->unit].name);
	document = report_document(report, title.bytes, false);
	report_measure_sum(&sum, report, table, report->unit, true);
	document_text(document, sum.size ? sum.bytes : _("Inga åtgärder är överenskomna, och inget saknas."));
	if (measures->count)
		report_measure_rows(document_table(document, report->money), report, measures, true);
	if (measures->count) {
		document_heading(document, 2, _("Mot det som ska täckas"));
		sums(&(struct summing){ document_table(document, report->money), report, table });
		document_text(document, _("Det som båda bekräftat som klart räknas som säkert. Det som inte båda har bekräftat, eller som ingen har bedömt, räknas som osäkert. "
		                          "Åtgärder sänker inga rader i fördelningen: det gör den som fördelar."));
	}
	report_finish(out, document, report);
	buffer_free(&title);
	buffer_free(&sum);
	ram_free(table);
}

void report_measures(struct buffer *out, const struct report *report)
{
	struct measures *measures = measures_make(report->book, report->unit, true);

	(report_is_data(report) ? write_data : write_document)(out, report, measures);
	measures_free(measures);
}
