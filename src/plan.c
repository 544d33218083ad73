#include "plan.h"

#include "figure.h"
#include "intl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the draft as wishes ---- */

struct wishes { struct wish *items; size_t count; };

static void wish_put(struct wishes *wishes, const struct wish *wish)
{
	for (size_t i = 0; i < wishes->count; i++) {
		struct wish *old = &wishes->items[i];

		if (old->unit == wish->unit && (old->line && wish->line ? !strcmp(old->line, wish->line) : old->line == wish->line)) {
			*old = *wish;
			return;
		}
	}
	wishes->items[wishes->count++] = *wish;
}

static void wish_step(struct wishes *wishes, const struct book *book, int unit, const struct draft_step *step)
{
	int sub = step->is_unit ? org_find(book->org, step->id) : unit;

	if (sub != ORG_NONE)
		wish_put(wishes, &(struct wish){ sub, step->is_unit ? NULL : step->id, step->after });
}

static struct wishes wishes_of(const struct plan *plan, const struct draft *draft, const struct draft_step *preview, struct arena *arena)
{
	size_t steps = draft ? draft->done : 0;
	struct wishes wishes = { arena_alloc(arena, (steps + 1) * sizeof *wishes.items), 0 };

	for (size_t i = 0; i < steps; i++)
		wish_step(&wishes, plan->book, plan->unit, &draft->steps[i]);
	if (preview)
		wish_step(&wishes, plan->book, plan->unit, preview);
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

	*row = (struct plan_row){ .kind = kind, .name = name, .unit = ORG_NONE, .saved = MONEY_NONE };
	for (int i = 0; i < PLAN_AMOUNTS; i++)
		row->value[i] = MONEY_NONE;
	return row;
}

int plan_year(const struct plan *plan, enum plan_column column)
{
	static const int back[PLAN_AMOUNTS] = { [PLAN_OUTCOME] = 2, [PLAN_BEFORE] = 1, [PLAN_FORECAST] = 1 };

	return plan->year - (column < PLAN_AMOUNTS ? back[column] : 0);
}

static void add_line(struct plan *plan, enum plan_row_kind kind, const struct budget_line *line, const struct wishes *wishes)
{
	struct plan_row *row = row_new(plan, kind, line->name);

	row->line = line->id;
	row->editable = true;
	row->cell = book_cell(plan->book, plan->unit, LAYER_BUDGET, plan->year, line->id);
	row->saved = row->cell ? row->cell->value : MONEY_NONE;
	row->value[PLAN_OUTCOME] = line_value(plan, plan->unit, LAYER_OUTCOME, plan_year(plan, PLAN_OUTCOME), line->id);
	row->value[PLAN_BEFORE] = line_value(plan, plan->unit, LAYER_BUDGET, plan_year(plan, PLAN_BEFORE), line->id);
	row->value[PLAN_FORECAST] = line_value(plan, plan->unit, LAYER_FORECAST, plan_year(plan, PLAN_FORECAST), line->id);
	row->value[PLAN_NOW] = row->saved;
	for (size_t i = 0; i < wishes->count; i++)
		if (wishes->items[i].line && !strcmp(wishes->items[i].line, line->id))
			row->value[PLAN_NOW] = wishes->items[i].value;
	row->changed = row->value[PLAN_NOW] != row->saved;
}

static void add_lines(struct plan *plan, enum plan_row_kind kind, enum budget_side side, const struct wishes *wishes)
{
	const struct region *region = plan->book->region;

	for (size_t i = 0; i < region->line_count; i++)
		if (region->lines[i].side == side)
			add_line(plan, kind, &region->lines[i], wishes);
}

/* Rows saved on a line that region.cfg no longer has: still money, still to be seen and removed. */
static void add_departed(struct plan *plan, const struct wishes *wishes)
{
	const struct unit_state *state = book_state(plan->book, plan->unit);

	for (size_t i = 0; i < state->cell_count; i++) {
		const struct cell *cell = &state->cells[i];

		if (cell->layer == LAYER_BUDGET && cell->year == plan->year && region_line(plan->book->region, cell->line) < 0)
			add_line(plan, PLAN_COST, &(struct budget_line){ .id = cell->line, .name = cell->line }, wishes);
	}
}

