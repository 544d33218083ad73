#include "compare_private.h"

#include "amount.h"
#include "intl.h"
#include "sheet.h"
#include "story.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

#define MARGIN      1
#define STRIP       4   /* a rule, the selected row's name, and two rows about it */
#define WIDE        150 /* columns: from here on each kind of post has a column, and what is left to divide */
#define DATES_LEAST 110 /* columns: from here on it says when each was frozen */
#define NAME_WIDEST 60
#define NAME_LEAST  20

static const int amounts[] = { [MONEY_IN_KR] = 15, [MONEY_IN_TKR] = 12, [MONEY_IN_MNKR] = 10 }; /* columns */

static unsigned flags_of(const struct compare_view *view)
{
	return view->screen.session->ascii_money ? MONEY_ASCII : 0;
}

/* ---- what stands in it ---- */

static void add_line(struct compare_view *view, const struct compare_line *line)
{
	if ((size_t)view->list.count == view->room) {
		view->room = view->room ? view->room * 2 : 64;
		view->lines = memory_grow(view->lines, view->room, sizeof *view->lines);
	}
	view->lines[view->list.count++] = *line;
}

/* Columns before the amounts. */
static int name_room(const struct compare_view *view, int columns)
{
	int room = columns - 2 * MARGIN - 2 - 3 * amounts[view->shown];

	return room > NAME_WIDEST ? NAME_WIDEST : room;
}

static int reason_column(const struct compare_view *view, size_t row)
{
	int depth = view->compare->rows[row].depth;

	return MARGIN + 4 + 2 * (depth < 6 ? depth : 6);
}

/* A text in as many lines as it takes; kr stands in the first. */
static void add_text(struct compare_view *view, const struct compare_line *first, const char *text)
{
	int room = MARGIN + 2 + name_room(view, view->columns) + 2 * amounts[view->shown] - 1 - reason_column(view, first->row); /* to the difference */
	struct compare_line line = *first;

	for (const char *at = text, *next; at; at = next) {
		size_t size = text_wrap(at, room < NAME_LEAST ? NAME_LEAST : room, &next);

		line.text = arena_copy(&view->arena, at, size);
		add_line(view, &line);
		line.kr = MONEY_NONE;
	}
}

static void add_reason(struct compare_view *view, size_t row, size_t number)
{
	const struct compare_row *of = &view->compare->rows[row];
	const struct reason *reason = &of->reasons[number];
	struct compare_line line = { .row = row, .reason = reason, .kr = number < of->ram_reasons ? reason->kr : MONEY_NONE };
	struct buffer text = { 0 };

	compare_tell_reason(&text, view->compare, of, reason, view->shown, flags_of(view));
	add_text(view, &line, text.bytes);
	buffer_free(&text);
	compare_tell_grounds(&text, view->compare, reason);
	line.kr = MONEY_NONE;
	line.grounds = true;
	if (text.size)
		add_text(view, &line, text.bytes);
	buffer_free(&text);
}

static void add_row(struct compare_view *view, size_t row)
{
	const struct compare_row *of = &view->compare->rows[row];

	add_line(view, &(struct compare_line){ .row = row, .kr = MONEY_NONE });
	for (size_t i = 0; view->open[row] && i < of->reason_count; i++)
		add_reason(view, row, i);
	if (view->open[row] && of->unexplained)
		add_text(view, &(struct compare_line){ .row = row, .kr = of->unexplained }, _("Oförklarat: det som har hänt emellan räcker inte"));
}

void compare_lines(struct compare_view *view, int columns)
{
	arena_free(&view->arena);
	view->columns = columns;
	view->shown = session_money(view->screen.session, 0);
	view->list.count = 0;
	for (size_t i = 0; i < view->compare->count; i++)
		if (view->every || view->compare->rows[i].differs)
			add_row(view, i);
	list_select(&view->list, view->list.at);
}

/* ---- the columns ---- */

struct figures { int amount, before, after, change, kinds, kind, left; }; /* where each begins; kinds 0: no room */

static struct figures figures_of(const struct compare_view *view, const struct canvas *body)
{
	struct figures at = { .amount = amounts[view->shown], .kind = amounts[view->shown] };

	at.before = MARGIN + 2 + name_room(view, body->columns);
	at.after = at.before + at.amount;
	at.change = at.after + at.amount;
	at.left = at.change + at.amount + (int)view->compare->side[NEWER].book->region->kind_count * at.kind;
	if (body->columns >= WIDE && at.left + at.amount <= body->columns - MARGIN)
		at.kinds = at.change + at.amount;
	return at;
}

