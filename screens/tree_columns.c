#include "tree.h"

#include "amount.h"
#include "intl.h"
#include "journal.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- what is worked out from the book --- */

const struct book *tree_book(const struct tree *tree)
{
	return tree->screen.session->book;
}

const struct ram_table *tree_table(const struct tree *tree, int year)
{
	int ahead = year - tree_book(tree)->region->year;

	return year != tree->screen.session->year && ahead >= 0 && ahead < REGION_YEARS ? tree->tables[ahead] : tree->screen.session->table;
}

const struct overview_unit *tree_overview(const struct tree *tree, int unit)
{
	return &tree->overview->units[unit];
}

struct overview_who tree_who(const struct tree *tree)
{
	return (struct overview_who){ tree->area, tree->screen.session->user };
}

void tree_need_overview(struct tree *tree)
{
	struct published *published;
	struct error error = { 0 }; /* what is wrong with it, Avstämning says */

	if (tree->overview)
		return;
	published = session_published(tree->screen.session, &error);
	tree->overview = overview_make(tree_book(tree), published);
	published_free(published);
}

static void need_years(struct tree *tree)
{
	int first = tree_book(tree)->region->year;

	for (int i = 0; i < REGION_YEARS; i++)
		if (!tree->tables[i] && first + i != tree->screen.session->year)
			tree->tables[i] = ram_make(tree_book(tree), first + i, NULL, 0);
}

void tree_need(struct tree *tree)
{
	if (tree_sets[tree->set].needs_overview || tree->pick != PICK_ALL || tree->order != ORDER_TREE)
		tree_need_overview(tree);
	if (tree_sets[tree->set].needs_years)
		need_years(tree);
}

void tree_forget(struct tree *tree)
{
	overview_free(tree->overview);
	tree->overview = NULL;
	for (int i = 0; i < REGION_YEARS; i++) {
		ram_free(tree->tables[i]);
		tree->tables[i] = NULL;
	}
}

/* --- making them --- */

static const char *own_head(const struct region *region, const struct tree_rule *rule, int item)
{
	return rule->each == EACH_KIND ? region->kinds[item].short_name : region->lines[item].name;
}

static void add_column(struct tree *tree, const struct tree_rule *rule, int item)
{
	const struct region *region = tree_book(tree)->region;
	struct tree_column *column = &tree->columns[tree->column_count++];
	int shown = tree_sets[tree->set].needs_years ? region->year : tree->screen.session->year, year = rule->head_year ? region->year + rule->head_year : shown + rule->of_year;

	*column = (struct tree_column){ .rule = rule, .item = item, .year = shown + rule->of_year };
	if (item >= 0)
		snprintf(column->head, sizeof column->head, "%s", own_head(region, rule, item));
	else
		snprintf(column->head, sizeof column->head, *rule->head == '%' ? rule->head : _(rule->head), year);
}

void tree_make_columns(struct tree *tree)
{
	const struct region *region = tree_book(tree)->region;
	const struct tree_set *set = &tree_sets[tree->set];
	const int counts[] = { [EACH_KIND] = (int)region->kind_count, [EACH_LINE] = (int)region->line_count };

	tree->columns = memory_grow(tree->columns, region->kind_count + region->line_count + 16, sizeof *tree->columns);
	tree->column_count = tree->column = tree->first_column = 0;
	for (const struct tree_rule *rule = set->rules; rule->key; rule++) {
		if (rule == set->rules + set->begins)
			tree->column = tree->column_count;
		if (rule->of_example && !tree->screen.session->what_if.count)
			continue;
		if (rule->each == EACH_NONE)
			add_column(tree, rule, -1);
		for (int item = 0; rule->each != EACH_NONE && item < counts[rule->each]; item++)
			add_column(tree, rule, item);
	}
}

/* --- what stands in them --- */

money tree_amount(const struct tree *tree, const struct tree_column *column, int unit)
{
	return column->rule->amount ? column->rule->amount(tree, column, unit) : MONEY_NONE;
}

unsigned tree_flags(const struct tree *tree, const struct tree_column *column)
{
	const struct region *region = tree_book(tree)->region;

	return column->rule->each == EACH_KIND && !region->kinds[column->item].opening ? MONEY_SIGN : column->rule->flags;
}

void tree_cell_text(struct buffer *out, const struct tree *tree, const struct tree_column *column, int unit)
{
	buffer_text(out, "");
	if (column->rule->text)
		column->rule->text(out, tree, unit);
	else if (column->rule->count && column->rule->count(tree, unit))
		buffer_format(out, "%zu", column->rule->count(tree, unit));
}

/* An opening column of the ram set has no kind of its own, but the region has one. */
bool tree_figure(const struct tree *tree, const struct tree_column *column, int unit, char out[256])
{
	const struct region *region = tree_book(tree)->region;
	struct figure figure = { .unit = unit, .year = column->year, .what = column->rule->figure };

	if (tree_amount(tree, column, unit) == MONEY_NONE)
		return false;
	if (figure.what >= FIGURE_NET_BUDGET) /* of the year that the head says, whatever year is shown */
		figure.year = region->year + column->rule->head_year;
	figure.kind = column->rule->each == EACH_KIND ? column->item : (int)region->opening;
	if (column->rule->each == EACH_LINE)
		figure.line = region->lines[column->item].id;
	figure_print(out, tree_book(tree), &figure);
	return true;
}

