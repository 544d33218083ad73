#include "overview.h"

#include "approval.h"
#include "check.h"
#include "dialogue.h"
#include "figure.h"
#include "history.h"
#include "intl.h"

#include <stdlib.h>
#include <string.h>

/* ---- what does not foot ---- */

static void count_finding(struct overview *overview, const struct finding *finding)
{
	struct figure figure;

	if (finding->explained || !finding->goes_to || !figure_parse(&figure, overview->book, finding->goes_to, ORG_NONE, 0, NULL))
		return;
	overview->units[figure.unit].contradictions += finding->class == FINDING_CONTRADICTION;
	overview->units[figure.unit].unspecified += finding->class == FINDING_UNSPECIFIED;
}

static void count_findings(struct overview *overview, const struct published *published)
{
	struct findings *findings = check_make(overview->book, published);

	for (size_t i = 0; i < findings->count; i++)
		count_finding(overview, &findings->items[i]);
	check_free(findings);
}

/* ---- who was there last ---- */

static void note_event(struct overview_unit *unit, const struct event *event)
{
	if (event && (!unit->newest || history_moment(event->line->head.at) >= history_moment(unit->newest->line->head.at)))
		unit->newest = event;
}

static void find_newest(struct overview_unit *unit, const struct unit_state *state)
{
	for (size_t i = 0; i < state->leg_count; i++)
		note_event(unit, state->legs[i].event);
	for (size_t i = 0; i < state->cell_count; i++)
		note_event(unit, state->cells[i].event);
	for (size_t i = 0; i < state->goal_count; i++)
		note_event(unit, state->goals[i].event);
	for (size_t i = 0; i < state->say_count; i++)
		note_event(unit, state->says[i]);
	note_event(unit, state->divided);
}

/* ---- how last year went ---- */

static struct overview_follow follow_of(const struct book *book, int unit)
{
	int year = book->region->year;
	struct overview_follow own = {
		.before = figure_net(book, unit, LAYER_OUTCOME, year - 2),
		.budget = figure_net(book, unit, LAYER_BUDGET, year - 1),
		.outcome = figure_net(book, unit, LAYER_OUTCOME, year - 1),
		.forecast = figure_net(book, unit, LAYER_FORECAST, year - 1),
		.deviation = figure_net_deviation(book, unit, year - 1),
	};

	own.silent = own.budget != MONEY_NONE && own.forecast == MONEY_NONE;
	return own;
}

static void add_follow(struct overview_follow *sum, const struct overview_follow *part)
{
	sum->before = money_sum(sum->before, part->before);
	sum->budget = money_sum(sum->budget, part->budget);
	sum->outcome = money_sum(sum->outcome, part->outcome);
	sum->forecast = money_sum(sum->forecast, part->forecast);
	sum->deviation = money_sum(sum->deviation, part->deviation);
	sum->silent += part->silent;
}

static void add_measures(struct measure_sum *sum, const struct measure_sum *part)
{
	for (int i = 0; i < JUDGED_COUNT; i++)
		sum->of[i] = money_sum(sum->of[i], part->of[i]);
	sum->count += part->count;
}

/* Preorder backwards: everything below is done. */
static void roll_up(struct overview *overview)
{
	const struct org *org = overview->book->org;

	for (int unit = org->count - 1; unit > 0; unit--) {
		struct overview_unit *above = &overview->units[org->units[unit].parent];

		add_follow(&above->follow, &overview->units[unit].follow);
		add_measures(&above->measures, &overview->units[unit].measures);
	}
}

struct overview *overview_make(const struct book *book, const struct published *published)
{
	struct overview *overview = memory_grow(NULL, 1, sizeof *overview);

	*overview = (struct overview){ book, memory_grow(NULL, (size_t)book->org->count, sizeof *overview->units) };
	for (int i = 0; i < book->org->count; i++) {
		overview->units[i] = (struct overview_unit){
			.questions = dialogue_waiting(book, i),
			.entries = book_state(book, i)->say_count,
			.follow = follow_of(book, i),
			.measures = measures_of(book, i, book->region->year),
		};
		find_newest(&overview->units[i], book_state(book, i));
	}
	count_findings(overview, published);
	roll_up(overview);
	return overview;
}