/* Last year's ram: what the year opens with, or for a plan year the ram of the year before it (`before`). */
static money last_ram(const struct plan *plan, const struct ram_table *before, int unit)
{
	return before ? before->balance[unit].ram : ram_kind(plan->table, unit, (int)plan->book->region->opening);
}

static void add_sub(struct plan *plan, const struct ram_table *before, int sub)
{
	struct plan_row *row = row_new(plan, PLAN_SUB, plan->book->org->units[sub].name);

	row->unit = sub;
	row->editable = true;
	row->saved = plan->table->own[sub];
	row->value[PLAN_OUTCOME] = net_cost(plan, sub, LAYER_OUTCOME, plan_year(plan, PLAN_OUTCOME));
	row->value[PLAN_BEFORE] = last_ram(plan, before, sub);
	row->value[PLAN_FORECAST] = net_cost(plan, sub, LAYER_FORECAST, plan_year(plan, PLAN_FORECAST));
	row->value[PLAN_NOW] = plan->table->balance[sub].ram;
	row->changed = row->value[PLAN_NOW] != row->saved;
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

static void add_rows(struct plan *plan, const struct wishes *wishes, const struct ram_table *before)
{
	const struct balance *b = plan_balance(plan);
	bool has_subs = org_next_sub(plan->book->org, plan->unit, ORG_NONE) != ORG_NONE;

	struct plan_row *ram = row_new(plan, PLAN_RAM, _("Ram"));
	ram->value[PLAN_BEFORE] = last_ram(plan, before, plan->unit);
	ram->value[PLAN_NOW] = ram->saved = b->ram;
	add_lines(plan, PLAN_INCOME, SIDE_INCOME, wishes);
	if (b->sub_targets != MONEY_NONE)
		row_new(plan, PLAN_SUB_TARGETS, _("Delarnas resultatmål"))->value[PLAN_NOW] = b->sub_targets;
	if (b->target != MONEY_NONE)
		row_new(plan, PLAN_TARGET, _("Eget resultatmål"))->value[PLAN_NOW] = b->target;
	add_sum(plan, PLAN_AVAILABLE, _("ATT FÖRDELA"), 1u << PLAN_RAM | 1u << PLAN_INCOME, b->available);
	add_lines(plan, PLAN_COST, SIDE_COST, wishes);
	add_departed(plan, wishes);
	add_sum(plan, PLAN_COSTS, _("Egna kostnader"), 1u << PLAN_COST, b->costs);
	add_lines(plan, PLAN_RESERVE, SIDE_RESERVE, wishes);
	for (int sub = org_next_sub(plan->book->org, plan->unit, ORG_NONE); sub != ORG_NONE; sub = org_next_sub(plan->book->org, plan->unit, sub))
		add_sub(plan, before, sub);
	if (has_subs)
		add_sum(plan, PLAN_SUBS, subs_name(plan), 1u << PLAN_SUB, b->sub_rams);
	add_sum(plan, PLAN_DIVIDED, _("FÖRDELAT"), 1u << PLAN_COST | 1u << PLAN_RESERVE | 1u << PLAN_SUB, b->divided);
}

struct plan *plan_make(const struct book *book, int unit, int year, const struct draft *draft, const struct draft_step *preview)
{
	struct plan *plan = memory_grow(NULL, 1, sizeof *plan);
	struct wishes wishes;
	size_t most = book->region->line_count + book_state(book, unit)->cell_count + (size_t)book->org->count + 10;

	*plan = (struct plan){ .book = book, .unit = unit, .year = year };
	wishes = wishes_of(plan, draft, preview, &plan->arena);
	plan->table = ram_make(book, year, wishes.items, wishes.count);
	plan->rows = memory_grow(NULL, most, sizeof *plan->rows);
	struct ram_table *before = year > book->region->year ? ram_make(book, year - 1, NULL, 0) : NULL;
	add_rows(plan, &wishes, before);
	ram_free(before);
	return plan;
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

money plan_change(const struct plan_row *row)
{
	if (row->value[PLAN_NOW] == MONEY_NONE || row->value[PLAN_BEFORE] == MONEY_NONE)
		return MONEY_NONE;
	return money_sum(row->value[PLAN_NOW], -row->value[PLAN_BEFORE]);
}

char *plan_percent(const struct plan_row *row, bool ascii, char out[MONEY_TEXT])
{
	money change = plan_change(row), before = row->value[PLAN_BEFORE];

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
	} else if (column != PLAN_NOW) {
		return false;
	} else {
		figure.what = sums[row->kind];
	}
	figure_print(out, plan->book, &figure);
	return true;
}

/* «+6,5», «-100 tkr»: seen from what stands there. */
static bool is_relative(const char *text)
{
	return *text == '+' || *text == '-' || !strncmp(text, "−", strlen("−")) || !strncmp(text, "–", strlen("–"));
}

bool plan_entry(const char *text, enum money_unit shown, money before, bool is_line, struct money_read *read, struct error *error)
{
	text += strspn(text, " ");
	if (!*text) {
		*read = (struct money_read){ .value = MONEY_NONE, .unit = shown };
		return true;
	}
	if (!money_parse(text, shown, read, error))
		return false;
	if (is_relative(text) && !money_add(before == MONEY_NONE ? 0 : before, read->value, &read->value))
		return error_set(error, "too-large", _("beloppet blir för stort"));
	if (read->value % MONEY_KR)
		return error_set(error, "too-fine", _("budgeten läggs i hela kronor: skriv beloppet utan ören"));
	if (read->value < 0 && is_line)
		return error_set(error, "negative", _("raden skulle bli mindre än 0: skriv beloppet utan minus, radens slag säger om det är kostnad eller intäkt"));
	return true;
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

/* ---- saving ---- */

static bool last_about(const struct draft *draft, size_t at)
{
	for (size_t i = at + 1; i < draft->done; i++)
		if (draft->steps[i].is_unit == draft->steps[at].is_unit && !strcmp(draft->steps[i].id, draft->steps[at].id))
			return false;
	return true;
}

static int64_t kr_of(money value)
{
	return value == MONEY_NONE ? NUMBER_NONE : value / MONEY_KR;
}

/* What the book has now, not what it had when the draft began: a wish is where to go. */
static money saved_value(const struct book *book, const struct ram_table *table, int unit, const struct draft_step *step)
{
	const struct cell *cell;
	int sub;

	if (step->is_unit) {
		sub = org_find(book->org, step->id);
		return sub == ORG_NONE ? step->after : table->own[sub];
	}
	cell = book_cell(book, unit, LAYER_BUDGET, table->year, step->id);
	return cell ? cell->value : MONEY_NONE;
}

static size_t changed_rows(const struct book *book, const struct draft *draft, const struct ram_table *table, struct row *rows, struct leg *legs,
                           size_t *leg_count)
{
	int unit = org_find(book->org, draft->unit);
	size_t count = 0;

	for (size_t i = 0; i < draft->done; i++) {
		const struct draft_step *step = &draft->steps[i];
		money saved = saved_value(book, table, unit, step);

		if (!last_about(draft, i) || saved == step->after || (step->is_unit && step->after == MONEY_NONE && !saved))
			continue; /* a ram that sums to 0 cannot be made blank */
		if (step->is_unit)
			legs[(*leg_count)++] = (struct leg){ step->id, kr_of(money_sum(step->after == MONEY_NONE ? 0 : step->after, saved == MONEY_NONE ? 0 : -saved)),
				                             NUMBER_NONE, NUMBER_NONE };
		else
			rows[count++] = (struct row){ .line = step->id, .kr = kr_of(step->after) };
	}
	return count;
}

/* A changed row keeps what it said besides its amount: hold, counterpart, details. */
static void keep_rest(const struct book *book, const struct draft *draft, struct row *row)
{
	const struct cell *cell = book_cell(book, org_find(book->org, draft->unit), LAYER_BUDGET, draft->year, row->line);

	if (!cell || !cell->row || row->kr == NUMBER_NONE)
		return;
	row->hold = cell->row->hold;
	row->counterpart = cell->row->counterpart;
	row->details = cell->row->details;
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
	for (size_t i = 0; i < row_count; i++)
		keep_rest(book, draft, &rows[i]);
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
