#include "unit_rows.h"

#include "amount.h"
#include "intl.h"
#include "phrase.h"
#include "sheet.h"
#include "story.h"
#include "text.h"

#include <string.h>

/* The rows as they are seen, and as a sheet. */

/* --- the bars --- */

struct glyph_pair { const char *utf8, *ascii; };

/* What comes, what goes, and where a bar that does not begin at 0 is broken off. */
static const struct glyph_pair up = { "▇", "#" }, down = { "░", "-" }, broken = { "≈", "~" };

static const char *glyph(const struct canvas *canvas, struct glyph_pair pair)
{
	return canvas->glyphs->ascii ? pair.ascii : pair.utf8;
}

/* How many columns from the left edge of the bars. The same amount is the same column in every row: a bar begins where the last one ended. */
static int bar_column(const struct unit_view *view, money value)
{
	money span = view->highest - view->lowest;
	__int128 halves = span > 0 ? ((__int128)(value - view->lowest) * view->layout.bar_width * 2 + span) / ((__int128)span * 2) : 0;

	return (int)halves;
}

static void draw_run(const struct unit_view *view, struct canvas *rows, int y, int from, int to, struct glyph_pair pair)
{
	for (int column = from; column < to; column++)
		canvas_text(rows, y, view->layout.bar + column, 1, ROLE_DIM, glyph(rows, pair));
}

/* What is more than nothing is never drawn as nothing. */
static void draw_change(const struct unit_view *view, struct canvas *rows, int y, const struct unit_row *row)
{
	int from = bar_column(view, row->from), to = bar_column(view, row->to);

	if (row->to > row->from)
		draw_run(view, rows, y, from == to && from == view->layout.bar_width ? from - 1 : from, from == to ? from + 1 : to, up);
	else if (row->to < row->from)
		draw_run(view, rows, y, from == to ? from - (from > 0) : to, from == to && !from ? 1 : from, down);
}

static void draw_whole(const struct unit_view *view, struct canvas *rows, int y, const struct unit_row *row)
{
	int zero = view->broken ? 0 : bar_column(view, 0), to = bar_column(view, row->to);

	draw_run(view, rows, y, zero < to ? zero : to, zero < to ? to : zero, row->to < 0 ? down : up);
	if (view->broken)
		canvas_text(rows, y, view->layout.bar + 1, 1, ROLE_DIM, glyph(rows, broken));
}

static void draw_bar(const struct unit_view *view, struct canvas *rows, int y, const struct unit_row *row)
{
	if (view->layout.bar && row->bar != BAR_NONE)
		(row->bar == BAR_WHOLE ? draw_whole : draw_change)(view, rows, y, row);
}

/* --- a row --- */

/* One that the usual decimals would show as 0. */
static void draw_exact(const struct unit_view *view, struct canvas *rows, int y, const struct unit_row *row)
{
	char text[MONEY_TEXT];
	bool ascii = rows->glyphs->ascii || view->screen.session->ascii_money;

	money_print(text, row->value, view->shown, MONEY_FULL, row->flags | (ascii ? MONEY_ASCII : 0));
	canvas_right(rows, y, view->layout.amount, view->layout.amount_width, row_looks[row->kind].amount, text);
}

static void draw_amounts(const struct unit_view *view, struct canvas *rows, int y, const struct unit_row *row)
{
	const struct session *session = view->screen.session;
	const struct unit_layout *layout = &view->layout;
	const unsigned flags[MORE_COUNT] = { [MORE_CHANGE] = MONEY_SIGN, [MORE_THEN] = row->flags, [MORE_SINCE] = MONEY_SIGN };

	if (row->exact)
		draw_exact(view, rows, y, row);
	else
		amount_draw(rows, y, layout->amount, layout->amount_width, row_looks[row->kind].amount, session, row->value, view->shown, row->flags);
	for (int i = 0; i < MORE_COUNT; i++)
		if (layout->more[i])
			amount_draw(rows, y, layout->more[i], layout->more_width[i], ROLE_DIM, session, row->more[i], view->shown, flags[i]);
}

/* Right-aligned over the amounts; a name that is too long is cut as a text, for it is not one. */
static void draw_head(struct canvas *rows, int y, int column, int width, const char *head)
{
	int free = width - text_width(head);

	canvas_text(rows, y, column + (free > 0 ? free : 0), width, ROLE_HEAD, head);
}

static void draw_heads(const struct unit_view *view, struct canvas *rows, int y, const struct unit_row *row)
{
	const struct unit_layout *layout = &view->layout;

	if (row->heads[0])
		draw_head(rows, y, layout->amount, layout->amount_width, row->heads[0]);
	for (int i = 0; i < MORE_COUNT; i++)
		if (row->heads[1 + i] && layout->more[i])
			draw_head(rows, y, layout->more[i], layout->more_width[i], row->heads[1 + i]);
}

static void draw_row(const struct unit_view *view, struct canvas *rows, int y, const struct unit_row *row)
{
	int indent = UNIT_MARGIN + row_looks[row->kind].indent + row->hang, used = 0;

	if (row->text)
		used = canvas_text(rows, y, indent, row->width ? row->width : CANVAS_REST, row_looks[row->kind].text, row->text);
	if (row->aside)
		canvas_text(rows, y, indent + used + 2, CANVAS_REST, ROLE_DIM, row->aside);
	if (row->note)
		canvas_text(rows, y, view->layout.note, CANVAS_REST, ROLE_DIM, row->note);
	draw_heads(view, rows, y, row);
	draw_amounts(view, rows, y, row);
	draw_bar(view, rows, y, row);
}

