/* A sheet: what every tabular report is before it gets a format. Columns, rows of texts and amounts, and then one of the formats:
 * data (csv, json) with keys and plain figures, or something for people (text for a page, markdown, html) with heads and a title;
 * or cells with tabs between, as a spreadsheet puts them on the clipboard: the same cells as in csv, and nothing around the table.
 * Texts in cells are borrowed until the sheet is written; whatever people wrote is made harmless on the way out. */
#ifndef SHEET_H
#define SHEET_H

#include "arena.h"
#include "buffer.h"
#include "money.h"

enum report_format { REPORT_TEXT, REPORT_CSV, REPORT_JSON, REPORT_MARKDOWN, REPORT_HTML, REPORT_TABS, REPORT_FORMATS };

bool report_format_find(const char *name, enum report_format *format); /* of those that have a name; a clipboard's has none */

enum {
	FOR_DATA = 1,   /* in csv and json */
	FOR_PEOPLE = 2, /* in text, markdown and html */
	FOR_ALL = 3,
	NUMBERS = 4 /* with the others: its texts are numbers as they are shown, per cent and counts; a spreadsheet gets them as numbers */
};

struct column { const char *key, *head; unsigned shown; bool money; };
struct cell_text { const char *text; money value; };

struct sheet {
	const char *title;
	const char *source; /* of an export: region, unit, year, money, day, version, in one line; NULL: the title says enough */
	bool wide;   /* as text: for a wide page */
	struct column *columns; size_t column_count;
	struct cell_text *cells; size_t row_count, row_room; /* [row * column_count + column] */
	int *depth;  /* [row]: how far the first column for people is moved in */
	bool *mark;  /* [row]: an asterisk after the same */
	const char *note; /* what the asterisk means */
	enum money_unit money;
	bool exact; /* more decimals where rounding would hide a difference */
	struct arena arena;
};

/* Columns first, all of them, and then rows. */
void sheet_column(struct sheet *sheet, const char *key, const char *head, unsigned shown, bool figures);
struct cell_text *sheet_row(struct sheet *sheet, int depth, bool mark); /* all cells blank; valid until the next row */
const char *sheet_keep(struct sheet *sheet, struct buffer *text);       /* a copy for a cell, that lives as long; frees the buffer */
void sheet_write(struct buffer *out, const struct sheet *sheet, enum report_format format, bool bom); /* bom: for a csv, or tabs, in a file */
void sheet_free(struct sheet *sheet);

#endif
