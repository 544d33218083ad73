#include "screen.h"

#include "amount.h"
#include "dialogue.h"
#include "field.h"
#include "figure.h"
#include "intl.h"
#include "list.h"
#include "phrase.h"
#include "post.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The organisation as a tree with figures. What is open is a flag a unit; the rows seen are a flat list, made anew when something is folded.
 * Columns are data: a set is a table, a column a line in it. */

struct tree;

struct rule {
	const char *head;                                                   /* with %d: a year, so far from the budget year */
	int from_year;
	bool each_kind;                                                     /* a column for every kind of post, with its own short name */
	money (*amount)(const struct ram_table *, int unit, int kind);      /* or */
	void (*text)(struct buffer *, const struct session *, int unit);
	enum figure_kind figure;
	unsigned flags;
	bool strong;                                                        /* what matters now */
};

struct column {
	const struct rule *rule;
	int kind; /* of post; -1 */
	char head[40];
	int width; /* without the gap before it */
};

struct tree {
	struct screen screen;
	struct list_view list;
	int *rows;            /* units seen, [list.count] */
	unsigned char *open;  /* [org->count]: what lies below is seen */
	const struct org *org;
	char id[65];          /* of the selected unit, which may move when another organisation is adopted */
	int set;
	struct column *columns;
	int column_count, column; /* and the current one */
	int first_column;     /* what stands to the left of it has been rolled away */
	unsigned generation;  /* what the widths were measured for */
	enum money_unit shown;
	bool searching;
	struct text_field search;
	unsigned char *open_before; /* while searching */
	int unit_before;
};

#define MARGIN 1
#define GUTTER 3   /* marks: one column each, so that they can be read down the page */
#define NAME_LEAST 19
#define NAME_MOST 46
#define NARROW 100 /* columns: below this, one column a level and between amounts instead of two */
#define HEAD_ROWS 1
#define STRIP_ROWS 4

static const struct book *book_of(const struct tree *tree)
{
	return tree->screen.session->book;
}

static int selected(const struct tree *tree)
{
	return tree->rows[tree->list.at];
}

/* --- columns --- */

static money opening(const struct ram_table *table, int unit, int kind)
{
	(void)kind;
	return ram_kind(table, unit, (int)table->book->region->opening);
}

static money ram(const struct ram_table *table, int unit, int kind)
{
	(void)kind;
	return table->balance[unit].ram;
}

static money change(const struct ram_table *table, int unit, int kind)
{
	money before = opening(table, unit, kind), now = ram(table, unit, kind);

	return now == MONEY_NONE ? MONEY_NONE : money_sum(now, before == MONEY_NONE ? 0 : -before);
}

static money divided(const struct ram_table *table, int unit, int kind)
{
	(void)kind;
	return table->balance[unit].divided;
}

static money left(const struct ram_table *table, int unit, int kind)
{
	(void)kind;
	return table->balance[unit].left;
}

static money available(const struct ram_table *table, int unit, int kind)
{
	(void)kind;
	return table->balance[unit].available;
}

static money target(const struct ram_table *table, int unit, int kind)
{
	(void)kind;
	return table->balance[unit].target;
}

static void status(struct buffer *out, const struct session *session, int unit)
{
	buffer_text(out, ram_status(session->table, unit));
}

static void chef(struct buffer *out, const struct session *session, int unit)
{
	const char *user = session->book->org->units[unit].chef;

	buffer_text(out, user ? user : "");
}

static const struct rule ram_rules[] = {
	{ .head = N_("Ram %d"), .from_year = -1, .amount = opening, .figure = FIGURE_KIND },
	{ .head = N_("Förändr."), .amount = change, .figure = FIGURE_RAM, .flags = MONEY_SIGN },
	{ .head = N_("Ram %d"), .amount = ram, .figure = FIGURE_RAM, .strong = true },
	{ .head = N_("Fördelat"), .amount = divided, .figure = FIGURE_DIVIDED },
	{ .head = N_("Kvar"), .amount = left, .figure = FIGURE_LEFT, .strong = true },
	{ .head = N_("Status"), .text = status },
	{ .head = N_("Resultatmål"), .amount = target, .figure = FIGURE_TARGET },
	{ .head = N_("Att fördela"), .amount = available, .figure = FIGURE_AVAILABLE },
	{ .head = N_("Chef"), .text = chef },
	{ .head = NULL },
};

