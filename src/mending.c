#include "mending.h"

#include "figure.h"
#include "knew.h"
#include "plan_change.h"

#include <string.h>

struct mending {
	const struct book *book;
	int unit, year;
	const struct draft *draft;
	const struct plan_changes *changes; /* since it was sent */
	const struct content *now;
	size_t since;                       /* index of the first event after the one that it is counted from */
	struct arena *arena;
};

static void compare(struct mending *m, const struct content *sent)
{
	const struct charter charter = { m->book->region, m->book->org };

	m->now = content_make(m->book, &charter, m->book->org->units[m->unit].id, m->year, m->arena);
	m->changes = plan_changes(sent, m->now, m->book->region, false, m->arena);
}

static size_t after(const struct book *book, const struct event *event)
{
	size_t at = 0;

	while (at < book->applied && book->events[at] != event)
		at++;
	return at + 1;
}

static bool in_draft(const struct draft *draft, bool is_unit, const char *id)
{
	const struct draft_step *step = draft ? draft_last(draft, is_unit, id) : NULL;

	return step && (draft_wishes_amount(step) || draft_wishes_terms(step));
}

/* ---- marks ---- */

static bool is_changed(const struct mending *m, const char *name)
{
	char figure[256];

	for (size_t i = 0; i < m->changes->count; i++) {
		plan_change_figure(figure, m->book, m->now, &m->changes->items[i]);
		if (!strcmp(figure, name))
			return true;
	}
	return false;
}

static bool is_drafted(const struct mending *m, const char *name)
{
	struct figure figure;

	if (!m->draft || !figure_parse(&figure, m->book, name, m->unit, m->year, NULL))
		return false;
	if (figure.what == FIGURE_LINE || figure.what == FIGURE_DETAIL)
		return in_draft(m->draft, false, figure.line);
	return figure.what == FIGURE_RAM && in_draft(m->draft, true, m->book->org->units[figure.unit].id);
}

/* By someone of the unit's own: what the level above says more about it is no answer. */
static bool is_answered(const struct mending *m, const char *name)
{
	for (size_t i = m->since; i < m->book->applied; i++) {
		const struct event *event = m->book->events[i];
		const struct say *say = &event->line->act.say;

		if (event->line->act.kind == ACT_SAY && event->state == LINE_APPLIED && say->about && !strcmp(say->about, name) &&
		    rights_role(m->book->org, m->unit, event->user) != SEAT_NONE)
			return true;
	}
	return false;
}

static bool is_answered_by(const struct sending *sending, enum act_kind kind)
{
	return sending && sending->answer && sending->answer->line->act.kind == kind;
}

static size_t marks_in(struct mending *m, const struct sending *returned, struct mend **marks)
{
	const struct list *list = &returned->answer->line->act.verdict.marks;
	const struct plan_mark *given = list->items;

	compare(m, returned->content);
	m->since = after(m->book, returned->answer);
	*marks = arena_alloc(m->arena, (list->count + 1) * sizeof **marks);
	for (size_t i = 0; i < list->count; i++)
		(*marks)[i] = (struct mend){ given[i].figure, given[i].text,
			                     is_changed(m, given[i].figure) || is_drafted(m, given[i].figure) || is_answered(m, given[i].figure) };
	return list->count;
}

size_t mending_marks(const struct book *book, int unit, int year, const struct draft *draft, struct mend **marks, struct arena *arena)
{
	const struct sending *sending = approval_stands(book, unit, year);
	struct mending m = { .book = book, .unit = unit, .year = year, .draft = draft, .arena = arena };

	*marks = NULL;
	return is_answered_by(sending, ACT_RETURN) ? marks_in(&m, sending, marks) : 0;
}

/* What was taken back in between was never answered; nor does an answer that its sender did not know of ask anything of what she sent. */
static bool was_answered(const struct book *book, const struct sending *sending, const struct sending *waits)
{
	return sending->answer && !is_answered_by(sending, ACT_RECALL) && knew(book, waits->submit, sending->answer);
}

