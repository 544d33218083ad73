#include "ram.h"

#include "intl.h"

#include <stdlib.h>
#include <string.h>

static const struct balance blank = { MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE,
	                              MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE };

static void add(money *sum, money value)
{
	*sum = money_sum(*sum, value);
}

static money zero_if_none(money value)
{
	return value == MONEY_NONE ? 0 : value;
}

static money *kind_at(struct ram_table *table, int unit, int kind)
{
	return &table->kind[(size_t)unit * table->kinds + (size_t)kind];
}

money ram_kind(const struct ram_table *table, int unit, int kind)
{
	return table->kind[(size_t)unit * table->kinds + (size_t)kind];
}

/* By unit, for there may be as many as there are amounts in the book. */
static void keep_wishes(struct ram_table *table, const struct wish *wishes, size_t count)
{
	size_t units = (size_t)table->book->org->count;
	size_t *next = memory_grow(NULL, units + 1, sizeof *next);

	table->first = memory_grow(NULL, units + 1, sizeof *table->first);
	table->wishes = memory_grow(NULL, count + 1, sizeof *table->wishes);
	memset(next, 0, (units + 1) * sizeof *next);
	for (size_t i = 0; i < count; i++)
		next[wishes[i].unit + 1]++;
	for (size_t unit = 0; unit < units; unit++)
		next[unit + 1] += next[unit];
	memcpy(table->first, next, (units + 1) * sizeof *next);
	for (size_t i = 0; i < count; i++)
		table->wishes[next[wishes[i].unit]++] = (struct wish){ wishes[i].unit, arena_string(&table->arena, wishes[i].line), wishes[i].value };
	free(next);
}

static const struct wish *wish_find(const struct ram_table *table, int unit, const char *line)
{
	for (size_t i = table->first[unit]; i < table->first[unit + 1]; i++) {
		const struct wish *wish = &table->wishes[i];

		if (line ? wish->line && !strcmp(wish->line, line) : !wish->line)
			return wish;
	}
	return NULL;
}

static bool wished(const struct ram_table *table, int unit, const char *line)
{
	return wish_find(table, unit, line) != NULL;
}

size_t ram_wishes(const struct ram_table *table)
{
	return table->first[table->book->org->count];
}

money ram_added(const struct ram_table *table, int unit)
{
	const struct org *org = table->book->org;
	money sum = 0;

	if (org->units[unit].kind != UNIT_GROUP)
		return wished(table, unit, NULL) ? money_sum(zero_if_none(table->balance[unit].ram), -zero_if_none(table->own[unit])) : 0;
	for (int sub = org_next_sub(org, unit, ORG_NONE); sub != ORG_NONE; sub = org_next_sub(org, unit, sub))
		sum = money_sum(sum, ram_added(table, sub));
	return sum;
}

static money shown(const struct ram_table *table, int unit, const char *line, money saved)
{
	const struct wish *wish = wish_find(table, unit, line);

	return wish ? wish->value : saved;
}

money ram_line(const struct ram_table *table, int unit, const char *line)
{
	const struct cell *cell = book_cell(table->book, unit, LAYER_BUDGET, table->year, line);

	return shown(table, unit, line, cell ? cell->value : MONEY_NONE);
}

/* What the posts say of this very unit. */
static void own_posts(struct ram_table *table, int unit)
{
	const struct unit_state *state = book_state(table->book, unit);

	for (size_t i = 0; i < state->leg_count; i++) {
		const struct post *post = &state->legs[i].event->line->act.post;
		int kind = region_kind(table->book->region, post->kind);
		money value = book_leg(post, state->legs[i].leg, table->year);

		if (!book_leg_lives(post, state->legs[i].leg, table->year))
			continue;
		if (kind >= 0) /* a kind that has left region.cfg since has no column, but is still money given */
			add(kind_at(table, unit, kind), value);
		add(&table->own[unit], value);
	}
}

static void own_line(struct ram_table *table, int unit, const char *line, money value)
{
	int at = region_line(table->book->region, line);
	struct balance *balance = &table->balance[unit];
	money *const sides[] = { [SIDE_COST] = &balance->costs, [SIDE_INCOME] = &balance->income, [SIDE_RESERVE] = &balance->reserves };

	/* a line that has left region.cfg since is still money spent */
	add(sides[at < 0 ? SIDE_COST : table->book->region->lines[at].side], value);
}

static void own_lines(struct ram_table *table, int unit)
{
	const struct unit_state *state = book_state(table->book, unit);

	for (size_t i = 0; i < state->cell_count; i++) {
		const struct cell *cell = &state->cells[i];

		if (cell->layer == LAYER_BUDGET && cell->year == table->year && !wish_find(table, unit, cell->line))
			own_line(table, unit, cell->line, cell->value);
	}
	for (size_t i = table->first[unit]; i < table->first[unit + 1]; i++)
		if (table->wishes[i].line)
			own_line(table, unit, table->wishes[i].line, table->wishes[i].value);
}

/* Whoever hands this row its ram: groups only sum. */
static int receiver(const struct org *org, int unit)
{
	int at = org->units[unit].parent;

	while (at != ORG_NONE && org->units[at].kind == UNIT_GROUP)
		at = org->units[at].parent;
	return at;
}

