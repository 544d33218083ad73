#include "report_private.h"

#include "intl.h"
#include "journal.h"
#include "story.h"
#include "title.h"

/* «Region Norrbotten · budget 2020 · tkr · som det stod i Finansplan (november) · utskrivet 15 jan 2020» */
static void source_of(struct buffer *out, const struct report *report, bool money_named)
{
	char now[26];

	buffer_format(out, _("%s · budget %d · "), report->book->region->name, report->year);
	if (!money_named)
		buffer_format(out, "%s · ", money_unit_name(report->money));
	if (report->at_name)
		buffer_format(out, _("som det stod i %s · "), report->at_name);
	buffer_text(out, _("utskrivet "));
	story_date(out, journal_now(now));
}

struct document *report_document(const struct report *report, const char *title, bool money_named)
{
	struct buffer source = { 0 };
	struct document *document;

	source_of(&source, report, money_named);
	document = document_make(title, source.bytes);
	buffer_free(&source);
	return document;
}

void report_finish(struct buffer *out, struct document *document, const struct report *report)
{
	document_write(out, document, report->format);
	document_free(document);
}

bool report_is_data(const struct report *report)
{
	return !document_has(report->format);
}

void report_signed(struct buffer *out, const struct book *book, const struct event *event)
{
	const struct charter charter = { book->region, book->org };

	story_by(out, &charter, event);
	buffer_text(out, event->outside_dates ? _(" (utanför ersättarens tid)") : "");
}

void report_amount(struct buffer *out, const struct report *report, money value, unsigned flags)
{
	char text[MONEY_TEXT];

	buffer_text(out, money_print(text, value, report->money, MONEY_FULL, flags));
}

enum money_unit report_level_money(const struct book *book, int unit)
{
	int level = book->org->units[org_holder(book->org, unit)].level;

	return book->region->levels[level == ORG_NONE ? 0 : level].money;
}
