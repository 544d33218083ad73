#include "plan_state.h"

#include "history.h"
#include "intl.h"
#include "knew.h"
#include "story.h"
#include "title.h"

#include <stdio.h>
#include <string.h>

#define LATE_TOLD 60 /* days; after that the date says it */
#define CLOCK_AT 11 /* in «2019-11-20T09:14:03+01:00» */

void plan_state_day(struct buffer *out, const char *at)
{
	char now[26], yesterday[11];

	history_day(yesterday, journal_now(now), 1);
	if (!strncmp(at, now, 10))
		buffer_text(out, _("i dag"));
	else if (!strncmp(at, yesterday, 10))
		buffer_text(out, _("i går"));
	else
		story_date(out, at);
}

/* «i går 14.20», «14 dec 2019 14.20» */
static void add_when(struct buffer *out, const char *at)
{
	plan_state_day(out, at);
	buffer_format(out, " %.2s.%.2s", at + CLOCK_AT, at + CLOCK_AT + 3);
}

/* ---- when it is to be sent ---- */

static bool is_to_be_sent(const struct ram_table *table, int unit)
{
	enum plan_status status = approval_status(table, unit);

	return status == PLAN_UNTOUCHED || status == PLAN_DRAFT || status == PLAN_RETURNED;
}

static int64_t noon(const char *day)
{
	char at[32];

	snprintf(at, sizeof at, "%.10sT12:00:00+00:00", day);
	return history_moment(at);
}

static int days_late(const char *due)
{
	char now[26];

	return (int)((noon(journal_now(now)) - noon(due)) / (24 * 60 * 60));
}

void plan_state_due(struct buffer *out, const struct ram_table *table, int unit)
{
	int level = table->book->org->units[unit].level;
	const char *due = level == ORG_NONE ? NULL : table->book->region->levels[level].due;
	int late;

	if (!due || table->year != table->book->region->year || !is_to_be_sent(table, unit))
		return;
	late = days_late(due);
	buffer_text(out, late > 0 ? _("skulle ha klarmarkerats ") : _("klarmarkeras senast "));
	story_date(out, due);
	if (late > 0 && late <= LATE_TOLD)
		buffer_format(out, late == 1 ? _(": %d dag sen") : _(": %d dagar sen"), late);
}

/* ---- the state ---- */

struct telling {
	struct buffer *out;
	const struct ram_table *table;
	int unit;
	const char *user;
	enum money_unit money;
	unsigned flags;
};

static void add_person(struct telling *t, const char *user)
{
	const struct charter charter = { t->table->book->region, t->table->book->org };

	if (t->user && !strcmp(t->user, user))
		buffer_text(t->out, _("dig"));
	else
		title_user(t->out, &charter, user, false);
}

static void add_approver(struct telling *t)
{
	const struct charter charter = { t->table->book->region, t->table->book->org };

	rights_approver(&charter, t->unit, t->out);
}

static void add_adjusted(struct telling *t, const char *words)
{
	char text[MONEY_TEXT];
	money change = money_from_kr(approval_adjusted(t->table->book, t->unit, t->table->year));

	if (change)
		buffer_format(t->out, words, money_print(text, change, t->money, MONEY_FULL, t->flags | MONEY_SIGN));
}

static void tell_sent(struct telling *t)
{
	const struct event *submit = approval_waits(t->table->book, t->unit, t->table->year)->submit;

	buffer_text(t->out, _("skickad till "));
	add_approver(t);
	buffer_text(t->out, " ");
	add_when(t->out, submit->line->head.at);
	buffer_text(t->out, _(" av "));
	add_person(t, submit->user);
	if (t->user && rights_divides(t->table->book->org, t->unit, t->user))
		buffer_text(t->out, _(": du kan ta tillbaka den tills hon svarat"));
	if (approval_overtaken(t->table->book, t->unit, t->table->year))
		buffer_text(t->out, _("; ändrad sedan dess av någon som inte visste det: det ingår inte i det som skickades"));
}

