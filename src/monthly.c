#include "monthly.h"

#include "intl.h"
#include "story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- proportions ---- */

static const struct months *of_list(const struct list *profile)
{
	return profile->count ? profile->items : NULL;
}

static bool is_even(const struct months *months)
{
	for (int i = 1; months && i < MONTHS; i++)
		if (months->kr[i] != months->kr[0])
			return false;
	return true;
}

struct months monthly_profile(const money month[MONTHS])
{
	struct months months;

	for (int i = 0; i < MONTHS; i++)
		months.kr[i] = month[i] / MONEY_KR;
	return months;
}

void monthly_of(const struct plan_row *row, money month[MONTHS])
{
	const struct months *months = of_list(&row->terms.profile);
	money weights[MONTHS];

	for (int i = 0; months && i < MONTHS; i++)
		weights[i] = money_from_kr(months->kr[i]);
	profile_months(row->value[PLAN_NOW], months ? weights : NULL, month);
}

static const struct cell *cell_before(const struct plan *plan, const struct plan_row *row)
{
	return book_cell(plan->book, plan->unit, LAYER_BUDGET, plan->year - 1, row->line);
}

bool monthly_before(const struct plan *plan, const struct plan_row *row, struct months *out, struct error *error)
{
	const struct cell *cell = cell_before(plan, row);
	const struct months *months = cell && cell->row ? of_list(&cell->row->profile) : NULL;

	if (!cell)
		return error_set(error, "no-budget", _("%s har ingen budget %d att följa: välj rak, eller skriv egna månader"), row->name, plan->year - 1);
	if (is_even(months))
		return error_set(error, "even", _("%s var rak %d: välj rak, eller skriv egna månader"), row->name, plan->year - 1);
	*out = *months;
	return true;
}

static enum monthly_way way_of(const struct plan *plan, const struct plan_row *row)
{
	const struct months *own = of_list(&row->terms.profile);
	struct months before;

	if (is_even(own))
		return MONTHLY_EVEN;
	return monthly_before(plan, row, &before, NULL) && !memcmp(own, &before, sizeof before) ? MONTHLY_BEFORE : MONTHLY_OWN;
}

const char *monthly_way(char out[32], enum monthly_way way, int year)
{
	static const char *const ways[] = { [MONTHLY_EVEN] = N_("rak"), [MONTHLY_BEFORE] = N_("som %d"), [MONTHLY_OWN] = N_("egna månader") };

	snprintf(out, 32, _(ways[way]), year - 1);
	return out;
}

void monthly_tell(struct buffer *out, const struct list *profile)
{
	const struct months *months = of_list(profile);
	int most = 0;

	if (is_even(months))
		return;
	for (int i = 1; i < MONTHS; i++)
		if (months->kr[i] > months->kr[most])
			most = i;
	buffer_format(out, _("egna månader, mest i %s"), story_month(most + 1));
}

/* ---- rows ---- */

/* Where a sum stands, and of how many rows it is worth a row of its own. */
static const struct { enum plan_row_kind kind; const char *sum; size_t least; } parts[] = {
	{ PLAN_INCOME, N_("Intäkter"), 2 },
	{ PLAN_COST, N_("Egna kostnader"), 1 },
	{ PLAN_RESERVE, N_("Reserver"), 2 },
};

static void add_line(struct monthly *monthly, const struct plan *plan, const struct plan_row *of, const struct monthly_preview *preview)
{
	struct monthly_row *row = &monthly->rows[monthly->count++];

	*row = (struct monthly_row){ .of = of, .name = of->name, .way = way_of(plan, of), .year = of->value[PLAN_NOW] };
	if (preview && !strcmp(preview->line, of->line))
		memcpy(row->month, preview->month, sizeof row->month);
	else
		monthly_of(of, row->month);
}

static void add_sum(struct monthly *monthly, size_t from, const char *name)
{
	struct monthly_row *sum = &monthly->rows[monthly->count];

	*sum = (struct monthly_row){ .name = name };
	for (size_t i = from; i < monthly->count; i++) {
		sum->year = money_sum(sum->year, monthly->rows[i].year);
		for (int month = 0; month < MONTHS; month++)
			sum->month[month] = money_sum(sum->month[month], monthly->rows[i].month[month]);
	}
	monthly->count++;
}

struct monthly *monthly_make(const struct plan *plan, const struct monthly_preview *preview)
{
	struct monthly *monthly = memory_grow(NULL, 1, sizeof *monthly);

	*monthly = (struct monthly){ .rows = memory_grow(NULL, plan->count + sizeof parts / sizeof *parts, sizeof *monthly->rows) };
	for (size_t part = 0; part < sizeof parts / sizeof *parts; part++) {
		size_t from = monthly->count;

		for (size_t i = 0; i < plan->count; i++)
			if (plan->rows[i].kind == parts[part].kind && plan->rows[i].value[PLAN_NOW] != MONEY_NONE)
				add_line(monthly, plan, &plan->rows[i], preview);
		if (monthly->count - from >= parts[part].least)
			add_sum(monthly, from, _(parts[part].sum));
	}
	return monthly;
}

void monthly_free(struct monthly *monthly)
{
	if (!monthly)
		return;
	free(monthly->rows);
	free(monthly);
}