static void draw_heads(const struct compare_view *view, struct canvas *body, int y)
{
	const struct region *region = view->compare->side[NEWER].book->region;
	struct figures at = figures_of(view, body);
	char ram[32];

	snprintf(ram, sizeof ram, _("Ram %d"), view->year);
	canvas_text(body, y, MARGIN + 2, at.before - MARGIN - 3, ROLE_HEAD, ram);
	canvas_right(body, y, at.before, at.amount, ROLE_HEAD, _("Före"));
	canvas_right(body, y, at.after, at.amount, ROLE_HEAD, _("Efter"));
	canvas_right(body, y, at.change, at.amount, ROLE_HEAD, _("Skillnad"));
	for (size_t i = 0; at.kinds && i < region->kind_count; i++)
		canvas_right(body, y, at.kinds + (int)i * at.kind, at.kind, ROLE_HEAD, region->kinds[i].short_name);
	if (at.kinds)
		canvas_right(body, y, at.left, at.amount, ROLE_HEAD, _("Kvar"));
}

/* ---- rows ---- */

static void draw_figure(const struct compare_view *view, struct canvas *body, int y, int column, int width, enum role role, money value, unsigned flags)
{
	amount_draw(body, y, column, width, role, view->screen.session, value, view->shown, flags);
}

/* Of the difference: what each kind of post has to do with it, and what it does to what is left. */
static void draw_kinds(const struct compare_view *view, struct canvas *body, const struct compare_row *row, int y)
{
	const struct region *region = view->compare->side[NEWER].book->region;
	struct figures at = figures_of(view, body);

	for (size_t i = 0; at.kinds && i < region->kind_count; i++) {
		const char *kind = region->kinds[i].id;
		const money value[] = { [OLDER] = compare_kind(view->compare, row, OLDER, kind), [NEWER] = compare_kind(view->compare, row, NEWER, kind) };
		money change = compare_difference(value);

		draw_figure(view, body, y, at.kinds + (int)i * at.kind, at.kind, ROLE_PLAIN, change ? change : MONEY_NONE, MONEY_SIGN);
	}
	if (at.kinds && row->left[OLDER] != row->left[NEWER])
		draw_figure(view, body, y, at.left, at.amount, ROLE_PLAIN, compare_difference(row->left), MONEY_SIGN);
}

static void draw_name(const struct compare_view *view, struct canvas *body, const struct compare_line *line, int y, int end)
{
	const struct compare_row *row = &view->compare->rows[line->row];
	const char *fold = !row->reason_count && !row->unexplained ? body->glyphs->leaf : view->open[line->row] ? body->glyphs->open : body->glyphs->closed;
	int column = MARGIN + 2 + (row->depth < 12 ? row->depth : 12);
	struct buffer changes = { 0 };

	canvas_text(body, y, MARGIN, 1, row->unexplained ? ROLE_WARN : ROLE_ACCENT, row->unexplained ? "!" : fold);
	column += canvas_text(body, y, column, end - column, row->differs ? ROLE_PLAIN : ROLE_DIM, compare_unit(view->compare, row)->name);
	compare_tell_changes(&changes, view->compare, row);
	if (changes.size && column + 2 < end)
		canvas_text(body, y, column + 2, end - column - 2, ROLE_DIM, changes.bytes);
	buffer_free(&changes);
}

static void draw_row(const struct compare_view *view, struct canvas *body, const struct compare_line *line, int y)
{
	const struct compare_row *row = &view->compare->rows[line->row];
	struct figures at = figures_of(view, body);

	draw_name(view, body, line, y, at.before - 1);
	draw_figure(view, body, y, at.before, at.amount, ROLE_PLAIN, row->ram[OLDER], 0);
	draw_figure(view, body, y, at.after, at.amount, ROLE_PLAIN, row->ram[NEWER], 0);
	draw_figure(view, body, y, at.change, at.amount, ROLE_STRONG, compare_difference(row->ram), MONEY_SIGN);
	draw_kinds(view, body, row, y);
}