/* --- all of them --- */

/* Up to its amount, else as far as its text: the bars are the same from row to row, and what stands beside is not drawn again. */
static void mark_selected(const struct unit_view *view, struct canvas *rows)
{
	const struct unit_row *row = &view->rows[view->list.at];
	int width = view->layout.amount + view->layout.amount_width - UNIT_MARGIN;

	if (row->value == MONEY_NONE)
		width = row_looks[row->kind].indent + row->hang + text_width(row->text ? row->text : "") + 1;
	if (width > rows->columns - 2 * UNIT_MARGIN)
		width = rows->columns - 2 * UNIT_MARGIN;
	canvas_reverse(rows, list_y(&view->list, view->list.at), UNIT_MARGIN, width);
}

static void draw_rows(struct unit_view *view, struct canvas *rows)
{
	struct list_view *list = &view->list;

	list_size(list, (int)view->count, rows->rows);
	for (int row = list->first; row < list_end(list); row++)
		draw_row(view, rows, list_y(list, row), &view->rows[row]);
	mark_selected(view, rows);
	canvas_cursor(rows, list_y(list, list->at), UNIT_MARGIN, false);
}

/* What does not scroll: the balance, and the change in a sentence. */
static int draw_top(const struct unit_view *view, struct canvas *body)
{
	const struct session *session = view->screen.session;
	struct buffer text = { 0 };
	int rows = 0;

	if (body->rows < 10)
		return 0;
	phrase_draw_balance(body, 0, UNIT_MARGIN, session, view->unit);
	if (unit_of(view)->kind != UNIT_GROUP)
		story_ram(&text, session->book, session->table, view->unit, view->shown, session->seat.unit == view->unit);
	if (text.size)
		rows = canvas_wrap(body, 1, UNIT_MARGIN, body->columns - 2 * UNIT_MARGIN, 2, ROLE_PLAIN, text.bytes);
	buffer_free(&text);
	canvas_rule(body, 1 + rows, 0, body->columns);
	return 2 + rows;
}

void unit_draw(struct unit_view *view, struct canvas *body)
{
	struct canvas rows;

	view->top = draw_top(view, body);
	rows = canvas_part(body, view->top, 0, body->rows - view->top, body->columns);
	draw_rows(view, &rows);
}

/* --- as a sheet --- */

static const struct { enum row_more more; const char *key, *head; } sheet_mores[] = {
	{ MORE_BEFORE, "aret_fore", N_("Året före") },
	{ MORE_CHANGE, "andring", N_("Ändring") },
	{ MORE_THEN, "version", NULL }, /* its own name */
	{ MORE_SINCE, "sedan_dess", N_("Sedan dess") },
};

static bool sheet_has(const struct unit_view *view, enum row_more more)
{
	return view->version || (more != MORE_THEN && more != MORE_SINCE);
}

static void sheet_columns(const struct unit_view *view, struct sheet *out)
{
	sheet_column(out, "del", _("Del"), FOR_ALL, false);
	sheet_column(out, "rad", _("Rad"), FOR_ALL, false);
	sheet_column(out, "belopp", _("Belopp"), FOR_ALL, true);
	for (size_t i = 0; i < sizeof sheet_mores / sizeof *sheet_mores; i++)
		if (sheet_has(view, sheet_mores[i].more))
			sheet_column(out, sheet_mores[i].key, sheet_mores[i].head ? _(sheet_mores[i].head) : view->version_name, FOR_ALL, true);
	sheet_column(out, "anmarkning", _("Anmärkning"), FOR_ALL, false);
}

static void add_sheet_row(const struct unit_view *view, struct sheet *out, const char *part, const struct unit_row *row)
{
	struct cell_text *cell = sheet_row(out, 0, false);

	(cell++)->text = part;
	(cell++)->text = arena_string(&out->arena, row->whole + strspn(row->whole, " "));
	(cell++)->value = row->value;
	for (size_t i = 0; i < sizeof sheet_mores / sizeof *sheet_mores; i++)
		if (sheet_has(view, sheet_mores[i].more))
			(cell++)->value = row->more[sheet_mores[i].more];
	cell->text = arena_string(&out->arena, row->remark);
}

/* Every row with an amount, and what is said about it; not the dialogue, which is no table. */
bool unit_sheet(const struct unit_view *view, struct sheet *out)
{
	struct buffer title = { 0 };
	const char *part = "";

	buffer_format(&title, _("%s · Budget %d, %s"), unit_of(view)->name, view->year, money_unit_name(view->shown));
	out->title = arena_string(&out->arena, title.bytes);
	out->money = view->shown;
	buffer_free(&title);
	sheet_columns(view, out);
	for (size_t i = 0; i < view->count; i++) {
		if (view->rows[i].kind == ROW_HEADING)
			part = arena_string(&out->arena, view->rows[i].text);
		else if (view->rows[i].whole)
			add_sheet_row(view, out, part, &view->rows[i]);
	}
	return out->row_count > 0;
}
