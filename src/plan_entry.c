#include "plan_entry.h"

#include "intl.h"

#include <stdlib.h>
#include <string.h>

#define KIND(kind) (1u << (kind))

static const struct { enum plan_row_kind kind; const char *name; unsigned of; } sums[] = {
	{ PLAN_COSTS, "costs", KIND(PLAN_COST) },
	{ PLAN_SUBS, "subs", KIND(PLAN_SUB) },
	{ PLAN_DIVIDED, "divided", KIND(PLAN_COST) | KIND(PLAN_RESERVE) | KIND(PLAN_SUB) },
};

const char *plan_sum(const struct plan_row *row)
{
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
		if (sums[i].kind == row->kind)
			return sums[i].name;
	return NULL;
}

bool plan_under(const struct plan_row *sum, const struct plan_row *row)
{
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
		if (sums[i].kind == sum->kind)
			return sums[i].of & KIND(row->kind);
	return false;
}

bool plan_held(const struct plan *plan, const struct plan_row *row)
{
	return row->terms.hold || (row->line && region_line(plan->book->region, row->line) < 0);
}

/* More income is more to divide. */
static money rest_for(const struct plan *plan, const struct plan_row *row)
{
	money left = plan_balance(plan)->left;

	if (left == MONEY_NONE)
		return MONEY_NONE;
	return money_sum(row->value[PLAN_NOW], row->kind == PLAN_INCOME ? -left : left);
}

/* ---- what was typed ---- */

static bool find_column(const struct plan *plan, const struct entry *entry, enum plan_column *column, struct error *error)
{
	static const enum plan_column order[] = { PLAN_BEFORE, PLAN_OUTCOME, PLAN_FORECAST };

	*column = PLAN_NOW;
	if (entry->way != SPREAD_LIKE)
		return true;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (plan_year(plan, order[i]) == entry->like_year && (order[i] == PLAN_FORECAST) == entry->like_forecast) {
			*column = order[i];
			return true;
		}
	return error_set(error, "year", entry->like_forecast ? _("det finns ingen prognos för %d här: skriv r%d, r%d eller r%dp")
	                                                     : _("det finns ingen kolumn för %d här: skriv r%d, r%d eller r%dp"),
	                 entry->like_year, plan_year(plan, PLAN_OUTCOME), plan_year(plan, PLAN_BEFORE), plan_year(plan, PLAN_FORECAST));
}

/* What an entry goes from. Rows that have nothing yet are «as 2019» with the amounts of 2019: shares of nothing would leave them as they are. */
static money ground(const struct plan *plan, const struct plan_row *row, struct entry_at at, const char *text)
{
	enum plan_column column;
	struct entry entry;

	if (!at.is_sum || (at.before != MONEY_NONE && at.before))
		return at.before;
	at.before = 0; /* so that a percentage of it can be read */
	if (!entry_read(text, &at, &entry, NULL) || !entry.has_way || entry.way != SPREAD_LIKE || !find_column(plan, &entry, &column, NULL))
		return row->value[PLAN_NOW];
	return row->value[column];
}

bool plan_entry(const struct plan *plan, const struct plan_row *row, enum money_unit shown, const char *text, struct entry *out, struct error *error)
{
	struct entry_at at = { .shown = shown, .before = row->value[PLAN_NOW], .rest = rest_for(plan, row), .is_sum = plan_sum(row) != NULL,
		               .is_line = row->line != NULL };

	at.before = ground(plan, row, at, text);
	return entry_read(text, &at, out, error) &&
	       (!at.is_sum || out->value != MONEY_NONE || error_set(error, "not-an-amount", _("en summa kan inte tömmas: skriv ett belopp")));
}

/* ---- a sum ---- */

struct spreading {
	struct spread_row *rows;
	const struct plan_row **of;
	money *out;
	size_t count;
};

static void collect(struct spreading *s, const struct plan *plan, const struct plan_row *sum, enum plan_column column)
{
	s->rows = memory_grow(NULL, plan->count, sizeof *s->rows);
	s->of = memory_grow(NULL, plan->count, sizeof *s->of);
	s->out = memory_grow(NULL, plan->count, sizeof *s->out);
	for (size_t i = 0; i < plan->count; i++) {
		const struct plan_row *row = &plan->rows[i];

		if (!plan_under(sum, row))
			continue;
		s->of[s->count] = row;
		s->rows[s->count++] = (struct spread_row){ row->id, row->value[PLAN_NOW], row->value[column], plan_held(plan, row) };
	}
}

static void release(struct spreading *s)
{
	free(s->rows);
	free(s->of);
	free(s->out);
}

static bool judge(const struct spreading *s, struct error *error)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->of[i]->line && s->out[i] != MONEY_NONE && s->out[i] < 0)
			return error_set(error, "negative", _("%s skulle bli mindre än 0: skriv ett större belopp"), s->of[i]->name);
	return true;
}

static void add_step(const struct plan_row *row, const struct draft *draft, money value, struct draft_step *steps, size_t *count)
{
	static const struct draft nothing = { 0 };

	if (row->value[PLAN_NOW] != value)
		steps[(*count)++] = draft_amount_step(draft ? draft : &nothing, !row->line, row->id, row->saved, value);
}

static bool spread_sum(const struct plan *plan, const struct plan_row *sum, const struct draft *draft, const struct entry *entry, struct draft_step *steps,
                       size_t *count, struct error *error)
{
	struct spreading s = { .count = 0 };
	enum plan_column column;
	bool fine;

	if (!find_column(plan, entry, &column, error))
		return false;
	collect(&s, plan, sum, column);
	fine = spread(entry->way, entry->value, s.rows, s.count, s.out, error) && judge(&s, error);
	for (size_t i = 0; fine && i < s.count; i++)
		add_step(s.of[i], draft, s.out[i], steps, count);
	release(&s);
	return fine;
}

bool plan_steps(const struct plan *plan, const struct plan_row *row, const struct draft *draft, const struct entry *entry, struct draft_step *steps,
                size_t *count, struct error *error)
{
	*count = 0;
	if (plan_sum(row))
		return spread_sum(plan, row, draft, entry, steps, count, error);
	add_step(row, draft, entry->value, steps, count);
	return true;
}
