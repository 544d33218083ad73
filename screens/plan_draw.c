#include "plan_private.h"

#include "amount.h"
#include "plan_state.h"
#include "sheet.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

#define MARGIN 1
#define NAME 5        /* column: after the gutter */
#define STATE_ROWS 2
#define STRIP_ROWS 3  /* a rule and two rows */
#define COLUMNS 3     /* before, now, difference */

static int width_of_amount(const struct plan_view *view)
{
	static const int digits[] = { [MONEY_IN_MNKR] = 10, [MONEY_IN_TKR] = 12, [MONEY_IN_KR] = 16 };

	return digits[view->shown];
}

/* Where there was nothing before there is only what is now. */
static bool compares(const struct plan_view *view)
{
	return view->force != NULL;
}

static int amounts_at(const struct plan_view *view, int columns)
{
	int x = columns - MARGIN - (compares(view) ? COLUMNS : 1) * width_of_amount(view);

	return x > 62 ? 62 : x; /* not far away from the names in a wide window */
}

/* ---- above the list ---- */

static int draw_state(const struct plan_view *view, struct canvas *body)
{
	const struct session *session = view->screen.session;
	struct buffer state = { 0 }, due = { 0 }, shown = { 0 };
	int rows;

	plan_state_tell(&state, plan_table(view), view->unit, session->user, view->shown, plan_money_flags(view) & ~(unsigned)MONEY_NAMED);
	plan_state_due(&due, plan_table(view), view->unit);
	if (due.size)
		buffer_format(&state, "%s%s", state.size ? "; " : "", due.bytes);
	text_capital(&shown, state.size ? state.bytes : _("ingen plan"));
	rows = canvas_wrap(body, 0, MARGIN, body->columns - 2 * MARGIN, STATE_ROWS, ROLE_STRONG, shown.bytes);
	if (view->saved) /* the head says that a räkneexempel is on */
		rows += canvas_wrap(body, rows, MARGIN, body->columns - 2 * MARGIN, STATE_ROWS, ROLE_PLAIN, _("Räkneexemplet är inte med här: planen är den som är sparad."));
	buffer_free(&state);
	buffer_free(&due);
	buffer_free(&shown);
	return rows;
}

/* ---- rows ---- */

static void draw_figures(const struct plan_view *view, struct canvas *body, int y, enum role role, money before, money after, money difference)
{
	const struct session *session = view->screen.session;
	int width = width_of_amount(view), x = amounts_at(view, body->columns);

	if (!compares(view)) {
		amount_draw(body, y, x + 1, width - 1, role, session, after, view->shown, 0);
		return;
	}
	amount_draw(body, y, x + 1, width - 1, ROLE_DIM, session, before, view->shown, 0);
	amount_draw(body, y, x + width + 1, width - 1, role, session, after, view->shown, 0);
	if (difference)
		amount_draw(body, y, x + 2 * width + 1, width - 1, role, session, difference, view->shown, MONEY_SIGN);
}

static void draw_heads(const struct plan_view *view, struct canvas *body, int y)
{
	static const char *const heads[COLUMNS] = { N_("Gäller"), N_("Nu"), N_("Skillnad") };
	int width = width_of_amount(view), x = amounts_at(view, body->columns);

	for (int i = 0; compares(view) && i < COLUMNS; i++)
		canvas_right(body, y, x + i * width, width, ROLE_HEAD, i == 1 && view->waits ? _("Skickat") : _(heads[i]));
}

/* «Personal  innehållet ändrat» */
static void draw_change(const struct plan_view *view, struct canvas *body, int y, const struct plan_line *line)
{
	const struct plan_change *change = line->change;
	int end = amounts_at(view, body->columns), x = NAME;
	struct buffer words = { 0 };

	canvas_text(body, y, MARGIN, 1, ROLE_ACCENT, line->mark ? "M" : " ");
	x += 2 + canvas_text(body, y, x, end - x, ROLE_PLAIN, line->text);
	if (compares(view))
		plan_change_words(&words, change);
	if (words.size && end - x > 3)
		canvas_text(body, y, x, end - x, ROLE_DIM, words.bytes);
	draw_figures(view, body, y, change->what ? ROLE_PLAIN : ROLE_DIM, change->before, change->after, change->what & CHANGED_AMOUNT ? change->difference : 0);
	buffer_free(&words);
}

static money difference_of(money before, money after)
{
	return before == MONEY_NONE || after == MONEY_NONE ? 0 : money_sum(after, -before);
}

static void draw_line(struct plan_view *view, struct canvas *body, int y, const struct plan_line *line)
{
	int column = line->follows ? NAME + 1 : NAME;

	switch (line->kind) {
	case PLINE_GAP: break;
	case PLINE_HEADING:
		canvas_text(body, y, MARGIN, CANVAS_REST, ROLE_HEAD, line->text);
		break;
	case PLINE_CHANGE: draw_change(view, body, y, line); break;
	case PLINE_SUM:
		canvas_text(body, y, NAME - 2, amounts_at(view, body->columns) - NAME, ROLE_STRONG, line->text);
		draw_figures(view, body, y, ROLE_STRONG, line->before, line->after, difference_of(line->before, line->after));
		break;
	case PLINE_HINDER:
		canvas_text(body, y, 3, 1, ROLE_WARN, !line->follows && !view->waits && line->class == HINDER_STOPS ? "!" : " ");
		canvas_text(body, y, column, CANVAS_REST, line->role, line->text);
		break;
	case PLINE_MEND:
		canvas_text(body, y, MARGIN, 1, ROLE_ACCENT, line->follows ? " " : line->attended ? "m" : "M");
		canvas_text(body, y, column, CANVAS_REST, line->role, line->text);
		break;
	case PLINE_TEXT:
		canvas_text(body, y, 3, CANVAS_REST, line->role, line->text);
		break;
	}
}

