#include "page.h"
#include "sheet_private.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* A sheet as text, aligned for a page of 80 columns, or a wide one. Figures never give way. Where all other columns are figures a row is one
 * line, and the ends of long names go; where there are words too, what is long goes on below. */

#define WIDE_PAGE 120
#define WORDS_LEAST 14

/* Air between columns, columns of one level in, and how wide a head may make its column: from the airiest to the tightest. The last one only
 * where a decimal comma shows where each figure ends, for there is a space in the thousands too. */
static const struct air {
	int gap, step, head;
} airs[] = { { 2, 2, PAGE }, { 2, 2, 6 }, { 2, 1, 6 }, { 1, 1, 6 } };
#define AIRS (sizeof airs / sizeof *airs)

struct column_layout { int width; struct buffer text; const char *rest; /* text: of the row that is written */ };
struct layout {
	struct column_layout *columns; /* [sheet->column_count] */
	const struct air *air;
	bool wraps; /* there are words besides the first column */
};

static bool is_seen(const struct sheet *sheet, size_t column)
{
	return (sheet->columns[column].shown & FOR_PEOPLE) != 0;
}

static int widest(int a, int b)
{
	return a > b ? a : b;
}

/* --- the widths --- */

static int width_of(const struct sheet *sheet, size_t row, size_t column)
{
	const struct cell_text *cell = sheet_cell(sheet, row, column);
	char text[MONEY_TEXT];

	if (sheet->columns[column].money)
		return text_width(sheet_money(text, sheet, cell->value, 0));
	return cell->text ? text_width(cell->text) : 0;
}

static int width_before(const struct sheet *sheet, const struct layout *layout, size_t row, size_t column)
{
	return sheet_is_first(sheet, column) ? sheet->depth[row] * layout->air->step : 0;
}

static int width_after(const struct sheet *sheet, size_t row, size_t column)
{
	return sheet_is_first(sheet, column) && sheet->mark[row] ? 2 : 0;
}

static void measure(const struct sheet *sheet, struct layout *layout)
{
	for (size_t i = 0; i < sheet->column_count; i++) {
		int head = text_width(sheet->columns[i].head), width = head > layout->air->head ? layout->air->head : head;

		for (size_t row = 0; row < sheet->row_count; row++)
			width = widest(width, width_before(sheet, layout, row, i) + width_of(sheet, row, i) + width_after(sheet, row, i));
		layout->columns[i].width = width;
	}
}

static int width_of_all(const struct sheet *sheet, const struct layout *layout)
{
	int width = -layout->air->gap;

	for (size_t i = 0; i < sheet->column_count; i++)
		if (is_seen(sheet, i))
			width += layout->air->gap + layout->columns[i].width;
	return width;
}

static struct column_layout *widest_words(const struct sheet *sheet, const struct layout *layout)
{
	struct column_layout *found = NULL;

	for (size_t i = 0; i < sheet->column_count; i++)
		if (is_seen(sheet, i) && !sheet_figures(sheet, i) && (!found || layout->columns[i].width > found->width))
			found = &layout->columns[i];
	return found;
}

static bool narrow_words(const struct sheet *sheet, struct layout *layout, int page)
{
	struct column_layout *words = widest_words(sheet, layout);

	for (; words && words->width > WORDS_LEAST && width_of_all(sheet, layout) > page; words = widest_words(sheet, layout))
		words->width--;
	return width_of_all(sheet, layout) <= page;
}

/* Words that go on below lose nothing, so they give way first. Else the ends of heads go, then the air, and the ends of names last. */
static void fit(const struct sheet *sheet, struct layout *layout)
{
	size_t most = sheet->money == MONEY_IN_MNKR ? AIRS : AIRS - 1;
	int page = sheet->wide ? WIDE_PAGE : PAGE;

	for (size_t i = 0; i < most; i++) {
		layout->air = &airs[i];
		measure(sheet, layout);
		if (layout->wraps ? narrow_words(sheet, layout, page) : width_of_all(sheet, layout) <= page)
			return;
	}
	narrow_words(sheet, layout, page);
}

/* --- the rows --- */

static void end_line(struct buffer *out)
{
	while (out->size && out->bytes[out->size - 1] == ' ')
		out->bytes[--out->size] = '\0';
	buffer_text(out, "\n");
}

/* So deep that nothing of the words would be left, it is not moved in further. */
static int indent_of(const struct sheet *sheet, const struct layout *layout, size_t row, size_t column)
{
	int in = width_before(sheet, layout, row, column), half = layout->columns[column].width / 2;

	return in > half ? half : in;
}

