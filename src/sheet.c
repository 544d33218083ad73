#include "sheet.h"

#include "intl.h"
#include "page.h"
#include "text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- filling it ---- */

void sheet_column(struct sheet *sheet, const char *key, const char *head, unsigned shown, bool figures)
{
	sheet->columns = memory_grow(sheet->columns, sheet->column_count + 1, sizeof *sheet->columns);
	sheet->columns[sheet->column_count++] =
		(struct column){ arena_string(&sheet->arena, key), arena_string(&sheet->arena, head), shown, figures };
}

struct cell_text *sheet_row(struct sheet *sheet, int depth, bool mark)
{
	size_t row = sheet->row_count++;

	if (row == sheet->row_room) {
		sheet->row_room = row ? row * 2 : 32;
		sheet->cells = memory_grow(sheet->cells, sheet->row_room * sheet->column_count, sizeof *sheet->cells);
		sheet->depth = memory_grow(sheet->depth, sheet->row_room, sizeof *sheet->depth);
		sheet->mark = memory_grow(sheet->mark, sheet->row_room, sizeof *sheet->mark);
	}
	sheet->depth[row] = depth;
	sheet->mark[row] = mark;
	for (size_t i = 0; i < sheet->column_count; i++)
		sheet->cells[row * sheet->column_count + i] = (struct cell_text){ NULL, MONEY_NONE };
	return &sheet->cells[row * sheet->column_count];
}

void sheet_free(struct sheet *sheet)
{
	free(sheet->columns);
	free(sheet->cells);
	free(sheet->depth);
	free(sheet->mark);
	arena_free(&sheet->arena);
}

static const struct cell_text *cell_at(const struct sheet *sheet, size_t row, size_t column)
{
	return &sheet->cells[row * sheet->column_count + column];
}

static char *print_money(char out[MONEY_TEXT], const struct sheet *sheet, money value, unsigned flags)
{
	return money_print(out, value, sheet->money, sheet->exact ? MONEY_FULL : MONEY_USUAL, flags);
}

/* ---- csv ---- */

/* Made harmless: what is written to a pipe is often looked at in a terminal. */
static void csv_text(struct buffer *out, const char *text)
{
	struct buffer shown = { 0 };

	text_harmless(&shown, text);
	text_csv(out, shown.bytes);
	buffer_free(&shown);
}

static void csv_cell(struct buffer *out, const struct sheet *sheet, size_t column, const struct cell_text *cell)
{
	char text[MONEY_TEXT];

	if (sheet->columns[column].money)
		buffer_text(out, print_money(text, sheet, cell->value, MONEY_DENSE));
	else if (cell->text)
		csv_text(out, cell->text);
}

static void csv_end(struct buffer *out)
{
	buffer_text(out, "\r\n");
}

static void sheet_csv(struct buffer *out, const struct sheet *sheet)
{
	const char *between = "";

	for (size_t i = 0; i < sheet->column_count; i++)
		if (sheet->columns[i].shown & FOR_DATA) {
			buffer_text(out, between);
			text_csv(out, sheet->columns[i].key);
			between = ";";
		}
	csv_end(out);
	for (size_t row = 0; row < sheet->row_count; row++) {
		between = "";
		for (size_t i = 0; i < sheet->column_count; i++)
			if (sheet->columns[i].shown & FOR_DATA) {
				buffer_text(out, between);
				csv_cell(out, sheet, i, cell_at(sheet, row, i));
				between = ";";
			}
		csv_end(out);
	}
}

/* ---- json ---- */

/* Whole kronor as an integer; öre, where there are any, as two decimals. */
static void json_money(struct buffer *out, money value)
{
	if (value == MONEY_NONE)
		buffer_text(out, "null");
	else if (value % MONEY_KR == 0)
		buffer_format(out, "%" PRId64, value / MONEY_KR);
	else
		buffer_format(out, "%s%" PRId64 ".%02d", value < 0 ? "-" : "", (value < 0 ? -value : value) / MONEY_KR,
			      (int)((value < 0 ? -value : value) % MONEY_KR));
}

static void json_cell(struct buffer *out, const struct column *column, const struct cell_text *cell)
{
	text_json(out, column->key);
	buffer_text(out, ":");
	if (column->money)
		json_money(out, cell->value);
	else if (cell->text)
		text_json(out, cell->text);
	else
		buffer_text(out, "null");
}

