/* Every act that has said what a saved figure is, the newest first: the amount, who, when and why, how it was reckoned where that was another way;
 * and among them what was said of it when the plan was answered. What has been changed since stands in the journals only: they are gone through. */
#include "why_private.h"

#include "approval.h"
#include "detail.h"
#include "intl.h"
#include "monthly.h"
#include "story.h"
#include "terms.h"
#include "text.h"

#include <string.h>

static void add_saved(struct making *making, const struct event *event, money value, const char *text, const char *decision)
{
	why_add(making, &(struct why_row){ .kind = WHY_ROW,
				       .depth = 1,
				       .value = value,
				       .text = why_phrase(making, "%s", text),
				       .note = why_source(making, event, decision),
				       .event = event });
}

/* ---- what stands with a row ---- */

/* The counterpart has a row of its own, which leads to it. */
static void add_terms(struct making *making, const struct row *row)
{
	struct terms terms = terms_of(row);
	struct buffer text = { 0 };

	terms.counterpart = NULL;
	terms_tell(&text, making->book, &terms);
	if (text.size)
		why_note(making, 2, why_phrase(making, "%s", text.bytes));
	text.size = 0;
	monthly_tell(&text, &row->profile);
	if (text.size)
		why_note(making, 2, why_phrase(making, "%s", text.bytes));
	buffer_free(&text);
}

static void add_counterpart(struct making *making, const char *id)
{
	int other = org_find(making->book->org, id);

	why_add(making, &(struct why_row){ .kind = WHY_LEG,
				       .depth = 2,
				       .value = MONEY_NONE,
				       .text = why_phrase(making, _("mot %s"), story_unit(making->book, id)),
				       .figure = other == ORG_NONE ? NULL : why_name(making, other, "income") });
}

/* in_force: its details are figures, too. */
static void add_row(struct making *making, const struct row *row, bool in_force)
{
	const char *line = why_phrase(making, "line.%s", row->line);

	add_terms(making, row);
	if (row->counterpart)
		add_counterpart(making, row->counterpart);
	why_details(making, 2, &row->details, NULL, money_from_kr(row->kr), in_force ? why_name(making, making->figure->unit, line) : NULL);
}

/* ---- a budget line ---- */

/* From the newest act backwards. */
struct chain {
	struct making *making;
	const struct row *newer;    /* what took its place; NULL: it is in force */
	const struct event *locked; /* the version that the plan is fastställd in; NULL */
	bool approved;              /* told already, of the row as it was from here on */
};

static const struct row *row_of(const struct making *making, const struct event *event)
{
	const struct distribute *distribute = &event->line->act.distribute;
	const struct row *rows = distribute->rows.items;

	if (event->line->act.kind != ACT_DISTRIBUTE || event->state != LINE_APPLIED || distribute->year != making->figure->year ||
	    strcmp(distribute->unit, why_unit(making)->id))
		return NULL;
	for (size_t i = 0; i < distribute->rows.count; i++)
		if (!strcmp(rows[i].line, making->figure->line))
			return &rows[i];
	return NULL;
}

/* Grounds that a later act left as they were are told there. */
static bool same_grounds(const struct row *a, const struct row *b)
{
	const struct terms one = terms_of(a), other = terms_of(b);

	return terms_same(&one, &other);
}

static void tell_row(struct chain *chain, const struct event *event, const struct row *row)
{
	const struct distribute *distribute = &event->line->act.distribute;
	bool gone = row->kr == NUMBER_NONE;
	const char *what = gone ? _("borttaget") : _("sparat");

	add_saved(chain->making, event, money_from_kr(row->kr),
	          !distribute->why ? what : gone ? why_phrase(chain->making, "%s: %s", what, distribute->why) : distribute->why, distribute->decision);
	if (!gone && (!chain->newer || !same_grounds(row, chain->newer)))
		add_row(chain->making, row, !chain->newer);
	chain->newer = row;
	chain->approved = false;
}

static const struct sending *answered_by(const struct making *making, const struct event *event)
{
	const struct unit_state *state = book_state(making->book, making->figure->unit);

	for (size_t i = 0; i < state->sending_count; i++)
		if (state->sendings[i].answer == event && state->sendings[i].content->year == making->figure->year)
			return &state->sendings[i];
	return NULL;
}

static bool is_marked(const struct making *making, const struct plan_mark *mark)
{
	struct figure figure;

	return figure_parse(&figure, making->book, mark->figure, making->figure->unit, making->figure->year, NULL) && figure.what == FIGURE_LINE &&
	       figure.unit == making->figure->unit && figure.year == making->figure->year && !strcmp(figure.line, making->figure->line);
}

static void tell_return(struct chain *chain, const struct event *event, money sent)
{
	const struct verdict *verdict = &event->line->act.verdict;
	const struct plan_mark *marks = verdict->marks.items;

	for (size_t i = 0; i < verdict->marks.count; i++)
		if (is_marked(chain->making, &marks[i]))
			add_saved(chain->making, event, sent,
			          marks[i].text ? why_phrase(chain->making, _("märkt när planen lämnades åter: «%s»"), marks[i].text)
			                        : _("märkt när planen lämnades åter"),
			          verdict->decision);
}

