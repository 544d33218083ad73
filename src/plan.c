#include "plan.h"

#include "figure.h"
#include "intl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the draft as wishes ---- */

struct making {
	struct plan *plan;
	const struct ram_table *shown; /* what the draft is laid over; NULL: the book as it is */
	const struct draft *draft; /* NULL: the book alone */
	const struct draft_step *preview; /* [preview_count] */
	size_t preview_count;
	const struct ram_table *before; /* the year before a plan year; NULL: what the year opens with */
};

static bool is_about(const struct draft_step *step, bool is_unit, const char *id)
{
	return step->is_unit == is_unit && !strcmp(step->id, id);
}

static void add_wish(struct making *m, struct wish *wishes, size_t *count, const struct draft_step *step)
{
	int sub = step->is_unit ? org_find(m->plan->book->org, step->id) : m->plan->unit;

	if (sub != ORG_NONE)
		wishes[(*count)++] = (struct wish){ sub, step->is_unit ? NULL : step->id, step->after };
}

static const struct draft_step *preview_of(const struct making *m, bool is_unit, const char *id)
{
	for (size_t i = 0; i < m->preview_count; i++)
		if (is_about(&m->preview[i], is_unit, id))
			return &m->preview[i];
	return NULL;
}

static bool is_wished(const struct wish *wishes, size_t count, const struct wish *wish)
{
	for (size_t i = 0; i < count; i++)
		if (wishes[i].unit == wish->unit && !wishes[i].line == !wish->line && (!wish->line || !strcmp(wishes[i].line, wish->line)))
			return true;
	return false;
}

/* What lies beneath, but where she wants something else. */
static void add_beneath(const struct making *m, struct wish *wishes, size_t *count)
{
	size_t hers = *count;

	for (size_t i = 0; m->shown && i < ram_wishes(m->shown); i++)
		if (!is_wished(wishes, hers, &m->shown->wishes[i]))
			wishes[(*count)++] = m->shown->wishes[i];
}

/* One for each row: what is being typed, else the last step about it. */
static struct wish *wishes_of(struct making *m, size_t *count)
{
	size_t steps = m->draft ? m->draft->done : 0, beneath = m->shown ? ram_wishes(m->shown) : 0;
	struct wish *wishes = arena_alloc(&m->plan->arena, (steps + m->preview_count + beneath + 1) * sizeof *wishes);

	for (size_t i = 0; i < steps; i++) {
		const struct draft_step *step = &m->draft->steps[i];

		if (draft_is_last(m->draft, i) && draft_wishes_amount(step) && !preview_of(m, step->is_unit, step->id))
			add_wish(m, wishes, count, step);
	}
	for (size_t i = 0; i < m->preview_count; i++)
		add_wish(m, wishes, count, &m->preview[i]);
	add_beneath(m, wishes, count);
	return wishes;
}

/* ---- rows ---- */

static money line_value(const struct plan *plan, int unit, enum layer layer, int year, const char *line)
{
	const struct cell *cell = book_cell(plan->book, unit, layer, year, line);

	return cell ? cell->value : MONEY_NONE;
}

static enum budget_side side_of(const struct region *region, const char *line)
{
	int at = region_line(region, line);

	return at < 0 ? SIDE_COST : region->lines[at].side;
}

static money own_net_cost(const struct plan *plan, int unit, enum layer layer, int year)
{
	const struct unit_state *state = book_state(plan->book, unit);
	money sum = MONEY_NONE;

	for (size_t i = 0; i < state->cell_count; i++) {
		const struct cell *cell = &state->cells[i];

		if (cell->layer == layer && cell->year == year)
			sum = money_sum(sum, side_of(plan->book->region, cell->line) == SIDE_INCOME ? -cell->value : cell->value);
	}
	return sum;
}

/* What a unit cost with all below it, net of income: what its ram had to pay for, so comparable with it. */
static money net_cost(const struct plan *plan, int unit, enum layer layer, int year)
{
	money sum = MONEY_NONE;

	for (int at = unit; at < plan->book->org->units[unit].end; at++)
		sum = money_sum(sum, own_net_cost(plan, at, layer, year));
	return sum;
}