static void draw_reason(const struct compare_view *view, struct canvas *body, const struct compare_line *line, int y)
{
	struct figures at = figures_of(view, body);
	int column = reason_column(view, line->row);

	canvas_text(body, y, column, at.change - column - 1, line->grounds ? ROLE_DIM : ROLE_PLAIN, line->text);
	draw_figure(view, body, y, at.change, at.amount, ROLE_PLAIN, line->kr, MONEY_SIGN);
}

static void draw_line(struct compare_view *view, struct canvas *body, int number)
{
	const struct compare_line *line = &view->lines[number];
	int y = COMPARE_TOP + list_y(&view->list, number);

	(line->text ? draw_reason : draw_row)(view, body, line, y);
	if (number != view->list.at)
		return;
	canvas_reverse(body, y, MARGIN, body->columns - 2 * MARGIN);
	canvas_cursor(body, y, line->text ? reason_column(view, line->row) : MARGIN + 2, false);
}

/* ---- around them ---- */

static void add_side(const struct compare_view *view, int side, bool dates, struct buffer *out)
{
	const struct compare_side *of = &view->compare->side[side];

	buffer_text(out, view->compare->name[side]);
	if (!of->version || !dates)
		return;
	buffer_text(out, _(", fryst "));
	story_date(out, of->version->line->head.at);
}

/* How many first: it may be cut where the names are long. */
static void tell_sides(const struct compare_view *view, bool dates, struct buffer *out)
{
	size_t differing = compare_differing(view->compare);

	if (differing)
		buffer_format(out, ngettext("%zu av %zu rader skiljer.", "%zu av %zu rader skiljer.", differing), differing, view->compare->count);
	else
		buffer_text(out, _("Inget skiljer."));
	buffer_text(out, _(" Före: "));
	add_side(view, OLDER, dates, out);
	buffer_text(out, _(". Efter: "));
	add_side(view, NEWER, dates, out);
	buffer_text(out, ".");
}

/* What might be taken for what is compared, and is not. */
static void tell_not(const struct compare_view *view, struct buffer *out)
{
	const struct session *session = view->screen.session;

	if (session->what_if.count)
		buffer_text(out, _("Räkneexemplet är inte med här: beloppen är de som är beslutade. "));
	if (session_version(session))
		buffer_format(out, _("Resten av programmet visar %s; här står bara de två som jämförs. "), session_version(session));
	if (view->compare->branches)
		buffer_text(out, _("Ingen av de två vilar på allt i den andra. "));
}

static void draw_intro(const struct compare_view *view, struct canvas *body)
{
	int width = body->columns - 2 * MARGIN;
	struct buffer sides = { 0 }, not = { 0 };

	tell_sides(view, body->columns >= DATES_LEAST, &sides);
	tell_not(view, &not);
	canvas_wrap(body, 0, MARGIN, width, not.size ? 1 : 2, ROLE_PLAIN, sides.bytes);
	if (not.size)
		canvas_text(body, 1, MARGIN, width, ROLE_STRONG, not.bytes);
	buffer_free(&sides);
	buffer_free(&not);
}

static void tell_reasons(const struct compare_view *view, size_t row, struct buffer *out)
{
	const struct compare_row *of = &view->compare->rows[row];

	if (!of->reason_count)
		buffer_text(out, of->differs ? _("Inga egna poster eller rader skiljer.") : _("Som förut."));
	else if (!view->open[row])
		buffer_format(out, ngettext("%zu orsak: Enter visar den.", "%zu orsaker: Enter visar dem.", of->reason_count), of->reason_count);
}

static void tell_row(const struct compare_view *view, size_t row, struct buffer *out)
{
	const struct compare_row *of = &view->compare->rows[row];
	size_t start;

	if (of->unexplained) {
		buffer_text(out, _("Oförklarat: "));
		amount_text(out, view->screen.session, of->unexplained, view->shown, MONEY_SIGN | MONEY_NAMED);
		buffer_text(out, ". ");
	}
	start = out->size;
	compare_tell_left(out, view->compare, of, view->shown, flags_of(view));
	if (out->size > start)
		buffer_text(out, ". ");
	tell_reasons(view, row, out);
}