static const struct rule bridge_rules[] = {
	{ .each_kind = true, .head = "", .amount = ram_kind, .figure = FIGURE_KIND },
	{ .head = "%d", .amount = ram, .figure = FIGURE_RAM, .strong = true },
	{ .head = N_("Förändr."), .amount = change, .figure = FIGURE_RAM, .flags = MONEY_SIGN },
	{ .head = N_("Chef"), .text = chef },
	{ .head = NULL },
};

static const struct { const char *name; const struct rule *rules; } sets[] = {
	{ N_("ram"), ram_rules },
	{ N_("förändringens delar"), bridge_rules },
};

#define SETS ((int)(sizeof sets / sizeof *sets))

static void add_column(struct tree *tree, const struct rule *rule, int kind)
{
	const struct session *session = tree->screen.session;
	struct column *column = &tree->columns[tree->column_count++];
	int year = rule->from_year ? session->book->region->year + rule->from_year : session->year;

	*column = (struct column){ .rule = rule, .kind = kind };
	if (kind >= 0)
		snprintf(column->head, sizeof column->head, "%s", session->book->region->kinds[kind].short_name);
	else
		snprintf(column->head, sizeof column->head, *rule->head == '%' ? rule->head : _(rule->head), year);
}

static void make_columns(struct tree *tree)
{
	int kinds = (int)book_of(tree)->region->kind_count;

	tree->columns = memory_grow(tree->columns, (size_t)kinds + 16, sizeof *tree->columns);
	tree->column_count = tree->column = tree->first_column = 0;
	for (const struct rule *rule = sets[tree->set].rules; rule->head; rule++) {
		if (!rule->each_kind)
			add_column(tree, rule, -1);
		for (int kind = 0; rule->each_kind && kind < kinds; kind++)
			add_column(tree, rule, kind);
	}
	for (int i = tree->column_count; i-- > 0;) /* one begins at the ram */
		if (tree->columns[i].rule->amount == ram)
			tree->column = i;
}

static unsigned flags_of(const struct tree *tree, const struct column *column)
{
	const struct region *region = book_of(tree)->region;

	return column->kind >= 0 && !region->kinds[column->kind].opening ? MONEY_SIGN : column->rule->flags;
}

static money amount_in(const struct tree *tree, const struct column *column, int unit)
{
	return column->rule->amount ? column->rule->amount(tree->screen.session->table, unit, column->kind) : MONEY_NONE;
}

static int wider(const struct tree *tree, const struct column *column, money value, int width)
{
	struct buffer text = { 0 };
	int needed;

	amount_text(&text, tree->screen.session, value, tree->shown, flags_of(tree, column));
	needed = text_width(text.bytes);
	buffer_free(&text);
	return needed > width ? needed : width;
}

/* Wide enough for the largest and the smallest of the whole tree, so that nothing jumps when it is folded out. */
static void measure_amounts(const struct tree *tree, struct column *column)
{
	money most = 0, least = 0;

	for (int unit = 0; unit < tree->org->count; unit++) {
		money value = amount_in(tree, column, unit);

		if (value != MONEY_NONE && value > most)
			most = value;
		if (value != MONEY_NONE && value < least)
			least = value;
	}
	column->width = wider(tree, column, least, wider(tree, column, most, column->width));
}

static void measure_texts(const struct tree *tree, struct column *column)
{
	struct buffer text = { 0 };

	for (int unit = 0; unit < tree->org->count; unit++) {
		text.size = 0;
		column->rule->text(&text, tree->screen.session, unit);
		if (text_width(text.bytes) > column->width)
			column->width = text_width(text.bytes);
	}
	buffer_free(&text);
}

static void measure(struct tree *tree)
{
	tree->generation = book_of(tree)->generation;
	tree->shown = session_money(tree->screen.session, ORG_NONE);
	for (int i = 0; i < tree->column_count; i++) {
		tree->columns[i].width = text_width(tree->columns[i].head);
		(tree->columns[i].rule->amount ? measure_amounts : measure_texts)(tree, &tree->columns[i]);
	}
}

/* --- rows --- */

static bool has_below(const struct tree *tree, int unit)
{
	return tree->org->units[unit].end > unit + 1;
}

