#include "unit_rows.h"

#include "amount.h"
#include "detailing.h"
#include "intl.h"
#include "phrase.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* How rows are made: what each kind looks like, how long texts are wrapped, and where the columns stand. */

const struct row_look row_looks[ROW_KINDS] = {
	[ROW_GAP]     = { 0, ROLE_PLAIN,  ROLE_PLAIN },
	[ROW_HEADING] = { 0, ROLE_HEAD,   ROLE_HEAD },
	[ROW_KIND]    = { 2, ROLE_STRONG, ROLE_STRONG },
	[ROW_BASIS]   = { 4, ROLE_DIM,    ROLE_DIM },
	[ROW_POST]    = { 4, ROLE_PLAIN,  ROLE_PLAIN },
	[ROW_SILENT]  = { 4, ROLE_DIM,    ROLE_PLAIN },
	[ROW_DETAIL]  = { 6, ROLE_DIM,    ROLE_DIM },
	[ROW_NOTE]    = { 6, ROLE_DIM,    ROLE_DIM },
	[ROW_LINE]    = { 2, ROLE_PLAIN,  ROLE_PLAIN },
	[ROW_SUM]     = { 2, ROLE_STRONG, ROLE_STRONG },
	[ROW_OVER]    = { 2, ROLE_WARN,   ROLE_WARN },
	[ROW_TEXT]    = { 2, ROLE_PLAIN,  ROLE_PLAIN },
	[ROW_ENTRY]   = { 2, ROLE_STRONG, ROLE_PLAIN },
	[ROW_SAID]    = { 4, ROLE_PLAIN,  ROLE_PLAIN },
};

#define WIDE 150       /* columns: from here on a text is never cut, and notes stand beside */
#define ROOMY 100      /* from here on the last version has columns */
#define BARRED 72      /* below this there is no room to the right of the amounts */
#define AMOUNT_LEAST 9
#define VERSION_MOST 18
#define NOTE_LEAST 30
#define TEXT_LEAST 12
#define TEXT_MOST 100  /* longer lines are hard to read */
#define TEXT_ROWS 2    /* of a text that is not shown whole */
#define POST_NOTE_ROWS 1
#define LABEL_WIDTH 16

const struct book *unit_book(const struct unit_view *view)
{
	return view->screen.session->book;
}

const struct unit *unit_of(const struct unit_view *view)
{
	return &unit_book(view)->org->units[view->unit];
}

/* --- where things stand --- */

static int widest_amount(const struct unit_view *view)
{
	const struct ram_table *table = view->screen.session->table;
	const struct balance *balance = &table->balance[view->unit];
	const money values[] = { balance->ram, balance->available, balance->divided, ram_kind(table, view->unit, (int)unit_book(view)->region->opening) };
	int width = AMOUNT_LEAST;

	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		struct buffer text = { 0 };

		unit_amount(view, &text, values[i], MONEY_SIGN);
		width = text_width(text.bytes) > width ? text_width(text.bytes) : width;
		buffer_free(&text);
	}
	return width;
}

static int at_least(int value, int least)
{
	return value > least ? value : least;
}

/* What stands to the right of the amounts, from the left: the last version and what has come since, the bars, the notes. */
static void lay_out_right(struct unit_layout *layout, int columns, int name_width)
{
	int at = layout->amount + layout->amount_width + 2;

	layout->more[MORE_BEFORE] = layout->more[MORE_CHANGE] = columns >= BARRED ? at : 0;
	layout->more_width[MORE_BEFORE] = layout->more_width[MORE_CHANGE] = layout->amount_width;
	if (name_width) {
		layout->more[MORE_THEN] = at;
		layout->more_width[MORE_THEN] = at_least(name_width, layout->amount_width);
		layout->more[MORE_SINCE] = at + layout->more_width[MORE_THEN] + 2;
		layout->more_width[MORE_SINCE] = at_least(text_width(_("sedan dess")), layout->amount_width);
		at = layout->more[MORE_SINCE] + layout->more_width[MORE_SINCE] + 2;
	}
	layout->bar = layout->bar_width ? at : 0;
	at += layout->bar_width ? layout->bar_width + 2 : 0;
	layout->note = columns - UNIT_MARGIN - at >= NOTE_LEAST ? at : 0;
}

static void lay_out_label(struct unit_layout *layout, int label, int columns, int name_width)
{
	layout->label = label;
	layout->amount = UNIT_MARGIN + label + 1;
	lay_out_right(layout, columns, name_width);
}