static void draw_strip(const struct compare_view *view, struct canvas *body, int y)
{
	const struct compare_row *row = &view->compare->rows[compare_current(view)->row];
	int width = body->columns - 2 * MARGIN;
	struct buffer name = { 0 }, changes = { 0 }, told = { 0 };

	buffer_text(&name, compare_unit(view->compare, row)->name);
	compare_tell_changes(&changes, view->compare, row);
	if (changes.size)
		buffer_format(&name, " · %s", changes.bytes);
	tell_row(view, compare_current(view)->row, &told);
	canvas_rule(body, y, 0, body->columns);
	canvas_text(body, y + 1, MARGIN, width, ROLE_STRONG, name.bytes);
	canvas_wrap(body, y + 2, MARGIN, width > 110 ? 110 : width, STRIP - 2, ROLE_PLAIN, told.bytes);
	buffer_free(&name);
	buffer_free(&changes);
	buffer_free(&told);
}

void compare_draw(struct screen *screen, struct canvas *body)
{
	struct compare_view *view = compare_self(screen);
	int strip = body->rows >= 14 ? STRIP : 0;

	compare_freshen(view);
	if (!view->compare) {
		canvas_wrap(body, 1, MARGIN, body->columns - 2 * MARGIN, body->rows - 1, ROLE_PLAIN, view->why.text);
		return;
	}
	if (view->columns != body->columns || view->shown != session_money(screen->session, 0))
		compare_lines(view, body->columns);
	draw_intro(view, body);
	draw_heads(view, body, COMPARE_TOP - 1);
	list_size(&view->list, view->list.count, body->rows - COMPARE_TOP - strip);
	for (int number = view->list.first; number < list_end(&view->list); number++)
		draw_line(view, body, number);
	if (strip && view->list.count)
		draw_strip(view, body, body->rows - strip);
}

/* ---- for a file ---- */

/* «+3,0 Utökning: vårdplatser (RF 19 nov 2019 · registrator · 20 nov 2019); …» */
static const char *all_reasons(const struct compare_view *view, const struct compare_row *row, struct sheet *out)
{
	struct buffer text = { 0 }, grounds = { 0 };
	char kr[MONEY_TEXT];

	for (size_t i = 0; i < row->reason_count; i++) {
		buffer_text(&text, i ? "; " : "");
		if (i < row->ram_reasons)
			buffer_format(&text, "%s ", money_print(kr, row->reasons[i].kr, view->shown, MONEY_FULL, MONEY_SIGN));
		compare_tell_reason(&text, view->compare, row, &row->reasons[i], view->shown, 0);
		compare_tell_grounds(&grounds, view->compare, &row->reasons[i]);
		if (grounds.size)
			buffer_format(&text, " (%s)", grounds.bytes);
		buffer_free(&grounds);
	}
	return text.size ? sheet_keep(out, &text) : NULL;
}

static void add_to_sheet(const struct compare_view *view, const struct compare_row *row, struct sheet *out)
{
	struct cell_text *cells = sheet_row(out, row->depth, false);
	struct buffer changes = { 0 };

	if (row->changes)
		compare_tell_changes(&changes, view->compare, row);
	cells[0].text = arena_string(&out->arena, compare_unit(view->compare, row)->name);
	cells[1].value = row->ram[OLDER];
	cells[2].value = row->ram[NEWER];
	cells[3].value = compare_difference(row->ram);
	cells[4].value = row->unexplained ? row->unexplained : MONEY_NONE;
	cells[5].text = changes.size ? sheet_keep(out, &changes) : NULL;
	cells[6].text = all_reasons(view, row, out);
}

bool compare_sheet(const struct screen *screen, struct sheet *out)
{
	const struct compare_view *view = compare_self(screen);
	struct buffer title = { 0 };

	if (!view->compare)
		return false;
	buffer_format(&title, _("Jämförelse %d: "), view->year);
	tell_sides(view, true, &title);
	out->title = sheet_keep(out, &title);
	out->money = view->shown;
	sheet_column(out, "namn", _("Enhet"), FOR_ALL, false);
	sheet_column(out, "fore", _("Före"), FOR_ALL, true);
	sheet_column(out, "efter", _("Efter"), FOR_ALL, true);
	sheet_column(out, "skillnad", _("Skillnad"), FOR_ALL, true);
	sheet_column(out, "oforklarat", _("Oförklarat"), FOR_DATA, true);
	sheet_column(out, "andrat", _("Ändrat"), FOR_ALL, false);
	sheet_column(out, "orsaker", _("Orsaker"), FOR_ALL, false);
	for (size_t i = 0; i < view->compare->count; i++)
		if (view->every || view->compare->rows[i].differs)
			add_to_sheet(view, &view->compare->rows[i], out);
	return true;
}