static void list_rows(struct tree *tree, int select)
{
	int count = 0, at = 0;

	for (int unit = 0; unit < tree->org->count; unit = tree->open[unit] ? unit + 1 : tree->org->units[unit].end) {
		if (unit <= select)
			at = count; /* itself, or what it was folded into */
		tree->rows[count++] = unit;
	}
	tree->list.count = count;
	list_select(&tree->list, at);
	snprintf(tree->id, sizeof tree->id, "%s", tree->org->units[selected(tree)].id);
}

static void show(struct tree *tree, int unit)
{
	for (int above = tree->org->units[unit].parent; above != ORG_NONE; above = tree->org->units[above].parent)
		tree->open[above] = true;
	list_rows(tree, unit);
}

/* Down to the divisions: the top, and groups that hold more than anslag. */
static void fold_as_first(struct tree *tree)
{
	memset(tree->open, 0, (size_t)tree->org->count);
	tree->open[0] = true;
	for (int unit = 1; unit < tree->org->count; unit++) {
		int parent = tree->org->units[unit].parent;

		if (tree->org->units[unit].kind != UNIT_ANSLAG && tree->org->units[parent].kind == UNIT_GROUP)
			tree->open[parent] = true;
	}
}

static void adopt(struct tree *tree, int unit)
{
	size_t count = (size_t)book_of(tree)->org->count;

	tree->org = book_of(tree)->org;
	tree->rows = memory_grow(tree->rows, count, sizeof *tree->rows);
	tree->open = memory_grow(tree->open, count, 1);
	tree->open_before = memory_grow(tree->open_before, count, 1);
	tree->searching = false;
	fold_as_first(tree);
	show(tree, unit);
	make_columns(tree);
}

/* The book may have changed between any two keys. */
static void freshen(struct tree *tree)
{
	if (tree->org != book_of(tree)->org) {
		int unit = org_find(book_of(tree)->org, tree->id);

		adopt(tree, unit == ORG_NONE ? 0 : unit);
	}
	if (tree->generation != book_of(tree)->generation || tree->shown != session_money(tree->screen.session, ORG_NONE))
		measure(tree);
}

/* --- marks --- */

static bool is_over(const struct tree *tree, int unit)
{
	money value = tree->screen.session->table->balance[unit].left;

	return value != MONEY_NONE && value < 0;
}

static bool has_draft(const struct tree *tree, int unit)
{
	const struct draft *draft = &tree->screen.session->draft;

	return draft_waits(draft) && strcmp(draft->unit, tree->org->units[unit].id) == 0;
}

static bool has_question(const struct tree *tree, int unit)
{
	return dialogue_waiting(book_of(tree), unit) > 0;
}

static bool is_mine(const struct tree *tree, int unit)
{
	return tree->screen.session->seat.unit == unit;
}

/* Its column of the gutter, how it looks, and its words in the strip. A draft takes the place of «mine», for only mine has one. */
static const struct mark {
	bool (*holds)(const struct tree *, int unit);
	int column;
	const char *sign; /* NULL: glyphs->here */
	enum role role;
	const char *words;
} marks[] = {
	{ is_mine, 0, NULL, ROLE_ACCENT, N_("din enhet") },
	{ has_draft, 0, "~", ROLE_ACCENT, N_("utkast") },
	{ is_over, 1, "!", ROLE_WARN, N_("över sin ram") },
	{ has_question, 2, "?", ROLE_ACCENT, N_("fråga utan svar") },
};

#define MARKS (sizeof marks / sizeof *marks)

static void draw_marks(const struct tree *tree, struct canvas *body, int y, int column, int unit)
{
	for (size_t i = 0; i < MARKS; i++)
		if (marks[i].holds(tree, unit))
			canvas_text(body, y, column + marks[i].column, 1, marks[i].role, marks[i].sign ? marks[i].sign : body->glyphs->here);
}

/* --- where things stand --- */

struct place {
	int name_width, marks, columns; /* where they begin */
	int gap, room;                  /* before a column; for all that are seen */
};

/* Words begin at their left edge, so they need more air there. */
static int gap_before(const struct tree *tree, const struct place *place, int column)
{
	return tree->columns[column].rule->amount ? place->gap : 2;
}

static int width_between(const struct tree *tree, const struct place *place, int from, int to)
{
	int sum = 0;

	for (int i = from; i < to; i++)
		sum += gap_before(tree, place, i) + tree->columns[i].width;
	return sum;
}