/* The label has what the others leave; with much room, no more than what is easily read from it to its amount, and then the notes have the rest. */
void unit_lay_out(struct unit_view *view)
{
	struct unit_layout *layout = &view->layout;
	int columns = view->columns, name = view->version && columns >= ROOMY ? text_width(view->version_name) : 0, end;

	name = name > VERSION_MOST ? VERSION_MOST : name;
	*layout = (struct unit_layout){ .amount_width = widest_amount(view), .wide = columns >= WIDE };
	layout->bar_width = columns >= WIDE ? 30 : columns >= ROOMY ? 20 : columns >= BARRED ? 16 : 0;
	lay_out_label(layout, columns * 3 / 10 + 8, columns, name);
	if (layout->wide && layout->note)
		return;
	end = layout->bar ? layout->bar + layout->bar_width : layout->amount + layout->amount_width;
	lay_out_label(layout, layout->label + columns - UNIT_MARGIN - end, columns, name);
	layout->note = 0;
}

/* --- rows --- */

struct unit_row unit_row(enum row_kind kind, const char *text, money value, unsigned flags)
{
	return (struct unit_row){ .kind = kind, .text = text, .value = value, .flags = flags, .more = { MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE } };
}

static struct unit_row *add_row(struct unit_view *view, struct unit_row row)
{
	if (view->count == view->room) {
		view->room = view->room ? view->room * 2 : 64;
		view->rows = memory_grow(view->rows, view->room, sizeof *view->rows);
	}
	view->rows[view->count] = row;
	return &view->rows[view->count++];
}

struct unit_row *unit_head_row(struct unit_view *view, enum row_kind kind, const char *text)
{
	return add_row(view, unit_row(kind, arena_string(&view->arena, text), MONEY_NONE, 0));
}

void unit_gap(struct unit_view *view)
{
	add_row(view, unit_row(ROW_GAP, NULL, MONEY_NONE, 0));
}

struct unit_row *unit_heading(struct unit_view *view, const char *text)
{
	if (view->count)
		unit_gap(view);
	return unit_head_row(view, ROW_HEADING, text);
}

/* A row with a sign before its name goes on under the name. */
static int hang_of(const char *text)
{
	return (int)strspn(text, "+= ");
}

/* Rows of `width` columns. The last of `most` takes all the rest, to be cut when it is drawn; 0: as many as it needs. */
static size_t add_wrapped(struct unit_view *view, enum row_kind kind, const char *text, int width, int most)
{
	size_t first = view->count;
	const char *next = text;
	int hang = hang_of(text);

	width = at_least(width - row_looks[kind].indent, TEXT_LEAST);
	while (next) {
		const char *at = next;
		int room = at == text ? width : at_least(width - hang, TEXT_LEAST);
		size_t size = text_wrap(at, room, &next);
		struct unit_row row = unit_row(kind, NULL, MONEY_NONE, 0);

		if (next && view->count - first + 1 == (size_t)most) {
			view->cut = true;
			size = strlen(at);
			next = NULL;
		}
		row.text = arena_copy(&view->arena, at, size);
		row.width = room;
		row.follows = at != text;
		row.hang = at == text ? 0 : hang;
		add_row(view, row);
	}
	return first;
}

static int most_rows(const struct unit_view *view, int usually)
{
	return view->expanded || view->layout.wide ? 0 : usually;
}

void unit_text(struct unit_view *view, enum row_kind kind, const char *text, const char *figure)
{
	int width = view->columns - 2 * UNIT_MARGIN;

	for (size_t i = add_wrapped(view, kind, text, width > TEXT_MOST ? TEXT_MOST : width, 0); i < view->count; i++)
		view->rows[i].figure = figure;
}

/* No further than the amounts: beside them stand bars and other amounts. */
static void add_below(struct unit_view *view, enum row_kind kind, const char *text, int most)
{
	int width = view->layout.amount + view->layout.amount_width - UNIT_MARGIN;

	for (size_t i = add_wrapped(view, kind, text, width, most_rows(view, most)); i < view->count; i++)
		view->rows[i].follows = true;
}

void unit_below(struct unit_view *view, enum row_kind kind, const char *text)
{
	add_below(view, kind, text, TEXT_ROWS);
}

/* In the column of notes, beside the rows of the text and on below them. */
static void note_beside(struct unit_view *view, size_t row, const char *note)
{
	int width = view->columns - UNIT_MARGIN - view->layout.note;
	const char *next = note;

	for (; next; row++) {
		const char *at = next;
		size_t size = text_wrap(at, width, &next);

		if (row == view->count)
			add_row(view, unit_row(ROW_NOTE, NULL, MONEY_NONE, 0))->follows = true;
		view->rows[row].note = arena_copy(&view->arena, at, size);
	}
}

