#include "told.h"

#include "history.h"
#include "intl.h"
#include "page.h"
#include "story.h"
#include "text.h"
#include "why.h"

#include <string.h>

/* The unit of money of the level that the unit is on. */
static enum money_unit money_of(const struct book *book, int unit)
{
	int level = unit == ORG_NONE ? ORG_NONE : book->org->units[org_holder(book->org, unit)].level;

	return book->region->levels[level == ORG_NONE ? 0 : level].money;
}

/* ---- why: the amount, then words, each level two columns further in; decision and who below ---- */

#define DEEPEST 12 /* levels that are moved in: the words need room */

static int widest_value(const struct why *why, enum money_unit unit)
{
	char text[MONEY_TEXT];
	int widest = 0;

	for (size_t i = 0; i < why->count; i++) {
		int width = text_width(money_print(text, why->rows[i].value, unit, MONEY_FULL, 0));

		widest = width > widest ? width : widest;
	}
	return widest;
}

static void why_row(struct buffer *out, const struct why_row *row, enum money_unit unit, int widest)
{
	char text[MONEY_TEXT];
	int in = widest + 2 + 2 * (row->depth > DEEPEST ? DEEPEST : row->depth);

	money_print(text, row->value, unit, MONEY_FULL, 0);
	page_spaces(out, widest - text_width(text));
	buffer_text(out, text);
	page_spaces(out, in - widest);
	page_text(out, row->text ? row->text : "", in);
	if (row->note) {
		page_spaces(out, in);
		page_text(out, row->note, in);
	}
}

void told_why(struct buffer *out, const struct book *book, const struct figure *figure)
{
	enum money_unit unit = money_of(book, figure->unit);
	struct why *why = why_make(book, figure, NULL);
	int widest = widest_value(why, unit);

	buffer_format(out, _("Så är beloppet uppbyggt, %s\n\n"), money_unit_name(unit));
	for (size_t i = 0; i < why->count; i++)
		why_row(out, &why->rows[i], unit, widest);
	why_free(why);
}

/* ---- log: in the order of clocks; what counts goes by citations ---- */

static bool is_told(const struct book *book, const struct event *event, int unit, const char *since)
{
	if (since && strncmp(event->line->head.at, since, strlen(since)) < 0)
		return false;
	return unit == ORG_NONE || story_about(book, event, unit);
}

/* What has taken its place, or did not know of it, belongs to what a reader a year later must know. */
static void log_line(struct buffer *out, struct history *history, const struct event *event)
{
	struct buffer marks = { 0 };

	story_when(out, event);
	buffer_text(out, "  ");
	story_tell(out, history->book, event, history->money);
	history_marks(&marks, history, event);
	if (marks.size)
		buffer_format(out, " [%s]", marks.bytes);
	buffer_text(out, "\n");
	buffer_free(&marks);
}

void told_log(struct buffer *out, const struct book *book, int unit, const char *since)
{
	struct history *history = history_make(book, money_of(book, unit)); /* the newest first */

	for (size_t i = history->total; i-- > 0;)
		if (is_told(book, history->events[i], unit, since))
			log_line(out, history, history->events[i]);
	history_free(history);
}
