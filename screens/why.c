/* Varför? «Så är beloppet uppbyggt»: from any figure to base, posts, decisions and dialogue; Enter goes on to the figures it is made of. */
#include "amount.h"
#include "figure.h"
#include "intl.h"
#include "list.h"
#include "screen.h"
#include "sheet.h"
#include "text.h"
#include "why.h"

#include <stdlib.h>
#include <string.h>

struct why_view {
	struct screen screen;
	char figure_name[256];
	struct figure figure;
	struct why *why;
	unsigned generation;  /* of the book that `why` was made from */
	struct list_view list;
	int top;              /* first text line seen, for rows take one line or more */
	int *line_of;         /* [why->count + 1]: first text line of each row */
	int columns, at;      /* that line_of was made for: the selected row is seen whole */
};

static struct why_view *self(const struct screen *screen)
{
	return (struct why_view *)screen;
}

#define WIDEST 110 /* columns: the eye finds its way from a text to its amount */
#define AMOUNT_COLUMNS 18 /* «−2 256 500 000» in kronor and air */

static enum money_unit unit_of_money(const struct why_view *view)
{
	return session_money(view->screen.session, view->figure.unit);
}

static void forget(struct why_view *view)
{
	why_free(view->why);
	free(view->line_of);
	view->why = NULL;
	view->line_of = NULL;
	view->columns = 0;
}

static void renew(struct why_view *view)
{
	struct session *session = view->screen.session;
	struct error error;

	forget(view);
	view->generation = session->book->generation;
	if (figure_parse(&view->figure, session->book, view->figure_name, ORG_NONE, 0, &error))
		view->why = why_make(session->book, &view->figure, session->what_if.count ? NULL : session->table);
	else
		session_say(session, "%s", error.text);
	list_size(&view->list, view->why ? (int)view->why->count : 0, 1);
}

static void refresh(struct screen *screen)
{
	renew(self(screen));
}

/* ---- drawing: a row takes as many lines as its text needs, a long one only when it is the selected ---- */

#define TEXT_LINES 3
#define NOTE_LINES 2

static int cut(int lines, int most, bool whole)
{
	return lines > most && !whole ? most : lines;
}

static int text_column(const struct why_row *row)
{
	return 3 + 2 * row->depth;
}

static int wrapped(const char *text, int columns)
{
	int lines = 0;

	for (const char *at = text; at; lines++)
		text_wrap(at, columns, &at);
	return lines;
}

/* A note stands below the amount and may go on under it. */
static int note_room(const struct why_row *row, int columns)
{
	return columns - text_column(row) - 2;
}

static int row_lines(const struct why_row *row, int columns, bool whole)
{
	int room = columns - text_column(row) - AMOUNT_COLUMNS - 2;

	if (room < 10)
		return 1;
	return cut(wrapped(row->text, room), TEXT_LINES, whole) + (row->note ? cut(wrapped(row->note, note_room(row, columns)), NOTE_LINES, whole) : 0);
}

static void measure(struct why_view *view, int columns)
{
	if (view->columns == columns && view->at == view->list.at)
		return;
	view->line_of = memory_grow(view->line_of, view->why->count + 1, sizeof *view->line_of);
	view->line_of[0] = 0;
	for (size_t i = 0; i < view->why->count; i++)
		view->line_of[i + 1] = view->line_of[i] + row_lines(&view->why->rows[i], columns, (int)i == view->list.at);
	view->columns = columns;
	view->at = view->list.at;
}

/* Nothing blank below what there is more of above: a window that was small has left no trace. */
static void keep_in_sight(struct why_view *view, int room)
{
	int first = view->line_of[view->list.at], end = view->line_of[view->list.at + 1], last = view->line_of[view->why->count] - room;

	if (first < view->top)
		view->top = first;
	if (end > view->top + room)
		view->top = end - room < first ? end - room : first;
	if (view->top > last)
		view->top = last > 0 ? last : 0;
}

static enum role role_of(const struct why_row *row)
{
	static const enum role roles[] = { [WHY_FIGURE] = ROLE_STRONG, [WHY_LEG] = ROLE_DIM, [WHY_NOTE] = ROLE_DIM, [WHY_DETAIL] = ROLE_PLAIN,
		                           [WHY_POST] = ROLE_PLAIN, [WHY_ROW] = ROLE_PLAIN, [WHY_ENTRY] = ROLE_PLAIN };

	return roles[row->kind];
}

static void draw_row(struct why_view *view, struct canvas *body, size_t at, int y)
{
	const struct why_row *row = &view->why->rows[at];
	int column = text_column(row), room = body->columns - column - AMOUNT_COLUMNS - 2, used;
	unsigned sign = row->kind == WHY_POST || row->kind == WHY_LEG ? MONEY_SIGN : 0;
	bool here = (int)at == view->list.at;

	if (room < 10)
		room = body->columns - column;
	if (row->figure)
		canvas_text(body, y, 1, 1, ROLE_ACCENT, body->glyphs->closed);
	used = canvas_wrap(body, y, column, room, here ? CANVAS_REST : TEXT_LINES, role_of(row), row->text);
	if (row->note)
		canvas_wrap(body, y + used, column, note_room(row, body->columns), here ? CANVAS_REST : NOTE_LINES, ROLE_DIM, row->note);
	amount_draw(body, y, body->columns - AMOUNT_COLUMNS - 1, AMOUNT_COLUMNS, role_of(row), view->screen.session, row->value, unit_of_money(view), sign);
	if (here) {
		canvas_reverse(body, y, 1, body->columns - 2);
		canvas_cursor(body, y, column, false);
	}
}

