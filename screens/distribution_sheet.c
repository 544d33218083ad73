#include "distribution_private.h"

#include "sheet.h"

#include <stdio.h>

#define FIRST_AMOUNT 3 /* after name, id and what goes with the row */

static void add_columns(const struct distribution *d, struct sheet *out)
{
	static const char *const keys[PLAN_AMOUNTS] = { "outcome", "budget", "forecast", "plan" };
	char text[80];

	sheet_column(out, "row", _("Rad"), FOR_ALL, false);
	sheet_column(out, "id", "id", FOR_DATA, false);
	sheet_column(out, "terms", _("Villkor"), FOR_ALL, false);
	for (int i = 0; i < PLAN_AMOUNTS; i++) {
		snprintf(text, sizeof text, "%s %d", _(distribution_head((enum plan_column)i)), plan_year(d->plan, (enum plan_column)i));
		sheet_column(out, keys[i], arena_string(&out->arena, text), FOR_ALL, true);
	}
	snprintf(text, sizeof text, "%s %s", _(distribution_head(PLAN_CHANGE)), distribution_compared_head(d));
	sheet_column(out, "change", arena_string(&out->arena, text), FOR_ALL, true);
}

static const char *terms_text(const struct distribution *d, const struct plan_row *row, struct sheet *out)
{
	struct buffer text = { 0 };
	const char *kept;

	buffer_text(&text, "");
	terms_tell(&text, d->plan->book, &row->terms);
	kept = arena_string(&out->arena, text.bytes);
	buffer_free(&text);
	return kept;
}

static void add_row(const struct distribution *d, const struct plan_row *row, struct sheet *out)
{
	struct cell_text *cells = sheet_row(out, row->sum ? 0 : 1, row->changed);

	cells[0].text = arena_string(&out->arena, row->name);
	cells[1].text = row->id ? arena_string(&out->arena, row->id) : "";
	cells[2].text = terms_text(d, row, out);
	for (int i = 0; i < PLAN_AMOUNTS; i++)
		cells[FIRST_AMOUNT + i].value = row->value[i];
	cells[FIRST_AMOUNT + PLAN_AMOUNTS].value = plan_change(row, distribution_compared(d));
}

bool distribution_sheet(const struct screen *screen, struct sheet *out)
{
	const struct distribution *d = self(screen);
	struct buffer title = { 0 };

	if (d->gone)
		return false;
	buffer_format(&title, _("%s: fördelning av ramen %d"), d->plan->book->org->units[d->unit].name, d->plan->year);
	out->title = arena_string(&out->arena, title.bytes);
	buffer_free(&title);
	out->money = unit_of_money(d);
	out->note = _("ej sparat");
	add_columns(d, out);
	for (size_t i = 0; i < d->plan->count; i++)
		if (d->plan->rows[i].kind != PLAN_THEIRS)
			add_row(d, &d->plan->rows[i], out);
	return true;
}