static void draw_lines(struct plan_view *view, struct canvas *part)
{
	struct list_view *list = &view->list;

	list_size(list, (int)view->count, part->rows);
	for (int row = list->first; row < list_end(list); row++) {
		draw_line(view, part, list_y(list, row), &view->lines[row]);
		if (view->lines[row].kind == PLINE_HEADING && row + 1 < (int)view->count && (view->lines[row + 1].kind == PLINE_CHANGE || view->lines[row + 1].kind == PLINE_SUM))
			draw_heads(view, part, list_y(list, row));
	}
	canvas_reverse(part, list_y(list, list->at), MARGIN, part->columns - 2 * MARGIN);
	canvas_cursor(part, list_y(list, list->at), NAME, false);
}

/* ---- what the current row does not say itself ---- */

static void add_strip(const struct plan_view *view, struct buffer *out)
{
	const struct plan_line *line = plan_current(view);

	if (!line)
		return;
	if (line->change && line->mark)
		buffer_format(out, *line->mark ? _("M märkt: «%s». ") : _("M märkt. "), line->mark);
	if (line->change && compares(view))
		plan_change_words(out, line->change);
	else if (line->kind == PLINE_MEND)
		buffer_text(out, _("Enter går till raden i Fördelning; N där går till nästa märkta."));
	else if (line->kind == PLINE_HINDER && (line->figure || line->dialogue))
		buffer_text(out, line->dialogue ? _("Enter går till dialogen.") : _("Enter går till beloppet."));
}

static void draw_strip(const struct plan_view *view, struct canvas *body, int y)
{
	struct buffer text = { 0 };

	canvas_rule(body, y, MARGIN, body->columns - 2 * MARGIN);
	add_strip(view, &text);
	if (text.size)
		canvas_wrap(body, y + 1, MARGIN, body->columns - 2 * MARGIN, STRIP_ROWS - 1, ROLE_DIM, text.bytes);
	buffer_free(&text);
}

void plan_view_draw(struct screen *screen, struct canvas *body)
{
	struct plan_view *view = plan_self(screen);
	int popup = popup_rows(&view->popup, body->columns), strip = body->rows >= 14 ? STRIP_ROWS : 0, foot = popup > strip ? popup : strip, top;
	struct canvas part;

	if (view->columns != body->columns) {
		view->columns = body->columns;
		plan_renew(view);
	}
	top = draw_state(view, body);
	if (body->rows >= 14)
		top++;
	view->top = top;
	part = canvas_part(body, top, 0, body->rows - top - foot > 0 ? body->rows - top - foot : 1, body->columns);
	draw_lines(view, &part);
	if (strip && !popup)
		draw_strip(view, body, body->rows - strip);
	popup_draw(&view->popup, body);
}

/* ---- as a sheet ---- */

static void add_sheet_row(const struct plan_view *view, struct sheet *out, const struct plan_line *line)
{
	struct cell_text *cells = sheet_row(out, line->change ? 1 : 0, line->change && line->mark);
	struct buffer words = { 0 };

	buffer_text(&words, "");
	if (line->change && compares(view))
		plan_change_words(&words, line->change);
	cells[0].text = arena_string(&out->arena, line->text);
	cells[1].value = line->change ? line->change->before : line->before;
	cells[2].value = line->change ? line->change->after : line->after;
	cells[3].value = line->change && compares(view) ? line->change->difference : MONEY_NONE;
	cells[4].text = sheet_keep(out, &words);
}

bool plan_view_sheet(const struct screen *screen, struct sheet *out)
{
	const struct plan_view *view = plan_self(screen);
	struct buffer title = { 0 };

	buffer_format(&title, _("%s: plan %d, "), screen->session->book->org->units[view->unit].name, view->year);
	plan_state_tell(&title, plan_table(view), view->unit, NULL, view->shown, plan_money_flags(view));
	buffer_text(&title, view->saved ? _("; som den är sparad, utan räkneexemplet") : "");
	out->title = arena_string(&out->arena, title.bytes);
	buffer_free(&title);
	out->money = view->shown;
	out->note = _("märkt");
	sheet_column(out, "row", _("Rad"), FOR_ALL, false);
	sheet_column(out, "in_force", _("Gäller"), FOR_ALL, true);
	sheet_column(out, "now", _("Nu"), FOR_ALL, true);
	sheet_column(out, "difference", _("Skillnad"), FOR_ALL, true);
	sheet_column(out, "what", _("Ändrat"), FOR_ALL, false);
	for (size_t i = 0; i < view->count; i++)
		if (view->lines[i].kind == PLINE_CHANGE || view->lines[i].kind == PLINE_SUM)
			add_sheet_row(view, out, &view->lines[i]);
	return out->row_count > 0;
}