static void sheet_json(struct buffer *out, const struct sheet *sheet)
{
	buffer_text(out, "[");
	for (size_t row = 0; row < sheet->row_count; row++) {
		const char *between = row ? ",\n{" : "\n{";

		for (size_t i = 0; i < sheet->column_count; i++)
			if (sheet->columns[i].shown & FOR_DATA) {
				buffer_text(out, between);
				json_cell(out, &sheet->columns[i], cell_at(sheet, row, i));
				between = ",";
			}
		buffer_text(out, "}");
	}
	buffer_text(out, sheet->row_count ? "\n]\n" : "]\n");
}

/* ---- markdown ---- */

static bool is_first(const struct sheet *sheet, size_t column)
{
	for (size_t i = 0; i < column; i++)
		if (sheet->columns[i].shown & FOR_PEOPLE)
			return false;
	return true;
}

static void markdown_cell(struct buffer *out, const struct sheet *sheet, size_t row, size_t column)
{
	const struct cell_text *cell = cell_at(sheet, row, column);
	char text[MONEY_TEXT];

	for (int i = 0; i < sheet->depth[row] && is_first(sheet, column); i++)
		buffer_text(out, "&emsp;");
	if (sheet->columns[column].money)
		buffer_text(out, print_money(text, sheet, cell->value, 0));
	else if (cell->text)
		text_markdown(out, cell->text);
	if (sheet->mark[row] && is_first(sheet, column))
		buffer_text(out, " \\*");
}

static void markdown_head(struct buffer *out, const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->column_count; i++)
		if (sheet->columns[i].shown & FOR_PEOPLE) {
			buffer_text(out, "| ");
			text_markdown(out, sheet->columns[i].head);
			buffer_text(out, " ");
		}
	buffer_text(out, "|\n");
	for (size_t i = 0; i < sheet->column_count; i++)
		if (sheet->columns[i].shown & FOR_PEOPLE)
			buffer_text(out, sheet->columns[i].money ? "| ---: " : "| --- ");
	buffer_text(out, "|\n");
}

static void sheet_markdown(struct buffer *out, const struct sheet *sheet)
{
	buffer_text(out, "## ");
	text_markdown(out, sheet->title);
	buffer_text(out, "\n\n");
	markdown_head(out, sheet);
	for (size_t row = 0; row < sheet->row_count; row++) {
		for (size_t i = 0; i < sheet->column_count; i++)
			if (sheet->columns[i].shown & FOR_PEOPLE) {
				buffer_text(out, "| ");
				markdown_cell(out, sheet, row, i);
				buffer_text(out, " ");
			}
		buffer_text(out, "|\n");
	}
	if (sheet->note)
		buffer_format(out, "\n\\* %s\n", sheet->note);
}

/* ---- text: aligned for a page of 80 columns; the names give way, the figures never ---- */

#define NAME_LEAST 14

/* Air between columns, columns of one level in, and how wide a head may make its column: from the airiest to the tightest. The last one only
 * where a decimal comma shows where each figure ends, for there is a space in the thousands too. */
static const struct air {
	int gap, step, head;
} airs[] = { { 2, 2, PAGE }, { 2, 2, 6 }, { 2, 1, 6 }, { 1, 1, 6 } };
#define AIRS (sizeof airs / sizeof *airs)

struct layout {
	size_t name; /* the column that is moved in */
	int *width;  /* [column] */
	const struct air *air;
};

static int width_of(const struct sheet *sheet, size_t row, size_t column)
{
	const struct cell_text *cell = cell_at(sheet, row, column);
	char text[MONEY_TEXT];

	if (sheet->columns[column].money)
		return text_width(print_money(text, sheet, cell->value, 0));
	return cell->text ? text_width(cell->text) : 0;
}

static void widen(int *width, int wanted)
{
	if (*width < wanted)
		*width = wanted;
}

static void measure(const struct sheet *sheet, struct layout *layout)
{
	for (size_t i = 0; i < sheet->column_count; i++) {
		layout->width[i] = text_width(sheet->columns[i].head);
		if (layout->width[i] > layout->air->head)
			layout->width[i] = layout->air->head;
		for (size_t row = 0; row < sheet->row_count; row++)
			widen(&layout->width[i],
			      width_of(sheet, row, i) + (is_first(sheet, i) ? sheet->depth[row] * layout->air->step + 2 * sheet->mark[row] : 0));
	}
}

static int figures_width(const struct sheet *sheet, const struct layout *layout)
{
	int width = 0;

	for (size_t i = 0; i < sheet->column_count; i++)
		if (i != layout->name && (sheet->columns[i].shown & FOR_PEOPLE))
			width += layout->air->gap + layout->width[i];
	return width;
}

