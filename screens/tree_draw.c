#include "tree.h"

#include "amount.h"
#include "intl.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

/* Head row, rows and selection. Every change of attribute costs ten bytes on the way to the terminal, so a row has few of them. */

#define MARGIN 1
#define GUTTER 3 /* marks: one column each, so that they can be read down the page */
#define ARROW 1  /* after the last column, and a blank before it */
#define NAME_MOST 52
#define HEAD_ROWS 1

/* --- where things stand --- */

struct place {
	int name_width, marks, columns; /* where they begin */
	int gap, room;                  /* before a column; for all that are seen */
	bool narrow;
};

/* Words begin at their left edge, so they need more air there. */
static int gap_before(const struct tree *tree, const struct place *place, int column)
{
	return tree->columns[column].rule->text ? 2 : place->gap;
}

static int width_of(const struct tree *tree, const struct place *place, int column)
{
	return place->narrow ? tree->columns[column].brief_width : tree->columns[column].width;
}

static int width_between(const struct tree *tree, const struct place *place, int from, int to)
{
	int sum = 0;

	for (int i = from; i < to; i++)
		sum += gap_before(tree, place, i) + width_of(tree, place, i);
	return sum;
}

/* Words end where they end, so the last ones may go on to the edge, below the arrow in the head row. */
static int spare(const struct tree *tree, const struct place *place, int column)
{
	const struct tree_column *last = &tree->columns[column];
	bool below = column == tree->column_count - 1 || text_width(last->head) + 2 <= width_of(tree, place, column);

	return last->rule->text && below ? ARROW + MARGIN : 0;
}

static bool has_room(const struct tree *tree, const struct place *place, int from, int to)
{
	return width_between(tree, place, from, to) <= place->room + spare(tree, place, to - 1);
}

static int clamp(int value, int least, int most)
{
	return value > most ? most : value < least ? least : value;
}

/* What names give up so that a column that warns, Kvar, is seen where amounts are long: no more than a sixth of theirs. */
static int given_up(const struct tree *tree, const struct place *place, int name_width, int room)
{
	int column = 0;

	while (column < tree->column_count && width_between(tree, place, 0, column + 1) <= room)
		column++;
	if (column == tree->column_count || tree->columns[column].rule->alarm == ALARM_NONE)
		return 0;
	room = width_between(tree, place, 0, column + 1) - room;
	return room <= name_width / 6 ? room : 0;
}

/* Where all columns have room, names get what the whole tree needs, so that nothing moves; else what is folded out needs, so that as many columns
 * as can be are seen with it, and they move only when a branch is folded. A sorted list tells the division too. */
static int names_wanted(const struct tree *tree, int rest)
{
	int all = clamp(tree->name_width, 0, NAME_MOST);

	return rest >= all || tree_is_flat(tree) ? all : clamp(tree->listed_width, 0, all);
}

/* Names get what the columns leave, but never less than two fifths of the row while they want it: rather the last columns wait. */
static struct place place_of(const struct tree *tree, const struct canvas *body)
{
	struct place place = { .narrow = body->columns < TREE_NARROW, .gap = body->columns < TREE_NARROW ? 1 : 2 };
	int room = body->columns - 2 * MARGIN - GUTTER;
	int rest = room - ARROW - width_between(tree, &place, 0, tree->column_count);
	int wanted = names_wanted(tree, rest);

	place.name_width = clamp(rest, clamp(body->columns * 2 / 5, 0, wanted), wanted);
	place.name_width -= given_up(tree, &place, place.name_width, room - ARROW - place.name_width);
	place.marks = MARGIN + place.name_width;
	place.columns = place.marks + GUTTER;
	place.room = room - place.name_width - ARROW;
	return place;
}

/* The first column not seen any more. */
static int end_column(const struct tree *tree, const struct place *place)
{
	int end = tree->first_column;

	while (end < tree->column_count && has_room(tree, place, tree->first_column, end + 1))
		end++;
	return end > tree->first_column ? end : tree->first_column + 1;
}

