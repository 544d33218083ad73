/* What a unit does with its ram: its target, its division, and how it went. */
#include "story_private.h"

#include "intl.h"
#include "terms.h"

#include <string.h>

void tell_target(struct telling *tell)
{
	const struct target *target = &tell->event->line->act.target;
	const char *name = tell_unit_name(tell, target->unit);

	if (target->kr == NUMBER_NONE) {
		buffer_format(&tell->out, _(" tog bort resultatmålet %lld för %s"), (long long)target->year, name);
		return;
	}
	buffer_format(&tell->out, _(" satte resultatmålet %lld för %s till "), (long long)target->year, name);
	tell_kr(tell, target->kr, 0);
	if (target->decision)
		buffer_format(&tell->out, " (%s)", target->decision);
}

static money before(const struct event *event, size_t row)
{
	return event->before ? event->before[row] : MONEY_NONE;
}

static void add_row(struct telling *tell, const struct row *row, money was)
{
	const struct terms terms = terms_of(row);
	struct buffer told = { 0 };
	money now = money_from_kr(row->kr);

	if (now == MONEY_NONE)
		buffer_text(&tell->out, _("inget längre på "));
	tell_line(tell, row->line);
	if (was != MONEY_NONE && was != now) {
		buffer_text(&tell->out, now == MONEY_NONE ? _(" (var ") : _(" från "));
		tell_money(tell, was, now == MONEY_NONE ? MONEY_NAMED : 0);
		buffer_text(&tell->out, now == MONEY_NONE ? ")" : _(" till"));
	}
	if (now != MONEY_NONE) {
		buffer_text(&tell->out, was == now ? _(" oförändrat ") : " ");
		tell_money(tell, now, MONEY_NAMED);
	}
	terms_tell(&told, tell->book, &terms);
	if (told.size)
		buffer_format(&tell->out, " (%s)", told.bytes);
	buffer_free(&told);
}

static void add_rows(struct telling *tell, const struct distribute *distribute)
{
	const struct row *rows = distribute->rows.items;
	size_t count = distribute->rows.count, shown = count > SHOWN ? SHOWN : count;

	for (size_t i = 0; i < shown; i++) {
		tell_between(tell, i, count);
		add_row(tell, &rows[i], before(tell->event, i));
	}
	if (count > shown)
		buffer_format(&tell->out, count - shown == 1 ? _(" och %zu rad till") : _(" och %zu rader till"), count - shown);
}

static bool is_change(const struct event *event)
{
	for (size_t i = 0; i < event->line->act.distribute.rows.count; i++)
		if (before(event, i) != MONEY_NONE)
			return true;
	return false;
}

void tell_distribute(struct telling *tell)
{
	const struct distribute *distribute = &tell->event->line->act.distribute;
	const char *format = distribute->year < tell->book->region->year ? _(" förde in budgeten %lld för %s: ")
			     : is_change(tell->event)                    ? _(" ändrade fördelningen %lld för %s: ")
									 : _(" fördelade ramen %lld för %s: ");

	buffer_format(&tell->out, format, (long long)distribute->year, tell_unit_name(tell, distribute->unit));
	add_rows(tell, distribute);
	if (distribute->why)
		buffer_format(&tell->out, " – %s", distribute->why);
	tell_decision(tell, distribute->decision);
}

/* ---- follow-up ---- */

static void add_amounts(struct telling *tell, const struct follow *follow)
{
	const struct amount *amounts = follow->amounts.items;
	size_t count = follow->amounts.count, shown = count > SHOWN ? SHOWN : count;

	for (size_t i = 0; i < shown; i++) {
		tell_between(tell, i, count);
		tell_line(tell, amounts[i].line);
		buffer_text(&tell->out, " ");
		tell_kr(tell, amounts[i].kr, 0);
	}
	if (count > shown)
		buffer_format(&tell->out, count - shown == 1 ? _(" och %zu rad till") : _(" och %zu rader till"), count - shown);
}

static const char *month_name(const struct follow *follow)
{
	return follow->month == NUMBER_NONE ? NULL : story_month((int)follow->month);
}

void tell_forecast(struct telling *tell)
{
	const struct follow *follow = &tell->event->line->act.follow;
	const char *month = month_name(follow);

	buffer_format(&tell->out, _(" lämnade prognos %lld för %s"), (long long)follow->year, tell_unit_name(tell, follow->unit));
	if (month)
		buffer_format(&tell->out, _(" efter %s"), month);
	buffer_text(&tell->out, ": ");
	add_amounts(tell, follow);
	if (follow->text)
		buffer_format(&tell->out, " – %s", follow->text);
}

void tell_outcome(struct telling *tell)
{
	const struct follow *follow = &tell->event->line->act.follow;
	const char *month = month_name(follow);

	buffer_format(&tell->out, month ? _(" förde in utfall %lld för %s") : _(" förde in bokslut %lld för %s"), (long long)follow->year,
		      tell_unit_name(tell, follow->unit));
	if (month)
		buffer_format(&tell->out, _(" till och med %s"), month);
	buffer_text(&tell->out, ": ");
	add_amounts(tell, follow);
}