/* Names get what the columns leave, but never less than what makes them readable: rather the last columns wait. */
static struct place place_of(const struct tree *tree, const struct canvas *body)
{
	struct place place = { .gap = body->columns < NARROW ? 1 : 2 };
	int rest = body->columns - 2 * MARGIN - GUTTER, all = rest;

	for (int count = tree->column_count; all > rest - NAME_LEAST && count > 0; count--)
		all = width_between(tree, &place, 0, count);
	place.name_width = rest - all < NAME_LEAST ? NAME_LEAST : rest - all > NAME_MOST ? NAME_MOST : rest - all;
	place.marks = MARGIN + place.name_width;
	place.columns = place.marks + GUTTER;
	place.room = body->columns - place.columns - MARGIN;
	return place;
}

/* The first column not seen any more. */
static int end_column(const struct tree *tree, const struct place *place)
{
	int end = tree->first_column;

	while (end < tree->column_count && width_between(tree, place, tree->first_column, end + 1) <= place->room)
		end++;
	return end > tree->first_column ? end : tree->first_column + 1;
}

static void roll(struct tree *tree, const struct place *place)
{
	if (tree->column < tree->first_column)
		tree->first_column = tree->column;
	while (tree->column >= end_column(tree, place))
		tree->first_column++;
	while (tree->first_column > 0 && width_between(tree, place, tree->first_column - 1, tree->column_count) <= place->room)
		tree->first_column--;
}

/* --- drawing --- */

static void draw_heads(const struct tree *tree, struct canvas *body, const struct place *place, int end)
{
	int column = place->columns;

	canvas_text(body, 0, MARGIN, place->name_width, ROLE_HEAD, _("Enhet"));
	for (int i = tree->first_column; i < end; i++) {
		const struct column *one = &tree->columns[i];
		enum role role = i == tree->column ? ROLE_ACCENT : ROLE_HEAD;

		column += gap_before(tree, place, i);
		(one->rule->amount ? canvas_right : canvas_text)(body, 0, column, one->width, role, one->head);
		column += one->width;
	}
	if (tree->first_column > 0)
		canvas_text(body, 0, place->columns - 1, 1, ROLE_ACCENT, "<");
	if (end < tree->column_count)
		canvas_text(body, 0, body->columns - 1, 1, ROLE_ACCENT, ">");
}

static enum role role_of(const struct tree *tree, const struct column *column, int unit, money value)
{
	if (column->rule->amount == left && value <= 0) /* nothing left is nothing to look at */
		return value < 0 ? ROLE_WARN : ROLE_DIM;
	if (tree->org->units[unit].kind == UNIT_GROUP)
		return ROLE_DIM;
	return column->rule->strong && tree->org->units[unit].kind == UNIT_UNIT ? ROLE_STRONG : ROLE_PLAIN;
}

static void draw_cell(const struct tree *tree, struct canvas *body, int y, int column, const struct column *one, int unit)
{
	const struct session *session = tree->screen.session;
	money value = amount_in(tree, one, unit);
	struct buffer text = { 0 };

	if (value != MONEY_NONE) {
		amount_draw(body, y, column, one->width, role_of(tree, one, unit, value), session, value, tree->shown, flags_of(tree, one));
	} else if (one->rule->text) {
		one->rule->text(&text, session, unit);
		canvas_text(body, y, column, one->width, ROLE_DIM, text.bytes);
		buffer_free(&text);
	}
}

static const char *fold_glyph(const struct tree *tree, const struct glyphs *glyphs, int unit)
{
	return !has_below(tree, unit) ? glyphs->leaf : tree->open[unit] ? glyphs->open : glyphs->closed;
}

static void draw_name(const struct tree *tree, struct canvas *body, int y, int unit, int width)
{
	const struct unit *of = &tree->org->units[unit];
	int indent = of->depth * (body->columns < NARROW ? 1 : 2);
	enum role role = of->kind == UNIT_GROUP ? ROLE_DIM : is_mine(tree, unit) ? ROLE_STRONG : ROLE_PLAIN;

	if (indent > width / 2)
		indent = width / 2;
	canvas_text(body, y, MARGIN + indent, 1, ROLE_DIM, fold_glyph(tree, body->glyphs, unit));
	canvas_text(body, y, MARGIN + indent + 2, width - indent - 2, role, of->name);
}