/* After the end of the text, dim, where there is room for it before the amounts. */
static bool run_in(struct unit_view *view, const char *note)
{
	struct unit_row *last = &view->rows[view->count - 1];

	if (text_width(last->text) + 2 + text_width(note) > last->width)
		return false;
	last->aside = arena_string(&view->arena, note);
	return true;
}

void unit_figure(struct unit_view *view, struct unit_row wanted)
{
	size_t first = add_wrapped(view, wanted.kind, wanted.text, view->layout.label, most_rows(view, TEXT_ROWS));
	struct unit_row *row = &view->rows[first], wrapped = *row;

	*row = wanted;
	row->text = wrapped.text;
	row->width = wrapped.width;
	row->whole = arena_string(&view->arena, wanted.text);
	row->remark = arena_string(&view->arena, wanted.note);
	row->note = NULL;
	if (!wanted.note)
		return;
	if (view->layout.note && wanted.kind != ROW_KIND)
		note_beside(view, first, wanted.note);
	else if (!run_in(view, wanted.note))
		add_below(view, wanted.kind == ROW_KIND ? ROW_BASIS : ROW_NOTE, wanted.note, wanted.post ? POST_NOTE_ROWS : TEXT_ROWS);
}

void unit_fact(struct unit_view *view, const char *label, const char *text)
{
	int room = view->columns - 2 * UNIT_MARGIN - row_looks[ROW_TEXT].indent - LABEL_WIDTH;
	const char *next = text && *text ? text : NULL;

	for (bool first = true; next; first = false) {
		const char *at = next;
		size_t size = text_wrap(at, room > TEXT_MOST ? TEXT_MOST : at_least(room, TEXT_LEAST), &next);
		struct buffer row = { 0 };

		buffer_format(&row, "%s%*s%.*s", first ? label : "", LABEL_WIDTH - (first ? text_width(label) : 0), "", (int)size, at);
		unit_head_row(view, ROW_TEXT, row.bytes)->follows = !first;
		buffer_free(&row);
	}
}

/* --- the details of an amount --- */

static bool shows_as_nothing(const struct unit_view *view, money value)
{
	char text[MONEY_TEXT];

	return value != 0 && strpbrk(money_print(text, value, view->shown, MONEY_USUAL, MONEY_ASCII), "123456789") == NULL;
}

/* What is a part of another stands further in. */
static const char *part_text(struct unit_view *view, const struct list *details, size_t at)
{
	struct buffer text = { 0 };

	buffer_format(&text, "%*s%s", 2 * detailing_depth(details, at), "", ((const struct detail *)details->items)[at].text);
	return unit_kept(view, &text);
}

void unit_details(struct unit_view *view, const struct list *details, money whole, unsigned flags, const char *figure, const char *line)
{
	const struct detail *items = details->items;
	money rest = whole;
	size_t told = 0;
	struct unit_row row;

	for (size_t i = 0; i < details->count; i++) {
		if (items[i].unit && strcmp(items[i].unit, view->id) != 0)
			continue;
		row = unit_row(ROW_DETAIL, part_text(view, details, i), money_from_kr(items[i].kr), flags);
		row.figure = !line ? figure : unit_figure_name(view, &(struct figure){ .unit = view->unit, .year = view->year, .what = FIGURE_DETAIL,
		                                                                       .line = line, .detail = items[i].id });
		unit_figure(view, row);
		if (!items[i].above) /* the others are parts of what they stand under */
			rest = money_sum(rest, -row.value);
		told++;
	}
	if (!told || rest == 0)
		return;
	row = unit_row(ROW_DETAIL, (rest < 0) == (whole < 0) ? _("ospecificerat") : _("delarna är större än beloppet"), rest, flags);
	row.figure = figure;
	row.exact = shows_as_nothing(view, rest);
	unit_figure(view, row);
}

/* --- texts in pieces --- */

const char *unit_kept(struct unit_view *view, struct buffer *text)
{
	const char *copy = text->size ? arena_copy(&view->arena, text->bytes, text->size) : NULL;

	buffer_free(text);
	return copy;
}

void unit_amount(const struct unit_view *view, struct buffer *out, money value, unsigned flags)
{
	amount_text(out, view->screen.session, value, view->shown, flags);
}

void unit_between(struct buffer *out)
{
	if (out->size)
		buffer_text(out, " · ");
}

const char *unit_figure_name(struct unit_view *view, const struct figure *figure)
{
	char name[256];

	figure_print(name, unit_book(view), figure);
	return arena_string(&view->arena, name);
}

const char *unit_plain_figure(struct unit_view *view, enum figure_kind what, int year)
{
	return unit_figure_name(view, &(struct figure){ .unit = view->unit, .year = year, .what = what });
}