/* A ram that posts have made cannot be wished away: without it, they sum to 0. */
static money ram_of(const struct ram_table *table, int unit, const struct wish *wish)
{
	if (!wish)
		return table->own[unit];
	return table->own[unit] == MONEY_NONE ? wish->value : zero_if_none(wish->value);
}

static void hand_up(struct ram_table *table, int unit)
{
	const struct org *org = table->book->org;
	struct balance *mine = &table->balance[unit];
	int parent = org->units[unit].parent, above = receiver(org, unit);

	for (int kind = 0; parent != ORG_NONE && kind < (int)table->kinds; kind++) {
		money value = ram_kind(table, unit, kind);

		if (value != MONEY_NONE) /* below a unit it only shows that there are such posts: 0, not blank */
			add(kind_at(table, parent, kind), org->units[parent].kind == UNIT_GROUP ? value : 0);
	}
	if (org->units[unit].kind == UNIT_GROUP)
		return;
	for (int group = parent; group != above; group = org->units[group].parent) {
		add(&table->balance[group].ram, mine->ram);
		add(&table->balance[group].target, mine->target);
	}
	if (above == ORG_NONE)
		return;
	add(&table->balance[above].sub_rams, mine->ram);
	add(&table->balance[above].sub_targets, mine->target);
}

/* A unit with neither posts nor target has nothing to divide; an anslag that nobody has specified counts as divided by its chef. */
static bool is_blank(const struct ram_table *table, int unit)
{
	const struct balance *b = &table->balance[unit];

	if (table->book->org->units[unit].kind == UNIT_ANSLAG && b->costs == MONEY_NONE && b->reserves == MONEY_NONE && b->sub_rams == MONEY_NONE)
		return true;
	return b->ram == MONEY_NONE && b->target == MONEY_NONE && b->sub_targets == MONEY_NONE;
}

static void settle(struct ram_table *table, int unit)
{
	struct balance *b = &table->balance[unit];

	if (is_blank(table, unit))
		return;
	b->available = money_sum(money_sum(zero_if_none(b->ram), b->income), b->sub_targets);
	b->available = money_sum(b->available, -zero_if_none(b->target));
	b->divided = money_sum(money_sum(zero_if_none(b->costs), b->reserves), b->sub_rams);
	b->left = money_sum(b->available, -b->divided);
}

struct ram_table *ram_make(const struct book *book, int year, const struct wish *wishes, size_t wish_count)
{
	struct ram_table *table = memory_grow(NULL, 1, sizeof *table);
	size_t units = (size_t)book->org->count, cells = units * book->region->kind_count;

	*table = (struct ram_table){ .book = book, .year = year, .kinds = book->region->kind_count };
	table->kind = memory_grow(NULL, cells, sizeof *table->kind);
	table->balance = memory_grow(NULL, units, sizeof *table->balance);
	table->own = memory_grow(NULL, units, sizeof *table->own);
	keep_wishes(table, wishes, wish_count);
	for (size_t i = 0; i < cells; i++)
		table->kind[i] = MONEY_NONE;
	for (size_t i = 0; i < units; i++) {
		table->balance[i] = blank;
		table->own[i] = MONEY_NONE;
	}
	for (int unit = book->org->count - 1; unit >= 0; unit--) { /* preorder backwards: everything below is done */
		if (book->org->units[unit].kind != UNIT_GROUP) {
			own_posts(table, unit);
			own_lines(table, unit);
			table->balance[unit].ram = ram_of(table, unit, wish_find(table, unit, NULL));
			table->balance[unit].target = book_target(book, unit, year);
			settle(table, unit);
		}
		hand_up(table, unit);
	}
	return table;
}

void ram_free(struct ram_table *table)
{
	if (!table)
		return;
	free(table->kind);
	free(table->balance);
	free(table->own);
	free(table->wishes);
	free(table->first);
	arena_free(&table->arena);
	free(table);
}

static bool is_bought(const struct book *book, const struct cell *cell, int branch, int year)
{
	int line = region_line(book->region, cell->line);
	int other = cell->row && cell->row->counterpart ? org_find(book->org, cell->row->counterpart) : ORG_NONE;

	return cell->layer == LAYER_BUDGET && cell->year == year && line >= 0 && book->region->lines[line].internal &&
	       book->region->lines[line].side == SIDE_COST && other != ORG_NONE && org_is_below(book->org, other, branch);
}

money ram_eliminations(const struct ram_table *table, int branch)
{
	const struct book *book = table->book;
	money sum = 0;

	for (int unit = branch; unit < book->org->units[branch].end; unit++) {
		const struct unit_state *state = book_state(book, unit);

		for (size_t i = 0; i < state->cell_count; i++)
			if (is_bought(book, &state->cells[i], branch, table->year))
				sum = money_sum(sum, shown(table, unit, state->cells[i].line, state->cells[i].value));
	}
	return sum;
}

bool ram_untouched(const struct ram_table *table, int unit)
{
	const struct balance *b = &table->balance[unit];

	return table->book->org->units[unit].kind == UNIT_UNIT && b->available != MONEY_NONE && b->costs == MONEY_NONE &&
	       b->reserves == MONEY_NONE && b->sub_rams == MONEY_NONE && b->income == MONEY_NONE;
}