static struct plan_row *row_new(struct plan *plan, enum plan_row_kind kind, const char *name)
{
	struct plan_row *row = &plan->rows[plan->count++];

	*row = (struct plan_row){ .kind = kind, .name = name, .unit = ORG_NONE, .saved = MONEY_NONE, .terms = terms_none };
	for (int i = 0; i < PLAN_AMOUNTS; i++)
		row->value[i] = MONEY_NONE;
	return row;
}

/* ---- what somebody else did meanwhile ---- */

/* A post, one in its stead, and one that takes it back. */
static bool moves_ram(const struct book *book, const struct act *act, const char *unit)
{
	const struct event *old = act->kind == ACT_POST && act->post.replaces ? book_event(book, act->post.replaces) : NULL;

	return act->kind == ACT_POST && (act_has_leg(&act->post, unit) || (old && old->line->act.kind == ACT_POST && act_has_leg(&old->line->act.post, unit)));
}

static bool writes_line(const struct act *act, const char *unit, int year, const char *line)
{
	const struct row *rows = act->distribute.rows.items;

	if (act->kind != ACT_DISTRIBUTE || act->distribute.year != year || strcmp(act->distribute.unit, unit))
		return false;
	for (size_t i = 0; i < act->distribute.rows.count; i++)
		if (!strcmp(rows[i].line, line))
			return true;
	return false;
}

/* The newest line about the ram of a unit, or about its budget line. */
static const struct event *newest_about(const struct plan *plan, const char *unit, const char *line)
{
	for (size_t i = plan->book->applied; i-- > 0;) {
		const struct event *event = plan->book->events[i];

		if (event->state == LINE_APPLIED &&
		    (line ? writes_line(&event->line->act, unit, plan->year, line) : moves_ram(plan->book, &event->line->act, unit)))
			return event;
	}
	return NULL;
}

static const char *unit_id(const struct plan *plan, int unit)
{
	return plan->book->org->units[unit].id;
}

/* Beside a row that somebody else has changed since the draft began to rest on it: theirs. */
static void add_theirs(struct plan *plan, const struct plan_row *mine)
{
	const char *id = mine->id, *line = mine->line;
	const struct cell *cell = mine->cell;
	money saved = mine->saved;
	struct plan_row *row = row_new(plan, PLAN_THEIRS, "");

	plan->conflicts++;
	row->id = id;
	row->saved = row->value[PLAN_NOW] = saved;
	row->cell = cell;
	row->terms = terms_of(cell ? cell->row : NULL);
	row->event = cell ? cell->event : newest_about(plan, line ? unit_id(plan, plan->unit) : id, line);
}

static void look_at_ram(struct making *m)
{
	m->plan->ram_was = MONEY_NONE;
	if (!m->draft || !draft_waits(m->draft) || m->draft->ram == MONEY_NONE || m->draft->ram == m->plan->table->own[m->plan->unit])
		return;
	m->plan->ram_was = m->draft->ram;
	m->plan->ram_event = newest_about(m->plan, unit_id(m->plan, m->plan->unit), NULL);
}

static bool moved(const struct plan_row *row, const struct draft_step *step)
{
	const struct terms terms = terms_of(row->cell ? row->cell->row : NULL);

	return (draft_wishes_amount(step) && row->saved != step->before && row->saved != step->after) ||
	       (draft_wishes_terms(step) && !terms_same(&terms, &step->was) && !terms_same(&terms, &step->terms));
}