/* The row reversed but for the current figure, which so stands out, also without colour. */
static void draw_selection(const struct tree *tree, struct canvas *rows, const struct place *place)
{
	int y = list_y(&tree->list, tree->list.at);
	int to = place->columns + width_between(tree, place, tree->first_column, tree->column + 1);
	int from = to - tree->columns[tree->column].width;

	if (!tree->columns[tree->column].rule->amount)
		to = from;
	canvas_reverse(rows, y, MARGIN, from - MARGIN);
	canvas_reverse(rows, y, to, rows->columns - MARGIN - to);
	canvas_cursor(rows, y, MARGIN, false);
}

static void draw_rows(struct tree *tree, struct canvas *rows, const struct place *place, int end)
{
	struct list_view *list = &tree->list;

	list_size(list, list->count, rows->rows);
	for (int row = list->first; row < list_end(list); row++) {
		int unit = tree->rows[row], y = list_y(list, row), column = place->columns;

		draw_name(tree, rows, y, unit, place->name_width);
		draw_marks(tree, rows, y, place->marks, unit);
		for (int i = tree->first_column; i < end; i++) {
			column += gap_before(tree, place, i);
			draw_cell(tree, rows, y, column, &tree->columns[i], unit);
			column += tree->columns[i].width;
		}
	}
	draw_selection(tree, rows, place);
}

/* --- the strip about the selected row --- */

static void add_words(struct buffer *out, const char *words)
{
	buffer_format(out, "%s%s", out->size ? " · " : "", words);
}

static void describe(const struct tree *tree, struct buffer *out, int unit)
{
	const struct unit *of = &tree->org->units[unit];

	phrase_place(out, book_of(tree), unit);
	if (text_contains(out->bytes, of->name)) /* «Regionstyrelsen, regionstyrelsen» says nothing */
		out->size = 0;
	for (size_t i = 0; i < MARKS; i++)
		if (marks[i].holds(tree, unit))
			add_words(out, _(marks[i].words));
	if (org_example(tree->org, unit))
		add_words(out, _("exempel"));
	if (of->chef) /* last: it may be cut */
		add_words(out, of->chef);
}

static void draw_strip(const struct tree *tree, struct canvas *strip)
{
	const struct session *session = tree->screen.session;
	int unit = selected(tree), width = strip->columns - 2 * MARGIN, used;
	struct buffer what = { 0 }, bridge = { 0 }, why = { 0 };

	describe(tree, &what, unit);
	phrase_bridge(&bridge, session, unit, tree->shown);
	phrase_explained(&why, session, unit, tree->shown);
	canvas_rule(strip, 0, 0, strip->columns);
	used = canvas_text(strip, 1, MARGIN, width, ROLE_STRONG, tree->org->units[unit].name);
	canvas_text(strip, 1, MARGIN + used + 2, width - used - 2, ROLE_DIM, what.bytes);
	canvas_text(strip, 2, MARGIN, width, ROLE_PLAIN, bridge.bytes);
	canvas_text(strip, 3, MARGIN, width, ROLE_PLAIN, why.bytes);
	buffer_free(&what);
	buffer_free(&bridge);
	buffer_free(&why);
}

static bool found_nothing(const struct tree *tree);

static void draw_search(struct tree *tree, struct canvas *strip)
{
	int used;

	canvas_fill(strip, 1, 0, 1, strip->columns, ROLE_PLAIN);
	used = canvas_text(strip, 1, MARGIN, CANVAS_REST, ROLE_HEAD, _("Sök namn, id eller chef: "));
	field_draw(&tree->search, strip, 1, MARGIN + used, 30);
	if (found_nothing(tree))
		canvas_text(strip, 1, MARGIN + used + 32, CANVAS_REST, ROLE_WARN, _("finns inte"));
}

static int strip_rows(const struct canvas *body)
{
	return body->rows >= 14 ? STRIP_ROWS : body->rows >= 8 ? 2 : 0;
}

static void draw(struct screen *screen, struct canvas *body)
{
	struct tree *tree = (struct tree *)screen;
	int foot = strip_rows(body);
	struct canvas rows = canvas_part(body, HEAD_ROWS, 0, body->rows - HEAD_ROWS - foot, body->columns);
	struct canvas strip = canvas_part(body, body->rows - foot, 0, foot, body->columns);
	struct place place;
	int end;

	freshen(tree);
	place = place_of(tree, body);
	roll(tree, &place);
	end = end_column(tree, &place);
	draw_heads(tree, body, &place, end);
	draw_rows(tree, &rows, &place, end);
	draw_strip(tree, &strip);
	if (tree->searching)
		draw_search(tree, &strip);
}