/* --- how wide they are --- */

static void widen(int *width, int needed)
{
	if (needed > *width)
		*width = needed;
}

static void widen_amount(const struct tree *tree, struct tree_column *column, money value)
{
	struct buffer text = { 0 };

	amount_text(&text, tree->screen.session, value, tree->shown_in, tree_flags(tree, column));
	widen(&column->width, text_width(text.bytes));
	buffer_free(&text);
}

/* Wide enough for the largest and the smallest of the whole tree, so that nothing jumps when it is folded out. */
static void measure_amounts(const struct tree *tree, struct tree_column *column)
{
	money most = MONEY_NONE, least = MONEY_NONE;

	for (int unit = 0; unit < tree->org->count; unit++) {
		money value = tree_amount(tree, column, unit);

		if (value == MONEY_NONE)
			continue;
		most = most == MONEY_NONE || value > most ? value : most;
		least = least == MONEY_NONE || value < least ? value : least;
	}
	widen_amount(tree, column, most);
	widen_amount(tree, column, least);
}

static void measure_texts(const struct tree *tree, struct tree_column *column)
{
	struct buffer text = { 0 };

	for (int unit = 0; unit < tree->org->count; unit++) {
		text.size = 0;
		tree_cell_text(&text, tree, column, unit);
		widen(&column->width, text_width(text.bytes));
		if (!column->rule->brief)
			continue;
		text.size = 0;
		buffer_text(&text, "");
		column->rule->brief(&text, tree, unit);
		widen(&column->brief_width, text_width(text.bytes));
	}
	buffer_free(&text);
}

static void measure_column(const struct tree *tree, struct tree_column *column, bool sorted)
{
	column->width = column->brief_width = text_width(column->head) + sorted;
	(column->rule->amount ? measure_amounts : measure_texts)(tree, column);
	if (!column->rule->brief)
		column->brief_width = column->width;
}

int tree_name_width(const struct tree *tree, int unit)
{
	return tree->org->units[unit].depth + 2 + text_width(tree->org->units[unit].name);
}

void tree_measure(struct tree *tree)
{
	tree->shown_in = session_money(tree->screen.session, ORG_NONE);
	journal_now(tree->today);
	for (int i = 0; i < tree->column_count; i++)
		measure_column(tree, &tree->columns[i], tree->order != ORDER_TREE && i == tree->order_column);
	tree->name_width = 0;
	for (int unit = 0; unit < tree->org->count; unit++)
		widen(&tree->name_width, tree_name_width(tree, unit));
}

/* --- how they sort --- */

/* What is blank comes last, whichever way: NUMBER_NONE. */
static int64_t number_in(const struct tree *tree, const struct tree_column *column, int unit)
{
	const struct tree_rule *rule = column->rule;

	if (rule->amount)
		return rule->amount(tree, column, unit);
	if (rule->moment)
		return rule->moment(tree, unit);
	return rule->count && rule->count(tree, unit) ? (int64_t)rule->count(tree, unit) : NUMBER_NONE;
}

/* Numbers begin with the largest. */
static int compare_numbers(const struct tree *tree, const struct tree_column *column, int a, int b)
{
	int64_t x = number_in(tree, column, a), y = number_in(tree, column, b);

	if (x == y)
		return 0;
	if (x == NUMBER_NONE || y == NUMBER_NONE)
		return x == NUMBER_NONE ? 1 : -1;
	return (x > y) == (tree->order == ORDER_FORWARD) ? -1 : 1;
}

static int compare_texts(const struct tree *tree, const struct tree_column *column, int a, int b)
{
	struct buffer x = { 0 }, y = { 0 };
	int order;

	tree_cell_text(&x, tree, column, a);
	tree_cell_text(&y, tree, column, b);
	order = strcoll(x.bytes, y.bytes);
	if (order && (!x.size || !y.size))
		order = x.size ? -1 : 1;
	else if (tree->order == ORDER_BACKWARD)
		order = -order;
	buffer_free(&x);
	buffer_free(&y);
	return order;
}

bool tree_is_words(const struct tree_column *column)
{
	return column->rule->text && !column->rule->moment;
}

/* What is equal goes on by the numbers to the right of it, so that the worst of all comes first in Avstämning, and last as the tree has it. */
int tree_compare(const struct tree *tree, int a, int b)
{
	const struct tree_column *by = &tree->columns[tree->order_column], *end = tree->columns + tree->column_count;
	int order = tree_is_words(by) ? compare_texts(tree, by, a, b) : compare_numbers(tree, by, a, b);

	while (!order && !tree_is_words(by) && ++by < end)
		order = tree_is_words(by) ? 0 : compare_numbers(tree, by, a, b);
	return order ? order : a - b;
}
