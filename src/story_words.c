/* What every sentence is made of: names, amounts, dates, lists. */
#include "story_private.h"

#include "intl.h"
#include "text.h"
#include "title.h"

#include <string.h>

static const char *const months[] = { N_("januari"), N_("februari"), N_("mars"),      N_("april"),   N_("maj"),      N_("juni"),
				      N_("juli"),    N_("augusti"),  N_("september"), N_("oktober"), N_("november"), N_("december") };
static const char *const short_months[] = { N_("jan"), N_("feb"), N_("mar"), N_("apr"), N_("maj"), N_("jun"),
					    N_("jul"), N_("aug"), N_("sep"), N_("okt"), N_("nov"), N_("dec") };

/* A name inside a sentence: «Löne- och prisindex» → «löne- och prisindex», but «IT-stöd» stays. */
void tell_lower(struct buffer *out, const char *name)
{
	int columns;
	size_t first = text_step(name, &columns), second = text_step(name + first, &columns);
	char start[32] = "", next[32] = "";
	struct buffer folded = { 0 };

	if (!first || first >= sizeof start || second >= sizeof next) {
		buffer_text(out, name);
		return;
	}
	memcpy(start, name, first);
	memcpy(next, name + first, second);
	text_fold(&folded, next, false);
	if (folded.bytes && !strcmp(folded.bytes, next))
		text_fold(out, start, false);
	else
		buffer_text(out, start);
	buffer_text(out, name + first);
	buffer_free(&folded);
}

void tell_money(struct telling *tell, money value, unsigned flags)
{
	char text[MONEY_TEXT];

	buffer_text(&tell->out, money_print(text, value, tell->money, MONEY_FULL, flags));
}

void tell_kr(struct telling *tell, int64_t kr, unsigned flags)
{
	tell_money(tell, money_from_kr(kr), flags | MONEY_NAMED);
}

const char *story_unit(const struct book *book, const char *id)
{
	int unit = org_find(book->org, id);

	return unit == ORG_NONE ? id : book->org->units[unit].name;
}

const char *tell_unit_name(const struct telling *tell, const char *id)
{
	return story_unit(tell->book, id);
}

void tell_line(struct telling *tell, const char *id)
{
	tell_lower(&tell->out, region_line_name(tell->book->region, id));
}

void tell_user(struct telling *tell, const char *user)
{
	const struct charter charter = { tell->book->region, tell->book->org };

	title_user(&tell->out, &charter, user, false);
}

void story_by(struct buffer *out, const struct charter *charter, const struct event *event)
{
	title_user(out, charter, event->user, false);
	buffer_text(out, ", ");
	story_date(out, event->line->head.at);
}

/* Between the parts of a list: comma, and «och» before the last. */
void tell_between(struct telling *tell, size_t at, size_t count)
{
	if (at)
		buffer_text(&tell->out, at + 1 == count ? _(" och ") : ", ");
}

void tell_decision(struct telling *tell, const char *decision)
{
	if (decision)
		buffer_format(&tell->out, " (%s)", decision);
}

const char *tell_word(const struct word *table, size_t count, const char *wanted)
{
	for (size_t i = 0; wanted && i < count; i++)
		if (!strcmp(table[i].word, wanted))
			return _(table[i].phrase);
	return "";
}

void tell_text(struct telling *tell, const char *text)
{
	if (text)
		buffer_format(&tell->out, ": «%s»", text);
}

/* ---- dates ---- */

static int number_at(const char *digits)
{
	return (digits[0] - '0') * 10 + (digits[1] - '0');
}

static bool looks_like_date(const char *date)
{
	static const char pattern[] = "dddd-dd-dd";

	for (size_t i = 0; i < sizeof pattern - 1; i++)
		if (pattern[i] == 'd' ? date[i] < '0' || date[i] > '9' : date[i] != pattern[i])
			return false;
	return number_at(date + 5) >= 1 && number_at(date + 5) <= 12;
}

void story_date(struct buffer *out, const char *date)
{
	if (looks_like_date(date))
		buffer_format(out, "%d %s %.4s", number_at(date + 8), _(short_months[number_at(date + 5) - 1]), date);
	else
		text_harmless(out, date);
}

void story_when(struct buffer *out, const struct event *event)
{
	const char *at = event->line->head.at;

	story_date(out, at);
	if (text_is_time(at))
		buffer_format(out, _(" kl. %.2s.%.2s"), at + 11, at + 14);
}

const char *story_month(int month)
{
	return _(months[month - 1]);
}
