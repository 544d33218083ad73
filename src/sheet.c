#include "sheet.h"

#include "sheet_private.h"
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

const char *sheet_keep(struct sheet *sheet, struct buffer *text)
{
	const char *kept = arena_copy(&sheet->arena, text->bytes ? text->bytes : "", text->size);

	buffer_free(text);
	return kept;
}

void sheet_free(struct sheet *sheet)
{
	free(sheet->columns);
	free(sheet->cells);
	free(sheet->depth);
	free(sheet->mark);
	arena_free(&sheet->arena);
}

const struct cell_text *sheet_cell(const struct sheet *sheet, size_t row, size_t column)
{
	return &sheet->cells[row * sheet->column_count + column];
}

char *sheet_money(char out[MONEY_TEXT], const struct sheet *sheet, money value, unsigned flags)
{
	return money_print(out, value, sheet->money, sheet->exact ? MONEY_FULL : MONEY_USUAL, flags);
}

bool sheet_figures(const struct sheet *sheet, size_t column)
{
	return sheet->columns[column].money || (sheet->columns[column].shown & NUMBERS);
}

bool sheet_is_first(const struct sheet *sheet, size_t column)
{
	for (size_t i = 0; i < column; i++)
		if (sheet->columns[i].shown & FOR_PEOPLE)
			return false;
	return (sheet->columns[column].shown & FOR_PEOPLE) != 0;
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

/* «+3,7» and «−1 240» as a spreadsheet reads them; false when it is no number after all. */
static bool csv_number(struct buffer *out, const char *text)
{
	static const struct { const char *from, *to; } spelt[] = { { "−", "-" }, { "\u00a0", "" }, { "\u202f", "" }, { " ", "" } };
	char number[MONEY_TEXT];
	size_t size = 0, digits;

	for (text += *text == '+'; *text && size < sizeof number - 1;) {
		size_t i = 0, count = sizeof spelt / sizeof *spelt;

		while (i < count && strncmp(text, spelt[i].from, strlen(spelt[i].from)))
			i++;
		if (i == count || *spelt[i].to)
			number[size++] = i == count ? *text : *spelt[i].to;
		text += i == count ? 1 : strlen(spelt[i].from);
	}
	number[size] = '\0';
	digits = strspn(number + (*number == '-'), "0123456789,");
	if (*text || !digits || number[(*number == '-') + digits] || strchr(number, ',') != strrchr(number, ','))
		return false;
	buffer_text(out, number);
	return true;
}

static void csv_cell(struct buffer *out, const struct sheet *sheet, size_t column, const struct cell_text *cell)
{
	char text[MONEY_TEXT];

	if (sheet->columns[column].money)
		buffer_text(out, sheet_money(text, sheet, cell->value, MONEY_DENSE));
	else if (cell->text && !((sheet->columns[column].shown & NUMBERS) && csv_number(out, cell->text)))
		csv_text(out, cell->text);
}

struct spelling { const char *between, *end; };

static const struct spelling csv = { ";", "\r\n" }, tabs = { "\t", "\n" };

/* For people the heads they know; for programs keys that stay. On a clipboard amounts say their unit, for it may be pasted where another is shown. */
static void csv_head_cell(struct buffer *out, const struct sheet *sheet, const struct column *column, bool is_named)
{
	struct buffer head = { 0 };

	buffer_text(&head, (sheet->source || is_named) && *column->head ? column->head : column->key);
	if (is_named && column->money)
		buffer_format(&head, " (%s)", money_unit_name(sheet->money));
	csv_text(out, head.bytes);
	buffer_free(&head);
}

static void csv_head(struct buffer *out, const struct sheet *sheet, const struct spelling *spelling)
{
	const char *between = "";

	for (size_t i = 0; i < sheet->column_count; i++)
		if (sheet->columns[i].shown & FOR_DATA) {
			buffer_text(out, between);
			csv_head_cell(out, sheet, &sheet->columns[i], spelling == &tabs);
			between = spelling->between;
		}
	buffer_text(out, spelling->end);
}

static void csv_row(struct buffer *out, const struct sheet *sheet, size_t row, const struct spelling *spelling)
{
	const char *between = "";

	for (size_t i = 0; i < sheet->column_count; i++)
		if (sheet->columns[i].shown & FOR_DATA) {
			buffer_text(out, between);
			csv_cell(out, sheet, i, sheet_cell(sheet, row, i));
			between = spelling->between;
		}
	buffer_text(out, spelling->end);
}

static void csv_table(struct buffer *out, const struct sheet *sheet, const struct spelling *spelling)
{
	csv_head(out, sheet, spelling);
	for (size_t row = 0; row < sheet->row_count; row++)
		csv_row(out, sheet, row, spelling);
}

/* What it is stands in a row of its own, with a blank one after it: so a spreadsheet still sees where the table begins. */
static void sheet_csv(struct buffer *out, const struct sheet *sheet)
{
	if (sheet->source) {
		csv_text(out, sheet->title);
		buffer_text(out, csv.between);
		csv_text(out, sheet->source);
		buffer_format(out, "%s%s", csv.end, csv.end);
	}
	csv_table(out, sheet, &csv);
}

static void sheet_tabs(struct buffer *out, const struct sheet *sheet)
{
	csv_table(out, sheet, &tabs);
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
				json_cell(out, &sheet->columns[i], sheet_cell(sheet, row, i));
				between = ",";
			}
		buffer_text(out, "}");
	}
	buffer_text(out, sheet->row_count ? "\n]\n" : "]\n");
}

/* ---- markdown ---- */

static void markdown_cell(struct buffer *out, const struct sheet *sheet, size_t row, size_t column)
{
	const struct cell_text *cell = sheet_cell(sheet, row, column);
	char text[MONEY_TEXT];

	for (int i = 0; i < sheet->depth[row] && sheet_is_first(sheet, column); i++)
		buffer_text(out, "&emsp;");
	if (sheet->columns[column].money)
		buffer_text(out, sheet_money(text, sheet, cell->value, 0));
	else if (cell->text)
		text_markdown(out, cell->text);
	if (sheet->mark[row] && sheet_is_first(sheet, column))
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
			buffer_text(out, sheet_figures(sheet, i) ? "| ---: " : "| --- ");
	buffer_text(out, "|\n");
}

void sheet_markdown_table(struct buffer *out, const struct sheet *sheet)
{
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

static void sheet_markdown(struct buffer *out, const struct sheet *sheet)
{
	buffer_text(out, "## ");
	text_markdown(out, sheet->title);
	buffer_text(out, "\n\n");
	sheet_markdown_table(out, sheet);
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
	[REPORT_HTML] = { "html", sheet_html },
	[REPORT_TABS] = { "", sheet_tabs },
};

bool report_format_find(const char *name, enum report_format *format)
{
	for (int i = 0; i < REPORT_FORMATS; i++)
		if (*name && !strcmp(formats[i].name, name)) {
			*format = (enum report_format)i;
			return true;
		}
	return false;
}

void sheet_write(struct buffer *out, const struct sheet *sheet, enum report_format format, bool bom)
{
	if (bom && (format == REPORT_CSV || format == REPORT_TABS))
		buffer_text(out, "\xef\xbb\xbf");
	formats[format].write(out, sheet);
}