static void title(const struct screen *screen, struct buffer *left_out, struct buffer *right)
{
	const struct tree *tree = (const struct tree *)screen;

	buffer_format(left_out, _("Organisation · Budget %d · %s"), screen->session->year, _(sets[tree->set].name));
	phrase_head(right, screen->session, ORG_NONE);
}

/* --- searching --- */

static bool matches(const struct tree *tree, int unit)
{
	const struct unit *of = &tree->org->units[unit];
	const char *needle = tree->search.text;

	return text_contains(of->name, needle) || text_contains(of->id, needle) || (of->chef && text_contains(of->chef, needle));
}

/* The next one from `unit` on, itself included, round the end; ORG_NONE when nothing is called that. */
static int find(const struct tree *tree, int unit, int step)
{
	int count = tree->org->count;

	for (int i = 0; i < count; i++, unit += step) {
		unit = (unit + count) % count;
		if (matches(tree, unit))
			return unit;
	}
	return ORG_NONE;
}

static bool found_nothing(const struct tree *tree)
{
	return *tree->search.text && !matches(tree, selected(tree));
}

static void begin_search(struct tree *tree)
{
	memcpy(tree->open_before, tree->open, (size_t)tree->org->count);
	tree->unit_before = selected(tree);
	field_set(&tree->search, "");
	tree->searching = true;
}

/* Always from where it began: what an earlier, shorter text found is folded in again. */
static void search_on(struct tree *tree)
{
	int unit = *tree->search.text ? find(tree, tree->unit_before, 1) : ORG_NONE;

	memcpy(tree->open, tree->open_before, (size_t)tree->org->count);
	show(tree, unit == ORG_NONE ? tree->unit_before : unit);
}

static void search_step(struct tree *tree, int step)
{
	int unit = *tree->search.text ? find(tree, selected(tree) + step, step) : ORG_NONE;

	if (unit != ORG_NONE)
		show(tree, unit);
}

static void search_next(struct tree *tree)
{
	search_step(tree, 1);
}

static void search_previous(struct tree *tree)
{
	search_step(tree, -1);
}

static void cancel_search(struct tree *tree)
{
	field_set(&tree->search, "");
	search_on(tree);
	tree->searching = false;
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct tree *tree = (struct tree *)screen;

	if (key_is(key, "Enter"))
		tree->searching = false;
	else if (key_is(key, "Esc"))
		cancel_search(tree);
	else if (key_is(key, "Down"))
		search_next(tree);
	else if (key_is(key, "Up"))
		search_previous(tree);
	else if (field_key(&tree->search, key))
		search_on(tree);
	else
		return effect_none;
	return effect_handled;
}

static bool typing(const struct screen *screen)
{
	return ((const struct tree *)screen)->searching;
}

/* --- acting --- */

static void fold(struct tree *tree)
{
	int unit = selected(tree);

	if (tree->open[unit] && has_below(tree, unit))
		tree->open[unit] = false;
	else if (tree->org->units[unit].parent != ORG_NONE)
		unit = tree->org->units[unit].parent;
	list_rows(tree, unit);
}

static void unfold(struct tree *tree)
{
	int unit = selected(tree);

	if (!has_below(tree, unit))
		return;
	if (tree->open[unit])
		unit++; /* to the first one below */
	tree->open[selected(tree)] = true;
	list_rows(tree, unit);
}

static void fold_all(struct tree *tree)
{
	int unit = selected(tree);
	bool folded = false;

	for (int i = 0; i < tree->org->count; i++)
		folded |= has_below(tree, i) && !tree->open[i];
	if (folded)
		memset(tree->open, 1, (size_t)tree->org->count);
	else
		fold_as_first(tree);
	list_rows(tree, unit);
}

static void next_set(struct tree *tree)
{
	tree->set = (tree->set + 1) % SETS;
	make_columns(tree);
	measure(tree);
}

static void next_figure(struct tree *tree)
{
	tree->column = (tree->column + 1) % tree->column_count;
}

static void previous_figure(struct tree *tree)
{
	tree->column = (tree->column + tree->column_count - 1) % tree->column_count;
}

