#include "months_private.h"

#include "amount.h"
#include "intl.h"
#include "sheet.h"
#include "story.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

#define NAME_MOST 40
#define NOTE_LEAST 14 /* columns; with less there are no notes beside the rows */
#define STRIP 3

/* ---- where things stand ---- */

static int width_of(const struct months_view *view, money value)
{
	struct buffer text = { 0 };
	int width;

	buffer_text(&text, "");
	amount_text(&text, view->screen.session, value, months_money(view), 0);
	width = text_width(text.bytes);
	buffer_free(&text);
	return width;
}

static int widest(int a, int b)
{
	return a > b ? a : b;
}

/* Months as many as there is room for; the current one among them. The name and the year stay. */
static void lay_out(const struct months_view *view, int rows, int columns, struct months_layout *l)
{
	int month = 5, year = 4, name = 12, first = l->first;

	for (size_t i = 0; i < view->monthly->count; i++) {
		const struct monthly_row *row = &view->monthly->rows[i];

		for (int m = 0; m < MONTHS; m++)
			month = widest(month, width_of(view, row->month[m]));
		year = widest(year, width_of(view, row->year));
		name = widest(name, text_width(row->name));
	}
	*l = (struct months_layout){ .top = rows >= 8 ? 2 : 1, .month_width = month + 2, .year_width = year + 3, .name = 6 + name };
	if (l->name > NAME_MOST)
		l->name = NAME_MOST;
	if (l->name > columns - 1 - l->year_width - l->month_width)
		l->name = columns - 1 - l->year_width - l->month_width;
	l->seen = (columns - 1 - l->name - l->year_width) / l->month_width;
	l->seen = l->seen < 1 ? 1 : l->seen > MONTHS ? MONTHS : l->seen;
	if (view->month < first)
		first = view->month;
	if (view->month >= first + l->seen)
		first = view->month - l->seen + 1;
	l->first = first > MONTHS - l->seen ? MONTHS - l->seen : first;
	l->year = l->name + l->seen * l->month_width;
	l->note = l->year + l->year_width + 3;
	l->note_width = columns - l->note - 1;
}

static int month_x(const struct months_layout *l, int month)
{
	return l->name + (month - l->first) * l->month_width;
}

static void draw_heads(const struct months_view *view, struct canvas *body, const struct months_layout *l)
{
	char year[16];

	for (int m = l->first; m < l->first + l->seen; m++)
		canvas_right(body, l->top - 1, month_x(l, m), l->month_width, m == view->month ? ROLE_ACCENT : ROLE_HEAD, _(profile_month(m)));
	if (l->first)
		canvas_text(body, l->top - 1, l->name, 1, ROLE_ACCENT, "<");
	if (l->first + l->seen < MONTHS)
		canvas_text(body, l->top - 1, l->year + 1, 1, ROLE_ACCENT, ">");
	snprintf(year, sizeof year, "%d", view->plan->year);
	canvas_right(body, l->top - 1, l->year, l->year_width, ROLE_HEAD, year);
}

/* ---- rows ---- */

static bool is_changed(const struct monthly_row *row)
{
	return row->of && row->of->changed;
}

static void draw_note(const struct months_view *view, struct canvas *body, const struct months_layout *l, int y, const struct monthly_row *row)
{
	char text[32];

	if (row->of && l->note_width >= NOTE_LEAST)
		canvas_text(body, y, l->note, l->note_width, ROLE_DIM, row->of->conflict ? _("ändrad av någon annan") : monthly_way(text, row->way, view->plan->year));
}

/* The row's name and the current month, as in Fördelning. */
static void draw_here(struct months_view *view, struct canvas *body, const struct months_layout *l, int y)
{
	int from = month_x(l, view->month), to = from + l->month_width - 1;

	if (view->editing) {
		field_draw(&view->field, body, y, from + 1, l->month_width - 1);
		return;
	}
	while (from < to && canvas_at(body, y, from) && !strcmp(canvas_at(body, y, from)->text, " "))
		from++;
	canvas_reverse(body, y, 1, l->name - 1);
	canvas_reverse(body, y, from, to - from + 1);
	canvas_cursor(body, y, to, false);
}

static void draw_row(struct months_view *view, struct canvas *body, const struct months_layout *l, int y, int at)
{
	const struct monthly_row *row = &view->monthly->rows[at];
	bool here = at == view->list.at, changed = is_changed(row), conflict = row->of && row->of->conflict;
	int x = row->of ? 5 : 4;

	canvas_text(body, y, 1, 1, conflict ? ROLE_WARN : ROLE_ACCENT, conflict ? "!" : changed ? "*" : " ");
	canvas_text(body, y, 2, 1, ROLE_PLAIN, row->of && row->of->kind == PLAN_INCOME ? "+" : " ");
	canvas_text(body, y, x, l->name - x, row->of ? ROLE_PLAIN : ROLE_STRONG, row->name);
	for (int m = l->first; m < l->first + l->seen; m++) {
		bool set = here && (m == view->month || view->kept & 1u << m);

		amount_draw(body, y, month_x(l, m), l->month_width, set ? ROLE_ACCENT : row->of ? ROLE_PLAIN : ROLE_STRONG, view->screen.session, row->month[m],
		            months_money(view), 0);
	}
	amount_draw(body, y, l->year, l->year_width, ROLE_STRONG, view->screen.session, row->year, months_money(view), 0);
	draw_note(view, body, l, y, row);
	if (here)
		draw_here(view, body, l, y);
}