/* First the ends of heads go, then the air, then the ends of names. */
static void fit(const struct sheet *sheet, struct layout *layout)
{
	size_t most = sheet->money == MONEY_IN_MNKR ? AIRS : AIRS - 1;
	int rest = 0;

	for (size_t i = 0; i < most; i++) {
		layout->air = &airs[i];
		measure(sheet, layout);
		rest = PAGE - figures_width(sheet, layout);
		if (rest >= layout->width[layout->name])
			return;
	}
	layout->width[layout->name] = rest < NAME_LEAST ? NAME_LEAST : rest;
}

static void text_name(struct buffer *out, const struct sheet *sheet, const struct layout *layout, size_t row)
{
	struct buffer harmless = { 0 };
	int width = layout->width[layout->name], in = sheet->depth[row] * layout->air->step, mark = sheet->mark[row] ? 2 : 0;

	in = in > width / 2 ? width / 2 : in; /* so deep that nothing of the name would be left */
	text_harmless(&harmless, cell_at(sheet, row, layout->name)->text);
	page_spaces(out, in);
	in += text_crop(out, harmless.bytes, width - in - mark, "…");
	if (mark)
		buffer_text(out, " *");
	page_spaces(out, width - in - mark);
	buffer_free(&harmless);
}

static void text_figure(struct buffer *out, const char *text, int width)
{
	page_spaces(out, width - text_width(text));
	buffer_text(out, text);
}

static void text_column_head(struct buffer *out, const char *head, int width)
{
	struct buffer harmless = { 0 }, cropped = { 0 };

	text_harmless(&harmless, head);
	text_crop(&cropped, harmless.bytes, width, ".");
	text_figure(out, cropped.bytes, width);
	buffer_free(&harmless);
	buffer_free(&cropped);
}

static void end_line(struct buffer *out)
{
	while (out->size && out->bytes[out->size - 1] == ' ')
		out->bytes[--out->size] = '\0';
	buffer_text(out, "\n");
}

static void text_row(struct buffer *out, const struct sheet *sheet, const struct layout *layout, size_t row)
{
	char text[MONEY_TEXT];

	text_name(out, sheet, layout, row);
	for (size_t i = 0; i < sheet->column_count; i++)
		if (sheet->columns[i].money) {
			page_spaces(out, layout->air->gap);
			text_figure(out, print_money(text, sheet, cell_at(sheet, row, i)->value, 0), layout->width[i]);
		}
	end_line(out);
}

static void text_head(struct buffer *out, const struct sheet *sheet, const struct layout *layout)
{
	int width = layout->width[layout->name] + figures_width(sheet, layout);

	text_harmless(out, sheet->title);
	buffer_text(out, "\n\n");
	page_spaces(out, layout->width[layout->name]);
	for (size_t i = 0; i < sheet->column_count; i++)
		if (sheet->columns[i].money) {
			page_spaces(out, layout->air->gap);
			text_column_head(out, sheet->columns[i].head, layout->width[i]);
		}
	end_line(out);
	for (int i = 0; i < width; i++)
		buffer_text(out, "─");
	end_line(out);
}

static void sheet_text(struct buffer *out, const struct sheet *sheet)
{
	struct layout layout = { .width = memory_grow(NULL, sheet->column_count, sizeof(int)) };

	while (!(sheet->columns[layout.name].shown & FOR_PEOPLE))
		layout.name++;
	fit(sheet, &layout);
	text_head(out, sheet, &layout);
	for (size_t row = 0; row < sheet->row_count; row++)
		text_row(out, sheet, &layout, row);
	if (sheet->note)
		buffer_format(out, "\n* %s\n", sheet->note);
	free(layout.width);
}

/* ---- the formats ---- */

static const struct {
	const char *name;
	void (*write)(struct buffer *out, const struct sheet *sheet);
} formats[REPORT_FORMATS] = {
	[REPORT_TEXT] = { "text", sheet_text },
	[REPORT_CSV] = { "csv", sheet_csv },
	[REPORT_JSON] = { "json", sheet_json },
	[REPORT_MARKDOWN] = { "markdown", sheet_markdown },
};

bool report_format_find(const char *name, enum report_format *format)
{
	for (int i = 0; i < REPORT_FORMATS; i++)
		if (!strcmp(formats[i].name, name)) {
			*format = (enum report_format)i;
			return true;
		}
	return false;
}

void sheet_write(struct buffer *out, const struct sheet *sheet, enum report_format format, bool bom)
{
	if (bom && format == REPORT_CSV)
		buffer_text(out, "\xef\xbb\xbf");
	formats[format].write(out, sheet);
}