static bool current_figure(const struct tree *tree, char out[256])
{
	const struct session *session = tree->screen.session;
	const struct column *column = &tree->columns[tree->column];
	struct figure figure = { .unit = selected(tree), .year = session->year, .what = column->rule->figure };

	if (amount_in(tree, column, selected(tree)) == MONEY_NONE)
		return false;
	figure.kind = column->kind >= 0 ? column->kind : (int)session->book->region->opening;
	figure_print(out, session->book, &figure);
	return true;
}

static struct effect open_unit(struct tree *tree)
{
	return effect_push(unit_screen(tree->screen.session, selected(tree)));
}

static struct effect open_why(struct tree *tree)
{
	char name[256];

	return current_figure(tree, name) ? effect_push(why_screen(tree->screen.session, name)) : effect_none;
}

static struct effect open_distribution(struct tree *tree)
{
	return effect_push(distribution_screen(tree->screen.session, selected(tree)));
}

static struct effect open_post(struct tree *tree)
{
	return effect_push(post_screen(tree->screen.session, selected(tree)));
}

static struct effect open_target(struct tree *tree)
{
	return effect_push(post_target_screen(tree->screen.session, selected(tree), tree->shown));
}

static const struct { enum action_id id; void (*change)(struct tree *); struct effect (*open)(struct tree *); } deeds[] = {
	{ ACTION_FOLD, fold, NULL },
	{ ACTION_UNFOLD, unfold, NULL },
	{ ACTION_FOLD_ALL, fold_all, NULL },
	{ ACTION_COLUMNS, next_set, NULL },
	{ ACTION_NEXT_FIGURE, next_figure, NULL },
	{ ACTION_PREVIOUS_FIGURE, previous_figure, NULL },
	{ ACTION_SEARCH, begin_search, NULL },
	{ ACTION_SEARCH_NEXT, search_next, NULL },
	{ ACTION_SEARCH_PREVIOUS, search_previous, NULL },
	{ ACTION_OPEN, NULL, open_unit },
	{ ACTION_WHY, NULL, open_why },
	{ ACTION_DISTRIBUTE, NULL, open_distribution },
	{ ACTION_POST_IN_TREE, NULL, open_post },
	{ ACTION_TARGET, NULL, open_target },
};

static struct effect act(struct screen *screen, enum action_id id)
{
	struct tree *tree = (struct tree *)screen;

	freshen(tree);
	if (list_act(&tree->list, id)) {
		snprintf(tree->id, sizeof tree->id, "%s", tree->org->units[selected(tree)].id);
		return effect_handled;
	}
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		if (deeds[i].id != id)
			continue;
		if (deeds[i].open)
			return deeds[i].open(tree);
		deeds[i].change(tree);
		return effect_handled;
	}
	return effect_none;
}

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	const struct tree *tree = (const struct tree *)screen;
	char name[256];

	if (id == ACTION_DISTRIBUTE)
		return session_may_divide(screen->session, selected(tree), why);
	if (id == ACTION_POST_IN_TREE)
		return post_may_give(screen->session, selected(tree), why);
	if (id == ACTION_TARGET)
		return post_may_target(screen->session, selected(tree), why);
	if (id == ACTION_WHY && !current_figure(tree, name))
		return error_set(why, "blank", _("här finns inget belopp att förklara: välj ett med Tab"));
	if ((id == ACTION_SEARCH_NEXT || id == ACTION_SEARCH_PREVIOUS) && !*tree->search.text)
		return error_set(why, "no-search", _("sök först något med /"));
	return true;
}

static void renew(struct screen *screen)
{
	freshen((struct tree *)screen);
}

static void discard(struct screen *screen)
{
	struct tree *tree = (struct tree *)screen;

	free(tree->rows);
	free(tree->open);
	free(tree->open_before);
	free(tree->columns);
	free(tree);
}

static int unit_at(const struct screen *screen)
{
	return selected((const struct tree *)screen);
}

static const struct screen_hooks hooks = {
	.name = "organisation", .context = IN_TREE, .title = title, .draw = draw, .act = act, .type = type, .typing = typing,
	.can = can, .unit = unit_at, .refresh = renew, .free = discard,
};

struct screen *organisation_screen(struct session *session, int unit)
{
	struct tree *tree = memory_grow(NULL, 1, sizeof *tree);

	*tree = (struct tree){ .screen = { .hooks = &hooks, .session = session } };
	if (unit == ORG_NONE)
		unit = session->seat.unit;
	adopt(tree, unit == ORG_NONE ? 0 : unit);
	measure(tree);
	return &tree->screen;
}
