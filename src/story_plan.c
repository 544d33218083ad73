/* Plans: sent, taken back, approved and returned. */
#include "story_private.h"

#include "figure.h"
#include "intl.h"

#include <string.h>

void story_figure(struct buffer *out, const struct book *book, const char *name, const char *plan, int64_t year)
{
	int unit = org_find(book->org, plan);
	struct figure figure;

	if (!figure_parse(&figure, book, name, unit, (int)year, NULL))
		buffer_format(out, "«%s»", name);
	else if (figure.year == year && figure.what == FIGURE_LINE && figure.unit == unit)
		buffer_text(out, region_line_name(book->region, figure.line));
	else if (figure.year == year && figure.what == FIGURE_RAM && figure.unit != unit)
		buffer_format(out, _("Ram till %s"), book->org->units[figure.unit].name);
	else
		figure_title(out, book, &figure);
}

static void tell_plan(struct telling *tell, const char *words, const char *unit, int64_t year)
{
	buffer_format(&tell->out, words, tell_unit_name(tell, unit), (long long)year);
}

void tell_submit(struct telling *tell)
{
	const struct submit *submit = &tell->event->line->act.submit;

	tell_plan(tell, _(" skickade planen för %s %lld"), submit->unit, submit->year);
	tell_text(tell, submit->text);
}

int64_t story_year_sent(const struct book *book, const struct verdict *verdict)
{
	const struct event *sent = book_event(book, verdict->submit);

	return sent && sent->line->act.kind == ACT_SUBMIT ? sent->line->act.submit.year : book->region->year;
}

/* All of them: they are what she is to see to. What was said of each stands in Historik and in the plan's report. */
static void add_marks(struct telling *tell, const struct verdict *verdict)
{
	const struct plan_mark *marks = verdict->marks.items;
	size_t count = verdict->marks.count;

	if (!count)
		return;
	buffer_text(&tell->out, count == 1 ? _(" (märkt rad: ") : _(" (märkta rader: "));
	for (size_t i = 0; i < count; i++) {
		tell_between(tell, i, count);
		story_figure(&tell->out, tell->book, marks[i].figure, verdict->unit, story_year_sent(tell->book, verdict));
	}
	buffer_text(&tell->out, ")");
}

void tell_verdict(struct telling *tell)
{
	const struct verdict *verdict = &tell->event->line->act.verdict;
	enum act_kind kind = tell->event->line->act.kind;

	tell_plan(tell,
	          kind == ACT_APPROVE  ? _(" godkände planen för %s %lld")
	          : kind == ACT_RETURN ? _(" lämnade åter planen för %s %lld för komplettering")
	                               : _(" tog tillbaka planen för %s %lld"),
	          verdict->unit, story_year_sent(tell->book, verdict));
	tell_decision(tell, verdict->decision);
	add_marks(tell, verdict); /* before what may be a long text: they have to be seen */
	tell_text(tell, verdict->text);
}