static void tell_returned(struct telling *t)
{
	const struct sending *sending = approval_stands(t->table->book, t->unit, t->table->year);
	size_t marks = sending->answer->line->act.verdict.marks.count;

	buffer_text(t->out, approval_status_name(PLAN_RETURNED));
	if (marks)
		buffer_format(t->out, marks == 1 ? _(": %zu rad märkt") : _(": %zu rader märkta"), marks);
	buffer_text(t->out, _(", återlämnad av "));
	add_person(t, sending->answer->user);
	buffer_text(t->out, " ");
	add_when(t->out, sending->answer->line->head.at);
}

static void add_locked(struct telling *t)
{
	const struct event *lock = approval_locked(t->table->book, t->unit, t->table->year);

	if (lock)
		buffer_format(t->out, _("fastställd i %s, "), lock->line->act.version.name);
}

static void tell_approved(struct telling *t)
{
	const struct sending *sending = approval_in_force(t->table->book, t->unit, t->table->year);

	add_locked(t);
	buffer_text(t->out, _("godkänd av "));
	add_person(t, sending->answer->user);
	buffer_text(t->out, " ");
	plan_state_day(t->out, sending->answer->line->head.at);
	add_adjusted(t, _(", ramjustering %s ej fördelad"));
	buffer_text(t->out, _("; den gäller"));
}

/* What was approved is in force all the while. */
static void tell_drafted(struct telling *t)
{
	const struct sending *sending = approval_in_force(t->table->book, t->unit, t->table->year);

	buffer_text(t->out, approval_status_name(approval_status(t->table, t->unit)));
	add_adjusted(t, _(", ramjustering %s"));
	if (!sending)
		return;
	buffer_text(t->out, _("; den som godkändes "));
	plan_state_day(t->out, sending->answer->line->head.at);
	buffer_text(t->out, _(" gäller tills en ny är godkänd"));
}

void plan_state_tell(struct buffer *out, const struct ram_table *table, int unit, const char *user, enum money_unit shown, unsigned flags)
{
	static void (*const tellers[PLAN_STATUSES])(struct telling *) = {
		[PLAN_UNTOUCHED] = tell_drafted, [PLAN_DRAFT] = tell_drafted, [PLAN_SUBMITTED] = tell_sent, [PLAN_RETURNED] = tell_returned,
		[PLAN_APPROVED] = tell_approved, [PLAN_LOCKED] = tell_approved,
	};
	struct telling t = { out, table, unit, user, shown, flags };
	enum plan_status status = approval_status(table, unit);

	buffer_text(out, "");
	if (tellers[status])
		tellers[status](&t);
}

bool plan_state_adjusted(const struct ram_table *table, int unit)
{
	return approval_is_approved(approval_status(table, unit)) && approval_adjusted(table->book, unit, table->year) != 0;
}

void plan_state_brief(struct buffer *out, const struct ram_table *table, int unit, enum money_unit shown, unsigned flags)
{
	struct telling t = { out, table, unit, NULL, shown, flags };

	buffer_text(out, approval_status_name(approval_status(table, unit)));
	if (plan_state_adjusted(table, unit))
		add_adjusted(&t, _(", ramjustering %s ej fördelad"));
}

/* ---- step by step ---- */

static void put(const struct event **steps, size_t *count, const struct event *step)
{
	size_t at = (*count)++;

	for (; at && history_moment(steps[at - 1]->line->head.at) > history_moment(step->line->head.at); at--)
		steps[at] = steps[at - 1];
	steps[at] = step;
}

size_t plan_state_steps(const struct book *book, int unit, int year, const struct event ***steps, struct arena *arena)
{
	const struct sending **all;
	size_t sent = approval_sendings(book, unit, year, &all, arena), room = sent, count = 0;

	for (size_t i = 0; i < sent; i++)
		room += all[i]->answer_count;
	*steps = arena_alloc(arena, (room + 1) * sizeof **steps);
	for (size_t i = 0; i < sent; i++) {
		put(*steps, &count, all[i]->submit);
		for (size_t j = 0; j < all[i]->answer_count; j++)
			put(*steps, &count, all[i]->answers[j]);
	}
	return count;
}

bool plan_state_of_another(const struct book *book, int unit, int year, const struct event *step)
{
	const struct sending *waits = approval_waits(book, unit, year);

	return waits && !knew(book, waits->submit, step);
}