/* The draft and what is being typed, on a row that can be changed and has what is saved. */
static void lay_over(struct making *m, struct plan_row *row)
{
	const struct draft_step *last = m->draft ? draft_last(m->draft, !row->line, row->id) : NULL;
	const struct draft_step *typed = preview_of(m, !row->line, row->id);
	const struct terms saved = terms_of(row->cell ? row->cell->row : NULL);

	row->editable = true;
	row->terms = saved;
	if (last && draft_wishes_amount(last))
		row->value[PLAN_NOW] = last->after;
	if (last && draft_wishes_terms(last))
		row->terms = terms_copy(&last->terms, &m->plan->arena);
	if (typed)
		row->value[PLAN_NOW] = typed->after;
	if (!row->line) /* rolled up, and a ram that is taken away is 0 where there are posts */
		row->value[PLAN_NOW] = m->plan->table->balance[row->unit].ram;
	row->changed = (last || typed) && (row->value[PLAN_NOW] != row->saved || !terms_same(&row->terms, &saved));
	row->example = row->value[PLAN_NOW] != row->saved && !row->changed;
	row->conflict = last && moved(row, last);
	if (row->conflict)
		add_theirs(m->plan, row);
}

int plan_year(const struct plan *plan, enum plan_column column)
{
	static const int back[PLAN_AMOUNTS] = { [PLAN_OUTCOME] = 2, [PLAN_BEFORE] = 1, [PLAN_FORECAST] = 1 };

	return plan->year - (column < PLAN_AMOUNTS ? back[column] : 0);
}

static void add_line(struct making *m, enum plan_row_kind kind, const struct budget_line *line)
{
	struct plan *plan = m->plan;
	struct plan_row *row = row_new(plan, kind, line->name);

	row->id = row->line = arena_string(&plan->arena, line->id); /* it outlives what the book says now */
	row->cell = book_cell(plan->book, plan->unit, LAYER_BUDGET, plan->year, line->id);
	row->saved = row->cell ? row->cell->value : MONEY_NONE;
	row->value[PLAN_OUTCOME] = line_value(plan, plan->unit, LAYER_OUTCOME, plan_year(plan, PLAN_OUTCOME), line->id);
	row->value[PLAN_BEFORE] = line_value(plan, plan->unit, LAYER_BUDGET, plan_year(plan, PLAN_BEFORE), line->id);
	row->value[PLAN_FORECAST] = line_value(plan, plan->unit, LAYER_FORECAST, plan_year(plan, PLAN_FORECAST), line->id);
	row->value[PLAN_NOW] = m->shown ? ram_line(m->shown, plan->unit, line->id) : row->saved;
	lay_over(m, row);
}

static void add_lines(struct making *m, enum plan_row_kind kind, enum budget_side side)
{
	const struct region *region = m->plan->book->region;

	for (size_t i = 0; i < region->line_count; i++)
		if (region->lines[i].side == side)
			add_line(m, kind, &region->lines[i]);
}

/* Rows saved on a line that region.cfg no longer has: still money, still to be seen and removed. What they were nobody knows now, so they stand by
 * themselves with a sum of their own; as in ram.c they count as costs. */
static void add_departed(struct making *m)
{
	const struct unit_state *state = book_state(m->plan->book, m->plan->unit);
	struct plan *plan = m->plan;
	size_t first = plan->count, end;
	struct plan_row *sum;

	for (size_t i = 0; i < state->cell_count; i++) {
		const struct cell *cell = &state->cells[i];

		if (cell->layer == LAYER_BUDGET && cell->year == m->plan->year && region_line(m->plan->book->region, cell->line) < 0)
			add_line(m, PLAN_COST, &(struct budget_line){ .id = cell->line, .name = cell->line });
	}
	end = plan->count;
	if (first == end)
		return;
	sum = row_new(plan, PLAN_DEPARTED, _("Rader som har utgått"));
	sum->sum = true;
	for (size_t i = first; i < end; i++)
		for (int column = 0; plan->rows[i].kind == PLAN_COST && column < PLAN_AMOUNTS; column++)
			sum->value[column] = money_sum(sum->value[column], plan->rows[i].value[column]);
}

/* Last year's ram: what the year opens with, or for a plan year the ram of the year before it. */
static money last_ram(const struct making *m, int unit)
{
	return m->before ? m->before->balance[unit].ram : ram_kind(m->plan->table, unit, (int)m->plan->book->region->opening);
}