/* ---- the strip ---- */

static void strip_typed(const struct months_view *view, struct buffer *out)
{
	unsigned flags = MONEY_NAMED | (view->screen.session->ascii_money ? MONEY_ASCII : 0);
	char text[MONEY_TEXT], exact[MONEY_TEXT];
	struct error error;
	money month[MONTHS];

	if (!months_read(view, view->field.text, month, &error)) {
		text_capital(out, error.text);
		return;
	}
	money_print(text, month[view->month], months_money(view), MONEY_FULL, flags);
	money_print(exact, month[view->month], MONEY_IN_KR, MONEY_EXACT, flags);
	buffer_format(out, _("Läses som %s = %s i %s. Övriga månader tar skillnaden."), text, exact, story_month(view->month + 1));
}

static void strip_way(const struct months_view *view, const struct monthly_row *row, struct buffer *out)
{
	static const char *const ways[] = { [MONTHLY_EVEN] = N_("Rak: lika mycket varje månad."), [MONTHLY_BEFORE] = N_("Följer månaderna i förra årets budget."),
		                            [MONTHLY_OWN] = N_("Egna månader.") };

	if (is_changed(row))
		buffer_text(out, _("* ej sparat. "));
	buffer_text(out, _(ways[row->way]));
	if (months_may_change(view, NULL))
		buffer_text(out, _(" Skriv ett belopp i en månad: övriga tar skillnaden, så att året stämmer."));
}

static void draw_strip(const struct months_view *view, struct canvas *body, int y)
{
	const struct monthly_row *row = months_current(view);
	struct buffer text = { 0 };
	struct error why;

	canvas_rule(body, y, 1, body->columns - 2);
	if (view->editing)
		strip_typed(view, &text);
	else if (row && row->of && row->of->conflict && !months_may_change(view, &why))
		text_capital(&text, why.text);
	else if (row && row->of)
		strip_way(view, row, &text);
	if (text.size)
		canvas_wrap(body, y + 1, 1, body->columns - 2, STRIP - 1, ROLE_DIM, text.bytes);
	buffer_free(&text);
}

/* ---- the whole ---- */

void months_draw(struct screen *screen, struct canvas *body)
{
	struct months_view *view = (struct months_view *)screen;
	struct months_layout *l = &view->layout;
	int strip = body->rows >= 12 ? STRIP : 0;

	if (view->gone) {
		canvas_wrap(body, 0, 1, body->columns - 2, 2, ROLE_DIM, _("Enheten finns inte längre i organisationen. q går tillbaka."));
		return;
	}
	if (!view->monthly->count) {
		canvas_wrap(body, 0, 1, body->columns - 2, 3, ROLE_DIM, _("Inget är fördelat på rader än: skriv beloppen i Fördelning först, så faller de på månaderna här."));
		return;
	}
	lay_out(view, body->rows, body->columns, l);
	list_size(&view->list, (int)view->monthly->count, body->rows - l->top - strip);
	draw_heads(view, body, l);
	for (int row = view->list.first; row < list_end(&view->list); row++)
		draw_row(view, body, l, l->top + list_y(&view->list, row), row);
	if (strip)
		draw_strip(view, body, body->rows - strip);
}

/* In a month's column that month becomes the current one. */
bool months_click(struct screen *screen, int row, int column)
{
	struct months_view *view = (struct months_view *)screen;
	const struct months_layout *l = &view->layout;
	int at = view->list.at, month = view->month;
	bool again;

	if (view->editing || view->gone || !view->monthly->count)
		return false;
	if (column >= l->name && column < l->year)
		view->month = l->first + (column - l->name) / l->month_width;
	again = list_click(&view->list, row - l->top);
	if (view->list.at != at)
		months_keep(view, 0);
	return again && view->month == month;
}

bool months_sheet(const struct screen *screen, struct sheet *out)
{
	const struct months_view *view = (const struct months_view *)screen;
	struct buffer title = { 0 };
	char year[16], way[32];

	if (view->gone)
		return false;
	buffer_format(&title, _("%s: månader %d"), view->plan->book->org->units[view->unit].name, view->plan->year);
	out->title = sheet_keep(out, &title);
	out->money = months_money(view);
	out->note = _("ej sparat");
	snprintf(year, sizeof year, "%d", view->plan->year);
	sheet_column(out, "row", _("Rad"), FOR_ALL, false);
	sheet_column(out, "id", "id", FOR_DATA, false);
	sheet_column(out, "way", _("Månader"), FOR_ALL, false);
	for (int m = 0; m < MONTHS; m++)
		sheet_column(out, profile_month(m), _(profile_month(m)), FOR_ALL, true);
	sheet_column(out, "year", arena_string(&out->arena, year), FOR_ALL, true);
	for (size_t i = 0; i < view->monthly->count; i++) {
		const struct monthly_row *row = &view->monthly->rows[i];
		struct cell_text *cells = sheet_row(out, row->of ? 1 : 0, is_changed(row));

		cells[0].text = arena_string(&out->arena, row->name);
		cells[1].text = row->of ? arena_string(&out->arena, row->of->line) : "";
		cells[2].text = row->of ? arena_string(&out->arena, monthly_way(way, row->way, view->plan->year)) : "";
		for (int m = 0; m <= MONTHS; m++)
			cells[3 + m].value = m < MONTHS ? row->month[m] : row->year;
	}
	return true;
}