void overview_free(struct overview *overview)
{
	if (!overview)
		return;
	free(overview->units);
	free(overview);
}

/* ---- budget lines ---- */

static bool is_direct(const struct org *org, int unit, int group)
{
	do
		unit = org->units[unit].parent;
	while (unit != ORG_NONE && unit != group && org->units[unit].kind == UNIT_GROUP);
	return unit == group;
}

static bool stays_inside(const struct book *book, const struct cell *cell, const struct budget_line *line, int group)
{
	int other = line->internal && cell->row && cell->row->counterpart ? org_find(book->org, cell->row->counterpart) : ORG_NONE;

	return other != ORG_NONE && is_direct(book->org, other, group);
}

money overview_line(const struct ram_table *table, int unit, const struct budget_line *line, money *inner)
{
	const struct book *book = table->book;
	bool group = book->org->units[unit].kind == UNIT_GROUP;
	money sum = MONEY_NONE, inside = 0;

	for (int at = group ? org_next_sub(book->org, unit, ORG_NONE) : unit; at != ORG_NONE;
	     at = group ? org_next_sub(book->org, unit, at) : ORG_NONE) {
		const struct cell *cell = book_cell(book, at, LAYER_BUDGET, table->year, line->id);
		bool left_out = group && cell && stays_inside(book, cell, line, unit);
		money value = ram_line(table, at, line->id);

		sum = money_sum(sum, left_out ? 0 : value);
		if (left_out)
			inside = money_sum(inside, value);
	}
	if (inner)
		*inner = inside;
	return sum;
}

/* ---- which units to see ---- */

struct question {
	const struct overview *overview;
	const struct ram_table *table;
	const struct overview_who *who;
	int unit;
};

static bool is_any(const struct question *ask)
{
	(void)ask;
	return true;
}

static bool is_mine(const struct question *ask)
{
	const struct org *org = ask->overview->book->org;
	const char *user = ask->who->user;

	if (ask->who->area != ORG_NONE && org_is_below(org, ask->unit, ask->who->area))
		return true;
	return user && (rights_divides(org, ask->unit, user) || org_is_ekonom(org, ask->unit, user));
}

bool overview_unsent(const struct ram_table *table, int unit)
{
	enum plan_status status = approval_status(table, unit);

	return status == PLAN_UNTOUCHED || status == PLAN_DRAFT || status == PLAN_RETURNED;
}

static bool is_unsent(const struct question *ask)
{
	return overview_unsent(ask->table, ask->unit);
}

static bool is_asked(const struct question *ask)
{
	return ask->overview->units[ask->unit].questions > 0;
}

static money left_of(const struct question *ask)
{
	money left = ask->table->balance[ask->unit].left;

	return left == MONEY_NONE ? 0 : left;
}

static bool is_over(const struct question *ask)
{
	return left_of(ask) < 0;
}

static bool is_adrift(const struct question *ask)
{
	return ask->overview->units[ask->unit].contradictions > 0 || left_of(ask) != 0;
}

static const struct { const char *name; bool (*holds)(const struct question *); } picks[PICK_COUNT] = {
	[PICK_ALL] = { N_("alla"), is_any },
	[PICK_MINE] = { N_("mina"), is_mine },
	[PICK_UNSENT] = { N_("ej skickade"), is_unsent },
	[PICK_ASKED] = { N_("obesvarade frågor"), is_asked },
	[PICK_OVER] = { N_("över sin ram"), is_over },
	[PICK_ADRIFT] = { N_("stämmer inte"), is_adrift },
};

const char *overview_pick_name(enum overview_pick pick)
{
	return _(picks[pick].name);
}

bool overview_picks(const struct overview *overview, const struct ram_table *table, const struct overview_who *who, enum overview_pick pick, int unit)
{
	const struct question ask = { overview, table, who, unit };

	if (overview->book->org->units[unit].kind == UNIT_GROUP && !overview->units[unit].contradictions)
		return false;
	return picks[pick].holds(&ask);
}

size_t overview_count(const struct overview *overview, const struct ram_table *table, const struct overview_who *who, enum overview_pick pick)
{
	size_t count = 0;

	for (int unit = 0; unit < overview->book->org->count; unit++)
		count += overview_picks(overview, table, who, pick, unit);
	return count;
}
