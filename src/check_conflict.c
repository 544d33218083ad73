/* Two lines on one figure, or in place of one post, that do not know of each other: the later in the order of the fold holds, and both are shown. */
#include "check_private.h"

#include "intl.h"
#include "knew.h"
#include "title.h"

#include <stdio.h>
#include <string.h>

/* A figure that a line says what it is. */
struct saved {
	const char *unit, *prefix, *line; /* «line.», «forecast.» …; a target has no line */
	int64_t year;
	money value;
};

static const char *const prefixes[ACT_KINDS] = {
	[ACT_TARGET] = "target", [ACT_DISTRIBUTE] = "line.", [ACT_FORECAST] = "forecast.", [ACT_OUTCOME] = "outcome.",
};

/* The at-th figure of a line; false when there are no more. An outcome within the year is another figure than the year's. */
static bool saved_at(const struct event *event, size_t at, struct saved *out)
{
	const struct act *act = &event->line->act;
	const struct distribute *distribute = &act->distribute;
	const struct follow *follow = &act->follow;

	*out = (struct saved){ .unit = act_unit(act), .prefix = prefixes[act->kind], .line = "" };
	if (act->kind == ACT_TARGET && !at) {
		out->year = act->target.year;
		out->value = money_from_kr(act->target.kr);
		return true;
	}
	if (act->kind == ACT_DISTRIBUTE && at < distribute->rows.count) {
		const struct row *rows = distribute->rows.items;

		out->year = distribute->year;
		out->line = rows[at].line;
		out->value = money_from_kr(rows[at].kr);
		return true;
	}
	if ((act->kind == ACT_FORECAST || (act->kind == ACT_OUTCOME && follow->month == NUMBER_NONE)) && at < follow->amounts.count) {
		const struct amount *amounts = follow->amounts.items;

		out->year = follow->year;
		out->line = amounts[at].line;
		out->value = money_from_kr(amounts[at].kr);
		return true;
	}
	return false;
}

static bool says(const struct event *event, const struct saved *wanted, struct saved *found)
{
	if (event->state != LINE_APPLIED || !act_unit(&event->line->act) || strcmp(act_unit(&event->line->act), wanted->unit))
		return false;
	for (size_t at = 0; saved_at(event, at, found); at++)
		if (found->prefix == wanted->prefix && found->year == wanted->year && !strcmp(found->line, wanted->line))
			return true;
	return false;
}

static const char *text_of(struct check *check, const struct event *later, const struct event *earlier)
{
	const struct charter charter = { check->book->region, check->book->org };
	struct buffer out = { 0 };

	title_user(&out, &charter, later->user, false);
	buffer_text(&out, _(" (gäller) och "));
	title_user(&out, &charter, earlier->user, false);
	buffer_text(&out, _(" sparade var sitt belopp utan att känna till varandra"));
	return check_keep(check, &out);
}

static const char *where_of(struct check *check, const struct event *later, const struct event *earlier)
{
	struct buffer out = { 0 };

	buffer_format(&out, _("%s rad %lld och %s rad %lld"), later->user, (long long)later->line->head.n, earlier->user,
		      (long long)earlier->line->head.n);
	return check_keep(check, &out);
}

static void try_both(struct check *check, const struct event *later, const struct saved *holds, const struct event *earlier, money other)
{
	char name[96];

	snprintf(name, sizeof name, "%s%s", holds->prefix, holds->line);
	struct subject subject = check_subject(check, holds->unit, (int)holds->year, name);
	check_try(check, &(struct trial){ .subject = &subject,
					  .computed = check_or_zero(holds->value),
					  .stated = check_or_zero(other),
					  .where = where_of(check, later, earlier),
					  .text = text_of(check, later, earlier) });
}

static const struct event *setter_before(const struct book *book, size_t *at, const struct saved *wanted, struct saved *found)
{
	while ((*at)-- > 0)
		if (says(book->events[*at], wanted, found))
			return book->events[*at];
	return NULL;
}

/* The line that holds against those before it: up to one by somebody else that it knew, for that one had its own to answer for. */
static void try_saved(struct check *check, const struct saved *wanted)
{
	size_t at = check->book->applied;
	struct saved holds, found;
	const struct event *later = setter_before(check->book, &at, wanted, &holds), *event;

	while (later && (event = setter_before(check->book, &at, wanted, &found))) {
		bool known = knew(check->book, later, event);

		if (!known)
			try_both(check, later, &holds, event, found.value);
		if (!known || strcmp(event->user, later->user))
			return;
	}
}

/* ---- posts ---- */

static money given(const struct post *post, const char *unit)
{
	const struct leg *legs = post->legs.items;
	money sum = 0;

	for (size_t i = 0; i < post->legs.count; i++)
		if (!strcmp(legs[i].unit, unit))
			sum = money_sum(sum, money_from_kr(legs[i].kr));
	return sum;
}

static void try_legs(struct check *check, const struct event *later, const struct event *earlier, const struct post *of)
{
	const struct post *holds = &later->line->act.post, *other = &earlier->line->act.post;
	const struct leg *legs = of->legs.items;

	for (size_t i = 0; i < of->legs.count; i++)
		try_both(check, later,
			 &(struct saved){ .unit = legs[i].unit, .prefix = of->kind, .line = "", .year = of->year, .value = given(holds, legs[i].unit) }, earlier,
			 given(other, legs[i].unit));
}

/* Whoever knew of both and has put another in their place has chosen. */
static void try_post(struct check *check, const struct event *earlier)
{
	const struct event *later = earlier->replaced_by;

	if (earlier->line->act.kind != ACT_POST || !later || later->replaced_by || knew(check->book, later, earlier))
		return;
	try_legs(check, later, earlier, &earlier->line->act.post);
	try_legs(check, later, earlier, &later->line->act.post);
}

void check_conflicts(struct check *check)
{
	const struct book *book = check->book;
	struct saved saved;

	for (size_t i = 0; i < book->applied; i++) {
		for (size_t at = 0; book->events[i]->conflict && saved_at(book->events[i], at, &saved); at++)
			try_saved(check, &saved);
		if (book->events[i]->conflict)
			try_post(check, book->events[i]);
	}
}