static void add_sub(struct making *m, int sub)
{
	struct plan *plan = m->plan;
	struct plan_row *row = row_new(plan, PLAN_SUB, plan->book->org->units[sub].name);

	row->unit = sub;
	row->id = arena_string(&plan->arena, unit_id(plan, sub));
	row->saved = plan->table->own[sub];
	row->value[PLAN_OUTCOME] = net_cost(plan, sub, LAYER_OUTCOME, plan_year(plan, PLAN_OUTCOME));
	row->value[PLAN_BEFORE] = last_ram(m, sub);
	row->value[PLAN_FORECAST] = net_cost(plan, sub, LAYER_FORECAST, plan_year(plan, PLAN_FORECAST));
	lay_over(m, row);
}

static void add_sum(struct plan *plan, enum plan_row_kind kind, const char *name, unsigned of, money now)
{
	struct plan_row *row = row_new(plan, kind, name);

	row->sum = true;
	for (size_t i = 0; i + 1 < plan->count; i++)
		for (int column = 0; column < PLAN_NOW && (of & 1u << plan->rows[i].kind); column++)
			row->value[column] = money_sum(row->value[column], plan->rows[i].value[column]);
	for (int column = 0; column < PLAN_NOW && kind == PLAN_AVAILABLE; column++)
		if (plan->rows[0].value[column] == MONEY_NONE) /* income without the ram would read as all there was */
			row->value[column] = MONEY_NONE;
	row->value[PLAN_NOW] = now;
}

static const char *subs_name(const struct plan *plan)
{
	const struct unit *unit = &plan->book->org->units[plan->unit];

	return unit->level == ORG_NONE ? _("Delanslag") : plan->book->region->levels[unit->level].subs;
}

static void add_ram(struct making *m)
{
	const struct balance *b = plan_balance(m->plan);
	struct plan_row *ram = row_new(m->plan, PLAN_RAM, _("Ram"));

	ram->value[PLAN_BEFORE] = last_ram(m, m->plan->unit);
	ram->value[PLAN_NOW] = b->ram;
	ram->saved = m->plan->table->own[m->plan->unit];
	ram->example = ram->value[PLAN_NOW] != ram->saved;
	look_at_ram(m);
}

static void add_rows(struct making *m)
{
	struct plan *plan = m->plan;
	const struct balance *b = plan_balance(plan);
	const struct org *org = plan->book->org;
	bool has_subs = org_next_sub(org, plan->unit, ORG_NONE) != ORG_NONE;

	add_ram(m);
	add_lines(m, PLAN_INCOME, SIDE_INCOME);
	if (b->sub_targets != MONEY_NONE)
		row_new(plan, PLAN_SUB_TARGETS, _("Delarnas resultatmål"))->value[PLAN_NOW] = b->sub_targets;
	if (b->target != MONEY_NONE)
		row_new(plan, PLAN_TARGET, _("Eget resultatmål"))->value[PLAN_NOW] = b->target;
	add_sum(plan, PLAN_AVAILABLE, _("ATT FÖRDELA"), 1u << PLAN_RAM | 1u << PLAN_INCOME, b->available);
	add_lines(m, PLAN_COST, SIDE_COST);
	add_departed(m);
	add_sum(plan, PLAN_COSTS, _("Egna kostnader"), 1u << PLAN_COST, b->costs);
	add_lines(m, PLAN_RESERVE, SIDE_RESERVE);
	for (int sub = org_next_sub(org, plan->unit, ORG_NONE); sub != ORG_NONE; sub = org_next_sub(org, plan->unit, sub))
		add_sub(m, sub);
	if (has_subs)
		add_sum(plan, PLAN_SUBS, subs_name(plan), 1u << PLAN_SUB, b->sub_rams);
	add_sum(plan, PLAN_DIVIDED, _("FÖRDELAT"), 1u << PLAN_COST | 1u << PLAN_RESERVE | 1u << PLAN_SUB, b->divided);
}

static struct plan *make(struct making *m, const struct book *book, int unit, int year)
{
	size_t most = 2 * (book->region->line_count + book_state(book, unit)->cell_count + (size_t)book->org->count) + 10, wish_count = 0;
	struct plan *plan = m->plan = memory_grow(NULL, 1, sizeof *plan);
	struct ram_table *before;
	struct wish *wishes;