/* Of several approvals of the same amount the last one. */
static void tell_approval(struct chain *chain, const struct event *event, money sent)
{
	const struct verdict *verdict = &event->line->act.verdict;

	if (chain->approved || sent == MONEY_NONE)
		return;
	add_saved(chain->making, event, sent, verdict->text ? why_phrase(chain->making, _("planen godkändes: «%s»"), verdict->text) : _("planen godkändes"),
	          verdict->decision);
	chain->approved = true;
}

static void tell_answer(struct chain *chain, const struct event *event)
{
	const struct sending *sending = answered_by(chain->making, event);
	const struct row *row = sending ? content_row(sending->content, chain->making->figure->line) : NULL;
	money sent = row ? money_from_kr(row->kr) : MONEY_NONE;

	if (sending && event->line->act.kind == ACT_RETURN)
		tell_return(chain, event, sent);
	if (sending && event->line->act.kind == ACT_APPROVE)
		tell_approval(chain, event, sent);
}

void why_line_acts(struct making *making)
{
	const struct book *book = making->book;
	struct chain chain = { .making = making, .locked = approval_locked(book, making->figure->unit, making->figure->year) };

	for (size_t i = book->event_count; i-- > 0;) {
		const struct event *event = book->events[i];
		const struct row *row = row_of(making, event);

		if (row)
			tell_row(&chain, event, row);
		else if (event == chain.locked)
			add_saved(making, event, MONEY_NONE, why_phrase(making, _("planen fastställdes i «%s»"), event->line->act.version.name), NULL);
		else
			tell_answer(&chain, event);
	}
}

/* ---- a part of a line ---- */

static const struct detail *detail_of(const struct making *making, const struct row *row)
{
	const struct detail *details = row->details.items;

	for (size_t i = 0; row->kr != NUMBER_NONE && i < row->details.count; i++)
		if (!strcmp(details[i].id, making->figure->detail))
			return &details[i];
	return NULL;
}

static bool same_detail(const struct detail *a, const struct detail *b)
{
	const struct list one = { (void *)a, a ? 1 : 0 }, other = { (void *)b, b ? 1 : 0 };

	return details_same(&one, &other);
}

static void tell_detail(struct making *making, const struct event *event, const struct detail *detail)
{
	const char *grounds = detail ? why_worked_out(making, detail) : NULL;

	if (!detail)
		return;
	add_saved(making, event, money_from_kr(detail->kr), detail->text, event->line->act.distribute.decision);
	if (grounds)
		why_note(making, 2, grounds);
}

/* A line is saved with all its parts: who wrote this one as it is, is the first who did. */
void why_detail_acts(struct making *making)
{
	const struct event *told = NULL;
	const struct detail *detail = NULL;

	for (size_t i = making->book->event_count; i-- > 0;) {
		const struct event *event = making->book->events[i];
		const struct row *row = row_of(making, event);
		const struct detail *older = row ? detail_of(making, row) : NULL;

		if (!row)
			continue;
		if (!same_detail(detail, older))
			tell_detail(making, told, detail);
		told = event;
		detail = older;
	}
	tell_detail(making, told, detail);
}

/* ---- targets and follow-up ---- */

void why_target_acts(struct making *making)
{
	const struct unit_state *state = book_state(making->book, making->figure->unit);

	for (size_t i = 0; i < state->goal_count; i++)
		for (const struct goal *goal = &state->goals[i]; goal && goal->year == making->figure->year; goal = goal->older)
			add_saved(making, goal->event, goal->value, goal->value == MONEY_NONE ? _("resultatmålet är borttaget") : _("resultatmålet är satt"),
			          goal->event->line->act.target.decision);
}

void why_follow_acts(struct making *making, enum layer layer, const char *text)
{
	const struct cell *cell = book_cell(making->book, making->figure->unit, layer, making->figure->year, making->figure->line);

	for (; cell; cell = cell->older) {
		const struct follow *follow = &cell->event->line->act.follow;

		add_saved(making, cell->event, cell->value, follow->text ? follow->text : text, NULL);
	}
}

/* ---- what the unit is given by its level above ---- */

/* Its ram and target are approved with the plan of who gives them. */
void why_given(struct making *making)
{
	int giver = org_above(making->book->org, making->figure->unit);
	const struct sending *plan = giver == ORG_NONE ? NULL : approval_in_force(making->book, giver, making->figure->year);
	const struct content_sub *sub = plan ? content_sub(plan->content, why_unit(making)->id) : NULL;
	int64_t kr = !sub ? NUMBER_NONE : making->figure->what == FIGURE_RAM ? sub->ram : sub->target;

	if (kr != NUMBER_NONE)
		add_saved(making, plan->answer, money_from_kr(kr), why_phrase(making, _("planen för %s godkändes"), story_unit(making->book, plan->content->unit)),
		          plan->answer->line->act.verdict.decision);
}