size_t mending_asked(const struct book *book, int unit, int year, const struct sending **returned, struct mend **marks, struct arena *arena)
{
	struct mending m = { .book = book, .unit = unit, .year = year, .arena = arena };
	const struct sending **all;
	const struct sending *waits = approval_waits(book, unit, year);
	size_t at = waits ? approval_sendings(book, unit, year, &all, arena) : 0;

	*returned = NULL;
	*marks = NULL;
	while (at && all[at - 1] != waits) /* what was taken back since */
		at--;
	if (at)
		at--;
	while (at && !was_answered(book, all[at - 1], waits))
		at--;
	if (!at || !is_answered_by(all[at - 1], ACT_RETURN))
		return 0;
	*returned = all[at - 1];
	return marks_in(&m, *returned, marks);
}

size_t mending_attended(const struct mend *marks, size_t count)
{
	size_t attended = 0;

	for (size_t i = 0; i < count; i++)
		attended += marks[i].attended;
	return attended;
}

/* ---- shares ---- */

static bool is_touched(const struct mending *m, const char *line)
{
	for (size_t i = 0; i < m->changes->count; i++)
		if (m->changes->items[i].about == CHANGE_LINE && !strcmp(m->changes->items[i].id, line))
			return true;
	return in_draft(m->draft, false, line);
}

static money share_of(const struct mending *m, const struct post *post)
{
	const struct leg *legs = post->legs.items;
	money sum = 0;

	for (size_t i = 0; i < post->legs.count; i++)
		if (!strcmp(legs[i].unit, m->book->org->units[m->unit].id) && book_leg_lives(post, &legs[i], m->year))
			sum = money_sum(sum, book_leg(post, &legs[i], m->year));
	return sum;
}

/* What the post says now, less what the one that it took the place of had said already when the plan was sent. */
static money change_by(const struct mending *m, const struct post *post)
{
	const struct event *old = post->replaces ? book_event(m->book, post->replaces) : NULL;
	money share = share_of(m, post);

	if (!old || old->line->act.kind != ACT_POST)
		return share;
	if (after(m->book, old) > m->since) /* it too came since: what it in its turn replaced */
		return money_sum(share, money_sum(change_by(m, &old->line->act.post), -share_of(m, &old->line->act.post)));
	return money_sum(share, -share_of(m, &old->line->act.post));
}

static void add_share(const struct mending *m, const struct post *post, struct mending_share *shares, size_t *count)
{
	money change = change_by(m, post);
	size_t at = 0;

	while (at < *count && strcmp(shares[at].line, post->line))
		at++;
	if (!change)
		return;
	if (at == *count)
		shares[(*count)++] = (struct mending_share){ post->line, 0, post->text };
	else
		shares[at].text = NULL; /* of several posts none says it all */
	shares[at].change = money_sum(shares[at].change, change);
}

static const struct post *belongs_to_line(const struct mending *m, const struct event *event)
{
	const struct post *post = &event->line->act.post;

	return event->line->act.kind == ACT_POST && event->state == LINE_APPLIED && !event->replaced_by && post->line &&
	       region_line(m->book->region, post->line) >= 0 && !is_touched(m, post->line) ? post : NULL;
}

size_t mending_shares(const struct book *book, int unit, int year, const struct draft *draft, struct mending_share **shares, struct arena *arena)
{
	const struct sending *sending = approval_in_force(book, unit, year);
	struct mending m = { .book = book, .unit = unit, .year = year, .draft = draft, .arena = arena };
	size_t count = 0;

	*shares = arena_alloc(arena, (book->region->line_count + 1) * sizeof **shares);
	if (!sending || !approval_adjusted(book, unit, year))
		return 0;
	compare(&m, sending->content);
	m.since = after(book, sending->submit);
	for (size_t i = m.since; i < book->applied; i++)
		if (belongs_to_line(&m, book->events[i]))
			add_share(&m, &book->events[i]->line->act.post, *shares, &count);
	return count;
}