	*plan = (struct plan){ .book = book, .unit = unit, .year = year };
	wishes = wishes_of(m, &wish_count);
	plan->table = ram_make(book, year, wishes, wish_count);
	plan->rows = memory_grow(NULL, most, sizeof *plan->rows);
	m->before = before = year > book->region->year ? ram_make(book, year - 1, NULL, 0) : NULL;
	add_rows(m);
	ram_free(before);
	return plan;
}

struct plan *plan_make(const struct book *book, int unit, int year, const struct draft *draft, const struct draft_step *preview, size_t count)
{
	struct making m = { .draft = draft, .preview = preview, .preview_count = count };

	return make(&m, book, unit, year);
}

struct plan *plan_over(const struct ram_table *shown, int unit, const struct draft *draft, const struct draft_step *preview, size_t count)
{
	struct making m = { .shown = shown, .draft = draft, .preview = preview, .preview_count = count };

	return make(&m, shown->book, unit, shown->year);
}

void plan_free(struct plan *plan)
{
	if (!plan)
		return;
	ram_free(plan->table);
	arena_free(&plan->arena);
	free(plan->rows);
	free(plan);
}

/* ---- questions ---- */

const struct balance *plan_balance(const struct plan *plan)
{
	return &plan->table->balance[plan->unit];
}

money plan_change(const struct plan_row *row, enum plan_column from)
{
	if (row->value[PLAN_NOW] == MONEY_NONE || row->value[from] == MONEY_NONE)
		return MONEY_NONE;
	return money_sum(row->value[PLAN_NOW], -row->value[from]);
}

char *plan_percent(const struct plan_row *row, enum plan_column from, bool ascii, char out[MONEY_TEXT])
{
	money change = plan_change(row, from), before = row->value[from];

	*out = '\0';
	if (change == MONEY_NONE || before <= 0)
		return out;
	/* tenths of a per cent as if they were öre of a tenth: |change| ≤ 2·10^15, so ·1000 needs more than 64 bits */
	__int128 tenths = ((__int128)change * 2000 + (change < 0 ? -before : before)) / ((__int128)before * 2);

	if (tenths > 9999 || tenths < -9999)
		return out;
	return money_print(out, (money)tenths * MONEY_KR / 10, MONEY_IN_KR, 1, MONEY_SIGN | (ascii ? MONEY_ASCII : 0));
}

bool plan_figure(const struct plan *plan, const struct plan_row *row, enum plan_column column, char out[256])
{
	static const enum figure_kind sums[] = { [PLAN_RAM] = FIGURE_RAM, [PLAN_TARGET] = FIGURE_TARGET, [PLAN_AVAILABLE] = FIGURE_AVAILABLE,
		                                 [PLAN_COSTS] = FIGURE_COSTS, [PLAN_DIVIDED] = FIGURE_DIVIDED, [PLAN_SUB_TARGETS] = FIGURE_AVAILABLE,
		                                 [PLAN_SUBS] = FIGURE_DIVIDED, [PLAN_SUB] = FIGURE_RAM };
	static const enum figure_kind layers[PLAN_AMOUNTS] = { [PLAN_OUTCOME] = FIGURE_OUTCOME, [PLAN_BEFORE] = FIGURE_LINE,
		                                               [PLAN_FORECAST] = FIGURE_FORECAST, [PLAN_NOW] = FIGURE_LINE };
	struct figure figure = { .unit = row->unit == ORG_NONE ? plan->unit : row->unit, .year = plan_year(plan, column) };

	if (column >= PLAN_AMOUNTS) { /* a change is explained by the figure that changed */
		column = PLAN_NOW;
		figure.year = plan->year;
	}
	if (row->line) {
		figure.what = layers[column];
		figure.line = row->line;
	} else if (column == PLAN_BEFORE && (row->kind == PLAN_RAM || row->kind == PLAN_SUB)) {
		if (plan->year > plan->book->region->year) {
			figure.what = FIGURE_RAM;
			figure_print(out, plan->book, &figure);
			return true;
		}
		figure.what = FIGURE_KIND;
		figure.kind = (int)plan->book->region->opening;
		figure.year = plan->year;
	} else if (row->kind == PLAN_SUB && (column == PLAN_OUTCOME || column == PLAN_FORECAST)) {
		figure.what = column == PLAN_OUTCOME ? FIGURE_NET_OUTCOME : FIGURE_NET_FORECAST;
	} else if (row->kind == PLAN_COSTS && column == PLAN_BEFORE) {
		figure.what = FIGURE_COSTS;
	} else if (column != PLAN_NOW || row->kind == PLAN_DEPARTED) { /* its rows have figures, they are no whole of the unit's */
		return false;
	} else {
		figure.what = sums[row->kind];
	}
	figure_print(out, plan->book, &figure);
	return true;
}