static void take_words(const struct sheet *sheet, struct layout *layout, size_t row, size_t column)
{
	struct column_layout *to = &layout->columns[column];
	struct buffer harmless = { 0 };
	int mark = width_after(sheet, row, column);

	if (sheet_cell(sheet, row, column)->text)
		text_harmless(&harmless, sheet_cell(sheet, row, column)->text);
	if (layout->wraps)
		buffer_text(&to->text, harmless.bytes ? harmless.bytes : "");
	else
		text_crop(&to->text, harmless.bytes ? harmless.bytes : "", to->width - indent_of(sheet, layout, row, column) - mark, "…");
	buffer_text(&to->text, mark ? " *" : "");
	buffer_free(&harmless);
}

static void take_cell(const struct sheet *sheet, struct layout *layout, size_t row, size_t column)
{
	struct column_layout *to = &layout->columns[column];
	char text[MONEY_TEXT];

	to->text.size = 0;
	buffer_text(&to->text, "");
	if (sheet->columns[column].money)
		buffer_text(&to->text, sheet_money(text, sheet, sheet_cell(sheet, row, column)->value, 0));
	else
		take_words(sheet, layout, row, column);
	to->rest = to->text.bytes;
}

/* As much of the cell as has room on this line. */
static void put_line_of(struct buffer *out, struct column_layout *column, int indent, bool right)
{
	const char *line = column->rest;
	size_t size = line ? (right ? strlen(line) : text_wrap(line, column->width - indent, &column->rest)) : 0;
	struct buffer part = { 0 };

	buffer_add(&part, line ? line : "", size);
	if (right)
		column->rest = NULL;
	page_spaces(out, right ? column->width - text_width(part.bytes) : indent);
	buffer_add(out, part.bytes, part.size);
	page_spaces(out, right ? 0 : column->width - indent - text_width(part.bytes));
	buffer_free(&part);
}

/* False when there was no more of any cell. */
static bool put_line(struct buffer *out, const struct sheet *sheet, struct layout *layout, size_t row)
{
	bool more = false;

	for (size_t i = 0; i < sheet->column_count; i++)
		if (is_seen(sheet, i)) {
			page_spaces(out, sheet_is_first(sheet, i) ? 0 : layout->air->gap);
			put_line_of(out, &layout->columns[i], indent_of(sheet, layout, row, i), sheet_figures(sheet, i));
			more = more || layout->columns[i].rest;
		}
	end_line(out);
	return more;
}

static void put_row(struct buffer *out, const struct sheet *sheet, struct layout *layout, size_t row)
{
	for (size_t i = 0; i < sheet->column_count; i++)
		if (is_seen(sheet, i))
			take_cell(sheet, layout, row, i);
	while (put_line(out, sheet, layout, row))
		;
}

/* --- the head --- */

static void put_column_head(struct buffer *out, const char *head, int width, bool right)
{
	struct buffer harmless = { 0 }, cropped = { 0 };
	int used;

	text_harmless(&harmless, head);
	used = text_crop(&cropped, harmless.bytes, width, ".");
	page_spaces(out, right ? width - used : 0);
	buffer_text(out, cropped.bytes);
	page_spaces(out, right ? 0 : width - used);
	buffer_free(&harmless);
	buffer_free(&cropped);
}

static void put_title(struct buffer *out, const struct sheet *sheet)
{
	text_harmless(out, sheet->title);
	buffer_text(out, "\n");
	if (sheet->source) {
		text_harmless(out, sheet->source);
		buffer_text(out, "\n");
	}
	buffer_text(out, "\n");
}

static void put_head(struct buffer *out, const struct sheet *sheet, const struct layout *layout)
{
	for (size_t i = 0; i < sheet->column_count; i++)
		if (is_seen(sheet, i)) {
			page_spaces(out, sheet_is_first(sheet, i) ? 0 : layout->air->gap);
			put_column_head(out, sheet->columns[i].head, layout->columns[i].width, sheet_figures(sheet, i));
		}
	end_line(out);
	for (int i = width_of_all(sheet, layout); i > 0; i--)
		buffer_text(out, "─");
	end_line(out);
}

static bool has_more_words(const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->column_count; i++)
		if (is_seen(sheet, i) && !sheet_figures(sheet, i) && !sheet_is_first(sheet, i))
			return true;
	return false;
}

void sheet_text_table(struct buffer *out, const struct sheet *sheet)
{
	struct layout layout = { .columns = memory_grow(NULL, sheet->column_count, sizeof *layout.columns), .wraps = has_more_words(sheet) };

	memset(layout.columns, 0, sheet->column_count * sizeof *layout.columns);
	fit(sheet, &layout);
	put_head(out, sheet, &layout);
	for (size_t row = 0; row < sheet->row_count; row++)
		put_row(out, sheet, &layout, row);
	if (sheet->note)
		buffer_format(out, "\n* %s\n", sheet->note);
	for (size_t i = 0; i < sheet->column_count; i++)
		buffer_free(&layout.columns[i].text);
	free(layout.columns);
}

void sheet_text(struct buffer *out, const struct sheet *sheet)
{
	put_title(out, sheet);
	sheet_text_table(out, sheet);
}