static void roll(struct tree *tree, const struct place *place, int columns)
{
	if (tree->drawn_columns != columns)
		tree->first_column = 0;
	tree->drawn_columns = columns;
	if (tree->column < tree->first_column)
		tree->first_column = tree->column;
	while (tree->column >= end_column(tree, place))
		tree->first_column++;
	while (tree->first_column > 0 && has_room(tree, place, tree->first_column - 1, tree->column_count))
		tree->first_column--;
}

/* --- the head row --- */

/* The largest on top: down. */
static const char *arrow_of(const struct tree *tree, const struct glyphs *glyphs)
{
	if ((tree->order == ORDER_FORWARD) != tree_is_words(&tree->columns[tree->order_column]))
		return glyphs->open;
	return glyphs->ascii ? "^" : "▴";
}

static void draw_head(const struct tree *tree, struct canvas *body, const struct place *place, int column, int i)
{
	const struct tree_column *one = &tree->columns[i];
	bool sorted = tree_is_flat(tree) && i == tree->order_column;
	char head[80];

	snprintf(head, sizeof head, "%s%s", sorted ? arrow_of(tree, body->glyphs) : "", one->head);
	(one->rule->text ? canvas_text : canvas_right)(body, 0, column, width_of(tree, place, i), i == tree->column ? ROLE_ACCENT : ROLE_HEAD, head);
}

static void draw_heads(const struct tree *tree, struct canvas *body, const struct place *place, int end)
{
	int column = place->columns;

	canvas_text(body, 0, MARGIN, place->name_width, ROLE_HEAD, _("Enhet"));
	for (int i = tree->first_column; i < end; i++) {
		column += gap_before(tree, place, i);
		draw_head(tree, body, place, column, i);
		column += width_of(tree, place, i);
	}
	if (tree->first_column > 0)
		canvas_text(body, 0, place->columns - 1, 1, ROLE_ACCENT, "<");
	if (end < tree->column_count)
		canvas_text(body, 0, body->columns - 1, 1, ROLE_ACCENT, ">");
}

/* --- one row --- */

/* Her own row is what matters here; what only sums, or only leads to a hit, is context. */
static enum role row_role(const struct tree *tree, int unit)
{
	if (tree->org->units[unit].kind == UNIT_GROUP || tree->shown[unit] == SHOWN_PATH)
		return ROLE_DIM;
	return tree_is_mine(tree, unit) ? ROLE_STRONG : ROLE_PLAIN;
}

static enum role amount_role(const struct tree *tree, const struct tree_column *column, int unit, money value)
{
	enum tree_alarm alarm = column->rule->alarm;

	if (column->rule->figure == FIGURE_LEFT && session_preliminary(tree->screen.session)) /* need not be even yet */
		alarm = ALARM_NONE;
	return alarm == ALARM_ANY || (alarm == ALARM_BELOW_0 && value < 0) ? ROLE_WARN : row_role(tree, unit);
}

static void draw_words(const struct tree *tree, struct canvas *rows, const struct place *place, int y, int column, int i, int unit)
{
	const struct tree_column *one = &tree->columns[i];
	struct buffer text = { 0 };

	if (place->narrow && one->rule->brief)
		one->rule->brief(&text, tree, unit);
	else
		tree_cell_text(&text, tree, one, unit);
	if (!one->rule->count)
		canvas_text(rows, y, column, width_of(tree, place, i), row_role(tree, unit), text.bytes);
	else if (text.size)
		canvas_right(rows, y, column, one->width, amount_role(tree, one, unit, 1), text.bytes);
	buffer_free(&text);
}

static void draw_cell(const struct tree *tree, struct canvas *rows, const struct place *place, int y, int column, int i, int unit)
{
	const struct tree_column *one = &tree->columns[i];
	money value = tree_amount(tree, one, unit);

	if (!one->rule->amount)
		draw_words(tree, rows, place, y, column, i, unit);
	else if (value != MONEY_NONE)
		amount_draw(rows, y, column, one->width, amount_role(tree, one, unit, value), tree->screen.session, value, tree->shown_in, tree_flags(tree, one));
}

static const char *fold_glyph(const struct tree *tree, const struct glyphs *glyphs, int unit)
{
	return !tree_has_below(tree, unit) ? glyphs->leaf : tree->open[unit] ? glyphs->open : glyphs->closed;
}