static const char *hold_in(const struct act *act, const char *line)
{
	const struct row *rows = act->distribute.rows.items;

	for (size_t i = 0; i < act->distribute.rows.count; i++)
		if (!strcmp(rows[i].line, line))
			return rows[i].hold;
	return NULL;
}

const struct event *plan_holder(const struct plan *plan, const struct plan_row *row)
{
	const char *hold = row->cell && row->cell->row ? row->cell->row->hold : NULL;
	const struct event *holder = NULL;

	if (!hold || !row->terms.hold || strcmp(hold, row->terms.hold))
		return NULL;
	for (size_t i = plan->book->applied; i-- > 0;) {
		const struct event *event = plan->book->events[i];
		const char *said;

		if (event->state != LINE_APPLIED || !writes_line(&event->line->act, unit_id(plan, plan->unit), plan->year, row->line))
			continue;
		said = hold_in(&event->line->act, row->line);
		if (!said || strcmp(said, hold))
			break;
		holder = event;
	}
	return holder;
}

bool plan_improbable(const struct plan *plan, const struct plan_row *row, money value, int64_t *times, bool *of_ram)
{
	money ram = plan_balance(plan)->available, before = row->value[PLAN_BEFORE];

	if (value == MONEY_NONE)
		return false;
	if (ram != MONEY_NONE && ram > 0 && value - ram > ram) {
		*times = value / ram;
		return *of_ram = true;
	}
	*of_ram = false;
	*times = before != MONEY_NONE && before > 0 ? value / before : 0;
	return *times > 10 || (*times == 10 && value % before);
}

/* ---- choosing ---- */

bool plan_settle(const struct plan_row *row, struct draft *draft, bool mine)
{
	const struct draft_step *last = draft_last(draft, !row->line, row->id);
	const struct terms saved = terms_of(row->cell ? row->cell->row : NULL);
	struct draft_step step = { .is_unit = !row->line, .before = row->saved, .after = row->saved, .was = saved, .terms = saved };

	memcpy(step.id, row->id, strnlen(row->id, sizeof step.id - 1));
	if (mine && last && draft_wishes_amount(last))
		step.after = last->after;
	if (mine && last && draft_wishes_terms(last))
		step.terms = last->terms;
	return draft_put(draft, &step);
}

/* Mine stands before theirs. */
static size_t lines_about(const struct plan *plan, const struct plan_row *mine)
{
	size_t lines = 0;

	for (size_t i = 0; i < plan->book->applied; i++) {
		const struct act *act = &plan->book->events[i]->line->act;

		lines += mine->line ? writes_line(act, unit_id(plan, plan->unit), plan->year, mine->line) : moves_ram(plan->book, act, mine->id);
	}
	return lines;
}

int64_t plan_news(const struct plan *plan)
{
	int64_t lines = 0;

	for (size_t i = 0; i < plan->count; i++)
		if (plan->rows[i].conflict)
			lines += (int64_t)lines_about(plan, &plan->rows[i]);
	return lines;
}

/* ---- saving ---- */

static int64_t kr_of(money value)
{
	return value == MONEY_NONE ? NUMBER_NONE : value / MONEY_KR;
}