static void draw(struct screen *screen, struct canvas *body)
{
	struct why_view *view = self(screen);
	struct canvas part = canvas_part(body, 0, 0, body->rows, body->columns < WIDEST ? body->columns : WIDEST);

	if (view->generation != screen->session->book->generation)
		renew(view);
	if (!view->why || !view->why->count) {
		canvas_text(body, 1, 2, body->columns - 3, ROLE_DIM, _("Det finns inget att visa om det beloppet."));
		return;
	}
	list_size(&view->list, (int)view->why->count, body->rows);
	measure(view, part.columns);
	keep_in_sight(view, body->rows);
	for (size_t i = 0; i < view->why->count; i++)
		if (view->line_of[i + 1] > view->top && view->line_of[i] < view->top + body->rows)
			draw_row(view, &part, i, view->line_of[i] - view->top);
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct why_view *view = self(screen);

	buffer_text(left, _("Så är beloppet uppbyggt"));
	if (view->why) {
		buffer_text(left, " · ");
		figure_title(left, screen->session->book, &view->figure);
	}
	buffer_text(right, money_unit_name(unit_of_money(view)));
}

/* ---- keys ---- */

/* Where the selected row leads; NULL: nowhere else. */
static const char *onward(const struct why_view *view)
{
	const struct why_row *row = view->why && view->why->count ? &view->why->rows[view->list.at] : NULL;

	return row && row->figure && strcmp(row->figure, view->figure_name) ? row->figure : NULL;
}

static struct effect open_row(struct why_view *view)
{
	return onward(view) ? effect_push(why_screen(view->screen.session, onward(view))) : effect_handled;
}

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	const struct why_view *view = (const struct why_view *)screen;

	if (view->generation != screen->session->book->generation) /* drawn anew before anyone sees it */
		return true;
	return (id != ACTION_OPEN && id != ACTION_WHY) || onward(view) || error_set(why, "leaf", _("raden är inte uppbyggd av något mer"));
}

static struct effect act(struct screen *screen, enum action_id id)
{
	struct why_view *view = self(screen);

	if (list_act(&view->list, id))
		return effect_handled;
	return id == ACTION_OPEN || id == ACTION_WHY ? open_row(view) : effect_none;
}

/* A row takes several lines: which one was clicked? */
static bool click(struct screen *screen, int row, int column)
{
	struct why_view *view = self(screen);

	(void)column;
	for (int i = 0; view->line_of && i < view->list.count; i++)
		if (view->top + row >= view->line_of[i] && view->top + row < view->line_of[i + 1]) {
			bool again = i == view->list.at;

			list_select(&view->list, i);
			return again;
		}
	return false;
}

static bool sheet(const struct screen *screen, struct sheet *out)
{
	const struct why_view *view = (const struct why_view *)screen;
	struct buffer text = { 0 };

	if (!view->why)
		return false;
	figure_title(&text, screen->session->book, &view->figure);
	out->title = arena_string(&out->arena, text.bytes);
	out->exact = true;
	sheet_column(out, "text", _("Så är beloppet uppbyggt"), FOR_ALL, false);
	sheet_column(out, "amount", _("Belopp"), FOR_ALL, true);
	sheet_column(out, "note", _("Grund"), FOR_ALL, false);
	for (size_t i = 0; i < view->why->count; i++) {
		struct cell_text *cells = sheet_row(out, view->why->rows[i].depth, false);

		cells[0].text = view->why->rows[i].text;
		cells[1].value = view->why->rows[i].value;
		cells[2].text = view->why->rows[i].note;
	}
	buffer_free(&text);
	return view->why->count > 0;
}

static int unit_of(const struct screen *screen)
{
	const struct why_view *view = (const struct why_view *)screen;

	return view->why ? view->figure.unit : ORG_NONE;
}

static void release(struct screen *screen)
{
	forget(self(screen));
	free(screen);
}

/* The row's own, where it is one; else what it all is about. */
static bool figure_at(const struct screen *screen, char out[256])
{
	const struct why_view *view = (const struct why_view *)screen;

	return view->why && snprintf(out, 256, "%s", onward(view) ? onward(view) : view->figure_name) < 256;
}

static const struct screen_hooks hooks = {
	.name = "why", .context = IN_WHY, .title = title, .draw = draw, .act = act, .can = can, .sheet = sheet, .click = click, .figure = figure_at, .unit = unit_of,
	.refresh = refresh, .free = release,
};

struct screen *why_screen(struct session *session, const char *figure)
{
	struct why_view *view = memory_grow(NULL, 1, sizeof *view);

	*view = (struct why_view){ .screen = { .hooks = &hooks, .session = session } };
	memcpy(view->figure_name, figure, strnlen(figure, sizeof view->figure_name - 1));
	renew(view);
	return &view->screen;
}