static int indent_of(const struct tree *tree, const struct canvas *rows, int unit, int width)
{
	int indent = tree->org->units[unit].depth * (rows->columns < TREE_NARROW ? 1 : 2);

	return tree_is_flat(tree) ? 0 : 2 + (indent > width / 2 ? width / 2 : indent);
}

/* The last one on the way up that is not the top. */
static int division_of(const struct tree *tree, int unit)
{
	int division = unit;

	for (int above = org_above(tree->org, unit); above > 0; above = org_above(tree->org, above))
		division = above;
	return division;
}

/* In a flat list one wants to know where the unit belongs; half a name would only be in the way. */
static void draw_division(const struct tree *tree, struct canvas *rows, int y, int unit, int used, int width)
{
	int division = division_of(tree, unit);
	const char *name = tree->org->units[division].name;

	if (division != unit && used + text_width(name) + 3 <= width)
		canvas_format(rows, y, MARGIN + used, width - used, ROLE_DIM, " %s %s", rows->glyphs->bullet, name);
}

static void draw_name(const struct tree *tree, struct canvas *rows, int y, int unit, int width)
{
	enum role role = row_role(tree, unit);
	int indent = indent_of(tree, rows, unit, width), used;

	if (!tree_is_flat(tree))
		canvas_text(rows, y, MARGIN + indent - 2, 1, role, fold_glyph(tree, rows->glyphs, unit));
	used = canvas_text(rows, y, MARGIN + indent, width - indent, role, tree->org->units[unit].name);
	if (tree_is_flat(tree))
		draw_division(tree, rows, y, unit, used, width);
}

/* The row reversed but for the current figure, which so stands out, also without colour. */
static void draw_selection(const struct tree *tree, struct canvas *rows, const struct place *place, int end)
{
	int y = list_y(&tree->list, tree->list.at);
	int to = place->columns + width_between(tree, place, tree->first_column, tree->column + 1);
	int from = to - width_of(tree, place, tree->column), edge = place->columns + width_between(tree, place, tree->first_column, end);

	if (!tree->columns[tree->column].rule->amount)
		to = from;
	if (edge < rows->columns - MARGIN)
		edge = rows->columns - MARGIN;
	canvas_reverse(rows, y, MARGIN, from - MARGIN);
	canvas_reverse(rows, y, to, edge - to);
	canvas_cursor(rows, y, MARGIN, false);
}

static void draw_rows(struct tree *tree, struct canvas *rows, const struct place *place, int end)
{
	struct list_view *list = &tree->list;

	list_size(list, list->count, rows->rows);
	for (int row = list->first; row < list_end(list); row++) {
		int unit = tree->rows[row], y = list_y(list, row), column = place->columns;

		draw_name(tree, rows, y, unit, place->name_width);
		tree_draw_marks(tree, rows, y, place->marks, unit);
		for (int i = tree->first_column; i < end; i++) {
			column += gap_before(tree, place, i);
			draw_cell(tree, rows, place, y, column, i, unit);
			column += width_of(tree, place, i);
		}
	}
	draw_selection(tree, rows, place, end);
}

/* --- all of it --- */

void tree_draw(struct tree *tree, struct canvas *body)
{
	int foot = tree_strip_rows(body), unit = tree_selected(tree);
	struct canvas rows = canvas_part(body, HEAD_ROWS, 0, body->rows - HEAD_ROWS - foot, body->columns);
	struct canvas strip = canvas_part(body, body->rows - foot, 0, foot, body->columns);
	struct place place = place_of(tree, body);

	roll(tree, &place, body->columns);
	draw_heads(tree, body, &place, end_column(tree, &place));
	draw_rows(tree, &rows, &place, end_column(tree, &place));
	tree_draw_strip(tree, &strip, indent_of(tree, body, unit, place.name_width) + text_width(tree->org->units[unit].name) > place.name_width);
	popup_draw(&tree->popup, body);
}

int tree_row_at(const struct tree *tree, int y)
{
	int row = tree->list.first + y - HEAD_ROWS;

	return y >= HEAD_ROWS && y < HEAD_ROWS + tree->list.room && row < tree->list.count ? row : -1;
}