/* A changed row keeps what it said besides what is wished: hold, counterpart, details. One that is removed says nothing. */
static void fill_row(struct row *row, const struct draft_step *step, const struct cell *cell)
{
	money value = draft_wishes_amount(step) ? step->after : cell ? cell->value : MONEY_NONE;

	*row = (struct row){ .line = step->id, .kr = kr_of(value), .until = NUMBER_NONE };
	if (row->kr == NUMBER_NONE)
		return;
	if (cell && cell->row) {
		*row = *cell->row;
		row->line = step->id;
		row->kr = kr_of(value);
	}
	if (draft_wishes_terms(step))
		terms_put(row, &step->terms);
}

static bool says_something(const struct row *row, const struct cell *cell)
{
	const struct terms now = terms_of(row), saved = terms_of(cell ? cell->row : NULL);

	return row->kr != kr_of(cell ? cell->value : MONEY_NONE) || !terms_same(&now, &saved);
}

/* What the book has now, not what it had when the draft began: a wish is where to go. */
static bool fill_leg(struct leg *leg, const struct draft_step *step, const struct ram_table *table)
{
	int sub = org_find(table->book->org, step->id);
	money saved = sub == ORG_NONE ? step->after : table->own[sub];

	if (saved == step->after || (step->after == MONEY_NONE && !saved)) /* a ram that sums to 0 cannot be made blank */
		return false;
	*leg = (struct leg){ step->id, kr_of(money_sum(step->after == MONEY_NONE ? 0 : step->after, saved == MONEY_NONE ? 0 : -saved)), NUMBER_NONE,
			     NUMBER_NONE };
	return true;
}

static size_t changed_rows(const struct book *book, const struct draft *draft, const struct ram_table *table, struct row *rows, struct leg *legs,
                           size_t *leg_count)
{
	int unit = org_find(book->org, draft->unit);
	size_t count = 0;

	for (size_t i = 0; i < draft->done; i++) {
		const struct draft_step *step = &draft->steps[i];
		const struct cell *cell = step->is_unit ? NULL : book_cell(book, unit, LAYER_BUDGET, draft->year, step->id);

		if (!draft_is_last(draft, i))
			continue;
		if (step->is_unit) {
			*leg_count += fill_leg(&legs[*leg_count], step, table);
			continue;
		}
		fill_row(&rows[count], step, cell);
		count += says_something(&rows[count], cell);
	}
	return count;
}

static void fill_post(struct post *post, const struct book *book, const struct draft *draft, const char *kind, const char *why, struct leg *legs, size_t count)
{
	int at = region_kind(book->region, kind);
	int64_t sum = 0; /* amounts of at most 10^13: it would take a million legs to overflow */

	post->kind = kind;
	post->year = draft->year;
	post->legs = (struct list){ legs, count };
	post->text = why;
	for (size_t i = 0; i < count; i++)
		sum += legs[i].kr;
	if (at >= 0 && book->region->kinds[at].zero_sum && sum)
		post->end = "own"; /* the rest stays with the chef's own ram */
}

size_t plan_acts(const struct book *book, const struct draft *draft, const char *kind, const char *why, struct act acts[2], struct arena *arena)
{
	if (org_find(book->org, draft->unit) == ORG_NONE) /* gone since the draft began */
		return 0;
	struct row *rows = arena_alloc(arena, (draft->done + 1) * sizeof *rows);
	struct leg *legs = arena_alloc(arena, (draft->done + 1) * sizeof *legs);
	struct ram_table *table = ram_make(book, draft->year, NULL, 0);
	size_t leg_count = 0, count = 0, row_count = changed_rows(book, draft, table, rows, legs, &leg_count);

	ram_free(table);
	if (why && !*why)
		why = NULL;
	if (row_count) {
		act_clear(&acts[count], ACT_DISTRIBUTE);
		acts[count].distribute.unit = draft->unit;
		acts[count].distribute.year = draft->year;
		acts[count].distribute.rows = (struct list){ rows, row_count };
		acts[count++].distribute.why = why;
	}
	if (leg_count) {
		act_clear(&acts[count], ACT_POST);
		fill_post(&acts[count++].post, book, draft, kind, why, legs, leg_count);
	}
	return count;
}
